"""Rules of the queue's numbers: days in a row, middle times, points of a line. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from models.statistics import Course, DayCount, KindCount, Waits

DAYS = 14
"""Days looked at unless somebody asks for others."""


def day_counts(
    first: date, last: date, before: int, opened: Mapping[date, int], closed: Mapping[date, int]
) -> tuple[DayCount, ...]:
    """Every day from first to last, those too on which nothing happened.

    Args:
        before: requests not closed when the first day began.
        opened, closed: how many by day.
    """
    made = []
    pushing = before
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        pushing += opened.get(day, 0) - closed.get(day, 0)
        made.append(DayCount(day, opened.get(day, 0), closed.get(day, 0), pushing))
    return tuple(made)


def middle(minutes: Sequence[int]) -> int | None:
    """The median in whole minutes; None of nothing."""
    return int(median(minutes)) if minutes else None


def kind_counts(
    requests: Iterable[Course],
) -> tuple[Waits, tuple[KindCount, ...]]:
    """Waits of all requests, and what they are by kind, the most frequent first."""
    opened: dict[str, int] = {}
    pushing: dict[str, int] = {}
    answered: dict[str, list[int]] = {}
    met: dict[str, list[int]] = {}
    for kind, goes_on, until_answered, until_met in requests:
        opened[kind] = opened.get(kind, 0) + 1
        pushing[kind] = pushing.get(kind, 0) + goes_on
        for minutes, into in ((until_answered, answered), (until_met, met)):
            if minutes is not None:
                into.setdefault(kind, []).append(minutes)
    kinds = [
        KindCount(
            kind,
            count,
            pushing[kind],
            Waits(middle(answered.get(kind, ())), middle(met.get(kind, ()))),
        )
        for kind, count in opened.items()
    ]
    whole = Waits(
        middle([m for minutes in answered.values() for m in minutes]),
        middle([m for minutes in met.values() for m in minutes]),
    )
    return whole, tuple(sorted(kinds, key=lambda one: (-one.opened, one.kind)))


def line_points(
    values: Sequence[int], columns: int, rows: int, top: int
) -> list[list[tuple[int, int]]]:
    """The points of a line through values, left to right over a grid, by value and the next one.

    Args:
        columns, rows: points of the grid; row 0 is the upper edge.
        top: the value at the upper edge; 0 is at the lower one.

    Returns:
        For each stretch between two values its points (column, row); a single value is one point.
    """
    last = max(1, len(values) - 1)
    places = [
        (round(at * (columns - 1) / last), round((rows - 1) * (1 - value / max(1, top))))
        for at, value in enumerate(values)
    ]
    if len(places) < 2:
        return [places] if places else []
    stretches = []
    for (left, start), (right, end) in pairwise(places):
        steps = max(right - left, abs(end - start), 1)
        stretches.append(
            [
                (left + round((right - left) * n / steps), start + round((end - start) * n / steps))
                for n in range(steps + 1)
            ]
        )
    return stretches


def nice_top(most: int) -> int:
    """A round number at or above the highest value, for the upper edge: 4, 10, 20, 40, 50, 100."""
    size = 1
    while True:
        for factor in (4, 5, 10, 20):
            if factor * size >= most:
                return factor * size
        size *= 10
