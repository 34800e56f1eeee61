"""Stock in words: kinds, movements, how long goods last, what came of an act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.stock import (
    CountReason,
    Leftover,
    MoveKind,
    MoveRow,
    PartRow,
    Short,
    StockKind,
    StockRow,
)
from models.supplies.rules import amount_told
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import clock
from screens.kit.values import beside, headed, joined, so_many

if TYPE_CHECKING:
    from data.stock.commands import Moved

kind = Labels(
    {
        StockKind.GEAR: N_("protective gear"),
        StockKind.GOODS: N_("other goods"),
        StockKind.KIT: N_("kits"),
    }
)
"""Sorts of goods."""

move = Labels(
    {
        MoveKind.IN: N_("brought in"),
        MoveKind.OUT: N_("given out"),
        MoveKind.BACK: N_("came back"),
        MoveKind.COUNT: N_("stock taken"),
        MoveKind.MADE: N_("made into kits"),
    }
)
"""How goods became more or fewer."""

count_reason = Labels(
    {
        CountReason.UNWRITTEN: N_("moved, not written down"),
        CountReason.DAMAGED: N_("damaged"),
        CountReason.EXPIRED: N_("expired"),
        CountReason.MISCOUNTED: N_("counted wrong before"),
        CountReason.MISSING: N_("missing"),
    }
)
"""Why another figure was counted than is on file."""

MOST_NAMED = 3
"""Goods that a line names which are short; of more it says how many."""


def why(reason: str) -> str:
    """Why a count differed: one of the reasons, or the words that were said."""
    return count_reason(reason) if reason in count_reason else reason


def there(row: StockRow) -> str:
    """What is there: `45件`."""
    return so_many(row.balance, row.unit)


def lasts(days: int | None) -> str:
    """For how many days something lasts; empty where nothing tells."""
    if days is None:
        return ""
    if not days:
        return _("less than a day")
    return ngettext("{count} day left", "{count} days left", days).format(count=days)


def days(left: int | None) -> str:
    """The same in a column that says so: `10`, `<1`; empty where nothing tells."""
    return "" if left is None else str(left) if left else "<1"


def low(row: StockRow) -> str:
    """That goods are down to their mark, or from how many on they are low."""
    if row.low_mark is None:
        return ""
    told = _("⚠ low, mark {count}") if row.is_low else _("low from {count}")
    return told.format(count=row.low_mark)


def mark(row: StockRow) -> str:
    """From how many on goods are low, in a column that says so; with ⚠ where they are."""
    return "" if row.low_mark is None else f"⚠ {row.low_mark}" if row.is_low else str(row.low_mark)


def sought(row: StockRow) -> str:
    """What goods are found by, at the desk and by the command."""
    return f"{row.goods} {row.room or ''} {row.note}"


def parts(found: Sequence[PartRow]) -> str:
    """What one kit is made of."""
    return joined(amount_told(one.goods, one.quantity, one.unit) for one in found)


def history(row: StockRow, now: datetime) -> str:
    """What became of goods, in a line: in, out, back, counted."""
    counted = _("counts {change}").format(change=f"{row.counted:+}") if row.counted else ""
    when = ""
    if row.counted_at is not None:
        when = _("counted {at}").format(at=clock(row.counted_at, now))
    return beside(
        _("in {count}").format(count=row.came_in),
        _("out {count}").format(count=row.went_out),
        _("back {count}").format(count=row.came_back) if row.came_back else "",
        counted,
        when,
    )


def use(row: StockRow) -> str:
    """How much is used a day, by what really went out or by the people on duty."""
    if row.a_day is None:
        return _("too early to say how much is used a day") if row.went_out else ""
    told = _("{count} a day").format(count=so_many(f"{row.a_day:g}", row.unit))
    by = _("by what went out") if row.is_by_use else _("by the people on duty")
    return beside(headed(told, by), lasts(row.days_left))


def moving(row: MoveRow) -> str:
    """A movement in a line, without when and of what: to or from whom, why, from which truck, and
    who wrote it down."""
    made = row.kind == MoveKind.MADE
    what = _("made of its parts") if made and row.change > 0 else move(row.kind)
    truck = ""
    if row.delivery_no is not None:
        truck = _("delivery {no}").format(no=row.delivery_no)
    counted = ""
    if row.kind == MoveKind.COUNT:
        counted = so_many(row.quantity, row.unit)
    by = _("written down by {who}").format(who=row.by) if row.by else ""
    return beside(what, counted, row.who, why(row.reason), truck, by)


def over(found: Leftover) -> str:
    """Goods left over of a delivery."""
    return amount_told(found.goods, found.quantity, found.unit)


def done(kind: MoveKind, moved: Moved) -> str:
    """What came of an act, and what is there now."""
    row = moved.row
    what = amount_told(row.goods, moved.quantity, row.unit)
    plain, with_who = _DONE[kind]
    if kind is MoveKind.COUNT and moved.change:
        said = _("{goods} counted: {change} against the file.").format(
            goods=what, change=f"{moved.change:+}"
        )
    elif moved.who and with_who:
        said = _(with_who).format(goods=what, who=moved.who)
    else:
        said = _(plain).format(goods=what)
    new = _("It is kept from now on.") if moved.new else ""
    left = beside(_("There now: {count}").format(count=there(row)), lasts(row.days_left), low(row))
    return beside(said, new, left, gap=" ")


_DONE = {
    MoveKind.IN: (N_("{goods} brought in."), N_("{goods} brought in, from {who}.")),
    MoveKind.OUT: (N_("{goods} given out."), N_("{goods} given out, to {who}.")),
    MoveKind.BACK: (N_("{goods} taken back."), N_("{goods} taken back, from {who}.")),
    MoveKind.COUNT: (N_("{goods} counted, as on file."), ""),
    MoveKind.MADE: (N_("{goods} made of their parts."), ""),
}


def short(found: Sequence[Short]) -> str:
    """The goods of which there is too little, as a line of the board."""
    named = [_short(one) for one in found[:MOST_NAMED]]
    more = len(found) - len(named)
    if more > 0:
        named.append(_("… and {count} more").format(count=more))
    return headed(_("⚠ Store-room, too little"), " · ".join(named))


def _short(one: Short) -> str:
    lasting = _("none left")
    if one.balance:
        lasting = lasts(one.days_left) or _("low")
    return beside(f"{one.goods} {so_many(one.balance, one.unit)}", lasting, gap=" ")


HELD: dict[str, str] = {
    "store_room": N_("has the key"),
}
"""What somebody has in hand who falls out, by kind of `Holding`."""

PROBLEMS: dict[str, str] = {
    "stock_goods_unknown": N_("Nothing in the store-room has number {no}."),
    "stock_unknown": N_(
        "{value} is not kept in the store-room. There is: {names}. What is new is brought in first."
    ),
    "stock_like": N_(
        "{value} is not kept yet; is {names} meant? Where it is something else, say its unit, too."
    ),
    "stock_unclear": N_("Say which goods and how many: masks 200."),
    "stock_twice": N_("{goods} is kept already; goods are kept once by their name."),
    "stock_quantity": N_(
        "{goods}: {value} is no whole number from {least} on; nothing is kept in fractions."
    ),
    "stock_too_many": N_("{goods}: {value} is more than a store-room holds; look at the digits."),
    "stock_line": N_("Begin with how many, behind it the name: 5 to Lin."),
    "stock_number": N_("{value} is no whole number from 0 on."),
    "stock_unit": N_("{goods} is counted in {unit}, not in {said}: say how many {unit} it is."),
    "stock_short": N_(
        "{goods}: only {there} is there, so {asked} cannot go out. If more is on the shelf, count "
        "it first."
    ),
    "stock_back": N_("{goods}: {out} is out, more cannot come back. What is new is brought in."),
    "stock_count_why": N_(
        "{goods}: {found} counted, {there} on file. Say why with a reason: unwritten, damaged, "
        "expired, miscounted, missing, or in words."
    ),
    "stock_counted_since": N_(
        "{goods} was counted on {at}: what moved before is in that figure. Count anew instead."
    ),
    "stock_at_to_come": N_("{at} is still to come; goods that moved have a time behind us."),
    "stock_not_on_delivery": N_("{goods} is not on delivery {no}, which has: {names}."),
    "stock_more_than_came": N_(
        "{goods}: {came} came with delivery {no}, and {before} of it is in the store-room already."
    ),
    "stock_nothing_over": N_("Nothing of delivery {no} is left over that was not brought in."),
    "kit_without_parts": N_("{goods} has no parts it could be made of; say first which."),
    "kit_parts_short": N_(
        "{goods}: not enough for {asked}, only for {most}. Lacking, there and needed: {parts}."
    ),
    "kit_in_itself": N_("{goods} would be a part of itself."),
    "part_unknown": N_(
        "{value} is not kept in the store-room, so nothing is made of it. There is: {names}. Put "
        "the part on file first."
    ),
    "part_twice": N_("{goods} is named twice among the parts."),
    "part_unclear": N_("{value} is no part: write a kind a line, with how many: masks 5."),
    "store_room_unclear": N_("Which store-room is {value}? There is {names}."),
    "store_room_unknown": N_("There is no store-room {no}."),
    "store_room_not_found": N_("{value} is no store-room. There is: {names}."),
    "store_room_twice": N_("There is a store-room {room} already."),
    "person_has_keys": N_(
        "{name} has keys of store-rooms: {keys}. i, absent, gives them to others; then take them "
        "off."
    ),
}

ACTS: dict[str, str] = {
    "stock_kept": N_("{goods} kept in the store-room from now on"),
    "stock_changed": N_("{goods} of the store-room changed"),
    "stock_in": N_("store-room: {goods} in"),
    "stock_in_from": N_("store-room: {goods} in, from {who}"),
    "stock_left_over": N_("store-room: left over of delivery {no}: {goods}"),
    "stock_out": N_("store-room: {goods} out"),
    "stock_out_to": N_("store-room: {goods} out, to {who}"),
    "stock_back": N_("store-room: {goods} back"),
    "stock_back_from": N_("store-room: {goods} back, from {who}"),
    "stock_counted": N_("store-room: {goods} counted, {was} before: {reason}"),
    "stock_counted_unwritten": N_(
        "store-room: {goods} counted, {was} before: moved, not written down"
    ),
    "stock_counted_damaged": N_("store-room: {goods} counted, {was} before: damaged"),
    "stock_counted_expired": N_("store-room: {goods} counted, {was} before: expired"),
    "stock_counted_miscounted": N_("store-room: {goods} counted, {was} before: counted wrong then"),
    "stock_counted_missing": N_("store-room: {goods} counted, {was} before: missing"),
    "stock_counted_same": N_("store-room: {goods} counted, as on file"),
    "stock_made": N_("store-room: {goods} made of {parts}"),
    "stock_settings_set": N_("settings of the store-room changed"),
    "store_room_added": N_("store-room {room} on file"),
    "store_room_changed": N_("store-room {room} changed"),
    "store_room_key": N_("key of {room} given to {name}"),
    "store_room_keyless": N_("key of {room} is with nobody"),
}
