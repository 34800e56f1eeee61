"""How far a single re-test may go, and whom it needs, for all that plans people. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from models.duties import Role
from models.problems import Problem
from models.recall import RetestState

MOVES: Mapping[RetestState, tuple[RetestState, ...]] = {
    RetestState.PLANNED: (RetestState.UNDER_WAY, RetestState.DONE, RetestState.CANCELLED),
    RetestState.UNDER_WAY: (RetestState.DONE, RetestState.PLANNED, RetestState.CANCELLED),
    RetestState.DONE: (RetestState.UNDER_WAY, RetestState.PLANNED),
    RetestState.CANCELLED: (RetestState.PLANNED,),
}
"""The states a re-test can go to, the usual next one first."""


def state_problems(no: int, state: str, to: RetestState) -> list[Problem]:
    """What is wrong with a re-test's change of state: `retest_already`, `retest_cannot`."""
    if state == to:
        return [Problem("retest_already", {"no": no})]
    if to not in MOVES[RetestState(state)]:
        return [Problem("retest_cannot", {"no": no})]
    return []


def needs(hands: int, state: str = RetestState.PLANNED) -> Mapping[Role, int]:
    """Who goes to a door: one who samples, and a guide where two are needed; nobody once it is
    called off."""
    if state == RetestState.CANCELLED:
        return {}
    return {Role.HAND: 1, Role.GUIDE: hands - 1} if hands > 1 else {Role.HAND: 1}
