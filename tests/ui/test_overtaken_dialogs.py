"""Dialogs that stand open while another desk does the same, or ends what they are about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.emergency import commands as emergency_commands
from data.emergency import queries as emergency
from data.reading.capture import capture
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.store import Store
from models.emergency import EmergencyKind
from models.emergency.checklists import CHECKLISTS
from models.requests import ClosingInput, Outcome
from models.roster import PersonInput, PersonKind
from screens.kit.dialog import Dialog
from screens.kit.form import FormDialog
from tests.beginning import another_desk, begin
from tests.states import state
from tests.ui.driving import BLEEDING, PETS, desk


@pytest.fixture
def theirs(filled: Store) -> Iterator[Store]:
    """The other desk, while two requests are open and two people are on the roster."""
    begin(filled, *(PersonInput(name, PersonKind.STAFF) for name in "甲乙"))
    filled.do(capture, "大林苑2号1805室 没菜了")
    filled.do(capture, PETS)
    with another_desk(filled) as opened:
        yield opened


def close(store: Store, no: int) -> None:
    """A request ends at a desk."""
    given = ClosingInput(Outcome.MET, "女儿", store.now())
    store.do(request_commands.close_requests, {no: given})


async def test_a_chase_of_what_was_closed_meanwhile_is_told_and_kept(
    filled: Store, theirs: Store
) -> None:
    async with desk(filled, "f3", "c") as pilot:
        no = pilot.place().chosen()
        assert no is not None
        pilot.fill(to="街道", said="五点前到")
        close(theirs, no)
        before = state(filled)
        await pilot.press("ctrl+s")
        pilot.front(FormDialog)
        assert f"Request {no} is resolved" in pilot.shown("#form-foot")
        assert pilot.values()["said"] == "五点前到"
        assert state(filled) == before


async def test_what_was_closed_meanwhile_is_not_closed_again(filled: Store, theirs: Store) -> None:
    async with desk(filled, "f3", "d") as pilot:
        no = pilot.place().chosen()
        assert no is not None
        close(theirs, no)
        before = state(filled)
        await pilot.press("1", "1")
        assert f"Request {no} is resolved" in pilot.status()
        assert state(filled) == before


async def test_of_several_marked_what_was_closed_meanwhile_is_left_and_named(
    filled: Store, theirs: Store
) -> None:
    async with desk(filled, "f3", "space", "space", "d") as pilot:
        close(theirs, 1)
        await pilot.press("1", "1")
        assert pilot.status().startswith("Request 2 is resolved (met). ⚠ Request 1 is resolved.")
    assert filled.ask(requests.view, 1).told_whom == "女儿"


async def test_an_owner_another_desk_named_meanwhile_stays(filled: Store, theirs: Store) -> None:
    async with desk(filled, "f3", "a") as pilot:
        no = pilot.place().chosen()
        assert no is not None
        theirs.do(request_commands.assign_requests, [no], 2)
        await pilot.press("1")
        assert f"the owner of request {no}" in pilot.status()
        assert filled.ask(requests.view, no).owner_no == 2
        await pilot.press("a", "1")
        assert filled.ask(requests.view, no).owner_no == 1


async def test_a_tick_of_another_desk_is_not_taken_away_by_the_same(
    filled: Store, theirs: Store
) -> None:
    filled.do(capture, BLEEDING)
    async with desk(filled, "!") as pilot:
        sheet = filled.ask(emergency.sheet, 3)
        item = CHECKLISTS[EmergencyKind(sheet.kind)][0]
        with theirs.step() as step:
            emergency_commands.mark_item(step, 3, item, done=True)
        pilot.at_once("1")
        await pilot.settled()
        assert [line.item for line in filled.ask(emergency.sheet, 3).lines] == [item]


@pytest.mark.parametrize("keys", ["c", "d", "B", "O", "E", "at"])
async def test_what_comes_back_late_finds_a_dialog_that_was_left(theirs: Store, keys: str) -> None:
    async with desk(theirs, "f3", keys) as pilot:
        left = pilot.app.screen
        assert isinstance(left, Dialog)
        await pilot.press("escape")
        assert pilot.app.screen is not left
        await left.query("*").remove()
        left.fit_if_open()
        left.put(".foot", "One moment")
        await pilot.settled()
