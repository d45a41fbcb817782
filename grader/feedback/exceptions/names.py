"""Names that nothing has: of a variable, a function, a module's function, an attribute."""

from __future__ import annotations

import ast
import re

import numpy as np

from grader.feedback.case import Case, Facts, Holds

FACTS = _fact = Facts()

_IMPORTS = {
    "np": "import numpy as np",
    "numpy": "import numpy",
    "math": "import math",
    "keras": "import keras",
    "layers": "from keras import layers",
    "tf": "import tensorflow as tf",
    "tensorflow": "import tensorflow",
    "pd": "import pandas as pd",
    "pandas": "import pandas",
    "random": "import random",
    "os": "import os",
    "Path": "from pathlib import Path",
    "train_test_split": "from sklearn.model_selection import train_test_split",
    "pairwise": "from itertools import pairwise",
    "plt": "import matplotlib.pyplot as plt",
    "sns": "import seaborn as sns",
}
_CONSTANTS = {
    "true": "`True`",
    "false": "`False`",
    "none": "`None`",
    "null": "`None`",
    "nil": "`None`",
    "e": "`np.e`, y e elevado a algo, `np.exp(...)`",
    "pi": "`np.pi`",
    "inf": "`np.inf`",
    "Inf": "`np.inf`",
    "infinity": "`np.inf`",
    "nan": "`np.nan`",
    "NaN": "`np.nan`",
}
NUMBER = r"(?:int|float|bool|numpy\.(?:float|u?int|bool|u?long|u?short|u?byte|half|single|double)\w*)"
"""The types of one number: NumPy has some by two names, such as ``int64`` and ``longlong``."""

_MISSING = r"name '(?P<name>\w+)' is not defined"


@_fact
def numpy_not_imported(case: Case) -> bool:
    """En este fichero no hay ningún `np`: el nombre lo da la línea `import numpy as np`, escrita así, al principio."""
    return case.raised("NameError", r"'np'")


@_fact
def module_not_imported(case: Case) -> Holds:
    """Usas `{name}` sin haberlo importado en este fichero: arriba del todo falta `{how}`."""
    found = case.says("NameError", _MISSING)
    how = _IMPORTS.get(found["name"]) if found else None
    return {"name": found["name"], "how": how} if found and how else None


@_fact
def constant_of_another_language(case: Case) -> Holds:
    """En Python no hay ningún `{name}`: se escribe {how}."""
    found = case.says("NameError", _MISSING)
    how = _CONSTANTS.get(found["name"]) if found else None
    return {"name": found["name"], "how": how} if found and how else None


@_fact
def comment_of_another_language(case: Case) -> bool:
    """Si eso es un comentario, en Python empieza por `#`. `//` es la división entera, y Python busca lo que va
    detrás como un nombre."""
    found = case.says("NameError", _MISSING)
    return found is not None and re.search(rf"//\s*{found['name']}\b", case.line) is not None


@_fact
def plain_text_without_quotes(case: Case) -> Holds:
    """`{name}` sin comillas es el nombre de una variable, y no hay ninguna así. Si es un texto, va entre comillas:
    `"{name}"`."""
    found = case.says("NameError", _MISSING)
    texts = r"relu|sigmoid|tanh|softmax|linear|adam|sgd|accuracy|mse|\w+_crossentropy"
    name = found["name"] if found else ""
    quoted = re.search(rf"(==|!=|\bin\b|activation=|loss=|optimizer=|metrics=\[?)\s*[(\[]?\s*{name}\b(?!\()", case.line)
    return {"name": name} if name and re.fullmatch(texts, name) and quoted else None


@_fact
def function_of_another_file(case: Case) -> Holds:
    """Tu `{name}` está en `{module}.py`, y un fichero no ve lo que hay en otro. Arriba falta `from exercises.{module}
    import {name}`."""
    found = case.says("NameError", _MISSING)
    module, _, name = (case.exception.meant if case.exception else "").rpartition(".")
    return {"name": name, "module": module} if found and module else None


@_fact
def function_of_numpy(case: Case) -> Holds:
    """`{name}` es de NumPy, y se llama con `np.` delante: `np.{name}(...)`."""
    found = case.says("NameError", _MISSING)
    name = found["name"] if found else ""
    called = re.search(rf"(?<![\w.]){name}\s*\(", case.line)
    return {"name": name} if name and called and callable(getattr(np, name, None)) else None


@_fact
def name_with_a_slip(case: Case) -> Holds:
    """No hay nada que se llame `{name}`: ¿querías decir `{meant}`?"""
    found = case.says("NameError", _MISSING)
    if found and re.search(rf"//\s*{found['name']}\b", case.line):
        return None
    meant = case.exception.meant if case.exception else ""
    return {"name": found["name"], "meant": meant} if found and meant else None


@_fact
def self_outside_a_class(case: Case) -> bool:
    """`self` solo existe en los métodos de una clase, y esto es una función: usa sus parámetros tal como se llaman."""
    return case.raised("NameError", r"'self'")


@_fact
def unknown_function(case: Case) -> Holds:
    """Llamas a `{name}`, y en este fichero no hay ninguna función con ese nombre ni nadie la importa. Mira cómo se
    llama; si es tuya y está en otro fichero, hay que importarla."""
    found = case.says("NameError", _MISSING)
    name = found["name"] if found else ""
    return {"name": name} if name and re.search(rf"(?<![\w.]){name}\s*\(", case.line) else None


@_fact
def unknown_name(case: Case) -> Holds:
    """Usas `{name}` y hasta ahí nadie le ha dado valor{parameters}. Mira si se llama de otro modo, o si falta la línea
    que lo calcula."""
    found = case.says("NameError", r"name '(?P<name>\w+)'")
    names = ", ".join(f"`{name}`" for name in case.parameters[:6])
    told = f": los parámetros de la función son {names}" if names else ""
    return {"name": found["name"], "parameters": told} if found else None


@_fact
def variable_named_like_a_function(case: Case) -> Holds:
    """Al dar valor a una variable `{name}`, dentro de la función ese nombre deja de ser el de la función, y aún no
    tiene nada. Llama de otro modo a la variable."""
    found = case.says("UnboundLocalError", r"'(?P<name>\w+)'")
    name = found["name"] if found else ""
    return {"name": name} if name and re.search(rf"(?<![\w.]){name}\s*\(", case.line) else None


@_fact
def accumulates_from_nothing(case: Case) -> Holds:
    """Esa línea cambia el valor de `{name}`, y aún no tiene ninguno: dale antes uno{first}, fuera del bucle si la línea
    está en uno. Y si se llama como algo de fuera de la función, es otra variable."""
    found = case.says("UnboundLocalError", r"'(?P<name>\w+)'")
    name = found["name"] if found else ""
    again = rf"{name}\s*((\*\*|//|[-+*/@])=|=\s*(.*[^\w.])?{name}\b(?!\s*[(.=]))"
    if not name or not re.match(again, case.line):
        return None
    mark = re.match(rf"{name}\s*([-+*])=|{name}\s*=\s*{name}\s*([-+*])(?!\*)", case.line)
    first = {"+": "0", "-": "0", "*": "1"}.get((mark[1] or mark[2]) if mark else "", "")
    return {"name": name, "first": f", como `{name} = {first}`" if first else ""}


@_fact
def used_before_given_a_value(case: Case) -> Holds:
    """Usas `{name}` antes de darle valor: o solo lo recibe dentro de un `if` o de un bucle por el que aquí no se pasa,
    o más abajo. Y si hay otro fuera de la función, ese no cuenta: al darle valor dentro, el nombre es de la función."""
    found = case.says("UnboundLocalError", r"'(?P<name>\w+)'")
    return found and found.groupdict()


# -- attributes ----------------------------------------------------------------------------------

_OF_NUMPY = {
    "ln": "el logaritmo natural es `np.log`",
    "log_e": "el logaritmo natural es `np.log`",
    "loge": "el logaritmo natural es `np.log`",
    "sen": "el seno es `np.sin`",
    "senh": "el seno hiperbólico es `np.sinh`",
    "tgh": "la tangente hiperbólica es `np.tanh`",
    "raiz": "la raíz cuadrada es `np.sqrt`",
    "sqr": "el cuadrado es `np.square`, y la raíz cuadrada, `np.sqrt`",
    "pow": "la potencia es `np.power`, o `**`",
    "avg": "la media es `np.mean`",
    "media": "la media es `np.mean`",
    "stdev": "la desviación es `np.std`",
    "desviacion": "la desviación es `np.std`",
    "suma": "la suma es `np.sum`",
    "maximo": "el máximo es `np.max`",
    "minimo": "el mínimo es `np.min`",
    "matrix_multiply": "el producto de matrices es `np.matmul`, o `@`",
    "append_": "es `np.append`",
    "array_": "es `np.array`",
    "sgn": "el signo es `np.sign`",
    "len": "la longitud es `len(...)`, sin `np.`",
    "range": "es `np.arange`, o `range` sin `np.`",
    "math": "`math` se importa aparte, `import math`",
    "float": "el tipo es `float`, sin `np.`",
    "int": "el tipo es `int`, sin `np.`",
    "object": "el tipo es `object`, sin `np.`",
    "str": "el tipo es `str`, sin `np.`",
    "Inf": "es `np.inf`",
    "NaN": "es `np.nan`",
    "sigmoid": "calcúlala con `np.exp`",
    "softmax": "calcúlala con `np.exp` y una suma",
    "relu": "calcúlala con `np.maximum`",
    "row_stack": "es `np.vstack`",
    "product": "es `np.prod`",
    "mat": "es `np.array`",
}


@_fact
def not_in_numpy(case: Case) -> Holds:
    """NumPy no tiene ningún `{name}`: {how}"""
    found = case.says(
        "AttributeError", r"^module 'numpy' has no attribute '(?P<name>\w+)'|^`np\.(?P<gone>\w+)` was rem"
    )
    if not found:
        return None
    name = found["name"] or found["gone"]
    use = re.search(r"Use `?(?P<use>[\w.]+)`? instead", case.exception.text if case.exception else "")
    meant = case.exception.meant if case.exception else ""
    how = _OF_NUMPY.get(name) or (use and f"ahora es `{use['use']}`") or (meant and f"¿querías decir `np.{meant}`?")
    how = how or "mira en su documentación cómo se llama"
    return {"name": name, "how": how if how.endswith("?") else f"{how}."}


@_fact
def function_of_arrays_in_math(case: Case) -> Holds:
    """`math` no tiene ningún `{name}`: {how}."""
    found = case.says("AttributeError", r"^module 'math' has no attribute '(?P<name>\w+)'")
    name = found["name"] if found else ""
    how = f"es de NumPy, `np.{name}`" if name and hasattr(np, name) else _OF_NUMPY.get(name, "")
    return {"name": name, "how": how} if how else None


@_fact
def not_in_the_library(case: Case) -> Holds:
    """El módulo `{module}` no tiene ningún `{name}`{meant}"""
    found = case.says(
        "AttributeError", r"^(partially initialized )?module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'"
    )
    meant = case.exception.meant if case.exception else ""
    told = f": ¿querías decir `{meant}`?" if meant else ": mira cómo se llama y si está en otro módulo."
    return {**found.groupdict(), "meant": told} if found else None


_ATTRIBUTE = r"^'(?P<kind>[\w.]+)' object has no attribute '(?P<name>\w+)'"


def _owner(case: Case) -> str:
    """What has no such attribute, as it is written."""
    node = case.node
    if isinstance(node, ast.Call):
        node = node.func
    text = ast.unparse(node.value) if isinstance(node, ast.Attribute) else ""
    return f"`{text}`" if 0 < len(text) <= 30 else "eso"


@_fact
def attribute_of_none(case: Case) -> Holds:
    """{owner} vale `None`, y por eso no tiene `{name}`. {why}"""
    found = case.says("AttributeError", r"'NoneType' object has no attribute '(?P<name>\w+)'")
    return {"owner": _first_up(_owner(case)), "name": found["name"], "why": NONE} if found else None


NONE = (
    "`None` es lo que devuelve una función a la que le falta `return`, o un método que cambia algo y no devuelve nada "
    "(`append`, `sort`, `add`, `compile`): no guardes su resultado."
)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


@_fact
def length_of_a_list(case: Case) -> Holds:
    """Cuántos elementos tiene {owner} se pregunta con la función `len(...)`, no con `.{name}`."""
    found = case.says("AttributeError", _ATTRIBUTE)
    if not found or found["name"] not in ("length", "len", "lenght", "count_", "size", "Length"):
        return None
    return {"owner": _owner(case), "name": found["name"]} if found["kind"] in _SEQUENCES else None


_SEQUENCES = ("list", "tuple", "str", "dict", "numpy.ndarray", "range")


@_fact
def function_of_numpy_as_a_method(case: Case) -> Holds:
    """`{name}` no es un método de los arrays, sino una función de NumPy: `np.{name}(...)`, con el array dentro."""
    found = case.says("AttributeError", _ATTRIBUTE)
    known = found and found["kind"] == "numpy.ndarray" and callable(getattr(np, found["name"], None))
    return {"name": found["name"]} if found and known and found["name"] != "append" else None


@_fact
def append_to_an_array(case: Case) -> bool:
    """Un array no crece: `append` es de las listas. Reúne los valores en una lista y conviértela al final con
    `np.array(...)`."""
    return case.raised("AttributeError", r"'numpy\.ndarray' object has no attribute '(append|extend|insert|add|push)'")


@_fact
def list_like_an_array(case: Case) -> Holds:
    """{owner} es una lista, y `.{name}` es de los arrays. Conviértela antes con `np.asarray(...)`."""
    found = case.says("AttributeError", r"'list' object has no attribute '(?P<name>\w+)'")
    of_arrays = found and hasattr(np.ndarray, found["name"])
    return {"owner": _first_up(_owner(case)), "name": found["name"]} if found and of_arrays else None


@_fact
def list_grows_with_append(case: Case) -> Holds:
    """Las listas no tienen `.{name}`: {how}."""
    found = case.says("AttributeError", r"'(list|tuple)' object has no attribute '(?P<name>add|push|append_|put|join)'")
    joins = "lo tiene el texto que va en medio, `'-'.join(lista)`"
    how = joins if found and found["name"] == "join" else "un elemento más se añade con `append`"
    return {"name": found["name"], "how": how} if found else None


@_fact
def one_number_like_an_array(case: Case) -> Holds:
    """{owner} es un solo número{passed}, y los números no tienen `.{name}`. {how}"""
    found = case.says("AttributeError", rf"'{NUMBER}' object has no attribute '(?P<name>\w+)'")
    if not found:
        return None
    how = "Con `np.asarray(...)` o `np.ndim`, `np.shape` y `np.size` da igual que llegue un número o un array."
    if found["name"] in ("append", "extend", "copy", "sort"):
        how = "Mira dónde le das valor: ¿debía ser una lista o un array?"
    passed = " en esta llamada" if _owner(case).strip("`") in case.parameters else ""
    return {"owner": _first_up(_owner(case)), "name": found["name"], "passed": passed, "how": how}


@_fact
def attribute_of_a_function(case: Case) -> Holds:
    """{owner} es una función, no su resultado: llámala con sus argumentos y usa lo que devuelve."""
    kinds = r"'(function|method|builtin_function_or_method|numpy\.ufunc|_ArrayFunctionDispatcher)' object has no attr"
    return {"owner": _first_up(_owner(case))} if case.raised("AttributeError", kinds) else None


@_fact
def attribute_with_a_slip(case: Case) -> Holds:
    """{owner} no tiene ningún `.{name}`: ¿querías decir `.{meant}`?"""
    found = case.says("AttributeError", _ATTRIBUTE)
    meant = case.exception.meant if case.exception else ""
    return {"owner": _first_up(_owner(case)), "name": found["name"], "meant": meant} if found and meant else None


@_fact
def generator_of_numbers(case: Case) -> Holds:
    """El generador de `default_rng` no tiene `{name}`: sus métodos son `random`, `normal`, `uniform`, `integers` y
    `permutation`."""
    found = case.says("AttributeError", r"Generator' object has no attribute '(?P<name>\w+)'")
    return found and found.groupdict()


@_fact
def column_of_a_table(case: Case) -> Holds:
    """Un DataFrame no tiene `.{name}`. Sus columnas se piden entre corchetes y comillas, como `data["8"]`, y el array
    de sus números es `data.to_numpy()`."""
    found = case.says("AttributeError", r"'(DataFrame|Series)' object has no attribute '(?P<name>\w+)'")
    return {"name": found["name"]} if found else None


_OF_OTHERS = {
    **dict.fromkeys(
        ("iloc", "loc", "values", "drop", "columns", "head", "to_numpy"),
        ("las tablas de pandas", "sus columnas se piden por posición, `X[:, 0]`"),
    ),
    "fillna": ("las tablas de pandas", "los NaN de un array se cambian con `np.nan_to_num`"),
    "index": (
        "las listas",
        "la posición del mayor es `np.argmax`, la del menor, `np.argmin`, y dónde se cumple algo, `np.where`",
    ),
    "count": ("las listas", "cuántas veces se cumple algo es `np.sum(a == b)`"),
}


@_fact
def array_like_another_thing(case: Case) -> Holds:
    """`.{name}` es de {whose}, y {owner} es un array: {how}."""
    found = case.says("AttributeError", r"'numpy\.ndarray' object has no attribute '(?P<name>\w+)'")
    if not found or found["name"] not in _OF_OTHERS:
        return None
    whose, how = _OF_OTHERS[found["name"]]
    return {"owner": _owner(case), "name": found["name"], "whose": whose, "how": how}


@_fact
def no_such_attribute(case: Case) -> Holds:
    """{owner} es {kind}, y no tiene ningún `.{name}`. Mira si se llama de otro modo, o si debía ser otra cosa."""
    found = case.says("AttributeError", _ATTRIBUTE)
    return (
        {"owner": _first_up(_owner(case)), "kind": in_spanish(found["kind"]), "name": found["name"]} if found else None
    )


_KINDS = {
    "int": "un número", "float": "un número", "bool": "un valor lógico", "complex": "un número complejo",
    "list": "una lista", "tuple": "una tupla", "str": "un texto", "dict": "un diccionario", "set": "un conjunto",
    "range": "un `range`", "module": "un módulo", "NoneType": "`None`", "function": "una función", "type": "una clase",
    "method": "una función", "builtin_function_or_method": "una función", "ufunc": "una función", "ndarray": "un array",
    "_ArrayFunctionDispatcher": "una función", "generator": "algo que aún no ha calculado nada", "map": "un `map`",
    "zip": "un `zip`", "filter": "un `filter`", "DataFrame": "una tabla de pandas", "Series": "una columna de pandas",
    "PosixPath": "una ruta", "WindowsPath": "una ruta", "Path": "una ruta", "ellipsis": "unos puntos suspensivos",
}  # fmt: skip


def in_spanish(kind: str) -> str:
    """A type, as Python names it, in words."""
    short = kind.split(" ", maxsplit=1)[0].rpartition(".")[2]
    number = re.fullmatch(NUMBER, f"numpy.{short}")
    return _KINDS.get(short) or ("un número" if number else f"un objeto de tipo `{short}`")
