"""Ages, who is the same person, who is the head, and the three numbers of a household."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.households.counts import Counts, counted
from models.residents import ResidentInput, ResidentView, Whereabouts
from models.residents.rules import (
    age,
    born_problem,
    filled_from,
    lives_here,
    same_person,
    with_head,
)
from models.telephones import Telephone

TODAY = date(2022, 4, 9)


def person(name: str, **told: object) -> ResidentView:
    blank = ResidentView(
        no=1, id="1", version=1, name=name, household_no=1, compound="春晖苑", lane=None,
        building="3", unit=None, room="501", is_head=0, sex=None, born=None, identity="",
        identity_tail="", relation="", phones=(), marks=(), presence="present",
        presence_since=None, registered_elsewhere=None, registered="", key_with="", note="",
        roster_no=None, roster_name=None,
    )  # fmt: skip
    return blank._replace(**told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("born", "years"),
    [
        ("1942", 79), ("1942-04", 79), ("1942-03", 80), ("1942-04-09", 80), ("1942-04-10", 79),
        ("2022-04-09", 0), ("2023", 0), ("2020-02-29", 2), (None, None), ("", None),
        ("42", None), ("1942-13", None), ("1942-02-30", None), ("1066", None),
    ],
)  # fmt: skip
def test_nobody_is_made_older_than_they_surely_are(born: str | None, years: int | None) -> None:
    assert age(born, TODAY) == years


@given(st.dates(date(1890, 1, 1), date(2022, 4, 9)))
def test_a_whole_day_of_birth_is_no_problem_and_gives_an_age(born: date) -> None:
    assert born_problem(born.isoformat()) is None
    years = age(born.isoformat(), TODAY)
    assert years is not None
    assert 0 <= TODAY.year - born.year - years <= 1


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_a_birth(born: str) -> None:
    assert (born_problem(born) is None) == (age(born, TODAY) is not None)


@pytest.mark.parametrize(
    ("told", "other", "same"),
    [
        ({}, {}, True),
        ({"born": "1938"}, {"born": "1938-03-05"}, True),
        ({"born": "1938-03"}, {"born": "1938-04-05"}, False),
        ({"identity_tail": "404X"}, {"identity_tail": "4041"}, False),
        ({"identity_tail": "404X"}, {}, True),
        ({"sex": "female"}, {"sex": "male"}, False),
    ],
)
def test_the_same_name_is_the_same_person_unless_something_tells_them_apart(
    told: dict[str, object], other: dict[str, object], same: bool
) -> None:
    assert same_person(person("金桂花", **told), person("金桂花", **other)) is same
    assert not same_person(person("金桂花", **told), person("金小明", **other))


def test_one_record_of_two_fills_what_the_other_leaves_open() -> None:
    one = person("金桂花", note="耳背", phones=(Telephone("13800000021"),))
    other = person("金桂花", note="爱忘事", born="1938", phones=(Telephone("13800000022"),))
    changes = filled_from(one, other)
    assert changes["born"] == "1938"
    assert "note" not in changes
    assert changes["phones"] == (Telephone("13800000021"), Telephone("13800000022"))


def test_a_household_with_people_has_one_head() -> None:
    people = [ResidentInput("甲"), ResidentInput("乙"), ResidentInput("丙", is_head=True)]

    def heads(given: list[ResidentInput], head: str | None) -> list[str]:
        return [one.name for one in with_head(given, head) if one.is_head]

    assert heads(people, "甲") == ["丙"]
    assert heads(people[:2], "乙") == ["乙"]
    assert heads(people[:2], "丁") == ["甲"]
    assert with_head([], "甲") == ()


def test_who_moved_out_or_died_is_not_of_the_household() -> None:
    told = {
        presence: lives_here(ResidentInput("甲", presence=presence)) for presence in Whereabouts
    }
    assert told == {
        Whereabouts.PRESENT: True,
        Whereabouts.AWAY: True,
        Whereabouts.MOVED_OUT: False,
        Whereabouts.DIED: False,
    }
    assert lives_here(ResidentInput("甲"))


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (counted(4, None, None, named=2), Counts(4, 4, 4)),
        (counted(4, None, None, named=2, away=1), Counts(4, 3, 3)),
        (counted(None, None, None, named=2), Counts(2, 2, 2)),
        (counted(None, None, None), Counts(None, None, None)),
        (counted(4, None, None, marks=("空关",)), Counts(4, 0, 0)),
        (counted(4, 2, None, marks=("不在沪",)), Counts(4, 2, 2)),
        (counted(4, None, 6), Counts(4, 4, 6)),
        (counted(0, None, None, named=1, away=1), Counts(0, 0, 0)),
    ],
)
def test_registered_present_and_fed_are_three_numbers(counts: Counts, told: Counts) -> None:
    assert counts == told
