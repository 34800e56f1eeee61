"""The board of the day, driven by keys."""

from __future__ import annotations

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
from screens.requests.place import Requests
from screens.today.place import Today
from tests.conftest import BreakTable
from tests.ui.driving import (
    BLEEDING,
    PETS,
    board_lines,
    desk,
    english,
    filled,
    press,
    settled,
    status,
)

__all__ = ["english", "filled"]


async def test_the_board_leads_to_each_record_and_keeps_its_cursor(
    filled: Store, clock: FixedClock
) -> None:
    filled.do(capture, PETS)
    filled.do(capture, BLEEDING)
    clock.moment = datetime.fromisoformat("2022-04-09T09:30:00+08:00")
    async with desk(filled) as pilot:
        lines = board_lines(pilot)
        assert lines[0].startswith("On duty 0/0")
        assert lines[1].startswith("Lives at stake 1")
        assert "#2 emergency" in lines[2]
        assert lines[3].startswith("Overdue: chase or call back now 1")
        await press(pilot, "down", "down")
        filled.do(capture, "大林苑2号1806室 胸痛")
        await pilot.pause(1.2)
        await settled(pilot)
        assert board_lines(pilot)[1].startswith("Lives at stake 2")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Requests)
        assert pilot.app.screen.chosen() == 1


async def test_time_alone_makes_things_due(filled: Store, clock: FixedClock) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        today = pilot.app.screen
        assert isinstance(today, Today)
        assert "Due within the hour" in board_lines(pilot)[1]
        clock.moment += timedelta(hours=3)
        today.time_passes()
        assert "Overdue" in board_lines(pilot)[1]


async def test_a_quiet_board_says_so(filled: Store) -> None:
    async with desk(filled) as pilot:
        assert isinstance(pilot.app.screen, Today)
        assert "Requests still pushed: 0 · none of them is due" in "\n".join(board_lines(pilot))


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
        await press(pilot, "L")
        listed = pilot.app.screen.query_one("#log-list", OptionList)
        assert "大出血" in str(listed.get_option_at_index(0).prompt)
        await press(pilot, "escape", "m", "L")
        listed = pilot.app.screen.query_one("#log-list", OptionList)
        shown_line = str(listed.get_option_at_index(0).prompt)
        assert "大出血" not in shown_line
        assert "request 1 added" in shown_line
        await press(pilot, "escape", "z")
        assert "大出血" not in status(pilot)


async def test_saving_nothing_offers_no_undo(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "f8", "e", "1", "ctrl+s")
        assert status(pilot) == "Nothing was changed."
        here = pilot.app.here  # type: ignore[attr-defined]
        assert not here.query_one("StatusLine").undo_offered


async def test_acts_on_the_card_are_told_on_the_card(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "enter")
        assert type(pilot.app.screen).__name__ == "Card"
        await press(pilot, "z")
        line = pilot.app.screen.query_one("StatusLine")
        assert "Undone: request 1 added" in line.message  # type: ignore[attr-defined]
        await press(pilot, "Z", "f8")
        assert type(pilot.app.screen).__name__ == "Households"


async def test_a_broken_table_of_words_is_told_of_when_the_desk_opens(
    filled: Store, break_table: BreakTable
) -> None:
    break_table("duties/skills.toml", "guide =", "guides =")
    async with desk(filled) as pilot:
        for _ in range(50):
            if status(pilot):
                break
            await pilot.pause(0.1)
        assert "skills.toml: there is no guides" in status(pilot)
