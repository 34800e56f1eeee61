"""What is asked of the disk itself: to keep what was written, and the names it goes by."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.paths import make_private_folder, open_private

PART = ".part"
"""What the name of a file ends in until it is whole."""

NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)
"""What systems answer on disks where a file has one name only, as sticks are."""


def sync(path: Path) -> None:
    """Ask the disk to keep a file, or the names in a folder.

    Windows, which keeps names itself, opens no folder for that. A process that closes a file loses
    the locks it has on it: never ask this of one that a connection of this process has open.
    """
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL or not path.is_dir():
            raise  # else a disk that keeps names without being asked
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder for this user alone, where there is none, for good."""
    if not folder.is_dir():
        make_private_folder(folder)
        sync(folder.parent)


@contextmanager
def told_of(path: Path, passing: Path) -> Iterator[None]:
    """Let errors about files that are there only for a while name the one that people know.

    Args:
        passing: what the names of such files begin with.
    """
    try:
        yield
    except OSError as error:
        if _begins(error.filename, passing):
            error.filename = str(path)
        if _begins(error.filename2, passing):
            error.filename2 = str(path)
        raise


def _begins(told: object, passing: Path) -> bool:
    return isinstance(told, str | os.PathLike) and os.fspath(told).startswith(str(passing))


def part_of(path: Path) -> Path:
    """What a file is called until it is whole."""
    return path.with_name(path.name + PART)


@contextmanager
def whole(path: Path, *, for_good: bool = True) -> Iterator[Path]:
    """A private file to be written beside a path, which takes its place once it is whole, or is
    gone.

    Args:
        for_good: wait until the disk has it, also where a power cut follows.

    Raises:
        OSError: as the disk says.
    """
    partial = part_of(path)
    try:
        os.close(open_private(partial, os.O_TRUNC | os.O_RDWR))
        yield partial
        if for_good:
            sync(partial)
        os.replace(partial, path)
        if for_good:
            sync(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def take_name(partial: Path, file: Path) -> bool:
    """Give a file that is whole a name in its folder; False where something has it by now."""
    try:
        os.link(partial, file)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        # The name is taken first, and filled at once.
        try:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            return False
        os.replace(partial, file)
    return True
