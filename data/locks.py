"""A lock between programs, held by an open file, so that a crash lets go of it."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.paths import open_private
from models.problems import Refused

WAIT = 30.0
"""Seconds to wait for the other program before giving up."""


@contextmanager
def file_lock(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock named by a file, which is made when missing and stays.

    Raises:
        Refused: `lock_busy` when another program held it all the while, `lock_failed` when the
            file system has no locks.
    """
    try:
        handle = open_private(path, os.O_RDWR)
    except OSError as error:
        error.filename = str(_what(path))
        raise
    deadline = time.monotonic() + wait
    try:
        while not _take(handle):
            if time.monotonic() > deadline:
                raise Refused("lock_busy", file=str(_what(path)))
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _what(lock: Path) -> Path:
    """What a lock is for: the file it is named after, or else its folder."""
    name = lock.name.removesuffix(".lock")
    return lock.with_name(name) if name else lock.parent


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise Refused("lock_failed", reason=str(error)) from error
    return True
