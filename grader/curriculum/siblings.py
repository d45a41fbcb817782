"""The functions of the course that answers to other exercises call, right within what the course says of them.

Outside of that nobody can say what a student's function should give, and a stand-in has no say: see verdict/stand_ins.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from grader.curriculum import catalog
from grader.curriculum.library import right_answer
from grader.feedback.misconception import named
from grader.verdict.stand_ins import Right

_LARGEST = 10_000
"""A sigmoid that is right for 1000 (contract: numerically stable) is so for twice as much, which a tanh asks of it."""


def right_siblings(exercise: str) -> dict[str, Right]:
    """The right answers to all other exercises of which it can be told what their functions are made for."""
    others = (other.id for other in catalog.exercises() if other.id != exercise)
    found = {other: right for other in others if (right := _right(other))}
    return {other: Right(partial(_within, right, _MADE_FOR[other]), other in _QUIET) for other, right in found.items()}


def _right(exercise: str) -> Callable[..., Any] | None:
    return right_answer(exercise) if exercise in _MADE_FOR else None


def _within(right: Callable[..., Any], made_for: Callable[..., bool], *arguments: Any, **options: Any) -> Any:
    """What the right answer gives.

    Raises:
        ValueError: so does the right answer, as the exercise asks.
        TypeError: the exercise says nothing of such arguments.
    """
    given = list(named(right, arguments, options).values())
    if not made_for(*given):
        raise TypeError
    try:
        value = right(*given)
    except ValueError as error:
        if error.args:  # NumPy's own: shapes that do not fit
            raise TypeError from None
        raise
    if not all(np.isfinite(part).all() for part in (value if isinstance(value, tuple) else (value,)) if _counts(part)):
        raise TypeError  # what has diverged is another number for each way to calculate it
    return value


def _counts(part: Any) -> bool:
    return isinstance(part, int | float | np.ndarray)


def _numbers(value: Any, *dimensions: int) -> bool:
    """Whether it is an array of ordinary finite numbers, or one of them, of so many dimensions; any if none is told."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.ndarray):
        return False
    array = np.asarray(value)
    finite = array.dtype.kind in "iuf" and array.size > 0 and bool(np.isfinite(array).all())
    return finite and (not dimensions or array.ndim in dimensions) and bool(np.abs(array).max() <= _LARGEST)


def _reals(value: Any, *dimensions: int) -> bool:
    """The same, but for arrays of integers: what is calculated in a copy of one is cut off."""
    return _numbers(value, *dimensions) and not (isinstance(value, np.ndarray) and value.dtype.kind in "iu")


def _probabilities(Y: Any, P: Any) -> bool:
    return _alike(Y, P) and bool((P >= 0).all() and (P <= 1).all() and ((Y == 0) | (Y == 1)).all())


def _alike(first: Any, second: Any) -> bool:
    """Whether both are arrays of numbers of one shape."""
    return _numbers(first, 1, 2) and _numbers(second, 1, 2) and first.shape == second.shape


def _classes(labels: Any, n_classes: Any) -> bool:
    """Whether they are the numbers (n,) of so many classes."""
    whole = _numbers(labels, 1) and isinstance(labels, np.ndarray) and labels.dtype.kind in "iu"
    return whole and isinstance(n_classes, int) and bool(0 <= labels.min() <= labels.max() < n_classes <= _LARGEST)


def _detected(y_true: Any, y_pred: Any) -> bool:
    """Whether they are ones and zeros (n,), and what is said of each."""
    both = _numbers(y_true, 1) and _numbers(y_pred, 1) and y_true.shape == y_pred.shape
    return both and bool(np.isin((y_true, y_pred), (0, 1)).all())


def _standardizer(X: np.ndarray, mean: Any, deviation: Any) -> bool:
    """Whether there is a mean and a deviation for each column of X (n, d)."""
    fit = _numbers(mean, 1) and _numbers(deviation, 1) and mean.shape == deviation.shape == X.shape[1:]
    return fit and bool((deviation >= 0).all())


def _vectors(u: Any, v: Any, b: Any = 0.0) -> bool:
    """Whether they are two vectors and a number, as large as their product may be: a threshold is put there."""
    return _numbers(u, 1) and _numbers(v, 1) and (_numbers(b, 0) or (isinstance(b, float) and bool(np.isfinite(b))))


def _layer(X: Any, W: Any, b: Any, activation: Any) -> bool:
    fit = _numbers(X, 2) and _numbers(W, 2) and _numbers(b, 1) and isinstance(activation, str)
    return fit and X.shape[1:] == W.shape[:1] and W.shape[1:] == b.shape


def _layers(X: Any, layers: Any) -> bool:
    return bool(layers) and all(_numbers(W, 2) and _numbers(b, 1) for W, b, _ in layers) and _numbers(X, 2)


def _examples(X: Any, y: Any, *others: Any) -> bool:
    return _numbers(X, 2) and _numbers(y, 1) and len(X) == len(y) and all(map(_numbers, others))


def _one_neuron(X: Any, y: Any, w: Any, b: Any) -> bool:
    return _examples(X, y) and _numbers(w, 1) and _numbers(b, 0)


def _whole(*values: Any) -> bool:
    return all(isinstance(value, int) for value in values)


_MADE_FOR: dict[str, Callable[..., bool]] = {
    **{f"activations.{name}": _reals for name in ("step", "sign", "sigmoid", "tanh", "relu")},
    **{f"activations.{name}_derivative": _reals for name in ("sigmoid", "tanh", "relu")},
    "activations.softmax": lambda z: _reals(z, 1, 2, 3),
    "neuron.dot_product": _vectors,
    "neuron.weighted_sum": lambda x, w, b: _vectors(x, w, b) and x.shape == w.shape,
    "neuron.perceptron": lambda x, w, b: _vectors(x, w, b) and x.shape == w.shape,
    "neuron.train_perceptron": _examples,
    "tensors.rank": _numbers,
    "tensors.flatten_images": lambda images: _numbers(images, 3),
    "tensors.scale_pixels": _numbers,
    "tensors.min_max_scale": lambda X: _numbers(X, 2),
    "tensors.standardize": lambda X: _numbers(X, 2),
    "tensors.fit_standardizer": lambda X: _numbers(X, 2),
    "tensors.apply_standardizer": lambda X, mean, deviation: _numbers(X, 2) and _standardizer(X, mean, deviation),
    "losses.mse": lambda y_true, y_pred: _numbers(y_true) and _numbers(y_pred),
    "losses.binary_cross_entropy": lambda y, p: _probabilities(y, p) and p.size == len(p),
    "losses.categorical_cross_entropy": lambda Y, P: _probabilities(Y, P) and Y.ndim == 2,
    "losses.accuracy": lambda y_true, y_pred: _alike(y_true, y_pred) and y_true.ndim == 1,
    "losses.predict_classes": lambda probabilities, threshold: _numbers(probabilities, 1) and _numbers(threshold, 0),
    "losses.confusion_matrix": lambda y_true, y_pred, k: _classes(y_true, k) and _classes(y_pred, k),
    "losses.precision": _detected,
    "losses.recall": _detected,
    "gradient_descent.gradient_step": lambda w, gradient, rate: _alike(w, gradient) and _numbers(rate, 0),
    "gradient_descent.mse_gradient": _one_neuron,
    "gradient_descent.fit_linear_regression": _examples,
    "gradient_descent.logistic_gradient": _one_neuron,
    "gradient_descent.fit_logistic_regression": _examples,
    "gradient_descent.momentum_step": lambda w, velocity, gradient, *rates: (
        _alike(w, velocity) and _alike(w, gradient) and all(_numbers(rate, 0) for rate in rates)
    ),
    "gradient_descent.adam_step": lambda w, m, v, gradient, t, *rates: (
        all(_alike(w, other) for other in (m, v, gradient)) and bool((v >= 0).all()) and isinstance(t, int) and t > 0
    ),
    "network.one_hot": lambda labels, n_classes: _numbers(labels, 1) and isinstance(n_classes, int),
    "network.dense": _layer,
    "network.forward": _layers,
    "network.softmax_cross_entropy_gradient": lambda Z, Y: (
        _alike(Z, Y) and Z.ndim == 2 and bool(((Y == 0) | (Y == 1)).all())
    ),
    "network.backpropagation": lambda X, y, *weights: _numbers(X, 2) and _numbers(y, 2) and all(map(_numbers, weights)),
    "keras_models.count_parameters": lambda sizes: _whole(*sizes),
    "keras_models.model_filename": lambda layers, seed: isinstance(layers, list | tuple) and isinstance(seed, int),
    "training.early_stopping": lambda losses, patience: _numbers(np.asarray(losses), 1) and _whole(patience),
    "convolution.convolve": lambda image, kernel: _numbers(image, 2) and _numbers(kernel, 2),
    "convolution.max_pool": lambda image, size: _numbers(image, 2) and _whole(size),
    "convolution.convolution_parameters": _whole,
}
"""Of which arguments each exercise says what its function gives."""

_QUIET = {
    *(f"activations.{name}" for name in ("sigmoid", "sigmoid_derivative", "tanh", "tanh_derivative", "softmax")),
    "gradient_descent.logistic_gradient",
    "network.softmax_cross_entropy_gradient",
}
"""Those that have to be calculated without a warning of NumPy's."""
