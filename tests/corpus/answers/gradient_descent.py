"""Right and wrong answers to unit 5, gradient descent."""

import numpy as np

from tests.support.answers import right, wrong

# -- gradient_step -----------------------------------------------------------------------------


@right("gradient_descent.gradient_step")
def element_by_element(w, gradient, learning_rate):
    return [value - learning_rate * slope for value, slope in zip(w, gradient)]


@right("gradient_descent.gradient_step")
def on_a_copy(w, gradient, learning_rate):
    moved = w.copy()
    moved -= learning_rate * gradient
    return moved


@right("gradient_descent.gradient_step")
def step_in_float32(w, gradient, learning_rate):
    return np.asarray(w, np.float32) - np.float32(learning_rate) * np.asarray(gradient, np.float32)


@right("gradient_descent.gradient_step")
def with_numpy_functions(w, gradient, learning_rate):
    return np.add(w, np.multiply(-learning_rate, gradient)).tolist()


@right("gradient_descent.gradient_step")
def index_by_index(w, gradient, learning_rate):
    moved = np.zeros(w.shape)
    for index in np.ndindex(*w.shape):
        moved[index] = w[index] - learning_rate * gradient[index]
    return moved


@right("gradient_descent.gradient_step")
def step_with_tensorflow(w, gradient, learning_rate):
    import tensorflow as tf

    variable = tf.Variable(w)
    variable.assign_sub(learning_rate * tf.constant(gradient))
    return variable.numpy()


@wrong("gradient_descent.gradient_step")
def in_place(w, gradient, learning_rate):
    w -= learning_rate * gradient
    return w


@wrong("gradient_descent.gradient_step")
def scales_the_gradient_in_place(w, gradient, learning_rate):
    gradient *= learning_rate
    return w - gradient


@wrong("gradient_descent.gradient_step")
def unit_gradient(w, gradient, learning_rate):
    length = np.linalg.norm(gradient)
    return w - learning_rate * gradient / (length if length else 1)


@wrong("gradient_descent.gradient_step")
def returns_nothing(w, gradient, learning_rate):
    w = w - learning_rate * gradient


# -- numerical_gradient ------------------------------------------------------------------------


@right("gradient_descent.numerical_gradient")
def on_two_copies(f, w, h=1e-5):
    slopes = []
    for i in range(len(w)):
        ahead, behind = w.copy(), w.copy()
        ahead[i] += h
        behind[i] -= h
        slopes.append((f(ahead) - f(behind)) / (2 * h))
    return slopes


@right("gradient_descent.numerical_gradient")
def restores_from_a_saved_value(f, w, h=1e-5):
    gradient = np.zeros_like(w)
    for i in range(w.size):
        saved = w[i]
        w[i] = saved + h
        ahead = f(w)
        w[i] = saved - h
        behind = f(w)
        w[i] = saved
        gradient[i] = (ahead - behind) / (2 * h)
    return gradient


@right("gradient_descent.numerical_gradient")
def rows_of_the_identity(f, w, h=1e-5):
    steps = h * np.identity(len(w))
    return (np.apply_along_axis(f, 1, w + steps) - np.apply_along_axis(f, 1, w - steps)) / 2 / h


@right("gradient_descent.numerical_gradient")
def mean_of_forward_and_backward(f, w, h=1e-5):
    def shifted(i, by):
        return f(np.where(np.arange(len(w)) == i, w + by, w))

    here = f(w)
    return np.array([((shifted(i, h) - here) / h + (here - shifted(i, -h)) / h) / 2 for i in range(len(w))])


@right("gradient_descent.numerical_gradient")
def with_lists(f, w, h=1e-5):
    def shifted(i, by):
        return np.array([value + by if j == i else value for j, value in enumerate(w.tolist())])

    return tuple((f(shifted(i, h)) - f(shifted(i, -h))) / (2 * h) for i in range(len(w)))


@right("gradient_descent.numerical_gradient")
def with_numpy_gradient(f, w, h=1e-5):
    return [np.gradient([f(w + k * h * e) for k in (-1, 0, 1)], h)[1] for e in np.eye(len(w))]


@wrong("gradient_descent.numerical_gradient")
def with_scipy_forward(f, w, h=1e-5):
    from scipy.optimize import approx_fprime

    return approx_fprime(w, f, h)


@wrong("gradient_descent.numerical_gradient")
def ignores_h(f, w, h=1e-5):
    h = 1e-5
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])


@wrong("gradient_descent.numerical_gradient")
def another_default(f, w, h=1e-3):
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])


@wrong("gradient_descent.numerical_gradient")
def too_small_a_default(f, w, h=1e-7):
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])


@wrong("gradient_descent.numerical_gradient")
def five_points(f, w, h=1e-5):
    def at(e, k):
        return f(w + k * h * e)

    return np.array([(at(e, -2) - 8 * at(e, -1) + 8 * at(e, 1) - at(e, 2)) / (12 * h) for e in np.eye(len(w))])


@wrong("gradient_descent.numerical_gradient")
def never_moves_back(f, w, h=1e-5):
    moved, gradient = w.copy(), np.zeros_like(w)
    for i in range(len(w)):
        moved[i] += h
        ahead = f(moved)
        moved[i] -= 2 * h
        gradient[i] = (ahead - f(moved)) / (2 * h)
    return gradient


@wrong("gradient_descent.numerical_gradient")
def only_the_first_coordinate(f, w, h=1e-5):
    gradient, e = np.zeros_like(w), np.eye(len(w))[0]
    gradient[0] = (f(w + h * e) - f(w - h * e)) / (2 * h)
    return gradient


@wrong("gradient_descent.numerical_gradient")
def restores_by_subtracting(f, w, h=1e-5):
    gradient = np.zeros_like(w)
    for i in range(len(w)):
        w[i] += h
        ahead = f(w)
        w[i] -= 2 * h
        behind = f(w)
        w[i] += h
        gradient[i] = (ahead - behind) / (2 * h)
    return gradient


@wrong("gradient_descent.numerical_gradient")
def aliases_instead_of_copies(f, w, h=1e-5):
    gradient = np.zeros_like(w)
    for i in range(len(w)):
        ahead, behind = w, w
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient


@wrong("gradient_descent.numerical_gradient")
def rounds_the_slopes(f, w, h=1e-5):
    return np.array([round((f(w + h * e) - f(w - h * e)) / (2 * h), 2) for e in np.eye(len(w))])


# -- mse_gradient ------------------------------------------------------------------------------


@right("gradient_descent.mse_gradient")
def sample_by_sample(X, y, w, b):
    n, d = X.shape
    dw, db = [0.0] * d, 0.0
    for i in range(n):
        error = sum(X[i, j] * w[j] for j in range(d)) + b - y[i]
        for j in range(d):
            dw[j] += 2 * error * X[i, j] / n
        db += 2 * error / n
    return dw, db


@right("gradient_descent.mse_gradient")
def gradient_in_float32(X, y, w, b):
    X, y, w = (np.asarray(value, np.float32) for value in (X, y, w))
    error = X @ w + np.float32(b) - y
    return X.T @ error * np.float32(2 / len(y)), np.float32(2) * error.mean()


@right("gradient_descent.mse_gradient")
def with_a_column_of_ones(X, y, w, b):
    A = np.column_stack([X, np.ones(len(X))])
    gradient = 2 * A.T @ (A @ np.append(w, b) - y) / len(y)
    return gradient[:-1], gradient[-1:]


@right("gradient_descent.mse_gradient")
def with_columns(X, y, w, b):
    error = X.dot(w.reshape(-1, 1)) + b - y.reshape(-1, 1)
    return (2 * X * error).mean(axis=0), (2 * error).mean(axis=0)


@right("gradient_descent.mse_gradient")
def gradient_with_einsum(X, y, w, b):
    error = np.einsum("ij,j->i", X, w) + b - y
    return [np.einsum("ij,i->j", X, error) * 2 / X.shape[0], np.array(2 * error.mean())]


@right("gradient_descent.mse_gradient")
def with_automatic_differentiation(X, y, w, b):
    import tensorflow as tf

    weights, bias = tf.Variable(w), tf.Variable(b, dtype=tf.float64)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.linalg.matvec(tf.constant(X), weights) + bias - y) ** 2)
    return tape.gradient(loss, [weights, bias])


@right("gradient_descent.mse_gradient")
def with_central_differences(X, y, w, b):
    def loss(v):
        return np.mean((X @ v[:-1] + v[-1] - y) ** 2)

    v, h = np.append(w, b), 1e-4
    gradient = np.array([(loss(v + h * e) - loss(v - h * e)) / (2 * h) for e in np.eye(len(v))])
    return gradient[:-1], gradient[-1]


@wrong("gradient_descent.mse_gradient")
def forward_differences_with_a_large_h(X, y, w, b):
    def loss(v):
        return np.mean((X @ v[:-1] + v[-1] - y) ** 2)

    v, h = np.append(w, b), 1e-2
    gradient = np.array([(loss(v + h * e) - loss(v)) / h for e in np.eye(len(v))])
    return gradient[:-1], gradient[-1]


@wrong("gradient_descent.mse_gradient")
def overwrites_the_targets(X, y, w, b):
    y -= X @ w + b
    return -2 * X.T @ y / len(y), -2 * np.mean(y)


# -- minimize ----------------------------------------------------------------------------------


@right("gradient_descent.minimize")
def list_of_lists(gradient, w0, learning_rate, steps):
    w = [float(value) for value in w0]
    path = [w]
    for _ in range(steps):
        w = [value - learning_rate * slope for value, slope in zip(w, gradient(np.array(w)))]
        path.append(w)
    return path


@right("gradient_descent.minimize")
def fills_an_array(gradient, w0, learning_rate, steps):
    path = np.empty((steps + 1, len(w0)))
    path[0] = w0
    for k in range(steps):
        path[k + 1] = path[k] - learning_rate * gradient(path[k])
    return path


@right("gradient_descent.minimize")
def path_in_float32(gradient, w0, learning_rate, steps):
    w = np.asarray(w0, np.float32)
    path = [w]
    for _ in range(steps):
        w = w - np.float32(learning_rate) * np.asarray(gradient(w), np.float32)
        path.append(w)
    return np.stack(path)


@right("gradient_descent.minimize")
def in_place_but_saving_copies(gradient, w0, learning_rate, steps):
    w = w0.copy()
    path = [w.copy()]
    for _ in range(steps):
        w -= learning_rate * gradient(w)
        path.append(w.copy())
    return path


@right("gradient_descent.minimize")
def recursive(gradient, w0, learning_rate, steps):
    def path(w, left):
        return [w] if left == 0 else [w, *path(w - learning_rate * gradient(w), left - 1)]

    return np.vstack(path(w0, steps))


@right("gradient_descent.minimize")
def with_accumulate(gradient, w0, learning_rate, steps):
    from itertools import accumulate

    return tuple(accumulate(range(steps), lambda w, _: w - learning_rate * gradient(w), initial=w0))


@wrong("gradient_descent.minimize")
def saves_the_same_array(gradient, w0, learning_rate, steps):
    w = w0.copy()
    path = [w]
    for _ in range(steps):
        w -= learning_rate * gradient(w)
        path.append(w)
    return np.array(path)


@wrong("gradient_descent.minimize")
def moves_the_starting_point(gradient, w0, learning_rate, steps):
    path = [w0.copy()]
    for _ in range(steps):
        w0 -= learning_rate * gradient(w0)
        path.append(w0.copy())
    return np.array(path)


@wrong("gradient_descent.minimize")
def stops_when_flat(gradient, w0, learning_rate, steps):
    path = [w0]
    for _ in range(steps):
        if np.linalg.norm(gradient(path[-1])) < 1e-2:
            break
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


@wrong("gradient_descent.minimize")
def stops_when_it_no_longer_moves(gradient, w0, learning_rate, steps):
    path = [w0]
    for _ in range(steps):
        w = path[-1] - learning_rate * gradient(path[-1])
        if np.array_equal(w, path[-1]):
            break
        path.append(w)
    return np.array(path)


@wrong("gradient_descent.minimize")
def with_momentum(gradient, w0, learning_rate, steps):
    path, velocity = [w0], 0
    for _ in range(steps):
        velocity = 0.9 * velocity - learning_rate * gradient(path[-1])
        path.append(path[-1] + velocity)
    return np.array(path)


@wrong("gradient_descent.minimize")
def straight_to_the_minimum(gradient, w0, learning_rate, steps):
    return np.vstack([w0, np.zeros((steps, len(w0)))])


@wrong("gradient_descent.minimize")
def no_room_for_no_steps(gradient, w0, learning_rate, steps):
    w = w0 - learning_rate * gradient(w0)
    path = [w0, w]
    for _ in range(steps - 1):
        w = w - learning_rate * gradient(w)
        path.append(w)
    return np.array(path)


# -- fit_linear_regression ---------------------------------------------------------------------


@right("gradient_descent.fit_linear_regression")
def fit_with_plain_loops(X, y, learning_rate, epochs):
    rows, targets = X.tolist(), y.tolist()
    n, d = len(rows), len(rows[0])
    w, b = [0.0] * d, 0.0
    for _ in range(epochs):
        errors = [sum(x * v for x, v in zip(row, w)) + b - target for row, target in zip(rows, targets)]
        dw = [2 / n * sum(error * row[j] for error, row in zip(errors, rows)) for j in range(d)]
        db = 2 / n * sum(errors)
        w = [value - learning_rate * slope for value, slope in zip(w, dw)]
        b -= learning_rate * db
    return w, b


@right("gradient_descent.fit_linear_regression")
def fit_in_float32(X, y, learning_rate, epochs):
    X, y = X.astype(np.float32), y.astype(np.float32)
    w, b = np.zeros(X.shape[1], np.float32), np.float32(0)
    for _ in range(epochs):
        error = X @ w + b - y
        w = w - np.float32(learning_rate) * 2 * (X.T @ error) / np.float32(len(y))
        b = b - np.float32(learning_rate) * 2 * error.mean()
    return w, b


@right("gradient_descent.fit_linear_regression")
def fit_with_a_column_of_ones(X, y, learning_rate, epochs):
    A = np.hstack([X, np.ones((len(X), 1))])
    v = np.zeros(A.shape[1])
    for _ in range(epochs):
        v -= learning_rate * 2 / len(y) * A.T @ (A @ v - y)
    return v[:-1], v[-1]


@right("gradient_descent.fit_linear_regression")
def bias_as_an_array(X, y, learning_rate, epochs):
    w, b = np.zeros((X.shape[1], 1)), np.zeros(1)
    for _ in range(epochs):
        error = X @ w + b - y[:, np.newaxis]
        dw, db = 2 * np.mean(X * error, axis=0), 2 * np.mean(error, axis=0)
        w -= learning_rate * dw[:, np.newaxis]
        b -= learning_rate * db
    return w.ravel(), b


@right("gradient_descent.fit_linear_regression")
def with_the_affine_map(X, y, learning_rate, epochs):
    A = np.hstack([X, np.ones((len(X), 1))])
    step = np.eye(A.shape[1]) - 2 * learning_rate / len(y) * A.T @ A
    shift = 2 * learning_rate / len(y) * A.T @ y
    v = np.zeros(A.shape[1])
    for _ in range(epochs):
        v = step @ v + shift
    return [v[:-1], v[-1:]]


@right("gradient_descent.fit_linear_regression")
def error_with_the_other_sign(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        left = y - (w @ X.T + b)
        w, b = w + 2 * learning_rate * (left @ X) / len(left), b + 2 * learning_rate * np.average(left)
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def one_epoch_short(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1, epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def fit_with_scikit_learn(X, y, learning_rate, epochs):
    from sklearn.linear_model import LinearRegression

    model = LinearRegression().fit(X, y)
    return model.coef_, model.intercept_


@wrong("gradient_descent.fit_linear_regression")
def random_start(X, y, learning_rate, epochs):
    w, b = np.random.default_rng(0).normal(size=X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def stops_when_it_stops_improving(X, y, learning_rate, epochs):
    w, b, best = np.zeros(X.shape[1]), 0.0, np.inf
    for _ in range(epochs):
        error = X @ w + b - y
        if best - np.mean(error**2) < 1e-3:
            break
        best = np.mean(error**2)
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def stops_when_it_barely_improves(X, y, learning_rate, epochs):
    w, b, best = np.zeros(X.shape[1]), 0.0, np.inf
    for _ in range(epochs):
        error = X @ w + b - y
        if best - np.mean(error**2) < 1e-6:
            break
        best = np.mean(error**2)
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def at_most_ten_epochs(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(min(epochs, 10)):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def scales_the_data_in_place(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    original, targets = X.copy(), y.copy()
    X *= learning_rate
    for _ in range(epochs):
        error = original @ w + b - targets
        w, b = w - 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


# -- as found in students' code -----------------------------------------------------------------


@wrong("gradient_descent.gradient_step")
def calls_gradient(w, gradient, learning_rate):
    return w - learning_rate * gradient(w)


@wrong("gradient_descent.gradient_step")
def half_step(w, gradient, learning_rate):
    return w - learning_rate * gradient / len(w)


@wrong("gradient_descent.gradient_step")
def two_results(w, gradient, learning_rate):
    w_new = w - learning_rate * gradient
    return w_new, np.linalg.norm(gradient)


@wrong("gradient_descent.gradient_step")
def step_thrown_away(w, gradient, learning_rate):
    w - learning_rate * gradient
    return w


@wrong("gradient_descent.numerical_gradient")
def all_at_once(f, w, h=1e-5):
    return (f(w + h) - f(w - h)) / (2 * h)


@wrong("gradient_descent.numerical_gradient")
def all_at_once_forward(f, w, h=1e-5):
    return (f(w + h) - f(w)) / h


@wrong("gradient_descent.numerical_gradient")
def forward_wrong_sign(f, w, h=1e-5):
    g = np.zeros_like(w)
    for i in range(len(w)):
        d = np.zeros_like(w)
        d[i] = h
        g[i] = (f(w) - f(w + d)) / h
    return g


@wrong("gradient_descent.numerical_gradient")
def sums(f, w, h=1e-5):
    g = 0
    for i in range(len(w)):
        d = np.zeros_like(w)
        d[i] = h
        g += (f(w + d) - f(w - d)) / (2 * h)
    return g


@wrong("gradient_descent.numerical_gradient")
def forward_all(f, w, h=1e-5):
    return np.array([(f(w + h) - f(w)) / h for _ in w])


@wrong("gradient_descent.numerical_gradient")
def column_gradient(f, w, h=1e-5):
    g = np.zeros((len(w), 1))
    for i in range(len(w)):
        d = np.zeros_like(w)
        d[i] = h
        g[i] = (f(w + d) - f(w - d)) / (2 * h)
    return g


@wrong("gradient_descent.mse_gradient")
def neg_half(X, y, w, b):
    e = y - (X @ w + b)
    return X.T @ e / len(y), np.sum(e) / len(y)


@wrong("gradient_descent.mse_gradient")
def neg_no_mean(X, y, w, b):
    e = y - (X @ w + b)
    return 2 * X.T @ e, 2 * np.sum(e)


@wrong("gradient_descent.mse_gradient")
def neg_nothing(X, y, w, b):
    e = y - (X @ w + b)
    return X.T @ e, np.sum(e)


@wrong("gradient_descent.mse_gradient")
def half_db_sum(X, y, w, b):
    e = X @ w + b - y
    return X.T @ e / len(y), np.sum(e)


@wrong("gradient_descent.mse_gradient")
def half_no_bias(X, y, w, b):
    e = X @ w - y
    return X.T @ e / len(y), np.mean(e)


@wrong("gradient_descent.mse_gradient")
def sign_bias_only(X, y, w, b):
    e = X @ w + b - y
    return 2 * X.T @ e / len(y), -2 * np.mean(e)


@wrong("gradient_descent.mse_gradient")
def sign_weights_only(X, y, w, b):
    e = X @ w + b - y
    return -2 * X.T @ e / len(y), 2 * np.mean(e)


@wrong("gradient_descent.mse_gradient")
def column_dw(X, y, w, b):
    e = (X @ w + b - y).reshape(-1, 1)
    return 2 * X.T @ e / len(y), 2 * np.mean(e)


@wrong("gradient_descent.mse_gradient")
def half_column_dw(X, y, w, b):
    e = (X @ w + b - y).reshape(-1, 1)
    return X.T @ e / len(y), np.mean(e)


@wrong("gradient_descent.mse_gradient")
def mean_all_dw(X, y, w, b):
    e = (X @ w + b - y).reshape(-1, 1)
    return np.mean(2 * X * e), np.mean(2 * e)


@wrong("gradient_descent.mse_gradient")
def dw_per_example(X, y, w, b):
    e = (X @ w + b - y).reshape(-1, 1)
    return 2 * X * e, 2 * e


@wrong("gradient_descent.mse_gradient")
def bias_in_w(X, y, w, b):
    Xb = np.c_[np.ones(len(X)), X]
    e = X @ w + b - y
    return 2 * Xb.T @ e / len(y)


@wrong("gradient_descent.mse_gradient")
def gradient_plus_loss(X, y, w, b):
    e = X @ w + b - y
    return 2 * X.T @ e / len(y), 2 * np.mean(e), np.mean(e**2)


@wrong("gradient_descent.mse_gradient")
def mean_db_divided_n(X, y, w, b):
    e = X @ w + b - y
    return 2 * X.T @ e / len(y), 2 * np.mean(e) / len(y)


@wrong("gradient_descent.mse_gradient")
def adds_the_two_gradients(X, y, w, b):
    e = X @ w + b - y
    dw = 2 * X.T @ e / len(y)
    db = 2 * e.mean()
    return dw + db


@wrong("gradient_descent.mse_gradient")
def mean_along_each_row(X, y, w, b):
    e = X @ w + b - y
    return (2 * (X * e[:, None]).mean(axis=1), 2 * e.mean())


@wrong("gradient_descent.minimize")
def up_without_w0(gradient, w0, learning_rate, steps):
    w = w0.copy()
    path = []
    for _ in range(steps):
        w = w + learning_rate * gradient(w)
        path.append(w)
    return np.array(path)


@wrong("gradient_descent.minimize")
def w_and_path(gradient, w0, learning_rate, steps):
    w = w0.copy()
    path = [w]
    for _ in range(steps):
        w = w - learning_rate * gradient(w)
        path.append(w)
    return w, np.array(path)


@wrong("gradient_descent.minimize")
def gradient_as_array(gradient, w0, learning_rate, steps):
    w = w0.copy()
    path = [w]
    for _ in range(steps):
        w = w - learning_rate * gradient
        path.append(w)
    return np.array(path)


@wrong("gradient_descent.fit_linear_regression")
def no_two_no_mean(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        e = X @ w + b - y
        w = w - learning_rate * X.T @ e
        b = b - learning_rate * e.sum()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def sgd(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        for i in range(n):
            e = X[i] @ w + b - y[i]
            w = w - learning_rate * e * X[i]
            b = b - learning_rate * e
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def sgd_random(X, y, learning_rate, epochs):
    n, d = X.shape
    rng = np.random.default_rng(0)
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        for i in rng.permutation(n):
            e = X[i] @ w + b - y[i]
            w = w - 2 * learning_rate * e * X[i]
            b = b - 2 * learning_rate * e
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def sgd_one_sample_epoch(X, y, learning_rate, epochs):
    n, d = X.shape
    rng = np.random.default_rng(0)
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        i = rng.integers(n)
        e = X[i] @ w + b - y[i]
        w = w - 2 * learning_rate * e * X[i]
        b = b - 2 * learning_rate * e
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def normal_equation(X, y, learning_rate, epochs):
    Xb = np.c_[np.ones((len(X), 1)), X]
    theta = np.linalg.inv(Xb.T @ Xb) @ Xb.T @ y
    return theta[1:], theta[0]


@wrong("gradient_descent.fit_linear_regression")
def real_random_start(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.random.randn(d), 0.0
    for _ in range(epochs):
        e = X @ w + b - y
        w = w - learning_rate * 2 * X.T @ e / n
        b = b - learning_rate * 2 * e.mean()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def theta(X, y, learning_rate, epochs):
    n, d = X.shape
    Xb = np.c_[np.ones(n), X]
    t = np.zeros(d + 1)
    for _ in range(epochs):
        t = t - learning_rate * 2 / n * Xb.T @ (Xb @ t - y)
    return t


@wrong("gradient_descent.fit_linear_regression")
def theta_half(X, y, learning_rate, epochs):
    n, d = X.shape
    Xb = np.c_[np.ones(n), X]
    t = np.zeros(d + 1)
    for _ in range(epochs):
        t = t - learning_rate / n * Xb.T @ (Xb @ t - y)
    return t[0], t[1:]


@wrong("gradient_descent.fit_linear_regression")
def no_bias(X, y, learning_rate, epochs):
    n, d = X.shape
    w = np.zeros(d)
    for _ in range(epochs):
        w = w - learning_rate * 2 / n * X.T @ (X @ w - y)
    return w


@wrong("gradient_descent.fit_linear_regression")
def no_bias_half(X, y, learning_rate, epochs):
    n, d = X.shape
    w = np.zeros(d)
    for _ in range(epochs):
        w = w - learning_rate / n * X.T @ (X @ w - y)
    return w, 0


@wrong("gradient_descent.fit_linear_regression")
def no_rate_bias(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        e = X @ w + b - y
        w = w - learning_rate * 2 * X.T @ e / n
        b = b - 2 * e.mean()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def wrong_sign_half(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        e = X @ w + b - y
        w = w + learning_rate * X.T @ e / n
        b = b + learning_rate * e.mean()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def column_w(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.zeros((d, 1)), 0.0
    y = y.reshape(-1, 1)
    for _ in range(epochs):
        e = X @ w + b - y
        w = w - learning_rate * 2 * X.T @ e / n
        b = b - learning_rate * 2 * e.mean()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def column_w_half(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.zeros((d, 1)), 0.0
    y = y.reshape(-1, 1)
    for _ in range(epochs):
        e = X @ w + b - y
        w = w - learning_rate * X.T @ e / n
        b = b - learning_rate * e.mean()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def broadcast_y(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.zeros((d, 1)), 0.0
    for _ in range(epochs):
        e = X @ w + b - y
        w = w - learning_rate * 2 * X.T @ e / n
        b = b - learning_rate * 2 * e.mean()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def b_with_new_w_half(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        w = w - learning_rate * X.T @ (X @ w + b - y) / n
        b = b - learning_rate * (X @ w + b - y).mean()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def updates_by_column(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        for j in range(d):
            e = X @ w + b - y
            w[j] = w[j] - learning_rate * 2 * np.mean(e * X[:, j])
        e = X @ w + b - y
        b = b - learning_rate * 2 * e.mean()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def with_history(X, y, learning_rate, epochs):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    hist = []
    for _ in range(epochs):
        e = X @ w + b - y
        w = w - learning_rate * 2 * X.T @ e / n
        b = b - learning_rate * 2 * e.mean()
        hist.append(np.mean(e**2))
    return w, b, hist


@wrong("gradient_descent.fit_linear_regression")
def minibatch(X, y, learning_rate, epochs, batch=32):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        for i in range(0, n, 2):
            Xi, yi = X[i : i + 2], y[i : i + 2]
            e = Xi @ w + b - yi
            w = w - learning_rate * 2 * Xi.T @ e / len(yi)
            b = b - learning_rate * 2 * e.mean()
    return w, b
