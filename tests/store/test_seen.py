"""What was chosen while another desk changed it: refused, and neither is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.emergency import commands as emergency_commands
from data.emergency import queries as emergency
from data.reading.capture import capture
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.store import Store
from data.timeline import commands as timeline_commands
from models.duties import DutyInput, Role, Slot, Work
from models.emergency import EmergencyKind
from models.roster import PersonInput, PersonKind
from models.times import loaded
from tests.beginning import begin
from tests.states import refused, state

HOUR = timedelta(hours=1)


@pytest.fixture
def crew(filled: Store) -> Store:
    """Three people, of whom two have a duty, the third an open one; and a life."""
    begin(filled, *(PersonInput(name, PersonKind.STAFF) for name in "甲乙丙"))
    now = filled.now()
    for at, person in enumerate((1, 2, None)):
        starts = now + at * 3 * HOUR
        given = DutyInput(person, Work.PATROL, Role.HAND, starts, starts + 2 * HOUR, note="东门")
        filled.do(duty_commands.change_people, [given])
    filled.do(capture, "大林苑2号1805室 孕妇大出血")
    return filled


def test_a_duty_somebody_else_has_by_now_is_not_taken_away(crew: Store) -> None:
    seen = crew.ask(duties.duty, 1)
    start, end = loaded(seen.starts_at), loaded(seen.ends_at)
    crew.do(timeline_commands.reschedule, 1, start, end, 3)
    before = state(crew)
    with refused("duty_changed", no=1), crew.step() as step:
        duty_commands.change_people(step, [], [1], seen={1: seen.person_no})
    with refused("duty_changed", no=1):
        crew.do(timeline_commands.swap, 1, 2, (seen, crew.ask(duties.duty, 2)))
    assert state(crew) == before


def test_an_open_place_that_was_given_meanwhile_stays_whose_it_is(crew: Store) -> None:
    row = crew.ask(duties.duty, 3)
    starts, ends = loaded(row.starts_at), loaded(row.ends_at)
    slot = Slot(Work.PATROL, None, 3, Role.HAND, starts, ends, row.where)
    crew.do(timeline_commands.fill, slot, 2)
    with refused("place_taken"):
        crew.do(timeline_commands.fill, slot, 1)
    assert crew.ask(duties.duty, 3).person_no == 2


def test_who_looks_after_a_request_is_not_overruled_unseen(crew: Store) -> None:
    crew.do(request_commands.assign_requests, [1], 2)
    with refused("owner_changed", no=1), crew.step() as step:
        request_commands.assign_requests(step, [1], 3, seen={1: None})
    assert crew.ask(requests.view, 1).owner_no == 2
    with crew.step() as step:
        request_commands.assign_requests(step, [1], 3, seen={1: 2})
    assert crew.ask(requests.view, 1).owner_no == 3


def test_who_calls_for_a_life_is_not_overruled_unseen(crew: Store) -> None:
    crew.do(emergency_commands.name_callers, 1, [2])
    with refused("callers_changed", names=["乙"]), crew.step() as step:
        emergency_commands.name_callers(step, 1, [3], seen=[])
    kind = EmergencyKind(crew.ask(emergency.sheet, 1).kind)
    other, third = [one for one in EmergencyKind if one is not kind][:2]
    crew.do(emergency_commands.choose_checklist, 1, other)
    with refused("edited_meanwhile", no=1), crew.step() as step:
        emergency_commands.choose_checklist(step, 1, third, seen=kind)
    sheet = crew.ask(emergency.sheet, 1)
    assert ([one.no for one in sheet.callers], sheet.kind) == ([2], other)
