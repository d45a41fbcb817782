"""Known wrong ideas of gradient_descent.numerical_gradient."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception, same, symptom


def right(f, w, h=1e-5):
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])


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
def one_slope_for_all(f, w, h=1e-5):
    """Sale un solo número: o sumas `h` al vector entero y se mueven todas las coordenadas a la vez, o sumas las
    pendientes. El gradiente tiene una componente por coordenada: mueve solo una cada vez y guárdalas por separado."""
    return (f(w + h) - f(w - h)) / (2 * h)


@misconception("gradient_descent.numerical_gradient")
def one_slope_for_all_forward(f, w, h=1e-5):
    """Sumas `h` al vector entero, así que se mueven todas las coordenadas a la vez y sale un solo número; y además solo
    miras hacia delante. Mueve una coordenada cada vez, a un lado y al otro."""
    return (f(w + h) - f(w)) / h


@misconception("gradient_descent.numerical_gradient")
def moves_every_coordinate_forward(f, w, h=1e-5):
    """Desplazas todas las coordenadas a la vez, y solo hacia delante. Para la componente i solo debe moverse la
    coordenada i, un poco a cada lado."""
    return np.full(len(w), (f(w + h) - f(w)) / h)


@misconception("gradient_descent.numerical_gradient", twin_of="one_slope_for_all")
def slopes_added(f, w, h=1e-5):
    """Sumas las pendientes de todas las coordenadas y devuelves un solo número. El gradiente las guarda por separado,
    cada una en su sitio."""
    return sum((f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w)))


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
    """Al pasar a la coordenada siguiente, la anterior sigue desplazada: las copias de `w`, o lo que le sumas, las
    creas una sola vez, antes del bucle. Hazlo de nuevo en cada vuelta."""
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
