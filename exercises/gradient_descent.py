"""Unidad 5. Descenso del gradiente.

El gradiente señala hacia dónde crece más deprisa una función; dar pasos pequeños en sentido
contrario la hace bajar. Con esa sola idea se entrenan todas las redes de este curso. Esta unidad va
de un solo paso a un modelo entrenado: la regresión lineal.
"""

import numpy as np


def gradient_step(w, gradient, learning_rate):
    """Un paso de descenso: w - learning_rate · gradient.

    La tasa de aprendizaje (learning rate) decide la longitud del paso: si es muy pequeña se tarda
    una eternidad; si es muy grande el paso se salta el mínimo. Devuelve un array nuevo: el `w`
    recibido tiene que quedar como estaba (cuidado con `w -= ...`, que lo modifica).

    Args:
        w: array con los pesos, de una o más dimensiones.
        gradient: el gradiente en `w`, de la misma forma.
        learning_rate: número positivo.

    Returns:
        Array nuevo, de la misma forma que `w`.

    Ejemplo:
        gradient_step(np.array([1.0, 2.0]), np.array([4.0, -2.0]), 0.5) -> [-1.0, 3.0]
    """
    raise NotImplementedError("Completa gradient_step")


def numerical_gradient(f, w, h=1e-5):
    """Gradiente aproximado de f en w por diferencias centrales.

    La componente i es la pendiente de f cuando solo se mueve la coordenada i, medida un poco a cada
    lado: (f(w + h·uᵢ) - f(w - h·uᵢ)) / (2h), donde uᵢ tiene un 1 en la posición i y ceros en las
    demás. No hace falta saber derivar f, solo evaluarla; por eso sirve para comprobar un gradiente
    calculado a mano. `w` no se debe modificar: ojo, sumar h y después restarlo puede no devolver
    exactamente el mismo número.

    Args:
        f: función que recibe un array de forma (d,) y devuelve un número.
        w: punto donde se calcula, array de forma (d,).
        h: tamaño del desplazamiento.

    Returns:
        Array de forma (d,).

    Ejemplo:
        numerical_gradient(lambda w: w[0] ** 2 + 3 * w[1], np.array([2.0, 5.0])) -> [4.0, 3.0]
    """
    raise NotImplementedError("Completa numerical_gradient")


def mse_gradient(X, y, w, b):
    """Gradiente del error cuadrático medio de una neurona lineal, respecto a w y a b.

    La predicción es Xw + b, y la pérdida MSE = (1/n) · Σ (Xw + b - y)². Con el error
    e = Xw + b - y, las derivadas son dw = (2/n) · Xᵀe y db = (2/n) · Σ eᵢ. El 2 viene de derivar el
    cuadrado y el 1/n de la media; no olvides ninguno de los dos.

    Args:
        X: array de forma (n, d), un ejemplo por fila.
        y: valores verdaderos, de forma (n,).
        w: pesos, de forma (d,).
        b: sesgo, un número.

    Returns:
        (dw, db): dw de forma (d,) y db un solo número.

    Ejemplo:
        X, y = np.array([[1.0, 0.0], [2.0, 1.0]]), np.array([1.0, 3.0])
        mse_gradient(X, y, np.array([1.0, -1.0]), 0.5) -> ([-2.5, -1.5], -1.0)
    """
    raise NotImplementedError("Completa mse_gradient")


def minimize(gradient, w0, learning_rate, steps):
    """Descenso del gradiente desde w0; devuelve el camino entero.

    En cada paso se calcula el gradiente en el punto actual y se avanza en contra:
    w ← w - learning_rate · gradient(w). Guardar todos los puntos permite dibujar el descenso.

    Args:
        gradient: función que recibe un array de forma (d,) y devuelve el gradiente ahí, también de
            forma (d,).
        w0: punto de partida, de forma (d,). No se modifica.
        learning_rate: tasa de aprendizaje.
        steps: número de pasos; con 0 el camino es solo w0.

    Returns:
        Array de forma (steps + 1, d): la fila 0 es w0 y la fila k, el punto tras k pasos.

    Ejemplo:
        minimize(lambda w: 2 * w, np.array([8.0]), 0.25, 3) -> [[8.0], [4.0], [2.0], [1.0]]
    """
    raise NotImplementedError("Completa minimize")


def fit_linear_regression(X, y, learning_rate, epochs):
    """Entrena una neurona lineal, Xw + b, por descenso del gradiente sobre el MSE.

    Empieza en w = 0 y b = 0 y da exactamente `epochs` pasos, cada uno con el gradiente de todos los
    datos a la vez (lote completo). Los dos parámetros se actualizan a la vez: dw y db se calculan
    con los valores de antes del paso, y solo después cambian w y b.

    Args:
        X: array de forma (n, d), un ejemplo por fila.
        y: valores verdaderos, de forma (n,).
        learning_rate: tasa de aprendizaje.
        epochs: número de pasos; con 0 se devuelven los ceros iniciales.

    Returns:
        (w, b): los pesos, de forma (d,), y el sesgo, un solo número.

    Ejemplo:
        fit_linear_regression(np.array([[1.0], [3.0]]), np.array([2.0, 4.0]), 0.1, 1) -> ([1.4], 0.6)
    """
    raise NotImplementedError("Completa fit_linear_regression")
