"""Rules of the request queue: what is hurt first, when to chase next, what may close.

Pure functions; the moment and the settings are arguments, problems are codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import IntEnum

from models.chases import Chased, Outlook, Urgency
from models.chases.rules import A_DAY, TEXT_LIMIT, URGENCIES, moment_problems
from models.problems import Problem, too_long
from models.requests import (
    DEFAULT_SETTINGS,
    ClosingInput,
    Outcome,
    QueueSettings,
    RequestInput,
    RequestKind,
    RequestRow,
    RequestState,
    RequestView,
)
from models.requests.doubts import may_be_life
from models.requests.urgency import life_from, urgency_of, vital_kind
from models.spans import LONGEST_SPAN
from models.times import (
    CLOCKS_DIFFER,
    came_ahead,
    legible,
    loaded,
    stored,
)

LIMITS: Mapping[str, int] = {
    "text": TEXT_LIMIT,
    "harm_reason": 200,
    "address_said": 200,
    "caller": 80,
    "patient": 80,
    "told_whom": 80,
}
"""Characters kept of each field; longer ones are refused, not cut."""

SUMMARY = 160
"""Cells of a summary: a Chinese character takes two."""

NEVER = "9999"
"""Stands behind every stored time: harm that nobody put a date to."""


FARTHEST = LONGEST_SPAN + timedelta(days=1)
"""No chase is put off further than this by any setting."""


class Band(IntEnum):
    """The queue's parts, the first hurt first; of what presses now see `order_key`."""

    LIFE = 0
    BROKEN_PROMISE = 1
    OVERDUE = 2
    WAITING = 3
    CLOSED = 4


# -- order ---------------------------------------------------------------------------------------


def band(row: RequestRow, now: datetime) -> Band:
    """The part of the queue a request stands in.

    What may be about a life stands with the lives, behind those that are, until somebody answers.
    A life that is safe no longer goes before all, and of what is solved no promise is waited for.
    A promise stays broken until somebody answers a chase after it: one in vain changes nothing.
    """
    if row.state == RequestState.CLOSED:
        return Band.CLOSED
    if row.state == RequestState.OPEN and (row.urgency == Urgency.LIFE or may_be_life(row)):
        return Band.LIFE
    promised = row.promised_until if row.state == RequestState.OPEN else None
    if promised is not None and promised < stored(now):
        return Band.BROKEN_PROMISE
    return Band.OVERDUE if chase_due(row, now) else Band.WAITING


def chase_due(row: RequestRow, now: datetime) -> bool:
    """Whether the time of the next chase has come, or was reckoned by a clock that was ahead: from
    a call still to come, or so far off that nobody would be reminded; or without the harm."""
    due = row.next_chase_at
    if due is None:
        return False
    return due <= stored(now) or reckoned_ahead(row, now) or overlooks_harm(row, now)


def reckoned_ahead(row: RequestRow, now: datetime) -> bool:
    """Whether the next chase was reckoned by a clock that was ahead."""
    due = row.next_chase_at
    if due is None:
        return False
    return due > stored(now + FARTHEST) or (due >= row.opened_at and came_ahead(row.opened_at, now))


def overlooks_harm(row: RequestRow, now: datetime) -> bool:
    """Whether harm comes before the next chase, or has come and that is more than a day off.

    No rule sets it so, but an act that was taken back may have, and a file that is older than the
    rules: it is chased at once, rather than after the harm. Once that is less than a day off it
    waits for it: past harm waits as long by the rule too.
    """
    due, harm = row.next_chase_at, row.harm_at
    if row.state != RequestState.OPEN or due is None or harm is None:
        return False
    return due >= (harm if harm > stored(now) else stored(now + A_DAY + CLOCKS_DIFFER))


def harm_past(row: RequestRow, now: datetime) -> bool:
    """Whether somebody may be harmed already by what is still pushed."""
    return row.state == RequestState.OPEN and row.harm_at is not None and row.harm_at <= stored(now)


def still_any(row: RequestRow, now: datetime) -> bool:
    """Whether it is to be asked, once a day, if there is still any of a medicine that ran out.

    So is what somebody does not die without at once: it stays a matter of today, and only the
    resident can say how they are. It counts as asked once they were told anything, or once it is
    answered anew by when harm comes. Days are counted from when it ran out.
    """
    if not harm_past(row, now) or row.kind != RequestKind.MEDICINE or row.urgency == Urgency.LIFE:
        return False
    ended = legible(row.harm_at)
    return ended is not None and heard_at(row) < stored(now - (now - ended) % A_DAY)


def order_key(row: RequestRow, now: datetime) -> tuple[int, int, bool, str, str, int]:
    """Sorts requests by what is hurt first: part, urgency, broken promises, time to harm, age,
    number.

    What is overdue and what was promised in vain are one part: a broken promise stands on top of
    those that are as urgent, and never before what is more so.

    `row.urgency` is the urgency at `now`, see `models.requests.urgency`.
    """
    part = band(row, now)
    broken = part is Band.BROKEN_PROMISE
    return (
        Band.OVERDUE if broken else part,
        URGENCIES.index(Urgency(row.urgency)),
        not broken,
        row.harm_at or NEVER,
        row.opened_at,
        row.no,
    )


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


def chased(
    view: RequestView,
    now: datetime,
    settings: QueueSettings = DEFAULT_SETTINGS,
    back_at: datetime | None = None,
) -> Chased:
    """A request as the ladder sees it at a moment; a time that cannot be read is none.

    Args:
        back_at: when the errand it is on comes back; None when it is on none.
    """
    held = move_problems(view, "chase")
    harm_at = legible(view.harm_at) if view.state == RequestState.OPEN else None
    return Chased(
        view.id,
        view.no,
        urgency_of(view, now, settings),
        legible(view.opened_at),
        held[0] if held else None,
        legible(view.promised_until),
        legible(view.told_at),
        back_at,
        harm_at,
        outlook(view, harm_at),
    )


def outlook(view: RequestView, harm_at: datetime | None) -> Outlook:
    """What is known of a request beyond how urgent it is.

    Args:
        harm_at: when somebody is harmed, as far as that can be read.
    """
    return Outlook(is_emergency(view), life_from(vital_kind(view), harm_at), may_be_life(view))


_CALLED = frozenset(
    {
        RequestKind.EMERGENCY,
        RequestKind.DIALYSIS,
        RequestKind.BIRTH,
        RequestKind.DANGER,
        RequestKind.DISTRESS,
    }
)
"""Kinds of requests that have a sheet however urgent somebody said they are."""


def has_sheet(row: RequestRow) -> bool:
    """Whether a request is about a life or may be, of a kind that may become so, or somebody has
    died."""
    if row.urgency == Urgency.LIFE or may_be_life(row):
        return True
    return row.kind in _CALLED or row.outcome == Outcome.DIED


def is_emergency(view: RequestView) -> bool:
    """Whether a request is an emergency that is still pushed."""
    return view.state == RequestState.OPEN and view.kind == RequestKind.EMERGENCY


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


def request_problems(
    given: RequestInput, now: datetime, came: datetime | None = None
) -> list[Problem]:
    """What is wrong with a request as captured or edited: `request_empty`, `text_too_long`,
    `opened_in_future`, `harm_before_opening`, `days_negative`.

    Args:
        came: when it came as is on file, in the future perhaps by a clock that was wrong.
    """
    found = []
    if not given.text.strip():
        found.append(Problem("request_empty", {}, "text"))
    for name in ("text", "harm_reason", "address_said", "caller", "patient"):
        found += _too_long(name, getattr(given, name) or "")
    ahead = given.opened_at > now + CLOCKS_DIFFER
    if ahead and given.opened_at != came:
        found.append(Problem("opened_in_future", {"at": given.opened_at}, "opened_at"))
    if given.harm_at is not None and given.harm_at < given.opened_at and not ahead:
        times = {"harm": given.harm_at, "opened": given.opened_at}
        found.append(Problem("harm_before_opening", times, "harm_at"))
    if given.days_left is not None and given.days_left < 0:
        found.append(Problem("days_negative", {"days": given.days_left}, "days_left"))
    return found


def closing_problems(view: RequestView, given: ClosingInput, now: datetime) -> list[Problem]:
    """What is wrong with a closing: `request_closed`, `in_future`, `before_opening`."""
    found = move_problems(view, closing_move(given)) + told_problems(given.told_whom)
    return found + moment_problems(legible(view.opened_at), given.at, now)


def told_problems(whom: str) -> list[Problem]:
    """What is wrong with who was told: `text_too_long`."""
    return _too_long("told_whom", whom)


def reopening_problems(view: RequestView) -> list[Problem]:
    """What is wrong with reopening: `request_joined`, `request_not_closed`."""
    return move_problems(view, "reopen")


def move_problems(view: RequestView, move: str) -> list[Problem]:
    """Why a request cannot make a move.

    `request_joined`, `request_closed` or `request_not_closed`.
    """
    joined = joined_problems(view)
    if joined or move in MOVES[RequestState(view.state)]:
        return joined
    code = "request_not_closed" if move == "reopen" else "request_closed"
    return [Problem(code, {"no": view.no})]


def joined_problems(view: RequestView) -> list[Problem]:
    """Why nothing is done to a request by itself: `request_joined`."""
    if view.joined_to is None:
        return []
    return [Problem("request_joined", {"no": view.no, "to": view.joined_to})]


def _too_long(name: str, text: str) -> list[Problem]:
    return too_long(name, text, LIMITS[name])
