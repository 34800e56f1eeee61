"""By when somebody is harmed if nothing is done, answered with one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.requests import commands as request_commands
from models.requests import HarmAnswer, RequestKind
from models.requests.harm import Answer, harm_of
from screens.i18n import _
from screens.kit.choose import choose_from
from screens.requests import time_words, words
from screens.requests.harm_words import answer as answer_said
from screens.requests.harm_words import answer_words

if TYPE_CHECKING:
    from screens.requests.detail import Known
    from screens.requests.request_place import RequestPlace

ANSWERS = (
    Answer(HarmAnswer.NOW),
    Answer(HarmAnswer.TONIGHT),
    Answer(HarmAnswer.TOMORROW),
    Answer(HarmAnswer.DAYS, 2),
    Answer(HarmAnswer.DAYS, 3),
    Answer(HarmAnswer.DAYS, 5),
    Answer(HarmAnswer.DAYS, 7),
    Answer(HarmAnswer.CAN_WAIT),
)


def ask_harm(place: RequestPlace, known: Sequence[Known]) -> None:
    """Ask it of requests, of several at once; how urgent each is follows from the answer."""
    nos = [one.row.no for one in known]
    kinds = {RequestKind(one.row.kind) for one in known}
    queue = place.queue()

    def option(one: Answer) -> str:
        now = place.store.now()
        harms = {harm_of(one, kind, now, queue) for kind in kinds}
        return answer_words(one, harms.pop(), now) if len(harms) == 1 else answer_said(one)

    choose_from(
        place.desk,
        lambda: words.asked(_("If nothing is done, what happens, and by when?"), len(nos)),
        ANSWERS,
        option,
        lambda answer: place.act_on(
            lambda step: request_commands.answer_harm(step, nos, answer),
            lambda done: _said(place, done.nos),
        ),
        lambda: place.about(known),
    )


def _said(place: RequestPlace, nos: Sequence[int]) -> str:
    if len(nos) > 1:
        told = _("Time of harm answered for {count} requests.")
        return told.format(count=len(nos))
    row = place.known(nos[0]).row
    return _("Request {no} is {urgency} now; next chase {due}.").format(
        no=row.no,
        urgency=words.label(row.urgency, "urgency"),
        due=time_words.due(row, place.store.now()),
    )
