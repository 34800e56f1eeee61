"""The register by person as a list that comes in again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.sql import Reader
from models.exchange import ImportKind
from models.residents import PersonMark, ResidentView, Whereabouts
from screens.commands.listing import Outgoing
from screens.households.outgoing import spelled
from screens.i18n import _
from screens.kit.values import joined
from screens.residents import words


def _read(conn: Reader, numbers: Sequence[int], _now: datetime) -> list[ResidentView]:
    from data.residents.queries import residents_by_number

    return residents_by_number(conn, numbers)


def _relation(one: ResidentView) -> str:
    """To the head; of the head that it is they."""
    return one.relation or (_("head") if one.is_head else "")


def _presence(one: ResidentView) -> str:
    return "" if one.presence == Whereabouts.PRESENT else words.whereabouts(one.presence)


def _mark(one: PersonMark) -> str:
    return f"{one.mark}（{one.detail}）" if one.detail else one.mark


OUTGOING = Outgoing(
    ImportKind.REGISTER,
    _read,
    (
        ("compound", lambda one: one.compound),
        ("lane", lambda one: one.lane),
        ("building", lambda one: one.building),
        ("unit", lambda one: one.unit),
        ("room", lambda one: one.room),
        ("name", lambda one: one.name),
        ("relation", _relation),
        ("sex", lambda one: words.sex(one.sex) if one.sex else ""),
        ("born", lambda one: one.born),
        ("phone", lambda one: " / ".join(map(spelled, one.phones))),
        ("presence", _presence),
        ("registered", lambda one: one.registered),
        ("note", lambda one: joined((*map(_mark, one.marks), *filter(None, [one.note])))),
    ),
)
"""Identity numbers go nowhere."""
