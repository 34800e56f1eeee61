"""Rounds of calls at the desk: planned, shared out by hand, answered by one key each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.call_down import commands, plans, queries
from data.clock import FixedClock
from data.requests import queries as requests
from data.residents import queries as residents
from data.roster import presence as roster_presence
from data.store import Store
from models.call_down import CallAnswer, CallLine, CallResult, RoundWish
from models.households import CompoundInput, HouseholdInput
from models.residents import PersonMark, ResidentInput
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from screens.call_down.dialog import CallDown
from screens.call_down.making import MakeRound
from screens.call_down.words import knock
from screens.i18n import set_language
from screens.kit.choose import Choose
from screens.kit.form import FormDialog
from screens.reading.capture import CaptureLine
from tests.beginning import another_desk, begin
from tests.ui.driving import LOW, WIDE, Size, both_sizes, desk

ALONE = "独居老人"
LIST, DETAIL, FOOT = "#call-list", "#call-detail", ".foot"


@pytest.fixture
def town(store: Store) -> Store:
    """Two of the staff and four doors, of which one has no number."""
    begin(
        store,
        CompoundInput("春晖苑"),
        HouseholdInput(
            "春晖苑",
            "3",
            room="501",
            head="金桂花",
            phone="13800000021",
            residents=(ResidentInput("金桂花", marks=(PersonMark(ALONE), PersonMark("胰岛素"))),),
        ),
        HouseholdInput("春晖苑", "3", room="502", head="柳青", phone="13800000022", marks=(ALONE,)),
        HouseholdInput("春晖苑", "3", room="503", head="夏荷", marks=(ALONE,)),
        HouseholdInput(
            "春晖苑", "4", room="101", head="白露", phone="13800000031", marks=("孕妇",)
        ),
        PersonInput("施敏", PersonKind.STAFF),
        PersonInput("小林", PersonKind.STAFF),
        PersonInput("许强", PersonKind.VOLUNTEER, compound="春晖苑", building="3"),
    )
    return store


@pytest.fixture
def called(town: Store) -> Store:
    """A round to those who live alone, all of it made by one of the staff."""
    plan = town.ask(plans.plan, RoundWish((ALONE,)), town.now(), [1], alone=True)
    town.do(commands.keep_round, plan.wish, plan.shares)
    return town


def call(store: Store, no: int) -> CallLine:
    return store.ask(queries.call, no, store.now())


@both_sizes
async def test_a_round_is_planned_changed_and_made(town: Store, size: Size) -> None:
    async with desk(town, "semicolon", size=size) as pilot:
        assert pilot.choices(LIST) == [
            "No calls here. n makes a round; v shows who was not spoken to."
        ]
        await pilot.press("n")
        pilot.front(FormDialog)
        await pilot.press("ctrl+s")
        assert "Choose by which marks" in pilot.problem("marks")
        await pilot.press("space", "ctrl+s")
        pilot.front(MakeRound)
        assert pilot.shown("#round-head").startswith("3 calls: ")
        assert "to be visited: 1" in pilot.shown("#round-head")
        lines = pilot.choices("#round-list")
        assert "visit" in lines[-1], "whom nobody can ring stands apart"
        await pilot.press("x")
        assert "✗ no caller" in pilot.choices("#round-list")[0]
        await pilot.press("enter", "1")
        assert "chosen by you" in pilot.shown("#round-why")
        await pilot.press("ctrl+s")
        pilot.front(CallDown)
        assert "Round 1 is made: 3 calls" in pilot.told()
        await pilot.press("z")
        assert len(pilot.choices(LIST)) == 1


@both_sizes
async def test_each_result_is_one_key(called: Store, size: Size) -> None:
    async with desk(called, "semicolon", size=size) as pilot:
        heading, first, second, apart, last = pilot.choices(LIST)
        assert heading == "施敏  2 now, 0 later"
        assert "春晖苑 3-501" in first
        assert "春晖苑 3-502" in second
        assert apart == "To be visited: no number is known"
        assert "visit" in last
        detail = pilot.shown(DETAIL)
        assert "call: 13800000021 (金桂花)" in detail
        assert "insulin" in detail
        await pilot.press("1")
        assert "金桂花: well." in pilot.told()
        assert call(called, 1).result == "well"
        await pilot.press("3")
        assert "柳青: no answer. Again at 10:00." in pilot.told()
        assert "10:00" in pilot.choices(LIST)[1]
        await pilot.press("z", "z")
        assert [call(called, no).result for no in (1, 2)] == [None, None]


async def test_who_needs_something_has_their_door_in_the_line(called: Store) -> None:
    async with desk(called, "semicolon") as pilot:
        await pilot.press("2")
        pilot.front(CaptureLine)
        assert pilot.line().value == "春晖苑3号501室 金桂花 "
        await pilot.press("enter")
        pilot.front(CaptureLine)
        await pilot.press(*"没米了", "enter")
        line = call(called, 1)
        assert (line.result, line.request) == ("needs", 1)
        assert called.ask(requests.view, 1).household_no == 1
        pilot.front(CallDown)
        await pilot.press("z")
        assert call(called, 1).result is None


async def test_what_was_typed_of_a_need_is_not_lost(called: Store) -> None:
    async with desk(called, "semicolon") as pilot:
        await pilot.press("2", *"没米了", "escape")
        assert call(called, 1).result is None
        await pilot.press("escape", "plus", "up")
        assert pilot.line().value == "春晖苑3号501室 金桂花 没米了"
        await pilot.press("ctrl+u", "escape")


async def test_an_empty_line_of_a_need_is_no_draft(called: Store) -> None:
    async with desk(called, "semicolon") as pilot:
        await pilot.press("2", "escape", "escape", "plus")
        assert not pilot.app.screen.query_one("#capture-kept").display


async def test_who_is_not_here_is_asked_where_to(called: Store) -> None:
    async with desk(called, "semicolon") as pilot:
        await pilot.press("4")
        assert pilot.choices("#choose-list") == ["1 away for now", "2 moved out", "3 in hospital"]
        await pilot.press("3")
        found = called.ask(residents.resident, 1)
        assert (found.presence, found.note) == ("away", "in hospital")
        assert call(called, 1).result == "not_here"


async def test_several_marked_have_one_result(called: Store) -> None:
    async with desk(called, "semicolon") as pilot:
        await pilot.press("space", "space", "1")
        assert [call(called, no).result for no in (1, 2)] == ["well", "well"]
        assert "金桂花, 柳青: well." in pilot.told()


async def test_a_second_result_is_asked_about(called: Store) -> None:
    called.do(commands.record_results, {1: None}, CallAnswer(CallResult.WELL), knock)
    async with desk(called, "semicolon", "v") as pilot:
        await pilot.press("3")
        dialog = pilot.front(Choose)
        assert "well 08:00" in str(dialog.query_one(".about").content)  # type: ignore[attr-defined]
        await pilot.press("1")
        assert call(called, 1).result == "well"
        await pilot.press("3", "2")
        assert call(called, 1).result == "no_answer"


async def test_what_another_desk_wrote_down_is_refused_with_who(called: Store) -> None:
    async with desk(called, "semicolon") as pilot:
        rows = called.ask(queries.left, called.now())
        with another_desk(called) as theirs:
            theirs.do(commands.record_results, {1: None}, CallAnswer(CallResult.WELL), knock)
        dialog = pilot.front(CallDown)
        await dialog.record(rows[:1], CallAnswer(CallResult.NO_ANSWER), again=False)
        await pilot.settled()
        assert "金桂花: well, by li at desk-2" in pilot.told()


async def test_calls_are_given_to_somebody_else(called: Store) -> None:
    since = called.now() - timedelta(hours=1)
    called.do(roster_presence.record_presence, [1], PresenceInput(Place.ISOLATED, since))
    async with desk(called, "semicolon", size=WIDE) as pilot:
        assert "⚠ somebody else must make these: U" in pilot.choices(LIST)[0]
        await pilot.press("space", "space", "a", "1")
        assert [call(called, no).caller for no in (1, 2)] == ["小林", "小林"]
        await pilot.press("U")
        assert "1 call is shared out anew." in pilot.told()
        assert call(called, 3).caller == "小林"


async def test_what_is_left_stands_on_the_board(called: Store, clock: FixedClock) -> None:
    async with desk(called) as pilot:
        lines = [line.strip() for line in pilot.choices("#board")]
        told = "Calls to the vulnerable, now: 3 · 施敏 3"
        assert told in lines
        board = pilot.app.screen.query_one("#board")
        board.highlighted = lines.index(told)  # type: ignore[attr-defined]
        await pilot.press("enter")
        pilot.front(CallDown)


@both_sizes
async def test_who_was_not_spoken_to_is_a_view(called: Store, size: Size) -> None:
    async with desk(called, "semicolon", "v", "v", size=size) as pilot:
        assert "Not spoken to for 3 days  4" in pilot.title()
        assert "not on record" in pilot.choices(LIST)[0]
        assert [one for one in pilot.choices(LIST) if "白露" in one]
        await pilot.press("1")
        assert call(called, 1).result is None
        await pilot.press("g")
        assert pilot.place().place == "households"


async def test_masked_neither_numbers_nor_illnesses_are_seen(called: Store) -> None:
    async with desk(called, "m", "semicolon", size=WIDE) as pilot:
        shown = "\n".join([*pilot.choices(LIST), pilot.shown(DETAIL)])
        assert "13800000021" not in shown
        assert "insulin" not in shown


async def test_a_round_is_ended(called: Store) -> None:
    async with desk(called, "semicolon", "o") as pilot:
        assert "Round 1 is ended; 3 of its calls were left." in pilot.told()
        assert len(pilot.choices(LIST)) == 1


async def test_when_calls_are_made_is_set(called: Store) -> None:
    async with desk(called, "semicolon", "O") as pilot:
        await pilot.save(again_after="90")
        pilot.front(CallDown)
        await pilot.press("3")
        assert "Again at 09:30." in pilot.told()


async def test_it_is_told_in_chinese(called: Store) -> None:
    set_language("zh")
    async with desk(called, "semicolon", size=LOW) as pilot:
        assert pilot.choices(LIST)[0].startswith("施敏  现在 ")
        assert pilot.shown(FOOT).startswith("1 平安")
        await pilot.press("3", "1")
        assert "平安" in pilot.told()
