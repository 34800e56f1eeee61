"""A round planned by rule: which desks stand where and when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.call_sheet import Why
from models.duties import Role
from models.testing import (
    SAMPLED,
    RoundInput,
    RoundKind,
    RoundPlan,
    RoundWish,
    SessionState,
    TubeKind,
    rules,
)
from models.testing.batches import Home
from models.testing.plan import IN_A_GROUP, MOST_DESKS, Ground, plan, wish_problems
from models.testing.settings import DEFAULTS
from models.times import LOCAL

DAY = date(2022, 4, 10)
SIX = datetime(2022, 4, 10, 6, tzinfo=LOCAL)
TEN = [676, 573, 517, 511, 476, 470, 407, 397, 389, 371]
"""People of ten compounds, 4,787 in all."""


def wish(hours: float = 8, desks: int | None = None, kind: str = "pooled") -> RoundWish:
    sampled = SAMPLED[kind]
    given = RoundInput(
        "第五轮",
        sampled.kind,
        DAY,
        sampled.pool_size(),
        tube_kind=sampled.tube_kind,
        starts_at=SIX,
        ends_at=SIX + timedelta(hours=hours),
    )
    return RoundWish(given, desks=desks)


def ground(name: str, people: int, doors: int = 0, closed: tuple[str, ...] = ()) -> Ground:
    """A compound with households of three on floors of four doors."""
    whole = [Home(f"{name}1", None, f"{n // 4 + 1}{n % 4 + 1:02d}", 3) for n in range(people // 3)]
    rest = [Home(f"{name}2", None, "101", people % 3)] if people % 3 else []
    shut = [Home(f"{name}9", None, f"{n + 1}01", 2, Why.CLOSED) for n in range(doors)]
    return Ground(name, name, (*whole, *rest, *shut), closed)


def ten() -> list[Ground]:
    return [ground(f"小区{number}", people) for number, people in enumerate(TEN, 1)]


def at_once(found: RoundPlan) -> int:
    """How many desks stand side by side at most."""
    starts = [one.starts_at for one in found.sessions]
    return max(
        sum(one.desks for one in found.sessions if one.starts_at <= at < one.ends_at)
        for at in starts
    )


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 12)), min_size=1, max_size=8),
    st.one_of(st.none(), st.integers(1, 14)),
    st.integers(1, 10),
    st.integers(0, 40),
)
def test_every_plan_keeps_to_its_desks_and_loses_nobody(
    sizes: list[tuple[int, int]], desks: int | None, hours: int, workers: int
) -> None:
    grounds = [ground(str(at), *size) for at, size in enumerate(sizes)]
    found = plan(wish(hours, desks), grounds, DEFAULTS, workers)
    assert found.people == sum(home.people for one in grounds for home in one.homes)
    assert len({one.compound for one in found.sessions}) == len(found.sessions)
    if found.sessions:
        assert at_once(found) <= found.desks
        assert desks is None or found.desks == desks
    for _group, held in groupby(
        sorted(found.sessions, key=lambda s: (s.group, s.starts_at)), lambda s: s.group
    ):
        way = timedelta(minutes=DEFAULTS.way_minutes)
        assert all(b.starts_at >= a.ends_at + way for a, b in pairwise(held))
    for one in found.sessions:
        assert all(
            b.starts_at is not None and one.starts_at <= b.starts_at <= one.ends_at
            for b in one.batches
        )
        assert rules.crowd_problem(one.down, one.desks, one.starts_at, one.ends_at, 120) is None


def test_few_desks_go_from_compound_to_compound() -> None:
    found = plan(wish(14, 2), ten(), DEFAULTS)
    assert {one.group for one in found.sessions} == {1}
    assert [one.compound for one in found.sessions][:2] == ["小区1", "小区2"]
    assert all(b.starts_at > a.ends_at for a, b in pairwise(found.sessions))


def test_many_desks_stand_in_all_compounds_at_once_more_where_more_live() -> None:
    found = plan(wish(8, 12), ten(), DEFAULTS)
    assert {one.starts_at for one in found.sessions} == {SIX}
    by_name = {one.compound: one.desks for one in found.sessions}
    assert by_name["小区1"] == by_name["小区2"] == 2
    assert sum(by_name.values()) == 12


def test_two_desks_for_4787_people_in_four_hours_are_warned_of_with_what_would_do() -> None:
    found = plan(wish(4, 2), ten(), DEFAULTS)
    (problem,) = found.problems
    assert problem.code == "desks_too_few"
    assert (problem.params["people"], problem.params["takes"]) == (4787, 960)
    assert problem.params["until"] == max(one.ends_at for one in found.sessions)
    would_do = problem.params["desks"]
    assert isinstance(would_do, int)
    assert plan(wish(4, would_do), ten(), DEFAULTS).problems == ()
    assert plan(wish(4, would_do - 1), ten(), DEFAULTS).problems != ()


def test_as_many_desks_as_it_takes_where_nobody_says_how_many() -> None:
    found = plan(wish(8), ten(), DEFAULTS)
    assert found.problems == ()
    assert max(one.ends_at for one in found.sessions) <= SIX + timedelta(hours=8)
    assert plan(wish(8, found.desks - 1), ten(), DEFAULTS).problems != ()
    assert all(one.desks <= IN_A_GROUP for one in found.sessions)


def test_what_nobody_can_do_in_time_is_planned_with_the_most_desks_there_can_be() -> None:
    found = plan(wish(0.05), [ground("甲", 400)], DEFAULTS)
    assert found.desks == MOST_DESKS
    assert [one.code for one in found.problems] == ["desks_too_few"]


def test_a_group_goes_to_closed_doors_last() -> None:
    grounds = [ground("封", 0, 40, ("封",)), ground("半", 600, 5, ("半 9",)), ground("开", 100)]
    found = plan(wish(8, 1), grounds, DEFAULTS)
    assert [one.compound for one in found.sessions] == ["开", "半", "封"]
    codes = [[problem.code for problem in one.problems] for one in found.sessions]
    assert codes == [[], ["tested_at_doors"], ["tested_at_doors"]]
    assert Role.DESK not in found.sessions[2].need
    assert found.sessions[2].need[Role.GUIDE] == 1
    assert found.sessions[2].visited == 80


def test_who_works_here_is_sampled_before_anybody_is_called() -> None:
    found = plan(wish(8, 1), [ground("甲", 30)], DEFAULTS, workers=10)
    assert found.sessions[0].batches[0].starts_at == SIX + timedelta(minutes=5)


def test_a_compound_where_nobody_is_sampled_gets_no_session() -> None:
    found = plan(wish(8, 1), [ground("甲", 30), ground("乙", 0)], DEFAULTS)
    assert [one.compound for one in found.sessions] == ["甲"]
    (problem,) = found.problems
    assert (problem.code, problem.params) == ("nobody_sampled", {"compounds": ("乙",)})


@pytest.mark.parametrize(
    ("desks", "down", "doors", "pcr", "need"),
    [
        (1, 5, 0, True, {"lead": 1, "desk": 1, "order": 1, "caller": 1, "courier": 1}),
        (3, 9, 12, True, {"lead": 1, "desk": 3, "order": 2, "caller": 1, "guide": 2, "courier": 1}),
        (2, 0, 30, False, {"lead": 1, "guide": 2}),
        (2, 0, 0, True, {"lead": 1, "desk": 2, "order": 2}),
    ],
)
def test_people_needed_by_role(
    desks: int, down: int, doors: int, pcr: bool, need: dict[str, int]
) -> None:
    assert rules.needs(desks, down=down, doors=doors, pcr=pcr) == need
    assert rules.needs(desks, SessionState.CANCELLED, down=down, doors=doors, pcr=pcr) == {}


@pytest.mark.parametrize(
    ("change", "desks", "code", "field"),
    [
        ({"ends_at": SIX}, None, "window_turned", "ends_at"),
        ({"starts_at": None}, None, "window_turned", "ends_at"),
        ({"ends_at": SIX + timedelta(hours=15)}, None, "window_long", "ends_at"),
        ({}, 0, "desks_none", "desks"),
        ({}, -2, "desks_none", "desks"),
        ({}, MOST_DESKS + 1, "desks_many", "desks"),
        ({"pool_size": 7}, None, "pool_unusual", "pool_size"),
        ({"pool_size": 10, "tube_kind": TubeKind.HOUSEHOLD}, None, "pool_alone", "pool_size"),
        (
            {"kind": RoundKind.ANTIGEN, "tube_kind": TubeKind.SINGLE},
            None,
            "pool_alone",
            "pool_size",
        ),
        ({"name": " "}, None, "field_empty", "name"),
    ],
)
def test_what_is_wrong_with_a_wish(
    change: dict[str, object], desks: int | None, code: str, field: str
) -> None:
    right = wish()
    assert wish_problems(right) == []
    wrong = right._replace(given=right.given._replace(**change), desks=desks)  # type: ignore[arg-type]
    assert [(one.code, one.field) for one in wish_problems(wrong)] == [(code, field)]
