"""Submissions that show symptoms of unit 6."""

import numpy as np

from tests.support.answers import shows


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def gradients(X, y, W1, b1, W2, b2):
    hidden = sigmoid(X @ W1 + b1)
    delta2 = (sigmoid(hidden @ W2 + b2) - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


def start(X, hidden_units, seed):
    rng = np.random.RandomState(seed)
    return [
        rng.rand(X.shape[1], hidden_units),
        np.zeros((1, hidden_units)),
        rng.rand(hidden_units, 1),
        np.zeros((1, 1)),
    ]


@shows("network.train_network.starts_from_a_constant")
def starts_from_ones(X, y, hidden_units, learning_rate, epochs, seed):
    W1, b1, W2, b2 = start(X, hidden_units, seed)
    parts = [np.ones_like(W1), b1, np.ones_like(W2), b2]
    for _ in range(epochs):
        parts = [part - learning_rate * step for part, step in zip(parts, gradients(X, y, *parts), strict=True)]
    return parts


@shows("network.train_network.learning_rate_ignored")
def always_a_tenth(X, y, hidden_units, learning_rate, epochs, seed):
    parts = start(X, hidden_units, seed)
    for _ in range(epochs):
        parts = [part - 0.1 * step for part, step in zip(parts, gradients(X, y, *parts), strict=True)]
    return parts


@shows("network.train_network.own_learning_rate")
def half_of_the_learning_rate(X, y, hidden_units, learning_rate, epochs, seed):
    parts = start(X, hidden_units, seed)
    for _ in range(epochs):
        parts = [part - 0.4 * learning_rate * step for part, step in zip(parts, gradients(X, y, *parts), strict=True)]
    return parts


@shows("network.train_network.more_steps_than_asked")
def one_epoch_more(X, y, hidden_units, learning_rate, epochs, seed):
    parts = start(X, hidden_units, seed)
    for _ in range(epochs + 1):
        parts = [part - learning_rate * step for part, step in zip(parts, gradients(X, y, *parts), strict=True)]
    return parts


@shows("network.train_network.mean_taken_twice")
def divided_by_n_again(X, y, hidden_units, learning_rate, epochs, seed):
    parts = start(X, hidden_units, seed)
    for _ in range(epochs):
        parts = [
            part - learning_rate * step / len(X) for part, step in zip(parts, gradients(X, y, *parts), strict=True)
        ]
    return parts


@shows("network.train_network.trains_the_hidden_layer_only")
def output_layer_left_alone(X, y, hidden_units, learning_rate, epochs, seed):
    W1, b1, W2, b2 = start(X, hidden_units, seed)
    for _ in range(epochs):
        dW1, db1, _, _ = gradients(X, y, W1, b1, W2, b2)
        W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
    return W1, b1, W2, b2


@shows("network.train_network.output_weights_updated_before_use")
def back_through_new_weights(X, y, hidden_units, learning_rate, epochs, seed):
    W1, b1, W2, b2 = start(X, hidden_units, seed)
    for _ in range(epochs):
        hidden = sigmoid(X @ W1 + b1)
        delta2 = (sigmoid(hidden @ W2 + b2) - y) / len(X)
        W2, b2 = W2 - learning_rate * hidden.T @ delta2, b2 - learning_rate * delta2.sum(axis=0)
        delta1 = delta2 @ W2.T * hidden * (1 - hidden)
        W1, b1 = W1 - learning_rate * X.T @ delta1, b1 - learning_rate * delta1.sum(axis=0)
    return W1, b1, W2, b2
