"""Arguments: options before or after the name, bad usage, languages, odd surroundings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from data.program import version
from screens.command_line import run
from tests.commands.running import Committee, Daiban

APP = Path(__file__).parents[2] / "app.py"


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("log", "0"),
        ("log", "many"),
        ("undo", "-3"),
        ("log", "--now", "some evening"),
        ("log", "--lang", "fr"),
        ("households", "--json", "extra"),
        ("requests", "--state", "rejected"),
        ("supplies", "--day", "someday"),
        ("import",),
        ("import", ""),
        ("backup", ""),
        ("log", "--now", "1604-04-09"),
        ("log", "--now", "9999-12-31T23:59"),
        ("import", "x.csv", "--as", "novel"),
        ("import", "x.csv", "--as=--"),
        ("requests", "--find=--"),
        ("restore",),
        ("add",),
        ("--db",),
        ("--db", ""),
    ],
)
def test_bad_usage_exits_2_and_says_in_one_line_where_help_is(
    daiban: Daiban, words: tuple[str, ...]
) -> None:
    told = daiban(*words).misuse
    assert told.startswith("python3 app.py")
    assert "--help" in told


def test_options_stand_before_or_after_the_name(daiban: Daiban, committee: Committee) -> None:
    file = str(committee.file)
    for words in (
        ["--db", file, "log", "--json", "--lang", "zh"],
        ["--lang=zh", "log", f"--db={file}", "--json"],
        ["--json", "--db", file, "log"],
    ):
        assert run(words) == 0


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("requets",), "requests"),
        (("--json", "miss"), "missed"),
        (("request", "--json"), "requests"),
        (("requests", "--jsn"), "--json"),
        (("requests", "--compuond=x"), "--compound"),
        (("--kin", "food", "requests"), "--kind"),
        (("call-down", "left", "--unspokn"), "--unspoken"),
    ],
)
def test_what_is_mistyped_is_answered_with_what_may_be_meant(
    daiban: Daiban, words: tuple[str, ...], meant: str
) -> None:
    answer = daiban(*words)
    assert answer.status == 2
    assert meant in answer.err.splitlines()[-1].partition("did you mean")[2]


def test_what_is_like_no_command_is_answered_with_where_they_are_listed(daiban: Daiban) -> None:
    assert "--help" in daiban("frobnicate").err.splitlines()[-1]


def test_the_version_is_that_of_the_project(daiban: Daiban) -> None:
    project = tomllib.loads(APP.with_name("pyproject.toml").read_text("utf-8"))["project"]
    answer = daiban("--version")
    assert (answer.status, answer.out.split()) == (0, ["Daiban", project["version"]])


def test_the_version_of_an_installed_program_is_that_of_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "daiban-9.8.7.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: daiban\nVersion: 9.8.7\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert version(tmp_path) == "9.8.7"
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "other"\nversion = "1"\n')
    assert version(tmp_path) == "9.8.7"


def test_usage_is_chinese_when_the_language_is(daiban: Daiban) -> None:
    told = daiban("--lang", "zh", "--help").out
    assert told.startswith("用法：")
    assert "usage" not in told
    assert "options" not in told
    assert "显示这份帮助" in told
    wrong = daiban("--lang", "zh", "frobnicate").err
    assert "没有 'frobnicate' 这个命令" in wrong


def test_usage_is_english_again_after_chinese(daiban: Daiban) -> None:
    daiban("--lang", "zh", "--help")
    assert daiban("--help").out.startswith("usage: ")


def test_a_time_without_a_day_is_of_today(daiban: Daiban, committee: Committee) -> None:
    assert daiban("--now", "23:45", "today", "--json").json["now"].endswith("T23:45:00+08:00")


def test_a_folder_or_a_foreign_file_is_no_desk(daiban: Daiban, tmp_path: Path) -> None:
    foreign = tmp_path / "notes.txt"
    foreign.write_text("nothing of ours\n" * 100)
    for wrong in (tmp_path, foreign):
        refusal = daiban("--db", wrong, "log").refusal
        assert str(wrong) in refusal
    assert foreign.read_text() == "nothing of ours\n" * 100


@pytest.mark.parametrize(
    "words",
    [("log",), ("today",), ("households",), ("requests", "--json"), ("doctor",), ("undo",)],
)
def test_reading_makes_no_file_and_no_folder(
    daiban: Daiban, tmp_path: Path, words: tuple[str, ...]
) -> None:
    missing = tmp_path / "mistyped" / "desk.db"
    assert f"no file {missing}." in daiban("--db", missing, *words).refusal
    assert list(tmp_path.iterdir()) == []


def test_writing_makes_a_file_but_no_folder(daiban: Daiban, tmp_path: Path) -> None:
    missing = tmp_path / "mistyped" / "desk.db"
    for words in (("add", "孕妇缺药"), ("import", APP)):
        assert f"no folder {missing.parent}." in daiban("--db", missing, *words).refusal
    assert list(tmp_path.iterdir()) == []
    assert daiban("--db", tmp_path / "new.db", "add", "孕妇缺药").status == 0


def test_a_fault_is_told_in_one_line_and_kept(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: Path
) -> None:
    monkeypatch.setattr("data.paths.user_folder", lambda: tmp_path / "home")
    monkeypatch.setattr("data.journal.queries.steps", lambda *_a, **_k: 1 / 0)
    refusal = daiban("log").refusal
    assert "ZeroDivisionError" in refusal
    assert "ZeroDivisionError" in (tmp_path / "home" / "fault.txt").read_text()


# -- as processes ----------------------------------------------------------------------------


def _process(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, str(APP), *words],
        capture_output=True,
        check=False,
        env={**kept, **environment},
    )


def test_a_refused_closing_of_a_life_is_one_line_and_changes_nothing(tmp_path: Path) -> None:
    file = ("--db", str(tmp_path / "desk.db"), "--lang", "en")
    assert _process(*file, "add", "1号101 孕妇大出血 13800000001").returncode == 0
    closing = ("close", "1", "--outcome", "met", "--told", "丈夫")
    for _ in range(2):
        done = _process(*file, *closing)
        assert (done.returncode, done.stdout) == (1, b"")
        (line,) = done.stderr.decode().splitlines()
        assert "Request 1 is life safety, and nobody accepted it" in line
    (row,) = json.loads(_process(*file, "requests", "--json").stdout)
    assert (row["state"], row["outcome"]) == ("open", None)


def test_json_is_utf8_whatever_the_locale(committee: Committee) -> None:
    done = _process(
        "log", "--json", "--db", str(committee.file), LC_ALL="C", PYTHONIOENCODING="ascii"
    )
    assert json.loads(done.stdout.decode("utf-8"))[0]["params"] == {"name": "大林"}
    assert done.returncode == 0


def test_a_table_survives_an_encoding_without_chinese(committee: Committee) -> None:
    done = _process("log", "--db", str(committee.file), "--lang", "en", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_goes_away_is_no_trouble(committee: Committee) -> None:
    with subprocess.Popen(
        [sys.executable, str(APP), "log", "--json", "--db", str(committee.file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_listings_need_neither_the_mapper_nor_the_desk(committee: Committee) -> None:
    code = (
        "import sys; from screens.command_line import run; "
        f"run(['households', '--json', '--db', {str(committee.file)!r}]); "
        "heavy = {'sqlmodel', 'sqlalchemy', 'textual', 'pypinyin'} & set(sys.modules); "
        "sys.exit(f'{heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=APP.parent, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_desk_says_why_it_cannot_open_a_file(tmp_path: Path) -> None:
    foreign = tmp_path / "notes.txt"
    foreign.write_text("nothing of ours\n" * 100)
    done = _process("--db", str(foreign), "--lang", "en", TERM="xterm")
    assert done.returncode == 1
    assert b"MountError" not in done.stderr
    assert done.stderr.decode().endswith("is not a Daiban file. Choose another with --db.\n")


def test_a_folder_in_place_of_a_file_and_one_that_is_not_there_are_told_as_that(
    daiban: Daiban, committee: Committee, tmp_path: Path
) -> None:
    answer = daiban("--db", str(tmp_path), "today")
    assert (answer.status, answer.err) == (1, f"{tmp_path} is a folder. Give the file in it.\n")
    nowhere = tmp_path / "not" / "there"
    answer = daiban("backup", str(nowhere))
    assert answer.status == 1
    assert answer.err.endswith("Make it first or give another.\n")
