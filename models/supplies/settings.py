"""What the committee sets of supplies, and as what it is kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from models.times import whole_minutes


@dataclass(frozen=True, slots=True)
class SupplySettings:
    """How long a truck and its goods take at a gate; each can be set, in minutes.

    Attributes:
        stop: between two stops of a truck.
        handing_out: how long the hands of a gate are busy, from the truck to the last door.
    """

    stop: timedelta = timedelta(minutes=12)
    handing_out: timedelta = timedelta(minutes=40)


DEFAULTS = SupplySettings()
"""What holds where the committee set nothing else."""


def kept(settings: SupplySettings) -> dict[str, int]:
    """The settings as they are stored, in minutes."""
    return {
        "stop": whole_minutes(settings.stop),
        "handing_out": whole_minutes(settings.handing_out),
    }


def from_kept(found: Mapping[str, int]) -> SupplySettings:
    """The settings of what was stored."""
    return SupplySettings(**{name: timedelta(minutes=found[name]) for name in kept(DEFAULTS)})
