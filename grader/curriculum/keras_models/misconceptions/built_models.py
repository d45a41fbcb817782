"""What a model that came back is made of, and the wrong ideas that networks share."""

from __future__ import annotations

import numpy as np

from grader.boundary.keras_models import CONVOLUTIONS, TRAINING_ONLY, Model
from grader.boundary.values import Opaque
from grader.feedback.misconception import symptom

WEIGHTED = ("Dense", *CONVOLUTIONS)


def sizes(call):
    """Units of each dense layer."""
    return [units for units, _ in returned(call).dense_layers()]


def activations(call):
    return [activation for _, activation in returned(call).dense_layers()]


def kinds(call):
    return [layer.kind for layer in returned(call).layers]


def returned(call):
    assert isinstance(call.value, Model)
    return call.value


def is_unbuilt(call):
    return not returned(call).is_built and not returned(call).obstacle


def is_relu_of_another_kind(activation):
    return activation in ("leaky_relu", "relu modificada", "relu6", "elu", "selu", "gelu", "silu", "softplus")


@symptom("keras_models.build_pima_model", "keras_models.build_mnist_model", "convolution.build_cnn_model")
def layers_without_a_model(call):
    """Devuelves capas sueltas, no un modelo: falta encadenarlas con `keras.Sequential([...])`, o con
    `keras.Model(entrada, salida)` si usas la API funcional."""
    if "KerasTensor" in call.raised_text:
        return True
    loose = call.value if isinstance(call.value, list | tuple) else [call.value]
    layers = ("Dense", "Flatten", "InputLayer", "Activation", "ReLU", "Dropout", "Reshape", "Conv2D", "MaxPooling2D")
    return any(isinstance(item, Opaque) and item.type_name in layers for item in loose)


@symptom("keras_models.build_pima_model", "keras_models.build_mnist_model", "convolution.build_cnn_model")
def no_biases(call):
    """Hay capas sin sesgo (`use_bias=False`). Sin él, cada neurona está obligada a pasar por el origen: deja el valor
    por omisión."""
    return any(layer.kind in WEIGHTED and len(layer.weights) == 1 for layer in returned(call).layers)


@symptom("keras_models.build_pima_model", "keras_models.build_mnist_model", "convolution.build_cnn_model")
def dropout_added(call):
    """Añades una capa que solo actúa al entrenar (Dropout o parecida). En los ejercicios de entrenamiento puedes
    usarla, pero aquí se pide la red básica."""
    return any(kind in TRAINING_ONLY for kind in kinds(call))


@symptom("keras_models.build_pima_model", "keras_models.build_mnist_model", "convolution.build_cnn_model")
def weights_all_the_same(call):
    """Todos los pesos de alguna capa empiezan con el mismo valor. Así todas sus neuronas calculan y aprenden lo mismo,
    como si hubiera una sola: deja el inicializador de Keras, que los toma al azar."""
    kernels = [layer.weights[0] for layer in returned(call).layers if layer.kind in WEIGHTED and layer.weights]
    return any(np.isfinite(kernel).all() and np.ptp(kernel) == 0 for kernel in kernels)


@symptom("keras_models.build_pima_model", "keras_models.build_mnist_model", "convolution.build_cnn_model")
def frozen_layers(call):
    """Hay capas congeladas: tienen `trainable=False`, o una restricción o un regularizador desmesurado que fija sus
    pesos, y `fit` no podría cambiarlos. Eso se hace con capas que ya han aprendido, y esta red está por entrenar."""
    return returned(call).frozen > 0


@symptom("keras_models.build_mnist_model", "convolution.build_cnn_model")
def softmax_instead_of_logits(call):
    """La red acaba en softmax y da probabilidades. Aquí se piden logits, las puntuaciones sin acotar: de convertirlas
    se encargará la función de pérdida, que así es más estable."""
    return activations(call)[-1:] == ["softmax"]


@symptom("keras_models.build_mnist_model", "convolution.build_cnn_model")
def sigmoid_instead_of_logits(call):
    """La salida lleva sigmoide, que sirve para preguntas de sí o no por separado. Aquí las diez clases compiten entre
    sí y se piden logits, las puntuaciones sin acotar."""
    return activations(call)[-1:] == ["sigmoid"]


@symptom("keras_models.build_mnist_model", "convolution.build_cnn_model")
def relu_at_the_output(call):
    """La salida lleva ReLU, que borra las puntuaciones negativas. Un logit puede ser cualquier número: la última capa
    va sin activación."""
    return activations(call)[-1:] == ["relu"]
