"""The journal at the desk: any act in it is taken back and brought back, the cursor on it."""

from __future__ import annotations

from textual.widgets import OptionList

from data.reading.capture import capture
from data.store import Store
from tests.ui.driving import BLEEDING, PETS, desk, queue


async def test_an_older_act_is_undone_and_brought_back(filled: Store) -> None:
    filled.do(capture, BLEEDING)
    filled.do(capture, PETS)
    async with desk(filled, "L", "down", "z") as pilot:
        assert [row.no for row in queue(filled)] == [2]
        assert "Undone" in pilot.shown(".foot")
        highlighted = pilot.app.screen.query_one(OptionList).highlighted
        assert highlighted == 2, "on the same act, which the undo now stands above"
        assert "undone" in pilot.choices()[2]
        await pilot.press("Z")
        assert {row.no for row in queue(filled)} == {1, 2}
        assert "Done again" in pilot.shown(".foot")


async def test_an_empty_journal_takes_no_act(store: Store) -> None:
    async with desk(store, "escape", "L", "z", "Z") as pilot:
        assert "Nothing has been done yet" in pilot.choices()[0]
