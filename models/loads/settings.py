"""What the committee sets of carrying the last 100 metres, and as what it is kept. Pure.

Every number is a choice that can be set; the number of floors from which a building has a lift is
that of the design code for residential buildings, GB 50096: seven.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

from models.loads import Means


class Capacity(NamedTuple):
    """What one person takes with some means."""

    units: int
    """At once; see `LoadSettings.heavy_as`."""
    minutes: int
    """There and back, with loading and unloading."""


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """How goods are carried from a gate to the doors; each can be set.

    Attributes:
        foot, trolley, tricycle, car: units one person takes at once with it.
        foot_minutes and so on: minutes a trip takes, there and back.
        heavy_as: as how many units one of heavy goods counts.
        floor_minutes: minutes a floor without a lift takes, up and down.
        lift_from: floors from which a building has a lift; in lanes none has.
        doors_an_hour: doors one person hands out at.
        hand_over: minutes it takes to hand over at a closed building.
        trolleys: trolleys there are at a gate.
        within: minutes in which a gate should be done.
        longest: minutes one person carries at most.

    `trolley` and `doors_an_hour` are set with the settings of supplies, not kept with these.
    """

    foot: int = 6
    foot_minutes: int = 8
    trolley: int = 20
    trolley_minutes: int = 8
    tricycle: int = 40
    tricycle_minutes: int = 8
    car: int = 60
    car_minutes: int = 10
    heavy_as: int = 2
    floor_minutes: int = 1
    lift_from: int = 7
    doors_an_hour: int = 60
    hand_over: int = 5
    trolleys: int = 2
    within: int = 90
    longest: int = 120

    def capacity(self, means: Means) -> Capacity:
        """What one person takes with these means."""
        return Capacity(max(1, getattr(self, means)), getattr(self, f"{means}_minutes"))


_OF_SUPPLIES = ("trolley", "doors_an_hour")

DEFAULTS = LoadSettings()
"""What holds where the committee set nothing else."""


def kept(settings: LoadSettings) -> dict[str, int]:
    """The settings as they are stored."""
    return {name: value for name, value in asdict(settings).items() if name not in _OF_SUPPLIES}


def from_kept(found: Mapping[str, int]) -> LoadSettings:
    """The settings of what was stored; defaults for what is not there."""
    names = kept(DEFAULTS)
    return LoadSettings(**{name: found.get(name, names[name]) for name in names})
