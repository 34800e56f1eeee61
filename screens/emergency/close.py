"""How a life ends on its emergency sheet: in hospital, or otherwise once that is asked for.

Who was told is typed or stands there already: no digit closes a life.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from data.requests import commands as request_commands
from models.chases import Urgency
from models.emergency import closing, rules
from models.problems import Problem
from models.requests import ClosingInput, Outcome, RequestState
from screens.emergency import words
from screens.emergency.known import Known, SheetDialog
from screens.i18n import N_, _
from screens.kit.choose import Act, choose_act
from screens.kit.one_line import OneLine
from screens.kit.values import joined
from screens.requests import end_words
from screens.requests import words as request_words
from screens.requests.calling import after_death
from screens.sentences import say


def close_sheet(sheet: SheetDialog) -> None:
    """Close it as in hospital once nothing lacks any more; until then ask for another end.

    Raises:
        Refused: as `SheetDialog.known`.
    """
    known = sheet.known
    if known.row.state == RequestState.CLOSED:
        sheet.warn(_("Request {no} is resolved.").format(no=sheet.no))
        return
    if known.row.outcome == Outcome.DIED:
        _ask_end(sheet, Outcome.DIED, request_words.asked_of_death)
        return
    end = closing.ending(known.sheet)
    if end is None:
        _ask_other_end(sheet, known)
        return
    sheet.desk.open_dialog(
        OneLine(
            lambda: _("Close it, in hospital: who of the family was told?"),
            lambda: _("husband, by telephone"),
            partial(_close, sheet, Outcome.HOSPITAL),
            end.told,
        ),
        partial(_leave_closed, sheet),
    )


def _ask_other_end(sheet: SheetDialog, known: Known) -> None:
    """Say what lacks before it is closed as in hospital, and ask whether it ended otherwise.

    Each end has the digit it has in the queue; to go on is proposed.
    """
    on = known.way

    def about() -> str:
        told = joined(words.lack(one) for one in on.lacks)
        return _("Not yet in hospital: {lacks}.").format(lacks=told)

    ends = [_end(sheet, known, outcome) for outcome in Outcome]
    acts: list[Act] = [*ends, (lambda: _("go on with it"), lambda: None)]

    def title() -> str:
        return _("How did request {no} end?").format(no=sheet.no)

    choose_act(sheet.desk, title, acts, about, at=len(ends))


_CALLED: Mapping[Outcome, str] = {
    Outcome.MET: N_("helped where they are, nobody goes anywhere …"),
    Outcome.WITHDRAWN: N_("the caller withdrew …"),
    Outcome.DIED: N_("has died …"),
}
"""What ends of a life are called here; the others as in the queue."""

_ASKED: Mapping[Outcome, str] = {
    Outcome.MET: N_("Helped where they are: who was told?"),
    Outcome.WITHDRAWN: N_("Life safety: who withdrew it?"),
    Outcome.HOSPITAL: N_("Close it, in hospital: who of the family was told?"),
    Outcome.DIED: N_("Has died: who of the family was told, and when?"),
}
"""What is asked before a life is closed so; of the others only who was told."""


def _end(sheet: SheetDialog, known: Known, outcome: Outcome) -> Act:
    """An end as it is offered: it asks who was told, or tells why it cannot be yet."""
    barred = _not_yet(sheet, known, outcome)

    def called() -> str:
        told = (
            _(_CALLED[outcome]) if outcome in _CALLED else request_words.label(outcome, "outcome")
        )
        return _("{outcome}  (not yet)").format(outcome=told) if barred else told

    def chosen() -> None:
        if barred is None:
            _ask_end(sheet, outcome, lambda: _(_ASKED.get(outcome, N_("Who was told?"))))
        else:
            sheet.warn(say(barred))

    return called, chosen


def _not_yet(sheet: SheetDialog, known: Known, outcome: Outcome) -> Problem | None:
    """Why a life cannot be ended so, whoever was told of it; None where it can."""
    as_life = known.view._replace(urgency=Urgency.LIFE)
    given = ClosingInput(outcome, "", sheet.desk.store.now())
    problems = closing.life_problems(as_life, given, known.way)
    return next((one for one in problems if one.field == "outcome"), None)


def _ask_end(sheet: SheetDialog, outcome: Outcome, title: Callable[[], str]) -> None:
    """Ask who was told that it ended so, and close it."""
    hint = partial(_, "daughter, by telephone")
    line = OneLine(title, hint, partial(_close, sheet, outcome))
    sheet.desk.open_dialog(line, partial(_leave_closed, sheet))


async def _close(sheet: SheetDialog, outcome: Outcome, text: str) -> object:
    """Close it with who was told, and when; gives what is wrong, if anything is."""
    at, told = rules.said_when(text, sheet.desk.store.now())
    if not told:
        return Problem("told_nobody", {}, "told_whom")
    given = ClosingInput(outcome, told, at)
    return await sheet.desk.perform(
        lambda step: request_commands.close_requests(step, {sheet.no: given}),
        lambda _state: _said_closed(sheet, outcome),
    )


def _said_closed(sheet: SheetDialog, outcome: Outcome) -> str:
    told = end_words.closed({sheet.no: outcome})
    if outcome is Outcome.DIED:
        return f"{told} {after_death(sheet.desk.store, [sheet.no])}"
    return told


def _leave_closed(sheet: SheetDialog, saved: bool | None) -> None:
    """The sheet of a life that is over goes; once somebody died, what has to be done stays."""
    if saved and sheet.known.row.outcome != Outcome.DIED:
        sheet.dismiss(None)
