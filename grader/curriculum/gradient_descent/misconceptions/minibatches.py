"""Known wrong ideas of gradient_descent.minibatches."""

from __future__ import annotations

import numpy as np

from grader.boundary.values import Opaque
from grader.feedback.misconception import misconception, same, symptom

# The order is the student's own, so most ideas are told by what batches have in common whatever their order.


def _pairs(call):
    """The batches of a call, as many as came, as pairs of arrays."""
    pairs = [(np.asarray(X, dtype=float), np.ravel(np.asarray(y, dtype=float))) for X, y in call.value]
    assert all(X.ndim == 2 and len(X) == len(y) for X, y in pairs)
    return pairs


def _table(X, y):
    """Rows of X with their y, as texts of so many digits as float32 has."""
    return [row.tobytes() for row in np.column_stack([X, np.ravel(y)]).astype(np.float32) + np.float32(0)]


def _came(call):
    """All rows of the batches and their y, in order."""
    pairs = _pairs(call)
    return np.vstack([X for X, _ in pairs]), np.concatenate([y for _, y in pairs])


def _alike(one, other):
    """Whether two tables have the same rows, in any order."""
    return sorted(map(bytes, one)) == sorted(map(bytes, other))


def _flat(call):
    return np.concatenate([np.ravel(np.asarray(part, dtype=float)) for pair in call.value for part in pair])


def _same_data(call):
    return all(np.array_equal(one, other) for one, other in zip(call.arguments[:3], call.previous.arguments[:3]))


def _sizes(call):
    return [len(X) for X, _ in _pairs(call)]


@symptom("gradient_descent.minibatches", "network.initialize")
def not_yet_a_list(call):
    """Devuelves algo que aún no ha calculado nada (una función con `yield`, un `zip`, un `map` o unos paréntesis
    con un `for` dentro). Haz con él una lista: `list(...)`."""
    kinds = ("generator", "zip", "map", "filter")
    return isinstance(call.value, Opaque) and call.value.type_name in kinds


@misconception("gradient_descent.minibatches")
def not_shuffled(X, y, batch_size, seed):
    """Repartes los ejemplos en el orden en que están, sin barajar. Si los datos vienen ordenados por clases, cada
    minilote tendría una sola."""
    return [(X[k : k + batch_size], y[k : k + batch_size]) for k in range(0, len(X), batch_size)]


@misconception("gradient_descent.minibatches")
def all_in_reverse(X, y, batch_size, seed):
    """Das la vuelta a los datos en lugar de barajarlos: el orden no depende de la semilla."""
    X, y = X[::-1], y[::-1]
    return [(X[k : k + batch_size], y[k : k + batch_size]) for k in range(0, len(X), batch_size)]


@symptom("gradient_descent.minibatches")
def two_lists(call):
    """Devuelves dos listas, una con los trozos de X y otra con los de y. Se pide una sola, de parejas: cada trozo
    de X con el suyo de y."""
    X, _, batch_size, _ = call.arguments
    rows, values = call.value
    n = -(-len(X) // batch_size)
    return (
        len(rows) == len(values) == n
        and all(np.ndim(part) == 2 for part in rows)
        and all(np.ndim(part) == 1 for part in values)
        and sum(map(len, rows)) == len(X)
    )


@symptom("gradient_descent.minibatches")
def shuffled_but_not_divided(call):
    """Devuelves X e y enteros, no una lista de minilotes. Se pide una lista de parejas (X_batch, y_batch), aunque solo
    haya una."""
    X, y, *_ = call.arguments
    rows, values = call.value
    return np.shape(rows) == np.shape(X) and np.shape(values) == np.shape(y)


@symptom("gradient_descent.minibatches")
def returns_the_indices(call):
    """Devuelves los números de las filas. Se piden los datos: con cada trozo de números como índice, las filas de
    X y los elementos de y."""
    return len(call.value) > 0 and all(
        np.ndim(part) == 1 and np.asarray(part).dtype.kind in "iu" for part in call.value
    )


@symptom("gradient_descent.minibatches")
def one_table_in_place_of_pairs(call):
    """Cada minilote es una sola tabla, con y como una columna más. Se pide una pareja: por un lado las filas de X
    y por otro sus y."""
    X = call.arguments[0]
    return len(call.value) > 0 and all(
        np.ndim(part) == 2 and np.shape(part)[1] == X.shape[1] + 1 for part in call.value
    )


@symptom("gradient_descent.minibatches")
def labels_first(call):
    """En cada pareja van primero las y y después las filas de X. El orden es el contrario: (X_batch, y_batch)."""
    return len(call.value) > 0 and all(np.ndim(first) == 1 and np.ndim(second) == 2 for first, second in call.value)


@symptom("gradient_descent.minibatches")
def last_batch_dropped(call):
    """Pierdes los últimos ejemplos, los que no llenan un minilote. También van: el último minilote es más pequeño,
    aunque sea el único."""
    X, _, batch_size, _ = call.arguments
    sizes = [] if len(call.value) == 0 else _sizes(call)
    return len(X) % batch_size > 0 and sizes == [batch_size] * (len(X) // batch_size)


@symptom("gradient_descent.minibatches")
def rest_joined_to_the_last_batch(call):
    """Los ejemplos que sobran los añades al último minilote, que queda demasiado grande. Van en uno aparte, más
    pequeño."""
    X, _, batch_size, _ = call.arguments
    sizes = _sizes(call)
    return sum(sizes) == len(X) and sizes[-1] > batch_size and set(sizes[:-1]) <= {batch_size}


@symptom("gradient_descent.minibatches")
def last_batch_filled_up(call):
    """Completas el último minilote hasta que tiene tantos ejemplos como los demás: alguno se repite. El último
    lleva solo los que quedan."""
    X, _, batch_size, _ = call.arguments
    return len(X) % batch_size > 0 and _sizes(call) == [batch_size] * (len(X) // batch_size + 1)


@symptom("gradient_descent.minibatches")
def as_many_batches_as_batch_size(call):
    """Haces tantos minilotes como dice `batch_size`. Ese número es el de ejemplos de cada minilote, no el de
    minilotes."""
    X, _, batch_size, _ = call.arguments
    sizes = _sizes(call)
    return (
        len(sizes) == batch_size != -(-len(X) // batch_size) and sum(sizes) == len(X) and max(sizes) - min(sizes) <= 1
    )


@symptom("gradient_descent.minibatches")
def batches_of_even_size(call):
    """Repartes los ejemplos en minilotes de tamaños parecidos. Todos deben tener `batch_size` menos el último, que
    lleva los que quedan."""
    X, _, batch_size, _ = call.arguments
    sizes = _sizes(call)
    even = sum(sizes) == len(X) and max(sizes) - min(sizes) <= 1 and len(sizes) == -(-len(X) // batch_size)
    return even and sizes[0] != min(batch_size, len(X))


@symptom("gradient_descent.minibatches")
def only_the_rows_shuffled(call):
    """Barajas X, pero y queda en su orden: cada fila acaba con la etiqueta de otra. Usa el mismo orden para los
    dos."""
    X, y, *_ = call.arguments
    rows, values = _came(call)
    apart = not _alike(_table(rows, values), _table(X, y))
    return apart and same(values, np.ravel(y)) and _alike(_table(rows, 0 * values), _table(X, 0 * values))


@symptom("gradient_descent.minibatches")
def only_the_labels_shuffled(call):
    """Barajas y, pero X queda en su orden: cada fila acaba con la etiqueta de otra. Usa el mismo orden para los
    dos."""
    X, y, *_ = call.arguments
    rows, values = _came(call)
    apart = not _alike(_table(rows, values), _table(X, y))
    return apart and same(rows, X) and same(np.sort(values), np.sort(np.ravel(y)))


@symptom("gradient_descent.minibatches")
def shuffled_apart(call):
    """Barajas X por un lado e y por otro, cada uno en un orden, y las filas acaban con la etiqueta de otras.
    Baraja una sola vez, los números de fila, y usa ese orden para los dos."""
    X, y, *_ = call.arguments
    rows, values = _came(call)
    nothing = np.zeros(len(X))
    each = _alike(_table(rows, nothing), _table(X, nothing)) and same(np.sort(values), np.sort(np.ravel(y)))
    return each and not _alike(_table(rows, values), _table(X, y))


@symptom("gradient_descent.minibatches")
def with_replacement(call):
    """Sorteas las filas una a una, y una misma puede salir dos veces mientras otra no sale. Hace falta una
    permutación: todas, cada una una vez."""
    X, y, *_ = call.arguments
    rows, values = _came(call)
    known, came = _table(X, y), _table(rows, values)
    return len(came) == len(known) and set(came) < set(known)


@symptom("gradient_descent.minibatches")
def no_seed(call):
    """Con los mismos argumentos salen minilotes distintos: el azar no depende (o no siempre) de `seed`. Crea el
    generador con esa semilla dentro de la función; ojo, 0 también es una semilla, aunque para `if` y para `or`
    cuente como falso."""
    again = _same_data(call) and call.arguments[3] == call.previous.arguments[3]
    return again and not same(_flat(call), _flat(call.previous))


@symptom("gradient_descent.minibatches")
def shuffled_inside_each_batch(call):
    """Cada minilote reúne los mismos ejemplos que sin barajar: primero repartes y después, como mucho, cambias el
    orden dentro de cada uno. Baraja antes de repartir."""
    X, y, batch_size, _ = call.arguments
    pairs = [_table(*pair) for pair in _pairs(call)]
    slots = [_table(X[k : k + batch_size], np.ravel(y)[k : k + batch_size]) for k in range(0, len(X), batch_size)]
    stayed = len(pairs) == len(slots) and all(map(_alike, pairs, slots))
    return stayed and len(slots) > 1 and pairs != slots


@symptom("gradient_descent.minibatches")
def batches_shuffled(call):
    """Barajas los minilotes, pero los ejemplos de cada uno siguen juntos y en su orden. Baraja los ejemplos antes
    de repartir."""
    X, y, batch_size, _ = call.arguments
    slots = [
        tuple(_table(X[k : k + batch_size], np.ravel(y)[k : k + batch_size])) for k in range(0, len(X), batch_size)
    ]
    came = [tuple(_table(*pair)) for pair in _pairs(call)]
    return batch_size > 1 and len(slots) > 1 and came != slots and sorted(came) == sorted(slots)


@symptom("gradient_descent.minibatches")
def seed_ignored(call):
    """El orden es el mismo con cualquier semilla: no usas el argumento `seed`, o lo sustituyes por un número
    tuyo."""
    others = _same_data(call) and call.arguments[3] != call.previous.arguments[3] and len(call.arguments[0]) >= 20
    return others and same(_flat(call), _flat(call.previous)) and not same(_came(call)[0], call.arguments[0])
