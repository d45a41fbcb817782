"""Elements asked for by their places: an index, an axis, a mask that is not there or is no place at all."""

from __future__ import annotations

import ast
import re

from grader.feedback.case import Case, Facts, Holds
from grader.feedback.exceptions.arrays import whole_numbers
from grader.feedback.exceptions.names import NUMBER
from grader.feedback.plurals import counted
from grader.feedback.whole_numbers import wrapped
from grader.feedback.written import counted_through

FACTS = _fact = Facts()


@_fact
def forms_of_a_shape(case: Case) -> Holds:
    """Pides en `{code}` una medida que no hay: ese array tiene {n}. Mira en la llamada qué forma tiene lo que
    llega."""
    if not case.raised("IndexError", "tuple index out of range") or ".shape" not in case.code:
        return None
    found = re.match(r"([A-Za-z_]\w*)\.shape\[", case.code)
    shape = re.search(r"\((.*)\)", case.kind_of(found[1])) if found else None
    n = len(whole_numbers(shape[1])) if shape else -1
    told = "una dimensión" if n == 1 else counted(n, "dimensión") if n >= 0 else "menos dimensiones que esas"
    return {"code": case.code_in_short, "n": told}


def _dimensions(n: str) -> str:
    return {"0": "cero dimensiones, es un solo número", "1": "una dimensión, es un vector"}.get(
        n, counted(n, "dimensión")
    )


_REDUCES = r"^(np|numpy)\.(sum|mean|max|min|amax|amin|prod|std|var|median|argmax|argmin|any|all|cumsum)$"


@_fact
def mask_of_another_shape(case: Case) -> Holds:
    """La máscara de `{code}` tiene más dimensiones que el array al que se la pones: créalo con la misma forma que lo
    que comparas, como con `np.zeros(X.shape)`."""
    found = case.raised("IndexError", r"array is \d+-dimensional, but \d+ were indexed")
    mask = isinstance(case.node, ast.Subscript) and isinstance(case.node.slice, ast.Compare)
    return {"code": case.code_in_short} if found and mask else None


@_fact
def another_axis(case: Case) -> Holds:
    """En `{code}` {asks}, y ese array tiene {n}: los ejes se cuentan desde 0. Mira en la llamada qué forma tiene."""
    axis = case.says("AxisError", r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<n>\d+)")
    index = case.says("IndexError", r"array is (?P<n>\d+)-dimensional, but (?P<asked>\d+) were indexed")
    if not axis and not index:
        return None
    asks = f"pides el eje {axis['axis']}" if axis else f"pones {counted(index['asked'], 'índice')}" if index else ""
    n = (axis or index)["n"]  # type: ignore[index]
    return {"code": case.code_in_short, "asks": asks, "n": _dimensions(n)}


@_fact
def index_of_a_number(case: Case) -> Holds:
    """En `{code}` pides un elemento de algo que es un solo número: sobra un índice, o no es lo que creías."""
    words = rf"invalid index to scalar|'{NUMBER}' object is not subscriptable"
    return {"code": case.code_in_short} if case.raised("IndexError TypeError", words) else None


@_fact
def comma_between_lists(case: Case) -> bool:
    """Entre dos listas seguidas falta una coma: Python lee la segunda como un índice de la primera."""
    literal = isinstance(case.node, ast.Subscript) and isinstance(case.node.value, ast.List | ast.Tuple)
    return literal and case.raised("TypeError", "indices must be integers")


@_fact
def list_of_lists_like_a_matrix(case: Case) -> Holds:
    """Con una lista no valen índices como `[:, 0]`, que son de los arrays. Conviértela antes con `np.asarray(...)`."""
    literal = isinstance(case.node, ast.Subscript) and isinstance(case.node.slice, ast.Tuple)
    return literal and case.raised("TypeError", r"(list|tuple) indices must be integers or slices, not tuple")


@_fact
def index_is_a_text(case: Case) -> Holds:
    """En `{code}` el índice es un texto, y ahí los elementos se piden por su posición. Con nombres van los diccionarios
    y las columnas de un DataFrame."""
    words = r"indices must be integers.*not '?str|only integers, slices"
    text = case.raised("TypeError IndexError", words) and re.search(r"\[\s*['\"]", case.code)
    return {"code": case.code_in_short} if text else None


_DUE = (
    r"slice indices must be integers|'(float|numpy\.float\d+)' object cannot be interpreted as an integer|"
    r"expected a sequence of integers.*got '\d|integer argument expected, got"
)
"""Where an integer is due and a number with decimals comes."""


@_fact
def division_for_an_index(case: Case) -> Holds:
    """Una división con `/` da un número con decimales, y ahí hace falta un entero: para la división entera está
    `//`."""
    words = rf"{_DUE}|only integers, slices|not float"
    return case.raised("TypeError IndexError", words) and re.search(r"(?<!/)/(?!/)", case.code) is not None


@_fact
def integer_is_due(case: Case) -> Holds:
    """{told}"""
    if not case.raised("TypeError", _DUE):
        return None
    match case.node:
        case ast.Call(args=[_, second, *_]) if re.search(_REDUCES, case.callee):
            asked = f"Lo segundo que recibe `{case.callee}` es el eje (`axis`), y le das `{ast.unparse(second)[:30]}`"
            return {"told": f"{asked}: mira qué querías hacer con eso, fuera de esa llamada."}
    return {
        "told": f"`{case.code_in_short}` necesita enteros, y recibe un número con decimales: conviértelo con "
        "`int(...)`, o mira de qué división sale."
    }


@_fact
def range_of_a_sequence(case: Case) -> Holds:
    """`range` recibe un número, y le das {what}: para recorrer sus posiciones, `range(len(...))`; para recorrer sus
    elementos, basta el `for`, sin `range`."""
    found = case.says(
        "TypeError", r"'(?P<kind>list|tuple|str|numpy\.ndarray)' object cannot be interp|only integer scalar arrays"
    )
    called = re.search(r"(?<![\w.])range\(", case.code)
    kinds = {"list": "una lista", "tuple": "una tupla, como una forma", "str": "un texto"}
    return {"what": kinds.get(found["kind"] or "", "un array")} if found and called else None


_fact.words(
    "integer_is_due_not_a_text",
    "TypeError",
    r"'str' object cannot be interpreted as an integer",
    "En `{code}` hace falta un entero, y llega un texto: un número se escribe sin comillas, o se convierte con "
    "`int(...)`, y un eje se nombra con el suyo, `axis=0` o `axis=1`.",
)
_fact.words(
    "integer_is_due_not_an_array",
    "TypeError",
    r"only integer scalar arrays can be converted|"
    r"'(numpy\.ndarray|list|tuple)' object cannot be interpreted as an integer",
    "En `{code}` hace falta un entero, y llega un array, una lista o una tupla. Mira qué argumento va en esa posición.",
)


@_fact
def index_is_no_integer(case: Case) -> Holds:
    """Usas como índice algo que no es un entero{which}: quizá el propio elemento que recorre el bucle, o números con
    decimales. Los índices salen de `range(...)`, o de un array de enteros."""
    words = r"must be of integer|only integers, slices|(list|tuple) indices must be integers"
    if not case.raised("IndexError TypeError", words):
        return None
    index = case.node.slice if isinstance(case.node, ast.Subscript) else None
    return {"which": f", `{index.id}`" if isinstance(index, ast.Name) else ""}


@_fact
def list_still_empty(case: Case) -> bool:
    """Das valor a un elemento que la lista aún no tiene. Una lista crece con `append`; para llenarla por posición,
    créala antes con su tamaño, o usa `np.zeros(n)`."""
    return case.raised("IndexError", r"list assignment index out of range")


@_fact
def index_that_wraps_around(case: Case) -> Holds:
    """El índice {index} sale de `{code}`: ahí los números son enteros de tipo `{kind}`, que solo van de {least} a
    {most}, y al salirse dan la vuelta: {example}. Mira si esa cuenta hace falta; si es así, hazla con
    `.astype(int)` delante."""
    found = case.says("IndexError", r"index (?P<index>-?\d+) is out of bounds")
    if not found:
        return None
    index, there = found["index"], wrapped(case.written, case.evidence.last)
    return next(({**each.told, "index": index} for each in there if int(index) in each.results), None)


@_fact
def loop_of_another_axis(case: Case) -> Holds:
    """`{name}` recorre `range(...)` con las filas de `{of}`, y en `{code}` está en el lugar de las columnas: esas son
    `{of}.shape[1]`."""
    found = case.says("IndexError", r"out of bounds for axis 1 with size")
    match case.node if found else None:
        case ast.Subscript(value=ast.Name(id=of), slice=ast.Tuple(elts=[_, ast.Name(id=name), *_])):
            counts = counted_through(case.written, name) if case.written else ""
            return {"name": name, "of": of, "code": case.code_in_short} if counts == of else None
    return None


@_fact
def one_turn_too_many(case: Case) -> Holds:
    """En `{code}` se pide el elemento que sigue, y el último no tiene ninguno detrás: al bucle le sobra una vuelta,
    `range(len({of}) - 1)`."""
    match case.node if case.raised("IndexError", "out of range|out of bounds") else None:
        case ast.Subscript(
            value=ast.Name(id=of), slice=ast.BinOp(left=ast.Name(id=name), op=ast.Add(), right=ast.Constant(value=1))
        ):
            counts = counted_through(case.written, name) if case.written else ""
            return {"code": case.code_in_short, "of": of} if counts == of else None
    return None


@_fact
def index_out_of_range(case: Case) -> Holds:
    """En `{code}` {told}"""
    found = case.says(
        "IndexError", r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)"
    )
    if found:
        index, size = int(found["index"]), int(found["size"])
        axis = "" if found["axis"] == "0" else f", en el eje {found['axis']}"
        last = f"van de 0 a {size - 1}" if size else "no hay ninguno"
        kept = re.match(rf"{re.escape(case.code)}\s*[-+*/]?=(?!=)", case.line)
        size_of = ", y con cuántos elementos has creado el array" if kept else ""
        told = f"pides el índice {index}{axis}, y los índices {last}. {_whence(case)}{size_of}."
        return {"code": case.code_in_short, "told": told}
    if case.raised("IndexError", "pop from empty"):
        return {"code": case.code_in_short, "told": "sacas un elemento de una lista que ya no tiene ninguno."}
    if case.raised("IndexError", "Replacement index"):
        return {"code": case.code_in_short, "told": "hay más huecos `{}` que valores que poner en ellos."}
    if case.raised(
        "IndexError", r"(list|tuple|string|index) index out of range|pop (from empty|index)|out of (bounds|range)"
    ):
        return {
            "code": case.code_in_short,
            "told": f"un índice se sale: con n elementos van de 0 a n - 1. {_whence(case)}.",
        }
    return None


def _whence(case: Case) -> str:
    index = case.node.slice if isinstance(case.node, ast.Subscript) else None
    names = [each.id for each in ast.walk(index) if isinstance(each, ast.Name)] if index else []
    if not names or any(case.kind_of(name).startswith(("ndarray", "list", "tuple")) for name in names):
        return "Mira de dónde sale ese índice"
    return "Mira de dónde sale ese índice: `for x in lista` da los elementos, y sus posiciones, `range(len(lista))`"
