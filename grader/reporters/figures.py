"""The figures of curriculum/figures.py as elements of a page: SVG drawn with the page's own colours, tables and images.

Drawn by hand: a few lines and circles that follow the reader's light or dark colours through the
style sheet weigh 2 to 20 kB, and need no plotting library where students grade.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import math
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

from grader.reporters.elements import element

Figure = dict[str, Any]

STYLE = Path(__file__).with_name("figures.css")
"""The colours, in light and dark, and what has them."""

WIDTH, HEIGHT = 460, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 12, 12, 44


def draw(figures: Iterable[Figure]) -> list[Element]:
    """Each figure with its caption; one of a report that somebody has spoiled is left out."""
    drawn: list[Element] = []
    for figure in figures:
        with contextlib.suppress(ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            drawn.append(_draw(figure))
    return drawn


def _draw(figure: Figure) -> Element:
    body = _DRAW[figure["kind"]](figure)
    heading = element("strong", {}, figure["title"] + ". ")
    return element("figure", {}, *body, element("figcaption", {}, heading, figure["text"]))


def images(figures: Iterable[Figure]) -> Iterator[tuple[str, str]]:
    """The figures for a page of somebody else's, as images: what each tells, and an address that holds it whole.

    A table is left out: it is no image.
    """
    for figure in draw(figures):
        told = "".join(figure[-1].itertext())
        if figure[0].tag == "svg":
            yield told, _address("svg+xml", tostring(_alone(figure[0], figure[1])))
        for item in figure.iter("li"):
            for image in item.iter("img"):
                yield f"{told} {''.join(item.itertext())}", image.attrib["src"]


def _alone(svg: Element, legend: Element) -> Element:
    """A plane with its own style, and with its legend below."""
    *_, width, height = map(int, svg.attrib["viewBox"].split())
    for row, item in enumerate(legend):
        swatch = item[0]
        swatch.attrib |= {"x": str(_LEFT), "y": str(height + 18 * row), "width": "28", "height": "10"}
        svg.append(swatch)
        svg.append(element("text", {"x": _LEFT + 34, "y": height + 18 * row + 10}, swatch.tail or ""))
        swatch.tail = None
    whole = height + 18 * len(legend)
    svg.attrib |= {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {whole}"}
    svg.attrib |= {"width": str(width), "height": str(whole)}
    svg.insert(0, element("rect", {"width": width, "height": whole, "style": "fill: var(--card)"}))
    svg.insert(0, element("style", {}, STYLE.read_text(encoding="utf-8")))
    return svg


def _address(kind: str, content: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


# -- a plane with axes -------------------------------------------------------------------------


class _Plane:
    """Maps values to places of an SVG, and keeps what is drawn there."""

    def __init__(self, figure: Figure, x: tuple[float, float], y: tuple[float, float], square: bool = False):
        self.x, self.y = x, y
        self.width = HEIGHT - _TOP - _BOTTOM if square else WIDTH - _LEFT - _RIGHT
        self.height = HEIGHT - _TOP - _BOTTOM
        whole = self.width + _LEFT + _RIGHT
        # The caption below says it in words.
        self.svg = element("svg", {"viewBox": f"0 0 {whole} {HEIGHT}", "role": "img", "aria-label": figure["title"]})
        if square:
            self.svg.set("class", "square")
        self._axes(figure.get("axes", ("", "")))
        self.inside = element("svg", {"x": _LEFT, "y": _TOP, "width": self.width, "height": self.height})
        self.svg.append(self.inside)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A place within ``inside``."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0]) * self.width
        up = (y - self.y[0]) / (self.y[1] - self.y[0]) * self.height
        return round(across, 1), round(self.height - up, 1)

    def line(self, xs: Iterable[float], ys: Iterable[float], kind: str) -> None:
        """A line through the points, broken where a value is not finite."""
        path, pen = "", "M"
        for x, y in zip(xs, ys, strict=False):
            if not (math.isfinite(x) and math.isfinite(y)):
                pen = "M"
                continue
            across, up = self.at(x, _within(y, self.y))
            path, pen = f"{path}{pen}{across:g} {up:g}", "L"
        self.inside.append(element("path", {"d": path, "class": kind}))

    def dot(self, x: float, y: float, kind: str, size: float = 4) -> None:
        across, up = self.at(x, y)
        if kind == "zeros":
            box = {"x": across - size, "y": up - size, "width": 2 * size, "height": 2 * size, "class": kind}
            self.inside.append(element("rect", box))
        else:
            self.inside.append(element("circle", {"cx": across, "cy": up, "r": size, "class": kind}))

    def _axes(self, names: Sequence[str]) -> None:
        for value in ticks(*self.x, whole=names[0] == "época"):
            across = _LEFT + self.at(value, self.y[0])[0]
            self._grid(across, _TOP, across, _TOP + self.height)
            self._text(across, HEIGHT - _BOTTOM + 16, f"{value:g}", "middle")
        for value in ticks(*self.y):
            up = _TOP + self.at(self.x[0], value)[1]
            self._grid(_LEFT, up, _LEFT + self.width, up)
            self._text(_LEFT - 6, up + 4, f"{value:g}", "end")
        self._text(_LEFT + self.width / 2, HEIGHT - 8, names[0], "middle")
        turned = self._text(0, 0, names[1], "middle")
        turned.set("transform", f"translate(12 {_TOP + self.height / 2:g}) rotate(-90)")

    def _grid(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.svg.append(element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": "grid"}))

    def _text(self, x: float, y: float, text: str, anchor: str) -> Element:
        made = element("text", {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor}, text)
        self.svg.append(made)
        return made


def ticks(low: float, high: float, whole: bool = False) -> list[float]:
    """Three to six round numbers between two (fewer where there are not so many whole ones)."""
    raw = max((high - low) / 4, 1.0 if whole else 0.0)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * unit for unit in (1, 2, 2.5, 5, 10) if power * unit >= raw)
    first = math.ceil(low / step - 1e-9)
    return [round(number * step, 10) + 0.0 for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _within(value: float, ends: tuple[float, float]) -> float:
    """What leaves the plane leaves it by a little only: an SVG may choke on 1e300."""
    room = ends[1] - ends[0]
    return min(max(value, ends[0] - room), ends[1] + room)


def _span(values: Iterable[float], margin: float = 0.08) -> tuple[float, float]:
    finite = [value for value in values if math.isfinite(value) and abs(value) < 1e12]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    room = (high - low) * margin or 0.5
    return low - room, high + room


# -- the kinds ---------------------------------------------------------------------------------


def _lines(figure: Figure) -> list[Element]:
    series = figure["series"]
    # What should be sets the scale, so that a wild answer cannot flatten it.
    scale = [each for each in series if each["role"] != "mine"] or series
    if all(each["role"] == "law" and each["name"] == "validación" for each in scale):
        scale = series
    low, high = _span(value for each in scale for value in each["y"])
    reach = (high - low) / 2
    mine = [value for each in series for value in each["y"] if math.isfinite(value)]
    ends = max(low - reach, min([low, *mine])), min(high + reach, max([high, *mine]))
    plane = _Plane(figure, _span((value for each in series for value in each["x"]), 0.02), ends)
    for index, each in enumerate(series):
        if each["role"] in ("zeros", "ones"):
            for x, y in zip(each["x"], each["y"], strict=True):
                plane.dot(x, y, each["role"], 3)
        else:
            plane.line(each["x"], each["y"], f"{each['role']} {_shade(series, index)}")
    return [plane.svg, _legend([(f"{each['role']} {_shade(series, index)}", each["name"])
                                for index, each in enumerate(series)])]  # fmt: skip


def _shade(series: Sequence[dict[str, Any]], index: int) -> str:
    """Lines of one role have shades of their own: s0, s1, s2."""
    return f"s{sum(each['role'] == series[index]['role'] for each in series[:index]) % 3}"


def _legend(entries: Iterable[tuple[str, str]]) -> Element:
    items = []
    for name, kind in {name: kind for kind, name in reversed([*entries])}.items():  # a name but once
        swatch = element("svg", {"viewBox": "0 0 28 10", "class": "swatch", "aria-hidden": "true"})
        if kind.split()[0] in ("ones", "zeros"):
            swatch.append(element("rect" if "zeros" in kind else "circle", {"class": kind, **_MARKS[kind.split()[0]]}))
        else:
            swatch.append(element("path", {"d": "M0 5L28 5", "class": kind}))
        items.append(element("li", {}, swatch, " " + name))
    return element("ul", {"class": "legend"}, *items[::-1])


_MARKS = {"zeros": {"x": 10, "y": 1, "width": 8, "height": 8}, "ones": {"cx": 14, "cy": 5, "r": 4}}


def _path(figure: Figure) -> list[Element]:
    mine, law = figure["mine"], figure["law"]
    plane = _Plane(figure, (-5, 5), (-3.2, 3.2))
    center = plane.at(0, 0)
    for level in (0.25, 1, 2.5, 5, 8.5, 13):
        radii = [math.sqrt(2 * level / steepness) for steepness in figure["steepness"]]
        across, up = (abs(plane.at(radius, radius)[axis] - center[axis]) for axis, radius in enumerate(radii))
        ring = {"cx": center[0], "cy": center[1], "rx": f"{across:g}", "ry": f"{up:g}", "class": "ring"}
        plane.inside.append(element("ellipse", ring))
    for points, kind in ((law, "law s0"), (mine, "mine s0")):
        rows = [row for row in points if len(row) == 2 and all(map(math.isfinite, row))]
        plane.line([_within(row[0], plane.x) for row in rows], [row[1] for row in rows], kind)
    for row in mine:
        if all(math.isfinite(value) and abs(value) < 10 for value in row):
            plane.dot(row[0], row[1], "step", 3)
    return [plane.svg, _legend([("law s0", "el camino que debería ser"), ("mine s0", "tu camino"),
                                ("ring", "puntos de igual altura")])]  # fmt: skip


def _regions(figure: Figure) -> list[Element]:
    plane = _Plane(figure, tuple(figure["x"]), tuple(figure["y"]), square=True)
    for group in _shades(figure["grid"], plane.width).values():
        plane.inside.append(group)
    for x, y, label, right in figure["points"]:
        plane.dot(x, y, "ones" if label else "zeros", 6)
        if not right:
            plane.dot(x, y, "wrong", 12)
    wrong = [("wrong", "mal colocado")] if not all(point[3] for point in figure["points"]) else []
    return [plane.svg, _legend([("ones", "debería dar 1"), ("zeros", "debería dar 0"),
                                ("region", "donde da 1"), *wrong])]  # fmt: skip


def _shades(grid: Sequence[Sequence[float]], side: float) -> dict[float, Element]:
    """The places of each shade as one group: opaque within, so that its strips may overlap and leave no seam."""
    groups: dict[float, Element] = {}
    size = side / len(grid)
    for row, values in enumerate(grid):
        for start, stop, level in _runs(values):
            group = groups.setdefault(level, element("g", {"class": "region", "opacity": f"{0.4 * level:.2g}"}))
            box = {"x": start * size, "y": side - (row + 1) * size, "width": (stop - start) * size + 0.5,
                   "height": size + 0.5}  # fmt: skip
            group.append(element("rect", {name: f"{value:.1f}" for name, value in box.items()}))
    return groups


def _runs(values: Sequence[float]) -> Iterable[tuple[int, int, float]]:
    """Neighbours of one shade, in tenths, as one strip; none where it is 0."""
    shades = [round(value, 1) if math.isfinite(value) else 0.0 for value in values]
    start = 0
    for stop in range(1, len(shades) + 1):
        if stop == len(shades) or shades[stop] != shades[start]:
            if shades[start] > 0:
                yield start, stop, shades[start]
            start = stop


def _matrix(figure: Figure) -> list[Element]:
    labels, counts = figure["labels"], figure["counts"]
    corner = element("td", {}, "era ↓, dice →")
    head = element("tr", {}, corner, *(element("th", {"scope": "col"}, label) for label in labels))
    rows = [
        element("tr", {}, element("th", {"scope": "row"}, label), *(
            element("td", {"class": _cell(row == column, count, sum(line))}, str(count))
            for column, count in enumerate(line)
        ))
        for row, (label, line) in enumerate(zip(labels, counts, strict=True))
    ]  # fmt: skip
    table = element("table", {"class": "matrix"}, element("thead", {}, head), element("tbody", {}, *rows))
    # What may scroll can be reached without a mouse.
    return [element("section", {"class": "scroll", "tabindex": 0, "aria-label": figure["title"]}, table)]


def _cell(right: bool, count: int, total: int) -> str:
    if right:
        return "right"
    return "many" if count > 0.02 * total else "few" if count else "none"


def _digits(figure: Figure) -> list[Element]:
    items = [
        element("li", {}, _image(each), element("span", {}, f"era {each['true']}, dice {each['said']}"))
        for each in figure["images"]
    ]
    return [element("ul", {"class": "digits"}, *items)]


def _image(digit: dict[str, Any]) -> Element:
    return _picture(digit["pixels"], 28, 56, f"Un {digit['true']} escrito a mano")


def _pictures(figure: Figure) -> list[Element]:
    items = [
        element("li", {}, _picture(each["pixels"], each["width"], 84, each["name"]), element("span", {}, each["name"]))
        for each in figure["images"]
    ]
    return [element("ul", {"class": "digits"}, *items)]


def _picture(pixels: str, width: int, shown: int, alt: str) -> Element:
    """Grey levels, row by row in base64, as an image so wide on the page."""
    try:
        levels = base64.b64decode(pixels, validate=True)
        picture, height = png(levels, width), shown * (len(levels) // width) // width
    except (binascii.Error, ValueError):
        picture, height = b"", shown
    return element("img", {"src": _address("png", picture), "width": shown, "height": height, "alt": alt})


def png(pixels: bytes, width: int) -> bytes:
    """Grey levels, row by row, as a PNG file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


_DRAW: dict[str, Callable[[Figure], list[Element]]] = {
    "lines": _lines,
    "path": _path,
    "regions": _regions,
    "matrix": _matrix,
    "digits": _digits,
    "pictures": _pictures,
}
