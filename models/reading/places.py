"""A place that is typed to find or to narrow something by: `西门1-2105`, `43弄8`, `梧桐3`. Pure.

It is read by the reader of addresses in calls. Where a place alone is typed a number behind the
name of a compound is its building, which in a call it would not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.households.addresses import Parts, bare_building
from models.reading.addresses import SaidAddress, take_address
from models.reading.compounds import anchors
from models.reading.gazetteer import CompoundName
from models.reading.likeness import InLetters
from models.reading.scan import BARRIER, HAN, Line, plain
from models.spelling import nearest_said
from models.text import fold

_BARE_NUMBER = re.compile(rf"(?<=[{HAN}a-z弄])\s?\d{{1,3}}[a-z]?(?![\w.:%/~]|-\w)")
"""A number behind letters that may be a building's: 3 of 梧桐3 and of `blossom tower 3`."""

_IN_LANE = re.compile(rf"(?<=[{HAN}a-z])\s?(\d{{2,4}})-(\d{{1,3}})(?:-(\d+)?|(?!\w))")
"""A house of a lane behind a compound as lists show it, perhaps with a numbered room: 桂馨里108-6,
`foundry court 108-10-1`."""

_SIGNS = " -—~,，、"
"""What is left of a place that somebody still types, such as 梧桐3-."""

_BUILDING_DIGITS = 2
"""Digits behind the name of a compound that are a building's; more are a room's."""


class Place(NamedTuple):
    """A place as it was typed.

    Attributes:
        compound: full name; None where only a lane is named that is no compound.
        said: the piece of the text that names it, as it was typed.
        rest: what else was typed.
    """

    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    said: str
    rest: str


def place_typed(
    text: str, compounds: Sequence[CompoundName], in_letters: InLetters
) -> Place | None:
    """The building or door a text names with its compound or lane; None for no such place.

    A number alone, as in `3-1505`, is left to whoever looks for doors in any compound.
    """
    found = _read(text, compounds, in_letters)
    if found is None or not found.building:
        shown = _IN_LANE.search(plain(text))
        if shown is not None:
            lane, house, room = shown.groups()
            said = f"{lane}弄{house}号{room}室" if room else f"{lane}弄{house}号"
            begin = text[: shown.start()].rstrip()
            meant = _read(begin + said + text[shown.end() :], compounds, in_letters)
            if meant is not None and meant.building and meant.compound:
                return meant
    if found is not None and (found.building or len(found.room or "") > _BUILDING_DIGITS):
        return found
    for number in _BARE_NUMBER.finditer(plain(text)):
        at = number.end()
        meant = _read(f"{text[:at]}号{text[at:]}", compounds, in_letters)
        if meant is not None and meant.building:
            return meant._replace(said=meant.said.removesuffix("号"))
    return found


def _read(text: str, compounds: Sequence[CompoundName], in_letters: InLetters) -> Place | None:
    line = Line(text)
    found = take_address(line, compounds, in_letters)
    if found is None or not _is_place(found):
        return None
    parts = found.parts
    # What is spoken for stands as barriers, one for each character.
    left = "".join(
        " " if rest == BARRIER else char for char, rest in zip(text, line.rest, strict=False)
    )
    return Place(
        found.compound,
        parts.lane,
        parts.building,
        parts.unit,
        parts.room,
        found.said,
        " ".join(left.split()).strip(_SIGNS),
    )


def _is_place(found: SaidAddress) -> bool:
    parts: Parts = found.parts
    named = found.compound or parts.lane
    return bool(named and (parts.building or parts.room)) and not found.elsewhere


def building_typed(
    said: str, compounds: Sequence[CompoundName], in_letters: InLetters
) -> tuple[str | None, str | None, str | None]:
    """Compound, lane and name of the building somebody means by `3`, `3号`, `梧桐3`, `43弄8`."""
    found = place_typed(said, compounds, in_letters)
    if found is not None and found.building:
        return found.compound, found.lane, found.building
    return None, None, bare_building(said)


def with_full_names(text: str, names: Iterable[str]) -> str:
    """A text in which each compound of these names that is called by a part of its name is called
    by all of it, as far as a door is said beside it."""
    compounds = [CompoundName(0, name, "") for name in sorted(names)]
    made, at = [], 0
    for one in anchors(plain(text), compounds):
        said = text[one.start : one.end]
        if one.compound and one.sure and not said[0].isdigit():
            made += [text[at : one.start], one.compound]
            at = one.end
    return "".join([*made, text[at:]])


def compounds_meant(
    said: str, compounds: Sequence[CompoundName], initials: Sequence[str] = ()
) -> tuple[str, ...]:
    """The names of the compounds somebody means by a name, a part of one, a street's number
    (`43弄`), a name in Latin letters or its initials; those fitting best, several where it may be
    any of them, none where it is no compound's.

    Args:
        initials: of each compound, separated by blanks; looked at last.
    """
    wanted = _close(said)
    if not wanted:
        return ()
    names = [(one, [_close(name) for name in (one.name, *one.aliases)]) for one in compounds]
    whole = tuple(one.name for one, known in names if wanted in known)
    if whole:
        return whole
    anchored = {one.compound for one in anchors(plain(said), compounds) if one.compound}
    begins = [one.name for one, known in names if any(name.startswith(wanted) for name in known)]
    inside = [one.name for one, known in names if any(wanted in name for name in known)]
    streets = [one.name for one in compounds if wanted in _close(one.address)]
    short = [
        one.name
        for one, letters in zip(compounds, initials, strict=False)
        if wanted.isascii() and any(typed.startswith(wanted) for typed in letters.split())
    ]
    by_number = [one.name for one in compounds if one.name in anchored]
    return tuple(next(filter(None, (by_number, begins, inside, short, streets)), ()))


def compounds_like(
    said: str, compounds: Sequence[CompoundName], in_letters: InLetters
) -> list[str]:
    """The names of compounds that are most like a mistyped one, in writing or as they are said, for
    whoever is told of it."""
    by_name = {name: one.name for one in compounds for name in (one.name, *one.aliases)}
    return list(dict.fromkeys(by_name[name] for name in nearest_said(said, by_name, in_letters)))


def _close(name: str) -> str:
    return fold(name or "").replace(" ", "")
