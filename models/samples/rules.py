"""Rules of samples on their way: which tubes go, when their results are due and chased. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from models.chases import Chased, Urgency
from models.duties.late import late_by
from models.problems import Problem
from models.samples import TripRow, TripState, TripTube
from models.samples.settings import DEFAULTS, SampleSettings
from models.sampling import TubeState
from models.times import CLOCKS_DIFFER, legible

MOST_TUBES = 9999
"""Tubes of one trip; more are taken for a slip of the pen."""


class Sent(NamedTuple):
    """Which tubes go.

    Attributes:
        many: how many.
        tubes: those of them that are on file.
    """

    many: int
    tubes: tuple[TripTube, ...]


def expected_at(
    left_at: datetime, arrived_at: datetime | None, settings: SampleSettings = DEFAULTS
) -> datetime:
    """When the results of samples should be in.

    The laboratory's time runs from when it has them; as long as nobody says that they arrived,
    from when they left, so that samples forgotten on the way are asked for, too.
    """
    return (arrived_at or left_at) + settings.result_after


def overdue(row: TripRow, now: datetime) -> int | None:
    """Whole minutes since results should have been in; None while they need not, or once they are.

    An overdue result holds nobody: whoever waits for it is held, or not, by what is known of them.
    """
    return None if row.state == TripState.DONE else late_by(row.expected_at, now)


def chase_is_due(row: TripRow, now: datetime) -> bool:
    """Whether somebody should be asked for the results now."""
    due = legible(row.next_chase_at)
    return row.state != TripState.DONE and due is not None and due <= now


def chased(row: TripRow) -> Chased:
    """A trip as it is chased, held by `trip_done` once its results are in.

    Results are a matter of today, whatever the hour they are due: an abnormal tube among them
    means people to be called and tested the same night. No harm is known of any before.
    """
    over = Problem("trip_done", {"no": row.no}) if row.state == TripState.DONE else None
    return Chased(
        row.id,
        row.no,
        Urgency.TODAY,
        None,
        held=over,
        promised_until=legible(row.promised_until),
    )


def next_due(expected: datetime, due: datetime, promised_until: datetime | None = None) -> datetime:
    """When results are chased next that were chased now: as the ladder says, never before they
    should be in, unless they were promised for earlier.

    What nobody asked for is due from the moment it should be in, at night, too; once somebody was
    asked, the quiet hours hold the next time back, as of all that is no life.

    Args:
        due: when they would be chased next by the ladder, `models.chases.rules.due_after`.
    """
    return due if promised_until is not None else max(expected, due)


def due_on_arrival(row: TripRow, expected: datetime) -> datetime:
    """When results are chased next once it is known that the samples arrived.

    When they should be in by that; where somebody was asked for them already, or they were
    promised for earlier, no later than it was set: chased sooner, never later.
    """
    was = legible(row.next_chase_at)
    return expected if was is None or not row.chases else min(was, expected)


# -- what goes -------------------------------------------------------------------------------------


def to_send(
    here: Sequence[TripTube],
    codes: Sequence[str],
    count: int | None,
    left_at: datetime,
) -> Sent | Problem:
    """Which tubes go: those named by their codes; else all still here that were begun by then.

    Where another number was counted than is still here, fewer tubes are on file than went, or it
    is not known which stayed. The first all go, and the rest is a number; of the second none is
    taken to have gone, so that no result is waited for that somebody else has.

    Args:
        here: the tubes of the round, or of its session; in the order they were begun.
        codes: named tubes; none for those still here.
        count: how many were counted; None for as many as there are.

    Returns:
        Why nothing goes: `tubes_unknown`, `tubes_void`, `tubes_with_result`,
        `tubes_with_trip` (codes, trip), `tube_begun_later` (code, opened), `tubes_count_wrong`,
        `tubes_fewer` (count, named), `nothing_to_send`.
    """
    if count is not None and not 1 <= count <= MOST_TUBES:
        return Problem("tubes_count_wrong", {"most": MOST_TUBES}, "tubes")
    if codes:
        return _named(here, codes, count, left_at)
    waiting = tuple(
        one
        for one in here
        if one.trip_no is None
        and one.state == TubeState.PENDING
        and (legible(one.opened_at) or left_at) <= left_at
    )
    if count is None and not waiting:
        return Problem("nothing_to_send", {}, "tubes")
    if count is None or count >= len(waiting):
        return Sent(count or len(waiting), waiting)
    return Sent(count, ())


def _named(
    here: Sequence[TripTube], codes: Sequence[str], count: int | None, left_at: datetime
) -> Sent | Problem:
    by_code = {one.code: one for one in here}
    wanted = tuple(dict.fromkeys(codes))
    unknown = [code for code in wanted if code not in by_code]
    if unknown:
        return Problem("tubes_unknown", {"codes": unknown}, "tubes")
    tubes = tuple(by_code[code] for code in wanted)
    void = [one.code for one in tubes if one.state == TubeState.VOID]
    if void:
        return Problem("tubes_void", {"codes": void}, "tubes")
    told = [one.code for one in tubes if one.state != TubeState.PENDING]
    if told:
        return Problem("tubes_with_result", {"codes": told}, "tubes")
    gone = [one for one in tubes if one.trip_no is not None]
    if gone:
        alike = [one.code for one in gone if one.trip_no == gone[0].trip_no]
        return Problem("tubes_with_trip", {"codes": alike, "trip": gone[0].trip_no}, "tubes")
    for one in tubes:
        opened = legible(one.opened_at)
        if opened is not None and opened > left_at:
            return Problem("tube_begun_later", {"code": one.code, "opened": opened}, "left_at")
    if count is not None and count < len(tubes):
        return Problem("tubes_fewer", {"count": count, "named": len(tubes)}, "tubes")
    return Sent(count or len(tubes), tubes)


def moment_problems(row: TripRow, at: datetime, now: datetime, early: str) -> list[Problem]:
    """What is wrong with when something happened to samples: `in_future`, else `early` (no, at,
    left) where it is before they left.

    Args:
        early: the code for that.
    """
    if at > now + CLOCKS_DIFFER:
        return [Problem("in_future", {"at": at}, "at")]
    left = legible(row.left_at)
    if left is not None and at < left:
        return [Problem(early, {"no": row.no, "at": at, "left": left}, "at")]
    return []


def state_problems(row: TripRow, to: TripState) -> list[Problem]:
    """What is wrong with a trip's going on: `trip_done`, `trip_arrived` (at) already."""
    if row.state == TripState.DONE:
        return [Problem("trip_done", {"no": row.no})]
    if to is TripState.AT_LABORATORY and row.arrived_at is not None:
        at = legible(row.arrived_at) or row.arrived_at
        return [Problem("trip_arrived", {"no": row.no, "at": at})]
    return []
