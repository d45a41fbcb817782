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


# -- logistic_gradient and fit_logistic_regression ---------------------------------------------


def stable(z):
    return 0.5 * (1 + np.tanh(z / 2))


@right("gradient_descent.logistic_gradient")
def logistic_with_where(X, y, w, b):
    z = X @ w + b
    e = np.exp(-np.abs(z))
    p = np.where(z < 0, e / (1 + e), 1 / (1 + e))
    return np.dot(p - y, X) / len(X), np.sum(p - y) / len(X)


@right("gradient_descent.logistic_gradient")
def logistic_by_loops(X, y, w, b):
    import math

    n, d = X.shape
    dw, db = [0.0] * d, 0.0
    for i in range(n):
        z = sum(X[i, j] * w[j] for j in range(d)) + b
        p = 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))
        for j in range(d):
            dw[j] += (p - y[i]) * X[i, j] / n
        db += (p - y[i]) / n
    return [dw, db]


@right("gradient_descent.logistic_gradient")
def logistic_in_float32(X, y, w, b):
    X, y, w = (np.asarray(value, np.float32) for value in (X, y, w))
    error = stable(X @ w + np.float32(b)) - y
    return X.T @ error / np.float32(len(y)), error.mean()


@right("gradient_descent.logistic_gradient")
def logistic_with_columns(X, y, w, b):
    error = stable(X @ w.reshape(-1, 1) + b) - y.reshape(-1, 1)
    return np.mean(X * error, axis=0).tolist(), np.mean(error, axis=0)


@right("gradient_descent.logistic_gradient")
def logistic_by_labels_of_both_signs(X, y, w, b):
    signs = 2 * y - 1
    slopes = -signs * stable(-signs * (X @ w + b))
    return np.einsum("ij,i->j", X, slopes) / len(y), slopes.mean()


@right("gradient_descent.logistic_gradient")
def logistic_with_central_differences(X, y, w, b):
    def loss(v):
        z = X @ v[:-1] + v[-1]
        return np.mean(np.logaddexp(0, z) - y * z)

    v, h = np.append(w, b), 1e-5
    slopes = np.array([(loss(v + h * e) - loss(v - h * e)) / (2 * h) for e in np.eye(len(v))])
    return slopes[:-1], slopes[-1]


@wrong("gradient_descent.logistic_gradient")
def textbook_sigmoid(X, y, w, b):
    error = 1 / (1 + np.exp(-(X @ w + b))) - y
    return X.T @ error / len(y), error.mean()


@wrong("gradient_descent.logistic_gradient")
def exponential_over_itself(X, y, w, b):
    e = np.exp(X @ w + b)
    error = e / (1 + e) - y
    return X.T @ error / len(y), error.mean()


@wrong("gradient_descent.logistic_gradient")
def divided_by_one_less(X, y, w, b):
    error = stable(X @ w + b) - y
    return X.T @ error / max(len(y) - 1, 1), np.mean(error)


@wrong("gradient_descent.logistic_gradient")
def clipped_sums(X, y, w, b):
    error = stable(np.clip(X @ w + b, -5, 5)) - y
    return X.T @ error / len(y), np.mean(error)


@wrong("gradient_descent.logistic_gradient")
def first_feature_only(X, y, w, b):
    error = stable(X[:, 0] * w[0] + b) - y
    return X.T @ error / len(y), np.mean(error)


@wrong("gradient_descent.logistic_gradient")
def fixed_to_pima(X, y, w, b):
    error = stable(X @ w + b) - y
    return X.T @ error / 768, np.sum(error) / 768


@wrong("gradient_descent.logistic_gradient")
def overwrites_the_labels(X, y, w, b):
    y -= stable(X @ w + b)
    return -X.T @ y / len(y), -np.mean(y)


@wrong("gradient_descent.logistic_gradient")
def rounded_probabilities(X, y, w, b):
    error = np.round(stable(X @ w + b), 2) - y
    return X.T @ error / len(y), np.mean(error)


@wrong("gradient_descent.logistic_gradient")
def uphill_and_summed(X, y, w, b):
    error = y - stable(X @ w + b)
    return X.T @ error, np.sum(error)


@wrong("gradient_descent.logistic_gradient")
def probabilities_too(X, y, w, b):
    p = stable(X @ w + b)
    return X.T @ (p - y) / len(y), np.mean(p - y), p


@right("gradient_descent.fit_logistic_regression")
def logistic_fit_with_a_column_of_ones(X, y, learning_rate, epochs):
    A = np.hstack([X, np.ones((len(X), 1))])
    v = np.zeros(A.shape[1])
    for _ in range(epochs):
        v = v - learning_rate * A.T @ (stable(A @ v) - y) / len(y)
    return v[:-1], v[-1:]


@right("gradient_descent.fit_logistic_regression")
def fit_in_place(X, y, learning_rate, epochs):
    w, b, k = np.zeros(X.shape[1]), 0, 0
    while k < epochs:
        z = np.dot(X, w) + b
        error = 1 / (1 + np.exp(-z)) - y
        w -= learning_rate * (X * error[:, None]).mean(axis=0)
        b -= learning_rate * error.mean()
        k += 1
    return w.tolist(), float(b)


@right("gradient_descent.fit_logistic_regression")
def fit_logistic_in_float32(X, y, learning_rate, epochs):
    X, y, rate = np.float32(X), np.float32(y), np.float32(learning_rate)
    w, b = np.zeros(X.shape[1], np.float32), np.float32(0)
    for _ in range(epochs):
        error = stable(X @ w + b) - y
        w, b = w - rate * X.T @ error / np.float32(len(y)), b - rate * error.mean()
    return w, b


@right("gradient_descent.fit_logistic_regression")
def fit_on_columns(X, y, learning_rate, epochs):
    labels, w, b = y.reshape(-1, 1), np.zeros((X.shape[1], 1)), np.zeros(1)
    for epoch in range(1, epochs + 1):
        error = stable(X @ w + b) - labels
        w, b = w - learning_rate * X.T @ error / len(X), b - learning_rate * error.mean(axis=0)
    return w.ravel(), b


@right("gradient_descent.fit_logistic_regression")
def fit_by_recursion_on_pairs(X, y, learning_rate, epochs):
    from functools import reduce

    def step(v, _):
        error = stable(X @ v[0] + v[1]) - y
        return v[0] - learning_rate * error @ X / len(y), v[1] - learning_rate * np.average(error)

    return reduce(step, range(epochs), (np.zeros(X.shape[1]), 0.0))


@wrong("gradient_descent.fit_logistic_regression")
def stops_when_all_are_right(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        p = stable(X @ w + b)
        if np.all((p > 0.5) == (y == 1)):
            break
        w, b = w - learning_rate * X.T @ (p - y) / len(y), b - learning_rate * np.mean(p - y)
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def keeps_the_best(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    best, lowest = (w, b), np.inf
    for _ in range(epochs):
        error = stable(X @ w + b) - y
        w, b = w - learning_rate * X.T @ error / len(y), b - learning_rate * np.mean(error)
        z = X @ w + b
        loss = np.mean(np.logaddexp(0, z) - y * z)
        if loss < lowest:
            best, lowest = (w, b), loss
    return best


@wrong("gradient_descent.fit_logistic_regression")
def starts_at_random(X, y, learning_rate, epochs):
    rng = np.random.default_rng(0)
    w, b = rng.normal(size=X.shape[1]) * 0.01, 0.0
    for _ in range(epochs):
        error = stable(X @ w + b) - y
        w, b = w - learning_rate * X.T @ error / len(y), b - learning_rate * error.mean()
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def scales_the_data_first(X, y, learning_rate, epochs):
    X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-9)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = stable(X @ w + b) - y
        w, b = w - learning_rate * X.T @ error / len(y), b - learning_rate * error.mean()
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def with_l2(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = stable(X @ w + b) - y
        w, b = w - learning_rate * (X.T @ error / len(y) + 0.01 * w), b - learning_rate * error.mean()
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def at_most_a_hundred_epochs(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(min(epochs, 100)):
        error = stable(X @ w + b) - y
        w, b = w - learning_rate * X.T @ error / len(y), b - learning_rate * error.mean()
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def minibatches_of_32(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for k in range(0, len(X), 32):
            error = stable(X[k : k + 32] @ w + b) - y[k : k + 32]
            w, b = w - learning_rate * X[k : k + 32].T @ error / len(error), b - learning_rate * error.mean()
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def with_a_smaller_rate_each_time(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for k in range(epochs):
        error = stable(X @ w + b) - y
        rate = learning_rate / (1 + k)
        w, b = w - rate * X.T @ error / len(y), b - rate * error.mean()
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def weights_one_after_another(X, y, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        db = np.mean(stable(X @ w + b) - y)
        for j in range(len(w)):
            w[j] -= learning_rate * np.mean((stable(X @ w + b) - y) * X[:, j])
        b -= learning_rate * db
    return w, b


# -- minibatches -------------------------------------------------------------------------------


@right("gradient_descent.minibatches")
def with_a_permutation_in_tuples(X, y, batch_size, seed):
    order = np.random.RandomState(seed).permutation(len(y))
    return tuple((X[order[k : k + batch_size]], y[order[k : k + batch_size]]) for k in range(0, len(y), batch_size))


@right("gradient_descent.minibatches")
def with_the_global_seed(X, y, batch_size, seed):
    np.random.seed(seed)
    order = np.arange(X.shape[0])
    np.random.shuffle(order)
    X, y = X[order], y[order]
    batches = []
    while len(X):
        batches.append([X[:batch_size], y[:batch_size]])
        X, y = X[batch_size:], y[batch_size:]
    return batches


@right("gradient_descent.minibatches")
def with_the_random_module_and_lists(X, y, batch_size, seed):
    import random

    pairs = list(zip(X.tolist(), y.tolist()))
    random.Random(seed).shuffle(pairs)
    parts = [pairs[k : k + batch_size] for k in range(0, len(pairs), batch_size)]
    return [([x for x, _ in part], [target for _, target in part]) for part in parts]


@right("gradient_descent.minibatches")
def with_a_generator_made_a_list(X, y, batch_size, seed):
    def each():
        rng = np.random.default_rng(seed)
        order = np.argsort(rng.random(len(X)))
        for start in range(0, len(order), batch_size):
            some = order[start : start + batch_size]
            yield X[some], y[some]

    return list(each())


@right("gradient_descent.minibatches")
def with_split_in_float32(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    parts = np.split(order, range(batch_size, len(X), batch_size))
    return [(X[part].astype(np.float32), y[part].astype(np.float32).reshape(-1, 1)) for part in parts]


@right("gradient_descent.minibatches")
def with_random_sample(X, y, batch_size, seed):
    import random

    random.seed(seed)
    order = random.sample(range(len(X)), len(X))
    batches = []
    for place, index in enumerate(order):
        if place % batch_size == 0:
            batches.append(([], []))
        batches[-1][0].append(X[index])
        batches[-1][1].append(y[index])
    return [(np.array(rows), np.array(values)) for rows, values in batches]


@right("gradient_descent.minibatches")
def two_generators_of_the_same_seed(X, y, batch_size, seed):
    rows = np.random.default_rng(seed).permutation(X, axis=0)
    values = np.random.default_rng(seed).permutation(y)
    return [(rows[k : k + batch_size], values[k : k + batch_size]) for k in range(0, len(X), batch_size)]


@right("gradient_descent.minibatches")
def draws_without_replacement(X, y, batch_size, seed):
    rng, left = np.random.default_rng(seed), np.arange(len(X))
    batches = []
    while left.size:
        some = rng.choice(left, min(batch_size, left.size), replace=False)
        left = np.setdiff1d(left, some)
        batches.append((X[some], y[some]))
    return batches


def cut(X, y, batch_size):
    return [(X[k : k + batch_size], y[k : k + batch_size]) for k in range(0, len(X), batch_size)]


@wrong("gradient_descent.minibatches")
def drops_the_last_batch(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = len(X) // batch_size
    return [(X[part], y[part]) for part in (order[k * batch_size : (k + 1) * batch_size] for k in range(n))]


@wrong("gradient_descent.minibatches")
def drops_the_last_batch_when_there_are_others(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    batches = cut(X[order], y[order], batch_size)
    return batches[:-1] if len(batches) > 1 and len(batches[-1][0]) < batch_size else batches


@wrong("gradient_descent.minibatches")
def empty_batch_at_the_end(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    starts = range(0, len(X) // batch_size * batch_size + 1, batch_size)
    return [(X[order[k : k + batch_size]], y[order[k : k + batch_size]]) for k in starts]


@wrong("gradient_descent.minibatches")
def rest_joined_to_the_last(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    parts = np.split(order, range(batch_size, len(X) - batch_size + 1, batch_size))
    return [(X[part], y[part]) for part in parts]


@wrong("gradient_descent.minibatches")
def rows_and_labels_shuffled_apart(X, y, batch_size, seed):
    rng = np.random.default_rng(seed)
    return cut(rng.permutation(X), rng.permutation(y), batch_size)


@wrong("gradient_descent.minibatches")
def only_rows_are_shuffled(X, y, batch_size, seed):
    return cut(np.random.default_rng(seed).permutation(X), y, batch_size)


@wrong("gradient_descent.minibatches")
def only_labels_are_shuffled(X, y, batch_size, seed):
    return cut(X, np.random.default_rng(seed).permutation(y), batch_size)


@wrong("gradient_descent.minibatches")
def drawn_with_replacement(X, y, batch_size, seed):
    order = np.random.default_rng(seed).integers(0, len(X), len(X))
    return cut(X[order], y[order], batch_size)


@wrong("gradient_descent.minibatches")
def choice_that_puts_back(X, y, batch_size, seed):
    rng = np.random.default_rng(seed)
    parts = [rng.choice(len(X), min(batch_size, len(X) - k)) for k in range(0, len(X), batch_size)]
    return [(X[part], y[part]) for part in parts]


@wrong("gradient_descent.minibatches")
def always_seed_42(X, y, batch_size, seed):
    order = np.random.default_rng(42).permutation(len(X))
    return cut(X[order], y[order], batch_size)


@wrong("gradient_descent.minibatches")
def without_any_seed(X, y, batch_size, seed):
    order = np.random.permutation(len(X))
    return cut(X[order], y[order], batch_size)


@wrong("gradient_descent.minibatches")
def seed_or_none(X, y, batch_size, seed):
    order = np.random.default_rng(seed or None).permutation(len(X))
    return cut(X[order], y[order], batch_size)


@wrong("gradient_descent.minibatches")
def shuffles_the_batches(X, y, batch_size, seed):
    batches = cut(X, y, batch_size)
    *full, last = batches
    return [full[k] for k in np.random.default_rng(seed).permutation(len(full))] + [last]


@wrong("gradient_descent.minibatches")
def shuffles_within_the_batches(X, y, batch_size, seed):
    rng, batches = np.random.default_rng(seed), []
    for rows, values in cut(X, y, batch_size):
        order = rng.permutation(len(rows))
        batches.append((rows[order], values[order]))
    return batches


@wrong("gradient_descent.minibatches")
def turned_by_some_places(X, y, batch_size, seed):
    by = 1 + int(np.random.default_rng(seed).integers(len(X)))
    return cut(np.roll(X, by, axis=0), np.roll(y, by), batch_size)


@wrong("gradient_descent.minibatches")
def shuffles_in_place(X, y, batch_size, seed):
    for each in (X, y):
        np.random.default_rng(seed).shuffle(each)
    return cut(X, y, batch_size)


@wrong("gradient_descent.minibatches")
def a_number_of_batches(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return [(X[part], y[part]) for part in np.array_split(order, batch_size)]


@wrong("gradient_descent.minibatches")
def batches_as_even_as_can_be(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return [(X[part], y[part]) for part in np.array_split(order, -(-len(X) // batch_size))]


@wrong("gradient_descent.minibatches")
def keyed_by_the_label(X, y, batch_size, seed):
    examples = dict(zip(y.tolist(), X))
    values = np.random.default_rng(seed).permutation(list(examples))
    return cut(np.array([examples[value] for value in values]), values, batch_size)


@wrong("gradient_descent.minibatches")
def yields_each(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    for k in range(0, len(X), batch_size):
        yield X[order[k : k + batch_size]], y[order[k : k + batch_size]]


@wrong("gradient_descent.minibatches")
def rows_in_one_list_and_labels_in_another(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    batches = cut(X[order], y[order], batch_size)
    return [rows for rows, _ in batches], [values for _, values in batches]


@wrong("gradient_descent.minibatches")
def everything_shuffled(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return X[order], y[order]


@wrong("gradient_descent.minibatches")
def numbers_of_the_rows(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return [order[k : k + batch_size] for k in range(0, len(X), batch_size)]


@wrong("gradient_descent.minibatches")
def labels_as_one_more_column(X, y, batch_size, seed):
    table = np.random.default_rng(seed).permutation(np.column_stack([X, y]))
    return [table[k : k + batch_size] for k in range(0, len(X), batch_size)]


@wrong("gradient_descent.minibatches")
def labels_before_the_rows(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return [(values, rows) for rows, values in cut(X[order], y[order], batch_size)]


@wrong("gradient_descent.minibatches")
def last_one_filled_up(X, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    order = np.resize(order, -(-len(X) // batch_size) * batch_size)
    return cut(X[order], y[order], batch_size)


@wrong("gradient_descent.minibatches")
def labels_in_one_column_only(X, y, batch_size, seed):
    table = np.random.default_rng(seed).permutation(np.hstack([X, y[:, None]]))
    return [(part[:, :-1], part[:, -1]) for part in (table[k : k + batch_size] for k in range(0, len(X), batch_size))]


# -- momentum_step and adam_step ---------------------------------------------------------------


@right("gradient_descent.momentum_step")
def momentum_on_copies(w, velocity, gradient, learning_rate, momentum):
    w, velocity = w.copy(), velocity.copy()
    velocity *= momentum
    velocity -= learning_rate * gradient
    w += velocity
    return [w, velocity]


@right("gradient_descent.momentum_step")
def momentum_in_lists(w, velocity, gradient, learning_rate, momentum):
    new = np.array([momentum * v - learning_rate * g for v, g in zip(velocity.flat, gradient.flat)]).reshape(w.shape)
    return (w + new).tolist(), new.tolist()


@right("gradient_descent.momentum_step")
def momentum_in_float32(w, velocity, gradient, learning_rate, momentum):
    w, velocity, gradient = (np.float32(each) for each in (w, velocity, gradient))
    velocity = np.float32(momentum) * velocity - np.float32(learning_rate) * gradient
    return w + velocity, velocity


@right("gradient_descent.momentum_step")
def momentum_through_the_opposite(w, velocity, gradient, learning_rate, momentum):
    step = learning_rate * gradient - momentum * velocity
    return np.subtract(w, step), np.negative(step)


@right("gradient_descent.momentum_step")
def momentum_stacked(w, velocity, gradient, learning_rate, momentum):
    velocity = np.tensordot([momentum, -learning_rate], np.stack([velocity, gradient]), axes=1)
    return np.stack([w + velocity, velocity])


@wrong("gradient_descent.momentum_step")
def momentum_in_place(w, velocity, gradient, learning_rate, momentum):
    velocity *= momentum
    velocity -= learning_rate * gradient
    return w + velocity, velocity


@wrong("gradient_descent.momentum_step")
def moves_the_weights_in_place(w, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient
    w += velocity
    return w, velocity


@wrong("gradient_descent.momentum_step")
def no_momentum_leaves_the_velocity(w, velocity, gradient, learning_rate, momentum):
    if momentum == 0:
        return w - learning_rate * gradient, velocity
    velocity = momentum * velocity - learning_rate * gradient
    return w + velocity, velocity


@wrong("gradient_descent.momentum_step")
def keeps_its_velocity_where_it_is_flat(w, velocity, gradient, learning_rate, momentum):
    if not gradient.any():
        return w + momentum * velocity, velocity
    velocity = momentum * velocity - learning_rate * gradient
    return w + velocity, velocity


@wrong("gradient_descent.momentum_step")
def no_momentum_means_nine_tenths(w, velocity, gradient, learning_rate, momentum):
    velocity = (momentum or 0.9) * velocity - learning_rate * gradient
    return w + velocity, velocity


@wrong("gradient_descent.momentum_step")
def rests_where_it_is_flat(w, velocity, gradient, learning_rate, momentum):
    velocity = np.where(gradient == 0, 0, momentum * velocity - learning_rate * gradient)
    return w + velocity, velocity


@wrong("gradient_descent.momentum_step")
def bounded_velocity(w, velocity, gradient, learning_rate, momentum):
    velocity = np.clip(momentum * velocity - learning_rate * gradient, -10, 10)
    return w + velocity, velocity


@wrong("gradient_descent.momentum_step")
def always_nine_tenths(w, velocity, gradient, learning_rate, momentum):
    velocity = 0.9 * velocity - learning_rate * gradient
    return w + velocity, velocity


@wrong("gradient_descent.momentum_step")
def unit_push(w, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient / (np.linalg.norm(gradient) or 1)
    return w + velocity, velocity


@wrong("gradient_descent.momentum_step")
def mean_velocity(w, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity.mean() - learning_rate * gradient
    return w + velocity, velocity


@right("gradient_descent.adam_step")
def adam_by_differences(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m = m + (1 - beta_1) * (gradient - m)
    v = v + (1 - beta_2) * (np.square(gradient) - v)
    return w - learning_rate * (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon), m, v


@right("gradient_descent.adam_step")
def adam_in_lists(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    import math

    results = []
    for weight, first, second, slope in zip(w.flat, m.flat, v.flat, gradient.flat):
        first = beta_1 * first + (1 - beta_1) * slope
        second = beta_2 * second + (1 - beta_2) * slope * slope
        size = math.sqrt(second / (1 - math.pow(beta_2, t))) + epsilon
        results.append((weight - learning_rate * first / (1 - math.pow(beta_1, t)) / size, first, second))
    return [np.array(each).reshape(w.shape).tolist() for each in zip(*results)]


@right("gradient_descent.adam_step")
def adam_in_float32(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    w, m, v, gradient, rate, one, two, small = (
        np.float32(each) for each in (w, m, v, gradient, learning_rate, beta_1, beta_2, epsilon)
    )
    m, v = one * m + (1 - one) * gradient, two * v + (1 - two) * gradient**2
    return w - rate * (m / (1 - one**t)) / (np.sqrt(v / (1 - two**t)) + small), m, v


@right("gradient_descent.adam_step")
def adam_on_copies(w, m, v, gradient, t, learning_rate=1e-3, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v, w = np.copy(m), np.copy(v), np.copy(w)
    m *= beta_1
    m += (1 - beta_1) * gradient
    v *= beta_2
    v += (1 - beta_2) * gradient * gradient
    w -= learning_rate * m / (1 - np.power(beta_1, t)) / (np.power(v / (1 - np.power(beta_2, t)), 0.5) + epsilon)
    return w, m, v


@right("gradient_descent.adam_step")
def adam_with_both_corrections_outside(
    w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    m, v = beta_1 * m + (1 - beta_1) * gradient, beta_2 * v + (1 - beta_2) * gradient**2
    root = (1 - beta_2**t) ** 0.5
    return w - learning_rate * root / (1 - beta_1**t) * m / (v**0.5 + epsilon * root), m, v


@wrong("gradient_descent.adam_step")
def adam_in_place(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m *= beta_1
    m += (1 - beta_1) * gradient
    v *= beta_2
    v += (1 - beta_2) * gradient**2
    return w - learning_rate * (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon), m, v


@wrong("gradient_descent.adam_step")
def epsilon_of_the_paper(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    m, v = beta_1 * m + (1 - beta_1) * gradient, beta_2 * v + (1 - beta_2) * gradient**2
    return w - learning_rate * (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon), m, v


@wrong("gradient_descent.adam_step")
def a_hundredth_by_default(w, m, v, gradient, t, learning_rate=0.01, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v = beta_1 * m + (1 - beta_1) * gradient, beta_2 * v + (1 - beta_2) * gradient**2
    return w - learning_rate * (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon), m, v


@wrong("gradient_descent.adam_step")
def correction_forgotten_after_a_thousand(
    w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    m, v = beta_1 * m + (1 - beta_1) * gradient, beta_2 * v + (1 - beta_2) * gradient**2
    second = v if t > 1000 else v / (1 - beta_2**t)
    return w - learning_rate * (m / (1 - beta_1**t)) / (np.sqrt(second) + epsilon), m, v


@wrong("gradient_descent.adam_step")
def first_step_is_number_zero(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v = beta_1 * m + (1 - beta_1) * gradient, beta_2 * v + (1 - beta_2) * gradient**2
    t = t - 1
    return w - learning_rate * (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon), m, v


@wrong("gradient_descent.adam_step")
def own_betas(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
    return w - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + epsilon), m, v


@wrong("gradient_descent.adam_step")
def largest_v_so_far(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v = beta_1 * m + (1 - beta_1) * gradient, np.maximum(v, beta_2 * v + (1 - beta_2) * gradient**2)
    return w - learning_rate * (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon), m, v


@wrong("gradient_descent.adam_step")
def one_size_for_all_weights(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v = beta_1 * m + (1 - beta_1) * gradient, beta_2 * v + (1 - beta_2) * gradient**2
    return w - learning_rate * (m / (1 - beta_1**t)) / (np.sqrt(np.mean(v) / (1 - beta_2**t)) + epsilon), m, v


@wrong("gradient_descent.adam_step")
def decays_the_weights(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v = beta_1 * m + (1 - beta_1) * gradient, beta_2 * v + (1 - beta_2) * gradient**2
    step = (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon)
    return w - learning_rate * (step + 0.01 * w), m, v


@wrong("gradient_descent.adam_step")
def positional_options_only(w, m, v, gradient, t, rate=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v = beta1 * m + (1 - beta1) * gradient, beta2 * v + (1 - beta2) * gradient**2
    return w - rate * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v
