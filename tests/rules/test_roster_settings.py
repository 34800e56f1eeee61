"""The roster's settings: what the form shows, what it reads, what is kept."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.duties import DEFAULT_ROSTER, RosterSettings, Standing, Work
from models.duties.settings import from_kept, kept
from models.times import LOCAL
from screens.duties import settings as form

NOW = datetime(2022, 4, 9, 8, 0, tzinfo=LOCAL)

spans = st.integers(1, 48 * 60).map(lambda minutes: timedelta(minutes=minutes))
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
settings = st.builds(
    RosterSettings,
    rest=spans,
    least_rest=spans,
    work_per_rest=st.integers(1, 400).map(lambda hundredths: hundredths / 100),
    awake_most=spans,
    contact_days=st.integers(0, form.MOST_DAYS),
    shift=spans,
    standing=st.tuples(clocks, clocks, st.integers(1, form.MOST_PEOPLE)).map(
        lambda one: (Standing(Work.NIGHT, *one),)
    ),
)


@given(settings)
def test_what_the_form_shows_it_reads_and_what_is_kept_comes_back(one: RosterSettings) -> None:
    assert form.read_settings(form.settings_values(one), NOW) == one
    assert from_kept(kept(one)) == one


def test_what_was_never_set_is_the_default() -> None:
    assert from_kept({}) == DEFAULT_ROSTER
    assert from_kept({"rest": 300}).rest == timedelta(hours=5)
    assert from_kept({"standing": []}).standing == ()


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("rest", "soon", "span_unclear"),
        ("awake_most", "3 days", "span_unclear"),
        ("work_per_rest", "0", "ratio_unclear"),
        ("work_per_rest", "much", "ratio_unclear"),
        ("contact_days", "-1", "day_count_unclear"),
        ("night", "23-6", "standing_unclear"),
        ("night", "23:00-06:00 x0", "standing_unclear"),
        ("telephone", "25:00-06:00", "standing_unclear"),
    ],
)
def test_what_is_no_setting_is_told_at_its_field(field: str, text: str, code: str) -> None:
    found = form.read_settings({**form.settings_values(DEFAULT_ROSTER), field: text}, NOW)
    assert isinstance(found, list)
    assert [(problem.code, problem.field) for problem in found] == [(code, field)]


def test_what_people_type() -> None:
    typed = {
        **form.settings_values(DEFAULT_ROSTER),
        "rest": "5小时",
        "work_per_rest": "1.5:1",
        "telephone": "",
        "night": "22：00—6:00 2人",
        "patrol": "8:00-24:00",
    }
    found = form.read_settings(typed, NOW)
    assert isinstance(found, RosterSettings)
    assert (found.rest, found.work_per_rest) == (timedelta(hours=5), 1.5)
    assert found.standing == (
        Standing(Work.NIGHT, time(22), time(6), 2),
        Standing(Work.PATROL, time(8), time(0)),
    )
