"""No quantity of a notice is lost or changed in silence: it is noted, or named as it was typed."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.notice import read_notice
from models.reading.shapes import DeliveryReading
from models.times import LOCAL

NOW = datetime(2022, 4, 9, 9, tzinfo=LOCAL)


def noted(text: str) -> list[tuple[str, int, str, str]]:
    return [one[:4] for one in read_notice(text, NOW).items]


def words(reading: DeliveryReading, code: str) -> list[str]:
    return [said for one in reading.doubted if one.code == code for said in one.words]


def lost(text: str) -> list[str]:
    return words(read_notice(text, NOW), "quantities_unread")


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("大米5公斤430袋", [("大米", 430, "袋", "5公斤")]),
        ("土豆5斤，1720份", [("土豆", 1720, "份", "5斤")]),
        ("土豆500斤，10箱苹果", [("土豆", 500, "斤", ""), ("苹果", 10, "箱", "")]),
        ("牛奶250ml*24盒 100箱", [("牛奶", 100, "箱", "250ml*24盒")]),
        ("蔬菜包（1720份）", [("蔬菜包", 1720, "份", "")]),
        ("蔬菜包（1,720份），牛奶（860箱）", [("蔬菜包", 1720, "份", ""), ("牛奶", 860, "箱", "")]),
        ("牛奶100箱（24盒）", [("牛奶", 100, "箱", "24盒")]),
        ("鸡蛋 30枚/盒 860盒", [("鸡蛋", 860, "盒", "30枚/盒")]),
        ("可乐 2.5L*6 100箱", [("可乐", 100, "箱", "2.5L*6")]),
        ("oil 5L 430 bottles", [("oil", 430, "bottles", "5L")]),
        ("大米(5公斤) 430袋", [("大米", 430, "袋", "5公斤")]),
        ("多功能家庭综合保供食品大礼包 1720份", [("多功能家庭综合保供食品大礼包", 1720, "份", "")]),
        (
            "20 boxes of organic whole grain brown basmati rice",
            [("organic whole grain brown basmati rice", 20, "boxes", "")],
        ),
    ],
)
def test_what_is_in_each_of_some_goods_is_not_how_many_there_are(
    text: str, items: list[tuple[str, int, str, str]]
) -> None:
    assert (noted(text), lost(text)) == (items, [])


@pytest.mark.parametrize(
    ("text", "items", "unread"),
    [
        ("20.5公斤猪肉，30盒鸡蛋", [("鸡蛋", 30)], ["20.5公斤猪肉"]),
        ("猪肉 20.5公斤 鸡蛋 30盒", [("鸡蛋", 30)], ["猪肉 20.5公斤"]),
        ("1.5 packs of rice", [], ["1.5 packs of rice"]),
        ("2.000 packs of noodles", [], ["2.000 packs of noodles"]),
        (
            "20.5 kg pork, -3 hams, half a bag of flour",
            [],
            ["20.5 kg pork", "-3 hams", "half a bag of flour"],
        ),
        ("1/2 bag of rice, 3 boxes of eggs", [("eggs", 3)], ["1/2 bag of rice"]),
        ("给我们-5份蔬菜包", [], ["-5份蔬菜包"]),
        ("蔬菜包-1720份", [("蔬菜包", 1720)], []),
        ("蔬菜包 1720份 蔬菜包 100份", [("蔬菜包", 1720)], ["蔬菜包 100份"]),
        ("蔬菜包 1720份，合计 1720份", [("蔬菜包", 1720)], []),
        ("蔬菜包 1720份，合计 1800份", [("蔬菜包", 1720)], ["合计 1800份"]),
        (
            "大米 4 3 0袋 油 半桶 牛奶 860箱 水 3.5箱 纸 -4卷",
            [("牛奶", 860)],
            ["大米 4 3 0袋", "油 半桶", "水 3.5箱", "纸 -4卷"],
        ),
        ("猪肉一百二十斤半，牛奶20箱", [("牛奶", 20)], ["猪肉一百二十斤半"]),
        ("牛奶20箱，鸡蛋零份", [("牛奶", 20)], ["鸡蛋零份"]),
        ("蔬菜包 0份", [], ["蔬菜包 0份"]),
        ("每户2.5公斤土豆，共1720份土豆", [("土豆", 1720)], ["每户2.5公斤土豆"]),
        ("牛奶12345678箱，鸡蛋 30盒", [("鸡蛋", 30)], ["牛奶12345678箱"]),
        ("抗原 1盒/2户 860盒", [], ["户 860盒"]),
        ("蔬菜包1720份，其中77份给保安", [("蔬菜包", 1720)], ["其中77份"]),
        ("蔬菜包1720份，2个小区，5个志愿者，半小时到", [("蔬菜包", 1720)], []),
    ],
)
def test_what_cannot_be_read_is_named_as_it_was_typed(
    text: str, items: list[tuple[str, int]], unread: list[str]
) -> None:
    assert ([(one[0], one[1]) for one in noted(text)], lost(text)) == (items, unread)


@pytest.mark.parametrize(
    ("text", "many", "ranged"),
    [
        ("牛奶800-860箱", 800, ["800-860箱"]),
        ("牛奶约800到860箱", 800, ["800到860箱"]),
        ("800 to 860 boxes of milk", 800, ["800 to 860 boxes"]),
    ],
)
def test_of_a_range_the_lower_number_is_taken_and_doubted(
    text: str, many: int, ranged: list[str]
) -> None:
    found = read_notice(text, NOW)
    assert [one.quantity for one in found.items] == [many]
    assert words(found, "amounts_ranged") == ranged


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("4月12日 25点 蔬菜包 1720份", (4, 12, 8), ["25点"]),
        ("4月31日 9点 蔬菜包 1720份", None, ["4月31日"]),
        ("明天 9:75 蔬菜包 1720份", (4, 10, 8), ["9:75"]),
        ("31 April 9am, 20 boxes of milk", None, ["31 April"]),
        ("4月30日 24点 蔬菜包 1720份", (4, 30, 0), []),
    ],
)
def test_a_time_that_there_is_not_is_named(
    text: str, at: tuple[int, int, int] | None, said: list[str]
) -> None:
    found = read_notice(text, NOW)
    when = found.arrives_at and found.arrives_at.astimezone(LOCAL)
    assert (when and (when.month, when.day, when.hour)) == at
    assert words(found, "time_unreal") == said


@pytest.mark.parametrize("text", ["供货商：大润发 蔬菜包1720份", "供货商 大润发，蔬菜包1720份"])
def test_who_sends_it_stands_behind_the_word_for_it(text: str) -> None:
    assert read_notice(text, NOW).source == "大润发"


class Told(NamedTuple):
    text: str
    number: str
    """As it must be found again: in the quantity of goods, or in the words of a doubt."""


NUMBERS = st.one_of(
    st.integers(1, 999_999).map(str),
    st.integers(1, 999).map(lambda one: f"{one},{one:03}"),
    st.sampled_from(["20.5", "2.000", "-3", "0", "4 3 0", "1/2", "12345678", "800-860", "3~5"]),
)
GOODS = "蔬菜包 牛奶 大米 猪肉 多功能家庭综合保供食品大礼包 某某 新鲜的鱼".split()
ENGLISH = "milk,rice,brown rice,vegetable packs,hams,odd things".split(",")


@st.composite
def phrases(draw: st.DrawFn) -> Told:
    number = draw(NUMBERS)
    if draw(st.booleans()):
        name, unit = draw(st.sampled_from(GOODS)), draw(st.sampled_from(list("份箱袋斤")))
        shape = draw(
            st.sampled_from(
                ["{n}{q}{u}", "{n} {q}{u}", "{n}：{q}{u}", "{q}{u}{n}", "{n}（{q}{u}）"]
            )
        )
    else:
        name, unit = draw(st.sampled_from(ENGLISH)), draw(st.sampled_from(["boxes", "kg", "bags"]))
        shape = draw(st.sampled_from(["{q} {u} of {n}", "{n} {q} {u}", "{n}: {q} {u}"]))
    said = shape.format(n=name, q=number, u=unit)
    # Right between a name and a number a dash parts them: 猪肉-3袋.
    return Told(said, number.lstrip("-") if said.startswith(f"{name}-") else number)


def _is_found(number: str, reading: DeliveryReading) -> bool:
    plain = number.replace(",", "")
    if plain.isdigit() and any(one.quantity == int(plain) for one in reading.items):
        return True
    kept = [said for one in reading.doubted for said in one.words]
    kept += [said for one in reading.items for said in (one.pack, one.rule_text, one.goods)]
    return any(number in said for said in kept)


@given(
    st.lists(phrases(), min_size=1, max_size=5),
    st.sampled_from([" ", "，", ", ", "；", "\n", "。"]),
    st.sampled_from(["", "明天9点到，", "司机朱师傅13800028888，", "每户1份，"]),
)
def test_no_quantity_vanishes(told: list[Told], gap: str, head: str) -> None:
    text = head + gap.join(one.text for one in told)
    reading = read_notice(text, NOW)
    assert [one.number for one in told if not _is_found(one.number, reading)] == [], text
