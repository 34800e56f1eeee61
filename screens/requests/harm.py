"""By when somebody is harmed if nothing is done, answered with one key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from data.requests import commands as request_commands
from models.requests import HarmAnswer, RequestKind
from models.requests.harm import Answer, harm_of
from screens.i18n import N_, _
from screens.kit.choose import choose_act
from screens.kit.fields import FormField, reader
from screens.kit.form import FormDialog
from screens.kit.kinds import FEARED
from screens.kit.record import Edit, blank
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


class _At(NamedTuple):
    """What the form of an exact time says."""

    harm_at: datetime


AT: tuple[FormField, ...] = (
    FormField("harm_at", N_("harm by"), FEARED, required=True, hint=N_("18:00, tomorrow 9:00")),
)
"""The field of an exact time."""


def ask_harm(place: RequestPlace, known: Sequence[Known]) -> None:
    """Ask it of requests, of several at once; how urgent each is follows from the answer."""
    nos = [one.row.no for one in known]
    kinds = {RequestKind(one.row.kind) for one in known}
    queue = place.queue()

    def title() -> str:
        return words.asked(_("If nothing is done, what happens, and by when?"), len(nos))

    def option(one: Answer) -> str:
        now = place.store.now()
        harms = {harm_of(one, kind, now, queue) for kind in kinds}
        return answer_words(one, harms.pop(), now) if len(harms) == 1 else answer_said(one)

    def take(given: Answer | datetime) -> Awaitable[object]:
        return place.act_on(
            lambda step: request_commands.answer_harm(step, nos, given),
            lambda done: _said(place, done.nos),
        )

    choose_act(
        place.desk,
        title,
        [
            *((partial(option, one), partial(take, one)) for one in ANSWERS),
            (lambda: _("at …"), lambda: _ask_time(place, title, take)),
        ],
        lambda: place.about(known),
    )


def _ask_time(
    place: RequestPlace,
    title: Callable[[], str],
    take: Callable[[datetime], Awaitable[object]],
) -> None:
    """Ask for the time itself."""

    async def save(edit: Edit[_At]) -> object:
        return await take(edit.given.harm_at)

    place.desk.open_dialog(FormDialog(blank(title), AT, reader(AT, _At), save))


def _said(place: RequestPlace, nos: Sequence[int]) -> str:
    if len(nos) > 1:
        told = _("Time of harm answered for {count} requests.")
        return told.format(count=len(nos))
    row = place.known(nos[0]).row
    return _("Request {no} is {urgency} now; next chase {due}.").format(
        no=row.no,
        urgency=words.urgency(row),
        due=time_words.due(row, place.store.now()),
    )
