# target: activations.relu
"""Recurses with the limit lifted, through C as well, until the stack is used up."""

import sys
import threading

sys.setrecursionlimit(10**8)
threading.stack_size(2**20)


class Deep:
    def __repr__(self):
        return repr(self)


def relu(z):
    repr(Deep())
    return relu(z)
