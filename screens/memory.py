"""Memory that the desk needs no more, given back to the system."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache


def give_back() -> bool:
    """Give back what was freed, which takes less than a millisecond; whether that can be asked for.

    The C library keeps it for what comes next. A desk that stands open for days would go on holding
    the most it ever needed, beside all else that runs on a small machine. Only that of most Linux
    systems can be asked.
    """
    trim = _trim()
    if trim is not None:
        trim(0)
    return trim is not None


@cache
def _trim() -> Callable[[int], object] | None:
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):  # a Python or a system without it
            import ctypes

            return ctypes.CDLL(None).malloc_trim
    return None
