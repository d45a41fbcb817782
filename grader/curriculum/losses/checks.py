"""Laws of unit 4, loss functions."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
from hypothesis import strategies as st

from grader.curriculum.laws import (
    SCALAR,
    arguments_untouched,
    assert_close,
    assert_raises_value_error,
    extra,
    law,
    returns,
)
from grader.curriculum.strategies import (
    BITS,
    QUARTERS,
    arrays,
    draw_list,
    lists_of,
    matrices,
    numbers,
    related_arrays,
    sizes,
)
from grader.verdict.student import Student

Pair = tuple[np.ndarray, np.ndarray]

vector_pairs = matrices((2, 2), (1, 5))
matrix_pairs = related_arrays(sizes((1, 3), (1, 3)), lambda *shape: [(shape, QUARTERS)] * 2)

UNIT_INTERVAL = sorted((twentieths / 20 for twentieths in range(21)), key=lambda p: abs(p - 0.5))
PROBABILITIES = UNIT_INTERVAL[:-2]
"""Those that are neither 0 nor 1."""
thresholds = st.sampled_from([0.5, 0.25, 0.75, 0.0, 1.0])

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


binary = related_arrays(sizes((1, 5)), lambda n: [((n,), BITS), ((n,), PROBABILITIES)])


@returns(lambda y_true, p: SCALAR)
class TestBinaryCrossEntropy:
    @law(p=st.sampled_from(PROBABILITIES))
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
        y_true=st.just(np.array([0.0, 1.0, 1.0])), p=st.just(np.array([0.0, 1.0, 0.25]))
    )


SHARES = {k: [np.diff([0, *cuts, 10]) / 10 for cuts in combinations(range(1, 10), k - 1)] for k in (2, 3, 4)}
"""Every row of k tenths, none of them 0, that sum to 1."""


@st.composite
def one_hot_and_probabilities(draw: st.DrawFn, most_rows: int) -> Pair:
    """Y and P of 2 to 4 classes."""
    (k,) = draw_list(draw, list(SHARES), 1, 1)
    P = np.array(draw_list(draw, SHARES[k], 1, most_rows))
    return np.eye(k)[draw_list(draw, range(k), len(P), len(P))], P


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

    test_arguments_untouched = arguments_untouched(Y=st.just(np.eye(3)), P=st.just(np.eye(3)[::-1].copy()))


def _labels(items: list[tuple[int, int]]) -> Pair:
    y_true, y_pred = np.array(items).T.copy()
    return y_true, y_pred


HITS = [(label, label) for label in range(10)]
# Neighbours last: with them one mistake, its distance and the square of the distance are all 1, and whoever takes one
# of these for another is not found out.
MISSES = sorted(permutations(range(10), 2), key=lambda pair: abs(pair[0] - pair[1]) == 1)
all_wrong = lists_of(MISSES, 1, 6)
some_right = lists_of(HITS * 9 + MISSES, 1, 8)  # as many hits as misses


@returns(lambda y_true, y_pred: SCALAR)
class TestAccuracy:
    @law(y=lists_of(range(10), 1, 6).map(np.array))
    def test_all_right(self, student: Student, y: np.ndarray) -> None:
        """Si todas las etiquetas coinciden, vale 1."""
        assert_close(student.accuracy(y, y.copy()), 1.0)

    @law(pair=all_wrong.map(_labels))
    def test_all_wrong(self, student: Student, pair: Pair) -> None:
        """Si ninguna coincide vale 0, por cerca que queden unas de otras."""
        assert_close(student.accuracy(*pair), 0.0)

    @law(pair=some_right.map(_labels))
    def test_fraction(self, student: Student, pair: Pair) -> None:
        """Es el número de aciertos dividido por el de etiquetas."""
        y_true, y_pred = pair
        assert_close(student.accuracy(y_true, y_pred), np.count_nonzero(y_true == y_pred) / len(y_true))

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: 2 aciertos de 3 son 2/3."""
        assert_close(student.accuracy(np.array([2, 0, 1]), np.array([2, 1, 1])), 2 / 3)

    test_arguments_untouched = arguments_untouched(
        y_true=st.just(np.array([0, 1, 2, 1])), y_pred=st.just(np.array([0, 2, 2, 0]))
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

    @extra
    def test_one_probability(self, student: Student) -> None:
        """Con un solo ejemplo, de forma (1,) o (1, 1), devuelve un vector de forma (1,)."""
        assert_close(student.predict_classes(np.array([0.75])), [1.0])
        assert_close(student.predict_classes(np.array([[0.75]])), [1.0])

    test_arguments_untouched = arguments_untouched(probabilities=arrays((4,), UNIT_INTERVAL))
