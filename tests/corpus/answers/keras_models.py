"""Right and wrong answers to unit 7, models in Keras."""

from functools import partial
from itertools import pairwise
from math import prod
from pathlib import Path

import keras
import numpy as np
from keras import Input, Sequential, layers
from keras.layers import Dense

from tests.support.answers import right, wrong

# -- count_parameters ----------------------------------------------------------------------------


@right("keras_models.count_parameters")
def with_a_loop(sizes):
    total = 0
    for i in range(1, len(sizes)):
        total += sizes[i - 1] * sizes[i]
        total += sizes[i]
    return total


@right("keras_models.count_parameters")
def one_layer_and_the_rest(sizes):
    if len(sizes) < 2:
        return 0
    return (sizes[0] + 1) * sizes[1] + count_parameters(sizes[1:])


@right("keras_models.count_parameters")
def with_numpy(sizes):
    sizes = np.array(sizes)
    return np.dot(sizes[:-1], sizes[1:]) + sizes[1:].sum()


@right("keras_models.count_parameters")
def weights_then_biases_as_a_float(sizes):
    weights = sum(float(m) * n for m, n in pairwise(sizes))
    return weights + sum(sizes[1:])


@right("keras_models.count_parameters")
def asks_keras(sizes):
    model = Sequential([Input(shape=(sizes[0],))])
    for units in sizes[1:]:
        model.add(Dense(units))
    return model.count_params()


@wrong("keras_models.count_parameters")
def no_biases(sizes):
    return sum(m * n for m, n in pairwise(sizes))


@wrong("keras_models.count_parameters")
def biases_for_the_input_too(sizes):
    return sum(m * n for m, n in pairwise(sizes)) + sum(sizes)


@wrong("keras_models.count_parameters")
def one_bias_a_layer(sizes):
    return sum(m * n + 1 for m, n in pairwise(sizes))


@wrong("keras_models.count_parameters")
def bias_for_each_input_of_a_layer(sizes):
    return sum(m * (n + 1) for m, n in pairwise(sizes))


@wrong("keras_models.count_parameters")
def product_of_all_sizes(sizes):
    return prod(sizes)


@wrong("keras_models.count_parameters")
def forgets_the_last_layer(sizes):
    return sum((m + 1) * n for m, n in pairwise(sizes[:-1]))


@wrong("keras_models.count_parameters")
def no_bias_at_the_output(sizes):
    return sum((m + 1) * n for m, n in pairwise(sizes)) - sizes[-1]


@wrong("keras_models.count_parameters")
def ten_layers_at_most(sizes):
    return with_all(sizes[:11])


def with_all(sizes):
    return sum((int(m) + 1) * int(n) for m, n in pairwise(sizes))


@wrong("keras_models.count_parameters")
def always_221(sizes):
    return 221


# -- build_pima_model ----------------------------------------------------------------------------


@right("keras_models.build_pima_model")
def pima_list_with_input_shape():
    return keras.models.Sequential(
        [
            Dense(12, input_shape=(8,), activation="relu"),
            Dense(8, activation="relu"),
            Dense(1, activation="sigmoid"),
        ]
    )


@right("keras_models.build_pima_model")
def pima_added_one_by_one():
    model = Sequential()
    model.add(Dense(12, input_dim=8, activation="relu"))
    model.add(Dense(8, activation="relu"))
    model.add(Dense(1, activation="sigmoid"))
    return model


@right("keras_models.build_pima_model")
def pima_functional():
    inputs = keras.Input(shape=(8,), name="pima")
    hidden = Dense(12, activation=keras.activations.relu)(inputs)
    hidden = Dense(8, activation=keras.activations.relu)(hidden)
    return keras.Model(inputs, Dense(1, activation=keras.activations.sigmoid)(hidden))


@right("keras_models.build_pima_model")
def pima_built_afterwards():
    model = Sequential([Dense(12, activation="relu"), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
    model.build((None, 8))
    return model


@right("keras_models.build_pima_model")
def pima_built_by_a_first_call():
    model = Sequential([Dense(12, activation="relu"), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
    model(np.zeros((1, 8)))
    return model


@right("keras_models.build_pima_model")
def pima_activation_layers():
    return Sequential(
        [
            layers.InputLayer(shape=(8,)),
            Dense(12),
            layers.Activation("relu"),
            Dense(8, activation=None),
            layers.ReLU(),
            Dense(1, activation="linear"),
            layers.Activation(keras.activations.sigmoid),
        ]
    )


@right("keras_models.build_pima_model")
def pima_functional_with_activation_layers():
    inputs = Input((8,))
    x = layers.ReLU()(Dense(12)(inputs))
    x = layers.Activation("relu")(Dense(8)(x))
    return keras.Model(inputs=inputs, outputs=layers.Activation("sigmoid")(Dense(1)(x)))


@right("keras_models.build_pima_model")
def pima_tensorflow_keras():
    import tensorflow as tf
    from tensorflow import keras as tf_keras

    return tf_keras.Sequential(
        [
            tf_keras.layers.Input(shape=(8,)),
            tf_keras.layers.Dense(12, activation=tf.nn.relu),
            tf_keras.layers.Dense(8, activation=tf.nn.relu),
            tf_keras.layers.Dense(1, activation=tf.nn.sigmoid),
        ]
    )


@right("keras_models.build_pima_model")
def pima_named_initialised_and_compiled():
    keras.utils.set_random_seed(42)
    start = keras.initializers.HeNormal(seed=1)
    model = Sequential(name="pima")
    model.add(Input(shape=(8,)))
    model.add(Dense(12, "relu", kernel_initializer=start, name="oculta_1"))
    model.add(Dense(8, "relu", kernel_initializer=start, name="oculta_2"))
    model.add(Dense(1, "sigmoid", name="salida"))
    model.compile("adam", "binary_crossentropy", ["accuracy"])
    model.summary()
    return model


def pima(units=(12, 8), hidden="relu", output="sigmoid", inputs=8, outputs=1, **options):
    model = Sequential([Input(shape=(inputs,))])
    for size in units:
        model.add(Dense(size, activation=hidden, **options))
    model.add(Dense(outputs, activation=output, **options))
    return model


@right("keras_models.build_pima_model")
def pima_regularised_and_constrained():
    return pima(kernel_regularizer="l2", kernel_constraint=keras.constraints.MaxNorm(3), bias_initializer="ones")


@right("keras_models.build_pima_model")
def pima_orthogonal():
    return pima(kernel_initializer="orthogonal", bias_initializer=keras.initializers.Constant(0.1))


@right("keras_models.build_pima_model")
def pima_small_uniform():
    return pima(kernel_initializer="random_uniform", bias_initializer="random_normal")


@wrong("keras_models.build_pima_model")
def pima_hidden_layers_swapped():
    return pima(units=(8, 12))


@wrong("keras_models.build_pima_model")
def pima_ten_units_instead_of_twelve():
    return pima(units=(10, 8))


@wrong("keras_models.build_pima_model")
def pima_the_input_counted_as_a_dense_layer():
    return pima(units=(8, 12, 8))


@wrong("keras_models.build_pima_model")
def pima_one_hidden_layer():
    return pima(units=(12,))


@wrong("keras_models.build_pima_model")
def pima_no_hidden_layer():
    return pima(units=())


@wrong("keras_models.build_pima_model")
def pima_no_output_layer():
    return Sequential([Input(shape=(8,)), Dense(12, activation="relu"), Dense(8, activation="relu")])


@wrong("keras_models.build_pima_model")
def pima_softmax_on_one_output():
    return pima(output="softmax")


@wrong("keras_models.build_pima_model")
def pima_two_softmax_outputs():
    return pima(output="softmax", outputs=2)


@wrong("keras_models.build_pima_model")
def pima_no_output_activation():
    return pima(output=None)


@wrong("keras_models.build_pima_model")
def pima_relu_output():
    return pima(output="relu")


@wrong("keras_models.build_pima_model")
def pima_tanh_output():
    return pima(output="tanh")


@wrong("keras_models.build_pima_model")
def pima_hard_sigmoid_output():
    return pima(output="hard_sigmoid")


@wrong("keras_models.build_pima_model")
def pima_sigmoid_twice():
    model = pima()
    model.add(layers.Activation("sigmoid"))
    return model


@wrong("keras_models.build_pima_model")
def pima_sigmoid_hidden_layers():
    return pima(hidden="sigmoid")


@wrong("keras_models.build_pima_model")
def pima_linear_hidden_layers():
    return pima(hidden=None)


@wrong("keras_models.build_pima_model")
def pima_second_hidden_layer_linear():
    return Sequential([Input(shape=(8,)), Dense(12, activation="relu"), Dense(8), Dense(1, activation="sigmoid")])


@wrong("keras_models.build_pima_model")
def pima_leaky_relu():
    return Sequential(
        [
            Input(shape=(8,)),
            Dense(12),
            layers.LeakyReLU(),
            Dense(8),
            layers.LeakyReLU(),
            Dense(1, activation="sigmoid"),
        ]
    )


@wrong("keras_models.build_pima_model")
def pima_relu_that_leaks():
    leaky = partial(layers.ReLU, negative_slope=0.1)
    return Sequential([Input((8,)), Dense(12), leaky(), Dense(8), leaky(), Dense(1, activation="sigmoid")])


@wrong("keras_models.build_pima_model")
def pima_relu_up_to_six():
    return pima(hidden="relu6")


@wrong("keras_models.build_pima_model")
def pima_relu_up_to_nine_hundred():
    return pima(hidden=lambda z: keras.ops.clip(z, 0, 900))


@wrong("keras_models.build_pima_model")
def pima_relu_that_is_always_zero():
    dead = partial(layers.ReLU, max_value=0.0)
    return Sequential([Input((8,)), Dense(12), dead(), Dense(8), dead(), Dense(1, activation="sigmoid")])


@wrong("keras_models.build_pima_model")
def pima_all_zeros():
    return pima(kernel_initializer="zeros")


@wrong("keras_models.build_pima_model")
def pima_all_units_the_same():
    return pima(kernel_initializer=keras.initializers.Constant(0.1))


@wrong("keras_models.build_pima_model")
def pima_huge_weights():
    return pima(kernel_initializer=keras.initializers.RandomNormal(stddev=1e6))


@wrong("keras_models.build_pima_model")
def pima_weights_that_are_no_numbers():
    return pima(kernel_initializer=keras.initializers.Constant(float("nan")))


@wrong("keras_models.build_pima_model")
def pima_frozen():
    model = pima()
    model.trainable = False
    return model


@wrong("keras_models.build_pima_model")
def pima_one_layer_frozen():
    model = pima()
    model.layers[1].trainable = False
    return model


@wrong("keras_models.build_pima_model")
def pima_held_by_a_constraint():
    return pima(kernel_constraint=lambda kernel: 0 * kernel)


@wrong("keras_models.build_pima_model")
def pima_crushed_by_a_penalty():
    return pima(kernel_regularizer=keras.regularizers.L2(1e4))


@wrong("keras_models.build_pima_model")
def pima_crushed_outputs():
    return pima(activity_regularizer=keras.regularizers.L1(100.0))


@wrong("keras_models.build_pima_model")
def pima_no_biases():
    return pima(use_bias=False)


@wrong("keras_models.build_pima_model")
def pima_batch_normalization():
    return Sequential(
        [
            Input(shape=(8,)),
            Dense(12, activation="relu"),
            layers.BatchNormalization(),
            Dense(8, activation="relu"),
            Dense(1, activation="sigmoid"),
        ]
    )


@wrong("keras_models.build_pima_model")
def pima_the_label_counted_as_an_input():
    return pima(inputs=9)


@wrong("keras_models.build_pima_model")
def pima_rows_as_input_shape():
    return pima(inputs=768)


@wrong("keras_models.build_pima_model")
def pima_not_built():
    return Sequential([Dense(12, activation="relu"), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])


@wrong("keras_models.build_pima_model")
def pima_only_the_first_layer_is_kept():
    model = Sequential()
    model.add(Dense(12, input_shape=(8,), activation="relu"))
    Dense(8, activation="relu")
    Dense(1, activation="sigmoid")
    return model


@wrong("keras_models.build_pima_model")
def pima_returns_the_layers():
    return [Input(shape=(8,)), Dense(12, activation="relu"), Dense(8, activation="relu"), Dense(1, "sigmoid")]


@wrong("keras_models.build_pima_model")
def pima_returns_the_summary():
    return pima().summary()


# -- build_mnist_model ---------------------------------------------------------------------------


@right("keras_models.build_mnist_model")
def mnist_list_with_input_shape():
    return Sequential(
        [
            layers.Flatten(input_shape=(28, 28)),
            Dense(128, activation="relu"),
            Dense(10),
        ]
    )


@right("keras_models.build_mnist_model")
def mnist_added_one_by_one():
    model = keras.models.Sequential()
    model.add(Input(shape=(28, 28)))
    model.add(layers.Flatten())
    model.add(Dense(128))
    model.add(layers.Activation("relu"))
    model.add(Dense(10, activation="linear"))
    return model


@right("keras_models.build_mnist_model")
def mnist_functional():
    images = Input(shape=(28, 28))
    hidden = Dense(128, activation="relu")(layers.Flatten()(images))
    return keras.Model(images, Dense(10)(hidden), name="mnist")


@right("keras_models.build_mnist_model")
def mnist_reshaped():
    return Sequential(
        [
            layers.Reshape((784,), input_shape=(28, 28)),
            Dense(128, activation=keras.activations.relu),
            Dense(10, activation=keras.activations.linear),
        ]
    )


@right("keras_models.build_mnist_model")
def mnist_reshaped_by_inference():
    images = Input(shape=(28, 28))
    x = layers.ReLU()(Dense(128)(layers.Reshape((-1,))(images)))
    return keras.Model(images, layers.Activation("linear")(Dense(10)(x)))


@right("keras_models.build_mnist_model")
def mnist_built_afterwards():
    model = Sequential([layers.Flatten(), Dense(128, activation="relu"), Dense(10)])
    model.build((None, 28, 28))
    return model


@right("keras_models.build_mnist_model")
def mnist_built_by_a_first_call():
    model = Sequential([layers.Flatten(), Dense(128), layers.ReLU(), Dense(10)])
    model(np.zeros((1, 28, 28)))
    return model


@right("keras_models.build_mnist_model")
def mnist_tensorflow_keras():
    import tensorflow as tf

    return tf.keras.models.Sequential(
        [
            tf.keras.layers.Flatten(input_shape=(28, 28)),
            tf.keras.layers.Dense(128, activation=tf.nn.relu),
            tf.keras.layers.Dense(10),
        ]
    )


@right("keras_models.build_mnist_model")
def mnist_compiled_as_well():
    model = Sequential([Input((28, 28)), layers.Flatten(), Dense(128, "relu"), Dense(10)])
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), ["accuracy"])
    return model


def mnist(units=(128,), hidden="relu", output=None, outputs=10, **options):
    model = Sequential([Input(shape=(28, 28)), layers.Flatten()])
    for size in units:
        model.add(Dense(size, activation=hidden, **options))
    model.add(Dense(outputs, activation=output, **options))
    return model


@wrong("keras_models.build_mnist_model")
def mnist_softmax_output():
    return mnist(output="softmax")


@wrong("keras_models.build_mnist_model")
def mnist_softmax_layer():
    model = mnist()
    model.add(layers.Softmax())
    return model


@wrong("keras_models.build_mnist_model")
def mnist_sigmoid_outputs():
    return mnist(output="sigmoid")


@wrong("keras_models.build_mnist_model")
def mnist_relu_outputs():
    return mnist(output="relu")


@wrong("keras_models.build_mnist_model")
def mnist_sigmoid_hidden_layer():
    return mnist(hidden="sigmoid")


@wrong("keras_models.build_mnist_model")
def mnist_linear_hidden_layer():
    return mnist(hidden=None)


@wrong("keras_models.build_mnist_model")
def mnist_64_units():
    return mnist(units=(64,))


@wrong("keras_models.build_mnist_model")
def mnist_two_hidden_layers():
    return mnist(units=(128, 128))


@wrong("keras_models.build_mnist_model")
def mnist_no_hidden_layer():
    return mnist(units=())


@wrong("keras_models.build_mnist_model")
def mnist_nine_outputs():
    return mnist(outputs=9)


@wrong("keras_models.build_mnist_model")
def mnist_one_output():
    return mnist(outputs=1)


@wrong("keras_models.build_mnist_model")
def mnist_frozen():
    return mnist(trainable=False)


@wrong("keras_models.build_mnist_model")
def mnist_all_ones():
    return mnist(kernel_initializer="ones")


@wrong("keras_models.build_mnist_model")
def mnist_no_biases():
    return mnist(use_bias=False)


@wrong("keras_models.build_mnist_model")
def mnist_not_flattened():
    return Sequential([Input(shape=(28, 28)), Dense(128, activation="relu"), Dense(10)])


@wrong("keras_models.build_mnist_model")
def mnist_takes_images_already_flat():
    return Sequential([Input(shape=(784,)), Dense(128, activation="relu"), Dense(10)])


@wrong("keras_models.build_mnist_model")
def mnist_averages_the_rows():
    return Sequential(
        [Input(shape=(28, 28)), layers.GlobalAveragePooling1D(), Dense(128, activation="relu"), Dense(10)]
    )


@wrong("keras_models.build_mnist_model")
def mnist_scales_the_pixels_again():
    return Sequential(
        [
            Input(shape=(28, 28)),
            layers.Rescaling(1 / 255),
            layers.Flatten(),
            Dense(128, activation="relu"),
            Dense(10),
        ]
    )


@wrong("keras_models.build_mnist_model")
def mnist_convolutional():
    return Sequential(
        [
            Input(shape=(28, 28)),
            layers.Reshape((28, 28, 1)),
            layers.Conv2D(8, 3, activation="relu"),
            layers.Flatten(),
            Dense(128, activation="relu"),
            Dense(10),
        ]
    )


@wrong("keras_models.build_mnist_model")
def mnist_the_pima_model():
    return pima()


@wrong("keras_models.build_mnist_model")
def mnist_not_built():
    return Sequential([layers.Flatten(), Dense(128, activation="relu"), Dense(10)])


@wrong("keras_models.build_mnist_model")
def mnist_not_returned():
    mnist()


@wrong("keras_models.build_mnist_model")
def tables_into_the_dense_layer():
    return keras.Sequential([keras.Input((28, 28)), keras.layers.Dense(128, activation="relu"), keras.layers.Dense(10)])


# -- compile_pima_model --------------------------------------------------------------------------


@right("keras_models.compile_pima_model")
def pima_by_name_returning_none(model):
    model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])


@right("keras_models.compile_pima_model")
def pima_by_position(model):
    model.compile("Adam", "binary_crossentropy", metrics=["acc"])
    return model


@right("keras_models.compile_pima_model")
def pima_with_objects(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.001),
        loss=keras.losses.BinaryCrossentropy(),
        metrics=[keras.metrics.BinaryAccuracy(name="exactitud")],
    )
    return model


@right("keras_models.compile_pima_model")
def pima_with_functions(model):
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.binary_crossentropy,
        metrics=[keras.metrics.binary_accuracy],
    )


@right("keras_models.compile_pima_model")
def pima_tensorflow_objects(model):
    import tensorflow as tf

    model.compile(
        optimizer=tf.keras.optimizers.Adam(),
        loss=tf.keras.losses.BinaryCrossentropy(from_logits=False),
        metrics=["binary_accuracy"],
    )
    return model


@right("keras_models.compile_pima_model")
def pima_several_metrics(model):
    model.compile(optimizer="adam", loss="bce", metrics=[keras.metrics.AUC(), "accuracy"])
    return model


@right("keras_models.compile_pima_model")
def pima_with_a_schedule(model):
    rate = keras.optimizers.schedules.ExponentialDecay(1e-2, decay_steps=1000, decay_rate=0.9)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy", metrics=["accuracy"])


@right("keras_models.compile_pima_model")
def pima_warms_up(model):
    rate = keras.optimizers.schedules.CosineDecay(0.0, 2000, warmup_target=1e-2, warmup_steps=200)
    adam = keras.optimizers.Adam(rate, beta_1=0.8, amsgrad=True, clipnorm=1.0, epsilon=1e-8)
    model.compile(optimizer=adam, loss="binary_crossentropy", metrics=["accuracy"], jit_compile=False)


@wrong("keras_models.compile_pima_model")
def pima_not_compiled(model):
    return model


@wrong("keras_models.compile_pima_model")
def pima_learning_rate_zero(model):
    model.compile(optimizer=keras.optimizers.Adam(0.0), loss="binary_crossentropy", metrics=["accuracy"])


@wrong("keras_models.compile_pima_model")
def pima_learning_rate_of_a_million(model):
    model.compile(optimizer=keras.optimizers.Adam(1e6), loss="binary_crossentropy", metrics=["accuracy"])


@wrong("keras_models.compile_pima_model")
def pima_rate_that_falls_to_zero(model):
    rate = keras.optimizers.schedules.PiecewiseConstantDecay([3], [1e-3, 0.0])
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy", metrics=["accuracy"])


@wrong("keras_models.compile_pima_model")
def pima_epsilon_of_a_million(model):
    model.compile(optimizer=keras.optimizers.Adam(epsilon=1e6), loss="binary_crossentropy", metrics=["accuracy"])


@wrong("keras_models.compile_pima_model")
def pima_average_that_never_moves(model):
    adam = keras.optimizers.Adam(use_ema=True, ema_momentum=1.0, ema_overwrite_frequency=1)
    model.compile(optimizer=adam, loss="binary_crossentropy", metrics=["accuracy"])


@wrong("keras_models.compile_pima_model")
def pima_smoothed_labels(model):
    loss = keras.losses.BinaryCrossentropy(label_smoothing=0.05)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])


@wrong("keras_models.compile_pima_model")
def pima_sum_over_the_batch(model):
    loss = keras.losses.BinaryCrossentropy(reduction="sum")
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])


@wrong("keras_models.compile_pima_model")
def pima_clipped_far_from_the_ends(model):
    def loss(y, p):
        return keras.losses.binary_crossentropy(y, keras.ops.clip(p, 1e-2, 1 - 1e-2))

    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])


@wrong("keras_models.compile_pima_model")
def pima_frozen_after_compiling(model):
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.layers[0].trainable = False
    return model


@wrong("keras_models.compile_pima_model")
def pima_no_loss(model):
    model.compile(optimizer="adam", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_default_optimizer(model):
    model.compile(loss="binary_crossentropy", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_sgd(model):
    model.compile(optimizer="sgd", loss="binary_crossentropy", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_adamax(model):
    model.compile(optimizer=keras.optimizers.Adamax(), loss="binary_crossentropy", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_no_accuracy(model):
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model


@wrong("keras_models.compile_pima_model")
def pima_another_metric(model):
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["mae"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_categorical_accuracy(model):
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["categorical_accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_accuracy_by_exact_equality(model):
    # Accuracy() counts probabilities that are exactly 0 or 1 like the label: nearly none.
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=[keras.metrics.Accuracy()])
    return model


@wrong("keras_models.compile_pima_model")
def pima_mean_squared_error(model):
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_categorical_cross_entropy(model):
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_sparse_categorical_cross_entropy(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_from_logits(model):
    model.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy(from_logits=True), metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_compiles_a_copy(model):
    copy = keras.models.clone_model(model)
    copy.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return copy


@wrong("keras_models.compile_pima_model")
def pima_compiles_a_model_of_its_own(model):
    model = pima()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def pima_compiled_without_being_called(model):
    model.compile
    return model


# -- compile_mnist_model -------------------------------------------------------------------------


@right("keras_models.compile_mnist_model")
def mnist_by_name(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])


@right("keras_models.compile_mnist_model")
def mnist_with_objects(model):
    model.compile(
        optimizer=keras.optimizers.Adam(1e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True, name="perdida"),
        metrics=[keras.metrics.SparseCategoricalAccuracy("accuracy")],
    )
    return model


@right("keras_models.compile_mnist_model")
def mnist_tensorflow_objects(model):
    import tensorflow as tf

    model.compile(
        optimizer=tf.keras.optimizers.Adam(),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["sparse_categorical_accuracy"],
    )
    return model


@right("keras_models.compile_mnist_model")
def mnist_with_a_loss_function(model):
    def loss(y_true, logits):
        return keras.losses.sparse_categorical_crossentropy(y_true, logits, from_logits=True)

    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


@right("keras_models.compile_mnist_model")
def mnist_several_metrics(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    metrics = [keras.metrics.SparseTopKCategoricalAccuracy(3), keras.metrics.sparse_categorical_accuracy]
    model.compile("adam", loss, metrics=metrics)
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_not_compiled(model):
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_no_from_logits(model):
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_loss_by_name_not_from_logits(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_loss_function_not_from_logits(model):
    loss = keras.losses.sparse_categorical_crossentropy
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_needs_one_hot_labels(model):
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_binary_cross_entropy(model):
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_mean_squared_error(model):
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_ignores_a_class(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=9)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])


@wrong("keras_models.compile_mnist_model")
def mnist_logits_cut_at_ten(model):
    def loss(y, z):
        return keras.losses.sparse_categorical_crossentropy(y, keras.ops.clip(z, -10, 10), from_logits=True)

    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])


@wrong("keras_models.compile_mnist_model")
def mnist_learning_rate_of_a_millionth(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(1e-6), loss=loss, metrics=["accuracy"])


@wrong("keras_models.compile_mnist_model")
def mnist_sgd(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.SGD(), loss=loss, metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_default_optimizer(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(loss=loss, metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_no_accuracy(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss)
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_accuracy_of_one_hot_labels(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=[keras.metrics.CategoricalAccuracy()])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_binary_accuracy(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["binary_accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_adds_a_softmax_layer(model):
    model.add(layers.Softmax())
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def mnist_compiles_a_copy(model):
    copy = keras.models.clone_model(model)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    copy.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return copy


# -- model_filename ------------------------------------------------------------------------------


@right("keras_models.model_filename")
def joined(layers, seed):
    return "keras_" + "-".join(map(str, layers)) + "_" + str(seed) + ".keras"


@right("keras_models.model_filename")
def piece_by_piece(layers, seed):
    name = "keras_"
    for index, layer in enumerate(layers):
        if index > 0:
            name += "-"
        name += f"{layer}"
    return name + f"_{seed}.keras"


@right("keras_models.model_filename")
def old_format(layers, seed):
    return "keras_%s_%d.keras" % ("-".join([str(layer) for layer in layers]), seed)  # noqa: UP031


@right("keras_models.model_filename")
def with_format(layers, seed):
    pattern = "-".join(["{}"] * len(layers))
    return f"keras_{pattern.format(*layers)}_{seed}.keras"


@right("keras_models.model_filename")
def numpy_text(layers, seed):
    return np.str_("_".join(["keras", "-".join(np.array(layers).astype(str)), str(seed)]) + ".keras")


@right("keras_models.model_filename")
def as_a_path(layers, seed):
    return Path("keras_" + "-".join(f"{layer}" for layer in layers) + f"_{seed}").with_suffix(".keras")


@wrong("keras_models.model_filename")
def eight_layers_at_most(layers, seed):
    return f"keras_{'-'.join(map(str, layers[:8]))}_{seed}.keras"


@wrong("keras_models.model_filename")
def numbers_of_four_figures(layers, seed):
    return f"keras_{'-'.join(str(layer)[:8] for layer in layers)}_{str(seed)[:4]}.keras"


@wrong("keras_models.model_filename")
def joins_numbers_as_if_they_were_text(layers, seed):
    return f"keras_{'-'.join(layers)}_{seed}.keras"


@wrong("keras_models.model_filename")
def hyphen_before_the_seed(layers, seed):
    return f"keras_{'-'.join(map(str, [*layers, seed]))}.keras"


@wrong("keras_models.model_filename")
def trailing_hyphen(layers, seed):
    return "keras_" + "".join(f"{layer}-" for layer in layers) + f"_{seed}.keras"


@wrong("keras_models.model_filename")
def only_the_models_of_the_course(layers, seed):
    architecture = "28x28-128-10" if layers[0] == "28x28" else "8-12-8-1"
    return f"keras_{architecture}_{seed}.keras"


@wrong("keras_models.model_filename")
def inside_a_folder(layers, seed):
    return f"models/keras_{'-'.join(map(str, layers))}_{seed}.keras"


@wrong("keras_models.model_filename")
def without_the_f(layers, seed):
    return "keras_{'-'.join(map(str, layers))}_{seed}.keras"


@wrong("keras_models.model_filename")
def without_format(layers, seed):
    return "keras_{}_{}.keras"
