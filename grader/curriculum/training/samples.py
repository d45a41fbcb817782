"""What the figures of unit 8 are made of."""

from __future__ import annotations

import base64

import numpy as np

from grader.curriculum.data import mnist
from grader.curriculum.figures import Figure, Samples, draws, line, matrix
from grader.curriculum.training.checks import Trained
from grader.curriculum.training.judged import classes, some
from grader.curriculum.training.stopping import stopping

_MISTAKES_SHOWN = 12


@draws("training.train_pima", "training.train_mnist")
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
            numbers = [number for number, logs in enumerate(epochs) if key in logs]
            if len(numbers) > 1:
                series.append(line(label, np.array(numbers) + 1, [epochs[number][key] for number in numbers], role))
        if series:
            first, last = series[0]["y"][0], series[0]["y"][-1]
            text = f"La {spanish} pasa de {first:.3f} a {last:.3f} en {len(series[0]['y'])} épocas."
            drawn.append({"kind": "lines", "title": f"La {spanish}, época a época", "axes": ("época", spanish),
                          "series": series, "text": text})  # fmt: skip
    return drawn


def _patients(trained: Trained) -> list[Figure]:
    X, y = trained.unseen
    said, true = classes(trained.model, X), y.astype(int)
    if np.mean(trained.shown[1]) > 0.5:  # the labels' sense was turned: fewer than half have diabetes
        said, true = 1 - said, 1 - true
    return [matrix("Con pacientes que tu red no ha visto", ["sin diabetes", "con diabetes"], true, said)]


def _digits(trained: Trained) -> list[Figure]:
    X, labels = trained.unseen
    those = some(trained.model, X)
    images, digits = (each[those] for each in mnist()[2:])
    names = np.zeros(10, dtype=int)  # the grader had given the digits other names
    names[labels[those]] = digits
    said = names[classes(trained.model, X[those])]
    wrong = np.flatnonzero(said != digits)
    figures = [matrix("Con dígitos que tu red no ha visto", [str(digit) for digit in range(10)], digits, said)]
    if len(wrong):
        shown = [
            {"pixels": base64.b64encode(images[index].tobytes()).decode(), "true": int(digits[index]),
             "said": int(said[index])}
            for index in wrong[:_MISTAKES_SHOWN]
        ]  # fmt: skip
        text = f"{len(shown)} de los {len(wrong)} dígitos que tu red no acierta."
        figures.append({"kind": "digits", "title": "Dígitos en los que se equivoca", "images": shown, "text": text})
    return figures


@draws("training.early_stopping")
def _early_stopping(samples: Samples) -> list[Figure]:
    epochs, patience = np.arange(30), 5
    losses = 0.4 + 0.6 * np.exp(-epochs / 3) + 0.012 * epochs + 0.03 * np.cos(2.5 * epochs)
    stopped, best = (int(each) for each in samples.student.early_stopping(losses.tolist(), patience))
    right = stopping(losses, patience)
    series = [line("pérdida de validación", epochs, losses, "law")]
    for name, epoch, role in (("la mejor, según tu función", best, "ones"), ("donde se detiene", stopped, "zeros")):
        if 0 <= epoch < len(losses):
            series.append(line(name, epochs[epoch : epoch + 1], losses[epoch : epoch + 1], role))
    text = f"Con paciencia {patience} se detiene en la época {stopped}, y la mejor es la {best}: "
    text += "aquí coinciden tu función y lo que debería ser."
    if (stopped, best) != right:
        text = (
            f"Debería detenerse en la época {right[0]} y la mejor ser la {right[1]}; tu función da {stopped} y {best}."
        )
    return [{"kind": "lines", "title": "Dónde se detiene", "axes": ("época", "pérdida"), "series": series,
             "text": text}]  # fmt: skip
