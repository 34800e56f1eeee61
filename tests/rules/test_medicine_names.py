"""Every name of a medicine leads to the kind and to the errand; what only looks so does not."""

from __future__ import annotations

import pytest

from models.reading.line import read_line
from models.reading.medicine_names import medicine_names
from models.reading.medicines import wanted
from models.requests import RequestKind
from tests.rules.corpus_calls import NOW, SmallRegister

NAMES = medicine_names()
SUBSTANCES = {**NAMES.vital, **NAMES.ordinary}


def kind_of(line: str) -> RequestKind:
    return read_line(line, SmallRegister(), NOW).kind


@pytest.mark.parametrize("substance", SUBSTANCES)
def test_a_name_is_a_request_for_medicine_and_names_it(substance: str) -> None:
    for name in (substance, *SUBSTANCES[substance]):
        line = f"大林苑2-1805 {name} 两盒 麻烦登记"
        assert (name, kind_of(line)) == (name, RequestKind.MEDICINE)
        assert (name, [one.medicine for one in wanted(line)]) == (name, [substance])


def test_no_name_stands_for_two_medicines() -> None:
    names = [name for row, said in SUBSTANCES.items() for name in (row, *said)]
    assert len(names) == len(set(names))
    assert set(names) >= NAMES.generic
    assert not NAMES.vital.keys() & NAMES.ordinary.keys()


@pytest.mark.parametrize(
    ("brand", "urgency", "days"),
    [
        ("络活喜", "soon", 3),
        ("倍他乐克", "today", 3),
        ("立普妥", "soon", 3),
        ("信必可", "today", 3),
    ],
)
def test_a_medicine_that_must_not_be_missed_presses_earlier(
    brand: str, urgency: str, days: int
) -> None:
    reading = read_line(f"静修1903 {brand}还有三天的量", SmallRegister(), NOW)
    assert (reading.urgency, reading.days_left) == (urgency, days)


@pytest.mark.parametrize(
    "line",
    [
        "山药两根 大米一袋 麻烦帮忙买",
        "家里没油没盐了 葱姜蒜也没有",
        "枇杷和橙子哪里买",
        "配把钥匙 门锁坏了",
        "能帮配点钥匙伐",
        "配点菜送上来好伐",
        "水龙头漏水 要换胶囊垫圈",
        "地平线书店的快递送错了",
        "代文件要盖章",
        "孩子要格列佛游记",
        "杀虫喷雾有吗 蟑螂多",
        "咖啡胶囊能团吗",
        "猫砂颗粒没了",
        "手机支架坏了",
        "可定时的插座坏了",
        "葡萄糖饼干没了",
        "抗原试纸少一盒",
        "维修煤气灶",
        "灯泡换一只",
        "不用配药了 已经好了",
        "药都拿到了谢谢",
        "陈美林 13800000999 要青菜",
        *NAMES.not_medicine,
    ],
)
def test_what_only_looks_like_a_medicine_is_none(line: str) -> None:
    assert kind_of(f"大林苑2-1805 {line}") is not RequestKind.MEDICINE


def test_a_looked_alike_word_names_no_medicine() -> None:
    assert [word for word in NAMES.not_medicine if wanted(f"{word}两盒")] == []
