"""What a volunteer's duty sheet must not tell: somebody's health, whole telephone numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.households import HEALTH_MARKS
from models.roster import LIVE_IN_KINDS
from models.sheets import DutySheet, SheetLine

_HEALTH = re.compile(
    "|".join([*sorted(HEALTH_MARKS), "阳|密接|隔离|孕|病|药|透析|化疗|胰岛素|发热|发烧|咳|血|医院"])
    + r"|positive|pregnan|dialys|insulin|fever|ill\b|sick|medicine|hospital|isolat",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<!\d)(?:1\d\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{4}[ -]?\d{3,4}|\d{7,12})(?!\d)"
)


def for_volunteers(sheet: DutySheet) -> bool:
    """Whether a sheet goes to somebody who must not read of residents' health."""
    return sheet.kind not in LIVE_IN_KINDS


def tells_of_health(text: str) -> bool:
    """Whether words seem to tell of somebody's health."""
    return _HEALTH.search(text) is not None


def masked(line: SheetLine, hide: Callable[[str], str]) -> SheetLine:
    """A line as a volunteer may read it.

    What a resident asks for is left out, as is a note that tells of somebody's health; where to go
    stays, without words of health somebody said along with an address.

    Args:
        hide: makes a telephone number unreadable.
    """
    hidden = line.health or any(map(tells_of_health, line.what))
    what = () if hidden else tuple(numberless(one, hide) for one in line.what)
    note = "" if tells_of_health(line.note) else line.note
    where = _HEALTH.sub("***", line.where) if line.said else line.where
    return line._replace(
        where=numberless(where, hide),
        unloading_point=numberless(line.unloading_point, hide),
        what=what,
        phone=hide(line.phone) if line.phone else "",
        note=numberless(note, hide),
    )


def numberless(text: str, hide: Callable[[str], str]) -> str:
    """Words with each telephone number in them made unreadable; clock times and dates stay."""

    return _PHONE.sub(lambda found: hide(re.sub(r"\D", "", found[0])), text)
