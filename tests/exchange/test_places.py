"""Titles, names and lines across a table: where the rows below them are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.exchange.compounds import Compounds
from data.exchange.places import Band, across, in_title
from data.store import Store
from models.exchange import ImportReport
from models.households import CompoundInput
from tests.beginning import begin
from tests.exchange.lists import homes, text, workbook

COMPOUNDS = Compounds([("江阴新村", "大林路10弄"), ("大林苑", "大林路338号")])


@pytest.mark.parametrize(
    ("title", "band"),
    [
        ("江阴新村3号楼人员名单", Band("江阴新村", building="3")),
        ("情况说明：某居委江阴新村3号楼共4户9人", Band("江阴新村", building="3")),
        ("江阴新村（大林路10弄）2号人员名单", Band("江阴新村", building="2")),
        ("大林路10弄1号", Band("江阴新村", building="1")),
        ("1幢2单元住户表", Band(building="1", unit="2")),
        ("江阴新村居民花名册", Band("江阴新村")),
        ("2022年4月9号居民名单", Band()),
        ("登记表", Band()),
    ],
)
def test_titles(title: str, band: Band) -> None:
    assert in_title(title, COMPOUNDS) == band


@pytest.mark.parametrize(
    ("line", "band"),
    [
        ("1号楼", Band(building="1")),
        ("一单元", Band(unit="1")),
        ("3幢2单元（共24户）", Band(building="3", unit="2")),
        ("1号楼 共3户6人", Band(building="1")),
        ("江阴新村1号楼", Band("江阴新村", building="1")),
        ("大林路10弄", Band("江阴新村")),
        ("▲ 7号楼1单元（楼组长 陈明 13800000001）", Band(building="7", unit="1")),
        ("■■ 7号楼 ", Band(building="7")),
        ("Block 4", Band(building="4")),
        ("注：1号楼已封", Band()),
        ("填表人：某某", Band()),
    ],
)
def test_lines_across(line: str, band: Band) -> None:
    assert across(line, COMPOUNDS) == band


def test_a_register_before_any_compound(
    tmp_path: Path, store: Store, bring: Callable[..., ImportReport]
) -> None:
    """A street with its lane is what a compound nobody told of is called."""
    rows = [("地址", "姓名", "人数"), ("某市某区松林路10弄1号618室", "张建国", 2)]
    report = bring(text(tmp_path / "a.csv", rows))
    assert (report.made, report.problems) == (("松林路10弄",), ())
    assert list(homes(store)) == ["松林路10弄1号618室"]


@pytest.mark.usefixtures("known")
def test_lines_with_signs_and_leaders_and_a_count_of_who_lives_there(
    tmp_path: Path, store: Store, bring: Callable[..., ImportReport]
) -> None:
    """The leader's number in a line across the table is nobody's behind the doors below it."""
    rows = [
        ("大林苑封控楼栋底册", None, None, None),
        ("房号", "居住人员（年龄）", "在住", "电话"),
        ("▲ 7号楼1单元（楼组长 陈明 13800000001）",),
        ("101", "张建国(52)、李秀英(50)", 2, "13800000002"),
        ("102", "王伟(33)", 1, None),
        ("▲ 7号楼2单元（楼组长 空缺）",),
        ("101", "赵杰(61)、钱敏(60)", 2, "13800000003"),
    ]
    report = bring(workbook(tmp_path / "a.xlsx", 底册=rows))
    assert report.problems == ()
    assert {door: said[:3] for door, said in homes(store).items()} == {
        "大林苑7号1单元101室": ("张建国", "13800000002", 2),
        "大林苑7号1单元102室": ("王伟", "", 1),
        "大林苑7号2单元101室": ("赵杰", "13800000003", 2),
    }


LANES = Compounds(
    [("明德里", "复兴路77弄、81弄"), ("大林苑", "大林路43弄"), ("桥南里", "桥南路81弄")]
)


@pytest.mark.parametrize(
    ("lane", "name"), [("77", "明德里"), ("43", "大林苑"), ("81", None), ("7", None)]
)
def test_the_compound_of_a_lane(lane: str, name: str | None) -> None:
    assert LANES.in_lane(lane) == name


def test_rows_whose_lane_tells_their_compound(
    tmp_path: Path, store: Store, bring: Callable[..., ImportReport]
) -> None:
    """Two lanes have one number 3 each; a lane of another street is not that of a compound."""
    begin(
        store,
        CompoundInput("明德里", address="复兴路77弄、81弄"),
        CompoundInput("大林苑", address="大林路43弄"),
    )
    rows = [
        ("弄号", "门牌号", "居住部位", "户主姓名", "本人电话", "紧急联系人", "紧急联系人电话"),
        ("77弄", "3号", "前楼", "张建国", "13800000001", "张敏", "13800000009"),
        ("81弄", "3号", "前楼", "王伟", "13800000002", None, None),
        ("43弄", "5号", "亭子间", "赵杰", "13800000003", None, None),
        (None, "桥南路77弄4号", "前楼", "孙丽", "13800000004", None, None),
    ]
    report = bring(text(tmp_path / "a.csv", rows))
    assert [(one.code, one.row) for one in report.problems] == [("compound_unknown", 5)]
    assert {door: said[:2] for door, said in homes(store).items()} == {
        "明德里77弄3号前楼": ("张建国", "13800000001"),
        "明德里81弄3号前楼": ("王伟", "13800000002"),
        "大林苑5号亭子间": ("赵杰", "13800000003"),
    }
