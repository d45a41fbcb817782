"""Laws of unit 2, the neuron."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.curriculum.disguise import with_bias
from grader.curriculum.laws import (
    BIAS,
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
from grader.curriculum.strategies import (
    BITS,
    Strategy,
    arrays,
    integers,
    matrices,
    numbers,
    quarters,
    related_arrays,
    sampled_from,
    sizes,
    vectors,
)
from grader.verdict.student import Student

INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
OUTPUTS = "la salida con (0, 0), (0, 1), (1, 0) y (1, 1)"

NEURONS = [  # sums 0.25, 0.75, -3.5, 5 and 0
    ([1.0, 2.0], [3.0, -1.0], -0.75),
    ([2.0], [0.5], -0.25),
    ([1.0, -1.0, 2.0], [2.0, 1.0, -2.0], -0.5),
    ([0.5, 1.0, 3.0], [1.0, 2.0, 0.5], 1.0),
    ([1.0, 2.0], [3.0, -1.0], -1.0),  # a tie of inputs that are not 0
]

Samples = tuple[np.ndarray, np.ndarray]

rates = sampled_from([1.0, 0.5, 0.25, 2.0])
pairs = matrices((2, 2), (1, 5), quarters(-5, 5))
"""Two vectors of one length, as rows."""


def _two_vectors(some: Ordinary) -> tuple[np.ndarray, np.ndarray]:
    """Of one length, with numbers of any size."""
    n = some.rows()
    return tuple(some.rng.permutation([some.reals(n), some.reals(n) if some.rng.integers(2) else some.normal(n)]))


@returns(lambda u, v: SCALAR)
class TestDotProduct:
    @law(cases=30, v=vectors())
    def test_picks_each_component(self, student: Student, v: np.ndarray) -> None:
        """Con un vector que vale 1 en un sitio y 0 en los demás, da el componente de ese sitio."""
        for one_hot, component in zip(np.eye(len(v)), v, strict=True):
            assert_close(student.dot_product(one_hot, v), component)

    @law(rows=matrices((3, 3), (1, 5), quarters(-5, 5)), factor=numbers(-3, 3))
    def test_linear(self, student: Student, rows: np.ndarray, factor: float) -> None:
        """Es lineal: (a·u + t)·v = a (u·v) + t·v."""
        u, t, v = rows
        separate = factor * student.dot_product(u, v) + student.dot_product(t, v)
        assert_close(student.dot_product(factor * u + t, v), separate, "(a·u + t)·v")

    def test_known_values(self, student: Student) -> None:
        """Suma los productos: (1, 2, 3)·(4, -5, 6) = 4 - 10 + 18 = 12."""
        assert_close(student.dot_product(np.array([1.0, 2.0, 3.0]), np.array([4.0, -5.0, 6.0])), 12.0)

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con vectores corrientes, sean cortos o de miles de números, vale Σ uᵢvᵢ."""
        u, v = _two_vectors(some)
        assert_close(student.dot_product(u, v), np.sum(u * v), atol=rounding(np.sum(np.abs(u * v))))

    @extra
    @at_scale(small=26)
    def test_different_lengths_at_scale(self, student: Student, some: Ordinary) -> None:
        """Y da igual cuánto midan, y cuál de los dos sea más largo."""
        u, v = _two_vectors(some)
        longer = np.append(v, some.reals(some.rows()))
        assert_raises_value_error(student, "dot_product", *((u, longer) if some.rng.integers(2) else (longer, u)))

    @extra
    @law(cases=50, u=vectors(3, 6), v=vectors(2, 5), cut=integers(2, 5))
    def test_different_lengths(self, student: Student, u: np.ndarray, v: np.ndarray, cut: int) -> None:
        """Con longitudes distintas lanza ValueError."""
        shorter = v[: min(cut, len(u) - 1)]
        assert_raises_value_error(student, "dot_product", u, shorter)
        assert_raises_value_error(student, "dot_product", shorter, u)

    @extra
    @law(cases=50, u=vectors(1, 1), v=vectors(2, 4))
    def test_single_component(self, student: Student, u: np.ndarray, v: np.ndarray) -> None:
        """Un vector de longitud 1 tampoco vale con otro más largo, aunque NumPy lo repetiría sin avisar."""
        assert_raises_value_error(student, "dot_product", u, v)
        assert_raises_value_error(student, "dot_product", v, u)

    test_arguments_untouched = arguments_untouched(u=arrays((3,)), v=arrays((3,)))


@returns(lambda x, w, b: SCALAR)
class TestWeightedSum:
    @law(w=vectors(), b=numbers())
    def test_no_input(self, student: Student, w: np.ndarray, b: float) -> None:
        """Con todas las entradas a 0 queda el sesgo."""
        assert_close(student.weighted_sum(np.zeros(len(w)), w, b), b)

    @law(cases=39, rows=pairs, b=numbers(), change=numbers(-3, 3))
    def test_each_weight(self, student: Student, rows: np.ndarray, b: float, change: float) -> None:
        """Si una sola entrada cambia, la suma cambia en proporción a su peso."""
        x, w = rows
        before = student.weighted_sum(x, w, b)
        for one_hot, weight in zip(np.eye(len(x)), w, strict=True):
            after = student.weighted_sum(x + change * one_hot, w, b)
            assert_close(after - before, change * weight, "el cambio de la suma")

    def test_known_values(self, student: Student) -> None:
        """Suma los productos y, una sola vez, el sesgo: 1·3 + 2·(-1) + 0.5 = 1.5."""
        assert_close(student.weighted_sum(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5), 1.5)
        assert_close(student.weighted_sum(np.array([1200.0, -640.0]), np.array([0.25, 0.5]), -7.0), -27.0)

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas entradas como sea, y números corrientes, vale w·x + b."""
        x, w = _two_vectors(some)
        b = float(some.reals())
        assert_close(student.weighted_sum(x, w, b), np.sum(x * w) + b, atol=rounding(np.sum(np.abs(x * w)) + abs(b)))

    test_arguments_untouched = arguments_untouched(x=arrays((3,)), w=arrays((3,)), b=numbers())


@returns(lambda x, w, b: SCALAR)
class TestPerceptron:
    @law(rows=pairs, b=numbers())
    def test_fires(self, student: Student, rows: np.ndarray, b: float) -> None:
        """Vale 1 cuando w·x + b >= 0 y 0 cuando no."""
        x, w = rows
        assert_close(student.perceptron(x, w, b), 1.0 if w @ x + b >= 0 else 0.0)

    @law(cases=60, rows=pairs)
    def test_threshold(self, student: Student, rows: np.ndarray) -> None:
        """Si w·x + b es justo 0 dispara; con un poco menos de sesgo, ya no."""
        x, w = rows
        tie = -float(w @ x)
        assert_close(student.perceptron(x, w, tie), 1.0)
        assert_close(student.perceptron(x, w, tie - 1 / 64), 0.0)

    def test_known_values(self, student: Student) -> None:
        """Tenga las entradas que tenga: las pesa, las suma, añade el sesgo y decide."""
        # All are called before any is judged: a diagnosis needs all of them to tell one wrong idea from another.
        answers = [student.perceptron(np.array(x), np.array(w), b) for x, w, b in NEURONS]
        assert_close(answers, [1.0, 1.0, 0.0, 1.0, 1.0], "la respuesta a las cinco llamadas")

    @at_scale(small=13)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas entradas como sea, y números corrientes, decide bien, también cerca del umbral."""
        x, w = _two_vectors(some)
        terms = np.sum(np.abs(x * w))
        for side in (-1, 1) * 4:  # one answer of two is right by chance
            # The sum is as near to the threshold as an answer in float32 can tell.
            b = float(-np.sum(x * w) + side * terms * some.rate(1e-4, 1.0))
            assert_close(student.perceptron(x, w, b), 1.0 if np.sum(x * w) + b >= 0 else 0.0)

    test_arguments_untouched = arguments_untouched(x=arrays((3,)), w=arrays((3,)), b=numbers())


def _step(x: np.ndarray, w: np.ndarray, b: np.ndarray | float, rounding: float = 0, hair: float = 0) -> np.ndarray:
    """1 where x @ w + b >= 0, for x (n, d) and w (d,), or w (d, k) and b (k,) of several neurons.

    Args:
        rounding: what part of its own terms a sum may lack: rounding (0.7 + 0.1 - 0.8 < 0) may have spoiled a tie.
        hair: what part of all that the neuron has it may lack.
    """
    lacking = rounding * (np.abs(x) @ np.abs(w) + np.abs(b)) + hair * (np.abs(w).sum(axis=0) + np.abs(b))
    return np.where(x @ w + b >= -lacking, 1.0, 0.0)


HAIR, DOUBLE, SINGLE = 1e-8, 1e-14, 6e-8
"""A hair, and the rounding of float64 and of float32."""


def _assert_computes(expected: list[int], answers: Callable[..., np.ndarray]) -> None:
    """The four answers (4,) to INPUTS are the expected ones, be it with ties that rounding spoiled.

    What does not fire is below the threshold by more than a hair, or by what rounding makes of a tie: weights that
    were learnt in steps of 0.1 end so.

    Args:
        answers: called with what a sum may lack, by the names that ``_step`` has for it.
    """
    exact, double, single, hair = (
        np.array_equal(answers(**lacking), expected)
        for lacking in ({}, {"rounding": DOUBLE}, {"rounding": SINGLE}, {"hair": HAIR})
    )
    assert_that(
        hair or not (exact and double),
        "La tabla sale por un pelo: alguna suma que no debe disparar queda pegada al umbral. Deja más margen.",
    )
    assert_close(answers(rounding=SINGLE if single else 0), expected, OUTPUTS)


OFTEN = 130
"""Calls that have to be right: an answer may keep something from one to the next."""


def gate(assert_right: Callable[[Student], None]) -> Any:
    """The check that a gate is right whenever it is asked, for a class body."""

    def test_every_time(self: Any, student: Student) -> None:
        """Da lo mismo cada vez que se la llama."""
        student.each(lambda student, _: assert_right(student), range(OFTEN))

    return test_every_time


def _assert_and(student: Student) -> None:
    w, b = student.and_gate()
    _assert_computes([0, 0, 0, 1], lambda **lacking: _step(INPUTS, w, b, **lacking))


@returns(lambda: {"w": (2,), "b": BIAS})
class TestAndGate:
    def test_truth_table(self, student: Student) -> None:
        """El perceptrón dispara cuando las dos entradas son 1, y solo entonces."""
        _assert_and(student)

    test_every_time = gate(_assert_and)


def _assert_or(student: Student) -> None:
    w, b = student.or_gate()
    _assert_computes([0, 1, 1, 1], lambda **lacking: _step(INPUTS, w, b, **lacking))


@returns(lambda: {"w": (2,), "b": BIAS})
class TestOrGate:
    def test_truth_table(self, student: Student) -> None:
        """El perceptrón dispara cuando alguna entrada es 1, y solo entonces."""
        _assert_or(student)

    test_every_time = gate(_assert_or)


def _assert_xor(student: Student) -> None:
    W, b, v, c = student.xor_gate()
    b = np.ravel(b)
    _assert_computes([0, 1, 1, 0], lambda **lacking: _step(_step(INPUTS, W.T, b, **lacking), v, c, **lacking))


@returns(lambda: {"W": (2, 2), "b": Shape((2,), (1, 2)), "v": (2,), "c": BIAS})
class TestXorGate:
    def test_truth_table(self, student: Student) -> None:
        """La red dispara cuando una entrada es 1 y la otra 0, y solo entonces."""
        _assert_xor(student)

    test_every_time = gate(_assert_xor)


def samples() -> Strategy[Samples]:
    """Inputs and their 0/1 answers, whether or not a perceptron can learn them."""
    return related_arrays(sizes((1, 5), (1, 3)), lambda n, d: [((n, d), quarters(-4, 4)), ((n,), BITS)])


def separable() -> Strategy[Samples]:
    """Points of the plane on both sides of a line that touches none of them.

    Coordinates up to 2, weights up to 1 and a distance of a half bound the mistakes (Novikoff) by 9 * 4.25 / 0.25.
    """
    return related_arrays(
        sizes((2, 6)),
        lambda n: [((n, 2), (0.0, 1.0, -1.0, 2.0, -2.0)), ((2,), (1.0, -1.0, 0.0)), ((), (0.5, -0.5, 1.5, -1.5))],
    ).map(lambda drawn: _on_both_sides(*drawn))


def _on_both_sides(X: np.ndarray, w: np.ndarray, b: np.ndarray) -> Samples:
    """Points X (n, 2), and (n,) of 0/1: on which side of the line X @ w + b = 0 each of them lies."""
    return X, np.where(X @ w + b > 0, 1.0, 0.0)


MOST_MISTAKES = 153


def _rule(X: np.ndarray, y: np.ndarray, learning_rate: float, epochs: int) -> tuple[np.ndarray, float]:
    """Weights and, last, the bias (epochs + 1, d + 1) that the rule goes through with X (n, d) and y (n,).

    A bias is the weight of an input that is always 1. Second comes the narrowest decision: a sum, in parts of its terms
    with the largest weights met so far, whose rounding goes on in those that are left of them.
    """
    inputs = with_bias(X)
    weights = largest = np.zeros(inputs.shape[1])
    narrowest = np.inf
    path = [weights]
    for _ in range(epochs):
        for x, target in zip(inputs, y, strict=True):
            total, terms = x @ weights, np.abs(x) @ largest
            narrowest = min(narrowest, abs(total) / terms) if terms else narrowest
            if error := target - (total >= 0):
                weights = weights + learning_rate * error * x
                largest = np.maximum(largest, np.abs(weights))
        path.append(weights)
    return np.array(path), narrowest


def _clear(some: Ordinary) -> tuple[tuple[np.ndarray, np.ndarray, float, int], np.ndarray]:
    """What to train a perceptron with, and the rule's path: every epoch matters, and no decision hangs on rounding."""
    epochs = some.steps(most=400)
    many = epochs > 100
    while True:
        n, d = (5, 2) if many else (some.rows(most=2 + 3000 // epochs**2), some.columns())
        # Beside a bias that many examples have moved, what tiny ones say is lost in float32.
        X = some.reals(n, d) if n <= 100 and not many else some.with_outliers(some.normal(n, d), 10)
        learning_rate = some.rate(1e-5, 10)
        if some.rng.random() < 0.3:  # examples that come twice, one after the other
            X = X[np.sort(some.rng.integers(0, n, n))]
        y = some.rng.integers(0, 2, n).astype(float)
        if not many and some.rng.random() < 0.5:  # so that few examples are wrong
            y = np.where(some.rng.random(n) < 0.01, y, X @ some.normal(d) > 0)
        path, narrowest = _rule(X, y, learning_rate, epochs)
        if narrowest > 3e-6 and not (many and _is_close(path[:-1], path[-1])):
            return (X, y, learning_rate, epochs), path


def _is_close(path: np.ndarray, end: np.ndarray) -> bool:
    """Whether the path has been near its end (d,) before."""
    return bool(np.isclose(path, end, rtol=1e-3, atol=1e-3 * np.abs(end)).all(axis=1).any())


def _assert_follows_rule(student: Student, X: np.ndarray, y: np.ndarray, learning_rate: float, epochs: int) -> None:
    """With X (n, d) and y (n,) the student's perceptron ends where the rule does."""
    path, _ = _rule(X, y, learning_rate, epochs)
    _assert_ends_there(student, X, y, learning_rate, epochs, path)


def _assert_ends_there(
    student: Student, X: np.ndarray, y: np.ndarray, learning_rate: float, epochs: int, path: np.ndarray
) -> None:
    """The same, for the path (epochs + 1, d + 1) that the rule takes."""
    w, b = student.train_perceptron(X, y, learning_rate, epochs)
    # Corrections of both signs: what float32 loses is a part of the largest weights met, a bit more with each. Within
    # an epoch a single correction may be far larger than the weights at its end.
    largest = np.abs(np.vstack([path, learning_rate * with_bias(X)])).max(axis=0)
    lost = rounding((1 + 0.01 * len(X) * epochs) * largest)
    assert_close(w, path[-1][:-1], "el vector w", atol=lost[:-1])
    assert_close(np.reshape(b, ()), path[-1][-1], "el sesgo b", atol=lost[-1])


@returns(lambda X, y, learning_rate, epochs: {"w": (X.shape[1],), "b": BIAS})
class TestTrainPerceptron:
    @law(X=matrices((1, 5), (1, 3)), learning_rate=rates, epochs=integers(1, 4))
    def test_no_errors(self, student: Student, X: np.ndarray, learning_rate: float, epochs: int) -> None:
        """Con w = 0 y b = 0 el perceptrón siempre dispara: si todas las respuestas son 1, nada que corregir."""
        w, b = student.train_perceptron(X, np.ones(len(X)), learning_rate, epochs)
        assert_close(w, np.zeros(X.shape[1]), "el vector w")
        assert_close(np.reshape(b, ()), 0.0, "el sesgo b")

    @law(x=matrices((1, 1), (1, 4)), learning_rate=rates)
    def test_first_error(self, student: Student, x: np.ndarray, learning_rate: float) -> None:
        """El primer error, con respuesta 0, deja w = -learning_rate·x y b = -learning_rate."""
        w, b = student.train_perceptron(x, np.zeros(1), learning_rate, 1)
        assert_close(w, -learning_rate * x[0], "el vector w")
        assert_close(np.reshape(b, ()), -learning_rate, "el sesgo b")

    @law(data=samples(), learning_rate=rates)
    def test_one_epoch(self, student: Student, data: Samples, learning_rate: float) -> None:
        """Una época corrige ejemplo a ejemplo, en su orden, y cada corrección cuenta ya para el siguiente."""
        _assert_follows_rule(student, *data, learning_rate, 1)

    @law(data=samples(), learning_rate=rates, epochs=integers(2, 6))
    def test_several_epochs(self, student: Student, data: Samples, learning_rate: float, epochs: int) -> None:
        """Cada época sigue desde donde acabó la anterior, y hay tantas como se piden."""
        _assert_follows_rule(student, *data, learning_rate, epochs)

    def test_known_values(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: cuatro ejemplos y tres épocas, con errores de los dos signos."""
        X = np.array([[2.0, 1.0], [1.0, 3.0], [-1.0, 0.5], [0.5, -2.0]])
        _assert_follows_rule(student, X, np.array([0.0, 1.0, 1.0, 0.0]), 0.5, 3)

    @at_scale(small=20)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos, entradas y épocas como sea, y con cualquier tasa, acaba donde lleva la regla."""
        arguments, path = _clear(some)
        _assert_ends_there(student, *arguments, path)

    @law(cases=25, data=separable(), learning_rate=rates)
    def test_separates(self, student: Student, data: Samples, learning_rate: float) -> None:
        """Si una recta separa las dos clases, con épocas suficientes no queda ningún error."""
        X, y = data
        w, b = student.train_perceptron(X, y, learning_rate, MOST_MISTAKES)
        assert_close(_step(X, w, b), y, "la salida del perceptrón entrenado")

    test_arguments_untouched = arguments_untouched(
        X=arrays((4, 2)), y=arrays((4,), BITS), learning_rate=rates, epochs=integers(1, 4)
    )
