"""The acts on supplies, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data.supplies import commands, queries
from models.journal import Act
from models.supplies import DeliveryInput, DropState

if TYPE_CHECKING:
    from data.store import Store


def announce_delivery(store: Store, given: DeliveryInput) -> int:
    """Note a delivery; see `commands.add_delivery`."""
    with store.write(Act("delivery_added")) as step:
        return commands.add_delivery(step, given)


def change_delivery(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a delivery; see `commands.edit_delivery`."""
    with store.write(Act("delivery_changed")) as step:
        commands.edit_delivery(step, no, version, changes)
    return no


def change_drop(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a drop; see `commands.edit_drop`."""
    with store.write(Act("drop_changed")) as step:
        commands.edit_drop(step, no, version, changes)
    return no


def tick_drops(store: Store, numbers: Sequence[int], state: DropState) -> DropState:
    """Say how far drops are, all or none of them; see `commands.mark_drop`."""
    with store.write(Act(f"drop_{state}")) as step:
        names = []
        for no in numbers:
            commands.mark_drop(step, no, state)
            names.append(queries.drop(step.raw, no).compound)
        step.tell(compound=names)
    return state
