"""A truck's run: how long it stands, in which order it goes, at the gates or at one point."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from models.supplies import DropState, Run
from models.supplies.hands import MINUTE, crew, handed_from, handled_from, hands_for, unloading
from models.supplies.order import Order, by_hand, ordered
from models.supplies.run import (
    Situation,
    as_plan,
    at_gate,
    compared,
    late_problem,
    placed,
    slid,
    timetable,
    too_late,
)
from models.supplies.settings import DEFAULTS, SupplySettings, from_kept, kept
from models.supplies.stops import RunStop
from models.supplies.ways import Comparison, Load
from models.times import LOCAL, loaded, stored

NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)
TEN_GATES = [Load(301, 0, 172)] * 10
"""About 1,720 packs, 860 boxes and 430 bags for 1,723 doors."""


def stop(no: int, **given: object) -> RunStop:
    """Stop so numbered, twelve minutes behind the one before it, with what is given of it."""
    eta = stored(NINE + 12 * (no - 1) * MINUTE)
    blank = RunStop(no, f"d{no}", 1, f"门{no}", DropState.PLANNED, no, eta, 4, 100, 100)
    return blank._replace(**given)  # type: ignore[arg-type]


# -- how long --------------------------------------------------------------------------------------


def test_a_stop_with_235_packs_and_4_hands_takes_longer_than_12_minutes() -> None:
    one = stop(1, units=235)
    assert unloading(235, 0, 4) == 15 * MINUTE
    assert at_gate(one, 4) == 20 * MINUTE
    assert at_gate(stop(1, units=20), 4) == DEFAULTS.stop, "no less than a stop takes"
    assert at_gate(stop(1, units=235, heavy=100), 4) == 26 * MINUTE, "heavy ones count twice"
    assert at_gate(stop(1, units=235, hands=4, hands_needed=4), 1) == 64 * MINUTE, "who is there"
    assert [crew(people) for people in (0, 1, 3, 4, 36)] == [4, 1, 3, 4, 4]


def test_at_one_truck_no_more_unload_than_have_room() -> None:
    assert unloading(160, 0, 40) == unloading(160, 0, 4) == 10 * MINUTE
    assert unloading(160, 0, 0) == unloading(160, 0, 1), "nobody counts as one"


def test_hands_follow_from_units_and_households() -> None:
    assert hands_for(0, 0, 400) == 2, "where nothing is unloaded nothing is handed out"
    assert hands_for(235, 0, 235) == 8
    assert hands_for(4, 4, 211) == 2, "four bags go to four doors"
    assert hands_for(235, 235, 235) == 9


def test_stops_follow_each_other_by_what_they_take() -> None:
    times = timetable(NINE, [stop(1, units=235), stop(2), stop(3)], 4)
    assert [at - NINE for at in times] == [0 * MINUTE, 20 * MINUTE, 32 * MINUTE]


@given(
    st.lists(st.integers(0, 600), min_size=1, max_size=12),
    st.integers(0, 11),
    st.integers(-600, 600),
)
def test_times_slide_together(gaps: list[int], at: int, by: int) -> None:
    etas = [NINE + sum(gaps[: n + 1]) * MINUTE for n in range(len(gaps))]
    at %= len(etas)
    now = slid(etas, at, by * MINUTE)
    assert now[:at] == etas[:at]
    assert [late - was for late, was in zip(now[at:], etas[at:], strict=True)] == [
        by * MINUTE
    ] * len(etas[at:])
    assert slid(now, at, -by * MINUTE) == etas


def test_goods_are_handled_once_they_stood() -> None:
    assert handled_from(None) is None
    assert handled_from(stored(NINE)) == NINE + timedelta(minutes=30)
    at_once = SupplySettings(standing=timedelta(0))
    assert handled_from(stored(NINE), at_once) == NINE
    assert handed_from(NINE, None) == NINE + 30 * MINUTE, "in every plan from the start"
    assert handed_from(NINE, None, at_once) == NINE
    assert handed_from(NINE, stored(NINE - 40 * MINUTE)) == NINE, "they stood on the way"


# -- in which order --------------------------------------------------------------------------------


def numbers(line: list[tuple[RunStop, object]]) -> list[int]:
    return [one.no for one, _why in line]


STOPS = [
    stop(1, closes=12 * 60, last=3),
    stop(2, closed=("门2",), heavy=10, units=200, last=1),
    stop(3, heavy=40, units=90),
    stop(4, closed=("门4",), closes=9 * 60 + 30, last=2),
]


def test_each_rule_orders_and_says_why() -> None:
    line = ordered(STOPS, Order.CLOSED)
    assert numbers(line) == [2, 4, 1, 3]
    assert [why.code for _one, why in line] == ["stop_closed"] * 2 + ["stop_as_it_was"] * 2
    line = ordered(STOPS, Order.HEAVY)
    assert numbers(line) == [3, 2, 1, 4]
    assert line[0][1].params == {"count": 40}
    line = ordered(STOPS, Order.HOURS)
    assert numbers(line) == [4, 1, 2, 3]
    assert line[0][1].params == {"at": "09:30"}
    assert numbers(ordered(STOPS, Order.LAST)) == [2, 4, 1, 3]
    assert numbers(ordered(STOPS[::-1], Order.AS_IS)) == [1, 2, 3, 4]


def test_where_the_truck_was_stays_first() -> None:
    stops = [*STOPS[:2], STOPS[2]._replace(state=DropState.DONE), STOPS[3]]
    here = [stops[0]._replace(arrived_at=stored(NINE)), *stops[1:]]
    assert numbers(ordered(here, Order.HEAVY)) == [1, 3, 2, 4]
    assert numbers(by_hand(here, [4, 3, 2, 1])) == [1, 3, 4, 2]


def test_by_hand_what_is_left_out_comes_behind_as_it_was() -> None:
    line = by_hand(STOPS, [3])
    assert numbers(line) == [3, 1, 2, 4]
    assert [why.code for _one, why in line] == ["stop_by_hand"] * 3 + ["stop_as_it_was"]


@given(st.permutations(range(4)), st.sampled_from([*Order]))
def test_no_order_loses_or_doubles_a_stop(mixed: list[int], order: Order) -> None:
    stops = [STOPS[at] for at in mixed]
    assert sorted(numbers(ordered(stops, order))) == [1, 2, 3, 4]
    assert numbers(ordered(stops, order)) == numbers(ordered(STOPS, order)), "whatever came first"
    by_rule = ordered(STOPS, order)
    once_more = [one._replace(position=at) for at, (one, _why) in enumerate(by_rule)]
    assert numbers(ordered(once_more, order)) == numbers(by_rule), "twice is as once"


ON_FILE = Situation(NINE, 4, 1)


def test_a_run_whose_order_is_what_it_was_keeps_its_times() -> None:
    slow = [stop(1, units=400), stop(2, units=235, eta=stored(NINE + 90 * MINUTE)), stop(3)]
    for line in (ordered(slow, Order.AS_IS), by_hand(slow, [1, 2, 3])):
        assert [loaded(one.eta) for one in slow] == [
            one.eta for one in placed(line, Run.GATES, ON_FILE)
        ]
    here = [stop(1, arrived_at=stored(NINE + 5 * MINUTE)), stop(2), stop(3)]
    places = placed(ordered(here, Order.AS_IS), Run.GATES, ON_FILE)
    assert [one.eta - NINE for one in places] == [5 * MINUTE, 12 * MINUTE, 24 * MINUTE]
    assert as_plan(places, Run.GATES).numbers == (1, 2, 3)


def test_another_order_keeps_the_times_in_front_and_what_a_place_waits() -> None:
    stops = [stop(1), stop(2), stop(3), stop(4, eta=stored(NINE + 126 * MINUTE), units=235)]
    places = placed(by_hand(stops, [1, 3, 2, 4]), Run.GATES, ON_FILE)
    assert [one.eta - NINE for one in places] == [at * MINUTE for at in (0, 12, 24, 126)]
    places = placed(by_hand(stops, [1, 4, 2, 3]), Run.GATES, ON_FILE)
    assert [one.eta - NINE for one in places] == [at * MINUTE for at in (0, 12, 32, 134)]


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 60)), min_size=1, max_size=10),
    st.randoms(use_true_random=False),
    st.integers(1, 6),
)
def test_a_truck_is_never_at_a_gate_before_it_left_the_one_in_front(
    gates: list[tuple[int, int]], random: Random, people: int
) -> None:
    stops, at = [], NINE
    for no, (units, waits) in enumerate(gates, 1):
        stops.append(stop(no, units=units, eta=stored(at)))
        at += at_gate(stops[-1], min(people, 4)) + waits * MINUTE
    now = Situation(NINE, people, 0)
    numbers = [one.no for one in stops]
    mixed = random.sample(numbers, len(numbers))
    places = placed(by_hand(stops, mixed), Run.GATES, now)
    assert places[0].eta == NINE
    for before, after in pairwise(places):
        assert after.eta - before.eta >= at_gate(before.stop, min(people, 4))


def test_from_the_office_to_the_gates_a_run_goes_on_from_where_the_truck_is() -> None:
    here = [stop(1, arrived_at=stored(NINE + 5 * MINUTE)), stop(2), stop(3)]
    office = ON_FILE._replace(run=Run.OFFICE)
    places = placed(ordered(here, Order.AS_IS), Run.GATES, office)
    assert [one.eta - NINE for one in places] == [5 * MINUTE, 17 * MINUTE, 29 * MINUTE]
    gone = [here[0]._replace(left_at=stored(NINE + 40 * MINUTE)), *here[1:]]
    places = placed(ordered(gone, Order.AS_IS), Run.GATES, office)
    assert places[1].eta - NINE == 45 * MINUTE, "five minutes from gate to gate"


# -- late, or sooner -------------------------------------------------------------------------------


def wrong(at: int, by: int, now: datetime = NINE, **given: object) -> str:
    """What keeps one of three stops of 80 units from being so many minutes later."""
    stops = [stop(no, units=80) for no in (1, 2, 3)]
    stops[0] = stops[0]._replace(**given)  # type: ignore[arg-type]
    places = placed(ordered(stops, Order.AS_IS), Run.GATES, ON_FILE)
    problem = late_problem(places, at, by * MINUTE, ON_FILE, now)
    return "" if problem is None else problem.code


def test_no_stop_is_before_the_one_in_front_left_nor_in_the_past() -> None:
    assert wrong(0, 10) == wrong(2, 90) == ""
    assert wrong(1, -2) == "", "five minutes of unloading, five of the way"
    assert wrong(1, -3) == "stop_too_soon"
    assert wrong(1, -500) == "stop_past"
    assert wrong(2, -15) == "stop_too_soon"
    assert wrong(0, -1) == "stop_past"
    assert wrong(0, -1, NINE - 60 * MINUTE) == "", "the first has none in front"
    assert wrong(0, 15, NINE + 20 * MINUTE) == "stop_past", "it is still to come"
    assert too_late(24 * 60 * MINUTE) is None
    problem = too_late(-25 * 60 * MINUTE)
    assert problem is not None
    assert problem.code == "late_too_much"
    assert wrong(0, 5, arrived_at=stored(NINE)) == "truck_there"
    assert wrong(1, -8, NINE - 60 * MINUTE) == "stop_too_soon"
    assert wrong(1, -8, NINE - 60 * MINUTE, left_at=stored(NINE - 20 * MINUTE)) == ""


def test_from_the_office_goods_come_to_gates_one_after_another() -> None:
    stops = [stop(1, units=40), stop(2, units=40), stop(3, units=0)]
    places = placed(ordered(stops, Order.AS_IS), Run.OFFICE, Situation(NINE, 4, 2))
    assert places[0].eta > NINE + 30 * MINUTE, "they stand before they are carried"
    first, second, third = (one.eta for one in places)
    assert NINE < first < second == third
    more = placed(ordered(stops, Order.AS_IS), Run.OFFICE, Situation(NINE, 8, 2))
    assert more[1].eta < second, "the more people, the sooner"


# -- at one point or at the gates ------------------------------------------------------------------


def ways(
    loads: list[Load], people: int, vehicles: int = 2, settings: SupplySettings = DEFAULTS
) -> Comparison:
    """Both ways of unloading so much for gates of a run that nobody has changed."""
    stops = [
        stop(no, units=load.units, heavy=load.heavy, households=load.doors)
        for no, load in enumerate(loads, 1)
    ]
    now = Situation(NINE, people, vehicles, settings)
    etas = timetable(NINE, stops, now.hands.crew, settings)
    line = [one._replace(eta=stored(eta)) for one, eta in zip(stops, etas, strict=True)]
    return compared(placed(ordered(line, Order.AS_IS), Run.GATES, now), Run.GATES, now)


def test_one_point_took_ten_people_whom_ten_gates_spare() -> None:
    ten, five = (ways(TEN_GATES, people) for people in (10, 5))
    assert ten.office.people_hours > 2 * ten.gates.people_hours
    assert (ten.gates.people_hours, five.gates.people_hours) == (44.2, 44.2)
    assert five.gates.done_at < ten.office.done_at, "five at the gates are done before ten at one"
    assert five.office.done_at > NINE + timedelta(hours=15)
    assert (ten.better, five.better) == (Run.GATES, Run.GATES)
    assert ten.office.truck_until < ten.gates.truck_until, "what the driver is asked for"
    assert ten.gates.done_at >= ten.gates.truck_until + DEFAULTS.standing


def test_goods_that_are_few_are_not_brought_to_every_door() -> None:
    bags = ways([Load(4, 4, 211)] + [Load(3, 3, 172)] * 9, 10)
    assert bags.gates.people_hours < 10, "the truck takes its time at each gate"
    assert bags.better == Run.OFFICE, "31 bags need no truck at ten gates"


def test_a_comparison_reckons_with_the_times_as_they_are_planned() -> None:
    stops = [stop(1, units=40), stop(2, units=40), stop(3, units=40)]
    now = Situation(NINE, 6, 1)
    places = placed(ordered(stops, Order.AS_IS), Run.GATES, now)
    on_time = compared(places, Run.GATES, now)
    later = [*places[:2], places[2]._replace(eta=places[2].eta + 90 * MINUTE)]
    late = compared(later, Run.GATES, now)
    assert late.gates.done_at == on_time.gates.done_at + 90 * MINUTE
    assert late.gates.people_hours == on_time.gates.people_hours, "nobody works while they wait"
    assert late.office == on_time.office
    at_office = placed(ordered(stops, Order.AS_IS), Run.OFFICE, now)
    turned = compared(at_office, Run.OFFICE, now)
    assert turned[:4] == on_time[:4]


def test_with_another_number_of_people_both_ways_are_reckoned_anew() -> None:
    stops = [stop(no, units=235, heavy=40, households=200) for no in (1, 2, 3)]
    many, few = Situation(NINE, 10, 2), Situation(NINE, 2, 0)
    etas = timetable(NINE, stops, 4)
    line = [one._replace(eta=stored(eta)) for one, eta in zip(stops, etas, strict=True)]
    places = placed(ordered(line, Order.AS_IS), Run.GATES, many)
    supposed = compared(places, Run.GATES, many, 2)
    really = ways([Load(235, 40, 200)] * 3, 2, 0)
    assert supposed.gates == really.gates
    assert (supposed.people, supposed.present, really.present) == (2, 10, 2)
    assert compared(places, Run.GATES, many, 10) == compared(places, Run.GATES, many)
    assert few.hands.crew == 2


def test_one_gate_is_not_carried_to_when_it_is_near() -> None:
    near = SupplySettings(way=timedelta(0))
    one = ways([Load(40, 0, 40)], 2, 0, near)
    assert one.better == Run.GATES, "what is handled once is handled less"


def test_where_nothing_comes_nothing_is_worked() -> None:
    empty = ways([], 4)
    assert empty.office == empty.gates
    assert (empty.gates.people_hours, empty.gates.done_at) == (0.0, NINE)


def test_where_nobody_is_known_those_are_reckoned_with_who_have_room_at_a_truck() -> None:
    nobody = ways([Load(10, 0, 10)], 0, 0)
    assert (nobody.people, nobody.present) == (4, 0)
    assert nobody[2:4] == ways([Load(10, 0, 10)], 4, 0)[2:4]


LOADS = st.lists(
    st.builds(
        lambda units, heavy, doors: Load(units, min(heavy, units), doors),
        st.integers(0, 800),
        st.integers(0, 200),
        st.integers(0, 300),
    ),
    max_size=12,
)


@given(LOADS, st.integers(1, 30), st.integers(0, 10))
def test_more_people_are_never_later_and_work_is_never_less_than_it_is(
    loads: list[Load], people: int, vehicles: int
) -> None:
    one = ways(loads, people, vehicles)
    more = ways(loads, people + 1, vehicles)
    for cost, faster in ((one.office, more.office), (one.gates, more.gates)):
        assert NINE <= cost.truck_until <= cost.done_at
        assert faster.done_at <= cost.done_at + MINUTE
    doors = sum(min(load.doors, load.units) for load in loads) / DEFAULTS.doors_an_hour
    units = sum(load.units + load.heavy for load in loads) / DEFAULTS.unload_a_minute / 60
    least = doors + units - 0.1
    assert one.gates.people_hours >= least
    assert one.office.people_hours >= least + 2 * units - 0.1, "carried goods are handled thrice"


# -- settings --------------------------------------------------------------------------------------


def test_settings_are_kept_as_numbers_and_come_back() -> None:
    one = SupplySettings(stop=timedelta(minutes=20), unload_a_minute=6, vehicle_units=80)
    assert from_kept(kept(one)) == one
    assert from_kept({}) == DEFAULTS
    assert kept(DEFAULTS)["standing"] == 30
