"""Which copies may go: never for a clock that was wrong, and never without one that stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from models.maintenance import Copy, SecondPlace, rules
from models.times import LOCAL, local_date

NOW = datetime(2022, 4, 20, 18, 0, tzinfo=LOCAL)


def copy(ago: timedelta, reason: str = "daily", steps: int = 0) -> Copy:
    made = NOW - ago
    return Copy(Path(f"{made:%Y-%m-%dT%H%M%S}-{reason}.db"), made, reason, steps)


def left(copies: list[Copy], now: datetime = NOW) -> list[Copy]:
    gone = {one.copy for one in rules.spare(copies, now)}
    return [one for one in copies if one not in gone]


def days(count: int) -> list[Copy]:
    return [copy(timedelta(days=n)) for n in range(count)]


def test_of_two_weeks_all_days_are_kept_and_of_older_ones_the_newest_of_a_week() -> None:
    ages = [(NOW - one.made).days for one in left(days(40))]
    assert ages[:15] == list(range(15))
    weeks = [local_date(NOW - timedelta(days=age)).isocalendar()[1] for age in ages[15:]]
    assert len(weeks) == len(set(weeks)) == 5


def test_of_a_day_the_first_and_the_newest_are_kept_and_what_has_a_reason() -> None:
    hours = [copy(timedelta(days=1, minutes=30 * n), "changed", 40 - n) for n in range(20)]
    asked = copy(timedelta(days=1, hours=4, minutes=3), "before-import")
    assert left([*hours, asked, copy(timedelta())]) == [
        hours[0],
        hours[-1],
        asked,
        copy(timedelta()),
    ]


def test_of_the_day_that_runs_the_last_hours_are_kept() -> None:
    today = [copy(timedelta(minutes=30 * n), "changed") for n in range(20)]
    assert left(today) == [*today[: rules.KEEP_OF_TODAY], today[-1]]


def test_the_copy_with_the_newest_acts_is_kept_whatever_its_name_says() -> None:
    before, full, later = (
        copy(timedelta(days=1, hours=hours), "changed", steps)
        for hours, steps in ((9, 90), (6, 100), (3, 95))
    )
    last = copy(timedelta(days=1), "changed", 97)
    assert left([before, full, later, last, copy(timedelta())]) == [
        before,
        full,
        last,
        copy(timedelta()),
    ]


def test_a_clock_that_is_a_year_ahead_lets_nothing_go() -> None:
    kept = left(days(40))
    ahead = Copy(Path("ahead.db"), NOW + timedelta(days=365), "daily")
    assert left([*kept, ahead], ahead.made) == [*kept, ahead]


def test_every_further_day_with_the_wrong_clock_lets_go_what_a_day_does() -> None:
    kept = left(days(40))
    for n in range(5):
        ahead = Copy(Path(f"{n}.db"), NOW + timedelta(days=365 + n), "daily")
        before, kept = len(kept), left([*kept, ahead], ahead.made)
        assert len(kept) >= before - 1


def test_what_comes_from_the_future_is_neither_counted_nor_let_go() -> None:
    ahead = [Copy(Path(f"{n}.db"), NOW + timedelta(days=300 + n), "daily") for n in range(30)]
    assert left([*days(10), *ahead]) == [*days(10), *ahead]
    assert not rules.made_today(ahead, NOW)
    assert not rules.just_made(ahead, NOW)


moments = st.integers(0, 60 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(
    st.lists(st.builds(copy, moments, st.sampled_from(["daily", "changed"]), st.integers(0, 99)))
)
def test_what_stays_in_the_place_of_another_is_of_its_week_and_stays(copies: list[Copy]) -> None:
    found = rules.spare(copies, NOW)
    gone = {one.copy for one in found}
    for one, instead in found:
        assert instead not in gone
        assert instead.made >= one.made
        week = [local_date(each.made).isocalendar()[:2] for each in (one, instead)]
        assert week[0] == week[1]


def test_the_second_place_is_worth_saying_after_a_week() -> None:
    new = SecondPlace(Path("stick"), NOW - timedelta(days=8), NOW - timedelta(days=6))
    assert not rules.long_away(new, NOW)
    assert rules.long_away(new, NOW + timedelta(days=1))
    assert rules.long_away(new._replace(last=None), NOW), "it never was there"
