"""The palette: commands found by their names, in either language and in pinyin."""

import pytest
from textual.widgets import OptionList

from data.store import Store
from tests.ui.driving import desk


@pytest.mark.parametrize("typed", ["households", "住户", "zhuhu", "zh", "ZhuHu", "house holds"])
async def test_a_place_is_found_by_any_of_its_names(filled: Store, typed: str) -> None:
    async with desk(filled) as pilot:
        await pilot.press("ctrl+p")
        pilot.line().value = typed
        await pilot.settled()
        found = pilot.choices()
        assert any("F8" in line for line in found)


async def test_what_nothing_is_called_finds_nothing(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("ctrl+p")
        pilot.line().value = "xqzzq"
        await pilot.settled()
        listed = pilot.app.screen.query_one(OptionList)
        assert [listed.get_option_at_index(0).disabled, listed.option_count] == [True, 1]
