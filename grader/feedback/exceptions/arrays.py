"""Arrays: shapes, axes and indices that do not fit, and kinds of number that do not go into one."""

from __future__ import annotations

import ast
import re

from grader.boundary.outcomes import WrongShape
from grader.feedback.case import Case, Facts, Holds

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
        return f"`{found[1]}` de Python", f"Elemento a elemento es `{of_each}`; el mayor o el menor, `np.{found[1]}`."
    if "sorted(" in line:
        return "`sorted` de Python", "Un array se ordena con `np.sort`."
    if re.search(r"(?<![<>=!])[<>]=?[^<>=]+[<>]", line):
        return "Una comparación doble", "Sepárala en dos y únelas con `&`, cada una entre paréntesis."
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


_LIKE_MATH = {"exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "floor", "ceil", "log2", "log10", "fabs", "pow"}


@_fact
def math_on_an_array(case: Case) -> Holds:
    """`{callee}` trabaja con un solo número, y aquí llega {what}.{instead}"""
    found = case.says(
        "TypeError",
        r"only (length-1|0-dimensional|size-1) arrays can be converted|must be real number, not (?P<kind>list|tuple)$|"
        r"argument must be.*not '(?P<other>list|tuple)'|type numpy.ndarray doesn't define __(?P<dunder>\w+?)__",
    )
    if not found:
        return None
    name = case.callee.rpartition(".")[2]
    if not case.callee:
        return {"callee": case.code_in_short, "what": "un array", "instead": ""}
    instead = (
        f" Para arrays enteros está `np.{'round' if name == 'round' else name}(...)`."
        if name in _LIKE_MATH | {"round"}
        else ""
    )
    if case.callee in ("float", "int"):
        instead = f" Mira si debía ser un número; si no, el tipo de todos lo cambia `.astype({case.callee})`."
    kind = {"list": "una lista", "tuple": "una tupla"}.get(found["kind"] or found["other"] or "", "un array")
    return {"callee": case.callee, "what": kind, "instead": instead}


# -- shapes ----------------------------------------------------------------------------------------

_SHAPE = r"\((?P<{}>[\d, ]*)\)"


def _numbers(text: str) -> tuple[int, ...]:
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
    if len(large) != 2 or len(small) != 1 or small[0] != large[0]:
        return None
    return {"first": shape_of(first), "second": shape_of(second), "column": shape_of((small[0], 1))}


def broadcast(case: Case) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """The two shapes that could not be broadcast together, where the words tell them."""
    found = case.says(
        "ValueError", rf"broadcast together with shapes {_SHAPE.format('first')} {_SHAPE.format('second')}"
    )
    return (_numbers(found["first"]), _numbers(found["second"])) if found else None


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
def product_does_not_fit(case: Case) -> Holds:
    """{told} En un producto `A @ B` las columnas de A deben ser tantas como las filas de B: mira el orden, y si uno de
    los dos va traspuesto."""
    sizes = case.says(
        "ValueError", r"mismatch in its core dimension.*\(size (?P<second>\d+) is different from (?P<first>\d+)\)"
    )
    shapes = case.says("ValueError", r"shapes (?P<one>\(.*?\)) and (?P<other>\(.*?\)) not aligned")
    if shapes:
        one, other = (shape_of(_numbers(shapes[name])) for name in ("one", "other"))
        return {"told": f"Las formas {one} y {other} no encajan."}
    if not sizes:
        return None
    named = [f"`{name}` tiene forma {kind.split(' ', 1)[1]}" for name, kind in _arrays(case)]
    if len(named) == 2:
        return {"told": f"{named[0]} y {named[1]}, y no encajan."}
    return {"told": f"Lo de la izquierda tiene {sizes['first']} columnas, y lo de la derecha {sizes['second']} filas."}


def _arrays(case: Case) -> list[tuple[str, str]]:
    """The two names of a product, and what they were, where it is a product of two names."""
    match case.node:
        case ast.BinOp(left=ast.Name(id=left), right=ast.Name(id=right)):
            kinds = [(name, case.kind_of(name)) for name in (left, right)]
            return kinds if all(kind.startswith("ndarray (") for _, kind in kinds) else []
    return []


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
    r"could not broadcast input array from shape (?P<given>\(.*?\)) into shape (?P<place>\(.*?\))",
    "Guardas algo de forma {given} en un hueco de forma {place}: mira cuánto mide lo que calculas, o con qué forma "
    "has creado el array.",
)
_fact.words(
    "indices_of_another_shape",
    "IndexError",
    r"shape mismatch: indexing arrays|boolean index did not match",
    "Eliges elementos con un array que no mide lo mismo que aquello de lo que eliges: mira las dos formas, y en qué "
    "eje están los ejemplos.",
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
    "El array tiene {size} números, y en la forma {shape} no caben justo esos. Calcula las medidas a partir de la "
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


# -- indices ---------------------------------------------------------------------------------------


@_fact
def forms_of_a_shape(case: Case) -> Holds:
    """Pides en `{code}` una medida que no hay: ese array tiene {n}. Mira en la llamada qué forma tiene lo que
    llega."""
    if not case.raised("IndexError", "tuple index out of range") or ".shape" not in case.code:
        return None
    found = re.match(r"([A-Za-z_]\w*)\.shape\[", case.code)
    shape = re.search(r"\((.*)\)", case.kind_of(found[1])) if found else None
    n = len(_numbers(shape[1])) if shape else -1
    told = "una dimensión" if n == 1 else f"{n} dimensiones" if n >= 0 else "menos dimensiones que esas"
    return {"code": case.code_in_short, "n": told}


def _dimensions(n: str) -> str:
    return {"0": "cero dimensiones, es un solo número", "1": "una dimensión, es un vector"}.get(n, f"{n} dimensiones")


@_fact
def another_axis(case: Case) -> Holds:
    """En `{code}` {asks}, y ese array tiene {n}: los ejes se cuentan desde 0. Mira en la llamada qué forma tiene."""
    axis = case.says("AxisError", r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<n>\d+)")
    index = case.says("IndexError", r"array is (?P<n>\d+)-dimensional, but (?P<asked>\d+) were indexed")
    if not axis and not index:
        return None
    asks = f"pides el eje {axis['axis']}" if axis else f"pones {index['asked']} índices" if index else ""
    n = (axis or index)["n"]  # type: ignore[index]
    return {"code": case.code_in_short, "asks": asks, "n": _dimensions(n)}


@_fact
def index_of_a_number(case: Case) -> Holds:
    """En `{code}` pides un elemento de algo que es un solo número: sobra un índice, o no es lo que creías."""
    words = r"invalid index to scalar|'(int|float|bool|numpy\.(float|int|uint|bool)\w*)' object is not subscriptable"
    return {"code": case.code_in_short} if case.raised("IndexError TypeError", words) else None


@_fact
def comma_between_lists(case: Case) -> bool:
    """Entre dos listas seguidas falta una coma: Python lee la segunda como un índice de la primera."""
    literal = isinstance(case.node, ast.Subscript) and isinstance(case.node.value, ast.List | ast.Tuple)
    return literal and case.raised("TypeError", "indices must be integers")


@_fact
def list_of_lists_like_a_matrix(case: Case) -> Holds:
    """Con una lista no valen índices como `[:, 0]`, que son de los arrays. Conviértela antes con `np.asarray(...)`."""
    return case.raised("TypeError", r"(list|tuple) indices must be integers or slices, not tuple")


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
    """`{code}` necesita enteros, y recibe un número con decimales: conviértelo con `int(...)`, o mira de qué división
    sale."""
    return {"code": case.code_in_short} if case.raised("TypeError", _DUE) else None


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
def index_out_of_range(case: Case) -> Holds:
    """En `{code}` {told}"""
    found = case.says(
        "IndexError", r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)"
    )
    if found:
        index, size = int(found["index"]), int(found["size"])
        axis = "" if found["axis"] == "0" else f", en el eje {found['axis']}"
        last = f"van de 0 a {size - 1}" if size else "no hay ninguno"
        ends = ": mira dónde acaba tu `range`" if index == size > 0 or (index == size and "for" in case.line) else ""
        kept = re.match(rf"{re.escape(case.code)}\s*[-+*/]?=(?!=)", case.line)
        why = f"{ends}, o con cuántos elementos has creado el array" if ends and kept else ends
        return {"code": case.code_in_short, "told": f"pides el índice {index}{axis}, y los índices {last}{why}."}
    if case.raised(
        "IndexError", r"(list|tuple|string|index) index out of range|pop (from empty|index)|out of (bounds|range)"
    ):
        return {
            "code": case.code_in_short,
            "told": "un índice se sale: van de 0 a n - 1, y revisa los límites de tu `range`.",
        }
    return None
