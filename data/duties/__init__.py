"""Duties in the store: who does what when, for whatever work; no subject of its own is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.duties.acts import (
        Changed,
        change_people,
        replace_person,
        set_settings,
    )
    from data.duties.commands import (
        assign,
        move,
        replace,
        unassign,
    )
    from data.duties.days import (
        PersonDay,
        PersonWeek,
        people_in,
        people_on,
    )
    from data.duties.hands import (
        Candidate,
        Swap,
        candidates,
        concerns,
        swap_out,
        times,
        workers,
    )
    from data.duties.planning import (
        Copied,
        Moved,
        copy_day,
        doubts,
        reschedule,
        swap,
    )
    from data.duties.queries import (
        between,
        duty,
        hands_json,
        of_person,
        of_work,
        read_hands,
        settings,
    )
    from data.duties.slots import (
        CoverRow,
        day_cover,
    )

__all__ = [
    "Candidate",
    "Changed",
    "Copied",
    "CoverRow",
    "Moved",
    "PersonDay",
    "PersonWeek",
    "Swap",
    "assign",
    "between",
    "candidates",
    "change_people",
    "concerns",
    "copy_day",
    "day_cover",
    "doubts",
    "duty",
    "hands_json",
    "move",
    "of_person",
    "of_work",
    "people_in",
    "people_on",
    "read_hands",
    "replace",
    "replace_person",
    "reschedule",
    "set_settings",
    "settings",
    "swap",
    "swap_out",
    "times",
    "unassign",
    "workers",
]

__getattr__ = lazily(__name__, "queries", "slots", "hands", "days", "acts", "commands", "planning")
