"""Exit statuses of all commands: 2 for what is typed wrong, 1 for what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.running import Committee, Daiban
from tests.commands.test_private import COMMANDS
from tests.faults.acts import WITHOUT_FILE


@pytest.mark.parametrize("name", [*COMMANDS, "import", "backup", "restore", "begin", "demo"])
def test_an_option_nobody_knows_is_bad_usage(daiban: Daiban, name: str) -> None:
    answer = daiban(name, "--frobnicate")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("usage: python3 app.py")
    assert "--frobnicate" in answer.err.splitlines()[-1]


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - WITHOUT_FILE))
def test_without_its_file_a_command_is_refused_and_makes_nothing(
    daiban: Daiban, tmp_path: Path, name: str
) -> None:
    missing = tmp_path / "none" / "desk.db"
    words = COMMANDS[name][0]
    for more in ((), ("--json",)):
        answer = daiban("--db", missing, name, *words, *more)
        assert (answer.status, answer.out) == (1, "")
        assert len(answer.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("round", "nwe"), "new"),
        (("stock", "ni"), "in"),
        (("call-down", "lfet"), "left"),
        (("deliver", "--chnage", "1"), "--change"),
        (("round", "new", "--dya", "04-10"), "--day"),
        (("chase", "1", "--too", "街道"), "--to"),
        (("requests", "--state", "opne"), "open"),
        (("tick", "--compuond", "x"), "--compound"),
        (("import", "--as", "registr", "x.csv"), "register"),
        (("-json", "log"), "--json"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else one,
)
def test_a_mistyped_act_option_or_value_is_answered_with_what_may_be_meant(
    daiban: Daiban, words: tuple[str, ...], meant: str
) -> None:
    answer = daiban(*words)
    assert (answer.status, answer.out) == (2, "")
    assert meant in answer.err.splitlines()[-1].partition("did you mean")[2]


def test_a_file_that_cannot_be_written_to_is_a_refusal(
    daiban: Daiban, committee: Committee, tmp_path: Path
) -> None:
    for to in (tmp_path / "no" / "folder.csv", tmp_path / ("x" * 300 + ".csv")):
        assert daiban("--db", committee.file, "roster", "--to", to).refusal
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    assert str(folder) in daiban("--db", committee.file, "roster", "--to", folder).refusal
