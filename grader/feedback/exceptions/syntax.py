"""What Python does not read: a module, or a piece of it, that is no Python."""

from __future__ import annotations

import ast
import keyword
import re
from difflib import get_close_matches

from grader.feedback.case import Case, Facts, Holds

FACTS = _fact = Facts()

_UNREAD = "SyntaxError IndentationError TabError NotRead"


@_fact
def from_the_console(case: Case) -> bool:
    """Esa línea no es código, o trae marcas de la consola o de la página de la que la has copiado. Deja en el fichero
    solo el código, y lo que quieras anotar, detrás de un `#`."""
    return case.raised(_UNREAD) and bool(re.match(r"(>>>|\.\.\. |In ?\[|[$?§:]|```)", case.line))


@_fact
def git_conflict(case: Case) -> bool:
    """Git no supo juntar dos versiones y dejó las dos, entre `<<<<<<<`, `=======` y `>>>>>>>`. Quédate con las líneas
    de una y borra las de la otra y las tres marcas."""
    return case.raised("NotRead", "conflicto de git")


@_fact
def function_within_another(case: Case) -> bool:
    """Lo que está más a la derecha pertenece a lo de encima. El `def` de cada ejercicio va en la primera columna."""
    return case.raised("NotRead", "queda dentro de")


@_fact
def another_encoding(case: Case) -> bool:
    """No es tu código: es cómo está guardado el fichero. Al guardarlo en UTF-8 se podrá leer."""
    return case.raised("NotRead", "UTF-|codificación")


_fact.words(
    "never_closed",
    "SyntaxError",
    r"'(?P<mark>[(\[{])' was never closed",
    "Abres un `{mark}` y no lo cierras. Cuenta, desde donde se señala, los que se abren y los que se cierran.",
)
_fact.words(
    "never_closed",
    "SyntaxError",
    r"closing parenthesis '(?P<last>.)' does not match opening parenthesis '(?P<first>.)'",
    "Abres con `{first}` y cierras con `{last}`: falta cerrar lo primero, o uno de los dos no es el que querías.",
)
_fact.words(
    "closed_without_being_open",
    "SyntaxError",
    r"unmatched '(?P<mark>.)'",
    "Sobra un `{mark}`: se cierra y nadie lo había abierto.",
)


@_fact
def text_without_its_end(case: Case) -> bool:
    """Falta cerrar un texto: cada comilla que se abre se cierra con otra igual, y las triples con otras tres."""
    return case.raised("SyntaxError", r"unterminated .*string|EOL while scanning|EOF while scanning triple")


@_fact
def invisible_character(case: Case) -> bool:
    """En esa línea hay un carácter que no se ve y que Python no admite: suele llegar al copiar de una página, de un PDF
    o de un chat. Borra la línea entera, también su principio, y escríbela de nuevo a mano."""
    return case.raised("SyntaxError", r"invalid non-printable character|U\+(3000|2800)")


@_fact
def curly_quotes(case: Case) -> bool:
    """Las comillas de esa línea son tipográficas, de las que pone un procesador de textos o una página. Las de Python
    son rectas, iguales al abrir y al cerrar: escríbelas de nuevo en tu editor."""
    return case.raised("SyntaxError", r"invalid character '[\u2018-\u201f\u00ab\u00bb\u00b4]'")


@_fact
def character_of_a_text(case: Case) -> bool:
    """Esa línea lleva un carácter que no es de Python, aunque se parezca a otro que sí: suele llegar al copiar de una
    página. El menos es `-`, el producto `*`, el cuadrado `** 2` y las comparaciones `<=`, `>=` y `!=`: escríbelo de
    nuevo."""
    return case.raised("SyntaxError", r"invalid character '")


@_fact
def else_if(case: Case) -> bool:
    """En Python `else if` se escribe en una sola palabra: `elif`, con su condición y dos puntos."""
    return case.raised_at(r"^\W*(else\s+if|elseif|elsif)\b", "SyntaxError")


@_fact
def else_with_a_condition(case: Case) -> bool:
    """`else` no lleva condición: es lo que queda. Si hace falta otra pregunta es `elif`, y si no, `else:` y nada
    más."""
    return case.raised_at(r"^\W*else\s+[^:\s]", "SyntaxError")


@_fact
def keyword_with_a_slip(case: Case) -> Holds:
    """Esa línea se entendería con `{meant}` en lugar de `{written}`: parece una errata."""
    if not case.raised("SyntaxError", "invalid syntax|expected"):
        return None
    line = re.sub(r"(['\"]).*?\1", "''", case.line)  # what a text says is no code
    for written in re.findall(r"[A-Za-z]+", line):
        alike = [each for each in keyword.kwlist if sorted(each) == sorted(written) and each != written]
        near = [] if keyword.iskeyword(written) else get_close_matches(written, keyword.kwlist, 2, 0.6)
        for meant in [*alike, *near]:
            if reads(re.sub(rf"\b{written}\b", meant, line, count=1)):
                return {"written": written, "meant": meant}
    return None


def reads(line: str) -> bool:
    """Whether a line is Python, alone or as the beginning or a further part of a block."""
    whole = (line, f"{line} pass", f"if 0: pass\n{line} pass", f"try: pass\n{line} pass")
    return any(map(_parses, whole))


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


_OF_OTHERS = {
    **dict.fromkeys(("throw", "lanza", "lanzar"), "raise"),
    **dict.fromkeys(("function", "func", "fun", "sub", "funcion", "función"), "def"),
    **dict.fromkeys(("devuelve", "devolver", "retorna", "retornar"), "return"),
    "catch": "except",
    "si": "if",
    "sino": "else",
    "mientras": "while",
    "para": "for",
    "importar": "import",
    "switch": "match",
    "foreach": "for",
    "until": "while not",
    "unless": "if not",
    "desde": "from",
}
"""How a line begins in another language, or in Spanish, and in Python."""


@_fact
def keyword_of_another_language(case: Case) -> Holds:
    """`{written}` no es de Python: lo mismo se escribe con `{meant}`."""
    found = re.match(r"\}?\s*(?P<written>\w+)", case.line) if case.raised("SyntaxError") else None
    meant = _OF_OTHERS.get(found["written"].lower()) if found else None
    return {"written": found["written"], "meant": meant} if found and meant else None


@_fact
def declared_variable(case: Case) -> Holds:
    """Una variable de Python no se declara: se escribe su nombre, `=` y su valor, sin `{word}` delante."""
    words = r"^(?P<word>var|let|const|int|float|double|bool|boolean|string|str|auto|dim)\s+\w+\s*(=|;|$)"
    found = re.match(words, case.line) if case.raised("SyntaxError") else None
    return found and found.groupdict(default="")


@_fact
def keyword_for_a_name(case: Case) -> Holds:
    """`{name}` es una palabra de Python, y una variable o un parámetro no puede llamarse así: ponle otro nombre, como
    `{name}_`."""
    words = "|".join(set(keyword.kwlist) - {"None", "True", "False", "not", "in", "is", "and", "or", "if", "else"})
    given = rf"(?<![\w.])(?P<name>{words})\s*(\[[^\]]*\]\s*)?([-+*/]?=)(?!=)"
    parameter = rf"^(async\s+)?def\s+\w+\s*\((.*,)?\s*(?P<name>{words})\s*[,)=]"
    found = (re.search(given, case.line) or re.match(parameter, case.line)) if case.raised("SyntaxError") else None
    return {"name": found["name"]} if found else None


@_fact
def def_is_incomplete(case: Case) -> bool:
    """Una función empieza por `def`, su nombre, unos paréntesis con sus parámetros y dos puntos, y a esa línea le falta
    algo de eso: cópiala otra vez del enunciado."""
    return case.raised_at(r"^(async\s+)?def\b(?!\s+\w+\s*\(.*\)\s*(->[^:]*)?:)", "SyntaxError")


@_fact
def equal_for_a_comparison(case: Case) -> bool:
    """Un solo `=` da valor a una variable. Para preguntar si dos cosas son iguales, como en un `if`, se escribe
    `==`."""
    words = r"Maybe you meant '=='|expression cannot contain assignment"
    return case.raised("SyntaxError", words) and case.raised_at(r"\b(if|elif|while|and|or|not)\b", "SyntaxError")


@_fact
def value_given_to_a_calculation(case: Case) -> bool:
    """A la izquierda de un `=` va el nombre de una variable, y ahí hay una cuenta, un número o una llamada. Lo que se
    calcula va a la derecha: `nombre = cuenta`."""
    return case.raised("SyntaxError", r"cannot assign to|expression cannot contain assignment|can't assign to")


@_fact
def print_without_parentheses(case: Case) -> bool:
    """`print` es una función: lo que muestra va entre paréntesis."""
    return case.raised("SyntaxError", r"Missing parentheses in call to 'print'")


@_fact
def increment(case: Case) -> bool:
    """Python no tiene `++` ni `--`. Para sumar uno a una variable se escribe `+= 1`, y para restarlo, `-= 1`."""
    return case.raised_at(r"\w(\+\+|--)\s*($|[;)#])", "SyntaxError")


@_fact
def logic_of_another_language(case: Case) -> bool:
    """`&&`, `||` y `!` son de otros lenguajes. En Python las condiciones se unen con `and` y `or`, y se niegan con
    `not`."""
    return case.raised_at(r"&&|\|\||!(?!=)", "SyntaxError")


@_fact
def comparison_backwards(case: Case) -> bool:
    """«Mayor o igual» se escribe `>=`, «menor o igual» `<=` y «distinto» `!=`: primero la flecha o el `!`, y detrás el
    `=`."""
    return case.raised_at(r"=>|=<|=!|<>|[<>] =|! =", "SyntaxError")


@_fact
def braces_for_a_block(case: Case) -> bool:
    """En Python los bloques no llevan llaves: la línea que abre uno acaba en dos puntos, y lo de dentro se escribe con
    cuatro espacios más."""
    return case.raised_at(r"^(if|for|while|else|elif|def)\b.*\{\s*(#.*)?$|^\}", "SyntaxError")


@_fact
def for_of_another_language(case: Case) -> bool:
    """Un bucle de Python recorre algo: `for i in range(n):`. No lleva principio, condición y paso como en otros
    lenguajes."""
    return case.raised_at(r"^for\b(?!.*\bin\b)", "SyntaxError")


@_fact
def choice_of_another_language(case: Case) -> bool:
    """`condición ? a : b` es de otros lenguajes. En Python se escribe `a if condición else b`; con un array, que
    pregunta por cada elemento, `np.where(condición, a, b)`."""
    return case.raised("SyntaxError", "invalid syntax") and re.search(r"\?[^:]+:", code_only(case.line)) is not None


@_fact
def value_given_at_the_return(case: Case) -> Holds:
    """Detrás de `return` va un valor, no una línea que lo guarda: escribe `return {value}`, o da antes el valor a
    `{name}` y devuelve después `{name}`."""
    found = re.match(r"return\s+(?P<name>[A-Za-z_]\w*)\s*=(?!=)\s*(?P<value>.+)$", case.line)
    if not found or not case.raised("SyntaxError", "invalid syntax"):
        return None
    value = found["value"].partition("#")[0].strip()
    return {"name": found["name"], "value": value if len(value) <= _SHORT else "..."}


@_fact
def index_left_out(case: Case) -> Holds:
    """Entre los corchetes de `{code}` falta el índice de uno de los ejes: para tomarlo entero se escriben dos puntos,
    `{whole}`."""
    found = re.search(r"\b(?P<name>[\w.]+)\[\s*,\s*(?P<index>[^\[\],]+?)\s*\]", code_only(case.line))
    if not found or not case.raised("SyntaxError", "invalid syntax"):
        return None
    return {"code": found[0], "whole": f"{found['name']}[:, {found['index']}]"}


@_fact
def call_without_parentheses(case: Case) -> Holds:
    """`{name}` se llama con paréntesis, y dentro va lo que recibe: `{name}({given})`."""
    found = re.search(r"(?P<name>\.[a-z_]\w*)\s+(?P<given>[A-Za-z_][\w.]*|\d[\d.]*)\s*($|[-+*/#)\],:])", case.line)
    known = found and found["given"] not in keyword.kwlist
    return found.groupdict() if found and known and _lone(case, found) else None


def _lone(case: Case, found: re.Match[str]) -> bool:
    """Whether the line is read once what follows a name stands between parentheses."""
    mended = f"{case.line[: found.end('name')]}({found['given']}){case.line[found.end('given') :]}"
    return case.raised("SyntaxError", "invalid syntax|forgot a comma") and reads(mended)


def code_only(line: str) -> str:
    """A line without what its texts say, nor what is noted in it."""
    return re.sub(r"(['\"]).*?\1", "''", line).partition("#")[0]


_SHORT = 40
"""The most characters of code in a sentence."""


@_fact
def optional_before_required(case: Case) -> bool:
    """En la línea `def` los parámetros con valor por omisión (`umbral=0.5`) van los últimos, y detrás de uno hay otro
    que no lo tiene."""
    return case.raised("SyntaxError", r"non-default argument follows|parameter without a default follows")


@_fact
def nothing_on_one_side(case: Case) -> bool:
    """La línea se queda a medias: falta lo que va detrás de su último signo."""
    return case.raised("SyntaxError", "^invalid syntax") and re.search(r"[-+*/@=<>,]\s*(#.*)?$", case.line) is not None


@_fact
def positional_after_named(case: Case) -> bool:
    """En una llamada van primero los argumentos sin nombre, y al final los que llevan nombre y `=`."""
    return case.raised("SyntaxError", r"positional argument follows keyword")


@_fact
def same_name_twice(case: Case) -> bool:
    """Un mismo nombre de argumento está dos veces: quita uno, o cámbiale el nombre."""
    return case.raised("SyntaxError", r"duplicate (argument|parameter)|keyword argument repeated")


@_fact
def number_in_pieces(case: Case) -> bool:
    """Un número como `1e-7` se escribe todo junto: sin espacios, y con el exponente detrás de la `e`."""
    return case.raised("SyntaxError", r"invalid decimal literal") and bool(re.search(r"\d[eE](?![-+]?\d)", case.line))


@_fact
def number_with_a_letter(case: Case) -> bool:
    """Un número no puede ir pegado a una letra. El doble de z, `2z` en matemáticas, en Python es `2 * z`; y un nombre
    no puede empezar por una cifra."""
    return case.raised("SyntaxError", r"invalid decimal literal|invalid (hexadecimal|imaginary) literal")


@_fact
def number_beginning_with_zero(case: Case) -> bool:
    """Un entero no se escribe con ceros delante: `007` es `7`."""
    return case.raised("SyntaxError", r"leading zeros")


@_fact
def nothing_in_between(case: Case) -> bool:
    """Hay dos cosas seguidas con nada en medio: falta una coma, o una operación. El doble de z, `2z` en matemáticas, en
    Python es `2 * z`."""
    return case.raised("SyntaxError", r"forgot a comma")


@_fact
def colon_is_missing(case: Case) -> bool:
    """Al final de una línea que abre un bloque (`def`, `if`, `for`, `while`, `else`...) van dos puntos."""
    return case.raised("SyntaxError", r"expected ':'")


@_fact
def else_is_missing(case: Case) -> bool:
    """Un `if` dentro de una expresión necesita su `else`: `a if condición else b`."""
    return case.raised("SyntaxError", r"expected 'else' after 'if' expression")


@_fact
def outside_a_function(case: Case) -> Holds:
    """{told}"""
    if case.raised("SyntaxError", r"outside loop|not properly in loop"):
        return {
            "told": "`break` y `continue` solo valen dentro de un bucle, y esa línea no está en ninguno: mira su "
            "sangría; de una función se sale con `return`."
        }
    told = "Esa línea pertenece a una función, y está fuera: le falta la sangría de las que tiene encima."
    return {"told": told} if case.raised("SyntaxError", r"outside (async )?function") else None


@_fact
def body_without_indentation(case: Case) -> bool:
    """Lo que va dentro de un `def`, un `if` o un bucle se escribe con cuatro espacios más que la línea que lo abre."""
    return case.raised("IndentationError", r"expected an indented block")


@_fact
def indentation_of_its_own(case: Case) -> bool:
    """Esa línea empieza más a la derecha o más a la izquierda que las de su bloque. Una función empieza en la primera
    columna, y las líneas de su cuerpo, todas a la misma altura: cuatro espacios más."""
    return case.raised("IndentationError", r"unexpected indent|unindent")


@_fact
def tabs_and_spaces(case: Case) -> bool:
    """Mezclas tabuladores y espacios al principio de las líneas, y aunque se vean iguales no lo son. Pide a tu editor
    que los convierta todos en espacios: en VS Code, F1 y «Convertir sangría en espacios»."""
    return case.raised("TabError") or (case.raised("IndentationError") and "\t" in case.code)


@_fact
def else_without_its_if(case: Case) -> Holds:
    """{told}"""
    found = re.match(r"(?P<word>else|elif|except|finally)\b.*:", case.line) if case.raised("SyntaxError") else None
    return {"told": _CONTINUES[found["word"]]} if found else None


_CONTINUES = {
    "elif": "Un `elif` sigue a un `if` o a otro `elif` de su misma altura, y ese no. Mira si va detrás de un `else`, "
    "que es siempre el último, y si no, la sangría, y si hay en medio otra línea.",
    "else": "Ese `else` no sigue a un `if`, un `elif`, un bucle o un `try` de su misma altura. Mira si ya hay otro "
    "`else`, y si no, la sangría, y si hay en medio otra línea.",
    "except": "Ese `except` no sigue a su `try` a la misma altura. Mira la sangría, y si hay en medio otra línea.",
    "finally": "Ese `finally` no sigue a su `try` a la misma altura. Mira la sangría, y si hay en medio otra línea.",
}


@_fact
def text_with_values(case: Case) -> bool:
    """Algo de lo que va entre llaves en ese f-string no se entiende: dentro van expresiones, con otras comillas que las
    del texto, y las llaves se abren y se cierran."""
    return case.raised("SyntaxError", r"f-string")


@_fact
def declared_as_of_outside(case: Case) -> Holds:
    """`global` y `nonlocal` dicen de quién es un nombre, y {told}. Casi nunca hacen falta: quita esa línea y usa los
    parámetros y variables de la función."""
    if case.raised("SyntaxError", "no binding for nonlocal|nonlocal declaration not allowed"):
        return {"told": "`nonlocal` nombra uno de la función que hay alrededor, y ahí no hay ninguno así"}
    late = case.raised("SyntaxError", "(before|prior to|and) (global|nonlocal|parameter)|is parameter and")
    return {"told": "han de ir antes de usarlo, y no valen con un parámetro"} if late else None


@_fact
def not_understood(case: Case) -> Holds:
    """{where}. Mira lo que hay justo antes, y también la línea de encima: suele faltar o sobrar un signo, una coma, un
    paréntesis o los dos puntos."""
    marked = re.search(r"^\s*\^+\s*$", case.code, re.MULTILINE)
    where = "Python se pierde donde se señala con `^`" if marked else "Python no entiende esa línea"
    return {"where": where} if case.raised("SyntaxError IndentationError") and case.line else None
