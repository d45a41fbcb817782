"""What trainings are judged on: like Pima and MNIST, and of no use to what was learned from them beforehand."""

from __future__ import annotations

import runpy
from collections.abc import Callable

import numpy as np
import pytest

from grader.curriculum import disguise, thresholds
from grader.curriculum.data import mnist, pima
from tests.support.attacks import FOLDER

SEEDS = range(10)


def drawn(seed: int, difficulty: disguise.Difficulty = disguise.AS_PIMA) -> tuple[np.ndarray, np.ndarray]:
    return disguise.patients(np.random.default_rng(seed), difficulty=difficulty)


def test_patients_are_standardized_and_as_hard_as_pima() -> None:
    for X, y in map(drawn, SEEDS):
        np.testing.assert_allclose([X.mean(axis=0), X.std(axis=0)], [np.zeros(8), np.ones(8)], atol=1e-12)
        assert set(y) == {0, 1}
        assert abs(np.mean((disguise.single_neuron(X, y) >= 0) == y) - 0.783) < 0.01


def test_the_seed_decides() -> None:
    (X, y), (again, labels), (other, _) = drawn(1), drawn(1), drawn(2)
    np.testing.assert_array_equal(X, again)
    np.testing.assert_array_equal(y, labels)
    assert abs(np.corrcoef(X.T, other.T)[:8, 8:]).max() < 0.2


def by_heart(X: np.ndarray) -> np.ndarray:
    W1, b1, W2, b2 = runpy.run_path(str(FOLDER / "elsewhere.py"))["PATIENTS_BY_HEART"]
    return np.asarray((np.tanh(X @ W1 + b1) @ W2 + b2)[:, 0])


def neuron_of_pima(X: np.ndarray) -> np.ndarray:
    return np.asarray(disguise.with_bias(X) @ disguise.neuron_weights(*pima()))


def agreement(scores: np.ndarray, y: np.ndarray) -> float:
    """The accuracy of scores (n,), cut at 0."""
    return float(np.mean((scores >= 0) == y))


def test_known_by_heart() -> None:
    """The network that the tests below bring along is right on all of Pima."""
    X, y = pima()
    assert agreement(by_heart(X), y) > 0.99


@pytest.mark.parametrize("brought", [by_heart, neuron_of_pima])
def test_of_no_use_even_to_one_who_knows_the_mix(
    brought: Callable[[np.ndarray], np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the columns as they were, and the labels' sense: no better in any of ten drawings than to guess."""
    monkeypatch.setattr(disguise, "orthogonal", lambda d, rng: np.eye(d))
    for X, y in (drawn(seed, disguise.CLEARER) for seed in SEEDS):
        scores = brought(X * np.sqrt(1 + disguise.NOISE**2))
        assert agreement(-scores if y.mean() > 0.5 else scores, y) < thresholds.PIMA_TEST - 0.05


def test_what_is_learned_from_some_patients_is_right_for_the_others() -> None:
    for seed in range(3):
        X, y = disguise.patients(np.random.default_rng(seed), 3000, disguise.CLEARER)
        scores = disguise.with_bias(X) @ disguise.neuron_weights(X[:614], y[:614])
        assert agreement(scores[614:], y[614:]) > thresholds.PIMA_TEST + 0.02
        assert abs(min(y.mean(), 1 - y.mean()) - disguise.SHARE) < 0.03


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
