"""The people of the register one by one, and who works here and lives elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from data import sql
from data.households import closed
from data.roster.places import ABSENT, presence_at
from data.sql import Reader
from models.call_sheet import Person, Who
from models.households.counts import counted
from models.residents import LIVING_HERE, Whereabouts
from models.times import stored

_AWAY_MARK, _EMPTY_MARK = "不在沪", "空关"

_HOMES = f"""
SELECT h.id AS id, h.no AS no, h.head AS head, h.people AS people, h.present AS present,
  c.id AS compound_id, c.name AS compound, b.id AS building_id, nullif(b.lane, '') AS lane,
  nullif(b.name, '') AS building, nullif(h.unit, '') AS unit, nullif(h.room, '') AS room,
  {closed.until()} AS closed_until
FROM household h JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id"""

_AMONG = "SELECT h.id FROM household h JOIN building b ON b.id = h.building_id"

_MARKS = "SELECT m.household_id AS household_id, m.mark AS mark FROM household_mark m"

_RESIDENTS = f"""
SELECT r.id AS id, r.no AS no, r.household_id AS household_id, r.name AS name, r.born AS born,
  r.presence AS presence,
  EXISTS (SELECT 1 FROM person p WHERE p.id = r.person_id AND p.archived_at IS NULL) AS helps,
  {sql.listed("m.mark", "FROM resident_mark m WHERE m.resident_id = r.id")} AS marks
FROM resident r"""

_IN_ORDER = "ORDER BY r.position, r.no"


class _Home(NamedTuple):
    id: str
    no: int
    head: str
    people: int | None
    present: int | None
    compound_id: str
    compound: str
    building_id: str
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    closed_until: str | None


class _Resident(NamedTuple):
    id: str
    no: int
    household_id: str
    name: str
    born: str | None
    presence: str
    helps: int
    marks: tuple[str, ...]


def people(
    conn: Reader,
    compounds: Collection[str] | None = None,
    buildings: Collection[str] | None = None,
    homes: Collection[str] | None = None,
) -> list[Person]:
    """Everybody on the register but the dead, in the order of doors.

    Of each household those who are known by name, then as many more as it counts: the greater of
    how many are registered and how many are there; of these the first is its head, where the
    register has no more than the head's name. Behind a door of which no number is known there
    is one at least, unless nobody lives there. Who moved out is among them, as long as the register
    has their name. A mark of the household is everybody's, unless somebody of it is named with it:
    then it is theirs.

    Args:
        compounds, buildings, homes: keys of those that are asked about; None for all.
    """
    among = {"compounds": compounds, "buildings": buildings, "homes": homes}
    asked = {name: sql.as_given(keys) for name, keys in among.items() if keys is not None}
    scope = _scope(asked)
    here = f"IN ({_AMONG} {scope})" if scope else "IS NOT NULL"
    own: dict[str, set[str]] = defaultdict(set)
    for row in sql.named(conn.execute(f"{_MARKS} WHERE m.household_id {here}", asked)):
        own[row["household_id"]].add(row["mark"])
    living: dict[str, list[_Resident]] = defaultdict(list)
    found = conn.execute(f"{_RESIDENTS} WHERE r.household_id {here} {_IN_ORDER}", asked)
    for one in sql.views(_Resident, found):
        living[one.household_id].append(one)
    doors = conn.execute(f"{_HOMES} {scope} ORDER BY h.sort_key, h.no", asked)
    return [
        person
        for home in sql.views(_Home, doors)
        for person in _behind(home, own.get(home.id, set()), living.get(home.id, []))
    ]


_COLUMNS = {"compounds": "b.compound_id", "buildings": "b.id", "homes": "h.id"}


def _scope(names: Iterable[str]) -> str:
    """What narrows the households to those that are asked about, by what of them is given: said
    without OR, so that an index finds them."""
    told = [f"{_COLUMNS[name]} IN ({sql.given(name)})" for name in names]
    return f"WHERE {' AND '.join(told)}" if told else ""


def _behind(home: _Home, own: set[str], named: list[_Resident]) -> Iterator[Person]:
    here = [one for one in named if one.presence in LIVING_HERE]
    away = sum(_is_away(one) for one in here)
    counts = counted(home.people, home.present, None, marks=tuple(own), named=len(here), away=away)
    nobody = counts.present == 0
    shared = frozenset(own.difference(*(one.marks for one in here)))
    door = Person(
        Who(home.id),
        "",
        home.compound,
        home.lane,
        home.building,
        home.unit,
        home.room,
        compound_id=home.compound_id,
        building_id=home.building_id,
        household_no=home.no,
        marks=shared,
        closed_until=home.closed_until,
        is_empty=nobody
        and not away
        and _AWAY_MARK not in own
        and (_EMPTY_MARK in own or not counts.registered),
    )
    for one in named:
        if one.presence == Whereabouts.DIED:
            continue
        lives = one.presence in LIVING_HERE
        gone = lives and (nobody or _is_away(one))
        yield door._replace(
            who=Who(home.id, one.id),
            name=one.name,
            presence=Whereabouts.AWAY if gone else one.presence,
            marks=shared.union(one.marks),
            is_empty=door.is_empty and lives,
            resident_no=one.no,
            born=one.born,
            helps=bool(one.helps),
        )
    known = counts.present is None
    most = max(counts.registered or 0, counts.present or 0, len(here), 0 if nobody else 1)
    there = most - len(here) if known else (counts.present or 0) - (len(here) - away)
    for place in range(1, most - len(here) + 1):
        presence = Whereabouts.PRESENT if place <= there else Whereabouts.AWAY
        name = "" if place > 1 or any(one.name == home.head for one in named) else home.head
        yield door._replace(who=Who(home.id, None, place), name=name, presence=presence)


def _is_away(one: _Resident) -> bool:
    return one.presence == Whereabouts.AWAY or _AWAY_MARK in one.marks


_LIVING = sql.quoted(sorted(LIVING_HERE))

_LISTED = "SELECT 1 FROM resident r WHERE r.person_id = p.id"

_WORKERS = f"""
SELECT p.id AS id, p.no AS no, p.name AS name FROM person p
WHERE p.archived_at IS NULL AND CASE
    WHEN EXISTS ({_LISTED} AND r.presence IN ({_LIVING})) THEN 0
    WHEN EXISTS ({_LISTED}) THEN 1
    ELSE p.building_id IS NULL AND (p.kind IN ('staff', 'cadre') OR p.compound_id IS NULL)
  END
  AND coalesce({presence_at("p.id", "place")}, '') NOT IN ({ABSENT})
ORDER BY CASE p.kind WHEN 'staff' THEN 0 WHEN 'cadre' THEN 1 ELSE 2 END, p.no"""


class _Worker(NamedTuple):
    id: str
    no: int
    name: str


def workers(conn: Reader, at: datetime) -> list[Person]:
    """Who is on the roster and lives elsewhere, so that no household counts them: staff first.

    Who moved out is among them.

    Who is isolated, in hospital or away at that moment is not among them.
    """
    found = conn.execute(_WORKERS, {"now": stored(at)})
    return [
        Person(Who(None, person=one.id), one.name, *_NOWHERE, person_no=one.no)
        for one in sql.views(_Worker, found)
    ]


_NOWHERE = (None,) * 5
