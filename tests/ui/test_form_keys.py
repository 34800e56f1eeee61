"""From field to field by arrows and enter, and one way to save, in every form."""

from __future__ import annotations

import pytest
from textual.widgets import Select, TextArea

from data.directory import queries as directory
from data.reading.capture import capture
from data.store import Store
from screens.i18n import set_language
from screens.kit.form import FormDialog
from screens.kit.path_field import PathField
from screens.kit.pick import Pick
from tests.ui.driving import Driven, desk


def at(pilot: Driven) -> str:
    """The name of the field the cursor is in."""
    focused = pilot.app.focused
    assert focused is not None
    return (focused.id or "").removeprefix("edit-")


async def test_arrows_go_through_all_fields_and_stop_at_the_ends(filled: Store) -> None:
    async with desk(filled, "D", "n") as pilot:
        walked = []
        for _ in range(7):
            walked.append(at(pilot))
            await pilot.press("down")
        assert walked == ["name", "kind", "phone", "hours", "rung", "note", "note"]
        for name in ("rung", "hours", "phone", "kind", "name", "name"):
            await pilot.press("up")
            assert at(pilot) == name


async def test_arrows_stay_in_a_text_between_its_lines(filled: Store) -> None:
    async with desk(filled, "D", "n", *["down"] * 5) as pilot:
        await pilot.press("a", "enter", "b", "up")
        assert at(pilot) == "note"
        area = pilot.app.focused
        assert isinstance(area, TextArea)
        assert area.text == "a\nb"
        await pilot.press("down")
        assert at(pilot) == "note"
        await pilot.press("up", "up")
        assert at(pilot) == "rung"


async def test_arrows_stay_in_a_list_of_choices_that_is_open(filled: Store) -> None:
    async with desk(filled, "D", "n", "down", "space", "down", "down") as pilot:
        kind = pilot.form().query_one("#edit-kind", Select)
        assert kind.expanded
        before = kind.value
        await pilot.press("enter")
        assert kind.value != before
        assert at(pilot) == "phone", "what was chosen is done with"


async def test_arrows_leave_a_list_of_ticks_at_its_ends(sample: Store) -> None:
    async with desk(sample, "f4", "n", "ctrl+s") as pilot:
        pilot.field("drops").focus()
        await pilot.press("home", "down")
        assert at(pilot) == "drops"
        await pilot.press("up", "up")
        assert at(pilot) != "drops"
        await pilot.press("down", "end", "down")
        assert at(pilot) != "drops"


async def test_enter_goes_on_and_saves_on_the_last_field(filled: Store) -> None:
    async with desk(filled, "D", "n", *"jdyy", "enter") as pilot:
        assert at(pilot) == "kind"
        await pilot.press("escape", "f8", "e", "2")
        assert isinstance(pilot.app.screen, FormDialog)
        pilot.field("stated_buildings").focus()
        await pilot.press("1", "2", "enter")
        assert not isinstance(pilot.app.screen, FormDialog)
        assert "changed" in pilot.status()


async def test_enter_saves_on_a_last_field_that_opens_a_list(filled: Store) -> None:
    filled.do(capture, "大林苑2号1805室 缺菜")
    async with desk(filled, "f3", "c", *"街道", "enter") as pilot:
        assert isinstance(pilot.app.screen, FormDialog)
        rung = pilot.field("rung")
        assert isinstance(rung, Pick)
        rung.focus()
        await pilot.press("space")
        assert rung.expanded
        await pilot.press("enter")
        assert not rung.expanded
        await pilot.press("enter")
        assert not isinstance(pilot.app.screen, FormDialog)
        assert "Chase 1 of request" in pilot.status()


async def test_a_wrong_field_is_told_also_when_enter_would_save(filled: Store) -> None:
    async with desk(filled, "f8", "e", "2") as pilot:
        pilot.field("stated_buildings").focus()
        await pilot.press("x", "enter")
        assert pilot.problem("stated_buildings")
        assert at(pilot) == "stated_buildings"


async def test_one_way_to_save(filled: Store) -> None:
    async with desk(filled, "plus", *"漏水", "ctrl+s") as pilot:
        assert "is in the queue" in pilot.status()
        await pilot.press("f3", "t", *"明天修", "ctrl+s")
        assert "told" in pilot.status()
        await pilot.press("D", "n", *"仁济", "ctrl+s")
        assert "仁济" in [one.name for one in filled.ask(directory.contacts, filled.now())]


@pytest.mark.parametrize(("keys", "says"), [(("f6", "K", "n"), "draft"), (("f3", "O"), "draft")])
async def test_a_form_says_what_leaving_it_does(
    sample: Store, keys: tuple[str, ...], says: str
) -> None:
    async with desk(sample, *keys) as pilot:
        assert says in pilot.shown("#form-foot")


async def test_a_path_is_completed_by_tab_and_left_by_arrows(filled: Store) -> None:
    async with desk(filled, "B") as pilot:
        assert isinstance(pilot.app.focused, PathField)
        await pilot.press("down", "up")
        assert isinstance(pilot.app.focused, PathField)


async def test_choices_that_lie_over_another_field_are_read_whole(sample: Store) -> None:
    set_language("zh")
    async with desk(sample, "f4", "K", "n", "down", "down", "enter") as pilot:
        shown = pilot.app.export_screenshot()
        assert shown.count("成套包") == 2, "the choice, and the label of a field of that name"
    set_language("en")
