"""The one list of the desk: it reads and draws only what is seen, and keeps its place by record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from data.listing import Listing
from models.listing import ListQuery
from screens.i18n import N_, _
from screens.widgets.columns import Column, Tone, View, cut, share_out

_BLOCK = 64
"""Rows read at once."""

_BLOCKS = 16
"""Blocks kept; more than any screen shows."""

_GUTTER = 2
"""Cells at the left for the marks of cursor and selection."""


class RecordList(ScrollView, can_focus=True):
    """A window on a listing.

    Args:
        columns: what is shown, in order; those that do not fit go by priority.
        empty: gives the hint shown when there is nothing.
    """

    DEFAULT_CSS = """
    RecordList {
        height: 1fr; width: 1fr; scrollbar-size-horizontal: 0; scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        background: $background;
    }
    RecordList > .list--header { background: $panel; color: $foreground; text-style: bold; }
    RecordList > .list--row { color: $foreground; background: $background; }
    RecordList > .list--marked { color: $accent; background: $background; }
    RecordList > .list--cursor { background: $panel-lighten-1; color: $foreground; }
    RecordList:focus > .list--cursor {
        background: $primary 45%; color: $foreground; text-style: bold;
    }
    RecordList > .list--dim { color: $foreground 60%; }
    RecordList > .list--good { color: $success; }
    RecordList > .list--warn { color: $warning; text-style: bold; }
    RecordList > .list--life { color: $error; text-style: bold; }
    RecordList > .list--hint { color: $foreground 70%; }
    """
    COMPONENT_CLASSES = {
        "list--header",
        "list--row",
        "list--marked",
        "list--cursor",
        "list--dim",
        "list--good",
        "list--warn",
        "list--life",
        "list--hint",
    }
    BINDINGS = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown,ctrl+f", "page(1)", show=False),
        Binding("pageup,ctrl+b", "page(-1)", show=False),
        Binding("home,ctrl+home", "jump(0)", show=False),
        Binding("end,ctrl+end,G", "jump(-1)", show=False),
        Binding("enter", "open", N_("open"), tooltip=N_("Open the record under the cursor")),
        Binding("space", "mark", show=False, tooltip=N_("Mark or unmark for several at once")),
        Binding("asterisk", "mark_all", show=False, tooltip=N_("Mark all shown, or none")),
        Binding("s", "sort", show=False, tooltip=N_("Sort by the next column")),
        Binding("S", "turn", show=False, tooltip=N_("Turn the order round")),
    ]

    class Highlighted(Message):
        """The cursor stands on another record, or on none."""

        def __init__(self, no: int | None) -> None:
            super().__init__()
            self.no = no

    class Opened(Message):
        """A record was opened."""

        def __init__(self, no: int) -> None:
            super().__init__()
            self.no = no

    class SortChanged(Message):
        """Another order is asked for."""

        def __init__(self, sort: str, descending: bool) -> None:
            super().__init__()
            self.sort = sort
            self.descending = descending

    def __init__(self, columns: Sequence[Column[Any]], empty: Callable[[], str]) -> None:
        super().__init__()
        self._columns = columns
        self._empty = empty
        self._listing: Listing[Any] | None = None
        self._query: ListQuery | None = None
        self._view: View | None = None
        self._cursor = 0
        self._anchor: int | None = None
        self._marks: set[int] = set()
        self._shares: list[tuple[Column[Any], int]] = []
        self._blocks: dict[int, list[Any]] = {}
        self._numbers: dict[int, Sequence[int]] = {}
        self._strips: dict[tuple[int, bool, bool], Strip] = {}
        self._styles: dict[str, Style] = {}

    # -- what is shown -----------------------------------------------------------------------

    def show(self, listing: Listing[Any], query: ListQuery, view: View) -> None:
        """Show other records, or the same read again; the cursor stays on its record."""
        asked = self._query or query
        typed = query.filter != asked.filter
        turned = (query.sort, query.descending) != (asked.sort, asked.descending)
        row_on_screen = self._cursor - round(self.scroll_offset.y)
        self._listing, self._query, self._view = listing, query, view
        self._blocks.clear()
        self._numbers.clear()
        self._strips.clear()
        # What is searched for is looked at from its top, and so is a new order seen from the top.
        from_top = (typed and bool(query.filter)) or (turned and self._cursor == 0)
        at = 0 if from_top else self._cursor
        if self._anchor is not None and not from_top:
            place = listing.position(self._anchor)
            at = self._cursor if place is None else place
        self._cursor = max(0, min(at, listing.count - 1))
        self.virtual_size = Size(self.size.width or 1, listing.count + 1)
        top = self._cursor - max(0, min(row_on_screen, self._page_rows - 1))
        self._scroll_to_row(top)
        if self._anchor is None or not typed:
            self._anchor = self.highlighted_no
        self.refresh()
        self.post_message(self.Highlighted(self.highlighted_no))

    @property
    def highlighted_no(self) -> int | None:
        """The number of the record under the cursor; None in an empty list."""
        return self._no(self._cursor)

    @property
    def cursor(self) -> int:
        """The cursor's place, from 0."""
        return self._cursor

    @property
    def marks(self) -> frozenset[int]:
        """Numbers of the marked records."""
        return frozenset(self._marks)

    def clear_marks(self) -> None:
        """Unmark everything."""
        self._marks.clear()
        self._redraw()

    def reveal(self, no: int) -> bool:
        """Put the cursor on a record; False when the list does not show it."""
        at = None if self._listing is None else self._listing.position(no)
        if at is None:
            return False
        self._anchor = no
        self._move_to(at)
        return True

    # -- reading -----------------------------------------------------------------------------

    @property
    def _count(self) -> int:
        return 0 if self._listing is None else self._listing.count

    def _no(self, index: int) -> int | None:
        if self._listing is None or not 0 <= index < self._listing.count:
            return None
        self._read(index // _BLOCK)
        numbers = self._numbers[index // _BLOCK]
        at = index % _BLOCK
        return numbers[at] if at < len(numbers) else None

    def _row(self, index: int) -> Any:
        self._read(index // _BLOCK)
        block = self._blocks[index // _BLOCK]
        at = index % _BLOCK
        return block[at] if at < len(block) else None

    def _read(self, number: int) -> None:
        if number in self._blocks or self._listing is None:
            return
        while len(self._blocks) >= _BLOCKS:
            oldest = next(iter(self._blocks))
            del self._blocks[oldest], self._numbers[oldest]
        start = number * _BLOCK
        rows = self._listing.window(start, min(start + _BLOCK, self._listing.count))
        self._blocks[number] = rows
        self._numbers[number] = [0 if row is None else row.no for row in rows]

    # -- drawing -----------------------------------------------------------------------------

    def _redraw(self) -> None:
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    def on_resize(self, event: events.Resize) -> None:
        """Share the width out again and keep the cursor in sight."""
        width = self.scrollable_content_region.width
        self._shares = share_out(self._columns, max(1, width - _GUTTER))
        self._strips.clear()
        self.virtual_size = Size(event.size.width, self._count + 1)
        self._scroll_to_row(self._top_for(self._cursor))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0:
            return self._header(width)
        index = y - 1 + round(self.scroll_offset.y)
        if index >= self._count:
            return self._blank(y, width)
        no = self._no(index)
        key = (index, index == self._cursor, no in self._marks)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > 4 * _BLOCK * _BLOCKS:
                self._strips.clear()
            strip = self._strips[key] = self._line(index, key[1], key[2], width)
        return strip

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self.get_component_rich_style(f"list--{name}")
        return style

    def _header(self, width: int) -> Strip:
        style = self._style("header")
        parts = [" " * _GUTTER]
        for column, cells in self._shares:
            title = _(column.title)
            if self._query is not None and column.key and column.key == self._query.sort:
                title += "↓" if self._query.descending else "↑"
            parts.append(cut(title, cells, column.right) + " ")
        return Strip([Segment(cut("".join(parts).rstrip(), width), style)], width)

    def _blank(self, y: int, width: int) -> Strip:
        style = self._style("hint")
        hint = ""
        if self._count == 0 and self._view is not None:
            lines = self._empty().split("\n")
            hint = lines[y - 2] if 0 <= y - 2 < len(lines) else ""
        return Strip([Segment(cut("  " + hint, width), style)], width)

    def _line(self, index: int, at_cursor: bool, marked: bool, width: int) -> Strip:
        row = self._row(index)
        base = self._style("cursor" if at_cursor else "marked" if marked else "row")
        gutter = ("▸" if at_cursor else " ") + ("✓" if marked else " ")
        segments = [Segment(gutter, base)]
        used = _GUTTER
        for column, cells in self._shares:
            text: str = ""
            tone: Tone = ""
            if row is not None and self._view is not None:
                cell = column.cell(row, self._view)
                text, tone = (cell, "") if isinstance(cell, str) else cell
            style = self._toned(base, tone, at_cursor)
            segments.append(Segment(cut(_plain(text), cells, column.right), style))
            segments.append(Segment(" ", base))
            used += cells + 1
        strip = Strip(segments, used)
        return strip.adjust_cell_length(width, base)

    def _toned(self, base: Style, tone: Tone, at_cursor: bool) -> Style:
        if not tone:
            return base
        own = self._style(tone)
        if at_cursor:
            return base if tone == "dim" else base + Style(color=own.color, bold=True)
        return base + Style(color=own.color, bold=own.bold)

    # -- moving ------------------------------------------------------------------------------

    @property
    def _page_rows(self) -> int:
        return max(1, self.size.height - 1)

    def _top_for(self, index: int) -> int:
        top = round(self.scroll_offset.y)
        if index < top:
            return index
        return max(top, index - self._page_rows + 1)

    def _scroll_to_row(self, top: int) -> None:
        most = max(0, self._count - self._page_rows)
        self.set_scroll(None, max(0, min(top, most)))

    def _move_to(self, index: int) -> None:
        if not self._count:
            return
        index = max(0, min(self._count - 1, index))
        old, self._cursor = self._cursor, index
        top = round(self.scroll_offset.y)
        wanted = self._top_for(index)
        if wanted != top:
            self._scroll_to_row(wanted)
            self.refresh()
        else:
            self._refresh_rows(old, index)
        self._anchor = self.highlighted_no
        if index != old:
            self.post_message(self.Highlighted(self._anchor))

    def _refresh_rows(self, *indices: int) -> None:
        top = round(self.scroll_offset.y)
        for index in indices:
            y = index - top + 1
            if 1 <= y < self.size.height:
                self.refresh(Region(0, y, self.size.width, 1))

    def action_move(self, step: int) -> None:
        """Move the cursor by lines."""
        self._move_to(self._cursor + step)

    def action_page(self, step: int) -> None:
        """Move the cursor by screens."""
        self._move_to(self._cursor + step * self._page_rows)

    def action_jump(self, index: int) -> None:
        """Move the cursor to the first record, or with -1 to the last."""
        self._move_to(self._count - 1 if index < 0 else index)

    # -- acts --------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the record under the cursor."""
        no = self.highlighted_no
        if no is not None:
            self.post_message(self.Opened(no))

    def action_mark(self) -> None:
        """Mark or unmark the record under the cursor, and go on to the next."""
        no = self.highlighted_no
        if no is not None:
            self._marks ^= {no}
            self._refresh_rows(self._cursor)
            self._move_to(self._cursor + 1)

    def action_mark_all(self) -> None:
        """Mark everything the query finds; when all of it is marked, nothing."""
        if self._listing is None:
            return
        found = set(self._listing.nos(0, self._listing.count))
        self._marks = self._marks - found if found <= self._marks else self._marks | found
        self._redraw()

    def _sortable(self) -> list[str]:
        return [column.key for column, _cells in self._shares if column.key]

    def action_sort(self) -> None:
        """Sort by the next column that can be sorted."""
        names = self._sortable()
        if self._query is not None and names:
            at = names.index(self._query.sort) if self._query.sort in names else -1
            self.post_message(self.SortChanged(names[(at + 1) % len(names)], False))

    def action_turn(self) -> None:
        """Turn the order round."""
        if self._query is not None:
            self.post_message(self.SortChanged(self._query.sort, not self._query.descending))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one opens; on the heading it sorts."""
        if event.y == 0:
            self._click_heading(event.x)
            return
        index = event.y - 1 + round(self.scroll_offset.y)
        if index < self._count:
            self._move_to(index)
            if event.chain > 1:
                self.action_open()

    def _click_heading(self, x: int) -> None:
        left = _GUTTER
        for column, cells in self._shares:
            if left <= x < left + cells + 1:
                if column.key and self._query is not None:
                    again = column.key == self._query.sort
                    self.post_message(
                        self.SortChanged(column.key, again and not self._query.descending)
                    )
                return
            left += cells + 1


def _plain(text: str) -> str:
    """Text in which nothing can steer the terminal, whatever was stored."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
