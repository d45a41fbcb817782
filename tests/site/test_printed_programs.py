"""What site/training.md says that its program prints: ``python -m tests.site.test_printed_programs`` runs it.

Two numbers after the name give another network: ``python -m tests.site.test_printed_programs 256 256``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.support import ROOT

PAGE = (ROOT / "site" / "training.md").read_text(encoding="utf-8")


def printed(*units: str) -> list[float]:
    """Loss and accuracy in the training and in the test, by the page's program with other hidden layers or its own."""
    program = PAGE.partition('```python title="pima.py"\n')[2].partition("```")[0]
    for one, other in zip(("Dense(12,", "Dense(8,"), units, strict=False):
        assert program.count(one) == 1
        program = program.replace(one, f"Dense({other},")
    # Twice as fast as one batch at a time, with the same weights to the last bit.
    program = program.replace('metrics=["accuracy"]', 'metrics=["accuracy"], steps_per_execution=62')
    program = program.replace(
        "grader/curriculum/data/pima.csv", str(ROOT / "grader" / "curriculum" / "data" / "pima.csv")
    )
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=place, env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"},
            check=True, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        assert (Path(place) / "keras_8-12-8-1_42.keras").is_file()
    print(done.stdout)
    return figures(done.stdout)


def figures(text: str) -> list[float]:
    found = re.findall(r": pérdida ([\d.]+), exactitud ([\d.]+)", text)
    return [float(figure) for line in found for figure in line]


@pytest.mark.proof
def test_the_program_prints_what_the_page_says() -> None:
    said = figures(PAGE)  # those of MNIST come after
    assert printed() == pytest.approx(said[:4], abs=0.04)


@pytest.mark.proof
def test_too_large_a_network_memorises() -> None:
    _, accuracy, loss, new = printed("256", "256")
    assert f"**{accuracy:.0%}**".replace("%", " %") in PAGE
    assert loss == pytest.approx(2.9, rel=0.2)
    assert new == pytest.approx(0.708, abs=0.03)


if __name__ == "__main__":
    printed(*sys.argv[1:])
