"""Backups: whole copies beside the file, checked by opening them, thinned as they age."""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from data import sql
from data.disk import sync
from models.problems import Refused
from models.times import LOCAL

KEEP_DAYS = 14
"""Days for which every backup is kept; older ones are thinned to one a week."""

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{6}-[\w-]+\.db")

DAMAGED = "damaged"
"""The word in the name of what was moved aside because it could not be read: no backup at all."""


def folder(path: Path) -> Path:
    """Where the backups of a store's file lie: beside it."""
    return path.with_name(path.stem + "-backups")


def make(path: Path, now: datetime, reason: str, into: Path | None = None) -> Path:
    """Copy the file, check the copy by opening it, and only then give it its name.

    Args:
        reason: a word for the name, such as `daily` or `before-import`.
        into: a folder of the user's choice, where nothing is thinned; beside the file when None.

    Raises:
        Refused: `backup_failed` with what went wrong; no half copy is left.
    """
    target_dir = into or folder(path)
    target = free_name(target_dir, now, reason)
    try:
        target_dir.mkdir(mode=0o700, exist_ok=True)
        with whole(target) as partial:
            _copy(path, partial)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused("backup_failed", file=str(target), reason=reason) from error
    if into is None:
        _thin(target_dir, now.astimezone(LOCAL).date())
    return target


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file to be written beside a path, which takes its place once it is whole, or is gone."""
    partial = path.with_name(path.name + ".part")
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        yield partial
        sync(partial)
        os.replace(partial, path)
        sync(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def free_name(directory: Path, now: datetime, reason: str) -> Path:
    """A name for a copy made at this moment that no other copy has."""
    stem = f"{now.astimezone(LOCAL):%Y-%m-%dT%H%M%S}-{reason}"
    names = (stem if n == 1 else f"{stem}-{n}" for n in itertools.count(1))
    return next(file for name in names if not (file := directory / f"{name}.db").exists())


def make_daily(path: Path, now: datetime) -> Path | None:
    """The first backup of the day; None when today already has one."""
    today = now.astimezone(LOCAL).date()
    if any(day == today for day, _ in existing(path)):
        return None
    return make(path, now, "daily")


def may_be_kept(path: Path) -> bool:
    """Whether this user may write where a file's backups lie."""
    beside = folder(path)
    return os.access(beside if beside.is_dir() else path.parent, os.W_OK)


def existing(path: Path) -> list[tuple[date, Path]]:
    """The backups there are, oldest first, with their days."""
    return _found(folder(path))


def set_aside(path: Path) -> list[Path]:
    """The damaged files that were moved out of the way, oldest first: kept until their owner
    removes them."""
    return sorted(folder(path).glob(f"*-{DAMAGED}*.db"))


def _copy(path: Path, partial: Path) -> None:
    source = open_copy(path)
    copy = sqlite3.connect(partial)
    try:
        source.backup(copy)
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        copy.execute("SELECT count(*) FROM journal_step").fetchone()
    finally:
        copy.close()
        source.close()


def open_copy(path: Path) -> sqlite3.Connection:
    """A connection to a file that is only looked at or copied: nothing in it can be changed."""
    return sqlite3.connect(
        f"file:{quote(str(path.resolve()))}?mode=ro", uri=True, factory=sql.Connection
    )


def _found(directory: Path) -> list[tuple[date, Path]]:
    if not directory.is_dir():
        return []
    return sorted(
        (date.fromisoformat(match[1]), file)
        for file in directory.iterdir()
        if (match := _NAME.fullmatch(file.name)) and f"-{DAMAGED}" not in file.name
    )


def _thin(directory: Path, today: date) -> None:
    """Remove old backups but the last of each week."""
    kept: set[tuple[int, int]] = set()
    for day, file in reversed(_found(directory)):
        if today - day <= timedelta(days=KEEP_DAYS):
            continue
        week = day.isocalendar()[:2]
        if week in kept:
            file.unlink()
        kept.add(week)
