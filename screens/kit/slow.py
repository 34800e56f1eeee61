"""That something takes its time, told once it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from textual.message_pump import MessagePump

_TAKES_TIME = 0.5
"""Seconds after which it is told."""


@contextmanager
def told_if_slow(node: MessagePump, tell: Callable[[], object]) -> Iterator[None]:
    """Tell that what is done meanwhile takes its time, and nothing of it once it is done.

    A timer that was stopped may have rung already, with its message still on the way: what it
    would say then is not so any more.

    Args:
        node: whose time it is.
    """
    under_way = True

    def ring() -> None:
        if under_way:
            tell()

    timer = node.set_timer(_TAKES_TIME, ring)
    try:
        yield
    finally:
        under_way = False
        timer.stop()
