"""Calls: with other arguments, of what is no function, of a function that was left uncalled."""

from __future__ import annotations

import ast
import builtins
import re

from grader.feedback.case import Case, Facts, Holds
from grader.feedback.exceptions.arrays import broadcast, like_of_arrays, shape_of
from grader.feedback.exceptions.names import in_spanish
from grader.feedback.plurals import counted
from grader.feedback.written import in_short, own

FACTS = _fact = Facts()

_ARGUMENTS = (
    r"positional argument|keyword argument|required (positional |keyword-only )?argument|takes no arguments|"
    r"multiple values for|invalid number of arguments|takes (exactly|at most|at least|from|no)|expected at (most|least)"
)
_FUNCTION = r"(?:function|builtin_function_or_method|method|method-wrapper|numpy\.ufunc|ufunc|_ArrayFunctionDispatcher)"


@_fact
def other_parameters(case: Case) -> bool:
    """La función no acepta los argumentos del enunciado: compara su línea `def` con la original y no quites, añadas ni
    reordenes parámetros."""
    return case.raised("TypeError", _ARGUMENTS) and not case.line


_fact.words(
    "too_many_named_arguments",
    "TypeError",
    r"^(?P<of>\w+)\(\) takes at most \d+ keyword arguments? \(\d+ given\)",
    "A `{of}` le das con su nombre algún argumento que no tiene: mira en su documentación cuáles admite.",
)


# -- what NumPy's functions are mistaken for ------------------------------------------------------


@_fact
def maximum_of_two(case: Case) -> Holds:
    """`{callee}` busca dentro de un solo array{second}. Para comparar elemento a elemento está `{other}`."""
    found = re.fullmatch(r"(np|numpy)\.a?(?P<which>max|min)", case.callee)
    given = case.node.args if isinstance(case.node, ast.Call) else []
    if not found or not case.raised("TypeError AxisError ValueError IndexError"):
        return None
    told = {"callee": case.callee, "other": f"np.{found['which']}imum"}
    match given:
        case [ast.List(elts=[_, _]) | ast.Tuple(elts=[_, _])] if case.raised("ValueError", "inhomogeneous"):
            return {**told, "second": ", y los dos que le das en uno miden distinto"}
        case [_, _, *_]:
            return {**told, "second": ", y lo segundo que recibe es el eje, no otro número con el que comparar"}
    return None


@_fact
def python_function_for_arrays(case: Case) -> Holds:
    """`{callee}` de Python no sabe de ejes. La que tiene `{name}=` es la de NumPy: `np.{callee}(...)`."""
    found = case.says("TypeError", r"'(?P<name>axis|keepdims)' is an invalid keyword argument for (?P<callee>\w+)\(\)")
    return found and found.groupdict()


@_fact
def elementwise_has_no_axis(case: Case) -> Holds:
    """`{callee}` trabaja elemento a elemento y no tiene `axis`. Quítalo; si lo que buscas es un valor por fila o por
    columna, la función es otra: {other}."""
    found = case.says("TypeError", r"^(?P<name>\w+)\(\) got an unexpected keyword argument 'axis'")
    other = {"maximum": "`np.max`", "minimum": "`np.min`", "add": "`np.sum`", "multiply": "`np.prod`"}
    if not found or not re.match(r"(np|numpy)\.", case.callee):
        return None
    return {"callee": case.callee, "other": other.get(found["name"], "`np.sum`, `np.mean`, `np.max`")}


@_fact
def shape_without_its_parentheses(case: Case) -> Holds:
    """{told}"""
    words = r"[Cc]annot (interpret|construct).*data ?type|array\(\) takes|takes from \d to \d positional|Field elements"
    found = re.fullmatch(r"(np|numpy)\.(?P<name>zeros|ones|empty|array|asarray)", case.callee)
    given = case.node.args if isinstance(case.node, ast.Call) else []
    if not found or len(given) < 2 or not case.raised("TypeError", words):
        return None
    second = f"Lo segundo que recibe `{case.callee}` es el tipo de los números."
    if all(isinstance(each, ast.Tuple | ast.List) for each in given[:2]):
        return {"told": f"Las filas de un array van juntas, en una lista de listas: `[[a, b], [c, d]]`. {second}"}
    if isinstance(given[0], ast.Tuple | ast.List):
        return {"told": f"{second} Mira qué debía ser lo que le das detrás."}
    if found["name"] in ("array", "asarray"):
        return {"told": f"Los valores de un array van juntos en una lista, `{case.callee}([a, b])`. {second}"}
    return {
        "told": f"La forma va toda junta, entre sus propios paréntesis: `{case.callee}((filas, columnas))`. {second}"
    }


@_fact
def shape_between_parentheses(case: Case) -> Holds:
    """`{callee}` recibe las medidas una a una, sin paréntesis propios: `{callee}(filas, columnas)`."""
    tuple_given = case.raised("TypeError", r"'tuple' object cannot be interpreted as an integer")
    known = re.search(r"\.(randn?|eye|identity)$", case.callee)
    return {"callee": case.callee} if tuple_given and known else None


@_fact
def sizes_one_by_one(case: Case) -> Holds:
    """Para un array de varias dimensiones, `{callee}` quiere su forma en una tupla: `size=(filas, columnas)`."""
    many = case.raised("TypeError", r"takes at most \d+ positional arguments? \(\d+ given\)")
    return {"callee": case.callee} if many and re.search(r"\.(random|normal|uniform|integers)$", case.callee) else None


@_fact
def arrays_to_join_in_a_list(case: Case) -> Holds:
    """Lo que `{callee}` une va junto, en una lista o una tupla: `{callee}([a, b])`."""
    joins = re.search(r"\.(concatenate|[hvd]?stack|column_stack)$", case.callee)
    refused = case.raised("TypeError", r"only integer scalar|positional argument|as an integer|iterable|sequence")
    return {"callee": case.callee} if joins and refused else None


_fact.words(
    "third_of_a_product",
    "TypeError",
    r"return arrays must be of ArrayType|^'out' must be an array",
    "`{code}` multiplica lo primero por lo segundo, y lo tercero sería el array en el que guardar el resultado. Lo que "
    "se suma va fuera: `np.dot(a, b) + c`.",
)


# -- another product ------------------------------------------------------------------------------


def _multiplies(case: Case) -> str:
    """A `*` between names of arrays, one of them a matrix, where nothing is reduced along an axis; "" if none."""
    for node in ast.walk(case.node):
        match node:
            case ast.BinOp(left=left, op=ast.Mult(), right=right) if "axis" not in case.line:
                kinds = [case.kind_of(ast.unparse(each).removesuffix(".T")) for each in (left, right)]
                if all(kind.startswith("ndarray (") for kind in kinds) and any(kind.count(", ") for kind in kinds):
                    return ast.unparse(node)
    return ""


@_fact
def product_element_by_element(case: Case) -> Holds:
    """Entre arrays, `*` multiplica elemento a elemento, y las formas {first} y {second} no encajan. Si en `{code}` lo
    que buscas es el producto de matrices, el que suma los productos, se escribe `@`."""
    found, code = broadcast(case), _multiplies(case)
    return {"first": shape_of(found[0]), "second": shape_of(found[1]), "code": code[:40]} if found and code else None


# -- other arguments -------------------------------------------------------------------------------


@_fact
def argument_of_no_function(case: Case) -> Holds:
    """`{callee}` no tiene ningún argumento que se llame `{name}`{like}"""
    found = case.says(
        "TypeError",
        r"^((?P<of>[\w.<>]+)\(\) )?got an unexpected keyword argument '(?P<name>\w+)'|"
        r"'(?P<other>\w+)' is an invalid keyword",
    )
    if not found:
        return None
    name, callee = found["name"] or found["other"], case.callee or found["of"] or "la función"
    similar = {"keepdim": "keepdims", "dim": "axis", "axes": "axis", "dof": "ddof", "axis_": "axis", "eje": "axis"}
    if callee.endswith("train_test_split"):
        similar |= dict.fromkeys(("seed", "random", "random_seed", "rs", "state"), "random_state")
        similar |= dict.fromkeys(("test", "size", "split", "test_split", "testsize"), "test_size")
    like = f": es `{similar[name]}`." if name in similar else ". Mira cómo se llaman los suyos, o quítalo."
    if name in ("axis", "keepdims") and like_of_arrays(callee):
        like = f": no sabe de ejes. Para arrays está `{like_of_arrays(callee)}`."
    return {"callee": callee, "name": name, "like": like}


@_fact
def loss_function_for_its_class(case: Case) -> Holds:
    """`{callee}` es la función que calcula la pérdida de unos datos. A `compile` se le da su nombre en un texto o un
    objeto de la clase, que se llama igual con mayúsculas y sin guiones: `{name}(...)`."""
    found = case.says("TypeError", r"^(?P<of>\w+)\(\) missing 2 required .*'y_true' and 'y_pred'")
    name = "".join(part.capitalize() for part in found["of"].split("_")) if found else ""
    return {"callee": case.callee, "name": name} if name and re.search(r"\b(losses|metrics)\.", case.callee) else None


@_fact
def argument_is_missing(case: Case) -> Holds:
    """A {called} le {what}: la función pide más argumentos de los que le das."""
    found = case.says(
        "TypeError",
        r"^(?P<of>[\w.<>]+)\(\) missing (?P<n>\d+ )?required (positional |keyword-only )?arguments?:? (?P<names>'.*)",
    )
    if not found:
        return None
    names = re.findall(r"'(\w+)'", found["names"])
    what = (
        f"falta el argumento `{names[0]}`"
        if len(names) == 1
        else "faltan los argumentos " + ", ".join(f"`{each}`" for each in names)
    )
    return {"called": _called(case, found["of"]), "what": what}


def _called(case: Case, of: str) -> str:
    """The call that fails of a function whose name Python tells: the line may only hand it to another one."""
    short = of.rpartition(".")[2].strip("<>")
    hands = {"map", "filter", "sorted", "list", "tuple", "max", "min", "sum", "np.array", "np.apply_along_axis"}
    if case.callee in hands and short != case.callee.rpartition(".")[2]:
        return f"la llamada que hace `{case.callee}` a tu `{short}`"
    return f"tu llamada a `{case.callee or short}`"


@_fact
def argument_given_twice(case: Case) -> Holds:
    """Das dos veces el argumento `{name}` a `{callee}`: una por su posición y otra por su nombre. Quita una, o mira si
    entre los que van delante, sin nombre, sobra alguno."""
    found = case.says("TypeError", r"^(?P<of>[\w.<>]+)\(\) got multiple values for argument '(?P<name>\w+)'")
    return {"name": found["name"], "callee": case.callee or found["of"]} if found else None


@_fact
def other_number_of_arguments(case: Case) -> Holds:
    """Das {given} a `{callee}`, y {accepts}. Mira en su línea `def`, o en su documentación, qué recibe."""
    found = case.says(
        "TypeError",
        r"^(?P<of>[\w.<>]+)\(\) takes (?P<least>from \d+ to )?(exactly |at most |at least )?(?P<most>\d+|one|no)"
        r" (positional |keyword )*arguments?(?: but (?P<came>\d+) (were|was) given| \((?P<given>\d+) given\))",
    )
    of = found["of"].rpartition("<locals>.")[2] if found else ""
    if not found:
        return None
    itself = "." in of and bool(found["came"])  # of a method `self` is counted too
    most = int({"one": "1", "no": "0"}.get(found["most"], found["most"])) - itself
    came, least = int(found["came"] or found["given"]) - itself, re.search(r"\d+", found["least"] or "")
    fewest = f"de {int(least[0]) - itself} a " if least else ""
    accepts = f"recibe {fewest}{most}" if most else "no recibe ninguno"
    accepts = accepts.replace("recibe", "recibe como mucho") if "at most" in found[0] else accepts
    accepts = accepts.replace("recibe", "recibe al menos") if "at least" in found[0] else accepts
    return {"given": counted(came, "argumento"), "callee": case.callee or of, "accepts": accepts}


@_fact
def called_with_other_arguments(case: Case) -> Holds:
    """Llamas a `{callee}` con más o menos argumentos de los que acepta, o con otro nombre: mira en su documentación, o
    en su línea `def`, cuáles son."""
    return {"callee": case.callee or "una función"} if case.raised("TypeError", _ARGUMENTS) else None


@_fact
def reshape_in_pieces(case: Case) -> bool:
    """La forma que pide `np.reshape` va toda junta, en una tupla: `np.reshape(X, (filas, columnas))`."""
    return case.raised("TypeError", r"order must be str|order must be one of") and case.callee.endswith("reshape")


@_fact
def axis_to_flatten(case: Case) -> Holds:
    """`{callee}` no recibe un eje, sino el orden en que lee, que es un texto: siempre deja un solo eje. Para guardar
    alguno está `reshape(n, -1)`."""
    found = case.raised("TypeError", r"order must be str") and re.search(r"(^|\.)(ravel|flatten)$", case.callee)
    return {"callee": case.callee} if found else None


# -- what is no function ---------------------------------------------------------------------------


@_fact
def caret_for_a_power(case: Case) -> Holds:
    """En Python `^` no es la potencia, sino una operación con bits. Para elevar se escribe `**`{more}."""
    if "^" not in case.code or not case.raised("TypeError", r"bitwise_xor|for \^"):
        return None
    return {"more": ", y e elevado a algo, `np.exp(...)`" if re.search(r"\be\s*\^", case.code) else ""}


@_fact
def sign_of_booleans(case: Case) -> bool:
    """Ahí hay arrays de verdaderos y falsos, y NumPy no los resta ni les cambia el signo. Conviértelos antes en ceros y
    unos, con `.astype(int)`; y para dar la vuelta a una condición está `~`."""
    return case.raised("TypeError", r"numpy boolean (subtract|negative)")


@_fact
def comparisons_without_parentheses(case: Case) -> Holds:
    """`{mark}` se calcula antes que las comparaciones: pon cada una entre sus paréntesis, `(a > 0) {mark} (a < 1)`."""
    found = case.says("TypeError", r"bitwise_(and|or)|for [&|]:")
    mark = "&" if found and re.search("and|&", found[0]) else "|"
    unwrapped = re.search("[<>=]", case.line) and not re.search("[<>=]", case.code)
    return {"mark": mark} if found and unwrapped else None


@_fact
def bits_of_decimals(case: Case) -> bool:
    """`&` y `|` unen condiciones, verdaderas o falsas, o bits de enteros, y en uno de los dos lados hay números con
    decimales: falta su comparación."""
    return case.raised("TypeError", r"bitwise_(and|or)|for [&|]: '(float|numpy\.float64)|for [&|]: .*'float'")


@_fact
def not_with_a_tilde(case: Case) -> bool:
    """`~` da la vuelta a verdaderos y falsos o a los bits de enteros, y aquí hay números con decimales. Para el signo
    contrario se escribe `-`."""
    return case.raised("TypeError", r"ufunc 'invert'|unary ~")


@_fact
def operates_with_a_function(case: Case) -> Holds:
    """Haces cuentas con {which}, que es una función, no lo que devuelve: dale sus argumentos entre paréntesis y opera
    con el resultado."""
    found = case.says(
        "TypeError",
        rf"unsupported operand.*: '(?P<left>[\w.]+)' and '(?P<right>[\w.]+)'|instances of '(?P<less>[\w.]+)' and "
        rf"'(?P<more>[\w.]+)'|bad operand type for .*: '(?P<only>{_FUNCTION})'|"
        rf"argument 0 of type (?P<inner>{_FUNCTION}) ",
    )
    kinds = [kind for kind in (found.groups() if found else ()) if kind]
    functions = [re.fullmatch(_FUNCTION, kind) is not None for kind in kinds]
    if not any(functions):
        return None
    named = [ast.unparse(each) for each in _operands(case.node) if _is_name(each)]
    left_or_right = (
        _operands(case.node)[functions.index(True) :][:1] if len(functions) == 2 else _operands(case.node)[:1]
    )
    exactly = [ast.unparse(each) for each in left_or_right if _is_name(each)] or named[:1]
    return {"which": f"`{exactly[0]}`" if exactly else "algo"}


def _operands(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Compare(left=left, comparators=[right]):
            return [left, right]
        case ast.AugAssign(target=left, value=right):
            return [left, right]
        case ast.UnaryOp(operand=only):
            return [only]
        case ast.Call(args=[only, *_]):
            return [only]
    return []


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Name | ast.Attribute)


@_fact
def brackets_for_a_call(case: Case) -> Holds:
    """`{name}` es una función, y se llama con paréntesis, no con corchetes."""
    found = case.says("TypeError", rf"'({_FUNCTION}|type|module)' object is not subscriptable")
    name = ast.unparse(case.node.value) if isinstance(case.node, ast.Subscript) else ""
    return {"name": name} if found and name and "module" not in found[0] else None


@_fact
def length_of_a_function(case: Case) -> bool:
    """Usas una función como si fuera su resultado: llámala con sus argumentos entre paréntesis."""
    return case.raised("TypeError", rf"object of type '{_FUNCTION}' has no len|'{_FUNCTION}' object is not iterable")


@_fact
def function_given_another_value(case: Case) -> Holds:
    """`{name}` deja de ser una función en `{line}`, que guarda otra cosa con su nombre: ahora es {what}. Llama de otro
    modo a lo que calculas."""
    found = case.says("TypeError", r"'(?P<kind>[\w.]+)' object is not callable")
    line = _given_another_value(case, case.callee) if found and case.callee else ""
    return {"name": case.callee, "line": line, "what": in_spanish(found["kind"])} if found and line else None


@_fact
def parentheses_after_a_value(case: Case) -> Holds:
    """{told}"""
    found = case.says("TypeError", r"'(?P<kind>[\w.]+)' object is not callable")
    return {"told": _not_callable(case, found["kind"])} if found else None


def _not_callable(case: Case, kind: str) -> str:
    called = case.node.func if isinstance(case.node, ast.Call) else None
    given = in_short(ast.unparse(case.node.args[0])) if isinstance(case.node, ast.Call) and case.node.args else ""
    name, what = ast.unparse(called) if called else "", in_spanish(kind)
    short = name.rpartition(".")[2]
    match called:
        case ast.Tuple() | ast.List() if kind in ("tuple", "list"):
            return "Entre dos paréntesis o corchetes seguidos falta una coma: Python cree que llamas al primero."
        case ast.Constant(value=int() | float()) | ast.BinOp() | ast.UnaryOp():
            return (
                f"Delante de ese paréntesis falta un `*`: en Python el producto se escribe siempre, `{name} * (...)`."
            )
        case ast.Attribute() if name in ("np.e", "np.pi", "math.e", "math.pi", "numpy.e", "numpy.pi"):
            e = ", y e elevado a algo es `np.exp(...)`" if short == "e" else ""
            return f"`{name}` es un número, no una función: para multiplicar hace falta un `*`{e}."
        case ast.Attribute(attr="T") if given and kind == "numpy.ndarray":
            told = f"Para multiplicarla por `{given}` hace falta un `@`, no unos paréntesis."
            return f"`{in_short(name)}` es la matriz traspuesta, no una función. {told}"
        case ast.Attribute() if short in ("shape", "T", "size", "ndim", "dtype", "columns", "values"):
            return f"`.{short}` no es un método, sino un valor: se escribe sin paréntesis."
        case ast.Name() if kind == "str" and name in case.parameters:
            return (
                f"`{name}` llega como texto, el nombre de la función, y no se puede llamar: elige la función con `if`."
            )
        case ast.Name() if hasattr(builtins, name):
            return (
                f"Das a una variable el nombre `{name}`, una función de Python, y ahora es {what}: ponle otro nombre."
            )
        case ast.Call() if kind == "numpy.ndarray":
            told = "Sus elementos o sus filas se piden con corchetes; para multiplicar hace falta un `*` o un `@`."
            return f"`{in_short(name)}` ya es un array, no una función, y detrás lleva paréntesis. {told}"
        case _ if kind == "module":
            return f"`{name}` es un módulo, no una función: lo que se llama es algo de dentro, `{name}.nombre(...)`."
        case _ if kind == "NoneType":
            return f"`{name}` vale `None`, y no se puede llamar: mira dónde le das valor."
        case ast.Name() if in_spanish(kind) in ("una lista", "una tupla", "un diccionario", "un array", "un texto"):
            index = "Un elemento se pide con corchetes; para multiplicar hace falta un `*`."
            return f"`{name}` es {what}, y detrás lleva paréntesis, como si fuera una función. {index}"
        case ast.Name():
            return (
                f"`{name}` es {what}, y detrás lleva paréntesis, como una función: para multiplicar hace falta un `*`."
            )
    return f"Pones paréntesis detrás de {what}, que no es una función: mira si falta un `*`, o si ya era el resultado."


def _given_another_value(case: Case, name: str) -> str:
    """The statement that gives another value to what it calls, or to what the function was given; "" if none."""
    for node in own(case.written) if case.written else ():
        match node:
            case ast.Assign(targets=[ast.Name(id=given)], value=value) if given == name:
                calls = any(isinstance(each, ast.Call) and ast.unparse(each.func) == name for each in ast.walk(value))
                if calls:
                    return in_short(ast.unparse(node))
    return ""
