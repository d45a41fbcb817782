"""Draw the figures of the theory pages, from the functions of solutions/, for a light and a dark page.

Each function below is a figure; its docstring is what stands for it where it cannot be seen. A page shows it with
``--8<-- "NAME.md"``, which is written to build/snippets beside the drawings in site/figures.
"""

from __future__ import annotations

import argparse
import inspect
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Rectangle

from grader.curriculum.data import mnist, pima, read
from solutions import activations, gradient_descent, losses, network, neuron, tensors
from tools import ROOT

PIXELS = 100  # to an inch, on a page


@dataclass(frozen=True)
class Scheme:
    """The colours of a page's scheme; each has a contrast of 4.5 or more on it."""

    name: str
    ink: str
    soft: str
    faint: str
    blue: str
    orange: str
    green: str
    map: str

    @property
    def style(self) -> dict[str, Any]:
        return {
            "text.color": self.ink, "axes.labelcolor": self.ink, "axes.edgecolor": self.soft,
            "axes.titlecolor": self.ink, "xtick.color": self.soft, "ytick.color": self.soft,
            "grid.color": self.faint, "legend.labelcolor": self.ink,
        }  # fmt: skip


LIGHT = Scheme("light", "#1f2933", "#52606d", "#d9e0e7", "#1f6aa8", "#b84a00", "#1f7a45", "Blues")
DARK = Scheme("dark", "#e6ebf1", "#a9b4c0", "#3a4553", "#8fc3f5", "#ffb066", "#7fd1a0", "Blues_r")

STYLE = {
    "font.size": 12, "axes.titlesize": "medium", "axes.spines.top": False, "axes.spines.right": False,
    "figure.constrained_layout.use": True, "legend.frameon": False, "legend.fontsize": "small",
    "lines.linewidth": 2, "mathtext.fontset": "dejavusans",
}  # fmt: skip

Draw = Callable[[Scheme], Figure]
FIGURES: list[Draw] = []


def figure(draw: Draw) -> Draw:
    FIGURES.append(draw)
    return draw


def canvas(width: float, height: float, columns: int = 1, rows: int = 1, **options: Any) -> tuple[Figure, list[Axes]]:
    """A figure and its axes, in inches."""
    # The wider it is, the more a telephone shrinks it.
    mpl.rcParams["font.size"] = 14 if width > 6 else 12
    fig = Figure(figsize=(width, height))
    return fig, list(np.ravel(fig.subplots(rows, columns, **options)))


def board(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure to draw on with shapes: a hundredth of an inch to a unit, from the bottom left."""
    fig = Figure(figsize=(width, height))
    fig.set_layout_engine("none")
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width * 100), ylim=(0, height * 100))
    ax.axis("off")
    return fig, ax


def arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], color: str, **options: Any) -> None:
    settings = {"arrowstyle": "-|>", "mutation_scale": 13, "linewidth": 1.5, "shrinkA": 0, "shrinkB": 0}
    ax.add_patch(FancyArrowPatch(start, end, color=color, **{**settings, **options}))


def disc(ax: Axes, at: tuple[float, float], radius: float, color: str, words: str = "", **options: Any) -> None:
    ax.add_patch(Circle(at, radius, facecolor="none", edgecolor=color, linewidth=2))
    ax.text(*at, words, ha="center", va="center", **options)


def box(ax: Axes, left: float, bottom: float, width: float, height: float, color: str, words: str = "") -> None:
    ax.add_patch(
        FancyBboxPatch((left, bottom), width, height, boxstyle="round,pad=0,rounding_size=8", facecolor="none",
                       edgecolor=color, linewidth=2)
    )  # fmt: skip
    ax.text(left + width / 2, bottom + height / 2, words, ha="center", va="center")


# What a network is


@figure
def order(colors: Scheme) -> Figure:
    """Cinco cajas unidas por flechas, de izquierda a derecha: importar, datos, modelo, entrenar y evaluar. De evaluar
    vuelve una flecha a modelo: si no basta, se cambia algo y se repite."""
    fig, ax = board(7.4, 1.7)
    steps = [
        "Importar\nbibliotecas",
        "Preparar\nlos datos",
        "Definir\nel modelo",
        "Entrenar\n(fit)",
        "Evaluar\ny guardar",
    ]
    for place, words in enumerate(steps):
        box(ax, 8 + place * 148, 75, 118, 62, colors.blue, words)
        if place:
            arrow(ax, (place * 148 - 20, 106), (place * 148 + 6, 106), colors.soft)
    arrow(ax, (660, 72), (364, 72), colors.orange, connectionstyle="arc3,rad=-0.22")
    ax.text(512, 14, "¿no basta? cambia algo y repite", ha="center", color=colors.orange, fontsize=11)
    return fig


def layered(
    ax: Axes, colors: Scheme, sizes: Sequence[int], lefts: Sequence[float], middle: float, gap: float
) -> list[list[tuple[float, float]]]:
    """Columns of units joined each to each; gives where they stand."""
    columns = [
        [(left, middle + (place - (size - 1) / 2) * gap) for place in range(size)][::-1]
        for left, size in zip(lefts, sizes, strict=True)
    ]
    for first, second in pairwise(columns):
        for start in first:
            for end in second:
                ax.plot(*zip(start, end, strict=True), color=colors.soft, linewidth=0.5, alpha=0.6, zorder=0)
    return columns


def units(ax: Axes, places: Sequence[tuple[float, float]], radius: float, color: str) -> None:
    for place in places:
        ax.add_patch(Circle(place, radius, facecolor=color, edgecolor="none"))


@figure
def layers(colors: Scheme) -> Figure:
    """Una red de tres columnas de círculos: tres de entrada, cuatro ocultos y dos de salida. Cada círculo está unido a
    todos los de la columna siguiente, y una flecha señala que los datos van siempre de izquierda a derecha."""
    fig, ax = board(5.6, 3.0)
    columns = layered(ax, colors, [3, 4, 2], [90, 280, 470], 168, 58)
    for places, color, words in zip(
        columns, (colors.soft, colors.blue, colors.orange), ("entrada", "oculta", "salida"), strict=True
    ):
        units(ax, places, 17, color)
        ax.text(places[0][0], 42, words, ha="center")
    arrow(ax, (60, 22), (500, 22), colors.soft)
    ax.text(280, 4, "los datos avanzan siempre hacia delante", ha="center", fontsize=10, color=colors.soft)
    ax.set_ylim(-6, 294)
    return fig


# Tensors


@figure
def ranks(colors: Scheme) -> Figure:
    """Cuatro tensores: rango 0, una casilla; rango 1, una fila de casillas; rango 2, una cuadrícula; rango 3, varias
    cuadrículas apiladas, como un montón de imágenes."""
    fig, ax = board(6.6, 2.1)
    for left, (rows, columns, sheets), words in (
        (40, (1, 1, 1), "rango 0\nun número"),
        (135, (1, 4, 1), "rango 1\nun vector"),
        (300, (3, 4, 1), "rango 2\nuna matriz"),
        (470, (3, 4, 3), "rango 3\nun lote de imágenes"),
    ):
        bottom = 140 - rows * 14
        for sheet in reversed(range(sheets)):
            for row in range(rows):
                for column in range(columns):
                    corner = left + column * 28 + sheet * 12, bottom + row * 28 + sheet * 12 - (sheets - 1) * 6
                    ax.add_patch(
                        Rectangle(corner, 28, 28, facecolor=mpl.colormaps[colors.map](0.15 + 0.25 * sheet if colors is
                                  LIGHT else 0.75 + 0.1 * sheet), edgecolor=colors.blue, linewidth=1.2)
                    )  # fmt: skip
        ax.text(left + columns * 14 + (sheets - 1) * 6, 22, words, ha="center", va="bottom")
    return fig


@figure
def flatten(colors: Scheme) -> Figure:
    """A la izquierda, una imagen de MNIST en una cuadrícula de 28 por 28; una flecha lleva a una tira de 784 casillas,
    donde sus filas quedan una detrás de otra."""
    image = mnist()[0][:1]
    fig, (square, strip) = canvas(6.6, 2.6, columns=2, width_ratios=[1, 1.6])
    square.imshow(image[0], cmap=colors.map)
    square.set_title("28 × 28")
    row = tensors.flatten_images(image)
    strip.imshow(np.repeat(row, 120, axis=0), cmap=colors.map, aspect="equal")
    strip.set_title("784 números en fila")
    for ax in (square, strip):
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True)
    return fig


@figure
def scaling(colors: Scheme) -> Figure:
    """Tres diagramas de caja de dos medidas de Pima, glucosa e índice de masa corporal. Sin escalar, la glucosa llega a
    199 y el índice apenas se ve; con mín-máx las dos van de 0 a 1; estandarizadas, las dos están centradas en 0."""
    raw = np.loadtxt(io.BytesIO(read("pima.csv")), delimiter=",", skiprows=1)[:, [1, 5]]
    fig, axes = canvas(7, 2.7, columns=3)
    for ax, (name, data) in zip(
        axes,
        {"sin escalar": raw, "mín-máx": tensors.min_max_scale(raw), "estandarizadas": tensors.standardize(raw)}.items(),
        strict=True,
    ):
        line = {"color": colors.blue}
        ax.boxplot(
            data, tick_labels=["glucosa", "IMC"], widths=0.55, boxprops=line, whiskerprops=line, capprops=line,
            medianprops={"color": colors.orange}, flierprops={"marker": ".", "markeredgecolor": colors.soft},
        )  # fmt: skip
        ax.set_title(name)
    return fig


# The neuron


@figure
def one_neuron(colors: Scheme) -> Figure:
    """Una neurona: tres entradas, cada una con su peso, llegan a un círculo que las suma; el sesgo entra por debajo. La
    suma z pasa por la función de activación f y sale y."""
    fig, ax = board(6.4, 2.9)
    for place in range(3):
        y = 240 - place * 82
        disc(ax, (45, y), 24, colors.soft, f"$x_{place + 1}$", fontsize=14)
        arrow(ax, (71, y), (258, 160 + (y - 158) * 0.28), colors.blue)
        ax.text(150, 158 + (y - 158) * 0.66 + 12, f"$w_{place + 1}$", color=colors.blue, fontsize=14, ha="center")
    disc(ax, (300, 158), 42, colors.blue, "Σ", fontsize=22)
    arrow(ax, (300, 62), (300, 114), colors.orange)
    ax.text(300, 40, "sesgo $b$", ha="center", color=colors.orange, fontsize=13)
    arrow(ax, (344, 158), (424, 158), colors.soft)
    ax.text(384, 172, "$z$", ha="center", fontsize=14)
    box(ax, 427, 122, 78, 72, colors.green, "$f(z)$")
    arrow(ax, (507, 158), (575, 158), colors.soft)
    ax.text(600, 158, "$y$", ha="center", va="center", fontsize=16)
    ax.text(466, 100, "activación", ha="center", color=colors.green, fontsize=12)
    return fig


CASES = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def truth_table(ax: Axes, colors: Scheme, answers: Sequence[int], words: str) -> None:
    """The four cases of a gate: filled where it fires."""
    for case, answer in zip(CASES, answers, strict=True):
        ax.plot(*case, "o" if answer else "X", markersize=13, color=colors.orange if answer else colors.soft)
    ax.set(xlim=(-0.6, 1.6), ylim=(-0.6, 1.6), xticks=[0, 1], yticks=[0, 1], aspect="equal", title=words)
    ax.set_xlabel("$x_1$")


def boundary(ax: Axes, w: np.ndarray, b: float, color: str, **options: Any) -> None:
    """Where w·x + b is 0, and the side that fires."""
    x = np.array([-0.6, 1.6])
    line = -(w[0] * x + b) / w[1]
    ax.plot(x, line, color=color, **options)
    ax.fill_between(x, line, 3 if w[1] > 0 else -3, color=color, alpha=0.13, linewidth=0)


@figure
def gates(colors: Scheme) -> Figure:
    """Tres cuadrados con los cuatro casos de dos entradas. En AND una recta deja (1, 1) a un lado y el resto al otro;
    en OR deja (0, 0) solo; en XOR hacen falta dos rectas, y disparan los casos que quedan entre ambas."""
    fig, axes = canvas(7, 2.9, columns=3)
    for ax, gate, name in zip(axes, (neuron.and_gate(), neuron.or_gate()), ("AND", "OR"), strict=False):
        w, bias = gate
        truth_table(ax, colors, [neuron.perceptron(x, w, bias) for x in CASES], name)
        boundary(ax, w, bias, colors.blue)
    W, b, v, c = neuron.xor_gate()
    hidden = activations.step(CASES @ W.T + b)
    truth_table(axes[2], colors, [neuron.perceptron(h, v, c) for h in hidden], "XOR")
    for weights, bias, color in zip(W, b, (colors.blue, colors.green), strict=True):
        boundary(axes[2], weights, bias, color)
    axes[0].set_ylabel("$x_2$")
    return fig


@figure
def bias(colors: Scheme) -> Figure:
    """Tres rectas paralelas sobre los cuatro casos de dos entradas, con los mismos pesos y sesgos −0.5, −1 y −1.5. Al
    cambiar el sesgo la recta se desplaza sin girar. Una cuarta, sin sesgo, pasa por el origen."""
    fig, (ax,) = canvas(4.6, 3.7)
    w = neuron.and_gate()[0]
    for b, color in zip((0.0, -0.5, -1.0, -1.5), (colors.soft, colors.green, colors.blue, colors.orange), strict=True):
        x = np.array([-0.6, 1.6])
        ax.plot(x, -(w[0] * x + b) / w[1], color=color, linestyle="-" if b else "--", label=f"$b = {b:g}$")
    for case in CASES:
        ax.plot(*case, "o", color=colors.ink, markersize=9)
    square = {"xlim": (-0.6, 1.6), "ylim": (-0.6, 1.6), "xticks": [0, 1], "yticks": [0, 1], "aspect": "equal"}
    ax.set(xlabel="$x_1$", ylabel="$x_2$", **square)
    fig.legend(loc="outside right center")
    return fig


# Activations


def curve(ax: Axes, f: Callable[[np.ndarray], np.ndarray], color: str, low: float, high: float, **options: Any) -> None:
    """A function's graph; a jump is left open."""
    z = np.linspace(low, high, 801)
    values = np.asarray(f(z), float)
    values[1:][np.abs(np.diff(values)) > 0.4] = np.nan
    ax.plot(z, values, color=color, **options)


@figure
def six_activations(colors: Scheme) -> Figure:
    """Seis gráficas. Escalón: salta de 0 a 1. Signo: salta de -1 a 1. Lineal: la recta z. Sigmoide: sube suavemente de
    0 a 1. Tangente hiperbólica: sube suavemente de -1 a 1. ReLU: 0 en los negativos y z en los positivos."""
    fig, axes = canvas(7, 4.2, columns=3, rows=2, sharex=True)
    functions = {
        "escalón": activations.step, "signo": activations.sign, "lineal": lambda z: z,
        "sigmoide": activations.sigmoid, "tanh": activations.tanh, "ReLU": activations.relu,
    }  # fmt: skip
    for ax, (name, f) in zip(axes, functions.items(), strict=True):
        ax.axhline(0, color=colors.faint, linewidth=1)
        ax.axvline(0, color=colors.faint, linewidth=1)
        curve(ax, f, colors.blue if name not in {"escalón", "signo"} else colors.orange, -4, 4)
        ax.set(title=name, ylim=(-1.4, 2.4), xticks=[-4, 0, 4], yticks=[-1, 0, 1, 2])
    return fig


def slope(f: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    return lambda z: (f(z + 1e-5) - f(z - 1e-5)) / 2e-5


@figure
def derivatives(colors: Scheme) -> Figure:
    """Las derivadas de tres activaciones. La de la sigmoide es una campana que no pasa de 0.25 y es casi 0 lejos del
    centro; la de la tangente hiperbólica es otra que llega a 1; la de ReLU, 0 en los negativos y 1 en los positivos."""
    fig, (ax,) = canvas(5.6, 3)
    curve(ax, slope(activations.relu), colors.green, -6, 6, label="ReLU")
    curve(ax, slope(activations.tanh), colors.orange, -6, 6, label="tanh")
    curve(ax, activations.sigmoid_derivative, colors.blue, -6, 6, label="sigmoide")
    ax.axhline(0.25, color=colors.soft, linewidth=1, linestyle=":")
    ax.text(-6, 0.27, "1/4", color=colors.soft, fontsize=11)
    ax.set(xlabel="$z$", ylabel="derivada", ylim=(-0.05, 1.12))
    ax.legend(loc="center right")
    return fig


@figure
def softmax(colors: Scheme) -> Figure:
    """Dos diagramas de barras. A la izquierda, las puntuaciones 2, 1, 0 y -1 de cuatro clases; a la derecha, sus
    probabilidades tras softmax: 0.64, 0.24, 0.09 y 0.03. Todas son positivas y suman 1."""
    scores = np.array([2.0, 1.0, 0.0, -1.0])
    fig, (left, right) = canvas(6.4, 2.6, columns=2)
    for ax, heights, color, name in (
        (left, scores, colors.soft, "puntuaciones $z$"),
        (right, activations.softmax(scores), colors.blue, "probabilidades $p$"),
    ):
        bars = ax.bar(["A", "B", "C", "D"], heights, color=color)
        ax.bar_label(bars, [f"{height:.2g}" for height in heights], padding=2)
        ax.axhline(0, color=colors.soft, linewidth=1)
        ax.set_title(name)
        ax.margins(y=0.18)
    return fig


# Losses


@figure
def price(colors: Scheme) -> Figure:
    """Cinco casas, su superficie y su precio, y la recta que los predice. Cada error es un segmento vertical de la casa
    a la recta, y sobre él hay un cuadrado: el error cuadrático medio es la media de las áreas de esos cuadrados."""
    size = np.array([50.0, 70.0, 80.0, 100.0, 120.0])
    cost = np.array([130.0, 150.0, 205.0, 205.0, 270.0])
    fig, (ax,) = canvas(5.4, 3.6)
    predicted = 20 + 2 * size
    ax.plot([40, 130], [100, 280], color=colors.blue)
    ax.set(xlabel="superficie (m²)", ylabel="precio (miles de €)", title=f"MSE = {losses.mse(cost, predicted):g}")
    ax.set(xlim=(38, 135), ylim=(90, 295))
    fig.draw_without_rendering()
    one_by_one = ax.transData.transform([(1, 1), (0, 0)])
    stretch = np.divide(*np.subtract(*one_by_one)[::-1])
    for x, y, guess in zip(size, cost, predicted, strict=True):
        side = abs(y - guess)
        ax.add_patch(Rectangle((x, min(y, guess)), side * stretch, side, color=colors.orange, alpha=0.22, linewidth=0))
        ax.plot([x, x], [y, guess], color=colors.orange)
    ax.plot(size, cost, "o", color=colors.ink, markersize=8)
    return fig


@figure
def cross_entropy(colors: Scheme) -> Figure:
    """Lo que paga una predicción según la probabilidad que dio a la clase verdadera. La entropía cruzada crece sin
    freno cuando esa probabilidad se acerca a 0; el error cuadrático nunca pasa de 1. Las dos valen 0 cuando es 1."""
    fig, (ax,) = canvas(5.6, 3)
    p = np.linspace(0.005, 1, 400)
    one = np.ones(1)
    ax.plot(
        p, [losses.binary_cross_entropy(one, np.array([q])) for q in p], color=colors.blue, label="entropía cruzada"
    )
    ax.plot(p, [losses.mse(one, np.array([q])) for q in p], color=colors.orange, label="error cuadrático")
    ax.set(xlabel="probabilidad dada a la clase verdadera", ylabel="pérdida", ylim=(0, 5.2), xlim=(0, 1))
    ax.legend()
    return fig


# Gradient descent


@figure
def learning_rates(colors: Scheme) -> Figure:
    """Tres veces la misma parábola y quince pasos de descenso. Con tasa 0.02 los puntos apenas bajan; con 0.3 llegan al
    mínimo; con 1.03 saltan de un lado a otro y cada vez más arriba."""
    fig, axes = canvas(7, 2.8, columns=3, sharey=True)
    for ax, rate, name in zip(axes, (0.02, 0.3, 1.03), ("demasiado baja", "adecuada", "demasiado alta"), strict=True):
        path = gradient_descent.minimize(lambda w: 2 * w, np.array([3.0]), rate, 15)[:, 0]
        w = np.linspace(-5, 5, 200)
        ax.plot(w, w**2, color=colors.soft, linewidth=1.3)
        ax.plot(path, path**2, "o-", color=colors.orange, linewidth=1, markersize=5)
        ax.set(title=f"{name}\n$η = {rate:g}$", xlabel="$w$", xlim=(-5, 5), ylim=(-1, 25))
    axes[0].set_ylabel("pérdida")
    return fig


def house(w: np.ndarray) -> float:
    """The loss of a linear neuron on three points of y = 2x + 1."""
    X, y = np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 5.0])
    return float(losses.mse(y, X @ w[:1] + w[1]))


@figure
def descent_path(colors: Scheme) -> Figure:
    """Curvas de nivel de la pérdida según el peso y el sesgo de una neurona lineal, un valle alargado. El camino del
    descenso empieza en (0, 0), baja deprisa por la ladera y luego recorre despacio el fondo hasta el mínimo, (2, 1)."""
    path = gradient_descent.minimize(
        lambda w: gradient_descent.numerical_gradient(house, w), np.array([0.0, 0.0]), 0.12, 60
    )
    fig, (ax,) = canvas(5.4, 3.6)
    w, b = np.meshgrid(np.linspace(-0.4, 3.2, 120), np.linspace(-0.8, 2.6, 120))
    height = np.array([house(np.array(point)) for point in zip(w.ravel(), b.ravel(), strict=True)]).reshape(w.shape)
    ax.contour(
        w, b, height, levels=[0.02, 0.15, 0.5, 1.2, 2.5, 4.5, 7, 10, 14], colors=[colors.blue], alpha=0.7, linewidths=1
    )
    ax.plot(*path.T, "o-", color=colors.orange, markersize=4, linewidth=1.2)
    ax.plot(2, 1, "*", color=colors.green, markersize=16)
    ax.annotate("inicio", path[0], xytext=(-0.35, -0.45))
    ax.annotate("mínimo", (2, 1), xytext=(2.1, 1.15))
    ax.set(xlabel="peso $w$", ylabel="sesgo $b$")
    return fig


def hills(w: np.ndarray) -> np.ndarray:
    return 0.08 * w**4 - 0.9 * w**2 + 0.55 * w + 4


@figure
def minima(colors: Scheme) -> Figure:
    """Una curva con dos valles, uno más hondo que otro. Dos descensos que salen de lados distintos acaban cada uno en
    su valle: el de la derecha se queda en el mínimo local y el de la izquierda alcanza el global."""
    fig, (ax,) = canvas(5.6, 3)
    w = np.linspace(-3.3, 3.2, 300)
    ax.plot(w, hills(w), color=colors.soft)
    for start, color, words in ((-0.3, colors.green, "mínimo global"), (1.0, colors.orange, "mínimo local")):
        path = gradient_descent.minimize(
            lambda w: gradient_descent.numerical_gradient(lambda v: float(hills(v[0])), w), np.array([start]), 0.08, 40
        )[:, 0]
        ax.plot(path, hills(path), "o-", color=color, markersize=5, linewidth=1)
        ax.text(path[-1], hills(path[-1]) - 0.8, words, ha="center", color=color)
    ax.set(xlabel="$w$", ylabel="pérdida", ylim=(-1.6, 6))
    return fig


# A network


@figure
def there_and_back(colors: Scheme) -> Figure:
    """Una red de dos capas y su pérdida. Las flechas de arriba van hacia delante: de la entrada X a H, a P y a la
    pérdida L. Las de abajo vuelven: de L salen los errores delta 2 y delta 1, y con ellos los gradientes de pesos."""
    fig, ax = board(6.6, 2.5)
    for place, (words, color) in enumerate(
        [("$X$", colors.soft), ("$H$", colors.blue), ("$P$", colors.blue), ("$L$", colors.green)]
    ):
        left = 30 + place * 170
        box(ax, left, 95, 70, 64, color, words)
        if place:
            arrow(ax, (left - 98, 143), (left - 3, 143), colors.blue)
    for left, words in ((150, "$W_1,\\ b_1$"), (320, "$W_2,\\ b_2$"), (490, "pérdida")):
        ax.text(left, 158, words, ha="center", color=colors.blue)
    for place, words in ((3, "$δ_2$"), (2, "$δ_1$")):
        left = 30 + place * 170
        arrow(ax, (left - 3, 111), (left - 98, 111), colors.orange)
        ax.text(left - 50, 84, words, ha="center", color=colors.orange, fontsize=14)
    ax.text(330, 200, "hacia delante: se calcula la salida", ha="center", color=colors.blue)
    ax.text(330, 40, "hacia atrás: se reparte el error", ha="center", color=colors.orange)
    return fig


@figure
def xor_learnt(colors: Scheme) -> Figure:
    """El cuadrado de las dos entradas coloreado según la salida de una red entrenada con XOR: una franja diagonal une
    (0, 0) con (1, 1), donde responde 0, y a sus dos lados quedan (0, 1) y (1, 0), donde responde 1."""
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    W1, b1, W2, b2 = network.train_network(CASES, y, 8, 2.0, 2000, 0)
    x1, x2 = np.meshgrid(np.linspace(-0.6, 1.6, 120), np.linspace(-0.6, 1.6, 120))
    points = np.column_stack([x1.ravel(), x2.ravel()])
    output = network.forward(points, [(W1, b1, "sigmoid"), (W2, b2, "sigmoid")]).reshape(x1.shape)
    fig, (ax,) = canvas(4.8, 3.6)
    shades = ax.contourf(x1, x2, output, levels=np.linspace(0, 1, 11), cmap=colors.map, alpha=0.75)
    ax.contour(x1, x2, output, levels=[0.5], colors=[colors.ink], linewidths=1.5)
    truth_table(ax, colors, y[:, 0].astype(int).tolist(), "")
    ax.set_ylabel("$x_2$")
    fig.colorbar(shades, ax=ax, label="salida de la red", ticks=[0, 0.5, 1])
    return fig


# The two networks of the course


def named_layers(ax: Axes, lefts: Sequence[float], names: Sequence[str]) -> None:
    for left, words in zip(lefts, names, strict=True):
        ax.text(left, 8, words, ha="center", va="bottom", fontsize=11)


@figure
def pima_network(colors: Scheme) -> Figure:
    """La red 8-12-8-1: ocho entradas, doce unidades ReLU, ocho unidades ReLU y una salida sigmoide, cada capa unida por
    completo a la siguiente."""
    fig, ax = board(6.2, 3.7)
    lefts = [60, 220, 390, 545]
    columns = layered(ax, colors, [8, 12, 8, 1], lefts, 210, 25)
    for places, color in zip(columns, (colors.soft, colors.blue, colors.blue, colors.orange), strict=True):
        units(ax, places, 8.5, color)
    named_layers(ax, lefts, ["8 medidas", "12, ReLU", "8, ReLU", "1, sigmoide"])
    return fig


@figure
def mnist_network(colors: Scheme) -> Figure:
    """La red 28x28-128-10: una imagen de 28 por 28 se aplana en 784 números, siguen 128 unidades ReLU, de las que se
    dibujan unas pocas, y diez salidas, una por cifra."""
    fig, ax = board(6.6, 3.7)
    pixels = mnist()[0][0]
    ax.imshow(pixels, cmap=colors.map, extent=(15, 145, 145, 275), aspect="auto")
    ax.add_patch(Rectangle((15, 145), 130, 130, facecolor="none", edgecolor=colors.soft))
    lefts = [235, 400, 560]
    columns = layered(ax, colors, [11, 11, 10], lefts, 210, 27)
    for places, color, more in zip(
        columns, (colors.soft, colors.blue, colors.orange), (True, True, False), strict=True
    ):
        units(ax, [place for number, place in enumerate(places) if not more or number != 5], 8.5, color)
        if more:
            ax.text(*places[5], "⋮", ha="center", va="center", fontsize=16)
    for digit, (x, y) in enumerate(columns[2]):
        ax.text(x + 22, y, str(digit), va="center", ha="center")
    arrow(ax, (152, 210), (212, 210), colors.soft)
    named_layers(ax, [80, *lefts], ["28 × 28", "784, aplanada", "128, ReLU", "10 logits"])
    ax.set(xlim=(0, 660), ylim=(0, 370))
    return fig


# Data and training


@figure
def digits(colors: Scheme) -> Figure:
    """Veinte imágenes de MNIST en dos filas: de cada cifra, del 0 al 9, dos ejemplos escritos de manera distinta."""
    images, labels = mnist()[:2]
    fig, axes = canvas(6.6, 1.6, columns=10, rows=2)
    for place, ax in enumerate(axes):
        ax.imshow(images[labels == place % 10][place // 10], cmap=colors.map)
        ax.axis("off")
    return fig


@figure
def pima_histogram(colors: Scheme) -> Figure:
    """Dos histogramas de la glucosa de las pacientes de Pima, superpuestos. El de las que tienen diabetes está más a la
    derecha, pero se solapan mucho entre 100 y 150: con la glucosa sola no se puede separar a unas de otras."""
    raw = np.loadtxt(io.BytesIO(read("pima.csv")), delimiter=",", skiprows=1)
    glucose, ill = raw[:, 1], raw[:, 8] == 1
    fig, (ax,) = canvas(5.6, 3)
    bins = np.arange(40, 205, 10)
    # A 0 is a missing measure.
    for chosen, color, words in ((~ill, colors.blue, "sin diabetes"), (ill, colors.orange, "con diabetes")):
        ax.hist(glucose[chosen & (glucose > 0)], bins=bins, color=color, alpha=0.6, label=words)
    ax.set(xlabel="glucosa (mg/dl)", ylabel="pacientes")
    ax.legend()
    return fig


def learning_curves(hidden_units: int, epochs: int, every: int) -> tuple[np.ndarray, np.ndarray]:
    """Losses (train, test) of the network of solutions/network.py on Pima, every so many epochs."""
    X, y = pima()
    shuffled = np.random.default_rng(0).permutation(len(X))
    X, y = X[shuffled], y[shuffled][:, None]
    train, test = slice(0, 614), slice(614, None)
    rng = np.random.default_rng(1)
    W1, b1 = rng.normal(size=(8, hidden_units)), np.zeros(hidden_units)
    W2, b2 = rng.normal(size=(hidden_units, 1)) / np.sqrt(hidden_units), np.zeros(1)
    measured = []
    for epoch in range(epochs + 1):
        if epoch % every == 0:
            P = network.forward(X, [(W1, b1, "sigmoid"), (W2, b2, "sigmoid")])
            measured.append([losses.binary_cross_entropy(y[part], P[part]) for part in (train, test)])
        gradients = network.backpropagation(X[train], y[train], W1, b1, W2, b2)
        W1, b1, W2, b2 = (
            gradient_descent.gradient_step(parameter, gradient, 1.0)
            for parameter, gradient in zip((W1, b1, W2, b2), gradients, strict=True)
        )
    return np.arange(0, epochs + 1, every), np.array(measured)


@figure
def overfitting(colors: Scheme) -> Figure:
    """La pérdida de una red de treinta unidades ocultas en Pima, época a época. La de entrenamiento baja siempre; la de
    prueba baja al principio y después sube. La distancia entre las dos curvas, que crece, es el sobreajuste."""
    epochs, curves = learning_curves(hidden_units=30, epochs=4000, every=20)
    fig, (ax,) = canvas(5.8, 3.2)
    ax.plot(epochs, curves[:, 0], color=colors.blue, label="entrenamiento")
    ax.plot(epochs, curves[:, 1], color=colors.orange, label="prueba")
    ax.fill_between(epochs, *curves.T, color=colors.orange, alpha=0.12, linewidth=0)
    best = int(np.argmin(curves[:, 1]))
    ax.axvline(epochs[best], color=colors.soft, linestyle=":", linewidth=1.2)
    ax.text(epochs[best] + 60, 0.16, "mejor época\nen la prueba", color=colors.soft, fontsize=11)
    ax.set(xlabel="época", ylabel="entropía cruzada", ylim=(0.1, 0.9))
    ax.legend(loc="upper left", bbox_to_anchor=(0.2, 1))
    return fig


@figure
def batches(colors: Scheme) -> Figure:
    """Una barra de 614 ejemplos partida en 62 lotes: 61 de diez y uno de cuatro. Cada lote da un paso de los pesos, y
    la barra entera es una época; debajo, otras épocas, con los lotes en otro orden, hasta 150."""
    fig, ax = board(6.4, 2.2)
    rng = np.random.default_rng(0)
    shades = np.linspace(0.25, 0.85, 62)
    for row, words in enumerate(["época 1", "época 2", "época 150"]):
        bottom = 150 - row * 50 - (22 if row == 2 else 0)
        order = np.arange(62) if row == 0 else rng.permutation(62)
        for place, shade in enumerate(shades[order]):
            ax.add_patch(Rectangle((105 + place * 8.2, bottom), 7, 30, color=mpl.colormaps[colors.map](shade)))
        ax.text(95, bottom + 15, words, ha="right", va="center")
    ax.text(360, 78, "⋮", ha="center", va="center", fontsize=14)
    ax.text(360, 195, "62 lotes: 62 pasos de los pesos", ha="center")
    ax.set_xlim(0, 640)
    return fig


# Files


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw the figures of the theory pages.")
    parser.add_argument("--output", type=Path, help="a folder for figures/ and snippets/, instead of the site's own")
    output = parser.parse_args().output
    folder = output / "figures" if output else ROOT / "site" / "figures"
    snippets = output / "snippets" if output else ROOT / "build" / "snippets"
    for place in (folder, snippets):
        place.mkdir(parents=True, exist_ok=True)
    written = {snippets / "abbreviations.md"}
    for draw in FIGURES:
        for path, text in files(draw, folder, snippets):
            written.add(path)
            # A server that watches the folder stays still when nothing changed.
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8", newline="\n")
    for old in {*folder.iterdir(), *snippets.iterdir()} - written:
        old.unlink()
    print(f"{len(FIGURES)} figures")


def files(draw: Draw, folder: Path, snippets: Path) -> Iterator[tuple[Path, str]]:
    """The two drawings of a figure, and the lines of Markdown that show them."""
    name = getattr(draw, "__name__", "").replace("_", "-")
    words = " ".join(inspect.cleandoc(draw.__doc__ or "").split())
    lines = []
    for colors in (LIGHT, DARK):
        # The salt makes the ids inside a drawing the same each time.
        with mpl.rc_context({**STYLE, **colors.style, "svg.hashsalt": name}):
            drawn = draw(colors)
            buffer = io.StringIO()
            drawn.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        width, height = (round(inches * PIXELS) for inches in drawn.get_size_inches())
        file = f"{name}.{colors.name}.svg"
        yield folder / file, buffer.getvalue()
        lines.append(f"![{words}](figures/{file}#only-{colors.name}){{ width={width} height={height} loading=lazy }}")
    yield snippets / f"{name}.md", "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
