"""The copies by which a lost file can be had again: beside it, and at the second place.

Nothing is written at the second place for it. A stick that does not answer is waited for a few
seconds only, and what it may hold is told instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from data import backup, troubles
from data.maintenance import backup_folder, contents, whereabouts
from data.maintenance.copies import Copy, check, from_when, missing_by_note
from data.maintenance.whereabouts import Seen
from data.newest_step import NewestStep
from data.patience import within
from models.maintenance import Copy as Named
from models.problems import Problem, Refused
from models.times import loaded

PATIENCE = 5.0
"""Seconds that the second place has to show what it holds."""

_SLOWEST = 4e6
"""Bytes a second of the slowest stick that a copy is looked through on."""

_MOST = 100
"""Copies at the second place that are looked into, those with the newest names."""


class _Found(NamedTuple):
    """A copy that lies somewhere, not looked through yet.

    Attributes:
        held: the state it holds; None where that cannot be read.
        bytes: how large it is, of one at the second place.
    """

    file: Path
    held: contents.State | None
    apart: bool
    bytes: int = 0


class Recovery:
    """What can be taken back in the place of a file.

    Args:
        path: the store's file, whatever became of it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._place = place_of(path)
        self._here = False
        self._unread: Problem | None = None
        """Why the second place could not be looked at, or not to the end."""

    def good_copies(self) -> Iterator[Copy]:
        """The copies that are whole, the newest first, looked into one by one."""
        offered: set[contents.State] = set()
        for found in self._ranked():
            if found.apart and found.held in offered:
                continue
            for copy in self._looked_through(found):
                if found.held is not None:
                    offered.add(found.held)
                yield copy

    def first_of_all(self, best: Copy | None) -> Problem | None:
        """What is to be said of the second place before anything else is done; None where it holds
        nothing more than is known.

        Args:
            best: the newest good copy that was found; None where none was.
        """
        place = self._place
        if place is None or not _may_hold_more(place, best):
            return None
        told: dict[str, object] = {"folder": place.place}
        if self._unread is not None:
            return Problem("second_place_unread", {**told, "reason": self._unread})
        if place.last is not None and place.made is not None:
            held = {"last": loaded(place.last), "made": loaded(place.made), "no": place.no}
            code = "second_place_lacks" if self._here else "second_place_first"
            return Problem(code, {**told, **held})
        if not self._here:
            return Problem("second_place_unsure", told)
        return Problem("second_place_no_good", told) if best is None else None

    def _ranked(self) -> list[_Found]:
        """All copies, the one that has what all others have before the others, and these by their
        names; of the same state the one beside the file first."""
        place = self._place
        if place is not None:
            try:
                self._here, found = within(PATIENCE, lambda: _all_found(self._path, place))
                return found
            except TimeoutError:
                self._unread = Problem("second_place_silent")
            except OSError as error:
                self._unread = troubles.of(error, Path(place.place)).problem
        return _in_order(self._path, [])

    def _looked_through(self, found: _Found) -> Iterator[Copy]:
        """A copy if it is whole."""
        if found.apart and self._unread is not None:
            return
        try:
            newest = self._checked(found)
        except (Refused, TimeoutError):
            return
        place = Path(self._place.place) if found.apart and self._place is not None else None
        made = from_when(found.file, newest)
        yield Copy(found.file, made, newest, missing_by_note(self._path, newest), place)

    def _checked(self, found: _Found) -> NewestStep | None:
        if not found.apart:
            return check(found.file)
        try:
            return within(PATIENCE + found.bytes / _SLOWEST, lambda: check(found.file))
        except TimeoutError:
            self._unread = Problem("second_place_silent")
            raise
        except Refused as refused:
            if troubles.of_disk(refused.problem):
                self._unread = refused.problem
            raise


def place_of(path: Path) -> Seen | None:
    """What is known of the second place: by its note, else by the setting in what can still be
    read of the file or of a copy of it."""
    known = whereabouts.noted(path)
    if known is not None:
        return known
    beside: list[Named] = []
    with suppress(OSError):
        beside = backup_folder.copies(backup.folder(path))
    for file in (path, *(copy.file for copy in reversed(beside))):
        with (
            suppress(sqlite3.Error, ValueError),
            closing(contents.open_copy(file, alone=True)) as conn,
        ):
            folder = whereabouts.place(conn)
            if folder is not None:
                return Seen(str(folder), since="", first=_first(file))
    return None


def _first(file: Path) -> str:
    """The key of the first step of a file; empty where it cannot be read."""
    with suppress(sqlite3.Error):
        return contents.state(file).first
    return ""


def _may_hold_more(place: Seen, best: Copy | None) -> bool:
    if best is None:
        return True
    if place.no is None:
        return best.missing.acts != 0
    return place.no > (0 if best.newest is None else best.newest.no)


def _all_found(path: Path, place: Seen) -> tuple[bool, list[_Found]]:
    """Whether the second place is there, and all copies in order.

    Raises:
        OSError: the second place cannot be read.
    """
    folder = Path(place.place)
    here = whereabouts.is_here(path, folder, place)
    there = backup_folder.copies(folder / backup.folder(path).name) if here else []
    files = [copy for copy in there[-_MOST:] if copy.file.is_file()]
    return here, _in_order(path, _own(path, place, files))


def _own(path: Path, place: Seen, there: list[Named]) -> list[Named]:
    """Those copies at the second place that are of this file, which others may share its name with;
    all that can be read where nobody knows any more."""
    beside = backup_folder.copies(backup.folder(path))
    states = {copy.file: contents.state_of_copy(copy.file) for copy in (*there, *beside)}
    firsts = {held.first for copy in beside if (held := states[copy.file]) is not None}
    known = {place.first, *firsts} - {""} or {_first(path)} - {""}
    return [
        copy
        for copy in there
        if (held := states[copy.file]) is not None
        and (not known or held.first in known or not held.no)
    ]


def _in_order(path: Path, there: list[Named]) -> list[_Found]:
    beside = backup_folder.copies(backup.folder(path))
    apart = {copy.file for copy in there}
    named = sorted([*there, *beside], key=lambda copy: (copy.made, copy.file not in apart))
    last = backup_folder.newest(named)
    order = [*(copy for copy in named if copy != last), *([last] if last else [])]
    return [
        _Found(
            copy.file,
            contents.state_of_copy(copy.file),
            copy.file in apart,
            copy.file.stat().st_size if copy.file in apart else 0,
        )
        for copy in reversed(order)
    ]
