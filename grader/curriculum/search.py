"""The smallest case that breaks a law, looked for with Hypothesis; loaded only once a law has been broken."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, core, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.internal.conjecture import providers

from grader.curriculum.strategies import Strategy

__all__ = ["Flaky", "look_for_the_smallest"]

Value = TypeVar("Value")

# Hypothesis also tries the constants that it reads in the source of every module outside site-packages. Run from a work
# tree that is the grader's own source: a third of what a short search costs, and other cases than an installed kit's.
providers._get_local_constants = lambda: providers._local_constants  # what it does itself in a browser


def look_for_the_smallest(one: Strategy[Value], hold: Callable[[Value], None], tries: int, seed: int) -> None:
    """Raise what ``hold`` raises of the smallest case found with so many tries, and of those it is made smaller by.

    Raises:
        Flaky: a case was refused once and not again.
    """
    core.global_force_seed = seed  # type: ignore[assignment]  # what its own option --hypothesis-seed sets
    limits = settings(
        max_examples=tries,
        phases=(Phase.generate, Phase.shrink),
        deadline=None,
        derandomize=False,  # Hypothesis's default where CI is set, which would ignore the run's seed
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    limits(given(_drawn(one))(hold))()


class _Draws:
    """A source (strategies.py) that Hypothesis can make smaller."""

    def __init__(self, draw: st.DrawFn):
        self._draw = draw

    def below(self, size: int) -> int:
        """See Source."""
        return self._draw(_below(size)) if size > 1 else 0

    def some(self, fewest: int, most: int) -> bytes:
        """See Source."""
        return self._draw(_some(fewest, most))


@st.composite
def _drawn(draw: st.DrawFn, one: Strategy[Any]) -> Any:
    return one.draw(_Draws(draw))


@functools.cache  # Hypothesis examines each strategy that it meets
def _below(size: int) -> st.SearchStrategy[int]:
    return st.integers(0, size - 1)


@functools.cache
def _some(fewest: int, most: int) -> st.SearchStrategy[bytes]:
    return st.binary(min_size=fewest, max_size=most)
