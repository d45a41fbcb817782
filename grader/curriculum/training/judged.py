"""How a trained network is read: the classes it gives, and whether its hidden layers do anything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from grader.boundary.keras_models import CONVOLUTIONS, GLOBAL_MAX_POOLS, MAX_POOLS, Layer, Model, size
from grader.boundary.outcomes import LawBroken
from grader.curriculum.disguise import with_bias
from grader.curriculum.keras_models.checks import predicted
from grader.feedback.plurals import counted
from grader.verdict import numpy_keras

Data = tuple[np.ndarray, np.ndarray]
"""Inputs (n, ...) and labels (n,)."""


_FEW = 1000
"""Examples that tell an accuracy: within 0.01, where it is 0.97."""


def outputs(model: Model, X: np.ndarray) -> np.ndarray:
    """The model's outputs (n, units) for X (n, ...), which it gets in the shape that it takes examples in."""
    made = predicted(model, _as_taken(model, X))
    if made.ndim != 2 or len(made) != len(X) or made.shape[1] == 0:
        raise LawBroken(f"Con {counted(len(X), 'ejemplo')} el modelo da una salida de forma {made.shape}.")
    return made


def _as_taken(model: Model, X: np.ndarray) -> np.ndarray:
    """X (n, ...) in the shape that the model takes examples in, where it has as many numbers."""
    if size(model.input_shape) == size(X.shape[1:]):
        return X.reshape(len(X), *(length or 0 for length in model.input_shape or ()))
    return X


def classes(model: Model, X: np.ndarray) -> np.ndarray:
    """The class (n,) that the model gives each example of X (n, ...)."""
    made = outputs(model, X)
    return made.argmax(axis=1) if made.shape[1] > 1 else (made[:, 0] >= cut(model)).astype(int)


def accuracy(model: Model, data: Data) -> float:
    """The share of the data that the model classifies right, or of ``some`` of them."""
    X, y = data
    those = some(model, X)
    return float(np.mean(classes(model, X[those]) == y[those]))


def some(model: Model, X: np.ndarray) -> slice:
    """Of X (n, ...) all examples, or of a model that takes long so many, from all over, as are not too much for it."""
    most = max(_FEW, numpy_keras.affordable(model, _as_taken(model, X)))
    return slice(None, None, -(-len(X) // most))


def cut(model: Model) -> float:
    """From where on one output means class 1.

    As the compiled loss has it; but Keras takes the logits from behind a sigmoid, if the loss wants them, so that what
    comes out of one is a probability all the same.
    """
    place = _last_activation(model)
    last = "linear" if place is None else model.layers[place].activation
    told = (model.compiled or {}).get("cut")
    if last == "sigmoid" or (told is None and last not in ("linear", "tanh")):
        return 0.5
    return 0.0 if told is None else float(told)


def _last_activation(model: Model) -> int | None:
    """The place of the layer that applies the last activation, if one comes after the last product with weights."""
    for place, layer in reversed(list(enumerate(model.layers))):
        if layer.activation != "linear":
            return place
        if _has_kernel(layer):
            break
    return None


def hidden_layers(model: Model) -> tuple[int, bool]:
    """How many layers with weights come before the last of them, and whether anything there is not linear."""
    weighted = [place for place, layer in enumerate(model.layers) if _has_kernel(layer)]
    between = model.layers[weighted[0] : weighted[-1]] if weighted else ()
    bends = any(layer.activation != "linear" or layer.kind in (*MAX_POOLS, *GLOBAL_MAX_POOLS) for layer in between)
    return max(0, len(weighted) - 1), bends


def _has_kernel(layer: Layer) -> bool:
    return layer.kind in ("Dense", *CONVOLUTIONS)


def are_alike(layer: Layer) -> bool:
    """Whether a layer's units, if it has several, have all the same weights: together they do what one would do."""
    if not _has_kernel(layer) or not layer.weights:
        return False
    kernel = layer.weights[0].reshape(-1, layer.weights[0].shape[-1])
    return kernel.shape[1] > 1 and bool(np.ptp(kernel, axis=1).max() <= 1e-5 * np.abs(kernel).max())


def bent(model: Model, X: np.ndarray) -> float:
    """The share of the variance of the model's logits that no line, of X (n, d), explains: 0 where they are one."""
    made = outputs(without_last_activation(model), X)
    scores = made[:, -1] - (made[:, 0] if made.shape[1] > 1 else 0.0)
    line = with_bias(X) @ np.linalg.lstsq(with_bias(X), scores, rcond=None)[0]
    return float((scores - line).var() / scores.var()) if scores.var() else 0.0


def without_last_activation(model: Model) -> Model:
    """The model as far as its logits."""
    place = _last_activation(model)
    if place is None:
        return model
    before, last, after = model.layers[:place], model.layers[place], model.layers[place + 1 :]
    kept = (replace(last, settings={**last.settings, "activation": "linear"}),) if _has_kernel(last) else ()
    return replace(model, layers=(*before, *kept, *after))
