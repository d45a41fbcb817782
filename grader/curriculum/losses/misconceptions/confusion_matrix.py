"""Known wrong ideas of losses.confusion_matrix."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def right(y_true, y_pred, n_classes):
    counts = np.zeros((n_classes, n_classes))
    np.add.at(counts, (y_true.astype(int), y_pred.astype(int)), 1)
    return counts


@misconception("losses.confusion_matrix")
def transposed(y_true, y_pred, n_classes):
    """Las filas y las columnas están cambiadas: la clase verdadera señala la fila, y la predicha la columna."""
    return right(y_pred, y_true, n_classes)


@misconception("losses.confusion_matrix")
def repeated_pairs_once(y_true, y_pred, n_classes):
    """Cada pareja se cuenta una sola vez, por mucho que se repita. `counts[y_true, y_pred] += 1` suma 1 a cada casilla
    una vez, aunque la nombre varias: recorre los ejemplos uno a uno."""
    return np.minimum(right(y_true, y_pred, n_classes), 1)


@misconception("losses.confusion_matrix")
def repeated_pairs_once_and_transposed(y_true, y_pred, n_classes):
    """Cada pareja se cuenta una sola vez, por mucho que se repita, y las filas y las columnas están cambiadas. Recorre
    los ejemplos uno a uno; la clase verdadera señala la fila."""
    return np.minimum(right(y_pred, y_true, n_classes), 1)


@misconception("losses.confusion_matrix")
def as_large_as_the_labels_seen(y_true, y_pred, n_classes):
    """La tabla mide según la mayor etiqueta que aparece. Su tamaño es n_classes por n_classes, aunque falte alguna
    clase."""
    seen = int(max(y_true.max(), y_pred.max())) + 1
    return right(y_true, y_pred, seen)


@misconception("losses.confusion_matrix")
def only_classes_seen(y_true, y_pred, n_classes):
    """La tabla solo tiene las clases que aparecen. Su tamaño es n_classes por n_classes: una clase que no aparece tiene
    su fila y su columna, llenas de ceros."""
    seen = np.union1d(y_true, y_pred)
    return right(y_true, y_pred, n_classes)[np.ix_(seen, seen)]


@misconception("losses.confusion_matrix")
def rows_of_the_true_classes_only(y_true, y_pred, n_classes):
    """La tabla mide según las clases verdaderas que aparecen, y se pide siempre de n_classes por n_classes."""
    seen = np.unique(y_true)
    return right(y_true, y_pred, n_classes)[np.ix_(seen, seen)]


@misconception("losses.confusion_matrix")
def shares_of_each_row(y_true, y_pred, n_classes):
    """Divides cada fila entre su suma. Se piden recuentos: cuántos ejemplos hay en cada casilla, no qué parte son."""
    counts = right(y_true, y_pred, n_classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@misconception("losses.confusion_matrix", twin_of="shares_of_each_row")
def shares_of_each_row_without_care(y_true, y_pred, n_classes):
    """Divides cada fila entre su suma. Se piden recuentos: cuántos ejemplos hay en cada casilla, no qué parte son."""
    counts = right(y_true, y_pred, n_classes)
    return counts / counts.sum(axis=1, keepdims=True)


@misconception("losses.confusion_matrix")
def shares_of_each_column(y_true, y_pred, n_classes):
    """Divides cada columna entre su suma. Se piden recuentos: cuántos ejemplos hay en cada casilla, no qué parte
    son."""
    counts = right(y_true, y_pred, n_classes)
    return counts / np.maximum(counts.sum(axis=0), 1)


@misconception("losses.confusion_matrix")
def shares_of_all(y_true, y_pred, n_classes):
    """Divides los recuentos entre el número de ejemplos. Se pide cuántos hay en cada casilla, no qué parte son."""
    return right(y_true, y_pred, n_classes) / len(y_true)


@misconception("losses.confusion_matrix")
def only_the_misses(y_true, y_pred, n_classes):
    """La diagonal está a 0: solo cuentas las confusiones. Los aciertos también tienen su casilla."""
    counts = right(y_true, y_pred, n_classes)
    return counts - np.diag(np.diag(counts))


@misconception("losses.confusion_matrix")
def only_the_hits(y_true, y_pred, n_classes):
    """Solo cuentas los aciertos, en la diagonal. Cada confusión suma también 1 en su casilla."""
    return np.diag(np.diag(right(y_true, y_pred, n_classes)))


@misconception("losses.confusion_matrix")
def symmetric(y_true, y_pred, n_classes):
    """Cuentas cada pareja en los dos sentidos. Tomar un 2 por un 7 no es lo mismo que tomar un 7 por un 2: cada ejemplo
    va en una sola casilla."""
    counts = right(y_true, y_pred, n_classes)
    return counts + counts.T


@misconception("losses.confusion_matrix")
def misses_both_ways(y_true, y_pred, n_classes):
    """Cada confusión la cuentas dos veces, en una casilla y en la de enfrente. Tomar un 2 por un 7 no es lo mismo que
    tomar un 7 por un 2."""
    counts = right(y_true, y_pred, n_classes)
    return counts + counts.T - np.diag(np.diag(counts))


@misconception("losses.confusion_matrix")
def labels_counted_from_one(y_true, y_pred, n_classes):
    """Restas 1 a las etiquetas antes de usarlas. Van de 0 a n_classes - 1 y señalan la casilla tal cual: con -1, NumPy
    cuenta desde el final."""
    return np.roll(right(y_true, y_pred, n_classes), (-1, -1), axis=(0, 1))


@misconception("losses.confusion_matrix")
def one_row_too_many(y_true, y_pred, n_classes):
    """La tabla tiene una fila y una columna de más: las etiquetas van de 0 a n_classes - 1, así que basta con
    n_classes."""
    return right(y_true, y_pred, n_classes + 1)


@misconception("losses.confusion_matrix")
def classes_reversed(y_true, y_pred, n_classes):
    """Las clases están en orden inverso. La primera fila y la primera columna son las de la clase 0."""
    return right(y_true, y_pred, n_classes)[::-1, ::-1]


@misconception("losses.confusion_matrix")
def starts_from_ones(y_true, y_pred, n_classes):
    """Empiezas a contar desde 1 en cada casilla: sobra un 1 en todas. La tabla empieza a 0."""
    return right(y_true, y_pred, n_classes) + 1


@misconception("losses.confusion_matrix")
def marks_the_example(y_true, y_pred, n_classes):
    """Sumas la etiqueta en lugar de un 1. Cada ejemplo suma 1 en su casilla, sea de la clase que sea."""
    counts = np.zeros((n_classes, n_classes))
    np.add.at(counts, (y_true, y_pred), y_true)
    return counts


@misconception("losses.confusion_matrix")
def hits_against_misses(y_true, y_pred, n_classes):
    """Das una tabla de dos por dos, como si solo hubiera dos clases. Hay n_classes, y cada una tiene su fila y su
    columna."""
    return right(np.minimum(y_true, 1), np.minimum(y_pred, 1), 2)


@misconception("losses.confusion_matrix")
def hits_of_each_class(y_true, y_pred, n_classes):
    """Devuelves solo los aciertos de cada clase. Se pide la tabla entera, con todas las confusiones."""
    return np.diag(right(y_true, y_pred, n_classes))


@misconception("losses.confusion_matrix")
def accuracy_instead(y_true, y_pred, n_classes):
    """Devuelves la exactitud, un solo número. Se pide la tabla con todos los recuentos."""
    return float(np.mean(y_true == y_pred))


@misconception("losses.confusion_matrix")
def the_same_row_many_times(y_true, y_pred, n_classes):
    """Todas las filas son la misma lista: `[fila] * n` no hace copias, y lo que sumas en una aparece en todas. Crea la
    tabla con `np.zeros`, o cada fila por separado."""
    return np.tile(right(y_true, y_pred, n_classes).sum(axis=0), (n_classes, 1))


@misconception("losses.confusion_matrix")
def only_the_first_example(y_true, y_pred, n_classes):
    """Solo cuentas el primer ejemplo. Mira si el `return` está dentro del bucle: debe ir después, sin esa sangría."""
    return right(y_true[:1], y_pred[:1], n_classes)


@misconception("losses.confusion_matrix")
def last_example_missing(y_true, y_pred, n_classes):
    """Te falta el último ejemplo: mira dónde termina tu bucle."""
    return right(y_true[:-1], y_pred[:-1], n_classes)


@misconception("losses.confusion_matrix")
def first_example_missing(y_true, y_pred, n_classes):
    """Te falta el primer ejemplo: mira dónde empieza tu bucle."""
    return right(y_true[1:], y_pred[1:], n_classes)


@misconception("losses.confusion_matrix")
def empty(y_true, y_pred, n_classes):
    """Devuelves la tabla como la creaste, llena de ceros. Mira si llegas a sumar algo en ella."""
    return np.zeros((n_classes, n_classes))
