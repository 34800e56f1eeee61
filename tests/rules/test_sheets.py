"""What a volunteer's duty sheet leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from models.address import Address
from models.sheets import DutySheet, SheetLine
from models.sheets.rules import for_volunteers, masked

LINE = SheetLine(
    1, "request", "hand", "2022-04-09T01:00:00Z", "2022-04-09T02:00:00Z", "大林苑 3-1505",
    ("透析病人要出门证",), "秦某", "13800001234", ("小林",), "", health=True, said=True,
)  # fmt: skip

DOOR = Address("大林苑", None, "3", None, "1505")


def hide(digits: str) -> str:
    return digits[:3] + "****"


@pytest.mark.parametrize(
    ("kind", "hidden"),
    [("staff", False), ("cadre", False), ("volunteer", True), ("partner", True)],
)
def test_volunteers_and_partners_must_not_read_of_health(kind: str, hidden: bool) -> None:
    assert for_volunteers(DutySheet(1, "甲", kind, "", "2022-04-09", ())) is hidden


def test_what_a_patient_asks_for_and_numbers_are_left_out_the_door_stays() -> None:
    line = masked(LINE._replace(address=DOOR), hide)
    assert (line.where, line.what, line.phone) == ("大林苑 3-1505", (), "138****")
    assert (line.who, line.people) == ("秦某", ("小林",))


def test_a_door_that_only_the_words_tell_stays_in_them() -> None:
    line = masked(LINE._replace(where="", what=("带路到12号302，孕妇待转运",)), hide)
    assert line.what == ("带路到12号302，…",)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"health": False, "what": ("蔬菜包 220份",)}, ("大林苑 3-1505", ("蔬菜包 220份",), "")),
        ({"health": False, "what": ("胰岛素冷藏箱",)}, ("大林苑 3-1505", ("…冷藏箱",), "")),
        ({"said": False, "where": "瑞金医院"}, ("瑞金医院", (), "")),
        ({"note": "她家孩子发烧，走后门"}, ("大林苑 3-1505", ("…要出门证",), "她家孩子…，走后门")),
        (
            {"note": "带钥匙 找张师傅13800002345"},
            ("大林苑 3-1505", ("…要出门证",), "带钥匙 找张师傅138****"),
        ),
        ({"where": "大林苑 3-1505阳性户"}, ("大林苑 3-1505…", ("…要出门证",), "")),
    ],
)
def test_words_of_health_go_and_other_words_stay(
    change: dict[str, Any], told: tuple[str, tuple[str, ...], str]
) -> None:
    line = masked(LINE._replace(**change), hide)
    assert (line.where, line.what, line.note) == told


@pytest.mark.parametrize(
    ("line", "asked", "told"),
    [(True, True, "13800001234"), (True, False, "138****"), (False, True, "138****")],
)
def test_who_meets_the_truck_reads_the_driver_s_number(line: bool, asked: bool, told: str) -> None:
    shown = masked(LINE._replace(meets_driver=line), hide, meets_driver=asked)
    assert shown.phone == told
