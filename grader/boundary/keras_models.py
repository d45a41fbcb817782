"""Keras models as descriptions: layers, settings, weights.

The trusted side never loads a model file, never calls a student's ``predict`` and never imports
TensorFlow: it gets the description (keras_bridge.py makes it, beside the student's code) and computes
the prediction itself (verdict/numpy_keras.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

MAX_PARAMETERS = 5_000_000
MAX_LAYERS = 200
MAX_WIDTH = 2**24
"""Numbers that a layer may make of one example."""

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
                leaks = any(self.settings.get(name) for name in ("negative_slope", "threshold"))
                return "relu" if self.settings.get("max_value") is None and not leaks else "relu modificada"
            case "LeakyReLU":
                return "leaky_relu"
            case "Softmax":
                return "softmax"
        return str(self.settings.get("activation", "linear"))


# -- what a layer of each kind has and does ----------------------------------------------------

Shape = tuple[int | None, ...] | None
"""Of one example, without the batch axis: a length that the model leaves open is None, and so is all of it where the
model is not built."""


class Misfit(ValueError):
    """A description is of no model: a layer has not what its kind has, or does not fit the one before it.

    The message is Spanish.
    """


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) <= 1e38  # finite in float32; false for NaN


def _is_number_or_none(value: Any) -> bool:
    return value is None or _is_number(value)


def _is_flag(value: Any) -> bool:
    return type(value) is bool


def _is_name(value: Any) -> bool:
    return type(value) is str and value != ""


def _is_length(value: Any) -> bool:
    return type(value) is int and 1 <= value <= MAX_WIDTH


def _is_axis(value: Any) -> bool:
    return type(value) is int and -16 <= value < 16 and value != 0  # the batch's


def _is_window(value: Any) -> bool:
    """A kernel's or a pool's lengths, steps or gaps along one or two axes, not larger than anybody needs."""
    return type(value) in (list, tuple) and len(value) in (1, 2) and all(_is_length(n) and n <= 100 for n in value)


def _is_padding(value: Any) -> bool:
    return type(value) is str and value in ("valid", "same")


def _is_last(value: Any) -> bool:
    return type(value) is str and value == "channels_last"


def _is_one(value: Any) -> bool:
    return type(value) is int and value == 1


def _is_target(value: Any) -> bool:
    """A shape in which one length may be -1: whatever is left."""
    lengths = list(value) if type(value) in (list, tuple) else [0]
    return len(lengths) <= 8 and lengths.count(-1) <= 1 and all(_is_length(each) or each == -1 for each in lengths)


def _same(settings: dict[str, Any], shape: Shape) -> Shape:
    return shape


def _none(settings: dict[str, Any], shape: Shape) -> list[tuple[Shape, ...]]:
    return []


@dataclass(frozen=True)
class Rule:
    """What a layer of one kind has, and what it makes of the shape that comes to it.

    Attributes:
        settings: what Keras calls them, all of which a description has, and what tells a right value.
        output: of settings and the shape of an input, the shape that comes out; Misfit for one that cannot come in.
        weights: of the same two, each choice of shapes that the weights may have. A layer not yet built has none.
    """

    settings: dict[str, Callable[[Any], bool]] = field(default_factory=dict)
    output: Callable[[dict[str, Any], Shape], Shape] = _same
    weights: Callable[[dict[str, Any], Shape], list[tuple[Shape, ...]]] = _none


def size(shape: Shape) -> int | None:
    """The numbers in an array of that shape; None where that is open."""
    return None if shape is None or None in shape else math.prod(length or 0 for length in shape)


def _columns(shape: Shape, axis: int = -1) -> int | None:
    if shape is None:
        return None
    if not -len(shape) <= axis < len(shape):
        raise Misfit(f"No hay un eje {axis} en lo que llega a una capa.")
    return shape[axis]


def _dense(settings: dict[str, Any], shape: Shape) -> Shape:
    if shape == ():
        raise Misfit("A una capa Dense le llega un número suelto.")
    return None if shape is None else (*shape[:-1], settings["units"])


def _dense_weights(settings: dict[str, Any], shape: Shape) -> list[tuple[Shape, ...]]:
    kernel, bias = (_columns(shape), settings["units"]), (settings["units"],)
    return [(kernel, bias), (kernel,)]


def _flatten(settings: dict[str, Any], shape: Shape) -> Shape:
    return None if shape is None else (size(shape),)


def _reshape(settings: dict[str, Any], shape: Shape) -> Shape:
    target, coming = tuple(settings["target_shape"]), size(shape)
    known = math.prod(length for length in target if length != -1)
    if coming is not None and (coming % known if -1 in target else coming != known):
        raise Misfit("De una capa Reshape salen tantos números como le llegan.")
    left = None if coming is None else coming // known
    return tuple(left if length == -1 else length for length in target)


def _normalization_weights(settings: dict[str, Any], shape: Shape) -> list[tuple[Shape, ...]]:
    """Gamma where it scales and beta where it centres; mean and variance."""
    axis = settings["axis"]
    columns = _columns(shape, axis if axis < 0 else axis - 1)  # Keras counts the batch axis
    return [((columns,),) * (2 + settings["scale"] + settings["center"])]


def _places(settings: dict[str, Any], window: str, shape: Shape) -> Shape:
    """How many places a window has along each axis but the last of what comes to it, that of the channels."""
    sizes, steps = settings[window], settings["strides"]
    gaps = settings.get("dilation_rate", (1,) * len(sizes))
    if not len(sizes) == len(steps) == len(gaps):
        raise Misfit("Una ventana no tiene tantos ejes como sus pasos.")
    if shape is None:
        return None
    if len(shape) != len(sizes) + 1:
        raise Misfit(f"Una convolución o un pooling de {len(sizes)} ejes recibe ejemplos de {len(shape)}.")
    along = zip(shape, sizes, steps, gaps, strict=False)
    return tuple(_fitting(settings["padding"], *lengths) for lengths in along)


def _fitting(padding: str, length: int | None, window: int, step: int, gap: int) -> int | None:
    """The places along one axis; with padding "same" the window may stand out at both ends."""
    if length is None:
        return None
    places = -(-length // step) if padding == "same" else (length - (window - 1) * gap - 1) // step + 1
    if places < 1:
        raise Misfit("La ventana de una convolución o de un pooling no cabe en lo que le llega.")
    return places


def _convolution(settings: dict[str, Any], shape: Shape) -> Shape:
    places = _places(settings, "kernel_size", shape)
    return None if places is None else (*places, settings["filters"])


def _convolution_weights(settings: dict[str, Any], shape: Shape) -> list[tuple[Shape, ...]]:
    kernel, bias = (*settings["kernel_size"], _columns(shape), settings["filters"]), (settings["filters"],)
    return [(kernel, bias), (kernel,)]


def _pool(settings: dict[str, Any], shape: Shape) -> Shape:
    places = _places(settings, "pool_size", shape)
    return None if places is None or shape is None else (*places, shape[-1])


def _global_pool(axes: int) -> Callable[[dict[str, Any], Shape], Shape]:
    def output(settings: dict[str, Any], shape: Shape) -> Shape:
        if shape is None:
            return None
        if len(shape) != axes + 1:
            raise Misfit(f"Un pooling global de {axes} ejes recibe ejemplos de {len(shape)}.")
        return (*(1,) * axes, shape[-1]) if settings["keepdims"] else shape[-1:]

    return output


_RATE = Rule({"rate": _is_number})
_WINDOW: dict[str, Callable[[Any], bool]] = {"strides": _is_window, "padding": _is_padding, "data_format": _is_last}
_CONVOLUTION = Rule(
    {"filters": _is_length, "kernel_size": _is_window, "dilation_rate": _is_window, "groups": _is_one,
     "activation": _is_name, **_WINDOW},
    _convolution, _convolution_weights,
)  # fmt: skip
_POOL = Rule({"pool_size": _is_window, **_WINDOW}, _pool)
_GLOBAL: dict[str, Callable[[Any], bool]] = {"keepdims": _is_flag, "data_format": _is_last}

CONVOLUTIONS = ("Conv1D", "Conv2D")
MAX_POOLS, AVERAGE_POOLS = ("MaxPooling1D", "MaxPooling2D"), ("AveragePooling1D", "AveragePooling2D")
GLOBAL_MAX_POOLS = ("GlobalMaxPooling1D", "GlobalMaxPooling2D")
GLOBAL_AVERAGE_POOLS = ("GlobalAveragePooling1D", "GlobalAveragePooling2D")

AUGMENTATIONS = ("RandomRotation", "RandomTranslation", "RandomZoom")

TRAINING_ONLY = (
    "Dropout", "SpatialDropout1D", "SpatialDropout2D", "AlphaDropout", "GaussianDropout", "GaussianNoise",
    "ActivityRegularization", *AUGMENTATIONS,
)  # fmt: skip
"""Layers that act only while training."""

IDENTITY_LAYERS = ("InputLayer", *TRAINING_ONLY, "Identity")
"""Layers that leave a prediction as it is."""

LAYERS = {
    "InputLayer": Rule(),
    "Dropout": _RATE,
    **dict.fromkeys(("SpatialDropout1D", "SpatialDropout2D", "AlphaDropout", "GaussianDropout"), _RATE),
    "GaussianNoise": Rule({"stddev": _is_number}),
    **dict.fromkeys(("ActivityRegularization", *AUGMENTATIONS, "Identity"), Rule()),
    "Dense": Rule({"units": _is_length, "activation": _is_name}, _dense, _dense_weights),
    **dict.fromkeys(CONVOLUTIONS, _CONVOLUTION),
    **dict.fromkeys((*MAX_POOLS, *AVERAGE_POOLS), _POOL),
    **{
        kind: Rule(_GLOBAL, _global_pool(axes))
        for kinds in (GLOBAL_MAX_POOLS, GLOBAL_AVERAGE_POOLS)
        for axes, kind in enumerate(kinds, 1)
    },
    "Flatten": Rule(output=_flatten),
    "Reshape": Rule({"target_shape": _is_target}, _reshape),
    "Activation": Rule({"activation": _is_name}),
    "ReLU": Rule(dict.fromkeys(("max_value", "negative_slope", "threshold"), _is_number_or_none)),
    "LeakyReLU": Rule({"negative_slope": _is_number}),
    "Softmax": Rule(),
    "Rescaling": Rule({"scale": _is_number, "offset": _is_number}),
    "BatchNormalization": Rule(
        {"axis": _is_axis, "scale": _is_flag, "center": _is_flag, "epsilon": _is_number},
        weights=_normalization_weights,
    ),
}
"""The layers that a model may have; anything else (Lambda, custom classes) is inadmissible. What each of them computes
stands in verdict/numpy_keras.py."""


def shapes(layers: tuple[Layer, ...], shape: Shape, unknown: bool = False) -> tuple[Shape, ...]:
    """What each layer makes of one example of that shape, all of them looked at from beginning to end.

    Args:
        unknown: whether there may be layers that nothing is known of.

    Raises:
        Misfit: a layer's settings or weights are not those of its kind, or it does not fit the one before it.
    """
    if shape is not None and not (len(shape) <= 8 and all(each is None or _is_length(each) for each in shape)):
        raise Misfit("La forma de cada ejemplo no es ninguna.")
    if len(layers) > MAX_LAYERS or sum(weight.size for layer in layers for weight in layer.weights) > MAX_PARAMETERS:
        raise Misfit("El modelo tiene demasiadas capas o parámetros.")
    return tuple(_through(layers, shape, unknown))


def _through(layers: tuple[Layer, ...], shape: Shape, unknown: bool) -> Iterator[Shape]:
    for layer in layers:
        shape = None if unknown and layer.kind not in LAYERS else _output(layer, shape)
        yield shape


def _output(layer: Layer, shape: Shape) -> Shape:
    """What a layer makes of an input of that shape."""
    rule, settings = LAYERS.get(layer.kind), layer.settings
    if rule is None:
        raise Misfit(f"La capa {layer.kind} no está admitida.")
    if settings.keys() != rule.settings.keys() or not all(rule.settings[name](settings[name]) for name in settings):
        raise Misfit(f"La capa {layer.kind} no tiene los ajustes que le corresponden.")
    made = rule.output(settings, shape)
    if layer.weights and not any(_fit(layer.weights, choice) for choice in rule.weights(settings, shape)):
        raise Misfit(f"Los pesos de la capa {layer.kind} no encajan con lo que le llega.")
    if (size(made) or 0) > MAX_WIDTH:
        raise Misfit(f"La capa {layer.kind} da demasiados números por cada ejemplo.")
    return made


def _fit(weights: tuple[np.ndarray, ...], wanted: tuple[Shape, ...]) -> bool:
    """Whether there are as many weights as there should be, in float32 and of those shapes; None is any length."""
    return len(weights) == len(wanted) and all(
        weight.dtype == np.float32 and weight.ndim == len(shape or ()) and weight.size > 0
        and all(want in (None, got) for got, want in zip(weight.shape, shape or (), strict=True))
        for weight, shape in zip(weights, wanted, strict=True)
    )  # fmt: skip


# -- models -----------------------------------------------------------------------------------


@dataclass(frozen=True, repr=False)
class Model:
    """A Keras model as a chain of layers.

    Attributes:
        input_shape: without the batch axis; None where the model is not built.
        compiled: None, or a dict with ``optimizer`` (class name), ``optimizer_settings`` (those of OPTIMIZER_SETTINGS
            that it has), ``loss`` (a name to show), ``loss_value`` (on loss_probe; None where it raised),
            ``loss_draw`` (which probe), ``cut`` (of one output, from where on it means class 1, as the loss has it;
            None where that cannot be told) and ``metrics`` (names). Of a model that is given to a student, what it is
            to be compiled with: ``compile_settings``.
        obstacle: why it is no chain of admitted layers, in Spanish; "" if it is one.
        frozen: how many parameters training cannot change: they are not trainable, or a constraint or a penalty holds
            them.
    """

    input_shape: Shape
    layers: tuple[Layer, ...]
    compiled: dict[str, Any] | None = None
    obstacle: str = ""
    frozen: int = 0

    def __repr__(self) -> str:
        sizes = [*(self.input_shape or ()), *(units for units, _ in self.dense_layers())]
        return f"<modelo {'-'.join(map(str, sizes))}>"

    @property
    def parameters(self) -> int:
        return sum(weight.size for layer in self.layers for weight in layer.weights)

    @property
    def is_built(self) -> bool:
        return self.input_shape is not None and all(
            layer.weights or LAYERS[layer.kind].weights is _none for layer in self.layers if layer.kind in LAYERS
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


OPTIMIZER_SETTINGS = (
    "learning_rate", "beta_1", "beta_2", "epsilon", "clipnorm", "clipvalue", "global_clipnorm", "weight_decay",
    "gradient_accumulation_steps", "ema_momentum",
)  # fmt: skip
"""Numbers that say how an optimiser moves the weights. A learning rate that follows a schedule is told as it is at the
first step, and as ``learning_rate_later`` a hundred steps on; ``ema_momentum`` only where weights are averaged."""


def compile_settings(optimizer: str, learning_rate: float, loss: str) -> dict[str, Any]:
    """What a model that is given to a student is compiled with, besides accuracy as its metric.

    Args:
        loss: a name; with " (from_logits=True)" after that of a class of losses.
    """
    return {
        "optimizer": optimizer, "optimizer_settings": {"learning_rate": learning_rate}, "loss": loss,
        "loss_value": None, "loss_draw": 0, "cut": None, "metrics": ["accuracy"],
    }  # fmt: skip


def loss_probe(units: int, draw: int) -> tuple[np.ndarray, np.ndarray]:
    """Targets and outputs on which a compiled loss is evaluated: what it computes tells it apart, whether it was given
    as a name, an object or a function.

    Args:
        units: 1 for a probability, more for that many logits.
        draw: which probe; drawn anew each time, so that no loss can be right on the probe alone.

    Returns:
        For some hundreds of examples (n): targets 0. and 1. (n, 1) and probabilities (n, 1) from 1e-6 to 1 - 1e-6, or
        labels (n,), each of 0 to units - 1 among them, and logits (n, units) from -50 to 50. All are exact in float32.
    """
    rng = np.random.default_rng(draw)
    rows = int(rng.integers(100, 400)) + units
    labels = rng.permutation(rows) % max(units, 2)
    if units == 1:  # more of them right than wrong, which tells smoothed labels from others
        towards = np.where(rng.random(rows) < 0.75, 2 * labels - 1, 1 - 2 * labels)
        probabilities = 1 / (1 + np.exp(-towards * rng.uniform(0, 13.8, rows)))
        return labels[:, None].astype(np.float64), probabilities[:, None].astype(np.float32).astype(np.float64)
    logits = rng.normal(size=(rows, units)) * 10 ** rng.uniform(-1, 1.5, (rows, 1))
    # Some classes are mostly right and the others mostly wrong: no class costs what all do, and may be left out unseen.
    logits[np.arange(rows), labels] += np.where(rng.permutation(units)[labels] % 2, 10.0, -10.0)
    return labels, logits.clip(-50, 50).astype(np.float32).astype(np.float64)
