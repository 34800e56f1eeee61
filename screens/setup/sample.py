"""The sample neighbourhood as a throw-away copy: in a folder of its own, gone with the desk."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from data.clock import Clock, FixedClock, RunningClock


class Sample(NamedTuple):
    """A copy of the sample.

    Attributes:
        path: its file.
        clock: begins on the sample's own morning, or at the moment that was asked for, and runs on.
        folder: holds it; `folder.cleanup()` removes all of it.
    """

    path: Path
    clock: Clock
    folder: tempfile.TemporaryDirectory[str]


def made(start: datetime | None = None) -> Sample:
    """Make a copy.

    Args:
        start: the moment it is taken to be; the sample's own morning when None.
    """
    from data.sample.make import SAMPLE_NOW, make

    moment = start or SAMPLE_NOW
    folder = tempfile.TemporaryDirectory(prefix="daiban-sample-", ignore_cleanup_errors=True)
    path = Path(folder.name, "sample.db")
    make(path, FixedClock(moment))
    return Sample(path, RunningClock(moment), folder)
