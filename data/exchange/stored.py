"""What the store holds of the records an import speaks of, read once and compared in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from data.exchange.households import Ground, Key
from data.sql import Reader
from models.roster import Place
from models.roster.rules import Span
from models.times import loaded, stored

Fields = dict[str, object]
"""A record's fields by the names of its input model."""


@dataclass(slots=True)
class Known:
    """One record with its number, None for one this import adds; `spans` of a person's presence."""

    no: int | None
    fields: Fields
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Stored:
    """Everything an import is compared with; planned records are put in as they come."""

    compounds: dict[str, Known] = field(default_factory=dict)
    households: dict[Key, Known] = field(default_factory=dict)
    people: dict[str, list[Known]] = field(default_factory=dict)
    ground: Ground = field(default_factory=Ground)
    basis: int = 0


def read(conn: Reader, now: datetime) -> Stored:
    """Read what there is; people as they are at `now`."""
    households = _households(conn)
    (basis,) = conn.execute("SELECT coalesce(max(no), 0) FROM journal_step").fetchone()
    return Stored(
        _compounds(conn), households, _people(conn, now), _ground(conn, households), int(basis)
    )


def _compounds(conn: Reader) -> dict[str, Known]:
    names = (
        "name", "kind", "address", "unloading_point", "leader", "leader_phone",
        "stated_households", "stated_buildings",
    )  # fmt: skip
    rows = conn.execute(f"SELECT no, {', '.join(names)} FROM compound ORDER BY position")
    return {row[1]: Known(row[0], dict(zip(names, row[1:], strict=True))) for row in rows}


def _households(conn: Reader) -> dict[Key, Known]:
    marks: dict[str, list[str]] = {}
    for household, mark in conn.execute(
        "SELECT household_id, mark FROM household_mark ORDER BY household_id, position"
    ):
        marks.setdefault(household, []).append(mark)
    rows = conn.execute(
        "SELECT c.name, b.lane, b.name, h.unit, h.room, h.no, h.id, h.head, h.phone, h.people, "
        "h.elders, h.note FROM household h JOIN building b ON b.id = h.building_id "
        "JOIN compound c ON c.id = b.compound_id"
    )
    return {
        tuple(row[:5]): Known(
            row[5],
            {
                "lane": row[1],
                "unit": row[3],
                "head": row[7],
                "phone": row[8],
                "people": row[9],
                "elders": row[10],
                "note": row[11],
                "marks": tuple(marks.get(row[6], ())),
            },
        )
        for row in rows
    }


def _ground(conn: Reader, households: Mapping[Key, Known]) -> Ground:
    buildings = conn.execute(
        "SELECT c.name, min(b.name) FROM building b JOIN compound c ON c.id = b.compound_id "
        "GROUP BY c.id HAVING count(*) = 1"
    )
    stated = conn.execute("SELECT name, '1' FROM compound WHERE stated_buildings = 1")
    return Ground(
        frozenset(key[:3] for key in households if key[4]), {**dict(stated), **dict(buildings)}
    )


def _people(conn: Reader, now: datetime) -> dict[str, list[Known]]:
    skills: dict[str, list[str]] = {}
    for person, skill in conn.execute(
        "SELECT person_id, skill FROM person_skill ORDER BY person_id, position"
    ):
        skills.setdefault(person, []).append(skill)
    presence: dict[str, tuple[str, str, str | None]] = {}
    spans: dict[str, list[Span]] = {}
    moment = stored(now)
    for key, person, place, since, until, back in conn.execute(
        "SELECT id, person_id, place, since, until, expected_back FROM presence ORDER BY since"
    ):
        ends = loaded(until) if until else None
        spans.setdefault(person, []).append(Span(key, Place(place), loaded(since), ends))
        if since <= moment and (until is None or until > moment):
            presence[person] = (place, since, back)
    names = (
        "name", "kind", "post", "phone", "lodging", "vehicle", "hours",
        "available_from", "available_until", "note", "private_note",
    )  # fmt: skip
    columns = ", ".join(f"p.{name}" for name in names)
    rows = conn.execute(
        f"SELECT p.no, p.id, c.name, {columns} FROM person p "
        "LEFT JOIN compound c ON c.id = p.compound_id WHERE p.archived_at IS NULL ORDER BY p.no"
    )
    people: dict[str, list[Known]] = {}
    for no, key, compound, *values in rows:
        fields: Fields = dict(zip(names, values, strict=True))
        fields["compound"] = compound
        fields["skills"] = tuple(skills.get(key, ()))
        fields["presence"] = presence.get(key)
        known = Known(no, fields, spans.get(key, []))
        people.setdefault(str(fields["name"]), []).append(known)
    return people
