"""What passes between a command and its checkers comes back as it was, and nothing else is taken for it."""

from __future__ import annotations

import json

import pytest

from grader import submission
from grader.curriculum import catalog
from grader.report import Check, ExerciseResult
from grader.verdict.events import (
    CheckerEvent,
    EpochEnded,
    Event,
    Graded,
    GraderFailed,
    Job,
    Started,
    event_from_json,
    event_to_json,
)
from grader.verdict.grading import Grading
from tests.support import SOLUTIONS

RESULT = ExerciseResult(
    "neuron.perceptron", "neuron", "Una neurona", 2.0, 0.0, "failed", 0.25,
    (Check("at_zero", "core", "failed", 2.0, "En 0 dispara.\n«ñ»"), Check("untouched", "extra", "passed", 1.0, "")),
    {"id": "neuron.perceptron.strict", "message": "Usas >"}, "impreso\u2028\x1b[0m\udcff",
    ({"kind": "matrix", "labels": ["a"], "counts": [[1]], "title": "", "text": ""},),
)  # fmt: skip

EVENTS: dict[str, CheckerEvent] = {
    "epoch": EpochEnded("training.train_pima", 3, 150),
    "verdict": Graded(RESULT, ("landlock", "seccomp")),
    "verdict without a worker": Graded(RESULT, None),
    "failure": GraderFailed("neuron.perceptron", "RuntimeError: «no»\n"),
}


@pytest.mark.parametrize("untouched", ["", "Falta la función `rank`."])
def test_a_job_comes_back(untouched: str) -> None:
    job = Job("tensors.rank", {"a.py": b"\xff\n\0"}, 2**31, pictures=True, untouched=untouched)
    assert Job.from_json(job.to_json()) == job
    assert "\n" not in job.to_json()


@pytest.mark.parametrize(
    "line", ["[]", "{}", '{"exercise": "a.b", "modules": {}, "seed": 1, "pictures": 0, "untouched": "", "needed": []}']
)
def test_what_is_no_job_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no job"):
        Job.from_json(line)


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_an_event_comes_back(event: CheckerEvent) -> None:
    line = event_to_json(event)
    assert "\n" not in line
    back = event_from_json(line)
    assert back == event
    if isinstance(event, Graded) and isinstance(back, Graded):
        assert (back.result.output, back.result.figures) == (event.result.output, event.result.figures)


STRANGE = {
    "text": "Bus error",
    "nothing": "",
    "a number": "7",
    "a list": '["graded"]',
    "no name": "{}",
    "unknown": '{"event": "started", "exercise": "tensors.rank"}',
    "a name that is none": '{"event": ["graded"]}',
    "too little": '{"event": "epoch_ended", "exercise": "a.b", "epoch": 1}',
    "too much": '{"event": "grader_failed", "exercise": "a.b", "reason": "", "score": 1}',
    "another kind": '{"event": "epoch_ended", "exercise": "a.b", "epoch": "1", "epochs": 2}',
    "no result": '{"event": "graded", "result": {"id": "tensors.rank"}, "sandbox": null}',
    "a result with more": json.dumps(json.loads(event_to_json(EVENTS["verdict"])) | {"seed": 1}),
    "layers of another kind": event_to_json(EVENTS["verdict"]).replace('"seccomp"', "1"),
    "without end": "[" * 100_000,
}


@pytest.mark.parametrize("line", STRANGE.values(), ids=STRANGE)
def test_what_is_no_event_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"no event|no result|Expecting value"):
        event_from_json(line)


# -- a checker that is none --------------------------------------------------------------------


def says(line: bytes) -> str:
    """A program that answers its first job with a line, and does not end by itself."""
    return (
        "import sys, time\n"
        "job = sys.stdin.readline()\n"
        f"sys.stdout.buffer.write({line!r})\n"
        "sys.stdout.flush()\n"
        "time.sleep(600)\n"
    )


BROKEN = {
    "no event": (says(b"Segmentation fault\n"), "algo que no se entiende"),
    "no text": (says(b"\xff\xfe\n"), "algo que no se entiende"),
    "half an event": (says(event_to_json(EVENTS["verdict"]).encode()[:40] + b"\n"), "algo que no se entiende"),
    "its own failure": (says(event_to_json(EVENTS["failure"]).encode() + b"\n"), "RuntimeError: «no»"),
    "an end": ("import sys\nsys.stdin.readline()\nsys.exit('no me encuentro bien')", "no me encuentro bien"),
}


@pytest.mark.parametrize(("program", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_checker_is_one_failure(program: str, reason: str) -> None:
    told: list[Event] = []
    with Grading(units={"tensors"}, jobs=1, checker=("-c", program)) as grading:
        report = grading.grade(submission.modules(SOLUTIONS), catalog.select(["tensors.rank"]), 1, told.append)
    match told:
        case [Started("tensors.rank"), GraderFailed("tensors.rank", said)]:
            assert reason in said
        case _:
            pytest.fail(str(told))
    assert [each.status for each in report.exercises] == ["not_graded"]
