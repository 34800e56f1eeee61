"""What is told of doors as JSON: who missed out, who waits, what stands on a door list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from data.doors.report import Over, Told
from models.doors import MissedRow
from models.doors.paper import PaperBuilding, PaperDoor
from models.doors.received import Received
from models.times import loaded
from screens.commands.listing import Field, Record
from screens.doors.words import of_doors
from screens.i18n import N_

Door = Sequence[MissedRow]
"""All that one door missed of a drop."""

GOODS: Record[MissedRow] = Record(
    "missed goods",
    "goods of `doors`",
    (
        Field("goods", "name of the goods", lambda r, _n: r.goods),
        Field("unit", "unit of the goods", lambda r, _n: r.goods_unit),
        Field("quantity", "how many were missed"),
        Field("left", "how many of them are still owed"),
        Field("why", "code of why: `absent`, `lacking`, `refused`, `other`"),
        Field("said"),
        Field(
            "carried", "number of the delivery that makes it good; null for none yet",
            lambda r, _n: r.carried_no,
        ),
    ),
)  # fmt: skip


def _first(name: str) -> Field[Door]:
    return Field(name, value=lambda rows, _now: getattr(rows[0], name))


MISSED: Record[Door] = Record(
    "missed door",
    "`doors`",
    (
        *map(_first, ("compound", "lane", "building", "unit", "room")),
        Field("goods", "names of the goods that were missed", lambda r, _n: [o.goods for o in r]),
        Field(
            "times",
            "drops in a row at which something was missed there, this one among them",
            lambda r, _n: max(one.times for one in r),
        ),
        Field("items", "the same goods by number", lambda r, _n: list(r), of=GOODS),
        Field(
            "why", "code of why: `absent`, `lacking`, `refused`, `other`", lambda r, _n: r[0].why
        ),
        Field("since", "since when the door waits", lambda r, _n: min(o.since for o in r)),
        Field(
            "days",
            "whole days it waits",
            lambda r, now: max(0, (now - loaded(min(o.since for o in r))).days),
        ),
        Field("delivery", N_("number of the delivery"), lambda r, _n: r[0].delivery_no),
        Field("drop", N_("number of the drop"), lambda r, _n: r[0].drop_no),
        Field("household", value=lambda r, _n: r[0].household_no),
        Field(
            "marks",
            "marks of the household and of its people",
            lambda r, _n: list(r[0].marks),
        ),
        Field(
            "request",
            "number of the request that was made of it; null for none",
            lambda r, _n: r[0].request_no,
        ),
    ),
)


def _of_address(name: str) -> Field[Received]:
    return Field(name, value=lambda one, _now: getattr(one.door.address, name))


GOT: Record[Received] = Record(
    "door that got it after all",
    "in `doors NO`",
    (
        *map(_of_address, ("compound", "lane", "building", "unit", "room")),
        Field(
            "goods",
            "names of the goods that were noted as missed and are not any more; none where nothing"
            " was",
            lambda one, _n: [row.goods for row in one.rows],
        ),
        Field(
            "made_good",
            "number of the delivery that made good what was missed there, which stays; null for"
            " none",
        ),
        Field("drop", N_("number of the drop"), lambda one, _n: one.door.drop_no),
        Field("household", value=lambda one, _n: one.door.household_no or None),
    ),
)

OVER: Record[Over] = Record(
    "goods of which more were handed out than came",
    "in `doors NO`",
    (
        Field("compound", "where"),
        Field("goods", "name of the goods"),
        Field("unit", "unit of the goods"),
        Field("came", "how many were counted at the gate"),
        Field("handed", "how many its doors got, by what is said of them"),
    ),
)

REPORT: Record[Told] = Record(
    "report of doors",
    "`doors NO`",
    (
        Field("missed", "the doors that missed out", lambda t, _n: of_doors(t.missed), of=MISSED),
        Field(
            "unknown",
            "what of the report could not be taken, as typed",
            lambda t, _n: t.found.unknown,
        ),
        Field(
            "nothing_due",
            "doors of it that get nothing by the plan, as typed",
            lambda t, _n: t.found.nothing_due,
        ),
        Field("done", "households that got everything; none at a gate not handed out yet"),
        Field("households", "households that are due something"),
        Field(
            "handed_out",
            "gates that count as handed out by it",
            lambda t, _n: list(t.noted.handed_out) if t.noted else [],
        ),
        Field(
            "over",
            "goods of which more are handed out than came",
            lambda t, _n: list(t.over),
            of=OVER,
        ),
        Field(
            "got",
            "doors of the report that got it after all",
            lambda t, _n: list(t.received),
            of=GOT,
        ),
    ),
)  # fmt: skip


class OfDoor(NamedTuple):
    """A kind of goods at a door, or at the foot of a list."""

    goods: str
    unit: str
    quantity: int
    owed: int


AMOUNT: Record[OfDoor] = Record(
    "goods of a door list",
    "in `door-list`",
    (
        Field("goods", "name of the goods"),
        Field("unit", "unit of the goods"),
        Field("quantity", N_("how many")),
        Field("owed", "how many of them are owed from last time"),
    ),
)


class _DoorOf(NamedTuple):
    door: PaperDoor
    of: PaperBuilding


def _amounts(of: PaperBuilding, counts: Sequence[int], owed: Sequence[int]) -> list[OfDoor]:
    rows = zip(of.goods, counts, owed, strict=True)
    return [OfDoor(*goods, count, due) for goods, count, due in rows if count]


LISTED_DOOR: Record[_DoorOf] = Record(
    "door of a door list",
    "in `door-list`",
    (
        Field("unit", value=lambda r, _n: r.door.unit),
        Field("room", value=lambda r, _n: r.door.room),
        Field(
            "marks",
            "marks the building leader may know, none of health",
            lambda r, _n: list(r.door.marks),
        ),
        Field(
            "items",
            "what the door gets",
            lambda r, _n: _amounts(r.of, r.door.quantities, r.door.owed),
            of=AMOUNT,
        ),
        Field(
            "times", "drops in a row before this one at which it missed out",
            lambda r, _n: r.door.times,
        ),
    ),
)  # fmt: skip

DOOR_LIST: Record[PaperBuilding] = Record(
    "door list",
    "`door-list`",
    (
        Field("compound"),
        Field("lane"),
        Field("building"),
        Field("leader", "name of who leads the building; empty for nobody known"),
        Field(
            "doors",
            "who is owed something first, then from the top floor down",
            lambda b, _n: [_DoorOf(door, b) for door in b.doors],
            of=LISTED_DOOR,
        ),
        Field(
            "totals",
            "what the building gets",
            lambda b, _n: _amounts(b, b.totals, b.owed),
            of=AMOUNT,
        ),
        Field("without", "doors that get nothing: nobody is there", lambda b, _n: list(b.without)),
        Field(
            "lacking",
            "doors that get nothing though somebody is there: there is not enough",
            lambda b, _n: list(b.lacking),
        ),
    ),
)
