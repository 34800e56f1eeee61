"""How far goods are: sums of doors, what differs, the pace, floors, who got least."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.supplies.allocation import Share
from models.supplies.pictures import (
    Gotten,
    MapDoor,
    bar,
    floors_of,
    least_first,
    units,
    with_neighbours,
)
from models.supplies.progress import (
    NIGHT,
    SOONEST,
    Counted,
    Difference,
    DoorState,
    Figures,
    Handed,
    Tally,
    ToCome,
    by_hour,
    door_state,
    doors_gone_to,
    pace,
    tallied,
    window_end,
)
from models.times import LOCAL

TEN = datetime(2022, 4, 10, 10, tzinfo=LOCAL)
EIGHT_IN_THE_EVENING = datetime(2022, 4, 10, 20, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

states = st.sampled_from(DoorState)
tallies = st.lists(states, max_size=60).map(tallied)


# -- doors -----------------------------------------------------------------------------------------


@given(st.booleans(), st.booleans(), st.booleans())
def test_whoever_waits_is_seen_whatever_the_register_says(
    is_due: bool, is_missed: bool, is_handed: bool
) -> None:
    """A life and a promise before tidiness: a flat called empty does not hide who missed out."""
    state = door_state(is_due=is_due, is_missed=is_missed, is_handed=is_handed)
    assert (state is DoorState.MISSED) == is_missed
    if not is_missed:
        assert (state is DoorState.EMPTY) == (not is_due)


@given(st.lists(states, max_size=200))
def test_done_missed_empty_and_to_come_are_all_doors(each: list[DoorState]) -> None:
    found = tallied(each)
    assert found.done + found.missed + found.empty + found.to_come == len(each) == found.doors
    assert found.missed == each.count(DoorState.MISSED)


@given(st.lists(tallies, max_size=8), st.integers(-5, 100))
def test_sums_of_gates_lose_no_door(each: list[Tally], some: int) -> None:
    whole = Tally()
    for one in each:
        whole = whole.plus(one)
    assert whole.doors == sum(one.doors for one in each)
    more = whole.with_some_done(some)
    assert more.doors == whole.doors
    assert whole.done <= more.done <= whole.done + max(0, some)
    assert min(more) >= 0


@given(
    st.builds(Counted, st.integers(0, 400), st.integers(0, 400), st.integers(0, 50), st.booleans()),
    st.integers(0, 300),
)
def test_no_count_sends_more_doors_home_than_there_are(counted: Counted, doors: int) -> None:
    assert 0 <= doors_gone_to(counted, doors) <= doors


@pytest.mark.parametrize(
    ("counted", "gone_to"),
    [
        (Counted(0, 60), 0),
        (Counted(30, 60), 20),
        (Counted(59, 60), 39),
        (Counted(60, 60), 40),
        (Counted(61, 60), 40),
        (Counted(55, 60, missed=5), 40),
        (Counted(54, 60, missed=5), 39),
        (Counted(48, 60, explained=True), 40),
        (Counted(0, 60, explained=True), 0),
    ],
)
def test_a_count_at_the_doors_tells_how_many_were_gone_to(counted: Counted, gone_to: int) -> None:
    assert doors_gone_to(counted, 40) == gone_to


# -- what differs ----------------------------------------------------------------------------------


def test_each_count_is_held_against_the_last_before_it() -> None:
    figures = Figures("蔬菜包", "份", 230, 230, 218, None, 210, missed=5,
                      reasons=(("gate", "short", "车上只有这些"),))  # fmt: skip
    assert figures.differences() == [
        Difference("gate", "truck", -12, "short", "车上只有这些"),
        Difference("doors", "gate", -3, None, ""),
    ]


def test_what_lacks_at_doors_that_missed_out_is_no_difference() -> None:
    assert Figures("奶", "箱", 100, None, None, None, 96, missed=4).differences() == []
    assert Figures("奶", "箱", 100, None, None, None, 98, missed=4).differences() == []
    more = Figures("奶", "箱", 100, None, None, None, 103, missed=4).differences()
    assert more == [Difference("doors", "", 3, None, "")]


def test_nothing_is_held_against_what_is_counted_in_part() -> None:
    figures = Figures("奶", "箱", 100, 100, 100, 40, None, partly=("building",))
    assert figures.differences() == []


figure = st.none() | st.integers(0, 300)


@given(st.integers(0, 300), figure, figure, figure, figure)
def test_differences_add_up_to_what_was_counted_last(
    planned: int, truck: int | None, gate: int | None, building: int | None, doors: int | None
) -> None:
    found = Figures("奶", "箱", planned, truck, gate, building, doors).differences()
    counted = [one for one in (truck, gate, building, doors) if one is not None]
    last = counted[-1] if counted else planned
    assert planned + sum(one.more for one in found) == last


@given(st.integers(1, 60), st.integers(0, 300), figure, figure, figure)
def test_a_bar_is_as_long_as_it_is_whatever_was_counted(
    cells: int, planned: int, gate: int | None, building: int | None, doors: int | None
) -> None:
    drawn = bar(cells, planned, (doors, building, gate), "#=-.")
    assert len(drawn) == cells
    assert drawn == "".join(sorted(drawn, key="#=-.".index))
    if planned:
        exact = min(cells, cells * (doors or 0) // planned)
        assert exact - 3 <= drawn.count("#") <= max(exact, 1), "others took a sign of theirs each"
        assert bool(doors) == ("#" in drawn) or cells < 4
        assert ("." in drawn) == (max(doors or 0, building or 0, gate or 0) < planned) or cells < 4


def test_a_few_of_thousands_are_seen_in_a_bar() -> None:
    assert bar(20, 4114, (146, 156, None), "#x=.") == "#x" + "." * 18
    assert bar(10, 4114, (4112, 4113, None), "#x=.") == "########x."
    assert bar(10, 100, (50, 50, None), "#x=.") == "#####.....", "nothing is added of nought"


# -- pace ------------------------------------------------------------------------------------------


def waiting(doors: int, at: datetime = TEN - NIGHT) -> list[ToCome]:
    """Doors of a gate still to be gone to, whose truck has come."""
    return [ToCome(at, doors)]


def in_three(at: datetime, doors: int) -> list[Handed]:
    """Doors that were gone to by a moment, noted in three reports of the hour before it."""
    part = doors // 3
    return [
        Handed(at - 40 * MINUTE, part),
        Handed(at - 20 * MINUTE, part),
        Handed(at, doors - 2 * part),
    ]


def test_the_pace_is_what_was_done_since_goods_came() -> None:
    handed = in_three(TEN + 2 * HOUR, 120)
    found = pace(handed, waiting(80), [TEN], TEN + 2 * HOUR, EIGHT_IN_THE_EVENING)
    assert (found.doors_an_hour, found.needed, found.handed, found.left) == (60, 10, 120, 80)
    assert found.done_at == TEN + 2 * HOUR + 80 * MINUTE


def test_one_report_or_two_are_too_early_to_tell() -> None:
    """A gate of 211 doors is noted at once, five minutes after its truck was there."""
    five_past = TEN + 5 * MINUTE
    at_once = [Handed(five_past, 150), Handed(five_past + MINUTE, 61)]
    first = pace(at_once, waiting(1512), [TEN], TEN + 6 * MINUTE, EIGHT_IN_THE_EVENING)
    assert (first.doors_an_hour, first.done_at, first.handed) == (None, None, 211)
    two = [*at_once, Handed(TEN + HOUR, 220)]
    assert pace(two, waiting(9), [TEN], TEN + HOUR, EIGHT_IN_THE_EVENING).doors_an_hour is None
    three = [*two, Handed(TEN + HOUR + SOONEST, 200)]
    found = pace(three, waiting(9), [TEN], TEN + 2 * HOUR, EIGHT_IN_THE_EVENING)
    assert found.doors_an_hour == 316


def test_doors_noted_one_by_one_as_missed_are_no_reports() -> None:
    alone = [Handed(TEN + n * SOONEST, 1) for n in range(6)]
    found = pace(alone, waiting(300), [TEN], TEN + HOUR, EIGHT_IN_THE_EVENING)
    assert (found.doors_an_hour, found.done_at) == (None, None)


def test_the_last_door_is_behind_the_last_truck_and_the_carrying() -> None:
    now = TEN + HOUR
    to_come = [ToCome(now + 48 * MINUTE, 30), ToCome(now, 60)]
    found = pace(in_three(now, 120), to_come, [TEN], now, EIGHT_IN_THE_EVENING)
    assert found.doors_an_hour == 120
    assert found.done_at == now + 48 * MINUTE + 15 * MINUTE, "half an hour of carrying, then a wait"
    soon = [ToCome(now + 10 * MINUTE, 30), ToCome(now, 60)]
    found = pace(in_three(now, 120), soon, [TEN], now, EIGHT_IN_THE_EVENING)
    assert found.done_at == now + 45 * MINUTE, "the next truck is there before they are through"


def test_what_is_needed_begins_with_the_truck() -> None:
    now = EIGHT_IN_THE_EVENING - 4 * HOUR
    late = ToCome(EIGHT_IN_THE_EVENING - HOUR, 200)
    found = pace([], [ToCome(now, 100), late], [], now, EIGHT_IN_THE_EVENING)
    assert found.needed == 200, "the last two hundred have an hour"
    after = ToCome(EIGHT_IN_THE_EVENING + HOUR, 200)
    assert pace([], [ToCome(now, 100), after], [], now, EIGHT_IN_THE_EVENING).needed == 25
    assert pace([], [after], [], now, EIGHT_IN_THE_EVENING).needed is None


def test_without_an_arrival_the_first_doors_are_the_beginning() -> None:
    handed = [Handed(TEN, 50), Handed(TEN + HOUR / 2, 20), Handed(TEN + HOUR, 10)]
    found = pace(handed, waiting(10), [], TEN + HOUR, EIGHT_IN_THE_EVENING)
    assert found.doors_an_hour == 30
    assert pace(handed[:1], waiting(10), [], TEN, EIGHT_IN_THE_EVENING).doors_an_hour is None


def test_a_night_between_makes_nobody_slow() -> None:
    yesterday = [Handed(TEN - 20 * HOUR, 500)]
    today = in_three(TEN + HOUR, 40)
    arrivals = [TEN - 21 * HOUR, TEN]
    found = pace(yesterday + today, waiting(40), arrivals, TEN + HOUR, EIGHT_IN_THE_EVENING)
    assert found.doors_an_hour == 40
    assert found.handed == 540


def test_trucks_that_come_before_six_are_of_the_morning() -> None:
    five = TEN - 5 * HOUR
    now = five + 2 * HOUR
    found = pace(in_three(now, 100), waiting(50), [five], now, EIGHT_IN_THE_EVENING)
    assert found.doors_an_hour == 50
    assert window_end(five, five, timedelta(hours=20)) == EIGHT_IN_THE_EVENING


def test_nothing_tells_the_pace_once_all_hands_rest() -> None:
    resting = TEN + NIGHT
    found = pace(in_three(TEN, 100), waiting(5), [TEN - HOUR], resting, EIGHT_IN_THE_EVENING)
    assert found.doors_an_hour is None
    assert found.done_at is None


def test_a_past_evening_needs_no_pace_and_midnight_makes_it_no_younger() -> None:
    now = datetime(2022, 4, 11, 0, 30, tzinfo=LOCAL)
    ends = window_end(TEN, now, timedelta(hours=20))
    assert ends == EIGHT_IN_THE_EVENING
    assert pace([], waiting(3), [], now, ends).needed is None
    next_morning = datetime(2022, 4, 11, 6, tzinfo=LOCAL)
    assert window_end(TEN, next_morning, timedelta(hours=20)) == EIGHT_IN_THE_EVENING + 24 * HOUR


def test_all_done_is_told_by_its_last_door() -> None:
    found = pace(in_three(TEN + HOUR, 90), [], [TEN], TEN + 9 * HOUR, EIGHT_IN_THE_EVENING)
    assert (found.needed, found.done_at, found.doors_an_hour) == (0, TEN + HOUR, 90)


moments = st.integers(0, 3 * 24 * 60).map(lambda minutes: TEN + minutes * MINUTE)
handings = st.lists(st.builds(Handed, moments, st.integers(1, 200)), max_size=30)


gates_to_come = st.lists(st.builds(ToCome, moments, st.integers(0, 400)), max_size=10)


@given(handings, gates_to_come, st.lists(moments, max_size=10), moments, moments)
def test_whatever_was_noted_the_pace_is_told(
    handed: list[Handed],
    to_come: list[ToCome],
    arrivals: list[datetime],
    now: datetime,
    ends: datetime,
) -> None:
    found = pace(handed, to_come, arrivals, now, ends)
    left = sum(one.doors for one in to_come)
    assert (found.handed, found.left) == (sum(one.doors for one in handed), left)
    assert found.doors_an_hour is None or found.doors_an_hour >= 1
    in_time = [one for one in to_come if one.doors and max(one.at, now) < ends]
    if left and found.done_at is not None:
        assert found.done_at > max([now, *(one.at for one in to_come if one.doors)])
    assert (found.needed is None) == (left > 0 and not in_time)
    if found.needed:
        # At the pace that is needed all are gone to in time whose truck comes before that.
        done = now
        for one in sorted(in_time):
            done = max(done, one.at) + one.doors * HOUR / found.needed
        assert done <= ends + timedelta(seconds=1)


@given(handings)
def test_hours_lose_no_door_since_the_last_night(handed: list[Handed]) -> None:
    found = by_hour(handed)
    counted = Counter(dict(found))
    for one in handed:
        hour = one.at.replace(minute=0, second=0, microsecond=0)
        if found and hour >= found[0].at:
            counted[hour] -= one.doors
    assert not +counted
    assert [one.at for one in found] == [found[0].at + n * HOUR for n in range(len(found))]


# -- the map ---------------------------------------------------------------------------------------

rooms = st.one_of(
    st.none(),
    st.integers(1, 3312).map(str),
    st.sampled_from(["前客堂", "亭子间", "灶披间", "101/2", "204-2", "1805A", "三层阁"]),
)
doors = st.lists(
    st.builds(
        MapDoor, st.integers(1, 9999), st.sampled_from([None, "1", "2", "10"]), rooms, states
    ),
    max_size=60,
)


@given(doors)
def test_each_door_is_on_the_map_once(each: list[MapDoor]) -> None:
    found = []
    for floors in floors_of(each):
        assert [floor for floor, _doors in floors.rows] == sorted(
            {floor for floor, _doors in floors.rows}, reverse=True
        )
        for _floor, cells in floors.rows:
            assert len(cells) == len(floors.columns)
            found += [one for one in cells if one is not None]
        found += floors.named
    assert Counter(found) == Counter(each)


def test_floors_go_down_and_rooms_with_names_are_listed() -> None:
    def door(room: str, unit: str | None = None) -> MapDoor:
        return MapDoor(1, unit, room, DoorState.DONE)

    (found,) = floors_of([door("201"), door("1802"), door("202"), door("亭子间"), door("1801")])
    assert found.columns == ("01", "02")
    assert [floor for floor, _doors in found.rows] == [18, 2]
    assert [one.room for one in found.named] == ["亭子间"]
    assert [one.unit for one in floors_of([door("101", "10"), door("101", "2")])] == ["2", "10"]


# -- households ------------------------------------------------------------------------------------


def test_who_got_nothing_comes_first_and_empty_flats_last() -> None:
    pack, milk = Gotten("蔬菜包", "份", 1), Gotten("牛奶", "箱", 2)
    rows = [(True, (pack, milk)), (False, ()), (True, ()), (True, (milk,)), (True, (pack,))]
    ordered = sorted(rows, key=lambda one: least_first(*one))
    assert ordered == [
        (True, ()),
        (True, (pack,)),
        (True, (milk,)),
        (True, (pack, milk)),
        (False, ()),
    ]


def test_neighbours_share_what_is_for_two() -> None:
    shares = [Share(1), Share(0), Share(0), Share(1), Share(1, 1), Share(2, 1), Share(0)]
    found = with_neighbours(shares, [2, 0, 3, 1, 1, 1, 4])
    assert found == [(0, 1), (0, 0), (0, 1), (0, 1), (1, 1), (1, 1), (0, 1)]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=30))
def test_what_is_shared_is_as_much_as_there_is(each: list[tuple[int, int]]) -> None:
    shares = [Share(planned) for planned, _mouths in each]
    found = with_neighbours(shares, [mouths for _planned, mouths in each])
    told = [
        Gotten("牛奶", "箱", count, is_shared)
        for pair in found
        for is_shared, count in zip((False, True), pair, strict=True)
    ]
    assert units(told) == sum(one.planned for one in shares)
