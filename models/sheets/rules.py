"""What a volunteer's duty sheet must not tell: somebody's health, whole telephone numbers. Pure."""

from __future__ import annotations

from collections.abc import Callable

from models import masking
from models.roster import LIVE_IN_KINDS
from models.sheets import DutySheet, SheetLine


def for_volunteers(sheet: DutySheet) -> bool:
    """Whether a sheet goes to somebody who must not read of residents' health."""
    return sheet.kind not in LIVE_IN_KINDS


def masked(line: SheetLine, hide: Callable[[str], str], *, meets_driver: bool = True) -> SheetLine:
    """A line as a volunteer may read it.

    What was typed is told without its words of health and numbers, so that a guide reads which
    door; what a resident asks for who needs medicine or treatment is left out, unless the door
    may stand in those words alone. Who meets a truck reads the driver's number, or the truck
    waits in front of a closed gate.

    Args:
        hide: makes a telephone number unreadable.
        meets_driver: whether those who meet a driver may read that number.
    """

    def words(text: str) -> str:
        return masking.masked(text, hide)

    door_is_known = line.address is not None or not line.said
    what = () if line.health and door_is_known else tuple(map(words, line.what))
    tells_number = meets_driver and line.meets_driver
    return line._replace(
        where=masking.numberless(line.where, hide) if door_is_known else words(line.where),
        unloading_point=masking.numberless(line.unloading_point, hide),
        what=what,
        phone=line.phone if tells_number or not line.phone else hide(line.phone),
        note=words(line.note),
    )
