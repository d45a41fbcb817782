"""Laws of unit 6, a network from scratch."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import LawBroken
from grader.curriculum.disguise import patients
from grader.curriculum.laws import (
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
from grader.curriculum.network.descent import NAMES, descended, gradient, logits, slopes, terms
from grader.curriculum.network.initialize_checks import TestInitialize
from grader.curriculum.network.layer_checks import SMALL, WEIGHTS, TestDense, TestForward, parameters
from grader.curriculum.network.softmax_checks import TestSoftmaxCrossEntropyGradient
from grader.curriculum.network.tasks import PIMA, XOR, Task, disguised, xor
from grader.curriculum.strategies import (
    BITS,
    Part,
    Source,
    Strategy,
    arrays,
    composite,
    draw_list,
    integers,
    just,
    lists_of,
    numbers,
    related_arrays,
    sizes,
    two_of,
)
from grader.verdict.student import Student

__all__ = [
    "TestBackpropagation",
    "TestDense",
    "TestForward",
    "TestInitialize",
    "TestOneHot",
    "TestSoftmaxCrossEntropyGradient",
    "TestTrainNetwork",
]

# -- one_hot -----------------------------------------------------------------------------------


@composite
def labelled(source: Source) -> tuple[np.ndarray, int]:
    """Labels (n,) and a number of classes, some of which are likely to be absent."""
    n_classes = integers(1, 6).draw(source)
    return np.array(draw_list(source, range(n_classes), 1, 6)), n_classes


def _labels(some: Ordinary) -> tuple[np.ndarray, int]:
    """Labels (n,) and a number of classes."""
    n_classes = some.columns()
    kinds = ("int64", "int32", "uint8") if n_classes < 250 else ("int64",)  # MNIST's are bytes
    return some.rng.integers(0, n_classes, some.rows()).astype(str(some.rng.choice(kinds))), n_classes


some_labels = lists_of((0, 1, 2), 1, 6).map(np.array)


@returns(lambda labels, n_classes: (len(labels), n_classes))
class TestOneHot:
    @law(cases=30, case=labelled())
    def test_a_single_one(self, student: Student, case: tuple[np.ndarray, int]) -> None:
        """Cada fila tiene un solo 1, y lo demás son ceros."""
        rows = student.one_hot(*case)
        assert_that(np.isin(rows, (0.0, 1.0)), "Solo puede haber ceros y unos.")
        assert_close(rows.sum(axis=1), np.ones(len(rows)), "la suma de cada fila")

    @law(cases=30, case=labelled())
    def test_place(self, student: Student, case: tuple[np.ndarray, int]) -> None:
        """El 1 de cada fila está en la columna que dice su etiqueta."""
        labels, n_classes = case
        chosen = student.one_hot(labels, n_classes)[np.arange(len(labels)), labels]
        assert_close(chosen, np.ones(len(labels)), "lo que hay en la columna de cada etiqueta")

    def test_absent_classes(self, student: Student) -> None:
        """Las clases que no aparecen también tienen su columna."""
        assert_close(student.one_hot(np.array([1, 3, 1]), 5), np.eye(5)[[1, 3, 1]])

    @at_scale(small=50)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas etiquetas y clases como sea, cada 1 está en su sitio."""
        labels, n_classes = _labels(some)
        assert_close(student.one_hot(labels, n_classes), labels[:, None] == np.arange(n_classes))

    @extra
    @at_scale(small=40)
    def test_one_of_many(self, student: Student, some: Ordinary) -> None:
        """Basta una etiqueta fuera de 0..n_classes - 1, esté donde esté, para lanzar ValueError."""
        labels, n_classes = _labels(some)
        labels, beyond = labels.astype(int), int(some.rate(1, 1000))
        labels[some.rng.integers(len(labels))] = some.rng.choice([-beyond, n_classes - 1 + beyond])
        assert_raises_value_error(student, "one_hot", labels, n_classes)

    @extra
    @law(cases=50, labels=some_labels, n_classes=integers(3, 5), beyond=integers(0, 2))
    def test_too_large(self, student: Student, labels: np.ndarray, n_classes: int, beyond: int) -> None:
        """Una etiqueta igual o mayor que n_classes es un ValueError."""
        # The farther one first: an answer that refuses it and takes the nearer one does check, with a limit off by one.
        for label in (n_classes + 1 + beyond, n_classes):
            assert_raises_value_error(student, "one_hot", np.append(labels, label), n_classes)

    @extra
    @law(labels=some_labels, n_classes=integers(3, 5), below=integers(1, 6))
    def test_negative(self, student: Student, labels: np.ndarray, n_classes: int, below: int) -> None:
        """Una etiqueta negativa es un ValueError, no la última columna."""
        assert_raises_value_error(student, "one_hot", np.append(labels, -below), n_classes)

    test_arguments_untouched = arguments_untouched(labels=some_labels, n_classes=integers(3, 5))


# -- backpropagation ---------------------------------------------------------------------------


def problems(fewest: int = 1) -> Strategy[tuple[np.ndarray, np.ndarray]]:
    """X (n, d) and labels y (n, 1)."""
    return related_arrays(sizes((fewest, 4), (1, 3)), lambda n, d: [((n, d), SMALL), ((n, 1), BITS)])


def _situation(n: int, d: int, h: int) -> list[Part]:
    """The six arguments of backpropagation."""
    data = [((n, d), SMALL), ((n, 1), BITS)]
    return [*data, *((shape, WEIGHTS) for shape in ((d, h), (h,), (h, 1), (1,)))]


situations = related_arrays(sizes((1, 4), (1, 3), (1, 3)), _situation)


def _network(some: Ordinary) -> tuple[np.ndarray, ...]:
    """The six arguments of backpropagation: a network before its training or after, and not so many weights that who
    measures the slopes would take long."""
    units = some.units(most=150)
    X = some.with_outliers(some.normal(some.rows(), some.columns(most=min(150, max(8, 2000 // units)))), 10)
    y = (some.rng.random((len(X), 1)) < some.rng.random()).astype(float)
    W1, b1 = (some.readable(some.rate(0.3, 10.0) * each) for each in parameters(some, X.shape[1], units))
    W2, b2 = parameters(some, units, 1)
    # Sure, but not so sure that nothing is left of 1 - p; nor by weights so large, where all hidden units are nearly 0,
    # that what float32 loses of those is seen in the logit.
    largest = np.abs(logits(X, W1, b1, W2, b2)).max()
    sure = min(some.rate(0.5, 12.0) / largest, 1000.0 / np.abs(W2).sum())
    return X, y, W1, b1, some.readable(sure * W2), some.readable(sure * b2)


@returns(
    lambda X, y, W1, b1, W2, b2: {
        "dW1": W1.shape,
        "db1": Shape(b1.shape, (1, *b1.shape)),
        "dW2": W2.shape,
        "db2": Shape((), (1,), (1, 1)),
    }
)
class TestBackpropagation:
    @law(situation=situations)
    def test_output_bias(self, student: Student, situation: tuple[np.ndarray, ...]) -> None:
        """db2 es la pendiente de la pérdida al mover b2."""
        *_, db2 = student.backpropagation(*situation)
        assert_close(np.reshape(db2, 1), slopes(situation, "b2"), "`db2`")

    @law(cases=50, situation=situations)
    def test_output_weights(self, student: Student, situation: tuple[np.ndarray, ...]) -> None:
        """dW2 es la pendiente de la pérdida al mover cada peso de W2."""
        _, _, dW2, _ = student.backpropagation(*situation)
        assert_close(dW2, slopes(situation, "W2"), "`dW2`")

    @law(cases=50, situation=situations)
    def test_hidden_biases(self, student: Student, situation: tuple[np.ndarray, ...]) -> None:
        """db1 es la pendiente de la pérdida al mover cada sesgo de b1."""
        _, db1, _, _ = student.backpropagation(*situation)
        assert_close(np.ravel(db1), slopes(situation, "b1"), "`db1`")

    @law(cases=26, situation=situations)
    def test_hidden_weights(self, student: Student, situation: tuple[np.ndarray, ...]) -> None:
        """dW1 es la pendiente de la pérdida al mover cada peso de W1."""
        dW1, *_ = student.backpropagation(*situation)
        assert_close(dW1, slopes(situation, "W1"), "`dW1`")

    @law(situation=situations)
    def test_mean(self, student: Student, situation: tuple[np.ndarray, ...]) -> None:
        """Repetir todos los ejemplos no cambia el gradiente: la pérdida es una media."""
        X, y, *parameters = situation
        twice = student.backpropagation(np.vstack([X, X]), np.vstack([y, y]), *parameters)
        once = student.backpropagation(X, y, *parameters)
        for name, doubled, single in zip(NAMES, twice, once, strict=True):
            assert_close(np.ravel(doubled), np.ravel(single), f"`d{name}` con los ejemplos repetidos")

    @at_scale(small=20)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos, entradas y neuronas ocultas como sea."""
        situation = _network(some)
        got, right, lost = student.backpropagation(*situation), gradient(*situation), terms(*situation)
        for name, part, wanted, size in zip(NAMES, got, right, lost, strict=True):
            assert_close(np.reshape(part, wanted.shape), wanted, f"`d{name}`", rtol=1e-4, atol=rounding(size))

    test_arguments_untouched = arguments_untouched(
        X=arrays((3, 2), SMALL),
        y=arrays((3, 1), BITS),
        W1=arrays((2, 2), WEIGHTS),
        b1=arrays((2,), WEIGHTS),
        W2=arrays((2, 1), WEIGHTS),
        b2=arrays((1,), WEIGHTS),
    )


# -- train_network -----------------------------------------------------------------------------


STILL = 1e-9
"""A learning rate that moves nothing, to see the start: 0 might be refused as no learning rate at all."""


def _learns(student: Student, rng: np.random.Generator, X: np.ndarray, y: np.ndarray, task: Task, name: str) -> None:
    """With X (n, d) and y (n, 1), one of three seeds reaches the task's accuracy: an honest start may be unlucky."""
    best, needed = 0, int(np.ceil(task.accuracy * len(y)))
    for seed in rng.integers(1000, size=3).tolist():
        trained = student.train_network(X, y, task.hidden_units, task.learning_rate, task.epochs, seed)
        best = max(best, int(np.sum((logits(X, *trained) >= 0) == (y == 1))))
        if best >= needed:
            return
    setting = f"hidden_units={task.hidden_units}, learning_rate={task.learning_rate:g}, epochs={task.epochs}"
    raise LawBroken(
        f"Con tres semillas distintas ({setting}), lo más que acierta en {name} es {best} de {len(y)}; "
        f"debería acertar {needed} o más."
    )


seeds = integers(0, 2**31 - 1)
two_seeds = two_of(0, 2**31 - 1)


@returns(
    lambda X, y, hidden_units, *_: {
        "W1": (X.shape[1], hidden_units),
        "b1": Shape((hidden_units,), (1, hidden_units)),
        "W2": (hidden_units, 1),
        "b2": Shape((), (1,), (1, 1)),
    }
)
class TestTrainNetwork:
    @law(problem=problems(), hidden_units=integers(1, 4), epochs=integers(1, 5), seed=seeds)
    def test_reproducible(
        self, student: Student, problem: tuple[np.ndarray, np.ndarray], hidden_units: int, epochs: int, seed: int
    ) -> None:
        """Con la misma semilla, los mismos pesos."""
        first = student.train_network(*problem, hidden_units, 0.5, epochs, seed)
        second = student.train_network(*problem, hidden_units, 0.5, epochs, seed)
        for name, one, other in zip(NAMES, first, second, strict=True):
            assert_close(other, one, f"`{name}` al repetir")

    @law(problem=problems(), two=two_seeds)
    def test_random_start(self, student: Student, problem: tuple[np.ndarray, np.ndarray], two: list[int]) -> None:
        """Los pesos empiezan al azar: con otra semilla, en otro sitio."""
        first, second = (student.train_network(*problem, 4, STILL, 1, seed) for seed in two)
        same = np.allclose(first[0], second[0]) and np.allclose(first[2], second[2])
        assert_that(not same, f"Con las semillas {two[0]} y {two[1]} la red empieza con los mismos pesos.")

    @law(
        cases=39,
        problem=problems(fewest=2),
        hidden_units=integers(1, 4),
        learning_rate=numbers(0.25, 2),
        epochs=integers(1, 3),
        seed=seeds,
    )
    def test_steps(
        self,
        student: Student,
        problem: tuple[np.ndarray, np.ndarray],
        hidden_units: int,
        learning_rate: float,
        epochs: int,
        seed: int,
    ) -> None:
        """Cada época es un paso contra el gradiente de todos los ejemplos, y mueve los cuatro parámetros a la vez."""
        start = student.train_network(*problem, hidden_units, STILL, 1, seed)
        trained = student.train_network(*problem, hidden_units, learning_rate, epochs, seed)
        expected = descended(*problem, start, learning_rate, epochs)
        for name, got, wanted in zip(NAMES, trained, expected, strict=True):
            assert_close(np.reshape(got, wanted.shape), wanted, f"`{name}` al final", atol=1e-5)

    @at_scale(small=10)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos, entradas, neuronas y épocas como sea, cada época es un paso."""
        epochs = some.steps()
        units, rows = (some.columns(most=8), 30) if epochs > 100 else (some.columns(most=150), 3000 // epochs)
        X = some.with_outliers(some.normal(some.rows(most=rows), some.columns(most=150 if epochs < 100 else 4)), 3)
        y = some.rng.integers(0, 2, (len(X), 1)).astype(float)
        learning_rate, seed = some.rate(0.001 if epochs > 100 else 0.1, 1.0), int(some.rng.integers(2**31))
        start = student.train_network(X, y, units, STILL, 1, seed)
        ways = np.round(np.column_stack([start[0].T, start[2]]), 9)  # in and out of each hidden unit
        alike = len(ways) - len(np.unique(ways, axis=0))
        assert_that(alike == 0, f"De {units} neuronas ocultas, {alike} empiezan con los mismos pesos que otra.")
        trained = student.train_network(X, y, units, learning_rate, epochs, seed)
        for name, got, wanted in zip(NAMES, trained, descended(X, y, start, learning_rate, epochs), strict=True):
            assert_close(np.reshape(got, wanted.shape), wanted, f"`{name}` al final", rtol=1e-4, atol=3e-5)

    def test_learns_xor(self, student: Student, rng: np.random.Generator) -> None:
        """Aprende XOR, que ninguna neurona puede aprender sola."""
        _learns(student, rng, *disguised(*xor(), rng), XOR, "XOR")

    def test_learns_pima(self, student: Student, rng: np.random.Generator) -> None:
        """Aprende a predecir la diabetes de pacientes como los de Pima."""
        X, y = patients(rng)
        _learns(student, rng, X, y[:, None], PIMA, "pacientes como los de Pima")

    test_arguments_untouched = arguments_untouched(
        X=arrays((3, 2), SMALL),
        y=arrays((3, 1), BITS),
        hidden_units=just(2),
        learning_rate=just(0.5),
        epochs=just(2),
        seed=seeds,
    )
