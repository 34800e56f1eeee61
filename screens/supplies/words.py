"""Supplies in words: states, rules of division, goods written as lines and read from them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models.duties import Work
from models.duties.late import late_by
from models.supplies import AllocationRule, DeliveryState, DropRow, DropState, DropView
from screens.duties import words as duty_words
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.values import beside, headed

if TYPE_CHECKING:
    from data.supplies.shares import Freed

delivery_state = Labels(
    {
        DeliveryState.EXPECTED: N_("expected"),
        DeliveryState.ARRIVED: N_("arrived"),
        DeliveryState.DONE: N_("done"),
        DeliveryState.CANCELLED: N_("called off"),
    }
)
"""How far a delivery is."""

drop_state = Labels(
    {
        DropState.PLANNED: N_("to unload"),
        DropState.UNLOADED: N_("unloaded"),
        DropState.DONE: N_("handed out"),
        DropState.CANCELLED: N_("called off"),
    }
)
"""How far a drop is."""

rule = Labels(
    {
        AllocationRule.PER_HOUSEHOLD: N_("one a household"),
        AllocationRule.ONE_PER_TWO: N_("one for two households"),
        AllocationRule.PER_PERSON: N_("by people"),
        AllocationRule.NAMED_FIRST: N_("named households first"),
        AllocationRule.AS_WRITTEN: N_("by households"),
    }
)
"""Rules of division."""


def state_now(row: DropRow, now: datetime) -> str:
    """How far a drop is, and by how much it is late."""
    is_unloaded = row.state == DropState.UNLOADED
    state = _("unloaded, to be handed out") if is_unloaded else drop_state(row.state)
    return beside(state, late(row, now))


def late(row: DropRow, now: datetime, *, short: bool = False) -> str:
    """By how much a drop is late, see `screens.duties.words.late`; empty while it is not."""
    minutes = late_by(row.due_at, now)
    if minutes is None:
        return ""
    return duty_words.late(minutes, short=short, unloaded=row.state == DropState.UNLOADED)


def stop_at(view: DropView) -> str:
    """A stop as a sentence begins: `Stop 3 at 南门`."""
    return _("Stop {position} at {compound}").format(position=view.position, compound=view.compound)


def stops(count: int) -> str:
    """A number of stops; `this stop` for one."""
    return ngettext("this stop", "{count} stops", count).format(count=count)


def left_over(count: int, unit: str) -> str:
    """Goods that nobody is due."""
    return _("{goods} left over: nobody is due them").format(goods=f"{count}{unit}")


def goods_go(freed: Freed) -> str:
    """Where goods of stops called off go, as a sentence."""
    moved = ngettext(
        "{goods}: {moved} to {count} other stop", "{goods}: {moved} to {count} other stops",
        freed.stops,
    ).format(goods=freed.goods, moved=f"{freed.moved}{freed.unit}", count=freed.stops)  # fmt: skip
    left = left_over(freed.left, freed.unit) if freed.left else ""
    if not freed.moved:
        return "⚠ " + headed(freed.goods, left)
    return _("{moved}; ⚠ {left}").format(moved=moved, left=left) if left else moved


WORKS: dict[str, str] = {
    Work.DROP: N_("unloading"),
}
"""What a duty at a drop is called."""

MARKS: dict[str, str] = {
    Work.DROP: N_("mark|U"),
}
"""What stands for it on the timeline: a letter or one Chinese character."""

PROBLEMS: dict[str, str] = {
    "delivery_unknown": N_("There is no delivery {no}."),
    "drop_unknown": N_("There is no drop {no}."),
    "goods_missing": N_("Say what comes, one line for each kind: vegetable packs 1720份."),
    "goods_unclear": N_("{value} has no quantity; write it like: vegetable packs 1720份."),
    "goods_counted": N_("{goods} were counted already, or doors wait for them; leave them in."),
    "quantity_negative": N_("{goods}: the quantity must be 0 or more."),
    "drop_twice": N_("{compound} is named twice."),
    "drop_already": N_("Drop {no} is in that state already."),
    "drop_cannot": N_("Drop {no} cannot go to that state from where it is."),
    "drop_begun": N_("Drop {no} is no longer to unload; it cannot be moved to another day."),
    "hands_negative": N_("Hands needed must be 0 or more."),
    "compounds_missing": N_("There are no compounds yet; bring in their list first."),
    "days_too_many": N_("{days} days are too many; ask for at most {most}."),
    "notice_unclear": N_("No goods were found in this text. Fill in the form by hand."),
}


ACTS: dict[str, str] = {
    "delivery_added": N_("delivery {no} noted, {stops} stops: {goods}"),
    "delivery_changed": N_("delivery {no} changed, {stops} stops: {goods}"),
    "drop_changed": N_("drop at {compound} changed"),
    "drop_planned": N_("drop at {compound} planned again"),
    "drop_unloaded": N_("drop at {compound} unloaded"),
    "drop_done": N_("drop at {compound} handed out"),
    "drop_cancelled": N_("drop at {compound} called off"),
    "drops_moved": N_("drop at {compound} moved to {day}"),
    "supplies_set": N_("settings of supplies changed"),
}
