"""Duties in the store: who does what when, for whatever work; no subject of its own is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.duties.acts import (
        Changed,
        change_people,
        replace_person,
    )
    from data.duties.commands import (
        assign,
        move,
        replace,
        unassign,
    )
    from data.duties.hands import (
        Candidate,
        candidates,
        concerns,
        times,
        workers,
    )
    from data.duties.queries import (
        Hand,
        between,
        covered,
        duty,
        hands_json,
        of_person,
        of_work,
        read_hands,
    )

__all__ = [
    "Candidate",
    "Changed",
    "Hand",
    "assign",
    "between",
    "candidates",
    "change_people",
    "concerns",
    "covered",
    "duty",
    "hands_json",
    "move",
    "of_person",
    "of_work",
    "read_hands",
    "replace",
    "replace_person",
    "times",
    "unassign",
    "workers",
]

__getattr__ = lazily(__name__, "queries", "hands", "acts", "commands")
