"""Loads: what is carried from a gate to its buildings, by whom and how. No tables."""

from __future__ import annotations

from enum import StrEnum


class LoadState(StrEnum):
    """How far a load is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"


class Means(StrEnum):
    """What a load is carried with."""

    FOOT = "foot"
    TROLLEY = "trolley"
    TRICYCLE = "tricycle"
    CAR = "car"
