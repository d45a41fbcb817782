"""What the networks of descriptions (keras_models.py) compute, with NumPy: predictions, activations, losses.

Only the trusted side needs it: a worker neither holds it nor can read it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.boundary.keras_models import IDENTITY_LAYERS, Layer, Model

_SELU_SCALE, _SELU_ALPHA = 1.0507009873554805, 1.6732632423543772  # Klambauer et al. 2017, section 2


def sigmoid(z: np.ndarray) -> np.ndarray:
    """σ of each element of z, of any shape and however large."""
    smaller = np.exp(-np.abs(z))
    return np.asarray(np.where(z >= 0, 1 / (1 + smaller), smaller / (1 + smaller)))


def softmax(z: np.ndarray) -> np.ndarray:
    """The shares of e^z (..., n) along the last axis, however large z is."""
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def _elu(z: np.ndarray) -> np.ndarray:
    """Of each element of z, of any shape."""
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


def _gelu(z: np.ndarray) -> np.ndarray:
    """Of each element of z, of any shape."""
    # The tanh form differs from Keras's exact one by less than 1e-3, far below what moves a class.
    return np.asarray(0.5 * z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))))


ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "linear": lambda z: z,
    "relu": lambda z: np.maximum(z, 0),
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "softmax": softmax,
    "elu": _elu,
    "selu": lambda z: _SELU_SCALE * np.where(z > 0, z, _SELU_ALPHA * np.expm1(np.minimum(z, 0))),
    "gelu": _gelu,
    "silu": lambda z: z * sigmoid(z),
    "softplus": lambda z: np.logaddexp(z, 0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.2 * z),
    "relu6": lambda z: np.clip(z, 0, 6),
}
"""By the names that Keras has for them, of z (..., units)."""


class Inadmissible(ValueError):
    """The description is of no model that the kit can predict with; the message is Spanish."""


def predict(model: Model, inputs: np.ndarray, batch: int = 4096) -> np.ndarray:
    """The model's output for ``inputs`` (n, ...), in float32 as Keras computes, as float64.

    Raises:
        Inadmissible: an unknown layer, or weights that do not fit.
    """
    if model.obstacle:
        raise Inadmissible(model.obstacle)
    try:
        with np.errstate(all="ignore"):
            parts = [_forward(model, inputs[start : start + batch]) for start in range(0, len(inputs), batch)]
            return np.concatenate(parts).astype(np.float64)
    except Inadmissible:
        raise
    except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError) as error:
        raise Inadmissible("Los pesos del modelo no encajan con sus capas.") from error


def _forward(model: Model, values: np.ndarray) -> np.ndarray:
    """The output for inputs (n, ...), in float32."""
    values = values.astype(np.float32)
    for layer in model.layers:
        values = _apply(layer, values)
    return values


def _apply(layer: Layer, values: np.ndarray) -> np.ndarray:
    """What a layer makes of its inputs (n, ...); the first axis stays."""
    settings = layer.settings
    match layer.kind:
        case "Dense":
            kernel, *bias = layer.weights
            return _activate(settings["activation"], values @ kernel + (bias[0] if bias else 0))
        case "Flatten":
            return values.reshape(len(values), -1)
        case "Reshape":
            return values.reshape(len(values), *settings["target_shape"])
        case "Activation":
            return _activate(settings["activation"], values)
        case "ReLU":
            return _relu(values, settings)
        case "LeakyReLU":
            return np.where(values > 0, values, settings["negative_slope"] * values)
        case "Softmax":
            return softmax(values)
        case "Rescaling":
            return np.asarray(values * settings["scale"] + settings["offset"])
        case "BatchNormalization":
            return _normalize(layer, values)
        case kind if kind in IDENTITY_LAYERS:
            return values
    raise Inadmissible(f"La capa {layer.kind} no está admitida.")


def _activate(name: str, values: np.ndarray) -> np.ndarray:
    """An activation of values (n, ..., units), in their shape."""
    if name not in ACTIVATIONS:
        raise Inadmissible(f"La activación {name} no está admitida.")
    return ACTIVATIONS[name](values)


def _relu(values: np.ndarray, settings: dict[str, Any]) -> np.ndarray:
    """Keras's ReLU layer with its settings, of each element."""
    threshold, slope = settings.get("threshold") or 0.0, settings.get("negative_slope") or 0.0
    kept = np.where(values >= threshold, values, slope * (values - threshold))
    return kept if settings.get("max_value") is None else np.minimum(kept, settings["max_value"])


def _normalize(layer: Layer, values: np.ndarray) -> np.ndarray:
    """Keras's BatchNormalization of values (n, ..., units), with weights (units,)."""
    weights = list(layer.weights)
    gamma = weights.pop(0) if layer.settings["scale"] else 1.0
    beta = weights.pop(0) if layer.settings["center"] else 0.0
    mean, variance = weights
    return np.asarray(gamma * (values - mean) / np.sqrt(variance + layer.settings["epsilon"]) + beta)


# -- losses ------------------------------------------------------------------------------------


def binary_cross_entropy(y: np.ndarray, p: np.ndarray) -> float:
    """The right loss for one sigmoid output, labels y and probabilities p of one shape: mean, natural logarithm."""
    return float(np.mean(-(y * np.log(p) + (1 - y) * np.log(1 - p))))


def sparse_cross_entropy(labels: np.ndarray, logits: np.ndarray) -> float:
    """The right loss for labels (n,) and logits (n, classes): mean of -ln softmax(logits)[label]."""
    return float(np.mean(-np.log(softmax(logits)[np.arange(len(labels)), labels])))
