"""What the committee sets of results. Pure.

90 days: the city's rule of spring 2022 for whoever came back from isolation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class ResultSettings:
    """How long results hold; each can be set.

    Attributes:
        exempt_days: days after their release on which somebody is in no pool.
        window_hours: hours within which two results of one person contradict each other.
    """

    exempt_days: int = 90
    window_hours: int = 48


DEFAULTS = ResultSettings()
"""What holds where the committee set nothing else."""


def kept(settings: ResultSettings) -> dict[str, int]:
    """The settings as they are stored."""
    return asdict(settings)


def from_kept(found: Mapping[str, int]) -> ResultSettings:
    """The settings of what was stored; defaults for what is not there."""
    return ResultSettings(
        **{name: found.get(name, value) for name, value in kept(DEFAULTS).items()}
    )
