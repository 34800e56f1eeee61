"""What the committee sets of single re-tests, and as what it is kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class RecallSettings:
    """How long single re-tests take, in minutes; each can be set.

    Attributes:
        prepare: from the plan to the first door: suits, swabs, people woken.
        door, person: at each door, and for each who is sampled there.
        way, far: from one building to another of the compound, and to another compound.
        within: in which all should be done; who goes along is as few as that takes.
        wait: how long somebody in danger waits for who is busy at another door, at most.
        large: households from which on not a whole house shares, but a floor of it.
    """

    prepare: int = 30
    door: int = 8
    person: int = 2
    way: int = 4
    far: int = 10
    within: int = 90
    wait: int = 10
    large: int = 20


DEFAULTS = RecallSettings()
"""What holds where the committee set nothing else."""


def kept(settings: RecallSettings) -> dict[str, int]:
    """The settings as they are stored."""
    return asdict(settings)


def from_kept(found: Mapping[str, int]) -> RecallSettings:
    """The settings of what was stored; defaults for what is not there."""
    return RecallSettings(**{name: found.get(name, was) for name, was in kept(DEFAULTS).items()})
