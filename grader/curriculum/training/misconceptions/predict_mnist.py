"""Known wrong ideas of training.predict_mnist."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception, symptom


@misconception("training.predict_mnist")
def logits_instead_of_classes(model, X):
    """Devuelves las diez puntuaciones de cada imagen tal como las da el modelo. Se pide un dígito por imagen: el de la
    puntuación más alta."""
    return model.predict(X)


@misconception("training.predict_mnist")
def probabilities_instead_of_classes(model, X):
    """Devuelves las diez probabilidades de cada imagen. Se pide un dígito por imagen: el de la probabilidad más
    alta."""
    logits = model.predict(X)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@misconception("training.predict_mnist")
def largest_logit_instead_of_its_place(model, X):
    """Devuelves la puntuación más alta de cada imagen, y se pide en qué posición está: la posición es el dígito."""
    return model.predict(X).max(axis=1)


@misconception("training.predict_mnist")
def probability_of_the_class(model, X):
    """Devuelves la probabilidad del dígito más probable, y se pide qué dígito es: la posición, no el valor."""
    logits = model.predict(X)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).max(axis=1)


@misconception("training.predict_mnist")
def argmax_over_the_images(model, X):
    """`argmax` va por el eje de las imágenes: dice qué imagen se parece más a cada dígito. Se pide lo contrario, un
    dígito por imagen: cambia el eje."""
    return np.argmax(model.predict(X), axis=0)


@misconception("training.predict_mnist")
def argmax_of_everything(model, X):
    """Devuelves un solo número: o buscas el máximo de toda la tabla a la vez, o solo el de la primera imagen. Se pide
    un dígito por imagen, aunque solo haya una: mira por qué eje va `argmax`."""
    return np.argmax(model.predict(X))


@misconception("training.predict_mnist")
def one_hot_classes(model, X):
    """Devuelves el dígito en one-hot, con un 1 en su columna. Se pide el propio número del dígito."""
    return np.eye(10)[np.argmax(model.predict(X), axis=1)]


@misconception("training.predict_mnist")
def smallest_instead_of_largest(model, X):
    """Eliges la puntuación más baja, que es el dígito al que menos se parece. Es la más alta la que manda."""
    return np.argmin(model.predict(X), axis=1)


@misconception("training.predict_mnist")
def largest_in_size(model, X):
    """Eliges la puntuación de mayor tamaño sin mirar el signo. Una muy negativa dice «seguro que no es esta»: compara
    los valores tal cual."""
    return np.argmax(np.abs(model.predict(X)), axis=1)


@misconception("training.predict_mnist")
def counted_from_one(model, X):
    """Cuentas los dígitos desde 1. La primera columna es la del 0, así que la posición ya es el dígito."""
    return np.argmax(model.predict(X), axis=1) + 1


@misconception("training.predict_mnist")
def pixels_scaled_again(model, X):
    """Vuelves a dividir los píxeles antes de predecir. El modelo espera las imágenes en la misma escala con la que
    aprendió, y así es como llegan."""
    return np.argmax(model.predict(X / 255), axis=1)


@misconception("training.predict_mnist", twin_of="argmax_of_everything")
def only_the_first_image(model, X):
    """Devuelves un solo número: o buscas el máximo de toda la tabla a la vez, o solo el de la primera imagen. Se pide
    un dígito por imagen, aunque solo haya una: mira por qué eje va `argmax`."""
    return np.argmax(model.predict(X)[0])


@misconception("training.predict_mnist")
def last_class_forgotten(model, X):
    """Te dejas fuera la última columna, y ninguna imagen puede ser un 9. El final de un corte no se incluye."""
    return np.argmax(model.predict(X)[:, :9], axis=1)


@misconception("training.predict_mnist")
def first_class_forgotten(model, X):
    """Te dejas fuera la primera columna: ninguna imagen puede ser un 0, y los demás dígitos se corren un lugar."""
    return np.argmax(model.predict(X)[:, 1:], axis=1)


@misconception("training.predict_mnist")
def thresholded_as_two_classes(model, X):
    """Comparas cada puntuación con un umbral, como si fueran dos clases. Las diez compiten entre sí: cuenta cuál es la
    mayor."""
    return (model.predict(X) >= 0.5).astype(int)


@misconception("training.predict_mnist")
def rounded_score(model, X):
    """Redondeas la primera puntuación como si fuera el dígito. Cada columna es la puntuación de un dígito distinto:
    cuenta cuál es la mayor."""
    return np.round(model.predict(X)[:, 0])


@symptom("training.predict_mnist")
def predict_classes_no_longer_exists(call):
    """`predict_classes` se quitó de Keras hace años. Usa `predict`, que da una puntuación por dígito, y busca cuál es
    la mayor."""
    return call.raised == "AttributeError" and "predict_classes" in call.raised_text
