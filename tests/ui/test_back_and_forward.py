"""Back and forward: whatever led somewhere, one is back where one was, as it was seen."""

from __future__ import annotations

import pytest
from textual.events import Key

from data.store import Store
from screens import i18n
from screens.kit.card import Card
from screens.pasting import PasteParser
from screens.timeline.place import Timeline
from tests.ui.driving import PETS, WIDE, desk, queue


async def test_a_list_is_seen_as_it_was_left(sample: Store) -> None:
    async with desk(sample, "f8", "f3", "down", "f6") as pilot:
        await pilot.press("alt+left")
        assert pilot.place().place == "requests"
        await pilot.press("slash", "alt+left", "escape")
        assert pilot.place().place == "requests", "in a field it is the field's"
        await pilot.press("alt+left", "alt+right", "alt+right")
        assert pilot.place().place == "roster"
        await pilot.press("alt+right")
        assert pilot.place().place == "roster"
        assert pilot.status()


async def test_view_filter_cursor_and_scroll_come_back(sample: Store) -> None:
    async with desk(sample, "f8", "slash", *"13800", "enter", *["pagedown"] * 2, "up") as pilot:
        there = pilot.here()
        stood = there.chosen(), there.query_now, there.records.standing
        assert stood[2][0] > 20
        there.desk.show_record("households", 4)
        await pilot.press("v", "enter", "escape", "home")
        assert there.query_now != stood[1]
        await pilot.press("alt+left")
        assert (there.chosen(), there.query_now, there.records.standing) == stood


async def test_the_card_is_open_again_and_a_record_that_went_is_passed_over(sample: Store) -> None:
    async with desk(sample, "f3", "plus", *PETS, "enter") as pilot:
        newest = max(row.no for row in queue(sample))
        pilot.desk.show_record("requests", newest)
        await pilot.press("enter", "f6")
        assert pilot.place().place == "roster"
        await pilot.press("alt+left")
        assert isinstance(pilot.app.screen, Card)
        assert pilot.app.screen.no == newest
        await pilot.press("escape", "f6", "f3", "home", "f8", "z")
        assert newest not in {row.no for row in queue(sample)}
        visited = []
        for _ in range(6):
            await pilot.press("alt+left")
            visited.append((pilot.place().place, pilot.place().chosen()))
        assert ("requests", newest) not in visited
        assert ("roster", pilot.place().chosen()) not in visited[-1:]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_from_the_board_and_the_timeline_and_back(sample: Store, language: str) -> None:
    i18n.set_language(language)
    async with desk(sample, "down", "down", size=WIDE) as pilot:
        on_board = pilot.place().spot()
        await pilot.press("H", "right_square_bracket", *["down"] * 3, "f12")
        board = pilot.front(Timeline)
        day, standing = board.day, board.board.standing
        await pilot.press("enter")
        assert pilot.place() is not board
        await pilot.press("H")
        assert board.day != day, "asked for by its key it begins today"
        await pilot.press("alt+left", "alt+left")
        assert (pilot.place(), board.day, board.board.standing) == (board, day, standing)
        await pilot.press("alt+left")
        assert pilot.place().spot() == on_board


async def test_of_another_file_only_the_places_are_gone_back_to(sample: Store) -> None:
    async with desk(sample, "f3", "end", "f6") as pilot:
        stood = pilot.desk.here
        pilot.desk.trail.forget_records()
        await pilot.press("alt+left")
        assert pilot.place().place == "requests"
        await pilot.press("alt+right")
        assert pilot.desk.here is stood


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("\x1b[1;3D", "alt+left"),
        ("\x1b[1;3C", "alt+right"),
        ("\x1b\x1b[D", "alt+left"),
        ("\x1b\x1bOC", "alt+right"),
        ("\x1bb", "alt+left"),
        ("\x1bf", "alt+right"),
        ("\x1b[D", "left"),
        ("\x1b[1;5D", "ctrl+left"),
    ],
)
def test_an_arrow_with_alt_is_one_key_and_no_escape(sent: str, key: str) -> None:
    parser = PasteParser()
    told = [*parser.feed(sent), *parser.tick()]
    assert [event.key for event in told if isinstance(event, Key)] == [key]


def test_escape_and_an_arrow_that_come_apart_are_two_keys() -> None:
    parser = PasteParser()
    told = [*parser.feed("\x1b"), *parser.feed("\x1b[D"), *parser.tick()]
    assert [event.key for event in told if isinstance(event, Key)] == ["escape", "left"]


async def test_in_a_field_alt_with_an_arrow_goes_by_words(filled: Store) -> None:
    async with desk(filled, "f3", "f8", "slash") as pilot:
        pilot.line().value = "two words"
        pilot.line().cursor_position = 9
        await pilot.press("alt+left")
        assert (pilot.line().cursor_position, pilot.place().place) == (4, "households")
