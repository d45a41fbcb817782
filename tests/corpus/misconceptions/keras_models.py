"""Submissions that show symptoms of unit 7."""

import keras
from keras import Input, Sequential, layers
from keras.layers import Dense

from tests.support.answers import shows


def pima(*hidden, inputs=8):
    return Sequential([Input((inputs,)), *hidden, Dense(1, activation="sigmoid")])


def mnist(*hidden):
    return Sequential([Input((28, 28)), layers.Flatten(), *hidden, Dense(10)])


def sparse():
    return keras.losses.SparseCategoricalCrossentropy(from_logits=True)


@shows("keras_models.build_pima_model.another_input")
def seven_inputs():
    return pima(Dense(12, activation="relu"), Dense(8, activation="relu"), inputs=7)


@shows("keras_models.build_pima_model.layer_too_many")
def three_hidden_layers():
    return pima(Dense(12, activation="relu"), Dense(8, activation="relu"), Dense(8, activation="relu"))


@shows("keras_models.build_pima_model.tanh_in_the_hidden_layers")
def tanh_inside():
    return pima(Dense(12, activation="tanh"), Dense(8, activation="tanh"))


@shows("keras_models.build_pima_model.dropout_added")
def with_dropout():
    return pima(Dense(12, activation="relu"), layers.Dropout(0.2), Dense(8, activation="relu"))


@shows("keras_models.build_mnist_model.layers_without_a_model")
def a_list_of_layers():
    return [layers.Flatten(), Dense(128, activation="relu"), Dense(10)]


@shows("keras_models.build_mnist_model.no_output_layer")
def ends_in_the_hidden_layer():
    return Sequential([Input((28, 28)), layers.Flatten(), Dense(128, activation="relu")])


@shows("keras_models.build_mnist_model.tanh_in_the_hidden_layers")
def tanh_for_images():
    return mnist(Dense(128, activation="tanh"))


@shows("keras_models.build_mnist_model.relu_of_another_kind")
def elu_for_images():
    return mnist(Dense(128, activation="elu"))


@shows("keras_models.build_mnist_model.normalisation_added")
def with_normalisation():
    return mnist(Dense(128, activation="relu"), layers.BatchNormalization())


@shows("keras_models.build_mnist_model.dropout_added")
def with_dropout_for_images():
    return mnist(Dense(128, activation="relu"), layers.Dropout(0.2))


@shows("keras_models.compile_pima_model.mean_absolute_error")
def absolute_error(model):
    model.compile(optimizer="adam", loss="mae", metrics=["accuracy"])


@shows("keras_models.compile_pima_model.weights_changed")
def zeros_in_the_weights(model):
    model.set_weights([0 * weight for weight in model.get_weights()])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.no_loss")
def forgets_the_loss(model):
    model.compile(optimizer="adam", metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.relative_of_adam")
def nadam(model):
    model.compile(optimizer="nadam", loss=sparse(), metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.accuracy_by_exact_equality")
def accuracy_object(model):
    model.compile(optimizer="adam", loss=sparse(), metrics=[keras.metrics.Accuracy()])


@shows("keras_models.compile_mnist_model.metric_of_a_regression")
def mean_squared_error_as_metric(model):
    model.compile(optimizer="adam", loss=sparse(), metrics=["mse"])


@shows("keras_models.compile_mnist_model.weights_changed")
def scales_the_weights(model):
    model.set_weights([2 * weight for weight in model.get_weights()])
    model.compile(optimizer="adam", loss=sparse(), metrics=["accuracy"])


@shows("keras_models.model_filename.spaces_or_capitals")
def spaces_around_the_hyphens(layers, seed):
    return f"keras_{' - '.join(map(str, layers))}_{seed}.keras"
