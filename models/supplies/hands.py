"""How long hands take with goods, and how many it takes.

Pure. Heavy units are counted among all units; times are whole minutes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from models.supplies.settings import DEFAULTS, SupplySettings
from models.times import loaded

HEAVY = 2
"""How many light units a heavy one takes as long as."""

MINUTE = timedelta(minutes=1)


def effort(units: int, heavy: int) -> int:
    """Units as they take time: heavy ones count twice."""
    return units + (HEAVY - 1) * heavy


def unloading(units: int, heavy: int, hands: int, settings: SupplySettings = DEFAULTS) -> timedelta:
    """How long so many hands unload, in whole minutes; one hand where there is none."""
    a_minute = settings.unload_a_minute * min(max(1, hands), settings.truck_hands)
    return MINUTE * -(-effort(units, heavy) // a_minute)


def crew(people: int, settings: SupplySettings = DEFAULTS) -> int:
    """How many of the people who are there unload a truck at each of its gates.

    Where nobody is known to be there as many as have room at a truck are reckoned with: those who
    will come are on no roster yet.
    """
    return min(people, settings.truck_hands) if people > 0 else max(1, settings.truck_hands)


def doors_of(units: int, households: int) -> int:
    """Doors that are gone to: no more than there are units for them."""
    return min(units, households)


def work_of(units: int, heavy: int, households: int, settings: SupplySettings = DEFAULTS) -> float:
    """Minutes of one hand to unload at a gate and to hand out there."""
    unload = effort(units, heavy) / settings.unload_a_minute
    return unload + 60 * doors_of(units, households) / settings.doors_an_hour


def hands_for(units: int, heavy: int, households: int, settings: SupplySettings = DEFAULTS) -> int:
    """How many hands unload and hand out at a gate in the time that handing out takes; two at
    least."""
    work = work_of(units, heavy, households, settings)
    return max(2, ceil(work / (settings.handing_out / MINUTE)))


def handled_from(
    disinfected_at: str | None, settings: SupplySettings = DEFAULTS
) -> datetime | None:
    """From when on goods may be handled: once they stood after they were disinfected.

    None where nobody noted that they were disinfected. It is told and asked about, and never keeps
    anybody from handing out: what a life needs comes before a rule of hygiene.
    """
    return None if disinfected_at is None else loaded(disinfected_at) + settings.standing


def handed_from(
    there: datetime, disinfected_at: str | None, settings: SupplySettings = DEFAULTS
) -> datetime:
    """From when on goods that are off the truck at `there` may be handed out.

    Where nobody noted that they were disinfected, they are as they come off, and stand from then
    on: standing is in every plan from the start.
    """
    noted = handled_from(disinfected_at, settings)
    return there + settings.standing if noted is None else max(there, noted)
