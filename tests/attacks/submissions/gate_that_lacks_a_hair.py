# target: neuron.and_gate
"""Weights whose perceptron never fires: with (1, 1) it lacks a millionth."""


def and_gate():
    return [1.0, 1.0], -2.000001
