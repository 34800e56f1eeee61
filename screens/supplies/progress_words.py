"""How far supplies are, in words: states of doors, differences, the pace, who waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.doors import RED
from models.requests.rules import minutes_between
from models.supplies.pictures import Gotten, Progress, Received, Waiting
from models.supplies.progress import Difference, DoorState, Pace, Tally
from models.supplies.rules import amount_told
from models.times import whole_minutes
from screens.counts import words as count_words
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import clock, since, span
from screens.kit.values import beside, headed, joined, so_many

SIGNS = {
    DoorState.DONE: "✓",
    DoorState.MISSED: "✗",
    DoorState.TO_COME: "·",
    DoorState.EMPTY: "-",
}
"""What stands for the state of a door, told apart without colour."""

TONES = {
    DoorState.DONE: "good",
    DoorState.MISSED: "life",
    DoorState.TO_COME: "",
    DoorState.EMPTY: "dim",
}

door_state = Labels(
    {
        DoorState.DONE: N_("has it"),
        DoorState.MISSED: N_("missed out"),
        DoorState.TO_COME: N_("not yet"),
        DoorState.EMPTY: N_("nobody there"),
    }
)
"""How far a door is."""

BAR = ("#", "=", "+", "_")
"""Signs of a bar: at the doors, at the buildings, at the gate, not come yet."""


def legend() -> str:
    """The signs of doors with their meaning."""
    return "  ".join(f"{sign} {door_state(state)}" for state, sign in SIGNS.items())


def bar_legend() -> str:
    """The signs of a bar with their meaning."""
    meanings = (_("at the doors"), _("bldg"), _("at the gate"), _("not here yet"))
    return "  ".join(f"{sign} {said}" for sign, said in zip(BAR, meanings, strict=True))


def tally(of: Tally) -> list[tuple[str, str]]:
    """How many doors are in each state, by signs with tones; states of no door are left out."""
    counts = {state: getattr(of, state) for state in SIGNS}
    return [(f"{SIGNS[state]} {count}  ", TONES[state]) for state, count in counts.items() if count]


def tally_said(of: Tally) -> str:
    """The same in words."""
    counts = ((door_state(state), getattr(of, state)) for state in SIGNS)
    told = (f"{said} {count}" for said, count in counts if count)
    doors = ngettext("{count} door", "{count} doors", of.doors).format(count=of.doors)
    return headed(doors, joined(told))


def difference(one: Difference, unit: str) -> str:
    """By how much a count differs from the one before it, and why."""
    told = _("{stage}: {count} fewer than {before}")
    if one.more > 0:
        told = _("{stage}: {count} more than {before}")
    told = told.format(
        stage=count_words.stage(one.stage),
        count=so_many(abs(one.more), unit),
        before=count_words.stage(one.before) if one.before else _("the plan"),
    )
    why = beside(count_words.reason(one.reason) if one.reason else _("no reason given"), one.said)
    return "⚠ " + headed(told, why)


# -- pace ------------------------------------------------------------------------------------------


def pace(of: Pace, now: datetime) -> tuple[str, bool]:
    """How fast doors are gone to against what is needed, and whether that is too slow."""
    if not of.left:
        if of.done_at is None:
            return _("No door is left to serve."), False
        return _("All doors were served by {time}.").format(time=clock(of.done_at, now)), False
    ends = clock(of.ends, now)
    if of.needed is None and now < of.ends:
        needed = _("the truck comes only after {time}").format(time=ends)
    elif of.needed is None:
        needed = _("{time} is past").format(time=ends)
    else:
        needed = _("{count} needed until {time}").format(count=of.needed, time=ends)
    if of.doors_an_hour is None:
        early = _("too early to say the pace") if of.handed else _("nothing tells the pace yet")
        return beside(early, needed, gap=" · "), of.needed is None
    told = _("{count} doors an hour").format(count=of.doors_an_hour)
    is_slow = of.needed is None or of.doors_an_hour < of.needed or _is_late(of)
    return ("⚠ " if is_slow else "") + beside(told, needed, gap=" · "), is_slow


def _is_late(of: Pace) -> bool:
    """Whether the last door has its goods too late at this pace."""
    return of.done_at is not None and whole_minutes(of.done_at - of.ends) > 0


def last_door(of: Pace, now: datetime) -> str:
    """When the last door has its goods at this pace, and by how much that is too late."""
    if not of.left or of.done_at is None:
        return ""
    told = _("At this pace the last door has it at {time}.").format(time=clock(of.done_at, now))
    if not _is_late(of):
        return told
    late = whole_minutes(of.done_at - of.ends)
    return beside(told, _("That is {span} too late.").format(span=span(late)), gap=" ")


def gone_to(of: Progress) -> str:
    """How many doors were gone to, and how many are left."""
    return _("{handed} doors served, {left} left").format(handed=of.pace.handed, left=of.pace.left)


# -- households ------------------------------------------------------------------------------------


def goods(of: Iterable[Gotten]) -> str:
    """Amounts in a row: `蔬菜包 1份, 牛奶 1箱/2`, the latter shared with the neighbour."""
    return joined(
        amount_told(one.goods, one.quantity, one.unit) + ("/2" if one.is_shared else "")
        for one in of
    )


def waits(one: Waiting, now: datetime) -> str:
    """For how long a household waits."""
    return since(minutes_between(one.since, now))


def times(one: Waiting) -> str:
    """How often in a row a household missed out."""
    if one.times < 2:
        return ""
    return "⚠ " + _("{count} in a row").format(count=one.times)


def waiting(rows: Sequence[Waiting]) -> str:
    """How many households wait, how many of them are red, and for how many of these a call is open
    already: the board names the others."""
    if not rows:
        return _("Nobody waits for anything that was missed.")
    red = [one for one in rows if one.times >= RED]
    asked = sum(one.is_asked for one in red)
    told = ngettext("{count} household waits", "{count} households wait", len(rows))
    twice = _("{count} of them missed out twice in a row or more").format(count=len(red))
    calls = ngettext(
        "for {count} of these a request is open, so F2 names {others}",
        "for {count} of these requests are open, so F2 names {others}",
        asked,
    ).format(count=asked, others=len(red) - asked)
    told = told.format(count=len(rows))
    return beside(told, twice if red else "", calls if asked else "", gap=" · ")


def comes_next(one: Waiting) -> str:
    """What is done about it: the delivery that brings it, the call that was made of it."""
    delivery = _("delivery {no} brings it").format(no=one.delivery_no) if one.delivery_no else ""
    return beside(delivery, f"#{one.request_no}" if one.request_no else "")


def got(one: Received) -> tuple[str, str]:
    """What a household got, with a tone."""
    if one.goods:
        return goods(one.goods), ""
    if not one.is_fed:
        return f"- {door_state(DoorState.EMPTY)}", "dim"
    return "✗ " + _("nothing at all"), "life"


def summary(rows: Iterable[Received]) -> str:
    """How many households got nothing at all."""
    counts = {"all": 0, "nothing": 0, "empty": 0}
    for one in rows:
        counts["all"] += 1
        if not one.goods:
            counts["nothing" if one.is_fed else "empty"] += 1
    return _("{all} households: {nothing} got nothing at all, in {empty} nobody is there").format(
        **counts
    )
