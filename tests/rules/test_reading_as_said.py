"""Doors and numbers as they are said: in Latin letters, misspelt, put right, in groups."""

from __future__ import annotations

import re
import sys
from datetime import timedelta
from types import FrameType

import pytest

from models.reading import clocks
from models.reading.line import read_line
from models.reading.scan import READ_LIMIT
from models.reading.shapes import Reading
from tests.rules.corpus_calls import NOW, SmallRegister
from tests.rules.test_reading_places import WithPinyin


def read(line: str) -> Reading:
    return read_line(line, WithPinyin(), NOW)


@pytest.mark.parametrize(
    ("line", "household"),
    [
        ("Jingxiu Dalou 1 hao 1903, bleeding", 17),
        ("Ninghe Huayuan 3 hao lou 1301 shi no food", 11),
        ("da lin yuan 2 dong 1805 fever", 1),
        ("dalinyuan 2hao 1805shi", 1),
        ("43 nong 21 hao hou ke tang, insulin", 19),
        ("lane 31 no.12, the roof terrace room, chest pain", 23),
        ("Lane 31 #5, the pavilion room (tingzijian), no rice", 25),
        ("Lane 43 no 8 second floor front room, fever", 22),
        ("Lane 43 no. 8, second floor front, fever", 22),
        ("Lane 43 no. 8, front room on the second floor", 22),
        ("Lane forty-three, number 17, third floor attic", 20),
        ("No. 17 Lane 43, attic, no water", 20),
        ("31 lane number 10, room 2, gas smell", 24),
        ("Lane 43 house 21, back parlour, no pills", 19),
        ("lane 31/5 pavilion room", 25),
        ("jing xiu da lou yi hao 1903 shi liu xue", 17),
        ("sanshiyi nong shi er hao shai-tai-jian", 23),
        ("Lane 31 no. 12, drying-terrace room", 23),
        ("Room 2, No. 10, Lane 31. gas smell", 24),
        ("second floor front room, no 8 lane 43, fever", 22),
        ("Lane 43 No 8, 2/F front room, fever", 22),
        ("Lane 43 no 8 second floor (front) fever", 22),
    ],
)
def test_doors_in_latin_letters(line: str, household: int) -> None:
    found = read(line)
    assert (found.household, found.doors) == (household, ())
    assert not re.search(r"hao|shi|lane|room\b|floor|parlour", found.summary, re.IGNORECASE)


@pytest.mark.parametrize(
    ("line", "room"),
    [
        ("Lane 43 no 8 back pain since monday", None),
        ("Lane 43 no 8 kitchen tap leaks", None),
        ("Lane 43 no 8 front door broken", None),
    ],
)
def test_words_of_rooms_that_mean_something_else(line: str, room: str | None) -> None:
    assert (read(line).building, read(line).room) == ("8", room)


@pytest.mark.parametrize(
    ("line", "household"),
    [
        ("四十三弄8号二楼前娄 发烧", 22),
        ("31弄5号厅子间 药没了", 25),
        ("三十一弄十二号晒抬间没水", 23),
        ("四十三弄21号后客糖 断药", 19),
        ("宁和花园3-1301 没菜", 11),
        ("西门雅局2号1803 奶粉", 5),
        ("文妙公寓1号1703 没菜", 7),
        ("林阴小区6号601 发烧", 10),
        ("打林苑2号1805 咳嗽", 1),
        ("静秀大楼1号1903 大出血", 17),
        ("2号1106，宁和花园，胸痛", 12),
    ],
)
def test_a_wrong_letter_is_doubted(line: str, household: int) -> None:
    found = read(line)
    assert found.household == household
    assert "compound_guessed" in found.doubts


@pytest.mark.parametrize(
    "line",
    [
        "江阴二村4号505 没菜",
        "四十三弄8号楼三层的程老师 没菜",
        "四十三弄8号卫生间漏水",
        "四十三弄8号洗手间漏水",
        "四十三弄8号西客堂",
    ],
)
def test_other_names_are_no_wrong_letters(line: str) -> None:
    assert read(line).household is None


@pytest.mark.parametrize(
    ("line", "household"),
    [
        ("门牌1号301 改 2号1803 西门雅居 没药", 5),
        ("文庙1号 改2号902 老人胸闷", 8),
        ("三十一弄 312 改 12号晒台间 发烧", 23),
        ("大林苑2号1802 打错了 是2号1805 没菜", 1),
        ("大林苑2号1802 打错了 是1805 没菜", 1),
        ("大林苑2号1805不是3号1805 没菜", 1),
        ("大林苑2号1805不是1802 没菜", 1),
        ("不是1号1106 是2号1106 凝和花园 摔倒", 12),
        ("西门雅居3号2201 更正 文庙公寓1号1703 断药", 7),
        ("Ninghe Garden building 3 room 1201, sorry, I mean room 1301", 11),
        ("dalinyuan 3-1802, correction 2-1805, fever", 1),
        ("2号1802 大林苑，刚才说错了是2号1805", 1),
        ("大林苑2号1802，刚刚地址报错了，应该是2号1805，没药", 1),
        ("大林苑2号1802，不，1805", 1),
        ("大林苑2号1802 哦不对 2号1805 没菜", 1),
        ("dalinyuan building 2 flat 1802 - wait, 1805", 1),
        ("不是西门雅居1号201，是文庙公寓1号1703，断药", 7),
        ("lane 31 no 9 sorry I mean no 5, pavilion room, no rice", 25),
    ],
)
def test_what_was_put_right_counts(line: str, household: int) -> None:
    found = read(line)
    assert (found.household, found.doors, found.unlisted) == (household, (), ())
    assert not re.search("改|不是|错|更正|sorry|correction|\\d", found.summary)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("透析从13号改到15号 大林苑2号1805", "13号改到15号"),
        ("大林苑2号1805 降压药100改200", "降压药100改200"),
        ("大林苑2号1805 不是38度是39度", "不是38度是39度"),
        ("大林苑2号1805 透析是13号不是14号", "13号不是14号"),
        ("大林苑2号1805 血压是180不是160", "180不是160"),
    ],
)
def test_days_and_doses_that_change_are_no_doors(line: str, kept: str) -> None:
    assert (read(line).household, kept in read(line).summary) == (1, True)


def test_only_the_building_put_right_leaves_the_room_open() -> None:
    assert read("大林苑3号1805 改 2号 没菜").room != "1805"


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("18016 384 725", "18016384725"),
        ("13585 604 127", "13585604127"),
        ("1 8 6 2 1 0 7 4 5 3 9", "18621074539"),
        ("139 0761 2284", "13907612284"),
        ("139-0761-2284", "13907612284"),
        ("１３９－０７６１－２２８４", "13907612284"),
        ("136 01 92 74 58", "13601927458"),
        ("1360192-7458", "13601927458"),
        ("138 00001094", "13800001094"),
        ("幺三九 零七六一 二二八四", "13907612284"),
        ("幺三九零七六一二二八四", "13907612284"),
        ("13601927458改459", "13601927459"),
        ("13601 927 458 不是 457", "13601927457"),
        ("13601927457 (not 458)", "13601927457"),
        ("13601927458 打错了 13601927457", "13601927457"),
        ("13601927457 不是 13601927458", "13601927457"),
        ("不是13601927458 是13601927457", "13601927457"),
        ("(136) 0192 7457", "13601927457"),
        ("139 0761 2284 不对 136 0192 7457", "13601927457"),
        ("13601922284，后四位更正7457", "13601927457"),
        ("136/0192/7457", "13601927457"),
        ("13601927458 最后一位错了 是13601927457", "13601927457"),
        ("13601927458, sorry, I mean 13601927457", "13601927457"),
    ],
)
def test_numbers_as_they_are_said(said: str, digits: str) -> None:
    for line in (f"大林苑2号1805 {said} 没菜", f"大林苑2-1805 {said} 没菜"):
        found = read(line)
        assert [phone.digits for phone in found.phones] == [digits]
        assert (found.household, found.unlisted, found.summary) == (1, (), "没菜")
        assert "phone_unreadable" not in found.doubts


def test_a_time_of_day_begins_where_it_is_said() -> None:
    """Looked for behind each of many blanks, one is found in time that grows with their square."""
    found = list(clocks.CLOCK.finditer(" " * 20 + "8点"))
    assert [hit.span() for hit in found] == [(20, 22)]


def _calls(line: str) -> int:
    """How many functions are called in reading a line."""
    count = 0

    def counted(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read_line(line, SmallRegister(), NOW)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "said",
    [
        "明天8点。",
        "by 8 tomorrow. ",
        "8点 ",
        "大林苑",
        "43弄 ",
        "3号101改",
        "lane 43 no 9 ",
        "end of day ",
    ],
)
def test_a_line_of_twice_the_length_takes_twice_the_work(said: str) -> None:
    read_line(said, SmallRegister(), NOW)
    assert _calls(said * 800) < 2.5 * _calls(said * 400)


def test_a_line_of_blanks_is_read_to_its_end() -> None:
    line = "大林苑2号1805" + " " * (READ_LIMIT - 30) + "明天8点前要药"
    found = read_line(line, SmallRegister(), NOW)
    assert found.household == 1
    assert found.harm_at is not None
    assert found.harm_at - NOW <= timedelta(hours=12)
