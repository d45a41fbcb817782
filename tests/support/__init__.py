"""What the tests share; no test module is imported by another."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOLUTIONS = ROOT / "solutions"
CORPUS = ROOT / "tests" / "corpus"
SCHEMAS = Path(__file__).parent / "schemas"
