"""The emergency sheet in the store: what was done for a life, line by line, and the acts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.emergency.acts import (
        add_line,
        choose_checklist,
        log_attempt,
        name_callers,
        tick_item,
    )
    from data.emergency.commands import (
        attempt,
        callers,
        checklist,
        line,
        tick,
    )
    from data.emergency.queries import lives, sheet

__all__ = [
    "add_line",
    "attempt",
    "callers",
    "checklist",
    "choose_checklist",
    "line",
    "lives",
    "log_attempt",
    "name_callers",
    "sheet",
    "tick",
    "tick_item",
]

__getattr__ = lazily(__name__, "queries", "acts", "commands")
