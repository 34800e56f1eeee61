"""A round kept as it was planned: the round, its sessions, their batches, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from data import sql
from data.ids import new_id
from data.stock import queries as stock
from data.stock.commands import move_goods
from data.testing import commands, queries
from data.testing.planning import plan_round
from models.problems import Refused
from models.stock import MoveInput, MoveKind
from models.testing import (
    Batch,
    RoundPlan,
    RoundWish,
    SessionPlan,
    SessionState,
)

if TYPE_CHECKING:
    from data.step import Step


def plan_and_add(step: Step, wish: RoundWish) -> tuple[int, RoundPlan]:
    """Plan a round by who would be on its call sheet now, and keep it; its number with the plan.

    Raises:
        Refused: as `data.testing.planning.plan_round`.
    """
    found = plan_round(step.conn, wish, step.at)
    return add_round_plan(step, found), found


def add_round_plan(step: Step, plan: RoundPlan) -> int:
    """Keep a round with its sessions and batches, as it was planned.

    Returns:
        Its number.

    Raises:
        Refused: `plan_outdated` where a compound or building of it is gone; as
            `models.testing.rules.round_problems`.
    """
    from models.testing.tables import RoundBuilding, SessionCompound, TestBatch, TestSession

    no = commands.add_round(step, plan.wish.given)
    round_id = queries.round_of(step.conn, no).id
    compounds = sql.mapped(step.conn.execute("SELECT name, id FROM compound"), "name", "id")
    known = {one["id"] for one in sql.named(step.conn.execute("SELECT id FROM building"))}
    needed = {batch.building for one in plan.sessions for batch in one.batches}
    called = {one.compound for one in plan.sessions}
    if not needed.union(plan.wish.buildings) <= known or not called <= compounds.keys():
        raise Refused("plan_outdated")
    step.add_rows(
        RoundBuilding,
        [{"id": new_id(), "round_id": round_id, "building_id": key} for key in plan.wish.buildings],
    )
    first = step.next_no("test_session")
    sessions: list[dict[str, Any]] = []
    gates: list[dict[str, Any]] = []
    batches: list[dict[str, Any]] = []
    for number, one in enumerate(plan.sessions, first):
        key = new_id()
        sessions.append(_session(key, number, round_id, one))
        gates.append(
            {
                "id": new_id(),
                "session_id": key,
                "compound_id": compounds[one.compound],
                "position": 0,
            }
        )
        batches += _rows(key, one.batches)
    step.add_rows(TestSession, sessions)
    step.add_rows(SessionCompound, gates)
    step.add_rows(TestBatch, batches)
    for row in queries.sessions(step.conn, no):
        commands.put_search(step, row)
    _give_out(step, plan.wish)
    step.act("round_planned", no=no, name=plan.wish.given.name, sessions=len(sessions))
    return no


def _give_out(step: Step, wish: RoundWish) -> None:
    """Let the materials of a round go out of stock; what there is too little of stays, for its plan
    tells."""
    for no, quantity in wish.materials.items():
        if stock.one(step.conn, no, step.at).balance >= quantity:
            move_goods(step, no, MoveKind.OUT, MoveInput(quantity, wish.given.name))


def _session(key: str, no: int, round_id: str, one: SessionPlan) -> dict[str, Any]:
    return {
        "id": key,
        "no": no,
        "version": 1,
        "round_id": round_id,
        "state": SessionState.PLANNED,
        "site": one.site,
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "desks": one.desks,
        "skill": "",
        "note": "",
        "search": "",
    }


def _rows(session_id: str, batches: Sequence[Batch]) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "session_id": session_id,
            "position": place,
            "building_id": one.building,
            "first_room": one.first_room,
            "last_room": one.last_room,
            "households": one.households,
            "people": one.people,
            "starts_at": one.starts_at,
            "at_door": int(one.at_door),
            "in_break": int(one.in_break),
        }
        for place, one in enumerate(batches, 1)
    ]
