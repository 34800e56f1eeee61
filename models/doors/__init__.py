"""Doors: who gets what behind which door, and who missed out. No tables."""

from __future__ import annotations

from enum import StrEnum


class MissedWhy(StrEnum):
    """Why a door got nothing, or not all."""

    ABSENT = "absent"
    """Nobody answered."""
    LACKING = "lacking"
    """There was not enough, or something was missing."""
    REFUSED = "refused"
    """They did not want it."""
    OTHER = "other"
