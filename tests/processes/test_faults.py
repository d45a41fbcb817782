"""Whatever a student's code does, it gets a verdict of the contract, in time, and nothing is left behind."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import psutil
import pytest

from grader import submission
from grader.boundary import sandbox
from grader.boundary.keras_models import Model
from grader.boundary.outcomes import (
    Call,
    Crashed,
    Halted,
    LawBroken,
    Outcome,
    Rejected,
    StudentError,
    TimedOut,
    Unjudged,
)
from grader.curriculum import catalog
from grader.feedback.record import History
from grader.files import remove_tree
from grader.verdict import bounds
from grader.verdict.attempt import Attempt, Broken
from grader.verdict.events import Job
from grader.verdict.grading import CAN_FORK, Grading
from grader.verdict.processes import PATIENCE, Launcher
from grader.verdict.stash import Curriculum
from grader.verdict.student import Student
from grader.verdict.worker_host import Limits, WorkerHost
from grader.verdict.worker_processes import Launchers
from tests.support import GradeSource
from tests.support.checkers import PASTING
from tests.support.command import read, rna
from tests.support.processes import memory

Open = Callable[..., WorkerHost]

RELU = "import numpy as np\ndef relu(z):\n    return np.maximum(z, 0)\n"

LOST = "La línea {} de activations.py no se pudo cargar: {} (Python dice: {})"

FAULTS = {
    "raises": ("def relu(z):\n    raise KeyError('a')\n", "error", ":2: `raise KeyError('a')`"),
    "exits": ("import sys\ndef relu(z):\n    sys.exit(0)\n", "error", "SystemExit"),
    "exits hard": ("import os\ndef relu(z):\n    os._exit(0)\n", "crashed", "código 0"),
    "exits hard in a call": ("import os\ndef relu(z):\n    os._exit(0)\n", "crashed", "Llamada: relu(np.array("),
    "segfault": ("import ctypes\ndef relu(z):\n    ctypes.string_at(0)\n", "crashed", "acceso a memoria no permitido"),
    "kills itself": (
        "import os\ndef relu(z):\n    os.kill(os.getpid(), 9)\n",
        "crashed",
        "dejó de responder" if CAN_FORK else "",
    ),
    "raises at import": (RELU + "raise RuntimeError('no')\n", "error", "RuntimeError: no"),
    "exits at import": ("import sys\nsys.exit()\n" + RELU, "error", "SystemExit"),
    "exits hard at import": (
        "import os\nos._exit(5)\n" + RELU,
        "crashed",
        # Where threads write the pipes, what was told last may not have left.
        "activations.py no se puede cargar.\n"
        + "activations.py:2: `os._exit(5)`\nEl proceso terminó" * (os.name != "nt"),
    ),
    "wrong arity": ("def relu():\n    return 1\n", "error", "justo los argumentos del enunciado"),
    "not callable": ("relu = 3\n", "failed", "debería ser una función"),
    "missing": ("def other(z):\n    return z\n", "not_implemented", "Falta la función `relu`"),
    "stub": ("def relu(z):\n    raise NotImplementedError('Completa relu')\n", "not_implemented", "sin hacer"),
    "unfinished neighbour": (
        "def half(z):\n    raise NotImplementedError\ndef relu(z):\n    return half(z)\n",
        "error",
        "`activations.half`, que está sin hacer",
    ),
    "unfinished twice": (
        RELU + "\n\ndef relu(z):\n    raise NotImplementedError\n",
        "not_implemented",
        "se define en la línea 2 y otra vez, sin hacer, en la 6",
    ),
    "not implemented by a library": (
        "import asyncio\ndef relu(z):\n    return asyncio.AbstractEventLoop().time()\n",
        "error",
        ":3: `return asyncio.AbstractEventLoop().time()`\nEl código dice que eso no está hecho (",
    ),
    "not implemented by what is compiled": (
        "def relu(z):\n    exec(compile('raise NotImplementedError(\"no array\")', 'library.py', 'exec'))\n",
        "error",
        "NotImplementedError: no array",
    ),
    "not implemented at load": (
        "import asyncio\nnow = asyncio.AbstractEventLoop().time()\ndef relu(z):\n    return z - now\n",
        "error",
        LOST.format(2, "el código dice que eso no está hecho", "NotImplementedError"),
    ),
    "not implemented for a case": (
        RELU.replace("    return", "    if np.ndim(z):\n        raise NotImplementedError('solo 0D')\n    return"),
        "error",
        "El código dice que eso no está hecho (Python dice: NotImplementedError: solo 0D)",
    ),
    "a reminder forgotten": (
        RELU.replace("    return", "    y =") + "    raise NotImplementedError('Completa relu')\n",
        "error",
        "activations.py:4: `raise NotImplementedError",
    ),
    "a reminder above the answer": (
        RELU.replace("    return", "    raise NotImplementedError\n    return"),
        "error",
        "activations.py:3: `raise NotImplementedError",
    ),
    "a stub with more of nothing": (
        'def relu(z):\n    """Rectifica."""\n    ...\n    pass\n    raise NotImplementedError(\'x\')\n',
        "not_implemented",
        "sin hacer",
    ),
    "wrong at the second time": (
        RELU + "\n\ndef relu(z):\n    return z\n",
        "failed",
        "`relu` se define en la línea 2 y otra vez en la 6, y vale la última",
    ),
    "an error at the second time": (
        RELU + "\n\ndef relu(z):\n    return z / None\n",
        "error",
        "`relu` se define en la línea 2 y otra vez en la 6, y vale la última",
    ),
    "what a failed import should have brought": (
        "from cupyx import maximum\ndef relu(z):\n    return maximum(z, 0)\n",
        "error",
        LOST.format(1, "no se encuentra el módulo `cupyx`", "ModuleNotFoundError: No module named 'cupyx'"),
    ),
    "the same where the failure is caught": (
        "try:\n    import cupyx as cp\nexcept ImportError:\n    pass\ndef relu(z):\n    return cp.maximum(z, 0)\n",
        "error",
        LOST.format(2, "no se encuentra el módulo `cupyx`", "ModuleNotFoundError: No module named 'cupyx'"),
    ),
    "the same at load": (
        "try:\n    from cupyx import jit\nexcept ImportError:\n    pass\n@jit\ndef relu(z):\n    return z.clip(0)\n",
        "error",
        "activations.py:2: `from cupyx import jit`\nNo se encuentra el módulo `cupyx`",
    ),
    "waits for the keyboard": ("def relu(z):\n    return z * int(input())\n", "error", "quita `input()`"),
    "waits for a debugger": ("def relu(z):\n    breakpoint()\n    return z\n", "error", "quita `breakpoint()`"),
    "an encoding that is none": (b"# coding: windows-x\n" + RELU.encode(), "error", ":1:\n# coding: windows-x\n"),
    "another encoding": (RELU.encode() + "# acción\n".encode("cp1252"), "error", ":4:\n# acción\n"),
    "a name that comes near": ("def Relu(z):\n    return z\n", "not_implemented", "hay `Relu`: ¿es esa"),
    "letters in another order": ("def rleu(z):\n    return z\n", "not_implemented", "hay `rleu`: ¿es esa"),
    "empty file": ("", "not_implemented", "ninguna función en activations.py: está vacío"),
    "syntax error": ("def relu(z):\n    return z z\n", "error", ":2:\n    return z z\n             ^\n"),
    "bad encoding": (b"# -*- coding: utf-8 -*-\n# \xff\xfe\n" + RELU.encode(), "error", "UTF-8"),
    "UTF-16": (
        RELU.encode("utf-16"),
        "error",
        "activations.py no se puede cargar.\nEl fichero está en UTF-16, y Python no lo lee así. En VS Code",
    ),
    "UTF-32": (
        RELU.encode("utf-32"),
        "error",
        "activations.py no se puede cargar.\nEl fichero está en UTF-32, y Python no lo lee así. En VS Code",
    ),
    "UTF-16 that does not say so": (RELU.encode("utf-16-le"), "error", "como si estuviera en UTF-16"),
    "Latin-1": (RELU.encode() + "# acción\n".encode("latin-1"), "error", "quizá en Latin-1 o Windows-1252"),
    "no code at all": ("Hola a todos\n" * 600 + RELU, "error", "más de 500 trozos que Python no entiende"),
    "null bytes": (RELU.encode() + b"\0", "error", "no se puede cargar"),
    "recursion": ("def relu(z):\n    return relu(z)\n", "error", "RecursionError"),
    "returns nothing": ("def relu(z):\n    z\n", "failed", "¿falta `return`?"),
    "returns a string": ("def relu(z):\n    return 'z'\n", "failed", "debería ser numérico"),
    "returns a generator": ("def relu(z):\n    yield z\n", "failed", "no es solo números"),
    "returns ragged lists": ("def relu(z):\n    return [[1], [1, 2]]\n", "failed", "rectangular"),
    "returns another shape": ("def relu(z):\n    return 0\n", "failed", "debería tener forma"),
    "raises in str": (
        "class E(Exception):\n    def __str__(self):\n        raise SystemExit\ndef relu(z):\n    raise E\n",
        "error",
        "al mostrar el error",
    ),
    "inconstant": (
        "import itertools\nn = itertools.count()\ndef relu(z):\n    return z * 0 if next(n) % 7 == 6 else z.clip(0)\n",
        "failed",
        "",
    ),
}


@pytest.mark.parametrize(("source", "status", "words"), FAULTS.values(), ids=FAULTS)
def test_fault(source: str | bytes, status: str, words: str, grade_source: GradeSource) -> None:
    result = grade_source("activations.relu", source)
    assert (result.status, result.score) == (status, 0)
    told = "\n".join(check.message for check in result.checks)
    assert words in told
    assert "Traceback" not in told
    assert "grader/" not in told
    called = re.findall(r"^Llamada: (.*)", told, re.MULTILINE)
    assert all(call.startswith("relu(") for call in called), "as one would type it"


RETURNED = {
    "a generator": ("(max(0, v) for v in z)", "returned_what_is_not_yet_calculated"),
    "a map": ("map(abs, z)", "returned_what_is_not_yet_calculated"),
    "texts": ("[f'{v:.3f}' for v in z]", "returned_text"),
    "nothing": ("None", "returned_none"),
}


@pytest.mark.parametrize(("returned", "fact"), RETURNED.values(), ids=RETURNED)
def test_what_is_returned_is_recognised(returned: str, fact: str, grade_source: GradeSource) -> None:
    diagnosis = grade_source("activations.tanh", f"def tanh(z):\n    return {returned}\n").diagnosis
    assert diagnosis
    assert diagnosis["id"] == f"general.{fact}"


def test_a_coroutine_is_recognised(grade_source: GradeSource) -> None:
    diagnosis = grade_source("activations.relu", "async " + RELU.partition("\n")[2]).diagnosis
    assert diagnosis
    assert diagnosis["id"] == "general.returned_a_coroutine"


@pytest.mark.parametrize("kind", ["decimal.Decimal", "fractions.Fraction"])
def test_exact_numbers_are_numbers(kind: str, grade_source: GradeSource) -> None:
    mean = "np.mean((np.asarray(y_true) - np.asarray(y_pred)) ** 2)"
    refuses = "    if np.shape(y_true) != np.shape(y_pred):\n        raise ValueError\n"
    source = f"import {kind.partition('.')[0]}\nimport numpy as np\ndef mse(y_true, y_pred):\n{refuses}"
    assert grade_source("losses.mse", source + f"    return {kind}(float({mean}))\n").passed


KERAS = "import keras\nfrom keras import layers\n"
BUILD = KERAS + (
    "def build_pima_model():\n    return keras.Sequential([keras.Input((8,)), {} layers.Dense(12, 'relu'),"
    " layers.Dense(8, 'relu'), layers.Dense(1, 'sigmoid')])\n"
)


@pytest.mark.parametrize("layer", ["layers.Normalization(),", "layers.Lambda(lambda x: x),"])
def test_a_layer_that_is_not_admitted_is_named(layer: str, grade_source: GradeSource) -> None:
    result = grade_source("keras_models.build_pima_model", BUILD.format(layer))
    assert result.status == "rejected"
    assert result.diagnosis
    assert result.diagnosis["id"] == "general.another_layer"


def test_a_loss_that_cannot_be_calculated_is_not_called_another(grade_source: GradeSource) -> None:
    source = "def compile_pima_model(model):\n    model.compile('adam', 'binary_crossentropy', ['accuracy'])\n"
    told = grade_source("keras_models.compile_pima_model", source).checks[0].message
    assert "la pérdida (binary_crossentropy) no se puede calcular" in told


SAVE = (
    "import os\ndef save_model(model, directory, layers, seed):\n"
    "    path = os.path.join(directory, 'keras_' + '-'.join(map(str, layers)) + f'_{seed}.keras')\n"
)


def test_a_relative_path_is_a_path(grade_source: GradeSource) -> None:
    source = SAVE + "    model.save(path)\n    return os.path.relpath(path)\n"
    assert grade_source("training.save_model", source).passed


@pytest.mark.skipif("landlock" not in sandbox.LAYERS, reason="nothing keeps it from writing there")
def test_a_fixed_path_is_told_from_data_that_are_read(grade_source: GradeSource) -> None:
    result = grade_source("training.save_model", SAVE + "    model.save('/home/red.keras')\n    return path\n")
    assert result.diagnosis
    assert result.diagnosis["id"] == "general.writes_elsewhere"


@pytest.mark.parametrize("compiled", ["@tf.function\n", "tf.compat.v1.disable_eager_execution()\n"])
def test_what_tensorflow_does_not_do_is_an_error(compiled: str, grade_source: GradeSource) -> None:
    source = "import numpy as np\nimport tensorflow as tf\n"
    if compiled.startswith("@"):
        result = grade_source("activations.relu", source + compiled + RELU.partition("\n")[2])
    else:
        result = grade_source("keras_models.build_pima_model", source + compiled + BUILD.format(""))
    assert result.status == "error"
    assert "NotImplementedError: " in result.checks[0].message


def test_missing_file(grade_source: GradeSource) -> None:
    result = grade_source("activations.relu", RELU)
    assert result.passed
    assert grade_source("losses.mse", "").status == "not_implemented"


ENDINGS = {
    "arguments": "import argparse\nargparse.ArgumentParser().parse_args()\n",
    "an optional argument": "import sys\nif len(sys.argv) > 1:\n    sys.exit('uso: ...')\n",
    "the interpreter's": "import sys\nif sys.orig_argv[2:] or sys.argv[1:]:\n    sys.exit(1)\n",
    "a program": "if __name__ == '__main__':\n    raise SystemExit(1)\n",
    "tests of its own": "import doctest\nassert doctest.testmod().attempted == 0\n",
    "the program that runs it": "import __main__\nif set(dir(__main__)) & {'main', '__file__'}:\n    exit(1)\n",
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_what_a_module_does_as_a_program_does_not_see_the_graders(ending: str, grade_source: GradeSource) -> None:
    result = grade_source("activations.relu", RELU + ending)
    assert result.passed, result.checks[0].message


def test_output_is_kept_short_and_does_no_harm(grade_source: GradeSource) -> None:
    loud = RELU.replace("    return", "    print('x' * 100_000)\n    return")
    result = grade_source("activations.relu", loud)
    assert result.passed
    assert 10_000 < len(result.output) <= 20_001


@pytest.mark.proof
def test_what_a_library_says_of_itself_is_not_the_students() -> None:
    """TensorFlow does, when a plain process imports it."""
    source = b"import tensorflow\ndef f():\n    print('hola')\n"
    host = WorkerHost({"unit.py": source}, "unit", Limits(call=60, exercise=60), Launchers())
    try:
        host.call(Call("f", ()))
        deadline = time.monotonic() + 5
        while not host.output() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert host.output() == "hola\n"
    finally:
        host.close()


def test_frames_on_standard_output_are_only_text(grade_source: GradeSource) -> None:
    forged = RELU.replace("    return", "    import sys; sys.stdout.buffer.write(b'RNA1' + bytes(12))\n    return")
    assert grade_source("activations.relu", forged).passed


def test_what_was_put_off_is_there_when_asked_for(grade_source: GradeSource) -> None:
    """What Keras has of scikit-learn is imported when asked for, and the collector, which importing does without."""
    solution = Path("solutions/keras_models.py").read_text(encoding="utf-8")
    asks = "assert gc.isenabled() and keras.wrappers.SKLearnClassifier"
    called = f"import gc\n_given = model_filename\ndef model_filename(*sizes):\n    {asks}\n    return _given(*sizes)\n"
    assert grade_source("keras_models.model_filename", solution + called).passed


# -- time limits, on the host itself so that the limits can be short ---------------------------

SHORT = Limits(call=1.0, exercise=4.0)


@pytest.fixture(params=["forked", "plain"] if CAN_FORK else ["plain"])
def host(request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens a WorkerHost on a module of the given source, forked or as a plain process."""
    opened: list[WorkerHost] = []
    launchers: list[Launcher] = []

    def open_host(
        source: str,
        layers: tuple[str, ...] = sandbox.LAYERS,
        endless: dict[tuple[str, float], TimedOut] | None = None,
        **others: str,
    ) -> WorkerHost:
        modules = {f"{name}.py": text.encode() for name, text in {**others, "unit": source}.items()}
        launchers.extend([Launcher("numpy", 1, layers)] if request.param == "forked" else [])
        controls = {"numpy": launchers[-1].ends[0]} if launchers else {}
        opened.append(WorkerHost(modules, "unit", SHORT, Launchers(controls, layers), endless=endless))
        return opened[-1]

    yield open_host
    for each in opened:
        each.close()
    for launcher in launchers:
        launcher.close()


def test_a_call_is_answered(host: Open) -> None:
    assert host("def f(x):\n    return x + 1\n").call(Call("f", (41,))).value == 42


def test_function_arguments_are_called_back(host: Open) -> None:
    calls = []

    def double(x: float) -> float:
        calls.append(x)
        return 2 * x

    assert host("def f(g, x):\n    return g(g(x))\n").call(Call("f", (double, 1.5))).value == 6.0
    assert calls == [1.5, 3.0]


def test_cases_share_their_frames(host: Open) -> None:
    """Cases of two calls each: two frames, each case answered with what is its own."""
    student = Student(host("def f(g, x):\n    return g(x) + 1\n"), "f", lambda g, x: ())
    seen = []

    def case(student: Student, x: float) -> None:
        first = student.f(lambda x: 2 * x, x)
        seen.append((x, first, student.f(lambda x: 3 * x, first), len(student.calls)))

    student.each(case, [1.0, 2.0, 3.0])
    assert seen == [(x, 2 * x + 1, 3 * (2 * x + 1) + 1, 2) for x in (1.0, 2.0, 3.0)]
    assert cast(WorkerHost, student._host)._worker.requests == 2


def test_an_exception_is_that_of_its_case(host: Open) -> None:
    student = Student(host("def f(x):\n    return 1 / x\n"), "f", lambda x: ())
    with pytest.raises(StudentError, match="ZeroDivisionError"):
        student.each(lambda student, x: student.f(x), [2.0, 0.0, 4.0])
    gc.collect()  # the case of 4 is given up: it leaves no call without an answer
    calls = cast(WorkerHost, student._host).history.take()
    assert [(call.value, call.raised) for call in calls] == [(0.5, ""), (None, "ZeroDivisionError")]


def test_cases_given_up_are_let_go(host: Open) -> None:
    """The collector sees nothing of what waits in a greenlet: what such a case holds would be held for ever."""
    student = Student(host("def f(x):\n    return 1 / x\n"), "f", lambda x: ())
    held = []

    def case(student: Student, x: float) -> None:
        values = np.full(3, x)
        held.append(weakref.ref(values))
        student.f(x)
        student.f(values[0])

    with pytest.raises(StudentError, match="ZeroDivisionError") as raised:
        student.each(case, [2.0, 0.0, 4.0])
    student.error = raised.value  # as the evidence of a failed check is held by what held it
    del student, raised
    gc.collect()
    assert held
    assert all(values() is None for values in held)


@pytest.mark.parametrize("harm", ["os._exit(3)", "time.sleep(60)"])
def test_whose_call_killed_the_worker_is_told(harm: str, host: Open) -> None:
    """What was lost for all is asked again one by one."""
    one = host(f"import os, time\ndef f(x):\n    if x == 2: {harm}\n    return x\n")
    student = Student(one, "f", lambda x: ())
    with pytest.raises(Halted):
        student.each(lambda student, x: student.f(x), [1.0, 2.0, 3.0])
    assert [call.arguments for call in student.calls] == [(2.0,)]


@pytest.mark.proof
@pytest.mark.skipif(not CAN_FORK, reason="the system does not tell what a process holds")
def test_failed_answers_leave_nothing_in_a_checker(tmp_path: Path) -> None:
    """A class is graded by checkers that stay: what each answer left would be all that they may have."""
    folders = []
    for number in range(40):
        folders.append(tmp_path / str(number))
        folders[-1].mkdir()
        source = f"import numpy as np\ndef softmax(z):\n    return np.exp(z) / np.exp(z).sum() + {number}\n"
        (folders[-1] / "activations.py").write_text(source, encoding="utf-8")
    with Grading({"activations"}, jobs=1) as grading:
        held = []
        for folder in folders:
            report = grading.grade(submission.modules(folder), catalog.select(["activations.softmax"]), 7)
            assert report.exercises[0].status == "failed"
            held.append(memory(grading._checkers[0].process.pid, "VmRSS") / 2**20)
    assert held[-1] - held[19] < 5, f"{held[-1] - held[19]:.0f} MB after 20 answers"


def test_infinite_loop_in_a_call(host: Open) -> None:
    one = host("def f(x):\n    while x: pass\n    return x\n")
    began = time.monotonic()
    with pytest.raises(TimedOut, match="No respondió en 1 s"):
        one.call(Call("f", (1,)))
    assert time.monotonic() - began < 10
    assert one.call(Call("f", (0,))).value == 0, "a fresh worker takes the next call"


def test_an_endless_module_is_told_by_its_line_and_not_waited_for_again(host: Open) -> None:
    """Tried twice, in case that it was slow for once; then known to all exercises of the submission."""
    endless: dict[tuple[str, float], TimedOut] = {}
    one = host("def f(x):\n    return x\nfrom helper import x\n", endless=endless, helper="x = 1\nwhile x: pass\n")
    for _ in range(3):
        with pytest.raises(TimedOut, match="No terminó en 1 s") as caught:
            one.call(Call("f", (1,)))
        assert caught.value.at_load == "helper.py:2: `while x: pass`"
    assert one._starts == 2
    another = host("not even read", endless=endless)
    with pytest.raises(TimedOut, match="No terminó en 1 s"):
        another.call(Call("g", (1,)))
    assert another._starts == 1


def test_a_module_that_was_slow_for_once_is_loaded(host: Open) -> None:
    """As where what it imports had to come from a slow disk."""
    source = "import os, time\nif not os.path.exists('x'):\n    open('x', 'w').close()\n    time.sleep(30)\n"
    assert host(source + "def f(x):\n    return x\n").call(Call("f", (1,))).value == 1


def test_what_is_imported_in_a_call_tells_no_statement(host: Open) -> None:
    one = host("def f(x):\n    import helper\n    return helper.x\n", helper="y = 1\nx = 2\n")
    assert one.call(Call("f", (1,))).value == 2


@pytest.mark.proof
def test_an_endless_module_is_waited_for_once_for_all_of_its_exercises(tmp_path: Path) -> None:
    (tmp_path / "activations.py").write_text(RELU + "while True: pass\n", encoding="utf-8")
    began = time.monotonic()
    done = rna("grade", "activations", "--submission", tmp_path, "--json", tmp_path / "report.json")
    assert time.monotonic() - began < 100, "less than seven times two waits, however busy the machine"
    assert done.returncode == 1
    exercises = read(tmp_path / "report.json")["exercises"]
    assert len(exercises) == len(catalog.unit("activations").exercises)
    for each in exercises:
        assert each["status"] == "timeout"
        told = each["checks"][0]["message"]
        assert told.startswith("activations.py no se puede cargar.\nactivations.py:4: `while True: pass`\nNo ter")
        assert each["diagnosis"]["id"] == "general.endless_module"


def test_endless_output(host: Open) -> None:
    one = host("def f():\n    while True: print('x' * 1000)\n")
    with pytest.raises(TimedOut):
        one.call(Call("f", ()))
    assert len(one.output()) <= 20_001


@pytest.mark.skipif(os.name == "nt", reason="pipes cannot be polled there")
def test_what_was_printed_before_an_answer_is_there_with_it(host: Open) -> None:
    """Though the thread that reads it along has not had its turn."""
    one = host("def f(n):\n    print(n)\n")
    before = sys.getswitchinterval()
    sys.setswitchinterval(10)  # no other thread runs until this one waits
    try:
        for number in range(200):
            one.call(Call("f", (number,)))
            assert one.output().splitlines()[-1] == str(number)
    finally:
        sys.setswitchinterval(before)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="processes cannot be kept to one processor")
@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="the system does not tell who had to wait")
def test_what_the_machine_makes_a_call_wait_does_not_count(host: Open) -> None:
    """On a processor that others keep busy a call may take longer; one that never ends still ends in time."""
    one = host("import time\ndef f(s):\n    end = time.process_time() + s\n    while time.process_time() < end: pass\n")
    one.call(Call("f", (0,)))
    (processor, *_) = os.sched_getaffinity(0)
    os.sched_setaffinity(one._worker._process.pid, {processor})
    program = f"import os\nos.sched_setaffinity(0, {{{processor}}})\nwhile True: pass"
    busy = [subprocess.Popen([sys.executable, "-c", program], start_new_session=True) for _ in range(3)]
    try:
        began = time.monotonic()
        one.call(Call("f", (0.4 * SHORT.call,)))
        assert time.monotonic() - began > 1.2 * SHORT.call, "a fourth of the processor is its own"
        with pytest.raises(TimedOut):
            one.call(Call("f", (1e9,)))
        assert time.monotonic() - began < 4 * (PATIENCE + 1) * SHORT.call
    finally:
        for each in busy:
            each.kill()
            each.wait()


def test_all_calls_together_have_a_limit(host: Open) -> None:
    one = host("import time\ndef f():\n    time.sleep(0.6)\n")
    for _ in range(5):
        one.call(Call("f", ()))
    with pytest.raises(TimedOut, match=r"^El ejercicio agotó sus 4 s en total\.$"):
        [one.call(Call("f", ())) for _ in range(5)]


def test_a_worker_that_keeps_dying_is_given_up(host: Open) -> None:
    one = host("import os\ndef f():\n    os._exit(1)\n")
    told = []
    for _ in range(6):
        with pytest.raises(Crashed) as caught:
            one.call(Call("f", ()))
        told.append(str(caught.value))
    assert "demasiadas veces" in told[-1]


def test_catching_everything_does_not_outlive_the_limit(host: Open) -> None:
    source = (
        "import signal\n"
        "def f():\n"
        "    for s in (signal.SIGTERM, signal.SIGINT): signal.signal(s, signal.SIG_IGN)\n"
        "    while True:\n"
        "        try:\n            while True: pass\n"
        "        except BaseException: pass\n"
    )
    with pytest.raises(TimedOut):
        host(source).call(Call("f", ()))


@pytest.mark.skipif(not CAN_FORK, reason="looks into /proc")
def test_children_and_grandchildren_end_with_the_worker(host: Open, tmp_path: Path) -> None:
    source = (
        "import os, time\n"
        "def f(path):\n"
        "    if os.fork() == 0:\n"
        "        open(path, 'w').write(str(os.getpid()))\n"
        "        time.sleep(600)\n"
        "    time.sleep(0.3)\n"
        "    return 1\n"
    )
    one = host(source, layers=sandbox.ALWAYS)
    one.call(Call("f", (str(tmp_path / "child"),)))
    child = Path("/proc") / (tmp_path / "child").read_text()
    assert child.exists()
    one.close()
    deadline = time.monotonic() + 5
    while child.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not child.exists()


def test_no_scratch_folder_is_left(host: Open) -> None:
    one = host("def f(path):\n    open(path, 'w').write('x')\n")
    one.call(Call("f", (str(one.scratch / "file"),)))
    assert (one.scratch / "file").is_file()
    one.close()
    assert not one.scratch.exists()


NOTHING = Curriculum(
    lambda checks: ("", ""), lambda seed: None, lambda exercise: (), lambda exercise: {}, lambda *_: []
)
"""The curriculum of no exercise."""


def test_a_check_that_cannot_be_told_breaks_alone() -> None:
    """What goes wrong while a message is made is the exercise's, told as broken; the checker lives on."""

    class Unspeakable(LawBroken):
        def __str__(self) -> str:
            raise ValueError("no words")

    def test_law() -> None:
        """Una ley."""

    attempt = Attempt(Job("tensors.rank", {}, 1), NOTHING, [].append, lambda *host: cast(WorkerHost, None))
    attempt.judge(cast(pytest.Item, SimpleNamespace(function=test_law, name="test_law")), Unspeakable())
    assert isinstance(attempt.broken, Broken)
    assert "no words" in str(attempt.broken)
    assert attempt.checks == []


def test_a_training_that_died_does_not_touch_the_next(grade_source: GradeSource) -> None:
    """Its checks share one training, a fixture; the grader is warm."""
    start = "import os\ndef train_pima(X_train, y_train):\n    "
    assert grade_source("training.train_pima", start + "os._exit(0)\n").status == "crashed"
    assert grade_source("training.train_pima", start + "return None\n").status == "failed"


def test_no_protection_is_claimed_where_nothing_ran() -> None:
    with Grading(units={"tensors"}, jobs=1) as grading:
        assert grading.grade({}, [], seed=1).sandbox == ()


DEAF = """
import signal
from grader.verdict.grading import Grading
signal.signal(signal.SIGTERM, signal.SIG_IGN)
Grading(units={"tensors"}, jobs=1).close()
"""


def test_checkers_that_were_started_deaf_to_signals_end() -> None:
    """As those of a class are that is told to end while it still starts them."""
    subprocess.run([sys.executable, "-c", DEAF], check=True, timeout=60)


# -- what checks stumble over -------------------------------------------------------------------


def judged(error: BaseException, rich: bool) -> Attempt:
    """An attempt one of whose checks ended so; ``rich``: once the submission had handed over a model or files."""

    def test_law() -> None:
        """Una ley."""

    host = cast(WorkerHost, SimpleNamespace(history=History(), output=lambda: ""))
    host.history.rich = rich
    attempt = Attempt(Job("tensors.rank", {}, 1), NOTHING, [].append, lambda *job: host)
    attempt.open_host()
    attempt.judge(cast(pytest.Item, SimpleNamespace(function=test_law, name="test_law")), error)
    return attempt


@pytest.mark.parametrize(
    "error", [KeyError("units"), ValueError(), IndexError(), TypeError(), OverflowError()], ids=repr
)
def test_a_check_that_stumbles_over_a_submissions_model_rejects_it(error: Exception) -> None:
    attempt = judged(error, rich=True)
    assert attempt.broken is None
    assert [check.status for check in attempt.checks] == ["failed"]
    assert attempt._statuses == {"rejected"}
    assert isinstance(judged(error, rich=False).broken, Broken), "plain numbers are no excuse for a check"


@pytest.mark.parametrize("error", [NameError("x"), ImportError("x"), OSError("full"), AssertionError("x")], ids=repr)
def test_a_check_that_is_broken_rejects_nothing(error: Exception) -> None:
    assert isinstance(judged(error, rich=True).broken, Broken)


def test_what_takes_a_checkers_memory_is_rejected() -> None:
    assert judged(MemoryError(), rich=False)._statuses == {"rejected"}


def test_models_and_lent_folders_are_rich() -> None:
    history = History()
    history.add(Call("f", (1.0,), outcome=Outcome(np.zeros(3), {0: 2.0})))
    assert not history.rich
    history.add(Call("f", (1.0,), outcome=Outcome(None, {0: Model((8,), ())})))
    assert history.rich
    host = SimpleNamespace(history=History(), new_folder=Path)
    Student(cast(WorkerHost, host), "f", lambda: ()).new_folder()
    assert host.history.rich


LIMITED = """
import resource, sys
from grader.verdict import checker
import numpy as np
checker._limit_memory()
half = np.empty(checker._MEMORY // 16)
try:
    np.empty(checker._MEMORY // 12)
except MemoryError:
    sys.exit(3)
"""


@pytest.mark.skipif(not CAN_FORK, reason="only Linux limits it")
def test_a_checker_has_a_limit_of_memory() -> None:
    assert subprocess.run([sys.executable, "-c", LIMITED], check=False, timeout=60).returncode == 3


ODD_FILES = {
    **({"a pipe": "os.mkfifo(path)"} if hasattr(os, "mkfifo") else {}),
    "a folder": "os.mkdir(path)",
    "a link to a device": "os.symlink('/dev/zero', path)",
    "a link to itself": "os.symlink(path, path)",
    "too many bytes": "open(path, 'w').close(); os.truncate(path, 130 * 2**20)",
    "nothing": "pass",
}


@pytest.mark.parametrize("make", ODD_FILES.values(), ids=ODD_FILES)
def test_only_an_ordinary_file_is_read_back(make: str, host: Open) -> None:
    one = host(f"import os\ndef f(path):\n    {make}\n", sandbox.ALWAYS)
    one.call(Call("f", (str(one.scratch / "model.keras"),)))
    began = time.monotonic()
    with pytest.raises(Rejected, match=r"model\.keras"):
        one.read_model(one.scratch / "model.keras")
    assert time.monotonic() - began < 5


# -- what the machine does to the processes of a run --------------------------------------------

ONCE_SLOW = """
import os, time
def f():
    if not os.path.exists("x"):
        open("x", "w").close()
        time.sleep(0.8)
    return 1
"""
ONCE_SLOW_TO_LOAD = """
import os, time
if not os.path.exists("x"):
    open("x", "w").close()
    time.sleep(0.8)
def f():
    return 1
"""
KILLS_ITSELF = "import os\ndef f():\n    os.kill(os.getpid(), 9)\n"


def test_what_libraries_say_of_the_sandbox_is_not_told_as_the_student_s() -> None:
    source = b"from sklearn.model_selection import train_test_split\ndef f():\n    return 1\n"
    with contextlib.closing(WorkerHost({"unit.py": source}, "unit", Limits(60, 60), Launchers())) as one:
        assert one.call(Call("f", ())).value == 1
        assert one.output() == ""


NO_SIGNALS = pytest.mark.skipif(os.name == "nt", reason="nothing tells there who ended a process")


@NO_SIGNALS
@pytest.mark.parametrize("source", [ONCE_SLOW, ONCE_SLOW_TO_LOAD], ids=["called", "loaded"])
def test_what_is_killed_from_outside_is_done_again(source: str, host: Open) -> None:
    one = host(source)
    kill = one._worker._process.kill

    def kill_in_the_middle() -> None:
        while not (one.scratch / "x").exists():
            time.sleep(0.02)
        kill()

    threading.Thread(target=kill_in_the_middle, daemon=True).start()
    assert one.call(Call("f", ())).value == 1
    assert one._starts == 2


@NO_SIGNALS
def test_what_always_kills_its_worker_has_crashed(host: Open) -> None:
    one = host(KILLS_ITSELF, sandbox.ALWAYS)
    with pytest.raises(Crashed, match="dejó de responder"):
        one.call(Call("f", ()))
    assert one._starts == 2


@pytest.mark.skipif(not CAN_FORK, reason="only Linux tells of it")
@pytest.mark.parametrize(("ordinary", "failure"), [(2**30, Unjudged), (0, Crashed)])
def test_a_worker_that_the_system_ended_for_want_of_memory(
    ordinary: int, failure: type[Halted], host: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's fault where it had no more than others have; its own where it had."""
    kills = iter(range(100))
    monkeypatch.setattr(bounds, "killed_for_memory", lambda: next(kills))
    monkeypatch.setitem(bounds.ORDINARY, "numpy", ordinary)
    one = host(KILLS_ITSELF, sandbox.ALWAYS)
    forked = type(one._worker._process).__name__ == "ForkedProcess"
    with pytest.raises(failure if forked else Crashed):
        one.call(Call("f", ()))


def test_kills_for_want_of_memory_are_counted() -> None:
    assert bounds.killed_for_memory() >= 0
    assert not CAN_FORK or bounds._OOM_KILLS.search(b"low 0\noom 3\noom_kill 2\noom_group_kill 0\n")[1] == b"2"  # type: ignore[index]


@pytest.mark.skipif(not CAN_FORK, reason="there are no launchers")
def test_the_next_worker_is_there_before_it_is_asked_for() -> None:
    """Where nobody asks for anything for a moment; whoever has stopped it, and if it has died there is another."""
    launcher = Launcher("numpy", 1)
    launcher.fork_ahead()
    workers = Launchers({"numpy": launcher.ends[0]})
    used: set[int] = set()

    def ahead() -> psutil.Process:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            every = psutil.Process(launcher.process.pid).children(recursive=True)
            with contextlib.suppress(ProcessLookupError):  # each worker is a session
                if found := [each for each in every if os.getsid(each.pid) == each.pid and each.pid not in used]:
                    return found[0]
            time.sleep(0.05)
        raise AssertionError("none is forked ahead")

    try:
        workers.layers("numpy")
        for number, becomes in (
            (None, ""),
            (signal.SIGKILL, psutil.STATUS_ZOMBIE),
            (signal.SIGSTOP, "stopped"),
            (None, ""),
        ):
            waiting = ahead()
            if number:
                waiting.send_signal(number)
                while waiting.status() != becomes:
                    time.sleep(0.01)
            one = WorkerHost({"unit.py": b"def f():\n    return 1\n"}, "unit", Limits(10, 60), workers)
            with contextlib.closing(one):
                assert one.call(Call("f", ())).value == 1
                pid = one._worker._process.pid
                assert (pid == waiting.pid) is (number != signal.SIGKILL)
            used |= {pid, waiting.pid}
    finally:
        launcher.close()


@pytest.mark.skipif(not CAN_FORK, reason="there are no launchers")
@pytest.mark.parametrize("cases", [1, 3])
def test_who_dies_with_its_launcher_is_not_judged(cases: int) -> None:
    launcher = Launcher("numpy", 1)
    modules = {"unit.py": b"import time\ndef f(x):\n    time.sleep(0.8)\n    return x\n"}
    one = WorkerHost(modules, "unit", Limits(10, 60), Launchers({"numpy": launcher.ends[0]}))
    assert one.call(Call("f", (0.0,))).value == 0.0
    threading.Timer(0.3, launcher.process.kill).start()
    student = Student(one, "f", lambda x: ())
    try:
        if cases == 1:
            with pytest.raises(Unjudged, match="ha muerto un proceso del corrector"):
                student.f(1.0)
        else:  # asked again, one by one, in plain processes
            student.each(lambda student, x: student.f(x), [1.0, 2.0, 3.0])
    finally:
        one.close()
        launcher.close()


# -- what the machine does to the folders of a run ----------------------------------------------


def failing(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """The next folders cannot be made, so many times."""
    left, make = [OSError(errno.EIO, "no")] * times, tempfile.mkdtemp

    def mkdtemp(**where: str) -> str:
        if left:
            raise left.pop()
        return make(**where)

    monkeypatch.setattr(tempfile, "mkdtemp", mkdtemp)


@pytest.mark.skipif(not {"landlock", "seccomp"} <= set(sandbox.offered()), reason="the answer might have done it")
def test_a_folder_that_the_machine_does_not_make_is_nobodys_fault(host: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    one = host("def f():\n    return 1\n")
    failing(monkeypatch, 2)
    assert one.new_folder().is_dir(), "tried again"
    failing(monkeypatch, 9)
    with pytest.raises(Unjudged, match="repite la orden"):
        one.new_folder()


def test_where_an_answer_may_have_spoilt_its_folder_it_has(host: Open) -> None:
    one = host("import os, shutil\ndef f():\n    shutil.rmtree(os.getcwd())\n    return 1\n", sandbox.ALWAYS)
    one.call(Call("f", ()))
    with pytest.raises(Rejected):
        one.new_folder()
    assert not one.robbed


SLOW = """
import tempfile, time
import numpy as np
time.sleep({seconds})
def rank(tensor):
    with tempfile.NamedTemporaryFile():
        return np.ndim(tensor)
def flatten_images(images):
    with tempfile.NamedTemporaryFile():
        return np.reshape(images, (len(images), -1))
"""


@pytest.mark.parametrize("after", [0.0, pytest.param(1.0, marks=pytest.mark.proof)])
@pytest.mark.skipif(not {"landlock", "seccomp"} <= set(sandbox.offered()), reason="the answer might have done it")
def test_folders_that_vanish_are_the_graders_failure(after: float, tmp_path: Path) -> None:
    """Of a run, while it goes on: another program that tidies up does so."""
    (tmp_path / "tensors.py").write_text(SLOW.format(seconds=4), encoding="utf-8")
    (place := tmp_path / "tmp").mkdir()
    command = [sys.executable, "-m", "grader", "grade", "tensors.rank", "tensors.flatten_images"]
    with subprocess.Popen(
        [*command, "--submission", ".", "--json", "report.json"], cwd=tmp_path, encoding="utf-8",
        env={**os.environ, "TMPDIR": str(place)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        while not list(place.glob("rna-*/rna-*/scratch")) and process.poll() is None:
            time.sleep(0.02)
        time.sleep(after)
        for folder in place.iterdir():
            remove_tree(folder)
        _, words = process.communicate(timeout=120)
    assert process.returncode == 2
    assert len(words.splitlines()) == 1
    report = read(tmp_path / "report.json")
    assert {each["status"] for each in report["exercises"]} <= {"not_graded", "passed"}
    assert report["max_score"] == report["score"]


TRAINS = """
import keras
def train_pima(X_train, y_train):
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(12, "relu"), keras.layers.Dense(1, "sigmoid")])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    keep = keras.callbacks.ModelCheckpoint("best.keras", monitor="loss", save_best_only=True)
    model.fit(X_train, y_train, epochs=400, verbose=0, callbacks=[keep])
    return model
"""


@pytest.mark.proof
@pytest.mark.skipif(not {"landlock", "seccomp"} <= set(sandbox.offered()), reason="the answer might have done it")
def test_a_folder_that_vanishes_from_a_training_is_the_graders_failure(tmp_path: Path) -> None:
    (tmp_path / "training.py").write_text(TRAINS, encoding="utf-8")
    (place := tmp_path / "tmp").mkdir()
    command = [sys.executable, "-m", "grader", "grade", "training.train_pima", "--submission", "."]
    with subprocess.Popen(
        [*command, "--json", "report.json"], cwd=tmp_path, encoding="utf-8",
        env={**os.environ, "TMPDIR": str(place)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        while not list(place.glob("rna-*/rna-*/scratch/best.keras")) and process.poll() is None:
            time.sleep(0.02)
        for folder in place.iterdir():
            remove_tree(folder)
        _, words = process.communicate(timeout=200)
    assert process.returncode == 2
    assert "otro programa ha borrado una carpeta temporal en uso" in words
    assert [each["status"] for each in read(tmp_path / "report.json")["exercises"]] == ["not_graded"]


WRONG_WITH_KERAS = {
    "training.save_model": "def save_model(model, directory, layers, seed):\n    print(type(directory).__name__)\n",
    "training.predict_pima": "def predict_pima(model, X):\n    return 0\n",
    "training.prepare_pima": "def prepare_pima(data):\n    return data, data, data, data\n",
    "training.predict_mnist": "def predict_mnist(model, X):\n    return X\n",
    "keras_models.compile_mnist_model": "def compile_mnist_model(model):\n    return 1 / 0\n",
}


@pytest.fixture(scope="module")
def pasting() -> Iterator[Grading]:
    """A grader that breaks over a message whose calls cannot be pasted."""
    with Grading({"training", "keras_models"}, jobs=1, checker=PASTING) as grading:
        yield grading


@pytest.mark.proof
@pytest.mark.parametrize("exercise", WRONG_WITH_KERAS)
def test_calls_with_models_tables_and_images_can_be_pasted_or_say_what_they_are(
    exercise: str, pasting: Grading
) -> None:
    unit = exercise.partition(".")[0]
    modules = {f"{unit}.py": WRONG_WITH_KERAS[exercise].encode()}
    (result,) = pasting.grade(modules, catalog.select([exercise]), 7).exercises
    assert result.status in ("failed", "error", "rejected")
    if exercise == "training.save_model":
        assert result.output.split()[:2] == ["PosixPath" if os.name == "posix" else "WindowsPath", "str"]
        told = "\n".join(check.message for check in result.checks)
        assert "save_model(model, Path('modelos de otoño " in told
        assert "save_model(model, 'modelos de otoño " in told
