"""The student's module in this very process: in the browser, or under a debugger."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from grader.boundary.outcomes import Call, LawBroken, Outcome
from grader.boundary.source import PACKAGE
from grader.curriculum import catalog
from grader.feedback.record import History
from grader.files import TemporaryFolder
from grader.submission import Modules
from grader.untrusted.module_host import ModuleHost, described
from grader.verdict.printed import Seen
from grader.verdict.stand_ins import StandIns
from grader.verdict.student import FOLDER


class InProcessHost(ModuleHost):
    """A ModuleHost for a trusted caller: keeps what the student's code prints."""

    def __init__(self, modules: Modules, unit: str, folder: Path = Path(PACKAGE), stand_ins: StandIns | None = None):
        self._printed = Seen()
        self.history = History()
        self._folders = TemporaryFolder()
        with contextlib.redirect_stdout(self._printed):
            about = stand_ins.functions() if stand_ins else None
            super().__init__(modules, unit, folder, stand_ins=about, wanted=catalog.signatures(unit))

    def call(self, call: Call) -> Outcome:
        # A check silences NumPy's warnings around itself; those about the student's code are wanted.
        with contextlib.redirect_stdout(self._printed), np.errstate(divide="warn", over="warn", invalid="warn"):
            return super().call(call)

    def run_mixed(self, cases: Sequence[Callable[[], None]]) -> bool:
        """See student.Host: without processes that wake each other, mixing saves nothing."""
        return False

    def output(self) -> str:
        return self._printed.text()

    def new_folder(self) -> Path:
        """See student.Host."""
        return Path(tempfile.mkdtemp(prefix=FOLDER, dir=self._folders.path))

    def close(self) -> None:
        self._folders.close()

    def read_model(self, path: Path) -> Any:
        """See student.Host."""
        import keras

        try:
            return described(keras.models.load_model(path))
        except Exception as error:
            raise LawBroken(f"Keras no puede leer el fichero guardado ({type(error).__name__}).") from None
