"""What does not come from the calculation: files, the keyboard, what could not be loaded or was left in the code."""

from __future__ import annotations

import re

from grader.feedback.case import Case, Facts, Holds
from grader.report import listed

FACTS = _fact = Facts()

_OF_FILES = "FileNotFoundError PermissionError OSError NotADirectoryError IsADirectoryError"
_OF_NETWORKS = "URLError HTTPError gaierror ConnectionError ConnectionRefusedError SSLError Exception RuntimeError"
_READS = (
    r"load_data|read_\w+\(|\bopen\(|loadtxt|genfromtxt|\bload\(|load_model|load_weights|url|requests|fetch_|get_file"
)


@_fact
def drawing(case: Case) -> bool:
    """Esa biblioteca de dibujo no está instalada, y aquí no se dibuja: la función solo devuelve su resultado. Quita el
    `import` y las líneas que la usan."""
    return case.raised("ModuleNotFoundError ImportError", r"'(matplotlib|seaborn|plotly)\b") or case.follows_from(
        r"(ModuleNotFoundError|ImportError): No module named '(matplotlib|seaborn|plotly)"
    )


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
def waits_for_the_debugger(case: Case) -> bool:
    """Tu código se detiene en `breakpoint()` a esperar a alguien, y al corregir no hay nadie: quita esa línea."""
    return case.raised("BdbQuit") or case.raised_at(
        r"breakpoint\(|set_trace\(", "EOFError OSError RuntimeError BdbQuit"
    )


@_fact
def waits_for_the_keyboard(case: Case) -> Holds:
    """Con `input()` tu código espera a que alguien escriba, y al corregir no hay nadie. {given}: quita esa línea."""
    waits = case.raised_at(r"\binput\(|stdin", "EOFError OSError RuntimeError")
    return {"given": _given(case)} if waits else None


def _given(case: Case) -> str:
    """Where the data are, in a sentence's beginning."""
    names = [f"`{name}`" for name in case.parameters[:3] if name.isidentifier()]
    if not names:
        return "Esta función no necesita que le den nada"
    return f"Los datos ya llegan en {listed(names)}" + (" y los demás argumentos" if len(case.parameters) > 3 else "")


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


_fact.words(
    "raises_a_text",
    "TypeError",
    r"exceptions must derive from BaseException",
    "Detrás de `raise` va una excepción, no un texto ni un número: el texto es lo que ella lleva dentro, como en "
    '`ValueError("...")`.',
)


@_fact
def refuses_what_is_right(case: Case) -> Holds:
    """Es tu propio `{how}` el que salta, y con unos datos que son válidos: mira en la llamada {why}."""
    own = re.match(r"(raise|assert)\b", case.line) or re.search(r":\s*(raise)\b", case.line)
    if not own or case.is_at_load or case.raised("NotImplementedError NameError AttributeError UnboundLocalError"):
        return None
    raised = own[1] == "raise"
    if raised and case.code not in ("", case.line) and "raise" not in case.code:
        return None  # it is the condition before it that failed
    why = "por qué se cumple la condición que lleva hasta él" if raised else "por qué no se cumple lo que comprueba"
    return {"how": own[1], "why": why}


@_fact
def writes_elsewhere(case: Case) -> bool:
    """Intentas escribir en un sitio fijo del disco. Escribe en la carpeta que llega en los argumentos: une su ruta y el
    nombre del fichero, por ejemplo con `Path(directory) / nombre`."""
    writing = r"\.save\w*\(|\.to_\w+\(|savez?\w*\(|dump\(|write\w*\(|mkdir|makedirs|['\"][wax]b?\+?['\"]"
    return "directory" in case.parameters and case.raised_at(writing, _OF_FILES)


@_fact
def writes_a_file(case: Case) -> bool:
    """Intentas escribir en el disco, y al corregir no se puede. Tampoco hace falta: la función devuelve su resultado.
    Quita esa línea."""
    writing = r"\.save\w*\(|\.to_\w+\(|savez?\w*\(|dump\(|write\w*\(|mkdir|makedirs|['\"][wax]b?\+?['\"]"
    return case.raised_at(writing, _OF_FILES)


@_fact
def data_from_a_file(case: Case) -> Holds:
    """Intentas leer o descargar algo, y al corregir no está. {given}: quita esa línea y usa lo que llega."""
    reads = case.raised_at(_READS, f"{_OF_FILES} {_OF_NETWORKS}") or case.raised(f"{_OF_NETWORKS} {_OF_FILES}", _FETCH)
    reads = reads or (
        case.raised_at(_READS, "ValueError") and case.raised("ValueError", "[Ff]ile not found|no longer acc")
    )
    return {"given": _given(case)} if reads or case.raised("FileNotFoundError") else None


@_fact
def not_permitted(case: Case) -> bool:
    """Al corregir, tu código solo puede calcular: ni tocar otros ficheros, ni abrir programas ni conexiones. Quita esa
    línea."""
    return case.raised("PermissionError BlockingIOError ConnectionError ConnectionRefusedError gaierror URLError")


_FETCH = r"URL fetch failure|urlopen|getaddrinfo|[Ff]ile not found"


@_fact
def ends_the_program(case: Case) -> bool:
    """Tu código termina el programa entero: quita `exit()`, `quit()` o `sys.exit()`. Una función acaba con `return`."""
    return case.raised("SystemExit")
