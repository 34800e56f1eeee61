"""What is done with requests beside chasing and closing, driven by keys."""

from __future__ import annotations

from datetime import timedelta

from textual.widgets import Input, OptionList

from data.clock import FixedClock
from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.requests import saved_views as request_saved_views
from data.roster.commands import add_person
from data.roster.presence import record_presence
from data.settings import put_in_charge
from data.store import Store
from models.chases import ChaseInput
from models.requests import ClosingInput, Outcome
from models.roster import PersonInput, PersonKind, PresenceInput, Reach
from models.roster import Place as Where
from screens.kit.form import FormDialog
from screens.requests.place import Requests
from screens.today.place import Today
from tests.ui.driving import (
    BLEEDING,
    PETS,
    accept,
    board_lines,
    desk,
    english,
    filled,
    press,
    queue,
    settled,
    shown,
    status,
)

__all__ = ["english", "filled"]


def choices(pilot: object, selector: str = "#choose-list") -> list[str]:
    listed = pilot.app.screen.query_one(selector, OptionList)  # type: ignore[attr-defined]
    return [str(listed.get_option_at_index(i).prompt) for i in range(listed.option_count)]


# -- told --------------------------------------------------------------------------------------


async def test_the_resident_is_told_in_one_line(filled: Store, clock: FixedClock) -> None:
    filled.do(capture, PETS)
    clock.moment += timedelta(hours=5)
    async with desk(filled, (120, 40)) as pilot:
        await press(pilot, "f3", "home")
        await pilot.pause(0.2)
        assert "nobody yet, for 5 h" in shown(pilot, "#detail")
        await press(pilot, "t")
        pilot.app.screen.query_one(Input).value = "邻居：在买了"
        await press(pilot, "enter")
        assert "邻居 was told about request 1" in status(pilot)
        with filled.read() as conn:
            (told,) = requests.tellings(conn, 1)
        assert (told.whom, told.said) == ("邻居", "在买了")
        await pilot.pause(0.2)
        assert "邻居 13:00, 0 min ago" in shown(pilot, "#detail")
        await press(pilot, "t", *"明天有", "enter")
        with filled.read() as conn:
            assert requests.tellings(conn, 1)[0].said == "明天有"
        await press(pilot, "z", "z")
        assert [row.told_at for row in queue(filled)] == [None]


async def test_telling_of_what_is_done_asks_who_was_told_and_of_what_is_closed_nothing(
    filled: Store,
) -> None:
    filled.do(capture, BLEEDING)
    accept(filled, 1)
    filled.do(
        request_commands.close_requests, {1: ClosingInput(Outcome.HOSPITAL, "", filled.now())}
    )
    async with desk(filled) as pilot:
        await press(pilot, "f3", "t", "1")
        assert [row.state for row in queue(filled)] == ["closed"]
        await press(pilot, "V", *["down"] * 9, "enter", "t")
        assert isinstance(pilot.app.screen, Requests)
        assert "is closed" in status(pilot)


async def test_who_was_told_outlives_leaving_the_form(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "d", "1", "3", *"楼组长", "escape")
        assert isinstance(pilot.app.screen, Requests)
        assert [row.state for row in queue(filled)] == ["open"]
        await press(pilot, "d", "1", "3")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        assert form.values() == {"told_whom": "楼组长"}
        await press(pilot, "ctrl+s")
        with filled.read() as conn:
            assert requests.view(conn, 1).told_whom == "楼组长"


# -- harm --------------------------------------------------------------------------------------


async def test_an_answer_of_one_key_sets_harm_and_urgency(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "h", "2")
        (row,) = queue(filled)
        assert (row.urgency, row.harm_at) == ("today", "2022-04-09T14:00:00Z")
        assert "is today now" in status(pilot)
        await press(pilot, "h", "8")
        assert [(r.urgency, r.harm_at) for r in queue(filled)] == [("routine", None)]


# -- joined ------------------------------------------------------------------------------------


async def test_marked_requests_are_joined_and_stay_within_reach(filled: Store) -> None:
    filled.do(capture, PETS)
    filled.do(capture, "大林苑2号1806室 猫粮没了")
    async with desk(filled, (120, 40)) as pilot:
        await press(pilot, "f3", "J")
        assert "Mark two requests" in status(pilot)
        await press(pilot, "asterisk", "J")
        assert "#1" in choices(pilot)[0]
        await press(pilot, "1")
        assert "Joined to request 1: 1." in status(pilot)
        place = pilot.app.screen
        assert isinstance(place, Requests)
        assert place.records.marks == frozenset()
        assert {row.no: row.joined_to for row in queue(filled)} == {1: None, 2: 1}
        await pilot.pause(0.2)
        assert "joined to it" in shown(pilot, "#detail")
        await press(pilot, "g")
        at = next(i for i, words in enumerate(choices(pilot)) if "#2" in words)
        await press(pilot, str(at + 1))
        assert place.chosen() == 2
        for key in ("c", "d", "e", "t"):
            await press(pilot, key)
            assert pilot.app.screen is place
            assert "was joined to 1" in status(pilot)
        await press(pilot, "z")
        assert {row.joined_to for row in queue(filled)} == {None}


# -- views -------------------------------------------------------------------------------------


async def test_a_view_is_kept_under_a_name_and_found_again(filled: Store) -> None:
    filled.do(capture, PETS)
    filled.do(capture, "大林苑2号1806室 漏水")
    async with desk(filled) as pilot:
        await press(pilot, "f3", "slash", *"漏水", "enter", "V", "up", "enter", "enter")
        assert "View 漏水 is kept" in status(pilot)
        place = pilot.app.screen
        assert isinstance(place, Requests)
        await press(pilot, "escape")
        assert place.query_now.filter == ""
        await press(pilot, "V")
        assert "漏水" in choices(pilot)[0]
        await press(pilot, "1")
        assert place.query_now.filter == "漏水"
        assert place.records.highlighted_no == 2
        await press(pilot, "V", "up", "enter", "1")
        assert "forgotten" in status(pilot)
        with filled.read() as conn:
            assert request_saved_views.saved_views(conn) == []


async def test_mine_is_what_the_person_in_charge_looks_after(filled: Store) -> None:

    filled.do(capture, PETS)
    filled.do(capture, "大林苑2号1806室 漏水")
    with filled.step() as step:
        put_in_charge(step, add_person(step, PersonInput("宋某", PersonKind.STAFF)))
        step.act("began")
    filled.do(request_commands.assign_requests, [2], 1)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "v", "v", "v")
        place = pilot.app.screen
        assert isinstance(place, Requests)
        assert place.query_now.scope == "mine"
        assert place.records.highlighted_no == 2


# -- questions ---------------------------------------------------------------------------------


async def test_a_question_waits_for_the_leader_and_the_advice_is_kept(filled: Store) -> None:
    filled.do(capture, PETS)
    with filled.step() as step:
        step.act("began")
        no = add_person(step, PersonInput("卢某", PersonKind.STAFF, post="书记"))
        away = PresenceInput(
            Where.ISOLATED,
            filled.now() - timedelta(days=1),
            Reach.WINDOW,
            reach_from=600,
            reach_until=720,
        )
        record_presence(step, [no], away)
    async with desk(filled, (120, 40)) as pilot:
        await press(pilot, "f3", "home", "Q")
        assert "卢某 书记" in choices(pilot)[0]
        assert "from 10:00" in choices(pilot)[0]
        await press(pilot, "1", *"能借车吗", "enter")
        await press(pilot, "w")
        assert "能借车吗" in choices(pilot, "#question-list")[1]
        await press(pilot, "enter", "enter")
        assert "what was advised" in shown(pilot, "#line-problem")
        await press(pilot, *"找街道", "enter")
        assert "nothing to ask" in choices(pilot, "#question-list")[1]
        await press(pilot, "escape")
        await pilot.pause(0.2)
        assert "找街道" in shown(pilot, "#detail")


async def test_without_leaders_it_says_so(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "Q")
        assert "no secretary" in status(pilot)


# -- settings ----------------------------------------------------------------------------------


async def test_the_queue_is_set_in_a_form(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "f3", "O")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#edit-told_today", Input).value = "x"
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is form
        form.query_one("#edit-told_today", Input).value = "2h"
        await press(pilot, "ctrl+s")
        with filled.read() as conn:
            assert requests.settings(conn).told_within["today"] == timedelta(hours=2)
        await press(pilot, "z")
        with filled.read() as conn:
            assert requests.settings(conn).told_within["today"] == timedelta(hours=4)


# -- from the board ----------------------------------------------------------------------------


async def test_a_line_of_the_board_is_chased_and_told_of_at_once(
    filled: Store, clock: FixedClock
) -> None:
    filled.do(capture, PETS)
    clock.moment += timedelta(hours=33)
    async with desk(filled) as pilot:
        lines = board_lines(pilot)
        at = next(i for i, line in enumerate(lines) if "Told nothing for too long 1" in line)
        assert "untold 1 d" in lines[at + 1]
        assert isinstance(pilot.app.screen, Today)
        assert pilot.app.screen.chosen() == 1
        await press(pilot, "t", *"在买", "enter")
        assert "was told about request 1" in status(pilot)
        assert "Told nothing" not in "\n".join(board_lines(pilot))
        filled.do(request_chasing.chase_requests, [1], _chase(filled))
        await press(pilot, "c", "1")
        assert [row.chases for row in queue(filled)] == [2]
        assert "Chase 2 of request 1" in status(pilot)


async def test_a_heading_is_no_request(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "home", "c")
        await settled(pilot)
        assert "nothing under the cursor" in status(pilot)


def _chase(store: Store) -> ChaseInput:

    return ChaseInput("街道", "", store.now())
