"""Keras models as descriptions: layers, settings, weights.

The trusted side never loads a model file, never calls a student's ``predict`` and never imports
TensorFlow: it gets the description (keras_bridge.py makes it, beside the student's code) and computes
the prediction itself (verdict/numpy_keras.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

MAX_PARAMETERS = 5_000_000

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


ACTIVATIONS = (
    "linear",
    "relu",
    "sigmoid",
    "tanh",
    "softmax",
    "elu",
    "selu",
    "gelu",
    "silu",
    "softplus",
    "leaky_relu",
    "relu6",
)
"""The activations that a model may have, by the names of their functions in Keras."""


@dataclass(frozen=True)
class Layer:
    """One layer: its Keras class name, the settings that matter, and its weights as Keras orders them.

    A dense layer's are (inputs, units) and, where it has a bias, (units,); BatchNormalization's are each (columns,).
    """

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
            ``loss_value`` (on loss_probe; None where it raised), ``loss_draw`` (which probe) and
            ``metrics`` (names).
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


def loss_probe(units: int, draw: int) -> tuple[np.ndarray, np.ndarray]:
    """Targets and outputs on which a compiled loss is evaluated: what it computes tells it apart, whether it was given
    as a name, an object or a function.

    Args:
        units: 1 for a probability, more for that many logits.
        draw: which probe; drawn anew each time, so that no loss can be right on the probe alone.

    Returns:
        For 5 to 39 examples (n): targets 0. and 1. (n, 1) and probabilities (n, 1), or labels 0 to units - 1 (n,) and
        logits (n, units).
    """
    rng = np.random.default_rng(draw)
    rows = int(rng.integers(5, 40))
    if units == 1:
        return rng.integers(0, 2, (rows, 1)).astype(np.float64), rng.uniform(0.02, 0.98, (rows, 1))
    return rng.integers(0, units, rows), rng.normal(0, 3, (rows, units))
