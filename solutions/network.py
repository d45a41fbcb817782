"""Unidad 6. Una red desde cero.

Una red neuronal es una cadena de capas: la salida de cada una es la entrada de la siguiente. Aquí la
construyes entera, de las etiquetas al entrenamiento, solo con NumPy.
"""

from itertools import pairwise

import numpy as np


def one_hot(labels, n_classes):
    """Codificación one-hot: cada etiqueta k pasa a ser una fila de ceros con un único 1 en la columna k.

    Una red con una salida por clase se compara con este vector, no con el número de la clase: que
    la clase 9 tenga un número mayor que la 1 no significa que valga más. El número de columnas lo
    decide `n_classes`, aunque falten clases en `labels`.

    Args:
        labels: array de n enteros entre 0 y n_classes - 1.
        n_classes: número de clases.

    Returns:
        Array de forma (n, n_classes) con ceros y unos.

    Raises:
        ValueError: alguna etiqueta está fuera de 0..n_classes - 1. Cuidado con las negativas: para
            NumPy el índice -1 es el último, y no protesta.

    Ejemplo:
        one_hot(np.array([2, 0]), 3) -> [[0, 0, 1], [1, 0, 0]]
    """
    labels = np.asarray(labels)
    if np.any((labels < 0) | (labels >= n_classes)):
        raise ValueError(f"las etiquetas deben estar entre 0 y {n_classes - 1}")
    return np.eye(n_classes)[labels]


def dense(X, W, b, activation):
    """Una capa densa: activación(X W + b).

    Cada columna de W son los pesos de una neurona, así que un solo producto de matrices calcula
    todas las neuronas de la capa para todos los ejemplos a la vez.

    La activación es un texto:
        - "linear": z tal cual
        - "relu": max(0, z)
        - "sigmoid": 1 / (1 + e⁻ᶻ)
        - "tanh": tangente hiperbólica
        - "softmax": e^(zᵢ) / Σⱼ e^(zⱼ), fila a fila
    El resultado debe ser correcto también cuando z es enorme (|z| <= 1000). Las fórmulas son las de
    la unidad 3: puedes copiarlas o importarlas (`from exercises.activations import softmax`).

    Args:
        X: array de forma (n, entradas), un ejemplo por fila.
        W: array de forma (entradas, unidades).
        b: array de forma (unidades,); se suma a cada fila.
        activation: nombre de la activación.

    Returns:
        Array de forma (n, unidades).

    Raises:
        ValueError: la activación no es ninguna de las cinco.

    Ejemplo:
        dense(np.array([[1.0, 2.0]]), np.array([[1.0, -1.0], [1.0, 0.0]]), np.array([0.5, 0.0]), "relu")
        -> [[3.5, 0.0]]
    """
    z = X @ W + b
    match activation:
        case "linear":
            return z
        case "relu":
            return np.maximum(z, 0)
        case "sigmoid":
            smaller = np.exp(-np.abs(z))
            return np.where(z >= 0, 1, smaller) / (1 + smaller)
        case "tanh":
            return np.tanh(z)
        case "softmax":
            e = np.exp(z - np.max(z, axis=1, keepdims=True))
            return e / np.sum(e, axis=1, keepdims=True)
    raise ValueError(f"activación desconocida: {activation!r}")


def forward(X, layers):
    """Propagación hacia delante: pasa X por todas las capas, en orden.

    La salida de cada capa es la entrada de la siguiente; la de la última es la predicción de la red.
    La lista `layers` debe quedar como estaba.

    Args:
        X: array de forma (n, entradas), un ejemplo por fila.
        layers: lista de una o más tuplas (W, b, activation), los mismos argumentos que en `dense`.

    Returns:
        Array de forma (n, unidades de la última capa).

    Ejemplo:
        hidden = (np.array([[1.0, -1.0]]), np.array([0.0, 0.0]), "relu")
        output = (np.array([[1.0], [1.0]]), np.array([0.0]), "linear")
        forward(np.array([[-3.0], [2.0]]), [hidden, output]) -> [[3.0], [2.0]]
        (dos neuronas ReLU bastan para el valor absoluto)
    """
    a = X
    for W, b, activation in layers:
        a = dense(a, W, b, activation)
    return a


def initialize(sizes, seed):
    """Pesos iniciales de una red, al azar, y sesgos a cero.

    Si todas las neuronas de una capa empezaran con los mismos pesos, recibirían el mismo gradiente y
    seguirían iguales para siempre: por eso se empieza al azar. Pero no con cualquier azar: con pesos
    demasiado grandes los números crecen de una capa a la siguiente, y con pesos demasiado pequeños se
    apagan. La regla de Glorot ajusta la amplitud al tamaño de cada capa: los pesos se sacan de una
    distribución uniforme entre -r y r, con

        r = √(6 / (entradas + unidades))

    Cada capa une dos tamaños vecinos de la lista: con [8, 12, 1] hay dos capas, una de 8 entradas y 12
    unidades, y otra de 12 entradas y 1 unidad. Un solo generador, `np.random.default_rng(seed)`, creado
    una vez y antes de la primera capa, da números distintos a cada una.

    Args:
        sizes: lista de tamaños, dos o más: primero las entradas y después las unidades de cada capa.
        seed: semilla del azar, un entero. Con la misma salen los mismos pesos, y con otra, otros.

    Returns:
        Lista con una tupla (W, b) por capa: W de forma (entradas, unidades) y b, ceros, (unidades,).

    Ejemplo:
        [(W1, b1), (W2, b2)] = initialize([4, 2, 1], 42)
        W1 tiene forma (4, 2), con números entre -1 y 1, y b1 es [0, 0];
        W2 tiene forma (2, 1), con números entre -1.41 y 1.41, y b2 es [0]
    """
    rng, layers = np.random.default_rng(seed), []
    for inputs, units in pairwise(sizes):
        r = np.sqrt(6 / (inputs + units))
        layers.append((rng.uniform(-r, r, (inputs, units)), np.zeros(units)))
    return layers


def softmax_cross_entropy_gradient(Z, Y):
    """Gradiente de la entropía cruzada categórica media, respecto de los logits.

    Es el primer paso hacia atrás de una red que clasifica en k clases. Sus logits Z pasan por la
    softmax, P = softmax(Z), y la pérdida es L = -(1/n) Σ Y ln P. Derivar la softmax por separado da
    una tabla enorme por ejemplo; derivadas juntas, casi todo se cancela y queda

        ∂L/∂Z = (P - Y) / n

    Se lee así: a la clase verdadera le falta probabilidad y su logit tiene pendiente negativa; a las
    demás les sobra, y la tienen positiva. Las pendientes de cada ejemplo suman 0.

    El resultado debe ser correcto también cuando los logits son enormes (|z| <= 1000), sin avisos de
    overflow: usa la softmax estable de la unidad 3, fila a fila.

    Args:
        Z: array de forma (n, k), los logits: una fila por ejemplo y una columna por clase.
        Y: array de forma (n, k), las etiquetas en codificación one-hot.

    Returns:
        Array de forma (n, k).

    Ejemplo:
        Z, Y = np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
        softmax_cross_entropy_gradient(Z, Y) -> [[-0.25, 0.25], [0.25, -0.25]]
    """
    e = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return (e / np.sum(e, axis=1, keepdims=True) - Y) / len(Z)


def backpropagation(X, y, W1, b1, W2, b2):
    """Retropropagación: el gradiente de la pérdida respecto de todos los pesos y sesgos.

    La red tiene una capa oculta sigmoide, H = σ(X W1 + b1), y una salida sigmoide, P = σ(H W2 + b2).
    La pérdida es la entropía cruzada binaria media:

        L = -(1/n) Σ (y ln p + (1 - y) ln(1 - p))

    Se recorre la red hacia atrás. El error de la salida, δ2 = ∂L/∂z2, es (P - y) / n: la derivada de
    la sigmoide se cancela con la de la entropía cruzada. El de la capa oculta, δ1, reparte δ2 según los
    pesos W2 y lo multiplica por la derivada de su sigmoide, H (1 - H). El gradiente de unos pesos es
    (entrada de la capa)ᵀ δ, y el de sus sesgos, la suma de δ sobre los ejemplos.

    Args:
        X: array de forma (n, d), un ejemplo por fila.
        y: array de forma (n, 1) con las etiquetas, 0 o 1.
        W1: array de forma (d, h), pesos de la capa oculta.
        b1: array de forma (h,), sus sesgos.
        W2: array de forma (h, 1), pesos de la salida.
        b2: array de forma (1,), su sesgo.

    Returns:
        Tupla (dW1, db1, dW2, db2): cada gradiente con la forma de su parámetro.

    Ejemplo:
        X, y = np.array([[2.0]]), np.array([[1.0]])
        W1, b1, W2, b2 = np.array([[0.0]]), np.array([0.0]), np.array([[4.0]]), np.array([-2.0])
        backpropagation(X, y, W1, b1, W2, b2) -> ([[-1.0]], [-0.5], [[-0.25]], [-0.5])
    """
    hidden = dense(X, W1, b1, "sigmoid")
    output = dense(hidden, W2, b2, "sigmoid")
    delta2 = (output - y) / len(X)
    delta1 = (delta2 @ W2.T) * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


def train_network(X, y, hidden_units, learning_rate, epochs, seed):
    """Entrena desde cero la red de `backpropagation` por descenso del gradiente.

    Los pesos empiezan al azar: si todas las neuronas ocultas empezaran iguales, recibirían el mismo
    gradiente y seguirían iguales para siempre. Con la misma semilla el resultado es siempre el mismo;
    con otra, es otro. Los sesgos pueden empezar en 0. El azar no debe ser ni enorme (las sigmoides
    se saturan) ni diminuto (tarda en despegar): una normal de desviación 1 va bien.

    Después, exactamente `epochs` pasos. Cada uno calcula el gradiente con todos los ejemplos y mueve los
    cuatro parámetros a la vez, cada uno en contra de su gradiente:

        parámetro ← parámetro - learning_rate · gradiente

    Con unas pocas neuronas ocultas debe aprender XOR, y también los datos Pima.

    Args:
        X: array de forma (n, d), un ejemplo por fila.
        y: array de forma (n, 1) con las etiquetas, 0 o 1.
        hidden_units: número de neuronas ocultas, h.
        learning_rate: tasa de aprendizaje.
        epochs: número de pasos.
        seed: semilla del azar, un entero (`np.random.default_rng(seed)`).

    Returns:
        Tupla (W1, b1, W2, b2) de formas (d, h), (h,), (h, 1) y (1,).

    Ejemplo:
        X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
        y = np.array([[0.0], [1.0], [1.0], [0.0]])
        W1, b1, W2, b2 = train_network(X, y, 8, 2.0, 2000, 0)
        forward(X, [(W1, b1, "sigmoid"), (W2, b2, "sigmoid")]) >= 0.5 -> [[0], [1], [1], [0]]
    """
    rng = np.random.default_rng(seed)
    W1, b1 = rng.normal(size=(X.shape[1], hidden_units)), np.zeros(hidden_units)
    W2, b2 = rng.normal(size=(hidden_units, 1)), np.zeros(1)
    for _ in range(epochs):
        dW1, db1, dW2, db2 = backpropagation(X, y, W1, b1, W2, b2)
        W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
        W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2
    return W1, b1, W2, b2
