"""What trainings are judged on: data drawn anew for each grading, for which weights made elsewhere are worth little."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from grader.curriculum.data import mnist, pima
from grader.verdict.numpy_keras import sigmoid

NOISE = 0.2
"""The deviation of what is added to each standardised measurement of a patient."""

BEND = 1.45
"""The deviation of the part of the patients' logits that is no line."""

SHARE = 0.349
"""Of the patients, those that have diabetes."""

AS_MANY = 768
"""Patients in Pima."""


class Difficulty(NamedTuple):
    """How hard patients are to tell apart.

    Attributes:
        slope: the deviation of the part of their logits that is a line.
        accuracy, order: what a single neuron reaches on the first AS_MANY, from which it learns: the share of right
            answers, and of ordered pairs.
        unseen: the accuracy that it then has on others.
        gain: what the probabilities that the labels are drawn with order right besides.
    """

    slope: float
    accuracy: float
    order: float
    unseen: float
    gain: float


AS_PIMA = Difficulty(slope=2.2, accuracy=0.783, order=0.839, unseen=0.769, gain=0.055)
CLEARER = Difficulty(slope=4.4, accuracy=0.847, order=0.922, unseen=0.849, gain=0.025)
"""Who has learned is better told from who has not: after Dropout and a few epochs a network is right as often as after
many, and far more often than after one."""


def patients(
    rng: np.random.Generator, n: int = AS_MANY, difficulty: Difficulty = AS_PIMA
) -> tuple[np.ndarray, np.ndarray]:
    """Patients like those of Pima, X (n, 8), each column standardised, and their labels y (n,) of 0 and 1.

    The patients of Pima are public, and a network can know them by heart. So nothing that can be learned from them is
    right here:

    - a smoothed bootstrap (Silverman 1986, section 6.4.1): patients drawn with replacement, their measurements shaken;
    - labels drawn with probabilities of each drawing's own (see ``diagnosed``);
    - measurements mixed by a random orthogonal matrix, and the sense of the labels turned by chance.

    What is easier or harder than it should be is drawn again.
    """
    known, labels = pima()
    neuron = neuron_weights(known, labels)[:-1]
    while True:
        X = known[rng.integers(len(known), size=n)] + NOISE * rng.normal(size=(n, 8))
        logits = diagnosed(X, X @ neuron, difficulty.slope, rng)
        y = (rng.random(n) < sigmoid(logits)).astype(float)
        if is_as_hard(X, y, logits, difficulty):
            return standardized(X @ orthogonal(8, rng)), 1 - y if rng.integers(2) else y


def diagnosed(X: np.ndarray, known: np.ndarray, slope: float, rng: np.random.Generator) -> np.ndarray:
    """Logits (n,) of the patients X (n, 8): a neuron of a direction drawn anew, bent along another.

    What Pima's own neuron would say of them, ``known`` (n,), is taken out of the line: it tells nothing.
    """
    line, known = standardized(X @ rng.normal(size=8)), standardized(known)
    line = standardized(line - np.mean(line * known) * known)
    bend = standardized(np.abs(standardized(X @ rng.normal(size=8))))
    logits = slope * line + BEND * bend
    return np.asarray(logits + bias_for(logits, SHARE))


def bias_for(logits: np.ndarray, share: float) -> float:
    """What is to be added to logits (n,) so that the mean of their probabilities is ``share``, by bisection."""
    low, high = -20.0, 20.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (low, middle) if sigmoid(logits + middle).mean() > share else (middle, high)
    return low


def is_as_hard(X: np.ndarray, labels: np.ndarray, logits: np.ndarray, difficulty: Difficulty) -> bool:
    """A single neuron does on X (n, d) and labels (n,), drawn with logits (n,), about as the difficulty says."""
    first, others = slice(AS_MANY), slice(AS_MANY, None)
    neuron = with_bias(X) @ neuron_weights(X[first], labels[first])
    right, order = (neuron >= 0) == labels, ordered_pairs(neuron[first], labels[first])
    return bool(
        abs(right[first].mean() - difficulty.accuracy) < 0.01
        and abs(order - difficulty.order) < 0.01
        and abs(ordered_pairs(logits[first], labels[first]) - order - difficulty.gain) < 0.005
        and (len(X) <= AS_MANY or abs(right[others].mean() - difficulty.unseen) < 0.008)
    )


def standardized(X: np.ndarray) -> np.ndarray:
    return np.asarray((X - X.mean(axis=0)) / X.std(axis=0))


def orthogonal(d: int, rng: np.random.Generator) -> np.ndarray:
    """A matrix (d, d) drawn uniformly from the orthogonal ones (Mezzadri 2007, section 5)."""
    Q, R = np.linalg.qr(rng.normal(size=(d, d)))
    return np.asarray(Q * np.sign(np.diag(R)))


def ordered_pairs(scores: np.ndarray, y: np.ndarray) -> float:
    """The share of pairs of one example of each class whose scores (n,) are in the order of y (n,) of 0/1.

    A tie counts as half.
    That is the area under the ROC curve, as the Mann-Whitney statistic (Hanley and McNeil 1982, section II).
    """
    above = scores[y == 1][:, None] - scores[y == 0]
    return float(np.mean(above > 0) + np.mean(above == 0) / 2)


def single_neuron(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logits (n,) of the neuron of least cross-entropy on X (n, d) and y (n,) of 0/1.

    It is the best that a network without non-linearity can do.
    """
    return np.asarray(with_bias(X) @ neuron_weights(X, y))


def neuron_weights(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The weights and the bias (d + 1,) of that neuron.

    Newton's method (Hastie, Tibshirani and Friedman 2009, section 4.4.1); six steps reach machine precision on Pima.
    """
    inputs = with_bias(X)
    weights = np.zeros(inputs.shape[1])
    for _ in range(10):
        p = sigmoid(inputs @ weights)
        weights += np.linalg.solve((inputs.T * (p * (1 - p))) @ inputs, inputs.T @ (y - p))
    return weights


def with_bias(X: np.ndarray) -> np.ndarray:
    """X (n, d) with a last column of ones (n, d + 1): a bias is the weight of an input that is always 1."""
    return np.column_stack([X, np.ones(len(X))])


def digits(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """MNIST as ``mnist()`` has it, all images seen in the same new way, and with other labels: a 3 is now, say, a 7.

    Neighbouring pixels stay neighbours, so that convolutions see what they would have seen.
    """
    x_train, y_train, x_test, y_test = mnist()
    labels, (rows, columns) = rng.permutation(10), places(rng)
    return x_train[:, rows, columns], labels[y_train], x_test[:, rows, columns], labels[y_test]


def places(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The row and the column, (28, 28) each, that pixels are taken from: turned, perhaps mirrored, a bit stretched."""
    turn = orthogonal(2, rng) * rng.uniform(0.95, 1.05, 2) @ orthogonal(2, rng)
    centred = np.indices((28, 28)).reshape(2, -1) - 13.5
    rows, columns = np.clip(np.rint(turn @ centred + 13.5), 0, 27).astype(int).reshape(2, 28, 28)
    return rows, columns
