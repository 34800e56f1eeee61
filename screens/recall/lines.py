"""The doors of a recall as its list shows them: when, where, how many, who goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from models.recall import RetestRow, RetestState, Visit
from screens.duties import words as duty_words
from screens.kit.columns import cut
from screens.kit.ticks import UNTICKED
from screens.recall import words

_WHO = 18
"""The least cells for who goes."""

_BESIDE = 4
"""Cells between the columns."""

OVER = (RetestState.DONE, RetestState.CANCELLED)
"""States in which nobody goes to a door any more."""


class Line(NamedTuple):
    """A door: planned here, or of a re-test on record."""

    planned: Visit | None = None
    kept: RetestRow | None = None


class Cells(NamedTuple):
    """What a line says."""

    when: str
    where: str
    people: str
    who: str
    style: str


def cells(line: Line, today: date, *, positive: bool, needless: bool = False) -> Cells:
    """What a line says.

    Args:
        positive: whether somebody behind the door of a re-test on record is positive.
        needless: whether nobody there waits for a result any more.
    """
    if line.planned is not None:
        visit = line.planned
        lacks = words.missing(visit)
        style = "bold $error" if lacks else "$warning" if visit.warnings else "$success"
        who = words.who(visit.names, visit.to_ask)
        who = who if not visit.names else "→ " + who + (" ⚠" if lacks else "")
        when = duty_words.span(visit.starts, visit.ends, today)
        return Cells(when, words.shown_door(visit), words.people(visit.door.people), who, style)
    assert line.kept is not None
    row = line.kept
    style, who = _of_record(row)
    when, where = duty_words.span(row.starts_at, row.ends_at, today), words.shown_door(row)
    if positive:
        where, style = f"{words.positive_sign()} {where}", "bold $error"
    elif needless:
        where, style = f"{words.needless_sign()} {where}", "$warning"
    return Cells(when, where, words.people(row.people), who, style)


def _of_record(row: RetestRow) -> tuple[str, str]:
    """The style of a re-test on record, and who goes behind how far it is."""
    who = words.who((*row.goes, *row.guides), row.asked)
    if row.state in OVER:
        return "dim", ("✓ " if row.state == RetestState.DONE else "✗ ") + who
    lacks = len(row.goes) + len(row.guides) < row.hands_needed
    sign = "▸ " if row.state == RetestState.UNDER_WAY else f"{UNTICKED} "
    return ("$warning" if lacks else "$success"), sign + who


class Widths(NamedTuple):
    """Cells of the columns that all lines share."""

    when: int
    where: int
    people: int
    who: int


def shared(given: Sequence[Cells], whole: int) -> Widths:
    """How wide columns are: no wider than what stands in them, so that who goes has the rest.

    Args:
        whole: cells of a line.
    """
    when, where, people = (max((cell_len(one[at]) for one in given), default=0) for at in range(3))
    room = whole - when - people - _BESIDE
    where = max(0, min(where, room - _WHO))
    return Widths(when, where, people, max(0, room - where))


def drawn(one: Cells, wide: Widths) -> Content:
    """A line of the list."""
    return Content.assemble(
        cut(one.when, wide.when),
        " ",
        cut(one.where, wide.where),
        " ",
        cut(one.people, wide.people, right=True),
        "  ",
        Content.styled(cut(one.who, wide.who).rstrip(), one.style),
    )
