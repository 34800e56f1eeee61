"""The sample neighbourhood, with its rounds of tests, as a throw-away copy: in a folder of its own,
gone with the desk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from data.clock import Clock, FixedClock, RunningClock
from data.sample import SAMPLE_NOW, kept
from screens import i18n


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


def ready() -> Sample | None:
    """A copy of the sample that is kept, in the language spoken; None where it has to be made.

    Raises:
        OSError: it cannot be copied.
    """
    folder = _folder()
    if kept.copy(_file(folder), i18n.language(), kept.DEMO):
        return Sample(_file(folder), RunningClock(SAMPLE_NOW), folder)
    folder.cleanup()
    return None


def made(start: datetime | None = None, making: Callable[[], None] = lambda: None) -> Sample:
    """A copy of the sample, in the language spoken.

    Args:
        start: the moment it is taken to be; the sample's own morning when None.
        making: called before it is made, which takes seconds.

    Raises:
        OSError, Refused: it can be neither copied nor made.
    """
    folder, moment = _folder(), start or SAMPLE_NOW
    if moment == SAMPLE_NOW:
        kept.put(_file(folder), i18n.language(), making, kept.DEMO)
    else:
        from data.sample.make import add_rounds, make

        making()
        make(_file(folder), FixedClock(moment), i18n.language())
        add_rounds(_file(folder), FixedClock(moment), i18n.language())
    return Sample(_file(folder), RunningClock(moment), folder)


def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="daiban-sample-", ignore_cleanup_errors=True)


def _file(folder: tempfile.TemporaryDirectory[str]) -> Path:
    return Path(folder.name, "sample.db")
