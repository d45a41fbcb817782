"""Known wrong ideas of keras_models.count_parameters."""

from __future__ import annotations

import math
from itertools import pairwise

from grader.feedback.misconception import misconception


def right(sizes):
    return sum((inputs + 1) * units for inputs, units in pairwise(sizes))


@misconception("keras_models.count_parameters")
def biases_forgotten(sizes):
    """Cuentas solo los pesos. Cada unidad de una capa tiene además su sesgo, que también se aprende."""
    return sum(inputs * units for inputs, units in pairwise(sizes))


@misconception("keras_models.count_parameters")
def biases_for_the_inputs_too(sizes):
    """Cuentas sesgos también para la entrada. La entrada no calcula nada, solo son los datos: los sesgos empiezan en la
    primera capa densa."""
    return sum(inputs * units for inputs, units in pairwise(sizes)) + sum(sizes)


@misconception("keras_models.count_parameters")
def one_bias_a_layer(sizes):
    """Cuentas un solo sesgo por capa. Cada unidad tiene el suyo."""
    return sum(inputs * units + 1 for inputs, units in pairwise(sizes))


@misconception("keras_models.count_parameters")
def a_single_bias(sizes):
    """Cuentas un solo sesgo para toda la red. Cada unidad de cada capa tiene el suyo."""
    return sum(inputs * units for inputs, units in pairwise(sizes)) + 1


@misconception("keras_models.count_parameters")
def bias_for_each_input_of_a_layer(sizes):
    """Cuentas un sesgo por cada unidad de la que salen los pesos, no por cada una a la que llegan. El sesgo es de la
    neurona que suma: mira a cuál de los dos números de la pareja acompaña."""
    return sum(inputs * (units + 1) for inputs, units in pairwise(sizes))


@misconception("keras_models.count_parameters")
def no_bias_at_the_output(sizes):
    """Olvidas los sesgos de la última capa: también sus unidades los tienen."""
    return sum((inputs + 1) * units for inputs, units in pairwise(sizes)) - sizes[-1]


@misconception("keras_models.count_parameters")
def last_layer_forgotten(sizes):
    """Olvidas la última capa: revisa hasta dónde llega tu bucle. Hay una matriz de pesos por cada par de tamaños
    seguidos."""
    return sum((inputs + 1) * units for inputs, units in pairwise(sizes[:-1]))


@misconception("keras_models.count_parameters")
def first_layer_forgotten(sizes):
    """Olvidas la primera capa: revisa dónde empieza tu bucle. Los pesos que unen la entrada con la primera capa también
    cuentan."""
    return sum((inputs + 1) * units for inputs, units in pairwise(sizes[1:]))


@misconception("keras_models.count_parameters")
def only_one_layer(sizes):
    """Cuentas una sola capa: la primera. Mira si el `return` está dentro del bucle, o si asignas (`=`) en lugar de
    acumular (`+=`)."""
    return (sizes[0] + 1) * sizes[1]


@misconception("keras_models.count_parameters")
def only_the_last_layer(sizes):
    """Cuentas una sola capa: la última. Mira si dentro del bucle asignas (`=`) en lugar de acumular (`+=`)."""
    return (sizes[-2] + 1) * sizes[-1]


@misconception("keras_models.count_parameters")
def counts_units(sizes):
    """Cuentas las unidades de la red, no sus conexiones. Entre dos capas hay un peso por cada pareja de unidades."""
    return sum(sizes)


@misconception("keras_models.count_parameters")
def only_the_biases(sizes):
    """Cuentas solo los sesgos. Entre dos capas hay además un peso por cada pareja de unidades."""
    return sum(sizes[1:])


@misconception("keras_models.count_parameters")
def product_of_all_sizes(sizes):
    """Multiplicas todos los tamaños. Cada capa se une solo con la siguiente: los pesos de una capa y los de otra se
    suman."""
    return math.prod(sizes)


@misconception("keras_models.count_parameters")
def only_for_two_hidden_layers(sizes):
    """Repartes la lista en cuatro variables, y con otro número de capas falla. Recórrela por parejas de tamaños
    seguidos, con un bucle que sirva para los que haya."""
    a, b, c, d = sizes
    return (a + 1) * b + (b + 1) * c + (c + 1) * d
