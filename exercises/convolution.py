"""Unidad 9. Mirar imágenes: convoluciones.

Una capa densa mezcla todos los píxeles a la vez, y no sabe cuáles son vecinos. Una convolución sí: pasa
un mismo núcleo, una tabla pequeña de pesos, por todos los sitios de la imagen, y así encuentra un borde
o una esquina esté donde esté. Aquí se escribe la operación a mano, se cuentan sus parámetros y se
construye con Keras una red que la usa.
"""

import keras
import numpy as np


def convolve(image, kernel):
    """Convolución de una imagen con un núcleo, solo donde cabe entero.

    El núcleo se coloca sobre la imagen, empezando por la esquina superior izquierda. En cada sitio se
    multiplica cada número del núcleo por el de la imagen que tiene debajo, y se suman todos los
    productos: ese es un número del resultado. Luego se mueve una columna, o una fila, y otra vez:

        resultado[i, j] = suma, para todo r y s, de image[i + r, j + s] · kernel[r, s]

    El núcleo se usa tal como llega, sin darle la vuelta. Es lo que hacen las redes; en matemáticas a
    esto se le llama correlación cruzada. Como el núcleo no se sale nunca, el resultado es más pequeño
    que la imagen: un núcleo de 3x3 cabe en 26x26 sitios de una imagen de 28x28.

    Args:
        image: array (h, w), de números cualesquiera; los píxeles pueden ser enteros.
        kernel: array (a, b), con a ≤ h y b ≤ w, de enteros o de decimales. No tiene por qué ser cuadrado.

    Returns:
        Array (h - a + 1, w - b + 1).

    Raises:
        ValueError: el núcleo es más alto o más ancho que la imagen.

    Ejemplo:
        image, kernel = np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 10], [0, 100]])
        convolve(image, kernel) -> [[521, 632]]
    """
    raise NotImplementedError("Completa convolve")


def max_pool(image, size):
    """Agrupación por máximos: el mayor número de cada bloque cuadrado.

    La imagen se parte en cuadrados de lado `size` que no se pisan, y de cada uno queda su máximo. La
    tabla encoge y se conserva lo importante: si lo que se buscaba apareció en esa zona. Dónde exactamente,
    ya no se sabe. Si el alto o el ancho no son múltiplos de `size`, las filas de abajo y las columnas de
    la derecha que sobran se descartan.

    Args:
        image: array (h, w), de números cualesquiera, también negativos.
        size: lado de cada bloque, un entero, 1 o más.

    Returns:
        Array `(h // size, w // size)`.

    Ejemplo:
        max_pool(np.array([[1, 3, 0, 7], [2, 0, 5, 6]]), 2) -> [[3, 7]]
    """
    raise NotImplementedError("Completa max_pool")


def convolution_parameters(kernel_size, channels, filters):
    """Número de parámetros (pesos y sesgos) de una capa de convolución.

    La capa tiene varios filtros, y cada uno busca una cosa distinta. El núcleo de un filtro es cuadrado
    y mira todos los canales a la vez: tiene kernel_size · kernel_size pesos por cada canal. Además, cada
    filtro tiene un sesgo. El tamaño de la imagen no cuenta: los mismos pesos sirven en todos los sitios.

    Args:
        kernel_size: lado del núcleo, un entero.
        channels: canales de lo que entra: 1 en una imagen en grises, 3 en una en color, o los filtros
            de la capa anterior.
        filters: cuántos filtros tiene la capa.

    Returns:
        El total de parámetros, un entero.

    Ejemplo:
        convolution_parameters(3, 1, 8) -> 80, porque cada filtro tiene 9 pesos y 1 sesgo
    """
    raise NotImplementedError("Completa convolution_parameters")


def build_cnn_model():
    """Construye una red convolucional que reconoce dígitos escritos a mano (MNIST).

    Recibe imágenes de 28x28 con un canal. Primero, una convolución de 8 filtros de 3x3 con ReLU y una
    agrupación por máximos de 2x2; después, otra convolución, de 16 filtros de 3x3 con ReLU, y otra
    agrupación de 2x2. Lo que sale se aplana y pasa a una capa densa de 10 unidades, una por dígito, sin
    activación: logits. Las convoluciones van sin relleno (`padding="valid"`) y con paso 1, que es lo
    que Keras hace por omisión. Las formas son

        28x28x1 → 26x26x8 → 13x13x8 → 11x11x16 → 5x5x16 → 400 → 10

    El modelo debe volver construido y listo para aprender: con los pesos ya creados, al azar, y
    ninguno congelado. No hace falta compilarlo.

    Returns:
        Un modelo de Keras: recibe (n, 28, 28, 1) y devuelve los logits, (n, 10).

    Ejemplo:
        build_cnn_model().count_params() -> 5258, porque 80 + 1168 + 4010
    """
    raise NotImplementedError("Completa build_cnn_model")
