"""Known wrong ideas of the unit network."""

from __future__ import annotations

from functools import partial

import numpy as np

from grader.feedback.misconception import misconception, same, symptom


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def _softmax(z, axis):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def _activate(z, activation):
    match activation:
        case "linear":
            return z
        case "relu":
            return np.maximum(z, 0)
        case "sigmoid":
            return _sigmoid(z)
        case "tanh":
            return np.tanh(z)
        case "softmax":
            return _softmax(z, 1)
    raise ValueError


def _check(labels, n_classes):
    if np.any((labels < 0) | (labels >= n_classes)):
        raise ValueError


def _hidden_and_output(X, W1, b1, W2, b2):
    hidden = _sigmoid(X @ W1 + b1)
    return hidden, _sigmoid(hidden @ W2 + b2)


def _gradients(X, y, W1, b1, W2, b2):
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = (delta2 @ W2.T) * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


# -- one_hot -----------------------------------------------------------------------------------


@misconception("network.one_hot")
def labels_counted_from_one(labels, n_classes):
    """Cuentas las clases desde 1: el uno cae una columna antes de la suya, y la clase 0 acaba en la última. Las
    etiquetas y las columnas empiezan las dos en 0."""
    _check(labels, n_classes)
    return np.eye(n_classes)[labels - 1]


@misconception("network.one_hot")
def one_column_too_far(labels, n_classes):
    """El uno cae una columna después de la suya. Las etiquetas y las columnas empiezan las dos en 0: no hace falta
    sumar nada."""
    _check(labels, n_classes)
    return np.eye(n_classes)[(labels + 1) % n_classes]


@misconception("network.one_hot")
def as_many_columns_as_classes_seen(labels, n_classes):
    """Haces tantas columnas como pide la etiqueta más alta que ves. El número de columnas lo decide `n_classes`, aunque
    en estos datos falten clases."""
    _check(labels, n_classes)
    return np.eye(labels.max() + 1)[labels]


@misconception("network.one_hot")
def only_columns_of_classes_seen(labels, n_classes):
    """Haces una columna por cada clase que aparece y te saltas las que no están. Todas las clases tienen su columna,
    aparezcan o no: dos lotes distintos deben poder compararse."""
    _check(labels, n_classes)
    return (labels[:, None] == np.unique(labels)).astype(float)


@misconception("network.one_hot")
def columns_by_order_of_the_classes_seen(labels, n_classes):
    """Colocas el uno según el orden de la clase entre las que aparecen en los datos. La columna es la propia etiqueta,
    aunque falten otras clases."""
    _check(labels, n_classes)
    return np.eye(n_classes)[np.searchsorted(np.unique(labels), labels)]


@misconception("network.one_hot")
def transposed(labels, n_classes):
    """La tabla está traspuesta: hay una columna por ejemplo. Debe haber una fila por ejemplo y una columna por
    clase."""
    _check(labels, n_classes)
    return np.eye(n_classes)[labels].T


@misconception("network.one_hot")
def every_row_gets_every_label(labels, n_classes):
    """Pones los unos de todas las etiquetas en todas las filas: `filas[:, labels]` toma columnas enteras. Cada fila
    lleva solo el uno de su etiqueta, así que hay que indicar fila y columna por parejas."""
    _check(labels, n_classes)
    rows = np.zeros((len(labels), n_classes))
    rows[:, labels] = 1
    return rows


@misconception("network.one_hot")
def label_in_place_of_one(labels, n_classes):
    """Escribes la etiqueta donde va un uno. En esta codificación solo hay ceros y unos: la clase la dice la posición,
    no el valor."""
    _check(labels, n_classes)
    return np.eye(n_classes)[labels] * labels[:, None]


@misconception("network.one_hot")
def zeros_and_ones_swapped(labels, n_classes):
    """Has puesto un cero donde va el uno y unos en lo demás: es la tabla contraria."""
    _check(labels, n_classes)
    return 1 - np.eye(n_classes)[labels]


@misconception("network.one_hot")
def minus_ones_for_zeros(labels, n_classes):
    """Fuera de la clase pones -1. Esta codificación usa ceros y unos, que además se pueden leer como probabilidades."""
    _check(labels, n_classes)
    return 2 * np.eye(n_classes)[labels] - 1


@misconception("network.one_hot")
def ones_up_to_the_label(labels, n_classes):
    """Pones unos en todas las columnas hasta la etiqueta. Solo la columna de la etiqueta lleva un uno."""
    _check(labels, n_classes)
    return (np.arange(n_classes) <= labels[:, None]).astype(float)


@misconception("network.one_hot")
def negative_label_wraps_around(labels, n_classes):
    """Una etiqueta negativa te pasa sin avisar, porque para NumPy el índice -1 es el último. Compruebas el límite por
    arriba; falta el de abajo."""
    if np.any(labels >= n_classes):
        raise ValueError
    return np.eye(n_classes)[labels]


@misconception("network.one_hot")
def too_large_a_label_not_refused(labels, n_classes):
    """Dejas pasar etiquetas demasiado grandes, y con ellas salta el error de NumPy y no el `ValueError` que se pide.
    Compruebas el límite por abajo; falta el de arriba."""
    if np.any(labels < 0):
        raise ValueError
    return np.eye(n_classes)[labels]


@misconception("network.one_hot")
def limit_off_by_one(labels, n_classes):
    """Dejas pasar la etiqueta igual a `n_classes`. Con n clases las etiquetas van de 0 a n - 1, así que esa ya está
    fuera: revisa si tu comparación es estricta."""
    if np.any((labels < 0) | (labels > n_classes)):
        raise ValueError
    return (labels[:, None] == np.arange(n_classes)).astype(float)


@misconception("network.one_hot")
def limit_off_by_one_by_index(labels, n_classes):
    """Dejas pasar la etiqueta igual a `n_classes`, y con ella salta el error de NumPy y no el `ValueError` que se pide.
    Con n clases las etiquetas van de 0 a n - 1: revisa si tu comparación es estricta."""
    if np.any((labels < 0) | (labels > n_classes)):
        raise ValueError
    return np.eye(n_classes)[labels]


@misconception("network.one_hot")
def labels_never_checked(labels, n_classes):
    """No compruebas las etiquetas: las negativas cuentan desde el final sin que nadie avise, y las demasiado grandes
    dan el error de NumPy y no el que se pide. Mira sus valores antes de usarlas como índices."""
    return np.eye(n_classes)[labels]


@misconception("network.one_hot")
def silent_zeros_for_unknown_labels(labels, n_classes):
    """No compruebas las etiquetas: una que no existe deja su fila entera a cero, sin que nadie avise. Mira si todas
    están entre 0 y n_classes - 1 antes de seguir."""
    return (labels[:, None] == np.arange(n_classes)).astype(float)


@misconception("network.one_hot")
def assertion_instead_of_value_error(labels, n_classes):
    """Compruebas las etiquetas con `assert`, que lanza AssertionError. `assert` sirve para tus propios descuidos, y
    Python puede ignorarlo; ante datos que no valen se pide `raise ValueError(...)`."""
    assert np.all((labels >= 0) & (labels < n_classes))
    return np.eye(n_classes)[labels]


@misconception("network.one_hot")
def index_error_raised_by_hand(labels, n_classes):
    """Compruebas bien las etiquetas, pero lanzas otra excepción. El enunciado pide `ValueError`: es la que espera quien
    llama."""
    if np.any((labels < 0) | (labels >= n_classes)):
        raise IndexError
    return np.eye(n_classes)[labels]


# -- dense -------------------------------------------------------------------------------------


@misconception("network.dense")
def bias_forgotten(X, W, b, activation):
    """Olvidas el sesgo: tras el producto de matrices hay que sumarlo a cada fila, antes de la activación."""
    return _activate(X @ W, activation)


@misconception("network.dense")
def bias_subtracted(X, W, b, activation):
    """Restas el sesgo en lugar de sumarlo."""
    return _activate(X @ W - b, activation)


@misconception("network.dense")
def bias_after_the_activation(X, W, b, activation):
    """Sumas el sesgo después de la activación. Forma parte de lo que entra en ella: primero la suma ponderada entera,
    después la activación."""
    return _activate(X @ W, activation) + b


@misconception("network.dense")
def transposed_weights(X, W, b, activation):
    """Traspones los pesos, que aquí ya vienen con una columna por neurona. Comprueba las formas: las columnas de `X`
    deben encontrarse con las filas de los pesos."""
    return _activate(X @ W.T + b, activation)


@misconception("network.dense")
def ignores_the_activation(X, W, b, activation):
    """No aplicas la activación: devuelves la suma ponderada, pidan lo que pidan. Es el último paso de la capa, el que
    la hace no lineal; qué función toca lo dice el argumento `activation`."""
    return X @ W + b


@misconception("network.dense")
def always_sigmoid(X, W, b, activation):
    """Aplicas siempre la sigmoide, pidan lo que pidan. Mira el argumento `activation`."""
    _activate(np.zeros((1, 1)), activation)
    return _sigmoid(X @ W + b)


@misconception("network.dense")
def always_relu(X, W, b, activation):
    """Aplicas siempre ReLU, pidan lo que pidan. Mira el argumento `activation`."""
    _activate(np.zeros((1, 1)), activation)
    return np.maximum(X @ W + b, 0)


@misconception("network.dense")
def activation_on_the_inputs(X, W, b, activation):
    """Aplicas la activación a las entradas, antes de multiplicar por los pesos. Va después: es lo que la neurona hace
    con su suma ponderada."""
    return _activate(X, activation) @ W + b


@misconception("network.dense")
def activation_twice(X, W, b, activation):
    """Aplicas la activación dos veces. Mira si se la aplicas a algo que ya la lleva."""
    return _activate(_activate(X @ W + b, activation), activation)


@misconception("network.dense")
def softmax_over_the_whole_batch(X, W, b, activation):
    """En softmax mezclas unos ejemplos con otros: divides entre la suma de toda la tabla, o entre la de cada columna.
    Cada fila es un ejemplo, y son sus probabilidades las que deben sumar 1: mira `axis` y `keepdims`."""
    return _softmax(X @ W + b, None) if activation == "softmax" else _activate(X @ W + b, activation)


@misconception("network.dense", twin_of="softmax_over_the_whole_batch")
def softmax_down_the_columns(X, W, b, activation):
    """En softmax mezclas unos ejemplos con otros: divides entre la suma de toda la tabla, o entre la de cada columna.
    Cada fila es un ejemplo, y son sus probabilidades las que deben sumar 1: mira `axis` y `keepdims`."""
    return _softmax(X @ W + b, 0) if activation == "softmax" else _activate(X @ W + b, activation)


@misconception("network.dense")
def softmax_not_normalised(X, W, b, activation):
    """Tu softmax calcula las exponenciales, pero no las reparte: falta dividir cada una para que las de una fila sumen
    1."""
    return np.exp(X @ W + b) if activation == "softmax" else _activate(X @ W + b, activation)


@misconception("network.dense")
def softmax_overflows(X, W, b, activation):
    """Tu softmax es buena con números normales, pero las exponenciales se desbordan con los grandes y queda NaN. Restar
    la misma cantidad a toda la fila no cambia las probabilidades: elige una que haga pequeños los exponentes."""
    if activation == "softmax":
        e = np.exp(X @ W + b)
        return e / e.sum(axis=1, keepdims=True)
    return _activate(X @ W + b, activation)


@misconception("network.dense")
def softmax_shifted_by_the_largest_of_the_batch(X, W, b, activation):
    """En softmax restas el máximo de toda la tabla, y una fila enorme deja a las demás en 0/0. Cada fila debe restar su
    propio máximo: mira `axis` y `keepdims`."""
    if activation == "softmax":
        e = np.exp(X @ W + b - np.max(X @ W + b))
        return e / e.sum(axis=1, keepdims=True)
    return _activate(X @ W + b, activation)


@misconception("network.dense")
def sigmoid_overflows(X, W, b, activation):
    """Tu sigmoide divide dos números enormes cuando z es grande, y queda NaN. Elige para cada signo de z la forma de la
    fórmula en la que el exponente no es positivo."""
    if activation == "sigmoid":
        e = np.exp(X @ W + b)
        return e / (1 + e)
    return _activate(X @ W + b, activation)


@misconception("network.dense")
def sigmoid_reversed(X, W, b, activation):
    """Tu sigmoide baja cuando debería subir: para z grande debe acercarse a 1. Mira el signo del exponente."""
    return _sigmoid(-(X @ W + b)) if activation == "sigmoid" else _activate(X @ W + b, activation)


@misconception("network.dense")
def relu_reversed(X, W, b, activation):
    """Tu ReLU se queda con los negativos y pone a cero los positivos: es al revés."""
    return np.minimum(X @ W + b, 0) if activation == "relu" else _activate(X @ W + b, activation)


@misconception("network.dense")
def absolute_value_for_relu(X, W, b, activation):
    """Tu ReLU hace positivos los negativos. No se les cambia el signo: pasan a valer 0."""
    return np.abs(X @ W + b) if activation == "relu" else _activate(X @ W + b, activation)


@misconception("network.dense")
def leaky_relu(X, W, b, activation):
    """Tu ReLU deja pasar una pequeña parte de los negativos (eso es la «leaky ReLU»). Aquí los negativos pasan a valer
    exactamente 0."""
    z = X @ W + b
    return np.where(z > 0, z, 0.01 * z) if activation == "relu" else _activate(z, activation)


@misconception("network.dense")
def tanh_without_doubling(X, W, b, activation):
    """Escribes la tangente hiperbólica a partir de la sigmoide, pero su entrada debe ir al doble: así sube demasiado
    despacio. NumPy también la tiene hecha."""
    return 2 * _sigmoid(X @ W + b) - 1 if activation == "tanh" else _activate(X @ W + b, activation)


@misconception("network.dense")
def unknown_activation_is_linear(X, W, b, activation):
    """Con una activación desconocida devuelves la suma ponderada, como si fuera lineal. Un nombre mal escrito pasaría
    sin que nadie lo note: trata "linear" como las demás y rechaza el resto con `ValueError`."""
    if activation in ("relu", "sigmoid", "tanh", "softmax"):
        return _activate(X @ W + b, activation)
    return X @ W + b


@misconception("network.dense")
def unknown_activation_is_softmax(X, W, b, activation):
    """El último caso de tu cadena de condiciones (un `else`) recoge también los nombres desconocidos. Pregunta por
    "softmax" como por las demás y deja el `else` para lanzar `ValueError`."""
    if activation in ("linear", "relu", "sigmoid", "tanh"):
        return _activate(X @ W + b, activation)
    return _softmax(X @ W + b, 1)


@misconception("network.dense")
def unknown_activation_gives_nothing(X, W, b, activation):
    """Con una activación desconocida la función acaba sin devolver nada ni avisar. Imprimir un mensaje no basta: quien
    llama debe recibir una excepción `ValueError`."""
    if activation in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        return _activate(X @ W + b, activation)
    return None


@misconception("network.dense")
def key_error_instead_of_value_error(X, W, b, activation):
    """Buscas la activación en un diccionario, y con un nombre desconocido salta su KeyError. El enunciado pide
    `ValueError`: pregunta antes si el nombre está."""
    if activation not in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        raise KeyError(activation)
    return _activate(X @ W + b, activation)


@misconception("network.dense")
def part_of_a_name_is_enough(X, W, b, activation):
    """Das por buena una activación si su texto forma parte de un nombre: `in` entre dos textos busca trozos. Compara
    con `==`, o pregunta si está en una lista o un diccionario."""
    for name in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        if activation in name:
            return _activate(X @ W + b, name)
    raise ValueError


# -- forward -----------------------------------------------------------------------------------


@misconception("network.forward")
def last_layer_first(X, layers):
    """Recorres las capas de la última a la primera. La lista viene en el orden en que se aplican: la primera es la que
    recibe los datos."""
    for W, b, activation in reversed(layers):
        X = _activate(X @ W + b, activation)
    return X


@misconception("network.forward")
def returns_in_the_loop(X, layers):
    """Solo aplicas la primera capa: el `return` está dentro del bucle y termina la función en la primera vuelta."""
    W, b, activation = layers[0]
    return _activate(X @ W + b, activation)


@misconception("network.forward")
def last_layer_forgotten(X, layers):
    """Te paras antes de la última capa: revisa hasta dónde llega tu bucle."""
    for W, b, activation in layers[:-1]:
        X = _activate(X @ W + b, activation)
    return X


@misconception("network.forward")
def first_layer_forgotten(X, layers):
    """Te saltas la primera capa: revisa dónde empieza tu bucle. Los índices empiezan en 0."""
    for W, b, activation in layers[1:]:
        X = _activate(X @ W + b, activation)
    return X


@misconception("network.forward")
def every_layer_sees_the_inputs(X, layers):
    """Das a todas las capas los datos de entrada, así que solo cuenta la última. La salida de cada capa debe ser la
    entrada de la siguiente: mira qué variable usas dentro del bucle."""
    for W, b, activation in layers:
        a = _activate(X @ W + b, activation)
    return a


@misconception("network.forward")
def two_layers_at_most(X, layers):
    """Aplicas como mucho dos capas. La lista puede tener las que quiera: recórrela entera."""
    for W, b, activation in layers[:2]:
        X = _activate(X @ W + b, activation)
    return X


@misconception("network.forward")
def exactly_two_layers(X, layers):
    """Repartes la lista en dos capas, y con cualquier otro número falla. Recórrela con un bucle, que sirve para las que
    haya."""
    (W1, b1, first), (W2, b2, second) = layers
    return _activate(_activate(X @ W1 + b1, first) @ W2 + b2, second)


@misconception("network.forward", twin_of="two_layers_at_most")
def always_the_first_two_layers(X, layers):
    """Aplicas las capas 0 y 1 de la lista: con una sola falla, y con más se quedan sin aplicar. Recórrela con un bucle,
    que sirve para las que haya."""
    (W1, b1, first), (W2, b2, second) = layers[0], layers[1]
    return _activate(_activate(X @ W1 + b1, first) @ W2 + b2, second)


@misconception("network.forward")
def without_activations(X, layers):
    """No aplicas ninguna activación: sin ellas, muchas capas valen lo mismo que una. Cada tupla trae la suya."""
    for W, b, _ in layers:
        X = X @ W + b
    return X


@misconception("network.forward")
def linear_inside(X, layers):
    """Aplicas la activación solo al final. Cada capa tiene la suya, también las de dentro; sin ellas, todas juntas
    valen lo mismo que una."""
    for W, b, _ in layers:
        X = X @ W + b
    return _activate(X, layers[-1][2])


@misconception("network.forward")
def activation_of_the_first_layer(X, layers):
    """Usas en todas las capas la activación de la primera. Cada tupla de la lista trae la suya."""
    for W, b, _ in layers:
        X = _activate(X @ W + b, layers[0][2])
    return X


@misconception("network.forward")
def activation_of_the_last_layer(X, layers):
    """Usas en todas las capas la activación de la última. Cada tupla de la lista trae la suya."""
    for W, b, _ in layers:
        X = _activate(X @ W + b, layers[-1][2])
    return X


@misconception("network.forward")
def always_sigmoid(X, layers):
    """Aplicas la sigmoide en todas las capas, digan lo que digan. Usa la activación que trae cada una."""
    for W, b, _ in layers:
        X = _sigmoid(X @ W + b)
    return X


@misconception("network.forward")
def bias_forgotten(X, layers):
    """Olvidas los sesgos: cada capa suma el suyo después de multiplicar por los pesos."""
    for W, _, activation in layers:
        X = _activate(X @ W, activation)
    return X


@misconception("network.forward")
def bias_subtracted(X, layers):
    """Restas los sesgos en lugar de sumarlos."""
    for W, b, activation in layers:
        X = _activate(X @ W - b, activation)
    return X


@misconception("network.forward")
def bias_after_the_activation(X, layers):
    """Sumas los sesgos después de la activación. Forman parte de lo que entra en ella."""
    for W, b, activation in layers:
        X = _activate(X @ W, activation) + b
    return X


@misconception("network.forward")
def activation_twice(X, layers):
    """Aplicas cada activación dos veces. Si usas tu función `dense`, ella ya la aplica."""
    for W, b, activation in layers:
        X = _activate(_activate(X @ W + b, activation), activation)
    return X


@misconception("network.forward")
def returns_every_activation(X, layers):
    """Devuelves las salidas de todas las capas. La predicción de la red es solo la de la última."""
    outputs = []
    for W, b, activation in layers:
        X = _activate(X @ W + b, activation)
        outputs.append(X)
    return outputs


@misconception("network.forward")
def inputs_too(X, layers):
    """Devuelves una lista con la entrada y las salidas de todas las capas. La predicción de la red es solo la salida de
    la última."""
    outputs = [X]
    for W, b, activation in layers:
        outputs.append(_activate(outputs[-1] @ W + b, activation))
    return outputs


@misconception("network.forward")
def rounded_output(X, layers):
    """Redondeas la salida. La red da números con decimales; convertirlos en clases es tarea de quien los use."""
    for W, b, activation in layers:
        X = _activate(X @ W + b, activation)
    return np.round(X)


# -- backpropagation ---------------------------------------------------------------------------


@misconception("network.backpropagation")
def opposite_sign(X, y, W1, b1, W2, b2):
    """Los cuatro gradientes tienen el signo cambiado: con ellos la pérdida crecería. Mira en qué orden restas la
    predicción y la etiqueta."""
    return tuple(-part for part in _gradients(X, y, W1, b1, W2, b2))


@misconception("network.backpropagation")
def opposite_sign_in_the_hidden_layer(X, y, W1, b1, W2, b2):
    """Los gradientes de la capa oculta tienen el signo cambiado; los de la salida están bien. Mira si al llevar el
    error hacia atrás aparece un signo de más."""
    dW1, db1, dW2, db2 = _gradients(X, y, W1, b1, W2, b2)
    return -dW1, -db1, dW2, db2


@misconception("network.backpropagation")
def without_the_mean(X, y, W1, b1, W2, b2):
    """Sumas las contribuciones de los ejemplos y no haces la media. La pérdida es una media, y al repetir los ejemplos
    el gradiente no debe crecer."""
    return tuple(len(X) * part for part in _gradients(X, y, W1, b1, W2, b2))


@misconception("network.backpropagation")
def biases_without_the_mean(X, y, W1, b1, W2, b2):
    """Los gradientes de los pesos están bien, pero los de los sesgos son sumas sin promediar. El factor que viene de la
    media de la pérdida es el mismo en los cuatro."""
    dW1, db1, dW2, db2 = _gradients(X, y, W1, b1, W2, b2)
    return dW1, len(X) * db1, dW2, len(X) * db2


@misconception("network.backpropagation")
def weights_without_the_mean(X, y, W1, b1, W2, b2):
    """Los gradientes de los sesgos están bien, pero los de los pesos son sumas sin promediar. El factor que viene de la
    media de la pérdida es el mismo en los cuatro."""
    dW1, db1, dW2, db2 = _gradients(X, y, W1, b1, W2, b2)
    return len(X) * dW1, db1, len(X) * dW2, db2


@misconception("network.backpropagation")
def biases_averaged_twice(X, y, W1, b1, W2, b2):
    """En los sesgos haces la media dos veces. Si el error de la salida ya está dividido entre el número de ejemplos,
    después solo hay que sumar."""
    dW1, db1, dW2, db2 = _gradients(X, y, W1, b1, W2, b2)
    return dW1, db1 / len(X), dW2, db2 / len(X)


@misconception("network.backpropagation")
def mean_taken_twice(X, y, W1, b1, W2, b2):
    """Haces la media dos veces: divides entre el número de ejemplos al calcular el error y otra vez al final. Hazlo en
    un solo sitio."""
    return tuple(part / len(X) for part in _gradients(X, y, W1, b1, W2, b2))


@misconception("network.backpropagation")
def without_the_hidden_derivative(X, y, W1, b1, W2, b2):
    """Al llevar el error a la capa oculta te falta la derivada de su activación. El error no llega entero: la sigmoide
    de cada neurona lo frena según lo saturada que esté."""
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = delta2 @ W2.T
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def derivative_applied_to_the_activation(X, y, W1, b1, W2, b2):
    """Aplicas la sigmoide dos veces en la derivada de la capa oculta: llamas a la derivada con la activación, cuando
    espera z. Si ya tienes la salida de la neurona, su derivada se calcula directamente con ella."""
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    again = _sigmoid(hidden)
    delta1 = delta2 @ W2.T * again * (1 - again)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def derivative_of_the_weighted_sum(X, y, W1, b1, W2, b2):
    """En la derivada de la capa oculta usas z donde va la activación. Esa fórmula corta de la derivada se escribe con
    la salida de la sigmoide, no con su entrada."""
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    z = X @ W1 + b1
    delta2 = (output - y) / len(X)
    delta1 = delta2 @ W2.T * z * (1 - z)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def delta_of_the_squared_error(X, y, W1, b1, W2, b2):
    """Usas el gradiente del error cuadrático. Aquí la pérdida es la entropía cruzada, y en la salida su derivada se
    simplifica con la de la sigmoide: vuelve a derivar el error de la salida."""
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    delta2 = 2 * (output - y) * output * (1 - output) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def extra_derivative_at_the_output(X, y, W1, b1, W2, b2):
    """Multiplicas el error de la salida por la derivada de su sigmoide. Con la entropía cruzada esa derivada se
    cancela: ya está dentro de la diferencia entre predicción y etiqueta."""
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) * output * (1 - output) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def extra_derivative_on_the_way_back(X, y, W1, b1, W2, b2):
    """La capa de salida está bien, pero al llevar su error hacia atrás lo multiplicas otra vez por la derivada de la
    sigmoide de la salida. Esa derivada ya se había cancelado con la de la pérdida."""
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = (delta2 * output * (1 - output)) @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def without_the_output_weights(X, y, W1, b1, W2, b2):
    """Repartes el error de la salida por igual entre las neuronas ocultas. A cada una le toca según el peso que la une
    con la salida."""
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = delta2 * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def output_weights_updated_before_use(X, y, W1, b1, W2, b2):
    """Cambias W2 antes de usarlo para llevar el error hacia atrás. Todos los gradientes son de un mismo punto: usa los
    pesos con los que hiciste la predicción."""
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    dW2 = hidden.T @ delta2
    delta1 = delta2 @ (W2 - dW2).T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), dW2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def biases_summed_over_the_units(X, y, W1, b1, W2, b2):
    """En `db1` sumas también sobre las neuronas, y todas reciben lo mismo. Cada sesgo es de una neurona: suma solo
    sobre los ejemplos."""
    dW1, db1, dW2, db2 = _gradients(X, y, W1, b1, W2, b2)
    return dW1, np.full(len(b1), db1.sum()), dW2, db2


@misconception("network.backpropagation", twin_of="biases_summed_over_the_units")
def hidden_biases_in_one_number(X, y, W1, b1, W2, b2):
    """En `db1` sumas también sobre las neuronas y queda un solo número. Cada sesgo es de una neurona: suma solo sobre
    los ejemplos."""
    dW1, db1, dW2, db2 = _gradients(X, y, W1, b1, W2, b2)
    return dW1, db1.sum(), dW2, db2


@misconception("network.backpropagation")
def hidden_bias_forgotten(X, y, W1, b1, W2, b2):
    """Al calcular la capa oculta olvidas sumar `b1`. Los gradientes son los de otra red."""
    return _gradients(X, y, W1, 0 * b1, W2, b2)


@misconception("network.backpropagation")
def output_bias_forgotten(X, y, W1, b1, W2, b2):
    """Al calcular la salida olvidas sumar `b2`. Los gradientes son los de otra red."""
    return _gradients(X, y, W1, b1, W2, 0 * b2)


@misconception("network.backpropagation")
def bias_forgotten(X, y, W1, b1, W2, b2):
    """Olvidas los dos sesgos al calcular la predicción. Los gradientes son los de otra red."""
    return _gradients(X, y, W1, 0 * b1, W2, 0 * b2)


@misconception("network.backpropagation")
def tanh_in_the_hidden_layer(X, y, W1, b1, W2, b2):
    """Usas tanh en la capa oculta. Esta red lleva sigmoides en las dos capas."""
    hidden = np.tanh(X @ W1 + b1)
    delta2 = (_sigmoid(hidden @ W2 + b2) - y) / len(X)
    delta1 = delta2 @ W2.T * (1 - hidden**2)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def relu_in_the_hidden_layer(X, y, W1, b1, W2, b2):
    """Usas ReLU en la capa oculta. Esta red lleva sigmoides en las dos capas."""
    hidden = np.maximum(X @ W1 + b1, 0)
    delta2 = (_sigmoid(hidden @ W2 + b2) - y) / len(X)
    delta1 = delta2 @ W2.T * (hidden > 0)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def linear_output(X, y, W1, b1, W2, b2):
    """A la salida le falta la sigmoide: restas la etiqueta a la suma ponderada, no a la probabilidad."""
    hidden = _sigmoid(X @ W1 + b1)
    delta2 = (hidden @ W2 + b2 - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def thresholded_prediction(X, y, W1, b1, W2, b2):
    """Conviertes la predicción en 0 o 1 antes de compararla con la etiqueta. El error usa la probabilidad tal cual: una
    respuesta acertada pero dudosa también tiene algo que aprender."""
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    delta2 = ((output >= 0.5) - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def hidden_layer_left_alone(X, y, W1, b1, W2, b2):
    """Los gradientes de la capa oculta te salen cero: calculas los de la salida, pero no llevas su error hacia
    atrás."""
    _, _, dW2, db2 = _gradients(X, y, W1, b1, W2, b2)
    return np.zeros_like(W1), np.zeros_like(b1), dW2, db2


@misconception("network.backpropagation")
def only_the_first_example(X, y, W1, b1, W2, b2):
    """El gradiente es el de un solo ejemplo, el primero. Mira si el `return` está dentro del bucle de los ejemplos."""
    return _gradients(X[:1], y[:1], W1, b1, W2, b2)


@misconception("network.backpropagation")
def only_the_last_example(X, y, W1, b1, W2, b2):
    """El gradiente es el de un solo ejemplo, el último. Mira si dentro del bucle asignas (`=`) en lugar de acumular
    (`+=`)."""
    return _gradients(X[-1:], y[-1:], W1, b1, W2, b2)


@misconception("network.backpropagation")
def y_against_every_prediction(X, y, W1, b1, W2, b2):
    """Restas una columna (n, 1) y un vector (n,), y NumPy lo extiende a una tabla n×n en la que cada predicción se
    compara con todas las etiquetas. Comprueba con `.shape` que el error es una columna."""
    hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y.ravel()).mean(axis=1, keepdims=True) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def output_layer_first(X, y, W1, b1, W2, b2):
    """Los gradientes están en otro orden: primero van los de la capa oculta y después los de la salida."""
    dW1, db1, dW2, db2 = _gradients(X, y, W1, b1, W2, b2)
    return dW2, db2, dW1, db1


@misconception("network.backpropagation")
def weights_before_biases(X, y, W1, b1, W2, b2):
    """Los gradientes están en otro orden: cada capa da primero los de sus pesos y enseguida los de sus sesgos."""
    dW1, db1, dW2, db2 = _gradients(X, y, W1, b1, W2, b2)
    return dW1, dW2, db1, db2


@misconception("network.backpropagation")
def updated_parameters_instead_of_gradients(X, y, W1, b1, W2, b2):
    """Devuelves los parámetros ya cambiados. Esta función solo calcula los gradientes; el paso lo da después quien
    entrena, con su tasa de aprendizaje."""
    steps = _gradients(X, y, W1, b1, W2, b2)
    return tuple(part - 0.1 * step for part, step in zip((W1, b1, W2, b2), steps))


@misconception("network.backpropagation", twin_of="updated_parameters_instead_of_gradients")
def updated_by_a_hundredth(X, y, W1, b1, W2, b2):
    """Devuelves los parámetros ya cambiados. Esta función solo calcula los gradientes; el paso lo da después quien
    entrena, con su tasa de aprendizaje."""
    steps = _gradients(X, y, W1, b1, W2, b2)
    return tuple(part - 0.01 * step for part, step in zip((W1, b1, W2, b2), steps))


@misconception("network.backpropagation", twin_of="updated_parameters_instead_of_gradients")
def updated_by_a_half(X, y, W1, b1, W2, b2):
    """Devuelves los parámetros ya cambiados. Esta función solo calcula los gradientes; el paso lo da después quien
    entrena, con su tasa de aprendizaje."""
    steps = _gradients(X, y, W1, b1, W2, b2)
    return tuple(part - 0.5 * step for part, step in zip((W1, b1, W2, b2), steps))


@misconception("network.backpropagation", twin_of="updated_parameters_instead_of_gradients")
def updated_by_the_whole_gradient(X, y, W1, b1, W2, b2):
    """Devuelves los parámetros ya cambiados. Esta función solo calcula los gradientes; el paso lo da después quien
    entrena, con su tasa de aprendizaje."""
    steps = _gradients(X, y, W1, b1, W2, b2)
    return tuple(part - 1.0 * step for part, step in zip((W1, b1, W2, b2), steps))


# -- train_network -----------------------------------------------------------------------------
# The start is the student's own. Two calls tell it: the checks ask first for the start alone, with a learning
# rate that moves nothing, and then for the training.


def _flat(parameters):
    return np.concatenate([np.ravel(np.asarray(part, dtype=float)) for part in parameters])


def _shaped(value, X, hidden_units):
    """A student's parameters, whose biases may have come as rows."""
    W1, b1, W2, b2 = (np.asarray(part, dtype=float) for part in value)
    return [W1.reshape(X.shape[1], hidden_units), b1.reshape(hidden_units), W2.reshape(hidden_units, 1), b2.reshape(1)]


def _descend(X, y, parameters, learning_rate, epochs):
    for _ in range(epochs):
        steps = _gradients(X, y, *parameters)
        parameters = [part - learning_rate * step for part, step in zip(parameters, steps)]
    return parameters


def _start(call):
    """Where the training of this call started, if the call before tells it."""
    X, y, hidden_units, _, _, seed = call.arguments
    X0, y0, hidden0, rate0, _, seed0 = call.previous.arguments
    alike = hidden0 == hidden_units and seed0 == seed and np.array_equal(X0, X) and np.array_equal(y0, y)
    if not alike or rate0 > 1e-6:
        raise LookupError("these two calls do not tell the start")
    return _shaped(call.previous.value, X, hidden_units)


def _arrives(call, train):
    """Whether ``train``, from the student's own start, arrives where the student's training did, and no right one
    does."""
    X, y, _, learning_rate, epochs, _ = call.arguments
    start, given = _start(call), _flat(call.value)
    if same(given, _flat(_descend(X, y, start, learning_rate, epochs))):
        return False
    return same(given, _flat(train(X, y, start, learning_rate, epochs)))


def _is_start(call):
    """Whether this call shows a start: its learning rate moves nothing."""
    return call.arguments[3] <= 1e-6


@symptom("network.train_network")
def starts_from_zeros(call):
    """Los pesos empiezan todos en cero. Entonces todas las neuronas ocultas calculan lo mismo, reciben el mismo
    gradiente y siguen iguales para siempre: hace falta que empiecen distintas."""
    W1, _, W2, _ = call.value
    return _is_start(call) and np.size(W1) > 0 and np.allclose(W1, 0, atol=1e-7) and np.allclose(W2, 0, atol=1e-7)


@symptom("network.train_network")
def starts_from_a_constant(call):
    """Los pesos empiezan todos con el mismo valor. Entonces todas las neuronas ocultas calculan lo mismo, reciben el
    mismo gradiente y siguen iguales para siempre: hace falta que empiecen distintas."""
    W1, _, W2, _ = call.value
    return _is_start(call) and np.size(W1) > 1 and np.ptp(W1) < 1e-6 and np.ptp(W2) < 1e-6


@symptom("network.train_network")
def seed_ignored(call):
    """La red empieza igual con cualquier semilla: no usas el argumento `seed`, o lo sustituyes por un número tuyo. Con
    otra semilla los pesos deben empezar en otro sitio."""
    W1, _, W2, _ = call.value
    V1, _, V2, _ = call.previous.value
    others = call.arguments[-1] != call.previous.arguments[-1]
    return _is_start(call) and _is_start(call.previous) and others and same(W1, V1) and same(W2, V2)


@symptom("network.train_network")
def no_seed(call):
    """Con los mismos argumentos salen pesos distintos: el azar no depende (o no siempre) de `seed`. Crea el generador
    con esa semilla dentro de la función; ojo, 0 también es una semilla, aunque para `if` y para `or` cuente como
    falso."""
    again = all(np.array_equal(one, other) for one, other in zip(call.arguments, call.previous.arguments))
    return again and not same(_flat(call.value), _flat(call.previous.value))


@symptom("network.train_network")
def hidden_units_alike(call):
    """Todas las neuronas ocultas son iguales. Si empiezan con los mismos pesos reciben el mismo gradiente y no se
    distinguen nunca, así que la red vale lo que una sola neurona: sortea los de cada una por separado."""
    W1, b1, W2, _ = _shaped(call.value, call.arguments[0], call.arguments[2])
    return W1.shape[1] > 1 and bool(np.any(W1)) and all(np.allclose(np.ptp(part), 0) for part in (*W1, b1, W2))


@symptom("network.train_network")
def never_trains(call):
    """La red vuelve tal como empezó: no se mueve ningún parámetro. Mira si el bucle da todas sus vueltas (`range(1, n)`
    da una de menos) y si guardas en las variables el resultado de cada paso."""
    return _arrives(call, _stays) and not _flat(_start(call)[1::2]).any()


@symptom("network.train_network")
def learning_rate_ignored(call):
    """Con una tasa de aprendizaje diminuta sale lo mismo que con una grande: no usas `learning_rate` al dar los pasos,
    o no llegas a darlos. Mira si hay otro número en su lugar."""
    return _arrives(call, _stays)


def _stays(X, y, parameters, learning_rate, epochs):
    return parameters


@symptom("network.train_network")
def opposite_sign(call):
    """Te mueves a favor del gradiente, y la pérdida crece en cada época. Mira el signo con el que actualizas los
    parámetros."""
    return _arrives(call, lambda X, y, start, rate, epochs: _descend(X, y, start, -rate, epochs))


@symptom("network.train_network")
def more_steps_than_asked(call):
    """Das más pasos de los que se piden. O tu bucle da una vuelta de más, o das un paso con cada ejemplo en lugar de
    uno por época, con el gradiente medio de todos."""
    return _arrives(call, _one_more) and _arrives(call, _one_by_one)


def _one_more(X, y, parameters, learning_rate, epochs):
    return _descend(X, y, parameters, learning_rate, epochs + 1)


@symptom("network.train_network", twin_of="more_steps_than_asked")
def one_epoch_too_many(call):
    """Das un paso de más. Cuenta cuántas veces se repite tu bucle, y si hay algún paso fuera de él."""
    return _arrives(call, _one_more)


@symptom("network.train_network")
def a_single_step(call):
    """Das un solo paso, sean las épocas que sean. Mira si el `return` está dentro del bucle, o si en cada vuelta
    empiezas otra vez desde los pesos iniciales."""
    return _arrives(call, lambda X, y, start, rate, epochs: _descend(X, y, start, rate, 1))


@symptom("network.train_network", twin_of="never_trains")
def one_epoch_short(call):
    """Das un paso de menos. Cuenta cuántas veces se repite tu bucle: `range(1, n)` da n - 1 vueltas."""
    return _arrives(call, lambda X, y, start, rate, epochs: _descend(X, y, start, rate, epochs - 1))


@symptom("network.train_network")
def gradient_without_the_mean(call):
    """Tus pasos son tantas veces más largos como ejemplos hay: sumas sus gradientes y no haces la media."""
    return _arrives(call, lambda X, y, start, rate, epochs: _descend(X, y, start, rate * len(X), epochs))


@symptom("network.train_network")
def mean_taken_twice(call):
    """Tus pasos son demasiado cortos: divides dos veces entre el número de ejemplos. Si `backpropagation` ya da la
    media, no hay que volver a dividir."""
    return _arrives(call, lambda X, y, start, rate, epochs: _descend(X, y, start, rate / len(X), epochs))


@symptom("network.train_network")
def trains_the_output_layer_only(call):
    """Solo entrenas la capa de salida; la oculta se queda como empezó. Los cuatro parámetros tienen su gradiente, y los
    cuatro se mueven."""
    return _arrives(call, partial(_moving, moved={2, 3}))


@symptom("network.train_network")
def trains_the_hidden_layer_only(call):
    """Solo entrenas la capa oculta; la de salida se queda como empezó. Los cuatro parámetros tienen su gradiente, y los
    cuatro se mueven."""
    return _arrives(call, partial(_moving, moved={0, 1}))


@symptom("network.train_network")
def biases_never_learnt(call):
    """Los sesgos se quedan como empezaron: solo actualizas los pesos. También tienen gradiente, y también se mueven."""
    return _arrives(call, partial(_moving, moved={0, 2}))


def _moving(X, y, parameters, learning_rate, epochs, moved):
    for _ in range(epochs):
        steps = _gradients(X, y, *parameters)
        parameters = [
            part - learning_rate * step if place in moved else part
            for place, (part, step) in enumerate(zip(parameters, steps))
        ]
    return parameters


@symptom("network.train_network")
def one_layer_after_the_other(call):
    """Cambias una capa y calculas el gradiente de la otra con la primera ya cambiada. Los cuatro gradientes son de un
    mismo punto: calcúlalos todos antes de mover nada."""
    return any(_arrives(call, partial(_in_turns, order=order)) for order in ((2, 0), (0, 2)))


def _in_turns(X, y, parameters, learning_rate, epochs, order):
    parameters = list(parameters)
    for _ in range(epochs):
        for first in order:
            steps = _gradients(X, y, *parameters)
            for place in (first, first + 1):
                parameters[place] = parameters[place] - learning_rate * steps[place]
    return parameters


@symptom("network.train_network")
def output_weights_updated_before_use(call):
    """Cambias W2 antes de usarlo para llevar el error a la capa oculta. Todos los gradientes son de un mismo punto:
    calcúlalos antes de mover ningún peso."""
    return _arrives(call, _with_new_output_weights)


def _with_new_output_weights(X, y, parameters, learning_rate, epochs):
    W1, b1, W2, b2 = parameters
    for _ in range(epochs):
        hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
        delta2 = (output - y) / len(X)
        W2, b2 = W2 - learning_rate * hidden.T @ delta2, b2 - learning_rate * delta2.sum(axis=0)
        delta1 = (delta2 @ W2.T) * hidden * (1 - hidden)
        W1, b1 = W1 - learning_rate * X.T @ delta1, b1 - learning_rate * delta1.sum(axis=0)
    return W1, b1, W2, b2


@symptom("network.train_network", twin_of="more_steps_than_asked")
def one_example_after_another(call):
    """Das un paso con cada ejemplo (descenso estocástico). Se pide el lote completo: un solo paso por época, con el
    gradiente medio de todos los ejemplos."""
    return _arrives(call, _one_by_one)


def _one_by_one(X, y, parameters, learning_rate, epochs):
    for _ in range(epochs):
        for i in range(len(X)):
            parameters = _descend(X[i : i + 1], y[i : i + 1], parameters, learning_rate, 1)
    return parameters


@symptom("network.train_network")
def delta_of_the_squared_error(call):
    """Entrenas con el gradiente del error cuadrático: el error de la salida lleva de más la derivada de su sigmoide. La
    pérdida de esta red es la entropía cruzada, con la que esa derivada se cancela."""
    return any(_arrives(call, partial(_squared, factor=factor)) for factor in (1, 2))


def _squared(X, y, parameters, learning_rate, epochs, factor):
    W1, b1, W2, b2 = parameters
    for _ in range(epochs):
        hidden, output = _hidden_and_output(X, W1, b1, W2, b2)
        delta2 = factor * (output - y) * output * (1 - output) / len(X)
        delta1 = (delta2 @ W2.T) * hidden * (1 - hidden)
        W1, b1 = W1 - learning_rate * X.T @ delta1, b1 - learning_rate * delta1.sum(axis=0)
        W2, b2 = W2 - learning_rate * hidden.T @ delta2, b2 - learning_rate * delta2.sum(axis=0)
    return W1, b1, W2, b2


@symptom("network.train_network")
def with_momentum(call):
    """Arrastras parte del paso anterior (momento). Es una mejora conocida, pero aquí cada paso depende solo del
    gradiente en el punto actual."""
    return _arrives(call, _with_momentum)


def _with_momentum(X, y, parameters, learning_rate, epochs):
    velocities = [0.0] * 4
    for _ in range(epochs):
        steps = _gradients(X, y, *parameters)
        velocities = [0.9 * velocity - learning_rate * step for velocity, step in zip(velocities, steps)]
        parameters = [part + velocity for part, velocity in zip(parameters, velocities)]
    return parameters


@symptom("network.train_network")
def standardises_by_itself(call):
    """Estandarizas las columnas por tu cuenta antes de entrenar. Suele ser buena idea, pero los pesos que devuelves son
    de otros datos: entrena con `X` tal como llega."""
    return _arrives(call, lambda X, *given: _descend((X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8), *given))


@symptom("network.train_network")
def own_learning_rate(call):
    """Tus pasos van en la buena dirección, pero su longitud no es la que dice `learning_rate`. Mira si usas otro número
    en su lugar, o si al gradiente le sobra o le falta un factor."""
    X, y, _, learning_rate, epochs, _ = call.arguments
    start = _start(call)
    gradient, moved = _flat(_gradients(X, y, *start)), _flat(start) - _flat(call.value)
    rate = float(moved @ gradient / (gradient @ gradient))
    return epochs == 1 and rate > 1e-4 and abs(rate / learning_rate - 1) > 1e-3 and same(moved, rate * gradient)


@symptom("network.train_network")
def own_number_of_epochs(call):
    """Tus pasos son buenos, pero no das los que se piden: usas otro número de épocas. Mira el límite de tu bucle, y no
    te pares antes de tiempo."""
    X, y, _, learning_rate, epochs, _ = call.arguments
    parameters, given, reached = _start(call), _flat(call.value), []
    for _ in range(1000):
        parameters = _descend(X, y, parameters, learning_rate, 1)
        reached.append(_flat(parameters))
    return not same(given, reached[epochs - 1]) and any(same(given, point) for point in reached)
