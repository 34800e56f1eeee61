"""What somebody has no more of on a day that is said: when harm comes, in the words of callers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.line import read_line
from models.reading.shapes import Reading
from models.times import LOCAL
from tests.rules.corpus_calls import SmallRegister

EVENING = datetime(2022, 4, 12, 20, 0, tzinfo=LOCAL)


def read(line: str, said_at: datetime = EVENING) -> Reading:
    return read_line(line, SmallRegister(), said_at)


@pytest.mark.parametrize(
    ("line", "days", "harm"),
    [
        ("婴儿奶粉明天没有", 1, "13 08:00"),
        ("奶粉明天就没了", 1, "13 08:00"),
        ("宝宝奶粉后天没有了", 2, "14 08:00"),
        ("奶粉今晚吃完", 0, "12 20:00"),
        ("奶粉明早断", 1, "13 08:00"),
        ("尿不湿明天断", 1, "13 08:00"),
        ("奶粉明天见底", 1, "13 08:00"),
        ("尿不湿后天见底", 2, "14 08:00"),
        ("奶粉够到明早", 1, "13 08:00"),
        ("奶粉撑不过明天", 1, "13 08:00"),
        ("明天没奶粉了", 1, "13 08:00"),
        ("明天开始没有奶粉", 1, "13 08:00"),
        ("周四奶粉没有", 2, "14 08:00"),
        ("4月14日奶粉没有", 2, "14 08:00"),
        ("胰岛素明天没有", 1, "13 08:00"),
        ("胰岛素今晚打完", 0, "12 20:00"),
        ("胰岛素今晚十点没了", 0, "12 22:00"),
        ("胰岛素明早没了", 1, "13 08:00"),
        ("明天早上六点半胰岛素没了", 1, "13 06:30"),
        ("明天就没有胰岛素了", 1, "13 08:00"),
        ("药明天不够", 1, "13 08:00"),
        ("药明天就要断", 1, "13 08:00"),
        ("后天没药了", 2, "14 08:00"),
        ("药撑不到明天", 0, "12 20:00"),
        ("药撑不到后天", 1, "13 08:00"),
        ("氧气明天没有", None, "13 08:00"),
        ("氧气撑不过今晚", None, "12 20:00"),
        ("明天凌晨氧气没了", None, "13 03:00"),
        ("明天下午三点氧气用完", None, "13 15:00"),
        ("米明天没有", 1, "13 08:00"),
        ("家里菜明天不够吃", 1, "13 08:00"),
        ("米明晚吃完", 1, "13 19:00"),
        ("out of formula tomorrow", 1, "13 08:00"),
        ("formula runs out tonight", 0, "12 20:00"),
        ("we will be out of insulin tomorrow", 1, "13 08:00"),
        ("out of insulin by 10pm tonight", 0, "12 22:00"),
        ("no formula from tomorrow", 1, "13 08:00"),
        ("tomorrow we have no formula", 1, "13 08:00"),
        ("formula won't last until tomorrow", 0, "12 20:00"),
        ("insulin only until tomorrow", 1, "13 08:00"),
        ("oxygen runs out tomorrow at 6am", None, "13 06:00"),
        ("oxygen will be gone at 3pm tomorrow", None, "13 15:00"),
        ("food runs out the day after tomorrow", 2, "14 08:00"),
        ("insulin runs out on April 14th", 2, "14 08:00"),
        ("insulin runs out 14 April 7pm", 2, "14 19:00"),
        ("running out of milk powder tomorrow", 1, "13 08:00"),
    ],
)
def test_what_lacks_on_a_day_harms_then(line: str, days: int | None, harm: str) -> None:
    reading = read(line)
    assert reading.harm_at == datetime.fromisoformat(f"2022-04-{harm}+08:00")
    assert reading.days_left == days


@pytest.mark.parametrize(
    "line",
    ["奶粉没了 明天能送吗", "insulin ran out, need it tomorrow", "insulin ran out need it tomorrow",
     "no insulin please bring some tomorrow", "奶粉昨天没了", "没奶粉了",
     "奥氮平上礼拜五就断了", "降压药上周二断"],
)  # fmt: skip
def test_what_is_wanted_on_a_day_lacks_now(line: str) -> None:
    assert read(line).harm_at == EVENING


@pytest.mark.parametrize(
    "line", ["明天送药没有", "明天牛奶有没有", "明天没人送药", "明天没空去配药", "奶粉有没有"]
)
def test_a_question_and_an_act_that_was_not_done_are_no_lack(line: str) -> None:
    assert (read(line).harm_at, read(line).days_left) == (None, None)


THINGS = ("奶粉", "胰岛素", "降压药", "氧气", "大米", "尿不湿")
ENDS = (
    "没有",
    "没了",
    "没有了",
    "吃完",
    "用完",
    "断",
    "断了",
    "见底",
    "不够",
    "就没了",
    "要断",
    "用光",
)
DAYS = {"今晚": 0, "明天": 1, "明早": 1, "明晚": 1, "后天": 2, "大后天": 3, "4月14日": None}
CLOCKS = {"": None, "六点": 6, "9点": 9, "11点": 11}
ENGLISH_THINGS = ("formula", "insulin", "oxygen", "rice")
ENGLISH = (
    "{thing} runs out {day}",
    "out of {thing} {day}",
    "no {thing} {day}",
    "{thing} gone {day}",
    "{day} we have no {thing}",
    "{thing} will be gone {day}",
)
ENGLISH_DAYS = {"tonight": 0, "tomorrow": 1, "on 14 April": None, "April 14th": None,
                "the day after tomorrow": 2}  # fmt: skip
ENGLISH_CLOCKS = {"": None, " at 6am": 6, " 9am": 9, " at 3pm": 15, " at 11:00": 11}
MOMENTS = st.datetimes(datetime(2022, 4, 10), datetime(2022, 4, 13, 23, 59)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=LOCAL)
)


def latest(said_at: datetime, days: int | None, hour: int | None) -> datetime:
    """The last moment a day can mean, or a time of it; `days` None for 14 April."""
    day = said_at.replace(hour=0, minute=0)
    at = datetime(2022, 4, 14, tzinfo=LOCAL) if days is None else day + timedelta(days=days)
    return max(said_at, at + timedelta(hours=24 if hour is None else hour))


@given(
    MOMENTS,
    st.sampled_from(THINGS),
    st.sampled_from(list(DAYS)),
    st.sampled_from(list(CLOCKS)),
    st.sampled_from(ENDS),
    st.booleans(),
)
def test_nothing_lacks_later_than_is_said(
    said_at: datetime, thing: str, day: str, clock: str, ends: str, thing_first: bool
) -> None:
    line = f"{thing}{day}{clock}{ends}" if thing_first else f"我家{day}{clock}{thing}{ends}"
    late = day.endswith("晚")
    hour = None if CLOCKS[clock] is None else CLOCKS[clock] + (12 if late else 0)  # type: ignore[operator]
    if day == "明早" and hour is None:
        hour = 12
    harm = read(line, said_at).harm_at
    assert harm is not None, line
    assert said_at <= harm <= latest(said_at, DAYS[day], hour), line


@given(
    MOMENTS,
    st.sampled_from(ENGLISH_THINGS),
    st.sampled_from(ENGLISH),
    st.sampled_from(list(ENGLISH_DAYS)),
    st.sampled_from(list(ENGLISH_CLOCKS)),
)
def test_nothing_lacks_later_than_is_said_in_english(
    said_at: datetime, thing: str, saying: str, day: str, clock: str
) -> None:
    line = saying.format(thing=thing, day=day + ("" if day == "tonight" else clock))
    hour = None if day == "tonight" else ENGLISH_CLOCKS[clock]
    harm = read(line, said_at).harm_at
    assert harm is not None, line
    assert said_at <= harm <= latest(said_at, ENGLISH_DAYS[day], hour), line


@pytest.mark.parametrize("line", ["奶粉明天没有", "out of formula tomorrow"])
def test_tomorrow_said_before_sleep_is_the_day_that_comes_and_is_told(line: str) -> None:
    reading = read(line, datetime(2022, 4, 13, 1, 0, tzinfo=LOCAL))
    assert reading.harm_at is not None
    assert reading.harm_at <= datetime(2022, 4, 13, 8, 0, tzinfo=LOCAL)
    assert "coming_day" in reading.doubts
