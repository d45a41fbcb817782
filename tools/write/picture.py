"""Draw docs/rna-grade.svg: a real report on a submission with a few mistakes, as a terminal shows it."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from grader.curriculum import catalog
from grader.reporters import terminal
from grader.verdict.grading import grade
from tools import ROOT

WIDTH = 92

SOFTMAX = """
def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()
"""

THEME = TerminalTheme(
    (24, 26, 31), (222, 222, 222),
    [(24, 26, 31), (240, 113, 120), (150, 200, 110), (240, 190, 100),
     (110, 160, 240), (190, 140, 220), (110, 200, 200), (200, 200, 200)],
)  # fmt: skip

# rich's own template loads a font from another host; any monospaced font of the reader's will do.
SVG = """<svg viewBox="0 0 {terminal_width} {terminal_height}" xmlns="http://www.w3.org/2000/svg" role="img">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs>{lines}</defs>
<rect width="{terminal_width}" height="{terminal_height}" rx="8" fill="rgb(24,26,31)"/>
{backgrounds}
<g transform="translate(14, 12) scale(0.965)" class="{unique_id}-matrix">{matrix}</g>
</svg>
"""


def main() -> None:
    modules = {f"{unit}.py": (ROOT / "solutions" / f"{unit}.py").read_bytes() for unit in ("tensors", "neuron")}
    right = (ROOT / "solutions" / "activations.py").read_bytes()
    modules["activations.py"] = right.replace(b"def softmax(", b"def right_softmax(") + SOFTMAX.encode()
    report = grade(modules, catalog.select(["tensors", "neuron", "activations", "losses"]), seed=1)
    text = terminal.render(report, Path("exercises"), WIDTH, color=True)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("$ rna grade\n" + text.rstrip()))
    console.save_svg(str(ROOT / "docs" / "rna-grade.svg"), theme=THEME, code_format=SVG, unique_id="rna")


if __name__ == "__main__":
    main()
