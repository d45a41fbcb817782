"""Wrong answers to unit 2 that show a symptom."""

import numpy as np

from tests.support.answers import shows

# -- and_gate ----------------------------------------------------------------------------------


@shows("neuron.and_gate.truth_table_instead")
def outputs_in_an_array():
    return np.array([0, 0, 0, 1])


@shows("neuron.and_gate.bias_among_the_weights")
def three_numbers():
    return [1.0, 1.0, -1.5]


@shows("neuron.and_gate.bias_missing")
def weights_in_a_list():
    return [1.0, 1.0]


@shows("neuron.and_gate.bias_missing")
def bias_is_none():
    return np.array([1.0, 1.0]), None


@shows("neuron.and_gate.one_weight_for_both")
def one_number_and_the_bias():
    return 1.0, -1.5


@shows("neuron.and_gate.all_zeros")
def nothing_chosen():
    return [0, 0], 0


@shows("neuron.and_gate.sign_of_the_bias")
def a_threshold():
    return [2, 2], 3


@shows("neuron.and_gate.as_if_zero_did_not_fire")
def tie_with_one_input():
    return [0.5, 0.5], -0.5


@shows("neuron.and_gate.computes_or")
def too_easy():
    return [3, 3], -2


@shows("neuron.and_gate.computes_nand")
def the_opposite():
    return [-2, -2], 3


@shows("neuron.and_gate.bias_too_negative")
def out_of_reach():
    return [0.5, 0.5], -1.5


@shows("neuron.and_gate.one_input_decides")
def first_input_decides():
    return [2.0, 0.5], -1.0


# -- or_gate -----------------------------------------------------------------------------------


@shows("neuron.or_gate.truth_table_instead")
def or_outputs():
    return [0, 1, 1, 1]


@shows("neuron.or_gate.bias_among_the_weights")
def or_three_numbers():
    return 1.0, 1.0, -0.5


@shows("neuron.or_gate.bias_missing")
def or_weights_alone():
    return np.ones(2)


@shows("neuron.or_gate.one_weight_for_both")
def or_one_number():
    return 1.0, -0.5


@shows("neuron.or_gate.all_zeros")
def or_nothing_chosen():
    return np.zeros(2), 0.0


@shows("neuron.or_gate.as_if_zero_did_not_fire")
def or_tie_at_rest():
    return [2, 3], 0


@shows("neuron.or_gate.sign_of_the_bias")
def or_threshold():
    return [2, 2], 1


@shows("neuron.or_gate.computes_and")
def or_too_hard():
    return [1, 1], -2


@shows("neuron.or_gate.computes_nor")
def or_opposite():
    return [-1, -1], 0.25


@shows("neuron.or_gate.negative_weight")
def or_one_against_the_other():
    return [-1, 1], -0.5


@shows("neuron.or_gate.one_input_decides")
def or_weak_weight():
    return [0.25, 2], -1


# -- xor_gate ----------------------------------------------------------------------------------


@shows("neuron.xor_gate.truth_table_instead")
def xor_outputs():
    return [0, 1, 1, 0]


@shows("neuron.xor_gate.only_one_perceptron")
def xor_single():
    return [1, 1], -1


@shows("neuron.xor_gate.output_bias_missing")
def xor_three_results():
    return [[1, 1], [-1, -1]], [-0.5, 1.5], [1, 1]


@shows("neuron.xor_gate.flat_weights")
def xor_flat():
    return np.array([1, 1, -1, -1]), [-0.5, 1.5], [1, 1], -1.5


@shows("neuron.xor_gate.columns_are_the_hidden_units")
def xor_transposed():
    return [[1, -1], [1, -1]], [-1, 1], [1, 1], -2


@shows("neuron.xor_gate.hidden_biases_exchanged")
def xor_biases_exchanged():
    return [[1, 1], [-1, -1]], [1, -1], [1, 1], -2


@shows("neuron.xor_gate.sign_of_the_bias")
def xor_thresholds():
    return [[1, 1], [-1, -1]], [0.5, -1.5], [1, 1], 1.5


@shows("neuron.xor_gate.as_if_zero_did_not_fire")
def xor_ties():
    return [[1, 1], [-1, -1]], [0, 2], [1, 1], -1


@shows("neuron.xor_gate.hidden_relu")
def xor_with_relu():
    return [[1, 1], [1, 1]], [0.5, -1.2], [1, -2], -1


@shows("neuron.xor_gate.as_if_zero_did_not_fire")
def xor_of_a_textbook_where_zero_is_silent():
    return [[1, 1], [1, 1]], [0, -1], [1, -2], 0


@shows("neuron.xor_gate.computes_xnor")
def xor_negated():
    return [[1, 1], [1, 1]], [-0.5, -1.5], [-1, 1], 0.5


@shows("neuron.xor_gate.twice_the_same_unit")
def xor_repeated():
    return [[1, 1], [1, 1]], [-1, -1], [1, 1], -1


@shows("neuron.xor_gate.bias_of_the_output")
def xor_output_bias():
    return [[1, 1], [-1, -1]], [-0.5, 1.5], [1, 1], -2.5


@shows("neuron.xor_gate.sign_of_an_output_weight")
def xor_adds_and():
    return [[2, 2], [2, 2]], [-1, -3], [1, 1], -1


# -- train_perceptron --------------------------------------------------------------------------


@shows("neuron.train_perceptron.not_from_zero")
def random_start(X, y, learning_rate, epochs):
    rng = np.random.default_rng(3)
    w, b = rng.uniform(-1, 1, X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b
