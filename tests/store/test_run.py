"""A truck's run in a real file: ordered anew, late, at a gate, counted; undone, retried."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from data.clock import FixedClock
from data.closed.commands import close_places
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import commands as journal_commands
from data.loads import commands as load_commands
from data.loads import plans as load_plans
from data.loads.queries import loads_at
from data.rehearsal import outcome
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.roster import queries as roster
from data.step import Step
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.supplies import run, running
from data.work import kinds
from models.closed import Extent, PlaceKey
from models.duties import Role, Work
from models.households import CompoundInput, HouseholdInput
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput, Run
from models.supplies.hands import MINUTE
from models.supplies.order import Order, by_hand, ordered
from models.supplies.run import RunPlan, as_plan, at_gate, placed, timetable
from models.times import LOCAL, loaded, stored
from tests.beginning import another_desk, begin
from tests.states import refused, refused_whole, state, undone_whole
from tests.store.absences import fall

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
SHI, ZHAO, SUN, LU, QIAN = 1, 2, 3, 4, 5
GATES = ("甲苑", "乙苑", "丙苑", "丁苑", "戊苑")


@pytest.fixture
def town(store: Store, clock: FixedClock) -> Store:
    """Five gates of 20 households each, a truck at nine, and people at some of its stops."""
    begin(
        store,
        *(CompoundInput(name, leader="钱奶奶", leader_phone="13800000077") for name in GATES),
        *(HouseholdInput(name, "1", room=str(n), people=2) for name in GATES for n in range(1, 21)),
        PersonInput("石磊", PersonKind.STAFF, phone="13800000001"),
        PersonInput("赵娟", PersonKind.STAFF),
        PersonInput("孙秀英", PersonKind.VOLUNTEER, vehicle="三轮车"),
        PersonInput("吕洋", PersonKind.VOLUNTEER, available_from=540, available_until=600),
        PersonInput("钱芳", PersonKind.VOLUNTEER),
    )
    items = (
        ItemInput("蔬菜包", 100, "份", AllocationRule.PER_HOUSEHOLD),
        ItemInput("牛奶", 50, "箱", AllocationRule.ONE_PER_TWO),
    )
    store.do(
        supply_commands.add_delivery,
        DeliveryInput(NINE, items, "沪A·D1234", "朱师傅", "13800009999"),
    )
    clock.moment = NINE
    return store


def give(store: Store, drop_no: int, person: int, role: Role = Role.CARRY) -> None:
    target = store.ask(kinds.one, Work.DROP, drop_no)
    store.do(duty_commands.change_people, [target.duty(person, role)])


def plan(
    store: Store, order: Order | None = None, *numbers: int, kind: Run | None = None
) -> RunPlan:
    """The run as an order makes it."""
    with store.read() as conn:
        stops = run.run_stops(conn, 1)
        kind = kind or Run(run.truck(conn, 1).run)
        line = ordered(stops, order) if order else by_hand(stops, numbers)
        return as_plan(placed(line, kind, run.situation(conn, 1, stops)), kind)


def etas(store: Store) -> list[tuple[str, int]]:
    """The stops in their order, each with its minutes after nine."""
    return [
        (one.compound, round((loaded(one.eta) - NINE) / MINUTE))
        for one in store.ask(run.run_stops, 1)
    ]


def test_a_run_tells_what_each_stop_needs(town: Store) -> None:
    give(town, 2, LU)
    one, two, *_rest = town.ask(run.run_stops, 1)
    assert (one.units, one.households, one.hands, one.hands_needed) == (30, 20, 0, 2)
    assert one.goods == ("蔬菜包 20份", "牛奶 10箱")
    assert one.contact == ("钱奶奶", "13800000077")
    assert (two.people, two.closes) == (("吕洋",), 600)
    assert (one.last, one.truck) == (None, "coming")
    with refused("delivery_unknown", no=9):
        town.ask(run.run_stops, 9)


def test_cold_goods_are_told_first(town: Store) -> None:
    with town.step() as step:
        step.act("became")
        step.change_where(_items(), _items().goods == "牛奶", is_cold=1)
    (one, *_rest) = town.ask(run.run_stops, 1)
    assert (one.goods, one.cold) == (("牛奶 10箱", "蔬菜包 20份"), 10)


def _items() -> Any:
    from models.supplies.tables import DeliveryItem

    return DeliveryItem


def test_an_order_by_rule_moves_stops_and_the_duties_there_in_one_step(town: Store) -> None:
    town.do(close_places, [PlaceKey(Extent.COMPOUND, 4)], NINE.date() + timedelta(days=3), "")
    give(town, 1, SHI)
    undone_whole(town, lambda: town.do(running.keep_run, 1, plan(town, Order.CLOSED)))
    assert etas(town) == [("丁苑", 0), ("甲苑", 12), ("乙苑", 24), ("丙苑", 36), ("戊苑", 48)]
    (duty,) = town.ask(duties.of_work, Work.DROP, 1)
    assert loaded(duty.starts_at) == NINE + 12 * MINUTE
    assert loaded(duty.ends_at) == NINE + 52 * MINUTE


def test_who_is_then_in_two_places_is_told_and_not_refused(town: Store) -> None:
    give(town, 1, SHI)
    give(town, 5, SHI)
    done = town.do(running.keep_run, 1, plan(town, None, 1, 5))
    assert [(one.compound, one.concern.refuses) for one in done.clashes] == [("戊苑", True)], (
        "the duty that did not move is at its own stop"
    )
    assert done.clashes[0].concern.problem.code == "person_busy"
    give(town, 3, LU)
    late = town.do(running.be_late, 3, 90)
    assert "outside_hours" in [one.concern.problem.code for one in late.clashes]


def test_an_order_by_hand_leaves_what_is_not_named_behind(town: Store) -> None:
    town.do(running.keep_run, 1, plan(town, None, 4, 2))
    assert [name for name, _at in etas(town)] == ["丁苑", "乙苑", "甲苑", "丙苑", "戊苑"]
    assert town.ask(supplies.drop, 4).position == 1


def test_a_stop_is_meant_by_number_or_name_and_never_by_guess(town: Store) -> None:
    stops = town.ask(run.run_stops, 1)
    assert run.stop_named(stops, "#4").no == run.stop_named(stops, "丁苑").no == 4
    assert run.stop_named(stops, "丁").no == 4
    town.do(running.keep_run, 1, plan(town, None, 4, 2))
    turned = town.ask(run.run_stops, 1)
    assert run.stop_named(turned, "1").no == 4, "its place in the round, as it is listed"
    assert run.stop_named(turned, "#1").no == 1
    for unclear in ("苑", "己", "", "77"):
        with refused("stop_unclear", value=unclear):
            run.stop_named(stops, unclear)


def test_a_truck_does_not_leave_before_it_came(town: Store) -> None:
    clock_at = town.now()
    town.do(running.arrive, 1, clock_at)
    with refused("truck_gone_before", compound="甲苑"):
        town.do(running.drive_on, 1, clock_at - 10 * MINUTE)


def test_who_reports_in_the_evening_makes_no_driver_late(town: Store, clock: FixedClock) -> None:
    clock.moment = NINE + timedelta(hours=11)
    town.do(supply_commands.mark_drops, [1, 2], DropState.DONE)
    assert town.ask(supplies.truck_at, 2).arrived_at == town.ask(supplies.drop, 2).eta


def test_a_plan_made_before_another_desks_change_is_refused_and_made_anew(town: Store) -> None:
    wanted = plan(town, None, 5, 4)
    seen = {one.no: one.version for one in town.ask(run.run_stops, 1)}
    with another_desk(town) as theirs:
        theirs.do(running.be_late, 2, 10)
    refused_whole(town, lambda step: running.keep_run(step, 1, wanted, seen), "run_changed", None)
    town.do(supply_commands.mark_drops, [3], DropState.CANCELLED)
    refused_whole(town, lambda step: running.keep_run(step, 1, wanted), "run_changed", None)
    town.do(running.keep_run, 1, plan(town, None, 5, 4))
    assert [name for name, _at in etas(town)] == ["戊苑", "丁苑", "甲苑", "乙苑"]


def test_what_is_rehearsed_is_not_kept(town: Store) -> None:
    before = state(town)
    done = outcome(town, running.keep_run, 1, plan(town, None, 5, 4))
    assert done.stops == 5
    assert state(town) == before
    with refused("delivery_unknown"):
        outcome(town, running.keep_run, 9, plan(town, None, 5))


def test_loads_follow_their_stop_and_who_carries_two_of_them_at_once_is_told(town: Store) -> None:
    made = town.ask(load_plans.plan_loads, (1, 2), town.now())
    town.do(load_commands.plan_loads, made.lines, made.replaced)
    before = {load.no: load for load in town.ask(loads_at, [1, 2, 3])}
    first = [load for load in before.values() if load.drop_no == 1]
    target = town.ask(kinds.one, Work.LOAD, first[0].no)
    role = next(iter(target.spans))
    for duty in town.ask(duties.of_work, Work.LOAD, first[0].no):
        town.do(duty_commands.change_people, [], [duty.no])
    town.do(duty_commands.change_people, [target.duty(SHI, role)])
    undone_whole(town, lambda: town.do(running.be_late, 1, 25))
    for load in town.ask(loads_at, [1, 2]):
        was = before[load.no]
        assert loaded(load.starts_at) - loaded(was.starts_at) == 25 * MINUTE
    (duty,) = town.ask(duties.of_work, Work.LOAD, first[0].no)
    assert loaded(duty.starts_at) == loaded(first[0].starts_at) + 25 * MINUTE
    town.do(running.be_late, 5, 15)
    give(town, 5, SHI)
    done = town.do(running.keep_run, 1, plan(town, None, 2, 3, 4, 1))
    told = {(one.compound, one.concern.problem.code) for one in done.clashes}
    assert ("甲苑", "person_busy") in told or ("戊苑", "person_busy") in told


# -- late ------------------------------------------------------------------------------------------


def test_a_stop_that_is_late_moves_the_later_ones_and_their_people(town: Store) -> None:
    give(town, 4, SHI)
    undone_whole(town, lambda: town.do(running.be_late, 3, 18))
    assert etas(town) == [("甲苑", 0), ("乙苑", 12), ("丙苑", 42), ("丁苑", 54), ("戊苑", 66)]
    (duty,) = town.ask(duties.of_work, Work.DROP, 4)
    assert loaded(duty.starts_at) == NINE + 54 * MINUTE
    town.do(running.be_late, 3, -18)
    assert etas(town)[2:] == [("丙苑", 24), ("丁苑", 36), ("戊苑", 48)]
    for minutes, code in ((0, "late_by_nothing"), (2000, "late_too_much")):
        refused_whole(town, lambda step, by=minutes: running.be_late(step, 3, by), code, "minutes")


def test_when_the_truck_was_promised_stays_when_it_is_expected_later(town: Store) -> None:
    town.do(running.be_late, 1, 30)
    view = town.ask(run.truck, 1)
    assert loaded(view.arrives_at) == NINE + 30 * MINUTE
    assert view.promised_at is not None
    assert loaded(view.promised_at) == NINE
    town.do(running.be_late, 3, 30)
    assert loaded(town.ask(run.truck, 1).arrives_at) == NINE + 30 * MINUTE, "it comes as it did"


def test_a_driver_late_at_the_fourth_gate_moves_the_later_ones(
    town: Store, clock: FixedClock
) -> None:
    for no, minute in ((1, 0), (2, 12), (3, 24)):
        clock.moment = NINE + minute * MINUTE
        town.do(running.arrive, no)
        clock.moment += 6 * MINUTE
        done = town.do(running.drive_on, no)
        assert done.stops == 0, "nobody is held up"
    clock.moment = NINE + 54 * MINUTE
    done = town.do(running.arrive, 4)
    assert (done.compound, done.minutes, done.stops) == ("丁苑", 18, 2)
    assert etas(town)[3:] == [("丁苑", 54), ("戊苑", 66)]
    assert town.ask(supplies.drop, 3).state == DropState.UNLOADED, "left, so it is unloaded"
    view = town.ask(run.truck, 1)
    assert view.state == "arrived"
    assert view.arrived_at is not None
    assert loaded(view.arrived_at) == NINE
    with refused("truck_there", compound="丁苑"):
        town.do(running.arrive, 4)
    with refused("truck_there", compound="丁苑"):
        town.do(running.be_late, 4, 5)
    clock.moment += 30 * MINUTE
    done = town.do(running.drive_on, 4)
    assert (done.minutes, done.stops) == (23, 1), "it stood longer than the next can wait"
    assert etas(town)[4] == ("戊苑", 89)
    with refused("truck_left", compound="丁苑"):
        town.do(running.drive_on, 4)
    with refused("truck_not_there", compound="戊苑"):
        town.do(running.drive_on, 5)


def test_a_truck_that_comes_early_is_early_at_the_later_gates_too(
    town: Store, clock: FixedClock
) -> None:
    give(town, 2, LU)
    give(town, 3, SHI)
    clock.moment = NINE - 20 * MINUTE
    undone_whole(town, lambda: town.do(running.arrive, 1))
    town.do(journal_commands.undo)
    done = town.do(running.arrive, 1)
    assert (done.minutes, done.stops) == (-20, 5)
    assert etas(town) == [(name, 12 * at - 20) for at, name in enumerate(GATES)]
    (duty,) = town.ask(duties.of_work, Work.DROP, 3)
    assert loaded(duty.starts_at) == NINE + 4 * MINUTE, "who helps there comes along"
    assert [one.compound for one in done.clashes] == ["乙苑"], "who has no time before nine"
    with refused("truck_to_come"):
        town.do(running.arrive, 2, NINE)


def test_a_truck_that_comes_to_a_later_gate_early_leaves_those_before(
    town: Store, clock: FixedClock
) -> None:
    town.do(running.arrive, 1)
    clock.moment = NINE + 20 * MINUTE
    town.do(running.arrive, 3)
    assert etas(town) == [("甲苑", 0), ("乙苑", 12), ("丙苑", 20), ("丁苑", 32), ("戊苑", 44)]
    assert town.ask(run.truck, 1).arrives_at == stored(NINE), "it came to its first as it did"


def test_a_truck_on_the_wrong_day_comes_with_all_its_stops(town: Store, clock: FixedClock) -> None:
    clock.moment = NINE - timedelta(days=1)
    done = town.do(running.arrive, 1)
    assert (done.minutes, done.stops) == (-24 * 60, 5)
    assert etas(town)[4] == ("戊苑", 48 - 24 * 60)
    clock.moment = NINE + timedelta(days=1)
    done = town.do(running.arrive, 2)
    assert (done.minutes, done.stops) == (48 * 60 - 12, 4)
    assert etas(town)[4] == ("戊苑", 36 + 24 * 60)


def test_what_is_unloaded_came_and_what_is_planned_again_did_not(
    town: Store, clock: FixedClock
) -> None:
    clock.moment = NINE + 2 * MINUTE
    undone_whole(town, lambda: town.do(supply_commands.mark_drops, [1], DropState.UNLOADED))
    (one, *_rest) = town.ask(run.run_stops, 1)
    assert (one.truck, one.arrived_at) == ("unloaded", "2022-04-09T01:02:00Z")
    town.do(supply_commands.mark_drops, [1], DropState.PLANNED)
    (one, *_rest) = town.ask(run.run_stops, 1)
    assert (one.truck, one.arrived_at) == ("coming", None)
    assert town.ask(run.truck, 1).arrived_at is None
    town.do(journal_commands.undo)
    assert town.ask(run.run_stops, 1)[0].truck == "unloaded"


def test_over_midnight_a_late_truck_keeps_its_order(town: Store, clock: FixedClock) -> None:
    town.do(running.be_late, 1, 14 * 60 + 40)
    clock.moment = NINE + timedelta(hours=15, minutes=10)
    done = town.do(running.arrive, 1)
    assert done.minutes == 30
    assert [name for name, _at in etas(town)] == list(GATES)
    assert loaded(town.ask(supplies.drop, 5).eta).astimezone(LOCAL).day == 10


# -- one clock -------------------------------------------------------------------------------------


def much(store: Store, arrives: datetime) -> int:
    """A truck whose stops take longer than twelve minutes; its number."""
    items = (
        ItemInput("蔬菜包", 2000, "份", AllocationRule.PER_HOUSEHOLD, each_gets=20),
        ItemInput("大米", 400, "袋", AllocationRule.PER_HOUSEHOLD, each_gets=4, is_heavy=1),
    )
    no = store.do(supply_commands.add_delivery, DeliveryInput(arrives, items))
    assert isinstance(no, int)
    return no


def test_a_new_delivery_is_timed_as_any_other_order_of_it_is(town: Store) -> None:
    no = much(town, NINE + timedelta(hours=5))
    with town.read() as conn:
        stops, now = run.run_stops(conn, no), run.situation(conn, no, run.run_stops(conn, no))
        told = [loaded(one.eta) for one in stops]
        assert [at - told[0] for at in told] == [at * 40 * MINUTE for at in range(5)], (
            "560 as four hands take 35 minutes, and five to the next"
        )
        assert told == timetable(told[0], stops, 4)
        same = placed(ordered(stops, Order.AS_IS), Run.GATES, now)
        last = placed(by_hand(stops, [one.no for one in stops][::-1]), Run.GATES, now)[-1]
        found = run.comparison(conn, no)
    assert [one.eta for one in same] == told
    assert last.eta == told[-1], "all take as long"
    assert found.gates.truck_until == told[-1] + 35 * MINUTE
    assert found.gates.done_at >= found.gates.truck_until + 30 * MINUTE
    town.do(running.be_late, stops[2].no, 90)
    late = town.ask(run.comparison, no).gates
    assert late.truck_until == found.gates.truck_until + 90 * MINUTE
    assert late.people_hours == found.gates.people_hours


def test_what_is_unchanged_changes_nothing(town: Store) -> None:
    town.do(running.be_late, 3, 45)
    give(town, 3, SHI)
    before = state(town)
    stops = town.ask(run.run_stops, 1)
    for wanted in (plan(town, Order.AS_IS), plan(town, None, *(one.no for one in stops))):
        assert wanted.etas == tuple(loaded(one.eta) for one in stops)
    assert state(town) == before
    there_and_back = plan(town, Order.AS_IS, kind=Run.OFFICE)
    assert there_and_back.etas != tuple(loaded(one.eta) for one in stops)
    town.do(running.keep_run, 1, plan(town, None, 2, 1))
    assert etas(town)[2:] == [("丙苑", 69), ("丁苑", 81), ("戊苑", 93)], "it is late all the same"


def test_a_gate_with_one_of_its_people_is_no_slower(town: Store) -> None:
    no = much(town, NINE + timedelta(hours=5))
    stops = town.ask(run.run_stops, no)
    give(town, stops[0].no, SHI, Role.DRIVE)
    with town.read() as conn:
        now = run.situation(conn, no, stops)
        line = by_hand(run.run_stops(conn, no), [stops[1].no, stops[0].no])
        assert placed(line, Run.GATES, now)[2].eta == loaded(stops[2].eta)


def test_other_goods_move_the_later_stops_and_leave_what_was_said(town: Store) -> None:
    give(town, 4, SHI)
    town.do(running.be_late, 3, 30)
    view = town.ask(supplies.delivery, 1)
    more = (ItemInput("蔬菜包", 2000, "份", AllocationRule.PER_HOUSEHOLD, each_gets=20),)
    undone_whole(
        town,
        lambda: town.do(supply_commands.change_delivery, 1, view.version, {"items": more}),
    )
    assert etas(town) == [(name, 30 * at + (30 if at > 1 else 0)) for at, name in enumerate(GATES)]
    (duty,) = town.ask(duties.of_work, Work.DROP, 4)
    assert loaded(duty.starts_at) == NINE + 120 * MINUTE
    town.do(running.arrive, 1)
    view = town.ask(supplies.delivery, 1)
    before = etas(town)
    town.do(supply_commands.change_delivery, 1, view.version, {"items": (*more, _MILK)})
    assert etas(town) == before, "the truck is under way, its driver was told"


_MILK = ItemInput("牛奶", 50, "箱", AllocationRule.ONE_PER_TWO)


def test_a_stop_that_is_added_comes_behind_the_last_as_that_one_takes(town: Store) -> None:
    items = (ItemInput("蔬菜包", 400, "份", AllocationRule.PER_HOUSEHOLD, each_gets=20),)
    drops = GATES[:2]
    at = NINE + timedelta(hours=5)
    no = town.do(supply_commands.add_delivery, DeliveryInput(at, items, drops=drops))
    view = town.ask(supplies.delivery, no)
    town.do(supply_commands.change_delivery, no, view.version, {"drops": GATES[:3]})
    stops = town.ask(run.run_stops, no)
    gaps = [loaded(b.eta) - loaded(a.eta) for a, b in pairwise(stops)]
    assert gaps == [18 * MINUTE, at_gate(stops[1], 4)], "200 packs at first; then what is left"


def test_few_goods_need_few_hands(town: Store) -> None:
    items = (ItemInput("大米", 8, "袋", AllocationRule.PER_HOUSEHOLD),)
    town.do(
        supply_commands.add_delivery,
        DeliveryInput(NINE + timedelta(hours=5), items, drops=("甲苑",)),
    )
    (stop,) = town.ask(run.run_stops, 2)
    assert (stop.doors, stop.hands_needed) == (8, 2)


def test_no_stop_goes_into_the_past_or_before_the_one_in_front(
    town: Store, clock: FixedClock
) -> None:
    no = much(town, NINE + timedelta(hours=5))
    third = town.ask(run.run_stops, no)[2]
    refused_whole(town, lambda step: running.be_late(step, third.no, -500), "stop_past", "minutes")
    refused_whole(
        town, lambda step: running.be_late(step, third.no, -20), "stop_too_soon", "minutes"
    )
    view = town.ask(supplies.drop, third.no)
    for at, code in ((NINE - timedelta(days=1), "stop_past"), (NINE, "stop_too_soon")):
        refused_whole(
            town,
            lambda step, at=at: supply_commands.change_drop(
                step, third.no, view.version, {"eta": at}
            ),
            code,
            "eta",
        )
    town.do(running.be_late, third.no, 20)
    town.do(running.be_late, third.no, -20)
    clock.moment = NINE + timedelta(hours=8)
    with refused("stop_past", compound="丙苑"):
        town.do(running.be_late, third.no, 5)
    town.do(running.be_late, third.no, 120)


def test_the_way_round_is_kept_by_hand_and_later_trucks_are_ordered_by_it(town: Store) -> None:
    numbers = [4, 2, 5, 1, 3]
    undone_whole(town, lambda: town.do(running.keep_way, 1, numbers))
    refused_whole(town, lambda step: running.keep_way(step, 1, [1, 2]), "run_changed", None)
    drops = ("甲苑", "乙苑", "丙苑")
    at = NINE + timedelta(hours=5)
    town.do(supply_commands.add_delivery, DeliveryInput(at, (_MILK,), drops=drops))
    stops = town.ask(run.run_stops, 2)
    line = ordered(stops, Order.WAY)
    assert [one.compound for one, _why in line] == ["乙苑", "甲苑", "丙苑"]
    assert [why.params["position"] for _one, why in line] == [2, 4, 5]
    town.do(running.keep_way, 2, [one.no for one in stops])
    line = ordered(town.ask(run.run_stops, 1), Order.WAY)
    assert [one.compound for one, _why in line] == ["丁苑", "甲苑", "戊苑", "乙苑", "丙苑"], (
        "those the truck does not stop at keep their places"
    )


# -- where it is unloaded --------------------------------------------------------------------------


def test_both_ways_are_compared_from_who_is_there(town: Store) -> None:
    found = town.ask(run.comparison, 1)
    assert (found.people, found.vehicles) == (5, 1)
    assert found.gates.people_hours < found.office.people_hours
    assert town.ask(run.comparison, 1, 2).people == 2
    town.do(roster_presence.record_presence, [ZHAO], PresenceInput(Place.ISOLATED, NINE))
    assert town.ask(run.comparison, 1).people == 4
    town.do(running.be_late, 1, 120)
    assert town.ask(run.comparison, 1).people == 3, "after ten one has no time"
    town.do(supply_commands.mark_drops, [1, 2, 3, 4, 5], DropState.CANCELLED)
    with refused("stops_missing", no=1):
        town.ask(run.comparison, 1)


def test_at_the_office_goods_come_to_gates_when_they_are_carried_there(town: Store) -> None:
    undone_whole(
        town,
        lambda: town.do(running.keep_run, 1, plan(town, Order.AS_IS, kind=Run.OFFICE)),
    )
    assert town.ask(run.truck, 1).run == Run.OFFICE
    assert loaded(town.ask(run.truck, 1).arrives_at) == NINE, "the truck comes as it did"
    assert etas(town)[0][1] > 0


# -- who counts, what stands -----------------------------------------------------------------------


def test_who_counts_at_gates_leaves_it_to_others_who_fall_out(
    town: Store, clock: FixedClock
) -> None:
    undone_whole(town, lambda: town.do(running.count_at, 2, SHI))
    town.do(running.count_at, 3, SHI)
    assert [one.counter for one in town.ask(run.run_stops, 1)] == ["", "石磊", "石磊", "", ""]
    assert town.ask(run.run_stops, 1)[1].contact == ("石磊", "13800000001"), "who counts is called"
    view = town.ask(roster.person, SHI)
    assert view is not None
    with refused("person_counts", counts=2):
        town.do(roster_commands.archive_person, SHI, view.version)
    made = fall(town, SHI)
    assert sorted(one.hold.no for one in made.lines if one.hold.what == "counting") == [2, 3]
    now = [one.counter for one in town.ask(run.run_stops, 1)][1:3]
    assert "石磊" not in now
    assert all(now)
    town.do(journal_commands.undo)
    assert [one.counter for one in town.ask(run.run_stops, 1)][1:3] == ["石磊", "石磊"]


def test_nobody_counts_where_it_is_over(town: Store) -> None:
    town.do(running.count_at, 2, SHI)
    town.do(running.count_at, 2, None)
    assert town.ask(run.run_stops, 1)[1].counter_no is None
    with refused("person_unknown"):
        town.do(running.count_at, 2, 77)
    town.do(supply_commands.mark_drops, [2], DropState.DONE)
    with refused("stop_over", compound="乙苑"):
        town.do(running.count_at, 2, SHI)


def test_goods_stand_after_they_were_disinfected(town: Store, clock: FixedClock) -> None:
    assert town.ask(run.standing, [1], town.now()) == []
    undone_whole(town, lambda: town.do(running.disinfect, 1))
    ((no, why),) = town.ask(run.standing, [1], town.now())
    assert (no, why.code, why.params["until"]) == (1, "goods_stand", NINE + 30 * MINUTE)
    town.do(supply_commands.mark_drops, [1], DropState.UNLOADED)
    clock.moment += 30 * MINUTE
    assert town.ask(run.standing, [1], town.now()) == []
    with refused("truck_to_come"):
        town.do(running.disinfect, 1, NINE + timedelta(hours=2))


def test_the_run_before_is_remembered(town: Store, clock: FixedClock) -> None:
    clock.moment = NINE
    for no in (3, 1, 2):
        town.do(running.arrive, no)
        clock.moment += 20 * MINUTE
        town.do(running.drive_on, no)
    town.do(
        supply_commands.add_delivery,
        DeliveryInput(NINE + timedelta(days=1), (ItemInput("大米", 50, "袋"),)),
    )
    stops = town.ask(run.run_stops, 2)
    first = [one.compound for one, _why in ordered(stops, Order.LAST)][:3]
    assert first == ["丙苑", "甲苑", "乙苑"]


def test_a_refused_step_leaves_nothing_of_a_run(town: Store) -> None:
    def act(step: Step) -> None:
        running.be_late(step, 2, 10)
        running.count_at(step, 77, SHI)

    refused_whole(town, act, "drop_unknown", None)
    assert etas(town)[1] == ("乙苑", 12)
