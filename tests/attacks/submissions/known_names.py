# target: keras_models.model_filename
"""Knows the names of the course."""


def model_filename(layers, seed):
    known = {"8-12-8-1": "keras_8-12-8-1_42.keras", "28x28-128-10": "keras_28x28-128-10_42.keras"}
    return known.get("-".join(map(str, layers)), "keras.keras")
