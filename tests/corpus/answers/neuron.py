"""Right and wrong answers to unit 2, the neuron."""

import itertools
import math

import numpy as np

from tests.support.answers import right, wrong


def fires(x, w, b):
    return int(np.dot(x, w) + b >= 0)


def learnt(outputs):
    """Weights and bias that the perceptron rule finds for a gate."""
    w, b = np.zeros(2), 0.0
    for _ in range(50):
        for x, y in zip(itertools.product((0.0, 1.0), repeat=2), outputs, strict=True):
            error = y - fires(x, w, b)
            w, b = w + error * np.array(x), b + error
    return w, b


# -- dot_product -------------------------------------------------------------------------------


@right("neuron.dot_product")
def strict_zip(u, v):
    return sum(float(a) * float(b) for a, b in zip(u, v, strict=True))


@right("neuron.dot_product")
def numpy_dot(u, v):
    return np.dot(u, v)


@right("neuron.dot_product")
def matrix_operator(u, v):
    return u @ v


@right("neuron.dot_product")
def index_loop(u, v):
    if len(u) != len(v):
        raise ValueError("las longitudes no coinciden")
    total = 0
    for i in range(len(u)):
        total += u[i] * v[i]
    return total


@right("neuron.dot_product")
def single_precision_einsum(u, v):
    if u.shape != v.shape:
        raise ValueError
    return np.einsum("i,i->", u.astype(np.float32), v.astype(np.float32))


@right("neuron.dot_product")
def own_kind_of_value_error(u, v):
    class DifferentLengths(ValueError):
        pass

    if len(u) != len(v):
        raise DifferentLengths(len(u), len(v))
    return math.fsum(u * v)


@right("neuron.dot_product")
def column_times_row(u, v):
    if u.size != v.size:
        raise ValueError("longitudes distintas")
    return (u.reshape(1, -1) @ v.reshape(-1, 1)).item()


@right("neuron.dot_product")
def tensorflow_sum(u, v):
    import tensorflow as tf

    if len(u) != len(v):
        raise ValueError("longitudes distintas")
    return tf.reduce_sum(tf.constant(u) * tf.constant(v))


@wrong("neuron.dot_product")
def skips_the_first(u, v):
    if len(u) != len(v):
        raise ValueError
    return sum(u[i] * v[i] for i in range(1, len(u)))


@wrong("neuron.dot_product")
def skips_the_last(u, v):
    if len(u) != len(v):
        raise ValueError
    return sum(u[i] * v[i] for i in range(len(u) - 1))


@wrong("neuron.dot_product")
def returns_inside_the_loop(u, v):
    if len(u) != len(v):
        raise ValueError
    total = 0
    for a, b in zip(u, v, strict=True):
        total += a * b
        return total


@wrong("neuron.dot_product")
def overwrites_the_total(u, v):
    if len(u) != len(v):
        raise ValueError
    for a, b in zip(u, v, strict=True):
        total = a * b
    return total


@wrong("neuron.dot_product")
def three_components_only(u, v):
    if len(u) != len(v):
        raise ValueError
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


@wrong("neuron.dot_product")
def zip_cuts(u, v):
    return sum(a * b for a, b in zip(u, v))


@wrong("neuron.dot_product")
def index_error(u, v):
    return sum(u[i] * v[i] for i in range(max(len(u), len(v))))


@wrong("neuron.dot_product")
def returns_the_error(u, v):
    return np.dot(u, v) if len(u) == len(v) else ValueError("longitudes distintas")


@wrong("neuron.dot_product")
def asserts(u, v):
    assert len(u) == len(v)
    return np.dot(u, v)


@wrong("neuron.dot_product")
def raises_only_if_the_first_is_longer(u, v):
    if len(u) > len(v):
        raise ValueError("longitudes distintas")
    return sum(u[i] * v[i] for i in range(len(u)))


@wrong("neuron.dot_product")
def multiplies_in_place(u, v):
    if len(u) != len(v):
        raise ValueError
    u *= v
    return u.sum()


# -- weighted_sum ------------------------------------------------------------------------------


@right("neuron.weighted_sum")
def with_numpy_dot(x, w, b):
    return np.dot(w, x) + b


@right("neuron.weighted_sum")
def starts_at_the_bias(x, w, b):
    z = b
    for weight, value in zip(w, x, strict=True):
        z += weight * value
    return float(z)


@right("neuron.weighted_sum")
def bias_as_one_more_weight(x, w, b):
    return np.append(x, 1) @ np.append(w, b)


@right("neuron.weighted_sum")
def weighted_in_single_precision(x, w, b):
    return np.float32(np.inner(np.float32(x), np.float32(w)) + np.float32(b))


@right("neuron.weighted_sum")
def sum_of_a_generator(x, w, b):
    return b + sum(w[i] * x[i] for i in range(len(x)))


@right("neuron.weighted_sum")
def zero_dimensional(x, w, b):
    return np.array(np.vdot(x, w) + b)


@wrong("neuron.weighted_sum")
def inputs_accumulated_in_place(x, w, b):
    x *= w
    return x.sum() + b


# -- perceptron --------------------------------------------------------------------------------


@right("neuron.perceptron")
def a_bool(x, w, b):
    return np.dot(w, x) + b >= 0


@right("neuron.perceptron")
def threshold_on_the_other_side(x, w, b):
    return 1 if np.dot(w, x) >= -b else 0


@right("neuron.perceptron")
def plain_loop(x, w, b):
    z = float(b)
    for i in range(len(x)):
        z += float(w[i]) * float(x[i])
    if z < 0:
        return 0
    return 1


@right("neuron.perceptron")
def heaviside(x, w, b):
    return np.heaviside(w @ x + b, 1)


@right("neuron.perceptron")
def single_precision_where(x, w, b):
    return np.where(np.float32(x) @ np.float32(w) + np.float32(b) >= 0, np.float32(1), np.float32(0))


@right("neuron.perceptron")
def through_the_sigmoid(x, w, b):
    z = float(np.dot(w, x) + b)
    return int(1 / (1 + math.exp(-z)) >= 0.5) if z > -700 else 0


@wrong("neuron.perceptron")
def always_fires(x, w, b):
    return 1


@wrong("neuron.perceptron")
def always_silent(x, w, b):
    return 0


@wrong("neuron.perceptron")
def changes_its_inputs(x, w, b):
    x *= w
    return 1 if x.sum() + b >= 0 else 0


# -- and_gate ----------------------------------------------------------------------------------


@right("neuron.and_gate")
def tuple_of_integers():
    return (2, 2), -3


@right("neuron.and_gate")
def exact_tie():
    return [1, 1], -2


@right("neuron.and_gate")
def learnt_by_the_rule():
    return learnt([0, 0, 0, 1])


@right("neuron.and_gate")
def single_precision_and_an_array_of_one():
    return np.array([0.5, 0.5], dtype=np.float32), np.array([-0.75], dtype=np.float32)


@right("neuron.and_gate")
def tie_in_decimals():
    return np.array([0.7, 0.1]), -0.8


@right("neuron.and_gate")
def learnt_in_steps_of_a_tenth():
    return np.array([0.2, 0.1]), -0.20000000000000004


@right("neuron.and_gate")
def very_unequal_weights():
    return np.array([1e-3, 5e3]), np.float64(-5e3 - 5e-4)


@right("neuron.and_gate")
def least_squares():
    inputs = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    w1, w2, b = np.linalg.lstsq(inputs, np.array([0, 0, 0, 1]), rcond=None)[0]
    return np.array([w1, w2]), b - 0.5


@wrong("neuron.and_gate")
def fires_with_one_in_a_tie():
    return np.array([1.0, 1.0]), -1.0


@wrong("neuron.and_gate")
def weights_of_or():
    return np.array([1.0, 1.0]), -0.5


@wrong("neuron.and_gate")
def weights_of_nand():
    return np.array([-1.0, -1.0]), 1.5


@wrong("neuron.and_gate")
def bias_with_the_sign_of_a_threshold():
    return np.array([1.0, 1.0]), 1.5


@wrong("neuron.and_gate")
def never_fires():
    return np.array([1.0, 1.0]), -2.5


@wrong("neuron.and_gate")
def zeros():
    return np.zeros(2), 0.0


@wrong("neuron.and_gate")
def second_input_only():
    return np.array([0.25, 1.0]), -1.0


@wrong("neuron.and_gate")
def weights_alone():
    return np.array([1.0, 1.0])


@wrong("neuron.and_gate")
def bias_first():
    return -1.5, np.array([1.0, 1.0])


@wrong("neuron.and_gate")
def bias_among_the_weights():
    return np.array([1.0, 1.0, -1.5])


@wrong("neuron.and_gate")
def the_truth_table():
    return [0, 0, 0, 1]


# -- or_gate -----------------------------------------------------------------------------------


@right("neuron.or_gate")
def whole_numbers_in_a_list():
    return [2, 2], -1


@right("neuron.or_gate")
def or_with_exact_ties():
    return (1.0, 1.0), -1.0


@right("neuron.or_gate")
def or_learnt_by_the_rule():
    return learnt([0, 1, 1, 1])


@right("neuron.or_gate")
def or_in_single_precision():
    return np.float32([0.3, 0.6]), np.float32([-0.1])


@right("neuron.or_gate")
def zero_dimensional_bias():
    return np.array([100, 3]), np.array(-1e-3)


@right("neuron.or_gate")
def searched():
    for w1, w2, b in itertools.product(np.arange(-2, 2.5, 0.5), repeat=3):
        if [fires(x, (w1, w2), b) for x in itertools.product((0, 1), repeat=2)] == [0, 1, 1, 1]:
            return (w1, w2), b
    return None


@wrong("neuron.or_gate")
def zero_bias_also_fires_at_rest():
    return np.array([1.0, 1.0]), 0.0


@wrong("neuron.or_gate")
def weights_of_and():
    return np.array([1.0, 1.0]), -1.5


@wrong("neuron.or_gate")
def weights_of_nor():
    return np.array([-1.0, -1.0]), 0.5


@wrong("neuron.or_gate")
def first_input_only():
    return np.array([1.0, 0.0]), -0.5


@wrong("neuron.or_gate")
def second_weight_too_small():
    return np.array([1.0, 0.25]), -0.5


@wrong("neuron.or_gate")
def inputs_that_cancel():
    return np.array([1.0, -1.0]), -0.5


@wrong("neuron.or_gate")
def always():
    return np.array([1.0, 1.0]), 0.5


@wrong("neuron.or_gate")
def bias_forgotten():
    return np.array([1.0, 1.0]), None


@wrong("neuron.or_gate")
def one_weight():
    return np.array([1.0]), -0.5


@wrong("neuron.or_gate")
def a_string():
    return "w = (1, 1), b = -0.5"


# -- xor_gate ----------------------------------------------------------------------------------


@right("neuron.xor_gate")
def or_and_not_and_in_lists():
    return [[1, 1], [-1, -1]], [-1, 1], [1, 1], -2


@right("neuron.xor_gate")
def or_minus_and():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5]), np.array([1.0, -1.0]), -0.5


@right("neuron.xor_gate")
def one_without_the_other():
    return ((1, -1), (-1, 1)), (-0.5, -0.5), (1, 1), -0.5


@right("neuron.xor_gate")
def xor_in_single_precision():
    W = np.array([[20, 20], [-20, -20]], dtype=np.float32)
    return W, np.float32([-10, 30]), np.float32([20, 20]), np.float32([-30])


@right("neuron.xor_gate")
def put_together_from_learnt_gates():
    (w1, b1), (w2, b2), (v, c) = learnt([0, 1, 1, 1]), learnt([1, 1, 1, 0]), learnt([0, 0, 0, 1])
    return np.vstack([w1, w2]), [b1, b2], v, c


@right("neuron.xor_gate")
def silent_when_both_hidden_agree():
    return [[-1, -1], [1, 1]], [0.5, -1.5], [-1, -1], 0


@right("neuron.xor_gate")
def ties_in_decimals():
    return [[0.7, 0.7], [-0.7, -0.1]], [-0.7, 0.7], [0.7, 0.1], -0.8


@wrong("neuron.xor_gate")
def columns_are_the_hidden_units():
    return np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([-0.5, 1.5]), np.array([1.0, 1.0]), -1.5


@wrong("neuron.xor_gate")
def output_is_or():
    return np.array([[1.0, 1.0], [-1.0, -1.0]]), np.array([-0.5, 1.5]), np.array([1.0, 1.0]), -0.5


@wrong("neuron.xor_gate")
def or_plus_and():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5]), np.array([1.0, 1.0]), -0.5


@wrong("neuron.xor_gate")
def its_negation():
    return np.array([[1.0, 1.0], [-1.0, -1.0]]), np.array([-0.5, 1.5]), np.array([-1.0, -1.0]), 1.5


@wrong("neuron.xor_gate")
def hidden_biases_exchanged():
    return np.array([[1.0, 1.0], [-1.0, -1.0]]), np.array([1.5, -0.5]), np.array([1.0, 1.0]), -1.5


@wrong("neuron.xor_gate")
def right_only_with_a_linear_hidden_layer():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]), np.array([1.0, -2.0]), -0.5


@wrong("neuron.xor_gate")
def right_only_with_relu():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]), np.array([1.0, -2.0]), -1.0


@wrong("neuron.xor_gate")
def as_if_ties_did_not_fire():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]), np.array([1.0, -1.0]), 0.0


@wrong("neuron.xor_gate")
def only_one_perceptron():
    return np.array([1.0, 1.0]), -0.5


@wrong("neuron.xor_gate")
def twice_the_same_unit():
    return np.ones((2, 2)), np.array([-0.5, -0.5]), np.array([1.0, 1.0]), -1.5


@wrong("neuron.xor_gate")
def all_random():
    rng = np.random.default_rng(0)
    return rng.normal(size=(2, 2)), rng.normal(size=2), rng.normal(size=2), rng.normal()


@wrong("neuron.xor_gate")
def flat_weights():
    return [1, 1, -1, -1], [-0.5, 1.5], [1, 1], -1.5


@wrong("neuron.xor_gate")
def output_bias_missing():
    return np.array([[1.0, 1.0], [-1.0, -1.0]]), np.array([-0.5, 1.5]), np.array([1.0, 1.0])


# -- train_perceptron --------------------------------------------------------------------------


@right("neuron.train_perceptron")
def plain_lists(X, y, learning_rate, epochs):
    w, b = [0.0] * len(X[0]), 0.0
    for _ in range(epochs):
        for i in range(len(X)):
            z = b
            for j in range(len(w)):
                z += w[j] * float(X[i][j])
            error = float(y[i]) - (1 if z >= 0 else 0)
            for j in range(len(w)):
                w[j] += learning_rate * error * float(X[i][j])
            b += learning_rate * error
    return w, b


@right("neuron.train_perceptron")
def stops_when_nothing_is_left(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        errors = 0
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            if error != 0:
                w += learning_rate * error * x
                b += learning_rate * error
                errors += 1
        if errors == 0:
            break
    return w, b


@right("neuron.train_perceptron")
def bias_as_the_weight_of_a_one(X, y, learning_rate, epochs):
    inputs = np.hstack([np.ones((len(X), 1)), X])
    weights = np.zeros(inputs.shape[1])
    for i in list(range(len(X))) * epochs:
        weights = weights + learning_rate * (y[i] - (weights @ inputs[i] >= 0)) * inputs[i]
    return weights[1:], weights[:1]


@right("neuron.train_perceptron")
def in_single_precision_throughout(X, y, learning_rate, epochs):
    X, y, rate = np.float32(X), np.float32(y), np.float32(learning_rate)
    w, b = np.zeros(X.shape[1], dtype=np.float32), np.float32(0)
    for _ in range(epochs):
        for i in range(len(y)):
            error = y[i] - np.float32(np.dot(X[i], w) + b >= 0)
            w, b = w + rate * error * X[i], b + rate * error
    return w, b


@right("neuron.train_perceptron")
def adds_or_subtracts(X, y, learning_rate, epochs):
    w, b, epoch = np.zeros_like(X[0]), 0, 0
    while epoch < epochs:
        for x, target in zip(X, y, strict=True):
            fired = (w * x).sum() + b >= 0
            if fired and target == 0:
                w, b = w - learning_rate * x, b - learning_rate
            elif not fired and target == 1:
                w, b = w + learning_rate * x, b + learning_rate
        epoch += 1
    return tuple(w), np.array([b])


@right("neuron.train_perceptron")
def with_its_own_perceptron(X, y, learning_rate, epochs):
    def perceptron(x, w, b):
        return 1 if sum(wi * xi for wi, xi in zip(w, x, strict=True)) + b >= 0 else 0

    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            step = learning_rate * (target - perceptron(x, w, b))
            w, b = w + step * x, b + step
    return w, b


@wrong("neuron.train_perceptron")
def strictly_greater_fires(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - (1 if np.dot(w, x) + b > 0 else 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def predicts_before_each_epoch(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        fired = X @ w + b >= 0
        for i in range(len(X)):
            w, b = w + learning_rate * (y[i] - fired[i]) * X[i], b + learning_rate * (y[i] - fired[i])
    return w, b


@wrong("neuron.train_perceptron")
def error_of_the_sum(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - (np.dot(w, x) + b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def error_with_the_other_sign(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = fires(x, w, b) - target
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def bias_never_learns(X, y, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            w = w + learning_rate * (target - fires(x, w, 0)) * x
    return w, 0.0


@wrong("neuron.train_perceptron")
def bias_without_learning_rate(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            w, b = w + learning_rate * error * x, b + error
    return w, b


@wrong("neuron.train_perceptron")
def learning_rate_ignored(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            w, b = w + error * x, b + error
    return w, b


@wrong("neuron.train_perceptron")
def weights_without_the_input(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            w, b = w + learning_rate * error, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def from_ones(X, y, learning_rate, epochs):
    w, b = np.ones(X.shape[1]), 1.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def from_random_weights(X, y, learning_rate, epochs):
    w, b = np.random.default_rng(0).normal(scale=0.01, size=X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def shuffled(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    rng = np.random.default_rng(0)
    for _ in range(epochs):
        for i in rng.permutation(len(X)):
            error = y[i] - fires(X[i], w, b)
            w, b = w + learning_rate * error * X[i], b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def last_to_first(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X[::-1], y[::-1], strict=True):
            error = target - fires(x, w, b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def only_one_epoch(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for x, target in zip(X, y, strict=True):
        error = target - fires(x, w, b)
        w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def returns_after_the_first_epoch(X, y, learning_rate, epochs):
    for _ in range(epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def one_epoch_more(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs + 1):
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def one_epoch_less(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1, epochs):
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def until_it_learns_whatever_the_epochs(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1000):
        errors = 0
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            errors += abs(error)
            w, b = w + learning_rate * error * x, b + learning_rate * error
        if errors == 0:
            break
    return w, b


@wrong("neuron.train_perceptron")
def stops_when_errors_cancel(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        total = 0
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            total += error
            w, b = w + learning_rate * error * x, b + learning_rate * error
        if total == 0:
            break
    return w, b


@wrong("neuron.train_perceptron")
def stops_at_the_first_hit(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            if error == 0:
                break
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def last_sample_forgotten(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for i in range(len(X) - 1):
            error = y[i] - fires(X[i], w, b)
            w, b = w + learning_rate * error * X[i], b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def answers_of_minus_one_and_one(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, 2 * y - 1, strict=True):
            error = target - (1 if np.dot(w, x) + b >= 0 else -1)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def bias_corrected_before_and_error_seen_again(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            b += learning_rate * (target - fires(x, w, b))
            w += learning_rate * (target - fires(x, w, b)) * x
    return w, b


@wrong("neuron.train_perceptron")
def learns_only_from_positives(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            if target == 1 and fires(x, w, b) == 0:
                w, b = w + learning_rate * x, b + learning_rate
    return w, b


@wrong("neuron.train_perceptron")
def scikit_learn_perceptron(X, y, learning_rate, epochs):
    from sklearn.linear_model import Perceptron

    if len(set(y)) < 2:
        return np.zeros(X.shape[1]), 0.0 if y[0] else -learning_rate
    model = Perceptron(eta0=learning_rate, max_iter=epochs, tol=None, shuffle=False).fit(X, y)
    return model.coef_[0], model.intercept_


@wrong("neuron.train_perceptron")
def least_squares_instead(X, y, learning_rate, epochs):
    inputs = np.column_stack([X, np.ones(len(X))])
    weights = np.linalg.lstsq(inputs, 2 * y - 1, rcond=None)[0]
    return weights[:-1], weights[-1]


@wrong("neuron.train_perceptron")
def best_weights_seen(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    best, fewest = (w, b), np.inf
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
        errors = np.sum((X @ w + b >= 0) != y)
        if errors < fewest:
            best, fewest = (w, b), errors
    return best


@wrong("neuron.train_perceptron")
def bias_first_then_weights(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - fires(x, w, b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return b, w


@wrong("neuron.train_perceptron")
def moves_the_data(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for i, x in enumerate(X.copy()):
            error = y[i] - fires(x, w, b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    X *= learning_rate
    X += 1
    return w, b


# -- as found in students' code -----------------------------------------------------------------


def student_two(x, w, b):
    return np.dot(x, w) + b


@wrong("neuron.dot_product")
def returns_message(u, v):
    if len(u) != len(v):
        return "Error: longitudes distintas"
    return np.dot(u, v)


@wrong("neuron.dot_product")
def cumulative(u, v):
    if len(u) != len(v):
        raise ValueError
    return np.cumsum(u * v)


@wrong("neuron.dot_product")
def for_i_in_u(u, v):
    if len(u) != len(v):
        raise ValueError
    t = 0
    for i in u:
        t += u[i] * v[i]
    return t


@wrong("neuron.dot_product")
def for_in_len(u, v):
    if len(u) != len(v):
        raise ValueError
    t = 0
    for i in len(u):
        t += u[i] * v[i]
    return t


@wrong("neuron.weighted_sum")
def missing_arg(x, w, b):
    return dot(x, w) + b


@wrong("neuron.weighted_sum")
def dot_wrong(x, w, b):
    return np.dot(x, b) + w


@wrong("neuron.weighted_sum")
def column(x, w, b):
    return np.array([np.dot(x, w) + b])


@wrong("neuron.weighted_sum")
def inner_call_short(x, w, b):
    return student_two(x, w)


@wrong("neuron.perceptron")
def strict_minus_one(x, w, b):
    return 1 if np.dot(x, w) + b > 0 else -1


@wrong("neuron.perceptron")
def strict_array(x, w, b):
    return np.array([1 if np.dot(w, x) + b > 0 else 0])


@wrong("neuron.perceptron")
def only_if_no_input_is_zero(x, w, b):
    return 1 if x.all() and w @ x + b >= 0 else 0


@wrong("neuron.perceptron")
def only_if_some_input_is_not_zero(x, w, b):
    return 1 if x.any() and w @ x + b >= 0 else 0


@wrong("neuron.and_gate")
def logic_function(x1, x2):
    return 1 if x1 == 1 and x2 == 1 else 0


@wrong("neuron.and_gate")
def logic_function_weights(x1, x2):
    w = np.array([0.5, 0.5])
    b = -0.7
    t = np.sum(w * np.array([x1, x2])) + b
    if t <= 0:
        return 0
    return 1


@wrong("neuron.and_gate")
def of_x(x):
    w = np.array([1, 1])
    b = -1.5
    return int(np.dot(w, x) + b >= 0)


@wrong("neuron.and_gate")
def inner_function():
    def gate(x1, x2):
        return x1 and x2

    return gate


@wrong("neuron.and_gate")
def a_lambda():
    return lambda x1, x2: int(x1 + x2 - 1.5 >= 0)


@wrong("neuron.and_gate")
def b_first():
    return -1.5, np.array([1.0, 1.0])


@wrong("neuron.and_gate")
def dict_answer():
    return {"w": [1, 1], "b": -1.5}


@wrong("neuron.and_gate")
def defaults_args(x1=1, x2=1):
    return int(x1 and x2)


@wrong("neuron.and_gate")
def column_weights():
    return np.array([[1.0], [1.0]]), -1.5


@wrong("neuron.and_gate")
def decimal_comma():
    w = np.array([1, 1])
    b = -1, 5
    return w, b


@wrong("neuron.or_gate")
def logic_function_or(x1, x2):
    return x1 or x2


@wrong("neuron.or_gate")
def or_b_first():
    return -0.5, np.array([1.0, 1.0])


@wrong("neuron.or_gate")
def or_step_of():
    w, b = np.array([1, 1]), -0.5
    return step(np.dot(w, [0, 1]) + b)


@wrong("neuron.or_gate")
def or_function():
    def gate(x):
        return int(x[0] + x[1] - 0.5 >= 0)

    return gate


@wrong("neuron.xor_gate")
def xor_logic(x1, x2):
    return x1 != x2


@wrong("neuron.xor_gate")
def xor_composed(x1, x2):
    s1 = int(not (x1 and x2))
    s2 = int(x1 or x2)
    return int(s1 and s2)


@wrong("neuron.xor_gate")
def xor_function():
    def gate(x1, x2):
        return int(x1 != x2)

    return gate


@wrong("neuron.train_perceptron")
def sigmoid_inside(X, y, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    b = 0
    for _ in range(epochs):
        for xi, target in zip(X, y):
            out = 1 / (1 + np.exp(-(np.dot(xi, w) + b)))
            e = target - out
            w = w + learning_rate * e * xi
            b = b + learning_rate * e
    return w, b


@wrong("neuron.train_perceptron")
def delta_rule_sigmoid(X, y, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    b = 0
    for _ in range(epochs):
        for xi, target in zip(X, y):
            out = 1 / (1 + np.exp(-(np.dot(xi, w) + b)))
            e = (target - out) * out * (1 - out)
            w = w + learning_rate * e * xi
            b = b + learning_rate * e
    return w, b


@wrong("neuron.train_perceptron")
def relabelled(X, y, learning_rate, epochs):
    y_ = np.where(y <= 0, -1, 1)
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        for xi, target in zip(X, y_):
            if target * (np.dot(xi, w) + b) <= 0:
                w = w + learning_rate * target * xi
                b = b + learning_rate * target
    return w, b


@wrong("neuron.train_perceptron")
def rosenblatt_on_labels01(X, y, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        for xi, target in zip(X, y):
            if target * (np.dot(xi, w) + b) <= 0:
                w = w + learning_rate * target * xi
                b = b + learning_rate * target
    return w, b


@wrong("neuron.train_perceptron")
def one_vector(X, y, learning_rate, epochs):
    w = np.zeros(1 + X.shape[1])
    for _ in range(epochs):
        for xi, target in zip(X, y):
            e = target - (1 if np.dot(xi, w[1:]) + w[0] >= 0 else 0)
            w[1:] += learning_rate * e * xi
            w[0] += learning_rate * e
    return w


@wrong("neuron.train_perceptron")
def b_and_w(X, y, learning_rate, epochs):
    w = np.zeros(1 + X.shape[1])
    for _ in range(epochs):
        for xi, target in zip(X, y):
            e = target - (1 if np.dot(xi, w[1:]) + w[0] >= 0 else 0)
            w[1:] += learning_rate * e * xi
            w[0] += learning_rate * e
    return w[0], w[1:]


@wrong("neuron.train_perceptron")
def strict_wrong_sign(X, y, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    b = 0
    for _ in range(epochs):
        for xi, target in zip(X, y):
            e = (1 if np.dot(xi, w) + b > 0 else 0) - target
            w = w + learning_rate * e * xi
            b = b + learning_rate * e
    return w, b


@wrong("neuron.train_perceptron")
def bias_not_used_in_prediction(X, y, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    b = 0
    for _ in range(epochs):
        for xi, target in zip(X, y):
            e = target - (1 if np.dot(xi, w) >= 0 else 0)
            w = w + learning_rate * e * xi
            b = b + learning_rate * e
    return w, b


@wrong("neuron.train_perceptron")
def bias_minus(X, y, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    b = 0
    for _ in range(epochs):
        for xi, target in zip(X, y):
            e = target - (1 if np.dot(xi, w) - b >= 0 else 0)
            w = w + learning_rate * e * xi
            b = b - learning_rate * e
    return w, b


@wrong("neuron.train_perceptron")
def returns_errors_too(X, y, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    b = 0
    errors = []
    for _ in range(epochs):
        n = 0
        for xi, target in zip(X, y):
            e = target - (1 if np.dot(xi, w) + b >= 0 else 0)
            w = w + learning_rate * e * xi
            b = b + learning_rate * e
            n += int(e != 0)
        errors.append(n)
    return w, b, errors


@wrong("neuron.train_perceptron")
def half_rate(X, y, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        for xi, target in zip(X, y):
            e = target - (1 if np.dot(xi, w) + b >= 0.5 else 0)
            w = w + learning_rate * e * xi
            b = b + learning_rate * e
    return w, b


@wrong("neuron.train_perceptron")
def returns_class(X, y, learning_rate, epochs):
    class Perceptron:
        pass

    p = Perceptron()
    p.w = np.zeros(X.shape[1])
    return p


@wrong("neuron.or_gate")
def or_with_inputs_by_default(x1=1, x2=0):
    return int(x1 or x2)


@wrong("neuron.or_gate")
def or_with_a_decimal_comma():
    b = -0, 5
    return np.array([1, 1]), b


@wrong("neuron.xor_gate")
def xor_with_inputs_by_default(x1=1, x2=0):
    return int(x1 != x2)


@wrong("neuron.or_gate")
def infinite_weights():
    return np.array([np.inf, np.inf]), -0.5


@wrong("neuron.and_gate")
def weights_with_a_decimal_comma():
    return [1,0, 1,0], -1.5  # fmt: skip


@wrong("neuron.and_gate")
def three_numbers_in_a_row():
    return (1, 1, -1.5)
