"""Taking a copy back: complete and checked beside the file first, then in its place; the file as
it was is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from data import backup, troubles
from data.beginning import fill, lost, rest
from data.engine import Failure
from data.locks import file_lock
from data.maintenance.bring import bring, refuse_no_room
from data.maintenance.copies import (
    Missing,
    check,
    from_when,
    missing_by_note,
    missing_in_all,
    steps,
)
from data.maintenance.indexes import rebuild
from data.maintenance.journal_health import as_written
from data.maintenance.marks import begins_like_ours, mend_numbers
from data.maintenance.overwrite import disk_failed, held, keep_copy, write_over
from data.maintenance.parts import put_right
from data.migrations import schema
from data.newest_step import NewestStep, forget, keep_highest
from data.paths import make_room
from data.replacing import placed, rests, staged
from data.sql import Reader
from models.problems import Refused

_BEFORE = "before-restore"
"""The word in the name of a copy of the file as it was before one was taken back."""

_MOVED_ASIDE = (
    *("file_damaged", "indexes_damaged", "file_half_done", "disk_failing"),
    *("header_damaged", "file_newer"),
)
"""What is not written over because it cannot be read, or not by this program, or not without
changing it."""


class Restored(NamedTuple):
    """What came of it.

    Attributes:
        kept: where the file that stood there before is; None where there was none.
        made: when the copy was made, see `copies.from_when`.
        newest: the newest step of what stands there now; None where nothing was ever done.
        missing: the acts that this one has not, and the file of before had or the note knows of.
    """

    kept: Path | None
    made: datetime
    newest: NewestStep | None
    missing: Missing


def restore(path: Path, copy: Path, now: datetime) -> Restored:
    """Make a copy the desk's file.

    A file that can be read is written over through SQLite in one transaction, so that other desks
    which have it open see the change; anything else is moved aside whole, with what half-done
    transaction lies beside it.

    Raises:
        Refused: `copy_missing`, `copy_same`, `copy_empty`, `copy_damaged` and as `check` for the
            copy, `no_room`, `store_busy`, `restore_failed`: the desk's file is then as it was.
            `restore_undone` when it is so once it can be opened, `restore_unknown` when that
            cannot be told; `left_unseen` when it was done and could not be looked at,
            `left_halfway` when what was moved could not be moved back.
    """
    if not copy.is_file():
        raise Refused("copy_missing", file=str(copy))
    if path.exists() and path.samefile(copy):
        raise Refused("copy_same", file=str(copy))
    if copy.stat().st_size == 0:
        raise Refused("copy_empty", file=str(copy))
    with _staged(path, "restore_failed", copy) as stage:
        newest = bring(copy, stage)
        made, by_note = from_when(copy, newest), missing_by_note(path, newest)
        wrong = _wrong_with(path)
        kept = _aside(path, now, _BEFORE if _is_sound(path, wrong) else backup.DAMAGED)
        if wrong:
            lost = _missing_at_least(path, stage, by_note)
            came = Restored(_put(path, stage, newest, kept), made, newest, lost)
        else:
            refuse_no_room(copy, 2 * path.stat().st_size, path.parent)
            lost = missing_in_all(write_over(path, stage, kept), by_note)
            came = Restored(kept, made, newest, lost)
        if newest is not None:
            keep_highest(path, newest)
        return came


def _is_sound(path: Path, wrong: str | None) -> bool:
    """Whether a file that something is wrong with, or nothing, can serve as a backup."""
    if wrong is not None:
        return wrong == "file_newer"
    with closing(backup.open_copy(path)) as conn:
        return as_written(conn)


def _missing_at_least(path: Path, stage: Path, by_note: Missing) -> Missing:
    """What the stage lacks, by the note and by what can still be read of a damaged file."""
    try:
        with closing(backup.open_copy(path)) as old, closing(backup.open_copy(stage)) as new:
            lost = len(steps(old) - steps(new))
    except Failure:
        return by_note
    return Missing(max(lost, by_note.acts or 0))


def mend(path: Path, now: datetime) -> Path | None:
    """Put right what is wrong with a file where nothing is lost by it: the marks at its beginning,
    see `marks`, indexes that do not fit its records, see `indexes`, and what it is built of beside
    the tables, see `parts`.

    Returns:
        Where the file as it was is kept; None when nothing is wrong with it.

    Raises:
        Refused: `store_lost` where too little is left, as `check` when more is wrong than the
            marks, and as `restore`; the file is as it was.
    """
    if rest(path) is not None:
        raise lost(path)
    try:
        check(path)
        return None
    except Refused as refused:
        wrong = refused.problem.code
        in_place = wrong in _MENDED and refused.problem.params.get("way") != schema.NO_WAY
        if not in_place and not (wrong == "file_damaged" and begins_like_ours(path)):
            raise
    with _staged(path, "mend_failed", path) as stage:
        if in_place:
            kept = _aside(path, now, backup.DAMAGED)
            _mend_in_place(path, kept, wrong)
            return kept
        newest = bring(path, stage)
        return _put(path, stage, newest, _aside(path, now, backup.DAMAGED))


def begin_anew(path: Path, now: datetime) -> Path | None:
    """Begin with nothing where the file was lost; what is left of it is moved aside.

    Returns:
        Where that is kept; None where nothing was left.

    Raises:
        Refused: `file_in_order` for a file that can be read, and as `check` for one of which more
            is left; `begin_failed`, `left_halfway`.
    """
    with _staged(path, "begin_failed", path) as stage:
        _refuse_in_order(path)
        fill(stage)
        kept = _put(path, stage, None, _aside(path, now, backup.DAMAGED))
        forget(path)
        return kept


def _refuse_in_order(path: Path) -> None:
    if rest(path) is None:
        try:
            check(path, writes=True)
        except Refused as refused:
            if refused.problem.code == "file_damaged":
                return
            raise
        raise Refused("file_in_order", file=str(path))


@contextmanager
def _staged(path: Path, code: str, of: Path) -> Iterator[Path]:
    """The stage beside the file itself, while no other program begins, restores or converts it.

    Args:
        code, of: what is told of which file when the disk does not do it; nothing was changed
            then, or changed back.
    """
    try:
        make_room(path)
        with file_lock(path.with_name(path.name + ".lock")), staged(path.resolve()) as stage:
            backup.clear_kept(path)
            yield stage
    except Refused as refused:
        if not (refused.problem.code == "backup_failed" or troubles.of_disk(refused.problem)):
            raise
        raise Refused(code, file=str(of), reason=refused.problem) from refused
    except (OSError, Failure) as error:
        why = troubles.of(error, path, made=True).problem
        raise Refused(code, file=str(of), reason=why) from error


def _aside(path: Path, now: datetime, reason: str) -> Path:
    """The name for what stands there now: among the backups, where they lie on the same disk."""
    disk = path.resolve().parent
    folders = (backup.folder(path), backup.folder(path.resolve()), disk)
    folder = next(f for f in folders if _device(f) == _device(disk))
    return backup.free_name(folder, now, reason)


def _device(folder: Path) -> int:
    return (folder if folder.is_dir() else folder.parent).stat().st_dev


def _wrong_with(path: Path) -> str | None:
    """Why a file is moved aside and not written over; None for one in order.

    Raises:
        Refused: `file_foreign`, and as `troubles.of` for what may be otherwise in a moment.
    """
    left = rest(path)
    if left is not None:
        return left
    try:
        check(path)
    except Refused as refused:
        code = refused.problem.code
        if code in _MOVED_ASIDE or code.startswith("schema_"):
            return code
        raise
    return None


def _mend_in_place(path: Path, kept: Path, wrong: str) -> None:
    """Put right in the file itself what is wrong with it; nobody else writes in between."""
    mending, sound = _MENDED[wrong]
    failed: Failure | None = None
    with closing(held(path)) as conn:
        keep_copy(conn, kept, sound=sound)
        try:
            mending(conn, path)
        except Failure as error:
            failed = error
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
    try:
        check(path)  # what a disk says last may be wrong
    except Refused:
        if failed is not None:
            raise failed from None
        raise


def _mark(conn: Reader, path: Path) -> None:
    if not mend_numbers(conn):
        raise Refused("file_damaged", file=str(path))


_MENDED = {
    "header_damaged": (_mark, True),
    "indexes_damaged": (rebuild, False),
    "schema_foreign": (put_right, True),
    "schema_missing": (put_right, True),
    "schema_changed": (put_right, True),
}
"""What is put right in the file itself: how, and whether the file as it is can be whole."""


def _put(path: Path, stage: Path, newest: NewestStep | None, kept: Path) -> Path | None:
    """Move what stands there aside, damaged or nothing but a rest, and put the stage there.

    Returns:
        Where what stood there is kept; None where there was nothing.
    """
    path = path.resolve()
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
        raise disk_failed() from refused
    if (there.no if there else 0) < (newest.no if newest else 0):
        raise disk_failed()
