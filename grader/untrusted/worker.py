"""The untrusted side: loads a student's unit, answers calls with values, decides nothing.

Started by verdict/launcher.py (forked, NumPy or TensorFlow already imported) or as
``-m grader.untrusted.worker`` by boundary/interpreter.py.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from grader.boundary import sandbox
from grader.boundary.answers import decode_assignment, decode_calls, encode_answers, encode_epoch, encode_place
from grader.boundary.channel import Channel
from grader.boundary.interpreter import has_imported
from grader.boundary.outcomes import Answer, Call, LawBroken, NotImplementedYet, StudentError
from grader.boundary.source import PACKAGE
from grader.boundary.values import plain
from grader.boundary.wire import ClosedByPeer, Reference, encode
from grader.untrusted.module_host import ModuleHost

_NO_LIMIT = 2**62


class _Server:
    def __init__(self, channel: Channel):
        self.channel = channel
        self.request = 0
        self.loaded = False
        self._thread = threading.get_ident()

    def serve(self) -> None:
        mine = decode_assignment(*self._receive())
        if mine.preload == "tensorflow":
            self._watch_training()
        has_imported()
        try:
            sandbox.enter(Path(mine.scratch), mine.preload, mine.layers)
        except sandbox.NotClosed as problem:
            self._send({"kind": "ready", "problem": str(problem)})
            return
        self._send({"kind": "ready", "problem": ""})
        _be_a_program_of_its_own(mine.unit)
        stand_ins = {name: self._about(number) for number, name in enumerate(mine.stand_ins)}
        host = ModuleHost(mine.modules, mine.unit, begins=self._tell_statement, stand_ins=stand_ins, wanted=mine.wanted)
        self.loaded = True
        self._send({"kind": "loaded"})
        while True:
            self._answer(host)

    def _tell_statement(self, file: str, line: int) -> None:
        """Say what is run next. Once loaded, or in a thread of the student's, a module may be imported still."""
        if not self.loaded and threading.get_ident() == self._thread:
            self._send(encode_place(file, line))

    def _answer(self, host: ModuleHost) -> None:
        """Answer some calls, in their order."""
        message, values = self._receive()
        self.request = message["id"]
        answers = (_answer(host, call) for call in decode_calls(values))  # a failure's frames do not outlive it
        self._send({"kind": "answers"}, encode_answers(answers))

    def _send(self, message: dict[str, Any], values: Any = None) -> None:
        self.channel.send(encode({**message, "id": self.request}, values))

    def _receive(self) -> tuple[dict[str, Any], Any]:
        return self.channel.receive(function=self._remote)

    def _remote(self, reference: Reference) -> Callable[..., Any]:
        """A function of the trusted side, as one of ours."""

        def remote(*arguments: Any) -> Any:
            self._send({"kind": "callback", "function": reference.number}, plain(list(arguments)))
            message, value = self._receive()
            if "error" in message:
                kind, _, words = message["error"].partition(": ")
                raise TypeError(words) if kind == "TypeError" else ValueError(message["error"])
            return value

        remote.__name__ = remote.__qualname__ = reference.name
        return remote

    def _about(self, number: int) -> Callable[..., Any]:
        """What to ask about a function that is stood in for; none answers while modules are loaded, or in a thread.

        What is told of several calls at once would be taken for one within the other.
        """
        ask = self._remote(Reference(number, "about"))
        return lambda phase, told: ask(phase, told) if self.loaded and threading.get_ident() == self._thread else None

    def _watch_training(self) -> None:
        def tell(epoch: int, epochs: int, logs: dict[str, float]) -> None:
            self._send(encode_epoch(epoch, epochs, logs))

        with _silence():  # what TensorFlow says of itself is not the student's
            from grader.untrusted.keras_bridge import watch_training

            watch_training(tell)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """What is written to the standard streams meanwhile, by libraries too, is dropped."""
    kept, nowhere = [os.dup(1), os.dup(2)], os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)
    try:
        yield
    finally:
        for number, descriptor in enumerate(kept, 1):
            os.dup2(descriptor, number)
        for descriptor in (*kept, nowhere):
            os.close(descriptor)


def _be_a_program_of_its_own(unit: str) -> None:
    """Nothing of how this process was started is left to be taken for the module's own: no argument, no program."""
    sys.argv = [f"{PACKAGE}/{unit}.py"]
    sys.orig_argv = [sys.executable, *sys.argv]
    sys.modules["__main__"] = types.ModuleType("__main__")


def _answer(host: ModuleHost, call: Call) -> Answer:
    try:
        return host.call(call)
    except (LawBroken, NotImplementedYet, StudentError) as failure:
        return failure


def main(reader: int, writer: int, output: int) -> None:
    """Serve on the descriptors given; what the student's code prints goes to ``output``."""
    silence = os.open(os.devnull, os.O_RDONLY)
    os.dup2(silence, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)
    with contextlib.suppress(ClosedByPeer):
        _Server(Channel(reader, writer, max_body=_NO_LIMIT, at_once=True)).serve()


if __name__ == "__main__":
    # Frames come and go over the standard streams' descriptors, moved out of the student's way first.
    main(os.dup(0), os.dup(1), os.dup(2))
