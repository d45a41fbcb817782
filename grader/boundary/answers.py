"""What the trusted side and a worker say to each other, encoded and decoded side by side.

A worker is first told its Assignment. It says ``ready`` once it has closed itself in, then of each statement of the
student's module that it runs it, and ``loaded`` once it has run all. From then on it gets requests, each of which
holds some calls, and gives the answers in their order. Before it answers it may tell epochs of a training, and call
functions that it was given back.

What is encoded here is for wire.encode, what is decoded comes from wire.decode. Calls are decoded by the worker, which
believes the trusted side; answers and epochs by the trusted side, which believes nothing of what a worker sends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np

from grader.boundary.outcomes import Answer, Call, LawBroken, NotImplementedYet, Outcome, Raised, StudentError
from grader.boundary.wire import Malformed, clean

LOGS = ("loss", "accuracy", "val_loss", "val_accuracy")
"""What is kept of Keras's measures of an epoch."""

ENOUGH = "enough"
"""Said to a stand-in whose function has been right so often that it may go by that alone."""

_NAME, _LINE, _SENTENCE, _PARAGRAPH = 80, 200, 300, 600
"""The most characters that the trusted side takes of a text, by what it is."""
_MOST_WARNINGS, _MOST_BASES, _MOST_FRAMES, _MOST_NAMES = 20, 20, 10, 20


@dataclass(frozen=True)
class Assignment:
    """What a worker is to load, and how it closes itself in (see sandbox.enter)."""

    modules: Mapping[str, bytes]
    """The submission's: no files, so there are none that another submission could reach."""
    scratch: str
    unit: str
    preload: str
    """"numpy" or "tensorflow": what it has imported."""
    layers: tuple[str, ...]
    """Those of the sandbox that have to close it in."""
    stand_ins: tuple[str, ...] = ()
    """The functions, ``unit.name``, that are told what they should give; each is called back by its place here."""
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The parameters of the functions that the unit asks for, by name."""


def encode_assignment(assignment: Assignment) -> tuple[dict[str, Any], list[Any]]:
    """The message that tells an assignment, and its values: the modules."""
    fields = {name: value for name, value in vars(assignment).items() if name != "modules"}
    return fields, [[name, np.frombuffer(source, np.uint8)] for name, source in assignment.modules.items()]


def decode_assignment(message: dict[str, Any], values: list[Any]) -> Assignment:
    """What encode_assignment was given."""
    fields = {name: message[name] for name in ("scratch", "unit", "preload")}
    fields |= {name: tuple(message[name]) for name in ("layers", "stand_ins")}
    modules = {name: source.tobytes() for name, source in values}
    wanted = {name: tuple(parameters) for name, parameters in message["wanted"].items()}
    return Assignment(modules=modules, wanted=wanted, **fields)


# -- calls -------------------------------------------------------------------------------------


def encode_calls(calls: Sequence[Call]) -> list[Any]:
    """A request's values: of each call what it takes to make it, and no more."""
    return [[call.function, call.arguments, list(call.options.items())] for call in calls]


def decode_calls(values: Any) -> list[Call]:
    """The calls of a request."""
    return [Call(function, arguments, dict(options)) for function, arguments, options in values]


# -- answers -----------------------------------------------------------------------------------


def encode_answers(answers: Iterable[Answer]) -> list[Any]:
    """An answer's values: what became of each call."""
    return [_encode_answer(answer) for answer in answers]


def decode_answers(calls: Sequence[Call], values: Any) -> list[Answer]:
    """The answers to some calls, in their order.

    Raises:
        Malformed: it is not one proper answer for each.
    """
    if not isinstance(values, list) or len(values) != len(calls):
        raise Malformed("not an answer for each call")
    return [_decode_answer(call, value) for call, value in zip(calls, values, strict=True)]


def _encode_answer(answer: Answer) -> list[Any]:
    match answer:
        case Outcome(value, changed, warnings):
            return ["outcome", value, list(changed.items()), warnings]
        case LawBroken():
            return ["law broken", str(answer)]
        case NotImplementedYet():
            return ["not implemented yet", str(answer)]
        case StudentError(raised=raised, hint=hint, at_load=at_load):
            return ["raised", _encode_raised(raised), hint, at_load]


def _decode_answer(call: Call, values: Any) -> Answer:
    match values:
        case [str() as kind, *rest]:  # a text before it is compared: an array would be compared element by element
            pass
        case _:
            raise Malformed("no answer")
    match kind, rest:
        case "outcome", [value, [*changes], [*warnings]]:
            noticed = tuple(_text(warning, _SENTENCE) for warning in warnings[:_MOST_WARNINGS])
            return Outcome(value, _decode_changes(call, changes), noticed)
        case "law broken", [text]:
            return LawBroken(_text(text, _SENTENCE))
        case "not implemented yet", [text]:
            return NotImplementedYet(_text(text, _SENTENCE))
        case "raised", [raised, hint, bool() as at_load]:
            return StudentError(_decode_raised(raised), _text(hint, _PARAGRAPH), at_load)
    raise Malformed("an unknown answer")


def _decode_changes(call: Call, changes: list[Any]) -> dict[int, Any]:
    changed = {}
    for change in changes:
        match change:
            case [position, after] if type(position) is int and 0 <= position < len(call.arguments):
                changed[position] = after
            case _:
                raise Malformed("no change of an argument")
    return changed


def _encode_raised(raised: Raised) -> list[Any]:
    found = [raised.meant, raised.code, raised.kinds, raised.parameters]
    return [raised.type_name, raised.bases, raised.text, raised.trace, raised.name, *found]


def _decode_raised(values: Any) -> Raised:
    match values:
        case [type_name, [*bases], text, [*trace], name, meant, code, [*kinds], [*parameters]]:
            return Raised(
                _text(type_name, _NAME),
                tuple(_text(base, _NAME) for base in bases[:_MOST_BASES]),
                _text(text, _PARAGRAPH),
                tuple(_decode_frame(frame) for frame in trace[:_MOST_FRAMES]),
                None if name is None else _text(name, _NAME),
                _text(meant, _NAME),
                _text(code, _PARAGRAPH),
                tuple(_decode_kind(kind) for kind in kinds[:_MOST_NAMES]),
                tuple(_text(parameter, _NAME) for parameter in parameters[:_MOST_NAMES]),
            )
    raise Malformed("no exception")


def _decode_frame(values: Any) -> tuple[str, int, str, str]:
    match values:
        case [file, int() as line, function, source]:
            return _text(file, _NAME), line, _text(function, _NAME), _text(source, _LINE)
    raise Malformed("no frame of a traceback")


def _decode_kind(values: Any) -> tuple[str, str]:
    match values:
        case [name, kind]:
            return _text(name, _NAME), _text(kind, _NAME)
    raise Malformed("no kind of a name")


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise Malformed("no text")
    return clean(value, longest)


# -- statements that are run -------------------------------------------------------------------


def encode_place(file: str, line: int) -> dict[str, Any]:
    """The message of a statement that is run next."""
    return {"kind": "loading", "file": file, "line": line}


def decode_place(message: dict[str, Any], modules: Mapping[str, bytes]) -> tuple[str, int]:
    """What encode_place was given.

    Raises:
        Malformed: it is no statement of one of these modules.
    """
    match message:
        case {"kind": "loading", "file": str() as file, "line": int() as line} if file in modules and line > 0:
            return file, line
    raise Malformed("no statement")


# -- epochs ------------------------------------------------------------------------------------


def encode_epoch(epoch: int, epochs: int, logs: dict[str, float]) -> dict[str, Any]:
    """The message of an epoch that has ended, of so many, and what Keras measured in it."""
    return {"kind": "epoch", "epoch": epoch, "epochs": epochs, "logs": logs}


def decode_epoch(message: dict[str, Any]) -> tuple[int, int, dict[str, float]]:
    """What encode_epoch was given, of the measures those in LOGS.

    Raises:
        Malformed: it is no epoch.
    """
    match message:
        case {"epoch": int() as epoch, "epochs": int() as epochs, "logs": dict() as logs}:
            known = {name: logs[name] for name in LOGS if type(logs.get(name)) is float and isfinite(logs[name])}
            return epoch, epochs, known
    raise Malformed("no epoch")
