"""Taking along what a list shows: copied, written to a file; and which columns it shows."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from textual.widgets import TextArea

from data import preferences
from data.clock import FixedClock
from data.directory.commands import add_contact
from data.reading.capture import capture
from data.roster.commands import add_person
from data.store import Store
from models.directory import ContactInput, ContactKind
from models.roster import PersonInput, PersonKind
from screens import i18n
from screens.kit.columns_dialog import ColumnsDialog
from screens.kit.copy_dialog import CopyDialog, ShownText
from screens.kit.export import ExportDialog
from screens.requests.listing import LISTING as REQUESTS
from tests.ui.driving import BLEEDING, PETS, WIDE, Driven, desk


def copied(pilot: Driven) -> str:
    """What was copied last."""
    return pilot.app.clipboard


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of whoever sits here."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def calls(filled: Store) -> Store:
    """Two calls from one door, one about a life; a helper whose name is a formula."""
    filled.do(capture, PETS)
    filled.do(capture, BLEEDING)
    formula = PersonInput("=1+1", PersonKind.VOLUNTEER, phone="13800007777", post="@SUM(A1)")
    filled.do(add_person, formula)
    return filled


# -- copying ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_two_keys_copy_the_number_to_dial(calls: Store, language: str) -> None:
    i18n.set_language(language)
    async with desk(calls, "f3", "home", "y") as pilot:
        assert pilot.front(CopyDialog)
        await pilot.press("enter")
        assert copied(pilot) == "13800009617"
        assert "13800009617" in pilot.status()
        await pilot.press("y", "3")
        assert copied(pilot) == "大林苑 2-1805"
        await pilot.press("y", "4")
        assert "孕妇大出血" in copied(pilot)
        assert "13800009617" in copied(pilot)


async def test_what_is_masked_is_copied_masked_and_can_be_selected_where_nothing_is_taken(
    calls: Store,
) -> None:
    async with desk(calls, "f3", "home", "y", "down", "down", "v") as pilot:
        shown = pilot.front(ShownText)
        assert shown.query_one(TextArea).selected_text == "大林苑 2-1805"
        await pilot.press("y")
        assert copied(pilot) == "大林苑 2-1805"
        await pilot.press("escape", "escape")
        assert pilot.here().records.has_focus
        await pilot.press("m", "y", "enter")
        assert copied(pilot) == "138****9617"
        await pilot.press("y", "4")
        assert "出血" not in copied(pilot)
        assert "13800009617" not in copied(pilot)
        await pilot.press("y", "m", "enter")
        assert copied(pilot) == "13800009617", "asked for while the dialog is open"


async def test_a_list_for_the_group_chat_tells_no_numbers_and_nothing_of_health(
    calls: Store,
) -> None:
    """Of several that are marked all numbers and addresses are copied."""
    async with desk(calls, "f3", "y", "5", size=WIDE) as pilot:
        told = copied(pilot)
        assert len(told.splitlines()) == 3
        assert "大林苑 2-1805" in told
        assert "猫粮" in told
        assert not re.search(r"孕|出血|\d{7}", told)
        await pilot.press("f8", "y", "4")
        assert "2-1805" in copied(pilot).replace("  ", "-") or "1805" in copied(pilot)
        assert not re.search(r"孕|\d{7}", copied(pilot))
        await pilot.press("space", "space", "y", "enter")
        assert copied(pilot).split() == ["13800003555", "13800004666"]
        await pilot.press("y", "2")
        assert copied(pilot).split("\n") == ["大林苑 2-1805", "大林苑 2-1806"]


async def test_a_number_is_copied_wherever_there_is_one(calls: Store) -> None:
    """In each list, on the board of the day and on a card."""
    calls.do(add_contact, ContactInput("瑞金医院", ContactKind.HOSPITAL, phone="02164370045"))
    async with desk(calls, "f2", "y", "enter") as pilot:
        assert copied(pilot) == "13800009617"
        await pilot.press("f6", "y", "enter")
        assert copied(pilot) == "13800007777"
        await pilot.press("D", "slash", *"瑞金", "enter", "y", "enter")
        assert copied(pilot) == "02164370045"
        await pilot.press("f8", "enter", "y", "enter")
        assert copied(pilot) == "13800003555"


async def test_where_there_is_nothing_that_is_said(filled: Store) -> None:
    async with desk(filled, "f3", "y") as pilot:
        assert pilot.status()
        assert pilot.app.screen is pilot.here()


# -- to a file -------------------------------------------------------------------------------


async def test_two_keys_write_the_rows_and_columns_seen(calls: Store, home: Path) -> None:
    """A second file takes a name of its own; where some are marked they are all there is; in a
    folder that is gone nothing is written, which is told."""
    async with desk(calls, "f8", "slash", *"1805", "enter", "p", "enter") as pilot:
        (written,) = home.iterdir()
        assert str(written) in pilot.status().replace("\n", "")
        columns = pilot.here().records.columns_shown
        rows = CalamineWorkbook.from_path(written).get_sheet_by_index(0).to_python()
        assert len(rows) == 2
        assert len(rows[0]) == len(columns)
        assert "13800003555" in rows[1], "a telephone number is a text"
        await pilot.press("escape", "home", "p", "2", "space", "p", "2")
        assert pilot.status()
        first, second = sorted(home.glob("*.csv"), key=lambda file: len(file.name))
        assert second.stem == f"{first.stem}-2"
        lines = [len(file.read_text("utf-8-sig").splitlines()) for file in (first, second)]
        assert lines == [3, 2]
        shutil.rmtree(home)
        await pilot.press("p", "enter")
        assert "xlsx" in pilot.status()
        assert not home.exists()


async def test_what_is_masked_is_written_masked_and_formulas_do_not_act(
    calls: Store, home: Path
) -> None:
    async with desk(calls, "f6", "m", "p", "2", "2", size=(160, 40)) as pilot:
        (written,) = home.iterdir()
        (row,) = [r for r in csv.reader(written.open(encoding="utf-8-sig")) if "'=1+1" in r]
        assert "138****7777" in row
        assert "'@SUM(A1)" in row
        assert "masked" in written.name
        assert written.name in pilot.status()


async def test_nothing_is_taken_along_that_was_found_by_what_the_mask_hides_now(
    calls: Store, home: Path
) -> None:
    """The mask is put on over the dialog: what the list beneath found counts no more."""
    async with desk(calls, "f8", "slash", *"mark:preg", "enter", "p") as pilot:
        assert len(pilot.here().list_text().splitlines()) == 3
        await pilot.press("m", "2")
        (written,) = home.iterdir()
        assert len(written.read_text("utf-8-sig").splitlines()) == 1, "headings alone"
        assert len(pilot.here().list_text().splitlines()) == 1


async def test_another_folder_and_kind_are_typed_and_kept_for_the_next(
    calls: Store, home: Path, tmp_path: Path
) -> None:
    there = tmp_path / "stick"
    there.mkdir()
    async with desk(calls, "f3", "p", "5") as pilot:
        await pilot.press("ctrl+u")
        pilot.at_once(*f"{there}/a.md", "enter")
        await pilot.settled()
        assert (there / "a.md").read_text("utf-8").count("|") > 10
        await pilot.press("p")
        assert str(there) in pilot.front(ExportDialog).foot()
        await pilot.press("escape", "p", "5", "ctrl+u")
        pilot.at_once(*f"{there}/a.md", "enter")
        await pilot.settled()
        assert "a.md" in pilot.shown("#paper-foot"), "no file is written over"
    assert preferences.read().folders == {"list": str(there)}
    async with desk(calls, "f3", "p") as pilot:
        assert str(there) in pilot.front(ExportDialog).foot(), "after a restart, too"
        shutil.rmtree(there)
        await pilot.press("enter")
        assert not list(home.iterdir())
        assert str(there) in pilot.status(), "it went while the dialog was open"
        await pilot.press("p")
        assert str(there) not in pilot.front(ExportDialog).foot()
        await pilot.press("enter")
        assert len(list(home.iterdir())) == 1
    assert preferences.read().folders == {"list": str(there)}, "the stick may come back"


# -- columns ---------------------------------------------------------------------------------


async def test_columns_are_chosen_ordered_widened_and_kept(calls: Store) -> None:
    async with desk(calls, "f3", "vertical_line") as pilot:
        pilot.front(ColumnsDialog)
        shown = pilot.here().records
        before = [column.name for column in shown.columns_shown]
        cells = shown.cells_shown[before[1]]
        await pilot.press("space", "down", "shift+down", "right", "right", "right")
        names = [column.name for column in shown.columns_shown]
        assert names[:2] == [before[2], before[1]]
        assert shown.cells_shown[before[1]] == cells + 3
        await pilot.press("escape")
    kept = preferences.read()
    assert before[0] not in kept.columns["requests"]
    assert kept.widths["requests"] == {before[1]: cells + 3}
    async with desk(calls, "f3") as pilot:
        shown = pilot.here().records
        assert [column.name for column in shown.columns_shown] == names
        await pilot.press("vertical_line", "ctrl+r", "escape")
        assert [column.name for column in shown.columns_shown] == before
    assert "requests" not in {**preferences.read().columns, **preferences.read().widths}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_a_column_that_does_not_fit_is_named(calls: Store, language: str) -> None:
    i18n.set_language(language)
    async with desk(calls, "f3", "vertical_line") as pilot:
        listed = pilot.app.screen.query_one("#columns-list")
        lines = [str(option.prompt) for option in listed.options]  # type: ignore[attr-defined]
        says = i18n.in_language(language, "does not fit")
        (column,) = [one for one in REQUESTS.columns if one.name == "told_at"]
        untold = i18n.in_language(language, column.title)
        assert [line for line in lines if untold in line and says in line]


async def test_a_chosen_column_of_telephones_is_whole_at_eighty_columns(
    calls: Store, clock: FixedClock
) -> None:
    preferences.keep(("columns", "requests"), ["urgency", "compound", "summary", "phone"])
    preferences.keep(("widths", "requests"), {"phone": 4, "nonsense": 9})
    async with desk(calls, "f3") as pilot:
        assert "13800009617" in "\n".join(
            pilot.here().records.render_line(y).text for y in range(1, 4)
        )
