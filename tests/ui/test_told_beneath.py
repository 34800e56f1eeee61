"""What is told while a dialog is open is seen whole, never half behind the dialog."""

from __future__ import annotations

import pytest

from data.store import Store
from screens import i18n
from screens.kit.form_lines import FormLines
from screens.kit.status_line import StatusLine
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
