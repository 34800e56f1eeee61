"""What is told of drops: the desk's list, the table, and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.sql import Reader
from models.address import short_address
from models.counts import rules as count_rules
from models.duties.late import late_by
from models.listing import ListQuery
from models.supplies import DropItemRow, DropRow, DropState, ItemView, rules
from screens.commands.listing import Field, Filter, Listing, Record, Wish, equal, on_day, one_of
from screens.commands.named import COMPOUND
from screens.counts import words as count_words
from screens.counts.listing import LACK
from screens.duties import words as duty_words
from screens.duties.listing import IS_LATE, late_field, still_open, warned
from screens.i18n import N_, _
from screens.kit import masks
from screens.kit.columns import Cell, Column, View
from screens.kit.term_words import asked
from screens.kit.term_words import rows as found
from screens.kit.times import clock
from screens.kit.values import joined
from screens.supplies import words
from screens.supplies.terms import terms

if TYPE_CHECKING:
    from data.supplies.delivering import Alike, Delivered, StopTold
    from data.supplies.dividing import Divided, Short
    from data.supplies.shares import AtStop, Part


class Allocated(NamedTuple):
    """How the goods of a delivery are divided, and whether that was written."""

    no: int
    applied: bool
    items: tuple[Divided, ...]


def _driver_phone(row: DropRow, view: View) -> Cell:
    return masks.phone(row.driver_phone, view.masked)


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
        Field(
            "delivery", N_("number of the delivery it is a part of"), lambda r, _n: r.delivery_no
        ),
        Field(
            "starts_at",
            value=lambda r, _n: r.eta,
            column=Column("eta", N_("arrives"), _eta, 11, 11),
        ),
        Field(
            "position",
            N_("which stop of the delivery it is, from 1"),
            column=Column("", N_("stop"), lambda r, _v: str(r.position), right=True),
        ),
        Field(
            "compound",
            column=Column("compound", N_("gate"), lambda r, _v: short_address(r.compound), 8, 24),
        ),
        Field(
            "unloading_point",
            column=Column("", N_("unloading point"), lambda r, _v: r.unloading_point),
        ),
        Field(
            "goods",
            N_("goods with planned quantities, a list: `cabbage 20 bags`"),
            column=Column("", N_("goods"), lambda r, _v: joined(r.goods), 20, 0, 1),
            is_a="texts",
        ),
        Field(
            "have", value=lambda r, _n: r.hands, column=Column("", N_("helpers"), _hands, 11, 11)
        ),
        Field("need", value=lambda r, _n: r.hands_needed),
        Field("short", value=lambda r, _n: max(0, r.hands_needed - r.hands)),
        Field(
            "members",
            value=lambda r, _n: r.people,
            column=Column("", N_("who"), lambda r, _v: joined(r.people)),
        ),
        Field(
            "state",
            column=Column("state", N_("state"), _state, 15, 15, says=duty_words.longest_late),
        ),
        late_field(lambda r: r.due_at),
        warned(lambda r, _n: rules.warnings(r)),
        Field(
            "lacking",
            N_("counts of note and gate that differ from the count before"),
            lambda r, _n: list(r.lacks),
            of=LACK,
        ),
        Field(
            "driver",
            N_("name of who drives"),
            column=Column("", N_("driver"), lambda r, _v: r.driver, 6, 12, 4),
        ),
        Field(
            "phone",
            N_("telephone number of the driver, digits"),
            lambda r, _n: r.driver_phone,
            Column("", N_("telephone"), _driver_phone, 11, whole=True),
        ),
    ),
)


def _doubts(found: Delivered, _now: datetime) -> list[str]:
    return [one.code.removeprefix("notice_") for one in found.doubts]


def _unread(found: Delivered, _now: datetime) -> list[str]:
    told = (one.params.get("values") for one in found.doubts)
    return [str(word) for words in told if isinstance(words, list) for word in words]


DELIVERY_ITEM: Record[ItemView] = Record(
    "goods of a delivery",
    "in `deliver`",
    (
        Field(
            "goods", "what they are called", column=Column("", N_("goods"), lambda i, _v: i.goods)
        ),
        Field(
            "quantity",
            "how many come",
            column=Column("", N_("how many"), lambda i, _v: str(i.quantity), right=True),
        ),
        Field(
            "unit",
            "what is counted: `份`, `箱`, `bags`",
            column=Column("", N_("counted in"), lambda i, _v: i.unit),
        ),
        Field(
            "rule",
            "`per_household`, `per_person`, `one_per_two`, `named_first` or `as_written`",
            column=Column("", N_("rule"), lambda i, _v: i.rule_text or words.rule(i.rule)),
        ),
        Field("each_gets", "units for a household, a person, or two households"),
        Field("base", "whose mouths count: `fed`, `present` or `registered`"),
        Field("first_marks", "marks of those who come first", lambda i, _n: list(i.first_marks)),
        Field(
            "closed_first",
            value=lambda i, _n: bool(i.closed_first),
            about="whether closed buildings come before open ones when there is not enough",
        ),
        Field("kit", "which of several sorts of kits, such as `A`"),
        Field("batch", "which batch, in the notice's words"),
        Field("paid", "whether it was paid for: no rule divides it", lambda i, _n: bool(i.is_paid)),
        Field("cold", "whether it is to be kept cold", lambda i, _n: bool(i.is_cold)),
        Field("heavy", "whether it is heavy to carry", lambda i, _n: bool(i.is_heavy)),
    ),
)

STOP_ITEM: Record[DropItemRow] = Record(
    "goods of a stop",
    "in `deliver`",
    (
        Field("goods", "what they are called"),
        Field("unit", "what is counted"),
        Field("planned", "how many the gate gets"),
        Field("owed", "what of that is owed from last time"),
    ),
)

STOP: Record[StopTold] = Record(
    "stop of a delivery",
    "in `deliver`",
    (
        Field(
            "no",
            value=lambda s, _n: s.drop.no,
            column=Column("", N_("no"), lambda s, _v: str(s.drop.no), right=True),
        ),
        Field(
            "compound",
            value=lambda s, _n: s.drop.compound,
            column=Column("", N_("gate"), lambda s, _v: short_address(s.drop.compound)),
        ),
        Field(
            "starts_at",
            value=lambda s, _n: s.drop.eta,
            column=Column("", N_("arrives"), lambda s, v: clock(s.drop.eta, v.now)),
        ),
        Field("need", value=lambda s, _n: s.drop.hands_needed),
        Field(
            "items",
            "what it is planned to get",
            lambda s, _n: list(s.items),
            Column("", N_("goods"), lambda s, _v: joined(words.planned(s.items))),
            STOP_ITEM,
        ),
    ),
)

ALIKE: Record[Alike] = Record(
    "goods that may be known",
    "in `deliver`",
    (
        Field("goods", "what they are called now"),
        Field("known", "what they may be"),
        Field("delivery", "number of the newest delivery those came by"),
    ),
)

DELIVERED: Record[Delivered] = Record(
    "delivery noted",
    "`deliver`",
    (
        Field("no", value=lambda d, _n: d.view.no),
        Field("arrives_at", "when the truck comes", lambda d, _n: d.view.arrives_at),
        Field("promised_at", "when it was to come first", lambda d, _n: d.view.promised_at),
        Field("arrived_at", "when it came", lambda d, _n: d.view.arrived_at),
        Field("announced", "whether it was", lambda d, _n: bool(d.view.is_announced)),
        Field("source", "who sends it", lambda d, _n: d.view.source),
        Field("driver", N_("name of who drives"), lambda d, _n: d.view.driver),
        Field("driver_phone", N_("telephone number, digits"), lambda d, _n: d.view.driver_phone),
        Field("plate", "number plate", lambda d, _n: d.view.plate),
        Field("pass_no", "number of the truck's pass", lambda d, _n: d.view.pass_no),
        Field("items", "what comes", lambda d, _n: list(d.view.items), of=DELIVERY_ITEM),
        Field("drops", "where it stops, in order", lambda d, _n: list(d.stops), of=STOP),
        Field(
            "alike",
            "goods that may be known by another name",
            lambda d, _n: list(d.alike),
            of=ALIKE,
        ),
        Field("doubts", "codes of what could not be read", _doubts),
        Field(
            "unread",
            "the words of the notice that the doubts are about",
            _unread,
        ),
    ),
)

SHARE: Record[tuple[AtStop, Part]] = Record(
    "share of a building",
    "in `allocate`",
    (
        Field("compound", value=lambda s, _n: s[0].stop.compound),
        Field("lane", value=lambda s, _n: s[1].lane),
        Field("building", value=lambda s, _n: s[1].building),
        Field("households", "how many are fed by the rule", lambda s, _n: s[1].households),
        Field("people", value=lambda s, _n: s[1].people),
        Field("quantity", "what it gets", lambda s, _n: s[1].planned),
        Field("owed", "what of that is owed from last time", lambda s, _n: s[1].owed),
    ),
)

SHORT: Record[Short] = Record(
    "gate that gets less",
    "in `allocate`",
    (
        Field("compound", column=Column("", N_("gate"), lambda s, _v: short_address(s.compound))),
        Field(
            "wanted",
            "what it is due",
            column=Column("", N_("what is due"), lambda s, _v: str(s.wanted), right=True),
        ),
        Field(
            "quantity",
            "what it gets",
            column=Column("", N_("gets"), lambda s, _v: str(s.quantity), right=True),
        ),
        Field(
            "why",
            "`not_enough`, `owed_first`, `named_first` or `closed_first`",
            column=Column("", N_("why"), lambda s, _v: words.why_less(s.why)),
        ),
    ),
)

DIVIDED: Record[Divided] = Record(
    "goods divided",
    "in `allocate`",
    (
        Field("goods", "what they are called", lambda d, _n: d.item.goods),
        Field("unit", "what is counted", lambda d, _n: d.item.unit),
        Field("quantity", "how many come", lambda d, _n: d.item.quantity),
        Field("rule", "as in `deliver`", lambda d, _n: d.item.rule),
        Field("base", "whose mouths count", lambda d, _n: d.item.base),
        Field(
            "shares",
            "what each building gets",
            lambda d, _n: [(stop, part) for stop in d.plan.stops for part in stop.parts],
            of=SHARE,
        ),
        Field("left", "what nobody is due", lambda d, _n: d.plan.left),
        Field("short", "gates that get less", lambda d, _n: list(d.short), of=SHORT),
        Field("off_list", "doors among these that are on no register"),
        Field("owed", "what of it is owed from last time"),
    ),
)

ALLOCATED: Record[Allocated] = Record(
    "delivery divided",
    "`allocate`",
    (
        Field("no", N_("number of the delivery")),
        Field("applied"),
        Field("items", "goods by goods", lambda a, _n: list(a.items), of=DIVIDED),
    ),
)


def _read(conn: Reader, wish: Wish, now: datetime) -> Sequence[DropRow]:
    from data.listing import day_bounds
    from data.supplies.queries import DROPS

    query = asked(ListQuery("all", "eta", filter=wish.find), terms())
    return found(DROPS.open(conn, query, **day_bounds(now)))


LISTING = Listing(
    "supplies",
    N_("stops of deliveries, gate by gate"),
    _read,
    DROP,
    (
        one_of("--state", N_("how far it is"), [*DropState], words.drop_state),
        still_open(DropState.PLANNED, DropState.UNLOADED),
        IS_LATE,
        Filter("--compound", N_("of one compound"), equal("compound"), COMPOUND),
        on_day(N_("of one day")),
    ),
    desk=("starts_at", "compound", "goods", "have", "state", "driver"),
)
