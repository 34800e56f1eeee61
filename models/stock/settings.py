"""What the committee sets of stock, and as what it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StockSettings:
    """How it is reckoned how long goods last; each can be set, in days.

    Attributes:
        look_days: how many of the last days tell what is used.
        warn_days: with fewer days left than these goods are told of on the board.
    """

    look_days: int = 7
    warn_days: int = 2


DEFAULTS = StockSettings()
"""What holds where the committee set nothing else."""


def kept(settings: StockSettings) -> dict[str, int]:
    """The settings as they are stored."""
    return {"look_days": settings.look_days, "warn_days": settings.warn_days}
