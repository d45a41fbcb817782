"""Domain mutants: each solution, made right in a part of its domain only by one decorator of partly.py.

Which decorators fit an exercise follows from the line that says what its arguments and results are made of.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tools.prove import ordinary, partly
from tools.prove.ordinary import LARGE, NAMES, SMALL, Sizes

SIGNATURES = """
tensors.rank: tensor:nested ->
tensors.flatten_images: images:byte[n,h,w] -> [n,p]
tensors.scale_pixels: images:byte[n,h,w] -> [n,h,w]
tensors.min_max_scale: X[n,d] -> [n,d]
tensors.standardize: X[n,d] -> [n,d]
tensors.fit_standardizer: X_train[n,d] -> [d] [d]
tensors.apply_standardizer: X[n,d] mean:plain[d] deviation:scale[d] -> [n,d]
neuron.dot_product: u[d] v[d] ->
neuron.weighted_sum: x[d] w[d] b ->
neuron.perceptron: x[d] w[d] b ->
neuron.and_gate:
neuron.or_gate:
neuron.xor_gate:
neuron.train_perceptron: X:plain[n,d] y:bit[n] learning_rate:rate epochs:count -> [d] []
activations.step: z[n,d] -> [n,d]
activations.sign: z[n,d] -> [n,d]
activations.sigmoid: z[n,d] -> [n,d]
activations.sigmoid_derivative: z[n,d] -> [n,d]
activations.tanh: z[n,d] -> [n,d]
activations.tanh_derivative: z[n,d] -> [n,d]
activations.relu: z[n,d] -> [n,d]
activations.relu_derivative: z[n,d] -> [n,d]
activations.softmax: z[n,k] -> [n,k]
losses.mse: y_true[n,d] y_pred[n,d] ->
losses.binary_cross_entropy: y_true:bit[n] p:unit[n] ->
losses.categorical_cross_entropy: Y:onehot[n,k] P:simplex[n,k] ->
losses.accuracy: y_true:label[n] y_pred:label[n] ->
losses.predict_classes: probabilities:unit[n] threshold:unit -> [n]
losses.confusion_matrix: y_true:label[n] y_pred:label[n] n_classes:k -> [k,k]
losses.precision: y_true:bit[n] y_pred:bit[n] ->
losses.recall: y_true:bit[n] y_pred:bit[n] ->
gradient_descent.gradient_step: w[d] gradient[d] learning_rate:rate -> [d]
gradient_descent.numerical_gradient: f:bowl w:plain[d] h:small -> [d]
gradient_descent.mse_gradient: X[n,d] y[n] w[d] b -> [d] []
gradient_descent.minimize: gradient:field w0[d] learning_rate:rate steps:count -> [s,d]
gradient_descent.fit_linear_regression: X:plain[n,d] y:plain[n] learning_rate:rate epochs:count -> [d] []
gradient_descent.logistic_gradient: X:plain[n,d] y:bit[n] w:weak[d] b:weak -> [d] []
gradient_descent.fit_logistic_regression: X:plain[n,d] y:bit[n] learning_rate:rate epochs:count -> [d] []
gradient_descent.minibatches: X[n,d] y[n] batch_size:batch seed:seed -> list
gradient_descent.momentum_step: w[d] velocity[d] gradient[d] learning_rate:rate momentum:unit -> [d] [d]
gradient_descent.adam_step: w[d] m[d] v:square[d] gradient[d] t:t learning_rate:rate beta_1:unit
    beta_2:beta epsilon:small -> [d] [d] [d]
network.one_hot: labels:label[n] n_classes:k -> [n,k]
network.dense: X[n,d] W:plain[d,u] b:plain[u] activation:name -> [n,u]
network.forward: X[n,d] layers:layers[l] -> [n,k]
network.initialize: sizes:layout[l] seed:seed -> list
network.softmax_cross_entropy_gradient: Z:plain[n,k] Y:onehot[n,k] -> [n,k]
network.backpropagation: X:plain[n,d] y:bit[n,1] W1:weak[d,u] b1:weak[u] W2:weak[u,1] b2:weak[1] -> [d,u] [u] [u,1] [1]
network.train_network: X[n,d] y:bit[n,1] hidden_units:u learning_rate:rate epochs:count seed:seed -> [d,u] [u] [u,1] [1]
keras_models.count_parameters: sizes:sizes[l] ->
keras_models.build_pima_model:
keras_models.build_mnist_model:
keras_models.compile_pima_model:
keras_models.compile_mnist_model:
keras_models.model_filename: layers:sizes[l] seed:seed -> text
training.prepare_pima: data:table[n,9] -> [r,8] [r,8] [r] [r]
training.train_pima:
training.predict_pima: model:neuron X:plain[n,8] -> [n]
training.train_mnist:
training.predict_mnist: model:digits X:unit[n,28,28] -> [n]
training.save_model: model:model directory:directory layers:sizes[l] seed:seed -> text
training.early_stopping: val_losses:plain[n] patience:count -> [] []
training.fit_with_early_stopping:
convolution.convolve: image[h,w] kernel[a,b] -> [y,x]
convolution.max_pool: image[h,w] size:side -> [y,x]
convolution.convolution_parameters: kernel_size:side channels:u filters:k ->
convolution.build_cnn_model:
"""
"""An exercise a line, or two of which the second is indented: its arguments NAME:KIND[AXES] and its outputs, [AXES]
each. Real numbers have no kind.

Nothing after the colon: there is no part of a domain to be right in, or, for train_pima, train_mnist and
fit_with_early_stopping, what is trained is judged as a whole, and calibrated apart (docs/calibration.md).
"""

TRAINED = ("network.train_network",)
"""Exercises whose results are judged by what they have learned: few of the mutants, and none run here."""

REAL = ("real", "plain", "weak", "unit", "simplex", "scale")
"""Kinds of arrays of real numbers."""
NUMBERS = (*REAL, "byte", "label", "bit", "onehot", "sizes", "nested")

UP_TO = (5, 8, 10, 20, 32, 50, 100, 128)
SIZES = {
    "l": (3, 5),
    "k": (5, 8, 10, 20, 32, 50),
    "h": (5, 10, 20),
    "w": (5, 10, 20),
    "a": (1,),
    "b": (1, 2),
    "y": (5, 10),
    "x": (5, 10),
    "r": (20, 50, 100),
    "p": UP_TO[1:],
    "1": (),
}
"""Along which axes so many are not ordinary."""
THEN = ("zeros", "last", "reversed", "nan", "zeros", "last", "inf", "zeros")


@dataclass(frozen=True)
class Argument:
    name: str
    kind: str
    axes: tuple[str, ...]


@dataclass(frozen=True)
class Signature:
    exercise: str
    arguments: tuple[Argument, ...]
    outputs: tuple[tuple[str, ...], ...]

    def named(self, *kinds: str) -> list[str]:
        return [argument.name for argument in self.arguments if argument.kind in kinds]

    def along(self, axis: str) -> dict[str, int]:
        """Which argument has the axis, and where."""
        return {each.name: each.axes.index(axis) for each in self.arguments if axis in each.axes}


@cache
def signatures() -> dict[str, Signature]:
    """The table, read."""
    found = {}
    for line in SIGNATURES.strip().replace("\n    ", " ").splitlines():
        exercise, _, rest = line.partition(":")
        before, _, after = rest.partition("->")
        arguments = re.findall(r"(\w+)(?::(\w+))?(?:\[(.*?)\])?", before)
        found[exercise] = Signature(
            exercise,
            tuple(Argument(name, kind or "real", _axes(axes)) for name, kind, axes in arguments),
            tuple(map(_axes, re.findall(r"\[(.*?)\]", after))),
        )
    return found


def _axes(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


# -- which decorators fit


def decorators(signature: Signature) -> Iterator[str]:
    """Every decorator that fits, as it would stand above the function; some may make no difference."""
    if signature.arguments:
        for family in (up_to_in_arguments, not_finite, parameters) if signature.exercise in TRAINED else FAMILIES:
            yield from family(signature)


def _call(function: str, *arguments: Any, **options: Any) -> str:
    texts = [*map(repr, arguments), *(f"{name}={value!r}" for name, value in options.items())]
    return f"{function}({', '.join(texts)})"


def _sizes(axis: str) -> tuple[int, ...]:
    return () if axis.isdigit() else SIZES.get(axis, UP_TO)


def up_to_in_results(signature: Signature) -> Iterator[str]:
    several = len(signature.outputs) > 1
    for index, axes in enumerate(signature.outputs):
        for place, axis in enumerate(axes):
            for turn, n in enumerate(_sizes(axis)):
                then = "last" if axis == "s" else THEN[(turn + index + place) % len(THEN)]
                yield _call("result_up_to", n, place, then, *([index] if several else []))


def up_to_in_arguments(signature: Signature) -> Iterator[str]:
    made = set(itertools.chain(*signature.outputs))
    for axis in sorted(set(itertools.chain(*(each.axes for each in signature.arguments)))):
        places = signature.along(axis)
        for n in _sizes(axis):
            if axis not in made:
                yield _call("cut", n, **places)
            elif len(signature.arguments) > 1:
                yield from (_call("blank", n, **{name: place}) for name, place in places.items())


def rows(signature: Signature) -> Iterator[str]:
    """What is wrong with rows alone: means, statistics, batches."""
    places = signature.along("n")
    if not places or signature.named("table"):
        return
    first = next(iter(places))
    if signature.outputs and "n" in signature.outputs[0]:
        yield _call("last_batch_zeros", 32)
        if signature.exercise in ("tensors.min_max_scale", "tensors.standardize"):
            yield from (_call("learned_from_first", n, first) for n in UP_TO)
    else:
        yield _call("last_batch_cut", 32, **places)
        if not signature.named("count"):
            yield from (_call("mean_of_at_most", n, first) for n in UP_TO)


def classes_and_layers(signature: Signature) -> Iterator[str]:
    if signature.exercise == "activations.softmax":
        yield from (_call("normalised_by_first", n) for n in SIZES["k"])
    for name in signature.named("layers"):
        yield from (_call("layers_up_to", n, name) for n in (2, 3, 5))


def values(signature: Signature) -> Iterator[str]:
    """Rounded, saturating, a dead zone."""
    reals, numbers = signature.named(*REAL), signature.named(*NUMBERS)
    if reals:
        yield from (_call("rounded", step, *reals) for step in (0.1, 0.01, 0.001, 1 / 16))
        yield from (_call("dead_zone", size, *reals) for size in (1e-3, 1e-2, 0.1))
    if numbers:
        yield from (_call("clipped", limit, *numbers) for limit in (4, 8, 10, 20, 100))
    if not signature.named("table", "directory") and signature.exercise != "keras_models.model_filename":
        yield from (_call("result_rounded", step) for step in (0.1, 0.01, 0.001, 1 / 16))
        yield from (_call("result_clipped", limit) for limit in (4, 8, 10, 20, 100))


def types(signature: Signature) -> Iterator[str]:
    if reals := [each.name for each in signature.arguments if each.kind in REAL and each.axes]:
        yield _call("as_integers", *reals)
        yield _call("only_float64", *reals)
    if arrays := [each.name for each in signature.arguments if each.kind in (*REAL, "byte") and each.axes]:
        yield _call("result_as", arrays[0])


def not_finite(signature: Signature) -> Iterator[str]:
    for name in signature.named(*REAL)[:1]:
        yield from (_call("not_finite_where", limit, value, name) for limit, value in ((50, np.nan), (500, np.inf)))
    for name in signature.named("count"):
        yield from (_call("not_finite_up_to", n, name) for n in (1, 5))


def calls(signature: Signature) -> Iterator[str]:
    if signature.named("model", "neuron", "digits", "table"):
        return
    yield from (_call("first_calls", n) for n in (5, 20, 100))
    if any(each.axes for each in signature.arguments):
        yield _call("remembered")
    if signature.exercise != "keras_models.model_filename":
        yield _call("leaking", 0.01)
    for each in signature.arguments:
        if not each.axes and each.kind in ("real", "unit", "rate", "count", "small", "seed", "name", "k", "u"):
            yield _call("remembered", each.name)


def parameters(signature: Signature) -> Iterator[str]:
    """What is taken as known."""
    for each in signature.arguments:
        match each.kind:
            case "rate":
                yield _call("first_seen", each.name)
                yield _call("at_least", each.name, 0.01)
                yield _call("at_most", each.name, 0.5)
            case "unit" if not each.axes:
                yield _call("first_seen", each.name)
                yield _call("known", each.name, (0.25, 0.5, 0.75), 0.5)
            case "small":
                yield _call("first_seen", each.name)
                yield from (_call("at_least", each.name, low) for low in (1e-3, 1.0))
                yield _call("at_most", each.name, 1e-3)
            case "count" if not any("s" in axes for axes in signature.outputs):
                yield from (_call("at_most", each.name, n) for n in UP_TO)
            case "seed":
                yield _call("first_seen", each.name)
                yield _call("at_most", each.name, 1000)
            case "name":
                yield _call("begins_like", each.name, tuple(NAMES))
                yield _call("in_small_letters", each.name)
            case "field":
                yield _call("linearised", each.name, "w0")
            case "table":
                yield _call("only_rows", 768, each.name)


FAMILIES: tuple[Callable[[Signature], Iterator[str]], ...] = (
    up_to_in_results, up_to_in_arguments, rows, classes_and_layers, values, types, not_finite, calls, parameters,
)  # fmt: skip

# -- which of them make a difference


def differs(signature: Signature, decorator: str) -> bool:
    """Whether the decorated solution is wrong by more than the tolerance somewhere in its domain.

    What is not drawn here, models to save, unknown names and trainings, is believed to differ.
    """
    if signature.named("model") or signature.exercise in TRAINED or decorator.startswith(("begins", "in_small")):
        return True
    mutated = decorated(signature.exercise, decorator)
    return any(not agrees(mutated, arguments, right) for arguments, right in cases(signature))


def decorated(exercise: str, decorator: str) -> partly.Function:
    made: partly.Decorator = eval(decorator, {**vars(partly), "nan": np.nan, "inf": np.inf})  # noqa: S307 - our own text
    return made(solution(exercise))


def solution(exercise: str) -> partly.Function:
    unit, _, name = exercise.partition(".")
    return getattr(importlib.import_module(f"solutions.{unit}"), name)  # type: ignore[no-any-return]


@cache
def cases(signature: Signature) -> list[tuple[list[Any], Any]]:
    """Arguments and what is right for them: large ones, then so many small ones that later calls count."""
    rng, function = np.random.default_rng(1), solution(signature.exercise)
    large, drawn = 6 if signature.named("count") else 14, []
    for turn in range(large + 80):
        some = {axis: size for axis, size in LARGE.items() if turn < 3 or (turn < large and rng.random() < 0.5)}
        drawn.append(arguments_of(signature, {**SMALL, **some}, rng, whole=turn % 3 == 2))
    return [(arguments, function(*arguments)) for arguments in drawn]


def arguments_of(signature: Signature, sizes: Sizes, rng: np.random.Generator, whole: bool = False) -> list[Any]:
    """Ordinary arguments of about these sizes."""
    sizes = {axis: size + int(rng.integers(1 + size // 9)) for axis, size in sizes.items()}
    return [ordinary.drawn(each.kind, each.axes, sizes, rng, whole) for each in signature.arguments]


def agrees(mutated: partly.Function, arguments: list[Any], right: Any) -> bool:
    """Within the contract's tolerance; an error agrees with nothing."""
    try:
        with np.errstate(all="ignore"):
            got = mutated(*arguments)
    except Exception:
        return False
    if isinstance(right, str):
        return bool(got == right)
    if isinstance(right, list):  # of tuples, such as the layers of a network
        got, right = ([part for each in several for part in each] for several in (got, right))
        if len(got) != len(right):
            return False
    pairs = zip(got, right, strict=True) if isinstance(right, tuple | list) else [(got, right)]
    return all(np.shape(a) == np.shape(b) and np.allclose(a, b, 1e-5, 1e-6) for a, b in pairs)


# -- the mutants


def mutants(exercise: str, source: str) -> Iterator[tuple[str, str]]:
    """Each decorator that makes a difference to an exercise, and the source of its module with it."""
    signature = signatures()[exercise]
    for decorator in dict.fromkeys(decorators(signature)):
        if differs(signature, decorator):
            yield decorator, _above(exercise, decorator, source)


def _above(exercise: str, decorator: str, source: str) -> str:
    """The module with the decorator above the exercise's function."""
    definition = f"\ndef {exercise.partition('.')[2]}("
    imports = f"\nfrom numpy import inf, nan\nfrom exercises.partly import {decorator.partition('(')[0]}\n"
    assert source.count(definition) == 1
    return source.replace(definition, f"{imports}\n@{decorator}{definition}")


HELPER = {"partly.py": Path(inspect.getfile(partly)).read_bytes()}
"""What the mutants import."""
