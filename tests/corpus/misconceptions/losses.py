"""Wrong answers to unit 4 that show a symptom."""

import numpy as np

from tests.support.answers import shows


@shows("losses.mse.rounded")
def three_decimals(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return np.round(np.mean((y_true - y_pred) ** 2), 3)


@shows("losses.binary_cross_entropy.another_limit")
def clipped_at_a_thousandth(y_true, p):
    q = np.clip(p, 1e-3, 1 - 1e-3)
    return -np.mean(y_true * np.log(q) + (1 - y_true) * np.log(1 - q))


@shows("losses.binary_cross_entropy.another_limit")
def epsilon_added(y_true, p):
    return -np.mean(y_true * np.log(p + 1e-15) + (1 - y_true) * np.log(1 - p + 1e-15))


@shows("losses.binary_cross_entropy.rounded")
def four_decimals(y_true, p):
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return np.round(-np.mean(y_true * np.log(q) + (1 - y_true) * np.log(1 - q)), 4)


@shows("losses.categorical_cross_entropy.another_limit")
def clipped_at_1e_9(Y, P):
    return -np.sum(Y * np.log(np.clip(P, 1e-9, 1))) / len(Y)


@shows("losses.categorical_cross_entropy.rounded")
def cce_two_decimals(Y, P):
    return np.round(-np.sum(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7))) / len(Y), 2)


@shows("losses.accuracy.rounded")
def accuracy_three_decimals(y_true, y_pred):
    return round(float(np.mean(y_true == y_pred)), 3)


@shows("losses.precision.rounded")
def precision_two_decimals(y_true, y_pred):
    said = np.sum(y_pred == 1)
    return round(float(np.sum((y_true == 1) & (y_pred == 1)) / said), 2) if said else 0.0


@shows("losses.recall.rounded")
def recall_four_decimals(y_true, y_pred):
    ones = np.sum(y_true == 1)
    return np.round(np.sum((y_true == 1) & (y_pred == 1)) / ones, 4) if ones else 0.0
