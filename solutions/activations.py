"""Unidad 3. Funciones de activación.

La suma ponderada de una neurona puede valer cualquier cosa; la función de activación decide qué
sale de ella. Todas trabajan elemento a elemento y devuelven un array de la misma forma que `z`
(softmax, fila a fila).
"""

import numpy as np


def step(z):
    """Función escalón: 1 donde z >= 0 y 0 donde z < 0.

    Es la activación del primer perceptrón: dispara o no dispara.

    Args:
        z: array de cualquier forma, con tantos números como sea: un vector, una matriz...

    Returns:
        Array de la misma forma, de ceros y unos.

    Ejemplo:
        step(np.array([-2.0, 0.0, 3.0])) -> [0, 1, 1]
    """
    return np.where(np.asarray(z) >= 0, 1, 0)


def sign(z):
    """Función signo: -1 en los negativos, 0 en el cero y 1 en los positivos.

    Args:
        z: array de cualquier forma, con tantos números como sea: un vector, una matriz...

    Returns:
        Array de la misma forma con valores -1, 0 o 1.

    Ejemplo:
        sign(np.array([-2.0, 0.0, 3.0])) -> [-1, 0, 1]
    """
    return np.sign(z)


def sigmoid(z):
    """Función sigmoide (o logística): σ(z) = 1 / (1 + e⁻ᶻ).

    Lleva cualquier número al intervalo (0, 1), así que su salida se puede leer como una
    probabilidad. Debe ser numéricamente estable: con |z| <= 1000 el resultado es correcto y NumPy
    no avisa de nada. (Pista: e elevado a un número muy grande desborda; elevado a uno muy
    negativo, no.)

    Args:
        z: array de cualquier forma, con tantos números como sea: un vector, una matriz...

    Returns:
        Array de la misma forma con valores entre 0 y 1.

    Ejemplo:
        sigmoid(np.array([0.0, 2.0])) -> [0.5, 0.8808]
    """
    smaller = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + smaller), smaller / (1 + smaller))


def sigmoid_derivative(z):
    """Derivada de la sigmoide: σ'(z) = σ(z) · (1 - σ(z)).

    Mide cuánto cambia la salida cuando z cambia un poco. Vale 1/4 en el centro y casi 0 en los
    extremos: ahí la neurona está saturada y apenas aprende. Recibe z, no σ(z), y también debe ser
    estable para |z| <= 1000.

    Args:
        z: array de cualquier forma, con tantos números como sea: un vector, una matriz...

    Returns:
        Array de la misma forma con valores entre 0 y 0.25.

    Ejemplo:
        sigmoid_derivative(np.array([0.0, 2.0])) -> [0.25, 0.105]
    """
    s = sigmoid(z)
    return s * (1 - s)


def tanh(z):
    """Tangente hiperbólica: tanh(z) = (eᶻ - e⁻ᶻ) / (eᶻ + e⁻ᶻ).

    Tiene forma de sigmoide, pero va de -1 a 1 y pasa por el origen. Debe ser estable para
    |z| <= 1000.

    Args:
        z: array de cualquier forma, con tantos números como sea: un vector, una matriz...

    Returns:
        Array de la misma forma con valores entre -1 y 1.

    Ejemplo:
        tanh(np.array([0.0, 1.0])) -> [0.0, 0.7616]
    """
    return np.tanh(z)


def tanh_derivative(z):
    """Derivada de la tangente hiperbólica: tanh'(z) = 1 - tanh(z)².

    Mide cuánto cambia la salida cuando z cambia un poco. En el centro vale 1, cuatro veces más que la
    de la sigmoide, y en los extremos casi 0: también la tangente hiperbólica se satura. Recibe z, no
    tanh(z), y debe ser estable para |z| <= 1000.

    Args:
        z: array de cualquier forma, con tantos números como sea: un vector, una matriz...

    Returns:
        Array de la misma forma con valores entre 0 y 1.

    Ejemplo:
        tanh_derivative(np.array([0.0, 1.0])) -> [1.0, 0.42]
    """
    return 1 - tanh(z) ** 2


def relu(z):
    """ReLU (unidad lineal rectificada): max(0, z), elemento a elemento.

    Deja pasar los positivos tal cual y anula los negativos. Es la activación habitual de las
    capas ocultas: es barata y no se satura en los positivos.

    Args:
        z: array de cualquier forma, con tantos números como sea: un vector, una matriz...

    Returns:
        Array de la misma forma, sin negativos.

    Ejemplo:
        relu(np.array([-2.0, 0.0, 3.0])) -> [0, 0, 3]
    """
    return np.maximum(z, 0)


def relu_derivative(z):
    """Derivada de ReLU: 1 donde z > 0 y 0 en los demás.

    Es la pendiente de ReLU: en los positivos la salida crece lo mismo que z, y en los negativos no se
    mueve. En z = 0 hay un quiebro, y ahí la derivada no existe: por convenio vale 0. Los positivos no
    se saturan nunca: por ellos el gradiente atraviesa la activación entero, haya las capas que haya. Una
    neurona que solo recibe z negativos, en cambio, deja de aprender.

    Args:
        z: array de cualquier forma, con tantos números como sea: un vector, una matriz...

    Returns:
        Array de la misma forma, de ceros y unos.

    Ejemplo:
        relu_derivative(np.array([-2.0, 0.0, 3.0])) -> [0, 0, 1]
    """
    return np.where(np.asarray(z) > 0, 1, 0)


def softmax(z):
    """Softmax sobre el último eje: pᵢ = e^(zᵢ) / Σⱼ e^(zⱼ).

    Convierte las puntuaciones (logits) de cada fila en probabilidades: positivas y de suma 1.
    Sumar lo mismo a toda la fila no cambia el resultado; eso permite que sea estable para
    |z| <= 1000.

    Args:
        z: array de una dimensión (un ejemplo) o más (el último eje recorre las clases).

    Returns:
        Array de la misma forma; cada fila del último eje suma 1.

    Ejemplo:
        softmax(np.array([0.0, np.log(3.0)])) -> [0.25, 0.75]
    """
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)
