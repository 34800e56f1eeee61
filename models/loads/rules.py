"""Rules of loads: how far they can go, how many people they need, what makes one worth a look."""

from __future__ import annotations

from collections.abc import Mapping

from models.duties import Role
from models.loads import LoadRow, LoadState, Means
from models.loads.carrying import VEHICLES
from models.problems import Problem

MOVES: Mapping[LoadState, tuple[LoadState, ...]] = {
    LoadState.PLANNED: (LoadState.UNDER_WAY, LoadState.DONE, LoadState.CANCELLED),
    LoadState.UNDER_WAY: (LoadState.DONE, LoadState.PLANNED, LoadState.CANCELLED),
    LoadState.DONE: (LoadState.UNDER_WAY, LoadState.PLANNED),
    LoadState.CANCELLED: (LoadState.PLANNED,),
}
"""The states a load can go to, the usual next one first."""


def state_problems(no: int, state: str, to: LoadState) -> list[Problem]:
    """What is wrong with a load's change of state: `load_already`, `load_cannot`."""
    if state == to:
        return [Problem("load_already", {"no": no})]
    if to not in MOVES[LoadState(state)]:
        return [Problem("load_cannot", {"no": no})]
    return []


def needs(means: str, hands: int, state: str = LoadState.PLANNED) -> Mapping[Role, int]:
    """What a load needs: one who drives where there is a vehicle, the others carry; nothing once
    it is called off."""
    if state == LoadState.CANCELLED:
        return {}
    if Means(means) not in VEHICLES:
        return {Role.CARRY: hands}
    return {Role.DRIVE: 1, Role.CARRY: hands - 1} if hands > 1 else {Role.DRIVE: 1}


def is_open(row: LoadRow) -> bool:
    """Whether a load is to be planned anew: it has not begun, and something is wrong with it."""
    return row.state == LoadState.PLANNED and bool(warnings(row))


def warnings(row: LoadRow) -> list[Problem]:
    """What is wrong with a load that is still to be done: `load_short` (lack), `load_changed`
    (units, now), `load_mixed` for one that goes to closed and to open doors since one closed."""
    if row.state not in (LoadState.PLANNED, LoadState.UNDER_WAY):
        return []
    found = []
    if row.coming < row.hands_needed:
        found.append(Problem("load_short", {"lack": row.hands_needed - row.coming}))
    if row.units_now != row.units:
        found.append(Problem("load_changed", {"units": row.units, "now": row.units_now}))
    if 0 < row.closed_now < len(row.buildings):
        found.append(Problem("load_mixed"))
    return found
