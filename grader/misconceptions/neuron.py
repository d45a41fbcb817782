"""Known wrong ideas of the unit neuron."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.misconception import misconception, symptom

# -- dot_product -------------------------------------------------------------------------------


@misconception("neuron.dot_product")
def not_summed(u, v):
    """Multiplicas posición a posición y devuelves todos los productos. El producto escalar es un solo número: falta
    reunirlos."""
    return u * v


@misconception("neuron.dot_product")
def sum_of_sums(u, v):
    """Sumas los dos vectores en vez de multiplicarlos. Cada posición de uno pesa la misma posición del otro: ahí hace
    falta un producto."""
    return np.sum(u + v)


@misconception("neuron.dot_product")
def product_of_sums(u, v):
    """Multiplicas cada elemento de u por todos los de v y lo sumas todo, que es lo mismo que multiplicar la suma de u
    por la de v. En el producto escalar cada elemento solo se encuentra con el que ocupa su misma posición."""
    return np.sum(u) * np.sum(v)


@misconception("neuron.dot_product")
def mean_instead_of_sum(u, v):
    """Haces la media de los productos, así que el resultado queda dividido entre la longitud. Aquí solo se suman."""
    return np.mean(u * v)


@misconception("neuron.dot_product")
def outer_product(u, v):
    """Multiplicas cada elemento de u por todos los de v y sale una tabla. En el producto escalar cada elemento solo se
    encuentra con el que ocupa su misma posición."""
    return np.outer(u, v)


@misconception("neuron.dot_product")
def cosine(u, v):
    """Divides entre las longitudes de los vectores: eso es el coseno del ángulo, que siempre está entre -1 y 1. El
    producto escalar no se normaliza."""
    return np.dot(u, v) / max(np.linalg.norm(u) * np.linalg.norm(v), 1e-9)


@misconception("neuron.dot_product", twin_of="cosine")
def cosine_of_any_vector(u, v):
    """Divides entre las longitudes de los vectores: eso es el coseno del ángulo, que siempre está entre -1 y 1. El
    producto escalar no se normaliza."""
    return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))


@misconception("neuron.dot_product")
def skips_the_first(u, v):
    """Te saltas la primera posición: el índice de tu bucle empieza en 1, y en Python el primer elemento es el 0."""
    return sum(u[i] * v[i] for i in range(1, len(u)))


@misconception("neuron.dot_product")
def skips_the_last(u, v):
    """Te dejas la última posición: `range(n)` ya se detiene antes de n, así que no hay que restarle nada."""
    return sum(u[i] * v[i] for i in range(len(u) - 1))


@misconception("neuron.dot_product")
def first_product_only(u, v):
    """Solo cuentas el primer producto: el `return` está dentro del bucle y la función acaba en la primera vuelta. Mira
    su sangrado."""
    return u[0] * v[0]


@misconception("neuron.dot_product")
def last_product_only(u, v):
    """Solo queda el último producto: en cada vuelta reemplazas el total en vez de añadirle algo. Mira si usas `=` donde
    hace falta acumular."""
    return u[-1] * v[-1]


@misconception("neuron.dot_product")
def three_components_only(u, v):
    """Escribes a mano tres posiciones, pero los vectores pueden tener cualquier longitud. Recórrelos con un bucle o
    deja que lo haga NumPy."""
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


@misconception("neuron.dot_product")
def two_components_only(u, v):
    """Escribes a mano dos posiciones, pero los vectores pueden tener cualquier longitud. Recórrelos con un bucle o deja
    que lo haga NumPy."""
    return u[0] * v[0] + u[1] * v[1]


@misconception("neuron.dot_product")
def decimals_lost(u, v):
    """Conviertes el resultado en entero y se pierden los decimales: mira si hay un `int(...)` o una división entera."""
    return int(np.dot(u, v))


@misconception("neuron.dot_product")
def absolute_value(u, v):
    """Quitas el signo del resultado. Un producto escalar negativo tiene sentido: los vectores apuntan en sentidos
    opuestos."""
    return abs(np.dot(u, v))


@misconception("neuron.dot_product")
def opposite_sign(u, v):
    """El resultado es el opuesto del que se espera: busca un signo menos de más o una resta donde debería haber una
    suma."""
    return -np.dot(u, v)


@misconception("neuron.dot_product")
def distance(u, v):
    """Calculas la distancia entre los dos vectores. El producto escalar no resta: multiplica posición a posición."""
    return np.sqrt(np.sum((u - v) ** 2))


@misconception("neuron.dot_product")
def with_itself(u, v):
    """Multiplicas u por sí mismo: el segundo vector no interviene en el resultado. Mira qué nombres usas en el
    producto."""
    return np.sum(u * u)


@misconception("neuron.dot_product")
def broadcasts(u, v):
    """No compruebas las longitudes y confías en que NumPy proteste. Si un vector tiene un solo elemento lo repite sin
    avisar: compara las longitudes tú."""
    return np.sum(u * v)


@misconception("neuron.dot_product")
def zip_cuts(u, v):
    """`zip` se detiene en silencio cuando se acaba el vector más corto, y lo que sobra del otro se pierde. Comprueba
    las longitudes antes de empezar."""
    return sum(a * b for a, b in zip(u, v, strict=False))


@misconception("neuron.dot_product")
def none_for_different_lengths(u, v):
    """Cuando las longitudes no coinciden devuelves None y el programa sigue como si nada. El enunciado pide que se
    lance un error."""
    return np.dot(u, v) if len(u) == len(v) else None


@misconception("neuron.dot_product")
def only_if_the_first_is_longer(u, v):
    """Solo protestas cuando u es más largo que v. Si el largo es v, sus últimos elementos se pierden sin avisar: piensa
    en las dos posibilidades."""
    if len(u) > len(v):
        raise ValueError
    return sum(u[i] * v[i] for i in range(len(u)))


@misconception("neuron.dot_product")
def only_if_the_second_is_longer(u, v):
    """Solo protestas cuando v es más largo que u. Si el largo es u, sus últimos elementos se pierden sin avisar: piensa
    en las dos posibilidades."""
    if len(u) < len(v):
        raise ValueError
    return sum(u[i] * v[i] for i in range(len(v)))


# -- weighted_sum ------------------------------------------------------------------------------


@misconception("neuron.weighted_sum")
def inputs_rounded_down(x, w, b):
    """Las entradas pierden sus decimales antes de multiplicarlas: mira si las conviertes en enteros."""
    return np.dot(w, np.floor(x)) + b


@misconception("neuron.weighted_sum")
def without_bias(x, w, b):
    """Olvidas el sesgo: con todas las entradas a 0, la neurona debe dar b."""
    return np.dot(w, x)


@misconception("neuron.weighted_sum")
def bias_in_every_term(x, w, b):
    """Sumas el sesgo en cada producto, así que cuenta tantas veces como entradas hay. La neurona tiene un solo sesgo:
    súmalo una vez, al final."""
    return np.sum(w * x + b)


@misconception("neuron.weighted_sum")
def bias_subtracted(x, w, b):
    """Restas el sesgo en vez de sumarlo. Un sesgo positivo empuja la suma hacia arriba."""
    return np.dot(w, x) - b


@misconception("neuron.weighted_sum")
def bias_multiplies(x, w, b):
    """Multiplicas por el sesgo. El sesgo no es un peso de la suma entera: es una cantidad que se añade."""
    return np.dot(w, x) * b


@misconception("neuron.weighted_sum")
def not_summed(x, w, b):
    """Devuelves un número por entrada. La neurona tiene una sola suma: reúne los productos antes de añadir el sesgo."""
    return w * x + b


@misconception("neuron.weighted_sum")
def bias_added_to_the_inputs(x, w, b):
    """Sumas el sesgo a las entradas antes de multiplicarlas, así que los pesos también lo escalan. El sesgo se añade
    después, sin peso."""
    return np.dot(w, x + b)


@misconception("neuron.weighted_sum")
def inputs_plus_weights(x, w, b):
    """Sumas cada entrada con su peso en vez de multiplicarlos. Un peso dice cuánto importa su entrada: con peso 0 no
    debería influir."""
    return np.sum(x + w) + b


@misconception("neuron.weighted_sum")
def product_of_sums(x, w, b):
    """Sumas las entradas por un lado y los pesos por otro, y multiplicas los totales. Cada peso solo debe afectar a su
    entrada."""
    return np.sum(w) * np.sum(x) + b


@misconception("neuron.weighted_sum")
def mean_instead_of_sum(x, w, b):
    """Haces la media de los productos en vez de sumarlos: el resultado depende de cuántas entradas haya."""
    return np.mean(w * x) + b


@misconception("neuron.weighted_sum")
def divided_by_the_weights(x, w, b):
    """Divides entre la suma de los pesos, como en una media ponderada. En una neurona los pesos no tienen por qué sumar
    1, y no se divide."""
    return np.dot(w, x) / (np.sum(w) or 1) + b


@misconception("neuron.weighted_sum")
def already_rectified(x, w, b):
    """Aplicas ya una activación que anula los negativos. Aquí se pide la suma, antes de decidir nada."""
    return max(np.dot(w, x) + b, 0)


@misconception("neuron.weighted_sum")
def already_stepped(x, w, b):
    """Aplicas ya el escalón y devuelves 0 o 1. Aquí se pide la suma, antes de decidir nada."""
    return 1 if np.dot(w, x) + b >= 0 else 0


@misconception("neuron.weighted_sum")
def already_squashed(x, w, b):
    """Aplicas ya la sigmoide. Aquí se pide la suma, antes de pasarla por ninguna activación."""
    return 1 / (1 + np.exp(-(np.dot(w, x) + b)))


@misconception("neuron.weighted_sum")
def two_inputs_only(x, w, b):
    """Escribes a mano dos entradas, y puede haber una o muchas. Usa el producto escalar de los vectores enteros."""
    return w[0] * x[0] + w[1] * x[1] + b


@misconception("neuron.weighted_sum")
def first_input_only(x, w, b):
    """Solo cuentas la primera entrada. Mira si el `return` está dentro del bucle o si un índice se queda fijo en 0."""
    return w[0] * x[0] + b


@misconception("neuron.weighted_sum")
def unweighted(x, w, b):
    """Sumas las entradas sin multiplicarlas por sus pesos: todas importan lo mismo y w no interviene."""
    return np.sum(x) + b


@misconception("neuron.weighted_sum")
def decimals_lost(x, w, b):
    """Conviertes el resultado en entero y se pierden los decimales: mira si hay un `int(...)` o una división entera."""
    return int(np.dot(w, x) + b)


@misconception("neuron.weighted_sum")
def bias_alone(x, w, b):
    """Devuelves solo el sesgo: los productos de las entradas por sus pesos se pierden antes del `return`."""
    return b


# -- perceptron --------------------------------------------------------------------------------


@misconception("neuron.perceptron")
def zero_does_not_fire(x, w, b):
    """Cuando la suma vale justo 0 das un 0, y el enunciado dice que ahí el perceptrón ya dispara. Mira si la
    desigualdad incluye el igual."""
    return 1 if np.dot(w, x) + b > 0 else 0


@misconception("neuron.perceptron", twin_of="zero_does_not_fire")
def rounded_sigmoid(x, w, b):
    """Redondeas una sigmoide, y `round` lleva 0.5 al par más cercano, que es 0. Con la suma a 0 el perceptrón dispara:
    compara directamente."""
    return round(float(1 / (1 + np.exp(-(np.dot(w, x) + b)))))


@misconception("neuron.perceptron")
def minus_one_or_one(x, w, b):
    """Cuando no dispara devuelves -1. Este perceptrón responde con 1 o con 0."""
    return 1 if np.dot(w, x) + b >= 0 else -1


@misconception("neuron.perceptron")
def sign_function(x, w, b):
    """Devuelves el signo de la suma: -1, 0 o 1. El perceptrón solo tiene dos respuestas, y con 0 también dispara."""
    return np.sign(np.dot(w, x) + b)


@misconception("neuron.perceptron")
def without_bias(x, w, b):
    """Olvidas el sesgo antes de comparar: la decisión no depende de b."""
    return 1 if np.dot(w, x) >= 0 else 0


@misconception("neuron.perceptron")
def bias_as_threshold(x, w, b):
    """Usas el sesgo como un umbral que la suma debe alcanzar, o lo restas. Sesgo y umbral tienen signos opuestos: un
    sesgo grande hace más fácil disparar."""
    return 1 if np.dot(w, x) >= b else 0


@misconception("neuron.perceptron")
def the_sum_itself(x, w, b):
    """Devuelves la suma ponderada sin decidir: falta compararla y responder con 1 o 0."""
    return np.dot(w, x) + b


@misconception("neuron.perceptron")
def sigmoid_instead(x, w, b):
    """Aplicas la sigmoide, que da valores intermedios. El perceptrón decide con un escalón: 1 o 0."""
    return 1 / (1 + np.exp(-(np.dot(w, x) + b)))


@misconception("neuron.perceptron")
def rectified(x, w, b):
    """Anulas las sumas negativas, pero dejas las positivas como están. Cuando dispara debe valer 1, por grande que sea
    la suma."""
    return max(np.dot(w, x) + b, 0)


@misconception("neuron.perceptron")
def fires_below(x, w, b):
    """La desigualdad está al revés: disparas cuando la suma es negativa o 0."""
    return 1 if np.dot(w, x) + b <= 0 else 0


@misconception("neuron.perceptron")
def answers_exchanged(x, w, b):
    """El 0 y el 1 están intercambiados: mira qué devuelves cuando se cumple la condición."""
    return 0 if np.dot(w, x) + b >= 0 else 1


@misconception("neuron.perceptron")
def threshold_of_one_half(x, w, b):
    """Comparas con 0.5, que es el umbral de una probabilidad. Aquí se compara la suma misma, y su umbral es otro."""
    return 1 if np.dot(w, x) + b >= 0.5 else 0


@misconception("neuron.perceptron")
def threshold_of_one(x, w, b):
    """Comparas la suma con 1. Mira en el enunciado a partir de qué valor dispara."""
    return 1 if np.dot(w, x) + b >= 1 else 0


@misconception("neuron.perceptron")
def one_answer_per_input(x, w, b):
    """Decides por separado con cada entrada. El perceptrón suma primero todas las entradas pesadas y decide una sola
    vez."""
    return np.where(w * x + b >= 0, 1, 0)


@misconception("neuron.perceptron")
def one_input_is_enough(x, w, b):
    """Disparas en cuanto una sola entrada pesada llega al umbral. Las entradas se compensan entre sí: se comparan todas
    juntas, sumadas."""
    return int(np.any(w * x + b >= 0))


@misconception("neuron.perceptron")
def bias_in_every_term(x, w, b):
    """Sumas el sesgo en cada producto, así que cuenta tantas veces como entradas hay. La neurona tiene un solo
    sesgo."""
    return 1 if np.sum(w * x + b) >= 0 else 0


@misconception("neuron.perceptron")
def truncated_sum(x, w, b):
    """Quitas los decimales de la suma antes de comparar, y una suma como -0.5 se convierte en 0 y dispara. Compara la
    suma tal cual."""
    return 1 if int(np.dot(w, x) + b) >= 0 else 0


@misconception("neuron.perceptron")
def two_inputs_only(x, w, b):
    """Escribes a mano dos entradas, y puede haber una o muchas. Usa el producto escalar de los vectores enteros."""
    return 1 if w[0] * x[0] + w[1] * x[1] + b >= 0 else 0


# -- gates -------------------------------------------------------------------------------------

INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, OR, XOR = (0, 0, 0, 1), (0, 1, 1, 1), (0, 1, 1, 0)


def _fires(x, w, b):
    return np.where(x @ w + b >= 0, 1.0, 0.0)


def _is(outputs, table):
    return np.array_equal(outputs, table)


def _perceptron(call: Call):
    """The weights and the bias that came back."""
    w, b = call.value
    return np.reshape(np.asarray(w, float), 2), float(np.reshape(np.asarray(b, float), ()))


def _numbers(value, count):
    """Whether a result is a list or array of ``count`` numbers, with no other list inside."""
    return np.shape(value) == (count,) and all(isinstance(item, int | float | np.number) for item in value)


@symptom("neuron.and_gate")
def truth_table_instead(call: Call):
    """Devuelves la tabla de verdad, las respuestas que debe dar el perceptrón. Se piden los números con los que las
    calcula: sus pesos y su sesgo."""
    return _numbers(call.value, 4) and _is(call.value, AND)


@symptom("neuron.and_gate")
def bias_among_the_weights(call: Call):
    """Devuelves los tres números en un solo vector. Son dos resultados distintos: el vector de los dos pesos y, aparte,
    el sesgo."""
    return _numbers(call.value, 3)


@symptom("neuron.and_gate")
def bias_missing(call: Call):
    """Devuelves los pesos sin el sesgo. Hacen falta los dos resultados, en el orden del enunciado."""
    return (isinstance(call.value, np.ndarray | list) and _numbers(call.value, 2)) or call.value[1] is None


@symptom("neuron.and_gate")
def one_weight_for_both(call: Call):
    """Devuelves un solo peso. El perceptrón tiene dos entradas, y cada una lleva el suyo, aunque valgan lo mismo."""
    return isinstance(call.value, tuple) and [np.size(item) for item in call.value] == [1, 1]


@symptom("neuron.and_gate")
def all_zeros(call: Call):
    """Con los pesos y el sesgo a 0 la suma siempre vale 0, y con 0 el perceptrón dispara siempre. Busca números que
    separen un caso de los otros tres."""
    w, b = _perceptron(call)
    return not w.any() and b == 0


@symptom("neuron.and_gate")
def sign_of_the_bias(call: Call):
    """Das el sesgo con el signo de un umbral. Un umbral que hay que alcanzar se convierte en un sesgo que cuesta
    superar: prueba qué suma sale con las dos entradas a 0."""
    w, b = _perceptron(call)
    return _is(_fires(INPUTS, w, -b), AND)


@symptom("neuron.and_gate")
def as_if_zero_did_not_fire(call: Call):
    """Tus números valdrían si con una suma de 0 el perceptrón callara, pero con 0 dispara. Calcula la suma en los
    cuatro casos y mira cuál da justo 0."""
    w, b = _perceptron(call)
    return _is(INPUTS @ w + b > 0, AND)


@symptom("neuron.and_gate")
def computes_or(call: Call):
    """Tus números calculan OR: el perceptrón dispara con una sola entrada a 1. Para AND hace falta que una sola no
    baste."""
    return _is(_fires(INPUTS, *_perceptron(call)), OR)


@symptom("neuron.and_gate")
def computes_nand(call: Call):
    """Tus números calculan lo contrario de AND: calla solo cuando las dos entradas son 1. Mira el signo de los pesos y
    del sesgo."""
    return _is(1 - _fires(INPUTS, *_perceptron(call)), AND)


@symptom("neuron.and_gate")
def bias_too_negative(call: Call):
    """El sesgo pesa más que los dos pesos juntos: ni con las dos entradas a 1 llega la suma a 0, y el perceptrón no
    dispara nunca."""
    w, b = _perceptron(call)
    return (w > 0).all() and b < -w.sum()


@symptom("neuron.and_gate")
def one_input_decides(call: Call):
    """Con tus números una sola de las entradas ya decide el resultado. Ninguna de las dos, por sí sola, debe bastar
    para que la suma llegue a 0."""
    fired = _fires(INPUTS, *_perceptron(call))
    return _is(fired, INPUTS[:, 0]) or _is(fired, INPUTS[:, 1])


@symptom("neuron.or_gate")
def truth_table_instead(call: Call):
    """Devuelves la tabla de verdad, las respuestas que debe dar el perceptrón. Se piden los números con los que las
    calcula: sus pesos y su sesgo."""
    return _numbers(call.value, 4) and _is(call.value, OR)


@symptom("neuron.or_gate")
def bias_among_the_weights(call: Call):
    """Devuelves los tres números en un solo vector. Son dos resultados distintos: el vector de los dos pesos y, aparte,
    el sesgo."""
    return _numbers(call.value, 3)


@symptom("neuron.or_gate")
def bias_missing(call: Call):
    """Devuelves los pesos sin el sesgo. Hacen falta los dos resultados, en el orden del enunciado."""
    return (isinstance(call.value, np.ndarray | list) and _numbers(call.value, 2)) or call.value[1] is None


@symptom("neuron.or_gate")
def one_weight_for_both(call: Call):
    """Devuelves un solo peso. El perceptrón tiene dos entradas, y cada una lleva el suyo, aunque valgan lo mismo."""
    return isinstance(call.value, tuple) and [np.size(item) for item in call.value] == [1, 1]


@symptom("neuron.or_gate")
def all_zeros(call: Call):
    """Con los pesos y el sesgo a 0 la suma siempre vale 0, y con 0 el perceptrón dispara siempre. Busca números que
    separen un caso de los otros tres."""
    w, b = _perceptron(call)
    return not w.any() and b == 0


@symptom("neuron.or_gate")
def as_if_zero_did_not_fire(call: Call):
    """Tus números valdrían si con una suma de 0 el perceptrón callara, pero con 0 dispara. Calcula la suma en los
    cuatro casos y mira cuál da justo 0."""
    w, b = _perceptron(call)
    return _is(INPUTS @ w + b > 0, OR)


@symptom("neuron.or_gate")
def sign_of_the_bias(call: Call):
    """Das el sesgo con el signo de un umbral. Un umbral que hay que alcanzar se convierte en un sesgo que cuesta
    superar: prueba qué suma sale con las dos entradas a 0."""
    w, b = _perceptron(call)
    return _is(_fires(INPUTS, w, -b), OR)


@symptom("neuron.or_gate")
def computes_and(call: Call):
    """Tus números calculan AND: el perceptrón solo dispara con las dos entradas a 1. Para OR debe bastar con una."""
    return _is(_fires(INPUTS, *_perceptron(call)), AND)


@symptom("neuron.or_gate")
def computes_nor(call: Call):
    """Tus números calculan lo contrario de OR: dispara solo cuando las dos entradas son 0. Mira el signo de los pesos y
    del sesgo."""
    return _is(1 - _fires(INPUTS, *_perceptron(call)), OR)


@symptom("neuron.or_gate")
def negative_weight(call: Call):
    """Un peso negativo hace que su entrada calle al perceptrón en vez de animarlo. En OR cualquiera de las dos entradas
    debe empujar hacia arriba."""
    w, b = _perceptron(call)
    return b < 0 and (w < 0).sum() == 1 and _is(_fires(INPUTS, np.abs(w), b), OR)


@symptom("neuron.or_gate")
def one_input_decides(call: Call):
    """Con tus números una de las entradas, ella sola, no llega a disparar: su peso no puede con el sesgo. Cualquiera de
    las dos debe bastar."""
    fired = _fires(INPUTS, *_perceptron(call))
    return _is(fired, INPUTS[:, 0]) or _is(fired, INPUTS[:, 1])


def _network(call: Call):
    W, b, v, c = call.value
    shapes = ((2, 2), (2,), (2,), ())
    return tuple(np.reshape(np.asarray(item, float), shape) for item, shape in zip((W, b, v, c), shapes, strict=True))


def _computes(W, b, v, c, first=_fires, last=_fires):
    """What two hidden perceptrons and an output one answer to the four inputs."""
    return last(first(INPUTS, np.transpose(W), b), v, c)


def _strict(x, w, b):
    return np.where(x @ w + b > 0, 1.0, 0.0)


def _any_bias(h, v):
    """Whether with some bias the output computes XOR of the hidden answers ``h``."""
    z = h @ v
    return min(z[1], z[2]) > max(z[0], z[3])


@symptom("neuron.xor_gate")
def truth_table_instead(call: Call):
    """Devuelves la tabla de verdad, las respuestas que debe dar la red. Se piden los números con los que las calcula:
    los pesos y los sesgos de sus tres perceptrones."""
    return _numbers(call.value, 4) and _is(call.value, XOR)


@symptom("neuron.xor_gate")
def only_one_perceptron(call: Call):
    """Devuelves un solo perceptrón, y ninguno puede calcular XOR: no hay recta que separe sus casos. Hacen falta dos
    ocultos y uno de salida."""
    return len(call.value) == 2 and np.shape(call.value[0]) == (2,) and np.size(call.value[1]) == 1


@symptom("neuron.xor_gate")
def output_bias_missing(call: Call):
    """Falta el sesgo del perceptrón de salida. Los tres tienen sesgo: los dos ocultos lo llevan en un vector y el de
    salida, aparte."""
    return [np.shape(item) for item in call.value] == [(2, 2), (2,), (2,)]


@symptom("neuron.xor_gate")
def flat_weights(call: Call):
    """Los pesos de los dos perceptrones ocultos van en una sola lista. Cada uno ocupa una fila de la matriz W: dos
    filas de dos pesos."""
    return np.shape(call.value[0]) == (4,)


@symptom("neuron.xor_gate")
def columns_are_the_hidden_units(call: Call):
    """Has puesto los pesos de cada perceptrón oculto en una columna. El enunciado los pide en filas: la matriz W está
    traspuesta."""
    W, b, v, c = _network(call)
    return _is(_computes(W.T, b, v, c), XOR)


@symptom("neuron.xor_gate")
def hidden_biases_exchanged(call: Call):
    """Los sesgos de los dos perceptrones ocultos están intercambiados: el primero debe acompañar a la primera fila de
    W."""
    W, b, v, c = _network(call)
    return _is(_computes(W, b[::-1], v, c), XOR)


@symptom("neuron.xor_gate")
def sign_of_the_bias(call: Call):
    """Das los sesgos con el signo de un umbral. Un umbral que hay que alcanzar se convierte en un sesgo que cuesta
    superar: prueba qué sumas salen con las dos entradas a 0."""
    W, b, v, c = _network(call)
    return any(_is(_computes(W, *signs), XOR) for signs in ((-b, v, -c), (-b, v, c), (b, v, -c)))


@symptom("neuron.xor_gate")
def computes_xnor(call: Call):
    """Tu red calcula lo contrario de XOR: dispara cuando las dos entradas son iguales. Mira el signo de los números de
    la salida."""
    W, b, v, c = _network(call)
    return _is(1 - _computes(W, b, v, c), XOR)


@symptom("neuron.xor_gate")
def as_if_zero_did_not_fire(call: Call):
    """Tus números valdrían si con una suma de 0 un perceptrón callara, pero con 0 dispara. Calcula las sumas de los
    tres en los cuatro casos y mira cuáles dan justo 0."""
    W, b, v, c = _network(call)
    return any(_is(_computes(W, b, v, c, _strict, last), XOR) for last in (_strict, _fires))


@symptom("neuron.xor_gate")
def hidden_relu(call: Call):
    """Tus números valdrían con ReLU en la capa oculta, que deja pasar valores como 2. Aquí los perceptrones ocultos
    solo dicen 0 o 1: rehaz la tabla con esos valores."""
    W, b, v, c = _network(call)
    return _is(_fires(np.maximum(INPUTS @ W.T + b, 0), v, c), XOR)


@symptom("neuron.xor_gate")
def twice_the_same_unit(call: Call):
    """Los dos perceptrones ocultos son el mismo, así que es como si hubiera uno solo. Cada uno debe fijarse en algo
    distinto."""
    W, b, _, _ = _network(call)
    return np.array_equal(W[0], W[1]) and b[0] == b[1]


@symptom("neuron.xor_gate")
def bias_of_the_output(call: Call):
    """Los dos perceptrones ocultos están bien elegidos, y los pesos de la salida también: lo que falla es su sesgo.
    Escribe la suma de la salida en los cuatro casos y mira dónde debe caer el 0."""
    W, b, v, _ = _network(call)
    return _any_bias(_fires(INPUTS, W.T, b), v)


@symptom("neuron.xor_gate")
def sign_of_an_output_weight(call: Call):
    """Los dos perceptrones ocultos están bien elegidos, pero la salida los suma cuando uno de ellos debería callarla.
    Mira cuál de los dos dispara en un caso en que no debe hacerlo la red."""
    W, b, v, _ = _network(call)
    h = _fires(INPUTS, W.T, b)
    return any(_any_bias(h, v * signs) for signs in ([1, -1], [-1, 1], [-1, -1]))


# -- train_perceptron --------------------------------------------------------------------------


@misconception("neuron.train_perceptron")
def zero_does_not_fire(X, y, learning_rate, epochs):
    """Al predecir, una suma de 0 no dispara en tu versión, y el enunciado dice que sí. Con los pesos a 0 se nota desde
    el primer ejemplo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b > 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def whole_batch_at_once(X, y, learning_rate, epochs):
    """Calculas los errores de toda la época con los mismos pesos y corriges al final. La regla corrige en el acto: el
    ejemplo siguiente ya debe ver los pesos nuevos."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        errors = y - (X @ w + b >= 0)
        w, b = w + learning_rate * errors @ X, b + learning_rate * errors.sum()
    return w, b


@misconception("neuron.train_perceptron")
def mean_of_the_batch(X, y, learning_rate, epochs):
    """Haces la media de las correcciones de toda la época y las aplicas al final. La regla corrige en el acto, ejemplo
    a ejemplo, sin medias."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        errors = y - (X @ w + b >= 0)
        w, b = w + learning_rate * errors @ X / len(X), b + learning_rate * errors.mean()
    return w, b


@misconception("neuron.train_perceptron")
def error_of_the_sum(X, y, learning_rate, epochs):
    """Restas a la respuesta la suma ponderada, sin pasarla por el escalón. El error se mide con lo que el perceptrón
    decide, que es 0 o 1."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def opposite_sign(X, y, learning_rate, epochs):
    """Corriges en sentido contrario: cuando debería disparar y no lo hace, tus pesos se alejan más. Mira qué se resta
    de qué en el error, o si restas la corrección."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = (np.dot(w, x) + b >= 0) - target
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def bias_never_learns(X, y, learning_rate, epochs):
    """El sesgo se queda siempre a 0. También aprende, y con la misma regla que los pesos: piensa en él como en el peso
    de una entrada que siempre vale 1."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        for x, target in zip(X, y):
            w = w + learning_rate * (target - (np.dot(w, x) >= 0)) * x
    return w, 0.0


@misconception("neuron.train_perceptron")
def weights_never_learn(X, y, learning_rate, epochs):
    """Solo cambia el sesgo: los pesos se quedan a 0. Mira si su corrección se guarda, y si usa el error de antes de
    tocar el sesgo o uno nuevo, que ya vale 0."""
    b = 0.0
    for _ in range(epochs):
        for target in y:
            b = b + learning_rate * (target - (b >= 0))
    return np.zeros(X.shape[1]), b


@misconception("neuron.train_perceptron")
def learning_rate_forgotten(X, y, learning_rate, epochs):
    """Corriges sin la tasa de aprendizaje: el resultado no depende de ella. Dice qué parte del error se corrige cada
    vez."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + error * x, b + error
    return w, b


@misconception("neuron.train_perceptron")
def learning_rate_forgotten_in_the_bias(X, y, learning_rate, epochs):
    """La tasa de aprendizaje está en la corrección de los pesos, pero no en la del sesgo. La regla es la misma para los
    dos."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + error
    return w, b


@misconception("neuron.train_perceptron")
def learning_rate_forgotten_in_the_weights(X, y, learning_rate, epochs):
    """La tasa de aprendizaje está en la corrección del sesgo, pero no en la de los pesos. La regla es la misma para los
    dos."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def weights_without_the_input(X, y, learning_rate, epochs):
    """Corriges todos los pesos lo mismo, sin mirar las entradas. Un peso solo tiene culpa del error en la medida en que
    su entrada era grande."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def starts_from_ones(X, y, learning_rate, epochs):
    """Empiezas con los pesos y el sesgo a 1. El enunciado fija otro principio, y de él depende todo el camino."""
    w, b = np.ones(X.shape[1]), 1.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@symptom("neuron.train_perceptron")
def not_from_zero(call: Call):
    """Con todas las entradas a 0 los pesos no pueden cambiar, y los tuyos no son 0: no empiezan donde dice el
    enunciado. Mira con qué valores (quizá al azar) los creas."""
    X, (w, b) = np.asarray(call.arguments[0]), call.value
    weights_and_bias = isinstance(call.value, tuple | list) and np.shape(w) == (X.shape[1],) and np.size(b) == 1
    return weights_and_bias and not X.any() and np.all(np.asarray(w) != 0)


@misconception("neuron.train_perceptron")
def last_to_first(X, y, learning_rate, epochs):
    """Recorres los ejemplos del último al primero. Como cada corrección cuenta ya para el siguiente, el orden
    importa."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X[::-1], y[::-1]):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def only_one_epoch(X, y, learning_rate, epochs):
    """El resultado es el de una sola época, se pidan las que se pidan. O falta el bucle de las épocas, o en cada una
    vuelves a poner los pesos a 0, o el `return` está dentro."""
    w, b = np.zeros(X.shape[1]), 0.0
    for x, target in zip(X, y):
        error = target - (np.dot(w, x) + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def first_sample_only(X, y, learning_rate, epochs):
    """Solo aprendes del primer ejemplo: mira si el `return` está dentro del bucle o si un índice se queda fijo."""
    w, b = np.zeros(X.shape[1]), 0.0
    error = y[0] - 1
    return w + learning_rate * error * X[0], b + learning_rate * error


@misconception("neuron.train_perceptron")
def one_epoch_more(X, y, learning_rate, epochs):
    """Haces una época de más. Cuenta cuántas vueltas da tu bucle cuando se pide una sola."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs + 1):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def one_epoch_less(X, y, learning_rate, epochs):
    """Haces una época de menos. Cuenta cuántas vueltas da tu bucle cuando se pide una sola."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1, epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def until_it_learns(X, y, learning_rate, epochs):
    """Sigues hasta que no queda ningún error, aunque se hayan pedido menos épocas. El número de épocas lo decide quien
    llama."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1000):
        errors = 0
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            errors += abs(error)
            w, b = w + learning_rate * error * x, b + learning_rate * error
        if errors == 0:
            break
    return w, b


@misconception("neuron.train_perceptron")
def stops_when_errors_cancel(X, y, learning_rate, epochs):
    """Paras cuando los errores de una época suman 0, pero un error de 1 y otro de -1 también se anulan. Si quieres
    parar antes, cuenta los errores sin su signo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        total = 0
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            total += error
            w, b = w + learning_rate * error * x, b + learning_rate * error
        if total == 0:
            break
    return w, b


@misconception("neuron.train_perceptron")
def stops_at_the_first_hit(X, y, learning_rate, epochs):
    """En cuanto aciertas un ejemplo dejas la época a medias. Un acierto no corrige nada, pero los ejemplos que faltan
    también cuentan: mira el `break`."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            if error == 0:
                break
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def last_sample_forgotten(X, y, learning_rate, epochs):
    """Te dejas el último ejemplo: `range(n)` ya se detiene antes de n, así que no hay que restarle nada."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X[:-1], y[:-1]):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def first_sample_forgotten(X, y, learning_rate, epochs):
    """Te saltas el primer ejemplo: los índices empiezan en 0."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X[1:], y[1:]):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def answers_of_minus_one_and_one(X, y, learning_rate, epochs):
    """Trabajas con respuestas de -1 y 1, y entonces cada error vale el doble. Aquí son 0 y 1, tanto las que llegan como
    las que da el perceptrón."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, 2 * y - 1):
            error = target - (1 if np.dot(w, x) + b >= 0 else -1)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def predictions_of_minus_one_and_one(X, y, learning_rate, epochs):
    """Tu perceptrón responde -1 cuando no dispara, pero las respuestas que llegan son 0 y 1: un acierto con 0 cuenta
    como error."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (1 if np.dot(w, x) + b >= 0 else -1)
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron", twin_of="weights_never_learn")
def bias_corrected_before_the_weights(X, y, learning_rate, epochs):
    """Corriges el sesgo y vuelves a calcular el error antes de corregir los pesos. Los dos se corrigen con el mismo
    error, el de antes de cambiar nada: guárdalo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            b = b + learning_rate * (target - (np.dot(w, x) + b >= 0))
            w = w + learning_rate * (target - (np.dot(w, x) + b >= 0)) * x
    return w, b


@misconception("neuron.train_perceptron")
def weights_corrected_before_the_bias(X, y, learning_rate, epochs):
    """Corriges los pesos y vuelves a calcular el error antes de corregir el sesgo. Los dos se corrigen con el mismo
    error, el de antes de cambiar nada: guárdalo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            w = w + learning_rate * (target - (np.dot(w, x) + b >= 0)) * x
            b = b + learning_rate * (target - (np.dot(w, x) + b >= 0))
    return w, b


@misconception("neuron.train_perceptron")
def learns_only_from_positives(X, y, learning_rate, epochs):
    """Solo corriges cuando debía disparar y no lo hizo. También hay que corregir el error contrario: disparar cuando no
    toca."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            if target == 1 and np.dot(w, x) + b < 0:
                w, b = w + learning_rate * x, b + learning_rate
    return w, b


@misconception("neuron.train_perceptron")
def learns_only_from_negatives(X, y, learning_rate, epochs):
    """Solo corriges cuando disparó y no debía. También hay que corregir el error contrario: no disparar cuando toca."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            if target == 0 and np.dot(w, x) + b >= 0:
                w, b = w - learning_rate * x, b - learning_rate
    return w, b


@misconception("neuron.train_perceptron")
def absolute_error(X, y, learning_rate, epochs):
    """Corriges siempre hacia arriba, porque el error ha perdido su signo. El signo dice si hay que acercar o alejar los
    pesos del ejemplo."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = abs(target - (np.dot(w, x) + b >= 0))
            w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@misconception("neuron.train_perceptron")
def best_weights_seen(X, y, learning_rate, epochs):
    """Devuelves los pesos de la época con menos errores. La regla de este ejercicio acaba donde acaba: se piden los del
    final."""
    w, b = np.zeros(X.shape[1]), 0.0
    best, fewest = (w, b), np.inf
    for _ in range(epochs):
        for x, target in zip(X, y):
            error = target - (np.dot(w, x) + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
        errors = np.sum((X @ w + b >= 0) != y)
        if errors < fewest:
            best, fewest = (w, b), errors
    return best


@misconception("neuron.train_perceptron")
def least_squares(X, y, learning_rate, epochs):
    """Resuelves de una vez un ajuste por mínimos cuadrados. Aquí se pide el camino de la regla del perceptrón, que
    corrige ejemplo a ejemplo y depende de la tasa y de las épocas."""
    weights = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), 2 * y - 1, rcond=None)[0]
    return weights[:-1], weights[-1]
