"""Notices that change an earlier one: other numbers, other times, the same driver."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.reading.notice import read_notice
from models.times import LOCAL

NOW = datetime(2022, 4, 14, 7, 20, tzinfo=LOCAL)
"""A Thursday."""

TOLD_TWICE = {
    "菜包原报900份，实际装车888份，少12份，明天补。11点到": [("菜包", 888, "份")],
    "应到900份菜包，实到890份，缺10份，11点到": [("菜包", 890, "份")],
    "计划面粉300袋实发280袋，差20袋后天送，11点到": [("面粉", 280, "袋")],
    "酸奶订了500箱只装了490箱，11点到，剩下10箱明天上午": [("酸奶", 490, "箱")],
    "鸡蛋640盒（原650盒，少装10盒周六补），11点到": [("鸡蛋", 640, "盒")],
    "菜包 应送900 实送890 欠10 明早补 11点到": [("菜包", 890, "份")],
    "鸡蛋300箱(已装290箱，余10箱待补)，11点到": [("鸡蛋", 290, "箱")],
    "面粉300袋改为250袋，其他不变，11点到": [("面粉", 250, "袋")],
    "原通知900份，现调整为870份菜包，11点": [("菜包", 870, "份")],
    "酸奶500箱取消，只来菜包900份，11点到": [("菜包", 900, "份")],
    "昨天说的酸奶500箱改为牛奶500箱，11点到": [("牛奶", 500, "箱")],
    "大米：原报300袋，实装290袋；油：原报200桶，实装180桶；11点到": [
        ("大米", 290, "袋"),
        ("油", 180, "桶"),
    ],
    "Veg packs: announced 900, loaded 888, 12 to follow tomorrow. Arrives 11am": [
        ("Veg packs", 888, "packs")
    ],
    "Ordered 900 veg packs, only 888 on the truck, 12 short, they come tomorrow. ETA 11:00": [
        ("veg packs", 888, "packs")
    ],
    "Milk: 490 boxes loaded of 500 announced, rest tomorrow morning. Arriving 11am": [
        ("Milk", 490, "boxes")
    ],
    "Only 888 of the 900 veg packs fit on, the rest follows tomorrow. 11 am": [
        ("veg packs", 888, "packs")
    ],
    "Rice short by 10: 290 bags loaded (300 ordered), 11:00": [("Rice", 290, "bags")],
    "500 boxes of milk cancelled, 300 bags of rice at 11am": [("rice", 300, "bags")],
}


@pytest.mark.parametrize("text", TOLD_TWICE)
def test_of_what_was_announced_and_loaded_the_latter_counts(text: str) -> None:
    found = read_notice(text, NOW)
    assert [(one.goods, one.quantity, one.unit) for one in found.items] == TOLD_TWICE[text]
    assert found.doubts == ("amounts_differ",)
    assert found.arrives_at == datetime(2022, 4, 14, 11, 0, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("报纸200份，原味酸奶100盒，少儿图书30套，11点到", ["报纸", "原味酸奶", "少儿图书"]),
        ("Fresh milk 90 boxes, shortbread 20 tins, 11am", ["Fresh milk", "shortbread"]),
    ],
)
def test_words_of_a_stage_within_a_name_are_part_of_it(text: str, goods: list[str]) -> None:
    found = read_notice(text, NOW)
    assert [one.goods for one in found.items] == goods
    assert found.doubts == ()


def test_what_is_told_once_is_in_no_doubt() -> None:
    found = read_notice("计划9点到，菜包900份，原则上每户1份", NOW)
    assert [(one.goods, one.quantity) for one in found.items] == [("菜包", 900)]
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("原定9点的菜改到11点半", (14, 11, 30)),
        ("由9点提前到8点半", (14, 8, 30)),
        ("9点改10点", (14, 10, 0)),
        ("9:00→10:30", (14, 10, 30)),
        ("时间不是9点是10点半", (14, 10, 30)),
        ("本来说9点，现在要11点才到", (14, 11, 0)),
        ("到货时间由原来的上午9点调整为下午2点", (14, 14, 0)),
        ("到货时间：9:00（原10:00）", (14, 9, 0)),
        ("原定今天16点推迟一小时", (14, 17, 0)),
        ("9点的车晚半个小时", (14, 9, 30)),
        ("原定10点，提前半小时", (14, 9, 30)),
        ("时间改到明天上午10点", (15, 10, 0)),
        ("8点10分已出发，40分钟后到", (14, 8, 0)),
        ("请各居委8:10前派人到位，车8点半到", (14, 8, 30)),
        ("9点前发完 8点左右到", (14, 8, 0)),
        ("还是昨天那个司机，9点到", (14, 9, 0)),
        ("补昨天少的12份，9点到", (14, 9, 0)),
        ("少12份明天再送，9点到", (14, 9, 0)),
        ("The supplier moved it from 9 to 11", (14, 11, 0)),
        ("ETA changed from 9:00 to 11:30", (14, 11, 30)),
        ("Rescheduled from 9am to 2pm", (14, 14, 0)),
        ("Brought forward from 3 to 2 this afternoon", (14, 14, 0)),
        ("Pushed back to 4pm (was 2pm)", (14, 16, 0)),
        ("Now coming at 10 instead of 9", (14, 10, 0)),
        ("Truck now 11:30 not 9:00", (14, 11, 30)),
        ("Delayed by one hour, was due 9:00", (14, 10, 0)),
        ("Truck delayed 2 hours, new ETA 11:00", (14, 11, 0)),
        ("Running 45 minutes late, was 9:00", (14, 9, 45)),
        ("Left the depot at 8:10, here in 40 minutes", (14, 8, 0)),
        ("Same driver as yesterday, 9am", (14, 9, 0)),
        ("2-3pm", (14, 14, 0)),
        ("2-4点到", (14, 14, 0)),
    ],
)
def test_a_time_that_moved(text: str, when: tuple[int, int, int]) -> None:
    found = read_notice(f"{text}, 菜包900份", NOW).arrives_at
    assert found == datetime(2022, 4, *when, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("text", "driver"),
    [
        ("司机还是朱师傅13800009999", "朱师傅"),
        ("司机仍为朱建国，13800009999", "朱建国"),
        ("司机换成吴师傅13800009999", "吴师傅"),
        ("司机临时换人，改由孙师傅13800009999送", "孙师傅"),
        ("司机换了，是老吴13800009999", "老吴"),
        ("还是老朱送 13800009999", "老朱"),
        ("司机还是昨天的", ""),
        ("还是昨天的司机", ""),
        ("司机没换", ""),
        ("司机同昨日", ""),
        ("康师傅方便面30箱", ""),
        ("Driver is still Mr Zhu, 13800009999", "Mr Zhu"),
        ("New driver Shen, 13800009999", "Shen"),
        ("Same driver as yesterday, 13800009999", ""),
        ("Driver unchanged, 13800009999", ""),
        ("courier 13800009999", ""),
        ("no driver yet", ""),
    ],
)
def test_the_driver_behind_words_that_he_is_the_same(text: str, driver: str) -> None:
    assert read_notice(f"9点到，菜包900份，{text}", NOW).driver == driver
