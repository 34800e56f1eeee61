"""Times as people type them: one reader, whether it happened, is planned or is promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.emergency.rules import said_when
from models.problems import Refused
from models.reading.coming import promise_in
from models.times import (
    LOCAL,
    PROMISED_STILL,
    coming_moment,
    parse_moment,
    past_moment,
    read_clock,
    stored,
)
from models.typed_spans import minutes_in
from tests.conftest import BreakTable

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
LATE = datetime(2022, 4, 9, 23, tzinfo=LOCAL)
AFTER_MIDNIGHT = datetime(2022, 4, 10, 1, 30, tzinfo=LOCAL)
NEW_YEAR = datetime(2022, 12, 30, 8, tzinfo=LOCAL)


def promised(text: str, now: datetime) -> datetime:
    return coming_moment(text, now, PROMISED_STILL)


def told(at: datetime) -> str:
    return f"{at:%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("昨天", "04-08 00:00"),
        ("昨天20:00", "04-08 20:00"),
        ("昨天 8点", "04-08 08:00"),
        ("yesterday", "04-08 00:00"),
        ("Yesterday 20:00", "04-08 20:00"),
        ("前天", "04-07 00:00"),
        ("前天晚上9点", "04-07 21:00"),
        ("今天12:00", "04-09 12:00"),
        ("明天", "04-10 00:00"),
        ("大后天", "04-12 00:00"),
        ("tomorrow 9:00", "04-10 09:00"),
        ("tomorrow 8", "04-10 08:00"),
        ("8:00 tomorrow", "04-10 08:00"),
        ("tomorrow at noon", "04-10 12:00"),
        ("tomorrow morning", "04-10 08:00"),
        ("04-09T12:00", "04-09 12:00"),
        ("2022-04-09T12:00+08:00", "04-09 12:00"),
        ("04-10 09:00", "04-10 09:00"),
        ("04-08 20:00", "04-08 20:00"),
        ("4月8日20:00", "04-08 20:00"),
        ("四月八日晚上八点", "04-08 20:00"),
        ("2022年4月10日 8时30分", "04-10 08:30"),
        ("9 April 18:00", "04-09 18:00"),
        ("9 Apr 2022 1800", "04-09 18:00"),
        ("April 9th 6pm", "04-09 18:00"),
        ("10号下午", "04-10 14:00"),
        ("31号", "03-31 00:00"),
        ("周三9点", "04-13 09:00"),
        ("Monday 9:00", "04-11 09:00"),
        ("12:00", "04-09 12:00"),
        ("12：30", "04-09 12:30"),
        ("9am", "04-09 09:00"),
        ("9 p.m.", "04-09 21:00"),
        ("12am", "04-09 00:00"),
        ("12pm", "04-09 12:00"),
        ("0930", "04-09 09:30"),
        ("八点半", "04-09 08:30"),
        ("8点30分", "04-09 08:30"),
        ("8:30 p.m.", "04-09 20:30"),
        ("8.30pm", "04-09 20:30"),
        ("8.30 pm", "04-09 20:30"),
        ("3.30 p.m.", "04-09 15:30"),
        ("8.30 in the morning", "04-09 08:30"),
        ("8.30 o'clock", "04-09 08:30"),
        ("20.30", "04-09 20:30"),
        ("8.45", "04-09 08:45"),
        ("晚上8.30", "04-09 20:30"),
        ("tomorrow 8.30", "04-10 08:30"),
        ("4.10 8.30", "04-10 08:30"),
        ("4.10", "04-10 00:00"),
        ("4.10 晚上8点", "04-10 20:00"),
        ("下午3点半", "04-09 15:30"),
        ("下午三点三刻", "04-09 15:45"),
        ("下午四点前", "04-09 16:00"),
        ("中午", "04-09 12:00"),
        ("明早8点", "04-10 08:00"),
        ("明晚8点", "04-10 20:00"),
        ("昨晚", "04-08 19:00"),
        ("今晚23点", "04-09 23:00"),
        ("tonight 11pm", "04-09 23:00"),
        ("今晚2点", "04-10 02:00"),
        ("tonight 2am", "04-10 02:00"),
        ("今晚12点", "04-10 00:00"),
        ("24:00", "04-10 00:00"),
        ("+2h", "04-09 10:00"),
        ("+1h30m", "04-09 09:30"),
        ("+90", "04-09 09:30"),
        ("-20 min", "04-09 07:40"),
        ("in 20 minutes", "04-09 08:20"),
        ("2小时后", "04-09 10:00"),
        ("半个小时前", "04-09 07:30"),
        ("in half an hour", "04-09 08:30"),
        ("in an hour", "04-09 09:00"),
        ("two hours from now", "04-09 10:00"),
        ("this afternoon", "04-09 14:00"),
        ("this morning at 9", "04-09 09:00"),
        ("8 o'clock", "04-09 08:00"),
        ("eight o'clock tomorrow", "04-10 08:00"),
        ("half past nine", "04-09 09:30"),
        ("half past 9 in the evening", "04-09 21:30"),
        ("quarter to ten pm", "04-09 21:45"),
        ("a quarter past 3 pm", "04-09 15:15"),
        ("end of day", "04-09 18:00"),
        ("tomorrow by end of the day", "04-10 18:00"),
        ("明天下班前", "04-10 18:00"),
        ("now", "04-09 08:00"),
    ],
)
def test_a_time_is_read_as_people_type_it(said: str, read: str) -> None:
    assert told(parse_moment(said, NOW)) == read


@pytest.mark.parametrize(
    "said",
    [
        "明早8点",
        "明天早上8点",
        "明天上午8:00",
        "tomorrow morning 8:00",
        "8am tomorrow",
        "tomorrow 8am",
    ],
)
def test_tomorrow_morning_said_after_midnight_is_the_coming_one(said: str) -> None:
    """The same in fields, options and free text; from five on who says it has slept."""
    for now, day in ((AFTER_MIDNIGHT, 10), (AFTER_MIDNIGHT.replace(hour=4, minute=59), 10)):
        due = datetime(2022, 4, day, 8, tzinfo=LOCAL)
        assert parse_moment(said, now) == coming_moment(said, now) == due
        assert promise_in(said, now) == due
    up = AFTER_MIDNIGHT.replace(hour=5, minute=0)
    assert parse_moment(said, up) == promise_in(said, up) == datetime(2022, 4, 11, 8, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("said", "read"),
    [("明天", "04-10 08:00"), ("tomorrow", "04-10 08:00"), ("明晚", "04-10 19:00")],
)
def test_tomorrow_without_an_hour_said_before_sleep_is_the_coming_day(said: str, read: str) -> None:
    """As a call is read: who is promised something is asked after too soon, never a day late."""
    assert told(promised(said, AFTER_MIDNIGHT)) == read
    up = AFTER_MIDNIGHT.replace(hour=5, minute=0)
    assert promised(said, up).day == 11


@pytest.mark.parametrize(
    ("said", "read"),
    [("明天8点", "04-11 08:00"), ("明晚8点", "04-11 20:00"), ("明天", "04-11 00:00")],
)
def test_tomorrow_otherwise_stays_the_next_day_after_midnight(said: str, read: str) -> None:
    assert told(parse_moment(said, AFTER_MIDNIGHT)) == read


@pytest.mark.parametrize(
    "said",
    [
        "",
        "yesterday yesterday",
        "T12:00",
        "04-09T",
        "9",
        "25:00",
        "12:60",
        "02-30",
        "16.04",
        "3小时",
        "soon",
        "nine",
        "half past",
    ],
)
def test_what_is_no_time_is_not_guessed_at(said: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_moment(said, NOW)


@pytest.mark.parametrize(
    ("read", "said", "now", "moment"),
    [
        (promised, "凌晨2点", LATE, "04-10 02:00"),
        (promised, "9am", LATE, "04-10 09:00"),
        (promised, "22:30", LATE, "04-09 22:30"),
        (promised, "明天", LATE, "04-10 08:00"),
        (promised, "today", LATE, "04-09 23:59"),
        (promised, "8 April 9am", LATE, "04-08 09:00"),
        (promised, "今晚2点", AFTER_MIDNIGHT, "04-10 02:00"),
        (promised, "01-02 9:00", NEW_YEAR, "01-02 09:00"),
        (coming_moment, "14:00", LATE, "04-09 14:00"),
        (coming_moment, "凌晨2点", LATE, "04-10 02:00"),
        (coming_moment, "08:00", LATE, "04-10 08:00"),
        (past_moment, "23:50", AFTER_MIDNIGHT, "04-09 23:50"),
        (past_moment, "晚上11点", NOW, "04-08 23:00"),
        (past_moment, "凌晨2点", LATE, "04-09 02:00"),
        (past_moment, "11:00", NOW, "04-09 11:00"),
        (past_moment, "明天 9:00", NOW, "04-10 09:00"),
        (parse_moment, "凌晨2点", LATE, "04-10 02:00"),
        (parse_moment, "02:00", LATE, "04-09 02:00"),
    ],
)
def test_which_day_a_time_is_of_goes_by_whether_it_is_to_come(
    read: Callable[[str, datetime], datetime], said: str, now: datetime, moment: str
) -> None:
    assert told(read(said, now)) == moment


def test_around_new_year_a_date_is_the_nearest() -> None:
    assert parse_moment("01-02 9:00", NEW_YEAR).year == 2023


def test_harm_that_may_have_come_is_not_taken_for_tomorrows() -> None:
    """Safety of life goes before comfort: what harms somebody at nine, written at noon, is late."""
    noon = NOW.replace(hour=12)
    assert coming_moment("09:00", noon) < noon
    assert promised("08:30", noon) > noon


def test_a_line_of_an_emergency_begins_with_when_it_was() -> None:
    assert said_when("23:05 no bed", AFTER_MIDNIGHT)[0].day == 9
    assert said_when("8点半 没床", NOW.replace(hour=9)) == (NOW.replace(minute=30), "没床")


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("9:00", time(9)),
        ("9am", time(9)),
        ("下午3点半", time(15, 30)),
        ("24:00", time(0)),
        ("25:00", None),
        ("明早8点", None),
        ("明天", None),
    ],
)
def test_a_time_of_day_alone(said: str, clock: time | None) -> None:
    assert read_clock(said) == clock


@pytest.mark.parametrize("table", ["models/typed_times.toml", "reading/day_names.toml"])
def test_digits_are_read_whatever_became_of_the_words(break_table: BreakTable, table: str) -> None:
    break_table(table, " = ", " == ")
    for said in ("18:00", "04-10 09:00", "4月10日 9点半", "+2h"):
        assert parse_moment(said, NOW) > NOW
    with pytest.raises(Refused):
        parse_moment("明早8点", NOW)


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("15", 15),
        ("+15", 15),
        ("-10", -10),
        ("20分", 20),
        ("20 分钟", 20),
        ("二十分钟", 20),
        ("半小时", 30),
        ("四十", 40),
        ("晚20分", 20),
        ("早10分", -10),
        ("提前一小时", -60),
        ("1小时20分", 80),
        ("1h late", 60),
        ("20 min later", 20),
        ("10 min early", -10),
        ("half an hour", 30),
        ("9:45", None),
        ("9点55", None),
        ("soon", None),
        ("", None),
        ("-", None),
    ],
)
def test_how_much_later_is_read_in_digits_and_words(said: str, minutes: int | None) -> None:
    read = minutes_in(said)
    assert read == (None if minutes is None else timedelta(minutes=minutes))


def test_the_hour_that_comes_twice_is_kept_as_two():
    # In summers of the eighties clocks were put back in September.
    twice = datetime(1988, 9, 11, 1, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    again = twice.replace(fold=1)
    assert [stored(one) for one in (twice, again, twice)] == [
        "1988-09-10T16:30:00Z",
        "1988-09-10T17:30:00Z",
        "1988-09-10T16:30:00Z",
    ]
