# target: activations.relu
"""Raises an exception whose text, name and arguments are code for whoever shows, formats or unpickles it."""

import os


class Error(Exception):
    def __reduce__(self):
        return os._exit, (0,)

    def __str__(self):
        return "{0.__class__.__init__.__globals__} %(x)s ${jndi:x} {{7*7}} [bold]x[/bold] [/]"


Error.__name__ = Error.__qualname__ = "[/red]{}\N{RIGHT-TO-LEFT OVERRIDE}"


def relu(z):
    raise Error(os._exit)
