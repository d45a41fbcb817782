"""What the networks of descriptions (keras_models.py) compute, with NumPy: predictions, activations, losses.

Only the trusted side needs it: a worker neither holds it nor can read it.
"""

from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grader.boundary.keras_models import (
    AVERAGE_POOLS,
    CONVOLUTIONS,
    GLOBAL_AVERAGE_POOLS,
    GLOBAL_MAX_POOLS,
    IDENTITY_LAYERS,
    MAX_POOLS,
    Layer,
    Misfit,
    Model,
    Shape,
    shapes,
    size,
)

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
    return np.asarray(0.5 * z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z * z * z))))


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


_MOST_NUMBERS = 2**24
"""In what a layer makes of one batch, and in a whole prediction: 64 MiB of float32."""

_MOST_WORK, _WORK_OF_A_NUMBER = 2**39, 400
"""Multiplications in a whole prediction, and how many of them count for the rest of the work on a number that a layer
makes: half a minute or so. Convolutions of 32 and 64 kernels take two thirds of it for MNIST's test images."""


def predict(model: Model, inputs: np.ndarray) -> np.ndarray:
    """The model's output for ``inputs`` (n, ...), in float32 as Keras computes, as float64.

    Raises:
        Inadmissible: an unknown layer, weights that do not fit, or more numbers than anybody needs.
    """
    if model.obstacle:
        raise Inadmissible(model.obstacle)
    inputs = _as_taken(model, inputs)
    try:
        batch = _rows_at_once(model.layers, inputs)
        with np.errstate(all="ignore"):
            parts = [_forward(model, inputs[start : start + batch]) for start in range(0, len(inputs), batch)]
            return np.concatenate(parts).astype(np.float64)
    except Misfit as misfit:
        raise Inadmissible(str(misfit)) from misfit
    except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError) as error:
        if isinstance(error, Inadmissible):
            raise
        raise Inadmissible("Los pesos del modelo no encajan con sus capas.") from error


def affordable(model: Model, inputs: np.ndarray) -> int:
    """How many examples like ``inputs`` (n, ...) are not too much to predict; of a model that they do not fit, all."""
    inputs = _as_taken(model, inputs)
    with contextlib.suppress(ArithmeticError, LookupError, TypeError, ValueError):
        return _MOST_WORK // _work(model.layers, _sizes(model.layers, inputs))
    return len(inputs)


def _as_taken(model: Model, inputs: np.ndarray) -> np.ndarray:
    """Inputs (n, ...) with the last axis of length 1 that the model asks for and they lack: Keras adds it too."""
    lacks = model.input_shape is not None and len(model.input_shape) == inputs.ndim and model.input_shape[-1] == 1
    return inputs[..., None] if lacks else inputs


def _rows_at_once(layers: tuple[Layer, ...], inputs: np.ndarray) -> int:
    """Of the inputs (n, ...), so many that what any layer makes of them is not too much.

    Raises:
        Misfit: the layers do not fit each other, or these inputs.
        Inadmissible: the whole prediction would be too much.
    """
    sizes = _sizes(layers, inputs)
    widest = max(*sizes, *map(_columns, layers, sizes[1:])) if layers else sizes[0]
    if max(widest, sizes[-1] * len(inputs)) > _MOST_NUMBERS or _work(layers, sizes) * len(inputs) > _MOST_WORK:
        raise Inadmissible(
            "El modelo es demasiado grande: para predecir con él habría que calcular demasiados números."
        )
    return max(1, _MOST_NUMBERS // widest)


def _sizes(layers: tuple[Layer, ...], inputs: np.ndarray) -> list[int]:
    """The numbers of an example of the inputs (n, ...), and of what each layer makes of it; see _rows_at_once."""
    return [size(shape) or 1 for shape in (inputs.shape[1:], *shapes(layers, inputs.shape[1:]))]


def _work(layers: tuple[Layer, ...], sizes: list[int]) -> int:
    """The multiplications for an example, in the sense of _MOST_WORK, by what _sizes has told; of no layer, one."""
    return sum(made * (_WORK_OF_A_NUMBER + _terms(layer)) for layer, made in zip(layers, sizes[1:], strict=True)) or 1


def _terms(layer: Layer) -> int:
    """The products that a layer sums for each number that it makes, the inputs of a kernel (..., units); or what a pool
    looks at."""
    kernels = [weight for weight in layer.weights[:1] if weight.ndim > 1]
    pool: tuple[int, ...] = layer.settings.get("pool_size", (0,))
    return sum(int(kernel.size // kernel.shape[-1]) for kernel in kernels) + math.prod(pool)


def _columns(layer: Layer, made: int) -> int:
    """The numbers that a convolution which makes so many lays out beforehand, window by window."""
    return made // int(layer.settings["filters"]) * _terms(layer) if layer.kind in CONVOLUTIONS else 0


def _forward(model: Model, values: np.ndarray) -> np.ndarray:
    """The output for inputs (n, ...), in float32."""
    values = values.astype(np.float32)
    for layer in model.layers:
        values = LAYERS[layer.kind](layer, values)
    return values


def _activate(name: str, values: np.ndarray) -> np.ndarray:
    """An activation of values (n, ..., units), in their shape."""
    if name not in ACTIVATIONS:
        raise Inadmissible(f"La activación {name} no está admitida.")
    return ACTIVATIONS[name](values)


def _activation(layer: Layer, values: np.ndarray) -> np.ndarray:
    """Keras's Activation of values (n, ..., units)."""
    return _activate(layer.settings["activation"], values)


def _dense(layer: Layer, values: np.ndarray) -> np.ndarray:
    """Keras's Dense of values (n, ..., inputs): (n, ..., units)."""
    if not layer.weights:
        raise Inadmissible("El modelo no está construido: aún no tiene pesos.")
    kernel, *bias = layer.weights
    return _activate(layer.settings["activation"], values @ kernel + (bias[0] if bias else 0))


_Place = tuple[tuple[int, ...], tuple[slice, ...], tuple[slice, ...]]


def _windows(layer: Layer, window: str, shape: tuple[int, ...], made: tuple[int, ...]) -> Iterator[_Place]:
    """For each place of a window: its numbers, which of the ``made`` windows have it inside an example, what is there.

    Places that stand out, with padding "same", are in no window: there is nothing to pad.
    """
    sizes, steps = layer.settings[window], layer.settings["strides"]
    gaps = layer.settings.get("dilation_rate", (1,) * len(sizes))
    axes = [list(_along(*lengths)) for lengths in zip(sizes, steps, gaps, shape, made, strict=False)]
    for place in itertools.product(*axes):
        yield (
            tuple(number for number, _, _ in place),
            (slice(None), *(windows for _, windows, _ in place)),
            (slice(None), *(found for _, _, found in place)),
        )


def _along(window: int, step: int, gap: int, length: int, made: int) -> Iterator[tuple[int, slice, slice]]:
    """The same along one axis of ``length``; what stands out is shared by both ends, and the last has one more."""
    outside = max(0, (made - 1) * step + (window - 1) * gap + 1 - length)
    for place in range(window):
        start = place * gap - outside // 2
        first, end = max(0, -(start // step)), min(made, (length - 1 - start) // step + 1)
        if first < end:
            yield place, slice(first, end), slice(start + first * step, start + (end - 1) * step + 1, step)


def _made(layer: Layer, values: np.ndarray) -> tuple[int, ...]:
    """The shape of what the layer makes of values (n, ...)."""
    made: Shape = shapes((layer,), values.shape[1:])[0]
    return (len(values), *(length or 0 for length in made or ()))


def _convolve(layer: Layer, values: np.ndarray) -> np.ndarray:
    """Keras's Conv1D and Conv2D of values (n, ..., channels): (n, ..., filters).

    One product of matrices: windows laid out as rows, kernels as columns (Chellapilla, Puri and Simard 2006).
    """
    if not layer.weights:
        raise Inadmissible("El modelo no está construido: aún no tiene pesos.")
    kernel, *bias = layer.weights
    made = _made(layer, values)
    columns = np.zeros((*made[:-1], *kernel.shape[:-1]), np.float32)
    for place, windows, found in _windows(layer, "kernel_size", values.shape[1:-1], made[1:-1]):
        at: Any = (*windows, *place)
        columns[at] = values[found]
    summed = columns.reshape(-1, kernel.size // kernel.shape[-1]) @ kernel.reshape(-1, kernel.shape[-1])
    return _activate(layer.settings["activation"], summed.reshape(made) + (bias[0] if bias else 0))


def _max_pool(layer: Layer, values: np.ndarray) -> np.ndarray:
    """Keras's MaxPooling of values (n, ..., channels)."""
    largest = np.full(_made(layer, values), -np.inf, np.float32)
    for _, windows, found in _windows(layer, "pool_size", values.shape[1:-1], largest.shape[1:-1]):
        np.maximum(largest[windows], values[found], out=largest[windows])
    return largest


def _average_pool(layer: Layer, values: np.ndarray) -> np.ndarray:
    """Keras's AveragePooling of values (n, ..., channels): of what is there, where a window stands out."""
    total = np.zeros(_made(layer, values), np.float32)
    there = np.zeros((1, *total.shape[1:-1], 1), np.float32)
    for _, windows, found in _windows(layer, "pool_size", values.shape[1:-1], total.shape[1:-1]):
        total[windows] += values[found]
        there[windows] += 1
    return total / there


def _over_places(pool: Callable[..., np.ndarray]) -> Callable[[Layer, np.ndarray], np.ndarray]:
    """Keras's global pooling of values (n, ..., channels)."""
    return lambda layer, values: pool(
        values, axis=tuple(range(1, values.ndim - 1)), keepdims=layer.settings["keepdims"]
    )


def _reshape(layer: Layer, values: np.ndarray) -> np.ndarray:
    return values.reshape(len(values), *layer.settings["target_shape"])


def _leaky_relu(layer: Layer, values: np.ndarray) -> np.ndarray:
    return np.where(values > 0, values, layer.settings["negative_slope"] * values)


def _rescale(layer: Layer, values: np.ndarray) -> np.ndarray:
    return np.asarray(values * layer.settings["scale"] + layer.settings["offset"])


def _relu(layer: Layer, values: np.ndarray) -> np.ndarray:
    """Keras's ReLU layer with its settings, of each element."""
    settings = layer.settings
    threshold, slope = settings.get("threshold") or 0.0, settings.get("negative_slope") or 0.0
    kept = np.where(values >= threshold, values, slope * (values - threshold))
    return kept if settings.get("max_value") is None else np.minimum(kept, settings["max_value"])


def _normalize(layer: Layer, values: np.ndarray) -> np.ndarray:
    """Keras's BatchNormalization of values (n, ..., columns, ...), with weights (columns,)."""
    along = np.ones(values.ndim, int)
    along[layer.settings["axis"]] = -1
    weights = [weight.reshape(along) for weight in layer.weights]
    gamma = weights.pop(0) if layer.settings["scale"] else 1.0
    beta = weights.pop(0) if layer.settings["center"] else 0.0
    mean, variance = weights
    return np.asarray(gamma * (values - mean) / np.sqrt(variance + layer.settings["epsilon"]) + beta)


LAYERS: dict[str, Callable[[Layer, np.ndarray], np.ndarray]] = {
    **dict.fromkeys(IDENTITY_LAYERS, lambda layer, values: values),
    "Dense": _dense,
    **dict.fromkeys(CONVOLUTIONS, _convolve),
    **dict.fromkeys(MAX_POOLS, _max_pool),
    **dict.fromkeys(AVERAGE_POOLS, _average_pool),
    **dict.fromkeys(GLOBAL_MAX_POOLS, _over_places(np.max)),
    **dict.fromkeys(GLOBAL_AVERAGE_POOLS, _over_places(np.mean)),
    "Flatten": lambda layer, values: values.reshape(len(values), -1),
    "Reshape": _reshape,
    "Activation": _activation,
    "ReLU": _relu,
    "LeakyReLU": _leaky_relu,
    "Softmax": lambda layer, values: softmax(values),
    "Rescaling": _rescale,
    "BatchNormalization": _normalize,
}
"""What a layer of each kind that a model may have makes of its inputs (n, ...); the first axis stays."""


# -- losses ------------------------------------------------------------------------------------


def binary_cross_entropy(y: np.ndarray, p: np.ndarray) -> float:
    """The right loss for one sigmoid output, labels y and probabilities p of one shape: mean, natural logarithm."""
    return float(np.mean(-(y * np.log(p) + (1 - y) * np.log(1 - p))))


def sparse_cross_entropy(labels: np.ndarray, logits: np.ndarray) -> float:
    """The right loss for labels (n,) and logits (n, classes): mean of -ln softmax(logits)[label]."""
    return float(np.mean(-np.log(softmax(logits)[np.arange(len(labels)), labels])))
