"""Facts of a failed check that explain a mistake without knowing the exercise; exceptions.py has those of exceptions.

Each fact is a predicate of the case whose Spanish docstring is what the student reads. They are tried in the order in
which they stand here, and the first that holds is told: the more particular ones come first.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from grader.boundary.outcomes import Crashed, Inconstant, LawBroken, NotRaised, Rejected, SideEffect, TimedOut
from grader.boundary.values import Opaque
from grader.feedback import commas, exceptions, results, written
from grader.feedback.case import Case, Facts, Holds, told
from grader.feedback.misconception import same
from grader.feedback.whole_numbers import wrapped

_fact = Facts()


def diagnosis(case: Case) -> dict[str, str] | None:
    """The first fact that holds of a broken check, as a report's diagnosis; None if none does."""
    return _first((commas.decimal_comma, *exceptions.FACTS, *_fact, *results.FACTS), case)


def whatever_the_exercise(case: Case) -> dict[str, str] | None:
    """The first fact that is told before any idea of the exercise: what the code says of itself leaves no doubt."""
    return _first(_WHATEVER_THE_EXERCISE, case)


def _first(facts: Iterable[Callable[[Case], Holds]], case: Case) -> dict[str, str] | None:
    return next((told(fact, holds) for fact in facts if (holds := fact(case))), None)


# -- what the source says of itself ------------------------------------------------------------


@_fact
def compared_instead_of_assigned(case: Case) -> Holds:
    """La línea `{code}` compara, y lo que sale no se guarda en ningún sitio: no cambia nada. Para dar un valor se
    escribe un solo `=`; si querías comparar, guarda o usa lo que sale."""
    return _thrown_away(case, ast.Compare)


@_fact
def result_thrown_away(case: Case) -> Holds:
    """La línea `{code}` no cambia nada: da un resultado nuevo, y no lo guardas. Ponle delante un nombre y un `=`, y usa
    después ese nombre."""
    return _thrown_away(case, ast.expr)


def _thrown_away(case: Case, kind: type[ast.expr]) -> Holds:
    # What raises, or changes what it was given, is told as that.
    if not case.is_wrong_result or case.written is None:
        return None
    found = next((each for each in written.thrown_away(case.written) if isinstance(each, kind)), None)
    return {"code": written.in_short(ast.unparse(found))} if found else None


@_fact
def method_not_called(case: Case) -> Holds:
    """La línea `{code}` no hace nada: nombra un método, pero no lo llama. Le faltan los paréntesis."""
    found = written.method_not_called(case.written) if case.written and case.is_wrong_result else None
    return {"code": written.in_short(ast.unparse(found))} if found else None


@_fact
def exception_without_raise(case: Case) -> Holds:
    """La línea `{code}` nombra la excepción, pero no la lanza, y la función sigue adelante: falta `raise` delante."""
    found = written.exception_not_raised(case.written) if case.written and isinstance(case.error, NotRaised) else None
    return {"code": written.in_short(ast.unparse(found))} if found else None


@_fact
def exception_hidden(case: Case) -> bool:
    """Devuelves justo lo que devuelve tu `except`: parece que dentro del `try` salta un error, y así no lo ves. Quita
    el `try` mientras pruebas y mira qué error es."""
    last = case.evidence.last
    if not case.is_wrong_result or case.written is None or last is None or last.outcome is None:
        return False
    names = [each.arg for each in case.written.args.args]
    given = dict(zip(names, last.arguments, strict=False))
    return any(_gives(each, given, last.value) for each in written.excepted(case.written))


def _gives(code: ast.expr, given: dict[str, Any], value: Any) -> bool:
    """Whether a name of an argument, or a constant, is what came."""
    if isinstance(code, ast.Name):
        return code.id in given and same(value, given[code.id])
    return isinstance(code, ast.Constant) and type(code.value) is type(value) and code.value == value


@_fact
def left_out_of_the_list(case: Case) -> Holds:
    """`{code}` solo se ejecuta cuando se cumple su `if`, y sin un `else` los demás elementos no entran en la lista: el
    resultado sale más corto. Añade también algo cuando no se cumple."""
    shorter = case.shapes is not None and case.shapes[0] < min(case.shapes[1]) and len(case.shapes[0]) > 0
    found = written.added_on_a_condition(case.written) if case.written and shorter else None
    return {"code": written.in_short(ast.unparse(found))} if found else None


@_fact
def added_after_the_loop(case: Case) -> Holds:
    """`{code}` está detrás del bucle, y no dentro: se ejecuta una sola vez, con lo último que se calculó. Ponla a la
    altura de las líneas del bucle."""
    found = written.added_after_the_loop(case.written) if case.written and case.is_wrong_result else None
    return {"code": written.in_short(ast.unparse(found))} if found else None


@_fact
def maximum_along_an_axis(case: Case) -> Holds:
    """`{code}` busca a lo largo de un eje: lo segundo que recibe es el eje, no otro número con el que comparar. Para
    comparar elemento a elemento está `{other}`."""
    for node in written.own(case.written) if case.written and case.shapes else ():
        match node:
            case ast.Return(value=ast.Call(func=func, args=[_, ast.Constant(value=0)]) as call):
                if found := re.fullmatch(r"(np|numpy)\.a?(max|min)", ast.unparse(func)):
                    return {"code": written.in_short(ast.unparse(call)), "other": f"np.{found[2]}imum"}
    return None


@_fact
def clipped_too_late(case: Case) -> Holds:
    """`{code}` recorta lo que ya ha salido del logaritmo. Lo que se recorta son las probabilidades, antes de que entren
    en él: así nunca le llega un 0, y lo demás no cambia."""
    found = written.clipped_logarithm(case.written) if case.written and case.is_wrong_result else None
    return {"code": written.in_short(ast.unparse(found))} if found else None


@_fact
def decimals_cut_off(case: Case) -> Holds:
    """`{code}` corta los decimales de lo que llega, y en la llamada los hay."""
    last = case.evidence.last
    if not case.is_wrong_result or case.written is None or last is None:
        return None
    given = dict(zip([each.arg for each in case.written.args.args], last.arguments, strict=False))
    cut = {name for name, each in given.items() if isinstance(each, float | np.ndarray) and _has_decimals(each)}
    found = next((each for name, each in written.made_whole(case.written) if name in cut), None)
    return {"code": written.in_short(ast.unparse(found))} if found else None


def _has_decimals(value: float | np.ndarray) -> bool:
    numbers = np.asarray(value)
    return numbers.dtype.kind == "f" and bool((numbers != np.trunc(numbers)).any())


@_fact
def wraps_around(case: Case) -> Holds:
    """En `{code}` los números son enteros de tipo `{kind}`, que solo van de {least} a {most}, y al salirse dan la
    vuelta: {example}. Haz la cuenta con decimales, con `.astype(float)` delante."""
    last = case.evidence.last if case.is_wrong_result else None
    return next((each.told for each in wrapped(case.written, last)), None)


# -- nothing, or the wrong kind of thing, came back --------------------------------------------


@_fact
def returned_what_gives_nothing(case: Case) -> Holds:
    """Devuelves lo que da `{code}`, y es None: esa llamada hace algo (cambia el propio objeto, muestra o guarda), pero
    no da ningún resultado. Ponla, si hace falta, en una línea aparte (si cambia un argumento, sobre una copia suya) y
    devuelve después el valor mismo."""
    found = written.call_without_a_result(case.written) if case.written and case.returned_nothing else None
    return {"code": f"{written.in_short(ast.unparse(found.func))}(...)"} if found else None


@_fact
def printed_instead_of_returned(case: Case) -> bool:
    """Tu función imprime el resultado en vez de devolverlo. `print` solo lo muestra; quien llama a la función recibe
    None. Cambia el `print(...)` final por `return ...`."""
    # What shows where a model is missing is its summary.
    prints = case.returned_nothing and bool(case.printed.strip()) and "un modelo" not in str(case.error)
    return prints and _ends_without_return(case)


@_fact
def missing_return(case: Case) -> bool:
    """Tu función no devuelve nada: falta `return` (o hay algún camino, como un `if` sin `else`, que llega al final sin
    pasar por él)."""
    return case.returned_nothing and _ends_without_return(case)


def _ends_without_return(case: Case) -> bool:
    return case.written is None or not written.always_returns(case.written.body)


@_fact
def returned_none(case: Case) -> bool:
    """Tu función devuelve None: lo que va detrás del `return` por el que pasa no tiene valor. Mira de dónde sale: puede
    ser otra función a la que le falta su propio `return`, una llamada que cambia algo y no da nada (`x.sort()`), una
    variable que se queda en None, o un `return` vacío."""
    return case.returned_nothing


@_fact
def returned_the_function(case: Case) -> bool:
    """Devuelves una función, no su resultado: mira si en el `return` faltan los paréntesis de la llamada."""
    value = case.value
    return not isinstance(case.error, NotRaised) and isinstance(value, Opaque) and value.type_name in (
        "function", "method", "builtin_function_or_method", "ufunc", "_ArrayFunctionDispatcher", "type",
    )  # fmt: skip


@_fact
def returned_text(case: Case) -> bool:
    """Devuelves textos donde se esperan números: no escribas el resultado entre comillas, ni lo conviertas con
    `str(...)` o con un f-string."""
    wanted_numbers = re.search("numérico|solo números|resultados", str(case.error))
    return isinstance(case.error, LawBroken) and _holds_text(case.value) and wanted_numbers is not None


def _holds_text(value: Any) -> bool:
    if isinstance(value, Opaque):
        return re.match(r"ndarray de [<>=|]?[US]", value.type_name) is not None
    return isinstance(value, str) or (isinstance(value, list | tuple) and any(map(_holds_text, value)))


@_fact
def returned_what_is_not_yet_calculated(case: Case) -> bool:
    """Devuelves algo que aún no ha calculado nada (`map`, `filter`, `zip`, unos paréntesis con un `for` dentro, o una
    función con `yield`): sus valores saldrían al recorrerlo. Haz con él una lista, y con ella un array."""
    kinds = ("generator", "map", "filter", "zip", "enumerate", "reversed")
    return isinstance(case.value, Opaque) and case.value.type_name in kinds


@_fact
def returned_a_coroutine(case: Case) -> bool:
    """La función está definida con `async def`, y al llamarla no se ejecuta: quita `async`."""
    return isinstance(case.value, Opaque) and case.value.type_name == "coroutine"


@_fact
def returned_a_dictionary(case: Case) -> bool:
    """Devuelves un diccionario o un objeto. Devuelve los resultados tal cual, separados por comas y en el orden del
    enunciado."""
    kinds = "array rectangular|solo números|Se esperaban"
    return (
        isinstance(case.value, Opaque)
        and re.search(r"\(|ndarray", str(case.value)) is None
        and re.search(kinds, str(case.error)) is not None
    )


@_fact
def another_layer(case: Case) -> bool:
    """La red lleva una capa que el enunciado no pide y que aquí no se puede corregir; el mensaje la nombra. Quítala, o
    pon en su lugar una de las del enunciado: una activación, por ejemplo, va en `activation=` o en `Activation`."""
    return isinstance(case.error, Rejected) and re.search(r"La capa \w+ no está admitida", str(case.error)) is not None


@_fact
def more_results(case: Case) -> bool:
    """Devuelves más cosas de las que se piden. Lo que la función calcula por el camino puede servirte para mirarlo,
    pero quien llama espera exactamente los resultados del enunciado."""
    asked = re.search(r"Se esperaban (\d+) resultados .*llegaron (\d+)", str(case.error))
    if asked:
        return int(asked[2]) > int(asked[1])
    if not isinstance(case.value, tuple) or len(case.value) < 2 or case.several:
        return False
    ragged = "debería ser uno solo" in str(case.error)
    return ragged or (case.shapes is not None and np.shape(case.value[0]) in case.shapes[1])


@_fact
def fewer_results(case: Case) -> bool:
    """Faltan resultados: la función debe devolver todos los del enunciado, por separado y en su orden."""
    asked = re.search(r"Se esperaban (\d+) resultados .*(?:llegó un solo (array)|llegaron (\d+))", str(case.error))
    return asked is not None and (asked[2] is not None or int(asked[3]) < int(asked[1]))


# -- not the values, but what else the call did ------------------------------------------------


@_fact
def modified_argument(case: Case) -> Holds:
    """Los valores están bien, pero tu función cambia {what} que recibe. {how}"""
    last = case.evidence.last
    if not isinstance(case.error, SideEffect) or last is None or not last.changed:
        return None
    index, after = min(last.changed.items())
    before = last.arguments[index]
    if isinstance(before, list) and isinstance(after, list) and len(before) != len(after):
        return {"what": "la lista", "how": _CHANGES_A_LIST}
    what = {np.ndarray: "el array", list: "la lista, o algo de lo que lleva dentro,"}.get(type(before), "el objeto")
    return {"what": what, "how": _CHANGES_AN_ARRAY}


_CHANGES_A_LIST = (
    "Métodos como `x.pop()`, `x.append(...)` o `x.remove(...)` cambian la lista de quien llama: recórrela con un "
    "`for`, o trabaja sobre una copia (`list(x)`)."
)
_CHANGES_AN_ARRAY = (
    "Operaciones como `x += ...`, `x[i] = ...` o `x.sort()` escriben en lo que es de quien llama: trabaja sobre algo "
    "nuevo (`x = x + ...`, `x.copy()`)."
)


@_fact
def overflow(case: Case) -> Holds:
    """Con números grandes `np.{function}` se desborda (overflow), aunque el resultado final parezca correcto. Usa una
    forma de la fórmula en la que el exponente nunca sea un número positivo grande.{both}"""
    found = case.warned(r"overflow encountered in (?P<function>exp\w*|sinh|cosh)\b")
    return found and {"function": found["function"], "both": _both_parts(found.string)}


def _both_parts(warning: str) -> str:
    """What to add where the line that a warning tells is a choice."""
    told = " `np.where` no lo evita: calcula sus dos partes con todos los números, y luego elige."
    return told if "where(" in warning else ""


@_fact
def overflow_of_an_operation(case: Case) -> Holds:
    """Un resultado intermedio (`{operation}`) no cabe en un número, de lo grande que es. Mira en la llamada con qué
    números ocurre, y cambia el orden de las cuentas o la fórmula para que no lleguen tan lejos."""
    found = case.warned(r"overflow encountered in (?:scalar )?(?P<operation>\w+)")
    return found and found.groupdict()


@_fact
def infinity_over_infinity(case: Case) -> Holds:
    """Con los números de la llamada `np.{function}` se desborda y da infinito, y de infinito entre infinito sale NaN.
    Cambia la fórmula para que el exponente nunca sea un número positivo grande."""
    found = case.warned(r"overflow encountered in (?P<function>exp\w*|sinh|cosh)\b", if_nan=True)
    return found.groupdict() if found and case.warned(_INVALID_DIVISION, if_nan=True) else None


_INVALID_DIVISION = r"invalid value encountered in (scalar )?(true_|floor_)?divide\b"


@_fact
def zero_over_zero(case: Case) -> Holds:
    """En {where} divides 0 entre 0, y de ahí sale NaN. Mira en la llamada qué anula lo de abajo: si con la fórmula del
    enunciado no puede pasar, a la tuya le falta algo; si puede, es un caso aparte."""
    found = case.warned(_INVALID_DIVISION, if_nan=True) if case.has_nan else None
    if not found or case.warned("overflow|divide by zero|encountered in (log|sqrt|power)", if_nan=True):
        return None
    given = case.evidence.last.arguments if case.evidence.last else ()
    finite = all(np.isfinite(each).all() for each in given if isinstance(each, int | float | np.ndarray))
    place = found.string.partition("\n")[2].partition("`")[2].rstrip("`").removeprefix("return ")
    return {"where": f"`{written.in_short(place)}`"} if finite and place else None


@_fact
def logarithm_of_zero(case: Case) -> Holds:
    """Calculas el logaritmo de 0, que es menos infinito. Haz que lo que entra en él nunca llegue a 0."""
    return case.warned("divide by zero encountered in log") is not None


@_fact
def outside_of_its_domain(case: Case) -> Holds:
    """`np.{function}` no está definida para los números negativos, y le llega alguno: sale NaN. Mira qué cuenta lo hace
    negativo."""
    found = case.warned(r"invalid value encountered in (?P<function>log\w*|sqrt)", if_nan=True)
    return found and found.groupdict()


@_fact
def division_by_zero(case: Case) -> Holds:
    """Divides entre un número que aquí vale 0. Mira en la llamada qué entrada hace que el divisor se anule y trata ese
    caso aparte.{both}"""
    found = case.warned(r"(divide by zero|invalid value) encountered in (scalar )?(true_|floor_)?divide\b|reciprocal")
    return found and {"both": _both_parts(found.string)}


@_fact
def returned_the_exception(case: Case) -> bool:
    """Creas la excepción, pero la devuelves como si fuera un resultado: quien llama no se entera del error. Una
    excepción se lanza con `raise`, no con `return`."""
    value = case.value
    error = isinstance(value, Opaque) and (value.type_name.endswith("Error") or value.type_name == "type")
    return isinstance(case.error, NotRaised) and error


@_fact
def raises_a_text(case: Case) -> bool:
    """Detrás de `raise` va una excepción, no un texto: el texto es lo que ella lleva dentro, entre paréntesis."""
    last = case.evidence.last
    return isinstance(case.error, NotRaised) and last is not None and "must derive from BaseExc" in last.raised_text


@_fact
def announced_but_not_raised(case: Case) -> bool:
    """Notas que la entrada no vale, pero solo lo imprimes o lo devuelves, y el programa de quien llama sigue como si
    nada. Un error se anuncia con `raise ValueError("...")`."""
    silent = isinstance(case.error, NotRaised) and case.error.instead == ""
    printed = bool(case.printed.strip()) and (case.value is None or "error" in case.printed.lower())
    return silent and (isinstance(case.value, str) or printed)


@_fact
def assert_for_the_input(case: Case) -> bool:
    """Compruebas la entrada con `assert`, que lanza AssertionError y que Python puede desactivar: sirve para lo que
    nunca debería pasar. Una entrada que no vale se anuncia con `raise ValueError("...")`."""
    return isinstance(case.error, NotRaised) and case.error.instead == "AssertionError"


@_fact
def value_error_is_not_raised(case: Case) -> bool:
    """Falta comprobar la entrada: con datos que no tienen sentido la función sigue adelante y devuelve algo. Antes de
    calcular, mira si la entrada es válida y, si no, `raise ValueError("...")`."""
    return isinstance(case.error, NotRaised) and case.error.instead == ""


def _raise_statement(case: Case) -> bool:
    """Whether what came instead of a ValueError comes of a `raise` of the student's."""
    error = case.evidence.last.error if case.evidence.last else None
    own = error is not None and bool(error.trace) and re.match(r".*\braise\b", error.trace[-1][3]) is not None
    return isinstance(case.error, NotRaised) and case.error.instead != "" and own


@_fact
def exception_of_no_name(case: Case) -> Holds:
    """Compruebas la entrada, pero ninguna excepción se llama `{name}`: la que se pide es `ValueError`."""
    found = re.match(r"name '(\w+)'", case.evidence.last.raised_text if case.evidence.last else "")
    return {"name": found[1]} if found and _raise_statement(case) else None


@_fact
def another_exception_of_ones_own(case: Case) -> Holds:
    """{told}"""
    if not _raise_statement(case):
        return None
    raised, error = getattr(case.error, "instead", ""), case.evidence.last.error if case.evidence.last else None
    meant = re.search(r"\braise\s+(\w+)", error.trace[-1][3]) if error else None
    if meant and meant[1] != raised:
        return {
            "told": f"Compruebas la entrada, pero antes de lanzar `{meant[1]}` falla lo que le das: montar su texto "
            f"da `{raised}`. Prueba con un texto sencillo, entre comillas."
        }
    return {"told": f"Compruebas la entrada, pero la excepción que lanzas es `{raised}`, y se pide `ValueError`."}


_WHATEVER_THE_EXERCISE = (
    compared_instead_of_assigned, result_thrown_away, left_out_of_the_list, added_after_the_loop,
    method_not_called, exception_without_raise, exception_hidden, another_layer, announced_but_not_raised,
    raises_a_text, exception_of_no_name, another_exception_of_ones_own,
)  # fmt: skip


@_fact
def another_exception(case: Case) -> bool:
    """Ante una entrada que no tiene sentido salta otra excepción, la de la operación que fracasa. El enunciado pide
    `ValueError`: comprueba la entrada antes de operar con ella."""
    return isinstance(case.error, NotRaised) and case.error.instead != ""


@_fact
def not_always_the_same(case: Case) -> bool:
    """Con los mismos argumentos no siempre da lo mismo. O bien usa el azar sin semilla, o bien recuerda algo de una
    llamada a la siguiente (una variable global, o un argumento por omisión que es una lista)."""
    return isinstance(case.error, Inconstant) or (isinstance(case.error, LawBroken) and case.is_fickle)


@_fact
def endless_module(case: Case) -> bool:
    """Lo que no termina a tiempo no es la función: es el código que hay fuera de las funciones, que se ejecuta entero
    cada vez que se lee el fichero. Quítalo, o ponlo dentro de `if __name__ == "__main__":`."""
    return isinstance(case.error, TimedOut) and bool(case.error.at_load)


@_fact
def endless_loop(case: Case) -> bool:
    """La función no termina a tiempo. Mira tus `while`: ¿cambia en cada vuelta algo de la condición? Si es un `for`
    sobre muchos números, quizá puedas hacer la cuenta con todo el array a la vez."""
    return isinstance(case.error, TimedOut)


@_fact
def ends_the_program(case: Case) -> bool:
    """Tu código termina el programa entero: quita `exit()`, `quit()` o `sys.exit()`. Una función acaba con `return`."""
    return isinstance(case.error, Crashed) and "exit" in str(case.error)
