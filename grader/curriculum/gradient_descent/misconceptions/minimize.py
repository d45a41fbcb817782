"""Known wrong ideas of gradient_descent.minimize."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception, same, symptom


def right(gradient, w0, learning_rate, steps):
    path = [np.asarray(w0, float)]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def opposite_sign(gradient, w0, learning_rate, steps):
    """Subes en lugar de bajar: cada paso va a favor del gradiente. El gradiente señala hacia dónde crece la función;
    mira el signo del paso."""
    path = [w0]
    for _ in range(steps):
        path.append(path[-1] + learning_rate * gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def without_the_learning_rate(gradient, w0, learning_rate, steps):
    """No usas la tasa de aprendizaje: cada paso es tan largo como el gradiente. Busca qué argumento de la función no
    aparece en tu cálculo."""
    path = [w0]
    for _ in range(steps):
        path.append(path[-1] - gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def the_same_array_every_time(gradient, w0, learning_rate, steps):
    """Todas las filas del camino son el último punto. Guardas muchas veces el mismo array, y `w -= ...` lo cambia por
    dentro en todos los sitios donde está: guarda una copia, o crea un array nuevo en cada paso."""
    w = w0.copy()
    for _ in range(steps):
        w = w - learning_rate * gradient(w)
    return np.array([w] * (steps + 1))


@misconception("gradient_descent.minimize")
def without_the_start(gradient, w0, learning_rate, steps):
    """Falta el punto de partida: tu camino empieza tras el primer paso. La primera fila es el sitio del que sales, sin
    haberte movido todavía."""
    w, path = w0, []
    for _ in range(steps):
        w = w - learning_rate * gradient(w)
        path.append(w)
    return np.array(path)


@misconception("gradient_descent.minimize")
def one_step_short(gradient, w0, learning_rate, steps):
    """Das un paso de menos. El camino tiene un punto más que pasos: cuenta cuántas veces se repite tu bucle."""
    path = [w0]
    for _ in range(steps - 1):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def one_step_too_many(gradient, w0, learning_rate, steps):
    """Das un paso de más. El punto de partida ya ocupa una fila, así que el bucle se repite tantas veces como pasos se
    piden."""
    path = [w0]
    for _ in range(steps + 1):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def start_twice(gradient, w0, learning_rate, steps):
    """El punto de partida aparece dos veces y falta el último punto. Dentro del bucle, primero muévete y después guarda
    el punto al que has llegado."""
    w, path = w0, [w0]
    for _ in range(steps):
        path.append(w)
        w = w - learning_rate * gradient(w)
    return np.array(path)


@misconception("gradient_descent.minimize")
def gradient_of_the_start(gradient, w0, learning_rate, steps):
    """Usas en todos los pasos el gradiente del punto de partida, y avanzas siempre igual. La pendiente cambia al
    moverte: hay que calcularla de nuevo en cada punto."""
    slope = gradient(w0)
    return np.array([w0 - k * learning_rate * slope for k in range(steps + 1)])


@misconception("gradient_descent.minimize")
def every_step_from_the_start(gradient, w0, learning_rate, steps):
    """Cada paso vuelve a salir del punto de partida, así que todos llegan al mismo sitio. El paso siguiente debe salir
    de donde acabó el anterior."""
    return np.array([w0] + [w0 - learning_rate * gradient(w0)] * steps)


@misconception("gradient_descent.minimize")
def only_the_end(gradient, w0, learning_rate, steps):
    """Devuelves solo el punto final. Se pide el camino entero, con una fila por punto: ve guardándolos."""
    w = w0
    for _ in range(steps):
        w = w - learning_rate * gradient(w)
    return w


@misconception("gradient_descent.minimize")
def transposed_path(gradient, w0, learning_rate, steps):
    """El camino está traspuesto: cada punto ocupa una columna. Debe haber una fila por punto."""
    path = [w0]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path).T


@misconception("gradient_descent.minimize")
def newest_first(gradient, w0, learning_rate, steps):
    """El camino está al revés: empieza por el último punto. La primera fila es la del punto de partida; mira si añades
    los puntos por el principio de la lista."""
    path = [w0]
    for _ in range(steps):
        path.insert(0, path[0] - learning_rate * gradient(path[0]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def gradients_instead_of_points(gradient, w0, learning_rate, steps):
    """A partir de la segunda fila guardas los gradientes, no los puntos por los que pasas. El gradiente dice hacia
    dónde ir; el camino se hace con los sitios a los que llegas."""
    w, path = w0, [w0]
    for _ in range(steps):
        path.append(gradient(w))
        w = w - learning_rate * gradient(w)
    return np.array(path)


@misconception("gradient_descent.minimize")
def decaying_rate(gradient, w0, learning_rate, steps):
    """Vas reduciendo la tasa de aprendizaje a medida que avanzas. Hay métodos que lo hacen, pero aquí la tasa es la
    misma en todos los pasos."""
    path = [w0]
    for k in range(steps):
        path.append(path[-1] - learning_rate / (1 + k) * gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def with_momentum(gradient, w0, learning_rate, steps):
    """Arrastras parte del paso anterior (momento). Es una mejora conocida, pero aquí cada paso depende solo del
    gradiente en el punto actual."""
    path, velocity = [w0], 0.0
    for _ in range(steps):
        velocity = 0.9 * velocity - learning_rate * gradient(path[-1])
        path.append(path[-1] + velocity)
    return np.array(path)


@misconception("gradient_descent.minimize")
def normalised_gradient(gradient, w0, learning_rate, steps):
    """Divides el gradiente entre su longitud, y todos los pasos miden lo mismo. Deja que el paso sea corto donde la
    pendiente es suave: así se frena al llegar al mínimo."""
    path = [w0]
    for _ in range(steps):
        slope = gradient(path[-1])
        length = np.linalg.norm(slope)
        path.append(path[-1] - learning_rate * slope / (length or 1.0))
    return np.array(path)


@misconception("gradient_descent.minimize")
def at_least_one_step(gradient, w0, learning_rate, steps):
    """Das un paso aunque se te pidan cero. Con 0 pasos el camino es solo el punto de partida: mira qué haces antes de
    entrar en el bucle."""
    path = [w0]
    for _ in range(max(steps, 1)):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


@symptom("gradient_descent.minimize")
def stops_early(call):
    """Tu camino es bueno, pero se para antes de dar todos los pasos. No compruebes si ya has llegado al mínimo: da
    siempre los pasos que se piden, aunque los últimos no se muevan."""
    gradient, w0, learning_rate, steps = call.arguments
    path = np.asarray(call.value, dtype=float)
    stepped = [row - learning_rate * gradient(row) for row in path[:-1]]
    return 0 < len(path) < steps + 1 and same(path[0], w0) and same(path[1:], np.reshape(stepped, path[1:].shape))
