"""Notices as they are sent: at night, on the telephone, in a hurry, in both languages."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import pytest

from models.reading.gazetteer import CompoundName
from models.reading.notice import read_notice
from models.supplies import AllocationRule as Rule
from models.times import LOCAL

NOW = datetime(2022, 4, 14, 17, 20, tzinfo=LOCAL)
"""A Thursday."""

COMPOUNDS = [
    CompoundName(no, name, address)
    for no, (name, address) in enumerate(
        [("梧桐苑", "云南路12号"), ("南门", ""), ("北门", ""), ("福佑里", "福佑路88弄")], 1
    )
]
FAMILY, PAIR, HEAD, FIRST = (
    Rule.PER_HOUSEHOLD,
    Rule.ONE_PER_TWO,
    Rule.PER_PERSON,
    Rule.NAMED_FIRST,
)
WRITTEN = Rule.AS_WRITTEN


class Told(NamedTuple):
    """What a notice says; `at` is day, hour and minute of April."""

    at: tuple[int, int, int] | None
    items: list[tuple[str, int, Rule, int]]
    driver: str = ""
    stops: tuple[str, ...] = ()
    came: bool = False


NOTICES = {
    "包菜600颗明早6点45到，一户一颗，陆师傅13800003131": Told(
        (15, 6, 45), [("包菜", 600, FAMILY, 1)], "陆师傅"
    ),
    "土豆每户3斤共1800斤，今晚八点": Told((14, 20, 0), [("土豆", 1800, FAMILY, 3)]),
    "卡车停在门口了！苹果220箱，两户一箱": Told((14, 17, 20), [("苹果", 220, PAIR, 1)], came=True),
    "再过40分钟到，挂面500把": Told((14, 18, 0), [("挂面", 500, WRITTEN, 1)]),
    "后天中午有一车西瓜，大概300只，每户1只": Told((16, 12, 0), [("西瓜", 300, FAMILY, 1)]),
    "口罩每人5只，共6000只，时间另行通知": Told(None, [("口罩", 6000, HEAD, 5)]),
    "周六上午到，鸡蛋1盒/户，880盒；酱油1瓶/2户，440瓶": Told(
        (16, 9, 0), [("鸡蛋", 880, FAMILY, 1), ("酱油", 440, PAIR, 1)]
    ),
    "只给南门和北门：盒饭96份，18:30送到，司机小程": Told(
        (14, 18, 30), [("盒饭", 96, WRITTEN, 1)], "小程", ("南门", "北门")
    ),
    "梧桐苑120 福佑里80 南门45，菜包 份，明天下午3点半": Told(
        (15, 15, 30), [("菜包", 245, WRITTEN, 1)], stops=("梧桐苑", "福佑里", "南门")
    ),
    "成人纸尿裤36包，只发残疾和卧床老人，晚六点": Told((14, 18, 0), [("成人纸尿裤", 36, FIRST, 1)]),
    "物资改到21点，原定19点的取消，蔬菜包1000份每户一份": Told(
        (14, 21, 0), [("蔬菜包", 1000, FAMILY, 1)]
    ),
    "青菜500 鸡蛋250 大米100 明早7点": Told(
        (15, 7, 0),
        [("青菜", 500, WRITTEN, 1), ("鸡蛋", 250, WRITTEN, 1), ("大米", 100, WRITTEN, 1)],
    ),
    "司机电话稍后发，明天10点 豆制品包640份 其中20份给值班的，其余每户1份": Told(
        (15, 10, 0), [("豆制品包", 640, FAMILY, 1)]
    ),
    "4月16日早9点，婴儿奶粉18罐按名单发，老黄 13800003232": Told(
        (16, 9, 0), [("婴儿奶粉", 18, FIRST, 1)], "老黄"
    ),
    "各小区注意：明天13:00 盐640包、糖640包，每户各1包，车先到南门": Told(
        (15, 13, 0), [("盐", 640, FAMILY, 1), ("糖", 640, FAMILY, 1)]
    ),
    "通知(4月14日15:00发)：明早7点半菜到，菜包640份一户一份，老宋13800001111": Told(
        (15, 7, 30), [("菜包", 640, FAMILY, 1)], "老宋"
    ),
    "西红柿、黄瓜、土豆各500斤，明天下午2点到": Told(
        (15, 14, 0),
        [("西红柿", 500, WRITTEN, 1), ("黄瓜", 500, WRITTEN, 1), ("土豆", 500, WRITTEN, 1)],
    ),
    "南门 北门 各100箱牛奶 明天8点": Told(
        (15, 8, 0), [("牛奶", 200, WRITTEN, 1)], stops=("南门", "北门")
    ),
    "南门先送，其他小区随后，牛奶320箱两户一箱，晚上7点": Told(
        (14, 19, 0), [("牛奶", 320, PAIR, 1)]
    ),
    "礼拜天早上送肉，每户半斤，共860斤": Told((17, 8, 0), [("肉", 860, FAMILY, 1)]),
    "8点20分到，2吨车，鸡毛菜300把，多的20把给志愿者": Told(
        (14, 20, 20), [("鸡毛菜", 300, WRITTEN, 1)]
    ),
    "Onions 800 bags, each family one, tomorrow 7:15, driver Mr Xu 13800001515": Told(
        (15, 7, 15), [("Onions", 800, FAMILY, 1)], "Mr Xu"
    ),
    "between 6 and 7 this evening: eggs, 65 trays, one per two": Told(
        (14, 18, 0), [("eggs", 65, PAIR, 1)]
    ),
    "3 masks per person, 3600 masks, 10 am. tomorrow, call Ms Hua 13800003333 (driver)": Told(
        (15, 10, 0), [("masks", 3600, HEAD, 3)], "Ms Hua"
    ),
    "The truck is here now. 90 boxes of noodles, one box for two households": Told(
        (14, 17, 20), [("noodles", 90, PAIR, 1)], came=True
    ),
    "flour 200 bags, old people living alone first, Saturday morning": Told(
        (16, 9, 0), [("flour", 200, FIRST, 1)]
    ),
    "only for 南门 and 北门: 96 meals, 6.30 pm": Told(
        (14, 18, 30), [("meals", 96, WRITTEN, 1)], stops=("南门", "北门")
    ),
    "in 20 minutes, 300 bottles of cooking oil, one bottle per household, Gu, 13800003434": Told(
        (14, 17, 40), [("cooking oil", 300, FAMILY, 1)], "Gu"
    ),
    "rice 2 bags per household, 1280 bags, noon tomorrow": Told(
        (15, 12, 0), [("rice", 1280, FAMILY, 2)]
    ),
    "梧桐苑 120, 福佑里 80 vegetable packs, tomorrow 2pm": Told(
        (15, 14, 0), [("vegetable packs", 200, WRITTEN, 1)], stops=("梧桐苑", "福佑里")
    ),
    "Baby formula 18 tins, named list first, no time yet, driver Ma Jun 13800003535": Told(
        None, [("Baby formula", 18, FIRST, 1)], "Ma Jun"
    ),
}


@pytest.mark.parametrize(("text", "told"), NOTICES.items(), ids=range(1, len(NOTICES) + 1))
def test_a_notice_as_it_is_sent(text: str, told: Told) -> None:
    found = read_notice(text, NOW, COMPOUNDS)
    at = found.arrives_at and found.arrives_at.astimezone(LOCAL)
    items = [(one.goods, one.quantity, one.rule, one.each_gets) for one in found.items]
    when = at and (at.day, at.hour, at.minute)
    assert Told(when, items, found.driver, found.stops, found.came) == told
    assert ("arrival_missing" in found.doubts) is (told.at is None)


def test_goods_whose_number_follows_are_paid_for_too() -> None:
    eggs, milk = read_notice("Group order (paid): eggs, 65 trays; free milk 9 boxes", NOW).items
    assert (eggs.goods, eggs.quantity, eggs.is_paid, milk.is_paid) == ("eggs", 65, 1, 0)
