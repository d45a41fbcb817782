"""Known wrong ideas of gradient_descent.fit_logistic_regression."""

from __future__ import annotations

import numpy as np

from grader.curriculum.gradient_descent.misconceptions.fit_linear_regression import moved_by_no_input, usual_draws
from grader.feedback.misconception import misconception, same, symptom


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def right(X, y, learning_rate, epochs):
    return _descended(X, y, learning_rate, epochs)


def _error(X, y, w, b):
    """What the probabilities (n,) of the examples are too large by."""
    return _sigmoid(X @ w + b) - y


def _descended(X, y, learning_rate, epochs, error=_error, w=0.0, b=0.0):
    """Where the descent leads, from these weights and this bias on, with what is taken for the error (n,)."""
    w = np.zeros(X.shape[1]) + w
    for _ in range(epochs):
        each = error(X, y, w, b)
        w, b = w - learning_rate * X.T @ each / len(y), b - learning_rate * np.mean(each)
    return w, b


@misconception("gradient_descent.fit_logistic_regression")
def opposite_sign(X, y, learning_rate, epochs):
    """Te mueves a favor del gradiente, y la pérdida crece en cada época. Mira el signo con el que actualizas `w` y
    `b`, y el orden en que restas al calcular el error."""
    return right(X, y, -learning_rate, epochs)


@misconception("gradient_descent.fit_logistic_regression")
def bias_after_the_weights(X, y, learning_rate, epochs):
    """Cambias primero los pesos y calculas el gradiente del sesgo con los pesos ya cambiados. Los dos gradientes
    son de un mismo punto: calcúlalos antes de mover nada."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        w = w - learning_rate * X.T @ _error(X, y, w, b) / len(y)
        b = b - learning_rate * np.mean(_error(X, y, w, b))
    return w, b


@misconception("gradient_descent.fit_logistic_regression")
def weights_after_the_bias(X, y, learning_rate, epochs):
    """Cambias primero el sesgo y calculas el gradiente de los pesos con el sesgo ya cambiado. Los dos gradientes
    son de un mismo punto: calcúlalos antes de mover nada."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        b = b - learning_rate * np.mean(_error(X, y, w, b))
        w = w - learning_rate * X.T @ _error(X, y, w, b) / len(y)
    return w, b


@misconception("gradient_descent.fit_logistic_regression")
def linear_regression(X, y, learning_rate, epochs):
    """Entrenas una neurona lineal, con el gradiente del error cuadrático. Aquí la neurona lleva una sigmoide y la
    pérdida es la entropía cruzada: usa `logistic_gradient`."""
    return without_the_sigmoid(X, y, 2 * learning_rate, epochs)


@misconception("gradient_descent.fit_logistic_regression")
def without_the_sigmoid(X, y, learning_rate, epochs):
    """Al calcular el error falta la sigmoide: comparas la etiqueta con Xw + b, y se compara con una
    probabilidad."""
    return _descended(X, y, learning_rate, epochs, lambda X, y, w, b: X @ w + b - y)


@misconception("gradient_descent.fit_logistic_regression")
def with_the_two(X, y, learning_rate, epochs):
    """Tus pasos miden el doble de lo debido: en la entropía cruzada no hay ningún cuadrado del que salga un 2."""
    return right(X, y, 2 * learning_rate, epochs)


@misconception("gradient_descent.fit_logistic_regression")
def without_the_mean(X, y, learning_rate, epochs):
    """Sumas los gradientes de los ejemplos y no haces la media: con muchos ejemplos los pasos se vuelven
    enormes."""
    return right(X, y, len(y) * learning_rate, epochs)


@misconception("gradient_descent.fit_logistic_regression")
def without_the_learning_rate(X, y, learning_rate, epochs):
    """No usas la tasa de aprendizaje: los pasos son tan largos como el gradiente. Busca qué argumento de la
    función no aparece en tu cálculo."""
    return right(X, y, 1, epochs)


@misconception("gradient_descent.fit_logistic_regression")
def extra_derivative_of_the_sigmoid(X, y, learning_rate, epochs):
    """Multiplicas el error por la derivada de la sigmoide, p(1 - p). Con la entropía cruzada esa derivada se
    cancela, y el error queda solo."""

    def error(X, y, w, b):
        p = _sigmoid(X @ w + b)
        return (p - y) * p * (1 - p)

    return _descended(X, y, learning_rate, epochs, error)


@misconception("gradient_descent.fit_logistic_regression")
def delta_of_the_squared_error(X, y, learning_rate, epochs):
    """Bajas por el error cuadrático de la sigmoide, 2(p - y)p(1 - p), y la pérdida que se pide es la entropía
    cruzada."""
    return extra_derivative_of_the_sigmoid(X, y, 2 * learning_rate, epochs)


@misconception("gradient_descent.fit_logistic_regression")
def perceptron_rule(X, y, learning_rate, epochs):
    """Usas como error la diferencia entre dos clases, 0 o 1, como el perceptrón. Aquí se resta la etiqueta a la
    probabilidad, que también dice cuánto falta."""
    return _descended(X, y, learning_rate, epochs, lambda X, y, w, b: (X @ w + b >= 0) - y)


@misconception("gradient_descent.fit_logistic_regression")
def one_epoch_too_many(X, y, learning_rate, epochs):
    """Das un paso de más. Cuenta cuántas veces se repite tu bucle, y si hay algún paso fuera de él."""
    return right(X, y, learning_rate, epochs + 1)


@misconception("gradient_descent.fit_logistic_regression")
def one_epoch_short(X, y, learning_rate, epochs):
    """Das un paso de menos. Cuenta cuántas veces se repite tu bucle: `range(1, n)` da n - 1 vueltas."""
    return right(X, y, learning_rate, epochs - 1)


@misconception("gradient_descent.fit_logistic_regression")
def returns_in_the_loop(X, y, learning_rate, epochs):
    """Das un solo paso, sean las épocas que sean. Mira si el `return` está dentro del bucle, o si el bucle empieza
    cada vez desde cero."""
    return right(X, y, learning_rate, min(epochs, 1))


@misconception("gradient_descent.fit_logistic_regression")
def at_least_one_epoch(X, y, learning_rate, epochs):
    """Das un paso aunque se te pidan cero épocas. Con 0 épocas se devuelven los valores iniciales."""
    return right(X, y, learning_rate, max(epochs, 1))


@misconception("gradient_descent.fit_logistic_regression")
def bias_never_learnt(X, y, learning_rate, epochs):
    """El sesgo se queda en cero: solo entrenas los pesos. `b` también tiene gradiente y también se mueve."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        w = w - learning_rate * X.T @ _error(X, y, w, b) / len(y)
    return w, b


@misconception("gradient_descent.fit_logistic_regression")
def bias_forgotten(X, y, learning_rate, epochs):
    """Actualizas el sesgo, pero no lo sumas al calcular z: el error no se entera de que `b` cambia."""
    return _descended(X, y, learning_rate, epochs, lambda X, y, w, b: _error(X, y, w, 0.0))


@misconception("gradient_descent.fit_logistic_regression")
def one_sample_at_a_time(X, y, learning_rate, epochs):
    """Das un paso con cada ejemplo. En el lote completo se da uno solo por época, con la media de los gradientes
    de todos."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, label in zip(X, y):
            error = _error(x, label, w, b)
            w, b = w - learning_rate * error * x, b - learning_rate * error
    return w, b


@misconception("gradient_descent.fit_logistic_regression")
def starts_at_one(X, y, learning_rate, epochs):
    """Los pesos y el sesgo empiezan en 1, y deben empezar en cero."""
    return _descended(X, y, learning_rate, epochs, w=1.0, b=1.0)


@misconception("gradient_descent.fit_logistic_regression")
def outputs_swapped(X, y, learning_rate, epochs):
    """Los dos resultados están en el orden contrario: primero van los pesos y después el sesgo."""
    return right(X, y, learning_rate, epochs)[::-1]


@misconception("gradient_descent.fit_logistic_regression")
def returns_the_probabilities(X, y, learning_rate, epochs):
    """Devuelves las probabilidades de los ejemplos. Se piden los pesos y el sesgo, que sirven también para
    ejemplos nuevos."""
    w, b = right(X, y, learning_rate, epochs)
    return _sigmoid(X @ w + b)


@symptom("gradient_descent.fit_logistic_regression")
def starts_at_random(call):
    """Los pesos empiezan al azar. Con una sola neurona no hace falta, y el enunciado pide empezar en cero: desde otro
    sitio, tras las mismas épocas, se llega a otro punto."""
    X, y, learning_rate, epochs = call.arguments
    if moved_by_no_input(call, right):
        return True
    starts = usual_draws(X.shape[1])
    return epochs == 1 and any(same(call.value, _descended(X, y, learning_rate, 1, w=start)) for start in starts)
