"""How the received model was compiled, and the wrong ideas that both networks share."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

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


LOSSES = (
    "bce", "binarycrossentropy", "binaryfocalcrossentropy", "categoricalcrossentropy", "categoricalfocalcrossentropy",
    "categoricalhinge", "circle", "cosinesimilarity", "ctc", "dice", "hinge", "huber", "kld", "kldivergence", "logcosh",
    "mae", "mape", "meanabsoluteerror", "meanabsolutepercentageerror", "meansquarederror",
    "meansquaredlogarithmicerror", "mse", "msle", "poisson", "sparsecategoricalcrossentropy", "squaredhinge", "tversky",
)  # fmt: skip
"""The names of Keras's losses."""

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
def learning_rate_too_small(call):
    """La tasa de aprendizaje que das a Adam es 0, o tan pequeña que los pesos apenas se moverían. Deja la que trae
    Adam, o elige una que esté entre las del enunciado."""
    rate = settings(call)["optimizer_settings"]["learning_rate"]
    return _optimizer(call) == "Adam" and rate < 1e-4 * (1 - 1e-6)


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def learning_rate_too_large(call):
    """La tasa de aprendizaje que das a Adam es tan grande que cada paso se pasaría de largo, y la pérdida no bajaría.
    Deja la que trae Adam, o elige una que esté entre las del enunciado."""
    rate = settings(call)["optimizer_settings"]["learning_rate"]
    return _optimizer(call) == "Adam" and rate > 0.1 * (1 + 1e-6)


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def layers_frozen(call):
    """Tu función congela capas del modelo (`trainable=False`): `fit` ya no podría cambiar sus pesos. Compilar solo
    decide cómo se va a aprender."""
    return received(call).frozen > 0


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def metrics_as_a_text(call):
    """Das la métrica como un texto suelto, y `metrics` es una lista, aunque solo haya una: faltan los corchetes."""
    return call.raised == "ValueError" and "Expected `metrics` argument to be a list" in call.raised_text


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def metrics_without_their_name(call):
    """La pérdida no se puede calcular y no hay métricas. Mira si das `metrics` por su posición, la tercera: en el Keras
    de hoy la tercera es `loss_weights`, así que escribe el nombre del argumento."""
    no_loss = loss_name(call).startswith("nonetype")
    return settings(call)["loss_value"] is None and not metrics(call) and not no_loss and not unknown_loss(call)


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def accuracy_as_the_loss(call):
    """Pides la exactitud como pérdida. No sirve: va a saltos, y no dice hacia dónde mover los pesos. La exactitud es la
    métrica, lo que lees tú; la pérdida es lo que se hace pequeño."""
    return "accuracy" in loss_name(call) and settings(call)["loss_value"] is None


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def call_within_a_text(call):
    """En el texto de la pérdida has escrito una llamada, con sus paréntesis. Un texto es solo el nombre: si la pérdida
    lleva opciones, no hay comillas, sino un objeto de su clase."""
    return settings(call)["loss_value"] is None and re.search(r"^\w+\(.*\)$", settings(call)["loss"]) is not None


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def unknown_loss(call):
    """Keras no conoce la pérdida que nombras, aunque no se queja hasta que entrenas: mira letra a letra cómo se
    escribe. «crossentropy» es una sola palabra."""
    known = loss_name(call).split(" ")[0] in (*LOSSES, "nonetype") and "_cross_entropy" not in settings(call)["loss"]
    return settings(call)["loss_value"] is None and not known and "(propia)" not in loss_name(call)


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def misspelt_accuracy(call):
    """Keras no conoce la métrica que nombras, aunque no se queja hasta que entrenas: la exactitud se escribe en inglés,
    con dos ces."""
    near = (name == "exactitud" or SequenceMatcher(None, name, "accuracy").ratio() > 0.8 for name in metrics(call))
    return bool(metrics(call)) and "accuracy" not in metrics(call) and all(near)


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
