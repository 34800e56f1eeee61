"""Tubes with people in them, written as the table would have them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from data.ids import new_id
from data.step import Step
from models.address import Address
from models.call_sheet import Part, Sampling
from models.call_sheet.tables import SheetPerson
from models.sampling import TubeState
from models.sampling.tables import Tube
from models.testing import RoundKind, SessionState, TubeKind
from models.testing.tables import TestRound, TestSession


def put_round(step: Step, no: int, at: datetime, day: str = "2022-04-08") -> str:
    """A round with one session of the same number, which is over; the key of the session."""
    round_id, session_id = new_id(), new_id()
    step.add(
        TestRound(
            id=round_id, no=no, name=f"第{no}轮", kind=RoundKind.PCR, day=day, pool_size=10,
            frozen_at=at,
        ),
        TestSession(
            id=session_id, no=no, round_id=round_id, state=SessionState.DONE, site="花园",
            starts_at=at, ends_at=at + timedelta(hours=4), desks=2,
        ),
    )  # fmt: skip
    step.act("set")
    return session_id


def put_tube(
    step: Step,
    round_no: int,
    code: str,
    residents: Sequence[int],
    at: datetime,
    state: TubeState = TubeState.PENDING,
    doors: Sequence[int] = (),
) -> str:
    """A tube of a round; its key.

    Args:
        residents: the numbers of who is in it by name.
        doors: numbers of households of which somebody without a name is in it.
    """
    (round_id,) = step.conn.execute(
        "SELECT id FROM test_round WHERE no = ?", (round_no,)
    ).fetchone()
    (session_id,) = step.conn.execute(
        "SELECT id FROM test_session WHERE round_id = ?", (round_id,)
    ).fetchone()
    (last,) = step.conn.execute(
        "SELECT coalesce(max(position), 0) FROM sheet_person WHERE round_id = ?", (round_id,)
    ).fetchone()
    key = new_id()
    step.add(
        Tube(
            id=key, no=step.next_no("tube"), round_id=round_id, session_id=session_id, desk=1,
            code=code, kind=TubeKind.POOLED, capacity=10, state=state, opened_at=at,
            full_at=at + timedelta(minutes=5), entered_at=at,
        )
    )  # fmt: skip
    people = [("r.no", no) for no in residents] + [("h.no", no) for no in doors]
    sampled = Sampling.MISSED if state is TubeState.VOID else Sampling.SAMPLED
    for place, (column, no) in enumerate(people, 1):
        found = step.conn.execute(
            "SELECT h.id, r.id, r.name, c.name, b.lane, b.name, h.unit, h.room FROM household h"
            " JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id"
            f" LEFT JOIN resident r ON r.household_id = h.id WHERE {column} = ?",
            (no,),
        ).fetchone()
        home, resident, name, *address = found
        named = column == "r.no"
        step.add(
            SheetPerson(
                id=new_id(), round_id=round_id, position=last + place, session_id=session_id,
                household_id=home, resident_id=resident if named else None,
                place=0 if named else 1, name=name if named else "",
                address=json.dumps(Address(*(part or None for part in address))),
                part=Part.CALLED, state=sampled, sampled_at=at, tube_id=key,
            )
        )  # fmt: skip
    step.act("set")
    return key
