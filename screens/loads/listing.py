"""What is told of loads: the table of `loads` and its JSON, of those on record and of planned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from models.loads import LoadRow, LoadState, rules
from models.loads.planned import Planned
from models.problems import Problem
from models.times import loaded, local_date
from screens.commands.listing import WHY, Field, Record
from screens.duties import words as duty_words
from screens.i18n import N_
from screens.kit.columns import Cell, Column, View
from screens.loads import words


class Told(NamedTuple):
    """A load, on record or only planned."""

    no: int | None
    drop: int
    compound: str
    buildings: tuple[str, ...]
    means: str
    units: int
    trips: int
    starts_at: datetime
    ends_at: datetime
    members: tuple[str, ...]
    have: int
    need: int
    state: str
    handed_to: str
    why: Problem | None
    warns: tuple[Problem, ...]
    to_ask: tuple[str, ...]


def of_row(row: LoadRow) -> Told:
    """A load on record."""
    return Told(
        row.no,
        row.drop_no,
        row.compound,
        row.buildings,
        row.means,
        row.units,
        row.trips,
        loaded(row.starts_at),
        loaded(row.ends_at),
        row.members,
        row.coming,
        row.hands_needed,
        row.state,
        row.handed_to,
        None,
        tuple(rules.warnings(row)),
        row.asked,
    )


def of_planned(load: Planned) -> Told:
    """A load that is only planned."""
    return Told(
        None,
        load.gate.drop_no,
        load.gate.compound,
        tuple(one.label for one in load.buildings),
        load.means,
        load.come_to.units,
        load.come_to.trips,
        load.starts,
        load.ends,
        load.names,
        len(load.people),
        load.hands,
        LoadState.PLANNED,
        load.handed_to,
        load.why,
        load.warnings,
        tuple(words.to_ask(load)),
    )


def told(rows: Iterable[LoadRow], lines: Iterable[Planned] = ()) -> list[Told]:
    """Loads on record and those that are only planned."""
    return [*map(of_row, rows), *map(of_planned, lines)]


def _no(row: Told, _view: View) -> str:
    return "" if row.no is None else str(row.no)


def _when(row: Told, view: View) -> Cell:
    return duty_words.span(row.starts_at, row.ends_at, local_date(view.now))


def _who(row: Told, _view: View) -> Cell:
    lack = max(0, row.need - row.have)
    return words.who(row.members, lack if row.members else 0, row.to_ask)


LOAD: Record[Told] = Record(
    "load",
    "`loads`",
    (
        Field(
            "no",
            N_("number of the load; null while it is only planned"),
            column=Column("", N_("no"), _no, right=True),
        ),
        Field("drop", N_("number of the drop it is carried from")),
        Field("compound", column=Column("", N_("compound"), lambda r, _v: r.compound)),
        Field(
            "buildings",
            N_("the buildings it goes to, in the order of the way: `3`, `43-21`"),
            column=Column("", N_("goes to"), lambda r, _v: " ".join(r.buildings)),
        ),
        Field(
            "means",
            N_("what it is carried with: `foot`, `trolley`, `tricycle`, `car`"),
            column=Column("", N_("with"), lambda r, _v: words.means(r.means)),
        ),
        Field(
            "units",
            N_("units of all goods together"),
            column=Column("", N_("units"), lambda r, _v: str(r.units), right=True),
        ),
        Field(
            "trips",
            N_("how often somebody has to go"),
            column=Column("", N_("trips"), lambda r, _v: str(r.trips), right=True),
        ),
        Field("starts_at", column=Column("", N_("when"), _when)),
        Field("ends_at"),
        Field("members", column=Column("", N_("who"), _who)),
        Field("to_ask", N_("names of those who have yet to be asked: it is outside their hours")),
        Field("have"),
        Field("need"),
        Field("state", column=Column("", N_("state"), lambda r, _v: words.state(r.state))),
        Field(
            "handed_to",
            N_("who takes it over without contact, building by building"),
            column=Column("", N_("handed to"), lambda r, _v: r.handed_to),
        ),
        Field("why", N_("why nobody carries it, with what would help"), of=WHY),
        Field("warns", N_("what is wrong with it"), lambda r, _n: list(r.warns), of=WHY),
    ),
)
