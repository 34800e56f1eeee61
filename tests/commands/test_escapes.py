"""Nothing a command prints can tell a terminal to do something, whatever it was given."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from models.text import printable
from screens.commands.out import say_json
from tests.commands.running import Daiban

ROOT = Path(__file__).resolve().parents[2]

RED = "\x1b[31m"
CSI = "\x9b31m"
TITLE = "\x1b]0;taken over\x07"

COMMANDS = [
    ("absent", f"{RED}X"),
    ("present", f"{CSI}X"),
    ("testing", "--state", f"{RED}X"),
    ("log", f"{TITLE}X"),
    ("suggest", "--day", f"{RED}X"),
    ("import", f"{RED}X.xlsx"),
    (f"{RED}X",),
    ("requests", f"{CSI}X"),
    ("requests", "--now", f"{TITLE}X"),
]


@pytest.mark.parametrize("given", COMMANDS, ids=ascii)
def test_what_a_command_says_of_its_arguments_holds_no_control_character(
    daiban: Daiban, given: tuple[str, ...]
) -> None:
    answer = daiban(*given)
    for said in (answer.out, answer.err):
        assert printable(said) == said


def test_the_name_of_a_file_is_told_on_one_line(
    daiban: Daiban, empty: Path, tmp_path: Path
) -> None:
    forged = tmp_path / "new\nline ✓ all saved.csv"
    forged.write_text("小区名称,类型,户数\n大林苑,商品房,2\n", encoding="utf-8")
    told = daiban("import", forged).out
    assert told.startswith("new line ✓ all saved.csv: ")
    folder = tmp_path / "stick\nall saved"
    folder.mkdir()
    (line,) = daiban("backup", folder).out.splitlines()
    assert "stick all saved" in line


@pytest.mark.parametrize("given", [" ", RED, "\u202e", TITLE], ids=ascii)
def test_an_argument_of_which_nothing_is_seen_is_told_as_it_is_written(
    daiban: Daiban, empty: Path, given: str
) -> None:
    assert f"There is no view {given!a};" in daiban("requests", "--view", given).err
    if given.strip():
        assert f"There is no file {given!a}." in daiban("import", given).refusal


def test_nothing_is_printed_past_the_gate() -> None:
    past = re.compile(r"\bprint\(|\bstd(?:out|err)\.write\(|\bstd(?:out|err)\.buffer\b")
    gates = {"screens/commands/out.py", "data/exchange/workbook_child.py"}
    found = {
        file.relative_to(ROOT).as_posix()
        for folder in ("screens", "data", "models")
        for file in (ROOT / folder).rglob("*.py")
        if past.search(file.read_text(encoding="utf-8"))
    }
    assert found == gates


def test_json_with_control_characters_is_the_same_json_without(
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = {"name": f"{RED}王{CSI}\x7f"}
    say_json(given)
    said = capsys.readouterr().out
    assert printable(said) == said
    assert json.loads(said) == given


def test_what_is_kept_of_such_a_name_is_its_letters() -> None:
    assert printable(f"{RED}王\u202e{TITLE} 四\n\x00五") == "王 四\n五"
