"""Unidad 2. La neurona.

Una neurona artificial multiplica cada entrada por un peso, lo suma todo, añade un sesgo y decide.
Con una sola se construyen AND y OR; para XOR hacen falta varias. Y lo importante: los pesos no hay
que inventarlos, se aprenden de los ejemplos.
"""

import numpy as np


def dot_product(u, v):
    """Producto escalar: u·v = Σ uᵢvᵢ.

    Multiplica los vectores posición a posición y suma los productos. Es la operación que más veces
    hace una red neuronal.

    Args:
        u: array (n,).
        v: array (n,).

    Returns:
        Un solo número.

    Raises:
        ValueError: u y v tienen longitudes distintas (también si una de ellas es 1).

    Ejemplo:
        dot_product(np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0])) -> 32.0
    """
    raise NotImplementedError("Completa dot_product")


def weighted_sum(x, w, b):
    """Suma ponderada de una neurona: z = w·x + b.

    Cada peso dice cuánto importa su entrada y en qué sentido; el sesgo b se suma una sola vez y
    dice cuánto vale z cuando todas las entradas son 0.

    Args:
        x: array (n,) con las entradas.
        w: array (n,) con los pesos.
        b: el sesgo, un número.

    Returns:
        Un solo número.

    Ejemplo:
        weighted_sum(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5) -> 1.5
    """
    raise NotImplementedError("Completa weighted_sum")


def perceptron(x, w, b):
    """Perceptrón: 1 si w·x + b >= 0; si no, 0.

    Es la neurona más sencilla: la suma ponderada seguida de un escalón. Cuando la suma es justo 0,
    dispara: vale 1.

    Args:
        x: array (n,) con las entradas.
        w: array (n,) con los pesos.
        b: el sesgo, un número.

    Returns:
        1 o 0.

    Ejemplo:
        perceptron(np.array([1.0, 2.0]), np.array([3.0, -1.0]), -2.0) -> 0
    """
    raise NotImplementedError("Completa perceptron")


def and_gate():
    """Pesos y sesgo con los que un perceptrón calcula AND.

    Con entradas x = (x₁, x₂) de ceros y unos, el perceptrón (1 si w·x + b >= 0, si no 0) debe dar 1
    cuando las dos son 1, y 0 en los otros tres casos. Hay infinitas soluciones; vale cualquiera.

    Returns:
        (w, b): w, array (2,) con los pesos; b, un número.

    Ejemplo:
        w, b = and_gate()
        perceptron(np.array([1.0, 1.0]), w, b) -> 1
    """
    raise NotImplementedError("Completa and_gate")


def or_gate():
    """Pesos y sesgo con los que un perceptrón calcula OR.

    Con entradas x = (x₁, x₂) de ceros y unos, el perceptrón (1 si w·x + b >= 0, si no 0) debe dar 0
    cuando las dos son 0, y 1 en los otros tres casos. Hay infinitas soluciones; vale cualquiera.

    Returns:
        (w, b): w, array (2,) con los pesos; b, un número.

    Ejemplo:
        w, b = or_gate()
        perceptron(np.array([0.0, 0.0]), w, b) -> 0
    """
    raise NotImplementedError("Completa or_gate")


def xor_gate():
    """Pesos y sesgos de tres perceptrones que juntos calculan XOR.

    XOR vale 1 cuando una entrada es 1 y la otra 0. Ninguna recta separa esos dos casos de los otros
    dos, así que un perceptrón no puede. Dos ocultos y uno de salida sí: la capa oculta calcula
    h = step(W x + b) y la salida y = step(v·h + c), donde step(z) es 1 si z >= 0 y 0 si no. Cada
    FILA de W son los pesos de un perceptrón oculto. Vale cualquier solución.

    Returns:
        (W, b, v, c): W, array (2, 2); b, array (2,); v, array (2,); c, un número.

    Ejemplo:
        W, b, v, c = xor_gate()
        x = np.array([1.0, 0.0])
        h = np.where(W @ x + b >= 0, 1, 0)
        perceptron(h, v, c) -> 1
    """
    raise NotImplementedError("Completa xor_gate")


def train_perceptron(X, y, learning_rate, epochs):
    """Entrena un perceptrón con la regla de Rosenblatt.

    Empieza con w = 0 y b = 0. Una época recorre todos los ejemplos en su orden; con cada uno calcula
    el error e = y - perceptron(x, w, b), que es -1, 0 o 1, y corrige en el acto, antes de mirar el
    siguiente:

        w = w + learning_rate · e · x
        b = b + learning_rate · e

    Repite tantas épocas como se pida. Si una recta (o un plano) separa las dos clases, con épocas
    suficientes acaba sin ningún error.

    Args:
        X: array (n, d): n ejemplos de d entradas.
        y: array (n,) con la respuesta correcta de cada uno, 0 o 1.
        learning_rate: tasa de aprendizaje, un número positivo.
        epochs: cuántas veces recorre los datos.

    Returns:
        (w, b): w, array (d,) con los pesos; b, un número.

    Ejemplo:
        train_perceptron(np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([0.0, 1.0]), 0.5, 1) -> ([-0.5, 1.0], 0.0)
    """
    raise NotImplementedError("Completa train_perceptron")
