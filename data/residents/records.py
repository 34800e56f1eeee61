"""The rows a household's people are kept as. Part of commands; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from data.ids import new_id
from data.pinyin import initials
from data.residents.identity import Keeper
from models.fields import Keep, as_said, line, lines
from models.problems import Refused
from models.residents import PersonMark, ResidentInput, Whereabouts
from models.residents.rules import born_problem
from models.telephones import Telephone
from models.text import clean, fold

_initials = lru_cache(maxsize=8192)(initials)

TEXTS: Mapping[str, Keep] = {
    "name": line(),
    "relation": line(40),
    "registered": line(200),
    "key_with": line(),
    "note": lines(2_000),
}
"""What is kept of the fields that are text."""

_TAKEN = ("sex", "born", "presence_since")


class Rows(NamedTuple):
    """What is written for people: columns by name, of each table."""

    residents: list[dict[str, object]]
    marks: list[dict[str, object]]
    telephones: list[dict[str, object]]


class Home(NamedTuple):
    """What the rows of people say of their household."""

    id: str
    sort_key: str
    door: tuple[str, ...] = ()
    """Words its door is looked for by."""


def rows_of(
    home: Home,
    given: Sequence[ResidentInput],
    keeper: Keeper,
    first_no: int,
    first_position: int = 0,
) -> Rows:
    """The rows of new people of a household, in the order given.

    Raises:
        Refused: `field_empty` for one without a name, `born_unclear`.
    """
    found = Rows([], [], [])
    for at, one in enumerate(given):
        position = first_position + at
        key = new_id()
        found.residents.append(
            {
                "id": key,
                "no": first_no + at,
                "version": 1,
                "household_id": home.id,
                "position": position,
                "is_head": int(bool(one.is_head)),
                "person_id": None,
                "sort_key": sort_key(home.sort_key, position),
                **columns(one, keeper),
                "search": searched(
                    one.name, one.phones or (), home.door, [told.mark for told in one.marks or ()]
                ),
            }
        )
        found.marks.extend(mark_rows(key, one.marks or ()))
        found.telephones.extend(telephone_rows(home.id, one.phones or (), key))
    return found


def columns(given: ResidentInput, keeper: Keeper) -> dict[str, object]:
    """The columns that stand for the fields of an input, unsaid ones empty.

    Raises:
        Refused: `field_empty`, `born_unclear`.
    """
    texts = {name: keep(getattr(given, name)) for name, keep in TEXTS.items()}
    if not texts["name"]:
        raise Refused("field_empty", "name")
    if given.born and (problem := born_problem(given.born)):
        raise Refused(problem.code, problem.field, **problem.params)
    elsewhere = given.registered_elsewhere
    return {
        **texts,
        **{name: getattr(given, name) or None for name in _TAKEN},
        "presence": given.presence or Whereabouts.PRESENT,
        "registered_elsewhere": None if elsewhere is None else int(elsewhere),
        **keeper.of(given.identity)._asdict(),
    }


def sort_key(household: str, position: int) -> str:
    """Residents in the order of doors, and of their household."""
    return f"{household}\t{position:03d}"


def searched(
    name: str, phones: Sequence[Telephone], door: Sequence[str], marks: Sequence[str]
) -> str:
    """Folded text somebody is found by: name, initials, numbers, door, marks."""
    parts = [name, _initials(name), *(one.number for one in phones), *door, *marks]
    return " ".join(fold(part) for part in parts if part)


def mark_rows(resident_id: str, marks: Sequence[PersonMark]) -> list[dict[str, object]]:
    """Rows of somebody's marks, each mark once."""
    kept = {clean(one.mark, limit=40): one for one in reversed(marks)}
    return [
        {
            "id": new_id(),
            "resident_id": resident_id,
            "mark": mark,
            "detail": clean(one.detail, limit=80),
            "source": clean(one.source, limit=120),
            "said_on": one.said_on,
            "position": position,
        }
        for position, (mark, one) in enumerate(reversed(kept.items()))
        if mark
    ]


def telephone_rows(
    household_id: str, phones: Sequence[Telephone], resident_id: str | None = None
) -> list[dict[str, object]]:
    """Rows of numbers, each number with its extension once."""
    kept = {(one.number, one.extension): one for one in reversed(phones) if one.number}
    return [
        {
            "id": new_id(),
            "household_id": household_id,
            "resident_id": resident_id,
            "number": one.number,
            "extension": one.extension,
            "whose": clean(one.whose, limit=40),
            "position": position,
        }
        for position, one in enumerate(reversed(kept.values()))
    ]


def as_kept(field: str) -> Keep:
    """What is kept of one field of an input that is a column of its own."""
    return TEXTS.get(field, as_said)
