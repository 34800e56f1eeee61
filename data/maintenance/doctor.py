"""A look at the health of the desk's file: findings as codes; nothing is changed."""

from __future__ import annotations

import os
import platform
import shutil
import stat
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from data import backup, links, migrations, troubles
from data.beginning import (
    command,
    explained,
    left_of,
    lost,
    refuse_missing,
    rest,
    state,
    with_copy,
)
from data.connection import READ_WAIT, connect
from data.engine import ENGINE_VERSION, Failure
from data.maintenance import journal_health, safekeeping
from data.maintenance.findings import Finding
from data.maintenance.values import unreadable
from data.migrations import schema
from data.replacing import STAGED, rests
from data.soundness import ALL, damage, of_indexes
from data.sql import Reader
from models.problems import Problem, Refused

_ROOM = 50_000_000
"""Bytes that should be free on the disk; a day's work and its backups need far less."""

_NOT_INSIDE = frozenset(
    {
        *("clock_behind", "clock_far", "second_place_never", "second_place_away"),
        *("second_place_stuck", "second_place_takes_none", "second_place_file"),
        "second_place_same",
    }
)
"""What may be wrong while the file itself is whole."""

_NAMED = 3
"""Records named when several are wrong."""


def examine(path: Path, now: datetime) -> list[Finding]:
    """All findings about a file, the program's surroundings first.

    Raises:
        Refused: `store_missing` when there never was one, `store_lost` when it is gone;
            `store_busy`.
    """
    refuse_missing(path)
    found = [
        Finding("versions", False, {"python": platform.python_version(), "sqlite": ENGINE_VERSION}),
        *_guarded(path),
        *_room(path),
        *_half_done(path),  # looked for before the file is opened, which puts it right
    ]
    left = rest(path)
    if left is None:
        size = {"file": str(path), "bytes": path.stat().st_size}
        found.insert(1, Finding("file_size", False, size))
    inside = _opened(path, now) if left is None else [_wrong(path, lost(path).problem)]
    broken = {one.code: one for one in inside if one.wrong and one.code not in _NOT_INSIDE}
    found += [*inside, *safekeeping.backups(path, now, not broken), *_set_aside(path)]
    differing = {str(one.params["file"]) for one in found if one.code in safekeeping.DIFFERING}
    return [*found, *_copy_to_take(path, broken, differing), *_leftovers(path)]


def _copy_to_take(
    path: Path, broken: Mapping[str, Finding], differing: Collection[str]
) -> Iterator[Finding]:
    """The copy that what was found advises to take back, where it was not named with that, and is
    better than the file.

    Args:
        differing: copies that are not as they were written.
    """
    named = any("left" in one.params for one in broken.values())
    if broken.keys() - {"indexes", "header_damaged"} and not named:
        left = left_of(path)
        better = str(left.params.get("copy", "")) not in differing
        if better and left.params.keys() & {"copy", "first"}:
            yield Finding("newest_copy", False, {"left": left})


def _opened(path: Path, now: datetime) -> list[Finding]:
    """What is found in the file; looked at once more where a read failed that may not again."""
    found = _looked_into(path, now)
    return _looked_into(path, now) if any(one.code == "read_failed" for one in found) else found


def _looked_into(path: Path, now: datetime) -> list[Finding]:
    found: list[Finding] = []
    try:
        with explained(path):
            conn = connect(path, READ_WAIT)
            try:
                found += _inside(conn, path)
                found += safekeeping.clock(conn, now)
                found += safekeeping.second_place(conn, path, now)
            finally:
                conn.close()
    except Failure as error:
        wrong = troubles.of(error, path)
        if wrong.problem.code == "store_busy":
            raise wrong from error
        found.append(_wrong(path, wrong.problem))
    except Refused as refused:
        found.append(_wrong(path, refused.problem))
    return found


def _wrong(path: Path, problem: Problem) -> Finding:
    """What keeps a file from being read; with the copy to take back where nothing else helps."""
    told = with_copy(path, problem)
    if told.code != "store_lost":
        return Finding(problem.code, True, problem.params)
    wrong, left, begin = state(path), told.params["left"], told.params["begin"]
    return Finding(wrong.code, True, {**wrong.params, "left": left, "begin": begin})


def _half_done(path: Path) -> list[Finding]:
    """What a save that was cut off left beside the file, or one that is under way."""
    files = [str(file) for file in rests(path.resolve())]
    return [Finding("half_done", False, {"files": files})] if files else []


def _set_aside(path: Path) -> list[Finding]:
    files = [str(file) for file in backup.set_aside(path)]
    return [Finding("set_aside", False, {"files": files})] if files else []


def _guarded(path: Path) -> list[Finding]:
    """Whether others who use this machine are kept out; the mode means nothing on Windows."""
    found: list[Finding] = []
    if sys.platform != "win32":
        mode = stat.S_IMODE(path.stat().st_mode)
        found.append(Finding("permissions", bool(mode & 0o077), {"mode": f"{mode:04o}"}))
        if not os.access(path, os.W_OK):
            found.append(Finding("write_protected", True))
    return found


def _room(path: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(path.parent).free
    yield Finding("disk_room", free < _ROOM, {"free": free})


def _inside(conn: Reader, path: Path) -> Iterator[Finding]:
    found, known = migrations.version(conn, path), migrations.newest()
    yield Finding("format", False, {"found": found, "known": known})
    differing = schema.differences(conn)
    yield from journal_health.built(path, differing)
    yield from _values(conn)
    damaged = damage(conn, most=ALL)
    yield _integrity(path, damaged)
    if damaged or found < known or not all(one.readable for one in differing):
        return
    loose = links.broken(conn)
    yield Finding("links", bool(loose), {"count": len(loose), "which": loose[:_NAMED]})
    yield from journal_health.journal(conn)


def _integrity(path: Path, damaged: Sequence[str]) -> Finding:
    """Whether the file is whole, and what is to be done where it is not."""
    if not damaged:
        return Finding("integrity")
    told = {"reason": "; ".join(damaged[:_NAMED])}
    if of_indexes(damaged):
        return Finding("indexes", True, {**told, "mend": command(path, "doctor", "--mend")})
    return Finding("integrity", True, told)


def _values(conn: Reader) -> Iterator[Finding]:
    """Records whose times and states cannot be read; of a file that lets its records be read."""
    try:
        wrong = [one.told() for one in unreadable(conn)]
    except (Failure, Refused):  # what keeps them from being read is found by itself
        return
    if wrong:
        yield Finding("values", True, {"count": len(wrong), "which": wrong[:_NAMED]})


def _leftovers(path: Path) -> Iterator[Finding]:
    folder = backup.folder(path)
    parts = [path.with_name(path.name + ending) for ending in (".part", STAGED)]
    parts += [*folder.glob("*.part")] if folder.is_dir() else []
    parts = [part for part in parts if part.exists()]
    if parts:
        yield Finding("leftovers", False, {"files": [str(part) for part in sorted(parts)]})
