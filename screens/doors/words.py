"""Doors in words: why one missed out, what a report says, who waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.doors.commands import Noted
from data.doors.report import Over, Told
from data.supplies.door_shares import DoorShare
from models.address import Address, dashed, short_address
from models.doors import MissedRow, MissedWhy
from models.doors.finding import Found, Known, NotFound, Unfound
from models.doors.paper import PaperBuilding
from models.doors.received import Received
from models.doors.rules import is_red
from models.supplies.rules import amount_told, units_told
from screens.i18n import N_, Labels, _, ngettext
from screens.kit import masks
from screens.kit.mark_words import mark
from screens.kit.times import stamp
from screens.kit.values import beside, headed, joined

why = Labels(
    {
        MissedWhy.ABSENT: N_("nobody answered"),
        MissedWhy.LACKING: N_("something was missing"),
        MissedWhy.REFUSED: N_("did not want it"),
        MissedWhy.OTHER: N_("another reason"),
    }
)
"""Why a door missed out."""

not_found = Labels(
    {
        NotFound.NO_DOOR: N_("no such door here"),
        NotFound.SEVERAL: N_("several doors are called so: say compound, lane or unit"),
        NotFound.NO_ROOM: N_("which rooms?"),
        NotFound.NO_GOODS: N_("no such goods came"),
        NotFound.NOTHING_DUE: N_("gets nothing by the plan"),
        NotFound.NO_WORDS: N_("about no door"),
    }
)
"""Why something of a report could not be taken."""


def door(row: MissedRow) -> str:
    """A door in full: `大林苑 3-201`."""
    return short_address(row.compound, row.lane, row.building, row.unit, row.room)


def times(count: int) -> str:
    """How often in a row a door missed out; empty for once."""
    return _("{count} times in a row").format(count=count) if is_red(count) else ""


def missed_goods(rows: Sequence[MissedRow]) -> str:
    """What was missed: `牛奶 1箱, 大米 1袋`."""
    return joined(amount_told(row.goods, row.left or row.quantity, row.goods_unit) for row in rows)


def reason(row: MissedRow) -> str:
    """Why a door missed out, in the words that were typed where they say more."""
    return row.said if row.why == MissedWhy.OTHER and row.said else why(row.why)


def missed_line(rows: Sequence[MissedRow], masked: bool = False) -> str:
    """What one door missed: `大林苑 3-201  牛奶 1箱  nobody answered  2 times in a row`."""
    first = rows[0]
    red = times(max(row.times for row in rows))
    request = _("request {no}").format(no=first.request_no) if first.request_no else ""
    carried = (
        _("comes with delivery {no}").format(no=first.carried_no)
        if first.carried_no is not None and first.given_at is None
        else ""
    )
    said = masks.text(reason(first), masked) if first.why == MissedWhy.OTHER else reason(first)
    return beside(
        door(first), missed_goods(rows), said, f"⚠ {red}" if red else "", carried, request
    )


def waiting_line(rows: Sequence[MissedRow], now: datetime, masked: bool = False) -> str:
    """Since when a door waits for what: `04-08 09:30  大林苑 3-201 ...`."""
    since = stamp(min(row.since for row in rows), now)
    return beside(since, missed_line(rows, masked), " ".join(masks.marks(rows[0].marks, masked)))


def owed_line(row: MissedRow, now: datetime) -> str:
    """What is owed since when, on the household's own sheet."""
    red = times(row.times)
    return beside(
        stamp(row.since, now),
        amount_told(row.goods, row.left, row.goods_unit),
        reason(row) if row.why != MissedWhy.OTHER else "",
        f"⚠ {red}" if red else "",
        _("delivery {no}").format(no=row.delivery_no),
        _("comes with delivery {no}").format(no=row.carried_no) if row.carried_no else "",
    )


def of_doors(rows: Sequence[MissedRow]) -> list[list[MissedRow]]:
    """What was missed, door by door of each drop, in the order given."""
    found: dict[tuple[int, int], list[MissedRow]] = {}
    for row in rows:
        found.setdefault((row.drop_no, row.household_no), []).append(row)
    return list(found.values())


def of_households(rows: Sequence[MissedRow]) -> list[list[MissedRow]]:
    """What is owed, household by household, in the order given."""
    found: dict[int, list[MissedRow]] = {}
    for row in rows:
        found.setdefault(row.household_no, []).append(row)
    return list(found.values())


def doors(count: int) -> str:
    """A number of doors."""
    return ngettext("{count} door", "{count} doors", count).format(count=count)


def counted(done: int, households: int) -> str:
    """How many households got everything, of those that are due something."""
    return _("{done} of {households} households got everything").format(
        done=done, households=households
    )


def over(one: Over) -> str:
    """That more are handed out at a gate than came, and what to ask."""
    return _("{where} {goods}: {came} came, {handed} are handed out: who else missed out?").format(
        where=one.compound,
        goods=one.goods,
        came=units_told(one.came, one.unit),
        handed=units_told(one.handed, one.unit),
    )


def left_out(one: Unfound) -> str:
    """What could not be taken, and why."""
    return headed(one.text, not_found(one.why))


def building(door: DoorShare | PaperBuilding, *, named: bool = True) -> str:
    """A building over its doors: `大林苑 lane 43 building 8`.

    Args:
        named: whether its compound is said.
    """
    lane = _("lane {lane}").format(lane=door.lane) if door.lane else ""
    own = _("building {building}").format(building=door.building) if door.building else ""
    return beside(door.compound if named else "", lane, own, gap=" ")


def chip(one: Known, *, named: bool) -> str:
    """A door that was found, with what it missed, as the line shows it while it is typed.

    Args:
        named: whether its compound is said.
    """
    address = one.door.address
    said = joined(one.door.goods[one.door.items.index(miss.item_id)] for miss in one.misses)
    everything = len(one.misses) == sum(1 for count in one.door.quantities if count)
    reason_of_it = why(one.said.why) if one.said.why != MissedWhy.OTHER else one.said.said
    return beside(where(address, named=named), "" if everything else said, reason_of_it, gap=" ")


def where(address: Address, *, named: bool) -> str:
    """A door in a line about gates.

    Args:
        named: whether its compound is said.
    """
    return short_address(*address) if named else dashed(*address[1:])


def received(one: Received) -> str:
    """What is told of a door that got it after all, behind it: what it had missed, or why nothing
    changes there."""
    if one.rows:
        return beside(_("received after all"), missed_goods(one.rows))
    if one.made_good is not None:
        return _("made good by delivery {no} already").format(no=one.made_good)
    return _("nothing was missed there")


def noted(told: Told) -> str:
    """What a report led to, as a sentence."""
    found, handed_out = told.found, told.noted.handed_out if told.noted else ()
    nobody = _("Nobody else missed out.") if told.missed else _("Nobody missed out.")
    first = "" if found.unknown or told.received else nobody
    if found.known:
        first = _("{doors} missed out.").format(doors=doors(len(found.known)))
    return beside(first, *after_all(told.received), *_behind(found, handed_out), gap=" ")


def saved(done: Noted, found: Found, back: Sequence[Received] = ()) -> str:
    """What was saved of missed doors, as a sentence.

    Args:
        back: the doors that the line says got it after all.
    """
    count = len({row.household_id for row in done.missed})
    parts = [_("{doors} missed out.").format(doors=doors(count))] if count else []
    by_hand = done.doors_back - sum(1 for one in back if one.rows)
    if by_hand > 0:
        parts.append(_("{doors} got it after all.").format(doors=doors(by_hand)))
    parts += after_all(back)
    if not parts:
        parts = [_("Nobody missed out.")]
    return beside(*parts, *_behind(found, done.handed_out), gap=" ")


def after_all(back: Sequence[Received]) -> list[str]:
    """Doors that got it after all, as sentences: those with what they had missed, those at which
    nothing was noted."""
    parts = []
    if rows := [one.rows for one in back if one.rows]:
        what = joined(f"{door(of[0])} ({missed_goods(of)})" for of in rows)
        parts.append(_("Received after all: {what}.").format(what=what))
    if none := [one.door for one in back if not one.rows and one.made_good is None]:
        told = _("Nothing was missed there: {doors}.")
        parts.append("⚠ " + told.format(doors=joined(short_address(*one.address) for one in none)))
    good = (one for one in back if one.made_good is not None and not one.rows)
    parts += ("⚠ " + headed(short_address(*one.door.address), received(one)) for one in good)
    return parts


def _behind(found: Found, handed_out: Sequence[str]) -> list[str]:
    parts = []
    if handed_out:
        parts.append(_("Handed out: {gates}.").format(gates=joined(handed_out)))
    if found.unknown:
        parts.append("⚠ " + _("Not taken: {what}").format(what=joined(found.unknown)))
    if found.nothing_due:
        what = joined(found.nothing_due)
        parts.append(_("Get nothing by the plan: {what}").format(what=what))
    return parts


def taken_back(told: Told) -> str:
    """That doors got it after all, as a sentence."""
    found = told.found
    parts = after_all(told.received) or [_("Nobody got it after all.")]
    if found.unknown:
        parts.append("⚠ " + _("Not taken: {what}").format(what=joined(found.unknown)))
    return beside(*parts, gap=" ")


def request_text(rows: Sequence[MissedRow]) -> str:
    """What a request says of a door that missed out several times."""
    count = max(row.times for row in rows)
    goods = missed_goods(rows)
    if any(row.why == MissedWhy.ABSENT for row in rows):
        told = ngettext(
            "Nobody opened at the last delivery; owed: {goods}. Somebody should knock.",
            "Nobody opened at {count} deliveries in a row; owed: {goods}. Somebody should knock.",
            count,
        )
    else:
        told = ngettext(
            "Something was missing at the last delivery; owed: {goods}.",
            "Something was missing at {count} deliveries in a row; owed: {goods}.",
            count,
        )
    marks = " ".join(map(mark, rows[0].marks))
    return beside(told.format(count=count, goods=goods), marks, gap=" ")


PROBLEMS: dict[str, str] = {
    "missed_made_good": N_(
        "{door} was made good by delivery {delivery} already; take that back first."
    ),
    "door_owed_nothing": N_("{door} is owed nothing: save first that it missed out."),
    "door_asked_for": N_("{door} has the open request {request} already."),
    "building_not_here": N_("There is no building {building} at these gates; there is {names} …"),
    "delivery_not_named": N_("Say which delivery: doors 3."),
    "missed_door_unknown": N_("There is no missed door {no}."),
    "not_one_door": N_("{text} is no one door of the register; write it like Blossom 3-201."),
}

ACTS: dict[str, str] = {
    "doors_missed": N_("delivery {no}, {compound}: {count} doors missed out"),
    "doors_missed_and_given": N_(
        "delivery {no}, {compound}: {count} doors missed out, {back} got it after all"
    ),
    "doors_given": N_("delivery {no}, {compound}: {count} doors got it after all"),
    "door_asked": N_("request {no} made of a door that missed out: {what}"),
}
