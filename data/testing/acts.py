"""The acts on testing, each one transaction and one step of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.store import Step


from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from data.testing import commands, queries
from models.testing import RoundInput, SessionInput, SessionState

if TYPE_CHECKING:
    pass


def change_round(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a round; see `commands.edit_round`."""
    step.act("round_changed")
    commands.edit_round(step, no, version, changes)
    return no


def plan_session(step: Step, given: SessionInput, new_round: RoundInput | None = None) -> int:
    """Plan a session, and first its round when that is new; see `commands.add_session`."""
    step.act("session_added")
    if new_round is not None:
        given = replace(given, round_no=commands.add_round(step, new_round))
    return commands.add_session(step, given)


def change_session(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a session; see `commands.edit_session`."""
    step.act("session_changed")
    commands.edit_session(step, no, version, changes)
    return no


def tick_sessions(step: Step, numbers: Sequence[int], state: SessionState) -> SessionState:
    """Say how far sessions are, all or none of them; see `commands.mark_session`."""
    step.act(f"session_{state}")
    for no in numbers:
        commands.mark_session(step, no, state)
    sites = [queries.row(step.conn, no).site for no in numbers]
    step.tell(no=list(numbers), site=sites)
    return state
