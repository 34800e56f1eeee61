"""What is asked of the disk itself: to keep what was written, and the names it goes by."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from data.paths import make_private_folder


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
