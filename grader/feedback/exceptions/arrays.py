"""Arrays: shapes, axes and indices that do not fit, and kinds of number that do not go into one."""

from __future__ import annotations

import ast
import contextlib
import re

import numpy as np

from grader.boundary.outcomes import WrongShape
from grader.feedback.case import Case, Facts, Holds
from grader.feedback.plurals import counted
from grader.feedback.written import in_short, made_by_rows

FACTS = _fact = Facts()

_TRUTH = "truth value of an array|truth value of a (Series|DataFrame)"


@_fact
def truth_of_an_array(case: Case) -> Holds:
    """{where} pregunta por un array entero, y cada elemento puede responder una cosa. {how}"""
    # Where the example is small, an array of one number has only one answer, and what is refused is its shape.
    elsewhere = isinstance(case.error, WrongShape) and any("truth value" in call.raised_text for call in case.calls)
    if not elsewhere and not case.raised("ValueError", _TRUTH):
        return None
    where, how = _asks(case.line)
    return {"where": where, "how": how}


def _asks(line: str) -> tuple[str, str]:
    """What in a line asks for one answer, and what does it element by element."""
    each = (
        "Si esperabas un solo número, busca de dónde sale el array; si no, haz la cuenta elemento a elemento: "
        "`np.where`, `np.maximum`, o la comparación sola, que da un array."
    )
    if found := re.search(r"(?<![\w.])(max|min)\(", line):
        of_each = {"max": "np.maximum", "min": "np.minimum"}[found[1]]
        of_all = {"max": "el mayor", "min": "el menor"}[found[1]]
        return f"`{found[1]}` de Python", f"Elemento a elemento es `{of_each}`; {of_all} de todos, `np.{found[1]}`."
    if "sorted(" in line:
        return "`sorted` de Python", "Un array se ordena con `np.sort`."
    asks = list(ast.walk(statement(line)))
    one = re.match(r"(el)?if\b|while\b|assert\b|return\b.*\bif\b", line) is not None
    if any(isinstance(each, ast.Compare) and len(each.ops) > 1 for each in asks):
        whole = " Para una sola respuesta, pregunta por todo con `np.all(...)`." if one else ""
        return "Una comparación doble", f"Sepárala en dos y únelas con `&`, cada una entre paréntesis.{whole}"
    joined = next((each for each in asks if isinstance(each, ast.BoolOp)), None)
    if one and joined:
        mark, word = ("&", "and") if isinstance(joined.op, ast.And) else ("|", "or")
        how = (
            "Para una sola respuesta, cada comparación de un array va dentro de `np.any(...)` (¿la cumple alguno?) o "
            f"de `np.all(...)` (¿la cumplen todos?); elemento a elemento, se unen con `{mark}`, entre paréntesis."
        )
        return f"Un `{word}`", how
    if re.match(r"(el)?if\b|while\b", line):
        return f"Un `{line.split(maxsplit=1)[0]}`", each
    if found := re.search(r"\b(and|or|not)\b", line):
        mark = {"and": "&", "or": "|", "not": "~"}[found[1]]
        return (
            f"Un `{found[1]}`",
            f"Entre arrays se escribe `{mark}`, con cada comparación entre paréntesis; o usa `np.where`.",
        )
    if re.search(r"\bif\b.*\belse\b", line):
        return "Un `if`", each
    return "Un `if` (o un `and`, un `or`, un `in`)", each


def statement(line: str) -> ast.AST:
    """A line of the student's, as Python reads it: alone, or as the beginning of a block; empty if it cannot."""
    for text in (line, f"{line} pass", f"if 0: pass\n{line} pass"):
        with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            return ast.parse(text)
    return ast.Pass()


_OF_SEVERAL = {
    **dict.fromkeys(("mean", "fmean"), "np.mean(...)"),
    "median": "np.median(...)",
    "fsum": "np.sum(...)",
    "prod": "np.prod(...)",
    "sumprod": "np.dot(...)",
    "pstdev": "np.std(...)",
    "pvariance": "np.var(...)",
    "stdev": "np.std(..., ddof=1)",
    "variance": "np.var(..., ddof=1)",
}
"""Functions of the standard library that go through numbers, and what does the same with arrays."""


def like_of_arrays(callee: str) -> str:
    """What of NumPy's does the same as a function of the standard library that goes through numbers; "" if none."""
    module, _, name = callee.rpartition(".")
    return "" if module in ("np", "numpy") else _OF_SEVERAL.get(name, "")


@_fact
def statistics_of_an_array(case: Case) -> Holds:
    """`{callee}` trabaja con números sueltos, y donde espera uno hay {what}. Para arrays está `{instead}`; con un valor
    por columna, `axis=0`."""
    found = case.says(
        "TypeError",
        r"can't convert type '(?P<kind>ndarray|bool)' to numerator|only (length-1|0-dimensional|size-1) arrays can be",
    )
    instead = like_of_arrays(case.callee)
    what = (
        "un verdadero o un falso"
        if found and found["kind"] == "bool"
        else "un array, como lo es cada fila de una matriz"
    )
    return {"callee": case.callee, "what": what, "instead": instead} if found and instead else None


@_fact
def math_on_an_array(case: Case) -> Holds:
    """`{callee}` trabaja con un solo número, y aquí llega {what}.{instead}"""
    found = case.says(
        "TypeError",
        r"only (length-1|0-dimensional|size-1) arrays can be converted|must be real number, not (?P<kind>list|tuple)$|"
        r"argument must be.*not '(?P<other>list|tuple)'|type numpy.ndarray doesn't define __(?P<dunder>\w+?)__|"
        r"conversion from numpy.ndarray to Decimal|should be a string or a Rational",
    )
    if not found:
        return None
    name = case.callee.rpartition(".")[2]
    if not case.callee:
        return {"callee": case.code_in_short, "what": "un array", "instead": ""}
    like = "power" if name == "pow" else name
    instead = f" Para arrays enteros está `np.{like}(...)`." if callable(getattr(np, like, None)) else ""
    if case.callee in ("float", "int"):
        instead = f" Mira si debía ser un número; si no, el tipo de todos lo cambia `.astype({case.callee})`."
    kind = {"list": "una lista", "tuple": "una tupla"}.get(found["kind"] or found["other"] or "", "un array")
    return {"callee": case.callee, "what": kind, "instead": instead}


# -- shapes ----------------------------------------------------------------------------------------

_SHAPE = r"\((?P<{}>[\d, ]*)\)"


def whole_numbers(text: str) -> tuple[int, ...]:
    """The whole numbers in a text."""
    return tuple(map(int, re.findall(r"\d+", text)))


def shape_of(numbers: tuple[int, ...]) -> str:
    return f"({numbers[0]},)" if len(numbers) == 1 else f"({', '.join(map(str, numbers))})"


@_fact
def axis_without_keepdims(case: Case) -> Holds:
    """Las formas {first} y {second} no encajan: hay un número por fila, y NumPy lo empareja con las columnas. Si lo que
    hace falta es uno por columna, la suma, la media o el máximo van con `axis=0`; si es por fila, con `axis=1` y
    `keepdims=True` (o con `[:, None]` detrás), y su forma es {column}."""
    found = broadcast(case)
    if not found:
        return None
    first, second = found
    small, large = sorted(found, key=len)
    after = isinstance(case.node, ast.BinOp) and isinstance(case.node.op, ast.Add | ast.Sub)
    multiplied = after and any(isinstance(each, ast.Mult) for each in ast.walk(case.node))
    if len(large) != 2 or len(small) != 1 or small[0] != large[0] or multiplied:
        return None
    return {"first": shape_of(first), "second": shape_of(second), "column": shape_of((small[0], 1))}


def broadcast(case: Case) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """The two shapes that could not be broadcast together, where the words tell them."""
    found = case.says(
        "ValueError", rf"broadcast together with shapes {_SHAPE.format('first')} {_SHAPE.format('second')}"
    )
    return (whole_numbers(found["first"]), whole_numbers(found["second"])) if found else None


@_fact
def method_in_a_product(case: Case) -> Holds:
    """`{which}` es un método, no lo que devuelve: le faltan los paréntesis de la llamada, `{which}()`."""
    found = case.says("ValueError", r"matmul: Input operand (?P<n>\d) does not have enough dimensions")
    sides = [case.node.left, case.node.right] if isinstance(case.node, ast.BinOp) else []
    side = sides[int(found["n"])] if found and sides else None
    known = isinstance(side, ast.Attribute) and callable(getattr(np.ndarray, side.attr, None))
    return {"which": ast.unparse(side)} if side is not None and known else None


@_fact
def product_of_a_number(case: Case) -> Holds:
    """`@` es el producto de matrices y vectores, y {which} es un solo número. Si debía ser un vector o una matriz, mira
    dónde le das valor (`np.zeros(n)`, `size=(filas, columnas)`...); con un número se multiplica con `*`."""
    words = r"matmul: Input operand (?P<n>\d) does not have enough dimensions|scalar operands are not"
    found = case.says("ValueError", words)
    sides = [case.node.left, case.node.right] if isinstance(case.node, ast.BinOp) else []
    side = sides[int(found["n"])] if found and found["n"] and sides else None
    which = f"`{ast.unparse(side)}`" if isinstance(side, ast.Name | ast.Attribute) else "uno de los dos"
    return {"which": which} if found else None


@_fact
def as_long_as_the_rows(case: Case) -> Holds:
    """`{name}` es `{made}`, con tantos números como filas tiene `{rows}`, y aquí se junta con lo que mide cada fila:
    hace falta uno por columna, `{rows}.shape[1]`."""
    known = case.raised("ValueError", "not aligned|mismatch in its core dimension|broadcast together")
    made = made_by_rows(case.written) if case.written and known else {}
    here = (
        name for name, (_, rows) in made.items() if re.search(rf"\b{name}\b", case.code) and rows in case.parameters
    )
    name = next(here, "")
    return {"name": name, "made": made[name][0], "rows": made[name][1]} if name else None


@_fact
def product_does_not_fit(case: Case) -> Holds:
    """{told} En un producto `A @ B` las columnas de A deben ser tantas como las filas de B: mira el orden, si uno de
    los dos va traspuesto, y si lo que buscas es multiplicar elemento a elemento, que se escribe `*`."""
    sizes = case.says(
        "ValueError", r"mismatch in its core dimension.*\(size (?P<second>\d+) is different from (?P<first>\d+)\)"
    )
    shapes = case.says("ValueError", r"shapes (?P<one>\(.*?\)) and (?P<other>\(.*?\)) not aligned")
    if shapes:
        one, other = (shape_of(whole_numbers(shapes[name])) for name in ("one", "other"))
        return {"told": f"Las formas {one} y {other} no encajan."}
    if not sizes:
        return None
    named = [f"`{name}` tiene forma {kind.split(' ', 1)[1]}" for name, kind in _arrays(case)]
    if len(named) == 2:
        return {"told": f"{named[0]} y {named[1]}, y no encajan."}
    columns, rows = counted(sizes["first"], "columna"), counted(sizes["second"], "fila")
    return {"told": f"Lo de la izquierda tiene {columns}, y lo de la derecha {rows}."}


def _arrays(case: Case) -> list[tuple[str, str]]:
    """The two names of a product, and what they were, where it is a product of two names."""
    match case.node:
        case ast.BinOp(left=ast.Name(id=left), right=ast.Name(id=right)):
            kinds = [(name, case.kind_of(name)) for name in (left, right)]
            return kinds if all(kind.startswith("ndarray (") for _, kind in kinds) else []
    return []


@_fact
def slice_beyond_the_edge(case: Case) -> Holds:
    """El corte `{code}` se sale por el borde, y entonces NumPy lo da más corto, de forma {cut}, y no de {whole}: el
    bucle da vueltas de más. Mira hasta qué posición cabe entero."""
    found = broadcast(case)
    if not found or not isinstance(case.node, ast.BinOp) or len(found[0]) != len(found[1]):
        return None
    for side, (cut, whole) in ((case.node.left, found), (case.node.right, found[::-1])):
        cuts = [each for each in ast.walk(side) if isinstance(each, ast.Slice) and isinstance(each.upper, ast.BinOp)]
        if (
            isinstance(side, ast.Subscript)
            and cuts
            and all(one <= other for one, other in zip(cut, whole, strict=True))
        ):
            return {"code": in_short(ast.unparse(side)), "cut": shape_of(cut), "whole": shape_of(whole)}
    return None


@_fact
def shapes_do_not_fit(case: Case) -> Holds:
    """Las formas {first} y {second} no encajan{where}: contando desde la última, cada medida debe ser igual en las dos,
    o 1."""
    found = broadcast(case)
    where = f" en `{case.code_in_short}`" if case.exception and case.exception.code else ""
    return {"first": shape_of(found[0]), "second": shape_of(found[1]), "where": where} if found else None


_fact.words(
    "shapes_of_a_change_in_place",
    "ValueError",
    r"non-broadcastable output operand with shape (?P<mine>\(.*?\)) doesn't match the "
    r"broadcast shape (?P<other>\(.*?\))",
    "Con `+=` (o `-=`, `*=`...) un array guarda su forma, {mine}, y el resultado tiene {other}. Mira qué forma tiene "
    "lo que le sumas.",
)
_fact.words(
    "shape_of_a_place",
    "ValueError",
    r"could not broadcast input array from shape (?P<given>\(.*?\)) into shape (?P<place>\(.*?\))|"
    r"value array of shape (?P<other>\(.*?\)) could not be broadcast to indexing result of shape (?P<there>\(.*?\))",
    "Guardas algo de forma {given}{other} en un hueco de forma {place}{there}: mira cuánto mide lo que calculas, o "
    "con qué forma has creado el array.",
)
_fact.words(
    "indices_of_another_shape",
    "IndexError",
    r"shape mismatch: indexing arrays|boolean index did not match",
    "Eliges elementos con un array que no mide lo mismo que aquello de lo que eliges: mira las dos formas, y en qué "
    "eje están los ejemplos.",
)
_fact.words(
    "values_for_a_mask",
    "ValueError",
    r"boolean array indexing assignment cannot assign (?P<given>\d+) input values to the (?P<places>\d+) output values",
    "Con la máscara eliges {places:hueco}, y a la derecha del `=` hay {given:valor}: elige en los dos lados con la "
    "misma máscara, o usa `np.where`.",
)
_fact.words(
    "two_unknown_sizes",
    "ValueError",
    r"can only specify one unknown dimension",
    "En `reshape` solo una de las medidas puede ser -1: con dos, NumPy no sabe cuál deducir.",
)
_fact.words(
    "arrays_to_join_differ",
    "ValueError",
    r"all (the )?input arrays? (dimensions|must have)",
    "Unes arrays que no encajan: deben tener tantas dimensiones como los demás, y medir lo mismo en los ejes que "
    "no se unen.",
)
_fact.words(
    "reshape_does_not_fit",
    "ValueError",
    r"cannot reshape array of size (?P<size>\d+) into shape (?P<shape>\(.*?\))",
    "El array tiene {size:número}, y la forma {shape} es de otra cantidad. Calcula las medidas a partir de la "
    "forma del array que llega, en vez de escribirlas o suponerlas; una de ellas puede ser -1.",
)
_fact.words(
    "axes_to_transpose",
    "ValueError",
    r"axes don't match array|repeated axis",
    "Al trasponer hay que nombrar cada eje del array una vez: mira cuántos tiene.",
)
_fact.words(
    "axis_to_squeeze",
    "ValueError",
    r"cannot select an axis to squeeze out",
    "`squeeze` quita un eje de longitud 1, y el que nombras mide más.",
)
_fact.words(
    "empty_array",
    "ValueError",
    r"zero-size array to reduction|of an empty sequence|(arg|argument) is (an )?empty|need at least one array",
    "Ahí no hay ningún elemento: el array o la lista está vacío. Mira qué lo vacía, o si falta llenarlo.",
)
_fact.words(
    "pieces_of_different_size",
    "ValueError",
    r"inhomogeneous shape",
    "Metes en un mismo array cosas de distinta forma, como un número y un array entero. Todas las filas de un array "
    "deben medir lo mismo.",
)
_fact.words(
    "array_in_the_place_of_a_number",
    "ValueError",
    r"setting an array element with a sequence",
    "Guardas un array o una lista en el lugar de un solo número. Mira qué devuelve la cuenta de la derecha, o si el "
    "hueco debía ser una fila.",
)
_fact.words(
    "one_number_of_an_array",
    "ValueError",
    r"can only convert an array of size 1",
    "`item()` saca el único número de un array, y ese tiene más: mira qué falta sumar o promediar.",
)
