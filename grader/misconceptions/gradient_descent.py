"""Known wrong ideas of the unit gradient_descent."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception, same, symptom

# -- gradient_step -----------------------------------------------------------------------------


@misconception("gradient_descent.gradient_step")
def opposite_sign(w, gradient, learning_rate):
    """Avanzas a favor del gradiente, y así subes. El gradiente señala hacia dónde crece la función; tú quieres que
    baje: mira el signo de tu paso."""
    return w + learning_rate * gradient


@misconception("gradient_descent.gradient_step")
def without_the_learning_rate(w, gradient, learning_rate):
    """No usas la tasa de aprendizaje: das siempre un paso tan largo como el propio gradiente. Busca qué argumento de la
    función no aparece en tu cálculo."""
    return w - gradient


@misconception("gradient_descent.gradient_step")
def only_the_displacement(w, gradient, learning_rate):
    """Devuelves solo el desplazamiento, es decir, cuánto te mueves. Se pide el punto al que llegas, así que el punto
    del que sales también cuenta."""
    return -learning_rate * gradient


@misconception("gradient_descent.gradient_step")
def only_the_size_of_the_step(w, gradient, learning_rate):
    """Devuelves la longitud del paso en cada coordenada, no el sitio al que llegas con él: falta aplicarlo a los
    pesos."""
    return learning_rate * gradient


@misconception("gradient_descent.gradient_step")
def weights_unchanged(w, gradient, learning_rate):
    """Devuelves los mismos pesos que recibes: calcules lo que calcules, el resultado no llega a `w`. Mira qué variable
    pones en el `return`."""
    return w


@misconception("gradient_descent.gradient_step")
def divided_by_the_learning_rate(w, gradient, learning_rate):
    """Divides entre la tasa de aprendizaje, y entonces una tasa pequeña da pasos enormes. Debe ser al revés: cuanto
    menor es la tasa, más corto es el paso."""
    return w - gradient / learning_rate


@misconception("gradient_descent.gradient_step")
def subtracts_before_multiplying(w, gradient, learning_rate):
    """La tasa de aprendizaje multiplica a toda la diferencia, también a los pesos, y los encoge. Solo regula la
    longitud del paso: revisa los paréntesis."""
    return learning_rate * (w - gradient)


@misconception("gradient_descent.gradient_step")
def arguments_swapped(w, gradient, learning_rate):
    """Los pesos y el gradiente tienen los papeles cambiados: partes del gradiente y te mueves según los pesos. Piensa
    cuál de los dos es el punto donde estás y cuál dice hacia dónde ir."""
    return gradient - learning_rate * w


@misconception("gradient_descent.gradient_step")
def multiplied_by_the_weights(w, gradient, learning_rate):
    """Multiplicas el paso por los propios pesos, así que un peso que vale 0 no se movería nunca. La longitud del paso
    depende solo de la tasa y del gradiente."""
    return w - learning_rate * gradient * w


@misconception("gradient_descent.gradient_step")
def shrinks_the_weights(w, gradient, learning_rate):
    """Además de dar el paso encoges los pesos: se mueven incluso donde el gradiente es 0. La tasa de aprendizaje solo
    multiplica al gradiente."""
    return (1 - learning_rate) * w - learning_rate * gradient


@misconception("gradient_descent.gradient_step")
def normalised_gradient(w, gradient, learning_rate):
    """Divides el gradiente entre su longitud, y todos los pasos miden lo mismo. El tamaño del gradiente también
    informa: donde la pendiente es fuerte, el paso es mayor."""
    length = np.linalg.norm(gradient)
    return w - learning_rate * gradient / (length or 1.0)


@misconception("gradient_descent.gradient_step")
def only_the_sign_of_the_gradient(w, gradient, learning_rate):
    """Usas solo el signo del gradiente y olvidas su tamaño. Cada coordenada debe moverse en proporción a su
    pendiente."""
    return w - learning_rate * np.sign(gradient)


@misconception("gradient_descent.gradient_step")
def mean_of_the_gradient(w, gradient, learning_rate):
    """Mueves todos los pesos lo mismo, con la media del gradiente. Cada peso tiene su propia componente, y con ella se
    mueve: no hace falta reunirlas en un solo número."""
    return w - learning_rate * np.mean(gradient)


@misconception("gradient_descent.gradient_step")
def sum_of_the_gradient(w, gradient, learning_rate):
    """Mueves todos los pesos lo mismo, con la suma del gradiente. Cada peso tiene su propia componente, y con ella se
    mueve: no hace falta reunirlas en un solo número."""
    return w - learning_rate * np.sum(gradient)


@misconception("gradient_descent.gradient_step")
def clipped_gradient(w, gradient, learning_rate):
    """Recortas el gradiente entre -1 y 1 antes de usarlo. Es una técnica que existe para gradientes enormes, pero aquí
    cada paso debe usar el gradiente entero."""
    return w - learning_rate * np.clip(gradient, -1, 1)


# -- numerical_gradient ------------------------------------------------------------------------


@misconception("gradient_descent.numerical_gradient")
def opposite_sign(f, w, h=1e-5):
    """Restas al revés: lo de detrás menos lo de delante, y el gradiente sale con el signo cambiado. La pendiente es
    positiva donde la función crece."""
    return np.array([(f(w - h * e) - f(w + h * e)) / (2 * h) for e in np.eye(len(w))])


@misconception("gradient_descent.numerical_gradient")
def forward_differences(f, w, h=1e-5):
    """Mides la pendiente solo hacia delante: comparas un punto adelantado con el propio `w`. Las diferencias centrales
    miran un poco a cada lado, y su error es mucho menor."""
    return np.array([(f(w + h * e) - f(w)) / h for e in np.eye(len(w))])


@misconception("gradient_descent.numerical_gradient")
def backward_differences(f, w, h=1e-5):
    """Mides la pendiente solo hacia atrás: comparas el propio `w` con un punto atrasado. Las diferencias centrales
    miran un poco a cada lado, y su error es mucho menor."""
    return np.array([(f(w) - f(w - h * e)) / h for e in np.eye(len(w))])


@misconception("gradient_descent.numerical_gradient")
def halved_forward_differences(f, w, h=1e-5):
    """Comparas un punto adelantado con el propio `w`, que están a una distancia `h`, pero divides como si estuvieran al
    doble. Las diferencias centrales miran a los dos lados de `w`."""
    return np.array([(f(w + h * e) - f(w)) / (2 * h) for e in np.eye(len(w))])


@misconception("gradient_descent.numerical_gradient")
def divided_by_one_step(f, w, h=1e-5):
    """El gradiente te sale el doble de grande: los dos puntos que comparas no están separados por una `h`. Cuenta la
    distancia que hay entre el de delante y el de detrás."""
    return np.array([(f(w + h * e) - f(w - h * e)) / h for e in np.eye(len(w))])


@misconception("gradient_descent.numerical_gradient")
def parentheses_forgotten(f, w, h=1e-5):
    """Al escribir `/ 2 * h`, Python divide entre 2 y luego multiplica por `h`: las operaciones van de izquierda a
    derecha. Agrupa el divisor entero con paréntesis."""
    return np.array([(f(w + h * e) - f(w - h * e)) / 2 * h for e in np.eye(len(w))])


@misconception("gradient_descent.numerical_gradient")
def not_divided(f, w, h=1e-5):
    """Devuelves cuánto cambia la función, no su pendiente: falta dividir la diferencia entre la distancia que separa
    los dos puntos."""
    return np.array([f(w + h * e) - f(w - h * e) for e in np.eye(len(w))])


@misconception("gradient_descent.numerical_gradient")
def half_a_step_to_each_side(f, w, h=1e-5):
    """Te mueves solo media `h` a cada lado. La idea es buena, pero el enunciado pide un desplazamiento de `h` entera
    hacia delante y otro hacia atrás, y el divisor que corresponde a esa distancia."""
    return np.array([(f(w + h / 2 * e) - f(w - h / 2 * e)) / h for e in np.eye(len(w))])


@misconception("gradient_descent.numerical_gradient")
def ignores_h(f, w, h=1e-5):
    """El tamaño de `h` no se nota en tu resultado, y con diferencias centrales debe notarse. Lo más probable es que
    uses siempre la misma y no la que te dan: el valor de la cabecera es solo el que se toma cuando nadie da otro."""
    return np.array([(f(w + 1e-5 * e) - f(w - 1e-5 * e)) / 2e-5 for e in np.eye(len(w))])


@misconception("gradient_descent.numerical_gradient")
def moves_every_coordinate(f, w, h=1e-5):
    """Desplazas todas las coordenadas a la vez, así que mides la suma de todas las pendientes. Para la componente i
    solo debe moverse la coordenada i; las demás se quedan quietas."""
    return np.full(len(w), (f(w + h) - f(w - h)) / (2 * h))


@misconception("gradient_descent.numerical_gradient")
def one_number_at_a_time(f, w, h=1e-5):
    """Llamas a `f` con una sola coordenada, como si las demás no existieran. `f` espera siempre el vector entero:
    pásale una copia de `w` en la que solo cambie una de sus coordenadas."""
    return np.array([(f(value + h) - f(value - h)) / (2 * h) for value in w])


@misconception("gradient_descent.numerical_gradient")
def never_moves_back(f, w, h=1e-5):
    """Al pasar a la coordenada siguiente, la anterior sigue desplazada. Antes de cada medida, parte otra vez del `w`
    original."""
    moved, gradient = w.copy(), np.zeros(len(w))
    for i in range(len(w)):
        moved[i] += h
        ahead = f(moved)
        moved[i] -= 2 * h
        gradient[i] = (ahead - f(moved)) / (2 * h)
    return gradient


@misconception("gradient_descent.numerical_gradient", twin_of="never_moves_back")
def neither_copy_moves_back(f, w, h=1e-5):
    """Haces las copias de `w` una sola vez, antes del bucle: al pasar a la coordenada siguiente, la anterior sigue
    desplazada. Antes de cada medida, parte otra vez del `w` original."""
    ahead, behind, gradient = w.copy(), w.copy(), np.zeros(len(w))
    for i in range(len(w)):
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient


@misconception("gradient_descent.numerical_gradient")
def only_the_first_coordinate(f, w, h=1e-5):
    """Solo calculas la primera componente y dejas las demás a cero. Mira si el `return` está dentro del bucle, o si el
    bucle recorre todas las coordenadas."""
    gradient, e = np.zeros(len(w)), np.eye(len(w))[0]
    gradient[0] = (f(w + h * e) - f(w - h * e)) / (2 * h)
    return gradient


@misconception("gradient_descent.numerical_gradient")
def always_zero(f, w, h=1e-5):
    """El gradiente te sale cero en todas partes: o evalúas `f` dos veces en el mismo punto, o no guardas las
    pendientes. Si escribes `a = w`, los dos nombres son el mismo array, y lo que sumas en uno lo restas en el otro."""
    return np.zeros(len(w))


@misconception("gradient_descent.numerical_gradient")
def rounded_slopes(f, w, h=1e-5):
    """Redondeas las pendientes a dos decimales. Redondea, si quieres, al mostrarlas; quien use este gradiente necesita
    todas las cifras."""
    return np.round([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))], 2)


@misconception("gradient_descent.numerical_gradient", twin_of="ignores_h")
def five_points(f, w, h=1e-5):
    """Usas cuatro evaluaciones por coordenada, a una y a dos `h` de distancia. Es una fórmula más precisa, pero no la
    que se pide: las diferencias centrales usan solo dos puntos."""
    slopes = []
    for e in np.eye(len(w)):
        slopes.append((f(w - 2 * h * e) - 8 * f(w - h * e) + 8 * f(w + h * e) - f(w + 2 * h * e)) / (12 * h))
    return np.array(slopes)


@symptom("gradient_descent.numerical_gradient")
def another_default(call):
    """Cuando no se da `h`, usas otra distinta de la del enunciado. Una demasiado grande mide mal la pendiente, y una
    demasiado pequeña se pierde en el redondeo: compara tu línea `def` con la original."""
    if len(call.arguments) > 2 or call.options:
        return False
    f, w = call.arguments

    def slopes(h):
        return [(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))]

    others = (10.0**-k for k in range(14) if k != 5)
    return not same(call.value, slopes(1e-5)) and any(same(call.value, slopes(h)) for h in others)


# -- mse_gradient ------------------------------------------------------------------------------


@misconception("gradient_descent.mse_gradient")
def without_the_two(X, y, w, b):
    """Los dos gradientes son justo la mitad: al derivar un cuadrado, el exponente baja multiplicando. Búscalo en tu
    cálculo."""
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.mse_gradient")
def without_the_two_in_the_bias(X, y, w, b):
    """`dw` está bien, pero `db` es justo la mitad. También la derivada respecto del sesgo viene de derivar un
    cuadrado."""
    error = X @ w + b - y
    return 2 * X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.mse_gradient")
def without_the_two_in_the_weights(X, y, w, b):
    """`db` está bien, pero `dw` es justo la mitad. También la derivada respecto de los pesos viene de derivar un
    cuadrado."""
    error = X @ w + b - y
    return X.T @ error / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def without_the_mean(X, y, w, b):
    """Sumas las contribuciones de todos los ejemplos y no haces la media. La pérdida es un error cuadrático medio: con
    el doble de ejemplos el gradiente no debe ser el doble."""
    error = X @ w + b - y
    return 2 * X.T @ error, 2 * np.sum(error)


@misconception("gradient_descent.mse_gradient")
def bias_without_the_mean(X, y, w, b):
    """`dw` está bien, pero en `db` sumas los errores sin hacer su media. El factor que viene de la media de la pérdida
    es el mismo en las dos derivadas."""
    error = X @ w + b - y
    return 2 * X.T @ error / len(y), 2 * np.sum(error)


@misconception("gradient_descent.mse_gradient")
def weights_without_the_mean(X, y, w, b):
    """`db` está bien, pero en `dw` sumas las contribuciones de los ejemplos sin hacer su media. El producto de matrices
    ya suma sobre los ejemplos; falta lo que convierte esa suma en una media."""
    error = X @ w + b - y
    return 2 * X.T @ error, 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def without_the_two_or_the_mean(X, y, w, b):
    """Te faltan dos factores: el que baja al derivar el cuadrado y el que viene de que la pérdida es una media. Deriva
    la pérdida en un papel y compara."""
    error = X @ w + b - y
    return X.T @ error, np.sum(error)


@misconception("gradient_descent.mse_gradient")
def opposite_sign(X, y, w, b):
    """Los dos gradientes tienen el signo cambiado. Depende de cómo escribas el error: la derivada de (y - predicción)²
    lleva un signo menos que quizá has olvidado."""
    error = y - (X @ w + b)
    return 2 * X.T @ error / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def bias_forgotten(X, y, w, b):
    """Al calcular la predicción olvidas sumar el sesgo `b`. Todo lo que depende del error sale mal en cuanto `b` no es
    0."""
    error = X @ w - y
    return 2 * X.T @ error / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def targets_forgotten(X, y, w, b):
    """No usas los valores verdaderos `y`: derivas la predicción en lugar del error. Lo que se hace pequeño es la
    diferencia entre las dos cosas."""
    prediction = X @ w + b
    return 2 * X.T @ prediction / len(y), 2 * np.mean(prediction)


@misconception("gradient_descent.mse_gradient")
def not_transposed(X, y, w, b):
    """Multiplicas `X` por el error sin trasponerla. Hay un error por ejemplo y se quiere un número por característica:
    escribe las formas en un papel y mira qué dimensiones se encuentran."""
    error = X @ w + b - y
    return 2 * X @ error / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def divided_by_every_element(X, y, w, b):
    """En `dw` divides entre el número de elementos de `X`, que es ejemplos por características. La media de la pérdida
    se hace solo sobre los ejemplos."""
    error = X @ w + b - y
    return 2 * X.T @ error / X.size, 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def divided_by_the_features(X, y, w, b):
    """Divides entre el número de características (columnas) y no entre el de ejemplos (filas). La pérdida es una media
    sobre los ejemplos: mira qué elemento de `X.shape` usas."""
    error = X @ w + b - y
    return 2 * X.T @ error / X.shape[1], 2 * np.sum(error) / X.shape[1]


@misconception("gradient_descent.mse_gradient")
def mean_taken_twice(X, y, w, b):
    """Haces la media dos veces: tras promediar sobre los ejemplos vuelves a dividir entre cuántos son. Cada factor debe
    aparecer una sola vez."""
    error = X @ w + b - y
    return 2 * X.T @ error / len(y) ** 2, 2 * np.mean(error) / len(y)


@misconception("gradient_descent.mse_gradient")
def mean_error_times_mean_feature(X, y, w, b):
    """Promedias el error y la característica por separado y multiplicas las medias. Hay que multiplicar primero,
    ejemplo a ejemplo, y promediar los productos: no es lo mismo."""
    error = X @ w + b - y
    return 2 * np.mean(error) * X.mean(axis=0), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def inputs_forgotten(X, y, w, b):
    """En `dw` no aparecen las entradas: todos los pesos reciben la misma pendiente que el sesgo. Por la regla de la
    cadena, el efecto de un peso depende de la característica a la que multiplica."""
    error = X @ w + b - y
    return np.full(X.shape[1], 2 * np.mean(error)), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def rows_against_columns(X, y, w, b):
    """Restas una columna (n, 1) y un vector (n,), y NumPy lo extiende a una tabla n×n en la que cada predicción se
    compara con todos los valores. Comprueba con `.shape` que el error tiene un número por ejemplo."""
    error = (X @ w + b).reshape(-1, 1) - y
    return 2 * (X.T @ error).mean(axis=1), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def multiplied_by_the_bias(X, y, w, b):
    """Multiplicas `db` por el propio sesgo. Al derivar respecto de `b`, lo que lo acompaña en la predicción es un 1, no
    el sesgo."""
    error = X @ w + b - y
    return 2 * X.T @ error / len(y), 2 * np.mean(error) * b


@misconception("gradient_descent.mse_gradient")
def gradient_of_the_absolute_error(X, y, w, b):
    """Solo cuenta el signo de cada error, como si la pérdida fuera el error absoluto. Con el error cuadrático, un error
    grande empuja más que uno pequeño."""
    sign = np.sign(X @ w + b - y)
    return X.T @ sign / len(y), np.mean(sign)


@misconception("gradient_descent.mse_gradient")
def squared_errors_not_derived(X, y, w, b):
    """Usas el cuadrado del error dentro del gradiente. Al derivar, el exponente baja: en la derivada el error aparece
    sin elevar."""
    error = X @ w + b - y
    return 2 * X.T @ error**2 / len(y), 2 * np.mean(error**2)


@misconception("gradient_descent.mse_gradient")
def only_the_last_sample(X, y, w, b):
    """El gradiente es el de un solo ejemplo, el último. Mira si dentro del bucle asignas (`=`) en lugar de acumular
    (`+=`)."""
    error = X[-1] @ w + b - y[-1]
    return 2 * error * X[-1], 2 * error


@misconception("gradient_descent.mse_gradient")
def only_the_weights(X, y, w, b):
    """Devuelves solo el gradiente de los pesos. La función tiene dos resultados: falta el del sesgo."""
    return 2 * X.T @ (X @ w + b - y) / len(y)


@misconception("gradient_descent.mse_gradient")
def outputs_swapped(X, y, w, b):
    """Los dos resultados están en el orden contrario: primero va el gradiente de los pesos y después el del sesgo."""
    error = X @ w + b - y
    return 2 * np.mean(error), 2 * X.T @ error / len(y)


@symptom("gradient_descent.mse_gradient")
def forward_differences(call):
    """Parece que aproximas el gradiente con un pequeño desplazamiento hacia delante, y ese desplazamiento deja un
    error. Aquí se puede calcular exacto, derivando la pérdida."""
    X, y, w, b = call.arguments
    dw, db = (np.asarray(part, dtype=float) for part in call.value)
    error = X @ w + b - y
    h = float(np.ravel(db - 2 * np.mean(error))[0])
    return 1e-6 < abs(h) < 0.1 and same(dw, 2 * X.T @ error / len(y) + h * np.mean(X**2, axis=0))


# -- minimize ----------------------------------------------------------------------------------


@misconception("gradient_descent.minimize")
def opposite_sign(gradient, w0, learning_rate, steps):
    """Subes en lugar de bajar: cada paso va a favor del gradiente. El gradiente señala hacia dónde crece la función;
    mira el signo del paso."""
    path = [w0]
    for _ in range(steps):
        path.append(path[-1] + learning_rate * gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def without_the_learning_rate(gradient, w0, learning_rate, steps):
    """No usas la tasa de aprendizaje: cada paso es tan largo como el gradiente. Busca qué argumento de la función no
    aparece en tu cálculo."""
    path = [w0]
    for _ in range(steps):
        path.append(path[-1] - gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def the_same_array_every_time(gradient, w0, learning_rate, steps):
    """Todas las filas del camino son el último punto. Guardas muchas veces el mismo array, y `w -= ...` lo cambia por
    dentro en todos los sitios donde está: guarda una copia, o crea un array nuevo en cada paso."""
    w = w0.copy()
    for _ in range(steps):
        w = w - learning_rate * gradient(w)
    return np.array([w] * (steps + 1))


@misconception("gradient_descent.minimize")
def without_the_start(gradient, w0, learning_rate, steps):
    """Falta el punto de partida: tu camino empieza tras el primer paso. La primera fila es el sitio del que sales, sin
    haberte movido todavía."""
    w, path = w0, []
    for _ in range(steps):
        w = w - learning_rate * gradient(w)
        path.append(w)
    return np.array(path)


@misconception("gradient_descent.minimize")
def one_step_short(gradient, w0, learning_rate, steps):
    """Das un paso de menos. El camino tiene un punto más que pasos: cuenta cuántas veces se repite tu bucle."""
    path = [w0]
    for _ in range(steps - 1):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def one_step_too_many(gradient, w0, learning_rate, steps):
    """Das un paso de más. El punto de partida ya ocupa una fila, así que el bucle se repite tantas veces como pasos se
    piden."""
    path = [w0]
    for _ in range(steps + 1):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def start_twice(gradient, w0, learning_rate, steps):
    """El punto de partida aparece dos veces y falta el último punto. Dentro del bucle, primero muévete y después guarda
    el punto al que has llegado."""
    w, path = w0, [w0]
    for _ in range(steps):
        path.append(w)
        w = w - learning_rate * gradient(w)
    return np.array(path)


@misconception("gradient_descent.minimize")
def gradient_of_the_start(gradient, w0, learning_rate, steps):
    """Usas en todos los pasos el gradiente del punto de partida, y avanzas siempre igual. La pendiente cambia al
    moverte: hay que calcularla de nuevo en cada punto."""
    slope = gradient(w0)
    return np.array([w0 - k * learning_rate * slope for k in range(steps + 1)])


@misconception("gradient_descent.minimize")
def every_step_from_the_start(gradient, w0, learning_rate, steps):
    """Cada paso vuelve a salir del punto de partida, así que todos llegan al mismo sitio. El paso siguiente debe salir
    de donde acabó el anterior."""
    return np.array([w0] + [w0 - learning_rate * gradient(w0)] * steps)


@misconception("gradient_descent.minimize")
def only_the_end(gradient, w0, learning_rate, steps):
    """Devuelves solo el punto final. Se pide el camino entero, con una fila por punto: ve guardándolos."""
    w = w0
    for _ in range(steps):
        w = w - learning_rate * gradient(w)
    return w


@misconception("gradient_descent.minimize")
def transposed_path(gradient, w0, learning_rate, steps):
    """El camino está traspuesto: cada punto ocupa una columna. Debe haber una fila por punto."""
    path = [w0]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path).T


@misconception("gradient_descent.minimize")
def newest_first(gradient, w0, learning_rate, steps):
    """El camino está al revés: empieza por el último punto. La primera fila es la del punto de partida; mira si añades
    los puntos por el principio de la lista."""
    path = [w0]
    for _ in range(steps):
        path.insert(0, path[0] - learning_rate * gradient(path[0]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def gradients_instead_of_points(gradient, w0, learning_rate, steps):
    """A partir de la segunda fila guardas los gradientes, no los puntos por los que pasas. El gradiente dice hacia
    dónde ir; el camino se hace con los sitios a los que llegas."""
    w, path = w0, [w0]
    for _ in range(steps):
        path.append(gradient(w))
        w = w - learning_rate * gradient(w)
    return np.array(path)


@misconception("gradient_descent.minimize")
def decaying_rate(gradient, w0, learning_rate, steps):
    """Vas reduciendo la tasa de aprendizaje a medida que avanzas. Hay métodos que lo hacen, pero aquí la tasa es la
    misma en todos los pasos."""
    path = [w0]
    for k in range(steps):
        path.append(path[-1] - learning_rate / (1 + k) * gradient(path[-1]))
    return np.array(path)


@misconception("gradient_descent.minimize")
def with_momentum(gradient, w0, learning_rate, steps):
    """Arrastras parte del paso anterior (momento). Es una mejora conocida, pero aquí cada paso depende solo del
    gradiente en el punto actual."""
    path, velocity = [w0], 0.0
    for _ in range(steps):
        velocity = 0.9 * velocity - learning_rate * gradient(path[-1])
        path.append(path[-1] + velocity)
    return np.array(path)


@misconception("gradient_descent.minimize")
def normalised_gradient(gradient, w0, learning_rate, steps):
    """Divides el gradiente entre su longitud, y todos los pasos miden lo mismo. Deja que el paso sea corto donde la
    pendiente es suave: así se frena al llegar al mínimo."""
    path = [w0]
    for _ in range(steps):
        slope = gradient(path[-1])
        length = np.linalg.norm(slope)
        path.append(path[-1] - learning_rate * slope / (length or 1.0))
    return np.array(path)


@misconception("gradient_descent.minimize")
def at_least_one_step(gradient, w0, learning_rate, steps):
    """Das un paso aunque se te pidan cero. Con 0 pasos el camino es solo el punto de partida: mira qué haces antes de
    entrar en el bucle."""
    path = [w0]
    for _ in range(max(steps, 1)):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


@symptom("gradient_descent.minimize")
def stops_early(call):
    """Tu camino es bueno, pero se para antes de dar todos los pasos. No compruebes si ya has llegado al mínimo: da
    siempre los pasos que se piden, aunque los últimos no se muevan."""
    gradient, w0, learning_rate, steps = call.arguments
    path = np.asarray(call.value, dtype=float)
    stepped = [row - learning_rate * gradient(row) for row in path[:-1]]
    return 0 < len(path) < steps + 1 and same(path[0], w0) and same(path[1:], np.reshape(stepped, path[1:].shape))


# -- fit_linear_regression ---------------------------------------------------------------------


@misconception("gradient_descent.fit_linear_regression")
def opposite_sign(X, y, learning_rate, epochs):
    """Te mueves a favor del gradiente, y la pérdida crece en cada época. Mira el signo con el que actualizas `w` y `b`,
    y el orden en que restas al calcular el error."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w + learning_rate * 2 * X.T @ error / len(y), b + learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def bias_after_the_weights(X, y, learning_rate, epochs):
    """Cambias primero los pesos y calculas el gradiente del sesgo con los pesos ya cambiados. Los dos gradientes son de
    un mismo punto: calcúlalos antes de mover nada."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        w = w - learning_rate * 2 * X.T @ (X @ w + b - y) / len(y)
        b = b - learning_rate * 2 * np.mean(X @ w + b - y)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def weights_after_the_bias(X, y, learning_rate, epochs):
    """Cambias primero el sesgo y calculas el gradiente de los pesos con el sesgo ya cambiado. Los dos gradientes son de
    un mismo punto: calcúlalos antes de mover nada."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        b = b - learning_rate * 2 * np.mean(X @ w + b - y)
        w = w - learning_rate * 2 * X.T @ (X @ w + b - y) / len(y)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def without_the_two(X, y, learning_rate, epochs):
    """Tus pasos miden la mitad de lo debido: al gradiente le falta el factor que baja al derivar el cuadrado."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * X.T @ error / len(y), b - learning_rate * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def without_the_mean(X, y, learning_rate, epochs):
    """Sumas los gradientes de los ejemplos y no haces la media: con muchos ejemplos los pasos se vuelven enormes. La
    pérdida es un error cuadrático medio."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error, b - learning_rate * 2 * np.sum(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def without_the_learning_rate(X, y, learning_rate, epochs):
    """No usas la tasa de aprendizaje: los pasos son tan largos como el gradiente y se saltan el mínimo. Busca qué
    argumento de la función no aparece en tu cálculo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - 2 * X.T @ error / len(y), b - 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def one_epoch_too_many(X, y, learning_rate, epochs):
    """Das un paso de más. Cuenta cuántas veces se repite tu bucle, y si hay algún paso fuera de él."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs + 1):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def one_epoch_short(X, y, learning_rate, epochs):
    """Das un paso de menos. Cuenta cuántas veces se repite tu bucle: `range(1, n)` da n - 1 vueltas."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs - 1):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def returns_in_the_loop(X, y, learning_rate, epochs):
    """Das un solo paso, sean las épocas que sean. Mira si el `return` está dentro del bucle, o si el bucle empieza cada
    vez desde cero."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(min(epochs, 1)):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def at_least_one_epoch(X, y, learning_rate, epochs):
    """Das un paso aunque se te pidan cero épocas. Con 0 épocas se devuelven los valores iniciales: mira qué haces antes
    de entrar en el bucle, o si compruebas el final demasiado tarde."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(max(epochs, 1)):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def closed_form(X, y, learning_rate, epochs):
    """Devuelves la recta óptima, calculada de una vez. El ejercicio pide llegar paso a paso, y pararse donde se esté
    tras las épocas pedidas, aunque todavía falte."""
    solution = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), y, rcond=None)[0]
    return solution[:-1], solution[-1]


@misconception("gradient_descent.fit_linear_regression")
def closed_form_by_centring(X, y, learning_rate, epochs):
    """Devuelves la recta óptima, calculada de una vez. El ejercicio pide llegar paso a paso, y pararse donde se esté
    tras las épocas pedidas, aunque todavía falte."""
    w = np.linalg.lstsq(X - X.mean(axis=0), y - y.mean(), rcond=None)[0]
    return w, y.mean() - X.mean(axis=0) @ w


@misconception("gradient_descent.fit_linear_regression")
def bias_never_learnt(X, y, learning_rate, epochs):
    """El sesgo se queda en cero: solo entrenas los pesos, y la recta está obligada a pasar por el origen. `b` también
    tiene gradiente y también se mueve."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - learning_rate * 2 * X.T @ (X @ w - y) / len(y)
    return w, 0.0


@misconception("gradient_descent.fit_linear_regression")
def bias_forgotten(X, y, learning_rate, epochs):
    """Actualizas el sesgo, pero no lo sumas al calcular la predicción: el error no se entera de que `b` cambia."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def one_sample_at_a_time(X, y, learning_rate, epochs):
    """Das un paso con cada ejemplo (descenso estocástico). Se pide el lote completo: un solo paso por época, con el
    gradiente medio de todos los datos."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = x @ w + b - target
            w, b = w - learning_rate * 2 * error * x, b - learning_rate * 2 * error
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def starts_at_one(X, y, learning_rate, epochs):
    """Los pesos empiezan en 1. El enunciado pide empezar en cero: desde otro sitio, tras las mismas épocas, se llega a
    otro punto."""
    w, b = np.ones(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def weights_and_bias_start_at_one(X, y, learning_rate, epochs):
    """Los pesos y el sesgo empiezan en 1. El enunciado pide empezar en cero: desde otro sitio, tras las mismas épocas,
    se llega a otro punto."""
    w, b = np.ones(X.shape[1]), 1.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def standardises_first(X, y, learning_rate, epochs):
    """Estandarizas las columnas por tu cuenta antes de entrenar. Suele ser buena idea, pero los pesos que devuelves son
    de otros datos: entrena con `X` tal como llega."""
    X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b


@misconception("gradient_descent.fit_linear_regression")
def outputs_swapped(X, y, learning_rate, epochs):
    """Los dos resultados están en el orden contrario: primero van los pesos y después el sesgo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return b, w


@misconception("gradient_descent.fit_linear_regression")
def returns_the_loss_too(X, y, learning_rate, epochs):
    """Devuelves también la pérdida, y quien llama espera exactamente dos resultados: imprime lo demás, si quieres, pero
    no lo devuelvas."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w, b, np.mean((X @ w + b - y) ** 2)


@misconception("gradient_descent.fit_linear_regression")
def only_the_weights(X, y, learning_rate, epochs):
    """Devuelves solo los pesos. La función tiene dos resultados: falta el sesgo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
    return w


@symptom("gradient_descent.fit_linear_regression")
def stops_early(call):
    """Tus pasos son buenos, pero te paras antes de tiempo. No cortes cuando la pérdida deja de mejorar, ni pongas un
    máximo tuyo: da exactamente las épocas que se piden."""
    X, y, learning_rate, epochs = call.arguments
    w, b, reached = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        error = X @ w + b - y
        w, b = w - learning_rate * 2 * X.T @ error / len(y), b - learning_rate * 2 * np.mean(error)
        reached.append(np.append(w, b))
    given = np.append(*call.value)
    return not same(given, reached[-1]) and any(same(given, point) for point in reached[:-1])


@symptom("gradient_descent.fit_linear_regression")
def starts_at_random(call):
    """Los pesos empiezan al azar. En la regresión lineal no hace falta, y el enunciado pide empezar en cero: desde otro
    sitio, tras las mismas épocas, se llega a otro punto."""
    X, y, learning_rate, epochs = call.arguments
    A = np.column_stack([X, np.ones(len(X))])
    step = np.eye(A.shape[1]) - 2 * learning_rate / len(y) * A.T @ A
    reached = np.append(*call.value) - 2 * learning_rate / len(y) * A.T @ y
    start = np.linalg.solve(step, reached)[:-1]
    draws = (scale * drawn for drawn in _usual_draws(len(start)) for scale in (1, 0.1, 0.01))
    return epochs == 1 and any(same(start, drawn) for drawn in draws)


def _usual_draws(size):
    """What the usual seeds of the usual generators draw."""
    for seed in (0, 1, 7, 42, 123, 1234):
        new, old = np.random.default_rng(seed), np.random.RandomState(seed)
        yield from (new.normal(size=size), old.randn(size))
        new, old = np.random.default_rng(seed), np.random.RandomState(seed)
        yield from (new.random(size), old.rand(size))
