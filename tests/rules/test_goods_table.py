"""Tables of goods by compound: what each column is, what goes where, what cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import Problem
from models.supplies.goods_table import GoodsTable, read_table
from models.supplies.pasted_table import Pasted, read_pasted
from models.supplies.written import written_amounts

KNOWN = ("梧桐新苑", "望江公寓", "晴川花园", "Plane Tree Court", "River View", "路88")
ROWS = "小区\t蔬菜包(份)\t牛奶(箱)\n梧桐新苑\t211\t106\n望江公寓\t200\t100\n不存在小区\t5\t2"


def find(text: str) -> str | None:
    return text if text in KNOWN else None


def _read(text: str, mark: str = "\t") -> GoodsTable | None:
    return read_table([line.split(mark) for line in text.split("\n")], find)


def _told(table: GoodsTable | None) -> list[tuple[str, int, str, str]]:
    assert table is not None
    return [(one.goods, one.quantity, one.unit, one.rule_text) for one in table.items]


WHOLE = [
    ("蔬菜包", 416, "份", "梧桐新苑211 望江公寓200"),
    ("牛奶", 208, "箱", "梧桐新苑106 望江公寓100"),
]


def test_each_column_is_its_goods_and_unknown_compounds_are_named() -> None:
    table = _read(ROWS)
    assert table is not None
    assert _told(table) == WHOLE
    assert table.stops == ("梧桐新苑", "望江公寓")
    assert table.unknown == ((4, "不存在小区", ("蔬菜包 5份", "牛奶 2箱")),)
    assert table.problems == ()


@pytest.mark.parametrize("mark", ["\t", "|", ",", "，", ";", " "])
def test_pasted_cells_stand_between_any_marks(mark: str) -> None:
    text = "明天9点到，司机朱师傅\n" + ROWS.replace("\t", mark) + "\n请各门岗签收"
    pasted = read_pasted(text, find)
    assert isinstance(pasted, Pasted)
    assert _told(pasted.table) == WHOLE
    assert [one.name for one in pasted.table.unknown] == ["不存在小区"]
    assert pasted.rest == "明天9点到，司机朱师傅\n请各门岗签收"


def test_a_table_of_a_page_with_ruled_headings_is_read() -> None:
    text = "| 小区 | 蔬菜包 | 牛奶 |\n|---|---|---|\n| 梧桐新苑 | 211份 | 106箱 |"
    pasted = read_pasted(text, find)
    assert isinstance(pasted, Pasted)
    assert [(one.goods, one.quantity, one.unit) for one in pasted.table.items] == [
        *(("蔬菜包", 211, "份"), ("牛奶", 106, "箱")),
    ]


def test_empty_cells_keep_their_columns_between_blanks() -> None:
    text = "小区 蔬菜包(份) 牛奶(箱)\n梧桐新苑  106\n望江公寓 200 "
    pasted = read_pasted(text, find)
    assert isinstance(pasted, Pasted)
    assert _told(pasted.table) == [
        ("蔬菜包", 200, "份", "望江公寓200"),
        ("牛奶", 106, "箱", "梧桐新苑106"),
    ]


def test_english_names_of_several_words_are_one_cell() -> None:
    text = (
        "Compound vegetable packs (packs) milk (boxes)\n"
        "Plane Tree Court 211 106\nRiver View 200 100\nNowhere House 5 2"
    )
    pasted = read_pasted(text, find)
    assert isinstance(pasted, Pasted)
    assert [(one.goods, one.quantity, one.unit) for one in pasted.table.items] == [
        *(("vegetable packs", 416, "packs"), ("milk", 208, "boxes")),
    ]
    assert [one.name for one in pasted.table.unknown] == ["Nowhere House"]


def test_columns_that_cannot_be_told_apart_are_refused_and_never_guessed() -> None:
    text = "where how many of this and of that\nPlane Tree Court 211 106\nRiver View 200 100"
    assert read_pasted(text, find) == Problem("table_unclear")


@pytest.mark.parametrize(
    "text",
    [
        "小区\t户数\t楼栋\n梧桐新苑\t211\t3",
        "小区\t楼号\t房号\t人口\n梧桐新苑\t3\t1505\t2\n梧桐新苑\t3\t1506\t4",
        "小区\t物资\t应发份数\t实发份数\n梧桐新苑\t白菜\t100\t98",
        "小区\t乙\t丙\n梧桐新苑\t3\t4",
        "蔬菜包1720份\t牛奶860箱\n梧桐新苑\t211",
        "",
    ],
)
def test_other_tables_are_none(text: str) -> None:
    assert _read(text) is None


def test_a_row_of_units_and_one_of_sums_are_what_they_say() -> None:
    text = """小区,户数,蔬菜包,大米(5kg),备注
单位,户,份,袋,
梧桐新苑,211,1211,106,下午
合计,,1211,107,"""
    pasted = read_pasted(text, find)
    assert isinstance(pasted, Pasted)
    table = pasted.table
    assert _told(table) == [
        ("蔬菜包", 1211, "份", "梧桐新苑1211"),
        ("大米(5kg)", 106, "袋", "梧桐新苑106"),
    ]
    assert [(row, one.code, one.params) for row, one in table.problems] == [
        (4, "table_sum_differs", {"goods": "大米(5kg)", "said": "107", "sum": 106}),
    ]


def test_a_compound_a_column_is_the_same_table() -> None:
    table = _read(
        "物资\t单位\t梧桐新苑\t望江公寓\t某某\t合计\n蔬菜包\t份\t211\t200\t5\t416\n牛奶\t箱\t106\t100\t2\t208"
    )
    assert _told(table) == WHOLE
    assert table is not None
    assert [one[1:] for one in table.unknown] == [("某某", ("蔬菜包 5份", "牛奶 2箱"))]


@pytest.mark.parametrize("cell", ["1.5", "-5", "约200", "2000000", "99999999999", "5盒"])
def test_what_is_no_amount_is_named_with_its_place(cell: str) -> None:
    table = _read(ROWS.replace("106", cell))
    assert table is not None
    assert [
        (row, one.code, one.params["compound"], one.params["value"]) for row, one in table.problems
    ] == [
        (2, "table_amount_unclear", "梧桐新苑", cell),
    ]


def test_amounts_without_a_heading_are_told() -> None:
    table = _read("小区\t蔬菜包\t\n梧桐新苑\t211\t106")
    assert table is not None
    assert [one.code for _row, one in table.problems] == ["table_heading_missing"]


amounts = st.dictionaries(
    st.sampled_from((*KNOWN, "甲", "乙")),
    st.tuples(st.integers(0, 900), st.integers(0, 900)),
    min_size=1,
)


@given(amounts)
def test_nothing_of_a_table_is_lost(rows: dict[str, tuple[int, int]]) -> None:
    """What compounds get as written, and what goes to none, is what stands in the cells."""
    lines = [f"{name}\t{one}\t{other}" for name, (one, other) in rows.items()]
    table = _read("\n".join(["小区\t蔬菜包(份)\t牛奶(箱)", *lines]))
    if not any(name in KNOWN for name in rows) or not any(map(any, rows.values())):
        assert table is None or not table.items
        return
    assert table is not None
    for at, goods in enumerate(("蔬菜包", "牛奶")):
        whole = sum(many[at] for many in rows.values())
        found = [one for one in table.items if one.goods == goods]
        assert [one.quantity for one in found] == ([whole] if whole else [])
        for item in found:
            written = written_amounts(item.rule, item.rule_text, KNOWN)
            assert dict(written) == {
                name: many[at] for name, many in rows.items() if name in KNOWN and many[at]
            }
    lost = {one.name for one in table.unknown}
    assert lost == {name for name, many in rows.items() if name not in KNOWN and any(many)}
