"""What a line that was drawn keeps of itself, in other widths and colours, made cheaper.

The library gives each line seven stores of its own, and makes thousands of lines a key. Most stores
stay empty: here one is a plain dictionary, and made when it is first asked for. Beside them it keeps
whatever was drawn of the last thousand widgets, long after their dialogs were closed, for two
colours of each; here the colours alone are remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.strip import Strip
from textual.style import Style

_MOST = 4
"""How many others of a line are kept, of each sort."""

_STORES = frozenset(
    {
        "_divide_cache",
        "_crop_cache",
        "_style_cache",
        "_filter_cache",
        "_line_length_cache",
        "_crop_extend_cache",
        "_offsets_cache",
    }
)


class Few(dict[Any, Any]):
    """What was kept last; the first of it goes when there is more."""

    __slots__ = ()

    def __setitem__(self, key: Any, value: Any) -> None:
        if len(self) >= _MOST and key not in self:
            del self[next(iter(self))]
        super().__setitem__(key, value)


def _begin(line: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    """A line without stores."""
    line._segments = list(segments)
    line._cell_length = cell_length
    line._render_cache = line._link_ids = line._cell_count = None


def _store(line: Strip, name: str) -> Few:
    """A store of a line, which is asked for here as long as there is none."""
    if name not in _STORES:
        raise AttributeError(f"{type(line).__name__!r} object has no attribute {name!r}")
    made = Few()
    setattr(line, name, made)
    return made


@lru_cache(1024)
def _inner_outer(beneath: Color, ground: Color) -> tuple[Style, Style]:
    """The styles of what is within a border and of what is outside."""
    return Style(background=beneath + ground), Style(background=beneath)


def lighten() -> None:
    """Let all lines that are made from now on keep little, and no widget's beyond its time."""
    Strip.__init__ = _begin  # type: ignore[method-assign]
    Strip.__getattr__ = _store  # type: ignore[attr-defined]
    StylesCache.get_inner_outer = staticmethod(_inner_outer)  # type: ignore[assignment]
