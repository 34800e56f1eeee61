"""The sample's days: deliveries with their drops, rounds with their sessions, who does what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.duties import candidates as duty_candidates
from data.duties import commands as duty_commands
from data.sample.tables import Days, Values, made, table
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.testing import commands as testing_commands
from data.work import kinds
from models.duties import DutyInput, Role, Work, WorkView
from models.roster import PersonKind
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput, SessionState

if TYPE_CHECKING:
    from data.store import Step


def yesterday(step: Step, days: Days) -> None:
    """The day before: a truck unloaded everywhere, an antigen round, a long night."""
    told = table("work.toml")["yesterday"]
    rows = supplies.drops(step.conn, _add_delivery(step, days, told["delivery"]))
    for row in rows:
        _fill(step, kinds.one(step.conn, Work.DROP, row.no), Role.CARRY, row.hands_needed)
    supply_commands.mark_drops(step, [row.no for row in rows], DropState.DONE)
    _add_round(step, days, told)
    _give_duties(step, days, told["duties"])
    step.act("sample_yesterday")


def today(step: Step, days: Days) -> None:
    """The sample's day: a truck at nine, a PCR round under way, gaps still to be filled."""
    told = table("work.toml")["today"]
    _add_round(step, days, told)
    truck = _add_delivery(step, days, told["delivery"])
    _truck_people(step, [row.no for row in supplies.drops(step.conn, truck)])
    _give_duties(step, days, told["duties"])


def tomorrow(step: Step, days: Days) -> None:
    """What is known of the next day, hardly staffed yet."""
    told = table("work.toml")["tomorrow"]
    _add_round(step, days, told)
    _add_delivery(step, days, told["delivery"])
    _give_duties(step, days, told["duties"])


def _add_delivery(step: Step, days: Days, told: Values) -> int:
    def items(rows: Sequence[Values]) -> tuple[ItemInput, ...]:
        return tuple(made(ItemInput, row, rule=AllocationRule) for row in rows)

    given = made(DeliveryInput, told, arrives_at=days.at, items=items)
    return supply_commands.add_delivery(step, given)


def _add_round(step: Step, days: Days, told: Values) -> None:
    """Add a round, called by its day, with its sessions and who is at them."""
    given = told["round"]
    day = days.day(given["day"])
    name = f"{day.month}月{day.day}日{given['name']}"
    values = {**given, "name": name, "day": day}
    round_no = testing_commands.add_round(step, made(RoundInput, values, kind=RoundKind))
    for row in told["sessions"]:
        session = SessionInput(
            round_no,
            row["site"],
            tuple(row["compounds"]),
            days.at(row["starts_at"]),
            days.at(row["ends_at"]),
            row.get("desks", 1),
        )
        no = testing_commands.add_session(step, session)
        _staff(step, no, row)
        if "state" in row:
            testing_commands.mark_sessions(step, [no], SessionState(row["state"]))


def _truck_people(step: Step, stops: Sequence[int]) -> None:
    """The tricycle goes along to every stop; each gate has hands of its own, the last too few."""
    numbers = _numbers(step)
    for at, no in enumerate(stops):
        target = kinds.one(step.conn, Work.DROP, no)
        duty_commands.assign(step, target.duty(numbers["马德福"], Role.DRIVE))
        if at % 4 == 0:
            duty_commands.assign(step, target.duty(numbers["马小军"], Role.CARRY))
        wanted = target.needs[Role.HAND] - 1 - (at % 4 == 0)
        _fill(step, target, Role.CARRY, wanted if at < 4 else max(0, wanted - at // 3))


def _staff(step: Step, session_no: int, told: Values) -> None:
    target = kinds.one(step.conn, Work.SESSION, session_no)
    if "lead" in told:
        duty_commands.assign(step, target.duty(_numbers(step)[told["lead"]], Role.LEAD))
    _fill(step, target, Role.DESK, told.get("at_desks", 0))
    _fill(step, target, Role.ORDER, told.get("keeping", 0))


def _fill(step: Step, target: WorkView, role: Role, count: int) -> None:
    """Give the work to so many volunteers against whom nothing speaks, the nearest first."""
    free = [
        person
        for person in duty_candidates.candidates(step.conn, target, role)
        if person.free and person.duty_no is None and person.kind == PersonKind.VOLUNTEER
    ]
    for person in free[:count]:
        duty_commands.assign(step, target.duty(person.no, role))


def _give_duties(step: Step, days: Days, rows: list[Values]) -> None:
    """Give people the duties that hang on no record."""
    numbers = _numbers(step)
    for row in rows:
        values = {name: value for name, value in row.items() if name != "name"}
        values["person_no"] = numbers[row["name"]]
        given = made(DutyInput, values, work=Work, role=Role, starts_at=days.at, ends_at=days.at)
        duty_commands.assign(step, given)


def _numbers(step: Step) -> dict[str, int]:
    return dict(
        step.conn.execute("SELECT name, no FROM person WHERE kind <> 'volunteer'").fetchall()
    )
