"""The acts on testing, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.testing import commands
from models.journal import Act
from models.testing import RoundInput, SessionInput, SessionState

if TYPE_CHECKING:
    from data.store import Store


def plan_round(store: Store, given: RoundInput) -> int:
    """Plan a round; see `commands.add_round`."""
    with store.write(Act("round_added")) as step:
        return commands.add_round(step, given)


def change_round(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a round; see `commands.edit_round`."""
    with store.write(Act("round_changed")) as step:
        commands.edit_round(step, no, version, changes)
    return no


def plan_session(store: Store, given: SessionInput) -> int:
    """Plan a session; see `commands.add_session`."""
    with store.write(Act("session_added")) as step:
        return commands.add_session(step, given)


def change_session(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a session; see `commands.edit_session`."""
    with store.write(Act("session_changed")) as step:
        commands.edit_session(step, no, version, changes)
    return no


def tick_session(store: Store, no: int, state: SessionState) -> SessionState:
    """Say how far a session is; see `commands.mark_session`."""
    with store.write(Act(f"session_{state}")) as step:
        commands.mark_session(step, no, state)
    return state
