"""What is told of the progress of a delivery, of who waits, and of what households got."""

from __future__ import annotations

from typing import NamedTuple

from models.address import short_address
from models.supplies.pictures import GateProgress, Gotten, Progress, Received, Waiting
from models.supplies.progress import Figures, Pace
from screens.commands.listing import ADDRESS, Field, Record
from screens.i18n import N_
from screens.kit.columns import Cell, Column, View
from screens.supplies import progress_words as words
from screens.supplies import words as supply_words


class Told(NamedTuple):
    """The progress of a delivery, and who waits anywhere."""

    progress: Progress
    waiting: tuple[Waiting, ...]


AMOUNT: Record[Gotten] = Record(
    "amount of goods",
    "in `progress`, `received`",
    (
        Field("goods", "name of the goods"),
        Field("unit", "what they are counted in"),
        Field("quantity", N_("how many units")),
        Field("is_shared", N_("whether together with the neighbour")),
    ),
)

_STAGES = (
    ("planned", N_("units planned for the gate")),
    ("truck", N_("units by the truck's note; null where it was not counted")),
    ("gate", N_("units counted at the gate; null where nobody counted")),
    ("building", N_("units counted at the buildings, as far as they are counted")),
    ("doors", N_("units counted at the doors, as far as they are counted")),
)

FIGURES: Record[Figures] = Record(
    "goods at a gate",
    "in `progress`",
    (
        Field("goods", "name of the goods"),
        Field("unit", "what they are counted in"),
        *(Field(name, about) for name, about in _STAGES),
        Field(
            "difference",
            N_("of the last count that differs from the one before, how many more; null for none"),
            lambda r, _n: next((one.more for one in reversed(r.differences())), None),
        ),
        Field(
            "reason",
            N_("code of why, as far as it was said"),
            lambda r, _n: next((one.reason for one in reversed(r.differences())), None),
        ),
    ),
)


_OF_ALL = (
    ("planned", N_("units planned for the gate, of all goods together")),
    (
        "truck",
        N_(
            "units by the truck's note, of all goods together; null unless all were counted",
        ),
    ),
    (
        "gate",
        N_("units counted at the gate, of all goods together; null unless all were counted"),
    ),
    (
        "building",
        N_(
            "units counted at the buildings, as far as they are counted, of all goods together; "
            "null unless all were counted"
        ),
    ),
    (
        "doors",
        N_(
            "units counted at the doors, as far as they are counted, of all goods together; "
            "null unless all were counted"
        ),
    ),
)


def _sum(row: GateProgress, stage: str) -> int | None:
    """Units of all goods of a gate at a stage; None unless all of them were counted."""
    figures = [getattr(one, stage) for one in row.figures if one.planned]
    return None if not figures or None in figures else sum(figures)


def _stage(name: str, about: str, title: str) -> Field[GateProgress]:
    def says(row: GateProgress, _view: View) -> Cell:
        found = _sum(row, name)
        return "–" if found is None else str(found)

    return Field(name, about, lambda row, _n: _sum(row, name), Column("", title, says, right=True))


def _doors(name: str, about: str, title: str) -> Field[GateProgress]:
    def value(row: GateProgress) -> int:
        return int(getattr(row.tally, "doors" if name == "households" else name))

    return Field(
        name,
        about,
        lambda row, _n: value(row),
        Column("", title, lambda row, _v: str(value(row)), right=True),
    )


_HEADS = (N_("in plan"), N_("on note"), N_("at gate"), N_("bldg"), N_("doors"))

GATE: Record[GateProgress] = Record(
    "progress of a gate",
    "in `progress`",
    (
        Field("compound", column=Column("", N_("gate"), lambda r, _v: r.compound)),
        Field("drop", N_("number of the drop"), lambda r, _n: r.drop_no),
        Field(
            "state",
            column=Column("", N_("state"), lambda r, _v: supply_words.drop_state(r.state)),
        ),
        *(_stage(name, about, title) for (name, about), title in zip(_OF_ALL, _HEADS, strict=True)),
        _doors("households", N_("doors there are"), N_("households")),
        _doors("done", N_("doors that have theirs, or did not want it"), N_("has it")),
        _doors(
            "missed", N_("doors that missed something which is not made good yet"), N_("missed out")
        ),
        _doors("empty", N_("doors behind which nobody is fed"), N_("nobody there")),
        _doors(
            "to_come", N_("doors still to be gone to; all four are `households`"), N_("not yet")
        ),
        Field("goods", N_("its goods one by one"), lambda r, _n: list(r.figures), of=FIGURES),
    ),
)

PACE: Record[Pace] = Record(
    "pace",
    "in `progress`",
    (
        Field("doors_an_hour", N_("doors gone to in an hour; null while nothing tells")),
        Field(
            "needed", N_("doors an hour for the last one to have it by `ends_at`; null once past")
        ),
        Field("done_at", N_("when the last door has it at this pace, or had it; null if unknown")),
        Field("handed", N_("doors gone to so far, those that missed out among them")),
        Field("left", N_("doors still to be gone to")),
        Field("ends_at", N_("by when the last door should have it"), lambda r, _n: r.ends),
    ),
)


def _where(row: Waiting | Received, _view: View) -> Cell:
    return short_address(row.compound, row.lane, row.building, row.unit, row.room)


def _amounts(row: Waiting | Received, _view: View) -> Cell:
    return words.goods(row.goods)


_WHERE = (
    Field("household", value=lambda r, _n: r.household_no),
    *ADDRESS,
    Field("head", N_("name of who heads the household"),
          column=Column("", N_("head"), lambda r, _v: r.head)),
)  # fmt: skip

WAITING: Record[Waiting] = Record(
    "household that waits",
    "in `progress`",
    (
        *_WHERE[:1],
        Field("since", column=Column("", N_("waits"), lambda r, v: words.waits(r, v.now))),
        Field(
            "times",
            N_("drops in a row at which it missed something"),
            column=Column("", N_("in a row"), lambda r, _v: words.times(r) or str(r.times)),
        ),
        Field("compound", column=Column("", N_("where"), _where)),
        *_WHERE[2:],
        Field(
            "goods",
            N_("what it waits for"),
            lambda r, _n: list(r.goods),
            Column("", N_("goods"), _amounts),
            AMOUNT,
        ),
        Field("marks", N_("marks of the household and its people"), lambda r, _n: list(r.marks)),
        Field("request", value=lambda r, _n: r.request_no),
        Field("delivery", N_("number of the delivery that brings it"), lambda r, _n: r.delivery_no),
    ),
)

PROGRESS: Record[Told] = Record(
    "progress",
    "`progress`",
    (
        Field("delivery", N_("number of the delivery"), lambda t, _n: t.progress.delivery_no),
        Field(
            "compounds",
            N_("its gates that are not called off, in their order"),
            lambda t, _n: list(t.progress.gates),
            of=GATE,
        ),
        Field("pace", N_("how fast doors are gone to"), lambda t, _n: t.progress.pace, of=PACE),
        Field(
            "waiting",
            N_("households that missed something of whatever delivery, who waits longest first"),
            lambda t, _n: list(t.waiting),
            of=WAITING,
        ),
    ),
)

RECEIVED: Record[Received] = Record(
    "what a household got",
    "`received`",
    (
        *_WHERE[:1],
        Field("compound", column=Column("", N_("where"), _where)),
        *_WHERE[2:],
        Field(
            "goods",
            N_("what it got"),
            lambda r, _n: list(r.goods),
            Column("", N_("goods"), lambda r, _v: words.got(r)[0]),
            AMOUNT,
        ),
        Field("units", N_("units of all goods together, by which the rows are ordered")),
        Field("drops", N_("at how many drops it got something")),
        Field("is_fed", N_("whether somebody is fed there; where nobody is, nothing was due")),
    ),
)
