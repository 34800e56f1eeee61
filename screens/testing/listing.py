"""What is told of testing sessions: the desk's list, the table, and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.sql import Reader
from models.address import Where, and_more, short_address
from models.duties.late import late_by
from models.listing import ListQuery
from models.testing import SessionRow, SessionState, rules
from screens.commands.listing import Field, Filter, Listing, Record, Wish, holds, on_day, one_of
from screens.commands.named import COMPOUND
from screens.duties import words as duty_words
from screens.duties.listing import IS_LATE, late_field, still_open, warned
from screens.i18n import N_, _
from screens.kit.columns import Cell, Column, Tone, View
from screens.kit.term_words import asked
from screens.kit.term_words import rows as found
from screens.kit.times import stamp
from screens.kit.values import joined
from screens.testing import words
from screens.testing.terms import terms


def _first_compound(compounds: Sequence[str]) -> Sequence[Where | str]:
    """The first of them, with how many more there are: `Riverview House +1`."""
    return [and_more(short_address(one), len(compounds) - 1) for one in compounds[:1]]


def _starts(row: SessionRow, view: View) -> Cell:
    late = _late(row, view.now) is not None
    return (duty_words.begins(row.starts_at, view.now), "warn" if late else "")


def _desks(row: SessionRow, view: View) -> Cell:
    few = any(one.field == "desks" for one in rules.warnings(row, view.now))
    return (f"⚠ {row.desks}", "warn") if few else str(row.desks)


def _due_at(row: SessionRow) -> str | None:
    return rules.due_at(row.state, row.starts_at, row.ends_at)


def _late(row: SessionRow, now: datetime) -> int | None:
    return late_by(_due_at(row), now)


def _cover(row: SessionRow, _view: View) -> Cell:
    over = row.state in (SessionState.DONE, SessionState.CANCELLED)
    tone: Tone = "dim" if over else "warn" if row.have < row.need else "good"
    return (duty_words.cover(row.have, row.need), tone)


def _covers() -> tuple[str, ...]:
    """The cover of a session at a desk or two, which needs fewer cells in Chinese."""
    return (duty_words.cover(1, 9),)


def _lead(row: SessionRow, _view: View) -> Cell:
    if row.lead is None and row.state in (SessionState.PLANNED, SessionState.RUNNING):
        return (_("⚠ nobody"), "warn")
    return row.lead or ""


def _state(row: SessionRow, view: View) -> Cell:
    late = _late(row, view.now)
    if late is not None:
        return (duty_words.late(late, short=True), "warn")
    if row.closed and row.state == SessionState.PLANNED:
        return (_("⚠ closed"), "warn")
    mark = {SessionState.DONE: "✓ ", SessionState.CANCELLED: "✗ "}.get(SessionState(row.state), "")
    tone: Tone = "good" if row.state == SessionState.RUNNING else "dim"
    return (mark + words.state(row.state), "" if row.state == SessionState.PLANNED else tone)


SESSION: Record[SessionRow] = Record(
    "session",
    "`testing`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field("starts_at", column=Column("time", N_("begins"), _starts, 11, 11)),
        Field("ends_at", column=Column("", N_("ends"), lambda r, v: stamp(r.ends_at, v.now))),
        Field("round", N_("number of the round it is held in"), lambda r, _n: r.round_no),
        Field(
            "round_name",
            N_("name of the round"),
            column=Column("", N_("round"), lambda r, _v: r.round_name),
        ),
        Field("kind", N_("`pcr` or `antigen`"), lambda r, _n: r.round_kind),
        Field("tube_kind", N_("`pooled`, `household` or `single`")),
        Field("from", N_("when the round begins to call"), lambda r, _n: r.round_starts_at),
        Field("to", N_("when it ends"), lambda r, _n: r.round_ends_at),
        Field("team", N_("the medical team that comes")),
        Field("frozen_at", N_("since when its call sheet stands; null before it was begun")),
        Field(
            "site",
            N_("where the desks stand"),
            column=Column("site", N_("site"), lambda r, _v: r.site, 11, 22),
        ),
        Field(
            "compounds",
            column=Column(
                "",
                N_("compounds"),
                lambda r, _v: joined(r.compounds),
                12,
                0,
                2,
                brief=lambda r, _v: _first_compound(r.compounds),
            ),
        ),
        Field(
            "desks",
            N_("how many desks it has"),
            column=Column("", N_("desks"), _desks, 4, 6, 3, right=True),
        ),
        Field(
            "people",
            value=lambda r, _n: r.people_due,
            column=Column("", N_("people"), lambda r, _v: str(r.people_due), 6, 6, 4, right=True),
        ),
        Field("batches", N_("how many parts of buildings it calls or goes to")),
        Field("have", column=Column("", N_("cover"), _cover, 11, 13, says=_covers)),
        Field("need"),
        Field("short", value=lambda r, _n: max(0, r.need - r.have)),
        Field("skill"),
        Field("lead", N_("name of who leads it"), column=Column("", N_("lead"), _lead, 8, 10)),
        Field(
            "members",
            value=lambda r, _n: r.people,
            column=Column("", N_("who"), lambda r, _v: joined(r.people)),
        ),
        Field(
            "state",
            column=Column("state", N_("state"), _state, 15, 15, says=duty_words.longest_late),
        ),
        late_field(_due_at),
        warned(rules.warnings),
    ),
)


def _read(conn: Reader, wish: Wish, now: datetime) -> Sequence[SessionRow]:
    from data.listing import day_bounds
    from data.testing.queries import SESSIONS

    query = asked(ListQuery("all", "time", filter=wish.find), terms())
    return found(SESSIONS.open(conn, query, **day_bounds(now)))


LISTING = Listing(
    "testing",
    N_("testing sessions, with people due and people given"),
    _read,
    SESSION,
    (
        one_of("--state", N_("how far it is"), [*SessionState], words.state),
        still_open(SessionState.PLANNED, SessionState.RUNNING),
        IS_LATE,
        Filter("--compound", N_("of one compound"), holds("compounds"), COMPOUND),
        on_day(N_("of one day")),
    ),
    desk=("starts_at", "site", "compounds", "desks", "people", "have", "lead", "state"),
)
