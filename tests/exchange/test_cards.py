"""Sheets with a card for each household, one below the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.exchange.cards import as_rows
from data.exchange.sheets import Table
from data.store import Store
from models.exchange import ImportReport
from tests.exchange.lists import homes, people, workbook

pytestmark = pytest.mark.usefixtures("known")

PEOPLE = ("家庭成员", "姓名", "关系", "年龄", "电话")
CARDS = [
    ("住户信息卡",),
    ("住址", "大林苑5号1单元302室", None, "户主", "张建国"),
    ("联系电话", "13800000001", None, "居住人数", 2),
    ("房屋状态", "自住", None, "备注"),
    PEOPLE,
    (None, "张建国", "户主", 45, "13800000001"),
    (None, "李秀英", "妻", 43, "13800000002"),
    (),
    ("住户信息卡",),
    ("住址", "大林苑5号2单元101室", None, "户主", "王伟"),
    ("联系电话", "13800000003", None, "居住人数", 1),
    ("房屋状态", "租赁", None, "备注", "养猫两只"),
    ("填表时请字迹清楚",),
    PEOPLE,
    (None, "王伟", "承租人", 29, "13800000003"),
    (),
    ("住户信息卡",),
    ("住址", "大林苑5号2单元102室", None, "户主", "赵杰"),
    ("联系电话", "13800000004", None, "居住人数", 3),
]


def test_a_card_is_a_household(
    tmp_path: Path, store: Store, bring: Callable[..., ImportReport]
) -> None:
    """With its people, and without; a line of text between cards is told with its row."""
    report = bring(workbook(tmp_path / "a.xlsx", 一户一表=CARDS))
    assert report.problems == ()
    assert [(note.code, note.row) for note in report.notes] == [("line_passed_over", 13)]
    assert {door: home[:4] for door, home in homes(store).items()} == {
        "大林苑5号1单元302室": ("张建国", "13800000001", 2, ""),
        "大林苑5号2单元101室": ("王伟", "13800000003", 1, "养猫 租客"),
        "大林苑5号2单元102室": ("赵杰", "13800000004", 3, ""),
    }
    found = [(one.name, one.relation, one.phones[0].number) for one in people(store, 1)]
    assert found == [("张建国", "户主", "13800000001"), ("李秀英", "妻", "13800000002")]


@pytest.mark.parametrize(
    "rows",
    [
        [["住址", "户主", "电话"], ["大林苑5号101室", "张建国", "13800000001"]],
        [["住址", "大林苑5号101室"], ["大林苑5号102室", "张建国", "13800000001"]],
        [["住址", "大林苑5号101室"], ["户主", "张建国"], ["大林苑5号102室", "王伟", "租"]],
        [["序号", "某某", "甲"], ["1", "2", "3"]],
        [],
    ],
)
def test_what_is_no_card_stays_as_it_is(rows: list[list[object]]) -> None:
    table = Table("a.xlsx", "一户一表", rows)
    assert as_rows(table) is table
