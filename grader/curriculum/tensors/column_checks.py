"""Laws of unit 1 on tables whose columns are brought to a common scale."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np

from grader.boundary.outcomes import StudentError
from grader.curriculum.data import pima
from grader.curriculum.laws import (
    ATOL,
    Ordinary,
    arguments_untouched,
    assert_close,
    assert_that,
    at_scale,
    extra,
    law,
    returns,
)
from grader.curriculum.ordinary import log_uniform
from grader.curriculum.strategies import QUARTERS, Strategy, arrays, matrices, numbers, related_arrays, sizes
from grader.verdict.student import Student

LOOSE = 1e-4
"""A float32 answer that subtracts a mean, or adds it back, keeps fewer digits than the result has."""

PEOPLE = np.array([[20.0, 1500.0, 0.5], [35.0, 900.0, -1.5], [50.0, 2100.0, 0.25], [20.0, 1100.0, 0.75]])
"""Age, income and a score: columns as different as those of real data."""


def tables() -> Strategy[np.ndarray]:
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
    X = _varied(some.with_outliers(some.normal(some.rows(least=2), some.columns()), 30))  # two rows may be drawn alike
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


def units() -> Strategy[np.ndarray]:
    """A factor for each of four columns, (4,); powers of two, so that no digit is lost."""
    return arrays((4,), [2.0**power for power in (0, 1, -1, 2, -2, 3, -3, 4, 5, 6, 7, 8, 9, 10)])


MIXED = np.array([[1.0, 40.0], [3.0, -20.0]])
"""Two columns, of means 2 and 10 and of deviations 1 and 30."""


def _columns_of(X_train: np.ndarray) -> dict[str, Any]:
    """What a standardizer is made of: a mean and a deviation for each column of X (n, d)."""
    return {"mean": X_train.shape[1:], "deviation": X_train.shape[1:]}


def _assert_learned(student: Student, X: np.ndarray) -> None:
    """The means and deviations of X (n, d), as near as float32 comes to them, in one pass or in two."""
    mean, deviation = student.fit_standardizer(X)
    wanted, squares = X.std(axis=0), (X**2).mean(axis=0)
    # Of a sum in float32; where all terms are alike, as in a constant column, each step rounds to the same side.
    lost = 3e-7 * np.sqrt(len(X)) + 5e-8 * len(X)
    assert_close(mean, X.mean(axis=0), "la media de cada columna", atol=ATOL + lost * np.sqrt(squares))
    spread = np.where(X.max(axis=0) > X.min(axis=0), wanted, np.inf)
    small = ATOL * np.minimum(1, spread)  # of a constant column what rounding leaves, of a narrow one no more than that
    atol = small + lost * np.where(np.isfinite(spread), squares / spread, np.sqrt(squares))
    assert_close(deviation, wanted, "la desviación típica de cada columna", rtol=LOOSE, atol=atol)


def standardizers() -> Strategy[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """X (n, d) and, learned of something else, means (d,) and deviations (d,), none of them 0."""
    positive = [1.0, 2.0, 0.5, 4.0, 0.25, 1.5, 3.0, 8.0]
    shapes = sizes((1, 4), (1, 4))
    return related_arrays(shapes, lambda n, d: [((n, d), QUARTERS), ((d,), QUARTERS), ((d,), positive)])


Standardizer = tuple[np.ndarray, np.ndarray, np.ndarray]


def _new_measures(some: Ordinary) -> Standardizer:
    """X (n, d) beside means and deviations (d,) that are not its own: other people, measured in the same units."""
    n, d = some.rows(), some.columns()
    deviation = some.readable(log_uniform(some.rng, 2e-4, 1e3, (d,)))
    mean = some.readable(some.uniform(-5, 5, d) * deviation)
    centred = some.with_outliers(some.normal(n, d), 30) * some.uniform(0.5, 2, d) + some.uniform(-2, 2, d)
    return some.readable(mean + centred * deviation, digits=9), mean, deviation


def _assert_applied(student: Student, X: np.ndarray, mean: np.ndarray, deviation: np.ndarray) -> None:
    """What comes of X (n, d), within what float32 loses where it subtracts a mean that is nearly as large."""
    divisor = np.where(deviation > 0, deviation, 1)
    lost = LOOSE + 3e-7 * np.maximum(np.abs(X).max(axis=0), np.abs(mean)) / divisor
    assert_close(student.apply_standardizer(X, mean, deviation), (X - mean) / divisor, rtol=LOOSE, atol=lost)


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


@returns(_columns_of)
class TestFitStandardizer:
    @law(cases=39, X=matrices((1, 5), (1, 4)))
    def test_balance(self, student: Student, X: np.ndarray) -> None:
        """La media está en el centro: las diferencias con ella se compensan, y en cada columna suman 0."""
        mean, _ = student.fit_standardizer(X)
        assert_close((X - mean).sum(axis=0), np.zeros(X.shape[1]), "la suma de x - μ en cada columna", atol=LOOSE)

    @law(cases=39, X=matrices((1, 5), (1, 4)))
    def test_squares(self, student: Student, X: np.ndarray) -> None:
        """El cuadrado de la desviación típica es la media de los (x - μ)² de su columna."""
        _, deviation = student.fit_standardizer(X)
        squares = ((X - X.mean(axis=0)) ** 2).mean(axis=0)
        assert_close(deviation**2, squares, "el cuadrado de la desviación de cada columna", rtol=LOOSE, atol=LOOSE)

    def test_known_values(self, student: Student) -> None:
        """Se divide entre n, no entre n - 1: la columna (1, 3) tiene media 2 y desviación típica 1."""
        mean, deviation = student.fit_standardizer(MIXED)
        assert_close(mean, [2, 10], "la media de cada columna")
        assert_close(deviation, [1, 30], "la desviación típica de cada columna")
        _assert_learned(student, PEOPLE)

    @law(cases=39, X=tables())
    def test_never_negative(self, student: Student, X: np.ndarray) -> None:
        """Una columna que varía tiene una desviación típica positiva."""
        _, deviation = student.fit_standardizer(X)
        assert_that(deviation > 0, "En una columna que varía, la desviación típica es mayor que 0.")

    @law(cases=39, X=tables())
    def test_twice(self, student: Student, X: np.ndarray) -> None:
        """Si cada fila está dos veces, salen las mismas medias y las mismas desviaciones."""
        mean, deviation = student.fit_standardizer(X)
        again, deviation_again = student.fit_standardizer(np.repeat(X, 2, axis=0))
        assert_close(again, mean, "la media, con cada fila dos veces", rtol=LOOSE, atol=LOOSE)
        assert_close(deviation_again, deviation, "la desviación, con cada fila dos veces", rtol=LOOSE, atol=LOOSE)

    @law(cases=39, X=tables(), factors=units())
    def test_any_unit(self, student: Student, X: np.ndarray, factors: np.ndarray) -> None:
        """Si una columna cambia de unidades (de metros a centímetros), su media y su desviación cambian con ella."""
        _assert_learned(student, X * factors[: X.shape[1]])

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas filas y columnas como sea, anchas o estrechas."""
        _assert_learned(student, _measured(some, 2e-4))

    def test_pima(self, student: Student, rng: np.random.Generator) -> None:
        """Con las 768 pacientes de Pima."""
        _assert_learned(student, _patients(rng))

    @law(cases=13, X=matrices((1, 1), (1, 4)))
    def test_one_row(self, student: Student, X: np.ndarray) -> None:
        """Con una sola fila, las medias son esa fila y las desviaciones son 0."""
        mean, deviation = student.fit_standardizer(X)
        assert_close(mean, X[0], "la media de cada columna")
        assert_close(deviation, np.zeros(X.shape[1]), "la desviación típica de cada columna")

    @extra
    @at_scale(small=13)
    def test_constant_among_many(self, student: Student, some: Ordinary) -> None:
        """La desviación de una columna constante es 0, valga lo que valga, y la de las demás es la suya."""
        X, constants = _measured(some, 2e-4), int(some.rng.integers(1, 4))
        places = some.rng.integers(X.shape[1] + 1, size=constants)
        _assert_learned(student, np.insert(X, places, some.reals(constants, most=10.0), axis=1))

    @extra
    @at_scale(small=13)
    def test_integers(self, student: Student, some: Ordinary) -> None:
        """De una tabla de enteros no salen números cortados."""
        with suppress(StudentError):  # who cannot write decimals where there are integers is told so, and wrong nowhere
            _assert_learned(student, some.rng.integers(-50, 1000, (some.rows(least=2), some.columns())))

    test_arguments_untouched = arguments_untouched(X_train=tables())


@returns(lambda X, mean, deviation: X.shape)
class TestApplyStandardizer:
    @law(cases=39, case=standardizers())
    def test_undone(self, student: Student, case: Standardizer) -> None:
        """Se deshace columna a columna: μ + z·σ = x."""
        X, mean, deviation = case
        restored = mean + student.apply_standardizer(X, mean, deviation) * deviation
        assert_close(restored, X, "μ + z·σ", rtol=LOOSE, atol=LOOSE)

    @law(cases=39, case=standardizers())
    def test_at_the_mean(self, student: Student, case: Standardizer) -> None:
        """Un ejemplo igual a las medias queda a 0, y uno que está una desviación por encima queda a 1."""
        _, mean, deviation = case
        X = np.stack([mean, mean + deviation])
        expected = np.stack([np.zeros(len(mean)), np.ones(len(mean))])
        assert_close(student.apply_standardizer(X, mean, deviation), expected, atol=LOOSE)

    @law(cases=39, case=standardizers())
    def test_row_by_row(self, student: Student, case: Standardizer) -> None:
        """De los datos nuevos no se aprende nada: cada fila da lo mismo sola que con las demás."""
        X, mean, deviation = case
        alone = [student.apply_standardizer(X[i : i + 1], mean, deviation)[0] for i in range(len(X))]
        together = student.apply_standardizer(X, mean, deviation)
        assert_close(together, np.array(alone), "lo que sale de todas las filas juntas", rtol=LOOSE, atol=LOOSE)

    def test_known_values(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: con μ = 2 y σ = 0.5, un 3 pasa a ser un 2."""
        X = np.array([[3.0, -10.0], [2.0, 5.0], [1.5, 50.0]])
        expected = [[2, -1], [0, -0.25], [-1, 2]]
        assert_close(student.apply_standardizer(X, np.array([2.0, 10.0]), np.array([0.5, 20.0])), expected, atol=LOOSE)

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas filas y columnas como sea, anchas o estrechas."""
        _assert_applied(student, *_new_measures(some))

    def test_pima(self, student: Student, rng: np.random.Generator) -> None:
        """Con la media y la desviación de 600 pacientes de Pima, aplicadas a las otras 168."""
        X = rng.permutation(_patients(rng))
        # Rounded, so that they are the same numbers on every processor.
        _assert_applied(student, X[600:], X[:600].mean(axis=0).round(9), X[:600].std(axis=0).round(9))

    @extra
    @law(cases=39, case=standardizers(), mean=numbers())
    def test_null_deviation(self, student: Student, case: Standardizer, mean: float) -> None:
        """Una columna cuya desviación es 0 solo se centra, y no estropea a las demás."""
        X, means, deviation = case
        places = [0, len(means)]
        X = np.insert(X, places, X[:, :1] * 2 + 1, axis=1)
        means, deviation = np.insert(means, places, mean), np.insert(deviation, places, 0.0)
        expected = (X - means) / np.where(deviation > 0, deviation, 1)
        assert_close(student.apply_standardizer(X, means, deviation), expected, rtol=LOOSE, atol=LOOSE)

    @extra
    @at_scale(small=13)
    def test_null_deviations_among_many(self, student: Student, some: Ordinary) -> None:
        """También entre muchas columnas, y aunque todas tengan desviación 0."""
        X, mean, deviation = _new_measures(some)
        null = some.rng.random(len(deviation)) < some.rng.choice((0.3, 1.0))
        _assert_applied(student, X, mean, np.where(null, 0.0, deviation))

    @extra
    @at_scale(small=13)
    def test_integers(self, student: Student, some: Ordinary) -> None:
        """De una tabla de enteros no salen números cortados."""
        X = some.rng.integers(-50, 1000, (some.rows(), some.columns()))
        mean, deviation = some.uniform(0, 500, X.shape[1]), some.uniform(1, 300, X.shape[1])
        with suppress(StudentError):  # who cannot write decimals where there are integers is told so, and wrong nowhere
            _assert_applied(student, X, mean, deviation)

    test_arguments_untouched = arguments_untouched(
        X=arrays((3, 2)), mean=arrays((2,)), deviation=arrays((2,), (1.0, 0.0, 2.0, 0.5))
    )
