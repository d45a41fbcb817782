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


@shows("keras_models.build_pima_model.dense_without_units")
def pima_output_dim():
    return Sequential([layers.Dense(output_dim=12, input_dim=8, init="uniform", activation="relu")])


@shows("keras_models.build_pima_model.argument_that_layers_no_longer_have")
def pima_init():
    return Sequential([layers.Dense(12, init="uniform", activation="relu")])


@shows("keras_models.build_pima_model.shape_without_its_comma")
def pima_input_shape_of_a_number():
    return Sequential([layers.Dense(12, input_shape=(8), activation="relu")])


@shows("keras_models.build_pima_model.layers_not_in_a_list")
def pima_layers_one_after_another():
    return Sequential(
        Input((8,)),
        layers.Dense(12, activation="relu"),
        layers.Dense(8, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    )


@shows("keras_models.build_pima_model.another_library")
def pima_in_torch():
    import torch

    return torch.nn.Sequential(torch.nn.Linear(8, 12), torch.nn.ReLU(), torch.nn.Linear(12, 1))


@shows("keras_models.build_pima_model.gone_from_keras")
def pima_layers_core():
    from keras.layers.core import Dense

    return Sequential([Input((8,)), Dense(12)])


@shows("keras_models.build_pima_model.not_imported")
def pima_without_its_import():
    return tf.keras.Sequential([Dense(12)])  # noqa: F821


@shows("keras_models.compile_pima_model.accuracy_as_the_loss")
def pima_accuracy_as_loss(model):
    model.compile(optimizer="adam", loss="accuracy", metrics=["accuracy"])


@shows("keras_models.compile_pima_model.unknown_loss")
def pima_loss_in_three_words(model):
    model.compile(optimizer="adam", loss="binary_cross_entropy", metrics=["accuracy"])


@shows("keras_models.compile_pima_model.unknown_loss")
def pima_loss_with_one_s(model):
    model.compile(optimizer="adam", loss="binary_crosentropy", metrics=["accuracy"])


@shows("keras_models.compile_pima_model.metrics_without_their_name")
def pima_metrics_by_position(model):
    model.compile("adam", "binary_crossentropy", ["accuracy"])


@shows("keras_models.compile_pima_model.misspelt_accuracy")
def pima_accuracy_with_one_c(model):
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["acuracy"])


@shows("keras_models.compile_pima_model.metrics_as_a_text")
def pima_metrics_without_brackets(model):
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics="accuracy")


@shows("keras_models.compile_pima_model.argument_that_the_optimizer_does_not_have")
def pima_lr(model):
    model.compile(optimizer=keras.optimizers.Adam(lr=0.001), loss="binary_crossentropy", metrics=["accuracy"])


@shows("keras_models.compile_pima_model.optimizer_of_no_name")
def pima_adams(model):
    model.compile(optimizer="adams", loss="binary_crossentropy", metrics=["accuracy"])


@shows("keras_models.compile_pima_model.another_library")
def pima_compiled_with_torch(model):
    import torch

    model.compile(optimizer=torch.optim.Adam(model.parameters()), loss="binary_crossentropy", metrics=["accuracy"])


@shows("keras_models.compile_pima_model.gone_from_keras")
def pima_legacy_optimizer(model):
    model.compile(optimizer=keras.optimizers.legacy.Adam(), loss="binary_crossentropy", metrics=["accuracy"])


@shows("keras_models.compile_pima_model.not_imported")
def pima_adam_not_imported(model):
    model.compile(optimizer=Adam(), loss="binary_crossentropy", metrics=["accuracy"])  # noqa: F821


@shows("keras_models.build_mnist_model.dense_without_units")
def mnist_output_dim():
    return Sequential([layers.Dense(output_dim=12, input_dim=8, init="uniform", activation="relu")])


@shows("keras_models.build_mnist_model.argument_that_layers_no_longer_have")
def mnist_init():
    return Sequential([layers.Dense(12, init="uniform", activation="relu")])


@shows("keras_models.build_mnist_model.shape_without_its_comma")
def mnist_input_shape_of_a_number():
    return Sequential([layers.Dense(12, input_shape=(8), activation="relu")])


@shows("keras_models.build_mnist_model.layers_not_in_a_list")
def mnist_layers_one_after_another():
    return Sequential(Input((28, 28)), layers.Flatten(), layers.Dense(128, activation="relu"), layers.Dense(10))


@shows("keras_models.build_mnist_model.another_library")
def mnist_in_torch():
    import torch

    return torch.nn.Sequential(torch.nn.Linear(8, 12), torch.nn.ReLU(), torch.nn.Linear(12, 1))


@shows("keras_models.build_mnist_model.gone_from_keras")
def mnist_layers_core():
    from keras.layers.core import Dense

    return Sequential([Input((28, 28)), Dense(12)])


@shows("keras_models.build_mnist_model.not_imported")
def mnist_without_its_import():
    return tf.keras.Sequential([Dense(12)])  # noqa: F821


@shows("keras_models.compile_mnist_model.accuracy_as_the_loss")
def mnist_accuracy_as_loss(model):
    model.compile(optimizer="adam", loss="accuracy", metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.unknown_loss")
def mnist_loss_in_three_words(model):
    model.compile(optimizer="adam", loss="sparse_cross_entropy", metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.metrics_without_their_name")
def mnist_metrics_by_position(model):
    model.compile("adam", sparse(), ["accuracy"])


@shows("keras_models.compile_mnist_model.learning_rate_too_large")
def mnist_learning_rate_of_a_million(model):
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=1e6), loss=sparse(), metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.misspelt_accuracy")
def mnist_accuracy_with_one_c(model):
    model.compile(optimizer="adam", loss=sparse(), metrics=["acuracy"])


@shows("keras_models.compile_mnist_model.layers_frozen")
def mnist_freezes_before_compiling(model):
    model.trainable = False
    model.compile(optimizer="adam", loss=sparse(), metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.metrics_as_a_text")
def mnist_metrics_without_brackets(model):
    model.compile(optimizer="adam", loss=sparse(), metrics="accuracy")


@shows("keras_models.compile_mnist_model.argument_that_the_optimizer_does_not_have")
def mnist_lr(model):
    model.compile(optimizer=keras.optimizers.Adam(lr=0.001), loss=sparse(), metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.optimizer_of_no_name")
def mnist_adams(model):
    model.compile(optimizer="adams", loss=sparse(), metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.another_library")
def mnist_compiled_with_torch(model):
    import torch

    model.compile(optimizer=torch.optim.Adam(model.parameters()), loss=sparse(), metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.gone_from_keras")
def mnist_legacy_optimizer(model):
    model.compile(optimizer=keras.optimizers.legacy.Adam(), loss=sparse(), metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.not_imported")
def mnist_adam_not_imported(model):
    model.compile(optimizer=Adam(), loss=sparse(), metrics=["accuracy"])  # noqa: F821


@shows("keras_models.compile_pima_model.focal_loss")
def pima_focal(model):
    model.compile(optimizer="adam", loss="binary_focal_crossentropy", metrics=["accuracy"])


@shows("keras_models.compile_pima_model.call_within_a_text")
def pima_call_in_a_text(model):
    model.compile(optimizer="adam", loss="BinaryCrossentropy(from_logits=False)", metrics=["accuracy"])


@shows("keras_models.compile_mnist_model.call_within_a_text")
def mnist_call_in_a_text(model):
    model.compile(optimizer="adam", loss="SparseCategoricalCrossentropy(from_logits=True)", metrics=["accuracy"])


@shows("keras_models.model_filename.characters_joined")
def text_of_the_list_joined(layers, seed):
    return f"keras_{'-'.join(str(layers))}_{seed}.keras"
