"""One call about several doors at the desk: told while typed, shown, changed in its form."""

from __future__ import annotations

import pytest

from data.requests import queries as requests
from data.store import Store
from models.households import HouseholdInput
from screens.requests.form_dialog import RequestForm
from tests.beginning import begin
from tests.ui.driving import WIDE, desk, queue

ROOMS = ("101", "203", "305", "402", "501", "502", "601", "602")
CALL = f"大林苑3号楼 {' '.join(ROOMS)} 没有菜"


@pytest.fixture
def house(filled: Store) -> Store:
    """Building 3 with eight doors, households 3 to 10."""
    begin(
        filled,
        *(
            HouseholdInput("大林苑", "3", room=room, head=f"{room}户", phone=f"1380000{room:0>4}")
            for room in ROOMS
        ),
    )
    return filled


async def test_the_chips_say_how_many_doors_and_the_list_and_the_detail_show_them(
    house: Store,
) -> None:
    async with desk(house, size=WIDE) as pilot:
        await pilot.press("plus", *CALL)
        chips = pilot.shown("#capture-chips")
        assert "8 doors: with 3-203 3-305 3-402 3-501 3-502 3-601 3-602" in chips
        await pilot.press("enter", "f3")
        (row,) = queue(house)
        assert len(row.doors) == 7
        assert any("大林苑 3-101 +7" in cell for cell in pilot.cells()[row.no])
        told = pilot.here().told(row.no).plain
        assert "7 doors more" in told
        assert "大林苑 3-305  305户  13800000305" in told
        pilot.desk.masked = True
        told = pilot.here().told(row.no).plain
        assert "大林苑 3-305" in told
        assert "305户" not in told
        assert "13800000305" not in told


async def test_a_door_is_taken_away_and_another_added_in_the_form(house: Store) -> None:
    async with desk(house, "plus", *CALL, "enter", "f3", "e", size=WIDE) as pilot:
        form = pilot.front(RequestForm)
        where = str(pilot.values()["where"])
        assert where.split(", ") == [f"大林苑 3-{room}" for room in ROOMS]
        await pilot.save(where=where.replace("大林苑 3-203, ", "") + "、2-1805")
        view = house.ask(requests.view, 1)
        assert (view.household_no, view.doors) == (3, (5, 6, 7, 8, 9, 10, 1))
        assert pilot.app.screen is not form
        await pilot.press("z")
        assert house.ask(requests.view, 1).doors == (4, 5, 6, 7, 8, 9, 10)


async def test_a_door_nobody_knows_is_not_left_out_silently(house: Store) -> None:
    async with desk(house, "plus", *CALL, "enter", "f3", "e", size=WIDE) as pilot:
        form = pilot.front(RequestForm)
        where = str(pilot.values()["where"])
        await pilot.save(where=f"{where}、3-999")
        assert pilot.app.screen is form
        assert "3-999 is no door" in pilot.problem("where")
        assert len(house.ask(requests.view, 1).doors) == 7


async def test_the_whole_form_takes_the_doors_of_the_line(house: Store) -> None:
    async with desk(house, "plus", *CALL, "tab", size=WIDE) as pilot:
        await pilot.save()
        assert house.ask(requests.view, 1).doors == (4, 5, 6, 7, 8, 9, 10)


async def test_doors_that_are_not_on_file_are_told_and_stay_with_the_form(house: Store) -> None:
    call = "大林苑3号101 203 204室 没有菜"
    async with desk(house, "plus", *call, size=WIDE) as pilot:
        assert "not on file: 204" in pilot.shown("#capture-chips")
        await pilot.press("tab")
        await pilot.save()
        view = house.ask(requests.view, 1)
        assert (view.doors, view.address_said) == ((4,), "204")
        await pilot.press("f3")
        told = pilot.here().told(1).plain
        assert "not filed" in told
        await pilot.press("e")
        where = str(pilot.values()["where"])
        assert where == "大林苑 3-101, 大林苑 3-203, 204"
        await pilot.save(where=f"{where}、3-305")
        view = house.ask(requests.view, 1)
        assert (view.doors, view.address_said) == ((4, 5), "204")
