"""Backups: whole copies beside the file, checked by opening them, thinned as they age.

Which are kept, and when the next is due, is in `models.maintenance.rules`.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from data.disk import PART, sync, take_name, told_of
from data.locks import WAIT as LOCK_WAIT
from data.locks import file_lock
from data.maintenance import contents
from data.maintenance.backup_folder import copies, damaged_copies, is_recent, newest, stem, thin
from data.maintenance.contents import open_copy
from data.replacing import rests
from data.soundness import ALL, damage, of_indexes
from data.sql import Reader
from models.maintenance import rules
from models.problems import Problem, Refused
from models.times import day_start, local_date, stored

__all__ = ["open_copy"]

_LOCK = ".lock"
_RANDOM = 4
"""Bytes that tell the copies apart that are under way."""

_NAMED = 3
"""Places named where several are damaged."""

DAMAGED = rules.DAMAGED
"""The word in the name of what was moved aside because it could not be read: no backup at all."""


def folder(path: Path) -> Path:
    """Where the backups of a store's file lie: beside it, in a folder of its own whole name."""
    return path.with_name(path.name + "-backups")


# -- made ------------------------------------------------------------------------------------------


def make(path: Path, now: datetime, reason: str, into: Path | None = None) -> Path:
    """Copy the file, check the copy by opening it, and only then give it its name.

    Args:
        reason: a word for the name, such as `daily` or `before-import`.
        into: a folder of the user's choice, where nothing is thinned; beside the file when None.

    Raises:
        Refused: `backup_failed` with what went wrong, no half copy is left; where the file itself
            is damaged that is `damaged_kept`. `lock_busy` when another program makes one all the
            while.
    """
    if into is not None:
        with failures("backup_failed", path, into):
            into.mkdir(mode=0o700, exist_ok=True)
            return _made_of_whole(path, into, now, reason)
    with failures("backup_failed", path, folder(path)), _alone(folder(path)):
        return _made_beside(path, now, reason)


def make_daily(path: Path, now: datetime) -> Path | None:
    """The first backup of the day; None when today has one, or another program makes it now.

    Raises:
        Refused: `backup_failed`.
    """
    return _make_if(path, now, _due_today)


def make_due(path: Path, now: datetime) -> Path | None:
    """What a desk that stays open makes: the first of the day, and one after changes.

    Raises:
        Refused: `backup_failed`.
    """
    return _make_if(path, now, lambda path, now: _due_today(path, now) or _due_by_change(path, now))


def _make_if(path: Path, now: datetime, due: Callable[[Path, datetime], str | None]) -> Path | None:
    """A backup, where one is due and nobody else makes it; that is looked at again once alone."""
    with failures("backup_failed", path, folder(path)):
        if due(path, now) is None:
            return None
        try:
            with _alone(folder(path), wait=0):
                reason = due(path, now)
                return None if reason is None else _made_beside(path, now, reason)
        except Refused as refused:
            if refused.problem.code != "lock_busy":
                raise
            return None


def _due_today(path: Path, now: datetime) -> str | None:
    if not rules.made_today(copies(folder(path)), now):
        return rules.DAILY
    with closing(open_copy(path)) as conn:
        return None if has_begun_day(conn, path, now) else rules.DAILY


def has_begun_day(conn: Reader, path: Path, now: datetime) -> bool:
    """Whether a copy can be read that has all that was done before today: one that was made while
    the clock was a year ahead bears today's date, too.

    Args:
        conn: to the file, or one like it that is open already: opening it takes longer than this.

    Raises:
        OSError: the copies cannot be looked for.
    """
    for copy in reversed(rules.made_today(copies(folder(path)), now)):
        held = contents.state_of_copy(copy.file)
        if held is not None:
            lacking = contents.lacks_of(conn, held)
            if not lacking or lacking[0] >= stored(day_start(local_date(now))):
                return True
    return False


def _due_by_change(path: Path, now: datetime) -> str | None:
    there = copies(folder(path))
    if rules.just_made(there, now):
        return None
    held = contents.state(path)
    if not held.no or any(contents.state_of_copy(copy.file) == held for copy in there):
        return None
    return rules.CHANGED


def _made_beside(path: Path, now: datetime, reason: str) -> Path:
    aside = damaged_copies(folder(path))
    if aside and is_recent(aside[-1], path, now):
        _refuse_damaged(path, folder(path), lambda: aside[-1].file)
    made = _made_of_whole(path, folder(path), now, reason)
    thin(folder(path), now, contents.state(made).first)
    return made


def _made_of_whole(path: Path, directory: Path, now: datetime, reason: str) -> Path:
    """A copy; of a file that is damaged itself, none, but it is kept as it is."""
    try:
        return _made(path, directory, now, reason)
    except (contents.NotWhole, sqlite3.Error):
        _refuse_damaged(path, directory, lambda: _kept_damaged(path, directory, now))
        raise


def _refuse_damaged(path: Path, directory: Path, keep: Callable[[], Path]) -> None:
    """Look whether the file itself is damaged, of which no other copy will ever be whole.

    Args:
        keep: gives where it is kept as it is now.

    Raises:
        Refused: `backup_failed` for `damaged_kept`, which says what is damaged and what to do.
    """
    with closing(open_copy(path)) as conn:
        damaged = damage(conn, most=ALL)
    if damaged:
        code = "indexes_damaged" if of_indexes(damaged) else "file_damaged"
        cause = Problem(code, {"file": str(path)})
        told = {"cause": cause, "which": "; ".join(damaged[:_NAMED]), "kept": str(keep())}
        raise Refused("backup_failed", file=str(directory), reason=Problem("damaged_kept", told))


def _kept_damaged(path: Path, directory: Path, now: datetime) -> Path:
    """Keep a damaged file as it is, page by page; beside the file only the newest copy stays."""
    name = stem(now, rules.DAMAGED_COPY)
    with new_copy(directory, name) as partial, closing(open_copy(path)) as source:
        _copy(source, partial.file)
    if directory == folder(path):
        for older in damaged_copies(directory):
            if older.file != partial.named:
                older.file.unlink(missing_ok=True)
    return partial.named


def _made(path: Path, directory: Path, now: datetime, reason: str) -> Path:
    with new_copy(directory, stem(now, reason)) as partial:
        source = open_copy(path)
        try:
            # One read transaction: what is counted is what is copied.
            source.execute("BEGIN")
            held = contents.read(source)
            _copy(source, partial.file)
        finally:
            source.close()
        sync(partial.file)
        contents.refuse_damage(partial.file, held)
    return partial.named


def _copy(source: sqlite3.Connection, partial: Path) -> None:
    copy = sqlite3.connect(partial, isolation_level=None)
    try:
        # It is nobody's yet: nothing has to be taken back, and it is synced once it is whole.
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy)
    finally:
        copy.close()


@contextmanager
def failures(code: str, path: Path, directory: Path) -> Iterator[None]:
    """Refuse with this code, and with the problem behind it as its `reason`, what a disk does not.

    That another program holds the file is no failure, and told as `store_busy`.

    Args:
        path: the store's file.
        directory: where the copy was to be, which is told as the `file`.
    """
    from data import troubles

    told = {"file": str(directory)}
    try:
        with told_of(directory, directory):
            yield
    except contents.NotWhole as error:
        raise Refused(code, reason=Problem("copy_not_whole"), **told) from error
    except OSError as error:
        why = troubles.of(error, directory).problem
        if why.code == "file_missing":  # of the store's file that would be told otherwise
            why = Problem("folder_missing", why.params)
        raise Refused(code, reason=why, **told) from error
    except sqlite3.Error as error:
        found = troubles.of(error, path)
        if found.problem.code == "store_busy":
            raise found from error
        raise Refused(code, reason=found.problem, **told) from error


@contextmanager
def _alone(directory: Path, wait: float = LOCK_WAIT) -> Iterator[None]:
    """Be the only program that makes backups in a folder, and clear away what others left undone.

    A disk that knows no locks is no hindrance: no two copies take the same name there either.
    """
    directory.mkdir(mode=0o700, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(file_lock(directory / _LOCK, wait))
        except Refused as refused:
            if refused.problem.code != "lock_failed":
                raise
        else:
            _clear(directory, f"*-{'[0-9a-f]' * 2 * _RANDOM}{PART}*")
        yield


def clear_kept(path: Path) -> None:
    """Clear away what `whole` was kept from finishing among a file's backups.

    The caller is the only program that does so: `_alone` does not wait for it.
    """
    _clear(folder(path), f"*.db{PART}*")


def _clear(directory: Path, pattern: str) -> None:
    for left in directory.glob(pattern):
        left.unlink(missing_ok=True)


# -- names and places ------------------------------------------------------------------------------


class _Partial:
    """A copy under way.

    Attributes:
        file: what is written to.
        named: what it is called once it is whole.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.named = file


@contextmanager
def new_copy(directory: Path, name: str) -> Iterator[_Partial]:
    """A file to be written in a folder, which takes the first free name once it is whole, and is
    gone where the block raises. Nothing that has a name already is written over.

    Raises:
        OSError: as the disk says.
    """
    partial = _Partial(directory / f"{name}-{os.urandom(_RANDOM).hex()}{PART}")
    try:
        os.close(os.open(partial.file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield partial
        sync(partial.file)
        partial.named = next(
            file for file in _names(directory, name) if take_name(partial.file, file)
        )
        sync(directory)
    finally:
        partial.file.unlink(missing_ok=True)


def free_name(directory: Path, now: datetime, reason: str) -> Path:
    """A name for a copy made at this moment that no other has, nor what lies beside one."""
    names = _names(directory, stem(now, reason))
    return next(file for file in names if not file.exists() and not rests(file))


def _names(directory: Path, name: str) -> Iterator[Path]:
    numbered = (name if n == 1 else f"{name}-{n}" for n in itertools.count(1))
    return (directory / f"{one}.db" for one in numbered)


def may_be_kept(path: Path) -> bool:
    """Whether this user may write where a file's backups lie."""
    beside = folder(path)
    return os.access(beside if beside.is_dir() else path.parent, os.W_OK)


# -- those there are -------------------------------------------------------------------------------


def existing(path: Path) -> list[tuple[date, Path]]:
    """The backups there are, with their days, the oldest first; the last is the newest one by
    what is in it, whatever its name says."""
    there = copies(folder(path))
    last = newest(there)
    in_order = [*(copy for copy in there if copy != last), *([last] if last else [])]
    return [(local_date(copy.made), copy.file) for copy in in_order]


def set_aside(path: Path) -> list[Path]:
    """The damaged files that were moved out of the way, oldest first: kept until their owner
    removes them."""
    return sorted(folder(path).glob(f"*-{DAMAGED}*.db"))
