"""Known wrong ideas of neuron.xor_gate."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.neuron.misconceptions import gates
from grader.curriculum.neuron.misconceptions.gates import INPUTS, XOR, are_numbers, equals, fires
from grader.feedback.misconception import symptom


def _network(call: Call):
    W, b, v, c = call.value
    shapes = ((2, 2), (2,), (2,), ())
    return tuple(np.reshape(np.asarray(item, float), shape) for item, shape in zip((W, b, v, c), shapes, strict=True))


def _computes(W, b, v, c, first=fires, last=fires):
    """What two hidden perceptrons and an output one answer to the four inputs."""
    return last(first(INPUTS, np.transpose(W), b), v, c)


def _strict(x, w, b):
    return np.where(x @ w + b > 0, 1.0, 0.0)


def _any_bias(h, v):
    """Whether with some bias the output computes XOR of the hidden answers ``h``."""
    z = h @ v
    return min(z[1], z[2]) > max(z[0], z[3])


function_of_the_inputs = gates.function_of_the_inputs
one_answer = gates.one_answer


@symptom("neuron.xor_gate")
def truth_table_instead(call: Call):
    """Devuelves la tabla de verdad, las respuestas que debe dar la red. Se piden los números con los que las calcula:
    los pesos y los sesgos de sus tres perceptrones."""
    return are_numbers(call.value, 4) and equals(call.value, XOR)


@symptom("neuron.xor_gate")
def only_one_perceptron(call: Call):
    """Devuelves un solo perceptrón, y ninguno puede calcular XOR: no hay recta que separe sus casos. Hacen falta dos
    ocultos y uno de salida."""
    return len(call.value) == 2 and np.shape(call.value[0]) == (2,) and np.size(call.value[1]) == 1


@symptom("neuron.xor_gate")
def output_bias_missing(call: Call):
    """Falta el sesgo del perceptrón de salida. Los tres tienen sesgo: los dos ocultos lo llevan en un vector y el de
    salida, aparte."""
    return [np.shape(item) for item in call.value] == [(2, 2), (2,), (2,)]


@symptom("neuron.xor_gate")
def flat_weights(call: Call):
    """Los pesos de los dos perceptrones ocultos van en una sola lista. Cada uno ocupa una fila de la matriz W: dos
    filas de dos pesos."""
    return np.shape(call.value[0]) == (4,)


@symptom("neuron.xor_gate")
def columns_are_the_hidden_units(call: Call):
    """Has puesto los pesos de cada perceptrón oculto en una columna. El enunciado los pide en filas: la matriz W está
    traspuesta."""
    W, b, v, c = _network(call)
    return equals(_computes(W.T, b, v, c), XOR)


@symptom("neuron.xor_gate")
def hidden_biases_exchanged(call: Call):
    """Los sesgos de los dos perceptrones ocultos están intercambiados: el primero debe acompañar a la primera fila de
    W."""
    W, b, v, c = _network(call)
    return equals(_computes(W, b[::-1], v, c), XOR)


@symptom("neuron.xor_gate")
def sign_of_the_bias(call: Call):
    """Das los sesgos con el signo de un umbral. Un umbral que hay que alcanzar se convierte en un sesgo que cuesta
    superar: prueba qué sumas salen con las dos entradas a 0."""
    W, b, v, c = _network(call)
    return any(equals(_computes(W, *signs), XOR) for signs in ((-b, v, -c), (-b, v, c), (b, v, -c)))


@symptom("neuron.xor_gate")
def computes_xnor(call: Call):
    """Tu red calcula lo contrario de XOR: dispara cuando las dos entradas son iguales. Mira el signo de los números de
    la salida."""
    W, b, v, c = _network(call)
    return equals(1 - _computes(W, b, v, c), XOR)


@symptom("neuron.xor_gate")
def as_if_zero_did_not_fire(call: Call):
    """Tus números valdrían si con una suma de 0 un perceptrón callara, pero con 0 dispara. Calcula las sumas de los
    tres en los cuatro casos y mira cuáles dan justo 0."""
    W, b, v, c = _network(call)
    return any(equals(_computes(W, b, v, c, _strict, last), XOR) for last in (_strict, fires))


@symptom("neuron.xor_gate")
def hidden_relu(call: Call):
    """Tus números valdrían con ReLU en la capa oculta, que deja pasar valores como 2. Aquí los perceptrones ocultos
    solo dicen 0 o 1: rehaz la tabla con esos valores."""
    W, b, v, c = _network(call)
    return equals(fires(np.maximum(INPUTS @ W.T + b, 0), v, c), XOR)


@symptom("neuron.xor_gate")
def twice_the_same_unit(call: Call):
    """Los dos perceptrones ocultos son el mismo, así que es como si hubiera uno solo. Cada uno debe fijarse en algo
    distinto."""
    W, b, _, _ = _network(call)
    return np.array_equal(W[0], W[1]) and b[0] == b[1]


@symptom("neuron.xor_gate")
def bias_of_the_output(call: Call):
    """Los dos perceptrones ocultos están bien elegidos, y los pesos de la salida también: lo que falla es su sesgo.
    Escribe la suma de la salida en los cuatro casos y mira dónde debe caer el 0."""
    W, b, v, _ = _network(call)
    return _any_bias(fires(INPUTS, W.T, b), v)


@symptom("neuron.xor_gate")
def sign_of_an_output_weight(call: Call):
    """Los dos perceptrones ocultos están bien elegidos, pero la salida los suma cuando uno de ellos debería callarla.
    Mira cuál de los dos dispara en un caso en que no debe hacerlo la red."""
    W, b, v, _ = _network(call)
    h = fires(INPUTS, W.T, b)
    return any(_any_bias(h, v * signs) for signs in ([1, -1], [-1, 1], [-1, -1]))
