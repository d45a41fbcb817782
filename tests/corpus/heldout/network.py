"""Held-out wrong answers to unit 6."""

import numpy as np

from tests.support.answers import wrong


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def relu(z):
    return np.maximum(0, z)


def dense(X, W, b, activation):
    z = np.dot(X, W) + b
    if activation == "linear":
        return z
    if activation == "relu":
        return relu(z)
    if activation == "sigmoid":
        return sigmoid(z)
    if activation == "tanh":
        return np.tanh(z)
    if activation == "softmax":
        return softmax(z)
    raise ValueError("activación desconocida")


def gradientes(X, y, W1, b1, W2, b2):
    n = len(X)
    H = sigmoid(X @ W1 + b1)
    P = sigmoid(H @ W2 + b2)
    d2 = (P - y) / n
    d1 = (d2 @ W2.T) * H * (1 - H)
    return X.T @ d1, d1.sum(axis=0), H.T @ d2, d2.sum(axis=0)


@wrong("network.one_hot")
def as_many_columns_as_labels_seen(labels, n_classes):
    """Takes the number of columns from the greatest label instead of from n_classes."""
    if np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError("etiqueta fuera de rango")
    columnas = max(labels) + 1
    out = np.zeros((len(labels), columnas))
    for i, k in enumerate(labels):
        out[i, k] = 1
    return out


@wrong("network.one_hot")
def negative_labels_slip_in(labels, n_classes):
    """Refuses labels that are too big, but a negative one indexes from the end."""
    if max(labels) >= n_classes:
        raise ValueError("hay etiquetas demasiado grandes")
    return np.eye(n_classes)[labels]


@wrong("network.one_hot")
def limit_off_by_one(labels, n_classes):
    """Compares with > n_classes: the label n_classes, the first that does not exist, is not refused with ValueError."""
    for k in labels:
        if k < 0 or k > n_classes:
            raise ValueError(f"etiqueta {k} no válida")
    out = np.zeros((len(labels), n_classes))
    out[np.arange(len(labels)), labels] = 1
    return out


@wrong("network.one_hot")
def ignores_strange_labels(labels, n_classes):
    """Leaves a row of zeros for a label that does not exist instead of raising ValueError."""
    filas = []
    for etiqueta in labels:
        filas.append([1 if c == etiqueta else 0 for c in range(n_classes)])
    return np.array(filas)


@wrong("network.one_hot")
def classes_start_at_one(labels, n_classes):
    """Believes that the first class is 1: puts the 1 one column too far to the left."""
    if np.min(labels) < 0 or np.max(labels) > n_classes - 1:
        raise ValueError
    res = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        res[i, labels[i] - 1] = 1
    return res


@wrong("network.one_hot")
def one_column_per_example(labels, n_classes):
    """Puts the examples in columns: (n_classes, n) instead of (n, n_classes)."""
    if np.any((labels < 0) | (labels >= n_classes)):
        raise ValueError("fuera de rango")
    m = np.zeros((n_classes, len(labels)))
    for j, etiqueta in enumerate(labels):
        m[etiqueta, j] = 1
    return m


@wrong("network.one_hot")
def marks_every_row(labels, n_classes):
    """out[:, labels] = 1 writes in those columns of all rows, not in one of each row."""
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError("etiqueta no válida")
    out = np.zeros((labels.shape[0], n_classes))
    out[:, labels] = 1
    return out


@wrong("network.one_hot")
def writes_the_label_itself(labels, n_classes):
    """Writes the number of the label in its column instead of a 1."""
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError("etiqueta no válida")
    out = np.zeros((len(labels), n_classes))
    for i in range(len(labels)):
        out[i, labels[i]] = labels[i]
    return out


@wrong("network.dense")
def weights_transposed(X, W, b, activation):
    """Multiplies by the transpose of W, as if each row were a neuron."""
    z = X @ W.T + b
    funciones = {"linear": lambda t: t, "relu": relu, "sigmoid": sigmoid, "tanh": np.tanh, "softmax": softmax}
    if activation not in funciones:
        raise ValueError(activation)
    return funciones[activation](z)


@wrong("network.dense")
def bias_after_the_activation(X, W, b, activation):
    """Adds the bias after the activation instead of before."""
    z = X @ W
    if activation == "relu":
        a = np.maximum(z, 0)
    elif activation == "sigmoid":
        a = sigmoid(z)
    elif activation == "tanh":
        a = np.tanh(z)
    elif activation == "softmax":
        a = softmax(z)
    elif activation == "linear":
        a = z
    else:
        raise ValueError("activación")
    return a + b


@wrong("network.dense")
def layer_without_bias(X, W, b, activation):
    """Forgets the bias."""
    z = np.matmul(X, W)
    match activation:
        case "linear":
            return z
        case "relu":
            return relu(z)
        case "sigmoid":
            return sigmoid(z)
        case "tanh":
            return np.tanh(z)
        case "softmax":
            return softmax(z)
    raise ValueError("activación desconocida: " + str(activation))


@wrong("network.dense")
def unknown_means_linear(X, W, b, activation):
    """Takes an unknown activation for linear instead of raising ValueError."""
    z = X @ W + b
    if activation == "relu":
        return relu(z)
    elif activation == "sigmoid":
        return sigmoid(z)
    elif activation == "tanh":
        return np.tanh(z)
    elif activation == "softmax":
        return softmax(z)
    else:
        return z


@wrong("network.dense")
def softmax_over_the_batch(X, W, b, activation):
    """Its softmax divides by the sum of all examples instead of that of each row."""
    z = X @ W + b
    if activation == "softmax":
        e = np.exp(z - np.max(z))
        return e / e.sum()
    if activation == "linear":
        return z
    if activation == "relu":
        return z * (z > 0)
    if activation == "sigmoid":
        return sigmoid(z)
    if activation == "tanh":
        return np.tanh(z)
    raise ValueError("no conozco esa activación")


@wrong("network.dense")
def formulas_that_overflow(X, W, b, activation):
    """The softmax is the plain formula, without subtracting the maximum: inf / inf with big z."""
    z = X @ W + b
    if activation == "sigmoid":
        return sigmoid(z)
    elif activation == "relu":
        return relu(z)
    elif activation == "tanh":
        return np.tanh(z)
    elif activation == "softmax":
        return np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)
    elif activation == "linear":
        return z
    raise ValueError("activación")


@wrong("network.dense")
def forgets_to_activate(X, W, b, activation):
    """Computes XW + b but never applies the activation."""
    if activation not in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        raise ValueError("activación desconocida")
    salida = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for j in range(W.shape[1]):
            salida[i, j] = sum(X[i, k] * W[k, j] for k in range(X.shape[1])) + b[j]
    return salida


@wrong("network.dense")
def linear_is_not_an_activation(X, W, b, activation):
    """Forgets "linear" and refuses it as unknown."""
    z = X @ W + b
    if activation == "relu":
        return relu(z)
    if activation == "sigmoid":
        return sigmoid(z)
    if activation == "tanh":
        return np.tanh(z)
    if activation == "softmax":
        return softmax(z)
    raise ValueError("activación no válida")


@wrong("network.dense")
def activates_the_inputs(X, W, b, activation):
    """Applies the activation to X before the weights instead of to XW + b."""
    funciones = {"linear": lambda t: t, "relu": relu, "sigmoid": sigmoid, "tanh": np.tanh, "softmax": softmax}
    if activation not in funciones:
        raise ValueError("activación desconocida")
    return funciones[activation](X) @ W + b


@wrong("network.forward")
def every_layer_sees_the_input(X, layers):
    """Every layer receives X, not the output of the layer before it."""
    for W, b, activation in layers:
        salida = dense(X, W, b, activation)
    return salida


@wrong("network.forward")
def from_the_last_to_the_first(X, layers):
    """Goes through the layers backwards."""
    a = X
    for capa in reversed(layers):
        a = dense(a, capa[0], capa[1], capa[2])
    return a


@wrong("network.forward")
def returns_after_the_first_layer(X, layers):
    """The return is inside the loop: only the first layer is applied."""
    for W, b, act in layers:
        X = dense(X, W, b, act)
        return X


@wrong("network.forward")
def empties_the_list(X, layers):
    """Takes the layers out of the list with pop: the argument is left empty."""
    a = X
    while layers:
        W, b, act = layers.pop(0)
        a = dense(a, W, b, act)
    return a


@wrong("network.forward")
def only_linear_parts(X, layers):
    """Multiplies by the weights and adds the biases but forgets the activations."""
    a = X
    for W, b, _ in layers:
        a = a @ W + b
    return a


@wrong("network.forward")
def all_the_outputs(X, layers):
    """Returns the outputs of all layers instead of only the last."""
    salidas = [X]
    for W, b, act in layers:
        salidas.append(dense(salidas[-1], W, b, act))
    return salidas


@wrong("network.forward")
def always_two_layers(X, layers):
    """Written for exactly two layers: breaks, or leaves layers out, with another number."""
    W1, b1, a1 = layers[0]
    W2, b2, a2 = layers[1]
    return dense(dense(X, W1, b1, a1), W2, b2, a2)


@wrong("network.forward")
def last_layer_is_left_out(X, layers):
    """The loop stops before the last layer."""
    out = X
    for i in range(len(layers) - 1):
        W, b, activation = layers[i]
        out = dense(out, W, b, activation)
    return out


@wrong("network.forward")
def hidden_layers_always_relu(X, layers):
    """Uses ReLU in all hidden layers whatever activation they ask for."""
    a = X
    for i, (W, b, act) in enumerate(layers):
        if i < len(layers) - 1:
            a = np.maximum(0, a @ W + b)
        else:
            a = dense(a, W, b, act)
    return a


@wrong("network.backpropagation")
def sum_of_the_losses(X, y, W1, b1, W2, b2):
    """Forgets the 1/n of the mean loss: all gradients are n times too big."""
    H = sigmoid(X @ W1 + b1)
    P = sigmoid(H @ W2 + b2)
    delta2 = P - y
    dW2 = H.T @ delta2
    db2 = delta2.sum(axis=0)
    delta1 = delta2 @ W2.T * H * (1 - H)
    dW1 = X.T @ delta1
    db1 = delta1.sum(axis=0)
    return dW1, db1, dW2, db2


@wrong("network.backpropagation")
def derives_the_output_sigmoid_again(X, y, W1, b1, W2, b2):
    """Multiplies the output error by P (1 - P), which the cross-entropy has already cancelled."""
    n = X.shape[0]
    H = sigmoid(X @ W1 + b1)
    P = sigmoid(H @ W2 + b2)
    error = (P - y) / n
    d_out = error * P * (1 - P)
    d_hid = (d_out @ W2.T) * H * (1 - H)
    return X.T @ d_hid, np.sum(d_hid, axis=0), H.T @ d_out, np.sum(d_out, axis=0)


@wrong("network.backpropagation")
def hidden_derivative_forgotten(X, y, W1, b1, W2, b2):
    """Forgets to multiply the hidden error by the derivative of the hidden sigmoid."""
    m = len(X)
    A1 = sigmoid(np.dot(X, W1) + b1)
    A2 = sigmoid(np.dot(A1, W2) + b2)
    dZ2 = (A2 - y) / m
    dZ1 = np.dot(dZ2, W2.T)
    return np.dot(X.T, dZ1), dZ1.sum(axis=0), np.dot(A1.T, dZ2), dZ2.sum(axis=0)


@wrong("network.backpropagation")
def derivative_with_z(X, y, W1, b1, W2, b2):
    """Uses z (1 - z) with the weighted sum instead of h (1 - h) with the output of the neuron."""
    n = len(y)
    Z1 = X @ W1 + b1
    H = sigmoid(Z1)
    P = sigmoid(H @ W2 + b2)
    d2 = (P - y) / n
    d1 = (d2 @ W2.T) * Z1 * (1 - Z1)
    return X.T @ d1, d1.sum(axis=0), H.T @ d2, d2.sum(axis=0)


@wrong("network.backpropagation")
def derivative_of_tanh(X, y, W1, b1, W2, b2):
    """Uses 1 - H^2, the derivative of tanh, although the hidden layer is a sigmoid."""
    n = len(y)
    H = sigmoid(X @ W1 + b1)
    P = sigmoid(H @ W2 + b2)
    dz2 = (1 / n) * (P - y)
    dW2 = np.dot(H.T, dz2)
    db2 = np.sum(dz2, axis=0)
    dz1 = np.dot(dz2, W2.T) * (1 - np.power(H, 2))
    dW1 = np.dot(X.T, dz1)
    db1 = np.sum(dz1, axis=0)
    return dW1, db1, dW2, db2


@wrong("network.backpropagation")
def truth_minus_output(X, y, W1, b1, W2, b2):
    """Takes y - P as the error of the output: all gradients have the opposite sign."""
    n = len(X)
    H = sigmoid(X @ W1 + b1)
    P = sigmoid(H @ W2 + b2)
    e = (y - P) / n
    eh = e @ W2.T * (H * (1 - H))
    return X.T @ eh, eh.sum(0), H.T @ e, e.sum(0)


@wrong("network.backpropagation")
def bias_gradients_averaged_again(X, y, W1, b1, W2, b2):
    """Takes the mean of the deltas for the biases although they are already divided by n."""
    n = len(X)
    H = sigmoid(X @ W1 + b1)
    P = sigmoid(H @ W2 + b2)
    d2 = (P - y) / n
    d1 = d2 @ W2.T * H * (1 - H)
    return X.T @ d1, d1.mean(axis=0), H.T @ d2, d2.mean(axis=0)


@wrong("network.backpropagation")
def hidden_bias_in_one_number(X, y, W1, b1, W2, b2):
    """Adds the hidden deltas over examples and neurons: db1 is one number instead of one per neuron."""
    n = len(X)
    H = sigmoid(X @ W1 + b1)
    P = sigmoid(H @ W2 + b2)
    d2 = (P - y) / n
    d1 = d2 @ W2.T * H * (1 - H)
    return X.T @ d1, np.sum(d1), H.T @ d2, np.array([np.sum(d2)])


@wrong("network.backpropagation")
def flattened_labels(X, y, W1, b1, W2, b2):
    """Flattens y: P (n, 1) minus y (n,) is broadcast to a matrix (n, n)."""
    n = len(X)
    y = y.ravel()
    H = sigmoid(X @ W1 + b1)
    P = sigmoid(H @ W2 + b2)
    d2 = (P - y) / n
    d1 = (d2 @ W2.T) * H * (1 - H)
    return X.T @ d1, d1.sum(axis=0), H.T @ d2, d2.sum(axis=0)


@wrong("network.backpropagation")
def linear_output(X, y, W1, b1, W2, b2):
    """Forgets the sigmoid of the output in the forward pass."""
    n = X.shape[0]
    H = sigmoid(X @ W1 + b1)
    P = H @ W2 + b2
    d2 = (P - y) / n
    d1 = (d2 @ W2.T) * H * (1 - H)
    return X.T @ d1, d1.sum(axis=0), H.T @ d2, d2.sum(axis=0)


@wrong("network.backpropagation")
def biases_have_no_gradient(X, y, W1, b1, W2, b2):
    """Gives the biases a gradient of zero, as if they were not learned."""
    n = X.shape[0]
    H = sigmoid(X @ W1 + b1)
    P = sigmoid(H @ W2 + b2)
    d2 = (P - y) / n
    d1 = (d2 @ W2.T) * H * (1 - H)
    return X.T @ d1, np.zeros_like(b1), H.T @ d2, np.zeros_like(b2)


@wrong("network.backpropagation")
def output_error_straight_to_the_hidden(X, y, W1, b1, W2, b2):
    """The output error reaches all hidden neurons equally: forgets to share it according to W2."""
    n = X.shape[0]
    H = sigmoid(X @ W1 + b1)
    P = sigmoid(H @ W2 + b2)
    d2 = (P - y) / n
    d1 = d2 * H * (1 - H)
    return X.T @ d1, d1.sum(axis=0), H.T @ d2, d2.sum(axis=0)


@wrong("network.train_network")
def all_zeros_at_the_start(X, y, hidden_units, learning_rate, epochs, seed):
    """Starts from zeros: all hidden neurons are equal for ever."""
    W1 = np.zeros((X.shape[1], hidden_units))
    b1 = np.zeros(hidden_units)
    W2 = np.zeros((hidden_units, 1))
    b2 = np.zeros(1)
    for _ in range(epochs):
        dW1, db1, dW2, db2 = gradientes(X, y, W1, b1, W2, b2)
        W1 = W1 - learning_rate * dW1
        b1 = b1 - learning_rate * db1
        W2 = W2 - learning_rate * dW2
        b2 = b2 - learning_rate * db2
    return W1, b1, W2, b2


@wrong("network.train_network")
def equal_neurons(X, y, hidden_units, learning_rate, epochs, seed):
    """Draws one random number and gives it to every weight: the hidden neurons never become different."""
    rng = np.random.default_rng(seed)
    valor = rng.normal()
    p = [
        np.full((X.shape[1], hidden_units), valor),
        np.zeros(hidden_units),
        np.full((hidden_units, 1), valor),
        np.zeros(1),
    ]
    for _ in range(epochs):
        g = gradientes(X, y, *p)
        p = [pi - learning_rate * gi for pi, gi in zip(p, g)]
    return tuple(p)


@wrong("network.train_network")
def seed_forgotten(X, y, hidden_units, learning_rate, epochs, seed):
    """Does not use the seed: each call gives another result."""
    rng = np.random.default_rng()
    W1 = rng.normal(size=(X.shape[1], hidden_units))
    b1 = np.zeros(hidden_units)
    W2 = rng.normal(size=(hidden_units, 1))
    b2 = np.zeros(1)
    for _ in range(epochs):
        dW1, db1, dW2, db2 = gradientes(X, y, W1, b1, W2, b2)
        W1 = W1 - learning_rate * dW1
        b1 = b1 - learning_rate * db1
        W2 = W2 - learning_rate * dW2
        b2 = b2 - learning_rate * db2
    return W1, b1, W2, b2


@wrong("network.train_network")
def seed_always_42(X, y, hidden_units, learning_rate, epochs, seed):
    """Fixes the seed at 42 and ignores the one that it receives."""
    np.random.seed(42)
    W1 = np.random.randn(X.shape[1], hidden_units)
    W2 = np.random.randn(hidden_units, 1)
    b1, b2 = np.zeros(hidden_units), np.zeros(1)
    for _ in range(epochs):
        dW1, db1, dW2, db2 = gradientes(X, y, W1, b1, W2, b2)
        W1 = W1 - learning_rate * dW1
        b1 = b1 - learning_rate * db1
        W2 = W2 - learning_rate * dW2
        b2 = b2 - learning_rate * db2
    return W1, b1, W2, b2


@wrong("network.train_network")
def adds_the_gradients(X, y, hidden_units, learning_rate, epochs, seed):
    """Adds the gradients instead of subtracting them: the loss grows."""
    rng = np.random.default_rng(seed)
    W1 = rng.normal(0, 1, (X.shape[1], hidden_units))
    W2 = rng.normal(0, 1, (hidden_units, 1))
    b1 = np.zeros(hidden_units)
    b2 = np.zeros(1)
    for _ in range(epochs):
        dW1, db1, dW2, db2 = gradientes(X, y, W1, b1, W2, b2)
        W1 += learning_rate * dW1
        b1 += learning_rate * db1
        W2 += learning_rate * dW2
        b2 += learning_rate * db2
    return W1, b1, W2, b2


@wrong("network.train_network")
def two_hidden_neurons_always(X, y, hidden_units, learning_rate, epochs, seed):
    """Always uses two hidden neurons: ignores hidden_units."""
    rng = np.random.default_rng(seed)
    params = [rng.normal(size=(X.shape[1], 2)), np.zeros(2), rng.normal(size=(2, 1)), np.zeros(1)]
    for _ in range(epochs):
        grads = gradientes(X, y, *params)
        for i in range(4):
            params[i] = params[i] - learning_rate * grads[i]
    return params[0], params[1], params[2], params[3]


@wrong("network.train_network")
def only_the_output_layer_learns(X, y, hidden_units, learning_rate, epochs, seed):
    """Updates only W2 and b2: the hidden layer stays as it was drawn."""
    rng = np.random.default_rng(seed)
    W1 = rng.normal(size=(X.shape[1], hidden_units))
    b1 = np.zeros(hidden_units)
    W2 = rng.normal(size=(hidden_units, 1))
    b2 = np.zeros(1)
    for _ in range(epochs):
        H = sigmoid(X @ W1 + b1)
        P = sigmoid(H @ W2 + b2)
        W2 = W2 - learning_rate * H.T @ (P - y) / len(X)
        b2 = b2 - learning_rate * np.mean(P - y, axis=0)
    return W1, b1, W2, b2


@wrong("network.train_network")
def biases_never_move(X, y, hidden_units, learning_rate, epochs, seed):
    """Updates the weights but leaves the biases at zero."""
    rng = np.random.default_rng(seed)
    W1 = rng.normal(size=(X.shape[1], hidden_units))
    W2 = rng.normal(size=(hidden_units, 1))
    b1, b2 = np.zeros(hidden_units), np.zeros(1)
    for _ in range(epochs):
        dW1, db1, dW2, db2 = gradientes(X, y, W1, b1, W2, b2)
        W1 = W1 - learning_rate * dW1
        W2 = W2 - learning_rate * dW2
    return W1, b1, W2, b2


@wrong("network.train_network")
def draws_again_every_epoch(X, y, hidden_units, learning_rate, epochs, seed):
    """Draws the weights inside the loop of epochs: each one starts from the beginning."""
    W1, b1 = np.zeros((X.shape[1], hidden_units)), np.zeros(hidden_units)
    W2, b2 = np.zeros((hidden_units, 1)), np.zeros(1)
    for _ in range(max(epochs, 1)):
        rng = np.random.default_rng(seed)
        W1 = rng.normal(size=(X.shape[1], hidden_units))
        b1 = np.zeros(hidden_units)
        W2 = rng.normal(size=(hidden_units, 1))
        b2 = np.zeros(1)
        if epochs == 0:
            break
        dW1, db1, dW2, db2 = gradientes(X, y, W1, b1, W2, b2)
        W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
        W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2
    return W1, b1, W2, b2


@wrong("network.train_network")
def gigantic_start(X, y, hidden_units, learning_rate, epochs, seed):
    """Draws enormous weights: the sigmoids are saturated and hardly learn."""
    rng = np.random.default_rng(seed)
    W1 = rng.uniform(-500, 500, size=(X.shape[1], hidden_units))
    b1 = rng.uniform(-500, 500, size=hidden_units)
    W2 = rng.uniform(-500, 500, size=(hidden_units, 1))
    b2 = np.zeros(1)
    for _ in range(epochs):
        dW1, db1, dW2, db2 = gradientes(X, y, W1, b1, W2, b2)
        W1 = W1 - learning_rate * dW1
        b1 = b1 - learning_rate * db1
        W2 = W2 - learning_rate * dW2
        b2 = b2 - learning_rate * db2
    return W1, b1, W2, b2


@wrong("network.train_network")
def hidden_layer_sees_the_new_output_weights(X, y, hidden_units, learning_rate, epochs, seed):
    """Updates W2 before computing the hidden gradient: the four parameters do not move at the same time."""
    rng = np.random.default_rng(seed)
    W1 = rng.normal(size=(X.shape[1], hidden_units))
    b1 = np.zeros(hidden_units)
    W2 = rng.normal(size=(hidden_units, 1))
    b2 = np.zeros(1)
    n = len(X)
    for _ in range(epochs):
        H = sigmoid(X @ W1 + b1)
        P = sigmoid(H @ W2 + b2)
        d2 = (P - y) / n
        W2 = W2 - learning_rate * H.T @ d2
        b2 = b2 - learning_rate * d2.sum(axis=0)
        d1 = d2 @ W2.T * H * (1 - H)
        W1 = W1 - learning_rate * X.T @ d1
        b1 = b1 - learning_rate * d1.sum(axis=0)
    return W1, b1, W2, b2


@wrong("network.train_network")
def one_example_at_a_time(X, y, hidden_units, learning_rate, epochs, seed):
    """Steps after each example instead of once per epoch with the gradient of all of them."""
    rng = np.random.default_rng(seed)
    W1 = rng.normal(size=(X.shape[1], hidden_units))
    b1 = np.zeros(hidden_units)
    W2 = rng.normal(size=(hidden_units, 1))
    b2 = np.zeros(1)
    for _ in range(epochs):
        for i in range(len(X)):
            dW1, db1, dW2, db2 = gradientes(X[i : i + 1], y[i : i + 1], W1, b1, W2, b2)
            W1 = W1 - learning_rate * dW1
            b1 = b1 - learning_rate * db1
            W2 = W2 - learning_rate * dW2
            b2 = b2 - learning_rate * db2
    return W1, b1, W2, b2


@wrong("network.initialize")
def normal_with_that_width(sizes, seed):
    """Draws from a normal of deviation r instead of a uniform."""
    rng = np.random.default_rng(seed)
    capas = []
    for entradas, unidades in zip(sizes[:-1], sizes[1:]):
        r = np.sqrt(6 / (entradas + unidades))
        capas.append((rng.normal(0, r, size=(entradas, unidades)), np.zeros(unidades)))
    return capas


@wrong("network.initialize")
def no_negative_weights(sizes, seed):
    """Draws between 0 and r: there is no negative weight."""
    rng = np.random.default_rng(seed)
    capas = []
    for i in range(len(sizes) - 1):
        r = np.sqrt(6 / (sizes[i] + sizes[i + 1]))
        capas.append((rng.random((sizes[i], sizes[i + 1])) * r, np.zeros(sizes[i + 1])))
    return capas


@wrong("network.initialize")
def units_by_inputs(sizes, seed):
    """The weights on their side: a row for each unit."""
    rng = np.random.default_rng(seed)
    capas = []
    for i in range(1, len(sizes)):
        r = np.sqrt(6 / (sizes[i - 1] + sizes[i]))
        capas.append((rng.uniform(-r, r, size=(sizes[i], sizes[i - 1])), np.zeros(sizes[i])))
    return capas


@wrong("network.initialize")
def biases_drawn_too(sizes, seed):
    """Draws the biases at random as well."""
    rng = np.random.default_rng(seed)
    capas = []
    for n, m in zip(sizes, sizes[1:]):
        r = (6 / (n + m)) ** 0.5
        W = rng.uniform(-r, r, (n, m))
        b = rng.uniform(-r, r, m)
        capas.append((W, b))
    return capas


@wrong("network.initialize")
def only_the_inputs_count(sizes, seed):
    """The r of another rule: looks only at the inputs."""
    rng = np.random.default_rng(seed)
    return [(rng.uniform(-np.sqrt(6 / a), np.sqrt(6 / a), (a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


@wrong("network.initialize")
def generator_born_again_in_each_layer(sizes, seed):
    """Makes the generator inside the loop: every layer draws the same numbers."""
    capas = []
    for a, b in zip(sizes, sizes[1:]):
        rng = np.random.default_rng(seed)
        r = np.sqrt(6 / (a + b))
        capas.append((rng.uniform(-r, r, (a, b)), np.zeros(b)))
    return capas


@wrong("network.softmax_cross_entropy_gradient")
def forgets_to_divide(Z, Y):
    """Does not divide by the number of examples."""
    return softmax(Z) - Y


@wrong("network.softmax_cross_entropy_gradient")
def label_minus_output(Z, Y):
    """Subtracts the wrong way round."""
    P = softmax(Z)
    return (Y - P) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def divides_by_every_cell(Z, Y):
    """Divides by n k, the number of elements."""
    return (softmax(Z) - Y) / Z.size


@wrong("network.softmax_cross_entropy_gradient")
def derives_the_softmax_once_more(Z, Y):
    """Multiplies by P (1 - P), a derivative that was already in."""
    P = softmax(Z)
    return (P - Y) * P * (1 - P) / Z.shape[0]


@wrong("network.softmax_cross_entropy_gradient")
def exponentials_of_large_logits(Z, Y):
    """Does not subtract the maximum: overflows."""
    e = np.exp(Z)
    P = e / e.sum(axis=1, keepdims=True)
    return (P - Y) / len(Z)


@wrong("network.softmax_cross_entropy_gradient")
def stops_at_the_probabilities(Z, Y):
    """Derives with respect to P and not to the logits: -Y / P."""
    P = np.clip(softmax(Z), 1e-7, 1)
    return -Y / P / len(Z)
