"""The palette: what is found is done here, gone to elsewhere, or shown with why it cannot be."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from data.store import Store
from screens import i18n
from screens.kit.dialog import Dialog
from screens.kit.place import Place
from screens.search.palette import Palette
from tests.ui.driving import LOW, WIDE, Driven, desk, queue


async def found(pilot: Driven, typed: str) -> list[str]:
    """The lines that are found for what is typed."""
    if not isinstance(pilot.app.screen, Palette):
        await pilot.press("ctrl+p")
    pilot.line().value = typed
    await pilot.settled()
    return pilot.choices()


async def test_a_place_is_found_by_any_of_its_names(filled: Store) -> None:
    async with desk(filled) as pilot:
        for typed in ("households", "住户", "zhuhu", "zh", "ZhuHu", "hosueholds"):
            assert any("F8" in line for line in (await found(pilot, typed))[:2]), typed
        listed = pilot.app.screen.query_one(OptionList)
        await found(pilot, "xqzzq")
        assert [listed.get_option_at_index(0).disabled, listed.option_count] == [True, 1]


async def test_an_act_is_done_on_what_is_under_the_cursor_and_told_dim_where_there_is_none(
    sample: Store,
) -> None:
    i18n.set_language("en")
    async with desk(sample, "f3") as pilot:
        lines = await found(pilot, "chsae")
        assert " c " in lines[0]
        assert "cursor" not in lines[0].replace("under the cursor", "", 1)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Dialog)
        await pilot.press("escape", "slash", *"zzzz", "enter")
        assert "no request under the cursor" in (await found(pilot, "chase"))[0]
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Place)
        assert pilot.status(), "whoever tries it all the same is told"


async def test_what_takes_one_record_says_so_before_while_several_are_marked(
    sample: Store,
) -> None:
    i18n.set_language("en")
    async with desk(sample, "f3", "space", "space") as pilot:
        assert len(pilot.place().marked()) == 2
        assert "this takes one" in "".join(await found(pilot, "note a question"))
        assert "this takes one" not in (await found(pilot, "close"))[0]


async def test_an_act_of_another_place_leads_there(sample: Store) -> None:
    i18n.set_language("en")
    async with desk(sample, "f6") as pilot:
        lines = await found(pilot, "chase")
        assert lines[0].endswith(" F3"), "the key where there is no room for the name"
        await pilot.press("enter")
        assert pilot.place().place == "requests"
        assert pilot.status().startswith("c ")
        await pilot.press("alt+left")
        assert pilot.place().place == "roster"
        await found(pilot, "divide")
        await pilot.press("enter", "ctrl+p")
        assert pilot.place().place == "supplies"


async def test_records_are_found_and_gone_to_and_back_leads_where_one_was(sample: Store) -> None:
    i18n.set_language("zh")
    async with desk(sample, "f6", "down") as pilot:
        row = next(row for row in queue(sample) if row.phone)
        at = pilot.place().chosen()
        for typed in (f"#{row.no}", str(row.no)) if row.no > 9 else (f"#{row.no}",):
            assert f"#{row.no} " in (await found(pilot, typed))[0]
        assert any(f"#{row.no} " in line for line in await found(pilot, row.phone[-7:]))
        await found(pilot, f"#{row.no}")
        await pilot.press("enter")
        assert (pilot.place().place, pilot.place().chosen()) == ("requests", row.no)
        await pilot.press("alt+left")
        assert (pilot.place().place, pilot.place().chosen()) == ("roster", at)


async def test_with_the_mask_on_numbers_are_hidden_and_illness_is_not_looked_for(
    sample: Store,
) -> None:
    async with desk(sample, "f3", "m") as pilot:
        row = next(row for row in queue(sample) if row.phone)
        lines = await found(pilot, row.phone)
        assert lines
        assert not any(row.phone in line for line in lines)
        await found(pilot, "阳性")
        assert not any("#" in line for line in pilot.choices())


@pytest.mark.parametrize("size", [LOW, WIDE])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_nothing_is_cut(sample: Store, language: str, size: tuple[int, int]) -> None:
    i18n.set_language(language)
    async with desk(sample, size=size) as pilot:
        await pilot.press("ctrl+p")
        for typed in ("", "e", "s", "催", "a"):
            assert not [line for line in await found(pilot, typed) if "…" in line]


async def test_what_was_used_last_stands_above_its_like(sample: Store) -> None:
    i18n.set_language("en")
    async with desk(sample) as pilot:
        assert "Hide or show" not in (await found(pilot, ""))[0]
        await found(pilot, "privacy")
        await pilot.press("enter")
        assert pilot.desk.masked
        assert "Hide or show" in (await found(pilot, ""))[0]
