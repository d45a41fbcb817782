"""Known wrong ideas of neuron.perceptron."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def right(x, w, b):
    return 1 if np.dot(w, x) + b >= 0 else 0


@misconception("neuron.perceptron")
def zero_does_not_fire(x, w, b):
    """Cuando la suma vale justo 0 das un 0, y el enunciado dice que ahí el perceptrón ya dispara. Mira si la
    desigualdad incluye el igual."""
    return 1 if np.dot(w, x) + b > 0 else 0


@misconception("neuron.perceptron", twin_of="zero_does_not_fire")
def rounded_sigmoid(x, w, b):
    """Redondeas una sigmoide, y `round` lleva 0.5 al par más cercano, que es 0. Con la suma a 0 el perceptrón dispara:
    compara directamente."""
    return round(float(1 / (1 + np.exp(-(np.dot(w, x) + b)))))


@misconception("neuron.perceptron")
def minus_one_or_one(x, w, b):
    """Cuando no dispara devuelves -1. Este perceptrón responde con 1 o con 0."""
    return 1 if np.dot(w, x) + b >= 0 else -1


@misconception("neuron.perceptron")
def sign_function(x, w, b):
    """Devuelves el signo de la suma: -1, 0 o 1. El perceptrón solo tiene dos respuestas, y con 0 también dispara."""
    return np.sign(np.dot(w, x) + b)


@misconception("neuron.perceptron")
def without_bias(x, w, b):
    """Olvidas el sesgo antes de comparar: la decisión no depende de b."""
    return 1 if np.dot(w, x) >= 0 else 0


@misconception("neuron.perceptron")
def bias_as_threshold(x, w, b):
    """Usas el sesgo como un umbral que la suma debe alcanzar, o lo restas. Sesgo y umbral tienen signos opuestos: un
    sesgo grande hace más fácil disparar."""
    return 1 if np.dot(w, x) >= b else 0


@misconception("neuron.perceptron")
def the_sum_itself(x, w, b):
    """Devuelves la suma ponderada sin decidir: falta compararla y responder con 1 o 0."""
    return np.dot(w, x) + b


@misconception("neuron.perceptron")
def sigmoid_instead(x, w, b):
    """Aplicas la sigmoide, que da valores intermedios. El perceptrón decide con un escalón: 1 o 0."""
    return 1 / (1 + np.exp(-(np.dot(w, x) + b)))


@misconception("neuron.perceptron")
def rectified(x, w, b):
    """Anulas las sumas negativas, pero dejas las positivas como están. Cuando dispara debe valer 1, por grande que sea
    la suma."""
    return max(np.dot(w, x) + b, 0)


@misconception("neuron.perceptron")
def fires_below(x, w, b):
    """La desigualdad está al revés: disparas cuando la suma es negativa o 0."""
    return 1 if np.dot(w, x) + b <= 0 else 0


@misconception("neuron.perceptron")
def answers_exchanged(x, w, b):
    """El 0 y el 1 están intercambiados: mira qué devuelves cuando se cumple la condición."""
    return 0 if np.dot(w, x) + b >= 0 else 1


@misconception("neuron.perceptron")
def threshold_of_one_half(x, w, b):
    """Comparas con 0.5, que es el umbral de una probabilidad. Aquí se compara la suma misma, y su umbral es otro."""
    return 1 if np.dot(w, x) + b >= 0.5 else 0


@misconception("neuron.perceptron")
def threshold_of_one(x, w, b):
    """Comparas la suma con 1. Mira en el enunciado a partir de qué valor dispara."""
    return 1 if np.dot(w, x) + b >= 1 else 0


@misconception("neuron.perceptron")
def one_answer_per_input(x, w, b):
    """Decides por separado con cada entrada. El perceptrón suma primero todas las entradas pesadas y decide una sola
    vez."""
    return np.where(w * x + b >= 0, 1, 0)


@misconception("neuron.perceptron")
def one_input_is_enough(x, w, b):
    """Disparas en cuanto una sola entrada pesada llega al umbral. Las entradas se compensan entre sí: se comparan todas
    juntas, sumadas."""
    return int(np.any(w * x + b >= 0))


@misconception("neuron.perceptron")
def bias_in_every_term(x, w, b):
    """Sumas el sesgo en cada producto, así que cuenta tantas veces como entradas hay. La neurona tiene un solo
    sesgo."""
    return 1 if np.sum(w * x + b) >= 0 else 0


@misconception("neuron.perceptron")
def truncated_sum(x, w, b):
    """Quitas los decimales de la suma antes de comparar, y una suma como -0.5 se convierte en 0 y dispara. Compara la
    suma tal cual."""
    return 1 if int(np.dot(w, x) + b) >= 0 else 0


@misconception("neuron.perceptron")
def two_inputs_only(x, w, b):
    """Escribes a mano dos entradas, y puede haber una o muchas. Usa el producto escalar de los vectores enteros."""
    return 1 if w[0] * x[0] + w[1] * x[1] + b >= 0 else 0
