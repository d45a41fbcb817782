"""What passes between a command and its checkers comes back as it was, and nothing else is taken for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.report import Check, ExerciseResult
from grader.verdict.events import (
    CheckerEvent,
    EpochEnded,
    Graded,
    GraderFailed,
    Job,
    event_from_json,
    event_to_json,
)

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
def test_a_job_comes_back(untouched: str, tmp_path: Path) -> None:
    job = Job("tensors.rank", tmp_path / "a\udcff\n", pictures=True, untouched=untouched)
    assert Job.from_json(job.to_json()) == job
    assert "\n" not in job.to_json()


@pytest.mark.parametrize("line", ["[]", "{}", '{"exercise": "a.b", "folder": "", "pictures": 0, "untouched": ""}'])
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
