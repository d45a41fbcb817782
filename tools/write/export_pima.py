"""Write what a neuron says of the test patients of Pima, for the page on which one moves the threshold.

``python -m tools.write.export_pima`` trains it with the answers of ``gradient_descent`` on the split of
``training.prepare_pima`` and writes ``site/data/pima-test.json``: the probability of each patient and her diagnosis.
"""

from __future__ import annotations

import json

import numpy as np

from grader.curriculum.data import pima
from tools import ROOT

TARGET = ROOT / "site" / "data" / "pima-test.json"
DECIMALS = 6


def main() -> None:
    p, y = test_patients()
    TARGET.write_text(packed(p, y), encoding="utf-8", newline="\n")
    print(f"{TARGET.relative_to(ROOT)}: {len(y)} patients, {int(y.sum())} with the diagnosis")


def test_patients() -> tuple[np.ndarray, np.ndarray]:
    """The probabilities (154,) that a neuron trained on the others gives, and the labels (154,) of 0/1."""
    import pandas as pd

    from solutions import activations, gradient_descent, training

    X, y = pima()
    data = pd.DataFrame(np.column_stack([X, y]), columns=[str(column) for column in range(9)])
    X_train, X_test, y_train, y_test = map(np.asarray, training.prepare_pima(data))
    w, b = gradient_descent.fit_logistic_regression(X_train, y_train, 1.0, 1000)
    return activations.sigmoid(X_test @ w + b), y_test.astype(int)


def packed(p: np.ndarray, y: np.ndarray) -> str:
    return (
        json.dumps({"p": [round(float(each), DECIMALS) for each in p], "y": y.tolist()}, separators=(",", ":")) + "\n"
    )


if __name__ == "__main__":
    main()
