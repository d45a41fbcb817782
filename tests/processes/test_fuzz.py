"""Generated frames and generated submissions: none may break the trusted side."""

from __future__ import annotations

import contextlib
import json
import random
import re
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.boundary import wire
from grader.boundary.answers import decode_answers, decode_epoch, encode_answers, encode_epoch
from grader.boundary.keras_models import Layer, Model
from grader.boundary.outcomes import Answer, Call, LawBroken, NotImplementedYet, Outcome, Raised, StudentError
from grader.boundary.values import Opaque, Pixels
from grader.boundary.wire import Malformed
from grader.curriculum import catalog
from grader.curriculum.library import library
from grader.report import EXERCISE_STATUSES
from grader.verdict.student import exact
from tests.support import ROOT, SOLUTIONS, GradeSource

MODEL = Model((8,), (Layer("Dense", {"units": 2, "activation": "relu"}, (np.ones((8, 2), np.float32),)),), None)
RAISED = Raised("E", ("E",), "t", (("a.py", 1, "f", "x"),))
CALLS = [Call("f", (1.0,)), Call("f", (2.0,))]
ANSWERS: list[list[Answer]] = [
    [Outcome(np.arange(6.0).reshape(2, 3), {0: np.zeros(2)}, ("RuntimeWarning: x",)), Outcome(([1, 2.5], "a", None))],
    [Outcome([MODEL, Opaque("dict")]), StudentError(RAISED, "hint")],
    [LawBroken("t"), NotImplementedYet("t")],
]
HONEST: list[tuple[dict[str, Any], Any]] = [
    *(({"id": 1, "kind": "answers"}, encode_answers(answers)) for answers in ANSWERS),
    ({"id": 1, "kind": "callback", "function": 0}, [[np.zeros(3)]]),
    ({"id": 1, **encode_epoch(1, 5, {"loss": 0.5})}, None),
]

scraps = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)
tags = st.sampled_from(["list", "tuple", "array", "model", "opaque", "table", "pixels", "function", "path"])
trees = st.tuples(tags, scraps, scraps).map(list) | st.tuples(tags, st.lists(scraps, max_size=3)).map(list) | scraps
arrays = st.tuples(
    st.just("array"),
    st.sampled_from(["<f8", "|u1", "|O", "<M8[s]", "", "<U4", ">f8"]),
    st.lists(st.integers(-2, 2**62) | st.booleans(), max_size=4),
).map(list)


@st.composite
def frames(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """Header and body: an honest frame with bytes or one of its branches changed, or one made of scraps."""
    message, values = draw(st.sampled_from(HONEST))
    frame = bytearray(b"".join(bytes(buffer) for buffer in wire.encode(message, values)))
    size = wire.PREFIX.size
    header_length = wire.PREFIX.unpack(frame[:size])[1]
    header, body = frame[size : size + header_length], frame[size + header_length :]
    match draw(st.integers(0, 3)):
        case 0:
            for place in draw(st.lists(st.integers(0, len(header) - 1), min_size=1, max_size=6)):
                header[place] = draw(st.integers(0, 255))
        case 1:
            body = bytearray(draw(st.binary(max_size=64)))
        case 2:
            header = bytearray(
                json.dumps({**message, "values": draw(trees | arrays | st.lists(arrays | trees))}).encode()
            )
        case 3:
            tree = json.loads(bytes(header))
            tree[draw(st.sampled_from(sorted(tree)))] = draw(scraps)
            header = bytearray(json.dumps(tree).encode())
    return bytes(header), bytes(body)


@pytest.mark.parametrize("examples", [200, pytest.param(5000, marks=pytest.mark.proof)])
def test_frames(examples: int) -> None:
    settings(max_examples=examples, deadline=None, database=None)(given(frame=frames())(understood))()


def understood(frame: tuple[bytes, bytes]) -> None:
    """A frame is understood or it is malformed; what is understood becomes an answer or a failure we know."""
    header, body = frame
    try:
        message, values = wire.decode(header, memoryview(body))
        with contextlib.suppress(Malformed):
            decode_epoch(message)
        answers = decode_answers(CALLS, values)
    except Malformed:
        return
    assert len(answers) == len(CALLS)
    for answer in answers:
        if isinstance(answer, Exception):
            assert isinstance(answer, LawBroken | NotImplementedYet | StudentError)
            continue
        for wanted in ((), (2, 3), {"a": (3,), "b": ()}, str, Model, object):
            with contextlib.suppress(LawBroken):
                exact(answer.value, wanted)


@settings(max_examples=300, deadline=None, database=None)
@given(prefix=st.binary(min_size=wire.PREFIX.size, max_size=wire.PREFIX.size))
def test_prefixes(prefix: bytes) -> None:
    try:
        header, body = wire.sizes(prefix)
    except Malformed:
        return
    assert header <= wire.MAX_HEADER
    assert body <= wire.MAX_BODY


def test_a_model_that_is_refused_costs_a_diagnosis_and_no_verdict() -> None:
    """What is known of a training asks a model for its predictions, also one that has none."""
    refused = Outcome(Model((28, 28), (), None, "La red no es una cadena de capas."))
    call = Call("train_mnist", (Pixels(np.zeros((9, 28, 28), np.uint8)), np.arange(9)))
    call.outcome = refused
    explained = {entry.id: entry.explains(call) for entry in library("training.train_mnist") if entry.is_symptom}
    assert explained["training.train_mnist.labels_shifted"] is False


@pytest.mark.proof
def test_hostile_workers() -> None:
    """Whatever they send to the checks costs them the exercise, and the kit nothing; `nox -s fuzz` sends more."""
    frames, models = 500, 150
    command = [sys.executable, "-m", "tools.prove.fuzz", str(frames), str(models)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    told = [
        int(count) for count in re.findall(r"^(\d+) (?:frames|models), .* not_graded: 0;", done.stdout, re.MULTILINE)
    ]
    assert told == [frames, models]


EXERCISES = [e.id for e in catalog.exercises() if catalog.unit(e.unit).preload == "numpy" and e.name != "train_network"]
SUBMISSIONS, BATCH = 500, 10


def spoiled(source: str, chance: random.Random) -> str:
    """A solution with lines lost, doubled, swapped or indented, or with characters and names changed."""
    lines = source.splitlines()
    for _ in range(chance.randint(1, 4)):
        place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[place]
        lines[place] = chance.choice([
            "", line + "\n" + line, lines[other], "    " + line, line[:-1], line.replace("(", "", 1),
            line.replace("=", "==", 1), line.replace("z", "self"), line.replace("np.", "", 1), "return None",
            line + " = ", "raise " + line.strip(), line.replace("0", "1e400"), line.replace("return", "yield"),
        ])  # fmt: skip
    return "\n".join(lines)


QUICK, *PROOF = range(SUBMISSIONS // BATCH)


@pytest.mark.parametrize("batch", [QUICK, *(pytest.param(batch, marks=pytest.mark.proof) for batch in PROOF)])
def test_submissions(batch: int, grade_source: GradeSource) -> None:
    """Whatever is left of a spoiled solution, it gets a verdict of the contract."""
    chance = random.Random(batch)
    for _ in range(BATCH):
        exercise = chance.choice(EXERCISES)
        source = (SOLUTIONS / f"{exercise.partition('.')[0]}.py").read_text(encoding="utf-8")
        result = grade_source(exercise, spoiled(source, chance))
        assert result.status in EXERCISE_STATUSES
        assert result.status != "not_graded"
        assert 0 <= result.score <= result.points
        assert all(check.message for check in result.checks)
