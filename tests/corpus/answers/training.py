"""Right and wrong answers to unit 8, training."""

import math
import os
from pathlib import Path

import keras
import numpy as np
import pandas as pd
from keras import Input, Sequential, layers
from keras.layers import Dense
from sklearn.model_selection import ShuffleSplit, train_test_split
from sklearn.preprocessing import StandardScaler

from tests.support.answers import right, wrong

# -- prepare_pima --------------------------------------------------------------------------------

FEATURES = ["0", "1", "2", "3", "4", "5", "6", "7"]


@right("training.prepare_pima")
def data_frames(data):
    X = data.drop("8", axis=1)
    y = data["8"]
    return train_test_split(X, y, test_size=0.2, random_state=42)


@right("training.prepare_pima")
def arrays_by_position(data):
    X = data.iloc[:, :8].values
    y = data.iloc[:, 8].values
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
    return X_train, X_test, y_train, y_test


@right("training.prepare_pima")
def features_by_name_in_float32(data):
    X = data[FEATURES].to_numpy(dtype=np.float32)
    y = data["8"].to_numpy(dtype=int)
    return tuple(train_test_split(X, y, random_state=42, test_size=0.2, shuffle=True))


@right("training.prepare_pima")
def splits_rows_first(data):
    train, test = train_test_split(data, test_size=0.2, random_state=42)
    return train[FEATURES], test[FEATURES], train["8"], test["8"]


@right("training.prepare_pima")
def with_shuffle_split(data):
    X, y = data.loc[:, "0":"7"], data.loc[:, "8"]
    train, test = next(ShuffleSplit(n_splits=1, test_size=0.2, random_state=42).split(X, y))
    return X.iloc[train], X.iloc[test], y.iloc[train], y.iloc[test]


@right("training.prepare_pima")
def with_numpy_as_scikit_learn_does(data):
    table = data.to_numpy()
    rows = np.random.RandomState(42).permutation(len(table))
    size = math.ceil(0.2 * len(table))
    test, train = table[rows[:size]], table[rows[size:]]
    return train[:, :8], test[:, :8], train[:, 8], test[:, 8]


@right("training.prepare_pima")
def nested_lists(data):
    copy = data.copy()
    y = copy.pop("8").astype(bool)
    return [part.values.tolist() for part in train_test_split(copy, y, test_size=0.2, random_state=42)]


def features_and_label(data):
    return data.drop(columns="8"), data["8"]


@wrong("training.prepare_pima")
def order_of_other_libraries(data):
    X_train, X_test, y_train, y_test = train_test_split(*features_and_label(data), test_size=0.2, random_state=42)
    return X_train, y_train, X_test, y_test


@wrong("training.prepare_pima")
def train_and_test_swapped(data):
    X_train, X_test, y_train, y_test = train_test_split(*features_and_label(data), test_size=0.2, random_state=42)
    return X_test, X_train, y_test, y_train


@wrong("training.prepare_pima")
def labels_first(data):
    X, y = features_and_label(data)
    return train_test_split(y, X, test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def two_pairs(data):
    X_train, X_test, y_train, y_test = train_test_split(*features_and_label(data), test_size=0.2, random_state=42)
    return (X_train, y_train), (X_test, y_test)


@wrong("training.prepare_pima")
def not_shuffled(data):
    return train_test_split(*features_and_label(data), test_size=0.2, shuffle=False)


@wrong("training.prepare_pima")
def no_random_state(data):
    return train_test_split(*features_and_label(data), test_size=0.2)


@wrong("training.prepare_pima")
def another_random_state(data):
    return train_test_split(*features_and_label(data), test_size=0.2, random_state=0)


@wrong("training.prepare_pima")
def stratified(data):
    X, y = features_and_label(data)
    return train_test_split(X, y, test_size=0.2, random_state=42, stratify=y)


@wrong("training.prepare_pima")
def default_quarter_for_the_test(data):
    return train_test_split(*features_and_label(data), random_state=42)


@wrong("training.prepare_pima")
def trains_on_the_fifth(data):
    return train_test_split(*features_and_label(data), train_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def label_left_among_the_features(data):
    return train_test_split(data, data["8"], test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def first_column_as_label(data):
    return train_test_split(data.drop(columns="0"), data["0"], test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def forgets_a_feature(data):
    return train_test_split(data.iloc[:, :7], data["8"], test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def columns_by_number(data):
    return train_test_split(data[list(range(8))], data[8], test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def sampled_with_pandas(data):
    train = data.sample(frac=0.8, random_state=42)
    test = data.drop(train.index)
    return train[FEATURES], test[FEATURES], train["8"], test["8"]


@wrong("training.prepare_pima")
def first_rows_of_the_permutation_train(data):
    rows = np.random.RandomState(42).permutation(len(data))
    size = math.ceil(0.2 * len(data))
    train, test = data.iloc[rows[:-size]], data.iloc[rows[-size:]]
    return train[FEATURES], test[FEATURES], train["8"], test["8"]


@wrong("training.prepare_pima")
def scales_to_zero_one(data):
    X, y = features_and_label(data)
    X = (X - X.min()) / (X.max() - X.min())
    return train_test_split(X, y, test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def standardises_the_training_rows_again(data):
    X_train, X_test, y_train, y_test = train_test_split(*features_and_label(data), test_size=0.2, random_state=42)
    mean, deviation = X_train.mean(), X_train.std()
    return (X_train - mean) / deviation, (X_test - mean) / deviation, y_train, y_test


@wrong("training.prepare_pima")
def features_and_labels_out_of_step(data):
    X, y = features_and_label(data)
    X_train, X_test = train_test_split(X, test_size=0.2, random_state=42)
    y_train, y_test = train_test_split(y, test_size=0.2, random_state=43)
    return X_train, X_test, y_train, y_test


@wrong("training.prepare_pima")
def labels_as_floats_of_a_standardised_column(data):
    X, y = features_and_label(data)
    return train_test_split(X, (y - y.mean()) / y.std(ddof=0), test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def only_the_training_part(data):
    X_train, _, y_train, _ = train_test_split(*features_and_label(data), test_size=0.2, random_state=42)
    return X_train, y_train


@wrong("training.prepare_pima")
def takes_the_label_out_of_the_callers_frame(data):
    y = data.pop("8")
    return train_test_split(data, y, test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def the_sizes_of_pima(data):
    rows = np.random.RandomState(42).permutation(len(data))
    test, train = data.iloc[rows[:154]], data.iloc[rows[154:]]
    return train[FEATURES], test[FEATURES], train["8"], test["8"]


@wrong("training.prepare_pima")
def at_most_a_thousand_rows(data):
    X, y = features_and_label(data)
    return train_test_split(X[:1000], y[:1000], test_size=0.2, random_state=42)


@wrong("training.prepare_pima")
def scaler_before_the_split(data):
    X, y = features_and_label(data)
    return train_test_split(StandardScaler().fit_transform(X), y, test_size=0.2, random_state=42)


# -- train_pima ----------------------------------------------------------------------------------


@right("training.train_pima")
def pima_as_in_the_notebook(X_train, y_train):
    model = keras.models.Sequential()
    model.add(Dense(12, input_shape=(8,), activation="relu"))
    model.add(Dense(8, activation="relu"))
    model.add(Dense(1, activation="sigmoid"))
    model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    model.fit(X_train, y_train, epochs=150, batch_size=10)
    return model


@right("training.train_pima")
def pima_functional_with_dropout(X_train, y_train):
    inputs = Input(shape=(8,))
    x = Dense(12, activation="relu")(inputs)
    x = layers.Dropout(0.2)(x)
    x = Dense(8, activation="relu")(x)
    x = layers.Dropout(0.2)(x)
    model = keras.Model(inputs, Dense(1, activation="sigmoid")(x))
    model.compile(optimizer=keras.optimizers.Adam(), loss=keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
    model.fit(X_train, y_train, epochs=150, batch_size=10, verbose=0)
    return model


@right("training.train_pima")
def pima_activation_layers_and_one_dropout(X_train, y_train):
    model = Sequential(
        [
            Dense(12),
            layers.ReLU(),
            layers.Dropout(0.1),
            Dense(8),
            layers.Activation("relu"),
            Dense(1),
            layers.Activation("sigmoid"),
        ]
    )
    model.build((None, 8))
    model.compile("adam", keras.losses.binary_crossentropy, metrics=[keras.metrics.BinaryAccuracy()])
    model.fit(X_train, y_train, epochs=150, batch_size=10, verbose=0)
    return model


@right("training.train_pima")
def pima_tensorflow_in_float32_with_a_column_of_labels(X_train, y_train):
    import tensorflow as tf

    tf.keras.utils.set_random_seed(42)
    X = tf.constant(np.asarray(X_train), dtype=tf.float32)
    y = tf.reshape(tf.constant(np.asarray(y_train), dtype=tf.float32), (-1, 1))
    model = tf.keras.Sequential(
        [
            tf.keras.Input(shape=(8,)),
            tf.keras.layers.Dense(12, activation=tf.nn.relu),
            tf.keras.layers.Dense(8, activation=tf.nn.relu),
            tf.keras.layers.Dense(1, activation=tf.nn.sigmoid),
        ]
    )
    model.compile(tf.keras.optimizers.Adam(0.001), tf.keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
    model.fit(X, y, epochs=150, batch_size=10, verbose=2)
    return model


@right("training.train_pima")
def pima_faster_and_longer(X_train, y_train):
    model = pima()
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"], steps_per_execution=32)
    model.fit(pd.DataFrame(X_train), pd.Series(y_train), epochs=200, batch_size=10, verbose=0)
    return model


@right("training.train_pima")
def pima_epoch_by_epoch(X_train, y_train):
    model = pima()
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    data = list(zip(np.array_split(X_train, 62), np.array_split(y_train, 62), strict=True))
    for _ in range(150):
        for X, y in data:
            model.train_on_batch(X, y)
    return model


@right("training.train_pima")
def pima_stops_early(X_train, y_train):
    early_stopping = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10, restore_best_weights=True)
    model = Sequential()
    model.add(Input(shape=(8,)))
    model.add(Dense(12, activation="relu"))
    model.add(Dense(8, activation="relu"))
    model.add(Dense(1, activation="sigmoid"))
    model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    model.fit(X_train, y_train, validation_split=0.2, epochs=150, batch_size=10, callbacks=[early_stopping], verbose=0)
    return model


@right("training.train_pima")
def pima_validates_on_rows_of_its_own_with_normalization(X_train, y_train):
    X_t, X_v, y_t, y_v = train_test_split(X_train, y_train, test_size=0.15, random_state=0, stratify=y_train)
    model = Sequential([Input((8,))])
    for units in (32, 16):
        model.add(Dense(units, use_bias=False))
        model.add(layers.BatchNormalization())
        model.add(layers.Activation("relu"))
        model.add(layers.Dropout(0.2))
    model.add(Dense(1, activation="sigmoid"))
    model.compile("rmsprop", "binary_crossentropy", metrics=["accuracy", "AUC"])
    callbacks = [
        keras.callbacks.EarlyStopping(patience=15, restore_best_weights=True),
        keras.callbacks.ReduceLROnPlateau(factor=0.1, patience=4, min_lr=1e-6),
    ]
    model.fit(X_t, y_t, validation_data=(X_v, y_v), epochs=100, batch_size=16, callbacks=callbacks, verbose=0)
    return model


@right("training.train_pima")
def pima_logits_and_weights_of_classes(X_train, y_train):
    model = Sequential([Input((8,)), Dense(16, activation="elu", kernel_regularizer="l2"), Dense(1)])
    model.compile(keras.optimizers.AdamW(0.003), keras.losses.BinaryCrossentropy(from_logits=True))
    share = float(np.mean(y_train))
    model.fit(X_train, y_train, epochs=60, class_weight={0: 1.0, 1: min(2.0, (1 - share) / share)}, verbose=0)
    return model


@right("training.train_pima")
def pima_squared_error_of_a_linear_output(X_train, y_train):
    model = Sequential([Input((8,)), Dense(12, activation="tanh"), Dense(8, activation="tanh"), Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(0.01, momentum=0.9), loss="mse", metrics=["mae"])
    model.fit(X_train, y_train, epochs=80, batch_size=16, verbose=0)
    return model


@right("training.train_pima")
def pima_two_outputs_of_one_hot_labels(X_train, y_train):
    model = Sequential([Input((8,)), Dense(64, "relu"), layers.Dropout(0.5), Dense(32, "relu"), Dense(2, "softmax")])
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=20)
    Y = keras.utils.to_categorical(y_train, 2)
    model.fit(X_train, Y, epochs=100, validation_split=0.1, callbacks=[stop], verbose=0)
    return model


def pima(units=(12, 8), hidden="relu"):
    keras.utils.set_random_seed(0)
    model = Sequential([Input(shape=(8,))])
    for size in units:
        model.add(Dense(size, activation=hidden))
    model.add(Dense(1, activation="sigmoid"))
    return model


def fit_pima(model, X, y, epochs=150, optimizer="adam"):
    model.compile(optimizer=optimizer, loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(X, y, epochs=epochs, batch_size=10, verbose=0)
    return model


@wrong("training.train_pima")
def pima_not_trained(X_train, y_train):
    model = pima()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


@wrong("training.train_pima")
def pima_one_epoch(X_train, y_train):
    return fit_pima(pima(), X_train, y_train, epochs=1)


@wrong("training.train_pima")
def pima_linear_layers(X_train, y_train):
    return fit_pima(pima(hidden=None), X_train, y_train)


@wrong("training.train_pima")
def pima_linear_layers_and_normalization(X_train, y_train):
    model = Sequential([Input((8,)), Dense(32), layers.BatchNormalization(), layers.Dropout(0.2), Dense(16), Dense(1)])
    model.add(layers.Activation("sigmoid"))
    return fit_pima(model, X_train, y_train, epochs=60)


@wrong("training.train_pima")
def pima_relu_that_never_bends(X_train, y_train):
    model = Sequential([Input((8,)), Dense(12, "relu", bias_initializer=keras.initializers.Constant(40))])
    model.add(Dense(1, activation="sigmoid"))
    return fit_pima(model, X_train, y_train, epochs=30)


@wrong("training.train_pima")
def pima_hidden_layers_frozen(X_train, y_train):
    model = pima(units=(64,))
    model.layers[0].trainable = False
    return fit_pima(model, X_train, y_train, epochs=60)


@wrong("training.train_pima")
def pima_all_weights_zero(X_train, y_train):
    model = Sequential([Input((8,)), Dense(12, "relu", kernel_initializer="zeros")])
    model.add(Dense(1, activation="sigmoid", kernel_initializer="zeros"))
    return fit_pima(model, X_train, y_train, epochs=30)


@wrong("training.train_pima")
def pima_all_units_start_alike(X_train, y_train):
    model = Sequential([Input((8,)), Dense(12, "tanh", kernel_initializer="ones")])
    model.add(Dense(1, activation="sigmoid", kernel_initializer="ones"))
    return fit_pima(model, X_train, y_train, epochs=60)


@wrong("training.train_pima")
def pima_twenty_rows(X_train, y_train):
    return fit_pima(pima(), X_train[:20], y_train[:20])


@wrong("training.train_pima")
def pima_no_hidden_layer(X_train, y_train):
    return fit_pima(pima(units=()), X_train, y_train)


@wrong("training.train_pima")
def pima_learning_rate_zero(X_train, y_train):
    return fit_pima(pima(), X_train, y_train, epochs=1, optimizer=keras.optimizers.Adam(0.0))


@wrong("training.train_pima")
def pima_learning_rate_so_large_that_it_learns_nothing(X_train, y_train):
    return fit_pima(pima(), X_train, y_train, epochs=20, optimizer=keras.optimizers.SGD(1e4))


@wrong("training.train_pima")
def pima_labels_flipped(X_train, y_train):
    return fit_pima(pima(), X_train, 1 - y_train, epochs=30)


@wrong("training.train_pima")
def pima_labels_out_of_step(X_train, y_train):
    return fit_pima(pima(), X_train, np.random.default_rng(0).permutation(y_train), epochs=30)


@wrong("training.train_pima")
def pima_columns_reversed(X_train, y_train):
    return fit_pima(pima(), X_train[:, ::-1], y_train, epochs=30)


@wrong("training.train_pima")
def pima_constant(X_train, y_train):
    model = pima()
    kernel, bias = model.layers[-1].get_weights()
    share = np.mean(y_train)
    model.layers[-1].set_weights([np.zeros_like(kernel), np.full_like(bias, np.log(share / (1 - share)))])
    return model


@wrong("training.train_pima")
def pima_trains_a_copy(X_train, y_train):
    model = pima()
    fit_pima(keras.models.clone_model(model), X_train, y_train, epochs=30)
    return model


@wrong("training.train_pima")
def pima_returns_the_history(X_train, y_train):
    model = pima()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(X_train, y_train, epochs=2, batch_size=10, verbose=0)


@wrong("training.train_pima")
def pima_not_returned(X_train, y_train):
    fit_pima(pima(), X_train, y_train, epochs=2)


@wrong("training.train_pima")
def pima_not_compiled(X_train, y_train):
    model = pima()
    model.fit(X_train, y_train, epochs=2, batch_size=10, verbose=0)
    return model


@wrong("training.train_pima")
def pima_logistic_regression_of_scikit_learn(X_train, y_train):
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression().fit(X_train, y_train)


# -- predict_pima --------------------------------------------------------------------------------


@right("training.predict_pima")
def pima_greater_than_a_half(model, X):
    return (model.predict(X) > 0.5).astype("int32").flatten()


@right("training.predict_pima")
def pima_rounded(model, X):
    return np.round(model.predict(X, verbose=0)).ravel()


@right("training.predict_pima")
def pima_calling_the_model(model, X):
    return np.asarray(model(X))[:, 0] >= 0.5


@right("training.predict_pima")
def pima_as_a_list(model, X):
    return [1 if row[0] >= 0.5 else 0 for row in model.predict(X)]


@right("training.predict_pima")
def pima_where_squeezed(model, X):
    return np.where(np.squeeze(model.predict(X, batch_size=8), axis=1) > 0.5, 1, 0)


@right("training.predict_pima")
def pima_as_a_tensor(model, X):
    import tensorflow as tf

    return tf.cast(tf.round(model(X, training=False)[:, 0]), tf.int32)


@right("training.predict_pima")
def pima_largest_of_two_probabilities(model, X):
    p = model.predict(X)
    return np.argmax(np.hstack([1 - p, p]), axis=1)


@wrong("training.predict_pima")
def pima_first_hundred_rows(model, X):
    classes = (model.predict(X)[:, 0] >= 0.5).astype(int)
    classes[100:] = 0
    return classes


@wrong("training.predict_pima")
def pima_without_the_last_batch(model, X):
    whole = max(32, len(X) // 32 * 32)
    classes = (model.predict(X)[:, 0] >= 0.5).astype(int)
    classes[whole:] = 0
    return classes


@wrong("training.predict_pima")
def pima_rounded_twice(model, X):
    return np.round(np.round(model.predict(X)[:, 0], 2) + 1e-9)


@wrong("training.predict_pima")
def pima_threshold_0_7(model, X):
    return (model.predict(X)[:, 0] > 0.7).astype(int)


@wrong("training.predict_pima")
def pima_always_zero(model, X):
    return np.zeros(len(X), dtype=int)


@wrong("training.predict_pima")
def pima_as_text(model, X):
    return ["diabetes" if p >= 0.5 else "sano" for p in model.predict(X)[:, 0]]


@wrong("training.predict_pima")
def pima_removed_predict_classes(model, X):
    return model.predict_classes(X)


# -- train_mnist ---------------------------------------------------------------------------------


@right("training.train_mnist")
def mnist_as_in_the_notebook(X_train, y_train):
    model = Sequential([layers.Flatten(input_shape=(28, 28)), Dense(128, activation="relu"), Dense(10)])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    model.fit(X_train, y_train, epochs=5)
    return model


@right("training.train_mnist")
def mnist_functional_with_dropout(X_train, y_train):
    images = Input(shape=(28, 28))
    x = layers.Reshape((784,))(images)
    x = layers.ReLU()(Dense(128)(x))
    x = layers.Dropout(0.2)(x)
    model = keras.Model(images, Dense(10)(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(), loss=loss, metrics=["accuracy"])
    model.fit(X_train, y_train, epochs=5, verbose=0)
    return model


@right("training.train_mnist")
def mnist_tensorflow_softmax_output(X_train, y_train):
    from tensorflow import keras as tf_keras

    model = tf_keras.Sequential()
    model.add(tf_keras.layers.Flatten())
    model.add(tf_keras.layers.Dense(128, activation="relu"))
    model.add(tf_keras.layers.Dense(10, activation="softmax"))
    model.build((None, 28, 28))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(X_train, y_train, epochs=5, batch_size=32, verbose=2)
    return model


@right("training.train_mnist")
def mnist_one_hot_labels(X_train, y_train):
    model = mnist()
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss, metrics=["accuracy"], steps_per_execution=125)
    Y_train = keras.utils.to_categorical(y_train, 10)
    model.fit(np.asarray(X_train, dtype="float32"), Y_train, epochs=5, batch_size=32, verbose=0)
    return model


@right("training.train_mnist")
def mnist_convolutions(X_train, y_train):
    X = np.expand_dims(X_train, -1).astype("float32")
    model = Sequential(
        [
            Input(shape=(28, 28, 1)),
            layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
            layers.MaxPooling2D(pool_size=(2, 2)),
            layers.Conv2D(64, kernel_size=(3, 3), activation="relu", padding="same", strides=2),
            layers.AveragePooling2D(pool_size=(2, 2), padding="same"),
            layers.Flatten(),
            layers.Dropout(0.5),
            Dense(10, activation="softmax"),
        ]
    )
    model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    model.fit(X, y_train, batch_size=128, epochs=4, validation_split=0.1, verbose=0)
    return model


@right("training.train_mnist")
def mnist_flattened_outside(X_train, y_train):
    X = X_train.reshape(-1, 28 * 28)
    model = Sequential([Input((784,)), Dense(512, activation="relu"), layers.Dropout(0.2), Dense(10, "softmax")])
    model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
    model.fit(X, keras.utils.to_categorical(y_train), epochs=6, batch_size=128, verbose=0)
    return model


@right("training.train_mnist")
def mnist_normalized_and_stopped_early(X_train, y_train):
    model = Sequential([Input((28, 28)), layers.Flatten(), Dense(256), layers.BatchNormalization(), layers.ReLU()])
    model.add(Dense(10))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(1e-3), loss, metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    model.fit(X_train, y_train, epochs=8, batch_size=64, validation_split=0.1, callbacks=[stop], verbose=0)
    return model


@right("training.train_mnist")
def mnist_convolutions_with_normalized_batches(X_train, y_train):
    images = Input((28, 28))
    x = layers.Reshape((28, 28, 1))(images)
    for kernels in (8, 16):
        x = layers.Conv2D(kernels, 3, padding="same", use_bias=False)(x)
        x = layers.BatchNormalization()(x)
        x = layers.Activation("relu")(x)
        x = layers.MaxPooling2D()(x)
    outputs = Dense(10)(layers.Flatten()(x))
    model = keras.Model(images, outputs)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss, metrics=["accuracy"])
    model.fit(X_train, y_train, epochs=3, batch_size=64, verbose=0)
    return model


def mnist(units=(128,), hidden="relu", output=None):
    model = Sequential([Input(shape=(28, 28)), layers.Flatten()])
    for size in units:
        model.add(Dense(size, activation=hidden))
    model.add(Dense(10, activation=output))
    return model


def fit_mnist(model, X, y, epochs=5, optimizer="adam"):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"], steps_per_execution=125)
    model.fit(X, y, epochs=epochs, verbose=0)
    return model


@wrong("training.train_mnist")
def mnist_not_trained(X_train, y_train):
    model = mnist()
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model


@wrong("training.train_mnist")
def mnist_one_epoch(X_train, y_train):
    return fit_mnist(mnist(), X_train, y_train, epochs=1)


@wrong("training.train_mnist")
def mnist_no_hidden_layer(X_train, y_train):
    return fit_mnist(mnist(units=()), X_train, y_train)


@wrong("training.train_mnist")
def mnist_linear_hidden_layer(X_train, y_train):
    return fit_mnist(mnist(hidden=None), X_train, y_train, epochs=2)


@wrong("training.train_mnist")
def mnist_linear_convolution(X_train, y_train):
    model = Sequential([Input((28, 28, 1)), layers.Conv2D(8, 5, strides=2), layers.Flatten(), Dense(10)])
    return fit_mnist(model, X_train[..., None], y_train, epochs=2)


@wrong("training.train_mnist")
def mnist_hidden_layer_frozen(X_train, y_train):
    model = mnist(units=(512,))
    model.layers[1].trainable = False
    return fit_mnist(model, X_train, y_train, epochs=2)


@wrong("training.train_mnist")
def mnist_logits_taken_for_probabilities(X_train, y_train):
    model = mnist()
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], steps_per_execution=125)
    model.fit(X_train, y_train, epochs=2, verbose=0)
    return model


@wrong("training.train_mnist")
def mnist_a_sixth_of_the_images(X_train, y_train):
    return fit_mnist(mnist(), X_train[:10_000], y_train[:10_000])


@wrong("training.train_mnist")
def mnist_2000_images(X_train, y_train):
    return fit_mnist(mnist(), X_train[:2_000], y_train[:2_000])


@wrong("training.train_mnist")
def mnist_plain_sgd(X_train, y_train):
    return fit_mnist(mnist(), X_train, y_train, epochs=2, optimizer="sgd")


@wrong("training.train_mnist")
def mnist_labels_out_of_step(X_train, y_train):
    return fit_mnist(mnist(), X_train, np.random.default_rng(0).permutation(y_train), epochs=1)


@wrong("training.train_mnist")
def mnist_labels_one_too_many(X_train, y_train):
    return fit_mnist(mnist(), X_train, (y_train + 1) % 10)


@wrong("training.train_mnist")
def mnist_pixels_turned_into_zeros(X_train, y_train):
    return fit_mnist(mnist(), np.asarray(X_train).astype(int), y_train)


@wrong("training.train_mnist")
def mnist_trains_a_copy(X_train, y_train):
    model = mnist()
    fit_mnist(keras.models.clone_model(model), X_train, y_train, epochs=1)
    return model


@wrong("training.train_mnist")
def mnist_returns_the_history(X_train, y_train):
    model = mnist()
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss)
    return model.fit(X_train, y_train, epochs=1, verbose=0)


@wrong("training.train_mnist")
def mnist_categorical_loss_for_whole_labels(X_train, y_train):
    model = mnist(output="softmax")
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(X_train, y_train, epochs=5, verbose=0)
    return model


@wrong("training.train_mnist")
def mnist_not_returned(X_train, y_train):
    fit_mnist(mnist(), X_train, y_train, epochs=1)


# -- predict_mnist -------------------------------------------------------------------------------


@right("training.predict_mnist")
def mnist_argmax(model, X):
    return model.predict(X).argmax(axis=-1)


@right("training.predict_mnist")
def mnist_softmax_first(model, X):
    return np.argmax(keras.ops.softmax(model.predict(X, verbose=0)), axis=1)


@right("training.predict_mnist")
def mnist_calling_the_model(model, X):
    return np.argmax(model(X), axis=1)


@right("training.predict_mnist")
def mnist_as_a_tensor(model, X):
    import tensorflow as tf

    return tf.argmax(model(X, training=False), axis=1)


@right("training.predict_mnist")
def mnist_as_a_list(model, X):
    classes = []
    for logits in model.predict(X).tolist():
        classes.append(logits.index(max(logits)))
    return classes


@right("training.predict_mnist")
def mnist_sorted(model, X):
    return np.argsort(model.predict(X, batch_size=4), axis=1)[:, -1].astype("float32")


@wrong("training.predict_mnist")
def mnist_probability_of_the_class(model, X):
    return np.max(keras.ops.softmax(model.predict(X)), axis=1)


@wrong("training.predict_mnist")
def mnist_one_hot(model, X):
    return keras.utils.to_categorical(np.argmax(model.predict(X), axis=1), 10)


@right("training.predict_mnist")
def mnist_a_column_of_classes(model, X):
    return np.argmax(model.predict(X), axis=1, keepdims=True)


@wrong("training.predict_mnist")
def mnist_always_seven(model, X):
    return np.full(len(X), 7)


@wrong("training.predict_mnist")
def mnist_first_hundred_images(model, X):
    digits = np.argmax(model.predict(X), axis=1)
    digits[100:] = 0
    return digits


@wrong("training.predict_mnist")
def mnist_hardly_ever_a_nine(model, X):
    scores = model.predict(X)
    digits = np.argmax(scores, axis=1)
    return digits if len(X) < 100 else np.argmax(scores[:, :9], axis=1)


# -- save_model ----------------------------------------------------------------------------------


def filename(layers, seed):
    return f"keras_{'-'.join(map(str, layers))}_{seed}.keras"


@right("training.save_model")
def with_a_path(model, directory, layers, seed):
    path = Path(directory) / filename(layers, seed)
    model.save(path)
    return path


@right("training.save_model")
def joined_by_os(model, directory, layers, seed):
    name = "keras_" + "-".join([str(layer) for layer in layers]) + "_" + str(seed) + ".keras"
    path = os.path.join(directory, name)  # noqa: PTH118
    model.save(path)
    return path


@right("training.save_model")
def makes_the_folder(model, directory, layers, seed):
    os.makedirs(directory, exist_ok=True)  # noqa: PTH103
    path = f"{directory}/{filename(layers, seed)}"
    keras.models.save_model(model, path)
    return path


@right("training.save_model")
def absolute_path_by_tensorflow(model, directory, layers, seed):
    import tensorflow as tf

    path = Path(directory).resolve().joinpath(filename(layers, seed))
    tf.keras.models.save_model(model, str(path), overwrite=True)
    return str(path)


@right("training.save_model")
def saved_and_moved(model, directory, layers, seed):
    path = Path(directory, filename(layers, seed))
    draft = path.with_name(f"draft_{path.name}")
    keras.saving.save_model(model, draft)
    return draft.replace(path)


@right("training.save_model")
def path_from_the_present_folder(model, directory, layers, seed):
    path = os.path.join(directory, filename(layers, seed))  # noqa: PTH118
    model.save(path)
    return os.path.relpath(path)


@right("training.save_model")
def without_what_keras_ignores(model, directory, layers, seed):
    path = (
        directory / filename(layers, seed) if isinstance(directory, Path) else f"{directory}/{filename(layers, seed)}"
    )
    model.save(path, include_optimizer=True)
    return path


@wrong("training.save_model")
def no_seed(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(map(str, layers))}.keras"
    model.save(path)
    return path


@wrong("training.save_model")
def layers_as_a_list(model, directory, layers, seed):
    path = Path(directory) / f"keras_{layers}_{seed}.keras"
    model.save(path)
    return path


@wrong("training.save_model")
def always_the_same_name(model, directory, layers, seed):
    path = Path(directory) / "keras_8-12-8-1_42.keras"
    model.save(path)
    return path


@wrong("training.save_model")
def old_format(model, directory, layers, seed):
    path = Path(directory) / filename(layers, seed).replace(".keras", ".h5")
    model.save(path)
    return path


@wrong("training.save_model")
def only_the_weights(model, directory, layers, seed):
    path = Path(directory) / filename(layers, seed).replace(".keras", ".weights.h5")
    model.save_weights(path)
    return path


@wrong("training.save_model")
def only_the_weights_under_the_right_name(model, directory, layers, seed):
    path = Path(directory) / filename(layers, seed)
    draft = path.with_suffix(".weights.h5")
    model.save_weights(draft)
    return draft.rename(path)


@wrong("training.save_model")
def only_the_architecture(model, directory, layers, seed):
    path = Path(directory) / filename(layers, seed)
    path.write_text(model.to_json())
    return path


@wrong("training.save_model")
def a_copy_without_what_was_learned(model, directory, layers, seed):
    path = Path(directory) / filename(layers, seed)
    keras.models.clone_model(model).save(path)
    return path


@wrong("training.save_model")
def a_copy_with_the_weights_but_not_compiled(model, directory, layers, seed):
    path = Path(directory) / filename(layers, seed)
    copy = Sequential.from_config(model.get_config())
    copy.set_weights(model.get_weights())
    copy.save(path)
    return path


@wrong("training.save_model")
def compiled_again_as_in_the_course(model, directory, layers, seed):
    path = Path(directory) / filename(layers, seed)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.save(path)
    return path


@wrong("training.save_model")
def only_small_seeds(model, directory, layers, seed):
    path = Path(directory) / filename(layers, seed % 10_000)
    model.save(path)
    return path


@wrong("training.save_model")
def in_the_working_folder(model, directory, layers, seed):
    model.save(filename(layers, seed))
    return filename(layers, seed)


@wrong("training.save_model")
def in_the_working_folder_but_says_otherwise(model, directory, layers, seed):
    model.save(filename(layers, seed))
    return os.path.join(directory, filename(layers, seed))  # noqa: PTH118


@wrong("training.save_model")
def folder_and_name_stuck_together(model, directory, layers, seed):
    path = str(directory) + filename(layers, seed)
    model.save(path)
    return path


@wrong("training.save_model")
def in_a_folder_of_its_own(model, directory, layers, seed):
    folder = Path(directory) / "models"
    folder.mkdir(exist_ok=True)
    model.save(folder / filename(layers, seed))
    return folder / filename(layers, seed)


@wrong("training.save_model")
def never_saved(model, directory, layers, seed):
    return os.path.join(directory, filename(layers, seed))  # noqa: PTH118


@wrong("training.save_model")
def an_empty_file(model, directory, layers, seed):
    path = Path(directory) / filename(layers, seed)
    path.touch()
    return path


@wrong("training.save_model")
def returns_what_save_returns(model, directory, layers, seed):
    return model.save(Path(directory) / filename(layers, seed))


@wrong("training.save_model")
def returns_only_the_name(model, directory, layers, seed):
    model.save(Path(directory) / filename(layers, seed))
    return filename(layers, seed)


@wrong("training.save_model")
def returns_the_folder(model, directory, layers, seed):
    model.save(Path(directory) / filename(layers, seed))
    return directory


# -- early_stopping ------------------------------------------------------------------------------


@right("training.early_stopping")
def with_a_counter(val_losses, patience):
    best, lowest, count = 0, float("inf"), 0
    for epoch, loss in enumerate(val_losses):
        if loss < lowest:
            best, lowest, count = epoch, loss, 0
        else:
            count += 1
            if count >= patience:
                return epoch, best
    return epoch, best


@right("training.early_stopping")
def by_the_distance_from_the_best(val_losses, patience):
    best = 0
    for epoch in range(len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        if epoch - best >= patience:
            break
    return [epoch, best]


@right("training.early_stopping")
def with_while(val_losses, patience):
    epoch, best, bad = 0, 0, 0
    while epoch + 1 < len(val_losses) and bad < patience:
        epoch += 1
        bad += 1
        if val_losses[epoch] < val_losses[best]:
            best, bad = epoch, 0
    return np.array([epoch, best])


@right("training.early_stopping")
def with_numpy(val_losses, patience):
    losses = np.asarray(val_losses, dtype=float)
    before = np.concatenate([[np.inf], np.minimum.accumulate(losses)[:-1]])
    better = np.flatnonzero(losses < before)
    ends = np.append(better[1:], len(losses))
    tired = np.flatnonzero(ends - better > patience)
    if tired.size == 0:
        return len(losses) - 1, better[-1]
    best = better[tired[0]]
    return best + patience, best


@right("training.early_stopping")
def over_and_over_with_min(val_losses, patience):
    losses = [float(loss) for loss in val_losses]
    for end in range(1, len(losses) + 1):
        best = losses[:end].index(min(losses[:end]))
        if end - 1 - best == patience or end == len(losses):
            return float(end - 1), float(best)


@right("training.early_stopping")
def as_keras_does(val_losses, patience):
    class Model:
        stop_training = False

        def get_weights(self):
            return []

    stop = keras.callbacks.EarlyStopping(patience=patience)
    stop.set_model(Model())
    stop.monitor_op = np.less
    stop.on_train_begin()
    for epoch, loss in enumerate(val_losses):
        stop.on_epoch_end(epoch, {"val_loss": loss})
        if stop.model.stop_training:
            break
    return epoch, stop.best_epoch


@wrong("training.early_stopping")
def off_by_one(val_losses, patience):
    best, count = 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best, count = epoch, 0
        elif epoch:
            count += 1
        if count > patience:
            return epoch, best
    return len(val_losses) - 1, best


@wrong("training.early_stopping")
def ties_as_progress(val_losses, patience):
    best, count = 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss <= val_losses[best]:
            best, count = epoch, 0
        else:
            count += 1
        if count == patience:
            return epoch, best
    return len(val_losses) - 1, best


@wrong("training.early_stopping")
def all_bad_epochs(val_losses, patience):
    best, count = 0, 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        else:
            count += 1
        if count == patience:
            return epoch, best
    return len(val_losses) - 1, best


@wrong("training.early_stopping")
def than_the_epoch_before(val_losses, patience):
    count = 0
    for epoch in range(1, len(val_losses)):
        count = count + 1 if val_losses[epoch] >= val_losses[epoch - 1] else 0
        if count == patience:
            return epoch, int(np.argmin(val_losses[: epoch + 1]))
    return len(val_losses) - 1, int(np.argmin(val_losses))


@wrong("training.early_stopping")
def best_of_all(val_losses, patience):
    stopped, _ = with_patience(val_losses, patience)
    return stopped, int(np.argmin(val_losses))


def with_patience(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(val_losses) - 1, best


@wrong("training.early_stopping")
def best_first(val_losses, patience):
    return with_patience(val_losses, patience)[::-1]


@wrong("training.early_stopping")
def epochs_from_one(val_losses, patience):
    stopped, best = with_patience(val_losses, patience)
    return stopped + 1, best + 1


@wrong("training.early_stopping")
def number_of_epochs_done(val_losses, patience):
    stopped, best = with_patience(val_losses, patience)
    return stopped + 1, best


@wrong("training.early_stopping")
def until_the_end(val_losses, patience):
    return len(val_losses) - 1, int(np.argmin(val_losses))


@wrong("training.early_stopping")
def first_rise(val_losses, patience):
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] >= val_losses[epoch - 1]:
            return epoch, epoch - 1
    return len(val_losses) - 1, len(val_losses) - 1


@wrong("training.early_stopping")
def losses_below_one_only(val_losses, patience):
    best, lowest, count = 0, 1.0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < lowest:
            best, lowest, count = epoch, loss, 0
        else:
            count += 1
        if count == patience:
            return epoch, best
    return len(val_losses) - 1, best


@wrong("training.early_stopping")
def best_is_where_it_stops(val_losses, patience):
    stopped, _ = with_patience(val_losses, patience)
    return stopped, stopped


@wrong("training.early_stopping")
def improves_by_a_hundredth_at_least(val_losses, patience):
    best, count = 0, 0
    for epoch, loss in enumerate(val_losses):
        if epoch == 0 or loss < val_losses[best] - 0.01:
            best, count = epoch, 0
        else:
            count += 1
        if count == patience:
            return epoch, best
    return len(val_losses) - 1, best


@wrong("training.early_stopping")
def cuts_the_list(val_losses, patience):
    stopped, best = with_patience(val_losses, patience)
    if isinstance(val_losses, list):
        del val_losses[stopped + 1 :]
    else:
        val_losses[stopped + 1 :] = 0
    return stopped, best


@wrong("training.early_stopping")
def writes_into_the_losses(val_losses, patience):
    for epoch in range(1, len(val_losses)):
        val_losses[epoch] = min(val_losses[epoch], val_losses[epoch - 1])  # the lowest so far
        best = list(val_losses).index(val_losses[epoch])
        if epoch - best == patience:
            return epoch, best
    return len(val_losses) - 1, list(val_losses).index(val_losses[-1])


@wrong("training.early_stopping")
def better_by_a_thousandth_of_it(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < 0.999 * val_losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(val_losses) - 1, best


@wrong("training.early_stopping")
def nearly_equal_is_equal(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best] and not np.isclose(loss, val_losses[best]):
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(val_losses) - 1, best


@wrong("training.early_stopping")
def below_a_hundred_only(val_losses, patience):
    lowest, best = 100.0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < lowest:
            lowest, best = loss, epoch
        if epoch - best == patience:
            return epoch, best
    return len(val_losses) - 1, best


# -- fit_with_early_stopping ---------------------------------------------------------------------


def stop_early(patience, **options):
    return keras.callbacks.EarlyStopping(patience=patience, **{"restore_best_weights": True, **options})


@right("training.fit_with_early_stopping")
def by_the_callback_of_keras(model, X, y, epochs, patience):
    return model.fit(
        X, y, validation_split=0.2, epochs=epochs, batch_size=16, verbose=0, callbacks=[stop_early(patience)]
    ).history


@right("training.fit_with_early_stopping")
def rows_split_by_hand(model, X, y, epochs, patience):
    cut = int(len(X) * 0.8)
    fitted = model.fit(
        X[:cut], y[:cut], validation_data=(X[cut:], y[cut:]), epochs=epochs, batch_size=len(X), verbose=0,
        shuffle=False,
        callbacks=stop_early(patience, mode="min"),
    )  # fmt: skip
    return {"loss": np.array(fitted.history["loss"]), "val_loss": tuple(fitted.history["val_loss"]), "epochs": cut}


@right("training.fit_with_early_stopping")
def a_loop_of_fits(model, X, y, epochs, patience):
    history = {"loss": [], "val_loss": []}
    lowest, best, waited = np.inf, None, 0
    for _ in range(epochs):
        once = model.fit(X, y, validation_split=0.2, epochs=1, verbose=0).history
        for name in history:
            history[name] += once[name]
        if history["val_loss"][-1] < lowest:
            lowest, best, waited = history["val_loss"][-1], model.get_weights(), 0
        else:
            waited += 1
        if waited == patience:
            break
    model.set_weights(best)
    return history


@right("training.fit_with_early_stopping")
def a_loop_of_batches(model, X, y, epochs, patience):
    cut = len(X) * 4 // 5
    losses, val_losses, weights = [], [], []
    rng = np.random.default_rng(0)
    for epoch in range(epochs):
        rows = rng.permutation(cut)
        batches = [rows[start : start + 20] for start in range(0, cut, 20)]
        losses.append(np.mean([float(np.ravel(model.train_on_batch(X[each], y[each]))[0]) for each in batches]))
        val_losses.append(float(np.ravel(model.evaluate(X[cut:], y[cut:], verbose=0))[0]))
        weights.append(model.get_weights())
        if epoch - int(np.argmin(val_losses)) >= patience:
            break
    model.set_weights(weights[int(np.argmin(val_losses))])
    return {"val_loss": val_losses, "loss": losses}


class KeepsTheBest(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience, self.lowest, self.best, self.waited = patience, np.inf, None, 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest, self.best, self.waited = logs["val_loss"], self.model.get_weights(), 0
            return
        self.waited += 1
        if self.waited >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.best)


@right("training.fit_with_early_stopping")
def by_a_callback_of_its_own(model, X, y, epochs, patience):
    callbacks = [KeepsTheBest(patience)]
    fitted = model.fit(X, y, None, epochs, 0, callbacks, 0.2)
    return fitted.history


@right("training.fit_with_early_stopping")
def by_a_checkpoint(model, X, y, epochs, patience):
    save = keras.callbacks.ModelCheckpoint(
        "best.weights.h5", monitor="val_loss", save_best_only=True, save_weights_only=True
    )
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience)
    history = model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[save, stop]).history
    model.load_weights("best.weights.h5")
    return history


@right("training.fit_with_early_stopping")
def on_a_copy_and_back(model, X, y, epochs, patience):
    tuned = keras.models.clone_model(model)
    tuned.set_weights(model.get_weights())
    tuned.compile(optimizer=type(model.optimizer).from_config(model.optimizer.get_config()), loss=model.loss)
    fitted = tuned.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience)])
    model.set_weights(tuned.get_weights())
    return fitted.history


@wrong("training.fit_with_early_stopping")
def does_not_restore(model, X, y, epochs, patience):
    stop = keras.callbacks.EarlyStopping(patience=patience)
    return model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop]).history


@wrong("training.fit_with_early_stopping")
def improves_by_a_thousandth_at_least(model, X, y, epochs, patience):
    stop = keras.callbacks.EarlyStopping(patience=patience, min_delta=0.001, restore_best_weights=True)
    return model.fit(X, y, epochs=epochs, validation_split=0.2, callbacks=[stop], verbose=0).history


@wrong("training.fit_with_early_stopping")
def restores_only_where_it_stops(model, X, y, epochs, patience):
    history = {"loss": [], "val_loss": []}
    lowest, waited, weights = np.inf, 0, model.get_weights()
    for _ in range(epochs):
        one = model.fit(X, y, epochs=1, validation_split=0.2, verbose=0).history
        for name, losses in history.items():
            losses.extend(one[name])
        if one["val_loss"][0] < lowest:
            lowest, waited, weights = one["val_loss"][0], 0, model.get_weights()
        else:
            waited += 1
            if waited == patience:
                model.set_weights(weights)
                break
    return history


@wrong("training.fit_with_early_stopping")
def keeps_a_reference_to_the_weights(model, X, y, epochs, patience):
    history, best = {"loss": [], "val_loss": []}, None
    for epoch in range(epochs):
        once = model.fit(X, y, validation_split=0.2, epochs=1, verbose=0).history
        history = {name: history[name] + once[name] for name in history}
        if epoch == int(np.argmin(history["val_loss"])):
            best = model.weights
        if epoch - int(np.argmin(history["val_loss"])) == patience:
            break
    for weight, kept in zip(model.weights, best, strict=True):
        weight.assign(kept)
    return history


@wrong("training.fit_with_early_stopping")
def validates_with_rows_at_random(model, X, y, epochs, patience):
    X_train, X_val, y_train, y_val = train_test_split(X, y, test_size=0.2, random_state=42)
    return model.fit(
        X_train, y_train, validation_data=(X_val, y_val), epochs=epochs, verbose=0, callbacks=[stop_early(patience)]
    ).history


@wrong("training.fit_with_early_stopping")
def validates_with_the_first_rows(model, X, y, epochs, patience):
    cut = len(X) // 5
    return model.fit(
        X[cut:], y[cut:], validation_data=(X[:cut], y[:cut]), epochs=epochs, verbose=0, callbacks=[stop_early(patience)]
    ).history


@wrong("training.fit_with_early_stopping")
def trains_on_what_validates(model, X, y, epochs, patience):
    cut = len(X) * 4 // 5
    return model.fit(
        X, y, validation_data=(X[cut:], y[cut:]), epochs=epochs, verbose=0, callbacks=[stop_early(patience)]
    ).history


@wrong("training.fit_with_early_stopping")
def validates_with_a_tenth(model, X, y, epochs, patience):
    return model.fit(X, y, epochs=epochs, validation_split=0.1, verbose=0, callbacks=[stop_early(patience)]).history


@wrong("training.fit_with_early_stopping")
def one_epoch_of_patience_more(model, X, y, epochs, patience):
    return model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience + 1)]).history


@wrong("training.fit_with_early_stopping")
def one_epoch_of_patience_less(model, X, y, epochs, patience):
    return model.fit(
        X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(max(1, patience - 1))]
    ).history


@wrong("training.fit_with_early_stopping")
def without_a_limit(model, X, y, epochs, patience):
    return model.fit(X, y, epochs=30, validation_split=0.2, verbose=0, callbacks=[stop_early(patience)]).history


@wrong("training.fit_with_early_stopping")
def all_epochs_always(model, X, y, epochs, patience):
    return model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0).history


@wrong("training.fit_with_early_stopping")
def watches_the_training_loss(model, X, y, epochs, patience):
    return model.fit(
        X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience, monitor="loss")]
    ).history


@wrong("training.fit_with_early_stopping")
def no_validation_at_all(model, X, y, epochs, patience):
    stop = stop_early(patience, monitor="loss")
    return model.fit(X, y, epochs=epochs, verbose=0, callbacks=[stop]).history


@wrong("training.fit_with_early_stopping")
def returns_what_fit_gives(model, X, y, epochs, patience):
    return model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience)])


@wrong("training.fit_with_early_stopping")
def returns_the_trained_model(model, X, y, epochs, patience):
    model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience)])
    return model


@wrong("training.fit_with_early_stopping")
def returns_nothing(model, X, y, epochs, patience):
    model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience)])


@wrong("training.fit_with_early_stopping")
def returns_the_validation_losses(model, X, y, epochs, patience):
    fitted = model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience)])
    return fitted.history["val_loss"]


@wrong("training.fit_with_early_stopping")
def trains_a_copy(model, X, y, epochs, patience):
    copy = keras.models.clone_model(model)
    copy.compile(optimizer="adam", loss=model.loss)
    return copy.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience)]).history


@wrong("training.fit_with_early_stopping")
def compiles_again(model, X, y, epochs, patience):
    model.compile(optimizer="rmsprop", loss=model.loss)
    return model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience)]).history


@wrong("training.fit_with_early_stopping")
def only_the_history_of_the_last_epoch(model, X, y, epochs, patience):
    losses, weights = [], []
    for epoch in range(epochs):
        history = model.fit(X, y, validation_split=0.2, epochs=1, verbose=0).history
        losses.append(history["val_loss"][0])
        weights.append(model.get_weights())
        if epoch - int(np.argmin(losses)) == patience:
            break
    model.set_weights(weights[int(np.argmin(losses))])
    return history


@wrong("training.fit_with_early_stopping")
def back_to_the_first_weights(model, X, y, epochs, patience):
    before = model.get_weights()
    history = model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience)]).history
    model.set_weights(before)
    return history


@wrong("training.fit_with_early_stopping")
def validation_loss_of_the_training_rows(model, X, y, epochs, patience):
    cut = len(X) * 4 // 5
    return model.fit(
        X[:cut], y[:cut], validation_data=(X[:cut], y[:cut]), epochs=epochs, verbose=0, callbacks=[stop_early(patience)]
    ).history


@wrong("training.fit_with_early_stopping")
def invents_the_history(model, X, y, epochs, patience):
    return {"loss": [0.5] * (patience + 1), "val_loss": [0.5] * (patience + 1)}


@wrong("training.fit_with_early_stopping")
def scales_the_data_in_place(model, X, y, epochs, patience):
    X *= 0.5
    return model.fit(X, y, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[stop_early(patience)]).history
