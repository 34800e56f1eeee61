"""The capture line, driven by keys."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from data.requests.capture import capture
from data.store import Store
from screens.dialogs.capture import CaptureLine
from screens.dialogs.form import FormDialog
from screens.requests import Requests
from screens.today import Today
from tests.ui.driving import (
    BLEEDING,
    PETS,
    at_once,
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


@pytest.mark.parametrize("plus", ["+", "＋"])
async def test_keys_sent_at_once_make_a_request(filled: Store, plus: str) -> None:
    async with desk(filled) as pilot:
        at_once(pilot, plus, *BLEEDING, "\r")
        for _ in range(20):
            await settled(pilot)
            if queue(filled):
                break
        (row,) = queue(filled)
        assert (row.kind, row.urgency, row.phone) == ("emergency", "life", "13800009617")
        assert (row.compound, row.building, row.room) == ("大林苑", "2", "1805")
        assert isinstance(pilot.app.screen, Today)
        assert "Request 1 is in the queue" in status(pilot)
        await press(pilot, "z")
        assert queue(filled) == []
        await press(pilot, "Z")
        assert queue(filled) == [row]


async def test_chips_follow_each_key_and_enter_twice_adds_once(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "f10", *"大林苑2号1805室")
        assert "大林苑 2-1805 秦某 孕妇" in shown(pilot, "#capture-chips")
        await press(pilot, *" 胰岛素只剩2天")
        chips = shown(pilot, "#capture-chips")
        assert "medicine" in chips
        assert "2 days left" in chips
        at_once(pilot, "\r", "\r")
        await settled(pilot)
        assert len(queue(filled)) == 1


async def test_a_telephone_alone_finds_the_household(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus", *"13800003555")
        assert "大林苑 2-1805" in shown(pilot, "#capture-chips")


async def test_escape_keeps_the_line_for_the_next_time(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus", *PETS, "escape")
        assert not isinstance(pilot.app.screen, CaptureLine)
        assert queue(filled) == []
        await press(pilot, "plus")
        assert pilot.app.screen.query_one(Input).value == PETS
        await press(pilot, "enter")
        await press(pilot, "plus")
        assert pilot.app.screen.query_one(Input).value == ""


async def test_what_is_open_already_is_shown_and_one_key_away(filled: Store) -> None:
    capture(filled, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "plus", *"1806室 13800004666")
        assert not pilot.app.screen.query_one("#capture-others").display
        await press(pilot, "escape", "plus")
        pilot.app.screen.query_one(Input).value = "大林苑2-1805 漏水"
        await settled(pilot)
        assert "same household: #1" in shown(pilot, "#capture-others")
        await press(pilot, "down")
        assert isinstance(pilot.app.screen, Requests)
        assert pilot.app.screen.chosen() == 1
        assert len(queue(filled)) == 1
        await press(pilot, "plus")
        assert pilot.app.screen.query_one(Input).value == "大林苑2-1805 漏水"


async def test_tab_goes_on_in_the_form(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus", *BLEEDING, "tab")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        values = form.values()
        assert (values["kind"], values["urgency"]) == ("emergency", "life")
        assert values["where"] == "大林苑 2-1805"
        form.query_one("#edit-caller", Input).value = "女儿"
        await press(pilot, "ctrl+s")
        (row,) = queue(filled)
        assert (row.caller, row.household_no, row.urgency) == ("女儿", 1, "life")
        await press(pilot, "plus")
        assert pilot.app.screen.query_one(Input).value == ""


async def test_nothing_typed_adds_nothing_and_markup_stays_words(filled: Store) -> None:
    async with desk(filled, (120, 40)) as pilot:
        await press(pilot, "plus", "enter", "space", "enter")
        assert isinstance(pilot.app.screen, CaptureLine)
        await press(pilot, *"[/b] [red]大林苑2号1805室[/] 漏水", "enter")
        await press(pilot, "f3", "enter")
        assert "[red]" in shown(pilot, "#card-text")
        await press(pilot, "escape", "f2")
        assert len(queue(filled)) == 1


async def test_f12_turns_the_line_and_keeps_it(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus", *BLEEDING)
        assert "emergency" in shown(pilot, "#capture-chips")
        await press(pilot, "f12")
        assert "急救" in shown(pilot, "#capture-chips")
        assert pilot.app.screen.query_one(Input).value == BLEEDING
