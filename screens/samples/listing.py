"""What is told of samples on their way: the table and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.sql import Reader
from models.samples import TripRow, TripState, rules
from models.text import fold
from screens.commands.listing import Field, Filter, Listing, Record, Wish, equal, one_of
from screens.commands.named import ROUND
from screens.i18n import N_
from screens.kit.columns import Cell, Column, View
from screens.kit.times import clock, short_span
from screens.samples import words


def _arrived(row: TripRow, view: View) -> Cell:
    return "" if row.arrived_at is None else clock(row.arrived_at, view.now)


def _expected(row: TripRow, view: View) -> Cell:
    return clock(row.expected_at, view.now)


def _overdue(row: TripRow, view: View) -> Cell:
    late = rules.overdue(row, view.now)
    return "" if late is None else (short_span(late), "warn")


def _state(row: TripRow, _view: View) -> Cell:
    done = row.state == TripState.DONE
    return (words.state(row.state), "dim" if done else "")


def _next_chase(row: TripRow, _now: datetime) -> str | None:
    return None if row.state == TripState.DONE else row.next_chase_at


SAMPLES: Record[TripRow] = Record(
    "samples on their way",
    "`samples`, and what each act of it answers",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field(
            "round",
            N_("number of the round they are of"),
            lambda r, _n: r.round_no,
        ),
        Field(
            "round_name",
            N_("name of that round"),
            column=Column("", N_("round"), lambda r, _v: r.round_name),
        ),
        Field(
            "session",
            N_("number of the session they were taken at; null where that was not said"),
            lambda r, _n: r.session_no,
        ),
        Field("site", N_("where that was held")),
        Field(
            "laboratory",
            N_("where they go"),
            column=Column("", N_("laboratory"), lambda r, _v: r.laboratory),
        ),
        Field(
            "by",
            N_("who took them: a name of the roster, or words"),
            column=Column("", N_("taken by"), lambda r, _v: r.by),
        ),
        Field("person", N_("their number on the roster"), lambda r, _n: r.person_no),
        Field(
            "tubes",
            N_("how many went"),
            column=Column("", N_("tubes"), lambda r, _v: str(r.tubes), right=True),
        ),
        Field("tubes_known", N_("how many of them are on file"), lambda r, _n: r.known),
        Field("with_result", N_("how many of those have a result, or are void")),
        Field(
            "left_at",
            N_("when they left"),
            column=Column("", N_("left at"), lambda r, v: clock(r.left_at, v.now)),
        ),
        Field(
            "arrived_at",
            N_("when they arrived; null while they are on their way"),
            column=Column("", N_("arrived"), _arrived),
        ),
        Field(
            "expected_at",
            N_("when their results should be in"),
            column=Column("", N_("results by"), _expected),
        ),
        Field(
            "overdue",
            N_("minutes since then, while they are not; else null"),
            rules.overdue,
            Column("", N_("overdue"), _overdue, right=True),
        ),
        Field(
            "chases",
            N_("how often results were asked for"),
            column=Column("", N_("chases"), lambda r, _v: str(r.chases or ""), right=True),
        ),
        Field("rung", N_("code of the level they were escalated to: `self`, `subdistrict` ...")),
        Field("next_chase_at", N_("when to ask next; null once results are in"), _next_chase),
        Field("promised_by", N_("who promised results")),
        Field("promised_until", N_("until when")),
        Field("results_at", N_("when all results were in")),
        Field(
            "state",
            N_("`on_way`, `at_laboratory`, or `done` once all results are in"),
            column=Column("", N_("state"), _state),
        ),
        Field("note"),
    ),
)


def _read(conn: Reader, wish: Wish, _now: datetime) -> Sequence[TripRow]:
    from data.samples.queries import text, trips

    wanted = fold(wish.find)
    return [row for row in trips(conn) if wanted in text(row)]


LISTING = Listing(
    "samples",
    N_("samples on their way to a laboratory, and results that are overdue"),
    _read,
    SAMPLES,
    (
        one_of("--state", N_("how far it is"), [*TripState], words.state),
        Filter("--round", N_("of one round, by its number"), equal("round"), ROUND),
        Filter(
            "--overdue",
            N_("only what is overdue"),
            lambda told, _wanted: told["overdue"] is not None,
            "nothing",
        ),
    ),
)
