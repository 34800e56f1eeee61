"""What is kept for others, led and closed, at the desk: told where it matters, changed by keys."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.custody import commands as custody_commands
from data.custody import queries as custody
from data.households import buildings
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.store import Store
from models.custody import CustodyInput, KeptKind
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from screens.custody.dialog import Custody
from tests.beginning import begin
from tests.ui.driving import WIDE, Size, both_sizes, desk

SHI, LIN, XU = 1, 2, 3


@pytest.fixture
def keeping(filled: Store) -> Store:
    """The secretary keeps two households' cards and is isolated."""
    since = filled.now() - timedelta(days=1)
    begin(
        filled,
        PersonInput("施敏", PersonKind.STAFF, "书记"),
        PersonInput("小林", PersonKind.STAFF),
        PersonInput("许强", PersonKind.VOLUNTEER, compound="大林苑", building="2"),
    )
    filled.do(
        custody_commands.add_thing, CustodyInput(KeptKind.CARD, "医保卡", SHI, 1, "秦某", since)
    )
    filled.do(
        custody_commands.add_thing,
        CustodyInput(KeptKind.PRESCRIPTION, "胰岛素处方", SHI, 2, since=since),
    )
    filled.do(roster_presence.record_presence, [SHI], PresenceInput(Place.ISOLATED, since))
    filled.do(roster_commands.change_person, SHI, 1, {"leads": ("大林苑2号",)})
    return filled


async def test_what_an_absent_person_keeps_and_leads_is_told_in_her_detail(keeping: Store) -> None:
    async with desk(keeping, "f6", size=WIDE) as pilot:
        told = pilot.shown("#detail")
        assert "Keeps for others  2\n  ⚠ absent: K gives these to another" in told
        assert "医保卡  大林苑 2-1805 秦某" in told
        assert "⚠ 大林苑 2: no leader there now" in " ".join(told.split())
        await pilot.press("m")
        assert "胰岛素" not in pilot.shown("#detail")


@both_sizes
async def test_marked_things_go_to_another_and_back_by_undo(keeping: Store, size: Size) -> None:
    async with desk(keeping, size=size) as pilot:
        await pilot.press("f6", "K")
        assert isinstance(pilot.app.screen, Custody)
        assert (
            pilot.choices("#custody-list")[0] == "施敏  ⚠ isolated: somebody else must keep these"
        )
        await pilot.press("space", "space")
        assert [line[0] for line in pilot.choices("#custody-list")] == ["施", "☑", "☑"]
        await pilot.press("a")
        await pilot.save(holder_no=str(LIN), note="门口交接")
        assert isinstance(pilot.app.screen, Custody)
        assert [row.note for row in keeping.ask(custody.held_by, LIN)] == ["门口交接"] * 2
        assert pilot.choices("#custody-list")[0].startswith("Nothing is kept here")
        await pilot.press("v")
        assert pilot.choices("#custody-list")[0] == "小林"
        await pilot.press("d")
        assert len(keeping.ask(custody.held_by, LIN)) == 1
        await pilot.press("v")
        assert "given back 08:00" in pilot.choices("#custody-list")[0]
        await pilot.press("escape", "z", "z")
        assert len(keeping.ask(custody.held_by, SHI)) == 2


async def test_something_new_is_kept_for_the_household_that_is_meant(keeping: Store) -> None:
    async with desk(keeping) as pilot:
        await pilot.press("f6", "K", "n")
        form = pilot.form()
        assert pilot.values()["holder_no"] == str(SHI)
        await pilot.save(holder_no=str(LIN), what="钥匙[/]", where="大林苑9号404")
        assert pilot.app.screen is form
        assert "No one household is meant" in pilot.problem("where")
        await pilot.save(where="大林苑2号1806室")
        (row,) = keeping.ask(custody.held_by, LIN)
        assert (row.what, row.room) == ("钥匙[/]", "1806")
        assert "钥匙[/] is written down." in pilot.status()
        await pilot.press("escape", "f8", "down", "enter")
        card = pilot.shown("#card-text")
        assert "Kept for this household" in card
        assert "胰岛素处方  by 施敏  ⚠ absent" in card


async def test_the_keys_of_a_long_form_stay_in_sight_on_a_low_screen(keeping: Store) -> None:
    async with desk(keeping) as pilot:
        await pilot.press("f6", "e", "1")
        form = pilot.form()
        foot, box = form.query_one("#form-foot").region, form.query_one(".box").content_region
        assert foot.height > 0
        assert foot.bottom <= box.bottom
        assert box.contains_region(foot)


async def test_a_building_is_closed_and_opened_from_its_household(keeping: Store) -> None:
    async with desk(keeping, size=WIDE) as pilot:
        await pilot.press("f8", "e", "3")
        await pilot.save(closed_until="04-08")
        assert "is over" in pilot.problem("closed_until")
        await pilot.save(closed_until="04-12", closed_why="501 阳性")
        told = pilot.choices()
        assert any("施敏 (1) leads 大林苑 2: tell them" in line for line in told), told
        assert keeping.ask(buildings.building, 1).closed_until is None, "nothing is done yet"
        await pilot.press("ctrl+s")
        assert keeping.ask(buildings.building, 1).closed_until == "2022-04-12"
        assert "许强 of the roster lives there and cannot come out." in pilot.status()
        assert "closed until 04-12" in pilot.shown("#detail")
        await pilot.press("f6", "end")
        told = " ".join(pilot.shown("#detail").split())
        assert "⚠ closed until 04-12, cannot come out" in told
        await pilot.press("f8", "e", "3")
        assert keeping.ask(buildings.building, 1).closed_until is None
