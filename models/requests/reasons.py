"""Why a request stands where it does in the queue, as a code with what its sentence names."""

from __future__ import annotations

from datetime import datetime

from models.chases import Urgency
from models.requests import Known, Reason, RequestRow, RequestState
from models.requests.rules import (
    Band,
    band,
    heard_at,
    minutes_between,
    overlooks_harm,
    reckoned_ahead,
    still_any,
)
from models.times import came_ahead


def why_first(row: RequestRow, now: datetime) -> Reason:
    """What puts a request where it is in the queue.

    Returns:
        `life` (minutes, chases), `may_be_life` (minutes), both with a reason where what is known of
        the household makes it one, `overdue` (minutes), `reckoned_ahead`
        (at), `overlooks_harm` (at, reason), `promise_broken` (who, until, minutes), `still_any`
        (at, minutes, reason) once a day of a medicine that ran out, `harm` (at, minutes, reason),
        `waiting` (minutes) or `closed`; of what is solved `call_back` (outcome, minutes the telling
        is late) or `to_tell` (outcome, since, minutes): nothing is pushed any more, only the
        resident has heard nothing of it.
        Whole minutes since or until. Of a life whose chase was reckoned by a clock that was ahead
        `life_reckoned_ahead` (at, chases), and where no span can be told since that which it runs
        since was written by such a clock, `life_ahead` (at, chases), `waiting_ahead` (urgency, at)
        or `to_tell_ahead` (outcome, at).
    """
    match band(row, now):
        case Band.CLOSED:
            return Reason("closed", {"outcome": row.outcome})
        case Band.LIFE:
            return _why_life(row, now)
        case Band.OVERDUE:
            return _why_due(row, now)
        case Band.BROKEN_PROMISE:
            late = minutes_between(row.promised_until, now)
            return Reason(
                "promise_broken",
                {"who": row.promised_by, "until": row.promised_until, "minutes": late},
            )
    if row.state == RequestState.CALL_BACK:
        return _why_untold(row, now)
    return _why_waiting(row, now)


def _why_life(row: RequestRow, now: datetime) -> Reason:
    if row.urgency != Urgency.LIFE:
        params = {"minutes": minutes_between(row.opened_at, now), **_known(row)}
        return Reason("may_be_life", params)
    age = minutes_between(row.opened_at, now)  # first: a time that cannot be read is not ahead
    if reckoned_ahead(row, now):
        return Reason("life_reckoned_ahead", {"at": _ahead_until(row), "chases": row.chases})
    if came_ahead(row.opened_at, now):
        return Reason("life_ahead", {"at": row.opened_at, "chases": row.chases})
    return Reason("life", {"minutes": age, "chases": row.chases, **_known(row)})


def _known(row: RequestRow) -> dict[str, object]:
    """What is known of the household, where that is why it is urgent."""
    return {"reason": row.harm_reason} if row.harm_reason in tuple(Known) else {}


def _why_untold(row: RequestRow, now: datetime) -> Reason:
    heard = heard_at(row)
    unheard = {"since": heard, "minutes": minutes_between(heard, now)}
    if came_ahead(heard, now):
        return Reason("to_tell_ahead", {"outcome": row.outcome, "at": heard})
    return Reason("to_tell", {"outcome": row.outcome, **unheard})


def _why_waiting(row: RequestRow, now: datetime) -> Reason:
    if row.harm_at is not None:
        left = -minutes_between(row.harm_at, now)
        code = "still_any" if still_any(row, now) else "harm"
        return Reason(code, {"at": row.harm_at, "minutes": left, "reason": row.harm_reason})
    age = minutes_between(row.opened_at, now)
    if came_ahead(row.opened_at, now):
        return Reason("waiting_ahead", {"urgency": row.urgency, "at": row.opened_at})
    return Reason("waiting", {"urgency": row.urgency, "minutes": age})


def _ahead_until(row: RequestRow) -> str:
    """How far ahead the clock was by what was written then, in stored form."""
    return max(row.opened_at, row.next_chase_at or "")


def _why_due(row: RequestRow, now: datetime) -> Reason:
    if reckoned_ahead(row, now):
        return Reason("reckoned_ahead", {"at": _ahead_until(row)})
    if overlooks_harm(row, now):
        return Reason("overlooks_harm", {"at": row.harm_at, "reason": row.harm_reason})
    if still_any(row, now):
        return _why_waiting(row, now)
    late = minutes_between(row.next_chase_at, now)
    if row.state == RequestState.CALL_BACK:
        return Reason("call_back", {"outcome": row.outcome, "minutes": late})
    return Reason("overdue", {"minutes": late})
