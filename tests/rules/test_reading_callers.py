"""Who calls: names, in Chinese and in English; no jobs, no kinships, no places."""

from __future__ import annotations

import pytest

from models.reading.line import read_line
from models.reading.shapes import PhoneRole
from tests.rules.corpus_calls import NOW, SmallRegister


def people(line: str) -> tuple[str, ...]:
    return read_line(line, SmallRegister(), NOW).people


@pytest.mark.parametrize(
    "line",
    [
        "我是护工，阿婆发烧",
        "我是门卫，三楼着火了",
        "我是夜班保安，车棚冒烟",
        "我是楼长，1103没开门",
        "楼组长 大林苑2号1805 没菜",
        "我是退休教师，想换点水果",
        "我是程序员，谢谢",
        "我是越南人，签证要过期",
        "我是聋人，肚子痛",
        "我是独子，后天出殡",
        "我是隔壁邻居，她没声音",
        "我是从海里漂回来的",
        "静安寺 13800000199 漏水",
        "陆家嘴 13800000199 漏水",
        "后门 大林苑2号1805 老头睡地上",
        "满月 大林苑2号1805 吐奶",
        "去年妈妈走了",
        "照顾妈妈的保姆被拉走",
        "值班医生说没药",
        "宿管阿姨让他写申请",
        "法国老太太没药",
        "Security Guard here, block 3",
        "This is urgent, 2-1805",
        "this is urgent from 2-1805",
        "I'm American, I'm Diabetic",
    ],
)
def test_no_names(line: str) -> None:
    assert people(line) == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("this is Priya Nair from flat 802", "Priya Nair"),
        ("John Smith here, no rice", "John Smith"),
        ("Ana Lopez calling about my dad", "Ana Lopez"),
        ("my name is john smith, no rice", "john smith"),
        ("this is john smith from 2-1805", "john smith"),
        ("Hi, I'm American, my name is Mike O'Brien", "Mike O'Brien"),
        ("Mrs Chen upstairs fell", "Mrs Chen"),
        ("Nurse Chen here", "Chen"),
        ("我是门岗小李，有人坐着", "小李"),
        ("联系人女儿小汪 13800000199", "小汪"),
        ("我叫朵朵七岁，奶奶睡在地上", "朵朵"),
        ("姓名：葛惠民 年龄：66", "葛惠民"),
        ("我叫阿毛，今年七十八", "阿毛"),
        ("大林苑2號1805 鍾傑妹 沒菜", "鍾傑妹"),
        ("大林苑2號1805 陸建華 沒菜", "陆建华"),
        ("白阿姨家漏水", "白阿姨"),
    ],
)
def test_names(line: str, name: str) -> None:
    assert people(line) == (name,)


@pytest.mark.parametrize(
    "said",
    ["救救我妈妈", "救救我妈", "快来看看我爸爸", "帮忙照顾奶奶", "送我外婆", "help my wife"],
)
def test_kin_to_be_helped_are_no_callers(said: str) -> None:
    """妈妈 was who calls, and the summary only 救救我."""
    reading = read_line(f"大林苑2号1805 {said} 13800000117", SmallRegister(), NOW)
    assert [(phone.role, phone.whose) for phone in reading.phones] == [(PhoneRole.CALLER, "")]
    assert reading.summary == said


@pytest.mark.parametrize("said", ["女儿", "打给我女儿", "联系我女儿", "我女儿", "没药，女儿"])
def test_kin_whose_number_it_is(said: str) -> None:
    reading = read_line(f"大林苑2号1805 {said} 13800000117", SmallRegister(), NOW)
    assert [phone.whose for phone in reading.phones] == ["女儿"]
