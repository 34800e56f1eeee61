"""What is told of how a day is covered: the table of `cover` and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from models.duties import Role
from models.times import local_date
from screens.commands.listing import Field, Record
from screens.duties import words
from screens.i18n import N_
from screens.kit.columns import Cell, Column, View
from screens.kit.values import joined
from screens.today import listing as today

if TYPE_CHECKING:
    from data.cover.queries import CoverRow
    from data.cover.reserves import Hour


class Told(NamedTuple):
    """A day's work, and the weakest hour ahead where there is one."""

    day: date
    rows: Sequence[CoverRow]
    hour: Hour | None


def _when(row: CoverRow, view: View) -> Cell:
    return words.span(row.starts, row.ends, local_date(view.now))


def _lacking(row: CoverRow, view: View) -> Cell:
    """Roles that lack somebody; of standing work, the hours that do; who has yet to be asked."""
    day = local_date(view.now)
    lacking = (
        joined(words.span(starts, ends, day) for starts, ends in row.times)
        if row.no is None
        else words.lacking(row.gaps)
    )
    asked = words.to_ask(len(row.to_ask)) if row.to_ask else ""
    return joined(filter(None, (lacking, asked)))


GAP: Record[tuple[tuple[Role, str], int]] = Record(
    "gap",
    "in `cover`",
    (
        Field("role", value=lambda gap, _n: gap[0][0]),
        Field("skill", value=lambda gap, _n: gap[0][1]),
        Field("short", value=lambda gap, _n: gap[1]),
    ),
)

WORK: Record[CoverRow] = Record(
    "piece of work",
    "in `cover`",
    (
        Field("starts_at", value=lambda r, _n: r.starts, column=Column("", N_("when"), _when)),
        Field("ends_at", value=lambda r, _n: r.ends),
        Field("work", column=Column("", N_("work"), lambda r, _v: words.work(r.work))),
        Field(
            "no",
            column=Column(
                "", N_("no"), lambda r, _v: "" if r.no is None else str(r.no), right=True
            ),
        ),
        Field("where", column=Column("", N_("where"), lambda r, _v: r.where)),
        Field("have", column=Column("", N_("cover"), lambda r, _v: words.cover(r.have, r.need))),
        Field("need"),
        Field("short"),
        Field(
            "gaps",
            N_("places nobody fills"),
            lambda r, _n: list(r.gaps.items()),
            Column("", N_("lacks"), _lacking),
            GAP,
        ),
        Field("times", "when somebody lacks", lambda r, _n: list(r.times), of=today.SPAN),
        Field(
            "members",
            N_("who is there, also those in `unasked`"),
            lambda r, _n: r.people,
            Column("", N_("who"), lambda r, _v: joined(r.people)),
        ),
        Field(
            "unasked",
            N_(
                "who of them has yet to be asked, for it is outside their hours; they do not cover"
                " it"
            ),
            lambda r, _n: r.to_ask,
        ),
    ),
)

HOUR: Record[Hour] = Record(
    "weakest hour",
    "in `cover`",
    (
        Field("starts_at", value=lambda r, _n: r.starts),
        Field("need"),
        Field("short"),
    ),
)

COVER: Record[Told] = Record(
    "cover",
    "`cover`",
    (
        Field("day"),
        Field("jobs", N_("the work of the day, by time"), lambda t, _n: list(t.rows), of=WORK),
        Field(
            "weakest_hour",
            N_("when most people lack from now on; null when none do"),
            lambda t, _n: t.hour,
            of=HOUR,
        ),
    ),
)
