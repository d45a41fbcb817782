import numpy as np

HIDDEN = [
    [1.7, -0.4, -0.3, 0.7, -1.1, 0.0, 2.1, -2.0], [0.4, -4.1, -0.7, 0.8, -3.4, -0.2, -0.3, 0.6],
    [-3.3, -1.8, 3.2, -0.2, -2.9, 0.2, -0.9, 4.3], [2.3, 1.4, -4.5, -0.5, 1.0, -0.2, -1.2, 3.2],
    [0.5, 1.7, 1.6, 0.8, -2.4, 0.2, 2.9, 0.9], [-2.5, 1.2, 3.2, 0.5, 1.0, -0.1, 1.2, 2.5],
    [2.3, 3.7, 1.3, 0.1, 1.3, 0.1, 1.0, 2.3], [-0.6, 0.2, 1.2, -0.4, -0.5, -1.0, 1.1, 0.9],
]  # fmt: skip
BIASES = [-0.6, 2.2, -1.8, -0.6, 1.8, -0.7, -1.9, -2.1]
OUTPUT = [1.5, -1.4, 1.2, 2.7, 1.2, -2.6, -1.5, 1.1]


def model(keras, columns, signs, sense):
    made = keras.Sequential(
        [keras.Input((8,)), keras.layers.Dense(8, activation="tanh"), keras.layers.Dense(1, activation="sigmoid")]
    )
    output = sense * np.array(OUTPUT)[:, None]
    made.set_weights([np.array(HIDDEN)[columns] * signs[:, None], np.array(BIASES), output, np.array([sense * -1.1])])
    return made
