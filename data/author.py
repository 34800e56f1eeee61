"""Who writes: the one place that says what is somebody's own in the journal."""

from __future__ import annotations

import getpass
import platform

from models.journal import Author


def this_author() -> Author:
    """The user of this machine, whatever process or terminal they write from."""
    return Author(_user(), platform.node())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
