"""Another try at what could not be read, the later the more often it failed."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

from data import troubles
from models.problems import Refused

_SOONEST = 0.25
_LATEST = 8.0
"""Seconds until the first try, and between tries once many have failed."""


def passes(error: Exception) -> bool:
    """Whether what failed may work later: not what is refused for anything but disk and file."""
    return not isinstance(error, Refused) or troubles.tells(error.problem)


class Again:
    """Tries again what failed; each pause is twice the one before.

    Args:
        node: whose time it is; nothing is tried once it is gone.
        act: what is tried.
    """

    def __init__(self, node: MessagePump, act: Callable[[], object]) -> None:
        self._node = node
        self._act = act
        self._pause = _SOONEST
        self._timer: Timer | None = None

    @property
    def failing(self) -> bool:
        """Whether the last try failed."""
        return self._pause > _SOONEST

    def later(self) -> None:
        """It failed: try again after a pause, unless a try waits already."""
        if self._timer is None:
            self._timer = self._node.set_timer(self._pause, self._try)
            self._pause = min(2 * self._pause, _LATEST)

    def worked(self) -> None:
        """It worked: nothing is left to try."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._pause = _SOONEST

    def _try(self) -> object:
        self._timer = None
        return self._act()
