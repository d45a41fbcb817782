"""Known wrong ideas of gradient_descent.adam_step."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception, symptom


def right(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v = _means(m, v, gradient, beta_1, beta_2)
    return w - _step(learning_rate, epsilon, *_corrected(m, v, t, beta_1, beta_2)), m, v


def _means(m, v, gradient, beta_1, beta_2):
    """The moving averages, of the gradient and of its square, once this gradient is in."""
    return beta_1 * m + (1 - beta_1) * gradient, beta_2 * v + (1 - beta_2) * gradient**2


def _corrected(m, v, t, beta_1, beta_2):
    """The moving averages, not short any more for having begun at zero."""
    return m / (1 - beta_1**t), v / (1 - beta_2**t)


def _step(learning_rate, epsilon, m_hat, v_hat):
    return learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)


def _with(call, **others):
    """What is right for a call with other options."""
    names = ("learning_rate", "beta_1", "beta_2", "epsilon")
    given = {**dict(zip(names, call.arguments[5:])), **call.options}
    return right(*call.arguments[:5], **{**others, **given})


def _moves(call, **others):
    """Whether the weights moved as they do with other options, whatever their size."""
    w = np.asarray(call.arguments[0])
    got, wanted = np.asarray(call.value[0]) - w, _with(call, **others)[0] - w
    return np.allclose(got, wanted, rtol=1e-3, atol=1e-3 * np.abs(wanted).max())


@misconception("gradient_descent.adam_step")
def without_the_corrections(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """No corriges las medias móviles: en los primeros pasos `m` y `v` se quedan cortas, porque empezaron en cero.
    Antes del paso se divide cada una entre 1 menos su beta elevada a t."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    return w - _step(learning_rate, epsilon, m, v), m, v


@misconception("gradient_descent.adam_step")
def returns_the_corrected_means(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """El paso está bien, pero devuelves las medias ya corregidas. Se guardan sin corregir: la corrección solo
    sirve para este paso, y en el siguiente se aplicaría otra vez."""
    w, m, v = right(w, m, v, gradient, t, learning_rate, beta_1, beta_2, epsilon)
    return w, *_corrected(m, v, t, beta_1, beta_2)


@misconception("gradient_descent.adam_step")
def only_the_first_mean_corrected(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Corriges `m` pero no `v`: las dos empiezan en cero y las dos necesitan su corrección."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    return w - _step(learning_rate, epsilon, m / (1 - beta_1**t), v), m, v


@misconception("gradient_descent.adam_step")
def only_the_second_mean_corrected(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Corriges `v` pero no `m`: las dos empiezan en cero y las dos necesitan su corrección."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    return w - _step(learning_rate, epsilon, m, v / (1 - beta_2**t)), m, v


@misconception("gradient_descent.adam_step")
def corrected_with_the_next_step(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Corriges con t + 1, y el primer paso ya es el número 1: usa t tal como llega."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    return w - _step(learning_rate, epsilon, *_corrected(m, v, t + 1, beta_1, beta_2)), m, v


@misconception("gradient_descent.adam_step")
def corrected_without_t(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Corriges siempre como en el primer paso, dividiendo entre 1 - beta: no usas t. Con el tiempo la corrección
    debe desaparecer, porque beta elevada a t se acerca a 0."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    return w - _step(learning_rate, epsilon, *_corrected(m, v, 1, beta_1, beta_2)), m, v


@misconception("gradient_descent.adam_step")
def beta_times_t(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """En la corrección multiplicas beta por t. Es una potencia: beta elevada a t."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    m_hat, v_hat = m / (1 - beta_1 * t), v / (1 - beta_2 * t)
    return w - _step(learning_rate, epsilon, m_hat, v_hat), m, v


@misconception("gradient_descent.adam_step")
def corrections_multiplied(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """En la corrección multiplicas por 1 menos beta elevada a t. Las medias se quedan cortas, así que hay que
    dividir: eso las hace crecer."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    m_hat, v_hat = m * (1 - beta_1**t), v * (1 - beta_2**t)
    return w - _step(learning_rate, epsilon, m_hat, v_hat), m, v


@misconception("gradient_descent.adam_step")
def one_beta_for_both_corrections(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Corriges las dos medias con `beta_1`. Cada una se corrige con su propia beta."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    return w - _step(learning_rate, epsilon, *_corrected(m, v, t, beta_1, beta_1)), m, v


@misconception("gradient_descent.adam_step")
def betas_swapped(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Las dos betas están cambiadas: `beta_1` es la de `m`, la media del gradiente, y `beta_2` la de `v`, la de su
    cuadrado."""
    return right(w, m, v, gradient, t, learning_rate, beta_2, beta_1, epsilon)


@misconception("gradient_descent.adam_step")
def one_beta_for_both_means(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Usas `beta_1` en las dos medias y en sus correcciones: `v` tiene la suya, `beta_2`."""
    return right(w, m, v, gradient, t, learning_rate, beta_1, beta_1, epsilon)


@misconception("gradient_descent.adam_step")
def weights_of_the_means_swapped(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Las dos partes de cada media están cambiadas: beta multiplica a lo que había y 1 - beta a lo nuevo."""
    m, v = _means(m, v, gradient, 1 - beta_1, 1 - beta_2)
    return w - _step(learning_rate, epsilon, *_corrected(m, v, t, beta_1, beta_2)), m, v


@misconception("gradient_descent.adam_step")
def sums_in_place_of_means(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Sumas a cada media lo nuevo entero, sin el factor 1 - beta: no son medias, sino sumas que crecen."""
    m = beta_1 * m + gradient
    v = beta_2 * v + gradient**2
    return w - _step(learning_rate, epsilon, *_corrected(m, v, t, beta_1, beta_2)), m, v


@misconception("gradient_descent.adam_step")
def square_forgotten(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """En `v` entra el gradiente sin elevar al cuadrado: `v` mide su tamaño, y con signo se anularía o no tendría
    raíz."""
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient
    return w - _step(learning_rate, epsilon, *_corrected(m, v, t, beta_1, beta_2)), m, v


@misconception("gradient_descent.adam_step")
def square_of_the_mean(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """En `v` entra el cuadrado de `m`, y debe entrar el cuadrado del gradiente."""
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * m**2
    return w - _step(learning_rate, epsilon, *_corrected(m, v, t, beta_1, beta_2)), m, v


@misconception("gradient_descent.adam_step")
def root_forgotten(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Divides entre la media del cuadrado sin hacer la raíz. Con la raíz, numerador y denominador tienen el tamaño
    del gradiente y el paso mide más o menos `learning_rate`."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    m_hat, v_hat = _corrected(m, v, t, beta_1, beta_2)
    step = learning_rate * m_hat / (v_hat + epsilon)
    return w - step, m, v


@misconception("gradient_descent.adam_step")
def without_the_division(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Avanzas con la media del gradiente y no divides entre la raíz de la de su cuadrado: eso es casi el momento.
    La división iguala los pasos de todos los pesos."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    return w - learning_rate * m / (1 - beta_1**t), m, v


@misconception("gradient_descent.adam_step")
def gradient_in_place_of_its_mean(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """En el paso pones el gradiente, y va la media móvil `m` corregida: sin ella no hay momento."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    return w - _step(learning_rate, epsilon, gradient, v / (1 - beta_2**t)), m, v


@misconception("gradient_descent.adam_step")
def epsilon_inside_of_the_root(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Sumas epsilon dentro de la raíz. Va fuera: primero la raíz y después epsilon."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    m_hat, v_hat = _corrected(m, v, t, beta_1, beta_2)
    step = learning_rate * m_hat / np.sqrt(v_hat + epsilon)
    return w - step, m, v


@misconception("gradient_descent.adam_step")
def epsilon_before_the_correction(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Sumas epsilon a la raíz de `v` sin corregir, y corriges después el paso entero. Se suma a la raíz ya
    corregida; si no, en los primeros pasos epsilon pesa más."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    m_hat = m / (1 - beta_1**t)
    step = learning_rate * m_hat * np.sqrt(1 - beta_2**t) / (np.sqrt(v) + epsilon)
    return w - step, m, v


@misconception("gradient_descent.adam_step")
def without_epsilon(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """No usas epsilon: donde nunca ha habido gradiente divides 0 entre 0."""
    return right(w, m, v, gradient, t, learning_rate, beta_1, beta_2, 0)


@misconception("gradient_descent.adam_step")
def uphill(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Sumas el paso, y así subes: Adam también avanza en contra del gradiente."""
    return right(w, m, v, gradient, t, -learning_rate, beta_1, beta_2, epsilon)


@misconception("gradient_descent.adam_step")
def without_the_learning_rate(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """No usas la tasa de aprendizaje: cada peso avanza más o menos 1 en cada paso."""
    return right(w, m, v, gradient, t, 1, beta_1, beta_2, epsilon)


@misconception("gradient_descent.adam_step")
def moved_with_the_old_means(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Das el paso con las medias que llegaron y las pones al día después. Primero se actualizan, y el paso usa las
    nuevas."""
    step = _step(learning_rate, epsilon, *_corrected(m, v, t, beta_1, beta_2))
    return w - step, *_means(m, v, gradient, beta_1, beta_2)


@misconception("gradient_descent.adam_step")
def means_not_returned_anew(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Mueves bien los pesos, pero devuelves las medias que llegaron: el paso siguiente no sabrá nada de este
    gradiente."""
    w, _, _ = right(w, m, v, gradient, t, learning_rate, beta_1, beta_2, epsilon)
    return w, m, v


@misconception("gradient_descent.adam_step")
def outputs_in_another_order(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Los resultados están en otro orden: primero los pesos y después las dos medias, `m` y `v`."""
    w, m, v = right(w, m, v, gradient, t, learning_rate, beta_1, beta_2, epsilon)
    return m, v, w


@misconception("gradient_descent.adam_step")
def only_the_weights(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Devuelves solo los pesos. Quien llama necesita también `m` y `v`, para dar el paso siguiente."""
    return right(w, m, v, gradient, t, learning_rate, beta_1, beta_2, epsilon)[0]


@misconception("gradient_descent.adam_step")
def only_the_step(w, m, v, gradient, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """Devuelves el paso en lugar de los pesos a los que lleva: falta restarlo de `w`."""
    m, v = _means(m, v, gradient, beta_1, beta_2)
    return _step(learning_rate, epsilon, *_corrected(m, v, t, beta_1, beta_2)), m, v


@symptom("gradient_descent.adam_step")
def another_default(call):
    """Cuando no se dan las opciones usas otros valores que los del enunciado. Compara tu línea `def` con la
    original: los ceros de 0.001 y de 1e-7 se cuentan mal con facilidad."""
    if len(call.arguments) == 9 or _moves(call):
        return False
    others = (
        ("learning_rate", (0.01, 0.1, 0.0001)),
        ("beta_1", (0.99, 0.5)),
        ("beta_2", (0.99, 0.9, 0.9999)),
        ("epsilon", (1e-8, 1e-6, 1e-5, 0.0)),
    )
    return any(_moves(call, **{name: value}) for name, values in others for value in values)
