"""Known wrong ideas of training.prepare_pima."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from grader.feedback.misconception import misconception, same, symptom


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
def a_third_rounded(data):
    """Apartas para la prueba el 33 % de las filas. Compara esa fracción con la del enunciado."""
    return tuple(_split(_features(data), _label(data), share=0.33))


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
    return call.raised == "KeyError" and "not found in axis" not in call.raised_text


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


@misconception("training.prepare_pima", twin_of="standardises_the_training_rows_again")
def each_part_standardised_by_itself(data):
    """Estandarizas de nuevo las características. Ya vienen estandarizadas: aquí solo hay que separarlas."""
    X_train, X_test, y_train, y_test = _split(_features(data), _label(data))
    standard = [(X - X.mean(axis=0)) / X.std(axis=0) for X in (X_train, X_test)]
    return (*standard, y_train, y_test)


@misconception("training.prepare_pima")
def standardises_before_splitting(data):
    """Estandarizas toda la tabla antes de separarla. Ya viene estandarizada y aquí solo hay que separarla; además, así
    los datos de prueba influirían en la media y en la desviación, y dejarían de ser nuevos."""
    X = _features(data)
    return tuple(_split((X - X.mean(axis=0)) / X.std(axis=0), _label(data)))


@misconception("training.prepare_pima", twin_of="standardises_before_splitting")
def standardises_with_pandas_before_splitting(data):
    """Estandarizas toda la tabla antes de separarla. Ya viene estandarizada y aquí solo hay que separarla; además, así
    los datos de prueba influirían en la media y en la desviación, y dejarían de ser nuevos."""
    X = _features(data)
    return tuple(_split((X - X.mean(axis=0)) / X.std(axis=0, ddof=1), _label(data)))


@misconception("training.prepare_pima")
def scales_the_parts_to_zero_one(data):
    """Cambias la escala de las características con el mínimo y el máximo de las de entrenamiento. Ya vienen
    estandarizadas: aquí solo hay que separarlas."""
    X_train, X_test, y_train, y_test = _split(_features(data), _label(data))
    low, high = X_train.min(axis=0), X_train.max(axis=0)
    return (X_train - low) / (high - low), (X_test - low) / (high - low), y_train, y_test


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
def another_order(call):
    """Las cuatro partes son las que se piden, pero las devuelves en otro orden. Mira el del enunciado, y en qué orden
    recoges lo que da `train_test_split`."""
    data, parts = call.arguments[0].values, [np.asarray(part, dtype=float) for part in call.value]
    right = _split(data[:, :8], data[:, 8])
    return not same(parts, right) and any(same([parts[i] for i in order], right) for order in permutations(range(4)))


@symptom("training.prepare_pima")
def another_share_for_the_test(call):
    """El reparto está bien hecho, pero apartas para la prueba otra fracción de las filas. Compárala con la del
    enunciado."""
    X_train, X_test, y_train, y_test, X, y = _parts(call)
    shares = (0.1, 0.15, 1 / 3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.75, 0.9)
    return any(same([X_train, X_test, y_train, y_test], _split(X, y, share=share)) for share in shares)


@symptom("training.prepare_pima")
def labels_in_one_hot(call):
    """Conviertes las etiquetas en one-hot. Con dos clases basta un número por paciente, 0 o 1, y es lo que espera una
    red de una sola salida."""
    _, _, y_train, y_test = (np.asarray(part, dtype=float) for part in call.value)
    return all(y.ndim == 2 and y.shape[1] == 2 and np.all(y.sum(axis=1) == 1) for y in (y_train, y_test))


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


@symptom("training.prepare_pima")
def split_from_a_module_that_is_gone(call):
    """Importas `train_test_split` de un módulo que scikit-learn quitó hace años (`sklearn.cross_validation`). Hoy está
    en `sklearn.model_selection`."""
    return "cross_validation" in call.raised_text


@symptom("training.prepare_pima")
def split_not_imported(call):
    """Usas `train_test_split`, y Python no la encuentra: falta su `import`, o la línea que la importa falla. Está en
    `sklearn.model_selection`."""
    return call.raised == "NameError" and "train_test_split" in call.raised_text
