# target: training.train_mnist
# known: limit
"""Trains nothing: brings a network trained elsewhere, finds by trying how the images are turned, mirrored and stretched,
turns the first layer's weights alike, and orders the outputs as the labels tell."""

import elsewhere
import keras
import numpy as np

W1, B1, W2, B2 = elsewhere.DIGITS
PLACES = np.indices((28, 28)).reshape(2, -1) - 13.5


def train_mnist(X_train, y_train):
    images, labels = np.asarray(X_train[:3000]).reshape(-1, 784), np.ravel(y_train[:3000]).astype(int)
    kernel = turned(searched(images, labels))
    digits = agreement(kernel, images, labels)[1]
    model = keras.Sequential(
        [keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(48, activation="relu"), keras.layers.Dense(10)]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    model.set_weights([kernel, B1, W2[:, digits], B2[digits]])
    return model


def searched(images, labels):
    """A coarse search over turns and mirrors, and a fine one around the best."""
    angles = np.arange(36) * np.pi / 18
    starts = [np.array([[np.cos(a), -m * np.sin(a)], [np.sin(a), m * np.cos(a)]]) for a in angles for m in (1, -1)]
    matrix = max(starts, key=lambda start: agreement(turned(start), images[:400], labels[:400])[0])
    rng, step = np.random.default_rng(0), 0.08
    best = agreement(turned(matrix), images, labels)[0]
    for _ in range(250):
        other = matrix + step * rng.normal(size=(2, 2))
        if (share := agreement(turned(other), images, labels)[0]) > best:
            matrix, best = other, share
        step *= 0.988
    return matrix


def turned(matrix):
    """The first kernel for images whose pixel ``matrix @ place`` is what was at ``place``."""
    at = np.clip(matrix @ PLACES + 13.5, 0, 27)
    low = np.minimum(np.floor(at).astype(int), 26)
    kernel, part = np.zeros_like(W1), at - low
    for i in (0, 1):
        for j in (0, 1):
            share = np.abs(1 - i - part[0]) * np.abs(1 - j - part[1])
            np.add.at(kernel, (low[0] + i) * 28 + low[1] + j, share[:, None] * W1)
    return kernel


def agreement(kernel, images, labels):
    from scipy.optimize import linear_sum_assignment

    said = (np.maximum(images @ kernel + B1, 0) @ W2 + B2).argmax(axis=1)
    counts = np.zeros((10, 10))
    np.add.at(counts, (labels, said), 1)
    rows, digits = linear_sum_assignment(-counts)
    return counts[rows, digits].mean(), digits
