# target: activations.relu
"""Returns a hundred thousand lists in one another."""


def relu(z):
    result = 0.0
    for _ in range(100_000):
        result = [result]
    return result
