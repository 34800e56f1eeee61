"""Titles, names and lines across a table: where the rows below them are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.exchange.compounds import Compounds
from data.exchange.places import Band, across, in_title
from data.store import Store
from models.exchange import ImportReport
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
