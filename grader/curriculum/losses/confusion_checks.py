"""Laws of unit 4 on what is taken for what: the confusion matrix, precision and recall."""

from __future__ import annotations

import numpy as np

from grader.curriculum.laws import SCALAR, Ordinary, arguments_untouched, assert_close, at_scale, extra, law, returns
from grader.curriculum.strategies import Source, composite, draw_list, integers, just, lists_of
from grader.verdict.student import Student

Pair = tuple[np.ndarray, np.ndarray]
Confused = tuple[np.ndarray, np.ndarray, int]


def labels(items: list[tuple[int, int]]) -> Pair:
    y_true, y_pred = np.array(items).T.copy()
    return y_true, y_pred


@composite
def confused(source: Source) -> Confused:
    """Labels (n,), others that were predicted, and how many classes there are: not all of them need be there."""
    n_classes = integers(2, 5).draw(source)
    pairs = draw_list(source, [divmod(each, n_classes) for each in range(n_classes**2)], 1, 8)
    return *labels(pairs), n_classes


def _recognised(some: Ordinary) -> Confused:
    """Labels (n,) of some or all classes, and predictions of some: most are right, others like a neighbour's or any."""
    n, n_classes = some.rows(), some.columns(least=2, most=120)
    # In an order that is the same on a machine whose indices are of 32 bits, as a browser's are.
    there = some.rng.random(n_classes).argsort()[: some.rng.integers(1, n_classes + 1)]
    y_true = some.rng.choice(there, n)
    chance = some.rng.random(n)
    y_pred = np.where(chance < 0.5, y_true, some.rng.integers(0, n_classes, n))
    y_pred = np.where(chance > 0.8, (y_true + 1) % n_classes, y_pred)
    if some.rng.integers(2):  # one of them is predicted never
        never = some.rng.integers(n_classes)
        y_pred = np.where(y_pred == never, (never + 1) % n_classes, y_pred)
    # MNIST's labels are bytes. With more classes than these, who numbers the cells would need larger numbers.
    kinds = ("int64", "int16", "uint8") if n_classes <= 15 else ("int64",)
    return y_true.astype(str(some.rng.choice(kinds))), y_pred.astype(str(some.rng.choice(kinds))), n_classes


def _confusion(y_true: np.ndarray, y_pred: np.ndarray, n_classes: int) -> np.ndarray:
    """How often each class (rows) is taken for each (columns): products of the columns of two one-hot matrices."""
    classes = np.arange(n_classes)
    return np.asarray((y_true[:, None] == classes).T.astype(float) @ (y_pred[:, None] == classes).astype(float))


@returns(lambda y_true, y_pred, n_classes: (n_classes, n_classes))
class TestConfusionMatrix:
    @law(cases=39, true=integers(0, 4), predicted=integers(0, 4))
    def test_one_example(self, student: Student, true: int, predicted: int) -> None:
        """Un solo ejemplo es un solo 1: en la fila de su clase verdadera y en la columna de la que se predice."""
        wanted = np.zeros((5, 5))
        wanted[true, predicted] = 1
        assert_close(student.confusion_matrix(np.array([true]), np.array([predicted]), 5), wanted)

    @law(cases=39, case=confused())
    def test_rows(self, student: Student, case: Confused) -> None:
        """Cada fila suma cuántos ejemplos hay de su clase."""
        y_true, y_pred, n_classes = case
        wanted = [np.count_nonzero(y_true == label) for label in range(n_classes)]
        assert_close(student.confusion_matrix(y_true, y_pred, n_classes).sum(axis=1), wanted, "la suma de cada fila")

    @law(cases=39, case=confused())
    def test_columns(self, student: Student, case: Confused) -> None:
        """Cada columna suma cuántas veces se predice su clase."""
        y_true, y_pred, n_classes = case
        wanted = [np.count_nonzero(y_pred == label) for label in range(n_classes)]
        assert_close(student.confusion_matrix(y_true, y_pred, n_classes).sum(axis=0), wanted, "la suma de cada columna")

    @law(cases=39, case=confused())
    def test_diagonal(self, student: Student, case: Confused) -> None:
        """La diagonal reúne los aciertos."""
        y_true, y_pred, n_classes = case
        hits = np.trace(student.confusion_matrix(y_true, y_pred, n_classes))
        assert_close(hits, np.count_nonzero(y_true == y_pred), "la suma de la diagonal")

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: dos 0 que se toman por 2, un 1 que se toma por 0 y tres aciertos."""
        y_true, y_pred = np.array([0, 1, 0, 2, 1, 0]), np.array([2, 0, 2, 2, 1, 0])
        assert_close(student.confusion_matrix(y_true, y_pred, 3), [[1, 0, 2], [1, 1, 0], [0, 0, 1]])

    def test_absent_classes(self, student: Student) -> None:
        """Las clases que no aparecen también tienen su fila y su columna, llenas de ceros."""
        wanted = np.zeros((5, 5))
        wanted[1, 3], wanted[3, 3] = 2, 1
        assert_close(student.confusion_matrix(np.array([1, 3, 1]), np.array([3, 3, 3]), 5), wanted)

    def test_thousands(self, student: Student, rng: np.random.Generator) -> None:
        """Con miles de ejemplos de dos clases, las casillas cuentan hasta donde haga falta."""
        y_true = (rng.random(6000) < 0.4).astype(np.int64)
        y_pred = np.where(rng.random(6000) < 0.9, y_true, 1 - y_true)
        assert_close(student.confusion_matrix(y_true, y_pred, 2), _confusion(y_true, y_pred, 2))

    @at_scale(small=40)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos y clases como sea, cada casilla cuenta sus parejas."""
        y_true, y_pred, n_classes = _recognised(some)
        wanted = _confusion(y_true, y_pred, n_classes)
        assert_close(student.confusion_matrix(y_true, y_pred, n_classes), wanted)

    test_arguments_untouched = arguments_untouched(
        y_true=just(np.array([0, 1, 2, 1])), y_pred=just(np.array([0, 2, 2, 0])), n_classes=just(3)
    )


PAIRS = [(true, predicted) for true in (1, 0) for predicted in (1, 0)]
"""Of the true label and the one that is predicted: a true positive, a false negative, a false positive, a true
negative."""


def _detected(some: Ordinary, column: int) -> Pair:
    """Labels (n,) of 0/1 and predictions, rare or frequent, right or wrong, of which one's (its column) has a 1."""
    n = some.rows()
    common, hit, alarm = some.rng.random(3)
    y_true = some.rng.random(n) < common
    y_pred = some.rng.random(n) < np.where(y_true, hit, alarm)
    labels = np.stack([y_true, y_pred]).astype(float if some.rng.integers(2) else int)
    labels[column, some.rng.integers(n)] = 1
    return labels[0], labels[1]


def _none_positive(some: Ordinary, column: int) -> Pair:
    """The same, and that one's has no 1."""
    labels = np.stack(_detected(some, 1 - column))
    labels[column] = 0
    return labels[0], labels[1]


@returns(lambda y_true, y_pred: SCALAR)
class TestPrecision:
    @law(cases=39, items=lists_of([(1, 1), (1, 0), (0, 0)], 1, 8))
    def test_no_false_alarm(self, student: Student, items: list[tuple[int, int]]) -> None:
        """Sin falsas alarmas vale 1, se escapen los 1 que se escapen."""
        y_true, y_pred = labels([(1, 1), *items])
        assert_close(student.precision(y_true, y_pred), 1.0)

    @law(cases=39, items=lists_of([(0, 1), (1, 0), (0, 0)], 1, 8))
    def test_only_false_alarms(self, student: Student, items: list[tuple[int, int]]) -> None:
        """Si ninguno de los que se predicen como 1 lo es, vale 0."""
        y_true, y_pred = labels([(0, 1), *items])
        assert_close(student.precision(y_true, y_pred), 0.0)

    @law(cases=39, items=lists_of(PAIRS, 1, 8), others=lists_of([(1, 0), (0, 0)], 1, 8))
    def test_only_what_is_said_counts(
        self, student: Student, items: list[tuple[int, int]], others: list[tuple[int, int]]
    ) -> None:
        """Solo cuentan los ejemplos que se predicen como 1: añadir otros que se predicen como 0 no la cambia."""
        more = student.precision(*labels([(1, 1), *items, *others]))
        assert_close(more, student.precision(*labels([(1, 1), *items])), "la precisión con más ejemplos predichos 0")

    @law(cases=39, items=lists_of(PAIRS, 1, 8))
    def test_fraction(self, student: Student, items: list[tuple[int, int]]) -> None:
        """Es VP / (VP + FP): los aciertos entre todas las veces que se dice 1."""
        y_true, y_pred = labels([(0, 1), *items])
        assert_close(student.precision(y_true, y_pred), np.mean(y_true[y_pred == 1]))

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: se dice 1 tres veces, y dos de ellas lo era: 2/3."""
        y_true, y_pred = np.array([1, 0, 1, 1, 0, 0, 1, 1]), np.array([1, 1, 1, 0, 0, 0, 0, 0])
        assert_close(student.precision(y_true, y_pred), 2 / 3)

    @at_scale(small=40)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos como sea, raros o frecuentes, y con las etiquetas en enteros o en decimales (1.0)."""
        y_true, y_pred = _detected(some, 1)
        assert_close(student.precision(y_true, y_pred), np.mean(y_true[y_pred == 1]))

    @extra
    @at_scale(small=13)
    def test_nothing_said(self, student: Student, some: Ordinary) -> None:
        """Si no se predice ningún 1 vale 0, y no es un error ni NaN."""
        assert_close(student.precision(*_none_positive(some, 1)), 0.0)

    test_arguments_untouched = arguments_untouched(
        y_true=just(np.array([0, 1, 1, 1])), y_pred=just(np.array([1, 0, 1, 0]))
    )


@returns(lambda y_true, y_pred: SCALAR)
class TestRecall:
    @law(cases=39, items=lists_of([(1, 1), (0, 1), (0, 0)], 1, 8))
    def test_none_missed(self, student: Student, items: list[tuple[int, int]]) -> None:
        """Si no se escapa ningún 1 vale 1, haya las falsas alarmas que haya."""
        y_true, y_pred = labels([(1, 1), *items])
        assert_close(student.recall(y_true, y_pred), 1.0)

    @law(cases=39, items=lists_of([(1, 0), (0, 1), (0, 0)], 1, 8))
    def test_all_missed(self, student: Student, items: list[tuple[int, int]]) -> None:
        """Si se escapan todos los 1, vale 0."""
        y_true, y_pred = labels([(1, 0), *items])
        assert_close(student.recall(y_true, y_pred), 0.0)

    @law(cases=39, items=lists_of(PAIRS, 1, 8), others=lists_of([(0, 1), (0, 0)], 1, 8))
    def test_only_what_is_true_counts(
        self, student: Student, items: list[tuple[int, int]], others: list[tuple[int, int]]
    ) -> None:
        """Solo cuentan los ejemplos que son 1: añadir otros que son 0 no la cambia, se prediga lo que se prediga."""
        more = student.recall(*labels([(1, 1), *items, *others]))
        assert_close(more, student.recall(*labels([(1, 1), *items])), "la sensibilidad con más ejemplos que son 0")

    @law(cases=39, items=lists_of(PAIRS, 1, 8))
    def test_fraction(self, student: Student, items: list[tuple[int, int]]) -> None:
        """Es VP / (VP + FN): los aciertos entre todos los 1 que había que encontrar."""
        y_true, y_pred = labels([(1, 0), *items])
        assert_close(student.recall(y_true, y_pred), np.mean(y_pred[y_true == 1]))

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: hay cinco 1 y se encuentran dos: 2/5."""
        y_true, y_pred = np.array([1, 0, 1, 1, 0, 0, 1, 1]), np.array([1, 1, 1, 0, 0, 0, 0, 0])
        assert_close(student.recall(y_true, y_pred), 2 / 5)

    @at_scale(small=40)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos como sea, raros o frecuentes, y con las etiquetas en enteros o en decimales (1.0)."""
        y_true, y_pred = _detected(some, 0)
        assert_close(student.recall(y_true, y_pred), np.mean(y_pred[y_true == 1]))

    @extra
    @at_scale(small=13)
    def test_nothing_to_find(self, student: Student, some: Ordinary) -> None:
        """Si ningún ejemplo es 1 vale 0, y no es un error ni NaN."""
        assert_close(student.recall(*_none_positive(some, 0)), 0.0)

    test_arguments_untouched = arguments_untouched(
        y_true=just(np.array([0, 1, 1, 1])), y_pred=just(np.array([1, 0, 1, 0]))
    )
