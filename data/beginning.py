"""How a file begins: made where there never was one, and never silently where one was lost.

What shows that there was one: copies beside it, the note of its newest step, a half-done
transaction of a file that held something.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from data import troubles
from data.newest_step import noted
from data.program import called
from models.problems import Problem, Refused

if TYPE_CHECKING:
    from data.maintenance.copies import Copy

_SPOILT = ("file_damaged", "file_foreign")
"""What a file of ours has become that is no database any more, or a broken one."""

_LOST = ("file_damaged", "file_lost")
"""What is told of a file that has to be had again."""

_NEEDS_COPY = (
    *("schema_foreign", "schema_missing", "schema_changed", "migration_broke_links"),
    *("copy_missing", "copy_damaged", "copy_empty", "copy_foreign", "step_damaged"),
)
"""What is told with the advice to take a good copy."""

_HEADER = 100
"""Bytes that SQLite needs of a file to know it as one of its own."""


class Rest(StrEnum):
    """What is left of a file that cannot be opened as one."""

    GONE = "file_gone"
    EMPTY = "file_empty"
    CUT_OFF = "file_cut_off"


def rest(path: Path) -> Rest | None:
    """What is left where there is no file that could be opened; None where there may be one.

    It is not opened for that: a process that closes a file loses its locks on it.
    """
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return Rest.GONE
    except OSError:
        return None  # what is wrong is told when it is opened
    if size >= _HEADER or not path.is_file():
        return None
    return Rest.CUT_OFF if size else Rest.EMPTY


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Open a file in this block: one is made first where there never was any.

    Nobody else may read it then. Before it was opened it may be another program's, named by
    mistake, of which nothing is changed.

    Raises:
        Refused: `store_lost` where one was, with the copy to take back; also for what is no
            database any more or damaged while there are copies of it.
    """
    left = rest(path)
    if left is not None:
        refuse_lost(path)
        if left is Rest.CUT_OFF:  # of one byte SQLite would say that it is empty
            raise Refused("file_foreign", file=str(path))
        make(path)
    with explained(path):
        yield
    _keep_private(path)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Refuse with more than that a file is no database or is damaged, where more is known.

    Raises:
        Refused: `header_damaged` where little more than its first bytes is lost; `store_lost`
            where copies lie beside it.
    """
    try:
        yield
    except Refused as refused:
        _explain(path, refused)
        raise


def _explain(path: Path, refused: Refused) -> None:
    code = refused.problem.code
    no_database = code == "file_foreign" and refused.__cause__ is not None
    if not no_database and code != "file_damaged":
        return
    from data.maintenance.marks import begins_like_ours

    if begins_like_ours(path):
        raise Refused("header_damaged", file=str(path)) from refused
    if _left(path):
        raise lost(path) from refused


def refuse_lost(path: Path) -> None:
    """Refuse to begin anew what was lost.

    Raises:
        Refused: `store_lost`.
    """
    # Looked at once more: another desk may have made the file, and its note, in between.
    if rest(path) is not None and _left(path) and rest(path) is not None:
        raise lost(path)


def refuse_missing(path: Path) -> None:
    """Refuse to go on without a file.

    Raises:
        Refused: `store_lost` where there was one, `store_missing` where there never was;
            `file_is_folder`.
    """
    if path.is_dir():
        raise Refused("file_is_folder", file=str(path))
    if not path.is_file():
        refuse_lost(path)
        raise Refused("store_missing", file=str(path))


def _left(path: Path) -> bool:
    """Whether anything shows that there was a file here that held something."""
    from data import backup  # a start that finds its file needs neither
    from data.maintenance.recovery import place_of
    from data.replacing import holds_something, rests

    try:
        return bool(
            noted(path)
            or backup.existing(path)
            or backup.set_aside(path)
            or any(map(holds_something, rests(path.resolve())))
            or place_of(path)
        )
    except OSError as error:
        raise troubles.of(error, path) from error


def lost(path: Path) -> Refused:
    """That a file is lost: what is left of it, its newest good copy, and both ways on."""
    return Refused(
        "store_lost",
        file=str(path),
        state=state(path),
        left=left_of(path),
        begin=command(path, "begin"),
    )


def left_of(path: Path) -> Problem:
    """What a file can be had again by: its newest good copy, and before that the second place,
    where that may hold more than could be found."""
    from data.maintenance.recovery import Recovery

    recovery = Recovery(path)
    copy = next(recovery.good_copies(), None)
    told, first = _told(path, copy), recovery.first_of_all(copy)
    if first is None:
        return told
    return Problem("look_there_first", {**told.params, "first": first, "then": told})


def with_copy(path: Path, problem: Problem) -> Problem:
    """A problem as it is told where commands are typed: with the copy to take back, by its name.

    Args:
        path: the store's file.
    """
    told = {
        name: with_copy(path, one) if isinstance(one, Problem) else one
        for name, one in problem.params.items()
    }
    problem = Problem(problem.code, told, problem.field)
    try:
        of_file = problem.code in _LOST and told.get("file", str(path)) == str(path)
        if not of_file and problem.code not in _NEEDS_COPY:
            return problem
        left = left_of(path)
        if left.params.keys() & {"copy", "first"}:
            return Problem("told_with_copy", {"told": problem, "left": left})
        return lost(path).problem if of_file else problem
    except OSError:  # where the copies lie cannot be looked at, and the problem told is enough
        return problem


def wrong(path: Path) -> Problem | None:
    """What is wrong with a file that a desk has open; None for one in order.

    All of it is read, and its copies are looked into where it is lost.
    """
    if rest(path) is not None:
        return lost(path).problem
    from data.maintenance.copies import check
    from data.maintenance.marks import begins_like_ours

    try:
        check(path, writes=True)
    except Refused as refused:
        if refused.problem.code not in _SPOILT:
            return refused.problem
        if begins_like_ours(path):
            return Problem("header_damaged", {"file": str(path)})
        return lost(path).problem
    return None


@contextmanager
def was_there(path: Path) -> Iterator[None]:
    """Read or write a file that was opened before: when it cannot be known any more, it is lost.

    Raises:
        Refused: `file_lost` with its state; never that it is another program's or has no tables.
    """
    try:
        yield
    except Exception as error:
        problem = error.problem if isinstance(error, Refused) else None
        if problem is not None and problem.code == "file_foreign":
            raise _is_lost(path) from error
        if problem is None or troubles.tells(problem):
            refuse_rest(path)
        raise


def refuse_rest(path: Path) -> None:
    """Refuse a file of which so little is left that SQLite would take it for a new one.

    Raises:
        Refused: `file_lost`.
    """
    if rest(path) in (Rest.EMPTY, Rest.CUT_OFF):
        raise _is_lost(path)


def _is_lost(path: Path) -> Refused:
    return Refused("file_lost", file=str(path), state=state(path))


def state(path: Path) -> Problem:
    """What is wrong with a file that is lost."""
    left = rest(path)
    if left is None:
        return Problem("file_spoilt", {"file": str(path)})
    size = 0 if left is Rest.GONE else path.stat().st_size
    return Problem(left, {"file": str(path), "bytes": size})


def _told(path: Path, copy: Copy | None) -> Problem:
    """What is left beside a file that is lost."""
    from data import backup

    if copy is not None:
        told = copy.told()
        restore = command(path, "restore", str(copy.file))
        return Problem(told.code, {**told.params, "restore": restore})
    known = noted(path)
    folder = str(backup.folder(path))
    if known is None:
        return Problem("no_good_copy", {"folder": folder})
    return Problem("no_copy_of_steps", {"folder": folder, "no": known.no, "at": known.at})


def command(path: Path, *words: str) -> str:
    """A command about a file as it is typed."""
    import shlex  # a start that finds its file needs none of it

    return f"{called()} {shlex.join(['--db', str(path), *words])}"


def make(path: Path) -> None:
    """Make a new file where there is none: whole, and private before its first byte.

    Raises:
        Refused: `folder_missing`, and as `troubles.of`.
    """
    from data.engine import Failure
    from data.locks import file_lock
    from data.paths import make_room
    from data.replacing import rests, staged, take_place

    try:
        make_room(path)
        path = path.resolve()
        with file_lock(path.with_name(path.name + ".lock")):
            if rest(path) not in (Rest.GONE, Rest.EMPTY):
                return
            with staged(path) as stage:
                fill(stage)
                for file in rests(path):  # of a file that never held anything, see `_left`
                    file.unlink()
                take_place(stage, path)
    except (OSError, Failure) as error:
        raise troubles.of(error, path, made=True) from error


def fill(stage: Path) -> None:
    """Make an empty file one of today's format, in which nothing was done yet."""
    from data import migrations
    from data.connection import WRITE_WAIT, connect

    with closing(connect(stage, WRITE_WAIT, writes=True)) as conn:
        migrations.climb(conn, stage, lambda _format: None)


def _keep_private(path: Path) -> None:
    """Take from others what they may do with a file that was copied here, where it is ours."""
    if sys.platform != "win32":
        with suppress(OSError):  # a disk that is write-protected or knows no modes; opening tells
            found = path.stat()
            mode = stat.S_IMODE(found.st_mode)
            ours = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
            if ours and mode & 0o077:
                path.chmod(mode & 0o700)
