"""Joining requests that are one and the same: which one stays is chosen, the others follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.requests import joining
from models.problems import Problem, Refused
from models.requests.rules import order_key
from screens.i18n import _
from screens.kit.choose import choose_from
from screens.requests import words
from screens.requests.facts import rows_now
from screens.sentences import say

if TYPE_CHECKING:
    from screens.kit.list_place import ListPlace


def join_requests(place: ListPlace) -> None:
    """Ask which of the marked requests stays; the one hurt first is offered first."""
    nos = place.marked()
    if len(nos) < 2:
        place.say(say(Problem("join_needs_two")), wrong=True)
        return
    now = place.store.now()
    rows = sorted(rows_now(place.store, nos), key=lambda row: order_key(row, now))

    async def join(stays: int) -> None:
        done = await place.perform(
            lambda step: joining.join_requests(step, stays, nos),
            lambda no: _("Joined to request {no}: {count}.").format(no=no, count=len(nos) - 1),
        )
        if not isinstance(done, Refused):
            place.records.clear_marks()
            place.reveal(stays)

    choose_from(
        place.desk,
        lambda: _("Which one stays? The other {count} follow it.").format(count=len(rows) - 1),
        rows,
        lambda row: words.brief(row, now, place.desk.masked),
        lambda row: join(row.no),
    )
