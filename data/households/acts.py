"""The acts on places, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.households import commands as household_commands
from data.households import compounds as compound_commands
from models.households import CompoundInput, HouseholdInput
from models.journal import Act

if TYPE_CHECKING:
    from data.store import Store


def add_compound(store: Store, given: CompoundInput) -> int:
    """Keep a new compound; see `compound_commands.add_compound`."""
    with store.write(Act("compound_added")) as step:
        return compound_commands.add_compound(step, given)


def change_compound(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a compound; see `compound_commands.edit_compound`."""
    with store.write(Act("compound_changed")) as step:
        compound_commands.edit_compound(step, no, version, changes)
    return no


def add_household(store: Store, given: HouseholdInput) -> int:
    """Keep a new household; see `household_commands.add_household`."""
    with store.write(Act("household_added")) as step:
        return household_commands.add_household(step, given)


def change_household(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a household; see `household_commands.edit_household`."""
    with store.write(Act("household_changed")) as step:
        household_commands.edit_household(step, no, version, changes)
    return no
