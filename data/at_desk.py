"""Who sits at the desk: kept beside the store's file by user and machine, and no part of its acts.

It holds for a duty day: a desk that is started anew the same day knows it still, the next day asks
again. A file that cannot be read tells nothing, and the next answer takes its place.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from data import json_files, sql, troubles
from data.locks import file_lock
from data.settings import IN_CHARGE
from data.sql import Reader
from models.journal import Author
from models.roster import ABSENT_PLACES, LIVE_IN_KINDS, PersonRow
from models.times import duty_day

_MARK: dict[str, Any] = {"daiban": "at the desk", "format": 1}
"""What the file says of itself."""

_MOST = 1_000_000
"""Bytes of the file; each user and machine has a line of it."""

_WAIT = 2.0
"""Seconds that another desk may take to write it."""


class Seat(NamedTuple):
    """What is known of one user's desk.

    Attributes:
        person: key of who sat there last; empty where that was never said.
        day: duty day of the answer; None while nobody was asked.
        said: whether the answer was a name.
    """

    person: str = ""
    day: date | None = None
    said: bool = False


class AtDesk:
    """Who sits at the desk of a user of this machine.

    Args:
        path: the store's file; None where nothing is to be kept, as of a throw-away one.
        author: the user and the machine.
    """

    def __init__(self, path: Path | None, author: Author) -> None:
        self._file = None if path is None else file_of(path)
        self._author = author
        self._seat = Seat()
        if self._file is not None:
            with suppress(OSError, ValueError):
                self._seat = _read(self._file).get(author, self._seat)

    @property
    def last(self) -> str:
        """Key of who sat there last, on whatever day; empty where that was never said."""
        return self._seat.person

    def person(self, at: datetime) -> str | None:
        """Key of who sits there at a moment; None where that was not said on its duty day."""
        return self._seat.person if self._seat.said and self.asked(at) else None

    def asked(self, at: datetime) -> bool:
        """Whether it was asked on the duty day of a moment, whatever the answer was."""
        return self._seat.day == duty_day(at)

    def answer(self, person: str | None, at: datetime) -> None:
        """Somebody sits there on the duty day of a moment, by their key; None where it is not said.

        It holds for this desk also where it cannot be written.

        Raises:
            Refused: as `troubles.of`, `lock_busy`, `lock_failed`.
        """
        self._seat = Seat(person or self.last, duty_day(at), person is not None)
        if self._file is None:
            return
        try:
            os.stat(self._file.parent)  # one that is gone is not made anew
            with file_lock(self._file.with_suffix(".lock"), _WAIT):
                _write(self._file, {**_others(self._file), self._author: self._seat})
        except OSError as error:
            raise troubles.of(error, self._file) from error


def file_of(path: Path) -> Path:
    """Where it is kept for a store's file."""
    return path.with_name(path.name + "-at-desk.json")


def may_sit(conn: Reader, at: datetime, last: str) -> list[PersonRow]:
    """Who may sit at the desk at a moment: staff and cadres on duty, and who is in charge unless
    away; who sat there last comes first, then who is in charge.

    Args:
        last: key of who sat there last.
    """
    from data.roster.queries import roster

    charge = sql.value(conn.execute(f"SELECT {IN_CHARGE}"))
    found = [
        one
        for one in roster(conn, at)
        if (one.kind in LIVE_IN_KINDS and one.on_duty)
        or (one.id == charge and one.place not in ABSENT_PLACES)
    ]
    return sorted(found, key=lambda one: (one.id != last, one.id != charge))


def number_of(conn: Reader, person: str) -> int | None:
    """The number of who sits at the desk, by their key; None where they are on the roster no more,
    or in another file."""
    found = sql.value(
        conn.execute("SELECT no FROM person WHERE id = ? AND archived_at IS NULL", (person,))
    )
    return None if found is None else int(found)


def _others(file: Path) -> dict[Author, Seat]:
    """What is on the disk for all; nothing where none of it can be read."""
    try:
        return _read(file)
    except (FileNotFoundError, ValueError):
        return {}


def _read(file: Path) -> dict[Author, Seat]:
    """The desks in a file.

    Raises:
        OSError: where it cannot be read, or is not there.
        ValueError: where it is no such file.
    """
    found = json_files.read(file, _MOST)
    match found:
        case {"daiban": "at the desk", "format": 1, "desks": list(desks)}:
            return dict(map(_seat, desks))
    raise ValueError("another program's")


def _seat(found: Any) -> tuple[Author, Seat]:
    match found:
        case {
            "who": str(who),
            "desk": str(desk),
            "person": str(person),
            "day": str(day),
            "said": bool(said),
        }:
            return Author(who, desk), Seat(person, date.fromisoformat(day), said)
    raise ValueError("no desk")


def _write(file: Path, desks: dict[Author, Seat]) -> None:
    """Let the file hold these desks, whole or not at all."""
    lines = [
        {**author._asdict(), **seat._asdict(), "day": seat.day.isoformat()}
        for author, seat in desks.items()
        if seat.day is not None
    ]
    json_files.write(file, {**_MARK, "desks": lines})
