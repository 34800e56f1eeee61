"""What the store holds of the records an import speaks of, read once and compared in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from data import sql
from data.exchange.found import Known
from data.exchange.households import Key, KnownBuildings, without_number
from data.sql import Reader
from models.address import dashed, short_address
from models.roster import TRAITS, Place
from models.roster.rules import Span
from models.telephones import Telephone
from models.times import loaded, stored


@dataclass(slots=True)
class Stored:
    """Everything an import is compared with; planned records are put in as they come."""

    compounds: dict[str, Known] = field(default_factory=dict)
    households: dict[Key, Known] = field(default_factory=dict)
    people: dict[str, list[Known]] = field(default_factory=dict)
    buildings: KnownBuildings = field(default_factory=KnownBuildings)
    basis: int = 0


def read(conn: Reader, now: datetime) -> Stored:
    """Read what there is; people as they are at `now`."""
    households = _households(conn)
    (basis,) = conn.execute("SELECT coalesce(max(no), 0) FROM journal_step").fetchone()
    return Stored(
        compounds=_compounds(conn),
        households=households,
        people=_people(conn, now),
        buildings=_buildings(conn, households),
        basis=int(basis),
    )


def _compounds(conn: Reader) -> dict[str, Known]:
    rows = conn.execute(
        "SELECT no, name, kind, address, unloading_point, leader, leader_phone,"
        " stated_households, stated_buildings, closed_until, closed_why"
        " FROM compound ORDER BY position"
    )
    return {one["name"]: Known(one.pop("no"), one) for one in sql.named(rows)}


def _households(conn: Reader) -> dict[Key, Known]:
    marks: dict[str, list[str]] = {}
    for one in sql.named(
        conn.execute(
            "SELECT household_id, mark FROM household_mark ORDER BY household_id, position"
        )
    ):
        marks.setdefault(one["household_id"], []).append(one["mark"])
    phones: dict[str, list[Telephone]] = {}
    numbers = conn.execute(
        "SELECT household_id, number, extension, whose FROM telephone"
        " WHERE resident_id IS NULL ORDER BY household_id, position"
    )
    for one in sql.named(numbers):
        phones.setdefault(one.pop("household_id"), []).append(Telephone(**one))
    rows = conn.execute(
        "SELECT h.no AS no, h.id AS id, c.name AS compound, b.lane AS lane, b.name AS building,"
        " h.unit AS unit, h.room AS room, h.head AS head, h.phone AS phone, h.people AS people,"
        " h.elders AS elders, h.note AS note FROM household h"
        " JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id"
    )
    found: dict[Key, Known] = {}
    for one in sql.named(rows):
        no, key = one.pop("no"), one.pop("id")
        address = (
            one.pop("compound"),
            one["lane"],
            one.pop("building"),
            one["unit"],
            one.pop("room"),
        )
        said = {**one, "phones": tuple(phones.get(key, ())), "marks": tuple(marks.get(key, ()))}
        found[address] = Known(no, {**said, "label": short_address(*address)})
    return found


def _buildings(conn: Reader, households: Mapping[Key, Known]) -> KnownBuildings:
    buildings = conn.execute(
        "SELECT c.name AS compound, min(b.name) AS name FROM building b"
        " JOIN compound c ON c.id = b.compound_id GROUP BY c.id HAVING count(*) = 1"
    )
    stated = conn.execute("SELECT name FROM compound WHERE stated_buildings = 1")
    only = {name: "1" for (name,) in stated} | sql.mapped(buildings, "compound", "name")
    rooms = (key for key in households if without_number(key[4]))
    return KnownBuildings(frozenset(key[:3] for key in rooms), only)


def _people(conn: Reader, now: datetime) -> dict[str, list[Known]]:
    skills: dict[str, list[str]] = {}
    for one in sql.named(
        conn.execute("SELECT person_id, skill FROM person_skill ORDER BY person_id, position")
    ):
        skills.setdefault(one["person_id"], []).append(one["skill"])
    presence: dict[str, tuple[str, str, str | None]] = {}
    spans: dict[str, list[Span]] = {}
    moment = stored(now)
    for one in sql.named(
        conn.execute(
            "SELECT id, person_id, place, since, until, expected_back FROM presence ORDER BY since"
        )
    ):
        person, since, until = one["person_id"], one["since"], one["until"]
        ends = loaded(until) if until else None
        span = Span(one["id"], Place(one["place"]), loaded(since), ends)
        spans.setdefault(person, []).append(span)
        if since <= moment and (until is None or until > moment):
            presence[person] = (one["place"], since, one["expected_back"])
    rows = conn.execute(
        "SELECT p.no AS no, p.id AS id, p.name AS name, p.kind AS kind, p.post AS post,"
        " p.phone AS phone, p.lodging AS lodging, p.vehicle AS vehicle, p.hours AS hours,"
        " p.available_from AS available_from, p.available_until AS available_until,"
        " p.note AS note, p.private_note AS private_note, p.is_leader AS is_leader,"
        " p.no_heavy_work AS no_heavy_work, p.has_pass AS has_pass, c.name AS compound,"
        " b.lane AS lane, b.name AS building"
        " FROM person p LEFT JOIN compound c ON c.id = p.compound_id"
        " LEFT JOIN building b ON b.id = p.building_id"
        " WHERE p.archived_at IS NULL ORDER BY p.no"
    )
    people: dict[str, list[Known]] = {}
    for one in sql.named(rows):
        no, key = one.pop("no"), one.pop("id")
        traits = {name: bool(one[name]) for name in TRAITS}
        building = dashed(one.pop("lane"), one["building"]) or None
        fields = {
            **one,
            **traits,
            "building": building,
            "skills": tuple(skills.get(key, ())),
            "presence": presence.get(key),
        }
        people.setdefault(one["name"], []).append(Known(no, fields, spans.get(key, [])))
    return people
