"""A day suggested at the desk: looked through, changed, struck, given as one act, taken back."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import date, datetime, timedelta

import pytest

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.roster import presence as roster_presence
from data.store import Store
from data.testing import commands as testing_commands
from models.duties import DutyInput, DutyRow, Role, RosterSettings, Work
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL
from screens.kit.choose import Choose
from screens.kit.place import Place as DeskPlace
from screens.suggest.dialog import Suggest
from tests.beginning import begin
from tests.ui.driving import LOW, WIDE, Driven, Size, desk

NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)


@pytest.fixture
def team(store: Store) -> Store:
    """A session tomorrow that needs five; one of staff to lead it, four volunteers, one away."""
    begin(
        store,
        PersonInput("姚伟", PersonKind.STAFF),
        PersonInput("侯凯文", PersonKind.VOLUNTEER),
        PersonInput("沈佳怡", PersonKind.VOLUNTEER),
        PersonInput("时佳[/]", PersonKind.VOLUNTEER),
        PersonInput("顾军", PersonKind.VOLUNTEER),
    )
    store.do(roster_presence.record_presence, [5], PresenceInput(Place.AWAY, store.now()))
    store.do(duty_commands.set_settings, RosterSettings(standing=()))
    store.do(
        testing_commands.add_session,
        SessionInput(0, "弄口", (), NINE, NINE + timedelta(hours=3), 2),
        RoundInput("第五轮", RoundKind.PCR, date(2022, 4, 10)),
    )
    return store


def suggestion(store: Store, size: Size = LOW) -> AbstractAsyncContextManager[Driven]:
    """The desk with the suggestion open over the roster."""
    return desk(store, "f6", "U", size=size)


def said(pilot: Driven, part: str) -> str:
    """What a part of the suggestion says."""
    assert isinstance(pilot.app.screen, Suggest)
    return pilot.shown(f"#suggest-{part}")


def given(store: Store) -> list[DutyRow]:
    return store.ask(duties.of_work, Work.SESSION, 1)


async def test_the_next_day_that_lacks_people_is_shown_the_open_ones_first(team: Store) -> None:
    async with suggestion(team) as pilot:
        assert said(pilot, "head") == "tomorrow 04-10: 4 of 5 open shifts filled, ✗ 1 left"
        lines = pilot.choices()
        assert [("nobody" in line) for line in lines] == [True, False, False, False, False]
        assert any("testing lead" in line and "姚伟" in line and "3 h" in line for line in lines)
        assert any("时佳[/]" in line for line in lines)
        assert said(pilot, "why").startswith("1 absent or shut off, 4 proposed elsewhere")
        await pilot.press("left")
        assert said(pilot, "head") == "today 04-09: no open shifts"
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, Suggest)


async def test_reasons_stand_beside_the_lines_where_there_is_room(team: Store) -> None:
    async with suggestion(team, WIDE) as pilot:
        lead = next(line for line in pilot.choices() if "testing lead" in line)
        assert "the only one who can" in lead


async def test_all_is_given_as_one_act_and_taken_back_as_one(team: Store) -> None:
    async with suggestion(team) as pilot:
        await pilot.press("ctrl+s")
        assert "4 places given to" in pilot.front(DeskPlace).said()
        assert len(given(team)) == 4
        await pilot.press("z")
        assert given(team) == []


async def test_a_struck_line_is_not_given_and_comes_back(team: Store) -> None:
    async with suggestion(team) as pilot:
        await pilot.press("down", "x")
        before = pilot.choices()
        assert sum("nobody" in line for line in before) == 2
        assert said(pilot, "why") == "left open by you"
        await pilot.press("x")
        assert sum("nobody" in line for line in pilot.choices()) == 1
        await pilot.press("x", "ctrl+s")
        assert len(given(team)) == 3


async def test_a_line_is_given_to_somebody_else(team: Store) -> None:
    async with suggestion(team) as pilot:
        lines = pilot.choices()
        at = next(i for i, line in enumerate(lines) if "沈佳怡" in line)
        lead = next(i for i, line in enumerate(lines) if "testing lead" in line)
        await pilot.press(*["down"] * lead, "x", "home", *["down"] * at, "enter")
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("1")
        assert "姚伟" in pilot.choices()[at]
        assert said(pilot, "why") == "chosen by you"
        await pilot.press("ctrl+s")
        assert {row.person for row in given(team)} == {"姚伟", "侯凯文", "时佳[/]"}


async def test_what_changed_meanwhile_is_told_and_nothing_is_given(team: Store) -> None:
    async with suggestion(team) as pilot:
        await pilot.press("down", "x", "x")
        lead = DutyInput(1, Work.SESSION, Role.LEAD, NINE, NINE + timedelta(hours=3), work_no=1)
        team.do(duty_commands.change_people, [lead])
        await pilot.press("ctrl+s")
        assert said(pilot, "said").startswith("弄口 at 04-10 09:00 was filled or changed")
        assert len(given(team)) == 1
        await pilot.press("ctrl+r")
        assert said(pilot, "said") == ""
        assert "3 of 4 open shifts filled" in said(pilot, "head")


async def test_both_languages(team: Store) -> None:
    async with suggestion(team) as pilot:
        await pilot.press("f12")
        assert said(pilot, "head") == "明天 04-10：5个空岗，排上4个，✗ 还空1个"


async def test_from_the_timeline_the_day_shown_is_meant(team: Store) -> None:
    async with suggestion(team) as pilot:
        await pilot.press("escape", "H", "right_square_bracket", "right_square_bracket", "U")
        assert said(pilot, "head") == "04-11: no open shifts"
