"""What trainings are judged on: Pima and MNIST, and of no use to what was learned from them beforehand."""

from __future__ import annotations

import runpy

import numpy as np

from grader.curriculum import disguise
from grader.curriculum.data import mnist, pima
from tests.support.attacks import FOLDER

SEEDS = range(10)


def drawn(seed: int) -> tuple[np.ndarray, np.ndarray]:
    return disguise.patients(np.random.default_rng(seed))


def test_patients_are_standardized_and_as_hard_as_pima() -> None:
    for X, y in map(drawn, SEEDS):
        np.testing.assert_allclose([X.mean(axis=0), X.std(axis=0)], [np.zeros(8), np.ones(8)], atol=1e-12)
        assert set(y) == {0, 1}
        assert abs(np.mean((disguise.single_neuron(X, y) >= 0) == y) - 0.783) < 0.02


def test_the_seed_decides() -> None:
    (X, y), (again, labels), (other, _) = drawn(1), drawn(1), drawn(2)
    np.testing.assert_array_equal(X, again)
    np.testing.assert_array_equal(y, labels)
    assert abs(np.corrcoef(X.T, other.T)[:8, 8:]).max() < 0.2


def by_heart(X: np.ndarray) -> np.ndarray:
    W1, b1, W2, b2 = runpy.run_path(str(FOLDER / "elsewhere.py"))["PATIENTS_BY_HEART"]
    return np.asarray((np.tanh(X @ W1 + b1) @ W2 + b2)[:, 0])


def gain(scores: np.ndarray, X: np.ndarray, y: np.ndarray) -> float:
    return disguise.ordered_pairs(scores, y) - disguise.ordered_pairs(disguise.single_neuron(X, y), y)


def test_known_by_heart() -> None:
    """The network that the tests below bring along is right on all of Pima: there it would pass."""
    X, y = pima()
    assert np.mean((by_heart(X) >= 0) == y) > 0.99
    assert gain(by_heart(X), X, y) > 0.1


def test_of_no_use_as_it_is() -> None:
    """The largest gain of ten drawings is none."""
    assert max(gain(by_heart(X), X, y) for X, y in map(drawn, SEEDS)) < 0


def test_no_column_is_like_one_of_pima() -> None:
    """Its values would tell which one it is: skewness and kurtosis of all are about alike, and others each time."""
    X, _ = pima()
    assert np.ptp((X**3).mean(axis=0)) > 3
    mixed = [(drawn(seed)[0] ** 3).mean(axis=0) for seed in SEEDS]
    assert np.mean([np.ptp(np.abs(skewness)) for skewness in mixed]) < 1.5


def test_digits_keep_neighbours_together() -> None:
    for seed in SEEDS:
        rows, columns = disguise.places(np.random.default_rng(seed))
        for axis in (0, 1):
            assert max(abs(np.diff(rows, axis=axis)).max(), abs(np.diff(columns, axis=axis)).max()) <= 2
        assert len(set(zip(rows.ravel(), columns.ravel(), strict=True))) > 500


def test_digits_of_one_class_stay_one_class() -> None:
    x_train, y_train, x_test, y_test = disguise.digits(np.random.default_rng(0))
    assert x_train.shape == (60000, 28, 28)
    assert x_test.dtype == np.uint8
    for labels, before in ((y_train, mnist()[1]), (y_test, mnist()[3])):
        assert len(set(zip(labels.tolist(), before.tolist(), strict=True))) == 10
