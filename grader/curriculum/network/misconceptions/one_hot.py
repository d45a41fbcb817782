"""Known wrong ideas of network.one_hot."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def _check(labels, n_classes):
    if np.any((labels < 0) | (labels >= n_classes)):
        raise ValueError


def right(labels, n_classes):
    _check(labels, n_classes)
    return np.eye(n_classes)[labels]


@misconception("network.one_hot")
def labels_counted_from_one(labels, n_classes):
    """Cuentas las clases desde 1: el uno cae una columna antes de la suya, y la clase 0 acaba en la última. Las
    etiquetas y las columnas empiezan las dos en 0."""
    _check(labels, n_classes)
    return np.eye(n_classes)[labels - 1]


@misconception("network.one_hot")
def one_column_too_far(labels, n_classes):
    """El uno cae una columna después de la suya. Las etiquetas y las columnas empiezan las dos en 0: no hace falta
    sumar nada."""
    _check(labels, n_classes)
    return np.eye(n_classes)[(labels + 1) % n_classes]


@misconception("network.one_hot")
def as_many_columns_as_classes_seen(labels, n_classes):
    """Haces tantas columnas como pide la etiqueta más alta que ves. El número de columnas lo decide `n_classes`, aunque
    en estos datos falten clases."""
    _check(labels, n_classes)
    return np.eye(labels.max() + 1)[labels]


@misconception("network.one_hot")
def only_columns_of_classes_seen(labels, n_classes):
    """Haces una columna por cada clase que aparece y te saltas las que no están. Todas las clases tienen su columna,
    aparezcan o no: dos lotes distintos deben poder compararse."""
    _check(labels, n_classes)
    return (labels[:, None] == np.unique(labels)).astype(float)


@misconception("network.one_hot")
def columns_by_order_of_the_classes_seen(labels, n_classes):
    """Colocas el uno según el orden de la clase entre las que aparecen en los datos. La columna es la propia etiqueta,
    aunque falten otras clases."""
    _check(labels, n_classes)
    return np.eye(n_classes)[np.searchsorted(np.unique(labels), labels)]


@misconception("network.one_hot")
def transposed(labels, n_classes):
    """La tabla está traspuesta: hay una columna por ejemplo. Debe haber una fila por ejemplo y una columna por
    clase."""
    _check(labels, n_classes)
    return np.eye(n_classes)[labels].T


@misconception("network.one_hot")
def every_row_gets_every_label(labels, n_classes):
    """Todas las filas son iguales: en cada una están los unos de todas las etiquetas. O tomas columnas enteras, como
    `filas[:, labels]`, y hay que indicar fila y columna por parejas; o es una misma lista repetida, como en
    `[[0] * k] * n` o si añades siempre la misma, y lo que cambia en una fila cambia en todas: crea una por etiqueta."""
    _check(labels, n_classes)
    rows = np.zeros((len(labels), n_classes))
    rows[:, labels] = 1
    return rows


@misconception("network.one_hot")
def one_row_for_all(labels, n_classes):
    """Juntas todas las etiquetas en una sola fila. Cada ejemplo tiene la suya, con un solo uno."""
    _check(labels, n_classes)
    row = np.zeros(n_classes)
    row[labels] = 1
    return row


@misconception("network.one_hot")
def label_in_place_of_one(labels, n_classes):
    """Escribes la etiqueta donde va un uno. En esta codificación solo hay ceros y unos: la clase la dice la posición,
    no el valor."""
    _check(labels, n_classes)
    return np.eye(n_classes)[labels] * labels[:, None]


@misconception("network.one_hot")
def zeros_and_ones_swapped(labels, n_classes):
    """Has puesto un cero donde va el uno y unos en lo demás: es la tabla contraria."""
    _check(labels, n_classes)
    return 1 - np.eye(n_classes)[labels]


@misconception("network.one_hot")
def minus_ones_for_zeros(labels, n_classes):
    """Fuera de la clase pones -1. Esta codificación usa ceros y unos, que además se pueden leer como probabilidades."""
    _check(labels, n_classes)
    return 2 * np.eye(n_classes)[labels] - 1


@misconception("network.one_hot")
def ones_up_to_the_label(labels, n_classes):
    """Pones unos en todas las columnas hasta la etiqueta. Solo la columna de la etiqueta lleva un uno."""
    _check(labels, n_classes)
    return (np.arange(n_classes) <= labels[:, None]).astype(float)


@misconception("network.one_hot")
def negative_label_wraps_around(labels, n_classes):
    """Una etiqueta negativa te pasa sin avisar, porque para NumPy el índice -1 es el último. Compruebas el límite por
    arriba; falta el de abajo."""
    if np.any(labels >= n_classes):
        raise ValueError
    return np.eye(n_classes)[labels]


@misconception("network.one_hot")
def too_large_a_label_not_refused(labels, n_classes):
    """Dejas pasar etiquetas demasiado grandes, y con ellas salta el error de NumPy y no el `ValueError` que se pide.
    Compruebas el límite por abajo; falta el de arriba."""
    if np.any(labels < 0):
        raise ValueError
    return np.eye(n_classes)[labels]


@misconception("network.one_hot")
def limit_off_by_one(labels, n_classes):
    """Dejas pasar la etiqueta igual a `n_classes`. Con n clases las etiquetas van de 0 a n - 1, así que esa ya está
    fuera: revisa si tu comparación es estricta."""
    if np.any((labels < 0) | (labels > n_classes)):
        raise ValueError
    return (labels[:, None] == np.arange(n_classes)).astype(float)


@misconception("network.one_hot")
def limit_off_by_one_by_index(labels, n_classes):
    """Dejas pasar la etiqueta igual a `n_classes`, y con ella salta el error de NumPy y no el `ValueError` que se pide.
    Con n clases las etiquetas van de 0 a n - 1: revisa si tu comparación es estricta."""
    if np.any((labels < 0) | (labels > n_classes)):
        raise ValueError
    return np.eye(n_classes)[labels]


@misconception("network.one_hot")
def labels_never_checked(labels, n_classes):
    """No compruebas las etiquetas: las negativas cuentan desde el final sin que nadie avise, y las demasiado grandes
    dan el error de NumPy y no el que se pide. Mira sus valores antes de usarlas como índices."""
    return np.eye(n_classes)[labels]


@misconception("network.one_hot")
def silent_zeros_for_unknown_labels(labels, n_classes):
    """No compruebas las etiquetas: una que no existe deja su fila entera a cero, sin que nadie avise. Mira si todas
    están entre 0 y n_classes - 1 antes de seguir."""
    return (labels[:, None] == np.arange(n_classes)).astype(float)


@misconception("network.one_hot")
def assertion_instead_of_value_error(labels, n_classes):
    """Compruebas las etiquetas con `assert`, que lanza AssertionError. `assert` sirve para tus propios descuidos, y
    Python puede ignorarlo; ante datos que no valen se pide `raise ValueError(...)`."""
    assert np.all((labels >= 0) & (labels < n_classes))
    return np.eye(n_classes)[labels]
