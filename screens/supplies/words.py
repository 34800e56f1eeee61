"""Supplies in words: states, rules of division, goods written as lines and read from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.duties import Work
from models.duties.late import late_by
from models.supplies import (
    AllocationRule,
    Base,
    DeliveryState,
    DropItemRow,
    DropRow,
    DropState,
    DropView,
    Run,
    Why,
)
from models.supplies.rules import amount_told, units_told
from screens.duties import words as duty_words
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import clock
from screens.kit.values import beside, headed, joined
from screens.supplies import run_words

if TYPE_CHECKING:
    from data.supplies.coming import Came
    from data.supplies.delivering import Alike
    from data.supplies.left_over import Freed, Over

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


def moved(compound: str, *, later: bool) -> str:
    """That a stop was changed, and with its time those behind it."""
    if later:
        return _("Stop at {compound} changed; later stops moved along.").format(compound=compound)
    return _("Stop at {compound} changed.").format(compound=compound)


why_less = Labels(
    {
        Why.NOT_ENOUGH: N_("not enough"),
        Why.OWED_FIRST: N_("owed ones first"),
        Why.NAMED_FIRST: N_("named ones first"),
        Why.CLOSED_FIRST: N_("closed ones first"),
        Why.BY_HAND: N_("said by hand"),
    }
)
"""Why a gate gets less than it is due."""

base = Labels(
    {
        Base.FED: N_("who is fed"),
        Base.PRESENT: N_("who is present"),
        Base.REGISTERED: N_("who is registered"),
    }
)
"""Whose mouths count."""


run = Labels({Run.GATES: N_("at the gates"), Run.OFFICE: N_("at one point, then carried")})
"""Where a truck is unloaded."""


short_rule = Labels(
    {
        AllocationRule.PER_HOUSEHOLD: N_("per home"),
        AllocationRule.ONE_PER_TWO: N_("per two"),
        AllocationRule.PER_PERSON: N_("per person"),
        AllocationRule.NAMED_FIRST: N_("named 1st"),
        AllocationRule.AS_WRITTEN: N_("all of it"),
    }
)
"""Rules of division over a narrow column."""


def units(count: int, unit: str) -> str:
    """So many of something, without its name: `20份`, `430 bags`."""
    return units_told(count, unit)


def planned(items: Sequence[DropItemRow]) -> list[str]:
    """What a gate is planned to get, without what it gets none of."""
    return [amount_told(one.goods, one.planned, one.unit) for one in items if one.planned]


def promised(moment: str, now: datetime) -> str:
    """When a truck was to come first."""
    return _("promised {when}").format(when=clock(moment, now))


def may_be(one: Alike) -> str:
    """Goods that may be known by another name."""
    return _("{goods}: is it {known}, as in delivery {no}?").format(
        goods=one.goods, known=one.known, no=one.delivery
    )


def came(here: Came) -> str:
    """That a truck of which a notice says that it is here is the one of a delivery on file."""
    told = _("Taken as the arrival of delivery {no}.").format(no=here.no)
    differs = _("The notice says other goods or numbers than are on file: count them.")
    return beside(told, run_words.came(here.moved), f"⚠ {differs}" if here.differs else "", gap=" ")


def left_over(over: Over, unit: str) -> str:
    """Goods that no gate gets: those that households of gates called off are due, and the rest."""
    due, rest = "", ""
    if over.due:
        due = _("{goods} are due at {gates}, called off, and go to no gate").format(
            goods=units(over.due, unit), gates=joined(over.gates)
        )
    if over.units > over.due:
        much = units(over.units - over.due, unit)
        rest = _("{goods} left over: nobody is due them").format(goods=much)
    return _("{due}; {rest}").format(due=due, rest=rest) if due and rest else due or rest


def goods_go(freed: Freed) -> str:
    """Where goods of stops called off go, as a sentence."""
    much = units(freed.moved, freed.unit)
    moved = ngettext(
        "{goods}: {moved} to {count} other stop",
        "{goods}: {moved} to {count} other stops",
        freed.stops,
    ).format(goods=freed.goods, moved=much, count=freed.stops)
    left = left_over(freed.left, freed.unit)
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
    "drop_unknown": N_("There is no stop {no}."),
    "goods_missing": N_("Say what comes, one line for each kind: vegetables 1720 packs."),
    "goods_unclear": N_("{value} has no quantity; write it like: vegetables 1720 packs."),
    "goods_unnamed": N_("{value} says how many, not of what: vegetables 1720 packs."),
    "goods_several": N_("{value}: write each kind of goods on a line of its own."),
    "quantity_negative": N_("{goods}: {value} cannot come; write how many there are."),
    "quantity_fraction": N_("{goods}: {value} is no whole number; write whole packs."),
    "quantity_none": N_("{goods}: 0 is none. Write how many come, or leave these goods out."),
    "quantity_too_many": N_("{goods}: more than {most} is a slip of the finger."),
    "drop_twice": N_("{compound} is named twice."),
    "drop_already": N_("Stop {no} is in that state already."),
    "drop_cannot": N_("Stop {no} cannot go to that state from where it is."),
    "drop_begun": N_("Stop {no} is no longer to unload; it cannot be moved to another day."),
    "drop_goods_there": N_(
        "{compound} cannot be called off, goods are there: {goods}. Take back that they were"
        " unloaded and counted, then they go to the other gates; or keep the stop."
    ),
    "goods_counted": N_(
        "{goods} cannot be taken off: it was counted at {count} gates. Take the counts back first."
    ),
    "item_missed": N_(
        "{goods} cannot be taken off: {count} doors are noted that got none. Strike these first."
    ),
    "item_there": N_(
        "{goods} cannot be taken off: it is off the truck at {count} gates. Set these back to"
        " unload first."
    ),
    "quantity_below_handed": N_(
        "{goods}: {quantity} is less than the {handed} that came to the gates already. Correct the"
        " count at the gates first."
    ),
    "each_gets_wrong": N_("{goods}: each gets 1 to {most}."),
    "goods_unknown_here": N_("{value} is none of the goods of this delivery: {goods}."),
    "gate_missing": N_("Delivery {no} stops at {gates}; name one of them."),
    "gate_unclear": N_("{value}: delivery {no} stops at {gates}; name one of them."),
    "gate_called_off": N_("The gate {compound} is called off: nothing is handed out there."),
    "given_too_late": N_("{compound} has its {goods} already: correct the count there instead."),
    "given_missing": N_("Type a gate and a number first."),
    "given_above": N_(
        "{goods}: {over} more would be given by hand than the {quantity} that come. Give less to"
        " one of the gates."
    ),
    "given_unclear": N_("{value}: say the goods and a number, such as {example}."),
    "item_paid": N_("{goods} was paid for: it goes to those who ordered it, by no rule."),
    "nobody_bears_marks": N_(
        "{goods}: nobody at these gates bears {marks}. Choose other marks, or another rule."
    ),
    "people_unknown": N_(
        "{goods}: it is not known how many people live at these gates. Divide by households, or"
        " bring in the register first."
    ),
    "delivery_twice": N_(
        "Delivery {no} of the same time and plate {plate} is on file. Change it: deliver … --change"
        " {no}"
    ),
    "came_unclear": N_(
        "The truck may be one of the deliveries {no}. Say its plate or its telephone; or stops NO"
        " --came GATE; or deliver --came … for another."
    ),
    "came_before": N_(
        "The truck of delivery {no} is here already; nothing was changed. For another truck say"
        " deliver --came …"
    ),
    "nothing_to_change": N_("Nothing is said that would change delivery {no}."),
    "rule_has_no_order": N_(
        "By this rule all is given out and nobody comes first. Choose another rule first."
    ),
    "rule_unknown": N_("{value} is no rule; rules are: {rules}."),
    "swap_without_change": N_("Say with --change which delivery the goods are swapped with."),
    "swap_itself": N_("Delivery {no} cannot change goods with itself."),
    "swap_begun": N_(
        "Goods of delivery {no} were unloaded or counted. Take that back first; or note what came"
        " as come without notice: deliver --came …"
    ),
    "hands_negative": N_("Helpers needed must be 0 or more."),
    "hands_unclear": N_("{value}: write how many people, 0 to {most}."),
    "compounds_missing": N_("There are no compounds yet; bring in their list first."),
    "days_too_many": N_("{days} days are too many; ask for at most {most}."),
    "notice_unread": N_(
        "{value} cannot be read as goods, nothing is noted. Write whole numbers and of what: "
        "vegetable packs 1720 bags."
    ),
    "table_unclear": N_(
        "This looks like a table, but its columns cannot be told apart. Write the unit of each in"
        " brackets, as milk (boxes); or put | between the cells; or bring in the file."
    ),
    "table_heading_missing": N_("Column {column} has amounts and no heading: of what?"),
    "table_amount_unclear": N_("{compound}, {goods}: {value} is no whole amount."),
    "table_sum_differs": N_("{goods}: the table says {said} in all, its rows come to {sum}."),
    "table_compound_unknown": N_(
        "No compound is called {name}: {goods} go to no gate. Ask, or change what gates get."
    ),
    "notice_unclear": N_(
        "No goods were found in this text. Write them with how many: vegetable packs 1720 bags."
    ),
    **run_words.PROBLEMS,
}


ACTS: dict[str, str] = {
    "delivery_added": N_("delivery {no} noted, {stops} stops: {goods}"),
    "delivery_changed": N_("delivery {no} changed, {stops} stops: {goods}"),
    "delivery_came": N_("delivery {no} came without notice, {stops} stops: {goods}"),
    "delivery_divided": N_("goods of delivery {no} divided: {goods}"),
    "goods_called": N_("goods of delivery {no}, {goods}, are {known}"),
    "goods_swapped": N_("deliveries {no} changed their goods"),
    "drop_changed": N_("stop at {compound} changed"),
    "drop_planned": N_("stop at {compound} planned again"),
    "drop_unloaded": N_("stop at {compound} unloaded"),
    "drop_done": N_("stop at {compound} handed out"),
    "drop_cancelled": N_("stop at {compound} called off"),
    "drops_moved": N_("stop at {compound} moved to {day}"),
    "supplies_set": N_("settings of supplies changed"),
    **run_words.ACTS,
}

HELD: dict[str, str] = {
    "counting": N_("counts at the gate"),
}
"""What somebody has in hand who falls out, by kind of `Holding`."""
