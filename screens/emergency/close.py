"""How a life ends on its emergency sheet: in hospital, or otherwise once that is asked for.

Who was told is typed or stands there already: no digit closes a life.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from data.requests import commands as request_commands
from models.emergency import closing, rules
from models.problems import Problem
from models.requests import ClosingInput, Outcome, RequestState
from screens.emergency import words
from screens.emergency.known import Known, SheetDialog
from screens.i18n import _
from screens.kit.choose import Act, choose_act
from screens.kit.one_line import OneLine
from screens.kit.values import joined
from screens.requests import words as request_words
from screens.requests.calling import after_death


def close_sheet(sheet: SheetDialog) -> None:
    """Close it as in hospital once nothing lacks any more; until then ask for another end.

    Raises:
        Refused: as `SheetDialog.known`.
    """
    known = sheet.known
    if known.row.state == RequestState.CLOSED:
        sheet.warn(_("Request {no} is closed.").format(no=sheet.no))
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
    """Say what lacks before it is closed as in hospital, and ask whether it ended otherwise."""
    on = known.way

    def about() -> str:
        told = joined(words.lack(one) for one in on.lacks)
        return _("Not yet in hospital: {lacks}.").format(lacks=told)

    ask = partial(_ask_end, sheet)
    helped: Act = (
        lambda: _("helped where they are, nobody goes anywhere …"),
        lambda: ask(Outcome.MET, lambda: _("Helped where they are: who was told?")),
    )
    acts: list[Act] = [
        (lambda: _("go on with it"), lambda: None),
        (
            lambda: _("the caller withdrew …"),
            lambda: ask(Outcome.WITHDRAWN, lambda: _("A life: who withdrew it?")),
        ),
        (lambda: _("has died …"), lambda: ask(Outcome.DIED, request_words.asked_of_death)),
        *([helped] if on.taken is not None and not on.under_way else []),
    ]
    choose_act(sheet.desk, lambda: _("How did request {no} end?").format(no=sheet.no), acts, about)


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
    if outcome is Outcome.DIED:
        return after_death(sheet.desk.store, [sheet.no])
    return _("Request {no} is closed.").format(no=sheet.no)


def _leave_closed(sheet: SheetDialog, saved: bool | None) -> None:
    """The sheet of a life that is over goes; once somebody died, what has to be done stays."""
    if saved and sheet.known.row.outcome != Outcome.DIED:
        sheet.dismiss(None)
