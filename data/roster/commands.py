"""Commands on persons. Each runs inside a step of the store; nobody is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from data import sql
from data.households import buildings
from data.households.building_commands import set_buildings_led
from data.ids import new_id
from data.pinyin import initials
from data.roster import queries
from data.roster.presence import place_person
from data.settings import IN_CHARGE
from data.sql import Reader
from models.fields import Changes, kept_phone, said
from models.problems import Refused
from models.roster import PersonInput, PersonKind, PresenceInput
from models.text import clean, fold
from models.times import stored

if TYPE_CHECKING:
    from data.store import Step

_TEXTS = ("name", "post", "lodging", "vehicle", "hours")
_NOTES = ("note", "private_note")
_MINUTES = ("available_from", "available_until")
_OWN = (*_TEXTS, *_NOTES, *_MINUTES, "kind", "phone", "compound", "building")
"""Fields a person's own record has."""


class _Person(NamedTuple):
    """A person's own record, as it is before a change; compound and building by their keys."""

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
    archived_at: str | None = None
    skills: tuple[str, ...] = ()


def add_person(step: Step, given: PersonInput) -> int:
    """Keep a new person, with where they are when that is said; their number.

    Raises:
        Refused: `field_empty`, `phone_unclear`, `compound_unknown`, `building_unclear`,
            `window_half_open`, and as `record_presence`.
    """
    (no,) = add_people(step, [given])
    step.act("person_added", no=no, name=clean(given.name))
    return no


def add_people(step: Step, given: Iterable[PersonInput]) -> list[int]:
    """Keep new people in their order; their numbers. Part of a command.

    Raises:
        Refused: as `add_person`.
    """
    from models.roster.tables import Person

    made: list[int] = []
    for no, one in enumerate(given, step.next_no("person")):
        new = _Person(no, new_id())
        values = {name: value for name, value in said(one).items() if name != "presence"}
        after = _after(step.conn, new, values)
        step.add(
            Person(id=new.id, no=no, search=_search(step.conn, after), **_columns(after._asdict()))
        )
        _keep_others(step, new, after, _led(step.conn, after, values))
        if one.presence is not None:
            place_person(step, no, one.presence)
        made.append(no)
    return made


def change_person(
    step: Step, no: int, version: int | None, changes: Mapping[str, object]
) -> Changes:
    """Change fields of a person, named as in `PersonInput`; what really changed.

    Args:
        version: how they were when they were looked at; None where that does not matter.

    Raises:
        Refused: `person_unknown`, `edited_meanwhile` and as `add_person`.
    """
    from models.roster.tables import Person

    was = _person(step.conn, no)
    if version not in (None, was.version):
        raise Refused("edited_meanwhile", no=no)
    fields = dict(changes)
    presence = fields.pop("presence", None)
    after = _after(step.conn, was, fields)
    changed: dict[str, tuple[object, object]] = {
        name: (before, now)
        for name, before, now in zip(_Person._fields, was, after, strict=True)
        if before != now
    }
    led = _led(step.conn, after, fields)
    stood = tuple(row.no for row in buildings.buildings_led(step.conn, no))
    if led is not None and set(led) != set(stood):
        changed["leads"] = (stood, led)
    if changed:
        values = _columns({name: now for name, (_was, now) in changed.items() if name in _OWN})
        search = _search(step.conn, after)
        step.change(Person, was.id, **values, search=search, version=Person.version + 1)
        _keep_others(step, was, after, led)
    if isinstance(presence, PresenceInput) and place_person(step, no, presence):
        changed["presence"] = (None, presence.place.value)
    step.act("person_changed", no=no, name=after.name)
    return changed


def archive_person(step: Step, no: int, version: int) -> None:
    """Take a person off the roster; duties done and spans of presence stay on record.

    Raises:
        Refused: `person_unknown`, `edited_meanwhile`, `person_holds` with what others must take,
            `person_in_charge`.
    """
    from models.roster.tables import Person

    was = _person(step.conn, no)
    if was.version != version or was.archived_at is not None:
        raise Refused("edited_meanwhile", no=no)
    _refuse_held(step, was)
    step.change(Person, was.id, archived_at=step.at, version=Person.version + 1)
    step.act("person_archived", no=no, name=was.name)


def refresh_people(step: Step, compound_no: int) -> None:
    """Make searchable text anew after the compound was renamed. Part of a command."""
    from models.roster.tables import Person

    there = "p.compound_id = (SELECT id FROM compound WHERE no = ?)"
    for person in _people(step.conn, there, compound_no):
        step.change(Person, person.id, search=_search(step.conn, person))


def _refuse_held(step: Step, person: _Person) -> None:
    """Nothing may stay with somebody who is gone: duties ahead, requests, things, buildings.

    Nor may they be in charge.
    """
    who = {"person": person.id, "now": stored(step.at)}
    held = {
        name: step.conn.execute(f"SELECT count(*) FROM {what}", who).fetchone()[0]
        for name, what in (
            ("duties", "duty WHERE person_id = :person AND ends_at > :now"),
            ("requests", "request WHERE owner_id = :person AND state <> 'closed'"),
            ("things", "custody WHERE holder_id = :person AND returned_at IS NULL"),
            ("buildings", "building_leader WHERE person_id = :person"),
        )
    }
    if any(held.values()):
        raise Refused("person_holds", name=person.name, **held)
    (in_charge,) = step.conn.execute(f"SELECT {IN_CHARGE}").fetchone()
    if in_charge == person.id:
        raise Refused("person_in_charge", name=person.name)


# -- a person's own record -------------------------------------------------------------------------


_PERSON = f"""
SELECT p.no AS no, p.id AS id, p.version AS version, p.name AS name, p.kind AS kind,
  p.post AS post, p.phone AS phone, p.compound_id AS compound, p.building_id AS building,
  p.lodging AS lodging, p.vehicle AS vehicle, p.hours AS hours,
  p.available_from AS available_from, p.available_until AS available_until, p.note AS note,
  p.private_note AS private_note, p.archived_at AS archived_at,
  {queries.skills_of("p.id")} AS skills
FROM person p"""


def _people(conn: Reader, condition: str, *values: object) -> list[_Person]:
    return sql.views(_Person, conn.execute(f"{_PERSON} WHERE {condition}", values))


def _person(conn: Reader, no: int) -> _Person:
    for found in _people(conn, "p.no = ?", no):
        return found
    raise Refused("person_unknown", no=no)


def _after(conn: Reader, was: _Person, fields: Mapping[str, object]) -> _Person:
    """A person's record once the fields are what is said."""
    checked = {
        name: _checked(conn, name, value)
        for name, value in fields.items()
        if name not in ("building", "leads")
    }
    after = was._replace(**checked)
    if not after.name:
        raise Refused("field_empty", "name")
    if (after.available_from is None) != (after.available_until is None):
        raise Refused("window_half_open", "available_until")
    return _at_home(conn, was, after, fields)


def _at_home(conn: Reader, was: _Person, after: _Person, fields: Mapping[str, object]) -> _Person:
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
            raise Refused("building_unclear", "building", value=words)
        return after._replace(building=found.id)
    if after.compound != was.compound and was.building is not None:
        return after._replace(building=None)
    return after


def _led(conn: Reader, after: _Person, fields: Mapping[str, object]) -> tuple[int, ...] | None:
    """Numbers of the buildings that are to be led; None where nothing is said of it."""
    words = fields.get("leads")
    if words is None:
        return None
    assert isinstance(words, tuple)
    compound = _compound_name(conn, after)
    found = [buildings.find(conn, clean(word), compound, "leads").no for word in words]
    return tuple(dict.fromkeys(found))


def _keep_others(step: Step, was: _Person, now: _Person, led: Sequence[int] | None) -> None:
    """Keep what stands beside a person's own record: skills, and the buildings they lead."""
    if now.skills != was.skills:
        _set_skills(step, was, now.skills)
    if led is not None:
        set_buildings_led(step, was.no, led)


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a person's own record by the columns they are kept in."""
    columns = {"compound": "compound_id", "building": "building_id"}
    return {columns.get(name, name): values[name] for name in _OWN if name in values}


def _checked(conn: Reader, field: str, value: object) -> Any:
    if field in _TEXTS:
        return clean(str(value or ""), limit=120)
    if field in _NOTES:
        return clean(str(value or ""), limit=2_000, multiline=True)
    if field == "phone":
        return kept_phone(str(value or ""), field, own=True)
    if field == "kind":
        return PersonKind(str(value))
    if field == "skills":
        assert isinstance(value, tuple)
        words = (clean(str(skill), limit=40) for skill in value)
        return tuple(dict.fromkeys(word for word in words if word))
    if field == "compound":
        return _compound_id(conn, clean(str(value or ""), limit=120))
    if field in _MINUTES:
        return value
    raise KeyError(field)


def _compound_id(conn: Reader, name: str) -> str | None:
    if not name:
        return None
    found = conn.execute("SELECT id FROM compound WHERE name = ?", (name,)).fetchone()
    if found is None:
        raise Refused("compound_unknown", "compound", value=name)
    return str(found[0])


def _compound_name(conn: Reader, person: _Person) -> str | None:
    query = "SELECT name FROM compound WHERE id = ?"
    found = conn.execute(query, (person.compound,)).fetchone()
    return None if found is None else str(found[0])


def _set_skills(step: Step, person: _Person, skills: tuple[str, ...]) -> None:
    """Keep the skills that stay, so that undo turns back only what changed."""
    from sqlmodel import col

    from models.roster.tables import PersonSkill

    skill, mine = col(PersonSkill.skill), col(PersonSkill.person_id) == person.id
    step.remove_where(PersonSkill, mine, skill.not_in(skills))
    for position, one in enumerate(skills):
        if one in person.skills:
            moved = col(PersonSkill.position) != position
            step.change_where(PersonSkill, mine, skill == one, moved, position=position)
    new = [(position, one) for position, one in enumerate(skills) if one not in person.skills]
    step.add(
        *(
            PersonSkill(id=new_id(), person_id=person.id, skill=one, position=position)
            for position, one in new
        )
    )


def _search(conn: Reader, person: _Person) -> str:
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
