"""What a volunteer's duty sheet must not tell: somebody's health, whole telephone numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from models.households import HEALTH_MARKS
from models.roster import LIVE_IN_KINDS
from models.sheets import DutySheet, SheetLine
from models.word_tables import any_of, unless_broken, word_table

_ANYTHING = re.compile(r".+", re.DOTALL)
_PHONE = re.compile(
    r"(?<!\d)(?:1\d\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{4}[ -]?\d{3,4}|\d{7,12})(?!\d)"
)


@cache
def health_words() -> re.Pattern[str]:
    """What tells of somebody's health.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "health.toml")
    table.only("words")
    return re.compile(rf"{any_of({*HEALTH_MARKS, *table.words('words')})}|ill\b", re.IGNORECASE)


def _health() -> re.Pattern[str]:
    """What tells of it as far as is known: anything may while the table of words is broken."""
    return unless_broken(health_words, _ANYTHING)


def for_volunteers(sheet: DutySheet) -> bool:
    """Whether a sheet goes to somebody who must not read of residents' health."""
    return sheet.kind not in LIVE_IN_KINDS


def tells_of_health(text: str) -> bool:
    """Whether words seem to tell of somebody's health."""
    return _health().search(text) is not None


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
    where = _health().sub("***", line.where) if line.said else line.where
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
