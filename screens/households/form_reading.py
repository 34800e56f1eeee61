"""What was typed into the forms of places, read into inputs or into problems by field. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.households import CompoundInput, CompoundKind, HouseholdInput
from models.households.addresses import bare_building, bare_lane, bare_room, bare_unit
from models.households.marks import mark_of
from models.problems import Problem
from models.text import clean, own_phone, phone_digits, whole_number

Typed = Mapping[str, object]

_BETWEEN = re.compile(r"[，、,;；/\n|+]+")


def read_household(typed: Typed) -> HouseholdInput | list[Problem]:
    """A household from the fields of `HouseholdInput`; empty text is "", empty counts are None.

    Marks stand between commas; words for a known mark become that mark.
    """
    problems: list[Problem] = []
    given = HouseholdInput(
        compound=text_of(typed, "compound"),
        lane=bare_lane(text_of(typed, "lane")) or "",
        building=bare_building(text_of(typed, "building")) or "",
        unit=bare_unit(text_of(typed, "unit")) or "",
        room=bare_room(text_of(typed, "room")) or "",
        head=text_of(typed, "head"),
        phone=phone_of(typed, "phone", problems, own=True),
        people=count_of(typed, "people", problems),
        elders=count_of(typed, "elders", problems),
        marks=tuple(dict.fromkeys(mark_of(word) or word for word in words_of(typed, "marks"))),
        note=text_of(typed, "note", multiline=True),
    )
    problems += [
        Problem("field_empty", {}, name)
        for name in ("compound", "building")
        if not getattr(given, name)
    ]
    if given.people is not None and given.elders is not None and given.elders > given.people:
        params = {"elders": given.elders, "people": given.people}
        problems.append(Problem("elders_over_people", params, "elders"))
    return problems or given


def read_compound(typed: Typed) -> CompoundInput | list[Problem]:
    """A compound from the fields of `CompoundInput`."""
    problems: list[Problem] = []
    given = CompoundInput(
        name=text_of(typed, "name"),
        kind=CompoundKind(text_of(typed, "kind") or CompoundKind.OTHER),
        address=text_of(typed, "address"),
        unloading_point=text_of(typed, "unloading_point"),
        leader=text_of(typed, "leader"),
        leader_phone=phone_of(typed, "leader_phone", problems, own=True),
        stated_households=count_of(typed, "stated_households", problems),
        stated_buildings=count_of(typed, "stated_buildings", problems),
    )
    if not given.name:
        problems.append(Problem("field_empty", {}, "name"))
    return problems or given


def text_of(typed: Typed, name: str, *, multiline: bool = False) -> str:
    """The cleaned text of a field."""
    return clean(str(typed.get(name) or ""), multiline=multiline)


def words_of(typed: Typed, name: str) -> list[str]:
    """The words between commas in a field."""
    parts = _BETWEEN.split(text_of(typed, name, multiline=True))
    return [word for part in parts if (word := part.strip())]


def phone_of(typed: Typed, name: str, problems: list[Problem], *, own: bool = False) -> str:
    """The digits of a field's telephone number; `phone_unclear` is added when it is none.

    Args:
        own: whether it is somebody's own, which no emergency or service number is.
    """
    said = text_of(typed, name)
    digits = (own_phone if own else phone_digits)(said) if said else ""
    if digits is None:
        problems.append(Problem("phone_unclear", {"value": said}, name))
    return digits or ""


def count_of(typed: Typed, name: str, problems: list[Problem]) -> int | None:
    """The whole number in a field, None when empty; `number_unclear` is added when it is none."""
    said = text_of(typed, name)
    count = whole_number(said) if said else None
    if said and count is None:
        problems.append(Problem("number_unclear", {"value": said}, name))
    return count
