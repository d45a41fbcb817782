"""Train the 28x28-128-10 network of the course and write its weights for the page that reads drawn digits.

``python -m tools.write.export_digits`` trains with the answer of ``training.train_mnist`` and writes
``site/data/digits.bin``: the weights in whole numbers of -127..127 with one scale for each unit, a quarter of their
size, and the biases. ``digit-examples.bin`` beside it has the first test image of each digit, a byte for each pixel.
``--check`` trains nothing and prints how often the file's network is right on the test images.
"""

from __future__ import annotations

import argparse

import numpy as np

from grader.curriculum.data import mnist
from tools import ROOT

TARGET = ROOT / "site" / "data" / "digits.bin"
EXAMPLES = TARGET.with_name("digit-examples.bin")
SIZES = ((784, 128), (128, 10))
SEED = 42

Layer = tuple[np.ndarray, np.ndarray]
"""Weights (inputs, units) and biases (units,)."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Train and export the network that reads drawn digits.")
    parser.add_argument("--check", action="store_true", help="only test the file that is there")
    if not parser.parse_args().check:
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_bytes(b"".join(packed(*layer) for layer in trained()))
        EXAMPLES.write_bytes(examples())
    content = TARGET.read_bytes()
    print(f"{TARGET.relative_to(ROOT)}: {len(content):,} bytes, test accuracy {accuracy(unpacked(content)):.4f}")


def trained() -> list[Layer]:
    import keras

    from solutions import training

    keras.utils.set_random_seed(SEED)
    x_train, y_train, _, _ = mnist()
    weights = training.train_mnist(x_train / 255.0, y_train).get_weights()  # type: ignore[no-untyped-call]
    return [(weights[0], weights[1]), (weights[2], weights[3])]


def packed(weights: np.ndarray, biases: np.ndarray) -> bytes:
    """A layer: scales and biases (float32, little-endian), then the weights (int8), row by row."""
    scales = np.abs(weights).max(axis=0) / 127
    whole = np.round(weights / scales).astype(np.int8)
    return b"".join([scales.astype("<f4").tobytes(), biases.astype("<f4").tobytes(), whole.tobytes()])


def unpacked(content: bytes) -> list[Layer]:
    layers, at = [], 0
    for inputs, units in SIZES:
        scales, biases = np.frombuffer(content, "<f4", 2 * units, at).reshape(2, units)
        weights = np.frombuffer(content, np.int8, inputs * units, at + 8 * units).reshape(inputs, units)
        layers.append((weights * scales, biases))
        at += 8 * units + inputs * units
    assert at == len(content), "not a file of these two layers"
    return layers


def examples() -> bytes:
    _, _, images, labels = mnist()
    return b"".join(images[int(np.argmax(labels == digit))].tobytes() for digit in range(10))


def accuracy(layers: list[Layer]) -> float:
    """How often the network is right on the test images."""
    _, _, images, labels = mnist()
    (w1, b1), (w2, b2) = layers
    hidden = np.maximum(images.reshape(-1, 784) / 255.0 @ w1 + b1, 0)
    return float(np.mean((hidden @ w2 + b2).argmax(axis=1) == labels))


if __name__ == "__main__":
    main()
