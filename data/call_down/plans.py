"""A round before it is kept, read from the store without changing it: who is called, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from data import sql
from data.call_down.homes import IN_TROUBLE, NAME, PRESENCES, each_once, why_nobody_is_in
from data.households.addresses import address
from data.households.marks import marks_of
from data.households.telephones import phones_of
from data.roster.queries import roster
from data.sql import Reader
from models.call_down import AGED, Caller, RoundPlan, RoundWish, ToCall, Why
from models.call_down.rules import share_out
from models.problems import Refused
from models.residents import Whereabouts
from models.residents.rules import OLD
from models.roster import ABSENT_PLACES, LIVE_IN_KINDS, PersonRow
from models.telephones import Telephone
from models.times import local_date, stored

_HOME = f"""h.id AS household_id, h.no AS household, {address()}, b.no AS building_no,
  {marks_of("h.id")} AS own, h.people AS people, h.present AS present,
  {PRESENCES} AS presences, {IN_TROUBLE} AS request_no, h.sort_key AS sort_key"""

_AT = """JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
  AND (:compound IS NULL OR c.no = :compound)"""

_WISHED = f"({sql.given('marks')})"

_PEOPLE = f"""
SELECT {_HOME}, t.id AS resident_id, t.no AS resident, t.name AS name, t.presence AS presence,
  {sql.listed("m.mark", "FROM resident_mark m WHERE m.resident_id = t.id ORDER BY m.position")}
    AS marks,
  coalesce(CAST(substr(t.born, 1, 4) AS INTEGER) <= :year, 0) AS is_old,
  {phones_of("t.id")} AS phones
FROM resident t JOIN household h ON h.id = t.household_id {_AT}
WHERE t.id IN (SELECT resident_id FROM resident_mark WHERE mark IN {_WISHED})
  OR (t.born <> '' AND CAST(substr(t.born, 1, 4) AS INTEGER) <= :year)
ORDER BY h.sort_key, h.no, t.is_head DESC, t.position
"""

_HOUSEHOLDS = f"""
SELECT {_HOME}, NULL AS resident_id, NULL AS resident, {NAME} AS name, 'present' AS presence,
  '[]' AS marks, 0 AS is_old, {phones_of()} AS phones
FROM household h {_AT}
WHERE h.id IN (SELECT household_id FROM household_mark WHERE mark IN {_WISHED})
ORDER BY h.sort_key, h.no
"""


class _Found(NamedTuple):
    """Somebody who bears a mark that is asked for, with what tells whether they are called."""

    household_id: str
    household: int
    compound: str
    lane: str | None
    building: str | None
    building_no: int | None
    unit: str | None
    room: str | None
    own: tuple[str, ...]
    """The household's marks."""
    people: int | None
    present: int | None
    presences: tuple[str, ...]
    request_no: int | None
    sort_key: str
    resident_id: str | None
    resident: int | None
    name: str
    presence: str
    marks: tuple[str, ...]
    is_old: int
    phones: tuple[Telephone, ...]


def plan(
    conn: Reader,
    wish: RoundWish,
    now: datetime,
    chosen: Sequence[int] = (),
    *,
    alone: bool = False,
) -> RoundPlan:
    """Who bears the marks, who is left out and why, and who calls whom.

    Args:
        chosen: numbers of people who call, too, though they are no staff on duty.
        alone: whether they alone call.

    Raises:
        Refused: `round_without_marks`, `round_empty` where nobody is to be called,
            `person_unknown`.
    """
    if not wish.marks and wish.over is None:
        raise Refused("round_without_marks", "marks")
    found = to_call(conn, wish, now)
    calls = [one for one in found if one.gone is None]
    left_out = tuple(one for one in found if one.gone is not None)
    if not calls:
        raise Refused("round_empty", "marks", left_out=len(left_out))
    people = callers(conn, now, chosen, alone=alone)
    return RoundPlan(wish, tuple(share_out(calls, people)), left_out, tuple(people), now)


def to_call(conn: Reader, wish: RoundWish, now: datetime) -> list[ToCall]:
    """Everybody who bears a mark that is asked for, each once, in the order of doors: the resident
    who does where they are named, else the household. `gone` says who is left out."""
    given = {"marks": sql.as_given(wish.marks), "compound": wish.compound, "year": _born(wish, now)}
    people = sql.views(_Found, conn.execute(_PEOPLE, given))
    gone = {one: _why_gone(one) for one in people}
    told = {one.household for one in people}
    reached = {one.household for one in people if gone[one] is None}
    for one in sql.views(_Found, conn.execute(_HOUSEHOLDS, given)):
        why = _why_gone(one)
        if one.household not in (reached if why is None else told):
            gone[one] = why
    ordered = sorted(gone, key=lambda one: (one.sort_key, one.household))
    return [_called(one, wish, gone[one]) for one in ordered]


def _born(wish: RoundWish, now: datetime) -> int:
    """The last year of birth of those who are old enough; of no year nobody is."""
    ages = [*([OLD] if AGED in wish.marks else []), *([] if wish.over is None else [wish.over])]
    return local_date(now).year - min(ages) if ages else 0


def _called(one: _Found, wish: RoundWish, gone: str | None) -> ToCall:
    marks = [mark for mark in (*one.marks, *one.own) if mark in wish.marks]
    if one.is_old and AGED not in marks:
        marks.append(AGED if wish.over is None or wish.over >= OLD else f"{wish.over}+")
    parts = {name: getattr(one, name) for name in ToCall._fields if hasattr(one, name)}
    phones = each_once(one.phones)
    return ToCall(**{**parts, "phones": phones, "marks": tuple(dict.fromkeys(marks)), "gone": gone})


def _why_gone(one: _Found) -> str | None:
    if one.resident_id is None:
        return why_nobody_is_in(one.own, one.people, one.present, one.presences)
    if one.presence != Whereabouts.PRESENT:
        return one.presence
    return why_nobody_is_in((*one.own, *one.marks), one.people, one.present, one.presences)


# -- who calls -------------------------------------------------------------------------------------

_PEOPLE_AT_HOME = f"""
SELECT p.no AS no, b.no AS lives_in,
  {
    sql.listed(
        "d.no",
        '''FROM building_leader l JOIN building d ON d.id = l.building_id
    WHERE l.person_id = p.id ORDER BY d.no''',
    )
} AS leads,
  EXISTS (SELECT 1 FROM duty d WHERE d.person_id = p.id AND d.work = 'rest'
    AND d.starts_at <= :now AND d.ends_at > :now) AS rests
FROM person p LEFT JOIN resident t ON t.person_id = p.id
LEFT JOIN household h ON h.id = t.household_id
LEFT JOIN building b ON b.id = coalesce(p.building_id, h.building_id)
WHERE p.archived_at IS NULL
"""


def callers(
    conn: Reader, now: datetime, chosen: Sequence[int] = (), *, alone: bool = False
) -> list[Caller]:
    """Staff, and who else was chosen; those who are absent or rest say why they are given none.

    Args:
        chosen, alone: see `plan`.

    Raises:
        Refused: `person_unknown`.
    """
    rows = {one.no: one for one in roster(conn, now)}
    for no in chosen:
        if no not in rows:
            raise Refused("person_unknown", "person", no=no)
    homes = {
        one["no"]: one for one in sql.named(conn.execute(_PEOPLE_AT_HOME, {"now": stored(now)}))
    }
    asked = [one for one in rows.values() if one.no in chosen or (not alone and _is_staff(one))]
    return [
        Caller(
            one.no,
            one.name,
            one.compound,
            homes[one.no]["lives_in"],
            frozenset(map(int, sql.read_list(homes[one.no]["leads"]))),
            _off(one, bool(homes[one.no]["rests"])),
            one.no in chosen,
        )
        for one in asked
    ]


def _is_staff(one: PersonRow) -> bool:
    """Whether somebody is staff on duty, or would be were they not absent."""
    return one.kind in LIVE_IN_KINDS and bool(one.on_duty or one.place in ABSENT_PLACES)


def _off(one: PersonRow, rests: bool) -> Why | None:
    if one.place in ABSENT_PLACES:
        return Why(f"caller_{one.place}", {"person": one.name})
    return Why("caller_rests", {"person": one.name}) if rests else None


def off_now(conn: Reader, now: datetime) -> dict[int, Why]:
    """Who can be given no call now, by number, and why."""
    everybody = callers(conn, now, [one.no for one in roster(conn, now)], alone=True)
    return {one.no: one.off for one in everybody if one.off is not None}


def marks_in_use(conn: Reader) -> list[str]:
    """All marks somebody bears, those most bear first."""
    rows: list[Any] = conn.execute(
        "SELECT mark FROM (SELECT mark FROM household_mark UNION ALL SELECT mark FROM"
        " resident_mark) GROUP BY mark ORDER BY count(*) DESC, mark"
    ).fetchall()
    return [mark for (mark,) in rows]
