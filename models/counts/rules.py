"""Rules of counts: what a count is held against, what asks for a reason, until when a driver can
still be told. Pure.

The chain is planned, truck note, gate, buildings, doors. A stage that nobody counted is passed
over: a count is held against the last stage before it that is whole, else against the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from models.counts import (
    Before,
    CountRow,
    GateLine,
    Lack,
    Reason,
    Site,
    Stage,
    Truck,
    Verdict,
)
from models.counts.reasons import is_ours
from models.times import loaded

STAGES: tuple[Stage, ...] = tuple(Stage)

BY_BUILDING = (Stage.BUILDING, Stage.DOORS)
"""Stages that may be counted building by building; the note and the gate are of the whole gate."""

TO_DRIVER = (Stage.TRUCK, Stage.GATE)
"""Stages whose differences a driver can still do something about."""

PRESUMED = timedelta(hours=1)
"""How long after a count a truck is believed to be there still, where nobody noted when it came and
left and no later stop has it. Long enough that nobody is kept from asking, short enough that
nothing stays red all night."""

# -- figures ---------------------------------------------------------------------------------------


def current(counts: Iterable[CountRow], stage: Stage) -> CountRow | None:
    """The count of a stage among those that hold."""
    return next((count for count in counts if count.stage == stage), None)


def of_buildings(line: GateLine, stage: Stage) -> list[CountRow]:
    """The counts of a stage that hold and were made building by building."""
    return [found for site in line.sites if (found := current(site.counts, stage)) is not None]


def figure(line: GateLine, stage: Stage) -> int | None:
    """How many were counted at a gate: of buildings their sum, as far as it goes; None for none."""
    own = current(line.counts, stage)
    if own is not None:
        return own.quantity
    counted = of_buildings(line, stage)
    return sum(count.quantity for count in counted) if counted else None


def is_whole(line: GateLine, stage: Stage) -> bool:
    """Whether all of a gate was counted at a stage, so that the next can be held against it."""
    if current(line.counts, stage) is not None:
        return True
    if not of_buildings(line, stage):
        return False
    expected = (site for site in line.sites if site.planned is None or site.planned > 0)
    return all(current(site.counts, stage) is not None for site in expected)


def last_counted(line: GateLine) -> Stage | None:
    """The last stage of which anything was counted."""
    return next((one for one in reversed(STAGES) if figure(line, one) is not None), None)


def last_whole(line: GateLine) -> Stage | None:
    """The last stage of which all of a gate was counted."""
    return next((one for one in reversed(STAGES) if is_whole(line, one)), None)


def before(line: GateLine, stage: Stage, site: Site | None = None) -> Before | None:
    """What a count is held against.

    Args:
        site: the building that is counted; None for the whole gate.
    """
    if site is not None:
        brought = current(site.counts, Stage.BUILDING) if stage is Stage.DOORS else None
        if brought is not None:
            return Before(Stage.BUILDING, brought.quantity)
        return None if site.planned is None else Before(None, site.planned)
    for earlier in reversed(STAGES[: STAGES.index(stage)]):
        found = figure(line, earlier)
        if found is not None and is_whole(line, earlier):
            return Before(earlier, found)
    return Before(None, line.planned)


def came_to_gate(line: GateLine) -> int | None:
    """How many are known to have come to a gate; None where nobody counted any."""
    return figure(line, Stage.GATE)


def missing(line: GateLine, stage: Stage, site: Site | None = None) -> tuple[Stage, ...]:
    """The stages before one that were not counted, in their order."""

    def counted(earlier: Stage) -> bool:
        if site is not None and current(site.counts, earlier) is not None:
            return True
        if site is not None and earlier in BY_BUILDING:
            return current(line.counts, earlier) is not None
        return figure(line, earlier) is not None

    return tuple(one for one in STAGES[: STAGES.index(stage)] if not counted(one))


def proposed(line: GateLine, stage: Stage, site: Site | None = None) -> int | None:
    """The figure that stands where nothing was counted yet, to be taken over as it is.

    Doors that are noted as missed got none. Buildings never get more than is left of what came.
    """
    held = before(line, stage, site)
    if held is None:
        return None
    if stage is Stage.DOORS:
        noted = line.missed if site is None else site.missed
        return max(0, held.quantity - noted)
    if site is not None:
        came = before(line, stage)
        others = sum(one.quantity for one in _others(line, stage, site))
        return held.quantity if came is None else max(0, min(held.quantity, came.quantity - others))
    return held.quantity


# -- differences -----------------------------------------------------------------------------------


def verdict(line: GateLine, stage: Stage, quantity: int, site: Site | None = None) -> Verdict:
    """What a count comes to beside all that holds.

    What lacks at a building asks for no reason of its own as far as it lacked at the gate already,
    and at the doors as far as doors are noted that got nothing.
    """
    held = before(line, stage, site)
    difference = None if held is None else quantity - held.quantity
    asks = bool(difference) and not -known(line, stage, site) <= (difference or 0) < 0
    over, came = 0, None
    if site is not None:
        others = _others(line, stage, site)
        came = before(line, stage)
        whole = sum(one.quantity for one in others) + quantity
        over = 0 if came is None else whole - came.quantity
        completes = site.planned is None and len(others) == len(line.sites) - 1
        over = over if over > 0 or completes else 0
        told = any(one.reason is not None for one in others)
        asks = asks or (over != 0 and not told)
    return Verdict(held, difference, over, asks, missing(line, stage, site), came)


def known(line: GateLine, stage: Stage, site: Site | None = None) -> int:
    """How many may lack at a count without a reason, since it is known why."""
    if stage is Stage.DOORS:
        return line.missed if site is None else site.missed
    if site is None:
        return 0
    lacked = sum(-less for _row, less in _lacking_sites(line, but=site))
    return max(0, _short_at_gate(line) - lacked)


def _others(line: GateLine, stage: Stage, site: Site) -> list[CountRow]:
    """The counts of the other buildings of a gate."""
    return [one for one in of_buildings(line, stage) if one.building_id != site.building_id]


def _short_at_gate(line: GateLine) -> int:
    """How many fewer came to a gate than were planned."""
    came = before(line, Stage.BUILDING)
    return 0 if came is None else max(0, line.planned - came.quantity)


def _lacking_sites(line: GateLine, but: Site | None = None) -> Iterator[tuple[CountRow, int]]:
    """Counts of buildings that lack something without a reason, with how much, below 0."""
    for site in line.sites:
        if but is not None and site.building_id == but.building_id:
            continue
        row = current(site.counts, Stage.BUILDING)
        planned = site.planned or 0
        if row is not None and row.reason is None and row.quantity < planned:
            yield row, row.quantity - planned


def difference_of(line: GateLine, row: CountRow) -> int | None:
    """How many more a count that holds has than the one before it."""
    site = next((one for one in line.sites if one.building_id == row.building_id), None)
    held = before(line, Stage(row.stage), site)
    return None if held is None else row.quantity - held.quantity


def came_short(line: GateLine) -> int:
    """How many fewer came to a gate than were planned, as far as that lies with who brought them;
    below 0 for more. What was held back here, or went to people not counted before, is no lack of
    a supplier's, whatever the figure at the gate."""
    return -sum(difference_of(line, row) or 0 for row in of_supplier(line))


def of_supplier(line: GateLine) -> list[CountRow]:
    """The counts of note and gate that differ for a reason that does not lie here."""
    return [
        row
        for row in line.counts
        if row.stage in TO_DRIVER and not is_ours(row.reason) and difference_of(line, row)
    ]


def kept_back(line: GateLine) -> int:
    """How many that came are held back here."""
    held = (row for row in line.counts if row.reason == Reason.HELD_BACK)
    return max(0, -sum(difference_of(line, row) or 0 for row in held if row.stage in TO_DRIVER))


def unexplained(line: GateLine) -> list[tuple[CountRow, int]]:
    """The counts that hold and ask for a reason nobody gave yet, each with its difference."""
    found = []
    for row in line.counts:
        less = difference_of(line, row)
        if less and row.reason is None and not -known(line, Stage(row.stage)) <= less < 0:
            found.append((row, less))
    for stage in BY_BUILDING:
        found += _unexplained_sites(line, stage)
    return found


def _unexplained_sites(line: GateLine, stage: Stage) -> list[tuple[CountRow, int]]:
    """The same of counts made building by building."""
    counted = of_buildings(line, stage)
    found = []
    for row in counted:
        less = difference_of(line, row)
        site = next(one for one in line.sites if one.building_id == row.building_id)
        lacks = stage is Stage.BUILDING and (less or 0) < 0
        noted = site.missed if stage is Stage.DOORS else 0
        if less and row.reason is None and not lacks and not -noted <= less < 0:
            found.append((row, less))
    if stage is Stage.BUILDING:
        lacking = list(_lacking_sites(line))
        if -sum(less for _row, less in lacking) > _short_at_gate(line):
            found += lacking
    came, whole = before(line, stage), sum(row.quantity for row in counted)
    told = any(row.reason is not None for row in counted)
    if counted and not found and not told and came is not None and whole > came.quantity:
        latest = max(counted, key=lambda row: (row.counted_at, row.no))
        found.append((latest, whole - came.quantity))
    return found


# -- while the truck is there ----------------------------------------------------------------------


def truck_is_there(truck: Truck, counted_at: str, now: datetime) -> bool:
    """Whether a truck is at the gate where something was counted, so that its driver can be told.

    What was noted of its coming and leaving decides; without that it is believed to be there for
    an hour after the count, until a later stop has it. Red too long costs a look, red too short
    costs twelve packs, so what is not known counts as still there.
    """
    if truck.gone_on or (truck.left_at is not None and loaded(truck.left_at) <= now):
        return False
    if truck.arrived_at is not None:
        return loaded(truck.arrived_at) <= now
    return now - loaded(counted_at) < PRESUMED


def is_red(lack: Lack, now: datetime) -> bool:
    """Whether the driver has to be told of it now."""
    return lack.truck is not None and truck_is_there(lack.truck, lack.counted_at, now)


def is_told(lack: Lack, now: datetime) -> bool:
    """Whether it is told of at all: while the driver can be told, and until a reason is given."""
    return lack.reason is None or is_red(lack, now)


def lacks(line: GateLine) -> list[Lack]:
    """What differs at a gate: at the note and the gate whatever the reason, later what has none."""
    found = []
    for row in line.counts:
        less = difference_of(line, row) if row.stage in TO_DRIVER else None
        if less:
            found.append(_lack(line, row, less, line.truck))
    for row, less in unexplained(line):
        if row.stage not in TO_DRIVER:
            found.append(_lack(line, row, less, None))
    return found


def _lack(line: GateLine, row: CountRow, difference: int, truck: Truck | None) -> Lack:
    return Lack(
        line.drop_no,
        line.delivery_no,
        line.compound,
        line.goods,
        line.unit,
        row.stage,
        difference,
        row.reason,
        row.counted_at,
        truck,
        row.lane,
        row.building,
    )


def in_order(found: Sequence[Lack], now: datetime) -> list[Lack]:
    """Those that are told of, what the driver has to be told first, then by how much it is."""
    told = [one for one in found if is_told(one, now)]
    return sorted(told, key=lambda one: (not is_red(one, now), -abs(one.difference), one.drop_no))
