"""Days that calls name by a weekday or a number: those to come, over a month's and a year's end."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.reading.coming import promise_in
from models.reading.line import read_line
from models.reading.shapes import Reading
from models.times import LOCAL
from tests.rules.corpus_calls import SmallRegister

SATURDAY = datetime(2022, 4, 9, 8, 0, tzinfo=LOCAL)


def read(line: str, said_at: datetime = SATURDAY) -> Reading:
    return read_line(line, SmallRegister(), said_at)


@pytest.mark.parametrize(
    ("line", "days", "harm"),
    [
        ("insulin runs out Monday", 2, "11 08:00"),
        ("insulin runs out on Monday", 2, "11 08:00"),
        ("insulin runs out Monday morning", 2, "11 08:00"),
        ("insulin will be finished Tues 9am", 3, "12 09:00"),
        ("insulin lasts until Monday", 2, "11 08:00"),
        ("out of insulin by Monday noon", 2, "11 12:00"),
        ("formula runs out next Saturday", 7, "16 08:00"),
        ("dialysis on Monday at 9am", None, "11 09:00"),
        ("dialysis this afternoon", None, "09 14:00"),
        ("dialysis this afternoon at 3", None, "09 15:00"),
    ],
)
def test_a_weekday_to_come_is_when_harm_comes(line: str, days: int | None, harm: str) -> None:
    reading = read(line)
    assert reading.harm_at == datetime.fromisoformat(f"2022-04-{harm}+08:00")
    assert reading.days_left == days


@pytest.mark.parametrize(
    "line",
    ["no insulin since Monday", "insulin ran out on Monday", "on Monday her insulin ran out",
     "insulin was finished last Thursday", "no insulin until Monday",
     "no insulin, the next comes Monday", "insulin ran out need it Monday"],
)  # fmt: skip
def test_a_weekday_that_has_been_puts_no_harm_off(line: str) -> None:
    assert read(line).harm_at == SATURDAY


def test_a_treatment_that_was_had_is_not_missed() -> None:
    assert read("had dialysis this morning, back home").urgency == "today"
    assert read("had dialysis on Friday").urgency == "today"


@pytest.mark.parametrize(
    ("line", "now", "harm"),
    [
        ("胰岛素1月2日用完", "2022-12-30", "2023-01-02T08:00"),
        ("1月2日上午9点要去透析", "2022-12-30", "2023-01-02T09:00"),
        ("3号要去透析", "2022-12-30", "2023-01-03T08:00"),
        ("3号要去透析", "2022-04-30", "2022-05-03T08:00"),
        ("31号要去透析", "2022-04-30", "2022-04-30T08:00"),
        ("8号要去透析", "2022-04-09", "2022-04-09T08:00"),
        ("12月31日要去透析", "2023-01-01", "2023-01-01T08:00"),
    ],
)
def test_a_date_is_the_nearest_and_one_just_gone_was_missed(line: str, now: str, harm: str) -> None:
    said_at = datetime.fromisoformat(f"{now}T08:00+08:00")
    assert read(line, said_at).harm_at == datetime.fromisoformat(f"{harm}+08:00")


def test_what_is_promised_for_a_weekday_is_asked_after_then() -> None:
    assert promise_in("the car comes Monday", SATURDAY) == datetime(2022, 4, 11, 18, tzinfo=LOCAL)
    assert promise_in("this afternoon", SATURDAY) == datetime(2022, 4, 9, 18, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("line", "clock", "harm"),
    [
        ("dialysis at noon", 8, "09 12:00"),
        ("dialysis at 3pm", 8, "09 15:00"),
        ("dialysis at 3pm", 20, "09 20:00"),
        ("must be at dialysis by noon", 8, "09 12:00"),
        ("透析下午三点", 8, "09 15:00"),
        ("透析3点", 8, "09 15:00"),
        ("透析7点 车没来", 8, "09 08:00"),
        ("oxygen lasts until 10pm", 8, "09 22:00"),
        ("oxygen lasts until midnight", 8, "10 00:00"),
        ("oxygen lasts until 2am", 20, "10 02:00"),
        ("oxygen bottle empty by 10pm", 8, "09 22:00"),
        ("oxygen empty at noon", 8, "09 12:00"),
        ("oxygen runs out at 11pm", 20, "09 23:00"),
        ("oxygen runs out at 11pm, son comes tomorrow", 20, "09 23:00"),
        ("氧气能用到晚上10点", 8, "09 22:00"),
        ("氧气晚上11点用完", 8, "09 23:00"),
        ("氧气用到凌晨2点", 20, "10 02:00"),
        ("氧气晚上2点用完", 1, "09 02:00"),
        ("氧气10点半用完", 20, "09 22:30"),
    ],
)
def test_a_time_of_day_alone_is_when_a_life_is_harmed(line: str, clock: int, harm: str) -> None:
    reading = read(line, SATURDAY.replace(hour=clock))
    assert reading.harm_at == datetime.fromisoformat(f"2022-04-{harm}+08:00")
    assert reading.urgency == "life"


@pytest.mark.parametrize(
    "line", ["had dialysis at 9am, back home", "called at 7am, needs oxygen", "oxygen came at 7am"]
)
def test_a_time_of_day_of_what_has_been_is_no_harm(line: str) -> None:
    assert read(line).harm_at is None


@pytest.mark.parametrize(
    ("line", "day"),
    [("tomorrow he must go to dialysis at 9am", 10), ("dialysis Monday, at 9am", 11)],
)
def test_a_time_of_day_with_a_day_is_of_it(line: str, day: int) -> None:
    harm = read(line).harm_at
    assert harm is not None
    assert harm.day == day
