"""The register as a list that comes in again, a household a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.sql import Reader
from models.exchange import ImportKind
from models.households import HouseholdView
from models.telephones import Telephone
from screens.commands.listing import Outgoing
from screens.kit.values import joined


def _read(conn: Reader, numbers: Sequence[int], _now: datetime) -> list[HouseholdView]:
    from data.households.queries import households_by_number

    return households_by_number(conn, numbers)


def _phones(of: HouseholdView) -> str:
    """The number dialled first and all others, each with whose it is."""
    first = (Telephone(of.phone),) if of.phone else ()
    return " / ".join(map(spelled, (*first, *of.phones)))


def spelled(phone: Telephone) -> str:
    """A number as lists write it: `儿子 13800000002`, `02163000001-8`."""
    number = f"{phone.number}-{phone.extension}" if phone.extension else phone.number
    return f"{phone.whose} {number}".strip()


OUTGOING = Outgoing(
    ImportKind.REGISTER,
    _read,
    (
        ("compound", lambda one: one.compound),
        ("lane", lambda one: one.lane),
        ("building", lambda one: one.building),
        ("unit", lambda one: one.unit),
        ("room", lambda one: one.room),
        ("head", lambda one: one.head),
        ("phone", _phones),
        ("people", lambda one: one.people),
        ("elders", lambda one: one.elders),
        ("note", lambda one: joined((*one.marks, *filter(None, [one.note])))),
    ),
)
