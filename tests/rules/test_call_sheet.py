"""Rules of call sheets: each person once, nobody positive is called, and every sum adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.call_sheet import Aside, ByHand, Part, Person, Sheet, SheetEntry, Who, Why
from models.call_sheet.rules import (
    differences,
    freezing_problem,
    positive_homes,
    sheet_entries,
)
from models.residents import Whereabouts
from models.results import Hold

DAY = date(2022, 4, 10)
LATER, BEFORE = "2022-04-12", "2022-04-09"
SINCE = "2022-04-09T18:00:00Z"
HOME = "h1"


def person(
    resident: str | None = "r1",
    *marks: str,
    home: str | None = HOME,
    place: int = 0,
    presence: str = Whereabouts.PRESENT,
    closed: str | None = None,
    empty: bool = False,
    helps: bool = False,
) -> Person:
    return Person(
        Who(home, resident, place),
        resident or "",
        *("大林苑", None, "3", None, "501"),
        presence=presence,
        marks=frozenset(marks),
        closed_until=closed,
        is_empty=empty,
        helps=helps,
    )


def nobody(place: int) -> Person:
    return person(None, place=place)


def held(who: Who, why: Why, until: str | None = None) -> dict[Who, Hold]:
    return {who: Hold(who, why, until, SINCE)}


def said(
    *people: Person, holds: Mapping[Who, Hold] | None = None, asides: Iterable[Aside] = ()
) -> list[tuple[str, str | None, str | None]]:
    """Part, reason and date of each, in the order in which they were given."""
    entries = sheet_entries(people, holds or {}, DAY, asides)
    by_who = {one.who: (one.part, one.why, one.until) for one in entries}
    return [by_who[one.who] for one in people]


CALLED = (Part.CALLED, None, None)


def left_out(why: Why, until: str | None = None) -> tuple[str, str | None, str | None]:
    return (Part.LEFT_OUT, why, until)


def visited(why: Why, until: str | None = None) -> tuple[str, str | None, str | None]:
    return (Part.VISITED, why, until)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (person(), CALLED),
        (person("r1", "80岁以上", "租客"), CALLED),
        (person(presence=Whereabouts.AWAY), left_out(Why.AWAY)),
        (person(presence=Whereabouts.MOVED_OUT), left_out(Why.MOVED_OUT)),
        (person(empty=True), left_out(Why.EMPTY)),
        (person(closed=LATER), visited(Why.CLOSED, LATER)),
        (person(closed=DAY.isoformat()), visited(Why.CLOSED, DAY.isoformat())),
        (person(closed=BEFORE), CALLED),
        (person("r1", "卧床"), visited(Why.BED_BOUND)),
        (person("r1", "吸氧", "密接"), visited(Why.ISOLATING)),
        (person("r1", "居家隔离", closed=LATER), visited(Why.CLOSED, LATER)),
        (person("r1", "卧床", presence=Whereabouts.AWAY), left_out(Why.AWAY)),
    ],
)
def test_each_reason_and_which_wins(one: Person, told: tuple[str, str | None, str | None]) -> None:
    assert said(one) == [told]


@pytest.mark.parametrize("why", [Why.POSITIVE, Why.PENDING, Why.EXEMPT])
def test_who_is_held_is_left_out_even_if_they_would_be_visited(why: Why) -> None:
    one = person("r1", "卧床", "密接", closed=LATER)
    assert said(one, holds=held(one.who, why, LATER)) == [left_out(why, LATER)]


def test_who_is_away_is_away_whatever_else_is_known() -> None:
    one = person(presence=Whereabouts.AWAY)
    assert said(one, holds=held(one.who, Why.POSITIVE)) == [left_out(Why.AWAY)]


def test_who_lives_with_somebody_positive_is_visited_also_once_that_one_is_away() -> None:
    for presence in (Whereabouts.PRESENT, Whereabouts.AWAY):
        positive, other = person("r1", presence=presence), person("r2")
        neighbour = person("r3", home="h2")
        told = said(positive, other, neighbour, holds=held(positive.who, Why.POSITIVE))
        assert told[1:] == [visited(Why.NEAR_POSITIVE), CALLED]


def test_who_shares_a_kitchen_with_somebody_positive_stands_in_no_queue() -> None:
    """Safety of life before comfort; held themselves, or gone, they are what that says."""
    positive, beside, lies = person("r1"), person("r2", home="h2"), person("r3", "卧床", home="h2")
    waits, away = person("r4", home="h2"), person("r5", home="h2", presence=Whereabouts.AWAY)
    apart = person("r6", home="h3")
    everybody = (positive, beside, lies, waits, away, apart)
    holds = held(positive.who, Why.POSITIVE) | held(waits.who, Why.PENDING)
    assert positive_homes(everybody, holds) == {HOME}
    found = sheet_entries(everybody, holds, DAY, beside={HOME, "h2"})
    assert {one.name: (one.part, one.why) for one in found} == {
        "r1": (Part.LEFT_OUT, Why.POSITIVE),
        "r2": (Part.VISITED, Why.NEAR_POSITIVE),
        "r3": (Part.VISITED, Why.NEAR_POSITIVE),
        "r4": (Part.LEFT_OUT, Why.PENDING),
        "r5": (Part.LEFT_OUT, Why.AWAY),
        "r6": (Part.CALLED, None),
    }


@pytest.mark.parametrize("why", [Why.PENDING, Why.EXEMPT])
def test_who_lives_with_a_member_of_an_abnormal_tube_or_who_came_back_is_called(why: Why) -> None:
    one, other = person("r1"), person("r2")
    assert positive_homes((one, other), held(one.who, why)) == set()
    assert said(one, other, holds=held(one.who, why))[1] == CALLED


def test_who_lives_with_somebody_isolating_is_visited_too_unless_that_one_is_elsewhere() -> None:
    assert said(person("r1", "居家隔离"), person("r2")) == [visited(Why.ISOLATING)] * 2
    gone = person("r1", "密接", presence=Whereabouts.AWAY)
    assert said(gone, person("r2")) == [left_out(Why.AWAY), CALLED]


def test_of_a_bed_bound_person_the_others_come_down() -> None:
    assert said(person("r1", "卧床"), person("r2")) == [visited(Why.BED_BOUND), CALLED]


def test_somebody_positive_who_is_named_since_keeps_the_whole_door_from_the_table() -> None:
    """Nobody knows which of them it is: safety of life before comfort."""
    was = Who(HOME, None, 2)
    named = (person("r1"), person("r2"))
    assert said(*named, holds=held(was, Why.POSITIVE)) == [visited(Why.NEAR_POSITIVE)] * 2
    assert said(*named, holds=held(was, Why.PENDING)) == [left_out(Why.PENDING)] * 2
    assert said(*named, holds=held(was, Why.EXEMPT, LATER)) == [CALLED] * 2
    still = (person("r1"), nobody(2))
    assert said(*still, holds=held(was, Why.PENDING)) == [CALLED, left_out(Why.PENDING)]


def test_by_hand_sets_a_person_or_a_door_aside_but_frees_nobody_who_is_held() -> None:
    one, other = person("r1"), person("r2")
    alone = [Aside(one.who, ByHand.LEFT_OUT, "陪护")]
    assert said(one, other, asides=alone) == [left_out(Why.BY_HAND), CALLED]
    door = [Aside(Who(HOME), ByHand.VISITED, "门坏了")]
    assert said(one, other, asides=door) == [visited(Why.BY_HAND)] * 2
    assert said(one, other, asides=[*door, *alone]) == [
        left_out(Why.BY_HAND),
        visited(Why.BY_HAND),
    ]
    positive = held(one.who, Why.POSITIVE)
    assert said(one, holds=positive, asides=door) == [left_out(Why.POSITIVE)]
    assert said(person("r1", closed=LATER), asides=door) == [visited(Why.CLOSED, LATER)]


def test_workers_are_first_then_who_helps_then_doors_and_likely_infections_last() -> None:
    people = (
        person("isolates", "居家隔离", home="h1"),
        person("lies", "卧床", home="h2"),
        person("lives", home="h3"),
        person("helps", home="h4", helps=True),
        person("closed", home="h5", closed=LATER),
        person("away", home="h6", presence=Whereabouts.AWAY),
        Person(Who(None, person="p1"), "works", *(None,) * 5, person_no=1),
    )
    order = [one.name for one in sheet_entries(people, {}, DAY)]
    assert order == ["works", "helps", "lives", "closed", "lies", "isolates", "away"]


def test_a_round_for_some_marks_still_looks_at_whom_they_live_with() -> None:
    positive, old = person("r1"), person("r2", "80岁以上")
    (entry,) = sheet_entries(
        (positive, old), held(positive.who, Why.POSITIVE), DAY, marks=["80岁以上"]
    )
    assert (entry.name, entry.part, entry.why) == ("r2", Part.VISITED, Why.NEAR_POSITIVE)


MARKS = st.lists(st.sampled_from(["卧床", "密接", "80岁以上", "阳性", "租客"]), max_size=2)
PEOPLE = st.lists(
    st.builds(
        lambda home, marks, presence, closed, empty: (home, marks, presence, closed, empty),
        st.sampled_from(["h1", "h2", "h3"]),
        MARKS,
        st.sampled_from([Whereabouts.PRESENT, Whereabouts.AWAY, Whereabouts.MOVED_OUT]),
        st.sampled_from([None, LATER, BEFORE]),
        st.booleans(),
    ),
    max_size=12,
)


@given(PEOPLE, st.data())
def test_every_sum_adds_up_and_nobody_held_is_called(
    given_people: list[tuple[str, list[str], str, str | None, bool]], data: st.DataObject
) -> None:
    people = [
        person(f"r{n}", *marks, home=home, presence=presence, closed=closed, empty=empty)
        for n, (home, marks, presence, closed, empty) in enumerate(given_people)
    ]
    whys = st.sampled_from([None, Why.POSITIVE, Why.PENDING, Why.EXEMPT])
    holds = {
        one.who: Hold(one.who, why, None, SINCE)
        for one in people
        if (why := data.draw(whys)) is not None
    }
    asides = [
        Aside(one.who, part, "x")
        for one in people
        if (part := data.draw(st.sampled_from([None, *ByHand]))) is not None
    ]
    entries = sheet_entries(people, holds, DAY, asides)
    sheet = Sheet(1, None, tuple(entries))
    sums = sheet.sums
    assert Counter(one.who for one in entries) == Counter(one.who for one in people)
    assert sums.register == sheet.register == len(people)
    assert sums.register == sums.called + sums.visited + sums.left_out
    for one in entries:
        assert one.who not in holds or one.part == Part.LEFT_OUT
        assert (one.why is None) == (one.part == Part.CALLED)
    near = {
        one.who.household
        for one in people
        if one.who in holds
        and holds[one.who].why == Why.POSITIVE
        and one.presence != Whereabouts.MOVED_OUT
    }
    assert not any(one.part == Part.CALLED and one.who.household in near for one in entries)


# -- what changed since ----------------------------------------------------------------------------


def sheet_of(*people: Person, late: Iterable[SheetEntry] = ()) -> Sheet:
    return Sheet(1, SINCE, (*sheet_entries(people, {}, DAY), *late))


def test_what_changed_is_who_came_who_went_and_of_whom_something_else_is_said() -> None:
    came, went, moved = person("r9"), person("r2"), person("r3", home="h2")
    frozen = sheet_of(person("r1"), went, moved)
    now = sheet_of(person("r1", presence=Whereabouts.AWAY), moved._replace(room="502"), came)
    found = [(was and was.name, new and new.name) for was, new in differences(frozen, now)]
    assert sorted(found, key=repr) == [("r1", "r1"), ("r2", None), ("r3", "r3"), (None, "r9")]
    assert differences(frozen, frozen) == []


def test_who_must_not_come_any_more_is_told_first() -> None:
    quiet, other, positive = person("r1"), person("r2", home="h2"), person("r3", home="h3")
    frozen = sheet_of(quiet, other, positive)
    people = (quiet._replace(presence=Whereabouts.AWAY), other, positive)
    now = Sheet(1, None, tuple(sheet_entries(people, held(positive.who, Why.POSITIVE), DAY)))
    assert [new and new.why for _was, new in differences(frozen, now)] == [Why.POSITIVE, Why.AWAY]


def test_who_moved_within_the_register_is_one_change_not_two() -> None:
    frozen, now = sheet_of(person("r1")), sheet_of(person("r1", home="h7")._replace(room="702"))
    ((was, new),) = differences(frozen, now)
    assert was is not None
    assert new is not None
    assert (was.room, new.room) == ("501", "702")


def test_who_came_late_is_no_difference() -> None:
    late = SheetEntry(Who("h5", "r5"), "r5", None, None, None, None, None, Part.LATE)
    assert differences(sheet_of(late=[late]), sheet_of(person("r5", home="h5"))) == []


def test_a_sheet_is_frozen_on_its_day_the_evening_before_or_afterwards() -> None:
    today = date(2022, 4, 9)
    assert freezing_problem(3, date(2022, 4, 10), today) is None
    assert freezing_problem(3, date(2022, 4, 8), today) is None
    early = freezing_problem(3, date(2022, 4, 11), today)
    assert early is not None
    assert (early.code, early.params["day"]) == ("round_too_early", "2022-04-11")
