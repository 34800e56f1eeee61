"""The reading of one request line: time, numbers, address, names, then what help is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from models.chases import Urgency
from models.problems import Problem
from models.reading.addresses import SaidAddress, take_address
from models.reading.coming import deadline
from models.reading.corrections import withdraw_doors
from models.reading.day_names import says_coming_day
from models.reading.doors import match_doors, said_doors
from models.reading.gazetteer import Gazetteer, HouseholdRef
from models.reading.households import Match, match_household
from models.reading.kinds import days_left, worst_need
from models.reading.moments import take_happened
from models.reading.names import take_names
from models.reading.needs import Need
from models.reading.patients import patient_of
from models.reading.phones import (
    is_unusual,
    leave_endings,
    read_phones,
    take_endings,
    take_local_numbers,
    take_numbers,
)
from models.reading.romanized import put_in_signs
from models.reading.scan import READ_LIMIT, Line
from models.reading.shapes import Field, Reading
from models.reading.signals import Facts, read_signals
from models.reading.together import NOT_SO
from models.requests import RequestKind
from models.requests.doubts import LIFE
from models.text import clean
from models.times import LOCAL

_OPEN_END = r"[\s,，:：;；、(（\[【\-—/]"
_LEFT_OVER = re.compile(rf"^[\s,，.。:：;；、)）\]】\-—/]+|(?<!{_OPEN_END}){_OPEN_END}+$")
_AND = re.compile(r"^and\s+", re.IGNORECASE)
"""In front, where only doors stood before it."""
_EMPTY_BRACKETS = re.compile(r"[(（\[【]\s*[)）\]】]")
_DANGLING = re.compile(r"\s+(?=[,，。;；、)）])|(?<=[(（])\s+")
_TROUBLE = "trouble"
"""Why a line presses that has a word of blood, death or pain and tells nothing else: it may be
about a life, and nobody knows what is asked for."""
_HELD_BEFORE = tuple("从到在住往去的给")
_HELD_BEHIND = re.compile(r"的|家(?![里中人属])")
_OUT_OF_SUMMARY = (Field.HAPPENED, Field.ADDRESS, Field.PERSON, Field.PHONE)


def read_line(text: str, gazetteer: Gazetteer, now: datetime) -> Reading:
    """Read a request as it is typed or was noted.

    Args:
        text: one line in any wording; never refused, however little can be made out.
        gazetteer: what the register answers.
        now: aware moment of reading; days are counted from the time the line gives, else from it.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    line = Line(text)
    happened_at = take_happened(line, now)
    take_numbers(line)
    endings = take_endings(line)
    compounds = gazetteer.compounds()
    put_in_signs(line)
    if withdraw_doors(line, compounds):
        put_in_signs(line)
    said = take_address(line, compounds, gazetteer.in_letters)
    further = said_doors(line, said, compounds)
    unreadable = take_local_numbers(line)
    phones = read_phones(line)
    names = take_names(line, lambda word: bool(gazetteer.households_with_head(word)))
    digits = [phone.digits for phone in phones]
    match = match_household(said, digits, names, gazetteer, endings)
    leave_endings(line, match.household.phone if match.household else "")
    doors = match_doors(line, said, further, digits, match, gazetteer)
    facts = read_signals(line.rest, happened_at or now)
    need = worst_need(facts)
    _note(line, facts, need)
    place = _place(said, match.household)
    may_be_life = need is not None and need.reason == _TROUBLE and not facts.has(*NOT_SO)
    before_sleep = says_coming_day(line.rest, (happened_at or now).astimezone(LOCAL))
    harm_at = _harm_at(line, need, happened_at or now)
    return Reading(
        text=clean(text, multiline=True),
        household=match.household.no if match.household else None,
        candidates=match.candidates,
        **place,
        address_said=_address_said(said, match.household, doors.unlisted),
        people=names,
        patient=patient_of(line.rest, need.kind if need else RequestKind.OTHER),
        phones=phones,
        kind=need.kind if need else RequestKind.OTHER,
        urgency=need.urgency if need else Urgency.ROUTINE,
        harm_at=harm_at,
        harm_reason=need.reason if need else None,
        days_left=days_left(facts, need),
        happened_at=happened_at,
        summary=_summary(text, line, _untold(said)),
        spans=tuple(sorted(line.spans)),
        doubts=_doubts(match, need, unreadable, digits, line, before_sleep, may_be_life),
        trouble=None,
        doors=doors.homes,
        unlisted=doors.unlisted,
        ranges=doors.ranges,
        known=(),
    )


def _harm_at(line: Line, need: Need | None, said_at: datetime) -> datetime | None:
    """When somebody is harmed: as the need tells, else by when the line says that it has to be."""
    if need and need.harm_at is not None:
        return need.harm_at
    limit = deadline(line.rest, said_at)
    if limit is None:
        return None
    line.note(limit.start, limit.end, Field.URGENCY)
    return limit.at


def unread(text: str, trouble: Problem) -> Reading:
    """A line as it was said, of which nothing is read while a table of words is broken.

    Nobody knows how urgent it is: until somebody says so it is dealt with today.
    """
    return Reading(
        text=clean(text, multiline=True),
        household=None,
        candidates=(),
        compound=None,
        lane=None,
        building=None,
        unit=None,
        room=None,
        address_said="",
        people=(),
        patient="",
        phones=(),
        kind=RequestKind.OTHER,
        urgency=Urgency.TODAY,
        harm_at=None,
        harm_reason=None,
        days_left=None,
        happened_at=None,
        summary=clean(text, limit=READ_LIMIT),
        spans=(),
        doubts=("unread", "kind_unknown"),
        trouble=trouble,
    )


def _address_said(
    said: SaidAddress | None, home: HouseholdRef | None, unlisted: Sequence[str]
) -> str:
    """The address in the line's own words, with further doors where none is on file."""
    if said is None:
        return ""
    return clean("、".join((said.said, *(() if home else unlisted))))


def _place(said: SaidAddress | None, home: HouseholdRef | None) -> dict[str, str | None]:
    """The address of the household that was found, else what was said of one."""
    if home:
        return dict(zip(("compound", "lane", "building", "unit", "room"), home[1:6], strict=True))
    parts = said.parts if said else None
    return {
        "compound": said.compound if said else None,
        "lane": parts.lane if parts else None,
        "building": parts.building if parts else None,
        "unit": parts.unit if parts else None,
        "room": parts.room if parts else None,
    }


def _note(line: Line, facts: Facts, need: Need | None) -> None:
    """Remember which words told the kind and the days, for showing them while typing."""
    if need and need.hit:
        line.note(need.hit.start, need.hit.end, Field.KIND)
    if days_left(facts, need) is not None:
        for supply in facts.supplies:
            line.note(supply.start, supply.end, Field.DAYS)
    for hit in facts.of(need.reason) if need else ():
        line.note(hit.start, hit.end, Field.URGENCY)


def _untold(said: SaidAddress | None) -> frozenset[Field]:
    """What only the summary tells: no door on file stands for an address elsewhere."""
    return frozenset({Field.ADDRESS}) if said and said.elsewhere else frozenset()


def _summary(text: str, line: Line, untold: frozenset[Field]) -> str:
    """The text without what was read as time, address, name or number."""
    kept, at = [], 0
    for start, end, field in sorted(line.spans):
        is_told = field not in _OUT_OF_SUMMARY or field in untold
        if not is_told and not _is_held(line, start, end, field):
            kept.append(text[at:start])
            at = end
    kept.append(text[at:])
    summary = clean(" ".join(kept), limit=READ_LIMIT)
    summary = _DANGLING.sub("", _EMPTY_BRACKETS.sub(" ", summary))
    return clean(_LEFT_OVER.sub("", _AND.sub("", _LEFT_OVER.sub("", summary))))


def _is_held(line: Line, start: int, end: int, field: Field) -> bool:
    """Whether the words glued to a place or a name make no sense without it: 从…搬到…, …的, …家."""
    if field not in (Field.ADDRESS, Field.PERSON):
        return False
    return bool(_HELD_BEHIND.match(line.said, end)) or line.said[start - 1 : start] in _HELD_BEFORE


def _doubts(
    match: Match,
    need: Need | None,
    unreadable: bool,
    numbers: Sequence[str],
    line: Line,
    before_sleep: bool,
    may_be_life: bool,
) -> tuple[str, ...]:
    if not line.said.strip():
        return ()
    doubts = list(match.doubts)
    if unreadable:
        doubts.append("phone_unreadable")
    if any(map(is_unusual, numbers)):
        doubts.append("phone_unusual")
    if (need is None and line.rest.strip()) or (need and need.reason == _TROUBLE):
        doubts.append("kind_unknown")
    if may_be_life:
        doubts.append(LIFE)
    if before_sleep:
        doubts.append("coming_day")
    return tuple(dict.fromkeys(doubts))
