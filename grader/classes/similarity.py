"""Groups of suspiciously alike answers: fingerprints of code, without its names, that few in the class share.

What many write (the one obvious line) tells nothing, and what a few write tells the more the fewer they are. So each
fingerprint weighs as much as it says: how many times one has to halve the class to come to those who have it. A
function has few of them, however long it is, for it is one choice of whoever wrote it. Two submissions are alike where
most of what they have weighs in both, and so much that no two in a class of this size would have it by chance.

Whoever copies may also want that nobody can tell. So each step takes a time that grows with the code alone, of which
a submission has so much, each fingerprint so few holders, and all of it happens in a process with a deadline.
"""

from __future__ import annotations

import base64
import bisect
import contextlib
import hashlib
import html
import json
import keyword
import math
import re
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from itertools import chain, islice, pairwise
from operator import itemgetter
from typing import Any

from grader.boundary.interpreter import command, environment, has_imported
from grader.verdict.processes import Child

_RUN = 8
"""Consecutive tokens in a fingerprint: about a line."""

_OF_A_FUNCTION = 12
"""Fingerprints kept of a function, the smallest: the same ones wherever the same code is."""

_OUTSIDE = 120
"""The same of what a module has outside of its functions."""

_COMMON = 0.5
"""A fingerprint that more than this part of the class has is the obvious way to write it."""

_FEW = 3
"""So many may be alike in a class of any size: of a common way nothing is known there."""

_MOST_HOLDERS = 60
"""The same for a large class: nobody copies from so many."""

_ALIKE, _ALIKE_IN_MUCH = 0.65, 0.4
"""How much of what two have between them they have to share: less of it where it is much, such as half a course."""

_MUCH = 3
"""Times what they have to share at the least."""

_MOST_PRINTS = 5_000
"""Fingerprints kept of a submission; all solutions together have 600. Of too many the smallest are kept, since those
of the same code are the same, and it is told whose they are."""

_SECONDS, _SECONDS_EACH = 60.0, 5.0
"""For the comparison, and for each submission in it: a hundred times what an ordinary one takes."""

_TEXT, _TEXTS = 2_500, 60_000
"""Bytes of a function, and of all functions of a submission, that are kept to be shown."""

_MOST_PIECES = 200
"""Functions of a module that can be shown; all are compared."""

_MOST_FUNCTIONS = 4
"""Shown of a pair, those first that tell most."""

_MOST_SHOWN = 800_000
"""Characters of code, as a page has them, that are shown of all pairs."""


@dataclass(frozen=True)
class Function:
    """A function of two submissions that is alike: what each calls it, and its lines, each with whether the other has
    it too."""

    names: tuple[str, str]
    lines: tuple[list[tuple[str, bool]], list[tuple[str, bool]]]


@dataclass(frozen=True)
class Pair:
    """Two submissions that are alike, and in what."""

    names: tuple[str, str]
    likeness: float
    functions: tuple[Function, ...] = ()
    more: int = 0
    """Functions that are alike too, and not shown."""


@dataclass(frozen=True)
class Group:
    """Submissions that are alike, and how much the least alike neighbours in it are."""

    names: tuple[str, ...]
    likeness: float
    pairs: tuple[Pair, ...] = ()


@dataclass
class Piece:
    """A function of a module, or all that is in none: its fingerprints, and its code without what tells nothing."""

    prints: frozenset[int]
    code: bytes


@dataclass
class Written:
    """What is compared of a submission: its pieces, by names."""

    prints: frozenset[int]
    pieces: dict[str, Piece] = field(default_factory=dict)


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
    return list(map(_group, found)), partly


def _group(tree: dict[str, Any]) -> Group:
    """A group, of its JSON."""
    pairs = (
        Pair(
            tuple(pair["names"]), pair["likeness"], tuple(Function(**each) for each in pair["functions"]), pair["more"]
        )
        for pair in tree["pairs"]
    )
    return Group(tuple(tree["names"]), tree["likeness"], tuple(pairs))


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

    has_imported()
    with contextlib.suppress(OSError):  # where it cannot be, it ends at its own end
        sandbox.die_with_parent()
    every = {}
    for name, encoded in map(json.loads, sys.stdin):
        every[name] = written({file: base64.b64decode(source) for file, source in encoded.items()})
    partly = [name for name, one in every.items() if len(one.prints) == _MOST_PRINTS]
    json.dump([list(map(asdict, groups(every))), partly], sys.stdout)


# -- what is alike ---------------------------------------------------------------------------------


def groups(every: Mapping[str, Written]) -> list[Group]:
    """The groups of alike submissions, the most alike first."""
    weights = _weights(every)
    # As many bits as tell one pair of the class from all others: less than that some pair would share by chance.
    enough = math.log2(max(4, len(every) * (len(every) - 1)) / 2)
    found = likenesses({name: one.prints & weights.keys() for name, one in every.items()}, weights, enough)
    return _with_code(sorted(_joined(found), key=lambda group: (-group.likeness, group.names)), every, weights)


def _weights(every: Mapping[str, Written]) -> dict[int, float]:
    """What each fingerprint says, in bits; none that is common."""
    counts = Counter(chain.from_iterable(one.prints for one in every.values()))
    limit = min(max(_FEW, _COMMON * len(every)), _MOST_HOLDERS)
    return {each: math.log2((len(every) + 2) / count) for each, count in counts.items() if count <= limit}


def likenesses(
    rare: Mapping[str, Set[int]], weights: Mapping[int, float], enough: float
) -> dict[tuple[str, str], float]:
    """Every pair that is alike, and how much. Each is compared with those alone that have something of its own.

    Args:
        enough: bits that they have to share; a function that one in eight write like that counts as three.
    """
    found: dict[tuple[str, str], float] = {}
    holders: defaultdict[int, list[str]] = defaultdict(list)
    totals = {name: math.fsum(weights[each] for each in own) for name, own in rare.items()}
    for name, own in rare.items():
        shared: defaultdict[str, float] = defaultdict(float)
        for each in own:
            for other in holders[each]:
                shared[other] += weights[each]
            holders[each].append(name)
        for other, both in shared.items():
            likeness = both / (totals[name] + totals[other] - both)
            times = both / (enough * _OF_A_FUNCTION)
            if times >= 1 and likeness >= (_ALIKE_IN_MUCH if times >= _MUCH else _ALIKE):
                found[other, name] = min(likeness, 1.0)
    return found


def _joined(edges: Mapping[tuple[str, str], float]) -> list[Group]:
    """What edges connect, each group once, with its pairs, the most alike first."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (over := above.setdefault(name, name)) != name:
            above[name] = name = above[over]
        return name

    for first, second in edges:
        above[top(first)] = top(second)
    pairs: defaultdict[str, list[Pair]] = defaultdict(list)
    for names, likeness in sorted(edges.items(), key=lambda edge: (-edge[1], edge[0])):
        pairs[top(names[0])].append(Pair(names, likeness))
    return [
        Group(tuple(sorted({name for pair in mine for name in pair.names})), mine[-1].likeness, tuple(mine))
        for mine in pairs.values()
    ]


# -- what is shown of it ---------------------------------------------------------------------------


def _with_code(found: list[Group], every: Mapping[str, Written], weights: Mapping[int, float]) -> list[Group]:
    """The groups with what is alike in their pairs, as long as there is room: first in one pair of each group."""
    room = _MOST_SHOWN
    shown = {group.names: list(group.pairs) for group in found}
    places = [(place, group.names) for group in found for place in range(len(group.pairs))]
    for place, names in sorted(places, key=itemgetter(0)):
        if room > 0:
            pair = shown[names][place] = _shown(shown[names][place], every, weights)
            lines = chain.from_iterable(chain.from_iterable(each.lines for each in pair.functions))
            room -= sum(len(html.escape(line)) + 20 for line, _ in lines)
    return [replace(group, pairs=tuple(shown[group.names])) for group in found]


def _shown(pair: Pair, every: Mapping[str, Written], weights: Mapping[int, float]) -> Pair:
    """A pair with its functions that are alike, those first that tell most."""
    first, second = (every[name].pieces for name in pair.names)
    home = {each: name for name, piece in second.items() for each in piece.prints}
    found = []
    for name, piece in first.items():
        shared: defaultdict[str, float] = defaultdict(float)
        for each in piece.prints & weights.keys() & home.keys():
            shared[home[each]] += weights[each]
        if shared:
            other = max(shared, key=lambda name: shared[name])
            found.append((shared[other], name, other))
    best = sorted(found, key=lambda each: -each[0])
    functions = tuple(
        Function((mine, its), _beside(first[mine].code, second[its].code)) for _, mine, its in best[:_MOST_FUNCTIONS]
    )
    return replace(pair, functions=functions, more=len(best) - len(functions))


def _beside(first: bytes, second: bytes) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Two pieces of code as lines, each with whether all that counts of it is part of a run that the other has."""
    return _lines(first, set(_runs(_words(second)))), _lines(second, set(_runs(_words(first))))


def _lines(code: bytes, others: set[bytes]) -> list[tuple[str, bool]]:
    tokens = [token for statement in _statements(code) for token in statement]
    alike = [False] * len(tokens)
    for start, run in enumerate(_runs([word for word, _, _ in tokens])):
        if run in others:
            alike[start : start + _RUN] = [True] * _RUN
    ends = [match.end() for match in re.finditer(rb"\n", code)] + [len(code) + 1]
    same: dict[int, bool] = {}
    for (_, start, _), both in zip(tokens, alike, strict=True):
        line = bisect.bisect_right(ends, start)
        same[line] = same.get(line, True) and both
    texts = code.decode("utf-8", "replace").split("\n")
    return [(text.rstrip("\r"), same.get(number, False)) for number, text in enumerate(texts)]


# -- fingerprints ----------------------------------------------------------------------------------


def written(modules: Mapping[str, bytes]) -> Written:
    """What a submission is compared by."""
    pieces: dict[str, Piece] = {}
    prints: set[int] = set()
    room = _TEXTS
    for file, source in modules.items():
        module = _module(source)
        prints |= module.prints
        for name, piece in module.pieces.items():
            code = piece.code[:room]
            room -= len(code)
            pieces[f"{file.removesuffix('.py')}.{name}" if name else file] = Piece(piece.prints, code)
    return Written(_smallest(prints, _MOST_PRINTS), pieces)


def _smallest(prints: Iterable[int], most: int) -> frozenset[int]:
    return frozenset(sorted(set(prints))[:most])


@lru_cache(30)
def _module(source: bytes) -> Written:
    """A module's functions, by their names, and what is in none, by ""; kept, since many hand in the same untouched
    ones. A definition goes on to the next one, or to what is not indented: however deep it is, it is one by itself."""
    words: defaultdict[str, list[bytes]] = defaultdict(list)
    code: defaultdict[str, bytearray] = defaultdict(bytearray)
    name, before = "", 0
    for statement in _statements(source):
        shape = [word for word, _, _ in statement]
        first, last = statement[0][1], statement[-1][2]
        defined = next((after for (word, *_), after in pairwise(statement[:3]) if word == b"def"), None)
        if defined:
            name = source[defined[1] : defined[2]][:_LONGEST].decode("utf-8", "replace")
        elif first == 0 or source[first - 1 : first] == b"\n":
            name = ""
        if defined or not _tells_nothing(shape):
            words[name] += () if defined else shape
            code[name] += source[before:last][: _TEXT - len(code[name])]
        before = last
    prints = {name: _prints(shape, _OF_A_FUNCTION if name else _OUTSIDE) for name, shape in words.items()}
    pieces = {name: Piece(some, bytes(code[name]).strip(b"\r\n")) for name, some in prints.items() if some}
    return Written(
        _smallest(chain.from_iterable(prints.values()), _MOST_PRINTS), dict(islice(pieces.items(), _MOST_PIECES))
    )


def _prints(words: list[bytes], most: int) -> frozenset[int]:
    digests = (hashlib.blake2b(run, digest_size=8).digest() for run in _runs(words))
    return _smallest((int.from_bytes(digest, "little") for digest in digests), most)


def _runs(words: list[bytes]) -> Iterator[bytes]:
    return (b"\0".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1))


def _words(code: bytes) -> list[bytes]:
    return [word for statement in _statements(code) for word, _, _ in statement]


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

_WORDS = frozenset(map(str.encode, keyword.kwlist)) | {b"NotImplementedError"}
_ENDS = (b"\n", b";")
_IDLE = (b"s", b"pass", b"None", b"True", b"False")
_OPEN, _CLOSED = (b"(", b"[", b"{"), (b")", b"]", b"}")
_LONGEST = 60
"""Bytes of a token that count."""

Token = tuple[bytes, int, int]
"""What of a token counts, and where it begins and ends: no layout, numbers, or names but those of attributes."""


def _statements(source: bytes) -> Iterator[list[Token]]:
    statement: list[Token] = []
    depth = 0
    for token in _TOKEN.finditer(source):
        if token.lastgroup == "blank":
            continue
        word = _word(token, of_attribute=bool(statement) and statement[-1][0] == b".")
        if word in _ENDS:
            if not depth and statement:
                yield statement
                statement = []
            continue
        depth = max(0, depth + (word in _OPEN) - (word in _CLOSED))
        statement.append((word, *token.span()))
        if word == b":" and not depth and statement[0][0] in (b"def", b"async"):
            yield statement  # what a function is called with is given, and no part of its first statement
            statement = []
    if statement:
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


def _tells_nothing(statement: list[bytes]) -> bool:
    """Whether it is a value that nobody takes, such as a docstring, an import, or what stands in a stub."""
    return (
        statement == [b"n"]
        or statement[0] in (b"import", b"from")
        or statement[:2] == [b"raise", b"NotImplementedError"]
        or all(word in _IDLE or not word[:1].isalpha() for word in statement)
    )


if __name__ == "__main__":
    main()
