"""Commands on persons. Each runs inside a step of the store; nobody is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from data.absence.kinds import HOLDINGS
from data.households import buildings
from data.households.building_commands import set_buildings_led
from data.ids import new_id
from data.residents.links import link_the_sure
from data.roster.presence import place_person
from data.roster.records import (
    PersonRecord,
    buildings_to_lead,
    changed_record,
    columns,
    person_record,
    person_records,
    search_text,
)
from data.several import each
from models.fields import Changes, said
from models.problems import Refused, refuse_outdated
from models.roster import PersonInput, PresenceInput
from models.several import Several
from models.text import clean
from models.times import stored

if TYPE_CHECKING:
    from data.step import Step


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
    keys: list[str] = []
    for no, one in enumerate(given, step.next_no("person")):
        new = PersonRecord(no, new_id())
        values = {name: value for name, value in said(one).items() if name != "presence"}
        after = changed_record(step.conn, new, values)
        step.add(
            Person(
                id=new.id, no=no, search=search_text(step.conn, after), **columns(after._asdict())
            )
        )
        _keep_others(step, new, after, buildings_to_lead(step.conn, after, values))
        if one.presence is not None:
            place_person(step, no, one.presence)
        made.append(no)
        keys.append(new.id)
    link_the_sure(step, people=keys)
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

    was = person_record(step.conn, no)
    refuse_outdated(no, was.version, version)
    fields = dict(changes)
    presence = fields.pop("presence", None)
    after = changed_record(step.conn, was, fields)
    changed: dict[str, tuple[object, object]] = {
        name: (before, now)
        for name, before, now in zip(PersonRecord._fields, was, after, strict=True)
        if before != now
    }
    led = buildings_to_lead(step.conn, after, fields)
    stood = tuple(row.no for row in buildings.buildings_led(step.conn, no))
    if led is not None and set(led) != set(stood):
        changed["leads"] = (stood, led)
    if changed:
        values = columns({name: now for name, (_was, now) in changed.items()})
        search = search_text(step.conn, after)
        step.change(Person, was.id, **values, search=search, version=Person.version + 1)
        _keep_others(step, was, after, led)
    if isinstance(presence, PresenceInput) and place_person(step, no, presence):
        changed["presence"] = (None, presence.place.value)
    step.act("person_changed", no=no, name=after.name)
    return changed


def archive_person(step: Step, no: int, version: int) -> None:
    """Take a person off the roster; duties done and spans of presence stay on record.

    Raises:
        Refused: `person_unknown`, `edited_meanwhile`, and what their `Holding.keeps` are told by:
            `person_holds` with what others must take, `person_in_charge`.
    """
    from models.roster.tables import Person

    was = person_record(step.conn, no)
    if was.version != version or was.archived_at is not None:
        raise Refused("edited_meanwhile", no=no)
    _refuse_held(step, was)
    step.change(Person, was.id, archived_at=step.at, version=Person.version + 1)
    step.act("person_archived", no=no, name=was.name)


def archive_people(step: Step, versions: Mapping[int, int]) -> Several[None]:
    """Take several people off the roster; who still holds something stays on it.

    Args:
        versions: of their records as they were looked at, by number.

    Raises:
        Refused: as `archive_person` of the first, where nobody can be taken off.
    """
    done = each(step, versions, lambda no: archive_person(step, no, versions[no]))
    if len(done.nos) > 1:
        names = [person_record(step.conn, no).name for no in done.nos]
        step.act("people_archived", count=len(names), nos=done.nos, name=names)
    return done


def refresh_people(step: Step, compound_no: int) -> None:
    """Make searchable text anew after the compound was renamed. Part of a command."""
    from models.roster.tables import Person

    there = "p.compound_id = (SELECT id FROM compound WHERE no = ?)"
    for person in person_records(step.conn, there, compound_no):
        step.change(Person, person.id, search=search_text(step.conn, person))


def _refuse_held(step: Step, person: PersonRecord) -> None:
    """Nothing that others must take may stay with somebody who is gone."""
    who = {"person": person.id, "now": stored(step.at)}
    held: dict[str, dict[str, int]] = {}
    for keeps in filter(None, (holding.keeps for holding in HOLDINGS)):
        (count,) = step.conn.execute(keeps.held, who).fetchone()
        held.setdefault(keeps.problem, {})[keeps.told_as] = count
    for problem, counts in held.items():
        if any(counts.values()):
            told = {name: count for name, count in counts.items() if name}
            raise Refused(problem, name=person.name, **told)


def _keep_others(
    step: Step, was: PersonRecord, now: PersonRecord, led: Sequence[int] | None
) -> None:
    """Keep what stands beside a person's own record: skills, and the buildings they lead."""
    if now.skills != was.skills:
        _set_skills(step, was, now.skills)
    if led is not None:
        set_buildings_led(step, was.no, led)


def _set_skills(step: Step, person: PersonRecord, skills: tuple[str, ...]) -> None:
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
