"""Forms: what was typed outlives leaving, and other people's changes; selects answer to typing."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Select

import screens
from data.households import commands as household_commands
from data.households import queries as households
from data.journal import queries as journal
from data.reading.capture import capture
from data.store import Store
from models.households import CompoundInput
from screens import i18n
from screens.kit.fields import FormField, Values
from tests.beginning import begin
from tests.ui.driving import PETS, Driven, desk

SCREENS = Path(screens.__file__).parent


async def household_form(pilot: Driven) -> None:
    await pilot.press("f8", "e", "1")
    assert pilot.form()


def kept(pilot: Driven, name: str) -> Values:
    """What was typed into a form that was left."""
    draft = pilot.desk.drafts.get(name)
    assert draft is not None
    return draft.typed


async def test_an_edit_that_is_left_stands_there_again(filled: Store) -> None:
    async with desk(filled) as pilot:
        await household_form(pilot)
        pilot.fill(head="秦大爷")
        await pilot.press("escape")
        assert kept(pilot, "household:1") == {"head": "秦大爷"}
        filled.do(household_commands.change_household, 1, 1, {"phone": "13800007777"})
        await household_form(pilot)
        assert pilot.values()["head"] == "秦大爷"
        assert pilot.values()["phone"] == "13800007777", "what others changed stays"
        assert "draft" in pilot.shown("#form-foot")
        await pilot.press("ctrl+s")
        assert pilot.desk.drafts.names == ()
        view = filled.ask(households.household, 1)
        assert view is not None
        assert (view.head, view.phone) == ("秦大爷", "13800007777")


async def test_a_draft_is_of_one_record_and_can_be_dropped(filled: Store) -> None:
    async with desk(filled) as pilot:
        await household_form(pilot)
        pilot.fill(head="秦大爷")
        await pilot.press("escape", "down", "e", "1")
        assert pilot.values()["head"] == ""
        await pilot.press("escape", "up", "e", "1")
        assert pilot.values()["head"] == "秦大爷"
        await pilot.press("ctrl+r")
        assert pilot.values()["head"] == "秦某"
        await pilot.press("escape")
        assert pilot.desk.drafts.names == ()


async def test_saving_without_a_change_says_so_and_offers_no_undo(filled: Store) -> None:
    async with desk(filled) as pilot:
        await household_form(pilot)
        await pilot.press("ctrl+s")
        assert pilot.status() == "Nothing was changed."
        assert len(filled.ask(journal.steps)) == 1


async def test_letters_turn_a_closed_select_to_a_choice(filled: Store) -> None:
    begin(filled, CompoundInput("四十三弄"), CompoundInput("四平小区"))
    async with desk(filled) as pilot:
        await pilot.press("f8", "n", "1")
        chosen = pilot.form().query_one("#edit-compound", Select)
        assert chosen.value == "大林苑"
        assert pilot.app.focused is pilot.field("building"), "a number typed at once is kept"
        chosen.focus()
        for keys, expected in (
            (("四",), "四十三弄"),
            (("四",), "四平小区"),
            (("d", "l"), "大林苑"),
            (("s", "p", "x"), "四平小区"),
            (("弄",), "四十三弄"),
            (("9",), "四十三弄"),
        ):
            await pilot.press(*keys)
            assert chosen.value == expected, keys


def hints() -> set[str]:
    """The grey examples of all forms."""
    forms = [f"screens.{file.parent.name}.form" for file in SCREENS.glob("*/form.py")]
    values = [value for form in forms for value in vars(importlib.import_module(form)).values()]
    fields = [one for value in values if isinstance(value, tuple) for one in value]
    return {field.hint for field in fields if isinstance(field, FormField) and field.hint}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_no_grey_example_is_cut_on_a_low_terminal(filled: Store, language: str) -> None:
    async with desk(filled, "plus", *"漏水", "tab") as pilot:
        room = pilot.field("harm_at").content_size.width
    said = {i18n.in_language(language, hint) for hint in hints()}
    assert len(said) > 10
    assert {hint for hint in said if cell_len(hint) > room} == set()


async def test_what_is_wrong_begins_below_what_is_typed(filled: Store) -> None:
    async with desk(filled, "f8", "e", "1") as pilot:
        await pilot.save(phone="1")
        field, told = pilot.field("phone"), pilot.form().query_one("#field-phone > .problem")
        assert told.content_region.x == field.content_region.x


async def test_what_was_read_of_a_time_is_shown_while_it_is_typed(filled: Store) -> None:
    """`明早8点` may be of either day in the night: the form says which, before it is saved."""
    filled.do(capture, PETS)
    async with desk(filled, "f3", "c") as pilot:
        pilot.field("promised_until").focus()
        await pilot.press(*"明早8点")
        assert pilot.problem("promised_until") == "= 04-10 08:00"
        await pilot.press(*"半吧")
        assert pilot.problem("promised_until") == ""
        await pilot.press("tab")
        assert "write it like 15:30, 9am" in pilot.problem("promised_until")
