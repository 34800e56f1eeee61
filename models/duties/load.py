"""Rules of load: how long somebody has worked, rested and been awake, and when that is too much.

Pure functions over the duties they hold. Time off that is long enough is rest; shorter is neither
work nor rest. Nobody writes down when they sleep: time off as long as the rest wanted after a night
counts as sleep, and so does a rest that was given, from half of that on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from models.duties import DutyInput, DutyRow, RosterSettings, Work
from models.problems import Problem
from models.times import loaded

DAY = timedelta(hours=24)
_MINUTE = timedelta(minutes=1)
_EVER = datetime(1900, 1, 1, tzinfo=UTC)
"""Before everything: time off until the first duty known."""

_Span = tuple[datetime, datetime]


class Load(NamedTuple):
    """How much somebody has behind them at a moment, in minutes."""

    work_minutes: int
    """Work in the 24 hours before."""
    rest_minutes: int
    """Rest in the 24 hours before: time off of at least `RosterSettings.least_rest`."""
    since_rest_minutes: int
    """Since the last rest ended; 0 while they rest, and where no work is known."""
    awake_minutes: int
    """Since the last sleep ended; 0 while they sleep, and where no work is known."""


def load(held: Iterable[DutyRow], at: datetime, settings: RosterSettings) -> Load:
    """The load of somebody at a moment, from the duties they hold around it."""
    busy, rests = _spans(held)
    return _load(busy, rests, at, settings)


def load_problems(
    given: DutyInput, held: Sequence[DutyRow], settings: RosterSettings
) -> list[Problem]:
    """What a duty would make too much: `load_over` (hours, rest, at), `awake_long` (hours, at).

    Looked at when the duty ends and when each duty of the 24 hours after it ends, as the rest
    before that may be gone; the worst is told. Nothing that is as bad without the duty.
    """
    if given.work is Work.REST:
        return []
    without, rests = _spans(held)
    busy = _merged([*without, (given.starts_at, given.ends_at)])
    moments = [given.ends_at]
    moments += [ends for _starts, ends in without if given.ends_at < ends < given.ends_at + DAY]
    found = []
    loads = [(at, _load(busy, rests, at, settings)) for at in moments]
    over = [one for one in loads if is_over(one[1], settings)]
    if over:
        at, worst = max(over, key=lambda one: one[1].work_minutes)
        params = {"hours": _hours(worst.work_minutes), "rest": _hours(worst.rest_minutes), "at": at}
        found.append(Problem("load_over", params))
    long = [
        (at, one.awake_minutes)
        for at, one in loads
        if is_long(one, settings)
        and (
            at == given.ends_at
            or _load(without, rests, at, settings).awake_minutes < one.awake_minutes
        )
    ]
    if long:
        at, minutes = max(long, key=lambda one: one[1])
        found.append(Problem("awake_long", {"hours": _hours(minutes), "at": at}))
    return found


def is_over(one: Load, settings: RosterSettings) -> bool:
    """Whether a load is more work for its rest than wanted."""
    return one.work_minutes > settings.work_per_rest * one.rest_minutes


def is_long(one: Load, settings: RosterSettings) -> bool:
    """Whether somebody was awake longer than wanted."""
    return one.awake_minutes > settings.awake_most / _MINUTE


def _spans(held: Iterable[DutyRow]) -> tuple[list[_Span], list[_Span]]:
    """Times of work, merged and in order, and times of rest given."""
    work: list[_Span] = []
    rests: list[_Span] = []
    for duty in held:
        span = loaded(duty.starts_at), loaded(duty.ends_at)
        (rests if duty.work == Work.REST else work).append(span)
    return _merged(work), rests


def _merged(spans: list[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for starts, ends in sorted(spans):
        if merged and starts <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], ends)
        else:
            merged.append((starts, ends))
    return merged


def _load(busy: list[_Span], rests: list[_Span], at: datetime, settings: RosterSettings) -> Load:
    off = _between(busy, at)
    if off == [(_EVER, at)]:
        return Load(0, int(DAY / _MINUTE), 0, 0)
    since = at - DAY
    worked = sum(
        (max(timedelta(0), min(e, at) - max(s, since)) for s, e in busy if s < at), timedelta(0)
    )
    rest = [span for span in off if span[1] - span[0] >= settings.least_rest]
    rested = sum((max(timedelta(0), e - max(s, since)) for s, e in rest), timedelta(0))
    slept = [span for span in off if span[1] - span[0] >= settings.rest]
    slept += [
        piece
        for piece in _common(rests, off)
        if piece[1] - piece[0] >= max(settings.least_rest, settings.rest / 2)
    ]
    return Load(
        int(worked / _MINUTE),
        int(rested / _MINUTE),
        int((at - max(ends for _starts, ends in rest)) / _MINUTE),
        int((at - max(ends for _starts, ends in slept)) / _MINUTE),
    )


def _between(busy: list[_Span], at: datetime) -> list[_Span]:
    """Time off until a moment; the first has no beginning."""
    off: list[_Span] = []
    free = _EVER
    for starts, ends in busy:
        if starts >= at:
            break
        if starts > free:
            off.append((free, starts))
        free = max(free, ends)
    if free < at:
        off.append((free, at))
    return off


def _common(rests: list[_Span], off: list[_Span]) -> list[_Span]:
    """The parts of rests given that lie in time off."""
    pairs = ((max(s, f), min(e, u)) for s, e in rests for f, u in off)
    return [(starts, ends) for starts, ends in pairs if starts < ends]


def _hours(minutes: int) -> str:
    return f"{round(minutes / 60, 1):g}"
