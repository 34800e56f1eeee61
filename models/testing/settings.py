"""What the committee sets of testing. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TestingSettings:
    """What a desk can do; it can be set.

    Attributes:
        desk_hour: people one desk takes in an hour.
    """

    __test__ = False

    desk_hour: int = 120


DEFAULTS = TestingSettings()
"""What holds where the committee set nothing else."""
