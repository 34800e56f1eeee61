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
def test_a_date_is_the_nearest_and_one_just_gone_was_missed(
    line: str, now: str, harm: str
) -> None:
    said_at = datetime.fromisoformat(f"{now}T08:00+08:00")
    assert read(line, said_at).harm_at == datetime.fromisoformat(f"{harm}+08:00")


def test_what_is_promised_for_a_weekday_is_asked_after_then() -> None:
    assert promise_in("the car comes Monday", SATURDAY) == datetime(2022, 4, 11, 18, tzinfo=LOCAL)
    assert promise_in("this afternoon", SATURDAY) == datetime(2022, 4, 9, 18, tzinfo=LOCAL)
