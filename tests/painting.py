"""A desk that is painted when somebody looks at it, not whenever something of it changed.

Painting is a third of what a desk does for a key, and no test sees a picture that stands for less
than a moment: what changed is gathered, as the library does between two pictures, and all of it is
painted by the desk itself once it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App
from textual.screen import Screen

_paint = Screen._compositor_refresh
_gathering: set[App[Any]] = set()


def _gather(screen: Screen[Any]) -> None:
    """Paint a screen, but for one in front, whose changes are gathered."""
    if screen.app in _gathering and screen is screen.app.screen:
        screen.app._update_mouse_over(screen)
    else:
        _paint(screen)


@contextmanager
def painted_when_asked(app: App[Any]) -> Iterator[None]:
    """Gather what changes of a desk until it is looked at."""
    Screen._compositor_refresh = _gather  # type: ignore[method-assign]
    _gathering.add(app)
    try:
        yield
    finally:
        _gathering.remove(app)


def paint_what_changed(app: App[Any]) -> bool:
    """Have a desk paint what of it changed since it was looked at; whether anything did."""
    for screen in app.screen_stack[-1:]:
        if screen._compositor._dirty_regions:
            return screen.call_next(_paint, screen)
    return False
