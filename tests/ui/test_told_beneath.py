"""What is told while a dialog is open is seen whole, never half behind the dialog."""

from __future__ import annotations

import pytest

from data.store import Store
from screens import i18n
from screens.kit.form_lines import FormLines
from screens.kit.status_line import StatusLine
from tests.counting import supply
from tests.ui.driving import Size, both_sizes, desk
from tests.ui.test_told_whole import closed_up, painted

WORDS = "The file was replaced by another: it has 3 acts, the newest of 04-09 08:00. " * 2

OPENED = {
    "request": ("plus", *"漏水", "tab"),
    "household": ("f8", "e", "1"),
    "numbers": ("T",),
    "search": ("f",),
    "journal": ("L",),
    "import": ("I",),
    "copies": ("B",),
}


@both_sizes
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", OPENED)
async def test_a_message_is_seen_whole_below_a_dialog(
    filled: Store, size: Size, language: str, name: str
) -> None:
    i18n.set_language(language)
    async with desk(filled, size=size) as pilot:
        await pilot.press(*OPENED[name])
        pilot.desk.tell(WORDS, wrong=True)
        await pilot.settled()
        screen = pilot.app.screen
        line = screen.query_one(StatusLine)
        assert closed_up(painted(line)) == closed_up(WORDS)
        for box in screen.query(".box, .sheet"):
            assert box.region.bottom <= line.region.y
            assert box.region.y >= 0
        if isinstance(screen, FormLines):
            foot = screen.query_one("#form-foot")
            assert closed_up(painted(foot)) == closed_up(pilot.shown("#form-foot"))
        pilot.desk.tell("")
        await pilot.settled()
        assert not line.display


async def test_a_message_told_before_is_told_beneath_at_once(filled: Store) -> None:
    async with desk(filled) as pilot:
        pilot.desk.tell(WORDS, wrong=True)
        await pilot.press("f")
        assert closed_up(painted(pilot.app.screen.query_one(StatusLine))) == closed_up(WORDS)


@pytest.mark.parametrize("keys", [("T",), ("B",), ("f4", "K"), ("f4", "number_sign", "y")])
async def test_a_message_is_read_once_whatever_stands_over_it(
    supplied: Store, keys: tuple[str, ...]
) -> None:
    """The place below says nothing of its own, though its line is higher by the key it offers, or
    the dialog has its line in its box."""
    async with desk(supplied) as pilot:
        await pilot.press(*keys)
        pilot.desk.tell(ONE_LINE, undo=supplied.last_written)
        await pilot.settled()
        *beneath, front = pilot.app.screen_stack
        assert closed_up(ONE_LINE) in closed_up(painted(front.query_one(StatusLine)))
        for screen in beneath:
            assert [painted(line).strip() for line in screen.query(StatusLine)] == [""]
        await pilot.press("escape")
        line = pilot.app.screen.query_one(StatusLine)
        assert closed_up(ONE_LINE) in closed_up(painted(line))


ONE_LINE = "甲苑门口：蔬菜包A少12份，车还没走，马上问司机，别让他先走了，再点一遍整箱数"
"""As long as a line of the narrowest screen has room for, but not with a key behind it."""


@pytest.fixture
def supplied(store: Store) -> Store:
    return supply(store)
