"""A lost file and the second place: its copies are offered with those beside the file, and of a
stick that is away, does not answer or holds other things no more is said than is known."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from data import backup
from data.beginning import lost
from data.clock import FixedClock
from data.maintenance import backup_folder, recovery, second_place, whereabouts
from data.maintenance.recovery import Recovery
from data.maintenance.restore import begin_anew, restore
from data.store import Store
from models.problems import Problem, Refused
from tests.store.spoiling import damage, spoil_table
from tests.store.test_backup import act


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "media" / "stick"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def file(store: Store, clock: FixedClock, stick: Path) -> Path:
    """A closed file of three steps: a copy of the first is beside it, and one of all three there
    and at the second place."""
    act(store, "a")
    backup.make(store.path, clock.now(), "by-hand")
    store.do(second_place.set_place, store.path, stick)
    act(store, "b")
    clock.moment += timedelta(hours=1)
    backup.make(store.path, clock.now(), "by-hand")
    assert second_place.bring_newest(store) is not None
    store.close()
    return store.path


def _left(path: Path) -> Problem:
    """What a lost file can be had again by."""
    left = lost(path).problem.params["left"]
    assert isinstance(left, Problem)
    return left


def _first(path: Path) -> Any:
    """What is said of the second place before anything else."""
    return _left(path).params["first"]


def _on(stick: Path) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in stick.rglob("*") if one.is_file()}


def _spoil_copies(path: Path) -> None:
    for _day, copy in backup.existing(path)[1:]:
        damage(copy)


def test_the_newest_copy_may_be_at_the_second_place(
    file: Path, stick: Path, clock: FixedClock
) -> None:
    damage(file)
    _spoil_copies(file)
    before = _on(stick)
    left = _left(file)
    assert (left.code, left.params["no"]) == ("copy_goes_to", 3)
    assert left.params["missing"] == Problem("missing_none_known")
    assert left.params["place"] == str(stick)
    copy = Path(str(left.params["copy"]))
    assert [copy] == list(before)
    with pytest.raises(Refused) as refused:
        Store(file, clock)
    assert refused.value.problem.params["left"] == left
    restore(file, copy, clock.now())
    assert _on(stick) == before


def test_a_state_that_lies_at_both_places_is_offered_once_and_from_beside_the_file(
    file: Path, stick: Path
) -> None:
    file.unlink()
    copies = list(Recovery(file).good_copies())
    assert [copy.newest and copy.newest.no for copy in copies] == [3, 1]
    assert [copy.place for copy in copies] == [None, None]


@pytest.mark.parametrize("content", [None, b""])
def test_the_note_of_the_second_place_alone_leads_to_its_copies(
    file: Path, clock: FixedClock, content: bytes | None
) -> None:
    beside = backup.folder(file)
    for one in beside.iterdir():
        if one.name != "second-place.json":
            one.unlink()
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        Store(file, clock)
    left = refused.value.problem.params["left"]
    assert isinstance(left, Problem)
    assert (left.code, left.params["no"]) == ("copy_goes_to", 3)


def test_without_the_note_the_file_or_a_damaged_copy_may_still_name_the_place(
    file: Path, stick: Path
) -> None:
    (backup.folder(file) / "second-place.json").unlink()
    assert whereabouts.noted(file) is None
    known = recovery.place_of(file)
    assert known is not None
    assert known.place == str(stick)
    file.unlink()
    known = recovery.place_of(file)
    assert known is not None
    assert (known.place, known.last) == (str(stick), None)
    shutil.move(stick, stick.with_name("drawer"))
    for _day, copy in backup.existing(file)[:1]:
        copy.unlink()
    spoil_table(backup.existing(file)[0][1], "request")
    assert _first(file) == Problem("second_place_unsure", {"folder": str(stick)})


def test_where_nothing_is_known_nothing_is_said_of_a_second_place(file: Path) -> None:
    shutil.rmtree(backup.folder(file))
    damage(file)
    assert _left(file) == Problem("no_good_copy", {"folder": str(backup.folder(file))})


def test_a_stick_that_is_away_is_asked_for_before_anything_else(
    file: Path, stick: Path, clock: FixedClock
) -> None:
    shutil.move(stick, stick.with_name("drawer"))
    file.unlink()
    assert _left(file).code == "copy_goes_to", "all it has is beside the file, too"
    _spoil_copies(file)
    told = {"folder": str(stick), "last": clock.now(), "made": clock.now(), "no": 3}
    left = _left(file)
    assert left.code == "look_there_first"
    assert left.params["first"] == Problem("second_place_first", told)
    assert left.params["no"] == 1
    for _day, copy in backup.existing(file):
        damage(copy)
    assert _first(file) == Problem("second_place_first", told)
    assert "copy" not in _left(file).params
    shutil.move(stick.with_name("drawer"), stick)
    assert (_left(file).code, _left(file).params["no"]) == ("copy_goes_to", 3)


@pytest.mark.parametrize("spoil", ["empty", "damaged", "link"])
def test_another_stick_or_a_spoilt_one_is_told_with_what_it_had(
    file: Path, stick: Path, clock: FixedClock, spoil: str
) -> None:
    for copy in _on(stick):
        if spoil == "damaged":
            damage(copy)
        else:
            copy.unlink()
        if spoil == "link":
            copy.mkdir()
    file.unlink()
    _spoil_copies(file)
    told = {"folder": str(stick), "last": clock.now(), "made": clock.now(), "no": 3}
    assert _first(file) == Problem("second_place_lacks", told)
    assert _left(file).params["no"] == 1


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Something that does not come back before the test is over."""
    monkeypatch.setattr(recovery, "PATIENCE", 0.2)
    over = Event()
    yield over
    over.set()


def test_a_stick_that_does_not_answer_is_left_alone_and_said_to(
    file: Path, stick: Path, clock: FixedClock, never: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whereabouts, "is_here", lambda *_given: never.wait())
    file.unlink()
    assert _left(file).params["no"] == 3, "the copy beside the file has as much"
    _spoil_copies(file)
    silent = Problem("second_place_silent")
    told = {"folder": str(stick), "reason": silent}
    assert _first(file) == Problem("second_place_unread", told)
    assert _left(file).params["no"] == 1
    with pytest.raises(Refused):
        Store(file, clock)


def test_a_copy_that_is_not_read_to_its_end_is_not_waited_for(
    file: Path, stick: Path, never: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(copy: Path) -> Any:
        return never.wait() if stick in copy.parents else looked(copy)

    looked = recovery.check
    monkeypatch.setattr(recovery, "check", check)
    file.unlink()
    _spoil_copies(file)
    assert _left(file).params["no"] == 1
    assert _first(file).params["reason"] == Problem("second_place_silent")


def test_a_stick_that_fails_is_told_and_ends_nothing(
    file: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(folder: Path) -> Any:
        if stick in folder.parents:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(folder))
        return listed(folder)

    listed = backup_folder.copies
    monkeypatch.setattr(backup_folder, "copies", fails)
    file.unlink()
    _spoil_copies(file)
    assert _first(file).code == "second_place_unread"
    assert _first(file).params["reason"].code == "disk_failing"
    assert _left(file).params["no"] == 1


def test_what_others_keep_on_the_stick_is_not_offered(
    file: Path, stick: Path, clock: FixedClock, tmp_path: Path
) -> None:
    (own,) = _on(stick)
    (tmp_path / "other").mkdir()
    other = Store(tmp_path / "other" / file.name, clock)
    for key in "abcdefg":
        act(other, key)
    later = clock.now() + timedelta(days=1)
    backup.make(other.path, later, "by-hand", own.parent)
    other.close()
    (own.parent / "2023-01-01T000000-daily.db").write_bytes(b"no copy")
    (own.parent / "2023-01-02T000000-daily.db").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(own.parent / "2023-01-03T000000-daily.db")
    (own.parent / "holiday.jpg").write_bytes(b"jpg")
    file.unlink()
    _spoil_copies(file)
    assert _left(file).params["copy"] == str(own)


def test_a_file_begun_anew_does_not_forget_where_its_copies_are(
    file: Path, stick: Path, clock: FixedClock
) -> None:
    file.unlink()
    begin_anew(file, clock.now())
    file.unlink()
    for _day, copy in backup.existing(file):
        copy.unlink()
    assert _left(file).params["place"] == str(stick)
