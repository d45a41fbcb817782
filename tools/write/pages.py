"""Write the pages of the site that follow from something else.

- site/ejercicios/: a page for each exercise, from the catalog and its docstring, and their indexes;
- site/desarrollo/: the developers' pages of docs/, SECURITY.md and CONTRIBUTING.md;
- build/snippets/abbreviations.md: what a word means when pointed at, from site/glosario.md.

A file is written when its text changed, and one that nothing gives any more is removed.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise, Unit
from tools import ROOT
from tools.write import stubs

Page = tuple[str, str]
"""A path below the root, and its text."""

GENERATED = ("site/ejercicios", "site/desarrollo")

DEVELOPERS = {"SECURITY.md": "security.md", "CONTRIBUTING.md": "contributing.md"}
"""Pages for developers that are not in docs/, and what they are called on the site."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the pages of the site that follow from something else.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder of mkdocs.yml")
    root = parser.parse_args().root
    pages = dict([*exercise_pages(root), *developer_pages(root), abbreviations(root)])
    for path, text in pages.items():
        write(root / path, text)
    for folder in GENERATED:
        for path in (root / folder).rglob("*.md"):
            if path.relative_to(root).as_posix() not in pages:
                path.unlink()
    print(f"{len(pages)} pages")


def write(path: Path, text: str) -> None:
    """Leave a file alone that is as it should be: a server that watches it then stays still."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


# Exercises


def exercise_pages(root: Path) -> Iterator[Page]:
    yield "site/ejercicios/index.md", all_exercises()
    before: dict[str, Exercise] = {}
    after: dict[str, Exercise] = {}
    for one, other in pairwise(catalog.exercises()):
        before[other.id], after[one.id] = one, other
    for unit in catalog.units():
        source = (root / "solutions" / f"{unit.id}.py").read_text(encoding="utf-8")
        yield f"site/ejercicios/{unit.id}/index.md", unit_page(unit, source)
        for exercise in unit.exercises:
            text = exercise_page(unit, exercise, source) + neighbours(before.get(exercise.id), after.get(exercise.id))
            yield f"site/ejercicios/{unit.id}/{exercise.name}.md", text


def all_exercises() -> str:
    exercises = catalog.exercises()
    units = "\n".join(
        f"## [{title(unit)}]({unit.id}/index.md)\n\n{table(unit, f'{unit.id}/')}\n" for unit in catalog.units()
    )
    return f"""# Ejercicios

{len(exercises)} funciones por escribir, {sum(exercise.points for exercise in exercises):g} puntos en total.
Cada una se corrige por separado: un fallo en una no quita puntos a sus vecinas. Las de las seis primeras unidades se
pueden hacer en su propia página; todas, en tu ordenador, con `rna grade`.

{units}"""


def unit_page(unit: Unit, source: str) -> str:
    first, _, rest = (ast.get_docstring(ast.parse(source)) or "").partition("\n\n")
    return f"""---
title: {title(unit)}
---

# {first.rstrip(".")}

{rest}

La teoría está en [{unit.title}](../../{unit.theory}), y los huecos por rellenar, en `exercises/{unit.id}.py`.
Para corregir la unidad entera:

```bash
rna grade {unit.id}
```

{table(unit, "")}
"""


def table(unit: Unit, folder: str) -> str:
    rows = (
        f"| [{exercise.title}]({folder}{exercise.name}.md) | {breakable(exercise.name)} | {exercise.points:g} |"
        for exercise in unit.exercises
    )
    return "\n".join(["| ejercicio | función | puntos |", "| --- | --- | ---: |", *rows])


def breakable(name: str) -> str:
    """A long name that a narrow screen may break at its joints."""
    return f"<code>{name.replace('_', '_<wbr>')}</code>"


def exercise_page(unit: Unit, exercise: Exercise, source: str) -> str:
    points = f"{exercise.points:g} {'punto' if exercise.points == 1 else 'puntos'}"
    hints = "\n\n".join(
        f'??? tip "Pista {number}"\n\n    {hint}' for number, hint in enumerate(exercise.hints, start=1)
    )
    return f"""---
title: {exercise.title}
hide:
  - navigation
---

[Ejercicios](../index.md) › [{title(unit)}](index.md)
{{ .rna-place }}

# {exercise.title}

**{points}** · `{exercise.id}` · [la teoría de este ejercicio](../../{exercise.theory})

{statement(docstring(source, exercise.name))}

{solve_here(unit, exercise)}

<div class="rna-folded" markdown>

## Pistas

{hints}

</div>

## En tu ordenador {"{ #local }"}

Rellena el hueco en `exercises/{unit.id}.py` y corrígelo:

```bash
rna grade {exercise.id}
```

??? example "El hueco"

{indented(f"```python{chr(10)}{hole(source, exercise.name)}```")}
"""


def solve_here(unit: Unit, exercise: Exercise) -> str:
    """Where the page's own editor goes. There is no Keras in a browser."""
    if unit.preload == "numpy":
        return f'## Hazlo aquí {{ #here }}\n\n<div class="rna-exercise" data-exercise="{exercise.id}"></div>'
    return '!!! note ""\n\n    Este ejercicio usa Keras, que no cabe en un navegador: hazlo en tu ordenador.'


def neighbours(before: Exercise | None, after: Exercise | None) -> str:
    links = [
        f"[{arrow}](../{exercise.unit}/{exercise.name}.md)"
        for exercise, arrow in ((before, f"← {before and before.title}"), (after, f"{after and after.title} →"))
        if exercise
    ]
    return f'\n<div class="rna-neighbours" markdown="span">\n{" ".join(links)}\n</div>\n'


def title(unit: Unit) -> str:
    return f"{unit.number}. {unit.title}"


def docstring(source: str, name: str) -> str:
    return next(
        ast.get_docstring(node) or ""
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )


def hole(source: str, name: str) -> str:
    """A stub of one function alone, with the module's imports."""
    tree = ast.parse(stubs.stub(source))
    lines = stubs.stub(source).splitlines()
    kept = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    return "\n\n\n".join([stubs.import_block(lines, kept), stubs.text_of(lines, function)]) + "\n"


# A docstring as a page

SECTIONS = {"Args:": "Recibe", "Returns:": "Devuelve", "Raises:": "Lanza", "Ejemplo:": "Ejemplo"}


def statement(text: str) -> str:
    """The Markdown of a docstring: prose, then its sections."""
    heading, block, blocks = "## Enunciado", list[str](), list[str]()
    for line in [*text.splitlines(), "Args:"]:
        if line in SECTIONS:
            blocks.append(f"{heading}\n\n{section(heading, inspect.cleandoc(chr(10).join(block)))}")
            heading, block = f"### {SECTIONS[line]}", []
        else:
            # The lines of a section are indented below its name; those of the prose are not.
            block.append(line[4:] if heading != "## Enunciado" else line)
    return "\n\n".join(blocks)


def section(heading: str, text: str) -> str:
    if heading.endswith("Ejemplo"):
        return f"```python\n{text}\n```"
    if heading.endswith(("Recibe", "Lanza")):
        return "\n".join(named(entry) for entry in re.split(r"\n(?=\S)", text))
    return prose(text)


def named(entry: str) -> str:
    """``name: what it is`` as an item of a list."""
    name, _, meaning = " ".join(entry.split()).partition(": ")
    return f"- `{name}`: {escaped(meaning)}"


def prose(text: str) -> str:
    """Paragraphs; what is indented in them is a list or a formula."""
    groups: list[list[str]] = []
    for line in text.splitlines():
        kind = " " if line.startswith(" ") else line and "p"
        if not groups or groups[-1][0] != kind:
            groups.append([kind])
        groups[-1].append(line)
    return "\n\n".join(_group(kind, lines) for kind, *lines in groups if kind)


def _group(kind: str, lines: list[str]) -> str:
    text = inspect.cleandoc("\n".join(lines))
    if kind == "p" or text.startswith("- "):
        return escaped(text)
    return f"```text\n{text}\n```"


def escaped(text: str) -> str:
    """Plain text that Markdown must not read signs into; `code` stays as it is."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(
        part if part.startswith("`") else re.sub(r"[*_$<\[\]]", lambda sign: f"&#{ord(sign[0])};", part)
        for part in parts
    )


def indented(text: str) -> str:
    return "\n".join(line and f"    {line}" for line in text.splitlines())


# Developers' pages


def developer_pages(root: Path) -> Iterator[Page]:
    sources = {f"docs/{path.name}": path.name for path in sorted((root / "docs").glob("*.md"))} | DEVELOPERS
    for source, name in sources.items():
        heading, _, text = (root / source).read_text(encoding="utf-8").partition("\n")
        yield f"site/desarrollo/{name}", english(heading, relinked(text, source, sources))
    yield "site/desarrollo/index.md", developer_index(root, sources)


def english(heading: str, text: str) -> str:
    """A page in English on a site in Spanish says so, for those who have it read aloud."""
    return f'{heading} {{ lang=en }}\n\n<div lang="en" markdown="1">\n{text}\n</div>\n'


def relinked(text: str, source: str, sources: dict[str, str]) -> str:
    """Links between these pages lead to them; one to a file that the site has not becomes plain text."""

    def link(match: re.Match[str]) -> str:
        words, target = match[1], match[2]
        if re.match(r"https?:|#", target):
            return match[0]
        path, _, anchor = target.partition("#")
        page = sources.get(posixpath.normpath(posixpath.join(posixpath.dirname(source), path)))
        return f"[{words}]({page}{anchor and f'#{anchor}'})" if page else words

    return re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", link, text)


def developer_index(root: Path, sources: dict[str, str]) -> str:
    def first_line(source: str) -> str:
        return (root / source).read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")

    pages = "\n".join(f"- [{first_line(source)}]({name}){{ lang=en }}" for source, name in sorted(sources.items()))
    return f"""# Desarrollo

Cómo está hecho el corrector, para quien quiera cambiarlo o fiarse de él. Estas páginas están en inglés, como el código.

{pages}
- [Interfaz de programación](../api/index.md): los módulos con los que se escriben comprobaciones y se leen informes.
"""


# Words explained


def abbreviations(root: Path) -> Page:
    """From the definition list of the glossary: each term, its plural, and both with a capital."""
    text = (root / "site/glosario.md").read_text(encoding="utf-8")
    lines = [
        f"*[{form}]: {plain(meaning)}"
        for terms, meaning in re.findall(r"^(\S.*)\n: {3}(.+(?:\n {4}.+)*)", text, re.MULTILINE)
        for form in forms(terms)
    ]
    # A block each: Markdown reads a long one again and again, and it stands on every page.
    return "build/snippets/abbreviations.md", "\n\n".join(lines) + "\n"


def forms(term: str) -> Iterable[str]:
    term = re.sub(r" \(.*\)$", "", term).replace("*", "")
    for form in (term, plural(term)):
        yield form
        if form != form[0].upper() + form[1:]:
            yield form[0].upper() + form[1:]


def plural(term: str) -> str:
    """Of a term's noun, and of the adjective that agrees with it: redes neuronales, funciones de pérdida."""
    first, *rest = term.split()
    if rest and rest[0] not in {"de", "del", "en"}:
        rest = [plural_word(rest[0]), *rest[1:]]
    return " ".join([plural_word(first), *rest])


def plural_word(word: str) -> str:
    if word.endswith("ón"):
        return f"{word[:-2]}ones"
    return word if word.endswith("s") else word + ("s" if word[-1] in "aeiouáéíóú" else "es")


def plain(markdown: str) -> str:
    """The first sentence, without its signs: it is shown as it is."""
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", " ".join(markdown.split()))
    return re.match(r".*?[.](?=\s|$)|.*", re.sub(r"[*`$\\]", "", text))[0]  # type: ignore[index]


if __name__ == "__main__":
    main()
