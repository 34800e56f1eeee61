"""What the doctor finds of backups, the second place and the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from data import backup, troubles
from data.engine import Failure
from data.maintenance import ahead, backup_folder
from data.maintenance import second_place as places
from data.maintenance.copies import check, steps
from data.maintenance.findings import Finding
from data.maintenance.journal_health import as_written
from data.maintenance.whereabouts import place
from data.sql import Reader
from models.maintenance import Copy, rules
from models.problems import Problem, Refused
from models.times import local_date

_BROKEN = {
    "file_damaged": ("backup_damaged", True),
    "indexes_damaged": ("backup_damaged", True),
    "file_foreign": ("backup_foreign", True),
    "file_newer": ("backup_newer", False),
}
"""What is told of a backup that was read and cannot be used, and whether it has to be seen to."""

_DIFFERS = "backup_differs"
"""Whole as far as SQLite can tell, but not as it was written."""

DIFFERING = (_DIFFERS, f"{_DIFFERS}_kept")
"""What is told of those, while the file is whole and while it is not."""

_MADE_ANEW = ("backup_damaged", _DIFFERS)
"""What is told with the advice to make a good one, or that there is none to be made, with `_kept`
behind it."""

_STALE_DAYS = 2
"""Days without a backup, while something was done, after which it is worth saying."""


def backups(path: Path, now: datetime, whole: bool) -> Iterator[Finding]:
    """Whether there are copies beside the file, how old the newest is, and which are damaged.

    Args:
        whole: whether the file is; else no good copy can be made of it, and a damaged one may be
            all that is left of the last acts.
    """
    folder = backup.folder(path)
    kept = backup_folder.copies(folder)
    if not kept:
        yield Finding("no_backup" if whole else "no_backup_left", False, {"folder": str(folder)})
        return
    wrong = {copy: _wrong_with(copy.file) for copy in kept}
    yield from (_kept(one, whole) for one in wrong.values() if one is not None)
    good = [copy for copy, one in wrong.items() if one is None or one.code == _DIFFERS]
    newest = backup_folder.newest(good)
    if newest is None:
        return
    moment, acts = backup_folder.moment_of(newest, now), _in_none(path, good)
    told = {"count": len(good), "file": str(newest.file), "made": moment or newest.made}
    old = moment is None or (local_date(now) - local_date(moment)).days > _STALE_DAYS
    yield Finding("backup_old" if old and acts != 0 and whole else "backups", False, told)
    if acts:
        yield Finding("acts_since", False, {"acts": acts})
    future = sum(1 for copy in kept if copy.made > now)
    if future:
        yield Finding("backups_ahead", False, {"count": future})


def _kept(found: Finding, whole: bool) -> Finding:
    """What is found of a backup; with the advice to keep it where another cannot be made."""
    if whole or found.code not in _MADE_ANEW:
        return found
    return Finding(f"{found.code}_kept", found.wrong, found.params)


def _in_none(path: Path, copies: list[Copy]) -> int | None:
    """How many acts of a file no copy has; None where one of them cannot be read."""
    try:
        with closing(backup.open_copy(path)) as conn:
            left = steps(conn)
        for copy in copies:
            with closing(backup.open_copy(copy.file)) as conn:
                left -= steps(conn)
    except Failure:
        return None
    return len(left)


def second_place(conn: Reader, path: Path, now: datetime) -> Iterator[Finding]:
    """How it stands with the second place: wrong where it takes nothing or is away for too long."""
    folder = place(conn)
    if folder is None:
        return
    known = places.standing(path, folder, now)
    told = places.told(known, now)
    yield Finding(told.code, rules.needs_somebody(known, now), told.params)


def clock(conn: Reader, now: datetime) -> Iterator[Finding]:
    """Whether the last act is still to come, or so long ago that the clock may be ahead."""
    wrong = ahead.clock_trouble(conn, now)
    if wrong is not None:
        yield Finding(wrong.code, wrong.code == "clock_behind", wrong.params)


def notices(conn: Reader, path: Path, now: datetime) -> list[Problem]:
    """What somebody should know who looks at the day: of the clock, and of the second place."""
    wrong = ahead.clock_trouble(conn, now)
    found = [] if wrong is None else [wrong]
    folder = place(conn)
    if folder is not None:
        known = places.standing(path, folder, now)
        if rules.needs_somebody(known, now):
            found.append(places.told(known, now))
    return found


def _wrong_with(file: Path) -> Finding | None:
    """What is wrong with a backup, looked at once more where a read failed that may not again."""
    with suppress(Failure):
        return _looked_into(file)
    try:
        return _looked_into(file)
    except Failure as error:
        return _of_disk(troubles.of(error, file).problem)


def _looked_into(file: Path) -> Finding | None:
    """What is wrong with a backup: what its disk does, damage, or that it is another than it was.

    Raises:
        Failure: its disk did not let it be read.
    """
    try:
        check(file)
    except Refused as refused:
        problem = refused.problem
        if problem.code in _BROKEN:
            code, wrong = _BROKEN[problem.code]
            return Finding(code, wrong, {"file": str(file)})
        if not problem.code.startswith("schema_"):
            return _of_disk(problem)
    with closing(backup.open_copy(file)) as conn:
        if as_written(conn):
            return None
    return Finding(_DIFFERS, True, {"file": str(file)})


def _of_disk(problem: Problem) -> Finding:
    return Finding(problem.code, True, problem.params)
