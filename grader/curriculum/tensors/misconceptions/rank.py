"""Known wrong ideas of tensors.rank."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def right(tensor):
    return np.ndim(tensor)


@misconception("tensors.rank")
def length(tensor):
    """Devuelves la longitud del primer eje, que dice cuántas filas hay, no cuántos ejes. Además, un número suelto no
    tiene longitud: piensa cuántos índices harían falta para señalar un solo número."""
    return len(tensor)


@misconception("tensors.rank")
def length_of_an_axis(tensor):
    """Devuelves lo que mide un eje: cuántos elementos hay en él, no cuántos ejes hay. Piensa cuántos índices harían
    falta para señalar un solo número."""
    return len(tensor) if np.ndim(tensor) else 0


@misconception("tensors.rank")
def longest_axis(tensor):
    """Devuelves la medida mayor de la forma: cuántos elementos hay en el eje más largo. El rango es cuántas medidas
    tiene la forma, una por eje."""
    return max(np.shape(tensor), default=0)


@misconception("tensors.rank")
def size(tensor):
    """Cuentas los números que hay en el tensor. El rango cuenta los ejes: no cambia si cada fila se hace más larga."""
    return np.size(tensor)


@misconception("tensors.rank")
def shape_instead(tensor):
    """Devuelves la forma, que dice cuánto mide cada eje. El rango es solo cuántos ejes hay en ella."""
    return np.shape(tensor)


@misconception("tensors.rank")
def attribute_of_arrays_only(tensor):
    """Usas un atributo que solo tienen los arrays, y también llegan números sueltos y listas. Conviértelos antes en un
    array, o usa una función de NumPy que acepte cualquier cosa."""
    return tensor.ndim


@misconception("tensors.rank")
def one_too_many(tensor):
    """Das siempre un eje de más: mira qué valor tiene la cuenta para un número suelto, que no tiene ningún eje."""
    return np.ndim(tensor) + 1


@misconception("tensors.rank")
def one_too_few(tensor):
    """Das un eje de menos: una lista sin listas dentro ya tiene un eje. Mira en qué caso se detiene tu cuenta y qué
    vale entonces."""
    return max(np.ndim(tensor) - 1, 0)


@misconception("tensors.rank")
def a_number_counts_as_a_vector(tensor):
    """Tratas un número suelto como si fuera una lista de un elemento. No hace falta ningún índice para señalarlo, así
    que no tiene ningún eje."""
    return max(np.ndim(tensor), 1)


@misconception("tensors.rank")
def axes_of_one_ignored(tensor):
    """No cuentas los ejes de longitud 1. Aunque en un eje haya un solo elemento, el eje existe y hace falta un índice
    para recorrerlo."""
    return np.squeeze(tensor).ndim


@misconception("tensors.rank")
def rank_of_linear_algebra(tensor):
    """Confundes dos cosas que se llaman igual: el rango de una matriz en álgebra lineal (cuántas filas independientes
    tiene) y el de un tensor, que es su número de ejes."""
    return np.linalg.matrix_rank(np.array(tensor))


@misconception("tensors.rank")
def lists_only(tensor):
    """Solo cuentas los niveles de las listas: un array de NumPy no es una `list`, y le das rango 0. Mira qué preguntas
    en tu `isinstance`."""
    return np.ndim(tensor) if isinstance(tensor, list) else 0


@misconception("tensors.rank")
def arrays_only(tensor):
    """Solo cuentas los ejes de los arrays de NumPy: a una lista de listas le das rango 0. Un tensor también puede
    llegar escrito con corchetes."""
    return np.ndim(tensor) if isinstance(tensor, np.ndarray) else 0


@misconception("tensors.rank")
def at_most_two(tensor):
    """No bajas de un segundo nivel: todo lo que es más profundo que una matriz sale con rango 2. Los niveles pueden ser
    cuantos se quiera, así que repite la pregunta en vez de escribir un caso para cada uno."""
    return min(np.ndim(tensor), 2)


@misconception("tensors.rank")
def at_most_three(tensor):
    """Te detienes en el tercer nivel: todo lo que es más profundo sale con rango 3. Los niveles pueden ser cuantos se
    quiera, así que repite la pregunta en vez de escribir un caso para cada uno."""
    return min(np.ndim(tensor), 3)


@misconception("tensors.rank")
def every_bracket(tensor):
    """Cuentas todos los corchetes que se abren, y hay uno por cada fila. Importa cuántos se abren antes de llegar al
    primer número, no cuántos hay en total."""
    return str(tensor).count("[")


@misconception("tensors.rank", twin_of="length_of_an_axis")
def length_of_the_last_axis(tensor):
    """Devuelves la longitud del último eje, el número de columnas. El rango no es lo que mide un eje, sino cuántos ejes
    hay."""
    return np.shape(tensor)[-1] if np.ndim(tensor) else 0
