"""Laws of unit 5 on what goes beyond plain descent: mini-batches, momentum and Adam."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.boundary.outcomes import LawBroken
from grader.curriculum.laws import (
    Ordinary,
    Shape,
    arguments_untouched,
    assert_close,
    assert_that,
    at_scale,
    extra,
    law,
    returns,
    rounding,
)
from grader.curriculum.strategies import (
    QUARTERS,
    arrays,
    integers,
    quarters,
    related_arrays,
    sampled_from,
    tuples,
    two_of,
)
from grader.verdict.student import Student

SMALL = quarters(-2, 2)

Batches = Sequence[tuple[np.ndarray, np.ndarray]]


# -- minibatches -------------------------------------------------------------------------------

SEEDS = 1_000_000
"""Seeds are below this: some generators take no more than 32 bits, and who multiplies a seed needs room."""
seeds = integers(0, SEEDS - 1)
two_seeds = two_of(0, SEEDS - 1)

ENOUGH = 20
"""So many examples have 20! orders: no honest shuffle gives the same one twice, or the original one."""

MANY, MOST_NEIGHBOURS = 100, 20
"""Of so many examples shuffled, about one is followed by its neighbour; by chance not so often in 10**18 times."""


def _lengths(n: int, batch_size: int) -> list[int]:
    """How many examples each batch has."""
    return [min(batch_size, n - start) for start in range(0, n, batch_size)]


def _joined(batches: Batches) -> tuple[np.ndarray, np.ndarray]:
    """All rows of X, (n, d), and their y (n,), in the order of the batches."""
    return np.vstack([X for X, _ in batches]), np.concatenate([np.ravel(y) for _, y in batches])


def _keys(*columns: np.ndarray) -> list[bytes]:
    """Each row as bytes, of as many digits as float32 has; -0 is 0."""
    table = np.column_stack(columns).astype(np.float32) + np.float32(0)
    return [row.tobytes() for row in table]


def _order(X: np.ndarray, y: np.ndarray, batches: Batches) -> np.ndarray:
    """Which example stands in each place (n,); raises where not every one does, once and beside its y.

    Examples that are all alike count in the order in which they come.
    """
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    for index, key in enumerate(_keys(X, y)):
        places[key].append(index)
    rows, values = _joined(batches)
    order = [places[key].pop(0) if places[key] else -1 for key in _keys(rows, values)]
    if -1 in order:
        where = order.index(-1)
        raise LawBroken(_what_is_wrong(X, y, rows[where], float(values[where])))
    return np.array(order)


def _what_is_wrong(X: np.ndarray, y: np.ndarray, row: np.ndarray, value: float) -> str:
    known = _keys(row[None])[0]
    same = [index for index, key in enumerate(_keys(X)) if key == known]
    if not same:
        return "En un minilote hay una fila que no es ninguna de las de X."
    if not np.isclose(y[same], value).any():
        index = same[0]
        return f"La fila {index} de X lleva al lado {value:g}, y su y es {y[index]:g}: X e y se han desparejado."
    return f"La fila {same[0]} de X sale más veces de las que está, y entonces otra no sale."


def _assert_shuffled(order: np.ndarray) -> None:
    """Examples (n,) of which there are enough do not come as they were."""
    assert_that(
        len(order) < ENOUGH or (order != np.arange(len(order))).any(),
        f"Los {len(order)} ejemplos salen en el mismo orden en que estaban: no se han barajado.",
    )
    steps = np.diff(order)
    neighbours = max(np.count_nonzero(steps == 1), np.count_nonzero(steps == -1))
    assert_that(
        len(order) < MANY or neighbours < MOST_NEIGHBOURS,
        f"De {len(order)} ejemplos, {neighbours} siguen al lado del que tenían al lado: no están bien barajados.",
    )


def _assert_same(one: Batches, other: Batches, seed: int) -> None:
    (first, _), (second, _) = _joined(one), _joined(other)
    assert_that(np.array_equal(first, second), f"Con la misma semilla, {seed}, han salido minilotes distintos.")


def _numbered(n: int) -> tuple[np.ndarray, np.ndarray]:
    """X (n, 2) and y (n,), of which one sees to which row each belongs: 3 has [3, -3] and 30."""
    numbers = np.arange(1.0, n + 1)
    return np.column_stack([numbers, -numbers]), 10 * numbers


def _examples(some: Ordinary) -> tuple[np.ndarray, np.ndarray]:
    """X (n, d) and y (n,): values, classes or a few examples that come again and again; float32 holds them exactly."""
    n, d = some.rows(), some.columns()
    X, y = some.reals(n, d).astype(np.float32).astype(float), some.reals(n).astype(np.float32).astype(float)
    match some.rng.integers(3):
        case 0:
            return X, y
        case 1:
            return X, some.rng.integers(0, 1 + some.rng.integers(1, 9), n)
    again = some.rng.integers(0, max(1, n // 2), n)
    return X[again], y[again]


def _batch_size(some: Ordinary, n: int) -> int:
    """From 1 to more than there are; or one that divides them."""
    if some.rng.random() < 0.3:
        return int(some.rng.choice([size for size in range(1, n + 1) if n % size == 0]))
    return int(
        some.rng.choice([1, n + int(some.rng.integers(9)), int(some.rate(1.0, n + 1.0)), int(some.rate(1.0, n + 1.0))])
    )


few_examples = {"n": integers(1, 12), "batch_size": integers(1, 14), "seed": seeds}
enough_examples = {"n": integers(ENOUGH, 60), "batch_size": sampled_from([7, 2, 1, 20, 64])}


@returns(
    lambda X, y, batch_size, seed: [
        {"X_batch": (k, X.shape[1]), "y_batch": Shape((k,), (k, 1))} for k in _lengths(len(X), batch_size)
    ]
)
class TestMinibatches:
    @law(cases=50, **few_examples)
    def test_lengths(self, student: Student, n: int, batch_size: int, seed: int) -> None:
        """Todos los minilotes tienen batch_size ejemplos menos el último, que lleva los que quedan."""
        batches = student.minibatches(*_numbered(n), batch_size, seed)
        assert_close([len(X) for X, _ in batches], _lengths(n, batch_size), "los tamaños de los minilotes")

    @law(cases=50, **few_examples)
    def test_every_example_once(self, student: Student, n: int, batch_size: int, seed: int) -> None:
        """Cada ejemplo sale una vez, y solo una: ni se pierde ni se repite ninguno."""
        X, y = _numbered(n)
        rows, values = _joined(student.minibatches(X, y, batch_size, seed))
        assert_close(np.sort(rows[:, 0]), X[:, 0], "la primera columna de todos los X_batch, ordenada")
        assert_close(np.sort(values), y, "lo que hay en todos los y_batch, ordenado")

    @law(cases=50, **few_examples)
    def test_side_by_side(self, student: Student, n: int, batch_size: int, seed: int) -> None:
        """Cada fila de X sigue al lado de su y."""
        rows, values = _joined(student.minibatches(*_numbered(n), batch_size, seed))
        assert_close(values, 10 * rows[:, 0], "y, cuando la de cada ejemplo es 10 veces su primera característica,")

    @law(cases=26, **few_examples)
    def test_same_seed(self, student: Student, n: int, batch_size: int, seed: int) -> None:
        """Con la misma semilla, los mismos minilotes; también con la semilla 0."""
        for each in (seed, 0):
            first = student.minibatches(*_numbered(n + ENOUGH), batch_size, each)
            _assert_same(first, student.minibatches(*_numbered(n + ENOUGH), batch_size, each), each)

    @law(
        cases=13,
        n=integers(2 * ENOUGH, 60),
        batch_size=sampled_from([10, 7, 16]),
        two=two_seeds,
    )
    def test_other_batches(self, student: Student, n: int, batch_size: int, two: list[int]) -> None:
        """Con otra semilla, los minilotes reúnen otros ejemplos: se baraja antes de repartir."""
        one, other = (student.minibatches(*_numbered(n), batch_size, seed) for seed in two)
        same = all(set(np.ravel(y)) == set(np.ravel(z)) for (_, y), (_, z) in zip(one, other, strict=True))
        told = f"Con las semillas {two[0]} y {two[1]} cada minilote reúne los mismos ejemplos."
        assert_that(not same, told)

    @law(cases=26, **enough_examples, seed=seeds)
    def test_shuffled(self, student: Student, n: int, batch_size: int, seed: int) -> None:
        """Los ejemplos no salen en el orden en que estaban."""
        _assert_shuffled(_order(*_numbered(n), student.minibatches(*_numbered(n), batch_size, seed)))

    @law(cases=26, **enough_examples, two=two_seeds)
    def test_another_seed(self, student: Student, n: int, batch_size: int, two: list[int]) -> None:
        """Con otra semilla, los ejemplos salen en otro orden."""
        one, other = (_joined(student.minibatches(*_numbered(n), batch_size, seed))[1] for seed in two)
        told = f"Con las semillas {two[0]} y {two[1]} los {n} ejemplos salen en el mismo orden."
        assert_that(not np.array_equal(one, other), told)

    @at_scale(small=40)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos y características como sea, y minilotes de cualquier tamaño."""
        X, y = _examples(some)
        batch_size, seed = _batch_size(some, len(X)), int(some.rng.integers(SEEDS // 2))
        first, again, other = (
            student.minibatches(X, y, batch_size, each) for each in (seed, seed, seed + int(some.rate(1.0, SEEDS / 2)))
        )
        order, otherwise = _order(X, y, first), _order(X, y, other)
        _assert_same(first, again, seed)
        if len(set(_keys(X, y))) == len(X):
            _assert_shuffled(order)
            told = f"Con dos semillas distintas los {len(X)} ejemplos salen en el mismo orden."
            assert_that(len(X) < ENOUGH or not np.array_equal(order, otherwise), told)

    @extra
    @law(cases=26, **few_examples)
    def test_column(self, student: Student, n: int, batch_size: int, seed: int) -> None:
        """También si y es una columna, de forma (n, 1)."""
        X, y = _numbered(n)
        _order(X, y, student.minibatches(X, y[:, None], batch_size, seed))

    test_arguments_untouched = arguments_untouched(
        X=arrays((5, 2)), y=arrays((5,)), batch_size=sampled_from([2, 5, 8]), seed=seeds
    )


# -- momentum_step and adam_step ---------------------------------------------------------------

SHAPES = [(4,), (1,), (2, 3), (3, 1), (2, 2, 2)]
Arrays = tuple[np.ndarray, ...]
Situation = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""w, m, v and gradient, of one shape."""

three_arrays = related_arrays(SHAPES, lambda *shape: [(shape, QUARTERS)] * 3)
rates = sampled_from([0.01, 0.1, 0.25, 0.5, 1.0])
momenta = sampled_from([0.5, 0.25, 0.75, 0.9, 0.99])


def _slope(w: np.ndarray) -> np.ndarray:
    """The gradient (d,) of a bowl, steeper along each axis than the one before, its bottom away from 0."""
    return np.arange(1, len(w) + 1) * (w - 1)


@returns(lambda w, velocity, gradient, learning_rate, momentum: {"w": w.shape, "velocity": w.shape})
class TestMomentumStep:
    @law(cases=50, three=three_arrays, learning_rate=rates, momentum=momenta)
    def test_velocity(self, student: Student, three: Arrays, learning_rate: float, momentum: float) -> None:
        """La velocidad conserva su parte de la que traía y suma el empujón contra el gradiente."""
        w, velocity, gradient = three
        _, got = student.momentum_step(w, velocity, gradient, learning_rate, momentum)
        assert_close(got, momentum * velocity - learning_rate * gradient, "velocity", atol=1e-5)

    @law(cases=50, three=three_arrays, learning_rate=rates, momentum=momenta)
    def test_weights(self, student: Student, three: Arrays, learning_rate: float, momentum: float) -> None:
        """Los pesos se mueven con la velocidad nueva: lo que avanzan es la velocidad que se devuelve."""
        moved, velocity = student.momentum_step(*three, learning_rate, momentum)
        assert_close(moved, three[0] + velocity, "w", atol=1e-5)

    @law(cases=26, three=three_arrays, learning_rate=rates)
    def test_no_momentum(self, student: Student, three: Arrays, learning_rate: float) -> None:
        """Con momentum = 0 es el descenso de siempre, venga con la velocidad que venga."""
        w, velocity, gradient = three
        moved, pushed = student.momentum_step(w, velocity, gradient, learning_rate, 0.0)
        assert_close(moved, w - learning_rate * gradient, "w", atol=1e-5)
        assert_close(pushed, -learning_rate * gradient, "velocity", atol=1e-5)

    @law(cases=26, three=three_arrays, learning_rate=rates, momentum=momenta)
    def test_flat(self, student: Student, three: Arrays, learning_rate: float, momentum: float) -> None:
        """Donde el gradiente es 0 sigue rodando, con una parte de la velocidad que traía."""
        w, velocity, _ = three
        moved, slower = student.momentum_step(w, velocity, np.zeros_like(w), learning_rate, momentum)
        assert_close(moved, w + momentum * velocity, "w", atol=1e-5)
        assert_close(slower, momentum * velocity, "velocity", atol=1e-5)

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano, sin redondear."""
        w, velocity, gradient = np.array([1.0, 0.5]), np.array([-2.0, 0.3]), np.array([4.0, -0.7])
        moved, velocity = student.momentum_step(w, velocity, gradient, 0.123, 0.5)
        assert_close(velocity, [-1.492, 0.2361], "velocity")
        assert_close(moved, [-0.492, 0.7361], "w")

    def test_many_steps(self, student: Student) -> None:
        """Encadenando pasos, cada uno con lo que devuelve el anterior, la bola sigue su camino."""
        w, velocity = np.array([4.0, -2.0]), np.zeros(2)
        right, speed = w, velocity
        for _ in range(30):
            speed = 0.8 * speed - 0.1 * _slope(right)
            right = right + speed
            w, velocity = student.momentum_step(w, velocity, _slope(w), 0.1, 0.8)
        assert_close(w, right, "w tras 30 pasos", rtol=1e-4, atol=1e-5)

    @at_scale(small=40)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos pesos como sea, y cualquier tasa y momento, cada uno da su paso."""
        w = some.reals(*some.shape())
        velocity, gradient = some.reals(*w.shape), some.reals(*w.shape)
        learning_rate, momentum = some.rate(1e-5, 10), float(some.uniform(0, 0.999))
        kept, pushed = momentum * velocity, learning_rate * gradient
        moved, faster = student.momentum_step(w, velocity, gradient, learning_rate, momentum)
        terms = np.abs(kept) + np.abs(pushed)
        assert_close(faster, kept - pushed, "velocity", atol=rounding(terms / 10))
        assert_close(moved, w + kept - pushed, "w", atol=rounding((np.abs(w) + terms) / 10))

    test_arguments_untouched = arguments_untouched(
        w=arrays((2, 3)), velocity=arrays((2, 3)), gradient=arrays((2, 3)), learning_rate=rates, momentum=momenta
    )


POSITIVE = tuple(value for value in QUARTERS if value >= 0)
DEFAULTS = {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}

LOOSE = 1e-4
"""What float32 keeps of 1 - beta_2: 0.999 has seven digits in it, and what is left of the difference four or five."""

situations = related_arrays(SHAPES, lambda *shape: [(shape, part) for part in (SMALL, SMALL, POSITIVE, QUARTERS)])
steps = sampled_from([1, 2, 3, 10, 60, 5000])
betas = tuples(sampled_from([0.9, 0.5, 0.75, 0.0]), sampled_from([0.999, 0.5, 0.99, 0.75]))


def _adam(w: np.ndarray, m: np.ndarray, v: np.ndarray, gradient: np.ndarray, t: int, *options: float) -> Arrays:
    """A step as its authors wrote it (Kingma and Ba 2015, algorithm 1), in the order of its arguments."""
    learning_rate, beta_1, beta_2, epsilon = options or DEFAULTS.values()
    first, second = m + (1 - beta_1) * (gradient - m), v + (1 - beta_2) * (np.square(gradient) - v)
    unbiased = first / -np.expm1(t * np.log(beta_1)) if beta_1 else first
    size = np.sqrt(second / -np.expm1(t * np.log(beta_2)))
    return w - learning_rate * unbiased / (size + epsilon), first, second


def _assert_adam(got: Any, wanted: Any, w: np.ndarray) -> None:
    """Of the step four digits, since a step that is too short by half is small beside large weights."""
    for name, one, other in zip("mv", got[1:], wanted[1:], strict=True):
        assert_close(one, other, f"`{name}`", rtol=LOOSE, atol=1e-6 + 1e-5 * np.abs(other).max())
    moved = np.abs(wanted[0] - w)
    assert_close(got[0], wanted[0], "`w`", rtol=1e-6, atol=1e-6 * np.abs(w).max() + LOOSE * moved + 1e-6 * moved.max())


@returns(lambda w, m, v, gradient, t, *_, **__: {"w": w.shape, "m": w.shape, "v": w.shape})
class TestAdamStep:
    @law(cases=39, situation=situations, two=betas, t=steps)
    def test_mean_of_the_gradient(
        self, student: Student, situation: Situation, two: tuple[float, float], t: int
    ) -> None:
        """m conserva beta_1 de lo que había y toma 1 - beta_1 del gradiente; sale sin corregir."""
        _, m, _ = student.adam_step(*situation, t, 0.1, *two)
        assert_close(m, _adam(*situation, t, 0.1, *two, 1e-7)[1], "`m`", rtol=LOOSE, atol=1e-5)

    @law(cases=39, situation=situations, two=betas, t=steps)
    def test_mean_of_the_square(self, student: Student, situation: Situation, two: tuple[float, float], t: int) -> None:
        """v conserva beta_2 de lo que había y toma 1 - beta_2 del gradiente al cuadrado; sale sin corregir."""
        *_, v = student.adam_step(*situation, t, 0.1, *two)
        assert_close(v, _adam(*situation, t, 0.1, *two, 1e-7)[2], "`v`", rtol=LOOSE, atol=1e-5)

    @law(cases=26, situation=situations, learning_rate=sampled_from([0.1, 0.5, 0.01]))
    def test_first_step(self, student: Student, situation: Situation, learning_rate: float) -> None:
        """El primer paso, con m y v a cero, mide learning_rate contra el gradiente, sea grande o pequeño."""
        w, *_, gradient = situation
        moved, *_ = student.adam_step(w, np.zeros_like(w), np.zeros_like(w), gradient, 1, learning_rate)
        assert_close(moved, w - learning_rate * np.sign(gradient), "`w`", atol=1e-5)

    @law(cases=50, situation=situations, two=betas, t=steps, epsilon=sampled_from([1e-7, 1.0, 0.125]))
    def test_step(
        self, student: Student, situation: Situation, two: tuple[float, float], t: int, epsilon: float
    ) -> None:
        """w avanza learning_rate veces m̂ / (√v̂ + epsilon), con las dos medias corregidas."""
        w, m, _, gradient = situation
        v = np.square(m) + 0.25  # so that no step is enormous
        got, *_ = student.adam_step(w, m, v, gradient, t, 0.5, *two, epsilon)
        assert_close(got, _adam(w, m, v, gradient, t, 0.5, *two, epsilon)[0], "`w`", atol=LOOSE)

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: el segundo paso, con betas de 0.5."""
        w, m, v, gradient = (np.array([value]) for value in (1.0, 1.0, 2.0, 5.0))
        got = student.adam_step(w, m, v, gradient, 2, 0.5, 0.5, 0.5, 0.0)
        for name, one, wanted in zip("wmv", got, (1 - 0.5 * 4 / 18**0.5, 3.0, 13.5), strict=True):
            assert_close(one, [wanted], f"`{name}`")

    def test_without_gradient(self, student: Student) -> None:
        """Si nunca ha habido gradiente no se mueve: epsilon evita dividir 0 entre 0."""
        w, zeros = np.array([[1.0, -2.0], [0.5, 3.0]]), np.zeros((2, 2))
        for name, got, wanted in zip(
            "wmv", student.adam_step(w, zeros, zeros, zeros, 1), (w, zeros, zeros), strict=True
        ):
            assert_close(got, wanted, f"`{name}`")

    @law(cases=26, situation=situations, t=steps)
    def test_defaults(self, student: Student, situation: Situation, t: int) -> None:
        """Por omisión, learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999 y epsilon = 1e-7."""
        # Weights and gradients so small that the rate, and epsilon too, are seen beside them.
        w, m, v, gradient = (part * size for part, size in zip(situation, (1e-3, 1e-6, 1e-13, 1e-6), strict=True))
        got, *_ = student.adam_step(w, m, v, gradient, t)
        right, *_ = _adam(w, m, v, gradient, t)
        assert_close(1e3 * got, 1e3 * right, "1000·`w`", atol=1e-5 + 1e3 * LOOSE * np.abs(right - w))

    def test_by_name(self, student: Student) -> None:
        """Las cuatro opciones se pueden dar por su nombre."""
        w, m, v, gradient = (np.array(each) for each in ([1.0, 2.0], [0.5, -1.0], [0.25, 4.0], [2.0, -3.0]))
        for name, value in {"learning_rate": 0.5, "beta_1": 0.5, "beta_2": 0.75, "epsilon": 0.5}.items():
            options = {**DEFAULTS, "learning_rate": 0.25, name: value}
            got = student.adam_step(w, m, v, gradient, 3, **{"learning_rate": 0.25, name: value})
            _assert_adam(got, _adam(w, m, v, gradient, 3, *options.values()), w)

    def test_many_steps(self, student: Student) -> None:
        """Encadenando pasos, cada uno con lo que devuelve el anterior, sigue su camino."""
        w = right = np.array([2.0, -1.0])
        m, v = np.zeros(2), np.zeros(2)
        first, second = m, v
        for t in range(1, 31):
            right, first, second = _adam(right, first, second, _slope(right), t, 0.05, 0.8, 0.9, 1e-7)
            w, m, v = student.adam_step(w, m, v, _slope(w), t, 0.05, 0.8, 0.9)
        assert_close(w, right, "`w` tras 30 pasos", rtol=1e-4, atol=1e-4)

    @at_scale(small=40)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos pesos como sea, en cualquier paso y con cualesquiera opciones."""
        shape = some.shape()
        gradient, m = some.reals(*shape), some.reals(*shape)
        v = some.readable(np.square(some.reals(*shape)))
        learning_rate, t = some.rate(1e-4, 1.0), int(some.rate(1, 20_000))
        beta_1, beta_2 = float(some.uniform(0, 0.99)), 1 - some.rate(1e-3, 0.5)
        options = learning_rate, beta_1, beta_2, some.rate(1e-8, 1e-2)
        # Small ones, beside which the step is seen, and weights of any size.
        w = some.reals(*shape) if some.rng.integers(3) == 0 else some.readable(learning_rate * some.normal(*shape))
        _assert_adam(student.adam_step(w, m, v, gradient, t, *options), _adam(w, m, v, gradient, t, *options), w)

    test_arguments_untouched = arguments_untouched(
        w=arrays((2, 3)),
        m=arrays((2, 3)),
        v=arrays((2, 3), POSITIVE),
        gradient=arrays((2, 3)),
        t=sampled_from([1, 7]),
    )
