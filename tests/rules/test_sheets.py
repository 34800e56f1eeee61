"""What a volunteer's duty sheet leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from models.sheets import DutySheet, SheetLine
from models.sheets.rules import for_volunteers, masked, numberless, tells_of_health
from tests.conftest import BreakTable

LINE = SheetLine(
    1, "request", "hand", "2022-04-09T01:00:00Z", "2022-04-09T02:00:00Z", "大林苑 3-1505",
    ("透析病人要出门证",), "秦某", "13800001234", ("小林",), "", health=True, said=True,
)  # fmt: skip


def hide(digits: str) -> str:
    return digits[:3] + "****"


@pytest.mark.parametrize(
    ("kind", "hidden"),
    [("staff", False), ("cadre", False), ("volunteer", True), ("partner", True)],
)
def test_volunteers_and_partners_must_not_read_of_health(kind: str, hidden: bool) -> None:
    assert for_volunteers(DutySheet(1, "甲", kind, "", "2022-04-09", ())) is hidden


def test_what_a_resident_asks_for_and_numbers_are_left_out_the_door_stays() -> None:
    line = masked(LINE, hide)
    assert (line.where, line.what, line.phone) == ("大林苑 3-1505", (), "138****")
    assert (line.who, line.people) == ("秦某", ("小林",))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"health": False, "what": ("蔬菜包 220份",)}, ("大林苑 3-1505", ("蔬菜包 220份",), "")),
        ({"health": False, "what": ("胰岛素冷藏箱",)}, ("大林苑 3-1505", (), "")),
        ({"said": False, "where": "瑞金医院"}, ("瑞金医院", (), "")),
        ({"note": "她家孩子发烧"}, ("大林苑 3-1505", (), "")),
        ({"note": "带钥匙 找张师傅13800002345"}, ("大林苑 3-1505", (), "带钥匙 找张师傅138****")),
        ({"where": "大林苑 3-1505阳性户"}, ("大林苑 3-1505***户", (), "")),
    ],
)
def test_words_of_health_go_and_other_words_stay(
    change: dict[str, Any], told: tuple[str, tuple[str, ...], str]
) -> None:
    line = masked(LINE._replace(**change), hide)
    assert (line.where, line.what, line.note) == told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("找13800001234", "找138****"),
        ("138 0000 1234 敲门", "138**** 敲门"),
        ("座机021-6328 1234", "座机021****"),
        ("2022-04-09 06:30 集合", "2022-04-09 06:30 集合"),
        ("220份 48袋", "220份 48袋"),
    ],
)
def test_a_number_in_a_sentence_is_hidden_times_are_not(text: str, shown: str) -> None:
    assert numberless(text, hide) == shown


def test_health_is_seen_in_both_languages() -> None:
    assert tells_of_health("密接户")
    assert tells_of_health("Fever since noon")
    assert not tells_of_health("卸货 梧桐新苑")
    assert not tells_of_health("bring the trolley")


def test_with_a_broken_table_everything_may_tell_of_health(break_table: BreakTable) -> None:
    break_table("sheets/health.toml", "words =", "word =")
    line = masked(LINE._replace(health=False, what=("蔬菜包 220份",), note="带钥匙"), hide)
    assert (line.where, line.what, line.note) == ("***", (), "")
