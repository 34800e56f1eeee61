"""The second place: it gets a copy when it is there, says when it was, and loses nothing else."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from data import backup
from data.clock import FixedClock
from data.maintenance import backup_folder, contents, second_place, whereabouts
from data.store import Store
from models.problems import Problem
from models.times import dated
from tests.states import refused, undone_whole
from tests.store.test_backup import act

Set = Callable[[Path], None]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "media" / "stick"


@pytest.fixture
def kept(store: Store, clock: FixedClock, stick: Path) -> Store:
    """A store with a backup, whose second place is a stick that is not there yet."""
    act(store, "a")
    store.do(second_place.set_place, store.path, stick)
    backup.make_daily(store.path, clock.now())
    return store


def on(stick: Path, store: Store) -> list[Path]:
    there = stick / backup.folder(store.path).name
    return [copy.file for copy in backup_folder.copies(there)]


def last(store: Store, stick: Path) -> str | None:
    known = second_place.standing(store.path, stick, store.now())
    return known.last and dated(known.last)


def stands(store: Store) -> Any:
    return store.ask(second_place.stands, store.path, store.now())


def holds(store: Store, stick: Path) -> Problem:
    newest = backup_folder.copies(stick / backup.folder(store.path).name)[-1]
    return Problem("second_place_holds", {"folder": str(stick), "copied": newest.made})


def test_a_stick_gets_the_newest_backup_whenever_it_is_there(
    kept: Store, clock: FixedClock, stick: Path
) -> None:
    assert second_place.bring_newest(kept) is None
    assert last(kept, stick) is None
    stick.mkdir(parents=True)
    copy = second_place.bring_newest(kept)
    assert copy is not None
    assert contents.of(copy) == contents.of(kept.path)
    assert second_place.bring_newest(kept) == copy, "it is there already"
    assert on(stick, kept) == [copy]
    if os.name != "nt":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    came = last(kept, stick)
    shutil.move(stick, stick.with_name("drawer"))
    clock.moment += timedelta(days=9)
    act(kept, "b")
    backup.make_daily(kept.path, clock.now())
    assert second_place.bring_newest(kept) is None
    assert last(kept, stick) == came
    shutil.move(stick.with_name("drawer"), stick)
    second_place.bring_newest(kept)
    assert len(on(stick, kept)) == 2
    assert last(kept, stick) != came


def test_an_empty_folder_in_which_the_stick_appears_gets_nothing(
    kept: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.mkdir(parents=True)
    disk = stick.stat().st_dev
    monkeypatch.setattr(whereabouts, "same_disk", lambda *_paths: False)
    assert second_place.bring_newest(kept) is not None
    monkeypatch.undo()
    assert stick.stat().st_dev == disk
    shutil.rmtree(stick)
    stick.mkdir()
    assert second_place.bring_newest(kept) is None
    assert not list(stick.iterdir())


def test_what_cannot_be_a_second_place_is_refused_when_it_is_set(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "list.txt"
    file.write_text("a")
    inside = backup.folder(store.path) / "again"
    inside.mkdir(parents=True)
    for folder, code in (
        (file, "second_place_file"),
        (tmp_path, "second_place_same"),
        (backup.folder(store.path), "second_place_same"),
        (inside, "second_place_same"),
        (Path("/media/\x1b]0;x\x07"), "second_place_name"),
    ):
        with refused(code):
            store.do(second_place.set_place, store.path, folder)
    assert store.ask(whereabouts.place) is None


def test_a_second_place_that_became_a_file_or_is_full_is_told_and_nothing_is_lost(
    kept: Store, clock: FixedClock, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.parent.mkdir()
    stick.write_text("no folder")
    with refused("second_place_file"):
        second_place.bring_newest(kept)
    stick.unlink()
    stick.mkdir()

    def full(*_paths: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(second_place.shutil, "copyfileobj", full)
    told = Problem("disk_full", {"file": str(stick)})
    with refused("second_place_failed", reason=told):
        second_place.bring_newest(kept)
    assert not [one for one in stick.rglob("*") if one.is_file()]
    assert stands(kept).code == "second_place_takes_none"
    assert stands(kept).params["reason"].code == "disk_full"
    monkeypatch.undo()
    assert second_place.bring_newest(kept) is not None
    assert stands(kept) == holds(kept, stick)
    act(kept, "more")
    clock.moment += timedelta(hours=2)
    backup.make(kept.path, clock.now(), "by-hand")
    monkeypatch.setattr(second_place.shutil, "copyfileobj", full)
    with refused("second_place_failed"):
        second_place.bring_newest(kept)
    stuck = stands(kept)
    assert (stuck.code, dated(stuck.params["copied"])) == ("second_place_stuck", "2022-04-09 08:00")
    monkeypatch.undo()
    second_place.bring_newest(kept)
    assert stands(kept) == holds(kept, stick), "it is told no more"
    shutil.rmtree(stick)
    stick.write_text("no folder")
    assert stands(kept).code == "second_place_file"
    assert len(backup.existing(kept.path)) == 2


def test_the_copies_of_another_committee_on_the_stick_are_left_alone(
    kept: Store, clock: FixedClock, stick: Path, tmp_path: Path
) -> None:
    stick.mkdir(parents=True)
    (tmp_path / "other").mkdir()
    other = Store(tmp_path / "other" / kept.path.name, clock)
    act(other, "other")
    there = stick / backup.folder(kept.path).name
    old = clock.now() - timedelta(days=200)
    for hours in range(4):
        backup.make(other.path, old + timedelta(hours=hours), "changed", there)
    other.close()
    for day in range(3):
        act(kept, f"{day}")
        clock.moment += timedelta(days=1)
        backup.make_daily(kept.path, clock.now())
        second_place.bring_newest(kept)
    assert len(on(stick, kept)) == 4 + 3


def test_when_it_was_there_by_a_clock_that_was_ahead_is_now(
    kept: Store, clock: FixedClock, stick: Path
) -> None:
    stick.mkdir(parents=True)
    clock.moment += timedelta(days=365)
    second_place.bring_newest(kept)
    clock.moment -= timedelta(days=365)
    assert last(kept, stick) == dated(clock.moment)


def test_a_note_of_it_that_is_broken_is_no_trouble(kept: Store, stick: Path) -> None:
    note = backup.folder(kept.path) / "second-place.json"
    place = {"place": str(stick), "since": "2022-04-09T00:00:00Z", "last": None, "apart": False}
    for text in (
        "",
        "[]",
        '{"place": 1}',
        '{"place": "x", "since": "y", "last": 1, "apart": 0}',
        json.dumps({**place, "failed": 1}),
        json.dumps({**place, "failed": {"code": "made_up"}}),
    ):
        note.write_text(text)
        assert last(kept, stick) is None
        assert second_place.bring_newest(kept) is None


def test_another_machine_has_a_second_place_of_its_own(
    kept: Store, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whereabouts.platform, "node", lambda: "another")
    assert kept.ask(whereabouts.place) is None
    kept.do(second_place.set_place, kept.path, tmp_path / "disk")
    kept.do(second_place.set_place, kept.path, None)
    monkeypatch.undo()
    assert kept.ask(whereabouts.place) == stick


def test_setting_it_is_one_act(store: Store, stick: Path, tmp_path: Path) -> None:
    undone_whole(
        store,
        lambda: store.do(second_place.set_place, store.path, stick),
        lambda: store.do(second_place.set_place, store.path, tmp_path / "disk"),
        lambda: store.do(second_place.set_place, store.path, None),
    )
