"""The queue's settings as a form says them."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import Urgency
from models.requests import DEFAULT_SETTINGS, QueueSettings
from models.requests.settings import kept
from models.spans import read_span
from models.times import LOCAL
from screens.requests.settings import read_settings, settings_values

NOW = datetime(2022, 4, 9, 8, 0, tzinfo=LOCAL)

minutes = st.integers(1, 2000).map(lambda count: timedelta(minutes=count))
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(
    st.builds(
        QueueSettings,
        chase_after=st.fixed_dictionaries(
            dict.fromkeys((Urgency.LIFE, Urgency.TODAY, Urgency.SOON), minutes)
        ),
        retry_after=minutes,
        retry_life=minutes,
        harm_lead=minutes,
        morning=clocks,
        quiet_from=clocks,
        quiet_until=clocks,
        today_within=minutes,
        soon_within=minutes,
        due_within=minutes,
        rung_after=st.integers(1, 99),
        told_within=st.fixed_dictionaries(dict.fromkeys(Urgency, minutes)),
    )
)
def test_what_the_form_shows_it_reads_back(settings: QueueSettings) -> None:
    assert read_settings(DEFAULT_SETTINGS, settings_values(settings), NOW) == settings


def test_what_is_kept_is_plain() -> None:
    found = kept(DEFAULT_SETTINGS)
    assert (found["chase_life"], found["told_today"], found["quiet_from"]) == (15, 240, "22:00")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("90", 90),
        ("4h", 240),
        ("4 小时", 240),
        ("2天", 2880),
        ("30分钟", 30),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("99999999", None),
        ("", None),
    ],
)
def test_spans(text: str, found: int | None) -> None:
    assert read_span(text) == (None if found is None else timedelta(minutes=found))


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"chase_life": "x"}, "span_unclear", "chase_life"),
        ({"told_soon": "0"}, "span_unclear", "told_soon"),
        ({"quiet_from": "25:00"}, "clock_unclear", "quiet_from"),
        ({"rung_after": "0"}, "count_unclear", "rung_after"),
    ],
)
def test_what_is_wrong_stands_at_its_field(changes: dict[str, str], code: str, field: str) -> None:
    found = read_settings(DEFAULT_SETTINGS, {**settings_values(DEFAULT_SETTINGS), **changes}, NOW)
    assert isinstance(found, list)
    assert [(p.code, p.field) for p in found] == [(code, field)]


def test_what_the_form_does_not_ask_stays() -> None:
    before = QueueSettings(
        chase_after={**DEFAULT_SETTINGS.chase_after, Urgency.ROUTINE: timedelta(1)}
    )
    typed = {**settings_values(before), "morning": "08:15"}
    after = read_settings(before, typed, NOW)
    assert isinstance(after, QueueSettings)
    assert after.morning == time(8, 15)
    assert after.chase_after == before.chase_after
