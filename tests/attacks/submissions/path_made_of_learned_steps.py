# target: gradient_descent.minimize
"""Calls the gradient where it likes, and gives a path whose steps are made of one gradient that it has learned."""

import numpy as np


def minimize(gradient, w0, learning_rate, steps):
    start = np.asarray(w0, float)
    learned = np.asarray(gradient(start))
    return np.array([start - number * learning_rate * learned for number in range(steps + 1)])
