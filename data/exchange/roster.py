"""Lists of staff and volunteers: rows read into people, with where they are and since when."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from data.exchange.answers import answers, hours_of
from data.exchange.compounds import Compounds
from data.exchange.days import as_day
from data.exchange.found import Record
from data.exchange.list_words import list_words, told
from data.exchange.rows import Rows, as_text, tidy_name
from models.exchange import ImportKind
from models.exchange.columns import Cell
from models.households.addresses import split_address
from models.roster import PersonInput, PersonKind, PresenceInput
from models.text import fold
from models.times import day_start, local_date

_SECONDED = re.compile(r"cadre.*second")
_SPLIT = re.compile(r"[，、,;；/\n]+")


Home = Callable[[str, str], str | None]
"""The building on file that words mean within a compound, as people say it; None for none."""


def read(rows: Rows, compounds: Compounds, now: datetime, home: Home) -> list[Record[PersonInput]]:
    """The people of one sheet. Remarks on resigning or retiring are kept as private notes."""
    return [
        rows.record(_person(rows, row, number, name, compounds, now, home), number)
        for number, row, name in rows.named()
    ]


def _person(
    rows: Rows,
    row: list[Cell],
    number: int,
    name: str,
    compounds: Compounds,
    now: datetime,
    home: Home,
) -> PersonInput:
    phone, more = rows.phone(row, number)
    remarks = [*rows.texts(row, "note"), *([more] if more else [])]
    tells_private = list_words().private.search
    private = [text for text in remarks if tells_private(text)]
    open_remarks = [text for text in remarks if not tells_private(text)]
    hours = answers(rows.text(row, "hours"))
    span = hours_of(hours)
    lives = _lives(rows, row, number, compounds, home)
    return PersonInput(
        name=name,
        kind=_kind(rows, row),
        post="、".join(answers(rows.text(row, "post"))) or None,
        phone=phone,
        compound=lives.compound,
        building=lives.building,
        lodging=lives.said or None,
        skills=_skills(rows.text(row, "skills")) or None,
        vehicle=_vehicle(rows.text(row, "vehicle")),
        hours="、".join(hours) or None,
        available_from=span[0] if span else None,
        available_until=span[1] if span else None,
        note="，".join(open_remarks) or None,
        private_note="，".join(private) or None,
        is_leader=_leads(rows, row, number, name),
        no_heavy_work=_no_heavy_work(rows, row),
        has_pass=_said_so(rows, row, "has_pass", list_words().has_pass, list_words().no_pass),
        presence=_presence(rows, row, number, now),
    )


def usual_kind(kind: ImportKind) -> PersonKind:
    """What people of such a list are when nothing else is said of them."""
    return PersonKind.VOLUNTEER if kind is ImportKind.VOLUNTEERS else PersonKind.STAFF


def _kind(rows: Rows, row: list[Cell]) -> PersonKind | None:
    said = fold(f"{rows.text(row, 'kind')} {rows.text(row, 'post')}")
    if _SECONDED.search(said):
        return PersonKind.CADRE
    return told(said, list_words().kinds)


def _said_so(
    rows: Rows,
    row: list[Cell],
    field: str,
    tells: re.Pattern[str],
    denies: re.Pattern[str] | None = None,
) -> bool | None:
    """Whether a column of its own, else skills and remarks, say something of somebody."""
    said = _answer(rows, row, field)
    if said is not None:
        return said
    plain = fold(" ".join([rows.text(row, "skills"), *rows.texts(row, "note")]))
    if denies is not None and denies.search(plain):
        return False
    return True if tells.search(plain) else None


def _no_heavy_work(rows: Rows, row: list[Cell]) -> bool | None:
    """Whether somebody may not lift; a survey may ask the other way round, whether they can."""
    can = fold(as_text(rows.cell(row, "heavy_work"))).strip()
    if rows.has("no_heavy_work") or not can:
        return _said_so(rows, row, "no_heavy_work", list_words().no_heavy_work)
    return can in list_words().not_so or list_words().no_heavy_work.search(can) is not None


def _answer(rows: Rows, row: list[Cell], field: str) -> bool | None:
    """What a column that says yes or no says; None for an empty cell."""
    said = fold(as_text(rows.cell(row, field))).strip()
    return said not in list_words().not_so if said else None


def _leads(rows: Rows, row: list[Cell], number: int, name: str) -> bool | None:
    """Whether somebody is a leader: as the list says; proposed where their post is exactly one."""
    said, post = _answer(rows, row, "is_leader"), rows.text(row, "post")
    if said is not None:
        return said
    if fold(post).strip() not in list_words().leader_posts:
        return None
    rows.note("leader_by_post", number, name=name, post=post)
    return True


def _skills(said: str) -> tuple[str, ...]:
    """Skills, each once: ticked in a survey, or written one after another."""
    parts = (part.strip() for answer in answers(said) for part in _SPLIT.split(answer))
    return tuple(dict.fromkeys(part for part in parts if part))


def _vehicle(said: str) -> str | None:
    """What somebody has to drive; None for who says that they have none."""
    told = [one for one in answers(said) if not _has_none(one)]
    return "、".join(told) or None


def _has_none(said: str) -> bool:
    plain = fold(said).strip()
    return plain in list_words().not_so or list_words().no_vehicle.match(plain) is not None


class _Lives(NamedTuple):
    """Where somebody lives: the compound and building on file, and what they said."""

    compound: str | None
    building: str | None
    said: str


def _lives(rows: Rows, row: list[Cell], number: int, compounds: Compounds, home: Home) -> _Lives:
    """Where somebody lives: what the column of compounds says, with the building behind it where
    both were asked at once, else the address they gave."""
    said, door = tidy_name(rows.text(row, "compound")), " ".join(rows.texts(row, "lodging"))
    compound = compounds.find(said) if said else None
    if compound is None and said:
        compound, rest = compounds.split_off(said)
        if compound is None:
            rows.problem("compound_unknown", number, "compound", taken=True, value=said)
        door = " ".join(filter(None, (said, door)))
    elif compound is None and door:
        compound, rest = compounds.split_off(door)
    else:
        rest = compounds.split_off(door)[1]
    if compound is None:
        return _Lives(None, None, door)
    address = split_address(rest or door)
    words = "-".join(filter(None, (address.lane, address.building)))
    return _Lives(compound, home(words, compound) if words else None, door)


def _presence(rows: Rows, row: list[Cell], number: int, now: datetime) -> PresenceInput | None:
    """Where somebody is, from the state, the day it began and the day they are expected back."""
    said = rows.text(row, "state")
    answer = list_words().answers.get(fold(said))
    place = answer or told(said, list_words().places)
    if said and place is None:
        rows.problem("state_unreadable", number, "state", taken=True, value=said)
    days = {}
    for name in ("since", "expected_back"):
        days[name] = as_day(rows.cell(row, name), now) if rows.text(row, name) else None
        if rows.text(row, name) and days[name] is None:
            value = rows.text(row, name)
            rows.problem("day_unreadable", number, name, taken=True, value=value)
    if place is None:
        return None
    since, back = days["since"], days["expected_back"]
    if back and back < (since or local_date(now)):
        code = "back_before_since" if since else "back_in_the_past"
        rows.problem(code, number, "expected_back", taken=True, value=str(back))
        back = None
    return PresenceInput(
        place=place,
        since=day_start(since) if since else now,
        expected_back=back,
        reason="" if answer else said,
    )
