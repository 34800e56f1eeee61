"""The board of the day as it is shown first, and the rest of it behind what was typed ahead."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events

from data.reading.capture import capture
from data.store import Store
from screens.requests.place import Requests
from screens.shell import Shell
from screens.today.place import Today
from tests.copied import day_copied
from tests.painting import painted_when_asked
from tests.ui.driving import LOW, Driven, prompts

AT_FIRST, WHOLE = "Offers of help: 1", "Offers of help: 1 · 1 suits an open request"
ANSWERED = 1.0
"""Seconds; more than are left to what was typed ahead."""
FIRST = 2
"""The line that the cursor begins on, the first about a record."""


class Hurried(Shell):
    """A desk at which a key is typed before it shows anything."""

    CSS_PATH = str(Path(__file__).parents[2] / "screens/styles/desk.tcss")
    ahead = ""

    def on_load(self) -> None:
        if self.ahead:
            self.post_message(events.Key(self.ahead, None))


@pytest.fixture
def offered(filled: Store) -> Store:
    """Somebody needs pills; somebody would fetch them."""
    filled.do(capture, "大林苑2号1805室 降压药只剩1天")
    filled.do(capture, "大林苑 李响 13800000073 我有面包车，可以帮大家跑药")
    return filled


@asynccontextmanager
async def begun(store: Store, ahead: str) -> AsyncIterator[Driven]:
    """A desk that has just begun, and whatever it puts off is still to come."""
    day_copied(store.path, store.now())
    app = Hurried(store.path, store.clock)
    app.ahead = ahead
    with painted_when_asked(app):
        async with app.run_test(size=LOW):
            yield Driven(app)
    assert not app.faults, app.faults


def told(pilot: Driven) -> str:
    """What the board tells of offers, shown now or not."""
    (today,) = (one for one in pilot.desk.all_screens() if isinstance(one, Today))
    lines = (line.rstrip() for line in prompts(today.listed))
    return next((line for line in lines if line.startswith("Offers")), "")


async def test_what_nobody_waits_for_a_key_to_be_answered_by_is_read_at_once(
    offered: Store,
) -> None:
    async with begun(offered, "") as pilot:
        await pilot.pause()
        assert told(pilot) == WHOLE


async def test_a_key_typed_ahead_is_answered_before_the_rest_is_read(offered: Store) -> None:
    async with begun(offered, "down") as pilot:
        await pilot.pause()
        listed = pilot.front(Today).listed
        assert (listed.highlighted, told(pilot)) == (FIRST + 1, AT_FIRST)
        await pilot.pause(ANSWERED)
        assert (listed.highlighted, told(pilot)) == (FIRST + 1, WHOLE)


async def test_the_rest_is_read_on_coming_back_where_a_key_led_elsewhere(offered: Store) -> None:
    async with begun(offered, "f3") as pilot:
        await pilot.pause(ANSWERED)
        assert isinstance(pilot.app.screen, Requests)
        assert told(pilot) == AT_FIRST
        await pilot.press("f2")
        assert (pilot.place().place, told(pilot)) == ("today", WHOLE)
