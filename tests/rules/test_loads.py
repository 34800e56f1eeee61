"""Carrying the last 100 metres: what always holds of a plan; what is weighed against what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.duties import DutyRow, Role, Work
from models.duties.rules import Times
from models.duties.workers import Worker
from models.floors import floor_at
from models.loads import Goods, LoadState, Means, rules
from models.loads.carrying import Building, carried, climbed, means_of
from models.loads.plan import plan
from models.loads.planned import Gate, Planned
from models.loads.settings import DEFAULTS, LoadSettings, from_kept, kept
from models.times import LOCAL, stored

NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)
MINUTE = timedelta(minutes=1)
NEVER = date(2022, 5, 1)


def building(
    name: str,
    units: int = 20,
    *,
    cold: int = 0,
    heavy: int = 0,
    doors: int = 20,
    closed: bool = False,
    urgent: bool = False,
    owed: int = 0,
    leader: str = "",
) -> Building:
    goods = (
        Goods("蔬菜包", units, "份"),
        Goods("牛奶", cold, "箱", is_cold=1),
        Goods("大米", heavy, "袋", is_heavy=1),
    )
    return Building(name, "", name, goods, doors, (), closed, urgent, owed, leader)


def gate(*buildings: Building, no: int = 1, after: int = 0, in_lanes: bool = False) -> Gate:
    name = f"小区{no}"
    return Gate(no, name, NINE + after * MINUTE, buildings, in_lanes=in_lanes)


def person(
    no: int,
    *duties: DutyRow,
    vehicle: str = "",
    skills: tuple[str, ...] = (),
    compound: str | None = "小区1",
    kind: str = "volunteer",
    closed_until: date | None = None,
    no_heavy_work: bool = False,
    hours: tuple[int | None, int | None] = (None, None),
) -> Worker:
    times = Times(
        f"人{no}",
        duties,
        available_from=hours[0],
        available_until=hours[1],
        closed_until=closed_until,
        home=compound,
        of_staff=kind == "staff",
        no_heavy_work=no_heavy_work,
    )
    return Worker(no, f"人{no}", kind, "", skills, vehicle, compound, times)


def held(starts: int, ends: int, work: Work = Work.SESSION) -> DutyRow:
    """A duty from so many minutes behind nine until so many."""
    span = stored(NINE + starts * MINUTE), stored(NINE + ends * MINUTE)
    return DutyRow(1, "1", 1, "", work, "desk", *span, 1, "弄口", "")


def by_person(loads: Sequence[Planned]) -> dict[int, list[Planned]]:
    found: dict[int, list[Planned]] = {}
    for one in loads:
        for no in one.people:
            found.setdefault(no, []).append(one)
    return found


def names(load: Planned) -> list[str]:
    return [one.name for one in load.buildings]


# -- what always holds -----------------------------------------------------------------------------

some_goods = st.integers(0, 60)
buildings = st.builds(
    lambda units, cold, heavy, doors, closed, urgent, owed: (
        units, cold, heavy, doors, closed, urgent, owed,
    ),
    some_goods, some_goods, some_goods, st.integers(0, 150), st.booleans(), st.booleans(),
    st.integers(0, 3),
)  # fmt: skip
gates = st.lists(
    st.tuples(st.lists(buildings, max_size=8), st.integers(0, 90), st.booleans()), max_size=4
)
people = st.lists(
    st.builds(
        lambda busy, vehicle, compound, kind, closed, frail: (
            busy, vehicle, compound, kind, closed, frail,
        ),
        st.lists(st.tuples(st.integers(-90, 200), st.integers(1, 120)), max_size=2),
        st.sampled_from(("", "", "三轮车", "小面包车", "电瓶车")),
        st.sampled_from((None, "小区1", "小区2")),
        st.sampled_from(("volunteer", "staff", "partner")),
        st.booleans(),
        st.booleans(),
    ),
    max_size=7,
)  # fmt: skip


def _gates(made: list[tuple[list[tuple[int, ...]], int, bool]]) -> list[Gate]:
    found = []
    for no, (rows, after, in_lanes) in enumerate(made, 1):
        here = [
            building(
                f"{no}-{at}", units, cold=cold, heavy=heavy, doors=doors, closed=bool(closed),
                urgent=bool(urgent), owed=owed,
            )
            for at, (units, cold, heavy, doors, closed, urgent, owed) in enumerate(rows)
        ]  # fmt: skip
        found.append(gate(*here, no=no, after=after, in_lanes=in_lanes))
    return found


def _people(
    made: list[tuple[list[tuple[int, int]], str, str | None, str, bool, bool]],
) -> list[Worker]:
    return [
        person(
            no,
            *(held(starts, starts + long) for starts, long in busy),
            vehicle=vehicle,
            compound=compound,
            kind=kind,
            closed_until=NEVER if closed and kind != "staff" else None,
            no_heavy_work=frail,
        )
        for no, (busy, vehicle, compound, kind, closed, frail) in enumerate(made, 1)
    ]


@settings(max_examples=150, deadline=None)
@given(gates, people, st.integers(0, 2), st.integers(10, 120))
def test_whatever_comes_every_unit_is_in_one_load_and_nobody_in_two_places(
    made: list[tuple[list[tuple[int, ...]], int, bool]],
    known: list[tuple[list[tuple[int, int]], str, str | None, str, bool, bool]],
    trolleys: int,
    longest: int,
) -> None:
    here, workers = _gates(made), _people(known)
    wanted = replace(DEFAULTS, trolleys=trolleys, longest=longest)
    loads = plan(here, workers, wanted)
    # Each building with goods is in exactly one load, whole.
    carried_units = Counter(one.id for load in loads for one in load.buildings)
    assert set(carried_units.values()) <= {1}
    assert set(carried_units) == {b.id for g in here for b in g.buildings if b.units}
    assert sum(x.come_to.units for x in loads) == sum(b.units for g in here for b in g.buildings)
    by_no = {worker.no: worker for worker in workers}
    for load in loads:
        # It is carried, or said to be not, with what would help.
        assert (load.why is None) == bool(load.people)
        assert len(load.people) in (0, load.hands)
        assert load.starts >= load.gate.starts
        assert load.ends - load.starts == load.come_to.minutes * MINUTE
        # Closed and open doors are never in one load.
        assert len({one.closed for one in load.buildings}) == 1
        if load.gate.in_lanes:
            assert load.means is not Means.CAR
        for no in load.people:
            times = by_no[no].times
            assert times.closed_until is None
            assert not times.no_heavy_work
    for no, own in by_person(loads).items():
        spans = sorted((one.starts, one.ends) for one in own)
        spans += [
            (datetime.fromisoformat(d.starts_at), datetime.fromisoformat(d.ends_at))
            for d in by_no[no].times.held
        ]
        spans.sort()
        ours = {(one.starts, one.ends) for one in own}
        for one, other in pairwise(spans):
            assert one[1] <= other[0] or not ours & {one, other}
        for drop_no in {one.gate.drop_no for one in own}:
            there = [one for one in own if one.gate.drop_no == drop_no]
            assert sum(one.come_to.minutes for one in there) <= longest
            # Who was at closed doors goes to no open ones there afterwards.
            closed = [one.starts for one in there if one.closed]
            opened = [one.starts for one in there if not one.closed]
            assert not closed or not opened or max(opened) < min(closed)


@settings(max_examples=50, deadline=None)
@given(gates, people)
def test_a_plan_does_not_hang_on_the_order_of_people(
    made: list[tuple[list[tuple[int, ...]], int, bool]],
    known: list[tuple[list[tuple[int, int]], str, str | None, str, bool, bool]],
) -> None:
    workers = _people(known)
    assert plan(_gates(made), workers) == plan(_gates(made), list(reversed(workers)))


@settings(deadline=None)
@given(st.lists(st.integers(1, 40), min_size=2, max_size=12), st.integers(2, 5))
def test_minutes_are_even_but_for_one_building(sizes: list[int], count: int) -> None:
    here = gate(*(building(str(at), size, doors=size) for at, size in enumerate(sizes)))
    hurried = replace(DEFAULTS, within=1, trolleys=0)
    own = by_person(plan([here], [person(no) for no in range(1, count + 1)], hurried))
    minutes = [sum(one.come_to.minutes for one in loads) for loads in own.values()]
    most = max(carried([one], Means.FOOT, hurried).minutes for one in here.buildings)
    assert max(minutes) - min(minutes) <= most


# -- what is weighed -------------------------------------------------------------------------------


def test_no_more_people_are_asked_than_get_it_done_in_time() -> None:
    here = gate(*(building(str(no), 20) for no in range(1, 4)))
    volunteers = [person(no) for no in range(1, 7)]
    (load,) = plan([here], volunteers)  # 3 trips with a trolley, 60 doors
    assert (load.people, load.means, load.come_to.trips) == ((1,), Means.TROLLEY, 3)
    assert load.come_to.minutes == 3 * 8 + 60
    assert [one.starts for one in plan([here], volunteers, replace(DEFAULTS, within=60))] == [
        NINE,
        NINE,
    ]


def test_whoever_lives_there_comes_before_the_staff_and_a_tricycle_before_feet() -> None:
    here = gate(building("1"))
    staff, neighbour = person(1, kind="staff"), person(2)
    rider = person(3, vehicle="三轮货车")
    assert plan([here], [staff, neighbour])[0].people == (2,)
    assert plan([here], [staff, neighbour, rider])[0].people == (3,)
    assert plan([here], [staff, neighbour, rider])[0].slots()[0].role is Role.DRIVE
    assert plan([here], [staff])[0].people == (1,)


def test_a_car_carries_in_a_compound_and_stays_out_of_the_lanes() -> None:
    driver = person(1, vehicle="小面包车")
    (load,) = plan([gate(building("1"))], [driver])
    assert load.means is Means.CAR
    (load,) = plan([gate(building("1"), in_lanes=True)], [driver])
    assert load.means is Means.TROLLEY


def test_few_units_are_not_brought_to_every_door() -> None:
    few, all_doors = building("1", units=4, doors=200), building("1", units=200, doors=200)
    means = Means.TROLLEY
    assert carried([few], means, DEFAULTS).minutes == DEFAULTS.trolley_minutes + 4
    assert carried([all_doors], means, DEFAULTS).minutes > 200
    floors = tuple((floor, 2) for floor in range(1, 7))
    six = building("1", units=2, doors=12)._replace(floors=floors)
    assert climbed(six, DEFAULTS, in_lanes=False) == 5, "two of six floors: 15 floors by a third"
    many = building("1", units=12, doors=12)._replace(floors=floors)
    assert climbed(many, DEFAULTS, in_lanes=False) == 15


def test_cold_goods_come_before_what_is_owed_and_that_before_the_rest() -> None:
    here = gate(
        building("1"), building("2", owed=2), building("3", cold=5), building("4", urgent=True)
    )
    (load,) = plan([here], [person(1)])
    assert names(load) == ["4", "3", "2", "1"]


def test_closed_buildings_come_last_by_one_person() -> None:
    here = gate(
        building("1", closed=True, cold=9, leader="王阿姨"),
        building("2"),
        building("3", closed=True, owed=1),
        building("4"),
    )
    loads = plan([here], [person(1), person(2)], replace(DEFAULTS, within=40))
    (last,) = (one for one in loads if one.closed)
    assert names(last) == ["1", "3"]
    assert last.handed_to == "1 王阿姨"
    before = [one for one in loads if one.people == last.people and one is not last]
    assert all(one.ends <= last.starts for one in before)


def test_where_a_life_waits_behind_closed_doors_one_goes_there_at_once() -> None:
    here = gate(building("1"), building("2", closed=True, urgent=True), building("3", closed=True))
    loads = plan([here], [person(1), person(2)])
    (behind,) = (one for one in loads if one.closed)
    (opened,) = (one for one in loads if not one.closed)
    assert behind.starts == NINE
    assert names(behind) == ["2", "3"]
    assert set(opened.people).isdisjoint(behind.people)


def test_one_person_alone_goes_for_the_life_and_the_others_are_named_as_waiting() -> None:
    here = gate(building("1"), building("2", closed=True, urgent=True), building("3", urgent=True))
    loads = plan([here], [person(1)])
    assert [names(one) for one in loads] == [["3"], ["2"], ["1"]]
    left = loads[-1]
    assert left.people == ()
    assert left.why is not None
    assert left.why.code == "load_uncarried"
    assert left.why.params["units"] == 20


def test_who_lives_in_a_closed_building_or_may_not_lift_carries_nothing() -> None:
    here = gate(building("1"))
    locked, frail = person(1, closed_until=NEVER), person(2, no_heavy_work=True)
    (load,) = plan([here], [locked, frail])
    assert load.people == ()
    assert load.why is not None
    assert (load.why.params["hands"], load.hands) == (1, 1)


def test_whoever_is_busy_begins_behind_that_and_nobody_is_asked_in_their_rest() -> None:
    here = gate(building("1"))
    (load,) = plan([here], [person(1, held(-10, 15))])
    assert load.starts == NINE + 15 * MINUTE
    (load,) = plan([here], [person(1, held(-60, 240, Work.REST))])
    assert load.people == ()


def test_hours_count_but_do_not_keep_somebody_out() -> None:
    here = gate(building("1"))
    late, now = person(1, hours=(14 * 60, 20 * 60)), person(2)
    assert plan([here], [late, now])[0].people == (2,)
    (load,) = plan([here], [late])
    assert [one.code for one in load.warnings] == ["outside_hours"]


def test_a_tower_too_much_for_one_is_carried_by_several_together() -> None:
    tower = gate(building("1", 240, doors=136))
    (load,) = plan([tower], [person(no) for no in range(1, 5)])
    assert (load.hands, len(load.people)) == (2, 2)
    assert load.come_to.minutes <= DEFAULTS.longest
    (alone,) = plan([tower], [person(1)])
    assert (alone.people, alone.hands) == ((), 2)


def test_the_second_gate_knows_whom_the_first_one_took() -> None:
    here = [gate(building("1"), no=1), gate(building("2"), no=2)]
    mover = person(1, kind="staff", compound=None)
    first, second = plan(here, [mover])
    assert first.people == second.people == (1,)
    assert second.starts == first.ends


# -- how long it takes -----------------------------------------------------------------------------


def test_heavy_goods_take_more_room_and_so_more_trips() -> None:
    assert carried([building("1", 20)], Means.TROLLEY, DEFAULTS).trips == 1
    assert carried([building("1", 20, heavy=1)], Means.TROLLEY, DEFAULTS).trips == 2


def test_stairs_are_counted_where_there_is_no_lift() -> None:
    floors = ((1, 4), (2, 4), (3, 4))
    six = building("1", 12)._replace(floors=floors)
    # Four packs a floor, carried up at once: one floor, and two.
    assert climbed(six, DEFAULTS, in_lanes=False) == 3
    tower = six._replace(floors=((1, 4), (18, 4)))
    assert climbed(tower, DEFAULTS, in_lanes=False) == 0
    assert climbed(tower, DEFAULTS, in_lanes=True) == 17
    shut = six._replace(closed=True)
    assert carried([shut], Means.FOOT, DEFAULTS).floors == 0
    assert carried([shut], Means.FOOT, DEFAULTS).minutes == 2 * 8 + DEFAULTS.hand_over


@pytest.mark.parametrize(
    ("room", "floor"),
    [("1805", 18), ("302", 3), ("前客堂", 1), ("亭子间", 2), ("三层阁", 3), (None, 1), ("5", 1)],
)
def test_floors_are_told_by_rooms(room: str | None, floor: int) -> None:
    assert floor_at(room) == floor


@pytest.mark.parametrize(
    ("vehicle", "skills", "means"),
    [
        ("三轮货车", (), Means.TRICYCLE),
        ("小黄鱼车", (), Means.TRICYCLE),
        ("电瓶车", ("开车",), Means.FOOT),
        ("小面包车", (), Means.CAR),
        ("手推车", (), Means.TROLLEY),
        ("", ("会骑三轮车",), Means.TRICYCLE),
        ("", ("开车",), Means.FOOT),
        ("private car", (), Means.CAR),
        ("cargo tricycle", (), Means.TRICYCLE),
    ],
)
def test_means_are_read_from_vehicles(vehicle: str, skills: tuple[str, ...], means: Means) -> None:
    assert means_of(vehicle, skills) is means


def test_settings_are_kept_whole() -> None:
    given = LoadSettings(foot=4, lift_from=6, trolleys=0)
    assert from_kept(kept(given)) == given
    assert from_kept({}) == DEFAULTS


def test_how_far_a_load_can_go() -> None:
    assert rules.state_problems(1, LoadState.PLANNED, LoadState.DONE) == []
    (told,) = rules.state_problems(1, LoadState.DONE, LoadState.DONE)
    assert told.code == "load_already"
    (told,) = rules.state_problems(1, LoadState.CANCELLED, LoadState.DONE)
    assert told.code == "load_cannot"
