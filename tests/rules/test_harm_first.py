"""Harm comes before promise and quiet hours: when what harms somebody is chased."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import ChaseInput, ChaseSettings, Outlook, Urgency
from models.chases import rules as chases
from models.problems import Problem
from models.requests import RequestKind, rules
from models.requests.reasons import why_first
from models.requests.urgency import urgency_of
from models.times import LOCAL, stored
from tests.rules.building import request_row, request_view

NOW = datetime(2022, 4, 9, 21, 30, tzinfo=LOCAL)
STANDARD = ChaseSettings()


def after(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


spans = st.integers(1, 60 * 72).map(lambda minutes: timedelta(minutes=minutes))
moments = st.integers(-72 * 3600, 72 * 3600).map(lambda seconds: NOW + timedelta(seconds=seconds))
to_come = st.integers(60, 240 * 3600).map(lambda seconds: NOW + timedelta(seconds=seconds))
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
settings = st.builds(
    ChaseSettings,
    chase_after=st.fixed_dictionaries(
        dict.fromkeys((Urgency.LIFE, Urgency.TODAY, Urgency.SOON), spans)
    ),
    retry_after=spans,
    retry_life=spans,
    harm_lead=spans,
    morning=clocks,
    quiet_from=clocks,
    quiet_until=clocks,
)
urgencies = st.sampled_from(Urgency)


@given(urgencies, settings, to_come, st.none() | to_come, st.none() | to_come, st.booleans())
def test_a_chase_always_falls_before_the_harm(
    urgency: Urgency,
    set_so: ChaseSettings,
    harm: datetime,
    promise: datetime | None,
    back: datetime | None,
    answered: bool,
) -> None:
    due = chases.next_chase(urgency, NOW, set_so, promise, back, harm_at=harm, answered=answered)
    assert NOW < due < harm
    if harm - set_so.harm_lead > NOW:
        assert due <= harm - set_so.harm_lead, "there is time to act"


@given(urgencies, settings, moments, st.none() | to_come, st.none() | to_come, st.booleans())
def test_what_harms_already_is_chased_within_a_day(
    urgency: Urgency,
    set_so: ChaseSettings,
    harm: datetime,
    promise: datetime | None,
    back: datetime | None,
    answered: bool,
) -> None:
    harm = min(harm, NOW)
    due = chases.next_chase(urgency, NOW, set_so, promise, back, harm_at=harm, answered=answered)
    assert NOW < due <= NOW + timedelta(days=1)
    worse = Urgency.LIFE if urgency is Urgency.LIFE else Urgency.TODAY
    if (back is None and promise is None) or worse is Urgency.LIFE:
        assert due <= NOW + set_so.chase_after[worse], "nothing puts a life off"


@given(urgencies, settings, st.none() | moments, st.none() | to_come)
def test_nobody_answering_is_never_later_than_somebody_answering(
    urgency: Urgency, set_so: ChaseSettings, harm: datetime | None, back: datetime | None
) -> None:
    due = [
        chases.next_chase(urgency, NOW, set_so, None, back, harm_at=harm, answered=answered)
        for answered in (False, True)
    ]
    assert due[0] <= due[1] or back is not None


@given(urgencies, settings, st.none() | moments)
def test_harm_only_brings_a_chase_forward(
    urgency: Urgency, set_so: ChaseSettings, harm: datetime | None
) -> None:
    without = chases.next_chase(urgency, NOW, set_so)
    assert chases.next_chase(urgency, NOW, set_so, harm_at=harm) <= without


@pytest.mark.parametrize(
    ("urgency", "harm", "promise", "due"),
    [
        ("today", after(24), after(90), after(22)),
        ("today", after(24), after(20), after(20)),
        ("today", after(3), after(90), after(1)),
        ("today", after(1), None, after(0.5)),
        ("today", after(1), after(90), after(0.5)),
        ("today", after(0), after(90), after(24)),
        ("today", after(0), after(9), after(9)),
        ("today", after(0), None, after(1)),
        ("today", after(9.4), None, after(1)),
        ("today", after(9.6), None, after(7.6)),
        ("today", after(11.5), None, after(9.5)),
        ("today", after(13), None, after(9.5)),
        ("soon", after(60), None, after(9.5)),
        ("routine", after(100), None, after(11.5)),
        ("life", after(0), after(2), after(0.25)),
        ("life", None, after(2), after(0.25)),
        ("life", after(30), after(2), after(1)),
        ("life", after(30), after(0.5), after(0.5)),
        ("life", after(60), after(40), after(1)),
        ("life", after(1), after(40), after(0.5)),
        ("routine", None, after(90), after(90)),
    ],
)
def test_harm_comes_before_promise_and_quiet_hours(
    urgency: str, harm: datetime | None, promise: datetime | None, due: datetime
) -> None:
    """It is 21:30; the quiet hours end 9½ hours later."""
    found = chases.next_chase(Urgency(urgency), NOW, STANDARD, promise, harm_at=harm)
    assert found == due


@pytest.mark.parametrize(
    ("urgency", "harm", "due"),
    [
        ("life", None, after(0.25)),
        ("today", None, after(2.5)),
        ("today", after(60), after(2.5)),
        ("today", after(3), after(1)),
        ("soon", None, after(9.5)),
        ("routine", None, after(11.5)),
    ],
)
def test_an_emergency_of_today_does_not_wait_for_the_morning(
    urgency: str, harm: datetime | None, due: datetime
) -> None:
    """It is 23:00, and who fell or is missing may be harmed by 07:00: safety before quiet hours."""
    at = after(1.5) if urgency == "today" and harm != after(3) else NOW
    assert (
        chases.next_chase(Urgency(urgency), at, harm_at=harm, outlook=Outlook(emergency=True))
        == due
    )


@pytest.mark.parametrize(
    ("urgency", "at", "due"),
    [
        ("life", after(0), after(5 / 60)),
        ("today", after(-2), after(-2 + 1 / 3)),
        ("soon", after(-2), after(-2 + 1 / 3)),
        ("routine", after(-2), after(-2 + 1 / 3)),
        ("today", after(0.4), after(9.5)),
    ],
)
def test_what_nobody_answered_is_tried_again_in_minutes(
    urgency: str, at: datetime, due: datetime
) -> None:
    assert chases.next_chase(Urgency(urgency), at, answered=False) == due


def test_an_errand_on_the_way_is_waited_for_unless_it_comes_behind_the_harm() -> None:
    def due(harm: datetime | None, back: datetime, urgency: Urgency = Urgency.TODAY) -> datetime:
        return chases.next_chase(urgency, NOW, STANDARD, None, back, harm_at=harm)

    assert due(after(9), after(4)) == after(4)
    assert due(after(5), after(6)) == after(3)
    assert due(after(-1), after(4)) == after(4), "somebody is on the way for it"
    assert due(after(-1), after(40)) == after(24)
    assert due(after(-1), after(4), Urgency.LIFE) == after(0.25)


@pytest.mark.parametrize(
    ("answered", "new", "ends"),
    [(False, None, False), (True, None, True), (True, after(2), True)],
)
def test_a_broken_promise_stays_until_somebody_answers(
    answered: bool, new: datetime | None, ends: bool
) -> None:
    chased = rules.chased(request_view(NOW, promised_until=stored(after(-1))), NOW)
    given_so = ChaseInput("街道", "", NOW, answered=answered, promised_until=new)
    assert chases.answers_promise(chased, given_so) is ends
    running = rules.chased(request_view(NOW, promised_until=stored(after(1))), NOW)
    assert not chases.answers_promise(running, given_so)


def test_nobody_who_did_not_answer_promised_anything() -> None:
    chased = rules.chased(request_view(NOW), NOW)
    given_so = ChaseInput("街道", "", NOW, answered=False, promised_until=after(1))
    assert chases.chase_problems(chased, given_so, NOW) == [
        Problem("promise_unanswered", {}, "promised_until")
    ]


@pytest.mark.parametrize(
    ("kind", "vital", "hours", "found"),
    [
        ("medicine", 1, 1, "today"),
        ("medicine", 1, 0, "life"),
        ("medicine", 1, -30, "life"),
        ("medicine", 0, -30, "today"),
        ("dialysis", 1, 26, "life"),
        ("dialysis", 1, 27, "soon"),
        ("food", 0, -100, "today"),
    ],
)
def test_what_somebody_dies_without_becomes_a_life_as_time_passes(
    kind: str, vital: int, hours: float, found: str
) -> None:
    one = request_view(NOW, kind=kind, urgency="soon", is_vital=vital, harm_at=stored(after(hours)))
    assert urgency_of(one, NOW) == found
    solved = one._replace(state="call_back")
    assert urgency_of(solved, NOW) != "life", "nobody dies of what is solved"


def test_it_is_asked_once_a_day_whether_there_is_still_any() -> None:
    ended = NOW - timedelta(days=2, hours=3)
    one = request_row(NOW, kind=str(RequestKind.MEDICINE), urgency="today", harm_at=stored(ended))
    one = one._replace(opened_at=stored(NOW - timedelta(days=4)))
    assert why_first(one, NOW).code == "still_any"
    asked = one._replace(told_at=stored(after(-2)))
    assert why_first(asked, NOW).code == "harm"
    assert not rules.still_any(asked, after(20))
    assert rules.still_any(asked, after(21)), "the next day it is asked again"
    assert not rules.still_any(one._replace(urgency="life"), NOW)
    assert not rules.still_any(one._replace(kind="repairs"), NOW)


@pytest.mark.parametrize(
    ("harm", "due", "overlooks"),
    [
        (after(30), after(90), True),
        (after(30), after(30), True),
        (after(30), after(29), False),
        (after(-5), after(1), False),
        (after(-5), after(25), True),
        (None, after(90), False),
    ],
)
def test_a_next_chase_set_without_the_harm_is_due_at_once(
    harm: datetime | None, due: datetime, overlooks: bool
) -> None:
    one = request_row(
        NOW, harm_at=None if harm is None else stored(harm), next_chase_at=stored(due)
    )
    assert rules.chase_due(one, NOW) is overlooks
    assert not rules.chase_due(one._replace(state="call_back"), NOW)
