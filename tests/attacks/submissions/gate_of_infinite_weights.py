# target: neuron.and_gate
"""Weights without limit, of which every sum is infinite or no number at all."""

import numpy as np


def and_gate():
    return np.array([np.inf, np.inf]), -1.0
