"""Groups of suspiciously alike answers: fingerprints of code, without its names, that few in the class share.

What many write (the one obvious line) tells nothing, so it is left out before anything is compared: what is
left leads from each answer to the few that share it.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import keyword
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

_RUN = 20
"""Consecutive tokens in a fingerprint: about two lines."""

_COMMON = 0.15
"""A fingerprint that more than this part of the class has is the obvious way to write it."""

_FEWEST = 60
"""Uncommon fingerprints that an answer must have to be compared at all: some ten lines of one's own."""

_ALIKE = 0.7
_MOST_SOURCE = 200_000


@dataclass(frozen=True)
class Group:
    """Submissions that are alike, and how much the least alike neighbours in it are."""

    names: tuple[str, ...]
    likeness: float


def groups(prints: Mapping[str, frozenset[int]]) -> list[Group]:
    """The groups of alike submissions, the most alike first; each value is a submission's ``fingerprints``."""
    counts = Counter(each for own in prints.values() for each in own)
    limit = max(3, _COMMON * len(prints))
    rare = {name: {each for each in own if counts[each] <= limit} for name, own in prints.items()}
    edges = likenesses({name: own for name, own in rare.items() if len(own) >= _FEWEST})
    found = [
        Group(tuple(sorted(names)), min(edges[pair] for pair in edges if pair[0] in names)) for names in _joined(edges)
    ]
    return sorted(found, key=lambda group: (-group.likeness, group.names))


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


def _joined(edges: Mapping[tuple[str, str], float]) -> list[set[str]]:
    """The names that edges connect, each group once."""
    member: dict[str, set[str]] = {}
    for first, second in edges:
        both = member.get(first, {first}) | member.get(second, {second})
        member |= dict.fromkeys(both, both)
    return list({id(names): names for names in member.values()}.values())


def fingerprints(modules: Mapping[str, bytes], units: Iterable[str]) -> frozenset[int]:
    """What a submission's modules of some units are compared by."""
    own = (_runs(modules.get(f"{unit}.py", b"")) for unit in units)
    return frozenset().union(*own)


@lru_cache(500)
def _runs(source: bytes) -> frozenset[int]:
    """A module's fingerprints; kept, since many hand in the same untouched ones."""
    shape = list(_shape(source[:_MOST_SOURCE]))
    runs = ("\0".join(shape[start : start + _RUN]) for start in range(len(shape) - _RUN + 1))
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "little") for run in runs)


def _shape(source: bytes) -> Iterator[str]:
    """A module as its tokens: no comments, docstrings, layout, numbers, or names but those of attributes.

    Tokens and not a syntax tree: no source, however hostile, can exhaust the stack of what splits it into words.
    """
    before = "\n"
    with contextlib.suppress(tokenize.TokenError, SyntaxError, ValueError, LookupError):
        for token in tokenize.tokenize(io.BytesIO(source).readline):
            match token.type:
                case tokenize.NAME:
                    word = token.string if keyword.iskeyword(token.string) or before == "." else "n"
                case tokenize.NUMBER:
                    word = "0"
                case tokenize.OP:
                    word = token.string
                case tokenize.STRING if before != "\n":
                    word = "s"
                case tokenize.NEWLINE | tokenize.INDENT | tokenize.DEDENT:
                    before = "\n"
                    continue
                case _:
                    continue
            before = word
            yield word
