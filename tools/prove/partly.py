"""Decorators that leave a function right in a part of its domain only.

This module goes along with a mutated solution, as a helper module that a student may add.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

Function = Callable[..., Any]
Decorator = Callable[[Function], Function]
Given = dict[str, Any]


def around(
    before: Callable[[Given], Given] | None = None, after: Callable[[Any, Given], Any] | None = None
) -> Decorator:
    """The function with its arguments changed by ``before`` and its result by ``after``."""

    def decorate(function: Function) -> Function:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def partly(*arguments: Any, **options: Any) -> Any:
            bound = signature.bind(*arguments, **options)
            bound.apply_defaults()
            given = dict(bound.arguments)
            result = function(**(before(given) if before else given))
            return after(result, given) if after else result

        return partly

    return decorate


def _each(result: Any, change: Callable[[Any], Any]) -> Any:
    """Each output changed, or the one that there is."""
    return type(result)(_each(one, change) for one in result) if isinstance(result, tuple | list) else change(result)


def _first(result: Any) -> Any:
    """The first array of all that there are in a result."""
    return _first(result[0]) if isinstance(result, tuple | list) and result else result


def _on_arguments(names: tuple[str, ...], change: Callable[[Any], Any]) -> Decorator:
    """Numbers, arrays and lists of numbers among the arguments are changed."""

    def changed(value: Any) -> Any:
        if isinstance(value, list):
            return [item if isinstance(item, str) else changed(item) for item in value]
        new = change(value)
        return new if isinstance(value, np.ndarray) else new.item()

    return around(before=lambda given: {**given, **{name: changed(given[name]) for name in names}})


# -- right up to so many rows, columns, classes, layers, steps


def result_up_to(n: int, axis: int, then: str, output: int | None = None) -> Decorator:
    """Beyond n along an axis of an output: "zeros", the "last" right one, those there are "reversed", "nan", "inf"."""
    return around(after=lambda result, given: _one(result, output, lambda value: _spoilt(value, n, axis, then)))


def _one(result: Any, output: int | None, change: Callable[[Any], Any]) -> Any:
    """One of several outputs changed, or the only one."""
    if output is None:
        return change(result)
    return tuple(change(each) if index == output else each for index, each in enumerate(result))


def _spoilt(value: Any, n: int, axis: int, then: str) -> Any:
    whole = np.array(value, dtype=float)
    if whole.ndim <= max(axis, -axis - 1) or whole.shape[axis] <= n:
        return value
    part = np.moveaxis(whole, axis, 0)
    rest = {"zeros": 0.0, "last": part[n - 1].copy(), "reversed": part[n:][::-1].copy()}
    part[n:] = rest[then] if then in rest else float(then)
    return whole


def cut(n: int, **axes: int) -> Decorator:
    """The arguments are cut to the first n along these axes."""
    return _along(axes, lambda value, axis: value[(slice(None),) * axis + (slice(n),)] if axis else value[:n])


def blank(n: int, **axes: int) -> Decorator:
    """The arguments count as zeros beyond the first n along these axes."""
    return _along(axes, lambda value, axis: _spoilt(value, n, axis, "zeros"))


def _along(axes: dict[str, int], change: Callable[[Any, int], Any]) -> Decorator:
    return around(before=lambda given: {**given, **{name: change(given[name], axis) for name, axis in axes.items()}})


def last_batch_cut(batch: int, **axes: int) -> Decorator:
    """The arguments are cut to full batches of rows."""
    return _along(axes, lambda value, axis: value[: _full(value, batch)])


def last_batch_zeros(batch: int, output: int | None = None) -> Decorator:
    """The rows of an output are zeros beyond the last full batch."""
    return around(
        after=lambda result, given: _one(result, output, lambda value: _spoilt(value, _full(value, batch), 0, "zeros"))
    )


def _full(value: Any, batch: int) -> int:
    return len(value) // batch * batch or len(value)


def mean_of_at_most(n: int, name: str) -> Decorator:
    """The sum over the rows is divided by at most n."""

    def after(result: Any, given: Given) -> Any:
        factor = len(given[name]) / min(n, len(given[name]))
        return _each(result, lambda value: value * factor)

    return around(after=after)


def learned_from_first(n: int, name: str) -> Decorator:
    """Each column is scaled as the first n rows alone would have it."""

    def decorate(function: Function) -> Function:
        def after(result: Any, given: Given) -> Any:
            X = np.asarray(given[name], dtype=float)
            few, scaled = X[:n], np.asarray(function(**{**given, name: given[name][:n]}))
            columns = np.arange(X.shape[1])
            low, high = few.argmin(axis=0), few.argmax(axis=0)
            x0, x1, y0, y1 = few[low, columns], few[high, columns], scaled[low, columns], scaled[high, columns]
            return y0 + (X - x0) * (y1 - y0) / np.where(x1 > x0, x1 - x0, 1)

        return around(after=after)(function)

    return decorate


def normalised_by_first(n: int) -> Decorator:
    """Divided by the sum over the first n classes."""
    return around(after=lambda result, given: result / result[..., :n].sum(axis=-1, keepdims=True))


def layers_up_to(n: int, name: str) -> Decorator:
    """Layers beyond the n-th are linear."""
    return around(
        before=lambda given: {
            **given,
            name: [*given[name][:n], *((W, b, "linear") for W, b, _ in given[name][n:])],
        }
    )


# -- rounded, saturating, a dead zone, another type


def rounded(step: float, *names: str) -> Decorator:
    return _on_arguments(names, lambda value: np.round(np.asarray(value, dtype=float) / step) * step)


def result_rounded(step: float) -> Decorator:
    return around(after=lambda result, given: _each(result, lambda value: np.round(np.asarray(value) / step) * step))


def clipped(limit: float, *names: str) -> Decorator:
    return _on_arguments(names, lambda value: np.clip(value, -limit, limit))


def result_clipped(limit: float) -> Decorator:
    return around(after=lambda result, given: _each(result, lambda value: np.clip(value, -limit, limit)))


def dead_zone(size: float, *names: str) -> Decorator:
    return _on_arguments(names, lambda value: np.where(np.abs(value) < size, 0, value))


def as_integers(*names: str) -> Decorator:
    return _on_arguments(names, lambda value: np.asarray(value).astype(int))


def result_as(name: str) -> Decorator:
    """The result has the type of that argument."""
    return around(
        after=lambda result, given: _each(result, lambda value: np.asarray(value).astype(np.asarray(given[name]).dtype))
    )


def only_float64(*names: str) -> Decorator:
    """Zeros where an argument is of another type."""

    def after(result: Any, given: Given) -> Any:
        right = all(np.asarray(given[name]).dtype == np.float64 for name in names)
        return result if right else _each(result, np.zeros_like)

    return around(after=after)


# -- NaN and infinity


def not_finite_where(limit: float, value: float, *names: str) -> Decorator:
    """NaN or infinity where an argument is beyond the limit; everywhere, if the result is of another shape."""

    def after(result: Any, given: Given) -> Any:
        beyond = [np.abs(np.asarray(given[name])) > limit for name in names]

        def changed(output: Any) -> Any:
            fits = np.shape(output) == beyond[0].shape
            return np.where(beyond[0] if fits else any(map(np.any, beyond)), value, output)

        return _each(result, changed)

    return around(after=after)


def not_finite_up_to(n: int, name: str) -> Decorator:
    """NaN while a parameter is at most n."""
    return around(
        after=lambda result, given: _each(result, lambda value: value * np.nan) if given[name] <= n else result
    )


# -- dependent on earlier calls


def first_calls(n: int) -> Decorator:
    """Zeros from the n-th call on."""
    calls: list[None] = []

    def after(result: Any, given: Given) -> Any:
        calls.append(None)
        return result if len(calls) <= n else _nothing(result)

    return around(after=after)


def _nothing(result: Any) -> Any:
    return "" if isinstance(result, str) else _each(result, lambda value: np.zeros_like(value, dtype=float))


def remembered(*names: str) -> Decorator:
    """The result of the first call with the same values of these parameters, or arguments of the same shapes."""

    def decorate(function: Function) -> Function:
        known: dict[Any, Any] = {}

        def after(result: Any, given: Given) -> Any:
            arrays = [value for value in given.values() if isinstance(value, np.ndarray | list)]
            shapes = tuple(len(value) if isinstance(value, list) else value.shape for value in arrays)
            return known.setdefault(tuple(given[name] for name in names) or shapes, result)

        return around(after=after)(function)

    return decorate


def leaking(part: float) -> Decorator:
    """A part of the sum of all earlier results is added."""
    total = [0.0]

    def after(result: Any, given: Given) -> Any:
        before = total[0]
        first = np.asarray(_first(result), dtype=float)
        total[0] += part * float(np.abs(first).mean() if first.size else 0)
        return _each(result, lambda value: value + before)

    return around(after=after)


# -- parameters taken as known


def first_seen(name: str) -> Decorator:
    """A parameter keeps the first value that it ever had."""
    seen: list[Any] = []

    def before(given: Given) -> Given:
        seen.append(given[name])
        return {**given, name: seen[0]}

    return around(before=before)


def known(name: str, values: tuple[Any, ...], otherwise: Any) -> Decorator:
    return around(before=lambda given: {**given, name: given[name] if given[name] in values else otherwise})


def at_least(name: str, low: float) -> Decorator:
    return around(before=lambda given: {**given, name: max(given[name], low)})


def at_most(name: str, high: float) -> Decorator:
    return around(before=lambda given: {**given, name: min(given[name], high)})


def begins_like(name: str, values: tuple[str, ...]) -> Decorator:
    """A name that begins like a known one is taken for it."""
    return around(
        before=lambda given: {**given, name: next((v for v in values if str(given[name]).startswith(v)), given[name])}
    )


def in_small_letters(name: str) -> Decorator:
    return around(before=lambda given: {**given, name: str(given[name]).strip().lower()})


def linearised(name: str, point: str) -> Decorator:
    """A function is taken for a linear one, read at 0 and one step along each axis."""

    def before(given: Given) -> Given:
        function, d = given[name], len(given[point])
        at_zero = np.asarray(function(np.zeros(d)))
        matrix = np.array([np.asarray(function(axis)) - at_zero for axis in np.eye(d)])
        return {**given, name: lambda w: at_zero + w @ matrix}

    return around(before=before)


def only_rows(n: int, name: str) -> Decorator:
    """With another number of rows, each output has its rows in another order."""

    def after(result: Any, given: Given) -> Any:
        return result if len(given[name]) == n else _each(result, lambda value: np.asarray(value)[::-1])

    return around(after=after)
