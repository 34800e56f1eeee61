"""Faults of the program itself, told in one line; what is needed to find them is kept in a file.

Neither holds anything of anybody: what an error says may be a name or an illness, so that only
what kind of error it is, and where, is told.
"""

from __future__ import annotations

import errno
import os
import re
import traceback
from collections.abc import Iterator

from data import paths
from models.problems import Refused
from models.text import printable
from screens.i18n import _
from screens.kit.several import refusal

_ABOUT_CODE = (AttributeError, ImportError, NameError, TypeError)
"""Errors that speak of the program's own names alone."""

_MOST = 10
"""Errors kept of those that led to one another."""

_ABOUT_TABLES = re.compile(
    r"(?:UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: [a-z_]+(?:\.[a-z_]+)?)?"
    r"|no such table: [a-z_]+|database schema has changed|cannot .* within a transaction"
)
"""What the engine says of the store's own tables, and of nothing that is in them."""


def fault_words(error: Exception) -> str:
    """The one line, which says nothing of anybody's data.

    Where in the program it was goes to `fault.txt` in the user's data folder, readable by the user
    alone.
    """
    if isinstance(error, Refused):
        return refusal(error)
    kept = paths.user_folder() / "fault.txt"
    told = described(error)
    try:
        paths.make_private_folder(kept.parent)
        with os.fdopen(paths.open_private(kept, os.O_WRONLY | os.O_TRUNC), "wb") as file:
            file.write(printable("".join(_lines(error))).encode())
    except OSError:
        return _("A fault in the program: {error}").format(error=told)
    return _("A fault in the program: {error}. Details are in {file}.").format(
        error=told, file=kept
    )


def described(error: BaseException) -> str:
    """What kind of error it is, with no word that may be somebody's."""
    kind = type(error).__name__
    cause = getattr(error, "orig", None)
    if isinstance(cause, Exception):  # the mapper's, around one of the engine's
        return f"{kind}: {described(cause)}"
    said = ""
    if isinstance(error, _ABOUT_CODE) and str(error).isascii():
        said = str(error)
    elif isinstance(error, OSError) and error.errno:
        said = f"{errno.errorcode.get(error.errno, error.errno)} {os.strerror(error.errno)}"
    elif code := getattr(error, "sqlite_errorname", None):
        about = _ABOUT_TABLES.fullmatch(str(error))
        said = f"{code} {about[0] if about else ''}".rstrip()
    return f"{kind}: {said}" if said else kind


def _lines(error: BaseException) -> Iterator[str]:
    """The error with its places in the program, those that led to it first; no values."""
    for one in reversed(_led_to(error)):
        yield "Traceback (most recent call last):\n"
        yield from traceback.StackSummary.extract(traceback.walk_tb(one.__traceback__)).format()
        yield described(one) + "\n\n"


def _led_to(error: BaseException) -> list[BaseException]:
    """An error and those it came from, the newest first: they may be many, or each other's."""
    found: list[BaseException] = []
    after = [error]
    while after and len(found) < _MOST:
        one = after.pop(0)
        if one in found:
            continue
        found.append(one)
        before = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        after += [] if before is None else [before]
        after += one.exceptions if isinstance(one, BaseExceptionGroup) else []
    return found
