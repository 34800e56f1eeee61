"""Rules of testing in numbers: coverage, pace, positives by day, who waits for a test."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.call_sheet import OF_REGISTER, Part, Sampling
from models.results import Source
from models.testing.progress import (
    REGISTER,
    SOURCES,
    Coverage,
    LastTested,
    Pace,
    Place,
    Planned,
    Positive,
    SheetCount,
    Since,
    Untested,
    by_day,
    covered,
    expected,
    pace,
    since,
    untested,
)

SIX = datetime(2022, 4, 9, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = date(2022, 4, 9)

COUNTS = st.lists(
    st.builds(SheetCount, st.sampled_from(Part), st.sampled_from(Sampling), st.integers(0, 50))
)


@given(COUNTS, st.booleans())
def test_everybody_of_the_register_is_in_one_place(counts: list[SheetCount], over: bool) -> None:
    found = covered(counts, over=over)
    assert found.register == sum(one.people for one in counts if one.part in OF_REGISTER)
    assert found.called + found.left_out == found.register
    assert not (over and found.due)


def test_who_is_still_due_lacks_once_the_round_is_over() -> None:
    counts = [
        SheetCount(Part.CALLED, Sampling.DUE, 3),
        SheetCount(Part.VISITED, Sampling.MISSED, 1),
        SheetCount(Part.LEFT_OUT, Sampling.SAMPLED, 2),
        SheetCount(Part.LEFT_OUT, Sampling.DUE, 4),
        SheetCount(Part.STAFF, Sampling.SAMPLED, 9),
    ]
    assert covered(counts, over=False) == Coverage(sampled=2, missed=1, due=3, left_out=4)
    assert covered(counts, over=True) == Coverage(sampled=2, missed=4, left_out=4)


# -- pace ------------------------------------------------------------------------------------------


PLAN = (Planned(SIX, SIX + HOUR, 60), Planned(SIX + HOUR, SIX + 2 * HOUR, 30))


def test_what_is_expected_follows_the_batches() -> None:
    at = (SIX - HOUR, SIX, SIX + HOUR / 2, SIX + HOUR, SIX + 1.5 * HOUR, SIX + 5 * HOUR)
    assert [expected(90, PLAN, one) for one in at] == [0, 0, 30, 60, 75, 90]
    assert expected(45, PLAN, SIX + HOUR) == 30, "a plan of 90 of whom 45 are called"
    assert expected(45, (), SIX) is None
    assert expected(5, (Planned(SIX, SIX, 5),), SIX + HOUR) == 5, "no time at all"


def test_a_pace_tells_what_is_needed_and_when_the_last_is_through() -> None:
    of = Coverage(sampled=30, missed=10, due=50)
    found = pace(of, PLAN, (SIX + HOUR / 4, SIX + HOUR / 2), SIX + HOUR)
    assert found == Pace(60, 40, 50, SIX + HOUR + 1.25 * HOUR, SIX, SIX + 2 * HOUR)


def test_before_the_beginning_it_is_as_planned() -> None:
    found = pace(Coverage(due=90), PLAN, None, SIX - HOUR)
    assert found == Pace(0, None, 45, SIX + 2 * HOUR, SIX, SIX + 2 * HOUR)


def test_a_table_that_opened_late_or_just_now_tells_no_end() -> None:
    late = pace(Coverage(due=90), PLAN, None, SIX + HOUR)
    assert (late.an_hour, late.done_at, late.needed, late.expected) == (None, None, 90, 60)
    moment = SIX + timedelta(minutes=5)
    early = pace(Coverage(sampled=9, due=81), PLAN, (moment, moment), moment)
    assert (early.an_hour, early.done_at) == (None, None)


def test_once_all_are_through_it_is_told_when() -> None:
    last = SIX + 1.5 * HOUR
    found = pace(Coverage(sampled=80, settled=10), PLAN, (SIX, last), SIX + 9 * HOUR)
    assert (found.done_at, found.needed, found.an_hour) == (last, 0, 60)
    nobody = pace(Coverage(missed=3), PLAN, None, SIX + 9 * HOUR)
    assert (nobody.done_at, nobody.an_hour) == (None, None)


def test_past_the_end_nothing_is_needed_any_more_and_the_pace_goes_on() -> None:
    found = pace(Coverage(sampled=30, due=60), PLAN, (SIX, SIX + HOUR), SIX + 3 * HOUR)
    assert (found.needed, found.an_hour, found.done_at) == (None, 10, SIX + 9 * HOUR)


def test_a_round_without_a_plan_is_reckoned_from_the_first_who_was_sampled() -> None:
    found = pace(Coverage(sampled=20, due=10), (), (SIX, SIX + HOUR), SIX + HOUR)
    assert found == Pace(None, 20, None, SIX + 1.5 * HOUR, SIX, None)


@given(
    st.tuples(*[st.integers(0, 500)] * 5).map(lambda counts: Coverage(*counts)),
    st.integers(-120, 900),
    st.one_of(st.none(), st.integers(-60, 300)),
)
def test_a_pace_is_never_told_for_the_past(of: Coverage, at: int, first: int | None) -> None:
    now = SIX + timedelta(minutes=at)
    begun = None if first is None or first > at or not of.sampled else SIX + first * HOUR / 60
    found = pace(of if begun else of._replace(sampled=0), PLAN, begun and (begun, begun), now)
    assert 0 <= (found.expected or 0) <= of.called
    if of.due and found.done_at is not None:
        assert found.done_at > now
    assert found.an_hour is None or found.an_hour > 0


# -- positives -------------------------------------------------------------------------------------


def test_somebody_is_new_once_and_each_source_has_its_own() -> None:
    found = by_day(
        [
            Positive(DAY, Source.SINGLE, "a"),
            Positive(DAY - timedelta(days=2), Source.ANTIGEN, "a"),
            Positive(DAY, Source.SINGLE, "b"),
            Positive(DAY, REGISTER, "b"),
            Positive(DAY, Source.SINGLE, "a"),
        ],
        {DAY: (2, 19)},
    )
    assert [one.day for one in found] == [DAY, DAY - timedelta(days=1), DAY - timedelta(days=2)]
    today, between, first = found
    assert (today.people, today.tubes, today.in_tubes) == (1, 2, 19)
    assert dict(zip(SOURCES, today.by_source, strict=True)) == {
        **dict.fromkeys(SOURCES, 0),
        Source.SINGLE: 2,
        REGISTER: 1,
    }
    assert (between.people, between.tubes, sum(between.by_source)) == (0, 0, 0)
    assert (first.people, first.by_source[SOURCES.index(Source.ANTIGEN)]) == (1, 1)
    assert by_day([], {}) == []


# -- who was not tested for how long ---------------------------------------------------------------


def test_how_long_ago_is_told_in_days() -> None:
    told = [since(DAY - timedelta(days=ago), DAY) for ago in (-1, 0, 1, 2, 3, 40)]
    three = Since.THREE
    assert told == [Since.TODAY, Since.TODAY, Since.ONE, Since.TWO, three, three]
    assert since(None, DAY) is Since.NEVER


PEOPLE = st.lists(
    st.builds(
        LastTested,
        st.builds(Place, st.sampled_from("甲乙"), st.none(), st.sampled_from("12")),
        st.integers(1, 3),
        st.sampled_from(Since),
        st.integers(1, 9),
    ),
    max_size=30,
)


@given(PEOPLE)
def test_all_people_are_in_it_once_and_those_to_go_to_first_in_front(
    people: list[LastTested],
) -> None:
    found = untested(people)
    assert sum(one.people.register for one in found) == len(people)
    order = [one.people.urgency for one in found]
    assert order == sorted(order, reverse=True)
    for building in found:
        whole = Untested()
        for floor in building.floors:
            whole = whole.plus(floor.people)
        assert whole == building.people
        order = [one.people.urgency for one in building.floors]
        assert order == sorted(order, reverse=True)


def test_where_it_is_the_same_it_goes_from_the_top_down_to_the_door_that_waits_longest() -> None:
    here = Place("甲", None, "1")
    (found,) = untested(
        [
            LastTested(here, 1, Since.TWO, 11),
            LastTested(here, 2, Since.TODAY, 21),
            LastTested(here, 2, Since.NOT_DUE, 22),
            LastTested(here, 3, Since.TODAY, 31),
            LastTested(here, 3, Since.TWO, 32),
        ]
    )
    assert [(one.floor, one.household_no) for one in found.floors] == [(3, 32), (1, 11), (2, 21)]
    assert found.household_no == 32
