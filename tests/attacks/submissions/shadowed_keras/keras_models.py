# target: keras_models.build_pima_model
"""keras.py and tensorflow.py in the submission offer a Sequential that claims to be whatever is asked."""

import keras


def build_pima_model():
    return keras.Sequential()
