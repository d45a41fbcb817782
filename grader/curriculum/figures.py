"""The vocabulary of a report's figures: what a student's function looks like, where people would rather look.

``<unit>/samples.py`` says what the figures of its exercises are made of. It runs in a checker once the verdict is
known, and decides nothing: whatever goes wrong there only costs a figure. A figure is a dict of plain values, which
reporters/figures.py draws; its ``kind`` is one of

``lines``: ``series``, each with ``name``, ``x``, ``y`` and ``role`` (mine, law, zeros or ones);
``regions``: ``grid`` of 0..1 over ``x`` and ``y`` (two ends each), ``points`` as (x, y, label, right);
``path``: ``mine`` and ``law``, lists of points, over the ellipses of a bowl of ``steepness`` (two numbers);
``matrix``: ``labels`` and ``counts``, rows true, columns said;
``digits``: ``images`` with ``pixels`` (base64 of 28 x 28 bytes), ``true`` and ``said``;
``pictures``: ``images`` with ``pixels`` (base64 of bytes, row by row), ``width`` and ``name``.

All have ``title``, ``text`` (what there is to see, for whoever does not see it) and maybe ``axes``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.verdict.student import Student

if TYPE_CHECKING:
    from grader.curriculum.training.checks import Trained

Figure = dict[str, Any]

MOST_SECONDS = 5.0
"""For all samples of one exercise; a call under way may take its own limit besides."""


@dataclass
class Samples:
    """What figures are made of.

    Args:
        student: the student's functions.
        trained: the network that the checks have trained, if they have.
        epochs: what Keras told at the end of each of its epochs.
    """

    student: Student
    trained: Trained | None = None
    epochs: list[dict[str, float]] = field(default_factory=list)
    until: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)

    def each(self, function: Callable[[Any], Any], points: Iterable[Any]) -> tuple[list[Any], list[Any]]:
        """The points and the function's values at them, as far as time allows."""
        done: tuple[list[Any], list[Any]] = [], []
        for point in points:
            if time.monotonic() > self.until:
                break
            done[1].append(float(np.squeeze(function(point))))
            done[0].append(float(point))
        return done


Draw = Callable[[Samples], list[Figure]]
DRAWN: dict[str, Draw] = {}
"""By exercise, once its unit's samples.py is imported."""


def draws(*exercises: str) -> Callable[[Draw], Draw]:
    """Say that a function of a unit's samples.py makes the figures of these exercises."""

    def decorate(draw: Draw) -> Draw:
        DRAWN.update(dict.fromkeys(exercises, draw))
        return draw

    return decorate


def line(name: str, x: Any, y: Any, role: str) -> dict[str, Any]:
    """One of the series of a figure of kind ``lines``: so many numbers ``x`` and ``y``."""
    return {"name": name, "x": np.ravel(x).tolist(), "y": np.ravel(y).tolist(), "role": role}


def over_law(title: str, axes: tuple[str, str], x: Any, mine: Any, law: Any, names: Iterable[str] = ("",)) -> Figure:
    """One or several functions of x and what they should be.

    Args:
        x: (n,).
        mine, law: (n,), or (n, functions) if there are several.
        names: one for each function.
    """
    x, mine, law = np.asarray(x), np.asarray(mine, dtype=float), np.asarray(law, dtype=float)
    columns = list(zip(names, np.atleast_2d(law.T), np.atleast_2d(mine.T), strict=True))
    series = [line("lo que debería ser", x, column, "law") for _, column, _ in columns]
    series += [line(name or "tu función", x, column, "mine") for name, _, column in columns]
    text = _difference(axes[0], x, mine, law)
    return {"kind": "lines", "title": title, "axes": axes, "series": series, "text": text}


def _difference(variable: str, x: np.ndarray, mine: np.ndarray, law: np.ndarray) -> str:
    """Where ``mine`` is farthest from ``law``, in words; shapes as in ``over_law``."""
    gap = np.abs(mine - law).reshape(len(x), -1)
    gap = np.where(np.isnan(gap), np.inf, gap)
    if np.all(gap < 1e-4):
        return "Aquí coinciden tu función y lo que debería ser."
    row, column = np.unravel_index(np.argmax(gap), gap.shape)
    at, got, wanted = x[row], mine.reshape(gap.shape)[row, column], law.reshape(gap.shape)[row, column]
    return (
        f"Donde más se aparta de lo que debería ser es en {variable} = {at:.4g}: "
        f"vale {got:.4g} y debería valer {wanted:.4g}."
    )


def regions(title: str, fires: Callable[[np.ndarray], np.ndarray], X: np.ndarray, y: np.ndarray) -> Figure:
    """The plane, and how much ``fires`` says 1 at each of its places.

    Args:
        fires: from points (n, 2) to numbers of 0 to 1 (n,).
        X: points to show, (m, 2).
        y: their labels 0 or 1, (m,).
    """
    low, high = X.min(axis=0) - 0.5, X.max(axis=0) + 0.5
    across, up = np.linspace(low[0], high[0], 41), np.linspace(low[1], high[1], 41)
    grid = fires(np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)).reshape(41, 41)
    said = np.where(fires(X) >= 0.5, 1, 0)
    points = [
        [*map(float, point), int(label), bool(label == each)] for point, label, each in zip(X, y, said, strict=True)
    ]
    wrong = [f"({point[0]:g}, {point[1]:g})" for point in points if not point[3]]
    text = "Todos los puntos quedan en la región de su clase."
    if wrong:
        text = f"Quedan en la región de la otra clase: {', '.join(wrong)}."
    return {"kind": "regions", "title": title, "axes": ("x₁", "x₂"), "text": text, "grid": grid.tolist(),
            "x": [float(low[0]), float(high[0])], "y": [float(low[1]), float(high[1])], "points": points}  # fmt: skip


def matrix(title: str, labels: list[str], true: np.ndarray, said: np.ndarray) -> Figure:
    """How often each class is taken for each; ``true`` and ``said`` are the numbers of classes, (n,)."""
    counts = np.zeros((len(labels), len(labels)), dtype=int)
    np.add.at(counts, (true, said), 1)
    right = int(np.trace(counts))
    worst = counts - np.diag(np.diag(counts))
    row, column = np.unravel_index(np.argmax(worst), worst.shape)
    text = f"Acierta {right} de {counts.sum()}."
    if worst.max():
        text += f" Lo que más confunde: {worst.max()} veces dice {labels[column]} y era {labels[row]}."
    return {"kind": "matrix", "title": title, "labels": labels, "counts": counts.tolist(), "text": text}
