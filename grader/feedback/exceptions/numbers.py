"""Numbers of a kind, or in an array of a kind, that an operation does not take; and what a library asks of them."""

from __future__ import annotations

import re

from grader.feedback.case import Case, Facts, Holds
from grader.feedback.whole_numbers import limits

FACTS = _fact = Facts()

_fact.words(
    "complex_numbers",
    "TypeError ComplexWarning",
    r"dtype\('complex|not 'complex'|instances of 'complex|convert complex",
    "Ha salido un número complejo: suele ser la raíz, o una potencia con decimales, de un número negativo. Mira qué "
    "base llega a ser negativa.",
)


@_fact
def texts_in_an_array(case: Case) -> Holds:
    """En `{code}` {what}: mira si lleva comillas lo que debía ser un número, o si mezclas números y textos. {how}"""
    if not case.raised("TypeError", r"(?<!scalar from )dtype\('<U|string multiply ufunc|dtype\('S\d|StrDType"):
        return None
    alone = [name for name in re.findall(r"[A-Za-z_]\w*", case.code) if case.kind_of(name) == "str"]
    if alone or re.search(r"['\"]", case.code):
        what = f"`{alone[0]}` es un texto" if alone else "hay un texto"
        return {"code": case.code_in_short, "what": what, "how": "Un texto se hace número con `float(...)`."}
    how = "Los textos de un array se hacen números con `.astype(float)`."
    return {"code": case.code_in_short, "what": "hay un array de textos, no de números", "how": how}


_fact.words(
    "decimals_into_integers",
    "TypeError",
    r"Cannot cast ufunc '\w+' output from dtype\('float\d+'\) to dtype\('u?int\d+'\)",
    "Mezclas enteros y decimales en el mismo array: una operación como `a -= 0.5` o `a /= 2` no puede guardar "
    "decimales en un array de enteros. Escribe `a = a - 0.5`, que crea un array nuevo.",
)
_fact.words(
    "another_kind_in_place",
    "TypeError",
    r"Cannot cast ufunc '\w+' output",
    "Con `+=`, `-=`... un array guarda el tipo de sus números, y el resultado es de otro. Escribe `a = a + b`, que "
    "crea un array nuevo.",
)


@_fact
def number_of_another_kind(case: Case) -> Holds:
    """En `{code}` el array es de tipo `{kind}`, cuyos números van de {least} a {most}, y {number} no cabe en él. Haz
    la cuenta con decimales, con `.astype(float)` delante."""
    found = case.says("OverflowError", r"Python integer (?P<number>-?\d+) out of bounds for (?P<kind>u?int\d+)")
    return {"code": case.code_in_short, "number": found["number"], **limits(found["kind"])} if found else None


@_fact
def too_few_data(case: Case) -> Holds:
    """`{callee}` necesita al menos {least}, y aquí {come}.{sample}"""
    found = case.says(
        "StatisticsError", r"requires at least (?P<least>one|two) data point|no (mean|median|mode) for empty"
    )
    if not found:
        return None
    two = found["least"] == "two"
    sample = (
        " Es la medida de una muestra, que divide entre n - 1: la que divide entre n es la de NumPy." if two else ""
    )
    return {
        "callee": case.callee or case.code_in_short,
        "least": "dos números" if two else "un número",
        "come": "llega uno solo" if two else "no llega ninguno",
        "sample": sample,
    }


_fact.words(
    "integer_to_a_negative_power",
    "ValueError",
    r"Integers to negative integer powers",
    "Un array de enteros no se puede elevar a un exponente negativo: haz decimal uno de los dos, por ejemplo `2.0`.",
)
_fact.words(
    "read_only",
    "ValueError",
    r"read-only",
    "Ese array es de solo lectura: escribe en una copia, `a = a.copy()`, o crea uno nuevo con la cuenta.",
)
_fact.words(
    "unknown_kind_of_number",
    "TypeError",
    r"data type '(?P<name>.*?)' not understood",
    "`{name}` no es un tipo de números de NumPy: los corrientes son `float` e `int`.",
)
_fact.words(
    "matrix_is_not_square",
    "LinAlgError",
    r"must be square|at least two-dimensional",
    "`{code}` necesita una matriz cuadrada, y no lo es. Mira si el enunciado pide de verdad invertir o resolver "
    "un sistema.",
)
_fact.words(
    "matrix_without_inverse",
    "LinAlgError",
    r"[Ss]ingular",
    "Esa matriz no tiene inversa (unas columnas son combinación de otras), y entonces `np.linalg.inv` y "
    "`np.linalg.solve` no pueden seguir. Mira si el enunciado pide de verdad resolver un sistema.",
)
_fact.words(
    "does_not_fit_in_memory",
    "MemoryError",
    r"for an array with shape (?P<shape>\(.*?\))",
    "Pides un array de forma {shape}, que no cabe en la memoria: mira qué dos ejes se combinan todos con todos "
    "en `{code}`.",
)
_fact.words(
    "negative_size",
    "ValueError",
    r"negative dimensions are not allowed",
    "En `{code}` una medida sale negativa: mira la resta con que la calculas.",
)
_fact.words(
    "both_results_of_where",
    "ValueError",
    r"either both or neither of x and y",
    "`np.where` recibe la condición y dos resultados: el de los que la cumplen y el de los que no.",
)
_fact.words(
    "sample_larger_than_all",
    "ValueError",
    r"larger sample than population",
    "Sacas más elementos distintos de los que hay: para que salgan en otro orden, tantos como sean, o "
    "`rng.permutation(n)`.",
)
_fact.words(
    "unequal_split",
    "ValueError",
    r"array split does not result in an equal division",
    "`np.split` solo reparte en partes iguales, y aquí no salen. Haz los trozos con índices, `X[i : i + batch_size]`.",
)
_fact.words(
    "seed_is_no_integer",
    "TypeError ValueError",
    r"SeedSequence expects|Seed must be|expected non-negative integer|SeedSequence",
    "La semilla de `default_rng` es un entero que no sea negativo.",
)
_fact.words(
    "samples_and_labels_differ",
    "ValueError",
    r"inconsistent numbers of samples: \[(?P<a>\d+), (?P<b>\d+)\]",
    "Lo que das a repartir no mide lo mismo: {a:ejemplo} y {b:etiqueta}.",
)
_fact.words(
    "overflow_of_math",
    "OverflowError",
    r"math range error|too large|out of range",
    "En `{code}` el resultado no cabe en un número: el exponente es demasiado grande. Reescribe la fórmula para que "
    "nunca sea positivo.",
)
_fact.words(
    "outside_the_domain",
    "ValueError",
    r"math domain error|expected a (positive|nonnegative) input",
    "`{code}` no está definido para lo que llega: el logaritmo de 0 o de un negativo, o la raíz de un negativo. Mira "
    "qué valores pueden llegar ahí.",
)
_fact.words(
    "no_integer_of_it",
    "ValueError OverflowError",
    r"cannot convert float (NaN|infinity) to integer",
    "En `{code}` llega NaN o infinito, y de eso no hay entero: mira qué cuenta anterior se desborda, o divide entre 0.",
)
