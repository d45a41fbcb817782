"""Held-out wrong answers to unit 3."""

import math

import numpy as np

from tests.support.answers import wrong


@wrong("activations.step")
def zero_does_not_fire(z):
    """Uses > instead of >=: step(0) gives 0."""
    resultado = np.zeros(z.shape)
    resultado[z > 0] = 1
    return resultado


@wrong("activations.step")
def only_one_number(z):
    """Compares the whole array in one if: works for a number, not for an array."""
    if z >= 0:
        return 1
    else:
        return 0


@wrong("activations.step")
def lets_the_value_through(z):
    """Returns z itself where it is positive: a ReLU instead of a step."""
    return np.where(z >= 0, z, 0)


@wrong("activations.step")
def minus_one_below(z):
    """Gives -1 instead of 0 to the negatives."""
    return np.array([1 if v >= 0 else -1 for v in z.ravel()]).reshape(z.shape)


@wrong("activations.step")
def jumps_at_one_half(z):
    """Jumps at 0.5, the threshold of probabilities, instead of at 0."""
    return (z >= 0.5).astype(int)


@wrong("activations.step")
def only_vectors(z):
    """One loop over the first axis: works for vectors but not for arrays of more dimensions."""
    salida = []
    for i in range(len(z)):
        if z[i] >= 0:
            salida.append(1)
        else:
            salida.append(0)
    return np.array(salida)


@wrong("activations.sign")
def zero_is_positive(z):
    """Gives 1 at 0 instead of 0."""
    return np.where(z >= 0, 1, -1)


@wrong("activations.sign")
def zero_is_negative(z):
    """Gives -1 at 0 instead of 0: the else takes the zero in."""
    s = np.ones_like(z)
    s[z <= 0] = -1
    return s


@wrong("activations.sign")
def divides_by_the_absolute_value(z):
    """Computes z / |z|, which is 0 / 0 at 0."""
    return z / np.abs(z)


@wrong("activations.sign")
def negatives_become_zero(z):
    """Gives 0 instead of -1 to the negatives: the step function."""
    return (np.asarray(z) > 0) * 1


@wrong("activations.sign")
def changes_the_sign(z):
    """Returns the number with its sign changed instead of its sign."""
    return -1 * z


@wrong("activations.sign")
def absolute_value(z):
    """Returns the number without its sign instead of the sign without the number."""
    out = np.array(z, dtype=float)
    out[out < 0] *= -1
    return out


@wrong("activations.sigmoid")
def overflows_with_big_negatives(z):
    """The formula as it is: e^(-z) overflows when z is very negative."""
    return 1 / (1 + math.e ** (-z))


@wrong("activations.sigmoid")
def forgets_the_minus_of_the_exponent(z):
    """Writes e^z instead of e^(-z): the curve goes down instead of up."""
    z = np.clip(z, -500, 500)
    return 1 / (1 + np.exp(z))


@wrong("activations.sigmoid")
def forgets_the_parentheses_of_the_sum(z):
    """1 / 1 + e^(-z) without parentheses: the division is done before the sum."""
    e = np.exp(-np.clip(z, -700, 700))
    return 1 / 1 + e


@wrong("activations.sigmoid")
def minus_outside_the_exponential(z):
    """Puts the minus in front of the exponential, 1 - e^z, instead of in its exponent."""
    return 1 / (1 + -np.exp(z))


@wrong("activations.sigmoid")
def where_computes_both_branches(z):
    """Chooses between two formulas with np.where, which computes both everywhere: the other one overflows."""
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@wrong("activations.sigmoid")
def cuts_z_too_soon(z):
    """Clips z to [-5, 5] to avoid the overflow: the tails are no longer right."""
    z = np.maximum(np.minimum(z, 5), -5)
    return 1.0 / (1.0 + np.exp(-z))


@wrong("activations.sigmoid")
def the_other_formula(z):
    """e^z / (1 + e^z) is the same function, but inf / inf when z is very big."""
    ez = np.exp(z)
    return ez / (ez + 1)


@wrong("activations.sigmoid")
def only_a_python_number(z):
    """Uses math.exp, which works with one number and not with arrays."""
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


@wrong("activations.sigmoid")
def confuses_it_with_tanh(z):
    """Computes the hyperbolic tangent, from -1 to 1, instead of the sigmoid."""
    return np.tanh(z)


@wrong("activations.sigmoid_derivative")
def takes_z_for_the_output(z):
    """Computes z (1 - z), as if z were already the output of the sigmoid."""
    return z * (1 - z)


@wrong("activations.sigmoid_derivative")
def one_minus_z(z):
    """Multiplies the sigmoid by 1 - z instead of by 1 - sigmoid."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (1 - z)


@wrong("activations.sigmoid_derivative")
def derivative_of_the_tanh(z):
    """Uses 1 - s^2, the derivative of the tanh, with the sigmoid."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return 1 - s**2


@wrong("activations.sigmoid_derivative")
def plus_instead_of_minus(z):
    """Multiplies by 1 + sigmoid instead of 1 - sigmoid."""
    sig = np.where(z > 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))
    return sig + sig * sig


@wrong("activations.sigmoid_derivative")
def quotient_that_overflows(z):
    """e^(-z) / (1 + e^(-z))^2 is right on paper but inf / inf when z is very negative."""
    e = np.exp(-z)
    return e / (1 + e) ** 2


@wrong("activations.sigmoid_derivative")
def just_the_sigmoid(z):
    """Returns the sigmoid: forgets to derive it."""
    return (np.tanh(z / 2) + 1) / 2


@wrong("activations.sigmoid_derivative")
def sigmoid_of_the_sigmoid(z):
    """Applies the sigmoid twice: takes s(z) to s again before multiplying."""

    def s(t):
        return 0.5 * (1 + np.tanh(t / 2))

    a = s(z)
    return s(a) * (1 - s(a))


@wrong("activations.sigmoid_derivative")
def coarse_difference(z):
    """Approximates the derivative with a difference of step 0.01: not exact enough."""

    def s(t):
        return 0.5 * (1 + np.tanh(t / 2))

    h = 0.01
    return (s(z + h) - s(z)) / h


@wrong("activations.tanh")
def quotient_of_exponentials(z):
    """The formula as it is: both exponentials overflow and it gives inf / inf."""
    num = np.exp(z) - np.exp(-z)
    den = np.exp(z) + np.exp(-z)
    return num / den


@wrong("activations.tanh")
def trigonometric_tangent(z):
    """Uses the trigonometric tangent instead of the hyperbolic one."""
    return np.tan(z)


@wrong("activations.tanh")
def sigmoid_stretched_without_the_two(z):
    """Stretches the sigmoid of z to -1..1, but the tanh needs the sigmoid of 2z."""
    positivo = 1 / (1 + np.exp(-np.abs(z)))
    s = np.where(z >= 0, positivo, 1 - positivo)
    return 2 * s - 1


@wrong("activations.tanh")
def hyperbolic_sine(z):
    """Divides by 2 instead of by e^z + e^(-z): the hyperbolic sine."""
    z = np.clip(z, -700, 700)
    return (np.exp(z) - np.exp(-z)) / 2


@wrong("activations.tanh")
def numerator_upside_down(z):
    """Swaps the two terms of the numerator: the result has the opposite sign."""
    z = np.clip(z, -300, 300)
    return (np.exp(-z) - np.exp(z)) / (np.exp(z) + np.exp(-z))


@wrong("activations.tanh")
def straight_line_cut_at_one(z):
    """Cuts z at -1 and 1 (a "hard" tanh) instead of bending it."""
    return np.minimum(1, np.maximum(-1, z))


@wrong("activations.tanh")
def forgets_parentheses_in_the_quotient(z):
    """The numerator and the denominator have no parentheses: only the middle terms are divided."""
    z = np.clip(z, -300, 300)
    return np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)


@wrong("activations.relu")
def maximum_along_an_axis(z):
    """np.max(z, 0) is the maximum along axis 0, not the maximum of 0 and each element."""
    return np.max(z, 0)


@wrong("activations.relu")
def flips_the_negatives(z):
    """Makes negatives positive (absolute value) instead of 0."""
    salida = z.copy()
    salida[salida < 0] = -salida[salida < 0]
    return salida


@wrong("activations.relu")
def lets_negatives_leak(z):
    """A leaky ReLU: lets a hundredth of the negatives through."""
    return np.where(z > 0, z, 0.01 * z)


@wrong("activations.relu")
def one_or_zero(z):
    """Returns 1 for the positives, a step, instead of letting them through."""
    return np.array(z > 0, dtype=float)


@wrong("activations.relu")
def erases_in_the_argument(z):
    """Sets the negatives to 0 inside the array that it received: modifies its argument."""
    z[z < 0] = 0
    return z


@wrong("activations.relu")
def throws_negatives_away(z):
    """Keeps only the positives: removes the negatives instead of setting them to 0, so the shape changes."""
    return np.array([v for v in np.ravel(z) if v >= 0])


@wrong("activations.relu")
def python_max(z):
    """Python's max compares whole arrays, not element by element."""
    return max(0, z)


@wrong("activations.relu")
def keeps_the_negatives(z):
    """Uses the minimum: keeps the negatives and erases the positives."""
    return np.minimum(z, 0)


@wrong("activations.relu")
def saturates_at_one(z):
    """Cuts the positives at 1."""
    return np.clip(z, 0, 1)


@wrong("activations.softmax")
def sums_everything(z):
    """Normalises by the sum of the whole array, not row by row."""
    m = np.max(z)
    e = np.exp(z - m)
    total = 0
    for v in e.flatten():
        total += v
    return e / total


@wrong("activations.softmax")
def normalises_columns(z):
    """Sums along the first axis: the columns add up to 1 instead of the rows."""
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@wrong("activations.softmax")
def exponentials_that_overflow(z):
    """Does not subtract the maximum: e^z overflows."""
    expo = np.exp(z)
    return expo / np.sum(expo, axis=-1, keepdims=True)


@wrong("activations.softmax")
def without_exponential(z):
    """Divides the scores by their sum without taking exponentials."""
    return z / np.sum(z, axis=-1, keepdims=True)


@wrong("activations.softmax")
def divides_by_the_greatest(z):
    """Divides by the greatest exponential instead of by their sum."""
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.max(e, axis=-1, keepdims=True)


@wrong("activations.softmax")
def a_sigmoid_for_each(z):
    """Applies a sigmoid to each score on its own: the rows do not add up to 1."""
    return 0.5 * (np.tanh(z / 2) + 1)


@wrong("activations.softmax")
def all_to_the_winner(z):
    """Gives 1 to the greatest score and 0 to the others (argmax) instead of probabilities."""
    return (z == z.max(axis=-1, keepdims=True)).astype(float)


@wrong("activations.softmax")
def forgets_keepdims(z):
    """Sums each row without keeping the axis: NumPy divides by the sums of other rows, or cannot divide."""
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1)


@wrong("activations.softmax")
def maximum_of_the_whole_array(z):
    """Subtracts the maximum of the whole array: a row far below it underflows to 0 / 0."""
    e = np.exp(z - np.max(z))
    return e / np.sum(e, axis=-1, keepdims=True)


@wrong("activations.softmax")
def subtracts_the_mean(z):
    """Subtracts the mean of the row instead of the maximum: it still overflows."""
    e = np.exp(z - np.mean(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


@wrong("activations.softmax")
def always_two_dimensions(z):
    """Takes for granted that z is a matrix: axis 1 does not exist in a vector and is not the last in a batch."""
    m = z.max(axis=1, keepdims=True)
    e = np.exp(z - m)
    return e / e.sum(axis=1, keepdims=True)


@wrong("activations.softmax")
def stays_in_logarithms(z):
    """Returns the logarithm of the probabilities."""
    d = z - z.max(axis=-1, keepdims=True)
    return d - np.log(np.exp(d).sum(axis=-1, keepdims=True))


@wrong("activations.tanh_derivative")
def squares_the_whole_difference(z):
    """Squares 1 - tanh(z) and not tanh(z) alone."""
    return (1 - np.tanh(z)) ** 2


@wrong("activations.tanh_derivative")
def believes_that_z_is_the_tanh(z):
    """Uses z as if it were already tanh(z)."""
    return 1 - z**2


@wrong("activations.tanh_derivative")
def the_one_of_the_sigmoid(z):
    """Copies the derivative of the sigmoid and changes the function only: t (1 - t)."""
    t = np.tanh(z)
    return t * (1 - t)


@wrong("activations.tanh_derivative")
def forgets_the_square(z):
    """Leaves out the square."""
    th = np.tanh(z)
    return 1 - th


@wrong("activations.tanh_derivative")
def secant_that_overflows(z):
    """Right by formula, 1 / cosh², but cosh(1000) overflows."""
    return 1 / np.cosh(z) ** 2


@wrong("activations.tanh_derivative")
def square_with_a_times_two(z):
    """Multiplies by two where it should square."""
    return 1 - np.tanh(z) * 2


@wrong("activations.relu_derivative")
def also_one_at_zero(z):
    """Includes 0 among the positives."""
    return (z >= 0).astype(float)


@wrong("activations.relu_derivative")
def relu_once_more(z):
    """Gives ReLU itself, and not its slope."""
    salida = np.array(z, dtype=float)
    salida[salida < 0] = 0
    return salida


@wrong("activations.relu_derivative")
def slope_down_on_the_left(z):
    """Gives -1 to the negatives: the slope of the absolute value."""
    return np.sign(z)


@wrong("activations.relu_derivative")
def centred_quotient(z):
    """Differentiates numerically: at 0 it gives one half."""
    h = 1e-6
    return (np.maximum(0, z + h) - np.maximum(0, z - h)) / (2 * h)


@wrong("activations.relu_derivative")
def asks_a_whole_array(z):
    """Uses if with the whole array."""
    if z > 0:
        return 1
    return 0


@wrong("activations.relu_derivative")
def a_small_slope_on_the_left(z):
    """Mistakes it for the derivative of leaky ReLU."""
    return np.where(z > 0, 1.0, 0.01)
