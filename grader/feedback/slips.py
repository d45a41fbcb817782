"""Two or more slips at once: a known wrong idea whose result is, besides, turned, scaled or shaped wrongly.

A slip changes what a wrong answer is given or what it returns, whatever the exercise. Applied to the right answer (the
undecorated ``right`` of a misconceptions module) it is a mistake of its own; applied to an entry of the library, or to
another slip, both are named. Its Spanish docstring is the sentence that a student reads of it.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from grader.boundary.outcomes import Call
from grader.boundary.values import plain
from grader.feedback.literals import within
from grader.feedback.misconception import Entry, Misconception, came_of, named

Named = dict[str, Any]
"""The arguments of a call by the names of their parameters."""

_SECONDS = 1.0
"""How long is looked for slips: a diagnosis may be missing, a report may not be late."""


@dataclass(frozen=True)
class Slip:
    """One thing that is wrong besides.

    Attributes:
        function: what becomes of a result and its call's arguments or, before the call, of the arguments alone.
        needs: parameters without which it has no meaning: all of one of these groups.
        unlike: what it cannot have given: a kind of result.
    """

    function: Callable[..., Any]
    before: bool
    needs: tuple[tuple[str, ...], ...] = ()
    unlike: type | None = None

    @property
    def name(self) -> str:
        return self.function.__name__.partition("_by_")[0]

    @property
    def message(self) -> str:
        return " ".join(inspect.getdoc(self.function).split())  # type: ignore[union-attr]

    def fits(self, base: Misconception, call: Call) -> bool:
        parameters = inspect.signature(base.function).parameters
        has_them = not self.needs or any(set(group) <= set(parameters) for group in self.needs)
        return has_them and not (self.unlike and isinstance(call.value, self.unlike))


Chain = tuple[Slip, ...]

_SLIPS: list[Slip] = []


def names() -> set[str]:
    return {slip.name for slip in _SLIPS}


def explained(known: Sequence[Misconception], call: Call) -> Iterator[Misconception]:
    """What has slips besides and gives what came of a call, that with the fewest mistakes first."""
    until = time.monotonic() + _SECONDS
    bases = sorted((entry for entry in known if not entry.is_symptom), key=lambda entry: not entry.is_right)
    for length in (1, 2):
        found = [(base, chain) for base in bases for chain in _chains(base, length, call, until)]
        yield from (_with_slips(base, chain) for base, chain in sorted(found, key=_how_likely))


def _how_likely(found: tuple[Misconception, Chain]) -> tuple[bool, list[int]]:
    """A slip of the right answer before one of a wrong idea, and slips in the order in which they stand here."""
    base, chain = found
    return not base.is_right, [_SLIPS.index(slip) for slip in chain]


def _chains(base: Misconception, length: int, call: Call, until: float) -> Iterator[Chain]:
    """The slips that make of a base what came of a call, as far as there is time."""
    if time.monotonic() > until:
        return
    fitting = [slip for slip in _SLIPS if slip.fits(base, call)]
    try:
        with np.errstate(all="ignore"):
            value, arguments = base.answer(call), base.arguments(call)
            nothing_besides = length > 1 and came_of(call, value)
    except Exception:  # an entry need not cope with whatever a student is given
        return
    if value is None or nothing_besides:  # a half and a double are no slips
        return
    for chain in combinations(fitting, length):
        if time.monotonic() > until:
            return
        if any(slip.before for slip in chain):
            if _with_slips(base, chain).explains(call):
                yield chain
        elif _gives(call, chain, value, arguments):
            yield chain


def _gives(call: Call, chain: Chain, value: Any, arguments: Named) -> bool:
    try:
        with np.errstate(all="ignore"):
            return came_of(call, plain(_after(chain, value, arguments)))
    except Exception:
        return False


def _with_slips(base: Misconception, chain: Chain) -> Misconception:
    def answer(*given: Any, **options: Any) -> Any:
        arguments = named(base.function, given, options)
        for slip in chain:
            if slip.before:
                arguments = {**arguments, **slip.function(arguments)}
        return _after(chain, base.function(**arguments), arguments)

    told = {slip.name: slip.message for slip in reversed(chain)}  # two slips of one name are said once
    known_as, texts = list(told)[::-1], list(told.values())[::-1]
    if not base.is_right:
        known_as, texts = [base.id.rpartition(".")[2], *known_as], [base.message, *texts]
    answer.__name__, (first, *others) = "+".join(known_as), texts
    answer.__doc__ = " ".join([first, *(f"Además, {within(text)}" for text in others)])
    return Misconception(base.exercise, answer, False)


def _after(chain: Chain, value: Any, arguments: Named) -> Any:
    for slip in chain:
        if not slip.before and value is not None:
            value = slip.function(value, arguments)
    return value


def _of_result(*needs: tuple[str, ...], unlike: type | None = None) -> Callable[[Entry], Entry]:
    def register(function: Entry) -> Entry:
        _SLIPS.append(Slip(function, False, needs, unlike))
        return function

    return register


def _of_arguments(*needs: tuple[str, ...]) -> Callable[[Entry], Entry]:
    def register(function: Entry) -> Entry:
        _SLIPS.append(Slip(function, True, needs))
        return function

    return register


# -- what a wrong answer is given --------------------------------------------------------------


@_of_arguments(("threshold",), ("x", "w", "b"), ("z",))
def strict(given: Named) -> Named:
    """Lo que vale justo el umbral te queda fuera: mira si la desigualdad incluye el igual."""
    if "threshold" in given:
        return {"threshold": np.nextafter(given["threshold"], np.inf)}
    if "z" in given:
        return {"z": np.where(given["z"] == 0, -np.finfo(float).tiny, given["z"])}
    return {"b": np.nextafter(given["b"], -np.inf)}


@_of_arguments(("w", "b"), ("W", "b"))
def bias_forgotten(given: Named) -> Named:
    """Olvidas sumar el sesgo."""
    return {"b": 0 * np.asarray(given["b"])}


@_of_arguments(("X", "y", "learning_rate"))
def half_steps(given: Named) -> Named:
    """Tus pasos miden la mitad de lo debido: falta un 2, o sobra un 1/2."""
    return {"learning_rate": given["learning_rate"] / 2}


@_of_arguments(("X", "y", "learning_rate"))
def summed_steps(given: Named) -> Named:
    """Tus pasos son tantas veces más largos como ejemplos hay: el gradiente se suma y falta su media."""
    return {"learning_rate": given["learning_rate"] * len(given["X"])}


@_of_arguments(("learning_rate",))
def uphill(given: Named) -> Named:
    """Los pasos van en el sentido contrario: mira el signo con el que actualizas, y el orden de la resta del error."""
    return {"learning_rate": -given["learning_rate"]}


# -- what becomes of its result ----------------------------------------------------------------


@_of_result()
def opposite_sign(value: Any, given: Named) -> Any:
    """El resultado tiene el signo cambiado: busca un menos de más o de menos, o una resta al revés."""
    return _each(np.negative, value)


@_of_result()
def halved(value: Any, given: Named) -> Any:
    """El resultado es la mitad del debido: falta un 2, o sobra un 1/2."""
    return _each(lambda part: part / 2, value)


@_of_result()
def doubled(value: Any, given: Named) -> Any:
    """El resultado es el doble del debido: sobra un 2, o falta un 1/2."""
    return _each(lambda part: part * 2, value)


_OF_EXAMPLES = ("X", "y"), ("y_true",), ("Y",)


@_of_result(*_OF_EXAMPLES)
def not_averaged(value: Any, given: Named) -> Any:
    """Sumas sobre los ejemplos y no haces la media: falta dividir entre cuántos son."""
    return _each(lambda part: part * _examples(given), value)


@_of_result(*_OF_EXAMPLES)
def averaged_again(value: Any, given: Named) -> Any:
    """Divides una vez de más entre el número de ejemplos."""
    return _each(lambda part: part / _examples(given), value)


@_of_result(("probabilities",))
def shape_kept(value: Any, given: Named) -> Any:
    """De una columna (n, 1) devuelves otra columna: se espera siempre un vector (n,)."""
    return np.reshape(value, np.shape(given["probabilities"]))


@_of_result()
def column(value: Any, given: Named) -> Any:
    """El resultado sale en columna, con una dimensión de más."""
    return _first(lambda part: part.reshape(-1, 1), value, 1)


@_of_result()
def row(value: Any, given: Named) -> Any:
    """El resultado sale dentro de otros corchetes, con una dimensión de más."""
    return _first(lambda part: part[np.newaxis], value, 0, 1)


@_of_result()
def flattened(value: Any, given: Named) -> Any:
    """Se pierde la forma: el resultado sale en una sola fila."""
    return _first(np.ravel, value, 0, 2, 3)


@_of_result()
def column_by_flattening(value: Any, given: Named) -> Any:
    """El resultado sale en una sola columna, y se pierde la forma que llegó."""
    return _first(lambda part: part.reshape(-1, 1), value, 1, 2, 3)


@_of_result()
def transposed(value: Any, given: Named) -> Any:
    """El resultado está traspuesto: filas y columnas están cambiadas."""
    return _each(np.transpose, value)


@_of_result()
def swapped(value: Any, given: Named) -> Any:
    """Los resultados están en otro orden: devuélvelos en el del enunciado."""
    return (*value[len(value) // 2 :], *value[: len(value) // 2]) if isinstance(value, tuple) else value


@_of_result(unlike=tuple)
def joined_by_the_bias(value: Any, given: Named) -> Any:
    """Devuelves los resultados juntos en un solo vector, con el sesgo delante: son dos, primero los pesos y, aparte, el
    sesgo."""
    return np.hstack(value[::-1]) if isinstance(value, tuple) else value


@_of_result(unlike=tuple)
def joined(value: Any, given: Named) -> Any:
    """Devuelves los resultados juntos en un solo vector: son dos, los pesos por un lado y el sesgo por otro."""
    return np.hstack(value) if isinstance(value, tuple) else value


def _rounded_to(decimals: int) -> None:
    def rounded(value: Any, given: Named) -> Any:
        """Redondeas el resultado: la función debe devolver todos los decimales."""
        return _each(lambda part: np.round(part, decimals), value)

    _SLIPS.append(Slip(rounded, False))


for _decimals in (1, 2, 3, 4):
    _rounded_to(_decimals)


def _each(change: Callable[[Any], Any], value: Any) -> Any:
    return tuple(map(change, map(_signed, value))) if isinstance(value, tuple) else change(_signed(value))


def _signed(part: Any) -> np.ndarray:
    """As an array whose numbers do not wrap around: the opposite of a byte is another byte."""
    array = np.asarray(part)
    return array.astype(np.int64) if array.dtype.kind == "u" else array


def _first(change: Callable[[Any], Any], value: Any, *dimensions: int) -> Any:
    """With the first result changed, or the only one, if it has so many dimensions."""
    part, *others = value if isinstance(value, tuple) else (value,)
    if np.ndim(part) not in dimensions:
        return value
    changed = change(np.asarray(part))
    return (changed, *others) if isinstance(value, tuple) else changed


def _examples(given: Named) -> int:
    return len(next(iter(given.values())))
