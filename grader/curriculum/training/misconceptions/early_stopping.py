"""Known wrong ideas of training.early_stopping."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.misconception import misconception, symptom


def stopping(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        best = epoch if loss < val_losses[best] else best
        if epoch - best == patience:
            return epoch, best
    return len(val_losses) - 1, best


def right(val_losses, patience):
    return stopping(val_losses, patience)


@misconception("training.early_stopping")
def best_before_stopped(val_losses, patience):
    """Devuelves los dos números en otro orden: primero va la época en la que se detiene y después la mejor."""
    return stopping(val_losses, patience)[::-1]


@misconception("training.early_stopping")
def one_epoch_more(val_losses, patience):
    """Aguantas una época de más. Si la paciencia es 2, la segunda seguida sin mejora es ya la última: mira si comparas
    el contador antes o después de sumarle la época, y con `>` o con `>=`."""
    return stopping(val_losses, patience + 1)


@misconception("training.early_stopping")
def one_epoch_less(val_losses, patience):
    """Te falta una época de paciencia: mira desde qué número empieza tu contador."""
    return stopping(val_losses, max(1, patience - 1))


@misconception("training.early_stopping")
def patience_ignored(val_losses, patience):
    """Paras en la primera época que no mejora, sea cual sea la paciencia: una mala época no basta."""
    return stopping(val_losses, 1)


@misconception("training.early_stopping")
def never_stops(val_losses, patience):
    """Llegas siempre hasta el final, y miras todas las pérdidas: la paciencia no para nada. De las que vienen después
    de parar no se sabe nada."""
    return len(val_losses) - 1, int(np.argmin(val_losses))


@misconception("training.early_stopping")
def best_of_what_was_not_seen(val_losses, patience):
    """La época en la que paras está bien, pero la mejor la buscas en toda la lista, también después de parar. Busca
    solo entre las que se han visto."""
    return stopping(val_losses, patience)[0], int(np.argmin(val_losses))


@misconception("training.early_stopping")
def ties_count_as_better(val_losses, patience):
    """Tomas un empate con la menor por una mejora. Mejorar es bajar de verdad: compara con `<`."""
    lowest, best, waited = np.inf, 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss <= lowest:
            lowest, best, waited = loss, epoch, 0
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best


@misconception("training.early_stopping")
def counter_not_reset(val_losses, patience):
    """Sumas todas las épocas sin mejora, aunque entre ellas haya alguna que mejora. Tienen que ser seguidas: cada
    mejora pone el contador a cero."""
    lowest, best, waited = np.inf, 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < lowest:
            lowest, best = loss, epoch
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best


def _rises(val_losses, patience):
    """Where it stops if each loss is compared with the one before it."""
    waited = 0
    for epoch in range(1, len(val_losses)):
        waited = 0 if val_losses[epoch] < val_losses[epoch - 1] else waited + 1
        if waited == patience:
            return epoch
    return len(val_losses) - 1


@misconception("training.early_stopping")
def compared_with_the_one_before(val_losses, patience):
    """Comparas cada pérdida con la de la época anterior. Hay que compararla con la menor de todas hasta entonces: bajar
    un poco después de una subida no es mejorar."""
    stopped = _rises(val_losses, patience)
    return stopped, int(np.argmin(val_losses[: stopped + 1]))


@misconception("training.early_stopping")
def best_before_the_last_rise(val_losses, patience):
    """Comparas cada pérdida con la de la época anterior, y das por mejor la última que bajó. La mejor es la de menor
    pérdida, y con ella se compara."""
    stopped, best = _rises(val_losses, patience), 0
    for epoch in range(1, stopped + 1):
        best = epoch if val_losses[epoch] < val_losses[epoch - 1] else best
    return stopped, best


@misconception("training.early_stopping")
def counted_from_one(val_losses, patience):
    """Cuentas las épocas desde 1. La primera es la 0, como en la lista."""
    stopped, best = stopping(val_losses, patience)
    return stopped + 1, best + 1


@misconception("training.early_stopping")
def number_of_epochs(val_losses, patience):
    """En vez de en qué época se detiene dices cuántas se han entrenado, que es una más: se cuenta desde 0."""
    stopped, best = stopping(val_losses, patience)
    return stopped + 1, best


@misconception("training.early_stopping")
def beyond_the_last(val_losses, patience):
    """Cuando la paciencia no se agota dices que para en una época que no existe: la última de la lista es una menos que
    su longitud."""
    stopped, best = stopping(val_losses, patience)
    return len(val_losses) if stopped - best < patience else stopped, best


@misconception("training.early_stopping")
def last_of_several_best(val_losses, patience):
    """Si la menor pérdida sale en varias épocas, das la última, y se pide la primera."""
    stopped, _ = stopping(val_losses, patience)
    seen = np.asarray(val_losses[: stopped + 1])
    return stopped, int(np.flatnonzero(seen == seen.min())[-1])


@symptom("training.early_stopping")
def loss_instead_of_its_epoch(call: Call) -> bool:
    """En el segundo resultado das una pérdida, y se pide en qué época salió la menor."""
    _, best = call.value
    return float(best) != int(best) and best in np.asarray(call.arguments[0])


@misconception("training.early_stopping")
def the_higher_the_better(val_losses, patience):
    """Vigilas la pérdida como si fuera una exactitud, que mejora cuando sube. La pérdida mejora cuando baja."""
    return stopping([-loss for loss in val_losses], patience)


@misconception("training.early_stopping")
def so_many_before_the_end(val_losses, patience):
    """Das por mejor la época que está `patience` antes de parar. Solo es así si se agota la paciencia; si se llega al
    final de la lista, la mejor puede ser cualquiera."""
    stopped, _ = stopping(val_losses, patience)
    return stopped, max(0, stopped - patience)


@misconception("training.early_stopping")
def only_where_it_stops(val_losses, patience):
    """Devuelves un solo número, la época en la que para. Se piden dos: esa y la mejor."""
    return stopping(val_losses, patience)[0]
