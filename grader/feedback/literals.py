"""Values written the way a student would type them, short enough to read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

import numpy as np

from grader.boundary.keras_models import Layer, Model
from grader.boundary.values import Named, Pixels, Table
from grader.feedback.plurals import counted
from grader.report import EXPECTED

_MOST_ITEMS = 8
_MOST_ALONG = {0: 0, 1: _MOST_ITEMS, 2: 5}
"""Items shown along each axis of an array, by its dimensions; 2 with more."""

_LONGEST = 400
_ONE_LINE = 72
"""Characters: what is longer is broken where a reader would."""

GAP = -1
"""Stands for the items left out."""


def number(value: Any, digits: int = 6) -> str:
    """One number with six significant digits; whole floats keep their point, as Python writes them."""
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, int | np.integer):
        return str(int(value))
    short = f"{float(value) + 0.0:.{digits}g}"  # no -0.
    return short if any(mark in short for mark in ".eni") else f"{short}."


# -- in sentences ------------------------------------------------------------------------------


def spaced(text: str) -> str:
    """A shape as NumPy's errors write it, ``(2,784)``, which looks like a number with decimals: «(2, 784)»."""
    return re.sub(r",(?=\d)", ", ", text) if re.fullmatch(r"\([\d, ]*\)", text) else text


_NAMES = r"(Python|NumPy|Keras|TensorFlow|VS Code|Git|`)"


def within(sentence: str) -> str:
    """A sentence as it goes on within another: its first letter is small, unless a name begins there."""
    return sentence if re.match(_NAMES, sentence) else f"{sentence[:1].lower()}{sentence[1:]}"


# -- arrays ------------------------------------------------------------------------------------


def array(values: np.ndarray) -> str:
    """An array as nested lists, long axes abridged: ``[[1., 2.], [3., 4.]]``."""
    return _joined(_rows(values))


def comparison(
    what: str,
    verb: str,
    got: np.ndarray,
    wanted: np.ndarray,
    wrong: np.ndarray,
    of: tuple[str, np.ndarray] | None = None,
) -> str:
    """What it is about, its value, and what was expected, «so» where they differ; of a large array also where that is.

    Args:
        verb: Spanish, what comes before the value.
        wrong: where the two arrays, which have the same shape, differ. What is left out of a large array is
            never the first difference.
        of: the name and the values of an argument, each of which one element comes from.
    """
    digits = 6 if any(number(a) != number(b) for a, b in zip(got[wrong], wanted[wrong], strict=True)) else 12
    marked = wrong if wrong.ndim and not wrong.all() else None
    rows = (_rows(values, wrong, marked, digits) for values in (got, wanted))
    return "\n".join([what, *(map(labelled, (verb, EXPECTED), rows)), *where(wrong, of)])


_MANY = 9
"""From so many elements on it takes words to say where a result is wrong."""

_AXES = {1: ("el elemento",), 2: ("la fila", "la columna")}


def where(wrong: np.ndarray, of: tuple[str, np.ndarray] | None = None) -> list[str]:
    """The Spanish line that says where a large result is wrong, of any shape, if it is not so everywhere.

    Args:
        of: the name and the values of an argument, each of which one element comes from.
    """
    if wrong.size < _MANY or wrong.all() or not wrong.any():
        return []
    tails, firsts = [], []
    for axis, name in enumerate(_AXES.get(wrong.ndim, ())):
        along = np.asarray(np.moveaxis(wrong, axis, 0).reshape(wrong.shape[axis], -1).any(axis=1))
        if first := int(np.argmax(along)):
            tails += [f"a partir de {name} {first + 1}"] if along[first:].all() and len(along) > first + 2 else []
            firsts += [f"por primera vez en {name} {first + 1}"]
    values = _range(*of, wrong) if of is not None and of[1].shape == wrong.shape else []
    found = tails or values or firsts or [f"en {np.count_nonzero(wrong)} de {counted(wrong.size, 'número')}"]
    return [f"  (mal {' y '.join(found)})".replace("de el ", "del ")]


_MANY_ENOUGH = 5
"""Fewer right ones, or wrong ones, may lie on one side of a value by chance."""


def _range(name: str, values: np.ndarray, wrong: np.ndarray) -> list[str]:
    """Where ``wrong`` is all that lies beyond a value, and nothing else."""
    if not _MANY_ENOUGH <= np.count_nonzero(wrong) <= wrong.size - _MANY_ENOUGH:
        return []
    sizes = np.abs(values)
    for text, measured in (
        (f"donde {name} vale {{}} o más", values),
        (f"donde {name} vale {{}} o menos", -values),
        (f"donde |{name}| vale {{}} o más", sizes),
        (f"donde |{name}| vale {{}} o menos", -sizes),
    ):
        if measured[wrong].min() > measured[~wrong].max():
            nearest = measured[wrong].min()
            return [text.format(number(-nearest if "menos" in text else nearest, 3))]
    return []


def labelled(label: str, rows: Sequence[str]) -> str:
    """An array after its label, or below it, a row a line, if it is long."""
    line = f"  {label:{len(EXPECTED)}} {_joined(rows)}"
    if len(line) <= _ONE_LINE or len(rows) == 1:
        return line
    return f"  {label}\n    [" + ",\n     ".join(rows) + "]"


def rows(thing: Any) -> list[str]:
    """What came back, for ``labelled``."""
    if isinstance(thing, np.ndarray):
        return _rows(thing)
    return [described(thing) if isinstance(thing, Model) else value(thing)]


def _joined(rows: Sequence[str]) -> str:
    return rows[0] if len(rows) == 1 else f"[{', '.join(rows)}]"


def _rows(
    values: np.ndarray, focus: np.ndarray | None = None, marked: np.ndarray | None = None, digits: int = 6
) -> list[str]:
    """The rows of a table, or one that is all of any other array."""
    if values.size == 0:
        return ["[]" if values.ndim <= 1 else f"(vacío, forma {values.shape})"]
    first = tuple(np.argwhere(focus)[0]) if focus is not None and focus.any() else (0,) * values.ndim
    most = _MOST_ALONG.get(values.ndim, 2)
    shown = [_shown(length, most, int(index)) for length, index in zip(values.shape, first, strict=True)]
    if values.ndim < 2 or len(shown[0]) == 1:
        return [_nested(values, marked, shown, digits)]
    return [
        "…" if index == GAP
        else _nested(values[index], None if marked is None else marked[index], shown[1:], digits)
        for index in shown[0]
    ]  # fmt: skip


def _shown(length: int, most: int, first: int) -> list[int]:
    """The indices of an axis to show: all, or its ends and ``first`` (with its neighbours if many fit), GAP between."""
    if length <= most:
        return list(range(length))
    near = {first - 1, first, first + 1} if most == _MOST_ITEMS and first >= most // 2 else {first}
    ends = {*range(most // 2), *([length - 1] if most > 2 else [])}
    kept = sorted(index for index in ends | near if index < length)
    with_gaps = [kept[0]]
    for index in kept[1:]:
        with_gaps += [GAP, index] if index > with_gaps[-1] + 1 else [index]
    return [*with_gaps, GAP] if kept[-1] < length - 1 else with_gaps


def _nested(values: Any, marked: Any, shown: Sequence[Sequence[int]], digits: int) -> str:
    if not shown:
        text = number(values[()] if isinstance(values, np.ndarray) else values, digits)
        return f"«{text}»" if marked is not None and marked else text
    items = [
        "…" if index == GAP
        else _nested(values[index], None if marked is None else marked[index], shown[1:], digits)
        for index in shown[0]
    ]  # fmt: skip
    return f"[{', '.join(items)}]"


# -- anything ----------------------------------------------------------------------------------


def value(thing: Any) -> str:
    """Anything that came back, short enough to read."""
    match thing:
        case np.ndarray():
            return array(thing)
        case bool() | int() | float() | np.generic():
            return number(thing)
        case PurePath():
            return f"Path({str(thing)!r})"
        case list():
            more = ", …" * (len(thing) > _MOST_ITEMS)
            return _clip(f"[{', '.join(map(value, thing[:_MOST_ITEMS]))}{more}]")
        case tuple():
            return _clip(f"({', '.join(map(value, thing))}{',' * (len(thing) == 1)})")
        case Model():
            return "un modelo de Keras"
        case Named() if thing.values:
            return _clip(f"{{{', '.join(f'{name!r}: {value(item)}' for name, item in thing.values.items())}}}")
    return getattr(thing, "__name__", "f") if callable(thing) else _clip(repr(thing))


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


# -- calls -------------------------------------------------------------------------------------

MOST_NUMBERS = 60
"""A call with more of them is not written whole: its large arguments are described below it."""


AGAIN = "  (para repetirla tal cual: `rna try {}`)"


def call(
    function: str, arguments: Sequence[Any], options: Mapping[str, Any] | None = None, names: Sequence[str] = ()
) -> str:
    """A call that can be pasted: ``softmax(np.array([1., 2.]))``; a long one over several lines.

    What makes it too long to be typed gets a name there, and what it is stands below.

    Args:
        names: those of the function's parameters.
    """
    large = _large([*arguments, *(options or {}).values()])
    called, told = [], []
    for index, argument in enumerate(arguments):
        name = names[index] if index < len(names) else f"argumento_{index + 1}"
        called.append(name if id(argument) in large else typed(argument))
        told += [f"  {name}: {described(argument)}"] if id(argument) in large else []
    for name, option in (options or {}).items():
        called.append(f"{name}={name if id(option) in large else typed(option)}")
        told += [f"  {name}: {described(option)}"] if id(option) in large else []
    run = [AGAIN.format(function)] if large else []
    return "\n".join([_laid_out(function, called), *told, *run])


def _large(things: Sequence[Any]) -> set[int]:
    """The identities of those that are not to be typed: models, and the largest, until the others are few numbers."""
    by_size = sorted(things, key=_numbers)
    total = 0
    for index, thing in enumerate(by_size):
        total += _numbers(thing)
        if total > MOST_NUMBERS:
            return set(map(id, by_size[index:]))
    return set()


def _numbers(thing: Any) -> int:
    """How many numbers it takes to type something; more than any call may have where that cannot be done."""
    match thing:
        case np.ndarray():
            return int(thing.size)
        case list() | tuple():
            return sum(map(_numbers, thing))
        case Table():
            return int(thing.values.size)
        case Pixels():
            return int(thing.levels.size)
        case Model():
            return MOST_NUMBERS + 1
        case int() | float() | np.generic():
            return 1
    return len(re.findall(r"\d[\d.]*", thing.__name__)) if callable(thing) else 0


def typed(thing: Any) -> str:
    """Python that makes the very thing that a student's function receives."""
    match thing:
        case np.ndarray() | np.generic():  # each arrives as an array
            return _typed_array(np.asarray(thing))
        case bool() | int() | float():
            return exact(thing)
        case PurePath():
            return f"Path({_local(str(thing))!r})"
        case str():
            return repr(_local(thing))
        case list():
            return f"[{', '.join(map(typed, thing))}]"
        case tuple():
            return f"({', '.join(map(typed, thing))}{',' * (len(thing) == 1)})"
        case Table():
            return f"pd.DataFrame({_typed_array(thing.values)}, columns={list(thing.columns)!r})"
        case Pixels():
            return f"{_typed_array(thing.levels)} / 255.0"
    return str(getattr(thing, "__name__", "f")) if callable(thing) else repr(thing)


def _local(text: str) -> str:
    """A path of the machine as one would type it where one is: the folder's name; any other text as it is."""
    path = PurePath(text)
    return path.name if path.is_absolute() else text


def exact(value: Any) -> str:
    """One number, as short as it can be and still the very same; whole floats keep their point."""
    if isinstance(value, bool | np.bool_ | int | np.integer):
        return number(value)
    single = isinstance(value, np.floating) and value.dtype.itemsize < 8
    short = str(value + 0) if single else repr(float(value) + 0.0)
    if "n" in short:  # nan, inf
        return short.replace("nan", "np.nan").replace("inf", "np.inf")
    return re.sub(r"\.0(?=$|e)", ".", short)


def _typed_array(values: np.ndarray) -> str:
    if values.size == 0 and values.shape != (0,):
        return f"np.zeros({values.shape}{_dtype(values, np.dtype(float))})"
    nested = values.tolist() if values.dtype.kind in "biu" else [*values] if values.ndim else values[()]
    read = np.asarray(values.tolist()).dtype
    # In a browser the usual integers are others than elsewhere: both are written alike.
    usual = values.dtype if read.kind == "i" and values.dtype in (read, np.int64) else read
    return f"np.array({_nested_exact(nested)}{_dtype(values, usual)})"


def _nested_exact(values: Any) -> str:
    if isinstance(values, list) or (isinstance(values, np.ndarray) and values.ndim):
        return f"[{', '.join(map(_nested_exact, values))}]"
    return exact(values)


def _dtype(values: np.ndarray, default: np.dtype[Any]) -> str:
    """The argument that says of what kind the elements are, where NumPy would take them for another."""
    return "" if values.dtype == default else f", dtype={'bool' if values.dtype.kind == 'b' else f'np.{values.dtype}'}"


def described(thing: Any) -> str:
    """What an argument is that is too large to be typed, in one or two lines."""
    match thing:
        case np.ndarray():
            kind = "" if thing.dtype == float else f" de {thing.dtype}"
            return f"un array{kind} de forma {thing.shape}: {array(thing)}"
        case Pixels():
            shape = thing.levels.shape
            return f"un array de forma {shape}, de imágenes con valores de 0 a 1"
        case Table():
            columns = ", ".join(map(repr, thing.columns))
            return f"un DataFrame de {counted(len(thing.values), 'fila')} con las columnas {columns}"
        case Model():
            return _described_model(thing)
        case list() | tuple():
            kind = "lista" if isinstance(thing, list) else "tupla"
            inside = f": {value(thing)}" if thing and not isinstance(thing[0], np.ndarray | list | tuple) else ""
            return f"una {kind} de {counted(len(thing), 'elemento')}{inside}"
    return "una función: " + str(getattr(thing, "__name__", "f"))


def _described_model(model: Model) -> str:
    """How one makes a model with the same layers, which can be pasted too."""
    layers = [f"keras.layers.{each.kind}({_settings(each)})" for each in model.layers]
    compiled = f", compilado con {model.compiled['loss']}" if model.compiled else ""
    made = _broken(f"keras.Sequential([{', '.join([f'keras.Input({model.input_shape})', *layers])}])")
    return "\n".join([f"un modelo de estas capas{compiled}, con sus propios pesos:", *made])


def _settings(layer: Layer) -> str:
    """The arguments that make a layer, but for those that Keras would take by itself."""
    window = layer.settings.get("pool_size", (1, 1))
    usual = {
        "activation": "linear", "padding": "valid", "data_format": "channels_last", "groups": 1,
        "strides": window, "dilation_rate": (1, 1),
    }  # fmt: skip
    told = {name: each for name, each in layer.settings.items() if each not in (None, usual.get(name))}
    return ", ".join(f"{name}={each!r}" for name, each in told.items())


_ROWS = re.compile(r"(?<=\],) (?=\[)")
_BETWEEN = re.compile(r"""(?:'[^']*'|"[^"]*"|[^,'"])+,?\s*""")
"""A piece of Python up to a comma: after it a line within brackets may end."""


def _laid_out(function: str, typed: Sequence[str]) -> str:
    """A call on one line, or on as many as it takes, an argument a line where they are long."""
    line = f"{function}({', '.join(typed)})"
    if len(line) <= _ONE_LINE:
        return line
    lines: list[str] = []
    for argument in typed:
        fits = lines and len(lines[-1]) + len(argument) + 2 <= _ONE_LINE and not lines[-1].startswith("     ")
        if fits:
            lines[-1] += f" {argument},"
        else:
            lines += _broken(f"{argument},")
    return "\n".join([f"{function}(", *lines, ")"])


def _broken(argument: str) -> list[str]:
    """The lines of one argument, broken after commas where it is long."""
    rows = [f"{row} " for row in _ROWS.split(argument)]
    lines = ["    "]
    for piece in rows if max(map(len, rows)) < _ONE_LINE - 8 else _BETWEEN.findall(argument):
        if lines[-1].strip() and len(lines[-1]) + len(piece.rstrip()) > _ONE_LINE:
            lines.append("        ")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def shape(dimensions: tuple[int, ...]) -> str:
    """A shape in words: a single number, or its dimensions."""
    return "un solo número" if dimensions == () else f"forma {dimensions}"
