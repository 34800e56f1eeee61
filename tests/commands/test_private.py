"""A private note is in no output of any command and on no paper, unless it is asked for by name."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.errands import commands as errand_commands
from data.errands import queries as errands
from data.roster import commands as roster_commands
from data.roster import queries as roster
from data.store import Store
from models.errands import ErrandInput
from screens.errands import paper as errand_sheet
from tests.commands.running import NOW, Daiban

SECRET = "月底就辞职ZQX"
WHO = 8
"""The member of staff who has most duties ahead."""

COMMANDS: dict[str, tuple[tuple[object, ...], ...]] = {
    "today": ((),),
    "completion": ((),),
    "fields": ((), ("roster",)),
    "requests": ((), ("--find", SECRET), ("--view", "mine")),
    "errands": ((),),
    "supplies": ((),),
    "testing": ((),),
    "testing-progress": ((), ("2",)),
    "learned": ((),),
    "settings": ((),),
    "roster": ((), ("--find", SECRET), ("--find", "ZQX")),
    "custody": ((),),
    "households": (("--mark", "孕妇"),),
    "residents": ((),),
    "directory": ((),),
    "emergency": (("1",),),
    "add": (("大林苑3号 没米了 13800001234",),),
    "chase": (("1", "--to", "街道", "--said", "催"),),
    "close": (("1", "--outcome", "met", "--told", "家属"),),
    "closed": ((),),
    "shut": (("兰亭小区", "--until", "04-12"), ("兰亭小区", "--until", "04-12", "--apply")),
    "reopen": (("兰亭小区",),),
    "absent": (("石磊",), ("石磊", "--apply")),
    "present": (("石磊",), ("沈静怡", "--take", "all")),
    "cover": ((), ("--day", "04-10")),
    "call-down": (
        (),
        ("new", "--mark", "alone"),
        ("left",),
        ("left", "--unspoken"),
    ),
    "offers": ((), ("--for", "1")),
    "stock": (
        (),
        ("in", "口罩", "20", "--from", "石磊"),
        ("moves",),
        ("room", "库房"),
        ("key", "库房", "石磊"),
        ("rooms",),
    ),
    "deliver": (("4月10日9点到 蔬菜包 1720份 每户1份 司机石磊 13800009999",),),
    "allocate": (("1",), ("1", "--rule", "1=per_person"), ("1", "--post")),
    "stops": (("1",), ("1", "--compare"), ("1", "--counter", "1", "石磊")),
    "drivers": ((), ("note", "1", "asked", "石磊说请送到门口")),
    "suppliers": ((), ("new", "石磊粮油")),
    "driver-sheet": (("1",), ("1", "--guards")),
    "loads": (("1",), ("1", "--plan")),
    "count": (("1",), ("1", "--message", "supplier")),
    "doors": (("1",), ("--waiting",)),
    "door-list": (("1",),),
    "progress": (("1",),),
    "call-sheet": (("2",), ("2", "--list", "table"), ("2", "--freeze")),
    "round": (
        (),
        ("show", "2"),
        (
            *("new", "--day", "2022-04-10", "--kind", "pooled", "--from", "06:00"),
            *("--to", "14:00", "--desks", "9"),
        ),
        ("due",),
    ),
    "tick": (("2", "没人"), ("2",)),
    "tube": ((), ("T1", "add", "石磊", "--round", "2")),
    "missed": (("2",), ("2", "--say")),
    "to-settle": ((),),
    "recall": (("T1",), ("T1", "--round", "2")),
    "shared": ((),),
    "result": (("石磊", "阴性"),),
    "results": ((), ("--contradictions",)),
    "samples": ((), ("send", "--round", "2", "--lab", "金域", "--by", "石磊", "--tubes", "3")),
    "received": ((),),
    "suggest": ((), ("--day", "04-10", "--apply")),
    "sheet": ((), ("--person", "石磊"), ("--masked",)),
    "log": (("50",),),
    "undo": ((),),
    "redo": ((),),
    "doctor": ((),),
    "clock": ((),),
}
"""Ways to call each command; `import`, `backup` and `restore` have their own test below."""

ELSEWHERE = {"import", "backup", "restore", "begin", "demo"}
"""Commands that are tried elsewhere: they need files, or open the desk."""


@pytest.fixture(scope="module")
def noted(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with a private note written twice so that the journal has seen it."""
    path = Path(shutil.copy(sample_file, tmp_path_factory.mktemp("private") / "desk.db"))
    store = Store(path, FixedClock(NOW))
    for note in (f"旧{SECRET}", SECRET):
        view = store.ask(roster.person, WHO)
        assert view is not None
        store.do(
            roster_commands.change_person,
            WHO,
            view.version,
            {"private_note": note, "note": "夜班多"},
        )
    store.close()
    return path


@pytest.fixture
def file(noted: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copy(noted, tmp_path / "desk.db"))


def test_every_command_is_walked(daiban: Daiban) -> None:
    walked = COMMANDS.keys() | ELSEWHERE
    there = set(re.findall(r"^    ([a-z-]+)(?:  +\S|$)", daiban("--help").out, re.MULTILINE))
    assert there - walked == set()
    assert walked - there == set()


@pytest.mark.parametrize("name", list(COMMANDS))
@pytest.mark.parametrize("ways", [("--lang", "zh"), ("--lang", "en"), ("--json",)])
def test_no_command_tells_it(daiban: Daiban, name: str, ways: tuple[str, ...]) -> None:
    for words in COMMANDS[name]:
        answer = daiban(name, *words, *ways)
        assert answer.status in (0, 1)
        assert answer.out or answer.err
        assert "ZQX" not in answer.out
        assert "ZQX" not in answer.err


def test_it_is_told_to_who_asks_for_it(daiban: Daiban) -> None:
    rows = daiban("roster", "--private", "--json").json
    assert {row["no"]: row["private_note"] for row in rows if row["private_note"]} == {WHO: SECRET}
    assert SECRET in daiban("roster", "--private").out
    assert "private_note" not in daiban("roster", "--json").json[0]


def test_no_paper_has_it(daiban: Daiban, store: Store, tmp_path: Path) -> None:
    for ending in ("txt", "md"):
        paper = tmp_path / f"sheets.{ending}"
        assert daiban("sheet", "--day", "04-10", "--to", paper).status == 0
        assert "ZQX" not in paper.read_text(encoding="utf-8")
    (request,) = store.ask(
        sqlite3.Connection.execute, "SELECT max(no) FROM request WHERE state = 'open'"
    ).fetchone()
    no = store.do(
        errand_commands.add_errand, [request], ErrandInput(NOW, NOW.replace(hour=12), "药房")
    )
    view = store.ask(errands.view, no)
    for text in (errand_sheet.text(view), errand_sheet.table(view)):
        assert text
        assert "ZQX" not in text


def test_an_import_tells_that_there_is_a_note_and_not_what_it_says(
    daiban: Daiban, tmp_path: Path
) -> None:
    lists = tmp_path / "staff.csv"
    lists.write_text(
        "姓名,职务,电话,状态,备注\n石磊,社工,13800009107,在岗,已提出辞职ZQX\n"
        "新来,社工,13800009999,在岗,本月底退休ZQX\n",
        encoding="utf-8",
    )
    for words in (("--dry-run",), ("--dry-run", "--json"), ("--json",), ()):
        answer = daiban("import", lists, *words)
        assert answer.status == 0
        assert "ZQX" not in answer.out + answer.err
    rows = {row["name"]: row for row in daiban("roster", "--private", "--json").json}
    assert rows["新来"]["private_note"] == "本月底退休ZQX"
    assert "已提出辞职ZQX" in rows["石磊"]["private_note"]


def test_a_backup_is_whole_and_says_nothing_of_it(daiban: Daiban, tmp_path: Path) -> None:
    for json in ((), ("--json",)):
        answer = daiban("backup", tmp_path / f"kept{len(json)}", *json)
        assert answer.status == 0
        assert "ZQX" not in answer.out + answer.err
