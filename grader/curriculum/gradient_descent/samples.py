"""What the figures of unit 5 are made of."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.curriculum.figures import Figure, Samples, draws, line, over_law
from grader.feedback import literals


def _sine(w: Any) -> float:
    return float(np.sin(np.ravel(w)[0]))


@draws("gradient_descent.numerical_gradient")
def _numerical_gradient(samples: Samples) -> list[Figure]:
    x, mine = samples.each(
        lambda x: samples.student.numerical_gradient(_sine, np.array([x])), np.linspace(-np.pi, np.pi, 49)
    )
    return [over_law("La pendiente de f(w) = sen w", ("w", "pendiente"), x, mine, np.cos(x))]


_STEEPNESS = np.array([1.0, 6.0])


def _bowl(w: Any) -> np.ndarray:
    return np.asarray(_STEEPNESS * np.ravel(np.asarray(w, dtype=float)))


@draws("gradient_descent.minimize")
def _minimize(samples: Samples) -> list[Figure]:
    start, rate, steps = np.array([4.0, 1.5]), 0.25, 12
    law = start * (1 - rate * _STEEPNESS) ** np.arange(steps + 1)[:, None]
    mine = samples.student.minimize(_bowl, start, rate, steps)
    same = np.allclose(mine, law, atol=1e-4)
    text = (
        "Tu camino sigue al del descenso del gradiente hasta el fondo del cuenco."
        if same
        else f"Tu camino se aparta del que debería: acaba en {literals.array(mine[-1])} y debería acabar en "
        f"{literals.array(law[-1])}."
    )
    title = "El camino de minimize, cuesta abajo por un cuenco (visto desde arriba)"
    return [{
        "kind": "path", "title": title, "axes": ("w₀", "w₁"), "text": text, "mine": mine.tolist(), "law": law.tolist(),
        "steepness": _STEEPNESS.tolist(),
    }]  # fmt: skip


@draws("gradient_descent.fit_linear_regression")
def _fit_linear_regression(samples: Samples) -> list[Figure]:
    x = np.linspace(-2, 2, 15)
    y = 1.5 * x - 0.5 + 0.6 * np.cos(7 * x)
    ends = np.array([-2.2, 2.2])
    best = np.polyfit(x, y, 1)
    series = [line("datos", x, y, "ones"), line("la mejor recta", ends, np.polyval(best, ends), "law")]
    for epochs in (1, 5, 200):
        w, b = samples.student.fit_linear_regression(x[:, None], y, 0.1, epochs)
        fitted = w[0] * ends + float(np.squeeze(b))
        series.append(line(f"tu recta tras {epochs} época{'s' * (epochs > 1)}", ends, fitted, "mine"))
    near = np.allclose(fitted, np.polyval(best, ends), atol=1e-2)
    text = f"Tras 200 épocas tu recta {'es ya' if near else 'todavía no es'} la que mejor se ajusta a los datos."
    return [{"kind": "lines", "title": "Tu recta se acerca a los datos", "axes": ("x", "y"), "series": series,
             "text": text}]  # fmt: skip
