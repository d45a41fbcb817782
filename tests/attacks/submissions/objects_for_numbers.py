# target: neuron.weighted_sum
"""Generators, dictionaries, sets, decimals, dates and iterators in place of a number."""

import decimal
import datetime
import itertools

KINDS = itertools.cycle(
    [
        lambda: (x for x in [1.0]),
        dict,
        set,
        lambda: decimal.Decimal("NaN"),
        datetime.datetime.now,
        lambda: iter([1]),
        lambda: memoryview(b"1"),
        lambda: b"1",
        lambda: "1.5",
        lambda: Ellipsis,
        lambda: NotImplemented,
        lambda: type,
        lambda: [None],
    ]
)


def weighted_sum(x, w, b):
    return next(KINDS)()
