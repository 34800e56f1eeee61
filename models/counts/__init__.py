"""Counts: how many of some goods there are at each step from the truck to the doors. No tables."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where goods are counted, in the order in which they pass; what is planned is no count."""

    TRUCK = "truck"
    """As the truck's note says, gate by gate."""
    GATE = "gate"
    BUILDING = "building"
    DOORS = "doors"


class Reason(StrEnum):
    """Why a count differs from the one before it."""

    SHORT = "short"
    DAMAGED = "damaged"
    WRONG_KIT = "wrong_kit"
    EXTRA_PEOPLE = "extra_people"
    HELD_BACK = "held_back"
    THEFT = "theft"
    OTHER = "other"
