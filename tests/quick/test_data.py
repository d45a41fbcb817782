"""The data inside the package, and the split that prepare_pima is held to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.model_selection import train_test_split

from grader.curriculum import data
from grader.curriculum.training.checks import split
from grader.errors import GraderError


def test_pima_is_standardised() -> None:
    X, y = data.pima()
    assert X.shape == (768, 8)
    np.testing.assert_allclose(X.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(X.std(axis=0), 1)
    assert (y.sum(), set(y)) == (268, {0.0, 1.0})


def test_mnist_is_whole() -> None:
    x_train, y_train, x_test, y_test = data.mnist()
    assert (x_train.shape, x_train.dtype, y_train.shape) == ((60_000, 28, 28), np.uint8, (60_000,))
    assert (x_test.shape, y_test.shape) == ((10_000, 28, 28), (10_000,))
    assert (x_train.max(), set(y_test)) == (255, set(range(10)))


@pytest.mark.parametrize("damage", ["missing", "shortened"])
def test_damage_is_told(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if damage == "shortened":
        (tmp_path / "pima.csv").write_bytes((data.FOLDER / "pima.csv").read_bytes()[:-1])
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    with pytest.raises(GraderError, match=r"pima\.csv.*reinstala"):
        data.read("pima.csv")


@pytest.mark.parametrize("rows", [*range(5, 61), 768])
def test_split_is_that_of_scikit_learn(rows: int) -> None:
    train, test = train_test_split(np.arange(rows), test_size=0.2, random_state=42)
    ours = split(rows)
    np.testing.assert_array_equal(ours[0], train)
    np.testing.assert_array_equal(ours[1], test)
