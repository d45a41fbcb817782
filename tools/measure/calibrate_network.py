"""Prints how often honest answers to network.train_network learn, and how far wrong ones come.

The settings and thresholds of its checks rest on this table: python -m tools.measure.calibrate_network
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from grader.curriculum.disguise import patients
from grader.curriculum.network.tasks import PIMA, XOR, Task, xor
from grader.verdict.numpy_keras import sigmoid

SEEDS = 200

Draw = Callable[[np.random.Generator, tuple[int, int]], np.ndarray]


def normal(deviation: float) -> Draw:
    return lambda rng, shape: rng.normal(0, deviation, shape)


def uniform(low: float, high: float) -> Draw:
    return lambda rng, shape: rng.uniform(low, high, shape)


def scaled(draw: Draw, variance: Callable[[int, int], float]) -> Draw:
    """A draw of deviation 1, scaled to a variance that follows from the layer's inputs and units."""
    return lambda rng, shape: draw(rng, shape) * np.sqrt(variance(*shape))


def nothing(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    return np.zeros(shape)


UNIT_UNIFORM = uniform(-np.sqrt(3), np.sqrt(3))

HONEST: dict[str, tuple[Draw, Draw]] = {
    "normal(0, 1)": (normal(1), nothing),
    "normal(0, 1), biases too": (normal(1), normal(1)),
    "normal(0, 0.5)": (normal(0.5), nothing),
    "normal(0, 0.1)": (normal(0.1), nothing),
    "normal(0, 0.01)": (normal(0.01), nothing),
    "normal(0, 0.01), biases too": (normal(0.01), normal(0.01)),
    "uniform(-1, 1)": (uniform(-1, 1), nothing),
    "uniform(-1, 1), biases too": (uniform(-1, 1), uniform(-1, 1)),
    "uniform(-0.5, 0.5)": (uniform(-0.5, 0.5), nothing),
    "uniform(-0.05, 0.05)": (uniform(-0.05, 0.05), nothing),
    "uniform(0, 1)": (uniform(0, 1), nothing),
    "uniform(0, 1), biases too": (uniform(0, 1), uniform(0, 1)),
    "normal(0, 1), biases 1": (normal(1), lambda rng, shape: np.ones(shape)),
    "Glorot normal": (scaled(normal(1), lambda inputs, units: 2 / (inputs + units)), nothing),
    "Glorot uniform (Keras)": (scaled(UNIT_UNIFORM, lambda inputs, units: 2 / (inputs + units)), nothing),
    "He normal": (scaled(normal(1), lambda inputs, units: 2 / inputs), nothing),
    "uniform ±1/√inputs (PyTorch)": (scaled(UNIT_UNIFORM, lambda inputs, units: 1 / (3 * inputs)), nothing),
}
"""How weights and biases may start."""


def starts(weights: Draw, biases: Draw, inputs: int, units: int) -> list[np.ndarray]:
    """W1, b1, W2, b2 of one network for each seed, stacked along the first axis."""

    def one(seed: int) -> list[np.ndarray]:
        rng = np.random.default_rng(seed)
        return [weights(rng, (inputs, units)), biases(rng, (1, units)), weights(rng, (units, 1)), biases(rng, (1, 1))]

    return [np.stack(parameter) for parameter in zip(*map(one, range(SEEDS)), strict=True)]


def accuracies(
    X: np.ndarray, y: np.ndarray, parameters: list[np.ndarray], task: Task, hidden_learns: bool = True
) -> np.ndarray:
    """The share of right answers of each network after full-batch gradient descent, all trained side by side.

    X (n, d) and y (n, 1) are the same for all, or (SEEDS, n, d) and (SEEDS, n, 1) each network's own.
    """
    y = np.abs(y - np.arange(SEEDS).reshape(-1, 1, 1) % 2)  # every second network learns the opposite
    W1, b1, W2, b2 = parameters
    for _ in range(task.epochs):
        hidden = sigmoid(X @ W1 + b1)
        delta2 = task.learning_rate * (sigmoid(hidden @ W2 + b2) - y) / X.shape[-2]
        delta1 = delta2 @ W2.swapaxes(1, 2) * hidden * (1 - hidden)
        W2, b2 = W2 - hidden.swapaxes(1, 2) @ delta2, b2 - delta2.sum(axis=1, keepdims=True)
        if hidden_learns:
            W1, b1 = W1 - X.swapaxes(-1, -2) @ delta1, b1 - delta1.sum(axis=1, keepdims=True)
    right = (sigmoid(X @ W1 + b1) @ W2 + b2 >= 0) == (y == 1)
    return np.asarray(right.mean(axis=(1, 2)))


def drawn_patients() -> tuple[np.ndarray, np.ndarray]:
    """What the networks of each seed learn: X (SEEDS, n, d) and y (SEEDS, n, 1)."""
    X, y = zip(*(patients(np.random.default_rng(seed)) for seed in range(SEEDS)), strict=True)
    return np.stack(X), np.stack(y)[..., None]


def report(name: str, data: tuple[np.ndarray, np.ndarray], start: tuple[Draw, Draw], task: Task, **how: bool) -> None:
    X, y = data
    reached = accuracies(X, y, starts(*start, X.shape[-1], task.hidden_units), task, **how)
    share = np.mean(reached >= task.accuracy)
    print(f"  {name:32} {share:7.1%}   {reached.min():.4f}   {reached.mean():.4f}   {reached.max():.4f}", flush=True)


def main() -> None:
    for title, data, task in (("XOR", xor(), XOR), ("Pima", drawn_patients(), PIMA)):
        print(f"{title}: {task}, {SEEDS} seeds")
        print(f"  {'honest start':32} {'learns':>7}   {'min':6}   {'mean':6}   {'max':6}")
        for name, start in HONEST.items():
            report(name, data, start, task)
        print("  wrong answer")
        usual = HONEST["normal(0, 1)"]
        report("zeros", data, (nothing, nothing), task)
        report("all hidden units alike", data, (lambda rng, shape: np.full(shape, rng.normal()), nothing), task)
        report("never trained", data, usual, task._replace(epochs=0))
        report("a single step", data, usual, task._replace(epochs=1))
        report("ascent", data, usual, task._replace(learning_rate=-task.learning_rate))
        report("only the output layer learns", data, usual, task, hidden_learns=False)


if __name__ == "__main__":
    main()
