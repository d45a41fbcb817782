"""Calls and answers cross the boundary as they are, and what is no answer is refused (boundary/answers.py)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.boundary import wire
from grader.boundary.answers import (
    Assignment,
    decode_answers,
    decode_assignment,
    decode_calls,
    decode_epoch,
    decode_place,
    encode_answers,
    encode_assignment,
    encode_calls,
    encode_epoch,
    encode_place,
)
from grader.boundary.keras_models import Layer, Model
from grader.boundary.outcomes import Answer, Call, LawBroken, NotImplementedYet, Outcome, Raised, StudentError
from grader.boundary.values import Opaque, Pixels, Table
from grader.boundary.wire import Malformed


def carried(
    message: dict[str, Any], values: Any = None, function: Callable[[wire.Reference], Any] | None = None
) -> tuple[dict[str, Any], Any]:
    """A message and its values after a trip over the wire, as bytes."""
    frame = b"".join(bytes(buffer) for buffer in wire.encode(message, values))
    header, _ = wire.sizes(frame[: wire.PREFIX.size])
    rest = memoryview(frame)[wire.PREFIX.size :]
    return wire.decode(bytes(rest[:header]), rest[header:], function)


def comparable(value: Any) -> Any:
    """Something to compare by, of a value, an answer or a call: kinds count, and NaN is NaN."""
    match value:
        case np.ndarray():
            return value.dtype.str, value.shape, value.tobytes()
        case list() | tuple():
            return type(value), [comparable(item) for item in value]
        case dict():
            return {key: comparable(item) for key, item in value.items()}
        case float():
            return "nan" if math.isnan(value) else value.hex()
        case Model() | Layer() | Pixels() | Table() | Outcome():
            return type(value), comparable(vars(value))
        case Call():
            return value.function, comparable(value.arguments), comparable(value.options)
        case StudentError():
            return type(value), str(value), value.raised, value.hint, value.at_load
        case Exception():
            return type(value), str(value)
    return type(value), value


# -- what there is -----------------------------------------------------------------------------

dtypes = st.sampled_from(["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"])
arrays = dtypes.flatmap(lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0)))
models = st.builds(
    lambda kernel, compiled: Model(
        (None, 3),
        (Layer("Dense", {"units": kernel.shape[1], "activation": "relu"}, (kernel,)), Layer("Flatten")),
        compiled,
    ),
    hnp.arrays("f4", st.tuples(st.just(3), st.integers(1, 4))),
    st.none()
    | st.fixed_dictionaries(
        {
            "optimizer": st.just("Adam"),
            "optimizer_settings": st.dictionaries(
                st.sampled_from(["learning_rate", "beta_1"]), st.floats(), max_size=2
            ),
            "loss": st.just("mse"),
            "loss_value": st.none() | st.floats(),
            "loss_draw": st.integers(0, 2**32 - 1),
            "cut": st.none() | st.floats(allow_nan=False),
            "metrics": st.just(["accuracy"]),
        }
    ),
)
opaque = st.builds(Opaque, st.sampled_from(["dict", "function", "una cosa"]))
scalars = st.none() | st.booleans() | st.integers(1 - 2**63, 2**63 - 1) | st.floats() | st.text(max_size=20)
results = st.recursive(
    scalars | arrays | models | opaque,
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple),
    max_leaves=8,
)

printable = st.characters(categories=("L", "N", "P", "S"), include_characters=" \n")


def texts(longest: int) -> st.SearchStrategy[str]:
    """Printable texts, short or as long as they may be."""
    return st.text(printable, max_size=8) | st.just("ñ" * longest)


raised = st.builds(
    Raised,
    type_name=texts(80),
    bases=st.lists(texts(80), max_size=3).map(tuple),
    text=texts(600),
    trace=st.lists(st.tuples(texts(80), st.integers(0, 10**6), texts(80), texts(200)), max_size=3).map(tuple),
    name=st.none() | texts(80),
)
ONE = Call("f", (1.0, np.zeros(2), "x"))
answers: st.SearchStrategy[Answer] = st.one_of(
    st.builds(
        Outcome,
        value=results,
        changed=st.dictionaries(st.integers(0, 2), results, max_size=3),
        warnings=st.lists(texts(300), max_size=3).map(tuple),
    ),
    st.builds(LawBroken, texts(300)),
    st.builds(NotImplementedYet, texts(300)),
    st.builds(StudentError, raised, texts(600), st.booleans()),
)
tables = st.builds(
    lambda values: Table(tuple(map(str, range(values.shape[1]))), values),
    hnp.arrays("f8", st.tuples(st.integers(0, 3), st.integers(0, 3))),
)
images = hnp.arrays("u1", st.tuples(st.integers(0, 2), st.just(3), st.just(3))).map(Pixels)
arguments = results | tables | images
names = st.sampled_from(["softmax", "predicción", "f"])
calls = st.builds(
    Call,
    function=names,
    arguments=st.lists(arguments, max_size=3).map(tuple),
    options=st.dictionaries(names, arguments, max_size=2),
)


# -- as they are -------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(several=st.lists(calls, max_size=3))
def test_calls_arrive_as_they_left(several: list[Call]) -> None:
    message, values = carried({"id": 7}, encode_calls(several), function=repr)
    assert message == {"id": 7}
    assert comparable(decode_calls(values)) == comparable(several)


def test_a_function_among_the_arguments_arrives_as_a_reference() -> None:
    _, values = carried({}, encode_calls([Call("f", (len, 1.0))]), function=lambda reference: reference)
    assert decode_calls(values) == [Call("f", (wire.Reference(0, "f"), 1.0))]


def test_nothing_of_a_call_leaves_but_what_makes_it() -> None:
    """Neither what came of it, nor the calls before."""
    before = Call("f", (1.0,), outcome=Outcome("secret"))
    call = Call("f", (2.0,), {}, Outcome("secret"), Raised("secret", (), "secret"), before)
    _, values = carried({}, encode_calls([call]), function=repr)
    assert decode_calls(values) == [Call("f", (2.0,))]
    assert b"secret" not in b"".join(map(bytes, wire.encode({}, encode_calls([call]))))


@settings(max_examples=80, deadline=None)
@given(several=st.lists(answers, max_size=3))
def test_answers_arrive_as_they_left(several: list[Answer]) -> None:
    _, values = carried({}, encode_answers(several))
    assert comparable(decode_answers([ONE] * len(several), values)) == comparable(several)


def test_an_assignment_arrives_as_it_left() -> None:
    assignment = Assignment({"losses.py": b"\xff\n\0", "empty.py": b""}, "/scratch", "losses", "numpy", ("seccomp",))
    assert decode_assignment(*carried(*encode_assignment(assignment))) == assignment


def test_an_epoch_arrives_with_the_measures_that_are_known() -> None:
    message, _ = carried(encode_epoch(2, 5, {"loss": 0.5, "accuracy": 1.0, "own": 3.0}))
    assert decode_epoch(message) == (2, 5, {"loss": 0.5, "accuracy": 1.0})


# -- what is no answer -------------------------------------------------------------------------


def test_texts_are_cut_and_cleaned() -> None:
    loud = Raised("E" * 100, ("E" * 100,) * 50, "\x1b[2J" + "x" * 1000, (("a.py", 1, "f", "x" * 500),) * 50, "n" * 100)
    sent = [
        Outcome(1.0, warnings=("\x07" + "w" * 1000,) * 50),
        LawBroken("\x1b[2J" + "x" * 1000),
        NotImplementedYet("\x1b[2J" + "x" * 1000),
        StudentError(loud, "\x1b[2J" + "x" * 1000),
    ]
    _, values = carried({}, encode_answers(sent))
    outcome, broken, missing, error = decode_answers([ONE] * 4, values)
    assert isinstance(outcome, Outcome)
    assert isinstance(error, StudentError)
    assert [len(text) for text in outcome.warnings] == [301] * 20
    assert (len(str(broken)), len(str(missing)), len(error.hint)) == (301, 301, 601)
    there = error.raised
    assert (len(there.type_name), len(there.bases), len(there.text), len(there.trace)) == (81, 20, 601, 10)
    assert "\x1b" not in repr((broken, missing, error.hint, there)) + "".join(outcome.warnings)


EXCEPTION = ["E", ["E"], "t", [["a.py", 1, "f", "x"]], None]
NO_ANSWERS: dict[str, Any] = {
    "nothing": None,
    "a number": 1.0,
    "an array": np.zeros(2),
    "a text": "outcome",
    "an empty list": [],
    "a kind that is an array of two": [np.zeros(2), 1.0, [], []],
    "a kind that is unknown": ["passed", 1.0, [], []],
    "an outcome without warnings": ["outcome", 1.0, []],
    "an outcome and more": ["outcome", 1.0, [], [], 1],
    "changes that are none": ["outcome", 1.0, "changes", []],
    "a change without a value": ["outcome", 1.0, [[0]], []],
    "a change of no argument": ["outcome", 1.0, [[3, 0.0]], []],
    "a change before the first argument": ["outcome", 1.0, [[-1, 0.0]], []],
    "a change of an argument called True": ["outcome", 1.0, [[True, 0.0]], []],
    "a change of an argument called by a text": ["outcome", 1.0, [["0", 0.0]], []],
    "a change of an argument called by an array": ["outcome", 1.0, [[np.zeros(2), 0.0]], []],
    "warnings that are a number": ["outcome", 1.0, [], 3],
    "warnings that are an array": ["outcome", 1.0, [], np.zeros(3)],
    "a warning that is no text": ["outcome", 1.0, [], [3]],
    "a law that is no text": ["law broken", 3],
    "a law and more": ["law broken", "t", "t"],
    "a missing function that is no text": ["not implemented yet", Opaque("str")],
    "an exception that is none": ["raised", None, "", False],
    "an exception without a name": ["raised", EXCEPTION[:4], "", False],
    "an exception whose type is a number": ["raised", [1, *EXCEPTION[1:]], "", False],
    "an exception whose bases are a text": ["raised", ["E", "E", *EXCEPTION[2:]], "", False],
    "an exception with a base that is none": ["raised", ["E", [1], *EXCEPTION[2:]], "", False],
    "an exception whose text is an array": ["raised", ["E", [], np.zeros(2), [], None], "", False],
    "an exception whose name is a number": ["raised", [*EXCEPTION[:4], 3], "", False],
    "a frame that is none": ["raised", ["E", [], "t", ["a.py"], None], "", False],
    "a frame whose line is a text": ["raised", ["E", [], "t", [["a.py", "1", "f", "x"]], None], "", False],
    "a frame whose source is an array": ["raised", ["E", [], "t", [["a.py", 1, "f", np.zeros(2)]], None], "", False],
    "a hint that is no text": ["raised", EXCEPTION, None, False],
    "a time that is no truth": ["raised", EXCEPTION, "", 1],
}


@pytest.mark.parametrize("answer", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_is_no_answer_is_refused(answer: Any) -> None:
    _, values = carried({}, [["outcome", 1.0, [], []], answer])
    with pytest.raises(Malformed):
        decode_answers([ONE, ONE], values)


@pytest.mark.parametrize("several", [None, 1.0, "x", np.zeros(1), [], (["outcome", 1.0, [], []],)], ids=repr)
def test_what_is_not_an_answer_for_each_call_is_refused(several: Any) -> None:
    _, values = carried({}, several)
    with pytest.raises(Malformed):
        decode_answers([ONE], values)


@pytest.mark.parametrize(
    "message",
    [{}, {"epoch": "1", "epochs": 5, "logs": {}}, {"epoch": 1, "epochs": 5, "logs": [0.5]}, {"epoch": 1, "epochs": 5}],
)
def test_what_is_no_epoch_is_refused(message: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        decode_epoch(message)


def test_a_statement_that_is_run_arrives_with_its_place() -> None:
    message, _ = carried(encode_place("unit.py", 3))
    assert decode_place(message, {"unit.py": b""}) == ("unit.py", 3)


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"kind": "loading", "file": "other.py", "line": 1},
        {"kind": "loading", "file": "unit.py", "line": 0},
        {"kind": "loading", "file": ["unit.py"], "line": 1},
        {"kind": "ready", "file": "unit.py", "line": 1},
    ],
)
def test_what_is_no_statement_is_refused(message: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        decode_place(message, {"unit.py": b""})


def test_measures_of_an_epoch_that_are_no_numbers_are_left_out() -> None:
    message, _ = carried({"epoch": 1, "epochs": 5, "logs": {"loss": "0.5", "accuracy": 10**400, "val_loss": math.nan}})
    assert decode_epoch(message) == (1, 5, {})
