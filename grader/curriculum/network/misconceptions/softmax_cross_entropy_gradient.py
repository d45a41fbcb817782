"""Known wrong ideas of network.softmax_cross_entropy_gradient."""

from __future__ import annotations

import numpy as np

from grader.curriculum.network.misconceptions.formulas import sigmoid, softmax
from grader.feedback.misconception import misconception


def right(Z, Y):
    return (softmax(Z, 1) - Y) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def without_the_mean(Z, Y):
    """No divides entre el número de ejemplos: la pérdida es una media, y su gradiente también lleva ese factor."""
    return softmax(Z, 1) - Y


@misconception("network.softmax_cross_entropy_gradient")
def divided_by_the_classes(Z, Y):
    """Divides entre el número de clases (columnas) y no entre el de ejemplos (filas)."""
    return (softmax(Z, 1) - Y) / Z.shape[1]


@misconception("network.softmax_cross_entropy_gradient")
def divided_by_every_element(Z, Y):
    """Divides entre el número de elementos de la tabla, ejemplos por clases. La media de la pérdida se hace solo
    sobre los ejemplos."""
    return (softmax(Z, 1) - Y) / Z.size


@misconception("network.softmax_cross_entropy_gradient")
def without_exponentials(Z, Y):
    """Divides cada logit entre la suma de su fila, sin exponenciales: eso no es softmax, y donde la suma vale 0 da
    NaN."""
    return (Z / Z.sum(axis=1, keepdims=True) - Y) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def opposite_sign(Z, Y):
    """El resultado tiene el signo cambiado: es la probabilidad menos la etiqueta, en ese orden."""
    return (Y - softmax(Z, 1)) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def opposite_sign_without_the_mean(Z, Y):
    """Hay dos cosas: el signo está cambiado (es la probabilidad menos la etiqueta) y falta dividir entre el número
    de ejemplos."""
    return Y - softmax(Z, 1)


@misconception("network.softmax_cross_entropy_gradient")
def softmax_down_the_columns(Z, Y):
    """Haces la softmax por columnas. Cada fila es un ejemplo, y son las probabilidades de cada fila las que suman
    1."""
    return (softmax(Z, 0) - Y) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def softmax_over_the_whole_table(Z, Y):
    """Repartes la probabilidad entre todos los números de la tabla. Cada fila es un ejemplo, y son las
    probabilidades de cada fila las que suman 1."""
    return (softmax(Z, None) - Y) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def without_the_softmax(Z, Y):
    """Restas las etiquetas a los logits, sin pasarlos por la softmax: lo que se compara con la etiqueta es una
    probabilidad."""
    return (Z - Y) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def sigmoid_in_place_of_the_softmax(Z, Y):
    """Pasas los logits por la sigmoide, uno a uno. Con clases que se excluyen hace falta la softmax, que reparte
    la probabilidad entre todas las de la fila."""
    return (sigmoid(Z) - Y) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def softmax_twice(Z, Y):
    """Aplicas la softmax dos veces. Z son logits: con una basta."""
    return (softmax(softmax(Z, 1), 1) - Y) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def extra_derivative(Z, Y):
    """Multiplicas además por P(1 - P), como si faltara la derivada de la softmax. Ya está contada: al derivar las
    dos juntas se cancela casi todo."""
    P = softmax(Z, 1)
    return (P - Y) * P * (1 - P) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def gradient_of_the_probabilities(Z, Y):
    """Derivas la pérdida respecto de las probabilidades, y se pide respecto de los logits: falta pasar por la
    softmax, y entonces se cancela casi todo."""
    return -Y / softmax(Z, 1) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def only_the_true_class(Z, Y):
    """Solo llega pendiente al logit de la clase verdadera. También los de las demás cuentan: su probabilidad
    sobra, y su pendiente es positiva."""
    return (softmax(Z, 1) - Y) * Y / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def labels_forgotten(Z, Y):
    """No usas las etiquetas `Y`: falta restarlas a las probabilidades."""
    return softmax(Z, 1) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def classes_in_place_of_probabilities(Z, Y):
    """Conviertes las probabilidades en una clase, la de mayor logit, antes de restar la etiqueta. El gradiente usa
    las probabilidades tal cual."""
    return (np.eye(Z.shape[1])[Z.argmax(axis=1)] - Y) / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def squared_differences(Z, Y):
    """Elevas al cuadrado la diferencia entre probabilidad y etiqueta. Eso es un error, no su pendiente: en el
    gradiente va sin elevar."""
    return (softmax(Z, 1) - Y) ** 2 / len(Z)


@misconception("network.softmax_cross_entropy_gradient")
def averaged_over_the_examples(Z, Y):
    """Haces la media sobre los ejemplos y queda una sola fila. Cada logit tiene su propia pendiente: se divide
    entre n, sin sumar."""
    return (softmax(Z, 1) - Y).mean(axis=0)


@misconception("network.softmax_cross_entropy_gradient")
def summed_over_the_examples(Z, Y):
    """Sumas sobre los ejemplos y queda una sola fila. Cada logit tiene su propia pendiente, así que el resultado
    tiene la forma de Z."""
    return (softmax(Z, 1) - Y).sum(axis=0)


@misconception("network.softmax_cross_entropy_gradient")
def returns_the_loss(Z, Y):
    """Devuelves la pérdida, un número. Se pide su gradiente: una pendiente por cada logit."""
    return -np.mean(np.sum(Y * np.log(softmax(Z, 1)), axis=1))
