"""What somebody takes back in one breath: `1号301 改 1号202`, `sorry, I mean room 1305`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from models.households.addresses import Parts, read_parts
from models.reading.compounds import Anchor, anchors
from models.reading.english_doors import read_english_parts
from models.reading.gazetteer import CompoundName
from models.reading.scan import Line
from models.reading.shapes import Field
from models.text import CHINESE_NUMERALS
from models.word_tables import word_starts, word_table

_MOST = 4
"""Corrections looked at in one line."""
_LOOK_BACK = 40
"""Characters before a correction that may hold the door it is about."""
BESIDE = " ,，、。.;；:：!！()（）-—–…"
_SEP = rf"[\s{re.escape(BESIDE)}]{{0,4}}"
_ENGLISH_HOUSE = re.compile(r"(?:no\.?|number|#)\s?(\d{1,3})(?![\da-z])")
_ROOM_WORD = r"(?:(?:room|rm\.?|flat|apt\.?|unit|#)\s{0,2})?"


class Words(NamedTuple):
    """What finds corrections in plain text.

    Attributes:
        instead: words behind which what counts is said.
        denial: words behind which what is wrong is said.
        but: what parts the wrong from what counts, behind a denial.
        tail: last digits behind a number: `right` ones, or those it does not end in.
    """

    instead: re.Pattern[str]
    denial: re.Pattern[str]
    but: re.Pattern[str]
    tail: re.Pattern[str]


@cache
def words() -> Words:
    """The words of the table beside this module.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "corrections.toml")
    names = "instead", "denials", "but", "fillers", "no_it_is"
    table.only(*names)
    instead, denials, but, fillers, no_it_is = (
        rf"{word_starts(table.words(name))}(?![a-z])" for name in names
    )
    instead = rf"(?:{fillers}{_SEP}){{0,3}}(?:{instead}{_SEP}){{1,4}}(?:{but}{_SEP})?"
    denial = rf"(?<!是){denials}{_SEP}"
    digits = r"\d{3,8}(?!\d|\s?[-室号栋幢楼弄])"
    return Words(
        re.compile(instead),
        re.compile(denial),
        re.compile(rf"{_SEP}{but}{_SEP}"),
        re.compile(
            rf"{_SEP}(?:(?:{instead}|{no_it_is}{_SEP})(?P<right>{digits})|{denial}{digits})"
        ),
    )


class _Said(NamedTuple):
    """A door in plain text, where its parts begin and where it ends, with its compound's name."""

    start: int
    end: int
    parts: Parts
    named: Anchor | None

    @property
    def begins(self) -> int:
        return self.named.start if self.named else self.start


def withdraw_doors(line: Line, compounds: Sequence[CompoundName]) -> bool:
    """Blank the doors that a line takes back, with the words that do.

    Returns:
        Whether there are any.
    """
    found = [*words().instead.finditer(line.rest)][:_MOST]
    found += [*words().denial.finditer(line.rest)][:_MOST]
    done = False
    for hit in found:
        for span in _taken_back(line.rest, hit, anchors(line.rest, compounds)):
            line.withdraw(*span, Field.ADDRESS)
            done = True
    return done


def _taken_back(text: str, hit: re.Match[str], named: Sequence[Anchor]) -> list[tuple[int, int]]:
    """What a correction takes back, with its words; nothing where it is about no doors."""
    before, behind = _until(text, hit.start(), named), _from(text, hit.end(), named)
    if behind is None:
        return []
    if hit.re is words().denial:
        if before and _is_alike(before.parts, behind.parts) and _are_doors(before, behind):
            return [(hit.start(), behind.end)]
        but = words().but.match(text, behind.end)
        right = _from(text, but.end(), named) if but else None
        return [(hit.start(), but.end())] if but and right and _are_doors(behind, right) else []
    if before is None or not _are_doors(before, behind):
        return []
    if behind.named:
        return [(before.begins, hit.end())]
    if before.named and not before.parts.found:
        door = _until(text, before.begins, ())
        return [(door.start, door.end), hit.span()] if door else []
    room = before.parts.room
    if behind.parts.building or not before.parts.building or not room:
        return [(before.start, hit.end())]
    said = re.search(rf"{_ROOM_WORD}{room.lower()}室?$", text[before.start : before.end])
    return [(before.start + said.start() if said else before.start, hit.end())]


def _is_alike(one: Parts, other: Parts) -> bool:
    """Whether both are said with as much: `13号不是12号`, `1305不是1301`."""
    if other.building:
        return bool(one.building)
    return bool(one.room and other.room) and len(one.room or "") == len(other.room or "") > 2


def _are_doors(before: _Said, behind: _Said) -> bool:
    """Whether two numbers are doors, and no days or doses: `13号改到15号`, `100改200`."""
    says_place = before.named or behind.named
    says_building = before.parts.building or behind.parts.building
    says_room = before.parts.room or behind.parts.room
    return bool(says_place or (says_building and says_room))


def _from(text: str, at: int, named: Sequence[Anchor]) -> _Said | None:
    """The door that begins at a place."""
    anchor = next((one for one in named if one.start == at), None)
    start = anchor.end if anchor else at
    parts = read_parts(text, start)
    if not (parts.building or parts.room):
        parts = read_english_parts(text, start)
    if house := _ENGLISH_HOUSE.match(text, start):
        parts = Parts(None, house[1], None, None, house.end())
    is_short = not parts.building and len(parts.room or "") < 3 and (parts.room or "").isdigit()
    if anchor is None and (is_short or not (parts.building or parts.room)):
        return None
    return _Said(start, max(start, parts.end), parts, anchor)


def _until(text: str, at: int, named: Sequence[Anchor]) -> _Said | None:
    """The fullest door that ends right before a place."""
    said = text[:at].rstrip(BESIDE)
    end = len(said)
    for start in range(max(0, end - _LOOK_BACK), end):
        if not _may_begin(said, start, named):
            continue
        for parts in (read_parts(said, start), read_english_parts(said, start)):
            if parts.found and parts.end == end:
                return _Said(start, end, parts, _named_before(said, start, named))
        house = _ENGLISH_HOUSE.fullmatch(said, start)
        if house:
            parts = Parts(None, house[1], None, None, end)
            return _Said(start, end, parts, _named_before(said, start, named))
    anchor = next((one for one in named if one.end == end), None)
    return _Said(end, end, Parts(None, None, None, None, end), anchor) if anchor else None


def _may_begin(text: str, at: int, named: Sequence[Anchor]) -> bool:
    """Whether a part of a door, and of no compound's name, may begin at a place."""
    char, before = text[at], text[at - 1 : at]
    if any(one.start <= at < one.end for one in named):
        return False
    if any(one.end == at for one in named):
        return char not in BESIDE
    if char.isascii():
        return (char.isalnum() or char == "#") and not (before.isascii() and before.isalnum())
    return char in CHINESE_NUMERALS and before not in CHINESE_NUMERALS


def _named_before(text: str, start: int, named: Sequence[Anchor]) -> Anchor | None:
    """The compound named right before a door."""
    for anchor in named:
        if anchor.end <= start and not text[anchor.end : start].strip(BESIDE):
            return anchor
    return None
