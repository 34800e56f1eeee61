"""How goods are divided: nothing is lost, who comes first, down to the last door."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.supplies import AllocationRule
from models.supplies.allocation import (
    Division,
    Door,
    Manner,
    Share,
    Tally,
    apportion,
    at_doors,
    divide,
    tallied,
    wants,
)

quantities = st.integers(0, 20_000)
weights = st.lists(st.integers(0, 400), min_size=1, max_size=12)
manners = st.builds(
    Manner, st.sampled_from(AllocationRule), st.integers(1, 3), closed_first=st.booleans()
)


@st.composite
def buildings(draw: st.DrawFn) -> list[Tally]:
    """Buildings of up to five gates, those of a gate beside each other."""
    found = []
    for gate in range(draw(st.integers(1, 5))):
        for _building in range(draw(st.integers(1, 4))):
            households = draw(st.integers(0, 60))
            people = draw(st.integers(households, 4 * households))
            first = draw(st.integers(0, households))
            owed = draw(st.integers(0, 3))
            found.append(Tally(gate, households, people, first, owed, draw(st.booleans())))
    return found


doors = st.lists(
    st.builds(Door, st.just(0), st.integers(0, 5), st.booleans(), st.integers(0, 2)), max_size=30
)


def by_gate(values: list[int], here: list[Tally]) -> list[int]:
    """Sums of what buildings have, by gate."""
    found: dict[int, int] = {}
    for value, one in zip(values, here, strict=True):
        found[one.gate] = found.get(one.gate, 0) + value
    return list(found.values())


def planned(division: Division) -> list[int]:
    return [share.planned for share in division.shares]


# -- whole units -----------------------------------------------------------------------------------


@given(quantities, weights)
def test_shares_sum_to_the_quantity_and_stay_within_one_of_their_due(
    quantity: int, parts: list[int]
) -> None:
    shares = apportion(quantity, parts)
    assert sum(shares) == quantity
    total = sum(parts)
    if total:
        assert all(
            abs(share * total - quantity * part) < total
            for share, part in zip(shares, parts, strict=True)
        )


@given(quantities, weights)
def test_who_counts_more_never_gets_less(quantity: int, parts: list[int]) -> None:
    shares = apportion(quantity, parts)
    by_weight = sorted(zip(parts, shares, strict=True), key=lambda pair: (pair[0], pair[1]))
    for (less, few), (more, many) in pairwise(by_weight):
        assert less == more or few <= many


# -- gates and buildings ---------------------------------------------------------------------------


@given(manners, quantities, buildings())
def test_shares_and_what_is_left_are_what_there_is(
    manner: Manner, quantity: int, here: list[Tally]
) -> None:
    division = divide(manner, quantity, here)
    got = planned(division)
    assert sum(got) + division.left == quantity
    assert min(got) >= 0
    assert all(0 <= share.owed <= share.planned for share in division.shares)


@given(manners, quantities, buildings())
def test_a_gate_gets_no_more_than_it_is_due_and_nothing_is_left_while_one_gets_less(
    manner: Manner, quantity: int, here: list[Tally]
) -> None:
    division = divide(manner, quantity, here)
    got = by_gate(planned(division), here)
    assert all(has <= due for has, due in zip(got, division.wanted, strict=True))
    if division.left:
        assert got == list(division.wanted)


@given(manners, quantities, buildings())
def test_who_is_owed_comes_before_all_else(
    manner: Manner, quantity: int, here: list[Tally]
) -> None:
    """A promise comes before whoever is named: those are served next, out of what is left."""
    division = divide(manner, quantity, here)
    debts = [one.owed for one in here]
    got = [share.owed for share in division.shares]
    assert sum(got) == min(quantity, sum(debts))
    if quantity < sum(debts):
        assert planned(division) == got


@given(st.integers(1, 3), quantities, buildings())
def test_within_a_tier_a_gate_gets_its_part_rounded_down_or_up(
    each: int, quantity: int, here: list[Tally]
) -> None:
    here = [one._replace(owed=0) for one in here]
    division = divide(Manner(AllocationRule.PER_HOUSEHOLD, each), quantity, here)
    due = by_gate([each * one.households for one in here], here)
    total = sum(due)
    if 0 < quantity < total:
        for share, part in zip(by_gate(planned(division), here), due, strict=True):
            assert share in (quantity * part // total, -(-quantity * part // total))


@given(quantities, buildings())
def test_named_households_come_first(quantity: int, here: list[Tally]) -> None:
    here = [one._replace(owed=0) for one in here]
    got = by_gate(planned(divide(Manner(AllocationRule.NAMED_FIRST), quantity, here)), here)
    named = by_gate([one.first for one in here], here)
    if any(one.households for one in here):
        if quantity >= sum(named):
            assert all(has >= first for has, first in zip(got, named, strict=True))
        else:
            assert all(has <= first for has, first in zip(got, named, strict=True))


@given(quantities, buildings())
def test_closed_buildings_come_before_open_ones_where_one_asks_for_it(
    quantity: int, here: list[Tally]
) -> None:
    here = [one._replace(owed=0) for one in here]
    manner = Manner(AllocationRule.PER_HOUSEHOLD, closed_first=True)
    got = planned(divide(manner, quantity, here))
    if any(has for has, one in zip(got, here, strict=True) if not one.is_closed) and any(
        one.households for one in here
    ):
        closed = [
            (has, one.households) for has, one in zip(got, here, strict=True) if one.is_closed
        ]
        assert all(has == households for has, households in closed)


def test_enough_for_everybody_is_one_a_household_and_one_for_two() -> None:
    here = [Tally(0, 236, 700), Tally(1, 171, 400), Tally(2, 58, 150)]
    assert planned(divide(Manner(AllocationRule.PER_HOUSEHOLD), 465, here)) == [236, 171, 58]
    assert planned(divide(Manner(AllocationRule.ONE_PER_TWO), 233, here)) == [118, 86, 29]


def test_empty_flats_and_people_out_of_town_get_no_pack_and_it_is_left_over() -> None:
    found = [Door(0, 2), Door(0, 0), Door(1, 1), Door(1, 0)]
    here = tallied(found, [(0, False), (1, False)])
    division = divide(Manner(AllocationRule.PER_HOUSEHOLD), 4, here)
    assert (planned(division), division.left) == ([1, 1], 2)


def test_neighbours_share_across_the_buildings_of_a_gate() -> None:
    here = [Tally(0, 3), Tally(0, 3), Tally(1, 3)]
    assert wants(Manner(AllocationRule.ONE_PER_TWO), here) == [2, 1, 2]


def test_as_written_all_is_given_by_households() -> None:
    division = divide(Manner(AllocationRule.AS_WRITTEN), 10, [Tally(0, 30), Tally(1, 10)])
    assert (planned(division), division.left, division.wanted) == ([8, 2], 0, (8, 2))


def test_what_is_owed_is_beside_what_everybody_gets() -> None:
    here = [Tally(0, 2, 2, owed=1), Tally(1, 2, 2)]
    manner = Manner(AllocationRule.PER_HOUSEHOLD)
    assert divide(manner, 5, here) == ((Share(3, 1), Share(2)), 0, (3, 2))
    assert divide(manner, 2, here).shares == (Share(2, 1), Share(0))


# -- doors -----------------------------------------------------------------------------------------


@given(manners, st.integers(0, 60), doors)
def test_doors_sum_to_what_their_building_gets(
    manner: Manner, quantity: int, here: list[Door]
) -> None:
    """The building's share comes of the same doors, so that nothing is over."""
    tally = tallied(here, [(0, False)])
    (share,) = divide(manner, quantity, tally).shares
    got = at_doors(manner, share, here)
    mouths = any(door.people for door in here)
    assert sum(one.owed for one in got) == share.owed
    assert sum(one.planned for one in got) == (share.planned if mouths else share.owed)
    assert all(0 <= one.owed <= one.planned for one in got)


@given(manners, st.integers(0, 60), doors)
def test_a_door_where_nobody_is_fed_gets_what_it_is_owed_at_most(
    manner: Manner, quantity: int, here: list[Door]
) -> None:
    for door, share in zip(here, at_doors(manner, Share(quantity), here), strict=True):
        if not door.people:
            assert share == Share(0)


@pytest.mark.parametrize("rule", [AllocationRule.PER_HOUSEHOLD, AllocationRule.NAMED_FIRST])
def test_with_too_few_whoever_cannot_go_and_ask_has_theirs_before_others(
    rule: AllocationRule,
) -> None:
    here = [Door(0, 1), Door(0, 1), Door(0, 1, comes_first=True)]
    got = at_doors(Manner(rule), Share(2), here)
    assert [one.planned for one in got] == [1, 0, 1]


def test_a_promise_is_kept_at_the_door_it_was_made_to() -> None:
    here = [Door(0, 1), Door(0, 1, owed=1), Door(0, 1, comes_first=True)]
    got = at_doors(Manner(AllocationRule.PER_HOUSEHOLD), Share(2, 1), here)
    assert got == [Share(0), Share(1, 1), Share(1)]


def test_of_two_neighbours_the_first_has_what_both_share() -> None:
    here = [Door(0, 1), Door(0, 0), Door(0, 1), Door(0, 1)]
    got = at_doors(Manner(AllocationRule.ONE_PER_TWO), Share(2), here)
    assert [one.planned for one in got] == [1, 0, 0, 1]


def test_it_is_not_always_the_top_floor_that_gets_some() -> None:
    """Each delivery begins where the one before it ended."""
    here = [Door(0, 2)] * 10
    manner = Manner(AllocationRule.PER_HOUSEHOLD)
    had = [0] * 10
    for turn in range(1, 6):
        got = at_doors(manner, Share(4), here, turn)
        assert sum(one.planned for one in got) == 4
        had = [so_far + one.planned for so_far, one in zip(had, got, strict=True)]
    assert had == [2] * 10


def test_pairs_take_turns_and_stay_neighbours() -> None:
    here = [Door(0, 2)] * 8
    manner = Manner(AllocationRule.ONE_PER_TWO)
    first, second = (
        {at for at, one in enumerate(at_doors(manner, Share(2), here, turn)) if one.planned}
        for turn in (1, 2)
    )
    assert first | second == {0, 2, 4, 6}
