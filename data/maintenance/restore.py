"""Taking a copy back: checked first, the present file kept, then replaced whole or not at all."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from data import backup, migrations
from data.connection import WRITE_WAIT, connect
from data.locks import file_lock
from data.paths import make_room
from data.sql import Failure
from models.problems import Refused


def restore(path: Path, copy: Path, now: datetime) -> Path | None:
    """Make a copy the desk's file.

    A file that is in order is written over through SQLite in one transaction, so that other desks
    which have it open see the change; one that is damaged is moved aside and replaced.

    Returns:
        Where the file that stood there before is kept; None when there was none.

    Raises:
        Refused: `copy_missing`, `copy_same`, `copy_damaged`, `file_foreign`, `file_newer`,
            `backup_failed`, `store_busy`; the desk's file is then as it was.
    """
    if not copy.is_file():
        raise Refused("copy_missing", file=str(copy))
    if path.exists() and path.samefile(copy):
        raise Refused("copy_same", file=str(copy))
    check(copy)
    make_room(path)
    with file_lock(path.with_name(path.name + ".lock")):
        if not path.exists() or path.stat().st_size == 0:
            _replace(path, copy)
            return None
        if _in_order(path):
            kept = backup.make(path, now, "before-restore")
            _write_over(path, copy)
        else:
            kept = _move_aside(path, now)
            _replace(path, copy)
        return kept


def check(copy: Path) -> int:
    """The format of a copy that can be taken back.

    Raises:
        Refused: `copy_damaged`, also for what is no database; `file_foreign`, `file_newer`.
    """
    try:
        conn = backup.open_copy(copy)
        try:
            found = migrations.version(conn, copy)
            if not found:
                raise Refused("file_foreign", file=str(copy))
            (verdict,) = conn.execute("PRAGMA integrity_check").fetchone()
            conn.execute("SELECT count(*) FROM journal_step").fetchone()
        finally:
            conn.close()
    except Failure as error:
        raise Refused("copy_damaged", file=str(copy)) from error
    if verdict != "ok":
        raise Refused("copy_damaged", file=str(copy))
    return found


def _in_order(path: Path) -> bool:
    try:
        check(path)
    except Refused as refused:
        if refused.problem.code == "file_foreign":
            raise
        return refused.problem.code != "copy_damaged"
    return True


def _write_over(path: Path, copy: Path) -> None:
    source, target = backup.open_copy(copy), connect(path, WRITE_WAIT, writes=True)
    try:
        source.backup(target)
    except Failure as error:
        if "locked" in str(error):
            raise Refused("store_busy", file=str(path)) from error
        raise Refused("restore_failed", file=str(copy), reason=str(error)) from error
    finally:
        target.close()
        source.close()


def _move_aside(path: Path, now: datetime) -> Path:
    """Keep a file that SQLite cannot read, with the half-done transaction that belongs to it."""
    kept = backup.free_name(backup.folder(path), now, "damaged")
    try:
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        os.replace(path, kept)
        rest = path.with_name(path.name + "-journal")
        if rest.exists():
            os.replace(rest, kept.with_name(kept.name + "-journal"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused("backup_failed", file=str(kept), reason=reason) from error
    return kept


def _replace(path: Path, copy: Path) -> None:
    try:
        with backup.whole(path) as partial:
            shutil.copyfile(copy, partial)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused("restore_failed", file=str(copy), reason=reason) from error
