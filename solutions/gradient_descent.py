"""Unidad 5. Descenso del gradiente.

El gradiente señala hacia dónde crece más deprisa una función; dar pasos pequeños en sentido
contrario la hace bajar. Con esa sola idea se entrenan todas las redes de este curso. Esta unidad va
de un solo paso a dos modelos entrenados, la regresión lineal y la logística, y acaba con las tres
mejoras que usan las redes de verdad: los minilotes, el momento y Adam.
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
    return w - learning_rate * gradient


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
    return np.array([(f(w + shift) - f(w - shift)) / (2 * h) for shift in h * np.eye(len(w))])


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
    n = len(y)
    error = X @ w + b - y
    return 2 / n * (X.T @ error), 2 / n * np.sum(error)


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
    path = [np.array(w0)]
    for _ in range(steps):
        path.append(gradient_step(path[-1], gradient(path[-1]), learning_rate))
    return np.array(path)


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
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        dw, db = mse_gradient(X, y, w, b)
        w, b = gradient_step(w, dw, learning_rate), gradient_step(b, db, learning_rate)
    return w, b


def logistic_gradient(X, y, w, b):
    """Gradiente de la entropía cruzada binaria de una neurona sigmoide, respecto a w y a b.

    La neurona calcula z = Xw + b y predice la probabilidad p = σ(z) = 1 / (1 + e⁻ᶻ). La pérdida es
    la entropía cruzada binaria media, L = -(1/n) · Σ (y ln p + (1 - y) ln(1 - p)). Al derivarla, la
    pendiente de la sigmoide se cancela con la de los logaritmos, y queda algo muy sencillo: el error
    e = p - y hace el papel que hacía el error en la regresión lineal. Las derivadas son
    dw = (1/n) · Xᵀe y db = (1/n) · Σ eᵢ. Aquí no hay ningún cuadrado, así que no sale ningún 2.

    El resultado debe ser correcto también cuando z es enorme (|z| <= 1000), sin avisos de overflow:
    usa la sigmoide estable de la unidad 3.

    Args:
        X: array de forma (n, d), un ejemplo por fila.
        y: etiquetas, 0 o 1, de forma (n,).
        w: pesos, de forma (d,).
        b: sesgo, un número.

    Returns:
        (dw, db): dw de forma (d,) y db un solo número.

    Ejemplo:
        X, y = np.array([[1.0, 0.0], [2.0, 4.0]]), np.array([1.0, 0.0])
        logistic_gradient(X, y, np.array([0.0, 0.0]), 0.0) -> ([0.25, 1.0], 0.0)
        (con z = 0 las dos probabilidades son 0.5, y los errores, -0.5 y 0.5)
    """
    z = X @ w + b
    smaller = np.exp(-np.abs(z))
    error = np.where(z >= 0, 1, smaller) / (1 + smaller) - y
    return X.T @ error / len(y), np.mean(error)


def fit_logistic_regression(X, y, learning_rate, epochs):
    """Entrena una neurona sigmoide, σ(Xw + b), por descenso del gradiente sobre la entropía cruzada.

    Es la regresión logística: la misma receta que `fit_linear_regression`, con el gradiente de
    `logistic_gradient`. Empieza en w = 0 y b = 0, donde toda probabilidad es 0.5, y da exactamente
    `epochs` pasos, cada uno con todos los datos a la vez (lote completo). Los dos parámetros se
    actualizan a la vez: dw y db se calculan con los valores de antes del paso.

    Args:
        X: array de forma (n, d), un ejemplo por fila.
        y: etiquetas, 0 o 1, de forma (n,).
        learning_rate: tasa de aprendizaje.
        epochs: número de pasos; con 0 se devuelven los ceros iniciales.

    Returns:
        (w, b): los pesos, de forma (d,), y el sesgo, un solo número.

    Ejemplo:
        fit_logistic_regression(np.array([[1.0], [4.0]]), np.array([0.0, 1.0]), 0.4, 1) -> ([0.3], 0.0)
    """
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        dw, db = logistic_gradient(X, y, w, b)
        w, b = gradient_step(w, dw, learning_rate), gradient_step(b, db, learning_rate)
    return w, b


def minibatches(X, y, batch_size, seed):
    """Baraja los ejemplos y los reparte en minilotes.

    Con muchos datos, dar un paso por cada minilote (unas decenas de ejemplos) aprende mucho antes que
    dar uno solo con todos. Antes de repartir se baraja, para que cada minilote sea una muestra variada
    y no, por ejemplo, todos los ejemplos de una clase. X e y se barajan juntos: cada fila de X sigue
    al lado de su y. Todos los minilotes tienen `batch_size` ejemplos menos el último, que se lleva los
    que queden: ningún ejemplo se pierde ni se repite.

    La semilla decide el orden: con la misma salen los mismos minilotes, y con otra, otros.
    `np.random.default_rng(seed)` crea un generador, y su método `permutation(n)` da los números
    de 0 a n - 1 en un orden al azar.

    Args:
        X: array de forma (n, d), un ejemplo por fila.
        y: array con las n etiquetas o valores, de forma (n,) o (n, 1).
        batch_size: número de ejemplos de cada minilote, 1 o más; puede ser mayor que n.
        seed: semilla del azar, un entero.

    Returns:
        Lista de parejas (X_batch, y_batch): de formas (k, d) y (k,), o (k, 1) si y era (n, 1).

    Ejemplo:
        X, y = np.array([[1.0], [2.0], [3.0], [4.0], [5.0]]), np.array([10.0, 20.0, 30.0, 40.0, 50.0])
        batches = minibatches(X, y, 2, 7)
        [len(y_batch) for X_batch, y_batch in batches] -> [2, 2, 1]
        (si a la primera X_batch le toca [[4.0], [1.0]], su y_batch es [40.0, 10.0])
    """
    order = np.random.default_rng(seed).permutation(len(X))
    parts = [order[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [(X[part], y[part]) for part in parts]


def momentum_step(w, velocity, gradient, learning_rate, momentum):
    """Un paso de descenso con momento.

    En un valle estrecho, el descenso corriente rebota de una ladera a la otra y apenas avanza por el
    fondo. Con momento, el punto se mueve como una bola que rueda: conserva una parte de la velocidad
    que traía y le suma el empujón del gradiente. Los rebotes se compensan y el avance se acumula:

        velocity ← momentum · velocity - learning_rate · gradient
        w ← w + velocity (la velocidad nueva)

    Con momentum = 0 es el descenso de siempre. Devuelve arrays nuevos: los que recibes tienen que
    quedar como estaban.

    Args:
        w: array con los pesos, de una o más dimensiones.
        velocity: la velocidad que traía, de la misma forma; al empezar, ceros.
        gradient: el gradiente en `w`, de la misma forma.
        learning_rate: tasa de aprendizaje.
        momentum: qué parte de la velocidad se conserva, de 0 a menos de 1 (lo habitual es 0.9).

    Returns:
        (w, velocity): los pesos y la velocidad después del paso.

    Ejemplo:
        w, velocity, gradient = np.array([1.0]), np.array([-2.0]), np.array([4.0])
        momentum_step(w, velocity, gradient, 0.1, 0.5) -> ([-0.4], [-1.4])
    """
    velocity = momentum * velocity - learning_rate * gradient
    return w + velocity, velocity


def adam_step(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Un paso de Adam, el optimizador con que se entrenan casi todas las redes.

    Adam lleva dos medias móviles, elemento a elemento: `m`, la del gradiente (hacia dónde viene
    apuntando: hace el papel del momento), y `v`, la de su cuadrado (cuánto mide). Cada media conserva
    una parte beta de lo que había y toma 1 - beta de lo nuevo:

        m ← beta_1 · m + (1 - beta_1) · gradient
        v ← beta_2 · v + (1 - beta_2) · gradient²

    Como las dos empiezan en cero, en los primeros pasos se quedan cortas; para corregirlo se dividen
    entre lo que llevan acumulado en el paso t: m̂ = m / (1 - beta_1ᵗ), v̂ = v / (1 - beta_2ᵗ). Y el
    paso divide una entre la raíz de la otra, de modo que cada peso avanza más o menos
    `learning_rate`, sea grande o pequeño su gradiente:

        w ← w - learning_rate · m̂ / (√v̂ + epsilon)

    epsilon, fuera de la raíz, evita dividir entre cero. Se devuelven `m` y `v` sin corregir: la
    corrección solo sirve para este paso.

    Args:
        w: array con los pesos, de una o más dimensiones.
        m: media móvil del gradiente, de la misma forma; ceros antes del primer paso.
        v: media móvil del gradiente al cuadrado, de la misma forma; ceros antes del primer paso.
        gradient: el gradiente en `w`, de la misma forma.
        t: número del paso; el primero es 1.
        learning_rate: tasa de aprendizaje.
        beta_1: cuánto conserva `m`, de 0 a menos de 1.
        beta_2: cuánto conserva `v`, de 0 a menos de 1.
        epsilon: número pequeño y positivo.

    Returns:
        (w, m, v): arrays nuevos; los que recibes tienen que quedar como estaban.

    Ejemplo:
        zeros = np.array([0.0, 0.0])
        adam_step(np.array([1.0, 1.0]), zeros, zeros, np.array([4.0, -0.5]), 1, learning_rate=0.1)
        -> ([0.9, 1.1], [0.4, -0.05], [0.016, 0.00025])
        (el primer paso mide learning_rate, con un gradiente grande o con uno pequeño)
    """
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient**2
    step = m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + epsilon)
    return w - learning_rate * step, m, v
