"""Unidad 7. Modelos en Keras.

Lo que en la unidad 6 se escribía a mano, Keras lo da hecho: capas que ya saben calcular su salida y
su gradiente. Aquí se describen las dos redes del curso, capa a capa, y se compilan: se les dice cómo
van a aprender (optimizador y función de pérdida) y qué se va a medir.
"""

from itertools import pairwise

import keras


def count_parameters(sizes):
    """Número de parámetros (pesos y sesgos) de una red de capas densas.

    Entre una capa de m unidades y la siguiente, de n, hay una matriz de m · n pesos y un sesgo por
    cada unidad de llegada: (m + 1) · n parámetros. La entrada no tiene ninguno. Es la cuenta que
    muestra `model.summary()`: dice cuánto tiene que aprender la red.

    Args:
        sizes: lista de enteros con el tamaño de cada capa, empezando por la entrada; dos o más.

    Returns:
        El total de parámetros, un entero.

    Ejemplo:
        count_parameters([8, 12, 8, 1]) -> 221, porque 9·12 + 13·8 + 9·1 = 108 + 104 + 9
    """
    return sum((inputs + 1) * units for inputs, units in pairwise(sizes))


def build_pima_model():
    """Construye la red 8-12-8-1 que predice la diabetes en los datos Pima.

    Ocho características de entrada, una capa densa de 12 unidades con ReLU, otra de 8 con ReLU y una
    salida de 1 unidad con sigmoide: la probabilidad de la clase 1. Nada más entre medias.

    El modelo debe volver construido: con los pesos ya creados, y para eso Keras tiene que conocer el
    tamaño de la entrada. Da igual cómo se lo digas (una capa `keras.Input`, `model.build`, la API
    funcional...). Y listo para aprender: con pesos iniciales al azar, como los pone Keras, y ninguno
    congelado. No hace falta compilarlo.

    Returns:
        Un modelo de Keras: recibe (n, 8) y devuelve (n, 1), números entre 0 y 1.

    Ejemplo:
        build_pima_model().count_params() -> 221
    """
    return keras.Sequential(
        [
            keras.Input(shape=(8,)),
            keras.layers.Dense(12, activation="relu"),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


def build_mnist_model():
    """Construye la red que reconoce dígitos escritos a mano (MNIST).

    Cada imagen de 28x28 se aplana, fila a fila, en 784 números; siguen una capa densa de 128
    unidades con ReLU y otra de 10 unidades, una por dígito, sin activación. Esas diez salidas son
    logits, puntuaciones sin acotar: softmax las convertiría en probabilidades, pero aquí de eso se
    encarga la función de pérdida, que así es más estable.

    El modelo debe volver construido y listo para aprender: con los pesos ya creados, al azar, y
    ninguno congelado. No hace falta compilarlo.

    Returns:
        Un modelo de Keras: recibe (n, 28, 28) y devuelve los logits, (n, 10).

    Ejemplo:
        build_mnist_model().count_params() -> 101770, porque 785·128 + 129·10 = 100480 + 1290
    """
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10),
        ]
    )


def compile_pima_model(model):
    """Compila la red de Pima: decide cómo va a aprender y qué se mide.

    Optimizador Adam, función de pérdida entropía cruzada binaria (la que corresponde a una sola
    salida sigmoide: la probabilidad de la clase 1) y, como métrica, la exactitud (accuracy). Puedes
    nombrarlos con un texto o crear los objetos de Keras. Si eliges tú la tasa de aprendizaje
    (learning_rate), que esté entre 0.0001 y 0.1.

    Compilar no entrena: los pesos se quedan como estaban, y todos pueden aprender.

    Args:
        model: modelo de Keras sin compilar, con una salida sigmoide. Se compila el mismo modelo que
            llega, no una copia.

    Returns:
        El modelo recibido, ya compilado. También vale no devolver nada.

    Ejemplo:
        compile_pima_model(build_pima_model()).loss -> "binary_crossentropy"
    """
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


def compile_mnist_model(model):
    """Compila la red de MNIST: decide cómo va a aprender y qué se mide.

    Optimizador Adam, exactitud (accuracy) como métrica y, como función de pérdida, la entropía
    cruzada categórica dispersa: «categórica», porque hay diez clases; «dispersa» (sparse), porque la
    etiqueta de cada imagen es un entero de 0 a 9 y no un vector one-hot. Además la red da logits, y
    hay que decírselo a la pérdida con `from_logits=True`: por omisión, Keras supone que le llegan
    probabilidades. Si eliges tú la tasa de aprendizaje (learning_rate), que esté entre 0.0001 y 0.1.

    Args:
        model: modelo de Keras sin compilar, con 10 logits de salida. Se compila el mismo modelo que
            llega, no una copia.

    Returns:
        El modelo recibido, ya compilado. También vale no devolver nada.

    Ejemplo:
        compile_mnist_model(build_mnist_model()).loss.from_logits -> True
    """
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


def model_filename(layers, seed):
    """Nombre del fichero en el que se guarda un modelo: keras_CAPAS_SEMILLA.keras.

    Un buen nombre dice qué hay dentro: la arquitectura, con los tamaños de las capas separados por
    guiones, y la semilla con la que se entrenó. La extensión .keras es la del formato propio de
    Keras, que guarda juntos la arquitectura, los pesos y la compilación.

    Args:
        layers: lista con los tamaños de las capas, empezando por la entrada; cada uno es un entero o
            un texto, como "28x28".
        seed: semilla, un entero.

    Returns:
        El nombre, un texto (sin carpeta).

    Ejemplo:
        model_filename(["28x28", 128, 10], 42) -> "keras_28x28-128-10_42.keras"
    """
    architecture = "-".join(str(layer) for layer in layers)
    return f"keras_{architecture}_{seed}.keras"
