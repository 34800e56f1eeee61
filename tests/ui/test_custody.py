"""What is kept for others, led and closed, at the desk: told where it matters, changed by keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input, OptionList, Select

from data.custody import commands as custody_commands
from data.custody import queries as custody
from data.households import buildings
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.store import Store
from models.custody import CustodyInput, KeptKind
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from screens.custody.dialog import Custody
from screens.kit.form import FormDialog
from tests.ui.driving import Driven, desk, english, filled, press, shown, status

__all__ = ["english", "filled"]

SHI, LIN, XU = 1, 2, 3


@pytest.fixture
def keeping(filled: Store) -> Store:
    """The secretary keeps two households' cards and is isolated."""
    since = filled.now() - timedelta(days=1)
    with filled.step() as step:
        step.act("began")
        roster_commands.add_people(
            step,
            [
                PersonInput("施敏", PersonKind.STAFF, "书记"),
                PersonInput("小林", PersonKind.STAFF),
                PersonInput("许强", PersonKind.VOLUNTEER, compound="大林苑", building="2"),
            ],
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


def lines(pilot: Driven) -> list[str]:
    listed = pilot.app.screen.query_one("#custody-list", OptionList)
    return [str(listed.get_option_at_index(i).prompt) for i in range(listed.option_count)]


async def test_what_an_absent_person_keeps_and_leads_is_told_in_her_detail(keeping: Store) -> None:
    async with desk(keeping, (120, 40)) as pilot:
        await press(pilot, "f6")
        await pilot.pause(0.3)
        told = shown(pilot, "#detail")
        assert "Keeps for others  2\n  ⚠ absent: K gives these to another" in told
        assert "医保卡  大林苑 2-1805 秦某" in told
        assert "⚠ 大林苑 2: no leader there now" in " ".join(told.split())
        await press(pilot, "m")
        await pilot.pause(0.3)
        assert "胰岛素" not in shown(pilot, "#detail")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_marked_things_go_to_another_and_back_by_undo(
    keeping: Store, size: tuple[int, int]
) -> None:
    async with desk(keeping, size) as pilot:
        await press(pilot, "f6", "K")
        assert isinstance(pilot.app.screen, Custody)
        assert lines(pilot)[0] == "施敏  ⚠ isolated: somebody else must keep these"
        await press(pilot, "space", "space")
        assert [line[0] for line in lines(pilot)] == ["施", "☑", "☑"]
        await press(pilot, "a")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#edit-holder_no", Select).value = str(LIN)
        form.query_one("#edit-note", Input).value = "门口交接"
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Custody)
        assert [row.note for row in keeping.ask(custody.held_by, LIN)] == ["门口交接"] * 2
        assert lines(pilot)[0].startswith("Nothing is kept here")
        await press(pilot, "v")
        assert lines(pilot)[0] == "小林"
        await press(pilot, "d")
        assert len(keeping.ask(custody.held_by, LIN)) == 1
        await press(pilot, "v")
        assert "given back 08:00" in lines(pilot)[0]
        await press(pilot, "escape", "z", "z")
        assert len(keeping.ask(custody.held_by, SHI)) == 2


async def test_something_new_is_kept_for_the_household_that_is_meant(keeping: Store) -> None:
    async with desk(keeping) as pilot:
        await press(pilot, "f6", "K", "n")
        form = pilot.app.screen
        assert form.query_one("#edit-holder_no", Select).value == str(SHI)
        form.query_one("#edit-holder_no", Select).value = str(LIN)
        form.query_one("#edit-what", Input).value = "钥匙[/]"
        form.query_one("#edit-where", Input).value = "大林苑9号404"
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is form
        assert "No one household is meant" in shown(pilot, "#field-where > .problem")
        form.query_one("#edit-where", Input).value = "大林苑2号1806室"
        await press(pilot, "ctrl+s")
        (row,) = keeping.ask(custody.held_by, LIN)
        assert (row.what, row.room) == ("钥匙[/]", "1806")
        assert "钥匙[/] is written down." in status(pilot)
        await press(pilot, "escape", "f8", "down")
        await press(pilot, "enter")
        card = shown(pilot, "#card-text")
        assert "Kept for this household" in card
        assert "胰岛素处方  by 施敏  ⚠ absent" in card


async def test_the_keys_of_a_long_form_stay_in_sight_on_a_low_screen(keeping: Store) -> None:
    async with desk(keeping) as pilot:
        await press(pilot, "f6", "e", "1")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        foot, box = form.query_one("#form-foot").region, form.query_one(".box").content_region
        assert foot.height > 0
        assert foot.bottom <= box.bottom
        assert box.contains_region(foot)


async def test_a_building_is_closed_and_opened_from_its_household(keeping: Store) -> None:
    async with desk(keeping, (120, 40)) as pilot:
        await press(pilot, "f8", "e", "3")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#edit-closed_until", Input).value = "04-08"
        await press(pilot, "ctrl+s")
        assert "is over" in shown(pilot, "#field-closed_until > .problem")
        form.query_one("#edit-closed_until", Input).value = "04-12"
        await press(pilot, "ctrl+s")
        assert keeping.ask(buildings.building, 1).closed_until == "2022-04-12"
        assert "许强 of the roster lives there and cannot come out." in status(pilot)
        await pilot.pause(0.3)
        assert "closed until 04-12" in shown(pilot, "#detail")
        await press(pilot, "f6", "end")
        await pilot.pause(0.3)
        told = " ".join(shown(pilot, "#detail").split())
        assert "⚠ closed until 04-12, cannot come out" in told
        await press(pilot, "f8", "e", "3")
        assert keeping.ask(buildings.building, 1).closed_until is None
