"""Folders in which paperwork may lie: what is offered, in which order, and what does not answer."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from data.exchange import folders
from models.problems import Refused


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    return home


def test_used_folders_come_before_home_and_what_is_in_it(tmp_path: Path, home: Path) -> None:
    for name in ("下载", "Desktop", "other"):
        (home / name).mkdir()
    used = tmp_path / "lists"
    used.mkdir()
    found = folders.offered([used, tmp_path / "gone", home / "下载"])
    assert [(one.path, one.sort) for one in found][:4] == [
        (used, "recent"),
        (home / "下载", "recent"),
        (home, "home"),
        (home / "Desktop", "at_home"),
    ]
    assert {one.sort for one in found[4:]} <= {"stick", "drive"}


def test_folders_used_last_are_kept_beside_the_store(tmp_path: Path) -> None:
    store = tmp_path / "desk.db"
    assert folders.recent(store) == []
    for number in range(9):
        folders.used(store, [tmp_path / str(number)])
    folders.used(store, [tmp_path / "5"])
    assert [folder.name for folder in folders.recent(store)] == ["5", "8", "7", "6", "4", "3"]
    (tmp_path / "desk.db-folders.json").write_text("{")
    assert folders.recent(store) == []


def test_a_folder_in_place_of_lists_stands_for_those_in_it(tmp_path: Path) -> None:
    for name in ("b.csv", "a.XLSX", "c.docx", "~$a.xlsx", ".d.csv"):
        (tmp_path / name).touch()
    assert [path.name for path in folders.files_of([tmp_path, tmp_path / "b.csv"])] == [
        "a.XLSX",
        "b.csv",
    ]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(Refused, match="folder_without_lists"):
        folders.files_of([empty])


def test_a_folder_that_is_gone_or_closed_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        folders.entries(tmp_path / "gone")
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "nowhere.csv")
    assert folders.entries(tmp_path) == []


def test_a_stick_that_does_not_answer_is_waited_for_no_longer_than_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs = threading.Event()
    look = os.scandir
    monkeypatch.setattr(folders, "PATIENCE", 0.1)
    monkeypatch.setattr(os, "scandir", lambda at: hangs.wait() if at == tmp_path else look(at))
    with pytest.raises(Refused, match="folder_silent"):
        folders.entries(tmp_path)
    hangs.set()
