"""Known wrong ideas of network.backpropagation."""

from __future__ import annotations

import numpy as np

from grader.curriculum.network.misconceptions.formulas import gradients, hidden_and_output, sigmoid
from grader.feedback.misconception import misconception


def right(X, y, W1, b1, W2, b2):
    return gradients(X, y, W1, b1, W2, b2)


@misconception("network.backpropagation")
def opposite_sign(X, y, W1, b1, W2, b2):
    """Los cuatro gradientes tienen el signo cambiado: con ellos la pérdida crecería. Mira en qué orden restas la
    predicción y la etiqueta."""
    return tuple(-part for part in gradients(X, y, W1, b1, W2, b2))


@misconception("network.backpropagation")
def opposite_sign_in_the_hidden_layer(X, y, W1, b1, W2, b2):
    """Los gradientes de la capa oculta tienen el signo cambiado; los de la salida están bien. Mira si al llevar el
    error hacia atrás aparece un signo de más."""
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return -dW1, -db1, dW2, db2


@misconception("network.backpropagation")
def without_the_mean(X, y, W1, b1, W2, b2):
    """Sumas las contribuciones de los ejemplos y no haces la media. La pérdida es una media, y al repetir los ejemplos
    el gradiente no debe crecer."""
    return tuple(len(X) * part for part in gradients(X, y, W1, b1, W2, b2))


@misconception("network.backpropagation")
def biases_without_the_mean(X, y, W1, b1, W2, b2):
    """Los gradientes de los pesos están bien, pero los de los sesgos son sumas sin promediar. El factor que viene de la
    media de la pérdida es el mismo en los cuatro."""
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW1, len(X) * db1, dW2, len(X) * db2


@misconception("network.backpropagation")
def weights_without_the_mean(X, y, W1, b1, W2, b2):
    """Los gradientes de los sesgos están bien, pero los de los pesos son sumas sin promediar. El factor que viene de la
    media de la pérdida es el mismo en los cuatro."""
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return len(X) * dW1, db1, len(X) * dW2, db2


@misconception("network.backpropagation")
def biases_averaged_twice(X, y, W1, b1, W2, b2):
    """En los sesgos haces la media dos veces. Si el error de la salida ya está dividido entre el número de ejemplos,
    después solo hay que sumar."""
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW1, db1 / len(X), dW2, db2 / len(X)


@misconception("network.backpropagation")
def mean_taken_twice(X, y, W1, b1, W2, b2):
    """Haces la media dos veces: divides entre el número de ejemplos al calcular el error y otra vez al final. Hazlo en
    un solo sitio."""
    return tuple(part / len(X) for part in gradients(X, y, W1, b1, W2, b2))


@misconception("network.backpropagation")
def without_the_hidden_derivative(X, y, W1, b1, W2, b2):
    """Al llevar el error a la capa oculta te falta la derivada de su activación. El error no llega entero: la sigmoide
    de cada neurona lo frena según lo saturada que esté."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = delta2 @ W2.T
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def derivative_applied_to_the_activation(X, y, W1, b1, W2, b2):
    """Aplicas la sigmoide dos veces en la derivada de la capa oculta: llamas a la derivada con la activación, cuando
    espera z. Si ya tienes la salida de la neurona, su derivada se calcula directamente con ella."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    again = sigmoid(hidden)
    delta1 = delta2 @ W2.T * again * (1 - again)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def output_bias_without_the_mean(X, y, W1, b1, W2, b2):
    """Tres de los gradientes están bien, pero en `db2` sumas sin hacer la media. El factor que viene de la media de la
    pérdida es el mismo en los cuatro."""
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW1, db1, dW2, len(X) * db2


@misconception("network.backpropagation")
def derivative_of_tanh(X, y, W1, b1, W2, b2):
    """En la capa oculta usas la derivada de la tangente hiperbólica, y su activación es la sigmoide. Cada activación
    tiene la suya."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = delta2 @ W2.T * (1 - hidden**2)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def derivative_of_the_weighted_sum(X, y, W1, b1, W2, b2):
    """En la derivada de la capa oculta usas z donde va la activación. Esa fórmula corta de la derivada se escribe con
    la salida de la sigmoide, no con su entrada."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    z = X @ W1 + b1
    delta2 = (output - y) / len(X)
    delta1 = delta2 @ W2.T * z * (1 - z)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def derivative_with_a_plus(X, y, W1, b1, W2, b2):
    """La derivada de la sigmoide oculta lleva un signo cambiado: con su salida h se escribe h·(1 - h), y tú sumas."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 + hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def derivative_without_its_parentheses(X, y, W1, b1, W2, b2):
    """En la derivada de la capa oculta faltan los paréntesis de (1 - h): sin ellos se resta h de todo el producto."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * 1 - hidden
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def delta_of_the_squared_error(X, y, W1, b1, W2, b2):
    """Usas el gradiente del error cuadrático. Aquí la pérdida es la entropía cruzada, y en la salida su derivada se
    simplifica con la de la sigmoide: vuelve a derivar el error de la salida."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = 2 * (output - y) * output * (1 - output) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def extra_derivative_at_the_output(X, y, W1, b1, W2, b2):
    """Multiplicas el error de la salida por la derivada de su sigmoide. Con la entropía cruzada esa derivada se
    cancela: ya está dentro de la diferencia entre predicción y etiqueta."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) * output * (1 - output) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def extra_derivative_on_the_way_back(X, y, W1, b1, W2, b2):
    """La capa de salida está bien, pero al llevar su error hacia atrás lo multiplicas otra vez por la derivada de la
    sigmoide de la salida. Esa derivada ya se había cancelado con la de la pérdida."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = (delta2 * output * (1 - output)) @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def without_the_output_weights(X, y, W1, b1, W2, b2):
    """Repartes el error de la salida por igual entre las neuronas ocultas. A cada una le toca según el peso que la une
    con la salida."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    delta1 = delta2 * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def output_weights_updated_before_use(X, y, W1, b1, W2, b2):
    """Cambias W2 antes de usarlo para llevar el error hacia atrás. Todos los gradientes son de un mismo punto: usa los
    pesos con los que hiciste la predicción."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y) / len(X)
    dW2 = hidden.T @ delta2
    delta1 = delta2 @ (W2 - dW2).T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), dW2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def biases_summed_over_the_units(X, y, W1, b1, W2, b2):
    """En `db1` sumas también sobre las neuronas, y todas reciben lo mismo. Cada sesgo es de una neurona: suma solo
    sobre los ejemplos."""
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW1, np.full(len(b1), db1.sum()), dW2, db2


@misconception("network.backpropagation", twin_of="biases_summed_over_the_units")
def hidden_biases_in_one_number(X, y, W1, b1, W2, b2):
    """En `db1` sumas también sobre las neuronas y queda un solo número. Cada sesgo es de una neurona: suma solo sobre
    los ejemplos."""
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW1, db1.sum(), dW2, db2


@misconception("network.backpropagation")
def biases_summed_along_each_row(X, y, W1, b1, W2, b2):
    """En `db1` y `db2` sumas a lo largo de cada fila (`axis=1`), y queda un número por ejemplo. Cada sesgo es de una
    neurona: se suma sobre los ejemplos."""
    hidden = sigmoid(X @ W1 + b1)
    d2 = (sigmoid(hidden @ W2 + b2) - y) / len(X)
    d1 = d2 @ W2.T * hidden * (1 - hidden)
    return X.T @ d1, d1.sum(axis=1), hidden.T @ d2, d2.sum(axis=1)


@misconception("network.backpropagation")
def hidden_bias_forgotten(X, y, W1, b1, W2, b2):
    """Al calcular la capa oculta olvidas sumar `b1`. Los gradientes son los de otra red."""
    return gradients(X, y, W1, 0 * b1, W2, b2)


@misconception("network.backpropagation")
def output_bias_forgotten(X, y, W1, b1, W2, b2):
    """Al calcular la salida olvidas sumar `b2`. Los gradientes son los de otra red."""
    return gradients(X, y, W1, b1, W2, 0 * b2)


@misconception("network.backpropagation")
def bias_forgotten(X, y, W1, b1, W2, b2):
    """Olvidas los dos sesgos al calcular la predicción. Los gradientes son los de otra red."""
    return gradients(X, y, W1, 0 * b1, W2, 0 * b2)


@misconception("network.backpropagation")
def tanh_in_the_hidden_layer(X, y, W1, b1, W2, b2):
    """Usas tanh en la capa oculta. Esta red lleva sigmoides en las dos capas."""
    hidden = np.tanh(X @ W1 + b1)
    delta2 = (sigmoid(hidden @ W2 + b2) - y) / len(X)
    delta1 = delta2 @ W2.T * (1 - hidden**2)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def relu_in_the_hidden_layer(X, y, W1, b1, W2, b2):
    """Usas ReLU en la capa oculta. Esta red lleva sigmoides en las dos capas."""
    hidden = np.maximum(X @ W1 + b1, 0)
    delta2 = (sigmoid(hidden @ W2 + b2) - y) / len(X)
    delta1 = delta2 @ W2.T * (hidden > 0)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def linear_output(X, y, W1, b1, W2, b2):
    """A la salida le falta la sigmoide: restas la etiqueta a la suma ponderada, no a la probabilidad."""
    hidden = sigmoid(X @ W1 + b1)
    delta2 = (hidden @ W2 + b2 - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def thresholded_prediction(X, y, W1, b1, W2, b2):
    """Conviertes la predicción en 0 o 1 antes de compararla con la etiqueta. El error usa la probabilidad tal cual: una
    respuesta acertada pero dudosa también tiene algo que aprender."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = ((output >= 0.5) - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def hidden_layer_left_alone(X, y, W1, b1, W2, b2):
    """Los gradientes de la capa oculta te salen cero: calculas los de la salida, pero no llevas su error hacia
    atrás."""
    _, _, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return np.zeros_like(W1), np.zeros_like(b1), dW2, db2


@misconception("network.backpropagation")
def only_the_first_example(X, y, W1, b1, W2, b2):
    """El gradiente es el de un solo ejemplo, el primero. Mira si el `return` está dentro del bucle de los ejemplos."""
    return gradients(X[:1], y[:1], W1, b1, W2, b2)


@misconception("network.backpropagation")
def only_the_last_example(X, y, W1, b1, W2, b2):
    """El gradiente es el de un solo ejemplo, el último. Mira si dentro del bucle asignas (`=`) en lugar de acumular
    (`+=`)."""
    return gradients(X[-1:], y[-1:], W1, b1, W2, b2)


@misconception("network.backpropagation")
def y_against_every_prediction(X, y, W1, b1, W2, b2):
    """Restas una columna (n, 1) y un vector (n,), y NumPy lo extiende a una tabla n×n en la que cada predicción se
    compara con todas las etiquetas. Comprueba con `.shape` que el error es una columna."""
    hidden, output = hidden_and_output(X, W1, b1, W2, b2)
    delta2 = (output - y.ravel()).mean(axis=1, keepdims=True) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)


@misconception("network.backpropagation")
def output_layer_first(X, y, W1, b1, W2, b2):
    """Los gradientes están en otro orden: primero van los de la capa oculta y después los de la salida."""
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW2, db2, dW1, db1


@misconception("network.backpropagation")
def weights_before_biases(X, y, W1, b1, W2, b2):
    """Los gradientes están en otro orden: cada capa da primero los de sus pesos y enseguida los de sus sesgos."""
    dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
    return dW1, dW2, db1, db2


@misconception("network.backpropagation")
def updated_parameters_instead_of_gradients(X, y, W1, b1, W2, b2):
    """Devuelves los parámetros ya cambiados. Esta función solo calcula los gradientes; el paso lo da después quien
    entrena, con su tasa de aprendizaje."""
    steps = gradients(X, y, W1, b1, W2, b2)
    return tuple(part - 0.1 * step for part, step in zip((W1, b1, W2, b2), steps))


@misconception("network.backpropagation", twin_of="updated_parameters_instead_of_gradients")
def updated_by_a_hundredth(X, y, W1, b1, W2, b2):
    """Devuelves los parámetros ya cambiados. Esta función solo calcula los gradientes; el paso lo da después quien
    entrena, con su tasa de aprendizaje."""
    steps = gradients(X, y, W1, b1, W2, b2)
    return tuple(part - 0.01 * step for part, step in zip((W1, b1, W2, b2), steps))


@misconception("network.backpropagation", twin_of="updated_parameters_instead_of_gradients")
def updated_by_a_half(X, y, W1, b1, W2, b2):
    """Devuelves los parámetros ya cambiados. Esta función solo calcula los gradientes; el paso lo da después quien
    entrena, con su tasa de aprendizaje."""
    steps = gradients(X, y, W1, b1, W2, b2)
    return tuple(part - 0.5 * step for part, step in zip((W1, b1, W2, b2), steps))


@misconception("network.backpropagation", twin_of="updated_parameters_instead_of_gradients")
def updated_by_the_whole_gradient(X, y, W1, b1, W2, b2):
    """Devuelves los parámetros ya cambiados. Esta función solo calcula los gradientes; el paso lo da después quien
    entrena, con su tasa de aprendizaje."""
    steps = gradients(X, y, W1, b1, W2, b2)
    return tuple(part - 1.0 * step for part, step in zip((W1, b1, W2, b2), steps))
