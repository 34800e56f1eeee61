"""What is left at the tables of a session, for whoever takes one over: words and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from data.sampling.handed_on import TableLeft
from screens.commands.listing import Field, Record
from screens.i18n import _
from screens.kit.times import clock
from screens.kit.values import beside, headed, joined
from screens.sampling import words
from screens.sampling.listing import MEMBER
from screens.testing.round_listing import BATCH

TABLE_LEFT: Record[TableLeft] = Record(
    "table left in the middle of a session",
    "in `absent`",
    (
        Field("session", "number of the session", lambda t, _n: t.session_no),
        Field("round", "number of the round", lambda t, _n: t.round_no),
        Field("compounds", value=lambda t, _n: list(t.compounds)),
        Field("sampled", "how many of its people are sampled"),
        Field("missed", "who did not come down", lambda t, _n: list(t.missed), of=MEMBER),
        Field("due", "who is still to come, or visited", lambda t, _n: list(t.due), of=MEMBER),
        Field(
            "batches", "what is still called or gone to", lambda t, _n: list(t.batches), of=BATCH
        ),
        Field(
            "tubes",
            "codes of tubes that stand open there",
            lambda t, _n: [one.code for one in t.tubes],
        ),
    ),
)


def summary(left: TableLeft) -> str:
    """How far a table is that somebody leaves, in one line."""
    told = _("Handed on: session {no}, {compounds}").format(
        no=left.session_no, compounds=joined(left.compounds)
    )
    parts = [
        _("{count} sampled so far").format(count=left.sampled),
        _("{count} missed").format(count=len(left.missed)) if left.missed else "",
        _("{count} to come").format(count=len(left.due)),
    ]
    return headed(told, joined(filter(None, parts)))


def lines(left: TableLeft, now: datetime) -> Iterator[str]:
    """What whoever takes over has to know, in lines."""
    yield summary(left)
    if left.batches:
        first = left.batches[0]
        house = beside(first.compound, first.lane or "", first.building, gap=" ")
        rooms = "–".join(dict.fromkeys(filter(None, (first.first_room, first.last_room))))
        yield "  " + _("next to be called: {house} {rooms}, {time}").format(
            house=house, rooms=rooms, time=clock(first.starts_at, now)
        )
    for tube in left.tubes:
        desk = "" if tube.desk is None else _("table {desk}").format(desk=tube.desk)
        yield "  " + beside(words.tube_title(tube), desk)
    compound = next(iter(left.compounds), "")
    yield "  " + _("who they are: missed {round} --due --compound {compound}").format(
        round=left.round_no, compound=compound
    )
