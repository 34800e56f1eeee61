"""Telling the resident something before it is over: to whom and what, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import requests
from models.problems import Problem
from models.requests import RequestState
from models.rules.request_forms import read_telling
from models.rules.requests import move_problems
from screens.dialogs.one_line import OneLine
from screens.i18n import _
from screens.words.problems import say

if TYPE_CHECKING:
    from screens.request_acts import RequestActs
    from screens.words.request_detail import Known


def log_telling(place: RequestActs, known: Known) -> None:
    """Ask what the resident was told; of what only waits for that, who was told closes it."""
    wrong = move_problems(known.view, "tell")
    if wrong:
        place.say(say(wrong[0]), wrong=True)
        return
    if known.row.state == RequestState.CALL_BACK:
        from screens.dialogs.close import close_request

        close_request(place, known)
        return
    no = known.row.no
    whom = known.view.caller or known.head or known.view.patient or _("the caller")

    async def submit(line: str) -> str:
        given = read_telling(known.view, line, whom, place.store.now())
        if isinstance(given, list):
            return say(given[0])
        done = await place.perform(
            lambda store: requests.log_telling(store, no, given),
            lambda no: _("{who} was told about request {no}.").format(who=given.whom, no=no),
        )
        return "" if done is not None else say(Problem("not_saved"))

    place.desk.open_dialog(
        OneLine(
            lambda: _("What was {who} told?").format(who=whom),
            lambda: _("the car is late   or   daughter: the car is late"),
            submit,
            draft=f"told-{no}",
            about=lambda: place.about(known),
        )
    )
