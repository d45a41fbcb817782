"""What the perceptrons of the gates answer, and the wrong ideas that AND and OR share."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.boundary.values import Opaque
from grader.feedback.misconception import symptom

INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, OR, XOR = (0, 0, 0, 1), (0, 1, 1, 1), (0, 1, 1, 0)


def fires(x, w, b):
    return np.where(x @ w + b >= 0, 1.0, 0.0)


def equals(outputs, table):
    return np.array_equal(outputs, table)


def perceptron(call: Call):
    """The weights and the bias that came back."""
    w, b = call.value
    numbers = np.reshape(np.asarray(w, float), 2), float(np.reshape(np.asarray(b, float), ()))
    assert np.isfinite(np.hstack(numbers)).all()
    return numbers


def are_numbers(value, count):
    """Whether a result is a list or array of ``count`` numbers, with no other list inside."""
    return np.shape(value) == (count,) and all(isinstance(item, int | float | np.number) for item in value)


@symptom("neuron.and_gate", "neuron.or_gate")
def bias_among_the_weights(call: Call):
    """Devuelves los tres números juntos, sin separar los pesos del sesgo. Se piden dos resultados: un vector con los
    dos pesos y, aparte, el sesgo."""
    return are_numbers(call.value, 3)


@symptom("neuron.and_gate", "neuron.or_gate")
def bias_missing(call: Call):
    """Devuelves los pesos sin el sesgo. Hacen falta los dos resultados, en el orden del enunciado."""
    return (isinstance(call.value, np.ndarray | list) and are_numbers(call.value, 2)) or call.value[1] is None


@symptom("neuron.and_gate", "neuron.or_gate")
def one_weight_for_both(call: Call):
    """Devuelves un solo peso. El perceptrón tiene dos entradas, y cada una lleva el suyo, aunque valgan lo mismo."""
    return isinstance(call.value, tuple) and [np.size(item) for item in call.value] == [1, 1]


@symptom("neuron.and_gate", "neuron.or_gate")
def all_zeros(call: Call):
    """Con los pesos y el sesgo a 0 la suma siempre vale 0, y con 0 el perceptrón dispara siempre. Busca números que
    separen un caso de los otros tres."""
    w, b = perceptron(call)
    return not w.any() and b == 0


@symptom("neuron.and_gate", "neuron.or_gate", "neuron.xor_gate")
def function_of_the_inputs(call: Call):
    """Has escrito la puerta como una función lógica, que recibe las entradas y da la respuesta. Aquí la función no
    recibe nada: devuelve los números (pesos y sesgo) con los que el perceptrón calcula esa puerta."""
    missing = call.raised == "TypeError" and call.error is not None and not call.error.trace
    function = isinstance(call.value, Opaque) and call.value.type_name == "function"
    return function or (missing and "positional argument" in call.raised_text)


@symptom("neuron.and_gate", "neuron.or_gate", "neuron.xor_gate")
def one_answer(call: Call):
    """Devuelves una respuesta de la puerta, 0 o 1. Se piden los números (pesos y sesgo) con los que el perceptrón da
    todas sus respuestas."""
    return isinstance(call.value, bool | int | float) and call.value in (0, 1)


@symptom("neuron.and_gate", "neuron.or_gate")
def bias_first(call: Call):
    """Los dos resultados están al revés: primero va el vector de los pesos y después el sesgo."""
    return [np.shape(item) for item in call.value] in ([(), (2,)], [(1,), (2,)])


@symptom("neuron.and_gate", "neuron.or_gate")
def decimal_comma(call: Call):
    """Llegan dos números donde va uno: has escrito sus decimales con coma, que en Python separa valores. Los decimales
    llevan punto."""
    weights, bias = call.value
    two = isinstance(bias, tuple) and len(bias) == 2 and all(isinstance(item, int) for item in bias)
    return two or (np.shape(weights) in ((3,), (4,)) and all(item == int(item) for item in weights))
