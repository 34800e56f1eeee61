"""What a line that was drawn keeps of itself, in other widths and colours, made cheaper.

The library gives each line seven stores of its own, and makes thousands of lines a key. Most stores
stay empty: here one is a plain dictionary, which is made in a fraction of the time and room.
"""

from __future__ import annotations

from typing import Any

from textual import strip

_MOST = 4
"""How many others of a line are kept, of each sort."""


class Few(dict[Any, Any]):
    """What was kept last; the first of it goes when there is more."""

    __slots__ = ()

    def __setitem__(self, key: Any, value: Any) -> None:
        if len(self) >= _MOST and key not in self:
            del self[next(iter(self))]
        super().__setitem__(key, value)


def _few(_most: int) -> Few:
    return Few()


def lighten() -> None:
    """Let all lines that are made from now on keep little."""
    strip.FIFOCache = _few  # type: ignore[attr-defined, assignment]
