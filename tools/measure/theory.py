"""How much the theory says and how often it asks: ``python -m tools.measure.theory`` prints it, page by page.

Prose is what is read as sentences: no code, no tables, no formulas, no headings, no addresses of links. A question is
a ``???`` admonition, and what its answer says counts as prose.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *["redes", "numpy", "tensors", "neuron", "pendiente", "activations", "losses", "gradient_descent"],
    *["network", "keras_models", "training", "convolution", "final"],
]
"""Of the theory, in the order in which it is read."""

_HEADING = re.compile(r"#+ (?P<title>.*?)(?: \{ #(?P<anchor>[\w-]+) \})?$")
_NO_PROSE = [
    r"^ *```.*?^ *```$",  # code, and what it prints
    r"\$\$.*?\$\$",
    r"\$[^$]+\$",
    r"^ *\|[^\n]*",
    r"^ *--8<--[^\n]*",
    r"<[^>]+>",
    r"^\{ \.rna-do \}$",
    r"\]\([^)]*\)",
]


@dataclass
class Section:
    """A heading of a page and what stands under it, as far as the next heading."""

    page: str
    anchor: str
    title: str
    text: str = ""

    @property
    def words(self) -> int:
        text = self.text
        for pattern in _NO_PROSE:
            text = re.sub(pattern, " ", text, flags=re.MULTILINE | re.DOTALL)
        return len(re.findall(r"\w+(?:[-'.,]\w+)*", text))

    @property
    def questions(self) -> int:
        return len(re.findall(r"^ *\?\?\?", self.text, flags=re.MULTILINE))


def sections(page: str) -> list[Section]:
    """Those of a page of theory, the first of them being what stands before its first heading of second level."""
    found = [Section(page, "", "")]
    for line, is_code in _lines((ROOT / "site" / f"{page}.md").read_text(encoding="utf-8")):
        heading = None if is_code else _HEADING.match(line)
        if heading:
            found.append(Section(page, heading["anchor"] or "", heading["title"]))
        else:
            found[-1].text += line + "\n"
    return found[1:]


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    inside = False
    for line in text.splitlines():
        fence = line.lstrip().startswith("```")
        yield line, inside or fence
        inside ^= fence


def main(names: list[str]) -> None:
    words = questions = 0
    for page in names or [page for page in PAGES if (ROOT / "site" / f"{page}.md").exists()]:
        parts = sections(page)
        print(f"{page}: {sum(s.words for s in parts)} words, {sum(s.questions for s in parts)} questions")
        for section in parts if names else ():
            print(f"    {section.words:5} {section.questions:2}  {section.title}")
        words += sum(s.words for s in parts)
        questions += sum(s.questions for s in parts)
    print(f"all: {words} words of prose, {questions} questions")


if __name__ == "__main__":
    main(sys.argv[1:])
