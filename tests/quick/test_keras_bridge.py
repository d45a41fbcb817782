"""Living Keras models and their descriptions: every style of one network reads the same and predicts the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from grader.boundary.keras_models import MAX_PARAMETERS, Model, compile_settings, loss_probe
from grader.untrusted import keras_bridge
from grader.untrusted.keras_bridge import STEPS_PER_EXECUTION, build, describe, watch_training
from grader.verdict.numpy_keras import ACTIVATIONS, binary_cross_entropy, predict, sparse_cross_entropy

RNG = np.random.default_rng(3)


def sequential(*chain: Any) -> Any:
    return keras.Sequential([keras.Input((8,)), *chain])


def functional() -> Any:
    inputs = keras.Input((8,))
    hidden = layers.Activation("relu")(layers.Dense(12)(inputs))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.ReLU()(layers.Dense(8)(hidden))))


def added() -> Any:
    model = keras.Sequential()
    model.add(layers.Dense(12, activation=keras.activations.relu, input_shape=(8,)))
    model.add(layers.Dense(8, activation=tf.nn.relu))
    model.add(layers.Dense(1, activation=lambda z: 1 / (1 + keras.ops.exp(-z))))
    return model


def built_later() -> Any:
    model = keras.Sequential([layers.Dense(12, "relu"), layers.Dense(8, "relu"), layers.Dense(1, "sigmoid")])
    model.build((None, 8))
    return model


def nested() -> Any:
    inner = keras.Sequential(
        [keras.Input((8,)), layers.Dense(12, activation="relu"), layers.Dense(8, activation="relu")]
    )
    return keras.Sequential([inner, layers.Dense(1, activation="sigmoid")])


PIMA = {
    "list": lambda: sequential(layers.Dense(12, "relu"), layers.Dense(8, "relu"), layers.Dense(1, "sigmoid")),
    "layers": lambda: sequential(
        layers.Dense(12),
        layers.Activation("relu"),
        layers.Dense(8),
        layers.ReLU(),
        layers.Dense(1),
        layers.Activation("sigmoid"),
    ),
    "functional": functional,
    "added": added,
    "built later": built_later,
    "nested": nested,
}


@pytest.mark.filterwarnings("ignore:Do not pass an `input_shape`")
@pytest.mark.parametrize("make", PIMA.values(), ids=PIMA)
def test_every_style_reads_the_same(make: Callable[[], Any]) -> None:
    living = make()
    described = describe(living)
    assert described.obstacle == ""
    assert described.is_built
    assert described.input_shape == (8,)
    assert described.parameters == 221
    assert described.dense_layers() == [(12, "relu"), (8, "relu"), (1, "sigmoid")]
    X = RNG.normal(size=(50, 8))
    np.testing.assert_allclose(predict(described, X), living.predict(X, verbose=0), atol=1e-5)


def test_not_built() -> None:
    assert not describe(keras.Sequential([layers.Dense(12), layers.Dense(1)])).is_built


ADMITTED = {
    "flatten": [layers.Flatten()],
    "reshape": [layers.Reshape((2, 4)), layers.Flatten()],
    "dropout and noise": [layers.Dropout(0.5), layers.GaussianNoise(1.0)],
    "rescaling": [layers.Rescaling(2.0, offset=-1.0)],
    "batch normalization": [layers.BatchNormalization()],
    "relu with settings": [layers.ReLU(max_value=1.0, negative_slope=0.1, threshold=0.2)],
    "leaky relu": [layers.LeakyReLU(negative_slope=0.3)],
    "softmax": [layers.Softmax()],
    **{name: [layers.Activation(name)] for name in ACTIVATIONS},
}


@pytest.mark.parametrize("chain", ADMITTED.values(), ids=ADMITTED)
def test_numpy_predicts_what_keras_predicts(chain: list[Any]) -> None:
    living = sequential(*chain, layers.Dense(3))
    living.set_weights([RNG.uniform(0.5, 2, size=weight.shape) for weight in living.get_weights()])
    X = RNG.normal(size=(40, 8))
    np.testing.assert_allclose(predict(describe(living), X), living.predict(X, verbose=0), rtol=1e-3, atol=2e-3)


def drawn_chain(rng: np.random.Generator, axes: int) -> list[Any]:
    """A convolution and a pool over images or sequences, with settings drawn at random."""

    def lengths(most: int) -> tuple[int, ...]:
        return tuple(int(length) for length in rng.integers(1, most + 1, axes))

    def padding() -> str:
        return str(rng.choice(["valid", "same"]))

    steps, gaps = (lengths(3), 1) if rng.integers(2) else (1, lengths(3))
    convolution = getattr(layers, f"Conv{axes}D")(
        int(rng.integers(1, 6)), lengths(3), strides=steps, dilation_rate=gaps, padding=padding(),
        activation=str(rng.choice(["relu", "tanh"])), use_bias=bool(rng.integers(2)),
    )  # fmt: skip
    pool = getattr(layers, f"{rng.choice(['Max', 'Average'])}Pooling{axes}D")
    over_all = getattr(layers, f"Global{rng.choice(['Max', 'Average'])}Pooling{axes}D")(keepdims=bool(rng.integers(2)))
    last = [layers.BatchNormalization(), layers.SpatialDropout1D(0.5) if axes == 1 else layers.SpatialDropout2D(0.5)]
    last += [over_all] if rng.integers(2) else []
    return [convolution, pool(lengths(3), strides=lengths(3), padding=padding()), *last, layers.Flatten()]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("axes", [1, 2])
def test_numpy_convolves_and_pools_as_keras_does(axes: int, seed: int) -> None:
    rng = np.random.default_rng([axes, seed])
    shape = (*rng.integers(9, 14, axes).tolist(), int(rng.integers(1, 4)))
    living = keras.Sequential([keras.Input(shape), *drawn_chain(rng, axes), layers.Dense(3)])
    living.set_weights([rng.uniform(-1, 1, weight.shape) ** 2 for weight in living.get_weights()])
    X, described = rng.normal(size=(20, *shape)), describe(living)
    assert described.obstacle == ""
    np.testing.assert_allclose(predict(described, X), living.predict(X, verbose=0), rtol=1e-5, atol=1e-5)


def test_images_whose_channels_come_first_are_not_read() -> None:
    living = keras.Sequential([keras.Input((1, 28, 28)), layers.Conv2D(2, 3, data_format="channels_first")])
    assert "Conv2D" in describe(living).obstacle


def test_a_description_can_be_built_again() -> None:
    living = sequential(layers.Dense(4, "tanh"), layers.Dropout(0.1), layers.Dense(2, "softmax"))
    again = build(describe(living))
    X = RNG.normal(size=(9, 8))
    np.testing.assert_allclose(again.predict(X, verbose=0), living.predict(X, verbose=0), atol=1e-6)


def branching() -> Any:
    inputs = keras.Input((8,))
    hidden = layers.Dense(8)(inputs)
    return keras.Model(inputs, layers.Dense(1)(layers.Add()([inputs, hidden])))


class Custom(keras.Model):
    def call(self, inputs: Any) -> Any:
        return inputs


class Dense(layers.Dense):
    """A layer that only looks like Keras's."""


INADMISSIBLE = {
    "branching": (branching, "ramifica"),
    "subclass": (Custom, "no es Sequential ni funcional"),
    "lambda": (lambda: sequential(layers.Lambda(lambda z: z)), "Lambda"),
    "layer of the student's own": (lambda: sequential(Dense(3)), "Dense (propia)"),
    "too large": (lambda: sequential(layers.Dense(MAX_PARAMETERS // 8)), "demasiados"),
}


@pytest.mark.parametrize(("make", "words"), INADMISSIBLE.values(), ids=INADMISSIBLE)
def test_what_cannot_be_described_says_why(make: Callable[[], Any], words: str) -> None:
    described = describe(make())
    assert isinstance(described, Model)
    assert words in described.obstacle


def test_an_activation_of_the_students_own_is_none_of_ours() -> None:
    assert describe(sequential(layers.Dense(3, activation=lambda z: z * z))).dense_layers()[0][1].endswith("(propia)")


LOSSES = {
    "name": ("binary_crossentropy", 1),
    "object": (keras.losses.BinaryCrossentropy(), 1),
    "function": (keras.losses.binary_crossentropy, 1),
    "lambda": (lambda y, p: 1.0 * keras.losses.binary_crossentropy(y, p), 1),
    "list": (["binary_crossentropy"], 1),
    "sparse object": (keras.losses.SparseCategoricalCrossentropy(from_logits=True), 10),
    "sparse function": (lambda y, p: keras.losses.sparse_categorical_crossentropy(y, p, from_logits=True), 10),
}


@pytest.mark.parametrize(("loss", "units"), LOSSES.values(), ids=LOSSES)
def test_a_loss_is_known_by_what_it_computes(loss: Any, units: int) -> None:
    model = sequential(layers.Dense(units))
    model.compile(optimizer=keras.optimizers.Adam(), loss=loss, metrics=["accuracy", keras.metrics.BinaryAccuracy()])
    compiled = describe(model).compiled
    assert compiled is not None
    right = binary_cross_entropy if units == 1 else sparse_cross_entropy
    assert compiled["loss_value"] == pytest.approx(right(*loss_probe(units, compiled["loss_draw"])), rel=1e-4)
    assert compiled["optimizer"] == "Adam"
    assert compiled["metrics"] == ["accuracy", "BinaryAccuracy"]


CUTS = {
    "cross-entropy": ("binary_crossentropy", 0.5),
    "cross-entropy, weighted": (lambda y, p: (1 + 3 * y) * keras.losses.binary_crossentropy(y, p), 0.5),
    "focal cross-entropy": (keras.losses.BinaryFocalCrossentropy(), 0.5),
    "squared error": ("mse", 0.5),
    "absolute error": (keras.losses.MeanAbsoluteError(), 0.5),
    "Huber": (keras.losses.Huber(0.1), 0.5),
    "logits": (keras.losses.BinaryCrossentropy(from_logits=True), 0.0),
    "logits, by TensorFlow": (lambda y, z: tf.nn.weighted_cross_entropy_with_logits(y, z, 2.0), 0.0),
    "hinge": ("hinge", 0.0),
    "squared hinge": (keras.losses.SquaredHinge(), 0.0),
    "a loss that raises": (lambda y, z: z + "no", None),
}


@pytest.mark.parametrize(("loss", "cut"), CUTS.values(), ids=CUTS)
def test_a_loss_tells_from_where_on_an_output_means_the_class(loss: Any, cut: float | None) -> None:
    model = sequential(layers.Dense(4, kernel_regularizer="l2"), layers.Dense(1))
    model.compile(loss=loss)
    assert (describe(model).compiled or {})["cut"] == cut


def test_several_outputs_are_not_cut() -> None:
    model = sequential(layers.Dense(2))
    model.compile(loss="sparse_categorical_crossentropy")
    assert (describe(model).compiled or {})["cut"] is None


def test_what_cannot_learn_is_counted() -> None:
    living = sequential(
        layers.Dense(12, "relu", kernel_constraint="max_norm"),
        layers.BatchNormalization(),
        layers.Dense(8, "relu", kernel_constraint=lambda kernel: 0 * kernel),
        layers.Dense(8, "relu", kernel_regularizer="l1", activity_regularizer="l2"),
        layers.Dense(2, "relu", kernel_regularizer=keras.regularizers.L2(100.0)),
        layers.Dense(1, "sigmoid", trainable=False),
    )
    assert describe(living).frozen == 12 * 8 + 8 * 2 + 3
    living.trainable = False
    assert describe(living).frozen == describe(living).parameters - 2 * 12


def test_a_constraint_that_leaves_next_to_nothing_holds_a_layer() -> None:
    """A usual one does not, however many weights share its norm."""
    stern, usual = (keras.constraints.MaxNorm(norm) for norm in (0.01, 0.5))
    model = sequential(layers.Dense(12, kernel_constraint=stern), layers.Dense(8, kernel_constraint=usual))
    assert describe(model).frozen == model.layers[0].kernel.shape[0] * 12
    wide = keras.Sequential(
        [keras.Input((784,)), layers.Dense(128, kernel_constraint=usual, bias_constraint="non_neg")]
    )
    assert describe(wide).frozen == 0


CUT = {
    "at 900": lambda z: keras.ops.clip(z, 0, 900),
    "near zero": lambda z: keras.ops.where(z > 0.01, z, 0.0),
    "to thousandths": lambda z: keras.ops.round(keras.ops.relu(z) * 1000) / 1000,
    "everywhere": lambda z: 0 * z,
}


@pytest.mark.parametrize("activation", CUT.values(), ids=CUT)
def test_an_activation_that_is_cut_is_no_relu(activation: Any) -> None:
    assert describe(sequential(layers.Dense(3, activation=activation))).dense_layers() != [(3, "relu")]
    assert describe(sequential(layers.Dense(3), layers.ReLU(max_value=0.0))).dense_layers() != [(3, "relu")]


OTHER_LOSSES = {
    "smoothed labels": (keras.losses.BinaryCrossentropy(label_smoothing=0.02), 1),
    "a sum": (keras.losses.BinaryCrossentropy(reduction="sum"), 1),
    "clipped": (lambda y, p: keras.losses.binary_crossentropy(y, keras.ops.clip(p, 1e-3, 1 - 1e-3)), 1),
    "a class left out": (keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=7), 10),
}


@pytest.mark.parametrize(("loss", "units"), OTHER_LOSSES.values(), ids=OTHER_LOSSES)
def test_a_loss_that_differs_anywhere_is_another(loss: Any, units: int) -> None:
    model = sequential(layers.Dense(units))
    model.compile(optimizer="adam", loss=loss)
    compiled = describe(model).compiled
    assert compiled is not None
    right = binary_cross_entropy if units == 1 else sparse_cross_entropy
    assert compiled["loss_value"] != pytest.approx(right(*loss_probe(units, compiled["loss_draw"])), rel=1e-3)


def test_a_schedule_is_told_as_it_begins_and_later() -> None:
    model = sequential(layers.Dense(1))
    rate = keras.optimizers.schedules.PiecewiseConstantDecay([50], [1e-2, 1e-4])
    model.compile(optimizer=keras.optimizers.Adam(rate, beta_1=0.8, clipnorm=2.0), loss="mse")
    compiled = describe(model).compiled
    assert compiled is not None
    told = {"learning_rate": 1e-2, "learning_rate_later": 1e-4, "beta_1": 0.8, "beta_2": 0.999, "epsilon": 1e-7}
    assert compiled["optimizer_settings"] == pytest.approx({**told, "clipnorm": 2.0})


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("loss", ["mean_squared_error", "BinaryCrossentropy (from_logits=True)"])
def test_what_a_model_was_compiled_with_comes_back_from_its_file(loss: str, tmp_path: Path) -> None:
    given = replace(describe(sequential(layers.Dense(1))), compiled=compile_settings("RMSprop", 0.003, loss))
    build(given).save(tmp_path / "un año.keras")
    back = describe(keras.models.load_model(tmp_path / "un año.keras")).compiled
    assert back is not None
    assert (back["optimizer"], back["loss"], back["metrics"]) == ("RMSprop", loss, ["accuracy"])
    assert back["optimizer_settings"]["learning_rate"] == pytest.approx(0.003)


@pytest.mark.proof
@pytest.mark.parametrize("rows", [STEPS_PER_EXECUTION * 10, 614, 37])
def test_more_steps_for_each_call_change_no_result(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bit for bit, whether or not the number of batches is a multiple; and every epoch is told."""
    X, y = RNG.normal(size=(rows, 8)), RNG.integers(0, 2, rows)
    told: list[tuple[int, int]] = []

    def train() -> tuple[list[np.ndarray], Any]:
        keras.utils.set_random_seed(5)
        model = sequential(layers.Dense(12, "relu"), layers.Dropout(0.2), layers.Dense(1, "sigmoid"))
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        history = model.fit(X, y, epochs=3, batch_size=10, verbose=0, validation_split=0.1).history
        model.fit(X, y, epochs=1, batch_size=7, verbose=0)  # a model may be trained further
        return model.get_weights(), history

    weights, history = train()
    monkeypatch.setattr(keras_bridge.keras.Model, "fit", keras.Model.fit, raising=False)
    watch_training(lambda epoch, epochs, logs: told.append((epoch, epochs)))
    faster, same_history = train()
    assert told == [(1, 3), (2, 3), (3, 3), (1, 1)]
    assert same_history == history
    for before, after in zip(weights, faster, strict=True):
        np.testing.assert_array_equal(before, after)


ASKED_AT_ONCE = """
import sys, threading
import grader.untrusted.keras_bridge, keras
print(*{"sklearn", "scipy.stats"} & {*sys.modules})
found, all_there = [], threading.Barrier(4)
def ask():
    all_there.wait()
    found.append(keras.wrappers.SKLearnClassifier.__name__)
several = [threading.Thread(target=ask) for _ in range(4)]
for each in several: each.start()
for each in several: each.join()
print(*found, hasattr(keras.wrappers, "no_such_thing"))
"""


def test_nobody_waits_for_what_hardly_anybody_asks_for() -> None:
    """Scikit-learn is for few, and Keras alone would import it. Whoever asks finds it, in several threads too."""
    done = subprocess.run([sys.executable, "-c", ASKED_AT_ONCE], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == ["", f"{'SKLearnClassifier ' * 4}False"]
