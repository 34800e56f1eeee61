"""People in the store: persons, skills, presence; what is asked of them and done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.people.buildings import (
        buildings_led,
        close_building,
    )
    from data.people.commands import (
        add_person,
        archive_person,
        edit_person,
        insert_people,
        update_person,
    )
    from data.people.custody import (
        held_by,
        kept_for,
    )
    from data.people.presence import (
        record_presence,
    )
    from data.people.queries import (
        Absence,
        OnDuty,
        absences,
        on_duty,
        people,
        person,
        presence_of,
        private_notes,
        roster,
        roster_row,
    )

__all__ = [
    "Absence",
    "OnDuty",
    "absences",
    "add_person",
    "archive_person",
    "buildings_led",
    "close_building",
    "edit_person",
    "held_by",
    "insert_people",
    "kept_for",
    "on_duty",
    "people",
    "person",
    "presence_of",
    "private_notes",
    "record_presence",
    "roster",
    "roster_row",
    "update_person",
]

__getattr__ = lazily(__name__, "queries", "custody", "buildings", "commands", "presence")
