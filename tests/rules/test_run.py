"""A truck's run: how long it stands, in which order it goes, at the gates or at one point."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.supplies import DropState, Run
from models.supplies.hands import MINUTE, handled_from, hands_for, unloading
from models.supplies.order import Order, by_hand, ordered
from models.supplies.run import Situation, as_plan, at_gate, placed, slid, timetable
from models.supplies.settings import DEFAULTS, SupplySettings, from_kept, kept
from models.supplies.stops import RunStop
from models.supplies.ways import Load, compare
from models.times import LOCAL, stored

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
    assert at_gate(one) == 20 * MINUTE
    assert at_gate(stop(1, units=20)) == DEFAULTS.stop, "no less than a stop takes"
    assert at_gate(stop(1, units=235, heavy=100)) == 26 * MINUTE, "heavy ones count twice"
    assert at_gate(stop(1, units=235, hands=1, hands_needed=4)) == 64 * MINUTE, "who is there"


def test_at_one_truck_no_more_unload_than_have_room() -> None:
    assert unloading(160, 0, 40) == unloading(160, 0, 4) == 10 * MINUTE
    assert unloading(160, 0, 0) == unloading(160, 0, 1), "nobody counts as one"


def test_hands_follow_from_units_and_households() -> None:
    assert hands_for(0, 0, 400) == 2, "where nothing is unloaded nothing is handed out"
    assert hands_for(235, 0, 235) == 8
    assert hands_for(235, 235, 235) == 9


def test_stops_follow_each_other_by_what_they_take() -> None:
    times = timetable(NINE, [stop(1, units=235), stop(2), stop(3)])
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


def test_a_run_goes_on_from_where_the_truck_is() -> None:
    here = [stop(1, arrived_at=stored(NINE + 5 * MINUTE)), stop(2), stop(3)]
    situation = Situation(NINE, 4, 1)
    places = placed(ordered(here, Order.AS_IS), Run.GATES, situation)
    assert [one.eta - NINE for one in places] == [0 * MINUTE, 17 * MINUTE, 29 * MINUTE]
    gone = [here[0]._replace(left_at=stored(NINE + 40 * MINUTE)), *here[1:]]
    places = placed(ordered(gone, Order.AS_IS), Run.GATES, situation)
    assert places[1].eta - NINE == 45 * MINUTE, "five minutes from gate to gate"
    assert as_plan(places, Run.GATES).numbers == (1, 2, 3)


def test_from_the_office_goods_come_to_gates_one_after_another() -> None:
    stops = [stop(1, units=40), stop(2, units=40), stop(3, units=0)]
    places = placed(ordered(stops, Order.AS_IS), Run.OFFICE, Situation(NINE, 4, 2))
    first, second, third = (one.eta for one in places)
    assert NINE < first < second == third
    more = placed(ordered(stops, Order.AS_IS), Run.OFFICE, Situation(NINE, 8, 2))
    assert more[1].eta < second, "the more people, the sooner"


# -- at one point or at the gates ------------------------------------------------------------------


def test_one_point_took_ten_people_whom_ten_gates_spare() -> None:
    ten, five = (compare(TEN_GATES, people, 2, NINE) for people in (10, 5))
    assert ten.office.people_hours > 2 * ten.gates.people_hours
    assert (ten.gates.people_hours, five.gates.people_hours) == (44.2, 44.2)
    assert five.gates.done_at < ten.office.done_at, "five at the gates are done before ten at one"
    assert five.office.done_at > NINE + timedelta(hours=15)
    assert (ten.better, five.better) == (Run.GATES, Run.GATES)
    assert ten.office.truck_until < ten.gates.truck_until, "what the driver is asked for"


def test_one_gate_is_not_carried_to_when_it_is_near() -> None:
    near = SupplySettings(way=timedelta(0))
    one = compare([Load(40, 0, 40)], 2, 0, NINE, near)
    assert one.better == Run.GATES, "what is handled once is handled less"


def test_where_nothing_comes_nothing_is_worked() -> None:
    empty = compare([], 4, 2, NINE)
    assert empty.office == empty.gates
    assert (empty.gates.people_hours, empty.gates.done_at) == (0.0, NINE)
    nobody = compare([Load(10, 0, 10)], 0, 3, NINE)
    assert (nobody.people, nobody.vehicles) == (1, 1)


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
    one = compare(loads, people, vehicles, NINE)
    more = compare(loads, people + 1, vehicles, NINE)
    for cost, faster in ((one.office, more.office), (one.gates, more.gates)):
        assert NINE <= cost.truck_until <= cost.done_at
        assert faster.done_at <= cost.done_at + MINUTE
    doors = sum(load.doors for load in loads if load.units) / DEFAULTS.doors_an_hour
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
