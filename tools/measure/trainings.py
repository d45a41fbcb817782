"""What the theory says of trainings and of loops: ``python -m tools.measure.trainings``, with a part of it or none.

``accuracy`` trains the course's network for Pima, and a single neuron, on splits of their own. ``time`` prints how many
times as long one training takes as another, and ``loops`` loops as arrays: ratios, since seconds belong to one machine.
Times are of the processor, with one thread, so that other work on the machine changes them little.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.curriculum.data import mnist, pima
from solutions.gradient_descent import adam_step
from solutions.network import initialize

SPLITS = 18
ROUNDS = 5
"""Of each pair of times; their median is told."""

Work = Callable[[], object]

# -- accuracies --------------------------------------------------------------------------------


def accuracy() -> None:
    """Print the accuracies of the network 8-12-8-1 after 150 epochs in batches of 10, and of one neuron.

    Each split has a seed of its own, from which its network starts too; the scale is learned on the rows trained with.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split

    splits = [train_test_split(*pima(), test_size=0.2, random_state=seed) for seed in range(SPLITS)]
    X, X_test, y, y_test = (np.stack(part) for part in zip(*splits, strict=True))
    mean, deviation = X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True)
    X, X_test = (X - mean) / deviation, (X_test - mean) / deviation
    layers = trained(X, y[..., None])
    neurons = [LogisticRegression(C=1e6).fit(*each) for each in zip(X, y, strict=True)]
    for name, rows, labels in (("train", X, y), ("test", X_test, y_test)):
        tell(f"network, {name}", ((outputs(layers, rows)[-1][..., 0] >= 0.5) == labels).mean(axis=1))
        scores = [neuron.score(*each) for neuron, *each in zip(neurons, rows, labels, strict=True)]
        tell(f"neuron, {name}", np.array(scores))


def tell(what: str, shares: np.ndarray) -> None:
    spread = f"mean {shares.mean():.3f}, deviation {shares.std():.3f}"
    print(f"{what}: {shares.min():.3f} to {shares.max():.3f}, {spread}")


Layers = list[tuple[np.ndarray, np.ndarray]]
"""W (splits, inputs, units) and b (splits, 1, units) of each layer of as many networks as there are splits."""


def trained(X: np.ndarray, y: np.ndarray) -> Layers:
    """Networks 8-12-8-1, one for each split of X (splits, n, 8) and y (splits, n, 1), all trained at once by Adam."""
    starts = [initialize([8, 12, 8, 1], seed) for seed in range(SPLITS)]
    layers: Layers = []
    for each in zip(*starts, strict=True):
        W, b = zip(*each, strict=True)
        layers.append((np.stack(W), np.stack(b)[:, None]))
    memory = [[(np.zeros(part.shape), np.zeros(part.shape)) for part in layer] for layer in layers]
    rng, splits, t = np.random.default_rng(0), np.arange(SPLITS)[:, None], 0
    for _ in range(150):
        order = rng.permuted(np.tile(np.arange(X.shape[1]), (SPLITS, 1)), axis=1)
        for start in range(0, X.shape[1], 10):
            rows, t = order[:, start : start + 10], t + 1
            slopes = gradients(layers, X[splits, rows], y[splits, rows])
            for layer, kept, each in zip(layers, memory, slopes, strict=True):
                for place, slope in enumerate(each):
                    layer[place][...], *means = adam_step(layer[place], *kept[place], slope, t)
                    kept[place] = (means[0], means[1])
    return layers


def outputs(layers: Layers, X: np.ndarray) -> list[np.ndarray]:
    """What goes into the first layer and comes out of each, (splits, n, units): ReLU, and a sigmoid at the end."""
    found = [X]
    for index, (W, b) in enumerate(layers):
        z = found[-1] @ W + b
        found.append(np.maximum(z, 0) if index < len(layers) - 1 else (1 + np.tanh(z / 2)) / 2)
    return found


def gradients(layers: Layers, X: np.ndarray, y: np.ndarray) -> Layers:
    """Those of the mean binary cross-entropy."""
    *inputs, p = outputs(layers, X)
    delta, found = (p - y) / X.shape[1], []
    for (W, _), came_in in zip(layers[::-1], inputs[::-1], strict=True):
        found.append((came_in.swapaxes(1, 2) @ delta, delta.sum(axis=1, keepdims=True)))
        delta = delta @ W.swapaxes(1, 2) * (came_in > 0)
    return found[::-1]


# -- times -------------------------------------------------------------------------------------


def times() -> None:
    """Print how many times as long some trainings take as others."""
    X, y = pima()
    images, labels, _, _ = mnist()
    images = images.reshape(-1, 784) / 255

    def on_pima(sizes: tuple[int, ...] = (8, 12, 8, 1), epochs: int = 8, batch: int = 10, copies: int = 1) -> Work:
        model, rows, answers = network(*sizes), np.tile(X, (copies, 1)), np.tile(y, copies)
        return lambda: model.fit(rows, answers, epochs=epochs, batch_size=batch, verbose=0)

    def on_mnist(sizes: tuple[int, ...], batch: int = 32) -> Work:
        model = network(*sizes)
        return lambda: model.fit(images[:3200], labels[:3200], batch_size=batch, verbose=0)

    compare("Pima, 16 epochs for 8", on_pima(epochs=16), on_pima())
    compare("Pima, twice the rows", on_pima(copies=2), on_pima())
    compare("Pima, batches of 100 for 10", on_pima(batch=100), on_pima())
    compare("Pima, 8-24-16-1 for 8-12-8-1", on_pima((8, 24, 16, 1)), on_pima())
    compare("MNIST, batches of 320 for 32", on_mnist((784, 128, 10), 320), on_mnist((784, 128, 10)))
    compare("MNIST, 1024 hidden units for 128", on_mnist((784, 1024, 10)), on_mnist((784, 128, 10)))


def network(*sizes: int) -> Any:
    """A compiled network of ReLU layers; one output is a sigmoid, several are logits."""
    import keras

    inputs, *hidden, outputs = sizes
    layers = [keras.layers.Dense(units, "relu") for units in hidden]
    last = keras.layers.Dense(outputs, "sigmoid" if outputs == 1 else None)
    model = keras.Sequential([keras.Input((inputs,)), *layers, last])
    of_classes = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", "binary_crossentropy" if outputs == 1 else of_classes, metrics=["accuracy"])
    return model


def loops() -> None:
    """Print how many times as long loops take as operations on whole arrays."""
    x, A, B = np.linspace(-1, 1, 1_000_000), np.ones((200, 100)), np.ones((100, 50))

    def one_by_one() -> None:
        result = np.zeros(len(x))
        for i in range(len(x)):
            result[i] = 3 * x[i] + 1

    def product() -> None:
        result = np.zeros((200, 50))
        for i in range(200):
            for j in range(50):
                for k in range(100):
                    result[i, j] += A[i, k] * B[k, j]

    compare("3x + 1 of a million numbers, a loop for an array", one_by_one, lambda: 3 * x + 1, often=20)
    compare("(200, 100) times (100, 50), three loops for @", product, lambda: A @ B, often=1000)


def compare(what: str, one: Work, other: Work, often: int = 1) -> None:
    """Print how many times as long ``one`` takes as ``other``, which is done so often: median, least and most."""
    one(), other()  # the first time Keras prepares what it computes
    ratios = [often * seconds(one) / seconds(lambda: [other() for _ in range(often)]) for _ in range(ROUNDS)]
    print(f"{what}: x {statistics.median(ratios):.3g} ({min(ratios):.3g} to {max(ratios):.3g})", flush=True)


def seconds(work: Work) -> float:
    """Of the processor, not of the clock."""
    began = time.process_time()
    work()
    return time.process_time() - began


PARTS = {"accuracy": accuracy, "time": times, "loops": loops}

if __name__ == "__main__":
    os.environ |= {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
