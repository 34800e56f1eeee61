"""What the committee sets of testing. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class TestingSettings:
    """What a desk can do and how buildings are called down; it can be set.

    Attributes:
        desk_hour: people one desk takes in an hour.
        batch_households, batch_people: how many are called down together at most.
        longest_wait: minutes anybody stands in the queue at most.
        door_minutes: minutes sampling behind one door takes, with the way there.
        way_minutes: minutes a desk takes from one compound to the next, put up again.
        break_from: when lessons of children pause, in minutes after midnight; 0 for no break.
        break_minutes: how long they do.
    """

    __test__ = False

    desk_hour: int = 120
    batch_households: int = 20
    batch_people: int = 30
    longest_wait: int = 20
    door_minutes: int = 3
    way_minutes: int = 10
    break_from: int = 0
    break_minutes: int = 30


DEFAULTS = TestingSettings()
"""What holds where the committee set nothing else."""


def kept(settings: TestingSettings) -> dict[str, int]:
    """Settings as they are kept, by name."""
    return asdict(settings)


def from_kept(values: Mapping[str, object]) -> TestingSettings:
    """The settings that were kept; what is not there or is no number from 1 on is as by default."""
    known = kept(DEFAULTS)
    found = {
        name: value
        for name, value in values.items()
        if name in known and isinstance(value, int) and value > 0
    }
    return TestingSettings(**{**known, **found})
