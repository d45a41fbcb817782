"""Facts of a result that is not the right one: its numbers, their order, its shape. See general.py."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import numpy as np

from grader.boundary.outcomes import Call, LawBroken
from grader.feedback.case import Case, Facts
from grader.feedback.misconception import Misconception, same

FACTS = _fact = Facts()


@_fact
def outputs_in_another_order(case: Case) -> bool:
    """Los resultados parecen estar todos, pero en otro orden: devuélvelos en el del enunciado."""
    last = case.evidence.last
    if not case.several or last is None or not isinstance(last.value, tuple):
        return False
    several = [call for call in case.calls if isinstance(call.value, tuple)]
    if case.right is None:  # no one right value
        return _are_others(case) and not _are_turned(case)
    return any(all(_in_order(order, call, case.right) for call in (last, *several[:20])) for order in _orders(case))


def _orders(case: Case) -> list[tuple[int, ...]]:
    """All orders of what the last call gave but its own."""
    count = len(case.evidence.last.value) if case.evidence.last else 0
    return [order for order in permutations(range(count)) if list(order) != sorted(order)]


def _are_others(case: Case) -> bool:
    """Whether each of several results has the shape of another, and each other one has its result."""
    got, admitted = getattr(case.error, "shapes", ()), getattr(case.error, "admitted_of_each", ())
    return len(got) == len(admitted) and any(
        all(shape in admitted[index] for shape, index in zip(got, order, strict=True)) for order in _orders(case)
    )


def _are_turned(case: Case) -> bool:
    """Whether each of several results has its own shape, or that of its own transposed."""
    got, admitted = getattr(case.error, "shapes", ()), getattr(case.error, "admitted_of_each", ())
    return all(shape in each or shape[::-1] in each for shape, each in zip(got, admitted, strict=False))


def _in_order(order: Sequence[int], call: Call, right: Misconception) -> bool:
    """Whether the results of a call are the right ones in another order, be it that one has another dimension."""
    wanted = right.answer(call)
    return len(wanted) == len(call.value) and all(
        same(np.squeeze(got), np.squeeze(np.asarray(wanted[index])))
        for got, index in zip(call.value, order, strict=True)
    )


@_fact
def transposed_shape(case: Case) -> bool:
    """El resultado tiene las filas y las columnas cambiadas: está traspuesto. Revisa qué eje son los ejemplos y cuál
    las columnas."""
    if not case.shapes or (case.several and case.right is None and _are_others(case)):
        return False
    shape, admitted = case.shapes
    return len(shape) > 1 and shape != shape[::-1] and shape[::-1] in admitted


@_fact
def one_dimension_too_many(case: Case) -> bool:
    """Al resultado le sobra una dimensión: mira si hay de más un `keepdims=True`, unos corchetes o un `reshape`."""
    if not case.shapes or (() in case.shapes[1] and case.gives_arrays):
        return False
    shape, admitted = case.shapes
    return any(len(shape) > len(each) and _squeezed(shape) == _squeezed(each) for each in admitted)


@_fact
def one_for_each_example(case: Case) -> bool:
    """Hay un resultado por ejemplo, y se espera uno de todos juntos: falta sumar, o promediar, a lo largo de los
    ejemplos (`axis=0`)."""
    last = case.evidence.last
    first = last.arguments[0] if last and last.arguments else None
    if not case.shapes or not isinstance(first, np.ndarray) or first.ndim < 2:
        return False
    shape, admitted = case.shapes
    return shape[:1] == (len(first),) and len(first) > 1 and len(shape) > 1 and shape[1:] in admitted


@_fact
def not_summed(case: Case) -> bool:
    """Se espera un solo número y llega un array: falta reunir los valores (sumarlos, o hacer su media)."""
    return case.shapes is not None and () in case.shapes[1] and len(case.shapes[0]) > 0


@_fact
def always_the_same_number(case: Case) -> bool:
    """En todas las llamadas el resultado es el mismo número, llegue lo que llegue: los argumentos no influyen en él.
    Mira si lo que devuelves es lo que has calculado con ellos."""
    given = {repr((call.arguments, call.options)) for call in case.calls}
    came = {_only_number(call.value) for call in case.calls}
    few = 5 if came <= {0, 1} else 3  # both come by chance where the arguments are the simplest ones
    return isinstance(case.error, LawBroken) and len(given) > few and len(came) == 1 and None not in came


def _only_number(value: Any) -> float | None:
    """The number that a result is, or each of its numbers; None of anything else, and of what is no number, which comes
    of any argument for which the formula has none."""
    if not isinstance(value, int | float | np.ndarray) or np.asarray(value).dtype.kind not in "biuf":
        return None
    different = np.unique(value)
    return float(different[0]) if different.size == 1 and np.isfinite(different[0]) else None


@_fact
def summed_too_much(case: Case) -> bool:
    """Se espera un array y llega un solo número: quizá una suma, una media o un máximo se hacen sobre todo el array
    cuando debían hacerse a lo largo de un eje (`axis=...`), el `return` está dentro del bucle, un `squeeze` se lleva el
    único eje que había, o a un array al azar le falta su tamaño (`size=...`)."""
    return case.shapes is not None and case.shapes[0] == () and () not in case.shapes[1]


@_fact
def not_a_number(case: Case) -> bool:
    """En el resultado hay NaN: en algún paso se hace 0/0, infinito entre infinito (dos exponenciales que se desbordan),
    infinito menos infinito, 0 por infinito, o el logaritmo o una potencia con decimales de un número negativo. Busca en
    la llamada la entrada que lo provoca."""
    return case.has_nan


@_fact
def infinity_in_disguise(case: Case) -> bool:
    """Sale el mayor número que cabe, 1.79769e+308: es lo que pone `np.nan_to_num` donde hay un infinito. Mira qué
    cuenta da ese infinito, y arréglala a ella."""
    got = getattr(case.error, "got", None)
    return got is not None and bool((np.abs(got) == np.finfo(float).max).any())


@_fact
def infinite(case: Case) -> bool:
    """En el resultado hay un infinito: en algún paso se calcula el logaritmo de 0, se divide entre 0 o un número crece
    tanto que no cabe. Busca en la llamada la entrada que lo provoca."""
    got, wanted = getattr(case.error, "got", None), getattr(case.error, "wanted", None)
    return got is not None and bool(np.isinf(got).any()) and (wanted is None or bool(np.isfinite(wanted).all()))


@_fact
def opposite_sign(case: Case) -> bool:
    """El resultado es justo el opuesto del que se espera: busca un signo cambiado."""
    return case.compared is not None and bool(np.allclose(case.compared[0], -case.compared[1]))


@_fact
def kept_in_few_bits(case: Case) -> bool:
    """Los números son los que se esperan, pero dan la vuelta al llegar a 256: los guardas en un array de bytes
    (`uint8`), que solo van de 0 a 255. Mira el `dtype` con el que lo creas, o de qué array lo copias."""
    if case.compared is None:
        return False
    got, wanted = case.compared
    return bool((got != wanted).any()) and np.array_equal(got, np.trunc(wanted) % 256) and bool((wanted >= 256).any())


@_fact
def truncated(case: Case) -> bool:
    """Has perdido los decimales: el resultado es el esperado, redondeado o cortado a enteros. Mira si hay un
    `int(...)`, un `//` o un array creado con enteros."""
    if _kept_in_integers(case):
        return True
    if case.compared is None:
        return False
    got, wanted = case.compared
    return bool(got.any()) and any(np.array_equal(got, cut(wanted)) for cut in (np.trunc, np.floor, np.round))


def _kept_in_integers(case: Case) -> bool:
    """Whether an array of integers came, as some argument is, be it of one number: the right one, cut off."""
    got, wanted = getattr(case.error, "got", None), getattr(case.error, "wanted", None)
    if got is None or wanted is None or case.evidence.last is None or not np.isfinite(wanted).all():
        return False
    kinds = [
        each.dtype.kind in "iu"
        for each in (case.value, *case.evidence.last.arguments)
        if isinstance(each, np.ndarray) and each.ndim
    ]
    whole = isinstance(case.value, np.ndarray) and len(kinds) > 1 and kinds[0] and any(kinds[1:])
    return whole and not np.array_equal(got, wanted) and np.array_equal(got, np.trunc(wanted))


@_fact
def scaled(case: Case) -> bool:
    """El resultado es proporcional al que se espera: todos sus números son el correcto multiplicado por una misma
    constante. Mira si falta o sobra un factor, o una división entre el número de elementos."""
    if case.compared is None:
        return False
    got, wanted = case.compared
    factor = float(np.sum(got * wanted) / np.sum(wanted * wanted))
    tells = abs(factor) > 1e-3 < abs(factor - 1)  # what is nearly right is so many times what is right by chance
    return tells and bool(np.allclose(got, factor * wanted, rtol=1e-5, atol=1e-9))


@_fact
def shifted(case: Case) -> bool:
    """El resultado es el que se espera, más una misma constante en todos sus elementos: mira si falta o sobra un
    término."""
    if case.compared is None:
        return False
    difference = case.compared[0] - case.compared[1]
    return difference.size > 2 and bool(np.allclose(difference, difference.flat[0], rtol=1e-4, atol=1e-9))


@_fact
def transposed(case: Case) -> bool:
    """Los números son los que se esperan, pero con filas y columnas cambiadas: está traspuesto."""
    if case.compared is None or case.compared[0].ndim != 2:
        return False
    got, wanted = case.compared
    return got.shape[0] == got.shape[1] and bool(np.allclose(got, wanted.T))


@_fact
def one_place_off(case: Case) -> bool:
    """Los números son los que se esperan, corridos un lugar: hay un índice que empieza uno antes o uno después."""
    if case.compared is None or len(case.compared[0]) < 3:
        return False
    got, wanted = case.compared
    return any(np.allclose(got[1:-1], np.roll(wanted, step, axis=0)[1:-1]) for step in (1, -1)) and len(
        np.unique(wanted, axis=0)
    ) == len(wanted)


@_fact
def reversed_order(case: Case) -> bool:
    """Los números son los que se esperan, en orden inverso."""
    return case.compared is not None and bool(np.allclose(case.compared[0], case.compared[1][::-1]))


def _squeezed(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(length for length in shape if length != 1)
