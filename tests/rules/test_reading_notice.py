from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.notice import read_notice
from models.reading.notice_rules import SaidManner, manner_of
from models.supplies import AllocationRule as Rule
from models.supplies import Base
from models.times import LOCAL
from tests.paperwork.make import NOTICE

NOW = datetime(2022, 4, 9, 20, 0, tzinfo=LOCAL)


def goods(text: str) -> list[tuple[str, int, str, str, Rule]]:
    return [item[:5] for item in read_notice(text, NOW).items]


def test_the_notice_of_the_paperwork() -> None:
    reading = read_notice(NOTICE, NOW)
    assert reading.arrives_at == datetime(2022, 4, 10, 10, 0, tzinfo=LOCAL)
    assert reading.about
    assert (reading.plate, reading.driver, reading.phone) == ("沪A·E5678", "鞠师傅", "13800028888")
    assert [item[:5] for item in reading.items] == [
        ("青菜包", 60, "份", "", Rule.PER_HOUSEHOLD),
        ("酸奶", 30, "箱", "", Rule.ONE_PER_TWO),
        ("面粉", 15, "袋", "2.5kg", Rule.NAMED_FIRST),
    ]
    assert reading.items[2].rule_text == "面粉优先独居老人和困难户"
    assert reading.doubts == ()


@pytest.mark.parametrize(
    ("text", "when", "about"),
    [
        ("4月10日上午9点左右到货", (4, 10, 9, 0), True),
        ("明天早上6点半到", (4, 10, 6, 30), False),
        ("今日下午三点左右送达", (4, 9, 15, 0), True),
        ("4/11 9:00-10:00到", (4, 11, 9, 0), True),
        ("10号上午到货", (4, 10, 9, 0), True),
        ("2022-04-12 05:30到", (4, 12, 5, 30), False),
        ("后天到", (4, 11, 8, 0), True),
        ("周一晚上8点到", (4, 11, 20, 0), False),
        ("预计6:00到货", (4, 10, 6, 0), True),
        ("22点到", (4, 9, 22, 0), False),
        ("十一日上午十点半到", (4, 11, 10, 30), False),
    ],
)
def test_arrival(text: str, when: tuple[int, int, int, int], about: bool) -> None:
    reading = read_notice(text + "，蔬菜包 10份", NOW)
    assert reading.arrives_at == datetime(2022, *when, tzinfo=LOCAL)
    assert reading.about is about
    assert [item.goods for item in reading.items] == ["蔬菜包"]


def test_a_date_without_a_year_is_the_nearest() -> None:
    new_year = datetime(2022, 12, 31, 20, 0, tzinfo=LOCAL)
    assert read_notice("1月1日8点到", new_year).arrives_at == datetime(2023, 1, 1, 8, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "1720份蔬菜包、860箱牛奶\n每户1份蔬菜包，牛奶每两户1箱",
            [
                ("蔬菜包", 1720, "份", "", Rule.PER_HOUSEHOLD),
                ("牛奶", 860, "箱", "", Rule.ONE_PER_TWO),
            ],
        ),
        (
            "蔬菜包1,720份（每户1份），鸡蛋(30枚)600盒，按人头每人一盒",
            [
                ("蔬菜包", 1720, "份", "", Rule.PER_HOUSEHOLD),
                ("鸡蛋", 600, "盒", "30枚", Rule.PER_PERSON),
            ],
        ),
        (
            "大米5kg装×430袋 食用油(1.8L) 430瓶 独居老人优先",
            [
                ("大米", 430, "袋", "5kg", Rule.NAMED_FIRST),
                ("食用油", 430, "瓶", "1.8L", Rule.NAMED_FIRST),
            ],
        ),
        (
            "连花清瘟：５００盒；抗原试剂：4250人份。抗原每人一份",
            [
                ("连花清瘟", 500, "盒", "", Rule.AS_WRITTEN),
                ("抗原试剂", 4250, "人份", "", Rule.PER_PERSON),
            ],
        ),
        ("共计：土豆 20筐", [("土豆", 20, "筐", "", Rule.AS_WRITTEN)]),
        ("方便面x300箱", [("方便面", 300, "箱", "", Rule.AS_WRITTEN)]),
    ],
)
def test_goods(text: str, wanted: list[tuple[str, int, str, str, Rule]]) -> None:
    assert goods(text) == wanted


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("每户1份", Rule.PER_HOUSEHOLD),
        ("按户发放", Rule.PER_HOUSEHOLD),
        ("一户一袋", Rule.PER_HOUSEHOLD),
        ("两户一箱", Rule.ONE_PER_TWO),
        ("2户合用1箱", Rule.ONE_PER_TWO),
        ("每人2盒", Rule.PER_PERSON),
        ("优先独居老人", Rule.NAMED_FIRST),
        ("先发80岁以上", Rule.NAMED_FIRST),
        ("看着办", Rule.AS_WRITTEN),
    ],
)
def test_the_rule_that_words_mean(said: str, rule: Rule) -> None:
    assert manner_of(said).rule is rule


@pytest.mark.parametrize(
    ("text", "plate", "driver", "phone"),
    [
        ("车牌沪B12345 司机王师傅电话138-0000-0202", "沪B·12345", "王师傅", "13800000202"),
        ("司机：李建国 13800000303 沪A·DF1234", "沪A·DF1234", "李建国", "13800000303"),
        ("苏e 8k123，张师傅送", "苏E·8K123", "张师傅", ""),
        ("车还没定", "", "", ""),
    ],
)
def test_who_brings_it(text: str, plate: str, driver: str, phone: str) -> None:
    reading = read_notice(text, NOW)
    assert (reading.plate, reading.driver, reading.phone) == (plate, driver, phone)


@pytest.mark.parametrize(
    ("said", "manner"),
    [
        ("每户2份", SaidManner(Rule.PER_HOUSEHOLD, 2)),
        ("每人3个", SaidManner(Rule.PER_PERSON, 3)),
        ("two per household", SaidManner(Rule.PER_HOUSEHOLD, 2)),
        ("one per two households", SaidManner(Rule.ONE_PER_TWO)),
        ("每户1份，按户籍户数", SaidManner(Rule.PER_HOUSEHOLD, base=Base.REGISTERED)),
        ("按在住人数每人1支", SaidManner(Rule.PER_PERSON, base=Base.PRESENT)),
        ("封控楼优先", SaidManner(Rule.PER_HOUSEHOLD, closed_first=1)),
        (
            "优先独居老人和困难户",
            SaidManner(Rule.NAMED_FIRST, first_marks=("独居老人", "困难")),
        ),
        (
            "old people living alone first, closed buildings first",
            SaidManner(Rule.NAMED_FIRST, first_marks=("独居老人",), closed_first=1),
        ),
    ],
)
def test_how_many_each_whose_mouths_and_who_first(said: str, manner: SaidManner) -> None:
    assert manner_of(said) == manner


def test_all_that_a_notice_says_of_its_goods() -> None:
    reading = read_notice(
        "明天9点，区商务委发的蔬菜包A 第3批 860份（每户1份），冷藏；团购鸡蛋 30盒；封控楼优先；"
        "通行证 SH-17",
        NOW,
    )
    packs, eggs = reading.items
    assert (reading.source, reading.pass_no) == ("区商务委", "SH-17")
    assert (packs.goods, packs.batch, packs.is_cold, packs.closed_first) == ("蔬菜包A", "3", 1, 1)
    assert packs.rule_text == "每户1份，封控楼优先"
    assert (eggs.goods, eggs.is_paid, packs.is_paid) == ("鸡蛋", 1, 0)
    assert reading.doubts == ()


def test_a_notice_in_english() -> None:
    reading = read_notice(
        "10 April 9am, 1720 vegetable packs, one per household; milk 860 boxes one per two"
        " households; rice 430 bags, old people living alone first; driver Zhu 13800009999,"
        " plate 沪A·D1234; donated by Green Farm",
        NOW,
    )
    assert reading.arrives_at == datetime(2022, 4, 10, 9, 0, tzinfo=LOCAL)
    assert (reading.driver, reading.phone, reading.source) == ("Zhu", "13800009999", "Green Farm")
    assert [item[:5] for item in reading.items] == [
        ("vegetable packs", 1720, "packs", "", Rule.PER_HOUSEHOLD),
        ("milk", 860, "boxes", "", Rule.ONE_PER_TWO),
        ("rice", 430, "bags", "", Rule.NAMED_FIRST),
    ]
    assert reading.doubts == ()


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [("tomorrow 9.30 am, rice 3 bags", 9, 30), ("11 April, rice 3 bags", 8, 0)],
)
def test_arrival_in_english(text: str, hour: int, minute: int) -> None:
    found = read_notice(text, NOW).arrives_at
    assert found is not None
    assert (found.hour, found.minute) == (hour, minute)


def test_what_is_missing_is_said() -> None:
    assert read_notice("有物资", NOW).doubts == ("arrival_missing", "goods_missing")
    assert read_notice("物资到了", NOW).came
    assert read_notice("明天到，每户一份", NOW).doubts == ("goods_missing", "rule_unplaced")
    assert "phone_unreadable" in read_notice("司机 1380000099", NOW).doubts


PIECES = (
    "4月 明天 9点 沪A·D1234 司机 朱师傅 蔬菜包 1720份 ( ) ， ； \n 每户 一箱 99999 x 13800009999"
).split(" ")


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    reading = read_notice(text, NOW)
    assert reading.arrives_at is None or reading.arrives_at.tzinfo is not None
    assert len({item.goods for item in reading.items}) == len(reading.items)
    assert all(item.quantity >= 0 and item.goods and item.unit for item in reading.items)


@pytest.mark.parametrize("blank", [" ", "\t", "\u3000"])
def test_a_line_of_blanks_is_read_at_once(blank: str) -> None:
    reading = read_notice(f"囡囡发高烧{blank * 500}抽筋{blank * 500}!", NOW)
    assert (reading.items, reading.arrives_at) == ((), None)
