"""The frames between processes: exact for what they carry, closed to everything else."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.boundary import wire
from grader.boundary.channel import Channel
from grader.boundary.keras_models import MAX_PARAMETERS, Layer, Model
from grader.boundary.values import Named, Opaque, Pixels, Table, plain
from grader.boundary.wire import Malformed
from tests.support import ROOT


def carried(value: Any, function: Callable[[wire.Reference], Any] | None = None) -> Any:
    """``value`` after a trip over the wire."""
    frame = b"".join(bytes(buffer) for buffer in wire.encode({"id": 1}, value))
    header, body = wire.sizes(frame[: wire.PREFIX.size])
    rest = memoryview(frame)[wire.PREFIX.size :]
    assert len(rest) == header + body
    message, values = wire.decode(bytes(rest[:header]), rest[header:], function)
    assert message == {"id": 1}
    return values


VALUES: list[Any] = [
    None,
    True,
    3,
    -(2**40),
    0.1,
    float("inf"),
    "ñandú",
    [1, [2.5, "x"]],
    (1, (None,)),
    [],
    Opaque("dict"),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_values_arrive_as_they_left(value: Any) -> None:
    assert carried(value) == value
    assert type(carried(value)) is type(value)


def test_nan_arrives() -> None:
    assert np.isnan(carried(float("nan")))


dtypes = st.sampled_from(["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"])


@settings(max_examples=60, deadline=None)
@given(array=dtypes.flatmap(lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0))))
def test_arrays_arrive_bit_for_bit(array: np.ndarray) -> None:
    there = carried([array, array.T])
    for before, after in zip([array, array.T], there, strict=True):
        assert (after.dtype, after.shape) == (before.dtype, before.shape)
        assert after.tobytes() == before.tobytes()
        assert after.flags.writeable


def test_models_and_tables_arrive() -> None:
    kernel = np.arange(6, dtype=np.float32).reshape(2, 3)
    model = Model((2,), (Layer("Dense", {"units": 3, "activation": "relu"}, (kernel, np.zeros(3, np.float32))),), None)
    there = carried(model)
    assert there.dense_layers() == [(3, "relu")]
    np.testing.assert_array_equal(there.layers[0].weights[0], kernel)
    table = carried(Table(("0", "1"), np.eye(2)), function=repr)
    assert table.columns == ("0", "1")
    assert carried(Pixels(np.zeros((1, 2, 2), np.uint8)), function=repr).levels.shape == (1, 2, 2)


def test_names_arrive_with_their_values() -> None:
    told = plain({"loss": [0.5, np.float32(0.25)], "más": {"val_loss": np.ones(2)}})
    there = carried((told,))[0]
    assert (there, there.type_name) == (Named(), "dict")
    assert there.values["loss"] == [0.5, 0.25]
    np.testing.assert_array_equal(there.values["más"].values["val_loss"], np.ones(2))


def test_functions_arrive_as_references() -> None:
    assert carried([len], function=lambda reference: reference) == [wire.Reference(0, "f")]
    with pytest.raises(Malformed):
        carried([len])


def header(values: Any) -> bytes:
    return json.dumps({"id": 1, "values": values}).encode()


MALFORMED = {
    "no JSON": (b"\x80\x04K\x01.", b""),
    "no object": (b"[]", b""),
    "no values": (b"{}", b""),
    "deep JSON": (b'{"values":' + b"[" * 100_000, b""),
    "deep lists": (header(eval("['list', [" * 40 + "1" + "]]" * 40)), b""),  # noqa: S307
    "unknown tag": (header(["pickle", "x"]), b""),
    "object dtype": (header(["array", "|O", [1]]), bytes(8)),
    "structured dtype": (header(["array", [["a", "<f8"]], [1]]), bytes(8)),
    "dtype of another order": (header(["array", ">f8", [1]]), bytes(8)),
    "negative shape": (header(["array", "<f8", [-1]]), bytes(8)),
    "shape of booleans": (header(["array", "<f8", [True]]), bytes(8)),
    "past the end": (header(["array", "<f8", [2]]), bytes(8)),
    "huge shape": (header(["array", "<f8", [2**47, 2**47]]), bytes(8)),
    "left over": (header(["array", "<f8", [1]]), bytes(16)),
    "function to the trusted side": (header(["function", 0, "f"]), b""),
    "table to the trusted side": (header(["table", ["a"], ["array", "<f8", []]]), bytes(8)),
    "images to the trusted side": (header(["pixels", ["array", "|u1", [1]]]), bytes(1)),
    "layer whose size is a word": (
        header(
            [
                "model",
                {
                    "input_shape": [2],
                    "layers": [["Dense", {"units": "many"}, []]],
                    "compiled": None,
                    "obstacle": "",
                    "frozen": 0,
                },
            ]
        ),
        b"",
    ),
    "model without layers": (header(["model", {"input_shape": None}]), b""),
    "model with a strange setting": (
        header(
            [
                "model",
                {
                    "input_shape": [8],
                    "layers": [["Dense", {"units": {}}, []]],
                    "compiled": None,
                    "obstacle": "",
                    "frozen": 0,
                },
            ]
        ),
        b"",
    ),
    "model with strange metrics": (
        header(["model", {"input_shape": [8], "layers": [], "compiled": {"metrics": 3}, "obstacle": "", "frozen": 0}]),
        b"",
    ),
    "huge integer": (b'{"id":1,"values":' + b"9" * 10_000 + b"}", b""),
}


@pytest.mark.parametrize(("head", "body"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_frames_are_refused(head: bytes, body: bytes) -> None:
    with pytest.raises(Malformed):
        wire.decode(head, memoryview(body))


def test_models_with_too_many_parameters_are_refused() -> None:
    kernel = np.zeros((MAX_PARAMETERS // 2, 3), np.float32)
    with pytest.raises(Malformed):
        carried(Model((1,), (Layer("Dense", {}, (kernel,)),)))


@pytest.mark.parametrize(
    "prefix", [b"RNA0" + bytes(12), wire.PREFIX.pack(wire.MAGIC, 2**32 - 1, 0), wire.PREFIX.pack(wire.MAGIC, 1, 2**60)]
)
def test_prefixes_that_are_not_ours_or_too_large_are_refused(prefix: bytes) -> None:
    with pytest.raises(Malformed):
        wire.sizes(prefix)


def test_numbers_too_large_for_a_frame_do_not_break_it() -> None:
    assert isinstance(carried(2**80), Opaque)


@pytest.fixture(params=[False, True], ids=["polled", "threads"])
def ends(request: pytest.FixtureRequest) -> Iterator[tuple[Channel, Channel]]:
    if os.name == "nt" and not request.param:
        pytest.skip("pipes cannot be polled here")
    (a, b), (c, d) = os.pipe(), os.pipe()
    ours, theirs = Channel(a, d, threads=request.param), Channel(c, b, threads=request.param)
    yield ours, theirs
    ours.close()
    theirs.close()


def test_large_frames_cross_a_pipe(ends: tuple[Channel, Channel]) -> None:
    ours, theirs = ends
    big = np.arange(2_000_000, dtype=np.float64)
    sender = threading.Thread(target=theirs.send, args=(wire.encode({"id": 1}, big),))
    sender.start()
    message, values = ours.receive(time.monotonic() + 30)
    sender.join()
    assert message == {"id": 1}
    np.testing.assert_array_equal(values, big)


def test_a_silent_peer_is_waited_for_until_the_deadline(ends: tuple[Channel, Channel]) -> None:
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        ends[0].receive(began + 0.2)
    assert 0.1 < time.monotonic() - began < 5


def test_a_path_is_a_path_to_a_student_and_text_to_the_trusted_side() -> None:
    path = Path("una carpeta") / "año"
    assert carried(path, function=lambda reference: None) == path
    assert carried(path) == str(path)


def test_half_a_frame_is_no_frame(ends: tuple[Channel, Channel]) -> None:
    ours, theirs = ends
    theirs.send([struct.pack("<4sIQ", b"RNA1", 100, 0) + b"{"])
    with pytest.raises(TimeoutError):
        ours.receive(time.monotonic() + 0.2)


def test_threads_end_with_the_channel() -> None:
    """Also one that waits for somebody to take what came: a warm checker opens a channel for each exercise."""
    before = set(threading.enumerate())
    (a, b), (c, d) = os.pipe(), os.pipe()
    ours, theirs = Channel(a, d, threads=True), Channel(c, b, threads=True)
    theirs.send([bytes(1 << 20)] * 200)
    time.sleep(0.2)
    theirs.close()
    ours.close()
    deadline = time.monotonic() + 10
    while not before.issuperset(threading.enumerate()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert before.issuperset(threading.enumerate())


def test_what_is_sent_at_once_is_there_when_its_sender_ends() -> None:
    """With threads as without: a module may end its process right after it has been told to be ready."""
    code = (
        "import os, sys\nfrom grader.boundary.channel import Channel\n"
        "Channel(0, 1, threads=True, at_once=True).send([b'ready', b'!'])\nos._exit(5)\n"
    )
    for _ in range(20):
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, check=False)
        assert (done.returncode, done.stdout) == (5, b"ready!")


# -- what a student's function may return ------------------------------------------------------


class Strange:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class FloatLike(float):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class ArrayLike(np.ndarray):
    def __array_finalize__(self, parent: object) -> None: ...


RESULTS: dict[str, tuple[Any, Any]] = {
    "numpy scalar": (np.float32(1.5), 1.5),
    "numpy bool": (np.bool_(True), 1),
    "0-d array": (np.array(2), np.array(2)),
    "range": (range(3), [0, 1, 2]),
    "path": (Path("a") / "b", str(Path("a") / "b")),
    "object array": (np.array([1, 2.5], dtype=object), [1, 2.5]),
    "array subclass": (np.eye(2).view(ArrayLike), np.eye(2)),
    "float subclass": (FloatLike(2.0), 2.0),
    "equal to everything": (Strange(), Opaque("Strange")),
    "dict": ({}, Named()),
    "dict of other keys": ({1: 2}, Opaque("dict")),
    "dict of too many keys": (dict.fromkeys(map(str, range(51))), Opaque("dict")),
    "set": ({1}, Opaque("set")),
    "complex": (1j, Opaque("complex")),
    "text array": (np.array(["a"]), Opaque("ndarray de <U1")),
}


@pytest.mark.parametrize(("result", "wanted"), RESULTS.values(), ids=RESULTS)
def test_results_become_plain(result: Any, wanted: Any) -> None:
    got = plain(result)
    np.testing.assert_array_equal(got, wanted)
    allowed = (bool, int, float, str, list, tuple, np.ndarray, Named, Opaque)
    assert type(got) in allowed


def test_masked_values_become_nan() -> None:
    got = plain(np.ma.masked_array([1.0, 2.0], mask=[False, True]))
    assert type(got) is np.ndarray
    assert np.isnan(got[1])


def test_recursive_results_come_to_an_end() -> None:
    loop: list[Any] = []
    loop.append(loop)
    assert "hondo" in repr(plain(loop))
