"""Known wrong ideas of keras_models.compile_mnist_model."""

from __future__ import annotations

from grader.curriculum.keras_models.misconceptions import compiled_models, other_apis
from grader.curriculum.keras_models.misconceptions.compiled_models import (
    DISTANCES,
    loss_is,
    loss_name,
    metrics,
    received,
    settings,
)
from grader.feedback.misconception import symptom
from grader.verdict.numpy_keras import sparse_cross_entropy as right_for_mnist


def _mnist_loss_is_right(call):
    return loss_is(call, 10, right_for_mnist)


not_compiled = compiled_models.not_compiled
another_model_compiled = compiled_models.another_model_compiled


@symptom("keras_models.compile_mnist_model")
def softmax_layer_added(call):
    """Le añades una capa softmax al modelo para que dé probabilidades. Compilar no cambia la red: los logits se quedan,
    y es a la pérdida a quien hay que decirle que lo son."""
    return len(received(call).layers) > len(call.arguments[0].layers)


no_loss = compiled_models.no_loss
accuracy_as_the_loss = compiled_models.accuracy_as_the_loss
call_within_a_text = compiled_models.call_within_a_text
unknown_loss = compiled_models.unknown_loss
metrics_without_their_name = compiled_models.metrics_without_their_name


@symptom("keras_models.compile_mnist_model")
def logits_taken_for_probabilities(call):
    """La pérdida es la buena, pero cree que la red da probabilidades, y lo que da son logits. Hay que decírselo, y con
    el nombre en un texto no se puede: hace falta crear el objeto de la pérdida."""
    return not _mnist_loss_is_right(call) and loss_name(call) == "sparsecategoricalcrossentropy"


@symptom("keras_models.compile_mnist_model")
def loss_with_other_settings(call):
    """La pérdida es la buena y sabe que le llegan logits, pero tiene ajustes que la cambian (`ignore_class`,
    `reduction`, un factor...). Aquí se pide tal como viene."""
    logits = loss_name(call).startswith("sparsecategoricalcrossentropy (from")
    return logits and not _mnist_loss_is_right(call)


@symptom("keras_models.compile_mnist_model")
def loss_for_one_hot_labels(call):
    """Usas la entropía cruzada categórica, que espera las etiquetas en one-hot. Aquí cada etiqueta es un entero: para
    eso está la versión dispersa («sparse»)."""
    return not _mnist_loss_is_right(call) and loss_name(call).startswith("categoricalcrossentropy")


@symptom("keras_models.compile_mnist_model")
def binary_cross_entropy(call):
    """Usas la entropía cruzada binaria, que es para dos clases y una salida. Aquí hay diez clases que compiten entre
    sí."""
    return not _mnist_loss_is_right(call) and loss_name(call).startswith(("binarycrossentropy", "bce"))


@symptom("keras_models.compile_mnist_model")
def mean_squared_error(call):
    """La pérdida es el error cuadrático medio, que es la de una regresión. Los dígitos son clases: confundir un 1 con
    un 9 no es un error mayor que confundirlo con un 2."""
    return not _mnist_loss_is_right(call) and loss_name(call) in ("mse", "meansquarederror")


default_optimizer = compiled_models.default_optimizer
plain_gradient_descent = compiled_models.plain_gradient_descent
relative_of_adam = compiled_models.relative_of_adam
learning_rate_too_small = compiled_models.learning_rate_too_small
learning_rate_too_large = compiled_models.learning_rate_too_large
no_accuracy = compiled_models.no_accuracy


@symptom("keras_models.compile_mnist_model")
def accuracy_by_exact_equality(call):
    """El objeto `Accuracy` cuenta las salidas exactamente iguales a la etiqueta, y compara puntuaciones con dígitos.
    Pide la exactitud por su nombre, en un texto, y Keras elegirá la que corresponde."""
    return settings(call)["metrics"] == ["Accuracy"]


@symptom("keras_models.compile_mnist_model")
def accuracy_of_one_hot_labels(call):
    """Mides la exactitud de etiquetas one-hot, y aquí cada etiqueta es un entero. Pide la exactitud por su nombre, en
    un texto, y Keras elegirá la que corresponde."""
    return "categoricalaccuracy" in metrics(call)


@symptom("keras_models.compile_mnist_model")
def accuracy_of_two_classes(call):
    """Mides la exactitud de dos clases, que compara cada salida con un umbral. Con diez clases lo que cuenta es cuál de
    las salidas es la mayor."""
    return "binaryaccuracy" in metrics(call)


@symptom("keras_models.compile_mnist_model")
def metric_of_a_regression(call):
    """La métrica que pides mide distancias, como en una regresión. Aquí interesa la fracción de imágenes bien
    clasificadas."""
    return bool(metrics(call) & DISTANCES) and not any("acc" in name for name in metrics(call))


misspelt_accuracy = compiled_models.misspelt_accuracy
weights_changed = compiled_models.weights_changed
layers_frozen = compiled_models.layers_frozen
metrics_as_a_text = compiled_models.metrics_as_a_text
argument_that_the_optimizer_does_not_have = other_apis.argument_that_the_optimizer_does_not_have
optimizer_of_no_name = other_apis.optimizer_of_no_name
another_library = other_apis.another_library
gone_from_keras = other_apis.gone_from_keras
not_imported = other_apis.not_imported
