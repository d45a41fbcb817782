# target: losses.mse
"""Raises groups of groups of exceptions, each with notes, causes that go round in a circle, and a ValueError inside."""


def _group(depth):
    group = ExceptionGroup("x" * 10**6, [ValueError("different lengths")] * 3)
    for _ in range(depth):
        group = ExceptionGroup("y", [group])
    group.add_note("\x1b[2J" * 10**5)
    group.__cause__ = other = ValueError("other")
    other.__cause__ = group
    return group


def mse(y_true, y_pred):
    raise _group(5000)
