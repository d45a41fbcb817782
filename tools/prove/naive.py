"""How the attacks of tests/attacks fare against a grader of the usual kind: pytest that imports the answer (Linux).

``python -m tools.prove.naive [NAME ...]`` (every attack unless told). Beside each submission a small test file is
written, as a teacher would: fixed examples and numpy.testing. The attack earns points if pytest's exit status is 0, or
if its JUnit report tells of tests and of no failure. None of the answers is right.

Each run is bounded: 20 seconds (60 with Keras), memory, file sizes, a temporary folder of its own; what a run leaves
running is ended.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.attacks import Attack, attacks
from tests.support.processes import descendants, kill
from tools import ROOT

SECONDS, KERAS_SECONDS = 20.0, 60.0
MEMORY, FILE = 8 * 2**30, 2**29
COUNTS = "tests", "failures", "errors"

IMPORTS = """
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
"""
ACTIVATIONS = """
Z = np.array([[-2.0, -0.5, 0.0], [1.5, 3.0, 0.25]])
"""
PIMA = f"""
import keras
raw = np.loadtxt({str(ROOT / "grader" / "curriculum" / "data" / "pima.csv")!r}, delimiter=",", skiprows=1)
X, y = raw[:, :-1], raw[:, -1]
X = (X - X.mean(axis=0)) / X.std(axis=0)
"""

TESTS: dict[str, str] = {
    "activations.relu": f"""{ACTIVATIONS}
def test_vector():
    z = np.array([-1.0, 0.0, 2.0])
    expected = np.array([0.0, 0.0, 2.0])
    assert_allclose(relu(z), expected)

def test_matrix():
    expected = np.array([[0.0, 0.0, 0.0], [1.5, 3.0, 0.25]])
    assert_allclose(relu(Z), expected)
""",
    "activations.sigmoid": f"""{ACTIVATIONS}
def test_sigmoid():
    expected = 1 / (1 + np.exp(-Z))
    assert_allclose(sigmoid(Z), expected)
""",
    "activations.softmax": f"""{ACTIVATIONS}
def test_softmax():
    expected = np.exp(Z) / np.exp(Z).sum(axis=-1, keepdims=True)
    assert_allclose(softmax(Z), expected)
""",
    "losses.mse": """
def test_mse():
    expected = 2.5
    assert mse(np.array([1.0, 2.0]), np.array([2.0, 4.0])) == pytest.approx(expected)
""",
    "tensors.rank": """
def test_rank():
    assert rank(5.0) == 0
    assert rank([[1, 2], [3, 4]]) == 2
""",
    "gradient_descent.numerical_gradient": """
def sum_of_cubes(w):
    return float(np.sum(w**3))

def test_gradient():
    w = np.array([1.0, -2.0])
    expected = 3 * w**2
    assert_allclose(numerical_gradient(sum_of_cubes, w), expected, atol=1e-6)
""",
    "network.forward": """
def test_forward():
    X = np.array([[1.0, 2.0]])
    layers = [(np.eye(2), np.ones(2), "relu"), (np.ones((2, 1)), np.zeros(1), "linear")]
    expected = np.array([[5.0]])
    assert_allclose(forward(X, layers), expected)
""",
    "keras_models.model_filename": """
def test_name():
    assert model_filename([8, 12, 8, 1], 42) == "keras_8-12-8-1_42.keras"
""",
    "keras_models.build_pima_model": """
def test_model():
    model = build_pima_model()
    assert model.count_params() == 221
    assert len(model.layers) == 3
    p = model.predict(np.zeros((1, 8)), verbose=0)
    assert np.all((p >= 0) & (p <= 1))
""",
    "keras_models.compile_pima_model": """
import keras

def test_compiled():
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1, activation="sigmoid")])
    compile_pima_model(model)
    assert type(model.optimizer).__name__ == "Adam"
    X, y = np.zeros((4, 8)), np.array([[0.0], [1.0], [0.0], [1.0]])
    loss, accuracy = model.evaluate(X, y, verbose=0)
    assert_allclose(loss, np.log(2), rtol=1e-4)
""",
    "training.train_pima": f"""{PIMA}
def test_trained():
    model = train_pima(X[:614], y[:614])
    predicted = np.ravel(model.predict(X[:614], verbose=0)) >= 0.5
    assert np.mean(predicted == y[:614]) >= 0.75
""",
    "training.predict_pima": f"""{PIMA}
def test_predicted():
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1, activation="sigmoid")])
    expected = np.ravel(model.predict(X, verbose=0)) >= 0.5
    assert_array_equal(predict_pima(model, X), expected)
""",
    "training.train_mnist": f"""
def test_trained():
    with np.load({str(ROOT / "grader" / "curriculum" / "data" / "mnist.npz")!r}) as data:
        images, labels = data["x_train"][:2000] / 255.0, data["y_train"][:2000]
        unseen, answers = data["x_test"][:500] / 255.0, data["y_test"][:500]
    model = train_mnist(images, labels)
    assert np.mean(np.argmax(model.predict(unseen, verbose=0), axis=1) == answers) >= 0.8
""",
    "training.save_model": """
import keras

def test_saved(tmp_path):
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
    path = save_model(model, tmp_path, [8, 1], 5)
    assert path.name == "keras_8-1_5.keras"
    back = keras.models.load_model(path)
    assert_allclose(back.get_weights()[0], model.get_weights()[0])
""",
}


def main() -> int:
    chosen = [attack for attack in attacks() if not sys.argv[1:] or attack.name in sys.argv[1:]]
    with _adopting(), ThreadPoolExecutor(2) as pool:
        verdicts = dict(zip(chosen, pool.map(earns, chosen), strict=True))
    width = max(len(attack.name) for attack in chosen)
    for attack, verdict in verdicts.items():
        print(f"{attack.name:{width}}  {attack.target:36}  {verdict or '-'}")
    earned = [verdict for verdict in verdicts.values() if verdict]
    print(f"\n{len(earned)} of {len(chosen)} attacks earn points where pytest imports the answer.")
    return 0


def earns(attack: Attack) -> str:
    """By what the attack earns points: the exit status, the report, or "" for not at all."""
    uses_keras = attack.unit in ("keras_models", "training")
    with tempfile.TemporaryDirectory(prefix="naive-", ignore_cleanup_errors=True) as place:
        folder = attack.stage(Path(place) / "submission")
        (folder / f"test_{attack.unit}.py").write_text(_test_file(attack), encoding="utf-8")
        status = _run(folder, KERAS_SECONDS if uses_keras else SECONDS)
        if status == 0:
            return "exit status 0"
        return "report" if _report_claims_success(folder / "report.xml") else ""


def _test_file(attack: Attack) -> str:
    unit, _, function = attack.target.partition(".")
    return f"{IMPORTS}from {unit} import {function}\n{TESTS[attack.target]}"


def _run(folder: Path, seconds: float) -> int | None:
    """pytest's exit status in ``folder``; None if it had to be ended."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    environment |= {"TMPDIR": str(folder.parent), "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", f"--junitxml={folder / 'report.xml'}", "-p", "no:xdist"],
        cwd=folder, env=environment, start_new_session=True, preexec_fn=_limit,  # noqa: PLW1509 - only setrlimit
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        kill({process.pid, *descendants(process.pid)})
        process.wait()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _report_claims_success(report: Path) -> bool:
    try:
        suites = re.findall(r"<testsuite [^>]*>", report.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return False
    ran, *bad = (sum(map(int, re.findall(rf'{name}="(\d+)"', " ".join(suites)))) for name in COUNTS)
    return ran > 0 and not any(bad)


@contextlib.contextmanager
def _adopting() -> Iterator[None]:
    """Whatever a run detaches becomes a child of this process (a Linux subreaper), and is ended with it."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)
    before = descendants()
    try:
        yield
    finally:
        while left := descendants() - before:
            kill(left)
            for pid in left:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)


if __name__ == "__main__":
    sys.exit(main())
