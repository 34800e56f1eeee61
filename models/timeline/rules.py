"""Rules of the day's picture: which cells a duty takes, how they are packed, how they are moved.

Pure functions over moments and cells; nothing of colours, words or widgets is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from models.duties.rules import presence_at
from models.roster import ABSENT_PLACES, Place, PresenceView
from models.times import LOCAL, day_start, duty_day, duty_day_bounds, loaded

STEP = timedelta(minutes=15)
"""What times snap to when a duty is moved by hand."""

DAY = timedelta(days=1)

LONGEST = timedelta(hours=24)
"""The longest a duty is stretched by hand."""

SCALES: tuple[int, ...] = (60, 30, 15, 10, 5)
"""Minutes a cell can stand for, the coarsest first."""

_TICK = 4
"""Cells an hour written above the picture needs."""


class Edge(StrEnum):
    """The end of a duty that is pulled."""

    START = "start"
    END = "end"


class Window(NamedTuple):
    """A row of cells, each standing for the same number of minutes."""

    starts: datetime
    scale: int
    """Minutes a cell stands for."""
    cells: int

    @property
    def ends(self) -> datetime:
        """The end of the last cell."""
        return self.moment(self.cells)

    def moment(self, cell: int) -> datetime:
        """When a cell begins."""
        return self.starts + timedelta(minutes=cell * self.scale)

    def cell(self, moment: datetime) -> int:
        """The cell a moment falls in; negative before the first, `cells` or more behind."""
        return (moment - self.starts) // timedelta(minutes=self.scale)


class Span(NamedTuple):
    """Something that takes time, under a number of its own."""

    no: int
    starts: datetime
    ends: datetime


class Block(NamedTuple):
    """The cells of a span in a window: from `first` up to, not with, `last`."""

    no: int
    first: int
    last: int
    before: bool = False
    """Whether it began before the window."""
    after: bool = False
    """Whether it goes on behind the window."""


# -- the picture -----------------------------------------------------------------------------------


def day_window(day: date, scale: int) -> Window:
    """A whole duty day, so many minutes a cell."""
    return Window(duty_day_bounds(day)[0], scale, int(DAY / timedelta(minutes=scale)))


def scale_for(cells: int) -> int:
    """The finest scale that shows a whole day in so many cells; the coarsest when none does."""
    fitting = [scale for scale in SCALES if DAY / timedelta(minutes=scale) <= cells]
    return min(fitting, default=SCALES[0])


def zoomed(scale: int, step: int) -> int:
    """The scale so many steps finer (positive) or coarser, as far as there are any."""
    at = SCALES.index(scale) + step
    return SCALES[max(0, min(len(SCALES) - 1, at))]


def in_sight(first: int, visible: int, cells: int, wanted: int) -> int:
    """The first cell shown, moved as little as needed so that a wanted one is in sight.

    Args:
        first: the first cell shown now.
        visible: how many can be shown.
        cells: how many there are.
        wanted: the one to be seen.
    """
    if wanted < first:
        first = wanted
    elif wanted >= first + visible:
        first = wanted - visible + 1
    return max(0, min(first, cells - visible))


def block(span: Span, window: Window) -> Block | None:
    """The cells that a span touches, at least one; None when it is not in the window."""
    if span.ends <= window.starts or span.starts >= window.ends:
        return None
    first = max(0, window.cell(span.starts))
    last = -((window.starts - span.ends) // timedelta(minutes=window.scale))
    return Block(
        span.no,
        first,
        min(window.cells, max(last, first + 1)),
        span.starts < window.starts,
        span.ends > window.ends,
    )


def pack(spans: Iterable[Span], window: Window) -> list[list[Block]]:
    """The blocks of one person on as few lines as hold them, so that none hides another.

    What shares time stands on different lines, and so does what begins in the same cell. Spans
    that only share a cell stand on one line; the first then ends a cell earlier.

    Returns:
        Lines, each with its blocks from left to right; at least one line, which may be empty.
    """
    lines: list[list[Block]] = [[]]
    ends: list[datetime] = [window.starts - LONGEST]
    for span in sorted(spans, key=lambda span: (span.starts, span.ends, span.no)):
        one = block(span, window)
        if one is None:
            continue
        for at, line in enumerate(lines):
            if not line:
                break
            if ends[at] <= span.starts and line[-1].first < one.first:
                line[-1] = line[-1]._replace(last=min(line[-1].last, one.first))
                break
        else:
            at = len(lines)
            lines.append([])
            ends.append(span.ends)
        lines[at].append(one)
        ends[at] = span.ends
    return lines


def at_cell(line: Sequence[Block], cell: int) -> Block | None:
    """The block of a line that covers a cell."""
    return next((one for one in line if one.first <= cell < one.last), None)


@lru_cache(maxsize=8)
def ticks(window: Window) -> tuple[tuple[int, int], ...]:
    """Cells above which an hour is written, with the hour, as close as they can be read."""
    hours = next(h for h in (1, 2, 3, 4, 6, 12, 24) if h * 60 // window.scale >= _TICK or h == 24)
    found = []
    for hour in range(0, int(window.cells * window.scale / 60), hours):
        moment = window.starts + timedelta(hours=hour)
        found.append((window.cell(moment), moment.astimezone(LOCAL).hour))
    return tuple(found)


def shortage(gaps: Iterable[tuple[datetime, datetime, int]], window: Window) -> list[int]:
    """How many people are lacking at the worst moment of each cell.

    Args:
        gaps: from when until when how many people are lacking.
    """
    given = [gap for gap in gaps if gap[2] > 0]
    worst = []
    for cell in range(window.cells):
        starts, ends = window.moment(cell), window.moment(cell + 1)
        here = [gap for gap in given if gap[0] < ends and gap[1] > starts]
        moments = {starts, *(gap[0] for gap in here if gap[0] > starts)}
        worst.append(max((sum(n for a, b, n in here if a <= m < b) for m in moments), default=0))
    return worst


# -- moving ----------------------------------------------------------------------------------------


def snap(moment: datetime) -> datetime:
    """The nearest moment times snap to; halfway it is the later one."""
    past = timedelta(minutes=moment.minute, seconds=moment.second) % STEP
    return moment - past + (STEP if past * 2 >= STEP else timedelta(0))


def present(now: datetime) -> datetime:
    """The moment times snap to that is nearest to the present and of the same duty day."""
    return min(snap(now), duty_day_bounds(duty_day(now))[1] - STEP)


def stepped(moment: datetime, steps: int) -> datetime:
    """A moment so many steps on; one between two steps goes to the next first."""
    past = timedelta(minutes=moment.minute, seconds=moment.second) % STEP
    if not steps:
        return moment
    if steps > 0:
        return moment - past + steps * STEP
    return moment - past + (steps + (1 if past else 0)) * STEP


def moved(
    starts: datetime, ends: datetime, to: datetime, bounds: tuple[datetime, datetime]
) -> tuple[datetime, datetime]:
    """A span as long as it was that begins at `to`, as near as the day allows.

    It begins within the day, at the latest a step before its end; what began before the day is
    not moved farther back than it was.
    """
    earliest, latest = min(starts, bounds[0]), bounds[1] - STEP
    begins = max(earliest, min(to, max(latest, starts)))
    return begins, begins + (ends - starts)


def stretched(
    starts: datetime, ends: datetime, edge: Edge, to: datetime, bounds: tuple[datetime, datetime]
) -> tuple[datetime, datetime]:
    """A span with one end at `to`, as near as can be: a step long at least, LONGEST at most.

    A beginning stays within the day, or where it was before it; a night may end the next morning.
    """
    if edge is Edge.START:
        lowest = max(min(starts, bounds[0]), min(starts, ends - LONGEST))
        return max(lowest, min(to, max(starts, ends - STEP))), ends
    highest = max(ends, starts + LONGEST)
    return starts, min(highest, max(to, min(ends, starts + STEP)))


# -- presence over days ----------------------------------------------------------------------------


class DayPresence(NamedTuple):
    """Where somebody is on a day."""

    place: Place
    returns: bool = False
    """Whether they are expected back on this day."""
    overdue: bool = False
    """Whether they were expected back before and nothing says that they came."""


def presence_on(presences: Sequence[PresenceView], day: date, usual: Place) -> DayPresence:
    """Where somebody is at noon of a day.

    Args:
        presences: their spans.
        usual: where they are when nothing is on record.
    """
    found = presence_at(presences, day_start(day, time(12, 0)))
    if found is None:
        return DayPresence(usual)
    place = Place(found.place)
    if place not in ABSENT_PLACES or found.expected_back is None:
        return DayPresence(place)
    expected = date.fromisoformat(found.expected_back)
    return DayPresence(place, expected == day, expected < day)


def absent_spans(
    presences: Sequence[PresenceView], starts: datetime, ends: datetime
) -> list[tuple[datetime, datetime, Place]]:
    """The parts of a span in which somebody is not here, with where they are instead."""
    edges = {loaded(edge) for p in presences for edge in (p.since, p.until) if edge is not None}
    cuts = [starts, *sorted(edge for edge in edges if starts < edge < ends), ends]
    found: list[tuple[datetime, datetime, Place]] = []
    for first, last in pairwise(cuts):
        span = presence_at(presences, first)
        if span is None or span.place not in ABSENT_PLACES:
            continue
        place = Place(span.place)
        if found and found[-1][1] == first and found[-1][2] is place:
            found[-1] = (found[-1][0], last, place)
        else:
            found.append((first, last, place))
    return found
