"""Known wrong ideas of keras_models.build_pima_model."""

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


@symptom("keras_models.build_pima_model")
def not_built(call):
    """El modelo no sabe cuántas entradas recibirá, y por eso aún no tiene pesos. Díselo al construirlo: empieza por una
    capa de entrada con la forma de un ejemplo."""
    return is_unbuilt(call)


@symptom("keras_models.build_pima_model")
def label_counted_as_an_input(call):
    """Cuentas la etiqueta como una entrada más. La tabla tiene nueve columnas, pero la última es lo que se quiere
    predecir: la red no puede verla."""
    return returned(call).input_shape == (9,)


@symptom("keras_models.build_pima_model")
def rows_as_inputs(call):
    """Das como forma de la entrada el número de filas de la tabla. La forma es la de un solo ejemplo: cuántas
    características tiene un paciente."""
    return returned(call).input_shape in ((768,), (614,), (768, 8), (614, 8))


@symptom("keras_models.build_pima_model")
def another_input(call):
    """La entrada no tiene el tamaño de los datos. Cuenta las características de un paciente: ese número, y solo ese, es
    la forma de cada ejemplo."""
    return returned(call).is_built and returned(call).input_shape != (8,)


@symptom("keras_models.build_pima_model")
def inputs_counted_as_a_layer(call):
    """Pones una capa densa de más al principio, con tantas unidades como características. El primer 8 de «8-12-8-1» son
    los datos: no calcula nada y no lleva capa densa."""
    return sizes(call) == [8, 12, 8, 1]


@symptom("keras_models.build_pima_model")
def only_the_first_layer_kept(call):
    """En el modelo solo hay una capa, y no es la de salida: las demás se crean, pero no se añaden. Mira si a alguna le
    falta su `model.add(...)`, o si el `return` llega antes de tiempo."""
    return sizes(call) == [12]


@symptom("keras_models.build_pima_model")
def no_output_layer(call):
    """Falta la capa de salida: tu red acaba en una capa oculta. La predicción es un solo número por paciente."""
    return sizes(call) == [12, 8]


@symptom("keras_models.build_pima_model")
def no_hidden_layers(call):
    """Tu red no tiene capas ocultas: es una sola neurona, y solo puede separar las clases con una recta (un
    hiperplano). En «8-12-8-1» los números de en medio son capas."""
    return sizes(call) == [1]


@symptom("keras_models.build_pima_model")
def a_hidden_layer_missing(call):
    """Falta una de las capas ocultas. En «8-12-8-1» el primer número es la entrada, el último la salida, y cada uno de
    los de en medio es una capa densa."""
    return sizes(call) in ([12, 1], [8, 1])


@symptom("keras_models.build_pima_model")
def hidden_layers_swapped(call):
    """Las dos capas ocultas están en el orden contrario. En «8-12-8-1» los tamaños se leen de la entrada a la
    salida."""
    return sizes(call) == [8, 12, 1]


@symptom("keras_models.build_pima_model")
def two_outputs(call):
    """Pones una salida por clase. Con dos clases y sigmoide basta una salida: la probabilidad de la clase 1, y la de la
    0 es lo que falta hasta 1."""
    return sizes(call) == [12, 8, 2]


@symptom("keras_models.build_pima_model")
def layer_too_many(call):
    """Tu red tiene capas densas de más. En «8-12-8-1» el primer número es la entrada, y cada uno de los otros es una
    capa."""
    return len(sizes(call)) > 3


@symptom("keras_models.build_pima_model")
def other_sizes(call):
    """El número de capas está bien, pero alguna no tiene las unidades que se piden. Compara los tamaños con los de
    «8-12-8-1», empezando por el segundo, que es la primera capa densa."""
    return len(sizes(call)) == 3 and sizes(call) != [12, 8, 1]


@symptom("keras_models.build_pima_model")
def no_hidden_activation(call):
    """Alguna capa oculta no tiene activación. Sin ella la capa es lineal, y varias capas lineales seguidas valen lo
    mismo que una sola."""
    return "linear" in activations(call)[:-1]


@symptom("keras_models.build_pima_model")
def sigmoid_in_the_hidden_layers(call):
    """Usas la sigmoide en las capas ocultas. Es la activación de la salida, que debe ser una probabilidad; las ocultas
    llevan la que se pide en el enunciado."""
    return "sigmoid" in activations(call)[:-1]


@symptom("keras_models.build_pima_model")
def tanh_in_the_hidden_layers(call):
    """En alguna capa oculta usas tanh, y el enunciado pide otra activación."""
    return "tanh" in activations(call)[:-1]


@symptom("keras_models.build_pima_model")
def relu_of_another_kind(call):
    """En las capas ocultas usas una variante de ReLU. Se pide la sencilla: los negativos pasan a 0 y los positivos se
    quedan como están, sin límite."""
    return any(map(is_relu_of_another_kind, activations(call)[:-1]))


@symptom("keras_models.build_pima_model")
def no_output_activation(call):
    """A la salida le falta la activación: da un número cualquiera, y se pide una probabilidad, entre 0 y 1."""
    return activations(call)[-1:] == ["linear"]


@symptom("keras_models.build_pima_model")
def softmax_on_one_output(call):
    """Pones softmax sobre una sola salida. Softmax reparte un 1 entre las salidas, y si solo hay una le toca siempre
    todo: la red respondería siempre 1. Para una sola probabilidad hay otra función."""
    return activations(call)[-1:] == ["softmax"]


@symptom("keras_models.build_pima_model")
def relu_at_the_output(call):
    """La salida lleva ReLU, que no tiene límite por arriba. Se pide una probabilidad: la activación debe llevar
    cualquier número entre 0 y 1."""
    return activations(call)[-1:] == ["relu"]


@symptom("keras_models.build_pima_model")
def tanh_at_the_output(call):
    """La salida lleva tanh, que va de -1 a 1. Se pide una probabilidad: la activación debe quedar entre 0 y 1."""
    return activations(call)[-1:] == ["tanh"]


@symptom("keras_models.build_pima_model")
def sigmoid_twice(call):
    """Aplicas la sigmoide dos veces en la salida: la segunda aplasta las probabilidades hacia el medio. Ponla como
    argumento de la capa densa o como capa aparte, pero no las dos cosas."""
    return activations(call)[-1:] == ["sigmoid + sigmoid"]


@symptom("keras_models.build_pima_model")
def imitation_of_the_sigmoid(call):
    """La salida lleva `hard_sigmoid`, una imitación de la sigmoide hecha con rectas. Se pide la sigmoide de verdad."""
    return activations(call)[-1].startswith("hard_sigmoid")


no_biases = built_models.no_biases


@symptom("keras_models.build_pima_model")
def normalisation_added(call):
    """Añades una capa de normalización. Aquí se pide la red básica, y los datos ya vienen estandarizados."""
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
