"""Known wrong ideas of network.dense."""

from __future__ import annotations

import numpy as np

from grader.curriculum.network.misconceptions.formulas import activate, sigmoid, softmax
from grader.feedback.misconception import misconception, symptom


def right(X, W, b, activation):
    return activate(X @ W + b, activation)


@misconception("network.dense")
def elementwise_product(X, W, b, activation):
    """Multiplicas `X` y `W` elemento a elemento con `*`. La suma ponderada de cada neurona es un producto de
    matrices."""
    return activate(X * W + b, activation)


@symptom("network.dense")
def activation_is_a_name(call):
    """Llamas a `activation` como si fuera una función, y llega un texto con su nombre. Mira qué texto es y aplica la
    función que le toca."""
    return call.raised == "TypeError" and "'str' object is not callable" in call.raised_text


@symptom("network.dense")
def known_activation_refused(call):
    """Lanzas `ValueError` con una activación de las que se piden: linear, relu, sigmoid, tanh y softmax. Mira en la
    llamada cuál es y por qué llega hasta ese `raise`: puede que te falte o esté mal escrita, que unas varios `!=` con
    `or` (siempre se cumple alguno), que el `else` vaya solo con el último `if` (los demás, con `elif`), o que a un
    método como `.lower()` le falten los paréntesis."""
    raised_by_hand = call.error is not None and call.error.trace and "raise" in call.error.trace[-1][3]
    return call.raised == "ValueError" and bool(raised_by_hand) and call.arguments[3] in _KNOWN


_KNOWN = "linear", "relu", "sigmoid", "tanh", "softmax"


@misconception("network.dense")
def bias_forgotten(X, W, b, activation):
    """Olvidas el sesgo: tras el producto de matrices hay que sumarlo a cada fila, antes de la activación."""
    return activate(X @ W, activation)


@misconception("network.dense")
def bias_subtracted(X, W, b, activation):
    """Restas el sesgo en lugar de sumarlo."""
    return activate(X @ W - b, activation)


@misconception("network.dense")
def bias_after_the_activation(X, W, b, activation):
    """Sumas el sesgo después de la activación. Forma parte de lo que entra en ella: primero la suma ponderada entera,
    después la activación."""
    return activate(X @ W, activation) + b


@misconception("network.dense")
def transposed_weights(X, W, b, activation):
    """Traspones los pesos, que aquí ya vienen con una columna por neurona. Comprueba las formas: las columnas de `X`
    deben encontrarse con las filas de los pesos."""
    return activate(X @ W.T + b, activation)


@misconception("network.dense")
def ignores_the_activation(X, W, b, activation):
    """No aplicas la activación: devuelves la suma ponderada, pidan lo que pidan. Es el último paso de la capa, el que
    la hace no lineal; qué función toca lo dice el argumento `activation`."""
    return X @ W + b


@misconception("network.dense")
def always_sigmoid(X, W, b, activation):
    """Aplicas siempre la sigmoide, pidan lo que pidan. Mira el argumento `activation`."""
    activate(np.zeros((1, 1)), activation)
    return sigmoid(X @ W + b)


@misconception("network.dense")
def always_relu(X, W, b, activation):
    """Aplicas siempre ReLU, pidan lo que pidan. Mira el argumento `activation`."""
    activate(np.zeros((1, 1)), activation)
    return np.maximum(X @ W + b, 0)


@misconception("network.dense")
def activation_on_the_inputs(X, W, b, activation):
    """Aplicas la activación a las entradas, antes de multiplicar por los pesos. Va después: es lo que la neurona hace
    con su suma ponderada."""
    return activate(X, activation) @ W + b


@misconception("network.dense")
def activation_twice(X, W, b, activation):
    """Aplicas la activación dos veces. Mira si se la aplicas a algo que ya la lleva."""
    return activate(activate(X @ W + b, activation), activation)


@misconception("network.dense")
def softmax_over_the_whole_batch(X, W, b, activation):
    """En softmax mezclas unos ejemplos con otros: divides entre la suma de toda la tabla, o entre la de cada columna.
    Cada fila es un ejemplo, y son sus probabilidades las que deben sumar 1: mira `axis` y `keepdims`."""
    return softmax(X @ W + b, None) if activation == "softmax" else activate(X @ W + b, activation)


@misconception("network.dense", twin_of="softmax_over_the_whole_batch")
def softmax_down_the_columns(X, W, b, activation):
    """En softmax mezclas unos ejemplos con otros: divides entre la suma de toda la tabla, o entre la de cada columna.
    Cada fila es un ejemplo, y son sus probabilidades las que deben sumar 1: mira `axis` y `keepdims`."""
    return softmax(X @ W + b, 0) if activation == "softmax" else activate(X @ W + b, activation)


@misconception("network.dense")
def softmax_not_normalised(X, W, b, activation):
    """Tu softmax calcula las exponenciales, pero no las reparte: falta dividir cada una para que las de una fila sumen
    1."""
    return np.exp(X @ W + b) if activation == "softmax" else activate(X @ W + b, activation)


@misconception("network.dense")
def softmax_overflows(X, W, b, activation):
    """Tu softmax es buena con números normales, pero las exponenciales se desbordan con los grandes y queda NaN. Restar
    la misma cantidad a toda la fila no cambia las probabilidades: elige una que haga pequeños los exponentes."""
    if activation == "softmax":
        e = np.exp(X @ W + b)
        return e / e.sum(axis=1, keepdims=True)
    return activate(X @ W + b, activation)


@misconception("network.dense")
def softmax_shifted_by_the_largest_of_the_batch(X, W, b, activation):
    """En softmax restas el máximo de toda la tabla, y una fila enorme deja a las demás en 0/0. Cada fila debe restar su
    propio máximo: mira `axis` y `keepdims`."""
    if activation == "softmax":
        e = np.exp(X @ W + b - np.max(X @ W + b))
        return e / e.sum(axis=1, keepdims=True)
    return activate(X @ W + b, activation)


@misconception("network.dense")
def sigmoid_overflows(X, W, b, activation):
    """Tu sigmoide divide dos números enormes cuando z es grande, y queda NaN. Elige para cada signo de z la forma de la
    fórmula en la que el exponente no es positivo."""
    if activation == "sigmoid":
        e = np.exp(X @ W + b)
        return e / (1 + e)
    return activate(X @ W + b, activation)


@misconception("network.dense")
def sigmoid_reversed(X, W, b, activation):
    """Tu sigmoide baja cuando debería subir: para z grande debe acercarse a 1. Mira el signo del exponente."""
    return sigmoid(-(X @ W + b)) if activation == "sigmoid" else activate(X @ W + b, activation)


@misconception("network.dense")
def relu_reversed(X, W, b, activation):
    """Tu ReLU se queda con los negativos y pone a cero los positivos: es al revés."""
    return np.minimum(X @ W + b, 0) if activation == "relu" else activate(X @ W + b, activation)


@misconception("network.dense")
def absolute_value_for_relu(X, W, b, activation):
    """Tu ReLU hace positivos los negativos. No se les cambia el signo: pasan a valer 0."""
    return np.abs(X @ W + b) if activation == "relu" else activate(X @ W + b, activation)


@misconception("network.dense")
def leaky_relu(X, W, b, activation):
    """Tu ReLU deja pasar una pequeña parte de los negativos (eso es la «leaky ReLU»). Aquí los negativos pasan a valer
    exactamente 0."""
    z = X @ W + b
    return np.where(z > 0, z, 0.01 * z) if activation == "relu" else activate(z, activation)


@misconception("network.dense")
def tanh_without_doubling(X, W, b, activation):
    """Escribes la tangente hiperbólica a partir de la sigmoide, pero su entrada debe ir al doble: así sube demasiado
    despacio. NumPy también la tiene hecha."""
    return 2 * sigmoid(X @ W + b) - 1 if activation == "tanh" else activate(X @ W + b, activation)


@misconception("network.dense")
def unknown_activation_is_linear(X, W, b, activation):
    """Con una activación desconocida devuelves la suma ponderada, como si fuera lineal. Un nombre mal escrito pasaría
    sin que nadie lo note: trata "linear" como las demás y rechaza el resto con `ValueError`."""
    if activation in ("relu", "sigmoid", "tanh", "softmax"):
        return activate(X @ W + b, activation)
    return X @ W + b


@misconception("network.dense")
def unknown_activation_is_softmax(X, W, b, activation):
    """El último caso de tu cadena de condiciones (un `else`) recoge también los nombres desconocidos. Pregunta por
    "softmax" como por las demás y deja el `else` para lanzar `ValueError`."""
    if activation in ("linear", "relu", "sigmoid", "tanh"):
        return activate(X @ W + b, activation)
    return softmax(X @ W + b, 1)


@misconception("network.dense")
def unknown_activation_gives_nothing(X, W, b, activation):
    """Con una activación desconocida la función acaba sin devolver nada ni avisar. Imprimir un mensaje no basta: quien
    llama debe recibir una excepción `ValueError`."""
    if activation in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        return activate(X @ W + b, activation)
    return None


@misconception("network.dense")
def key_error_instead_of_value_error(X, W, b, activation):
    """Buscas la activación en un diccionario, y con un nombre desconocido salta su KeyError. El enunciado pide
    `ValueError`: pregunta antes si el nombre está."""
    known = {name: name for name in ("linear", "relu", "sigmoid", "tanh", "softmax")}
    return activate(X @ W + b, known[activation])


@misconception("network.dense")
def part_of_a_name_is_enough(X, W, b, activation):
    """Das por buena una activación si su texto forma parte de un nombre: `in` entre dos textos busca trozos. Compara
    con `==`, o pregunta si está en una lista o un diccionario."""
    for name in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        if activation in name:
            return activate(X @ W + b, name)
    raise ValueError
