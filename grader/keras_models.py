"""Keras models as descriptions plus weights, and their prediction with NumPy.

The trusted side never loads a model file, never calls a student's ``predict`` and never imports
TensorFlow: it gets the layers, settings and raw weights (keras_bridge.py makes them, beside the
student's code) and computes the prediction itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

MAX_PARAMETERS = 5_000_000

_SELU_SCALE, _SELU_ALPHA = 1.0507009873554805, 1.6732632423543772  # Klambauer et al. 2017, section 2


def _sigmoid(z: np.ndarray) -> np.ndarray:
    smaller = np.exp(-np.abs(z))
    return np.asarray(np.where(z >= 0, 1 / (1 + smaller), smaller / (1 + smaller)))


def _softmax(z: np.ndarray) -> np.ndarray:
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def _elu(z: np.ndarray) -> np.ndarray:
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


def _gelu(z: np.ndarray) -> np.ndarray:
    # The tanh form differs from Keras's exact one by less than 1e-3, far below what moves a class.
    return np.asarray(0.5 * z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))))


ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "linear": lambda z: z,
    "relu": lambda z: np.maximum(z, 0),
    "sigmoid": _sigmoid,
    "tanh": np.tanh,
    "softmax": _softmax,
    "elu": _elu,
    "selu": lambda z: _SELU_SCALE * np.where(z > 0, z, _SELU_ALPHA * np.expm1(np.minimum(z, 0))),
    "gelu": _gelu,
    "silu": lambda z: z * _sigmoid(z),
    "softplus": lambda z: np.logaddexp(z, 0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.2 * z),
    "relu6": lambda z: np.clip(z, 0, 6),
}

IDENTITY_LAYERS = (
    "InputLayer",
    "Dropout",
    "AlphaDropout",
    "GaussianDropout",
    "GaussianNoise",
    "ActivityRegularization",
    "Identity",
)
"""Layers that leave a prediction as it is: they act only while training, or not at all."""

TRAINING_ONLY = IDENTITY_LAYERS[1:-1]

LAYERS = (
    *IDENTITY_LAYERS,
    "Dense",
    "Flatten",
    "Reshape",
    "Activation",
    "ReLU",
    "LeakyReLU",
    "Softmax",
    "Rescaling",
    "BatchNormalization",
)
"""The layers that a model may have; anything else (Lambda, custom classes) is inadmissible."""


class Inadmissible(ValueError):
    """The description is of no model that the kit can predict with; the message is Spanish."""


@dataclass(frozen=True)
class Layer:
    """One layer: its Keras class name, the settings that matter, and its weights as Keras orders them."""

    kind: str
    settings: dict[str, Any] = field(default_factory=dict)
    weights: tuple[np.ndarray, ...] = ()

    @property
    def activation(self) -> str:
        """The activation that the layer applies, whichever way it was written."""
        match self.kind:
            case "ReLU":
                plain_relu = not any(self.settings.get(name) for name in ("max_value", "negative_slope", "threshold"))
                return "relu" if plain_relu else "relu modificada"
            case "LeakyReLU":
                return "leaky_relu"
            case "Softmax":
                return "softmax"
        return str(self.settings.get("activation", "linear"))


@dataclass(frozen=True, repr=False)
class Model:
    """A Keras model as a chain of layers.

    Attributes:
        input_shape: without the batch axis; None where the model is not built.
        compiled: None, or a dict with ``optimizer`` (class name), ``loss`` (a name to show),
            ``loss_value`` (on LOSS_PROBES; None where it raised) and ``metrics`` (names).
        obstacle: why it is no chain of admitted layers, in Spanish; "" if it is one.
    """

    input_shape: tuple[int | None, ...] | None
    layers: tuple[Layer, ...]
    compiled: dict[str, Any] | None = None
    obstacle: str = ""

    def __repr__(self) -> str:
        sizes = [*(self.input_shape or ()), *(units for units, _ in self.dense_layers())]
        return f"<modelo {'-'.join(map(str, sizes))}>"

    @property
    def parameters(self) -> int:
        return sum(weight.size for layer in self.layers for weight in layer.weights)

    @property
    def is_built(self) -> bool:
        return self.input_shape is not None and all(
            len(layer.weights) > 0 for layer in self.layers if layer.kind == "Dense"
        )

    def dense_layers(self) -> list[tuple[int, str]]:
        """(units, activation) of each dense layer, activation layers merged into the one before.

        Two activations in a row read as both, so that they equal no single one.
        """
        found: list[tuple[int, str]] = []
        for layer in self.layers:
            if layer.kind == "Dense":
                found.append((int(layer.settings["units"]), layer.activation))
            elif layer.kind in ("Activation", "ReLU", "LeakyReLU", "Softmax") and found:
                units, before = found[-1]
                applied = [name for name in (before, layer.activation) if name != "linear"]
                found[-1] = units, " + ".join(applied) or "linear"
        return found

    def predict(self, inputs: np.ndarray, batch: int = 4096) -> np.ndarray:
        """The model's output for ``inputs`` (n, ...), in float32 as Keras computes, as float64.

        Raises:
            Inadmissible: an unknown layer, or weights that do not fit.
        """
        if self.obstacle:
            raise Inadmissible(self.obstacle)
        try:
            with np.errstate(all="ignore"):
                parts = [self._forward(inputs[start : start + batch]) for start in range(0, len(inputs), batch)]
                return np.concatenate(parts).astype(np.float64)
        except Inadmissible:
            raise
        except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError) as error:
            raise Inadmissible("Los pesos del modelo no encajan con sus capas.") from error

    def _forward(self, values: np.ndarray) -> np.ndarray:
        values = values.astype(np.float32)
        for layer in self.layers:
            values = _apply(layer, values)
        return values


def _apply(layer: Layer, values: np.ndarray) -> np.ndarray:
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
            return _softmax(values)
        case "Rescaling":
            return np.asarray(values * settings["scale"] + settings["offset"])
        case "BatchNormalization":
            return _normalize(layer, values)
        case kind if kind in IDENTITY_LAYERS:
            return values
    raise Inadmissible(f"La capa {layer.kind} no está admitida.")


def _activate(name: str, values: np.ndarray) -> np.ndarray:
    if name not in ACTIVATIONS:
        raise Inadmissible(f"La activación {name} no está admitida.")
    return ACTIVATIONS[name](values)


def _relu(values: np.ndarray, settings: dict[str, Any]) -> np.ndarray:
    threshold, slope = settings.get("threshold") or 0.0, settings.get("negative_slope") or 0.0
    kept = np.where(values >= threshold, values, slope * (values - threshold))
    return kept if settings.get("max_value") is None else np.minimum(kept, settings["max_value"])


def _normalize(layer: Layer, values: np.ndarray) -> np.ndarray:
    weights = list(layer.weights)
    gamma = weights.pop(0) if layer.settings["scale"] else 1.0
    beta = weights.pop(0) if layer.settings["center"] else 0.0
    mean, variance = weights
    return np.asarray(gamma * (values - mean) / np.sqrt(variance + layer.settings["epsilon"]) + beta)


# -- losses ------------------------------------------------------------------------------------

_BINARY = (np.array([[0.0], [1.0], [1.0], [0.0]]), np.array([[0.1], [0.8], [0.3], [0.6]]))
_LABELS = np.array([0, 3, 9, 3])
_LOGITS = np.array([[(7 * row + 3 * column) % 11 / 4 - 1 for column in range(10)] for row in range(4)])
LOSS_PROBES: dict[int, tuple[np.ndarray, np.ndarray]] = {1: _BINARY, 10: (_LABELS, _LOGITS)}
"""Targets and outputs, by number of output units, on which a compiled loss is evaluated: what it computes
tells it apart, whether it was given as a name, an object or a function."""


def binary_cross_entropy_on_probe() -> float:
    """The right loss for one sigmoid output, on its probe (mean, natural logarithm)."""
    y, p = _BINARY
    return float(np.mean(-(y * np.log(p) + (1 - y) * np.log(1 - p))))


def sparse_cross_entropy_on_probe() -> float:
    """The right loss for ten logits, on its probe: mean of -ln softmax(logits)[label]."""
    p = _softmax(_LOGITS)
    return float(np.mean(-np.log(p[np.arange(len(_LABELS)), _LABELS])))
