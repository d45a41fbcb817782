# target: neuron.dot_product
"""Raises a group of all errors that anybody might want."""


def dot_product(u, v):
    raise BaseExceptionGroup("all", [ValueError("x"), NotImplementedError("x"), KeyboardInterrupt(), SystemExit(0)])
