"""Submissions that show symptoms of unit 8; those of whole trainings are models made by hand in the test."""

from pathlib import Path

import keras
from sklearn.model_selection import train_test_split

from tests.support.answers import shows


@shows("training.predict_mnist.predict_classes_no_longer_exists")
def removed_method(model, X):
    return model.predict_classes(X)


@shows("training.save_model.in_a_folder_that_does_not_exist")
def opens_a_folder_that_is_not_there(model, directory, layers, seed):
    path = Path(directory) / "models" / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    path.write_bytes(b"")
    return path


@shows("training.save_model.joins_numbers_as_text")
def joins_numbers(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(layers)}_{seed}.keras"
    model.save(path)
    return path


@shows("training.save_model.the_model_itself")
def returns_the_model(model, directory, layers, seed):
    model.save(Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras")
    return model


@shows("training.save_model.any_fixed_name")
def saves_as_modelo(model, directory, layers, seed):
    path = Path(directory) / "modelo.keras"
    model.save(path)
    return path


def stem(layers, seed):
    return f"keras_{'-'.join(map(str, layers))}_{seed}"


@shows("training.save_model.architecture_apart_from_the_weights")
def to_json_and_weights(model, directory, layers, seed):
    path = Path(directory) / f"{stem(layers, seed)}.json"
    path.write_text(model.to_json())
    model.save_weights(path.with_suffix(".weights.h5"))
    return path


@shows("training.save_model.format_no_longer_given")
def saved_in_the_format_of_tensorflow(model, directory, layers, seed):
    path = Path(directory) / stem(layers, seed)
    model.save(path, save_format="tf")
    return path


@shows("training.save_model.weights_under_the_name_of_a_model")
def weights_in_a_keras_file(model, directory, layers, seed):
    path = Path(directory) / f"{stem(layers, seed)}.keras"
    model.save_weights(path)
    return path


@shows("training.save_model.extension_that_keras_does_not_know")
def saved_as_hdf(model, directory, layers, seed):
    path = Path(directory) / f"{stem(layers, seed)}.hdf"
    model.save(path)
    return path


def halves(data, **options):
    return train_test_split(data.drop(columns="8"), data["8"], random_state=42, **options)


@shows("training.prepare_pima.another_order")
def test_labels_before_those_of_training(data):
    X_train, X_test, y_train, y_test = halves(data, test_size=0.2)
    return X_train, X_test, y_test, y_train


@shows("training.prepare_pima.another_share_for_the_test")
def a_tenth(data):
    return halves(data, test_size=0.1)


@shows("training.prepare_pima.labels_in_one_hot")
def labels_by_to_categorical(data):
    X_train, X_test, y_train, y_test = halves(data, test_size=0.2)
    return X_train, X_test, keras.utils.to_categorical(y_train, 2), keras.utils.to_categorical(y_test, 2)


@shows("training.prepare_pima.split_from_a_module_that_is_gone")
def from_cross_validation(data):
    from sklearn.cross_validation import train_test_split

    return train_test_split(data.drop(columns="8"), data["8"], test_size=0.2, random_state=42)


@shows("training.prepare_pima.split_not_imported")
def without_its_import(data):
    del globals()["train_test_split"]
    return train_test_split(data.drop(columns="8"), data["8"], test_size=0.2, random_state=42)


@shows("training.fit_with_early_stopping.argument_that_there_is_not")
def restore_best_weight(model, X, y, epochs, patience):
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weight=True)
    return model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop]).history


@shows("training.fit_with_early_stopping.callbacks_not_in_a_list")
def callback_by_its_name(model, X, y, epochs, patience):
    return model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=["early_stopping"]).history


@shows("training.early_stopping.loss_instead_of_its_epoch")
def counter_not_reset_and_the_loss(val_losses, patience):
    best, waited = val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < best:
            best = val_losses[epoch]
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best
