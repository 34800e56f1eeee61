"""Children are called in the break of their lessons, where one is set and falls into the calls."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.testing import SAMPLED, Batch, RoundInput, RoundWish, SessionPlan
from models.testing.batches import Home, again, timed
from models.testing.lessons import is_pupil
from models.testing.plan import Ground, plan
from models.testing.settings import TestingSettings
from models.times import LOCAL

DAY = date(2022, 4, 10)
SIX = datetime(2022, 4, 10, 6, tzinfo=LOCAL)
TEN = SIX + timedelta(hours=4)
AT_TEN = TestingSettings(break_from=600)


@pytest.mark.parametrize(
    ("born", "is_one"),
    [
        ("2016-04-10", True),
        ("2016-04-11", False),
        ("2004-04-11", True),
        ("2004-04-10", False),
        ("2010", True),
        ("2020-01", False),
        ("", False),
        (None, False),
    ],
)
def test_who_goes_to_school_by_age(born: str | None, is_one: bool) -> None:
    assert is_pupil(born, DAY) is is_one


def homes(families: int, young: int) -> tuple[Home, ...]:
    """Families of two, each with some children of school age."""
    found = []
    for no in range(families):
        room = f"{no // 4 + 1}{no % 4 + 1:02d}"
        found.append(Home("3", None, room, 2))
        if young:
            found.append(Home("3", None, room, young, None, 0, True))
    return tuple(found)


def planned(
    ground: Ground, settings: TestingSettings, starts: datetime = SIX, desks: int = 1
) -> SessionPlan:
    sampled = SAMPLED["pooled"]
    given = RoundInput(
        "x", sampled.kind, DAY, starts_at=starts, ends_at=starts + timedelta(hours=10)
    )
    (found,) = plan(RoundWish(given, desks=desks), [ground], settings).sessions
    return found


def young(found: SessionPlan) -> list[Batch]:
    return [one for one in found.batches if one.in_break]


@given(st.integers(1, 260), st.integers(0, 3), st.integers(1, 3), st.sampled_from([0, 400, 600]))
def test_nobody_is_lost_and_children_alone_come_in_their_break(
    families: int, children: int, desks: int, begins: int
) -> None:
    settings = TestingSettings(break_from=begins)
    ground = Ground("甲", "甲", homes(families, children))
    found = planned(ground, settings, desks=desks)
    assert found.people == ground.down
    pause = SIX.replace(hour=0) + timedelta(minutes=begins)
    for one in young(found):
        assert one.starts_at is not None
        assert one.starts_at >= pause
    late = [one for one in young(found) if one.starts_at and one.starts_at >= pause + HALF]
    told = [one.params["people"] for one in found.problems if one.code == "lessons_go_on"]
    assert told == ([sum(one.people for one in late)] if late else [])
    times = [one.starts_at for one in found.batches]
    assert times == sorted(times, key=lambda at: at or SIX)


HALF = timedelta(minutes=30)


def test_where_the_break_does_not_fall_into_the_calls_children_come_with_their_family() -> None:
    ground = Ground("甲", "甲", homes(30, 1))
    assert young(planned(ground, AT_TEN)) == []
    assert young(planned(ground, TestingSettings())) == []
    same = planned(Ground("甲", "甲", tuple(Home("3", None, one.room, 3) for one in homes(30, 0))),
                   AT_TEN)  # fmt: skip
    assert planned(ground, AT_TEN) == same


def test_in_the_middle_of_the_calls_they_come_first_from_the_break_on() -> None:
    found = planned(Ground("甲", "甲", homes(250, 1)), AT_TEN)
    children = young(found)
    assert sum(one.people for one in children) == 250
    first = children[0].starts_at
    assert first is not None
    assert TEN <= first < TEN + timedelta(minutes=20)
    assert [one.code for one in found.problems] == ["lessons_go_on"]


def test_other_desks_leave_them_in_their_break() -> None:
    found = planned(Ground("甲", "甲", homes(250, 1)), AT_TEN)
    batches, _through = timed(again(found.batches), SIX, 2, AT_TEN)
    children = [one.starts_at for one in batches if one.in_break]
    assert min(at for at in children if at) >= TEN - timedelta(hours=4)
    assert sum(one.people for one in batches) == found.people
