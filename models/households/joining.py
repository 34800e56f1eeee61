"""Two households that turn out to be one: what is kept of each. Pure."""

from __future__ import annotations

from typing import Any

from models.households import HouseholdKind, HouseholdView
from models.telephones import Telephone


def joined(one: HouseholdView, other: HouseholdView, named: int = 0) -> dict[str, Any]:
    """What changes of the household that stays, by the fields of a `HouseholdInput`.

    What it says itself stands; what it leaves open the other fills. Of two counts the larger is
    kept: a pack too many is carried back. No fewer are registered than are known by name. Both
    heads' numbers are kept, and both notes.

    Args:
        named: people of both who live there and are known by name, each once.
    """
    phones = [*one.phones]
    if other.phone and other.phone != one.phone:
        whose = other.head if other.head != one.head else ""
        phones.append(Telephone(other.phone, whose=whose))
    phones += other.phones
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    changes: dict[str, Any] = {
        "head": one.head or other.head,
        "phone": one.phone or other.phone,
        "marks": tuple(dict.fromkeys((*one.marks, *other.marks))),
        "note": "\n".join(notes),
        "phones": tuple(dict.fromkeys(phone for phone in phones if phone.number != one.phone)),
    }
    for name in ("people", "elders", "present", "fed"):
        known = [n for n in (getattr(one, name), getattr(other, name)) if n is not None]
        changes[name] = max(known, default=None)
    if changes["people"] is not None:
        changes["people"] = max(changes["people"], named)
    if one.kind == HouseholdKind.HOME:
        changes["kind"] = HouseholdKind(other.kind)
    return changes
