"""What one sees who is about to call: number, whose, marks, what else the household waits for."""

from __future__ import annotations

import pytest

from data.directory import commands as directory_commands
from data.reading.capture import capture
from data.store import Store
from models.directory import ContactInput, ContactKind
from screens.kit.told import Told
from tests.ui.driving import WIDE, Driven, desk, queue

MILK = "大林苑2号1805室 奶粉没了"
PILLS = "大林苑2号1805室 降压药没了"
NUMBER = "13800003555"
"""Of the register; nobody said one."""


@pytest.fixture
def asked(filled: Store) -> Store:
    """Two requests of one household, whose number nobody said, and a desk to be chased."""
    for line in (MILK, PILLS):
        filled.do(capture, line)
    contact = ContactInput("街道值班室", ContactKind.DESK, phone="13800008001")
    filled.do(directory_commands.add_contact, contact)
    return filled


def about(pilot: Driven) -> str:
    """What the dialog in front says it is about, and of the resident."""
    told = pilot.app.screen.query(".about").results()
    return "\n".join(str(getattr(one, "content", "")) for one in told)


async def test_the_detail_and_the_card_show_the_registers_number_with_whose_it_is(
    asked: Store,
) -> None:
    async with desk(asked, "f3", size=WIDE) as pilot:
        detail = pilot.shown("#detail")
        assert f"dial      {NUMBER} (register, 秦某)" in detail
        assert "marks     pregnant" in detail
        assert "This household waits for this, too" in detail
        await pilot.press("enter")
        assert NUMBER in pilot.shown("#card-text")
        await pilot.press("escape", "m")
        detail = pilot.shown("#detail")
        assert NUMBER not in detail
        assert "pregnant" not in detail
        assert "138****3555" in detail


@pytest.mark.parametrize("opened", [("t",), ("c",), ("c", "1"), ("d",), ("d", "1")], ids="-".join)
async def test_dialogs_about_a_request_show_its_number(
    asked: Store, opened: tuple[str, ...]
) -> None:
    async with desk(asked, "f3", *opened) as pilot:
        assert f"{NUMBER} (register, 秦某)" in about(pilot)
    async with desk(asked, "f3", "m", *opened) as pilot:
        assert NUMBER not in about(pilot)
        assert "138****3555" in about(pilot)
        assert "奶粉" not in about(pilot)


async def test_what_else_is_open_and_the_marks_stand_beside_what_was_told(asked: Store) -> None:
    async with desk(asked, "f3", "t") as pilot:
        shown = about(pilot)
        assert "marks: pregnant" in shown
        other = 2 if "#1 " in shown.splitlines()[0] else 1
        assert f"also open: #{other} " in shown


async def test_a_chase_shows_the_number_of_the_desk_and_of_the_resident(asked: Store) -> None:
    async with desk(asked, "f3", "c", *"街道", "enter") as pilot:
        assert "13800008001" in pilot.title()
        assert NUMBER in about(pilot)
        await pilot.save(said="在找")
        await pilot.press("c")
        assert any("13800008001" in line for line in pilot.choices())
        assert NUMBER in about(pilot)


async def test_chasing_several_shows_the_number_of_each(asked: Store) -> None:
    async with desk(asked, "f3", "asterisk", "c") as pilot:
        assert about(pilot).count(NUMBER) == 2


async def test_a_death_is_asked_for_and_its_list_shown(asked: Store) -> None:
    async with desk(asked, "f3", size=WIDE) as pilot:
        no = pilot.place().chosen()
        other = 3 - (no or 0)
        await pilot.press("d", "6")
        assert pilot.title() == "Has died: who of the family was told, and when?"
        await pilot.press("3")
        assert {row.state for row in queue(asked)} == {"open"}
        await pilot.press("d", "6", "1", "enter")
        assert "Say who was told" in str(pilot.app.screen.query_one("#line-problem", Told).content)
        await pilot.press(*"儿子", "enter")
        assert "Death certificate" in pilot.shown("#sheet-list")
        assert f"#{other} " in pilot.shown("#sheet-calls")
        assert f"look at each: #{other}" in pilot.status()
        await pilot.press("1", "escape")
        row = next(one for one in queue(asked) if one.no == no)
        assert (row.state, row.outcome) == ("closed", "died")
        pilot.here().reveal(no or 0)
        await pilot.settled()
        detail = pilot.shown("#detail")
        assert "☑ Death certificate" in detail
        assert "☐ Funeral home" in detail


async def test_a_death_is_not_offered_of_several(asked: Store) -> None:
    async with desk(asked, "f3", "asterisk", "d", size=WIDE) as pilot:
        assert pilot.title() == "How did 2 requests end?"
        assert not any("died" in line for line in pilot.choices())
        assert "A death is written down of one request at a time." in about(pilot)


async def test_the_sheet_after_a_death_says_only_what_is_true(asked: Store) -> None:
    async with desk(asked, "f3", size=WIDE) as pilot:
        await pilot.press("d", "6", "1", *"08:00 儿子", "enter")
        shown = pilot.shown("#sheet-calls")
        assert "☑ family told of the death" in shown
        assert "儿子" in shown
        for untrue in ("nobody has accepted", "no transfer", "arrival not", "Call next", "☐"):
            assert untrue not in shown
        await pilot.press("z", "escape", "d", "6", "2")
        assert "☐ family not told of the death (d)" in pilot.shown("#sheet-calls")
        await pilot.press("d", *"女儿", "enter")
        assert "☑ family told of the death" in pilot.shown("#sheet-calls")


async def test_of_a_death_whose_family_was_not_reached_they_are_still_to_be_told(
    asked: Store,
) -> None:
    async with desk(asked, "f3") as pilot:
        no = pilot.place().chosen()
        await pilot.press("d", "6", "2")
        assert "Death certificate" in pilot.shown("#sheet-list")
        row = next(one for one in queue(asked) if one.no == no)
        assert (row.state, row.outcome) == ("call_back", "died")
