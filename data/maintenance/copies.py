"""What a copy is worth: whether it is whole, how far it goes, which acts it lacks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from data import backup, migrations, troubles
from data.connection import WRITE_WAIT, connect
from data.engine import Failure
from data.maintenance import backup_folder
from data.migrations import schema
from data.newest_step import NewestStep, newest_step, noted
from data.replacing import rests
from data.soundness import ALL, damage, of_indexes
from data.sql import Reader
from models.problems import Problem, Refused, refuse

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

_HALF_DONE = (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY)

_MAY_PASS = ("file_damaged", "indexes_damaged", "read_failed", "disk_failing")
"""What a second look may find to have passed."""


class Missing(NamedTuple):
    """The acts that a file had and a copy of it has not.

    Attributes:
        acts: how many; None where nobody knows.
        exact: whether the file itself was asked; else there may be more.
    """

    acts: int | None
    exact: bool = False

    def told(self) -> Problem:
        """It as something to be said."""
        if self.acts is None:
            return Problem("missing_unknown")
        if not self.acts:
            return Problem("missing_none" if self.exact else "missing_none_known")
        return Problem("missing" if self.exact else "missing_at_least", {"count": self.acts})


class Copy(NamedTuple):
    """A backup that is whole.

    Attributes:
        made: when it was made, see `from_when`.
        newest: its newest step; None where nothing was ever done.
        missing: the acts that were made since, as far as they are known of.
        place: the second place, where it lies there.
    """

    file: Path
    made: datetime
    newest: NewestStep | None
    missing: Missing
    place: Path | None = None

    def told(self) -> Problem:
        """How far it goes and what it lacks, as something to be said."""
        said = {"copy": str(self.file), "made": self.made, "missing": self.missing.told()}
        if self.place is not None:
            said["place"] = str(self.place)
        if self.newest is None:
            return Problem("copy_holds_nothing", said)
        return Problem("copy_goes_to", {**said, **self.newest._asdict()})


def from_when(file: Path, newest: NewestStep | None) -> datetime:
    """When a copy is from: by its name, else by the newest act in it, else when the file was last
    written to.

    Raises:
        OSError: the disk does not tell the last.
    """
    made = backup_folder.made(file)
    if made is not None:
        return made
    if newest is not None:
        return newest.at
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def missing_by_note(path: Path, newest: NewestStep | None) -> Missing:
    """What a copy lacks by the note beside the backups, for a file that cannot be read.

    Args:
        newest: the copy's newest step.
    """
    known = noted(path)
    if known is None:
        return Missing(None)
    count = known.no - (newest.no if newest else 0)
    return Missing(count if count >= 0 else None)


def missing_in_all(found: Missing, by_note: Missing) -> Missing:
    """What a copy lacks by the file that stood there and by the note.

    The note knows of more where a copy was taken back before and nothing was done since.
    """
    return found if (by_note.acts or 0) <= (found.acts or 0) else by_note


def steps(conn: Reader) -> frozenset[str]:
    """The keys of all steps of a file."""
    return frozenset(key for (key,) in conn.execute("SELECT id FROM journal_step"))


def check(file: Path, *, writes: bool = False) -> NewestStep | None:
    """See that a file is Daiban's and whole, and give its newest step.

    What cannot be read is looked at once more through a fresh connection: an error of the disk may
    pass, and a file that is whole is never called damaged for it.

    Args:
        writes: take back a half-done transaction that lies beside it, as every desk does.

    Raises:
        Refused: `file_damaged`, also for what is no database; `indexes_damaged` where nothing else
            is, see `data.maintenance.indexes`; `file_half_done` where a save that
            was cut off lies beside it, unless `writes`; `file_foreign`, `file_newer`,
            `header_damaged`, and as `schema.problem`; as `troubles.of` for what its disk does.
    """
    try:
        return _check(file, writes)
    except Refused as refused:
        if refused.problem.code not in _MAY_PASS:
            raise
    return _check(file, writes)


def _check(file: Path, writes: bool) -> NewestStep | None:
    try:
        opened = connect(file, WRITE_WAIT, writes=True) if writes else backup.open_copy(file)
        with closing(opened) as conn:
            return _looked_into(conn, file)
    except Failure as error:
        if _is_half_done(error, file):
            raise Refused("file_half_done", file=str(file)) from error
        if is_damage(error):
            raise Refused("file_damaged", file=str(file)) from error
        raise troubles.of(error, file) from error


def _is_half_done(error: Failure, file: Path) -> bool:
    """Whether a file cannot be read without changing it, for what lies beside it."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code in _HALF_DONE or (code & 0xFF == sqlite3.SQLITE_CANTOPEN and bool(rests(file)))


def _looked_into(conn: Reader, file: Path) -> NewestStep | None:
    if not migrations.version(conn, file):
        raise Refused("file_foreign", file=str(file))
    if differing := schema.differences(conn):
        refuse([schema.problem(file, differing)])
    if damaged := damage(conn, most=ALL):
        code = "indexes_damaged" if of_indexes(damaged) else "file_damaged"
        raise Refused(code, file=str(file))
    return newest_step(conn)


def refuse_busy(error: Failure, file: Path) -> None:
    """Refuse with `store_busy` when another program holds the file; anything else is the caller's.

    Raises:
        Refused: `store_busy`.
    """
    if is_busy(getattr(error, "sqlite_errorcode", 0)):
        raise Refused("store_busy", file=str(file)) from error


def is_busy(code: int) -> bool:
    """Whether SQLite's code says that another program holds a file."""
    return code & 0xFF in _BUSY


def is_damage(error: Failure) -> bool:
    """Whether SQLite says that what it read is damaged or is no database."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
