"""Two desks change the same field: both values are shown, one is chosen, none is lost silently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from data.attendance import commands as attendance
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.households import commands as household_commands
from data.households import queries as households
from data.journal import commands as journal_commands
from data.reading.capture import capture
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.store import Store
from models.duties import DutyInput, Role, Work
from models.households import HouseholdInput
from models.requests import DEFAULT_SETTINGS
from models.roster import PersonInput, PersonKind
from screens.kit.choose import Choose
from screens.kit.form import FormDialog
from tests.beginning import another_desk, begin
from tests.ui.driving import LOW, WIDE, Driven, Size, both_sizes, desk

HOUSEHOLD = ("f8", "e", "1")


@pytest.fixture
def theirs(filled: Store) -> Iterator[Store]:
    """The other desk."""
    with another_desk(filled) as opened:
        yield opened


def change(store: Store, **changes: object) -> None:
    """The household is changed at a desk."""
    view = store.ask(households.household, 1)
    assert view is not None
    store.do(household_commands.change_household, 1, view.version, changes)


def household(store: Store) -> Mapping[str, object]:
    """What is on file of the household."""
    view = store.ask(households.household, 1)
    assert view is not None
    return {name: getattr(view, name) for name in ("head", "phone", "note")}


@both_sizes
async def test_both_values_are_shown_and_one_is_chosen_for_each_field(
    filled: Store, theirs: Store, size: Size
) -> None:
    async with desk(filled, *HOUSEHOLD, size=size) as pilot:
        pilot.fill(head="我写的", phone="13800001111", note="只有我改")
        change(theirs, head="别人写的", phone="13800007777", elders=1)
        await pilot.press("ctrl+s")
        pilot.front(Choose)
        assert pilot.title() == "Which words stand: head?  1 of 2"
        assert "li at desk-2, 04-09 08:00" in pilot.shown(".about")
        assert pilot.choices() == ["1 mine: 我写的", "2 on file now: 别人写的"]
        await pilot.press("2")
        assert pilot.title() == "Which words stand: phone?  2 of 2"
        await pilot.press("1")
        pilot.front(FormDialog)
        values = pilot.values()
        assert (values["head"], values["phone"]) == ("别人写的", "13800001111")
        assert (values["note"], values["elders"]) == ("只有我改", "1")
        assert "13800007777" in pilot.problem("phone")
        assert household(filled)["head"] == "别人写的"
        await pilot.press("ctrl+s")
        assert not isinstance(pilot.app.screen, FormDialog)
    assert household(filled) == {"head": "别人写的", "phone": "13800001111", "note": "只有我改"}


async def test_the_desk_whose_words_were_written_over_is_told(filled: Store, theirs: Store) -> None:
    async with desk(filled, "f8") as pilot:
        change(filled, head="我写的")
        await pilot.looked_again()
        change(theirs, note="另一栏")
        await pilot.looked_again()
        assert pilot.status() == ""
        change(theirs, head="别人写的")
        await pilot.looked_again()
        assert "li at desk-2, 04-09 08:00 changed what you changed in #2" in pilot.status()


async def test_nothing_is_saved_before_a_choice_was_made(filled: Store, theirs: Store) -> None:
    async with desk(filled, *HOUSEHOLD) as pilot:
        pilot.fill(head="我写的")
        change(theirs, head="别人写的")
        for _again in range(3):
            await pilot.press("ctrl+s")
            pilot.front(Choose)
            await pilot.press("escape")
            assert household(filled)["head"] == "别人写的"
        assert pilot.values()["head"] == "我写的"
        await pilot.press("ctrl+s", "1", "ctrl+s")
    assert household(filled)["head"] == "我写的"


async def test_a_record_that_changes_again_is_asked_about_again(
    filled: Store, theirs: Store
) -> None:
    async with desk(filled, *HOUSEHOLD) as pilot:
        pilot.fill(head="我写的")
        change(theirs, head="别人写的")
        await pilot.press("ctrl+s", "1")
        change(theirs, head="又改了")
        await pilot.press("ctrl+s")
        assert pilot.choices()[1] == "2 on file now: 又改了"
        await pilot.press("2", "ctrl+s")
        assert not isinstance(pilot.app.screen, FormDialog)
    assert household(filled)["head"] == "又改了"


async def test_the_same_words_at_both_desks_do_not_clash(filled: Store, theirs: Store) -> None:
    async with desk(filled, *HOUSEHOLD) as pilot:
        pilot.fill(head="同一个人", note="我的")
        change(theirs, head="同一个人")
        await pilot.press("ctrl+s")
        pilot.front(FormDialog)
        await pilot.press("ctrl+s")
    assert household(filled) == {"head": "同一个人", "phone": "13800003555", "note": "我的"}


@pytest.mark.parametrize("asked_before", [False, True])
async def test_a_draft_that_others_overtook_is_no_silent_overwriting(
    filled: Store, theirs: Store, asked_before: bool
) -> None:
    async with desk(filled, *HOUSEHOLD) as pilot:
        pilot.fill(head="我写的", note="只有我改")
        if asked_before:
            change(theirs, head="别人写的")
            await pilot.press("ctrl+s", "escape", "escape")
        else:
            await pilot.press("escape")
            change(theirs, head="别人写的")
        await pilot.press("e", "1")
        assert pilot.values()["head"] == "我写的"
        assert "别人写的" in pilot.problem("head")
        await pilot.press("ctrl+s")
        assert "li at desk-2" in pilot.shown(".about")
        await pilot.press("2", "ctrl+s")
        assert not isinstance(pilot.app.screen, FormDialog)
    assert household(filled) == {"head": "别人写的", "phone": "13800003555", "note": "只有我改"}


async def test_a_draft_may_be_dropped_for_what_is_on_file(filled: Store, theirs: Store) -> None:
    async with desk(filled, *HOUSEHOLD) as pilot:
        pilot.fill(head="我写的")
        change(theirs, head="别人写的")
        await pilot.press("ctrl+s", "escape", "ctrl+r")
        assert pilot.values()["head"] == "别人写的"
        assert pilot.problem("head") == ""
        await pilot.press("ctrl+s")
        assert pilot.status() == "Nothing was changed."


async def test_a_record_that_is_gone_is_told_and_the_text_stays(
    filled: Store, theirs: Store
) -> None:
    begin(filled, HouseholdInput("大林苑", "1", room="101"))
    async with desk(filled, "f8", "e", "1") as pilot:
        pilot.fill(note="要抄走的话")
        form = pilot.form()
        theirs.do(journal_commands.undo, filled.last_written)
        await pilot.press("ctrl+s")
        assert pilot.app.screen is form
        told = pilot.shown("#form-foot")
        assert "is not on file any more (li at desk-2, 04-09 08:00)" in told
        assert pilot.values()["note"] == "要抄走的话"
        await pilot.press("escape")
        begin(filled, HouseholdInput("大林苑", "1", room="102"))
        await pilot.press("f8", "home", "e", "1")
        assert pilot.values()["note"] == "", "a draft is of one record, whatever its number is"


# -- other forms -----------------------------------------------------------------------------------


async def choose_theirs(pilot: Driven, field: str) -> None:
    """Save, be asked about one field, and take what is on file."""
    await pilot.press("ctrl+s")
    assert pilot.title() == f"Which words stand: {field}?"
    assert "li at desk-2" in pilot.shown(".about")
    await pilot.press("2")
    pilot.front(FormDialog)
    await pilot.press("ctrl+s")
    assert not isinstance(pilot.app.screen, FormDialog)


async def test_the_text_of_a_request(filled: Store, theirs: Store) -> None:
    filled.do(capture, "大林苑2号1805室 秦某 没菜了")
    async with desk(filled, "f3", "e") as pilot:
        pilot.fill(text="AAAA\n第二行")
        version = theirs.ask(requests.view, 1).version
        theirs.do(request_commands.change_request, 1, version, {"text": "BBBB\n另一行"})
        await choose_theirs(pilot, "what was said")
    assert filled.ask(requests.view, 1).text == "BBBB\n另一行"


async def test_the_settings_of_the_queue(filled: Store, theirs: Store) -> None:
    async with desk(filled, "f3", "O", size=WIDE) as pilot:
        pilot.fill(rung_after="4")
        theirs.do(request_commands.set_queue, replace(DEFAULT_SETTINGS, rung_after=5))
        await choose_theirs(pilot, "chases a step")
    assert filled.ask(requests.settings).rung_after == 5


async def test_the_times_of_a_duty(filled: Store, theirs: Store) -> None:
    now, hour = filled.now(), timedelta(hours=1)
    begin(filled, PersonInput("石磊", PersonKind.STAFF))
    filled.do(
        duty_commands.change_people,
        [DutyInput(1, Work.PATROL, Role.HAND, now - hour, now + hour, note="东门")],
    )
    filled.do(attendance.come, [1], now)
    async with desk(filled, "f6", "r", "e", size=LOW) as pilot:
        pilot.fill(came="07:10")
        theirs.do(attendance.put_right, 1, now - timedelta(minutes=5), None)
        await choose_theirs(pilot, "there from")
    assert filled.ask(duties.duty, 1).checked_in_at == "2022-04-08T23:55:00Z"


async def test_an_answer_too_many_is_typed_into_no_field(filled: Store, theirs: Store) -> None:
    async with desk(filled, *HOUSEHOLD) as pilot:
        pilot.fill(head="我写的", phone="13800001111")
        pilot.field("phone").focus()
        change(theirs, head="别人写的", phone="13800007777")
        await pilot.press("ctrl+s")
        pilot.at_once("1", "1", "1")
        await pilot.settled()
        await pilot.press("1", "2")
        pilot.front(FormDialog)
        values = pilot.values()
        assert (values["head"], values["phone"]) == ("我写的", "13800001111")
