"""What a wheel holds besides the package: exercises and pins for `rna template`. The work tree has its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface[Any]):
    """In an editable install these files would make a second `grader` that hides the real one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            modules = sorted(Path(self.root, "exercises").glob("*.py"))
            build_data["force_include"] |= {str(file): f"grader/template/exercises/{file.name}" for file in modules}
            for name in ("run", "numpy"):
                build_data["force_include"][f"requirements/{name}.txt"] = f"grader/template/requirements/{name}.txt"
