"""Closing a request: the outcome, then who was told; nobody told leaves it as a call-back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from data import requests
from models.problems import Problem
from models.requests import ClosingInput, Outcome, RequestState
from models.rules.request_forms import read_closing
from models.rules.requests import move_problems
from screens.dialogs.choose import Choose
from screens.dialogs.form import FormDialog, FormField, Values
from screens.i18n import N_, _
from screens.words import requests as words
from screens.words.problems import say

if TYPE_CHECKING:
    from screens.request_acts import RequestActs
    from screens.words.request_detail import Known

_ELSE = 2
"""Place of "somebody else" among the choices, the same whoever may have been told."""


def close_request(place: RequestActs, known: Known) -> None:
    """Ask how it ended and who was told; of a call-back only who was told at last."""
    if known.view.joined_to is not None:
        place.say(say(move_problems(known.view, "reopen")[0]), wrong=True)
        return
    if known.row.state == RequestState.CLOSED:
        _reopen(place, known)
        return
    if known.row.state == RequestState.CALL_BACK and known.row.outcome is not None:
        _ask_told(place, known, Outcome(known.row.outcome))
        return
    outcomes = list(Outcome)

    def chosen(index: int | None) -> None:
        if index is not None:
            _ask_told(place, known, outcomes[index])

    title = _("How did request {no} end?").format(no=known.row.no)
    labels = lambda: [words.label(one, "outcome") for one in outcomes]  # noqa: E731
    place.desk.open_dialog(Choose(lambda: title, labels, lambda: place.about(known)), chosen)


def _ask_told(place: RequestActs, known: Known, outcome: Outcome) -> None:
    people = [name for name in (known.view.caller, known.head, known.view.patient) if name]
    names = list(dict.fromkeys(people)) or [_("the caller")]

    first, *others = names

    def options() -> list[str]:
        reached = [_("{who} was told").format(who=name) for name in names]
        fixed = [_("nobody reached: call back later"), _("somebody else was told …")]
        return [reached[0], *fixed, *reached[1:]]

    def chosen(index: int | None) -> None:
        if index is None:
            return
        if index == _ELSE:
            _ask_name(place, known, outcome)
            return
        told = [first, "", "", *others][index]
        given = ClosingInput(outcome, told, place.store.now())
        no = known.row.no
        place.run_worker(
            place.perform(
                lambda store: requests.close_request(store, no, given),
                partial(_said, no),
            )
        )

    title = _("Who was told?")
    place.desk.open_dialog(Choose(lambda: title, options, lambda: place.about(known)), chosen)


def _ask_name(place: RequestActs, known: Known, outcome: Outcome) -> None:
    no = known.row.no
    fields = (FormField("told_whom", N_("who was told"), required=True),)

    async def submit(values: Values) -> Sequence[Problem]:
        typed = {**values, "outcome": str(outcome)}
        given = read_closing(known.view, typed, place.store.now())
        if isinstance(given, list):
            return given
        state = await place.perform(
            lambda store: requests.close_request(store, no, given),
            partial(_said, no),
        )
        return [] if state is not None else [Problem("not_saved")]

    title = _("Who was told?")
    place.desk.open_dialog(FormDialog(lambda: title, fields, {}, submit, f"close-{no}"))


def _said(no: int, state: RequestState) -> str:
    if state is RequestState.CALL_BACK:
        return _("Request {no} is done; the resident is still to be told.").format(no=no)
    return _("Request {no} is closed.").format(no=no)


def _reopen(place: RequestActs, known: Known) -> None:
    no = known.row.no

    def chosen(index: int | None) -> None:
        if index == 0:
            place.run_worker(
                place.perform(
                    lambda store: requests.reopen_request(store, no),
                    lambda _no: _("Request {no} is open again.").format(no=no),
                )
            )

    title = _("Request {no} is closed").format(no=no)
    place.desk.open_dialog(
        Choose(lambda: title, lambda: [_("take it up again")], lambda: place.about(known)), chosen
    )
