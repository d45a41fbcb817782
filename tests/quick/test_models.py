"""A model's description is looked at from beginning to end, and what it predicts costs no more than it may."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from grader.boundary import wire
from grader.boundary.keras_models import LAYERS, MAX_LAYERS, MAX_PARAMETERS, Layer, Misfit, Model, shapes
from grader.boundary.wire import Malformed
from grader.verdict import numpy_keras
from grader.verdict.numpy_keras import Inadmissible, predict


def carried(model: Model) -> Any:
    """A model after a trip over the wire."""
    frame = b"".join(bytes(buffer) for buffer in wire.encode({"id": 1}, model))
    header, _ = wire.sizes(frame[: wire.PREFIX.size])
    rest = memoryview(frame)[wire.PREFIX.size :]
    return wire.decode(bytes(rest[:header]), rest[header:])[1]


def zeros(*shapes: tuple[int, ...], kind: Any = np.float32) -> tuple[np.ndarray, ...]:
    return tuple(np.zeros(shape, kind) for shape in shapes)


def dense(inputs: int, units: int, activation: str = "relu", *bias: int) -> Layer:
    return Layer("Dense", {"units": units, "activation": activation}, zeros((inputs, units), *((n,) for n in bias)))


NORMALIZATION = {"axis": -1, "scale": True, "center": True, "epsilon": 1e-3}

WINDOW = {"strides": (1, 1), "padding": "valid", "data_format": "channels_last"}
KERNELS = {"filters": 4, "kernel_size": (3, 3), "dilation_rate": (1, 1), "groups": 1, "activation": "relu", **WINDOW}
POOL = {"pool_size": (2, 2), **WINDOW}
GLOBAL = {"keepdims": False, "data_format": "channels_last"}


def convolution(channels: int, **settings: Any) -> Layer:
    settings = {**KERNELS, **settings}
    kernel = (*settings["kernel_size"], channels, settings["filters"])
    return Layer("Conv2D", settings, zeros(kernel, kernel[-1:]))


def pool(**settings: Any) -> Layer:
    return Layer("MaxPooling2D", {**POOL, **settings})


FITS: dict[str, tuple[tuple[int | None, ...] | None, list[Layer], Any]] = {
    "dense layers": ((8,), [dense(8, 12, "relu", 12), dense(12, 1, "sigmoid")], (1,)),
    "images": ((28, 28), [Layer("Flatten"), dense(784, 10, "linear", 10)], (10,)),
    "the rest of a shape": ((28, 28), [Layer("Reshape", {"target_shape": [-1, 7]}), dense(7, 2)], (112, 2)),
    "an open length": ((None, 3), [dense(3, 2), Layer("Flatten")], (None,)),
    "not built": (None, [Layer("Dense", {"units": 3, "activation": "relu"})], None),
    "not built, then a shape": (None, [Layer("Reshape", {"target_shape": [2, 4]}), dense(4, 1)], (2, 1)),
    "normalization": ((8,), [Layer("BatchNormalization", NORMALIZATION, zeros(*[(8,)] * 4))], (8,)),
    "normalization of rows": (
        (5, 8), [Layer("BatchNormalization", {**NORMALIZATION, "axis": 1}, zeros(*[(5,)] * 4))], (5, 8),
    ),
    "settings": (
        (8,),
        [
            Layer("ReLU", {"max_value": None, "negative_slope": 0.0, "threshold": 0}),
            Layer("LeakyReLU", {"negative_slope": 0.3}),
            Layer("Rescaling", {"scale": 2, "offset": -1.0}),
            Layer("Dropout", {"rate": 0.5}),
        ],
        (8,),
    ),
    "a convolution": ((28, 28, 1), [convolution(1), pool(strides=(2, 2))], (13, 13, 4)),
    "a convolution with steps": ((28, 28, 3), [convolution(3, strides=(3, 2), padding="same")], (10, 14, 4)),
    "a convolution with gaps": ((28, 28, 1), [convolution(1, dilation_rate=(5, 1))], (18, 26, 4)),
    "a convolution of open lengths": ((None, 28, 1), [convolution(1)], (None, 26, 4)),
    "a pool that stands out": ((5, 5, 2), [pool(strides=(2, 2), padding="same")], (3, 3, 2)),
    "one number a channel": ((5, 5, 2), [Layer("GlobalAveragePooling2D", GLOBAL)], (2,)),
    "one number a channel, in place": ((5, 2), [Layer("GlobalMaxPooling1D", {**GLOBAL, "keepdims": True})], (1, 2)),
    "no layers": ((8,), [], None),
}  # fmt: skip


@pytest.mark.parametrize(("inputs", "layers", "output"), FITS.values(), ids=FITS)
def test_what_fits_arrives(inputs: Any, layers: list[Layer], output: Any) -> None:
    there = carried(Model(inputs, tuple(layers)))
    assert [layer.kind for layer in there.layers] == [layer.kind for layer in layers]
    assert (*shapes(there.layers, inputs), None)[len(layers) - 1 if layers else 0] == output


def of_dense(settings: dict[str, Any], *weights: np.ndarray) -> list[Layer]:
    return [Layer("Dense", settings, weights)]


DENSE = {"units": 1, "activation": "relu"}
MISFITS: dict[str, list[Layer]] = {
    "no units": of_dense({"activation": "relu"}, *zeros((8, 1))),
    "no activation": of_dense({"units": 1}, *zeros((8, 1))),
    "units of a flag": of_dense({**DENSE, "units": True}, *zeros((8, 1))),
    "no unit": of_dense({**DENSE, "units": 0}, *zeros((8, 0))),
    "units of a fraction": of_dense({**DENSE, "units": 1.0}, *zeros((8, 1))),
    "a setting too many": of_dense({**DENSE, "rate": 1}, *zeros((8, 1))),
    "a kernel for other inputs": [dense(7, 1)],
    "a kernel of other units": of_dense(DENSE, *zeros((8, 2))),
    "a bias of other units": [dense(8, 1, "relu", 1000)],
    "a bias too many": [dense(8, 1, "relu", 1, 1)],
    "a bias alone": of_dense(DENSE, *zeros((1,))),
    "a kernel of three axes": of_dense(DENSE, *zeros((8, 1, 1))),
    "whole numbers": of_dense(DENSE, *zeros((8, 1), kind=np.int32)),
    "double precision": of_dense(DENSE, *zeros((8, 1), kind=np.float64)),
    "a layer that does not fit the one before": [dense(8, 12), dense(8, 1)],
    "weights where there are none": [Layer("Flatten", {}, zeros((8,)))],
    "a shape of other size": [Layer("Reshape", {"target_shape": (3, 3)})],
    "two rests of a shape": [Layer("Reshape", {"target_shape": (-1, -1)})],
    "a rest that is none": [Layer("Reshape", {"target_shape": (3, -1)})],
    "a shape of nothing": [Layer("Reshape", {"target_shape": (8, 0)})],
    "no shape": [Layer("Reshape", {"target_shape": 8})],
    "a slope without end": [Layer("LeakyReLU", {"negative_slope": math.inf})],
    "a slope that is no number": [Layer("LeakyReLU", {"negative_slope": math.nan})],
    "a scale of four hundred digits": [Layer("Rescaling", {"scale": 10**400, "offset": 0})],
    "a normalization of other columns": [Layer("BatchNormalization", NORMALIZATION, zeros(*[(7,)] * 4))],
    "a normalization with too little": [Layer("BatchNormalization", NORMALIZATION, zeros(*[(8,)] * 3))],
    "a normalization along no axis": [Layer("BatchNormalization", {**NORMALIZATION, "axis": 3}, zeros(*[(8,)] * 4))],
    "a normalization of the batch": [Layer("BatchNormalization", {**NORMALIZATION, "axis": 0}, zeros(*[(8,)] * 4))],
    "a layer that is none": [Layer("Lambda")],
    "too many layers": [Layer("Flatten")] * (MAX_LAYERS + 1),
    "too many parameters": of_dense({**DENSE, "units": MAX_PARAMETERS}, *zeros((8, MAX_PARAMETERS))),
    "too many numbers of an example": [
        Layer("Reshape", {"target_shape": (8, 1)}), dense(1, 4000), Layer("Reshape", {"target_shape": (32_000, 1)}),
        dense(1, 1000),
    ],
}  # fmt: skip


AN_IMAGE = Layer("Reshape", {"target_shape": (4, 2, 1)})
MISFITS |= {
    name: [AN_IMAGE, layer]
    for name, layer in {
        "a kernel larger than the image": convolution(1),
        "a kernel whose gaps make it larger": convolution(1, kernel_size=(2, 2), dilation_rate=(1, 2)),
        "a kernel of other channels": convolution(2, kernel_size=(2, 2)),
        "a kernel of other lengths": Layer("Conv2D", KERNELS, zeros((2, 2, 1, 4), (4,))),
        "a bias of other kernels": Layer("Conv2D", {**KERNELS, "padding": "same"}, zeros((3, 3, 1, 4), (5,))),
        "a kernel without axes": convolution(1, kernel_size=()),
        "a kernel of a flag": Layer("Conv2D", {**KERNELS, "kernel_size": (True, 1)}),
        "a kernel of one axis": convolution(1, kernel_size=(2,), strides=(1,), dilation_rate=(1,)),
        "a kernel of other axes than its steps": convolution(1, kernel_size=(2, 2), strides=(1,)),
        "a kernel without end": Layer("Conv2D", {**KERNELS, "padding": "same", "kernel_size": (101, 1)}),
        "steps of nothing": convolution(1, kernel_size=(2, 2), strides=(0, 1)),
        "another padding": convolution(1, kernel_size=(2, 2), padding="causal"),
        "channels first": convolution(1, kernel_size=(2, 2), data_format="channels_first"),
        "groups of channels": convolution(1, kernel_size=(2, 2), groups=2),
        "a pool larger than the image": pool(pool_size=(2, 3)),
        "a pool with weights": Layer("MaxPooling2D", POOL, zeros((2, 2))),
        "a pool of steps without axes": pool(strides=()),
        "a pool over other axes": Layer("GlobalAveragePooling1D", GLOBAL),
    }.items()
}


@pytest.mark.parametrize("layers", MISFITS.values(), ids=MISFITS)
def test_what_does_not_fit_is_refused(layers: list[Layer]) -> None:
    model = Model((8,), tuple(layers))
    with pytest.raises(Malformed):
        carried(model)
    with pytest.raises((Inadmissible, Misfit), match=r"[.]$"):
        predict(model, np.zeros((3, 8)))


@pytest.mark.parametrize("shape", [(0,), (-1,), (True,), (2**40,), (1,) * 9, ("8",), (1.5,)], ids=repr)
def test_inputs_of_no_shape_are_refused(shape: Any) -> None:
    with pytest.raises(Malformed):
        carried(Model(shape, ()))


def test_an_unknown_layer_comes_only_with_what_is_said_of_it() -> None:
    """And is seen through: what is known beside it is looked at all the same."""
    known = dense(3, 1)
    assert carried(Model(None, (Layer("Lambda"), known), None, "La capa Lambda no está admitida.")).obstacle
    with pytest.raises(Malformed):
        carried(Model(None, (Layer("Lambda"), dense(3, 1, "relu", 7)), None, "La capa Lambda no está admitida."))


def test_what_every_kind_computes_is_known() -> None:
    assert numpy_keras.LAYERS.keys() == LAYERS.keys()


def test_rows_are_predicted_so_many_at_once_as_are_no_burden(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[int] = []
    forward = numpy_keras._forward

    def noted(model: Model, values: np.ndarray) -> np.ndarray:
        rows.append(len(values))
        return forward(model, values)

    monkeypatch.setattr(numpy_keras, "_forward", noted)
    wide = Model((8,), (dense(8, 100_000), dense(100_000, 1)))
    assert predict(wide, np.zeros((500, 8))).shape == (500, 1)
    assert max(rows) == 2**24 // 100_000
    assert sum(rows) == 500


HEAVY = {
    "a prediction wide in all": ([dense(8, 200_000)], 1000),
    "wide inside, over and over": (
        [
            Layer("Reshape", {"target_shape": (8, 1)}), dense(1, 1_000_000),
            *[Layer("Activation", {"activation": "softplus"})] * 100, dense(1_000_000, 1),
        ],
        100,
    ),
    "windows laid out": (
        [Layer("Reshape", {"target_shape": (4, 2, 1)}), convolution(1, kernel_size=(1, 1), filters=10_000),
         convolution(10_000, kernel_size=(3, 3), filters=50, padding="same"),
         *[pool(pool_size=(100, 100), padding="same")] * 100],
        1500,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("layers", "rows"), HEAVY.values(), ids=HEAVY)
def test_what_would_take_too_long_is_not_begun(layers: list[Layer], rows: int) -> None:
    with pytest.raises(Inadmissible, match="demasiado grande"):
        predict(Model((8,), tuple(layers)), np.zeros((rows, 8)))


def test_images_get_the_channel_that_the_model_asks_for() -> None:
    ones = Layer("BatchNormalization", NORMALIZATION, tuple(np.ones((4, 1), np.float32)))
    assert predict(Model((28, 28, 1), (ones, Layer("Flatten"))), np.zeros((2, 28, 28))).shape == (2, 784)


def test_a_model_that_is_not_built_predicts_nothing() -> None:
    with pytest.raises(Inadmissible, match="no está construido"):
        predict(Model(None, (Layer("Dense", DENSE),)), np.zeros((2, 8)))
