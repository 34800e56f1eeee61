"""The journal at the desk: any act in it is taken back and brought back, the cursor on it."""

from __future__ import annotations

import sqlite3

from textual.widgets import OptionList

from data.reading.capture import capture
from data.store import Store
from screens.journal.dialog import Journal
from tests.damage import by_hand
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


async def test_a_broken_line_is_told_and_the_desk_goes_on(filled: Store) -> None:
    filled.do(capture, PETS)
    by_hand(filled.path, "UPDATE journal_step SET params = '{', at = NULL WHERE no = 2")
    async with desk(filled, "L") as pilot:
        assert "damaged: request … added" in pilot.choices()[0]
        await pilot.press("z")
        pilot.front(Journal).renew()  # as the first look at the file's health does
        assert "Step 2 is damaged" in pilot.shown(".foot")
        assert [row.no for row in queue(filled)] == [1]


async def test_a_foreign_trigger_is_told_at_the_start_and_nothing_is_saved(filled: Store) -> None:
    filled.do(capture, PETS)
    conn = sqlite3.connect(filled.path)
    conn.execute("CREATE TRIGGER evil AFTER INSERT ON request BEGIN DELETE FROM person; END")
    conn.close()
    async with desk(filled) as pilot:
        assert "evil" in pilot.status()
        assert [row.no for row in queue(filled)] == [1]
