"""The sample's calls for help, taken in the order of time: who called, was chased, was told."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data import sql
from data.emergency import commands as emergency_commands
from data.households import keys as household_keys
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.sample.tables import Days, Row, made, table, yes
from models.chases import ChaseInput, Rung, Urgency, Verdict
from models.emergency import LineInput, SheetLine
from models.households import HouseholdInput
from models.requests import ClosingInput, Outcome, RequestInput, RequestKind

if TYPE_CHECKING:
    from data.step import Step


@dataclass(frozen=True, slots=True)
class Call:
    """One call, as the table tells it.

    Attributes:
        mark: a mark of the household that calls; empty for any.
        lane: whether the call comes from the lanes.
        text: what was said, the door left out.
        harm: hours after the call at which somebody is harmed; 0 where nobody knows.
        caller: who called, where it was not the household.
        transfer, arrived: what was arranged and told of a life that was taken to hospital.
        end: how it ended, with nobody told while the resident is still to be told.
    """

    at: datetime
    kind: RequestKind
    urgency: Urgency
    text: str
    mark: str = ""
    lane: bool = False
    harm: int = 0
    reason: str = ""
    days_left: int | None = None
    caller: str = ""
    owner: str = ""
    chases: Sequence[ChaseInput] = ()
    transfer: str = ""
    arrived: str = ""
    end: ClosingInput | None = None


def calls(days: Days, contacts: Mapping[str, int]) -> tuple[list[Call], ChaseInput]:
    """The calls that came, in the order of their table, as far as each has come, and the last
    chase of the first of them, which may be still to come.

    Args:
        contacts: numbers of the directory by name, for those who are chased.
    """
    chases: dict[str, list[ChaseInput]] = {}
    for row in table("chases.csv"):
        chase = made(
            ChaseInput,
            row,
            at=days.at,
            rung=Rung,
            answered=yes,
            promised_until=days.at,
            verdict=Verdict,
        )
        known = chase._replace(contact_no=contacts.get(chase.to))
        if row["call"] == "last" or days.passed(chase.at):
            chases.setdefault(row["call"], []).append(known)
    found = []
    for number, row in enumerate(table("calls.csv"), 1):
        call = made(
            Call,
            row,
            at=days.at,
            kind=RequestKind,
            urgency=Urgency,
            lane=yes,
            harm=int,
            days_left=int,
        )
        if days.passed(call.at):
            end = _ending(row, days)
            found.append(replace(call, chases=chases.get(str(number), []), end=end))
    return found, chases["last"][0]


def _ending(row: Row, days: Days) -> ClosingInput | None:
    if "outcome" not in row or not days.passed(ended := days.at(row["ended_at"])):
        return None
    return ClosingInput(Outcome(row["outcome"]), row.get("told", ""), ended)


def take_calls(
    step: Step,
    calls: Sequence[Call],
    rng: random.Random,
    doors: list[HouseholdInput],
    lanes: set[str],
) -> list[int]:
    """Put the calls into the queue in the order of time.

    Args:
        lanes: names of the compounds that are lanes.

    Returns:
        Their numbers, in the order of the calls.
    """
    staff = step.conn.execute("SELECT name, no FROM person WHERE kind = 'staff'")
    numbers = sql.mapped(staff, "name", "no")
    free = list(enumerate(doors, 1))
    rng.shuffle(free)
    callers = [_caller(call, free, lanes) for call in calls]
    found: dict[int, int] = {}
    for at in sorted(range(len(calls)), key=lambda at: calls[at].at):
        call = calls[at]
        no = request_commands.add_request(step, _request(call, *callers[at]))
        if call.owner:
            request_commands.assign_requests(step, [no], numbers[call.owner])
        for chase in call.chases:
            request_chasing.chase_requests(step, [no], chase, numbers.get(call.owner))
        if call.end is not None:
            for line, said in (
                (SheetLine.TRANSFER, call.transfer),
                (SheetLine.ARRIVED, call.arrived),
            ):
                if said:
                    emergency_commands.add_line(step, no, LineInput(line, said, call.end.at))
            request_commands.close_requests(step, {no: call.end})
        found[at] = no
    return [found[at] for at in range(len(calls))]


def _caller(
    call: Call, free: list[tuple[int, HouseholdInput]], lanes: set[str]
) -> tuple[int, HouseholdInput]:
    """A household that could have called so, each only once."""
    for at, (_no, door) in enumerate(free):
        marks = door.marks or ()
        fits = call.mark in marks if call.mark else "空关" not in marks and "不在沪" not in marks
        if fits and door.phone and (door.compound in lanes) == call.lane:
            return free.pop(at)
    raise LookupError(call.text)


def _request(call: Call, household: int, door: HouseholdInput) -> RequestInput:
    spelled = household_keys.spelled(
        household_keys.Door(
            door.compound, door.lane or "", door.building, door.unit or "", door.room or ""
        )
    )
    return RequestInput(
        text=f"{spelled} {call.text} {door.phone}",
        summary=call.text,
        kind=call.kind,
        urgency=call.urgency,
        opened_at=call.at,
        household_no=household,
        harm_at=call.at + timedelta(hours=call.harm) if call.harm else None,
        harm_reason=call.reason or None,
        days_left=call.days_left,
        caller=call.caller or door.head or "",
        phone=door.phone or "",
    )
