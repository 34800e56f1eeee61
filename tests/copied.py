"""A file of a test's own on a day that has its copy already.

The first who comes in a day makes one, which takes longer than most commands and keys; what is
tested of that begins without.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from data import backup
from data.maintenance.backup_folder import copies, stem
from data.sample import SAMPLE_NOW
from models.maintenance.rules import DAILY


def copied(source: Path, file: Path) -> Path:
    """A file like another, with the copy of the morning of the sample beside it."""
    shutil.copy(source, file)
    day_copied(file, SAMPLE_NOW)
    return file


def day_copied(file: Path, now: datetime) -> None:
    """Let the day's copy of a file be there, unless there are copies, or no place for any."""
    folder = backup.folder(file)
    if not folder.is_file() and not copies(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        shutil.copy(file, folder / f"{stem(now, DAILY)}.db")
