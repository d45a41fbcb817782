"""Wrong answers to unit 5 that show a symptom."""

import numpy as np

from tests.support.answers import shows


@shows("gradient_descent.mse_gradient.weights_before_the_examples")
def product_the_wrong_way_round(X, y, w, b):
    error = w @ X + b - y
    return 2 * X.T @ error / len(y), 2 * np.mean(error)
