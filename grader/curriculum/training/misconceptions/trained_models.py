"""What a trained model tells: its layers, settings, weights and answers; and wrong ideas of both trainings."""

from __future__ import annotations

import re

import numpy as np

from grader.boundary.keras_models import CONVOLUTIONS, Model
from grader.boundary.values import Opaque
from grader.curriculum.training.judged import are_alike, hidden_layers
from grader.feedback.misconception import symptom


def returned(call):
    assert isinstance(call.value, Model)
    return call.value


def biases(call):
    return np.concatenate([layer.weights[1] for layer in returned(call).layers if layer.kind in WEIGHTED])


WEIGHTED = ("Dense", *CONVOLUTIONS)


def sizes(call):
    return [units for units, _ in returned(call).dense_layers()]


def activations(call):
    return [activation for _, activation in returned(call).dense_layers()]


def loss_name(call):
    """The loss's name in lower case, without underscores: however it was given."""
    return (returned(call).compiled or {}).get("loss", "").lower().replace("_", "")


def optimizer(call):
    return (returned(call).compiled or {}).get("optimizer")


def has_no_hidden_layer(call):
    return hidden_layers(returned(call))[0] == 0


def is_linear(call):
    hidden, bends = hidden_layers(returned(call))
    return hidden > 0 and not bends


@symptom("training.train_pima", "training.train_mnist")
def returned_the_history(call):
    """Devuelves lo que da `fit`, que es la historia del entrenamiento. `fit` entrena el modelo por dentro: lo que hay
    que devolver es el propio modelo."""
    return isinstance(call.value, Opaque) and call.value.type_name == "History"


@symptom("training.train_pima", "training.train_mnist")
def model_not_returned(call):
    """La función entrena pero no devuelve nada: el modelo se pierde al terminar. Falta el `return`."""
    return call.outcome is not None and call.value is None


@symptom("training.train_pima", "training.train_mnist")
def fit_before_compile(call):
    """Llamas a `fit` con un modelo sin compilar: todavía no sabe cómo aprender ni qué hacer pequeño. Compílalo antes,
    como en la unidad 7."""
    return (
        call.raised in ("ValueError", "RuntimeError") and "compile" in call.raised_text and "before" in call.raised_text
    )


@symptom("training.train_pima", "training.train_mnist")
def never_trained(call):
    """El modelo vuelve sin entrenar: sus sesgos siguen siendo los cero con los que nació. O no llamas a `fit`, o
    entrenas otro modelo (una copia), o la tasa de aprendizaje es 0."""
    # Keras starts biases at exactly 0, and the first step of any optimiser moves some.
    return not biases(call).any()


@symptom("training.train_pima", "training.train_mnist")
def frozen_layers(call):
    """Una parte de la red está congelada (`trainable=False`, o una restricción o un regularizador desmesurado que no
    deja moverse a los pesos): no puede aprender. Deja que entrenen todas las capas."""
    return returned(call).frozen > 0


@symptom("training.train_pima", "training.train_mnist")
def units_alike(call):
    """Todas las neuronas de una capa tienen los mismos pesos: si empiezan iguales (a cero, a uno), aprenden lo mismo y
    valen por una sola. Deja que los pesos empiecen al azar, como hace Keras por omisión."""
    return any(map(are_alike, returned(call).layers))


@symptom("training.train_pima", "training.train_mnist")
def learning_rate_too_large(call):
    """Los pesos se han disparado: los pasos son tan largos que la red se aleja en vez de acercarse. Usa una tasa de
    aprendizaje mucho menor, o la que trae el optimizador."""
    weights = np.concatenate([weight.ravel() for layer in returned(call).layers for weight in layer.weights])
    return not np.isfinite(weights).all() or np.abs(weights).max() > 1e3


@symptom("training.train_pima", "training.train_mnist")
def plain_gradient_descent(call):
    """Entrenas con el descenso del gradiente sencillo (SGD), que con estas épocas se queda corto. Usa el optimizador de
    la unidad 7."""
    return optimizer(call) == "SGD"


@symptom("training.train_pima", "training.train_mnist")
def keras_of_before(call):
    """Usas un nombre de un Keras antiguo; el mensaje del error lo dice. Hoy `nb_epoch` es `epochs`, `lr` es
    `learning_rate`, `output_dim` es `units` e `init` es `kernel_initializer`."""
    unknown = re.search(
        r"unexpected keyword argument '(nb_epoch|nb_epochs|validation_ratio|show_accuracy)'|not recognized: {'lr'"
        r"|Unrecognized keyword arguments passed to \w+: {'(init|W_|b_|bias|output_dim)|argument: 'units'",
        call.raised_text,
    )
    gone = re.search(r"keras\.\w+\.?(core|normalization|np_utils|legacy)|attribute 'np_utils'", call.raised_text)
    return (call.raised in ("TypeError", "ValueError") and unknown) or (call.raised != "NameError" and gone)


@symptom("training.train_pima", "training.train_mnist")
def pytorch(call):
    """Usas PyTorch, y el ejercicio pide un modelo de Keras: aquí PyTorch no está instalado. La idea es la misma, pero
    las capas, el optimizador y el entrenamiento son los de `keras`."""
    missing = re.search(r"No module named '(torch|torchvision)\b", call.raised_text)
    return missing or (call.raised == "NameError" and re.search(r"name '(torch|nn|optim)'", call.raised_text))
