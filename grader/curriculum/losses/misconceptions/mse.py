"""Known wrong ideas of losses.mse."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.losses.misconceptions.nearly_right import is_rounded
from grader.feedback.misconception import misconception, symptom


def right(y_true, y_pred):
    if np.shape(y_true) != np.shape(y_pred):
        raise ValueError
    return np.mean((y_true - y_pred) ** 2)


@misconception("losses.mse")
def sum_instead_of_mean(y_true, y_pred):
    """Sumas los cuadrados y no haces la media: el error crece solo porque haya más valores. Falta dividir entre cuántos
    son."""
    return np.sum((y_true - y_pred) ** 2)


@misconception("losses.mse")
def divided_by_two(y_true, y_pred):
    """Divides además entre 2. Algunos libros lo hacen para que la derivada quede más limpia; la fórmula de este
    enunciado no lo lleva."""
    return np.mean((y_true - y_pred) ** 2) / 2


@misconception("losses.mse")
def half_of_the_sum(y_true, y_pred):
    """Sumas los cuadrados y divides entre 2, en vez de dividir entre cuántos son. Se pide su media."""
    return np.sum((y_true - y_pred) ** 2) / 2


@misconception("losses.mse")
def root(y_true, y_pred):
    """Haces al final la raíz cuadrada: eso es la RMSE. Aquí se pide el error cuadrático medio, sin raíz."""
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


@misconception("losses.mse")
def length_of_the_error(y_true, y_pred):
    """Haces la raíz de la suma de los cuadrados, que es la longitud del vector de errores. Se pide la media de los
    cuadrados, sin raíz."""
    return np.sqrt(np.sum((y_true - y_pred) ** 2))


@misconception("losses.mse")
def absolute_error(y_true, y_pred):
    """Usas el valor absoluto de cada error: eso es el error absoluto medio. En este, un error doble pesa cuatro veces
    más."""
    return np.mean(np.abs(y_true - y_pred))


@misconception("losses.mse")
def not_squared(y_true, y_pred):
    """Haces la media de los errores sin elevarlos al cuadrado, y los positivos se anulan con los negativos."""
    return np.mean(y_true - y_pred)


@misconception("losses.mse", twin_of="not_squared")
def not_squared_the_other_way(y_true, y_pred):
    """Haces la media de los errores sin elevarlos al cuadrado, y los positivos se anulan con los negativos."""
    return np.mean(y_pred - y_true)


@misconception("losses.mse")
def square_of_the_mean(y_true, y_pred):
    """Haces la media antes que el cuadrado, y los errores positivos se anulan con los negativos. El orden importa:
    primero se eleva cada error."""
    return np.mean(y_true - y_pred) ** 2


@misconception("losses.mse")
def variance_of_the_error(y_true, y_pred):
    """Calculas la varianza de los errores, que los mide desde su media: un modelo que se equivoca siempre en lo mismo
    sacaría un 0. Se miden desde el 0."""
    return np.var(y_true - y_pred)


@misconception("losses.mse")
def divided_by_the_rows(y_true, y_pred):
    """Divides entre el número de filas, que en una matriz no es el de elementos. `len` solo mira el primer eje."""
    return np.sum((y_true - y_pred) ** 2) / len(y_true)


@misconception("losses.mse")
def divided_by_one_less(y_true, y_pred):
    """Divides entre n - 1, como en la varianza de una muestra. Aquí es una media corriente."""
    return np.sum((y_true - y_pred) ** 2) / max(np.size(y_true) - 1, 1)


@misconception("losses.mse")
def one_error_per_column(y_true, y_pred):
    """Haces la media a lo largo de un solo eje, y con una matriz salen varios números. La pérdida es uno solo, de todos
    los elementos: mira el argumento `axis`."""
    return np.mean((y_true - y_pred) ** 2, axis=0)


@misconception("losses.mse", twin_of="one_error_per_column")
def one_error_per_row(y_true, y_pred):
    """Haces la media a lo largo del último eje, y con una matriz salen varios números. La pérdida es uno solo: mira el
    argumento `axis`."""
    return np.mean((y_true - y_pred) ** 2, axis=-1)


@misconception("losses.mse")
def not_averaged(y_true, y_pred):
    """Devuelves el cuadrado de cada error por separado. La pérdida los resume en un solo número: falta la media."""
    return (y_true - y_pred) ** 2


@misconception("losses.mse")
def difference_of_squares(y_true, y_pred):
    """Elevas al cuadrado antes de restar, y la diferencia de los cuadrados no es el cuadrado de la diferencia: puede
    incluso salir negativa."""
    return np.mean(y_true**2 - y_pred**2)


@misconception("losses.mse")
def opposite_sign(y_true, y_pred):
    """El resultado es negativo, y una media de cuadrados no puede serlo: sobra un signo menos."""
    return -np.mean((y_true - y_pred) ** 2)


@misconception("losses.mse")
def sum_of_the_two(y_true, y_pred):
    """Sumas los dos arrays en vez de restarlos. El error es lo que le falta o le sobra a la predicción."""
    return np.mean((y_true + y_pred) ** 2)


@misconception("losses.mse")
def relative_error(y_true, y_pred):
    """Divides cada error entre el valor verdadero. El error que se pide no es relativo, y con un 0 no sabrías qué
    hacer."""
    return np.mean(((y_true - y_pred) / (y_true + 1e-7)) ** 2)


@symptom("losses.mse", throughout=True)
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    y_true, y_pred = call.arguments
    return is_rounded(call.value, np.mean((y_true - y_pred) ** 2))


@misconception("losses.mse")
def lets_numpy_broadcast(y_true, y_pred):
    """No compruebas las formas, y NumPy combina sin protestar arrays distintos: una (3,) con una (3, 1) dan nueve
    diferencias. Compara las formas antes de restar."""
    return np.mean((y_true - y_pred) ** 2)


@misconception("losses.mse")
def compares_lengths_only(y_true, y_pred):
    """Comparas las longitudes o el número de elementos, y una (3,) y una (3, 1) coinciden en las dos cosas: NumPy las
    combina en nueve diferencias. Compara la forma entera."""
    if len(y_true) != len(y_pred):
        raise ValueError
    return np.mean((y_true - y_pred) ** 2)


@misconception("losses.mse", twin_of="compares_lengths_only")
def compares_sizes_only(y_true, y_pred):
    """Comparas cuántos elementos hay, pero una (3,) y una (3, 1) tienen los mismos y NumPy las combina en nueve.
    Compara la forma entera."""
    if np.size(y_true) != np.size(y_pred):
        raise ValueError
    return np.mean((y_true - y_pred) ** 2)


@misconception("losses.mse")
def flattened_before_comparing(y_true, y_pred):
    """Aplanas los arrays antes de comparar sus formas, y así una (3,) y una (3, 1) parecen iguales. Compáralas como
    llegan."""
    if np.size(y_true) != np.size(y_pred):
        raise ValueError
    return np.mean((np.ravel(y_true) - np.ravel(y_pred)) ** 2)


@misconception("losses.mse")
def none_for_different_shapes(y_true, y_pred):
    """Cuando las formas no coinciden devuelves None y el programa sigue como si nada. El enunciado pide que se lance un
    error."""
    return np.mean((y_true - y_pred) ** 2) if np.shape(y_true) == np.shape(y_pred) else None
