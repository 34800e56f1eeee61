"""What is told of drops: the desk's list, the table, and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.sql import Reader
from models.counts import rules as count_rules
from models.duties.late import late_by
from models.listing import ListQuery
from models.supplies import DropRow, DropState, rules
from screens.commands.listing import Field, Filter, Listing, Record, Wish, equal, on_day, one_of
from screens.counts import words as count_words
from screens.counts.listing import LACK
from screens.duties import words as duty_words
from screens.duties.listing import IS_LATE, late_field, still_open, warned
from screens.i18n import N_, _
from screens.kit.columns import Cell, Column, View
from screens.kit.values import joined
from screens.supplies import words


def _eta(row: DropRow, view: View) -> Cell:
    late = late_by(row.due_at, view.now) is not None
    return (duty_words.begins(row.eta, view.now), "warn" if late else "")


def _hands(row: DropRow, _view: View) -> Cell:
    text = duty_words.cover(row.hands, row.hands_needed)
    over = row.state in (DropState.DONE, DropState.CANCELLED)
    return (text, "dim" if over else "warn" if row.hands < row.hands_needed else "good")


def _state(row: DropRow, view: View) -> Cell:
    red = [one for one in row.lacks if count_rules.is_red(one, view.now)]
    if red:
        return (count_words.short_lack(red), "life")
    late = words.late(row, view.now, short=True)
    if late:
        return (late, "warn")
    if rules.warnings(row):
        return (_("⚠ closed"), "warn")
    open_ones = count_rules.in_order(row.lacks, view.now)
    if open_ones:
        return (count_words.short_lack(open_ones), "warn")
    marks = {DropState.DONE: "✓ ", DropState.UNLOADED: "✓ ", DropState.CANCELLED: "✗ "}
    text = marks.get(DropState(row.state), "") + words.drop_state(row.state)
    return (text, "" if row.state == DropState.PLANNED else "dim")


DROP: Record[DropRow] = Record(
    "drop",
    "`supplies`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field("delivery", "number of the delivery it is a part of", lambda r, _n: r.delivery_no),
        Field(
            "starts_at",
            value=lambda r, _n: r.eta,
            column=Column("eta", N_("arrives"), _eta, 11, 11),
        ),
        Field(
            "position",
            "which stop of the delivery it is, from 1",
            column=Column("", N_("stop"), lambda r, _v: str(r.position), right=True),
        ),
        Field("compound", column=Column("compound", N_("gate"), lambda r, _v: r.compound, 8, 14)),
        Field(
            "unloading_point",
            column=Column("", N_("unloading point"), lambda r, _v: r.unloading_point),
        ),
        Field(
            "goods",
            "goods with planned quantities, a list: `大白菜 20份`",
            column=Column("", N_("goods"), lambda r, _v: joined(r.goods), 20, 0, 1),
        ),
        Field("have", value=lambda r, _n: r.hands, column=Column("", N_("hands"), _hands, 11, 11)),
        Field("need", value=lambda r, _n: r.hands_needed),
        Field("short", value=lambda r, _n: max(0, r.hands_needed - r.hands)),
        Field(
            "members",
            value=lambda r, _n: r.people,
            column=Column("", N_("who"), lambda r, _v: joined(r.people)),
        ),
        Field("state", column=Column("state", N_("state"), _state, 13, 15)),
        late_field(lambda r: r.due_at),
        warned(rules.warnings),
        Field(
            "lacking",
            "counts of note and gate that differ from the count before",
            lambda r, _n: list(r.lacks),
            of=LACK,
        ),
        Field(
            "driver",
            "name of who drives",
            column=Column("", N_("driver"), lambda r, _v: r.driver, 6, 12, 4),
        ),
        Field(
            "phone",
            "telephone number of the driver, digits",
            lambda r, _n: r.driver_phone,
            Column("", N_("telephone"), lambda r, _v: r.driver_phone),
        ),
    ),
)


def _read(conn: Reader, wish: Wish, now: datetime) -> Sequence[DropRow]:
    from data.listing import day_bounds
    from data.supplies.queries import DROPS

    return DROPS.open(conn, ListQuery("all", "eta", filter=wish.find), **day_bounds(now)).rows()


LISTING = Listing(
    "supplies",
    N_("drops of deliveries, gate by gate"),
    _read,
    DROP,
    (
        one_of("--state", N_("how far it is"), [*DropState], words.drop_state),
        still_open(DropState.PLANNED, DropState.UNLOADED),
        IS_LATE,
        Filter("--compound", N_("of one compound"), equal("compound")),
        on_day(N_("of one day")),
    ),
    desk=("starts_at", "compound", "goods", "have", "state", "driver"),
)
