"""Rules of the emergency sheet: its checklist, whom to try next, what may be typed.

Pure functions; the moment is an argument. The words of checklists are the desk's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from models.chases import Rung, Verdict
from models.chases.rules import moment_problems
from models.directory import ContactKind, Entry
from models.directory.rules import promising
from models.emergency import (
    Attempt,
    AttemptInput,
    Call,
    Choice,
    EmergencyKind,
    LineInput,
    LineView,
    Next,
    Sheet,
    SheetLine,
)
from models.emergency.checklists import AFTER_DEATH, CHECKLISTS
from models.emergency.hospitals import fit_of, likelier, needs_of
from models.emergency.wards import Needs, Police, Suits
from models.problems import Problem, too_long
from models.requests import (
    Outcome,
    RequestState,
    RequestView,
)
from models.times import CLOCKS_DIFFER, legible, past_moment, stored

TRY_AGAIN_AFTER = timedelta(minutes=10)
"""How long nobody is proposed again who did not answer, or said neither yes nor no."""

ASK_AGAIN_AFTER = timedelta(hours=1)
"""How long nobody is proposed again who refused: beds change, minds too. Who did not answer so long
ago is asked like anybody else."""

SAID_LIMIT = 500
"""Characters of a line of the sheet."""

_RUNGS = (
    Rung.EMERGENCY,
    Rung.HOSPITAL,
    Rung.SUBDISTRICT,
    Rung.LINE_LEADER,
    Rung.LEADERS,
    Rung.CITY_LINE,
)
"""Whom to try for a life, the first first; those the committee asks by itself are left out."""

# -- the checklist --------------------------------------------------------------------------------


def checklist(kind: str, outcome: str | None) -> tuple[str, ...]:
    """What is to be done, as codes: for the danger there is, or once somebody has died of it."""
    return AFTER_DEATH if outcome == Outcome.DIED else CHECKLISTS[EmergencyKind(kind)]


def items(sheet: Sheet, outcome: str | None) -> list[tuple[str, str | None]]:
    """What is to be done in order, each code with when it was ticked, in stored form."""
    done = {line.item: line.at for line in sheet.lines if line.line == SheetLine.ITEM}
    return [(code, done.get(code)) for code in checklist(sheet.kind, outcome)]


# -- what came later -----------------------------------------------------------------------------


def came_after(one: Attempt | LineView | Call, other: Attempt | LineView | Call) -> bool:
    """Whether one thing counts as having happened later than another.

    By their moments, for people write down later what happened before; of the same moment, by
    which was entered later. But nothing that is written down is still to come: where what was
    entered first bears a moment after the other's entry, a clock was wrong between them. Then what
    was entered last is the last word, so that no acceptance from the future outlives a refusal.
    So it is where damage left a moment that cannot be read.
    """
    if one.entry < other.entry:
        return not came_after(other, one)
    if legible(one.at) is None or legible(other.at) is None:
        return True
    wrong_clock = one.entry > other.entry and other.at > one.entered_at
    return wrong_clock or one.at >= other.at


def latest(attempts: Iterable[Attempt]) -> Attempt | None:
    """The one that counts as the last; None of none."""
    latest = None
    for one in sorted(attempts, key=lambda attempt: attempt.entry):
        if latest is None or came_after(one, latest):
            latest = one
    return latest


# -- whom to try ---------------------------------------------------------------------------------


def to_try(
    entries: Iterable[Entry],
    attempts: Sequence[Attempt],
    now: datetime,
    kind: EmergencyKind = EmergencyKind.UNCLEAR,
    needs: Needs | None = None,
) -> list[Choice]:
    """Whom to try for this life, the next first.

    Those who can be reached and were not asked within the hour come first, then who did not answer
    a while ago or put us off, then who refused long ago. 120 goes before hospitals, those before
    desks and leaders; within them who suits this life, the nearest first, then who helped most
    often. A hospital that does not suit it comes after everybody else, but it is there: it may know
    another. The police come before 120 where nobody can help without them, after 120 where the call
    tells of what is theirs, else after all who treat the ill. Left out is who accepted, who was
    asked just now, who cannot be reached and whom only the committee itself asks.

    Args:
        attempts: the latest first, as a sheet has them.
        needs: what the call tells that this life needs; without, what its kind does.
    """
    needed = needs_of(kind, "") if needs is None else needs
    found = []
    for entry in entries:
        known = (entry.contact_no, entry.person_no)
        turn = _turn(latest(one for one in attempts if asked_of(one) in (known, entry.name)), now)
        if entry.open and entry.rung in _RUNGS and turn is not None:
            fit = fit_of(entry, needed)
            unsuited = fit is not None and fit.suits is Suits.NOT
            place = _place(entry, needed)
            order = (unsuited, turn, *place, likelier(fit, needed), promising(entry))
            found.append((order, Choice(entry, fit)))
    return [choice for _order, choice in sorted(found, key=lambda one: one[0])]


def _place(entry: Entry, needs: Needs) -> tuple[int, bool]:
    """Where somebody stands among those to be tried for a life."""
    rung = Rung(entry.rung)
    police = entry.kind == ContactKind.POLICE
    if police and rung is Rung.EMERGENCY and needs.police is Police.LATER:
        rung = Rung.HOSPITAL
    behind = not police if needs.police is Police.FIRST else police
    return _RUNGS.index(rung), behind


def asked_of(one: Attempt) -> tuple[int | None, int | None] | str:
    """Who was asked: of the directory or the roster by number, anybody else by name."""
    known = (one.contact_no, one.person_no)
    return known if any(known) else one.whom


def _turn(last: Attempt | None, now: datetime) -> int | None:
    """0 for not asked within the hour, 1 for neither yes nor no a while ago, 2 for a refusal long
    ago.

    Nobody knows how long ago that was which a clock put into the future: they are asked again.
    """
    if last is None:
        return 0
    if last.verdict == Verdict.ACCEPTED:
        return None
    ahead = last.at > stored(now + CLOCKS_DIFFER)
    long_ago = ahead or last.at <= stored(now - ASK_AGAIN_AFTER)
    if last.verdict is None:
        if long_ago:
            return 0
        return 1 if last.at <= stored(now - TRY_AGAIN_AFTER) else None
    return 2 if long_ago else None


def next_to_try(
    sheet: Sheet, entries: Iterable[Entry], now: datetime, needs: Needs | None = None
) -> list[Next]:
    """Whom each caller tries next, no two the same; with nobody named, whom anybody does."""
    found = to_try(entries, sheet.attempts, now, EmergencyKind(sheet.kind), needs)
    callers = sheet.callers or (None,)
    return [Next(caller, *choice) for caller, choice in zip(callers, found, strict=False)]


# -- what is typed -------------------------------------------------------------------------------

_CLOCK_FIRST = re.compile(r"\s*(\d{1,2}[:：]\d{2}|\d{1,2}点(?:半|\d{1,2}分?)?)(?:\s+|[,，]|$)")


def said_when(text: str, now: datetime) -> tuple[datetime, str]:
    """When a line happened and what it says: `23:05 no bed` was at five past eleven.

    Without a clock time in front it is now; a time well ahead of now was yesterday's.
    """
    match = _CLOCK_FIRST.match(text)
    if match is None:
        return now, text.strip()
    try:
        at = past_moment(match[1], now, CLOCKS_DIFFER)
    except ValueError:
        return now, text.strip()
    return at, text[match.end() :].strip()


_WHOM = re.compile(r"([^:：\d]{1,20})[:：]\s*(.*)", re.DOTALL)


def who_and_what(said: str) -> tuple[str, str]:
    """Who was told and what: `daughter: the car is late`; nobody where the line names nobody."""
    named = _WHOM.fullmatch(said)
    return ("", said.strip()) if named is None else (named[1].strip(), named[2].strip())


def line_problems(view: RequestView, given: LineInput, now: datetime) -> list[Problem]:
    """What is wrong with a line: `request_closed`, `sheet_line_empty`, `text_too_long`,
    `in_future`, `before_opening`."""
    found = _state_problems(view) + moment_problems(legible(view.opened_at), given.at, now)
    if not given.said.strip():
        found.append(Problem("sheet_line_empty", {}, "said"))
    return found + too_long("said", given.said, SAID_LIMIT)


def attempt_problems(view: RequestView, given: AttemptInput) -> list[Problem]:
    """What is wrong with an attempt beyond what a chase refuses: `text_too_long`."""
    return too_long("said", given.why, SAID_LIMIT) or _state_problems(view)


def item_problems(view: RequestView, kind: EmergencyKind, item: str) -> list[Problem]:
    """What is wrong with ticking an item: `request_closed`, `item_unknown`. What has to be done
    once somebody has died is ticked after the closing."""
    found = [] if view.outcome == Outcome.DIED else _state_problems(view)
    if item not in checklist(kind, view.outcome):
        found.append(Problem("item_unknown", {"item": item}))
    return found


def caller_problems(numbers: Sequence[int]) -> list[Problem]:
    """What is wrong with callers: `callers_too_many`, `callers_same`."""
    if len(numbers) > 2:
        return [Problem("callers_too_many", {})]
    return [Problem("callers_same", {})] if len(set(numbers)) < len(numbers) else []


def _state_problems(view: RequestView) -> list[Problem]:
    closed = view.state == RequestState.CLOSED
    return [Problem("request_closed", {"no": view.no})] if closed else []
