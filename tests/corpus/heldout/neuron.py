"""Held-out wrong answers to unit 2."""

import numpy as np

from tests.support.answers import wrong


@wrong("neuron.dot_product")
def products_without_the_sum(u, v):
    """Multiplies position by position but does not add the products."""
    if len(u) != len(v):
        raise ValueError("longitudes distintas")
    res = []
    for i in range(len(u)):
        res.append(u[i] * v[i])
    return np.array(res)


@wrong("neuron.dot_product")
def zip_cuts_the_longer(u, v):
    """Does not check the lengths: zip silently cuts the longer vector."""
    suma = 0
    for a, b in zip(u, v):
        suma += a * b
    return suma


@wrong("neuron.dot_product")
def numpy_stretches_length_one(u, v):
    """Trusts NumPy to refuse different lengths, but a vector of length 1 is broadcast."""
    return np.sum(u * v)


@wrong("neuron.dot_product")
def returns_in_the_first_turn(u, v):
    """The return is inside the loop: only the first product is added."""
    if len(u) != len(v):
        raise ValueError("u y v deben medir lo mismo")
    total = 0.0
    for i in range(len(u)):
        total += u[i] * v[i]
        return total


@wrong("neuron.dot_product")
def overwrites_the_total(u, v):
    """Assigns instead of accumulating: only the last product is left."""
    if len(u) != len(v):
        raise ValueError
    total = 0.0
    for i in range(len(u)):
        total = u[i] * v[i]
    return total


@wrong("neuron.dot_product")
def sum_times_sum(u, v):
    """Multiplies the sum of u by the sum of v instead of adding the products."""
    if len(u) != len(v):
        raise ValueError("Los vectores tienen longitudes distintas")
    return sum(u) * sum(v)


@wrong("neuron.dot_product")
def returns_the_error(u, v):
    """Returns the ValueError instead of raising it."""
    if len(u) != len(v):
        return ValueError("longitudes distintas")
    return float(np.dot(u, v))


@wrong("neuron.dot_product")
def outer_product(u, v):
    """Pairs every element of u with every one of v instead of position by position."""
    if len(u) != len(v):
        raise ValueError("no coinciden")
    s = 0
    for a in u:
        for b in v:
            s = s + a * b
    return s


@wrong("neuron.weighted_sum")
def bias_with_every_input(x, w, b):
    """Adds the bias once per input instead of only once."""
    z = 0
    for xi, wi in zip(x, w):
        z += xi * wi + b
    return z


@wrong("neuron.weighted_sum")
def no_bias(x, w, b):
    """Forgets to add the bias."""
    return float(np.dot(w, x))


@wrong("neuron.weighted_sum")
def bias_as_threshold(x, w, b):
    """Subtracts the bias as if it were a threshold."""
    return np.dot(x, w) - b


@wrong("neuron.weighted_sum")
def adds_without_closing_the_sum(x, w, b):
    """Adds the bias to the products but never sums them: a vector instead of a number."""
    return x * w + b


@wrong("neuron.weighted_sum")
def adds_the_weights(x, w, b):
    """Adds each weight to its input instead of multiplying them."""
    z = b
    for i in range(len(x)):
        z += x[i] + w[i]
    return z


@wrong("neuron.weighted_sum")
def average_of_the_inputs(x, w, b):
    """Takes the mean of the products instead of their sum."""
    return np.mean(x * w) + b


@wrong("neuron.perceptron")
def does_not_fire_at_zero(x, w, b):
    """Uses > instead of >=: at exactly 0 the neuron does not fire."""
    z = b
    for i in range(len(w)):
        z = z + w[i] * x[i]
    if z > 0:
        return 1
    return 0


@wrong("neuron.perceptron")
def minus_one_for_no(x, w, b):
    """Returns -1 instead of 0 when it does not fire."""
    if np.dot(x, w) + b >= 0:
        return 1
    else:
        return -1


@wrong("neuron.perceptron")
def bias_is_the_threshold(x, w, b):
    """Compares w·x with b: takes the bias for a threshold instead of adding it."""
    return int(np.dot(w, x) >= b)


@wrong("neuron.perceptron")
def ignores_the_bias(x, w, b):
    """Leaves the bias out of the sum."""
    suma = sum([xi * wi for xi, wi in zip(x, w)])
    return 1 if suma >= 0 else 0


@wrong("neuron.perceptron")
def sum_without_deciding(x, w, b):
    """Returns the weighted sum: forgets the step."""
    return np.dot(w, x) + b


@wrong("neuron.perceptron")
def half_as_threshold(x, w, b):
    """Compares the weighted sum with 0.5, as if it were a probability, instead of with 0."""
    salida = np.dot(w, x) + b
    return 1 if salida >= 0.5 else 0


@wrong("neuron.perceptron")
def soft_output(x, w, b):
    """Uses a sigmoid instead of a step."""
    z = np.dot(w, x) + b
    return 1 / (1 + np.exp(-z))


@wrong("neuron.perceptron")
def fires_upside_down(x, w, b):
    """The two answers are swapped: fires when the sum is negative."""
    z = w @ x + b
    return 0 if z >= 0 else 1


@wrong("neuron.and_gate")
def fires_with_one_input():
    """The bias is not negative enough: one input alone reaches 0 and fires, which is OR."""
    w = np.array([1, 1])
    b = -1
    return w, b


@wrong("neuron.and_gate")
def threshold_instead_of_bias():
    """Returns the threshold 1.5 with its positive sign: the bias is minus the threshold."""
    return np.array([1.0, 1.0]), 1.5


@wrong("neuron.and_gate")
def never_reaches_zero():
    """The bias is so negative that not even both inputs fire it."""
    pesos = np.array([0.5, 0.5])
    sesgo = -1.5
    return pesos, sesgo


@wrong("neuron.and_gate")
def without_bias():
    """No bias: with all inputs at 0 the sum is 0 and it fires."""
    return [0.5, 0.5], 0


@wrong("neuron.and_gate")
def the_negated_gate():
    """Weights of the negation (NAND): it fires in just the three other cases."""
    return np.array([-1.0, -1.0]), 1.5


@wrong("neuron.and_gate")
def truth_table_instead_of_weights():
    """Returns the outputs of the truth table instead of weights and a bias."""
    tabla = []
    for x1 in (0, 1):
        for x2 in (0, 1):
            tabla.append(1 if x1 == 1 and x2 == 1 else 0)
    return np.array(tabla)


@wrong("neuron.or_gate")
def bias_zero_fires_always():
    """With bias 0 two zeros give exactly 0, and the perceptron fires at 0."""
    w = np.array([1.0, 1.0])
    b = 0.0
    return w, b


@wrong("neuron.or_gate")
def needs_both():
    """The bias is too negative: it needs both inputs, which is AND."""
    return np.array([1, 1]), -2


@wrong("neuron.or_gate")
def bias_with_the_wrong_sign():
    """The bias is positive, +0.5 instead of -0.5: it fires with two zeros."""
    return np.array([1.0, 1.0]), 0.5


@wrong("neuron.or_gate")
def one_or_the_other_but_not_both():
    """Opposite weights: takes OR for "one but not the other" and one input cancels the other."""
    w = np.array([1.0, -1.0])
    b = -0.5
    return w, b


@wrong("neuron.xor_gate")
def weights_in_columns():
    """Puts the weights of each hidden perceptron in a column of W instead of in a row."""
    W = np.array([[1, -1], [1, -1]])
    b = np.array([-0.5, 1.5])
    v = np.array([1, 1])
    c = -1.5
    return W, b, v, c


@wrong("neuron.xor_gate")
def output_is_an_or():
    """OR and NAND in the hidden layer are right, but the output joins them with OR instead of AND."""
    W = np.array([[1.0, 1.0], [-1.0, -1.0]])
    b = np.array([-0.5, 1.5])
    return W, b, np.array([1.0, 1.0]), -0.5


@wrong("neuron.xor_gate")
def step_of_zero_is_zero():
    """Relies on step(0) = 0: with bias 0 both hidden neurons fire at (0, 0)."""
    W = [[1, -1], [-1, 1]]
    b = [0, 0]
    v = [1, 1]
    c = -1
    return W, b, v, c


@wrong("neuron.xor_gate")
def adds_the_and():
    """OR and AND in the hidden layer, but the output adds the AND instead of subtracting it."""
    w_or, b_or = [1, 1], -0.5
    w_and, b_and = [1, 1], -1.5
    return np.array([w_or, w_and]), np.array([b_or, b_and]), np.array([1, 1]), -0.5


@wrong("neuron.xor_gate")
def output_without_bias():
    """The output has no bias: with both hidden neurons off the sum is 0 and it fires all the same."""
    W = np.array([[1.0, -1.0], [-1.0, 1.0]])
    b = np.array([-0.5, -0.5])
    v = np.array([1.0, 1.0])
    c = 0
    return W, b, v, c


@wrong("neuron.xor_gate")
def hidden_layer_copies_the_inputs():
    """The hidden layer only copies the inputs: it is one perceptron again, which cannot separate XOR."""
    W = np.eye(2)
    b = np.array([-0.5, -0.5])
    v = np.array([1.0, 1.0])
    c = -0.5
    return W, b, v, c


@wrong("neuron.train_perceptron")
def error_upside_down(X, y, learning_rate, epochs):
    """Computes the error as prediction minus y: every correction goes the wrong way."""
    w = np.zeros(X.shape[1])
    b = 0.0
    for epoca in range(epochs):
        for i in range(len(X)):
            z = np.dot(w, X[i]) + b
            prediccion = 1 if z >= 0 else 0
            error = prediccion - y[i]
            w = w + learning_rate * error * X[i]
            b = b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def bias_stays_at_zero(X, y, learning_rate, epochs):
    """Only corrects the weights: the bias is never updated."""
    w = np.zeros(X.shape[1])
    b = 0
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            e = yi - (1 if xi @ w + b >= 0 else 0)
            w += learning_rate * e * xi
    return w, b


@wrong("neuron.train_perceptron")
def corrects_at_the_end_of_the_epoch(X, y, learning_rate, epochs):
    """Computes all errors with the old weights and corrects once per epoch instead of after each example."""
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        salidas = np.where(X @ w + b >= 0, 1, 0)
        errores = y - salidas
        w = w + learning_rate * (X.T @ errores)
        b = b + learning_rate * errores.sum()
    return w, b


@wrong("neuron.train_perceptron")
def forgets_the_learning_rate(X, y, learning_rate, epochs):
    """Corrects with e * x, without multiplying by the learning rate."""
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        for k in range(n):
            out = 1 if np.dot(X[k], w) + b >= 0 else 0
            if out != y[k]:
                w = w + (y[k] - out) * X[k]
                b = b + (y[k] - out)
    return w, b


@wrong("neuron.train_perceptron")
def error_of_the_sum(X, y, learning_rate, epochs):
    """Takes the error of the weighted sum, without the step: the rule of a linear neuron."""
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        for x, objetivo in zip(X, y):
            salida = np.dot(w, x) + b
            error = objetivo - salida
            w = w + learning_rate * error * x
            b = b + learning_rate * error
    return w, b


@wrong("neuron.train_perceptron")
def starts_again_every_epoch(X, y, learning_rate, epochs):
    """Sets w and b to zero inside the loop of epochs: each epoch forgets the ones before."""
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        w = np.zeros(X.shape[1])
        b = 0.0
        for i in range(X.shape[0]):
            pred = int(np.dot(w, X[i]) + b >= 0)
            w = w + learning_rate * (y[i] - pred) * X[i]
            b = b + learning_rate * (y[i] - pred)
    return w, b


@wrong("neuron.train_perceptron")
def random_start(X, y, learning_rate, epochs):
    """Starts from random weights instead of zeros."""
    rng = np.random.default_rng(42)
    w = rng.normal(size=X.shape[1])
    b = rng.normal()
    for _ in range(epochs):
        for x, t in zip(X, y):
            e = t - (1 if np.dot(w, x) + b >= 0 else 0)
            w = w + learning_rate * e * x
            b = b + learning_rate * e
    return w, b


@wrong("neuron.train_perceptron")
def return_one_tab_too_deep(X, y, learning_rate, epochs):
    """The return is inside the loop of epochs: it trains for only one."""
    w = np.zeros(len(X[0]))
    b = 0.0
    for _ in range(epochs):
        for x, t in zip(X, y):
            e = t - (1 if np.dot(w, x) + b >= 0 else 0)
            w = w + learning_rate * e * x
            b = b + learning_rate * e
        return w, b
    return w, b


@wrong("neuron.train_perceptron")
def only_learns_from_the_ones(X, y, learning_rate, epochs):
    """Only corrects when a 1 was missed; firing when it should not is never corrected."""
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        for x, t in zip(X, y):
            fired = np.dot(w, x) + b >= 0
            if t == 1 and not fired:
                w = w + learning_rate * x
                b = b + learning_rate
    return w, b


@wrong("neuron.train_perceptron")
def strict_step_while_training(X, y, learning_rate, epochs):
    """Its perceptron uses > instead of >=: at the start, with everything at 0, it predicts 0 and not 1."""
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        for i, x in enumerate(X):
            if np.dot(w, x) + b > 0:
                e = y[i] - 1
            else:
                e = y[i]
            w, b = w + learning_rate * e * x, b + learning_rate * e
    return w, b
