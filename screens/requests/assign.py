"""Saying who looks after requests."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING

from data.requests import commands as request_commands
from models.roster import PersonRow
from screens.i18n import _
from screens.kit.narrowed import choose_narrowed
from screens.requests.words import asked
from screens.roster.staff import named, staff

if TYPE_CHECKING:
    from screens.requests.detail import Known
    from screens.requests.request_place import RequestPlace


def assign_requests(place: RequestPlace, known: Sequence[Known]) -> None:
    """Ask who looks after them from now on."""
    nos = [one.row.no for one in known]
    seen = {one.row.no: one.view.owner_no for one in known}

    def said(done: Sequence[int], who: str) -> str:
        if len(done) == 1:
            return _("Request {no} is owned by {who}.").format(no=done[0], who=who)
        return _("{count} requests are owned by {who}.").format(count=len(done), who=who)

    def give(person: PersonRow | None) -> Awaitable[object]:
        no, name = (None, _("nobody")) if person is None else (person.no, person.name)
        return place.act_on(
            lambda step: request_commands.assign_requests(step, nos, no, seen=seen),
            lambda done: said(done.nos, name),
        )

    people = [*staff(place.store), None]
    choose_narrowed(
        place.desk,
        lambda: asked(_("Who owns it?"), len(nos)),
        people,
        named,
        give,
        lambda: place.about(known),
    )
