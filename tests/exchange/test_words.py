"""Remarks become marks and a rest; hours become minutes; days are read in both languages."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data.exchange.days import as_day
from models.exchange.columns import Cell
from models.hours import parse_hours
from models.households import KNOWN_MARKS
from models.households.marks import mark_of, says_nothing, split_remark, ticked


@pytest.mark.parametrize(
    ("text", "marks", "note"),
    [
        ("独居", "独居老人", ""),
        ("婴儿，养狗", "婴儿 养狗", ""),
        ("婴儿、养狗;租户", "婴儿 养狗 租客", ""),
        ("80岁以上 孕妇", "80岁以上 孕妇", ""),
        ("空置", "空关", ""),
        ("孕", "孕妇", ""),
        ("孕妇(7个月)，对青霉素过敏", "孕妇", "孕妇(7个月)，对青霉素过敏"),
        ("行动不便 需要轮椅", "", "行动不便 需要轮椅"),
        ("无孕妇", "", "无孕妇"),
        ("非独居", "", "非独居"),
        ("无", "", ""),
        ("—", "", ""),
        ("养猫，养猫", "养猫", ""),
        ("pregnant; two cats", "孕妇 养猫", "two cats"),
        ("密切接触者/居家观察", "密接 居家隔离", ""),
        ("尿毒症透析", "透析", "尿毒症透析"),
        ("孕7月、吸氧", "孕妇 吸氧", "孕7月"),
        ("孕妇 预产期5月", "孕妇", "预产期5月"),
        ("92岁，高血压", "80岁以上", "92岁，高血压"),
        ("78岁", "", "78岁"),
        ("视力残疾三级", "残疾", "视力残疾三级"),
        ("未怀孕，透析：无", "", "未怀孕，透析：无"),
    ],
)
def test_remarks(text: str, marks: str, note: str) -> None:
    assert split_remark(text) == (tuple(marks.split()), note)


def test_every_known_mark_is_its_own_word() -> None:
    assert [mark_of(mark) for mark in KNOWN_MARKS] == list(KNOWN_MARKS)
    assert mark_of("阳台") is None


@pytest.mark.parametrize("text", ["√", "是", "1", "2人", "Y", "独居老人", " ✓ "])
def test_ticks(text: str) -> None:
    assert ticked(text)


@pytest.mark.parametrize("text", ["", "0", "否", "×", "无", "不清楚"])
def test_no_ticks(text: str) -> None:
    assert not ticked(text)


def test_nothing_said() -> None:
    assert all(map(says_nothing, ("", " ", "无", "/", "——", "N/A", "暂无")))
    assert not any(map(says_nothing, ("无锡人", "1", "不详")))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("7:00-10:00", (420, 600)),
        ("７：００－１０：００", (420, 600)),
        ("8点到12点半", (480, 750)),
        ("下午1点-5点", (780, 1020)),
        ("22:00-2:00", (1320, 1560)),
        ("9am-11am", (540, 660)),
        ("9 to 11", (540, 660)),
        ("from 9.30 am to 1 p.m.", (570, 780)),
        ("2-5pm", (840, 1020)),
        ("9-5pm", (540, 1020)),
        ("12pm-2pm", (720, 840)),
        ("10pm-12am", (1320, 1440)),
        ("上午", (480, 720)),
        ("上午、晚上", (480, 1320)),
        ("afternoon", (720, 1080)),
        ("全天", (0, 1440)),
        ("周末", None),
        ("", None),
        ("99:00-100:00", None),
    ],
)
def test_hours(text: str, minutes: tuple[int, int] | None) -> None:
    assert parse_hours(text) == minutes


NOW = datetime(2022, 4, 9, 8)


@pytest.mark.parametrize(
    "cell",
    [
        "2022-04-08", "2022/4/8", "2022.4.8", "2022年4月8日", "20220408", "4月8日", "4.8",
        "4月8号起",
        "8 April 2022", "April 8", "Apr. 8, 2022", "2022-04-08 10:30", 44659, 44659.0,
        date(2022, 4, 8), datetime(2022, 4, 8, 10),
    ],
)  # fmt: skip
def test_days(cell: Cell) -> None:
    assert as_day(cell, NOW) == date(2022, 4, 8)


@pytest.mark.parametrize(
    "cell", ["前天", "", None, 7, 13.5, "2022-13-08", "2月30日", True, "05/04/2022", "31.04.2022"]
)
def test_no_days(cell: Cell) -> None:
    assert as_day(cell, NOW) is None


@pytest.mark.parametrize("cell", ["16/04/2022", "16.04.2022", "16.4.2022", "04/16/2022"])
def test_a_day_with_its_year_last(cell: str) -> None:
    assert as_day(cell, datetime(2022, 4, 9)) == date(2022, 4, 16)


def test_a_day_without_a_year_is_the_nearest() -> None:
    assert as_day("12月28日", datetime(2023, 1, 3)) == date(2022, 12, 28)
    assert as_day("1月3日", datetime(2022, 12, 28)) == date(2023, 1, 3)
