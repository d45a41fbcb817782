"""Wrong answers to unit 3 that show a symptom."""

import numpy as np

from tests.support.answers import shows


def sigma(z):
    return 0.5 * (1 + np.tanh(z / 2))


@shows("activations.sign.epsilon_in_the_divisor")
def tiny_epsilon(z):
    return z / (np.abs(z) + 1e-4)


@shows("activations.sign.tolerance")
def nearly_zero(z):
    return np.where(np.abs(z) < 1e-8, 0, np.sign(z))


@shows("activations.sigmoid.where_computes_both_branches")
def both_branches(z):
    return np.where(z < 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z)))


@shows("activations.sigmoid.clipped_too_tight")
def clipped_at_three(z):
    return 1 / (1 + np.exp(-np.clip(z, -3, 3)))


@shows("activations.sigmoid.rounded")
def three_decimals(z):
    return np.round(sigma(z), 3)


@shows("activations.sigmoid_derivative.numerical_derivative")
def forward_difference(z):
    return (sigma(z + 0.01) - sigma(z)) / 0.01


@shows("activations.tanh.clipped_too_tight")
def tanh_clipped_at_four(z):
    return np.tanh(np.clip(z, -4, 4))


@shows("activations.tanh.rounded")
def tanh_two_decimals(z):
    return np.round(np.tanh(z), 2)


@shows("activations.relu.leaky")
def a_tenth_of_the_negatives(z):
    return np.maximum(0.1 * z, z)


@shows("activations.relu.leaky")
def a_hundredth_of_the_negatives(z):
    return np.where(z > 0, z, 0.01 * z)


@shows("activations.tanh.another_base")
def tanh_of_a_number_near_to_e(z):
    up, down = 2.718 ** np.clip(z, -300, 300), 2.718 ** -np.clip(z, -300, 300)
    return (up - down) / (up + down)


@shows("activations.tanh_derivative.clipped")
def slope_within_five(z):
    return 1 - np.tanh(np.clip(z, -5, 5)) ** 2
