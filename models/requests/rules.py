"""Rules of the request queue: what is hurt first, when to chase next, what may close.

Pure functions; the moment and the settings are arguments, problems are codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import IntEnum

from models.problems import Problem
from models.requests import (
    DEFAULT_SETTINGS,
    ChaseInput,
    ClosingInput,
    QueueSettings,
    Reason,
    RequestInput,
    RequestRow,
    RequestState,
    RequestView,
    Rung,
    TellingInput,
    Urgency,
)
from models.times import LOCAL, loaded, stored

TEXT_LIMIT = 10_000
"""Characters of a request's text that are kept; longer ones are refused, not cut."""

READ_LIMIT = 10 * TEXT_LIMIT
"""Characters looked at before one is refused as too long, so that it is told by how much."""

LIMITS: Mapping[str, int] = {
    "text": TEXT_LIMIT,
    "said": TEXT_LIMIT,
    "asked": TEXT_LIMIT,
    "advice": TEXT_LIMIT,
    "harm_reason": 200,
    "address_said": 200,
    "caller": 80,
    "patient": 80,
    "to": 80,
    "told_whom": 80,
    "whom": 80,
}
"""Characters kept of each field; longer ones are refused, not cut."""

NEVER = "9999"
"""Stands behind every stored time: harm that nobody put a date to."""

URGENCIES: tuple[Urgency, ...] = (Urgency.LIFE, Urgency.TODAY, Urgency.SOON, Urgency.ROUTINE)
"""Urgencies, the worst first."""

LADDER: tuple[Rung, ...] = (
    Rung.SELF,
    Rung.SUBDISTRICT,
    Rung.LINE_LEADER,
    Rung.LEADERS,
    Rung.CITY_LINE,
)
"""Whom an ordinary request is pushed to, one after the other; 120 and hospitals stand beside it."""


class Band(IntEnum):
    """The queue's parts, the first hurt first."""

    LIFE = 0
    OVERDUE = 1
    BROKEN_PROMISE = 2
    WAITING = 3
    CLOSED = 4


# -- order ---------------------------------------------------------------------------------------


def urgency_at(
    said: str, harm_at: str | None, now: datetime, settings: QueueSettings = DEFAULT_SETTINGS
) -> Urgency:
    """How urgent a request is now: as was said, or worse as the time of harm comes near.

    What was said may already count how long help takes: insulin for two days is a matter of
    today. Life stays life.

    Args:
        said: the urgency as it was said or read.
        harm_at: stored form of when somebody is harmed, None where nobody knows.
    """
    if harm_at is None:
        return Urgency(said)
    near = Urgency.ROUTINE
    if harm_at <= stored(now + settings.today_within):
        near = Urgency.TODAY
    elif harm_at <= stored(now + settings.soon_within):
        near = Urgency.SOON
    return min(Urgency(said), near, key=URGENCIES.index)


def band(row: RequestRow, now: datetime) -> Band:
    """The part of the queue a request stands in.

    A life that is safe no longer goes before all, and of what is solved no promise is waited for.
    """
    moment = stored(now)
    if row.state == RequestState.CLOSED:
        return Band.CLOSED
    if row.state == RequestState.OPEN and row.urgency == Urgency.LIFE:
        return Band.LIFE
    if row.next_chase_at is not None and row.next_chase_at <= moment:
        return Band.OVERDUE
    promised = row.promised_until if row.state == RequestState.OPEN else None
    if promised is not None and promised < moment:
        return Band.BROKEN_PROMISE
    return Band.WAITING


def order_key(row: RequestRow, now: datetime) -> tuple[int, int, str, str, int]:
    """Sorts requests by what is hurt first: part, urgency, time to harm, age, number.

    `row.urgency` is the urgency at `now`, see `urgency_at`.
    """
    return (
        band(row, now),
        URGENCIES.index(Urgency(row.urgency)),
        row.harm_at or NEVER,
        row.opened_at,
        row.no,
    )


def why_first(row: RequestRow, now: datetime) -> Reason:
    """What puts a request where it is in the queue.

    Returns:
        `life` (minutes, chases), `overdue` (minutes), `promise_broken` (who, until, minutes),
        `harm` (at, minutes, reason), `waiting` (minutes) or `closed`; of what is solved
        `call_back` (outcome, minutes the telling is late) or `to_tell` (outcome, since, minutes):
        nothing is pushed any more, only the resident has heard nothing of it. Whole minutes since
        or until.
    """
    age = minutes_between(row.opened_at, now)
    match band(row, now):
        case Band.CLOSED:
            return Reason("closed", {"outcome": row.outcome})
        case Band.LIFE:
            return Reason("life", {"minutes": age, "chases": row.chases})
        case Band.OVERDUE if row.state == RequestState.CALL_BACK:
            late = minutes_between(row.next_chase_at, now)
            return Reason("call_back", {"outcome": row.outcome, "minutes": late})
        case Band.OVERDUE:
            return Reason("overdue", {"minutes": minutes_between(row.next_chase_at, now)})
        case Band.BROKEN_PROMISE:
            late = minutes_between(row.promised_until, now)
            return Reason(
                "promise_broken",
                {"who": row.promised_by, "until": row.promised_until, "minutes": late},
            )
    if row.state == RequestState.CALL_BACK:
        unheard = {"since": heard_at(row), "minutes": untold_minutes(row, now)}
        return Reason("to_tell", {"outcome": row.outcome, **unheard})
    if row.harm_at is not None:
        left = -minutes_between(row.harm_at, now)
        return Reason("harm", {"at": row.harm_at, "minutes": left, "reason": row.harm_reason})
    return Reason("waiting", {"urgency": row.urgency, "minutes": age})


def minutes_between(moment: str | None, now: datetime) -> int:
    """Whole minutes from a stored time to now; negative when it is still to come, 0 for None."""
    if moment is None:
        return 0
    return int((now - loaded(moment)).total_seconds() // 60)


def heard_at(row: RequestRow) -> str:
    """When the resident was last told anything, or when the call came; in stored form."""
    return max(row.told_at or "", row.opened_at)


def untold_minutes(row: RequestRow, now: datetime) -> int:
    """Whole minutes since the resident was last told anything, or since the call came."""
    return minutes_between(heard_at(row), now)


def untold_edge(
    urgency: Urgency, now: datetime, settings: QueueSettings = DEFAULT_SETTINGS
) -> datetime:
    """Whoever heard nothing since this moment or longer has been left too long.

    The quiet hours are not counted, for nobody is rung up in them, except about a life.
    """
    left = settings.told_within[urgency]
    start, end = settings.quiet_from, settings.quiet_until
    if urgency is Urgency.LIFE or start == end:
        return now - left
    moment = now.astimezone(LOCAL)
    while True:
        if _quiet(moment, settings):
            moment = _clock_before(moment, start)
        awake_since = _clock_before(moment, end)
        if moment - awake_since >= left:
            return moment - left
        left -= moment - awake_since
        moment = _clock_before(awake_since, start)


def _clock_before(moment: datetime, clock: time) -> datetime:
    """The last time the local clock showed `clock`, the moment itself included."""
    at = datetime.combine(moment.date(), clock, LOCAL)
    return at if at <= moment else at - timedelta(days=1)


# -- chasing -------------------------------------------------------------------------------------


def next_chase(
    urgency: Urgency,
    now: datetime,
    settings: QueueSettings = DEFAULT_SETTINGS,
    promised_until: datetime | None = None,
    back_at: datetime | None = None,
) -> datetime:
    """When to chase next: when a promise ends, otherwise by urgency and outside quiet hours.

    A promise is kept to the minute, at night too: whoever gave it is expected to be awake. What
    somebody is on the way for is not chased before they are back, except a life.

    Args:
        back_at: when the errand it is on comes back; None when it is on none.
    """
    if promised_until is not None:
        return promised_until
    if back_at is not None and back_at > now and urgency is not Urgency.LIFE:
        return back_at
    if urgency not in settings.chase_after:
        return _next_clock(now, settings.morning)
    due = now + settings.chase_after[urgency]
    if urgency is Urgency.LIFE or not _quiet(due, settings):
        return due
    return _next_clock(due, settings.quiet_until)


def _next_clock(moment: datetime, clock: time) -> datetime:
    """The next time the local clock shows `clock`, after the moment."""
    here = moment.astimezone(LOCAL)
    due = datetime.combine(here.date(), clock, LOCAL)
    return due if due > here else due + timedelta(days=1)


def _quiet(moment: datetime, settings: QueueSettings) -> bool:
    clock = moment.astimezone(LOCAL).time()
    start, end = settings.quiet_from, settings.quiet_until
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def rung_above(rung: Rung) -> Rung:
    """The next on the ladder; the city line has none above it, 120 and hospitals lead back to
    the subdistrict."""
    at = LADDER.index(rung) if rung in LADDER else 0
    return LADDER[min(at + 1, len(LADDER) - 1)]


def first_rung(urgency: Urgency) -> Rung:
    """Whom to chase when nobody was yet: for a life 120, otherwise the ladder's first step."""
    return Rung.EMERGENCY if urgency is Urgency.LIFE else rung_above(Rung.SELF)


def proposed_rung(rung: Rung, unanswered: int, settings: QueueSettings = DEFAULT_SETTINGS) -> Rung:
    """Whom to chase now: the same again, or the next on the ladder after silence in a row."""
    silent = rung in LADDER and unanswered >= settings.rung_after
    return rung_above(rung) if rung is Rung.SELF or silent else rung


# -- states --------------------------------------------------------------------------------------

MOVES: Mapping[RequestState, Mapping[str, RequestState]] = {
    RequestState.OPEN: {
        "chase": RequestState.OPEN,
        "tell": RequestState.OPEN,
        "close_told": RequestState.CLOSED,
        "close_untold": RequestState.CALL_BACK,
    },
    RequestState.CALL_BACK: {
        "chase": RequestState.CALL_BACK,
        "tell": RequestState.CALL_BACK,
        "close_told": RequestState.CLOSED,
        "close_untold": RequestState.CALL_BACK,
        "reopen": RequestState.OPEN,
    },
    RequestState.CLOSED: {"reopen": RequestState.OPEN},
}
"""Every move between states. Nothing leads to a refusal, and nothing is final."""


def closing_move(closing: ClosingInput) -> str:
    """The move a closing makes: only somebody told closes a request."""
    return "close_told" if closing.told_whom else "close_untold"


# -- what is wrong -------------------------------------------------------------------------------


def request_problems(given: RequestInput, now: datetime) -> list[Problem]:
    """What is wrong with a request as captured or edited: `request_empty`, `text_too_long`,
    `opened_in_future`, `harm_before_opening`, `days_negative`."""
    found = []
    if not given.text.strip():
        found.append(Problem("request_empty", {}, "text"))
    for name in ("text", "harm_reason", "address_said", "caller", "patient"):
        found += too_long(name, getattr(given, name) or "")
    if given.opened_at > now + _CLOCKS_DIFFER:
        found.append(Problem("opened_in_future", {"at": given.opened_at}, "opened_at"))
    if given.harm_at is not None and given.harm_at < given.opened_at:
        times = {"harm": given.harm_at, "opened": given.opened_at}
        found.append(Problem("harm_before_opening", times, "harm_at"))
    if given.days_left is not None and given.days_left < 0:
        found.append(Problem("days_negative", {"days": given.days_left}, "days_left"))
    return found


def chase_problems(view: RequestView, given: ChaseInput, now: datetime) -> list[Problem]:
    """What is wrong with a chase: `request_closed`, `whom_missing`, `text_too_long`,
    `in_future`, `before_opening`, `promise_in_past`."""
    found = move_problems(view, "chase")
    if not given.to.strip():
        found.append(Problem("whom_missing", {}, "to"))
    found += too_long("to", given.to) + too_long("said", given.said)
    found += _moment_problems(view, given.at, now)
    if given.promised_until is not None and given.promised_until <= given.at:
        times = {"until": given.promised_until, "at": given.at}
        found.append(Problem("promise_in_past", times, "promised_until"))
    return found


def closing_problems(view: RequestView, given: ClosingInput, now: datetime) -> list[Problem]:
    """What is wrong with a closing: `request_closed`, `in_future`, `before_opening`."""
    found = move_problems(view, closing_move(given)) + too_long("told_whom", given.told_whom)
    return found + _moment_problems(view, given.at, now)


def telling_problems(view: RequestView, given: TellingInput, now: datetime) -> list[Problem]:
    """What is wrong with a telling: `request_closed`, `told_whom_missing`, `text_too_long`,
    `in_future`, `before_opening`."""
    found = move_problems(view, "tell")
    if not given.whom.strip():
        found.append(Problem("told_whom_missing", {}, "whom"))
    found += too_long("whom", given.whom) + too_long("said", given.said)
    return found + _moment_problems(view, given.at, now)


def question_problems(asked: str) -> list[Problem]:
    """What is wrong with a question for a leader: `question_empty`, `text_too_long`."""
    if not asked.strip():
        return [Problem("question_empty", {}, "asked")]
    return too_long("asked", asked)


def reopening_problems(view: RequestView) -> list[Problem]:
    """What is wrong with reopening: `request_joined`, `request_not_closed`."""
    return move_problems(view, "reopen")


def move_problems(view: RequestView, move: str) -> list[Problem]:
    """Why a request cannot make a move.

    `request_joined`, `request_closed` or `request_not_closed`.
    """
    if view.joined_to is not None:
        return [Problem("request_joined", {"no": view.no, "to": view.joined_to})]
    if move in MOVES[RequestState(view.state)]:
        return []
    code = "request_not_closed" if move == "reopen" else "request_closed"
    return [Problem(code, {"no": view.no})]


def too_long(name: str, text: str) -> list[Problem]:
    """`text_too_long` for a field with more characters than are kept of it."""
    if len(text) <= LIMITS[name]:
        return []
    return [Problem("text_too_long", {"length": len(text), "limit": LIMITS[name]}, name)]


_CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the clocks of two machines, or a watch on the wall, may run ahead."""


def _moment_problems(view: RequestView, at: datetime, now: datetime) -> list[Problem]:
    if at > now + _CLOCKS_DIFFER:
        return [Problem("in_future", {"at": at}, "at")]
    if at < loaded(view.opened_at):
        return [Problem("before_opening", {"at": at, "opened": loaded(view.opened_at)}, "at")]
    return []
