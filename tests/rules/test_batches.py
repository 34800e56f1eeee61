"""Who is called down together, and when: floor by floor, few at once, closed doors last."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.call_sheet import Why
from models.floors import floor_at
from models.testing.batches import Home, again, called, most_at_once, timed
from models.testing.settings import DEFAULTS, TestingSettings, from_kept, kept
from models.times import LOCAL

SIX = datetime(2022, 4, 10, 6, tzinfo=LOCAL)

_ROOMS = st.builds(lambda floor, door: f"{floor}{door:02d}", st.integers(1, 12), st.integers(1, 6))
_HOMES = st.lists(
    st.builds(
        Home,
        building=st.sampled_from(["甲", "乙", "丙"]),
        unit=st.sampled_from([None, "1", "2"]),
        room=st.one_of(st.none(), _ROOMS, st.sampled_from(["前客堂", "亭子间"])),
        people=st.integers(0, 70),
        households=st.just(1),
        pupils=st.booleans(),
        why=st.one_of(
            st.none(),
            st.sampled_from([Why.CLOSED, Why.BED_BOUND, Why.ISOLATING, Why.NEAR_POSITIVE]),
        ),
    ),
    max_size=60,
).map(lambda homes: sorted(homes, key=lambda one: one.building))
_SETTINGS = st.builds(
    TestingSettings,
    desk_hour=st.integers(20, 300),
    batch_households=st.integers(1, 30),
    batch_people=st.integers(1, 40),
    longest_wait=st.integers(5, 40),
)


def homes(building: str, floors: int, doors: int, people: int) -> list[Home]:
    """A building with so many doors on each floor."""
    return [
        Home(building, None, f"{floor}{door:02d}", people)
        for floor in range(1, floors + 1)
        for door in range(1, doors + 1)
    ]


@given(_HOMES, st.integers(1, 6), _SETTINGS)
def test_everybody_is_in_exactly_one_batch(
    there: list[Home], desks: int, settings: TestingSettings
) -> None:
    found = called(there, desks, settings)
    batches, _through = timed(found, SIX, desks, settings)
    assert sum(one.people for one in batches) == sum(one.people for one in there)
    asked = [one for one in there if one.people]
    assert sum(one.households for one in batches) == len(asked)
    down = sum(one.people for one in asked if one.why is None)
    assert sum(one.people for one in batches if not one.at_door) == down == found.people


@given(_HOMES, st.integers(1, 6), _SETTINGS)
def test_no_call_is_a_crowd_and_nobody_waits_too_long(
    there: list[Home], desks: int, settings: TestingSettings
) -> None:
    found = called(there, desks, settings)
    for call in (*found.down, *found.pupils):
        people = sum(one.people for one in call)
        assert people <= settings.batch_people
        assert sum(one.households for one in call) <= settings.batch_households
        if people > 1:  # one alone cannot be divided
            assert people * 60 <= desks * settings.desk_hour * settings.longest_wait


@given(_HOMES, st.integers(1, 6), _SETTINGS, st.integers(0, 40))
def test_calls_come_one_after_the_other_and_doors_last(
    there: list[Home], desks: int, settings: TestingSettings, ahead: int
) -> None:
    found = called(there, desks, settings)
    batches, through = timed(found, SIX, desks, settings, ahead)
    times = [one.starts_at for one in batches]
    assert times == sorted(times, key=lambda at: at or SIX)
    doors = [one.at_door for one in batches]
    assert doors == sorted(doors)
    assert all(at is not None and SIX <= at <= through and at.second == 0 for at in times)
    takes = desks * settings.desk_hour * ((through - SIX) / timedelta(hours=1))
    assert takes + 1e-6 >= found.people + ahead
    assert again(batches).people == found.people


@given(_HOMES, st.integers(1, 6), _SETTINGS)
def test_a_floor_is_divided_only_where_it_is_too_many_by_itself(
    there: list[Home], desks: int, settings: TestingSettings
) -> None:
    floors: dict[tuple[str, str | None, int], list[Home]] = defaultdict(list)
    for one in there:
        if one.why is None and one.people and not one.pupils:
            floors[one.building, one.unit, floor_at(one.room)].append(one)
    whole = [
        inside
        for inside in floors.values()
        if sum(one.people for one in inside) <= most_at_once(desks, settings)
        and len(inside) <= settings.batch_households
    ]
    for inside in whole:
        alone = called(inside, desks, settings)
        assert [len(call) for call in alone.down] == [1]


def test_a_building_is_called_from_the_ground_up_by_whole_floors() -> None:
    found = called(homes("甲", 4, 4, 3), 1, DEFAULTS)
    batches, through = timed(found, SIX, 1, DEFAULTS)
    told = [(one.first_room, one.last_room, one.households, one.people) for one in batches]
    assert told == [("101", "204", 8, 24), ("301", "404", 8, 24)]
    assert [one.starts_at for one in batches] == [SIX, SIX + timedelta(minutes=12)]
    assert through == SIX + timedelta(minutes=24)


def test_a_floor_that_is_too_many_is_divided_by_doors() -> None:
    found = called(homes("甲", 1, 12, 5), 1, DEFAULTS)
    told = [(one.first_room, one.last_room, one.people) for call in found.down for one in call]
    assert told == [("101", "106", 30), ("107", "112", 30)]


def test_a_household_that_is_too_many_comes_in_parts_and_counts_once() -> None:
    found = called([Home("甲", None, "101", 61)], 1, DEFAULTS)
    told = [(one.households, one.people) for call in found.down for one in call]
    assert told == [(1, 30), (0, 30), (0, 1)]


def test_small_buildings_beside_each_other_are_called_together() -> None:
    villas = [Home(str(number), None, None, 4) for number in range(1, 10)]
    found = called(villas, 2, DEFAULTS)
    assert [len(call) for call in found.down] == [7, 2]
    batches, _through = timed(found, SIX, 2, DEFAULTS)
    assert len({one.starts_at for one in batches}) == 2
    assert [one.first_room for one in batches] == [""] * 9


def test_a_slow_desk_calls_fewer_so_that_nobody_waits_longer() -> None:
    slow = TestingSettings(desk_hour=30)
    assert most_at_once(1, slow) == 10
    assert most_at_once(3, slow) == 30
    found = called(homes("甲", 3, 4, 2), 1, slow)
    assert [sum(one.people for one in call) for call in found.down] == [8, 8, 8]


def test_doors_are_gone_to_in_the_order_of_risk() -> None:
    there = [
        Home("甲", None, "101", 2, Why.NEAR_POSITIVE),
        Home("甲", None, "102", 1, Why.BED_BOUND),
        Home("甲", None, "103", 3),
        Home("乙", None, "101", 2, Why.CLOSED),
        Home("乙", None, "201", 2, Why.CLOSED),
        Home("丙", None, "301", 1, Why.ISOLATING),
    ]
    batches, through = timed(called(there, 1, DEFAULTS), SIX, 1, DEFAULTS)
    told = [(one.building, one.first_room, one.last_room, one.at_door) for one in batches]
    assert told == [
        ("甲", "103", "103", False),
        ("乙", "101", "201", True),
        ("甲", "102", "102", True),
        ("丙", "301", "301", True),
        ("甲", "101", "101", True),
    ]
    assert through == SIX + timedelta(minutes=2 + 5 * DEFAULTS.door_minutes)


def test_units_of_a_building_are_told_apart() -> None:
    there = [Home("甲", unit, "101", 20) for unit in ("2", "10", "1")]
    found = called(there, 1, DEFAULTS)
    assert [one.first_room for call in found.down for one in call] == ["1-101", "2-101", "10-101"]


@pytest.mark.parametrize("broken", ["x", None, 0, -3])
def test_settings_that_are_no_number_are_as_by_default(broken: object) -> None:
    assert from_kept({"batch_people": broken, "gone": 3}) == DEFAULTS
    assert from_kept(kept(TestingSettings(longest_wait=15))).longest_wait == 15
