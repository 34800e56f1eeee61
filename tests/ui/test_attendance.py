"""Checking in and out at the desk, by keys alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input

from data.attendance import commands as attendance
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.store import Store
from models.duties import DutyInput, Role, Work
from models.roster import PersonInput, PersonKind
from screens.attendance.dialog import Attendance
from tests.beginning import begin
from tests.ui.driving import Size, both_sizes, desk


@pytest.fixture
def working(filled: Store) -> Store:
    """A night watch whose check-out was forgotten, and two patrols that began at seven."""
    begin(
        filled, PersonInput("小林", PersonKind.STAFF), PersonInput("许[/]强", PersonKind.VOLUNTEER)
    )
    night, seven = filled.now().replace(hour=0), filled.now().replace(hour=7)
    given = [
        DutyInput(1, Work.NIGHT, Role.HAND, night, night + timedelta(hours=6)),
        DutyInput(1, Work.PATROL, Role.HAND, seven, seven + timedelta(hours=2), note="东门"),
        DutyInput(2, Work.PATROL, Role.HAND, seven, seven + timedelta(hours=2)),
    ]
    filled.do(duty_commands.change_people, given)
    filled.do(attendance.come, [1], night + timedelta(minutes=5))
    return filled


@both_sizes
async def test_a_forgotten_check_out_is_shown_on_today_and_closed_from_there(
    working: Store, size: Size
) -> None:
    async with desk(working, size=size) as pilot:
        assert any("Check-outs forgotten: 1; r shows" in line for line in pilot.board())
        await pilot.press("r")
        assert isinstance(pilot.app.screen, Attendance)
        heading, day, line, *_others = pilot.choices("#attendance-list")
        assert (heading, day) == ("Check-outs forgotten on other days", "04-09 Sat")
        assert "小林" in line
        assert "⚠ still in?" in line
        await pilot.press("d")
        assert pilot.told() == "小林: checked out at the planned end."
        assert working.ask(duties.duty, 1).checked_out_at == "2022-04-08T22:00:00Z"
        await pilot.press("z")
        assert working.ask(duties.duty, 1).checked_out_at is None
        await pilot.press("home", "d", "escape")
        assert not any("forgotten" in line for line in pilot.board())


async def test_several_come_at_once_and_leave_and_a_time_is_put_right(working: Store) -> None:
    async with desk(working) as pilot:
        await pilot.press("f6", "r")
        assert "⚠ not here" in pilot.choices("#attendance-list")[4]
        await pilot.press("down", "space", "space", "r")
        assert pilot.told() == "小林, 许[/]强: checked in."
        assert [
            ("here" in line, "08:00-" in line) for line in pilot.choices("#attendance-list")[4:]
        ] == [(True, True)] * 2
        await pilot.press("up", "e")
        await pilot.save(came="09:30")
        assert "still to come" in pilot.problem("came")
        await pilot.save(came="07:10")
        assert working.ask(duties.duty, 2).checked_in_at == "2022-04-08T23:10:00Z"
        await pilot.press("r")
        assert working.ask(duties.duty, 2).checked_out_at == "2022-04-09T00:00:00Z"
        await pilot.press("r")
        assert pilot.told() == "They have left already; e puts a time right."
        await pilot.press("right")
        assert pilot.choices("#attendance-list")[-1] == "Nobody has a duty on this day."
        for line in pilot.choices("#attendance-list"):
            assert len(line) < 72


async def test_k_in_the_filter_is_a_letter(working: Store) -> None:
    async with desk(working) as pilot:
        await pilot.press("f6", "slash", "r")
        assert not isinstance(pilot.app.screen, Attendance)
        assert pilot.app.screen.query_one("FilterLine Input", Input).value == "r"
