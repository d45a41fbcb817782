"""An exception in Spanish: what it means in a few words, and last what Python says of it."""

from __future__ import annotations

import re

from grader.boundary.blocks import NotRead
from grader.boundary.outcomes import Raised
from grader.feedback.literals import spaced
from grader.feedback.plurals import filled

_KINDS = {
    "TypeError": "un valor no es del tipo que la operación espera",
    "ValueError": "un valor no sirve para la operación",
    "NameError": "usas un nombre que no está definido",
    "UnboundLocalError": "usas una variable antes de darle valor",
    "AttributeError": "el objeto no tiene ese atributo o método",
    "IndexError": "un índice se sale del array o de la lista",
    "KeyError": "ahí no hay nada con esa clave",
    "ZeroDivisionError": "divides entre cero",
    "OverflowError": "un número es demasiado grande",
    "ImportError": "no se puede importar ese nombre",
    "ModuleNotFoundError": "no se encuentra ese módulo",
    "RecursionError": "la función se llama a sí misma sin parar",
    "MemoryError": "no cabe en la memoria",
    "SyntaxError": "Python no entiende esta línea",
    "IndentationError": "la sangría no encaja",
    "TabError": "mezclas tabuladores y espacios",
    "SystemExit": "el código pide salir del programa: quita `exit()`",
    "EOFError": "el programa espera que alguien escriba algo: quita `input()`",
    "BdbQuit": "el programa se detiene a esperar: quita `breakpoint()`",
    "PermissionError": "ahí no se puede leer ni escribir",
    "FileNotFoundError": "ese fichero o esa carpeta no existe",
    "LinAlgError": "la operación de álgebra lineal no es posible",
    "AssertionError": "no se cumple lo que comprueba tu `assert`",
    "NotImplementedError": "el código dice que eso no está hecho",
    "AxisError": "ese eje no existe",
}

_WORDS = [
    (r"'(.)' was never closed", "se abre un `{0}` y no se cierra"),
    (r"unmatched '(.)'", "sobra un `{0}`"),
    (r"'(.)' does not match opening parenthesis '(.)'", "se abre con `{1}` y se cierra con `{0}`"),
    (r"expected ':'", "faltan los dos puntos"),
    (r"unterminated .*string", "un texto no se cierra"),
    (r"forgot a comma", "no se entiende: ¿falta una coma?"),
    (r"Maybe you meant '=='", "no se entiende: ¿querías `==` en lugar de `=`?"),
    (r"cannot assign to", "a la izquierda del `=` no hay una variable"),
    (r"Did you mean print", "faltan los paréntesis de `print`"),
    (r"Did you mean '(.+?)'", "no se entiende: ¿querías decir `{0}`?"),
    (
        r"non-default argument follows|without a default follows",
        "un parámetro sin valor por omisión va detrás de uno que lo tiene",
    ),
    (r"format string|during string formatting", "los huecos de ese texto no son los de los valores que le das"),
    (r"order must be str", "ahí va el orden, un texto, y no un número"),
    (r"positional argument follows keyword", "un argumento sin nombre va detrás de uno con nombre"),
    (r"'(\w+)' outside (async )?(function|loop)", "`{0}` está fuera de su función o de su bucle"),
    (r"expected an indented block", "falta la sangría de lo que va dentro"),
    (r"unexpected indent", "esa línea empieza demasiado a la derecha"),
    (r"unindent does not match", "esa línea no empieza a la altura de ninguna de las de encima"),
    (r"inconsistent use of tabs", "mezclas tabuladores y espacios"),
    (r"duplicate argument '(\w+)'", "el parámetro `{0}` está dos veces"),
    (r"name '(\w+)' is not defined", "`{0}` no está definido"),
    (r"variable '(\w+)' where it is not|variable '(\w+)' referenced before", "usas `{0}` antes de darle valor"),
    (r"No module named '([\w.]+)'", "no se encuentra el módulo `{0}`"),
    (r"cannot import name '(\w+)' from '([\w.]+)'", "`{1}` no tiene nada que se llame `{0}`"),
    (r"module '([\w.]+)' has no attribute '(\w+)'", "el módulo `{0}` no tiene nada que se llame `{1}`"),
    (r"'NoneType' object has no attribute '(\w+)'", "eso vale `None`, y `None` no tiene `{0}`"),
    (r"object has no attribute '(\w+)'", "eso no tiene ningún atributo o método `{0}`"),
    (r"broadcast together with shapes (\(.*?\)) (\(.*?\))", "las formas {0} y {1} no encajan"),
    (r"shapes (\(.*?\)) and (\(.*?\)) not aligned", "las formas {0} y {1} no encajan en un producto"),
    (r"mismatch in its core dimension.*size (\d+) is different from (\d+)", "en un producto no encajan {1} y {0}"),
    (r"cannot reshape array of size (\d+) into shape (\(.*?\))", "{0:número} no dan justo para la forma {1}"),
    (r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", "el índice {0} se sale: el eje {1} mide {2}"),
    (r"only integers, slices|indices must be integers", "eso no vale como índice"),
    (r"axis (-?\d+) is out of bounds for array of dimension (\d+)", "no hay eje {0} en un array de dimensión {1}"),
    (r"too many indices.*is (\d+)-dimensional, but (\d+)", "hay {1:índice} para un array de dimensión {0}"),
    (r"truth value of an array", "se pregunta si es verdad un array entero"),
    (r"object is not callable", "eso no es una función, y se llama como si lo fuera"),
    (r"object is not iterable", "eso no se puede recorrer"),
    (r"object is not subscriptable", "a eso no se le piden elementos con corchetes"),
    (r"has no len\(\)", "eso no tiene longitud"),
    (r"missing 1 required .*?: (.*)", "a una llamada le falta un argumento: {0}"),
    (r"missing \d+ required .*?: (.*)", "a una llamada le faltan argumentos: {0}"),
    (r"unexpected keyword argument '(\w+)'", "se llama a una función con `{0}=`, que no tiene"),
    (r"argument.* (was|were) given|\(\d+ given\)", "se llama a una función con otro número de argumentos"),
    (r"too many values to unpack", "llegan más valores que variables"),
    (r"not enough values to unpack", "llegan menos valores que variables"),
    (r"unsupported operand|not supported between|bad operand", "esa operación no se puede hacer con esos valores"),
    (r"numpy boolean (subtract|negative)", "entre verdaderos y falsos no vale el signo menos"),
    (r"bitwise_xor", "`^` no es la potencia"),
    (r"concatenate str|expected str instance", "un texto no se suma con lo que no lo es"),
    (r"inhomogeneous shape", "las filas de un array no miden lo mismo"),
    (r"could not convert string to float|invalid literal", "ese texto no es un número"),
    (r"not found in axis|in the \[columns\]|not in index", "en la tabla no hay ninguna columna o fila así"),
    (r"out of bounds for (u?int\d+)", "ese número no cabe en un `{0}`"),
    (r"read-only", "ese array es de solo lectura"),
    (r"must derive from BaseException", "detrás de `raise` va una excepción, y hay otra cosa"),
    (r"math domain error", "esa función no está definida para ese número"),
    (r"math range error", "el resultado es demasiado grande"),
    (r"Singular matrix", "la matriz no tiene inversa"),
    (r"Could not interpret (\w+) identifier: (\S+)", "Keras no conoce `{1}`"),
    (r"incompatible with the layer", "los datos no tienen la forma que la capa espera"),
    (r"recognized|Unrecognized keyword", "Keras no conoce ese argumento"),
]
"""What Python, NumPy and Keras say, and the same in Spanish."""

_WARNINGS = [
    (r"overflow encountered in (\w+)", "`{0}` se desborda, su resultado no cabe en un número"),
    (r"divide by zero encountered in (log\w*)", "`{0}` de 0 es menos infinito"),
    (r"divide by zero encountered in (scalar )?(power|float_power)", "0 elevado a un número negativo es infinito"),
    (r"divide by zero encountered", "se divide entre 0"),
    (r"invalid value encountered in (log\w*|sqrt)", "`{0}` de un número negativo no está definido"),
    (r"invalid value encountered in (scalar )?(power|float_power)", "un número negativo elevado a otro con decimales"),
    (r"invalid value encountered in (scalar )?(true_)?divide", "se divide 0 entre 0, o infinito entre infinito"),
    (r"invalid value encountered in (scalar )?(subtract|add|reduce)", "se resta infinito de infinito"),
    (r"invalid value encountered in (scalar )?(multiply|matmul|dot)", "se multiplica 0 por infinito"),
    (r"invalid value encountered in cast", "un NaN o un infinito se convierte en un entero"),
    (r"Mean of empty slice|Degrees of freedom", "se hace la media de nada"),
]
"""What NumPy warns of, and the same in Spanish."""

_CODE_POINT = re.compile(r"^invalid .*character .*\bU\+([0-9A-F]{4,5})\b")
"""What Python says of a character that no program holds."""
_CHARACTERS = {
    "\u200b": "un espacio de ancho cero",
    "\ufeff": "una marca de orden de bytes (BOM)",
    "\u00a0": "un espacio duro",
    "\u202f": "un espacio duro estrecho",
    "\u3000": "un espacio ideográfico",
    "\u2028": "un separador de línea",
    "\u2029": "un separador de párrafo",
    "\u00ad": "un guion de corte",
    **dict.fromkeys("\u200c\u200d\u2060", "un carácter de unión"),
    **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e", "una marca de dirección"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", 'una comilla tipográfica: en Python las comillas son rectas (")'),
    **dict.fromkeys("\u2018\u2019\u201a\u00b4", "una comilla tipográfica: en Python las comillas son rectas (')"),
    **dict.fromkeys(
        "\u2010\u2011\u2012\u2013\u2014\u2212",
        "una raya o un guion tipográfico: en Python el menos es el guion corriente (-)",
    ),
    "…": "puntos suspensivos en un solo carácter",
    "×": "un signo de multiplicar: en Python es `*`",
    "·": "un punto de multiplicar: en Python es `*`",
    "÷": "un signo de dividir: en Python es `/`",
    "≤": "en Python se escribe `<=`",
    "≥": "en Python se escribe `>=`",
    "≠": "en Python se escribe `!=`",
    "²": "el cuadrado se escribe `** 2`",
    "³": "el cubo se escribe `** 3`",
    "√": "la raíz cuadrada es `np.sqrt(...)`",
}
_LONGEST = 150
"""The most characters of Python's own words."""


def explain(raised: Raised) -> str:
    """An exception in one line: what it means, and last Python's words."""
    if raised.type_name == NotRead.__name__:
        named = re.match(r"\w+\.py\b", raised.text) is not None
        return f"{raised.text if named else raised.text[:1].upper() + raised.text[1:]}."
    meaning = _meaning(raised)
    words = re.sub(r" \((/|\w:\\)[^()]*\)$", "", " ".join(raised.text.split()))  # where the grader keeps the files
    words = re.sub(r"(\w+\.<locals>\.)*<?(\w+)>?\(\)", r"\2()", words)  # how Python calls what is within a function
    words = f"{words[:_LONGEST]}…" if len(words) > _LONGEST else words
    python = f"{raised.type_name}: {words}" if words else raised.type_name
    return f"{meaning[:1].upper()}{meaning[1:]} (Python dice: {python})" if meaning else python


def warned(text: str) -> str:
    """What NumPy warns of, in one line, and last its words."""
    words = text.partition(": ")[2]
    found = ((re.search(pattern, words), meaning) for pattern, meaning in _WARNINGS)
    meaning = next((meaning.format(*match.groups()) for match, meaning in found if match), "")
    return f"NumPy avisa: {meaning} (sus palabras: {words})" if meaning else f"NumPy avisa: {words}"


def _meaning(raised: Raised) -> str:
    if not raised.trace and raised.type_name == "TypeError" and "argument" in raised.text:
        return "la función debe aceptar justo los argumentos del enunciado"
    kinds = [_KINDS[name] for name in (raised.type_name, *raised.bases) if name in _KINDS]
    if not kinds or _is_its_own(raised):
        return kinds[0] if kinds else ""
    if found := _CODE_POINT.search(raised.text if raised.type_name == "SyntaxError" else ""):
        return _character(chr(int(found[1], 16)))
    if raised.type_name == "KeyError" and any(kind.startswith("DataFrame") for _, kind in raised.kinds):
        return "en la tabla no hay ninguna columna o fila así"
    said = ((re.search(words, raised.text), spanish) for words, spanish in _WORDS)
    meaning = next((filled(spanish, *map(_listed, found.groups())) for found, spanish in said if found), kinds[0])
    near = raised.meant and "." not in raised.meant and raised.type_name in ("NameError", "AttributeError")
    return f"{meaning}: ¿querías decir `{raised.meant}`?" if near else meaning


def _listed(words: str | None) -> str:
    """What Python names, one after another as in Spanish."""
    return spaced(re.sub(r",? and (?=')", " y ", str(words)))


def _is_its_own(raised: Raised) -> bool:
    """Whether the words are the student's, of a ``raise`` of their own."""
    return bool(raised.trace) and re.search(r"\braise\b", raised.trace[-1][3]) is not None


def _character(char: str) -> str:
    """What a character is that Python cannot read."""
    known = _CHARACTERS.get(char, "un carácter que no es de Python")
    return known if char.isprintable() else f"{known}; es invisible: borra esa parte de la línea y escríbela de nuevo"
