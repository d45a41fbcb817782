"""Known wrong ideas of gradient_descent.gradient_step."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def right(w, gradient, learning_rate):
    return w - learning_rate * gradient


@misconception("gradient_descent.gradient_step")
def opposite_sign(w, gradient, learning_rate):
    """Avanzas a favor del gradiente, y así subes. El gradiente señala hacia dónde crece la función; tú quieres que
    baje: mira el signo de tu paso."""
    return w + learning_rate * gradient


@misconception("gradient_descent.gradient_step")
def without_the_learning_rate(w, gradient, learning_rate):
    """No usas la tasa de aprendizaje: das siempre un paso tan largo como el propio gradiente. Busca qué argumento de la
    función no aparece en tu cálculo."""
    return w - gradient


@misconception("gradient_descent.gradient_step")
def only_the_displacement(w, gradient, learning_rate):
    """Devuelves solo el desplazamiento, es decir, cuánto te mueves. Se pide el punto al que llegas, así que el punto
    del que sales también cuenta."""
    return -learning_rate * gradient


@misconception("gradient_descent.gradient_step")
def only_the_size_of_the_step(w, gradient, learning_rate):
    """Devuelves la longitud del paso en cada coordenada, no el sitio al que llegas con él: falta aplicarlo a los
    pesos."""
    return learning_rate * gradient


@misconception("gradient_descent.gradient_step")
def weights_unchanged(w, gradient, learning_rate):
    """Devuelves los mismos pesos que recibes: calcules lo que calcules, el resultado no llega a `w`. Mira qué variable
    pones en el `return`."""
    return w


@misconception("gradient_descent.gradient_step")
def divided_by_the_learning_rate(w, gradient, learning_rate):
    """Divides entre la tasa de aprendizaje, y entonces una tasa pequeña da pasos enormes. Debe ser al revés: cuanto
    menor es la tasa, más corto es el paso."""
    return w - gradient / learning_rate


@misconception("gradient_descent.gradient_step")
def subtracts_before_multiplying(w, gradient, learning_rate):
    """La tasa de aprendizaje multiplica a toda la diferencia, también a los pesos, y los encoge. Solo regula la
    longitud del paso: revisa los paréntesis."""
    return learning_rate * (w - gradient)


@misconception("gradient_descent.gradient_step")
def arguments_swapped(w, gradient, learning_rate):
    """Los pesos y el gradiente tienen los papeles cambiados: partes del gradiente y te mueves según los pesos. Piensa
    cuál de los dos es el punto donde estás y cuál dice hacia dónde ir."""
    return gradient - learning_rate * w


@misconception("gradient_descent.gradient_step")
def multiplied_by_the_weights(w, gradient, learning_rate):
    """Multiplicas el paso por los propios pesos, así que un peso que vale 0 no se movería nunca. La longitud del paso
    depende solo de la tasa y del gradiente."""
    return w - learning_rate * gradient * w


@misconception("gradient_descent.gradient_step")
def shrinks_the_weights(w, gradient, learning_rate):
    """Además de dar el paso encoges los pesos: se mueven incluso donde el gradiente es 0. La tasa de aprendizaje solo
    multiplica al gradiente."""
    return (1 - learning_rate) * w - learning_rate * gradient


@misconception("gradient_descent.gradient_step")
def normalised_gradient(w, gradient, learning_rate):
    """Divides el gradiente entre su longitud, y todos los pasos miden lo mismo. El tamaño del gradiente también
    informa: donde la pendiente es fuerte, el paso es mayor."""
    length = np.linalg.norm(gradient)
    return w - learning_rate * gradient / (length or 1.0)


@misconception("gradient_descent.gradient_step")
def only_the_sign_of_the_gradient(w, gradient, learning_rate):
    """Usas solo el signo del gradiente y olvidas su tamaño. Cada coordenada debe moverse en proporción a su
    pendiente."""
    return w - learning_rate * np.sign(gradient)


@misconception("gradient_descent.gradient_step")
def mean_of_the_gradient(w, gradient, learning_rate):
    """Mueves todos los pesos lo mismo, con la media del gradiente. Cada peso tiene su propia componente, y con ella se
    mueve: no hace falta reunirlas en un solo número."""
    return w - learning_rate * np.mean(gradient)


@misconception("gradient_descent.gradient_step")
def sum_of_the_gradient(w, gradient, learning_rate):
    """Mueves todos los pesos lo mismo, con la suma del gradiente. Cada peso tiene su propia componente, y con ella se
    mueve: no hace falta reunirlas en un solo número."""
    return w - learning_rate * np.sum(gradient)


@misconception("gradient_descent.gradient_step")
def clipped_gradient(w, gradient, learning_rate):
    """Recortas el gradiente entre -1 y 1 antes de usarlo. Es una técnica que existe para gradientes enormes, pero aquí
    cada paso debe usar el gradiente entero."""
    return w - learning_rate * np.clip(gradient, -1, 1)


@misconception("gradient_descent.gradient_step")
def divided_by_the_number_of_weights(w, gradient, learning_rate):
    """Divides el paso entre el número de pesos. La media sobre los ejemplos, si hace falta, ya la lleva el gradiente:
    aquí no se divide entre nada."""
    return w - learning_rate * gradient / len(w)
