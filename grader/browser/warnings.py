"""NumPy's warnings where the processor raises no flags: in WebAssembly an overflow passes without a word."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np


class Heard(np.ndarray):
    """An array whose operations warn of what is not finite in what comes out, in NumPy's own words.

    ``np.errstate`` is obeyed. Results are of this kind too, so a whole formula is heard.
    """

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, out: Any = None, **options: Any) -> Any:
        if out is not None:
            options["out"] = tuple(map(_plain, out))
        plain = tuple(map(_plain, inputs))
        result = getattr(ufunc, method)(*plain, **options)
        if isinstance(result, np.ndarray | np.floating) and result.dtype.kind == "f":
            _tell(ufunc, plain, result)
        if out is not None:
            return out[0]
        return result.view(Heard) if isinstance(result, np.ndarray) else result


def heard(thing: Any) -> Any:
    """Every array in a value as a Heard one."""
    match thing:
        case np.ndarray():
            return thing.view(Heard)
        case list() | tuple():
            return type(thing)(map(heard, thing))
    return thing


def _plain(thing: Any) -> Any:
    return thing.view(np.ndarray) if isinstance(thing, Heard) else thing


def _tell(ufunc: np.ufunc, inputs: tuple[Any, ...], result: Any) -> None:
    """Warn of a nan that was not there before, or of an infinity out of finite numbers."""
    numbers = [np.asarray(each) for each in inputs if np.asarray(each).dtype.kind in "biuf"]
    was_nan = any(np.isnan(each).any() for each in numbers)
    was_finite = all(np.isfinite(each).all() for each in numbers)
    if np.isnan(result).any() and not was_nan:
        _warn("invalid", f"invalid value encountered in {ufunc.__name__}")
    if np.isinf(result).any() and was_finite:
        by_zero = ufunc.__name__.startswith("log") or any((each == 0).any() for each in numbers[1:])
        if by_zero and ufunc.__name__ != "multiply":
            _warn("divide", f"divide by zero encountered in {ufunc.__name__}")
        else:
            _warn("over", f"overflow encountered in {ufunc.__name__}")


def _warn(kind: str, text: str) -> None:
    if dict(np.geterr())[kind] == "warn":
        warnings.warn(text, RuntimeWarning, stacklevel=4)
