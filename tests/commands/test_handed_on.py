"""A helper falls out in the middle of a session: their place at the table is given to somebody
with why, and what is left there is handed on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from shutil import copy

import pytest

from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.roster import commands as roster
from data.sample import SAMPLE_NOW
from data.store import Store
from models.duties import DutyInput, Role, Work
from models.roster import PersonInput, PersonKind
from tests.commands.running import Daiban
from tests.tables import add_round, begin_town

LEFT = "session round compounds sampled missed due batches tubes".split()


@pytest.fixture(scope="module")
def town_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round whose session has one at the desk, one who leads there; another is free."""
    path = Path(copy(empty_file, tmp_path_factory.mktemp("town") / "town.db"))
    store = Store(path, FixedClock(SAMPLE_NOW))
    begin_town(store)
    add_round(store)
    for name in ("登记甲", "带队乙"):
        store.do(roster.add_person, PersonInput(name, PersonKind.VOLUNTEER))
    ends = SAMPLE_NOW + timedelta(hours=3)
    for no, role in ((2, Role.DESK), (3, Role.LEAD)):
        given = DutyInput(no, Work.SESSION, role, SAMPLE_NOW, ends, work_no=1)
        store.do(duty_commands.change_people, [given])
    store.close()
    return path


@pytest.fixture(autouse=True)
def town(town_file: Path, file: Path) -> None:
    copy(town_file, file)


def test_the_table_is_covered_anew_and_its_list_handed_on(daiban: Daiban) -> None:
    assert daiban("absent", "登记甲", "--json").json["handed_on"] == []
    daiban("tick", "1", "--building", "春晖苑3", "501 没下来")
    daiban("tube", "T1", "add", "大林苑3-504 王芳", "--round", "1", "--session", "1", "--desk", "1")
    (session,) = daiban("testing", "--json").json
    assert session["state"] == "running"
    told = daiban("absent", "登记甲", "--apply", "--json").json
    (duty,) = told["holds"]
    assert (duty["role"], duty["work"], duty["successor"]) == ("desk", "session", "施敏")
    assert duty["why"]
    (left,) = told["handed_on"]
    assert list(left) == LEFT
    assert [one["name"] for one in left["missed"]] == ["金桂花", "金小明"]
    assert {one["name"] for one in left["due"]} == {"卧冰", "李强"}
    assert (left["sampled"], left["tubes"]) == (9, ["T1"])
    due = daiban("missed", "1", "--due", "--json").json
    assert {one["name"] for one in due} == {"金桂花", "金小明", "卧冰", "李强"}
    (sheet,) = daiban("sheet", "--person", "施敏", "--json").json
    (duty,) = sheet["duties"]
    paper = daiban("sheet", "--person", "施敏", "--lang", "zh").out
    assert len(duty["left"]) == 5
    assert [line.strip() for line in paper.splitlines()][3:8] == [
        "交接：场次 1（春晖苑，大林苑）：已采 9 人，2 人没下来，2 人还没来",
        "没下来：春晖苑 3  501 金桂花/金小明",
        "还没来：大林苑 3  504 李强",
        "上门：春晖苑 4  101 卧冰",
        "T1 管：1/10 人，未出结果 1 号台",
    ]
    said = daiban("absent", "施敏", "--lang", "zh").out
    assert "交接：场次 1" in said
    assert "T1" in said
    assert daiban("undo").status == 0
    (back,) = daiban("testing", "--json").json
    assert "登记甲" in back["members"]


def test_nothing_is_handed_on_once_the_session_is_over(daiban: Daiban) -> None:
    daiban("tick", "1")
    daiban("tick", "1", "--close")
    (session,) = daiban("testing", "--json").json
    assert session["state"] == "done"
    assert daiban("absent", "登记甲", "--json").json["handed_on"] == []
    (sheet,) = daiban("sheet", "--person", "登记甲", "--json").json
    assert [one["left"] for one in sheet["duties"]] == [[]]
