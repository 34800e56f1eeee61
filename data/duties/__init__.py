"""Duties in the store: who does what when, for whatever work; no subject of its own is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.duties.acts import (
        Changed,
        change_people,
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
        planned,
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
    from data.duties.reserves import (
        Hour,
        weakest_hour,
    )
    from data.duties.slots import (
        CoverRow,
        cover_of,
        day_cover,
    )

__all__ = [
    "Candidate",
    "Changed",
    "Copied",
    "CoverRow",
    "Hour",
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
    "cover_of",
    "day_cover",
    "doubts",
    "duty",
    "hands_json",
    "move",
    "of_person",
    "of_work",
    "people_in",
    "people_on",
    "planned",
    "read_hands",
    "replace",
    "reschedule",
    "set_settings",
    "settings",
    "swap",
    "swap_out",
    "times",
    "unassign",
    "weakest_hour",
    "workers",
]

__getattr__ = lazily(
    __name__, "queries", "slots", "hands", "reserves", "days", "acts", "commands", "planning"
)
