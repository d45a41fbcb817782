"""Known wrong ideas of training.train_pima."""

from __future__ import annotations

import numpy as np

from grader.boundary.values import Opaque
from grader.curriculum.disguise import ordered_pairs
from grader.curriculum.training.judged import accuracy, outputs
from grader.curriculum.training.misconceptions import trained_models
from grader.curriculum.training.misconceptions.trained_models import (
    activations,
    biases,
    has_no_hidden_layer,
    is_linear,
    loss_name,
    optimizer,
    returned,
    sizes,
)
from grader.feedback.misconception import symptom


def _travelled(call):
    """How far the biases are, in the mean, from the 0 where they started: it tells how many steps Adam made.

    On Pima, honest trainings end at 0.19 to 0.24, thirty epochs at 0.10 to 0.15, ten at 0.11, one at 0.03.
    """
    return float(np.abs(biases(call)).mean())


def _scores(call, X):
    """What the network says for class 1, (n,), to put patients in order."""
    made = outputs(returned(call), X)
    return made[:, -1] - (made[:, 0] if made.shape[1] > 1 else 0)


def _accuracy(call, X, y):
    return accuracy(returned(call), (X, np.ravel(y)))


returned_the_history = trained_models.returned_the_history
model_not_returned = trained_models.model_not_returned
fit_before_compile = trained_models.fit_before_compile
keras_of_before = trained_models.keras_of_before
pytorch = trained_models.pytorch


@symptom("training.train_pima")
def model_of_another_library(call):
    """Devuelves un modelo de scikit-learn. Puede que acierte, pero se pide una red de Keras, con sus capas ocultas."""
    kinds = ("Classifier", "Regression", "RegressionCV", "Regressor", "SVC", "Perceptron", "Pipeline", "NB")
    return isinstance(call.value, Opaque) and call.value.type_name.endswith(kinds)


never_trained = trained_models.never_trained
frozen_layers = trained_models.frozen_layers
units_alike = trained_models.units_alike
learning_rate_too_large = trained_models.learning_rate_too_large


@symptom("training.train_pima")
def no_hidden_layers(call):
    """Tu red no tiene capas ocultas: es una sola neurona, y solo puede separar las clases con una recta (un
    hiperplano). Se pide la red de la unidad 7."""
    return has_no_hidden_layer(call)


@symptom("training.train_pima")
def no_hidden_activation(call):
    """Las capas ocultas no tienen activación, y así todas juntas valen lo mismo que una sola neurona, por mucho que
    entrenen. Ponles una que no sea lineal."""
    return is_linear(call)


@symptom("training.train_pima")
def softmax_on_one_output(call):
    """Pones softmax sobre una sola salida, y entonces la red responde siempre 1: reparte un total de 1 entre sus
    salidas, y solo hay una."""
    return sizes(call)[-1] == 1 and activations(call)[-1] == "softmax"


@symptom("training.train_pima")
def logits_taken_for_probabilities(call):
    """A la salida le falta la sigmoide: da números cualesquiera, y la pérdida los toma por probabilidades."""
    return activations(call)[-1] in ("linear", "relu", "tanh") and loss_name(call) in ("binarycrossentropy", "bce")


@symptom("training.train_pima")
def loss_of_several_classes(call):
    """Usas la entropía cruzada categórica con una sola salida, y con ella esa pérdida no cambia aunque la red se
    equivoque. Busca la de dos clases."""
    return sizes(call)[-1] == 1 and loss_name(call).startswith(("categorical", "sparsecategorical"))


@symptom("training.train_pima")
def labels_swapped(call):
    """Tu red aprende, pero al revés: llama 0 a los 1 y 1 a los 0. Entrena con las etiquetas tal como llegan."""
    return _accuracy(call, *call.arguments) < 0.3


@symptom("training.train_pima")
def columns_in_another_order(call):
    """Tu red acierta mucho más si se le dan las columnas al revés: entrenas con las características en otro orden.
    Entrena con `X_train` tal como llega."""
    X, y = call.arguments
    return _accuracy(call, X[:, ::-1], y) > max(0.75, _accuracy(call, X, y) + 0.05)


@symptom("training.train_pima")
def same_answer_for_everyone(call):
    """La red da la misma probabilidad a todos los pacientes: no mira sus datos. Suele pasar cuando una tasa de
    aprendizaje enorme apaga las neuronas, o cuando los pesos de la salida son cero."""
    return float(np.ptp(_scores(call, call.arguments[0]))) < 1e-3


plain_gradient_descent = trained_models.plain_gradient_descent


@symptom("training.train_pima")
def labels_out_of_step(call):
    """La red ha entrenado, pero sus respuestas no tienen nada que ver con las etiquetas, ni siquiera en los datos con
    los que aprendió. Cada fila de X debe seguir junto a su etiqueta: no barajes una cosa sin la otra."""
    X, y = call.arguments
    return _travelled(call) > 0.06 and abs(ordered_pairs(_scores(call, X), np.ravel(y)) - 0.5) < 0.15


@symptom("training.train_pima")
def only_part_of_the_patients(call):
    """Tu red acierta mucho más en las primeras filas que en las demás: entrenas solo con una parte. Usa todas las que
    llegan."""
    X, y = call.arguments
    return any(_accuracy(call, X[:n], y[:n]) > _accuracy(call, X[n:], y[n:]) + 0.2 for n in (20, 30, 50, 100))


@symptom("training.train_pima")
def too_few_epochs(call):
    """La red es la del curso y aprende en buena dirección, pero sus pesos apenas se han movido: lo más probable es
    que falten épocas, o que los lotes sean muy grandes."""
    the_right_one = sizes(call) == [12, 8, 1] and activations(call) == ["relu", "relu", "sigmoid"]
    return the_right_one and optimizer(call) == "Adam" and _travelled(call) < 0.16
