"""What the committee sets of samples on their way. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class SampleSettings:
    """When results are waited for no longer; it can be set.

    Attributes:
        result_after: from when samples arrive, else from when they leave, until their results
            are overdue.
    """

    result_after: timedelta = timedelta(hours=12)


DEFAULTS = SampleSettings()
"""What holds where the committee set nothing else."""
