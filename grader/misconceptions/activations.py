"""Known wrong ideas of the unit activations."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.misconception import misconception, symptom

# -- step --------------------------------------------------------------------------------------


@misconception("activations.step")
def zero_does_not_fire(z):
    """En z = 0 das un 0, y ahí el escalón ya ha saltado. Mira si la desigualdad incluye el igual."""
    return np.where(z > 0, 1, 0)


@misconception("activations.step", twin_of="zero_does_not_fire")
def rounded_sigmoid(z):
    """Redondeas una sigmoide, y `round` lleva 0.5 al par más cercano, que es 0: en z = 0 falla. Compara z
    directamente."""
    return np.round(0.5 * (1 + np.tanh(z / 2)))


@misconception("activations.step")
def half_at_zero(z):
    """En z = 0 das 0.5. El escalón solo tiene dos valores: mira en el enunciado cuál le toca al 0."""
    return np.heaviside(z, 0.5)


@misconception("activations.step")
def minus_one_below_zero(z):
    """En los negativos das -1. El escalón vale 0 ahí: el que da -1 es el signo."""
    return np.where(z >= 0, 1, -1)


@misconception("activations.step")
def sign_instead(z):
    """Calculas el signo, que tiene tres valores. El escalón solo dice 0 o 1."""
    return np.sign(z)


@misconception("activations.step")
def answers_exchanged(z):
    """El 0 y el 1 están intercambiados: das 1 en los negativos. Mira qué devuelves cuando se cumple la condición."""
    return np.where(z < 0, 1, 0)


@misconception("activations.step")
def fires_below(z):
    """La desigualdad está al revés: das 1 en los negativos y en el 0."""
    return np.where(z <= 0, 1, 0)


@misconception("activations.step")
def if_on_an_array(z):
    """Un `if` decide una sola vez, y con un array no sabe qué decidir. Cada elemento tiene su propia respuesta: haz la
    comparación con todo el array."""
    if z >= 0:
        return 1
    return 0


@misconception("activations.step")
def one_number_for_the_whole_array(z):
    """Respondes con un solo número para todo el array. La función trabaja elemento a elemento: cada uno tiene su propia
    respuesta."""
    return 1 if np.all(z >= 0) else 0


@misconception("activations.step")
def threshold_of_one_half(z):
    """El salto está en 0.5, que es el umbral de una probabilidad. El escalón salta en otro sitio."""
    return np.where(z >= 0.5, 1, 0)


@misconception("activations.step")
def truncated_first(z):
    """Quitas los decimales antes de comparar, y un número como -0.5 se convierte en 0. Compara z tal cual."""
    return np.where(z.astype(int) >= 0, 1, 0)


@misconception("activations.step")
def relu_instead(z):
    """Dejas los positivos como están: eso es ReLU. El escalón vale lo mismo para todos ellos."""
    return np.where(z >= 0, z, 0)


@misconception("activations.step")
def sigmoid_instead(z):
    """Aplicas la sigmoide, que sube poco a poco. El escalón salta de golpe de 0 a 1."""
    return 0.5 * (1 + np.tanh(z / 2))


@misconception("activations.step")
def vectors_only(z):
    """Recorres z con un solo bucle, que solo vale para vectores: con una matriz cada vuelta trae una fila, y un número
    suelto no se puede recorrer. Haz la comparación con el array entero."""
    return np.array([1 if value >= 0 else 0 for value in z])


@misconception("activations.step")
def flattened(z):
    """Los valores están bien, pero se pierde la forma: el resultado sale en una sola fila. Debe tener la forma de z."""
    return (z.ravel() >= 0).astype(int)


# -- sign --------------------------------------------------------------------------------------


@misconception("activations.sign")
def sign_of_the_sum(z):
    """Das a todos los elementos el signo de la suma. Cada uno tiene el suyo: no los reúnas antes de preguntar."""
    return np.full(np.shape(z), np.sign(np.sum(z)))


@misconception("activations.sign")
def one_at_zero(z):
    """Al 0 le das signo positivo. El signo tiene tres valores, y el 0 no es ni positivo ni negativo."""
    return np.where(z >= 0, 1, -1)


@misconception("activations.sign")
def minus_one_at_zero(z):
    """Al 0 le das signo negativo. El signo tiene tres valores, y el 0 no es ni positivo ni negativo."""
    return np.where(z > 0, 1, -1)


@misconception("activations.sign")
def divided_by_zero_at_zero(z):
    """Divides z entre su valor absoluto, y en el 0 eso es 0/0: sale NaN. Trata el 0 aparte."""
    return z / np.abs(z)


@symptom("activations.sign")
def epsilon_in_the_divisor(call: Call):
    """Para no dividir entre 0 sumas un número pequeño al divisor, y entonces el resultado se queda cerca de 1 sin
    llegar. Trata el 0 aparte."""
    z = np.asarray(call.arguments[0])
    return any(_is_instead(call.value, z / (np.abs(z) + 10.0**-k), np.sign(z)) for k in range(1, 13))


@misconception("activations.sign")
def step_instead(z):
    """Calculas el escalón: los negativos te salen a 0. Su signo es otro."""
    return np.where(z >= 0, 1, 0)


@misconception("activations.sign")
def negatives_forgotten(z):
    """Los negativos te salen a 0, como si no tuvieran signo. Faltan los casos de la izquierda."""
    return np.where(z > 0, 1, 0)


@misconception("activations.sign")
def opposite_sign(z):
    """Los signos están intercambiados: los positivos te salen negativos. Mira el sentido de las desigualdades."""
    return -np.sign(z)


@misconception("activations.sign")
def clipped(z):
    """Recortas z entre -1 y 1, así que 0.5 se queda en 0.5. El signo no depende del tamaño: solo hay tres valores."""
    return np.clip(z, -1, 1)


@symptom("activations.sign")
def tolerance(call: Call):
    """Tratas como 0 los números pequeños. Por pequeño que sea, un número que no es 0 tiene signo: compara con 0, no con
    una tolerancia."""
    z = np.asarray(call.arguments[0])
    return bool((z != 0).all() and (np.abs(z) < 1e-3).all() and z.size > 1 and not np.any(call.value))


@misconception("activations.sign")
def truncated_first(z):
    """Quitas los decimales antes de mirar el signo, y un número como 0.5 se convierte en 0."""
    return np.sign(z.astype(int))


@misconception("activations.sign")
def tanh_instead(z):
    """Aplicas la tangente hiperbólica, que pasa poco a poco de -1 a 1. El signo salta de golpe."""
    return np.tanh(z)


@misconception("activations.sign")
def absolute_value(z):
    """Devuelves el valor absoluto, el tamaño del número sin su signo. Aquí se pide justo lo contrario."""
    return np.abs(z)


@misconception("activations.sign")
def unchanged(z):
    """Devuelves z como llegó. El resultado solo puede valer -1, 0 o 1."""
    return z


@misconception("activations.sign")
def flattened(z):
    """Los valores están bien, pero se pierde la forma: el resultado sale en una sola fila. Debe tener la forma de z."""
    return np.sign(z.ravel())


# -- sigmoid -----------------------------------------------------------------------------------


@misconception("activations.sigmoid")
def not_a_number_above(z):
    """La fórmula que usas divide infinito entre infinito cuando z es grande, y sale NaN. Elige, según el signo de z,
    una forma en la que el exponente nunca sea un número positivo grande."""
    return np.exp(z) / (1 + np.exp(z))


@symptom("activations.sigmoid")
def where_computes_both_branches(call: Call):
    """`np.where` no evita la rama mala: calcula las dos con todos los números y luego elige, así que los avisos saltan
    igual. Lo que hay que cuidar es el exponente, antes de `np.exp`."""
    heard = " ".join(call.warnings)
    z = np.asarray(call.arguments[0])
    right = np.allclose(call.value, 0.5 * (1 + np.tanh(z / 2)), atol=1e-6)
    return right and "overflow" in heard and "invalid value" in heard


@misconception("activations.sigmoid")
def exponent_with_the_other_sign(z):
    """Falta un signo en el exponente: tu curva baja cuando z crece. Comprueba si con z muy grande se acerca a 1."""
    return 1 / (1 + np.exp(z))


@misconception("activations.sigmoid")
def parentheses_missing(z):
    """Sumas 1 y la exponencial, pero no divides entre esa suma. O falta la división, o faltan los paréntesis del
    denominador y solo se divide entre el primer sumando."""
    return 1 / 1 + np.exp(-z)


@misconception("activations.sigmoid", twin_of="parentheses_missing")
def inverse_forgotten(z):
    """Devuelves solo el denominador. Falta dividir 1 entre él: el resultado debe caer entre 0 y 1."""
    return 1 + np.exp(-z)


@misconception("activations.sigmoid")
def minus_in_the_denominator(z):
    """En el denominador restas la exponencial en vez de sumarla, y en z = 0 se divide entre 0."""
    return 1 / (1 - np.exp(-z))


@misconception("activations.sigmoid", twin_of="minus_in_the_denominator")
def minus_outside_the_exponential(z):
    """El signo menos está delante de la exponencial, y en z = 0 se divide entre 0. Debe ir dentro de ella, en el
    exponente."""
    return 1 / (1 - np.exp(z))


@misconception("activations.sigmoid")
def hard_sigmoid(z):
    """Usas una recta recortada que solo se parece a la sigmoide. La sigmoide lleva una exponencial y no toca nunca ni
    el 0 ni el 1."""
    return np.clip(0.2 * z + 0.5, 0, 1)


@misconception("activations.sigmoid", twin_of="hard_sigmoid")
def hard_sigmoid_of_keras(z):
    """Usas una recta recortada que solo se parece a la sigmoide. La sigmoide lleva una exponencial y no toca nunca ni
    el 0 ni el 1."""
    return np.clip(z / 6 + 0.5, 0, 1)


@misconception("activations.sigmoid")
def tanh_instead(z):
    """Calculas la tangente hiperbólica. Tiene la misma forma de S, pero va de -1 a 1; la sigmoide, de 0 a 1."""
    return np.tanh(z)


@misconception("activations.sigmoid")
def tanh_without_halving_z(z):
    """Llevas bien la tangente hiperbólica al intervalo (0, 1), pero la curva sube el doble de deprisa. Compara las dos
    fórmulas: no llevan la misma z dentro."""
    return (1 + np.tanh(z)) / 2


@misconception("activations.sigmoid")
def powers_of_two(z):
    """La base de la exponencial no es e: con 2 la curva sube más despacio."""
    return 1 / (1 + 2.0**-z)


@misconception("activations.sigmoid")
def powers_of_ten(z):
    """La base de la exponencial no es e: con 10 la curva sube más deprisa."""
    return 1 / (1 + 10.0**-z)


@misconception("activations.sigmoid")
def step_instead(z):
    """Calculas un escalón, que salta de golpe. La sigmoide sube poco a poco."""
    return np.where(z >= 0, 1, 0)


@misconception("activations.sigmoid")
def derivative_instead(z):
    """Devuelves la derivada de la sigmoide, que es otro ejercicio. Aquí se pide la función."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (1 - s)


@misconception("activations.sigmoid")
def softmax_over_the_array(z):
    """Divides entre la suma de todas las exponenciales: eso es softmax, que reparte entre varias clases. La sigmoide
    trata cada número por separado."""
    e = np.exp(z - np.max(z))
    return e / e.sum()


@misconception("activations.sigmoid")
def absolute_value_in_the_exponent(z):
    """Con el valor absoluto evitas el desbordamiento, pero los negativos dan lo mismo que los positivos. Para z < 0
    hace falta otra forma de la fórmula."""
    return 1 / (1 + np.exp(-np.abs(z)))


@symptom("activations.sigmoid")
def clipped_too_tight(call: Call):
    """Recortas z para que no desborde, pero tan pronto que cambias el resultado de números corrientes. El recorte solo
    debe tocar aquello donde la sigmoide ya no se distingue de 0 o de 1."""
    return _is_clipped(call, _sigmoid)


@symptom("activations.sigmoid")
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    return _is_rounded(call, _sigmoid)


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def _is_instead(value, wrong, right):
    """Whether a result is ``wrong``, to more digits than chance would have, where that is not ``right``."""
    near = np.shape(value) == np.shape(right) and np.allclose(value, wrong, rtol=1e-6, atol=1e-9)
    return near and not np.allclose(value, right, rtol=1e-5, atol=1e-6)


def _is_clipped(call: Call, function):
    z = np.asarray(call.arguments[0])
    return any(_is_instead(call.value, function(np.clip(z, -k, k)), function(z)) for k in range(1, 16))


def _is_rounded(call: Call, function):
    right = function(np.asarray(call.arguments[0]))
    return any(_is_instead(call.value, np.round(right, decimals), right) for decimals in (2, 3, 4, 5))


# -- sigmoid_derivative ------------------------------------------------------------------------


@misconception("activations.sigmoid_derivative")
def takes_the_sigmoid_for_its_argument(z):
    """Tratas lo que llega como si ya fuera σ(z). La función recibe z: falta pasarla antes por la sigmoide."""
    return z * (1 - z)


@misconception("activations.sigmoid_derivative")
def sigmoid_instead(z):
    """Devuelves la sigmoide, no su derivada. La derivada mide la pendiente: es máxima en el centro y casi nula en los
    extremos."""
    return 0.5 * (1 + np.tanh(z / 2))


@misconception("activations.sigmoid_derivative")
def sigmoid_applied_twice(z):
    """Aplicas la sigmoide dos veces. Mira si ya has transformado z antes de llamar a la función que la transforma."""
    s = 0.5 * (1 + np.tanh(0.25 * (1 + np.tanh(z / 2))))
    return s * (1 - s)


@misconception("activations.sigmoid_derivative")
def derivative_of_tanh(z):
    """Esa es la derivada de la tangente hiperbólica, que en el centro vale 1. La de la sigmoide es más suave."""
    return 1 - np.tanh(z) ** 2


@misconception("activations.sigmoid_derivative")
def tanh_formula_with_the_sigmoid(z):
    """Usas la fórmula de la derivada de la tangente hiperbólica con la sigmoide dentro. Cada activación tiene la
    suya."""
    return 1 - (0.5 * (1 + np.tanh(z / 2))) ** 2


@misconception("activations.sigmoid_derivative")
def plus_instead_of_minus(z):
    """Sumas donde la fórmula resta: la derivada debe hacerse pequeña también cuando σ se acerca a 1."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (1 + s)


@misconception("activations.sigmoid_derivative")
def only_the_second_factor(z):
    """Solo queda uno de los dos factores de la derivada, el que resta la sigmoide de 1."""
    return 0.5 * (1 - np.tanh(z / 2))


@misconception("activations.sigmoid_derivative")
def opposite_sign(z):
    """El resultado tiene el signo cambiado. La sigmoide siempre sube: su pendiente no puede ser negativa."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (s - 1)


@misconception("activations.sigmoid_derivative")
def square_of_the_sigmoid(z):
    """Multiplicas la sigmoide por sí misma. Uno de los dos factores es otro: piensa por qué la pendiente se anula
    cuando σ llega a 1."""
    return (0.5 * (1 + np.tanh(z / 2))) ** 2


@misconception("activations.sigmoid_derivative")
def square_forgotten(z):
    """Falta elevar al cuadrado el denominador: repasa la derivada de un cociente."""
    e = np.exp(-np.abs(z))
    return e / (1 + e)


@misconception("activations.sigmoid_derivative")
def not_a_number_below(z):
    """La fórmula que usas divide infinito entre infinito con números grandes, y sale NaN. Escribe la derivada a partir
    de una sigmoide que ya sea estable."""
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


@misconception("activations.sigmoid_derivative", twin_of="not_a_number_below")
def not_a_number_above(z):
    """La fórmula que usas divide infinito entre infinito con números grandes, y sale NaN. Escribe la derivada a partir
    de una sigmoide que ya sea estable."""
    return np.exp(z) / (1 + np.exp(z)) ** 2


@misconception("activations.sigmoid_derivative")
def differences_between_neighbours(z):
    """Calculas la diferencia entre elementos vecinos del array. La pendiente en cada z no depende de qué otros números
    lleguen con él."""
    return np.gradient(0.5 * (1 + np.tanh(z.ravel() / 2))).reshape(z.shape)


@symptom("activations.sigmoid_derivative")
def numerical_derivative(call: Call):
    """Aproximas la pendiente con la diferencia entre dos puntos, y están demasiado lejos uno de otro. La derivada tiene
    una fórmula exacta, la del enunciado."""
    z = np.asarray(call.arguments[0])
    right = _sigmoid(z) * _sigmoid(-z)
    chords = [(a, b) for h in (1.0, 0.5, 0.1, 0.05, 0.01, 0.001) for a, b in ((h, h), (h, 0), (0, h))]
    slopes = [(_sigmoid(z + after) - _sigmoid(z - before)) / (before + after) for before, after in chords]
    return any(_is_instead(call.value, slope, right) for slope in slopes)


# -- tanh --------------------------------------------------------------------------------------


@misconception("activations.tanh")
def not_a_number(z):
    """La fórmula que usas divide infinito entre infinito con números grandes, y sale NaN. NumPy tiene esta función ya
    hecha; si la escribes tú, cuida el exponente."""
    return np.sinh(z) / np.cosh(z)


@misconception("activations.tanh")
def trigonometric_tangent(z):
    """Calculas la tangente de un ángulo. La hiperbólica se parece en el nombre, pero está hecha de exponenciales y no
    pasa de 1."""
    return np.tan(z)


@misconception("activations.tanh")
def arc_tangent(z):
    """Calculas el arcotangente: también tiene forma de S, pero llega hasta π/2. La función que se pide es otra."""
    return np.arctan(z)


@misconception("activations.tanh")
def hyperbolic_sine(z):
    """Devuelves solo el numerador, o el seno hiperbólico, que crece sin límite. Falta dividir."""
    return np.sinh(z)


@misconception("activations.tanh")
def denominator_forgotten(z):
    """Devuelves solo el numerador, que crece sin límite. Falta dividir."""
    return np.exp(z) - np.exp(-z)


@misconception("activations.tanh")
def parentheses_missing(z):
    """Faltan paréntesis: la división se hace antes que las sumas y las restas, y solo afecta a los términos de al
    lado."""
    return np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)


@misconception("activations.tanh")
def sigmoid_instead(z):
    """Calculas la sigmoide. Tiene la misma forma de S, pero va de 0 a 1; la tangente hiperbólica, de -1 a 1."""
    return 0.5 * (1 + np.tanh(z / 2))


@misconception("activations.tanh")
def sigmoid_without_doubling_z(z):
    """Llevas bien la sigmoide al intervalo (-1, 1), pero la curva sube la mitad de deprisa. Compara las dos fórmulas:
    no llevan la misma z dentro."""
    return np.tanh(z / 2)


@misconception("activations.tanh")
def sigmoid_not_moved(z):
    """Doblas la sigmoide, pero falta bajarla: tu función va de 0 a 2 y en z = 0 no vale 0."""
    return 1 + np.tanh(z)


@misconception("activations.tanh")
def hard_tanh(z):
    """Recortas z entre -1 y 1, que es una recta con topes. La tangente hiperbólica se curva y no llega a tocarlos."""
    return np.clip(z, -1, 1)


@misconception("activations.tanh")
def softsign(z):
    """Divides z entre 1 más su valor absoluto. Es otra función con forma de S, que se acerca a sus límites mucho más
    despacio."""
    return z / (1 + np.abs(z))


@misconception("activations.tanh")
def opposite_sign(z):
    """El signo está cambiado: con z positiva debe salir un número positivo. Mira qué exponencial se resta de cuál."""
    return -np.tanh(z)


@misconception("activations.tanh")
def quotient_upside_down(z):
    """El cociente está al revés: divides la suma entre la diferencia, y en z = 0 se divide entre 0."""
    return (np.exp(z) + np.exp(-z)) / (np.exp(z) - np.exp(-z))


@misconception("activations.tanh")
def derivative_instead(z):
    """Devuelves la derivada de la tangente hiperbólica. Aquí se pide la función."""
    return 1 - np.tanh(z) ** 2


@misconception("activations.tanh")
def two_terms_of_the_series(z):
    """Usas los primeros términos de una serie, que solo vale cerca de 0: lejos se dispara."""
    return z - z**3 / 3


@symptom("activations.tanh")
def clipped_too_tight(call: Call):
    """Recortas z para que no desborde, pero tan pronto que cambias el resultado de números corrientes. El recorte solo
    debe tocar aquello donde la función ya no se distingue de -1 o de 1."""
    return _is_clipped(call, np.tanh)


@symptom("activations.tanh")
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    return _is_rounded(call, np.tanh)


# -- relu --------------------------------------------------------------------------------------


@symptom("activations.relu")
def leaky(call: Call):
    """Dejas pasar una pequeña parte de los negativos: eso es Leaky ReLU. La ReLU que se pide los anula del todo."""
    z, value = np.asarray(call.arguments[0]), np.asarray(call.value, float)
    return (z < 0).any() and any(
        np.allclose(value, np.where(z > 0, z, slope * z), atol=1e-9)
        for slope in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.3)
    )


@misconception("activations.relu")
def capped_at_six(z):
    """Pones un tope en 6, como hace ReLU6. La ReLU que se pide deja los positivos como están, por grandes que sean."""
    return np.clip(z, 0, 6)


@misconception("activations.relu")
def capped_at_one(z):
    """Pones un tope en 1. Los positivos deben quedar como están, por grandes que sean."""
    return np.clip(z, 0, 1)


@misconception("activations.relu")
def absolute_value(z):
    """Cambias el signo de los negativos en vez de anularlos."""
    return np.abs(z)


@misconception("activations.relu")
def minimum_for_maximum(z):
    """Te quedas con el menor de los dos números en vez del mayor: pasan los negativos y se anulan los positivos."""
    return np.minimum(0, z)


@misconception("activations.relu")
def opposite_side(z):
    """Anulas los positivos y das la vuelta a los negativos: el signo de z está cambiado."""
    return np.maximum(0, -z)


@misconception("activations.relu")
def step_instead(z):
    """Das 1 en los positivos: eso es el escalón, o la derivada de ReLU. Los positivos deben pasar con su valor."""
    return (z > 0).astype(float)


@misconception("activations.relu")
def step_that_fires_at_zero(z):
    """Das 1 en todo lo que no es negativo: eso es el escalón. Los positivos deben pasar con su valor."""
    return (z >= 0).astype(float)


@misconception("activations.relu")
def unchanged(z):
    """Devuelves z como llegó, con sus negativos. Mira si la comparación llega a cambiar algo y si devuelves lo que
    calculas."""
    return z


@misconception("activations.relu")
def softplus(z):
    """Calculas softplus, una versión suave que no llega a 0 en los negativos. ReLU tiene un quiebro en 0."""
    return np.logaddexp(0, z)


@misconception("activations.relu")
def exponential_linear(z):
    """En los negativos dejas una curva exponencial: eso es ELU. La ReLU que se pide los anula."""
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


@misconception("activations.relu")
def sigmoid_instead(z):
    """Aplicas la sigmoide. ReLU es mucho más sencilla: no lleva exponenciales."""
    return 0.5 * (1 + np.tanh(z / 2))


@misconception("activations.relu")
def largest_of_the_array(z):
    """Buscas el mayor número de todo el array. La función trabaja elemento a elemento: `np.max` recorre un array, y lo
    que hace falta es comparar cada elemento con 0."""
    return max(0, z.max())


@misconception("activations.relu")
def truncated(z):
    """Se pierden los decimales de los positivos: mira si conviertes algo en entero."""
    return np.maximum(0, z.astype(int))


@misconception("activations.relu")
def negatives_dropped(z):
    """Quitas los negativos del array, así que cambia su forma. Deben seguir en su sitio, con otro valor."""
    return z[z > 0]


@misconception("activations.relu", twin_of="negatives_dropped")
def negatives_dropped_and_zeros_kept(z):
    """Quitas los negativos del array, así que cambia su forma. Deben seguir en su sitio, con otro valor."""
    return np.ravel(z)[np.ravel(z) >= 0]


@misconception("activations.relu")
def flattened(z):
    """Los valores están bien, pero se pierde la forma: el resultado sale en una sola fila. Debe tener la forma de z."""
    return np.maximum(0, z.ravel())


# -- softmax -----------------------------------------------------------------------------------


@misconception("activations.softmax")
def over_the_whole_array(z):
    """Normalizas con la suma de todo el array, así que las probabilidades de todas las filas juntas suman 1. Cada fila
    es un ejemplo distinto y sus probabilidades deben sumar 1 por separado: mira los argumentos `axis` y `keepdims`."""
    e = np.exp(z - np.max(z))
    return e / e.sum()


@misconception("activations.softmax")
def over_the_first_axis(z):
    """Sumas a lo largo del primer eje: con una matriz, lo que suma 1 son las columnas. Las clases están en el último
    eje."""
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@misconception("activations.softmax")
def over_the_second_axis(z):
    """Sumas a lo largo del eje 1, que en una matriz es el último, pero con más dimensiones no. Hay una manera de
    nombrar el último eje que vale para todas."""
    axis = 1 if z.ndim > 1 else 0
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@misconception("activations.softmax")
def matrices_only(z):
    """Das por hecho que llega una matriz: con un solo vector el eje 1 no existe, y con tres dimensiones no es el
    último. Hay una manera de nombrar el último eje que vale para todos los casos."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@misconception("activations.softmax")
def dimension_lost_in_the_sum(z):
    """Al sumar se pierde un eje, y la división ya no empareja cada fila con su suma: o no encaja, o divide entre la de
    otra. Mira el argumento `keepdims`."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1)


@misconception("activations.softmax")
def dimension_lost_in_the_maximum(z):
    """Al buscar el máximo se pierde un eje, y la resta ya no empareja cada fila con el suyo. Mira el argumento
    `keepdims`."""
    e = np.exp(z - z.max(axis=-1))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def not_a_number(z):
    """Con números grandes las exponenciales se desbordan y divides infinito entre infinito. Recuerda que sumar lo mismo
    a toda la fila no cambia el resultado: elige qué sumar para que ningún exponente sea grande."""
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def shifted_by_the_largest_of_all(z):
    """Restas el máximo de todo el array. Si una fila está muy por debajo de otra, todas sus exponenciales se quedan en
    0 y divides entre 0: el máximo debe ser el de cada fila."""
    e = np.exp(z - z.max())
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def shifted_by_the_mean(z):
    """Restas la media de la fila, y un número muy por encima de ella se desborda igual: acabas dividiendo infinito
    entre infinito. Resta algo que no deje ningún exponente positivo."""
    e = np.exp(z - z.mean(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def exponents_clipped(z):
    """Recortas z para que no desborde, y números grandes distintos acaban siendo iguales. Sumar lo mismo a toda la
    fila, en cambio, no cambia el resultado."""
    e = np.exp(np.clip(z, -500, 500))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def without_exponentials(z):
    """Divides cada número entre la suma de la fila, sin exponenciales. Con números negativos eso no da
    probabilidades."""
    return z / z.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def absolute_values_divided_by_their_sum(z):
    """Quitas el signo y divides entre la suma, sin exponenciales: así un número muy negativo se lleva mucha
    probabilidad."""
    return np.abs(z) / np.abs(z).sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def not_divided(z):
    """Devuelves exponenciales en las que la mayor de cada fila vale 1. Lo que debe valer 1 es la suma de la fila: mira
    entre qué divides, o si falta dividir."""
    return np.exp(z - z.max(axis=-1, keepdims=True))


@misconception("activations.softmax")
def exponentials_alone(z):
    """Devuelves las exponenciales, pero no suman 1: falta dividir cada fila entre su suma."""
    return np.exp(z)


@misconception("activations.softmax", twin_of="not_divided")
def divided_by_the_largest(z):
    """Divides entre la mayor exponencial de la fila, así que la clase más probable vale 1. Lo que debe valer 1 es la
    suma de la fila."""
    e = np.exp(z)
    return e / e.max(axis=-1, keepdims=True)


@misconception("activations.softmax")
def powers_of_two(z):
    """La base de la exponencial no es e: con 2 las probabilidades salen más repartidas."""
    e = 2.0 ** (z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def exponent_with_the_other_sign(z):
    """Hay un signo de más en el exponente: el número más pequeño de la fila se lleva la mayor probabilidad."""
    e = np.exp(z.min(axis=-1, keepdims=True) - z)
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def one_for_the_largest(z):
    """Das toda la probabilidad a la mayor puntuación. Softmax es más suave: también las demás clases se llevan algo."""
    return (z == z.max(axis=-1, keepdims=True)).astype(float)


@misconception("activations.softmax")
def sigmoid_instead(z):
    """Aplicas la sigmoide a cada número por su cuenta, y las filas no suman 1. En softmax las clases compiten entre
    sí."""
    return 0.5 * (1 + np.tanh(z / 2))


@misconception("activations.softmax")
def sigmoids_divided_by_their_sum(z):
    """Divides entre su suma las sigmoides de la fila. Las filas suman 1, pero lo que se reparte en softmax son las
    exponenciales."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return s / s.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def logarithm_of_the_softmax(z):
    """Devuelves el logaritmo de las probabilidades, que es negativo. Se piden las probabilidades."""
    return z - np.logaddexp.reduce(z, axis=-1, keepdims=True)
