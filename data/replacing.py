"""One file put in the place of another: whole or not at all, and the other one kept.

SQLite keeps a half-done transaction in a file of its own beside a store's; such a rest belongs to
the old file alone and would be played into the new one, so it goes where the old file goes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data import troubles
from data.disk import NO_LINKS, make_folder, sync, told_of
from data.paths import open_private
from models.problems import Refused

_ENDINGS = ("-journal", "-wal", "-shm")

STAGED = ".new"
"""What the name of a file ends in that is to take another's place."""

_JOURNAL = bytes.fromhex("d9d505f920a163d7")
_PAGES = slice(16, 20)
"""What a rollback journal begins with, and where it says how many pages the file had."""

_WAL_HEADER = 32
"""Bytes of a write-ahead log without a page in it."""


def rests(path: Path) -> list[Path]:
    """The half-done transactions that lie beside a file: rollback journal, write-ahead log."""
    beside = [path.with_name(path.name + ending) for ending in _ENDINGS]
    return [file for file in beside if os.path.lexists(file)]


def holds_something(half_done: Path) -> bool:
    """Whether what lies beside a file shows that the file held something.

    A rollback journal says of how many pages the file was before its transaction; the one of a
    file that was just being made says none.
    """
    with suppress(OSError):
        if half_done.name.endswith("-wal"):
            return half_done.stat().st_size > _WAL_HEADER
        with half_done.open("rb") as file:
            head = file.read(_PAGES.stop)
        return head.startswith(_JOURNAL) and any(head[_PAGES])
    return False


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """An empty private file beside a path, to be filled; gone at the end unless it was placed.

    The caller holds the lock that keeps other programs from doing the same.
    """
    stage = path.with_name(path.name + STAGED)
    try:
        with told_of(path, stage):
            empty(stage)
            yield stage
    finally:
        with suppress(OSError):  # the next one to be staged takes it away
            _remove(stage)


def empty(stage: Path) -> None:
    """Make the stage anew, without what an earlier one left beside it."""
    _remove(stage)
    os.close(open_private(stage, os.O_EXCL | os.O_RDWR))


def _remove(stage: Path) -> None:
    for file in (*rests(stage), stage):
        file.unlink(missing_ok=True)


@contextmanager
def placed(stage: Path, path: Path, kept: Path) -> Iterator[None]:
    """Put a finished file in the place of another; when the block raises, all is put back.

    Whatever is cut off, by an error or with the power, the path leads to the old file or to the
    new one. Only on a disk without hard links it may lead nowhere for a moment; by then the old
    file has its other name.

    Args:
        stage: complete, and no connection has it open.
        kept: the name, on the same disk, that what stood under the path is given.

    Raises:
        OSError: as the disk has it; everything is where it was.
        Refused: when what was moved could not be moved back: `left_unseen` where the new file
            stands at the path, `left_halfway` where neither does with all that belongs to it.
    """
    old = _other_names(path, kept)
    try:
        _keep(old, path)
        take_place(stage, path)
        yield
    except BaseException:
        _put_back(old, path, kept, stage)
        raise


def take_place(stage: Path, path: Path) -> None:
    """Put a finished file where nothing stands that has to be kept, for good."""
    sync(stage)
    os.replace(stage, path)
    sync(path.parent)


Renamed = list[tuple[Path, Path]]
"""Files with the names they are given, the store's own before its rests."""


def _other_names(path: Path, kept: Path) -> Renamed:
    files = [path, *rests(path)] if os.path.lexists(path) else rests(path)
    return [(file, kept.with_name(kept.name + file.name[len(path.name) :])) for file in files]


def _keep(old: Renamed, path: Path) -> None:
    """Give the old files their other names for good, then take the rests from the path."""
    if not old:
        return
    folder = old[0][1].parent
    make_folder(folder)
    for file, other in old:
        _name_too(file, other)
    sync(folder)
    for file, _other in old:
        if file != path:
            file.unlink(missing_ok=True)
    sync(path.parent)


def _name_too(file: Path, other: Path) -> None:
    """Give a file a second name; a new one instead on a disk where it can have only one."""
    try:
        os.link(file, other)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        os.replace(file, other)


def _put_back(old: Renamed, path: Path, kept: Path, stage: Path) -> None:
    try:
        if not stage.exists() and path not in dict(old):
            os.replace(path, stage)
        for file, other in old:
            if os.path.lexists(other):
                os.replace(other, file)  # does nothing where both are names of one file
                other.unlink(missing_ok=True)
    except OSError as error:
        why = troubles.of(error, path).problem
        is_new = not stage.exists() and (path not in dict(old) or os.path.lexists(kept))
        code = "left_unseen" if is_new else "left_halfway"
        raise Refused(code, file=str(path), kept=str(kept), reason=why) from error
    with suppress(OSError):  # every name is where it was, which is more than the disk promised
        sync(path.parent)
