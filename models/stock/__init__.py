"""Stock: what the store-room holds, what went in and out, what kits are made of. No tables."""

from __future__ import annotations

from enum import StrEnum


class StockKind(StrEnum):
    """What sort of goods it is."""

    GEAR = "gear"
    """Protective gear: gowns, masks, shields, test kits."""
    GOODS = "goods"
    KIT = "kit"
    """Made of parts that are kept, too."""


class MoveKind(StrEnum):
    """How goods came to be more or fewer."""

    IN = "in"
    OUT = "out"
    BACK = "back"
    COUNT = "count"
    """Counted: the balance is what was found."""
    MADE = "made"
    """Kits were made of parts: the kits more, the parts fewer."""
