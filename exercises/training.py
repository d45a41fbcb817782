"""Unidad 8. Entrenamiento.

De los datos al modelo guardado: separar una parte para el examen final, entrenar, predecir clases y
guardar el resultado. Son los dos problemas del curso: Pima (¿tiene diabetes?, dos clases) y MNIST
(¿qué dígito es?, diez clases).
"""

from pathlib import Path

import keras
import numpy as np
from sklearn.model_selection import train_test_split


def prepare_pima(data):
    """Separa los datos Pima en entrenamiento y prueba.

    Una red se evalúa con ejemplos que no ha visto al entrenar; si no, mediríamos su memoria. Se
    aparta el 20 % de las filas, elegidas al azar, con `train_test_split` de scikit-learn y
    `random_state=42`: con esa semilla la separación es siempre la misma. Sin estratificar.

    Args:
        data: DataFrame de pandas con columnas "0", "1", ..., "8" (textos). De la "0" a la "7" son las
            características, ya estandarizadas; la "8" es la etiqueta, 0 o 1, y no debe quedar entre
            las características.

    Returns:
        Cuatro resultados, en este orden: (X_train, X_test, y_train, y_test). Con n filas de
        entrenamiento y m de prueba sus formas son (n, 8), (m, 8), (n,) y (m,). Vale dejarlos como
        DataFrame y Series o pasarlos a arrays.

    Ejemplo:
        Con las 768 filas del curso, X_train tiene forma (614, 8) y X_test, (154, 8).
    """
    raise NotImplementedError("Completa prepare_pima")


def train_pima(X_train, y_train):
    """Construye, compila y entrena una red con los datos Pima.

    La del curso es la 8-12-8-1 de la unidad 7 (ReLU, ReLU y sigmoide; Adam y entropía cruzada
    binaria), entrenada 150 épocas con lotes de 10 ejemplos. Vale también otra que tenga alguna capa
    oculta no lineal: con otros tamaños, Dropout, BatchNormalization, otro optimizador u otra pérdida, o
    que deje de entrenar a tiempo (`EarlyStopping` con `validation_split`).

    Se comprueba que acierte lo suficiente en los datos de entrenamiento y en otros que no ha visto. Sus
    clases se leen como las entiende la pérdida con la que la compilas: una probabilidad se corta en
    0.5; un logit, en 0. Una red con capas congeladas, con las neuronas de una capa todas iguales, o que
    solo traza una recta, no vale aunque acierte.

    El corrector trae sus propios datos: pacientes simulados, algo más fáciles de distinguir que los de
    Pima, con otras causas y con las columnas mezcladas. Entrena siempre con lo que recibe la
    función. Pasa `verbose=0` a `fit` para que no imprima cada época.

    Args:
        X_train: características estandarizadas, (n, 8).
        y_train: etiquetas 0 o 1, (n,).

    Returns:
        El modelo de Keras ya entrenado: recibe (m, 8) y da una salida por ejemplo, (m, 1), o una por
        clase, (m, 2).

    Ejemplo:
        Con los datos del curso el modelo acierta alrededor del 84 % de los ejemplos de entrenamiento
        y en torno al 75 % de los de prueba.
    """
    raise NotImplementedError("Completa train_pima")


def predict_pima(model, X):
    """Clases que la red de Pima asigna a cada ejemplo.

    `model.predict(X)` da una probabilidad por fila, en una columna: forma (n, 1). La clase es 1 donde
    la probabilidad llega a 0.5, y 0 donde no.

    Args:
        model: modelo de Keras con una salida sigmoide.
        X: características, (n, 8).

    Returns:
        Array (n,) de ceros y unos; una columna (n, 1) también vale.

    Ejemplo:
        Si `model.predict(X)` es [[0.2], [0.9], [0.6]], el resultado es [0, 1, 1].
    """
    raise NotImplementedError("Completa predict_pima")


def train_mnist(X_train, y_train):
    """Construye, compila y entrena una red que reconoce los dígitos de MNIST.

    La del curso es la de la unidad 7 (28x28 aplanado, 128 ReLU y 10 logits; Adam y entropía cruzada
    categórica dispersa con `from_logits=True`), entrenada 5 épocas con los lotes de 32 que `fit` usa por
    omisión. Vale también otra que tenga alguna capa oculta no lineal: con convoluciones, Dropout,
    BatchNormalization, `EarlyStopping`, o con las imágenes aplanadas antes de entrar, (n, 784).

    Se comprueba cuánto acierta en imágenes que ha visto y en otras que no: a la red del curso no le
    bastan una sola época ni una parte de las imágenes. Una red con capas congeladas no vale.

    El corrector cambia qué número lleva cada dígito y gira todas las imágenes por igual: entrena con lo
    que recibe la función. Pasa `verbose=0` a `fit` para que no imprima cada época.

    Args:
        X_train: imágenes (n, 28, 28) con los píxeles ya escalados entre 0 y 1.
        y_train: etiquetas, enteros de 0 a 9, (n,).

    Returns:
        El modelo de Keras ya entrenado: recibe m imágenes, (m, 28, 28), (m, 28, 28, 1) o (m, 784), y da
        10 salidas por imagen, (m, 10).

    Ejemplo:
        Con las 60 000 imágenes del curso acierta más del 97 % de las de prueba.
    """
    raise NotImplementedError("Completa train_mnist")


def predict_mnist(model, X):
    """Dígito que la red de MNIST asigna a cada imagen.

    `model.predict(X)` da una fila de diez puntuaciones por imagen. La clase es la posición de la
    mayor. No hace falta softmax: convierte los logits en probabilidades sin cambiar cuál es el mayor.

    Args:
        model: modelo de Keras con 10 salidas (logits o probabilidades).
        X: imágenes, (n, 28, 28).

    Returns:
        Array (n,) de enteros de 0 a 9.

    Ejemplo:
        Si la fila de una imagen es [0.1, 2, -1, 7, 0, 0, 1, 3, 0, 0], su clase es 3.
    """
    raise NotImplementedError("Completa predict_mnist")


def save_model(model, directory, layers, seed):
    """Guarda el modelo entero en una carpeta y devuelve la ruta del fichero.

    El nombre es el de `model_filename` (unidad 7): keras_CAPAS_SEMILLA.keras, con los tamaños de las
    capas separados por guiones. El fichero debe bastar para usar el modelo y para seguir
    entrenándolo, así que guarda tres cosas: la arquitectura, los pesos y lo que fijó `compile` (el
    optimizador con su tasa de aprendizaje, la pérdida y las métricas). Con
    `keras.models.load_model(ruta)` vuelve el modelo, compilado como estaba. Las tres las guarda
    `model.save(ruta)`; `save_weights` guarda solo los pesos, y `to_json`, solo la arquitectura.

    Args:
        model: modelo de Keras, ya compilado.
        directory: carpeta, que ya existe; texto o Path.
        layers: lista con los tamaños de las capas, enteros o textos.
        seed: semilla, un entero.

    Returns:
        La ruta del fichero guardado, dentro de `directory`; texto o Path.

    Ejemplo:
        save_model(model, "modelos", [8, 12, 8, 1], 42) -> "modelos/keras_8-12-8-1_42.keras"
    """
    raise NotImplementedError("Completa save_model")


def early_stopping(val_losses, patience):
    """En qué época se detiene la parada temprana, y cuál es la mejor.

    Al entrenar, la pérdida de validación baja al principio y, si la red empieza a memorizar, acaba
    subiendo. La parada temprana la vigila: después de cada época mira si ha bajado de la menor vista
    hasta entonces. Si no, cuenta una época sin mejora; en cuanto mejora, la cuenta vuelve a cero. La
    época en la que la cuenta llega a `patience` (la paciencia) es la última. Si eso no ocurre, se
    entrena hasta la última de la lista. Lo que venga después de parar no se ha visto, y no cuenta.

    Mejorar es quedar estrictamente por debajo: un empate con la menor no es una mejora.

    Args:
        val_losses: pérdidas de validación, una por época; lista o array, con al menos una.
        patience: cuántas épocas seguidas sin mejora se aguantan, un entero, 1 o más.

    Returns:
        Dos enteros, contando las épocas desde 0: aquella en la que se detiene, y la mejor, que es la
        primera de menor pérdida entre las que se han visto.

    Ejemplo:
        early_stopping([0.9, 0.5, 0.6, 0.55, 0.4], 2) -> (3, 1)
    """
    raise NotImplementedError("Completa early_stopping")


def fit_with_early_stopping(model, X, y, epochs, patience):
    """Entrena un modelo hasta que deja de mejorar, y lo deja con sus mejores pesos.

    Aparta para validar el último 20 % de las filas (es lo que hace `validation_split=0.2` en `fit`) y
    entrena con las demás, a lo sumo `epochs` épocas. Tras cada una mira la pérdida de validación y
    aplica la regla de `early_stopping`: cuando lleva `patience` épocas seguidas sin bajar de la menor,
    se detiene. Al acabar, el modelo tiene los pesos que tenía en su mejor época, no los de la última:
    tanto si ha parado antes de tiempo como si ha llegado hasta el final.

    En Keras lo hace todo `keras.callbacks.EarlyStopping`. También puedes escribir el bucle: entrenar de
    época en época y guardar los mejores pesos con `model.get_weights()`. El tamaño de los lotes lo
    eliges tú. Las filas que validan no se usan para entrenar.

    Args:
        model: modelo de Keras ya compilado. Se entrena él mismo, no una copia; no hace falta
            devolverlo.
        X: características, (n, d).
        y: etiquetas, (n,).
        epochs: cuántas épocas como máximo, un entero.
        patience: cuántas épocas seguidas sin mejora se aguantan, un entero, 1 o más.

    Returns:
        El historial: un diccionario de listas, con un número por cada época que se ha entrenado. Al
        menos, "loss" (la pérdida con las filas de entrenamiento) y "val_loss" (la de validación).

    Ejemplo:
        fit_with_early_stopping(model, X, y, 100, 5)["val_loss"] es una lista de hasta 100 números; si
        se ha parado antes, los 5 últimos no mejoran el menor.
    """
    raise NotImplementedError("Completa fit_with_early_stopping")
