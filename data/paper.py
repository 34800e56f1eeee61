"""Sheets written to files where somebody says; never over a file that is there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from data import troubles
from data.disk import part_of, sync, take_name
from data.paths import open_private
from models.problems import Refused
from models.system_reasons import system_reason
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
    return write_file(path, text.encode("utf-8-sig") if is_table else printable(text).encode())


_TEXTS = frozenset({"", ".txt", ".text", ".md", ".html", ".htm"})
"""Endings of files that a paper can be written to: text, or a page to print."""


def write_paper(path: Path, text: str) -> Path:
    """Write a paper to a file whose name says that it is one.

    Raises:
        Refused: `paper_not_so` for the name of a table or of another kind of file, which would not
            be one; and as `write_sheet`.
    """
    if path.suffix.lower() not in _TEXTS:
        raise Refused("paper_not_so", "to", file=path.name, ending=path.suffix)
    return write_sheet(path, text)


def write_file(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all, for the owner's eyes alone.

    Raises:
        Refused: as `write_sheet`.
    """
    partial = part_of(path)
    try:
        with os.fdopen(open_private(partial, os.O_TRUNC | os.O_WRONLY), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        taken = take_name(partial, path)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError, ValueError):  # a disk that takes nothing may not let go of it either
            partial.unlink()
    if not taken:
        raise Refused("file_there", "path", file=str(path))
    _keep_name(path)
    return path


def _keep_name(path: Path) -> None:
    """See to it that the name of a sheet outlasts a power cut, or that there is none."""
    try:
        sync(path.parent)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: Exception) -> Refused:
    """What the disk or the rights to it are about, else that this path is none to write to."""
    if isinstance(error, OSError):
        told = troubles.of(error, path).problem
        if told.code in _OF_DISK:
            return Refused(told.code, "path", file=str(path))
    return Refused("file_unwritable", "path", file=str(path), reason=system_reason(error))
