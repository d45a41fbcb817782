"""How a trained network is read: its classes, its hidden layers, and what they do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from grader.boundary.keras_models import Layer, Model
from grader.boundary.outcomes import Rejected
from grader.curriculum import disguise, thresholds
from grader.curriculum.keras_models.checks import network
from grader.curriculum.training import judged
from grader.curriculum.training.checks import Trained
from grader.verdict import numpy_keras

NORMALIZATION = {"axis": -1, "scale": True, "center": True, "epsilon": 1e-3}
RNG = np.random.default_rng(5)
PATIENTS = disguise.patients(np.random.default_rng(0))


def net(*layers: tuple[int, str], **settings: Any) -> Model:
    return replace(network((8,), list(layers), np.random.default_rng(1)), **settings)


def compiled(cut: float | None) -> dict[str, Any]:
    return {"cut": cut}


CUTS = {
    "a probability": (net((3, "relu"), (1, "sigmoid")), 0.5),
    "a probability whose loss wants logits": (net((3, "relu"), (1, "sigmoid"), compiled=compiled(0.0)), 0.5),
    "a logit": (net((3, "relu"), (1, "linear"), compiled=compiled(0.0)), 0.0),
    "an output as near to 1 as can be": (net((3, "relu"), (1, "linear"), compiled=compiled(0.5)), 0.5),
    "an output of -1 to 1": (net((3, "relu"), (1, "tanh"), compiled=compiled(0.0)), 0.0),
    "not compiled, a logit": (net((3, "relu"), (1, "linear")), 0.0),
    "not compiled, something else": (net((3, "relu"), (1, "relu")), 0.5),
    "a loss that tells nothing": (net((3, "relu"), (1, "linear"), compiled=compiled(None)), 0.0),
}


@pytest.mark.parametrize(("model", "cut"), CUTS.values(), ids=CUTS)
def test_an_output_is_cut_as_its_loss_means_it(model: Model, cut: float) -> None:
    X = RNG.normal(size=(50, 8))
    assert judged.cut(model) == cut
    np.testing.assert_array_equal(judged.classes(model, X), judged.outputs(model, X)[:, 0] >= cut)


def test_of_several_outputs_the_largest_is_the_class() -> None:
    model, X = net((3, "relu"), (2, "softmax")), RNG.normal(size=(50, 8))
    np.testing.assert_array_equal(judged.classes(model, X), judged.outputs(model, X).argmax(axis=1))


def test_a_model_that_takes_long_is_judged_by_some_examples_from_all_over(monkeypatch: pytest.MonkeyPatch) -> None:
    model, X = net((100, "relu"), (2, "softmax")), RNG.normal(size=(3000, 8))
    y = (np.arange(3000) % 2 == 0) * judged.classes(model, X) + (np.arange(3000) % 2) * 7  # each second one is wrong
    assert judged.accuracy(model, (X, y)) == 0.5
    monkeypatch.setattr(numpy_keras, "_MOST_WORK", 2**26)
    with pytest.raises(Rejected, match="demasiado grande"):
        judged.classes(model, X)
    assert judged.accuracy(model, (X, y)) == 1.0
    monkeypatch.setattr(numpy_keras, "_MOST_WORK", 2**24)  # too much even of the thousand that tell something
    with pytest.raises(Rejected, match="demasiado grande"):
        judged.accuracy(model, (X, y))


@pytest.mark.parametrize("shape", [(784,), (28, 28), (28, 28, 1), (1, 28, 28)], ids=str)
def test_images_come_in_the_shape_that_the_model_takes(shape: tuple[int, ...]) -> None:
    flat, X = network((784,), [(5, "relu"), (10, "linear")], np.random.default_rng(1)), RNG.uniform(size=(4, 28, 28))
    same = Model(shape, (Layer("Flatten"), *flat.layers))
    np.testing.assert_array_equal(judged.outputs(same, X), judged.outputs(flat, X))


def normalized(*layers: tuple[int, str]) -> Model:
    """The network with a BatchNormalization before its last layer, and a Dropout."""
    model = net(*layers)
    columns = tuple(RNG.uniform(0.5, 2, (4, layers[-2][0])).astype(np.float32))
    between = Layer("BatchNormalization", NORMALIZATION, columns), Layer("Dropout", {"rate": 0.5})
    return replace(model, layers=(*model.layers[:-1], *between, model.layers[-1]))


def never_bending(model: Model) -> Model:
    first, *rest = model.layers
    return replace(model, layers=(replace(first, weights=(first.weights[0], first.weights[1] + 30)), *rest))


def broken(model: Model) -> Model:
    """With a weight that is no number."""
    last = model.layers[-1]
    return replace(model, layers=(*model.layers[:-1], replace(last, weights=tuple(w * np.nan for w in last.weights))))


def alike(model: Model, scale: float) -> Model:
    first, *rest = model.layers
    kernel = np.repeat(scale * first.weights[0][:, :1], first.weights[0].shape[1], axis=1)
    return replace(model, layers=(replace(first, weights=(kernel, first.weights[1])), *rest))


RELU = net((12, "relu"), (8, "relu"), (1, "sigmoid"))
REFUSED = {
    "no hidden layer": (net((1, "sigmoid")), "ninguna capa oculta"),
    "linear": (net((12, "linear"), (8, "linear"), (1, "sigmoid")), "son lineales"),
    "linear through BatchNormalization": (normalized((12, "linear"), (1, "sigmoid")), "son lineales"),
    "an activation of the output alone": (replace(net((1, "linear")), layers=(
        *net((8, "linear")).layers, *net((1, "linear")).layers, Layer("Activation", {"activation": "sigmoid"}),
    )), "son lineales"),
    "no numbers": (broken(RELU), "no son números"),
    "frozen": (replace(RELU, frozen=108), "congelados"),
    "all units alike": (alike(RELU, 1), "los mismos pesos"),
    "all zero": (alike(RELU, 0), "los mismos pesos"),
}  # fmt: skip


def trained(model: Model) -> Trained:
    found = object.__new__(Trained)
    found.model = model
    return found


@pytest.mark.parametrize(("model", "words"), REFUSED.values(), ids=REFUSED)
def test_a_network_that_cannot_have_learned_is_refused(model: Model, words: str) -> None:
    with pytest.raises(Exception, match=words):
        trained(model).assert_hidden_layers()


def of_images() -> Model:
    """A convolution, and ten logits."""
    settings = {"filters": 4, "kernel_size": (3, 3), "strides": (1, 1), "padding": "valid", "dilation_rate": (1, 1),
                "groups": 1, "activation": "relu", "data_format": "channels_last"}  # fmt: skip
    kernel = RNG.normal(size=(3, 3, 1, 4)).astype(np.float32)
    logits = network((2704,), [(10, "linear")], RNG).layers
    return Model((28, 28, 1), (Layer("Conv2D", settings, (kernel,)), Layer("Flatten"), *logits))


RIGHT = [RELU, normalized((12, "tanh"), (1, "sigmoid")), net((1, "relu"), (1, "linear")), of_images()]


@pytest.mark.parametrize("model", RIGHT)
def test_a_network_with_a_hidden_layer_is_not(model: Model) -> None:
    trained(model).assert_hidden_layers()


@pytest.mark.parametrize("output", ["sigmoid", "linear", "tanh"])
@pytest.mark.parametrize("hidden", ["relu", "tanh", "sigmoid", "gelu"])
def test_what_bends_is_told_from_a_line(hidden: str, output: str) -> None:
    assert judged.bent(net((12, hidden), (8, hidden), (1, output)), PATIENTS[0]) > 5 * thresholds.BENT


LINES = {
    "linear layers": net((12, "linear"), (1, "sigmoid")),
    "through BatchNormalization": normalized((12, "linear"), (1, "sigmoid")),
    "two outputs": net((12, "linear"), (2, "softmax")),
    "relu that never bends": never_bending(net((12, "relu"), (1, "linear"))),
    "one answer for all": alike(net((12, "relu"), (1, "linear")), 0),
}


@pytest.mark.parametrize("model", LINES.values(), ids=LINES)
def test_a_line_does_not_bend(model: Model) -> None:
    assert judged.bent(model, PATIENTS[0]) < thresholds.BENT / 100
