"""What is given to a command through a pipe, or typed to it until ctrl+d."""

from __future__ import annotations

import sys

from data.exchange.sheets import LIMITS
from models.problems import Refused
from models.system_reasons import system_reason
from screens.commands.out import say_trouble
from screens.i18n import _

NAMED = "-"
"""What stands for it among arguments, as for other programs."""


def read_input() -> bytes:
    """All of it, as bytes.

    Raises:
        Refused: `input_closed` where there is none, `input_unread` where it cannot be read,
            `input_empty`, `file_too_large`.
    """
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise Refused("input_closed")
    if stream.isatty():
        say_trouble(_("Type or paste the lines; ctrl+d on a line of its own ends them."))
    try:
        data: bytes = stream.read(LIMITS.file + 1)
    except OSError as error:
        raise Refused("input_unread", reason=system_reason(error)) from error
    if len(data) > LIMITS.file:
        raise Refused("file_too_large", file=called(), size=len(data), most=LIMITS.file)
    if not data.strip():
        raise Refused("input_empty")
    return data


def called() -> str:
    """What it is called in sentences."""
    return _("standard input")
