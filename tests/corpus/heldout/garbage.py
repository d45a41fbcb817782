"""Answers that embody no idea about the exercise: no specific diagnosis fits them."""

import numpy as np

from tests.support.answers import wrong


@wrong("tensors.standardize")
def random_numbers(X):
    """Random numbers of the right shape."""
    return np.random.default_rng(1234).random(X.shape)


@wrong("tensors.min_max_scale")
def cosine_of_the_index(X):
    """A function of the position only; the data are not looked at."""
    return np.cos(np.arange(X.size) * 1.7).reshape(X.shape)


@wrong("neuron.dot_product")
def digits_of_the_lengths(u, v):
    """A number made of the lengths and an arbitrary constant."""
    return 17.25 * len(u) - 3 * len(v) ** 2


@wrong("neuron.train_perceptron")
def arbitrary_weights(X, y, learning_rate, epochs):
    """Arbitrary constants that have nothing to do with the data."""
    return np.linspace(2.71, -8.3, X.shape[1]), 13.37


@wrong("activations.sigmoid")
def meaningless_polynomial(z):
    """A polynomial of no meaning."""
    return 3 * z**2 - 7 * z + 0.123


@wrong("activations.softmax")
def sine_and_cosine(z):
    """Trigonometry of no meaning."""
    return np.sin(3 * z) * np.cos(z - 2) + 4.2


@wrong("losses.binary_cross_entropy")
def constant_from_nowhere(y_true, p):
    """A constant from nowhere."""
    return 0.7351


@wrong("losses.accuracy")
def deviation_of_the_labels(y_true, y_pred):
    """The answer of another exercise: a standard deviation."""
    return float(np.std(y_pred)) * 1.9 + 0.017


@wrong("gradient_descent.mse_gradient")
def standardised_columns(X, y, w, b):
    """The answer of another exercise, squeezed into the right shape."""
    Z = (X - X.mean(axis=0)) / (X.std(axis=0) + 1)
    return np.abs(Z).max(axis=0) + 5.5, 2.25


@wrong("network.one_hot")
def magic_table(labels, n_classes):
    """A table of arbitrary numbers of the right shape."""
    return np.fromfunction(lambda i, j: (7 * i + 3 * j + 2) % 5 - 1.5, (len(labels), n_classes))


@wrong("network.backpropagation")
def parameters_cubed(X, y, W1, b1, W2, b2):
    """The parameters themselves through an arbitrary formula."""
    return W1**3 - 0.3, b1**3 + 1.1, np.sin(W2) + 2, b2 * 0 + 0.77


@wrong("keras_models.count_parameters")
def sum_of_squares_modulo(sizes):
    """An arbitrary arithmetic expression."""
    return sum(s**2 for s in sizes) % 97 + 1009
