"""Supplies in the store: deliveries, their items, the drops at the gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.supplies.acts import (
        announce_delivery,
        change_delivery,
        change_drop,
        tick_drops,
    )
    from data.supplies.commands import (
        add_delivery,
        edit_delivery,
        edit_drop,
        input_of,
        mark_delivery,
        mark_drop,
    )
    from data.supplies.queries import (
        DROPS,
        day_bounds,
        delivery,
        drop,
        drop_row,
        drops,
        same_delivery,
        target,
    )
    from data.supplies.shares import live_drops

__all__ = [
    "DROPS",
    "add_delivery",
    "announce_delivery",
    "change_delivery",
    "change_drop",
    "day_bounds",
    "delivery",
    "drop",
    "drop_row",
    "drops",
    "edit_delivery",
    "edit_drop",
    "input_of",
    "live_drops",
    "mark_delivery",
    "mark_drop",
    "same_delivery",
    "target",
    "tick_drops",
]

__getattr__ = lazily(__name__, "queries", "shares", "acts", "commands")
