"""Known wrong ideas of neuron.train_perceptron."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.misconception import misconception, symptom


def _rule(X, y, learning_rate, epochs, error, start=0.0):
    """The perceptron's rule, with an error or a start of one's own."""
    w, b = np.full(X.shape[1], start), start
    for _ in range(epochs):
        for x, target in zip(X, y):
            correction = learning_rate * error(x, target, w, b)
            w, b = w + correction * x, b + correction
    return w, b


def _error(x, target, w, b):
    return target - (np.dot(w, x) + b >= 0)


def _corrected_where_signs_differ(x, target, w, b):
    return target * (target * (np.dot(w, x) + b) <= 0)


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def right(X, y, learning_rate, epochs):
    return _rule(X, y, learning_rate, epochs, _error)


@misconception("neuron.train_perceptron")
def zero_does_not_fire(X, y, learning_rate, epochs):
    """Al predecir, una suma de 0 no dispara en tu versión, y el enunciado dice que sí. Con los pesos a 0 se nota desde
    el primer ejemplo."""
    return _rule(X, y, learning_rate, epochs, lambda x, target, w, b: target - (np.dot(w, x) + b > 0))


@misconception("neuron.train_perceptron")
def whole_batch_at_once(X, y, learning_rate, epochs):
    """Calculas los errores de toda la época con los mismos pesos y corriges al final. La regla corrige en el acto: el
    ejemplo siguiente ya debe ver los pesos nuevos."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        errors = y - (X @ w + b >= 0)
        w, b = w + learning_rate * errors @ X, b + learning_rate * errors.sum()
    return w, b


@misconception("neuron.train_perceptron")
def mean_of_the_batch(X, y, learning_rate, epochs):
    """Haces la media de las correcciones de toda la época y las aplicas al final. La regla corrige en el acto, ejemplo
    a ejemplo, sin medias."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        errors = y - (X @ w + b >= 0)
        w, b = w + learning_rate * errors @ X / len(X), b + learning_rate * errors.mean()
    return w, b


@misconception("neuron.train_perceptron")
def error_of_the_sum(X, y, learning_rate, epochs):
    """Restas a la respuesta la suma ponderada, sin pasarla por el escalón. El error se mide con lo que el perceptrón
    decide, que es 0 o 1."""
    return _rule(X, y, learning_rate, epochs, lambda x, target, w, b: target - (np.dot(w, x) + b))


@misconception("neuron.train_perceptron")
def opposite_sign(X, y, learning_rate, epochs):
    """Corriges en sentido contrario: cuando debería disparar y no lo hace, tus pesos se alejan más. Mira qué se resta
    de qué en el error, o si restas la corrección."""
    return _rule(X, y, learning_rate, epochs, lambda x, target, w, b: (np.dot(w, x) + b >= 0) - target)


@misconception("neuron.train_perceptron")
def bias_never_learns(X, y, learning_rate, epochs):
    """El sesgo se queda siempre a 0. También aprende, y con la misma regla que los pesos: piensa en él como en el peso
    de una entrada que siempre vale 1."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        for x, target in zip(X, y):
            w = w + learning_rate * (target - (np.dot(w, x) >= 0)) * x
    return w, 0.0


@misconception("neuron.train_perceptron")
def weights_never_learn(X, y, learning_rate, epochs):
    """Solo cambia el sesgo: los pesos se quedan a 0. Mira si su corrección se guarda, y si usa el error de antes de
    tocar el sesgo o uno nuevo, que ya vale 0."""
    b = 0.0
    for _ in range(epochs):
        for target in y:
            b = b + learning_rate * (target - (b >= 0))
    return np.zeros(X.shape[1]), b


@misconception("neuron.train_perceptron")
def learning_rate_forgotten(X, y, learning_rate, epochs):
    """Corriges sin la tasa de aprendizaje: el resultado no depende de ella. Dice qué parte del error se corrige cada
    vez."""
    return _rule(X, y, 1.0, epochs, _error)


@misconception("neuron.train_perceptron")
def learning_rate_forgotten_in_the_bias(X, y, learning_rate, epochs):
    """La tasa de aprendizaje está en la corrección de los pesos, pero no en la del sesgo. La regla es la misma para los
    dos."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + error
    return w, b


@misconception("neuron.train_perceptron")
def learning_rate_forgotten_in_the_weights(X, y, learning_rate, epochs):
    """La tasa de aprendizaje está en la corrección del sesgo, pero no en la de los pesos. La regla es la misma para los
    dos."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def weights_without_the_input(X, y, learning_rate, epochs):
    """Corriges todos los pesos lo mismo, sin mirar las entradas. Un peso solo tiene culpa del error en la medida en que
    su entrada era grande."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def starts_from_ones(X, y, learning_rate, epochs):
    """Empiezas con los pesos y el sesgo a 1. El enunciado fija otro principio, y de él depende todo el camino."""
    return _rule(X, y, learning_rate, epochs, _error, start=1.0)


@symptom("neuron.train_perceptron")
def not_from_zero(call: Call):
    """Con todas las entradas a 0 los pesos no pueden cambiar, y los tuyos no son 0: no empiezan donde dice el
    enunciado. Mira con qué valores (quizá al azar) los creas."""
    X, (w, b) = np.asarray(call.arguments[0]), call.value
    weights_and_bias = isinstance(call.value, tuple | list) and np.shape(w) == (X.shape[1],) and np.size(b) == 1
    return weights_and_bias and not X.any() and np.all(np.asarray(w) != 0)


@misconception("neuron.train_perceptron")
def sigmoid_for_the_step(X, y, learning_rate, epochs):
    """Pasas la suma por una sigmoide, y el error sale con decimales. El perceptrón decide con un escalón, 0 o 1, y
    cuando acierta no corrige nada."""
    return _rule(X, y, learning_rate, epochs, lambda x, target, w, b: target - _sigmoid(np.dot(w, x) + b))


@misconception("neuron.train_perceptron")
def gradient_of_a_sigmoid(X, y, learning_rate, epochs):
    """Corriges con la derivada de una sigmoide, como en una neurona que se entrena por descenso del gradiente. La regla
    del perceptrón es más sencilla: su error es la diferencia entre dos respuestas de 0 o 1, sin derivadas."""

    def error(x, target, w, b):
        output = _sigmoid(np.dot(w, x) + b)
        return (target - output) * output * (1 - output)

    return _rule(X, y, learning_rate, epochs, error)


@misconception("neuron.train_perceptron")
def labels_of_minus_one_and_one(X, y, learning_rate, epochs):
    """Conviertes las etiquetas en -1 y 1 y corriges cuando etiqueta y suma no tienen el mismo signo. Con etiquetas de 0
    y 1 el resultado es otro cuando la suma vale 0, que aquí cuenta como disparar."""
    return _rule(X, 2 * y - 1, learning_rate, epochs, _corrected_where_signs_differ)


@misconception("neuron.train_perceptron")
def rule_for_labels_of_minus_one_and_one(X, y, learning_rate, epochs):
    """Usas la regla pensada para etiquetas de -1 y 1, que multiplica por la etiqueta. Aquí una de ellas es 0, y con
    ella no se corregiría nunca nada."""
    return _rule(X, y, learning_rate, epochs, _corrected_where_signs_differ)


@misconception("neuron.train_perceptron")
def bias_forgotten_in_the_sum(X, y, learning_rate, epochs):
    """Corriges el sesgo, pero no lo sumas al predecir: la decisión no se entera de que cambia."""
    return _rule(X, y, learning_rate, epochs, lambda x, target, w, b: target - (np.dot(w, x) >= 0))


@misconception("neuron.train_perceptron")
def bias_with_the_sign_of_a_threshold(X, y, learning_rate, epochs):
    """Tratas el sesgo como un umbral: lo restas de la suma, y por eso aprende con el signo contrario. El sesgo se suma
    y se corrige como los pesos."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) - b >= 0)
            w, b = w + learning_rate * error * x, b - learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def threshold_of_one_half(X, y, learning_rate, epochs):
    """Al predecir comparas la suma con 0.5, que es el umbral de una probabilidad. El perceptrón dispara desde 0."""
    return _rule(X, y, learning_rate, epochs, lambda x, target, w, b: target - (np.dot(w, x) + b >= 0.5))


@misconception("neuron.train_perceptron")
def last_to_first(X, y, learning_rate, epochs):
    """Recorres los ejemplos del último al primero. Como cada corrección cuenta ya para el siguiente, el orden
    importa."""
    return _rule(X[::-1], y[::-1], learning_rate, epochs, _error)


@misconception("neuron.train_perceptron")
def only_one_epoch(X, y, learning_rate, epochs):
    """El resultado es el de una sola época, se pidan las que se pidan. O falta el bucle de las épocas, o en cada una
    vuelves a poner los pesos a 0, o el `return` está dentro."""
    w, b = np.zeros(X.shape[1]), 0.0
    for x, target in zip(X, y):
        error = target - (np.dot(w, x) + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def first_sample_only(X, y, learning_rate, epochs):
    """Solo aprendes del primer ejemplo: mira si el `return` está dentro del bucle o si un índice se queda fijo."""
    w, b = np.zeros(X.shape[1]), 0.0
    error = y[0] - 1
    return w + learning_rate * error * X[0], b + learning_rate * error


@misconception("neuron.train_perceptron")
def one_epoch_more(X, y, learning_rate, epochs):
    """Haces una época de más. Cuenta cuántas vueltas da tu bucle cuando se pide una sola."""
    return _rule(X, y, learning_rate, epochs + 1, _error)


@misconception("neuron.train_perceptron")
def one_epoch_less(X, y, learning_rate, epochs):
    """Haces una época de menos. Cuenta cuántas vueltas da tu bucle cuando se pide una sola."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1, epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def until_it_learns(X, y, learning_rate, epochs):
    """Sigues hasta que no queda ningún error, aunque se hayan pedido menos épocas. El número de épocas lo decide quien
    llama."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1000):
        errors = 0
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            errors += abs(error)
            w, b = w + learning_rate * error * x, b + learning_rate * error
        if errors == 0:
            break
    return w, b


@misconception("neuron.train_perceptron")
def stops_when_errors_cancel(X, y, learning_rate, epochs):
    """Paras cuando los errores de una época suman 0, pero un error de 1 y otro de -1 también se anulan. Si quieres
    parar antes, cuenta los errores sin su signo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        total = 0
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            total += error
            w, b = w + learning_rate * error * x, b + learning_rate * error
        if total == 0:
            break
    return w, b


@misconception("neuron.train_perceptron")
def stops_at_the_first_hit(X, y, learning_rate, epochs):
    """En cuanto aciertas un ejemplo dejas la época a medias. Un acierto no corrige nada, pero los ejemplos que faltan
    también cuentan: mira el `break`."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            if error == 0:
                break
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def last_sample_forgotten(X, y, learning_rate, epochs):
    """Te dejas el último ejemplo: `range(n)` ya se detiene antes de n, así que no hay que restarle nada."""
    return _rule(X[:-1], y[:-1], learning_rate, epochs, _error)


@misconception("neuron.train_perceptron")
def first_sample_forgotten(X, y, learning_rate, epochs):
    """Te saltas el primer ejemplo: los índices empiezan en 0."""
    return _rule(X[1:], y[1:], learning_rate, epochs, _error)


@misconception("neuron.train_perceptron")
def answers_of_minus_one_and_one(X, y, learning_rate, epochs):
    """Trabajas con respuestas de -1 y 1, y entonces cada error vale el doble. Aquí son 0 y 1, tanto las que llegan como
    las que da el perceptrón."""
    return _rule(
        X, 2 * y - 1, learning_rate, epochs, lambda x, target, w, b: target - (1 if np.dot(w, x) + b >= 0 else -1)
    )


@misconception("neuron.train_perceptron")
def predictions_of_minus_one_and_one(X, y, learning_rate, epochs):
    """Tu perceptrón responde -1 cuando no dispara, pero las respuestas que llegan son 0 y 1: un acierto con 0 cuenta
    como error."""
    return _rule(X, y, learning_rate, epochs, lambda x, target, w, b: target - (1 if np.dot(w, x) + b >= 0 else -1))


@misconception("neuron.train_perceptron", twin_of="weights_never_learn")
def bias_corrected_before_the_weights(X, y, learning_rate, epochs):
    """Corriges el sesgo y vuelves a calcular el error antes de corregir los pesos. Los dos se corrigen con el mismo
    error, el de antes de cambiar nada: guárdalo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            b = b + learning_rate * (target - (np.dot(w, x) + b >= 0))
            w = w + learning_rate * (target - (np.dot(w, x) + b >= 0)) * x
    return w, b


@misconception("neuron.train_perceptron")
def weights_corrected_before_the_bias(X, y, learning_rate, epochs):
    """Corriges los pesos y vuelves a calcular el error antes de corregir el sesgo. Los dos se corrigen con el mismo
    error, el de antes de cambiar nada: guárdalo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            w = w + learning_rate * (target - (np.dot(w, x) + b >= 0)) * x
            b = b + learning_rate * (target - (np.dot(w, x) + b >= 0))
    return w, b


@misconception("neuron.train_perceptron")
def learns_only_from_positives(X, y, learning_rate, epochs):
    """Solo corriges cuando debía disparar y no lo hizo. También hay que corregir el error contrario: disparar cuando no
    toca."""
    return _rule(X, y, learning_rate, epochs, lambda x, target, w, b: max(_error(x, target, w, b), 0))


@misconception("neuron.train_perceptron")
def learns_only_from_negatives(X, y, learning_rate, epochs):
    """Solo corriges cuando disparó y no debía. También hay que corregir el error contrario: no disparar cuando toca."""
    return _rule(X, y, learning_rate, epochs, lambda x, target, w, b: min(_error(x, target, w, b), 0))


@misconception("neuron.train_perceptron")
def absolute_error(X, y, learning_rate, epochs):
    """Corriges siempre hacia arriba, porque el error ha perdido su signo. El signo dice si hay que acercar o alejar los
    pesos del ejemplo."""
    return _rule(X, y, learning_rate, epochs, lambda x, target, w, b: abs(target - (np.dot(w, x) + b >= 0)))


@misconception("neuron.train_perceptron")
def best_weights_seen(X, y, learning_rate, epochs):
    """Devuelves los pesos de la época con menos errores. La regla de este ejercicio acaba donde acaba: se piden los del
    final."""
    w, b = np.zeros(X.shape[1]), 0.0
    best, fewest = (w, b), np.inf
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
        errors = np.sum((X @ w + b >= 0) != y)
        if errors < fewest:
            best, fewest = (w, b), errors
    return best


@misconception("neuron.train_perceptron")
def least_squares(X, y, learning_rate, epochs):
    """Resuelves de una vez un ajuste por mínimos cuadrados. Aquí se pide el camino de la regla del perceptrón, que
    corrige ejemplo a ejemplo y depende de la tasa y de las épocas."""
    weights = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), 2 * y - 1, rcond=None)[0]
    return weights[:-1], weights[-1]
