"""Dates with the name of their month, as English says them in a call and in a field."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models.reading.coming import deadline
from models.reading.english_dates import dates_in
from models.reading.line import read_line
from models.times import LOCAL, parse_moment
from tests.rules.corpus_calls import SmallRegister

NOW = datetime(2022, 4, 12, 20, 0, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("13 April 8am", "04-13 08:00"),
        ("13 april 8:30 am", "04-13 08:30"),
        ("13th April at 8", "04-13 08:00"),
        ("13th of April 3pm", "04-13 15:00"),
        ("on the 14th of April 7:30am", "04-14 07:30"),
        ("April 13 8am", "04-13 08:00"),
        ("April 13th at 8", "04-13 08:00"),
        ("Apr. 13, 2022 at 6am", "04-13 06:00"),
        ("Apr 14 2022 6am", "04-14 06:00"),
        ("14 Apr 2022, 6am", "04-14 06:00"),
        ("13-Apr 6:30", "04-13 06:30"),
        ("at 6am on April 13", "04-13 06:00"),
        ("at 8 on 13 April", "04-13 08:00"),
        ("April 13th in the afternoon", "04-13 14:00"),
        ("13 April morning at 6", "04-13 06:00"),
        ("13 April at 3", "04-13 15:00"),
        ("May 3rd at noon", "05-03 12:00"),
        ("3 May at 9am", "05-03 09:00"),
        ("13 April", "04-13 08:00"),
    ],
)
@pytest.mark.parametrize("order", ["dialysis {}", "she needs dialysis {}, no car"])
def test_a_call_tells_the_day_by_its_month(said: str, due: str, order: str) -> None:
    reading = read_line(order.format(said), SmallRegister(), NOW)
    assert reading.harm_at == datetime.fromisoformat(f"2022-{due}+08:00")
    assert reading.kind == "dialysis"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("building 5 may need help", []),
        ("she may 3 times", []),
        ("he marched 5 miles", []),
        ("31 June", []),
        ("2 January", ["2022-01-02"]),
        ("since 1 December 2021", ["2021-12-01"]),
        ("by 5 may", ["2022-05-05"]),
        ("from 13 april to april 15th", ["2022-04-13", "2022-04-15"]),
        ("at 8 april 13th", ["2022-04-13"]),
    ],
)
def test_what_is_a_date_and_what_is_not(text: str, days: list[str]) -> None:
    found = [day.isoformat() for *_place, day in dates_in(text.lower(), date(2022, 4, 12))]
    assert found == days


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("need hospital by April 14th 9am", "14 09:00"),
        ("need hospital by 9am April 14th", "14 09:00"),
        ("to hospital before 4pm 13 April", "13 16:00"),
        ("to hospital by 14 April", "14 08:00"),
        ("to hospital before 14 April", "14 00:00"),
        ("14日之前要到医院", "14 00:00"),
        ("4月14日前要到医院", "14 00:00"),
    ],
)
def test_a_date_by_which_something_has_to_be(text: str, by: str) -> None:
    found = deadline(text, NOW)
    assert found is not None
    assert found.at == datetime.fromisoformat(f"2022-04-{by}+08:00")


@pytest.mark.parametrize("said", ["13 April 8am", "13th of April 8am", "April 13th 8am"])
def test_a_field_reads_them_alike(said: str) -> None:
    assert parse_moment(said, NOW) == datetime(2022, 4, 13, 8, 0, tzinfo=LOCAL)
