"""Times still to come in free text: deadlines and promises."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models.reading.coming import deadline, promise_in
from models.times import LOCAL


def on(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2022-04-{day:02} {clock}").replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("said", "now", "until"),
    [
        ("今晚23点来车", on(9, "20:00"), on(9, "23:00")),
        ("tomorrow 9am", on(9, "20:00"), on(10, "09:00")),
        ("9am tomorrow", on(9, "20:00"), on(10, "09:00")),
        ("he comes at 9.30 pm", on(9, "20:00"), on(9, "21:30")),
        ("明早8点送到", on(9, "20:00"), on(10, "08:00")),
        ("明天上午送", on(9, "20:00"), on(10, "12:00")),
        ("明天下午3点半", on(9, "20:00"), on(10, "15:30")),
        ("今晚送来", on(9, "20:00"), on(9, "22:00")),
        ("今晚一点来车", on(9, "20:00"), on(10, "01:00")),
        ("15:30前给答复", on(9, "10:00"), on(9, "15:30")),
        ("下午三点回电", on(9, "10:00"), on(9, "15:00")),
        ("三点回电", on(9, "10:00"), on(9, "15:00")),
        ("8点回电", on(9, "20:30"), on(10, "08:00")),
        ("半小时内到", on(9, "10:00"), on(9, "10:30")),
        ("一个半小时后来", on(9, "10:00"), on(9, "11:30")),
        ("再过20分钟", on(9, "10:00"), on(9, "10:20")),
        ("within an hour", on(9, "10:00"), on(9, "11:00")),
        ("in 20 minutes", on(9, "10:00"), on(9, "10:20")),
        ("by 5 we call back", on(9, "10:00"), on(9, "17:00")),
        ("周一上午9点", on(9, "10:00"), on(11, "09:00")),
        ("in two hours", on(9, "10:00"), on(9, "12:00")),
        ("within three hours", on(9, "10:00"), on(9, "13:00")),
        ("in half an hour", on(9, "10:00"), on(9, "10:30")),
        ("in a couple of days", on(9, "10:00"), on(11, "10:00")),
        ("两天后送到", on(9, "10:00"), on(11, "10:00")),
        ("11号送", on(9, "10:00"), on(11, "18:00")),
        ("13号送到", on(9, "10:00"), on(13, "18:00")),
        ("13号之前送到", on(9, "10:00"), on(13, "00:00")),
        ("13号下午3点送", on(9, "10:00"), on(13, "15:00")),
        ("3号来人", on(9, "10:00"), datetime(2022, 5, 3, 18, tzinfo=LOCAL)),
        ("明天送来", on(9, "10:00"), on(10, "18:00")),
        ("they will deliver tomorrow", on(9, "10:00"), on(10, "18:00")),
        ("今天下班前", on(9, "10:00"), on(9, "18:00")),
        ("明天下班前答复", on(9, "10:00"), on(10, "18:00")),
        ("by the end of the day", on(9, "10:00"), on(9, "18:00")),
        ("今天下班前", on(9, "19:00"), None),
        ("今天没有车", on(9, "10:00"), None),
        ("明天没法送", on(9, "10:00"), None),
        ("nobody will come tomorrow", on(9, "10:00"), None),
        ("等了两小时了", on(9, "10:00"), None),
        ("昨天下午3点说过", on(9, "10:00"), None),
        ("好一点了 再等等", on(9, "10:00"), None),
        ("没有床位", on(9, "10:00"), None),
        ("by 3 people", on(9, "10:00"), None),
        ("2号楼1805", on(9, "10:00"), None),
        ("", on(9, "10:00"), None),
    ],
)
def test_what_somebody_said_names_until_when(
    said: str, now: datetime, until: datetime | None
) -> None:
    assert promise_in(said, now) == until


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("下午四点前要到医院复诊", on(9, "16:00")),
        ("四点之前要到医院", on(9, "16:00")),
        ("16:00前到医院", on(9, "16:00")),
        ("must be at the hospital before 4pm", on(9, "16:00")),
        ("has to be there by 4", on(9, "16:00")),
        ("明天下午4点前", on(10, "16:00")),
        ("8点前要到医院", on(9, "08:00")),
        ("下午四点到医院", None),
        ("15:00 前客堂漏水", None),
        ("3天前来过", None),
    ],
)
def test_a_deadline_is_what_something_has_to_be_before(said: str, until: datetime | None) -> None:
    found = deadline(said, on(9, "07:42"))
    assert (None if found is None else found.at) == until


def test_a_time_that_is_named_is_never_in_the_past() -> None:
    for hour in range(24):
        now = on(9, "00:00") + timedelta(hours=hour, minutes=30)
        for said in ("四点", "下午4点", "今晚8点", "16:00", "4pm", "明天", "9点前"):
            found = promise_in(said, now)
            assert found is None or found > now
