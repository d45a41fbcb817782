"""How well honest and wrong trainings do, and how often a threshold would misjudge them: prints Markdown tables.

Run by ``nox -s calibrate``, or ``python -m tools.measure.calibrate``. Every training is repeated with seeds 0, 1, 2...
on data that the seed disguises as the grader does. Finished rows are kept in build/calibration.jsonl, so that an
interrupted run goes on where it stopped; change a variant's options and it is trained anew. Remove the file when the
disguise changes.
"""

from __future__ import annotations

import argparse
import functools
import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from statistics import NormalDist, mean, stdev
from typing import Any

import numpy as np

from grader.curriculum import thresholds
from grader.curriculum.disguise import digits, ordered_pairs, patients, single_neuron
from grader.curriculum.training.checks import UNSEEN
from tools import ROOT

# -- the rules that are weighed ----------------------------------------------------------------


@dataclass(frozen=True)
class Threshold:
    """What a check demands of one statistic: at least ``limit``, or at most for a loss."""

    statistic: str
    limit: float

    @property
    def sign(self) -> int:
        return -1 if self.statistic.endswith("loss") else 1

    def holds(self, value: float) -> bool:
        return self.sign * (value - self.limit) >= 0

    def tail(self, values: list[float]) -> float:
        """The chance that another value like these breaks it, were they normal."""
        spread = stdev(values) if len(values) > 1 else 0.0
        if not spread:
            return 0.0 if self.holds(mean(values)) else 1.0
        return NormalDist().cdf(self.sign * (mean(values) - self.limit) / -spread)

    def __str__(self) -> str:
        return f"{self.statistic.replace('_', ' ')} {'<=' if self.sign < 0 else '>='} {self.limit}"


Rule = tuple[Threshold, ...]
"""Thresholds that must all hold."""

RULES: dict[str, list[Rule]] = {
    "pima": [
        # What the checks demand.
        (
            Threshold("train_accuracy", thresholds.PIMA_TRAIN),
            Threshold("test_accuracy", thresholds.PIMA_TEST),
            Threshold("train_gain", thresholds.PIMA_GAIN),
        ),
        # The same without the gain: what accuracy alone can tell.
        (Threshold("train_accuracy", thresholds.PIMA_TRAIN), Threshold("test_accuracy", thresholds.PIMA_TEST)),
    ],
    "mnist": [(Threshold("train_accuracy", thresholds.MNIST), Threshold("test_accuracy", thresholds.MNIST))],
}


# -- the trainings -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Variant:
    """One way of training. ``kind``: honest must pass, wrong should not, fair is only reported."""

    data: str
    kind: str
    name: str
    options: dict[str, Any] = field(default_factory=dict)


VARIANTS = [
    Variant("pima", "honest", "the course's"),
    Variant("pima", "honest", "Dropout 0.2 after both hidden layers", {"dropout": [0.2, 0.2]}),
    Variant("pima", "honest", "Dropout 0.1 after both hidden layers", {"dropout": [0.1, 0.1]}),
    Variant("pima", "honest", "Dropout 0.3 after both hidden layers", {"dropout": [0.3, 0.3]}),
    Variant("pima", "honest", "Dropout 0.2 after the first layer", {"dropout": [0.2, 0]}),
    Variant("pima", "honest", "batches of 32", {"batch_size": 32}),
    Variant("pima", "honest", "100 epochs", {"epochs": 100}),
    Variant("pima", "honest", "tanh hidden layers", {"hidden": "tanh"}),
    Variant("pima", "fair", "Dropout 0.5 after both hidden layers", {"dropout": [0.5, 0.5]}),
    Variant("pima", "fair", "mean squared error", {"loss": "mse"}),
    Variant("pima", "wrong", "linear layers only", {"hidden": "linear"}),
    Variant("pima", "wrong", "ten epochs", {"epochs": 10}),
    Variant("pima", "wrong", "one epoch", {"epochs": 1}),
    Variant("pima", "wrong", "no training", {"epochs": 0}),
    Variant("pima", "wrong", "shuffled labels, 30 epochs", {"labels": "shuffled", "epochs": 30}),
    Variant("pima", "wrong", "flipped labels, 30 epochs", {"labels": "flipped", "epochs": 30}),
    Variant("pima", "wrong", "constant", {"constant": True}),
    Variant("mnist", "honest", "the course's"),
    Variant("mnist", "honest", "Dropout 0.2", {"dropout": 0.2}),
    Variant("mnist", "honest", "softmax output, not from logits", {"output": "softmax", "from_logits": False}),
    Variant("mnist", "fair", "batches of 128", {"batch_size": 128}),
    Variant("mnist", "fair", "softmax output, from_logits=True", {"output": "softmax"}),
    Variant("mnist", "wrong", "one epoch", {"epochs": 1}),
    Variant("mnist", "wrong", "logits without from_logits=True", {"from_logits": False}),
    Variant("mnist", "wrong", "no hidden layer", {"units": 0}),
    Variant("mnist", "wrong", "a sixth of the images", {"images": 10_000}),
    Variant("mnist", "wrong", "2,000 images", {"images": 2_000}),
    Variant("mnist", "wrong", "no training", {"epochs": 0}),
]

SEEDS = {"pima": 20, "mnist": 5}

STEPS_PER_EXECUTION = 125
"""Batches that TensorFlow runs at a stretch: twice as fast or more, and bit for bit the same weights."""

Split = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""X_train, y_train, X_test, y_test."""
Predict = Callable[[np.ndarray], np.ndarray]
"""From examples to the probability of each class, (n, classes)."""


def pima_data(seed: int) -> Split:
    """Patients drawn with the seed."""
    X, y = patients(np.random.default_rng(seed))
    return X[UNSEEN:], y[UNSEEN:], X[:UNSEEN], y[:UNSEEN]


def mnist_data(seed: int) -> Split:
    """Scaled to 0..1; how the images are seen and which digit has which label is drawn with the seed."""
    x_train, y_train, x_test, y_test = digits(np.random.default_rng(seed))
    X_train, X_test = (images.astype(np.float32) / 255 for images in (x_train, x_test))
    return X_train, y_train, X_test, y_test


def train_pima(
    X: np.ndarray,
    y: np.ndarray,
    units: tuple[int, ...] = (12, 8),
    hidden: str = "relu",
    dropout: tuple[float, ...] = (0, 0),
    loss: str = "binary_crossentropy",
    epochs: int = 150,
    batch_size: int = 10,
    labels: str = "true",
    constant: bool = False,
) -> Predict:
    if constant:
        return lambda X: np.tile([1 - y.mean(), y.mean()], (len(X), 1))
    from keras import Input, Sequential, layers

    shuffled = np.random.permutation(y)  # noqa: NPY002 - keras.utils.set_random_seed seeds this one
    y = {"true": y, "flipped": 1 - y, "shuffled": shuffled}[labels]
    model = Sequential([Input((X.shape[1],))])
    for size, rate in zip(units, dropout, strict=False):
        model.add(layers.Dense(size, activation=hidden))
        if rate:
            model.add(layers.Dropout(rate))
    model.add(layers.Dense(1, activation="sigmoid"))
    _fit(model, X, y, loss, epochs, batch_size)

    def predict(X: np.ndarray) -> np.ndarray:
        p = np.asarray(model(X), dtype=np.float64)
        return np.hstack([1 - p, p])

    return predict


def train_mnist(
    X: np.ndarray,
    y: np.ndarray,
    units: int = 128,
    dropout: float = 0,
    output: str = "linear",
    from_logits: bool = True,
    epochs: int = 5,
    batch_size: int = 32,
    images: int = 60_000,
) -> Predict:
    from keras import Input, Sequential, layers, losses

    model = Sequential([Input(X.shape[1:]), layers.Flatten()])
    if units:
        model.add(layers.Dense(units, activation="relu"))
    if dropout:
        model.add(layers.Dropout(dropout))
    model.add(layers.Dense(10, activation=output))
    loss = losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    _fit(model, X[:images], y[:images], loss, epochs, batch_size)

    def predict(X: np.ndarray) -> np.ndarray:
        out = model.predict(X, batch_size=2_000, verbose=0).astype(np.float64)
        odds = out if output == "softmax" else np.exp(out - out.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    return predict


def _fit(model: Any, X: np.ndarray, y: np.ndarray, loss: Any, epochs: int, batch_size: int) -> None:
    model.compile(optimizer="adam", loss=loss, steps_per_execution=STEPS_PER_EXECUTION)
    if epochs:
        model.fit(X, y, epochs=epochs, batch_size=batch_size, verbose=0)


# -- one row -----------------------------------------------------------------------------------

Row = dict[str, Any]

TRAININGS: dict[str, tuple[Callable[[int], Split], Callable[..., Predict]]] = {
    "pima": (pima_data, train_pima),
    "mnist": (mnist_data, train_mnist),
}


def measure(variant: Variant, seed: int) -> Row:
    """Train once and measure; runs in a process of its own."""
    import keras

    data, train = TRAININGS[variant.data]
    X_train, y_train, X_test, y_test = data(seed)
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    predict = train(X_train, y_train, **variant.options)
    figures = _statistics("train", y_train, predict(X_train)) | _statistics("test", y_test, predict(X_test))
    return {"data": variant.data, "variant": variant.name, "options": variant.options, "seed": seed} | figures


def _statistics(split: str, y: np.ndarray, p: np.ndarray) -> dict[str, float]:
    from sklearn.metrics import roc_auc_score

    labels = y.astype(int)
    # As the exercises have it, 1/2 counts as class 1; argmax would say 0.
    classes = (p[:, 1] >= 0.5).astype(int) if p.shape[1] == 2 else p.argmax(axis=1)
    figures = {
        "accuracy": np.mean(classes == labels),
        "loss": -np.mean(np.log(np.clip(p[np.arange(len(p)), labels], 1e-7, 1 - 1e-7))),
    }
    if p.shape[1] == 2:
        figures["auc"] = roc_auc_score(labels, p[:, 1])
    return {f"{split}_{name}": float(value) for name, value in figures.items()}


@functools.cache
def single_neuron_auc(seed: int) -> float:
    """What the best single neuron reaches where the networks of this seed were trained."""
    X, y, *_ = pima_data(seed)
    return ordered_pairs(single_neuron(X, y), y)


def with_gain(row: Row) -> Row:
    """The row with what the network gains over a single neuron on the data that it was trained on."""
    if row["data"] != "pima":
        return row
    return row | {"train_gain": row["train_auc"] - single_neuron_auc(row["seed"])}


# -- all rows ----------------------------------------------------------------------------------


def _key(row: Row) -> str:
    return json.dumps([row["data"], row["variant"], row["options"], row["seed"]])


def cached(path: Path) -> dict[str, Row]:
    """Finished rows; a line cut short by an interruption is no row."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return {_key(row): row for row in rows}


def work(names: Iterable[str], seeds: dict[str, int]) -> Iterator[tuple[Variant, int]]:
    """Seed by seed, so that an interrupted run has measured all variants alike."""
    for name in names:
        for seed in range(seeds[name]):
            yield from ((variant, seed) for variant in VARIANTS if variant.data == name)


def measure_all(wanted: list[tuple[Variant, int]], cache: Path, jobs: int) -> list[Row]:
    """The wanted rows, trained where the cache has none."""
    done = cached(cache)
    keys = {_key({"data": v.data, "variant": v.name, "options": v.options, "seed": s}): (v, s) for v, s in wanted}
    missing = [item for key, item in keys.items() if key not in done]
    cache.parent.mkdir(parents=True, exist_ok=True)
    # Two trainings of one thread each are faster than one of two. Spawned: TensorFlow does not survive a fork.
    os.environ |= {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, spawn) as pool, cache.open("a", encoding="utf-8") as file:
        futures = [pool.submit(measure, variant, seed) for variant, seed in missing]
        for count, future in enumerate(as_completed(futures), 1):
            row = future.result()
            done[_key(row)] = row
            print(json.dumps(row), file=file, flush=True)
            print(f"{count}/{len(futures)} {row['data']}, {row['variant']}, seed {row['seed']}", file=sys.stderr)
    return [with_gain(done[key]) for key in keys]


# -- tables ------------------------------------------------------------------------------------

Groups = list[tuple[Variant, list[Row]]]


def table(header: list[str], rows: Iterable[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _column(rows: list[Row], statistic: str) -> list[float]:
    return [row[statistic] for row in rows]


def _summary(values: list[float]) -> list[str]:
    spread = stdev(values) if len(values) > 1 else 0.0
    return [f"{min(values):.3f}", f"{mean(values):.3f}", f"{max(values):.3f}", f"{spread:.4f}"]


def figures_table(groups: Groups, what: str) -> str:
    """min, mean, max and sd of a statistic, on both parts of the data where it was measured on both."""
    parts = [name for part in ("train", "test") if (name := f"{part}_{what}") in groups[0][1][0]]
    header = [f"{part.replace('_', ' ')} {name}" for part in parts for name in ("min", "mean", "max", "sd")]
    return table(
        ["variant", "n", *header],
        (
            [f"{variant.kind}: {variant.name}", str(len(rows)), *(c for p in parts for c in _summary(_column(rows, p)))]
            for variant, rows in groups
        ),
    )


def _rate(rate: float) -> str:
    return f"{rate:.3f}" if rate >= 0.001 or rate == 0 else f"{rate:.0e}"


def rule_table(groups: Groups, rule: Rule) -> str:
    """How often each honest training is refused and each other one passes, by a normal tail and as counted here."""

    def cells(variant: Variant, rows: list[Row]) -> list[str]:
        tails = [threshold.tail(_column(rows, threshold.statistic)) for threshold in rule]
        passed = sum(all(threshold.holds(row[threshold.statistic]) for threshold in rule) for row in rows)
        refused = len(rows) - passed
        if variant.kind == "honest":  # refused when any threshold is missed: the sum is an upper bound
            return ["refused", _rate(min(1.0, sum(tails))), f"{refused} of {len(rows)}"]
        return ["passes", _rate(min(1 - tail for tail in tails)), f"{passed} of {len(rows)}"]

    return table(
        ["variant", "misjudged when", "at most, were it normal", "counted"],
        ([f"{variant.kind}: {variant.name}", *cells(variant, rows)] for variant, rows in groups),
    )


STATISTICS = {
    "pima": {
        "accuracy": "Accuracy",
        "loss": "Cross-entropy",
        "gain": "Gain: area under the ROC curve less that of the best single neuron",
        "auc": "Area under the ROC curve",
    },
    "mnist": {"accuracy": "Accuracy", "loss": "Cross-entropy"},
}


def report(data: str, rows: list[Row]) -> str:
    """Everything measured on one data set, as Markdown."""
    groups = [
        (variant, [row for row in rows if row["data"] == data and row["variant"] == variant.name])
        for variant in VARIANTS
        if variant.data == data
    ]
    parts = [f"## {data}"]
    parts += [f"### {title}\n\n{figures_table(groups, name)}" for name, title in STATISTICS[data].items()]
    parts += [f"### Rule: {' and '.join(map(str, rule))}\n\n{rule_table(groups, rule)}" for rule in RULES[data]]
    return "\n\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="*", help="pima, mnist; default: both")
    parser.add_argument("--seeds", type=int, help=f"seeds a variant; default: {SEEDS}")
    parser.add_argument("--jobs", type=int, default=2, help="trainings side by side")
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "calibration.jsonl")
    options = parser.parse_args()
    names = options.data or list(SEEDS)
    if not set(names) <= set(SEEDS):
        parser.error(f"data must be among {', '.join(SEEDS)}")
    seeds = {name: options.seeds or SEEDS[name] for name in names}
    rows = measure_all(list(work(names, seeds)), options.cache, options.jobs)
    print("\n\n".join(report(name, rows) for name in names))


if __name__ == "__main__":
    main()
