"""Run the kit's tests as on Windows or macOS, as near as this system (Linux) comes to it.

``python -m tools.prove.elsewhere [windows|macos [PYTEST ARGUMENTS]]`` runs tests by the Python of an environment in
which pretended.py is imported first, and prints how many passed, and why others were skipped: the quick tests that
start processes, since no others can differ, or what the arguments say (``tests``: all quick ones). Workers are plain
processes there, and nothing closes them in.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

from tools import ROOT

SYSTEMS = ("windows", "macos")
_START_PROCESSES = ("tests/processes", "tests/classes/test_class.py")
_HOOK = Path(__file__).with_name("pretended.py")

_TASKKILL = """#!{python} -ISs
import os, signal, sys
waiting = [int(sys.argv[-1])]
while waiting:
    try:
        tasks = os.listdir(f"/proc/{{(pid := waiting.pop())}}/task")
        for task in tasks:
            waiting += map(int, open(f"/proc/{{pid}}/task/{{task}}/children").read().split())
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass
"""


def environment(folder: Path, system: str) -> dict[str, str]:
    """Make an environment with all packages of this one that sees another system; the variables it is used with."""
    venv.create(folder, symlinks=True)
    own = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    shutil.copy(_HOOK, own)
    first = f"import pretended; pretended.pretend({system!r})"
    also = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})"
    (own / "elsewhere.pth").write_text(f"{first}\n{also}\n", encoding="utf-8")
    if system == "windows":
        program = folder / "bin" / "taskkill"
        program.write_text(_TASKKILL.format(python=Path(sys.executable).resolve()), encoding="utf-8")
        program.chmod(0o755)
    temporary = folder / "tmp"
    (folder / "private").mkdir()
    temporary.symlink_to(folder / "private")  # as macOS's is
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    path = os.pathsep.join((str(folder / "bin"), os.environ.get("PATH", "")))
    return {**kept, "PATH": path, "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": ""}


def main() -> int:
    match sys.argv[1:] or SYSTEMS[:1]:
        case [system, *arguments] if system in SYSTEMS:
            with tempfile.TemporaryDirectory(prefix="rna-") as folder:
                variables = environment(Path(folder), system)
                python = str(Path(folder, "bin", "python"))
                command = [python, "-m", "pytest", "-m", "not proof", *(arguments or _START_PROCESSES)]
                return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
