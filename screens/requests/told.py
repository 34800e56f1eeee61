"""Telling residents something before it is over: to whom and what, in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data.requests import chasing as request_chasing
from models.chases import TellingInput
from models.problems import Problem
from models.requests import RequestState
from models.requests.rules import move_problems
from screens.i18n import _
from screens.kit.one_line import OneLine
from screens.requests import words
from screens.requests.form import read_telling
from screens.sentences import say

if TYPE_CHECKING:
    from screens.requests.detail import Known
    from screens.requests.request_place import RequestPlace


def log_telling(place: RequestPlace, known: Sequence[Known]) -> None:
    """Ask what the residents were told; of what only waits for that, who was told closes it.

    Of several, those of which nothing can be told stay as they are and marked, and it is told why.
    """
    wrong = [problem for one in known for problem in move_problems(one.view, "tell")]
    if len(wrong) == len(known):
        place.say(say(wrong[0]), wrong=True)
        return
    waiting = [one for one in known if one.row.state == RequestState.CALL_BACK]
    if len(waiting) == len(known):
        from screens.requests.close import close_requests

        close_requests(place, known)
        return
    closes = {
        one.row.no: Problem("telling_closes", {"no": one.row.no})
        for one in known
        if one.row.state == RequestState.CALL_BACK
    }
    nos = [one.row.no for one in known]
    whom = _whom(known[0])

    async def submit(line: str) -> object:
        given: dict[int, TellingInput] = {}
        left = dict(closes)
        for one in known:
            if one.row.no in closes:
                continue
            read = read_telling(one.view, line, _whom(one), place.store.now())
            if isinstance(read, list):
                left[one.row.no] = read[0]
            else:
                given[one.row.no] = read
        if not given:
            return next(problem for no, problem in left.items() if no not in closes)
        return await place.act_on(
            lambda step: request_chasing.tell_requests(step, given).and_left(left),
            lambda done: _said(done.nos, given),
        )

    def title() -> str:
        if len(known) > 1:
            return _("What were the residents of {count} requests told?").format(count=len(known))
        return _("What was told ({who})?").format(who=whom)

    place.desk.open_dialog(
        OneLine(
            title,
            lambda: _("the car is late   or   daughter: the car is late"),
            submit,
            draft=f"told-{words.joined_numbers(nos)}",
            about=lambda: place.about(known),
        )
    )


def _whom(known: Known) -> str:
    """Who is told where the line names nobody."""
    return known.view.caller or known.head or known.view.patient or _("the caller")


def _said(nos: Sequence[int], given: Mapping[int, TellingInput]) -> str:
    if len(nos) == 1:
        return _("{who} was told about request {no}.").format(who=given[nos[0]].whom, no=nos[0])
    return _("The residents of {count} requests were told.").format(count=len(nos))
