"""Right and wrong answers to unit 3, activation functions."""

import math

import numpy as np

from tests.support.answers import right, wrong


def one_by_one(f, z):
    """Applies a function of one float through nested lists."""
    if isinstance(z, np.ndarray):
        z = z.tolist()
    return [one_by_one(f, item) for item in z] if isinstance(z, list) else f(z)


def stable_sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


# -- step --------------------------------------------------------------------------------------


@right("activations.step")
def comparison_as_booleans(z):
    return z >= 0


@right("activations.step")
def nested_loops(z):
    return one_by_one(lambda value: 1 if value >= 0 else 0, z)


@right("activations.step")
def heaviside_in_float32(z):
    return np.heaviside(z.astype(np.float32), 1)


@right("activations.step")
def vectorized_function(z):
    return np.vectorize(lambda value: 1.0 if value >= 0 else 0.0)(z)


@right("activations.step")
def zeros_then_ones_by_mask(z):
    result = np.zeros_like(z)
    result[z >= 0] = 1
    return result


@wrong("activations.step")
def rounded_sigmoid(z):
    return np.round(stable_sigmoid(z))


@wrong("activations.step")
def overwrites_its_argument(z):
    z[z >= 0] = 1
    z[z < 0] = 0
    return z


# -- sign --------------------------------------------------------------------------------------


@right("activations.sign")
def difference_of_comparisons(z):
    return (z > 0).astype(int) - (z < 0)


@right("activations.sign")
def conditionals_in_loops(z):
    return one_by_one(lambda value: 1 if value > 0 else -1 if value < 0 else 0, z)


@right("activations.sign")
def nested_where_in_float32(z):
    z = np.float32(z)
    return np.where(z > 0, np.float32(1), np.where(z < 0, np.float32(-1), np.float32(0)))


@right("activations.sign")
def copysign_except_at_zero(z):
    return one_by_one(lambda value: math.copysign(1, value) if value else 0, z)


@right("activations.sign")
def divided_by_its_absolute_value(z):
    return np.divide(z, np.abs(z), out=np.zeros_like(z), where=z != 0)


@wrong("activations.sign")
def divided_with_an_epsilon(z):
    return z / (np.abs(z) + 1e-3)


@wrong("activations.sign")
def positives_only(z):
    return (z > 0).astype(int)


@wrong("activations.sign")
def dead_zone(z):
    return np.where(np.abs(z) < 1e-6, 0, np.sign(z))


@wrong("activations.sign")
def sign_of_the_sum(z):
    return np.full(z.shape, np.sign(z.sum()))


@wrong("activations.sign")
def overwritten_argument(z):
    z[...] = np.sign(z)
    return z


# -- sigmoid -----------------------------------------------------------------------------------


@right("activations.sigmoid")
def hyperbolic_tangent_of_the_half(z):
    return (1 + np.tanh(z / 2)) / 2


@right("activations.sigmoid")
def clipped_exponent(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@right("activations.sigmoid")
def branches_with_math(z):
    return one_by_one(lambda v: 1 / (1 + math.exp(-v)) if v >= 0 else math.exp(v) / (1 + math.exp(v)), z)


@right("activations.sigmoid")
def masks_in_float32(z):
    z = np.asarray(z, dtype=np.float32)
    result = np.empty_like(z)
    result[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    e = np.exp(z[z < 0])
    result[z < 0] = e / (1 + e)
    return result


@right("activations.sigmoid")
def logarithm_of_the_denominator(z):
    return np.exp(-np.logaddexp(0, -z))


@right("activations.sigmoid")
def expit_of_scipy(z):
    from scipy.special import expit

    return expit(z)


@right("activations.sigmoid")
def textbook_formula_with_the_overflow_silenced(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


@wrong("activations.sigmoid")
def textbook_formula(z):
    return 1 / (1 + np.exp(-z))


@wrong("activations.sigmoid")
def where_computes_both_branches(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@wrong("activations.sigmoid")
def silenced_warning_leaves_not_a_number(z):
    with np.errstate(all="ignore"):
        return np.exp(z) / (1 + np.exp(z))


@wrong("activations.sigmoid")
def sign_forgotten(z):
    return 1 / (1 + np.exp(np.clip(z, -500, 500)))


@wrong("activations.sigmoid")
def missing_parentheses(z):
    return 1 / 1 + np.exp(-np.clip(z, -500, 500))


@wrong("activations.sigmoid")
def powers_of_two(z):
    return 1 / (1 + 2.0 ** -np.clip(z, -500, 500))


@wrong("activations.sigmoid")
def clipped_too_tight(z):
    return 1 / (1 + np.exp(-np.clip(z, -5, 5)))


@wrong("activations.sigmoid")
def rounded_to_four_decimals(z):
    return np.round(stable_sigmoid(z), 4)


@wrong("activations.sigmoid")
def works_on_its_argument(z):
    z *= 0.5
    return 0.5 * (1 + np.tanh(z))


# -- sigmoid_derivative ------------------------------------------------------------------------


@right("activations.sigmoid_derivative")
def product_of_both_sides(z):
    return stable_sigmoid(z) * stable_sigmoid(-z)


@right("activations.sigmoid_derivative")
def hyperbolic_secant_squared(z):
    return 0.25 * (1 - np.tanh(z / 2) ** 2)


@right("activations.sigmoid_derivative")
def exponential_of_the_negative_side(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


@right("activations.sigmoid_derivative")
def loops_with_math(z):
    return one_by_one(lambda v: math.exp(-abs(v)) / (1 + math.exp(-abs(v))) ** 2, z)


@right("activations.sigmoid_derivative")
def halves_in_float32(z):
    s = np.float32(0.5) * (1 + np.tanh(np.float32(0.5) * z.astype(np.float32)))
    return s - s * s


@wrong("activations.sigmoid_derivative")
def returns_the_sigmoid(z):
    return stable_sigmoid(z)


@wrong("activations.sigmoid_derivative")
def sigmoid_applied_twice(z):
    s = stable_sigmoid(stable_sigmoid(z))
    return s * (1 - s)


@wrong("activations.sigmoid_derivative")
def unstable_sigmoid_inside(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


@wrong("activations.sigmoid_derivative")
def plus_instead_of_minus(z):
    return stable_sigmoid(z) * (1 + stable_sigmoid(z))


@wrong("activations.sigmoid_derivative")
def one_minus_alone(z):
    return 1 - stable_sigmoid(z)


@wrong("activations.sigmoid_derivative")
def chord_that_is_too_long(z):
    return (stable_sigmoid(z + 0.1) - stable_sigmoid(z - 0.1)) / 0.2


@wrong("activations.sigmoid_derivative")
def differences_between_neighbours(z):
    return np.gradient(stable_sigmoid(z.ravel())).reshape(z.shape)


@wrong("activations.sigmoid_derivative")
def constant_slope(z):
    return np.full(z.shape, 0.25)


@wrong("activations.sigmoid_derivative")
def halves_its_argument(z):
    z /= 2
    return 0.25 * (1 - np.tanh(z) ** 2)


# -- tanh --------------------------------------------------------------------------------------


@right("activations.tanh")
def loops_with_math_tanh(z):
    return one_by_one(math.tanh, z)


@right("activations.tanh")
def twice_a_sigmoid_minus_one(z):
    e = np.exp(-2 * np.abs(z))
    return np.sign(z) * (2 / (1 + e) - 1)


@right("activations.tanh")
def clipped_textbook_formula(z):
    z = np.clip(z, -20, 20)
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@right("activations.tanh")
def expm1_in_float32(z):
    z = z.astype(np.float32)
    less = np.expm1(-2 * np.abs(z))
    return np.copysign(less / (less + 2), z)


@right("activations.tanh")
def universal_function_of_python_objects(z):
    return np.frompyfunc(math.tanh, 1, 1)(z)


@wrong("activations.tanh")
def textbook_tanh(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@wrong("activations.tanh")
def overflow_in_the_doubled_exponent(z):
    return 1 - 2 / (np.exp(2 * z) + 1)


@wrong("activations.tanh")
def sigmoid_instead(z):
    return stable_sigmoid(z)


@wrong("activations.tanh")
def sigmoid_moved_without_doubling_z(z):
    return 2 * stable_sigmoid(z) - 1


@wrong("activations.tanh")
def signs_swapped(z):
    return (np.exp(-z) - np.exp(z)) / (np.exp(z) + np.exp(-z))


@wrong("activations.tanh")
def clipped_at_two(z):
    return np.tanh(np.clip(z, -2, 2))


@wrong("activations.tanh")
def doubles_its_argument_in_place(z):
    z *= 2
    return 2 * stable_sigmoid(z) - 1


# -- relu --------------------------------------------------------------------------------------


@right("activations.relu")
def multiplied_by_a_mask(z):
    return z * (z > 0)


@right("activations.relu")
def loops_with_max(z):
    return one_by_one(lambda value: max(0, value), z)


@right("activations.relu")
def half_of_z_plus_its_absolute_value(z):
    return (z + np.abs(z)) / 2


@right("activations.relu")
def clipped_below_in_float32(z):
    return np.clip(np.float32(z), 0, None)


@right("activations.relu")
def copy_with_a_mask(z):
    result = z.copy()
    result[result < 0] = 0
    return result


@right("activations.relu")
def relu_of_tensorflow(z):
    import tensorflow as tf

    return tf.nn.relu(z)


@wrong("activations.relu")
def leaky(z):
    return np.where(z > 0, z, 0.01 * z)


@wrong("activations.relu")
def zeroes_its_argument(z):
    z[z < 0] = 0
    return z


# -- softmax -----------------------------------------------------------------------------------


@right("activations.softmax")
def with_logarithms(z):
    z = np.asarray(z, dtype=np.float64)
    return np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))


@right("activations.softmax")
def recursive_down_to_vectors(z):
    if np.ndim(z) > 1:
        return [softmax(row) for row in z]
    largest = max(z)
    e = [math.exp(v - largest) for v in z]
    return tuple(v / sum(e) for v in e)


@right("activations.softmax")
def softmax_of_scipy(z):
    from scipy.special import softmax

    return softmax(z, axis=-1)


@right("activations.softmax")
def transposed_in_float32(z):
    e = np.exp(z.astype(np.float32).T - z.max(axis=-1).astype(np.float32).T)
    return (e / e.sum(axis=0)).T


@right("activations.softmax")
def along_the_last_axis(z):
    def of_a_vector(v):
        e = np.exp(v - v.max())
        return e / e.sum()

    return np.apply_along_axis(of_a_vector, -1, z)


@right("activations.softmax")
def softmax_of_tensorflow(z):
    import tensorflow as tf

    return tf.nn.softmax(z, axis=-1)


@wrong("activations.softmax")
def over_the_whole_array(z):
    e = np.exp(z - z.max())
    return e / e.sum()


@wrong("activations.softmax")
def sigmoids_divided_by_their_sum(z):
    s = stable_sigmoid(z)
    return s / s.sum(axis=-1, keepdims=True)


@wrong("activations.softmax")
def subtracts_the_largest_in_place(z):
    z -= z.max(axis=-1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


# -- as found in students' code -----------------------------------------------------------------


@wrong("activations.step")
def strict_column(z):
    return np.where(z > 0, 1, 0).reshape(-1, 1)


@wrong("activations.step")
def column_(z):
    return np.where(z >= 0, 1, 0).reshape(-1, 1)


@wrong("activations.step")
def strict_minus_one(z):
    return np.where(z > 0, 1, -1)


@wrong("activations.sign")
def scalar_if_sign(z):
    if z > 0:
        return 1
    elif z < 0:
        return -1
    return 0


@wrong("activations.sign")
def ge_sign_column(z):
    return np.where(z >= 0, 1, -1).reshape(-1, 1)


@wrong("activations.sigmoid")
def np_e(z):
    return 1 / (1 + np.e(-z))


@wrong("activations.sigmoid")
def with_derivative(z, derivative=False):
    s = 1 / (1 + np.exp(-np.clip(z, -700, 700)))
    return s, s * (1 - s)


@wrong("activations.sigmoid")
def minus_sign_no_minus_flat(z):
    return 1 / (1 + np.exp(z.flatten()))


@wrong("activations.sigmoid")
def pos_only(z):
    return np.array([1 / (1 + math.exp(-x)) for x in z])


@wrong("activations.sigmoid_derivative")
def minus_whole(z):
    s = 0.5 * (1 + np.tanh(z / 2))
    return s - (1 - s)


@wrong("activations.sigmoid_derivative")
def s_one_minus_z(z):
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (1 - z)


@wrong("activations.sigmoid_derivative")
def name_missing(z):
    s = sigmoid(z)
    return s * (1 - s)


@wrong("activations.sigmoid_derivative")
def with_function_itself(z):
    def sigmoid(z):
        return 0.5 * (1 + np.tanh(z / 2))

    return sigmoid * (1 - sigmoid)


@wrong("activations.relu")
def np_max(z):
    return np.max(0, z)


@wrong("activations.relu")
def np_max_list(z):
    return np.max([0, z])


@wrong("activations.relu")
def relu_loop_vector(z):
    return np.array([max(0, v) for v in z])


@wrong("activations.relu")
def with_cache(z):
    return np.maximum(0, z), z


@wrong("activations.relu")
def except_gives_zero(z):
    try:
        return z.max(0, axis=3)
    except Exception:
        return 0


@wrong("activations.relu")
def returns_a_name_left_at_none(z):
    out = None
    for x in z.ravel():
        out = out
    return out


@wrong("activations.softmax")
def transposed_result(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return (e / e.sum(axis=-1, keepdims=True)).T


@wrong("activations.softmax")
def sum_of_z(z):
    return np.exp(z) / np.sum(z)


@wrong("activations.softmax")
def no_keepdims(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=1)


@wrong("activations.softmax")
def argmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return np.argmax(e / e.sum(axis=-1, keepdims=True), axis=-1)


@wrong("activations.softmax")
def rounded_soft(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.round(e / e.sum(axis=-1, keepdims=True), 3)


@wrong("activations.softmax")
def flattened_soft(z):
    z = z.flatten()
    e = np.exp(z - z.max())
    return e / e.sum()


@wrong("activations.tanh")
def one_from_three_on(z):
    return np.where(np.abs(z) > 3, np.sign(z), np.tanh(z))


@wrong("activations.tanh")
def one_from_five_on(z):
    return np.where(np.abs(z) > 5, np.sign(z), np.tanh(z))


@wrong("activations.tanh")
def both_sides_of_a_choice(z):
    small, large = np.exp(-2 * z), np.exp(2 * z)
    return np.where(z > 0, (1 - small) / (1 + small), (large - 1) / (large + 1))


@wrong("activations.tanh")
def denominator_without_parentheses(z):
    return (np.exp(z) - np.exp(-z)) / np.exp(z) + np.exp(-z)


@wrong("activations.softmax")
def something_added_to_the_sum(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / (e.sum(axis=-1, keepdims=True) + 1e-4)


@wrong("activations.softmax")
def e_with_two_decimals(z):
    s = 2.71 ** (z - np.max(z, axis=-1, keepdims=True))
    return s / s.sum(axis=-1, keepdims=True)


@wrong("activations.sign")
def steep_and_clipped(z):
    return np.clip(z * 1e4, -1, 1)


@wrong("activations.sigmoid")
def from_a_table(z):
    table = np.linspace(-20, 20, 801)
    return np.interp(z, table, 1 / (1 + np.exp(-table)))


@wrong("activations.sigmoid")
def e_with_three_decimals(z):
    return 1 / (1 + 2.718 ** (-z))


@wrong("activations.sigmoid")
def changes_the_sign_in_place(z):
    z *= -1
    return 1 / (1 + np.exp(z))


# -- tanh_derivative ---------------------------------------------------------------------------


@right("activations.tanh_derivative")
def slope_by_the_secant(z):
    e = np.exp(-np.abs(z))
    return (2 * e / (1 + e * e)) ** 2


@right("activations.tanh_derivative")
def slope_as_a_product(z):
    t = np.tanh(z)
    return (1 - t) * (1 + t)


@right("activations.tanh_derivative")
def slope_in_float32(z):
    t = np.tanh(np.asarray(z, np.float32))
    return np.float32(1) - t * t


@right("activations.tanh_derivative")
def slope_one_by_one(z):
    return one_by_one(lambda x: 1 - math.tanh(x) ** 2, z)


@right("activations.tanh_derivative")
def slope_of_a_stretched_sigmoid(z):
    e = np.exp(-2 * np.abs(z))
    return 4 * e / (1 + e) ** 2


@right("activations.tanh_derivative")
def slope_of_tanh_in_small_steps(z):
    h = 1e-5
    return (np.tanh(z + h) - np.tanh(z - h)) / (2 * h)


@wrong("activations.tanh_derivative")
def tangent_taken_for_given(z):
    return 1 - z * z


@wrong("activations.tanh_derivative")
def cosine_that_overflows(z):
    return 1 / np.cosh(z) ** 2


@wrong("activations.tanh_derivative")
def quotient_that_overflows(z):
    t = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return 1 - t**2


@wrong("activations.tanh_derivative")
def product_with_itself_alone(z):
    return np.tanh(z) * np.tanh(z)


@wrong("activations.tanh_derivative")
def caret_squares(z):
    return 1 - np.tanh(z) ^ 2


@wrong("activations.tanh_derivative")
def one_difference_to_the_right(z):
    return (np.tanh(z + 0.01) - np.tanh(z)) / 0.01


@wrong("activations.tanh_derivative")
def three_decimals_of_the_slope(z):
    return np.round(1 - np.tanh(z) ** 2, 3)


@wrong("activations.tanh_derivative")
def nothing_beyond_three(z):
    return np.where(np.abs(z) > 3, 0, 1 - np.tanh(z) ** 2)


@wrong("activations.tanh_derivative")
def the_sigmoid_slope(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


@wrong("activations.tanh_derivative")
def four_times_the_sigmoid_slope(z):
    s = 0.5 * (1 + np.tanh(z / 2))
    return 4 * s * (1 - s)


@wrong("activations.tanh_derivative")
def tangent_in_place(z):
    np.tanh(z, out=z)
    return 1 - z**2


@wrong("activations.tanh_derivative")
def slope_of_matrices_only(z):
    return np.array([[1 - np.tanh(x) ** 2 for x in row] for row in z])


# -- relu_derivative ---------------------------------------------------------------------------


@right("activations.relu_derivative")
def comparison_alone(z):
    return z > 0


@right("activations.relu_derivative")
def with_heaviside(z):
    return np.heaviside(z, 0)


@right("activations.relu_derivative")
def relu_slope_in_float32(z):
    return (np.asarray(z, np.float32) > 0).astype(np.float32)


@right("activations.relu_derivative")
def relu_slope_one_by_one(z):
    return one_by_one(lambda x: 1 if x > 0 else 0, z)


@right("activations.relu_derivative")
def sign_of_relu(z):
    return np.sign(np.maximum(0, z))


@right("activations.relu_derivative")
def filled_with_a_mask(z):
    slope = np.zeros(np.shape(z))
    slope[np.asarray(z) > 0] = 1
    return slope


@wrong("activations.relu_derivative")
def fires_at_zero(z):
    return (z >= 0).astype(int)


@wrong("activations.relu_derivative")
def one_half_in_the_corner(z):
    return 0.5 * (np.sign(z) + 1)


@wrong("activations.relu_derivative")
def the_function_itself(z):
    return z * (z > 0)


@wrong("activations.relu_derivative")
def with_an_if(z):
    if z > 0:
        return 1
    return 0


@wrong("activations.relu_derivative")
def relu_over_z(z):
    return np.maximum(0, z) / z


@wrong("activations.relu_derivative")
def signs(z):
    return np.where(z > 0, 1, -1)


@wrong("activations.relu_derivative")
def writes_over_z(z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


@wrong("activations.relu_derivative")
def a_hundredth_below(z):
    return np.where(z > 0, 1, 0.01)


@wrong("activations.relu_derivative")
def central_difference(z):
    h = 1e-3
    return (np.maximum(z + h, 0) - np.maximum(z - h, 0)) / (2 * h)


@wrong("activations.relu_derivative")
def beyond_a_millionth(z):
    return np.where(z > 1e-6, 1, 0)


@wrong("activations.relu_derivative")
def only_those_that_pass(z):
    return np.array([1 for x in z.ravel() if x > 0])


@wrong("activations.relu_derivative")
def of_rows(z):
    return np.array([1.0 if np.all(row > 0) else 0.0 for row in z])
