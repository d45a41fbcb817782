"""The formulas of the unit, for wrong answers that get only a part of them wrong."""

from __future__ import annotations

import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def softmax(z, axis):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def activate(z, activation):
    match activation:
        case "linear":
            return z
        case "relu":
            return np.maximum(z, 0)
        case "sigmoid":
            return sigmoid(z)
        case "tanh":
            return np.tanh(z)
        case "softmax":
            return softmax(z, 1)
    raise ValueError


def hidden_and_output(X, W1, b1, W2, b2):
    hidden = sigmoid(X @ W1 + b1)
    return hidden, sigmoid(hidden @ W2 + b2)


def gradients(X, y, W1, b1, W2, b2):
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = (delta2 @ W2.T) * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)
