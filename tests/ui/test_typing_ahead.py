"""Keys typed while a dialog is still writing: they are for what stands behind it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual import events

from data.emergency import queries as emergency
from data.journal import queries as journal
from data.reading.capture import capture
from data.requests import queries as requests
from data.store import Store
from models.problems import Refused
from screens import typing_ahead
from screens.kit.choose import Choose
from screens.kit.dialog import Dialog
from screens.kit.one_line import OneLine
from screens.reading.capture import CaptureLine
from tests.conftest import BreakTable
from tests.ui.driving import BLEEDING, PETS, Driven, desk, queue

_LOOKED = 6
"""Times it is found out whether the key is done with while the dialog still writes."""


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Commands are done only while this is set, as it is at first; keys are asked after often."""
    go = threading.Event()
    go.set()
    do = Store.do

    def waiting(*given: Any, **named: Any) -> object:
        assert go.wait(10)
        return do(*given, **named)

    monkeypatch.setattr(Store, "do", waiting)
    monkeypatch.setattr(typing_ahead, "LONGEST", 0.01)
    return go


async def looked_after(pilot: Driven) -> None:
    """Time for the desk to look whether the key under way is done with, several times over."""
    for _ in range(_LOOKED):
        await asyncio.sleep(0.02)
        await pilot.app.animator.wait_for_idle()


@asynccontextmanager
async def telling(store: Store, slow: threading.Event) -> AsyncIterator[Driven]:
    """What the resident was told is typed, and nothing is done before `slow` is set again."""
    store.do(capture, PETS)
    async with desk(store, "f3", "home", "t") as pilot:
        slow.clear()
        pilot.front(OneLine)
        pilot.line().value = "在买了"
        yield pilot


async def test_keys_behind_an_enter_wait_until_its_dialog_is_gone(
    filled: Store, slow: threading.Event
) -> None:
    async with telling(filled, slow) as pilot:
        pilot.at_once("\r", "+", *"2号1806室 漏水", "\r")
        await looked_after(pilot)
        assert pilot.line().value == "在买了"
        slow.set()
        await pilot.settled()
        assert [told.said for told in filled.ask(requests.tellings, 1)] == ["在买了"]
        assert len(queue(filled)) == 2


async def test_a_key_typed_long_after_the_enter_waits_too(
    filled: Store, slow: threading.Event
) -> None:
    async with telling(filled, slow) as pilot:
        pilot.at_once("\r")
        await looked_after(pilot)
        pilot.at_once("+")
        await looked_after(pilot)
        pilot.front(OneLine)
        assert pilot.line().value == "在买了"
        slow.set()
        await pilot.settled()
        pilot.front(CaptureLine)


async def test_what_is_typed_for_a_dialog_that_does_not_open_is_nothing_to_the_place(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_desk: object) -> None:
        raise Refused("store_busy", file="x")

    filled.do(capture, PETS)
    monkeypatch.setattr("screens.reading.opening.open_capture", refused)
    async with desk(filled) as pilot:
        await pilot.press("f3", "home")
        place = pilot.app.screen
        pilot.at_once("+", "d", "1", "\r")
        await pilot.settled()
        await pilot.press("d", "2", "c", "enter")
        assert pilot.app.screen is place
        assert "Another program is using" in pilot.status()
        await pilot.press("escape", "t")
        assert isinstance(pilot.app.screen, OneLine)


async def test_a_digit_pressed_twice_is_nothing_to_what_stands_behind(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "home") as pilot:
        place, pilot.desk.twice = pilot.app.screen, 600.0
        await pilot.press("b", "4", "4")
        assert pilot.app.screen is place, "4 leads to Testing"
        pilot.desk.twice = 0.0
        await pilot.press("b", "4", "4")
        assert pilot.app.screen is not place, "later it does"


async def test_a_digit_typed_before_a_dialog_was_gone_is_nothing_to_what_stands_behind(
    filled: Store,
) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "home") as pilot:
        place = pilot.app.screen
        pilot.at_once("b", "4", "4")
        await pilot.settled()
        assert pilot.app.screen is place


async def test_digits_typed_while_a_dialog_saves_are_nothing_to_the_place(
    filled: Store, slow: threading.Event
) -> None:
    async with telling(filled, slow) as pilot:
        place = pilot.place()
        pilot.at_once("\r", "4")
        await looked_after(pilot)
        pilot.at_once("3")
        slow.set()
        await pilot.settled()
        assert [told.said for told in filled.ask(requests.tellings, 1)] == ["在买了"]
        assert pilot.app.screen is place
        await pilot.press("4")
        assert pilot.app.screen is not place, "later it leads there"


async def test_who_leaves_a_dialog_may_type_ahead_where_to_go(filled: Store) -> None:
    async with desk(filled, "f3") as pilot:
        place = pilot.app.screen
        pilot.at_once("+", "escape", "1")
        await pilot.settled()
        assert pilot.app.screen is not place


def asked(pilot: Driven, to: str) -> None:
    """Ask a question whose answer leads to another place."""
    question = Choose(lambda: "?", lambda: ["a", "b", "c"])
    pilot.desk.open_dialog(question, lambda _index: pilot.desk.call_next(pilot.desk.show_place, to))


async def test_a_digit_pressed_twice_is_nothing_to_another_place_that_it_led_to(
    filled: Store,
) -> None:
    async with desk(filled, "f3") as pilot:
        asked(pilot, "roster")
        pilot.desk.twice = 600.0
        await pilot.settled()
        await pilot.press("3", "3")
        assert pilot.desk.current_mode == "roster"
        pilot.desk.twice = 0.0
        await pilot.press("3", "3")
        assert pilot.desk.current_mode == "supplies"


async def test_an_enter_behind_a_digit_that_chose_opens_nothing(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "home") as pilot:
        place = pilot.app.screen
        pilot.at_once("b", "4", "\r")
        await pilot.settled()
        assert pilot.app.screen is place


async def test_a_dialog_that_is_taken_away_leaves_its_digits_to_nothing(filled: Store) -> None:
    """As where a record is shown over whatever is open."""
    filled.do(capture, PETS)
    async with desk(filled, "f3", "home", "b") as pilot:
        pilot.desk.twice = 600.0
        pilot.desk.show_record("requests", 1)
        pilot.at_once("4")
        await pilot.settled()
        assert pilot.desk.current_mode == "requests"


async def test_a_key_that_comes_back_from_a_dialog_that_is_gone_is_nothing_to_the_place(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog goes, by itself, while it has the key."""
    filled.do(capture, PETS)

    class Going(Dialog[None]):
        async def on_key(self, event: events.Key) -> None:
            self.dismiss(None)
            await asyncio.sleep(0.01)

    async with desk(filled, "f3", "home") as pilot:
        place = pilot.app.screen
        pilot.desk.open_dialog(Going())
        await pilot.settled()
        await pilot.press("d")
        assert pilot.app.screen is place
        await pilot.press("d")
        assert pilot.app.screen is not place, "now it is the place's"


async def test_digits_that_answer_one_question_after_another_are_heeded(filled: Store) -> None:
    filled.do(capture, BLEEDING)
    async with desk(filled, "exclamation_mark") as pilot:
        pilot.at_once("c", "1", "1", "1")
        await pilot.settled()
        sheet = filled.ask(emergency.sheet, 1)
        assert len(sheet.attempts) == 1
        assert sheet.lines == (), "the third digit ticks nothing"


@pytest.mark.parametrize("typed", ["18:00", "1：30", "1830", "10"])
async def test_a_number_is_no_digit_that_chooses_and_goes_nowhere_else(
    filled: Store, typed: str
) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "home", "b") as pilot:
        before, asked = filled.ask(journal.newest), pilot.app.screen
        pilot.at_once(*typed)
        await pilot.settled()
        assert pilot.app.screen is asked
        assert pilot.status().startswith(f"{typed} chooses nothing here: type the digit")
        await pilot.press("enter")
        assert filled.ask(journal.newest) == before
        await pilot.press("enter")
        assert filled.ask(journal.newest) == before + 1, "that one is meant"


async def test_a_number_typed_before_its_question_was_there_chooses_nothing(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "home") as pilot:
        pilot.at_once("b", *"18:00", "\r")
        await pilot.settled()
        pilot.front(Choose)
        assert queue(filled)[0].harm_at is None


async def test_a_telephone_number_is_no_answer_to_two_questions(filled: Store) -> None:
    filled.do(capture, BLEEDING)
    async with desk(filled, "exclamation_mark", "c") as pilot:
        asked = pilot.app.screen
        pilot.at_once(*"120")
        await pilot.settled()
        await pilot.press("enter")
        assert pilot.app.screen is asked
        assert filled.ask(emergency.sheet, 1).attempts == ()


async def test_what_is_typed_on_behind_a_digit_that_chose_goes_nowhere(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "home", "b") as pilot:
        place, pilot.desk.twice = pilot.place(), 600.0
        await pilot.press("1")
        for count, typed in enumerate("8:34", 1):
            key = events.Key(typed, typed)
            key.time += 400 * count
            pilot.app.post_message(key)
        await pilot.settled()
        assert pilot.app.screen is place, "each is typed soon after the one before"


async def test_the_key_that_was_refused_can_be_pressed_again_at_once(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_desk: object) -> None:
        raise Refused("store_busy", file="x")

    with monkeypatch.context() as busy:
        busy.setattr("screens.reading.opening.open_capture", refused)
        async with desk(filled, "+") as pilot:
            busy.undo()
            await pilot.press("+")
            pilot.front(CaptureLine)


async def test_keys_count_again_once_typing_has_paused(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_desk: object) -> None:
        raise Refused("store_busy", file="x")

    filled.do(capture, PETS)
    monkeypatch.setattr("screens.reading.opening.open_capture", refused)
    monkeypatch.setattr(typing_ahead, "PAUSE", 0.0)
    async with desk(filled) as pilot:
        await pilot.press("f3", "home", "+", "t")
        assert isinstance(pilot.app.screen, OneLine)


async def test_a_dialog_that_is_refused_what_it_shows_leaves_again(
    filled: Store, break_table: BreakTable
) -> None:
    filled.do(capture, "大林苑2号1805室 胰岛素没了")
    break_table("reading/medicine_names.toml", "[vital]", "[vitel]")
    async with desk(filled) as pilot:
        await pilot.press("f3", "home")
        place = pilot.app.screen
        pilot.at_once("E", "d", "1", "\r")
        await pilot.settled()
        assert pilot.app.screen is place
        assert "there is no vitel" in pilot.status()
        await pilot.press("t")
        assert isinstance(pilot.app.screen, OneLine)


async def test_a_digit_that_comes_while_the_desk_closes_is_nothing_to_anybody(
    filled: Store,
) -> None:
    async with desk(filled, "f3") as pilot:
        app = pilot.app
    assert isinstance(app, typing_ahead.TypingApp)
    assert not app.screen_stack
    await app.on_event(events.Key("1", "1"))
    assert app.typed_ahead
