"""The board of the day, driven by keys."""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, timedelta
from pathlib import Path

from textual.widgets import OptionList

from data.clock import FixedClock
from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.store import Store
from models.chases import ChaseInput
from models.requests import ClosingInput, Outcome
from screens.emergency.sheet import EmergencySheet
from screens.households.place import Households
from screens.kit.card import Card
from screens.kit.status_line import StatusLine
from screens.requests.place import Requests
from screens.today.place import Today
from tests.conftest import BreakTable
from tests.ui.driving import BLEEDING, PETS, desk


async def test_the_board_leads_to_each_record_and_keeps_its_cursor(
    filled: Store, clock: FixedClock
) -> None:
    filled.do(capture, PETS)
    filled.do(capture, BLEEDING)
    clock.moment = datetime.fromisoformat("2022-04-09T09:30:00+08:00")
    async with desk(filled) as pilot:
        lines = pilot.board()
        assert lines[0].startswith("On duty 0/0")
        assert lines[1].startswith("Life safety 1")
        assert "#2 birth" in lines[2]
        assert lines[3].startswith("Overdue: chase or update now 1")
        await pilot.press("down", "down")
        filled.do(capture, "大林苑2号1806室 胸痛")
        await pilot.looked_again()
        assert pilot.board()[1].startswith("Life safety 2")
        await pilot.press("enter")
        assert pilot.front(Requests).chosen() == 1


async def test_time_alone_makes_things_due(filled: Store, clock: FixedClock) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        today = pilot.front(Today)
        assert "Due within the hour" in pilot.board()[1]
        clock.moment += timedelta(hours=3)
        today.time_passes()
        assert "Overdue" in pilot.board()[1]


async def test_a_quiet_board_says_so(filled: Store) -> None:
    async with desk(filled) as pilot:
        assert isinstance(pilot.app.screen, Today)
        assert "Requests open: 0 · none of them is due" in "\n".join(pilot.board())


async def test_lines_fit_the_width(filled: Store, clock: FixedClock, tmp_path: Path) -> None:
    filled.do(capture, BLEEDING + "很" * 200)
    filled.do(request_chasing.chase_requests, [1], ChaseInput("街道" * 20, "", clock.moment))
    filled.do(capture, PETS)
    filled.do(request_commands.close_requests, {2: ClosingInput(Outcome.MET, "", clock.moment)})
    async with desk(filled) as pilot:
        listed = pilot.app.screen.query_one("#board", OptionList)
        assert listed.virtual_size.height == listed.option_count, "no line is wrapped"


async def test_the_mask_hides_what_was_said_in_the_journal_too(filled: Store) -> None:
    filled.do(capture, BLEEDING)
    async with desk(filled) as pilot:
        await pilot.press("L")
        assert "大出血" in pilot.choices("#journal-list")[0]
        await pilot.press("escape", "m", "L")
        shown_line = pilot.choices("#journal-list")[0]
        assert "大出血" not in shown_line
        assert "request 1 added" in shown_line
        await pilot.press("escape", "z")
        assert "大出血" not in pilot.status()


async def test_saving_nothing_offers_no_undo(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("f8", "e", "1", "ctrl+s")
        assert pilot.status() == "Nothing was changed."
        here = pilot.place()
        assert here.query_one(StatusLine).shown_offer is None


async def test_acts_on_the_card_are_told_on_the_card(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "enter")
        assert isinstance(pilot.app.screen, Card)
        await pilot.press("z")
        assert "Undone: request 1 added" in pilot.told()
        await pilot.press("Z", "f8")
        assert isinstance(pilot.app.screen, Households)


async def test_a_broken_table_of_words_is_told_of_when_the_desk_opens(
    filled: Store, break_table: BreakTable
) -> None:
    break_table("duties/skills.toml", "guide =", "guides =")
    async with desk(filled) as pilot:
        for thread in threading.enumerate():
            if thread.name == "load-behind":
                await asyncio.to_thread(thread.join)
        await pilot.settled()
        assert "skills.toml: there is no guides" in pilot.status()


async def test_what_harms_already_has_a_group_with_its_question(
    filled: Store, clock: FixedClock
) -> None:
    filled.do(capture, "大林苑2号1805室 降压药还剩两天")
    async with desk(filled) as pilot:
        clock.moment += timedelta(days=2, hours=1)
        pilot.front(Today).time_passes()
        heading, line = pilot.board()[1:3]
        assert heading.strip() == "Harm is past 1, to be chased now: 1"
        assert "still any?" in line
        await pilot.press("home", "down", "down", "t")
        assert pilot.app.screen is not pilot.place(), "the question is answered from its line"


async def test_a_promise_nobody_kept_stays_until_somebody_answers(
    filled: Store, clock: FixedClock
) -> None:
    no = filled.do(capture, PETS).no
    given = ChaseInput("街道", "", clock.moment, promised_until=clock.moment + timedelta(hours=1))
    filled.do(request_chasing.chase_requests, [no], given)
    clock.moment += timedelta(hours=2)
    async with desk(filled) as pilot:
        assert pilot.board()[1].startswith("Promises not kept 1")
        vain = ChaseInput("街道", "", clock.moment, answered=False)
        filled.do(request_chasing.chase_requests, [no], vain)
        await pilot.looked_again()
        assert pilot.board()[1].startswith("Promises not kept 1")
        filled.do(request_chasing.chase_requests, [no], vain._replace(answered=True))
        await pilot.looked_again()
        assert not any("Promises" in line for line in pilot.board())


async def test_what_has_to_be_done_after_a_death_stands_on_the_board_and_leads_to_its_sheet(
    filled: Store,
) -> None:
    no = filled.do(capture, BLEEDING).no
    given = ClosingInput(Outcome.DIED, "女儿", filled.now())
    filled.do(request_commands.close_requests, {no: given})
    async with desk(filled) as pilot:
        assert pilot.board()[1].rstrip() == "After a death, to be done 1"
        assert f"#{no} birth" in pilot.board()[2]
        assert pilot.board()[2].endswith("9 to do")
        await pilot.press("m")
        assert pilot.board()[1].rstrip() == "Closed, still to be done 1"
        await pilot.press("m", "exclamation_mark")
        pilot.front(EmergencySheet)
        await pilot.press("1", "escape")
        assert pilot.board()[2].endswith("8 to do")
        await pilot.press("enter")
        assert pilot.front(Requests).chosen() == no
