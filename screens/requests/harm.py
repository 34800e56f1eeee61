"""By when somebody is harmed if nothing is done, answered with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.requests import commands as request_commands
from models.requests import HarmAnswer, RequestKind
from models.requests.harm import Answer, harm_of
from screens.i18n import _
from screens.kit.choose import choose_from
from screens.requests import words
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


def ask_harm(place: RequestPlace, known: Known) -> None:
    """Ask it of a request on file; how urgent it is follows from the answer."""
    no, kind = known.row.no, RequestKind(known.row.kind)
    queue = place.queue()

    def option(one: Answer) -> str:
        now = place.store.now()
        return answer_words(one, harm_of(one, kind, now, queue), now)

    def said() -> str:
        row = place.known(no).row
        return _("Request {no} is {urgency} now; next chase {due}.").format(
            no=no,
            urgency=words.label(row.urgency, "urgency"),
            due=words.due(row, place.store.now()),
        )

    choose_from(
        place.desk,
        lambda: _("If nothing is done, what happens, and by when?"),
        ANSWERS,
        option,
        lambda answer: place.perform(
            lambda step: request_commands.answer_harm(step, no, answer), lambda _no: said()
        ),
        lambda: place.about([known]),
    )
