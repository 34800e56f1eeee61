"""Addresses of elsewhere: a street, a district or a compound that is not of the register."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from typing import NamedTuple

from models.reading.scan import HAN
from models.word_tables import any_of, word_table

_LOOK_BACK = 48
"""Characters before a door that may name where it is."""


class _Shapes(NamedTuple):
    """What finds places elsewhere in plain text.

    Attributes:
        before_door: their names up to the end of a text, right before a door.
        home: one by itself, where somebody is said to be.
        not_places: words that only look like names of places.
        before_own: what makes another place of a compound's name right behind it.
        behind_own: the same of a name right before it.
        town_behind: a district between a compound's name and its door.
        district: the name of one.
        errand: what makes a place one to go to.
        no_before_own: words that only end as `before_own` does.
    """

    before_door: re.Pattern[str]
    home: re.Pattern[str]
    not_places: frozenset[str]
    before_own: re.Pattern[str]
    behind_own: re.Pattern[str]
    town_behind: re.Pattern[str]
    district: re.Pattern[str]
    errand: re.Pattern[str]
    no_before_own: tuple[str, ...]


_LISTS = "districts", "said_so", "streets", "compounds", "institutions", "errands"
_OWN = "behind_own", "never_behind_own", "before_own"
_OTHERS = "no_before_own", "whereabouts"
_BESIDE = "beside", "beside_that", "neighbours"
_ENGLISH = "english_compounds", "english_no_names"


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "elsewhere.toml")
    names = (*_LISTS, "before_home", "homes")
    table.only(*names, *_OWN, *_BESIDE, *_ENGLISH, *_OTHERS, "never_in_names", "not_places")
    ends, no_names = (any_of(table.words(name)) for name in _ENGLISH)
    districts, said_so, streets, compounds, institutions, errands, before_home, homes = (
        any_of(table.words(name)) for name in names
    )
    beside, that, neighbours = (any_of(table.words(name)) for name in _BESIDE)
    behind_own, never_behind, before_own = (any_of(table.words(name)) for name in _OWN)
    said_so = rf"(?:{said_so}|{beside}{that}*{neighbours})"
    never = re.escape("".join(table.words("never_in_names")))
    letter = rf"(?![{never}])[{HAN}]"
    district = rf"(?<![a-z]){districts}(?:新区|区|县|市|(?=[\s,，])| district)?"
    street = rf"(?:{letter}){{1,6}}?{streets}"
    compound = rf"(?:{letter}){{2,6}}?{compounds}"
    lane = rf"(?:{letter}){{2}}里"
    english = rf"\b(?!{no_names}\b)[a-z']+ (?:(?:road|rd|street|avenue|ave)\b\.?|{ends}\b)"
    house = r"\d{1,5}\s?(?:弄|号(?!楼))"
    named = rf"(?:{street}|{compound}|{lane})(?:\s*{house}|[\s(（的])*"
    glued = rf"(?:(?:{said_so}|{district})的?(?:{letter}){{0,5}}|(?:{letter}){{0,6}}{institutions})"
    town_of = rf"(?:{district}[\s,]+)?"
    lane_of = r"(?:\d{1,4}\s{0,24}弄[\s,]*)?"
    road = rf"{town_of}(?:\d{{1,5}},? )?{english}[\s,]*{town_of}{lane_of}"
    town = rf"(?<![a-z]){districts}(?:新区|区|县|市|(?<=[a-z])(?: new area| district)?)"
    there = re.escape("".join(table.words("whereabouts")))
    return _Shapes(
        re.compile(rf"(?:{glued}|{named}|{road})+$"),
        re.compile(
            rf"{said_so}(?=[的有])|{before_home}[\s:：]?{district}(?!{errands})"
            rf"|(?:^|[\s,，:：;；\x00在住是])(?:{letter}){{2,4}}{homes}(?!{errands})"
        ),
        frozenset(table.words("not_places")),
        re.compile(rf"(?:(?<![{there}]){town}[\s,，]+|{before_own})$"),
        re.compile(rf"(?:小区)?的?(?:{behind_own}(?!{never_behind})|{said_so})"),
        re.compile(rf"[\s,，(（]+(?:in )?{town}[\s,，)）]+"),
        re.compile(districts),
        re.compile(errands),
        table.words("no_before_own"),
    )


def place_before(text: str, door: int, own: Set[str] | None) -> int | None:
    """Where the name of a place elsewhere begins that stands right before a door.

    Args:
        text: plain.
        door: where the door begins in it.
        own: names of streets of the register, which are not elsewhere; None for an empty register,
            of which nobody can tell what is.
    """
    if own is None:
        return None
    start = max(0, door - _LOOK_BACK)
    hit = _shapes().before_door.search(text[start:door])
    if hit is None or _is_own(hit.group(), own):
        return None
    return start + hit.start()


def other_place(text: str, name: tuple[int, int], own: Set[str] | None) -> tuple[int, int] | None:
    """Where a place is named that only holds a compound's name: 苏州市大林苑, 大林苑路, 大林苑对面.

    Args:
        name: where the compound's name begins and ends in a plain text.
        own: as of `place_before`.

    Returns:
        Where its own name begins and ends; None for the compound itself.
    """
    if own is None:
        return None
    start, end = name
    begins = _other_before(text, start, own)
    behind = _shapes().behind_own.match(text, end) or _shapes().town_behind.match(text, end)
    if begins is None and behind is None:
        return None
    return start if begins is None else begins, behind.end() if behind else end


def _other_before(text: str, name: int, own: Set[str]) -> int | None:
    """Where a district or 新 begins that stands before a compound's name; None for none."""
    shapes = _shapes()
    place = place_before(text, name, own)
    district = None if place is None else shapes.district.search(text, place, name)
    if district and not shapes.errand.search(text, district.start(), name):
        return district.start()
    start = max(0, name - _LOOK_BACK)
    before = text[start:name]
    hit = shapes.before_own.search(before)
    if hit is None or before.endswith(shapes.no_before_own) or _is_own(hit.group(), own):
        return None
    return start + hit.start()


def home_elsewhere(text: str, own: Set[str] | None) -> tuple[int, int] | None:
    """Where in a plain text somebody is said to live elsewhere, without a door of the place.

    Args:
        own: as of `place_before`.
    """
    if own is None:
        return None
    for hit in _shapes().home.finditer(text):
        if not _is_own(hit.group(), own):
            return hit.span()
    return None


def _is_own(said: str, own: Set[str]) -> bool:
    """Whether the places named are of the register or none at all."""
    if said.strip().endswith(tuple(_shapes().not_places)):
        return True
    return any(name in said for name in own)
