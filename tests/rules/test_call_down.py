"""Rules of rounds of calls: shares are fair and near, and nobody is rung at night to be well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.call_down import Caller, Share, ToCall, Why
from models.call_down.rules import given_by_hand, is_frail, rung_at, share_out, tried_again_at
from models.call_down.settings import CallSettings
from models.times import LOCAL

USUAL = CallSettings()
SHI, LIN, XU = (Caller(no, name) for no, name in ((1, "施敏"), (2, "小林"), (3, "许强")))


def call(no: int, building: int = 1, compound: str = "大林苑") -> ToCall:
    return ToCall(
        *(f"h{no}", no, None, None, "顾阿婆", compound, None, str(building), building),
        *(None, str(no), ("独居老人",), ()),
    )


def calls(*sizes: int, compound: str = "大林苑") -> list[ToCall]:
    """Calls of buildings numbered from 1 on."""
    return [
        call(100 * building + n, building, compound)
        for building, size in enumerate(sizes, 1)
        for n in range(size)
    ]


def by_building(shares: Sequence[Share]) -> dict[int | None, set[int | None]]:
    found: dict[int | None, set[int | None]] = {}
    for one in shares:
        found.setdefault(one.call.building_no, set()).add(one.caller)
    return found


def test_each_makes_as_many_calls_and_buildings_stay_together() -> None:
    shares = share_out(calls(4, 4, 3, 1), [SHI, LIN, XU])
    assert Counter(one.caller for one in shares) == {1: 4, 2: 4, 3: 4}
    assert all(len(who) == 1 for who in by_building(shares).values())


def test_a_building_is_parted_only_where_it_would_be_unfair_not_to() -> None:
    shares = share_out(calls(9), [SHI, LIN])
    assert sorted(Counter(one.caller for one in shares).values()) == [4, 5]


def test_who_leads_a_building_or_lives_in_it_calls_there_first() -> None:
    leader = XU._replace(leads=frozenset({2}))
    neighbour = LIN._replace(lives_in=1)
    shares = share_out(calls(3, 3, 3), [SHI, neighbour, leader])
    found = {one.call.building_no: (one.caller, one.why.code) for one in shares}
    assert (found[1], found[2]) == ((2, "caller_lives_there"), (3, "caller_leads"))
    assert found[3][0] == 1


def test_a_leader_of_many_doors_makes_no_more_calls_than_others() -> None:
    leader = XU._replace(leads=frozenset({1}))
    shares = share_out(calls(10), [SHI, leader])
    assert Counter(one.caller for one in shares) == {1: 5, 3: 5}


def test_who_is_absent_or_rests_is_given_none_and_nobody_is_left_to_call() -> None:
    gone = SHI._replace(off=Why("caller_isolated", {"person": "施敏"}))
    assert {one.caller for one in share_out(calls(3), [gone, LIN])} == {2}
    assert {(one.caller, one.why.code) for one in share_out(calls(3), [gone])} == {
        (None, "caller_none")
    }


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=25),
    st.integers(1, 8),
    st.lists(st.sets(st.integers(1, 25)), min_size=8, max_size=8),
)
def test_shares_are_whole_and_differ_by_one_at_most(
    sizes: list[int], people: int, leads: list[set[int]]
) -> None:
    callers = [Caller(no, str(no), leads=frozenset(leads[no])) for no in range(people)]
    shares = share_out(calls(*sizes), callers)
    assert [one.call for one in shares] == calls(*sizes)
    counts = Counter({no: sum(one.caller == no for one in shares) for no in range(people)})
    assert max(counts.values()) - min(counts.values()) <= 1
    assert sum(counts.values()) == sum(sizes)


def test_a_call_goes_to_who_is_chosen_by_hand_or_to_nobody() -> None:
    shares = given_by_hand(share_out(calls(2), [SHI]), 1, LIN)
    assert [(one.caller, one.why.code) for one in shares][1] == (2, "caller_by_hand")
    assert given_by_hand(shares, 1, None)[1].caller is None


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("tried", "again"),
    [
        ("2022-04-09T10:00", "2022-04-09T12:00"),
        ("2022-04-09T19:59", "2022-04-09T21:59"),
        ("2022-04-09T20:00", "2022-04-10T08:00"),
        ("2022-04-09T23:30", "2022-04-10T08:00"),
        ("2022-04-10T05:30", "2022-04-10T08:00"),
        ("2022-04-10T06:00", "2022-04-10T08:00"),
        ("2022-04-10T06:10", "2022-04-10T08:10"),
    ],
)
def test_nobody_is_rung_at_night_to_hear_that_they_are_well(tried: str, again: str) -> None:
    assert tried_again_at(at(tried), USUAL, bad=False) == at(again)


def test_who_was_not_well_is_rung_at_night_too() -> None:
    assert tried_again_at(at("2022-04-09T23:30"), USUAL, bad=True) == at("2022-04-10T01:30")


def test_hours_without_calls_may_be_others_or_none() -> None:
    noon = CallSettings(quiet_from=time(12), quiet_until=time(14))
    assert rung_at(at("2022-04-09T13:00"), noon) == at("2022-04-09T14:00")
    assert rung_at(at("2022-04-09T14:00"), noon) == at("2022-04-09T14:00")
    never = CallSettings(quiet_from=time(0), quiet_until=time(0))
    assert rung_at(at("2022-04-09T01:30"), never) == at("2022-04-09T01:30")


def test_of_whom_it_is_a_matter_of_today_that_nobody_answers() -> None:
    assert is_frail(("养狗", "胰岛素"))
    assert not is_frail(("孕妇",))
