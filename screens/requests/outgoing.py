"""The queue as a list of calls that comes in again: each in the words it was taken down with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from data.sql import Reader
from models.exchange import ImportKind
from models.requests import RequestState, RequestView
from models.times import iso, loaded
from screens.commands.listing import Outgoing
from screens.requests import words


class _Asked(NamedTuple):
    view: RequestView
    owner: str


def _read(conn: Reader, numbers: Sequence[int], _now: datetime) -> list[_Asked]:
    from data.requests.queries import view
    from data.roster.queries import people

    names = {one.no: one.name for one in people(conn)}
    views = [view(conn, no) for no in numbers]
    return [_Asked(one, names.get(one.owner_no or 0, "")) for one in views]


def _state(one: _Asked) -> str:
    """How far it is; what is closed waits for nothing, and does not come in again."""
    return words.label(one.view.state, "state") if one.view.state == RequestState.CLOSED else ""


OUTGOING = Outgoing(
    ImportKind.CALLS,
    _read,
    (
        ("came_at", lambda one: iso(loaded(one.view.opened_at)).replace("T", " ")[:16]),
        ("level", lambda one: words.label(one.view.urgency, "urgency")),
        ("kind_said", lambda one: words.label(one.view.kind, "kind")),
        ("text", lambda one: one.view.text),
        ("handled_by", lambda one: one.owner),
        ("result", _state),
    ),
)
