"""Frames between the trusted side and a worker: a small JSON header and raw array buffers.

Nothing is ever unpickled. Whatever arrives is checked against sizes and an allow-list of dtypes before
it becomes a value, and a frame that is not exactly right raises :class:`Malformed`.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import numpy as np

from grader.boundary.keras_models import MAX_LAYERS, MAX_PARAMETERS, Layer, Model, shapes
from grader.boundary.values import MAX_DEPTH, MAX_NAMES, Named, Opaque, Pixels, Table

MAGIC = b"RNA1"
PREFIX = struct.Struct("<4sIQ")
MAX_HEADER = 16 * 2**20
MAX_BODY = 96 * 2**20
"""What the trusted side accepts; what it sends itself is not limited."""

_DTYPES = {np.dtype(name).str: np.dtype(name) for name in ("?", "b", "B", "h", "H", "i", "I", "q", "Q", "e", "f", "d")}
_SCALARS = {type(None), bool, int, float}
_JSON = json.JSONEncoder(separators=(",", ":"), check_circular=False)
_FEW_BYTES = 4096
"""Below this a copy costs less than to look at the array's own memory."""
_MAX_TEXT = 20_000
_MAX_PATH = 4096
_MAX_DIMENSIONS = 16


class Malformed(ValueError):
    """The bytes are no frame of ours."""


class ClosedByPeer(ConnectionError):
    """The other side is gone."""


@dataclass(frozen=True)
class Reference:
    """A function that lives on the other side, called back by its number."""

    number: int
    name: str


# -- encoding ----------------------------------------------------------------------------------


def encode(message: dict[str, Any], values: Any = None, functions: list[Callable[..., Any]] | None = None) -> list[Any]:
    """The frame as buffers: prefix and header first, then each array.

    Args:
        message: plain JSON.
        values: the payload, any value of the boundary.
        functions: collects the callables in ``values``, in the order of their references.
    """
    buffers: list[Any] = []
    payload = _encode(values, buffers, [] if functions is None else functions)
    header = _JSON.encode({**message, "values": payload}).encode()
    size = sum(map(len, buffers))
    return [PREFIX.pack(MAGIC, len(header), size) + header, *filter(len, buffers)]


def _encode(value: Any, buffers: list[Any], functions: list[Callable[..., Any]]) -> Any:
    kind = type(value)
    if kind is np.ndarray:  # what comes thousands of times goes first
        return _encode_array(value, buffers)
    if value is None or kind is float or isinstance(value, str):
        return value
    if isinstance(value, list):
        return ["list", [_encode(item, buffers, functions) for item in value]]
    if isinstance(value, tuple):
        return ["tuple", [_encode(item, buffers, functions) for item in value]]
    if isinstance(value, Named):
        return ["named", [[name, _encode(item, buffers, functions)] for name, item in value.values.items()]]
    if callable(value):
        functions.append(value)
        return ["function", len(functions) - 1, "f"]  # its real name might tell the formula
    return _encode_other(value, buffers)


def _encode_other(value: Any, buffers: list[Any]) -> Any:
    match value:
        case bool():
            return value
        case np.ndarray() | np.generic():  # before float, which np.float64 is too
            return _encode_array(np.asarray(value), buffers)
        case float():
            return float(value)
        case int():
            return value if abs(value) < 2**63 else ["opaque", "entero desmesurado"]
        case PurePath():
            return ["path", str(value)]
        case Opaque():
            return ["opaque", value.type_name]
        case Pixels():
            return ["pixels", _encode_array(value.levels, buffers)]
        case Table():
            return ["table", list(value.columns), _encode_array(value.values, buffers)]
        case Model():
            return ["model", _encode_model(value, buffers)]
    raise TypeError(f"no value of the boundary: {type(value).__name__}")


def _encode_array(value: np.ndarray, buffers: list[Any]) -> Any:
    """Dtype and shape, whatever they are; the elements go to ``buffers``, row after row."""
    kind = value.dtype.str
    if kind not in _DTYPES:
        value, kind = value.astype(np.float64), "<f8"
    few = value.nbytes < _FEW_BYTES
    buffers.append(value.tobytes() if few else np.ascontiguousarray(value).reshape(-1).data.cast("B"))
    return ["array", kind, value.shape]


def _encode_model(model: Model, buffers: list[Any]) -> Any:
    layers = [
        [layer.kind, layer.settings, [_encode_array(weight, buffers) for weight in layer.weights]]
        for layer in model.layers
    ]
    shape = None if model.input_shape is None else list(model.input_shape)
    told = {"compiled": model.compiled, "obstacle": model.obstacle, "frozen": model.frozen}
    return {"input_shape": shape, "layers": layers, **told}


# -- decoding ----------------------------------------------------------------------------------


def sizes(prefix: bytes, max_body: int = MAX_BODY) -> tuple[int, int]:
    """Lengths of header and body.

    Raises:
        Malformed: no prefix of ours, or a frame larger than what is admitted.
    """
    magic, header, body = PREFIX.unpack(prefix)
    if magic != MAGIC or header > MAX_HEADER or body > max_body:
        raise Malformed("the prefix is not ours, or the frame is too large")
    return header, body


def decode(
    header: bytes, body: memoryview, function: Callable[[Reference], Any] | None = None
) -> tuple[dict[str, Any], Any]:
    """The message and its values; ``function`` turns a reference into something callable.

    Without it, on the trusted side, only what a function may return is read: no function, table or images.

    Raises:
        Malformed: anything about the frame is not exactly right.
    """
    try:
        message = json.loads(header)
    except (MemoryError, RecursionError, ValueError) as error:
        raise Malformed("the header is no JSON") from error
    if not isinstance(message, dict) or "values" not in message:
        raise Malformed("the header is no message")
    reader = _Reader(body, function)
    try:
        values = reader.value(message.pop("values"))
    except (ArithmeticError, LookupError, MemoryError, RecursionError, TypeError, ValueError) as error:
        raise Malformed(f"not a value: {type(error).__name__}") from error
    if reader.position != len(body):
        raise Malformed("bytes are left over")
    return message, values


class _Reader:
    def __init__(self, body: memoryview, function: Callable[[Reference], Any] | None):
        self.body, self.function, self.position = body, function, 0

    def value(self, tree: Any, depth: int = 0) -> Any:
        kind = type(tree)
        if kind is str:
            return tree[:_MAX_TEXT]
        if kind in _SCALARS:
            return tree
        if depth > MAX_DEPTH + 2:
            raise Malformed("nested too deep")
        if kind is list and tree and tree[0] == "array":  # what comes thousands of times goes first
            return self.array(tree)
        match tree:
            case ["list", list() as items]:
                return [self.value(item, depth + 1) for item in items]
            case ["tuple", list() as items]:
                return tuple([self.value(item, depth + 1) for item in items])
            case ["opaque" | "named", _]:
                return self.opaque(tree, depth)
            case ["path", str() as path] if len(path) <= _MAX_PATH:
                return path if self.function is None else Path(path)
            case ["pixels", levels] if self.function is not None:
                return Pixels(self.array(levels))
            case ["table", list() as columns, values] if self.function is not None:
                return Table(tuple(map(str, columns)), self.array(values))
            case ["model", dict() as model]:
                return self.model(model)
            case ["function", int() as number, str() as name] if self.function is not None:
                return self.function(Reference(number, name))
        raise Malformed("an unknown kind of value")

    def opaque(self, tree: Any, depth: int) -> Opaque:
        match tree:
            case ["opaque", str() as name]:
                return Opaque(clean(name, 80))
            case ["named", list() as items] if len(items) <= MAX_NAMES:
                return Named(values=dict(self.named(item, depth) for item in items))
        raise Malformed("no name of a type, or names and values")

    def named(self, tree: Any, depth: int) -> tuple[str, Any]:
        match tree:
            case [str() as name, item]:
                return clean(name, 80), self.value(item, depth + 1)
        raise Malformed("no name and value")

    def array(self, tree: Any) -> np.ndarray:
        """The next array of the body, of the dtype and shape that the tree tells."""
        match tree:
            case ["array", str() as dtype, list() as shape] if dtype in _DTYPES and len(shape) <= _MAX_DIMENSIONS:
                pass
            case _:
                raise Malformed("no array")
        for length in shape:
            if type(length) is not int or not 0 <= length <= 2**48:
                raise Malformed("no shape")
        kind, count = _DTYPES[dtype], math.prod(shape)
        start, end = self.position, self.position + count * kind.itemsize
        if end > len(self.body):
            raise Malformed("an array runs past the end")
        self.position = end
        if not count:  # of which NumPy finds nothing in a buffer
            return np.empty(shape, kind)
        return np.frombuffer(self.body, kind, count, start).reshape(shape).copy()

    def model(self, tree: dict[str, Any]) -> Model:
        match tree:
            case {
                "input_shape": None | list() as shape,
                "layers": list() as layers,
                "compiled": None | dict() as compiled,
                "obstacle": str() as obstacle,
                "frozen": int() as frozen,
            } if len(layers) <= MAX_LAYERS and 0 <= frozen <= MAX_PARAMETERS:
                pass
            case _:
                raise Malformed("no model")
        model = Model(
            None if shape is None else tuple(shape),
            tuple(self.layer(layer) for layer in layers),
            None if compiled is None else self.compiled(compiled),
            clean(obstacle, 200),
            int(frozen),
        )
        shapes(model.layers, model.input_shape, unknown=bool(model.obstacle))  # a Misfit, if any, is a ValueError
        return model

    def layer(self, tree: Any) -> Layer:
        match tree:
            case [str() as kind, dict() as settings, list() as weights] if len(weights) <= 8 and len(settings) <= 16:
                return Layer(
                    clean(kind, 80),
                    {clean(name, 40): self.setting(value) for name, value in settings.items()},
                    tuple(self.array(weight) for weight in weights),
                )
        raise Malformed("no layer")

    def setting(self, value: Any) -> Any:
        match value:
            case None | bool() | int() | float():
                return value
            case str():
                return clean(value, 80)
            case list() if len(value) <= 8 and all(type(item) is int for item in value):
                return tuple(value)
        raise Malformed("no setting")

    def compiled(self, tree: dict[str, Any]) -> dict[str, Any]:
        match tree:
            case {
                "optimizer": str() as optimizer,
                "optimizer_settings": dict() as settings,
                "loss": str() as loss,
                "loss_value": None | int() | float() as value,
                "loss_draw": int() as draw,
                "cut": None | int() | float() as cut,
                "metrics": list() as metrics,
            } if (
                len(metrics) <= 50
                and all(type(metric) is str for metric in metrics)
                and 0 <= draw < 2**32
                and len(settings) <= 16
            ):
                names = [clean(metric, 80) for metric in metrics]
                return {
                    "optimizer": clean(optimizer, 80),
                    "optimizer_settings": {clean(name, 40): float(value) for name, value in settings.items()},
                    "loss": clean(loss, 80),
                    "loss_value": None if value is None else float(value),
                    "loss_draw": draw,
                    "cut": None if cut is None else float(cut),
                    "metrics": names,
                }
        raise Malformed("no compile settings")


_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
"""Codes that Keras writes into its errors too."""


def clean(text: str, longest: int) -> str:
    """Text of a submission as harmless data: printable characters and line ends only, shortened."""
    text = _COLOURS.sub("", text)
    kept = "".join(
        char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text[: longest + 1]
    )
    return kept if len(kept) <= longest else f"{kept[:longest]}…"
