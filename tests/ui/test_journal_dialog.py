"""The journal at the desk: any act in it is taken back and brought back, the cursor on it."""

from __future__ import annotations

from textual.widgets import OptionList, Static

from data.reading.capture import capture
from data.store import Store
from tests.ui.driving import BLEEDING, PETS, desk, english, filled, press, queue

__all__ = ["english", "filled"]


async def test_an_older_act_is_undone_and_brought_back(filled: Store) -> None:
    filled.do(capture, BLEEDING)
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "L", "down", "z")
        assert [row.no for row in queue(filled)] == [2]
        screen = pilot.app.screen
        assert "Undone" in str(screen.query_one(".foot", Static).content)
        listed = screen.query_one(OptionList)
        assert listed.highlighted == 2, "on the same act, which the undo now stands above"
        assert "undone" in str(listed.get_option_at_index(2).prompt)
        await press(pilot, "Z")
        assert {row.no for row in queue(filled)} == {1, 2}
        assert "Done again" in str(screen.query_one(".foot", Static).content)


async def test_an_empty_journal_takes_no_act(store: Store) -> None:
    async with desk(store) as pilot:
        await press(pilot, "escape", "L", "z", "Z")
        listed = pilot.app.screen.query_one(OptionList)
        assert "Nothing has been done yet" in str(listed.get_option_at_index(0).prompt)
