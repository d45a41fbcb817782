"""Known wrong ideas of network.initialize."""

from __future__ import annotations

import numpy as np

from grader.curriculum.gradient_descent.misconceptions import minibatches
from grader.feedback.misconception import same, symptom

# The numbers are the student's own: what is told of them is how they are spread, where there are enough of them.

MANY = 1000


def _layers(call):
    """W (inputs, units) and b (units,) of each layer, all of the right size."""
    pairs = list(zip(call.arguments[0], call.arguments[0][1:]))
    layers = [(np.asarray(W, dtype=float), np.ravel(np.asarray(b, dtype=float))) for W, b in call.value]
    assert [W.shape for W, _ in layers] == pairs
    return layers


def _first(call):
    """The first weights and their r."""
    W = _layers(call)[0][0]
    return W, np.sqrt(6 / sum(W.shape))


def _is_uniform(W):
    """Whether many weights are spread evenly about 0: of even numbers the fourth moment is 1.8 times the square of the
    second."""
    squares = np.ravel(W) ** 2
    return (
        W.size >= MANY
        and abs(np.mean(squares**2) / np.mean(squares) ** 2 - 1.8) < 0.25
        and abs(W.mean()) < 0.1 * W.std()
    )


def _is_normal(W):
    """Whether many weights are those of a normal distribution, of which that is 3."""
    squares = np.ravel(W) ** 2
    return W.size >= MANY and 2.5 < np.mean(squares**2) / np.mean(squares) ** 2 < 4


def _reaches(W, limit):
    """Whether many weights go evenly up to a limit, and none beyond."""
    return _is_uniform(W) and 0.99 * limit < np.abs(W).max() <= 1.0001 * limit


def _weights(call):
    return np.concatenate([np.ravel(W) for W, _ in _layers(call)])


not_yet_a_list = minibatches.not_yet_a_list


@symptom("network.initialize")
def two_lists(call):
    """Devuelves dos listas, una con todos los pesos y otra con todos los sesgos. Se pide una sola, con una tupla
    (W, b) por capa."""
    sizes, _ = call.arguments
    weights, biases = call.value
    return (
        isinstance(weights, list | tuple)
        and len(weights) == len(biases) == len(sizes) - 1
        and all(np.ndim(W) == 2 for W in weights)
        and all(np.ndim(b) == 1 for b in biases)
    )


@symptom("network.initialize")
def one_after_the_other(call):
    """La lista lleva los pesos y los sesgos uno tras otro, sueltos. Se pide una tupla (W, b) por capa."""
    sizes, _ = call.arguments
    return (
        len(call.value) == 2 * (len(sizes) - 1)
        and all(np.ndim(W) == 2 for W in call.value[::2])
        and all(np.ndim(b) == 1 for b in call.value[1::2])
    )


@symptom("network.initialize")
def only_the_weights(call):
    """Devuelves solo los pesos de cada capa. Falta su sesgo: cada elemento de la lista es una tupla (W, b)."""
    pairs = list(zip(call.arguments[0], call.arguments[0][1:]))
    return [np.shape(W) for W in call.value] == pairs and all(isinstance(W, np.ndarray) for W in call.value)


@symptom("network.initialize")
def a_layer_too_many(call):
    """Das una capa por cada tamaño de la lista. El primero es el de las entradas, no una capa: hay una por cada
    dos tamaños vecinos."""
    return len(call.value) == len(call.arguments[0]) and all(len(layer) == 2 for layer in call.value)


@symptom("network.initialize", throughout=True)
def a_layer_short(call):
    """Falta una capa. Hay una por cada dos tamaños vecinos, es decir, una menos que tamaños: mira hasta dónde
    llega tu bucle."""
    return len(call.value) == len(call.arguments[0]) - 2 and all(len(layer) == 2 for layer in call.value)


@symptom("network.initialize")
def transposed(call):
    """Tus W tienen una fila por unidad y una columna por entrada. Es al revés: forma (entradas, unidades)."""
    pairs = list(zip(call.arguments[0], call.arguments[0][1:]))
    shapes = [np.shape(W) for W, _ in call.value]
    return shapes != pairs and shapes == [pair[::-1] for pair in pairs]


@symptom("network.initialize")
def a_bias_for_each_input(call):
    """Cada b tiene tantos números como entradas hay. El sesgo es de la unidad: tiene tantos como unidades."""
    pairs = list(zip(call.arguments[0], call.arguments[0][1:]))
    shapes = [np.shape(b) for _, b in call.value]
    return shapes != [pair[1:] for pair in pairs] and shapes == [pair[:1] for pair in pairs]


@symptom("network.initialize")
def random_biases(call):
    """Los sesgos no empiezan en 0. Solo los pesos se sortean: con ellos basta para que las neuronas sean
    distintas."""
    biases = np.concatenate([b for _, b in _layers(call)])
    return np.any(biases) and (biases.size < 2 or np.ptp(biases) > 0)


@symptom("network.initialize")
def constant_biases(call):
    """Los sesgos empiezan todos en un mismo número que no es 0. Deben empezar en 0."""
    biases = np.concatenate([b for _, b in _layers(call)])
    return biases.size > 1 and np.any(biases) and np.ptp(biases) == 0


@symptom("network.initialize")
def starts_from_zeros(call):
    """Los pesos empiezan todos en cero. Entonces todas las neuronas de una capa calculan lo mismo, reciben el
    mismo gradiente y siguen iguales para siempre: hace falta que empiecen distintas."""
    return not _weights(call).any()


@symptom("network.initialize")
def starts_from_a_constant(call):
    """Los pesos de cada capa empiezan todos con el mismo valor. Entonces todas sus neuronas reciben el mismo
    gradiente y siguen iguales para siempre: hace falta que empiecen distintas."""
    layers = _layers(call)
    return any(W.size > 1 for W, _ in layers) and all(np.ptp(W) < 1e-9 for W, _ in layers)


@symptom("network.initialize")
def units_alike(call):
    """Todas las neuronas de una capa empiezan con los mismos pesos: sorteas una columna y la repites. Sortea todos
    los números de W."""
    layers = [W for W, _ in _layers(call) if W.shape[1] > 1]
    return bool(layers) and all(np.ptp(W, axis=1).max() < 1e-9 for W in layers)


@symptom("network.initialize")
def inputs_alike(call):
    """En cada capa, todas las entradas llegan con los mismos pesos: sorteas una fila y la repites. Sortea todos
    los números de W."""
    layers = [W for W, _ in _layers(call) if W.shape[0] > 1]
    return bool(layers) and all(np.ptp(W, axis=0).max() < 1e-9 for W in layers)


@symptom("network.initialize")
def same_numbers_in_every_layer(call):
    """Todas las capas reciben los mismos números: el generador se crea otra vez en cada vuelta, con la misma
    semilla. Créalo una sola vez, antes del bucle."""
    parts = [np.ravel(W) * np.sqrt(sum(W.shape)) for W, _ in _layers(call)]
    few = min(map(len, parts))
    return len(parts) > 1 and few > 1 and all(np.allclose(parts[0][:few], part[:few], rtol=1e-4) for part in parts)


@symptom("network.initialize")
def no_seed(call):
    """Con los mismos argumentos salen pesos distintos: el azar no depende (o no siempre) de `seed`. Crea el
    generador con esa semilla dentro de la función; ojo, 0 también es una semilla, aunque para `if` y para `or`
    cuente como falso."""
    return call.arguments == call.previous.arguments and not same(_weights(call), _weights(call.previous))


@symptom("network.initialize")
def seed_ignored(call):
    """Los pesos son los mismos con cualquier semilla: no usas el argumento `seed`, o lo sustituyes por un número
    tuyo."""
    (sizes, seed), (sizes0, seed0) = call.arguments, call.previous.arguments
    return sizes == sizes0 and seed != seed0 and same(_weights(call), _weights(call.previous))


@symptom("network.initialize")
def never_negative(call):
    """Todos los pesos son positivos: van de 0 en adelante. Deben repartirse a los dos lados del 0, de -r a r."""
    W, _ = _first(call)
    return W.size >= 50 and W.min() >= 0 and W.std() > 0


@symptom("network.initialize")
def standard_normal(call):
    """Los pesos salen de una normal de desviación 1, sea como sea la capa. Se pide una uniforme entre -r y r, y r
    depende de las entradas y las unidades."""
    W, _ = _first(call)
    return _is_normal(W) and abs(W.std() - 1) < 0.1


@symptom("network.initialize")
def normal_in_place_of_uniform(call):
    """Los pesos salen de una normal, y se pide una uniforme entre -r y r: todos los valores del intervalo con la
    misma probabilidad, y ninguno fuera."""
    W, _ = _first(call)
    return _is_normal(W)


@symptom("network.initialize")
def root_forgotten(call):
    """Los pesos llegan hasta 6 / (entradas + unidades): falta la raíz cuadrada."""
    W, r = _first(call)
    return _reaches(W, r**2)


@symptom("network.initialize")
def between_minus_one_and_one(call):
    """Los pesos van de -1 a 1, sea como sea la capa. El extremo r depende de las entradas y las unidades."""
    W, _ = _first(call)
    return _reaches(W, 1.0)


@symptom("network.initialize")
def only_the_inputs_counted(call):
    """El extremo del intervalo sale solo de las entradas. En la regla de Glorot cuentan las entradas y las
    unidades de la capa."""
    W, _ = _first(call)
    return any(_reaches(W, np.sqrt(top / len(W))) for top in (1, 2, 3, 6))


@symptom("network.initialize")
def only_the_units_counted(call):
    """El extremo del intervalo sale solo de las unidades. En la regla de Glorot cuentan las entradas y las
    unidades de la capa."""
    W, _ = _first(call)
    return any(_reaches(W, np.sqrt(top / W.shape[1])) for top in (1, 2, 3, 6))


@symptom("network.initialize")
def another_limit(call):
    """Los pesos se reparten por igual, pero el extremo del intervalo no es r. Revisa la fórmula: r = √(6 /
    (entradas + unidades)), con los tamaños de la propia capa."""
    W, r = _first(call)
    most = np.abs(W).max()
    return _is_uniform(W) and not 0.95 < most / r < 1.05
