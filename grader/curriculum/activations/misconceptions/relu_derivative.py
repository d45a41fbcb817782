"""Known wrong ideas of activations.relu_derivative."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.activations.misconceptions.nearly_right import sigmoid
from grader.feedback.misconception import misconception, symptom


def right(z):
    return np.where(z > 0, 1.0, 0.0)


@misconception("activations.relu_derivative")
def one_at_zero(z):
    """En 0 das 1, y por convenio ahí vale 0. Mira si la desigualdad incluye el igual."""
    return np.where(z >= 0, 1.0, 0.0)


@misconception("activations.relu_derivative")
def half_at_zero(z):
    """En 0 das 1/2, la media de las dos pendientes. En este curso, por convenio, en 0 vale 0."""
    return np.heaviside(z, 0.5)


@misconception("activations.relu_derivative")
def zero_over_zero(z):
    """Divides ReLU entre z, y en z = 0 eso es 0/0. Decide con una comparación, sin dividir."""
    return np.maximum(z, 0) / z


@misconception("activations.relu_derivative")
def relu_instead(z):
    """Devuelves la propia ReLU. La derivada es su pendiente: en los positivos vale siempre 1, por grandes que sean."""
    return np.maximum(z, 0)


@misconception("activations.relu_derivative")
def sign_instead(z):
    """Devuelves el signo: en los negativos das -1. Ahí ReLU es plana, y su pendiente es 0."""
    return np.sign(z)


@misconception("activations.relu_derivative")
def minus_one_on_the_others(z):
    """Donde z no es positivo das -1. Ahí ReLU es plana, y su pendiente es 0."""
    return np.where(z > 0, 1.0, -1.0)


@misconception("activations.relu_derivative")
def minus_one_below_zero(z):
    """En los negativos das -1. Ahí ReLU es plana, y su pendiente es 0."""
    return np.where(z >= 0, 1.0, -1.0)


@misconception("activations.relu_derivative")
def opposite_side(z):
    """El 0 y el 1 están intercambiados: la pendiente de ReLU es 1 en los positivos."""
    return np.where(z > 0, 0.0, 1.0)


@misconception("activations.relu_derivative")
def below_zero(z):
    """Das 1 en los negativos: la desigualdad está al revés. ReLU sube en los positivos."""
    return np.where(z < 0, 1.0, 0.0)


@misconception("activations.relu_derivative")
def wherever_it_is_not_zero(z):
    """Das 1 en todo lo que no es 0, también en los negativos. Ahí ReLU es plana, y su pendiente es 0."""
    return np.where(z != 0, 1.0, 0.0)


@misconception("activations.relu_derivative")
def ones_everywhere(z):
    """Das 1 en todas partes. En los negativos ReLU es plana, y su pendiente es 0."""
    return np.ones_like(z)


@misconception("activations.relu_derivative")
def zeros_everywhere(z):
    """Das 0 en todas partes. En los positivos ReLU sube, y su pendiente es 1."""
    return np.zeros_like(z)


@misconception("activations.relu_derivative")
def beyond_one(z):
    """El corte está en 1: la pendiente ya es 1 desde que z pasa de 0."""
    return np.where(z > 1, 1.0, 0.0)


@misconception("activations.relu_derivative", twin_of="beyond_one")
def from_one_on(z):
    """El corte está en 1: la pendiente ya es 1 desde que z pasa de 0."""
    return np.where(z >= 1, 1.0, 0.0)


@misconception("activations.relu_derivative")
def up_to_six(z):
    """Desde 6 das 0, como si ReLU tuviera ahí un tope. La ReLU de este curso sube siempre en los positivos."""
    return np.where((z > 0) & (z < 6), 1.0, 0.0)


@misconception("activations.relu_derivative")
def up_to_one(z):
    """Desde 1 das 0, como si ReLU tuviera ahí un tope. La ReLU de este curso sube siempre en los positivos."""
    return np.where((z > 0) & (z < 1), 1.0, 0.0)


@misconception("activations.relu_derivative")
def clipped_instead(z):
    """Recortas z entre 0 y 1. La pendiente no pasa poco a poco de 0 a 1: salta en 0."""
    return np.clip(z, 0, 1)


@misconception("activations.relu_derivative")
def derivative_of_softplus(z):
    """Das la sigmoide, que es la derivada de softplus, una versión suave de ReLU. La de ReLU salta de 0 a 1 en 0."""
    return sigmoid(z)


@misconception("activations.relu_derivative")
def derivative_of_the_sigmoid(z):
    """Esa es la derivada de la sigmoide. La de ReLU es mucho más sencilla: no lleva exponenciales."""
    return sigmoid(z) * sigmoid(-z)


@misconception("activations.relu_derivative")
def derivative_of_tanh(z):
    """Esa es la derivada de la tangente hiperbólica. La de ReLU es mucho más sencilla: no lleva exponenciales."""
    return 4 * sigmoid(2 * z) * sigmoid(-2 * z)


@misconception("activations.relu_derivative")
def negatives_dropped(z):
    """Quitas lo que no es positivo, así que cambia la forma. Los negativos deben seguir en su sitio, con un 0."""
    return np.ones(np.count_nonzero(z > 0))


@misconception("activations.relu_derivative")
def differences_between_neighbours(z):
    """Calculas la diferencia entre elementos vecinos del array. La pendiente en cada z no depende de qué otros números
    lleguen con él."""
    return np.gradient(np.maximum(z.ravel(), 0)).reshape(z.shape)


@symptom("activations.relu_derivative", throughout=True)
def leaky(call: Call):
    """En los negativos dejas una pequeña pendiente: eso es Leaky ReLU. La ReLU de este curso es plana ahí, con
    pendiente 0."""
    z, value = np.asarray(call.arguments[0]), np.asarray(call.value, float)
    return (z <= 0).any() and any(
        np.allclose(value[z != 0], np.where(z > 0, 1, slope)[z != 0], atol=1e-9)
        and np.isin(value[z == 0], (0, slope, 1)).all()
        for slope in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.3)
    )


@symptom("activations.relu_derivative", throughout=True)
def numerical_derivative(call: Call):
    """Aproximas la pendiente con la diferencia entre dos puntos, y cerca del quiebro caen uno a cada lado. La derivada
    tiene una definición exacta, la del enunciado."""
    z = np.asarray(call.arguments[0])
    chords = [(a, b) for k in range(9) for h in (10.0**-k,) for a, b in ((h, h), (h, 0), (0, h))]
    slopes = [(np.maximum(z + after, 0) - np.maximum(z - before, 0)) / (before + after) for before, after in chords]
    wrong = (np.isclose(call.value, slope, rtol=1e-6, atol=1e-12).all() for slope in slopes)
    return not np.allclose(call.value, right(z)) and any(wrong)
