"""settings: where they are kept, what they are, what of them does not count."""

from __future__ import annotations

import pytest

from data import preferences
from screens.command_line import run
from tests.commands.running import Daiban


def put(text: str) -> None:
    file = preferences.file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_without_a_file_it_is_told_where_it_would_be(daiban: Daiban) -> None:
    answer = daiban("settings")
    assert answer.out.splitlines()[:2] == [str(preferences.file()), '# language = "zh"']
    assert daiban("settings", "--json").json["there"] is False


def test_each_setting_is_told_and_what_does_not_count(
    daiban: Daiban, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("theme = 'daiban-light'\nlanguage='zh'\nodd = 1\n[keys]\nchase = 'h'\ntell = 'n'\n")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    lines = daiban("settings").out.splitlines()
    assert 'theme = "daiban-light"' in lines
    assert 'language = "zh"' in lines
    assert 'chase = "h"' in lines
    assert [line.partition(":")[0] for line in lines[-2:]] == [
        "settings.toml, line 3",
        "settings.toml, line 6",
    ]
    told = daiban("settings", "--json").json
    assert told["keys"] == {"chase": "h", "tell": "n"}
    assert [one["problem"]["params"]["line"] for one in told["problems"]] == [3, 6]
    assert "第 3 行" in daiban("--lang", "zh", "settings").out


def test_mistakes_are_told_as_the_lines_follow_each_other_and_by_the_exit_status(
    daiban: Daiban,
) -> None:
    put("[columns]\nrequests = ['nope']\n[keys]\nnope = 'h'\n[folders]\nx = 1\n")
    for words in (("settings",), ("settings", "--json"), ("settings", "--lang", "zh")):
        assert daiban(*words).status == 1
    told = daiban("settings", "--json").json["problems"]
    assert [one["problem"]["params"]["line"] for one in told] == [2, 4, 6]
    put("theme = 'daiban'\n")
    assert daiban("settings").status == 0


def test_the_acts_that_can_be_put_on_other_keys_are_listed(daiban: Daiban) -> None:
    told = {one["act"]: one for one in daiban("settings", "--keys", "--json").json}
    assert (told["chase"]["key"], told["mask"]["key"]) == ("c", "m")
    assert not told.keys() & {"leave", "move", "pick"}
    lines = daiban("--lang", "zh", "settings", "--keys").out.splitlines()
    assert any(line.startswith("chase ") and "催" in line for line in lines)


def test_a_file_of_nonsense_holds_up_no_command_and_is_told_where_the_language_is_sought(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("\x00nonsense")
    assert run(["settings", "--lang", "en"]) == 1
    assert capfd.readouterr().err == ""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert run(["settings"]) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("settings.toml, line 1"), "what was chosen is not known, this is spoken"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.setenv(variable, "C.UTF-8")
    assert run(["settings"]) == 1
    answer = capfd.readouterr()
    (line,) = answer.err.splitlines()
    assert line.startswith("settings.toml 第 1 行")
    assert line in answer.out
    put("theme = 1\nlanguage = 'en'\n")
    assert run(["settings"]) == 1
    answer = capfd.readouterr()
    assert (answer.err, "line 1: theme" in answer.out) == ("", True)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert run(["settings"]) == 1
    assert "line 1: theme" in capfd.readouterr().out, "what was chosen goes before the machine's"
