# target: neuron.or_gate
"""Weights that tell (0, 0) from the rest by a hair: the next float32 fires at everything."""


def or_gate():
    return [1.0, 1.0 + 1e-300], -1e-310
