"""What stands before a line of the day: who it is of, or the work that lacks people."""

from __future__ import annotations

from rich.cells import cell_len

from models.text import one_line
from screens.duties import words as duty_words
from screens.i18n import _
from screens.kit.columns import cut
from screens.roster import words as people_words
from screens.timeline import words
from screens.timeline.gaps import Gap
from screens.timeline.lines import DayLine

_GUTTER = 2
"""Cells of the marks before a name."""


def of_person(cells: int, line: DayLine, gutter: str) -> str:
    """The label of a person's line: name, post or where they are, hours of the day, which are
    never cut: the post gives way to them."""
    assert line.person is not None
    worker = line.person.worker
    if line.lane:
        return cut(gutter + " " * 2 + _("same time"), cells)
    room = cells - _GUTTER - 6
    wide = min(14, max(6, round(room * 0.5)))
    post = worker.post or people_words.label(worker.kind, "kind")
    status = people_words.label(line.person.place, "place") if line.person.absent else post
    hours = words.hours(line.person.minutes)
    load = " " * max(1, 5 - cell_len(hours)) + hours + " "
    name = cut(one_line(worker.name), wide) + " "
    told = cut(one_line(status), max(0, cells - _GUTTER - cell_len(name) - cell_len(load)))
    return gutter + name + told + load


def of_gap(cells: int, gap: Gap, gutter: str) -> str:
    """The label of work that lacks people: where it is, how many it has of those it needs."""
    said = duty_words.cover(gap.have, gap.need) if gap.need else ""
    where = gap.where or duty_words.work(gap.work)
    room = cells - _GUTTER - 1
    told = cut(one_line(f"{words.mark(gap.work)} {where}"), max(0, room - cell_len(said) - 1))
    return cut(gutter + told + (f" {said}" if said else ""), cells - 1) + " "
