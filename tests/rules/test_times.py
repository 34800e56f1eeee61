"""Times as people type them."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.times import LOCAL, parse_moment

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("said", "day", "hour"),
    [
        ("昨天", 8, 0),
        ("昨天20:00", 8, 20),
        ("昨天 8点", 8, 8),
        ("yesterday", 8, 0),
        ("Yesterday 20:00", 8, 20),
        ("前天", 7, 0),
        ("今天12:00", 9, 12),
        ("明天", 10, 0),
        ("tomorrow 9:00", 10, 9),
        ("04-09T12:00", 9, 12),
        ("04-08 20:00", 8, 20),
        ("4月8日20:00", 8, 20),
        ("12:00", 9, 12),
    ],
)
def test_a_day_by_its_name_or_number_with_a_time_or_without(said: str, day: int, hour: int) -> None:
    assert parse_moment(said, NOW) == datetime(2022, 4, day, hour, tzinfo=LOCAL)


@pytest.mark.parametrize("said", ["", "yesterday yesterday", "T12:00", "04-09T", "昨晚", "大后天"])
def test_what_is_no_time_is_not_guessed_at(said: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_moment(said, NOW)
