"""Load: hours worked, rested and awake, and what a duty would make too much."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.duties import DEFAULT_ROSTER, DutyInput, DutyRow, Role, RosterSettings, Work
from models.duties import load as rules
from models.duties import rules as duty_rules
from models.times import LOCAL, loaded, stored

DAY = datetime(2022, 4, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)


def at(hour: float) -> datetime:
    """An hour of 9 April; 26 is two in the morning of the tenth."""
    return DAY + hour * HOUR


def held(starts: float, ends: float, work: Work = Work.PATROL, no: int = 1) -> DutyRow:
    return DutyRow(
        no, str(no), 1, "石磊", work, Role.HAND, stored(at(starts)), stored(at(ends)),
        None, "后门", "",
    )  # fmt: skip


def wanted(starts: float, ends: float, work: Work = Work.SESSION) -> DutyInput:
    role = Role.LEAD if work is Work.SESSION else Role.HAND
    return DutyInput(1, work, role, at(starts), at(ends))


def codes(
    given: DutyInput, *duties: DutyRow, settings: RosterSettings = DEFAULT_ROSTER
) -> set[str]:
    found = duty_rules.concerns(given, duty_rules.Times("石磊", duties), (), settings)
    assert not any(concern.refuses for concern in found)
    return {concern.problem.code for concern in found}


spans = st.tuples(st.integers(-24 * 4, 24 * 4), st.integers(1, 40)).map(
    lambda pair: held(pair[0] / 4, (pair[0] + pair[1]) / 4)
)
rests = spans.map(lambda row: row._replace(work=Work.REST))
moments = st.integers(-24 * 4, 40 * 4).map(lambda quarter: at(quarter / 4))


# -- what somebody has behind her ------------------------------------------------------------------


def test_nobody_has_worked_who_has_no_duties() -> None:
    assert rules.load([], at(12), DEFAULT_ROSTER) == (0, 24 * 60, 0, 0)
    assert rules.load([held(13, 14)], at(12), DEFAULT_ROSTER) == (0, 24 * 60, 0, 0)


def test_short_pauses_are_no_rest_and_long_ones_are_sleep() -> None:
    day = [held(6, 10), held(10.5, 14), held(16, 20)]
    assert rules.load(day, at(20), DEFAULT_ROSTER) == (690, 12 * 60, 4 * 60, 14 * 60)
    assert rules.load([*day, held(26, 27)], at(27), DEFAULT_ROSTER)[2:] == (60, 60)
    assert rules.load(day, at(20.5), DEFAULT_ROSTER)[2:] == (270, 870)
    assert rules.load(day, at(21), DEFAULT_ROSTER).since_rest_minutes == 0


def test_a_rest_given_is_sleep_from_half_of_what_is_wanted() -> None:
    work = [held(6, 14), held(18, 22)]
    assert rules.load([*work, held(15, 18, Work.REST)], at(22), DEFAULT_ROSTER)[3] == 4 * 60
    assert rules.load([*work, held(15, 17, Work.REST)], at(22), DEFAULT_ROSTER)[3] == 16 * 60
    broken = [*work, held(15, 18, Work.REST), held(16, 17)]
    assert rules.load(broken, at(22), DEFAULT_ROSTER)[3] == 16 * 60


@given(st.lists(spans, max_size=6), st.lists(rests, max_size=2), moments)
def test_load_stays_within_the_day_and_in_order(
    work: list[DutyRow], rest: list[DutyRow], moment: datetime
) -> None:
    found = rules.load([*work, *rest], moment, DEFAULT_ROSTER)
    assert 0 <= found.work_minutes <= 24 * 60
    assert 0 <= found.rest_minutes <= 24 * 60 - found.work_minutes
    assert 0 <= found.since_rest_minutes <= found.awake_minutes
    minutes = [moment - timedelta(minutes=15 * quarter) for quarter in range(96)]
    spans_of = [(duty.starts_at, duty.ends_at) for duty in work]
    busy = sum(
        any(s <= stored(m - timedelta(minutes=15)) < e for s, e in spans_of) for m in minutes
    )
    assert found.work_minutes == 15 * busy


@given(st.lists(spans, max_size=5), st.lists(rests, max_size=2), spans, moments)
def test_more_work_never_means_less_load(
    work: list[DutyRow], rest: list[DutyRow], more: DutyRow, moment: datetime
) -> None:
    before = rules.load([*work, *rest], moment, DEFAULT_ROSTER)
    after = rules.load([*work, *rest, more], moment, DEFAULT_ROSTER)
    assert after.work_minutes >= before.work_minutes
    assert after.rest_minutes <= before.rest_minutes
    assert after.awake_minutes >= before.awake_minutes
    assert after.since_rest_minutes >= before.since_rest_minutes


@given(st.lists(spans, max_size=5), spans)
def test_warnings_say_what_the_load_is_and_never_refuse(work: list[DutyRow], new: DutyRow) -> None:
    given = DutyInput(1, Work.PATROL, Role.HAND, *_span(new))
    for problem in rules.load_problems(given, work, DEFAULT_ROSTER):
        moment = problem.params["at"]
        assert isinstance(moment, datetime)
        found = rules.load([*work, new], moment, DEFAULT_ROSTER)
        if problem.code == "load_over":
            assert found.work_minutes > 2 * found.rest_minutes
        else:
            assert problem.code == "awake_long"
            assert found.awake_minutes > 18 * 60
    concerns = duty_rules.concerns(given, duty_rules.Times(held=work))
    assert not any(c.refuses for c in concerns if c.problem.code in ("load_over", "awake_long"))


def _span(row: DutyRow) -> tuple[datetime, datetime]:
    return loaded(row.starts_at), loaded(row.ends_at)


# -- what a duty would make too much ---------------------------------------------------------------


def test_a_night_to_two_and_a_lead_at_six_is_flagged_either_way_round() -> None:
    night, lead = held(20, 26, Work.NIGHT), held(30, 34, Work.SESSION)
    assert "rest_short" in codes(wanted(30, 34), night)
    assert "rest_short" in codes(wanted(20, 26, Work.NIGHT), lead)
    assert "rest_short" not in codes(wanted(32, 34), night)
    kind = RosterSettings(rest=4 * HOUR)
    assert "rest_short" not in codes(wanted(30, 34), night, settings=kind)


def test_more_than_two_hours_of_work_for_one_of_rest_is_flagged() -> None:
    day = held(6, 14), held(15, 22)
    assert codes(wanted(22, 23), *day) == set()
    assert "load_over" in codes(wanted(22, 24), *day)
    strict = RosterSettings(work_per_rest=1)
    assert "load_over" in codes(wanted(22, 23), *day, settings=strict)


def test_a_duty_that_takes_the_sleep_before_a_later_one_is_flagged_now() -> None:
    later = held(8, 18), held(28, 40, no=2)
    assert "awake_long" not in codes(wanted(19, 20, Work.PATROL), *later)
    assert "awake_long" in codes(wanted(22, 24, Work.PATROL), *later)


def test_rest_is_never_too_much() -> None:
    assert "load_over" in codes(wanted(22, 24, Work.PATROL), held(4, 22))
    assert "load_over" not in codes(wanted(22, 24, Work.REST), held(4, 22))
