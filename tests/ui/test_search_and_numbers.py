"""Search over everything said, and the queue in numbers, driven by keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from rich.cells import cell_len
from textual.widgets import Input, OptionList

from data.clock import FixedClock
from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.store import Store
from models.chases import ChaseInput
from models.requests import ClosingInput, Outcome
from screens import i18n
from screens.households.place import Households
from screens.requests.place import Requests
from screens.search.dialog import Search
from screens.statistics.dialog import Statistics
from tests.ui.driving import BLEEDING, PETS, Driven, Size, both_sizes, desk


@pytest.fixture
def spoken(filled: Store, clock: FixedClock) -> Store:
    """Two requests, one of them closed after a desk said something, a day later."""
    filled.do(capture, BLEEDING)
    filled.do(capture, PETS)
    clock.moment += timedelta(hours=20)
    said = "[/b]宠物店的车，明天下午到"
    filled.do(request_chasing.chase_requests, [2], ChaseInput("街道值班室", said, filled.now()))
    filled.do(request_commands.close_requests, {2: ClosingInput(Outcome.MET, "秦某", filled.now())})
    return filled


async def typed(pilot: Driven, text: str) -> None:
    pilot.app.screen.query_one("#search-text", Input).value = text
    await pilot.settled()


def requests(pilot: Driven) -> list[str]:
    """The requests that are listed, by their numbers."""
    firsts = (line.split()[0] for line in pilot.choices("#search-list"))
    return [first for first in firsts if first.startswith("#")]


@both_sizes
async def test_what_a_desk_answered_leads_to_its_request(spoken: Store, size: Size) -> None:
    async with desk(spoken, size=size) as pilot:
        await pilot.press("f")
        assert isinstance(pilot.app.screen, Search)
        await typed(pilot, "下午到")
        (line,) = pilot.choices("#search-list")
        assert "街道值班室: [/b]宠物店的车，明天下午到" in line
        assert "chase" in line
        assert all(cell_len(part) <= size[0] for part in line.split("\n"))
        await pilot.press("enter")
        place = pilot.front(Requests)
        assert place.chosen() == 2
        await pilot.press("ctrl+f")
        assert pilot.app.screen.query_one("#search-text", Input).value == "下午到"


async def test_all_words_must_occur_and_nothing_is_told(spoken: Store) -> None:
    async with desk(spoken) as pilot:
        await pilot.press("f")
        await typed(pilot, "大林苑")
        assert requests(pilot) == ["#1", "#2"], "what goes on in front"
        assert "2 requests" in pilot.shown(".foot")
        await typed(pilot, "大林苑 猫粮")
        assert requests(pilot) == ["#2"]
        await typed(pilot, "大林苑 鹦鹉")
        assert pilot.choices("#search-list") == []
        assert "Nobody ever said that" in pilot.shown(".foot")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Search), "there is nowhere to go"
        await typed(pilot, "  ")
        assert pilot.choices("#search-list") == []


async def test_keys_typed_at_once_are_searched_for(spoken: Store) -> None:
    async with desk(spoken) as pilot:
        await pilot.press("f", *"9617")
        assert [line.split()[0] for line in pilot.choices("#search-list")] == ["#1"]
        await pilot.press("down", "up", "pagedown", "enter")
        assert pilot.here().chosen() == 1


async def test_masked_words_are_not_shown(spoken: Store) -> None:
    async with desk(spoken) as pilot:
        await pilot.press("m", "f")
        await typed(pilot, "大林苑")
        line = next(line for line in pilot.choices("#search-list") if line.startswith("#"))
        assert "大出血" not in line
        assert "health" in line


async def test_who_is_ill_is_not_found_by_it_while_that_is_hidden(spoken: Store) -> None:
    async with desk(spoken) as pilot:
        await pilot.press("m", "f")
        await typed(pilot, "大出血")
        assert pilot.choices("#search-list") == []
        assert "Facts of health are hidden" in pilot.shown(".foot")


@both_sizes
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_numbers_tell_in_words_what_lines_draw(
    spoken: Store, size: Size, language: str
) -> None:
    i18n.set_language(language)
    async with desk(spoken, size=size) as pilot:
        await pilot.press("T")
        assert isinstance(pilot.app.screen, Statistics)
        text = pilot.shown("#numbers-text")
        lines = text.split("\n")
        width = pilot.app.screen.query_one("#numbers-text").size.width
        assert all(cell_len(line) <= width for line in lines)
        assert any("\u2801" <= char <= "\u28ff" for char in text)
        days = {line.split()[0]: line.split()[1:] for line in lines if line[:3] == "04-"}
        assert days["04-09"] == ["2", "0", "2"]
        assert days["04-10"] == ["0", "1", "1"]
        await pilot.press("v")
        assert "28" in str(pilot.app.screen.query_one(".box").border_title)
        await pilot.press("g")
        assert pilot.front(Requests).chosen() == 1


async def test_numbers_of_nothing(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("T")
        assert "0 requests still open" in pilot.shown("#numbers-text")
        assert "nothing was answered or met yet" in pilot.shown("#numbers-text")
        await pilot.press("g")
        assert isinstance(pilot.app.screen, Statistics)


async def test_what_is_on_file_is_found_and_gone_to(spoken: Store) -> None:
    async with desk(spoken) as pilot:
        await pilot.press("f")
        await typed(pilot, "13800003555")
        lines = pilot.choices("#search-list")
        homes = [line for line in lines if "household" in line]
        assert len(homes) == 1
        at = pilot.app.screen.query_one("#search-list", OptionList).highlighted
        assert at == (len(lines) > 1), "what was said is under the cursor where there is any"
        await pilot.press("up", "enter")
        place = pilot.front(Households)
        shown = str(pilot.cells())
        assert "13800003555" in shown
        assert place.chosen() is not None
        await pilot.press("m", "f")
        await typed(pilot, "13800003555")
        assert "13800003555" not in "".join(pilot.choices("#search-list"))
