"""Pages as trees of elements, written by the standard library, which escapes all text; every text is guarded here."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, tostring

from grader.reporters.text import printable

Node = Element | str

_CODE = re.compile(r"`([^`\n]+)`")


def element(tag: str, attributes: dict[str, Any] | None = None, *children: Node) -> Element:
    """An element with its children; text is escaped when the tree is written."""
    made = Element(tag, {name: clean(str(value)) for name, value in (attributes or {}).items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + clean(child)
        else:
            made.text = (made.text or "") + clean(child)
    return made


def clean(text: str) -> str:
    """Without the characters that a page cannot hold or that nobody would see."""
    return printable(text, len(text))


def code(text: str) -> list[Node]:
    """Spanish with names between backticks."""
    pieces = _CODE.split(text)
    return [element("code", {}, piece) if index % 2 else piece for index, piece in enumerate(pieces)]


def written(root: Element) -> str:
    """An element as HTML."""
    return tostring(root, encoding="unicode", method="html")


def page(head: list[Element], *body: Element) -> str:
    """A whole page in Spanish."""
    first = [
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
    ]
    root = element("html", {"lang": "es"}, element("head", {}, *first, *head), element("body", {}, *body))
    return f"<!DOCTYPE html>\n{written(root)}\n"
