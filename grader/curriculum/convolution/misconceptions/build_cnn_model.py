"""Known wrong ideas of convolution.build_cnn_model."""

from __future__ import annotations

import re

from grader.boundary.keras_models import AVERAGE_POOLS, MAX_POOLS
from grader.curriculum.convolution.checks import convolutions
from grader.curriculum.keras_models.misconceptions import built_models, other_apis
from grader.curriculum.keras_models.misconceptions.built_models import is_unbuilt, kinds, returned, sizes
from grader.feedback.misconception import symptom


def _filters(call):
    return [layer.settings["filters"] for layer in convolutions(returned(call))]


def _settings(call, name):
    """Of each convolution."""
    found = (layer.settings[name] for layer in convolutions(returned(call)))
    return [tuple(each) if isinstance(each, list | tuple) else each for each in found]


def _pools(call):
    return [layer for layer in returned(call).layers if layer.kind in MAX_POOLS]


def _between(call):
    """The activations that come after each convolution and before the next layer with weights."""
    found = []
    for layer in returned(call).layers:
        if layer.kind == "Conv2D":
            found.append([layer.activation])
        elif layer.kind == "Dense":
            break
        elif found:
            found[-1].append(layer.activation)
    return [[each for each in several if each != "linear"] for several in found]


layers_without_a_model = built_models.layers_without_a_model


@symptom("convolution.build_cnn_model")
def channel_forgotten(call):
    """Falta el canal en la forma de la entrada. Una convolución espera alto, ancho y canales, y una imagen en grises
    tiene uno: son tres números."""
    return call.raised == "ValueError" and "expected min_ndim=4, found ndim=3" in call.raised_text


@symptom("convolution.build_cnn_model")
def number_of_images_in_the_shape(call):
    """En la forma de la entrada sobra un número: es la de una sola imagen, con su alto, su ancho y sus canales, sin
    contar cuántas hay."""
    five = r"found ndim=5|Kernel shape must have the same length as input.*input of shape \(None(, \d+){4}\)"
    return call.raised == "ValueError" and re.search(five, call.raised_text) is not None


@symptom("convolution.build_cnn_model")
def not_built(call):
    """El modelo no sabe qué forma tendrán las imágenes, y por eso aún no tiene pesos. Díselo al construirlo: empieza
    por una capa de entrada con la forma de una imagen."""
    return is_unbuilt(call)


@symptom("convolution.build_cnn_model")
def no_convolutions(call):
    """No hay ninguna convolución: es la red de la unidad 7 o parecida. Aquí las primeras capas deslizan un núcleo sobre
    la imagen."""
    return not _filters(call)


@symptom("convolution.build_cnn_model")
def colour_images(call):
    """La entrada tiene tres canales, como las imágenes en color. Las de MNIST son grises: un solo canal."""
    return returned(call).input_shape == (28, 28, 3)


@symptom("convolution.build_cnn_model")
def channel_first(call):
    """Pones el canal delante del alto y el ancho. Keras lo espera detrás."""
    return returned(call).input_shape == (1, 28, 28)


@symptom("convolution.build_cnn_model")
def another_input(call):
    """La entrada no tiene la forma de una imagen de MNIST, con su alto, su ancho y su canal."""
    return returned(call).is_built and returned(call).input_shape not in ((28, 28, 1), (28, 28))


@symptom("convolution.build_cnn_model")
def only_one_convolution(call):
    """Hay una sola convolución, y se piden dos: la segunda trabaja sobre lo que ha encontrado la primera."""
    return len(_filters(call)) == 1


@symptom("convolution.build_cnn_model")
def convolution_too_many(call):
    """Hay más convoluciones de las que se piden, que son dos."""
    return len(_filters(call)) > 2


@symptom("convolution.build_cnn_model")
def filters_swapped(call):
    """Los filtros de las dos convoluciones están cambiados: la primera tiene menos que la segunda."""
    return _filters(call) == [16, 8]


@symptom("convolution.build_cnn_model")
def other_filters(call):
    """Alguna convolución no tiene tantos filtros como se piden. El número de filtros es el primer argumento de
    `Conv2D`, y el lado del núcleo, el segundo."""
    return _filters(call) != [8, 16]


@symptom("convolution.build_cnn_model")
def other_kernels(call):
    """Los núcleos de alguna convolución no tienen el tamaño que se pide. El lado es el segundo argumento de
    `Conv2D`."""
    return any(each != (3, 3) for each in _settings(call, "kernel_size"))


@symptom("convolution.build_cnn_model")
def padding_added(call):
    """Alguna convolución lleva relleno (`padding="same"`): rodea de ceros lo que le llega para que no encoja. Aquí van
    sin él, que es lo que Keras hace si no se dice nada."""
    return "same" in _settings(call, "padding")


@symptom("convolution.build_cnn_model")
def longer_steps(call):
    """Alguna convolución no va con paso 1 (mira `strides` y `dilation_rate`). De encoger la tabla se encarga aquí la
    agrupación."""
    return any(each != (1, 1) for name in ("strides", "dilation_rate") for each in _settings(call, name))


@symptom("convolution.build_cnn_model")
def average_pooling(call):
    """Agrupas por medias. Se pide que de cada bloque quede el máximo: es otra capa de Keras, de nombre parecido."""
    return any(kind in AVERAGE_POOLS for kind in kinds(call))


@symptom("convolution.build_cnn_model")
def global_pooling(call):
    """Una capa «Global...» deja un solo número por filtro, y se pierde dónde estaba cada cosa. Aquí se agrupa en
    bloques de 2x2 y al final se aplana."""
    return any(kind.startswith("Global") for kind in kinds(call))


@symptom("convolution.build_cnn_model")
def no_pooling(call):
    """No hay ninguna agrupación por máximos: va una después de cada convolución."""
    return not _pools(call)


@symptom("convolution.build_cnn_model")
def only_one_pooling(call):
    """Hay una sola agrupación por máximos, y se piden dos: una después de cada convolución."""
    return len(_pools(call)) == 1


@symptom("convolution.build_cnn_model")
def other_blocks(call):
    """Los bloques de alguna agrupación no son de 2x2."""
    return any(tuple(pool.settings["pool_size"]) != (2, 2) for pool in _pools(call))


@symptom("convolution.build_cnn_model")
def blocks_that_overlap(call):
    """Los bloques de alguna agrupación se pisan, o dejan huecos: su paso (`strides`) no es el tamaño del bloque. Si no
    lo dices, Keras los pone uno al lado del otro."""
    return any(tuple(pool.settings["strides"]) != tuple(pool.settings["pool_size"]) for pool in _pools(call))


@symptom("convolution.build_cnn_model")
def pooling_with_padding(call):
    """Alguna agrupación lleva relleno (`padding="same"`), y conserva los bloques incompletos del borde. Aquí van sin
    él."""
    return any(pool.settings["padding"] == "same" for pool in _pools(call))


@symptom("convolution.build_cnn_model")
def both_convolutions_before_the_pools(call):
    """Las capas están en otro orden: después de cada convolución va su agrupación."""
    order = [kind for kind in kinds(call) if kind in ("Conv2D", *MAX_POOLS)]
    return len(order) == 4 and order != ["Conv2D", "MaxPooling2D"] * 2


@symptom("convolution.build_cnn_model")
def no_activation(call):
    """Alguna convolución no tiene activación. Sin ella es lineal, y la red pierde casi todo lo que gana con una segunda
    capa."""
    return len(_between(call)) == 2 and [] in _between(call)


@symptom("convolution.build_cnn_model")
def other_activation(call):
    """Alguna convolución lleva otra activación. Se pide ReLU, la sencilla."""
    return any(set(each) - {"relu"} for each in _between(call))


@symptom("convolution.build_cnn_model")
def not_flattened(call):
    """Falta aplanar antes de la capa densa: sin eso, trataría por separado cada sitio de la tabla y daría diez números
    en cada uno."""
    return not any(kind in ("Flatten", "Reshape") for kind in kinds(call))


@symptom("convolution.build_cnn_model")
def no_output_layer(call):
    """Falta la capa de salida: la red debe dar una puntuación por cada dígito."""
    return sizes(call) == []


@symptom("convolution.build_cnn_model")
def hidden_dense_layer(call):
    """Hay una capa densa de más. Aquí lo aplanado pasa directamente a la capa de salida."""
    return len(sizes(call)) > 1


@symptom("convolution.build_cnn_model")
def other_outputs(call):
    """La capa de salida no tiene una unidad por dígito: del 0 al 9 son diez."""
    return sizes(call)[-1] != 10


softmax_instead_of_logits = built_models.softmax_instead_of_logits
sigmoid_instead_of_logits = built_models.sigmoid_instead_of_logits
relu_at_the_output = built_models.relu_at_the_output
no_biases = built_models.no_biases


@symptom("convolution.build_cnn_model")
def normalisation_added(call):
    """Añades una capa que cambia la escala de lo que pasa por ella. Aquí se pide la red básica."""
    return any(kind in ("BatchNormalization", "Rescaling") for kind in kinds(call))


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
