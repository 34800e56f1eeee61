"""Back and forward: whatever led somewhere, one is back where one was, as it was seen."""

from __future__ import annotations

from data.store import Store
from tests.ui.driving import desk


async def test_a_list_is_seen_as_it_was_left(sample: Store) -> None:
    async with desk(sample, "f8", "slash", *"13800", "enter", *["pagedown"] * 2, "up") as pilot:
        there = pilot.here()
        stood = there.chosen(), there.query_now, there.records.standing
        assert stood[2][0] > 20
        await pilot.press("escape", "home", "f3", "down", "f6")
        await pilot.press("alt+left")
        assert pilot.place().place == "requests"
        await pilot.press("alt+left")
        left = there.chosen(), there.query_now, there.records.standing
        assert (left[1].filter, left[2]) == ("", (0, 0)), "as it was left, not as it was before"
        await pilot.press("alt+right", "alt+right")
        assert pilot.place().place == "roster"
        await pilot.press("alt+right")
        assert pilot.place().place == "roster"
        assert pilot.place().said()


async def test_view_filter_cursor_and_scroll_come_back(sample: Store) -> None:
    async with desk(sample, "f8", "slash", *"13800", "enter", *["pagedown"] * 2, "up") as pilot:
        there = pilot.here()
        stood = there.chosen(), there.query_now, there.records.standing
        assert stood[2][0] > 20
        there.desk.show_record("households", 4)
        await pilot.press("v", "enter", "escape", "home")
        assert there.query_now != stood[1]
        await pilot.press("alt+left")
        assert (there.chosen(), there.query_now, there.records.standing) == stood
