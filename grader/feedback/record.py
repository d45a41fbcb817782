"""What the checks of an exercise leave behind for whoever explains the mistake: their calls and how they failed."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.boundary.keras_models import Model
from grader.boundary.outcomes import Call


@dataclass(frozen=True)
class Evidence:
    """What one check leaves for a diagnosis."""

    kind: str
    error: BaseException | None
    last: Call | None
    """The call that the check made last: where it failed, of the smallest example."""
    calls: tuple[Call, ...]
    """All calls kept, of every example."""
    law: str = ""
    """What the check asks for, in the words that a student reads."""


class History:
    """The last calls made, of all examples: as many as tell one idea from another, and as much as fits.

    Attributes:
        rich: whether more than plain numbers and texts has ever come: a model, or files in a folder that was lent.
    """

    _MOST, _BYTES = 400, 64 * 2**20

    def __init__(self) -> None:
        self._calls: deque[tuple[Call, int]] = deque()
        self._held = 0
        self.rich = False

    def add(self, call: Call) -> None:
        self.rich = self.rich or any(isinstance(value, Model) for value in (call.value, *call.changed.values()))
        self._calls.append((call, _size(call.value) + sum(map(_size, call.changed.values()))))
        self._held += self._calls[-1][1]
        while len(self._calls) > self._MOST or self._held > self._BYTES:
            self._held -= self._calls.popleft()[1]

    def take(self) -> tuple[Call, ...]:
        """The calls since the last time."""
        taken = tuple(call for call, _ in self._calls)
        self._calls.clear()
        self._held = 0
        return taken


def _size(value: Any) -> int:
    """Bytes, roughly, of a result."""
    match value:
        case np.ndarray():
            return value.nbytes
        case Model():
            return 4 * value.parameters
        case list() | tuple():
            return 64 + 8 * len(value) + sum(map(_size, value))
        case str():
            return 64 + len(value)
    return 32
