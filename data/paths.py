"""Where the desk keeps its file when nobody says otherwise: the user's own data directory."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from models.problems import Refused

_OWN = "daiban"
"""The name of the program's folder among the user's data."""


def user_folder() -> Path:
    """The user's data directory for this program; made when something is written there."""
    from platformdirs import user_data_path

    return user_data_path(_OWN, appauthor=False)


def user_cache() -> Path:
    """The user's folder for what this program can make again; made when something is kept there."""
    from platformdirs import user_cache_path

    return user_cache_path(_OWN, appauthor=False)


def default_store() -> Path:
    """The store's file when none is named."""
    return user_folder() / "daiban.db"


def make_room(path: Path) -> None:
    """See to it that a file can be made here: only the user's own data folder is made for it.

    Raises:
        Refused: `folder_missing` where a folder is missing that somebody named, perhaps wrongly.
    """
    folder = path.parent
    if folder.name == _OWN and folder == user_folder():
        make_private_folder(folder)
    elif not folder.is_dir():
        raise Refused("folder_missing", file=str(folder))


def make_private_folder(folder: Path) -> None:
    """Make a folder of the program's, and those above it that are missing, for the user alone.

    Where it is there, others lose what they may do in it. What is masked off new folders is no
    matter.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileNotFoundError:
        make_private_folder(folder.parent)
        make_private_folder(folder)
    except FileExistsError:
        _keep_to_owner(folder)
    else:
        folder.chmod(0o700)


def open_private(path: Path, flags: int) -> int:
    """Open a file, made when there is none, that the user alone may read and write.

    What is masked off new files is no matter; the mode of one that is there is set as well.
    """
    handle = os.open(path, flags | os.O_CREAT, 0o600)
    if hasattr(os, "fchmod"):
        with suppress(OSError):  # another's file, or a disk that knows no modes
            os.fchmod(handle, 0o600)
    return handle


def _keep_to_owner(folder: Path) -> None:
    """Take from others what they may do in a folder, where it is ours and has modes at all."""
    if hasattr(os, "geteuid"):
        found = folder.stat()
        mode = stat.S_IMODE(found.st_mode)
        if mode & 0o077 and found.st_uid == os.geteuid():
            with suppress(OSError):
                folder.chmod(mode & ~0o077)


def identity(path: Path) -> tuple[int, int]:
    """Which file is at a path now: its device and its number there, as long as somebody has it
    open the name of no other.

    Raises:
        OSError: where there is none, or it cannot be seen.
    """
    found = path.stat()
    return found.st_dev, found.st_ino


def address(path: Path, mode: Literal["ro", "rw"]) -> str:
    """A file as SQLite takes it for opening in a mode that never makes one."""
    return f"file:{quote(os.fsencode(os.path.abspath(path)))}?mode={mode}"
