"""Finding compounds in free text: by name, short name or street number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from models.households.addresses import bare_lane, read_parts
from models.reading.english_doors import read_english_parts
from models.reading.gazetteer import CompoundName
from models.reading.scan import HAN, plain
from models.text import CHINESE_NUMERALS, spoken_number
from models.word_tables import Words, any_of, word_table

_SHORTEST = 2
_SHORTEST_LATIN = 4
"""Characters a short name has at least, in Chinese and in Latin letters."""

_NUMBERED = re.compile(
    rf"([{HAN}]{{2,5}}?[路街])?\s{{0,3}}(?<![\d.])(\d{{1,4}}|[{CHINESE_NUMERALS}]{{1,4}})\s*([弄号])"
)
_STREET = re.compile(rf"([{HAN}]{{1,8}}[路街道])?(\d{{1,4}})([弄号])")
_DOOR_BEFORE = re.compile(r"[号栋幢楼-]\d{3,4}室?\s?$")
"""Before a short name: a door that was said first, 3号804金家坊."""
_TOWN = re.compile("(?<=[市区县镇])")
NOT_BEHIND_SHORT = "路街道弄桥居社"
"""Behind a short name these make another place of it."""
_NOT_BEFORE_SHORT = tuple("老大小东南北新上下前后")
"""Before a short name these make another place of it: 老西门."""
_LETTERS = re.compile(r"[a-z]+(?:[ '-][a-z]+)*")
"""Words of Latin letters, by which names in pinyin are written with blanks or without."""


class Anchor(NamedTuple):
    """A place in the text where a compound is named. `sure` is False for a guessed name.

    `lane` is set where a lane is named that is no compound of the register.
    """

    start: int
    end: int
    compound: str | None
    sure: bool = True
    lane: str | None = None


class _Names(NamedTuple):
    """The ways a set of compounds may be named."""

    whole: tuple[tuple[str, str], ...]
    short: tuple[tuple[str, str], ...]
    numbered: dict[tuple[str, str], tuple[tuple[str, str], ...]]
    """(number, 弄 or 号) -> (road or empty, compound)."""
    spelled: tuple[tuple[str, str, re.Pattern[str] | None], ...]
    """Name in Latin letters without blanks -> compound; of one without its last part, what English
    says for that."""


def anchors(text: str, compounds: Sequence[CompoundName]) -> list[Anchor]:
    """Every place of a plain text where a compound is named, apart, in the text's order."""
    names = _names(tuple(compounds))
    found: list[Anchor] = []
    taken = bytearray(len(text))
    for anchor in (
        *_by_name(text, names),
        *_by_letters(text, names),
        *_by_number(text, names),
        *_by_short_name(text, names),
    ):
        if not any(taken[anchor.start : anchor.end]):
            taken[anchor.start : anchor.end] = b"\x01" * (anchor.end - anchor.start)
            found.append(anchor)
    return sorted(found)


@lru_cache(maxsize=8)
def _names(compounds: tuple[CompoundName, ...]) -> _Names:
    whole = []
    for compound in compounds:
        for said in (compound.name, *compound.aliases):
            if said:
                whole.append((plain(said), compound.name))
    whole.sort(key=lambda entry: -len(entry[0]))
    numbered: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for compound in compounds:
        for road, number, sort in _numbers_of(compound):
            numbered.setdefault((number, sort), []).append((road, compound.name))
    return _Names(
        tuple(whole),
        tuple(_short_names(whole)),
        {key: tuple(dict.fromkeys(entries)) for key, entries in numbered.items()},
        tuple(_spelled(compounds)),
    )


@cache
def _sorts() -> dict[str, Words]:
    """The last parts of names, the longest first: their pinyin, then what English says for them.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "compounds.toml")
    table.only("sorts")
    rows = table.part("sorts").rows()
    return {sort: rows[sort] for sort in sorted(rows, key=len, reverse=True) if rows[sort]}


def _spelled(
    compounds: Sequence[CompoundName],
) -> Iterator[tuple[str, str, re.Pattern[str] | None]]:
    """Names in Latin letters, whole and up to their last part, which English says its own way."""
    for compound in compounds:
        for letters in map(plain, compound.aliases):
            if not letters.isascii():
                continue
            yield letters, compound.name, None
            said = next((_sorts()[end] for end in _sorts() if compound.name.endswith(end)), ())
            stem = letters.removesuffix(said[0]) if said else letters
            if _SHORTEST_LATIN <= len(stem) < len(letters):
                yield stem, compound.name, re.compile(rf"[ '-]?{any_of(said)}(?![a-z])")


def streets(compounds: Sequence[CompoundName]) -> frozenset[str]:
    """Names of the streets of the register, and of their districts, as far as its addresses tell
    them."""
    found = (_STREET.search(plain(compound.address or "")) for compound in compounds)
    names = (_TOWN.split(street[1]) for street in found if street and street[1])
    return frozenset(part for name in names for part in name if part)


def _numbers_of(compound: CompoundName) -> Iterator[tuple[str, str, str]]:
    street = _STREET.search(plain(compound.address or ""))
    if street:
        yield street[1] or "", street[2], street[3]
    if compound.name.endswith("弄") and (lane := bare_lane(compound.name)) and lane.isdigit():
        yield "", lane, "弄"


def _short_names(whole: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Beginnings of names that only one compound has, the longest first."""
    owners: dict[str, set[str]] = {}
    for said, compound in whole:
        shortest = _SHORTEST_LATIN if said[0].isascii() else _SHORTEST
        for length in range(shortest, len(said)):
            owners.setdefault(said[:length], set()).add(compound)
    return sorted(
        ((short, next(iter(of))) for short, of in owners.items() if len(of) == 1),
        key=lambda entry: -len(entry[0]),
    )


def _by_name(text: str, names: _Names) -> Iterator[Anchor]:
    for said, compound in names.whole:
        at = text.find(said)
        while at >= 0:
            end = at + len(said)
            if not _splits_word(text, at, end):
                yield Anchor(at, end, compound)
            at = text.find(said, end)


def _by_letters(text: str, names: _Names) -> Iterator[Anchor]:
    """Names in pinyin, in one word or many, their last part in pinyin or in English.

    Without its last part a name is one only where a door follows.
    """
    if not names.spelled:
        return
    for run in _LETTERS.finditer(text):
        places = [at for at in range(run.start(), run.end()) if text[at].isalpha()]
        letters = "".join(text[at] for at in places)
        for said, compound, sort in names.spelled:
            at = letters.find(said)
            if at < 0 or len(said) < _SHORTEST_LATIN:
                continue
            start, end = places[at], places[at + len(said) - 1] + 1
            if _splits_word(text, start, end):
                continue
            behind = sort.match(text, end) if sort else None
            if sort is None or behind:
                yield Anchor(start, behind.end() if behind else end, compound)
            elif _has_door(text, end):
                yield Anchor(start, end, compound)


def _has_door(text: str, at: int) -> bool:
    """Whether a building or a room stands at a place, as Chinese or English writes it."""
    return any(
        parts.building or parts.room
        for parts in (read_parts(text, at), read_english_parts(text, at))
    )


def _splits_word(text: str, start: int, end: int) -> bool:
    """Whether an English alias, or a number that begins a name, is part of something longer."""
    before, first = text[start - 1 : start], text[start : start + 1]
    last, behind = text[end - 1 : end], text[end : end + 1]
    if first.isascii() and first.isalpha() and before.isascii() and before.isalpha():
        return True
    if last.isascii() and last.isalpha() and behind.isascii() and behind.isalpha():
        return True
    return first in CHINESE_NUMERALS and bool(before) and before in CHINESE_NUMERALS


def _by_number(text: str, names: _Names) -> Iterator[Anchor]:
    for hit in _NUMBERED.finditer(text):
        number = hit[2] if hit[2].isdigit() else str(spoken_number(hit[2]))
        entries = names.numbered.get((number, hit[3]), ())
        road = hit[1] or ""
        matching = {of for known, of in entries if not road or not known or road.endswith(known)}
        start = hit.start(2) if not road or not matching else hit.start()
        if len(matching) == 1 and (road or hit[3] == "弄" or _goes_on(text, hit.end())):
            yield Anchor(start, hit.end(), matching.pop())
        elif hit[3] == "弄" and not entries:
            yield Anchor(start, hit.end(), None, lane=number)


def _goes_on(text: str, at: int) -> bool:
    """Whether a building follows, so that the number before it is the street's."""
    return read_parts(text, at).building is not None


def _by_short_name(text: str, names: _Names) -> Iterator[Anchor]:
    for said, compound in names.short:
        at = text.find(said)
        while at >= 0:
            end = at + len(said)
            behind = text[end : end + 1]
            is_longer = behind in tuple(NOT_BEHIND_SHORT) or text[at - 1 : at] in _NOT_BEFORE_SHORT
            has_door = _has_door(text, end) or _DOOR_BEFORE.search(text, max(0, at - 6), at)
            if has_door and not is_longer and not _splits_word(text, at, end):
                yield Anchor(at, end, compound)
            at = text.find(said, end)
