"""Known wrong ideas of training.train_mnist."""

from __future__ import annotations

from grader.boundary.values import Pixels
from grader.curriculum.training.judged import accuracy
from grader.curriculum.training.misconceptions import trained_models
from grader.curriculum.training.misconceptions.trained_models import (
    activations,
    has_no_hidden_layer,
    is_linear,
    loss_name,
    optimizer,
    returned,
    sizes,
)
from grader.feedback.misconception import symptom


def _images(call, where):
    """Some of the images that the student's function received, and their labels."""
    images, labels = call.arguments
    levels = images.levels if isinstance(images, Pixels) else 255 * images
    return levels[where] / 255.0, labels[where]


FIRST, REST = slice(0, 2000), slice(30_000, None, 15)
"""Two thousand images that a part of them would hold, and as many of those that it would not."""


def _mnist_accuracy(call, X, y):
    return accuracy(returned(call), (X, y))


returned_the_history = trained_models.returned_the_history
model_not_returned = trained_models.model_not_returned
fit_before_compile = trained_models.fit_before_compile
keras_of_before = trained_models.keras_of_before
pytorch = trained_models.pytorch


@symptom("training.train_mnist")
def loss_for_one_hot_labels(call):
    """Esa pérdida espera las etiquetas en one-hot, y las que llegan son enteros: por eso las formas no encajan. Usa la
    versión dispersa («sparse»)."""
    return call.raised in ("ValueError", "InvalidArgumentError") and (
        "same rank" in call.raised_text or "same shape" in call.raised_text
    )


never_trained = trained_models.never_trained
frozen_layers = trained_models.frozen_layers
units_alike = trained_models.units_alike
learning_rate_too_large = trained_models.learning_rate_too_large


@symptom("training.train_mnist")
def no_hidden_layers(call):
    """Tu red no tiene capa oculta: pasa directamente de los píxeles a los dígitos, y solo puede separar las clases con
    fronteras rectas."""
    return has_no_hidden_layer(call)


@symptom("training.train_mnist")
def no_hidden_activation(call):
    """La capa oculta no tiene activación, y así las dos capas juntas valen lo mismo que una sola, por mucho que
    entrenen. Ponle una que no sea lineal."""
    return is_linear(call)


@symptom("training.train_mnist")
def logits_taken_for_probabilities(call):
    """La red da logits, pero la pérdida los toma por probabilidades y no puede guiarla. Hay que decírselo a la pérdida,
    y para eso hace falta crear su objeto: con el nombre en un texto no se puede."""
    return activations(call)[-1] == "linear" and loss_name(call) in (
        "sparsecategoricalcrossentropy",
        "categoricalcrossentropy",
    )


plain_gradient_descent = trained_models.plain_gradient_descent


@symptom("training.train_mnist")
def labels_shifted(call):
    """Tu red reconoce las imágenes, pero a cada una le da el dígito de al lado: entrenas con las etiquetas corridas un
    lugar. Úsalas tal como llegan, de 0 a 9."""
    X, y = _images(call, FIRST)
    return any(_mnist_accuracy(call, X, (y + shift) % 10) > 0.6 for shift in (1, 9))


@symptom("training.train_mnist")
def pixels_cut_to_integers(call):
    """Conviertes los píxeles en enteros, y como van de 0 a 1 casi todos se quedan en 0: la red entrena con imágenes
    casi negras. Déjalos con sus decimales."""
    X, y = _images(call, FIRST)
    return _mnist_accuracy(call, X.astype(int), y) > 0.35  # who learnt from grey pixels: 0.17 to 0.25


@symptom("training.train_mnist")
def pixels_scaled_again(call):
    """Vuelves a dividir los píxeles, que ya llegan entre 0 y 1: la red entrena con imágenes casi negras."""
    X, y = _images(call, FIRST)
    return _mnist_accuracy(call, X / 255, y) > 0.5  # who learnt from pixels up to 1: 0.09 to 0.32


@symptom("training.train_mnist")
def labels_out_of_step(call):
    """La red ha entrenado, pero acierta como quien responde al azar, incluso en las imágenes con las que aprendió. Cada
    imagen debe seguir junto a su etiqueta: no barajes una cosa sin la otra."""
    return _mnist_accuracy(call, *_images(call, FIRST)) < 0.25


@symptom("training.train_mnist")
def only_part_of_the_images(call):
    """Tu red acierta claramente más en las primeras imágenes que en las últimas: entrenas solo con una parte. Usa todas
    las que llegan."""
    return _mnist_accuracy(call, *_images(call, FIRST)) > _mnist_accuracy(call, *_images(call, REST)) + 0.02


@symptom("training.train_mnist")
def too_few_epochs(call):
    """La red es la del curso y ya acierta bastante, pero se queda a las puertas: lo más probable es que falten
    épocas."""
    plain = sizes(call) == [128, 10] and activations(call)[0] == "relu" and optimizer(call) == "Adam"
    return plain and _mnist_accuracy(call, *_images(call, FIRST)) > 0.8


@symptom("training.train_mnist")
def softmax_twice(call):
    """La red acaba en softmax, y a la pérdida le dices que da logits. Keras lo detecta y avisa, y esa no es la causa de
    que acierte poco; pero quita una de las dos cosas."""
    return activations(call)[-1] == "softmax" and "from" in loss_name(call) and loss_name(call).endswith("=true)")
