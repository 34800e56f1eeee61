"""Whether requests are about a life, answered with one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.reading.life import answer_life as said_of_life
from screens.i18n import _
from screens.requests import time_words, words

if TYPE_CHECKING:
    from screens.requests.request_place import RequestPlace


async def answer_life(place: RequestPlace, nos: Sequence[int], is_life: bool) -> None:
    """Keep the answer for requests, one or several."""

    def told(done: Sequence[int]) -> str:
        if len(done) > 1:
            several = (
                _("{count} requests are about lives.")
                if is_life
                else _("{count} requests are about no life.")
            )
            return several.format(count=len(done))
        row = place.known(done[0]).row
        if is_life:
            return _("Request {no} is about a life: ! opens its sheet.").format(no=row.no)
        return _("Request {no} is about no life; {urgency}, next chase {due}.").format(
            no=row.no,
            urgency=words.urgency(row),
            due=time_words.due(row, place.store.now()),
        )

    await place.act_on(lambda step: said_of_life(step, nos, is_life), lambda done: told(done.nos))
