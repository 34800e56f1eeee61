"""What is done with requests beside chasing and closing, driven by keys."""

from __future__ import annotations

from datetime import timedelta

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
from screens.requests.place import Requests
from screens.today.place import Today
from tests.ui.driving import BLEEDING, PETS, WIDE, accept, desk, queue

# -- told --------------------------------------------------------------------------------------


async def test_the_resident_is_told_in_one_line(filled: Store, clock: FixedClock) -> None:
    filled.do(capture, PETS)
    clock.moment += timedelta(hours=5)
    async with desk(filled, "f3", "home", size=WIDE) as pilot:
        assert "nobody yet, for 5 h" in pilot.shown("#detail")
        await pilot.press("t")
        pilot.line().value = "邻居：在买了"
        await pilot.press("enter")
        assert "邻居 was told about request 1" in pilot.status()
        (told,) = filled.ask(requests.tellings, 1)
        assert (told.whom, told.said) == ("邻居", "在买了")
        assert "邻居 13:00, 0 min ago" in pilot.shown("#detail")
        await pilot.press("t", *"明天有", "enter")
        assert filled.ask(requests.tellings, 1)[0].said == "明天有"
        await pilot.press("z", "z")
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
        await pilot.press("f3", "t", "1")
        assert [row.state for row in queue(filled)] == ["closed"]
        await pilot.press("V", *["down"] * 9, "enter", "t")
        assert isinstance(pilot.app.screen, Requests)
        assert "is resolved" in pilot.status()


async def test_who_was_told_outlives_leaving_the_form(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "d", "1", "3", *"楼组长", "escape")
        assert isinstance(pilot.app.screen, Requests)
        assert [row.state for row in queue(filled)] == ["open"]
        await pilot.press("d", "1", "3")
        assert pilot.values() == {"told_whom": "楼组长"}
        await pilot.press("ctrl+s")
        assert filled.ask(requests.view, 1).told_whom == "楼组长"


# -- who looks after it ------------------------------------------------------------------------


async def test_a_name_typed_where_one_is_chosen_is_nobody_elses(filled: Store) -> None:
    filled.do(capture, PETS)
    for name in ("林一舟", "韩雪梅", "周立新"):
        filled.do(add_person, PersonInput(name, PersonKind.STAFF))
    async with desk(filled, "f3", "a") as pilot:
        await pilot.press(*"周立")
        assert [one for one in pilot.choices() if "周立新" not in one] == []
        await pilot.press("enter")
        assert "owned by 周立新" in pilot.status()
        await pilot.press("a", *"hxm", "1")
        assert "owned by 韩雪梅" in pilot.status()
        await pilot.press("a", *"赵六", "enter", "1", "down", "enter")
        assert pilot.choices() == ["nobody has these letters"], "nobody is that, nor is chosen"
        await pilot.press("escape")
        assert queue(filled)[0].owner == "韩雪梅"


# -- harm --------------------------------------------------------------------------------------


async def test_an_answer_of_one_key_sets_harm_and_urgency(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "b", "2")
        (row,) = queue(filled)
        assert (row.urgency, row.harm_at) == ("today", "2022-04-09T14:00:00Z")
        assert "is today now" in pilot.status()
        await pilot.press("b", "8")
        assert [(r.urgency, r.harm_at) for r in queue(filled)] == [("routine", None)]


async def test_harm_is_answered_with_a_time_of_its_own(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "b", "9") as pilot:
        await pilot.save(harm_at="gibberish")
        assert "time" in pilot.problem("harm_at")
        await pilot.save(harm_at="18:00")
        (row,) = queue(filled)
        assert row.harm_at == "2022-04-09T10:00:00Z"
        assert "next chase" in pilot.status()
        await pilot.press("z")
        assert queue(filled)[0].harm_at is None


# -- joined ------------------------------------------------------------------------------------


async def test_marked_requests_are_joined_and_stay_within_reach(filled: Store) -> None:
    filled.do(capture, PETS)
    filled.do(capture, "大林苑2号1806室 猫粮没了")
    async with desk(filled, size=WIDE) as pilot:
        await pilot.press("f3", "J")
        assert "Mark two requests" in pilot.status()
        await pilot.press("asterisk", "J")
        assert "#1" in pilot.choices()[0]
        await pilot.press("1")
        assert "Joined to request 1: 1." in pilot.status()
        place = pilot.front(Requests)
        assert place.records.marks == frozenset()
        assert {row.no: row.joined_to for row in queue(filled)} == {1: None, 2: 1}
        assert "joined to it" in pilot.shown("#detail")
        await pilot.press("g")
        at = next(i for i, words in enumerate(pilot.choices()) if "#2" in words)
        await pilot.press(str(at + 1))
        assert place.chosen() == 2
        for key in ("c", "d", "e", "t"):
            await pilot.press(key)
            assert pilot.app.screen is place
            assert "was joined to 1" in pilot.status()
        await pilot.press("z")
        assert {row.joined_to for row in queue(filled)} == {None}


# -- views -------------------------------------------------------------------------------------


async def test_a_view_is_kept_under_a_name_and_found_again(filled: Store) -> None:
    filled.do(capture, PETS)
    filled.do(capture, "大林苑2号1806室 漏水")
    async with desk(filled) as pilot:
        await pilot.press("f3", "slash", *"漏水", "enter", "V", "up", "enter", "enter")
        assert "View 漏水 is kept" in pilot.status()
        place = pilot.front(Requests)
        await pilot.press("escape")
        assert place.query_now.filter == ""
        await pilot.press("V")
        assert "漏水" in pilot.choices()[0]
        await pilot.press("1")
        assert place.query_now.filter == "漏水"
        assert place.records.highlighted_no == 2
        await pilot.press("V", "up", "enter", "1")
        assert "forgotten" in pilot.status()
        assert filled.ask(request_saved_views.saved_views) == []


async def test_mine_is_what_the_person_in_charge_looks_after(filled: Store) -> None:

    filled.do(capture, PETS)
    filled.do(capture, "大林苑2号1806室 漏水")
    with filled.step() as step:
        put_in_charge(step, add_person(step, PersonInput("宋某", PersonKind.STAFF)))
        step.act("began")
    filled.do(request_commands.assign_requests, [2], 1)
    async with desk(filled) as pilot:
        await pilot.press("f3", "v", "v", "v")
        place = pilot.front(Requests)
        assert place.query_now.scope == "mine"
        assert place.records.highlighted_no == 2


# -- questions ---------------------------------------------------------------------------------


async def test_a_question_waits_for_the_leader_and_the_advice_is_kept(filled: Store) -> None:
    filled.do(capture, PETS)
    with filled.step() as step:
        step.act("began")
        no = add_person(step, PersonInput("卢某", PersonKind.STAFF, post="书记", is_leader=True))
        away = PresenceInput(
            Where.ISOLATED,
            filled.now() - timedelta(days=1),
            Reach.WINDOW,
            reach_from=600,
            reach_until=720,
        )
        record_presence(step, [no], away)
    async with desk(filled, size=WIDE) as pilot:
        await pilot.press("f3", "home", "Q")
        assert "卢某 书记" in pilot.choices()[0]
        assert "from 10:00" in pilot.choices()[0]
        await pilot.press("1", *"能借车吗", "enter", "w")
        assert "能借车吗" in pilot.choices("#question-list")[1]
        await pilot.press("enter", "enter")
        assert "what was advised" in pilot.shown("#line-problem")
        await pilot.press(*"找街道", "enter")
        assert "nothing to ask" in pilot.choices("#question-list")[1]
        await pilot.press("escape")
        assert "找街道" in pilot.shown("#detail")


async def test_without_leaders_it_says_so(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "Q")
        assert "no secretary" in pilot.status()


# -- settings ----------------------------------------------------------------------------------


async def test_the_queue_is_set_in_a_form(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("f3", "O")
        form = pilot.form()
        await pilot.save(told_today="x")
        assert pilot.app.screen is form
        await pilot.save(told_today="2h")
        assert filled.ask(requests.settings).told_within["today"] == timedelta(hours=2)
        await pilot.press("z")
        assert filled.ask(requests.settings).told_within["today"] == timedelta(hours=4)


# -- from the board ----------------------------------------------------------------------------


async def test_a_line_of_the_board_is_chased_and_told_of_at_once(
    filled: Store, clock: FixedClock
) -> None:
    filled.do(capture, PETS)
    clock.moment += timedelta(hours=33)
    async with desk(filled) as pilot:
        lines = pilot.board()
        at = next(i for i, line in enumerate(lines) if "Told nothing for too long 1" in line)
        assert "no update 1 d" in lines[at + 1]
        assert pilot.front(Today).chosen() == 1
        await pilot.press("t", *"在买", "enter")
        assert "was told about request 1" in pilot.status()
        assert "Told nothing" not in "\n".join(pilot.board())
        filled.do(request_chasing.chase_requests, [1], _chase(filled))
        await pilot.press("c", "1")
        assert [row.chases for row in queue(filled)] == [2]
        assert "Chase 2 of request 1" in pilot.status()


async def test_a_heading_is_no_request(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("home", "c")
        await pilot.settled()
        assert "nothing under the cursor" in pilot.status()


def _chase(store: Store) -> ChaseInput:

    return ChaseInput("街道", "", store.now())
