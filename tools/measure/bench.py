"""What the kit costs in time and memory, as ratios taken in one run: prints a Markdown table, and keeps a JSON file.

``python -m tools.measure.bench [--rounds 3] [--only WORD] [--output FILE]``. Each round measures every row once, its
yardstick beside it, so that a busy machine slows both. pyperf keeps the values (``python -m pyperf show FILE``).
``floor`` imports NumPy, pytest and Hypothesis, ``bare floor`` the first two, since Hypothesis is loaded only where a
case has failed; ``notebook`` is the course's two trainings as a plain script.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyperf

from grader.curriculum import catalog
from grader.submission import modules
from grader.verdict.grading import CHECKER, Grading
from tests.support.checkers import IN_PROCESS
from tools import ROOT

SOLUTIONS = ROOT / "solutions"
NUMPY_UNITS = ("tensors", "neuron", "activations", "losses", "gradient_descent", "network")
CONVOLUTIONS = ("convolution.convolve", "convolution.max_pool", "convolution.convolution_parameters")
"""The exercises of the last unit that need NumPy alone."""
ONE_UNIT = ("activations",)
EVERYTHING = tuple(unit.id for unit in catalog.units())
WRONG = ("activations.softmax", b"import numpy as np\n\ndef softmax(z):\n    return np.exp(z) / np.exp(z).sum()\n")
"""An exercise, and an answer to it that is right for one row alone: it has a name, and a small case."""
RNA = [sys.executable, "-m", "grader"]
COLD = {"CI": "true"}
"""No verdict is remembered."""

NOTEBOOK = """
import numpy as np, keras
from sklearn.model_selection import train_test_split
table = np.loadtxt("grader/curriculum/data/pima.csv", delimiter=",", skiprows=1)
X, y = table[:, :8], table[:, 8]
X = (X - X.mean(axis=0)) / X.std(axis=0)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
dense = keras.layers.Dense
model = keras.Sequential([keras.Input((8,)), dense(12, "relu"), dense(8, "relu"), dense(1, "sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(X_train, y_train, epochs=150, batch_size=10, verbose=0)
model.evaluate(X_train, y_train, verbose=0), model.evaluate(X_test, y_test, verbose=0)
images = np.load("grader/curriculum/data/mnist.npz")
model = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), dense(128, "relu"), dense(10)])
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
model.fit(images["x_train"] / 255, images["y_train"], epochs=5, verbose=0)
model.evaluate(images["x_test"] / 255, images["y_test"], verbose=0)
"""

SCALED = """
import sys
from grader.curriculum import laws
whole = laws.law
laws.law = lambda cases=100, **strategies: whole(max(1, cases * {scale} // 100), **strategies)
from grader.verdict import checker
checker.main()
"""


# -- measuring -----------------------------------------------------------------------------------


def seconds(command: list[str], **environment: str) -> float:
    """Wall time of a whole process."""
    began = time.perf_counter()
    around = {name: text for name, text in os.environ.items() if name not in ("CI", "NOX_CURRENT_SESSION")}
    done = subprocess.run(
        command, cwd=ROOT, env={**around, "TF_CPP_MIN_LOG_LEVEL": "3", **environment}, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)[:200]}: {done.stderr[-2000:]}")
    return time.perf_counter() - began


def python(code: str) -> float:
    return seconds([sys.executable, "-c", code])


def grade(*arguments: str) -> float:
    """A cold ``rna grade`` of the solutions."""
    return seconds([*RNA, "grade", *arguments, "--submission", str(SOLUTIONS)], **COLD)


def unchanged() -> float:
    """``rna grade`` of what it has graded before."""
    with tempfile.TemporaryDirectory() as home:
        command = [*RNA, "grade", *NUMPY_UNITS, "--submission", str(SOLUTIONS)]
        seconds(command, HOME=home, XDG_CACHE_HOME="", LOCALAPPDATA=home)
        return seconds(command, HOME=home, XDG_CACHE_HOME="", LOCALAPPDATA=home)


def warm(checker: Sequence[str] = CHECKER) -> float:
    """The NumPy units' checks alone, by one checker that is ready."""
    exercises = catalog.select(list(NUMPY_UNITS))
    with Grading(set(NUMPY_UNITS), 1, checker=checker) as grading:
        grading.grade(modules(SOLUTIONS), exercises[:1], 1)
        began = time.perf_counter()
        report = grading.grade(modules(SOLUTIONS), exercises, 1)
        took = time.perf_counter() - began
    assert report.passed, [result for result in report.exercises if not result.passed]
    return took


def failing() -> float:
    """A cold ``rna grade`` of a wrong answer, which has to find the smallest case and the idea behind it."""
    exercise, source = WRONG
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / f"{exercise.partition('.')[0]}.py").write_bytes(source)
        return seconds([*RNA, "grade", exercise, "--submission", place], **COLD)


def first_run() -> float:
    """A student's first ``nox -s grade``, of the stubs, with all that it installs already downloaded.

    It is run in one clone to download it, and then in another.
    """
    took = 0.0
    with tempfile.TemporaryDirectory() as place:
        for number in range(2):
            course = f"{place}/{number}"
            subprocess.run(["git", "clone", "--quiet", ROOT, course], check=True)
            began = time.perf_counter()
            done = subprocess.run(
                ["nox", "-s", "grade"], cwd=course, check=False, capture_output=True, encoding="utf-8"
            )
            took = time.perf_counter() - began
            if "Todo está por hacer" not in done.stdout:
                raise SystemExit(f"the first run graded nothing:\n{done.stdout[-1000:]}{done.stderr[-1000:]}")
            _wait_for(course)
    return took


def _wait_for(place: str) -> None:
    """Until nothing that was started in a folder goes on: a first run leaves what compiles its packages behind."""
    while any(place in " ".join(each.info["cmdline"] or ()) for each in psutil.process_iter(["cmdline"])):
        time.sleep(0.5)


def watched(exercise: str) -> float:
    """From a save to its verdict in ``rna watch``."""
    unit, _, function = exercise.partition(".")
    source = (SOLUTIONS / f"{unit}.py").read_text(encoding="utf-8")
    wrong = f"{source}\n\ndef {function}(*arguments):\n    return arguments\n"
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / f"{unit}.py"
        file.write_text(wrong, encoding="utf-8")
        process = subprocess.Popen(
            [*RNA, "watch", exercise], cwd=place, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
            env={**os.environ, "HOME": place, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        lines = _Lines(process)
        lines.wait_for(f"✗ {exercise}")
        time.sleep(1)
        began = time.perf_counter()
        # Not the beginning of what was there, which would be taken for half a save.
        file.write_text(f"{source}\n# Así sí.\n", encoding="utf-8")
        lines.wait_for(f"✓ {exercise}")
        took = time.perf_counter() - began
        process.send_signal(2)
        process.wait(30)
    return took


class _Lines:
    def __init__(self, process: subprocess.Popen[str]):
        self._process, self._seen = process, ""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._seen += line

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + 120
        while words not in self._seen:
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise SystemExit(f"{words!r} never came: {self._seen[-1000:]}")
            time.sleep(0.005)


def one_more(units: tuple[str, ...], few: int, many: int) -> float:
    """One more submission in a class: the difference that more of them make, each."""
    return (classed(units, many) - classed(units, few)) / (many - few)


def classed(units: tuple[str, ...], count: int) -> float:
    """``rna class`` of so many submissions, all different in each of these units; they are what is graded."""
    with tempfile.TemporaryDirectory() as place:
        for number in range(count):
            folder = Path(place) / "class" / f"student-{number:03}"
            shutil.copytree(SOLUTIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
            for unit in units:
                with (folder / f"{unit}.py").open("a", encoding="utf-8") as file:
                    file.write(f"\n# {number}\n")
        return seconds([*RNA, "class", f"{place}/class", "--output", f"{place}/out", "--only", *units])


def memory(*arguments: str) -> float:
    """Peak megabytes of a cold ``rna grade``, over all its processes, pages that they share counted once (PSS)."""
    command = [*RNA, "grade", *arguments, "--submission", str(SOLUTIONS)]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **COLD}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0.0
    while process.poll() is None:
        tree = [psutil.Process(process.pid), *_below(process.pid)]
        peak = max(peak, sum(map(_proportional, tree)))
        time.sleep(0.05)
    return peak / 2**20


def _below(pid: int) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return list(psutil.Process(pid).children(recursive=True))
    return []


def _proportional(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error, AttributeError):
        return float(process.memory_full_info().pss)
    return 0.0


# -- the table -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """What is measured, and against which yardstick it may be how large."""

    name: str
    measure: Callable[[], float]
    yardstick: str
    aim: float | None = None


def _floor() -> float:
    """A short time, and so the middle one of five."""
    return statistics.median(python("import numpy, pytest, hypothesis") for _ in range(5))


YARDSTICKS: dict[str, Callable[[], float]] = {
    "floor": _floor,
    "tensorflow": lambda: python("import tensorflow"),
    "notebook": lambda: python(NOTEBOOK),
    "in-process": lambda: warm(IN_PROCESS),
    "cold NumPy units": lambda: grade(*NUMPY_UNITS),
    "cold Keras unit": lambda: grade("keras_models"),
    "bare floor": lambda: statistics.median(python("import numpy, pytest") for _ in range(5)),
    "MB": lambda: 1.0,
    "s": lambda: 1.0,
    "1 submission": lambda: classed(ONE_UNIT, 1),
    "10 cases": lambda: warm(("-c", SCALED.format(scale=10))),
}

ROWS = (
    Row("one NumPy exercise, cold", lambda: grade("activations.softmax"), "floor", 2.0),
    Row("one NumPy exercise, cold, without Hypothesis", lambda: grade("activations.softmax"), "bare floor"),
    Row("all NumPy units, cold", lambda: grade(*NUMPY_UNITS), "floor", 10),
    Row("the same, and convolutions, whose module imports Keras", lambda: grade(*NUMPY_UNITS, *CONVOLUTIONS), "floor"),
    Row("isolation: worker over in-process", warm, "in-process", 1.3),
    Row("one Keras structure exercise, cold", lambda: grade("keras_models.build_pima_model"), "tensorflow", 0.85),
    Row("everything, all trainings included", grade, "notebook", 0.47),
    Row("unchanged answers graded again", unchanged, "floor", 0.3),
    Row("watch, save to verdict: NumPy exercise", lambda: watched("activations.softmax"), "floor", 0.35),
    Row("watch, save to verdict: Keras structure", lambda: watched("keras_models.build_pima_model"), "floor", 0.6),
    Row("a failing NumPy exercise, its case and its idea, cold", failing, "floor", 4),
    Row("one more in a class, NumPy units", lambda: one_more(NUMPY_UNITS, 2, 10), "cold NumPy units", 0.4),
    Row(
        "one more in a class, Keras structure unit", lambda: one_more(("keras_models",), 2, 10), "cold Keras unit", 0.08
    ),
    # Half of what one submission's everything took before: 0.59 of the notebook.
    Row("each of a class of four, trainings included", lambda: classed(EVERYTHING, 4) / 4, "notebook", 0.295),
    Row("the first nox -s grade, all downloaded", first_run, "s", 30),
    Row("peak memory, NumPy units", lambda: memory(*NUMPY_UNITS), "MB", 200),
    Row("peak memory, everything", memory, "MB", 2000),
    Row("growth: 10 submissions of one unit", lambda: classed(ONE_UNIT, 10), "1 submission"),
    Row("growth: 100 submissions of one unit", lambda: classed(ONE_UNIT, 100), "1 submission"),
    Row("growth: 1000 submissions of one unit", lambda: classed(ONE_UNIT, 1000), "1 submission"),
    Row("growth: 100 cases a law", warm, "10 cases"),
    Row("growth: 1000 cases a law", lambda: warm(("-c", SCALED.format(scale=1000))), "10 cases"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", metavar="WORD", help="rows whose name holds the word")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bench.json")
    options = parser.parse_args()
    rows = [row for row in ROWS if options.only in row.name]
    values: dict[str, list[float]] = {}
    for number in range(options.rounds):
        for row in rows:
            for name, measure in ((row.yardstick, YARDSTICKS[row.yardstick]), (row.name, row.measure)):
                if len(values.setdefault(name, [])) <= number:
                    values[name].append(measure())
                    print(f"round {number + 1}: {name}: {values[name][-1]:.3f}", file=sys.stderr, flush=True)
    print("| what | aim | ratio (each round) | seconds |\n| --- | --- | --- | --- |")
    for row in rows:
        print(line(row, values[row.name], values[row.yardstick]))
    keep(values, options.output)


def line(row: Row, mine: list[float], yard: list[float]) -> str:
    ratios = [one / other for one, other in zip(mine, yard, strict=True)]
    digits = 0 if row.yardstick in ("MB", "s") else 2
    unit = row.yardstick if row.yardstick in ("MB", "s") else f"x {row.yardstick}"
    aim = f"at most {row.aim:g} {unit}" if row.aim else unit
    each = ", ".join(f"{ratio:.{digits}f}" for ratio in ratios)
    reached = "" if not row.aim else " ✓" if statistics.median(ratios) <= row.aim else " ✗"
    took = "" if row.yardstick == "MB" else f"{statistics.median(mine):.2f}"
    return f"| {row.name} | {aim} | **{statistics.median(ratios):.{digits}f}** ({each}){reached} | {took} |"


def keep(values: dict[str, list[float]], file: Path) -> None:
    """Write what was measured as a pyperf suite."""
    file.parent.mkdir(parents=True, exist_ok=True)
    benchmarks = [
        pyperf.Benchmark([pyperf.Run([value], metadata={"name": name, "unit": "second"}) for value in measured])
        for name, measured in values.items()
    ]
    pyperf.BenchmarkSuite(benchmarks).dump(str(file), replace=True)


if __name__ == "__main__":
    main()
