"""Duty sheets: what somebody does on a day, as it is handed to them. No tables."""

from __future__ import annotations

from typing import NamedTuple

from models.address import Address
from models.sampling.handed_on import TableLeft


class SheetLine(NamedTuple):
    """One duty on a sheet; times in stored form, texts empty where there is nothing to say."""

    no: int
    work: str
    role: str
    starts_at: str
    ends_at: str
    where: str
    """Where to go: a site, a gate, a door, a pharmacy."""
    what: tuple[str, ...]
    """What it is about: goods, what a resident asks for, a medicine."""
    who: str
    """Whom it is for or who brings it: a resident, a driver."""
    phone: str
    """The number of `who`."""
    people: tuple[str, ...]
    """Who else is at it then."""
    note: str
    health: bool = False
    """Whether `what` may tell of a resident's health, whatever its words."""
    said: bool = False
    """Whether `where` is in somebody's words, which may tell of it, too."""
    address: Address | None = None
    """`where` in parts, where that is an address of the register."""
    unloading_point: str = ""
    """Where at the gate a truck is unloaded."""
    compounds: tuple[str, ...] = ()
    """Whom it is for, where `where` does not name them."""
    meets_driver: bool = False
    """Whether they meet `who`, the driver of a truck, and have to reach them by telephone."""
    to_ask: bool = False
    """Whether they have yet to be asked, for it is outside their hours: nobody counts on them."""
    left: TableLeft | None = None
    """What is left at the tables of their session while it runs; None for what is no such duty."""


class DutySheet(NamedTuple):
    """Somebody's duties of a duty day, in the order of time."""

    person_no: int
    name: str
    kind: str
    post: str
    day: str
    """Local date, `YYYY-MM-DD`."""
    lines: tuple[SheetLine, ...]
