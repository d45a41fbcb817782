"""Python as it was when the page's worker began: what one program does to it is not another exercise's to suffer.

All code of a visit runs in one interpreter. Whoever has written ``np.maximum = None``, to see what happens, shall not
be refused a right answer later for that.
"""

from __future__ import annotations

import builtins
import sys
from types import ModuleType
from typing import Any

import numpy.linalg
import numpy.random  # noqa: F401 - loaded now, so that they are kept as they are

_OWN_STATE = {"__main__", "gc", "importlib", "linecache", "sys", "threading", "tracemalloc", "warnings"}
"""Modules that change by themselves, or for whom somebody else sees to it."""


def _is_kept(name: str) -> bool:
    top = name.partition(".")[0]
    return top not in _OWN_STATE and not top.startswith("_") and (top == "numpy" or top in sys.stdlib_module_names)


def _lasting(module: ModuleType) -> dict[str, Any]:
    """Its functions, classes, modules and constants: what else it has may be meant to change."""
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value) or isinstance(value, ModuleType) or (name[0] != "_" and isinstance(value, _CONSTANTS))
    }


_CONSTANTS = (bool, int, float, complex, str, type(None))
"""np.pi, np.newaxis."""


_MODULES = {name: module for name, module in sys.modules.items() if _is_kept(name) and isinstance(module, ModuleType)}
_NAMES = [(vars(module), _lasting(module)) for module in _MODULES.values() if module is not builtins]
_BUILTINS = vars(builtins), dict(vars(builtins))
_LOADED = sys.modules


def restore() -> None:
    """Put back what has been changed since this module was loaded. No builtin may be called here: it may be gone."""
    names, kept = _BUILTINS
    names.clear()
    names.update(kept)
    _LOADED.update(_MODULES)
    for names, kept in _NAMES:
        names.update(kept)
