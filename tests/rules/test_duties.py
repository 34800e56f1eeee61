"""Who can take a duty and how work is covered: conflicts, absence, hours, rest, gaps."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.duties import DutyInput, DutyRow, Role, Work, rules
from models.roster import PresenceView
from models.times import LOCAL, stored

DAY = datetime(2022, 4, 9, tzinfo=LOCAL)


def at(clock: str, day: int = 0) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return DAY + timedelta(days=day, hours=hours, minutes=minutes)


def wanted(
    starts: datetime, ends: datetime, work: Work = Work.SESSION, role: Role = Role.LEAD
) -> DutyInput:
    return DutyInput(1, work, role, starts, ends)


def held(starts: datetime, ends: datetime, work: Work = Work.SESSION, no: int = 1) -> DutyRow:
    return DutyRow(
        no, str(no), 1, "石磊", work, Role.LEAD, stored(starts), stored(ends),
        None, "弄口", "",
    )  # fmt: skip


def present(
    place: str, since: datetime, until: datetime | None = None, reach: str = "any_time"
) -> PresenceView:
    end = None if until is None else stored(until)
    return PresenceView("p", 1, place, reach, None, None, stored(since), end, None, "")


def codes(found: list[rules.Concern]) -> list[str]:
    return [concern.problem.code for concern in found]


moments = st.integers(0, 4 * 24 * 60).map(lambda minutes: DAY + timedelta(minutes=minutes))
spans = st.tuples(moments, st.integers(1, 600)).map(
    lambda pair: (pair[0], pair[0] + timedelta(minutes=pair[1]))
)


@given(spans, spans)
def test_busy_is_mutual_and_needs_shared_time(
    one: tuple[datetime, datetime], other: tuple[datetime, datetime]
) -> None:
    there = "person_busy" in codes(rules.concerns(wanted(*one), rules.Times(held=[held(*other)])))
    back = "person_busy" in codes(rules.concerns(wanted(*other), rules.Times(held=[held(*one)])))
    shared = max(one[0], other[0]) < min(one[1], other[1])
    assert there == back == shared


def test_a_duty_that_begins_as_another_ends_is_no_conflict() -> None:
    times = rules.Times(held=[held(at("09:00"), at("12:00"))])
    assert codes(rules.concerns(wanted(at("12:00"), at("13:00")), times)) == []


def test_conflict_names_person_place_and_time() -> None:
    times = rules.Times("石磊", [held(at("09:00"), at("12:00"))])
    (concern,) = rules.concerns(wanted(at("11:00"), at("13:00")), times)
    assert concern.refuses
    assert concern.problem.params["person"] == "石磊"
    assert concern.problem.params["where"] == "弄口"
    assert concern.problem.params["ends"] == at("12:00")


def test_the_duty_being_replaced_is_not_counted() -> None:
    times = rules.Times(held=[held(at("09:00"), at("12:00"), no=7)])
    assert codes(rules.concerns(wanted(at("09:00"), at("12:00")), times, ignore=(7,))) == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("isolated", "person_isolated"),
        ("hospital", "person_hospital"),
        ("away", "person_away"),
    ],
)
def test_absent_people_are_refused(place: str, code: str) -> None:
    times = rules.Times(presences=[present(place, at("00:00"))])
    (concern,) = rules.concerns(wanted(at("09:00"), at("10:00")), times)
    assert (concern.problem.code, concern.refuses) == (code, True)


def test_absence_that_begins_during_the_duty_counts_and_one_that_is_over_does_not() -> None:
    duty = wanted(at("09:00"), at("12:00"))
    later = rules.Times(presences=[present("isolated", at("11:00"))])
    over = rules.Times(
        presences=[present("isolated", at("00:00"), at("09:00")), present("on_site", at("09:00"))]
    )
    assert codes(rules.concerns(duty, later)) == ["person_isolated"]
    assert codes(rules.concerns(duty, over)) == []


def test_home_is_no_absence() -> None:
    times = rules.Times(presences=[present("home", at("00:00"))])
    assert codes(rules.concerns(wanted(at("09:00"), at("12:00")), times)) == []


@pytest.mark.parametrize(("reach", "refused"), [("any_time", False), ("no", True)])
def test_the_isolated_still_answer_telephones_while_they_can_be_reached(
    reach: str, refused: bool
) -> None:
    times = rules.Times(presences=[present("isolated", at("00:00"), reach=reach)])
    duty = wanted(at("09:00"), at("12:00"), Work.TELEPHONE, Role.HAND)
    (found,) = rules.concerns(duty, times)
    assert found.refuses == refused
    assert found.problem.code == ("person_isolated" if refused else "afar_isolated")


@pytest.mark.parametrize(
    ("opens", "closes", "starts", "ends", "within"),
    [
        (None, None, "03:00", "04:00", True),
        (480, 1080, "08:00", "18:00", True),
        (480, 1080, "07:59", "09:00", False),
        (480, 1080, "17:00", "18:01", False),
        (1200, 1560, "23:00", "25:30", True),
        (1200, 120, "23:00", "25:30", True),
        (1200, 1560, "01:00", "02:00", True),
        (None, 720, "11:00", "12:30", False),
    ],
)
def test_hours_may_run_past_midnight(
    opens: int | None, closes: int | None, starts: str, ends: str, within: bool
) -> None:
    duty = wanted(at(starts), at(ends))
    assert rules.within_hours(duty, opens, closes) is within
    found = rules.concerns(duty, rules.Times(available_from=opens, available_until=closes))
    assert [c.refuses for c in found] == ([] if within else [False])


def test_a_guide_until_two_who_leads_at_six_is_warned_of_in_either_order() -> None:
    guide = (at("22:00", -1), at("02:00"))
    lead = (at("06:00"), at("09:00"))
    for first, second in ((guide, lead), (lead, guide)):
        (concern,) = rules.concerns(wanted(*second), rules.Times(held=[held(*first)]))
        assert (concern.problem.code, concern.refuses) == ("rest_short", False)
        assert concern.problem.params["hours"] == "4"
    rested = wanted(at("08:00"), at("09:00"))
    assert codes(rules.concerns(rested, rules.Times(held=[held(*guide)]))) == []


def test_day_duties_one_after_the_other_need_no_rest_between() -> None:
    times = rules.Times(held=[held(at("09:00"), at("12:00"))])
    assert codes(rules.concerns(wanted(at("13:00"), at("15:00")), times)) == []


def test_waking_somebody_from_rest_is_a_warning() -> None:
    times = rules.Times(held=[held(at("07:00"), at("13:00"), Work.REST)])
    (concern,) = rules.concerns(wanted(at("09:00"), at("10:00")), times)
    assert (concern.problem.code, concern.refuses) == ("rest_broken", False)


def test_what_refuses_stands_first_and_a_duty_without_length_is_refused() -> None:
    times = rules.Times(
        held=[held(at("09:00"), at("12:00"), Work.REST)],
        presences=[present("away", at("00:00"))],
        available_from=600,
        available_until=660,
    )
    found = rules.concerns(wanted(at("09:00"), at("12:00")), times)
    assert codes(found) == ["person_away", "rest_broken", "outside_hours"]
    assert codes(rules.concerns(wanted(at("09:00"), at("09:00")), times)) == [
        "duty_ends_before_start"
    ]


def test_load_counts_what_falls_into_the_span_without_rest() -> None:
    duties = [
        held(at("22:00", -1), at("02:00")),
        held(at("03:00"), at("08:00"), Work.REST),
        held(at("09:00"), at("10:30")),
    ]
    assert rules.minutes_of(duties, at("00:00"), at("10:00")) == 120 + 60


def test_a_volunteer_whose_building_is_closed_cannot_come_out() -> None:
    times = rules.Times("石磊", closed_until=at("12:00").date())
    for work, expected in (
        (Work.SESSION, ["building_closed"]),
        (Work.TELEPHONE, []),
        (Work.REST, []),
    ):
        given = wanted(at("09:00"), at("12:00"), work)
        assert codes(rules.concerns(given, times)) == expected
    next_day = wanted(at("09:00", 1), at("12:00", 1))
    assert rules.concerns(next_day, times) == []
