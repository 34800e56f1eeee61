"""Sign-up chains of chat groups: what one collects, and what each entry of it says. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from models.exchange import ImportKind
from models.text import fold
from models.word_tables import word_table

_ENTRY = re.compile(r"\s*[(（\[【]?(?P<no>\d{1,4})(?:[.．、)）\]】:：]|\s*[-–—](?=\s))\s*(?=\S)")
_COLLECTS = (ImportKind.RESULTS, ImportKind.ORDERS, ImportKind.VOLUNTEERS)
_NAME = 3
"""Characters of a name that may be left beside a result."""


class Entry(NamedTuple):
    """One entry.

    Attributes:
        line: the number of its first line, from 1.
        text: without its number.
        is_result: it tells how a test came out, and no more.
    """

    line: int
    text: str
    is_result: bool


class Chain(NamedTuple):
    """A chain.

    Attributes:
        title: what stands above its entries.
        collects: what the title says it collects; None where it says none of these.
    """

    title: str
    collects: ImportKind | None
    entries: tuple[Entry, ...]


class _Words(NamedTuple):
    chain: re.Pattern[str]
    titles: Mapping[ImportKind, re.Pattern[str]]
    result: re.Pattern[str]
    acted_on: re.Pattern[str]
    no_more: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "chains.toml")
    table.only("chain", "titles", "result", "beside", "acted_on")
    titles = table.part("titles")
    titles.only(*_COLLECTS)
    result, beside = table.pattern("result"), table.pattern("beside")
    return _Words(
        table.pattern("chain"),
        {kind: titles.pattern(kind) for kind in _COLLECTS},
        result,
        table.pattern("acted_on"),
        re.compile(rf"{result.pattern}|{beside.pattern}|[\W\d_]+", re.IGNORECASE),
    )


def read_chain(text: str) -> Chain | None:
    """A text as a chain; None where it is none.

    A chain says that it is one above its first entry, and numbers its entries from 1 or further on,
    each one more than the one before; a line without a number belongs to the entry above it.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    title: list[str] = []
    entries: list[tuple[int, int, list[str]]] = []
    for at, line in enumerate(text.split("\n"), 1):
        found = _ENTRY.match(line)
        follows = found and (not entries or int(found["no"]) > entries[-1][1])
        if found and follows:
            entries.append((at, int(found["no"]), [line[found.end() :].strip()]))
        elif line.strip():
            (entries[-1][2] if entries else title).append(line.strip())
    words = _words()
    above = "\n".join(title)
    if not entries or not words.chain.search(fold(above)):
        return None
    plain = fold(above)
    collects = next((kind for kind in _COLLECTS if words.titles[kind].search(plain)), None)
    told = tuple(Entry(line, " ".join(lines), _is_result(lines)) for line, _no, lines in entries)
    return Chain(above, collects, told)


def _is_result(lines: list[str]) -> bool:
    """Whether an entry says a result and nothing that somebody would have to act on.

    What is left without door, counts and result may be one name; anything more is for people to
    read. A positive result is to be acted on, and so is an entry that is not understood.
    """
    words = _words()
    plain = fold(" ".join(lines))
    if not words.result.search(plain) or words.acted_on.search(plain):
        return False
    left = words.no_more.sub(" ", plain).split()
    return all(len(word) <= _NAME and not word.isascii() for word in left) and len(left) <= 1
