"""Known wrong ideas of keras_models.build_mnist_model."""

from __future__ import annotations

from grader.curriculum.keras_models.misconceptions import built_models, other_apis
from grader.curriculum.keras_models.misconceptions.built_models import (
    activations,
    is_relu_of_another_kind,
    is_unbuilt,
    kinds,
    returned,
    sizes,
)
from grader.feedback.misconception import symptom

layers_without_a_model = built_models.layers_without_a_model


@symptom("keras_models.build_mnist_model")
def not_built(call):
    """El modelo no sabe qué forma tendrán las imágenes, y por eso aún no tiene pesos. Díselo al construirlo: empieza
    por una capa de entrada con la forma de una imagen."""
    return is_unbuilt(call)


@symptom("keras_models.build_mnist_model")
def the_pima_model(call):
    """Es la red de Pima, no la de MNIST: mira qué modelo devuelves."""
    return returned(call).input_shape == (8,)


@symptom("keras_models.build_mnist_model")
def images_already_flat(call):
    """Tu red espera las imágenes ya aplanadas. Llegan como tablas de 28x28: la propia red debe aplanarlas con una de
    sus capas."""
    return returned(call).input_shape == (784,)


@symptom("keras_models.build_mnist_model")
def convolutions_added(call):
    """Usas convoluciones. Son buenas para imágenes, pero esta red es más sencilla: aplana la imagen y usa solo capas
    densas."""
    return any(kind.startswith(("Conv", "MaxPooling")) for kind in kinds(call))


@symptom("keras_models.build_mnist_model")
def pooled_instead_of_flattened(call):
    """Reduces cada imagen a unos pocos promedios o máximos (una capa «pooling»), y se pierde el dibujo. Aplanar es otra
    cosa: poner todos los píxeles en fila, sin perder ninguno."""
    return any("Pooling" in kind for kind in kinds(call))


@symptom("keras_models.build_mnist_model")
def not_flattened(call):
    """Falta aplanar la imagen. Una capa densa trabaja sobre la última dimensión, así que trataría cada fila de píxeles
    por separado y daría una tabla por imagen."""
    flat = any(kind in ("Flatten", "Reshape") for kind in kinds(call))
    return returned(call).input_shape in ((28, 28), (28, 28, 1)) and not flat


@symptom("keras_models.build_mnist_model")
def pixels_scaled_again(call):
    """Añades una capa que cambia la escala de los píxeles. Ya llegan entre 0 y 1: si los divides otra vez, la red casi
    no ve nada."""
    return "Rescaling" in kinds(call)


@symptom("keras_models.build_mnist_model")
def no_hidden_layers(call):
    """Tu red no tiene capa oculta: pasa directamente de los píxeles a los dígitos, y solo puede separar las clases con
    fronteras rectas."""
    return sizes(call) == [10]


@symptom("keras_models.build_mnist_model")
def no_output_layer(call):
    """Falta la capa de salida: la red acaba en la capa oculta. Debe dar una puntuación por cada dígito."""
    return sizes(call) == [128]


@symptom("keras_models.build_mnist_model")
def one_output(call):
    """La red da un solo número por imagen. Los dígitos son clases, no una cantidad: se pide una puntuación por cada
    una."""
    return sizes(call)[-1:] == [1]


@symptom("keras_models.build_mnist_model")
def nine_outputs(call):
    """Falta una salida: del 0 al 9 hay diez dígitos, y cada uno necesita el suyo."""
    return sizes(call)[-1:] == [9]


@symptom("keras_models.build_mnist_model")
def layer_too_many(call):
    """Tu red tiene capas densas de más: se piden dos, la oculta y la de salida."""
    return len(sizes(call)) > 2


@symptom("keras_models.build_mnist_model")
def other_sizes(call):
    """El número de capas está bien, pero alguna no tiene las unidades que pide el enunciado: mira la oculta y, si no es
    ella, la de salida."""
    return len(sizes(call)) == 2 and sizes(call) != [128, 10]


@symptom("keras_models.build_mnist_model")
def no_hidden_activation(call):
    """La capa oculta no tiene activación. Sin ella es lineal, y dos capas lineales seguidas valen lo mismo que una
    sola."""
    return "linear" in activations(call)[:-1]


@symptom("keras_models.build_mnist_model")
def sigmoid_in_the_hidden_layers(call):
    """Usas la sigmoide en la capa oculta, y el enunciado pide otra activación."""
    return "sigmoid" in activations(call)[:-1]


@symptom("keras_models.build_mnist_model")
def tanh_in_the_hidden_layers(call):
    """Usas tanh en la capa oculta, y el enunciado pide otra activación."""
    return "tanh" in activations(call)[:-1]


@symptom("keras_models.build_mnist_model")
def relu_of_another_kind(call):
    """En la capa oculta usas una variante de ReLU. Se pide la sencilla: los negativos pasan a 0 y los positivos se
    quedan como están, sin límite."""
    return any(map(is_relu_of_another_kind, activations(call)[:-1]))


softmax_instead_of_logits = built_models.softmax_instead_of_logits
sigmoid_instead_of_logits = built_models.sigmoid_instead_of_logits
relu_at_the_output = built_models.relu_at_the_output
no_biases = built_models.no_biases


@symptom("keras_models.build_mnist_model")
def normalisation_added(call):
    """Añades una capa de normalización. Aquí se pide la red básica."""
    return "BatchNormalization" in kinds(call)


dropout_added = built_models.dropout_added
weights_all_the_same = built_models.weights_all_the_same
frozen_layers = built_models.frozen_layers
dense_without_units = other_apis.dense_without_units
argument_that_layers_no_longer_have = other_apis.argument_that_layers_no_longer_have
shape_without_its_comma = other_apis.shape_without_its_comma
layers_not_in_a_list = other_apis.layers_not_in_a_list
another_library = other_apis.another_library
gone_from_keras = other_apis.gone_from_keras
not_imported = other_apis.not_imported
