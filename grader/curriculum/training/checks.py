"""Laws of unit 8, training: networks are judged on data that the student cannot have seen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from grader.boundary.keras_models import Model
from grader.boundary.outcomes import LawBroken
from grader.boundary.values import Pixels, Table
from grader.curriculum import thresholds
from grader.curriculum.data import pima
from grader.curriculum.disguise import digits, ordered_pairs, patients, single_neuron
from grader.curriculum.keras_models.checks import MNIST, PIMA, network, predicted
from grader.curriculum.laws import Shape, assert_close, assert_that, extra, law, returns
from grader.verdict import numpy_keras
from grader.verdict.student import Host, Student


def split(n: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the rows for training and for test, of n, ⌈n / 5⌉ of them for test.

    As scikit-learn's train_test_split(test_size=0.2, random_state=42) draws them.
    """
    shuffled = np.random.RandomState(42).permutation(n)
    in_test = -(-n // 5)
    return shuffled[in_test:], shuffled[:in_test]


def split_shapes(data: Table) -> dict[str, Shape]:
    train, test = (len(rows) for rows in split(len(data.values)))
    return {
        "X_train": Shape((train, 8)),
        "X_test": Shape((test, 8)),
        "y_train": Shape((train,), (train, 1)),
        "y_test": Shape((test,), (test, 1)),
    }


def table(features: np.ndarray, labels: np.ndarray) -> Table:
    """A data frame of features (n, 8) and, as its last column, labels (n,)."""
    return Table(tuple(map(str, range(9))), np.column_stack([features, labels]))


def assert_split(student: Student, data: Table) -> None:
    train, test = split(len(data.values))
    X_train, X_test, y_train, y_test = student.prepare_pima(data)
    assert_close(X_train, data.values[train, :8], "X_train")
    assert_close(X_test, data.values[test, :8], "X_test")
    assert_close(np.ravel(y_train), data.values[train, 8], "y_train")
    assert_close(np.ravel(y_test), data.values[test, 8], "y_test")


@returns(split_shapes)
class TestPreparePima:
    def test_pima(self, student: Student) -> None:
        """Con los datos de Pima: 614 filas para entrenar y 154 para probar, las de random_state=42."""
        assert_split(student, table(*pima()))

    @law(cases=10, rows=st.integers(10, 60), seed=st.integers(0, 2**16))
    def test_any_table(self, student: Student, rows: int, seed: int) -> None:
        """Con cualquier tabla: el 20 % de las filas, al azar con random_state=42, queda para probar."""
        numbers = np.random.default_rng(seed)
        assert_split(student, table(numbers.normal(size=(rows, 8)).round(3), numbers.integers(0, 2, rows)))

    @extra
    def test_data_untouched(self, student: Student) -> None:
        """No modifica la tabla que recibe."""
        student.prepare_pima(table(*pima()))
        outcome = student.last.outcome
        assert_that(not (outcome and outcome.changed), "La tabla recibida cambió: trabaja sobre una copia.")


# -- trained networks --------------------------------------------------------------------------

UNSEEN = 154
"""How many of the 768 patients are kept back, as many as prepare_pima keeps."""


class Trained:
    """A network that the student trained on data that the grader has drawn for it.

    Args:
        train: what the student's function is called with.
        shown, unseen: inputs (n, ...) and labels (n,), those of ``train`` and others.
    """

    def __init__(self, student: Student, train: tuple[Any, np.ndarray], shown: tuple[np.ndarray, np.ndarray],
                 unseen: tuple[np.ndarray, np.ndarray]):  # fmt: skip
        self.model: Model = getattr(student, student.function)(*train)
        self.touched = bool(student.last.outcome and student.last.outcome.changed)
        self.shown, self.unseen = shown, unseen

    def accuracy(self, data: tuple[np.ndarray, np.ndarray]) -> float:
        """The share of ``data``, inputs (n, ...) and labels (n,), that the network classifies right."""
        X, y = data
        outputs = self.outputs(X)
        if outputs.shape[1] > 1:
            return float(np.mean(outputs.argmax(axis=1) == y))
        dense = self.model.dense_layers()
        half = 0.0 if dense and dense[-1][1] == "linear" else 0.5  # a logit, or a probability
        return float(np.mean((outputs[:, 0] >= half) == y))

    def gain(self, data: tuple[np.ndarray, np.ndarray]) -> float:
        """What the network's ordered pairs of ``data``, X (n, d) and y (n,), exceed those of the best neuron by."""
        X, y = data
        outputs = self.outputs(X)
        scores = outputs[:, -1] - (outputs[:, 0] if outputs.shape[1] > 1 else 0.0)
        return ordered_pairs(scores, y) - ordered_pairs(single_neuron(X, y), y)

    def outputs(self, X: np.ndarray) -> np.ndarray:
        """The model's outputs (n, units) for X (n, ...)."""
        outputs = predicted(self.model, X)
        if outputs.ndim != 2 or len(outputs) != len(X) or outputs.shape[1] == 0:
            raise LawBroken(f"Con {len(X)} ejemplos el modelo da una salida de forma {outputs.shape}.")
        return outputs


@pytest.fixture(scope="class")
def _seeded(run_seed: int) -> np.random.Generator:
    return np.random.default_rng([run_seed, 20])


@pytest.fixture(scope="class")
def pima_trained(_host: Host, _seeded: np.random.Generator) -> Trained:
    X, y = patients(_seeded)
    shown, unseen = (X[UNSEEN:], y[UNSEEN:]), (X[:UNSEEN], y[:UNSEEN])
    return Trained(Student(_host, "train_pima", lambda *_: Model), shown, shown, unseen)


@returns(lambda X_train, y_train: Model)
class TestTrainPima:
    def test_learns(self, pima_trained: Trained) -> None:
        """Aprende: acierta lo suficiente con los datos con los que entrenó."""
        assert_accuracy(
            pima_trained.accuracy(pima_trained.shown), thresholds.PIMA_TRAIN, "con los datos de entrenamiento"
        )

    def test_generalizes(self, pima_trained: Trained) -> None:
        """Generaliza: acierta lo suficiente con pacientes que no ha visto."""
        assert_accuracy(pima_trained.accuracy(pima_trained.unseen), thresholds.PIMA_TEST, "con datos que no ha visto")

    def test_beats_one_neuron(self, pima_trained: Trained) -> None:
        """Separa las dos clases mejor que una sola neurona: para eso están las capas ocultas."""
        gain = pima_trained.gain(pima_trained.shown)
        assert_that(
            gain >= thresholds.PIMA_GAIN,
            "De los pares formados por un paciente con diabetes y otro sin ella, tu red ordena bien "
            f"{100 * gain:.1f} puntos porcentuales más que la mejor neurona sola, y debería sacarle al menos "
            f"{100 * thresholds.PIMA_GAIN:.1f}: ¿bastan las épocas?, ¿es no lineal la activación de las capas ocultas?",
        )

    @extra
    def test_data_untouched(self, pima_trained: Trained) -> None:
        """No modifica los datos de entrenamiento."""
        assert_that(not pima_trained.touched, "Los datos recibidos cambiaron: trabaja sobre una copia.")


@pytest.fixture(scope="class")
def mnist_trained(_host: Host, _seeded: np.random.Generator) -> Trained:
    x_train, y_train, x_test, y_test = digits(_seeded)
    train, few = (Pixels(x_train), y_train), (x_train[:5000] / 255.0, y_train[:5000])
    return Trained(Student(_host, "train_mnist", lambda *_: Model), train, few, (x_test / 255.0, y_test))


@returns(lambda X_train, y_train: Model)
class TestTrainMnist:
    def test_learns(self, mnist_trained: Trained) -> None:
        """Aprende: reconoce casi todas las imágenes con las que entrenó."""
        assert_accuracy(mnist_trained.accuracy(mnist_trained.shown), thresholds.MNIST, "con imágenes de entrenamiento")

    def test_generalizes(self, mnist_trained: Trained) -> None:
        """Generaliza: reconoce dígitos que no ha visto."""
        assert_accuracy(mnist_trained.accuracy(mnist_trained.unseen), thresholds.MNIST, "con imágenes que no ha visto")

    @extra
    def test_data_untouched(self, mnist_trained: Trained) -> None:
        """No modifica los datos de entrenamiento."""
        assert_that(not mnist_trained.touched, "Los datos recibidos cambiaron: trabaja sobre una copia.")


def assert_accuracy(accuracy: float, least: float, where: str) -> None:
    assert_that(accuracy >= least, f"La exactitud {where} es {accuracy:.3f}, y debería llegar a {least:.3f}.")


# -- predictions -------------------------------------------------------------------------------


@returns(lambda model, X: (len(X),))
class TestPredictPima:
    def test_classes(self, student: Student, rng: np.random.Generator) -> None:
        """Da 1 donde la probabilidad del modelo llega a 0.5 y 0 donde no, una clase por paciente."""
        for _ in range(3):
            model, X, p = sure_patients(rng, 40)
            student.forget()
            assert_close(student.predict_pima(model, X), p >= 0.5)

    def test_one_patient(self, student: Student, rng: np.random.Generator) -> None:
        """Con un solo paciente da un array de una clase."""
        model, X, p = sure_patients(rng, 1)
        assert_close(student.predict_pima(model, X), p >= 0.5)


def sure_patients(rng: np.random.Generator, n: int) -> tuple[Model, np.ndarray, np.ndarray]:
    """A random Pima network, inputs (n, 8) of which it is sure, and its probabilities (n,).

    Of both classes if n > 1.
    """
    while True:
        model, X = network((8,), PIMA, rng), rng.normal(size=(20 * n, 8))
        p = numpy_keras.predict(model, X)[:, 0]
        sure = np.flatnonzero(np.abs(p - 0.5) > 0.02)[:n]
        if len(sure) == n and (n == 1 or 0.2 < np.mean(p[sure] >= 0.5) < 0.8):
            return model, X[sure], p[sure]


@returns(lambda model, X: (len(X),))
class TestPredictMnist:
    def test_classes(self, student: Student, rng: np.random.Generator) -> None:
        """Da, para cada imagen, el dígito del logit más alto del modelo."""
        for n in (10, 25):
            model, X, best = clear_digits(rng, n)
            student.forget()
            assert_close(student.predict_mnist(model, X), best)

    def test_one_image(self, student: Student, rng: np.random.Generator) -> None:
        """Con una sola imagen da un array de un dígito."""
        model, X, best = clear_digits(rng, 1)
        assert_close(student.predict_mnist(model, X), best)


def clear_digits(rng: np.random.Generator, n: int) -> tuple[Model, np.ndarray, np.ndarray]:
    """A random MNIST network, images (n, 28, 28) on which its best logit is clear, and their digits (n,).

    Several digits if n > 1.
    """
    while True:
        model, X = network((28, 28), MNIST, rng), rng.uniform(size=(20 * n, 28, 28)) ** 3
        ordered = np.sort(logits := numpy_keras.predict(model, X), axis=1)
        clear = np.flatnonzero(ordered[:, -1] - ordered[:, -2] > 0.01)[:n]
        best = logits[clear].argmax(axis=1)
        if len(clear) == n and (n == 1 or len(set(best)) > 2):
            return model, X[clear], best


@returns(lambda model, directory, layers, seed: str)
class TestSaveModel:
    def test_saves_there(self, student: Student, rng: np.random.Generator) -> None:
        """Guarda en la carpeta indicada, con el nombre de model_filename, y devuelve la ruta."""
        assert_saved(student, rng, network((8,), PIMA, rng), student.new_folder(), [8, 12, 8, 1], 42)

    def test_other_name(self, student: Student, rng: np.random.Generator) -> None:
        """El nombre sigue a las capas y a la semilla; la carpeta puede venir como texto."""
        assert_saved(student, rng, network((28, 28), MNIST, rng), str(student.new_folder()), ["28x28", 128, 10], 7)

    def test_reads_back(self, student: Student, rng: np.random.Generator) -> None:
        """El fichero guarda el modelo entero: al leerlo predice lo mismo."""
        assert_saved(student, rng, network((8,), PIMA, rng), student.new_folder(), [8, 12, 8, 1], 5)


def assert_saved(
    student: Student, rng: np.random.Generator, model: Model, folder: Path | str, layers: list[Any], seed: int
) -> None:
    """The student's function saved the model where it should, and what it saved predicts what the model does."""
    wanted = Path(folder) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    got = student.save_model(model, folder, layers, seed)
    assert_that(os.path.lexists(wanted), f"No se ha guardado ningún fichero {wanted.name} en la carpeta indicada.")
    assert_that(_is_path(got, wanted), f"Devolvió otra ruta, no la de {wanted.name}.")
    back, X = student.read_model(wanted), rng.normal(size=(6, *(length or 1 for length in model.input_shape or ())))
    assert_close(predicted(back, X), numpy_keras.predict(model, X), "la predicción del modelo leído", rtol=1e-4)


def _is_path(text: str, wanted: Path) -> bool:
    try:
        return Path(text) == wanted or os.path.realpath(text) == os.path.realpath(wanted)
    except (OSError, ValueError):  # a null byte, a name too long
        return False
