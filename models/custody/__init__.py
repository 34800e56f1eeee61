"""What somebody keeps for others: cards, keys, cash, prescriptions, pets. No tables."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class KeptKind(StrEnum):
    """What somebody keeps for others."""

    CARD = "card"
    KEY = "key"
    CASH = "cash"
    PRESCRIPTION = "prescription"
    PET = "pet"
    OTHER = "other"


class CustodyRow(NamedTuple):
    """A thing somebody keeps; times in stored form, `due_back` a local date `YYYY-MM-DD`."""

    no: int
    id: str
    version: int
    kind: str
    what: str
    holder_no: int
    holder: str
    household_no: int | None
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    owner: str
    """Whose it is, where that is no household, or whose of the household."""
    since: str
    due_back: str | None
    returned_at: str | None
    note: str


class CustodyInput(NamedTuple):
    """A thing that is to be kept, for a household or for somebody named.

    Attributes:
        holder_no: who keeps it.
        since: from when on; None for now.
        due_back: the local day on which it is wanted back.
    """

    kind: KeptKind
    what: str
    holder_no: int
    household_no: int | None = None
    owner: str = ""
    since: datetime | None = None
    due_back: date | None = None
    note: str = ""
