"""The work of a day that lacks people, one block for each piece of work."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from data.cover.queries import CoverRow, day_cover, slots
from data.sql import Reader
from models.duties import RosterSettings, Slot, Work
from models.timeline.rules import Span
from models.times import duty_day_bounds


class Gap(NamedTuple):
    """Work that lacks people: the open shifts at it, and how far it is covered."""

    work: Work
    no: int | None
    where: str
    slots: tuple[Slot, ...]
    have: int
    need: int

    @property
    def key(self) -> tuple[str, int | None, datetime | None]:
        """What it is known by when it is read again."""
        return str(self.work), self.no, self.slots[0].starts if self.no is None else None

    @property
    def time(self) -> Span:
        """From the first to the last moment somebody is lacking."""
        return Span(0, min(s.starts for s in self.slots), max(s.ends for s in self.slots))


def gaps_of(conn: Reader, day: date, settings: RosterSettings) -> list[Gap]:
    """The work of a day that lacks people, by time."""
    cover: dict[tuple[Work, int | None], CoverRow] = {
        (row.work, row.no): row for row in day_cover(conn, day, settings) if row.no is not None
    }
    grouped: dict[tuple[Work, int | None, object], list[Slot]] = {}
    for slot in slots(conn, *duty_day_bounds(day), settings):
        own = None if (slot.work, slot.no) in cover else (slot.starts, slot.duty_no)
        grouped.setdefault((slot.work, slot.no, own), []).append(slot)
    found = []
    for (work, no, _own), lacking in grouped.items():
        row = cover.get((work, no))
        have, need = (row.have, row.need) if row else (0, 0)
        found.append(Gap(work, no, lacking[0].where, tuple(lacking), have, need))
    return found
