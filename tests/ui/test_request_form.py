"""The form of a request: what it may double, joined on saving; urgency as the queue is set."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from textual.widgets import Input, Static

from data.reading.capture import capture
from data.requests import commands as request_commands
from data.requests import doubles as request_doubles
from data.requests import queries as requests
from data.store import Store
from models.requests import DEFAULT_SETTINGS, ClosingInput, Outcome
from screens import i18n
from screens.kit.line_field import LineField
from screens.requests.form_dialog import RequestForm
from screens.requests.place import Requests
from tests.ui.driving import PETS, Driven, desk, queue

AGAIN = "大林苑2号1805室 猫粮吃完了"


async def looked(pilot: Driven) -> str:
    """What the foot says of other requests once typing has paused; empty while none is shown."""
    await pilot.settled()
    line = pilot.front(RequestForm).query_one("#form-others", Static)
    return str(line.content) if line.display else ""


async def test_what_may_be_the_same_is_shown_while_the_form_is_typed(filled: Store) -> None:
    filled.do(capture, PETS)
    filled.do(capture, "大林苑2号1806室 漏水 13800004666")
    async with desk(filled) as pilot:
        await pilot.press("plus", *"楼上漏水", "tab")
        assert await looked(pilot) == ""
        pilot.fill(phone="138 0000 4666")
        assert "same telephone: #2" in await looked(pilot)
        pilot.fill(phone="")
        assert await looked(pilot) == ""
        pilot.fill(where="大林苑 2-1805")
        told = await looked(pilot)
        assert "same household: #1" in told
        assert "ctrl+l" not in told, "another need is not the same request"
        await pilot.press("ctrl+l")
        assert len(queue(filled)) == 2
        pilot.fill(kind="pets")
        told = await looked(pilot)
        assert told.startswith("ctrl+l: save and join  ctrl+o: go to it  asked already: #1")


async def test_saving_and_joining_is_one_key(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("plus", *AGAIN, "tab")
        assert "asked already: #1" in await looked(pilot)
        pilot.fill(opened_at="never")
        await pilot.press("ctrl+l")
        pilot.front(RequestForm)
        assert len(queue(filled)) == 1, "what is wrong in the form is neither saved nor joined"
        pilot.fill(opened_at="")
        await pilot.press("ctrl+l")
        assert "Request 2 is saved and joined to 1." in pilot.status()
        assert {row.no: row.joined_to for row in queue(filled)} == {1: None, 2: 1}
        await pilot.press("z")
        assert {row.no: row.joined_to for row in queue(filled)} == {1: None, 2: None}


async def test_what_closed_meanwhile_is_not_joined_to_and_nothing_is_lost(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("plus", *AGAIN, "tab")
        assert await looked(pilot)
        filled.do(
            request_commands.close_requests, {1: ClosingInput(Outcome.MET, "秦某", filled.now())}
        )
        await pilot.press("ctrl+l")
        assert not isinstance(pilot.app.screen, RequestForm)
        assert "is closed" in pilot.status()
        assert {row.no: row.joined_to for row in queue(filled)} == {1: None, 2: None}


async def test_the_other_one_is_gone_to_and_the_form_kept(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("plus", *AGAIN, "tab")
        pilot.fill(caller="秦大爷")
        assert await looked(pilot)
        await pilot.press("ctrl+o")
        assert pilot.front(Requests).chosen() == 1
        assert len(queue(filled)) == 1
        await pilot.press("plus", "tab")
        assert pilot.values()["caller"] == "秦大爷"


async def test_a_request_that_is_changed_does_not_double_itself(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "e")
        assert await looked(pilot) == ""
        await pilot.press("escape")
        filled.do(capture, AGAIN)
        await pilot.press("e")
        assert "asked already" in await looked(pilot)
        await pilot.press("f12")
        assert "asked already" not in await looked(pilot)
        i18n.set_language("en")


async def test_what_is_chosen_is_said_in_the_language_turned_to(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "e")
        kind = pilot.app.screen.query_one("#edit-kind")
        chosen, hint = (
            kind.query_one("#label", Static),
            pilot.app.screen.query_one("#edit-days_left", Input),
        )
        before, said = pilot.values(), str(chosen.content)
        await pilot.press("f12")
        assert (str(chosen.content), i18n.language()) == ("宠物", "zh")
        assert hint.placeholder == "药、奶粉、吃的"
        assert pilot.values() == before
        await pilot.press("f12")
        assert str(chosen.content) == said == "pets"


@pytest.mark.parametrize(("hours", "urgency"), [(24, "soon"), (24 * 5, "today")])
async def test_an_answer_shows_the_urgency_the_committee_set(
    filled: Store, hours: int, urgency: str
) -> None:
    set_to = replace(DEFAULT_SETTINGS, today_within=timedelta(hours=hours))
    if set_to != DEFAULT_SETTINGS:
        filled.do(request_commands.set_queue, set_to)
    async with desk(filled) as pilot:
        await pilot.press("plus", *PETS, "tab", "f8")
        assert pilot.values()["urgency"] == urgency
        await pilot.save(urgency="routine")
        assert filled.ask(requests.view, 1).urgency == urgency


async def test_what_is_found_while_a_form_that_was_left_is_taken_apart_is_not_shown(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.do(capture, PETS)
    begun, left, found = threading.Event(), threading.Event(), request_doubles.doubles

    def slow(*args: Any) -> Any:
        begun.set()
        assert left.wait(10)
        return found(*args)

    async def lingers(_field: LineField) -> None:
        left.set()
        await asyncio.sleep(0.3)

    async with desk(filled) as pilot:
        await pilot.press("f3", "e")
        monkeypatch.setattr(LineField, "on_unmount", lingers, raising=False)
        monkeypatch.setattr(request_doubles, "doubles", slow)
        pilot.at_once("x")
        assert await asyncio.to_thread(begun.wait, 10)
        pilot.at_once("escape")
        await pilot.settled()
        assert left.is_set()
        assert isinstance(pilot.app.screen, Requests)
