"""By when somebody is harmed: answers as they are typed, and what each makes of a request."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import Urgency
from models.reading.kinds import harm_reasons
from models.requests import HarmAnswer, RequestKind
from models.requests.harm import BODY_KINDS, MOST_DAYS, USUAL_REASONS, Answer, harm_of, read_answer
from models.times import LOCAL

NOW = datetime(2022, 4, 9, 10, 0, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("n", Answer(HarmAnswer.NOW)),
        ("现在", Answer(HarmAnswer.NOW)),
        ("0", Answer(HarmAnswer.NOW)),
        (" T ", Answer(HarmAnswer.TONIGHT)),
        ("今晚", Answer(HarmAnswer.TONIGHT)),
        ("明天", Answer(HarmAnswer.TOMORROW)),
        ("3", Answer(HarmAnswer.DAYS, 3)),
        ("两天", Answer(HarmAnswer.DAYS, 2)),
        ("５ days", Answer(HarmAnswer.DAYS, 5)),
        ("不急", Answer(HarmAnswer.CAN_WAIT)),
        ("15:30", None),
        ("8点", None),
        ("04-10", None),
        ("9999", None),
        ("", None),
    ],
)
def test_an_answer_is_a_letter_or_a_word(typed: str, found: Answer | None) -> None:
    assert read_answer(typed) == found


@pytest.mark.parametrize(
    ("clock", "harm"),
    [
        ("09 10:00", "09 22:00"),
        ("09 21:30", "10 02:00"),
        ("09 23:45", "10 02:00"),
        ("10 01:30", "10 06:00"),
        ("10 05:30", "10 22:00"),
    ],
)
def test_tonight_ends_an_hour_ahead_at_least(clock: str, harm: str) -> None:
    now = datetime.fromisoformat(f"2022-04-{clock}+08:00")
    found = harm_of(Answer(HarmAnswer.TONIGHT), RequestKind.FOOD, now)
    assert found.at == datetime.fromisoformat(f"2022-04-{harm}+08:00")
    assert found.urgency is Urgency.TODAY


@pytest.mark.parametrize(
    ("clock", "harm"),
    [
        ("09 10:00", "10 12:00"),
        ("09 23:59", "10 12:00"),
        ("10 00:00", "10 12:00"),
        ("10 01:00", "10 12:00"),
        ("10 04:59", "10 12:00"),
        ("10 05:00", "11 12:00"),
    ],
)
def test_tomorrow_said_before_sleep_is_the_day_that_comes(clock: str, harm: str) -> None:
    now = datetime.fromisoformat(f"2022-04-{clock}+08:00")
    found = harm_of(Answer(HarmAnswer.TOMORROW), RequestKind.FOOD, now)
    assert found.at == datetime.fromisoformat(f"2022-04-{harm}+08:00")


def test_harm_now_is_a_matter_of_life_where_it_is_of_the_body() -> None:
    for kind in RequestKind:
        found = harm_of(Answer(HarmAnswer.NOW), kind, NOW)
        assert found.at == NOW
        assert found.urgency is (Urgency.LIFE if kind in BODY_KINDS else Urgency.TODAY)


def test_days_date_the_harm_and_count_what_runs_out() -> None:
    medicine = harm_of(Answer(HarmAnswer.DAYS, 2), RequestKind.MEDICINE, NOW)
    assert medicine == (Urgency.SOON, NOW + timedelta(days=2), "medicine_ends", 2)
    pipe = harm_of(Answer(HarmAnswer.DAYS, 5), RequestKind.REPAIRS, NOW)
    assert pipe == (Urgency.ROUTINE, NOW + timedelta(days=5), None, None)


def test_what_can_wait_has_no_harm() -> None:
    found = harm_of(Answer(HarmAnswer.CAN_WAIT), RequestKind.MEDICINE, NOW)
    assert found == (Urgency.ROUTINE, None, None, None)


@given(
    st.sampled_from(HarmAnswer),
    st.integers(1, MOST_DAYS),
    st.sampled_from(RequestKind),
    st.integers(0, 24 * 60),
)
def test_harm_never_comes_before_the_answer_and_later_harm_is_never_more_urgent(
    answer: HarmAnswer, days: int, kind: RequestKind, minute: int
) -> None:
    now = NOW + timedelta(minutes=minute)
    found = harm_of(Answer(answer, days), kind, now)
    assert found.at is None or found.at >= now
    later = harm_of(Answer(HarmAnswer.DAYS, days + 1), kind, now)
    order = list(Urgency)
    if answer is HarmAnswer.DAYS:
        assert order.index(found.urgency) <= order.index(later.urgency)


def test_usual_reasons_have_words() -> None:
    assert set(USUAL_REASONS.values()) <= set(harm_reasons())
