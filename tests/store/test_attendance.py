"""Checking in and out on a real file: one step each, undone whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.attendance import commands
from data.attendance import queries as attendance
from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import commands as journal_commands
from data.roster import presence as roster_presence
from data.store import Store
from data.today.queries import board
from models.duties import DutyInput, Role, Work
from models.requests import QueueSettings
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from tests.beginning import begin
from tests.states import refused

LIN, XU = 1, 2
NIGHT, MORNING, OPEN = 1, 2, 4


@pytest.fixture
def office(store: Store) -> Store:
    """A night watch until six, patrols of two from nine to eleven, one open duty, a rest."""
    now = store.now()
    begin(store, PersonInput("小林", PersonKind.STAFF), PersonInput("许强", PersonKind.VOLUNTEER))
    night = now.replace(hour=0)
    nine = now.replace(hour=9)
    given = [
        DutyInput(LIN, Work.NIGHT, Role.HAND, night, night + timedelta(hours=6)),
        DutyInput(LIN, Work.PATROL, Role.HAND, nine, nine + timedelta(hours=2)),
        DutyInput(XU, Work.PATROL, Role.HAND, nine, nine + timedelta(hours=2)),
        DutyInput(None, Work.PATROL, Role.HAND, nine, nine + timedelta(hours=2)),
        DutyInput(LIN, Work.REST, Role.HAND, nine + timedelta(hours=3), nine + timedelta(hours=9)),
    ]
    store.do(duty_commands.change_people, given)
    return store


def test_the_list_of_a_day_has_every_duty_of_somebody(office: Store) -> None:
    today = office.ask(attendance.of_day, date(2022, 4, 9))
    assert [(duty.no, duty.person) for duty in today] == [(2, "小林"), (3, "许强")]
    assert [d.no for d in office.ask(attendance.of_day, date(2022, 4, 8))] == [NIGHT]


def test_several_come_and_leave_each_in_one_step(office: Store, clock: FixedClock) -> None:
    clock.moment = clock.moment.replace(hour=9, minute=5)
    assert office.do(commands.come, [2, 3]).names == ("小林", "许强")
    clock.moment = clock.moment.replace(hour=11, minute=0)
    office.do(commands.leave, [2, 3])
    rows = office.ask(attendance.of_day, date(2022, 4, 9))
    assert {(row.checked_in_at, row.checked_out_at) for row in rows} == {
        ("2022-04-09T01:05:00Z", "2022-04-09T03:00:00Z")
    }
    office.do(journal_commands.undo)
    office.do(journal_commands.undo)
    rows = office.ask(attendance.of_day, date(2022, 4, 9))
    assert {row.checked_in_at for row in rows} == {None}


def test_what_cannot_be_is_refused_and_nothing_is_written(office: Store, clock: FixedClock) -> None:
    clock.moment = clock.moment.replace(hour=9)
    with refused("not_checked_in"):
        office.do(commands.leave, [MORNING])
    office.do(commands.come, [MORNING])
    with refused("checked_in_already"):
        office.do(commands.come, [MORNING])
    early = clock.moment - timedelta(minutes=30)
    with refused("left_before_came"):
        office.do(commands.leave, [MORNING], early)
    late = clock.moment + timedelta(minutes=1)
    with refused("check_in_future"):
        office.do(commands.leave, [MORNING], late)
    office.do(commands.leave, [MORNING])
    with refused("checked_out_already"):
        office.do(commands.leave, [MORNING])
    with refused("duty_nobodys"):
        office.do(commands.come, [OPEN])
    with refused("duty_unknown"):
        office.do(commands.come, [99])


def test_of_several_who_has_come_already_holds_up_no_other(
    office: Store, clock: FixedClock
) -> None:
    clock.moment = clock.moment.replace(hour=9)
    office.do(commands.come, [MORNING])
    checked = office.do(commands.come, [MORNING, 3, 99])
    codes = {no: why.code for no, why in checked.left.items()}
    assert codes == {MORNING: "checked_in_already", 99: "duty_unknown"}
    assert office.ask(duties.duty, 3).checked_in_at is not None
    office.do(journal_commands.undo)
    assert office.ask(duties.duty, 3).checked_in_at is None
    assert office.ask(duties.duty, MORNING).checked_in_at is not None


def test_a_forgotten_check_out_is_found_told_and_closed_with_the_planned_end(
    office: Store, clock: FixedClock
) -> None:
    came = clock.moment.replace(hour=0, minute=10)
    office.do(commands.come, [NIGHT], came)
    assert [duty.no for duty in office.ask(attendance.forgotten, clock.now())] == [NIGHT]
    assert office.ask(attendance.forgotten, clock.moment.replace(hour=6, minute=20)) == []
    assert office.ask(board, clock.now(), QueueSettings()).forgotten == 1
    office.do(commands.close_forgotten, [NIGHT])
    assert office.ask(duties.duty, NIGHT).checked_out_at == "2022-04-08T22:00:00Z"
    assert office.ask(board, clock.now(), QueueSettings()).forgotten == 0


def test_times_are_put_right_or_taken_away(office: Store, clock: FixedClock) -> None:
    clock.moment = clock.moment.replace(hour=12)
    nine = clock.moment.replace(hour=9)
    office.do(commands.put_right, MORNING, nine, nine + timedelta(hours=1))
    assert office.ask(duties.duty, MORNING).checked_out_at == "2022-04-09T02:00:00Z"
    office.do(commands.put_right, MORNING, None, None)
    row = office.ask(duties.duty, MORNING)
    assert (row.checked_in_at, row.checked_out_at) == (None, None)


def test_who_is_isolated_goes_on_by_telephone_and_not_on_foot(
    office: Store, clock: FixedClock
) -> None:
    eight, hour = clock.now().replace(hour=20), timedelta(hours=1)
    with office.step() as step:
        calls, driving = (
            duty_commands.assign(step, DutyInput(XU, work, role, starts, starts + hour))
            for work, role, starts in (
                (Work.TELEPHONE, Role.HAND, eight),
                (Work.REQUEST, Role.DRIVE, eight + hour),
            )
        )
        step.act("people_given", where="", given=[], taken=[])
    office.do(roster_presence.record_presence, [XU], PresenceInput(Place.ISOLATED, clock.now()))
    clock.moment = eight + hour
    assert office.do(commands.come, [calls]).doubts == ()
    (doubt,) = office.do(commands.come, [driving]).doubts
    assert doubt.code == "checked_in_absent"


def test_somebody_absent_is_written_down_with_a_doubt(office: Store, clock: FixedClock) -> None:
    office.do(roster_presence.record_presence, [XU], PresenceInput(Place.ISOLATED, clock.now()))
    clock.moment = clock.moment.replace(hour=9)
    assert office.do(commands.come, [MORNING]).doubts == ()
    (doubt,) = office.do(commands.come, [3]).doubts
    assert (doubt.code, doubt.params["person"]) == ("checked_in_absent", "许强")
    assert office.ask(duties.duty, 3).checked_in_at is not None
