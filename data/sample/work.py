"""The sample's days: deliveries with their drops, rounds with their sessions, who does what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data import sql
from data.duties import candidates as duty_candidates
from data.duties import commands as duty_commands
from data.sample.tables import Days, Row, made, table, words
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.testing import commands as testing_commands
from data.work import kinds
from models.duties import DutyInput, Role, Work, WorkView
from models.roster import PersonKind
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput, SessionState

if TYPE_CHECKING:
    from data.step import Step


def yesterday(step: Step, days: Days) -> None:
    """The day before: a truck unloaded everywhere, an antigen round, a long night."""
    truck = DeliveryInput(days.at("-1 09:30"), _goods(-1), "沪A·T0417", "高师傅", "13800009201")
    rows = supplies.drops(step.conn, supply_commands.add_delivery(step, truck))
    for row in rows:
        _fill(step, kinds.one(step.conn, Work.DROP, row.no), Role.CARRY, row.hands_needed)
    supply_commands.mark_drops(step, [row.no for row in rows], DropState.DONE)
    _add_round(step, days, -1, "抗原", RoundKind.ANTIGEN, pool_size=1)
    _give_duties(step, days, -1)
    step.act("sample_yesterday")


def today(step: Step, days: Days) -> None:
    """The sample's day: a truck at nine, a PCR round under way, gaps still to be filled."""
    _add_round(step, days, 0, "核酸", RoundKind.PCR, note="第五轮，十混一")
    note = "米袋在最里面，先卸菜。师傅车上没水喝，备两瓶"
    truck = DeliveryInput(days.at("0 09:00"), _goods(0), "沪A·D0620", "朱师傅", "13800009200", note)
    no = supply_commands.add_delivery(step, truck)
    _truck_people(step, [row.no for row in supplies.drops(step.conn, no)])
    _give_duties(step, days, 0)


def tomorrow(step: Step, days: Days) -> None:
    """What is known of the next day, hardly staffed yet."""
    _add_round(step, days, 1, "核酸", RoundKind.PCR, note="第六轮")
    truck = DeliveryInput(days.at("1 09:00"), _goods(1), driver="街道调度", note="车牌明早告知")
    supply_commands.add_delivery(step, truck)
    _give_duties(step, days, 1)


def _of_day(name: str, day: int) -> list[Row]:
    return [row for row in table(name) if row["day"] == str(day)]


def _goods(day: int) -> tuple[ItemInput, ...]:
    rows = _of_day("items.csv", day)
    return tuple(made(ItemInput, row, quantity=int, rule=AllocationRule) for row in rows)


def _add_round(
    step: Step,
    days: Days,
    day: int,
    what: str,
    kind: RoundKind,
    *,
    pool_size: int = 10,
    note: str = "",
) -> None:
    """Add a round, called by its day, with its sessions and who is at them."""
    held = days.day(str(day))
    name = f"{held.month}月{held.day}日{what}"
    number = testing_commands.add_round(step, RoundInput(name, kind, held, pool_size, note))
    for row in _of_day("sessions.csv", day):
        session = made(
            SessionInput,
            {**row, "round_no": str(number)},
            round_no=int,
            compounds=words,
            starts_at=days.at,
            ends_at=days.at,
            desks=int,
        )
        no = testing_commands.add_session(step, session)
        _staff(step, no, row)
        if "state" in row and days.passed(session.starts_at):
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


def _staff(step: Step, session_no: int, row: Row) -> None:
    """Give a session whom its row names: who leads, how many are at the desks and keep order."""
    target = kinds.one(step.conn, Work.SESSION, session_no)
    if "lead" in row:
        duty_commands.assign(step, target.duty(_numbers(step)[row["lead"]], Role.LEAD))
    _fill(step, target, Role.DESK, int(row.get("at_desks", 0)))
    _fill(step, target, Role.ORDER, int(row.get("keeping", 0)))


def _fill(step: Step, target: WorkView, role: Role, count: int) -> None:
    """Give the work to so many volunteers against whom nothing speaks, the nearest first."""
    free = [
        person
        for person in duty_candidates.candidates(step.conn, target, role)
        if person.free and person.duty_no is None and person.kind == PersonKind.VOLUNTEER
    ]
    for person in free[:count]:
        duty_commands.assign(step, target.duty(person.no, role))


def _give_duties(step: Step, days: Days, day: int) -> None:
    """Give people the duties of a day that hang on no record."""
    numbers = _numbers(step)
    for row in _of_day("duties.csv", day):
        told = {**row, "person_no": str(numbers[row["name"]])}
        given = made(
            DutyInput,
            told,
            person_no=int,
            work=Work,
            role=Role,
            starts_at=days.at,
            ends_at=days.at,
        )
        duty_commands.assign(step, given)


def _numbers(step: Step) -> dict[str, int]:
    rows = step.conn.execute("SELECT name, no FROM person WHERE kind <> 'volunteer'")
    return sql.mapped(rows, "name", "no")
