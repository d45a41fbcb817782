"""Right is right and wrong is wrong wherever the kit is run, or one line says what is in the way."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.environments import ENVIRONMENTS, GRADED, SUBMISSION, VERDICTS, Environment, table
from tests.support.installs import Installs

ALL = [each for several in ENVIRONMENTS.values() for each in several]
GRADE = ("grade", *VERDICTS, "--fresh", "--json")
USERS = {"nobody": 65534, "12345": 12345}


def test_the_table_in_the_docs() -> None:
    assert table() in (ROOT / "docs" / "environments.md").read_text(encoding="utf-8"), (
        "write it anew: python -m tests.support.environments"
    )


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="environments-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def installs(place: Path) -> Installs:
    return Installs(place)


@pytest.mark.proof
@pytest.mark.skipif(sys.platform != "linux", reason="its limits, users and streams are those of Linux")
@pytest.mark.parametrize("environment", ALL, ids=lambda environment: environment.name)
def test_environment(environment: Environment, installs: Installs, place: Path) -> None:
    home = Path(tempfile.mkdtemp(dir=place))
    folder = home / os.fsdecode(environment.folder)
    folder.mkdir(parents=True)
    for name, source in SUBMISSION.items():
        (folder / name).write_text(source, encoding="utf-8")
    report = home / "report.json"
    done = run(environment, installs, folder, home, report)
    said = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
    assert "Traceback" not in said
    assert environment.told in said
    assert list(Path(home, "tmp").iterdir()) == [], "temporary files stay behind"
    if environment.expected == GRADED:
        assert done.returncode == 1, said
        assert statuses(report) == VERDICTS, said
    else:
        assert done.returncode == 2, said
        assert len(done.stderr.decode("utf-8", "replace").splitlines()) == 1, said
        assert all(status in (VERDICTS[id], "not_graded") for id, status in statuses(report).items()), said


def statuses(report: Path) -> dict[str, str]:
    """What a report, if there is one, says of each exercise."""
    exercises = json.loads(report.read_text(encoding="utf-8"))["exercises"] if report.exists() else ()
    return {each["id"]: each["status"] for each in exercises}


def run(
    environment: Environment, installs: Installs, folder: Path, home: Path, report: Path
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as that environment has it, in the submission's folder."""
    (home / "tmp").mkdir()
    kit = installs.kit(environment.install, other_user=bool(environment.user))
    arguments = shlex.join([*GRADE, str(report)])
    python = shlex.quote(str(kit.python))
    rna = shlex.quote(str(kit.rna)) if kit.rna else f"{python} -m grader"
    shell = environment.shell.format(rna=f"{rna} {arguments}", python=python, arguments=arguments)
    command = ["bash", "-c", shell]
    if environment.user:
        if os.geteuid():
            pytest.skip("only root becomes another user")
        number = USERS[environment.user]
        for path in (home, home / "tmp", folder, *folder.iterdir()):
            os.chown(path, number, number)
        command = ["setpriv", f"--reuid={number}", f"--regid={number}", "--clear-groups", *command]
    kept = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home / "tmp"), "LANG": "C.UTF-8"}
    variables = {**kept, **kit.variables, **environment.variables}
    return subprocess.run(
        command,
        cwd=folder,
        env={name: value for name, value in variables.items() if value is not None},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=300,
    )
