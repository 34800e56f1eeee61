"""Faults of the program itself, told in one line; what is needed to find them is kept in a file."""

from __future__ import annotations

import os
import traceback

from data import paths
from models.problems import Refused
from models.text import printable
from screens.i18n import _
from screens.sentences import say


def fault_words(error: Exception) -> str:
    """The one line, which says nothing of anybody's data.

    The traceback goes to `fault.txt` in the user's data folder, readable by the user alone.
    """
    if isinstance(error, Refused):
        return say(error.problem)
    kind = type(error).__name__
    kept = paths.user_folder() / "fault.txt"
    try:
        paths.make_private_folder(kept.parent)
        with os.fdopen(paths.open_private(kept, os.O_WRONLY | os.O_TRUNC), "wb") as file:
            file.write(printable("".join(traceback.format_exception(error))).encode())
    except OSError:
        return _("A fault in the program: {error}").format(error=f"{kind}: {error}")
    return _("A fault in the program: {error}. Details are in {file}.").format(
        error=f"{kind}: {error}", file=kept
    )
