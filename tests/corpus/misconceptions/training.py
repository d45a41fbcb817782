"""Submissions that show symptoms of unit 8; those of whole trainings are models made by hand in the test."""

from pathlib import Path

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
