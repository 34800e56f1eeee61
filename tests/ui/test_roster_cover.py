"""The roster at the desk: who alone can do what, load, the weakest hour, its settings; swaps."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from textual.widgets import OptionList, Static

from data.cover import reserves as cover_reserves
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.store import Store
from data.testing import commands as testing_commands
from data.work import kinds
from models.duties import DutyInput, Role, RosterSettings, Work
from models.roster import PersonInput, PersonKind
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL
from screens.duties.assign import Assign
from screens.roster.place import Roster
from screens.today.place import Today
from tests.beginning import begin
from tests.ui.driving import WIDE, desk, prompts

HOUR = timedelta(hours=1)


@pytest.fixture
def team(store: Store) -> Store:
    """Two of staff, a nurse; a session tomorrow at six wants a nurse; a night before it."""
    begin(
        store,
        PersonInput("石磊", PersonKind.STAFF),
        PersonInput("王芳", PersonKind.STAFF),
        PersonInput("赵娟", PersonKind.VOLUNTEER, skills=("护士",)),
    )
    six = datetime(2022, 4, 10, 6, tzinfo=LOCAL)
    session = SessionInput(0, "弄口", (), six, six + 3 * HOUR, 1, skill="护士")
    no = store.do(
        testing_commands.add_session, session, RoundInput("五轮", RoundKind.PCR, date(2022, 4, 10))
    )
    target = store.ask(kinds.one, Work.SESSION, no)
    night = DutyInput(1, Work.NIGHT, Role.HAND, six - 8 * HOUR, six - 4 * HOUR, note="门岗")
    store.do(duty_commands.change_people, [target.duty(3, Role.DESK), night])
    return store


async def test_the_roster_tells_who_alone_can_and_the_weakest_hour(team: Store) -> None:
    async with desk(team, size=(140, 40)) as pilot:
        await pilot.press("f6", "down", "down")
        await pilot.settled()
        place = pilot.front(Roster)
        told = str(place.query_one("#filter-told", Static).render())
        hour = team.ask(cover_reserves.weakest_hour, team.now(), RosterSettings())
        assert hour is not None
        assert f"short {hour.short}" in told
        detail = str(place.query_one("#detail", Static).render())
        assert "赵娟" in detail
        assert "1 duties of the next 48 h" in detail
        assert "worked 0 h, rested 24 h" in detail


async def test_settings_of_the_roster_are_set_from_it(team: Store) -> None:
    async with desk(team) as pilot:
        await pilot.press("f6", "O", *"300", "ctrl+s")
        assert team.ask(duties.settings).rest == 5 * HOUR
        assert isinstance(pilot.app.screen, Roster)
        await pilot.press("O", *"soon", "ctrl+s")
        assert team.ask(duties.settings).rest == 5 * HOUR
        assert not isinstance(pilot.app.screen, Roster)


async def test_a_swap_is_told_while_giving_a_lead_after_a_night(team: Store) -> None:
    async with desk(team, size=(100, 30)) as pilot:
        await pilot.press("f5", "a")
        dialog = pilot.front(Assign)
        assert "1/4 short 3" in str(dialog.query_one("#assign-need", Static).render())
        people = dialog.query_one(OptionList)
        people.highlighted = next(at for at, line in enumerate(prompts(people)) if "石磊" in line)
        await pilot.settled()
        said = str(dialog.query_one("#assign-said", Static).render())
        assert "rest 4 h only" in said
        assert "王芳 could take it" in said


async def test_the_board_tells_standing_work_and_its_gaps(team: Store) -> None:
    async with desk(team, size=WIDE) as pilot:
        assert isinstance(pilot.app.screen, Today)
        lines = pilot.board()
        telephone = next(line for line in lines if "telephone" in line)
        assert "0/1 short 1" in telephone
        assert "until 23:00" in telephone
        night = next(line for line in lines if "night watch" in line)
        assert "nobody 04-10 02:00-06:00" in night
