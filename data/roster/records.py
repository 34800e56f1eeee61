"""A person's own record as the commands see it: read, and put together from what is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from data import sql
from data.households import buildings
from data.pinyin import initials
from data.roster.queries import skills_of
from data.sql import Reader
from models.fields import Keep, as_said, kept, line, lines, own_number, tags
from models.problems import Refused
from models.roster import TRAITS, PersonKind
from models.text import clean, fold

_OWN: Mapping[str, Keep] = {
    **dict.fromkeys(("name", "post", "lodging", "vehicle", "hours"), line()),
    **dict.fromkeys(("note", "private_note"), lines(2_000)),
    **dict.fromkeys(("available_from", "available_until"), as_said),
    **dict.fromkeys(TRAITS, int),
    "kind": PersonKind,
    "phone": own_number("phone"),
}
"""Fields a person's own record has beside where they live."""


class PersonRecord(NamedTuple):
    """A person as kept; compound and building by their keys. A new one has the defaults."""

    no: int
    id: str
    version: int = 1
    name: str = ""
    kind: str = PersonKind.VOLUNTEER
    post: str = ""
    phone: str = ""
    compound: str | None = None
    building: str | None = None
    lodging: str = ""
    vehicle: str = ""
    hours: str = ""
    available_from: int | None = None
    available_until: int | None = None
    note: str = ""
    private_note: str = ""
    is_leader: int = 0
    no_heavy_work: int = 0
    has_pass: int = 0
    archived_at: str | None = None
    skills: tuple[str, ...] = ()


_PERSON = f"""
SELECT p.no AS no, p.id AS id, p.version AS version, p.name AS name, p.kind AS kind,
  p.post AS post, p.phone AS phone, p.compound_id AS compound, p.building_id AS building,
  p.lodging AS lodging, p.vehicle AS vehicle, p.hours AS hours,
  p.available_from AS available_from, p.available_until AS available_until, p.note AS note,
  p.private_note AS private_note, p.is_leader AS is_leader, p.no_heavy_work AS no_heavy_work,
  p.has_pass AS has_pass, p.archived_at AS archived_at,
  {skills_of("p.id")} AS skills
FROM person p"""


def person_records(conn: Reader, condition: str, *values: object) -> list[PersonRecord]:
    """The records of people a condition of the program's own finds.

    Args:
        condition: on the person `p`.
        values: of its parameters.
    """
    return sql.views(PersonRecord, conn.execute(f"{_PERSON} WHERE {condition}", values))


def person_record(conn: Reader, no: int) -> PersonRecord:
    """The record of one person, archived or not.

    Raises:
        Refused: `person_unknown`.
    """
    for found in person_records(conn, "p.no = ?", no):
        return found
    raise Refused("person_unknown", no=no)


def changed_record(conn: Reader, was: PersonRecord, fields: Mapping[str, object]) -> PersonRecord:
    """A person's record once its fields are what is said, named as in `PersonInput`.

    Raises:
        Refused: `field_empty`, `phone_unclear`, `compound_unknown`, `building_unclear`,
            `window_half_open`.
    """
    elsewhere = ("building", "compound", "leads")
    values = {name: value for name, value in fields.items() if name not in elsewhere}
    after = was._replace(**kept(values, {**_OWN, "skills": tags}))
    if "compound" in fields:
        after = after._replace(compound=_compound_id(conn, line()(fields["compound"])))
    if not after.name:
        raise Refused("field_empty", "name")
    if (after.available_from is None) != (after.available_until is None):
        raise Refused("window_half_open", "available_until")
    return _at_home(conn, was, after, fields)


def _at_home(
    conn: Reader, was: PersonRecord, after: PersonRecord, fields: Mapping[str, object]
) -> PersonRecord:
    """A person's record with the building they live in, which is told by its compound."""
    compound = _compound_name(conn, after)
    if "building" in fields:
        words = clean(str(fields["building"] or ""), limit=60)
        if not words:
            return after._replace(building=None)
        found = buildings.find(conn, words, compound)
        if compound is None:
            return after._replace(building=found.id, compound=_compound_id(conn, found.compound))
        if found.compound != compound:
            raise buildings.unclear(words, buildings.buildings(conn, compound))
        return after._replace(building=found.id)
    if after.compound != was.compound and was.building is not None:
        return after._replace(building=None)
    return after


def buildings_to_lead(
    conn: Reader, after: PersonRecord, fields: Mapping[str, object]
) -> tuple[int, ...] | None:
    """Numbers of the buildings a person is to lead; None where nothing is said of it.

    Raises:
        Refused: `building_unclear`.
    """
    words = fields.get("leads")
    if words is None:
        return None
    assert isinstance(words, tuple)
    compound = _compound_name(conn, after)
    found = [buildings.find(conn, clean(word), compound, "leads").no for word in words]
    return tuple(dict.fromkeys(found))


def columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the fields that a person's own record keeps, by the columns they are kept in."""
    kept_in = {"compound": "compound_id", "building": "building_id"}
    own = (*_OWN, *kept_in)
    return {kept_in.get(name, name): values[name] for name in own if name in values}


def _compound_id(conn: Reader, name: str) -> str | None:
    if not name:
        return None
    found = sql.value(conn.execute("SELECT id FROM compound WHERE name = ?", (name,)))
    if found is None:
        raise Refused("compound_unknown", "compound", value=name)
    return str(found)


def _compound_name(conn: Reader, person: PersonRecord) -> str | None:
    query = "SELECT name FROM compound WHERE id = ?"
    name: str | None = sql.value(conn.execute(query, (person.compound,)))
    return name


def search_text(conn: Reader, person: PersonRecord) -> str:
    """Everything a person is found by; never the private note."""
    parts = (
        person.name,
        initials(person.name),
        person.post,
        person.phone,
        _compound_name(conn, person) or "",
        *person.skills,
        person.vehicle,
        person.hours,
        person.lodging,
        person.note,
    )
    return " ".join(fold(part) for part in parts if part)
