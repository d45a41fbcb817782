"""Values of another kind than an operation takes: None, a text, a list, a tuple, a single number; and their limits."""

from __future__ import annotations

import ast
import re
from typing import TypeGuard

from grader.feedback.case import Case, Facts, Holds
from grader.feedback.exceptions.arrays import statement
from grader.feedback.exceptions.names import NONE, NUMBER, in_spanish
from grader.feedback.plurals import counted

FACTS = _fact = Facts()

_OPERANDS = r"unsupported operand type\(s\) for (?P<mark>.+?): '(?P<left>[\w.]+)' and '(?P<right>[\w.]+)'"
_COMPARED = r"'(?P<mark>[<>=]+)' not supported between instances of '(?P<left>[\w.]+)' and '(?P<right>[\w.]+)'"
_ALONE = r"bad operand type for (?P<mark>.+?): '(?P<left>[\w.]+)'"


def _kinds(case: Case) -> list[str]:
    """The types of what an operator was given."""
    found = case.says("TypeError", _OPERANDS) or case.says("TypeError", _COMPARED) or case.says("TypeError", _ALONE)
    return [kind for name, kind in found.groupdict().items() if name != "mark" and kind] if found else []


def _written(case: Case, kind: str) -> str:
    """The operand of that type, as it is written; "" where that is not known."""
    operands: list[ast.expr] = []
    match case.node:
        case ast.BinOp(left=left, right=right) | ast.Compare(left=left, comparators=[right]):
            operands = [left, right]
        case ast.AugAssign(target=left, value=right):
            operands = [left, right]
        case ast.UnaryOp(operand=only):
            operands = [only]
    kinds = _kinds(case)
    index = kinds.index(kind) if kind in kinds else len(operands)
    text = ast.unparse(operands[index]) if index < len(operands) else ""
    return f"`{text}`" if 0 < len(text) <= 40 else ""


# -- None ------------------------------------------------------------------------------------------


@_fact
def operates_with_none(case: Case) -> Holds:
    """{what} vale `None`, y con eso no se puede operar. {why}"""
    words = (
        r"(object of type |argument 0 of type |must be real number, not )'?NoneType|not 'NoneType'|"
        r"'NoneType' object (is not (iterable|subscriptable)|does not support)|non-iterable NoneType"
    )
    if "NoneType" not in _kinds(case) and not case.raised("TypeError", words):
        return None
    return {"what": _written(case, "NoneType") or f"En `{case.code_in_short}` algo", "why": NONE}


# -- loops and unpacking ---------------------------------------------------------------------------


_SEVERAL = re.compile(r"\bfor\s+\(?(?P<first>\w+)\s*,[^:]*?\bin\s+(?P<what>.+?)(?:\s+if\b|:|\]|$)")
"""A loop with several variables."""


@_fact
def zip_is_missing(case: Case) -> Holds:
    """Ese `for` recorre primero una cosa entera y después la otra. Para tomar a la vez un elemento de cada una hace
    falta `zip(...)`."""
    loop = _SEVERAL.search(case.line)
    both = loop and re.match(r"[(\[]?\s*[\w.]+\s*,\s*[\w.]+", loop["what"])
    return bool(both) and case.raised("ValueError TypeError", r"values to unpack|cannot unpack non-iterable")


@_fact
def enumerate_is_missing(case: Case) -> Holds:
    """Ese `for` da los elementos uno a uno, y hay varias variables: para llevar también la cuenta está
    `enumerate(...)`, y para tomar cada elemento con el siguiente, `zip(x, x[1:])`."""
    loop = _SEVERAL.search(case.line)
    counts = loop and not re.match("enumerate|zip", loop["what"])
    alone = case.raised("TypeError", "cannot unpack non-iterable")
    index = loop and re.fullmatch(r"i|j|k|n|idx|index|indice|pos|fila|row", loop["first"])
    return bool(counts) and (alone or (bool(index) and case.raised("ValueError", "values to unpack")))


@_fact
def elements_of_a_loop(case: Case) -> Holds:
    """Cada elemento que recorre ese `for` trae {how} que las {n:variable} que has puesto: mira en la llamada cuántos
    son."""
    found = case.says(
        "ValueError", r"(?P<how>too many|not enough) values to unpack \(expected (?:at least )?(?P<n>\d+)"
    )
    how = found and ("más valores" if found["how"] == "too many" else "menos valores")
    return {"how": how, "n": found["n"]} if found and how and _SEVERAL.search(case.line) else None


@_fact
def shape_in_other_variables(case: Case) -> Holds:
    """Repartes una forma en {n:variable}, y lo que llega tiene otro número de dimensiones: mira en la llamada cuál es
    su forma."""
    found = case.says("ValueError", r"values to unpack \(expected (?:at least )?(?P<n>\d+)")
    shape = re.search(r"=\s*([\w.\[\]]+\.shape|(np|numpy)\.shape\([\w.\[\]]+\))\s*(#.*)?$", case.line)
    return found.groupdict() if found and shape else None


@_fact
def another_number_of_variables(case: Case) -> Holds:
    """A la izquierda del `=` hay {n:variable}, y a la derecha {came}. Mira qué forma, o cuántos elementos, tiene lo
    que repartes."""
    found = case.says(
        "ValueError",
        r"(?P<how>too many|not enough) values to unpack \(expected (?:at least )?(?P<n>\d+)(?:, got (?P<got>\d+))?",
    )
    if found:
        came = f"llegan {counted(found['got'], 'valor')}" if found["got"] else "llegan más valores"
        came = "llega un solo valor" if found["got"] == "1" else came
        return {"n": found["n"], "came": came}
    return None


@_fact
def one_value_for_several_variables(case: Case) -> Holds:
    """A la izquierda del `=` hay varias variables, y a la derecha llega {kind}, que no se puede repartir."""
    found = case.says("TypeError", r"cannot unpack non-iterable (?P<kind>[\w.]+) object")
    return {"kind": in_spanish(found["kind"])} if found else None


@_fact
def loop_over_a_number(case: Case) -> Holds:
    """Un número no se puede recorrer{told}"""
    found = case.says("TypeError", rf"'(?P<kind>{NUMBER})' object is not iterable")
    what = _iterated(case) if found else None
    if not found or what is None:
        return None
    loops = [statement(case.line), *([case.written] if case.written else [])]
    given = {each.id for loop in loops for target in _targets(loop) for each in ast.walk(target) if _is_name(each)}
    if what in given:
        how = "porque otro `for` va ya número a número, no por filas."
        return {"told": f": `{what}` lo es en esta llamada, {how}"}
    if "int" not in found["kind"] and what in case.parameters:
        return {"told": f": `{what}` es uno solo en esta llamada. Si puede llegar así, es un caso aparte."}
    if "int" not in found["kind"]:
        return {"told": f", y `{what}` es uno solo: mira de dónde sale, y si debía ser una lista o un array."}
    return {"told": ": para dar tantas vueltas como dice, hace falta `range(...)`."}


def _is_name(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name)


def _targets(node: ast.AST) -> list[ast.expr]:
    """What the loops give their elements to."""
    return [each.target for each in ast.walk(node) if isinstance(each, ast.For | ast.comprehension)]


def _iterated(case: Case) -> str | None:
    """What a `for` of the line goes through; None where that is not what raised."""
    if isinstance(case.node, ast.Call) and case.callee not in ("len", ""):
        return None
    for node in (case.node, statement(case.line)):
        loops = [each for each in ast.walk(node) if isinstance(each, ast.For | ast.comprehension)]
        if through := [ast.unparse(each.iter) for each in loops]:
            return next((each for each in through if each == case.code.strip()), through[0])
    return None


@_fact
def one_number_for_several(case: Case) -> Holds:
    """`{callee}` recorre una lista o un array, y recibe un solo número{passed}."""
    found = case.raised(
        "TypeError", rf"'{NUMBER}' object is not iterable|iteration over a 0-d array|must support iteration"
    )
    if not found:
        return None
    args = case.node.args if isinstance(case.node, ast.Call) else []
    numbers = [each for each in args if not _is_several(case, each)]
    given = ast.unparse(numbers[0]) if len(numbers) == 1 else ""
    passed = f", `{given}`" if 0 < len(given) <= 30 and len(args) > 1 else ""
    passed = f": en esta llamada `{given}` no es un array" if given in case.parameters else passed
    match numbers:
        case [ast.Subscript(slice=ast.Constant(value=int()))] if passed:
            passed += f". Desde ahí hasta el final se toma con dos puntos, `{given[:-1]}:]`"
    return {"callee": case.callee or case.code_in_short, "passed": passed}


def _is_several(case: Case, node: ast.expr) -> bool:
    """Whether an argument is known to hold several things."""
    if isinstance(node, ast.List | ast.Tuple | ast.ListComp | ast.GeneratorExp):
        return True
    whole = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)
    called = isinstance(node, ast.Call) and ast.unparse(node.func) in ("range", "zip", "enumerate", "list", "tuple")
    kind = case.kind_of(ast.unparse(node))
    return whole or called or (kind.startswith(("list", "tuple", "ndarray (", "range", "str")) and kind != "ndarray ()")


@_fact
def length_of_a_number(case: Case) -> Holds:
    """`{callee}` cuenta elementos, y {given} es un solo número{how}"""
    if not case.raised("TypeError", rf"object of type '{NUMBER}' has no len|len\(\) of unsized object"):
        return None
    if case.callee not in ("", "len"):
        return None
    given = ast.unparse(case.node.args[0]) if isinstance(case.node, ast.Call) and case.node.args else ""
    whole = " en esta llamada: mira si es ese el que querías contar. Si puede llegar un número, es un caso aparte."
    return {
        "callee": case.callee or "len",
        "given": f"`{given}`" if 0 < len(given) < 30 else "lo que recibe",
        "how": whole if given in case.parameters else ": mira de dónde sale.",
    }


@_fact
def in_a_number(case: Case) -> bool:
    """Detrás de `in` va una lista, un array o un texto en el que buscar, y ahí hay un solo número."""
    return case.raised("TypeError", rf"argument of type '{NUMBER}' is not (iterable|a container)")


_fact.words(
    "array_of_no_dimensions",
    "TypeError IndexError",
    r"0-d array|unsized object|array is 0-dimensional",
    "En `{code}` llega un solo número, y lo tratas como un array: no tiene longitud, ni elementos que pedir o "
    "recorrer.",
)


# -- texts -----------------------------------------------------------------------------------------


@_fact
def text_in_a_sum(case: Case) -> Holds:
    """Mezclas un texto con {other}: ni se suman ni se operan entre sí. Conviértelo antes con `str(...)`, o monta el
    texto con un f-string."""
    found = case.says(
        "TypeError",
        r"can only concatenate str \(not \"(?P<other>[\w.]+)\"\)|"
        r"sequence item \d+: expected str instance, (?P<item>\w+)",
    )
    if found:
        return {"other": in_spanish(found["other"] or found["item"])}
    kinds = _kinds(case)
    added = case.says("TypeError", r"for \+=?:")
    return {"other": in_spanish(kinds[kinds[0] == "str"])} if added and "str" in kinds and len(kinds) > 1 else None


@_fact
def another_number_of_values_in_a_text(case: Case) -> Holds:
    """En ese texto con `%` {told}: hace falta un valor por hueco, todos juntos entre paréntesis."""
    if not case.raised("TypeError", r"not enough arguments for format string|not all arguments converted"):
        return None
    match case.node:
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod(), right=right) if "%(" not in text:
            places = len(re.findall(r"%[^%]", text.replace("%%", "")))
            given = len(right.elts) if isinstance(right, ast.Tuple) else 1
            if places != given:
                blanks = f"hay {counted(places, 'hueco')}" if places else "no hay ningún hueco"
                return {"told": f"{blanks}, y detrás {counted(given, 'valor')}"}
    if case.raised("TypeError", "not enough arguments"):
        return {"told": "hay más huecos que valores detrás"}
    return None


_fact.words(
    "texts_divided",
    "TypeError",
    r"unsupported operand type\(s\) for /: 'str' and 'str'",
    "En `{code}` hay un texto a cada lado de `/`, y un texto no se divide. Si lo que unes es una carpeta y un nombre, "
    "eso solo lo entiende un `Path`, y aquí la carpeta llega como texto: haz de ella un `Path` antes.",
)


@_fact
def calculates_with_a_text(case: Case) -> Holds:
    """{what} es un texto, y haces una cuenta con él, o lo comparas con un número. Si lleva un número, conviértelo con
    `float(...)`; si no, mira qué debía ser."""
    words = r"must be real number, not str|not all arguments converted during string"
    if "str" not in _kinds(case) and not case.raised("TypeError", words):
        return None
    what = _written(case, "str")
    return {"what": what or f"En `{case.code_in_short}` algo"}


_fact.words(
    "text_is_no_number",
    "ValueError",
    r"could not convert string to float: (?P<text>.+)|invalid literal for int\(\) with base 10: (?P<other>.+)",
    "El texto {text}{other} no es un número, y no se puede convertir en uno: mira de dónde sale.",
)
_fact.words(
    "format_of_one_number",
    "TypeError ValueError",
    r"unsupported format string|Unknown format code|format: a (real )?number is required|for format string",
    "El formato con que montas ese texto no es el de lo que lleva dentro: mira si es un array, un texto o un número "
    "con decimales.",
)


# -- lists and tuples ------------------------------------------------------------------------------


@_fact
def comma_before_a_sign(case: Case) -> Holds:
    """Entre `{left}` y lo que sigue falta una coma: Python lee el signo como una resta o una suma."""
    signed = re.search(r"'(tuple|list)' and|concatenate (tuple|list)", case.exception.text if case.exception else "")
    match case.node:
        case ast.BinOp(left=ast.Tuple() | ast.List() as left, op=ast.Sub() | ast.Add(), right=ast.Constant()) if signed:
            return {"left": ast.unparse(left)[:30]}
    return None


@_fact
def tuple_like_a_number(case: Case) -> Holds:
    """{what} es una tupla, y haces una cuenta con ella. {how}"""
    words = r"only concatenate tuple|object of type tuple"
    if "tuple" not in _kinds(case) and not case.raised("TypeError", words):
        return None
    what = _written(case, "tuple") or f"En `{case.code_in_short}` algo"
    if ".shape" in case.code:
        how = "De una forma se toma una medida, como `X.shape[0]`, y dos formas se comparan con `==` o `!=`."
        return {"what": what, "how": how}
    how = (
        "Si son varios resultados, o una forma, toma el que haga falta: `a, b = ...`, o `t[0]`. Si debía ser un "
        "número, mira si sobra una coma: los decimales llevan punto."
    )
    return {"what": what, "how": how}


@_fact
def list_like_an_array(case: Case) -> Holds:
    """{what} es una lista, y las listas no se suman, multiplican ni comparan elemento a elemento. Conviértela antes con
    `np.asarray(...)`."""
    found = case.says("TypeError", r"only concatenate list \(not \"(?P<other>[\w.]+)\"\)|argument 0 of type list")
    if "list" in _kinds(case) or found:
        return {"what": _written(case, "list") or f"En `{case.code_in_short}` hay algo que"}
    return None


@_fact
def repeated_not_multiplied(case: Case) -> Holds:
    """{what}, y `*` con {it} repite sus elementos: solo vale un entero. {how}"""
    found = case.says("TypeError", r"can't multiply sequence by non-int of type '(?P<other>[\w.]+)'")
    operands = [case.node.left, case.node.right] if isinstance(case.node, ast.BinOp) else []
    names = [each.id for each in operands if isinstance(each, ast.Name)]
    kinds = {name: case.kind_of(name) for name in names}
    for name, kind in kinds.items():
        if kind in ("list", "tuple") and found:
            how = _SEVERAL_RESULTS if kind == "tuple" else _AS_ARRAY
            return {"what": f"`{name}` es {in_spanish(kind)}", "it": f"la{in_spanish(kind)[3:]}", "how": how}
    literal = any(isinstance(each, ast.List) for each in operands)
    return {"what": "Multiplicas una lista", "it": "una lista", "how": _AS_ARRAY} if found and literal else None


_AS_ARRAY = "Para multiplicar cada número, conviértela antes con `np.asarray(...)`."
_SEVERAL_RESULTS = "Si es lo que devuelve una función con varios resultados, repártelos: `a, b = funcion(...)`."


@_fact
def sequence_times_a_number(case: Case) -> Holds:
    """Multiplicas una lista, una tupla o un texto por algo que no es un entero: con ellos `*` solo repite. Si son
    números, con `np.asarray(...)` se multiplica cada uno."""
    return case.raised("TypeError", r"can't multiply sequence by non-int")


@_fact
def not_calculated_yet(case: Case) -> Holds:
    """{kind} aún no ha calculado nada, y no se puede operar con él ni pedirle elementos: haz antes una lista con
    `list(...)`."""
    lazy = r"(?P<kind>map|zip|filter|generator|range|enumerate|reversed|dict_keys|dict_values)"
    found = case.says(
        "TypeError",
        rf"'{lazy}' object is not subscriptable|object of type '(?P<other>map|zip|filter|generator)' has no len",
    )
    kinds = [kind for kind in _kinds(case) if re.fullmatch(lazy, kind)]
    kind = kinds[0] if kinds else (found["kind"] or found["other"]) if found else ""
    return {"kind": "Un generador" if kind == "generator" else f"Un `{kind}`"} if kind else None


@_fact
def tuples_do_not_change(case: Case) -> Holds:
    """{what} es {kind}, y sus elementos no se pueden cambiar: {how}."""
    found = case.says("TypeError", r"'(?P<kind>[\w.]+)' object does not support item (assignment|deletion)")
    if not found:
        return None
    target = re.match(r"([\w.]+)\[", case.code)
    changes = found["kind"] in ("tuple", "str", "range")
    how = "haz con ella una lista, `list(...)`, o crea otra" if changes else "no tiene elementos"
    kind = in_spanish(found["kind"])
    return {
        "what": f"`{target[1]}`" if target else "Eso",
        "kind": kind,
        "how": how.replace("con ella", "con él" if kind[:3] == "un " else "con ella"),
    }


@_fact
def no_elements(case: Case) -> Holds:
    """En `{code}` pides un elemento con corchetes de algo que no tiene: es {kind}."""
    found = case.says(
        "TypeError", r"'(?P<kind>[\w.]+)' object is not subscriptable|'(?P<other>[\w.]+)' object is not iterable"
    )
    return (
        {"code": case.code_in_short, "kind": in_spanish(found["kind"] or found["other"])}
        if found and found["kind"]
        else None
    )


_fact.words(
    "type_in_quotes",
    "TypeError",
    r"isinstance\(\) arg 2 must be a type",
    "Lo segundo que recibe `isinstance` es un tipo, sin comillas (`list`, `int`, `np.ndarray`), o una tupla de ellos.",
)
_fact.words(
    "key_of_a_dictionary",
    "TypeError",
    r"unhashable type",
    "Una lista o un array no puede ser la clave de un diccionario ni un elemento de un conjunto: usa un número, un "
    "texto o una tupla.",
)


@_fact
def column_to_drop(case: Case) -> Holds:
    """Sin `axis=1`, `drop` quita filas, y no hay ninguna que se llame así. Una columna se quita con `columns=`."""
    without = "axis" not in case.line and "columns" not in case.line
    return case.raised("KeyError", r"not found in axis") and ".drop(" in case.line and without


@_fact
def column_of_no_name(case: Case) -> Holds:
    """La tabla no tiene ninguna columna {key}. Las del enunciado son textos, de `"0"` a `"8"`; por posición se
    piden con `.iloc`, o del array de `to_numpy()`."""
    found = case.says("KeyError InvalidIndexError", r"(?P<key>.{1,60})")
    missing = case.says("KeyError", r"\[(?P<key>.*?)\] not (found in axis|in index)|None of .*?\[(?P<other>'.*?')\]")
    kinds = [kind for _, kind in case.exception.kinds] if case.exception else []
    key = (missing and (missing["key"] or missing["other"])) or (found and found["key"])
    return {"key": key} if key and ("DataFrame" in kinds or "data" in case.parameters) else None


@_fact
def key_of_nothing(case: Case) -> Holds:
    """Al diccionario de `{code}` le falta la clave {key}: mira cómo se llaman las que tiene."""
    found = case.says("KeyError", r"(?P<key>.{0,60})")
    return {"code": case.code_in_short, "key": found["key"]} if found else None


@_fact
def operation_of_other_kinds(case: Case) -> Holds:
    """En `{code}` operas con {kinds}, y esa operación no se puede hacer entre ellos: mira qué debía ser cada uno."""
    kinds = [in_spanish(kind) for kind in dict.fromkeys(_kinds(case))]
    return {"code": case.code_in_short, "kinds": " y ".join(kinds)} if kinds else None


_fact.words(
    "no_numbers_for_a_function",
    "TypeError",
    r"not supported for the input types|which has no callable",
    "`{code}` recibe algo que no son números, sino textos u objetos: mira qué le das.",
)


# -- limits ----------------------------------------------------------------------------------------


@_fact
def divides_by_zero(case: Case) -> Holds:
    """En `{code}` divides entre algo que aquí vale 0. Mira en la llamada qué entrada lo anula, y trata ese caso
    aparte."""
    return {"code": case.code_in_short} if case.raised("ZeroDivisionError") else None


@_fact
def endless_recursion(case: Case) -> Holds:
    """{what} se llama a sí misma sin llegar nunca a un caso que se resuelva sin otra llamada."""
    if not case.raised("RecursionError"):
        return None
    functions = {frame[2] for frame in case.exception.trace} if case.exception else set()
    named = functions.pop() if len(functions) == 1 else ""
    return {"what": f"`{named}`" if named.isidentifier() else "La función"}


_fact.words(
    "out_of_memory",
    "MemoryError",
    r"",
    "Tu código pide más memoria de la que hay: mira si algo crece en cada vuelta de un bucle, o un array enorme.",
)
