"""Laws of unit 9, convolutions."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from grader.boundary.keras_models import CONVOLUTIONS, MAX_POOLS, Layer, Model
from grader.boundary.outcomes import LawBroken, Rejected, StudentError
from grader.curriculum.keras_models.checks import (
    MOST_DEAD,
    SATURATED,
    assert_biases,
    assert_built,
    assert_drawn,
    assert_learns,
    assert_plain,
    predicted,
)
from grader.curriculum.laws import (
    SCALAR,
    Ordinary,
    Shape,
    arguments_untouched,
    assert_close,
    assert_raises_value_error,
    assert_that,
    at_scale,
    extra,
    law,
    returns,
    rounding,
)
from grader.curriculum.strategies import Strategy, integers, matrices, numbers, related_arrays, sizes, tuples
from grader.verdict import numpy_keras
from grader.verdict.student import Student

_MOST_PRODUCTS = 400_000
"""In one convolution of ordinary data: four loops in plain Python take a fraction of a second for so many."""


def convolved(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The kernel (a, b) at each place of the image (h, w) where it fits, (h - a + 1, w - b + 1)."""
    (h, w), (a, b) = image.shape, kernel.shape
    total = np.zeros((h - a + 1, w - b + 1))
    for r, s in np.ndindex(a, b):
        total += kernel[r, s] * image[r : r + h - a + 1, s : s + w - b + 1]
    return total


def assert_convolved(student: Student, image: np.ndarray, kernel: np.ndarray) -> None:
    lost = rounding(convolved(np.abs(image), np.abs(kernel)))
    assert_close(student.convolve(image, kernel), convolved(image, kernel), atol=lost)


def fitting() -> Strategy[tuple[Any, ...]]:
    """An image (h, w) and a kernel (a, b) that fits in it, seldom square."""
    pairs = [(*image, *kernel) for image in sizes((1, 5), (1, 5)) for kernel in sizes((1, image[0]), (1, image[1]))]
    return related_arrays(sorted(pairs, key=sum), lambda h, w, a, b: [((h, w), _QUARTERS), ((a, b), _QUARTERS)])


_QUARTERS = tuple(n / 4 for n in sorted(range(-20, 21), key=lambda n: (n % 4 != 0, n % 2 != 0, abs(n), n < 0)))


def _places(image: np.ndarray, kernel: np.ndarray) -> tuple[int, ...]:
    return tuple(max(0, length - own + 1) for length, own in zip(image.shape, kernel.shape, strict=True))


def _kernel_sides(some: Ordinary, h: int, w: int) -> tuple[int, int]:
    """Those of a kernel for an image (h, w): mostly small, now and then as large as the image."""
    a, b = (int(math.exp(some.rng.uniform(0, math.log(side + 1)))) for side in (h, w))
    a, b = (h if some.rng.random() < 0.1 else a), (w if some.rng.random() < 0.1 else b)
    while a * b * (h - a + 1) * (w - b + 1) > _MOST_PRODUCTS:
        a, b = max(1, a // 2), max(1, b // 2)
    return a, b


@returns(_places)
class TestConvolve:
    def test_known_values(self, student: Student) -> None:
        """En cada sitio suma los productos del núcleo, sin darle la vuelta, por lo que tiene debajo."""
        image = np.array([[1.0, 2, 3], [4, 5, 6]])
        assert_close(student.convolve(image, np.array([[1.0, 10], [0, 100]])), [[521, 632]])
        assert_close(student.convolve(image, np.array([[-1.0, 1]])), [[1, 1], [1, 1]])
        assert_close(student.convolve(image, np.array([[-1.0], [1]])), [[3, 3, 3]])

    @law(cases=39, image=matrices((1, 5), (1, 5)), factor=numbers())
    def test_one_by_one(self, student: Student, image: np.ndarray, factor: float) -> None:
        """Un núcleo de 1x1 multiplica toda la imagen por su número."""
        assert_close(student.convolve(image, np.array([[factor]])), factor * image)

    @law(cases=52, pair=fitting(), where=tuples(integers(0, 4), integers(0, 4)))
    def test_one_in_the_kernel(self, student: Student, pair: tuple[Any, ...], where: tuple[int, int]) -> None:
        """Un núcleo con un solo 1 copia la parte de la imagen que le queda debajo."""
        image, kernel = pair
        r, s = (place % side for place, side in zip(where, kernel.shape, strict=True))
        one = np.zeros(kernel.shape)
        one[r, s] = 1
        h, w = _places(image, kernel)
        assert_close(student.convolve(image, one), image[r : r + h, s : s + w])

    @law(cases=52, pair=fitting())
    def test_ones(self, student: Student, pair: tuple[Any, ...]) -> None:
        """Con un núcleo de unos, cada resultado es la suma de los números que tiene debajo."""
        image, kernel = pair
        assert_close(student.convolve(image, np.ones(kernel.shape)), convolved(image, np.ones(kernel.shape)), atol=1e-5)

    @law(cases=52, pair=fitting())
    def test_any_pair(self, student: Student, pair: tuple[Any, ...]) -> None:
        """Con cualquier imagen y cualquier núcleo que quepa en ella, cuadrados o no."""
        assert_convolved(student, *pair)

    @law(cases=39, pair=related_arrays(sizes((1, 4), (1, 5)), lambda h, w: [((h, w), _QUARTERS)] * 2))
    def test_as_large_as_the_image(self, student: Student, pair: tuple[Any, ...]) -> None:
        """Un núcleo tan grande como la imagen cabe en un solo sitio: sale una tabla de 1x1."""
        image, kernel = pair
        assert_close(student.convolve(image, kernel), [[np.sum(image * kernel)]], atol=1e-5)

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con imágenes y núcleos de cualquier tamaño y números de todas las magnitudes."""
        h, w = some.rows(), some.columns()
        a, b = _kernel_sides(some, h, w)
        assert_convolved(student, some.reals(h, w), some.reals(a, b))

    def test_pictures(self, student: Student, rng: np.random.Generator) -> None:
        """Con imágenes de 28x28 de enteros de 0 a 255, como las de MNIST, y un núcleo que busca bordes."""
        for kernel in ([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]], rng.normal(size=(5, 3)).round(2).tolist()):
            levels = rng.integers(0, 256, (28, 28)) * (rng.random((28, 28)) < 0.4)
            assert_convolved(student, levels.astype(np.int64), np.array(kernel))

    @extra
    @at_scale(small=13)
    def test_integers(self, student: Student, some: Ordinary) -> None:
        """Con enteros, en la imagen o en el núcleo, no salen números cortados, ni que den la vuelta al pasar de 255."""
        h, w = some.rows(most=60), some.columns(most=60)
        a, b = _kernel_sides(some, h, w)
        of_bytes, of_integers = ((True, True), (True, False), (False, True))[some.rng.integers(3)]
        image = some.rng.integers(0, 256, (h, w)).astype(np.uint8) if of_bytes else some.uniform(0, 1, h, w)
        kernel = some.rng.integers(-9, 10, (a, b)) if of_integers else some.reals(a, b, least=0.01, most=10)
        assert_convolved(student, image, kernel)

    @extra
    @law(cases=39, pair=related_arrays(
        sizes((1, 4), (1, 4), (0, 3), (0, 3)), lambda h, w, a, b: [((h, w), _QUARTERS), ((h + a, w + b), _QUARTERS)]
    ), turn=integers(0, 2))  # fmt: skip
    def test_does_not_fit(self, student: Student, pair: tuple[Any, ...], turn: int) -> None:
        """Lanza ValueError si el núcleo es más alto o más ancho que la imagen."""
        image, kernel = pair
        (h, w), (a, b) = image.shape, kernel.shape
        if a == h and b == w:
            kernel = np.ones((h + 1, max(1, w - turn)) if turn else (max(1, h - 1), w + 1))
        assert_raises_value_error(student, "convolve", image, kernel)

    test_arguments_untouched = arguments_untouched(image=matrices((3, 5), (3, 5)), kernel=matrices((1, 3), (1, 3)))


# -- max pooling -------------------------------------------------------------------------------


def pooled(image: np.ndarray, size: int) -> np.ndarray:
    """The largest number of each block of the image (h, w), (h // size, w // size)."""
    h, w = image.shape[0] // size, image.shape[1] // size
    largest = np.full((h, w), -np.inf)
    for r, s in np.ndindex(size, size):
        np.maximum(largest, image[r : h * size : size, s : w * size : size], out=largest)
    return largest


_NOTHING = Shape((0,), (1, 0))
"""How a list of no rows, or of one without columns, comes."""


def _blocks(image: np.ndarray, size: int) -> Shape:
    shape = image.shape[0] // size, image.shape[1] // size
    return Shape(shape) if all(shape) else Shape(shape, *_NOTHING.admitted)


@returns(_blocks)
class TestMaxPool:
    def test_known_values(self, student: Student) -> None:
        """De cada bloque queda su mayor número, en el sitio del bloque."""
        assert_close(student.max_pool(np.array([[1.0, 3, 0, 7], [2, 0, 5, 6]]), 2), [[3, 7]])
        image = np.array([[1.0, 2, 5, 4], [3, 0, 1, 2], [9, 8, 0, 1], [7, 6, 2, 3]])
        assert_close(student.max_pool(image, 2), [[3, 5], [9, 3]])

    @law(cases=39, image=matrices((1, 5), (1, 5)))
    def test_blocks_of_one(self, student: Student, image: np.ndarray) -> None:
        """Con bloques de 1x1 la imagen se queda como está."""
        assert_close(student.max_pool(image, 1), image)

    @law(cases=39, blocks=matrices((1, 3), (1, 4)), size=integers(2, 4))
    def test_enlarged(self, student: Student, blocks: np.ndarray, size: int) -> None:
        """Si cada número se repite en un bloque entero, vuelve la tabla de partida."""
        assert_close(student.max_pool(np.kron(blocks, np.ones((size, size))), size), blocks)

    @law(cases=39, image=matrices((2, 6), (2, 6)))
    def test_negative(self, student: Student, image: np.ndarray) -> None:
        """También con números negativos: el mayor es el más cercano a cero."""
        below = -np.abs(image) - 1
        assert_close(student.max_pool(below, 2), pooled(below, 2))

    @law(cases=52, image=matrices((2, 9), (2, 9)), size=integers(2, 4))
    def test_left_over(self, student: Student, image: np.ndarray, size: int) -> None:
        """Las filas y columnas que no llenan un bloque se descartan."""
        size = min(size, *image.shape)
        assert_close(student.max_pool(image, size), pooled(image, size))

    @law(cases=26, image=matrices((1, 5), (1, 5)), longer=integers(0, 3))
    def test_one_block(self, student: Student, image: np.ndarray, longer: int) -> None:
        """Con un solo bloque sale una tabla de 1x1 con el mayor de todos."""
        side = min(image.shape)
        block = image[:side, :side]
        wider = np.concatenate([block, np.full((side, min(longer, side - 1)), 99.0)], axis=1)
        assert_close(student.max_pool(wider, side), [[block.max()]])

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con imágenes de cualquier tamaño, bloques grandes o pequeños y números de todas las magnitudes."""
        h, w = some.rows(), some.columns()
        size = max(1, min(h, w, int(math.exp(some.rng.uniform(0, math.log(min(h, w) + 1))))))
        image = some.reals(h, w) - (1000 if some.rng.random() < 0.2 else 0)
        assert_close(student.max_pool(image, size), pooled(image, size))

    def test_pictures(self, student: Student, rng: np.random.Generator) -> None:
        """Con imágenes de bytes de 28x28, o de 13x13, en bloques de 2x2."""
        for side in (28, 13):
            image = rng.integers(0, 256, (side, side)).astype(np.uint8)
            assert_close(student.max_pool(image, 2), pooled(image, 2))

    @extra
    @law(cases=26, image=matrices((1, 4), (1, 4)), longer=integers(1, 3))
    def test_larger_than_the_image(self, student: Student, image: np.ndarray, longer: int) -> None:
        """Si el bloque no cabe ni una vez, no sale ningún número."""
        try:
            student.max_pool(image, min(image.shape) + longer)
        except StudentError as error:  # the table says nothing of it, and there is no block
            if "ValueError" not in error.raised.bases:
                raise

    test_arguments_untouched = arguments_untouched(image=matrices((2, 5), (2, 5)), size=integers(1, 2))


# -- parameters --------------------------------------------------------------------------------


@returns(lambda kernel_size, channels, filters: SCALAR)
class TestConvolutionParameters:
    @law(kernel_size=integers(1, 11))
    def test_one_filter(self, student: Student, kernel_size: int) -> None:
        """Un filtro sobre un canal tiene los pesos de su núcleo y un sesgo."""
        assert_close(student.convolution_parameters(kernel_size, 1, 1), kernel_size**2 + 1)

    @law(kernel_size=integers(1, 9), channels=integers(1, 40))
    def test_all_channels(self, student: Student, kernel_size: int, channels: int) -> None:
        """Cada canal añade una tabla de pesos a cada filtro, y ningún sesgo."""
        assert_close(student.convolution_parameters(kernel_size, channels, 1), kernel_size**2 * channels + 1)

    @law(kernel_size=integers(1, 9), channels=integers(1, 40), filters=integers(1, 40))
    def test_filters_add_up(self, student: Student, kernel_size: int, channels: int, filters: int) -> None:
        """Todos los filtros tienen los mismos parámetros."""
        weights = filters * channels * kernel_size**2
        assert_close(student.convolution_parameters(kernel_size, channels, filters), weights + filters)

    def test_known_layers(self, student: Student) -> None:
        """Las dos convoluciones de la red de la unidad tienen 80 y 1168 parámetros."""
        assert_close(student.convolution_parameters(3, 1, 8), 80)
        assert_close(student.convolution_parameters(3, 8, 16), 1168)

    def test_large_layers(self, student: Student, rng: np.random.Generator) -> None:
        """También con núcleos grandes y cientos de canales y de filtros, y sin que falte ni un sesgo."""
        for _ in range(20):
            kernel_size, channels, filters = (int(math.exp(rng.uniform(0, math.log(most)))) for most in (60, 900, 900))
            right = (kernel_size**2 * channels + 1) * filters
            assert_close(student.convolution_parameters(kernel_size, channels, filters), right, rtol=0, atol=0.5)


# -- a network of convolutions -----------------------------------------------------------------

IMAGE = (28, 28, 1)
FILTERS = (8, 16)
LOGITS = 10
PARAMETERS = 5258


def _settings(filters: int) -> dict[str, Any]:
    return {
        "filters": filters, "kernel_size": (3, 3), "strides": (1, 1), "padding": "valid", "dilation_rate": (1, 1),
        "groups": 1, "data_format": "channels_last", "activation": "relu",
    }  # fmt: skip


_POOL = Layer(
    "MaxPooling2D", {"pool_size": (2, 2), "strides": (2, 2), "padding": "valid", "data_format": "channels_last"}
)


def wanted_network(model: Model) -> Model:
    """The network that is asked for, with the weights of the layers of ``model`` that have any."""
    weighted = [layer.weights for layer in model.layers if layer.weights]
    first, second, last = weighted
    convolutions = [
        Layer("Conv2D", _settings(filters), own) for filters, own in zip(FILTERS, (first, second), strict=True)
    ]
    dense = Layer("Dense", {"units": LOGITS, "activation": "linear"}, last)
    return Model(IMAGE, (convolutions[0], _POOL, convolutions[1], _POOL, Layer("Flatten"), dense))


def convolutions(model: Model) -> list[Layer]:
    return [layer for layer in model.layers if layer.kind in CONVOLUTIONS]


def assert_network(model: Model) -> None:
    """Its layers have the kinds, the numbers and the sizes that are asked for; what they compute, predictions tell."""
    assert_plain(model)
    _assert_convolutions(convolutions(model))
    kinds = [layer.kind for layer in model.layers]
    averages = [kind for kind in kinds if "Pooling" in kind and kind not in MAX_POOLS]
    assert_that(
        not averages, f"La agrupación debería ser por máximos, y hay una capa {averages[0] if averages else ''}."
    )
    pools = [layer for layer in model.layers if layer.kind in MAX_POOLS]
    assert_that(len(pools) == 2, f"Debería tener 2 agrupaciones por máximos, y tiene {len(pools)}.")
    for number, pool in enumerate(pools, 1):
        for name, what in (("pool_size", "bloques"), ("strides", "paso")):
            lengths = tuple(pool.settings[name])
            sides = "x".join(map(str, lengths))
            assert_that(
                lengths == (2, 2), f"La agrupación {number} debería tener {what} de 2x2, y tiene {what} de {sides}."
            )
    dense = model.dense_layers()
    if len(dense) != 1:
        sizes_found = ", ".join(str(units) for units, _ in dense) or "ninguna"
        raise LawBroken(f"Debería tener 1 capa densa, la de salida, y tiene {len(dense)} (neuronas: {sizes_found}).")
    ((units, activation),) = dense
    assert_that(units == LOGITS, f"La capa de salida debería tener {LOGITS} neuronas, y tiene {units}.")
    assert_that(
        activation == "linear",
        f"La capa de salida debería dar logits, sin activación, y tiene activación {activation}.",
    )


def _assert_convolutions(found: list[Layer]) -> None:
    if len(found) != len(FILTERS):
        there = ", ".join(str(layer.settings["filters"]) for layer in found) or "ninguno"
        raise LawBroken(f"Debería tener {len(FILTERS)} convoluciones, y tiene {len(found)} (filtros: {there}).")
    for number, (layer, filters) in enumerate(zip(found, FILTERS, strict=True), 1):
        settings, where = layer.settings, f"La convolución {number}"
        assert_that(
            settings["filters"] == filters, f"{where} debería tener {filters} filtros, y tiene {settings['filters']}."
        )
        sides = tuple(settings["kernel_size"])
        shown = "x".join(map(str, sides))
        assert_that(sides == (3, 3), f"{where} debería tener núcleos de 3x3, y los tiene de {shown}.")
        assert_that(
            tuple(settings["strides"]) == (1, 1) and tuple(settings["dilation_rate"]) == (1, 1),
            f"{where} debería ir con paso 1 y sin huecos (strides=1, dilation_rate=1).",
        )
        assert_that(
            settings["padding"] == "valid", f'{where} debería ir sin relleno (padding="valid"), y tiene padding="same".'
        )


def assert_network_computes(model: Model, images: np.ndarray) -> None:
    """For images (n, 28, 28) it gives the logits of the plain network with its own weights."""
    try:
        right = numpy_keras.predict(wanted_network(model), images[..., None])
    except (ValueError, TypeError):
        raise LawBroken(
            "Los pesos no tienen las formas de la red que se pide: mira el orden de las capas y qué forma sale de cada "
            "una."
        ) from None
    taken = images if model.input_shape == IMAGE[:2] else images[..., None]
    largest = max(1.0, float(np.abs(right).max()))
    assert_close(predicted(model, taken), right, "la predicción", rtol=1e-4, atol=1e-5 * largest)


def _digits(rng: np.random.Generator, n: int) -> np.ndarray:
    """Images (n, 28, 28) of 0 to 1, most of them black."""
    return np.asarray(rng.uniform(size=(n, 28, 28)) * (rng.random((n, 28, 28)) < 0.3))


def assert_filters_alive(model: Model, images: np.ndarray) -> None:
    """For images (n, 28, 28) most filters of each convolution let something through, and the logits are ordinary."""
    network = wanted_network(model)
    for number, depth in ((1, 1), (2, 3)):
        made = numpy_keras.predict(replace(network, layers=network.layers[:depth]), images[..., None])
        dead = np.mean(made.max(axis=(0, 1, 2)) == 0)
        assert_that(
            dead < MOST_DEAD,
            f"Con los pesos y sesgos con los que empieza la convolución {number}, sus filtros dan siempre 0, y así no "
            "aprenden: déjalos como los pone Keras si no le dices nada.",
        )
    deviation = float(numpy_keras.predict(network, images[..., None]).std(axis=0).max())
    assert_that(
        deviation < SATURATED,
        f"Los pesos con los que empieza el modelo son desmesurados: sus salidas se desvían {deviation:.3g}. Déjalos "
        "como los pone Keras si no le dices nada.",
    )


SHAPES = (IMAGE, IMAGE[:2])
"""Of an example: to a model that takes the one Keras gives the other, too."""


@returns(lambda: Model)
class TestBuildCnnModel:
    def test_built(self, student: Student) -> None:
        """Está construido y recibe imágenes de 28x28 con un canal."""
        model = student.build_cnn_model()
        if model.obstacle:
            raise Rejected(model.obstacle)
        assert_built(model, *SHAPES)

    def test_layers(self, student: Student) -> None:
        """Tiene dos convoluciones, de 8 y 16 filtros de 3x3, dos agrupaciones por máximos y 10 logits."""
        assert_network(student.build_cnn_model())

    def test_prediction(self, student: Student, rng: np.random.Generator) -> None:
        """Predice lo que predice esa red: 5258 parámetros y 10 logits por imagen."""
        model = student.build_cnn_model()
        assert_network(model)
        assert_built(model, *SHAPES)
        assert_biases(model)
        assert_close(model.parameters, PARAMETERS, "el número de parámetros")
        assert_network_computes(model, _digits(rng, 200))
        assert_network_computes(model, 255 * _digits(rng, 20))  # an activation may have a ceiling

    def test_fresh(self, student: Student, rng: np.random.Generator) -> None:
        """Empieza con pesos al azar, y todos pueden aprender."""
        model = student.build_cnn_model()
        assert_network(model)
        assert_built(model, *SHAPES)
        assert_biases(model)
        assert_drawn(model)
        assert_network_computes(model, _digits(rng, 20))
        assert_filters_alive(model, _digits(rng, 200))
        assert_learns(model)
