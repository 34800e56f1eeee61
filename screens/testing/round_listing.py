"""What is told of rounds: each with its sessions, and their batches, as planned or on file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from data.households.buildings import buildings
from data.sql import Reader
from data.testing import queries, work
from models.duties import Role
from models.problems import Problem
from models.testing import BatchRow, RoundPlan, RoundView, Supply, rules
from models.times import loaded, stored
from screens.commands.listing import WHY, Field, Record
from screens.i18n import N_
from screens.kit.columns import Cell, Column, View
from screens.kit.times import stamp
from screens.kit.values import joined
from screens.testing import words


class SessionTold(NamedTuple):
    """A session with its batches; `no` None where it was only shown. Times in stored UTC form."""

    no: int | None
    compounds: tuple[str, ...]
    place: str
    desks: int
    starts_at: str
    ends_at: str
    people: int
    needs: Mapping[Role, int]
    need: int
    batches: Sequence[BatchRow]
    warnings: tuple[Problem, ...]


class RoundTold(NamedTuple):
    """A round with its sessions, by time; `no` None where it was only shown."""

    no: int | None
    view: RoundView
    desks: int
    sessions: Sequence[SessionTold]
    warnings: tuple[Problem, ...]
    materials: tuple[Supply, ...] = ()
    """What it takes, where it was just planned."""

    @property
    def people(self) -> int:
        """People who are called or visited."""
        return sum(one.people for one in self.sessions)


def round_told(conn: Reader, no: int, now: datetime) -> RoundTold:
    """A round on file, as it is told at a moment.

    Raises:
        Refused: `round_unknown`.
    """
    view = queries.round_of(conn, no)
    batches = {
        of: list(rows)
        for of, rows in groupby(queries.batches_of_round(conn, no), lambda one: one.session_no)
    }
    sessions = [
        SessionTold(
            row.no,
            row.compounds,
            rules.called(row.site, row.compounds),
            row.desks,
            row.starts_at,
            row.ends_at,
            row.people_due,
            work.SESSION.one(conn, row.no).needs,
            row.need,
            batches.get(row.no, []),
            rules.warnings(row, now),
        )
        for row in queries.sessions(conn, no)
    ]
    return RoundTold(no, view, _most_desks(sessions), sessions, ())


def plan_told(conn: Reader, plan: RoundPlan) -> RoundTold:
    """A round that is only planned."""
    known = {one.id: one for one in buildings(conn)}
    given = plan.wish.given
    view = RoundView(
        0,
        "",
        0,
        given.name,
        given.kind,
        given.day.isoformat(),
        given.pool_size,
        given.note,
        given.tube_kind,
        None if given.starts_at is None else stored(given.starts_at),
        None if given.ends_at is None else stored(given.ends_at),
        given.marks,
        given.team,
        None if given.team_at is None else stored(given.team_at),
    )
    sessions = []
    for one in plan.sessions:
        rows = []
        for place, batch in enumerate(one.batches, 1):
            at, building = batch.starts_at or one.starts_at, known[batch.building]
            rows.append(
                BatchRow(
                    0,
                    place,
                    building.compound,
                    building.lane,
                    building.name,
                    batch.first_room,
                    batch.last_room,
                    batch.households,
                    batch.people,
                    stored(at),
                    int(batch.at_door),
                )
            )
        sessions.append(
            SessionTold(
                None,
                (one.compound,),
                one.site,
                one.desks,
                stored(one.starts_at),
                stored(one.ends_at),
                one.people,
                one.need,
                sum(one.need.values()),
                rows,
                one.problems,
            )
        )
    return RoundTold(None, view, plan.desks, sessions, plan.problems, plan.materials)


def _most_desks(sessions: Sequence[SessionTold]) -> int:
    """How many desks stand side by side at most."""
    edges = sorted(
        (loaded(at), change)
        for one in sessions
        for at, change in ((one.starts_at, one.desks), (one.ends_at, -one.desks))
    )
    most = now = 0
    for _at, change in edges:
        now += change
        most = max(most, now)
    return most


BATCH: Record[BatchRow] = Record(
    "batch",
    "in `round new` and `round show`",
    (
        Field("compound"),
        Field("lane"),
        Field("building"),
        Field("from", "the first room; with its unit, `2-101`", lambda r, _n: r.first_room),
        Field("to", "the last room", lambda r, _n: r.last_room),
        Field("households", "how many households come together"),
        Field("people", "how many people come together"),
        Field("starts_at", "when they are called, or gone to"),
        Field(
            "at_door", "whether they are sampled at their own doors", lambda r, _n: bool(r.at_door)
        ),
        Field(
            "in_break",
            "whether they are children of school age, called in the break of their lessons",
            lambda r, _n: bool(r.in_break),
        ),
    ),
)

SESSION: Record[SessionTold] = Record(
    "session of a round",
    "in `round new` and `round show`",
    (
        Field(
            "no",
            "number of the session; null where it was only shown",
            column=Column(
                "", N_("no"), lambda r, _v: "" if r.no is None else str(r.no), right=True
            ),
        ),
        Field("compounds", value=lambda r, _n: list(r.compounds)),
        Field(
            "place",
            N_("where the desks stand"),
            column=Column("", N_("site"), lambda r, _v: r.place, 11, 22),
        ),
        Field(
            "starts_at",
            column=Column("", N_("begins"), lambda r, v: stamp(r.starts_at, v.now)),
        ),
        Field("ends_at", column=Column("", N_("ends"), lambda r, v: stamp(r.ends_at, v.now))),
        Field(
            "desks",
            N_("how many desks it has"),
            column=Column("", N_("desks"), lambda r, _v: str(r.desks), right=True),
        ),
        Field(
            "people",
            "how many people are called or gone to",
            column=Column("", N_("people"), lambda r, _v: str(r.people), right=True),
        ),
        Field("need", column=Column("", N_("need"), lambda r, _v: str(r.need), right=True)),
        Field(
            "needs",
            "people needed by role",
            lambda r, _n: dict(r.needs),
            Column("", N_("roles"), lambda r, _v: words.needed(r.needs)),
        ),
        Field(
            "batches", "who is called together, in order", lambda r, _n: list(r.batches), of=BATCH
        ),
        Field("warnings", N_("what speaks against it"), lambda r, _n: list(r.warnings), of=WHY),
    ),
)

MATERIAL: Record[Supply] = Record(
    "material of a round",
    "in `round new`",
    (
        Field("what", "`tube`, `swab` or `kit`, an antigen kit"),
        Field("needed", "how many it takes at least"),
        Field("there", "how many the store-room has; null where nothing of it is kept"),
        Field("goods", "the names it is kept under"),
    ),
)

ROUND: Record[RoundTold] = Record(
    "round of tests",
    "`round new`, `round show`, and without sessions `round`",
    (
        Field(
            "round",
            "its number; null where it was only shown",
            lambda r, _n: r.no,
            Column("", N_("no"), lambda r, _v: str(r.no), right=True),
        ),
        Field(
            "name",
            value=lambda r, _n: r.view.name,
            column=Column("", N_("round"), lambda r, _v: r.view.name),
        ),
        Field("day", value=lambda r, _n: r.view.day),
        Field("kind", N_("`pcr` or `antigen`"), lambda r, _n: r.view.kind),
        Field("tube_kind", N_("`pooled`, `household` or `single`"), lambda r, _n: r.view.tube_kind),
        Field("pool_size", "people a tube", lambda r, _n: r.view.pool_size),
        Field("from", "when it begins to call", lambda r, _n: r.view.starts_at),
        Field("to", N_("when it ends"), lambda r, _n: r.view.ends_at),
        Field(
            "marks",
            "it is for people with one of them; for all where there are none",
            lambda r, _n: list(r.view.marks),
        ),
        Field("team", N_("the medical team that comes"), lambda r, _n: r.view.team),
        Field("team_at", "when it arrives", lambda r, _n: r.view.team_at),
        Field("frozen_at", "since when its call sheet stands", lambda r, _n: r.view.frozen_at),
        Field("closed_at", "since when nobody is sampled any more", lambda r, _n: r.view.closed_at),
        Field("desks", "how many desks stand side by side at most"),
        Field("people", "how many people are called or gone to"),
        Field(
            "materials",
            "what it takes by its head counts; only told when it is planned",
            lambda r, _n: list(r.materials),
            of=MATERIAL,
        ),
        Field("sessions", "by time", lambda r, _n: list(r.sessions), of=SESSION),
        Field("warnings", N_("what speaks against it"), lambda r, _n: list(r.warnings), of=WHY),
    ),
)


def _when(row: RoundView, view: View) -> Cell:
    return "" if row.starts_at is None else stamp(row.starts_at, view.now)


ROUND_LINE: Record[RoundView] = Record(
    "round in the list",
    "`round`",
    (
        Field(
            "round",
            N_("its number"),
            lambda r, _n: r.no,
            Column("", N_("no"), lambda r, _v: str(r.no), right=True),
        ),
        Field("name", column=Column("", N_("round"), lambda r, _v: r.name)),
        Field("day", column=Column("", N_("day"), lambda r, _v: r.day)),
        Field(
            "kind",
            N_("`pcr` or `antigen`"),
            column=Column(
                "", N_("kind"), lambda r, _v: words.sampled(r.kind, r.tube_kind, r.pool_size)
            ),
        ),
        Field("tube_kind", N_("`pooled`, `household` or `single`")),
        Field("pool_size", N_("people a tube")),
        Field(
            "from",
            N_("when it begins to call"),
            lambda r, _n: r.starts_at,
            Column("", N_("begins"), _when),
        ),
        Field("to", N_("when it ends"), lambda r, _n: r.ends_at),
        Field(
            "marks",
            N_("it is for people with one of them; for all where there are none"),
            lambda r, _n: list(r.marks),
            Column("", N_("marks"), lambda r, _v: joined(r.marks)),
        ),
        Field(
            "team",
            N_("the medical team that comes"),
            column=Column("", N_("team"), lambda r, _v: r.team),
        ),
        Field("frozen_at", N_("since when its call sheet stands; null before it was begun")),
        Field("closed_at", N_("since when nobody is sampled any more")),
        Field("note"),
    ),
)
