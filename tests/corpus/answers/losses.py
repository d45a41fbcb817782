"""Right and wrong answers to unit 4, loss functions."""

import math

import numpy as np

from tests.support.answers import right, wrong

# -- mse ---------------------------------------------------------------------------------------


@right("losses.mse")
def with_plain_loops(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("formas distintas")
    total = 0.0
    for a, b in zip(y_true.ravel().tolist(), y_pred.ravel().tolist()):
        total += (a - b) ** 2
    return total / y_true.size


@right("losses.mse")
def in_float32(y_true, y_pred):
    if np.shape(y_true) != np.shape(y_pred):
        raise ValueError
    error = np.asarray(y_true, np.float32) - np.asarray(y_pred, np.float32)
    return np.mean(np.square(error), dtype=np.float32)


@right("losses.mse")
def with_scikit_learn(y_true, y_pred):
    from sklearn.metrics import mean_squared_error

    if y_true.shape != y_pred.shape:
        raise ValueError("formas distintas")
    return mean_squared_error(y_true.reshape(-1), y_pred.reshape(-1))


@right("losses.mse")
def with_a_dot_product(y_true, y_pred):
    if y_true.ndim != y_pred.ndim or y_true.shape != y_pred.shape:
        raise ValueError
    error = (y_pred - y_true).flatten()
    return np.array(error @ error / len(error))


@right("losses.mse")
def variance_plus_squared_bias(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    error = y_true - y_pred
    return error.var() + error.mean() ** 2


@right("losses.mse")
def own_kind_of_value_error(y_true, y_pred):
    class ShapeError(ValueError):
        pass

    if y_true.shape != y_pred.shape:
        raise ShapeError(f"{y_true.shape} != {y_pred.shape}")
    return float(np.average((y_true - y_pred) ** 2))


@wrong("losses.mse")
def compares_sizes_only(y_true, y_pred):
    if y_true.size != y_pred.size:
        raise ValueError
    return np.mean((y_true - y_pred) ** 2)


@wrong("losses.mse")
def flattens_before_comparing(y_true, y_pred):
    y_true, y_pred = y_true.ravel(), y_pred.ravel()
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.mean((y_true - y_pred) ** 2)


@wrong("losses.mse")
def returns_the_error_instead_of_raising(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        return ValueError("formas distintas")
    return np.mean((y_true - y_pred) ** 2)


@wrong("losses.mse")
def asserts_instead_of_raising(y_true, y_pred):
    assert y_true.shape == y_pred.shape
    return np.mean((y_true - y_pred) ** 2)


@wrong("losses.mse")
def sum_instead_of_mean(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.sum((y_true - y_pred) ** 2)


@wrong("losses.mse")
def with_a_half(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.mean((y_true - y_pred) ** 2) / 2


@wrong("losses.mse")
def root(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


@wrong("losses.mse")
def absolute_error(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.mean(np.abs(y_true - y_pred))


@wrong("losses.mse")
def square_of_the_mean(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.mean(y_true - y_pred) ** 2


@wrong("losses.mse")
def variance_of_the_error(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.var(y_true - y_pred)


@wrong("losses.mse")
def divides_by_the_rows(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.sum((y_true - y_pred) ** 2) / len(y_true)


@wrong("losses.mse")
def one_error_per_column(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.mean((y_true - y_pred) ** 2, axis=0)


@wrong("losses.mse")
def difference_of_squares(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.mean(y_true**2 - y_pred**2)


@wrong("losses.mse")
def divides_by_one_less(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.sum((y_true - y_pred) ** 2) / max(y_true.size - 1, 1)


@wrong("losses.mse")
def rounds(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return round(float(np.mean((y_true - y_pred) ** 2)), 2)


@wrong("losses.mse")
def subtracts_in_place(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    y_pred -= y_true
    return np.mean(y_pred**2)


@wrong("losses.mse")
def relative_to_the_truth(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.mean(((y_true - y_pred) / (y_true + 1e-7)) ** 2)


@wrong("losses.mse")
def always_zero(y_true, y_pred):
    return 0.0


# -- binary_cross_entropy ----------------------------------------------------------------------


@right("losses.binary_cross_entropy")
def one_example_at_a_time(y_true, p):
    total = 0.0
    for y, q in zip(np.ravel(y_true).tolist(), np.ravel(p).tolist()):
        q = min(max(q, 1e-7), 1 - 1e-7)
        total -= math.log(q) if y == 1 else math.log(1 - q)
    return total / np.size(p)


@right("losses.binary_cross_entropy")
def bce_in_float32(y_true, p):
    y = np.asarray(y_true, np.float32)
    q = np.clip(np.asarray(p, np.float32), np.float32(1e-7), np.float32(1 - 1e-7))
    return -np.mean(y * np.log(q) + (np.float32(1) - y) * np.log(np.float32(1) - q))


@right("losses.binary_cross_entropy")
def probability_of_the_true_class(y_true, p):
    q = np.where(y_true > 0.5, p, 1 - p)
    return np.array(-np.log(np.minimum(np.maximum(q, 1e-7), 1 - 1e-7)).mean())


@right("losses.binary_cross_entropy")
def bce_with_scikit_learn(y_true, p):
    from sklearn.metrics import log_loss

    return log_loss(np.ravel(y_true), np.clip(np.ravel(p), 1e-7, 1 - 1e-7), labels=[0, 1])


@right("losses.binary_cross_entropy")
def bce_with_keras(y_true, p):
    import keras

    return keras.losses.BinaryCrossentropy()(np.ravel(y_true), np.ravel(p))


@right("losses.binary_cross_entropy")
def bce_with_tensorflow(y_true, p):
    import tensorflow as tf

    y, q = (tf.constant(np.ravel(values), tf.float32) for values in (y_true, p))
    q = tf.clip_by_value(q, 1e-7, 1 - 1e-7)
    return -tf.reduce_mean(y * tf.math.log(q) + (1 - y) * tf.math.log(1 - q))


@right("losses.binary_cross_entropy")
def clips_with_masks(y_true, p):
    q = p.copy()
    q[q < 1e-7] = 1e-7
    q[q > 1 - 1e-7] = 1 - 1e-7
    loss = -y_true * np.log(q) - (1 - y_true) * np.log1p(-q)
    return loss.sum() / loss.size


@wrong("losses.binary_cross_entropy")
def adds_epsilon_inside_the_logarithm(y_true, p):
    return -np.mean(y_true * np.log(p + 1e-7) + (1 - y_true) * np.log(1 - p + 1e-7))


@wrong("losses.binary_cross_entropy")
def clips_at_1e_8(y_true, p):
    p = np.clip(p, 1e-8, 1 - 1e-8)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@wrong("losses.binary_cross_entropy")
def clips_at_1e_6(y_true, p):
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@wrong("losses.binary_cross_entropy")
def clips_at_1e_15(y_true, p):
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@wrong("losses.binary_cross_entropy")
def clips_in_place(y_true, p):
    np.clip(p, 1e-7, 1 - 1e-7, out=p)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# -- categorical_cross_entropy -----------------------------------------------------------------


@right("losses.categorical_cross_entropy")
def picks_the_true_class(Y, P):
    picked = P[np.arange(len(Y)), np.argmax(Y, axis=1)]
    return np.mean(-np.log(np.clip(picked, 1e-7, 1 - 1e-7)))


@right("losses.categorical_cross_entropy")
def cce_with_plain_loops(Y, P):
    losses = []
    for truth, shares in zip(Y.tolist(), P.tolist()):
        losses.append(-sum(t * math.log(min(max(q, 1e-7), 1 - 1e-7)) for t, q in zip(truth, shares)))
    return sum(losses) / len(losses)


@right("losses.categorical_cross_entropy")
def cce_in_float32(Y, P):
    Q = np.clip(P.astype(np.float32), 1e-7, 1 - 1e-7)
    return np.float32(-np.sum(Y.astype(np.float32) * np.log(Q)) / np.float32(len(Y)))


@right("losses.categorical_cross_entropy")
def with_einsum(Y, P):
    return -np.einsum("ij,ij->", Y, np.log(np.clip(P, 1e-7, 1 - 1e-7))) / Y.shape[0]


@right("losses.categorical_cross_entropy")
def cce_with_keras(Y, P):
    import keras

    return keras.losses.CategoricalCrossentropy()(Y, P)


@right("losses.categorical_cross_entropy")
def with_the_trace(Y, P):
    return [-np.trace(Y @ np.log(np.clip(P, 1e-7, 1 - 1e-7)).T) / len(Y)][0]


@wrong("losses.categorical_cross_entropy")
def cce_adds_epsilon(Y, P):
    return -np.mean(np.sum(Y * np.log(P + 1e-7), axis=1))


@wrong("losses.categorical_cross_entropy")
def cce_clips_at_1e_15(Y, P):
    return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-15, 1 - 1e-15)), axis=1))


@wrong("losses.categorical_cross_entropy")
def cce_clips_in_place(Y, P):
    np.clip(P, 1e-7, 1 - 1e-7, out=P)
    return -np.mean(np.sum(Y * np.log(P), axis=1))


@wrong("losses.categorical_cross_entropy")
def only_the_first_row(Y, P):
    return -np.log(np.clip(P[0][Y[0] == 1][0], 1e-7, 1 - 1e-7))


# -- accuracy ----------------------------------------------------------------------------------


@right("losses.accuracy")
def counts_in_a_loop(y_true, y_pred):
    hits = 0
    for a, b in zip(y_true, y_pred):
        if a == b:
            hits += 1
    return hits / len(y_true)


@right("losses.accuracy")
def accuracy_with_scikit_learn(y_true, y_pred):
    from sklearn.metrics import accuracy_score

    return accuracy_score(y_true, y_pred)


@right("losses.accuracy")
def accuracy_in_float32(y_true, y_pred):
    return np.equal(y_true, y_pred).astype(np.float32).mean()


@right("losses.accuracy")
def complement_of_the_misses(y_true, y_pred):
    return np.array(1 - np.count_nonzero(y_true - y_pred) / y_true.size)


@right("losses.accuracy")
def with_a_generator(y_true, y_pred):
    return sum(int(a) == int(b) for a, b in zip(y_true, y_pred)) / len(y_pred)


@right("losses.accuracy")
def with_the_confusion_matrix(y_true, y_pred):
    k = int(max(y_true.max(), y_pred.max())) + 1
    confusion = np.zeros((k, k))
    np.add.at(confusion, (y_true.astype(int), y_pred.astype(int)), 1)
    return np.trace(confusion) / confusion.sum()


@wrong("losses.accuracy")
def rounds_to_two_decimals(y_true, y_pred):
    return np.round(np.mean(y_true == y_pred), 2)


@wrong("losses.accuracy")
def subtracts_labels_in_place(y_true, y_pred):
    y_pred -= y_true
    return np.mean(y_pred == 0)


# -- predict_classes ---------------------------------------------------------------------------


@right("losses.predict_classes")
def list_of_ints(probabilities, threshold=0.5):
    return [1 if p >= threshold else 0 for p in np.ravel(probabilities)]


@right("losses.predict_classes")
def booleans(probabilities, threshold=0.5):
    return probabilities.reshape(-1) >= threshold


@right("losses.predict_classes")
def classes_in_float32(probabilities, threshold=0.5):
    return (np.asarray(probabilities, np.float32).flatten() >= np.float32(threshold)).astype(np.float32)


@right("losses.predict_classes")
def with_heaviside(probabilities, threshold=0.5):
    return (
        np.heaviside(probabilities - threshold, 1)[..., 0]
        if probabilities.ndim == 2
        else np.heaviside(probabilities - threshold, 1)
    )


@right("losses.predict_classes")
def starting_from_zeros(probabilities, threshold=0.5):
    classes = np.zeros(len(probabilities), dtype=int)
    for i in range(len(probabilities)):
        if probabilities[i] >= threshold:
            classes[i] = 1
    return classes


@right("losses.predict_classes")
def tuple_of_bools(probabilities, threshold=0.5):
    return tuple(not float(p) < threshold for p in np.asarray(probabilities).ravel())


@wrong("losses.predict_classes")
def without_a_threshold_argument(probabilities):
    return (np.ravel(probabilities) >= 0.5).astype(int)


@wrong("losses.predict_classes")
def threshold_of_another_name(probabilities, umbral=0.5):
    return (np.ravel(probabilities) >= umbral).astype(int)


@wrong("losses.predict_classes")
def threshold_without_default(probabilities, threshold):
    return (np.ravel(probabilities) >= threshold).astype(int)


@wrong("losses.predict_classes")
def writes_over_the_probabilities(probabilities, threshold=0.5):
    above = probabilities >= threshold
    probabilities[above] = 1
    probabilities[~above] = 0
    return probabilities.reshape(-1)


# -- as found in students' code -----------------------------------------------------------------


def student_check(a, b):
    if a.shape != b.shape:
        raise ValueError("formas")


@wrong("losses.mse")
def half(y_true, y_pred):
    student_check(y_true, y_pred)
    m = len(y_true)
    return np.sum((y_pred - y_true) ** 2) / (2 * m)


@wrong("losses.mse")
def rmse_half(y_true, y_pred):
    student_check(y_true, y_pred)
    return np.sqrt(np.mean((y_pred - y_true) ** 2)) / 2


@wrong("losses.mse")
def rows_root(y_true, y_pred):
    student_check(y_true, y_pred)
    return np.sqrt(np.sum((y_pred - y_true) ** 2))


@wrong("losses.mse")
def mean_axis1(y_true, y_pred):
    student_check(y_true, y_pred)
    return np.mean((y_pred - y_true) ** 2, axis=1)


@wrong("losses.mse")
def caret(y_true, y_pred):
    student_check(y_true, y_pred)
    return np.mean((y_pred - y_true) ^ 2)


@wrong("losses.mse")
def times2(y_true, y_pred):
    student_check(y_true, y_pred)
    return np.mean(2 * (y_pred - y_true))


@wrong("losses.mse")
def neg_half(y_true, y_pred):
    student_check(y_true, y_pred)
    return -np.mean((y_pred - y_true) ** 2) / 2


@wrong("losses.binary_cross_entropy")
def log10_sum(y_true, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_true * np.log10(p) + (1 - y_true) * np.log10(1 - p))


@wrong("losses.binary_cross_entropy")
def no_minus_sum(y_true, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@wrong("losses.binary_cross_entropy")
def only_first_sum(y_true, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_true * np.log(p))


@wrong("losses.binary_cross_entropy")
def half_bce(y_true, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)) / (2 * len(y_true))


@wrong("losses.binary_cross_entropy")
def ln(y_true, p):
    return -np.mean(y_true * np.ln(p) + (1 - y_true) * np.ln(1 - p))


@wrong("losses.binary_cross_entropy")
def scalar_bce(y_true, p):
    if y_true == 1:
        return -np.log(p)
    return -np.log(1 - p)


@wrong("losses.categorical_cross_entropy")
def integer_labels(Y, P):
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return -np.mean(np.log(P[np.arange(len(Y)), Y]))


@wrong("losses.categorical_cross_entropy")
def integer_labels_int(Y, P):
    P = np.clip(P, 1e-7, 1 - 1e-7)
    Y = Y.astype(int)
    return -np.mean(np.log(P[range(P.shape[0]), Y]))


@wrong("losses.categorical_cross_entropy")
def integer_labels_eye(Y, P):
    P = np.clip(P, 1e-7, 1 - 1e-7)
    Y = np.eye(P.shape[1])[Y]
    return -np.mean(np.sum(Y * np.log(P), axis=1))


@wrong("losses.categorical_cross_entropy")
def mean_all_no_minus(Y, P):
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return np.mean(Y * np.log(P))


@wrong("losses.categorical_cross_entropy")
def sum_no_minus(Y, P):
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return np.sum(Y * np.log(P))


@wrong("losses.categorical_cross_entropy")
def clips_to_no_effect(Y, P):
    np.clip(P, 1e-07, 1)
    return -np.mean(np.sum(Y * np.log(P), axis=1))


@wrong("losses.categorical_cross_entropy")
def helper_without_return(Y, P):

    def media(x):
        np.mean(x)

    return media(-np.sum(Y * np.log(np.clip(P, 1e-07, 1 - 1e-07)), axis=1))


@wrong("losses.accuracy")
def ratio_two_results(y_true, y_pred):
    return np.mean(y_true == y_pred), np.sum(y_true == y_pred)


@wrong("losses.accuracy")
def thresholded(y_true, y_pred):
    return np.mean(y_true == (y_pred >= 0.5))


@wrong("losses.accuracy")
def argmaxed(y_true, y_pred):
    return np.mean(y_true == np.argmax(y_pred, axis=1))


@wrong("losses.accuracy")
def tp_rate(y_true, y_pred):
    return np.sum((y_true == 1) & (y_pred == 1)) / np.sum(y_pred == 1)


@wrong("losses.accuracy")
def count_thrown_away(y_true, y_pred):
    total = 0
    for a, b in zip(y_true, y_pred):
        if a == b:
            total + 1
    return total / len(y_true)


@wrong("losses.accuracy")
def comparison_thrown_away(y_true, y_pred):
    y_true == y_pred
    return 0.5


@wrong("losses.predict_classes")
def real_rounds(probabilities, threshold=0.5):
    return np.round(probabilities).astype(int)


@wrong("losses.predict_classes")
def strict_column(probabilities, threshold=0.5):
    return (probabilities > threshold).astype(int)


@wrong("losses.predict_classes")
def strict_column_int32(probabilities, threshold=0.5):
    return (probabilities > threshold).astype("int32")


@wrong("losses.predict_classes")
def strict_np_where(probabilities, threshold=0.5):
    return np.where(probabilities > threshold, 1, 0)


@wrong("losses.predict_classes")
def strict_half_column(probabilities, threshold=0.5):
    return np.where(probabilities > 0.5, 1, 0)


@wrong("losses.predict_classes")
def ge_half_column(probabilities, threshold=0.5):
    return np.where(probabilities >= 0.5, 1, 0)


@wrong("losses.predict_classes")
def round_column(probabilities, threshold=0.5):
    return np.round(probabilities)


@wrong("losses.predict_classes")
def bool_column(probabilities, threshold=0.5):
    return probabilities > threshold


@wrong("losses.predict_classes")
def minus_one_strict(probabilities, threshold=0.5):
    return np.where(probabilities.ravel() > threshold, 1, -1)


@wrong("losses.predict_classes")
def indices(probabilities, threshold=0.5):
    return np.where(probabilities.ravel() >= threshold)[0]


@wrong("losses.predict_classes")
def argmax_axis1(probabilities, threshold=0.5):
    return np.argmax(probabilities, axis=1)


@wrong("losses.predict_classes")
def assigns_to_the_name_of_the_loop(probabilities, threshold=0.5):
    for p in probabilities:
        p = 1 if p >= threshold else 0
    return probabilities


@wrong("losses.predict_classes")
def throws_away_what_append_gives(probabilities, threshold=0.5):
    out = np.array([])
    for p in probabilities.ravel():
        np.append(out, 1 if p >= threshold else 0)
    return out


@wrong("losses.predict_classes")
def appends_without_parentheses(probabilities, threshold=0.5):
    out = []
    for p in probabilities.ravel():
        out.append
    return out


@wrong("losses.mse")
def announced_in_print(y_true, y_pred):
    if np.shape(y_true) != np.shape(y_pred):
        print("ValueError")
    return np.mean((y_true - y_pred) ** 2)


@wrong("losses.mse")
def error_without_raise(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        ValueError("formas")
    return np.mean((y_true - y_pred) ** 2)


@wrong("losses.binary_cross_entropy")
def infinite_at_the_ends(y_true, p):
    return -np.mean(np.where(y_true == 1, np.log(p), np.log(1 - p)))


@wrong("losses.binary_cross_entropy")
def logarithm_of_a_negative_number(y_true, p):
    p = np.clip(p, 1e-07, 1 - 1e-07)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(p - 1))


@wrong("losses.binary_cross_entropy")
def minus_between_the_terms(y_true, p):
    p = np.clip(p, 1e-07, 1 - 1e-07)
    return -np.mean(y_true * np.log(p) - (1 - y_true) * np.log(1 - p))


@wrong("losses.binary_cross_entropy")
def throws_away_what_clip_gives(y_true, p):
    np.clip(p, 1e-07, 1 - 1e-07)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# -- confusion_matrix --------------------------------------------------------------------------


@right("losses.confusion_matrix")
def with_add_at(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes))
    np.add.at(counts, (y_true, y_pred), 1)
    return counts


@right("losses.confusion_matrix")
def with_bincount(y_true, y_pred, n_classes):
    return np.bincount(n_classes * y_true + y_pred, minlength=n_classes**2).reshape(n_classes, n_classes)


@right("losses.confusion_matrix")
def lists_of_counts(y_true, y_pred, n_classes):
    counts = [[0] * n_classes for _ in range(n_classes)]
    for true, said in zip(y_true, y_pred):
        counts[int(true)][int(said)] += 1
    return counts


@right("losses.confusion_matrix")
def tuples_of_counts(y_true, y_pred, n_classes):
    from collections import Counter

    counts = Counter(zip(y_true.tolist(), y_pred.tolist()))
    return tuple(tuple(counts[i, j] for j in range(n_classes)) for i in range(n_classes))


@right("losses.confusion_matrix")
def confusion_by_scikit_learn(y_true, y_pred, n_classes):
    from sklearn.metrics import confusion_matrix as counted

    return counted(y_true, y_pred, labels=range(n_classes))


@right("losses.confusion_matrix")
def product_of_one_hots(y_true, y_pred, n_classes):
    return np.eye(n_classes)[y_true].T @ np.eye(n_classes)[y_pred]


@right("losses.confusion_matrix")
def confusion_in_float32(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes), np.float32)
    for k in range(len(y_true)):
        counts[y_true[k]][y_pred[k]] += 1
    return counts


@right("losses.confusion_matrix")
def cell_after_cell(y_true, y_pred, n_classes):
    classes = range(n_classes)
    return np.array([[np.sum((y_true == i) & (y_pred == j)) for j in classes] for i in classes])


@right("losses.confusion_matrix")
def histogram_of_pairs(y_true, y_pred, n_classes):
    edges = np.arange(n_classes + 1) - 0.5
    return np.histogram2d(y_true, y_pred, bins=[edges, edges])[0]


@wrong("losses.confusion_matrix")
def predicted_in_the_rows(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for true, said in zip(y_true, y_pred):
        counts[said, true] += 1
    return counts


@wrong("losses.confusion_matrix")
def all_pairs_at_once(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes))
    counts[y_true, y_pred] += 1
    return counts


@wrong("losses.confusion_matrix")
def one_list_many_times(y_true, y_pred, n_classes):
    counts = [[0] * n_classes] * n_classes
    for true, said in zip(y_true, y_pred):
        counts[true][said] += 1
    return counts


@wrong("losses.confusion_matrix")
def scikit_learn_without_labels(y_true, y_pred, n_classes):
    from sklearn.metrics import confusion_matrix as counted

    return counted(y_true, y_pred)


@wrong("losses.confusion_matrix")
def largest_true_label(y_true, y_pred, n_classes):
    k = y_true.max() + 1
    counts = np.zeros((k, k))
    for true, said in zip(y_true, y_pred):
        counts[true, said] += 1
    return counts


@wrong("losses.confusion_matrix")
def normalised_by_scikit_learn(y_true, y_pred, n_classes):
    from sklearn.metrics import confusion_matrix as counted

    return counted(y_true, y_pred, labels=range(n_classes), normalize="true")


@wrong("losses.confusion_matrix")
def returns_within_the_loop(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for true, said in zip(y_true, y_pred):
        counts[true, said] += 1
        return counts


@wrong("losses.confusion_matrix")
def bytes_overflow(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=np.uint8)
    np.add.at(counts, (y_true, y_pred), 1)
    return counts


@wrong("losses.confusion_matrix")
def counts_in_float16(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes), np.float16)  # 2048 + 1 is 2048
    for true, predicted in zip(y_true, y_pred):
        counts[true, predicted] += 1
    return counts


@wrong("losses.confusion_matrix")
def up_to_ten_classes(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for true, said in zip(y_true, y_pred):
        if true < 10 and said < 10:
            counts[true, said] += 1
    return counts


@wrong("losses.confusion_matrix")
def from_one_on(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for true, said in zip(y_true.astype(int), y_pred.astype(int)):
        counts[true - 1, said - 1] += 1
    return counts


@wrong("losses.confusion_matrix")
def marks_only_what_is_confused(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for true, said in zip(y_true, y_pred):
        if true != said:
            counts[true, said] += 1
    return counts


@wrong("losses.confusion_matrix")
def assigned_and_not_added(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for true, said in zip(y_true, y_pred):
        counts[true, said] = 1
    return counts


# -- precision ---------------------------------------------------------------------------------


@right("losses.precision")
def share_of_those_said(y_true, y_pred):
    said = y_true[y_pred == 1]
    return said.mean() if len(said) else 0


@right("losses.precision")
def precision_by_scikit_learn(y_true, y_pred):
    from sklearn.metrics import precision_score

    return precision_score(y_true, y_pred, zero_division=0)


@right("losses.precision")
def precision_in_a_loop(y_true, y_pred):
    hits = alarms = 0
    for true, said in zip(y_true, y_pred):
        if said:
            if true:
                hits += 1
            else:
                alarms += 1
    if hits + alarms == 0:
        return 0
    return hits / (hits + alarms)


@right("losses.precision")
def precision_with_a_scalar_product(y_true, y_pred):
    return y_true @ y_pred / max(y_pred.sum(), 1)


@right("losses.precision")
def precision_in_float32(y_true, y_pred):
    true, said = np.asarray(y_true, np.float32), np.asarray(y_pred, np.float32)
    return np.sum(true * said, dtype=np.float32) / (np.sum(said, dtype=np.float32) + np.float32(1e-7))


@right("losses.precision")
def precision_of_booleans(y_true, y_pred):
    true, said = y_true.astype(bool), y_pred.astype(bool)
    if not said.any():
        return np.array(False)
    return np.count_nonzero(true & said) / np.count_nonzero(said)


@right("losses.precision")
def precision_of_sets(y_true, y_pred):
    true = {i for i, label in enumerate(y_true) if label == 1}
    said = {i for i, label in enumerate(y_pred) if label == 1}
    try:
        return len(true & said) / len(said)
    except ZeroDivisionError:
        return 0.0


@wrong("losses.precision")
def the_recall(y_true, y_pred):
    hits = np.sum((y_true == 1) & (y_pred == 1))
    return hits / max(np.sum(y_true == 1), 1)


@wrong("losses.precision")
def precision_without_care(y_true, y_pred):
    return np.sum((y_true == 1) & (y_pred == 1)) / np.sum(y_pred == 1)


@wrong("losses.precision")
def precision_with_integers(y_true, y_pred):
    hits = sum(1 for a, b in zip(y_true, y_pred) if a == b == 1)
    return hits / sum(1 for b in y_pred if b == 1)


@wrong("losses.precision")
def perfect_when_silent(y_true, y_pred):
    said = y_pred == 1
    return float(np.mean(y_true[said])) if said.any() else 1.0


@wrong("losses.precision")
def precision_of_zeros(y_true, y_pred):
    said = y_pred == 0
    return np.mean(y_true[said] == 0) if said.any() else 0.0


@wrong("losses.precision")
def accuracy_of_all(y_true, y_pred):
    return np.mean(y_true == y_pred)


@wrong("losses.precision")
def and_between_arrays(y_true, y_pred):
    hits = np.sum(y_true == 1 and y_pred == 1)
    return hits / np.sum(y_pred == 1)


@wrong("losses.precision")
def ampersand_without_parentheses(y_true, y_pred):
    hits = np.sum(y_true == 1 & y_pred == 1)
    return hits / np.sum(y_pred == 1)


@wrong("losses.precision")
def macro_precision(y_true, y_pred):
    from sklearn.metrics import precision_score

    return precision_score(y_true, y_pred, average="macro", zero_division=0)


@wrong("losses.precision")
def integers_only(y_true, y_pred):
    said = sum(1 for b in y_pred.tolist() if str(b) == "1")
    hits = sum(1 for a, b in zip(y_true.tolist(), y_pred.tolist()) if str(a) == str(b) == "1")
    return hits / said if said else 0.0


@wrong("losses.precision")
def half_a_thousand_at_most(y_true, y_pred):
    y_true, y_pred = y_true[:500], y_pred[:500]
    said = np.sum(y_pred == 1)
    return np.sum((y_true == 1) & (y_pred == 1)) / said if said else 0.0


@wrong("losses.precision")
def precision_in_percent(y_true, y_pred):
    said = np.sum(y_pred == 1)
    return 100 * np.sum(y_true * y_pred) / said if said else 0.0


# -- recall ------------------------------------------------------------------------------------


@right("losses.recall")
def share_of_those_to_find(y_true, y_pred):
    found = y_pred[y_true == 1]
    return found.mean() if found.size else 0


@right("losses.recall")
def recall_by_scikit_learn(y_true, y_pred):
    from sklearn.metrics import recall_score

    return recall_score(y_true, y_pred, zero_division=0)


@right("losses.recall")
def recall_in_a_loop(y_true, y_pred):
    found = missed = 0
    for true, said in zip(y_true.tolist(), y_pred.tolist()):
        if true == 1 and said == 1:
            found += 1
        elif true == 1:
            missed += 1
    return found / (found + missed) if found + missed > 0 else 0


@right("losses.recall")
def recall_with_a_scalar_product(y_true, y_pred):
    return np.dot(y_true, y_pred) / max(np.sum(y_true), 1)


@right("losses.recall")
def recall_in_float32(y_true, y_pred):
    true, said = np.asarray(y_true, np.float32), np.asarray(y_pred, np.float32)
    return np.nan_to_num(np.float32(np.sum(true * said)) / np.float32(np.sum(true)))


@right("losses.recall")
def one_minus_what_is_missed(y_true, y_pred):
    ones = np.count_nonzero(y_true)
    return 1 - np.count_nonzero((y_true == 1) & (y_pred == 0)) / ones if ones else 0.0


@right("losses.recall")
def from_the_confusion_matrix(y_true, y_pred):
    counts = np.zeros((2, 2), int)
    for true, said in zip(y_true.astype(int), y_pred.astype(int)):
        counts[true, said] += 1
    return [counts[1, 1] / counts[1].sum() if counts[1].any() else 0][0]


@wrong("losses.recall")
def the_precision(y_true, y_pred):
    hits = np.sum((y_true == 1) & (y_pred == 1))
    return hits / max(np.sum(y_pred == 1), 1)


@wrong("losses.recall")
def recall_without_care(y_true, y_pred):
    return np.mean(y_pred[y_true == 1] == 1)


@wrong("losses.recall")
def recall_with_integers(y_true, y_pred):
    hits = sum(1 for a, b in zip(y_true, y_pred) if a == b == 1)
    return hits / sum(1 for a in y_true if a == 1)


@wrong("losses.recall")
def perfect_with_nothing_to_find(y_true, y_pred):
    ones = y_true == 1
    return float(np.mean(y_pred[ones])) if ones.any() else 1.0


@wrong("losses.recall")
def recall_of_zeros(y_true, y_pred):
    zeros = y_true == 0
    return np.mean(y_pred[zeros] == 0) if zeros.any() else 0.0


@wrong("losses.recall")
def equal_labels_over_ones(y_true, y_pred):
    ones = np.sum(y_true == 1)
    return np.sum(y_true == y_pred) / ones if ones else 0.0


@wrong("losses.recall")
def both_classes(y_true, y_pred):
    from sklearn.metrics import balanced_accuracy_score

    return balanced_accuracy_score(y_true, y_pred)


@wrong("losses.recall")
def harmonic_mean(y_true, y_pred):
    from sklearn.metrics import f1_score

    return f1_score(y_true, y_pred, zero_division=0)


@wrong("losses.recall")
def one_more_in_the_divisor(y_true, y_pred):
    return np.sum((y_true == 1) & (y_pred == 1)) / (np.sum(y_true == 1) + 1)


@wrong("losses.recall")
def missing_ones(y_true, y_pred):
    ones = y_true == 1
    return np.mean(y_pred[ones] == 0) if ones.any() else 0.0


@wrong("losses.recall")
def zero_if_few_are_found(y_true, y_pred):
    found, ones = np.sum((y_true == 1) & (y_pred == 1)), np.sum(y_true == 1)
    return found / ones if found > 1 else 0.0


@wrong("losses.recall")
def floor_of_the_share(y_true, y_pred):
    found, ones = np.sum((y_true == 1) & (y_pred == 1)), np.sum(y_true == 1)
    return found // ones if ones else 0
