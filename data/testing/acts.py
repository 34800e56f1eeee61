"""The acts on testing, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from data.testing import commands, queries
from models.journal import Act
from models.testing import RoundInput, SessionInput, SessionState

if TYPE_CHECKING:
    from data.store import Store


def change_round(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a round; see `commands.edit_round`."""
    with store.write(Act("round_changed")) as step:
        commands.edit_round(step, no, version, changes)
    return no


def plan_session(store: Store, given: SessionInput, new_round: RoundInput | None = None) -> int:
    """Plan a session, and first its round when that is new; see `commands.add_session`."""
    with store.write(Act("session_added")) as step:
        if new_round is not None:
            given = replace(given, round_no=commands.add_round(step, new_round))
        return commands.add_session(step, given)


def change_session(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a session; see `commands.edit_session`."""
    with store.write(Act("session_changed")) as step:
        commands.edit_session(step, no, version, changes)
    return no


def tick_sessions(store: Store, numbers: Sequence[int], state: SessionState) -> SessionState:
    """Say how far sessions are, all or none of them; see `commands.mark_session`."""
    with store.write(Act(f"session_{state}")) as step:
        for no in numbers:
            commands.mark_session(step, no, state)
        sites = [queries.row(step.raw, no).site for no in numbers]
        step.tell(no=list(numbers), site=sites)
    return state
