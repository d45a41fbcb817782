"""The untrusted side: loads a student's unit, answers calls with values, decides nothing.

Started by verdict/launcher.py (forked, NumPy or TensorFlow already imported) or as
``python -I -m grader.untrusted.worker``.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.boundary import sandbox
from grader.boundary.channel import Channel
from grader.boundary.outcomes import Call, LawBroken, NotImplementedYet, StudentError
from grader.boundary.values import plain
from grader.boundary.wire import ClosedByPeer, Reference, encode
from grader.untrusted.module_host import ModuleHost

_NO_LIMIT = 2**62


class _Server:
    def __init__(self, channel: Channel):
        self.channel = channel
        self.request = 0

    def serve(self) -> None:
        message, _ = self._receive()
        if message["preload"] == "tensorflow":
            self._watch_training()
        wanted = sandbox.LAYERS if message["closed"] else sandbox.ALWAYS
        layers = sandbox.enter(Path(message["folder"]), Path(message["scratch"]), message["preload"], wanted)
        self._send({"kind": "ready", "sandbox": layers})
        host = ModuleHost(Path(message["folder"]), message["unit"])
        self._send({"kind": "loaded"})
        while True:
            self._answer(host)

    def _answer(self, host: ModuleHost) -> None:
        """Answer some calls, in their order."""
        message, calls = self._receive()
        self.request = message["id"]
        asked = zip(message["functions"], calls, strict=True)
        answers = [
            _answered(host, Call(function, arguments, dict(options))) for function, (arguments, options) in asked
        ]
        told, values = zip(*answers, strict=True)
        self._send({"kind": "answers", "answers": told}, values)

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
                raise ValueError(message["error"])
            return value

        remote.__name__ = remote.__qualname__ = reference.name
        return remote

    def _watch_training(self) -> None:
        from grader.untrusted.keras_bridge import watch_training

        def tell(epoch: int, epochs: int, logs: dict[str, float]) -> None:
            self._send({"kind": "epoch", "epoch": epoch, "epochs": epochs, "logs": logs})

        watch_training(tell)


def _answered(host: ModuleHost, call: Call) -> tuple[dict[str, Any], Any]:
    """What became of a call, and the values that go with it."""
    try:
        outcome = host.call(call)
    except NotImplementedYet as missing:
        return {"kind": "not_implemented", "text": str(missing)}, None
    except LawBroken as broken:
        return {"kind": "broken", "text": str(broken)}, None
    except StudentError as error:
        told = {"kind": "raised", "hint": error.hint, "at_load": error.at_load, "raised": vars(error.raised)}
        return told, None
    changed = [[index, value] for index, value in outcome.changed.items()]
    return {"kind": "value", "warnings": outcome.warnings}, [outcome.value, changed]


def main(reader: int, writer: int, output: int) -> None:
    """Serve on the descriptors given; what the student's code prints goes to ``output``."""
    silence = os.open(os.devnull, os.O_RDONLY)
    os.dup2(silence, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)
    with contextlib.suppress(ClosedByPeer):
        _Server(Channel(reader, writer, max_body=_NO_LIMIT)).serve()


if __name__ == "__main__":
    # Frames come and go over the standard streams' descriptors, moved out of the student's way first.
    main(os.dup(0), os.dup(1), os.dup(2))
