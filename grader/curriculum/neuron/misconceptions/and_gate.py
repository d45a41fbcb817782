"""Known wrong ideas of neuron.and_gate."""

from __future__ import annotations

from grader.boundary.outcomes import Call
from grader.curriculum.neuron.misconceptions import gates
from grader.curriculum.neuron.misconceptions.gates import AND, INPUTS, OR, are_numbers, equals, fires, perceptron
from grader.feedback.misconception import symptom


@symptom("neuron.and_gate")
def truth_table_instead(call: Call):
    """Devuelves la tabla de verdad, las respuestas que debe dar el perceptrón. Se piden los números con los que las
    calcula: sus pesos y su sesgo."""
    return are_numbers(call.value, 4) and equals(call.value, AND)


function_of_the_inputs = gates.function_of_the_inputs
one_answer = gates.one_answer
bias_first = gates.bias_first
decimal_comma = gates.decimal_comma
bias_among_the_weights = gates.bias_among_the_weights
bias_missing = gates.bias_missing
one_weight_for_both = gates.one_weight_for_both
all_zeros = gates.all_zeros


@symptom("neuron.and_gate")
def sign_of_the_bias(call: Call):
    """Das el sesgo con el signo de un umbral. Un umbral que hay que alcanzar se convierte en un sesgo que cuesta
    superar: prueba qué suma sale con las dos entradas a 0."""
    w, b = perceptron(call)
    return equals(fires(INPUTS, w, -b), AND)


@symptom("neuron.and_gate")
def as_if_zero_did_not_fire(call: Call):
    """Tus números valdrían si con una suma de 0 el perceptrón callara, pero con 0 dispara. Calcula la suma en los
    cuatro casos y mira cuál da justo 0."""
    w, b = perceptron(call)
    return equals(INPUTS @ w + b > 0, AND) and not equals(fires(INPUTS, w, b), AND)


@symptom("neuron.and_gate")
def computes_or(call: Call):
    """Tus números calculan OR: el perceptrón dispara con una sola entrada a 1. Para AND hace falta que una sola no
    baste."""
    return equals(fires(INPUTS, *perceptron(call)), OR)


@symptom("neuron.and_gate")
def computes_nand(call: Call):
    """Tus números calculan lo contrario de AND: calla solo cuando las dos entradas son 1. Mira el signo de los pesos y
    del sesgo."""
    return equals(1 - fires(INPUTS, *perceptron(call)), AND)


@symptom("neuron.and_gate")
def bias_too_negative(call: Call):
    """El sesgo pesa más que los dos pesos juntos: ni con las dos entradas a 1 llega la suma a 0, y el perceptrón no
    dispara nunca."""
    w, b = perceptron(call)
    return (w > 0).all() and b < -w.sum()


@symptom("neuron.and_gate")
def one_input_decides(call: Call):
    """Con tus números una sola de las entradas ya decide el resultado. Ninguna de las dos, por sí sola, debe bastar
    para que la suma llegue a 0."""
    fired = fires(INPUTS, *perceptron(call))
    return equals(fired, INPUTS[:, 0]) or equals(fired, INPUTS[:, 1])
