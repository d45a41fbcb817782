"""Laws of unit 6 on where a network's weights start."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from grader.curriculum.laws import (
    Ordinary,
    Shape,
    arguments_untouched,
    assert_close,
    assert_that,
    at_scale,
    law,
    returns,
)
from grader.curriculum.strategies import integers, lists_of, sampled_from, two_of
from grader.verdict.student import Student

Layers = Sequence[tuple[np.ndarray, np.ndarray]]

SEEDS = 1_000_000
"""Seeds are below this: some generators take no more than 32 bits, and who multiplies a seed needs room."""
seeds = integers(0, SEEDS - 1)
two_seeds = two_of(0, SEEDS - 1)

some_sizes = lists_of((2, 1, 3, 4, 5, 6, 8), 2, 5)
enough_sizes = lists_of((4, 5, 6, 8, 12), 2, 5)


def _reach(W: np.ndarray) -> float:
    """Glorot's r for weights (inputs, units)."""
    return float(np.sqrt(6 / sum(W.shape)))


def _assert_within(layers: Layers) -> None:
    for index, (W, _) in enumerate(layers):
        most, r = np.abs(W).max(), _reach(W)
        told = f"En la capa {index} hay un peso de tamaño {most:.4g}, y con {W.shape[0]} entradas y {W.shape[1]} "
        assert_that(most <= r * (1 + 1e-5), told + f"unidades ninguno debe pasar de r = {r:.4g}.")


# What follows is asked of random numbers, and no honest ones fail it: see the chance beside each.


def _assert_fills(W: np.ndarray, name: str) -> None:
    """Weights (inputs, units) reach nearly to r, unless one in 10**17 times, and are spread evenly: the distribution is
    nowhere farther from an even one than one time in 10**13 (Kolmogorov and Smirnov)."""
    u, r = np.sort(np.ravel(W) / _reach(W)), _reach(W)
    most = max(-u[0], u[-1])
    assert_that(
        most > 1 - 40 / u.size,
        f"De los {u.size} pesos de {name} ninguno pasa de {most * r:.4g}, y deberían llegar casi hasta r = {r:.4g}.",
    )
    even = (np.arange(u.size) + 0.5) / u.size
    farthest = np.argmax(np.abs((u + 1) / 2 - even))
    assert_that(
        abs((u[farthest] + 1) / 2 - even[farthest]) * np.sqrt(u.size) < 4,
        f"Los pesos de {name} no están repartidos por igual entre -r y r: de {u.size}, {farthest} quedan por debajo de "
        f"{u[farthest] * r:.4g}, y deberían ser unos {(u[farthest] + 1) / 2 * u.size:.0f}.",
    )


def _assert_no_pattern(W: np.ndarray) -> None:
    """Weights (inputs, units), a hundred or more each way, do not grow from place to place (by chance one time in
    10**15), nor are those of two units, or of two inputs, nearly proportional (one in 10**15 too)."""
    for way, place in zip(("fila", "columna"), np.indices(W.shape), strict=True):
        grows = _alike(np.stack([np.ravel(place), np.ravel(W)]), constant=0.0)[0, 1]
        verb = "crecen" if grows > 0 else "menguan"
        assert_that(
            np.abs(grows) * np.sqrt(W.size) < 8,
            f"Los {W.size} pesos {verb} de {way} en {way}: están ordenados, y deben salir al azar.",
        )
    for what, alike in (("neuronas", _alike(W.T, constant=1.0)), ("entradas", _alike(W, constant=1.0))):
        one, other = np.unravel_index(np.argmax(np.abs(alike)), alike.shape)
        like = "casi los mismos pesos" if alike[one, other] > 0 else "pesos casi opuestos"
        assert_that(np.abs(alike[one, other]) < 0.75, f"Las {what} {one} y {other} empiezan con {like}.")


def _alike(rows: np.ndarray, constant: float) -> np.ndarray:
    """How much each two of n rows vary together, (n, n) of -1 to 1, and ``constant`` where one does not vary."""
    with np.errstate(divide="ignore", invalid="ignore"):
        together = np.nan_to_num(np.corrcoef(rows), nan=constant)
    np.fill_diagonal(together, 0)
    return np.asarray(together)


def _assert_distinct(layers: Layers) -> None:
    """Hardly any weight, as a part of its layer's r, is that of another: of 100,000 even float32 has them distinct."""
    parts = np.concatenate([np.round(np.ravel(W) / _reach(W), 6) for W, _ in layers])
    repeated = parts.size - np.unique(parts).size
    assert_that(
        parts.size < 20 or repeated < 0.15 * parts.size,
        f"De los {parts.size} pesos de la red, {repeated} repiten otro (medidos con la r de su capa): cada uno debe "
        "sortearse por separado.",
    )


def _assert_same(one: Layers, other: Layers, seed: int) -> None:
    for index, ((W, _), (again, _)) in enumerate(zip(one, other, strict=True)):
        told = f"Con la misma semilla, {seed}, la capa {index} empieza con otros pesos."
        assert_that(np.allclose(W, again, rtol=1e-5, atol=1e-6), told)


def _assert_other(one: Layers, other: Layers, two: Sequence[int]) -> None:
    for index, ((W, _), (V, _)) in enumerate(zip(one, other, strict=True)):
        told = f"Con las semillas {two[0]} y {two[1]} la capa {index} empieza con los mismos pesos."
        assert_that(W.size < 4 or not np.allclose(W, V, rtol=1e-5, atol=1e-6), told)


@returns(lambda sizes, seed: [{"W": pair, "b": Shape(pair[1:], (1, pair[1]))} for pair in pairwise(sizes)])
class TestInitialize:
    @law(cases=50, sizes=some_sizes, seed=seeds)
    def test_shapes(self, student: Student, sizes: list[int], seed: int) -> None:
        """Hay una capa por cada dos tamaños vecinos: W de forma (entradas, unidades) y b de forma (unidades,)."""
        layers = student.initialize(sizes, seed)
        assert_close([W.shape for W, _ in layers], list(pairwise(sizes)), "las formas de W")

    @law(cases=26, sizes=some_sizes, seed=seeds)
    def test_biases(self, student: Student, sizes: list[int], seed: int) -> None:
        """Los sesgos empiezan todos en 0."""
        for index, (_, b) in enumerate(student.initialize(sizes, seed)):
            assert_close(np.ravel(b), np.zeros(b.size), f"b de la capa {index}")

    def test_spread(self, student: Student, rng: np.random.Generator) -> None:
        """Los pesos de una capa grande se reparten por igual por todo el intervalo, de -r a r, sin salirse."""
        for sizes in ([150, 100], [20, 700, 3]):
            layers = student.initialize(sizes, int(rng.integers(SEEDS)))
            _assert_within(layers)
            for index, (W, _) in enumerate(layers):
                _assert_fills(W, f"la capa {index}")

    def test_no_pattern(self, student: Student, rng: np.random.Generator) -> None:
        """Los pesos no siguen ningún orden, ni hay dos neuronas con los mismos o con los opuestos."""
        ((W, _),) = student.initialize([150, 100], int(rng.integers(SEEDS)))
        _assert_no_pattern(W)

    @law(cases=50, sizes=some_sizes, seed=seeds)
    def test_within(self, student: Student, sizes: list[int], seed: int) -> None:
        """Ningún peso se sale de -r..r, con r = √(6 / (entradas + unidades)) de su propia capa."""
        _assert_within(student.initialize(sizes, seed))

    @law(cases=26, sizes=enough_sizes, seed=seeds)
    def test_same_seed(self, student: Student, sizes: list[int], seed: int) -> None:
        """Con la misma semilla, los mismos pesos; también con la semilla 0."""
        for each in (seed, 0):
            _assert_same(student.initialize(sizes, each), student.initialize(sizes, each), each)

    @law(cases=26, sizes=enough_sizes, two=two_seeds)
    def test_another_seed(self, student: Student, sizes: list[int], two: list[int]) -> None:
        """Con otra semilla, otros pesos en todas las capas."""
        one, other = (student.initialize(sizes, seed) for seed in two)
        _assert_other(one, other, two)

    @law(cases=26, size=sampled_from([5, 6, 8, 12]), n_layers=integers(1, 4), seed=seeds)
    def test_all_different(self, student: Student, size: int, n_layers: int, seed: int) -> None:
        """Cada peso se sortea por separado: ni dos neuronas ni dos capas empiezan iguales."""
        _assert_distinct(student.initialize([size] * (n_layers + 1), seed))

    @at_scale(small=20)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas capas y neuronas como sea."""
        n_layers = some.steps(most=140)
        widest = 150 if n_layers < 100 else 8
        # Wide layers and narrow ones in turn: the weights are not too many.
        sizes = [some.columns(most=widest if left % 2 else 8) for left in range(n_layers + 1)]
        two = [int(some.rng.integers(SEEDS // 2)), int(some.rng.integers(SEEDS // 2, SEEDS))]
        layers, again, other = (student.initialize(sizes, seed) for seed in (two[0], *two))
        _assert_within(layers)
        for index, (W, b) in enumerate(layers):
            assert_close(np.ravel(b), np.zeros(b.size), f"b de la capa {index}")
            if W.size > 80:
                _assert_fills(W, f"la capa {index}")
        _assert_same(layers, again, two[0])
        _assert_other(layers, other, two)
        _assert_distinct(layers)

    test_arguments_untouched = arguments_untouched(sizes=some_sizes, seed=seeds)
