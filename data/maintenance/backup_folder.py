"""Folders of copies: which there are, by their names and by what is in them, and which may go."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from data.maintenance import contents
from models.maintenance import Copy, rules
from models.times import LOCAL, loaded, stored

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{6})-([\w-]+?)(?:-\d+)?\.db")
_DAMAGED = (rules.DAMAGED, rules.DAMAGED_COPY)
_MOMENT = "%Y-%m-%dT%H%M%S"


def stem(now: datetime, reason: str) -> str:
    """The name of a copy that is made now, without its ending."""
    return f"{now.astimezone(LOCAL):{_MOMENT}}-{reason}"


def copies(directory: Path) -> list[Copy]:
    """The copies in a folder by their names, the oldest first; what is damaged is none."""
    return [copy for copy in _named(directory) if copy.reason not in _DAMAGED]


def damaged_copies(directory: Path) -> list[Copy]:
    """The copies in a folder of a file that was damaged itself, the oldest first."""
    return [copy for copy in _named(directory) if copy.reason == rules.DAMAGED_COPY]


def is_recent(aside: Copy, path: Path, now: datetime) -> bool:
    """Whether a damaged file was just kept, or nothing was done since, so that it need not again.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    held = contents.state_of_copy(aside.file)
    return rules.just_made([aside], now) or (held is not None and held == contents.state(path))


def _named(directory: Path) -> list[Copy]:
    if not directory.is_dir():
        return []
    named = ((_NAME.fullmatch(file.name), file) for file in directory.iterdir())
    found = [
        Copy(file, at, match[2])
        for match, file in named
        if match is not None and (at := _moment(match[1])) is not None
    ]
    return sorted(found)


def made(file: Path) -> datetime | None:
    """When a copy was made, by its name; None where it has a name of another kind."""
    match = _NAME.fullmatch(file.name)
    return None if match is None else _moment(match[1])


def _moment(text: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.strptime(text, _MOMENT).replace(tzinfo=LOCAL)
    return None


def newest(there: list[Copy]) -> Copy | None:
    """The copy that holds what all others do and more; None where none can be read.

    Of two that went different ways, as after a copy was taken back, it is the later by name.
    """
    found: Copy | None = None
    for copy in there:
        held = contents.state_of_copy(copy.file)
        if held is None:
            continue
        same = found is not None and contents.state_of_copy(found.file) == held
        if found is None or same or not contents.holds(found.file, held):
            found = copy
    return found


def moment_of(copy: Copy, now: datetime) -> datetime | None:
    """The moment a copy is of: by its name, or by the newest act in it where the clock was ahead
    when it got its name; None where that was ahead, too."""
    if copy.made <= now:
        return copy.made
    held = contents.state_of_copy(copy.file)
    known = held is not None and held.at and held.at <= stored(now)
    return loaded(held.at) if held is not None and known else None


def thin(directory: Path, now: datetime, first: str, days: int = rules.KEEP_DAYS) -> None:
    """Remove copies that may go, each only where a good one stays in its place.

    Args:
        first: the key of the first step of the file; copies of other files are left alone.
        days: as in `models.maintenance.rules.spare`.
    """
    read = ((copy, contents.state_of_copy(copy.file)) for copy in copies(directory))
    own = [
        copy._replace(steps=held.no)
        for copy, held in read
        if held is not None and held.first in (first, "")
    ]
    good: dict[Path, bool] = {}
    for copy, instead in rules.spare(own, now, days):
        if instead.file not in good:
            good[instead.file] = contents.is_good(instead.file)
        if good[instead.file]:
            with suppress(OSError):  # one copy too many is no harm
                copy.file.unlink(missing_ok=True)
