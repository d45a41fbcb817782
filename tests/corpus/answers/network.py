"""Right and wrong answers to unit 6, a network from scratch."""

import functools
import math
import random

import numpy as np

from tests.support.answers import right, wrong


def stable_sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def row_softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def layer(X, W, b, activation):
    functions = {
        "linear": lambda z: z,
        "relu": lambda z: np.maximum(0, z),
        "sigmoid": stable_sigmoid,
        "tanh": np.tanh,
        "softmax": row_softmax,
    }
    return functions[activation](X @ W + b)


def gradients(X, y, W1, b1, W2, b2):
    hidden = stable_sigmoid(X @ W1 + b1)
    delta2 = (stable_sigmoid(hidden @ W2 + b2) - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


def normal_start(d, h, seed, scale=1.0):
    rng = np.random.default_rng(seed)
    return [rng.normal(0, scale, (d, h)), np.zeros(h), rng.normal(0, scale, (h, 1)), np.zeros(1)]


def descend(X, y, parameters, learning_rate, epochs):
    for _ in range(epochs):
        steps = gradients(X, y, *parameters)
        parameters = [p - learning_rate * step for p, step in zip(parameters, steps, strict=True)]
    return tuple(parameters)


# -- one_hot -----------------------------------------------------------------------------------


@right("network.one_hot")
def nested_lists(labels, n_classes):
    rows = []
    for label in labels:
        if not 0 <= label < n_classes:
            raise ValueError("etiqueta fuera de rango")
        rows.append([1 if k == label else 0 for k in range(n_classes)])
    return rows


@right("network.one_hot")
def comparison_with_arange(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError
    return labels[:, None] == np.arange(n_classes)


@right("network.one_hot")
def fancy_indexing_in_float32(labels, n_classes):
    if set(labels.tolist()) - set(range(n_classes)):
        raise ValueError("etiqueta desconocida")
    rows = np.zeros((labels.size, n_classes), dtype=np.float32)
    rows[np.arange(labels.size), labels] = 1
    return rows


@right("network.one_hot")
def scikit_learn_encoder(labels, n_classes):
    from sklearn.preprocessing import OneHotEncoder

    return OneHotEncoder(categories=[range(n_classes)]).fit_transform(np.reshape(labels, (-1, 1))).toarray()


@right("network.one_hot")
def list_assignment_in_tuples(labels, n_classes):
    rows = []
    for label in labels:
        row = [0] * n_classes
        if label < 0:
            raise ValueError(f"{label} < 0")
        try:
            row[label] = 1
        except IndexError:
            raise ValueError(f"{label} >= {n_classes}") from None
        rows.append(tuple(row))
    return tuple(rows)


@wrong("network.one_hot")
def negative_label_wraps_around(labels, n_classes):
    if labels.max() >= n_classes:
        raise ValueError
    return np.eye(n_classes)[labels]


@wrong("network.one_hot")
def index_error_instead_of_value_error(labels, n_classes):
    if labels.min() < 0:
        raise ValueError
    return np.eye(n_classes)[labels]


@wrong("network.one_hot")
def equal_to_the_number_of_classes_gets_through(labels, n_classes):
    if np.any(labels < 0) or np.any(labels > n_classes):
        raise ValueError
    return (labels[:, None] == np.arange(n_classes)).astype(float)


@wrong("network.one_hot")
def as_many_columns_as_classes_seen(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError
    return np.eye(labels.max() + 1)[labels]


@wrong("network.one_hot")
def columns_of_the_labels_present(labels, n_classes):
    present = sorted(set(labels.tolist()))
    rows = np.zeros((len(labels), n_classes))
    for i, label in enumerate(labels):
        if not 0 <= label < n_classes:
            raise ValueError
        rows[i, present.index(label)] = 1
    return rows


@wrong("network.one_hot")
def labels_counted_from_one(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError
    return np.eye(n_classes)[labels - 1]


@wrong("network.one_hot")
def transposed(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError
    return np.eye(n_classes)[labels].T


@wrong("network.one_hot")
def every_row_gets_every_label(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError
    rows = np.zeros((len(labels), n_classes))
    rows[:, labels] = 1
    return rows


@wrong("network.one_hot")
def label_in_place_of_one(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError
    return np.eye(n_classes)[labels] * labels[:, None]


@wrong("network.one_hot")
def ones_up_to_the_label(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError
    return np.arange(n_classes) <= labels[:, None]


@wrong("network.one_hot")
def minus_ones_for_zeros(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError
    return 2 * np.eye(n_classes)[labels] - 1


@wrong("network.one_hot")
def silent_zeros_for_unknown_labels(labels, n_classes):
    return labels[:, None] == np.arange(n_classes)


@wrong("network.one_hot")
def looks_at_the_first_label_only(labels, n_classes):
    if not 0 <= labels[0] < n_classes:
        raise ValueError
    return np.eye(n_classes)[labels % n_classes]


@wrong("network.one_hot")
def shifts_the_labels_in_place(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError
    rows = np.eye(n_classes)[labels]
    labels += 1
    return rows


# -- dense -------------------------------------------------------------------------------------


@right("network.dense")
def loops_over_lists(X, W, b, activation):
    n, inputs, units = len(X), len(W), len(b)
    z = [
        [float(b[j]) + sum(float(X[i][k]) * float(W[k][j]) for k in range(inputs)) for j in range(units)]
        for i in range(n)
    ]
    if activation == "linear":
        return z
    if activation == "relu":
        return [[v if v > 0 else 0 for v in row] for row in z]
    if activation == "sigmoid":
        return [[1 / (1 + math.exp(-v)) if v >= 0 else math.exp(v) / (1 + math.exp(v)) for v in row] for row in z]
    if activation == "tanh":
        return [[math.tanh(v) for v in row] for row in z]
    if activation == "softmax":
        rows = []
        for row in z:
            e = [math.exp(v - max(row)) for v in row]
            rows.append([v / sum(e) for v in e])
        return rows
    raise ValueError(activation)


@right("network.dense")
def dictionary_of_functions(X, W, b, activation):
    from scipy import special

    functions = {
        "linear": lambda z: z,
        "relu": lambda z: z * (z > 0),
        "sigmoid": special.expit,
        "tanh": np.tanh,
        "softmax": lambda z: special.softmax(z, axis=1),
    }
    if activation not in functions:
        raise ValueError(f"no conozco {activation}")
    return functions[activation](np.einsum("ni,iu->nu", X, W) + b[None, :])


@right("network.dense")
def all_in_float32(X, W, b, activation):
    z = np.float32(X) @ np.float32(W) + np.float32(b)
    if activation == "linear":
        return z
    if activation == "relu":
        return z.clip(0)
    if activation == "sigmoid":
        return np.float32(1) / (np.float32(1) + np.exp(-np.clip(z, -80, 80)))
    if activation == "tanh":
        return np.tanh(z)
    if activation == "softmax":
        return row_softmax(z)
    raise ValueError


@right("network.dense")
def textbook_sigmoid_that_warns(X, W, b, activation):
    z = np.dot(X, W) + b
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-z))
    if activation in ("linear", "relu", "tanh", "softmax"):
        return layer(X, W, b, activation)
    raise ValueError


@right("network.dense")
def bias_as_one_more_weight(X, W, b, activation):
    extended = np.hstack([X, np.ones((len(X), 1))])
    try:
        return layer(extended, np.vstack([W, b]), 0, activation)
    except KeyError as error:
        raise ValueError("activación desconocida") from error


@right("network.dense")
def tensorflow_functions(X, W, b, activation):
    import tensorflow as tf

    functions = [tf.identity, tf.nn.relu, tf.nn.sigmoid, tf.nn.tanh, tf.nn.softmax]
    names = ["linear", "relu", "sigmoid", "tanh", "softmax"]
    return functions[names.index(activation)](tf.matmul(X, W) + b)


@wrong("network.dense")
def no_bias(X, W, b, activation):
    if activation not in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        raise ValueError
    return layer(X, W, 0, activation)


@wrong("network.dense")
def bias_after_the_activation(X, W, b, activation):
    if activation not in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        raise ValueError
    return layer(X, W, 0, activation) + b


@wrong("network.dense")
def transposed_weights(X, W, b, activation):
    if activation not in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        raise ValueError
    return layer(X, W.T, b, activation)


@wrong("network.dense")
def elementwise_product(X, W, b, activation):
    if activation not in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        raise ValueError
    return layer((X[:, :, None] * W).sum(axis=0), np.eye(W.shape[1]), b, activation)


@wrong("network.dense")
def softmax_down_the_columns(X, W, b, activation):
    if activation == "softmax":
        e = np.exp(X @ W + b - np.max(X @ W + b))
        return e / e.sum(axis=0)
    if activation not in ("linear", "relu", "sigmoid", "tanh"):
        raise ValueError
    return layer(X, W, b, activation)


@wrong("network.dense")
def softmax_over_the_whole_batch(X, W, b, activation):
    if activation == "softmax":
        e = np.exp(X @ W + b - np.max(X @ W + b))
        return e / e.sum()
    if activation not in ("linear", "relu", "sigmoid", "tanh"):
        raise ValueError
    return layer(X, W, b, activation)


@wrong("network.dense")
def softmax_overflows(X, W, b, activation):
    if activation == "softmax":
        e = np.exp(X @ W + b)
        return e / e.sum(axis=1, keepdims=True)
    if activation not in ("linear", "relu", "sigmoid", "tanh"):
        raise ValueError
    return layer(X, W, b, activation)


@wrong("network.dense")
def softmax_shifted_by_the_largest_of_the_batch(X, W, b, activation):
    if activation == "softmax":
        e = np.exp(X @ W + b - np.max(X @ W + b))
        return e / e.sum(axis=1, keepdims=True)
    if activation not in ("linear", "relu", "sigmoid", "tanh"):
        raise ValueError
    return layer(X, W, b, activation)


@wrong("network.dense")
def sigmoid_that_overflows_to_nan(X, W, b, activation):
    if activation == "sigmoid":
        e = np.exp(X @ W + b)
        return e / (1 + e)
    if activation not in ("linear", "relu", "tanh", "softmax"):
        raise ValueError
    return layer(X, W, b, activation)


@wrong("network.dense")
def unknown_activation_is_linear(X, W, b, activation):
    if activation in ("relu", "sigmoid", "tanh", "softmax"):
        return layer(X, W, b, activation)
    return X @ W + b


@wrong("network.dense")
def key_error_instead_of_value_error(X, W, b, activation):
    return layer(X, W, b, activation)


@wrong("network.dense")
def prints_instead_of_raising(X, W, b, activation):
    if activation not in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        print("Activación desconocida")
        return None
    return layer(X, W, b, activation)


@wrong("network.dense")
def part_of_a_name_is_enough(X, W, b, activation):
    for name in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        if activation in name:
            return layer(X, W, b, name)
    raise ValueError


@wrong("network.dense")
def always_sigmoid(X, W, b, activation):
    if activation not in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        raise ValueError
    return layer(X, W, b, "sigmoid")


@wrong("network.dense")
def leaky_relu(X, W, b, activation):
    if activation == "relu":
        return np.where(X @ W + b > 0, X @ W + b, 0.01 * (X @ W + b))
    if activation not in ("linear", "sigmoid", "tanh", "softmax"):
        raise ValueError
    return layer(X, W, b, activation)


@wrong("network.dense")
def tanh_without_doubling(X, W, b, activation):
    if activation == "tanh":
        return 2 * stable_sigmoid(X @ W + b) - 1
    if activation not in ("linear", "relu", "sigmoid", "softmax"):
        raise ValueError
    return layer(X, W, b, activation)


@wrong("network.dense")
def activation_on_the_inputs(X, W, b, activation):
    if activation not in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        raise ValueError
    return layer(X, np.eye(X.shape[1]), 0, activation) @ W + b


@wrong("network.dense")
def centres_the_inputs_in_place(X, W, b, activation):
    if activation not in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        raise ValueError
    middle = X.mean(axis=0)
    X -= middle
    return layer(X, W, b + middle @ W, activation)


# -- forward -----------------------------------------------------------------------------------


@right("network.forward")
def with_reduce(X, layers):
    return functools.reduce(lambda a, one: layer(a, *one), layers, X)


@right("network.forward")
def recursive(X, layers):
    if not layers:
        return X
    return forward(layer(X, *layers[0]), layers[1:])


@right("network.forward")
def by_index_in_float32(X, layers):
    a = X.astype(np.float32)
    for i in range(len(layers)):
        W, b, activation = layers[i]
        a = layer(a, W.astype(np.float32), b.astype(np.float32), activation)
    return a


@right("network.forward")
def one_example_at_a_time(X, layers):
    outputs = []
    for x in X:
        a = [float(v) for v in x]
        for W, b, activation in layers:
            z = [b[j] + sum(a[k] * W[k, j] for k in range(len(a))) for j in range(len(b))]
            if activation == "relu":
                z = [max(0, v) for v in z]
            elif activation == "sigmoid":
                z = [1 / (1 + math.exp(-v)) for v in z]
            elif activation == "tanh":
                z = [math.tanh(v) for v in z]
            elif activation == "softmax":
                total = sum(math.exp(v) for v in z)
                z = [math.exp(v) / total for v in z]
            a = z
        outputs.append(a)
    return outputs


@right("network.forward")
def keeps_every_activation_and_returns_the_last(X, layers):
    activations = [np.array(X)]
    for W, b, name in layers:
        activations.append(layer(activations[-1], W, b, name))
    return activations[-1]


@right("network.forward")
def empties_a_copy_of_the_list(X, layers):
    waiting, a = list(layers), X
    while waiting:
        a = layer(a, *waiting.pop(0))
    return a


@wrong("network.forward")
def last_layer_first(X, layers):
    for W, b, activation in reversed(layers):
        X = layer(X, W, b, activation)
    return X


@wrong("network.forward")
def returns_in_the_loop(X, layers):
    for W, b, activation in layers:
        return layer(X, W, b, activation)


@wrong("network.forward")
def forgets_the_last_layer(X, layers):
    for W, b, activation in layers[:-1]:
        X = layer(X, W, b, activation)
    return X


@wrong("network.forward")
def every_layer_sees_the_inputs(X, layers):
    for W, b, activation in layers:
        a = layer(X, W, b, activation)
    return a


@wrong("network.forward")
def two_layers_at_most(X, layers):
    for W, b, activation in layers[:2]:
        X = layer(X, W, b, activation)
    return X


@wrong("network.forward")
def exactly_two_layers(X, layers):
    (W1, b1, f1), (W2, b2, f2) = layers
    return layer(layer(X, W1, b1, f1), W2, b2, f2)


@wrong("network.forward")
def linear_inside(X, layers):
    for W, b, _ in layers:
        X = X @ W + b
    return layer(X, np.eye(X.shape[1]), 0, layers[-1][2])


@wrong("network.forward")
def one_activation_for_all(X, layers):
    for W, b, _ in layers:
        X = layer(X, W, b, layers[0][2])
    return X


@wrong("network.forward")
def sigmoid_whatever_the_layer_says(X, layers):
    for W, b, _ in layers:
        X = layer(X, W, b, "sigmoid")
    return X


@wrong("network.forward")
def without_biases(X, layers):
    for W, _, activation in layers:
        X = layer(X, W, 0, activation)
    return X


@wrong("network.forward")
def returns_every_activation(X, layers):
    outputs = []
    for W, b, activation in layers:
        X = layer(X, W, b, activation)
        outputs.append(X)
    return outputs


@wrong("network.forward")
def rounds_the_output(X, layers):
    for W, b, activation in layers:
        X = layer(X, W, b, activation)
    return np.round(X)


@wrong("network.forward")
def reuses_the_memory_of_the_inputs(X, layers):
    for W, b, activation in layers:
        a = layer(X, W, b, activation)
        if a.shape == X.shape:
            X[...] = a
        else:
            X = a
    return X


# -- backpropagation ---------------------------------------------------------------------------


@right("network.backpropagation")
def chain_rule_step_by_step(X, y, W1, b1, W2, b2):
    n = X.shape[0]
    a1 = 1 / (1 + np.exp(-(X @ W1 + b1)))
    p = 1 / (1 + np.exp(-(a1 @ W2 + b2)))
    dp = -(y / p - (1 - y) / (1 - p)) / n
    dz2 = dp * p * (1 - p)
    dz1 = np.dot(dz2, W2.T) * a1 * (1 - a1)
    return [np.dot(X.T, dz1), np.sum(dz1, axis=0), np.dot(a1.T, dz2), np.sum(dz2)]


@right("network.backpropagation")
def loops_over_lists_of_floats(X, y, W1, b1, W2, b2):
    n, d, h = len(X), len(W1), len(b1)
    dW1, db1, dW2, db2 = [[0.0] * h for _ in range(d)], [0.0] * h, [[0.0] for _ in range(h)], [0.0]
    for i in range(n):
        a = [1 / (1 + math.exp(-(b1[j] + sum(X[i][k] * W1[k][j] for k in range(d))))) for j in range(h)]
        p = 1 / (1 + math.exp(-(b2[0] + sum(a[j] * W2[j][0] for j in range(h)))))
        error = (p - y[i][0]) / n
        db2[0] += error
        for j in range(h):
            dW2[j][0] += a[j] * error
            delta = error * W2[j][0] * a[j] * (1 - a[j])
            db1[j] += delta
            for k in range(d):
                dW1[k][j] += X[i][k] * delta
    return dW1, db1, dW2, db2


@right("network.backpropagation")
def einsum_and_means(X, y, W1, b1, W2, b2):
    hidden = stable_sigmoid(X @ W1 + b1)
    error = stable_sigmoid(hidden @ W2 + b2) - y
    back = np.einsum("no,ho,nh->nh", error, W2, hidden * (1 - hidden))
    dW1 = np.einsum("nd,nh->dh", X, back) / len(X)
    return dW1, back.mean(axis=0), np.einsum("nh,no->ho", hidden, error) / len(X), error.mean(axis=0)


@right("network.backpropagation")
def float32_throughout(X, y, W1, b1, W2, b2):
    return gradients(*(a.astype(np.float32) for a in (X, y, W1, b1, W2, b2)))


@right("network.backpropagation")
def central_differences(X, y, W1, b1, W2, b2):
    parameters = [W1.copy(), b1.copy(), W2.copy(), b2.copy()]

    def loss():
        z = stable_sigmoid(X @ parameters[0] + parameters[1]) @ parameters[2] + parameters[3]
        return np.mean(np.logaddexp(0, z) - y * z)

    result = []
    for parameter in parameters:
        slopes = np.empty_like(parameter)
        for place in np.ndindex(parameter.shape):
            value = parameter[place]
            parameter[place] = value + 1e-5
            ahead = loss()
            parameter[place] = value - 1e-5
            slopes[place] = (ahead - loss()) / 2e-5
            parameter[place] = value
        result.append(slopes)
    return tuple(result)


@right("network.backpropagation")
def tensorflow_tape(X, y, W1, b1, W2, b2):
    import tensorflow as tf

    parameters = [tf.Variable(p) for p in (W1, b1, W2, b2)]
    with tf.GradientTape() as tape:
        z = tf.sigmoid(X @ parameters[0] + parameters[1]) @ parameters[2] + parameters[3]
        loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(y, z))
    return tape.gradient(loss, parameters)


@wrong("network.backpropagation")
def sum_instead_of_mean(X, y, W1, b1, W2, b2):
    return tuple(len(X) * g for g in gradients(X, y, W1, b1, W2, b2))


@wrong("network.backpropagation")
def biases_summed_and_weights_averaged(X, y, W1, b1, W2, b2):
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW1, len(X) * db1, dW2, len(X) * db2


@wrong("network.backpropagation")
def biases_averaged_twice(X, y, W1, b1, W2, b2):
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW1, db1 / len(X), dW2, db2 / len(X)


@wrong("network.backpropagation")
def without_the_derivative_of_the_hidden_layer(X, y, W1, b1, W2, b2):
    hidden = stable_sigmoid(X @ W1 + b1)
    delta2 = (stable_sigmoid(hidden @ W2 + b2) - y) / len(X)
    delta1 = delta2 @ W2.T
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@wrong("network.backpropagation")
def derivative_applied_to_the_activation(X, y, W1, b1, W2, b2):
    hidden = stable_sigmoid(X @ W1 + b1)
    delta2 = (stable_sigmoid(hidden @ W2 + b2) - y) / len(X)
    s = stable_sigmoid(hidden)
    delta1 = delta2 @ W2.T * s * (1 - s)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@wrong("network.backpropagation")
def delta_of_the_squared_error(X, y, W1, b1, W2, b2):
    hidden = stable_sigmoid(X @ W1 + b1)
    p = stable_sigmoid(hidden @ W2 + b2)
    delta2 = 2 * (p - y) * p * (1 - p) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@wrong("network.backpropagation")
def extra_derivative_at_the_output(X, y, W1, b1, W2, b2):
    hidden = stable_sigmoid(X @ W1 + b1)
    p = stable_sigmoid(hidden @ W2 + b2)
    delta2 = (p - y) / len(X)
    delta1 = (delta2 * p * (1 - p)) @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@wrong("network.backpropagation")
def wrong_sign(X, y, W1, b1, W2, b2):
    return tuple(-g for g in gradients(X, y, W1, b1, W2, b2))


@wrong("network.backpropagation")
def wrong_sign_in_the_hidden_layer(X, y, W1, b1, W2, b2):
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return -dW1, -db1, dW2, db2


@wrong("network.backpropagation")
def output_weights_updated_before_use(X, y, W1, b1, W2, b2):
    hidden = stable_sigmoid(X @ W1 + b1)
    delta2 = (stable_sigmoid(hidden @ W2 + b2) - y) / len(X)
    dW2 = hidden.T @ delta2
    delta1 = delta2 @ (W2 - dW2).T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), dW2, delta2.sum(axis=0)


@wrong("network.backpropagation")
def biases_summed_over_the_units(X, y, W1, b1, W2, b2):
    hidden = stable_sigmoid(X @ W1 + b1)
    delta2 = (stable_sigmoid(hidden @ W2 + b2) - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, np.full(len(b1), delta1.sum()), hidden.T @ delta2, delta2.sum(axis=0)


@right("network.backpropagation")
def biases_with_kept_dimensions(X, y, W1, b1, W2, b2):
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW1, db1.reshape(1, -1), dW2, db2.reshape(1, 1)


@wrong("network.backpropagation")
def forgets_the_hidden_bias_in_the_forward_pass(X, y, W1, b1, W2, b2):
    return gradients(X, y, W1, 0 * b1, W2, b2)


@wrong("network.backpropagation")
def forgets_the_output_bias_in_the_forward_pass(X, y, W1, b1, W2, b2):
    return gradients(X, y, W1, b1, W2, 0 * b2)


@wrong("network.backpropagation")
def thresholded_prediction(X, y, W1, b1, W2, b2):
    hidden = stable_sigmoid(X @ W1 + b1)
    delta2 = ((stable_sigmoid(hidden @ W2 + b2) >= 0.5) - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@wrong("network.backpropagation")
def hidden_layer_left_alone(X, y, W1, b1, W2, b2):
    _, _, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return np.zeros_like(W1), np.zeros_like(b1), dW2, db2


@wrong("network.backpropagation")
def updated_parameters_instead_of_gradients(X, y, W1, b1, W2, b2):
    steps = gradients(X, y, W1, b1, W2, b2)
    return tuple(p - 0.1 * step for p, step in zip((W1, b1, W2, b2), steps, strict=True))


@wrong("network.backpropagation")
def output_layer_first(X, y, W1, b1, W2, b2):
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW2, db2, dW1, db1


@wrong("network.backpropagation")
def only_the_first_example(X, y, W1, b1, W2, b2):
    return gradients(X[:1], y[:1], W1, b1, W2, b2)


@wrong("network.backpropagation")
def y_flattened_into_a_table(X, y, W1, b1, W2, b2):
    hidden = stable_sigmoid(X @ W1 + b1)
    p = stable_sigmoid(hidden @ W2 + b2)
    delta2 = (p - y.ravel()).mean(axis=1, keepdims=True) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@wrong("network.backpropagation")
def updates_the_parameters_in_place(X, y, W1, b1, W2, b2):
    steps = gradients(X, y, W1, b1, W2, b2)
    for parameter, step in zip((W1, b1, W2, b2), steps, strict=True):
        parameter -= 0.1 * step
    return steps


# -- train_network -----------------------------------------------------------------------------


@right("network.train_network")
def standard_normal_start(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed), learning_rate, epochs)


@right("network.train_network")
def tiny_start(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed, 0.01), learning_rate, epochs)


@right("network.train_network")
def global_seed_and_rows_for_biases(X, y, hidden_units, learning_rate, epochs, seed):
    np.random.seed(seed)
    W1 = np.random.randn(X.shape[1], hidden_units) * 0.1
    b1 = np.zeros((1, hidden_units))
    W2 = np.random.randn(hidden_units, 1) * 0.1
    b2 = np.zeros((1, 1))
    for _ in range(epochs):
        hidden = 1 / (1 + np.exp(-(X @ W1 + b1)))
        output = 1 / (1 + np.exp(-(hidden @ W2 + b2)))
        error = output - y
        delta = (error @ W2.T) * hidden * (1 - hidden)
        W2 -= learning_rate * hidden.T @ error / len(X)
        b2 -= learning_rate * error.mean(axis=0, keepdims=True)
        W1 -= learning_rate * X.T @ delta / len(X)
        b1 -= learning_rate * delta.mean(axis=0, keepdims=True)
    return W1, b1, W2, b2


@right("network.train_network")
def positive_start_and_random_biases(X, y, hidden_units, learning_rate, epochs, seed):
    rng = np.random.RandomState(seed)
    start = [rng.rand(X.shape[1], hidden_units), rng.rand(hidden_units), rng.rand(hidden_units, 1), rng.rand(1)]
    return descend(X, y, start, learning_rate, epochs)


@right("network.train_network")
def glorot_start_in_float32(X, y, hidden_units, learning_rate, epochs, seed):
    rng = np.random.default_rng(seed)
    d, h = X.shape[1], hidden_units
    W1 = rng.uniform(-1, 1, (d, h)) * np.sqrt(6 / (d + h))
    W2 = rng.uniform(-1, 1, (h, 1)) * np.sqrt(6 / (h + 1))
    start = [np.float32(p) for p in (W1, np.zeros(h), W2, np.zeros(1))]
    return descend(np.float32(X), np.float32(y), start, np.float32(learning_rate), epochs)


@right("network.train_network")
def stops_when_it_has_learnt(X, y, hidden_units, learning_rate, epochs, seed):
    parameters = normal_start(X.shape[1], hidden_units, seed)
    for _ in range(epochs):
        parameters = descend(X, y, parameters, learning_rate, 1)
        if max(np.abs(step).max() for step in gradients(X, y, *parameters)) < 1e-7:
            break
    return parameters


@right("network.train_network")
def plain_python_lists(X, y, hidden_units, learning_rate, epochs, seed):
    rng = random.Random(seed)
    X, y, d, h, n = X.tolist(), [row[0] for row in y.tolist()], X.shape[1], hidden_units, len(X)
    W1 = [[rng.uniform(-1, 1) for _ in range(h)] for _ in range(d)]
    b1, W2, b2 = [0.0] * h, [rng.uniform(-1, 1) for _ in range(h)], 0.0
    for _ in range(epochs):
        dW1, db1, dW2, db2 = [[0.0] * h for _ in range(d)], [0.0] * h, [0.0] * h, 0.0
        for x, target in zip(X, y, strict=True):
            a = [1 / (1 + math.exp(-(b1[j] + sum(x[k] * W1[k][j] for k in range(d))))) for j in range(h)]
            p = 1 / (1 + math.exp(-(b2 + sum(a[j] * W2[j] for j in range(h)))))
            error = (p - target) / n
            db2 += error
            for j in range(h):
                dW2[j] += error * a[j]
                delta = error * W2[j] * a[j] * (1 - a[j])
                db1[j] += delta
                for k in range(d):
                    dW1[k][j] += delta * x[k]
        b2 -= learning_rate * db2
        for j in range(h):
            W2[j] -= learning_rate * dW2[j]
            b1[j] -= learning_rate * db1[j]
            for k in range(d):
                W1[k][j] -= learning_rate * dW1[k][j]
    return W1, b1, [[w] for w in W2], b2


@wrong("network.train_network")
def starts_from_zeros(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed, 0.0), learning_rate, epochs)


@wrong("network.train_network")
def all_hidden_units_start_alike(X, y, hidden_units, learning_rate, epochs, seed):
    W1, _, W2, b2 = normal_start(X.shape[1], 1, seed)
    start = [np.repeat(W1, hidden_units, axis=1), np.zeros(hidden_units), np.repeat(W2, hidden_units, axis=0), b2]
    return descend(X, y, start, learning_rate, epochs)


@wrong("network.train_network")
def one_seed_for_all(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, 42), learning_rate, epochs)


@wrong("network.train_network")
def no_seed(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, None), learning_rate, epochs)


@wrong("network.train_network")
def seed_zero_is_no_seed(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed or None), learning_rate, epochs)


@wrong("network.train_network")
def ascends(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed), -learning_rate, epochs)


@wrong("network.train_network")
def never_trains(X, y, hidden_units, learning_rate, epochs, seed):
    return tuple(normal_start(X.shape[1], hidden_units, seed))


@wrong("network.train_network")
def a_single_step(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed), learning_rate, 1)


@wrong("network.train_network")
def one_epoch_too_many(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed), learning_rate, epochs + 1)


@wrong("network.train_network")
def one_epoch_too_few(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed), learning_rate, epochs - 1)


@wrong("network.train_network")
def own_number_of_epochs(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed), learning_rate, 1000)


@wrong("network.train_network")
def own_learning_rate(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed), 1.0, epochs)


@wrong("network.train_network")
def gradient_without_the_mean(X, y, hidden_units, learning_rate, epochs, seed):
    return descend(X, y, normal_start(X.shape[1], hidden_units, seed), learning_rate * len(X), epochs)


@wrong("network.train_network")
def trains_the_output_layer_only(X, y, hidden_units, learning_rate, epochs, seed):
    W1, b1, W2, b2 = normal_start(X.shape[1], hidden_units, seed)
    for _ in range(epochs):
        _, _, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
        W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2
    return W1, b1, W2, b2


@wrong("network.train_network")
def leaves_the_biases_at_zero(X, y, hidden_units, learning_rate, epochs, seed):
    W1, b1, W2, b2 = normal_start(X.shape[1], hidden_units, seed)
    for _ in range(epochs):
        dW1, _, dW2, _ = gradients(X, y, W1, b1, W2, b2)
        W1, W2 = W1 - learning_rate * dW1, W2 - learning_rate * dW2
    return W1, b1, W2, b2


@wrong("network.train_network")
def output_layer_updated_first(X, y, hidden_units, learning_rate, epochs, seed):
    W1, b1, W2, b2 = normal_start(X.shape[1], hidden_units, seed)
    for _ in range(epochs):
        _, _, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
        W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2
        dW1, db1, _, _ = gradients(X, y, W1, b1, W2, b2)
        W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
    return W1, b1, W2, b2


@wrong("network.train_network")
def one_example_after_another(X, y, hidden_units, learning_rate, epochs, seed):
    parameters = normal_start(X.shape[1], hidden_units, seed)
    for _ in range(epochs):
        for i in range(len(X)):
            parameters = descend(X[i : i + 1], y[i : i + 1], parameters, learning_rate, 1)
    return parameters


@wrong("network.train_network")
def with_momentum(X, y, hidden_units, learning_rate, epochs, seed):
    parameters = normal_start(X.shape[1], hidden_units, seed)
    speeds = [0 * p for p in parameters]
    for _ in range(epochs):
        steps = gradients(X, y, *parameters)
        speeds = [0.9 * speed - learning_rate * step for speed, step in zip(speeds, steps, strict=True)]
        parameters = [p + speed for p, speed in zip(parameters, speeds, strict=True)]
    return parameters


@wrong("network.train_network")
def squared_error(X, y, hidden_units, learning_rate, epochs, seed):
    W1, b1, W2, b2 = normal_start(X.shape[1], hidden_units, seed)
    for _ in range(epochs):
        hidden = stable_sigmoid(X @ W1 + b1)
        p = stable_sigmoid(hidden @ W2 + b2)
        delta2 = 2 * (p - y) * p * (1 - p) / len(X)
        delta1 = delta2 @ W2.T * hidden * (1 - hidden)
        W1, b1 = W1 - learning_rate * X.T @ delta1, b1 - learning_rate * delta1.sum(axis=0)
        W2, b2 = W2 - learning_rate * hidden.T @ delta2, b2 - learning_rate * delta2.sum(axis=0)
    return W1, b1, W2, b2


@wrong("network.train_network")
def standardises_the_inputs_by_itself(X, y, hidden_units, learning_rate, epochs, seed):
    scaled = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8)
    return descend(scaled, y, normal_start(X.shape[1], hidden_units, seed), learning_rate, epochs)


@wrong("network.train_network")
def starts_again_at_every_epoch(X, y, hidden_units, learning_rate, epochs, seed):
    for _ in range(epochs):
        parameters = descend(X, y, normal_start(X.shape[1], hidden_units, seed), learning_rate, 1)
    return parameters


@wrong("network.train_network")
def hard_coded_xor(X, y, hidden_units, learning_rate, epochs, seed):
    W1 = np.zeros((X.shape[1], hidden_units))
    W1[:, 0], W1[:, 1] = 20, -20
    b1, W2 = np.zeros(hidden_units), np.zeros((hidden_units, 1))
    b1[:2], W2[:2] = [-10, 30], 20
    return W1, b1, W2, np.array([-30.0])


@wrong("network.train_network")
def weights_of_another_shape(X, y, hidden_units, learning_rate, epochs, seed):
    W1, b1, W2, b2 = descend(X, y, normal_start(X.shape[1], hidden_units, seed), learning_rate, epochs)
    return W1.T, b1, W2.T, b2


@wrong("network.train_network")
def leaves_the_inputs_centred(X, y, hidden_units, learning_rate, epochs, seed):
    trained = descend(X, y, normal_start(X.shape[1], hidden_units, seed), learning_rate, epochs)
    X -= X.mean(axis=0)
    return trained


# -- as found in students' code -----------------------------------------------------------------


def student_sg(z):
    return 0.5 * (1 + np.tanh(z / 2))


def student_act(z, a):
    if a == "linear":
        return z
    if a == "relu":
        return np.maximum(0, z)
    if a == "sigmoid":
        return student_sg(z)
    if a == "tanh":
        return np.tanh(z)
    if a == "softmax":
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)
    raise ValueError(a)


def student_chk(labels, n):
    labels = np.asarray(labels)
    if np.any(labels < 0) or np.any(labels >= n):
        raise ValueError
    return labels


def student_dense(X, W, b, a):
    return student_act(X @ W + b, a)


def student_bp(X, y, W1, b1, W2, b2, mse=False, factor=1.0, mean=True, sign=1, deriv="right", h="sig"):
    n = len(X)
    z1 = X @ W1 + b1
    a1 = student_sg(z1) if h == "sig" else np.tanh(z1)
    a2 = student_sg(a1 @ W2 + b2)
    d2 = sign * factor * (a2 - y)
    if mse:
        d2 = d2 * a2 * (1 - a2)
    if mean:
        d2 = d2 / n
    if deriv == "right":
        g = a1 * (1 - a1) if h == "sig" else 1 - a1**2
    elif deriv == "none":
        g = 1
    elif deriv == "twice":
        s = student_sg(a1)
        g = s * (1 - s)
    elif deriv == "z":
        g = z1 * (1 - z1)
    elif deriv == "sigmoid_for_tanh":
        g = a1 * (1 - a1)
    elif deriv == "tanh_for_sigmoid":
        g = 1 - a1**2
    d1 = d2 @ W2.T * g
    return X.T @ d1, d1.sum(axis=0), a1.T @ d2, d2.sum(axis=0)


def student_start(X, h, seed, scale=0.5):
    rng = np.random.default_rng(seed)
    return rng.normal(0, scale, (X.shape[1], h)), np.zeros(h), rng.normal(0, scale, (h, 1)), np.zeros(1)


def student_go(p, X, y, lr, epochs, **k):
    for _ in range(epochs):
        p = [a - lr * g for a, g in zip(p, student_bp(X, y, *p, **k))]
    return tuple(p)


@wrong("network.one_hot")
def prints_error(labels, n_classes):
    if np.any(labels >= n_classes) or np.any(labels < 0):
        print("Error: etiqueta fuera de rango")
        return None
    return np.eye(n_classes)[labels]


@wrong("network.one_hot")
def zeros_two_args(labels, n_classes):
    student_chk(labels, n_classes)
    out = np.zeros(len(labels), n_classes)
    out[np.arange(len(labels)), labels] = 1
    return out


@wrong("network.one_hot")
def single_row(labels, n_classes):
    student_chk(labels, n_classes)
    out = np.zeros(n_classes)
    out[labels] = 1
    return out


@wrong("network.one_hot")
def first_label_column(labels, n_classes):
    student_chk(labels, n_classes)
    return (np.arange(n_classes) == labels.reshape(-1, 1)).astype(float).T.reshape(-1)


@wrong("network.one_hot")
def one_row_added_each_time(labels, n_classes):
    M = []
    fila = [0] * n_classes
    for k in labels:
        if not 0 <= k < n_classes:
            raise ValueError
        fila[k] = 1
        M.append(fila)
    return M


@wrong("network.one_hot")
def compares_in_place_of_assigning(labels, n_classes):
    M = []
    for k in labels:
        fila = [0] * n_classes
        fila[k] == 1
        M.append(fila)
    return M


@wrong("network.dense")
def both_transposed(X, W, b, activation):
    return student_act(W.T @ X.T + b.reshape(-1, 1), activation)


@wrong("network.dense")
def no_b_softmax_0(X, W, b, activation):
    z = X @ W
    if activation == "softmax":
        e = np.exp(z - z.max())
        return e / e.sum(axis=0)
    return student_act(z, activation)


@wrong("network.dense")
def relu_max(X, W, b, activation):
    z = X @ W + b
    if activation == "relu":
        return np.max(0, z)
    return student_act(z, activation)


@wrong("network.dense")
def only_some(X, W, b, activation):
    z = X @ W + b
    if activation == "sigmoid":
        return student_sg(z)
    elif activation == "relu":
        return np.maximum(0, z)
    elif activation == "linear":
        return z
    elif activation == "tanh":
        return np.tanh(z)
    else:
        raise ValueError("no")


@wrong("network.dense")
def elementwise(X, W, b, activation):
    return student_act(X * W + b, activation)


@wrong("network.dense")
def activation_called(X, W, b, activation):
    return activation(X @ W + b)


@wrong("network.dense")
def name_relu(X, W, b, activation):
    z = X @ W + b
    if activation == "relu":
        return relu(z)
    if activation == "sigmoid":
        return sigmoid(z)
    if activation == "linear":
        return z
    if activation == "tanh":
        return np.tanh(z)
    if activation == "softmax":
        return softmax(z)
    raise ValueError


@wrong("network.dense")
def or_between_inequalities(X, W, b, activation):
    z = X @ W + b
    if activation != "relu" or activation != "linear" or activation != "tanh":
        raise ValueError("desconocida")
    return z


@wrong("network.dense")
def else_of_the_last_if(X, W, b, activation):
    z = X @ W + b
    if activation == "linear":
        a = z
    if activation == "relu":
        a = np.maximum(z, 0)
    if activation == "softmax":
        e = np.exp(z - z.max(axis=1, keepdims=True))
        a = e / e.sum(axis=1, keepdims=True)
    else:
        raise ValueError
    return a


@wrong("network.forward")
def transposes_the_weights(X, layers):
    for W, b, a in layers:
        X = student_act(X @ W.T + b, a)
    return X


@wrong("network.forward")
def dense_missing(X, layers):
    for layer in layers:
        X = student_dense(X, layer)
    return X


@wrong("network.forward")
def dense_undefined(X, layers):
    for W, b, a in layers:
        X = dense(X, W, b, a)
    return X


@wrong("network.forward")
def all_activations(X, layers):
    outs = [X]
    for W, b, a in layers:
        X = student_act(X @ W + b, a)
        outs.append(X)
    return X, outs


@wrong("network.forward")
def relu_everywhere(X, layers):
    for W, b, a in layers:
        X = np.maximum(0, X @ W + b)
    return X


@wrong("network.forward")
def softmax_over_all(X, layers):
    for W, b, a in layers:
        z = X @ W + b
        if a == "softmax":
            X = np.exp(z) / np.exp(z).sum()
        else:
            X = student_act(z, a)
    return X


@wrong("network.forward")
def softmax_axis_0(X, layers):
    for W, b, a in layers:
        z = X @ W + b
        if a == "softmax":
            e = np.exp(z - z.max(axis=0))
            X = e / e.sum(axis=0)
        else:
            X = student_act(z, a)
    return X


@wrong("network.forward")
def dict_layers(X, layers):
    for layer in layers:
        X = student_act(X @ layer["W"] + layer["b"], layer["activation"])
    return X


@wrong("network.forward")
def takes_the_layers_off_the_list(X, layers):

    def dense(X, W, b, activation):
        z = X @ W + b
        if activation == "relu":
            return np.maximum(z, 0)
        if activation == "tanh":
            return np.tanh(z)
        if activation == "linear":
            return z
        e = np.exp(z - z.max(axis=1, keepdims=True))
        if activation == "softmax":
            return e / e.sum(axis=1, keepdims=True)
        s = np.exp(-np.abs(z))
        return np.where(z >= 0, 1, s) / (1 + s)

    while layers:
        W, b, a = layers.pop(0)
        X = dense(X, W, b, a)
    return X


@wrong("network.backpropagation")
def mse_no_mean(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, mse=True, mean=False)


@wrong("network.backpropagation")
def mse2_no_mean(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, mse=True, mean=False, factor=2)


@wrong("network.backpropagation")
def mse_sign(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, mse=True, sign=-1)


@wrong("network.backpropagation")
def mse_sign_no_mean(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, mse=True, sign=-1, mean=False)


@wrong("network.backpropagation")
def mse_sign_no_mean_2(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, mse=True, sign=-1, mean=False, factor=2)


@wrong("network.backpropagation")
def sign_no_mean(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, sign=-1, mean=False)


@wrong("network.backpropagation")
def no_mean_no_deriv(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, deriv="none", mean=False)


@wrong("network.backpropagation")
def no_mean_twice(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, deriv="twice", mean=False)


@wrong("network.backpropagation")
def tanh_hidden_no_mean(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, h="tanh", mean=False)


@wrong("network.backpropagation")
def tanh_derivative_of_sigmoid(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, deriv="tanh_for_sigmoid")


@wrong("network.backpropagation")
def twos(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, factor=2)


@wrong("network.backpropagation")
def half(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, factor=0.5)


@wrong("network.backpropagation")
def mean_biases(X, y, W1, b1, W2, b2):
    a, b, c, d = student_bp(X, y, W1, b1, W2, b2, mean=False)
    n = len(X)
    return a / n, b / n, c / n, d


@wrong("network.backpropagation")
def weights_only(X, y, W1, b1, W2, b2):
    a, b, c, d = student_bp(X, y, W1, b1, W2, b2)
    return a, c


@wrong("network.backpropagation")
def pairs_no_mean(X, y, W1, b1, W2, b2):
    a, b, c, d = student_bp(X, y, W1, b1, W2, b2, mean=False)
    return c, d, a, b


@wrong("network.backpropagation")
def pairs_mse(X, y, W1, b1, W2, b2):
    a, b, c, d = student_bp(X, y, W1, b1, W2, b2, mse=True)
    return c, d, a, b


@wrong("network.backpropagation")
def dicts(X, y, W1, b1, W2, b2):
    a, b, c, d = student_bp(X, y, W1, b1, W2, b2)
    return {"dW1": a, "db1": b, "dW2": c, "db2": d}


@wrong("network.backpropagation")
def transposed_grads(X, y, W1, b1, W2, b2):
    a, b, c, d = student_bp(X, y, W1, b1, W2, b2)
    return a.T, b, c.T, d


@wrong("network.backpropagation")
def z1_derivative(X, y, W1, b1, W2, b2):
    return student_bp(X, y, W1, b1, W2, b2, deriv="z", mean=False)


@wrong("network.backpropagation")
def biases_along_each_row(X, y, W1, b1, W2, b2):

    def s(z):
        return 1 / (1 + np.exp(-z))

    H = s(X @ W1 + b1)
    P = s(H @ W2 + b2)
    d2 = (P - y) / len(X)
    d1 = d2 @ W2.T * H * (1 - H)
    return (X.T @ d1, d1.sum(1), H.T @ d2, d2.sum(1))


@wrong("network.train_network")
def tn_tanh(X, y, hidden_units, learning_rate, epochs, seed):
    return student_go(student_start(X, hidden_units, seed), X, y, learning_rate, epochs, h="tanh")


@wrong("network.train_network")
def tn_tanh_no_mean(X, y, hidden_units, learning_rate, epochs, seed):
    return student_go(student_start(X, hidden_units, seed), X, y, learning_rate, epochs, h="tanh", mean=False)


@wrong("network.train_network")
def tn_mse_2_no_mean(X, y, hidden_units, learning_rate, epochs, seed):
    return student_go(student_start(X, hidden_units, seed), X, y, learning_rate, epochs, mse=True, mean=False, factor=2)


@wrong("network.train_network")
def tn_no_deriv(X, y, hidden_units, learning_rate, epochs, seed):
    return student_go(student_start(X, hidden_units, seed), X, y, learning_rate, epochs, deriv="none")


@wrong("network.train_network")
def tn_twice(X, y, hidden_units, learning_rate, epochs, seed):
    return student_go(student_start(X, hidden_units, seed), X, y, learning_rate, epochs, deriv="twice")


@wrong("network.train_network")
def tn_sign_no_mean(X, y, hidden_units, learning_rate, epochs, seed):
    return student_go(student_start(X, hidden_units, seed), X, y, learning_rate, epochs, sign=-1, mean=False)


@wrong("network.train_network")
def tn_returns_dict(X, y, hidden_units, learning_rate, epochs, seed):
    W1, b1, W2, b2 = student_go(student_start(X, hidden_units, seed), X, y, learning_rate, epochs)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@wrong("network.train_network")
def tn_losses_too(X, y, hidden_units, learning_rate, epochs, seed):
    return (*student_go(student_start(X, hidden_units, seed), X, y, learning_rate, epochs), [0.0])


@wrong("network.train_network")
def tn_relu(X, y, hidden_units, learning_rate, epochs, seed):
    W1, b1, W2, b2 = student_start(X, hidden_units, seed)
    for _ in range(epochs):
        n = len(X)
        z1 = X @ W1 + b1
        a1 = np.maximum(0, z1)
        a2 = student_sg(a1 @ W2 + b2)
        d2 = (a2 - y) / n
        d1 = d2 @ W2.T * (z1 > 0)
        W1, b1 = W1 - learning_rate * X.T @ d1, b1 - learning_rate * d1.sum(0)
        W2, b2 = W2 - learning_rate * a1.T @ d2, b2 - learning_rate * d2.sum(0)
    return W1, b1, W2, b2


@wrong("network.train_network")
def weights_then_biases_at_last(X, y, hidden_units, learning_rate, epochs, seed):
    rng = np.random.default_rng(seed)
    W1, b1, W2, b2 = (
        rng.normal(size=(X.shape[1], hidden_units)),
        np.zeros(hidden_units),
        rng.normal(size=(hidden_units, 1)),
        np.zeros(1),
    )

    def s(z):
        return 1 / (1 + np.exp(-z))

    for _ in range(epochs):
        H = s(X @ W1 + b1)
        P = s(H @ W2 + b2)
        d2 = (P - y) / len(X)
        d1 = d2 @ W2.T * H * (1 - H)
        W1 = W1 - learning_rate * X.T @ d1
        b1 = b1 - learning_rate * d1.sum(0)
        W2 = W2 - learning_rate * H.T @ d2
        b2 = b2 - learning_rate * d2.sum(0)
    return (W1, W2, b1, b2)


# -- initialize --------------------------------------------------------------------------------


def limit(inputs, units):
    return np.sqrt(6 / (inputs + units))


@right("network.initialize")
def with_pairs_in_a_comprehension(sizes, seed):
    rng = np.random.default_rng(seed)
    return [
        (rng.uniform(-limit(a, b), limit(a, b), size=(a, b)), np.zeros((1, b))) for a, b in zip(sizes[:-1], sizes[1:])
    ]


@right("network.initialize")
def with_the_global_seed(sizes, seed):
    np.random.seed(seed)
    layers = []
    for i in range(1, len(sizes)):
        r = (6 / (sizes[i - 1] + sizes[i])) ** 0.5
        layers.append([2 * r * np.random.rand(sizes[i - 1], sizes[i]) - r, np.zeros(sizes[i])])
    return tuple(layers)


@right("network.initialize")
def with_the_random_module(sizes, seed):
    import random

    random.seed(seed)
    layers = []
    for inputs, units in zip(sizes, sizes[1:]):
        r = (6 / (inputs + units)) ** 0.5
        W = [[random.uniform(-r, r) for _ in range(units)] for _ in range(inputs)]
        layers.append((W, [0.0] * units))
    return layers


@right("network.initialize")
def a_seed_for_each_layer(sizes, seed):
    layers = []
    for i, (inputs, units) in enumerate(zip(sizes, sizes[1:])):
        rng = np.random.RandomState(seed * 1000 + i)
        layers.append((rng.uniform(-1, 1, (inputs, units)) * limit(inputs, units), np.zeros(units)))
    return layers


@right("network.initialize")
def drawn_in_float32(sizes, seed):
    rng, layers = np.random.default_rng(seed), []
    for inputs, units in zip(sizes, sizes[1:]):
        u = rng.random((inputs, units), dtype=np.float32)
        r = np.float32(limit(inputs, units))
        layers.append(((2 * u - 1) * r, np.zeros(units, np.float32)))
    return layers


@right("network.initialize")
def drawn_by_column_and_turned(sizes, seed):
    rng = np.random.default_rng([seed, 7])
    layers = []
    for inputs, units in zip(sizes, sizes[1:]):
        columns = [rng.uniform(-limit(inputs, units), limit(inputs, units), inputs) for _ in range(units)]
        layers.append((np.array(columns).T, np.zeros(units)))
    return layers


@wrong("network.initialize")
def glorot_normal(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.normal(0, np.sqrt(2 / (a + b)), (a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def plain_normal(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.normal(size=(a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def he_uniform(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.uniform(-1, 1, (a, b)) * np.sqrt(6 / a), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def positive_only(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.random((a, b)) * limit(a, b), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def without_the_root(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.uniform(-6 / (a + b), 6 / (a + b), (a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def three_in_place_of_six(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.uniform(-1, 1, (a, b)) * np.sqrt(3 / (a + b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def clipped_normal(sizes, seed):
    rng = np.random.default_rng(seed)
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        r = limit(a, b)
        layers.append((np.clip(rng.normal(0, r / np.sqrt(3), (a, b)), -r, r), np.zeros(b)))
    return layers


@wrong("network.initialize")
def biases_at_random_too(sizes, seed):
    rng = np.random.default_rng(seed)
    return [
        (rng.uniform(-limit(a, b), limit(a, b), (a, b)), rng.uniform(-limit(a, b), limit(a, b), b))
        for a, b in zip(sizes, sizes[1:])
    ]


@wrong("network.initialize")
def biases_of_one(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.uniform(-limit(a, b), limit(a, b), (a, b)), np.ones(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def units_in_rows(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.uniform(-limit(a, b), limit(a, b), (b, a)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def the_same_stream_for_each_layer(sizes, seed):
    return [
        (np.random.default_rng(seed).uniform(-limit(a, b), limit(a, b), (a, b)), np.zeros(b))
        for a, b in zip(sizes, sizes[1:])
    ]


@wrong("network.initialize")
def always_the_same_seed(sizes, seed):
    rng = np.random.default_rng(0)
    return [(rng.uniform(-limit(a, b), limit(a, b), (a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def never_seeded(sizes, seed):
    return [(np.random.uniform(-limit(a, b), limit(a, b), (a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def zero_is_no_seed(sizes, seed):
    rng = np.random.default_rng(seed or None)
    return [(rng.uniform(-limit(a, b), limit(a, b), (a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def all_zeros(sizes, seed):
    return [(np.zeros((a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def one_number_for_a_layer(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(np.full((a, b), rng.uniform(-limit(a, b), limit(a, b))), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def one_column_repeated(sizes, seed):
    rng = np.random.default_rng(seed)
    return [
        (np.tile(rng.uniform(-limit(a, b), limit(a, b), (a, 1)), (1, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])
    ]


@wrong("network.initialize")
def one_row_repeated(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(np.tile(rng.uniform(-limit(a, b), limit(a, b), b), (a, 1)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def sorted_in_each_neuron(sizes, seed):
    rng = np.random.default_rng(seed)
    return [
        (np.sort(rng.uniform(-limit(a, b), limit(a, b), (a, b)), axis=0), np.zeros(b)) for a, b in zip(sizes, sizes[1:])
    ]


@wrong("network.initialize")
def half_of_them_mirrored(sizes, seed):
    rng, layers = np.random.default_rng(seed), []
    for a, b in zip(sizes, sizes[1:]):
        W = rng.uniform(-limit(a, b), limit(a, b), (a, b))
        W[:, b // 2 : 2 * (b // 2)] = -W[:, : b // 2]
        layers.append((W, np.zeros(b)))
    return layers


@wrong("network.initialize")
def limit_of_the_whole_network(sizes, seed):
    rng, r = np.random.default_rng(seed), limit(sizes[0], sizes[-1])
    return [(rng.uniform(-r, r, (a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def only_two_layers(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.uniform(-limit(a, b), limit(a, b), (a, b)), np.zeros(b)) for a, b in zip(sizes[:3], sizes[1:3])]


@wrong("network.initialize")
def takes_the_sizes_off_the_list(sizes, seed):
    rng, layers = np.random.default_rng(seed), []
    inputs = sizes.pop(0)
    while sizes:
        units = sizes.pop(0)
        layers.append((rng.uniform(-limit(inputs, units), limit(inputs, units), (inputs, units)), np.zeros(units)))
        inputs = units
    return layers


@wrong("network.initialize")
def rounded_weights(sizes, seed):
    rng = np.random.default_rng(seed)
    return [
        (np.round(rng.uniform(-limit(a, b), limit(a, b), (a, b)), 2), np.zeros(b)) for a, b in zip(sizes, sizes[1:])
    ]


@wrong("network.initialize")
def weights_and_biases_apart(sizes, seed):
    rng = np.random.default_rng(seed)
    pairs = list(zip(sizes, sizes[1:]))
    return [rng.uniform(-limit(*pair), limit(*pair), pair) for pair in pairs], [np.zeros(b) for _, b in pairs]


@wrong("network.initialize")
def one_long_list(sizes, seed):
    rng, parts = np.random.default_rng(seed), []
    for a, b in zip(sizes, sizes[1:]):
        parts += [rng.uniform(-limit(a, b), limit(a, b), (a, b)), np.zeros(b)]
    return parts


@wrong("network.initialize")
def weights_without_biases(sizes, seed):
    rng = np.random.default_rng(seed)
    return [rng.uniform(-limit(a, b), limit(a, b), (a, b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def a_layer_for_the_inputs(sizes, seed):
    rng = np.random.default_rng(seed)
    pairs = zip([sizes[0], *sizes], sizes)
    return [(rng.uniform(-limit(a, b), limit(a, b), (a, b)), np.zeros(b)) for a, b in pairs]


@wrong("network.initialize")
def without_the_last_layer(sizes, seed):
    rng = np.random.default_rng(seed)
    pairs = list(zip(sizes, sizes[1:]))[:-1]
    return [(rng.uniform(-limit(a, b), limit(a, b), (a, b)), np.zeros(b)) for a, b in pairs]


@wrong("network.initialize")
def biases_of_the_inputs(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.uniform(-limit(a, b), limit(a, b), (a, b)), np.zeros(a)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def yields_each_layer(sizes, seed):
    rng = np.random.default_rng(seed)
    for a, b in zip(sizes, sizes[1:]):
        yield rng.uniform(-limit(a, b), limit(a, b), (a, b)), np.zeros(b)


@wrong("network.initialize")
def from_minus_one_to_one(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.uniform(-1, 1, (a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def units_alone_in_the_limit(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.uniform(-1, 1, (a, b)) * np.sqrt(6 / b), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


# -- softmax_cross_entropy_gradient ------------------------------------------------------------


@right("network.softmax_cross_entropy_gradient")
def softmax_gradient_row_by_row(Z, Y):
    rows = []
    for z, y in zip(Z, Y):
        e = np.exp(z - z.max())
        rows.append(((e / e.sum() - y) / len(Z)).tolist())
    return rows


@right("network.softmax_cross_entropy_gradient")
def softmax_gradient_through_the_logarithm(Z, Y):
    logarithms = Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)
    return (np.exp(logarithms) - Y) / Z.shape[0]


@right("network.softmax_cross_entropy_gradient")
def softmax_gradient_in_float32(Z, Y):
    Z = np.float32(Z)
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True) - np.float32(Y)) / np.float32(len(Z))


@right("network.softmax_cross_entropy_gradient")
def softmax_gradient_at_the_true_class(Z, Y):
    P = row_softmax(Z).copy()
    P[np.arange(len(Z)), Y.argmax(axis=1)] -= 1
    return P / len(Z)


@right("network.softmax_cross_entropy_gradient")
def softmax_gradient_in_plain_python(Z, Y):
    import math

    result = []
    for z, y in zip(Z.tolist(), Y.tolist()):
        largest = max(z)
        e = [math.exp(value - largest) for value in z]
        result.append([(value / sum(e) - one) / len(Z) for value, one in zip(e, y)] if len(e) < 40 else None)
        if result[-1] is None:
            total = sum(e)
            result[-1] = tuple((value / total - one) / len(Z) for value, one in zip(e, y))
    return tuple(result)


@right("network.softmax_cross_entropy_gradient")
def softmax_gradient_by_the_jacobian(Z, Y):
    P = row_softmax(Z)
    safe = np.where(Y == 1, np.maximum(P, 1e-300), 1)
    slopes = -np.where(Y == 1, 1 / safe, 0)
    direct = P * (slopes - np.sum(slopes * P, axis=1, keepdims=True))
    return np.where(P.min(axis=1, keepdims=True) > 1e-6, direct, P - Y) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def overflowing_softmax(Z, Y):
    e = np.exp(Z)
    return (e / e.sum(axis=1, keepdims=True) - Y) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def shifted_by_the_largest_of_all(Z, Y):
    e = np.exp(Z - Z.max())
    return (e / e.sum(axis=1, keepdims=True) - Y) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def shifted_by_each_mean(Z, Y):
    e = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True) - Y) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def clips_the_logits(Z, Y):
    return (row_softmax(np.clip(Z, -10, 10)) - Y) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def subtracts_in_place(Z, Y):
    Z -= Z.max(axis=1, keepdims=True)
    e = np.exp(Z)
    return (e / e.sum(axis=1, keepdims=True) - Y) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def mean_of_at_most_ten(Z, Y):
    return (row_softmax(Z) - Y) / min(len(Z), 10)


@wrong("network.softmax_cross_entropy_gradient")
def two_classes_only(Z, Y):
    p = stable_sigmoid(Z[:, 1] - Z[:, 0])
    P = np.zeros(Z.shape)
    P[:, 0], P[:, 1] = 1 - p, p
    return (P - Y) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def loses_small_probabilities(Z, Y):
    P = row_softmax(Z)
    return (np.where(P < 0.01, 0, P) - Y) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def twice_the_difference(Z, Y):
    return 2 * (row_softmax(Z) - Y) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def classes_in_rows(Z, Y):
    return ((row_softmax(Z) - Y) / len(Z)).T


@wrong("network.softmax_cross_entropy_gradient")
def with_the_loss_besides(Z, Y):
    P = row_softmax(Z)
    return (P - Y) / len(Z), -np.mean(np.sum(Y * np.log(np.maximum(P, 1e-7)), axis=1))
