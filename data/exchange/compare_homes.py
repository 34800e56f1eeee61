"""Sets the households of a register against the stored ones: which is which, and what is news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from data.exchange import compare_people
from data.exchange.compare_people import KnownPeople
from data.exchange.found import Found, Known, Record
from data.exchange.households import BEHIND, Key, door_of, key_of, label_of
from data.exchange.stored import Stored
from data.exchange.whose_list import Heads, Spot, is_kin, spot
from models import fields
from models.exchange import FieldChange, ImportKind, ResidentChange
from models.households import HouseholdInput
from models.residents import ResidentInput
from models.residents.rules import lives_here
from models.telephones import Telephone


def households(
    found: Found,
    records: Iterable[Record[HouseholdInput]],
    held: Stored,
    people: KnownPeople,
) -> None:
    """Households of a register, already told apart by address, against the stored ones.

    One list names units or lanes that another leaves out; a door that fits just one household is
    that household's. Of several behind one door each is known by its people.
    """
    doors: dict[Spot, list[Key]] = {}
    for key in held.households:
        doors.setdefault(spot(key), []).append(key)
    heads = Heads()
    for record in _behind_doors(list(records), held, people):
        key = key_of(record.input)
        known = held.households.get(key)
        if known is None:
            fitting = [other for other in doors.get(spot(key), ()) if _fits(other, key)]
            if len(fitting) == 1 and held.households[fitting[0]].no is not None:
                doors[spot(key)].remove(fitting[0])
                known = held.households.pop(fitting[0])
        heads.see(record.input, known, people)
        held.households[key] = _take(found, record, known, people)
    heads.ask(found)


def _fits(key: Key, other: Key) -> bool:
    """Whether lane and unit are the same or left out on one side."""
    return all(a == b or not a or not b for a, b in ((key[1], other[1]), (key[3], other[3])))


def _take(
    found: Found, record: Record[HouseholdInput], known: Known | None, people: KnownPeople
) -> Known:
    """Count one household where it belongs; it as it will be."""
    given, label = record.input, label_of(record.input)

    def tell(person: ResidentInput, place: Known) -> None:
        params = {"name": person.name, "where": str(place.fields.get("label") or place.no)}
        found.problem("person_elsewhere", record.sheet, record.row, None, params, taken=True)

    changed = compare_people.compared(given, known, people, tell)
    given = _settled(record, known, changed)
    changes = [
        FieldChange(name, known.fields.get(name) if known else None, value)
        for name, value in fields.said(given).items()
        if name not in ("compound", "building", "room", "residents")
        and not (known and _equal(known.fields.get(name), value))
    ]
    if changed:
        changes.append(compare_people.field_change(changed))
    told = [change for change in changed if known or change.moved]
    found.take(known, changes, ImportKind.REGISTER, label, replace(record, input=given), told)
    after = known or Known(None, {"label": label})
    after.fields.update(fields.said(given._replace(residents=None)))
    compare_people.take(after, changed, people)
    return after


def _settled(
    record: Record[HouseholdInput], known: Known | None, changed: Sequence[ResidentChange]
) -> HouseholdInput:
    """What is said of a household, its people counted where nobody counted them, and what rows of
    persons say put to what is on file."""
    given = record.input
    added = tuple(change.given for change in changed if change.added)
    if known is None:
        named = sum(map(lives_here, added)) + sum(change.moved for change in changed)
        first = next((c.given.name for c in changed if c.moved or lives_here(c.given)), None)
        people = named if given.people is None and _counts(record) else given.people
        return given._replace(residents=added or None, people=people, head=given.head or first)
    was = known.fields
    if given.people is None and _counts(record):
        given = given._replace(people=_counted(known, changed))
    given = given._replace(head=given.head or _next_head(known, changed))
    given = _with_number_of(given, was)
    if given.phones:
        kept: tuple[Telephone, ...] = tuple(cast(Sequence[Telephone], was.get("phones") or ()))
        numbers = {one[:2] for one in kept}
        given = given._replace(phones=(*kept, *(p for p in given.phones if p[:2] not in numbers)))
    if not record.of_persons:
        return given
    marks = dict.fromkeys((*_texts(was.get("marks")), *(given.marks or ())))
    notes = dict.fromkeys(note for note in (str(was.get("note") or ""), given.note) if note)
    known_note = given.note and given.note in str(was.get("note") or "")
    return given._replace(
        phone=None if was.get("phone") and given.head in (None, was.get("head")) else given.phone,
        elders=given.elders if was.get("elders") is None else None,
        marks=tuple(marks) if given.marks else None,
        note=None if known_note or not given.note else "\n".join(notes),
    )


def _with_number_of(given: HouseholdInput, was: Mapping[str, object]) -> HouseholdInput:
    """A household that is called by somebody else now, and has a number of theirs: that of who it
    was called by is kept with whose it is."""
    head, phone = str(was.get("head") or ""), str(was.get("phone") or "")
    if not (given.phone and phone and head and given.head not in (None, head)):
        return given
    if given.phone == phone:
        return given
    return given._replace(phones=(*(given.phones or ()), Telephone(phone, whose=head)))


def _next_head(known: Known, changed: Sequence[ResidentChange]) -> str | None:
    """Who a household is called by once whoever it is called by now has died or moved out; None
    where they have not."""
    head = known.fields.get("head")
    gone = {c.name for c in changed if c.given.presence and not lives_here(c.given)}
    if head not in gone:
        return None
    stay = [one.said.name for one in known.people if lives_here(one.said)]
    stay += [c.given.name for c in changed if c.added and lives_here(c.given)]
    return next((name for name in stay if name not in gone), None)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple) else ()


def _counts(record: Record[HouseholdInput]) -> bool:
    """Whether who is named tells how many there are."""
    residents = record.input.residents or ()
    return bool(residents) and (record.counts or len(residents) > 1)


def _counted(known: Known, changed: Sequence[ResidentChange]) -> int | None:
    """How many people a household on file has now: it follows from who is named where it did
    before, and is never less than these; None where nothing changes."""
    before = compare_people.living(known.people)
    after = before
    for change in changed:
        if change.added or change.moved:
            after += lives_here(change.given)
        elif change.given.presence is not None:
            was = next(one for one in known.people if one.said.name == change.name)
            after += lives_here(change.given) - lives_here(was.said)
    stored = known.fields.get("people")
    follows = stored is None or (before > 0 and stored == before)
    return after if follows or (isinstance(stored, int) and after > stored) else None


def _equal(old: object, value: object) -> bool:
    if isinstance(old, tuple) and isinstance(value, tuple):
        return sorted(old) == sorted(value)
    return old == value


# -- several behind one door -------------------------------------------------------------------


def _behind_doors(
    records: Sequence[Record[HouseholdInput]], held: Stored, people: KnownPeople
) -> list[Record[HouseholdInput]]:
    """Records of doors behind which several live, each with the room of the household it is."""
    stored: dict[Key, list[Key]] = {}
    for key in held.households:
        stored.setdefault(door_of(key), []).append(key)
    given: dict[Key, list[int]] = {}
    for at, record in enumerate(records):
        given.setdefault(door_of(key_of(record.input)), []).append(at)
    after = list(records)
    for door, places in given.items():
        on_file = stored.get(door, [])
        if len(places) > 1 or len(on_file) > 1:
            homes = {key: held.households[key] for key in on_file}
            _assign(after, places, door, homes, people)
    return after


def _assign(
    records: list[Record[HouseholdInput]],
    places: Sequence[int],
    door: Key,
    homes: Mapping[Key, Known],
    people: KnownPeople,
) -> None:
    """Give the records of one door their rooms: first to those whose people are on file, then to
    the others what is left, then new ones."""
    free = dict(homes)
    rooms: dict[int, str] = {}
    for at in places:
        kin = next((k for k, one in free.items() if is_kin(records[at].input, one, people)), None)
        if kin is not None:
            rooms[at] = kin[4]
            del free[kin]
    taken = {key[4] for key in homes} | set(rooms.values())
    for at in places:
        key = key_of(records[at].input)
        if at in rooms:
            continue
        if key in free and not (records[at].input.head and free[key].fields.get("head")):
            rooms[at] = key[4]
            del free[key]
            continue
        rooms[at] = next(room for room in _rooms(door[4]) if room not in taken)
        taken.add(rooms[at])
    for at, room in rooms.items():
        records[at] = replace(records[at], input=records[at].input._replace(room=room or None))


def _rooms(room: str) -> Iterable[str]:
    yield room
    yield from (f"{room}{BEHIND}{number}" for number in range(2, 100))
