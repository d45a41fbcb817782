"""Facts of an exception of the student's code, which explain it without knowing the exercise. See general.py."""

from __future__ import annotations

import re

from grader.boundary.outcomes import WrongShape
from grader.feedback.case import Case, Facts

FACTS = _fact = Facts()

_TRUTH = "truth value of an array"

_ARGUMENTS = r"positional argument|keyword argument|required positional|takes no arguments|invalid number of arguments"


@_fact
def import_fails(case: Case) -> bool:
    """Un `import` no encuentra lo que pide, y falla con él todo lo que lo usa. Mira si está mal escrito. Se pueden usar
    las bibliotecas del curso y los ficheros `.py` que están junto a este, no los de sus subcarpetas."""
    return case.raised("ModuleNotFoundError ImportError") or case.follows_from("ModuleNotFoundError|ImportError")


@_fact
def another_line_fails(case: Case) -> bool:
    """Lo que usas no está porque la línea que debía darle valor no se pudo cargar: arregla primero esa."""
    return case.follows_from("")


@_fact
def never_closed(case: Case) -> bool:
    """Abres un paréntesis, un corchete o una llave y no lo cierras, o lo cierras con otro. Cuenta en esa línea los que
    se abren y los que se cierran."""
    return case.raised("SyntaxError", r"never closed|does not match opening")


@_fact
def closed_without_being_open(case: Case) -> bool:
    """Sobra un paréntesis, un corchete o una llave: se cierra y nadie lo había abierto."""
    return case.raised("SyntaxError", r"unmatched")


@_fact
def text_without_its_end(case: Case) -> bool:
    """Falta cerrar un texto: cada comilla que se abre se cierra con otra igual, y las triples con otras tres."""
    return case.raised("SyntaxError", r"unterminated .*string")


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
    página. El menos es `-`, el producto `*` y las comparaciones `<=`, `>=` y `!=`: escríbelos de nuevo."""
    return case.raised("SyntaxError", r"invalid character '")


@_fact
def else_if(case: Case) -> bool:
    """En Python `else if` se escribe en una sola palabra: `elif`, con su condición y dos puntos."""
    return case.raised_at(r"^\W*else\s+if\b", "SyntaxError")


@_fact
def def_is_incomplete(case: Case) -> bool:
    """Una función empieza por `def`, su nombre, unos paréntesis con sus parámetros y dos puntos, y a esa línea le falta
    algo de eso: cópiala otra vez del enunciado."""
    return case.raised_at(r"^(async\s+)?def\b(?!\s+\w+\s*\(.*\)\s*(->[^:]*)?:)", "SyntaxError")


@_fact
def equal_for_a_comparison(case: Case) -> bool:
    """Un solo `=` da valor a una variable. Para preguntar si dos cosas son iguales, como en un `if`, se escribe
    `==`."""
    return case.raised("SyntaxError", r"Maybe you meant '=='") and case.raised_at(r"\b(if|elif|while)\b", "SyntaxError")


@_fact
def print_without_parentheses(case: Case) -> bool:
    """`print` es una función: lo que muestra va entre paréntesis."""
    return case.raised("SyntaxError", r"Missing parentheses in call to 'print'")


@_fact
def nothing_in_between(case: Case) -> bool:
    """Hay dos cosas seguidas con nada en medio: falta una coma, o una operación. El doble de z, `2z` en matemáticas, en
    Python es `2 * z`."""
    return case.raised("SyntaxError", r"forgot a comma|invalid decimal literal")


@_fact
def from_the_console(case: Case) -> bool:
    """Esa línea no es código, o trae marcas de la consola o de la página de la que la has copiado. Deja en el fichero
    solo el código, y lo que quieras anotar, detrás de un `#`."""
    return case.raised("SyntaxError") and bool(re.match(r"(>>>|\.\.\. |In ?\[|[$?§:]|```|<{7}|>{7}|={7})", case.line))


@_fact
def colon_is_missing(case: Case) -> bool:
    """Al final de una línea que abre un bloque (`def`, `if`, `for`, `while`, `else`...) van dos puntos."""
    return case.raised("SyntaxError", r"expected ':'")


@_fact
def outside_a_function(case: Case) -> bool:
    """Esa línea pertenece a una función o a un bucle, y está fuera: le falta la sangría de las que tiene encima."""
    return case.raised("SyntaxError", r"outside (async )?function|outside loop|not properly in loop")


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
    que los convierta todos en espacios."""
    return case.raised("TabError")


@_fact
def waits_for_the_keyboard(case: Case) -> bool:
    """Tu código se detiene a esperar a alguien (`input()`, `breakpoint()`), y al corregir no hay nadie. Los datos
    llegan en los argumentos: quita esa línea."""
    return case.raised("EOFError BdbQuit")


@_fact
def raises_it_itself(case: Case) -> bool:
    """Has escrito código, pero aún queda un `raise NotImplementedError`, y ahí se detiene tu función: si es el que
    venía con ella, bórralo. Si lo has escrito tú para un caso, ese caso también se pide."""
    return case.raised_at(r"\braise\b", "NotImplementedError") and "sin hacer" not in getattr(case.error, "hint", "")


@_fact
def operation_not_supported(case: Case) -> bool:
    """Una biblioteca dice que esa operación no está hecha para lo que recibe. Suele pasar al mezclar NumPy con lo que
    compila TensorFlow (`@tf.function`), o al llamar a un método de una clase base."""
    return case.raised("NotImplementedError") and "sin hacer" not in getattr(case.error, "hint", "")


@_fact
def numpy_not_imported(case: Case) -> bool:
    """Usas `np` sin haber importado NumPy en este fichero: la primera línea debe ser `import numpy as np`."""
    return case.raised("NameError", r"'np'")


@_fact
def unknown_name(case: Case) -> bool:
    """Usas un nombre que Python no encuentra en este fichero. Mira si está mal escrito, si le falta `np.` delante o su
    `import`, o si es una función tuya de otro fichero, que aquí habría que importar."""
    return case.raised("NameError")


@_fact
def used_before_given_a_value(case: Case) -> bool:
    """Usas una variable antes de darle valor: o solo lo recibe dentro de un `if` o de un bucle por el que aquí no se
    pasa, o se llama como algo de fuera de la función, y al asignarla dentro es otra."""
    return case.raised("UnboundLocalError")


@_fact
def other_parameters(case: Case) -> bool:
    """La función no acepta los argumentos del enunciado: compara su línea `def` con la original y no quites, añadas ni
    reordenes parámetros."""
    return case.raised("TypeError", _ARGUMENTS) and not case.line


@_fact
def maximum_of_two(case: Case) -> bool:
    """`np.max` y `np.min` buscan dentro de un solo array, y lo segundo que reciben es el eje, no otro número con el que
    comparar. Para comparar elemento a elemento hay otra pareja de funciones: `np.maximum` y `np.minimum`."""
    return case.raised_at(r"np\.a?(max|min)\(", "TypeError AxisError ValueError IndexError")


@_fact
def shape_without_its_parentheses(case: Case) -> bool:
    """El segundo argumento de `np.zeros`, `np.ones` o `np.array` es el tipo de los números. La forma, o la lista de
    valores, va toda junta en el primero, entre sus propios paréntesis o corchetes."""
    return case.raised("TypeError", r"[Cc]annot (interpret|construct).*data ?type") or case.raised_at(
        r"np\.(zeros|ones|empty|array)\([^()\[\]]+,", "TypeError"
    )


@_fact
def called_with_other_arguments(case: Case) -> bool:
    """Llamas a una función con más o menos argumentos de los que acepta, o con otro nombre: compara esa llamada con la
    línea `def` de la función, o con su documentación."""
    return case.raised("TypeError", _ARGUMENTS)


@_fact
def caret_for_a_power(case: Case) -> bool:
    """En Python `^` no es la potencia, sino una operación con bits. Para elevar se escribe `**`."""
    return case.raised("TypeError", r"bitwise_xor|for \^")


@_fact
def operates_with_a_function(case: Case) -> bool:
    """Haces cuentas con una función, no con lo que devuelve: dale sus argumentos entre paréntesis y opera con el
    resultado."""
    return case.raised("TypeError", r"unsupported operand.*'(function|builtin_function_or_method|ufunc|method)'")


@_fact
def parentheses_after_a_value(case: Case) -> bool:
    """Pones paréntesis detrás de algo que no es una función, y Python cree que lo llamas. Mira si falta un `*`, si es
    un número o un array (como `np.e`), o si has dado a una variable el nombre de la función."""
    return case.raised("TypeError", r"object is not callable")


@_fact
def not_in_the_library(case: Case) -> bool:
    """Ese módulo no tiene una función con ese nombre: mira cómo se llama en su documentación. El logaritmo natural de
    NumPy, por ejemplo, es `log`, y no hay otro para él."""
    return case.raised("AttributeError", r"module '\w+' has no attribute")


@_fact
def loop_over_a_number(case: Case) -> bool:
    """Un número no se puede recorrer: para dar tantas vueltas como dice, hace falta `range(...)`."""
    return case.raised("TypeError", r"'(int|float|numpy\.\w+)' object is not iterable")


@_fact
def one_number_like_an_array(case: Case) -> bool:
    """Llega un solo número, y lo tratas como si fuera una lista o un array: un número no tiene longitud, ni forma, ni
    elementos que pedir o recorrer."""
    numbers = r"'(int|float|numpy\.\w+)' object (is not subscriptable|has no attribute)|object of type '(int|float)'"
    return case.raised("TypeError AttributeError IndexError", numbers) or case.raised(
        "TypeError IndexError",
        r"0-d array|unsized object|invalid index to scalar|too many indices for array: array is 0-d",
    )


@_fact
def index_is_no_integer(case: Case) -> bool:
    """Usas como índice algo que no es un entero: quizá el propio elemento que recorre el bucle, o números con
    decimales. Los índices salen de `range(...)`, o de un array de enteros."""
    return case.raised("IndexError", r"must be of integer|only integers, slices") or case.raised(
        "TypeError", r"(list|tuple) indices must be integers"
    )


@_fact
def another_axis(case: Case) -> bool:
    """Pides un eje que ese array no tiene: en un vector solo está el eje 0. Mira qué forma tiene lo que llega."""
    return case.raised("AxisError") or case.raised("IndexError", r"too many indices for array|tuple index out of range")


@_fact
def another_number_of_variables(case: Case) -> bool:
    """A la izquierda de un `=` (o en un `for`) hay más o menos variables que valores llegan para repartir. Mira qué
    forma, o cuántos elementos, tiene lo que repartes."""
    return case.raised("ValueError TypeError", r"values to unpack|cannot unpack")


@_fact
def pieces_of_different_size(case: Case) -> bool:
    """Metes en un mismo array cosas de distinta forma, como un número y un array entero. Todas las filas de un array
    deben medir lo mismo."""
    return case.raised("ValueError", r"inhomogeneous shape|setting an array element with a sequence")


@_fact
def text_in_a_sum(case: Case) -> bool:
    """Mezclas un texto con algo que no lo es: ni se suman ni se operan entre sí. Convierte lo uno en lo otro, o monta
    el texto con un f-string."""
    return case.raised(
        "TypeError", r"concatenate str|unsupported operand.*'str'|must be str, not|expected str instance"
    )


@_fact
def writes_elsewhere(case: Case) -> bool:
    """Intentas escribir en un sitio fijo del disco. Escribe en la carpeta que llega en los argumentos: une su ruta y el
    nombre del fichero, por ejemplo con `Path(directory) / nombre`."""
    writing = r"\.save\w*\(|\.to_\w+\(|savez?\w*\(|dump\(|write\w*\(|mkdir|makedirs|['\"][wax]b?\+?['\"]"
    return case.raised_at(writing, "FileNotFoundError PermissionError OSError NotADirectoryError IsADirectoryError")


@_fact
def data_from_a_file(case: Case) -> bool:
    """Intentas leer o descargar los datos. No hace falta: ya llegan en los argumentos de la función."""
    return case.raised("FileNotFoundError PermissionError URLError gaierror HTTPError ConnectionError")


@_fact
def matrix_without_inverse(case: Case) -> bool:
    """Esa matriz no tiene inversa (unas columnas son combinación de otras), y entonces `np.linalg.inv` y
    `np.linalg.solve` no pueden seguir. Mira si el enunciado pide de verdad resolver un sistema."""
    return case.raised("LinAlgError")


@_fact
def truth_of_an_array(case: Case) -> bool:
    """Un `if` (o un `and`, un `or`, un `max(a, b)`) pregunta por un array entero, y cada elemento puede responder una
    cosa. Haz la comparación elemento a elemento: `np.where`, `np.maximum` o una operación con el array de verdaderos y
    falsos."""
    # Where the example is small, an array of one number has only one answer, and what is refused is its shape.
    elsewhere = isinstance(case.error, WrongShape) and any(_TRUTH in call.raised_text for call in case.calls)
    return elsewhere or case.raised("ValueError", _TRUTH)


@_fact
def math_on_an_array(case: Case) -> bool:
    """Las funciones del módulo `math`, y también `float()` e `int()`, trabajan con un solo número, y aquí llega un
    array. NumPy tiene las mismas funciones para arrays enteros: `np.exp`, `np.log`, `np.sqrt`..."""
    return case.raised("TypeError", r"only (length-1|0-dimensional|size-1) arrays can be converted")


@_fact
def shapes_do_not_fit(case: Case) -> bool:
    """Las formas de dos arrays no encajan en una operación. Escribe en un papel la forma de cada uno: en un producto
    `A @ B` las columnas de A deben ser tantas como las filas de B; en una suma, cada dimensión debe coincidir o ser
    1."""
    return case.raised("ValueError", r"matmul|not aligned|could not be broadcast|mismatch in its core dimension")


@_fact
def reshape_does_not_fit(case: Case) -> bool:
    """Con `reshape` caben exactamente los mismos números: el producto de la forma nueva debe ser el de la vieja.
    Calcula las medidas a partir de la forma del array que llega, en vez de escribirlas o suponerlas."""
    return case.raised("ValueError", r"cannot reshape array of size")


@_fact
def overflow_of_math(case: Case) -> bool:
    """`math.exp` no puede con exponentes grandes: el resultado no cabe en un número. Reescribe la fórmula para que el
    exponente nunca sea positivo."""
    return case.raised("OverflowError", r"math range error|too large")


@_fact
def index_out_of_range(case: Case) -> bool:
    """Un índice se sale del array. Los índices van de 0 a n - 1: revisa los límites de tu `range` y en qué eje estás
    contando."""
    return case.raised("IndexError", r"out of (bounds|range)") and not case.raised("IndexError", r"^tuple")


@_fact
def list_like_an_array(case: Case) -> bool:
    """Tratas una lista como si fuera un array: las listas no se suman ni se multiplican elemento a elemento, ni tienen
    `.shape`. Conviértela antes con `np.asarray(...)`."""
    return case.raised("AttributeError", r"'list' object has no attribute") or case.raised(
        "TypeError", r"unsupported operand.*'list'|multiply sequence|only concatenate list|bad operand type.*'list'"
    )


@_fact
def tuple_like_a_number(case: Case) -> bool:
    """Operas con una tupla como si fuera un número o un array. Mira si falta una coma entre dos valores, o si sobra una
    dentro de un número: los decimales llevan punto."""
    return case.raised(
        "TypeError AttributeError", r"unsupported operand.*'tuple'|only concatenate tuple|'tuple' object"
    )


@_fact
def decimals_into_integers(case: Case) -> bool:
    """Mezclas enteros y decimales en el mismo array: una operación como `a -= 0.5` o `a /= 2` no puede guardar
    decimales en un array de enteros. Escribe `a = a - 0.5`, que crea un array nuevo."""
    return case.raised("UFuncTypeError _UFuncOutputCastingError UFuncOutputCastingError", r"Cannot cast ufunc")


@_fact
def endless_recursion(case: Case) -> bool:
    """La función se llama a sí misma sin llegar nunca a un caso que se resuelva sin otra llamada."""
    return case.raised("RecursionError")
