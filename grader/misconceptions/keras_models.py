"""Known wrong ideas of the unit keras_models."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from grader.boundary.keras_models import TRAINING_ONLY, Model, loss_probe
from grader.boundary.values import Opaque
from grader.feedback.misconception import misconception, symptom
from grader.verdict.numpy_keras import binary_cross_entropy as right_for_pima
from grader.verdict.numpy_keras import sparse_cross_entropy as right_for_mnist

# -- count_parameters --------------------------------------------------------------------------


@misconception("keras_models.count_parameters")
def biases_forgotten(sizes):
    """Cuentas solo los pesos. Cada unidad de una capa tiene además su sesgo, que también se aprende."""
    return sum(inputs * units for inputs, units in pairwise(sizes))


@misconception("keras_models.count_parameters")
def biases_for_the_inputs_too(sizes):
    """Cuentas sesgos también para la entrada. La entrada no calcula nada, solo son los datos: los sesgos empiezan en la
    primera capa densa."""
    return sum(inputs * units for inputs, units in pairwise(sizes)) + sum(sizes)


@misconception("keras_models.count_parameters")
def one_bias_a_layer(sizes):
    """Cuentas un solo sesgo por capa. Cada unidad tiene el suyo."""
    return sum(inputs * units + 1 for inputs, units in pairwise(sizes))


@misconception("keras_models.count_parameters")
def a_single_bias(sizes):
    """Cuentas un solo sesgo para toda la red. Cada unidad de cada capa tiene el suyo."""
    return sum(inputs * units for inputs, units in pairwise(sizes)) + 1


@misconception("keras_models.count_parameters")
def bias_for_each_input_of_a_layer(sizes):
    """Cuentas un sesgo por cada unidad de la que salen los pesos, no por cada una a la que llegan. El sesgo es de la
    neurona que suma: mira a cuál de los dos números de la pareja acompaña."""
    return sum(inputs * (units + 1) for inputs, units in pairwise(sizes))


@misconception("keras_models.count_parameters")
def no_bias_at_the_output(sizes):
    """Olvidas los sesgos de la última capa: también sus unidades los tienen."""
    return sum((inputs + 1) * units for inputs, units in pairwise(sizes)) - sizes[-1]


@misconception("keras_models.count_parameters")
def last_layer_forgotten(sizes):
    """Olvidas la última capa: revisa hasta dónde llega tu bucle. Hay una matriz de pesos por cada par de tamaños
    seguidos."""
    return sum((inputs + 1) * units for inputs, units in pairwise(sizes[:-1]))


@misconception("keras_models.count_parameters")
def first_layer_forgotten(sizes):
    """Olvidas la primera capa: revisa dónde empieza tu bucle. Los pesos que unen la entrada con la primera capa también
    cuentan."""
    return sum((inputs + 1) * units for inputs, units in pairwise(sizes[1:]))


@misconception("keras_models.count_parameters")
def only_one_layer(sizes):
    """Cuentas una sola capa: la primera. Mira si el `return` está dentro del bucle, o si asignas (`=`) en lugar de
    acumular (`+=`)."""
    return (sizes[0] + 1) * sizes[1]


@misconception("keras_models.count_parameters")
def only_the_last_layer(sizes):
    """Cuentas una sola capa: la última. Mira si dentro del bucle asignas (`=`) en lugar de acumular (`+=`)."""
    return (sizes[-2] + 1) * sizes[-1]


@misconception("keras_models.count_parameters")
def counts_units(sizes):
    """Cuentas las unidades de la red, no sus conexiones. Entre dos capas hay un peso por cada pareja de unidades."""
    return sum(sizes)


@misconception("keras_models.count_parameters")
def only_the_biases(sizes):
    """Cuentas solo los sesgos. Entre dos capas hay además un peso por cada pareja de unidades."""
    return sum(sizes[1:])


@misconception("keras_models.count_parameters")
def product_of_all_sizes(sizes):
    """Multiplicas todos los tamaños. Cada capa se une solo con la siguiente: los pesos de una capa y los de otra se
    suman."""
    return math.prod(sizes)


@misconception("keras_models.count_parameters")
def only_for_two_hidden_layers(sizes):
    """Repartes la lista en cuatro variables, y con otro número de capas falla. Recórrela por parejas de tamaños
    seguidos, con un bucle que sirva para los que haya."""
    a, b, c, d = sizes
    return (a + 1) * b + (b + 1) * c + (c + 1) * d


# -- models ------------------------------------------------------------------------------------


def _sizes(call):
    """Units of each dense layer."""
    return [units for units, _ in _model(call).dense_layers()]


def _activations(call):
    return [activation for _, activation in _model(call).dense_layers()]


def _kinds(call):
    return [layer.kind for layer in _model(call).layers]


def _model(call):
    assert isinstance(call.value, Model)
    return call.value


def _unbuilt(call):
    return not _model(call).is_built and not _model(call).obstacle


def _no_biases(call):
    return any(layer.kind == "Dense" and len(layer.weights) == 1 for layer in _model(call).layers)


def _is_relu_of_another_kind(activation):
    return activation in ("leaky_relu", "relu modificada", "relu6", "elu", "selu", "gelu", "silu", "softplus")


def _parts_of_a_model(call):
    """Whether layers came back without a model around them."""
    if "KerasTensor" in call.told:
        return True
    loose = call.value if isinstance(call.value, list | tuple) else [call.value]
    kinds = ("Dense", "Flatten", "InputLayer", "Activation", "ReLU", "Dropout", "Reshape")
    return any(isinstance(item, Opaque) and item.type_name in kinds for item in loose)


# -- build_pima_model --------------------------------------------------------------------------


@symptom("keras_models.build_pima_model")
def layers_without_a_model(call):
    """Devuelves capas sueltas, no un modelo: falta encadenarlas con `keras.Sequential([...])`, o con
    `keras.Model(entrada, salida)` si usas la API funcional."""
    return _parts_of_a_model(call)


@symptom("keras_models.build_pima_model")
def not_built(call):
    """El modelo no sabe cuántas entradas recibirá, y por eso aún no tiene pesos. Díselo al construirlo: empieza por una
    capa de entrada con la forma de un ejemplo."""
    return _unbuilt(call)


@symptom("keras_models.build_pima_model")
def label_counted_as_an_input(call):
    """Cuentas la etiqueta como una entrada más. La tabla tiene nueve columnas, pero la última es lo que se quiere
    predecir: la red no puede verla."""
    return _model(call).input_shape == (9,)


@symptom("keras_models.build_pima_model")
def rows_as_inputs(call):
    """Das como forma de la entrada el número de filas de la tabla. La forma es la de un solo ejemplo: cuántas
    características tiene un paciente."""
    return _model(call).input_shape in ((768,), (614,), (768, 8), (614, 8))


@symptom("keras_models.build_pima_model")
def another_input(call):
    """La entrada no tiene el tamaño de los datos. Cuenta las características de un paciente: ese número, y solo ese, es
    la forma de cada ejemplo."""
    return _model(call).is_built and _model(call).input_shape != (8,)


@symptom("keras_models.build_pima_model")
def inputs_counted_as_a_layer(call):
    """Pones una capa densa de más al principio, con tantas unidades como características. El primer 8 de «8-12-8-1» son
    los datos: no calcula nada y no lleva capa densa."""
    return _sizes(call) == [8, 12, 8, 1]


@symptom("keras_models.build_pima_model")
def only_the_first_layer_kept(call):
    """En el modelo solo hay una capa, y no es la de salida: las demás se crean, pero no se añaden. Mira si a alguna le
    falta su `model.add(...)`, o si el `return` llega antes de tiempo."""
    return _sizes(call) == [12]


@symptom("keras_models.build_pima_model")
def no_output_layer(call):
    """Falta la capa de salida: tu red acaba en una capa oculta. La predicción es un solo número por paciente."""
    return _sizes(call) == [12, 8]


@symptom("keras_models.build_pima_model")
def no_hidden_layers(call):
    """Tu red no tiene capas ocultas: es una sola neurona, y solo puede separar las clases con una recta (un
    hiperplano). En «8-12-8-1» los números de en medio son capas."""
    return _sizes(call) == [1]


@symptom("keras_models.build_pima_model")
def a_hidden_layer_missing(call):
    """Falta una de las capas ocultas. En «8-12-8-1» el primer número es la entrada, el último la salida, y cada uno de
    los de en medio es una capa densa."""
    return _sizes(call) in ([12, 1], [8, 1])


@symptom("keras_models.build_pima_model")
def hidden_layers_swapped(call):
    """Las dos capas ocultas están en el orden contrario. En «8-12-8-1» los tamaños se leen de la entrada a la
    salida."""
    return _sizes(call) == [8, 12, 1]


@symptom("keras_models.build_pima_model")
def two_outputs(call):
    """Pones una salida por clase. Con dos clases y sigmoide basta una salida: la probabilidad de la clase 1, y la de la
    0 es lo que falta hasta 1."""
    return _sizes(call) == [12, 8, 2]


@symptom("keras_models.build_pima_model")
def layer_too_many(call):
    """Tu red tiene capas densas de más. En «8-12-8-1» el primer número es la entrada, y cada uno de los otros es una
    capa."""
    return len(_sizes(call)) > 3


@symptom("keras_models.build_pima_model")
def other_sizes(call):
    """El número de capas está bien, pero alguna no tiene las unidades que se piden. Compara los tamaños con los de
    «8-12-8-1», empezando por el segundo, que es la primera capa densa."""
    return len(_sizes(call)) == 3 and _sizes(call) != [12, 8, 1]


@symptom("keras_models.build_pima_model")
def no_hidden_activation(call):
    """Alguna capa oculta no tiene activación. Sin ella la capa es lineal, y varias capas lineales seguidas valen lo
    mismo que una sola."""
    return "linear" in _activations(call)[:-1]


@symptom("keras_models.build_pima_model")
def sigmoid_in_the_hidden_layers(call):
    """Usas la sigmoide en las capas ocultas. Es la activación de la salida, que debe ser una probabilidad; las ocultas
    llevan la que se pide en el enunciado."""
    return "sigmoid" in _activations(call)[:-1]


@symptom("keras_models.build_pima_model")
def tanh_in_the_hidden_layers(call):
    """Usas tanh en las capas ocultas, y el enunciado pide otra activación."""
    return "tanh" in _activations(call)[:-1]


@symptom("keras_models.build_pima_model")
def relu_of_another_kind(call):
    """En las capas ocultas usas una variante de ReLU. Se pide la sencilla: los negativos pasan a 0 y los positivos se
    quedan como están, sin límite."""
    return any(map(_is_relu_of_another_kind, _activations(call)[:-1]))


@symptom("keras_models.build_pima_model")
def no_output_activation(call):
    """A la salida le falta la activación: da un número cualquiera, y se pide una probabilidad, entre 0 y 1."""
    return _activations(call)[-1:] == ["linear"]


@symptom("keras_models.build_pima_model")
def softmax_on_one_output(call):
    """Pones softmax sobre una sola salida. Softmax reparte un 1 entre las salidas, y si solo hay una le toca siempre
    todo: la red respondería siempre 1. Para una sola probabilidad hay otra función."""
    return _activations(call)[-1:] == ["softmax"]


@symptom("keras_models.build_pima_model")
def relu_at_the_output(call):
    """La salida lleva ReLU, que no tiene límite por arriba. Se pide una probabilidad: la activación debe llevar
    cualquier número entre 0 y 1."""
    return _activations(call)[-1:] == ["relu"]


@symptom("keras_models.build_pima_model")
def tanh_at_the_output(call):
    """La salida lleva tanh, que va de -1 a 1. Se pide una probabilidad: la activación debe quedar entre 0 y 1."""
    return _activations(call)[-1:] == ["tanh"]


@symptom("keras_models.build_pima_model")
def sigmoid_twice(call):
    """Aplicas la sigmoide dos veces en la salida: la segunda aplasta las probabilidades hacia el medio. Ponla como
    argumento de la capa densa o como capa aparte, pero no las dos cosas."""
    return _activations(call)[-1:] == ["sigmoid + sigmoid"]


@symptom("keras_models.build_pima_model")
def imitation_of_the_sigmoid(call):
    """La salida lleva `hard_sigmoid`, una imitación de la sigmoide hecha con rectas. Se pide la sigmoide de verdad."""
    return _activations(call)[-1].startswith("hard_sigmoid")


@symptom("keras_models.build_pima_model")
def no_biases(call):
    """Hay capas sin sesgo (`use_bias=False`). Sin él, cada neurona está obligada a pasar por el origen: deja el valor
    por omisión."""
    return _no_biases(call)


@symptom("keras_models.build_pima_model")
def normalisation_added(call):
    """Añades una capa de normalización. Aquí se pide la red básica, y los datos ya vienen estandarizados."""
    return "BatchNormalization" in _kinds(call)


@symptom("keras_models.build_pima_model")
def dropout_added(call):
    """Añades una capa que solo actúa al entrenar (Dropout o parecida). En los ejercicios de entrenamiento puedes
    usarla, pero aquí se pide la red básica."""
    return any(kind in TRAINING_ONLY for kind in _kinds(call))


# -- build_mnist_model -------------------------------------------------------------------------


@symptom("keras_models.build_mnist_model")
def layers_without_a_model(call):
    """Devuelves capas sueltas, no un modelo: falta encadenarlas con `keras.Sequential([...])`, o con
    `keras.Model(entrada, salida)` si usas la API funcional."""
    return _parts_of_a_model(call)


@symptom("keras_models.build_mnist_model")
def not_built(call):
    """El modelo no sabe qué forma tendrán las imágenes, y por eso aún no tiene pesos. Díselo al construirlo: empieza
    por una capa de entrada con la forma de una imagen."""
    return _unbuilt(call)


@symptom("keras_models.build_mnist_model")
def the_pima_model(call):
    """Es la red de Pima, no la de MNIST: mira qué modelo devuelves."""
    return _model(call).input_shape == (8,)


@symptom("keras_models.build_mnist_model")
def images_already_flat(call):
    """Tu red espera las imágenes ya aplanadas. Llegan como tablas de 28x28: la propia red debe aplanarlas con una de
    sus capas."""
    return _model(call).input_shape == (784,)


@symptom("keras_models.build_mnist_model")
def convolutions_added(call):
    """Usas convoluciones. Son buenas para imágenes, pero esta red es más sencilla: aplana la imagen y usa solo capas
    densas."""
    return any(kind.startswith(("Conv", "MaxPooling")) for kind in _kinds(call))


@symptom("keras_models.build_mnist_model")
def pooled_instead_of_flattened(call):
    """Reduces cada imagen a unos pocos promedios o máximos (una capa «pooling»), y se pierde el dibujo. Aplanar es otra
    cosa: poner todos los píxeles en fila, sin perder ninguno."""
    return any("Pooling" in kind for kind in _kinds(call))


@symptom("keras_models.build_mnist_model")
def not_flattened(call):
    """Falta aplanar la imagen. Una capa densa trabaja sobre la última dimensión, así que trataría cada fila de píxeles
    por separado y daría una tabla por imagen."""
    flat = any(kind in ("Flatten", "Reshape") for kind in _kinds(call))
    return _model(call).input_shape in ((28, 28), (28, 28, 1)) and not flat


@symptom("keras_models.build_mnist_model")
def pixels_scaled_again(call):
    """Añades una capa que cambia la escala de los píxeles. Ya llegan entre 0 y 1: si los divides otra vez, la red casi
    no ve nada."""
    return "Rescaling" in _kinds(call)


@symptom("keras_models.build_mnist_model")
def no_hidden_layers(call):
    """Tu red no tiene capa oculta: pasa directamente de los píxeles a las cifras, y solo puede separar las clases con
    fronteras rectas."""
    return _sizes(call) == [10]


@symptom("keras_models.build_mnist_model")
def no_output_layer(call):
    """Falta la capa de salida: la red acaba en la capa oculta. Debe dar una puntuación por cada cifra."""
    return _sizes(call) == [128]


@symptom("keras_models.build_mnist_model")
def one_output(call):
    """La red da un solo número por imagen. Las cifras son clases, no una cantidad: se pide una puntuación por cada
    una."""
    return _sizes(call)[-1:] == [1]


@symptom("keras_models.build_mnist_model")
def nine_outputs(call):
    """Falta una salida: del 0 al 9 hay diez cifras, y cada una necesita la suya."""
    return _sizes(call)[-1:] == [9]


@symptom("keras_models.build_mnist_model")
def layer_too_many(call):
    """Tu red tiene capas densas de más: se piden dos, la oculta y la de salida."""
    return len(_sizes(call)) > 2


@symptom("keras_models.build_mnist_model")
def other_sizes(call):
    """El número de capas está bien, pero alguna no tiene las unidades que pide el enunciado: mira la oculta y, si no es
    ella, la de salida."""
    return len(_sizes(call)) == 2 and _sizes(call) != [128, 10]


@symptom("keras_models.build_mnist_model")
def no_hidden_activation(call):
    """La capa oculta no tiene activación. Sin ella es lineal, y dos capas lineales seguidas valen lo mismo que una
    sola."""
    return "linear" in _activations(call)[:-1]


@symptom("keras_models.build_mnist_model")
def sigmoid_in_the_hidden_layers(call):
    """Usas la sigmoide en la capa oculta, y el enunciado pide otra activación."""
    return "sigmoid" in _activations(call)[:-1]


@symptom("keras_models.build_mnist_model")
def tanh_in_the_hidden_layers(call):
    """Usas tanh en la capa oculta, y el enunciado pide otra activación."""
    return "tanh" in _activations(call)[:-1]


@symptom("keras_models.build_mnist_model")
def relu_of_another_kind(call):
    """En la capa oculta usas una variante de ReLU. Se pide la sencilla: los negativos pasan a 0 y los positivos se
    quedan como están, sin límite."""
    return any(map(_is_relu_of_another_kind, _activations(call)[:-1]))


@symptom("keras_models.build_mnist_model")
def softmax_instead_of_logits(call):
    """La red acaba en softmax y da probabilidades. Aquí se piden logits, las puntuaciones sin acotar: de convertirlas
    se encargará la función de pérdida, que así es más estable."""
    return _activations(call)[-1:] == ["softmax"]


@symptom("keras_models.build_mnist_model")
def sigmoid_instead_of_logits(call):
    """La salida lleva sigmoide, que sirve para preguntas de sí o no por separado. Aquí las diez clases compiten entre
    sí y se piden logits, las puntuaciones sin acotar."""
    return _activations(call)[-1:] == ["sigmoid"]


@symptom("keras_models.build_mnist_model")
def relu_at_the_output(call):
    """La salida lleva ReLU, que borra las puntuaciones negativas. Un logit puede ser cualquier número: la última capa
    va sin activación."""
    return _activations(call)[-1:] == ["relu"]


@symptom("keras_models.build_mnist_model")
def no_biases(call):
    """Hay capas sin sesgo (`use_bias=False`). Sin él, cada neurona está obligada a pasar por el origen: deja el valor
    por omisión."""
    return _no_biases(call)


@symptom("keras_models.build_mnist_model")
def normalisation_added(call):
    """Añades una capa de normalización. Aquí se pide la red básica."""
    return "BatchNormalization" in _kinds(call)


@symptom("keras_models.build_mnist_model")
def dropout_added(call):
    """Añades una capa que solo actúa al entrenar (Dropout o parecida). En los ejercicios de entrenamiento puedes
    usarla, pero aquí se pide la red básica."""
    return any(kind in TRAINING_ONLY for kind in _kinds(call))


# -- compiling ---------------------------------------------------------------------------------


def _received(call):
    """The received model, as the call left it."""
    model = call.changed[0]
    assert isinstance(model, Model)
    return model


def _settings(call):
    """What the received model was compiled with."""
    return _received(call).compiled or {}


def _loss(call):
    """The loss's name in lower case, without underscores: however it was given."""
    return _settings(call)["loss"].lower().replace("_", "")


def _loss_is(call, units, loss):
    found = _settings(call)["loss_value"]
    return found is not None and bool(
        np.isclose(found, loss(*loss_probe(units, _settings(call)["loss_draw"])), rtol=1e-4)
    )


def _optimizer(call):
    return _settings(call)["optimizer"]


def _metrics(call):
    return {name.lower().replace("_", "").removesuffix(" (propia)") for name in _settings(call)["metrics"]}


def _left_alone(call):
    """Whether the received model is not compiled, and no other came back that is."""
    elsewhere = isinstance(call.value, Model) and call.value.compiled is not None
    return _received(call).compiled is None and not elsewhere and call.outcome is not None


def _another_compiled(call):
    return _received(call).compiled is None and isinstance(call.value, Model) and call.value.compiled is not None


def _weights_changed(call):
    before, after = (
        [weight for layer in model.layers for weight in layer.weights] for model in (call.arguments[0], _received(call))
    )
    return len(before) == len(after) and not all(map(np.array_equal, before, after))


# -- compile_pima_model ------------------------------------------------------------------------


def _pima_loss_is_right(call):
    return _loss_is(call, 1, right_for_pima)


@symptom("keras_models.compile_pima_model")
def not_compiled(call):
    """El modelo vuelve sin compilar: no se ha llamado a su método `compile`. Mira si está y si lleva los paréntesis,
    que son los que hacen la llamada."""
    return _left_alone(call)


@symptom("keras_models.compile_pima_model")
def another_model_compiled(call):
    """Compilas otro modelo, una copia o uno nuevo, y el que te dan se queda como estaba. `compile` trabaja sobre el
    propio modelo: llámalo en el que recibe la función."""
    return _another_compiled(call)


@symptom("keras_models.compile_pima_model")
def no_loss(call):
    """Compilas sin función de pérdida, y sin ella no hay nada que hacer pequeño: la red no puede aprender."""
    return _loss(call).startswith("nonetype")


@symptom("keras_models.compile_pima_model")
def mean_squared_error(call):
    """La pérdida es el error cuadrático medio, que es la de una regresión. Aquí la salida es una probabilidad: busca la
    pérdida de la clasificación en dos clases."""
    return not _pima_loss_is_right(call) and _loss(call) in ("mse", "meansquarederror")


@symptom("keras_models.compile_pima_model")
def mean_absolute_error(call):
    """La pérdida es el error absoluto medio, que es la de una regresión. Aquí la salida es una probabilidad: busca la
    pérdida de la clasificación en dos clases."""
    return not _pima_loss_is_right(call) and _loss(call) in ("mae", "meanabsoluteerror")


@symptom("keras_models.compile_pima_model")
def categorical_cross_entropy(call):
    """Usas la entropía cruzada categórica, que compara las probabilidades de varias clases. Esta red tiene una sola
    salida, y con ella esa pérdida vale siempre lo mismo: busca la de dos clases."""
    return not _pima_loss_is_right(call) and _loss(call).startswith(("categoricalcrossentropy", "sparsecategorical"))


@symptom("keras_models.compile_pima_model")
def loss_from_logits(call):
    """Le dices a la pérdida que la red da logits (`from_logits=True`), pero esta red ya acaba en sigmoide y da
    probabilidades: la sigmoide se aplicaría dos veces."""
    return not _pima_loss_is_right(call) and _loss(call).startswith(("binarycrossentropy (from", "binaryfocal"))


@symptom("keras_models.compile_pima_model")
def default_optimizer(call):
    """El optimizador es RMSprop, que es el que pone Keras si no se elige otro. El enunciado pide uno en concreto:
    díselo a `compile`."""
    return _optimizer(call) == "RMSprop"


@symptom("keras_models.compile_pima_model")
def plain_gradient_descent(call):
    """El optimizador es el descenso del gradiente sencillo (SGD). El enunciado pide otro, que adapta el paso de cada
    peso y aprende bastante más deprisa."""
    return _optimizer(call) == "SGD"


@symptom("keras_models.compile_pima_model")
def relative_of_adam(call):
    """El optimizador es un pariente de Adam, no Adam: mira el nombre con cuidado."""
    return _optimizer(call) in ("Adamax", "AdamW", "Nadam", "Adagrad", "Adadelta", "Adafactor")


@symptom("keras_models.compile_pima_model")
def no_accuracy(call):
    """No pides ninguna métrica. La pérdida es lo que la red hace pequeño; para saber cuánto acierta hay que pedirle
    además que mida la exactitud."""
    return not _metrics(call)


@symptom("keras_models.compile_pima_model")
def accuracy_by_exact_equality(call):
    """El objeto `Accuracy` cuenta las predicciones exactamente iguales a la etiqueta, y una probabilidad casi nunca es
    0 o 1 justo. Pide la exactitud por su nombre, en un texto, y Keras elegirá la que corresponde."""
    return _settings(call)["metrics"] == ["Accuracy"]


@symptom("keras_models.compile_pima_model")
def accuracy_of_several_classes(call):
    """Mides la exactitud de varias clases, que mira cuál de las salidas es la mayor. Con una sola salida siempre es la
    misma: la de dos clases compara la probabilidad con un umbral."""
    return bool(_metrics(call) & {"categoricalaccuracy", "sparsecategoricalaccuracy"})


@symptom("keras_models.compile_pima_model")
def metric_of_a_regression(call):
    """La métrica que pides mide distancias, como en una regresión. Aquí interesa la fracción de pacientes bien
    clasificados."""
    return bool(_metrics(call) & _DISTANCES) and not any("acc" in name for name in _metrics(call))


_DISTANCES = {"mae", "mse", "rmse", "meanabsoluteerror", "meansquarederror", "rootmeansquarederror"}


@symptom("keras_models.compile_pima_model")
def weights_changed(call):
    """Tras tu función el modelo tiene otros pesos. Compilar no entrena ni crea nada: solo decide cómo se va a
    aprender."""
    return _weights_changed(call)


# -- compile_mnist_model -----------------------------------------------------------------------


def _mnist_loss_is_right(call):
    return _loss_is(call, 10, right_for_mnist)


@symptom("keras_models.compile_mnist_model")
def not_compiled(call):
    """El modelo vuelve sin compilar: no se ha llamado a su método `compile`. Mira si está y si lleva los paréntesis,
    que son los que hacen la llamada."""
    return _left_alone(call)


@symptom("keras_models.compile_mnist_model")
def another_model_compiled(call):
    """Compilas otro modelo, una copia o uno nuevo, y el que te dan se queda como estaba. `compile` trabaja sobre el
    propio modelo: llámalo en el que recibe la función."""
    return _another_compiled(call)


@symptom("keras_models.compile_mnist_model")
def softmax_layer_added(call):
    """Le añades una capa softmax al modelo para que dé probabilidades. Compilar no cambia la red: los logits se quedan,
    y es a la pérdida a quien hay que decirle que lo son."""
    return len(_received(call).layers) > len(call.arguments[0].layers)


@symptom("keras_models.compile_mnist_model")
def no_loss(call):
    """Compilas sin función de pérdida, y sin ella no hay nada que hacer pequeño: la red no puede aprender."""
    return _loss(call).startswith("nonetype")


@symptom("keras_models.compile_mnist_model")
def logits_taken_for_probabilities(call):
    """La pérdida es la buena, pero cree que la red da probabilidades, y lo que da son logits. Hay que decírselo, y con
    el nombre en un texto no se puede: hace falta crear el objeto de la pérdida."""
    return not _mnist_loss_is_right(call) and _loss(call) == "sparsecategoricalcrossentropy"


@symptom("keras_models.compile_mnist_model")
def loss_for_one_hot_labels(call):
    """Usas la entropía cruzada categórica, que espera las etiquetas en one-hot. Aquí cada etiqueta es un entero: para
    eso está la versión dispersa («sparse»)."""
    return not _mnist_loss_is_right(call) and _loss(call).startswith("categoricalcrossentropy")


@symptom("keras_models.compile_mnist_model")
def binary_cross_entropy(call):
    """Usas la entropía cruzada binaria, que es para dos clases y una salida. Aquí hay diez clases que compiten entre
    sí."""
    return not _mnist_loss_is_right(call) and _loss(call).startswith(("binarycrossentropy", "bce"))


@symptom("keras_models.compile_mnist_model")
def mean_squared_error(call):
    """La pérdida es el error cuadrático medio, que es la de una regresión. Las cifras son clases: confundir un 1 con un
    9 no es un error mayor que confundirlo con un 2."""
    return not _mnist_loss_is_right(call) and _loss(call) in ("mse", "meansquarederror")


@symptom("keras_models.compile_mnist_model")
def default_optimizer(call):
    """El optimizador es RMSprop, que es el que pone Keras si no se elige otro. El enunciado pide uno en concreto:
    díselo a `compile`."""
    return _optimizer(call) == "RMSprop"


@symptom("keras_models.compile_mnist_model")
def plain_gradient_descent(call):
    """El optimizador es el descenso del gradiente sencillo (SGD). El enunciado pide otro, que adapta el paso de cada
    peso y aprende bastante más deprisa."""
    return _optimizer(call) == "SGD"


@symptom("keras_models.compile_mnist_model")
def relative_of_adam(call):
    """El optimizador es un pariente de Adam, no Adam: mira el nombre con cuidado."""
    return _optimizer(call) in ("Adamax", "AdamW", "Nadam", "Adagrad", "Adadelta", "Adafactor")


@symptom("keras_models.compile_mnist_model")
def no_accuracy(call):
    """No pides ninguna métrica. La pérdida es lo que la red hace pequeño; para saber cuánto acierta hay que pedirle
    además que mida la exactitud."""
    return not _metrics(call)


@symptom("keras_models.compile_mnist_model")
def accuracy_by_exact_equality(call):
    """El objeto `Accuracy` cuenta las salidas exactamente iguales a la etiqueta, y compara puntuaciones con cifras.
    Pide la exactitud por su nombre, en un texto, y Keras elegirá la que corresponde."""
    return _settings(call)["metrics"] == ["Accuracy"]


@symptom("keras_models.compile_mnist_model")
def accuracy_of_one_hot_labels(call):
    """Mides la exactitud de etiquetas one-hot, y aquí cada etiqueta es un entero. Pide la exactitud por su nombre, en
    un texto, y Keras elegirá la que corresponde."""
    return "categoricalaccuracy" in _metrics(call)


@symptom("keras_models.compile_mnist_model")
def accuracy_of_two_classes(call):
    """Mides la exactitud de dos clases, que compara cada salida con un umbral. Con diez clases lo que cuenta es cuál de
    las salidas es la mayor."""
    return "binaryaccuracy" in _metrics(call)


@symptom("keras_models.compile_mnist_model")
def metric_of_a_regression(call):
    """La métrica que pides mide distancias, como en una regresión. Aquí interesa la fracción de imágenes bien
    clasificadas."""
    return bool(_metrics(call) & _DISTANCES) and not any("acc" in name for name in _metrics(call))


@symptom("keras_models.compile_mnist_model")
def weights_changed(call):
    """Tras tu función el modelo tiene otros pesos. Compilar no entrena ni crea nada: solo decide cómo se va a
    aprender."""
    return _weights_changed(call)


# -- model_filename ----------------------------------------------------------------------------


@symptom("keras_models.model_filename")
def joins_numbers_as_text(call):
    """`join` solo une textos, y los tamaños de las capas son números. Convierte antes cada uno en texto."""
    return call.raised == "TypeError" and "sequence item" in call.told


@misconception("keras_models.model_filename")
def whole_list_as_text(layers, seed):
    """Metes la lista entera en el texto, con sus corchetes y sus comas. En el nombre van solo los tamaños, unidos por
    guiones."""
    return f"keras_{layers}_{seed}.keras"


@misconception("keras_models.model_filename")
def seed_forgotten(layers, seed):
    """Falta la semilla en el nombre: dos entrenamientos de la misma red se pisarían el fichero."""
    return f"keras_{'-'.join(map(str, layers))}.keras"


@misconception("keras_models.model_filename")
def extension_forgotten(layers, seed):
    """Falta la extensión. Por ella sabe Keras en qué formato guardar."""
    return f"keras_{'-'.join(map(str, layers))}_{seed}"


@misconception("keras_models.model_filename")
def extension_without_its_dot(layers, seed):
    """Falta el punto que separa el nombre de la extensión."""
    return f"keras_{'-'.join(map(str, layers))}_{seed}keras"


@misconception("keras_models.model_filename")
def old_extension(layers, seed):
    """Usas la extensión `.h5`, la del formato antiguo. La de hoy lleva el propio nombre de la biblioteca."""
    return f"keras_{'-'.join(map(str, layers))}_{seed}.h5"


@misconception("keras_models.model_filename")
def prefix_forgotten(layers, seed):
    """Falta el principio del nombre, antes de los tamaños de las capas: compáralo con el ejemplo del enunciado."""
    return f"{'-'.join(map(str, layers))}_{seed}.keras"


@misconception("keras_models.model_filename")
def hyphen_before_the_seed(layers, seed):
    """Unes la semilla con un guion, como si fuera una capa más. Los guiones son solo para las capas; mira con qué se
    separan las otras partes del nombre."""
    return f"keras_{'-'.join(map(str, layers))}-{seed}.keras"


@misconception("keras_models.model_filename")
def hyphen_after_the_prefix(layers, seed):
    """Unes el principio del nombre con un guion. Los guiones son solo para las capas; mira con qué se separan las otras
    partes del nombre."""
    return f"keras-{'-'.join(map(str, layers))}_{seed}.keras"


@misconception("keras_models.model_filename")
def underscores_between_layers(layers, seed):
    """Separas las capas con guiones bajos, y así no se distinguen de las otras partes del nombre. Entre capas va otro
    separador."""
    return f"keras_{'_'.join(map(str, layers))}_{seed}.keras"


@misconception("keras_models.model_filename")
def layers_stuck_together(layers, seed):
    """Los tamaños de las capas van pegados, y no se sabe dónde acaba uno y empieza otro: falta el separador."""
    return f"keras_{''.join(map(str, layers))}_{seed}.keras"


@misconception("keras_models.model_filename")
def trailing_hyphen(layers, seed):
    """Queda un guion de más tras la última capa: añades uno después de cada tamaño, y solo deben ir entre ellos. Para
    eso los textos tienen un método que une."""
    return f"keras_{'-'.join(map(str, layers))}-_{seed}.keras"


@misconception("keras_models.model_filename")
def seed_first(layers, seed):
    """La semilla va delante de las capas, y debe ir detrás: compara el orden con el del ejemplo."""
    return f"keras_{seed}_{'-'.join(map(str, layers))}.keras"


@misconception("keras_models.model_filename")
def always_seed_42(layers, seed):
    """Escribes siempre la semilla 42. Usa la que llega en el argumento `seed`."""
    return f"keras_{'-'.join(map(str, layers))}_42.keras"


@misconception("keras_models.model_filename")
def always_the_example(layers, seed):
    """El nombre es siempre el del ejemplo. Constrúyelo con los argumentos que recibes."""
    return "keras_8-12-8-1_42.keras"


@misconception("keras_models.model_filename")
def always_the_architecture_of_the_example(layers, seed):
    """La arquitectura del nombre es siempre la del curso. Constrúyela con los tamaños que llegan en `layers`."""
    return f"keras_{'28x28-128-10' if layers[0] == '28x28' else '8-12-8-1'}_{seed}.keras"


@misconception("keras_models.model_filename")
def only_the_hidden_layers(layers, seed):
    """Falta algún tamaño: pones solo las capas de en medio. También van la entrada y la salida."""
    return f"keras_{'-'.join(map(str, layers[1:-1]))}_{seed}.keras"


@misconception("keras_models.model_filename")
def inputs_forgotten(layers, seed):
    """Falta el primer tamaño, el de la entrada: revisa dónde empieza tu bucle o tu corte."""
    return f"keras_{'-'.join(map(str, layers[1:]))}_{seed}.keras"


@symptom("keras_models.model_filename")
def inside_a_folder(call):
    """Devuelves una ruta, con su carpeta delante. Se pide solo el nombre del fichero; la carpeta la pondrá quien lo
    guarde."""
    layers, seed = call.arguments
    name = f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    return call.value.replace("\\", "/").endswith("/" + name)


@symptom("keras_models.model_filename")
def spaces_or_capitals(call):
    """El nombre es casi el que se pide: sobra algún espacio o hay alguna mayúscula. Compáralo letra a letra con el del
    ejemplo."""
    layers, seed = call.arguments
    name = f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    return call.value != name and "".join(call.value.split()).lower() == name
