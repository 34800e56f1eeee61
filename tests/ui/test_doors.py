"""Missed doors at the desk: typed in one line, ticked, taken back; papers by two keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, OptionList

from data.counts import commands as counts
from data.doors import queries, report
from data.households.joining import merge_households
from data.requests import queries as requests
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from models.counts import CountInput, Reason, Stage
from models.doors import MissedRow
from models.households import CompoundInput, HouseholdInput
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from screens.doors.missed import MissedDoors
from screens.doors.waiting import Waiting
from screens.i18n import set_language
from screens.supplies.sheet import SheetPaper, SheetViewer
from tests.beginning import another_desk, begin
from tests.ui.driving import WIDE, Size, both_sizes, desk

EACH = AllocationRule.PER_HOUSEHOLD


@pytest.fixture
def gates(store: Store) -> Store:
    """Two gates, one of eight floors of five doors, at which a delivery of milk and eggs stands."""
    rooms = [f"{floor}0{door}" for floor in range(1, 9) for door in range(1, 6)]
    begin(
        store,
        CompoundInput("大林苑"),
        CompoundInput("春晖苑"),
        *(HouseholdInput("大林苑", "3", room=room, people=2) for room in rooms),
        HouseholdInput("春晖苑", "5", room="101", people=1, marks=("透析",)),
    )
    items = tuple(ItemInput(one, 100, "份", EACH) for one in ("牛奶", "鸡蛋"))
    store.do(supply_commands.add_delivery, DeliveryInput(store.now(), items))
    return store


@pytest.fixture
def chinese() -> Iterator[None]:
    set_language("zh")
    yield
    set_language("en")


def missed(store: Store) -> list[MissedRow]:
    return store.ask(queries.missed_at, [1, 2, 3])


def rooms(store: Store) -> list[str | None]:
    return list(dict.fromkeys(row.room for row in missed(store)))


@both_sizes
async def test_thirty_one_doors_go_in_one_line(gates: Store, size: Size) -> None:
    """Beyond the line itself it takes three keys: one to the place, one to it, one to save."""
    doors = [f"{floor}0{door}" for floor in range(1, 8) for door in range(1, 6)][:31]
    async with desk(gates, size=size) as pilot:
        await pilot.press("f4", "full_stop")
        dialog = pilot.front(MissedDoors)
        dialog.query_one(Input).value = f"3-{doors[0]} {' '.join(doors[1:])} 没人"
        await pilot.settled()
        assert "9 of 40 households got everything" in pilot.shown("#missed-done")
        assert "and 19 more doors" in pilot.shown("#missed-chips")
        await pilot.press("enter")
        assert sorted(map(str, rooms(gates))) == sorted(doors)
        assert "31 doors missed out. Handed out: 大林苑." in pilot.status()
        await pilot.press("z")
        assert missed(gates) == []
        assert gates.ask(supplies.drop, 1).state == DropState.PLANNED


async def test_what_is_typed_is_shown_as_it_is_read(gates: Store) -> None:
    async with desk(gates, size=WIDE) as pilot:
        await pilot.press("f4", "full_stop", *"3-101 缺奶, 9-999 没人")
        chips = pilot.shown("#missed-chips")
        assert "☑ 3-101 牛奶 something was missing" in chips
        assert "⚠ 9-999: no such door here" in chips
        assert any("☑ 101" in line for line in pilot.choices("#missed-list"))
        await pilot.press("ctrl+s")
        assert rooms(gates) == ["101"]
        assert pilot.front(MissedDoors).query_one(Input).value == "9-999", "to be mended"
        await pilot.press("ctrl+s")
        assert "Nothing of this could be taken" in pilot.shown("#missed-done")


@both_sizes
async def test_who_got_it_after_all_is_typed_in_the_same_line(gates: Store, size: Size) -> None:
    gates.do(report.report, 1, "大林苑", "3-101 3-102 没人")
    async with desk(gates, size=size) as pilot:
        await pilot.press("f4", "v", "home", "full_stop", *"3-101 拿到了, 3-103 got it, 3-201 没人")
        chips = pilot.shown("#missed-chips")
        assert "☐ 3-101 received after all" in chips
        assert "⚠ 3-103: nothing was missed there" in chips
        ticked = [line for line in pilot.choices("#missed-list") if "☑" in line]
        assert len(ticked) == 2
        await pilot.press("ctrl+s")
        assert rooms(gates) == ["102", "201"]
        assert "Received after all: 大林苑 3-101 (" in pilot.status()
        await pilot.press("z")
        assert rooms(gates) == ["101", "102"]


async def test_a_line_that_takes_nothing_back_says_so_and_stays(
    gates: Store, chinese: None
) -> None:
    async with desk(gates) as pilot:
        await pilot.press("f4", "full_stop", *"3-101 拿到了", "ctrl+s")
        assert "没有漏发记录：大林苑 3-101" in pilot.shown("#missed-done")
        assert gates.ask(supplies.drop, 1).state == DropState.PLANNED
        assert pilot.front(MissedDoors).query_one(Input).value == "3-101 拿到了"


async def test_a_line_that_only_takes_back_leaves_the_gate_open(gates: Store) -> None:
    gates.do(report.report, 1, "大林苑", "3-101 没人", hand_out=False)
    async with desk(gates) as pilot:
        await pilot.press("f4", "full_stop", *"3-101 got it")
        assert "counts as handed out" not in pilot.shown("#missed-done")
        await pilot.press("ctrl+s")
        assert rooms(gates) == []
        assert gates.ask(supplies.drop, 1).state == DropState.UNLOADED


async def test_doors_are_ticked_and_a_second_visit_takes_them_back(gates: Store) -> None:
    async with desk(gates) as pilot:
        await pilot.press("f4", "full_stop", "down", "space", "space", "ctrl+s")
        assert rooms(gates) == ["801", "802"]
        assert [row.why for row in missed(gates)] == ["absent"] * 4
        await pilot.press("v", "home", "full_stop", "down")
        ticked = [line for line in pilot.choices("#missed-list") if "☑" in line]
        assert len(ticked) == 2
        await pilot.press("space", "ctrl+s")
        assert rooms(gates) == ["802"]
        assert "1 door got it after all" in pilot.status()


async def test_the_gate_may_stay_open_and_all_gates_be_shown(gates: Store) -> None:
    async with desk(gates) as pilot:
        await pilot.press("f4", "full_stop", "down", "d", "space")
        assert "☐ counts as handed out" in pilot.shown("#missed-done")
        await pilot.press("ctrl+s")
        assert gates.ask(supplies.drop, 1).state == DropState.UNLOADED
        await pilot.press("full_stop", "down", "v")
        assert any("春晖苑" in line for line in pilot.choices("#missed-list"))
        await pilot.press("up", "end", "space", "ctrl+s")
        assert rooms(gates) == ["801", "101"]


async def test_what_was_typed_and_ticked_is_kept_until_the_next_time(gates: Store) -> None:
    async with desk(gates) as pilot:
        await pilot.press("f4", "full_stop", *"3-101 没人", "down", "space", "escape")
        assert missed(gates) == []
        await pilot.press("full_stop")
        assert pilot.front(MissedDoors).query_one(Input).value == "3-101 没人"
        await pilot.press("ctrl+s")
        assert sorted(map(str, rooms(gates))) == ["101", "801"]
        await pilot.press("v", "full_stop")
        assert pilot.front(MissedDoors).query_one(Input).value == ""


async def test_lines_that_are_pasted_stay_lines(gates: Store) -> None:
    async with desk(gates) as pilot:
        await pilot.press("f4", "full_stop")
        field = pilot.front(MissedDoors).query_one(Input)
        field.post_message(events.Paste("3号楼:\n101 102 没人\n203 缺蛋"))
        await pilot.settled()
        assert field.value == "3号楼: | 101 102 没人 | 203 缺蛋"
        await pilot.press("ctrl+s")
        assert sorted(map(str, rooms(gates))) == ["101", "102", "203"]


async def test_another_desk_that_changed_the_doors_is_seen_before_saving(gates: Store) -> None:
    async with desk(gates) as pilot:
        await pilot.press("f4", "full_stop", "down", "space")
        with another_desk(gates) as theirs:
            theirs.do(report.report, 1, "大林苑", "3-802 缺奶")
        await pilot.looked_again()
        assert sum("☑" in line for line in pilot.choices("#missed-list")) == 2
        await pilot.press("ctrl+s")
        assert sorted(map(str, rooms(gates))) == ["801", "802"]


async def test_a_gate_called_off_meanwhile_is_refused_and_the_line_stays(gates: Store) -> None:
    async with desk(gates) as pilot:
        await pilot.press("f4", "full_stop", *"3-101 没人")
        with another_desk(gates) as theirs:
            theirs.do(supply_commands.mark_drops, [1], DropState.CANCELLED)
        await pilot.press("ctrl+s")
        assert missed(gates) == []
        assert pilot.front(MissedDoors).query_one(Input).value == "3-101 没人"
        assert "called off" in pilot.shown("#missed-done") + pilot.status()


async def test_masked_no_fact_of_health_stands_in_the_list(gates: Store) -> None:
    async with desk(gates) as pilot:
        await pilot.press("f4", "down", "full_stop")
        assert any("dialysis" in line for line in pilot.choices("#missed-list"))
        await pilot.press("ctrl+g")
        assert not any("dialysis" in line for line in pilot.choices("#missed-list"))


# -- red doors -------------------------------------------------------------------------------------


@pytest.fixture
def twice(gates: Store) -> Store:
    """Somebody who missed out at two drops in a row."""
    given = DeliveryInput(gates.now() + timedelta(days=1), (ItemInput("牛奶", 100, "份", EACH),))
    gates.do(supply_commands.add_delivery, given)
    for no in (1, 2):
        gates.do(report.report, no, "大林苑", "3-101 没人")
    return gates


async def test_the_board_leads_to_who_waits_and_one_key_makes_a_request(twice: Store) -> None:
    async with desk(twice, size=WIDE) as pilot:
        at = next(n for n, line in enumerate(pilot.board()) if "twice in a row: 1 door" in line)
        pilot.app.screen.query_one(OptionList).highlighted = at
        await pilot.press("enter")
        pilot.front(Waiting)
        assert "2 times in a row" in pilot.choices()[0]
        await pilot.press("n")
        view = twice.ask(requests.view, 1)
        assert "2 deliveries in a row" in view.text
        assert view.household_no == missed(twice)[0].household_no
        assert "request 1" in pilot.choices()[0]
        await pilot.press("n")
        assert "open request 1 already" in pilot.told()
        await pilot.press("escape")
        assert not any("twice in a row" in line for line in pilot.board())


async def test_details_tell_what_was_missed_and_what_is_owed(twice: Store) -> None:
    async with desk(twice, size=WIDE) as pilot:
        await pilot.press("f4", "v", "home")
        assert "Missed out" in pilot.shown("#detail")
        await pilot.press("f8")
        owed = pilot.shown("#detail")
        assert "Owed from deliveries" in owed
        assert "2 times in a row" in owed


async def test_without_a_drop_the_key_shows_who_waits(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("f4", "full_stop")
        pilot.front(Waiting)


async def test_a_household_that_became_one_with_another_shows_what_both_are_owed(
    twice: Store,
) -> None:
    twice.do(merge_households, 2, 1)
    async with desk(twice, size=WIDE) as pilot:
        await pilot.press("f8")
        assert "Owed from deliveries" in pilot.shown("#detail")


async def test_enter_in_the_list_saves_what_is_ticked(gates: Store) -> None:
    async with desk(gates, "f4", "full_stop", "down", "space", "enter") as pilot:
        assert rooms(gates) == ["801"]
        assert not isinstance(pilot.app.screen, MissedDoors)


async def test_two_misses_in_a_row_offer_a_request(gates: Store) -> None:
    again = (ItemInput("牛奶", 100, "份", EACH),)
    later = gates.now() + timedelta(days=1)
    gates.do(report.report, 1, "大林苑", "3-201 没人")
    gates.do(supply_commands.add_delivery, DeliveryInput(later, again))
    async with desk(gates) as pilot:
        pilot.desk.open_dialog(MissedDoors(3))
        await pilot.settled()
        pilot.line().value = "3-201 没人 3-202 没人"
        await pilot.press("enter")
        offer = pilot.front(Waiting)
        assert "Missed out twice in a row" in str(offer.query_one(".box").border_title)
        (line,) = pilot.choices("#waiting-list")
        assert "3-201" in line
        await pilot.press("n")
        asked = [one for one in gates.ask(queries.waiting) if one.request_no is not None]
        assert {row.room for row in asked} == {"201"}


async def test_who_came_for_it_is_ticked_off_by_one_key(gates: Store) -> None:
    gates.do(report.report, 1, "大林苑", "3-201 没人")
    async with desk(gates) as pilot:
        pilot.desk.open_dialog(Waiting())
        await pilot.settled()
        await pilot.press("d")
        assert gates.ask(queries.waiting) == []
        await pilot.press("z")
        assert rooms(gates) == ["201"]


async def test_what_was_left_open_stays_so_and_more_than_came_is_said(gates: Store) -> None:
    (milk, _eggs) = gates.ask(supplies.drop_items, 1)
    came = CountInput(1, milk.item_id, Stage.GATE, 38, reason=Reason.SHORT)
    gates.do(counts.record_counts, [came])
    gates.do(report.report, 1, "大林苑", "3-201 没人", hand_out=False)
    async with desk(gates, "f4", "full_stop") as pilot:
        assert "1 of 40 doors missed out" in pilot.shown("#missed-done")
        await pilot.press("down", "d")
        assert "38份 came, 39份 are handed out: who else missed out?" in pilot.shown("#missed-done")


# -- papers ----------------------------------------------------------------------------------------


@both_sizes
async def test_the_door_list_takes_two_keys(gates: Store, size: Size, tmp_path: Path) -> None:
    async with desk(gates, size=size) as pilot:
        await pilot.press("f4", "p", "1")
        pilot.front(SheetViewer)
        words = pilot.shown("#sheet-text")
        assert "☐ 801" in words
        assert "Signed by the building leader" in words
        await pilot.press("y")
        assert pilot.app.clipboard == words
        await pilot.press("p")
        pilot.front(SheetPaper)
        path = tmp_path / "doors.html"
        pilot.line().value = str(path)
        await pilot.press("enter")
        assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.usefixtures("chinese")
async def test_papers_and_missed_doors_speak_chinese(gates: Store) -> None:
    async with desk(gates) as pilot:
        await pilot.press("f4", "p", "2")
        assert "楼组长签收" in pilot.shown("#sheet-text")
        await pilot.press("escape", "full_stop", *"3-101 没人")
        assert "40 户中 39 户发齐" in pilot.shown("#missed-done")
        await pilot.press("f12")
        assert "39 of 40 households" in pilot.shown("#missed-done")
