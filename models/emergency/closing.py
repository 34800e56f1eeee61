"""Rules of how a life ends: who stands by it, how far it is on its way, how it may be closed.

Pure functions.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.chases import Rung, Urgency, Verdict
from models.emergency import Attempt, Call, Ending, LineView, Sheet, SheetLine, Way
from models.emergency.rules import asked_of, came_after, latest, who_and_what
from models.problems import Problem
from models.requests import ClosingInput, Outcome, RequestRow, RequestState, RequestView
from models.requests.doubts import may_be_life


def accepted(sheet: Sheet) -> Attempt | None:
    """The latest acceptance that was not taken back by a refusal since; None while none stands."""
    return latest(_standing(sheet))


def _standing(sheet: Sheet) -> list[Attempt]:
    """The acceptances after which nobody who gave them refused, by `came_after`."""
    refusals = [one for one in sheet.attempts if one.verdict == Verdict.REFUSED]
    return [
        one
        for one in sheet.attempts
        if one.verdict == Verdict.ACCEPTED
        and not any(asked_of(no) == asked_of(one) and came_after(no, one) for no in refusals)
    ]


def way(sheet: Sheet, calls: Sequence[Call] = ()) -> Way:
    """How far a life is on its way.

    What was told before somebody accepted counts for a place that did not take them. A car may be
    ordered first: a transfer counts whenever it was arranged.

    Args:
        calls: those that are joined in one; whoever accepted did so after all of them.
    """
    taken = taken_on(sheet, calls)
    later = [] if taken is None else [one for one in sheet.lines if came_after(one, taken)]

    return Way(
        taken,
        next((one for one in sheet.lines if one.line == SheetLine.TRANSFER), None),
        next((one for one in later if one.line == SheetLine.ARRIVED), None),
        next((one for one in later if told_by(one)), None),
        any(one.rung in _TAKES for one in _standing(sheet)),
    )


_TAKES = frozenset({Rung.EMERGENCY, Rung.HOSPITAL})
"""Who accepts to take the patient; anybody else accepts to bring help to them."""


def told_by(line: LineView) -> str:
    """Who of the family was told something by a line; empty where nobody was. Of an arrival that
    is who is named before a colon, of what the family was told the whole line where none is."""
    if line.line == SheetLine.FAMILY_TOLD:
        return who_and_what(line.said)[0] or line.said
    return who_and_what(line.said)[0] if line.line == SheetLine.ARRIVED else ""


def ending(sheet: Sheet) -> Ending | None:
    """What lets the sheet be closed as in hospital: somebody accepted, a transfer was
    arranged, they arrived, and the family was told. Nothing less does."""
    on = way(sheet)
    if on.lacks or on.taken is None or on.family is None:
        return None
    return Ending(on.taken.whom, told_by(on.family), on.family.at)


def taken_on(sheet: Sheet, calls: Sequence[Call]) -> Attempt | None:
    """The acceptance that stands for every call about a life; None while none does.

    Whoever accepted before another call came knew nothing of it: they are asked again. Which was
    first says `came_after`, so that an acceptance from the future stands for no call after it.

    Args:
        calls: those that are joined in one.
    """
    for_all = (one for one in _standing(sheet) if all(came_after(one, call) for call in calls))
    return latest(for_all)


def life_problems(view: RequestView, given: ClosingInput, on: Way) -> list[Problem]:
    """Why a life cannot be ended, whichever way it is tried: `life_not_accepted`,
    `life_unanswered` of one that was only guessed,
    `life_withdrawn_by_nobody`, `life_not_arrived`, `life_on_its_way`.

    In this order, what is surest of a life first:

    1. Who has died is closed as that. Nobody can accept them any more, and nobody is asked to; as
       with every end the family is told, or it stays to be told.
    2. A caller withdrew: that is somebody's word, so who was spoken to is named.
    3. Any other end is somebody who accepted.
    4. In hospital, or transferred, is who arrived there: a transfer was arranged and the arrival
       was told after the acceptance.
    5. Who is to be taken somewhere is met by nothing before the arrival is told, however that is
       called. Help that came to them, where nobody was to go anywhere, needs no arrival.

    A life is what somebody said is one. What time alone made one of is chased and rung for as a
    life, but who brings what had run out need not be a hospital, and ends it.

    Being told is part of the closing, and who was not reached is called back. The way round is shut
    as well: `lowering_problems` keeps a life from being called less urgent first, and `taken_on`
    from going along with another.

    Args:
        on: how far it is, see `way`.
    """
    if view.urgency != Urgency.LIFE or given.outcome is Outcome.DIED:
        return []
    if given.outcome is Outcome.WITHDRAWN:
        if given.told_whom.strip() or not (on.taken is None or on.under_way):
            return []
        return [Problem("life_withdrawn_by_nobody", {"no": view.no}, "told_whom")]
    if on.taken is None and may_be_life(view):
        return [Problem("life_unanswered", {"no": view.no}, "outcome")]
    if on.taken is None:
        return [Problem("life_not_accepted", {"no": view.no}, "outcome")]
    unknown_there = on.transfer is None or on.arrived is None
    if given.outcome in (Outcome.HOSPITAL, Outcome.TRANSFERRED) and unknown_there:
        return [Problem("life_not_arrived", {"no": view.no}, "outcome")]
    if on.under_way:
        return [Problem("life_on_its_way", {"no": view.no}, "outcome")]
    return []


def death_problems(no: int, outcome: Outcome, count: int) -> list[Problem]:
    """`death_alone`: a death is written down of one request at a time, with who of that family was
    told; never of several by one key, and never by a call-back of several.

    Args:
        count: requests that are closed together.
    """
    if outcome is Outcome.DIED and count > 1:
        return [Problem("death_alone", {"no": no}, "outcome")]
    return []


def told_of_death(row: RequestRow, view: RequestView) -> tuple[str, str] | None:
    """When the family was told that somebody died, in stored form, and who of them was; None while
    they are still to be told. It is what the request was closed with, or told later."""
    if row.outcome != Outcome.DIED or row.state != RequestState.CLOSED or view.told_at is None:
        return None
    return view.told_at, view.told_whom or ""


def lowering_problems(view: RequestView, urgency: Urgency, on: Way) -> list[Problem]:
    """Why a life cannot be called less urgent: `life_not_lowered`, while nobody accepted it;
    `life_on_its_way`, from when somebody takes them or a transfer is arranged until they arrived.

    Neither the question of harm nor the form makes less of a life, for the request could be closed
    as any other then. What never was one is taken back, or withdrawn and written down anew; what
    was only guessed to be one, and nobody took on, is answered.

    Args:
        on: how far it is, see `way`.
    """
    if view.urgency != Urgency.LIFE or urgency is Urgency.LIFE:
        return []
    if on.taken is None and may_be_life(view):
        return []
    if on.taken is None:
        return [Problem("life_not_lowered", {"no": view.no}, "urgency")]
    if on.under_way:
        return [Problem("life_on_its_way", {"no": view.no}, "urgency")]
    return []
