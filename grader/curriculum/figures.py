"""What a student's function looks like: values sampled for a report's figures, where people would rather look.

Runs in a checker once the verdict is known, and decides nothing: whatever goes wrong here only costs
a figure. A figure is a dict of plain values, which reporters/figures.py draws; its ``kind`` is one of

``lines``: ``series``, each with ``name``, ``x``, ``y`` and ``role`` (mine, law, zeros or ones);
``regions``: ``grid`` of 0..1 over ``x`` and ``y`` (two ends each), ``points`` as (x, y, label, right);
``path``: ``mine`` and ``law``, lists of points, over the ellipses of a bowl of ``steepness`` (two numbers);
``matrix``: ``labels`` and ``counts``, rows true, columns said;
``digits``: ``images`` with ``pixels`` (base64 of 28 x 28 bytes), ``true`` and ``said``.

All have ``title``, ``text`` (what there is to see, for whoever does not see it) and maybe ``axes``.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.boundary.outcomes import Halted
from grader.feedback import literals
from grader.verdict.student import Student

if TYPE_CHECKING:
    from grader.curriculum.training.checks import Trained

Figure = dict[str, Any]

MOST_SECONDS = 5.0
"""For all samples of one exercise; a call under way may take its own limit besides."""

_MISTAKES_SHOWN = 12


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
_DRAW: dict[str, Draw] = {}


def figures(exercise: str, student: Student, trained: Trained | None, epochs: list[dict[str, float]]) -> list[Figure]:
    """The figures of an exercise; none where it has none or its function does not play along."""
    draw = _DRAW.get(exercise)
    if draw:
        with suppress(Exception, Halted), np.errstate(all="ignore"):
            return draw(Samples(student, trained, epochs))
    return []


def _of(*exercises: str) -> Callable[[Draw], Draw]:
    def decorate(draw: Draw) -> Draw:
        _DRAW.update(dict.fromkeys(exercises, draw))
        return draw

    return decorate


# -- a function over its law -------------------------------------------------------------------


def _line(name: str, x: Any, y: Any, role: str) -> dict[str, Any]:
    return {"name": name, "x": np.ravel(x).tolist(), "y": np.ravel(y).tolist(), "role": role}


def _over_law(title: str, axes: tuple[str, str], x: Any, mine: Any, law: Any, names: Iterable[str] = ("",)) -> Figure:
    """One or several functions of x (columns of ``mine`` and ``law``) and what they should be."""
    x, mine, law = np.asarray(x), np.asarray(mine, dtype=float), np.asarray(law, dtype=float)
    columns = list(zip(names, np.atleast_2d(law.T), np.atleast_2d(mine.T), strict=True))
    series = [_line("lo que debería ser", x, column, "law") for _, column, _ in columns]
    series += [_line(name or "tu función", x, column, "mine") for name, _, column in columns]
    text = _difference(axes[0], x, mine, law)
    return {"kind": "lines", "title": title, "axes": axes, "series": series, "text": text}


def _difference(variable: str, x: np.ndarray, mine: np.ndarray, law: np.ndarray) -> str:
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


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-z)))


_ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "step": lambda z: np.where(z >= 0, 1.0, 0.0),
    "sign": np.sign,
    "sigmoid": _sigmoid,
    "sigmoid_derivative": lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
}


@_of(*(f"activations.{name}" for name in _ACTIVATIONS))
def _activation(samples: Samples) -> list[Figure]:
    name = samples.student.function
    z = np.linspace(-6, 6, 241)
    mine = getattr(samples.student, name)(z)
    return [_over_law(f"{name}(z)", ("z", f"{name}(z)"), z, mine, _ACTIVATIONS[name](z))]


@_of("activations.softmax")
def _softmax(samples: Samples) -> list[Figure]:
    z = np.linspace(-6, 6, 121)
    rows = np.column_stack([z, np.zeros_like(z), np.ones_like(z)])
    law = np.exp(rows) / np.exp(rows).sum(axis=1, keepdims=True)
    mine = samples.student.softmax(rows)
    return [_over_law("softmax([z, 0, 1])", ("z", "probabilidad"), z, mine, law, ("tu p₀", "tu p₁", "tu p₂"))]


def _loss(samples: Samples, title: str, axis: str, points: np.ndarray, loss: Any, law: Any) -> Figure:
    x, mine = samples.each(loss, points)
    return _over_law(title, (axis, "pérdida"), x, mine, law(np.array(x)))


@_of("losses.mse")
def _mse(samples: Samples) -> list[Figure]:
    def loss(prediction: float) -> Any:
        return samples.student.mse(np.array([1.0]), np.array([prediction]))

    title = "mse([1], [ŷ]): el coste de predecir ŷ cuando la verdad es 1"
    return [_loss(samples, title, "ŷ", np.linspace(-1, 3, 61), loss, lambda y: (y - 1) ** 2)]


@_of("losses.binary_cross_entropy")
def _binary_cross_entropy(samples: Samples) -> list[Figure]:
    p = np.linspace(0.01, 0.99, 50)
    drawn = []
    for y, law in ((1.0, lambda p: -np.log(p)), (0.0, lambda p: -np.log(1 - p))):
        truth = np.array([y])
        title = f"binary_cross_entropy([{y:g}], [p]): el coste de decir p cuando la verdad es {y:g}"
        loss = lambda p, truth=truth: samples.student.binary_cross_entropy(truth, np.array([p]))  # noqa: E731
        drawn.append(_loss(samples, title, "p", p, loss, law))
    return drawn


@_of("losses.categorical_cross_entropy")
def _categorical_cross_entropy(samples: Samples) -> list[Figure]:
    def loss(p: float) -> Any:
        rest = (1 - p) / 2
        return samples.student.categorical_cross_entropy(np.array([[1.0, 0.0, 0.0]]), np.array([[p, rest, rest]]))

    title = "El coste de dar probabilidad p a la clase verdadera"
    return [_loss(samples, title, "p", np.linspace(0.01, 0.99, 50), loss, lambda p: -np.log(p))]


@_of("losses.predict_classes")
def _predict_classes(samples: Samples) -> list[Figure]:
    p = np.linspace(0, 1, 201)
    mine = samples.student.predict_classes(p, 0.7)
    return [_over_law("predict_classes(p, 0.7)", ("p", "clase"), p, mine, np.where(p >= 0.7, 1.0, 0.0))]


# -- descending --------------------------------------------------------------------------------


def _sine(w: Any) -> float:
    return float(np.sin(np.ravel(w)[0]))


@_of("gradient_descent.numerical_gradient")
def _numerical_gradient(samples: Samples) -> list[Figure]:
    x, mine = samples.each(
        lambda x: samples.student.numerical_gradient(_sine, np.array([x])), np.linspace(-np.pi, np.pi, 49)
    )
    return [_over_law("La pendiente de f(w) = sen w", ("w", "pendiente"), x, mine, np.cos(x))]


_STEEPNESS = np.array([1.0, 6.0])


def _bowl(w: Any) -> np.ndarray:
    return np.asarray(_STEEPNESS * np.ravel(np.asarray(w, dtype=float)))


@_of("gradient_descent.minimize")
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


@_of("gradient_descent.fit_linear_regression")
def _fit_linear_regression(samples: Samples) -> list[Figure]:
    x = np.linspace(-2, 2, 15)
    y = 1.5 * x - 0.5 + 0.6 * np.cos(7 * x)
    ends = np.array([-2.2, 2.2])
    best = np.polyfit(x, y, 1)
    series = [_line("datos", x, y, "ones"), _line("la mejor recta", ends, np.polyval(best, ends), "law")]
    for epochs in (1, 5, 200):
        w, b = samples.student.fit_linear_regression(x[:, None], y, 0.1, epochs)
        line = w[0] * ends + float(np.squeeze(b))
        series.append(_line(f"tu recta tras {epochs} época{'s' * (epochs > 1)}", ends, line, "mine"))
    near = np.allclose(line, np.polyval(best, ends), atol=1e-2)
    text = f"Tras 200 épocas tu recta {'es ya' if near else 'todavía no es'} la que mejor se ajusta a los datos."
    return [{"kind": "lines", "title": "Tu recta se acerca a los datos", "axes": ("x", "y"), "series": series,
             "text": text}]  # fmt: skip


# -- who fires where ---------------------------------------------------------------------------

_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def _regions(title: str, fires: Callable[[np.ndarray], np.ndarray], X: np.ndarray, y: np.ndarray) -> Figure:
    """The plane, and how much ``fires`` (rows of points to 0..1) says 1 at each of its places."""
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


def _step(z: np.ndarray) -> np.ndarray:
    """With room for the rounding of 0.7 + 0.1 - 0.8."""
    return np.where(z >= -1e-9, 1.0, 0.0)


@_of("neuron.and_gate", "neuron.or_gate")
def _gate(samples: Samples) -> list[Figure]:
    name = samples.student.function
    w, b = getattr(samples.student, name)()
    y = _CORNERS.min(axis=1) if name == "and_gate" else _CORNERS.max(axis=1)
    title = f"Dónde dispara tu {name.removesuffix('_gate').upper()}"
    return [_regions(title, lambda X: _step(X @ w + np.squeeze(b)), _CORNERS, y)]


@_of("neuron.xor_gate")
def _xor_gate(samples: Samples) -> list[Figure]:
    W, b, v, c = samples.student.xor_gate()

    def fires(X: np.ndarray) -> np.ndarray:
        return _step(_step(X @ W.T + b) @ v + np.squeeze(c))

    return [_regions("Dónde dispara tu red XOR", fires, _CORNERS, _CORNERS.sum(axis=1) % 2)]


@_of("neuron.train_perceptron")
def _train_perceptron(samples: Samples) -> list[Figure]:
    X = np.array([[-2, 1], [-1, 2], [0, 2], [-2, -1], [-1, 0.5], [0.5, 1.5], [1, 0], [2, 1], [0, -1], [1, -2], [2, -1]])
    y = np.where(X[:, 0] - X[:, 1] > 0, 1.0, 0.0)
    w, b = samples.student.train_perceptron(X, y, 0.5, 50)
    return [_regions("La frontera que aprende tu perceptrón", lambda X: _step(X @ w + np.squeeze(b)), X, y)]


@_of("network.train_network")
def _train_network(samples: Samples) -> list[Figure]:
    y = _CORNERS.sum(axis=1) % 2
    W1, b1, W2, b2 = samples.student.train_network(_CORNERS, y[:, None], 8, 5.0, 2000, 1)

    def fires(X: np.ndarray) -> np.ndarray:
        return _sigmoid(_sigmoid(X @ W1 + b1) @ W2 + b2)[:, 0]

    return [_regions("Lo que tu red ha aprendido de XOR", fires, _CORNERS, y)]


# -- training ----------------------------------------------------------------------------------


@_of("training.train_pima", "training.train_mnist")
def _training(samples: Samples) -> list[Figure]:
    figures = _learning_curves(samples.epochs)
    if samples.trained is not None:
        figures += (_patients if samples.student.function == "train_pima" else _digits)(samples.trained)
    return figures


_LOGS = {"loss": "pérdida", "accuracy": "exactitud"}


def _learning_curves(epochs: list[dict[str, float]]) -> list[Figure]:
    drawn = []
    for name, spanish in _LOGS.items():
        series = []
        for key, label, role in ((name, "entrenamiento", "mine"), (f"val_{name}", "validación", "law")):
            told = [number for number, logs in enumerate(epochs) if key in logs]
            if len(told) > 1:
                series.append(_line(label, np.array(told) + 1, [epochs[number][key] for number in told], role))
        if series:
            first, last = series[0]["y"][0], series[0]["y"][-1]
            text = f"La {spanish} pasa de {first:.3f} a {last:.3f} en {len(series[0]['y'])} épocas."
            drawn.append({"kind": "lines", "title": f"La {spanish}, época a época", "axes": ("época", spanish),
                          "series": series, "text": text})  # fmt: skip
    return drawn


def _matrix(title: str, labels: list[str], true: np.ndarray, said: np.ndarray) -> Figure:
    counts = np.zeros((len(labels), len(labels)), dtype=int)
    np.add.at(counts, (true, said), 1)
    right = int(np.trace(counts))
    worst = counts - np.diag(np.diag(counts))
    row, column = np.unravel_index(np.argmax(worst), worst.shape)
    text = f"Acierta {right} de {counts.sum()}."
    if worst.max():
        text += f" Lo que más confunde: {worst.max()} veces dice {labels[column]} y era {labels[row]}."
    return {"kind": "matrix", "title": title, "labels": labels, "counts": counts.tolist(), "text": text}


def _patients(trained: Trained) -> list[Figure]:
    X, y = trained.unseen
    outputs = trained.outputs(X)
    half = 0.0 if trained.model.dense_layers()[-1][1] == "linear" else 0.5
    said = outputs.argmax(axis=1) if outputs.shape[1] > 1 else (outputs[:, 0] >= half).astype(int)
    true = y.astype(int)
    if np.mean(trained.shown[1]) > 0.5:  # the labels' sense was turned: fewer than half have diabetes
        said, true = 1 - said, 1 - true
    return [_matrix("Con pacientes que tu red no ha visto", ["sin diabetes", "con diabetes"], true, said)]


def _digits(trained: Trained) -> list[Figure]:
    from grader.curriculum.data import mnist

    images, digits = mnist()[2:]
    names = np.zeros(10, dtype=int)  # the grader had given the digits other names
    names[trained.unseen[1]] = digits
    said = names[trained.outputs(trained.unseen[0]).argmax(axis=1)]
    wrong = np.flatnonzero(said != digits)
    figures = [_matrix("Con cifras que tu red no ha visto", [str(digit) for digit in range(10)], digits, said)]
    if len(wrong):
        shown = [
            {"pixels": base64.b64encode(images[index].tobytes()).decode(), "true": int(digits[index]),
             "said": int(said[index])}
            for index in wrong[:_MISTAKES_SHOWN]
        ]  # fmt: skip
        text = f"{len(shown)} de las {len(wrong)} cifras que tu red no acierta."
        figures.append({"kind": "digits", "title": "Cifras en las que se equivoca", "images": shown, "text": text})
    return figures
