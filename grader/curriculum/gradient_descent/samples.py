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


@draws("gradient_descent.fit_logistic_regression")
def _fit_logistic_regression(samples: Samples) -> list[Figure]:
    X, y = np.array([[-2.0], [-1.2], [-0.5], [0.1], [0.4], [0.9], [1.6], [2.4]]), np.array([0, 0, 1, 0, 0, 1, 1, 1.0])
    done = [0, 1, 2, 5, 10, 20, 40, 80]
    losses, right = [], []
    w, b = np.zeros(1), 0.0
    for epoch in range(done[-1] + 1):
        if epoch in done:
            mine, bias = samples.student.fit_logistic_regression(X, y, 0.5, epoch)
            losses.append(_cross_entropy(X, y, mine, float(np.squeeze(bias))))
            right.append(_cross_entropy(X, y, w, b))
        error = 1 / (1 + np.exp(-(X @ w + b))) - y
        w, b = w - 0.5 * X.T @ error / len(y), b - 0.5 * float(error.mean())
    title = "La entropía cruzada de tu neurona logística baja, época a época"
    return [over_law(title, ("época", "pérdida"), done, losses, right)]


def _cross_entropy(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    z = X @ w + b
    return float(np.mean(np.logaddexp(0, z) - y * z))


_PATH_START, _PATH_STEPS = np.array([4.0, 1.5]), 25


def _path_figure(title: str, mine: list[Any], law: list[Any]) -> list[Figure]:
    same = np.allclose(mine, law, atol=1e-4)
    text = (
        "Tu camino sigue al que debería."
        if same
        else "Tu camino se aparta del que debería: acaba en "
        f"{literals.array(np.asarray(mine[-1]))} y debería acabar en {literals.array(np.asarray(law[-1]))}."
    )
    return [{
        "kind": "path", "title": title, "axes": ("w₀", "w₁"), "text": text, "mine": np.array(mine).tolist(),
        "law": np.array(law).tolist(), "steepness": _STEEPNESS.tolist(),
    }]  # fmt: skip


@draws("gradient_descent.momentum_step")
def _momentum_step(samples: Samples) -> list[Figure]:
    w, velocity = _PATH_START, np.zeros(2)
    right, speed = w, velocity
    mine, law = [w], [w]
    for _ in range(_PATH_STEPS):
        w, velocity = samples.student.momentum_step(w, velocity, _bowl(w), 0.05, 0.8)
        speed = 0.8 * speed - 0.05 * _bowl(right)
        right = right + speed
        mine.append(w)
        law.append(right)
    return _path_figure("El camino con momento: una bola que rueda por un cuenco (visto desde arriba)", mine, law)


@draws("gradient_descent.adam_step")
def _adam_step(samples: Samples) -> list[Figure]:
    w, m, v = _PATH_START, np.zeros(2), np.zeros(2)
    right, first, second = w, m, v
    mine, law = [w], [w]
    for t in range(1, _PATH_STEPS + 1):
        w, m, v = samples.student.adam_step(w, m, v, _bowl(w), t, 0.4)
        slope = _bowl(right)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        right = right - 0.4 * (first / (1 - 0.9**t)) / (np.sqrt(second / (1 - 0.999**t)) + 1e-7)
        mine.append(w)
        law.append(right)
    return _path_figure("El camino de Adam por un cuenco (visto desde arriba)", mine, law)
