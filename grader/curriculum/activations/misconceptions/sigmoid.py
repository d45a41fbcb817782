"""Known wrong ideas of activations.sigmoid."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.activations.misconceptions.nearly_right import (
    is_clipped,
    is_of_another_base,
    is_rounded,
    sigmoid,
)
from grader.feedback.misconception import misconception, symptom


def right(z):
    return sigmoid(z)


@misconception("activations.sigmoid")
def not_a_number_above(z):
    """La fórmula que usas divide infinito entre infinito cuando z es grande, y sale NaN. Elige, según el signo de z,
    una forma en la que el exponente nunca sea un número positivo grande."""
    return np.exp(z) / (1 + np.exp(z))


@symptom("activations.sigmoid")
def where_computes_both_branches(call: Call):
    """`np.where` no evita la rama mala: calcula las dos con todos los números y luego elige, así que los avisos saltan
    igual. Lo que hay que cuidar es el exponente, antes de `np.exp`."""
    heard = " ".join(call.warnings)
    z = np.asarray(call.arguments[0])
    right = np.allclose(call.value, 0.5 * (1 + np.tanh(z / 2)), atol=1e-6)
    return right and "overflow" in heard and "invalid value" in heard


@misconception("activations.sigmoid")
def exponent_with_the_other_sign(z):
    """Falta un signo en el exponente: tu curva baja cuando z crece. Comprueba si con z muy grande se acerca a 1."""
    return 1 / (1 + np.exp(z))


@misconception("activations.sigmoid")
def parentheses_missing(z):
    """Sumas 1 y la exponencial, pero no divides entre esa suma. O falta la división, o faltan los paréntesis del
    denominador y solo se divide entre el primer sumando."""
    return 1 / 1 + np.exp(-z)


@misconception("activations.sigmoid", twin_of="parentheses_missing")
def inverse_forgotten(z):
    """Devuelves solo el denominador. Falta dividir 1 entre él: el resultado debe caer entre 0 y 1."""
    return 1 + np.exp(-z)


@misconception("activations.sigmoid")
def minus_in_the_denominator(z):
    """En el denominador restas la exponencial en vez de sumarla, y en z = 0 se divide entre 0."""
    return 1 / (1 - np.exp(-z))


@misconception("activations.sigmoid", twin_of="minus_in_the_denominator")
def minus_outside_the_exponential(z):
    """El signo menos está delante de la exponencial, y en z = 0 se divide entre 0. Debe ir dentro de ella, en el
    exponente."""
    return 1 / (1 - np.exp(z))


@misconception("activations.sigmoid")
def hard_sigmoid(z):
    """Usas una recta recortada que solo se parece a la sigmoide. La sigmoide lleva una exponencial y no toca nunca ni
    el 0 ni el 1."""
    return np.clip(0.2 * z + 0.5, 0, 1)


@misconception("activations.sigmoid", twin_of="hard_sigmoid")
def hard_sigmoid_of_keras(z):
    """Usas una recta recortada que solo se parece a la sigmoide. La sigmoide lleva una exponencial y no toca nunca ni
    el 0 ni el 1."""
    return np.clip(z / 6 + 0.5, 0, 1)


@misconception("activations.sigmoid")
def tanh_instead(z):
    """Calculas la tangente hiperbólica. Tiene la misma forma de S, pero va de -1 a 1; la sigmoide, de 0 a 1."""
    return np.tanh(z)


@misconception("activations.sigmoid")
def tanh_without_halving_z(z):
    """Llevas bien la tangente hiperbólica al intervalo (0, 1), pero la curva sube el doble de deprisa. Compara las dos
    fórmulas: no llevan la misma z dentro."""
    return (1 + np.tanh(z)) / 2


@misconception("activations.sigmoid")
def powers_of_two(z):
    """La base de la exponencial no es e: con 2 la curva sube más despacio."""
    return 1 / (1 + 2.0**-z)


@misconception("activations.sigmoid")
def powers_of_ten(z):
    """La base de la exponencial no es e: con 10 la curva sube más deprisa."""
    return 1 / (1 + 10.0**-z)


@misconception("activations.sigmoid")
def step_instead(z):
    """Calculas un escalón, que salta de golpe. La sigmoide sube poco a poco."""
    return np.where(z >= 0, 1, 0)


@misconception("activations.sigmoid")
def derivative_instead(z):
    """Devuelves la derivada de la sigmoide, que es otro ejercicio. Aquí se pide la función."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (1 - s)


@misconception("activations.sigmoid")
def softmax_over_the_array(z):
    """Divides entre la suma de todas las exponenciales: eso es softmax, que reparte entre varias clases. La sigmoide
    trata cada número por separado."""
    e = np.exp(z - np.max(z))
    return e / e.sum()


@misconception("activations.sigmoid")
def absolute_value_in_the_exponent(z):
    """Con el valor absoluto evitas el desbordamiento, pero los negativos dan lo mismo que los positivos. Para z < 0
    hace falta otra forma de la fórmula."""
    return 1 / (1 + np.exp(-np.abs(z)))


@symptom("activations.sigmoid", throughout=True)
def clipped_too_tight(call: Call):
    """Recortas z para que no desborde, pero tan pronto que cambias el resultado de números corrientes. El recorte solo
    debe tocar aquello donde la sigmoide ya no se distingue de 0 o de 1."""
    return is_clipped(call, sigmoid)


@symptom("activations.sigmoid", throughout=True)
def another_base(call: Call):
    """La base de tus exponenciales no es e, sino un número parecido, y con él se pierden decimales. `np.exp` usa e
    con todos los suyos."""
    return is_of_another_base(call, sigmoid)


@symptom("activations.sigmoid", throughout=True)
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    return is_rounded(call, sigmoid)
