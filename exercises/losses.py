"""Unidad 4. Función de pérdida.

La función de pérdida resume en un solo número cuánto se equivoca la red: entrenar es hacer que ese
número baje. Aquí están las tres pérdidas de este curso, la exactitud, que es la nota que leemos las
personas, y el paso de probabilidades a clases. Y como una sola nota esconde qué se confunde con qué,
también la matriz de confusión, la precisión y la sensibilidad.
"""

import numpy as np


def mse(y_true, y_pred):
    """Error cuadrático medio: MSE = (1/n) · Σ (y_trueᵢ - y_predᵢ)².

    Es la pérdida habitual en regresión. Al elevar al cuadrado, el signo del error da igual y un
    error doble pesa cuatro veces más. La media se toma sobre todos los elementos, tenga el array
    las dimensiones que tenga.

    Args:
        y_true: array con los valores verdaderos, de cualquier forma.
        y_pred: array con los valores predichos, de la misma forma que `y_true`.

    Returns:
        Un solo número, mayor o igual que 0.

    Raises:
        ValueError: las formas son distintas, aunque NumPy sepa combinarlas: una (3,) con una (3, 1)
            daría nueve diferencias en lugar de tres, sin protestar.

    Ejemplo:
        mse(np.array([1.0, 2.0, 3.0]), np.array([1.0, 4.0, 2.0])) -> 1.6667
    """
    raise NotImplementedError("Completa mse")


def binary_cross_entropy(y_true, p):
    """Entropía cruzada binaria: la media de -(y · ln p + (1 - y) · ln(1 - p)).

    Es la pérdida de la clasificación en dos clases. Cada ejemplo paga -ln(probabilidad que se dio a
    su clase verdadera): nada si era 1, y más y más según se acerca a 0. El logaritmo es el natural.
    Como ln 0 es -∞, antes de tomar logaritmos hay que recortar p al intervalo [1e-7, 1 - 1e-7]: lo
    que queda por debajo pasa a valer 1e-7, y lo que queda por encima, 1 - 1e-7.

    Args:
        y_true: array de ceros y unos, de forma (n,) o (n, 1).
        p: probabilidades de la clase 1, entre 0 y 1, de la misma forma que `y_true`.

    Returns:
        Un solo número: la media sobre los n ejemplos.

    Ejemplo:
        binary_cross_entropy(np.array([1.0, 0.0]), np.array([0.8, 0.4])) -> 0.3670
    """
    raise NotImplementedError("Completa binary_cross_entropy")


def categorical_cross_entropy(Y, P):
    """Entropía cruzada categórica: la media, sobre las filas, de -Σⱼ Yᵢⱼ · ln Pᵢⱼ.

    Es la entropía cruzada con k clases. Cada fila de Y tiene un 1 en la clase verdadera y ceros en
    las demás (one-hot), así que de cada fila de P solo cuenta la probabilidad de la clase
    verdadera. Como en el caso binario, P se recorta antes a [1e-7, 1 - 1e-7] y el logaritmo es el
    natural. Se suma dentro de cada fila y se hace la media entre filas: se divide entre n, no entre
    n · k.

    Args:
        Y: clases verdaderas en one-hot, de forma (n, k).
        P: probabilidades de cada clase, de forma (n, k); cada fila suma 1.

    Returns:
        Un solo número: la media sobre las n filas.

    Ejemplo:
        Y = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
        P = np.array([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]])
        categorical_cross_entropy(Y, P) -> 0.4581
    """
    raise NotImplementedError("Completa categorical_cross_entropy")


def accuracy(y_true, y_pred):
    """Exactitud: la fracción de etiquetas acertadas, entre 0 y 1.

    Es la medida que se entiende de un vistazo. No sirve para entrenar, porque da saltos: cambiar un
    poco los pesos casi nunca la cambia, y entonces no dice hacia dónde mejorar. Vale para cualquier
    número de clases: una etiqueta está acertada o no, da igual lo lejos que caiga.

    Args:
        y_true: etiquetas verdaderas (enteros), de forma (n,).
        y_pred: etiquetas predichas, de forma (n,).

    Returns:
        Un solo número entre 0 (ningún acierto) y 1 (todos); no es un porcentaje.

    Ejemplo:
        accuracy(np.array([0, 2, 1, 2]), np.array([0, 2, 2, 2])) -> 0.75
    """
    raise NotImplementedError("Completa accuracy")


def predict_classes(probabilities, threshold=0.5):
    """De probabilidades a clases: 1 donde p >= threshold y 0 en las demás.

    Una neurona de salida sigmoide da una probabilidad; para decidir hace falta un umbral. Lo
    normal es 0.5, pero se puede mover: si dejar pasar un caso positivo es grave, conviene bajarlo.
    Keras devuelve las predicciones como una columna, de forma (n, 1); el resultado es siempre un
    vector de forma (n,), también cuando n es 1.

    Args:
        probabilities: array de forma (n,) o (n, 1) con valores entre 0 y 1.
        threshold: el umbral; una probabilidad igual al umbral ya es clase 1.

    Returns:
        Array de forma (n,), de ceros y unos.

    Ejemplo:
        predict_classes(np.array([[0.2], [0.5], [0.9]])) -> [0, 1, 1]
    """
    raise NotImplementedError("Completa predict_classes")


def confusion_matrix(y_true, y_pred, n_classes):
    """Matriz de confusión: cuántos ejemplos de cada clase verdadera se predicen como cada clase.

    Tiene una fila por clase verdadera y una columna por clase predicha: en la fila 2, columna 7, está
    cuántas veces era un 2 y se dijo 7. Los aciertos quedan en la diagonal; todo lo que hay fuera son
    confusiones. Su tamaño lo dice `n_classes`, no las etiquetas que haya: la fila de una clase que no
    aparece está llena de ceros, y su columna igual si nadie la predice.

    Args:
        y_true: etiquetas verdaderas, enteros de 0 a n_classes - 1, de forma (n,).
        y_pred: etiquetas predichas, del mismo tipo y la misma forma.
        n_classes: cuántas clases hay.

    Returns:
        Array (n_classes, n_classes) de recuentos, que suman n.

    Ejemplo:
        y_true, y_pred = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 1])
        confusion_matrix(y_true, y_pred, 3) -> [[1, 1, 0], [0, 1, 0], [0, 1, 0]]
    """
    raise NotImplementedError("Completa confusion_matrix")


def precision(y_true, y_pred):
    """Precisión: de los ejemplos que se predicen como 1, la fracción que de verdad son 1.

    Responde a «cuando la red dice que sí, ¿hay que creerla?». Solo mira los ejemplos predichos como
    1: los 1 que se escapan no cuentan aquí (de esos habla la sensibilidad). Con VP verdaderos
    positivos y FP falsos positivos es VP / (VP + FP).

    Si no se predice ningún 1 no hay entre qué dividir: por convenio vale 0.

    Args:
        y_true: etiquetas verdaderas, 0 o 1, de forma (n,).
        y_pred: etiquetas predichas, 0 o 1, de forma (n,).

    Returns:
        Un solo número entre 0 y 1.

    Ejemplo:
        precision(np.array([1, 1, 0, 0, 1]), np.array([1, 0, 1, 0, 1])) -> 0.6667
    """
    raise NotImplementedError("Completa precision")


def recall(y_true, y_pred):
    """Sensibilidad: de los ejemplos que de verdad son 1, la fracción que se predice como 1.

    Responde a «de los casos que había que encontrar, ¿cuántos se encontraron?». Solo mira los
    ejemplos que son 1: las falsas alarmas no cuentan aquí (de esas habla la precisión). Con VP
    verdaderos positivos y FN falsos negativos es VP / (VP + FN).

    Si ninguno es 1 no hay entre qué dividir: por convenio vale 0.

    Args:
        y_true: etiquetas verdaderas, 0 o 1, de forma (n,).
        y_pred: etiquetas predichas, 0 o 1, de forma (n,).

    Returns:
        Un solo número entre 0 y 1.

    Ejemplo:
        recall(np.array([1, 1, 0, 0, 1, 1]), np.array([1, 0, 1, 0, 1, 0])) -> 0.5
    """
    raise NotImplementedError("Completa recall")
