"""Sign-up chains of chat groups: what one collects, and what each entry of it says. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from models.exchange import ImportKind
from models.requests import RequestKind
from models.text import fold
from models.word_tables import word_table

_ENTRY = re.compile(r"\s*[(（\[【]?(?P<no>\d{1,4})(?:[.．、)）\]】:：]|\s*[-–—](?=\s))\s*(?=\S)")
_ONE_MORE = re.compile(r"\s*[+＋]\s*1(?!\d)[\s:：,，、]*(?=\S)")
_NUMBERS = re.compile(r"\d+")
_COLLECTS = (ImportKind.VOLUNTEERS, ImportKind.RESULTS, ImportKind.ORDERS)
_KINDS = (
    *(RequestKind.DIALYSIS, RequestKind.MEDICINE, RequestKind.CARE_GOODS, RequestKind.BABY),
    *(RequestKind.HOSPITAL_TRIP, RequestKind.FOOD),
)
_FEWEST = 3
"""Entries of a chain that does not say that it is one."""

_NAME = 3
"""Characters of a name that may be left beside a result."""


class Entry(NamedTuple):
    """One entry.

    Attributes:
        line: the number of its first line, from 1.
        text: without its number.
        is_result: it tells how a test came out, and no more.
        is_order: it tells what is ordered, or nothing that somebody would have to act on.
    """

    line: int
    text: str
    is_result: bool
    is_order: bool


class Chain(NamedTuple):
    """A chain.

    Attributes:
        title: what stands above its entries.
        collects: what the title says it collects; None where it says none of these.
        asks: the kind of request of an entry that names none, by the title.
    """

    title: str
    collects: ImportKind | None
    asks: RequestKind | None
    entries: tuple[Entry, ...]


class _Words(NamedTuple):
    chain: re.Pattern[str]
    titles: Mapping[ImportKind, re.Pattern[str]]
    result: re.Pattern[str]
    acted_on: re.Pattern[str]
    no_more: re.Pattern[str]
    corrects: re.Pattern[str]
    door: re.Pattern[str]
    ordered: re.Pattern[str]
    kinds: Mapping[RequestKind, re.Pattern[str]]


@cache
def _words() -> _Words:
    table = word_table(__file__, "chains.toml")
    table.only(
        *("chain", "titles", "result", "beside", "acted_on", "corrects", "door", "ordered"),
        "kinds",
    )
    titles, kinds = table.part("titles"), table.part("kinds")
    titles.only(*_COLLECTS)
    kinds.only(*_KINDS)
    result, beside = table.pattern("result"), table.pattern("beside")
    return _Words(
        table.pattern("chain"),
        {kind: titles.pattern(kind) for kind in _COLLECTS},
        result,
        table.pattern("acted_on"),
        re.compile(rf"{result.pattern}|{beside.pattern}|[\W\d_]+", re.IGNORECASE),
        table.pattern("corrects"),
        table.pattern("door"),
        table.pattern("ordered"),
        {kind: kinds.pattern(kind) for kind in _KINDS},
    )


def read_chain(text: str) -> Chain | None:
    """A text as a chain; None where it is none.

    A chain numbers its entries from 1 or further on and says that it is one above the first, or has
    a title there and a door in each of three or more. An entry has a higher number than the one
    before, or a door, as where two people took one number; `+1` is one more. A line without a
    number belongs to the entry above it, and what mends or takes back an entry to that of the door.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    title, entries = _split(text)
    words = _words()
    above = "\n".join(title)
    plain = fold(above)
    if not entries or not (words.chain.search(plain) or (title and _all_have_doors(entries))):
        return None
    collects = next((kind for kind in _COLLECTS if words.titles[kind].search(plain)), None)
    asks = next((kind for kind in _KINDS if words.kinds[kind].search(plain)), None)
    told = tuple(
        Entry(line, " ".join(lines), _is_result(lines), _is_order(lines))
        for line, lines in _mended(entries)
    )
    return Chain(above, collects, asks, told)


_Lines = tuple[int, list[str]]
"""An entry's lines, with the number of the first."""


def _split(text: str) -> tuple[list[str], list[_Lines]]:
    """The lines of the title, and those of each entry."""
    title: list[str] = []
    entries: list[_Lines] = []
    last = 0
    for at, line in enumerate(text.split("\n"), 1):
        found = _ENTRY.match(line)
        rest = line[found.end() :].strip() if found else ""
        more = _ONE_MORE.match(line) if entries else None
        if found and (int(found["no"]) > last or _words().door.search(fold(rest))):
            last = max(last, int(found["no"]))
            entries.append((at, [rest]))
        elif more:
            entries.append((at, [line[more.end() :].strip()]))
        elif line.strip():
            (entries[-1][1] if entries else title).append(line.strip())
    return title, entries


def _all_have_doors(entries: Sequence[_Lines]) -> bool:
    doors = [_words().door.search(fold(" ".join(lines))) for _line, lines in entries]
    return len(doors) >= _FEWEST and all(doors)


def _mended(entries: Sequence[_Lines]) -> list[_Lines]:
    """The entries, each with what its people said of it later."""
    found: list[_Lines] = []
    by_door: dict[tuple[str, ...], list[str]] = {}
    for line, lines in entries:
        plain = fold(" ".join(lines))
        door = _words().door.search(plain)
        key = tuple(_NUMBERS.findall(door[0])) if door else ()
        earlier = by_door.get(key)
        if key and earlier is not None and _words().corrects.search(plain):
            earlier += [f"（{' '.join(lines)}）"]
            continue
        found.append((line, lines))
        if key:
            by_door[key] = lines
    return found


def _is_order(lines: Sequence[str]) -> bool:
    """Whether beside how many of what are ordered nothing is said that is to be acted on."""
    words = _words()
    left = words.ordered.sub(" ", fold(" ".join(lines)))
    return not words.acted_on.search(left)


def _is_result(lines: Sequence[str]) -> bool:
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
