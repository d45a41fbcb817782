"""Known wrong ideas of training.predict_pima."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception, same, symptom
from grader.verdict import numpy_keras


@misconception("training.predict_pima")
def probabilities_instead_of_classes(model, X):
    """Devuelves las probabilidades tal como las da el modelo. Se pide la clase de cada paciente, 0 o 1: falta decidir
    con un umbral."""
    return model.predict(X)[:, 0]


@misconception("training.predict_pima", twin_of="probabilities_instead_of_classes")
def a_column_of_probabilities(model, X):
    """Devuelves las probabilidades tal como las da el modelo. Se pide la clase de cada paciente, 0 o 1: falta decidir
    con un umbral."""
    return model.predict(X)


@misconception("training.predict_pima")
def a_row_of_classes(model, X):
    """Las clases están bien, pero dentro de una tabla de una sola fila. Se pide un array de n elementos, sin más
    dimensiones."""
    return (model.predict(X) >= 0.5).astype(int).T


@misconception("training.predict_pima")
def everyone_zero(model, X):
    """Todos los pacientes te salen de la clase 0. Si usas `argmax`, con una sola columna la mayor es siempre la
    primera; si cortas los decimales, ninguna probabilidad llega a 1. Compara cada una con un umbral."""
    return np.argmax(model.predict(X), axis=1)


@misconception("training.predict_pima", twin_of="everyone_zero")
def truncated_probabilities(model, X):
    """Todos los pacientes te salen de la clase 0. Si usas `argmax`, con una sola columna la mayor es siempre la
    primera; si cortas los decimales, ninguna probabilidad llega a 1. Compara cada una con un umbral."""
    return model.predict(X)[:, 0].astype(int)


@misconception("training.predict_pima")
def argmax_over_the_examples(model, X):
    """`argmax` sobre los ejemplos te dice qué paciente tiene la probabilidad más alta. Se pide una clase por paciente:
    compara cada probabilidad con un umbral."""
    return np.argmax(model.predict(X), axis=0)


@misconception("training.predict_pima")
def everyone_one(model, X):
    """Todos los pacientes te salen de la clase 1: o redondeas hacia arriba, o comparas con 0 como si la salida fuera un
    logit, o le aplicas otra sigmoide. Ya es una probabilidad: el umbral está en el medio, entre 0 y 1."""
    return (model.predict(X)[:, 0] > 0).astype(int)


@misconception("training.predict_pima", twin_of="everyone_one")
def rounded_up(model, X):
    """Todos los pacientes te salen de la clase 1: o redondeas hacia arriba, o comparas con 0 como si la salida fuera un
    logit, o le aplicas otra sigmoide. Ya es una probabilidad: el umbral está en el medio, entre 0 y 1."""
    return np.ceil(model.predict(X)[:, 0])


@misconception("training.predict_pima", twin_of="everyone_one")
def sigmoid_again(model, X):
    """Todos los pacientes te salen de la clase 1: o redondeas hacia arriba, o comparas con 0 como si la salida fuera un
    logit, o le aplicas otra sigmoide. Ya es una probabilidad: el umbral está en el medio, entre 0 y 1."""
    return (1 / (1 + np.exp(-model.predict(X)[:, 0])) >= 0.5).astype(int)


@misconception("training.predict_pima")
def above_the_mean(model, X):
    """Comparas con la media de las probabilidades, así que la clase de un paciente depende de quién más esté en la
    tabla. El umbral es siempre el mismo."""
    p = model.predict(X)[:, 0]
    return (p >= p.mean()).astype(int)


@misconception("training.predict_pima")
def above_the_median(model, X):
    """Comparas con la mediana de las probabilidades, así que siempre sale la mitad de cada clase. El umbral es siempre
    el mismo."""
    p = model.predict(X)[:, 0]
    return (p >= np.median(p)).astype(int)


@misconception("training.predict_pima")
def classes_swapped(model, X):
    """Las clases están al revés: das 1 a los pacientes con probabilidad baja. La salida es la probabilidad de la clase
    1: mira el sentido de la comparación."""
    return (model.predict(X)[:, 0] < 0.5).astype(int)


@misconception("training.predict_pima")
def minus_ones_for_zeros(model, X):
    """A los pacientes de la clase 0 les das un -1. Las etiquetas de estos datos son 0 y 1."""
    return np.where(model.predict(X)[:, 0] >= 0.5, 1, -1)


@misconception("training.predict_pima")
def classes_counted_from_one(model, X):
    """Numeras las clases desde 1. Las etiquetas de estos datos son 0 y 1."""
    return (model.predict(X)[:, 0] >= 0.5).astype(int) + 1


@misconception("training.predict_pima")
def only_the_first_example(model, X):
    """Devuelves la clase del primer paciente nada más. Se pide un array con la de todos, aunque solo haya uno."""
    return int(model.predict(X)[0, 0] >= 0.5)


@misconception("training.predict_pima", twin_of="only_the_first_example")
def only_the_first_row(model, X):
    """Devuelves la clase del primer paciente nada más: mira si el `[0]` se queda con la primera fila de lo que da el
    modelo. Se pide un array con la de todos."""
    return (model.predict(X)[0] >= 0.5).astype(int)


@misconception("training.predict_pima")
def positions_of_the_ones(model, X):
    """Devuelves en qué filas hay un 1 (es lo que dan `np.where` con un solo argumento y `flatnonzero`). Se pide una
    clase por fila, también las que son 0."""
    return np.flatnonzero(model.predict(X)[:, 0] >= 0.5)


@symptom("training.predict_pima")
def another_threshold(call):
    """Usas otro umbral: hay un valor que separa bien tus ceros de tus unos, pero no es el del enunciado. Mira con qué
    número comparas la probabilidad."""
    model, X = call.arguments
    p, classes = numpy_keras.predict(model, X)[:, 0], np.asarray(call.value, dtype=float)
    if classes.shape != p.shape or set(classes) != {0.0, 1.0} or same(classes, p >= 0.5):
        return False
    return float(p[classes == 0].max()) < float(p[classes == 1].min())


@symptom("training.predict_pima")
def names_of_the_classes(call):
    """Devuelves los nombres de las clases, y se piden sus números, 0 y 1: así se pueden comparar con las etiquetas."""
    return isinstance(call.value, list | tuple) and bool(call.value) and all(isinstance(x, str) for x in call.value)


@symptom("training.predict_pima")
def predict_classes_no_longer_exists(call):
    """`predict_classes` se quitó de Keras hace años. Usa `predict`, que da probabilidades, y decide tú la clase."""
    return call.raised == "AttributeError" and "predict_classes" in call.raised_text
