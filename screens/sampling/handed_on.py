"""What is left at the tables of a session, for whoever takes one over: words and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from models.address import dashed, short_address
from models.call_sheet import Part
from models.sampling import Member
from models.sampling.handed_on import TableLeft
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


def lines(left: TableLeft, now: datetime, *, at_desk: bool = False) -> Iterator[str]:
    """What whoever takes over has to know, in lines.

    Args:
        at_desk: whether it is told at the desk, where keys lead on.
    """
    yield summary(left)
    if left.batches:
        first = left.batches[0]
        house = beside(first.compound, first.lane or "", first.building, gap=" ")
        rooms = "–".join(dict.fromkeys(filter(None, (first.first_room, first.last_room))))
        yield "  " + _("next to be called: {house} {rooms}, {time}").format(
            house=house, rooms=rooms, time=clock(first.starts_at, now)
        )
    for tube in left.tubes:
        yield "  " + beside(words.tube_title(tube), _desk(tube.desk), gap=" ")
    if at_desk:
        yield "  " + _("who they are: F5, then ,")
        return
    compound = next(iter(left.compounds), "")
    yield "  " + _("who they are: missed {round} --due --compound {compound}").format(
        round=left.round_no, compound=compound
    )


_MOST = 60
"""People who are told by their doors; of more than so many each building is told with a number."""


def for_paper(left: TableLeft) -> Iterator[str]:
    """What is left at a table, in lines for whoever stands there, volunteers among them: by doors,
    and nothing of why somebody is visited."""
    yield summary(left)
    visited = [one for one in left.due if one.part == Part.VISITED]
    called = [one for one in left.due if one.part != Part.VISITED]
    for what, people in (
        (_("did not come down"), left.missed),
        (_("still to come"), called),
        (_("at their own door"), visited),
    ):
        for where in _places(people):
            yield headed(what, where)
    for tube in left.tubes:
        yield beside(words.tube_title(tube), _desk(tube.desk), gap=" ")


def _places(people: Sequence[Member]) -> Iterator[str]:
    """Of some people a line for each building, `大林苑 3: 501 ×2、502 王芳`; of many one, with how
    many there are in each: `大林苑 3 ×138、大林苑 12 ×90`."""
    houses = [
        (short_address(compound, *house), list(found))
        for (compound, *house), found in groupby(
            people, key=lambda one: (one.compound, one.lane, one.building)
        )
    ]
    if len(people) > _MOST:
        yield joined(beside(where, _times(len(there)), gap=" ") for where, there in houses)
        return
    for where, there in houses:
        yield beside(where, joined(_rooms(there)), gap="  ")


def _rooms(people: Iterable[Member]) -> Iterator[str]:
    for (unit, room), found in groupby(people, key=lambda one: (one.unit, one.room)):
        there = list(found)
        names = [one.name for one in there if one.name]
        said = "/".join(names) if len(names) == len(there) else _times(len(there))
        yield beside(dashed(unit, room), said, gap=" ")


def _times(count: int) -> str:
    return f"×{count}" if count > 1 else ""


def _desk(desk: int | None) -> str:
    return "" if desk is None else _("table {desk}").format(desk=desk)
