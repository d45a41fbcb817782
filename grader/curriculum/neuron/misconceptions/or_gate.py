"""Known wrong ideas of neuron.or_gate."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.neuron.misconceptions import gates
from grader.curriculum.neuron.misconceptions.gates import AND, INPUTS, OR, are_numbers, equals, fires, perceptron
from grader.feedback.misconception import symptom


@symptom("neuron.or_gate")
def truth_table_instead(call: Call):
    """Devuelves la tabla de verdad, las respuestas que debe dar el perceptrón. Se piden los números con los que las
    calcula: sus pesos y su sesgo."""
    return are_numbers(call.value, 4) and equals(call.value, OR)


function_of_the_inputs = gates.function_of_the_inputs
one_answer = gates.one_answer
bias_first = gates.bias_first
decimal_comma = gates.decimal_comma
bias_among_the_weights = gates.bias_among_the_weights
bias_missing = gates.bias_missing
one_weight_for_both = gates.one_weight_for_both
all_zeros = gates.all_zeros


@symptom("neuron.or_gate")
def as_if_zero_did_not_fire(call: Call):
    """Tus números valdrían si con una suma de 0 el perceptrón callara, pero con 0 dispara. Calcula la suma en los
    cuatro casos y mira cuál da justo 0."""
    w, b = perceptron(call)
    return equals(INPUTS @ w + b > 0, OR) and not equals(fires(INPUTS, w, b), OR)


@symptom("neuron.or_gate")
def sign_of_the_bias(call: Call):
    """Das el sesgo con el signo de un umbral. Un umbral que hay que alcanzar se convierte en un sesgo que cuesta
    superar: prueba qué suma sale con las dos entradas a 0."""
    w, b = perceptron(call)
    return equals(fires(INPUTS, w, -b), OR)


@symptom("neuron.or_gate")
def computes_and(call: Call):
    """Tus números calculan AND: el perceptrón solo dispara con las dos entradas a 1. Para OR debe bastar con una."""
    return equals(fires(INPUTS, *perceptron(call)), AND)


@symptom("neuron.or_gate")
def computes_nor(call: Call):
    """Tus números calculan lo contrario de OR: dispara solo cuando las dos entradas son 0. Mira el signo de los pesos y
    del sesgo."""
    return equals(1 - fires(INPUTS, *perceptron(call)), OR)


@symptom("neuron.or_gate")
def negative_weight(call: Call):
    """Un peso negativo hace que su entrada calle al perceptrón en vez de animarlo. En OR cualquiera de las dos entradas
    debe empujar hacia arriba."""
    w, b = perceptron(call)
    return b < 0 and (w < 0).sum() == 1 and equals(fires(INPUTS, np.abs(w), b), OR)


@symptom("neuron.or_gate")
def one_input_decides(call: Call):
    """Con tus números una de las entradas, ella sola, no llega a disparar: su peso no puede con el sesgo. Cualquiera de
    las dos debe bastar."""
    fired = fires(INPUTS, *perceptron(call))
    return equals(fired, INPUTS[:, 0]) or equals(fired, INPUTS[:, 1])
