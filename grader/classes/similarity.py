"""Groups of suspiciously alike answers: fingerprints of code, without its names, that few in the class share.

What many write (the one obvious line) tells nothing, so it is left out before anything is compared: what is
left leads from each answer to the few that share it.

Whoever copies may also want that nobody can tell. So each step takes a time that grows with the code alone, of which
a submission has so much, each fingerprint so few holders, and all of it happens in a process with a deadline.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import keyword
import re
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import chain

from grader.boundary.interpreter import command, environment
from grader.verdict.processes import Child

_RUN = 20
"""Consecutive tokens in a fingerprint: about two lines."""

_COMMON = 0.15
"""A fingerprint that more than this part of the class has is the obvious way to write it."""

_MOST_HOLDERS = 60
"""The same for a large class: nobody copies from so many."""

_FEWEST = 60
"""Uncommon fingerprints that an answer must have to be compared at all: some ten lines of one's own."""

_ALIKE = 0.7

_MOST_PRINTS = 5_000
"""Fingerprints kept of a submission; all solutions together have 1,900. Of too many the smallest are kept, since those
of the same code are the same, and it is told whose they are."""

_SECONDS, _SECONDS_EACH = 60.0, 5.0
"""For the comparison, and for each submission in it: a hundred times what an ordinary one takes."""


@dataclass(frozen=True)
class Group:
    """Submissions that are alike, and how much the least alike neighbours in it are."""

    names: tuple[str, ...]
    likeness: float


class GivenUp(Exception):
    """The comparison has come to no end; the text says why, in Spanish."""


# -- the process -----------------------------------------------------------------------------------


def compare(submissions: Iterable[tuple[str, Mapping[str, bytes]]], count: int) -> tuple[list[Group], list[str]]:
    """The groups of alike ones among so many submissions, each a name and modules; and who has too much to be compared
    by all of it.

    Raises:
        GivenUp: it takes too long, or the process that compares has failed.
    """
    try:
        return _compared(submissions, _SECONDS + _SECONDS_EACH * count)
    except (OSError, ValueError):  # it could not be started, or has said nothing
        raise GivenUp("El proceso que compara las entregas ha fallado, y no se sabe cuáles se parecen") from None


def _compared(submissions: Iterable[tuple[str, Mapping[str, bytes]]], seconds: float) -> tuple[list[Group], list[str]]:
    with Child(
        command("-m", "grader.classes.similarity"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
        env=environment(),
    ) as process:  # fmt: skip
        watchdog = threading.Timer(seconds, process.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            said = _said(process, submissions)
        finally:
            late = not watchdog.is_alive()
            watchdog.cancel()
            process.kill()
    if late:
        raise GivenUp(f"La comparación de las entregas no ha terminado en {seconds:g} segundos y se ha dejado")
    found, partly = json.loads(said)
    return [Group(tuple(names), likeness) for names, likeness in found], partly


def _said(process: subprocess.Popen[str], submissions: Iterable[tuple[str, Mapping[str, bytes]]]) -> str:
    """What the process answers; "" if it has ended before."""
    assert process.stdin
    assert process.stdout
    with contextlib.suppress(BrokenPipeError), process.stdin:
        for name, modules in submissions:
            encoded = {file: base64.b64encode(source).decode() for file, source in modules.items()}
            process.stdin.write(json.dumps([name, encoded]) + "\n")
    return process.stdout.read()


def main() -> None:
    """Read submissions, a line each, and write their groups."""
    from grader.boundary import sandbox

    with contextlib.suppress(OSError):  # where it cannot be, it ends at its own end
        sandbox.die_with_parent()
    prints = {}
    for name, encoded in map(json.loads, sys.stdin):
        modules = {file: base64.b64decode(source) for file, source in encoded.items()}
        prints[name] = fingerprints(modules)
    partly = [name for name, own in prints.items() if len(own) == _MOST_PRINTS]
    json.dump([[astuple(group) for group in groups(prints)], partly], sys.stdout)


# -- what is alike ---------------------------------------------------------------------------------


def groups(prints: Mapping[str, frozenset[int]]) -> list[Group]:
    """The groups of alike submissions, the most alike first; each value is a submission's ``fingerprints``."""
    counts = Counter(chain.from_iterable(prints.values()))
    limit = min(max(3, _COMMON * len(prints)), _MOST_HOLDERS)
    rare = {name: {each for each in own if counts[each] <= limit} for name, own in prints.items()}
    edges = likenesses({name: own for name, own in rare.items() if len(own) >= _FEWEST})
    return sorted(_joined(edges), key=lambda group: (-group.likeness, group.names))


def likenesses(rare: Mapping[str, set[int]]) -> dict[tuple[str, str], float]:
    """Every pair that is alike, and how much. Each is compared with those alone that have something of its own."""
    found: dict[tuple[str, str], float] = {}
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for name, own in rare.items():
        shared = Counter(chain.from_iterable(holders[each] for each in own))
        for other, both in shared.items():
            likeness = both / (len(own) + len(rare[other]) - both)
            if likeness >= _ALIKE:
                found[other, name] = likeness
        for each in own:
            holders[each].append(name)
    return found


def _joined(edges: Mapping[tuple[str, str], float]) -> list[Group]:
    """What edges connect, each group once."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (over := above.setdefault(name, name)) != name:
            above[name] = name = above[over]
        return name

    for first, second in edges:
        above[top(first)] = top(second)
    names: defaultdict[str, set[str]] = defaultdict(set)
    least: dict[str, float] = {}
    for pair, likeness in edges.items():
        names[top(pair[0])] |= {*pair}
        least[top(pair[0])] = min(likeness, least.get(top(pair[0]), 1.0))
    return [Group(tuple(sorted(names[each])), least[each]) for each in names]


# -- fingerprints ----------------------------------------------------------------------------------


def fingerprints(modules: Mapping[str, bytes]) -> frozenset[int]:
    """What a submission is compared by."""
    return _smallest(chain.from_iterable(map(_runs, modules.values())))


def _smallest(prints: Iterable[int]) -> frozenset[int]:
    return frozenset(sorted(set(prints))[:_MOST_PRINTS])


@lru_cache(30)
def _runs(source: bytes) -> frozenset[int]:
    """A module's fingerprints; kept, since many hand in the same untouched ones."""
    shape = list(_shape(source))
    runs = (b"\0".join(shape[start : start + _RUN]) for start in range(len(shape) - _RUN + 1))
    return _smallest(int.from_bytes(hashlib.blake2b(run, digest_size=8).digest(), "little") for run in runs)


_TOKEN = re.compile(
    rb"""
      (?P<blank> [ \t\f\r]+ | \#[^\n]* | \\\r?\n )
    | (?P<line> \n )
    | (?P<text> [bBfFrRtTuU]{0,2}
        (?: \"{3} (?: [^"\\]+ | \\. | "(?!"") )* (?: \"{3} )?
          | '{3} (?: [^'\\]+ | \\. | '(?!'') )* (?: '{3} )?
          | " (?: [^"\\\n]+ | \\. )* "?
          | ' (?: [^'\\\n]+ | \\. )* '? ) )
    | (?P<number> \.?[0-9][0-9A-Za-z_.]* )
    | (?P<name> [A-Za-z_\x80-\xff][0-9A-Za-z_\x80-\xff]* )
    | (?P<sign> \*\*=? | //=? | <<=? | >>=? | -> | \.\.\. | [-+*/%@&|^~<>=!:]=? | . )
    """,
    re.VERBOSE | re.DOTALL,
)
"""A token. Each is as long as it can be, and nothing of it has to be given back: a text without an end goes on to that
of its line, or of the module. So the time grows with the source, whatever it is; that of Python's own tokenizer grows
with the square for some."""

_WORDS = frozenset(map(str.encode, keyword.kwlist))
_ENDS = (b"\n", b";")
_IDLE = (b"s", b"pass", b"None", b"True", b"False")
_OPEN, _CLOSED = (b"(", b"[", b"{"), (b")", b"]", b"}")
_LONGEST = 60
"""Bytes of a token that count."""


def _shape(source: bytes) -> Iterator[bytes]:
    """A module as its tokens: no comments, layout, numbers, names but those of attributes, or statements that do
    nothing, such as docstrings."""
    return chain.from_iterable(each for each in _statements(source) if not _does_nothing(each))


def _statements(source: bytes) -> Iterator[list[bytes]]:
    statement: list[bytes] = []
    depth = 0
    for token in _TOKEN.finditer(source):
        if token.lastgroup == "blank":
            continue
        word = _word(token, of_attribute=statement[-1:] == [b"."])
        if word in _ENDS:
            if not depth and statement:
                yield statement
                statement = []
        else:
            depth = max(0, depth + (word in _OPEN) - (word in _CLOSED))
            statement.append(word)
    yield statement


def _word(token: re.Match[bytes], of_attribute: bool) -> bytes:
    """What of a token counts."""
    word = token[0][:_LONGEST]
    match token.lastgroup:
        case "text":
            return b"s"
        case "number":
            return b"0"
        case "name" if word not in _WORDS and not of_attribute:
            return b"n"
    return word


def _does_nothing(statement: list[bytes]) -> bool:
    """Whether it is a value that nobody takes: a name, or what has none."""
    return statement == [b"n"] or all(word in _IDLE or not word[:1].isalpha() for word in statement)


if __name__ == "__main__":
    main()
