"""The first place: who is here, what is hurt first, what still lacks people. Enter goes to each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.keys import bindings
from screens.keys.lists import TODAY
from screens.kit.place import TIME_PASSES
from screens.kit.readable import ReadableList
from screens.kit.refusable import tell_unreadable
from screens.kit.trail import Spot
from screens.requests.acts import RequestActs

if TYPE_CHECKING:
    from models.today import Board
    from screens.today.words import BoardLine

_ANSWERED = 0.5
"""Seconds left to what was typed before the board was there, before the rest of it is read."""

_OPENED = frozenset(
    {
        "clock", "copies", "call_down", "offers", "stock", "doors", "samples",
        "abnormal", "unvisited", "retests", "missed", "to_settle",
    }
)  # fmt: skip
"""Parts of the board whose lines open something, which goes by the same name."""


class TodaySeen(NamedTuple):
    """How the board was looked at: the line under the cursor, and the first line seen."""

    key: str
    top: int


class Today(RequestActs):
    """The board of the day."""

    place = "today"
    BINDINGS = bindings(TODAY)

    DEFAULT_CSS = """
    Today OptionList {
        height: 1fr; border: none; padding: 0 1; background: $background;
        scrollbar-size-vertical: 1;
    }
    Today OptionList:focus { border: none; }
    Today OptionList > .option-list--option-disabled { color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[BoardLine] = []
        self._board: Board | None = None
        self._left_out = False
        """Whether the board was read but for what takes words that are still to be read."""
        self._drawn = 0
        """The width the lines were cut to."""

    def body(self) -> ComposeResult:
        yield ReadableList(id="board", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(TIME_PASSES, self.time_passes)

    @property
    def listed(self) -> OptionList:
        """The lines."""
        return self.query_one("#board", OptionList)

    def load(self) -> None:
        # What reads and words the board is not needed to paint the frame, so it comes after it.
        from data.requests import queries as requests
        from data.today.queries import board

        now, at_first = self.store.now(), self._board is None
        with self.store.read() as conn:
            self._board = board(conn, now, requests.settings(conn), at_first=at_first)
        self._draw()
        self._left_out = at_first and self._board.offers > 0
        if self._left_out and self.desk.typed_ahead:
            self.set_timer(_ANSWERED, self._read_rest)
        elif self._left_out:
            self.call_after_refresh(self._read_rest)
        if self.focused is None:
            self.listed.focus()

    def _read_rest(self) -> None:
        """Read what was left out at first, where somebody sees it."""
        if self._left_out and self.desk.here is self:
            self.read_anew()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self._left_out:
            self.call_after_refresh(self._read_rest)

    def on_resize(self, _event: events.Resize) -> None:
        """Lines are cut to the width there is."""
        if self._board is not None and self.size.width != self._drawn:
            self._draw()

    def chosen(self) -> int | None:
        """The request of the line under the cursor."""
        at = self.listed.highlighted
        line = self._lines[at] if at is not None and at < len(self._lines) else None
        return line.no if line is not None and line.place == "requests" and line.no else None

    def _draw(self) -> None:
        """Show the board that was read last, the cursor on the line it was on."""
        from screens.today.words import Writer

        assert self._board is not None
        at = self.listed.highlighted
        kept = self._lines[at].key if at is not None and at < len(self._lines) else None
        self._drawn = self.size.width
        width, failed = self.size.width - 3, partial(tell_unreadable, self)
        writer = Writer(self.store.now(), self.desk.masked, width, failed)
        self._lines = list(writer.lines(self._board, self.desk.notices))
        self.listed.clear_options()
        self.listed.add_options([Option(x.text, disabled=not x.place) for x in self._lines])
        keys = [line.key for line in self._lines]
        first = next((i for i, line in enumerate(self._lines) if line.no), 0)
        self.listed.highlighted = keys.index(kept) if kept in keys else first

    def spot(self) -> Spot[TodaySeen]:
        at, top = self.listed.highlighted, round(self.listed.scroll_offset.y)
        key = self._lines[at].key if at is not None and at < len(self._lines) else ""
        return Spot(self.place, None, TodaySeen(key, top))

    def come_back(self, spot: Spot[Any]) -> bool:
        seen = spot.seen
        keys = [line.key for line in self._lines]
        if not isinstance(seen, TodaySeen) or seen.key not in keys:
            return not isinstance(seen, TodaySeen)
        self.listed.highlighted = keys.index(seen.key)
        self.listed.scroll_to(y=seen.top, animate=False, immediate=True)
        return True

    def call_taken(self, no: int, *, life: bool) -> None:
        for at, line in enumerate(self._lines):
            if line.place == "requests" and line.no == no:
                self.listed.highlighted = at

    async def action_timeline(self) -> None:
        """Show the day hour by hour."""
        await self.desk.action_visit("timeline")

    def action_attendance(self) -> None:
        """Check people in and out of the day's duties."""
        from screens.attendance.dialog import Attendance

        self.desk.open_dialog(Attendance())

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.desk.alarm.show_on(self)

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        line = self._lines[event.option_index]
        if line.part == "forgotten":
            self.action_attendance()
        elif line.part in _OPENED:
            self.desk.action_open(line.part)
        elif not line.no:
            await self.desk.action_go_place(line.place)
        else:
            self.desk.show_record(line.place, line.no)
