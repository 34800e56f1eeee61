"""Sheets written to files where somebody says; never over a file that is there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from data import troubles
from data.paths import open_private
from models.problems import Refused
from models.text import printable

_OF_DISK = frozenset({"disk_failing", "disk_full", "quota_full", "store_readonly", "file_denied"})
"""Causes that say what to do by themselves."""


def write_sheet(path: Path, text: str) -> Path:
    """Write text as UTF-8, with a byte order mark for spreadsheets; for the owner's eyes alone.

    Args:
        text: with cells that are `inert` where it is a table.

    Raises:
        Refused: `file_there`, what `data.troubles` says of the disk, or `file_unwritable` with the
            reason; no half sheet is left.
    """
    is_table = path.suffix.lower() == ".csv"
    encoding = "utf-8-sig" if is_table else "utf-8"
    try:
        handle = open_private(path, os.O_EXCL | os.O_WRONLY)
    except FileExistsError as error:
        raise Refused("file_there", "path", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="") as file:
            file.write(text if is_table else printable(text))
            file.flush()
            os.fsync(file.fileno())
    except (OSError, ValueError) as error:
        with suppress(OSError):  # a disk that takes nothing may not let go of it either
            path.unlink()
        raise _unwritable(path, error) from error
    return path


def _unwritable(path: Path, error: Exception) -> Refused:
    """What the disk or the rights to it are about, else that this path is none to write to."""
    if isinstance(error, OSError):
        told = troubles.of(error, path).problem
        if told.code in _OF_DISK:
            return Refused(told.code, "path", **told.params)
    reason = getattr(error, "strerror", None) or type(error).__name__
    return Refused("file_unwritable", "path", file=str(path), reason=reason)
