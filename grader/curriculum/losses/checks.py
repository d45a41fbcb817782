"""Laws of unit 4, loss functions."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np

from grader.curriculum.laws import (
    ATOL,
    RTOL,
    SCALAR,
    Ordinary,
    Shape,
    arguments_untouched,
    assert_close,
    assert_raises_value_error,
    at_scale,
    extra,
    law,
    returns,
)
from grader.curriculum.losses.confusion_checks import Pair, TestConfusionMatrix, TestPrecision, TestRecall, labels
from grader.curriculum.strategies import (
    BITS,
    QUARTERS,
    Source,
    arrays,
    composite,
    draw_list,
    just,
    lists_of,
    matrices,
    numbers,
    related_arrays,
    sampled_from,
    sizes,
)
from grader.verdict.numpy_keras import sigmoid, softmax
from grader.verdict.student import Student

__all__ = [
    "TestAccuracy",
    "TestBinaryCrossEntropy",
    "TestCategoricalCrossEntropy",
    "TestConfusionMatrix",
    "TestMse",
    "TestPrecision",
    "TestPredictClasses",
    "TestRecall",
]

vector_pairs = matrices((2, 2), (1, 5))
matrix_pairs = related_arrays(sizes((1, 3), (1, 3)), lambda *shape: [(shape, QUARTERS)] * 2)

UNIT_INTERVAL = sorted((twentieths / 20 for twentieths in range(21)), key=lambda p: abs(p - 0.5))
PROBABILITIES = UNIT_INTERVAL[:-2]
"""Those that are neither 0 nor 1."""
thresholds = sampled_from([0.5, 0.25, 0.75, 0.0, 1.0])

LOWEST = 1e-7


@returns(lambda y_true, y_pred: SCALAR)
class TestMse:
    @law(actual=numbers(), predicted=numbers())
    def test_one_value(self, student: Student, actual: float, predicted: float) -> None:
        """Con un solo valor es el cuadrado de su error."""
        assert_close(student.mse(np.array([actual]), np.array([predicted])), (actual - predicted) ** 2)

    @law(pair=vector_pairs)
    def test_mean_of_each(self, student: Student, pair: Pair) -> None:
        """El error de varios valores es la media de los errores de cada uno."""
        y_true, y_pred = pair
        each = [student.mse(y_true[i : i + 1], y_pred[i : i + 1]) for i in range(len(y_true))]
        assert_close(student.mse(y_true, y_pred), np.mean(each))

    @law(pair=matrix_pairs)
    def test_every_element_counts_alike(self, student: Student, pair: Pair) -> None:
        """En una matriz cuentan todos los elementos por igual, como si estuvieran en una sola fila."""
        y_true, y_pred = pair
        in_a_row = student.mse(y_true.ravel(), y_pred.ravel())
        assert_close(student.mse(y_true, y_pred), in_a_row)

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: errores 0.5, -2 y 1.5 dan 6.5 / 3."""
        assert_close(student.mse(np.array([1.5, 2.0, 3.0]), np.array([1.0, 4.0, 1.5])), 6.5 / 3)

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con datos corrientes, sean pocos o miles, vale la media de todos los cuadrados."""
        y_true = some.reals(*some.shape())
        errors = some.reals(*y_true.shape)
        y_pred = y_true + errors
        # What float32 keeps of an error beside a large value is not much.
        lost = np.mean(np.abs(y_pred - y_true) * (np.abs(y_true) + np.abs(y_pred)))
        rtol = RTOL + 2e-7 * np.sqrt(y_true.size)  # what a sum of so many in float32 loses
        assert_close(student.mse(y_true, y_pred), np.mean((y_true - y_pred) ** 2), rtol=rtol, atol=ATOL + 1e-6 * lost)

    @extra
    @at_scale(small=13)
    def test_different_lengths_at_scale(self, student: Student, some: Ordinary) -> None:
        """Y da igual cuántos valores haya en cada uno."""
        n = some.rows()
        y, other = some.reals(n), some.reals(n + int(some.rng.integers(1, n + 1)))
        assert_raises_value_error(student, "mse", *((y, other) if some.rng.integers(2) else (other, y)))

    @extra
    @at_scale(small=13)
    def test_columns_against_one(self, student: Student, some: Ordinary) -> None:
        """Una tabla frente a una sola columna o fila es un ValueError, aunque NumPy la repetiría sin avisar."""
        Y = some.reals(some.rows(least=2), some.columns(least=2))
        one = Y[:, :1] if some.rng.integers(2) else Y[:1]
        assert_raises_value_error(student, "mse", *((Y, one) if some.rng.integers(2) else (one, Y)))

    @extra
    @law(cases=13, y_true=arrays((2, 2, 3)), y_pred=arrays((2, 2, 3)))
    def test_three_dimensions(self, student: Student, y_true: np.ndarray, y_pred: np.ndarray) -> None:
        """Con tres dimensiones también cuentan todos los elementos por igual."""
        assert_close(student.mse(y_true, y_pred), np.mean((y_true - y_pred) ** 2))

    @extra
    def test_different_lengths(self, student: Student) -> None:
        """Con longitudes distintas lanza ValueError."""
        assert_raises_value_error(student, "mse", np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0]))

    @extra
    def test_one_against_many(self, student: Student) -> None:
        """Un array de un solo valor frente a otro de tres también es un ValueError."""
        assert_raises_value_error(student, "mse", np.array([1.0]), np.array([1.0, 2.0, 3.0]))
        assert_raises_value_error(student, "mse", np.array([1.0, 2.0, 3.0]), np.array([1.0]))

    @extra
    def test_vector_against_matrix(self, student: Student) -> None:
        """Formas distintas lanzan ValueError aunque tengan los mismos elementos: (3,) frente a (3, 1) o (1, 3)."""
        y = np.array([1.0, 2.0, 3.0])
        assert_raises_value_error(student, "mse", y, y.reshape(3, 1))
        assert_raises_value_error(student, "mse", y.reshape(1, 3), y)
        assert_raises_value_error(student, "mse", y.reshape(3, 1), y.reshape(1, 3))

    test_arguments_untouched = arguments_untouched(y_true=arrays((2, 3)), y_pred=arrays((2, 3)))


def _diagnosed(some: Ordinary, nearest: float = 0.01) -> Pair:
    """Labels (n,) of 0/1 and probabilities of which the nearest to 0 and 1 are so far from it."""
    n, farthest = some.rows(), np.log(1 / nearest - 1)
    y = (some.rng.random(n) < some.rng.random()).astype(float if some.rng.integers(2) else int)
    return y, sigmoid(some.uniform(-farthest, farthest, n))


binary = related_arrays(sizes((1, 5)), lambda n: [((n,), BITS), ((n,), PROBABILITIES)])


def _cross_entropy(y: np.ndarray, p: np.ndarray) -> float:
    """The mean of -ln of the probability that p gives to the right class, for y of 0/1 and p of one shape."""
    right = np.where(y == 1, p, 1 - p)
    return float(np.mean(-np.log(np.maximum(right, LOWEST))))


@returns(lambda y_true, p: SCALAR if np.ndim(p) == 1 else Shape((), (1,)))
class TestBinaryCrossEntropy:
    @law(p=sampled_from(PROBABILITIES))
    def test_positive_class(self, student: Student, p: float) -> None:
        """Un ejemplo de la clase 1 paga -ln p, con el logaritmo natural."""
        assert_close(student.binary_cross_entropy(np.array([1.0]), np.array([p])), -np.log(p))

    @law(pair=binary)
    def test_symmetry(self, student: Student, pair: Pair) -> None:
        """Si se intercambian las dos clases (1 - y, 1 - p), la pérdida es la misma."""
        y_true, p = pair
        swapped = student.binary_cross_entropy(1 - y_true, 1 - p)
        assert_close(student.binary_cross_entropy(y_true, p), swapped)

    @law(pair=binary)
    def test_mean_of_each(self, student: Student, pair: Pair) -> None:
        """La pérdida de varios ejemplos es la media de las pérdidas de cada uno."""
        y_true, p = pair
        each = [student.binary_cross_entropy(y_true[i : i + 1], p[i : i + 1]) for i in range(len(p))]
        assert_close(student.binary_cross_entropy(y_true, p), np.mean(each))

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: (-ln 0.8 - ln 0.6 - ln 0.3) / 3."""
        loss = student.binary_cross_entropy(np.array([1.0, 0.0, 1.0]), np.array([0.8, 0.4, 0.3]))
        assert_close(loss, -np.log(0.8 * 0.6 * 0.3) / 3)

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos como sea, vale la media de -ln de la probabilidad que se da a la clase verdadera."""
        y, p = _diagnosed(some)
        assert_close(student.binary_cross_entropy(y, p), _cross_entropy(y, p), rtol=2 * RTOL)

    @extra
    @at_scale(small=13)
    def test_columns(self, student: Student, some: Ordinary) -> None:
        """Si las etiquetas y las probabilidades vienen en una columna (n, 1), vale lo mismo."""
        y, p = _diagnosed(some)
        loss = student.binary_cross_entropy(y[:, None], p[:, None])
        assert_close(np.reshape(loss, ()), _cross_entropy(y, p))

    @extra
    @at_scale(small=13)
    def test_clipped_at_scale(self, student: Student, some: Ordinary) -> None:
        """Entre muchas probabilidades las hay diminutas, y las que valen 0 o 1 cuentan como 1e-7 y 1 - 1e-7."""
        y, p = _diagnosed(some, nearest=1e-5)
        p = np.where(some.rng.random(len(p)) < 0.3, some.rng.integers(0, 2, len(p)), p)
        # Near to 1 float32 keeps little of what is missing: see below.
        assert_close(student.binary_cross_entropy(y, p), _cross_entropy(y, p), rtol=2e-2)

    @extra
    def test_certain_and_right(self, student: Student) -> None:
        """Acertar con toda seguridad (p = 1 o p = 0) no cuesta nada: 0, no NaN."""
        assert_close(student.binary_cross_entropy(np.array([1.0, 0.0]), np.array([1.0, 0.0])), 0.0)

    @extra
    def test_zero_is_clipped(self, student: Student) -> None:
        """Si y = 1, una p menor que 1e-7 cuenta como 1e-7, y una mayor no se toca."""
        for p in (0.0, 1e-9, LOWEST, 2e-7, 1e-5):
            assert_close(student.binary_cross_entropy(np.array([1.0]), np.array([p])), -np.log(max(p, LOWEST)))

    @extra
    def test_one_is_clipped(self, student: Student) -> None:
        """Si y = 0, una p mayor que 1 - 1e-7 cuenta como 1 - 1e-7, y una menor no se toca."""
        # float32 has no number between 1 - 1.2e-7 and 1 - 0.6e-7: with it the loss is one per cent off. With another
        # limit it is farther off.
        for p in (1.0, 1 - 1e-9, 1 - 1e-5):
            loss = student.binary_cross_entropy(np.array([0.0]), np.array([p]))
            assert_close(loss, -np.log(max(1 - p, LOWEST)), rtol=2e-2)

    test_arguments_untouched = arguments_untouched(
        y_true=just(np.array([0.0, 1.0, 1.0])), p=just(np.array([0.0, 1.0, 0.25]))
    )


SHARES = {k: [np.diff([0, *cuts, 10]) / 10 for cuts in combinations(range(1, 10), k - 1)] for k in (2, 3, 4)}
"""Every row of k tenths, none of them 0, that sum to 1."""


@composite
def one_hot_and_probabilities(source: Source, most_rows: int) -> Pair:
    """Y and P of 2 to 4 classes."""
    (k,) = draw_list(source, list(SHARES), 1, 1)
    P = np.array(draw_list(source, SHARES[k], 1, most_rows))
    return np.eye(k)[draw_list(source, range(k), len(P), len(P))], P


def _classified(some: Ordinary, surest: float = 4.0) -> Pair:
    """Y, one-hot, and P of some rows and two classes or more: up to e^4 times as much for the true class as for others.

    Args:
        surest: the logarithm of that; below 0 the true class gets less.
    """
    n, k = some.rows(), some.columns(least=2, most=160)
    Y = np.eye(k)[some.rng.integers(k, size=n)]
    return Y, softmax(some.reals(n, k, most=1.0) + Y * some.uniform(min(surest, 0), max(surest, 0), n, 1))


@returns(lambda Y, P: SCALAR)
class TestCategoricalCrossEntropy:
    @law(pair=one_hot_and_probabilities(1))
    def test_one_row(self, student: Student, pair: Pair) -> None:
        """Una fila paga -ln de la probabilidad de su clase verdadera; las otras probabilidades no cuentan."""
        Y, P = pair
        assert_close(student.categorical_cross_entropy(Y, P), -np.log(P[Y == 1][0]))

    @law(pair=one_hot_and_probabilities(5))
    def test_mean_of_rows(self, student: Student, pair: Pair) -> None:
        """La pérdida de varias filas es la media de las pérdidas de cada fila."""
        Y, P = pair
        each = [student.categorical_cross_entropy(Y[i : i + 1], P[i : i + 1]) for i in range(len(Y))]
        assert_close(student.categorical_cross_entropy(Y, P), np.mean(each))

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: (-ln 0.5 - ln 0.7) / 2."""
        Y = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
        P = np.array([[0.2, 0.5, 0.3], [0.2, 0.1, 0.7]])
        assert_close(student.categorical_cross_entropy(Y, P), -np.log(0.5 * 0.7) / 2)

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas filas y clases como sea, vale la media de -ln de la probabilidad de la clase verdadera."""
        Y, P = _classified(some)
        assert_close(student.categorical_cross_entropy(Y, P), np.mean(-np.log(P[Y == 1])), rtol=2 * RTOL)

    @extra
    @at_scale(small=13)
    def test_clipped_at_scale(self, student: Student, some: Ordinary) -> None:
        """Entre muchas filas, la clase verdadera de alguna tiene probabilidad 0, que cuenta como 1e-7."""
        Y, P = _classified(some, surest=-9.0)
        P = P * (1 - Y * (some.rng.random((len(P), 1)) < 0.3))
        P = P / P.sum(axis=1, keepdims=True)
        assert_close(student.categorical_cross_entropy(Y, P), np.mean(-np.log(np.maximum(P[Y == 1], LOWEST))))

    @extra
    def test_certain_and_right(self, student: Student) -> None:
        """Acertar con toda seguridad no cuesta nada: 0, no NaN."""
        assert_close(student.categorical_cross_entropy(np.eye(3), np.eye(3)), 0.0)

    @extra
    def test_zero_is_clipped(self, student: Student) -> None:
        """Una probabilidad menor que 1e-7 cuenta como 1e-7, y una mayor no se toca."""
        Y = np.array([[1.0, 0.0]])
        for p in (0.0, 1e-9, LOWEST, 2e-7, 1e-5):
            assert_close(student.categorical_cross_entropy(Y, np.array([[p, 1 - p]])), -np.log(max(p, LOWEST)))

    test_arguments_untouched = arguments_untouched(Y=just(np.eye(3)), P=just(np.eye(3)[::-1].copy()))


HITS = [(label, label) for label in range(10)]
# Neighbours last: with them one mistake, its distance and the square of the distance are all 1, and whoever takes one
# of these for another is not found out.
MISSES = sorted(permutations(range(10), 2), key=lambda pair: abs(pair[0] - pair[1]) == 1)
all_wrong = lists_of(MISSES, 1, 6)
some_right = lists_of(HITS * 9 + MISSES, 1, 8)  # as many hits as misses


def _guessed(some: Ordinary) -> Pair:
    """Labels (n,) of some classes, not all of which need be there, and others of which a share is the same."""
    k = some.columns(least=2)
    names = some.rng.choice(np.arange(2 * k), k, replace=False)
    kind = float if some.rng.integers(2) else int
    y_true, other = names[some.rng.integers(0, k, (2, some.rows()))].astype(kind)
    other = np.where(some.rng.random(len(y_true)) < 0.3, y_true + 1, other)  # or the next one, wherever it is
    return y_true, np.where(some.rng.random(len(y_true)) < some.rng.random(), y_true, other)


@returns(lambda y_true, y_pred: SCALAR)
class TestAccuracy:
    @law(y=lists_of(range(10), 1, 6).map(np.array))
    def test_all_right(self, student: Student, y: np.ndarray) -> None:
        """Si todas las etiquetas coinciden, vale 1."""
        assert_close(student.accuracy(y, y.copy()), 1.0)

    @law(pair=all_wrong.map(labels))
    def test_all_wrong(self, student: Student, pair: Pair) -> None:
        """Si ninguna coincide vale 0, por cerca que queden unas de otras."""
        assert_close(student.accuracy(*pair), 0.0)

    @law(pair=some_right.map(labels))
    def test_fraction(self, student: Student, pair: Pair) -> None:
        """Es el número de aciertos dividido por el de etiquetas."""
        y_true, y_pred = pair
        assert_close(student.accuracy(y_true, y_pred), np.count_nonzero(y_true == y_pred) / len(y_true))

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: 2 aciertos de 3 son 2/3."""
        assert_close(student.accuracy(np.array([2, 0, 1]), np.array([2, 1, 1])), 2 / 3)

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas etiquetas y clases como sea, es la fracción de aciertos."""
        y_true, y_pred = _guessed(some)
        assert_close(student.accuracy(y_true, y_pred), np.count_nonzero(y_true == y_pred) / len(y_true))

    test_arguments_untouched = arguments_untouched(
        y_true=just(np.array([0, 1, 2, 1])), y_pred=just(np.array([0, 2, 2, 0]))
    )


@returns(lambda probabilities, threshold=0.5: (len(probabilities),))
class TestPredictClasses:
    @law(cases=26, p=arrays((6,), UNIT_INTERVAL))
    def test_one_half(self, student: Student, p: np.ndarray) -> None:
        """Sin decir el umbral, vale 1 donde p >= 0.5 y 0 en las demás."""
        assert_close(student.predict_classes(p), np.where(p >= 0.5, 1.0, 0.0))

    def test_at_the_threshold(self, student: Student) -> None:
        """Una probabilidad igual al umbral ya es de la clase 1."""
        assert_close(student.predict_classes(np.array([0.25, 0.5, 0.75])), [0.0, 1.0, 1.0])
        assert_close(student.predict_classes(np.array([0.25, 0.5, 0.75]), 0.75), [0.0, 0.0, 1.0])

    @law(cases=26, p=arrays((6,), UNIT_INTERVAL), threshold=thresholds)
    def test_another_threshold(self, student: Student, p: np.ndarray, threshold: float) -> None:
        """Con otro umbral, vale 1 donde p llega a él."""
        assert_close(student.predict_classes(p, threshold), np.where(p >= threshold, 1.0, 0.0))

    def test_threshold_by_name(self, student: Student) -> None:
        """El umbral se puede dar por su nombre, `threshold=`."""
        assert_close(student.predict_classes(np.array([0.1, 0.3, 0.7]), threshold=0.25), [0.0, 1.0, 1.0])

    @law(cases=26, p=arrays((4, 1), UNIT_INTERVAL), threshold=thresholds)
    def test_column(self, student: Student, p: np.ndarray, threshold: float) -> None:
        """De una columna (n, 1) sale un vector (n,), con los mismos valores."""
        assert_close(student.predict_classes(p, threshold), np.where(p[:, 0] >= threshold, 1.0, 0.0))

    def test_close_to_the_threshold(self, student: Student) -> None:
        """El corte está justo en el umbral: ni antes ni después."""
        assert_close(student.predict_classes(np.array([0.4999, 0.5001])), [0.0, 1.0])
        assert_close(student.predict_classes(np.array([0.2499, 0.2501]), 0.25), [0.0, 1.0])

    @at_scale(small=40)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas probabilidades y con el umbral que sea, vale 1 justo donde llegan a él."""
        threshold = float(sigmoid(some.uniform(-9, 9)))
        # As near to the threshold as float32 can tell.
        p, near = some.uniform(0, 1, some.rows()), max(1e-6, 1e-3 * min(threshold, 1 - threshold))
        close = (some.rng.random(len(p)) < 0.3) | (np.abs(p - threshold) < near)
        p = np.where(close, threshold + some.rng.choice((-near, near), len(p)), p)
        wanted = np.where(p >= threshold, 1.0, 0.0)
        for given in (p, p[:, None]):
            assert_close(student.predict_classes(given, threshold), wanted, of=("p", p))

    @extra
    def test_one_probability(self, student: Student) -> None:
        """Con un solo ejemplo, de forma (1,) o (1, 1), devuelve un vector de forma (1,)."""
        assert_close(student.predict_classes(np.array([0.75])), [1.0])
        assert_close(student.predict_classes(np.array([[0.75]])), [1.0])

    test_arguments_untouched = arguments_untouched(probabilities=arrays((4,), UNIT_INTERVAL))
