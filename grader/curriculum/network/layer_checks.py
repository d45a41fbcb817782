"""Laws of unit 6 on a dense layer, and on several one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from grader.curriculum.laws import (
    Ordinary,
    arguments_untouched,
    assert_close,
    assert_raises_value_error,
    at_scale,
    extra,
    law,
    returns,
    rounding,
)
from grader.curriculum.strategies import (
    Source,
    arrays,
    composite,
    draw_arrays,
    draw_list,
    quarters,
    related_arrays,
    sampled_from,
    sizes,
)
from grader.verdict.numpy_keras import ACTIVATIONS
from grader.verdict.student import Student

Weights = tuple[np.ndarray, np.ndarray, np.ndarray]
Layer = tuple[np.ndarray, np.ndarray, str]

SMALL = quarters(-2, 2)
WEIGHTS = quarters(-1, 1)

FUNCTIONS = {name: ACTIVATIONS[name] for name in ("linear", "relu", "sigmoid", "tanh", "softmax")}

activation_names = sampled_from(list(FUNCTIONS))


def _layer(X: np.ndarray, W: np.ndarray, b: np.ndarray, activation: str) -> np.ndarray:
    """What a layer of W (inputs, units) and b (units,) makes of X (n, inputs): (n, units)."""
    return FUNCTIONS[activation](X @ W + b)


one_layer = law(
    cases=39,
    layer=related_arrays(
        sizes((1, 4), (1, 3), (1, 4)),
        lambda n, inputs, units: [((n, inputs), SMALL), ((inputs, units), SMALL), ((units,), SMALL)],
    ),
)


MOST_WORK = 1_000_000
"""Products of numbers in a call: who writes them as loops in plain Python has to be in time too."""

OTHERS = (
    *("softplus", "max", "elu", "selu", "gelu", "silu", "swish", "exponential", "relu6", "leaky_relu", "hard_sigmoid"),
    *("log_softmax", "sigmoide", "lineal", "soft", "rel", "ReLU", "relu ", ""),
)
"""Names of other activations, and what is nearly one of the five."""


def parameters(some: Ordinary, inputs: int, units: int) -> tuple[np.ndarray, np.ndarray]:
    """W (inputs, units) and b (units,), such that the sums of ordinary inputs are of ordinary size."""
    return some.readable(some.normal(inputs, units) / np.sqrt(inputs)), some.reals(units, most=10.0)


SURE = 500.0
"""The largest sum of a neuron whose e^z and e^-z are finite, with room to spare."""


@returns(lambda X, W, b, activation: (len(X), W.shape[1]))
class TestDense:
    @one_layer
    def test_linear(self, student: Student, layer: Weights) -> None:
        """Con "linear" sale X W + b, sin más: el sesgo se suma a cada fila."""
        assert_close(student.dense(*layer, "linear"), _layer(*layer, "linear"))

    @one_layer
    def test_relu(self, student: Student, layer: Weights) -> None:
        """Con "relu" los negativos de X W + b pasan a 0."""
        assert_close(student.dense(*layer, "relu"), _layer(*layer, "relu"))

    @one_layer
    def test_sigmoid(self, student: Student, layer: Weights) -> None:
        """Con "sigmoid" sale σ(X W + b)."""
        assert_close(student.dense(*layer, "sigmoid"), _layer(*layer, "sigmoid"))

    @one_layer
    def test_tanh(self, student: Student, layer: Weights) -> None:
        """Con "tanh" sale tanh(X W + b)."""
        assert_close(student.dense(*layer, "tanh"), _layer(*layer, "tanh"))

    @one_layer
    def test_softmax(self, student: Student, layer: Weights) -> None:
        """Con "softmax" cada fila de e^(X W + b) se reparte entre su propia suma."""
        assert_close(student.dense(*layer, "softmax"), _layer(*layer, "softmax"))

    @at_scale(small=10)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos, entradas y neuronas como sea, y cualquiera de las cinco."""
        inputs, units = some.columns(), some.units()
        X = some.reals(some.rows(most=max(4, MOST_WORK // (inputs * units))), inputs, most=30.0)
        W, b = parameters(some, inputs, units)
        for activation in some.rng.choice(list(FUNCTIONS), 3, replace=False).tolist():
            lost = np.abs(X) @ np.abs(W) + np.abs(b)
            got = student.dense(X, W, b, activation)
            assert_close(got, _layer(X, W, b, activation), rtol=1e-4, atol=rounding(lost))

    @extra
    @at_scale(small=13)
    def test_stable(self, student: Student, some: Ordinary) -> None:
        """Con z de hasta 1000 da números correctos, con la activación que sea."""
        X = np.round(8 * some.uniform(-1000, 1000, some.rows(), some.columns(most=20))) / 8
        for name, right in FUNCTIONS.items():
            assert_close(student.dense(X, np.eye(X.shape[1]), np.zeros(X.shape[1]), name), right(X))

    @extra
    def test_large_sigmoid(self, student: Student) -> None:
        """La sigmoide es correcta también cuando |z| llega a 1000."""
        Z = np.array([[-1000.0, 0.0, 1000.0]])
        assert_close(student.dense(Z, np.eye(3), np.zeros(3), "sigmoid"), [[0.0, 0.5, 1.0]])

    @extra
    def test_large_softmax(self, student: Student) -> None:
        """Softmax es correcta también cuando |z| llega a 1000, y una fila enorme no estropea a otra."""
        Z = np.array([[1000.0, 1000.0], [-1000.0, -1000.0], [1000.0, -1000.0]])
        assert_close(student.dense(Z, np.eye(2), np.zeros(2), "softmax"), [[0.5, 0.5], [0.5, 0.5], [1.0, 0.0]])

    @extra
    def test_unknown_activation(self, student: Student, rng: np.random.Generator) -> None:
        """Una activación que no es ninguna de las cinco es un ValueError."""
        letter = str(rng.choice(list("abcdefgh")))
        nearly = [name for each in FUNCTIONS for name in (letter + each, each + letter)]
        for name in (*OTHERS, letter * 5, *nearly):
            assert_raises_value_error(student, "dense", np.eye(2), np.eye(2), np.zeros(2), name)

    test_arguments_untouched = arguments_untouched(
        X=arrays((3, 2), SMALL),
        W=arrays((2, 2), SMALL),
        b=arrays((2,), SMALL),
        activation=activation_names,
    )


@composite
def networks(source: Source, n_layers: tuple[int, int] = (1, 4)) -> tuple[np.ndarray, list[Layer]]:
    """Inputs X (n, d) and layers that fit them: W (inputs, units), b (units,) and the name of the activation."""
    n, *widths = draw_list(source, (1, 2, 3), n_layers[0] + 2, n_layers[1] + 2)
    shapes = [shape for inputs, units in pairwise(widths) for shape in ((inputs, units), (units,))]
    X, *parameters = draw_arrays(source, [((n, widths[0]), SMALL), *((shape, WEIGHTS) for shape in shapes)])
    names = draw_list(source, list(FUNCTIONS), len(widths) - 1, len(widths) - 1)
    return X, list(zip(parameters[::2], parameters[1::2], names, strict=True))


def _forward(X: np.ndarray, layers: Sequence[Layer]) -> np.ndarray:
    """What layers make of X (n, inputs of the first): (n, units of the last)."""
    for layer in layers:
        X = _layer(X, *layer)
    return X


@returns(lambda X, layers: (len(X), layers[-1][0].shape[1]))
class TestForward:
    @law(cases=50, network=networks((1, 1)))
    def test_one_layer(self, student: Student, network: tuple[np.ndarray, list[Layer]]) -> None:
        """Con una sola capa es activación(X W + b)."""
        assert_close(student.forward(*network), _forward(*network))

    @law(cases=50, network=networks((2, 4)))
    def test_several_layers(self, student: Student, network: tuple[np.ndarray, list[Layer]]) -> None:
        """La salida de cada capa es la entrada de la siguiente, en el orden de la lista."""
        # Four layers in float32 gather more rounding than one.
        assert_close(student.forward(*network), _forward(*network), rtol=1e-4, atol=1e-5)

    @law(cases=50, network=networks((2, 4)))
    def test_composition(self, student: Student, network: tuple[np.ndarray, list[Layer]]) -> None:
        """Partir la red en dos trozos y encadenarlos no cambia el resultado."""
        X, layers = network
        middle = student.forward(X, layers[:1])
        assert_close(student.forward(middle, layers[1:]), student.forward(X, layers), rtol=1e-4, atol=1e-5)

    @at_scale(small=20)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas capas como sea, de las neuronas y con las activaciones que sean."""
        n_layers = some.steps(most=140)
        widest = 150 if n_layers < 100 else 8
        rows = some.rows(most=max(4, MOST_WORK // (8 * widest * n_layers)))
        X = some.reals(rows, some.columns(most=widest), most=100.0)
        # Wide layers and narrow ones in turn, the last one wide: neither the weights nor the work are many.
        hidden = [some.columns(most=widest if left % 2 == 0 else 8) for left in reversed(range(n_layers))]
        names = some.kinds(list(FUNCTIONS), n_layers)
        pairs = zip(pairwise([X.shape[1], *hidden]), names, strict=True)
        layers: list[Layer] = [(*parameters(some, *pair), name) for pair, name in pairs]
        arriving, (last, bias, name) = _forward(X, layers[:-1]), layers[-1]
        # Sure, but not so sure that e^z is no number: that is for `dense`.
        largest = np.abs(arriving @ last + bias).max()
        layers[-1] = last * min(some.rate(1.0, 30.0), max(1.0, SURE / largest)), bias, name
        wanted = _layer(arriving, *layers[-1])
        # Each layer adds some rounding in float32, and what is almost 0 may come out of numbers near 1.
        lost = 1e-6 * (9 + n_layers) * max(1.0, np.abs(wanted).max())
        assert_close(student.forward(X, layers), wanted, rtol=1e-4, atol=lost)

    test_arguments_untouched = arguments_untouched(
        X=arrays((3, 2), SMALL),
        layers=activation_names.map(lambda name: [(np.eye(2), np.ones(2), name)] * 2),
    )
