"""What a command and its checkers tell each other: a job goes one way, events come back, each a line of JSON.

Whoever has something graded hears the same events, as a listener of ``grading.Grading``.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from grader.report import ExerciseResult, result_of
from grader.submission import Modules

OnEpoch = Callable[[int, int, dict[str, float]], None]
"""Called while a network trains: with the epoch that has ended, how many there will be, and what Keras measured."""


@dataclass(frozen=True)
class Job:
    """An exercise of a submission, for a checker to grade."""

    exercise: str
    modules: Modules
    seed: int
    """What all that is drawn for this submission follows from."""
    pictures: bool = False
    """Whether the result brings figures too."""
    untouched: str = ""
    """What to say of a function that is known to be not begun, for which nothing is run; "" for any other."""
    needed: tuple[str, ...] = ()
    """The layers of the sandbox (sandbox.LAYERS) without which nothing is run."""
    trial: str | None = None
    """The lines of an example, to be tried after the checks together with the call that failed; None to try nothing."""

    def to_json(self) -> str:
        modules = {name: base64.b64encode(source).decode() for name, source in self.modules.items()}
        return json.dumps({**asdict(self), "modules": modules})

    @classmethod
    def from_json(cls, line: str) -> Job:
        """The job that ``to_json`` wrote.

        Raises:
            ValueError, TypeError: the line is no job.
        """
        fields = json.loads(line)
        match fields:
            case {
                "exercise": str(), "modules": dict() as modules, "seed": int(), "pictures": bool(), "untouched": str(),
                "needed": list() as needed, "trial": str() | None,
            }:  # fmt: skip
                sources = {name: base64.b64decode(text) for name, text in modules.items()}
                return cls(**{**fields, "modules": sources, "needed": tuple(needed)})
        raise ValueError("no job")


@dataclass(frozen=True)
class Started:
    """An exercise has been given to a checker. The command tells that itself: no checker sends this event."""

    exercise: str


@dataclass(frozen=True)
class EpochEnded:
    """A network that the student's code trains has ended an epoch, of so many that there will be."""

    exercise: str
    epoch: int
    epochs: int


@dataclass(frozen=True)
class Trial:
    """Some lines that were run with the student's module, and what became of them, in the student's words."""

    lines: str
    printed: str
    told: str
    law: str = ""
    """What the call was made for that they are, "" where they are the example."""


@dataclass(frozen=True)
class Graded:
    """An exercise has its verdict."""

    result: ExerciseResult
    sandbox: tuple[str, ...] | None
    """The layers (sandbox.LAYERS) that closed the worker in; None if no worker has said so."""
    trials: tuple[Trial, ...] = ()


@dataclass(frozen=True)
class GraderFailed:
    """An exercise has no verdict, and not by the student's fault: the checks failed, or the process that runs them."""

    exercise: str
    reason: str


CheckerEvent = EpochEnded | Graded | GraderFailed
Event = Started | CheckerEvent

Listener = Callable[[Event], None]
"""Told of each event as it happens."""

_NAMES = {EpochEnded: "epoch_ended", Graded: "graded", GraderFailed: "grader_failed"}


def event_to_json(event: CheckerEvent) -> str:
    """An event as a checker writes it, in one line."""
    return json.dumps({"event": _NAMES[type(event)], **asdict(event)})


def event_from_json(line: str) -> CheckerEvent:
    """The event that ``event_to_json`` wrote.

    Raises:
        ValueError: the line is no event.
    """
    try:
        fields = json.loads(line)
        return _event(fields.pop("event"), fields)
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("no event") from error


def _event(name: object, fields: dict[str, Any]) -> CheckerEvent:
    match name, fields:
        case "epoch_ended", {"exercise": str(), "epoch": int(), "epochs": int()}:
            return EpochEnded(**fields)
        case "graded", {"result": dict() as result, "sandbox": None, "trials": list() as trials}:
            return Graded(**{**fields, "result": result_of(result), "trials": _trials(trials)})
        case "graded", {"result": dict() as result, "sandbox": list() as layers, "trials": list() as trials} if all(
            map(_is_text, layers)
        ):
            told = {"result": result_of(result), "sandbox": tuple(layers), "trials": _trials(trials)}
            return Graded(**{**fields, **told})
        case "grader_failed", {"exercise": str(), "reason": str()}:
            return GraderFailed(**fields)
    raise ValueError("no event")


def _trials(trees: list[Any]) -> tuple[Trial, ...]:
    if not all(_is_text(text) for tree in trees for text in tree.values()):
        raise ValueError("no trial")
    return tuple(Trial(**tree) for tree in trees)


def _is_text(value: object) -> bool:
    return isinstance(value, str)
