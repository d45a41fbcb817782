"""Wrong answers, most of which raise, with what is to be told of each in words: ``tests/corpus/raised/*.toml``.

An entry has either the whole ``source`` of a module or the ``body`` of the exercise's function, below ``import numpy
as np`` and the line `def` of its stub. ``idea`` names the facts that a teacher would accept, ``says`` the words that
the diagnosis has to have and ``never`` those that it must not, with ``|`` between them; ``message`` what a check says.
"""

from __future__ import annotations

import ast
import re
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from grader.report import ExerciseResult
from tests.support import CORPUS, ROOT

RAISED = CORPUS / "raised"


@dataclass(frozen=True)
class RaisedAnswer:
    """A submission of one exercise, and what is to be told of it."""

    exercise: str
    name: str
    source: str
    encoding: str
    ideas: tuple[str, ...]
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    message: str = ""

    @property
    def unit(self) -> str:
        return self.exercise.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.exercise}-{self.name}"

    @property
    def content(self) -> bytes:
        """The module, as it lies on the disk."""
        return self.source.encode(self.encoding)

    def faults(self, result: ExerciseResult) -> list[str]:
        """What of a verdict is not as it should be."""
        found = result.diagnosis or {"id": "", "message": ""}
        messages = "\n".join(check.message for check in result.checks)
        return [
            *([f"status {result.status}"] if result.status in ("passed", "not_graded", "not_implemented") else []),
            *([] if found["id"] in self.ideas else [f"idea {found['id'] or '-'}: {found['message']}"]),
            *(f"lacks {words!r}: {found['message']}" for words in self.says if words not in found["message"]),
            *(f"has {words!r}: {found['message']}" for words in self.never if words in found["message"]),
            *([] if self.message in messages else [f"message lacks {self.message!r}: {messages}"]),
            *misworded(f"{messages}\n{found['message']}"),
        ]


def misworded(text: str) -> list[str]:
    """What of a text for students is no good Spanish, whatever it says: Python's own words and code apart."""
    spanish = re.sub(r"\(Python dice: .*?\)(?=\.?$)|`.*?`", "…", text, flags=re.MULTILINE)
    slips = {
        "one of several": r"(?<![\w.,+-])(?<!\+ )(?<!\d y )1 \w+(?:os|as|es)\b.*",
        "two full stops": r".*[\w)»…]\.\.(?=\s|$)",
        "a name of Python's own": r".*<(?:lambda|listcomp|genexpr|dictcomp|setcomp|locals)>.*",
        "a small letter where a sentence begins": r".*[a-záéíóúñ)»][.?!] [a-záéíóúñ]{2}.*|.*: python\b.*",
    }
    return [f"{slip}: {found[0]!r}" for slip, words in slips.items() if (found := re.search(words, spanish))]


def raised_answers(table: str = "*") -> Iterator[RaisedAnswer]:
    """All answers of a table, or of every table."""
    for path in sorted(RAISED.glob(f"{table}.toml")):
        for exercise, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for entry in entries:
                yield RaisedAnswer(
                    exercise,
                    entry["name"],
                    _source(exercise, entry),
                    entry.get("encoding", "utf-8"),
                    tuple(each if "." in each else f"general.{each}" for each in entry["idea"].split()),
                    _words(entry, "says"),
                    _words(entry, "never"),
                    entry.get("message", ""),
                )


def _words(entry: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(filter(None, entry.get(key, "").split("|")))


def _source(exercise: str, entry: dict[str, str]) -> str:
    if "source" in entry:
        return entry["source"].removeprefix("\n")
    imports = entry.get("imports", "import numpy as np")
    return f"{imports}\n\n\n{_header(exercise)}\n{textwrap.indent(entry['body'].strip(), '    ')}\n"


@cache
def _header(exercise: str) -> str:
    unit, _, name = exercise.partition(".")
    tree = ast.parse((ROOT / "exercises" / f"{unit}.py").read_text(encoding="utf-8"))
    (stub,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    return f"def {name}({ast.unparse(stub.args)}):"
