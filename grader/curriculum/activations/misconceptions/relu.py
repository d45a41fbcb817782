"""Known wrong ideas of activations.relu."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.misconception import misconception, symptom


def right(z):
    return np.maximum(z, 0)


@symptom("activations.relu", throughout=True)
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
