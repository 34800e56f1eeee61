"""A look at the health of the desk's file: findings as codes; nothing is changed."""

from __future__ import annotations

import json
import os
import platform
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from data import backup, links, migrations, sql
from data.connection import READ_WAIT, connect
from data.journal import triggers as journal_triggers
from data.maintenance import safekeeping
from data.maintenance.findings import Finding
from data.migrations import schema
from data.sql import ENGINE_VERSION, Failure, Reader
from models.problems import Refused

_ROOM = 50_000_000
"""Bytes that should be free on the disk; a day's work and its backups need far less."""

_NAMED = 3
"""Records named when several are wrong."""


def examine(path: Path, now: datetime) -> list[Finding]:
    """All findings about a file, the program's surroundings first.

    Raises:
        Refused: `store_missing` when there is none; `store_busy`.
    """
    if not path.is_file():
        raise Refused("store_missing", file=str(path))
    found = [
        Finding("versions", False, {"python": platform.python_version(), "sqlite": ENGINE_VERSION}),
        Finding("file_size", False, {"file": str(path), "bytes": path.stat().st_size}),
        *_guarded(path),
        *_room(path),
    ]
    try:
        conn = connect(path, READ_WAIT)
        try:
            found += _inside(conn, path)
            found += safekeeping.clock(conn, now)
            found += safekeeping.second_place(conn, path, now)
        finally:
            conn.close()
    except Failure as error:
        if "locked" in str(error):
            raise Refused("store_busy", file=str(path)) from error
        found.append(Finding("unreadable", True, {"reason": str(error)}))
    except Refused as refused:
        found.append(Finding(refused.problem.code, True, refused.problem.params))
    return [*found, *safekeeping.backups(path, now), *_leftovers(path)]


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
    yield from _built(path, differing)
    verdicts = [verdict for (verdict,) in conn.execute("PRAGMA integrity_check(3)")]
    sound = verdicts == ["ok"]
    yield Finding("integrity", not sound, {} if sound else {"reason": "; ".join(verdicts)})
    if not sound or found < known or not all(one.readable for one in differing):
        return
    loose = links.broken(conn)
    yield Finding("links", bool(loose), {"count": len(loose), "which": loose[:_NAMED]})
    yield from _journal(conn)


def _built(path: Path, differing: Sequence[schema.Difference]) -> Iterator[Finding]:
    """Whether it is built as the ladder builds it."""
    if differing:
        wrong = schema.problem(path, differing)
        yield Finding(wrong.code, True, wrong.params)
    else:
        yield Finding("schema")


def _journal(conn: Reader) -> Iterator[Finding]:
    """Whether every table is watched, and the records are what the journal says they became."""
    (steps,) = conn.execute("SELECT count(*) FROM journal_step").fetchone()
    (orphans,) = conn.execute(
        "SELECT count(*) FROM journal_change WHERE step_no NOT IN (SELECT no FROM journal_step)"
    ).fetchone()
    watched = {
        table
        for (table,) in conn.execute(
            "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' "
            "AND name LIKE 'journal\\_%' ESCAPE '\\' GROUP BY tbl_name HAVING count(*) >= 2"
        )
    }
    tables = journal_triggers.recorded_tables(conn)
    unwatched = sorted({*tables, "journal_step", "journal_change"} - watched)
    wrong = bool(orphans or unwatched)
    yield Finding("journal", wrong, {"steps": steps, "orphans": orphans, "unwatched": unwatched})
    told = _told(conn)
    differing = [
        f"{table} {key}"
        for table, columns in tables.items()
        for key in _differing(conn, table, columns, told.get(table, {}))
    ]
    yield Finding(
        "records", bool(differing), {"count": len(differing), "which": differing[:_NAMED]}
    )


_Images = dict[str, dict[str, Any]]


def _told(conn: Reader) -> dict[str, _Images]:
    """Table -> key -> the record as the journal's changes, one after the other, left it."""
    told: dict[str, _Images] = {}
    rows = conn.execute("SELECT table_name, row_id, op, after FROM journal_change ORDER BY seq")
    for change in sql.named(rows):
        images, key = told.setdefault(change["table_name"], {}), change["row_id"]
        if change["op"] == "delete":
            images.pop(key, None)
        else:
            images.setdefault(key, {}).update(json.loads(change["after"]))
    return told


def _differing(conn: Reader, table: str, columns: list[str], told: _Images) -> Iterator[str]:
    left = dict(told)
    for held in sql.named(conn.execute(f"SELECT {', '.join(columns)} FROM {table}")):
        if left.pop(held["id"], None) != held:
            yield str(held["id"])
    yield from left


def _leftovers(path: Path) -> Iterator[Finding]:
    folder = backup.folder(path)
    parts = [path.with_name(path.name + ".part")]
    parts += [*folder.glob("*.part")] if folder.is_dir() else []
    parts = [part for part in parts if part.exists()]
    if parts:
        yield Finding("leftovers", False, {"files": [str(part) for part in sorted(parts)]})
