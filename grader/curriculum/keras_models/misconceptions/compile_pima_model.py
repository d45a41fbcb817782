"""Known wrong ideas of keras_models.compile_pima_model."""

from __future__ import annotations

from grader.curriculum.keras_models.misconceptions import compiled_models, other_apis
from grader.curriculum.keras_models.misconceptions.compiled_models import (
    DISTANCES,
    loss_is,
    loss_name,
    metrics,
    settings,
)
from grader.feedback.misconception import symptom
from grader.verdict.numpy_keras import binary_cross_entropy as right_for_pima


def _pima_loss_is_right(call):
    return loss_is(call, 1, right_for_pima)


not_compiled = compiled_models.not_compiled
another_model_compiled = compiled_models.another_model_compiled
no_loss = compiled_models.no_loss
accuracy_as_the_loss = compiled_models.accuracy_as_the_loss
call_within_a_text = compiled_models.call_within_a_text
unknown_loss = compiled_models.unknown_loss
metrics_without_their_name = compiled_models.metrics_without_their_name


@symptom("keras_models.compile_pima_model")
def mean_squared_error(call):
    """La pérdida es el error cuadrático medio, que es la de una regresión. Aquí la salida es una probabilidad: busca la
    pérdida de la clasificación en dos clases."""
    return not _pima_loss_is_right(call) and loss_name(call) in ("mse", "meansquarederror")


@symptom("keras_models.compile_pima_model")
def mean_absolute_error(call):
    """La pérdida es el error absoluto medio, que es la de una regresión. Aquí la salida es una probabilidad: busca la
    pérdida de la clasificación en dos clases."""
    return not _pima_loss_is_right(call) and loss_name(call) in ("mae", "meanabsoluteerror")


@symptom("keras_models.compile_pima_model")
def categorical_cross_entropy(call):
    """Usas la entropía cruzada categórica, que compara las probabilidades de varias clases. Esta red tiene una sola
    salida, y con ella esa pérdida vale siempre lo mismo: busca la de dos clases."""
    return not _pima_loss_is_right(call) and loss_name(call).startswith(
        ("categoricalcrossentropy", "sparsecategorical")
    )


@symptom("keras_models.compile_pima_model")
def loss_from_logits(call):
    """Le dices a la pérdida que la red da logits (`from_logits=True`), pero esta red ya acaba en sigmoide y da
    probabilidades. Keras lo detecta al entrenar y avisa: quita ese ajuste."""
    return not _pima_loss_is_right(call) and loss_name(call).startswith("binarycrossentropy (from")


@symptom("keras_models.compile_pima_model")
def loss_with_other_settings(call):
    """La pérdida es la entropía cruzada binaria, pero con ajustes que la cambian (`label_smoothing`, `reduction`, un
    factor...). Aquí se pide tal como viene."""
    computed = settings(call)["loss_value"] is not None or bool(metrics(call))
    return computed and not _pima_loss_is_right(call) and loss_name(call) in ("binarycrossentropy", "bce")


@symptom("keras_models.compile_pima_model")
def focal_loss(call):
    """Usas una pérdida focal, que da más peso a los ejemplos difíciles. Aquí se pide la entropía cruzada binaria
    corriente, en la que todos cuentan lo mismo."""
    return not _pima_loss_is_right(call) and loss_name(call).startswith("binaryfocal")


default_optimizer = compiled_models.default_optimizer
plain_gradient_descent = compiled_models.plain_gradient_descent
relative_of_adam = compiled_models.relative_of_adam
learning_rate_too_small = compiled_models.learning_rate_too_small
learning_rate_too_large = compiled_models.learning_rate_too_large
no_accuracy = compiled_models.no_accuracy


@symptom("keras_models.compile_pima_model")
def accuracy_by_exact_equality(call):
    """El objeto `Accuracy` cuenta las predicciones exactamente iguales a la etiqueta, y una probabilidad casi nunca es
    0 o 1 justo. Pide la exactitud por su nombre, en un texto, y Keras elegirá la que corresponde."""
    return settings(call)["metrics"] == ["Accuracy"]


@symptom("keras_models.compile_pima_model")
def accuracy_of_several_classes(call):
    """Mides la exactitud de varias clases, que mira cuál de las salidas es la mayor. Con una sola salida siempre es la
    misma: la de dos clases compara la probabilidad con un umbral."""
    return bool(metrics(call) & {"categoricalaccuracy", "sparsecategoricalaccuracy"})


@symptom("keras_models.compile_pima_model")
def metric_of_a_regression(call):
    """La métrica que pides mide distancias, como en una regresión. Aquí interesa la fracción de pacientes bien
    clasificados."""
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
