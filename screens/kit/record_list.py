"""The one list of the desk: it reads and draws only what is seen, and keeps its place by record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from data.listing import Listing
from models.listing import ListQuery
from screens.keys import bindings
from screens.keys.lists import RECORDS
from screens.kit.again import Again
from screens.kit.columns import Column, View
from screens.kit.list_lines import GUTTER, PART_STYLES, PARTS, ListLines
from screens.kit.marking import Marking
from screens.kit.refusable import Refusable, blank_where_it_fails, tell_unreadable
from screens.kit.rows import Rows, place_of


class RecordList(Refusable, Marking, ScrollView, can_focus=True):
    """A window on a listing.

    Args:
        columns: what is shown, in order; those that do not fit go by priority.
        empty: gives the hint shown when there is nothing.
    """

    DEFAULT_CSS = """
    RecordList {
        height: 1fr; width: 1fr; scrollbar-size-horizontal: 0; scrollbar-size-vertical: 1;
        overflow-x: hidden; overflow-y: scroll; background: $background;
        scrollbar-background: $surface; scrollbar-background-hover: $surface;
    }
    """
    DEFAULT_CSS += PART_STYLES
    COMPONENT_CLASSES = {f"list--{part}" for part in PARTS}
    virtual_size = reactive(Size(0, 0))
    """How far there is to scroll; the screen is not laid out again when it changes."""

    BINDINGS = bindings(RECORDS)

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another record, or on none."""

        no: int | None

    @dataclass
    class Opened(Message):
        """A record was opened."""

        no: int

    @dataclass
    class SortChanged(Message):
        """Another order is asked for."""

        sort: str
        descending: bool

    @dataclass
    class Reading(Message):
        """Lines could not be read, and why; None when they can be again."""

        error: Exception | None

    def __init__(self, columns: Sequence[Column[Any]], empty: Callable[[], str]) -> None:
        super().__init__()
        self._empty = empty
        self._lines = ListLines(
            columns,
            lambda part: self.get_component_rich_style(f"list--{part}"),
            partial(tell_unreadable, self),
        )
        self._rows = Rows(None, self._not_read)
        self._again = Again(self, self._redraw)
        self._query: ListQuery | None = None
        self._view: View | None = None
        self._cursor = 0
        self._anchor: int | None = None
        self._searched_from: tuple[int | None, int] = (None, 0)

    # -- what is shown -----------------------------------------------------------------------

    def show(self, listing: Listing[Any], query: ListQuery, view: View) -> None:
        """Show other records, or the same read again; cursor and view stay by their records.

        What is searched for is looked at from its top, and so is a new order seen from the top.

        Raises:
            Refused: as `Store.read`; then everything stays as it was.
        """
        before = self._query or query
        searched = bool(query.filter) and query.filter != before.filter
        turned = (query.sort, query.descending) != (before.sort, before.descending)
        if searched and not before.filter:
            self._searched_from = (self._anchor, self._cursor - self._top)
        if searched or (turned and self._cursor == 0):
            cursor, top = 0, 0
        else:
            cursor, top = self._places(listing, back=bool(before.filter) and not query.filter)
        count = listing.count
        rows = Rows(listing, self._not_read)
        first = max(0, min(top, count - self._page_rows))
        rows.read(first, first + self._page_rows)
        self._forget_gone(listing)
        self._again.worked()
        self._rows = rows
        self._query, self._view = query, view
        self._lines.forget()
        self._cursor = max(0, min(cursor, count - 1))
        self.virtual_size = Size(self.size.width or 1, count + 1)
        self._scroll_to_row(top)
        if not searched:
            self._anchor = self.highlighted_no
        self.refresh()
        self.post_message(self.Highlighted(self.highlighted_no))

    def show_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Show other columns, or the same in another order and width."""
        self._lines.show(columns)
        self.refresh()

    @property
    def columns_shown(self) -> list[Column[Any]]:
        """The columns there is room for, in order."""
        return self._lines.shown

    @property
    def cells_shown(self) -> dict[str, int]:
        """The cells of each of them, by its name."""
        return self._lines.cells

    def _places(self, listing: Listing[Any], back: bool) -> tuple[int, int]:
        """Where cursor and top line are in a listing, by the records that stand there.

        Args:
            back: the search is over; its beginning is seen again as it was.
        """
        top, cursor = self._top, self._cursor
        found = place_of(listing, self._anchor, cursor)
        if back and self._searched_from[0] == self._anchor:
            return found, found - self._searched_from[1]
        if top <= cursor < top + self._page_rows:
            return found, found - (cursor - top)
        return found, place_of(listing, self._rows.no(top), top)

    def _forget_gone(self, listing: Listing[Any]) -> None:
        if self.marks:
            self.change_marks(listing.in_view(self.marks))

    def listed(self) -> Rows:
        return self._rows

    @property
    def highlighted_no(self) -> int | None:
        """The number of the record under the cursor; None in an empty list."""
        return self._rows.no(self._cursor)

    def row(self, no: int) -> Any:
        """A record as it was last read for the list; None where it is not among those."""
        return self._rows.read_before(no)

    @property
    def cursor(self) -> int:
        """The cursor's place, from 0."""
        return self._cursor

    @property
    def standing(self) -> tuple[int, int]:
        """The cursor's place, from 0, and how many lines are seen above it."""
        return self._cursor, self._cursor - self._top

    def stand(self, no: int | None, at: int, above: int) -> bool:
        """Put the cursor on a record with so many lines above it; False, and the cursor where it
        was, `at`, when the list does not show it."""
        found = None if no is None else self._rows.position(no)
        self._move_to(at if found is None else found)
        self._scroll_to_row(self._cursor - max(0, min(above, self._page_rows - 1)))
        self.refresh()
        return no is None or found is not None

    def reveal(self, no: int) -> bool:
        """Put the cursor on a record; False when the list does not show it."""
        at = self._rows.position(no)
        if at is None:
            return False
        self._anchor = no
        self._move_to(at)
        return True

    # -- drawing -----------------------------------------------------------------------------

    def _not_read(self, error: Exception) -> None:
        """Some lines could not be read and are blank: tell, and try again."""
        self.post_message(self.Reading(error))
        self._again.later()

    def _redraw(self) -> None:
        try:
            self._rows.read(self._top, self._top + self._page_rows)
        except Exception as error:  # noqa: BLE001 - what can be seen of the list stays
            self._not_read(error)
            return
        self._again.worked()
        self.post_message(self.Reading(None))
        self._lines.forget()
        self.refresh()

    def notify_style_update(self) -> None:
        self._lines.restyle()
        super().notify_style_update()

    def watch_virtual_size(self, size: Size) -> None:
        """The scrollbar is always there; only its length changes."""
        self.vertical_scrollbar.window_virtual_size = size.height

    def on_resize(self, event: events.Resize) -> None:
        """Share the width out again and keep the cursor in sight."""
        self._lines.fit(event.size.width, self.styles.scrollbar_size_vertical)
        self.virtual_size = Size(event.size.width, self._rows.count + 1)
        self._scroll_to_row(self._top_for(self._cursor))
        self.refresh()

    @blank_where_it_fails(lambda listed: Strip.blank(listed.size.width))
    def render_line(self, y: int) -> Strip:
        if y == 0:
            return self._lines.header(self._query)
        index = y - 1 + self._top
        if self._view is None or index >= self._rows.count:
            hints = self._empty().split("\n") if self._view and not self._rows.count else []
            return self._lines.hint(hints[y - 2] if 2 <= y < len(hints) + 2 else "")
        row = self._rows.at(index)
        marked = row is not None and row.no in self.marks
        return self._lines.record(
            index, row, self._view, index == self._cursor, marked, self.app.screen is self.screen
        )

    # -- moving ------------------------------------------------------------------------------

    @property
    def _top(self) -> int:
        return round(self.scroll_offset.y)

    @property
    def _page_rows(self) -> int:
        return max(1, self.size.height - 1)

    def _top_for(self, index: int) -> int:
        return min(index, max(self._top, index - self._page_rows + 1))

    def _scroll_to_row(self, top: int) -> None:
        most = max(0, self._rows.count - self._page_rows)
        self.set_scroll(None, max(0, min(top, most)))

    def _move_to(self, index: int) -> None:
        if not self._rows.count:
            return
        index = max(0, min(self._rows.count - 1, index))
        old, self._cursor = self._cursor, index
        self._rows.retry()
        wanted = self._top_for(index)
        if wanted != self._top:
            self._scroll_to_row(wanted)
            self.refresh()
        else:
            self._refresh_rows(old, index)
        self._anchor = self.highlighted_no
        if index != old:
            self.post_message(self.Highlighted(self._anchor))

    def _refresh_rows(self, *indices: int) -> None:
        for index in indices:
            y = index - self._top + 1
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
        self._move_to(self._rows.count - 1 if index < 0 else index)

    # -- acts --------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the record under the cursor."""
        no = self.highlighted_no
        if no is not None:
            self.post_message(self.Opened(no))

    def action_mark(self) -> None:
        """Mark or unmark the record under the cursor, and go on to the next."""
        self.turn_mark()
        self._move_to(self._cursor + 1)

    def action_sort(self) -> None:
        """Sort by the next column that can be sorted."""
        following = None if self._query is None else self._lines.sorted_after(self._query.sort)
        if following is not None:
            self.post_message(self.SortChanged(following, False))

    def action_reverse(self) -> None:
        """Turn the order round."""
        if self._query is not None:
            self.post_message(self.SortChanged(self._query.sort, not self._query.descending))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one opens; at the left it marks, above it sorts."""
        index = event.y - 1 + self._top
        if event.y == 0:
            self._sort_at(event.x)
        elif index < self._rows.count:
            self._move_to(index)
            if event.x < GUTTER:
                self.turn_mark()
            elif event.chain > 1:
                self.action_open()

    def _sort_at(self, x: int) -> None:
        sort = self._lines.sort_at(x)
        if sort and self._query is not None:
            turn = sort == self._query.sort and not self._query.descending
            self.post_message(self.SortChanged(sort, turn))

    def on_focus(self) -> None:
        """What the cursor stands on when the filter is left is where it stays afterwards."""
        if self.highlighted_no is not None:
            self._anchor = self.highlighted_no
