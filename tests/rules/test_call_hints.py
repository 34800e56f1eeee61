"""What an open call says of who is called down to a round of tests."""

from __future__ import annotations

import pytest

from models.call_sheet.hints import HintKind, hint_of


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        ("transfer", "等了四天没人来", HintKind.POSITIVE),
        ("medicine", "已经阳性4天，没药了", HintKind.POSITIVE),
        ("food", "我阳了，没菜", HintKind.POSITIVE),
        ("test", "老人腿脚不便 要上门", HintKind.AT_DOOR),
        ("other", "奶奶坐轮椅，下不了楼", HintKind.AT_DOOR),
        ("test", "请上门做核酸", HintKind.AT_DOOR),
        ("other", "阳性那家什么时候消毒", None),
        ("food", "没阳，就是没菜", None),
        ("repairs", "水管漏了，请上门修", None),
    ],
)
def test_what_a_call_says(kind: str, text: str, hint: HintKind | None) -> None:
    assert hint_of(kind, text) == hint
