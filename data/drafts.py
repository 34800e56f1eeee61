"""Drafts on the disk: what was typed and not saved outlives its desk, beside the store's file.

Each desk has one file in a private folder, and holds the lock beside it as long as it lives, so
that no other takes what is in it. What a desk that ended left there is taken over, draft by draft,
by the one that asks for it first. They are no part of the store: no copy has them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from data import json_files, troubles
from data.disk import part_of
from data.ids import new_id
from data.locks import file_lock
from data.paths import make_private_folder
from models.drafts import Draft, plain, read
from models.problems import Refused

_KEPT, _LOCK = ".json", ".lock"
_MARK = {"daiban": "drafts", "format": 1}
"""What a file of drafts says of itself."""

_MOST = 4_000_000
"""Bytes of a file of drafts; nobody types more."""

_ONE_LOOK = threading.Lock()
"""Held while a file of another desk is looked at: what `left` reads in a thread would look like one
of a desk that lives to whoever asks for a draft meanwhile."""

Held = dict[str, Draft]
"""Drafts by the names of their forms."""


class Left(NamedTuple):
    """What desks that ended left.

    Attributes:
        drafts: the oldest first.
        unreadable: files that hold no drafts, or none that can be read.
    """

    drafts: tuple[Draft, ...]
    unreadable: tuple[Path, ...]


def folder(path: Path) -> Path:
    """Where the drafts of a store's file lie."""
    return path.with_name(path.name + "-drafts")


class Drafts:
    """The drafts of one desk.

    Args:
        path: the store's file; None where nothing is to be kept, as of a throw-away one.
    """

    def __init__(self, path: Path | None) -> None:
        self._folder = None if path is None else folder(path)
        self._name = new_id()
        self._held: Held = {}
        self._written: Held = {}
        self._writing = threading.Lock()
        """Held while they are written: what a thread writes for good takes longer than a key."""
        self._lock = ExitStack()
        self._locked = False
        """Whether other desks are kept from what this one wrote."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that this desk has."""
        return tuple(self._held)

    def get(self, name: str) -> Draft | None:
        """The draft under a name: this desk's, else one that a desk which ended left."""
        if name not in self._held:
            with suppress(OSError):
                for file in self._others():
                    with suppress(ValueError, Refused):  # `left` tells which cannot be read
                        if self._take_over(file, name):
                            break
        return self._held.get(name)

    def put(self, name: str, draft: Draft) -> None:
        """Have a draft under a name, in place of the one before; `keep` writes it.

        One of the same words stays, with when they were typed.
        """
        before = self._held.get(name)
        if before is None or replace(draft, at=before.at) != before:
            self._held[name] = draft

    def drop(self, name: str) -> None:
        """Have none under a name any more."""
        self._held.pop(name, None)

    def keep(self, *, for_good: bool = False) -> None:
        """Write all to the disk, unless it is there already, or is being written just now.

        Args:
            for_good: wait until the disk has it, too, which takes longer than a key may.

        Raises:
            Refused: as `troubles.of`, and `lock_failed`; what was written before is there still.
        """
        if self._folder is None or not self._writing.acquire(blocking=for_good):
            return
        try:
            self._keep(self._folder, for_good)
        finally:
            self._writing.release()

    def _keep(self, folder: Path, for_good: bool) -> None:
        held = dict(self._held)
        if held == self._written and not (held and for_good):
            return
        try:
            os.stat(folder.parent)  # one that is gone is not made anew
            make_private_folder(folder)
            if not self._locked:
                self._lock.enter_context(file_lock(self._file.with_suffix(_LOCK), wait=0))
                self._locked = True
            _write(self._file, held, for_good=for_good)
        except OSError as error:
            raise troubles.of(error, folder) from error
        self._written = held
        if not held:
            self._let_go()

    @property
    def unwritten(self) -> bool:
        """Whether some of it is not on the disk yet."""
        return self._folder is not None and self._held != self._written

    def close(self) -> None:
        """Leave what was written to the desk that asks for it next."""
        with self._writing:
            if self._locked:
                self._let_go()
            self._held, self._written = {}, {}

    @property
    def _file(self) -> Path:
        assert self._folder is not None
        return self._folder / (self._name + _KEPT)

    def _let_go(self) -> None:
        """Let others have what is written; where that is nothing, nothing of it stays."""
        self._lock.close()
        self._locked = False
        if not self._written:
            _tidy(self._file)

    def _others(self) -> list[Path]:
        """Files of other desks, the newest first."""
        if self._folder is None:
            return []
        return [file for file in reversed(_files(self._folder)) if file != self._file]

    def _take_over(self, file: Path, name: str) -> bool:
        """Make a draft that another desk left this one's; whether there was one."""
        with _ended(file) as ended:
            left = _read(file) if ended else {}
            if name not in left:
                return False
            self._held[name] = left.pop(name)
            self.keep()
            _write(file, left)
        if not left:
            _tidy(file)
        return True


def left(path: Path) -> Left:
    """What desks that ended left beside a store's file."""
    drafts: list[Draft] = []
    unreadable: list[Path] = []
    try:
        files = _files(folder(path))
    except OSError:
        return Left((), (folder(path),))
    for file in files:
        try:
            with _ended(file) as ended:
                drafts += _read(file).values() if ended else ()
        except (OSError, ValueError, Refused):
            unreadable.append(file)
    return Left(tuple(drafts), tuple(unreadable))


def _files(of: Path) -> list[Path]:
    """The files of drafts in a folder, the oldest first: their names tell when they were begun."""
    try:
        found = sorted(of.iterdir())
    except FileNotFoundError:
        return []
    return [file for file in found if file.suffix == _KEPT]


@contextmanager
def _ended(file: Path) -> Iterator[bool]:
    """Keep other desks from a file of drafts whose desk ended; False where that lives.

    Raises:
        Refused: `lock_failed`.
    """
    with ExitStack() as held:
        held.enter_context(_ONE_LOOK)
        try:
            held.enter_context(file_lock(file.with_suffix(_LOCK), wait=0))
        except Refused as refused:
            if refused.problem.code != "lock_busy":
                raise
            yield False
            return
        yield True


def _read(file: Path) -> Held:
    """The drafts in a file; none where it was taken away meanwhile.

    Raises:
        ValueError: where it is no file of drafts.
    """
    try:
        found = json_files.read(file, _MOST)
    except FileNotFoundError:
        return {}
    match found:
        case {"daiban": "drafts", "format": 1, "drafts": dict(drafts)}:
            return {name: read(one) for name, one in drafts.items()}
    raise ValueError("another program's")


def _write(file: Path, drafts: Mapping[str, Draft], *, for_good: bool = False) -> None:
    """Let a file hold these drafts and no others, whole or not at all; none where there is none."""
    if not drafts:
        file.unlink(missing_ok=True)
        return
    said = {**_MARK, "drafts": {name: plain(draft) for name, draft in drafts.items()}}
    json_files.write(file, said, for_good=for_good)


def _tidy(file: Path) -> None:
    """Take away what lies beside a file that is gone, and the folder when it is empty."""
    with suppress(OSError):  # not empty, or another desk looks at it just now
        for beside in (part_of(file), file.with_suffix(_LOCK)):
            beside.unlink(missing_ok=True)
        file.parent.rmdir()
