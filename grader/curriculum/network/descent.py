"""The loss of a network with one hidden layer, its slopes, and where gradient descent arrives with them.

Slopes are measured, by differences of the loss, which needs no trust in a formula; for what is large a formula has to
do, which a test compares with them. X is (n, d), y (n, 1), W1 (d, h), b1 (h,), W2 (h, 1) and b2 (1,); the biases of a
student may also be rows or numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.curriculum.disguise import with_bias
from grader.verdict.numpy_keras import sigmoid

NAMES = ("W1", "b1", "W2", "b2")


def logits(X: np.ndarray, W1: Any, b1: Any, W2: Any, b2: Any) -> np.ndarray:
    """What enters the output's sigmoid (n, 1)."""
    return np.asarray(sigmoid(X @ W1 + np.reshape(b1, -1)) @ W2 + np.reshape(b2, -1))


def loss(X: np.ndarray, y: np.ndarray, *parameters: Any) -> float:
    """Mean binary cross-entropy: -ln σ(z) = ln(1 + e⁻ᶻ) where y is 1, ln(1 + eᶻ) where it is 0."""
    z = logits(X, *parameters)
    return float(np.mean(np.logaddexp(0, z) - y * z))


def slopes(situation: Sequence[np.ndarray], name: str) -> np.ndarray:
    """Central differences of the loss with respect to each element of one parameter, in its shape.

    Args:
        situation: X, y, W1, b1, W2 and b2.
    """
    h, which = 1e-4, 2 + NAMES.index(name)
    ahead, behind = list(situation), list(situation)
    measured = np.zeros(situation[which].shape)
    for place in np.ndindex(measured.shape):
        ahead[which], behind[which] = situation[which].copy(), situation[which].copy()
        ahead[which][place] += h
        behind[which][place] -= h
        measured[place] = (loss(*ahead) - loss(*behind)) / (2 * h)
    return measured


def gradient(X: np.ndarray, y: np.ndarray, *parameters: np.ndarray) -> tuple[np.ndarray, ...]:
    """The gradient of the loss with respect to W1, b1, W2 and b2, in their shapes.

    Backwards through the layers (Rumelhart, Hinton and Williams 1986), each with a column of ones for its bias.
    """
    hidden, outer = _forwards_and_back(X, y, *parameters)
    inner = (outer * parameters[2].T) * (hidden - hidden**2)
    return _summed(X, hidden, inner, outer)


def terms(X: np.ndarray, y: np.ndarray, *parameters: np.ndarray) -> tuple[np.ndarray, ...]:
    """How large the terms are that float32 sums to that gradient: it keeps 1 - σ as well as it keeps 1.

    So of a slope σ - y, however small, it loses a few times 2**-24, which is 0.02 times what ``rounding`` takes.
    """
    hidden, outer = _forwards_and_back(X, y, *parameters)
    outer = np.maximum(np.abs(outer), 0.02 / len(X))
    return _summed(np.abs(X), hidden, outer * np.abs(parameters[2].T), outer)


def _forwards_and_back(X: np.ndarray, y: np.ndarray, *parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the hidden layer gives (n, h), and the slope of the loss with respect to each logit (n, 1)."""
    W1, b1, W2, b2 = parameters
    hidden = sigmoid(X @ W1 + b1)
    return hidden, (sigmoid(hidden @ W2 + b2) - y) / len(X)


def _summed(X: np.ndarray, hidden: np.ndarray, inner: np.ndarray, outer: np.ndarray) -> tuple[np.ndarray, ...]:
    """Slopes with respect to the sums of both layers, (n, h) and (n, 1), brought to the four parameters."""
    first, second = with_bias(X).T @ inner, with_bias(hidden).T @ outer
    return first[:-1], first[-1], second[:-1], second[-1]


def descended(
    X: np.ndarray, y: np.ndarray, start: Sequence[Any], learning_rate: float, epochs: int
) -> tuple[np.ndarray, ...]:
    """W1, b1, W2 and b2 after full-batch gradient descent from ``start``."""
    parameters = start[0], np.reshape(start[1], -1), start[2], np.reshape(start[3], -1)
    for _ in range(epochs):
        slope = gradient(X, y, *parameters)
        parameters = tuple(each - learning_rate * change for each, change in zip(parameters, slope, strict=True))
    return parameters
