"""Pictures of testing as lines: bars of compounds and rounds, tubes, days, buildings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from rich.cells import cell_len

from models.supplies.pictures import bar
from models.testing.pictures import (
    CompoundProgress,
    Positives,
    RoundCoverage,
    RoundProgress,
    Stage,
    TubeCount,
    Tubes,
)
from models.testing.progress import BuildingUntested, Coverage, Since, Untested
from models.times import local_date, short_date
from screens.i18n import _
from screens.kit.columns import cut
from screens.kit.drawn_lines import GUTTER, Line, line
from screens.kit.times import stamp
from screens.kit.values import beside
from screens.testing import progress_words as words

_LEAST_BAR = 8
_MOST_BAR = 40
_FIGURE = 6
"""Cells of a figure at least."""
_GAP = 2


class _Columns(NamedTuple):
    """Cells in front of the figures of a line, and of each of them."""

    front: int
    heads: tuple[str, ...]
    widths: tuple[int, ...]

    def figures(self, of: Sequence[int | None], none: str = "–") -> str:
        """Figures under their headings; `none` is what is said where there is none."""
        told = (none if one is None else str(one) for one in of)
        return "".join(
            cut(one, cells, right=True) for one, cells in zip(told, self.widths, strict=True)
        )

    @property
    def line(self) -> str:
        """The headings, which stand above the lines whatever is scrolled."""
        heads = (
            cut(head, cells, right=True)
            for head, cells in zip(self.heads, self.widths, strict=True)
        )
        return " " * (cell_len(GUTTER) + self.front) + "".join(heads)


def _columns(width: int, heads: tuple[str, ...], most: int = _MOST_BAR) -> _Columns:
    widths = tuple(max(_FIGURE, cell_len(head) + 1) for head in heads)
    room = width - cell_len(GUTTER) - sum(widths)
    return _Columns(max(_LEAST_BAR + _GAP, min(most, room)), heads, widths)


# -- compounds -------------------------------------------------------------------------------------


def _of_compounds(width: int) -> _Columns:
    return _columns(
        width, (_("to sample"), _("sampled"), _("lacking"), _("still due"), _("by plan"))
    )


def compound_heads(width: int) -> str:
    """The headings over the figures of compounds."""
    return _of_compounds(width).line


def compounds(of: RoundProgress, now: datetime, width: int) -> Iterator[Line]:
    """Each compound with its pace, how far it is, and what follows from that where it is slow."""
    columns = _of_compounds(width)
    for one in of.compounds:
        told, is_slow = words.pace(one.pace, one.coverage, now)
        if of.is_over:
            told, is_slow = words.sums(one.coverage), False
        tone = "warn" if is_slow else "dim"
        yield line((f"{one.compound}  ", "head"), (told, tone), record=one)
        yield line(_bar(one, columns.front), columns.figures(_compound_figures(one)))
        after = beside(*words.done(one.pace, one.coverage, now), gap=" · ")
        if after and not of.is_over:
            yield line(" " * 2 * _GAP, (after, tone))


def _compound_figures(one: CompoundProgress) -> tuple[int | None, ...]:
    of = one.coverage
    return of.called, of.sampled, of.missed, of.due, one.pace.expected


def _bar(one: CompoundProgress, cells: int) -> str:
    of = one.coverage
    reached = (of.sampled, of.through, one.pace.expected)
    drawn = bar(cells - 2 * _GAP, of.called, reached, "".join(words.BAR))
    return " " * _GAP + drawn + " " * _GAP


# -- rounds ----------------------------------------------------------------------------------------


def _of_rounds(width: int) -> _Columns:
    heads = (
        _("register"),
        _("sampled"),
        _("lacking"),
        _("settled"),
        _("still due"),
        _("not called"),
    )
    return _columns(width, heads)


def round_heads(width: int) -> str:
    """The headings over the figures of rounds."""
    return _of_rounds(width).line


def rounds(of: Sequence[RoundCoverage], now: datetime, width: int) -> Iterator[Line]:
    """Each round that has begun, with how far it covers the register."""
    columns = _of_rounds(width)
    for one in of:
        day = short_date(date.fromisoformat(one.day), local_date(now))
        state = _("ended") if one.is_over else _("running")
        yield line(
            (f"{beside(_('round {no}').format(no=one.no), one.name)}  ", "head"),
            (beside(day, state, _share(one.coverage)), "dim"),
            record=one,
        )
        found = one.coverage
        figures = (found.register, *found)
        yield line(_covered(found, columns.front), columns.figures(figures))


def _share(of: Coverage) -> str:
    """Which part of those who were called is sampled."""
    if not of.called:
        return ""
    return _("{percent}% of who was called").format(percent=100 * of.sampled // of.called)


def _covered(of: Coverage, cells: int) -> str:
    there = of.sampled + of.settled
    reached = (there, there + of.missed, there + of.missed + of.due)
    drawn = bar(cells - 2 * _GAP, of.register, reached, "".join(words.COVERED))
    return " " * _GAP + drawn + " " * _GAP


# -- tubes -----------------------------------------------------------------------------------------


_TONES = {Stage.NEGATIVE: "good", Stage.ABNORMAL: "life", Stage.VOID: "dim"}


def tubes(of: Tubes, now: datetime, width: int) -> Iterator[Line]:
    """Tubes by stage as bars, then what is overdue, what came back abnormal, who is in none."""
    most = max((one.tubes for one in of.counts), default=0)
    if not most:
        return
    label = max(cell_len(words.stage(one.stage)) for one in of.counts)
    head = (_("tubes"), _("people"))
    cells = [max(_FIGURE, cell_len(one) + 1) for one in head]
    tails = [
        (_since(one, now), words.overdue(one.overdue) if one.overdue else "") for one in of.counts
    ]
    tail = max(cell_len(_("earliest")), *(sum(map(cell_len, both)) + _GAP for both in tails)) + _GAP
    room = width - label - sum(cells) - _GAP - tail - cell_len(GUTTER)
    room = max(_FIGURE, min(_MOST_BAR, room))
    heads = "".join(cut(one, wide, right=True) for one, wide in zip(head, cells, strict=True))
    yield line((" " * (label + room + _GAP) + heads + "  " + _("earliest"), "dim"))
    for one, (since, late) in zip(of.counts, tails, strict=True):
        figures = (str(one.tubes), str(one.people) if one.tubes else "–")
        told = "".join(
            cut(text, wide, right=True) for text, wide in zip(figures, cells, strict=False)
        )
        drawn = cut("#" * -(-room * one.tubes // most), room)
        tone = _TONES.get(one.stage, "") if one.tubes else "dim"
        yield line(
            (cut(words.stage(one.stage), label) + "  ", tone), drawn, told,
            (f"  {since}", "dim"), (f"  {late}", "life"),
        )  # fmt: skip
    yield from _named(_("Overdue"), (words.overdue_trip(one, now) for one in of.overdue), "life")
    yield from _named(
        _("Abnormal"), (words.abnormal(one, now, at_desk=True) for one in of.abnormal), ""
    )
    odd = (words.no_tube(one) for one in of.no_tube if one.is_odd)
    yield from _named(_("Sampled in no tube"), odd, "warn")


def _since(one: TubeCount, now: datetime) -> str:
    return "" if one.since is None else stamp(one.since, now)


def _named(head: str, told: Iterator[str], tone: str) -> Iterator[Line]:
    """Lines under a heading; nothing where there are none."""
    found = list(told)
    if found:
        yield line()
        yield line((head, "head"))
        yield from (line("  ", (one, tone)) for one in found)


# -- positives -------------------------------------------------------------------------------------


def positives(of: Positives, now: datetime, width: int) -> Iterator[Line]:
    """The days, the latest first, each with a bar of who became known as positive."""
    most = max((one.people for one in of.days), default=0)
    labels = [words.day_people(one) for one in of.days]
    label = max(map(cell_len, labels), default=0)
    room = max(_LEAST_BAR, min(_MOST_BAR, width - label - 16))
    for one, said in zip(of.days, labels, strict=True):
        drawn = "#" * min(room, -(-room * one.people // max(most, room)))
        day = short_date(one.day, local_date(now))
        yield line(
            (f"{day}  ", "head"), (f"{cut(said, label)}  ", "" if one.people else "dim"),
            (drawn, "life"),
        )  # fmt: skip
        if told := words.day_told(one):
            yield line(" " * (cell_len(day) + _GAP), told)


# -- who was not tested for how long ---------------------------------------------------------------


def _of_buildings(width: int) -> _Columns:
    return _columns(width, tuple(words.since(one) for one in Since), most=36)


def building_heads(width: int) -> str:
    """The headings over the figures of buildings and floors."""
    return _of_buildings(width).line


def buildings(of: Sequence[BuildingUntested], width: int) -> list[Line]:
    """Buildings with their floors, those to go to first in front."""
    columns = _of_buildings(width)
    return [made for one in of for made in _building(one, columns)]


def _building(one: BuildingUntested, columns: _Columns) -> Iterator[Line]:
    people = one.people
    is_red = people.never + people.three > 0
    name = cut(("⚠ " if is_red else "  ") + words.place(one.place), columns.front)
    tone = "head" if any(people.urgency) else "dim"
    yield line((name, tone), (columns.figures(people), tone), record=one)
    for floor in one.floors:
        if any(floor.people.urgency):
            told = cut("    " + _("{floor}F").format(floor=floor.floor), columns.front)
            yield line(told, columns.figures(_blank(floor.people), ""), record=floor)


def _blank(of: Untested) -> tuple[int | None, ...]:
    """The figures of a floor, of which nought is not told."""
    return tuple(one or None for one in of)
