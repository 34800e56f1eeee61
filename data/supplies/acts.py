"""The acts on supplies, each one transaction and one step of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.store import Step


from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data.supplies import commands, queries
from models.supplies import DeliveryInput, DropState

if TYPE_CHECKING:
    pass


def announce_delivery(step: Step, given: DeliveryInput) -> int:
    """Note a delivery; see `commands.add_delivery`."""
    step.act("delivery_added")
    return commands.add_delivery(step, given)


def change_delivery(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a delivery; see `commands.edit_delivery`."""
    step.act("delivery_changed")
    commands.edit_delivery(step, no, version, changes)
    return no


def change_drop(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a drop; see `commands.edit_drop`."""
    step.act("drop_changed")
    commands.edit_drop(step, no, version, changes)
    return no


def tick_drops(step: Step, numbers: Sequence[int], state: DropState) -> DropState:
    """Say how far drops are, all or none of them; see `commands.mark_drop`."""
    step.act(f"drop_{state}")
    names = []
    for no in numbers:
        commands.mark_drop(step, no, state)
        names.append(queries.drop(step.conn, no).compound)
    step.tell(compound=names)
    return state
