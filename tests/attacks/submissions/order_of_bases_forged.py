# target: neuron.dot_product
"""Raises an exception whose metaclass lies about its bases and its name."""


class Liar(type):
    def mro(cls):
        return [cls, ValueError, NotImplementedError, AssertionError, Exception, BaseException, object]

    @property
    def __name__(cls):
        return "Skipped"


class Skipped(ValueError, NotImplementedError, AssertionError, metaclass=Liar):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__


def dot_product(u, v):
    raise Skipped
