"""The file of somebody's preferences: read whatever stands there, written without losing a line."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from data import preferences
from models.problems import Refused


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is kept, in a folder that is still to be made."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return preferences.file()


def put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def codes() -> list[str]:
    return [one.code for one in preferences.read().problems]


def test_without_a_file_all_is_as_it_comes() -> None:
    found = preferences.read()
    assert (found.theme, found.language, found.problems) == (None, None, ())
    assert not preferences.file().parent.exists()


def test_what_is_kept_is_read_again_and_is_private(file: Path) -> None:
    preferences.keep(("theme",), "daiban-light")
    preferences.keep(("columns", "requests"), ("no", "phone"))
    preferences.keep(("widths", "requests"), {"phone": 3})
    preferences.keep(("widths", "requests", "what"), 9)
    preferences.keep(("language",), "en")
    found = preferences.read()
    assert (found.theme, found.language, found.problems) == ("daiban-light", "en", ())
    assert found.columns == {"requests": ("no", "phone")}
    assert found.widths == {"requests": {"phone": 3, "what": 9}}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(one.name for one in file.parent.iterdir()) == ["settings.lock", "settings.toml"]


def test_what_somebody_wrote_stays_as_it_was(file: Path) -> None:
    put(
        file,
        b"# mine\r\ntheme = 'daiban'  # at night\r\nodd = 1\r\n[keys]\r\nchase = 'h' # home\r\n",
    )
    preferences.keep(("theme",), "daiban-contrast")
    preferences.keep(("columns", "roster"), ["name"])
    text = file.read_bytes().decode()
    assert text.startswith('# mine\r\ntheme = "daiban-contrast"  # at night\r\nodd = 1\r\n')
    assert "chase = 'h' # home" in text
    assert preferences.read().columns == {"roster": ("name",)}


def test_a_value_is_taken_out_again(file: Path) -> None:
    put(file, b"# mine\n[widths.roster]\nname = 3\n")
    preferences.keep(("widths", "roster"), None)
    preferences.keep(("columns", "roster"), None)
    assert preferences.read().widths == {}
    assert "# mine" in file.read_text(encoding="utf-8")


BROKEN = {
    b"theme =\n": "preferences_broken",
    b"x = 1\nx = 2\n": "preferences_broken",
    b"# ok\ntheme = '\xff'\n": "preferences_encoding",
    "theme = 'daiban'".encode("utf-16"): "preferences_encoding",
    b"a = " + b"[" * 5_000: "preferences_deep",
    b"#" * 10_000_000: "preferences_large",
    os.urandom(64) + b"\xff": "preferences_encoding",
}


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_what_cannot_be_read_is_told_and_never_written_over(file: Path, content: bytes) -> None:
    put(file, content)
    assert codes() == [BROKEN[content]]
    with pytest.raises(Refused) as refused:
        preferences.keep(("theme",), "daiban")
    assert refused.value.problem.code == BROKEN[content]
    assert file.read_bytes() == content


def test_the_line_that_is_no_toml_is_told(file: Path) -> None:
    put(file, "theme = 'daiban'\n\n列 = \x1b[31m坏\n".encode())
    (problem,) = preferences.read().problems
    assert problem.params["line"] == 3
    assert "\x1b" not in str(problem.params["text"])


def test_something_else_in_the_way_of_a_table_is_not_written_over(file: Path) -> None:
    put(file, b"columns = 3\n")
    with pytest.raises(Refused) as refused:
        preferences.keep(("columns", "roster"), ["name"])
    assert refused.value.problem.code == "preferences_not_changed"
    assert file.read_bytes() == b"columns = 3\n"


def test_a_folder_or_a_pipe_in_its_place_is_told(file: Path) -> None:
    file.mkdir(parents=True)
    assert codes() == ["preferences_unreadable"]
    with pytest.raises(Refused):
        preferences.keep(("theme",), "daiban")
    assert file.is_dir()
    file.rmdir()
    os.mkfifo(file)
    assert codes() == ["preferences_no_file"]


def test_a_link_is_followed_and_stays_one(file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("theme = 'daiban-light'  # mine\n", encoding="utf-8")
    file.parent.mkdir(parents=True)
    file.symlink_to(kept)
    preferences.keep(("language",), "zh")
    assert file.is_symlink()
    assert "# mine" in kept.read_text(encoding="utf-8")
    assert preferences.read().language == "zh"
    file.unlink()
    file.symlink_to(file)
    assert codes() == ["preferences_unreadable"]
    with pytest.raises(Refused):
        preferences.keep(("language",), "en")


def test_desks_that_write_at_once_lose_nothing_of_each_others(file: Path) -> None:
    def keep(no: int) -> None:
        for column in ("a", "b"):
            preferences.keep(("widths", f"place{no}", column), no)

    desks = [threading.Thread(target=keep, args=(no,)) for no in range(4)]
    for each in desks:
        each.start()
    for each in desks:
        each.join()
    assert preferences.read().widths == {f"place{no}": {"a": no, "b": no} for no in range(4)}
