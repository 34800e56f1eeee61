"""What is kept for others in words: kinds, whose, since when."""

from __future__ import annotations

from datetime import datetime

from models.address import short_address
from models.custody import CustodyRow, KeptKind
from models.times import local_date
from screens.i18n import N_, Labels, _
from screens.kit import masks
from screens.kit.times import clock, day
from screens.kit.values import beside

kind = Labels(
    {
        KeptKind.CARD: N_("card or papers"),
        KeptKind.KEY: N_("key"),
        KeptKind.CASH: N_("cash"),
        KeptKind.PRESCRIPTION: N_("prescription"),
        KeptKind.PET: N_("pet"),
        KeptKind.OTHER: N_("other thing"),
    }
)
"""Kinds of things kept."""


def what(row: CustodyRow, masked: bool = False) -> str:
    """What is kept; a prescription tells of somebody's health."""
    return masks.text(row.what, masked and row.kind == KeptKind.PRESCRIPTION)


def whose(row: CustodyRow) -> str:
    """For whom: the door of a household, a name, or both."""
    address = short_address(row.compound, row.lane, row.building, row.unit, row.room)
    return beside(address, row.owner, gap=" ")


def brief(row: CustodyRow, now: datetime, masked: bool = False) -> str:
    """A thing in one line: what, whose, until when it is wanted back."""
    back = _("due back {day}").format(day=day(row.due_back, now)) if row.due_back else ""
    if row.returned_at is not None:
        back = _("given back {time}").format(time=clock(row.returned_at, now))
    return beside(what(row, masked), whose(row), back)


def overdue(row: CustodyRow, now: datetime) -> bool:
    """Whether a thing should have been given back before today."""
    late = row.due_back is not None and row.due_back < local_date(now).isoformat()
    return late and row.returned_at is None


HELD: dict[str, str] = {
    "custody": N_("keeps"),
}
"""What somebody has in hand who falls out, by kind of `Holding`."""

PROBLEMS: dict[str, str] = {
    "custody_unknown": N_("Nothing is kept under number {no}."),
    "custody_returned": N_("{what} was given back on {at} already."),
    "due_back_before_since": N_("Wanted back on {day}, but kept only since {since}."),
}


ACTS: dict[str, str] = {
    "custody_kept": N_("{name} keeps {what}"),
    "custody_changed": N_("{what} kept by {name}: changed"),
    "custody_handed_over": N_("{what}: from {name} to {to}"),
    "custody_given_back": N_("{what} given back by {name}"),
}
