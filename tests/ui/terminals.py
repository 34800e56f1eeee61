"""The desk drawn on a terminal in memory: what is sent to it, and what stands there then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual._compositor import Compositor, CompositorUpdate
from textual.drivers.headless_driver import HeadlessDriver
from textual.screen import Screen

from screens.shell import Shell
from screens.wire import Frames, Shown
from tests.ui.driving import Driven
from tests.vt import Terminal

_paint = Compositor.render_update
_seen: list[tuple[Compositor, list[Screen[Any]] | None]] = []
"""The picture that was painted last, with the screens behind it."""


def _remember(
    picture: Compositor,
    full: bool = False,
    screen_stack: list[Screen[Any]] | None = None,
    simplify: bool = False,
) -> Any:
    _seen[:] = [(picture, screen_stack)]
    return _paint(picture, full, screen_stack, simplify)


class Drawn(HeadlessDriver):
    """A driver whose terminal is a model of one."""

    def __init__(self, *given: Any, size: tuple[int, int], **options: Any) -> None:
        super().__init__(*given, size=size, **options)
        self.shown = Shown()
        self.terminal = Terminal(*size)
        self.sent = 0
        """Characters that were written."""
        self._frames = Frames()

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        passed = self._frames.let_through(data)
        self.sent += len(passed)
        assert self.terminal.feed(passed) == ""

    def forget_shown(self) -> None:
        """Take nothing for known of what the terminal shows."""
        self._frames.forget()
        self.shown.forget()


class Painter(Driven):
    """Somebody who sees what stands on the terminal.

    Attributes:
        driver: the desk's.
    """

    driver: Drawn

    def whole(self) -> Terminal:
        """A terminal on which the library has drawn all of what is to be seen now."""
        drawn = Terminal(*self.app.size)
        ((picture, behind),) = _seen
        assert picture.root is self.app.screen
        update = _paint(picture, True, behind)
        assert isinstance(update, CompositorUpdate)
        assert drawn.feed(update.render_segments(self.app.console)) == ""
        self.app.refresh()  # what was still to be drawn is drawn all the same
        return drawn

    async def resized(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        self.driver.terminal.resize(width, height)
        await self.resize_terminal(width, height)


@asynccontextmanager
async def painted(app: Shell, size: tuple[int, int]) -> AsyncIterator[Painter]:
    """A desk that runs on a terminal in memory."""
    made: list[Drawn] = []

    class Here(Drawn):
        def __init__(self, *given: Any, **options: Any) -> None:
            super().__init__(*given, **options)
            made.append(self)

    app.driver_class = Here
    Compositor.render_update = _remember  # type: ignore[method-assign]
    app.twice = app.alone = 0.0
    try:
        async with app.run_test(headless=False, size=size):
            pilot = Painter(app)
            (pilot.driver,) = made
            await pilot.settled()
            yield pilot
    finally:
        Compositor.render_update = _paint  # type: ignore[method-assign]
        _seen.clear()
    assert not app.faults, app.faults
