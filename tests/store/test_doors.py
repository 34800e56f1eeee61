"""Missed doors in the store: noted, carried to the next delivery, made good, red, undone whole."""

from __future__ import annotations

import random
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.clock import FixedClock
from data.counts import commands as counts
from data.doors import commands, papers, queries, report
from data.doors.owed import owed
from data.households import queries as households
from data.households.commands import change_household
from data.households.compounds import change_compound
from data.households.joining import merge_households
from data.journal import commands as journal_commands
from data.requests import queries as requests
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import dividing, running
from data.supplies import queries as supplies
from data.supplies.door_shares import door_shares
from data.supplies.wishes import Given, Wish
from models.counts import CountInput, Reason, Stage
from models.doors import MissedRow, MissedWhy
from models.households import CompoundInput, HouseholdInput
from models.requests import RequestKind
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.times import LOCAL
from tests.beginning import another_desk, begin
from tests.states import refused, state, undone_whole

MORNING = datetime(2022, 4, 9, 9, 0, tzinfo=LOCAL)
EACH = AllocationRule.PER_HOUSEHOLD


def deliver(store: Store, day: int, *goods: str, drops: tuple[str, ...] = ()) -> int:
    """A delivery of so many days on, with enough of each kind for every household."""
    items = tuple(ItemInput(one, 40, "份", EACH) for one in goods)
    at = MORNING + timedelta(days=day)
    return store.do(supply_commands.add_delivery, DeliveryInput(at, items, drops=drops))


@pytest.fixture
def lane(store: Store) -> Store:
    """Two compounds of three and two doors, and two deliveries of milk; eggs with the first."""
    begin(
        store,
        CompoundInput("大林苑"),
        CompoundInput("春晖苑"),
        *(
            HouseholdInput("大林苑", "3", room=room, head=f"户主{room}", people=2)
            for room in ("201", "301", "302")
        ),
        HouseholdInput("春晖苑", "5", room="101", people=1, marks=("独居老人", "透析")),
        HouseholdInput("春晖苑", "5", room="102", people=1),
    )
    deliver(store, 0, "牛奶", "鸡蛋")
    deliver(store, 2, "牛 奶".replace(" ", ""))
    return store


def note(store: Store, no: int, text: str, compound: str | None = "大林苑") -> report.Told:
    return store.do(report.report, no, compound, text)


def rows(store: Store) -> dict[tuple[int, str, str], MissedRow]:
    found = store.ask(queries.missed_at, list(range(1, 20)))
    return {(row.delivery_no, row.room or "", row.goods): row for row in found}


def due(store: Store, drop_no: int) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    return {one.room or "": (one.quantities, one.owed) for one in store.ask(door_shares, drop_no)}


def state_of(store: Store, drop: int) -> str:
    return store.ask(supplies.drop, drop).state


# -- noting ----------------------------------------------------------------------------------------


def test_who_is_not_named_is_done_and_the_gate_is_handed_out(lane: Store) -> None:
    told = note(lane, 1, "3-201 没人, 3-301 缺奶, 9-999 没人")
    assert (told.done, told.households) == (1, 3)
    assert told.found.unknown == ["9-999"]
    assert {(r.room, r.goods, r.why) for r in told.missed} == {
        ("201", "牛奶", "absent"),
        ("201", "鸡蛋", "absent"),
        ("301", "牛奶", "lacking"),
    }
    assert (state_of(lane, 1), state_of(lane, 2)) == ("done", "planned")


def test_a_report_is_one_step_undone_whole(lane: Store) -> None:
    undone_whole(
        lane,
        lambda: note(lane, 1, "3-201 没人, 3-301 缺奶"),
        lambda: lane.do(report.take_back, 1, "大林苑", "3-301"),
        lambda: note(lane, 2, "3-201 没人"),
    )


def test_a_second_report_adds_and_the_same_one_changes_nothing(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    before = state(lane)
    note(lane, 1, "3-201 没人")
    assert state(lane) == before
    note(lane, 1, "3-302 缺蛋")
    assert {key[1] for key in rows(lane)} == {"201", "302"}


def test_of_a_report_of_which_nothing_can_be_taken_nothing_is(lane: Store) -> None:
    before = state(lane)
    told = note(lane, 1, "9-999 没人")
    assert told.found.unknown == ["9-999"]
    assert state(lane) == before


def test_a_report_that_nobody_missed_out_hands_out_all_gates(lane: Store) -> None:
    told = note(lane, 1, "无", None)
    assert (told.done, told.households, told.missed) == (5, 5, ())
    assert [state_of(lane, drop) for drop in (1, 2)] == ["done", "done"]


def test_while_the_truck_is_under_way_gates_not_reached_stay_open(lane: Store) -> None:
    lane.do(supply_commands.mark_drops, [1], DropState.UNLOADED)
    note(lane, 1, "大林苑3-201 没人", None)
    assert [state_of(lane, drop) for drop in (1, 2)] == ["done", "planned"]


def test_it_may_stay_open(lane: Store) -> None:
    lane.do(report.report, 1, "大林苑", "3-201 没人", hand_out=False)
    assert state_of(lane, 1) == "unloaded"
    assert len(rows(lane)) == 2


def test_a_door_that_gets_nothing_is_said_so(lane: Store) -> None:
    lane.do(change_household, 1, None, {"marks": ("空关",)})
    lane.do(supply_commands.change_delivery, 1, 1, {"note": "again"})
    told = note(lane, 1, "3-201 没人, 3-301 没人")
    assert (told.found.nothing_due, told.found.unknown) == (["3-201"], [])
    assert (told.done, told.households) == (1, 2)


def test_a_gate_that_is_unknown_or_called_off_is_refused(lane: Store) -> None:
    with refused("gate_unclear", value="南门"):
        note(lane, 1, "3-201 没人", "南门")
    lane.do(supply_commands.mark_drops, [1], DropState.CANCELLED)
    with refused("gate_called_off", compound="大林苑"):
        note(lane, 1, "3-201 没人")
    with refused("delivery_unknown"):
        note(lane, 9, "3-201 没人")


def test_a_door_of_another_compound_is_none_of_this_gate(lane: Store) -> None:
    told = note(lane, 1, "3-301 没人, 春晖苑3-201 没人")
    assert told.found.unknown == ["春晖苑 3-201"]
    assert {row.room for row in told.missed} == {"301"}


def test_nobody_is_served_at_a_gate_that_is_not_handed_out(lane: Store) -> None:
    gates = lane.ask(report.read_gates, 1)
    told = lane.ask(report.told, gates)
    assert (told.done, told.households) == (0, 5)
    note(lane, 1, "3-201 没人")
    told = lane.ask(report.told, gates)
    assert (told.done, told.households) == (2, 5)
    left = lane.do(report.report, 1, "春晖苑", "5-101 没人", hand_out=False)
    assert (left.done, left.households) == (0, 2)


def test_a_truck_that_came_to_one_gate_has_not_been_at_the_other(lane: Store) -> None:
    lane.do(running.arrive, 1)
    note(lane, 1, "大林苑3-201 没人", None)
    assert [state_of(lane, drop) for drop in (1, 2)] == ["done", "planned"]


def test_more_handed_out_than_came_is_said(lane: Store) -> None:
    (milk, _eggs) = lane.ask(supplies.drop_items, 1)
    short = CountInput(1, milk.item_id, Stage.GATE, 2, reason=Reason.SHORT)
    lane.do(counts.record_counts, [short])
    told = note(lane, 1, "无")
    assert told.over == (report.Over("大林苑", "牛奶", "份", 2, 3),)
    assert note(lane, 1, "3-201 缺奶").over == ()


def test_what_two_neighbours_share_is_missed_once(lane: Store) -> None:
    version = lane.ask(supplies.delivery, 1).version
    milk = ItemInput("牛奶", 40, "箱", AllocationRule.ONE_PER_TWO)
    lane.do(supply_commands.change_delivery, 1, version, {"items": (milk,)})
    (gate,) = lane.ask(papers.door_lists, 1, "大林苑")
    (building,) = gate.buildings
    assert [(door.room, door.quantities, door.held_at) for door in building.doors] == [
        ("301", (1,), (None,)),
        ("302", (0,), ("301",)),
        ("201", (1,), (None,)),
    ]
    assert (building.without, building.lacking) == ((), ())
    told = note(lane, 1, "3-302 缺奶, 3-301 缺奶, 3-201 缺奶")
    assert [(row.room, row.quantity) for row in told.missed] == [("201", 1), ("301", 1)]


def test_a_last_door_without_a_neighbour_shares_with_the_two_before_it(lane: Store) -> None:
    version = lane.ask(supplies.delivery, 2).version
    milk = ItemInput("牛奶", 40, "箱", AllocationRule.ONE_PER_TWO)
    lane.do(supply_commands.change_delivery, 2, version, {"items": (milk,)})
    lane.do(dividing.divide_goods, 2, Wish(given=[Given("大林苑", "牛奶", 1)]))
    (gate,) = lane.ask(papers.door_lists, 2, "大林苑")
    assert [(door.room, door.held_at) for door in gate.buildings[0].doors] == [
        ("301", (None,)),
        ("302", ("301",)),
        ("201", ("301",)),
    ]


def test_who_came_for_it_is_owed_nothing_any_more(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    note(lane, 2, "3-201 没人")
    missed = lane.ask(queries.waiting)
    undone_whole(lane, lambda: lane.do(commands.fetched, missed))
    assert lane.ask(queries.waiting) == []


# -- carried over ----------------------------------------------------------------------------------


def test_the_next_delivery_of_the_same_goods_owes_it_first(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    missed = rows(lane)
    assert missed[1, "201", "牛奶"].carried_no == 2
    assert missed[1, "201", "鸡蛋"].carried_no is None
    assert due(lane, 3)["201"] == ((2,), (1,))
    assert due(lane, 3)["301"] == ((1,), (0,))
    (gate,) = [one for one in lane.ask(papers.door_lists, 2) if one.compound == "大林苑"]
    (first, *_others) = gate.buildings[0].doors
    assert (first.room, first.is_owed, gate.totals) == ("201", True, (4,))


def test_it_is_given_once_that_drop_is_done(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    note(lane, 2, "无")
    assert rows(lane)[1, "201", "牛奶"].given_at is not None
    assert [row.goods for row in lane.ask(queries.waiting)] == ["鸡蛋"]
    assert due(lane, 3)["201"] == ((2,), (1,)), "what it made good stays told"
    lane.do(supply_commands.mark_drops, [3], DropState.UNLOADED)
    assert rows(lane)[1, "201", "牛奶"].given_at is None


def test_who_misses_again_is_owed_all_of_it_once(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    note(lane, 2, "3-201 没人")
    third = deliver(lane, 4, "牛奶")
    milk = {row.delivery_no: row.left for row in rows(lane).values() if row.goods == "牛奶"}
    assert milk == {1: 0, 2: 2}
    assert lane.ask(owed, third, "牛奶").total() == 2
    assert due(lane, 5)["201"] == ((3,), (2,))


def test_a_drop_called_off_gives_the_debt_back(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    lane.do(supply_commands.mark_drops, [3], DropState.CANCELLED)
    assert rows(lane)[1, "201", "牛奶"].carried_no is None
    third = deliver(lane, 4, "牛奶")
    assert rows(lane)[1, "201", "牛奶"].carried_no == third


def test_goods_that_a_delivery_brings_no_more_make_nothing_good(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    rice = (ItemInput("大米", 40, "袋", EACH),)
    lane.do(supply_commands.change_delivery, 2, None, {"items": rice})
    assert rows(lane)[1, "201", "牛奶"].carried_no is None
    third = deliver(lane, 4, "牛奶")
    assert rows(lane)[1, "201", "牛奶"].carried_no == third
    with refused("item_missed"):
        lane.do(supply_commands.change_delivery, 1, None, {"items": rice})


def test_two_later_deliveries_make_it_good_once(lane: Store) -> None:
    third = deliver(lane, 4, "牛奶")
    note(lane, 1, "3-201 没人")
    assert [lane.ask(owed, no, "牛奶").total() for no in (2, third)] == [1, 0]


def test_what_was_not_wanted_is_owed_to_nobody(lane: Store) -> None:
    note(lane, 1, "3-201 不要")
    assert lane.ask(queries.waiting) == []
    assert due(lane, 3)["201"] == ((1,), (0,))
    note(lane, 1, "3-201 没人")
    assert due(lane, 3)["201"] == ((2,), (1,)), "corrected later"


def test_a_door_taken_back_is_owed_nothing_any_more(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    told = lane.do(report.take_back, 1, "大林苑", "3-201")
    assert (told.missed, told.done) == ((), 3)
    assert due(lane, 3)["201"] == ((1,), (0,))
    note(lane, 1, "3-201 没人")
    note(lane, 2, "无")
    with refused("missed_made_good", delivery=2):
        lane.do(report.take_back, 1, "大林苑", "3-201 缺奶")


@settings(max_examples=12)
@given(st.randoms(use_true_random=False))
def test_what_is_owed_never_doubles_nor_vanishes(random_one: random.Random) -> None:
    """Whatever is reported, called off and taken back: at each moment a door is owed all that it
    missed since it last got everything, once."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "daiban.db", FixedClock(MORNING))
        begin(store, CompoundInput("A"), HouseholdInput("A", "1", room="101", people=1))
        debt = 0
        for at in range(1, 5):
            no = deliver(store, at, "米")
            what = random_one.choice(["missed", "served", "off", "refused"])
            (door,) = store.ask(door_shares, no)
            assert door.quantities == (1 + debt,)
            assert door.owed == (debt,)
            if what == "off":
                store.do(supply_commands.mark_drops, [no], DropState.CANCELLED)
                continue
            text = {"missed": "1-101 没人", "served": "无", "refused": "1-101 不要"}[what]
            note(store, no, text, "A")
            debt = debt + 1 if what == "missed" else 0
            if random_one.random() < 0.3:
                store.do(journal_commands.undo)
                store.do(journal_commands.redo)
            assert sum(row.left for row in store.ask(queries.waiting)) == debt
        store.close()


# -- twice in a row --------------------------------------------------------------------------------


def test_two_in_a_row_are_red_and_waited_for_since_the_first(
    lane: Store, clock: FixedClock
) -> None:
    note(lane, 1, "3-201 没人")
    first = lane.now()
    assert lane.ask(queries.red_count) == 0
    clock.moment += timedelta(days=2)
    note(lane, 2, "3-201 没人")
    assert lane.ask(queries.red_count) == 1
    (milk,) = [row for row in lane.ask(queries.waiting) if row.goods == "牛奶"]
    assert milk.times == 2
    assert datetime.fromisoformat(milk.since) == first


def test_a_drop_with_nothing_for_a_door_does_not_end_the_row(lane: Store) -> None:
    note(lane, 1, "5-101 没人", "春晖苑")
    lane.do(supply_commands.mark_drops, [4], DropState.CANCELLED)
    assert lane.ask(supplies.drop, 4).compound == "春晖苑"
    third = deliver(lane, 4, "大米", drops=("春晖苑",))
    told = note(lane, third, "5-101 没人", "春晖苑")
    assert {row.times for row in told.missed} == {2}


def test_a_drop_that_was_handed_over_ends_the_row(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    note(lane, 2, "无")
    third = deliver(lane, 4, "大米")
    told = note(lane, third, "3-201 没人")
    assert {row.times for row in told.missed} == {1}
    note(lane, 2, "3-201 没人")
    assert rows(lane)[third, "201", "大米"].times == 3, "what was noted late counts, too"


def test_a_request_is_made_of_it_once_and_is_about_tonight_where_they_are_frail(
    lane: Store,
) -> None:
    note(lane, 1, "5-101 没人", "春晖苑")
    note(lane, 2, "5-101 没人", "春晖苑")
    no = lane.do(commands.ask_for_door, 4, lambda found: f"{len(found)} 样没拿到")
    asked = lane.ask(requests.view, no)
    assert (asked.household_no, asked.kind, asked.urgency) == (4, RequestKind.OTHER, "today")
    assert asked.harm_at is not None
    assert lane.ask(queries.red_count) == 0, "somebody is on their way"
    with refused("door_asked_for", request=no):
        lane.do(commands.ask_for_door, 4, lambda _found: "again")
    with refused("door_owed_nothing"):
        lane.do(commands.ask_for_door, 5, lambda _found: "nothing")
    lane.do(journal_commands.undo)
    assert lane.ask(queries.red_count) == 1


def test_what_was_only_lacking_is_no_knock(lane: Store) -> None:
    note(lane, 1, "3-201 缺奶")
    no = lane.do(commands.ask_for_door, 1, lambda _found: "少奶")
    assert lane.ask(requests.view, no).kind == RequestKind.DELIVERY_MISSED


# -- households that change ------------------------------------------------------------------------


def test_households_that_become_one_are_owed_what_both_missed(lane: Store) -> None:
    note(lane, 1, "3-201 3-301 没人")
    assert lane.ask(owed, 2, "牛奶").total() == 2
    undone_whole(lane, lambda: lane.do(merge_households, 1, 2))
    assert {r.goods: r.left for r in lane.ask(queries.of_household, 1)} == {"牛奶": 2, "鸡蛋": 2}


def test_the_row_of_two_households_is_one_row_once_they_are_one(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    note(lane, 2, "3-301 没人")
    lane.do(merge_households, 1, 2)
    assert rows(lane)[2, "201", "牛奶"].times == 2
    assert lane.ask(queries.red_count) == 1


def test_who_moved_to_another_gate_is_owed_it_there(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    moved = lane.ask(households.household, 1)
    assert moved is not None
    lane.do(
        change_household, 1, moved.version, {"compound": "春晖苑", "building": "5", "room": "301"}
    )
    third = deliver(lane, 4, "鸡蛋")
    drops = {one.compound: one.no for one in lane.ask(supplies.stops, third)}
    assert due(lane, drops["春晖苑"])["301"] == ((2,), (1,))


def test_a_compound_of_another_name_keeps_its_doors(lane: Store) -> None:
    note(lane, 1, "3-201 没人")
    lane.do(change_compound, 1, None, {"name": "大林新苑"})
    assert {row.compound for row in lane.ask(queries.waiting)} == {"大林新苑"}
    told = note(lane, 1, "大林新苑3-301 没人", None)
    assert told.found.unknown == []


# -- another desk ----------------------------------------------------------------------------------


def test_a_lane_that_is_a_compound_is_found_by_its_number(lane: Store) -> None:
    begin(
        lane,
        CompoundInput("四十三弄", address="大林路43弄"),
        HouseholdInput("四十三弄", "8", room="前客堂", people=2),
    )
    third = deliver(lane, 4, "牛奶")
    told = note(lane, third, "43弄8号前客堂 没人, 44弄8号前客堂 没人", None)
    assert [row.compound for row in told.missed] == ["四十三弄"]
    assert told.found.unknown == ["44弄8号前客堂"]


def test_two_desks_that_note_the_same_door_note_it_once(lane: Store) -> None:
    note(lane, 1, "3-201 缺奶")
    with another_desk(lane) as theirs:
        note(theirs, 1, "3-201 没人")
    assert sorted(row.goods for row in rows(lane).values()) == ["牛奶", "鸡蛋"]
    assert {row.why for row in rows(lane).values()} == {MissedWhy.ABSENT}


# -- paper -----------------------------------------------------------------------------------------


def test_a_door_list_is_of_one_building_or_refused(lane: Store) -> None:
    (gate,) = lane.ask(papers.door_lists, 1, "大林苑", "3")
    assert [door.room for door in gate.buildings[0].doors] == ["301", "302", "201"]
    with refused("building_not_here"):
        lane.ask(papers.door_lists, 1, "大林苑", "9")


def test_a_door_list_tells_no_mark_of_health(lane: Store) -> None:
    (gate,) = lane.ask(papers.door_lists, 1, "春晖苑")
    assert gate.buildings[0].doors[0].marks == ("独居老人",)
