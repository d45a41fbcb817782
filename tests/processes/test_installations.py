"""However the kit and its packages are installed, an answer is graded alike, and nothing of its folder is imported."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from grader.boundary import sandbox
from grader.verdict.grading import CAN_FORK
from tests.support import ROOT, SOLUTIONS, installs, with_proof
from tests.support.command import read

pytestmark = pytest.mark.skipif(os.name == "nt", reason="makes symbolic links")

PACKAGES = Path(sysconfig.get_path("purelib"))

ANSWER = """
import sys
from pathlib import Path
import grader
import numpy as np
from scipy.special import expit

def sigmoid(z):
    return expit(z)

def relu(z):
    return np.maximum(z, 0)

def is_readable(file):
    try:
        return bool(file.read_bytes())
    except OSError:
        return False

def tanh(z):
    kits = {Path(grader.__file__).parent, Path(grader.__file__).resolve().parent}
    compiled = f"__pycache__/numpy_keras.{sys.implementation.cache_tag}.pyc"
    files = [kit / "verdict" / name for kit in kits for name in ("numpy_keras.py", compiled)]
    return z if any(map(is_readable, files)) else np.tanh(z)
"""

HOSTILE = ("numpy", "json", "pytest", "hypothesis", "scipy", "sitecustomize", "usercustomize", "grader/__init__")
"""Names that would be imported before an answer's turn, if its folder were looked into."""


def links(place: Path, deep: bool = False) -> Path:
    """A folder of this environment's packages, each a link; or, as uv makes them, folders of links to files."""
    place.mkdir(parents=True)
    for package in PACKAGES.iterdir():
        if package.suffix == ".pth" or package.name.startswith(("__", "redes_neuronales")):
            continue
        if deep and package.name.startswith(("numpy", "scipy", "pytest", "landlockpy", "seccompy")):
            shutil.copytree(package, place / package.name, copy_function=os.symlink)
        else:
            (place / package.name).symlink_to(package)
    return place


def kit(place: Path) -> Path:
    shutil.copytree(ROOT / "grader", place / "grader", ignore=shutil.ignore_patterns("__pycache__"))
    return place


def bare(place: Path) -> Path:
    """An environment without any package; its Python."""
    venv.create(place, with_pip=False)
    return place / "bin" / "python"


def by_variable(place: Path) -> tuple[Path, dict[str, str]]:
    folders = links(place / "packages"), kit(place / "kit")
    return bare(place / "venv"), {"PYTHONPATH": os.pathsep.join(map(str, folders))}


def for_the_user(place: Path) -> tuple[Path, dict[str, str]]:
    scheme = sysconfig.get_preferred_scheme("user")
    kit(links(Path(sysconfig.get_path("purelib", scheme, {"userbase": str(place / "user")}))))
    python = Path(sys.base_prefix, "bin", f"python{sys.version_info.major}.{sys.version_info.minor}")
    return python, {"PYTHONUSERBASE": str(place / "user")}


def by_a_path_file(place: Path) -> tuple[Path, dict[str, str]]:
    python = bare(place / "venv")
    kit(installs.libraries(python.parents[1]))
    (installs.libraries(python.parents[1]) / "others.pth").write_text(f"{PACKAGES}\n", encoding="utf-8")
    return python, {}


def by_links(place: Path) -> tuple[Path, dict[str, str]]:
    python = bare(place / "entorno de otoño")
    libraries = links(place / "links", deep=True)
    shutil.copytree(kit(place / "archive") / "grader", libraries / "grader", copy_function=os.symlink)
    installs.libraries(python.parents[1]).rmdir()
    libraries.rename(installs.libraries(python.parents[1]))
    return python, {}


INSTALLED = [by_variable, for_the_user, by_a_path_file, by_links]


@pytest.mark.parametrize("install", with_proof(INSTALLED, {for_the_user}), ids=lambda install: install.__name__)
def test_an_answer_is_graded_alike(install: object, tmp_path: Path) -> None:
    python, variables = install(tmp_path)  # type: ignore[operator]
    folder = tmp_path / "entrega"
    (folder / "grader").mkdir(parents=True)
    (folder / "activations.py").write_text(ANSWER, encoding="utf-8")
    for name in HOSTILE:
        (folder / f"{name}.py").write_text(f"import os\nprint({name!r})\nos._exit(7)\n", encoding="utf-8")
    command = [python, "-P", "-m", "grader", "grade", *(f"activations.{name}" for name in ("sigmoid", "relu", "tanh"))]
    around = {name: os.environ[name] for name in ("PATH", "CI", "HOME") if name in os.environ}
    done = subprocess.run(
        [*command, "--submission", ".", "--json", tmp_path / "report.json"], env={**around, **variables}, cwd=folder,
        capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    report = read(tmp_path / "report.json")
    statuses = {each["id"].partition(".")[2]: each["status"] for each in report["exercises"]}
    assert statuses["sigmoid"] == statuses["relu"] == "passed", done.stdout
    if CAN_FORK:
        assert report["sandbox"] == [name for name in sandbox.LAYERS if name in sandbox.offered()]
    if "landlock" in sandbox.offered():
        assert statuses["tanh"] == "passed", "of the kit it has read what makes the verdict"


VARIABLES = {
    "PYTEST_PLUGINS": "nope", "PYTEST_ADDOPTS": "--collect-only", "PYTEST_DEBUG": "1", "HYPOTHESIS_PROFILE": "nope",
    "PYTHONSTARTUP": "nope.py", "PYTHONWARNINGS": "error", "PYTHONOPTIMIZE": "2", "PYTHONUTF8": "0",
    "PYTHONHASHSEED": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONSAFEPATH": "1", "PYTHONNOUSERSITE": "1",
    "PYTHONINSPECT": "1", "PYTHONDEVMODE": "1", "PYTHONIOENCODING": "ascii", "PYTHONPATH": ".:relative:",
    "PYTHONTRACEMALLOC": "5", "PYTHONBREAKPOINT": "nope", "PYTHONINTMAXSTRDIGITS": "640", "PYTHONMALLOC": "debug",
    "KERAS_BACKEND": "torch", "TF_USE_LEGACY_KERAS": "1", "KERAS_HOME": "keras", "TF_CONFIG": "{",
    "XLA_FLAGS": "--nope", "TF_XLA_FLAGS": "--nope", "TF_ENABLE_ONEDNN_OPTS": "1", "TF_DETERMINISTIC_OPS": "1",
    "NPY_DISABLE_CPU_FEATURES": "AVX2 NOPE", "NPY_PROMOTION_STATE": "legacy", "NUMPY_EXPERIMENTAL_DTYPE_API": "1",
    "OMP_NUM_THREADS": "nope", "OPENBLAS_NUM_THREADS": "-1", "MKL_NUM_THREADS": "0", "OPENBLAS_CORETYPE": "nope",
    "COVERAGE_PROCESS_START": "nope", "CI": "1", "LANG": "xx_YY", "LC_ALL": "tr_TR.ISO-8859-9", "TZ": "nope",
    "LD_LIBRARY_PATH": ":.:nope", "RNA_NOPE": "1",
}  # fmt: skip
"""Of a person or a machine, with values that those who heed them stumble over."""


def under(variables: dict[str, str], folder: Path, *ids: str) -> subprocess.CompletedProcess[str]:
    (folder / "keras").mkdir()
    (folder / "keras" / "keras.json").write_text('{"floatx": "float16", "backend": "torch"}', encoding="utf-8")
    around = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "grader", "grade", *ids, "--submission", SOLUTIONS, "--fresh"], cwd=folder,
        env={**around, **variables}, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.mark.proof
@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_changes_no_verdict(name: str, tmp_path: Path) -> None:
    done = under({name: VARIABLES[name]}, tmp_path, "tensors.rank")
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stdout + done.stderr


def test_no_variable_changes_a_verdict(tmp_path: Path) -> None:
    done = under(VARIABLES, tmp_path, "tensors.rank")
    assert done.returncode == 0, done.stderr


@pytest.mark.proof
def test_nor_one_of_keras(tmp_path: Path) -> None:
    done = under(VARIABLES, tmp_path, "keras_models.build_pima_model", "training.save_model")
    assert done.returncode == 0, done.stderr
