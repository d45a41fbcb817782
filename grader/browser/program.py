"""A program of the theory, run in this very process: what site/javascripts/checker-worker.js calls."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from types import TracebackType

from grader.boundary.outcomes import MAX_OUTPUT, Raised
from grader.browser.pristine import restore
from grader.feedback.exceptions.words import explain
from grader.reporters.text import printable

_NAME = "pruebalo.py"
_HALTED = {
    "timeout": "No terminaba y lo he parado: ¿un bucle sin fin?",
    "crashed": "Python se ha cerrado y he tenido que arrancarlo de nuevo: ¿sin memoria, o un `os._exit`?",
}


def ask(request: str, on_call: Callable[[int], object]) -> str:
    """What the ``program`` of a request prints and, "" where nothing went wrong, the error that it ends with, as JSON.

    ``halted`` is not empty where the page had to end it.
    """
    fields = json.loads(request)
    if fields["halted"]:
        return json.dumps({"printed": "", "error": _HALTED[fields["halted"]["1"]]}, ensure_ascii=False)
    restore()
    on_call(1)
    printed, error = run(fields["program"])
    return json.dumps({"printed": printable(printed, MAX_OUTPUT), "error": printable(error)}, ensure_ascii=False)


def run(program: str) -> tuple[str, str]:
    output, failed = io.StringIO(), None
    with contextlib.redirect_stdout(output):
        try:
            exec(compile(program, _NAME, "exec"), {"__name__": "__main__"})  # noqa: S102
        except BaseException as error:  # whatever it is, it is told
            failed = error
        restore()  # what it has done to Python must not keep it from being told
    return output.getvalue(), _told(failed) if failed else ""


def explained(error: BaseException) -> str:
    """An exception that no worker has described, in one line."""
    words = error.msg if isinstance(error, SyntaxError) else str(error)
    return explain(Raised(type(error).__name__, tuple(each.__name__ for each in type(error).__mro__), words))


def _told(error: BaseException) -> str:
    line = error.lineno if isinstance(error, SyntaxError) else _line(error.__traceback__)
    told = explained(error)
    return f"Línea {line}: {told}" if line else told


def _line(trace: TracebackType | None) -> int | None:
    """The last one of the program itself."""
    found = None
    while trace:
        if trace.tb_frame.f_code.co_filename == _NAME:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found
