"""What is done with the goods in stock: brought in, given out, back, counted, made into kits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data import settings, sql
from data.ids import key_of, new_id
from data.stock import queries
from data.stock.goods import change_goods, keep_goods
from data.stock.meant import Who, meant
from data.stock.settings import NAME, stock_settings
from data.supplies import queries as supplies
from models.problems import Refused, refuse
from models.stock import (
    CountReason,
    MoveInput,
    MoveKind,
    StockInput,
    StockKind,
    StockRow,
    rules,
)
from models.stock.settings import StockSettings, kept
from models.supplies.rules import amount_told, units_told
from models.text import clean, fold
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step

_ACTS = {
    MoveKind.IN: ("stock_in", "stock_in_from"),
    MoveKind.OUT: ("stock_out", "stock_out_to"),
    MoveKind.BACK: ("stock_back", "stock_back_from"),
}
"""What an act is called, and with who it was from or to."""


class Moved(NamedTuple):
    """What came of a movement.

    Attributes:
        row: the goods as they are now.
        quantity: how many were moved, counted or made.
        change: how the balance changed.
        who: to or from whom, as it is kept.
        new: whether the goods were put on file by it.
        parts: of kits that were made, their parts as they are now.
    """

    row: StockRow
    quantity: int
    change: int
    who: str = ""
    new: bool = False
    parts: tuple[StockRow, ...] = ()


def move_goods(step: Step, no: int, kind: MoveKind, given: MoveInput) -> Moved:
    """Bring goods in, give them out, or take them back.

    Raises:
        Refused: `stock_goods_unknown`; `stock_quantity`; `stock_short` where more goes out than is
            there; `stock_back` where more comes back than is out; `stock_counted_since`,
            `stock_at_to_come` for the time; `person_name_shared`, `person_unknown`,
            `delivery_unknown`, `stock_not_on_delivery`, `stock_more_than_came`.
    """
    row = queries.one(step.conn, no, step.at)
    rules.refuse_wrong(row.goods, given.quantity, 1)
    at = _moment(step, row, given.at)
    if kind is MoveKind.OUT and given.quantity > row.balance:
        raise Refused(
            "stock_short",
            "quantity",
            goods=row.goods,
            asked=units_told(given.quantity, row.unit),
            there=units_told(row.balance, row.unit),
        )
    if kind is MoveKind.BACK and given.quantity > row.went_out - row.came_back:
        out = units_told(max(0, row.went_out - row.came_back), row.unit)
        raise Refused("stock_back", "quantity", goods=row.goods, out=out)
    if kind is MoveKind.IN and given.delivery_no is not None:
        _refuse_not_come(step, row, given)
    who = meant(step, _said(step, kind, given))
    change = -given.quantity if kind is MoveKind.OUT else given.quantity
    _keep(step, row, kind, given._replace(at=at), change, who)
    plain, with_who = _ACTS[kind]
    told = {"no": no, "goods": amount_told(row.goods, given.quantity, row.unit)}
    if who.name:
        step.act(with_who, **told, who=who.name)
    else:
        step.act(plain, **told)
    return Moved(queries.one(step.conn, no, step.at), given.quantity, change, who.name)


def bring_in(
    step: Step, said: str, unit: str, given: MoveInput, kind: StockKind | None = None
) -> Moved:
    """Bring in goods by their name; those that are not kept yet are from now on.

    A name that nobody knows is taken for a slip where others are like it, unless its unit is said.

    Args:
        unit: what they are counted in; as they are kept where it is empty.
        kind: of goods that are new; by their name when None.

    Raises:
        Refused: `stock_like` with the names that may be meant; `stock_unit`; as `move_goods`.
    """
    row = queries.known(step.conn, said, step.at)
    if row is not None:
        refuse(rules.other_unit(row.goods, row.unit, unit))
        if unit and not row.unit:
            change_goods(step, row.no, row.version, {"unit": unit})
        return move_goods(step, row.no, MoveKind.IN, given)
    name = clean(said, limit=60)
    rules.refuse_wrong(name, given.quantity, 1)
    likely = rules.nearest(name, queries.names_in_use(step.conn))
    if likely and not unit:
        raise Refused("stock_like", "goods", value=name, names=likely)
    no = keep_goods(step, StockInput(name, unit, kind or rules.kind_of(name)))
    return move_goods(step, no, MoveKind.IN, given)._replace(new=True)


def bring_left_over(step: Step, delivery_no: int) -> list[Moved]:
    """Bring in all that is left over of a delivery; goods that are not kept yet are from now on.

    Raises:
        Refused: `delivery_unknown`; `stock_nothing_over`; `stock_unit`.
    """
    key_of(step.conn, "delivery", delivery_no)
    found = queries.leftovers(step.conn, delivery_no)
    if not found:
        raise Refused("stock_nothing_over", "delivery", no=delivery_no)
    done = []
    for over in found:
        given = MoveInput(over.quantity, delivery_no=delivery_no)
        row = queries.known(step.conn, over.goods, step.at)
        if row is None:
            new = StockInput(over.goods, over.unit, rules.kind_of(over.goods))
            no = keep_goods(step, new)
        else:
            refuse(rules.other_unit(row.goods, row.unit, over.unit))
            no = row.no
        moved = move_goods(step, no, MoveKind.IN, given)
        done.append(moved._replace(new=row is None))
    told = [amount_told(over.goods, over.quantity, over.unit) for over in found]
    step.act("stock_left_over", no=delivery_no, goods=told)
    return done


def count_goods(step: Step, no: int, given: MoveInput) -> Moved:
    """Goods were counted: the balance is what was found, and why it is another is kept.

    Raises:
        Refused: `stock_goods_unknown`; `stock_quantity`; `stock_count_why` where another figure was
            counted than is on file and nobody says why.
    """
    row = queries.one(step.conn, no, step.at)
    rules.refuse_wrong(row.goods, given.quantity, 0)
    change = given.quantity - row.balance
    reason = _reason(given.reason)
    if change and not reason:
        raise Refused(
            "stock_count_why",
            "reason",
            goods=row.goods,
            found=units_told(given.quantity, row.unit),
            there=units_told(row.balance, row.unit),
        )
    who = meant(step, given.who) if given.who.strip() else Who("", step.done_by(None))
    now = given._replace(at=step.at, reason=reason, delivery_no=None)
    _keep(step, row, MoveKind.COUNT, now, change, who)
    told = {"no": no, "goods": amount_told(row.goods, given.quantity, row.unit)}
    was = units_told(row.balance, row.unit)
    if not change:
        step.act("stock_counted_same", **told)
    elif reason in [*CountReason]:
        step.act(f"stock_counted_{reason}", **told, was=was)
    else:
        step.act("stock_counted", **told, was=was, reason=reason)
    return Moved(queries.one(step.conn, no, step.at), given.quantity, change, who.name)


def make_kits(step: Step, no: int, kits: int) -> Moved:
    """Make kits of their parts: the kits more, the parts fewer, as one act.

    Raises:
        Refused: `stock_goods_unknown`, `stock_quantity`; `kit_without_parts`; `kit_parts_short`
            with all parts that lack.
    """
    row = queries.one(step.conn, no, step.at)
    rules.refuse_wrong(row.goods, kits, 1)
    if not row.parts:
        raise Refused("kit_without_parts", goods=row.goods)
    lacking = rules.lacking(row.parts, kits)
    if lacking:
        raise Refused(
            "kit_parts_short",
            "quantity",
            goods=row.goods,
            asked=units_told(kits, row.unit),
            most=units_told(rules.can_be_made(row.parts), row.unit),
            parts=[f"{one.goods} {one.there}/{one.quantity}{one.unit}" for one in lacking],
        )
    by = Who("", step.done_by(None))
    for part in row.parts:
        used = part.quantity * kits
        of = queries.one(step.conn, part.no, step.at)
        _keep(step, of, MoveKind.MADE, MoveInput(used, at=step.at), -used, by)
    _keep(step, row, MoveKind.MADE, MoveInput(kits, at=step.at), kits, by)
    parts = [amount_told(one.goods, one.quantity * kits, one.unit) for one in row.parts]
    step.act("stock_made", no=no, goods=amount_told(row.goods, kits, row.unit), parts=parts)
    now = tuple(queries.one(step.conn, one.no, step.at) for one in row.parts)
    return Moved(queries.one(step.conn, no, step.at), kits, kits, parts=now)


def set_stock(
    step: Step, given: StockSettings, *, was: StockSettings | None = None
) -> StockSettings:
    """Set how it is reckoned how long goods last.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """

    def named(one: StockSettings) -> Mapping[str, object]:
        return {NAME + name: value for name, value in kept(one).items()}

    settings.renew(step, stock_settings(step.conn), given, was, named)
    step.act("stock_settings_set")
    return given


# -- parts -----------------------------------------------------------------------------------------


def _keep(
    step: Step, row: StockRow, kind: MoveKind, given: MoveInput, change: int, who: Who
) -> None:
    from models.stock.tables import StockMove

    step.add(
        StockMove(
            id=new_id(),
            no=step.next_no("stock_move"),
            goods_id=row.id,
            kind=kind,
            quantity=given.quantity,
            change=change,
            who=who.words,
            person_id=who.person_id,
            delivery_id=None
            if given.delivery_no is None
            else key_of(step.conn, "delivery", given.delivery_no),
            reason=given.reason,
            happened_at=given.at or step.at,
            entered_at=step.at,
        )
    )


def _moment(step: Step, row: StockRow, at: datetime | None) -> datetime:
    """When a movement happened: what moved before a count is in the figure of that count."""
    if at is None:
        return step.at
    if at > step.at:
        raise Refused("stock_at_to_come", "at", at=at)
    if row.counted_at is not None and at < loaded(row.counted_at):
        raise Refused("stock_counted_since", "at", goods=row.goods, at=loaded(row.counted_at))
    return at


def _reason(said: str) -> str:
    return clean(said, limit=120) if said not in [*CountReason] else said


def _said(step: Step, kind: MoveKind, given: MoveInput) -> str:
    """Who is meant: what goes out for a delivery, as thanks, is for its driver unless others are
    named."""
    if given.who.strip() or kind is not MoveKind.OUT or given.delivery_no is None:
        return given.who
    return supplies.delivery(step.conn, given.delivery_no).driver


def _refuse_not_come(step: Step, row: StockRow, given: MoveInput) -> None:
    """See to it that no more comes into the store-room from a delivery than was on the truck."""
    assert given.delivery_no is not None
    items = supplies.delivery(step.conn, given.delivery_no).items
    same = [item for item in items if fold(item.goods) == fold(row.goods)]
    if not same:
        raise Refused(
            "stock_not_on_delivery",
            "delivery",
            goods=row.goods,
            no=given.delivery_no,
            names=_names([item.goods for item in items]),
        )
    for item in same:
        refuse(rules.other_unit(row.goods, row.unit, item.unit))
    came = sum(item.quantity for item in same)
    before = sql.value(
        step.conn.execute(
            "SELECT sum(m.quantity) FROM stock_move m JOIN delivery y ON y.id = m.delivery_id"
            " WHERE m.goods_id = ? AND m.kind = 'in' AND y.no = ?",
            (row.id, given.delivery_no),
        )
    )
    if (before or 0) + given.quantity > came:
        raise Refused(
            "stock_more_than_came",
            "quantity",
            goods=row.goods,
            no=given.delivery_no,
            came=units_told(came, row.unit),
            before=units_told(before or 0, row.unit),
        )


def _names(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))
