"""Sets what was read against what is stored: new, changed field by field, or the same.

An empty cell and a missing column say nothing; what a filled cell says replaces what is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from data.exchange.found import Found, Known, Record
from data.exchange.roster import usual_kind
from data.exchange.stored import Stored
from models import fields
from models.exchange import (
    PRIVATE,
    UNSHOWN,
    FieldChange,
    ImportKind,
    Input,
)
from models.households import CompoundInput
from models.problems import Problem
from models.roster import PersonInput, PersonKind, PresenceInput
from models.roster.rules import record as record_span
from models.roster.rules import usual_place
from models.times import iso, loaded, stored


def compounds(
    found: Found, records: Iterable[Record[CompoundInput]], held: Stored, heading: str | None
) -> None:
    """Compounds of a list against the stored ones, by name."""
    seen: dict[str, Record[CompoundInput]] = {}
    for record in records:
        name = record.input.name
        if name in seen:
            _twice(found, seen[name], record, heading, "name_twice")
            continue
        seen[name] = record
        known = held.compounds.get(name)
        changes = _changes(record.input, known, ("name",))
        found.take(known, changes, ImportKind.COMPOUNDS, name, record)
        held.compounds[name] = _held(known, record.input)


def people(
    found: Found,
    records: Iterable[Record[PersonInput]],
    held: Stored,
    kind: ImportKind,
    heading: str | None,
    now: datetime,
) -> None:
    """People of a list against the stored ones: by name and telephone, else by a name alone."""
    seen: dict[tuple[str, str], Record[PersonInput]] = {}
    for record in records:
        person = record.input
        key = (person.name, person.phone or "")
        if key in seen:
            _twice(found, seen[key], record, heading, "person_twice")
            continue
        seen[key] = record
    alike = Counter(name for name, _phone in seen)
    for record in seen.values():
        namesakes = held.people.get(record.input.name, [])
        candidates = _candidates(record.input, namesakes, kind, alone=alike[record.input.name] == 1)
        if len(candidates) > 1:
            params = {"name": record.input.name, "people": len(candidates)}
            found.problem("person_ambiguous", record.sheet, record.row, heading, params)
            continue
        known = candidates[0] if candidates else None
        person, presence = _settled(record, known, kind, found, now)
        changes = _changes(person, known, ("name", "presence"))
        if presence:
            changes.append(presence)
        settled = Record(person, record.sheet, record.row)
        found.take(known, changes, kind, person.name, settled)
        after = _held(known, person)
        if person.presence:
            after.fields["presence"] = _span(person.presence)
        if known is None:
            held.people.setdefault(person.name, []).append(after)


def _settled(
    record: Record[PersonInput],
    known: Known | None,
    kind: ImportKind,
    found: Found,
    now: datetime,
) -> tuple[PersonInput, FieldChange | None]:
    """The person with a kind, and with a span of presence only when that is news that can stand."""
    person = record.input
    if known is None or known.fields.get("kind") == PersonKind.VOLUNTEER:
        person = person._replace(kind=person.kind or usual_kind(kind))
    presence = _presence_change(person, known, now)
    wrong = record_span(known.spans, person.presence) if known and person.presence else None
    if presence and isinstance(wrong, Problem):
        found.problem(wrong.code, record.sheet, record.row, None, wrong.params, taken=True)
        presence = None
    return (person if presence else person._replace(presence=None)), presence


def _candidates(
    person: PersonInput, namesakes: list[Known], kind: ImportKind, *, alone: bool
) -> list[Known]:
    """The stored people this may be; with another telephone, those on the same footing."""
    if person.phone:
        same = [known for known in namesakes if known.fields.get("phone") == person.phone]
        if same:
            return same[:1]
        without = [known for known in namesakes if not known.fields.get("phone")]
        if without or not alone:
            return without
        volunteers = (person.kind or usual_kind(kind)) == PersonKind.VOLUNTEER
        return [
            known
            for known in namesakes
            if (known.fields.get("kind") == PersonKind.VOLUNTEER) is volunteers
        ]
    return namesakes


def _changes(given: Input, known: Known | None, skip: Sequence[str]) -> list[FieldChange]:
    """What is said and differs; of a new record, all that is said."""
    changes = []
    for name, value in fields.said(given).items():
        if name in skip:
            continue
        old = known.fields.get(name) if known else None
        if known and _equal(old, value):
            continue
        if name in PRIVATE:
            changes.append(FieldChange(name, UNSHOWN if old else None, UNSHOWN))
        else:
            changes.append(FieldChange(name, old, value))
    return changes


def _equal(old: object, value: object) -> bool:
    if isinstance(old, tuple) and isinstance(value, tuple):
        return sorted(old) == sorted(value)
    return old == value


def _held(known: Known | None, given: Input) -> Known:
    """The record as it will be, for what comes later in the same import."""
    after = known or Known(None, {})
    after.fields.update(
        {name: value for name, value in fields.said(given).items() if name != "presence"}
    )
    return after


def _presence_change(person: PersonInput, known: Known | None, now: datetime) -> FieldChange | None:
    """Where somebody is, when that is news.

    A state without a day is no news while the person is there already; nothing on record means that
    staff are on site and others at home.
    """
    said = person.presence
    if said is None:
        return None
    kind = person.kind or PersonKind(str(known.fields["kind"] if known else PersonKind.STAFF))
    span = known.fields.get("presence") if known else None
    old = span if isinstance(span, tuple) else (usual_place(kind).value, None, None)
    new = _span(said)
    dated = said.since != now
    same_since = not dated or old[1] == new[1]
    same_back = said.expected_back is None or old[2] == new[2]
    if old[0] == new[0] and same_since and same_back:
        return None
    return FieldChange("presence", told(old) if known else None, told(new))


def _span(presence: PresenceInput) -> tuple[str, str, str | None]:
    back = presence.expected_back
    return presence.place.value, stored(presence.since), back.isoformat() if back else None


def told(span: tuple[str, str | None, str | None]) -> str:
    """A span of presence as a change shows it: the place, since when, and until when expected."""
    place, since, back = span
    return " ".join(filter(None, (place, iso(loaded(since)) if since else "", back)))


def _twice(
    found: Found, first: Record[Input], record: Record[Input], heading: str | None, code: str
) -> None:
    """The same name again: passed over when it says the same, a problem when it does not."""
    if first.input == record.input:
        found.skipped += 1
    else:
        found.problem(code, record.sheet, record.row, heading, {"first": first.row})
