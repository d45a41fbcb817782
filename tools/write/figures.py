"""Draw the figures of the theory pages, from the functions of solutions/, for a light and a dark page.

Each function below is a figure; its docstring is what stands for it where it cannot be seen, and its caption what it
shows. A page shows it with ``--8<-- "NAME.md"``, which is written to build/snippets; the drawings are in site/figures.
"""

from __future__ import annotations

import argparse
import inspect
import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Rectangle
from matplotlib.text import Text

from grader.curriculum.data import mnist, pima, read
from solutions import activations, gradient_descent, losses, network, neuron, tensors
from tools import ROOT
from tools.write.export_digits import TARGET, unpacked

PIXELS = 100  # to an inch, on a page
LEGIBLE = 10.5  # the least height of letters, in pixels


@dataclass(frozen=True)
class Scheme:
    """The colours of a page's scheme; each has a contrast of 4.5 or more on it.

    Blue, orange and green are those of the widgets (site/stylesheets/rna.css). Of two classes, 0 is blue and 1 orange.
    """

    name: str
    paper: str
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

    def of(self, label: int) -> str:
        """The colour of a class."""
        return self.orange if label else self.blue

    @property
    def classes(self) -> LinearSegmentedColormap:
        """From the colour of class 0 to that of class 1, through the page's own."""
        return LinearSegmentedColormap.from_list("classes", [self.blue, self.paper, self.orange])


LIGHT = Scheme("light", "#ffffff", "#1f2933", "#52606d", "#d9e0e7", "#1f6aa8", "#b84a00", "#1f7a45", "Blues")
DARK = Scheme("dark", "#1e2329", "#e6ebf1", "#a9b4c0", "#3a4553", "#8fc3f5", "#ffb066", "#7fd1a0", "Blues_r")

STYLE = {
    "font.size": 12, "axes.titlesize": "medium", "axes.spines.top": False, "axes.spines.right": False,
    "figure.constrained_layout.use": True, "legend.frameon": False, "legend.fontsize": "small",
    "lines.linewidth": 2, "mathtext.fontset": "dejavusans",
}  # fmt: skip

Draw = Callable[[Scheme], Figure]
FIGURES: dict[Draw, str] = {}
"""Each with its caption. Pages number them, in the order in which they show them."""


def figure(caption: str) -> Callable[[Draw], Draw]:
    def register(draw: Draw) -> Draw:
        FIGURES[draw] = caption
        return draw

    return register


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


@figure("El orden de trabajo, que se repite hasta que el resultado basta.")
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


@figure("Una red de tres capas: los datos van siempre hacia delante.")
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


@figure("El rango de un tensor es cuántos ejes tiene.")
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


@figure("Aplanar una imagen: sus filas, una detrás de otra.")
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


@figure("Dos medidas de Pima antes y después de ponerlas en la misma escala.")
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


@figure("La media y la desviación salen del entrenamiento y se aplican a todo.")
def standardizer(colors: Scheme) -> Figure:
    """De los datos de entrenamiento sale una flecha, ajustar, a una caja con la media y la desviación de cada columna.
    De esa caja salen tres flechas, aplicar: al entrenamiento, a la prueba y a una paciente nueva."""
    fig, ax = board(6.6, 2.5)
    box(ax, 10, 85, 145, 80, colors.blue, "datos de\nentrenamiento")
    arrow(ax, (157, 125), (237, 125), colors.blue)
    ax.text(197, 137, "ajustar", ha="center", color=colors.blue)
    box(ax, 240, 85, 155, 80, colors.orange, "$\\mu$ y $\\sigma$\nde cada columna")
    for place, words in enumerate(("una paciente\nnueva", "prueba", "entrenamiento")):
        bottom = 18 + place * 78
        box(ax, 505, bottom, 145, 56, colors.green, words)
        arrow(ax, (397, 125 + (place - 1) * 18), (502, bottom + 28), colors.green)
    ax.text(425, 200, "aplicar", ha="center", color=colors.green)
    return fig


# The neuron


@figure("Una neurona: suma ponderada y activación.")
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


def mark(label: int, colors: Scheme) -> dict[str, Any]:
    """How an example of a class is drawn: a circle is a 1 and a square a 0, ringed so that it is seen on any ground."""
    shape = {"marker": "o" if label else "s", "markersize": 16 if label else 14, "linestyle": "none"}
    return shape | {"color": colors.of(label), "markeredgecolor": colors.paper, "markeredgewidth": 2}


def example(ax: Axes, colors: Scheme, place: Sequence[float], label: int) -> None:
    ax.plot(*place, **mark(label, colors), zorder=3)
    ax.text(
        *place, str(label), color=colors.paper, fontsize=10, weight="bold", ha="center", va="center_baseline", zorder=4
    )


def class_legend(fig: Figure, colors: Scheme, zero: str, one: str) -> None:
    marks = [Line2D([], [], **mark(label, colors) | {"markersize": 11}) for label in (0, 1)]
    fig.legend(marks, [zero, one], loc="outside lower center", ncols=2)


def truth_table(ax: Axes, colors: Scheme, answers: Sequence[int], words: str) -> None:
    """The four cases of a gate."""
    for case, answer in zip(CASES, answers, strict=True):
        example(ax, colors, case, answer)
    ax.set(xlim=(-0.6, 1.6), ylim=(-0.6, 1.6), xticks=[0, 1], yticks=[0, 1], aspect="equal", title=words)
    ax.set_xlabel("$x_1$")


def boundary(ax: Axes, colors: Scheme, lines: Sequence[tuple[np.ndarray, float]], fires: Callable[..., Any]) -> None:
    """Where each w·x + b is 0, and in the colours of the classes where a gate fires and where it does not."""
    x = np.array([-0.6, 1.6])
    for w, b in lines:
        ax.plot(x, -(w[0] * x + b) / w[1], color=colors.ink)
    side = np.linspace(-0.6, 1.6, 111)
    answers = [[fires(np.array([x1, x2])) for x1 in side] for x2 in side]
    ax.contourf(side, side, answers, levels=[-0.5, 0.5, 1.5], colors=[colors.blue, colors.orange], alpha=0.18)


@figure("AND y OR se separan con una recta; XOR necesita dos.")
def gates(colors: Scheme) -> Figure:
    """Tres cuadrados con los cuatro casos de dos entradas: un círculo donde la puerta da 1 y un cuadrado donde da 0. En
    AND una recta deja (1, 1) a un lado y el resto al otro; en OR deja (0, 0) solo; en XOR hacen falta dos rectas, y
    disparan los casos que quedan entre ambas."""
    fig, axes = canvas(7, 3.3, columns=3)
    for ax, gate, name in zip(axes, (neuron.and_gate(), neuron.or_gate()), ("AND", "OR"), strict=False):
        boundary(ax, colors, [gate], lambda x, gate=gate: neuron.perceptron(x, *gate))
        truth_table(ax, colors, [neuron.perceptron(x, *gate) for x in CASES], name)
    W, b, v, c = neuron.xor_gate()

    def xor(x: np.ndarray) -> int:
        return int(neuron.perceptron(activations.step(W @ x + b), v, c))

    boundary(axes[2], colors, [*zip(W, b, strict=True)], xor)
    truth_table(axes[2], colors, [xor(x) for x in CASES], "XOR")
    axes[0].set_ylabel("$x_2$")
    class_legend(fig, colors, "da 0", "da 1: dispara")
    return fig


@figure("El sesgo desplaza la frontera sin girarla.")
def bias(colors: Scheme) -> Figure:
    """Tres rectas paralelas sobre los cuatro casos de dos entradas, con los mismos pesos y sesgos 0.5, −0.5 y −1.5. Al
    cambiar el sesgo la recta se desplaza sin girar. Una cuarta, sin sesgo, pasa por el origen."""
    fig, (ax,) = canvas(4.6, 3.7)
    w = np.array([1.0, -1.0])
    for b, color in zip((0.0, 0.5, -0.5, -1.5), (colors.soft, colors.green, colors.blue, colors.orange), strict=True):
        x = np.array([-0.6, 1.6])
        ax.plot(x, -(w[0] * x + b) / w[1], color=color, linestyle="-" if b else "--", label=f"$b = {b:g}$")
    for case in CASES:
        ax.plot(*case, "o", color=colors.ink, markersize=9)
    square = {"xlim": (-0.6, 1.6), "ylim": (-0.6, 1.6), "xticks": [0, 1], "yticks": [0, 1], "aspect": "equal"}
    ax.set(xlabel="$x_1$", ylabel="$x_2$", **square)
    fig.legend(loc="outside right center")
    return fig


@figure("La capa oculta mueve los casos de XOR a donde una recta los separa.")
def xor_moved(colors: Scheme) -> Figure:
    """Los cuatro casos de XOR en dos planos. A la izquierda, las entradas: los dos que disparan están en esquinas
    opuestas y ninguna recta los separa de los otros. A la derecha, donde los pone la capa oculta: los dos que disparan
    caen en el mismo punto, y una recta los separa."""
    fig, (before, after) = canvas(6.6, 3.6, columns=2)
    truth_table(before, colors, [0, 1, 1, 0], "las entradas")
    before.set_ylabel("$x_2$")
    _, _, v, c = neuron.xor_gate()
    boundary(after, colors, [(v, c)], lambda h: neuron.perceptron(h, v, c))
    for place, answer, words in (((0, 1), 0, "(0, 0)"), ((1, 1), 1, "(0, 1) y (1, 0)"), ((1, 0), 0, "(1, 1)")):
        example(after, colors, place, answer)
        after.text(place[0], place[1] + 0.2, words, ha="center", fontsize=10)
    class_legend(fig, colors, "XOR da 0", "XOR da 1")
    after.set(xlim=(-0.6, 1.6), ylim=(-0.6, 1.6), xticks=[0, 1], yticks=[0, 1], aspect="equal", xlabel="$h_1$ (OR)")
    after.set(title="tras la capa oculta", ylabel="$h_2$ (NAND)")
    return fig


# The slope


@figure("Las secantes se acercan a la tangente.")
def secants(colors: Scheme) -> Figure:
    """La curva x al cuadrado y tres rectas que pasan por su punto (3, 9): dos secantes, que la vuelven a cortar en
    x = 5 y en x = 4, de pendientes 8 y 7, y la tangente, de pendiente 6, que solo la roza."""
    fig, (ax,) = canvas(5.6, 3.4)
    x = np.linspace(0.8, 5.4, 200)
    ax.plot(x, x**2, color=colors.ink)
    for h, color in ((2, colors.soft), (1, colors.blue), (0, colors.orange)):
        rate = 6 + h
        words = f"secante, $h = {h}$: pendiente {rate}" if h else f"tangente: pendiente {rate}"
        ax.plot(x, 9 + rate * (x - 3), color=color, linewidth=1.6, linestyle="--" if h else "-", label=words)
        ax.plot(3 + h, (3 + h) ** 2, "o", color=color, markersize=7)
    ax.set(xlabel="$x$", ylabel="$x^2$", xlim=(0.8, 5.4), ylim=(-2, 30))
    ax.legend(loc="upper left")
    return fig


@figure("El gradiente señala hacia donde la pérdida sube; su contrario, hacia donde baja.")
def gradient_arrow(colors: Scheme) -> Figure:
    """Las curvas de nivel de la pérdida de dos parámetros, que aquí son rectas paralelas. Desde (1, 1) sale una flecha
    en ángulo recto con ellas, hacia donde la pérdida sube, y otra contraria, hacia donde baja."""
    fig, (ax,) = canvas(5.2, 3.8)
    w, b = np.meshgrid(np.linspace(-1.2, 2.9, 120), np.linspace(-0.4, 2.6, 120))
    height = (2 * w + b - 7) ** 2
    lines = ax.contour(w, b, height, levels=[1, 4, 9, 16, 25, 36, 49], colors=[colors.blue], linewidths=1, alpha=0.6)
    ax.clabel(lines, fmt="%g", fontsize=11, manual=[((4.7 - root) / 2, 2.3) for root in range(1, 7)])
    for way, color, words, place in (
        (-1, colors.orange, "gradiente:\nsube", (0.5, 0.25)),
        (1, colors.green, "lo contrario:\nbaja", (1.62, 0.83)),
    ):
        tip = (1 + way * 0.98, 1 + way * 0.49)
        arrow(ax, (1, 1), tip, color, linewidth=2.4, zorder=3)
        ax.text(*place, words, color=color, ha="center", va="center", zorder=4)
    ax.plot(1, 1, "o", color=colors.ink, markersize=8, zorder=4)
    ax.set(xlabel="$w$", ylabel="$b$", aspect="equal", xlim=(-1.2, 2.9), ylim=(-0.4, 2.6))
    return fig


@figure("Una neurona como grafo: de ida, los valores; de vuelta, las pendientes.")
def slope_graph(colors: Scheme) -> Figure:
    """El grafo de una neurona. De izquierda a derecha: x vale 1.5, w vale 2 y b vale -1; con ellos z vale 2, a vale 4 y
    L vale 1. Debajo de cada flecha, de vuelta, su pendiente: de z a w 1.5, de z a b 1, de a a z 4 y de L a a 2."""
    fig, ax = board(7.2, 3.4)
    for y, words, color in (
        (270, "$x = 1.5$", colors.soft),
        (180, "$w = 2$", colors.blue),
        (90, "$b = -1$", colors.blue),
    ):
        box(ax, 14, y - 24, 104, 48, color, words)
    for left, words, how in (
        (256, "$z = 2$", "$wx + b$"),
        (426, "$a = 4$", "$z^2$"),
        (596, "$L = 1$", "$(a - 3)^2$"),
    ):
        box(ax, left, 150, 104, 60, colors.green if "L" in words else colors.blue, words)
        ax.text(left + 52, 224, how, ha="center", color=colors.blue)
    for start, end in (((120, 262), (254, 196)), ((120, 182), (254, 182)), ((120, 98), (254, 164))):
        arrow(ax, start, end, colors.blue)
    for left in (362, 532):
        arrow(ax, (left, 190), (left + 62, 190), colors.blue)
        arrow(ax, (left + 62, 168), (left, 168), colors.orange)
    for at, words in (
        ((178, 252), "2"), ((178, 193), "1.5"), ((178, 105), "1"), ((393, 142), "4"), ((563, 142), "2"),
    ):  # fmt: skip
        ax.text(*at, words, ha="center", va="center", color=colors.orange, fontsize=15)
    ax.text(478, 300, "hacia delante: los valores", ha="center", color=colors.blue)
    ax.text(478, 84, "hacia atrás: la pendiente de cada flecha", ha="center", color=colors.orange)
    ax.text(478, 48, r"$\partial L/\partial w = 2 \cdot 4 \cdot 1.5 = 12$", ha="center", color=colors.ink)
    ax.text(478, 18, r"$\partial L/\partial b = 2 \cdot 4 \cdot 1 = 8$", ha="center", color=colors.ink)
    return fig


# Activations


def curve(ax: Axes, f: Callable[[np.ndarray], np.ndarray], color: str, low: float, high: float, **options: Any) -> None:
    """A function's graph; a jump is left open."""
    z = np.linspace(low, high, 801)
    values = np.asarray(f(z), float)
    values[1:][np.abs(np.diff(values)) > 0.4] = np.nan
    ax.plot(z, values, color=color, **options)


@figure("Las seis funciones de activación.")
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


@figure("Las derivadas: cuánto deja pasar cada activación en el camino de vuelta.")
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


@figure("Softmax convierte puntuaciones en probabilidades.")
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


@figure("El error cuadrático medio, dibujado: la media de las áreas.")
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


@figure("Lo que cuesta equivocarse con cada pérdida.")
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


def one_neuron_on_pima(rate: float, steps: int) -> tuple[np.ndarray, list[float], np.ndarray, np.ndarray]:
    """A sigmoid neuron trained on 614 patients: its weights, the loss before each step, and the others' X and y."""
    X, y = pima()
    shuffled = np.random.RandomState(42).permutation(len(X))  # as scikit-learn splits
    X, y = np.column_stack([X, np.ones(len(X))])[shuffled], y[shuffled]
    w = np.zeros(X.shape[1])
    measured = []
    for _ in range(steps + 1):
        p = activations.sigmoid(X[154:] @ w)
        measured.append(losses.binary_cross_entropy(y[154:], p))
        w = gradient_descent.gradient_step(w, X[154:].T @ (p - y[154:]) / len(p), rate)
    return w, measured, X[:154], y[:154]


@figure("Mover el umbral cambia unos errores por otros.")
def thresholds(colors: Scheme) -> Figure:
    """Dos histogramas, uno sobre otro, de la probabilidad que una neurona da a las pacientes de la prueba. Las que no
    tuvieron diagnóstico se amontonan a la izquierda; las que sí, repartidas hacia la derecha. Dos líneas verticales
    señalan los umbrales 0.3 y 0.5: lo que queda a su derecha recibe un sí."""
    w, _, X, y = one_neuron_on_pima(0.5, 300)
    p = activations.sigmoid(X @ w)
    fig, axes = canvas(5.8, 3.8, rows=2, sharex=True)
    for ax, label, color, words in (
        (axes[0], 0, colors.blue, "sin diagnóstico"),
        (axes[1], 1, colors.orange, "con diagnóstico"),
    ):
        ax.hist(p[y == label], bins=np.linspace(0, 1, 21), color=color, alpha=0.75)
        ax.set(ylabel="pacientes", ylim=(0, 23))
        ax.text(0.99, 18, words, color=color, ha="right")
        for threshold in (0.3, 0.5):
            ax.axvline(threshold, color=colors.ink, linestyle=":", linewidth=1.6)
            ax.text(threshold + 0.01, 18, f"{np.sum(p[y == label] >= threshold)} →", color=colors.ink, fontsize=11)
    axes[1].set(xlabel="probabilidad que da la neurona", xticks=[0, 0.3, 0.5, 1], xlim=(0, 1))
    return fig


# Gradient descent


@figure("Una tasa demasiado baja, una buena y una demasiado alta.")
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


@figure("El camino del descenso por un valle alargado.")
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


@figure("La misma neurona con cuatro tasas de aprendizaje.")
def logistic_curves(colors: Scheme) -> Figure:
    """La pérdida de una misma neurona en Pima, paso a paso, con cuatro tasas. Con 0.01 baja en línea casi recta y muy
    despacio; con 0.1 baja y aún no ha llegado; con 1 se aplana enseguida; con 15 salta y se queda mucho más arriba."""
    fig, (ax,) = canvas(6, 3.2)
    for rate, color in ((15, colors.orange), (0.01, colors.soft), (0.1, colors.blue), (1, colors.green)):
        ax.plot(one_neuron_on_pima(rate, 40)[1], color=color, label=f"$η = {rate:g}$", linewidth=1.8)
    ax.set(xlabel="paso", ylabel="entropía cruzada", ylim=(0.4, 1.6), xlim=(0, 40))
    fig.legend(loc="outside right center")
    return fig


Rule = Callable[[tuple[np.ndarray, ...], np.ndarray, int], tuple[np.ndarray, ...]]
"""From a place and what is remembered with it, the gradient there and the number of the step, the next ones."""


def plain(state: tuple[np.ndarray, ...], slope: np.ndarray, _: int) -> tuple[np.ndarray, ...]:
    return (gradient_descent.gradient_step(state[0], slope, 0.036),)


def rolling(state: tuple[np.ndarray, ...], slope: np.ndarray, _: int) -> tuple[np.ndarray, ...]:
    w, velocity = state
    return gradient_descent.momentum_step(w, velocity, slope, 0.02, 0.8)


def adam(state: tuple[np.ndarray, ...], slope: np.ndarray, t: int) -> tuple[np.ndarray, ...]:
    w, m, v = state
    return gradient_descent.adam_step(w, m, v, slope, t, 0.3)


def followed(rule: Rule, remembered: int, steps: int) -> np.ndarray:
    """The path of an optimiser that remembers so many arrays, down a bowl fifty times as steep one way as the other."""
    state = (np.array([-4.0, 1.0]), *np.zeros((remembered, 2)))
    path = [state[0]]
    for t in range(1, steps + 1):
        state = rule(state, np.array([1.0, 50.0]) * state[0], t)
        path.append(state[0])
    return np.array(path)


@figure("Tres optimizadores desde el mismo punto.")
def optimisers(colors: Scheme) -> Figure:
    """Tres veces las curvas de nivel del mismo cuenco alargado y el camino de un optimizador desde el mismo punto. El
    descenso rebota entre las paredes; el momento rebota al principio y luego corre por el fondo, y se pasa un poco;
    Adam sale en diagonal, se pasa y da la vuelta. En cada uno, cuántos pasos tarda en bajar de 0.01."""
    fig, axes = canvas(6.4, 5.6, rows=3, sharex=True)
    x, y = np.meshgrid(np.linspace(-4.6, 1.6, 160), np.linspace(-1.15, 1.15, 120))
    for ax, (remembered, rule), name, color in zip(
        axes,
        enumerate((plain, rolling, adam)),
        ("descenso, $η = 0.036$", "momento, $η = 0.02$, $μ = 0.8$", "Adam, $η = 0.3$"),
        (colors.orange, colors.green, colors.ink),
        strict=True,
    ):
        path = followed(rule, remembered, 100)
        height = (path[:, 0] ** 2 + 50 * path[:, 1] ** 2) / 2
        ax.contour(x, y, (x**2 + 50 * y**2) / 2, levels=[0.1, 0.7, 2.5, 6, 12, 20, 30], colors=[colors.blue],
                   linewidths=0.8, alpha=0.7)  # fmt: skip
        ax.plot(*path[:60].T, "o-", color=color, markersize=3.5, linewidth=1.1)
        ax.plot(0, 0, "*", color=colors.blue, markersize=14)
        ax.set(title=f"{name}: {1 + np.flatnonzero(height >= 0.01).max()} pasos", ylabel="$w_2$", ylim=(-1.15, 1.15))
    axes[2].set(xlabel="$w_1$", xlim=(-4.6, 1.6))
    return fig


def hills(w: np.ndarray) -> np.ndarray:
    return 0.08 * w**4 - 0.9 * w**2 + 0.55 * w + 4


@figure("De dónde se parte decide en qué mínimo se acaba.")
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


@figure("Los valores van hacia delante; los errores vuelven.")
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


@figure("La red que se calcula a mano, con todos sus números.")
def paper_network(colors: Scheme) -> Figure:
    """La red de dos entradas, dos neuronas ocultas y una salida, con sus números. En cada flecha, su peso: 0.5 y -0.5
    hacia la oculta 1, -1 y 1 hacia la oculta 2, 1 y -2 hacia la salida. En cada círculo, lo que calcula: 0.5 y 0.731
    las ocultas, 0.276 la salida. Debajo, en otro color, los errores que vuelven: -0.181, 0.285 y -0.724."""
    X, y = np.array([[1.0, 2.0]]), np.ones((1, 1))
    W1, b1 = np.array([[0.5, -1.0], [-0.5, 1.0]]), np.array([0.5, 0.0])
    W2, b2 = np.array([[1.0], [-2.0]]), np.zeros(1)
    hidden = network.dense(X, W1, b1, "sigmoid")
    p = network.dense(hidden, W2, b2, "sigmoid")
    _, error1, _, error2 = network.backpropagation(X, y, W1, b1, W2, b2)  # a gradient of biases is the errors' sum
    fig, ax = board(7.2, 3.9)
    tops = (290, 100)
    for place, top in enumerate(tops):
        disc(ax, (50, top), 32, colors.soft, f"$x_{place + 1}$\n{X[0, place]:g}")
        disc(ax, (330, top), 42, colors.blue, f"$h_{place + 1}$\n{hidden[0, place]:.3g}")
        ax.text(330, top + 52, f"sesgo {b1[place]:g}", ha="center", color=colors.soft, fontsize=12)
        ax.text(330, top - 66, f"$δ_{{h_{place + 1}}}$ = {error1[place]:.3f}", ha="center", color=colors.orange)
    disc(ax, (545, 195), 42, colors.blue, f"$p$\n{p.item():.3f}")
    ax.text(545, 247, f"sesgo {b2[0]:g}", ha="center", color=colors.soft, fontsize=12)
    ax.text(545, 129, f"$δ$ = {error2[0]:.3f}", ha="center", color=colors.orange)
    box(ax, 630, 160, 80, 70, colors.green, f"$L$\n{losses.binary_cross_entropy(y, p):.3f}")
    arrow(ax, (589, 195), (627, 195), colors.soft)
    ends = [((50, tops[i]), (330, tops[j]), 34, 44, W1[i, j], 0.3) for i in range(2) for j in range(2)]
    ends += [((330, tops[j]), (545, 195), 44, 44, W2[j, 0], 0.5) for j in range(2)]
    for start, end, leave, arrive, weight, share in ends:
        begin, finish = np.array(start, float), np.array(end, float)
        way = (finish - begin) / np.linalg.norm(finish - begin)
        begin, finish = begin + way * leave, finish - way * arrive
        arrow(ax, tuple(begin), tuple(finish), colors.blue)
        beside = np.array([-way[1], way[0]]) * 15  # above the arrow
        ax.text(*(begin + share * (finish - begin) + beside), f"{weight:g}", ha="center", va="center",
                color=colors.blue, fontsize=13)  # fmt: skip
    return fig


@figure("Una suma de sigmoides imita cualquier curva; cuantas más, mejor.")
def staircase(colors: Scheme) -> Figure:
    """Una curva suave y, sobre ella, la suma de sigmoides que la imita. Con cinco neuronas es una escalera de peldaños
    anchos que se separa de la curva; con veinte, los peldaños son pequeños y la escalera se ciñe a ella."""
    x = np.linspace(0, 1, 600)
    fig, axes = canvas(7, 2.9, columns=2, sharey=True)
    for ax, steps in zip(axes, (5, 20), strict=True):
        edges = np.linspace(0, 1, steps + 1)
        values = np.sin(2 * np.pi * edges) + edges
        hidden = activations.sigmoid((x[:, None] - (edges[:-1] + edges[1:]) / 2) * 20 * steps)
        ax.plot(x, np.sin(2 * np.pi * x) + x, color=colors.soft, label="curva")
        ax.plot(x, hidden @ np.diff(values) + values[0], color=colors.orange, label="red")
        ax.set(title=f"{steps} neuronas ocultas", xlabel="$x$", ylim=(-0.6, 1.5))
    axes[0].legend(loc="upper right")
    return fig


@figure("Lo que responde una red que ha aprendido XOR.")
def xor_learnt(colors: Scheme) -> Figure:
    """El cuadrado de las dos entradas coloreado según la salida de una red entrenada con XOR: una franja diagonal une
    (0, 0) con (1, 1), donde responde 0, y a sus dos lados quedan (0, 1) y (1, 0), donde responde 1."""
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    W1, b1, W2, b2 = network.train_network(CASES, y, 8, 2.0, 2000, 0)
    x1, x2 = np.meshgrid(np.linspace(-0.6, 1.6, 120), np.linspace(-0.6, 1.6, 120))
    points = np.column_stack([x1.ravel(), x2.ravel()])
    output = network.forward(points, [(W1, b1, "sigmoid"), (W2, b2, "sigmoid")]).reshape(x1.shape)
    fig, (ax,) = canvas(4.8, 4)
    shades = ax.contourf(x1, x2, output, levels=np.linspace(0, 1, 11), cmap=colors.classes, alpha=0.75)
    ax.contour(x1, x2, output, levels=[0.5], colors=[colors.ink], linewidths=1.5)
    truth_table(ax, colors, y[:, 0].astype(int).tolist(), "")
    ax.set_ylabel("$x_2$")
    class_legend(fig, colors, "debe dar 0", "debe dar 1")
    fig.colorbar(shades, ax=ax, label="salida de la red", ticks=[0, 0.5, 1])
    return fig


# The two networks of the course


def named_layers(ax: Axes, lefts: Sequence[float], names: Sequence[str]) -> None:
    for left, words in zip(lefts, names, strict=True):
        ax.text(left, 8, words, ha="center", va="bottom", fontsize=11)


@figure("La red de Pima, 8-12-8-1.")
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


@figure("La red de MNIST, 28x28-128-10.")
def mnist_network(colors: Scheme) -> Figure:
    """La red 28x28-128-10: una imagen de 28 por 28 se aplana en 784 números, siguen 128 unidades ReLU, de las que se
    dibujan unas pocas, y diez salidas, una por dígito."""
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


@figure("Dígitos de MNIST: dos de cada uno.")
def digits(colors: Scheme) -> Figure:
    """Veinte imágenes de MNIST en dos filas: de cada dígito, del 0 al 9, dos ejemplos escritos de manera distinta."""
    images, labels = mnist()[:2]
    fig, axes = canvas(6.6, 1.6, columns=10, rows=2)
    for place, ax in enumerate(axes):
        ax.imshow(images[labels == place % 10][place // 10], cmap=colors.map)
        ax.axis("off")
    return fig


@figure("La glucosa sola no separa a unas pacientes de otras.")
def pima_histogram(colors: Scheme) -> Figure:
    """Dos histogramas de la glucosa de las pacientes de Pima, superpuestos. El de las que recibieron el diagnóstico
    está más a la derecha, pero se solapan mucho entre 100 y 150: con ella sola no se puede separar a unas de otras."""
    raw = np.loadtxt(io.BytesIO(read("pima.csv")), delimiter=",", skiprows=1)
    glucose, ill = raw[:, 1], raw[:, 8] == 1
    fig, (ax,) = canvas(5.6, 3)
    bins = np.arange(40, 205, 10)
    # A 0 is a missing measure.
    for chosen, color, words in ((~ill, colors.blue, "sin diagnóstico"), (ill, colors.orange, "con diagnóstico")):
        ax.hist(glucose[chosen & (glucose > 0)], bins=bins, color=color, alpha=0.6, label=words)
    ax.set(xlabel="glucosa (mg/dl)", ylabel="pacientes")
    ax.legend()
    return fig


def learning_curves(hidden_units: int, epochs: int, every: int) -> tuple[np.ndarray, np.ndarray]:
    """Losses (train, validation) of the network of solutions/network.py on Pima, every so many epochs.

    A fifth of the patients is put aside as a test, and not looked at.
    """
    X, y = pima()
    shuffled = np.random.default_rng(0).permutation(len(X))
    X, y = X[shuffled], y[shuffled][:, None]
    train, validation = slice(0, 460), slice(460, 614)
    rng = np.random.default_rng(1)
    W1, b1 = rng.normal(size=(8, hidden_units)), np.zeros(hidden_units)
    W2, b2 = rng.normal(size=(hidden_units, 1)) / np.sqrt(hidden_units), np.zeros(1)
    measured = []
    for epoch in range(epochs + 1):
        if epoch % every == 0:
            P = network.forward(X, [(W1, b1, "sigmoid"), (W2, b2, "sigmoid")])
            measured.append([losses.binary_cross_entropy(y[part], P[part]) for part in (train, validation)])
        gradients = network.backpropagation(X[train], y[train], W1, b1, W2, b2)
        W1, b1, W2, b2 = (
            gradient_descent.gradient_step(parameter, gradient, 1.0)
            for parameter, gradient in zip((W1, b1, W2, b2), gradients, strict=True)
        )
    return np.arange(0, epochs + 1, every), np.array(measured)


@figure("El sobreajuste es la distancia que crece entre las dos curvas.")
def overfitting(colors: Scheme) -> Figure:
    """La pérdida de una red de treinta neuronas ocultas en Pima, época a época. La de entrenamiento baja siempre; la de
    validación baja al principio y después sube. La distancia entre las dos curvas, que crece, es el sobreajuste."""
    epochs, curves = learning_curves(hidden_units=30, epochs=4000, every=20)
    fig, (ax,) = canvas(5.8, 3.2)
    ax.plot(epochs, curves[:, 0], color=colors.blue, label="entrenamiento")
    ax.plot(epochs, curves[:, 1], color=colors.orange, label="validación")
    ax.fill_between(epochs, *curves.T, color=colors.orange, alpha=0.12, linewidth=0)
    best = int(np.argmin(curves[:, 1]))
    ax.axvline(epochs[best], color=colors.soft, linestyle=":", linewidth=1.2)
    ax.text(epochs[best] + 60, 0.06, f"mejor época en la\nvalidación: {epochs[best]}", color=colors.soft, fontsize=11)
    ax.set(xlabel="época", ylabel="entropía cruzada", ylim=(0, 1.35))
    ax.legend(loc="upper left", bbox_to_anchor=(0.06, 1))
    return fig


@figure("Tres épocas, cada una con otro orden y los mismos lotes de cuatro.")
def batches(colors: Scheme) -> Figure:
    """Doce ejemplos numerados en fila y, debajo, tres épocas: en cada una los mismos doce, en otro orden, partidos en
    tres lotes de cuatro. Cada lote da un paso de los pesos; cuando se han usado los tres, acaba la época."""
    fig, ax = board(6.4, 3.1)
    rng = np.random.default_rng(0)
    shades = np.linspace(0.2, 0.6, 12) if colors is LIGHT else np.linspace(0.05, 0.4, 12)
    for row, words in enumerate(["los datos", "época 1", "época 2", "época 3"]):
        bottom = 240 - row * 64 - (14 if row else 0)
        order = np.arange(12) if row == 0 else rng.permutation(12)
        for place, example in enumerate(order):
            left = 112 + place * 40 + (place // 4 * 14 if row else 14)
            ax.add_patch(Rectangle((left, bottom), 36, 36, facecolor=mpl.colormaps[colors.map](shades[example])))
            ax.text(left + 18, bottom + 17, str(example + 1), ha="center", va="center", fontsize=11, color=colors.ink)
        for batch in range(3 if row else 0):
            box(ax, 108 + batch * 174, bottom - 5, 164, 46, colors.orange)
        ax.text(98, bottom + 18, words, ha="right", va="center")
    ax.text(370, 8, "cada recuadro es un lote, y cada lote, un paso de los pesos", ha="center", color=colors.orange)
    return fig


# Convolutions


def convolved(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, kernel, axes=2)


def grid(ax: Axes, colors: Scheme, values: np.ndarray, corner: tuple[float, float], side: float) -> None:
    """Numbers in cells; their top left stands at the corner."""
    left, top = corner
    for (row, column), value in np.ndenumerate(values):
        place = left + column * side, top - (row + 1) * side
        ax.add_patch(Rectangle(place, side, side, facecolor="none", edgecolor=colors.soft, linewidth=1))
        words = f"{value:g}".replace("-", "−")
        ax.text(place[0] + side / 2, place[1] + side / 2, words, ha="center", va="center", fontsize=12)


@figure("Un núcleo que busca bordes verticales recorre la imagen.")
def kernel_over_image(colors: Scheme) -> Figure:
    """Una imagen de 5 por 5: ceros en las dos primeras columnas y nueves en las otras tres. Junto a ella, un núcleo de
    3 por 3 con unos negativos a la izquierda, ceros en medio y unos a la derecha, y el mapa de 3 por 3: 27 en las dos
    primeras columnas y 0 en la última. Están marcados el primer trozo de la imagen y la casilla que sale de él."""
    fig, ax = board(7, 2.7)
    image = np.tile([0, 0, 9, 9, 9], (5, 1))
    kernel = np.tile([-1, 0, 1], (3, 1))
    side = 38
    grid(ax, colors, image, (20, 225), side)
    grid(ax, colors, kernel, (300, 187), side)
    grid(ax, colors, convolved(image, kernel), (540, 187), side)
    ax.add_patch(Rectangle((20, 225 - 3 * side), 3 * side, 3 * side, facecolor=colors.orange, alpha=0.22, linewidth=0))
    for corner, size in (((20, 225), 3), ((540, 187), 1)):
        ax.add_patch(
            Rectangle((corner[0], corner[1] - size * side), size * side, size * side, facecolor="none",
                      edgecolor=colors.orange, linewidth=3)
        )  # fmt: skip
    ax.text(255, 130, "∗", ha="center", va="center", fontsize=22, color=colors.soft)
    arrow(ax, (440, 130), (518, 130), colors.soft)
    for left, words in ((115, "imagen, 5 × 5"), (357, "núcleo, 3 × 3"), (597, "mapa, 3 × 3")):
        ax.text(left, 12, words, ha="center")
    return fig


@figure("Tres núcleos y lo que encuentra cada uno en un siete.")
def feature_maps(colors: Scheme) -> Figure:
    """Un siete de MNIST y tres núcleos de 3 por 3. Debajo de cada núcleo, su mapa: el primero se enciende donde el
    trazo tiene un borde por la izquierda, el segundo, donde lo tiene por arriba, y el tercero deja el dígito borroso.
    Abajo, los mapas tras ReLU y una agrupación por máximos de 2 por 2: la mitad de altos y anchos, con lo mismo
    encendido."""
    image = mnist()[2][0] / 255
    kernels = {
        "borde vertical": np.tile([-1.0, 0.0, 1.0], (3, 1)),
        "borde horizontal": np.tile([-1.0, 0.0, 1.0], (3, 1)).T,
        "promedio": np.full((3, 3), 1 / 9),
    }
    fig, axes = canvas(7, 5.2, columns=4, rows=3)
    table = np.array(axes).reshape(3, 4)
    hidden = [table[0, 0], table[2, 0]]
    table[1, 0].imshow(image, cmap=colors.map)
    table[1, 0].set_title("imagen")
    for column, (name, kernel) in enumerate(kernels.items(), start=1):
        top, middle, bottom = table[:, column]
        top.imshow(kernel, cmap=colors.map, vmin=-1, vmax=1)
        for (row, place), value in np.ndenumerate(kernel):
            words = "1/9" if name == "promedio" else f"{value:g}".replace("-", "−")
            dark = value > 0.5 if colors is LIGHT else value < 0.5
            top.text(place, row, words, ha="center", va="center", fontsize=11, color="#ffffff" if dark else "#111111")
        top.set_title(name, fontsize=11)
        found = convolved(image, kernel)
        middle.imshow(found, cmap=colors.map)
        pooled = np.maximum(found, 0).reshape(13, 2, 13, 2).max(axis=(1, 3))
        bottom.imshow(pooled, cmap=colors.map)
    for row, words in enumerate(["mapas,\n26 × 26", "ReLU y\nagrupación,\n13 × 13"], start=1):
        table[row, 1].set_ylabel(words, rotation="horizontal", ha="right", va="center", fontsize=11)
    for ax in axes:
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(True)
    for ax in hidden:
        ax.axis("off")
    return fig


# The end


@figure("Dígitos que la red lee mal, y con mucha seguridad.")
def misread_digits(colors: Scheme) -> Figure:
    """Doce dígitos de prueba de MNIST que una red lee mal con mucha seguridad. Encima de cada uno, lo que leyó, con su
    probabilidad, y lo que era. Algunos los leería mal cualquiera; otros se leen sin dificultad."""
    _, _, images, labels = mnist()
    (w1, b1), (w2, b2) = unpacked(TARGET.read_bytes())
    probabilities = activations.softmax(np.maximum(images.reshape(-1, 784) / 255.0 @ w1 + b1, 0) @ w2 + b2)
    read_as, sure = probabilities.argmax(axis=1), probabilities.max(axis=1)
    wrong = np.flatnonzero(read_as != labels)
    fig, axes = canvas(6.6, 3.2, columns=6, rows=2)
    for ax, place in zip(axes, wrong[np.argsort(-sure[wrong], kind="stable")], strict=False):
        ax.imshow(images[place], cmap=colors.map)
        ax.set_title(f"{read_as[place]} ({np.floor(sure[place] * 1000) / 10:g} %)\nera {labels[place]}", fontsize=10)
        ax.axis("off")
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
    for draw, caption in FIGURES.items():
        for path, text in files(draw, caption, folder, snippets):
            written.add(path)
            # A server that watches the folder stays still when nothing changed.
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8", newline="\n")
    for old in {*folder.iterdir(), *snippets.iterdir()} - written:
        old.unlink()
    print(f"{len(FIGURES)} figures")


def files(draw: Draw, caption: str, folder: Path, snippets: Path) -> Iterator[tuple[Path, str]]:
    """The two drawings of a figure, and the lines of Markdown that show them."""
    name = getattr(draw, "__name__", "").replace("_", "-")
    words = " ".join(inspect.cleandoc(draw.__doc__ or "").split())
    images = []
    for colors in (LIGHT, DARK):
        # The salt makes the ids inside a drawing the same each time.
        with mpl.rc_context({**STYLE, **colors.style, "svg.hashsalt": name}):
            drawn = draw(colors)
            buffer = io.StringIO()
            drawn.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        width, height = (round(inches * PIXELS) for inches in drawn.get_size_inches())
        file = f"{name}.{colors.name}.svg"
        yield folder / file, buffer.getvalue()
        images.append(f"![{words}](figures/{file}#only-{colors.name}){{ width={width} height={height} loading=lazy }}")
    yield (
        snippets / f"{name}.md",
        f"""<figure class="rna-figure" markdown="1">
<div class="rna-figure__view" style="--least: {least(drawn)}px" markdown="span">
{" ".join(images)}
</div>
<figcaption markdown="span">{caption}</figcaption>
</figure>
""",
    )


def least(drawn: Figure) -> int:
    """The width, in pixels, below which the smallest words of a figure are no longer legible."""
    words = [text for text in drawn.findobj(Text) if isinstance(text, Text) and text.get_text() and text.get_visible()]
    smallest = min((text.get_fontsize() for text in words), default=LEGIBLE) * PIXELS / 72
    return math.ceil(drawn.get_size_inches()[0] * PIXELS * LEGIBLE / smallest)


if __name__ == "__main__":
    main()
