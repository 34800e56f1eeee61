"""Loads in words: how far, with what, to which buildings, who carries, what would help."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.duties import Work
from models.loads import Goods, LoadRow, LoadState, Means, rules
from models.loads.lines import Taker
from models.loads.planned import Planned
from models.supplies.rules import amount_told
from models.times import local_date
from screens.duties import words as duty_words
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import span
from screens.kit.values import beside, headed, joined
from screens.sentences import say

state = Labels(
    {
        LoadState.PLANNED: N_("planned"),
        LoadState.UNDER_WAY: N_("under way"),
        LoadState.DONE: N_("carried"),
        LoadState.CANCELLED: N_("called off"),
    }
)
"""How far a load is."""

means = Labels(
    {
        Means.FOOT: N_("on foot"),
        Means.TROLLEY: N_("trolley"),
        Means.TRICYCLE: N_("tricycle"),
        Means.CAR: N_("car"),
    }
)
"""What a load is carried with."""


def marked(row: LoadRow) -> str:
    """How far a load is, behind its sign."""
    signs = {LoadState.DONE: "✓ ", LoadState.UNDER_WAY: "▸ ", LoadState.CANCELLED: "✗ "}
    return signs.get(LoadState(row.state), "") + state(row.state)


def units(count: int) -> str:
    """A number of units of goods."""
    return ngettext("{n} unit", "{n} units", count).format(n=count)


def trips(count: int) -> str:
    """A number of trips."""
    return ngettext("{n} trip", "{n} trips", count).format(n=count)


def loads(count: int) -> str:
    """A number of loads."""
    return ngettext("{n} load", "{n} loads", count).format(n=count)


def goods(given: Sequence[Goods]) -> str:
    """Goods in a line, those that stay cold said so."""
    return joined(
        amount_told(one.goods, one.quantity, one.unit) + (_("(cold)") if one.is_cold else "")
        for one in given
        if one.quantity
    )


def all_goods(load: Planned) -> list[Goods]:
    """The goods of all buildings of a load together."""
    found: dict[tuple[str, str], Goods] = {}
    for building in load.buildings:
        for one in building.goods:
            key = one.goods, one.unit
            before = found.get(key, one._replace(quantity=0))
            found[key] = one._replace(quantity=before.quantity + one.quantity)
    return list(found.values())


def who(names: Sequence[str], lack: int = 0, to_ask: Sequence[str] = ()) -> str:
    """Who carries, or that nobody does."""
    if not names:
        return _("✗ nobody")
    told = joined(_("? ask {name}").format(name=n) if n in to_ask else n for n in names)
    return told + (f" ⚠ -{lack}" if lack else "")


def to_ask(load: Planned) -> list[str]:
    """Who has yet to be asked, for it is outside their hours."""
    return [str(w.params["person"]) for w in load.warnings if w.code == "outside_hours"]


def where(load: Planned | LoadRow) -> str:
    """The compound and the buildings of a load."""
    if isinstance(load, LoadRow):
        return beside(load.compound, " ".join(load.buildings))
    return beside(load.gate.compound, " ".join(one.label for one in load.buildings))


def planned(load: Planned) -> str:
    """What a planned load comes to, why nobody carries it, and what speaks against who does."""
    come_to, doors = load.come_to, sum(one.households for one in load.buildings)
    stairs = ngettext("{n} floor climbed", "{n} floors climbed", come_to.floors)
    told = [
        goods(all_goods(load)),
        trips(come_to.trips),
        stairs.format(n=come_to.floors) if come_to.floors else "",
        ngettext("{n} door", "{n} doors", doors).format(n=doors) if not load.closed else "",
        span(come_to.minutes),
        ngettext("{n} helper", "{n} helpers", load.hands).format(n=load.hands)
        if load.hands > 1
        else "",
    ]
    if load.closed:
        told.append(_("closed: hand over at the entrance, go to no open building afterwards"))
    if load.handed_to:
        told.append(headed(_("handed to"), load.handed_to))
    if load.why is not None:
        told.append(say(load.why))
    return beside(*told, *("⚠ " + say(one) for one in load.warnings))


def kept(row: LoadRow) -> str:
    """What there is to know of a load on record."""
    return beside(
        marked(row),
        units(row.units_now),
        trips(row.trips),
        headed(_("handed to"), row.handed_to) if row.handed_to else "",
        row.note,
        *("⚠ " + say(one) for one in rules.warnings(row)),
    )


def one_line(row: LoadRow, now: datetime) -> str:
    """A load in a line of the detail of its drop."""
    when = duty_words.span(row.starts_at, row.ends_at, local_date(now))
    lack = max(0, row.hands_needed - row.coming)
    names = who(row.members, lack if row.members else 0, row.asked)
    return beside(
        marked(row), when, " ".join(row.buildings), means(row.means), trips(row.trips), names
    )


def counted(lines: Sequence[Planned], here: Sequence[LoadRow]) -> str:
    """What a plan comes to, and how far what is on record is."""
    told = []
    if lines:
        people = {no for one in lines for no in one.people}
        told.append(
            _("{loads}, {units}, {people} to carry").format(
                loads=loads(len(lines)),
                units=units(sum(one.come_to.units for one in lines)),
                people=ngettext("{n} person", "{n} people", len(people)).format(n=len(people)),
            )
        )
    left = [one for one in lines if not one.people]
    if left:
        count = sum(one.come_to.units for one in left)
        told.append(_("✗ {loads} ({units}) carried by nobody").format(
            loads=loads(len(left)), units=units(count))
        )  # fmt: skip
    for one in (LoadState.PLANNED, LoadState.UNDER_WAY, LoadState.DONE):
        some = sum(row.state == one for row in here)
        if some:
            told.append(headed(state(one), str(some)))
    return joined(told)


def left(load: Planned) -> str:
    """A load nobody carries, with what would help."""
    assert load.why is not None
    return headed("⚠ " + where(load), say(load.why))


def marked_as(rows: Sequence[LoadRow], to: str) -> str:
    """What was said of loads: `Load 3 (大林苑 3 5): carried.`"""
    names = joined(f"{row.no} ({where(row)})" for row in rows)
    return _("Load {names}: {state}.").format(names=names, state=state(to))


def applied(count: int, names: Sequence[str], nobody: int) -> str:
    """What a plan that was applied came to."""
    some = _("nobody carries {units}").format(units=units(nobody)) if nobody else ""
    return beside(
        headed(_("{loads} given").format(loads=loads(count)), joined(names)),
        f"⚠ {some}" if some else "",
    )


def taker(one: Taker) -> str:
    """Somebody who could carry a load: until when, with what, their work of the day."""
    load = one.load
    return beside(
        one.name,
        means(load.means),
        duty_words.span(load.starts, load.ends, local_date(load.gate.starts)),
        duty_words.load(one.minutes),
        _("lives here") if one.near else "",
        *("⚠ " + say(problem) for problem in load.warnings),
    )


WORKS: dict[str, str] = {
    Work.LOAD: N_("carrying"),
}
"""What a duty at a load is called."""

MARKS: dict[str, str] = {
    Work.LOAD: N_("mark|C"),
}
"""What stands for it on the timeline: a letter or one Chinese character."""

PROBLEMS: dict[str, str] = {
    "load_unknown": N_("There is no load {no}."),
    "load_already": N_("Load {no} is in that state already."),
    "load_cannot": N_("Load {no} cannot go to that state from where it is."),
    "load_not_there": N_(
        "Load {no} is still on the truck, which is at {compound} at {at}; note first that it came."
    ),
    "load_begun": N_("Load {no} is under way or done; it stays as it is. Plan anew with ctrl+r."),
    "load_taken": N_(
        "{compound} {building} is in another load by now; nothing was written. Plan anew."
    ),
    "loads_none": N_("Nothing is left to plan: every building has its load."),
    "loads_unsaved": N_(
        "What was changed here is not given yet: ctrl+s gives it, ctrl+r drops it."
    ),
    "loads_over": N_("These stops are handed out or called off: nothing is to be carried."),
    "loads_undivided": N_(
        "{compound}: nothing is divided down to buildings. Divide the goods first."
    ),
    "loads_unclear": N_(
        "{value} is no number of a delivery; write it like: loads 3, or loads done 5 6."
    ),
    "loads_unnamed": N_("Say which loads: loads {act} 5 6."),
    "load_uncarried": N_(
        "{units} to carry and nobody free; {hands} more with a trolley would do, or a tricycle for"
        " {minutes} min"
    ),
    "load_number_unclear": N_("{value} is no whole number that fits here, up to {most}."),
    "load_left_by_hand": N_("left open by you"),
    "load_short": N_("lacks people: {lack}"),
    "load_changed": N_("its buildings get {now} units by now, not {units}: U plans it anew"),
    "load_mixed": N_("some of its buildings are closed by now: U plans it anew"),
    "load_after_closed": N_("{person} would come from closed doors to open ones"),
}


ACTS: dict[str, str] = {
    "loads_planned": N_("{count} loads planned at {compound}: {names}"),
    "load_planned": N_("loads at {compound} planned again"),
    "load_under_way": N_("loads at {compound} under way"),
    "load_done": N_("loads at {compound} carried"),
    "load_cancelled": N_("loads at {compound} called off"),
    "loads_set": N_("settings of carrying changed"),
}
