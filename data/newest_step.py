"""The newest step of a file, and a small note of it beside the backups.

The note tells what a file that is lost or unreadable held at least. Nothing depends on it: it may
be missing, broken, or behind by what another desk or a power cut kept from it.

It does not go back when an older copy is taken back: what was done after that copy is known of
still, and said to be missing when another is taken back. With the first act in such a file the note
follows the file, though its number is lower: from there the acts go another way, and the numbers of
the two ways cannot be compared.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from data import sql
from data.paths import make_private_folder
from data.sql import Reader
from models.times import loaded, stored

_NOTE = re.compile(r"(\d{12}) (\S{20}) \1\n")
"""The number stands at both ends: a note of which only a part was written is none."""


class NewestStep(NamedTuple):
    """The step of the journal with the greatest number.

    Attributes:
        no: its number.
        at: when it was done, by the clock of the desk that did it.
    """

    no: int
    at: datetime


def newest_step(conn: Reader) -> NewestStep | None:
    """The newest step of a file whose time can be read; None where there is none."""
    for found in sql.named(conn.execute("SELECT no, at FROM journal_step ORDER BY no DESC")):
        with suppress(ValueError):  # the doctor names the step
            return NewestStep(int(found["no"]), loaded(str(found["at"])))
    return None


def note(path: Path, step: NewestStep) -> None:
    """Write down the newest step of a file that was just done, over the one before.

    Neither synced nor renamed into place, which would have the disk write at once: saving is no
    slower for it. A disk that does not take it keeps nobody from what was saved already.
    """
    kept = _place(path)
    number = f"{step.no:012}"
    with suppress(OSError):
        if not kept.parent.is_dir():
            make_private_folder(kept.parent)
        handle = os.open(kept, os.O_CREAT | os.O_WRONLY, 0o600)
        try:
            os.write(handle, f"{number} {stored(step.at)} {number}\n".encode("ascii"))
        finally:
            os.close(handle)


def keep_highest(path: Path, step: NewestStep) -> None:
    """Write down the newest step of a copy that was taken back, unless a later one is known of."""
    known = noted(path)
    if known is None or known.no < step.no:
        note(path, step)


def noted(path: Path) -> NewestStep | None:
    """What the note says; None where there is none, or none that can be understood."""
    with suppress(OSError, ValueError):
        found = _NOTE.fullmatch(_place(path).read_text(encoding="ascii"))
        if found:
            return NewestStep(int(found[1]), loaded(found[2]))
    return None


def forget(path: Path) -> None:
    """Take the note away: the file holds no step any more."""
    with suppress(OSError):
        _place(path).unlink(missing_ok=True)


def _place(path: Path) -> Path:
    from data import backup  # reading needs none of it

    return backup.folder(path) / "newest-step"
