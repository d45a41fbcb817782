"""Held-out wrong answers to unit 8."""

import os
from pathlib import Path

import keras
import numpy as np
from sklearn.model_selection import train_test_split

from tests.support.answers import wrong


def nombre_modelo(layers, seed):
    return "keras_" + "-".join(str(s) for s in layers) + f"_{seed}.keras"


@wrong("training.prepare_pima")
def label_among_the_features(data):
    """Leaves the label, column "8", among the features."""
    X = data.values
    y = data["8"].values
    return train_test_split(X, y, test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def quarter_for_the_test(data):
    """Does not give test_size: scikit-learn sets 25 % aside instead of 20 %."""
    X = data.drop(columns="8")
    y = data["8"]
    return train_test_split(X, y, random_state=42)


@wrong("training.prepare_pima")
def train_and_test_swapped_sizes(data):
    """test_size=0.8: keeps 80 % for the test and 20 % for training."""
    X = data.iloc[:, 0:8]
    y = data.iloc[:, 8]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.8, random_state=42)
    return X_train, X_test, y_train, y_test


@wrong("training.prepare_pima")
def order_of_keras(data):
    """Returns (X_train, y_train, X_test, y_test): not the order asked for."""
    X = data.iloc[:, :-1].to_numpy()
    y = data.iloc[:, -1].to_numpy()
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
    return X_train, y_train, X_test, y_test


@wrong("training.prepare_pima")
def unpacks_in_another_order(data):
    """Unpacks train_test_split as (X_train, y_train, X_test, y_test): each name holds another piece."""
    cols = [str(i) for i in range(8)]
    X_train, y_train, X_test, y_test = train_test_split(data[cols], data["8"], test_size=0.2, random_state=42)
    return X_train, X_test, y_train, y_test


@wrong("training.prepare_pima")
def every_time_another_split(data):
    """Does not fix random_state: each call splits differently."""
    X, y = data.drop("8", axis=1), data["8"]
    return train_test_split(X, y, test_size=0.2)


@wrong("training.prepare_pima")
def another_random_state(data):
    """Uses random_state=0 instead of 42."""
    X = data.drop("8", axis=1).values
    y = data["8"].values
    return train_test_split(X, y, test_size=0.20, random_state=0)


@wrong("training.prepare_pima")
def stratified(data):
    """Stratifies by the label, which was not asked for: other rows come out."""
    X = data.drop(columns=["8"])
    y = data["8"]
    return train_test_split(X, y, test_size=0.2, random_state=42, stratify=y)


@wrong("training.prepare_pima")
def last_rows_without_shuffling(data):
    """Takes the last 20 % of the rows as they come, without drawing them at random."""
    n_train = int(len(data) * 0.8)
    X = data.iloc[:, :8].values
    y = data["8"].values
    return X[:n_train], X[n_train:], y[:n_train], y[n_train:]


@wrong("training.prepare_pima")
def loses_a_feature(data):
    """The slice 0:7 leaves the last feature, column "7", out."""
    X = data.iloc[:, 0:7]
    y = data.iloc[:, 8]
    return train_test_split(X, y, test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def splits_features_and_labels_apart(data):
    """Splits X and y in two calls with different seeds: each example gets the label of another one."""
    X = data.drop(columns=["8"]).values
    y = data["8"].values
    X_train, X_test = train_test_split(X, test_size=0.2, random_state=42)
    y_train, y_test = train_test_split(y, test_size=0.2, random_state=1)
    return X_train, X_test, y_train, y_test


@wrong("training.prepare_pima")
def columns_named_with_integers(data):
    """Asks for the column 8, an integer, but the names are texts."""
    X = data[[0, 1, 2, 3, 4, 5, 6, 7]]
    y = data[8]
    return train_test_split(X, y, test_size=0.2, random_state=42)


@wrong("training.train_pima")
def never_fits(X_train, y_train):
    """Builds and compiles the model but does not train it."""
    model = keras.Sequential(
        [
            keras.Input(shape=(8,)),
            keras.layers.Dense(12, activation="relu"),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


@wrong("training.train_pima")
def history_instead_of_model(X_train, y_train):
    """Returns what fit returns, the history, instead of the model."""
    model = keras.Sequential(
        [
            keras.Input(shape=(8,)),
            keras.layers.Dense(12, activation="relu"),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model = model.fit(X_train, y_train, epochs=1, batch_size=64, verbose=0)
    return model


@wrong("training.train_pima")
def default_number_of_epochs(X_train, y_train):
    """Does not give epochs: fit trains for only one."""
    modelo = keras.Sequential()
    modelo.add(keras.Input(shape=(8,)))
    modelo.add(keras.layers.Dense(12, activation="relu"))
    modelo.add(keras.layers.Dense(8, activation="relu"))
    modelo.add(keras.layers.Dense(1, activation="sigmoid"))
    modelo.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    modelo.fit(X_train, y_train, batch_size=10, verbose=0)
    return modelo


@wrong("training.train_pima")
def linear_layers_trained(X_train, y_train):
    """The hidden layers have no activation: however long it trains, it is worth a single neuron."""
    model = keras.Sequential(
        [
            keras.Input(shape=(8,)),
            keras.layers.Dense(12),
            keras.layers.Dense(8),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(X_train, y_train, epochs=150, batch_size=64, verbose=0)
    return model


@wrong("training.predict_pima")
def returns_probabilities(model, X):
    """Returns the probabilities instead of classes."""
    probs = model.predict(X, verbose=0)
    return probs[:, 0]


@wrong("training.predict_pima")
def argmax_of_a_single_output(model, X):
    """Takes the argmax of a single output: always class 0."""
    return np.argmax(model.predict(X, verbose=0), axis=1)


@wrong("training.predict_pima")
def truncates_to_integers(model, X):
    """Converts the probabilities to integers, which cuts the decimals off: nearly everything is 0."""
    p = model.predict(X, verbose=0)
    return p.flatten().astype(int)


@wrong("training.predict_pima")
def threshold_of_logits(model, X):
    """Compares with 0, as if the outputs were logits: every probability is above 0."""
    salida = model.predict(X, verbose=0).ravel()
    return [1 if s > 0 else 0 for s in salida]


@wrong("training.predict_pima")
def only_the_first_example(model, X):
    """Takes element [0] of the predictions: the class of the first example only."""
    p = model.predict(X, verbose=0)[0]
    return (p >= 0.5).astype(int)


@wrong("training.predict_pima")
def classes_the_wrong_way_round(model, X):
    """Gives 1 below 0.5 and 0 above it."""
    clases = []
    for fila in model.predict(X, verbose=0):
        clases.append(0 if fila[0] >= 0.5 else 1)
    return np.array(clases)


@wrong("training.train_mnist")
def compiled_but_untrained(X_train, y_train):
    """Builds and compiles the network but never calls fit."""
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


@wrong("training.train_mnist")
def trains_with_a_few_images(X_train, y_train):
    """Trains with the first 2000 images only, to be quicker: not enough to generalise."""
    X_peq, y_peq = X_train[:2000], y_train[:2000]
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    model.fit(X_peq, y_peq, epochs=5, verbose=0)
    return model


@wrong("training.predict_mnist")
def greatest_score(model, X):
    """Returns the greatest score of each row instead of its position."""
    return np.max(model.predict(X, verbose=0), axis=1)


@wrong("training.predict_mnist")
def argmax_of_everything(model, X):
    """argmax without axis: one single position in the whole matrix."""
    logits = model.predict(X, verbose=0)
    return np.argmax(logits)


@wrong("training.predict_mnist")
def argmax_by_columns(model, X):
    """argmax along axis 0: for each digit the image that fits best, and not for each image its digit."""
    logits = model.predict(X, verbose=0)
    return logits.argmax(axis=0)


@wrong("training.predict_mnist")
def digits_from_one(model, X):
    """Adds 1 to the position: position 0 is already the digit 0."""
    clases = []
    for fila in model.predict(X, verbose=0):
        clases.append(list(fila).index(max(fila)) + 1)
    return np.array(clases)


@wrong("training.predict_mnist")
def probabilities_instead_of_digits(model, X):
    """Applies softmax and returns the ten probabilities instead of a digit."""
    logits = model.predict(X, verbose=0)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("training.predict_mnist")
def threshold_as_in_pima(model, X):
    """Compares with 0.5 as with two classes: a 0/1 for each of the ten outputs."""
    return (model.predict(X, verbose=0) >= 0.5).astype("int32")


@wrong("training.predict_mnist")
def flattens_before_predicting(model, X):
    """Flattens the images before giving them to the model, which expects (n, 28, 28)."""
    X_plano = X.reshape(len(X), 784)
    return np.argmax(model.predict(X_plano, verbose=0), axis=1)


@wrong("training.save_model")
def saves_only_the_weights(model, directory, layers, seed):
    """Saves only the weights: the file does not hold the architecture."""
    ruta = Path(directory) / nombre_modelo(layers, seed).replace(".keras", ".weights.h5")
    model.save_weights(str(ruta))
    return ruta


@wrong("training.save_model")
def name_without_the_folder(model, directory, layers, seed):
    """Saves in the right place but returns only the name, without the folder."""
    nombre = nombre_modelo(layers, seed)
    model.save(os.path.join(directory, nombre))
    return nombre


@wrong("training.save_model")
def returns_nothing(model, directory, layers, seed):
    """Saves the model but does not return the path."""
    model.save(Path(directory) / nombre_modelo(layers, seed))


@wrong("training.save_model")
def folder_and_name_glued(model, directory, layers, seed):
    """Joins the folder and the name without a separator: the file lands beside the folder."""
    ruta = str(directory) + nombre_modelo(layers, seed)
    model.save(ruta)
    return ruta


@wrong("training.save_model")
def forgets_the_folder(model, directory, layers, seed):
    """Saves in the current folder: ignores directory."""
    ruta = nombre_modelo(layers, seed)
    model.save(ruta)
    return ruta


@wrong("training.save_model")
def any_name_will_do(model, directory, layers, seed):
    """Uses a fixed name, modelo.keras, instead of the one with layers and seed."""
    ruta = os.path.join(str(directory), "modelo.keras")
    model.save(ruta)
    return ruta


@wrong("training.save_model")
def name_of_the_example(model, directory, layers, seed):
    """The name of the example written by hand: always 8-12-8-1 and 42."""
    destino = Path(directory, "keras_8-12-8-1_42.keras")
    model.save(destino)
    return destino


@wrong("training.save_model")
def returns_the_folder(model, directory, layers, seed):
    """Returns the folder instead of the path of the file."""
    model.save(Path(directory) / nombre_modelo(layers, seed))
    return directory


@wrong("training.save_model")
def builds_the_path_but_does_not_save(model, directory, layers, seed):
    """Computes the path and returns it, but never saves the model."""
    return Path(directory) / nombre_modelo(layers, seed)


@wrong("training.save_model")
def folder_is_always_a_path(model, directory, layers, seed):
    """Joins with /, which only works when the folder is a Path: a text breaks it."""
    ruta = directory / nombre_modelo(layers, seed)
    model.save(ruta)
    return ruta


@wrong("training.early_stopping")
def stops_at_the_first_rise(val_losses, patience):
    """Forgets the patience: stops as soon as the loss goes up."""
    mejor = 0
    for i in range(1, len(val_losses)):
        if val_losses[i] >= val_losses[mejor]:
            return i, mejor
        mejor = i
    return len(val_losses) - 1, mejor


@wrong("training.early_stopping")
def a_tie_is_good_enough(val_losses, patience):
    """Takes a tie for an improvement."""
    mejor, perdida, espera = 0, float("inf"), 0
    for i, p in enumerate(val_losses):
        if p <= perdida:
            mejor, perdida, espera = i, p, 0
        else:
            espera += 1
            if espera == patience:
                return i, mejor
    return len(val_losses) - 1, mejor


@wrong("training.early_stopping")
def looks_only_at_the_epoch_before(val_losses, patience):
    """Compares with the epoch before and not with the lowest so far."""
    espera = 0
    parada = len(val_losses) - 1
    for i in range(1, len(val_losses)):
        if val_losses[i] < val_losses[i - 1]:
            espera = 0
        else:
            espera += 1
        if espera == patience:
            parada = i
            break
    vistas = list(val_losses[: parada + 1])
    return parada, vistas.index(min(vistas))


@wrong("training.early_stopping")
def best_of_the_whole_list(val_losses, patience):
    """Looks for the best in the whole list, also in what was never seen."""
    mejor, espera = val_losses[0], 0
    for i, p in enumerate(val_losses[1:], start=1):
        if p < mejor:
            mejor, espera = p, 0
        else:
            espera += 1
        if espera >= patience:
            return i, int(np.argmin(val_losses))
    return len(val_losses) - 1, int(np.argmin(val_losses))


@wrong("training.early_stopping")
def one_epoch_too_patient(val_losses, patience):
    """Waits for one epoch more than the patience."""
    mejor, espera = 0, 0
    for i, p in enumerate(val_losses):
        if p < val_losses[mejor] or i == 0:
            mejor = i
            espera = 0
        else:
            espera += 1
        if espera > patience:
            return i, mejor
    return len(val_losses) - 1, mejor


@wrong("training.early_stopping")
def never_forgives(val_losses, patience):
    """Does not set the count back to zero when the loss improves."""
    mejor, malas = 0, 0
    for i in range(1, len(val_losses)):
        if val_losses[i] < val_losses[mejor]:
            mejor = i
        else:
            malas += 1
            if malas == patience:
                return i, mejor
    return len(val_losses) - 1, mejor


@wrong("training.early_stopping")
def epochs_counted_from_one(val_losses, patience):
    """Counts the epochs from 1."""
    mejor = 0
    i = 0
    for i, p in enumerate(val_losses):
        if p < val_losses[mejor]:
            mejor = i
        if i - mejor >= patience:
            break
    return i + 1, mejor + 1


@wrong("training.fit_with_early_stopping")
def keeps_the_last_weights(model, X, y, epochs, patience):
    """Does not ask for the best weights back."""
    parada = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience)
    h = model.fit(X, y, epochs=epochs, validation_split=0.2, callbacks=[parada], verbose=0)
    return h.history


@wrong("training.fit_with_early_stopping")
def watches_the_loss_of_training(model, X, y, epochs, patience):
    """Watches loss, which hardly ever goes up, and not val_loss."""
    parada = keras.callbacks.EarlyStopping(monitor="loss", patience=patience, restore_best_weights=True)
    h = model.fit(X, y, epochs=epochs, validation_split=0.2, callbacks=[parada], verbose=0)
    return h.history


@wrong("training.fit_with_early_stopping")
def gives_the_history_object(model, X, y, epochs, patience):
    """Returns what fit returns, an object, and not its dictionary."""
    parada = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    return model.fit(X, y, epochs=epochs, validation_split=0.2, callbacks=[parada], verbose=0)


@wrong("training.fit_with_early_stopping")
def validates_with_what_it_trains_on(model, X, y, epochs, patience):
    """Validates on all the rows, those it trains on."""
    parada = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True)
    h = model.fit(X, y, epochs=epochs, validation_data=(X, y), callbacks=[parada], verbose=0)
    return h.history


@wrong("training.fit_with_early_stopping")
def patience_is_not_passed_on(model, X, y, epochs, patience):
    """Makes the callback without telling it the patience."""
    es = keras.callbacks.EarlyStopping(monitor="val_loss", restore_best_weights=True)
    historia = model.fit(X, y, validation_split=0.2, epochs=epochs, callbacks=[es], verbose=0)
    return historia.history


@wrong("training.fit_with_early_stopping")
def trains_to_the_end(model, X, y, epochs, patience):
    """Makes the callback and does not give it to fit."""
    keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True)
    historia = model.fit(X, y, validation_split=0.2, epochs=epochs, verbose=0)
    return historia.history


@wrong("training.fit_with_early_stopping")
def validates_with_the_first_rows(model, X, y, epochs, patience):
    """Sets aside the first 20 % and not the last."""
    n = len(X) // 5
    es = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True)
    h = model.fit(X[n:], y[n:], validation_data=(X[:n], y[:n]), epochs=epochs, callbacks=[es], verbose=0)
    return h.history
