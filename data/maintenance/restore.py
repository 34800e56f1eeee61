"""Taking a copy back: complete and checked beside the file first, then in its place; the file as
it was is kept."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from data import backup
from data.beginning import fill
from data.connection import WRITE_WAIT, connect
from data.locks import file_lock
from data.maintenance import marks
from data.disk import make_folder
from data.maintenance.copies import Missing, check, is_busy, missing_by_note, refuse_busy, steps
from data.newest_step import NewestStep, forget, note
from data.paths import make_room
from data.replacing import placed, rests, staged
from data.sql import Failure
from models.problems import Refused

_MB = 1_000_000
_SPARE = _MB
"""Bytes that stay free beside a copy."""


class Restored(NamedTuple):
    """What came of it.

    Attributes:
        kept: where the file that stood there before is; None where there was none.
        newest: the newest step of what stands there now; None where nothing was ever done.
        missing: the acts that the file of before had and this one has not.
    """

    kept: Path | None
    newest: NewestStep | None
    missing: Missing


def restore(path: Path, copy: Path, now: datetime) -> Restored:
    """Make a copy the desk's file.

    A file that is in order is written over through SQLite in one transaction, so that other desks
    which have it open see the change; anything else is moved aside whole, with what half-done
    transaction lies beside it.

    Raises:
        Refused: `copy_missing`, `copy_same`, `copy_empty`, `copy_damaged`, `file_foreign`,
            `file_newer`, `no_room`, `backup_failed`, `store_busy`, `restore_failed`: the desk's
            file is then as it was. `left_halfway` when what was moved could not be moved back.
    """
    if not copy.is_file():
        raise Refused("copy_missing", file=str(copy))
    if path.exists() and path.samefile(copy):
        raise Refused("copy_same", file=str(copy))
    if copy.stat().st_size == 0:
        raise Refused("copy_empty", file=str(copy))
    return _replace(path, copy, now)


def mend(path: Path, now: datetime) -> Restored | None:
    """Put the marks at the beginning of a file right that a disk has lost, see `marks`.

    Returns:
        Where the file as it was is kept; None when nothing is wrong with the marks.

    Raises:
        Refused: as `restore`, when more is wrong than that; the file is as it was.
    """
    try:
        check(path)
    except Refused as refused:
        if refused.problem.code not in ("file_unmarked", "copy_damaged"):
            raise
        try:
            return _replace(path, path, now)
        except Refused as worse:
            if worse.problem.code == "copy_damaged":
                raise Refused("file_damaged", file=str(path)) from worse
            raise
    return None


def begin_anew(path: Path, now: datetime) -> Path | None:
    """Begin with nothing where the file was lost; what is left of it is moved aside.

    Returns:
        Where that is kept; None where nothing was left.

    Raises:
        Refused: `file_in_order` for a file that can be read, `file_foreign`, `store_busy`,
            `begin_failed`, `left_halfway`.
    """
    make_room(path)
    path = path.resolve()
    try:
        with file_lock(path.with_name(path.name + ".lock")), staged(path) as stage:
            if _in_order(path):
                raise Refused("file_in_order", file=str(path))
            fill(stage)
            kept = _put(path, stage, None, now)
            forget(path)
            return kept
    except (OSError, Failure) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused("begin_failed", file=str(path), reason=reason) from error


def _replace(path: Path, copy: Path, now: datetime) -> Restored:
    path = path.resolve()
    make_room(path)
    with _told(copy), file_lock(path.with_name(path.name + ".lock")), staged(path) as stage:
        newest = _bring(copy, stage)
        mended = copy.resolve() == path
        if not mended and _in_order(path):
            came = _write_over(path, stage, copy, now)
        else:
            kept = _put(path, stage, newest, now)
            came = kept, Missing(0, exact=True) if mended else missing_by_note(path, newest)
        _renew_note(path, newest)
    return Restored(came[0], newest, came[1])


@contextmanager
def _told(copy: Path) -> Iterator[None]:
    """What the disk does not do is told of the copy; nothing was changed then, or changed back."""
    try:
        yield
    except (OSError, Failure) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused("restore_failed", file=str(copy), reason=reason) from error


def _renew_note(path: Path, newest: NewestStep | None) -> None:
    if newest is None:
        forget(path)
    else:
        note(path, newest)


def _refuse_no_room(copy: Path, needed: int, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed + _SPARE:
        raise Refused(
            "no_room", file=str(copy), needed=-(-(needed + _SPARE) // _MB), free=free // _MB
        )


# -- the copy, beside the file ---------------------------------------------------------------------


def _bring(copy: Path, stage: Path) -> NewestStep | None:
    """Fill the stage with a copy and see that it is whole there; gives its newest step."""
    _refuse_no_room(copy, sum(file.stat().st_size for file in (copy, *rests(copy))), stage.parent)
    try:
        return _brought(copy, stage)
    except (Failure, Refused) as error:
        if isinstance(error, Refused) and error.problem.code != "copy_damaged":
            raise
    try:
        return _brought(copy, stage)
    except Failure as error:
        raise Refused("copy_damaged", file=str(copy)) from error


def _brought(copy: Path, stage: Path) -> NewestStep | None:
    try:
        _fill(copy, stage)
        marks.put_right(stage)
        return check(stage, writes=True)
    except Refused as refused:
        raise Refused(
            refused.problem.code, **{**refused.problem.params, "file": str(copy)}
        ) from refused


def _fill(copy: Path, stage: Path) -> None:
    """Copy through SQLite, which waits for whoever writes there.

    What it cannot read so, as with a half-done transaction beside it, is copied byte by byte
    together with that, which is then taken back in the stage and not in the copy.
    """
    try:
        with closing(backup.open_copy(copy)) as source, closing(sqlite3.connect(stage)) as target:
            _pour(source, target, copy)
            return
    except Failure as error:
        refuse_busy(error, copy)
    for file in (copy, *rests(copy)):
        shutil.copyfile(file, stage.with_name(stage.name + file.name[len(copy.name) :]))


def _pour(source: sqlite3.Connection, target: sqlite3.Connection, waits_for: Path) -> None:
    """Copy one file into another in one transaction, and not wait for ever for a third program."""

    def look(status: int, _left: int, _pages: int) -> None:
        if is_busy(status):
            raise Refused("store_busy", file=str(waits_for))

    source.backup(target, progress=look)


# -- in the file's place ---------------------------------------------------------------------------


def _in_order(path: Path) -> bool:
    """Whether there is a file that can be read, which is written over and not moved.

    Raises:
        Refused: `file_foreign`, `store_busy`.
    """
    if not path.exists() or path.stat().st_size == 0:
        return False
    try:
        check(path, writes=True)
    except Refused as refused:
        if refused.problem.code in ("file_foreign", "store_busy"):
            raise
        return refused.problem.code == "file_newer"
    return True


def _write_over(path: Path, stage: Path, copy: Path, now: datetime) -> tuple[Path, Missing]:
    """Keep a copy of the file and write the stage over it; nobody else writes in between."""
    _refuse_no_room(copy, 2 * path.stat().st_size, path.parent)
    kept = backup.free_name(backup.folder(path), now, "before-restore")
    failed: Failure | None = None
    with closing(sqlite3.connect(stage)) as new, closing(_held(path)) as conn:
        wanted = steps(new)
        lost = steps(conn) - wanted
        _keep_copy(conn, kept)
        try:
            _pour(new, conn, path)
        except Failure as error:
            failed = error
    # A disk may fail with its last word: what counts is what a fresh connection reads.
    there = _steps_in(path, kept)
    if not there >= wanted or there & lost:
        with suppress(OSError):
            kept.unlink()
        raise failed or _disk_failed()
    return kept, Missing(len(lost), exact=True)


def _held(path: Path) -> sqlite3.Connection:
    """A connection that keeps all others out until it is closed, between transactions too."""
    conn = connect(path, WRITE_WAIT, writes=True)
    try:
        conn.execute("PRAGMA locking_mode=EXCLUSIVE")
        conn.execute("BEGIN EXCLUSIVE")
        conn.execute("COMMIT")
    except Failure as error:
        conn.close()
        refuse_busy(error, path)
        raise
    return conn


def _keep_copy(conn: sqlite3.Connection, kept: Path) -> None:
    try:
        make_folder(kept.parent)
        with backup.whole(kept) as partial, closing(sqlite3.connect(partial)) as other:
            conn.backup(other)
            (verdict,) = other.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
    except (OSError, Failure) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused("backup_failed", file=str(kept), reason=reason) from error


def _steps_in(path: Path, kept: Path) -> frozenset[str]:
    """The steps of a file as they are read now.

    Raises:
        Refused: `left_halfway` when they cannot be.
    """
    try:
        with closing(connect(path, WRITE_WAIT, writes=True)) as conn:
            return steps(conn)
    except Failure as error:
        raise Refused(
            "left_halfway", file=str(path), kept=str(kept), reason=str(error)
        ) from error


def _put(path: Path, stage: Path, newest: NewestStep | None, now: datetime) -> Path | None:
    """Move what stands there aside, damaged or nothing but a rest, and put the stage there."""
    kept = backup.free_name(backup.folder(path), now, backup.DAMAGED)
    old = os.path.lexists(path) or bool(rests(path))
    with placed(stage, path, kept):
        _see_placed(path, newest)
    return kept if old else None


def _see_placed(path: Path, newest: NewestStep | None) -> None:
    """See that what stands there now is the copy, to which others may have added already.

    Raises:
        OSError: it is not.
    """
    try:
        there = check(path)
    except Refused as refused:
        if refused.problem.code == "store_busy":
            return
        raise _disk_failed() from refused
    if (there.no if there else 0) < (newest.no if newest else 0):
        raise _disk_failed()


def _disk_failed() -> OSError:
    """What was written is not what is read."""
    return OSError(errno.EIO, os.strerror(errno.EIO))
