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
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import griffe

from grader.boundary.blocks import is_code
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise, Unit
from grader.report import listed
from tools import ROOT
from tools.write import stubs
from tools.write.boxes import NEEDS

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
    for unit in catalog.units():
        source = (root / "solutions" / f"{unit.id}.py").read_text(encoding="utf-8")
        yield f"site/ejercicios/{unit.id}/index.md", unit_page(unit, source)
        for exercise in unit.exercises:
            yield f"site/ejercicios/{unit.id}/{exercise.name}.md", exercise_page(unit, exercise, source)


def all_exercises() -> str:
    exercises = catalog.exercises()
    here = sum(exercise.in_browser for exercise in exercises)
    units = "\n".join(
        f"## [{title(unit)}]({unit.id}/index.md)\n\n{table(unit, f'{unit.id}/')}\n" for unit in catalog.units()
    )
    return f"""# Ejercicios

{len(exercises)} funciones por escribir, {sum(exercise.points for exercise in exercises):g} puntos en total.
Cada una se corrige por separado: un fallo en una no quita puntos a sus vecinas. {here} se hacen en su propia página;
las otras {len(exercises) - here}, que usan Keras o pandas, [en tu ordenador](../index.md#local), donde se hacen todas.

{units}
## Tu trabajo {{ #work }}

<div class="rna-work"></div>
"""


def unit_page(unit: Unit, source: str) -> str:
    first, _, rest = (ast.get_docstring(ast.parse(source)) or "").partition("\n\n")
    return f"""---
title: {title(unit)}
---

# {first.rstrip(".")}

{rest}

[Empieza por la teoría](../../{unit.theory}){{ .md-button .md-button--primary }}
{laptop(unit)}
{table(unit, "")}

Para corregir la unidad entera [en tu ordenador](../../index.md#local), donde los huecos por rellenar están en
`exercises/{unit.id}.py`:

```bash
nox -s grade -- {unit.id}
```
"""


def laptop(unit: Unit) -> str:
    """Of a unit with exercises that no browser can grade, how many, in a note."""
    away = sum(not each.in_browser for each in unit.exercises)
    if not away:
        return ""
    here = len(unit.exercises) - away
    rest = "el otro se hace en su propia página" if here == 1 else f"los otros {here} se hacen en su propia página"
    return f"""
!!! note "Para {away} de estos {len(unit.exercises)} ejercicios hace falta un ordenador"

    Usan Keras o pandas, que no están en el navegador: necesitan el [curso instalado](../../index.md#local), y {rest}.
    La tabla dice cuál se hace dónde.
"""


def table(unit: Unit, folder: str) -> str:
    """The exercises of a unit; where some need a computer, also which."""
    where = {True: "aquí", False: "ordenador"}
    mixed = len({each.in_browser for each in unit.exercises}) > 1
    head = ["ejercicio", "función", *(["dónde"] if mixed else []), "puntos"]
    rows = (
        [
            f"[{each.title}]({folder}{each.name}.md)",
            breakable(each.name),
            *([where[each.in_browser]] if mixed else []),
            f"{each.points:g}",
        ]
        for each in unit.exercises
    )
    rule = [*["---"] * (len(head) - 1), "---:"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


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
  - toc
---

# {exercise.title}

**{points}** · `{exercise.id}` · [la teoría de este ejercicio](../../{exercise.theory})

<div class="rna-desk" markdown>
<div markdown>

{statement(docstring(source, exercise.name))}

<div class="rna-folded" markdown>

## Pistas

{hints}

</div>
</div>
<div markdown>

{bench(unit, exercise, source)}

</div>
</div>

## En tu ordenador {"{ #local }"}

Rellena el hueco en `exercises/{unit.id}.py` y corrígelo desde la [carpeta del curso](../../index.md#local):

```bash
nox -s grade -- {exercise.id}
```
"""


def bench(unit: Unit, exercise: Exercise, source: str) -> str:
    """Where one works: the page's own editor, or what there is to do elsewhere. Until it is there, the stub stands."""
    code = f"```python\n{hole(source, exercise.name)}```"
    if exercise.in_browser:
        return f"""## Hazlo aquí {{ #here }}

<div class="rna-exercise" data-exercise="{exercise.id}" data-open markdown>

{code}

<p class="rna-absent">Aquí hay un editor para resolver el ejercicio y comprobarlo. {NEEDS}</p>

</div>"""
    here = [f"[{each.title}]({each.name}.md)" for each in unit.exercises if each.in_browser]
    beside = f" De esta unidad se {'hace' if len(here) == 1 else 'hacen'} aquí mismo: {listed(here)}." if here else ""
    return f"""## El hueco

!!! note "Este ejercicio se hace en tu ordenador"

    Usa {needs(exercise, source)} en el navegador: hace falta un ordenador con el
    [curso instalado](../../index.md#local).{beside}

{code}

<div class="rna-by-hand" data-exercise="{exercise.id}"></div>"""


def needs(exercise: Exercise, source: str) -> str:
    """The packages that keep an exercise off its page."""
    with_tables = "DataFrame" in docstring(source, exercise.name)
    return "pandas y scikit-learn, que no están" if with_tables else "Keras, que no está"


def title(unit: Unit) -> str:
    return f"{unit.number}. {unit.title}"


def docstring(source: str, name: str) -> str:
    return next(
        ast.get_docstring(node) or ""
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )


def hole(source: str, name: str) -> str:
    """The stub of one function alone, with the module's imports, less its docstring: the statement stands beside it."""
    lines = stubs.stub(source).splitlines()
    tree = ast.parse("\n".join(lines))
    kept = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    body = [lines[function.lineno - 1], *lines[function.body[1].lineno - 1 : function.end_lineno]]
    return "\n\n\n".join([stubs.import_block(lines, kept), "\n".join(body)]) + "\n"


# A docstring as a page


def statement(text: str) -> str:
    """The Markdown of a docstring in Google's style: prose, then its sections."""
    parts = griffe.parse_google(griffe.Docstring(text), returns_multiple_items=False, warnings=False)
    return "\n\n".join(["## Enunciado", *map(section, parts)])


def section(part: griffe.DocstringSection) -> str:
    match part:
        case griffe.DocstringSectionText(value=text):
            return prose(text)
        case griffe.DocstringSectionParameters(value=arguments):
            return "\n".join(["### Recibe\n", *(named(each.name, each.description) for each in arguments)])
        case griffe.DocstringSectionRaises(value=errors):
            return "\n".join(["### Lanza\n", *(named(str(each.annotation), each.description) for each in errors)])
        case griffe.DocstringSectionReturns(value=[whole]):
            # In Google's style a word and a pair of parentheses before a colon are a name and a type.
            kind = f"({whole.annotation})" if whole.annotation else ""
            begin = " ".join(filter(None, [whole.name, kind]))
            return f"### Devuelve\n\n{prose(f'{begin}: {whole.description}' if begin else whole.description)}"
        case griffe.DocstringSectionAdmonition(value=example) if example.kind == "ejemplo":
            is_call = is_code(example.contents.partition("\n")[0].partition("->")[0].strip())
            return "### Ejemplo\n\n" + (f"```python\n{example.contents}\n```" if is_call else prose(example.contents))
        case griffe.DocstringSectionAdmonition(title=begin, value=rest):  # a paragraph that ends in a colon, and a list
            return prose(f"{begin}:\n\n{inspect.cleandoc(rest.contents)}")
    raise ValueError(f"no place on a page for the section {part.title or part.kind.value}")


def named(name: str, meaning: str) -> str:
    """What a name is, as an item of a list."""
    return f"- `{name}`: {escaped(' '.join(meaning.split()))}"


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
    rows = [FORMULAS.get(line) for line in text.splitlines()]
    if all(rows):
        return "$$\n\\begin{aligned}\n" + " \\\\\n".join(f"& {row}" for row in rows) + "\n\\end{aligned}\n$$"
    return f"```text\n{text}\n```"


FORMULAS: dict[str, str] = tomllib.loads((ROOT / "tools" / "write" / "statements.toml").read_text(encoding="utf-8"))
"""TeX by the plain letters of a statement."""
_FORMULA = re.compile(
    r"(`[^`]*`)|(?<!\w)(" + "|".join(map(re.escape, sorted(FORMULAS, key=len, reverse=True))) + r")(?!\w)|([*_$<\[\]])"
)


def escaped(text: str) -> str:
    """Plain text that Markdown must not read signs into; `code` stays as it is, and formulas become TeX."""

    def written(found: re.Match[str]) -> str:
        code, formula, sign = found.groups()
        return code or (f"${FORMULAS[formula]}$" if formula else f"&#{ord(sign)};")

    return _FORMULA.sub(written, text)


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
    """A page in English on a site in Spanish says so, for who has it read aloud; students do not search in it."""
    front = "---\nsearch:\n  exclude: true\n---\n\n"
    return f'{front}{heading} {{ lang=en }}\n\n<div lang="en" markdown="1">\n{text}\n</div>\n'


def relinked(text: str, source: str, sources: dict[str, str]) -> str:
    """Links between these pages lead to them; one to a file that the site has not becomes plain text.

    Pictures are left out.
    """

    def link(match: re.Match[str]) -> str:
        words, target = match[1], match[2]
        if match[0].startswith("!"):
            return ""
        if re.match(r"https?:|#", target):
            return match[0]
        path, _, anchor = target.partition("#")
        page = sources.get(posixpath.normpath(posixpath.join(posixpath.dirname(source), path)))
        return f"[{words}]({page}{anchor and f'#{anchor}'})" if page else words

    return re.sub(r"!?\[([^\]]+)\]\(([^)\s]+)\)", link, text)


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
