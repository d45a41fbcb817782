"""Each known wrong idea is refused and recognised; what follows none of them is not taken for one."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from grader.curriculum import catalog
from grader.curriculum.library import library
from grader.feedback import slips
from grader.feedback.misconception import Misconception
from tests.support import CORPUS, ROOT, GradeSource, with_proof
from tests.support.answers import TRAININGS, acceptable, answers, sample, submissions
from tests.support.library import showing, source

CURRICULUM = ROOT / "grader" / "curriculum"
UNITS = tuple(unit.id for unit in catalog.units())


@dataclass(frozen=True)
class Submission:
    """The source of a student's module, and what it should be diagnosed as: any of these."""

    exercise: str
    name: str
    source: str
    diagnoses: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.exercise}-{self.name}"


def entries(unit: str) -> list[Misconception]:
    return [entry for exercise in catalog.exercises() if exercise.unit == unit for entry in library(exercise.id)]


def wrong_answers(unit: str) -> Iterator[Submission]:
    """Every entry of the library that is a wrong answer, as a submission."""
    for entry in entries(unit):
        if not entry.is_symptom:
            twin = [f"{entry.exercise}.{entry.twin_of}"] if entry.twin_of else []
            yield Submission(entry.exercise, entry.function.__name__, source(entry), (entry.id, *twin))


def examples(unit: str) -> Iterator[Submission]:
    """A submission for each symptom that no wrong answer of the corpus shows (test_answers.py grades those)."""
    path = CORPUS / "misconceptions" / f"{unit}.py"
    for _, diagnosis, name, text in submissions(path, ("shows",)) if path.is_file() else ():
        yield Submission(diagnosis.rpartition(".")[0], name, text, (diagnosis,))


ENTRIES = [entry for unit in UNITS for entry in entries(unit)]
WRONG = [each for unit in UNITS for each in wrong_answers(unit)]
SHOWN = [each for unit in UNITS for each in examples(unit)]


@pytest.mark.parametrize("answer", with_proof([*WRONG, *SHOWN], sample(WRONG, 1)), ids=str)
def test_refused_and_recognised(answer: Submission, grade_quickly: GradeSource) -> None:
    result = grade_quickly(answer.exercise, answer.source)
    assert result.status not in ("passed", "not_graded")
    assert result.diagnosis is not None
    assert result.diagnosis["id"] in answer.diagnoses


def test_every_symptom_is_shown() -> None:
    shown = {diagnosis for each in SHOWN for diagnosis in each.diagnoses}
    shown |= {acceptable(answer)[0] for unit in UNITS for answer in showing(unit)}
    symptoms = {entry.id for entry in ENTRIES if entry.is_symptom and entry.exercise not in TRAININGS}
    assert symptoms - shown == set()


def test_no_name_twice() -> None:
    """Names are shared between exercises, never within one; a twin is the name of another entry."""
    ids = [entry.id for entry in ENTRIES]
    assert len(ids) == len(set(ids))
    assert {f"{entry.exercise}.{entry.twin_of}" for entry in ENTRIES if entry.twin_of} <= set(ids)


@pytest.mark.parametrize("unit", UNITS)
def test_messages(unit: str) -> None:
    """One to three Spanish sentences, and no code to copy: names and short calls at most."""
    for entry in entries(unit):
        assert entry.message.endswith("."), entry.id
        assert 30 < len(entry.message) < 400, entry.id
        assert not re.search(r"`[^`]*(return\s|=\s*np\.|\w\(.*\w\(.*\)\))[^`]*`", entry.message), entry.id
        assert not re.search(r"\b(usted|su función)\b", entry.message), f"{entry.id}: la voz es tú"


def test_every_entry_has_its_place() -> None:
    """In the module of each exercise that its decorator names."""
    named = Counter(
        f"{exercise.value}.{node.name}"
        for path in CURRICULUM.glob("*/misconceptions/*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        for mark in node.decorator_list
        for exercise in mark.args  # type: ignore[attr-defined]
    )
    assert named == Counter(entry.id for entry in ENTRIES)


def test_at_least_four_of_each() -> None:
    few = {exercise.id for exercise in catalog.exercises() if exercise.unit in UNITS and len(library(exercise.id)) < 4}
    assert few == set()


@pytest.mark.parametrize("unit", UNITS)
def test_tables_name_what_there_is(unit: str) -> None:
    """Every wrong answer has its acceptable diagnoses, and those of the library exist."""
    table = tomllib.loads((CORPUS / "diagnoses" / f"{unit}.toml").read_text(encoding="utf-8"))
    named = {(exercise, name) for exercise, names in table.items() for name in names}
    assert named == {(answer.exercise, answer.name) for answer in answers(unit) if not answer.is_right}
    found = {found for names in table.values() for wanted in names.values() for found in wanted}
    known = {entry.id for entry in entries(unit)}
    assert {name for name in found if name.startswith(unit) and not _exists(name, known)} == set()


def _exists(name: str, known: set[str]) -> bool:
    """Whether a diagnosis is an entry, a slip of the right answer, or either of them with slips besides."""
    (first, *others), names = name.split("+"), slips.names()
    exercise, _, slip = first.rpartition(".")
    alone = slip in names and exercise in {entry.rpartition(".")[0] for entry in known}
    return (first in known or alone) and set(others) <= names


# -- garbage -----------------------------------------------------------------------------------

GARBAGE = {
    "gradient_descent.gradient_step(w, gradient, learning_rate)": [
        "np.random.default_rng(0).normal(size=np.shape(w))", "np.ones(np.shape(w))", "np.sin(w)", "'hola'",
    ],
    "gradient_descent.numerical_gradient(f, w, h=1e-5)": [
        "np.random.default_rng(0).normal(size=len(w))", "np.ones(len(w))", "np.cumsum(w)", "[]",
    ],
    "gradient_descent.mse_gradient(X, y, w, b)": [
        "(np.random.default_rng(0).normal(size=len(w)), 0.3)", "(np.ones(len(w)), 1.0)", "(w, b)", "(0, 0)",
    ],
    "gradient_descent.minimize(gradient, w0, learning_rate, steps)": [
        "np.random.default_rng(0).normal(size=(steps + 1, len(w0)))", "np.ones((steps + 1, len(w0)))", "7",
    ],
    "gradient_descent.fit_linear_regression(X, y, learning_rate, epochs)": [
        "(np.random.default_rng(5).normal(size=X.shape[1]) * 3, 0.3)", "(np.ones(X.shape[1]), 1.0)", "(y, y)",
    ],
    "gradient_descent.logistic_gradient(X, y, w, b)": [
        "(np.random.default_rng(0).normal(size=len(w)), 0.3)", "(np.ones(len(w)), 1.0)", "(w, b)", "(0, 0)",
    ],
    "gradient_descent.fit_logistic_regression(X, y, learning_rate, epochs)": [
        "(np.random.default_rng(5).normal(size=X.shape[1]) * 3, 0.3)", "(np.ones(X.shape[1]), 1.0)", "(y, y)",
    ],
    "gradient_descent.minibatches(X, y, batch_size, seed)": ["7", "[]", "X", "[(X, y)] * 3", "'lotes'"],
    "gradient_descent.momentum_step(w, velocity, gradient, learning_rate, momentum)": [
        "(np.sin(w), np.cos(velocity))", "(np.ones(w.shape), np.ones(w.shape))", "7",
    ],
    "gradient_descent.adam_step(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7)": [
        "(np.sin(w), np.cos(m), np.ones(v.shape))", "(w + 1, m + 1, v + 1)", "7",
    ],
    "network.initialize(sizes, seed)": ["7", "[]", "sizes", "[(1, 2)] * (len(sizes) - 1)", "'pesos'"],
    "network.softmax_cross_entropy_gradient(Z, Y)": [
        "np.random.default_rng(0).normal(size=Z.shape)", "np.ones(Z.shape)", "np.sin(Z)", "7",
    ],
    "network.one_hot(labels, n_classes)": [
        "np.random.default_rng(0).normal(size=(len(labels), n_classes))", "np.ones((len(labels), n_classes))",
        "np.zeros((len(labels), n_classes))",
    ],
    "network.dense(X, W, b, activation)": [
        "np.random.default_rng(0).normal(size=(len(X), len(b)))", "np.zeros((len(X), len(b)))", "X",
    ],
    "network.forward(X, layers)": [
        "np.random.default_rng(0).normal(size=(len(X), len(layers[-1][1])))", "np.ones((len(X), len(layers[-1][1])))",
    ],
    "network.backpropagation(X, y, W1, b1, W2, b2)": [
        "(np.sin(W1), np.cos(b1), np.sin(W2), np.cos(b2))", "(W1 + 1, b1 + 1, W2 + 1, b2 + 1)", "0",
    ],
    "network.train_network(X, y, hidden_units, learning_rate, epochs, seed)": ["0", "(X, y)", "'pesos'"],
    "keras_models.count_parameters(sizes)": ["7", "len(sizes)", "sizes"],
    "keras_models.build_pima_model()": ["3", "np.ones((8, 12))"],
    "keras_models.build_mnist_model()": ["3", "np.ones((28, 28))"],
    "keras_models.model_filename(layers, seed)": ["'modelo'", "42", "str(layers)"],
    "training.prepare_pima(data)": ["1, 2, 3, 4", "np.zeros(4)", "data.describe()"],
    "training.predict_pima(model, X)": ["np.random.default_rng(0).integers(2, size=len(X))", "np.arange(len(X)) - 0.5"],
    "training.predict_mnist(model, X)": ["np.random.default_rng(0).integers(10, size=len(X))", "np.arange(len(X))"],
    "training.save_model(model, directory, layers, seed)": ["'modelo'", "7"],
}  # fmt: skip


@pytest.mark.proof
@pytest.mark.parametrize(("signature", "result"), [(name, text) for name, texts in GARBAGE.items() for text in texts])
def test_garbage_has_no_name(signature: str, result: str, grade_quickly: GradeSource) -> None:
    unit, _, function = signature.partition(".")
    exercise = signature.partition("(")[0]
    graded = grade_quickly(exercise, f"import numpy as np\n\ndef {function}:\n    return {result}\n")
    assert graded.status not in ("passed", "not_graded")
    assert not (graded.diagnosis or {}).get("id", "").startswith(f"{unit}."), graded.diagnosis


OF_ANY_SHAPE = {
    "a_constant": "42.0",
    "another_constant": "-7.25",
    "random_of_the_same_shape": "rng.normal(size=np.shape(given[0])) if given else rng.normal(size=(5, 2))",
    "random_numbers": "(rng.normal(size=7), rng.normal(size=3), rng.normal(size=(3, 3)))",
    "cosines": "np.cos(np.asarray(given[0])) if given else np.cos(1.0)",
    "random_number": "float(rng.normal())",
}


@pytest.mark.proof
@pytest.mark.parametrize("kind", OF_ANY_SHAPE)
@pytest.mark.parametrize("exercise", [each.id for each in catalog.exercises() if each.unit in UNITS[:4]])
def test_garbage_of_any_shape_has_no_name(exercise: str, kind: str, grade_quickly: GradeSource) -> None:
    unit, _, function = exercise.partition(".")
    body = f"    rng = np.random.default_rng(12345)\n    return {OF_ANY_SHAPE[kind]}"
    graded = grade_quickly(exercise, f"import numpy as np\ndef {function}(*given, **options):\n{body}\n")
    assert graded.status not in ("passed", "not_graded")
    assert not (graded.diagnosis or {}).get("id", "").startswith(f"{unit}."), graded.diagnosis
