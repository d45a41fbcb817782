"""Submissions that show a symptom of the library, one module per unit: those that no answer of tests/answers shows.

A module is read as text, never imported by the tests: each function decorated with ``shows("unit.function.symptom")``
becomes a submission of its own, together with the module's undecorated code.
"""

from __future__ import annotations

from collections.abc import Callable


def shows(diagnosis: str) -> Callable[[object], object]:
    """Mark a submission to ``unit.function`` that shows ``unit.function.symptom``."""
    return lambda answer: answer
