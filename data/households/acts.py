"""The acts on places, each one transaction and one step of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.store import Step


from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.households import commands as household_commands
from data.households import compounds as compound_commands
from models.households import CompoundInput, HouseholdInput

if TYPE_CHECKING:
    pass


def add_compound(step: Step, given: CompoundInput) -> int:
    """Keep a new compound; see `compound_commands.add_compound`."""
    step.act("compound_added")
    return compound_commands.add_compound(step, given)


def change_compound(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a compound; see `compound_commands.edit_compound`."""
    step.act("compound_changed")
    compound_commands.edit_compound(step, no, version, changes)
    return no


def add_household(step: Step, given: HouseholdInput) -> int:
    """Keep a new household; see `household_commands.add_household`."""
    step.act("household_added")
    return household_commands.add_household(step, given)


def change_household(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a household; see `household_commands.edit_household`."""
    step.act("household_changed")
    household_commands.edit_household(step, no, version, changes)
    return no
