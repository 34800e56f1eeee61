"""Folders in which paperwork may lie: where to look for it, what there is, and reading it.

A stick or a share that does not answer is waited for no longer than somebody would wait.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from data import json_files, troubles
from data.exchange.sheets import Source, read_source
from data.patience import within
from models.problems import Refused
from models.times import LOCAL

SUFFIXES = frozenset(
    ".xlsx .xls .xlsm .xlsb .et .ods .csv .tsv .txt .html .htm .mht .mhtml .xml".split()
)
"""Endings of files that are offered; a file with another name can be typed."""

PATIENCE = 3.0
"""Seconds that a folder may take to say what is in it."""

_READING = 60.0
"""Seconds that a file may take to be read; a workbook's reader has its own limit of twenty."""

_MOST = 2_000
"""Entries of a folder that are looked at."""

_OF_HOME = ("Desktop", "桌面", "Downloads", "下载", "Documents", "文档")
"""Folders at home in which paperwork is found, under the names that systems give them."""

_STICKS = ("/media", "/run/media", "/mnt", "/Volumes")
"""Folders under which systems hang sticks, by themselves or by user."""

_MARK: dict[str, Any] = {"daiban": "folders of lists", "format": 1}
_RECENT, _RECENT_BYTES = 6, 100_000


class Entry(NamedTuple):
    """A file or folder in a folder.

    Attributes:
        size: bytes; 0 for a folder.
        changed: when it was changed last.
    """

    path: Path
    is_folder: bool
    size: int
    changed: datetime


class Offered(NamedTuple):
    """A folder to begin with.

    Attributes:
        sort: `recent`, `home`, `at_home`, `stick`, or `drive`.
    """

    path: Path
    sort: str


def entries(folder: Path) -> list[Entry]:
    """The folders and readable files of a folder: files first, the newest before the others.

    Raises:
        Refused: `folder_silent`, and as `troubles.of`.
    """
    try:
        found = within(PATIENCE, lambda: list(_entries(folder)))
    except TimeoutError as error:
        raise Refused("folder_silent", folder=folder) from error
    except (OSError, ValueError) as error:
        raise _unread(error, folder) from error
    return sorted(found, key=lambda one: (one.is_folder, -one.changed.timestamp(), one.path.name))


def _unread(error: OSError | ValueError, folder: Path) -> Refused:
    if isinstance(error, OSError):
        return troubles.of(error, folder)
    return Refused("folder_silent", folder=folder)


def _entries(folder: Path) -> Iterator[Entry]:
    with os.scandir(folder) as found:
        for entry, _count in zip(found, range(_MOST), strict=False):
            if entry.name.startswith((".", "~$")):
                continue
            with suppress(OSError):  # one that is gone, or leads nowhere
                is_folder = entry.is_dir()
                if not is_folder and Path(entry.name).suffix.lower() not in SUFFIXES:
                    continue
                about = entry.stat()
                changed = datetime.fromtimestamp(about.st_mtime, LOCAL)
                size = 0 if is_folder else about.st_size
                yield Entry(Path(entry.path), is_folder, size, changed)


def offered(recent: Sequence[Path]) -> list[Offered]:
    """The folders to begin with, as far as they answer: recent ones, home, sticks."""
    home = Path.home()
    sought = [Offered(folder, "recent") for folder in recent]
    sought.append(Offered(home, "home"))
    sought += [Offered(home / name, "at_home") for name in _OF_HOME]
    sought += _sticks()
    there: dict[Path, Offered] = {}
    for one in sought:
        if one.path not in there and is_folder(one.path):
            there[one.path] = one
    return list(there.values())


def is_folder(folder: Path) -> bool:
    """Whether a path is a folder that answers."""
    try:
        return within(PATIENCE / 3, folder.is_dir)
    except (OSError, TimeoutError, ValueError):
        return False


def _sticks() -> list[Offered]:
    """Where sticks hang; what does not answer is none."""
    if os.name == "nt":
        return [Offered(Path(f"{letter}:\\"), "drive") for letter in "CDEFGHIJKLMNOPQRSTUVWXYZ"]
    found: list[Offered] = []
    for root in _STICKS:
        with suppress(OSError, TimeoutError):
            found += within(PATIENCE / 3, partial(_under, Path(root)))
    return found


def _under(root: Path) -> list[Offered]:
    """The folders under a root; where one is that of a user, the sticks in it."""
    found: list[Path] = []
    for folder in sorted(root.iterdir()):
        with suppress(OSError):
            of_user = root.name == "media" and not os.path.ismount(folder)
            found += sorted(folder.iterdir()) if of_user else [folder]
    return [Offered(one, "stick") for one in found]


# -- folders used last ---------------------------------------------------------------------------


def recent(store: Path) -> list[Path]:
    """The folders from which lists were brought in last, beside the store; none where that cannot
    be read."""
    try:
        found = json_files.read(_file_of(store), _RECENT_BYTES)
    except (OSError, ValueError):
        return []
    match found:
        case {"daiban": "folders of lists", "format": 1, "folders": list(folders)}:
            return [Path(one) for one in folders if isinstance(one, str)]
    return []


def used(store: Path, folders: Iterable[Path]) -> None:
    """Keep folders as those used last.

    Raises:
        Refused: as `troubles.of`.
    """
    kept = list(dict.fromkeys((*folders, *recent(store))))[:_RECENT]
    file = _file_of(store)
    try:
        os.stat(file.parent)  # one that is gone is not made anew
        json_files.write(file, {**_MARK, "folders": [str(folder) for folder in kept]})
    except OSError as error:
        raise troubles.of(error, file) from error


def _file_of(store: Path) -> Path:
    return store.with_name(store.name + "-folders.json")


# -- what is brought in --------------------------------------------------------------------------


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant: a folder stands for the lists in it, in the order of their names.

    Raises:
        Refused: `folder_without_lists` where there is no list at all, and as `entries`.
    """
    given = list(paths)
    found: list[Path] = []
    for path in given:
        if not is_folder(path):
            found.append(path)
            continue
        lists = sorted(one.path for one in entries(path) if not one.is_folder)
        found += lists
    if given and not found:
        raise Refused("folder_without_lists", folder=given[0])
    return list(dict.fromkeys(found))


def read_or_refused(path: Path) -> Source:
    """What is in a file, or why it cannot be read."""
    try:
        return within(_READING, partial(read_source, path))
    except Refused as refused:
        return Source(path.name, (), None, refused)
    except TimeoutError:
        silent = Refused("folder_silent", folder=path.parent)
        return Source(path.name, (), None, silent)
