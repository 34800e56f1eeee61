"""Asking who sits at the desk: once a duty day by itself, and whenever somebody wants to say it.

Safety of life goes before it, then what somebody is doing. By itself it is asked only over a place
without a dialog, with nothing being typed, and never while a life is due that nobody looked at; a
call and the emergency sheet open over it as over every dialog.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from data.at_desk import may_sit
from models.problems import Refused
from models.roster import PersonRow
from screens.i18n import _
from screens.kit.choose import Choose
from screens.roster.staff import named
from screens.sentences import say

if TYPE_CHECKING:
    from screens.kit.desk import Desk


class WhoIsHere(Choose):
    """The question, beneath which a board goes on telling what is due."""

    lets_time_pass = True


def ask_if_unknown(desk: Desk) -> None:
    """Ask where it was not asked today, unless that stands in the way or nobody is on duty.

    Of a throw-away file nobody is asked: nobody does anything there.
    """
    if desk.scratch is not None or desk.seat.is_asked:
        return
    desk.alarm.look()
    if desk.screen is desk.here and not desk.typed_ahead and not desk.alarm.unseen:
        people = _people(desk)
        if people:
            _ask(desk, people, lambda: _answer(desk, None))


def say_who(desk: Desk) -> None:
    """Ask because somebody wants to say it; left, it stays as it was."""
    people = _people(desk)
    if people:
        _ask(desk, people, lambda: None)
    else:
        desk.tell(_("Nobody of the roster is on duty now."), wrong=True)


def _people(desk: Desk) -> list[PersonRow]:
    return desk.store.ask(may_sit, desk.store.now(), desk.seat.kept.last)


def _ask(desk: Desk, people: list[PersonRow], left: Callable[[], object]) -> None:
    offered = [*people, None]

    def chosen(index: int | None) -> None:
        if index is None:
            left()
        else:
            _answer(desk, offered[index])

    dialog = WhoIsHere(
        lambda: _("Who is at the desk?"),
        lambda: [_("not said") if one is None else named(one) for one in offered],
        lambda: _("Calls and chases are noted with this name. @ asks again."),
    )
    desk.open_dialog(dialog, chosen)


def _answer(desk: Desk, person: PersonRow | None) -> None:
    trouble: Refused | None = None
    try:
        desk.seat.answer(None if person is None else person.id)
    except Refused as refused:
        trouble = refused
    desk.announce()
    if person is None:
        desk.tell(_("It is not said who is at the desk. @ says it."))
    else:
        desk.tell(_("{name} is at the desk. @ changes it.").format(name=person.name))
    if trouble is not None:
        desk.tell_aside(say(trouble.problem))
