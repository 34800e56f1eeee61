"""Doors that a report says got it after all: taken back as a part of it, undone with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.doors import queries, report
from data.journal import commands as journal_commands
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from models.households import CompoundInput, HouseholdInput
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from tests.beginning import begin
from tests.states import state, undone_whole

HERE = "大林苑"
EACH = AllocationRule.PER_HOUSEHOLD


@pytest.fixture
def lane(store: Store) -> Store:
    """Two gates; two deliveries of milk and eggs, the first reported with two doors missed."""
    begin(
        store,
        CompoundInput(HERE),
        CompoundInput("春晖苑"),
        *(HouseholdInput(HERE, "3", room=room, people=2) for room in ("201", "202", "301")),
        HouseholdInput("春晖苑", "5", room="101", people=1),
    )
    items = tuple(ItemInput(one, 40, "份", EACH) for one in ("牛奶", "鸡蛋"))
    for day in (0, 2):
        at = store.now() + timedelta(days=day)
        store.do(supply_commands.add_delivery, DeliveryInput(at, items))
    store.do(report.report, 1, HERE, "3-201 没人, 3-202 没人")
    return store


def missed(store: Store) -> list[tuple[str | None, str]]:
    return [(row.room, row.goods) for row in store.ask(queries.missed_at, [1, 2])]


def note(store: Store, text: str, compound: str | None = HERE) -> report.Told:
    return store.do(report.report, 1, compound, text)


def test_a_door_that_got_it_after_all_is_taken_back_in_one_step(lane: Store) -> None:
    undone_whole(lane, lambda: note(lane, "3-201 拿到了"))
    assert missed(lane) == [("202", "牛奶"), ("202", "鸡蛋")]
    assert [row.household_no for row in lane.ask(queries.waiting)] == [2, 2]


def test_in_one_line_with_missed_doors_it_is_one_step_with_them(lane: Store) -> None:
    before = state(lane)
    told = note(lane, "3-201 got it, 3-301 缺奶, 3-202 鸡蛋收到了")
    assert missed(lane) == [("202", "牛奶"), ("301", "牛奶")]
    (one, two) = told.received
    assert (one.door.address.room, [row.goods for row in one.rows]) == ("201", ["牛奶", "鸡蛋"])
    assert (two.door.address.room, [row.goods for row in two.rows]) == ("202", ["鸡蛋"])
    assert [known.door.address.room for known in told.found.known] == ["301"]
    lane.do(journal_commands.undo)
    assert state(lane) == before


def test_goods_that_came_where_none_were_missed_are_all_that_came(lane: Store) -> None:
    note(lane, "3-301 牛奶拿到了")
    assert ("301", "鸡蛋") in missed(lane)
    assert ("301", "牛奶") not in missed(lane)


def test_who_only_got_one_of_two_that_were_missed_lacks_the_other(lane: Store) -> None:
    told = note(lane, "3-201 只拿到牛奶")
    assert [row.goods for one in told.received for row in one.rows] == ["牛奶"]
    assert [goods for room, goods in missed(lane) if room == "201"] == ["鸡蛋"]


def test_where_nothing_was_missed_that_is_said_and_nothing_changes(lane: Store) -> None:
    before = state(lane)
    told = note(lane, "3-301 拿到了, 9-999 拿到了")
    assert state(lane) == before
    assert [(one.door.address.room, one.rows) for one in told.received] == [("301", ())]
    assert told.found.unknown == ["9-999"]


def test_a_line_that_only_takes_back_leaves_the_gates_as_they_are(lane: Store) -> None:
    lane.do(report.report, 2, "春晖苑", "5-101 没人", hand_out=False)
    note(lane, "3-201 拿到了", compound=None)
    assert lane.ask(supplies.drop, 2).state == DropState.PLANNED
    lane.do(report.report, 2, None, "春晖苑5-101 拿到了")
    states = [lane.ask(supplies.drop, no).state for no in (3, 4)]
    assert states == [DropState.PLANNED, DropState.UNLOADED]


def test_a_whole_building_got_it(lane: Store) -> None:
    told = note(lane, "3号楼都拿到了")
    assert missed(lane) == []
    assert [one.door.address.room for one in told.received] == ["201", "202"]
    told = note(lane, "3号楼都拿到了")
    ((door, rows, _made_good),) = told.received
    assert (door.address.building, door.address.room, rows) == ("3", None, ())


def test_what_a_later_delivery_made_good_stays_and_is_named(lane: Store) -> None:
    lane.do(report.report, 2, HERE, "无")
    before = state(lane)
    told = note(lane, "3-201 拿到了")
    assert state(lane) == before
    assert [(one.rows, one.made_good) for one in told.received] == [((), 2)]
    note(lane, "3-202 拿到了，3-301 没人")
    assert ("301", "牛奶") in missed(lane), "the rest is kept"


def test_who_did_not_want_it_and_then_did_is_taken_back(lane: Store) -> None:
    note(lane, "3-301 不要")
    note(lane, "3-301 拿到了")
    assert [room for room, _goods in missed(lane)] == ["201", "201", "202", "202"]
