"""How far a delivery is, who waits and who got what, out of a real file."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from data.clock import FixedClock
from data.doors import queries as doors
from data.doors.commands import note_missed
from data.journal import commands as journal_commands
from data.step import Step
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies.progress import latest_delivery, progress
from data.supplies.received import received, waiting
from data.supplies.settings import supply_settings
from models.counts import Reason, Stage
from models.doors import MissedWhy
from models.households import CompoundInput, HouseholdInput
from models.problems import Refused
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.supplies.pictures import GateProgress, Gotten, Progress, Received
from models.supplies.progress import Difference, DoorState, Tally
from models.supplies.settings import SupplySettings
from models.times import LOCAL
from tests.beginning import begin
from tests.progressing import count, household, miss

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
PACK = ItemInput("蔬菜包", 100, "份", AllocationRule.PER_HOUSEHOLD)
MILK = ItemInput("牛奶", 100, "箱", AllocationRule.ONE_PER_TWO)


def home(compound: str, building: str, room: str, *marks: str) -> HouseholdInput:
    return HouseholdInput(compound, building, room=room, people=2, marks=marks)


@pytest.fixture
def town(store: Store, clock: FixedClock) -> Store:
    """甲苑 with ten doors in building 1, of which one is empty, and five in building 2; 乙弄 with
    rooms that have names; a truck with packs for all of them."""
    clock.moment = NINE - HOUR
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙弄"),
        *(home("甲苑", "1", f"{n}01") for n in range(1, 10)),
        home("甲苑", "1", "1001", "空关"),
        *(home("甲苑", "2", f"{n}02") for n in range(1, 6)),
        *(home("乙弄", "7", room) for room in ("前客堂", "亭子间", "灶披间")),
    )
    store.do(supply_commands.add_delivery, DeliveryInput(NINE, (PACK, MILK)))
    clock.moment = NINE
    return store


def now_of(town: Store) -> Progress:
    return town.ask(progress, 1, town.now())


def gate(town: Store, at: int = 0) -> GateProgress:
    return now_of(town).gates[at]


def state(town: Store, building: str, room: str) -> DoorState:
    for one in gate(town).buildings:
        for door in one.doors:
            if (one.building, door.room) == (building, room):
                return door.state
    raise AssertionError(room)


def got(town: Store, room: str, days: int = 14) -> Received:
    rows = town.ask(received, town.now(), days, None)
    return next(one for one in rows if one.room == room)


# -- doors -----------------------------------------------------------------------------------------


def test_before_the_truck_all_doors_are_to_come_but_empty_ones(town: Store) -> None:
    found = now_of(town)
    assert [one.compound for one in found.gates] == ["甲苑", "乙弄"]
    assert [one.tally for one in found.gates] == [Tally(empty=1, to_come=14), Tally(to_come=3)]
    assert found.tally.doors == 18
    assert (found.pace.handed, found.pace.left, found.pace.doors_an_hour) == (0, 17, None)
    assert found.hours == ()


def test_a_gate_handed_out_is_done_but_for_who_missed_out(town: Store, clock: FixedClock) -> None:
    clock.moment = NINE + HOUR
    town.do(miss, 1, "蔬菜包", household(town, "甲苑", "1", "301"))
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    clock.moment = NINE + 2 * HOUR
    found = now_of(town)
    assert found.gates[0].tally == Tally(done=13, missed=1, empty=1)
    assert state(town, "1", "301") is DoorState.MISSED
    assert state(town, "1", "1001") is DoorState.EMPTY
    assert state(town, "2", "102") is DoorState.DONE
    assert (found.pace.handed, found.pace.left) == (14, 3)
    assert [one.doors for one in found.hours] == [14]
    assert found.pace.doors_an_hour is None, "one report is too early to tell"
    town.do(journal_commands.undo)
    assert gate(town).tally == Tally(missed=1, empty=1, to_come=13)
    town.do(journal_commands.undo)
    assert gate(town).tally == Tally(empty=1, to_come=14)


def test_what_was_refused_or_fetched_is_done(town: Store) -> None:
    fetched, other = (household(town, "甲苑", "1", room) for room in ("301", "401"))
    town.do(miss, 1, "蔬菜包", fetched)
    town.do(miss, 1, "蔬菜包", other, 1, MissedWhy.REFUSED)
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    assert gate(town).tally == Tally(done=13, missed=1, empty=1)
    (row,) = town.ask(doors.waiting)
    town.do(note_missed, 1, [1], [], [row.id], hand_out=False)
    assert gate(town).tally == Tally(done=14, empty=1)
    assert town.ask(waiting) == []
    assert [got(town, room).goods[0].goods for room in ("301", "501")] == ["蔬菜包", "蔬菜包"]
    assert got(town, "401").goods == (Gotten("牛奶", "箱", 1, is_shared=True),)


def test_an_empty_flat_where_something_was_missed_waits(town: Store) -> None:
    town.do(miss, 1, "蔬菜包", household(town, "甲苑", "1", "1001"))
    assert gate(town).tally == Tally(missed=1, to_come=14)


def test_a_building_counted_at_its_doors_is_done_before_the_gate_is(
    town: Store, clock: FixedClock
) -> None:
    clock.moment = NINE + HOUR
    town.do(count, 1, "蔬菜包", Stage.DOORS, 5, building="2")
    found = gate(town)
    assert found.tally == Tally(done=5, empty=1, to_come=9)
    assert state(town, "2", "502") is DoorState.DONE
    assert state(town, "1", "101") is DoorState.TO_COME
    clock.moment = NINE + 2 * HOUR
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    assert [one.doors for one in now_of(town).hours] == [5, 9]


def test_of_a_building_counted_in_part_nobody_knows_which_doors(town: Store) -> None:
    town.do(count, 1, "蔬菜包", Stage.DOORS, 3, building="1")
    found = gate(town)
    assert found.tally == Tally(done=3, empty=1, to_come=11)
    assert [one.unknown for one in found.buildings] == [3, 0]
    assert state(town, "1", "101") is DoorState.TO_COME
    town.do(count, 1, "牛奶", Stage.DOORS, 0, building="1")
    assert gate(town).tally == Tally(empty=1, to_come=14), "a door is done with all its goods"


def test_a_count_that_grew_tells_when_its_doors_were_gone_to(
    town: Store, clock: FixedClock
) -> None:
    clock.moment = NINE + HOUR
    town.do(count, 1, "蔬菜包", Stage.DOORS, 4)
    clock.moment = NINE + 2 * HOUR
    town.do(count, 1, "蔬菜包", Stage.DOORS, 14)
    found = now_of(town)
    assert found.gates[0].tally == Tally(done=14, empty=1)
    assert [one.doors for one in found.hours] == [4, 10]
    clock.moment = NINE + 30 * HOUR
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    assert [one.doors for one in now_of(town).hours] == [4, 10], "corrected later, not done later"


def test_the_last_door_is_never_told_for_before_the_last_truck(
    town: Store, clock: FixedClock
) -> None:
    from models.supplies.tables import SupplyDrop

    last_truck = NINE + 5 * HOUR
    with town.step() as step:
        (key,) = step.conn.execute("SELECT id FROM supply_drop WHERE no = 2").fetchone()
        step.change(SupplyDrop, key, eta=last_truck)
        step.act("drop_changed", no=2, compound="乙弄")
    for minutes, building, packs in ((40, "2", 5), (60, "1", 4), (80, "1", 9)):
        clock.moment = NINE + timedelta(minutes=minutes)
        town.do(count, 1, "蔬菜包", Stage.DOORS, packs, building=building)
    found = now_of(town).pace
    assert (found.doors_an_hour, found.left) == (10, 3)
    assert found.done_at is not None
    assert found.done_at - last_truck == 3 * timedelta(minutes=80) / 14
    clock.moment = last_truck + HOUR
    found = now_of(town).pace
    assert found.done_at is not None
    assert found.done_at > clock.moment, "a truck that is late can be there at any moment"


def test_a_gate_called_off_is_not_counted(town: Store) -> None:
    town.do(supply_commands.mark_drops, [2], DropState.CANCELLED)
    found = now_of(town)
    assert [one.compound for one in found.gates] == ["甲苑"]
    assert found.tally == Tally(empty=1, to_come=14)
    town.do(journal_commands.undo)
    assert len(now_of(town).gates) == 2


def test_a_delivery_that_is_not_there_is_refused(town: Store) -> None:
    with pytest.raises(Refused, match="delivery_unknown"):
        town.ask(progress, 9, NINE)


def test_the_latest_delivery_is_shown_where_no_drop_is_chosen(town: Store) -> None:
    assert town.ask(latest_delivery) == 1
    town.do(supply_commands.add_delivery, DeliveryInput(NINE - 24 * HOUR, (PACK,)))
    assert town.ask(latest_delivery) == 1
    town.do(supply_commands.add_delivery, DeliveryInput(NINE + 24 * HOUR, (PACK,)))
    assert town.ask(latest_delivery) == 3


# -- counts ----------------------------------------------------------------------------------------


def test_figures_are_what_holds_and_what_differs_has_its_reason(town: Store) -> None:
    town.do(count, 1, "蔬菜包", Stage.TRUCK, 14)
    town.do(count, 1, "蔬菜包", Stage.GATE, 20)
    town.do(count, 1, "蔬菜包", Stage.GATE, 11, reason=Reason.SHORT)
    town.do(count, 1, "蔬菜包", Stage.BUILDING, 9, building="1")
    (pack, milk) = gate(town).figures
    assert tuple(pack[:7]) == ("蔬菜包", "份", 14, 14, 11, 9, None)
    assert pack.differences() == [Difference("gate", "truck", -3, "short", "")]
    town.do(count, 1, "蔬菜包", Stage.BUILDING, 1, building="2")
    (pack, milk) = gate(town).figures
    assert pack.building == 10
    assert pack.differences()[-1] == Difference("building", "gate", -1, None, "")
    assert (milk.planned, milk.truck, milk.differences()) == (7, None, [])


def test_the_driver_can_be_told_while_the_truck_is_there(town: Store) -> None:
    from models.supplies.tables import SupplyDrop

    def truck(no: int, **times: datetime | None) -> bool:
        with town.read() as conn:
            (key,) = conn.execute("SELECT id FROM supply_drop WHERE no = ?", (no,)).fetchone()

        def write(step: Step) -> None:
            step.change(SupplyDrop, key, **times)
            step.act("drop_changed", no=no, compound="")

        town.do(write)
        return gate(town).is_truck_there

    assert not gate(town).is_truck_there
    assert truck(1, arrived_at=NINE)
    assert not truck(2, arrived_at=NINE + HOUR), "a later gate has it"
    assert truck(2, arrived_at=None)
    assert not truck(1, left_at=NINE)


# -- who waits -------------------------------------------------------------------------------------


def test_who_waits_longest_comes_first_with_all_that_lacks(town: Store, clock: FixedClock) -> None:
    late, early = (household(town, "甲苑", "1", room) for room in ("201", "301"))
    town.do(miss, 1, "蔬菜包", early)
    clock.moment = NINE + HOUR
    town.do(miss, 1, "牛奶", early, 2)
    town.do(miss, 1, "蔬菜包", late)
    found = town.ask(waiting)
    assert [(one.room, one.times) for one in found] == [("301", 1), ("201", 1)]
    assert found[0].goods == (Gotten("蔬菜包", "份", 1), Gotten("牛奶", "箱", 2))
    assert found[0].since == "2022-04-09T01:00:00Z"


def test_who_missed_out_again_waits_since_the_first_time(town: Store, clock: FixedClock) -> None:
    key = household(town, "甲苑", "1", "301")
    town.do(miss, 1, "蔬菜包", key)
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    clock.moment = NINE + 24 * HOUR
    town.do(supply_commands.add_delivery, DeliveryInput(NINE + 24 * HOUR, (PACK,)))
    (found,) = town.ask(waiting)
    assert (found.delivery_no, found.times) == (2, 1), "the next truck brings it"
    town.do(miss, 3, "蔬菜包", key, 2)
    town.do(supply_commands.mark_drops, [3], DropState.DONE)
    (found,) = town.ask(waiting)
    assert (found.times, found.since) == (2, "2022-04-09T01:00:00Z")
    assert found.goods == (Gotten("蔬菜包", "份", 2),)
    assert got(town, "301").goods == (Gotten("牛奶", "箱", 1, is_shared=True),)


# -- what households got ---------------------------------------------------------------------------


def test_households_got_what_came_to_their_doors_without_what_was_missed(town: Store) -> None:
    assert {one.goods for one in town.ask(received, town.now())} == {()}
    town.do(miss, 1, "蔬菜包", household(town, "甲苑", "1", "301"))
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    rows = town.ask(received, town.now())
    assert len(rows) == 18
    packs = sum(one.quantity for row in rows for one in row.goods if one.goods == "蔬菜包")
    assert packs == 13
    assert all(row.room in ("前客堂", "亭子间", "灶披间") for row in rows[:3]), "they got nothing"
    assert rows[-1].room == "1001"
    assert not rows[-1].is_fed
    assert Gotten("蔬菜包", "份", 1) not in got(town, "301").goods
    only = town.ask(received, town.now(), 14, "乙弄")
    assert [one.compound for one in only] == ["乙弄"] * 3


def test_what_was_missed_and_came_with_a_later_truck_is_got(town: Store, clock: FixedClock) -> None:
    town.do(miss, 1, "蔬菜包", household(town, "甲苑", "1", "301"))
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    assert Gotten("蔬菜包", "份", 1) not in got(town, "301").goods
    clock.moment = NINE + 24 * HOUR
    town.do(supply_commands.add_delivery, DeliveryInput(NINE + 24 * HOUR, (PACK,)))
    town.do(supply_commands.mark_drops, [3], DropState.DONE)
    assert Gotten("蔬菜包", "份", 2) in got(town, "301").goods
    assert Gotten("蔬菜包", "份", 2) in got(town, "401").goods
    assert got(town, "401").drops == 2
    assert town.ask(waiting) == []
    assert gate(town).tally == Tally(done=14, empty=1), "made good since"


def test_only_the_days_looked_at_count(town: Store, clock: FixedClock) -> None:
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    clock.moment = NINE + 13 * 24 * HOUR
    assert got(town, "401").units
    clock.moment = NINE + 14 * 24 * HOUR
    assert not got(town, "401").units
    assert got(town, "401", days=15).units


def test_a_gate_under_way_counts_for_the_buildings_that_have_theirs(town: Store) -> None:
    town.do(count, 1, "蔬菜包", Stage.DOORS, 5, building="2")
    assert got(town, "502").goods
    assert not got(town, "901").goods
    town.do(journal_commands.undo)
    assert not got(town, "502").goods


def test_goods_that_are_the_same_are_put_together(town: Store, clock: FixedClock) -> None:
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    other = PACK._replace(goods="Ａ餐")
    same = PACK._replace(goods="a餐")
    for given in (other, same):
        no = town.do(supply_commands.add_delivery, DeliveryInput(clock.moment, (given,)))
        town.do(supply_commands.mark_drops, [2 * no - 1], DropState.DONE)
    assert ("Ａ餐", 2) in [(one.goods, one.quantity) for one in got(town, "401").goods]


# -- the evening -----------------------------------------------------------------------------------


def test_by_when_the_last_door_has_it_is_a_setting(town: Store) -> None:
    before = town.ask(supply_settings)
    assert now_of(town).pace.ends == NINE + 11 * HOUR
    town.do(
        supply_commands.set_supplies, SupplySettings(handed_out_by=timedelta(hours=18)), was=before
    )
    found = now_of(town).pace
    assert found.ends == NINE + 9 * HOUR
    assert found.needed == 2
    town.do(journal_commands.undo)
    assert now_of(town).pace.ends == NINE + 11 * HOUR
