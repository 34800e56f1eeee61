"""Calls that were taken down before the register came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.reading.capture import capture
from data.requests import queries
from data.requests.commands import change_request
from data.store import Store
from models.exchange import ImportReport
from tests.exchange.lists import HEADINGS, workbook

Bring = Callable[..., ImportReport]

pytestmark = pytest.mark.usefixtures("known")

REGISTER = [
    HEADINGS,
    ("大林苑", "3", "101", "甲", "13800000001", 1, None),
    ("大林苑", "3", "102", "乙", None, 2, None),
]


def test_they_get_their_households_when_it_comes(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    """One at a door, one at a door nobody has, one whose summary somebody changed."""
    for line in ("大林苑3号102室 没菜了", "大林苑9号909室 没菜了", "大林苑3号101室 下水道堵了"):
        store.do(capture, line)
    told = store.ask(queries.view, 3)
    store.do(change_request, 3, told.version, {"summary": "改过"})
    report = bring(workbook(tmp_path / "a.xlsx", 登记=REGISTER))
    assert [dict(n.params) for n in report.notes if n.code == "calls_linked"] == [{"count": 2}]
    views = [store.ask(queries.view, no) for no in (1, 2, 3)]
    assert [(one.household_no, one.address_said) for one in views] == [
        (2, ""),
        (None, "大林苑9号909室"),
        (1, ""),
    ]
    assert "household_unknown" not in views[0].doubts
    assert views[2].summary == "改过"
    again = bring(workbook(tmp_path / "a.xlsx", 登记=REGISTER))
    assert again.notes == ()
