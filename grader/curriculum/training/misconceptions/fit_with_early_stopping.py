"""Known wrong ideas of training.fit_with_early_stopping: what the model that was left and the history tell."""

from __future__ import annotations

import re

import numpy as np

from grader.boundary.keras_models import Model
from grader.boundary.values import Named, Opaque
from grader.curriculum.training.stopping import OF_THE_FIRST, OF_THE_LAST, loss_of, stopping
from grader.feedback.misconception import symptom


def _weights(model):
    return [weight for layer in model.layers for weight in layer.weights]


def _losses(call, name="val_loss"):
    assert isinstance(call.value, Named)
    return np.asarray(call.value.values[name], dtype=float)


def _stopped(call, more=0):
    """How many epochs there should be, by the losses told, with so much more patience."""
    return stopping(_losses(call), call.arguments[4] + more)[0] + 1


def _left(call, rows):
    """The loss of the model that was left, on some rows: a slice."""
    _, X, y = call.arguments[:3]
    return loss_of(call.changed[0], X[rows], y[rows])


def _last_fifth(call):
    return slice(len(call.arguments[1]) * 4 // 5, None)


def _same(one, other):
    return bool(np.isclose(one, other, rtol=2e-3, atol=1e-5))


def _moved(call, feature):
    before, after = (_weights(model)[0][feature] for model in (call.arguments[0], call.changed[0]))
    return not np.array_equal(before, after)


@symptom("training.fit_with_early_stopping")
def returned_the_history_object(call):
    """Devuelves el objeto que da `fit`. El diccionario con las pérdidas está dentro de él, en `history`."""
    return isinstance(call.value, Opaque) and call.value.type_name == "History"


@symptom("training.fit_with_early_stopping")
def returned_the_model(call):
    """Devuelves el modelo, y se pide el historial: el modelo se entrena en su sitio y no hace falta devolverlo."""
    return isinstance(call.value, Model)


@symptom("training.fit_with_early_stopping")
def history_not_returned(call):
    """La función no devuelve nada. Falta devolver el historial, el diccionario con las pérdidas de cada época."""
    return call.outcome is not None and call.value is None


@symptom("training.fit_with_early_stopping")
def only_a_list(call):
    """Devuelves una lista de pérdidas suelta, y se pide un diccionario: `loss` y `val_loss`, cada una con su lista."""
    return isinstance(call.value, list | tuple | np.ndarray)


@symptom("training.fit_with_early_stopping")
def no_validation(call):
    """No apartas filas para validar, así que no hay pérdida de validación que vigilar. Mira el argumento
    `validation_split` de `fit`."""
    return "loss" in call.value.values and "val_loss" not in call.value.values


@symptom("training.fit_with_early_stopping")
def another_model_trained(call):
    """El modelo que recibes sigue con los pesos que traía. O entrenas otro (una copia, uno nuevo), o al final vuelves a
    ponerle los pesos del principio."""
    return all(map(np.array_equal, _weights(call.arguments[0]), _weights(call.changed[0])))


@symptom("training.fit_with_early_stopping")
def compiled_again(call):
    """Vuelves a compilar el modelo de otra manera. Llega ya compilado: entrénalo tal como está."""
    before, after = (model.compiled for model in (call.arguments[0], call.changed[0]))
    return any(before[name] != after[name] for name in ("optimizer", "loss"))


@symptom("training.fit_with_early_stopping")
def first_rows_held_out(call):
    """Validas con las primeras filas, y se pide con las últimas."""
    return not _moved(call, OF_THE_FIRST) and _moved(call, OF_THE_LAST)


@symptom("training.fit_with_early_stopping")
def trained_on_what_validates(call):
    """Entrenas también con filas del último 20 %, que deben quedar aparte. O las eliges al azar (con
    `train_test_split`, o barajando antes), o das a `validation_data` filas que también entrenan, o apartas menos."""
    return _moved(call, OF_THE_LAST)


@symptom("training.fit_with_early_stopping")
def only_the_last_history(call):
    """El historial tiene una sola época: si llamas a `fit` dentro de un bucle, cada llamada da un historial nuevo. Ve
    guardando las pérdidas de todas."""
    return len(_losses(call)) == 1 and call.arguments[3] > 1


@symptom("training.fit_with_early_stopping")
def more_epochs_than_asked(call):
    """Entrenas más épocas de las que se piden: `epochs` es el máximo, aunque la pérdida siga bajando."""
    return len(_losses(call)) > call.arguments[3]


@symptom("training.fit_with_early_stopping")
def never_stops(call):
    """Se agota la paciencia y sigues hasta la última época. Si no usas `EarlyStopping`, falta parar; si lo usas, mira
    qué vigila (`monitor`), porque la pérdida de entrenamiento no deja de bajar, y si lo pasas a `fit`."""
    return len(_losses(call)) == call.arguments[3] > _stopped(call, 1)


@symptom("training.fit_with_early_stopping")
def one_epoch_more(call):
    """Aguantas una época de más: la que agota la paciencia es ya la última."""
    return len(_losses(call)) == _stopped(call, 1) > _stopped(call)


@symptom("training.fit_with_early_stopping")
def too_little_patience(call):
    """Paras antes de que se agote la paciencia, que cuenta épocas seguidas sin mejora, y mejorar es bajar, por poco que
    sea. Mira qué número das a `patience`, desde cuánto empieza tu contador, o si pides una mejora mínima."""
    losses, (epochs, patience) = _losses(call), call.arguments[3:]
    stopped, best = stopping(losses, patience)
    return len(losses) < epochs and stopped - best < patience


@symptom("training.fit_with_early_stopping")
def last_weights_left(call):
    """Dejas el modelo con los pesos de la última época, y se piden los de la mejor. `EarlyStopping` solo los recupera
    si se le dice; en un bucle tuyo, guárdalos (una copia) cada vez que mejore."""
    losses = _losses(call)
    return _same(_left(call, _last_fifth(call)), losses[-1]) and not _same(losses[-1], losses.min())


@symptom("training.fit_with_early_stopping")
def validated_with_what_trains(call):
    """Lo que llamas `val_loss` es la pérdida de las filas con las que entrenas, no la de las que apartas."""
    first = slice(len(call.arguments[1]) * 4 // 5)
    return any(_same(_left(call, rows), _losses(call).min()) for rows in (first, slice(None)))


@symptom("training.fit_with_early_stopping")
def argument_that_there_is_not(call):
    """Das a `EarlyStopping` o a `fit` un argumento que no conocen; el mensaje del error lo nombra. Mira letra a letra
    cómo se escribe."""
    found = re.search(r"(EarlyStopping.__init__|fit)\(\) got an unexpected keyword", call.raised_text)
    return call.raised == "TypeError" and found


@symptom("training.fit_with_early_stopping")
def callbacks_not_in_a_list(call):
    """`callbacks` es el nombre de un argumento de `fit`: una lista, aunque solo haya uno, de objetos como los de
    `keras.callbacks`, con sus paréntesis."""
    return call.raised in ("TypeError", "AttributeError") and "set_model" in call.raised_text
