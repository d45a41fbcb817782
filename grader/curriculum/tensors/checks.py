"""Laws of unit 1, tensors and data."""

from __future__ import annotations

import numpy as np

from grader.curriculum.laws import SCALAR, Ordinary, arguments_untouched, assert_close, at_scale, law, returns
from grader.curriculum.strategies import (
    Strategy,
    arrays,
    integers,
    lists_of,
    matrices,
    numbers,
    one_of,
    related_arrays,
    sizes,
)
from grader.curriculum.tensors.column_checks import (
    TestApplyStandardizer,
    TestFitStandardizer,
    TestMinMaxScale,
    TestStandardize,
)
from grader.verdict.student import Student

__all__ = [
    "TestApplyStandardizer",
    "TestFitStandardizer",
    "TestFlattenImages",
    "TestMinMaxScale",
    "TestRank",
    "TestScalePixels",
    "TestStandardize",
]


def pictures() -> Strategy[np.ndarray]:
    """Images (n, h, w) of bytes, one to four of them and seldom square."""
    drawn = related_arrays(sizes((1, 4), (1, 4), (1, 5)), lambda *shape: [(shape, range(256))])
    return drawn.map(lambda arrays: arrays[0].astype(np.uint8))


def _photographs(some: Ordinary) -> np.ndarray:
    """Images (n, h, w) of bytes between two grey levels: many small ones, long ones, or a few that are large."""
    h, w = some.columns(), some.units()
    n = some.rows(most=max(4, 60_000 // (h * w)))
    darkest, lightest = np.sort(some.rng.integers(0, 256, 2))
    return some.rng.integers(darkest, lightest + 1, (n, h, w)).astype(np.uint8)


def _digits(rng: np.random.Generator) -> np.ndarray:
    """Images (n, 28, 28) of bytes, most of them black, as in MNIST."""
    images = rng.integers(0, 256, (rng.integers(20, 60), 28, 28))
    return np.where(rng.random(images.shape) < 0.8, 0, images).astype(np.uint8)


def _row_after_row(images: np.ndarray) -> np.ndarray:
    """Images (n, h, w) as n vectors (n, h * w): the first rows of all of them, and beside these the second ones..."""
    return np.concatenate(list(images.swapaxes(0, 1)), axis=1)


@returns(lambda tensor: SCALAR)
class TestRank:
    @law(number=one_of(numbers(), integers(-300, 300)))
    def test_number(self, student: Student, number: float) -> None:
        """Un número suelto tiene rango 0, valga lo que valga."""
        assert_close(student.rank(number), 0)

    @law(shape=lists_of((1, 2, 3), 1, 4))
    def test_nested_lists(self, student: Student, shape: list[int]) -> None:
        """El rango de una lista es el número de niveles de corchetes."""
        assert_close(student.rank(_counting(shape).tolist()), len(shape))

    @law(shape=lists_of((1, 2, 3), 1, 4))
    def test_arrays(self, student: Student, shape: list[int]) -> None:
        """El rango de un array es el número de ejes de su forma."""
        assert_close(student.rank(_counting(shape)), len(shape))

    def test_long_axes(self, student: Student) -> None:
        """No depende de cuántos números haya en cada eje."""
        for shape in [(12,), (1, 1, 1), (7, 1), (2, 50), (2, 1, 3, 2)]:
            assert_close(student.rank(_counting(shape)), len(shape))
            assert_close(student.rank(_counting(shape).tolist()), len(shape))

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con listas y arrays de cualquier tamaño, hasta de ocho dimensiones."""
        shape = some.rng.permutation([some.rows(), *some.rng.integers(1, 3, some.rng.integers(8))])
        numbers = some.reals(*shape)
        assert_close(student.rank(numbers.tolist() if some.rng.integers(2) else numbers), len(shape))

    test_arguments_untouched = arguments_untouched(tensor=matrices())


def _counting(shape: list[int] | tuple[int, ...]) -> np.ndarray:
    """The numbers 0, 1, 2... in an array of a shape."""
    return np.arange(np.prod(shape), dtype=np.float64).reshape(shape)


@returns(lambda images: (len(images), images[0].size))
class TestFlattenImages:
    def test_reading_order(self, student: Student) -> None:
        """Cada imagen se lee como un texto: de izquierda a derecha y de arriba abajo."""
        images = np.array([[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]], np.uint8)
        assert_close(student.flatten_images(images), [[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]])

    def test_one_image(self, student: Student) -> None:
        """Una sola imagen sigue siendo un lote: sale una matriz de una fila."""
        assert_close(student.flatten_images(np.array([[[1, 2], [3, 4], [5, 6]]], np.uint8)), [[1, 2, 3, 4, 5, 6]])

    @law(cases=39, images=pictures())
    def test_row_after_row(self, student: Student, images: np.ndarray) -> None:
        """Cada fila del resultado son las filas de una imagen puestas una tras otra."""
        assert_close(student.flatten_images(images), _row_after_row(images))

    @at_scale(small=40)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas imágenes como sea, del tamaño que sea."""
        images = _photographs(some)
        images = images if some.rng.integers(2) else some.reals(*images.shape)
        assert_close(student.flatten_images(images), _row_after_row(images))

    def test_as_in_mnist(self, student: Student, rng: np.random.Generator) -> None:
        """Con imágenes de 28x28, como las de MNIST, sin escalar y escaladas."""
        images = _digits(rng)
        assert_close(student.flatten_images(images), _row_after_row(images))
        assert_close(student.flatten_images(images / 255), _row_after_row(images / 255))

    @law(cases=50, images=arrays((2, 2, 3)))
    def test_numbers_kept(self, student: Student, images: np.ndarray) -> None:
        """Los números no cambian, aunque tengan signo y decimales."""
        assert_close(student.flatten_images(images), _row_after_row(images))

    test_arguments_untouched = arguments_untouched(images=pictures())


@returns(lambda images: images.shape)
class TestScalePixels:
    def test_every_level(self, student: Student) -> None:
        """El negro (0) va a 0, el blanco (255) a 1 y los grises se reparten por igual entre los dos."""
        levels = np.arange(256, dtype=np.uint8).reshape(1, 1, 256)
        assert_close(student.scale_pixels(levels), np.linspace(0, 1, 256).reshape(1, 1, 256))

    def test_dark_and_light(self, student: Student) -> None:
        """Una imagen oscura sigue siendo oscura aunque llegue junto a otra clara."""
        images = np.array([[[51, 102]], [[204, 153]]], np.uint8)
        assert_close(student.scale_pixels(images), [[[0.2, 0.4]], [[0.8, 0.6]]])

    @law(cases=39, images=pictures())
    def test_undone(self, student: Student, images: np.ndarray) -> None:
        """Multiplicar por 255 devuelve los píxeles de partida, sea cual sea el mayor de ellos."""
        assert_close(student.scale_pixels(images) * 255, images, "scale_pixels(images) · 255")

    def test_nearly_black(self, student: Student) -> None:
        """Una imagen cuyos píxeles no pasan de 1 se divide entre 255 como las demás."""
        images = np.array([[[0, 1], [1, 0], [1, 1]]], np.uint8)
        assert_close(student.scale_pixels(images), images / 255)
        assert_close(student.scale_pixels(images * 0), images * 0.0)

    @at_scale(small=60)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas imágenes como sea, del tamaño que sea, claras u oscuras."""
        images = _photographs(some)
        assert_close(student.scale_pixels(images), images / 255, of=("el píxel", images.astype(float)))

    def test_as_in_mnist(self, student: Student, rng: np.random.Generator) -> None:
        """Con imágenes de 28x28, como las de MNIST."""
        images = _digits(rng)
        assert_close(student.scale_pixels(images), images / 255)

    test_arguments_untouched = arguments_untouched(images=pictures())
