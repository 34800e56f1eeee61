"""What goes wrong with disks and files: one table of causes, by errno and by SQLite's codes.

SQLite keeps the errno of a failed read or write to itself. The cause is then found by looking: at
the file, at its folder, and at what a fresh connection reads of it. The file itself is never
opened and closed here but by SQLite: a program that closes a file loses all its locks on it.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from data import engine
from data.paths import address
from data.soundness import ALL, damage, of_indexes
from models.problems import Problem, Refused
from models.system_reasons import system_reason

_BY_ERRNO: Mapping[int, str] = {
    number: code
    for code, names in (
        ("disk_failing", "EIO ENXIO ENODEV ESTALE ETIMEDOUT EREMOTEIO ENOMEDIUM ENOTCONN"),
        ("disk_full", "ENOSPC"),
        ("quota_full", "EDQUOT"),
        ("store_readonly", "EROFS"),
        ("file_denied", "EACCES EPERM"),
        ("file_missing", "ENOENT ENOTDIR"),
        ("file_is_folder", "EISDIR"),
        ("store_busy", "EBUSY EAGAIN EDEADLK ETXTBSY"),
    )
    for name in names.split()
    if (number := getattr(errno, name, None)) is not None  # no system has all of them
}

_NO_WRITING = frozenset(
    number
    for number, code in _BY_ERRNO.items()
    if code in ("disk_full", "quota_full", "store_readonly")
)
"""What keeps from writing alone."""

_HELD_BY_ANOTHER = (32, 33)
"""Windows' own numbers for a file that another program holds; their errno says it is denied."""

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_LOOKED_INTO = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
"""Primary codes that have many causes."""

_READING = frozenset(
    {
        sqlite3.SQLITE_IOERR_READ,
        sqlite3.SQLITE_IOERR_SHORT_READ,
        sqlite3.SQLITE_IOERR_FSTAT,
        sqlite3.SQLITE_IOERR_ACCESS,
        sqlite3.SQLITE_IOERR_CORRUPTFS,
    }
)
"""Failures that have nothing to do with writing."""

_BY_SQLITE: Mapping[int, str] = {
    sqlite3.SQLITE_IOERR_LOCK: "lock_failed",
    sqlite3.SQLITE_IOERR_UNLOCK: "lock_failed",
    sqlite3.SQLITE_IOERR_RDLOCK: "lock_failed",
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK: "lock_failed",
    sqlite3.SQLITE_READONLY_DBMOVED: "file_moved",
    # A file that could not be opened for writing just once is read-only for that connection.
    **dict.fromkeys(
        (*_READING, *_BROKEN, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY), "read_failed"
    ),
    sqlite3.SQLITE_IOERR: "disk_failing",
}
"""By the extended code or else the primary one, what a second look found no other cause for."""

_WAIT = 1.0
"""Seconds to wait for another program when the file is looked at again."""

_PROBE = b"\0" * (64 << 10)
"""What is written, and gone again at once, to see whether a folder takes anything."""


_LOST = frozenset({"file_missing", "file_lost", "file_foreign", "file_damaged", "header_damaged"})

_INDEXES = "indexes_damaged"

_OF_DISK = frozenset(
    {
        *("disk_failing", "disk_full", "quota_full", "store_readonly", "file_denied"),
        *("read_failed", "file_unreadable"),
    }
)

_CODES = frozenset({*_BY_ERRNO.values(), *_BY_SQLITE.values(), *_LOST, _INDEXES, "file_unreadable"})


def tells(problem: Problem) -> bool:
    """Whether a problem is one of a disk or a file."""
    return problem.code in _CODES


def of_disk(problem: Problem) -> bool:
    """Whether a problem is of a disk that did not do what was asked, and not of what a file is."""
    return problem.code in _OF_DISK


def of_lost(problem: Problem) -> bool:
    """Whether a problem, or its cause, is that a file is not there or not what it was."""
    cause = _behind(problem)
    return problem.code in _LOST or (cause is not None and of_lost(cause))


def in_doubt(problem: Problem) -> bool:
    """Whether a problem, or its cause, is that a file is to be looked at: what is damaged in it
    may have to be mended, or a copy taken back."""
    cause = _behind(problem)
    told = problem.code in _LOST or problem.code in (_INDEXES, "damaged_kept")
    return told or (cause is not None and in_doubt(cause))


def _behind(problem: Problem) -> Problem | None:
    """The problem that is the cause of another, where there is one."""
    cause = problem.params.get("reason" if problem.code == "backup_failed" else "cause")
    return cause if isinstance(cause, Problem) else None


def known(error: BaseException) -> bool:
    """Whether an error comes from a disk, a file or another program, and not from a fault here."""
    told = _BUSY | _BROKEN | _LOOKED_INTO | {sqlite3.SQLITE_FULL}
    return isinstance(error, OSError) or _primary(error) in told


def of(error: sqlite3.Error | OSError, path: Path, *, made: bool = False) -> Refused:
    """What went wrong with a file, from what the system or SQLite said of it.

    Args:
        path: the file that was read or written; an `OSError` that names another is told of that.
        made: whether the file was being made, so that it is no wonder when there is none.

    Returns:
        The refusal to raise: `disk_failing`, `disk_full`, `quota_full`, `store_readonly`,
        `file_denied`, `file_missing`, `file_is_folder`, `file_moved`, `store_busy`, `lock_failed`,
        `file_foreign`, `file_damaged` or `indexes_damaged` when a second look found it so,
        `read_failed` when that found nothing wrong; `file_unreadable` with the reason for what is
        not in the table.
    """
    if isinstance(error, OSError):
        return _by_errno(error, path)
    primary = _primary(error)
    if primary in _BUSY:
        return Refused("store_busy", file=str(path))
    if primary == sqlite3.SQLITE_FULL:
        return Refused("disk_full", file=str(path))
    if primary not in _BROKEN | _LOOKED_INTO:
        return _untold(error, path)
    return _looked_into(error, path, made=made)


def _primary(error: BaseException) -> int:
    """SQLite's code without what its upper bytes add; 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _by_errno(error: OSError, path: Path) -> Refused:
    # What was copied or renamed names two: only the second is written to.
    to = error.errno in _NO_WRITING and error.filename2 is not None
    name = error.filename2 if to else error.filename
    named = isinstance(name, str | bytes)  # else there is none, or the number of one
    file = os.fsdecode(name) if named else str(path)
    if getattr(error, "winerror", None) in _HELD_BY_ANOTHER:
        return Refused("store_busy", file=file)
    code = _BY_ERRNO.get(error.errno or 0)
    return Refused(code, file=file) if code else _untold(error, Path(file))


def _untold(error: Exception, path: Path) -> Refused:
    """What the table has no cause for; nothing of what was kept is in it."""
    return Refused("file_unreadable", file=str(path), reason=system_reason(error))


def _looked_into(error: sqlite3.Error, path: Path, *, made: bool) -> Refused:
    """The cause that a look at the file finds; else what SQLite's code says by itself."""
    reading = _primary(error) in _BROKEN or error.sqlite_errorcode in _READING
    gone = False
    try:
        gone = made and not path.exists()
        if not gone:
            _see(path)
        if not reading:
            _write_beside(path, gone=gone)
    except OSError as found:
        return _by_errno(found, path)
    by_code = _BY_SQLITE.get(error.sqlite_errorcode) or _BY_SQLITE[_primary(error)]
    if gone:  # nothing is there that could be found whole
        by_code = "disk_failing" if by_code == "read_failed" else by_code
        return _as_said(by_code, error, path)
    return _read_again(path) or _as_said(by_code, error, path)


def _as_said(code: str, error: sqlite3.Error, path: Path) -> Refused:
    if code == "lock_failed":
        return Refused(code, reason=error.sqlite_errorname)
    return Refused(code, file=str(path))


def _see(path: Path) -> None:
    """See whether there is a file that may be read.

    Raises:
        OSError: where there is none, or it may not.
    """
    number = 0
    if stat.S_ISDIR(path.stat().st_mode):
        number = errno.EISDIR
    elif not os.access(path, os.R_OK):
        number = errno.EACCES
    if number:
        raise OSError(number, os.strerror(number), str(path))


def _write_beside(path: Path, *, gone: bool) -> None:
    """See whether the file and its folder may be written, and the folder takes anything.

    Raises:
        OSError: as the system says it; the small file that is written has no name on systems that
            can do without, and is gone in any case.
    """
    import tempfile

    if not gone and not os.access(path, os.W_OK):
        number = errno.EROFS if _on_readonly(path) else errno.EACCES
        raise OSError(number, os.strerror(number), str(path))
    try:
        with tempfile.TemporaryFile(dir=path.parent, buffering=0) as probe:
            probe.write(_PROBE)
            os.fsync(probe.fileno())
    except OSError as error:
        of_folder = error.errno in (errno.EACCES, errno.EPERM)
        error.filename = str(path.parent if of_folder else path)
        raise


def _on_readonly(path: Path) -> bool:
    """Whether the disk that holds a file takes no writing at all."""
    if sys.platform == "win32":
        readonly = False
    else:
        readonly = bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    return readonly


def _read_again(path: Path) -> Refused | None:
    """What is wrong when a fresh connection reads all of the file; None when nothing is."""
    try:
        where = address(path, "rw")
        conn = sqlite3.connect(where, uri=True, timeout=_WAIT, factory=engine.Connection)
        try:
            conn.execute("PRAGMA cell_size_check=ON")
            damaged = damage(conn, most=ALL)
        finally:
            conn.close()
    except sqlite3.Error as error:
        return _standing(error, path)
    if not damaged:
        return None
    return Refused(_INDEXES if of_indexes(damaged) else "file_damaged", file=str(path))


def _standing(error: sqlite3.Error, path: Path) -> Refused:
    """What a failure means that was there at the second look as well."""
    primary = _primary(error)
    code = "disk_failing"
    if primary in _BUSY:
        code = "store_busy"
    elif primary == sqlite3.SQLITE_NOTADB:
        code = "file_foreign"
    elif primary == sqlite3.SQLITE_CORRUPT:
        code = "file_damaged"
    elif primary == sqlite3.SQLITE_FULL:
        code = "disk_full"
    return Refused(code, file=str(path))
