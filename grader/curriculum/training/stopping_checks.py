"""Laws of unit 8 on stopping early: the rule by itself, and trainings that follow it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from grader.boundary.keras_models import Model
from grader.boundary.outcomes import Call, Halted, Rejected, StudentError
from grader.boundary.values import Named
from grader.curriculum.laws import SCALAR, Ordinary, arguments_untouched, assert_that, at_scale, extra, law, returns
from grader.curriculum.strategies import integers, lists_of, sampled_from, vectors
from grader.curriculum.training.stopping import (
    OF_THE_FIRST,
    OF_THE_LAST,
    Task,
    learnt_against,
    learnt_against_for_a_while,
    learnt_alike,
    learnt_slowly,
    learnt_too_well,
    stopping,
    stops,
)
from grader.feedback.plurals import counted
from grader.verdict.student import Student

_FEW_LOSSES = tuple(n / 4 for n in range(1, 9))
"""So few that some come twice."""


@returns(lambda val_losses, patience: {"stopped": SCALAR, "best": SCALAR})
class TestEarlyStopping:
    def test_known_histories(self, student: Student) -> None:
        """Para cuando se agota la paciencia, y recuerda la mejor época vista hasta entonces."""
        assert_stops(student, [0.9, 0.5, 0.6, 0.55, 0.4], 2)
        assert_stops(student, [0.9, 0.5, 0.6, 0.55, 0.4], 3)
        assert_stops(student, [0.9, 0.5, 0.6, 0.4, 0.45, 0.42, 0.3], 2)
        assert_stops(student, np.array([9, 5, 6, 4, 5, 4, 3]), 3)

    @law(losses=vectors(2, 7, _FEW_LOSSES))
    def test_falling(self, student: Student, losses: np.ndarray) -> None:
        """Si la pérdida baja siempre, se llega a la última época, que es la mejor."""
        falling = np.sort(losses)[::-1] - np.arange(len(losses)) / 8
        assert_stops(student, falling.tolist(), 1)

    @law(first=sampled_from(_FEW_LOSSES), patience=integers(1, 5), more=integers(0, 4))
    def test_never_better(self, student: Student, first: float, patience: int, more: int) -> None:
        """Si la primera época es la mejor, se aguantan tantas más como diga la paciencia."""
        rising = [first + epoch / 4 for epoch in range(patience + more + 1)]
        assert_stops(student, rising, patience)

    @law(loss=sampled_from(_FEW_LOSSES), patience=integers(1, 4), epochs=integers(1, 9))
    def test_ties(self, student: Student, loss: float, patience: int, epochs: int) -> None:
        """Empatar con la menor no es mejorar: gasta paciencia, y la mejor sigue siendo la primera."""
        assert_stops(student, [loss] * epochs, patience)

    @law(first=sampled_from(_FEW_LOSSES), patience=integers(1, 3), epochs=integers(2, 8))
    def test_tiny_gains(self, student: Student, first: float, patience: int, epochs: int) -> None:
        """Mejorar por muy poco también es mejorar."""
        # Twenty times what float32 still tells apart.
        assert_stops(student, [first * (1 - epoch * 2.0**-19) for epoch in range(epochs)], patience)

    @law(losses=lists_of(_FEW_LOSSES, 1, 12), patience=integers(1, 5))
    def test_any_history(self, student: Student, losses: list[float], patience: int) -> None:
        """Con cualquier historia de pérdidas y cualquier paciencia."""
        assert_stops(student, losses, patience)

    @law(cases=39, losses=vectors(1, 9, _FEW_LOSSES), patience=integers(1, 4))
    def test_arrays(self, student: Student, losses: np.ndarray, patience: int) -> None:
        """Las pérdidas pueden llegar en una lista o en un array."""
        assert_stops(student, losses, patience)

    @at_scale(small=60)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con historias de miles de épocas, pérdidas de todas las magnitudes y mucha o poca paciencia."""
        epochs, patience = some.rows(), int(some.rng.integers(1, 4) if some.rng.integers(2) else some.steps(most=130))
        noise = np.abs(some.reals(epochs))
        slope = some.rng.choice((0.0, 1.0, 4.0)) * noise.mean() * np.linspace(1, 0, epochs)
        losses = some.readable(noise + slope)
        assert_stops(student, losses.tolist() if some.rng.integers(2) else losses, patience)

    def test_best_far_from_the_end(self, student: Student, rng: np.random.Generator) -> None:
        """También si hay que esperar cientos de épocas, y si la pérdida es mayor que 1 o negativa."""
        for patience, lift in ((int(rng.integers(150, 400)), 5000.0), (int(rng.integers(20, 90)), -60.0)):
            best = int(rng.integers(100, 300))
            losses = np.concatenate([np.linspace(9, 1, best + 1), rng.uniform(1.1, 5, patience + 40)]) + lift
            assert_stops(student, losses.tolist(), patience)

    test_arguments_untouched = arguments_untouched(val_losses=lists_of(_FEW_LOSSES, 1, 6), patience=integers(1, 3))


def assert_stops(student: Student, losses: list[float] | np.ndarray, patience: int) -> None:
    stopped, best = student.early_stopping(losses, patience)
    right = stopping(losses, patience)
    assert_that(
        np.allclose((stopped, best), right, rtol=0, atol=0.5),
        f"Debería parar en la época {right[0]} y la mejor debería ser la {right[1]}; dices que para en la {stopped:g} "
        f"y que la mejor es la {best:g}.",
    )


class Stopped:
    """A training that the student's function did, looked at from all sides.

    Args:
        task: what it was called with, and with what patience.
    """

    def __init__(self, student: Student, task: Task, patience: int):
        self.task, self.patience = task, patience
        history: Named = student.fit_with_early_stopping(task.model, task.X, task.y, task.epochs, patience)
        self.call = student.last
        self.changed = self.call.changed
        self.model: Model = self.changed.get(0, task.model)
        self.losses, self.val_losses = (_losses(history, name) for name in ("loss", "val_loss"))
        assert_that(
            len(self.losses) == len(self.val_losses),
            f"En el historial hay {counted(len(self.losses), 'valor')} de `loss` y {len(self.val_losses)} de "
            "`val_loss`: debería haber uno de cada por época.",
        )

    def assert_trained(self) -> None:
        """Its weights are those of the received model, moved by what is in the first four fifths of the rows alone."""
        if self.model.obstacle:
            raise Rejected(self.model.obstacle)
        before, after = ([w for layer in each.layers for w in layer.weights] for each in (self.task.model, self.model))
        assert_that(
            [each.shape for each in before] == [each.shape for each in after] and self.model.compiled is not None,
            "El modelo recibido ya no es el mismo: tiene otras capas, o ya no está compilado.",
        )
        assert_that(all(np.isfinite(each).all() for each in after), "Entre los pesos del modelo hay NaN o infinitos.")
        moved = [not np.array_equal(*pair) for pair in zip(before, after, strict=True)]
        assert_that(
            any(moved), "El modelo recibido tiene los mismos pesos que antes: hay que entrenarlo a él, no una copia."
        )
        assert_that(all(moved) and self.model.frozen == 0, "Hay pesos del modelo que no se han movido al entrenar.")
        first, last = (np.array_equal(before[0][row], after[0][row]) for row in (OF_THE_FIRST, OF_THE_LAST))
        assert_that(
            last, "Has entrenado también con filas del último 20 %, que son las que deben quedar aparte para validar."
        )
        assert_that(not first, "No has entrenado con las primeras filas: para validar se apartan las últimas.")

    def assert_stopped(self) -> None:
        """The number of epochs is what the rule makes of the losses told."""
        epochs, limit = len(self.val_losses), self.task.epochs
        assert_that(epochs <= limit, f"El historial es de {epochs} épocas, y como máximo se piden {limit}.")
        told = f"patience={self.patience} y las pérdidas de validación {_rounded(self.val_losses)}"
        stopped, best = stopping(self.val_losses, self.patience)
        assert_that(
            stopped == epochs - 1,
            f"Con {told} debería parar tras {counted(stopped + 1, 'época')}, y entrenas {epochs}: la mejor es la "
            f"{best}, contando desde 0.",
        )
        assert_that(
            epochs == limit or stops(self.val_losses, self.patience),
            f"Con {told} aún no se ha agotado la paciencia: debería seguir (como máximo, {counted(limit, 'época')}).",
        )

    def assert_best_weights(self) -> None:
        """The weights that are left have the lowest of the losses told."""
        left, lowest = self.task.validation_loss(self.model), float(np.min(self.val_losses))
        assert_that(
            np.isclose(left, lowest, rtol=2e-3, atol=1e-5),
            f"Con los pesos que quedan, la pérdida del último 20 % de las filas es {left:.5g}, y la menor de "
            f"`val_loss` es {lowest:.5g} (época {int(np.argmin(self.val_losses))}, contando desde 0, de "
            f"{len(self.val_losses)}): deberían ser la misma.",
        )


def _rounded(losses: np.ndarray) -> str:
    return f"[{', '.join(f'{loss:.4g}' for loss in losses)}]"


def _losses(history: Named, name: str) -> np.ndarray:
    """The numbers (epochs,) under that name in a history."""
    there = ", ".join(f"`{each}`" for each in history.values) or "nada"
    assert_that(name in history.values, f"En el historial falta `{name}`: hay {there}.")
    try:
        numbers = np.asarray(history.values[name], dtype=np.float64)
    except (TypeError, ValueError):
        numbers = np.zeros(())
    assert_that(numbers.ndim == 1 and numbers.size > 0, f"`{name}` debería ser una lista con un número por época.")
    assert_that(np.isfinite(numbers), f"Entre los valores de `{name}` hay NaN o infinitos.")
    return numbers


Trainings = dict[str, "Stopped | tuple[BaseException, Call]"]
"""By its kind, a training, or what was raised instead, with its call."""


@pytest.fixture(scope="class")
def trainings(_seeded: np.random.Generator) -> tuple[np.random.Generator, Trainings]:
    return _seeded, {}


_TASKS = {
    "against": (learnt_against, 3),
    "against, for a while": (learnt_against_for_a_while, 3),
    "alike": (learnt_alike, 3),
    "slowly": (learnt_slowly, 1),
    "too well": (learnt_too_well, 1),
}
"""How each is drawn, and the patience."""


@pytest.fixture
def stopped(student: Student, trainings: tuple[np.random.Generator, Trainings]) -> Callable[[str], Stopped]:
    """A training of each kind, done once, be it refused: the checks look at it from several sides."""
    rng, done = trainings

    def training(kind: str) -> Stopped:
        if kind not in done:
            draw, patience = _TASKS[kind]
            try:
                done[kind] = Stopped(student, draw(rng), patience)
            except (AssertionError, StudentError, Halted) as refused:
                done[kind] = refused, student.last
        known = done[kind]
        call = known[1] if isinstance(known, tuple) else known.call
        student.calls[:] = [*(each for each in student.calls if each is not call), call]
        if isinstance(known, tuple):
            raise known[0]
        return known

    return training


def _returns_history(model: Model, X: np.ndarray, y: np.ndarray, epochs: int, patience: int) -> type[Named]:
    return Named


@returns(_returns_history)
class TestFitWithEarlyStopping:
    def test_history(self, stopped: Callable[[str], Stopped]) -> None:
        """Devuelve el historial: un diccionario con `loss` y `val_loss`, un valor por época."""
        stopped("against")

    def test_trains(self, stopped: Callable[[str], Stopped]) -> None:
        """Entrena el modelo que recibe, con el primer 80 % de las filas y ninguna más."""
        for kind in ("against", "alike"):
            stopped(kind).assert_trained()

    def test_stops(self, stopped: Callable[[str], Stopped]) -> None:
        """Se detiene cuando se agota la paciencia, ni antes ni después."""
        for kind in ("against", "too well"):
            stopped(kind).assert_stopped()

    def test_all_epochs(self, stopped: Callable[[str], Stopped]) -> None:
        """Si sigue mejorando, por poco que sea, llega hasta la última época, y no pasa de ella."""
        stopped("slowly").assert_stopped()
        training = stopped("alike")
        training.assert_stopped()
        before, after = (training.task.validation_loss(each) for each in (training.task.model, training.model))
        assert_that(
            after < before,
            f"Con unos datos que se aprenden bien, la pérdida de validación debería bajar, y pasa de {before:.5g} a "
            f"{after:.5g}.",
        )

    def test_best_weights(self, stopped: Callable[[str], Stopped]) -> None:
        """Deja el modelo con los pesos de la mejor época, también si no se ha llegado a agotar la paciencia."""
        for kind in ("against", "too well", "alike", "against, for a while"):
            stopped(kind).assert_best_weights()

    def test_stays_compiled(self, stopped: Callable[[str], Stopped]) -> None:
        """Entrena como está compilado el modelo: con su optimizador y su pérdida."""
        training = stopped("against")
        now, before = (
            [(model.compiled or {}).get(each, "nada") for each in ("optimizer", "loss")]
            for model in (training.model, training.task.model)
        )
        told = f"El modelo llega compilado con {' y '.join(before)}, y queda con {' y '.join(now)}."
        assert_that(now == before, told)

    @extra
    def test_data_untouched(self, stopped: Callable[[str], Stopped]) -> None:
        """No modifica los datos."""
        for kind in ("against", "alike"):
            assert_that(set(stopped(kind).changed) <= {0}, "Los datos recibidos cambiaron: trabaja sobre una copia.")
