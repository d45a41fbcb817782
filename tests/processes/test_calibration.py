"""Spot checks of what the thresholds rest on: honest trainings reach them, wrong ones do not (docs/calibration.md)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from grader.curriculum.network.checks import XOR, xor
from tools.measure import calibrate, calibrate_network

pytestmark = pytest.mark.proof

PASSES = {
    ("pima", "the course's"): True,
    ("pima", "EarlyStopping, patience 3"): True,
    ("pima", "hinge, tanh output"): True,
    ("pima", "linear layers and BatchNormalization"): False,
    ("pima", "one epoch"): False,
    ("mnist", "one epoch"): False,
    ("mnist", "2,000 images"): False,
}


def test_trainings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "TF_CPP_MIN_LOG_LEVEL"):
        monkeypatch.setenv(name, "")  # measuring sets them
    wanted = [(variant, 0) for variant in calibrate.VARIANTS if (variant.data, variant.name) in PASSES]
    rows = calibrate.measure_all(wanted, tmp_path / "rows.jsonl", jobs=2)
    found = {(row["data"], row["variant"]): passes(row) for row in rows}
    assert found == PASSES


def passes(row: calibrate.Row) -> bool:
    return all(threshold.holds(row[threshold.statistic]) for threshold in calibrate.RULES[row["data"]])


STARTS = {
    "normal(0, 1)": (calibrate_network.HONEST["normal(0, 1)"], 0.9, 1.0),
    "Glorot uniform (Keras)": (calibrate_network.HONEST["Glorot uniform (Keras)"], 0.9, 1.0),
    "zeros": ((calibrate_network.nothing, calibrate_network.nothing), 0.0, 0.0),
}


@pytest.mark.parametrize("start", STARTS)
def test_networks(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The share of networks that learn XOR, by how their weights start."""
    monkeypatch.setattr(calibrate_network, "SEEDS", 20)
    draws, least, most = STARTS[start]
    X, y = xor()
    reached = calibrate_network.accuracies(X, y, calibrate_network.starts(*draws, 2, XOR.hidden_units), XOR)
    assert least <= np.mean(reached >= XOR.accuracy) <= most
