"""A call is taken and help asked for wherever one is, and one is back where one was."""

from __future__ import annotations

from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input, OptionList, SelectionList, TextArea

from data.store import Store
from screens.kit.help import Help
from screens.kit.place import Place
from screens.reading.capture import CaptureLine
from tests.ui.driving import BLEEDING, PETS, Driven, desk, queue
from tests.ui.test_told_whole import painted

OPENED = {
    "help": ("question_mark",),
    "palette": ("ctrl+p", "t"),
    "journal": ("L", "down"),
    "numbers": ("T",),
    "search": ("f", "d", "i"),
    "errands": ("E",),
    "import": ("I", "a"),
    "copies": ("B", "a"),
    "timeline": ("H", "down"),
    "directory": ("D", "down"),
    "card": ("f3", "enter"),
    "filter": ("f3", "slash", "a"),
    "request form": ("f3", "e", "a"),
    "whom to chase": ("f3", "c"),
    "told": ("f3", "t", "a"),
    "harm": ("f3", "b", "down"),
    "close": ("f3", "d", "down"),
    "settings": ("f3", "O", "a"),
    "a call's sheet": ("f3", "exclamation_mark"),
    "delivery": ("f4", "n", "a"),
    "assign": ("f4", "a", "down", "space"),
    "session form": ("f5", "e", "1", "a"),
    "person form": ("f6", "e", "1", "a"),
    "absent": ("f6", "down", "i"),
    "what if": ("f6", "F"),
    "attendance": ("f6", "r", "space"),
    "custody": ("f6", "K"),
    "duty sheet": ("f6", "p", "1"),
    "store-room": ("f4", "K", "down"),
    "goods kept": ("f4", "K", "n", "a"),
    "suggest": ("f6", "U", "down", "x"),
    "household form": ("f8", "e", "1", "a"),
    "form of a call": ("plus", *"漏水", "tab", "a"),
}
"""Where somebody may be when the telephone rings, and what brings them there from the board."""


def typed(screen: Screen[Any]) -> list[object]:
    """What stands on a screen that somebody put there: text, ticks, the cursor of each list."""
    told: list[object] = [field.value for field in screen.query(Input)]
    told += [area.text for area in screen.query(TextArea)]
    told += [sorted(map(str, ticked.selected)) for ticked in screen.query(SelectionList)]
    if not isinstance(screen, Place):  # there the cursor goes to the new call
        lists = [listed for listed in screen.query(OptionList) if listed.highlighted is not None]
        under = (listed.get_option_at_index(listed.highlighted or 0) for listed in lists)
        told += [str(option.prompt).split()[:2] for option in under]
    return told


async def at(pilot: Driven, name: str) -> Screen[Any]:
    await pilot.press(*OPENED[name])
    return pilot.app.screen


@pytest.mark.parametrize("name", OPENED)
async def test_help_comes_and_a_call_is_taken_wherever_one_is(sample: Store, name: str) -> None:
    async with desk(sample) as pilot:
        screen, before = await at(pilot, name), len(queue(sample))
        shown = isinstance(screen, Help)
        stood, focused = typed(screen), screen.focused
        if not shown:
            await pilot.press("f1")
            assert isinstance(pilot.app.screen, Help)
            await pilot.press("question_mark")
            assert pilot.app.screen is screen
        await pilot.press("f10", *PETS)
        assert isinstance(pilot.app.screen, CaptureLine)
        await pilot.press("enter")
        assert pilot.app.screen is screen
        assert len(queue(sample)) == before + 1
        assert typed(screen) == stood
        assert screen.focused is focused
        if shown:
            await pilot.press("f1")
            assert not isinstance(pilot.app.screen, Help)


@pytest.mark.parametrize("key", ["plus", "fullwidth_plus_sign"])
async def test_plus_takes_a_call_over_a_list_and_is_text_in_a_field(
    filled: Store, key: str
) -> None:
    async with desk(filled, "L") as pilot:
        await pilot.press(key)
        assert isinstance(pilot.app.screen, CaptureLine)
        await pilot.press("escape", "escape", "f8", "e", "1", "+")
        assert not isinstance(pilot.app.screen, CaptureLine)


async def test_there_is_one_line_for_calls_at_a_time(filled: Store) -> None:
    async with desk(filled, "plus", "a") as pilot:
        line = pilot.app.screen
        await pilot.press("f10")
        assert pilot.app.screen is line
        await pilot.press("f1", "plus")
        assert pilot.app.screen is line, "help was asked for from it"
        await pilot.press("escape", "f10")
        assert pilot.line().value == "", "a new call is never added to an old one"
        await pilot.press("up")
        assert pilot.line().value == "a", "what was typed waits"


async def test_over_a_form_the_line_leads_nowhere_else(filled: Store) -> None:
    """The open request it doubles would be shown in the place of the form, typed text and all."""
    async with desk(filled, "plus", *BLEEDING, "enter", "f8", "e", "1") as pilot:
        form = pilot.app.screen
        await pilot.press("f10", *BLEEDING, "down", "tab")
        assert isinstance(pilot.app.screen, CaptureLine)
        await pilot.press("escape")
        assert pilot.app.screen is form


@pytest.mark.parametrize("call", [PETS, BLEEDING])
async def test_the_cursor_is_on_the_new_call_where_its_list_shows(sample: Store, call: str) -> None:
    async with desk(sample, "f3") as pilot:
        await pilot.press("end", "plus", *call, "enter")
        newest = max(row.no for row in queue(sample))
        assert pilot.here().chosen() == newest
        await pilot.press("home", "escape", "slash", *"zzzz", "enter", "plus", *PETS, "enter")
        assert pilot.here().query_now.filter == "zzzz", "no view is changed for what can wait"


async def test_the_cursor_waits_on_the_new_call_until_its_list_shows(sample: Store) -> None:
    async with desk(sample, "f3", "f6", "r") as pilot:
        await pilot.press("plus", *PETS, "enter", "escape", "f3")
        newest = max(row.no for row in queue(sample))
        assert pilot.here().chosen() == newest
        await pilot.press("home", "f6", "f3")
        assert pilot.here().chosen() != newest, "it is gone to once"


async def test_the_board_goes_to_a_life(sample: Store) -> None:
    async with desk(sample) as pilot:
        await pilot.press("plus", *BLEEDING, "enter")
        assert pilot.place().chosen() == max(row.no for row in queue(sample))


@pytest.mark.parametrize("place", ["f2", "f3", "f4", "f5", "f6", "f8", "D", "H"])
async def test_letters_that_move_elsewhere_do_nothing(sample: Store, place: str) -> None:
    async with desk(sample, place, "down") as pilot:
        screen, step, shown = pilot.app.screen, sample.last_written, painted(pilot.app.screen)
        await pilot.press(*"kkjjhhllGG")
        assert pilot.app.screen is screen
        assert (sample.last_written, painted(screen)) == (step, shown)
