"""What a power cut leaves of a folder: the shim's log, played onto a disk that may lose things.

What was not synced may be there, may not, or may be there in part: a write may leave some of its
sectors. Which names are there depends on how the folders are kept, of which there are three models.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from random import Random

from tests.faults.shim import Entry

SECTOR = 512


class Folders(Enum):
    """How names survive that were given and taken before the cut."""

    AT_ONCE = "at once"
    """A name is kept as soon as it is given or taken."""
    IN_ORDER = "in order"
    """A number of them is kept, the oldest first; the sync of a file keeps its name."""
    EACH_ALONE = "each alone"
    """Each folder keeps a number of its own; nothing but its own sync keeps them for certain."""


@dataclass(slots=True)
class _File:
    """A file's content: what is kept for certain, and the changes that are not."""

    kept: bytearray = field(default_factory=bytearray)
    waiting: list[Entry] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.waiting:
            _change(self.kept, change)
        self.waiting.clear()

    def left(self, rnd: Random) -> bytes:
        content = bytearray(self.kept)
        luck = rnd.choice(("none", "all", "some", "some"))
        for change in self.waiting:
            fate = luck if luck != "some" else rnd.choice(("none", "all", "torn"))
            if fate == "all" or (fate == "torn" and change.kind == "t" and rnd.random() < 0.5):
                _change(content, change)
            elif fate == "torn" and change.kind == "w":
                for at in range(0, len(change.content), SECTOR):
                    if rnd.random() < 0.5:
                        part = change.content[at : at + SECTOR]
                        _change(content, change._replace(at=change.at + at, content=part))
        return bytes(content)


def _change(content: bytearray, change: Entry) -> None:
    """Write a part of a content, or set its length."""
    end = change.at if change.kind == "t" else change.at + len(change.content)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if change.kind == "t":
        del content[end:]
    else:
        content[change.at : end] = change.content


@dataclass(frozen=True, slots=True)
class _Naming:
    """A name given to a file (`to`), taken away (`was`), or both; a folder has no file."""

    was: str
    to: str
    file: _File | None

    @property
    def folder(self) -> str:
        return os.path.dirname(self.was or self.to)

    def apply(self, names: dict[str, _File | None]) -> None:
        if self.was:
            names.pop(self.was, None)
        if self.to:
            names[self.to] = self.file


class Disk:
    """Files in folders, and what would be left of them at each moment.

    Args:
        start: what is kept for certain when the log begins, by path.
        folders: how names are kept.
    """

    def __init__(self, start: Mapping[str, bytes], folders: Folders) -> None:
        self._folders = folders
        self._now: dict[str, _File | None] = {
            path: _File(bytearray(content)) for path, content in start.items()
        }
        self._kept = dict(self._now)
        self._waiting: list[_Naming] = []

    def do(self, entry: Entry) -> None:
        """Do what was written down."""
        path = entry.path
        if entry.kind == "c":
            self._name(_Naming("", path, _File()))
        elif entry.kind == "m":
            self._name(_Naming("", path, None))
        elif entry.kind == "u":
            self._name(_Naming(path, "", None))
        elif entry.kind in "nl":
            was = path if entry.kind == "n" else ""
            self._name(_Naming(was, entry.content.decode(), self._now[path]))
        elif entry.kind in "wt":
            self._file(path).waiting.append(entry)
        elif entry.kind == "s":
            self._sync(path)

    def left(self, rnd: Random) -> dict[str, bytes]:
        """What a cut at this moment may leave, by path."""
        names = dict(self._kept)
        for naming in self._lucky(rnd):
            naming.apply(names)
        return {
            path: file.left(rnd)
            for path, file in names.items()
            if file is not None and self._reached(path, names)
        }

    def _file(self, path: str) -> _File:
        file = self._now[path]
        assert file is not None
        return file

    def _name(self, naming: _Naming) -> None:
        naming.apply(self._now)
        if self._folders is Folders.AT_ONCE:
            naming.apply(self._kept)
        else:
            self._waiting.append(naming)

    def _sync(self, path: str) -> None:
        file = self._now.get(path)
        if file is not None:
            file.sync()
        mine = [n for n, naming in enumerate(self._waiting) if self._concerns(naming, path, file)]
        if self._folders is Folders.IN_ORDER:
            mine = list(range(max(mine, default=-1) + 1))
        for n in mine:
            self._waiting[n].apply(self._kept)
        self._waiting = [one for n, one in enumerate(self._waiting) if n not in mine]

    def _concerns(self, naming: _Naming, path: str, file: _File | None) -> bool:
        """Whether the sync of a file, or of the folder with this path, keeps a naming."""
        if file is None:
            return naming.folder == path or self._folders is Folders.IN_ORDER
        return naming.file is file and self._folders is Folders.IN_ORDER

    def _lucky(self, rnd: Random) -> Iterator[_Naming]:
        """Those that survive of the namings nothing keeps for certain."""
        if self._folders is Folders.IN_ORDER:
            yield from self._waiting[: rnd.randrange(len(self._waiting) + 1)]
            return
        folders = sorted({naming.folder for naming in self._waiting})
        counts = {one: sum(naming.folder == one for naming in self._waiting) for one in folders}
        left = {one: rnd.randrange(count + 1) for one, count in counts.items()}
        for naming in self._waiting:
            if left[naming.folder]:
                left[naming.folder] -= 1
                yield naming

    def _reached(self, path: str, names: Mapping[str, _File | None]) -> bool:
        """Whether every folder that was made on the way to a file is there."""
        made = {one for one, file in self._now.items() if file is None}
        return all(str(folder) in names for folder in Path(path).parents if str(folder) in made)


def cuts(log: Sequence[Entry], count: int, rnd: Random) -> list[int]:
    """Places in a log to cut at, in order; half of them beside what is no mere write."""
    turns = [at for at, entry in enumerate(log) if entry.kind != "w"]
    turns = sorted({at + beside for at in turns for beside in (0, 1)})
    chosen = [rnd.choice(turns) if n % 2 else rnd.randrange(len(log) + 1) for n in range(count)]
    return sorted(chosen)
