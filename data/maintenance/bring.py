"""A copy brought beside the file it is to replace: complete, checked, its marks put right."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from data import backup, troubles
from data.connection import WRITE_WAIT, connect
from data.engine import Failure
from data.maintenance.copies import check, is_busy, is_damage, refuse_busy
from data.maintenance.marks import mend_beginning, mend_numbers
from data.newest_step import NewestStep
from data.paths import open_private
from data.replacing import empty, rests
from models.problems import Refused

_OF_COPY = {
    "file_damaged": "copy_damaged",
    "indexes_damaged": "copy_damaged",
    "file_foreign": "copy_foreign",
}
"""What is wrong with a file, as it is told of a copy."""

_MB = 1_000_000
_SPARE = _MB
"""Bytes that stay free beside a copy."""


def bring(copy: Path, stage: Path) -> NewestStep | None:
    """Fill the stage with a copy and see that it is whole there.

    Returns:
        The copy's newest step; None where nothing was ever done.

    Raises:
        Refused: `no_room`, `store_busy`, `copy_damaged`, and as `check` for the copy.
        OSError, sqlite3.Error: as the disks have it.
    """
    refuse_no_room(copy, sum(file.stat().st_size for file in (copy, *rests(copy))), stage.parent)
    try:
        return _brought(copy, stage)
    except Refused as refused:
        if refused.problem.code != "copy_damaged":
            raise
    return _brought(copy, stage)  # read anew: an error of the disk may have passed


def _brought(copy: Path, stage: Path) -> NewestStep | None:
    _fill(copy, stage)
    mend_beginning(stage)
    try:
        with closing(connect(stage, WRITE_WAIT, writes=True)) as conn:
            mend_numbers(conn)
        return check(stage)
    except Failure as error:
        if not is_damage(error):
            raise
        raise Refused("copy_damaged", file=str(copy)) from error
    except Refused as refused:
        code = refused.problem.code
        if troubles.of_disk(refused.problem):  # which is the stage's and may not be the copy's
            of_stage = {**refused.problem.params, "file": str(stage.with_suffix(""))}
            raise Refused(code, **of_stage) from refused
        told = {**refused.problem.params, "file": str(copy)}
        raise Refused(_OF_COPY.get(code, code), **told) from refused


def _fill(copy: Path, stage: Path) -> None:
    """Copy through SQLite, which waits for whoever writes there.

    What it cannot read so, as with a half-done transaction beside it, is copied byte by byte
    together with that, which is then taken back in the stage and not in the copy.
    """
    empty(stage)
    try:
        with closing(backup.open_copy(copy)) as source, closing(sqlite3.connect(stage)) as target:
            pour(source, target, copy)
            return
    except Failure as error:
        refuse_busy(error, copy)
    empty(stage)
    for file in (copy, *rests(copy)):
        to = stage.with_name(stage.name + file.name[len(copy.name) :])
        os.close(open_private(to, os.O_WRONLY))
        shutil.copyfile(file, to)


def pour(source: sqlite3.Connection, target: sqlite3.Connection, waits_for: Path) -> None:
    """Copy one file into another in one transaction, and not wait for ever for a third program."""

    def look(status: int, _left: int, _pages: int) -> None:
        if is_busy(status):
            raise Refused("store_busy", file=str(waits_for))

    source.backup(target, progress=look)


def refuse_no_room(copy: Path, needed: int, folder: Path) -> None:
    """Refuse what a disk has no room for, before anything is begun.

    Args:
        copy: what is to be taken back.
        needed: bytes.
        folder: on that disk.

    Raises:
        Refused: `no_room`, with megabytes.
    """
    free = shutil.disk_usage(folder).free
    if free < needed + _SPARE:
        told = {"needed": -(-(needed + _SPARE) // _MB), "free": free // _MB}
        raise Refused("no_room", file=str(copy), folder=str(folder), **told)
