"""Laws of unit 1, tensors and data."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from grader.boundary.outcomes import StudentError
from grader.curriculum.data import pima
from grader.curriculum.laws import SCALAR, Ordinary, arguments_untouched, assert_close, at_scale, extra, law, returns
from grader.curriculum.ordinary import log_uniform
from grader.curriculum.strategies import arrays, lists_of, matrices, numbers, related_arrays, sizes
from grader.verdict.student import Student

LOOSE = 1e-4
"""A float32 answer that subtracts a mean, or adds it back, keeps fewer digits than the result has."""

PEOPLE = np.array([[20.0, 1500.0, 0.5], [35.0, 900.0, -1.5], [50.0, 2100.0, 0.25], [20.0, 1100.0, 0.75]])
"""Age, income and a score: columns as different as those of real data."""


def pictures() -> SearchStrategy[np.ndarray]:
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


def tables() -> SearchStrategy[np.ndarray]:
    """Matrices (n, d) of two rows or more in which no column is constant."""
    return matrices((2, 5), (1, 4)).map(_varied)


def _varied(X: np.ndarray) -> np.ndarray:
    """X (n, d), with what grows from row to row added to its constant columns."""
    constant = X.max(axis=0) == X.min(axis=0)
    return X + np.outer(np.arange(len(X)), constant)


def _measured(some: Ordinary, narrowest: float) -> np.ndarray:
    """Two rows or more (n, d) of features as different as those of real data.

    They deviate from ``narrowest`` to 1e3, some deviations from 0, or thousands: years, altitudes.
    """
    X = some.with_outliers(some.normal(some.rows(least=2), some.columns()), 30)
    deviations = log_uniform(some.rng, narrowest, 1e3, X.shape[1:])
    far = np.where(some.rng.random(X.shape[1]) < 0.1, 10_000, 5)
    columns = ((X - X.mean(axis=0)) / X.std(axis=0) + far * some.uniform(-1, 1, X.shape[1])) * deviations
    return some.readable(columns, digits=9)


def _lost(X: np.ndarray) -> np.ndarray:
    """What float32 may be off by in each scaled column (d,) of X (n, d), where it subtracts what is nearly as large."""
    spread = np.where(X.max(axis=0) > X.min(axis=0), X.std(axis=0), np.inf)
    return np.asarray(LOOSE + 3e-7 * np.sqrt(len(X)) * np.abs(X).max(axis=0) / spread)


def _patients(rng: np.random.Generator) -> np.ndarray:
    """Pima's features (768, 8), in other units."""
    X, _ = pima()
    return np.asarray(X * np.exp(rng.uniform(-5, 5, 8)) + rng.normal(size=8))


def _scaled(X: np.ndarray) -> np.ndarray:
    """Each column of X (n, d) from 0 to 1; a constant one 0."""
    low, high = X.min(axis=0), X.max(axis=0)
    return np.asarray((X - low) / np.where(high > low, high - low, 1))


def _standardized(X: np.ndarray) -> np.ndarray:
    """Each column of X (n, d) with mean 0 and deviation 1; a constant one 0."""
    constant = X.max(axis=0) == X.min(axis=0)
    return np.asarray(np.where(constant, 0, X - X.mean(axis=0)) / np.where(constant, 1, X.std(axis=0)))


def scaling(right: Callable[[np.ndarray], np.ndarray], narrowest: float = 2e-4) -> tuple[Any, Any, Any, Any, Any]:
    """The checks at scale of a function that brings columns to a common scale.

    Args:
        right: what it makes of a table (n, d).
        narrowest: how little a column deviates at least: not so little that who adds 1e-8 to a divisor is refused.
    """

    def assert_right(student: Student, X: np.ndarray) -> None:
        assert_close(getattr(student, student.function)(X), right(X), rtol=LOOSE, atol=_lost(X))

    @at_scale()
    def test_at_scale(self: Any, student: Student, some: Ordinary) -> None:
        """Con tantas filas y columnas como sea, anchas o estrechas."""
        assert_right(student, _measured(some, narrowest))

    def test_pima(self: Any, student: Student, rng: np.random.Generator) -> None:
        """Con los 768 pacientes de Pima."""
        assert_right(student, _patients(rng))

    @extra
    @at_scale(small=13)
    def test_constant_among_many(self: Any, student: Student, some: Ordinary) -> None:
        """Las columnas constantes quedan a 0 valgan lo que valgan: el redondeo de 0.1 no las convierte en unos."""
        X, constants = _measured(some, narrowest), int(some.rng.integers(1, 4))
        places = some.rng.integers(X.shape[1] + 1, size=constants)
        assert_right(student, np.insert(X, places, some.reals(constants, most=10.0), axis=1))

    @extra
    @at_scale(small=13)
    def test_integers(self: Any, student: Student, some: Ordinary) -> None:
        """De una tabla de enteros no salen números cortados."""
        with suppress(StudentError):  # who cannot write decimals where there are integers is told so, and wrong nowhere
            assert_right(student, some.rng.integers(-50, 1000, (some.rows(least=2), some.columns())))

    return test_at_scale, test_pima, arguments_untouched(X=tables()), test_constant_among_many, test_integers


def units() -> SearchStrategy[np.ndarray]:
    """A factor for each of four columns, (4,); powers of two, so that no digit is lost."""
    return arrays((4,), [2.0**power for power in (0, 1, -1, 2, -2, 3, -3, 4, 5, 6, 7, 8, 9, 10)])


@returns(lambda tensor: SCALAR)
class TestRank:
    @law(number=st.one_of(numbers(), st.integers(-300, 300)))
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


@returns(lambda X: X.shape)
class TestMinMaxScale:
    @law(cases=39, X=tables())
    def test_from_zero_to_one(self, student: Student, X: np.ndarray) -> None:
        """En cada columna el menor pasa a ser 0 y el mayor 1."""
        scaled = student.min_max_scale(X)
        assert_close(scaled.min(axis=0), np.zeros(X.shape[1]), "el mínimo de cada columna", atol=LOOSE)
        assert_close(scaled.max(axis=0), np.ones(X.shape[1]), "el máximo de cada columna", atol=LOOSE)

    @law(cases=39, X=tables())
    def test_undone(self, student: Student, X: np.ndarray) -> None:
        """Se deshace columna a columna: mín + x'·(máx - mín) = x."""
        low, high = X.min(axis=0), X.max(axis=0)
        assert_close(low + student.min_max_scale(X) * (high - low), X, "mín + x'·(máx - mín)", atol=LOOSE)

    @law(cases=39, X=tables(), factors=units())
    def test_any_unit(self, student: Student, X: np.ndarray, factors: np.ndarray) -> None:
        """Da igual en qué unidades esté cada columna: euros o céntimos, metros o kilómetros."""
        other_units = X * factors[: X.shape[1]]
        low, high = X.min(axis=0), X.max(axis=0)
        assert_close(student.min_max_scale(other_units), (X - low) / (high - low), atol=LOOSE)

    def test_known_values(self, student: Student) -> None:
        """Cada columna usa su propio mínimo y su propio máximo."""
        expected = [[0, 0.5, 8 / 9], [0.5, 0, 0], [1, 1, 7 / 9], [0, 1 / 6, 1]]
        assert_close(student.min_max_scale(PEOPLE), expected, atol=LOOSE)

    @extra
    @law(cases=39, X=tables(), value=numbers())
    def test_constant_column(self, student: Student, X: np.ndarray, value: float) -> None:
        """Una columna constante queda a 0, y no estropea a las demás."""
        low, high = X.min(axis=0), X.max(axis=0)
        expected = np.insert((X - low) / (high - low), 1, 0, axis=1)
        assert_close(student.min_max_scale(np.insert(X, 1, value, axis=1)), expected, atol=LOOSE)

    @extra
    @law(cases=39, X=matrices((1, 1), (1, 4)))
    def test_one_row(self, student: Student, X: np.ndarray) -> None:
        """Con una sola fila todas las columnas son constantes: todo a 0."""
        assert_close(student.min_max_scale(X), np.zeros(X.shape))

    test_at_scale, test_pima, test_arguments_untouched, test_constant_among_many, test_integers = scaling(_scaled, 3e-5)


@returns(lambda X: X.shape)
class TestStandardize:
    @law(cases=39, X=tables())
    def test_mean_zero(self, student: Student, X: np.ndarray) -> None:
        """La media de cada columna es 0."""
        means = student.standardize(X).mean(axis=0)
        assert_close(means, np.zeros(X.shape[1]), "la media de cada columna", atol=LOOSE)

    @law(cases=39, X=tables())
    def test_deviation_one(self, student: Student, X: np.ndarray) -> None:
        """La desviación típica (poblacional) de cada columna es 1."""
        deviations = student.standardize(X).std(axis=0)
        assert_close(deviations, np.ones(X.shape[1]), "la desviación típica de cada columna", atol=LOOSE)

    @law(cases=39, X=tables())
    def test_undone(self, student: Student, X: np.ndarray) -> None:
        """Se deshace columna a columna: μ + z·σ = x."""
        restored = X.mean(axis=0) + student.standardize(X) * X.std(axis=0)
        assert_close(restored, X, "μ + z·σ", rtol=LOOSE, atol=LOOSE)

    @law(cases=39, X=tables(), factors=units())
    def test_any_unit(self, student: Student, X: np.ndarray, factors: np.ndarray) -> None:
        """Da igual en qué unidades esté cada columna: euros o céntimos, metros o kilómetros."""
        expected = (X - X.mean(axis=0)) / X.std(axis=0)
        assert_close(student.standardize(X * factors[: X.shape[1]]), expected, rtol=LOOSE, atol=LOOSE)

    def test_known_values(self, student: Student) -> None:
        """Se divide entre n, no entre n - 1: la columna (1, 3) pasa a ser (-1, 1)."""
        assert_close(student.standardize(np.array([[1.0, 40.0], [3.0, -20.0]])), [[-1, 1], [1, -1]], atol=LOOSE)
        expected = (PEOPLE - PEOPLE.mean(axis=0)) / PEOPLE.std(axis=0)
        assert_close(student.standardize(PEOPLE), expected, rtol=LOOSE, atol=LOOSE)

    # Four rows of quarters: the deviation of a constant column is exactly 0, in whatever order it is summed.
    @extra
    @law(cases=39, X=arrays((4, 2)).map(_varied), value=numbers())
    def test_constant_column(self, student: Student, X: np.ndarray, value: float) -> None:
        """Una columna constante queda a 0, y no estropea a las demás."""
        expected = np.insert((X - X.mean(axis=0)) / X.std(axis=0), 1, 0, axis=1)
        assert_close(student.standardize(np.insert(X, 1, value, axis=1)), expected, rtol=LOOSE, atol=LOOSE)

    @extra
    @law(cases=39, X=matrices((1, 1), (1, 4)))
    def test_one_row(self, student: Student, X: np.ndarray) -> None:
        """Con una sola fila todas las columnas son constantes: todo a 0."""
        assert_close(student.standardize(X), np.zeros(X.shape))

    test_at_scale, test_pima, test_arguments_untouched, test_constant_among_many, test_integers = scaling(_standardized)
