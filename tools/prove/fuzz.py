"""Have hostile workers send spoiled frames and descriptions of models to the checks, and count what becomes of them.

``python -m tools.prove.fuzz [FRAMES [MODELS [SEED]]]`` (5000 and 1000, and seed 14, unless told): each is sent in the
place of what the solution of an exercise would answer, to the very checks that grade it. All that comes of a
worker is the submission's: an exercise that is not graded, or that takes long, is a fault of the kit's, and each is
printed with what draws it again. Exit status 1 if there is one.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from grader import submission
from grader.boundary.answers import decode_assignment, encode_answers
from grader.boundary.channel import Channel
from grader.boundary.keras_models import ACTIVATIONS, LAYERS, Layer, Misfit, Model, shapes
from grader.boundary.outcomes import Answer, Call, Outcome
from grader.boundary.wire import MAGIC, PREFIX, ClosedByPeer, encode
from grader.curriculum import catalog
from grader.report import EXERCISE_STATUSES
from grader.untrusted.module_host import ModuleHost
from grader.untrusted.worker import _Server
from grader.verdict.checker import Checker, session
from grader.verdict.events import CheckerEvent, Graded, GraderFailed, Job, OnEpoch, event_from_json, event_to_json
from grader.verdict.stand_ins import StandIns
from grader.verdict.student import Host
from grader.verdict.worker_host import Limits, WorkerHost
from tools import ROOT

FRAMES, MODELS, SEED = 5000, 1000, 14
LIMITS = Limits(call=4, exercise=12)
TOO_LONG = 60.0
"""Seconds for one exercise, of which a worker has a fifth."""

SOLUTIONS = submission.modules(ROOT / "solutions")
NUMPY = [e.id for e in catalog.exercises() if catalog.unit(e.unit).preload == "numpy" and e.name != "train_network"]
_OFTEN = {
    "keras_models.build_pima_model": 9, "keras_models.build_mnist_model": 9, "keras_models.compile_pima_model": 9,
    "keras_models.compile_mnist_model": 9, "convolution.build_cnn_model": 9, "training.train_pima": 3,
    "training.fit_with_early_stopping": 3, "training.save_model": 3, "training.train_mnist": 1,
}  # fmt: skip
"""How often each is asked for: a training is judged on thousands of examples."""
KERAS = [each.id for each in catalog.exercises() if each.id in _OFTEN]

_FITTING = 0.7
"""The part of the models of which each layer has what its kind has: those that are more than looked at."""

Frame = list[bytes]
"""What is sent for one answer, piece by piece; an empty piece ends the worker."""


# -- what is sent ------------------------------------------------------------------------------

_TEXTS = ("", "x", "ñ" * 300, "\x1b[2J", "\u202e", "\ud800", "array", "relu", "</script>", "nan")
_NUMBERS = (-1, 0, 1, 2, 2**31, 2**53, 2**63, -(2**70), 10**400, 0.5, -0.0, 1e308, float("nan"), float("inf"))


def scrap(chance: random.Random, depth: int = 0) -> Any:
    """A piece of JSON: often one that has the look of a value of the boundary."""
    match chance.randrange(9 if depth < 3 else 4):
        case 0:
            return chance.choice([None, True, False])
        case 1:
            return chance.choice(_NUMBERS)
        case 2:
            return chance.choice(_TEXTS)
        case 3:
            lengths = [chance.choice((0, 1, 2, 3, -1, 2**20, 2**40, True)) for _ in range(chance.randrange(4))]
            return ["array", chance.choice(("<f8", "<f4", "|u1", "|b1", "|O", "<M8[s]", ">f8", "")), lengths]
        case 4:
            return [chance.choice(("list", "tuple")), [scrap(chance, depth + 1) for _ in range(chance.randrange(4))]]
        case 5:
            kind = chance.choice(("model", "opaque", "path", "function", "table", "pixels", "outcome", "raised"))
            return [kind, *(scrap(chance, depth + 1) for _ in range(chance.randrange(3)))]
        case 6:
            return [scrap(chance, depth + 1) for _ in range(chance.randrange(4))]
        case 7:
            return {chance.choice(_TEXTS): scrap(chance, depth + 1) for _ in range(chance.randrange(3))}
    nested: Any = 1.0
    for _ in range(chance.choice((5, 22, 100, 900))):
        nested = ["list", [nested]]
    return nested


def _branches(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Each place in a tree of JSON, as what holds it and where there."""
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        for place in holder if isinstance(holder, dict) else range(len(holder)):
            yield holder, place
            if isinstance(holder[place], dict | list):
                waiting.append(holder[place])


def spoil_tree(chance: random.Random, tree: Any) -> None:
    """Change one branch or several."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        holder, place = chance.choice(list(_branches(tree)))
        match chance.randrange(5):
            case 0 if isinstance(holder, list):
                holder.insert(place, holder[place])
            case 1 if len(holder) > 1:
                del holder[place]
            case 2 if isinstance(holder, list):
                other = chance.randrange(len(holder))
                holder[place], holder[other] = holder[other], holder[place]
            case 3 if isinstance(holder[place], str | int | float):
                holder[place] = chance.choice(_TEXTS if isinstance(holder[place], str) else _NUMBERS)
            case _:
                holder[place] = scrap(chance)


def spoil_numbers(chance: random.Random, body: bytes) -> bytes:
    """Other numbers in the place of some."""
    kind = np.dtype(chance.choice(("<f8", "<f4")))
    numbers = np.frombuffer(body[: len(body) // kind.itemsize * kind.itemsize], kind).copy()
    if numbers.size:
        places = [chance.randrange(numbers.size) for _ in range(chance.choice((1, 3, numbers.size)))]
        with np.errstate(all="ignore"):
            numbers[places] = chance.choice((np.nan, np.inf, -np.inf, 0.0, 1e300, 1e30, -1.0, 1e-320))
    return numbers.tobytes() + body[numbers.nbytes :]


def spoil(chance: random.Random, frame: bytes) -> Frame:
    """A frame with its tree, its bytes or its prefix changed, or with others beside it or in its place."""
    cut = PREFIX.size + PREFIX.unpack(frame[: PREFIX.size])[1]
    header, body = frame[PREFIX.size : cut], frame[cut:]
    match chance.randrange(12):
        case 0 | 1 | 2 | 3:
            spoil_tree(chance, tree := json.loads(header))
            return [_framed(json.dumps(tree).encode(), body)]
        case 4 | 5:
            return [_framed(header, spoil_numbers(chance, body))]
        case 6:
            changed = bytearray(header)
            for _ in range(chance.randint(1, 6)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            return [_framed(bytes(changed), body)]
        case 7:
            return [_framed(header, body[: chance.randrange(len(body) + 1)] + bytes(chance.choice((0, 1, 8))))]
        case 8:
            prefix = bytearray(frame[: PREFIX.size])
            prefix[chance.randrange(len(prefix))] = chance.randrange(256)
            return [bytes(prefix), header, body, b""]
        case 9:
            return [frame[: chance.randrange(len(frame))], b""]
        case 10:
            message = {"id": json.loads(header)["id"], "kind": chance.choice(("epoch", "callback", "answers", "ready"))}
            more = {"epoch": scrap(chance), "epochs": scrap(chance), "logs": scrap(chance), "function": scrap(chance)}
            told = {**message, **more, "values": scrap(chance)}
            return [_framed(json.dumps(told).encode(), b"")] * chance.choice((1, 1, 40)) + [frame]
    return [frame, frame]


def _framed(header: bytes, body: bytes) -> bytes:
    return PREFIX.pack(MAGIC, len(header), len(body)) + header + body


# -- models ------------------------------------------------------------------------------------


def honest_model(exercise: str, chance: random.Random) -> Model:
    """The description of a network as an exercise asks for it."""
    rng = np.random.default_rng(chance.randrange(2**32))
    if exercise.endswith("cnn_model"):
        window = {"strides": [1, 1], "padding": "valid", "data_format": "channels_last"}
        convolution = {"kernel_size": [3, 3], "dilation_rate": [1, 1], "groups": 1, "activation": "relu", **window}
        pool = Layer("MaxPooling2D", {"pool_size": [2, 2], **window, "strides": [2, 2]})
        first, second = ({"filters": count, **convolution} for count in (8, 16))
        layers = (
            Layer("Conv2D", first, _weights(rng, (3, 3, 1, 8), (8,))), pool,
            Layer("Conv2D", second, _weights(rng, (3, 3, 8, 16), (16,))), pool, Layer("Flatten"),
            Layer("Dense", {"units": 10, "activation": "linear"}, _weights(rng, (400, 10), (10,))),
        )  # fmt: skip
        return Model((28, 28, 1), layers, _compiled(chance))
    images = "mnist" in exercise
    sizes, names = ((784, 128, 10), ("relu", "linear")) if images else ((8, 12, 8, 1), ("relu", "relu", "sigmoid"))
    dense = [
        Layer("Dense", {"units": units, "activation": name}, _weights(rng, (inputs, units), (units,)))
        for inputs, units, name in zip(sizes, sizes[1:], names, strict=False)
    ]
    flat = (Layer("Flatten"),) if images else ()
    return Model((28, 28) if images else (8,), (*flat, *dense), _compiled(chance))


def _weights(rng: np.random.Generator, *wanted: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    return tuple(rng.normal(0, 0.2, shape).astype(np.float32) for shape in wanted)


def _compiled(chance: random.Random) -> dict[str, Any]:
    loss = chance.choice(("binary_crossentropy", "sparse_categorical_crossentropy", "mse", "f"))
    return {
        "optimizer": "Adam", "optimizer_settings": {"learning_rate": 0.001}, "loss": loss, "loss_value": 0.7,
        "loss_draw": chance.randrange(2**32), "cut": chance.choice((0.5, 0.0, None)), "metrics": ["accuracy"],
    }  # fmt: skip


_SETTINGS: dict[str, tuple[Any, ...]] = {
    "rate": (0.5, -1e38), "stddev": (0.1,), "units": (1, 3, 2**24), "activation": (*ACTIVATIONS, "x", "relu6"),
    "filters": (1, 4, 2**24), "kernel_size": ([1, 1], [3], [100, 1], [2, 2]), "strides": ([1, 1], [2], [100, 100]),
    "dilation_rate": ([1, 1], [1], [100, 100]), "groups": (1, 2), "padding": ("valid", "same", "x"),
    "data_format": ("channels_last", "channels_first"), "pool_size": ([2, 2], [3], [100, 100]),
    "keepdims": (True, False), "target_shape": ([-1], [28, 28, 1], [1, 1, 1, 1, 1, 1, 1, -1], [2**24], [7]),
    "max_value": (None, 6.0, -1e38), "negative_slope": (None, 0.1, -1e38), "threshold": (None, 1e38, -1.0),
    "scale": (1.0, 1e38, 0, True, False), "offset": (0.0, -1e38), "axis": (-1, 1, 2, -16, 15),
    "center": (True, False), "epsilon": (0.001, 0, -1.0, 1e38),
}  # fmt: skip
"""Values of each setting of a layer, in or out of its bounds."""


def strange_layer(chance: random.Random, before: tuple[Layer, ...], shape: Any) -> Layer:
    """A layer of any kind whose settings are its own and whose weights may fit: such as the wire lets through."""
    kind = chance.choice(list(LAYERS))
    rule, bare = LAYERS[kind], Layer(kind)
    for _ in range(20):
        bare = Layer(kind, {name: chance.choice(_SETTINGS[name]) for name in rule.settings})
        with contextlib.suppress(Misfit, KeyError):
            coming = shapes((*before, bare), shape)[-2] if before else shape
            wanted = next(filter(_is_small, rule.weights(bare.settings, coming)), ())
            value = chance.choice((0.0, 1.0, -1.0, 1e38, float("nan")))
            made = [np.full([length or 1 for length in each or ()], value, np.float32) for each in wanted]
            return Layer(kind, bare.settings, tuple(made))
    return bare


def _is_small(choice: tuple[Any, ...]) -> bool:
    return all(np.prod([length or 1 for length in each or ()], dtype=float) < 1e6 for each in choice)


def spoil_model(chance: random.Random, model: Model) -> Model:
    """A model with other layers, settings, weights, shapes or compile settings."""
    layers, shape, compiled = list(model.layers), model.input_shape, dict(model.compiled or {})
    for _ in range(chance.choice((1, 1, 2, 3))):
        place = chance.randrange(len(layers)) if layers else 0
        match chance.randrange(9):
            case 0 | 1 | 2:
                layers.insert(place, strange_layer(chance, tuple(layers[:place]), shape))
            case 3 if layers:
                layer = layers[place]
                name = chance.choice([*layer.settings, "x"])
                value = chance.choice(_SETTINGS.get(name, (0,))) if chance.random() < 0.7 else scrap(chance, 3)
                layers[place] = Layer(layer.kind, {**layer.settings, name: value}, layer.weights)
            case 4 if layers:
                layer = layers[place]
                layers[place] = Layer(layer.kind, layer.settings, tuple(_spoil_array(chance, w) for w in layer.weights))
            case 5 if layers:
                del layers[place]
            case 6 if layers:
                layers.insert(place, chance.choice(layers))
            case 7:
                shape = chance.choice((None, (), (8,), (None, None), (28, 28), (2**24,), (0,), (1,) * 8, (3,) * 9))
            case _ if compiled:
                compiled[chance.choice(list(compiled))] = scrap(chance, 2)
    obstacle = chance.choice((*[""] * 9, "La red no es una cadena de capas."))
    return Model(shape, tuple(layers), chance.choice((compiled, compiled, None)), obstacle, chance.choice((0, 0, 0, 5)))


def _spoil_array(chance: random.Random, weight: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        match chance.randrange(6):
            case 0:
                return np.full_like(weight, chance.choice((np.nan, np.inf, 0, 1e38, -1e38)))
            case 1:
                return weight.astype(chance.choice((np.float64, np.float16, np.int8, np.bool_)))
            case 2:
                return weight.T
            case 3:
                return weight[:0]
            case 4:
                return weight[..., None]
    return weight * np.float32(chance.choice((1e38, 1e-38, -1)))


# -- hostile workers ---------------------------------------------------------------------------


class _Spoiling(Channel):
    """A worker's channel on which the frame at a place is spoiled, counted from the module's loading."""

    def __init__(self, descriptor: int, attempt: Attempt):
        super().__init__(descriptor, descriptor)
        self._attempt = attempt

    def send(self, buffers: list[Any], deadline: float = float("inf")) -> None:
        for piece in self._attempt.sent(b"".join(map(bytes, buffers))):
            if not piece:
                raise ClosedByPeer
            super().send([piece], deadline)


class _Process:
    """A hostile worker, in a thread."""

    pid = -1
    seconds = 0.0
    memory = None

    def __init__(self, attempt: Attempt):
        ours, theirs = socket.socketpair()
        self.output, printed = os.pipe()
        os.close(printed)
        descriptor = ours.detach()
        self.channel = Channel(descriptor, descriptor)
        threading.Thread(target=self._serve, args=(theirs.detach(), attempt), daemon=True).start()

    @staticmethod
    def _serve(descriptor: int, attempt: Attempt) -> None:
        channel = _Spoiling(descriptor, attempt)
        with contextlib.suppress(Exception):  # it ends as a process would
            attempt.serve(_Server(channel))
        channel.close()

    def end(self) -> str:
        return ""

    def drop(self) -> None:
        """It ends with its channel."""

    def kill(self) -> None:
        """The same."""


@dataclass
class Attempt:
    """One exercise that a hostile worker answers: what it draws follows from its number."""

    exercise: str
    number: int
    chance: random.Random
    models: bool
    spoiled: bool = False
    loaded: bool = False
    place: int = field(init=False)
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.place = self.chance.choice((0, 0, 0, 1, 2, 3))

    def layers(self, preload: str) -> tuple[str, ...]:
        return ()

    def start(self, preload: str) -> _Process:
        self.loaded = False
        return _Process(self)

    def serve(self, server: Any) -> None:
        assignment = decode_assignment(*server._receive())
        server._send({"kind": "ready", "problem": ""})
        server._send({"kind": "loaded"})
        self.loaded = True
        host = None if self.models else ModuleHost(assignment.modules, assignment.unit)
        while True:
            if host:
                server._answer(host)
                continue
            message, calls = server._receive()
            server.request = message["id"]
            server._send({"kind": "answers"}, encode_answers([self._answer(Call(*call[:2])) for call in calls]))

    def sent(self, frame: bytes) -> Frame:
        if not self.loaded:
            return [frame]
        self.place -= 1
        if self.place >= 0 or self.chance.random() < (0.8 if self.models else 0.3):
            return [frame]
        self.spoiled = True
        return spoil(self.chance, frame)

    def _answer(self, call: Call) -> Answer:
        if call.function == "save_model":
            name = "keras_8-12-8-1_42.keras"
            Path(call.arguments[1], name).write_bytes(b"x")
            return Outcome(str(Path(call.arguments[1], name)))
        honest = honest_model(self.exercise, self.chance)
        fits = self.chance.random() < _FITTING
        for _ in range(50):
            model = spoil_model(self.chance, honest)
            with contextlib.suppress(TypeError, ValueError):
                encode({}, model)
                if fits:
                    shapes(model.layers, model.input_shape, unknown=bool(model.obstacle))
                self.spoiled = True
                return Outcome(model)
        return Outcome(honest)


# -- gradings ----------------------------------------------------------------------------------


@dataclass
class Tally:
    """What became of the attempts of one kind."""

    what: str
    wanted: int
    seed: int
    statuses: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0

    @property
    def done(self) -> int:
        return self.statuses.total()

    def add(self, attempt: Attempt, event: CheckerEvent) -> None:
        took = time.monotonic() - attempt.began
        where = f"{self.what} {attempt.number} of seed {self.seed}, {attempt.exercise}"
        match event:
            case Graded(result):
                if event_from_json(event_to_json(event)) != event or not 0 <= result.score <= result.points:
                    self.faults.append(f"{where}: not a result: {result}")
                if not attempt.spoiled:
                    return
                self.statuses[result.status] += 1
            case GraderFailed(_, reason):
                self.statuses["not_graded"] += 1
                self.faults.append(f"{where}: {reason}")
        self.slowest = max(self.slowest, took)
        if took > TOO_LONG:
            self.faults.append(f"{where}: took {took:.0f} s")

    def __str__(self) -> str:
        found = ", ".join(f"{count} {status}" for status, count in self.statuses.most_common())
        left = self.statuses["not_graded"]
        return f"{self.done} {self.what}, seed {self.seed}: {found}; not_graded: {left}; slowest: {self.slowest:.1f} s"


def run(tally: Tally, exercises: list[str], models: bool) -> None:
    """Grade hostile answers to the exercises until so many have been sent as are wanted."""
    attempts: list[Attempt] = []

    def jobs() -> Iterator[Job]:
        number = 0
        while tally.done < tally.wanted:
            chance = random.Random(f"{tally.seed} {tally.what} {number}")
            (exercise,) = chance.choices(exercises, [_OFTEN.get(each, 1) for each in exercises])
            attempts[:] = [Attempt(exercise, number, chance, models)]
            yield Job(exercise, SOLUTIONS, tally.seed, pictures=chance.random() < 0.1)
            number += 1

    def tell(event: CheckerEvent) -> None:
        if isinstance(event, Graded | GraderFailed):
            tally.add(attempts[0], event)
            if tally.done % 250 == 0:
                print(f"  {tally}", file=sys.stderr, flush=True)

    def open_host(job: Job, exercise: catalog.Exercise, on_epoch: OnEpoch, stand_ins: StandIns) -> Host:
        launchers: Any = attempts[0]
        return WorkerHost(job.modules, exercise.unit, LIMITS, launchers, "numpy", on_epoch, stand_ins=stand_ins)

    units = dict.fromkeys(each.partition(".")[0] for each in exercises)
    session([f"{unit}/checks.py" for unit in units], Checker(jobs(), tell, open_host))
    if tally.done < tally.wanted:
        tally.faults.append(f"{tally.what}: the checker ended after {tally.done}")


def main() -> int:
    given = [int(each) for each in sys.argv[1:]]
    frames, models, seed = (*given, *(FRAMES, MODELS, SEED)[len(given) :])
    assert "not_graded" in EXERCISE_STATUSES
    tallies = [Tally("frames", frames, seed), Tally("models", models, seed)]
    run(tallies[0], NUMPY, models=False)
    run(tallies[1], KERAS, models=True)
    for tally in tallies:
        print(tally, *tally.faults, sep="\n    ")
    return 1 if any(tally.faults for tally in tallies) else 0


if __name__ == "__main__":
    sys.exit(main())
