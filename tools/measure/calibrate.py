"""How well honest and wrong trainings do, and how often a threshold would misjudge them: prints Markdown tables.

Run by ``nox -s calibrate``, or ``python -m tools.measure.calibrate``. Every training is repeated with seeds 0, 1, 2...
on data that the seed disguises as the grader does. Finished rows are kept in build/calibration.jsonl, so that an
interrupted run goes on where it stopped; change a variant's options and it is trained anew. Remove the file when the
disguise changes.
"""

from __future__ import annotations

import argparse
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

from grader.boundary.keras_models import Model
from grader.curriculum import thresholds
from grader.curriculum.disguise import CLEARER, digits, patients
from grader.curriculum.training.checks import SHOWN, UNSEEN
from grader.curriculum.training.judged import Data, accuracy, bent
from tools import ROOT

# -- the rules that are weighed ----------------------------------------------------------------


@dataclass(frozen=True)
class Threshold:
    """What a check demands of one statistic: at least ``limit``."""

    statistic: str
    limit: float

    def holds(self, value: float) -> bool:
        return value >= self.limit

    def tail(self, values: list[float]) -> float:
        """The chance that another value like these breaks it, were they normal."""
        spread = stdev(values) if len(values) > 1 else 0.0
        if not spread:
            return 0.0 if self.holds(mean(values)) else 1.0
        return NormalDist().cdf((self.limit - mean(values)) / spread)

    def __str__(self) -> str:
        return f"{self.statistic.replace('_', ' ')} >= {self.limit:g}"


Rule = tuple[Threshold, ...]
"""Thresholds that must all hold."""

RULES: dict[str, Rule] = {
    "pima": (
        Threshold("train_accuracy", thresholds.PIMA_TRAIN),
        Threshold("test_accuracy", thresholds.PIMA_TEST),
        Threshold("test_bent", float(np.log10(thresholds.BENT))),
    ),
    "mnist": (Threshold("mean_accuracy", thresholds.MNIST_MEAN), Threshold("test_accuracy", thresholds.MNIST_TEST)),
}
"""What the checks demand."""


# -- the trainings -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Variant:
    """One way of training. ``kind``: honest must pass, wrong should not, fair is only reported."""

    data: str
    kind: str
    name: str
    options: dict[str, Any] = field(default_factory=dict)


def _early(patience: int, split: float = 0.2, restore: bool = True) -> dict[str, Any]:
    return {"patience": patience, "split": split, "restore": restore}


_BOTH = "after both hidden layers"

VARIANTS = [
    Variant("pima", "honest", "the course's"),
    *(Variant("pima", "honest", f"Dropout {rate} {_BOTH}", {"dropout": rate}) for rate in (0.1, 0.2, 0.3, 0.5)),
    *(Variant("pima", "honest", f"batches of {size}", {"batch_size": size}) for size in (8, 32, 64)),
    Variant("pima", "honest", "100 epochs", {"epochs": 100}),
    *(
        Variant("pima", "honest", f"{name} hidden layers", {"hidden": name})
        for name in ("tanh", "elu", "gelu", "sigmoid")
    ),
    *(Variant("pima", "honest", f"EarlyStopping, patience {n}", _early(n)) for n in (3, 5, 10, 20)),
    *(
        Variant("pima", "honest", f"EarlyStopping, patience {n}, last weights", _early(n, restore=False))
        for n in (3, 10)
    ),
    Variant("pima", "honest", "EarlyStopping, patience 3, a tenth to validate", _early(3, 0.1)),
    Variant("pima", "honest", "EarlyStopping, patience 5, batches of 64", {**_early(5), "batch_size": 64}),
    Variant("pima", "honest", "EarlyStopping, patience 5, Dropout 0.5", {**_early(5), "dropout": 0.5}),
    Variant("pima", "fair", "EarlyStopping, patience 5, sigmoid hidden layers", {**_early(5), "hidden": "sigmoid"}),
    Variant("pima", "honest", "BatchNormalization", {"normalized": True}),
    Variant("pima", "honest", "EarlyStopping, patience 5, BatchNormalization", {**_early(5), "normalized": True}),
    Variant("pima", "honest", "8-4-1", {"units": [4]}),
    Variant("pima", "honest", "EarlyStopping, patience 5, 8-4-1", {**_early(5), "units": [4]}),
    Variant("pima", "honest", "8-64-32-1", {"units": [64, 32]}),
    Variant("pima", "honest", "EarlyStopping, patience 5, 8-64-32-1", {**_early(5), "units": [64, 32]}),
    Variant("pima", "honest", "EarlyStopping, patience 5, four layers", {**_early(5), "units": [128, 64, 32, 16]}),
    *(Variant("pima", "honest", name, {"optimizer": name}) for name in ("SGD with momentum", "RMSprop", "AdamW")),
    Variant("pima", "honest", "EarlyStopping, patience 5, SGD", {**_early(5), "optimizer": "SGD with momentum"}),
    Variant("pima", "honest", "L2 of 0.01", {"l2": 0.01}),
    Variant("pima", "honest", "class weights", {"weighted": True}),
    Variant("pima", "honest", "mean squared error", {"loss": "mse"}),
    Variant("pima", "honest", "mean squared error, linear output", {"loss": "mse", "output": "linear"}),
    Variant("pima", "honest", "logits", {"loss": "logits", "output": "linear"}),
    Variant("pima", "honest", "hinge, tanh output", {"loss": "hinge", "output": "tanh"}),
    Variant("pima", "honest", "two outputs", {"loss": "sparse_categorical_crossentropy", "output": "softmax"}),
    Variant("pima", "fair", "ten epochs", {"epochs": 10}),
    Variant("pima", "fair", "60 rows", {"rows": 60}),
    Variant("pima", "wrong", "linear layers only", {"hidden": "linear"}),
    Variant("pima", "wrong", "linear layers and BatchNormalization", {"hidden": "linear", "normalized": True}),
    Variant("pima", "wrong", "relu that never bends", {"bias": 30.0, "epochs": 30}),
    Variant("pima", "wrong", "one epoch", {"epochs": 1}),
    Variant("pima", "wrong", "no training", {"epochs": 0}),
    Variant("pima", "wrong", "30 rows", {"rows": 30}),
    Variant("pima", "wrong", "shuffled labels, 30 epochs", {"labels": "shuffled", "epochs": 30}),
    Variant("pima", "wrong", "flipped labels, 30 epochs", {"labels": "flipped", "epochs": 30}),
    Variant("mnist", "honest", "the course's"),
    Variant("mnist", "honest", "Dropout 0.2", {"dropout": 0.2}),
    Variant("mnist", "honest", "Dropout 0.5", {"dropout": 0.5}),
    Variant("mnist", "honest", "softmax output, not from logits", {"output": "softmax", "from_logits": False}),
    Variant("mnist", "honest", "784 outside", {"flat": True}),
    Variant("mnist", "honest", "BatchNormalization", {"normalized": True}),
    Variant("mnist", "honest", "EarlyStopping, patience 3", {**_early(3), "epochs": 20}),
    Variant(
        "mnist", "honest", "EarlyStopping, patience 2, batches of 128", {**_early(2), "epochs": 20, "batch_size": 128}
    ),
    Variant("mnist", "honest", "one convolution, two epochs", {"kernels": [32], "epochs": 2}),
    Variant("mnist", "honest", "two convolutions, two epochs", {"kernels": [32, 64], "epochs": 2}),
    Variant("mnist", "fair", "two convolutions, one epoch", {"kernels": [32, 64], "epochs": 1}),
    Variant("mnist", "fair", "batches of 128", {"batch_size": 128}),
    Variant("mnist", "fair", "softmax output, from_logits=True", {"output": "softmax"}),
    Variant("mnist", "wrong", "one epoch", {"epochs": 1}),
    Variant("mnist", "wrong", "logits without from_logits=True", {"from_logits": False}),
    Variant("mnist", "wrong", "no hidden layer", {"units": 0}),
    Variant("mnist", "wrong", "a sixth of the images", {"images": 10_000}),
    Variant("mnist", "wrong", "2,000 images", {"images": 2_000}),
    Variant("mnist", "wrong", "no training", {"epochs": 0}),
]

SEEDS = {"pima": 20, "mnist": 3}

STEPS_PER_EXECUTION = 125
"""Batches that TensorFlow runs at a stretch: twice as fast or more, and bit for bit the same weights."""


def pima_data(seed: int) -> tuple[Data, Data]:
    """Patients drawn with the seed, to train with and others."""
    X, y = patients(np.random.default_rng(seed), SHOWN + UNSEEN, CLEARER)
    return (X[:SHOWN], y[:SHOWN]), (X[SHOWN:], y[SHOWN:])


def mnist_data(seed: int) -> tuple[Data, Data]:
    """Scaled to 0..1; how the images are seen and which digit has which label is drawn with the seed."""
    x_train, y_train, x_test, y_test = digits(np.random.default_rng(seed))
    X_train, X_test = (images.astype(np.float32) / 255 for images in (x_train, x_test))
    return (X_train, y_train), (X_test, y_test)


def train_pima(
    X: np.ndarray,
    y: np.ndarray,
    units: tuple[int, ...] = (12, 8),
    hidden: str = "relu",
    normalized: bool = False,
    dropout: float = 0,
    l2: float = 0,
    bias: float = 0,
    output: str = "sigmoid",
    loss: str = "binary_crossentropy",
    labels: str = "true",
    weighted: bool = False,
    rows: int = SHOWN,
    **fitted: Any,
) -> Any:
    from keras import Input, Sequential, initializers, layers, losses, regularizers

    shuffled = np.random.permutation(y)  # noqa: NPY002 - keras.utils.set_random_seed seeds this one
    y = {"true": y, "flipped": 1 - y, "shuffled": shuffled}[labels]
    model = Sequential([Input((X.shape[1],))])
    for size in units:
        start, held = initializers.Constant(bias), regularizers.L2(l2) if l2 else None
        model.add(layers.Dense(size, kernel_regularizer=held, bias_initializer=start))
        _then(model, hidden, normalized, dropout)
    model.add(layers.Dense(2 if output == "softmax" else 1, activation=output))
    if weighted:
        fitted["class_weight"] = {label: float(np.mean(y != label)) for label in (0, 1)}
    return _fit(
        model, X[:rows], y[:rows], losses.BinaryCrossentropy(from_logits=True) if loss == "logits" else loss,
        **{"epochs": 150, "batch_size": 10, **fitted},
    )  # fmt: skip


def train_mnist(
    X: np.ndarray,
    y: np.ndarray,
    kernels: tuple[int, ...] = (),
    units: int = 128,
    normalized: bool = False,
    dropout: float = 0,
    output: str = "linear",
    from_logits: bool = True,
    flat: bool = False,
    images: int = 60_000,
    **fitted: Any,
) -> Any:
    from keras import Input, Sequential, layers, losses

    X = X.reshape(len(X), -1) if flat else X
    model = Sequential([Input((*X.shape[1:], 1) if kernels else X.shape[1:])])
    for filters in kernels:
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    if units:
        model.add(layers.Dense(units))
        _then(model, "relu", normalized, dropout)
    model.add(layers.Dense(10, activation=output))
    loss = losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    X, y = (X[..., None] if kernels else X)[:images], y[:images]
    return _fit(model, X, y, loss, **{"epochs": 5, "batch_size": 32, **fitted})


def _then(model: Any, activation: str, normalized: bool, dropout: float) -> None:
    """What comes after the weights of a hidden layer."""
    from keras import layers

    if normalized:
        model.add(layers.BatchNormalization())
    model.add(layers.Activation(activation))
    if dropout:
        model.add(layers.Dropout(dropout))


def _fit(
    model: Any,
    X: np.ndarray,
    y: np.ndarray,
    loss: Any,
    epochs: int,
    patience: int = 0,
    split: float = 0,
    restore: bool = True,
    optimizer: str = "adam",
    **options: Any,
) -> Any:
    from keras import callbacks, optimizers

    momentum = {"SGD with momentum": lambda: optimizers.SGD(0.01, momentum=0.9)}
    optimizer = momentum.get(optimizer, lambda: optimizer)()
    model.compile(optimizer=optimizer, loss=loss, steps_per_execution=min(STEPS_PER_EXECUTION, 1 + len(X) // 64))
    stopping = [callbacks.EarlyStopping(patience=patience, restore_best_weights=restore)] if patience else []
    if epochs:
        model.fit(X, y, epochs=epochs, validation_split=split, callbacks=stopping, verbose=0, **options)
    return model


# -- one row -----------------------------------------------------------------------------------

Row = dict[str, Any]

TRAININGS: dict[str, tuple[Callable[[int], tuple[Data, Data]], Callable[..., Any]]] = {
    "pima": (pima_data, train_pima),
    "mnist": (mnist_data, train_mnist),
}


def measure(variant: Variant, seed: int) -> Row:
    """Train once and measure, with what judges a student's network; runs in a process of its own."""
    import keras

    from grader.untrusted.keras_bridge import describe

    data, train = TRAININGS[variant.data]
    shown, unseen = data(seed)
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    model = describe(train(*shown, **variant.options))
    row = {"data": variant.data, "variant": variant.name, "options": variant.options, "seed": seed}
    return row | statistics(model, shown, unseen, variant.data)


def statistics(model: Model, shown: Data, unseen: Data, data: str) -> dict[str, float]:
    """Accuracies, and for patients the logarithm of the share of the logits' variance that no line explains."""
    if data == "mnist":
        shown = shown[0][:5000], shown[1][:5000]
    figures = {"train_accuracy": accuracy(model, shown), "test_accuracy": accuracy(model, unseen)}
    if data == "mnist":
        figures["mean_accuracy"] = mean(figures.values())
    else:
        figures["test_bent"] = float(np.log10(bent(model, unseen[0]) + 1e-16))
    return figures


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
    return [done[key] for key in keys]


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
    """min, mean, max and sd of a statistic, on each part of the data that it was measured on."""
    parts = [name for part in ("train", "test", "mean") if (name := f"{part}_{what}") in groups[0][1][0]]
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
    "pima": {"accuracy": "Accuracy", "bent": "Bent: log10 of the share of the logits' variance that no line explains"},
    "mnist": {"accuracy": "Accuracy"},
}


def report(data: str, rows: list[Row]) -> str:
    """Everything measured on one data set, as Markdown."""
    groups = [
        (variant, measured)
        for variant in VARIANTS
        if variant.data == data
        and (measured := [row for row in rows if row["data"] == data and row["variant"] == variant.name])
    ]
    parts = [f"## {data}"]
    parts += [f"### {title}\n\n{figures_table(groups, name)}" for name, title in STATISTICS[data].items()]
    parts += [f"### Rule: {' and '.join(map(str, RULES[data]))}\n\n{rule_table(groups, RULES[data])}"]
    return "\n\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="*", help="pima, mnist; default: both")
    parser.add_argument("--seeds", type=int, help=f"seeds a variant; default: {SEEDS}")
    parser.add_argument("--jobs", type=int, default=2, help="trainings side by side")
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "calibration.jsonl")
    parser.add_argument("--measured", action="store_true", help="print what has been measured, and train nothing")
    options = parser.parse_args()
    names = options.data or list(SEEDS)
    if not set(names) <= set(SEEDS):
        parser.error(f"data must be among {', '.join(SEEDS)}")
    seeds = {name: options.seeds or SEEDS[name] for name in names}
    if options.measured:
        rows = list(cached(options.cache).values())
    else:
        rows = measure_all(list(work(names, seeds)), options.cache, options.jobs)
    print("\n\n".join(report(name, rows) for name in names))


if __name__ == "__main__":
    main()
