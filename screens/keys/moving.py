"""Keys that move a cursor, for whatever has focus."""

from __future__ import annotations

from screens.keys import Key

MOVE: tuple[Key, ...] = (
    Key("move(1)", "down", priority=True),
    Key("move(-1)", "up", priority=True),
)
"""In the list under a field one types into."""

ROWS: tuple[Key, ...] = (
    Key("row(1)", "down,j"),
    Key("row(-1)", "up,k"),
)
"""From row to row."""

PAGES: tuple[Key, ...] = (
    Key("page(1)", "pagedown"),
    Key("page(-1)", "pageup"),
    Key("jump(0)", "home,ctrl+home"),
    Key("jump(-1)", "end,ctrl+end,G"),
)
"""Further at once."""
