"""What the committee sets of supplies, and as what it is kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta

from models.times import whole_minutes


@dataclass(frozen=True, slots=True)
class SupplySettings:
    """How long a truck and its goods take; each can be set. Spans are set in minutes.

    Attributes:
        stop: from one stop of a truck to the next at least.
        handing_out: how long the hands of a gate are busy, from the truck to the last door.
        handed_out_by: the time of day, since midnight, by which the last door should have its.
        drive: from gate to gate.
        way: from the office to a gate, one way, with what carries the goods.
        standing: how long goods stand after they were disinfected, before they are handled.
        unload_a_minute: units one hand unloads, or loads, a minute; heavy ones count twice.
        doors_an_hour: doors one hand hands out to in an hour.
        truck_hands: who unload at most at one truck, the others hand out meanwhile.
        vehicle_units: units that one vehicle carries in one go, such as a cargo tricycle.
        trolley_units: units that one person carries in one go where there is no vehicle.
    """

    stop: timedelta = timedelta(minutes=12)
    handing_out: timedelta = timedelta(minutes=40)
    handed_out_by: timedelta = timedelta(hours=20)
    drive: timedelta = timedelta(minutes=5)
    way: timedelta = timedelta(minutes=10)
    standing: timedelta = timedelta(minutes=30)
    unload_a_minute: int = 4
    doors_an_hour: int = 60
    truck_hands: int = 4
    vehicle_units: int = 60
    trolley_units: int = 20


DEFAULTS = SupplySettings()
"""What holds where the committee set nothing else."""

AT_A_STOP = ("stop", "handing_out")
"""The settings that a duty at a stop lasts by."""


def kept(settings: SupplySettings) -> dict[str, int]:
    """The settings as they are stored: spans in minutes, the others as the numbers they are."""
    values = {field.name: getattr(settings, field.name) for field in fields(SupplySettings)}
    return {
        name: whole_minutes(value) if isinstance(value, timedelta) else value
        for name, value in values.items()
    }


def from_kept(found: Mapping[str, int]) -> SupplySettings:
    """The settings of what was stored; defaults for what is not among it."""
    values: dict[str, timedelta | int] = {}
    for field in fields(SupplySettings):
        if field.name in found:
            is_span = isinstance(getattr(DEFAULTS, field.name), timedelta)
            value = found[field.name]
            values[field.name] = timedelta(minutes=value) if is_span else value
    return SupplySettings(**values)  # type: ignore[arg-type]
