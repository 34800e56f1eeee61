"""Keys typed while a dialog is still writing: they are for what stands behind it."""

from __future__ import annotations

import asyncio
import threading

import pytest
from textual.widgets import Input

from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import queries as requests
from data.store import Store
from screens import typing_ahead
from screens.kit.one_line import OneLine
from screens.reading.capture import CaptureLine
from tests.ui.driving import PETS, Driven, at_once, desk, english, filled, press, queue, settled

__all__ = ["english", "filled"]

_LOOKED = 6
"""Times it is found out whether the key is done with while the dialog still writes."""


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Tellings are written only once this is set; keys are asked after very often."""
    go = threading.Event()
    written = request_chasing.tell_requests

    def waiting(*given: object, **named: object) -> object:
        assert go.wait(10)
        return written(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(request_chasing, "tell_requests", waiting)
    monkeypatch.setattr(typing_ahead, "LONGEST", 0.01)
    return go


async def looked_after(pilot: Driven) -> None:
    """Time for the desk to look whether the key under way is done with, several times over."""
    for _ in range(_LOOKED):
        await asyncio.sleep(0.02)
        await pilot.app.animator.wait_for_idle()


async def test_keys_behind_an_enter_wait_until_its_dialog_is_gone(
    filled: Store, slow: threading.Event
) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "home", "t")
        assert isinstance(pilot.app.screen, OneLine)
        pilot.app.screen.query_one(Input).value = "在买了"
        at_once(pilot, "\r", "+", *"2号1806室 漏水", "\r")
        await looked_after(pilot)
        assert pilot.app.screen.query_one(Input).value == "在买了"
        slow.set()
        await settled(pilot)
        await settled(pilot)
        with filled.read() as conn:
            assert [told.said for told in requests.tellings(conn, 1)] == ["在买了"]
        assert len(queue(filled)) == 2


async def test_a_key_typed_long_after_the_enter_waits_too(
    filled: Store, slow: threading.Event
) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "home", "t")
        pilot.app.screen.query_one(Input).value = "在买了"
        at_once(pilot, "\r")
        await looked_after(pilot)
        at_once(pilot, "+")
        await looked_after(pilot)
        assert isinstance(pilot.app.screen, OneLine)
        assert pilot.app.screen.query_one(Input).value == "在买了"
        slow.set()
        await settled(pilot)
        await settled(pilot)
        assert isinstance(pilot.app.screen, CaptureLine)
