"""Formulas typeset when the site is built, an extension of Markdown: a page needs no script to show them.

It takes what ``pymdownx.arithmatex`` leaves, and asks KaTeX, which ``tools.write.web`` has put in node_modules/ and
whose style sheet is among what the site serves.
"""

from __future__ import annotations

import functools
import html
import json
import re
import subprocess

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from tools import ROOT

_FORMULA = re.compile(
    r'(?P<alone><th[^>]*>)?<(?P<tag>span|div) class="arithmatex">\s*'
    r"\\[(\[](?P<tex>.*?)\\[)\]]\s*</(?P=tag)>",
    re.DOTALL,
)


class Formulas(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # Last of all: what Markdown had put aside is back by then.
        md.postprocessors.register(Typeset(md), "formulas", -10)


class Typeset(Postprocessor):
    def run(self, text: str) -> str:
        return _FORMULA.sub(_replaced, text)


def _replaced(found: re.Match[str]) -> str:
    tag, tex = found["tag"], html.unescape(found["tex"]).strip()
    # The search finds the formula as it is seen; what is said of it would stand there a second time.
    typeset = katex(tex, tag == "div").replace('class="katex-mathml"', 'class="katex-mathml" data-search-exclude')
    if not found["alone"]:
        return f'<{tag} class="arithmatex">{typeset}</{tag}>'
    # The name of a column, in words: x 1, hat y.
    words = " ".join(re.sub(r"\\mathbf|[\\{}_]", " ", tex).split())
    shown = f'<span class="arithmatex" aria-hidden="true">{typeset}</span>'
    return f'{found["alone"]}{shown}<span class="rna-said">{words}</span>'


@functools.cache
def katex(tex: str, display: bool) -> str:
    """The HTML of a formula, with its MathML for who has it read aloud."""
    process = _process()
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"source": tex, "display": display}) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise ValueError(f"KaTeX does not know what to make of {tex!r}")
    return str(json.loads(line))


@functools.cache
def _process() -> subprocess.Popen[str]:
    """One for all formulas; it ends when nobody can write to it any more."""
    command = ["node", "tools/write/formulas.mjs"]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")


def makeExtension(**options: object) -> Formulas:  # noqa: N802
    """Markdown looks for this name."""
    return Formulas(**options)
