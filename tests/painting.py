"""A desk that is painted when somebody looks at it, not whenever something of it changed.

Painting is a third of what a desk does for a key, and no test sees a picture that stands for less
than a moment: what changed is gathered, as the library does between two pictures, and all of it is
painted by the desk itself once it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual._compositor import Compositor
from textual.app import App
from textual.screen import Screen

_paint = Compositor.render_update
_due: dict[App[Any], dict[Compositor, list[Screen[Any]] | None]] = {}
"""What is to be painted of each desk that is driven, with the screens behind it."""


def _gather(
    picture: Compositor,
    full: bool = False,
    screen_stack: list[Screen[Any]] | None = None,
    simplify: bool = False,
) -> Any:
    """Keep in mind that something is to be painted, but for whole pictures, which are asked for."""
    due = None if full or picture.root is None else _due.get(picture.root.app)
    if due is None:
        return _paint(picture, full, screen_stack, simplify)
    due[picture] = screen_stack
    return None


@contextmanager
def painted_when_asked(app: App[Any]) -> Iterator[None]:
    """Gather what changes of a desk until it is looked at."""
    Compositor.render_update = _gather  # type: ignore[method-assign]
    _due[app] = {}
    try:
        yield
    finally:
        del _due[app]


def paint_what_changed(app: App[Any]) -> bool:
    """Have a desk paint what of it changed since it was looked at; whether anything did."""
    due = _due.get(app, {})
    changed = list(due.items())
    due.clear()
    for picture, behind in changed:
        if app.screen_stack and picture.root is app.screen:
            return app.screen.call_next(_paint, picture, False, behind)
    return False
