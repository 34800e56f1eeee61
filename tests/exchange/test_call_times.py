"""When the calls of a file came that is brought in hours later."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data.exchange.call_times import heading_day, when
from models.times import LOCAL


def on(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2022-04-{day:02} {clock}").replace(tzinfo=LOCAL)


def came(text: str, now: datetime) -> list[str | None]:
    found = when(list(enumerate(text.split("\n"), 1)), now)
    said = [found[number] for number in sorted(found)]
    return [None if at is None else f"{at.astimezone(LOCAL):%d %H:%M}" for at in said]


@pytest.mark.parametrize(
    ("text", "now", "found"),
    [
        ("23:40 甲\n01:10 乙\n07:30 丙", on(9, "08:00"), ["08 23:40", "09 01:10", "09 07:30"]),
        ("07:30 甲\n01:10 乙\n23:40 丙", on(9, "08:00"), ["09 07:30", "09 01:10", "08 23:40"]),
        ("23:40 甲\n14:30 乙\n12:00 丙", on(9, "15:00"), ["08 23:40", "08 14:30", "08 12:00"]),
        ("12:00 甲\n14:30 乙\n23:40 丙", on(9, "15:00"), ["08 12:00", "08 14:30", "08 23:40"]),
        ("21:00 甲\n20:50 乙\n21:10 丙", on(9, "08:00"), ["08 21:00", "08 20:50", "08 21:10"]),
        ("14:30 甲", on(9, "15:00"), ["09 14:30"]),
        (
            "4月7日 夜班\n22:10 甲\n23:40 乙\n00:20 丙\n== 4月8日 ==\n09:00 丁",
            on(9, "15:00"),
            [None, "07 22:10", "07 23:40", "08 00:20", None, "08 09:00"],
        ),
        ("2022-04-08\n23:40 甲\n12:00 乙", on(9, "15:00"), [None, "08 23:40", "08 12:00"]),
        ("4月6日 21:00 甲\n23:40 乙", on(9, "08:00"), ["06 21:00", "06 23:40"]),
        ("4月9日\n14:00 甲", on(9, "08:00"), [None, "09 08:00"]),
        ("没有时间\n也没有", on(9, "08:00"), ["09 08:00", "09 08:00"]),
        ("4月7日\n没有时间", on(9, "08:00"), [None, "07 12:00"]),
    ],
)
def test_the_calls_of_a_file_keep_their_day(
    text: str, now: datetime, found: list[str | None]
) -> None:
    assert came(text, now) == found


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("4月8日", date(2022, 4, 8)),
        ("【4月8日 夜班来电记录】", date(2022, 4, 8)),
        ("2022-04-08", date(2022, 4, 8)),
        ("--- 8 April 2022 ---", date(2022, 4, 8)),
        ("2022.4.8 星期五", date(2022, 4, 8)),
        ("4-8", None),
        ("4月8日没收到菜", None),
        ("2号楼1805室 没菜了", None),
        ("23:40 静修大楼1号1903室", None),
    ],
)
def test_a_heading_is_a_date_and_nothing_else(line: str, day: date | None) -> None:
    assert heading_day(line, on(9, "08:00")) == day
