"""Known wrong ideas of the unit activations."""

from __future__ import annotations

import numpy as np

from grader.misconceptions import misconception


@misconception("activations.softmax")
def over_the_whole_array(z):
    """Normalizas con la suma de todo el array, así que las probabilidades de todas las filas juntas suman 1. Cada fila
    es un ejemplo distinto y sus probabilidades deben sumar 1 por separado: mira los argumentos `axis` y `keepdims`."""
    e = np.exp(z - np.max(z))
    return e / e.sum()
