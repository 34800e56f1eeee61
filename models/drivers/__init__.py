"""Drivers and suppliers: what was asked, promised, given in thanks; who may deliver. No tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from models.supplies import DeliveryState


class NoteKind(StrEnum):
    """What is remembered of a driver."""

    ASKED = "asked"
    PROMISED = "promised"
    THANKED = "thanked"
    """What he was given."""
    WORKED = "worked"
    """What helped, for the next call."""


class NoteRow(NamedTuple):
    """One thing remembered of a driver; times in stored UTC form."""

    no: int
    id: str
    version: int
    delivery_no: int
    kind: str
    text: str
    is_kept: int | None
    """Of a promise: 1 where it was kept, 0 where it was not, None while nobody said."""
    happened_at: str


class DrivenRow(NamedTuple):
    """A delivery as its driver is known by it; times in stored UTC form."""

    no: int
    state: str
    driver: str
    driver_phone: str
    plate: str
    arrives_at: str
    promised_at: str | None
    arrived_at: str | None


class DriverCard(NamedTuple):
    """All deliveries of one driver, the newest first, and what is remembered of them."""

    name: str
    phone: str
    plates: tuple[str, ...]
    deliveries: tuple[DrivenRow, ...]
    notes: tuple[NoteRow, ...]

    def of(self, kind: NoteKind) -> tuple[NoteRow, ...]:
        """What is remembered of one kind, the newest first."""
        return tuple(note for note in self.notes if note.kind == kind)

    @property
    def came(self) -> tuple[DrivenRow, ...]:
        """Deliveries he came with."""
        here = (DeliveryState.ARRIVED, DeliveryState.DONE)
        return tuple(one for one in self.deliveries if one.arrived_at or one.state in here)

    @property
    def to_come(self) -> tuple[DrivenRow, ...]:
        """Deliveries he is expected with."""
        expected = (one for one in self.deliveries if one.state == DeliveryState.EXPECTED)
        return tuple(one for one in expected if not one.arrived_at)

    @property
    def kept(self) -> int:
        """Promises that were kept."""
        return sum(note.is_kept == 1 for note in self.of(NoteKind.PROMISED))

    @property
    def broken(self) -> int:
        """Promises that were not."""
        return sum(note.is_kept == 0 for note in self.of(NoteKind.PROMISED))


class SupplierRow(NamedTuple):
    """Who sends goods."""

    no: int
    id: str
    version: int
    name: str
    contact: str
    phone: str
    goods: str
    pass_no: str
    is_listed: int
    """1 where it is on the list of suppliers that assure the city's supply."""
    note: str
    deliveries: int = 0
    """How many of its deliveries are on file."""


class SupplierInput(NamedTuple):
    """A supplier as typed."""

    name: str
    contact: str = ""
    phone: str = ""
    goods: str = ""
    pass_no: str = ""
    is_listed: bool = False
    note: str = ""
