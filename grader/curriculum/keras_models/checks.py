"""Laws of unit 7, Keras models: structure and settings, judged from descriptions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from grader.boundary.keras_models import CONVOLUTIONS, TRAINING_ONLY, Layer, Model, loss_probe
from grader.boundary.outcomes import LawBroken, Rejected
from grader.curriculum.laws import SCALAR, assert_close, assert_that, extra, law, returns
from grader.curriculum.ordinary import reals
from grader.curriculum.strategies import integers, lists
from grader.feedback.plurals import counted
from grader.verdict import numpy_keras
from grader.verdict.numpy_keras import ACTIVATIONS, Inadmissible, binary_cross_entropy, sparse_cross_entropy
from grader.verdict.student import Student

PIMA = [(12, "relu"), (8, "relu"), (1, "sigmoid")]
MNIST = [(128, "relu"), (10, "linear")]


@returns(lambda sizes: SCALAR)
class TestCountParameters:
    @law(inputs=integers(1, 50), units=integers(1, 50))
    def test_one_layer(self, student: Student, inputs: int, units: int) -> None:
        """Una capa de u neuronas con e entradas tiene e·u pesos y u sesgos."""
        assert_close(student.count_parameters([inputs, units]), inputs * units + units)

    @law(sizes=lists(integers(1, 40), 3, 7))
    def test_layers_add_up(self, student: Student, sizes: list[int]) -> None:
        """Los parámetros de una red son la suma de los de sus capas."""
        by_layer = [inputs * units + units for inputs, units in pairwise(sizes)]
        assert_close(student.count_parameters(sizes), sum(by_layer))

    def test_known_networks(self, student: Student) -> None:
        """La red 8-12-8-1 tiene 221 parámetros, y la 784-128-10 tiene 101 770."""
        assert_close(student.count_parameters([8, 12, 8, 1]), 221)
        assert_close(student.count_parameters([784, 128, 10]), 101_770)

    def test_large_networks(self, student: Student, rng: np.random.Generator) -> None:
        """También con capas de miles de neuronas, o con más de cien capas, y sin que falte ni un sesgo."""
        # No deeper: Keras, which a student may ask, builds a model anew for each layer that is added.
        deep, wide = rng.integers(1, 100, int(rng.integers(110, 150))), rng.integers(1000, 5000, 3)
        for sizes in (deep.tolist(), wide.tolist()):
            right = sum((inputs + 1) * units for inputs, units in pairwise(sizes))
            assert_close(student.count_parameters(sizes), right, rtol=0, atol=0.5)


def predicted(model: Model, inputs: np.ndarray) -> np.ndarray:
    """The model's prediction (n, units) for inputs (n, ...).

    Raises:
        Rejected: the kit cannot predict with such a model, which is no admissible result.
    """
    try:
        return numpy_keras.predict(model, inputs)
    except Inadmissible as reason:
        raise Rejected(str(reason)) from None


def assert_layers(model: Model, wanted: list[tuple[int, str]]) -> None:
    """The dense layers and their activations are those ``wanted``, and there is nothing else that changes values."""
    assert_plain(model)
    found = model.dense_layers()
    if len(found) != len(wanted):
        sizes = "-".join(str(units) for units, _ in found) or "ninguna"
        raise LawBroken(f"Debería tener {len(wanted)} capas densas, y tiene {len(found)} (neuronas: {sizes}).")
    for number, ((units, activation), (right_units, right_activation)) in enumerate(zip(found, wanted, strict=True), 1):
        assert_that(
            units == right_units,
            f"La capa densa {number} debería tener {counted(right_units, 'neurona')}, y tiene {units}.",
        )
        assert_that(
            activation == right_activation,
            f"La capa densa {number} debería tener activación {right_activation}, y tiene {activation}.",
        )


def assert_plain(model: Model) -> None:
    """It is a chain of layers that can be looked at, and none of them is there for training or scales anything."""
    if model.obstacle:
        raise Rejected(model.obstacle)
    others = [layer.kind for layer in model.layers if layer.kind in ("BatchNormalization", "Rescaling", *TRAINING_ONLY)]
    assert_that(not others, f"Sobra la capa {others[0] if others else ''}: aquí solo se pide la red básica.")


def chain(model: Model, values: np.ndarray, activations: list[str]) -> np.ndarray:
    """What dense layers with the model's weights and these activations give for values (n, ...): (n, units)."""
    dense = [layer for layer in model.layers if layer.kind == "Dense"]
    values = values.reshape(len(values), -1)
    for layer, activation in zip(dense, activations, strict=True):
        values = ACTIVATIONS[activation](values @ layer.weights[0].astype(np.float64) + layer.weights[1])
    return values


def assert_computes(model: Model, inputs: np.ndarray, wanted: list[tuple[int, str]], tolerance: float = 1e-5) -> None:
    """The prediction for inputs (n, ...) is that of the plain network with the model's own weights.

    Args:
        tolerance: what float32 may be off by, in parts of the largest output, or of 1.
    """
    assert_layers(model, wanted)
    right = chain(model, inputs, [activation for _, activation in wanted])
    largest = max(1.0, float(np.abs(right).max()))
    assert_close(predicted(model, inputs), right, "la predicción", rtol=max(1e-4, tolerance), atol=tolerance * largest)


def assert_built(model: Model, *shapes: tuple[int, ...]) -> None:
    assert_that(
        model.is_built,
        "El modelo no está construido: aún no tiene pesos. Dile qué forma tiene cada ejemplo con keras.Input.",
    )
    assert_that(
        model.input_shape in shapes,
        f"Cada ejemplo debería tener la forma {shapes[0]}, y la entrada es {model.input_shape}.",
    )


def assert_biases(model: Model) -> None:
    missing = [WEIGHTED[layer.kind] for layer in model.layers if layer.kind in WEIGHTED and len(layer.weights) < 2]
    assert_that(not missing, f"Hay una {missing[0] if missing else 'capa'} sin sesgo (use_bias=False).")


WEIGHTED = {"Dense": "capa densa", **dict.fromkeys(CONVOLUTIONS, "convolución")}
"""The kinds of layers that have weights, in Spanish."""

LARGEST_WEIGHT, LARGEST_BIAS = 100, 10
"""In size, of a layer that has learned nothing yet: more than any initialiser gives."""


def assert_fresh(model: Model, inputs: np.ndarray) -> None:
    """The weights are as an initialiser draws them, and training can change them all.

    Args:
        inputs: ordinary ones (n, ...), of which most hidden neurons let something through.
    """
    assert_drawn(model)
    assert_alive(model, inputs)
    assert_learns(model)


def assert_drawn(model: Model) -> None:
    """The weights of each layer are as an initialiser draws them, no two of its units with the same ones."""
    weighted = [layer for layer in model.layers if layer.kind in WEIGHTED and layer.weights]
    for number, layer in enumerate(weighted, 1):
        kernel, *bias = layer.weights[0].reshape(-1, layer.weights[0].shape[-1]), *layer.weights[1:]
        its_own = sum(WEIGHTED[each.kind] == WEIGHTED[layer.kind] for each in weighted[:number])
        where = f"la {WEIGHTED[layer.kind]} {its_own}"
        assert_that(np.isfinite(kernel), f"Entre los pesos de {where} hay NaN o infinitos.")
        assert_that(
            np.ptp(kernel) > 0 and len(np.unique(kernel, axis=1).T) == kernel.shape[1],
            f"Hay neuronas de {where} que empiezan con los mismos pesos, o con todos iguales, así que aprenderían lo "
            "mismo: deben empezar al azar, como los pone Keras si no le dices nada.",
        )
        largest = np.abs(kernel).max()
        assert_that(
            1e-5 <= largest <= LARGEST_WEIGHT and all(np.all(np.abs(each) <= LARGEST_BIAS) for each in bias),
            f"Los pesos o los sesgos con los que empieza {where} tienen un tamaño desmesurado (el mayor de los pesos, "
            f"{largest:.3g}): déjalos como los pone Keras si no le dices nada.",
        )


MOST_DEAD, SATURATED = 0.75, 30.0
"""The share of hidden neurons that give 0 whatever comes in, and a deviation of logits: no initialiser of Keras
comes near to them."""


def assert_alive(model: Model, inputs: np.ndarray) -> None:
    """For inputs (n, ...) the hidden neurons are not dead, and the logits are of ordinary size."""
    *hidden, last = (layer for layer in model.layers if layer.kind == "Dense" and layer.weights)
    values = inputs.reshape(len(inputs), -1)
    for number, layer in enumerate(hidden, 1):
        takes, comes = len(layer.weights[0]), values.shape[1]
        assert_that(
            takes == comes,
            f"La capa densa {number} debería recibir {counted(comes, 'número')} de cada ejemplo, y tiene pesos "
            f"para {takes}: antes de ella hay que aplanar lo que llega.",
        )
        values = np.maximum(values @ layer.weights[0] + sum(layer.weights[1:]), 0)
        dead = np.mean(values.max(axis=0) == 0)
        assert_that(
            dead < MOST_DEAD,
            f"Con los pesos y sesgos con los que empieza la capa densa {number}, sus neuronas dan siempre 0, y así no "
            "aprenden: déjalos como los pone Keras si no le dices nada.",
        )
    deviation = float((values @ last.weights[0]).std())
    assert_that(
        deviation < SATURATED,
        f"Los pesos con los que empieza el modelo son desmesurados: sus salidas, antes de la activación, se desvían "
        f"{deviation:.3g}. Déjalos como los pone Keras si no le dices nada.",
    )


def assert_learns(model: Model) -> None:
    assert_that(
        model.frozen == 0,
        f"Parámetros que no pueden aprender: {model.frozen}. Alguna capa está congelada (trainable=False), o una "
        "restricción o un regularizador desmesurado deja fijos sus pesos.",
    )


@returns(lambda: Model)
class TestBuildPimaModel:
    def test_fresh(self, student: Student, rng: np.random.Generator) -> None:
        """Empieza con pesos al azar, y todos pueden aprender."""
        model = student.build_pima_model()
        assert_layers(model, PIMA)
        assert_built(model, (8,))
        assert_fresh(model, rng.normal(size=(500, 8)))

    def test_built(self, student: Student) -> None:
        """Está construido y recibe ejemplos de 8 características."""
        assert_built(student.build_pima_model(), (8,))

    def test_layers(self, student: Student) -> None:
        """Tiene 12, 8 y 1 neuronas, con relu, relu y sigmoid."""
        assert_layers(student.build_pima_model(), PIMA)

    def test_prediction(self, student: Student, rng: np.random.Generator) -> None:
        """Predice lo que predice esa red: 221 parámetros y una probabilidad por ejemplo."""
        model = student.build_pima_model()
        assert_built(model, (8,))
        assert_layers(model, PIMA)
        assert_biases(model)
        assert_close(model.parameters, 221, "el número de parámetros")
        assert_computes(model, rng.normal(size=(2000, 8)), PIMA)
        assert_computes(model, reals(rng, (2000, 8)), PIMA, tolerance=1e-3)


@returns(lambda: Model)
class TestBuildMnistModel:
    def test_fresh(self, student: Student, rng: np.random.Generator) -> None:
        """Empieza con pesos al azar, y todos pueden aprender."""
        model = student.build_mnist_model()
        assert_layers(model, MNIST)
        assert_built(model, (28, 28), (28, 28, 1))
        assert_fresh(model, rng.uniform(size=(500, 28, 28)) ** 3)

    def test_built(self, student: Student) -> None:
        """Está construido y recibe imágenes de 28x28."""
        assert_built(student.build_mnist_model(), (28, 28), (28, 28, 1))

    def test_layers(self, student: Student) -> None:
        """Tiene 128 neuronas con relu y 10 salidas lineales (logits)."""
        assert_layers(student.build_mnist_model(), MNIST)

    def test_prediction(self, student: Student, rng: np.random.Generator) -> None:
        """Aplana cada imagen y da 10 logits: 101 770 parámetros."""
        model = student.build_mnist_model()
        assert_built(model, (28, 28), (28, 28, 1))
        assert_layers(model, MNIST)
        assert_biases(model)
        assert_close(model.parameters, 101_770, "el número de parámetros")
        assert_computes(model, rng.uniform(size=(500, 28, 28)) ** 3, MNIST)


def network(input_shape: tuple[int, ...], layers: list[tuple[int, str]], rng: np.random.Generator) -> Model:
    """A model to give to the student, with random weights and biases."""
    chained: list[Layer] = [Layer("Flatten")] if len(input_shape) > 1 else []
    inputs = int(np.prod(input_shape))
    for units, activation in layers:
        kernel = (rng.normal(size=(inputs, units)) * np.sqrt(2 / inputs)).astype(np.float32)
        bias = (rng.normal(size=units) / 4).astype(np.float32)
        chained.append(Layer("Dense", {"units": units, "activation": activation}, (kernel, bias)))
        inputs = units
    return Model(input_shape, tuple(chained))


def compiled(student: Student, model: Model) -> dict[str, Any]:
    """The settings of ``model`` after the student compiled it, in place."""
    getattr(student, student.function)(model)
    outcome = student.last.outcome
    after = outcome.changed.get(0) if outcome else None
    if not isinstance(after, Model) or after.compiled is None:
        raise LawBroken("El modelo recibido sigue sin compilar: compílalo a él (model.compile), no una copia.")
    assert_learns(after)
    return after.compiled


def assert_metric(settings: dict[str, Any], *names: str) -> None:
    found = ", ".join(settings["metrics"]) or "ninguna"
    assert_that(
        any(name in names for name in settings["metrics"]),
        f'Debería medir la exactitud (metrics=["accuracy"]), y mide: {found}.',
    )


def assert_loss(student: Student, model: Model, loss: Callable[..., float], wanted: str, rtol: float = 1e-4) -> None:
    """Compiled twice, the model has each time a loss that is ``loss`` on a probe of its own."""
    for _ in range(2):
        settings = compiled(student, model)
        got, right_value = settings["loss_value"], loss(*loss_probe(model.dense_layers()[-1][0], settings["loss_draw"]))
        calculated = f"Tal como queda compilado, la pérdida ({settings['loss']}) no se puede calcular."
        assert_that(got is not None, calculated)
        assert_that(
            np.isclose(got, right_value, rtol=rtol), f"La pérdida debería ser {wanted}, y es {settings['loss']}."
        )


SENSIBLE = {
    "learning_rate": (1e-4, 0.1),
    "learning_rate_later": (1e-6, 0.1),
    "beta_1": (0, 0.9999),
    "beta_2": (0, 0.99999),
    "epsilon": (0, 1),
    "clipnorm": (1e-4, np.inf),
    "clipvalue": (1e-4, np.inf),
    "global_clipnorm": (1e-4, np.inf),
    "weight_decay": (0, 0.5),
    "gradient_accumulation_steps": (1, 1000),
    "ema_momentum": (0, 0.9999),
}
"""Between what values of an optimiser's settings a network of the course can learn."""


def assert_adam(settings: dict[str, Any]) -> None:
    optimizer, numbers = settings["optimizer"], settings["optimizer_settings"]
    assert_that(optimizer == "Adam", f"El optimizador debería ser Adam, y es {optimizer}.")
    assert_that("learning_rate" in numbers, "No se puede saber qué tasa de aprendizaje (learning_rate) lleva Adam.")
    if numbers["learning_rate"] < SENSIBLE["learning_rate"][0] <= numbers.get("learning_rate_later", 0):
        numbers = {**numbers, "learning_rate": numbers["learning_rate_later"]}  # it warms up
    for name, value in numbers.items():
        low, high = SENSIBLE.get(name, (-np.inf, np.inf))
        what = "una tasa de aprendizaje (learning_rate) de" if name.startswith("learning_rate") else f"{name} ="
        assert_that(
            low * (1 - 1e-6) <= value <= high * (1 + 1e-6),
            f"Con {what} {value:.6g} Adam no puede aprender como debe: "
            + (f"debería estar entre {low:g} y {high:g}." if high < np.inf else f"debería ser al menos {low:g}."),
        )


def assert_weights_kept(student: Student, model: Model) -> None:
    compiled(student, model)
    assert_that(has_kept(student, model), "Compilar no debe cambiar los pesos ni las capas del modelo.")


def has_kept(student: Student, model: Model) -> bool:
    """Whether the last call, whose first argument was the model, left its weights as they were."""
    outcome = student.last.outcome
    after = outcome.changed.get(0, model) if outcome else model
    before, kept = ([weight for layer in each.layers for weight in layer.weights] for each in (model, after))
    return len(before) == len(kept) and all(map(np.array_equal, before, kept))


@returns(lambda model: object)
class TestCompilePimaModel:
    def test_loss(self, student: Student, rng: np.random.Generator) -> None:
        """La pérdida es la entropía cruzada binaria."""
        wanted = "la entropía cruzada binaria (binary_crossentropy)"
        assert_loss(student, network((8,), PIMA, rng), binary_cross_entropy, wanted, rtol=2e-3)  # p clipped or not

    def test_optimizer(self, student: Student, rng: np.random.Generator) -> None:
        """El optimizador es Adam, con una tasa de aprendizaje con la que se aprende."""
        assert_adam(compiled(student, network((8,), PIMA, rng)))

    def test_metric(self, student: Student, rng: np.random.Generator) -> None:
        """Mide la exactitud."""
        assert_metric(
            compiled(student, network((8,), PIMA, rng)), "accuracy", "acc", "binary_accuracy", "BinaryAccuracy"
        )

    @extra
    def test_weights_kept(self, student: Student, rng: np.random.Generator) -> None:
        """Compilar no cambia los pesos."""
        assert_weights_kept(student, network((8,), PIMA, rng))


@returns(lambda model: object)
class TestCompileMnistModel:
    def test_loss(self, student: Student, rng: np.random.Generator) -> None:
        """La pérdida es la entropía cruzada categórica dispersa, a partir de logits."""
        wanted = "la entropía cruzada categórica dispersa con from_logits=True (SparseCategoricalCrossentropy)"
        assert_loss(student, network((28, 28), MNIST, rng), sparse_cross_entropy, wanted)

    def test_optimizer(self, student: Student, rng: np.random.Generator) -> None:
        """El optimizador es Adam, con una tasa de aprendizaje con la que se aprende."""
        assert_adam(compiled(student, network((28, 28), MNIST, rng)))

    def test_metric(self, student: Student, rng: np.random.Generator) -> None:
        """Mide la exactitud."""
        names = "accuracy", "acc", "sparse_categorical_accuracy", "SparseCategoricalAccuracy"
        assert_metric(compiled(student, network((28, 28), MNIST, rng)), *names)

    @extra
    def test_weights_kept(self, student: Student, rng: np.random.Generator) -> None:
        """Compilar no cambia los pesos."""
        assert_weights_kept(student, network((28, 28), MNIST, rng))


sizes = lists(integers(1, 300), 2, 5)


@returns(lambda layers, seed: str)
class TestModelFilename:
    @law(layers=sizes, seed=integers(0, 9999))
    def test_sizes_and_seed(self, student: Student, layers: list[int], seed: int) -> None:
        """Es «keras_», los tamaños unidos con guiones, «_», la semilla y «.keras»."""
        wanted = f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
        got = student.model_filename(layers, seed)
        assert_that(got == wanted, f"Se esperaba {wanted!r}.")

    def test_known_name(self, student: Student) -> None:
        """La red 8-12-8-1 con la semilla 42 se guarda en «keras_8-12-8-1_42.keras»."""
        wanted = "keras_8-12-8-1_42.keras"
        assert_that(student.model_filename([8, 12, 8, 1], 42) == wanted, f"Se esperaba {wanted!r}.")

    def test_text_among_the_layers(self, student: Student) -> None:
        """Una capa puede venir como texto: «28x28»."""
        wanted = "keras_28x28-128-10_42.keras"
        assert_that(student.model_filename(["28x28", 128, 10], 42) == wanted, f"Se esperaba {wanted!r}.")

    def test_many_layers(self, student: Student, rng: np.random.Generator) -> None:
        """También con muchas capas, algunas como texto, con tamaños grandes y con cualquier semilla."""
        for seed in (0, 10 ** int(rng.integers(6, 12)), int(rng.integers(2**32))):
            layers = _layer_names(rng, int(10 ** rng.uniform(0.8, 2.3)))
            wanted = f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
            assert_that(student.model_filename(layers, seed) == wanted, f"Se esperaba {wanted!r}.")


def _layer_names(rng: np.random.Generator, count: int) -> list[Any]:
    """So many sizes of layers, from one figure to seven, some of them as texts or of several dimensions."""
    sizes = [int(10**power) for power in rng.uniform(0, 7, count)]
    written = (str, lambda size: f"{size}x{size}", lambda size: f"{size}x{size}x3", int, int, int)
    return [written[int(rng.integers(len(written)))](size) for size in sizes]
