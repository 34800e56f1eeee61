"""Rounds of calls in words: who is called, by whom and why they, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.call_down import (
    CallLine,
    CallResult,
    RoundPlan,
    Share,
    ToCall,
    Unspoken,
    WhereTo,
    Why,
)
from models.problems import Problem
from models.residents import Whereabouts
from models.telephones import Telephone
from screens.i18n import N_, Labels, _, ngettext
from screens.kit import masks
from screens.kit.times import clock
from screens.kit.values import beside, joined
from screens.sentences import say

if TYPE_CHECKING:
    from data.call_down.commands import Kept, Recorded

result = Labels(
    {
        CallResult.WELL: N_("well"),
        CallResult.NEEDS: N_("needs something"),
        CallResult.NO_ANSWER: N_("no answer"),
        CallResult.NOT_HERE: N_("not here"),
    }
)
"""What came of a call."""

where_to = Labels(
    {
        WhereTo.AWAY: N_("away for now"),
        WhereTo.MOVED_OUT: N_("moved out"),
        WhereTo.HOSPITAL: N_("in hospital"),
    }
)
"""Where somebody is who is not here."""

gone = Labels(
    {
        Whereabouts.AWAY: N_("away"),
        Whereabouts.MOVED_OUT: N_("moved out"),
        Whereabouts.DIED: N_("has died"),
        "empty_flat": N_("empty flat"),
        "out_of_town": N_("out of town"),
        "nobody_there": N_("nobody lives there now"),
    }
)
"""Why somebody who bears a mark is not called."""


def phone(one: Telephone, masked: bool) -> str:
    """A number with its extension and whose it is: `13800009617 (son)`."""
    digits = masks.phone(one.number, masked)
    dialled = f"{digits}-{one.extension}" if one.extension else digits
    return f"{dialled} ({one.whose})" if one.whose else dialled


def phones(numbers: Sequence[Telephone], masked: bool) -> str:
    """The numbers to dial, the first to be tried first; that there is none is said."""
    told = joined(phone(one, masked) for one in numbers)
    return told or _("no number is known: to be visited")


def first_phone(numbers: Sequence[Telephone], masked: bool) -> str:
    """The number to be tried first, as a list shows it."""
    return masks.phone(numbers[0].number, masked) if numbers else _("visit")


def when(line: CallLine, now: datetime) -> str:
    """When a call is to be made, how often it was tried; else what came of it."""
    if line.gone:
        return gone(line.gone)
    if line.result and not line.left:
        at = clock(line.tried_at, now) if line.tried_at else ""
        return beside(result(line.result), at, gap=" ")
    due = _("now") if line.due or line.due_at is None else clock(line.due_at, now)
    tried = ngettext("{count} try", "{count} tries", line.tries).format(count=line.tries)
    return beside(due, tried if line.tries else "", gap=" · ")


def who(line: CallLine) -> str:
    """Who makes a call."""
    return line.caller or _("nobody")


def history(line: CallLine, now: datetime) -> str:
    """What is known of the tries of a call."""
    if line.tried_at is None or line.result is None:
        return ""
    tried = ngettext(
        "tried {count} time, last {time}: {result}",
        "tried {count} times, last {time}: {result}",
        line.tries,
    )
    told = tried.format(
        count=line.tries, time=clock(line.tried_at, now), result=result(line.result)
    )
    request = "" if line.request is None else f"#{line.request}"
    return beside(told, request, line.note)


def spoken(one: Unspoken, now: datetime) -> str:
    """When somebody was spoken to last."""
    if one.spoken_at is None:
        return _("not on record")
    return clock(one.spoken_at, now)


# -- a plan ----------------------------------------------------------------------------------------


def why(reason: Why) -> str:
    """Why somebody makes a call, or is given none."""
    return say(Problem(reason.code, reason.params))


def share(one: Share) -> str:
    """Who makes a planned call."""
    return f"→ {one.name}" if one.caller is not None else _("✗ no caller")


def counted(plan: RoundPlan, shares: Sequence[Share]) -> str:
    """How many are called by whom, how many are to be visited or left out."""
    by = Counter(one.name for one in shares if one.caller is not None)
    told = ngettext("{count} call", "{count} calls", len(shares)).format(count=len(shares))
    parts = [beside(told, joined(f"{name} {count}" for name, count in by.items()), gap=": ")]
    visits = sum(not one.call.phones for one in shares)
    if visits:
        parts.append(_("to be visited: {count}").format(count=visits))
    nobody = sum(one.caller is None for one in shares)
    if nobody:
        parts.append(_("✗ given to nobody: {count}").format(count=nobody))
    if plan.left_out:
        parts.append(left_out(plan.left_out))
    return "  ".join(parts)


def left_out(calls: Iterable[ToCall]) -> str:
    """How many are left out, by reason."""
    reasons = Counter(one.gone or "" for one in calls)
    told = joined(f"{gone(code)} {count}" for code, count in reasons.items())
    return _("left out: {reasons}").format(reasons=told)


def callers_off(plan: RoundPlan) -> list[str]:
    """Who is given no calls, and why."""
    return [why(one.off) for one in plan.callers if one.off is not None]


def planned(one: Share, masked: bool) -> str:
    """A planned call: where, whom."""
    marks = joined(masks.marks(one.call.marks, masked))
    return beside(one.call.door, one.call.name, first_phone(one.call.phones, masked), marks)


# -- what was done ---------------------------------------------------------------------------------


def kept(done: Kept) -> str:
    """That a round was made."""
    told = ngettext(
        "Round {no} is made: {count} call, {people} calling.",
        "Round {no} is made: {count} calls, {people} calling.",
        done.calls,
    )
    return told.format(no=done.no, count=done.calls, people=done.callers)


def recorded(done: Sequence[Recorded], now: datetime) -> str:
    """What was written down of calls, when they are tried again, who has to knock."""
    names = joined(one.line.name or one.line.door for one in done)
    first = done[0].line
    told = _("{names}: {result}.").format(names=names, result=result(first.result or ""))
    if first.result == CallResult.NO_ANSWER and first.due_at is not None:
        due = clock(min(one.line.due_at or "" for one in done), now)
        told = beside(told, _("Again at {time}.").format(time=due), gap=" ")
    knocks = [one for one in done if one.knock is not None]
    if knocks:
        numbers = " ".join(f"#{one.knock}" for one in knocks)
        told = beside(told, _("⚠ Somebody must knock today: {numbers}").format(numbers=numbers))
    open_knocks = [one.line.request for one in done if one.line.request and not one.knock]
    if open_knocks and first.result == CallResult.WELL:
        numbers = " ".join(f"#{no}" for no in open_knocks)
        told = beside(
            told, _("Close what asks somebody to knock: {numbers}").format(numbers=numbers)
        )
    return told


def knock(line: CallLine, tries: int) -> str:
    """The request that somebody should knock."""
    return _("Somebody should knock: {name} did not answer {count} calls in a row").format(
        name=line.name or line.door, count=tries
    )


HELD: dict[str, str] = {
    "calls": N_("calls to make"),
}
"""What somebody has in hand who falls out, by kind of `Holding`."""

PROBLEMS: dict[str, str] = {
    "round_call_unknown": N_("There is no call number {no}."),
    "call_round_unknown": N_("There is no round of calls number {no}."),
    "round_without_marks": N_("Choose by which marks, or from which age, people are called."),
    "mark_nobody_has": N_("Nobody bears the mark {mark}. Marks there are: {marks}"),
    "round_empty": N_("Nobody is to be called who bears these marks; left out: {left_out}."),
    "round_out_of_date": N_("Others are to be called by now; the calls are shared out anew."),
    "caller_off_now": N_("{why}: they are given no calls. Choose somebody else."),
    "round_call_over": N_("Nothing is left to do of the call to {name}."),
    "calls_all_made": N_("Somebody who is here makes each of the calls that are left."),
    "call_round_over": N_("No call of round {no} is left."),
    "call_has_result": N_(
        "{name} has a result: {result}, by {by}. --again writes another over it."
    ),
    "call_answered_meanwhile": N_("{name}: {result}, by {by}, meanwhile. Look again."),
    "need_without_text": N_("Say what is needed: --text ..."),
    "caller_none": N_("nobody can call now"),
    "caller_leads": N_("leads the building"),
    "caller_lives_there": N_("lives in the building"),
    "caller_same_compound": N_("calls in {compound} already"),
    "caller_near": N_("lives in {compound}"),
    "caller_fair": N_("an equal share"),
    "caller_by_hand": N_("chosen by you"),
    "caller_isolated": N_("{person} is isolated"),
    "caller_hospital": N_("{person} is in hospital"),
    "caller_away": N_("{person} is away"),
    "caller_rests": N_("{person} is resting"),
    "result_well": N_("well"),
    "result_needs": N_("needs something"),
    "result_no_answer": N_("no answer"),
    "result_not_here": N_("not here"),
}

ACTS: dict[str, str] = {
    "call_round_made": N_("round of calls {no}: {count} calls for {people} callers"),
    "call_round_ended": N_("round of calls {no} ended, {count} calls left"),
    "round_calls_given": N_("calls {nos} given to {to}"),
    "round_calls_shared": N_("{count} calls shared out anew among {people}"),
    "call_settings_set": N_("settings of the calls changed"),
    "call_well": N_("{names}: well, on the telephone"),
    "call_needs": N_("{name} needs something: request {request}"),
    "call_no_answer": N_("{names}: no answer"),
    "call_not_here": N_("{names}: not here"),
}
