"""How the received model was compiled, and the wrong ideas that both networks share."""

from __future__ import annotations

import numpy as np

from grader.boundary.keras_models import Model, loss_probe
from grader.feedback.misconception import symptom


def received(call):
    """The received model, as the call left it."""
    model = call.changed[0]
    assert isinstance(model, Model)
    return model


def settings(call):
    """What the received model was compiled with."""
    return received(call).compiled or {}


def loss_name(call):
    """The loss's name in lower case, without underscores: however it was given."""
    return settings(call)["loss"].lower().replace("_", "")


def loss_is(call, units, loss):
    found = settings(call)["loss_value"]
    return found is not None and bool(
        np.isclose(found, loss(*loss_probe(units, settings(call)["loss_draw"])), rtol=1e-4)
    )


def _optimizer(call):
    return settings(call)["optimizer"]


def metrics(call):
    return {name.lower().replace("_", "").removesuffix(" (propia)") for name in settings(call)["metrics"]}


DISTANCES = {"mae", "mse", "rmse", "meanabsoluteerror", "meansquarederror", "rootmeansquarederror"}


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def not_compiled(call):
    """El modelo vuelve sin compilar: no se ha llamado a su método `compile`. Mira si está y si lleva los paréntesis,
    que son los que hacen la llamada."""
    elsewhere = isinstance(call.value, Model) and call.value.compiled is not None
    return received(call).compiled is None and not elsewhere and call.outcome is not None


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def another_model_compiled(call):
    """Compilas otro modelo, una copia o uno nuevo, y el que te dan se queda como estaba. `compile` trabaja sobre el
    propio modelo: llámalo en el que recibe la función."""
    return received(call).compiled is None and isinstance(call.value, Model) and call.value.compiled is not None


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def no_loss(call):
    """Compilas sin función de pérdida, y sin ella no hay nada que hacer pequeño: la red no puede aprender."""
    return loss_name(call).startswith("nonetype")


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def default_optimizer(call):
    """El optimizador es RMSprop, que es el que pone Keras si no se elige otro. El enunciado pide uno en concreto:
    díselo a `compile`."""
    return _optimizer(call) == "RMSprop"


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def plain_gradient_descent(call):
    """El optimizador es el descenso del gradiente sencillo (SGD). El enunciado pide otro, que adapta el paso de cada
    peso y aprende bastante más deprisa."""
    return _optimizer(call) == "SGD"


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def relative_of_adam(call):
    """El optimizador es un pariente de Adam, no Adam: mira el nombre con cuidado."""
    return _optimizer(call) in ("Adamax", "AdamW", "Nadam", "Adagrad", "Adadelta", "Adafactor")


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def no_accuracy(call):
    """No pides ninguna métrica. La pérdida es lo que la red hace pequeño; para saber cuánto acierta hay que pedirle
    además que mida la exactitud."""
    return not metrics(call)


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def weights_changed(call):
    """Tras tu función el modelo tiene otros pesos. Compilar no entrena ni crea nada: solo decide cómo se va a
    aprender."""
    before, after = (
        [weight for layer in model.layers for weight in layer.weights] for model in (call.arguments[0], received(call))
    )
    return len(before) == len(after) and not all(map(np.array_equal, before, after))
