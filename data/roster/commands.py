"""Commands on persons. Each runs inside a step of the store; nobody is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from data.households import buildings
from data.households.compounds import Changes, kept_phone
from data.ids import new_id
from data.pinyin import initials
from data.roster.presence import place_person
from models.problems import Refused
from models.roster import PersonInput, PersonKind
from models.text import clean, fold
from models.times import stored

if TYPE_CHECKING:
    from data.store import Step
    from models.roster.tables import Person

_TEXTS = ("name", "post", "lodging", "vehicle", "hours")
_NOTES = ("note", "private_note")
_MINUTES = ("available_from", "available_until")
_HOMES = ("building", "leads")
"""Fields that are told by a compound, and so come after it."""
_FIELDS = (*_TEXTS, *_NOTES, *_MINUTES, "kind", "phone", "compound", *_HOMES, "skills")


def add_person(step: Step, given: PersonInput) -> int:
    """Keep a new person, with where they are when that is said; their number.

    Raises:
        Refused: `field_empty`, `phone_unclear`, `compound_unknown`, `building_unclear`,
            `window_half_open`, and as `record_presence`.
    """
    (no,) = insert_people(step, [given])
    step.tell(no=no, name=clean(given.name))
    return no


def insert_people(step: Step, given: Iterable[PersonInput]) -> list[int]:
    """Keep new people in their order; their numbers. Raises as `add_person` does."""
    from models.roster.tables import Person

    first = step.next_no("person")
    made: list[int] = []
    for no, one in enumerate(given, first):
        person = Person(id=new_id(), no=no, name="", kind=one.kind or PersonKind.VOLUNTEER)
        step.session.add(person)
        values = {f: getattr(one, f) for f in _FIELDS if getattr(one, f) is not None}
        _set(step, person, values, new=True)
        if one.presence is not None:
            place_person(step, person.id, one.presence)
        made.append(no)
    return made


def edit_person(step: Step, no: int, version: int, changes: Mapping[str, object]) -> Changes:
    """Change fields of a person, named as in `PersonInput` without `presence`; what changed.

    Raises:
        Refused: `person_unknown`, `edited_meanwhile` and as `add_person`.
    """
    person = _person(step, no)
    if person.version != version:
        raise Refused("edited_meanwhile", no=no)
    changed = _set(step, person, changes)
    step.tell(no=no, name=person.name)
    return changed


def update_person(step: Step, no: int, given: PersonInput) -> Changes:
    """Bring a person to what an import says of them; what is None there stays as it is.

    Returns:
        What really changed; `presence` among it when a span was recorded.
    """
    person = _person(step, no)
    said = {f: getattr(given, f) for f in _FIELDS if getattr(given, f) is not None}
    changed = dict(_set(step, person, said))
    if given.presence is not None and place_person(step, person.id, given.presence):
        changed["presence"] = (None, given.presence.place.value)
    return changed


def archive_person(step: Step, no: int, version: int) -> None:
    """Take a person off the roster; duties done and spans of presence stay on record.

    Raises:
        Refused: `person_unknown`, `edited_meanwhile`, `person_holds` with what others must take.
    """
    person = _person(step, no)
    if person.version != version or person.archived_at is not None:
        raise Refused("edited_meanwhile", no=no)
    _refuse_held(step, person)
    person.archived_at = step.at
    person.version += 1
    step.session.flush()
    step.tell(no=no, name=person.name)


def refresh_people(step: Step, compound_id: str) -> None:
    """Make searchable text anew after the compound was renamed."""
    from sqlmodel import select

    from models.roster.tables import Person

    step.session.flush()
    for person in step.session.exec(select(Person).where(Person.compound_id == compound_id)).all():
        person.search = _search(step, person, _skills(step, person))
    step.session.flush()


def _refuse_held(step: Step, person: Person) -> None:
    """Nothing may stay with somebody who is gone: duties ahead, requests, things, buildings."""
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


def _person(step: Step, no: int) -> Person:
    from sqlmodel import select

    from models.roster.tables import Person

    found = step.session.exec(select(Person).where(Person.no == no)).first()
    if found is None:
        raise Refused("person_unknown", no=no)
    return found


def _set(step: Step, person: Person, values: Mapping[str, object], *, new: bool = False) -> Changes:
    """Set fields, skills and searchable text; count the edit when anything changed."""
    changed: dict[str, tuple[object, object]] = {}
    skills = () if new else _skills(step, person)
    for field, given in values.items():
        if field in _HOMES:
            continue
        column = "compound_id" if field == "compound" else field
        before = skills if field == "skills" else getattr(person, column)
        after = _checked(step, field, given)
        if before != after:
            changed[field] = (before, after)
            if field != "skills":
                setattr(person, column, after)
    if not person.name:
        raise Refused("field_empty", "name")
    if (person.available_from is None) != (person.available_until is None):
        raise Refused("window_half_open", "available_until")
    changed |= _set_home(step, person, values)
    if not changed:
        return changed
    if "skills" in changed:
        skills = _set_skills(step, person, changed["skills"][1])
    if not new:
        person.version += 1
    person.search = _search(step, person, skills)
    step.session.flush()
    if "leads" in changed:
        led = changed["leads"][1]
        assert isinstance(led, tuple)
        buildings.lead(step, person.no, led)
    return changed


def _set_home(
    step: Step, person: Person, values: Mapping[str, object]
) -> dict[str, tuple[object, object]]:
    """Set the building lived in, and say by number which buildings are to be led."""
    changed: dict[str, tuple[object, object]] = {}
    named = step.conn.execute(
        "SELECT name FROM compound WHERE id = ?", (person.compound_id,)
    ).fetchone()
    compound = named[0] if named else None
    before = person.building_id
    if "building" in values:
        said = clean(str(values["building"] or ""), limit=60)
        found = buildings.find(step.conn, said, compound) if said else None
        if found is not None and compound is not None and found.compound != compound:
            raise Refused("building_unclear", "building", value=said)
        person.building_id = found.id if found else None
        if found is not None and compound is None:
            person.compound_id = _compound_id(step, found.compound)
    elif "compound" in values and before is not None:
        home = step.conn.execute(
            "SELECT compound_id FROM building WHERE id = ?", (before,)
        ).fetchone()
        person.building_id = before if home[0] == person.compound_id else None
    if person.building_id != before:
        changed["building"] = (before, person.building_id)
    if "leads" in values:
        words = values["leads"]
        assert isinstance(words, tuple)
        wanted = [buildings.find(step.conn, clean(word), compound, "leads").no for word in words]
        now = tuple(dict.fromkeys(wanted))
        led = tuple(row.no for row in buildings.buildings_led(step.conn, person.no))
        if set(now) != set(led):
            changed["leads"] = (led, now)
    return changed


def _checked(step: Step, field: str, value: object) -> object:
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
        return _compound_id(step, clean(str(value or ""), limit=120))
    if field in _MINUTES:
        return value
    raise KeyError(field)


def _compound_id(step: Step, name: str) -> str | None:
    if not name:
        return None
    found = step.conn.execute("SELECT id FROM compound WHERE name = ?", (name,)).fetchone()
    if found is None:
        raise Refused("compound_unknown", "compound", value=name)
    return str(found[0])


def _skills(step: Step, person: Person) -> tuple[str, ...]:
    rows = step.conn.execute(
        "SELECT skill FROM person_skill WHERE person_id = ? ORDER BY position", (person.id,)
    )
    return tuple(skill for (skill,) in rows)


def _set_skills(step: Step, person: Person, skills: object) -> tuple[str, ...]:
    from sqlmodel import col, delete, insert, select, update

    from models.roster.tables import PersonSkill

    assert isinstance(skills, tuple)
    step.session.flush()
    mine, skill = col(PersonSkill.person_id) == person.id, col(PersonSkill.skill)
    held = set(step.session.exec(select(PersonSkill.skill).where(mine)).all())
    step.session.execute(delete(PersonSkill).where(mine, skill.not_in(skills)))
    for position, kept in enumerate(skills):
        moved = col(PersonSkill.position) != position
        step.session.execute(
            update(PersonSkill).where(mine, skill == kept, moved).values(position=position)
        )
    new = [
        {"id": new_id(), "person_id": person.id, "skill": name, "position": position}
        for position, name in enumerate(skills)
        if name not in held
    ]
    if new:
        step.session.execute(insert(PersonSkill), new)
    return skills


def _search(step: Step, person: Person, skills: tuple[str, ...]) -> str:
    """Everything a person is found by; never the private note."""
    compound = step.conn.execute(
        "SELECT name FROM compound WHERE id = ?", (person.compound_id,)
    ).fetchone()
    parts = (
        person.name,
        initials(person.name),
        person.post,
        person.phone,
        compound[0] if compound else "",
        *skills,
        person.vehicle,
        person.hours,
        person.lodging,
        person.note,
    )
    return " ".join(fold(part) for part in parts if part)
