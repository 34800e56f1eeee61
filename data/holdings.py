"""What a person can hold, so that somebody must take it when they fall out, as a subject tells it.

A subject that people hold things in has a module `holding` with its `Holding`s;
`data.absence.kinds` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.sql import Reader, Rows
from models.absence import Away, Hold, Offer, OfferState, TakenOver
from models.address import Address, and_more, short_address
from models.times import legible

if TYPE_CHECKING:
    from data.step import Step


class Keeps(NamedTuple):
    """What of a kind of thing held keeps somebody on the roster: others must take it first.

    Attributes:
        held: SQL for how many of it a person, by the key `:person`, has at `:now`.
        problem: the refusal it is told by; several kinds may share one.
        told_as: what the words of that refusal call how many there are; empty where they do not.
    """

    held: str
    problem: str = "person_holds"
    told_as: str = ""


class Holding(NamedTuple):
    """One kind of thing people hold: how it is found, counted, handed over and handed back.

    Attributes:
        what: the name of the kind, which no other has; `screens/<subject>/words.py` says it in
            words under `HELD`.
        keeps: what of it must be with others before somebody is taken off the roster; None for
            what may stay with them.
        find: all a person, by number, holds of it while they are away.
        hand_over: gives one to somebody else, or to nobody yet where that can be, from a moment
            on; the number it has with them. Part of a command; it refuses what stands against it.
        offer: what was taken over as it may be offered to its first holder, by number, from a
            moment on; None when it is over or theirs.
        hand_back: gives what was taken over to its first holder, by number. Part of a command.
        counted: SQL for how many a person `p` holds of it at `:now` though they are absent by the
            span of presence `a`; empty where it counts with something else.
    """

    what: str
    keeps: Keeps | None
    find: Callable[[Reader, int, Away], Iterable[Hold]]
    hand_over: Callable[[Step, Hold, int | None, datetime], int]
    offer: Callable[[Reader, TakenOver, int, datetime], Offer | None]
    hand_back: Callable[[Step, TakenOver, int], None]
    counted: str = ""


class Thing(NamedTuple):
    """Something held that takes no fixed time, as its subject's query tells it."""

    no: int = 0
    holder_no: int | None = None
    holder: str | None = None
    about: str = ""
    called: str = ""
    """What it is called where it has no address."""
    beside: int | None = None
    due: str | None = None
    """By when it has to be looked at again, in stored form."""
    compound: str | None = None
    lane: str | None = None
    building: str | None = None
    unit: str | None = None
    room: str | None = None
    more: int = 0
    """Doors it is about beside that one."""

    @property
    def where(self) -> str:
        """Its address, or what it is called without one, with how many doors more there are."""
        first = self.called if self.address is None else short_address(*self.address)
        return and_more(first, self.more)

    @property
    def address(self) -> Address | None:
        """Its address; None where it is not in the register."""
        if not self.compound:
            return None
        return Address(self.compound, self.lane, self.building, self.unit, self.room)


def things_held(
    what: str, person_no: int, rows: Rows, *, matter: str = "", nearby: bool = False
) -> list[Hold]:
    """What a query found of things a person holds, its columns named as in `Thing`.

    Args:
        matter: what they belong to, such as `request`: who takes one thing of a matter takes all
            of the same number.
        nearby: whether somebody of the same compound is to take them first.
    """
    return [
        Hold(
            what,
            thing.no,
            person_no,
            thing.holder or "",
            thing.where,
            thing.about,
            () if thing.compound is None else (thing.compound,),
            beside=thing.beside,
            matter=f"{matter} {thing.no}" if matter else None,
            nearby=nearby,
            address=thing.address,
            due=legible(thing.due),
        )
        for thing in sql.views(Thing, rows)
    ]


def thing_offered(taken: TakenOver, person_no: int, rows: Rows) -> Offer | None:
    """A thing as a query finds it now, its columns named as in `Thing`; None if theirs or over."""
    thing = sql.view(Thing, rows)
    if thing is None or thing.holder_no == person_no:
        return None
    state = OfferState.OPEN if thing.holder_no is None else OfferState.WITH
    where, by = thing.where, thing.holder or ""
    address = thing.address
    return Offer(taken.id, taken.what, taken.no, where, thing.about, state, by, address)


def key_of_person(conn: Reader, no: int | None) -> str | None:
    """The key of a person who is to have something; None for nobody."""
    key: str | None = sql.value(conn.execute("SELECT id FROM person WHERE no = ?", (no,)))
    return key
