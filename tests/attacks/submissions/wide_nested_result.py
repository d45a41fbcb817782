# target: activations.relu
"""Returns a tuple of forty thousand tuples, none of which is a number of the answer."""


def relu(z):
    return tuple(((), (("x",),)) for _ in range(40_000))
