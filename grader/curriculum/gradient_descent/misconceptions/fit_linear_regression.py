"""Known wrong ideas of gradient_descent.fit_linear_regression."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from grader.feedback.misconception import misconception, same, symptom


def right(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def opposite_sign(X, y, learning_rate, epochs):
    """Te mueves a favor del gradiente, y la pérdida crece en cada época. Mira el signo con el que actualizas `w` y `b`,
    y el orden en que restas al calcular el error."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w + learning_rate * 2 * X.T @ error / len(y), b + learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def bias_after_the_weights(X, y, learning_rate, epochs):
    """Cambias primero los pesos y calculas el gradiente del sesgo con los pesos ya cambiados. Los dos gradientes son de
    un mismo punto: calcúlalos antes de mover nada."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        w = w - learning_rate * 2 * X.T @ (X @ w + b - y) / len(y)
        b = b - learning_rate * 2 * np.mean(X @ w + b - y)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def weights_after_the_bias(X, y, learning_rate, epochs):
    """Cambias primero el sesgo y calculas el gradiente de los pesos con el sesgo ya cambiado. Los dos gradientes son de
    un mismo punto: calcúlalos antes de mover nada."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        b = b - learning_rate * 2 * np.mean(X @ w + b - y)
        w = w - learning_rate * 2 * X.T @ (X @ w + b - y) / len(y)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def without_the_two(X, y, learning_rate, epochs):
    """Tus pasos miden la mitad de lo debido: al gradiente le falta el factor que baja al derivar el cuadrado."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * X.T @ error / len(y), b - learning_rate * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def without_the_mean(X, y, learning_rate, epochs):
    """Sumas los gradientes de los ejemplos y no haces la media: con muchos ejemplos los pasos se vuelven enormes. La
    pérdida es un error cuadrático medio."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error, b - learning_rate * 2 * np.sum(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def without_the_learning_rate(X, y, learning_rate, epochs):
    """No usas la tasa de aprendizaje: los pasos son tan largos como el gradiente y se saltan el mínimo. Busca qué
    argumento de la función no aparece en tu cálculo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - 2 * X.T @ error / len(y), b - 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def one_epoch_too_many(X, y, learning_rate, epochs):
    """Das un paso de más. Cuenta cuántas veces se repite tu bucle, y si hay algún paso fuera de él."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs + 1):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def one_epoch_short(X, y, learning_rate, epochs):
    """Das un paso de menos. Cuenta cuántas veces se repite tu bucle: `range(1, n)` da n - 1 vueltas."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs - 1):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def returns_in_the_loop(X, y, learning_rate, epochs):
    """Das un solo paso, sean las épocas que sean. Mira si el `return` está dentro del bucle, o si el bucle empieza cada
    vez desde cero."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(min(epochs, 1)):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def at_least_one_epoch(X, y, learning_rate, epochs):
    """Das un paso aunque se te pidan cero épocas. Con 0 épocas se devuelven los valores iniciales: mira qué haces antes
    de entrar en el bucle, o si compruebas el final demasiado tarde."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(max(epochs, 1)):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def closed_form(X, y, learning_rate, epochs):
    """Devuelves la recta óptima, calculada de una vez. El ejercicio pide llegar paso a paso, y pararse donde se esté
    tras las épocas pedidas, aunque todavía falte."""
    solution = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), y, rcond=None)[0]
    return solution[:-1], solution[-1]


@misconception("gradient_descent.fit_linear_regression")
def closed_form_by_centring(X, y, learning_rate, epochs):
    """Devuelves la recta óptima, calculada de una vez. El ejercicio pide llegar paso a paso, y pararse donde se esté
    tras las épocas pedidas, aunque todavía falte."""
    w = np.linalg.lstsq(X - X.mean(axis=0), y - y.mean(), rcond=None)[0]
    return w, y.mean() - X.mean(axis=0) @ w


@misconception("gradient_descent.fit_linear_regression")
def bias_never_learnt(X, y, learning_rate, epochs):
    """El sesgo se queda en cero: solo entrenas los pesos, y la recta está obligada a pasar por el origen. `b` también
    tiene gradiente y también se mueve."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - learning_rate * 2 * X.T @ (X @ w - y) / len(y)
    return w, 0.0


@misconception("gradient_descent.fit_linear_regression")
def bias_forgotten(X, y, learning_rate, epochs):
    """Actualizas el sesgo, pero no lo sumas al calcular la predicción: el error no se entera de que `b` cambia."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def one_sample_at_a_time(X, y, learning_rate, epochs):
    """Das un paso con cada ejemplo (descenso estocástico). Se pide el lote completo: un solo paso por época, con el
    gradiente medio de todos los datos."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = x @ w + b - target
            w, b = w - learning_rate * 2 * error * x, b - learning_rate * 2 * error
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def learning_rate_forgotten_in_the_bias(X, y, learning_rate, epochs):
    """La tasa de aprendizaje está en el paso de los pesos, pero no en el del sesgo. Los dos se mueven con la misma."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def learning_rate_forgotten_in_the_weights(X, y, learning_rate, epochs):
    """La tasa de aprendizaje está en el paso del sesgo, pero no en el de los pesos. Los dos se mueven con la misma."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def rows_against_columns(X, y, learning_rate, epochs):
    """Restas una columna (n, 1) y un vector (n,), y NumPy lo extiende a una tabla n×n en la que cada predicción se
    compara con todos los valores. Comprueba con `.shape` que el error tiene un número por ejemplo."""
    # The table n×n is never made: only its products with X are needed.
    products, means = X.T @ X / len(y), X.mean(axis=0)
    w, b = np.zeros((X.shape[1], 1)), 0.0
    for _ in range(epochs):
        slopes, slope = products @ w + np.outer(means, b - y), np.mean(means @ w) + b - np.mean(y)
        w, b = w - learning_rate * 2 * slopes, b - learning_rate * 2 * slope
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def one_weight_after_another(X, y, learning_rate, epochs):
    """Mueves los pesos de uno en uno, y cada cual ya ve cambiados los anteriores. En un paso se mueven todos a la vez,
    con los gradientes de un mismo punto."""
    products, means, targets = X.T @ X / len(y), X.mean(axis=0), X.T @ y / len(y)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for j in range(X.shape[1]):
            w[j] = w[j] - learning_rate * 2 * (products[j] @ w + means[j] * b - targets[j])
        b = b - learning_rate * 2 * (means @ w + b - np.mean(y))
    return w, b


@symptom("gradient_descent.fit_linear_regression")
def closed_form_by_the_inverse(call):
    """Inviertes una matriz para hallar la recta óptima de una vez, y con estos datos no tiene inversa. El ejercicio
    pide llegar paso a paso, con el gradiente, y ahí no hace falta invertir nada."""
    return call.raised == "LinAlgError"


@symptom("gradient_descent.fit_linear_regression")
def part_of_the_examples(call):
    """No usas todos los ejemplos en cada paso: los das con uno, o con unos pocos, elegidos o barajados. Se pide el lote
    completo: un solo paso por época, con el gradiente medio de todos los datos."""
    X, y, learning_rate, epochs = call.arguments
    given, A = np.append(*call.value), np.column_stack([X, np.ones(len(X))])
    seen = range(1, len(y) + 1) if epochs == 1 and 1 < len(y) <= 5 and _differs(call) else ()
    orders = (order for count in seen for order in permutations(range(len(y)), count))
    return any(same(given, _in_order(A, y, factor * learning_rate, order)) for order in orders for factor in (1, 2))


def _differs(call):
    """Whether a call gave something else than the full batch does."""
    return not same(np.append(*call.value), np.append(*right(*call.arguments)))


def _in_order(A, y, rate, order):
    weights = np.zeros(A.shape[1])
    for i in order:
        weights = weights - rate * (A[i] @ weights - y[i]) * A[i]
    return weights


@misconception("gradient_descent.fit_linear_regression")
def starts_at_one(X, y, learning_rate, epochs):
    """Los pesos empiezan en 1. El enunciado pide empezar en cero: desde otro sitio, tras las mismas épocas, se llega a
    otro punto."""
    w, b = np.ones(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def weights_and_bias_start_at_one(X, y, learning_rate, epochs):
    """Los pesos y el sesgo empiezan en 1. El enunciado pide empezar en cero: desde otro sitio, tras las mismas épocas,
    se llega a otro punto."""
    w, b = np.ones(X.shape[1]), 1.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def standardises_first(X, y, learning_rate, epochs):
    """Estandarizas las columnas por tu cuenta antes de entrenar. Suele ser buena idea, pero los pesos que devuelves son
    de otros datos: entrena con `X` tal como llega."""
    X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def outputs_swapped(X, y, learning_rate, epochs):
    """Los dos resultados están en el orden contrario: primero van los pesos y después el sesgo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return b, w


@misconception("gradient_descent.fit_linear_regression")
def returns_the_loss_too(X, y, learning_rate, epochs):
    """Devuelves también la pérdida, y quien llama espera exactamente dos resultados: imprime lo demás, si quieres, pero
    no lo devuelvas."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b, np.mean((X @ w + b - y) ** 2)


@misconception("gradient_descent.fit_linear_regression")
def only_the_weights(X, y, learning_rate, epochs):
    """Devuelves solo los pesos. La función tiene dos resultados: falta el sesgo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w


@symptom("gradient_descent.fit_linear_regression")
def stops_early(call):
    """Tus pasos son buenos, pero te paras antes de tiempo. No cortes cuando la pérdida deja de mejorar, ni pongas un
    máximo tuyo: da exactamente las épocas que se piden."""
    X, y, learning_rate, epochs = call.arguments
    w, b, reached = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
        reached.append(np.append(w, b))
    given = np.append(*call.value)
    return not same(given, reached[-1]) and any(same(given, point) for point in reached[:-1])


@symptom("gradient_descent.fit_linear_regression")
def starts_at_random(call):
    """Los pesos empiezan al azar. En la regresión lineal no hace falta, y el enunciado pide empezar en cero: desde otro
    sitio, tras las mismas épocas, se llega a otro punto."""
    X, y, learning_rate, epochs = call.arguments
    if moved_by_no_input(call, right):
        return True
    A = np.column_stack([X, np.ones(len(X))])
    step = np.eye(A.shape[1]) - 2 * learning_rate / len(y) * A.T @ A
    reached = np.append(*call.value) - 2 * learning_rate / len(y) * A.T @ y
    start = np.linalg.solve(step, reached)[:-1]
    return epochs == 1 and any(same(start, drawn) for drawn in usual_draws(len(start)))


def moved_by_no_input(call, right):
    """Whether there are weights where all inputs are 0, which move none, and the bias has done what it should."""
    w, b = call.value
    return not call.arguments[0].any() and np.any(w) and same(np.ravel(b), np.ravel(right(*call.arguments)[1]))


def usual_draws(size):
    """Weights that the usual seeds of the usual generators draw, as they come or made small."""
    for seed in (0, 1, 7, 42, 123, 1234):
        new, old = np.random.default_rng(seed), np.random.RandomState(seed)
        drawn = [new.normal(size=size), old.randn(size)]
        new, old = np.random.default_rng(seed), np.random.RandomState(seed)
        drawn += [new.random(size), old.rand(size)]
        yield from (scale * each for each in drawn for scale in (1, 0.1, 0.01))
