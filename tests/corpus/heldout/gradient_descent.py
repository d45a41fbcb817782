"""Held-out wrong answers to unit 5."""

import numpy as np

from tests.support.answers import wrong


@wrong("gradient_descent.gradient_step")
def climbs(w, gradient, learning_rate):
    """Adds the gradient instead of subtracting it: goes uphill."""
    return np.array([wi + learning_rate * gi for wi, gi in zip(w, gradient)])


@wrong("gradient_descent.gradient_step")
def moves_the_original(w, gradient, learning_rate):
    """w -= ... changes the array that it received."""
    w -= learning_rate * gradient
    return w


@wrong("gradient_descent.gradient_step")
def takes_assignment_for_a_copy(w, gradient, learning_rate):
    """Believes that new_w = w makes a copy: both names are the same array and the original changes."""
    nuevo_w = w
    for i in range(len(nuevo_w)):
        nuevo_w[i] = nuevo_w[i] - learning_rate * gradient[i]
    return nuevo_w


@wrong("gradient_descent.gradient_step")
def full_gradient(w, gradient, learning_rate):
    """Subtracts the whole gradient: forgets the learning rate."""
    return w - gradient


@wrong("gradient_descent.gradient_step")
def divides_by_the_rate(w, gradient, learning_rate):
    """Divides by the learning rate instead of multiplying."""
    return w - gradient / learning_rate


@wrong("gradient_descent.gradient_step")
def parentheses_in_the_wrong_place(w, gradient, learning_rate):
    """(w - rate) * gradient: subtracts before multiplying."""
    return (w - learning_rate) * gradient


@wrong("gradient_descent.gradient_step")
def gives_only_the_step(w, gradient, learning_rate):
    """Returns the displacement, without adding it to w."""
    paso = -learning_rate * gradient
    return paso


@wrong("gradient_descent.gradient_step")
def unit_gradient(w, gradient, learning_rate):
    """Normalises the gradient: all steps have the same length, whatever the slope."""
    norma = np.linalg.norm(gradient)
    if norma == 0:
        return w.copy()
    return w - learning_rate * gradient / norma


@wrong("gradient_descent.numerical_gradient")
def looks_only_ahead(f, w, h=1e-5):
    """Forward differences, (f(w + h) - f(w)) / h, instead of central ones."""
    grad = np.zeros(len(w))
    for i in range(len(w)):
        w2 = w.copy()
        w2[i] = w2[i] + h
        grad[i] = (f(w2) - f(w)) / h
    return grad


@wrong("gradient_descent.numerical_gradient")
def divides_by_h(f, w, h=1e-5):
    """Divides by h although the two points are 2h apart: twice the gradient."""
    g = []
    for i in range(w.shape[0]):
        e = np.zeros(w.shape[0])
        e[i] = h
        g.append((f(w + e) - f(w - e)) / h)
    return np.array(g)


@wrong("gradient_descent.numerical_gradient")
def precedence_of_two_h(f, w, h=1e-5):
    """Writes / 2 * h without parentheses: divides by 2 and multiplies by h."""
    grad = np.zeros_like(w)
    for i in range(len(w)):
        mas, menos = w.copy(), w.copy()
        mas[i] += h
        menos[i] -= h
        grad[i] = (f(mas) - f(menos)) / 2 * h
    return grad


@wrong("gradient_descent.numerical_gradient")
def moves_all_at_once(f, w, h=1e-5):
    """Moves all coordinates at the same time instead of one by one."""
    pendiente = (f(w + h) - f(w - h)) / (2 * h)
    return np.full(len(w), pendiente)


@wrong("gradient_descent.numerical_gradient")
def the_three_names_are_one_array(f, w, h=1e-5):
    """plus = w and minus = w are not copies: moving one moves the other, and w too."""
    grad = np.zeros(len(w))
    for i in range(len(w)):
        plus = w
        minus = w
        plus[i] += h
        minus[i] -= h
        grad[i] = (f(plus) - f(minus)) / (2 * h)
    return grad


@wrong("gradient_descent.numerical_gradient")
def adds_and_takes_back(f, w, h=1e-5):
    """Moves w itself and undoes it by adding and subtracting: w does not come back exactly."""
    grad = np.zeros(w.size)
    for i in range(w.size):
        w[i] += h
        arriba = f(w)
        w[i] -= 2 * h
        abajo = f(w)
        w[i] += h
        grad[i] = (arriba - abajo) / (2 * h)
    return grad


@wrong("gradient_descent.numerical_gradient")
def coordinates_stay_moved(f, w, h=1e-5):
    """The copies are made outside the loop: coordinates already measured stay moved."""
    mas = w.copy()
    menos = w.copy()
    grad = []
    for i in range(len(w)):
        mas[i] += h
        menos[i] -= h
        grad.append((f(mas) - f(menos)) / (2 * h))
    return np.array(grad)


@wrong("gradient_descent.numerical_gradient")
def behind_minus_ahead(f, w, h=1e-5):
    """Subtracts the other way round, f(w - h) - f(w + h): the sign is opposite."""
    d = len(w)
    E = np.eye(d) * h
    return np.array([(f(w - E[i]) - f(w + E[i])) / (2 * h) for i in range(d)])


@wrong("gradient_descent.mse_gradient")
def forgets_the_two(X, y, w, b):
    """Forgets the factor 2 from deriving the square."""
    n = len(y)
    e = X @ w + b - y
    return X.T @ e / n, np.sum(e) / n


@wrong("gradient_descent.mse_gradient")
def forgets_the_mean(X, y, w, b):
    """Forgets to divide by n: the gradient of the sum of squares."""
    dw = np.zeros(len(w))
    db = 0
    for i in range(len(X)):
        error = np.dot(X[i], w) + b - y[i]
        dw += 2 * error * X[i]
        db += 2 * error
    return dw, db


@wrong("gradient_descent.mse_gradient")
def truth_minus_prediction(X, y, w, b):
    """Takes y - prediction as the error: both gradients have the opposite sign."""
    n = X.shape[0]
    pred = np.dot(X, w) + b
    error = y - pred
    dw = (2 / n) * np.dot(X.T, error)
    db = (2 / n) * error.sum()
    return dw, db


@wrong("gradient_descent.mse_gradient")
def prediction_without_bias(X, y, w, b):
    """Leaves b out of the prediction."""
    n = len(X)
    e = X.dot(w) - y
    return 2 / n * X.T.dot(e), 2 / n * e.sum()


@wrong("gradient_descent.mse_gradient")
def bias_gradient_per_example(X, y, w, b):
    """db is the error of each example: forgets to add them."""
    n = len(X)
    e = X @ w + b - y
    dw = 2 / n * X.T @ e
    db = 2 / n * e
    return dw, db


@wrong("gradient_descent.mse_gradient")
def forgets_the_inputs(X, y, w, b):
    """The error is not multiplied by the inputs: every weight gets the gradient of the bias."""
    e = X @ w + b - y
    db = 2 * np.mean(e)
    dw = np.array([db for _ in w])
    return dw, db


@wrong("gradient_descent.mse_gradient")
def forgets_the_transpose(X, y, w, b):
    """Multiplies X by e without transposing: the sizes do not match."""
    n = len(y)
    e = X @ w + b - y
    return (2 / n) * np.dot(X, e), (2 / n) * np.sum(e)


@wrong("gradient_descent.mse_gradient")
def keeps_the_square(X, y, w, b):
    """Keeps the error squared when deriving."""
    n = len(y)
    e = (X @ w + b - y) ** 2
    return 2 / n * X.T @ e, 2 / n * np.sum(e)


@wrong("gradient_descent.mse_gradient")
def only_one_number_for_all_weights(X, y, w, b):
    """Averages over the columns too: dw is one number instead of one per weight."""
    e = X @ w + b - y
    dw = 2 * np.mean(X * e.reshape(-1, 1))
    db = 2 * np.mean(e)
    return dw, db


@wrong("gradient_descent.mse_gradient")
def bias_gradient_not_averaged(X, y, w, b):
    """dw is averaged but db only added: forgets the 1/n of the bias."""
    n = X.shape[0]
    error = X @ w + b - y
    dw = 2 * X.T @ error / n
    db = 2 * np.sum(error)
    return dw, db


@wrong("gradient_descent.minimize")
def only_the_last_point(gradient, w0, learning_rate, steps):
    """Returns the final point instead of the whole path."""
    w = w0.copy()
    for _ in range(steps):
        w = w - learning_rate * gradient(w)
    return w


@wrong("gradient_descent.minimize")
def path_without_its_start(gradient, w0, learning_rate, steps):
    """The path does not include w0: it has steps rows."""
    w = w0
    camino = []
    for _ in range(steps):
        w = w - learning_rate * gradient(w)
        camino.append(w)
    return np.array(camino)


@wrong("gradient_descent.minimize")
def the_path_goes_up(gradient, w0, learning_rate, steps):
    """Adds the gradient: climbs instead of descending."""
    path = [w0]
    for k in range(steps):
        path.append(path[k] + learning_rate * gradient(path[k]))
    return np.array(path)


@wrong("gradient_descent.minimize")
def same_array_many_times(gradient, w0, learning_rate, steps):
    """Appends the same array, changed in place: all rows end up equal to the last point."""
    w = w0.copy()
    path = [w]
    for _ in range(steps):
        w -= learning_rate * gradient(w)
        path.append(w)
    return np.array(path)


@wrong("gradient_descent.minimize")
def slope_of_the_start(gradient, w0, learning_rate, steps):
    """Computes the gradient only once, at w0, and uses it in every step."""
    g = gradient(w0)
    w = w0.copy()
    puntos = [w0.copy()]
    for _ in range(steps):
        w = w - learning_rate * g
        puntos.append(w)
    return np.array(puntos)


@wrong("gradient_descent.minimize")
def one_step_short(gradient, w0, learning_rate, steps):
    """Counts w0 as a step: the path has steps rows instead of steps + 1."""
    camino = np.zeros((steps, len(w0)))
    if steps > 0:
        camino[0] = w0
    for i in range(1, steps):
        camino[i] = camino[i - 1] - learning_rate * gradient(camino[i - 1])
    return camino


@wrong("gradient_descent.minimize")
def stops_when_flat(gradient, w0, learning_rate, steps):
    """Stops when the gradient is small, so the path may have fewer rows than asked for."""
    path = [np.array(w0)]
    for _ in range(steps):
        g = gradient(path[-1])
        if np.linalg.norm(g) < 0.1:
            break
        path.append(path[-1] - learning_rate * g)
    return np.array(path)


@wrong("gradient_descent.minimize")
def whole_gradients(gradient, w0, learning_rate, steps):
    """Subtracts the whole gradient: forgets the learning rate."""
    w = np.array(w0)
    path = [w]
    for _ in range(steps):
        w = w - gradient(w)
        path.append(w)
    return np.vstack(path)


@wrong("gradient_descent.minimize")
def shrinking_rate(gradient, w0, learning_rate, steps):
    """Makes the learning rate smaller at every step; it should be constant."""
    path = [w0]
    for k in range(1, steps + 1):
        path.append(path[-1] - learning_rate / k * gradient(path[-1]))
    return np.array(path)


@wrong("gradient_descent.fit_linear_regression")
def bias_with_the_new_weights(X, y, learning_rate, epochs):
    """Computes db after updating w: the two are not updated at the same time."""
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        e = X @ w + b - y
        w = w - learning_rate * 2 / n * X.T @ e
        e = X @ w + b - y
        b = b - learning_rate * 2 / n * e.sum()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def step_after_each_example(X, y, learning_rate, epochs):
    """Steps after each example (stochastic) instead of once per epoch with all of them."""
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            error = np.dot(xi, w) + b - yi
            w = w - learning_rate * 2 * error * xi
            b = b - learning_rate * 2 * error
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def line_through_the_origin(X, y, learning_rate, epochs):
    """There is no bias in the model: b stays at 0."""
    n = len(X)
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w -= learning_rate * (2 / n) * X.T @ (X @ w - y)
    return w, 0.0


@wrong("gradient_descent.fit_linear_regression")
def exact_solution(X, y, learning_rate, epochs):
    """Solves least squares exactly instead of descending epochs steps."""
    A = np.column_stack([X, np.ones(len(X))])
    sol = np.linalg.lstsq(A, y, rcond=None)[0]
    return sol[:-1], sol[-1]


@wrong("gradient_descent.fit_linear_regression")
def starts_at_random(X, y, learning_rate, epochs):
    """Starts from random weights instead of zeros."""
    rng = np.random.default_rng(0)
    w = rng.standard_normal(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        e = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ e / len(y), b - learning_rate * 2 * e.mean()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def half_of_the_gradient(X, y, learning_rate, epochs):
    """The gradient lacks the factor 2 of the square."""
    m = len(y)
    w = np.zeros(X.shape[1])
    b = 0.0
    for epoch in range(epochs):
        y_hat = np.dot(X, w) + b
        dw = np.dot(X.T, y_hat - y) / m
        db = np.sum(y_hat - y) / m
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def one_epoch_more(X, y, learning_rate, epochs):
    """Counts from 0 to epochs, both included: one step too many."""
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    k = 0
    while k <= epochs:
        e = X @ w + b - y
        dw, db = 2 / n * X.T @ e, 2 / n * e.sum()
        w, b = w - learning_rate * dw, b - learning_rate * db
        k += 1
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def sum_instead_of_mean(X, y, learning_rate, epochs):
    """The gradient is not divided by n: the steps are n times too long."""
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        e = X @ w + b - y
        w = w - learning_rate * 2 * X.T @ e
        b = b - learning_rate * 2 * e.sum()
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def starts_at_one(X, y, learning_rate, epochs):
    """Starts from ones instead of zeros."""
    w = np.ones(X.shape[1])
    b = 1.0
    n = len(X)
    for _ in range(epochs):
        e = X @ w + b - y
        dw = 2 / n * X.T @ e
        db = 2 / n * np.sum(e)
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b


@wrong("gradient_descent.fit_linear_regression")
def finds_the_worst_line(X, y, learning_rate, epochs):
    """Adds the gradients instead of subtracting them: the error grows."""
    n = len(X)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w + learning_rate * 2 / n * (X.T @ error), b + learning_rate * 2 / n * error.sum()
    return w, b


def sigmoide(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


@wrong("gradient_descent.logistic_gradient")
def straight_line_without_sigmoid(X, y, w, b):
    """Forgets the sigmoid: the error is that of the linear regression."""
    error = X @ w + b - y
    return X.T @ error / len(y), error.mean()


@wrong("gradient_descent.logistic_gradient")
def the_two_of_the_mse(X, y, w, b):
    """Keeps the factor 2 of the MSE."""
    n = len(y)
    p = sigmoide(X @ w + b)
    return 2 / n * X.T @ (p - y), 2 / n * np.sum(p - y)


@wrong("gradient_descent.logistic_gradient")
def multiplies_by_the_slope_of_the_sigmoid(X, y, w, b):
    """Multiplies by p (1 - p) too, which the cross-entropy had cancelled."""
    p = sigmoide(X @ w + b)
    delta = (p - y) * p * (1 - p)
    return X.T @ delta / len(X), np.mean(delta)


@wrong("gradient_descent.logistic_gradient")
def label_minus_probability(X, y, w, b):
    """Subtracts the wrong way round."""
    p = sigmoide(X.dot(w) + b)
    e = y - p
    return np.dot(X.T, e) / len(e), np.sum(e) / len(e)


@wrong("gradient_descent.logistic_gradient")
def adds_over_the_patients(X, y, w, b):
    """Adds over the examples instead of averaging."""
    resto = sigmoide(X @ w + b) - y
    dw = np.zeros(len(w))
    db = 0.0
    for x, r in zip(X, resto):
        dw += r * x
        db += r
    return dw, db


@wrong("gradient_descent.logistic_gradient")
def exponential_without_care(X, y, w, b):
    """The sigmoid overflows with very negative z."""
    p = 1 / (1 + np.exp(-(X @ w + b)))
    return X.T @ (p - y) / len(y), np.mean(p - y)


@wrong("gradient_descent.fit_logistic_regression")
def trains_the_straight_line(X, y, learning_rate, epochs):
    """Uses the gradient of the linear regression."""
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for _ in range(epochs):
        r = X @ w + b - y
        w = w - learning_rate * 2 / n * X.T @ r
        b = b - learning_rate * 2 / n * r.sum()
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def bias_looks_at_the_moved_weights(X, y, learning_rate, epochs):
    """Computes db with the w that has already moved."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        w = w - learning_rate * X.T @ (sigmoide(X @ w + b) - y) / len(y)
        b = b - learning_rate * np.mean(sigmoide(X @ w + b) - y)
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def a_step_for_each_row(X, y, learning_rate, epochs):
    """Takes a step after each example, like the perceptron."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, t in zip(X, y):
            e = sigmoide(x @ w + b) - t
            w = w - learning_rate * e * x
            b = b - learning_rate * e
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def weights_drawn_at_random(X, y, learning_rate, epochs):
    """Starts from random weights, as the networks do."""
    rng = np.random.default_rng(0)
    w, b = rng.normal(size=X.shape[1]), 0.0
    for _ in range(epochs):
        e = sigmoide(X @ w + b) - y
        w, b = w - learning_rate * X.T @ e / len(y), b - learning_rate * e.mean()
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def goes_up_the_slope(X, y, learning_rate, epochs):
    """Adds the gradient: climbs."""
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(epochs):
        e = sigmoide(X @ w + b) - y
        w += learning_rate * (X.T @ e) / len(y)
        b += learning_rate * e.mean()
    return w, b


@wrong("gradient_descent.fit_logistic_regression")
def learns_no_bias(X, y, learning_rate, epochs):
    """Never moves the bias."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        p = sigmoide(X @ w + b)
        w = w - learning_rate * np.mean((p - y)[:, None] * X, axis=0)
    return w, b


@wrong("gradient_descent.minibatches")
def keeps_the_order(X, y, batch_size, seed):
    """Shares out without shuffling."""
    lotes = []
    for i in range(0, len(X), batch_size):
        lotes.append((X[i : i + batch_size], y[i : i + batch_size]))
    return lotes


@wrong("gradient_descent.minibatches")
def shuffles_each_by_itself(X, y, batch_size, seed):
    """Shuffles X and y one after the other: the rows lose their labels."""
    rng = np.random.default_rng(seed)
    Xb = rng.permutation(X)
    yb = rng.permutation(y)
    return [(Xb[i : i + batch_size], yb[i : i + batch_size]) for i in range(0, len(Xb), batch_size)]


@wrong("gradient_descent.minibatches")
def the_rest_is_thrown_away(X, y, batch_size, seed):
    """Makes only whole batches: loses those that are left."""
    orden = np.random.default_rng(seed).permutation(len(X))
    cuantos = len(X) // batch_size
    lotes = []
    for k in range(cuantos):
        indices = orden[k * batch_size : (k + 1) * batch_size]
        lotes.append((X[indices], y[indices]))
    return lotes


@wrong("gradient_descent.minibatches")
def another_order_each_time(X, y, batch_size, seed):
    """Does not use the seed."""
    orden = np.random.permutation(len(X))
    return [(X[orden[i : i + batch_size]], y[orden[i : i + batch_size]]) for i in range(0, len(X), batch_size)]


@wrong("gradient_descent.minibatches")
def so_many_batches(X, y, batch_size, seed):
    """Takes batch_size for the number of batches."""
    orden = np.random.default_rng(seed).permutation(len(X))
    return [(X[trozo], y[trozo]) for trozo in np.array_split(orden, batch_size)]


@wrong("gradient_descent.minibatches")
def draws_and_puts_back(X, y, batch_size, seed):
    """Draws each batch with replacement: some are repeated and others missing."""
    rng = np.random.default_rng(seed)
    lotes = []
    quedan = len(X)
    while quedan > 0:
        k = min(batch_size, quedan)
        i = rng.integers(0, len(X), size=k)
        lotes.append((X[i], y[i]))
        quedan -= k
    return lotes


@wrong("gradient_descent.momentum_step")
def moves_with_the_velocity_of_before(w, velocity, gradient, learning_rate, momentum):
    """Moves w with the old velocity."""
    nueva_v = momentum * velocity - learning_rate * gradient
    nueva_w = w + velocity
    return nueva_w, nueva_v


@wrong("gradient_descent.momentum_step")
def velocity_with_the_other_sign(w, velocity, gradient, learning_rate, momentum):
    """Adds in the velocity and subtracts it from w: the convention of other books, another velocity."""
    velocity = momentum * velocity + learning_rate * gradient
    return w - velocity, velocity


@wrong("gradient_descent.momentum_step")
def averages_velocity_and_gradient(w, velocity, gradient, learning_rate, momentum):
    """Weighs the gradient by 1 - momentum, like a moving average."""
    v = momentum * velocity - (1 - momentum) * learning_rate * gradient
    return w + v, v


@wrong("gradient_descent.momentum_step")
def rate_multiplies_the_velocity(w, velocity, gradient, learning_rate, momentum):
    """Keeps the rate out of the velocity and multiplies the whole of it."""
    v = momentum * velocity - gradient
    return w + learning_rate * v, v


@wrong("gradient_descent.momentum_step")
def writes_in_the_arrays(w, velocity, gradient, learning_rate, momentum):
    """Changes w and velocity in place."""
    velocity *= momentum
    velocity -= learning_rate * gradient
    w += velocity
    return w, velocity


@wrong("gradient_descent.momentum_step")
def only_gives_the_weights(w, velocity, gradient, learning_rate, momentum):
    """Returns only w."""
    v = momentum * velocity - learning_rate * gradient
    return w + v


@wrong("gradient_descent.adam_step")
def averages_without_correction(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Does not correct the averages of the first steps."""
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient**2
    w = w - learning_rate * m / (np.sqrt(v) + epsilon)
    return w, m, v


@wrong("gradient_descent.adam_step")
def gives_back_the_corrected_ones(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Writes the corrected averages over the others and returns them."""
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient * gradient
    m = m / (1 - beta_1**t)
    v = v / (1 - beta_2**t)
    return w - learning_rate * m / (np.sqrt(v) + epsilon), m, v


@wrong("gradient_descent.adam_step")
def epsilon_under_the_root(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Adds epsilon inside the root."""
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient**2
    m_c, v_c = m / (1 - beta_1**t), v / (1 - beta_2**t)
    return w - learning_rate * m_c / np.sqrt(v_c + epsilon), m, v


@wrong("gradient_descent.adam_step")
def divides_without_the_root(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Forgets the square root."""
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient**2
    mh = m / (1 - beta_1**t)
    vh = v / (1 - beta_2**t)
    return w - learning_rate * mh / (vh + epsilon), m, v


@wrong("gradient_descent.adam_step")
def one_beta_for_both(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Copies the line of m and forgets to change its beta."""
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_1 * v + (1 - beta_1) * gradient**2
    mh = m / (1 - beta_1**t)
    vh = v / (1 - beta_1**t)
    return w - learning_rate * mh / (np.sqrt(vh) + epsilon), m, v


@wrong("gradient_descent.adam_step")
def steps_counted_from_zero(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Adds 1 to t, as if the first step were 0."""
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient**2
    m_sombrero = m / (1 - np.power(beta_1, t + 1))
    v_sombrero = v / (1 - np.power(beta_2, t + 1))
    return w - learning_rate * m_sombrero / (np.sqrt(v_sombrero) + epsilon), m, v
