"""Known wrong ideas of network.train_network."""

from __future__ import annotations

from functools import partial

import numpy as np

from grader.curriculum.network.misconceptions.formulas import gradients, hidden_and_output, sigmoid
from grader.feedback.misconception import same, symptom

# The start is the student's own. Two calls tell it: the checks ask first for the start alone, with a learning
# rate that moves nothing, and then for the training.


def _flat(parameters):
    return np.concatenate([np.ravel(np.asarray(part, dtype=float)) for part in parameters])


def _shaped(value, X, hidden_units):
    """A student's parameters, whose biases may have come as rows."""
    W1, b1, W2, b2 = (np.asarray(part, dtype=float) for part in value)
    return [W1.reshape(X.shape[1], hidden_units), b1.reshape(hidden_units), W2.reshape(hidden_units, 1), b2.reshape(1)]


def _descend(X, y, parameters, learning_rate, epochs):
    for _ in range(epochs):
        steps = gradients(X, y, *parameters)
        parameters = [part - learning_rate * step for part, step in zip(parameters, steps)]
    return parameters


def _start(call):
    """Where the training of this call started, if the call before tells it."""
    X, y, hidden_units, _, _, seed = call.arguments
    X0, y0, hidden0, rate0, _, seed0 = call.previous.arguments
    alike = hidden0 == hidden_units and seed0 == seed and np.array_equal(X0, X) and np.array_equal(y0, y)
    if not alike or rate0 > 1e-6:
        raise LookupError("these two calls do not tell the start")
    return _shaped(call.previous.value, X, hidden_units)


def _arrives(call, train):
    """Whether ``train``, from the student's own start, arrives where the student's training did, and no right one
    does."""
    X, y, _, learning_rate, epochs, _ = call.arguments
    start, given = _start(call), _flat(call.value)
    if same(given, _flat(_descend(X, y, start, learning_rate, epochs))):
        return False
    return same(given, _flat(train(X, y, start, learning_rate, epochs)))


def _is_start(call):
    """Whether this call shows a start: its learning rate moves nothing."""
    return call.arguments[3] <= 1e-6


@symptom("network.train_network")
def starts_from_zeros(call):
    """Los pesos empiezan todos en cero. Entonces todas las neuronas ocultas calculan lo mismo, reciben el mismo
    gradiente y siguen iguales para siempre: hace falta que empiecen distintas."""
    W1, _, W2, _ = call.value
    return _is_start(call) and np.size(W1) > 0 and np.allclose(W1, 0, atol=1e-7) and np.allclose(W2, 0, atol=1e-7)


@symptom("network.train_network")
def starts_from_a_constant(call):
    """Los pesos empiezan todos con el mismo valor. Entonces todas las neuronas ocultas calculan lo mismo, reciben el
    mismo gradiente y siguen iguales para siempre: hace falta que empiecen distintas."""
    W1, _, W2, _ = call.value
    flat = _is_start(call) and np.size(W1) > 1 and np.ptp(W1) < 1e-6 and np.ptp(W2) < 1e-6
    # From one input a unit has one weight: who gives all units the same one need not give W2 the same too.
    return flat and (np.shape(W1)[0] > 1 or abs(np.mean(W1) - np.mean(W2)) < 1e-6)


@symptom("network.train_network")
def seed_ignored(call):
    """La red empieza igual con cualquier semilla: no usas el argumento `seed`, o lo sustituyes por un número tuyo. Con
    otra semilla los pesos deben empezar en otro sitio."""
    W1, _, W2, _ = call.value
    V1, _, V2, _ = call.previous.value
    others = call.arguments[-1] != call.previous.arguments[-1]
    return _is_start(call) and _is_start(call.previous) and others and same(W1, V1) and same(W2, V2)


@symptom("network.train_network")
def no_seed(call):
    """Con los mismos argumentos salen pesos distintos: el azar no depende (o no siempre) de `seed`. Crea el generador
    con esa semilla dentro de la función; ojo, 0 también es una semilla, aunque para `if` y para `or` cuente como
    falso."""
    again = all(np.array_equal(one, other) for one, other in zip(call.arguments, call.previous.arguments))
    return again and not same(_flat(call.value), _flat(call.previous.value))


@symptom("network.train_network")
def hidden_units_alike(call):
    """Todas las neuronas ocultas son iguales. Si empiezan con los mismos pesos reciben el mismo gradiente y no se
    distinguen nunca, así que la red vale lo que una sola neurona: sortea los de cada una por separado."""
    W1, b1, W2, _ = _shaped(call.value, call.arguments[0], call.arguments[2])
    return W1.shape[1] > 1 and bool(np.any(W1)) and all(np.allclose(np.ptp(part), 0) for part in (*W1, b1, W2))


@symptom("network.train_network")
def never_trains(call):
    """La red vuelve tal como empezó: no se mueve ningún parámetro. Mira si el bucle da todas sus vueltas (`range(1, n)`
    da una de menos) y si guardas en las variables el resultado de cada paso."""
    return _arrives(call, _stays) and not _flat(_start(call)[1::2]).any()


@symptom("network.train_network")
def learning_rate_ignored(call):
    """Con una tasa de aprendizaje diminuta sale lo mismo que con una grande: no usas `learning_rate` al dar los pasos,
    o no llegas a darlos. Mira si hay otro número en su lugar."""
    return _arrives(call, _stays)


def _stays(X, y, parameters, learning_rate, epochs):
    return parameters


@symptom("network.train_network")
def opposite_sign(call):
    """Te mueves a favor del gradiente, y la pérdida crece en cada época. Mira el signo con el que actualizas los
    parámetros."""
    return _arrives(call, lambda X, y, start, rate, epochs: _descend(X, y, start, -rate, epochs))


@symptom("network.train_network")
def more_steps_than_asked(call):
    """Das más pasos de los que se piden. O tu bucle da una vuelta de más, o das un paso con cada ejemplo en lugar de
    uno por época, con el gradiente medio de todos."""
    return _arrives(call, _one_more) and _arrives(call, _one_by_one)


def _one_more(X, y, parameters, learning_rate, epochs):
    return _descend(X, y, parameters, learning_rate, epochs + 1)


@symptom("network.train_network", twin_of="more_steps_than_asked")
def one_epoch_too_many(call):
    """Das pasos de más. Cuenta cuántas veces se repite tu bucle, si hay algún paso fuera de él, y si en cada vuelta das
    varios, cada uno con una parte de los ejemplos."""
    return _arrives(call, _one_more)


@symptom("network.train_network")
def a_single_step(call):
    """Das un solo paso, sean las épocas que sean. Mira si el `return` está dentro del bucle, o si en cada vuelta
    empiezas otra vez desde los pesos iniciales."""
    return _arrives(call, lambda X, y, start, rate, epochs: _descend(X, y, start, rate, 1))


@symptom("network.train_network", twin_of="never_trains")
def one_epoch_short(call):
    """Das un paso de menos. Cuenta cuántas veces se repite tu bucle: `range(1, n)` da n - 1 vueltas."""
    return _arrives(call, lambda X, y, start, rate, epochs: _descend(X, y, start, rate, epochs - 1))


@symptom("network.train_network")
def gradient_without_the_mean(call):
    """Tus pasos son tantas veces más largos como ejemplos hay: sumas sus gradientes y no haces la media."""
    return _arrives(call, lambda X, y, start, rate, epochs: _descend(X, y, start, rate * len(X), epochs))


@symptom("network.train_network")
def mean_taken_twice(call):
    """Tus pasos son demasiado cortos: divides dos veces entre el número de ejemplos. Si `backpropagation` ya da la
    media, no hay que volver a dividir."""
    return _arrives(call, lambda X, y, start, rate, epochs: _descend(X, y, start, rate / len(X), epochs))


@symptom("network.train_network")
def trains_the_output_layer_only(call):
    """Solo entrenas la capa de salida; la oculta se queda como empezó. Los cuatro parámetros tienen su gradiente, y los
    cuatro se mueven."""
    return _arrives(call, partial(_moving, moved={2, 3}))


@symptom("network.train_network")
def trains_the_hidden_layer_only(call):
    """Solo entrenas la capa oculta; la de salida se queda como empezó. Los cuatro parámetros tienen su gradiente, y los
    cuatro se mueven."""
    return _arrives(call, partial(_moving, moved={0, 1}))


@symptom("network.train_network")
def biases_never_learnt(call):
    """Los sesgos se quedan como empezaron: solo actualizas los pesos. También tienen gradiente, y también se mueven."""
    return _arrives(call, partial(_moving, moved={0, 2}))


def _moving(X, y, parameters, learning_rate, epochs, moved):
    for _ in range(epochs):
        steps = gradients(X, y, *parameters)
        parameters = [
            part - learning_rate * step if place in moved else part
            for place, (part, step) in enumerate(zip(parameters, steps))
        ]
    return parameters


@symptom("network.train_network")
def one_layer_after_the_other(call):
    """Cambias una capa y calculas el gradiente de la otra con la primera ya cambiada. Los cuatro gradientes son de un
    mismo punto: calcúlalos todos antes de mover nada."""
    return any(_arrives(call, partial(_in_turns, order=order)) for order in ((2, 0), (0, 2)))


def _in_turns(X, y, parameters, learning_rate, epochs, order):
    parameters = list(parameters)
    for _ in range(epochs):
        for first in order:
            steps = gradients(X, y, *parameters)
            for place in (first, first + 1):
                parameters[place] = parameters[place] - learning_rate * steps[place]
    return parameters


@symptom("network.train_network")
def output_weights_updated_before_use(call):
    """Cambias W2 antes de usarlo para llevar el error a la capa oculta. Todos los gradientes son de un mismo punto:
    calcúlalos antes de mover ningún peso."""
    return _arrives(call, _with_new_output_weights)


def _with_new_output_weights(X, y, parameters, learning_rate, epochs):
    W1, b1, W2, b2 = parameters
    for _ in range(epochs):
        hidden, output = hidden_and_output(X, W1, b1, W2, b2)
        delta2 = (output - y) / len(X)
        W2, b2 = W2 - learning_rate * hidden.T @ delta2, b2 - learning_rate * delta2.sum(axis=0)
        delta1 = (delta2 @ W2.T) * hidden * (1 - hidden)
        W1, b1 = W1 - learning_rate * X.T @ delta1, b1 - learning_rate * delta1.sum(axis=0)
    return W1, b1, W2, b2


@symptom("network.train_network", twin_of="more_steps_than_asked")
def one_example_after_another(call):
    """Das un paso con cada ejemplo (descenso estocástico). Se pide el lote completo: un solo paso por época, con el
    gradiente medio de todos los ejemplos."""
    return _arrives(call, _one_by_one)


def _one_by_one(X, y, parameters, learning_rate, epochs):
    for _ in range(epochs):
        for i in range(len(X)):
            parameters = _descend(X[i : i + 1], y[i : i + 1], parameters, learning_rate, 1)
    return parameters


@symptom("network.train_network")
def delta_of_the_squared_error(call):
    """Entrenas con el gradiente del error cuadrático: el error de la salida lleva de más la derivada de su sigmoide. La
    pérdida de esta red es la entropía cruzada, con la que esa derivada se cancela. Mira también si haces la media."""
    return any(
        _arrives(call, partial(_squared, factor=factor))
        for factor in (1, 2, len(call.arguments[0]), 2 * len(call.arguments[0]))
    )


def _squared(X, y, parameters, learning_rate, epochs, factor):
    W1, b1, W2, b2 = parameters
    for _ in range(epochs):
        hidden, output = hidden_and_output(X, W1, b1, W2, b2)
        delta2 = factor * (output - y) * output * (1 - output) / len(X)
        delta1 = (delta2 @ W2.T) * hidden * (1 - hidden)
        W1, b1 = W1 - learning_rate * X.T @ delta1, b1 - learning_rate * delta1.sum(axis=0)
        W2, b2 = W2 - learning_rate * hidden.T @ delta2, b2 - learning_rate * delta2.sum(axis=0)
    return W1, b1, W2, b2


@symptom("network.train_network")
def uphill_and_without_the_mean(call):
    """Son dos cosas: te mueves a favor del gradiente, y sumas los de los ejemplos sin hacer la media. Mira el signo con
    el que actualizas los parámetros y el factor 1/n."""
    return len(call.arguments[0]) > 1 and _arrives(
        call, lambda X, y, start, rate, epochs: _descend(X, y, start, -rate * len(X), epochs)
    )


@symptom("network.train_network")
def tanh_in_the_hidden_layer(call):
    """Usas tanh en la capa oculta. Esta red lleva sigmoides en las dos capas."""
    return any(
        _arrives(call, partial(_through, hidden=np.tanh, slope=_of_tanh, scale=scale)) for scale in _scales(call)
    )


@symptom("network.train_network")
def relu_in_the_hidden_layer(call):
    """Usas ReLU en la capa oculta. Esta red lleva sigmoides en las dos capas."""
    relu = partial(_through, hidden=lambda z: np.maximum(z, 0), slope=lambda hidden: hidden > 0)
    return any(_arrives(call, partial(relu, scale=scale)) for scale in _scales(call))


@symptom("network.train_network")
def without_the_hidden_derivative(call):
    """Al llevar el error a la capa oculta te falta la derivada de su activación: la sigmoide de cada neurona lo frena
    según lo saturada que esté."""
    return any(
        _arrives(call, partial(_through, hidden=sigmoid, slope=np.ones_like, scale=scale)) for scale in _scales(call)
    )


@symptom("network.train_network")
def derivative_applied_to_the_activation(call):
    """En la derivada de la capa oculta aplicas la sigmoide dos veces: llamas a la derivada con la activación, cuando
    espera z. Si ya tienes la salida de la neurona, su derivada se calcula directamente con ella."""
    again = partial(_through, hidden=sigmoid, slope=lambda hidden: sigmoid(hidden) * (1 - sigmoid(hidden)))
    return any(_arrives(call, partial(again, scale=scale)) for scale in _scales(call))


def _scales(call):
    """The mean of the gradients, or their sum."""
    return 1, len(call.arguments[0])


def _of_tanh(hidden):
    return 1 - hidden**2


def _through(X, y, parameters, learning_rate, epochs, hidden, slope, scale):
    """Trains with another hidden activation, or with another slope of it."""
    W1, b1, W2, b2 = parameters
    for _ in range(epochs):
        a = hidden(X @ W1 + b1)
        delta2 = scale * (sigmoid(a @ W2 + b2) - y) / len(X)
        delta1 = delta2 @ W2.T * slope(a)
        W1, b1 = W1 - learning_rate * X.T @ delta1, b1 - learning_rate * delta1.sum(axis=0)
        W2, b2 = W2 - learning_rate * a.T @ delta2, b2 - learning_rate * delta2.sum(axis=0)
    return W1, b1, W2, b2


@symptom("network.train_network")
def with_momentum(call):
    """Arrastras parte del paso anterior (momento). Es una mejora conocida, pero aquí cada paso depende solo del
    gradiente en el punto actual."""
    return _arrives(call, _with_momentum)


def _with_momentum(X, y, parameters, learning_rate, epochs):
    velocities = [0.0] * 4
    for _ in range(epochs):
        steps = gradients(X, y, *parameters)
        velocities = [0.9 * velocity - learning_rate * step for velocity, step in zip(velocities, steps)]
        parameters = [part + velocity for part, velocity in zip(parameters, velocities)]
    return parameters


@symptom("network.train_network")
def standardises_by_itself(call):
    """Estandarizas las columnas por tu cuenta antes de entrenar. Suele ser buena idea, pero los pesos que devuelves son
    de otros datos: entrena con `X` tal como llega."""
    return _arrives(call, lambda X, *given: _descend((X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8), *given))


@symptom("network.train_network")
def own_learning_rate(call):
    """Tus pasos van en la buena dirección, pero su longitud no es la que dice `learning_rate`. Mira si usas otro número
    en su lugar, o si al gradiente le sobra o le falta un factor."""
    X, y, _, learning_rate, epochs, _ = call.arguments
    start = _start(call)
    gradient, moved = _flat(gradients(X, y, *start)), _flat(start) - _flat(call.value)
    rate = float(moved @ gradient / (gradient @ gradient))
    return epochs == 1 and rate > 1e-4 and abs(rate / learning_rate - 1) > 1e-3 and same(moved, rate * gradient)


@symptom("network.train_network")
def own_number_of_epochs(call):
    """Tus pasos son buenos, pero no das los que se piden: usas otro número de épocas. Mira el límite de tu bucle, y no
    te pares antes de tiempo."""
    X, y, _, learning_rate, epochs, _ = call.arguments
    parameters, given, reached = _start(call), _flat(call.value), []
    for _ in range(1000):
        parameters = _descend(X, y, parameters, learning_rate, 1)
        reached.append(_flat(parameters))
    return not same(given, reached[epochs - 1]) and any(same(given, point) for point in reached)
