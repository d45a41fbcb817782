"""Held-out wrong answers to unit 4."""

import math

import numpy as np

from tests.support.answers import wrong


@wrong("losses.mse")
def takes_the_root(y_true, y_pred):
    """Takes the square root at the end: the RMSE, not the MSE."""
    if y_true.shape != y_pred.shape:
        raise ValueError("formas distintas")
    return math.sqrt(np.mean((y_true - y_pred) ** 2))


@wrong("losses.mse")
def absolute_differences(y_true, y_pred):
    """Takes absolute values instead of squares: the mean absolute error."""
    if np.shape(y_true) != np.shape(y_pred):
        raise ValueError("formas distintas")
    suma = 0
    for a, b in zip(np.ravel(y_true), np.ravel(y_pred)):
        suma += abs(a - b)
    return suma / np.size(y_true)


@wrong("losses.mse")
def never_divides(y_true, y_pred):
    """Adds the squares but does not divide by how many there are."""
    if y_true.shape != y_pred.shape:
        raise ValueError("Las formas no coinciden")
    return np.sum(np.square(y_pred - y_true))


@wrong("losses.mse")
def any_shapes_welcome(y_true, y_pred):
    """Does not check the shapes: NumPy broadcasts (3,) with (3, 1) to nine differences."""
    error = y_true - y_pred
    return (error**2).mean()


@wrong("losses.mse")
def compares_only_the_sizes(y_true, y_pred):
    """Flattens both and compares their sizes: (3,) and (3, 1) are different shapes but pass."""
    a, b = y_true.ravel(), y_pred.ravel()
    if a.size != b.size:
        raise ValueError("tamaños distintos")
    return float(np.mean((a - b) ** 2))


@wrong("losses.mse")
def half_of_it(y_true, y_pred):
    """Divides by 2n, as in the version that makes deriving easier, instead of by n."""
    if y_true.shape != y_pred.shape:
        raise ValueError("distinta forma")
    n = y_true.size
    return np.sum((y_true - y_pred) ** 2) / (2 * n)


@wrong("losses.mse")
def divides_by_the_rows(y_true, y_pred):
    """Divides by the number of rows, len, and not by the number of elements."""
    if y_true.shape != y_pred.shape:
        raise ValueError
    return ((y_true - y_pred) ** 2).sum() / len(y_true)


@wrong("losses.mse")
def squares_the_mean(y_true, y_pred):
    """Averages first and squares afterwards: errors of opposite sign cancel."""
    if y_true.shape != y_pred.shape:
        raise ValueError("formas")
    return np.mean(y_true - y_pred) ** 2


@wrong("losses.mse")
def one_loss_per_column(y_true, y_pred):
    """Averages along the first axis only: with a matrix it gives one number per column."""
    if y_true.shape != y_pred.shape:
        raise ValueError("formas distintas")
    return np.mean((y_true - y_pred) ** 2, axis=0)


@wrong("losses.mse")
def difference_of_squares(y_true, y_pred):
    """Squares each value before subtracting: y^2 - p^2 instead of (y - p)^2."""
    if y_true.shape != y_pred.shape:
        raise ValueError("formas distintas")
    return np.mean(y_true**2 - y_pred**2)


@wrong("losses.binary_cross_entropy")
def logarithm_of_zero(y_true, p):
    """Does not clip the probabilities: ln 0 is -inf."""
    suma = -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))
    return np.mean(suma)


@wrong("losses.binary_cross_entropy")
def negative_loss(y_true, p):
    """Forgets the minus in front: the loss is negative."""
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return np.mean(y_true * np.log(q) + (1 - y_true) * np.log(1 - q))


@wrong("losses.binary_cross_entropy")
def only_the_ones_pay(y_true, p):
    """Only the term of class 1: the examples of class 0 pay nothing."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    total = 0.0
    for yi, pi in zip(y_true.ravel(), p.ravel()):
        total -= yi * math.log(pi)
    return total / y_true.size


@wrong("losses.binary_cross_entropy")
def decimal_logarithm(y_true, p):
    """Uses the decimal logarithm instead of the natural one."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y_true * np.log10(p) + (1 - y_true) * np.log10(1 - p))


@wrong("losses.binary_cross_entropy")
def logarithm_of_the_labels(y_true, p):
    """Swaps the roles: takes the logarithm of the labels and weights it with the probabilities."""
    y = np.clip(y_true, 1e-7, 1 - 1e-7)
    return -np.mean(p * np.log(y) + (1 - p) * np.log(1 - y))


@wrong("losses.binary_cross_entropy")
def adds_and_does_not_average(y_true, p):
    """Adds over the examples instead of averaging."""
    eps = 1e-7
    p = np.minimum(np.maximum(p, eps), 1 - eps)
    return -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)).sum()


@wrong("losses.binary_cross_entropy")
def clips_with_another_epsilon(y_true, p):
    """Clips at 1e-15 instead of the 1e-7 that was asked for: a certain mistake costs 34.5 instead of 16.1."""
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return float(np.mean(-y_true * np.log(p) - (1 - y_true) * np.log(1 - p)))


@wrong("losses.binary_cross_entropy")
def clips_only_from_below(y_true, p):
    """Clips below but not above: with p = 1, ln(1 - p) is ln 0."""
    p = np.maximum(p, 1e-7)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@wrong("losses.binary_cross_entropy")
def one_minus_the_logarithm(y_true, p):
    """Writes 1 - ln p where it should be ln(1 - p)."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    log_p = np.log(p)
    return -np.mean(y_true * log_p + (1 - y_true) * (1 - log_p))


@wrong("losses.binary_cross_entropy")
def squares_instead_of_logarithms(y_true, p):
    """Computes the mean squared error of the probabilities instead of the cross-entropy."""
    return np.mean((y_true - p) ** 2)


@wrong("losses.binary_cross_entropy")
def decides_before_measuring(y_true, p):
    """Turns the probabilities into classes before taking logarithms: all confidence is lost."""
    clases = (p >= 0.5).astype(float)
    clases = np.clip(clases, 1e-7, 1 - 1e-7)
    return -np.mean(y_true * np.log(clases) + (1 - y_true) * np.log(1 - clases))


@wrong("losses.categorical_cross_entropy")
def averages_over_the_classes_too(Y, P):
    """Averages over all elements: divides by n * k instead of by n."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return np.mean(-Y * np.log(P))


@wrong("losses.categorical_cross_entropy")
def binary_formula_in_each_class(Y, P):
    """Adds the binary term (1 - y) ln(1 - p) of the other classes too."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    por_fila = -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P), axis=1)
    return por_fila.mean()


@wrong("losses.categorical_cross_entropy")
def total_of_the_rows(Y, P):
    """Adds the losses of the rows instead of averaging them."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    total = 0
    for i in range(len(Y)):
        for j in range(len(Y[i])):
            total += -Y[i][j] * np.log(P[i][j])
    return total


@wrong("losses.categorical_cross_entropy")
def does_not_clip(Y, P):
    """Does not clip the probabilities: ln 0 is -inf, and 0 times -inf is nan."""
    return -np.sum(Y * np.log(P)) / Y.shape[0]


@wrong("losses.categorical_cross_entropy")
def confidence_of_the_favourite(Y, P):
    """Takes the greatest probability of each row, and not that of the true class."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return -np.mean(np.log(P.max(axis=1)))


@wrong("losses.categorical_cross_entropy")
def logarithm_of_the_mean(Y, P):
    """Averages the probabilities of the true classes first and takes the logarithm afterwards."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    aciertos = (Y * P).sum(axis=1)
    return -np.log(aciertos.mean())


@wrong("losses.categorical_cross_entropy")
def divides_by_the_classes(Y, P):
    """Divides by the number of classes (columns) instead of by the number of rows."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    n = Y.shape[1]
    return -(Y * np.log(P)).sum() / n


@wrong("losses.categorical_cross_entropy")
def without_the_minus(Y, P):
    """Forgets the minus: the loss is negative."""
    probs = np.clip(P, 1e-7, 1 - 1e-7)[np.arange(len(Y)), np.argmax(Y, axis=1)]
    return np.log(probs).mean()


@wrong("losses.categorical_cross_entropy")
def one_loss_per_row(Y, P):
    """Returns the loss of each row: forgets the mean."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return -(Y * np.log(P)).sum(axis=1)


@wrong("losses.categorical_cross_entropy")
def bits_not_nats(Y, P):
    """Uses the logarithm in base 2 instead of the natural one."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(Y * np.log2(P), axis=1))


@wrong("losses.accuracy")
def hundred_percent(y_true, y_pred):
    """Returns a percentage, 0..100, instead of a fraction."""
    correct = 0
    for t, p in zip(y_true, y_pred):
        if t == p:
            correct += 1
    return 100 * correct / len(y_true)


@wrong("losses.accuracy")
def how_many_hits(y_true, y_pred):
    """Returns how many are right, without dividing by the total."""
    return np.sum(y_true == y_pred)


@wrong("losses.accuracy")
def distance_counts(y_true, y_pred):
    """Takes labels for quantities: 1 - mean |difference| punishes a label that is farther away more."""
    return 1 - np.mean(np.abs(y_true - y_pred))


@wrong("losses.accuracy")
def counts_the_misses(y_true, y_pred):
    """Returns the fraction of errors instead of that of hits."""
    return np.mean([a != b for a, b in zip(y_true, y_pred)])


@wrong("losses.accuracy")
def all_or_nothing(y_true, y_pred):
    """Tells only whether all labels are equal: 1 or 0."""
    return 1.0 if np.array_equal(y_true, y_pred) else 0.0


@wrong("losses.accuracy")
def only_two_classes(y_true, y_pred):
    """Only counts matching 1s and 0s: hits in any other class are ignored."""
    vp = np.sum((y_true == 1) & (y_pred == 1))
    vn = np.sum((y_true == 0) & (y_pred == 0))
    return (vp + vn) / len(y_true)


@wrong("losses.accuracy")
def multiplies_the_labels(y_true, y_pred):
    """Multiplies the labels instead of comparing them: only the 1s that are right count."""
    return np.dot(y_true, y_pred) / len(y_true)


@wrong("losses.accuracy")
def floor_division(y_true, y_pred):
    """Divides with //: anything below 1 becomes 0."""
    aciertos = int((y_true == y_pred).sum())
    return aciertos // len(y_true)


@wrong("losses.predict_classes")
def threshold_itself_is_left_out(probabilities, threshold=0.5):
    """Uses > instead of >=: a probability equal to the threshold gives 0."""
    clases = []
    for p in np.ravel(probabilities):
        clases.append(1 if p > threshold else 0)
    return np.array(clases)


@wrong("losses.predict_classes")
def always_one_half(probabilities, threshold=0.5):
    """Compares with 0.5 written in the code: ignores the threshold that it receives."""
    p = np.array(probabilities).reshape(-1)
    return np.where(p >= 0.5, 1, 0)


@wrong("losses.predict_classes")
def leaves_the_column(probabilities, threshold=0.5):
    """Leaves the column of Keras as it is, (n, 1), instead of a vector (n,)."""
    return (probabilities >= threshold).astype("int32")


@wrong("losses.predict_classes")
def squeezes_too_much(probabilities, threshold=0.5):
    """Uses squeeze: with a single example the result has no dimensions instead of shape (1,)."""
    return np.squeeze(np.where(probabilities >= threshold, 1, 0))


@wrong("losses.predict_classes")
def argmax_of_one_column(probabilities, threshold=0.5):
    """Takes the argmax of each row, but there is only one column: always class 0."""
    p = np.asarray(probabilities).reshape(len(probabilities), -1)
    return np.argmax(p, axis=1)


@wrong("losses.predict_classes")
def classes_swapped(probabilities, threshold=0.5):
    """Gives class 1 below the threshold and class 0 above it."""
    return np.array([0 if p >= threshold else 1 for p in np.ravel(probabilities)])


@wrong("losses.predict_classes")
def rounds_the_probability(probabilities, threshold=0.5):
    """Rounds, which ignores the threshold and takes 0.5 to 0."""
    return np.round(probabilities).astype(int).flatten()


@wrong("losses.predict_classes")
def keeps_the_probability(probabilities, threshold=0.5):
    """Leaves the probability where it reaches the threshold instead of writing 1."""
    p = np.ravel(probabilities).copy()
    p[p < threshold] = 0
    return p


@wrong("losses.predict_classes")
def only_columns(probabilities, threshold=0.5):
    """Takes for granted the column shape (n, 1): a vector (n,) breaks it."""
    return (probabilities[:, 0] >= threshold).astype(int)


@wrong("losses.confusion_matrix")
def predictions_in_the_rows(y_true, y_pred, n_classes):
    """Puts the predicted class in the rows and the true one in the columns."""
    M = np.zeros((n_classes, n_classes))
    for real, dicho in zip(y_true, y_pred):
        M[dicho, real] = M[dicho, real] + 1
    return M


@wrong("losses.confusion_matrix")
def repeated_pairs_count_once(y_true, y_pred, n_classes):
    """Adds with an index of arrays: NumPy adds 1 only once to each cell that is repeated."""
    matriz = np.zeros((n_classes, n_classes), dtype=int)
    matriz[y_true, y_pred] += 1
    return matriz


@wrong("losses.confusion_matrix")
def size_of_the_labels_seen(y_true, y_pred, n_classes):
    """Takes the size from the labels that appear, not from n_classes."""
    k = max(y_true.max(), y_pred.max()) + 1
    matriz = np.zeros((k, k))
    for i in range(len(y_true)):
        matriz[y_true[i]][y_pred[i]] += 1
    return matriz


@wrong("losses.confusion_matrix")
def fractions_not_counts(y_true, y_pred, n_classes):
    """Divides each row by its sum: fractions instead of counts."""
    m = np.zeros((n_classes, n_classes))
    for t, p in zip(y_true, y_pred):
        m[t, p] += 1
    totales = m.sum(axis=1, keepdims=True)
    return m / np.where(totales == 0, 1, totales)


@wrong("losses.confusion_matrix")
def only_the_mistakes(y_true, y_pred, n_classes):
    """Counts only where they differ: the diagonal stays at zero."""
    m = np.zeros((n_classes, n_classes), dtype=int)
    for t, p in zip(y_true, y_pred):
        if t != p:
            m[t, p] += 1
    return m


@wrong("losses.confusion_matrix")
def labels_begin_at_one(y_true, y_pred, n_classes):
    """Subtracts 1 from the labels: class 0 goes to the last row and column."""
    m = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(n_classes):
        for j in range(n_classes):
            m[i - 1, j - 1] = np.sum((y_true == i) & (y_pred == j))
    return m


@wrong("losses.precision")
def divides_by_the_real_ones(y_true, y_pred):
    """Divides by those that are 1: that is the recall."""
    vp = np.sum(y_true * y_pred)
    reales = np.sum(y_true)
    if reales == 0:
        return 0
    return vp / reales


@wrong("losses.precision")
def fraction_of_equal_labels(y_true, y_pred):
    """Gives the accuracy, the other meaning that the word has in the street."""
    return np.mean(y_true == y_pred)


@wrong("losses.precision")
def nobody_predicted_is_not_foreseen(y_true, y_pred):
    """Does not think of the case in which no 1 is predicted: 0 / 0."""
    vp = ((y_true == 1) & (y_pred == 1)).sum()
    fp = ((y_true == 0) & (y_pred == 1)).sum()
    return vp / (vp + fp)


@wrong("losses.precision")
def silence_is_perfect(y_true, y_pred):
    """Gives 1 when nothing is predicted as 1."""
    dichos = [t for t, p in zip(y_true, y_pred) if p == 1]
    if not dichos:
        return 1.0
    return sum(dichos) / len(dichos)


@wrong("losses.precision")
def fraction_of_false_alarms(y_true, y_pred):
    """Gives the complement: of those predicted 1, the fraction that are 0."""
    fp = np.sum((y_pred == 1) & (y_true == 0))
    total = np.sum(y_pred == 1)
    return fp / total if total else 0.0


@wrong("losses.precision")
def all_hits_above(y_true, y_pred):
    """Counts every hit above, the zeros too."""
    aciertos = np.sum(y_true == y_pred)
    dichos = np.sum(y_pred)
    if dichos == 0:
        return 0.0
    return aciertos / dichos


@wrong("losses.recall")
def divides_by_those_predicted(y_true, y_pred):
    """Divides by those predicted 1: that is the precision."""
    vp = np.sum((y_true == 1) & (y_pred == 1))
    n = np.count_nonzero(y_pred)
    return vp / n if n > 0 else 0


@wrong("losses.recall")
def hits_among_the_zeros(y_true, y_pred):
    """Looks at the other class: of the zeros, the fraction predicted 0."""
    ceros = np.sum(y_true == 0)
    if ceros == 0:
        return 0.0
    return np.sum((y_true == 0) & (y_pred == 0)) / ceros


@wrong("losses.recall")
def those_that_escaped(y_true, y_pred):
    """Gives the fraction that was missed."""
    fn = np.sum((y_true == 1) & (y_pred == 0))
    vp = np.sum((y_true == 1) & (y_pred == 1))
    return fn / (fn + vp) if fn + vp > 0 else 0.0


@wrong("losses.recall")
def divides_by_all_examples(y_true, y_pred):
    """Divides the true positives by the number of examples."""
    return np.sum((y_true == 1) & (y_pred == 1)) / len(y_true)


@wrong("losses.recall")
def breaks_without_positives(y_true, y_pred):
    """Divides by zero when there is no 1."""
    encontrados = 0
    positivos = 0
    for t, p in zip(y_true, y_pred):
        if t == 1:
            positivos += 1
            if p == 1:
                encontrados += 1
    return encontrados / positivos


@wrong("losses.recall")
def mean_of_both_measures(y_true, y_pred):
    """Gives F1, which mixes precision and recall."""
    vp = np.sum((y_true == 1) & (y_pred == 1))
    total = np.sum(y_true == 1) + np.sum(y_pred == 1)
    return 2 * vp / total if total > 0 else 0.0
