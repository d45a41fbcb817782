"""Known wrong ideas of neuron.weighted_sum."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def right(x, w, b):
    return np.dot(w, x) + b


@misconception("neuron.weighted_sum")
def inputs_rounded_down(x, w, b):
    """Las entradas pierden sus decimales antes de multiplicarlas: mira si las conviertes en enteros."""
    return np.dot(w, np.floor(x)) + b


@misconception("neuron.weighted_sum")
def without_bias(x, w, b):
    """Olvidas el sesgo: con todas las entradas a 0, la neurona debe dar b."""
    return np.dot(w, x)


@misconception("neuron.weighted_sum")
def bias_in_every_term(x, w, b):
    """Sumas el sesgo en cada producto, así que cuenta tantas veces como entradas hay. La neurona tiene un solo sesgo:
    súmalo una vez, al final."""
    return np.sum(w * x + b)


@misconception("neuron.weighted_sum")
def bias_subtracted(x, w, b):
    """Restas el sesgo en vez de sumarlo. Un sesgo positivo empuja la suma hacia arriba."""
    return np.dot(w, x) - b


@misconception("neuron.weighted_sum")
def bias_multiplies(x, w, b):
    """Multiplicas por el sesgo. El sesgo no es un peso de la suma entera: es una cantidad que se añade."""
    return np.dot(w, x) * b


@misconception("neuron.weighted_sum")
def not_summed(x, w, b):
    """Devuelves un número por entrada. La neurona tiene una sola suma: reúne los productos antes de añadir el sesgo."""
    return w * x + b


@misconception("neuron.weighted_sum")
def bias_added_to_the_inputs(x, w, b):
    """Sumas el sesgo a las entradas antes de multiplicarlas, así que los pesos también lo escalan. El sesgo se añade
    después, sin peso."""
    return np.dot(w, x + b)


@misconception("neuron.weighted_sum")
def inputs_plus_weights(x, w, b):
    """Sumas cada entrada con su peso en vez de multiplicarlos. Un peso dice cuánto importa su entrada: con peso 0 no
    debería influir."""
    return np.sum(x + w) + b


@misconception("neuron.weighted_sum")
def product_of_sums(x, w, b):
    """Sumas las entradas por un lado y los pesos por otro, y multiplicas los totales. Cada peso solo debe afectar a su
    entrada."""
    return np.sum(w) * np.sum(x) + b


@misconception("neuron.weighted_sum")
def mean_instead_of_sum(x, w, b):
    """Haces la media de los productos en vez de sumarlos: el resultado depende de cuántas entradas haya."""
    return np.mean(w * x) + b


@misconception("neuron.weighted_sum")
def divided_by_the_weights(x, w, b):
    """Divides entre la suma de los pesos, como en una media ponderada. En una neurona los pesos no tienen por qué sumar
    1, y no se divide."""
    return np.dot(w, x) / (np.sum(w) or 1) + b


@misconception("neuron.weighted_sum")
def already_rectified(x, w, b):
    """Aplicas ya una activación que anula los negativos. Aquí se pide la suma, antes de decidir nada."""
    return max(np.dot(w, x) + b, 0)


@misconception("neuron.weighted_sum")
def already_stepped(x, w, b):
    """Aplicas ya el escalón y devuelves 0 o 1. Aquí se pide la suma, antes de decidir nada."""
    return 1 if np.dot(w, x) + b >= 0 else 0


@misconception("neuron.weighted_sum")
def already_squashed(x, w, b):
    """Aplicas ya la sigmoide. Aquí se pide la suma, antes de pasarla por ninguna activación."""
    return 1 / (1 + np.exp(-(np.dot(w, x) + b)))


@misconception("neuron.weighted_sum")
def two_inputs_only(x, w, b):
    """Escribes a mano dos entradas, y puede haber una o muchas. Usa el producto escalar de los vectores enteros."""
    return w[0] * x[0] + w[1] * x[1] + b


@misconception("neuron.weighted_sum")
def first_input_only(x, w, b):
    """Solo cuentas la primera entrada. Mira si el `return` está dentro del bucle o si un índice se queda fijo en 0."""
    return w[0] * x[0] + b


@misconception("neuron.weighted_sum")
def unweighted(x, w, b):
    """Sumas las entradas sin multiplicarlas por sus pesos: todas importan lo mismo y w no interviene."""
    return np.sum(x) + b


@misconception("neuron.weighted_sum")
def decimals_lost(x, w, b):
    """Conviertes el resultado en entero y se pierden los decimales: mira si hay un `int(...)` o una división entera."""
    return int(np.dot(w, x) + b)


@misconception("neuron.weighted_sum")
def bias_alone(x, w, b):
    """Devuelves solo el sesgo: los productos de las entradas por sus pesos se pierden antes del `return`."""
    return b
