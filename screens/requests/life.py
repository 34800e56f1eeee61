"""Whether requests are life safety, answered with one key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data.reading import life
from screens.i18n import _
from screens.requests import time_words, words

if TYPE_CHECKING:
    from models.requests import RequestRow
    from screens.requests.request_place import RequestPlace


async def answer_life(place: RequestPlace, nos: Sequence[int], is_life: bool) -> None:
    """Keep the answer for requests, one or several."""

    def told(done: Sequence[int]) -> str:
        if len(done) == 1:
            return said_of_life(place.known(done[0]).row, is_life, place.store.now())
        lives, none = (
            _("{count} requests are life safety."),
            _("{count} requests are not life safety."),
        )
        return (lives if is_life else none).format(count=len(done))

    await place.act_on(
        lambda step: life.answer_life(step, nos, is_life), lambda done: told(done.nos)
    )


def said_of_life(row: RequestRow, is_life: bool, now: datetime) -> str:
    """What was answered of a request."""
    if is_life:
        return _("Request {no} is life safety: ! opens its sheet.").format(no=row.no)
    return _("Request {no} is not life safety; {urgency}, next chase {due}.").format(
        no=row.no, urgency=words.urgency(row), due=time_words.due(row, now)
    )
