"""Lines that are drawn as they come into sight, however many there are, with a cursor over those
that stand for something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar, overload

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from models.text import one_line
from screens.kit.columns import cut
from screens.kit.readable import readable_line
from screens.kit.refusable import Refusable, blank_where_it_fails

T = TypeVar("T")

TONES = ("row", "cursor", "head", "dim", "good", "warn", "life")
"""How a part of a line is said; colour is added to words and marks, never alone."""

GUTTER = "▸ "
"""What stands in front of the line that the cursor is on."""
_BESIDE = "  "


class Line(NamedTuple):
    """A line: texts with their tones, one behind the other, and what it stands for."""

    parts: tuple[tuple[str, str], ...] = ()
    record: Any = None


def line(*parts: str | tuple[str, str], record: object = None) -> Line:
    """A line of texts, each by itself or with its tone."""
    return Line(tuple((one, "") if isinstance(one, str) else one for one in parts), record)


def _same(one: Any, other: Any) -> bool:
    """Whether two lines stand for the same thing, by its key where it has one."""
    return bool(getattr(one, "key", one) == getattr(other, "key", other))


class Drawn(Sequence[Line]):
    """Lines of records, each made when it is asked for."""

    def __init__(self, records: Sequence[T], draw: Callable[[T], Line]) -> None:
        self._records = records
        self._draw = draw

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Drawn: ...
    def __getitem__(self, at: int | slice) -> Line | Drawn:
        if isinstance(at, slice):
            return Drawn(self._records[at], self._draw)
        return self._draw(self._records[at])


class DrawnLines(Refusable, ScrollView, can_focus=True):
    """Scrolls through lines; where none stands for anything, by the line."""

    DEFAULT_CSS = """
    DrawnLines {
        height: 1fr; width: 1fr; scrollbar-size-horizontal: 0; scrollbar-size-vertical: 1;
        overflow-x: hidden; overflow-y: scroll; background: $surface; scrollbar-gutter: stable;
    }
    DrawnLines > .drawn--row { background: $surface; color: $foreground; }
    DrawnLines > .drawn--cursor {
        background: $primary 45%; color: $foreground; text-style: bold;
    }
    DrawnLines > .drawn--head { color: $foreground; text-style: bold; }
    DrawnLines > .drawn--dim { color: $foreground 60%; }
    DrawnLines > .drawn--good { color: $success; }
    DrawnLines > .drawn--warn { color: $warning; text-style: bold; }
    DrawnLines > .drawn--life { color: $error; text-style: bold; }
    """
    COMPONENT_CLASSES = {f"drawn--{tone}" for tone in TONES}

    @dataclass
    class Opened(Message):
        """What a line stands for was asked for with the mouse."""

        record: object

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._cursor: int | None = None
        self._styles: dict[str, Style] = {}

    # -- what is shown -----------------------------------------------------------------------

    def show(self, lines: Sequence[Line], at: int | None = None, *, anew: bool = False) -> None:
        """Show lines; the cursor stays on what it was on, else where it was.

        Args:
            at: the line it goes to instead.
            anew: whether these are other lines than before, seen from the top.
        """
        before = None if anew else self.record
        self._lines = lines
        wanted = at if at is not None else 0 if anew else self._cursor or 0
        if at is None and before is not None:
            wanted = self._place_of(before, wanted)
        self._cursor = self._near(wanted)
        self.virtual_size = Size(self.size.width or 1, len(lines))
        if anew:
            self.scroll_to(y=0, animate=False, immediate=True)
        self._see(self._cursor)
        self.refresh()

    @property
    def record(self) -> Any:
        """What the line under the cursor stands for; None where there is none."""
        if self._cursor is None or self._cursor >= len(self._lines):
            return None
        return self._lines[self._cursor].record

    @property
    def top(self) -> int:
        """The first line that is seen."""
        return round(self.scroll_offset.y)

    def text(self) -> str:
        """What all lines say."""
        return "\n".join("".join(text for text, _tone in one.parts) for one in self._lines)

    def _place_of(self, record: object, before: int) -> int:
        """The line that stands for what another stood for; that one where there is none."""
        if before < len(self._lines) and _same(self._lines[before].record, record):
            return before
        found = (at for at, one in enumerate(self._lines) if _same(one.record, record))
        return next(found, before)

    def _near(self, at: int) -> int | None:
        """The line from one on, else before it, that stands for something; None for none."""
        ahead = range(max(0, at), len(self._lines))
        behind = range(min(at, len(self._lines)) - 1, -1, -1)
        for places in (ahead, behind):
            for place in places:
                if self._lines[place].record is not None:
                    return place
        return None

    # -- moving ------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Move the cursor by lines that stand for something, else what is seen by lines."""
        if self._cursor is None:
            self._scroll(self.top + step)
            return
        at, way = self._cursor, 1 if step > 0 else -1
        for _each in range(abs(step)):
            following = at + way
            while 0 <= following < len(self._lines) and self._lines[following].record is None:
                following += way
            if not 0 <= following < len(self._lines):
                # What stands before the first or behind the last can be read all the same.
                self._scroll(self.top + way)
                break
            at = following
        self._go(at)

    def page(self, step: int) -> None:
        """Move by a screen."""
        by = step * max(1, self.size.height - 1)
        if self._cursor is None:
            self._scroll(self.top + by)
        else:
            self._go(self._near(max(0, min(len(self._lines) - 1, self._cursor + by))))

    def jump(self, at: int) -> None:
        """Move to the first line, or with -1 to the last."""
        at = len(self._lines) - 1 if at < 0 else at
        if self._cursor is None:
            self._scroll(at)
        else:
            self._go(self._near(at))
            if at == 0:
                self._scroll(0)

    def look_at(self, at: int) -> None:
        """Let a line be the first that is seen."""
        self._scroll(at)

    def _go(self, at: int | None) -> None:
        moved, self._cursor = at != self._cursor, at
        self._see(at)
        if moved:
            self.refresh()

    def _see(self, at: int | None) -> None:
        if at is None:
            return
        if at < self.top:
            self._scroll(at)
        elif at >= self.top + self.size.height > 0:
            self._scroll(at - self.size.height + 1)

    def _scroll(self, top: int) -> None:
        most = max(0, len(self._lines) - self.size.height)
        self.scroll_to(y=max(0, min(top, most)), animate=False, immediate=True)
        self.refresh()

    # -- drawing -----------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        self._styles.clear()
        super().notify_style_update()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(event.size.width, len(self._lines))
        self._see(self._cursor)

    @blank_where_it_fails(lambda lines: Strip.blank(lines.size.width))
    def render_line(self, y: int) -> Strip:
        at, width = y + self.top, self.scrollable_content_region.width
        here = at == self._cursor
        base = self._style("cursor" if here else "row")
        if at >= len(self._lines):
            return Strip.blank(width, base)
        shown = self._lines[at]
        gutter = GUTTER if here else _BESIDE
        segments = [Segment(gutter, base), *self._segments(shown, base, width - len(gutter))]
        strip = Strip(segments).adjust_cell_length(width, base)
        return readable_line(strip) if here else strip

    def _segments(self, shown: Line, base: Style, room: int) -> Iterator[Segment]:
        for text, tone in shown.parts:
            said = one_line(text)
            if cell_len(said) > room:
                said = cut(said, max(0, room))
            own = self._style(tone) if tone else None
            style = base if own is None else base + Style(color=own.color, bold=own.bold)
            yield Segment(said, style)
            room -= cell_len(said)
            if room <= 0:
                return

    def _style(self, tone: str) -> Style:
        if tone not in self._styles:
            self._styles[tone] = self.get_component_rich_style(f"drawn--{tone}")
        return self._styles[tone]

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one opens."""
        at = event.y + self.top
        if at < len(self._lines) and self._lines[at].record is not None:
            again = at == self._cursor
            self._go(at)
            if again or event.chain > 1:
                self.post_message(self.Opened(self._lines[at].record))
