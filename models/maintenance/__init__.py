"""Copies of the file: what a folder of them tells, and where a second one is kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from models.problems import Problem


class Copy(NamedTuple):
    """A copy in a folder of backups.

    Args:
        made: when, by the clock of that time, which may have been wrong.
        reason: the word for it in its name, such as `daily` or `before-import`.
        steps: number of the newest step in it, whatever the clock said; 0 where none was read.
    """

    file: Path
    made: datetime
    reason: str
    steps: int = 0


class Spare(NamedTuple):
    """A copy that may go.

    Args:
        copy: the one that may go.
        instead: what stays of the same day or week, which has to be good.
    """

    copy: Copy
    instead: Copy


class SecondPlace(NamedTuple):
    """A folder on a stick or another disk that gets copies, too, when it is there.

    Args:
        since: when it was first looked for.
        last: when it was last there and took what it was given; None for never.
        here: whether it is there now.
        copied: when the newest copy that is there now was made; None where there is none.
        trouble: why the last try to take a copy there failed; None where it did not.
    """

    folder: Path
    since: datetime
    last: datetime | None = None
    here: bool = False
    copied: datetime | None = None
    trouble: Problem | None = None


class Ahead(NamedTuple):
    """What was written while the clock was ahead of what it says now.

    Args:
        newest: the moment of the latest act, still to come.
        steps: how many acts that were.
        records: how many records keep a time of them that is still to come.
    """

    newest: datetime
    steps: int
    records: int
