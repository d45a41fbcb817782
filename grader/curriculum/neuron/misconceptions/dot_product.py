"""Known wrong ideas of neuron.dot_product."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def right(u, v):
    if len(u) != len(v):
        raise ValueError
    return np.dot(u, v)


@misconception("neuron.dot_product")
def not_summed(u, v):
    """Multiplicas posición a posición y devuelves todos los productos. El producto escalar es un solo número: falta
    reunirlos."""
    return u * v


@misconception("neuron.dot_product")
def sum_of_sums(u, v):
    """Sumas los dos vectores en vez de multiplicarlos. Cada posición de uno pesa la misma posición del otro: ahí hace
    falta un producto."""
    return np.sum(u + v)


@misconception("neuron.dot_product")
def product_of_sums(u, v):
    """Multiplicas cada elemento de u por todos los de v y lo sumas todo, que es lo mismo que multiplicar la suma de u
    por la de v. En el producto escalar cada elemento solo se encuentra con el que ocupa su misma posición."""
    return np.sum(u) * np.sum(v)


@misconception("neuron.dot_product")
def mean_instead_of_sum(u, v):
    """Haces la media de los productos, así que el resultado queda dividido entre la longitud. Aquí solo se suman."""
    return np.mean(u * v)


@misconception("neuron.dot_product")
def product_of_the_products(u, v):
    """Multiplicas entre sí los productos de cada posición (`prod`), y basta un 0 para que todo valga 0. En el producto
    escalar esos productos se suman."""
    return np.prod(u * v)


@misconception("neuron.dot_product")
def outer_product(u, v):
    """Multiplicas cada elemento de u por todos los de v y sale una tabla. En el producto escalar cada elemento solo se
    encuentra con el que ocupa su misma posición."""
    return np.outer(u, v)


@misconception("neuron.dot_product")
def cosine(u, v):
    """Divides entre las longitudes de los vectores: eso es el coseno del ángulo, que siempre está entre -1 y 1. El
    producto escalar no se normaliza."""
    return np.dot(u, v) / max(np.linalg.norm(u) * np.linalg.norm(v), 1e-9)


@misconception("neuron.dot_product", twin_of="cosine")
def cosine_of_any_vector(u, v):
    """Divides entre las longitudes de los vectores: eso es el coseno del ángulo, que siempre está entre -1 y 1. El
    producto escalar no se normaliza."""
    return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))


@misconception("neuron.dot_product")
def skips_the_first(u, v):
    """Te saltas la primera posición: el índice de tu bucle empieza en 1, y en Python el primer elemento es el 0."""
    return sum(u[i] * v[i] for i in range(1, len(u)))


@misconception("neuron.dot_product")
def skips_the_last(u, v):
    """Te dejas la última posición: `range(n)` ya se detiene antes de n, así que no hay que restarle nada."""
    return sum(u[i] * v[i] for i in range(len(u) - 1))


@misconception("neuron.dot_product")
def first_product_only(u, v):
    """Solo cuentas el primer producto: el `return` está dentro del bucle y la función acaba en la primera vuelta. Mira
    su sangrado."""
    return u[0] * v[0]


@misconception("neuron.dot_product")
def last_product_only(u, v):
    """Solo queda el último producto: en cada vuelta reemplazas el total en vez de añadirle algo. Mira si usas `=` donde
    hace falta acumular."""
    return u[-1] * v[-1]


@misconception("neuron.dot_product")
def three_components_only(u, v):
    """Escribes a mano tres posiciones, pero los vectores pueden tener cualquier longitud. Recórrelos con un bucle o
    deja que lo haga NumPy."""
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


@misconception("neuron.dot_product")
def two_components_only(u, v):
    """Escribes a mano dos posiciones, pero los vectores pueden tener cualquier longitud. Recórrelos con un bucle o deja
    que lo haga NumPy."""
    return u[0] * v[0] + u[1] * v[1]


@misconception("neuron.dot_product")
def decimals_lost(u, v):
    """Conviertes el resultado en entero y se pierden los decimales: mira si hay un `int(...)` o una división entera."""
    return int(np.dot(u, v))


@misconception("neuron.dot_product")
def absolute_value(u, v):
    """Quitas el signo del resultado. Un producto escalar negativo tiene sentido: los vectores apuntan en sentidos
    opuestos."""
    return abs(np.dot(u, v))


@misconception("neuron.dot_product")
def opposite_sign(u, v):
    """El resultado es el opuesto del que se espera: busca un signo menos de más o una resta donde debería haber una
    suma."""
    return -np.dot(u, v)


@misconception("neuron.dot_product")
def distance(u, v):
    """Calculas la distancia entre los dos vectores. El producto escalar no resta: multiplica posición a posición."""
    return np.sqrt(np.sum((u - v) ** 2))


@misconception("neuron.dot_product")
def with_itself(u, v):
    """Multiplicas u por sí mismo: el segundo vector no interviene en el resultado. Mira qué nombres usas en el
    producto."""
    return np.sum(u * u)


@misconception("neuron.dot_product")
def broadcasts(u, v):
    """No compruebas las longitudes y confías en que NumPy proteste. Si un vector tiene un solo elemento lo repite sin
    avisar: compara las longitudes tú."""
    return np.sum(u * v)


@misconception("neuron.dot_product")
def zip_cuts(u, v):
    """`zip` se detiene en silencio cuando se acaba el vector más corto, y lo que sobra del otro se pierde. Comprueba
    las longitudes antes de empezar."""
    return sum(a * b for a, b in zip(u, v, strict=False))


@misconception("neuron.dot_product")
def none_for_different_lengths(u, v):
    """Cuando las longitudes no coinciden devuelves None y el programa sigue como si nada. El enunciado pide que se
    lance un error."""
    return np.dot(u, v) if len(u) == len(v) else None


@misconception("neuron.dot_product")
def only_if_the_first_is_longer(u, v):
    """Solo protestas cuando u es más largo que v. Si el largo es v, sus últimos elementos se pierden sin avisar: piensa
    en las dos posibilidades."""
    if len(u) > len(v):
        raise ValueError
    return sum(u[i] * v[i] for i in range(len(u)))


@misconception("neuron.dot_product")
def only_if_the_second_is_longer(u, v):
    """Solo protestas cuando v es más largo que u. Si el largo es u, sus últimos elementos se pierden sin avisar: piensa
    en las dos posibilidades."""
    if len(u) < len(v):
        raise ValueError
    return sum(u[i] * v[i] for i in range(len(v)))
