"""Known wrong ideas of the unit training."""

from __future__ import annotations

import numpy as np

from grader.boundary.keras_models import Model
from grader.boundary.values import Opaque, Pixels
from grader.feedback.misconception import misconception, same, symptom
from grader.verdict import numpy_keras

# -- prepare_pima ------------------------------------------------------------------------------


def _split(*tables, seed=42, share=0.2):
    """Training and test rows of each table, as scikit-learn's train_test_split draws them."""
    rows = np.random.RandomState(seed).permutation(len(tables[0]))
    size = int(np.ceil(share * len(rows)))
    return [part for table in tables for part in (table[rows[size:]], table[rows[:size]])]


def _features(data):
    return data.to_numpy()[:, :8]


def _label(data):
    return data.to_numpy()[:, 8]


@misconception("training.prepare_pima")
def order_of_other_libraries(data):
    """Devuelves las cuatro partes en otro orden: primero las dos de entrenamiento y luego las dos de prueba. Aquí van
    primero las dos X y después las dos y: mira también en qué orden recoges lo que da `train_test_split`."""
    X_train, X_test, y_train, y_test = _split(_features(data), _label(data))
    return X_train, y_train, X_test, y_test


@misconception("training.prepare_pima")
def train_and_test_swapped(data):
    """Has cambiado entrenamiento por prueba: entrenarías con la parte pequeña. Mira en qué orden recoges lo que
    devuelve la función que separa."""
    X_train, X_test, y_train, y_test = _split(_features(data), _label(data))
    return X_test, X_train, y_test, y_train


@misconception("training.prepare_pima")
def labels_first(data):
    """Van primero las etiquetas y después las características. El resultado sigue el orden en que das las tablas a la
    función que separa."""
    return tuple(_split(_label(data), _features(data)))


@misconception("training.prepare_pima")
def two_pairs(data):
    """Devuelves dos parejas, (X, y) de entrenamiento y (X, y) de prueba. Se piden cuatro resultados sueltos."""
    X_train, X_test, y_train, y_test = _split(_features(data), _label(data))
    return (X_train, y_train), (X_test, y_test)


@misconception("training.prepare_pima")
def only_the_training_part(data):
    """Devuelves solo la parte de entrenamiento. La de prueba también hace falta: con ella se sabrá si la red ha
    aprendido o solo ha memorizado."""
    X_train, _, y_train, _ = _split(_features(data), _label(data))
    return X_train, y_train


@misconception("training.prepare_pima")
def only_the_features(data):
    """Devuelves solo las características, separadas en entrenamiento y prueba: faltan las etiquetas."""
    return tuple(_split(_features(data)))


@misconception("training.prepare_pima")
def not_shuffled(data):
    """Cortas la tabla sin barajarla: las primeras filas para entrenar y las últimas para probar. Si la tabla tiene
    algún orden, las dos partes no se parecen; hay que elegir las filas al azar."""
    rows = len(data) - int(np.ceil(0.2 * len(data)))
    X, y = _features(data), _label(data)
    return X[:rows], X[rows:], y[:rows], y[rows:]


@misconception("training.prepare_pima")
def default_quarter_for_the_test(data):
    """Apartas para la prueba una cuarta parte de las filas, que es lo que hace scikit-learn si no se le dice otra cosa.
    Compara esa fracción con la del enunciado."""
    return tuple(_split(_features(data), _label(data), share=0.25))


@misconception("training.prepare_pima")
def a_third_for_the_test(data):
    """Apartas para la prueba el 30 % de las filas. Compara esa fracción con la del enunciado."""
    return tuple(_split(_features(data), _label(data), share=0.3))


@misconception("training.prepare_pima")
def trains_on_the_fifth(data):
    """Entrenas con la parte pequeña: la fracción que das es la de entrenamiento, y debe ser la de prueba. Mira el
    nombre del argumento."""
    return tuple(_split(_features(data), _label(data), share=0.8))


@misconception("training.prepare_pima")
def label_left_among_the_features(data):
    """La etiqueta sigue entre las características: la red vería la respuesta, y acertaría sin aprender nada. Quita esa
    columna de X."""
    return tuple(_split(data.to_numpy(), _label(data)))


@misconception("training.prepare_pima")
def first_column_as_label(data):
    """Tomas como etiqueta la primera columna. La etiqueta es la última; las demás son las características."""
    return tuple(_split(data.to_numpy()[:, 1:], data.to_numpy()[:, 0]))


@misconception("training.prepare_pima")
def a_feature_forgotten(data):
    """Te dejas la última característica: el final de un corte no se incluye. Cuenta las columnas de X: son ocho."""
    return tuple(_split(data.to_numpy()[:, :7], _label(data)))


@misconception("training.prepare_pima")
def first_feature_forgotten(data):
    """Te dejas la primera característica: las columnas se cuentan desde 0. Cuenta las de X: son ocho."""
    return tuple(_split(data.to_numpy()[:, 1:8], _label(data)))


@symptom("training.prepare_pima")
def columns_by_another_name(call):
    """Pides una columna que no existe. Los nombres de las columnas son textos, no números, y son los del enunciado:
    mira `data.columns`."""
    return call.raised == "KeyError"


@misconception("training.prepare_pima")
def scales_to_zero_one(data):
    """Cambias la escala de las características. Ya vienen estandarizadas: aquí solo hay que separarlas."""
    X = _features(data)
    return tuple(_split((X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0)), _label(data)))


@misconception("training.prepare_pima")
def standardises_the_training_rows_again(data):
    """Estandarizas de nuevo las características. Ya vienen estandarizadas: aquí solo hay que separarlas."""
    X_train, X_test, y_train, y_test = _split(_features(data), _label(data))
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
    return (X_train - mean) / deviation, (X_test - mean) / deviation, y_train, y_test


@misconception("training.prepare_pima", twin_of="standardises_the_training_rows_again")
def standardises_again(data):
    """Estandarizas de nuevo las características. Ya vienen estandarizadas: aquí solo hay que separarlas."""
    X_train, X_test, y_train, y_test = _split(_features(data), _label(data))
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / deviation, (X_test - mean) / deviation, y_train, y_test


@misconception("training.prepare_pima")
def label_standardised(data):
    """Cambias la escala de la etiqueta. Debe seguir siendo 0 o 1: dice a qué clase pertenece cada paciente."""
    y = _label(data)
    return tuple(_split(_features(data), (y - y.mean()) / y.std()))


@misconception("training.prepare_pima")
def first_rows_of_the_permutation_train(data):
    """El reparto tiene los tamaños y la semilla que se piden, pero tomas para entrenar el principio de las filas
    barajadas. scikit-learn las reparte al revés: deja que lo haga `train_test_split`."""
    rows = np.random.RandomState(42).permutation(len(data))
    size, X, y = int(np.ceil(0.2 * len(data))), _features(data), _label(data)
    train, test = rows[:-size], rows[-size:]
    return X[train], X[test], y[train], y[test]


def _parts(call):
    """X_train, X_test, y_train and y_test as they came, and the two tables whole."""
    data = call.arguments[0].values
    X_train, X_test, y_train, y_test = (np.asarray(part, dtype=float) for part in call.value)
    return X_train, X_test, y_train.ravel(), y_test.ravel(), data[:, :8], data[:, 8]


def _rows(X, whole):
    """Where each row of X stands in the whole table; raises KeyError for one that is nowhere."""
    places = {row.tobytes(): index for index, row in enumerate(np.asarray(whole, np.float32))}
    return [places[row.tobytes()] for row in np.asarray(X, np.float32)]


@symptom("training.prepare_pima")
def labels_out_of_step(call):
    """Las características están bien repartidas, pero las etiquetas no son las de sus filas: las has separado con otro
    azar. Sepáralas en la misma llamada, o con la misma semilla."""
    X_train, X_test, y_train, y_test, X, y = _parts(call)
    right = same([X_train, X_test], _split(X)) and len(y_train) == len(X_train) and len(y_test) == len(X_test)
    return right and not same([y_train, y_test], _split(y)) and same(np.sort([*y_train, *y_test]), np.sort(y))


@symptom("training.prepare_pima")
def another_random_state(call):
    """El reparto está bien hecho, pero con otra semilla. Para que todos tengamos las mismas filas, da a `random_state`
    el valor del enunciado."""
    X_train, X_test, y_train, y_test, X, y = _parts(call)
    seeds = [*range(42), *range(43, 101), 123, 1234, 12345, 2020, 2021, 2022, 2023, 2024, 2025, 2026]
    return any(same([X_train, X_test, y_train, y_test], _split(X, y, seed=seed)) for seed in seeds)


@symptom("training.prepare_pima")
def stratified(call):
    """Haces el reparto estratificado, con la misma proporción de cada clase en las dos partes. Es una buena costumbre,
    pero aquí se pide sin estratificar: mira los argumentos de `train_test_split`."""
    from sklearn.model_selection import train_test_split

    X_train, X_test, y_train, y_test, X, y = _parts(call)
    drawn = train_test_split(X, y, test_size=0.2, random_state=42, stratify=y)
    return same([X_train, X_test, y_train, y_test], drawn)


@symptom("training.prepare_pima")
def another_draw(call):
    """Los tamaños y las etiquetas están bien, pero no son las filas que se piden. Puede que falte fijar `random_state`,
    o que repartas con otra función: con `train_test_split` y la semilla del enunciado sale siempre lo mismo."""
    X_train, X_test, y_train, y_test, X, y = _parts(call)
    train, test = _rows(X_train, X), _rows(X_test, X)
    all_once = sorted([*train, *test]) == list(range(len(X)))
    in_step = same(y_train, y[train]) and same(y_test, y[test])
    return all_once and in_step and len(train) == len(_split(X)[0]) and not same(X_train, _split(X)[0])


@symptom("training.prepare_pima")
def label_taken_out_of_the_received_table(call):
    """El reparto está bien, pero cambias la tabla que recibes: quien te llama la encuentra distinta. `pop`, `del` y los
    métodos con `inplace=True` la modifican; usa los que devuelven una nueva."""
    X_train, X_test, y_train, y_test, X, y = _parts(call)
    return 0 in call.changed and same([X_train, X_test, y_train, y_test], _split(X, y))


# -- trained networks --------------------------------------------------------------------------
# What the model itself tells: its layers, its settings, its weights, and what it answers on the data it was given.


def _model(call):
    assert isinstance(call.value, Model)
    return call.value


def _biases(call):
    return np.concatenate([layer.weights[1] for layer in _model(call).layers if layer.kind == "Dense"])


def _sizes(call):
    return [units for units, _ in _model(call).dense_layers()]


def _activations(call):
    return [activation for _, activation in _model(call).dense_layers()]


def _loss(call):
    """The loss's name in lower case, without underscores: however it was given."""
    return _model(call).compiled["loss"].lower().replace("_", "")


def _optimizer(call):
    return (_model(call).compiled or {}).get("optimizer")


def _returned_history(call):
    return isinstance(call.value, Opaque) and call.value.type_name == "History"


def _returned_nothing(call):
    return call.outcome is not None and call.value is None


def _fit_before_compile(call):
    return call.raised in ("ValueError", "RuntimeError") and "compile" in call.told and "before" in call.told


def _untrained(call):
    """Keras starts biases at exactly 0, and the first step of any optimiser moves some."""
    return not _biases(call).any()


def _exploded(call):
    """Whether the weights are no longer numbers, or so large that nothing can be computed with them."""
    weights = np.concatenate([weight.ravel() for layer in _model(call).layers for weight in layer.weights])
    return not np.isfinite(weights).all() or np.abs(weights).max() > 1e3


def _travelled(call):
    """How far the biases are, in the mean, from the 0 where they started: it tells how many steps Adam made.

    On Pima, honest trainings end at 0.19 to 0.24, thirty epochs at 0.10 to 0.15, ten at 0.11, one at 0.03.
    """
    return float(np.abs(_biases(call)).mean())


def _only_linear(call):
    activations = _activations(call)
    return len(activations) > 1 and set(activations[:-1]) == {"linear"}


# -- train_pima --------------------------------------------------------------------------------


def _probabilities(call, X):
    return numpy_keras.predict(_model(call), X)[:, 0]


def _pima_accuracy(call, X, y):
    half = 0.0 if _activations(call)[-1] == "linear" else 0.5
    return float(np.mean((_probabilities(call, X) >= half) == np.ravel(y)))


def _ordered_pairs(scores, y):
    above = scores[y == 1][:, None] - scores[y == 0]
    return float(np.mean(above > 0) + np.mean(above == 0) / 2)


@symptom("training.train_pima")
def returned_the_history(call):
    """Devuelves lo que da `fit`, que es la historia del entrenamiento. `fit` entrena el modelo por dentro: lo que hay
    que devolver es el propio modelo."""
    return _returned_history(call)


@symptom("training.train_pima")
def model_not_returned(call):
    """La función entrena pero no devuelve nada: el modelo se pierde al terminar. Falta el `return`."""
    return _returned_nothing(call)


@symptom("training.train_pima")
def fit_before_compile(call):
    """Llamas a `fit` con un modelo sin compilar: todavía no sabe cómo aprender ni qué hacer pequeño. Compílalo antes,
    como en la unidad 7."""
    return _fit_before_compile(call)


@symptom("training.train_pima")
def model_of_another_library(call):
    """Devuelves un modelo de scikit-learn. Puede que acierte, pero se pide una red de Keras, con sus capas ocultas."""
    kinds = ("Classifier", "Regression", "RegressionCV", "Regressor", "SVC", "Perceptron", "Pipeline", "NB")
    return isinstance(call.value, Opaque) and call.value.type_name.endswith(kinds)


@symptom("training.train_pima")
def never_trained(call):
    """El modelo vuelve sin entrenar: sus sesgos siguen siendo los cero con los que nació. O no llamas a `fit`, o
    entrenas otro modelo (una copia), o la tasa de aprendizaje es 0."""
    return _untrained(call)


@symptom("training.train_pima")
def learning_rate_too_large(call):
    """Los pesos se han disparado: los pasos son tan largos que la red se aleja en vez de acercarse. Usa una tasa de
    aprendizaje mucho menor, o la que trae el optimizador."""
    return _exploded(call)


@symptom("training.train_pima")
def no_hidden_layers(call):
    """Tu red no tiene capas ocultas: es una sola neurona, y solo puede separar las clases con una recta (un
    hiperplano). Se pide la red de la unidad 7."""
    return len(_sizes(call)) == 1


@symptom("training.train_pima")
def no_hidden_activation(call):
    """Las capas ocultas no tienen activación, y así todas juntas valen lo mismo que una sola neurona, por mucho que
    entrenen. Ponles una que no sea lineal."""
    return _only_linear(call)


@symptom("training.train_pima")
def softmax_on_one_output(call):
    """Pones softmax sobre una sola salida, y entonces la red responde siempre 1: reparte un total de 1 entre sus
    salidas, y solo hay una."""
    return _sizes(call)[-1] == 1 and _activations(call)[-1] == "softmax"


@symptom("training.train_pima")
def logits_taken_for_probabilities(call):
    """A la salida le falta la sigmoide: da números cualesquiera, y la pérdida los toma por probabilidades."""
    return _activations(call)[-1] in ("linear", "relu", "tanh") and _loss(call) in ("binarycrossentropy", "bce")


@symptom("training.train_pima")
def loss_of_several_classes(call):
    """Usas la entropía cruzada categórica con una sola salida, y con ella esa pérdida no cambia aunque la red se
    equivoque. Busca la de dos clases."""
    return _sizes(call)[-1] == 1 and _loss(call).startswith(("categorical", "sparsecategorical"))


@symptom("training.train_pima")
def labels_swapped(call):
    """Tu red aprende, pero al revés: llama 0 a los 1 y 1 a los 0. Entrena con las etiquetas tal como llegan."""
    return _pima_accuracy(call, *call.arguments) < 0.3


@symptom("training.train_pima")
def columns_in_another_order(call):
    """Tu red acierta mucho más si se le dan las columnas al revés: entrenas con las características en otro orden.
    Entrena con `X_train` tal como llega."""
    X, y = call.arguments
    return _pima_accuracy(call, X[:, ::-1], y) > max(0.75, _pima_accuracy(call, X, y) + 0.05)


@symptom("training.train_pima")
def same_answer_for_everyone(call):
    """La red da la misma probabilidad a todos los pacientes: no mira sus datos. Suele pasar cuando una tasa de
    aprendizaje enorme apaga las neuronas, o cuando los pesos de la salida son cero."""
    return float(np.ptp(_probabilities(call, call.arguments[0]))) < 1e-3


@symptom("training.train_pima")
def plain_gradient_descent(call):
    """Entrenas con el descenso del gradiente sencillo (SGD), que con estas épocas se queda corto. Usa el optimizador de
    la unidad 7."""
    return _optimizer(call) == "SGD"


@symptom("training.train_pima")
def labels_out_of_step(call):
    """La red ha entrenado, pero sus respuestas no tienen nada que ver con las etiquetas, ni siquiera en los datos con
    los que aprendió. Cada fila de X debe seguir junto a su etiqueta: no barajes una cosa sin la otra."""
    X, y = call.arguments
    return _travelled(call) > 0.06 and abs(_ordered_pairs(_probabilities(call, X), np.ravel(y)) - 0.5) < 0.15


@symptom("training.train_pima")
def too_few_epochs(call):
    """La red es la que se pide y aprende en buena dirección, pero sus pesos apenas se han movido: lo más probable es
    que falten épocas, o que los lotes sean muy grandes."""
    the_right_one = _sizes(call) == [12, 8, 1] and _activations(call) == ["relu", "relu", "sigmoid"]
    return the_right_one and _optimizer(call) == "Adam" and _travelled(call) < 0.16


# -- train_mnist -------------------------------------------------------------------------------


def _images(call, where):
    """Some of the images that the student's function received, and their labels."""
    images, labels = call.arguments
    levels = images.levels if isinstance(images, Pixels) else 255 * images
    return levels[where] / 255.0, labels[where]


FIRST, REST = slice(0, 2000), slice(30_000, None, 15)
"""Two thousand images that a part of them would hold, and as many of those that it would not."""


def _mnist_accuracy(call, X, y):
    return float(np.mean(numpy_keras.predict(_model(call), X).argmax(axis=1) == y))


@symptom("training.train_mnist")
def returned_the_history(call):
    """Devuelves lo que da `fit`, que es la historia del entrenamiento. `fit` entrena el modelo por dentro: lo que hay
    que devolver es el propio modelo."""
    return _returned_history(call)


@symptom("training.train_mnist")
def model_not_returned(call):
    """La función entrena pero no devuelve nada: el modelo se pierde al terminar. Falta el `return`."""
    return _returned_nothing(call)


@symptom("training.train_mnist")
def fit_before_compile(call):
    """Llamas a `fit` con un modelo sin compilar: todavía no sabe cómo aprender ni qué hacer pequeño. Compílalo antes,
    como en la unidad 7."""
    return _fit_before_compile(call)


@symptom("training.train_mnist")
def loss_for_one_hot_labels(call):
    """Esa pérdida espera las etiquetas en one-hot, y las que llegan son enteros: por eso las formas no encajan. Usa la
    versión dispersa («sparse»)."""
    return call.raised in ("ValueError", "InvalidArgumentError") and (
        "same rank" in call.told or "same shape" in call.told
    )


@symptom("training.train_mnist")
def never_trained(call):
    """El modelo vuelve sin entrenar: sus sesgos siguen siendo los cero con los que nació. O no llamas a `fit`, o
    entrenas otro modelo (una copia), o la tasa de aprendizaje es 0."""
    return _untrained(call)


@symptom("training.train_mnist")
def learning_rate_too_large(call):
    """Los pesos se han disparado: los pasos son tan largos que la red se aleja en vez de acercarse. Usa una tasa de
    aprendizaje mucho menor, o la que trae el optimizador."""
    return _exploded(call)


@symptom("training.train_mnist")
def no_hidden_layers(call):
    """Tu red no tiene capa oculta: pasa directamente de los píxeles a las cifras, y solo puede separar las clases con
    fronteras rectas."""
    return len(_sizes(call)) == 1


@symptom("training.train_mnist")
def no_hidden_activation(call):
    """La capa oculta no tiene activación, y así las dos capas juntas valen lo mismo que una sola, por mucho que
    entrenen. Ponle una que no sea lineal."""
    return _only_linear(call)


@symptom("training.train_mnist")
def logits_taken_for_probabilities(call):
    """La red da logits, pero la pérdida los toma por probabilidades y no puede guiarla. Hay que decírselo a la pérdida,
    y para eso hace falta crear su objeto: con el nombre en un texto no se puede."""
    return _activations(call)[-1] == "linear" and _loss(call) in (
        "sparsecategoricalcrossentropy",
        "categoricalcrossentropy",
    )


@symptom("training.train_mnist")
def softmax_twice(call):
    """La red acaba en softmax, y a la pérdida le dices que da logits: le aplica otra softmax, y el aprendizaje se
    frena. Quédate con una de las dos cosas."""
    return _activations(call)[-1] == "softmax" and "from" in _loss(call) and _loss(call).endswith("=true)")


@symptom("training.train_mnist")
def plain_gradient_descent(call):
    """Entrenas con el descenso del gradiente sencillo (SGD), que con estas épocas se queda corto. Usa el optimizador de
    la unidad 7."""
    return _optimizer(call) == "SGD"


@symptom("training.train_mnist")
def labels_shifted(call):
    """Tu red reconoce las imágenes, pero a cada una le da la cifra de al lado: entrenas con las etiquetas corridas un
    lugar. Úsalas tal como llegan, de 0 a 9."""
    X, y = _images(call, FIRST)
    return any(_mnist_accuracy(call, X, (y + shift) % 10) > 0.6 for shift in (1, 9))


@symptom("training.train_mnist")
def pixels_cut_to_integers(call):
    """Conviertes los píxeles en enteros, y como van de 0 a 1 casi todos se quedan en 0: la red entrena con imágenes
    casi negras. Déjalos con sus decimales."""
    X, y = _images(call, FIRST)
    return _mnist_accuracy(call, X.astype(int), y) > 0.35  # who learnt from grey pixels: 0.17 to 0.25


@symptom("training.train_mnist")
def pixels_scaled_again(call):
    """Vuelves a dividir los píxeles, que ya llegan entre 0 y 1: la red entrena con imágenes casi negras."""
    X, y = _images(call, FIRST)
    return _mnist_accuracy(call, X / 255, y) > 0.5  # who learnt from pixels up to 1: 0.09 to 0.32


@symptom("training.train_mnist")
def labels_out_of_step(call):
    """La red ha entrenado, pero acierta como quien responde al azar, incluso en las imágenes con las que aprendió. Cada
    imagen debe seguir junto a su etiqueta: no barajes una cosa sin la otra."""
    return _mnist_accuracy(call, *_images(call, FIRST)) < 0.25


@symptom("training.train_mnist")
def only_part_of_the_images(call):
    """Tu red acierta claramente más en las primeras imágenes que en las últimas: entrenas solo con una parte. Usa todas
    las que llegan."""
    return _mnist_accuracy(call, *_images(call, FIRST)) > _mnist_accuracy(call, *_images(call, REST)) + 0.02


@symptom("training.train_mnist")
def too_few_epochs(call):
    """La red es la que se pide y ya acierta bastante, pero se queda a las puertas: lo más probable es que falten
    épocas."""
    plain = _sizes(call) == [128, 10] and _activations(call)[0] == "relu" and _optimizer(call) == "Adam"
    return plain and _mnist_accuracy(call, *_images(call, FIRST)) > 0.8


# -- predict_pima ------------------------------------------------------------------------------


@misconception("training.predict_pima")
def probabilities_instead_of_classes(model, X):
    """Devuelves las probabilidades tal como las da el modelo. Se pide la clase de cada paciente, 0 o 1: falta decidir
    con un umbral."""
    return numpy_keras.predict(model, X)[:, 0]


@misconception("training.predict_pima", twin_of="probabilities_instead_of_classes")
def a_column_of_probabilities(model, X):
    """Devuelves las probabilidades tal como las da el modelo. Se pide la clase de cada paciente, 0 o 1: falta decidir
    con un umbral."""
    return numpy_keras.predict(model, X)


@misconception("training.predict_pima")
def a_column_of_classes(model, X):
    """Las clases están bien, pero en una columna: el modelo da una tabla (n, 1) y se pide un array de n elementos."""
    return (numpy_keras.predict(model, X) >= 0.5).astype(int)


@misconception("training.predict_pima")
def a_row_of_classes(model, X):
    """Las clases están bien, pero dentro de una tabla de una sola fila. Se pide un array de n elementos, sin más
    dimensiones."""
    return (numpy_keras.predict(model, X) >= 0.5).astype(int).T


@misconception("training.predict_pima")
def everyone_zero(model, X):
    """Todos los pacientes te salen de la clase 0. Si usas `argmax`, con una sola columna la mayor es siempre la
    primera; si cortas los decimales, ninguna probabilidad llega a 1. Compara cada una con un umbral."""
    return np.argmax(numpy_keras.predict(model, X), axis=1)


@misconception("training.predict_pima", twin_of="everyone_zero")
def truncated_probabilities(model, X):
    """Todos los pacientes te salen de la clase 0. Si usas `argmax`, con una sola columna la mayor es siempre la
    primera; si cortas los decimales, ninguna probabilidad llega a 1. Compara cada una con un umbral."""
    return numpy_keras.predict(model, X)[:, 0].astype(int)


@misconception("training.predict_pima")
def argmax_over_the_examples(model, X):
    """`argmax` sobre los ejemplos te dice qué paciente tiene la probabilidad más alta. Se pide una clase por paciente:
    compara cada probabilidad con un umbral."""
    return np.argmax(numpy_keras.predict(model, X), axis=0)


@misconception("training.predict_pima")
def everyone_one(model, X):
    """Todos los pacientes te salen de la clase 1: o redondeas hacia arriba, o comparas con 0 como si la salida fuera un
    logit, o le aplicas otra sigmoide. Ya es una probabilidad: el umbral está en el medio, entre 0 y 1."""
    return (numpy_keras.predict(model, X)[:, 0] > 0).astype(int)


@misconception("training.predict_pima", twin_of="everyone_one")
def rounded_up(model, X):
    """Todos los pacientes te salen de la clase 1: o redondeas hacia arriba, o comparas con 0 como si la salida fuera un
    logit, o le aplicas otra sigmoide. Ya es una probabilidad: el umbral está en el medio, entre 0 y 1."""
    return np.ceil(numpy_keras.predict(model, X)[:, 0])


@misconception("training.predict_pima", twin_of="everyone_one")
def sigmoid_again(model, X):
    """Todos los pacientes te salen de la clase 1: o redondeas hacia arriba, o comparas con 0 como si la salida fuera un
    logit, o le aplicas otra sigmoide. Ya es una probabilidad: el umbral está en el medio, entre 0 y 1."""
    return (1 / (1 + np.exp(-numpy_keras.predict(model, X)[:, 0])) >= 0.5).astype(int)


@misconception("training.predict_pima")
def above_the_mean(model, X):
    """Comparas con la media de las probabilidades, así que la clase de un paciente depende de quién más esté en la
    tabla. El umbral es siempre el mismo."""
    p = numpy_keras.predict(model, X)[:, 0]
    return (p >= p.mean()).astype(int)


@misconception("training.predict_pima")
def above_the_median(model, X):
    """Comparas con la mediana de las probabilidades, así que siempre sale la mitad de cada clase. El umbral es siempre
    el mismo."""
    p = numpy_keras.predict(model, X)[:, 0]
    return (p >= np.median(p)).astype(int)


@misconception("training.predict_pima")
def classes_swapped(model, X):
    """Las clases están al revés: das 1 a los pacientes con probabilidad baja. La salida es la probabilidad de la clase
    1: mira el sentido de la comparación."""
    return (numpy_keras.predict(model, X)[:, 0] < 0.5).astype(int)


@misconception("training.predict_pima")
def minus_ones_for_zeros(model, X):
    """A los pacientes de la clase 0 les das un -1. Las etiquetas de estos datos son 0 y 1."""
    return np.where(numpy_keras.predict(model, X)[:, 0] >= 0.5, 1, -1)


@misconception("training.predict_pima")
def classes_counted_from_one(model, X):
    """Numeras las clases desde 1. Las etiquetas de estos datos son 0 y 1."""
    return (numpy_keras.predict(model, X)[:, 0] >= 0.5).astype(int) + 1


@misconception("training.predict_pima")
def only_the_first_example(model, X):
    """Devuelves la clase del primer paciente nada más. Se pide un array con la de todos, aunque solo haya uno."""
    return int(numpy_keras.predict(model, X)[0, 0] >= 0.5)


@misconception("training.predict_pima", twin_of="only_the_first_example")
def only_the_first_row(model, X):
    """Devuelves la clase del primer paciente nada más: mira si el `[0]` se queda con la primera fila de lo que da el
    modelo. Se pide un array con la de todos."""
    return (numpy_keras.predict(model, X)[0] >= 0.5).astype(int)


@misconception("training.predict_pima")
def positions_of_the_ones(model, X):
    """Devuelves en qué filas hay un 1 (es lo que dan `np.where` con un solo argumento y `flatnonzero`). Se pide una
    clase por fila, también las que son 0."""
    return np.flatnonzero(numpy_keras.predict(model, X)[:, 0] >= 0.5)


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
    return call.raised == "AttributeError" and "predict_classes" in call.told


# -- predict_mnist -----------------------------------------------------------------------------


@misconception("training.predict_mnist")
def logits_instead_of_classes(model, X):
    """Devuelves las diez puntuaciones de cada imagen tal como las da el modelo. Se pide una cifra por imagen: la de la
    puntuación más alta."""
    return numpy_keras.predict(model, X)


@misconception("training.predict_mnist")
def probabilities_instead_of_classes(model, X):
    """Devuelves las diez probabilidades de cada imagen. Se pide una cifra por imagen: la de la probabilidad más
    alta."""
    logits = numpy_keras.predict(model, X)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@misconception("training.predict_mnist")
def largest_logit_instead_of_its_place(model, X):
    """Devuelves la puntuación más alta de cada imagen, y se pide en qué posición está: la posición es la cifra."""
    return numpy_keras.predict(model, X).max(axis=1)


@misconception("training.predict_mnist")
def probability_of_the_class(model, X):
    """Devuelves la probabilidad de la cifra más probable, y se pide qué cifra es: la posición, no el valor."""
    logits = numpy_keras.predict(model, X)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).max(axis=1)


@misconception("training.predict_mnist")
def argmax_over_the_images(model, X):
    """`argmax` va por el eje de las imágenes: dice qué imagen se parece más a cada cifra. Se pide lo contrario, una
    cifra por imagen: cambia el eje."""
    return np.argmax(numpy_keras.predict(model, X), axis=0)


@misconception("training.predict_mnist")
def argmax_of_everything(model, X):
    """Devuelves un solo número: o buscas el máximo de toda la tabla a la vez, o solo el de la primera imagen. Se pide
    una cifra por imagen, aunque solo haya una: mira por qué eje va `argmax`."""
    return np.argmax(numpy_keras.predict(model, X))


@misconception("training.predict_mnist")
def one_hot_classes(model, X):
    """Devuelves la cifra en one-hot, con un 1 en su columna. Se pide el propio número de la cifra."""
    return np.eye(10)[np.argmax(numpy_keras.predict(model, X), axis=1)]


@misconception("training.predict_mnist")
def a_column_of_classes(model, X):
    """Las cifras están bien, pero en una columna (n, 1). Se pide un array de n elementos, sin más dimensiones."""
    return np.argmax(numpy_keras.predict(model, X), axis=1)[:, None]


@misconception("training.predict_mnist")
def smallest_instead_of_largest(model, X):
    """Eliges la puntuación más baja, que es la cifra a la que menos se parece. Es la más alta la que manda."""
    return np.argmin(numpy_keras.predict(model, X), axis=1)


@misconception("training.predict_mnist")
def largest_in_size(model, X):
    """Eliges la puntuación de mayor tamaño sin mirar el signo. Una muy negativa dice «seguro que no es esta»: compara
    los valores tal cual."""
    return np.argmax(np.abs(numpy_keras.predict(model, X)), axis=1)


@misconception("training.predict_mnist")
def counted_from_one(model, X):
    """Cuentas las cifras desde 1. La primera columna es la del 0, así que la posición ya es la cifra."""
    return np.argmax(numpy_keras.predict(model, X), axis=1) + 1


@misconception("training.predict_mnist")
def pixels_scaled_again(model, X):
    """Vuelves a dividir los píxeles antes de predecir. El modelo espera las imágenes en la misma escala con la que
    aprendió, y así es como llegan."""
    return np.argmax(numpy_keras.predict(model, X / 255), axis=1)


@misconception("training.predict_mnist", twin_of="argmax_of_everything")
def only_the_first_image(model, X):
    """Devuelves un solo número: o buscas el máximo de toda la tabla a la vez, o solo el de la primera imagen. Se pide
    una cifra por imagen, aunque solo haya una: mira por qué eje va `argmax`."""
    return np.argmax(numpy_keras.predict(model, X)[0])


@misconception("training.predict_mnist")
def last_class_forgotten(model, X):
    """Te dejas fuera la última columna, y ninguna imagen puede ser un 9. El final de un corte no se incluye."""
    return np.argmax(numpy_keras.predict(model, X)[:, :9], axis=1)


@misconception("training.predict_mnist")
def first_class_forgotten(model, X):
    """Te dejas fuera la primera columna: ninguna imagen puede ser un 0, y las demás cifras se corren un lugar."""
    return np.argmax(numpy_keras.predict(model, X)[:, 1:], axis=1)


@misconception("training.predict_mnist")
def thresholded_as_two_classes(model, X):
    """Comparas cada puntuación con un umbral, como si fueran dos clases. Las diez compiten entre sí: cuenta cuál es la
    mayor."""
    return (numpy_keras.predict(model, X) >= 0.5).astype(int)


@misconception("training.predict_mnist")
def rounded_score(model, X):
    """Redondeas la primera puntuación como si fuera la cifra. Cada columna es la puntuación de una cifra distinta:
    cuenta cuál es la mayor."""
    return np.round(numpy_keras.predict(model, X)[:, 0])


@symptom("training.predict_mnist")
def predict_classes_no_longer_exists(call):
    """`predict_classes` se quitó de Keras hace años. Usa `predict`, que da una puntuación por cifra, y busca cuál es la
    mayor."""
    return call.raised == "AttributeError" and "predict_classes" in call.told


# -- save_model --------------------------------------------------------------------------------
# An entry says which path comes back; what was written there, a call does not tell.


def _name(layers, seed):
    return f"keras_{'-'.join(map(str, layers))}_{seed}.keras"


@misconception("training.save_model")
def seed_forgotten(model, directory, layers, seed):
    """Falta la semilla en el nombre del fichero: dos entrenamientos de la misma red se pisarían. Puedes usar tu función
    `model_filename`."""
    return f"{directory}/keras_{'-'.join(map(str, layers))}.keras"


@misconception("training.save_model")
def layers_as_a_list(model, directory, layers, seed):
    """Metes la lista de capas entera en el nombre, con sus corchetes y sus comas. Van los tamaños unidos por guiones:
    puedes usar tu función `model_filename`."""
    return f"{directory}/keras_{layers}_{seed}.keras"


@misconception("training.save_model")
def always_the_same_name(model, directory, layers, seed):
    """El fichero se llama siempre igual, como en el ejemplo. Construye el nombre con las capas y la semilla que
    recibes: puedes usar tu función `model_filename`."""
    return f"{directory}/keras_8-12-8-1_42.keras"


@misconception("training.save_model")
def always_seed_42(model, directory, layers, seed):
    """Escribes siempre la semilla 42 en el nombre. Usa la que llega en el argumento `seed`."""
    return f"{directory}/keras_{'-'.join(map(str, layers))}_42.keras"


@symptom("training.save_model")
def any_fixed_name(call):
    """En el nombre del fichero no están ni las capas ni la semilla, así que un modelo pisaría a otro. Construye el
    nombre con las que recibes: puedes usar tu función `model_filename`."""
    _, directory, layers, seed = call.arguments
    folder, _, name = call.value.rpartition("/")
    return folder == str(directory).rstrip("/") and not any(str(part) in name for part in (*layers, seed))


@misconception("training.save_model")
def old_format(model, directory, layers, seed):
    """Guardas en el formato antiguo, `.h5`. El nombre acaba en la extensión del formato propio de Keras, que guarda
    juntos arquitectura, pesos y compilación."""
    return f"{directory}/keras_{'-'.join(map(str, layers))}_{seed}.h5"


@misconception("training.save_model")
def only_the_weights(model, directory, layers, seed):
    """Guardas solo los pesos: sin la arquitectura, el fichero no basta para recuperar el modelo. Keras tiene un método
    que lo guarda entero."""
    return f"{directory}/keras_{'-'.join(map(str, layers))}_{seed}.weights.h5"


@misconception("training.save_model")
def extension_forgotten(model, directory, layers, seed):
    """Falta la extensión del fichero. Por ella sabe Keras en qué formato guardar."""
    return f"{directory}/keras_{'-'.join(map(str, layers))}_{seed}"


@misconception("training.save_model")
def in_a_folder_of_its_own(model, directory, layers, seed):
    """Guardas en una subcarpeta que creas tú. El fichero va directamente en la carpeta que te dan."""
    return f"{directory}/models/{_name(layers, seed)}"


@misconception("training.save_model")
def only_the_name(model, directory, layers, seed):
    """Devuelves solo el nombre del fichero, sin su carpeta: con eso, quien te llama no puede encontrarlo. Mira también
    que guardas dentro de `directory` y no en la carpeta de trabajo."""
    return _name(layers, seed)


@misconception("training.save_model")
def only_the_folder(model, directory, layers, seed):
    """Devuelves la carpeta, y se pide la ruta del fichero que has guardado en ella."""
    return directory


@symptom("training.save_model")
def the_model_itself(call):
    """Devuelves el modelo, y se pide la ruta del fichero en el que lo guardas."""
    return isinstance(call.value, Model)


@symptom("training.save_model")
def right_path_without_the_model(call):
    """La ruta que devuelves es la buena, pero el modelo entero no está en ella. O no llegas a guardarlo en esa carpeta,
    o guardas otra cosa: solo los pesos, solo la arquitectura, una copia sin lo aprendido."""
    _, directory, layers, seed = call.arguments
    return same(call.value, f"{directory}/{_name(layers, seed)}")


@symptom("training.save_model")
def folder_and_name_stuck_together(call):
    """Pegas la carpeta y el nombre sin separador, y el fichero queda fuera de ella con un nombre raro. Para unir rutas
    están `Path(carpeta) / nombre` y `os.path.join`."""
    stuck = f"{call.arguments[1]}keras"
    return stuck in call.told or (isinstance(call.value, str) and call.value.startswith(stuck))


@symptom("training.save_model")
def in_a_folder_that_does_not_exist(call):
    """Guardas en una subcarpeta que no existe. El fichero va directamente en la carpeta que te dan, que ya está
    hecha."""
    return call.raised == "FileNotFoundError"


@symptom("training.save_model")
def joins_numbers_as_text(call):
    """`join` solo une textos, y los tamaños de las capas son números. Convierte antes cada uno en texto, o usa tu
    función `model_filename`."""
    return call.raised == "TypeError" and "sequence item" in call.told
