"""Which terminal driver the desk has; chosen late, since not every system has each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def clean_driver(forget: Callable[[], None]) -> type[Driver] | None:
    """A driver that leaves the terminal as it was; None where the platform's must do.

    Args:
        forget: takes away what must not stay when the process cannot be ended in order.
    """
    if sys.platform != "win32" and sys.__stdin__ and sys.__stdin__.isatty():
        from screens.terminal import TerminalDriver

        class CleanDriver(TerminalDriver):
            pass

        CleanDriver.forget = staticmethod(forget)
        return CleanDriver
    return None
