"""A day suggested at the desk: looked through, changed, struck, given as one act, taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.store import Store
from data.testing import commands as testing_commands
from models.duties import DutyInput, DutyRow, Role, RosterSettings, Work
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL
from screens.i18n import set_language
from screens.kit.choose import Choose
from screens.kit.place import Place as DeskPlace
from screens.shell import Shell
from screens.suggest.dialog import Suggest

NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Path:
    """A session tomorrow that needs five; one of staff to lead it, four volunteers, one away."""
    store = Store(tmp_path / "team.db", clock)
    for name, kind in (
        ("姚伟", PersonKind.STAFF),
        ("侯凯文", PersonKind.VOLUNTEER),
        ("沈佳怡", PersonKind.VOLUNTEER),
        ("时佳[/]", PersonKind.VOLUNTEER),
        ("顾军", PersonKind.VOLUNTEER),
    ):
        store.do(roster_commands.add_person, PersonInput(name, kind))
    store.do(roster_presence.record_presence, [5], PresenceInput(Place.AWAY, clock.now()))
    store.do(duty_commands.set_settings, RosterSettings(standing=()))
    store.do(
        testing_commands.add_session,
        SessionInput(0, "弄口", (), NINE, NINE + timedelta(hours=3), 2),
        RoundInput("第五轮", RoundKind.PCR, date(2022, 4, 10)),
    )
    store.close()
    return store.path


async def ready(pilot: Pilot[int]) -> None:
    for _ in range(3):
        await pilot.pause(0.05)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@asynccontextmanager
async def suggestion(
    path: Path, clock: FixedClock, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[int]]:
    """The desk with the suggestion open over the roster."""
    set_language("en")
    async with Shell(path, clock).run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("f6")
        await ready(pilot)
        await pilot.press("U")
        await ready(pilot)
        yield pilot


def dialog(pilot: Pilot[int]) -> Suggest:
    screen = pilot.app.screen
    assert isinstance(screen, Suggest)
    return screen


def said(pilot: Pilot[int], part: str) -> str:
    return str(dialog(pilot).query_one(f"#suggest-{part}", Static).content)


def shown(pilot: Pilot[int]) -> list[str]:
    listed = dialog(pilot).query_one(OptionList)
    return [str(listed.get_option_at_index(at).prompt) for at in range(listed.option_count)]


def given(pilot: Pilot[int]) -> list[DutyRow]:
    desk = pilot.app
    assert isinstance(desk, Shell)
    return desk.store.ask(duties.of_work, Work.SESSION, 1)


async def test_the_next_day_that_lacks_people_is_shown_the_open_ones_first(
    team: Path, clock: FixedClock
) -> None:
    async with suggestion(team, clock) as pilot:
        assert said(pilot, "head") == "tomorrow 04-10: 4 of 5 open places filled, ✗ 1 left"
        lines = shown(pilot)
        assert [("nobody" in line) for line in lines] == [True, False, False, False, False]
        assert any("testing lead" in line and "姚伟" in line and "3 h" in line for line in lines)
        assert any("时佳[/]" in line for line in lines)
        assert said(pilot, "why").startswith("1 absent, 4 proposed elsewhere")
        await pilot.press("left")
        await ready(pilot)
        assert said(pilot, "head") == "today 04-09: no open places"
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, Suggest)


async def test_reasons_stand_beside_the_lines_where_there_is_room(
    team: Path, clock: FixedClock
) -> None:
    async with suggestion(team, clock, (120, 40)) as pilot:
        lead = next(line for line in shown(pilot) if "testing lead" in line)
        assert "the only one who can" in lead


async def test_all_is_given_as_one_act_and_taken_back_as_one(team: Path, clock: FixedClock) -> None:
    async with suggestion(team, clock) as pilot:
        await pilot.press("ctrl+s")
        await ready(pilot)
        place = pilot.app.screen
        assert isinstance(place, DeskPlace)
        assert "4 places given to" in place.said()
        assert len(given(pilot)) == 4
        await pilot.press("z")
        await ready(pilot)
        assert given(pilot) == []


async def test_a_struck_line_is_not_given_and_comes_back(team: Path, clock: FixedClock) -> None:
    async with suggestion(team, clock) as pilot:
        await pilot.press("down", "o")
        before = shown(pilot)
        assert sum("nobody" in line for line in before) == 2
        assert said(pilot, "why") == "left open by you"
        await pilot.press("o")
        assert sum("nobody" in line for line in shown(pilot)) == 1
        await pilot.press("o", "ctrl+s")
        await ready(pilot)
        assert len(given(pilot)) == 3


async def test_a_line_is_given_to_somebody_else(team: Path, clock: FixedClock) -> None:
    async with suggestion(team, clock) as pilot:
        lines = shown(pilot)
        at = next(i for i, line in enumerate(lines) if "沈佳怡" in line)
        lead = next(i for i, line in enumerate(lines) if "testing lead" in line)
        await pilot.press(*["down"] * lead, "o")
        await pilot.press("home", *["down"] * at, "enter")
        await ready(pilot)
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("1")
        await ready(pilot)
        assert "姚伟" in shown(pilot)[at]
        assert said(pilot, "why") == "chosen by you"
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert {row.person for row in given(pilot)} == {"姚伟", "侯凯文", "时佳[/]"}


async def test_what_changed_meanwhile_is_told_and_nothing_is_given(
    team: Path, clock: FixedClock
) -> None:
    async with suggestion(team, clock) as pilot:
        await pilot.press("down", "o", "o")
        other = Store(team, clock)
        lead = DutyInput(1, Work.SESSION, Role.LEAD, NINE, NINE + timedelta(hours=3), work_no=1)
        other.do(duty_commands.change_people, [lead])
        other.close()
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert said(pilot, "said").startswith("弄口 at 04-10 09:00 was filled or changed")
        assert len(given(pilot)) == 1
        await pilot.press("r")
        await ready(pilot)
        assert said(pilot, "said") == ""
        assert "3 of 4 open places filled" in said(pilot, "head")


async def test_both_languages(team: Path, clock: FixedClock) -> None:
    async with suggestion(team, clock) as pilot:
        await pilot.press("f12")
        await ready(pilot)
        assert said(pilot, "head") == "明天 04-10：5个空岗排上4个，✗ 还空1个"


async def test_from_the_timeline_the_day_shown_is_meant(team: Path, clock: FixedClock) -> None:
    async with suggestion(team, clock) as pilot:
        await pilot.press("escape", "y")
        await ready(pilot)
        await pilot.press("right_square_bracket", "right_square_bracket", "U")
        await ready(pilot)
        assert said(pilot, "head") == "04-11: no open places"
