"""A file written over with another in one transaction, while nobody else can write."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from data import troubles
from data.connection import WRITE_WAIT, connect
from data.disk import make_folder, told_of, whole
from data.engine import Failure
from data.maintenance.bring import pour
from data.maintenance.copies import Missing, refuse_busy, steps
from data.replacing import holds_something, rests
from data.soundness import damage
from models.problems import Problem, Refused


def write_over(path: Path, stage: Path, kept: Path) -> Missing:
    """Keep a copy of the file and write the stage over it; nobody else writes in between.

    Returns:
        The acts that are lost by it.
    """
    failed: Failure | None = None
    with closing(sqlite3.connect(stage)) as new, closing(held(path)) as conn:
        wanted = steps(new)
        lost = steps(conn) - wanted
        keep_copy(conn, kept)
        try:
            pour(new, conn, path)
        except Failure as error:
            failed = error
    # A disk may fail with its last word: what counts is what a fresh connection reads.
    try:
        there = _steps_in(path, kept)
    except Refused:
        if failed is None:  # it was told to be done, and its not being seen undoes nothing
            return Missing(len(lost), exact=True)
        raise
    if not there >= wanted or there & lost:
        with suppress(OSError):
            kept.unlink()
        raise failed or disk_failed()
    return Missing(len(lost), exact=True)


def held(path: Path) -> sqlite3.Connection:
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


def keep_copy(conn: sqlite3.Connection, kept: Path, *, sound: bool = True) -> None:
    """Copy the file that a connection has open, checked, to where it is kept.

    Args:
        sound: whether the file is known to be whole, and so must be the copy.

    Raises:
        Refused: `backup_failed`.
    """
    try:
        make_folder(kept.parent)
        with (
            told_of(kept, kept),
            whole(kept) as partial,
            closing(sqlite3.connect(partial)) as other,
        ):
            # It is nobody's yet: nothing has to be taken back, and no journal is left beside it.
            other.execute("PRAGMA journal_mode=OFF")
            conn.backup(other)
            if sound and damage(other):
                raise Refused(
                    "backup_failed", file=str(kept.parent), reason=Problem("copy_not_whole")
                )
    except (OSError, Failure) as error:
        why = troubles.of(error, kept, made=True).problem
        raise Refused("backup_failed", file=str(kept.parent), reason=why) from error


def _steps_in(path: Path, kept: Path) -> frozenset[str]:
    """The steps of a file as they are read now, which plays a half-done transaction back.

    Raises:
        Refused: `restore_undone` when they cannot be and a journal of it lies there that is still
            to be played, so that it is what it was the next time it is opened; `restore_unknown`
            when nobody can tell.
    """
    try:
        with closing(connect(path, WRITE_WAIT, writes=True)) as conn:
            return steps(conn)
    except Failure as error:
        half_done = any(map(holds_something, rests(path.resolve())))
        why = troubles.of(error, path).problem  # looks into the file, which may play it back
        code = "restore_undone" if half_done else "restore_unknown"
        raise Refused(code, file=str(path), kept=str(kept), reason=why) from error


def disk_failed() -> OSError:
    """What was written is not what is read."""
    return OSError(errno.EIO, os.strerror(errno.EIO))
