"""Samples on their way at the desk: sent, arrived, asked for, done; overdue ones on the board."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data.clock import FixedClock
from data.samples import commands, queries
from data.store import Store
from data.testing import commands as testing_commands
from models.roster import PersonInput, PersonKind
from models.samples import TripInput, TripRow
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL
from screens.samples.dialog import Samples
from tests.beginning import another_desk, begin
from tests.ui.driving import Driven, Size, both_sizes, desk

NIGHT = datetime(2022, 4, 10, 4, tzinfo=LOCAL)


def at(hour: int, day: int = 9) -> datetime:
    return datetime(2022, 4, day, hour, tzinfo=LOCAL)


@pytest.fixture
def tested(filled: Store, clock: FixedClock) -> Store:
    """A session that was held; somebody with a car; two in the afternoon."""
    begin(filled, PersonInput("彭国平", PersonKind.VOLUNTEER))
    session = SessionInput(0, "中心花园", ("大林苑",), at(9), at(12), 1)
    given = RoundInput("4月9日核酸", RoundKind.PCR, date(2022, 4, 9))
    filled.do(testing_commands.add_session, session, given)
    clock.moment = at(14)
    return filled


@pytest.fixture
def late(tested: Store, clock: FixedClock) -> Store:
    """38 tubes whose results should have been in since two at night."""
    tested.do(commands.send_samples, TripInput(1, laboratory="金域", who="彭国平", tubes=38))
    clock.moment = NIGHT
    return tested


def trip(store: Store, no: int = 1) -> TripRow:
    return store.ask(queries.trip, no)


async def opened(pilot: Driven) -> None:
    await pilot.press("f5", "R")
    assert isinstance(pilot.app.screen, Samples)


@both_sizes
async def test_samples_leave_arrive_and_are_done_by_keys(tested: Store, size: Size) -> None:
    async with desk(tested, size=size) as pilot:
        await opened(pilot)
        assert pilot.choices()[0].startswith("No results are waited for.")
        await pilot.press("n")
        await pilot.save(laboratory="金域", who="彭国平", tubes="38")
        row = trip(tested)
        assert (row.tubes, row.by, row.session_no) == (38, "彭国平", 1)
        assert "on the way  results by tomorrow 02:00" in pilot.choices()[0]
        await pilot.press("P")
        assert trip(tested).state == "at_laboratory"
        await pilot.press("z")
        assert trip(tested).state == "on_way"
        await pilot.press("d")
        assert trip(tested).state == "done"
        assert pilot.choices()[0].startswith("No results are waited for.")
        await pilot.press("v")
        assert "all results in" in pilot.choices()[0]


async def test_what_is_wrong_stays_in_the_form(tested: Store) -> None:
    async with desk(tested) as pilot:
        await opened(pilot)
        await pilot.press("n")
        await pilot.save(laboratory="金域")
        assert "No tubes of this round are left to send." in pilot.told()
        assert tested.ask(queries.trips) == []
        await pilot.save(tubes="3")
        assert trip(tested).tubes == 3


async def test_overdue_results_are_asked_for_up_the_ladder(late: Store) -> None:
    async with desk(late) as pilot:
        await opened(pilot)
        assert "results 2 h overdue" in pilot.choices()[0]
        await pilot.press("c", *"noanswer")
        await pilot.save(answered="no")
        assert trip(late).rung == "subdistrict"
        note = pilot.shown("#trip-note")
        assert "asked 1×, subdistrict" in note
        assert "04:00 金域: no answer" in note
        await pilot.press("c")
        await pilot.save(said="on the machine", answered="yes", promised_until="05:30")
        assert trip(late).promised_by == "金域"
        assert "金域 promised them by 05:30" in pilot.shown("#trip-note")


async def test_the_board_tells_of_overdue_results_and_leads_to_them(late: Store) -> None:
    async with desk(late) as pilot:
        (line,) = [one for one in pilot.choices("#board") if "Results overdue" in one]
        assert "#1 金域  since 02:00, 2 h  ask now  38 tubes" in line
        board = pilot.choices("#board")
        for _n in range(board.index(line)):
            await pilot.press("up")
        await pilot.press("home", *["down"] * board.index(line), "enter")
        assert isinstance(pilot.app.screen, Samples)


async def test_what_another_desk_ended_is_told_of_and_not_ended_twice(late: Store) -> None:
    async with desk(late) as pilot:
        await opened(pilot)
        with another_desk(late) as theirs:
            theirs.do(commands.end_trips, [1])
        await pilot.press("d")
        assert "All results of number 1 are in already." in pilot.told()


async def test_in_chinese_it_says_the_same(late: Store) -> None:
    async with desk(late, "f12") as pilot:
        await opened(pilot)
        assert "结果超时2小时" in pilot.choices()[0]
        await pilot.press("O")
        await pilot.save(result_after="6h")
        assert "送样设置已改" in pilot.told()
