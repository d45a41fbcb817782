"""Known wrong ideas of the unit tensors."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception

# -- rank --------------------------------------------------------------------------------------


@misconception("tensors.rank")
def length(tensor):
    """Devuelves la longitud del primer eje, que dice cuántas filas hay, no cuántos ejes. Además, un número suelto no
    tiene longitud: piensa cuántos índices harían falta para señalar un solo número."""
    return len(tensor)


@misconception("tensors.rank")
def length_of_an_axis(tensor):
    """Devuelves lo que mide un eje: cuántos elementos hay en él, no cuántos ejes hay. Piensa cuántos índices harían
    falta para señalar un solo número."""
    return len(tensor) if np.ndim(tensor) else 0


@misconception("tensors.rank")
def size(tensor):
    """Cuentas los números que hay en el tensor. El rango cuenta los ejes: no cambia si cada fila se hace más larga."""
    return np.size(tensor)


@misconception("tensors.rank")
def shape_instead(tensor):
    """Devuelves la forma, que dice cuánto mide cada eje. El rango es solo cuántos ejes hay en ella."""
    return np.shape(tensor)


@misconception("tensors.rank")
def attribute_of_arrays_only(tensor):
    """Usas un atributo que solo tienen los arrays, y también llegan números sueltos y listas. Conviértelos antes en un
    array, o usa una función de NumPy que acepte cualquier cosa."""
    return tensor.ndim


@misconception("tensors.rank")
def one_too_many(tensor):
    """Das siempre un eje de más: mira qué valor tiene la cuenta para un número suelto, que no tiene ningún eje."""
    return np.ndim(tensor) + 1


@misconception("tensors.rank")
def one_too_few(tensor):
    """Das un eje de menos: una lista sin listas dentro ya tiene un eje. Mira en qué caso se detiene tu cuenta y qué
    vale entonces."""
    return max(np.ndim(tensor) - 1, 0)


@misconception("tensors.rank")
def a_number_counts_as_a_vector(tensor):
    """Tratas un número suelto como si fuera una lista de un elemento. No hace falta ningún índice para señalarlo, así
    que no tiene ningún eje."""
    return max(np.ndim(tensor), 1)


@misconception("tensors.rank")
def axes_of_one_ignored(tensor):
    """No cuentas los ejes de longitud 1. Aunque en un eje haya un solo elemento, el eje existe y hace falta un índice
    para recorrerlo."""
    return np.squeeze(tensor).ndim


@misconception("tensors.rank")
def rank_of_linear_algebra(tensor):
    """Confundes dos cosas que se llaman igual: el rango de una matriz en álgebra lineal (cuántas filas independientes
    tiene) y el de un tensor, que es su número de ejes."""
    return np.linalg.matrix_rank(np.array(tensor))


@misconception("tensors.rank")
def lists_only(tensor):
    """Solo cuentas los niveles de las listas: un array de NumPy no es una `list`, y le das rango 0. Mira qué preguntas
    en tu `isinstance`."""
    return np.ndim(tensor) if isinstance(tensor, list) else 0


@misconception("tensors.rank")
def arrays_only(tensor):
    """Solo cuentas los ejes de los arrays de NumPy: a una lista de listas le das rango 0. Un tensor también puede
    llegar escrito con corchetes."""
    return np.ndim(tensor) if isinstance(tensor, np.ndarray) else 0


@misconception("tensors.rank")
def at_most_two(tensor):
    """No bajas de un segundo nivel: todo lo que es más profundo que una matriz sale con rango 2. Los niveles pueden ser
    cuantos se quiera, así que repite la pregunta en vez de escribir un caso para cada uno."""
    return min(np.ndim(tensor), 2)


@misconception("tensors.rank")
def at_most_three(tensor):
    """Te detienes en el tercer nivel: todo lo que es más profundo sale con rango 3. Los niveles pueden ser cuantos se
    quiera, así que repite la pregunta en vez de escribir un caso para cada uno."""
    return min(np.ndim(tensor), 3)


@misconception("tensors.rank")
def every_bracket(tensor):
    """Cuentas todos los corchetes que se abren, y hay uno por cada fila. Importa cuántos se abren antes de llegar al
    primer número, no cuántos hay en total."""
    return str(tensor).count("[")


@misconception("tensors.rank", twin_of="length_of_an_axis")
def length_of_the_last_axis(tensor):
    """Devuelves la longitud del último eje, el número de columnas. El rango no es lo que mide un eje, sino cuántos ejes
    hay."""
    return np.shape(tensor)[-1] if np.ndim(tensor) else 0


# -- flatten_images ----------------------------------------------------------------------------


@misconception("tensors.flatten_images")
def everything_in_one_row(images):
    """Juntas todas las imágenes en un solo vector. Cada imagen es un ejemplo y debe seguir siendo una fila aparte: el
    primer eje no se aplana."""
    return images.reshape(-1)


@misconception("tensors.flatten_images")
def one_row_for_the_batch(images):
    """Pones el lote entero en una única fila. Debe haber tantas filas como imágenes: mira cuál de los ejes hay que
    conservar."""
    return images.reshape(1, -1)


@misconception("tensors.flatten_images")
def column_by_column(images):
    """Lees cada imagen por columnas, de arriba abajo. Se lee como un texto: primero toda la fila de arriba, después la
    siguiente. Mira si hay un orden "F" o una trasposición de más."""
    return images.transpose(0, 2, 1).reshape(len(images), -1)


@misconception("tensors.flatten_images")
def pixels_by_images(images):
    """El resultado está traspuesto: hay una fila por píxel y una columna por imagen. Los ejemplos van en las filas."""
    return images.reshape(len(images), -1).T


@misconception("tensors.flatten_images")
def images_mixed(images):
    """La forma es la buena, pero en cada fila hay píxeles de imágenes distintas: `reshape` reparte los números en el
    orden en que están guardados y trasponer después los mezcla. Comprueba qué hay en la primera fila."""
    return images.reshape(-1, len(images)).T


@misconception("tensors.flatten_images")
def square_images_only(images):
    """Supones que las imágenes son cuadradas y usas dos veces la misma medida. El número de píxeles de cada una sale
    del alto y del ancho, que pueden ser distintos."""
    n, h, _ = images.shape
    return images.reshape(n, h * h)


@misconception("tensors.flatten_images", twin_of="square_images_only")
def square_images_of_their_width(images):
    """Supones que las imágenes son cuadradas y usas dos veces el ancho. El número de píxeles de cada una sale del alto
    y del ancho, que pueden ser distintos."""
    n, _, w = images.shape
    return images.reshape(n, w * w)


@misconception("tensors.flatten_images")
def one_image_loses_its_axis(images):
    """Quitas los ejes de longitud 1, y con una sola imagen desaparece el eje de los ejemplos. Un lote de una imagen
    sigue siendo un lote: una matriz de una fila."""
    return np.squeeze(images.reshape(len(images), -1))


@misconception("tensors.flatten_images")
def rows_kept_apart(images):
    """Cada fila de píxeles queda como un ejemplo distinto. Todas las filas de una misma imagen deben quedar juntas, una
    tras otra."""
    return images.reshape(-1, images.shape[2])


@misconception("tensors.flatten_images")
def one_pixel_per_row(images):
    """Cada píxel queda como un ejemplo distinto, en una sola columna. Cada fila del resultado debe ser una imagen
    entera."""
    return images.reshape(-1, 1)


@misconception("tensors.flatten_images")
def images_side_by_side(images):
    """Pegas las imágenes unas junto a otras, así que cada fila atraviesa todas. Cada imagen es un ejemplo: sus píxeles
    van en una fila propia."""
    return np.concatenate(list(images), axis=1)


@misconception("tensors.flatten_images")
def only_the_first(images):
    """Solo aplanas la primera imagen; las demás se pierden. Mira si un índice fija el primer eje o si el `return` está
    dentro del bucle."""
    return images[0].reshape(-1)


@misconception("tensors.flatten_images")
def a_batch_of_the_first(images):
    """Solo aplanas la primera imagen; las demás se pierden. Mira si un corte se queda con una sola o si el `return`
    está dentro del bucle."""
    return images[:1].reshape(1, -1)


@misconception("tensors.flatten_images")
def first_image_repeated(images):
    """Todas las filas son la primera imagen: dentro del bucle usas siempre el mismo índice."""
    return np.array([images[0].ravel() for _ in images])


@misconception("tensors.flatten_images")
def scaled_too(images):
    """Además de aplanar, divides entre 255. Escalar es otro ejercicio: aquí los números deben quedar como llegan."""
    return images.reshape(len(images), -1) / 255


@misconception("tensors.flatten_images")
def bytes_only(images):
    """Conviertes los números a enteros de un byte, y los que tienen signo o decimales se estropean. Aplanar cambia la
    forma, no los números."""
    return images.reshape(len(images), -1).astype(np.uint8)


@misconception("tensors.flatten_images")
def integers_only(images):
    """Conviertes los números a enteros y se pierden los decimales. Aplanar cambia la forma, no los números."""
    return images.reshape(len(images), -1).astype(int)


@misconception("tensors.flatten_images")
def from_the_bottom_up(images):
    """Lees las filas de cada imagen de abajo arriba. La primera fila que se lee es la de índice 0, la de arriba."""
    return images[:, ::-1].reshape(len(images), -1)


@misconception("tensors.flatten_images")
def unchanged(images):
    """Devuelves las imágenes con la forma que traían: aún tienen alto y ancho. `reshape` no cambia el array, sino que
    devuelve otro: mira si usas lo que devuelve."""
    return images


# -- scale_pixels ------------------------------------------------------------------------------


@misconception("tensors.scale_pixels")
def decimals_lost(images):
    """Se pierden los decimales y todo queda a 0 salvo el blanco. O usas la división entera, o guardas el resultado en
    un array de enteros como el que llega."""
    return images // 255


@misconception("tensors.scale_pixels", twin_of="decimals_lost")
def still_bytes(images):
    """Conviertes el resultado en enteros de un byte, y se pierden los decimales. Busca en qué línea el array vuelve a
    ser de enteros."""
    return (images / 255).astype(np.uint8)


@misconception("tensors.scale_pixels")
def by_256(images):
    """Divides entre 256, que es cuántos niveles de gris hay. El mayor de ellos es uno menos, y es el que debe llegar a
    1."""
    return images / 256


@misconception("tensors.scale_pixels")
def by_100(images):
    """Divides entre 100, como si los píxeles fueran porcentajes. Fíjate en cuál es el mayor valor que cabe en un
    byte."""
    return images / 100


@misconception("tensors.scale_pixels")
def by_the_brightest_pixel(images):
    """Divides entre el mayor píxel que hay en estas imágenes. Entonces el mismo gris vale distinto según con qué otras
    imágenes llegue: divide siempre entre el mayor valor posible."""
    return images / images.max()


@misconception("tensors.scale_pixels")
def each_image_by_its_brightest(images):
    """Divides cada imagen entre su propio píxel más claro. Una imagen oscura debe seguir siéndolo: divide siempre entre
    el mayor valor posible."""
    return images / images.max(axis=(1, 2), keepdims=True)


@misconception("tensors.scale_pixels")
def min_max_of_the_batch(images):
    """Escalas entre el mínimo y el máximo de estas imágenes, así que el mismo gris vale distinto según con qué otras
    llegue. Los extremos posibles de un píxel se saben de antemano."""
    return (images - images.min()) / (float(images.max()) - float(images.min()))


@misconception("tensors.scale_pixels")
def standardized_instead(images):
    """Restas la media y divides entre la desviación típica. Eso es estandarizar: aquí el resultado va de 0 a 1 y no
    depende de los demás píxeles."""
    return (images - images.mean()) / images.std()


@misconception("tensors.scale_pixels")
def from_minus_one_to_one(images):
    """Llevas los píxeles al intervalo de -1 a 1. Aquí el negro debe quedar en 0, así que no hay nada que restar."""
    return images / 127.5 - 1


@misconception("tensors.scale_pixels")
def flattened_too(images):
    """Además de escalar, aplanas las imágenes. Aplanar es otro ejercicio: aquí la forma no cambia."""
    return images.reshape(len(images), -1) / 255


@misconception("tensors.scale_pixels")
def inverted(images):
    """El negro y el blanco están intercambiados: el resultado es un negativo. El 0 debe seguir siendo 0."""
    return 1 - images / 255


@misconception("tensors.scale_pixels")
def black_or_white(images):
    """Solo salen ceros y unos: los grises se pierden al redondear o al comparar con un umbral. Cada nivel de gris debe
    tener su propio valor."""
    return np.round(images / 255)


@misconception("tensors.scale_pixels")
def rounded(images):
    """Redondeas a dos decimales, y grises distintos acaban con el mismo valor. Devuelve el número con todos sus
    decimales."""
    return np.round(images / 255, 2)


@misconception("tensors.scale_pixels")
def multiplied(images):
    """Multiplicas por 255 en vez de dividir. Comprueba con un píxel blanco si el resultado cae entre 0 y 1."""
    return images * 255.0


@misconception("tensors.scale_pixels")
def divided_twice(images):
    """Divides dos veces: el blanco ya no llega a 1. Mira si hay una división de más."""
    return images / 255 / 255


@misconception("tensors.scale_pixels")
def unchanged(images):
    """Devuelves los píxeles como llegaron, de 0 a 255. Mira si el resultado de la cuenta se guarda y es lo que
    devuelves."""
    return images


# -- min_max_scale -----------------------------------------------------------------------------


@misconception("tensors.min_max_scale")
def of_the_whole_matrix(X):
    """Usas un solo mínimo y un solo máximo para toda la matriz. Cada columna tiene sus propias unidades y necesita los
    suyos: mira el argumento `axis`."""
    return (X - X.min()) / (X.max() - X.min())


@misconception("tensors.min_max_scale")
def by_rows(X):
    """Escalas cada fila con su mínimo y su máximo. Una fila mezcla cantidades distintas de un mismo ejemplo; lo que se
    compara es una columna. Recuerda qué recorre cada valor de `axis`."""
    low, high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    return (X - low) / (high - low)


@misconception("tensors.min_max_scale")
def divided_by_the_maximum(X):
    """Divides cada columna entre su máximo, pero no la mueves antes: su mínimo no llega a 0. Falta restar algo."""
    return X / X.max(axis=0)


@misconception("tensors.min_max_scale")
def shifted_but_divided_by_the_maximum(X):
    """Restas el mínimo y luego divides entre el máximo de la columna original. Después de restar, el mayor valor ya no
    es ese: piensa cuánto mide el recorrido de la columna."""
    return (X - X.min(axis=0)) / X.max(axis=0)


@misconception("tensors.min_max_scale")
def divided_by_the_maximum_if_not_zero(X):
    """Divides cada columna entre su máximo, pero no la mueves antes: su mínimo no llega a 0. Que el máximo sea 0 no es
    el problema; falta restar algo."""
    high = X.max(axis=0)
    return X / np.where(high == 0, 1, high)


@misconception("tensors.min_max_scale")
def shifted_but_divided_by_the_maximum_if_not_zero(X):
    """Restas el mínimo y luego divides entre el máximo de la columna original. Después de restar, el mayor valor ya no
    es ese: piensa cuánto mide el recorrido de la columna y cuándo es nulo."""
    high = X.max(axis=0)
    return (X - X.min(axis=0)) / np.where(high == 0, 1, high)


@misconception("tensors.min_max_scale")
def only_shifted(X):
    """Restas el mínimo y ahí te quedas: las columnas empiezan en 0, pero no acaban en 1. Falta dividir."""
    return X - X.min(axis=0)


@misconception("tensors.min_max_scale")
def only_divided(X):
    """Divides entre el recorrido de cada columna sin haber restado su mínimo: el menor valor no llega a 0."""
    return X / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.min_max_scale")
def parentheses_missing(X):
    """La división se hace antes que la resta, porque faltan paréntesis en el numerador: solo se divide el mínimo."""
    low, high = X.min(axis=0), X.max(axis=0)
    return X - low / (high - low)


@misconception("tensors.min_max_scale")
def parentheses_missing_below(X):
    """Faltan paréntesis en el denominador: primero se divide entre el máximo y después se resta el mínimo."""
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / high - low


@misconception("tensors.min_max_scale")
def centred_on_the_mean(X):
    """Restas la media de cada columna, y por eso salen negativos. Lo que debe quedar en 0 es el menor valor."""
    return (X - X.mean(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.min_max_scale")
def from_minus_one_to_one(X):
    """Llevas cada columna al intervalo de -1 a 1. Aquí el menor valor debe quedar en 0."""
    low, high = X.min(axis=0), X.max(axis=0)
    return 2 * (X - low) / (high - low) - 1


@misconception("tensors.min_max_scale")
def upside_down(X):
    """El orden está invertido: el mayor de cada columna queda en 0 y el menor en 1. Mira qué se resta de qué en el
    numerador."""
    low, high = X.min(axis=0), X.max(axis=0)
    return (high - X) / (high - low)


@misconception("tensors.min_max_scale")
def opposite_sign(X):
    """El resultado tiene el signo cambiado: en el numerador y en el denominador se resta en órdenes distintos."""
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / (low - high)


@misconception("tensors.min_max_scale")
def divided_by_the_deviation(X):
    """Divides entre la desviación típica de cada columna. Para que el mayor valor llegue a 1 hay que dividir entre todo
    el recorrido de la columna."""
    return (X - X.min(axis=0)) / X.std(axis=0)


@misconception("tensors.min_max_scale")
def standardized(X):
    """Estandarizas: media 0 y desviación típica 1. Aquí se pide otra escala, la que empieza en 0 y acaba en 1."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


@misconception("tensors.min_max_scale")
def divided_by_the_sum(X):
    """Divides cada columna entre su suma, como si fueran porcentajes de un total. Lo que importa es dónde cae cada
    valor entre el menor y el mayor."""
    return X / X.sum(axis=0)


@misconception("tensors.min_max_scale")
def clipped(X):
    """Recortas los valores a [0, 1] en vez de escalarlos: todo lo que pasa de 1 queda igual. Los valores deben
    repartirse por todo el intervalo."""
    return np.clip(X, 0, 1)


@misconception("tensors.min_max_scale")
def extremes_of_the_absolute_values(X):
    """Quitas el signo a los datos antes de escalar, y así -3 y 3 acaban en el mismo sitio. El menor de una columna
    puede ser negativo."""
    low, high = np.abs(X).min(axis=0), np.abs(X).max(axis=0)
    return (np.abs(X) - low) / (high - low)


@misconception("tensors.min_max_scale")
def constant_column_divides_by_zero(X):
    """En una columna constante el máximo y el mínimo coinciden, y divides 0 entre 0: sale NaN. Trata aparte el
    recorrido nulo, columna por columna."""
    return (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.min_max_scale")
def constant_column_becomes_one(X):
    """Una columna constante te queda a 1. Su valor es a la vez el mínimo y el máximo, y el enunciado elige que cuente
    como el mínimo."""
    low, high = X.min(axis=0), X.max(axis=0)
    return np.where(high > low, (X - low) / np.where(high > low, high - low, 1), 1)


@misconception("tensors.min_max_scale")
def constant_column_becomes_a_half(X):
    """Una columna constante te queda a 0.5. Mira en el enunciado qué valor debe tener."""
    low, high = X.min(axis=0), X.max(axis=0)
    return np.where(high > low, (X - low) / np.where(high > low, high - low, 1), 0.5)


@misconception("tensors.min_max_scale")
def constant_column_left_as_it_is(X):
    """Dejas las columnas constantes con sus unidades originales. También deben acabar entre 0 y 1: el enunciado dice en
    qué valor."""
    low, high = X.min(axis=0), X.max(axis=0)
    return np.where(high > low, (X - low) / np.where(high > low, high - low, 1), X)


@misconception("tensors.min_max_scale")
def one_constant_column_erases_all(X):
    """En cuanto una columna es constante pones a 0 toda la matriz. La decisión es de cada columna: las demás se escalan
    como siempre."""
    spread = np.ptp(X, axis=0)
    return np.zeros(X.shape) if (spread == 0).any() else (X - X.min(axis=0)) / spread


# -- standardize -------------------------------------------------------------------------------


@misconception("tensors.standardize")
def sample_deviation(X):
    """Usas la desviación típica muestral, que divide entre n - 1 (`ddof=1`, o la que da pandas si no se le dice nada).
    Aquí se pide la poblacional."""
    return (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)


@misconception("tensors.standardize")
def divided_by_the_variance(X):
    """Divides entre la varianza, que está en unidades al cuadrado. Falta un paso para llegar a la desviación típica."""
    return (X - X.mean(axis=0)) / X.var(axis=0)


@misconception("tensors.standardize")
def of_the_whole_matrix(X):
    """Usas una sola media y una sola desviación típica para toda la matriz. Cada columna tiene sus propias unidades y
    necesita las suyas: mira el argumento `axis`."""
    return (X - X.mean()) / X.std()


@misconception("tensors.standardize")
def one_deviation_for_all(X):
    """La media es la de cada columna, pero la desviación típica es la de toda la matriz. También la desviación se
    calcula columna por columna."""
    return (X - X.mean(axis=0)) / X.std()


@misconception("tensors.standardize")
def one_mean_for_all(X):
    """La desviación típica es la de cada columna, pero la media es la de toda la matriz. También la media se calcula
    columna por columna."""
    return (X - X.mean()) / X.std(axis=0)


@misconception("tensors.standardize")
def by_rows(X):
    """Estandarizas cada fila. Una fila mezcla cantidades distintas de un mismo ejemplo; lo que se compara es una
    columna. Recuerda qué recorre cada valor de `axis`."""
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)


@misconception("tensors.standardize")
def only_centred(X):
    """Restas la media y ahí te quedas: falta dividir para que la desviación típica sea 1."""
    return X - X.mean(axis=0)


@misconception("tensors.standardize")
def not_centred(X):
    """Divides entre la desviación típica sin restar la media, así que la media de cada columna no queda en 0."""
    return X / X.std(axis=0)


@misconception("tensors.standardize")
def around_the_median(X):
    """Restas la mediana, el valor de en medio, en vez de la media. Coinciden solo si los datos son simétricos."""
    return (X - np.median(X, axis=0)) / X.std(axis=0)


@misconception("tensors.standardize")
def mean_absolute_deviation(X):
    """Divides entre la media de las distancias a la media, sin elevarlas al cuadrado. La desviación típica pasa por los
    cuadrados: repasa su definición."""
    centred = X - X.mean(axis=0)
    return centred / np.abs(centred).mean(axis=0)


@misconception("tensors.standardize")
def divided_by_the_norm(X):
    """Sumas los cuadrados y haces la raíz, pero olvidas la media de por medio: el divisor crece con el número de
    filas."""
    centred = X - X.mean(axis=0)
    return centred / np.linalg.norm(centred, axis=0)


@misconception("tensors.standardize")
def deviation_around_zero(X):
    """Calculas la desviación con los datos sin centrar. La desviación típica mide la distancia a la media de la
    columna, no a 0."""
    return (X - X.mean(axis=0)) / np.sqrt((X**2).mean(axis=0))


@misconception("tensors.standardize")
def parentheses_missing(X):
    """La división se hace antes que la resta, porque faltan paréntesis en el numerador: solo se divide la media."""
    return X - X.mean(axis=0) / X.std(axis=0)


@misconception("tensors.standardize")
def min_max_instead(X):
    """Escalas entre el mínimo y el máximo. Eso es otro ejercicio: aquí se piden media 0 y desviación típica 1."""
    return (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.standardize")
def divided_by_the_range(X):
    """Restas la media, pero divides entre el recorrido (el máximo menos el mínimo). Lo que debe quedar en 1 es la
    desviación típica."""
    return (X - X.mean(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.standardize")
def multiplied_by_the_deviation(X):
    """Multiplicas por la desviación típica en vez de dividir. Comprueba si una columna más dispersa debería acabar con
    números mayores."""
    return (X - X.mean(axis=0)) * X.std(axis=0)


@misconception("tensors.standardize")
def opposite_sign(X):
    """El resultado tiene el signo cambiado: un valor mayor que la media debe salir positivo. Mira qué se resta de
    qué."""
    return (X.mean(axis=0) - X) / X.std(axis=0)


@misconception("tensors.standardize")
def constant_column_divides_by_zero(X):
    """En una columna constante la desviación típica es 0, y divides 0 entre 0: sale NaN. Trata aparte la desviación
    nula, columna por columna."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


@misconception("tensors.standardize")
def constant_column_left_as_it_is(X):
    """Dejas las columnas constantes con sus unidades originales. No tienen dispersión, y su valor es su media: mira en
    el enunciado en qué deben quedar."""
    deviation = X.std(axis=0)
    return np.where(deviation == 0, X, (X - X.mean(axis=0)) / np.where(deviation == 0, 1, deviation))


@misconception("tensors.standardize")
def one_constant_column_erases_all(X):
    """En cuanto una columna es constante pones a 0 toda la matriz. La decisión es de cada columna: las demás se
    estandarizan como siempre."""
    return np.zeros(X.shape) if (X.std(axis=0) == 0).any() else (X - X.mean(axis=0)) / X.std(axis=0)
