"""Counts that agree with what they count. No NumPy here: commands that need none say so many things too."""

from __future__ import annotations

import re
import string
from typing import Any

_PLURALS = (("ión", "iones"), ("imagen", "imágenes"), ("z", "ces"), ("[aeiou]", "s"), ("", "es"))
"""How a noun ends, and what stands there, or after it, in the plural: the first that fits."""


def counted(count: int | str, noun: str) -> str:
    """So many of what a noun in the singular names: «1 fila», «3 filas»."""
    if str(count) == "1":
        return f"1 {noun}"
    first, *others = noun.split(" ")
    ending, plural = next(each for each in _PLURALS if re.search(f"{each[0]}$", first))
    kept = first if ending in ("[aeiou]", "") else first.removesuffix(ending)
    return " ".join([str(count), f"{kept}{plural}", *(f"{word}s" for word in others)])


class _Filled(string.Formatter):
    """Fills the places of a text; of one like ``{n:fila}`` it counts what is named."""

    def format_field(self, value: Any, spec: str) -> str:
        return counted(value, spec) if spec else str(value)


def filled(text: str, /, *values: Any, **named: Any) -> str:
    """A text with its places filled; ``{n:fila}`` becomes «1 fila» or «3 filas»."""
    return _Filled().vformat(text, values, named)
