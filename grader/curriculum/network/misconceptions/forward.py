"""Known wrong ideas of network.forward."""

from __future__ import annotations

import numpy as np

from grader.curriculum.network.misconceptions.formulas import activate, sigmoid, softmax
from grader.feedback.misconception import misconception


def right(X, layers):
    for W, b, activation in layers:
        X = activate(X @ W + b, activation)
    return X


@misconception("network.forward")
def last_layer_first(X, layers):
    """Recorres las capas de la última a la primera. La lista viene en el orden en que se aplican: la primera es la que
    recibe los datos."""
    for W, b, activation in reversed(layers):
        X = activate(X @ W + b, activation)
    return X


@misconception("network.forward")
def returns_in_the_loop(X, layers):
    """Solo aplicas la primera capa: el `return` está dentro del bucle y termina la función en la primera vuelta."""
    W, b, activation = layers[0]
    return activate(X @ W + b, activation)


@misconception("network.forward")
def last_layer_forgotten(X, layers):
    """Te paras antes de la última capa: revisa hasta dónde llega tu bucle."""
    for W, b, activation in layers[:-1]:
        X = activate(X @ W + b, activation)
    return X


@misconception("network.forward")
def first_layer_forgotten(X, layers):
    """Te saltas la primera capa: revisa dónde empieza tu bucle. Los índices empiezan en 0."""
    for W, b, activation in layers[1:]:
        X = activate(X @ W + b, activation)
    return X


@misconception("network.forward")
def every_layer_sees_the_inputs(X, layers):
    """Das a todas las capas los datos de entrada, así que solo cuenta la última. La salida de cada capa debe ser la
    entrada de la siguiente: mira qué variable usas dentro del bucle."""
    for W, b, activation in layers:
        a = activate(X @ W + b, activation)
    return a


@misconception("network.forward")
def two_layers_at_most(X, layers):
    """Aplicas como mucho dos capas. La lista puede tener las que quiera: recórrela entera."""
    for W, b, activation in layers[:2]:
        X = activate(X @ W + b, activation)
    return X


@misconception("network.forward")
def exactly_two_layers(X, layers):
    """Repartes la lista en dos capas, y con cualquier otro número falla. Recórrela con un bucle, que sirve para las que
    haya."""
    (W1, b1, first), (W2, b2, second) = layers
    return activate(activate(X @ W1 + b1, first) @ W2 + b2, second)


@misconception("network.forward", twin_of="two_layers_at_most")
def always_the_first_two_layers(X, layers):
    """Aplicas las capas 0 y 1 de la lista: con una sola falla, y con más se quedan sin aplicar. Recórrela con un bucle,
    que sirve para las que haya."""
    (W1, b1, first), (W2, b2, second) = layers[0], layers[1]
    return activate(activate(X @ W1 + b1, first) @ W2 + b2, second)


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
    return activate(X, layers[-1][2])


@misconception("network.forward")
def activation_of_the_first_layer(X, layers):
    """Usas en todas las capas la activación de la primera. Cada tupla de la lista trae la suya."""
    for W, b, _ in layers:
        X = activate(X @ W + b, layers[0][2])
    return X


@misconception("network.forward")
def activation_of_the_last_layer(X, layers):
    """Usas en todas las capas la activación de la última. Cada tupla de la lista trae la suya."""
    for W, b, _ in layers:
        X = activate(X @ W + b, layers[-1][2])
    return X


@misconception("network.forward")
def always_sigmoid(X, layers):
    """Aplicas la sigmoide en todas las capas, digan lo que digan. Usa la activación que trae cada una."""
    for W, b, _ in layers:
        X = sigmoid(X @ W + b)
    return X


@misconception("network.forward")
def always_relu(X, layers):
    """Aplicas ReLU en todas las capas, digan lo que digan. Usa la activación que trae cada una."""
    for W, b, _ in layers:
        X = np.maximum(X @ W + b, 0)
    return X


@misconception("network.forward")
def softmax_over_the_whole_batch(X, layers):
    """En softmax mezclas unos ejemplos con otros: divides entre la suma de toda la tabla, o entre la de cada columna.
    Cada fila es un ejemplo, y son sus probabilidades las que deben sumar 1."""
    for W, b, activation in layers:
        z = X @ W + b
        X = softmax(z, None) if activation == "softmax" else activate(z, activation)
    return X


@misconception("network.forward", twin_of="softmax_over_the_whole_batch")
def softmax_down_the_columns(X, layers):
    """En softmax mezclas unos ejemplos con otros: divides entre la suma de toda la tabla, o entre la de cada columna.
    Cada fila es un ejemplo, y son sus probabilidades las que deben sumar 1."""
    for W, b, activation in layers:
        z = X @ W + b
        X = softmax(z, 0) if activation == "softmax" else activate(z, activation)
    return X


@misconception("network.forward")
def transposed_weights(X, layers):
    """Traspones los pesos, que aquí ya vienen con una columna por neurona. Comprueba las formas: las columnas de lo que
    entra deben encontrarse con las filas de los pesos."""
    for W, b, activation in layers:
        X = activate(X @ W.T + b, activation)
    return X


@misconception("network.forward")
def bias_forgotten(X, layers):
    """Olvidas los sesgos: cada capa suma el suyo después de multiplicar por los pesos."""
    for W, _, activation in layers:
        X = activate(X @ W, activation)
    return X


@misconception("network.forward")
def bias_subtracted(X, layers):
    """Restas los sesgos en lugar de sumarlos."""
    for W, b, activation in layers:
        X = activate(X @ W - b, activation)
    return X


@misconception("network.forward")
def bias_after_the_activation(X, layers):
    """Sumas los sesgos después de la activación. Forman parte de lo que entra en ella."""
    for W, b, activation in layers:
        X = activate(X @ W, activation) + b
    return X


@misconception("network.forward")
def activation_twice(X, layers):
    """Aplicas cada activación dos veces. Si usas tu función `dense`, ella ya la aplica."""
    for W, b, activation in layers:
        X = activate(activate(X @ W + b, activation), activation)
    return X


@misconception("network.forward")
def returns_every_activation(X, layers):
    """Devuelves las salidas de todas las capas. La predicción de la red es solo la de la última."""
    outputs = []
    for W, b, activation in layers:
        X = activate(X @ W + b, activation)
        outputs.append(X)
    return outputs


@misconception("network.forward")
def inputs_too(X, layers):
    """Devuelves una lista con la entrada y las salidas de todas las capas. La predicción de la red es solo la salida de
    la última."""
    outputs = [X]
    for W, b, activation in layers:
        outputs.append(activate(outputs[-1] @ W + b, activation))
    return outputs


@misconception("network.forward")
def rounded_output(X, layers):
    """Redondeas la salida. La red da números con decimales; convertirlos en clases es tarea de quien los use."""
    for W, b, activation in layers:
        X = activate(X @ W + b, activation)
    return np.round(X)
