"""Held-out wrong answers to unit 7."""

import keras
from keras import layers as capas

from tests.support.answers import wrong


@wrong("keras_models.count_parameters")
def weights_without_biases(sizes):
    """Counts the weights but forgets the biases."""
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    return total


@wrong("keras_models.count_parameters")
def the_input_has_biases_too(sizes):
    """Gives a bias to every input unit too."""
    pesos = sum(a * b for a, b in zip(sizes, sizes[1:]))
    sesgos = sum(sizes)
    return pesos + sesgos


@wrong("keras_models.count_parameters")
def one_bias_per_layer(sizes):
    """Counts one bias for each layer instead of one for each of its units."""
    total = 0
    for m, n in zip(sizes[:-1], sizes[1:]):
        total += m * n + 1
    return total


@wrong("keras_models.count_parameters")
def biases_on_the_wrong_side(sizes):
    """Counts m (n + 1): a bias for each unit of departure instead of each unit of arrival."""
    res = 0
    for k in range(1, len(sizes)):
        res += sizes[k - 1] * (sizes[k] + 1)
    return res


@wrong("keras_models.count_parameters")
def counts_the_neurons(sizes):
    """Adds the units of the layers: counts neurons, not parameters."""
    return sum(sizes)


@wrong("keras_models.count_parameters")
def multiplies_all_sizes(sizes):
    """Multiplies all sizes together instead of adding the product of each neighbouring pair."""
    producto = 1
    for s in sizes:
        producto *= s
    return producto


@wrong("keras_models.count_parameters")
def forgets_the_output_layer(sizes):
    """The loop ends one pair too early: the parameters of the last layer are missing."""
    total = 0
    i = 0
    while i < len(sizes) - 2:
        total += (sizes[i] + 1) * sizes[i + 1]
        i += 1
    return total


@wrong("keras_models.count_parameters")
def the_example_by_heart(sizes):
    """Returns the number of the example, whatever the sizes."""
    return 9 * 12 + 13 * 8 + 9 * 1


@wrong("keras_models.build_pima_model")
def hidden_layers_without_activation():
    """The hidden layers have no activation: three linear layers are worth one."""
    model = keras.Sequential()
    model.add(keras.Input(shape=(8,)))
    model.add(capas.Dense(12))
    model.add(capas.Dense(8))
    model.add(capas.Dense(1, activation="sigmoid"))
    return model


@wrong("keras_models.build_pima_model")
def output_without_sigmoid():
    """The output has no sigmoid: it is not a probability."""
    return keras.Sequential(
        [
            keras.Input((8,)),
            capas.Dense(12, activation="relu"),
            capas.Dense(8, activation="relu"),
            capas.Dense(1),
        ]
    )


@wrong("keras_models.build_pima_model")
def softmax_of_a_single_unit():
    """Softmax over one single unit is always 1."""
    inputs = keras.Input(shape=(8,))
    x = capas.Dense(12, activation="relu")(inputs)
    x = capas.Dense(8, activation="relu")(x)
    out = capas.Dense(1, activation="softmax")(x)
    return keras.Model(inputs, out)


@wrong("keras_models.build_pima_model")
def no_input_size():
    """Never says the size of the input: the model is not built and has no weights."""
    model = keras.models.Sequential()
    model.add(capas.Dense(12, activation="relu"))
    model.add(capas.Dense(8, activation="relu"))
    model.add(capas.Dense(1, activation="sigmoid"))
    return model


@wrong("keras_models.build_pima_model")
def input_as_a_dense_layer():
    """Adds a Dense layer of 8 units for the input: the 8 of 8-12-8-1 is the data, not a layer."""
    model = keras.Sequential(
        [
            keras.Input(shape=(8,)),
            capas.Dense(8, activation="relu"),
            capas.Dense(12, activation="relu"),
            capas.Dense(8, activation="relu"),
            capas.Dense(1, activation="sigmoid"),
        ]
    )
    return model


@wrong("keras_models.build_pima_model")
def sigmoid_everywhere():
    """Uses sigmoid in the hidden layers too, instead of ReLU."""
    modelo = keras.Sequential([keras.Input(shape=(8,))])
    for unidades in (12, 8, 1):
        modelo.add(capas.Dense(unidades, activation="sigmoid"))
    return modelo


@wrong("keras_models.build_pima_model")
def two_outputs():
    """Two outputs with softmax, one per class, instead of one with sigmoid."""
    return keras.Sequential(
        [
            keras.Input(shape=(8,)),
            capas.Dense(12, activation="relu"),
            capas.Dense(8, activation="relu"),
            capas.Dense(2, activation="softmax"),
        ]
    )


@wrong("keras_models.build_pima_model")
def forgets_to_return_it():
    """Builds the model but does not return it."""
    model = keras.Sequential()
    model.add(keras.Input(shape=(8,)))
    model.add(capas.Dense(12, activation="relu"))
    model.add(capas.Dense(8, activation="relu"))
    model.add(capas.Dense(1, activation="sigmoid"))
    model.summary()


@wrong("keras_models.build_pima_model")
def one_hidden_layer_missing():
    """Leaves out the second hidden layer, of 8 units."""
    return keras.Sequential(
        [
            keras.Input(shape=(8,)),
            capas.Dense(12, activation="relu"),
            capas.Dense(1, activation="sigmoid"),
        ]
    )


@wrong("keras_models.build_pima_model")
def hidden_layers_swapped():
    """The hidden layers are in the other order: 8 and 12 instead of 12 and 8."""
    m = keras.Sequential([keras.layers.InputLayer(shape=(8,))])
    m.add(capas.Dense(8, activation="relu"))
    m.add(capas.Dense(12, activation="relu"))
    m.add(capas.Dense(1, activation="sigmoid"))
    return m


@wrong("keras_models.build_pima_model")
def examples_in_the_shape():
    """Puts the number of rows in the shape of the input, which describes only one example."""
    model = keras.Sequential(
        [
            keras.Input(shape=(768, 8)),
            capas.Dense(12, activation="relu"),
            capas.Dense(8, activation="relu"),
            capas.Dense(1, activation="sigmoid"),
        ]
    )
    return model


@wrong("keras_models.build_mnist_model")
def softmax_at_the_end():
    """The output has softmax: probabilities instead of logits."""
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            capas.Flatten(),
            capas.Dense(128, activation="relu"),
            capas.Dense(10, activation="softmax"),
        ]
    )


@wrong("keras_models.build_mnist_model")
def forgets_to_flatten():
    """Does not flatten: the dense layers work on each row of the image on its own."""
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28)))
    model.add(capas.Dense(128, activation="relu"))
    model.add(capas.Dense(10))
    return model


@wrong("keras_models.build_mnist_model")
def expects_flattened_images():
    """The input is 784 numbers: it expects images that somebody else has flattened."""
    model = keras.Sequential(
        [
            keras.Input(shape=(784,)),
            capas.Dense(128, activation="relu"),
            capas.Dense(10),
        ]
    )
    return model


@wrong("keras_models.build_mnist_model")
def hidden_without_relu():
    """The hidden layer has no activation."""
    inp = keras.Input(shape=(28, 28))
    h = capas.Dense(128)(capas.Flatten()(inp))
    return keras.Model(inputs=inp, outputs=capas.Dense(10)(h))


@wrong("keras_models.build_mnist_model")
def digit_as_a_quantity():
    """One single output, as if the digit were a quantity to predict, instead of one per class."""
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            capas.Flatten(),
            capas.Dense(128, activation="relu"),
            capas.Dense(1),
        ]
    )


@wrong("keras_models.build_mnist_model")
def relu_on_the_logits():
    """ReLU on the output: negative scores become 0."""
    model = keras.Sequential([keras.Input(shape=(28, 28)), capas.Flatten()])
    for n in [128, 10]:
        model.add(capas.Dense(n, activation="relu"))
    return model


@wrong("keras_models.build_mnist_model")
def flatten_without_input():
    """Never says the size of the input: the model is not built."""
    return keras.Sequential(
        [
            capas.Flatten(),
            capas.Dense(128, activation="relu"),
            capas.Dense(10),
        ]
    )


@wrong("keras_models.build_mnist_model")
def only_nine_digits():
    """Nine outputs: forgets that the digits are ten, from 0 to 9."""
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            capas.Flatten(),
            capas.Dense(128, activation="relu"),
            capas.Dense(9),
        ]
    )


@wrong("keras_models.compile_pima_model")
def squared_error(model):
    """Uses the mean squared error, for regression, instead of binary cross-entropy."""
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def categorical_with_one_output(model):
    """Uses categorical cross-entropy, for several outputs, with a single one."""
    model.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.Adam(), metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def believes_they_are_logits(model):
    """Says from_logits=True although the output already has a sigmoid."""
    perdida = keras.losses.BinaryCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=perdida, metrics=["accuracy"])
    return model


@wrong("keras_models.compile_pima_model")
def plain_sgd(model):
    """Uses SGD instead of Adam."""
    model.compile(optimizer="sgd", loss="binary_crossentropy", metrics=["accuracy"])


@wrong("keras_models.compile_pima_model")
def measures_nothing(model):
    """Forgets the accuracy metric."""
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model


@wrong("keras_models.compile_pima_model")
def compiles_a_copy(model):
    """Compiles a clone: the model that it received is still not compiled."""
    nuevo = keras.models.clone_model(model)
    nuevo.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return nuevo


@wrong("keras_models.compile_pima_model")
def accuracy_as_the_loss(model):
    """Measures the loss again as the metric instead of the accuracy."""
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["binary_crossentropy"])
    return model


@wrong("keras_models.compile_mnist_model")
def forgets_from_logits(model):
    """Does not say from_logits=True: Keras takes the logits for probabilities."""
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def wants_one_hot_labels(model):
    """Uses the categorical cross-entropy of one-hot labels, but these are integers."""
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


@wrong("keras_models.compile_mnist_model")
def loss_of_two_classes(model):
    """Uses binary cross-entropy with ten classes."""
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


@wrong("keras_models.compile_mnist_model")
def digits_as_a_regression(model):
    """Uses the mean squared error, as if the digits were quantities."""
    model.compile("adam", keras.losses.MeanSquaredError(), metrics=["accuracy"])


@wrong("keras_models.compile_mnist_model")
def rmsprop(model):
    """Uses RMSprop instead of Adam."""
    model.compile(
        optimizer=keras.optimizers.RMSprop(),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


@wrong("keras_models.compile_mnist_model")
def without_metrics(model):
    """Forgets to ask for the accuracy."""
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model


@wrong("keras_models.model_filename")
def prints_the_list(layers, seed):
    """Writes the list as Python prints it, with brackets and commas, instead of joining the sizes."""
    return f"keras_{layers}_{seed}.keras"


@wrong("keras_models.model_filename")
def joins_numbers(layers, seed):
    """join only takes texts: it breaks with integers."""
    return "keras_" + "-".join(layers) + "_" + str(seed) + ".keras"


@wrong("keras_models.model_filename")
def trailing_dash(layers, seed):
    """Adds a dash after every size: one is left over after the last."""
    nombre = "keras_"
    for capa in layers:
        nombre += str(capa) + "-"
    return nombre + "_" + str(seed) + ".keras"


@wrong("keras_models.model_filename")
def underscores_between_sizes(layers, seed):
    """Separates the sizes with underscores instead of dashes."""
    partes = ["keras"] + [str(c) for c in layers] + [str(seed)]
    return "_".join(partes) + ".keras"


@wrong("keras_models.model_filename")
def old_extension(layers, seed):
    """Uses the old extension .h5 instead of .keras."""
    return "keras_{}_{}.h5".format("-".join(map(str, layers)), seed)


@wrong("keras_models.model_filename")
def name_without_seed(layers, seed):
    """Leaves the seed out of the name."""
    return f"keras_{'-'.join(str(s) for s in layers)}.keras"


@wrong("keras_models.model_filename")
def without_the_input(layers, seed):
    """Leaves the input out: starts at the first hidden layer."""
    ocultas = [str(s) for s in layers[1:]]
    return "keras_" + "-".join(ocultas) + f"_{seed}.keras"


@wrong("keras_models.model_filename")
def no_extension(layers, seed):
    """Leaves out the extension."""
    return "keras_" + "-".join(str(s) for s in layers) + "_" + str(seed)


@wrong("keras_models.model_filename")
def seed_first(layers, seed):
    """Puts the seed before the layers."""
    return f"keras_{seed}_" + "-".join([str(x) for x in layers]) + ".keras"


@wrong("keras_models.model_filename")
def fixed_seed(layers, seed):
    """Writes 42 in the name whatever the seed."""
    return "keras_" + "-".join(str(x) for x in layers) + "_42.keras"
