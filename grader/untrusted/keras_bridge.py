"""Between living Keras models and their descriptions. Runs beside the student's code, where Keras is."""

from __future__ import annotations

import inspect
import secrets
import sys
import threading
import types
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from numbers import Integral, Real
from typing import Any

import numpy as np

from grader.boundary.keras_models import (
    ACTIVATIONS,
    LAYERS,
    MAX_PARAMETERS,
    OPTIMIZER_SETTINGS,
    Layer,
    Misfit,
    Model,
    loss_probe,
    shapes,
)


class _Later(Loader):
    """Loads a module when something of it is first asked for, by one thread while others wait: Python 3.11's own
    LazyLoader lets them see it empty.
    """

    def __init__(self, loader: Loader):
        self._loader, self._lock, self._begun = loader, threading.RLock(), False

    def create_module(self, spec: ModuleSpec) -> types.ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: types.ModuleType) -> None:
        def ask(name: str) -> Any:
            with self._lock:
                if not self._begun:
                    self._begun = True
                    self._loader.exec_module(module)
            if name not in vars(module):
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            return vars(module)[name]

        module.__getattr__ = ask  # type: ignore[method-assign]


class _PutOff:
    """An importer of some modules, which are loaded later."""

    def __init__(self, *names: str):
        self._names = names

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in self._names else None
        if spec and spec.loader:
            spec.loader = _Later(spec.loader)
        return spec


@contextmanager
def _put_off(*names: str) -> Iterator[None]:
    """What is imported inside loads these modules when something of them is asked for."""
    sys.meta_path.insert(0, importer := _PutOff(*names))
    try:
        yield
    finally:
        sys.meta_path.remove(importer)


# Of all that Keras imports, what brings scikit-learn and scipy.stats, which take long.
with _put_off("keras.wrappers", "keras._tf_keras.keras.wrappers"):
    import keras

_ACTIVATIONS = {name: getattr(keras.activations, name) for name in ACTIVATIONS}
"""Keras's own, kept from before a student's code could put others in their place."""


class _NotAChain(Exception):
    """The model branches, or is no Sequential or functional model."""


def describe(model: keras.Model) -> Model:
    """The model's layers, settings, weights and compile settings.

    What cannot be described becomes the description's ``obstacle``.
    """
    if model.built and model.count_params() > MAX_PARAMETERS:
        return Model(None, (), None, f"El modelo tiene {model.count_params()} parámetros, demasiados.")
    try:
        layers = tuple(_layer(layer) for layer in _chain(model))
        unknown = [layer.kind for layer in layers if layer.kind not in LAYERS]
        obstacle = f"La capa {unknown[0]} no está admitida." if unknown else ""
        shapes(layers, input_shape := _input_shape(model), unknown=bool(unknown))
        whole = [str(each.dtype) for each in (model.inputs if model.built else ()) if "float" not in str(each.dtype)]
        obstacle = obstacle or (f"La entrada del modelo corta los decimales (dtype={whole[0]})." if whole else "")
    except (_NotAChain, Misfit) as reason:
        return Model(None, (), None, str(reason))
    return Model(input_shape, layers, _compiled(model), obstacle, _frozen(model))


def _chain(model: keras.Model) -> Iterator[Any]:
    kind = type(model)
    if kind is keras.Sequential:
        members = list(model.layers)
    elif kind.__name__ == "Functional" and kind.__module__.startswith("keras."):
        members = _functional_chain(model)
    else:
        raise _NotAChain(
            "El modelo no es Sequential ni funcional: usa keras.Sequential o keras.Model(entradas, salidas)."
        )
    for member in members:
        if isinstance(member, keras.Model):
            yield from _chain(member)
        else:
            yield member


def _functional_chain(model: keras.Model) -> list[Any]:
    """The operations from the one input to the one output, each fed only by the one before.

    Read from the graph's nodes: ``get_config`` would have to serialise every activation, and cannot for a lambda.
    """
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        raise _NotAChain("El modelo debe tener una sola entrada y una sola salida.")
    backwards: list[Any] = []
    tensor = model.outputs[0]
    while True:
        operation, node, _ = tensor._keras_history
        backwards.append(operation)
        sources = operation._inbound_nodes[node].input_tensors
        if not sources or tensor is model.inputs[0]:
            return backwards[::-1]
        if len(sources) > 1:
            raise _NotAChain("El modelo se ramifica: cada capa debe recibir solo la salida de la anterior.")
        tensor = sources[0]


def _layer(layer: Any) -> Layer:
    kind = type(layer).__name__
    if getattr(keras.layers, kind, None) is not type(layer):
        return Layer(f"{kind} (propia)")
    if kind not in LAYERS:
        return Layer(kind)
    settings = {name: _setting(name, getattr(layer, name)) for name in LAYERS[kind].settings}
    return Layer(kind, settings, tuple(np.array(weight, dtype=np.float32) for weight in layer.get_weights()))


def _setting(name: str, value: Any) -> Any:
    if name == "activation":
        return activation_name(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    return [_setting(name, item) for item in value] if isinstance(value, list | tuple) else str(value)


_MOVING = ("moving_mean", "moving_variance")
"""What BatchNormalization keeps and no optimiser moves."""


def _frozen(model: keras.Model) -> int:
    """The parameters that no training changes."""
    learned = {id(variable) for variable in model.trainable_variables}
    return sum(
        int(np.prod(each.shape))
        for layer in _chain(model)
        for each in layer.weights
        if each.name not in _MOVING
        and (
            id(each) not in learned
            or _is_held(each)
            or _is_crushed(each.regularizer, each.shape)
            or _is_crushed(getattr(layer, "activity_regularizer", None), (1, 50))
        )
    )


def _is_crushed(regularizer: Any, shape: tuple[int, ...]) -> bool:
    """Whether a penalty grows faster than that of L1 and of L2 with a factor of 1 do together.

    Where even half of that is added to a loss, nothing pays but zeros.
    """
    if regularizer is None:
        return False
    drawn = np.random.default_rng().normal(size=shape).astype(np.float32)
    try:
        penalty = float(np.sum(_computed(regularizer, drawn)))
    except Exception:
        return True
    return not penalty <= float(np.sum(np.abs(drawn) + drawn**2))


_HARDLY = 0.03
"""Of weights of about 1, what a constraint has to leave: the sternest in use leaves several times as much."""


def _is_held(variable: Any) -> bool:
    """Whether a constraint makes the same of the variable whatever it has learned, or next to nothing."""
    if variable.constraint is None:
        return False
    drawn = np.random.default_rng().normal(size=variable.shape).astype(np.float32)
    try:
        one, other = (_computed(variable.constraint, each) for each in (drawn, -drawn))
    except Exception:
        return True
    return bool(np.max(np.abs(one - other)) < _HARDLY)


def activation_name(function: Callable[..., Any]) -> str:
    """The known activation that ``function`` computes; judged by its values unless it is Keras's own."""
    name = getattr(function, "__name__", type(function).__name__)
    if _ACTIVATIONS.get(name) is function:
        return str(name)
    # Drawn anew, small, near and far, so that no function can be right on the probe alone.
    rng = np.random.default_rng()
    small, far = (rng.choice([-1, 1], 200) * 10 ** rng.uniform(*powers, 200) for powers in ((-6.0, 0.0), (0.5, 3.0)))
    far[:2] = rng.uniform(950, 1000) * np.array([-1, 1])  # as far as anybody looks, whatever else is drawn
    probe = np.array([small, [-8.0, -1.0, 0.0, 1.0, 7.5, *rng.uniform(-8, 8, 195)], far], dtype=np.float32)
    try:
        values = _computed(function, probe)
    except Exception:
        return f"{name} (propia)"
    same = (known for known, theirs in _ACTIVATIONS.items() if _agree(known, values, _computed(theirs, probe)))
    return next(same, f"{name} (propia)")


def _agree(name: str, values: np.ndarray, known: np.ndarray) -> bool:
    """Whether values (3, 200) are those of an activation; GELU has two forms, which differ by less than 1e-3."""
    return np.allclose(values, known, rtol=1e-4, atol=1e-3 if name == "gelu" else 1e-6)


def _computed(function: Callable[..., Any], inputs: np.ndarray) -> np.ndarray:
    """What a function of tensors makes of inputs of any shape: the same one, if it is an activation or constraint."""
    return np.asarray(keras.ops.convert_to_numpy(function(keras.ops.convert_to_tensor(inputs))))


def _input_shape(model: keras.Model) -> tuple[int | None, ...] | None:
    try:
        return tuple(model.input_shape[1:]) if model.built else None
    except (AttributeError, TypeError, ValueError):
        return None


def _compiled(model: keras.Model) -> dict[str, Any] | None:
    if not getattr(model, "compiled", False):
        return None
    draw = secrets.randbelow(2**32)
    return {
        "optimizer": _name(model.optimizer),
        "optimizer_settings": _optimizer_settings(model.optimizer),
        "loss": _name(model.loss),
        "loss_value": _loss_value(model, draw),
        "loss_draw": draw,
        "cut": _cut(model),
        "metrics": [_name(metric) for metric in _metrics(model)],
    }


def _optimizer_settings(optimizer: Any) -> dict[str, float]:
    schedule, told = getattr(optimizer, "_learning_rate", None), {}
    for name in OPTIMIZER_SETTINGS:
        with suppress(Exception):  # None, or what a student's own optimiser or schedule raises
            told[name] = float(getattr(optimizer, name))
    if isinstance(schedule, keras.optimizers.schedules.LearningRateSchedule):
        with suppress(Exception):
            told["learning_rate_later"] = float(schedule(100))
    if not getattr(optimizer, "use_ema", False):
        told.pop("ema_momentum", None)
    return told


def _loss_value(model: keras.Model, draw: int) -> float | None:
    units = model.output_shape[-1] if model.built else None
    if type(units) is not int or not 1 <= units <= 1000:
        return None
    targets, outputs = loss_probe(units, draw)
    try:
        return float(
            model.compute_loss(y=keras.ops.convert_to_tensor(targets), y_pred=keras.ops.convert_to_tensor(outputs))
        )
    except Exception:
        return None


def _cut(model: keras.Model) -> float | None:
    """Midway between the outputs that the compiled loss asks for where the class is 0 and where it is 1.

    A half for cross-entropy, squared and absolute errors, 0 for logits and hinges; whatever their names and weights.
    """
    if not model.built or model.output_shape[-1] != 1:
        return None
    try:
        return (_asked_for(model, 0.0) + _asked_for(model, 1.0)) / 2
    except Exception:
        return None


def _asked_for(model: keras.Model, label: float) -> float:
    """Of some outputs the one with least loss; where several have it, the one nearest to 0."""
    losses = {}
    for output in (0.0, -1.0, 1.0, -8.0, 8.0):
        target, made = (keras.ops.convert_to_tensor(np.array([[value]], np.float32)) for value in (label, output))
        losses[output] = float(model.compute_loss(y=target, y_pred=made))
    finite = [loss for loss in losses.values() if np.isfinite(loss)]
    return next(output for output, loss in losses.items() if loss <= min(finite) + 1e-6)


def _metrics(model: keras.Model) -> list[Any]:
    given = getattr(getattr(model, "_compile_metrics", None), "_user_metrics", None) or []
    flat: list[Any] = []
    for item in given.values() if isinstance(given, dict) else given if isinstance(given, list | tuple) else [given]:
        flat += item if isinstance(item, list | tuple) else [item]
    return flat


def _name(thing: Any) -> str:
    if isinstance(thing, str):
        return thing
    if isinstance(thing, list | tuple) and len(thing) == 1:
        return _name(thing[0])
    logits = " (from_logits=True)" if getattr(thing, "from_logits", False) else ""
    name = str(getattr(thing, "__name__", type(thing).__name__))
    known = [getattr(place, name, None) for place in (keras.optimizers, keras.losses, keras.metrics)]
    own = "" if any(each is not None and (each is thing or each is type(thing)) for each in known) else " (propia)"
    cut = getattr(thing, "threshold", 0.5)
    return name + own + logits + ("" if cut == 0.5 else f" (threshold={cut})")


def build(description: Model) -> keras.Model:
    """A living Sequential model with the description's layers and weights, compiled if the description is."""
    model = keras.Sequential([keras.Input(description.input_shape)])
    for layer in description.layers:
        settings = {name: value for name, value in layer.settings.items() if value is not None}
        model.add(getattr(keras.layers, layer.kind)(**settings))
    model.set_weights([weight for layer in description.layers for weight in layer.weights])
    if description.compiled is not None:
        _compile(model, description.compiled)
    return model


def _compile(model: keras.Model, wanted: dict[str, Any]) -> None:
    """Compile it with what ``compile_settings`` gave."""
    name, logits, _ = wanted["loss"].partition(" (from_logits=True)")
    loss = getattr(keras.losses, name)(from_logits=True) if logits else name
    optimizer = getattr(keras.optimizers, wanted["optimizer"])(**wanted["optimizer_settings"])
    model.compile(optimizer=optimizer, loss=loss, metrics=wanted["metrics"])


STEPS_PER_EXECUTION = 64
"""Batches that one call into TensorFlow runs while training. The optimiser still sees each in turn and the
result is the same bit for bit (tests/quick/test_keras_bridge.py); only Python is entered less often."""


def watch_training(progress: Callable[[int, int, dict[str, float]], None]) -> None:
    """From now on every ``fit`` tells ``progress`` its epochs, and runs several steps for each call into TensorFlow.

    With an epoch comes what Keras measured in it, as far as it is finite.
    A student's own callbacks or ``steps_per_execution`` are respected: then every step is run by itself, as asked.
    """
    original = keras.Model.fit
    names = [*inspect.signature(original).parameters][1:]
    before = names.index("callbacks")

    def fit(self: Any, *arguments: Any, **options: Any) -> Any:
        if named := dict(zip(names[before:], arguments[before:], strict=False)):  # they are given by their places
            arguments, options = arguments[:before], {**named, **options}
        own = options.get("callbacks") or []
        watch = _Watch(progress)
        options["callbacks"] = [*(own if isinstance(own, list | tuple) else [own]), watch]
        if own or self.train_function is not None or getattr(self, "steps_per_execution", 0) != 1:
            return original(self, *arguments, **options)
        self.steps_per_execution = STEPS_PER_EXECUTION
        try:
            return original(self, *arguments, **options)
        finally:
            self.steps_per_execution = 1
            # Compiled for so many steps: kept, they would make the next fit skip batches.
            self.train_function = self.test_function = None

    keras.Model.fit = fit


class _Watch(keras.callbacks.Callback):  # type: ignore[misc]
    def __init__(self, progress: Callable[[int, int, dict[str, float]], None]):
        super().__init__()
        self._progress = progress

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        measured = {name: float(value) for name, value in (logs or {}).items() if np.isfinite(value)}
        self._progress(epoch + 1, int(self.params.get("epochs") or 1), measured)
