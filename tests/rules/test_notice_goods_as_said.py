"""Goods of notices as they are said: joined, in words, by any unit, beside each compound."""

from __future__ import annotations

from datetime import datetime
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.gazetteer import CompoundName
from models.reading.notice import read_notice
from models.times import LOCAL

NOW = datetime(2022, 4, 14, 7, 20, tzinfo=LOCAL)
COMPOUNDS = [
    CompoundName(no, name, "") for no, name in enumerate(["梧桐苑", "福佑里", "Elm Court"], 1)
]

SAID = {
    "Truck arrives 14:00 with 860 boxes of milk and 430 bags of rice.": [
        ("milk", 860, "boxes"),
        ("rice", 430, "bags"),
    ],
    "2,000 masks, 60 gowns and 300 antigen test kits to the office at 11am": [
        ("masks", 2000, "pieces"),
        ("gowns", 60, "pieces"),
        ("antigen test kits", 300, "kits"),
    ],
    "Expect 300 trays of eggs + 150 sacks of potatoes around 8:30": [
        ("eggs", 300, "trays"),
        ("potatoes", 150, "sacks"),
    ],
    "50 rolls of garbage bags, 20 spray cans and 10 mops at 9:30": [
        ("garbage bags", 50, "rolls"),
        ("spray cans", 20, "cans"),
        ("mops", 10, "pieces"),
    ],
    "1720 packs of vegetables for 1723 households, 2 helpers per gate, 9am": [
        ("vegetables", 1720, "packs")
    ],
    "5 carts of cabbages and two crates of eggs at noon": [
        ("cabbages", 5, "carts"),
        ("eggs", 2, "crates"),
    ],
    "One thousand masks and two hundred and fifty gowns, 10 am": [
        ("masks", 1000, "pieces"),
        ("gowns", 250, "pieces"),
    ],
    "Rice - 430 bags; Oil - 430 bottles, 9am": [("Rice", 430, "bags"), ("Oil", 430, "bottles")],
    "At 9 o'clock: milk (860), rice (430)": [("milk", 860, "pieces"), ("rice", 430, "pieces")],
    "Two trucks: 1st 8:00 with 1,000 veg packs, 2nd 10:00 with 723 veg packs": [
        ("veg packs", 1723, "packs")
    ],
    "6 tons of cabbage and 2.5 tons of potatoes, 9am": [
        ("cabbage", 6, "tons"),
        ("potatoes", 2500, "kg"),
    ],
    "菜包一千七百二十份，牛奶八百六十箱，9点到": [("菜包", 1720, "份"), ("牛奶", 860, "箱")],
    "大米两百袋和食用油两百桶9点送到": [("大米", 200, "袋"), ("食用油", 200, "桶")],
    "青菜2万斤，冬瓜1.5吨，9点到": [("青菜", 20000, "斤"), ("冬瓜", 1500, "公斤")],
    "近千份菜包、鸡蛋800多盒，9点到": [("菜包", 1000, "份"), ("鸡蛋", 800, "盒")],
    "每份68元的套餐120份，9点到": [("套餐", 120, "份")],
    "大白菜1车约8吨，9点到": [("大白菜", 8, "吨")],
    "两车菜 一车1000份一车720份 9点到": [("菜", 1720, "份")],
    "第一车菜包860份8点到，第二车菜包860份10点到": [("菜包", 1720, "份")],
    "菜包1720份，第一车菜包900份8点到，第二车菜包820份10点到": [("菜包", 1720, "份")],
    "垃圾袋200卷、胶带60圈、蒸笼30屉、3捆绳子、脸盆*20，9点": [
        ("垃圾袋", 200, "卷"),
        ("胶带", 60, "圈"),
        ("蒸笼", 30, "屉"),
        ("绳子", 3, "捆"),
        ("脸盆", 20, "份"),
    ],
    "菜包1720份，志愿者10名，每个门岗2位，车高3米，3辆车，9点": [("菜包", 1720, "份")],
    "| 大米 | 430 | 袋 |\n| 油 | 430 | 桶 |\n9点到": [("大米", 430, "袋"), ("油", 430, "桶")],
    "菜包\t份\t1720\n牛奶\t箱\t860\n9点到": [("菜包", 1720, "份"), ("牛奶", 860, "箱")],
    "菜包/1720份，牛奶/860箱 9点": [("菜包", 1720, "份"), ("牛奶", 860, "箱")],
    "盒饭早30份午45份晚45份，9点": [
        ("盒饭早", 30, "份"),
        ("盒饭午", 45, "份"),
        ("盒饭晚", 45, "份"),
    ],
    "防护服L码50件，XL码30件，9点": [("防护服L码", 50, "件"), ("防护服XL码", 30, "件")],
    "尿不湿（M）40包，尿不湿（L）30包，9点": [("尿不湿 M", 40, "包"), ("尿不湿 L", 30, "包")],
}


@pytest.mark.parametrize("text", SAID)
def test_goods_as_they_are_said(text: str) -> None:
    found = read_notice(text, NOW).items
    assert [(one.goods, one.quantity, one.unit) for one in found] == SAID[text]


@pytest.mark.parametrize(
    ("text", "pack", "many"),
    [
        ("大米430袋，每袋5公斤，9点", "5公斤", 430),
        ("大米 10kg×430袋，9点", "10kg", 430),
        ("鸡蛋860板，每板30枚，9点", "30枚", 860),
        ("430 bags of rice, 5kg each, 9am", "5kg", 430),
        ("40 x 25kg bags of rice, 9am", "25kg", 40),
        ("25 kg rice x 40 bags, 9am", "25 kg", 40),
    ],
)
def test_how_much_is_in_one_wherever_it_stands(text: str, pack: str, many: int) -> None:
    (item,) = read_notice(text, NOW).items
    assert (item.pack, item.quantity) == (pack, many)


WRITTEN = {
    "大米281袋 油281桶 9点 梧桐苑132袋132桶，福佑里149袋149桶": {
        "大米": "梧桐苑132 福佑里149",
        "油": "梧桐苑132 福佑里149",
    },
    "大米281袋，油281桶，梧桐苑各132，福佑里各149，9点": {
        "大米": "梧桐苑132 福佑里149",
        "油": "梧桐苑132 福佑里149",
    },
    "梧桐苑（132户）：菜132份，奶66箱\n福佑里（149户）：菜149份，奶75箱\n9点到": {
        "菜": "梧桐苑132 福佑里149",
        "奶": "梧桐苑66 福佑里75",
    },
    "梧桐苑132份蔬菜包66箱牛奶，福佑里149份蔬菜包75箱牛奶，9点": {
        "蔬菜包": "梧桐苑132 福佑里149",
        "牛奶": "梧桐苑66 福佑里75",
    },
    "蔬菜包和牛奶：梧桐苑132份66箱，福佑里149份75箱，9点": {
        "蔬菜包": "梧桐苑132 福佑里149",
        "牛奶": "梧桐苑66 福佑里75",
    },
    "棉被：梧桐苑30、福佑里40。折叠床：梧桐苑3、福佑里4。9点": {
        "棉被": "梧桐苑30 福佑里40",
        "折叠床": "梧桐苑3 福佑里4",
    },
    "9点，梧桐苑149份、福佑里174份蔬菜包": {"蔬菜包": "梧桐苑149 福佑里174"},
    "Rice 281 bags, oil 281 bottles, 9am. 梧桐苑: 132 bags, 132 bottles; Elm Court: 149 bags, "
    "149 bottles": {"Rice": "梧桐苑132 Elm Court149", "oil": "梧桐苑132 Elm Court149"},
    "梧桐苑 132 bags of rice and 66 bottles of oil, Elm Court 149 bags of rice and 75 bottles of"
    " oil, at 9:00": {"rice": "梧桐苑132 Elm Court149", "oil": "梧桐苑66 Elm Court75"},
    "Rice: 梧桐苑 132, Elm Court 149; oil: 梧桐苑 66, Elm Court 75. 9am": {
        "Rice": "梧桐苑132 Elm Court149",
        "oil": "梧桐苑66 Elm Court75",
    },
}


@pytest.mark.parametrize("text", WRITTEN)
def test_amounts_of_several_goods_beside_each_compound(text: str) -> None:
    found = read_notice(text, NOW, COMPOUNDS)
    assert {one.goods: one.rule_text for one in found.items} == WRITTEN[text]
    for one in found.items:
        told = one.rule_text.replace("苑", "苑 ").replace("里", "里 ").replace("Court", "Court ")
        assert one.quantity == sum(int(word) for word in told.split() if word.isdigit())
    assert found.doubts == ()


def test_amounts_that_do_not_add_up_are_left_for_those_goods_alone() -> None:
    text = "大米400袋，油281桶，9点，梧桐苑132袋132桶，福佑里149袋149桶"
    rice, oil = read_notice(text, NOW, COMPOUNDS).items
    assert (rice.rule_text, oil.rule_text) == ("", "梧桐苑132 福佑里149")
    assert read_notice(text, NOW, COMPOUNDS).doubts == ("amounts_unkept",)


_NAMES = ("milk", "rice", "masks", "gowns", "antigen test kits", "noodles", "cabbages")
_UNITS = ("boxes of ", "bags of ", "", "trays of ")


@given(
    st.lists(
        st.tuples(st.integers(2, 99_999), st.sampled_from(_UNITS), st.sampled_from(_NAMES)),
        min_size=1,
        max_size=5,
        unique_by=lambda one: one[2],
    ),
    st.booleans(),
    st.sampled_from([", ", " and ", " & ", "; "]),
)
def test_no_number_that_is_said_is_lost(
    told: list[tuple[int, str, str]], grouped: bool, between: str
) -> None:
    parts = [
        f"{many:,} {unit}{name}" if grouped else f"{many} {unit}{name}" for many, unit, name in told
    ]
    found = read_notice(f"Tomorrow 9am: {between.join(parts)}", NOW)
    assert [(one.quantity, one.goods) for one in found.items] == [
        (many, name) for many, _unit, name in told
    ]


HOSTILE = (
    *("菜1份", "1720份 ", "1,000 ", "and 3 ", "860 boxes of milk and ", "原报1720份实装1708份"),
    *(
        "梧桐苑132袋132桶，",
        "from 9 to 11 moved ",
        "9点 ",
        "改到9点 ",
        "晚一小时",
        "一千",
        "5kg x ",
    ),
    *(
        "第一车100份",
        "(",
        "原",
        "1 of 2 ",
        "one hundred and ",
        "30屉",
        "driver still ",
        "昨天",
        "2-3pm ",
        "1 2 ",
        "1.1.1 boxes ",
        "-3 hams ",
        "3-5箱",
        "半桶 ",
        "蔬菜包（12份",
        "多功能家庭综合保供食品",
        "共3箱",
        "25点 ",
        "7 a-a-",
    ),
)


@pytest.mark.parametrize("part", HOSTILE)
def test_a_long_notice_takes_a_time_that_grows_with_its_length(part: str) -> None:
    read_notice(part, NOW, COMPOUNDS)

    def seconds(length: int) -> float:
        text = (part * length)[:length]
        begun = perf_counter()
        read_notice(text, NOW, COMPOUNDS)
        return perf_counter() - begun

    short = min(seconds(2_000) for _ in range(2))
    assert seconds(8_000) < 10 * short + 0.5
