"""The script for a shell, run in one: commands, acts, options and fixed values are completed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commands.running import Daiban

_ASK = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
complete -p "$1" >/dev/null || exit 3
function=$(complete -p "$1" | sed 's/.*-F \\([^ ]*\\).*/\\1/')
"$function" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""

bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


def _completed(script: Path, *words: str) -> set[str]:
    done = subprocess.run(
        ["bash", "--norc", "-c", _ASK, "bash", str(script), *words],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.fixture(params=["zh", "en"])
def script(request: pytest.FixtureRequest, daiban: Daiban, tmp_path: Path) -> Path:
    """The script of a language for bash."""
    answer = daiban("completion", "bash", "--name", "daiban", "--lang", request.param)
    assert (answer.status, answer.err) == (0, "")
    file = tmp_path / "daiban.bash"
    file.write_text(answer.out, encoding="utf-8")
    return file


@bash
def test_bash_completes_what_there_is_to_say(script: Path, tmp_path: Path) -> None:
    assert _completed(script, "daiban", "req") == {"requests"}
    assert {"households", "completion", "fields"} <= _completed(script, "daiban", "")
    assert _completed(script, "daiban", "requests", "--comp") == {"--compound"}
    assert _completed(script, "daiban", "requests", "--urgency", "") == {
        *("life", "today", "soon", "routine")
    }
    assert _completed(script, "daiban", "requests", "--view", "m") == {"mine"}
    assert _completed(script, "daiban", "directory", "--view", "") >= {"now", "archived"}
    assert _completed(script, "daiban", "round", "") >= {"new", "show"}
    assert _completed(script, "daiban", "round", "new", "--kin") == {"--kind"}
    assert _completed(script, "daiban", "fields", "cust") == {"custody"}
    assert _completed(script, "daiban", "--la") == {"--lang"}
    (tmp_path / "list.csv").touch()
    assert str(tmp_path / "list.csv") in _completed(
        script, "daiban", "roster", "--to", f"{tmp_path}/li"
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shell_has_a_script_in_every_language(
    daiban: Daiban, tmp_path: Path, shell: str, language: str
) -> None:
    answer = daiban("completion", shell, "--lang", language)
    assert (answer.status, answer.err) == (0, "")
    assert "requests" in answer.out
    assert "app.py" in answer.out
    if shutil.which(shell):
        file = tmp_path / "script"
        file.write_text(answer.out, encoding="utf-8")
        assert subprocess.run([shell, "-n", file], check=False).returncode == 0


@pytest.mark.usefixtures("on_the_sample")
def test_a_view_that_is_not_offered_is_looked_for_in_the_file(daiban: Daiban) -> None:
    daiban("completion", "bash")
    answer = daiban("requests", "--view", "nope")
    assert answer.status == 2
    assert "nope" in answer.err
    assert "mine" in answer.err
    assert "choose from" not in answer.err


def test_usage_is_told_by_its_own_name_after_a_script_was_made(daiban: Daiban) -> None:
    daiban("completion", "bash", "--name", "other")
    assert daiban("--help").out.startswith("usage: python3 app.py")


def test_a_shell_there_is_no_script_for_is_refused_with_those_there_are(daiban: Daiban) -> None:
    answer = daiban("completion", "bsh")
    assert answer.status == 2
    assert "did you mean bash" in answer.err
