"""Rules of testing: the people a session needs, how far it may go, what is wrong with a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from models.duties import Role
from models.problems import Problem
from models.testing import RoundInput, SessionInput, SessionState

LONGEST = timedelta(hours=24)
"""Longer sessions are taken for a slip of the pen."""

MOVES: Mapping[SessionState, tuple[SessionState, ...]] = {
    SessionState.PLANNED: (SessionState.RUNNING, SessionState.DONE, SessionState.CANCELLED),
    SessionState.RUNNING: (SessionState.DONE, SessionState.PLANNED),
    SessionState.DONE: (SessionState.RUNNING,),
    SessionState.CANCELLED: (SessionState.PLANNED,),
}
"""The states a session can go to, the usual next one first."""


def called(site: str, compounds: Sequence[str]) -> str:
    """What a session is called: its site, else the compounds called to it."""
    return site or "，".join(compounds)


def needs(desks: int, state: str = SessionState.PLANNED) -> Mapping[Role, int]:
    """The people a session needs: one to lead it; at each desk one, and one to keep order there.

    A cancelled session needs nobody.
    """
    if state == SessionState.CANCELLED:
        return {}
    return {Role.LEAD: 1, Role.DESK: desks, Role.ORDER: desks}


def round_problems(given: RoundInput) -> list[Problem]:
    """What is wrong with a round as planned: `field_empty`, `pool_size_wrong`."""
    found = []
    if not given.name.strip():
        found.append(Problem("field_empty", {}, "name"))
    if not 1 <= given.pool_size <= 50:
        found.append(Problem("pool_size_wrong", {"size": given.pool_size}, "pool_size"))
    return found


def session_problems(given: SessionInput) -> list[Problem]:
    """What is wrong with a session as planned: `session_ends_before_start`, `session_too_long`,
    `desks_wrong`, `compound_twice`."""
    found = []
    if given.ends_at <= given.starts_at:
        found.append(Problem("session_ends_before_start", {}, "ends_at"))
    elif given.ends_at - given.starts_at > LONGEST:
        found.append(Problem("session_too_long", {}, "ends_at"))
    if not 1 <= given.desks <= 50:
        found.append(Problem("desks_wrong", {"desks": given.desks}, "desks"))
    for name in dict.fromkeys(given.compounds):
        if given.compounds.count(name) > 1:
            found.append(Problem("compound_twice", {"compound": name}, "compounds"))
    return found


def state_problems(no: int, state: str, to: SessionState) -> list[Problem]:
    """What is wrong with a session's change of state: `session_already`, `session_cannot`."""
    if state == to:
        return [Problem("session_already", {"no": no, "state": state})]
    if to not in MOVES[SessionState(state)]:
        return [Problem("session_cannot", {"no": no, "state": state, "to": str(to)})]
    return []
