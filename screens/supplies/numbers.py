"""Supplies in numbers: gates, the pace, who waits, what households got, a map of the doors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum
from functools import partial
from typing import Any, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input

from data.sql import Reader
from data.supplies.progress import progress
from data.supplies.received import received, waiting
from models.supplies.pictures import GateProgress, Progress, Received, Waiting
from models.text import fold
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.supplies import NUMBERS
from screens.kit import masks
from screens.kit.drawn_lines import Drawn, DrawnLines, Line
from screens.kit.in_numbers import InNumbers
from screens.kit.line_field import FirstLineField
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside
from screens.supplies import building_map, pictures
from screens.supplies import progress_words as words


class View(IntEnum):
    """What is shown, in the order in which `v` and digits choose it."""

    GATES = 0
    PACE = 1
    WAITING = 2
    RECEIVED = 3
    MAP = 4


_VIEWS = (
    N_("the gates"),
    N_("the pace"),
    N_("who waits longest"),
    N_("goods of 14 days by household"),
    N_("map of the doors"),
)
"""What each view is called."""


class Found(NamedTuple):
    """What was read."""

    progress: Progress
    waiting: list[Waiting]
    received: list[Received] | None = None
    """Read once it is looked at."""


class SupplyNumbers(InNumbers[Found]):
    """How far a delivery is, and how it was in the last days.

    Args:
        delivery_no: the delivery.
        drop_no: the gate the cursor is on at first.
    """

    DEFAULT_CSS = """
    SupplyNumbers #numbers-about { color: $foreground 80%; }
    """
    BINDINGS = bindings(NUMBERS)
    views = tuple(View)

    def __init__(self, delivery_no: int, drop_no: int | None = None) -> None:
        super().__init__()
        self._delivery_no = delivery_no
        self._drop_no = drop_no
        self._found: Found | None = None
        self._map = building_map.Map([], [], [])
        self._at = 0
        """The building the map stands at."""
        self._top = 0
        """The first line that was seen when it went there."""
        self._sought: list[Received] = []
        self._widths: tuple[int, int] | None = None
        """Cells of the longest address and of the longest name of those read."""

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield Told(id="numbers-about")
            yield FirstLineField(id="numbers-find")
            yield DrawnLines(id="numbers-lines")
            yield Told(classes="foot")

    def on_mount(self) -> None:
        self._field.display = False
        super().on_mount()

    @property
    def _field(self) -> FirstLineField:
        return self.query_one("#numbers-find", FirstLineField)

    # -- reading -------------------------------------------------------------------------------

    def reading(self) -> Callable[[Reader, datetime], Found]:
        households = self._view == View.RECEIVED

        def read(conn: Reader, now: datetime) -> Found:
            got = received(conn, now) if households else None
            return Found(progress(conn, self._delivery_no, now), waiting(conn), got)

        return read

    def came(self, found: Found) -> None:
        first = self._found is None
        self._found, self._widths = found, None
        self._show(self._first_line if first else None, anew=first)

    def _first_line(self, lines: Sequence[Line]) -> int | None:
        """The line of the gate the cursor is on at first."""
        for at, one in enumerate(lines):
            if isinstance(one.record, GateProgress) and one.record.drop_no == self._drop_no:
                return at
        return None

    # -- showing -------------------------------------------------------------------------------

    def relabel(self) -> None:
        super().relabel()
        self.query_one(".box").border_title = titled(
            _("Delivery {no} in numbers {view}/{views}: {what}").format(
                no=self._delivery_no,
                view=self._view + 1,
                views=len(View),
                what=_(_VIEWS[self._view]),
            )
        )
        self._field.placeholder = _("/: find by an address, a name")
        self._show()

    def _show(
        self,
        at: Callable[[Sequence[Line]], int | None] | None = None,
        *,
        anew: bool = False,
    ) -> None:
        """Show what was read.

        Args:
            at: gives the line the cursor goes to.
            anew: whether another view is shown than before.
        """
        self._field.display = self._view == View.RECEIVED
        self.put(".foot", self._foot())
        if self._found is None:
            self.put("#numbers-about", _("reading …"))
            return
        about, lines = self._picture(self._found)
        self.put("#numbers-about", about)
        self.query_one("#numbers-about").display = bool(about)
        first = at(lines) if at is not None else None
        self._lines.show(lines, first, anew=anew)
        if first is not None:
            self._lines.look_at(first)
        if anew and self._view == View.MAP:
            self._go_to_building(self._at)

    def _picture(self, found: Found) -> tuple[str, Sequence[Line]]:
        """What stands above the lines, and the lines."""
        now, masked = self.desk.store.now(), self.desk.masked
        width = max(40, self._lines.scrollable_content_region.width)
        match self._view:
            case View.PACE:
                return "", list(pictures.pace(found.progress, now, width))
            case View.WAITING:
                return words.waiting(found.waiting), pictures.waits(
                    found.waiting, now, masked, width
                )
            case View.RECEIVED:
                return self._got(found)
            case View.MAP:
                self._map = building_map.buildings(found.progress.gates, width)
                return words.legend(), self._map.lines
        told, _slow = words.pace(found.progress.pace, now)
        about = beside(words.gone_to(found.progress), told, gap=" · ")
        legends = beside(words.legend(), words.bar_legend(), gap="   ")
        heads = pictures.gate_heads(width)
        return f"{about}\n{legends}\n{heads}", list(pictures.gates(found.progress, now, width))

    def _got(self, found: Found) -> tuple[str, Sequence[Line]]:
        rows = found.received
        if rows is None:
            return _("reading …"), []
        typed = self._field.value
        if masks.tells_of_health(typed):
            self._sought = []
            return masks.not_looked_for(), []
        wanted = fold(typed).split()
        self._sought = [one for one in rows if all(word in one.search for word in wanted)]
        about = words.summary(self._sought)
        if not self._sought:
            about = _("No household has that.")
        width = max(40, self._lines.scrollable_content_region.width)
        if self._widths is None:
            self._widths = pictures.received_widths(rows)
        cells = pictures.shared_out(self._widths, width)
        return about, Drawn(self._sought, partial(pictures.received, cells=cells))

    def _foot(self) -> str:
        views = _("v, tab, 1-5: view   esc: back")
        if self._view == View.RECEIVED:
            return beside(_("/: find   enter: household"), views, gap="   ")
        if self._view == View.WAITING:
            return beside(_("enter: household"), views, gap="   ")
        if self._view == View.MAP:
            return beside(_("← → [ ]: building   ↑ ↓: floors"), views, gap="   ")
        return beside(_("enter: its doors"), views, gap="   ")

    def action_find(self) -> None:
        """Type what is looked for among what households got."""
        if self._view != View.RECEIVED:
            self._turn_to(View.RECEIVED)
        self._field.focus()

    def action_leave(self) -> None:
        """Leave what is typed first, then the dialog."""
        if self.focused is self._field:
            self._field.value = ""
            self._lines.focus()
        else:
            super().action_leave()

    # -- acts ----------------------------------------------------------------------------------

    def show_view(self) -> None:
        if self._view == View.RECEIVED and self._found is not None and self._found.received is None:
            self.renew()
        self.relabel()
        self._show(anew=True)

    def action_building(self, by: int) -> None:
        """Go to the next building of the map."""
        if self._view == View.MAP and self._map.starts:
            if self._lines.top != self._top:  # it was scrolled since
                self._at = max(0, bisect_right(self._map.starts, self._lines.top) - 1)
            self._go_to_building(max(0, min(len(self._map.starts) - 1, self._at + by)))

    def _go_to_building(self, at: int) -> None:
        if at < len(self._map.starts):
            self._at = at
            self._lines.look_at(self._map.starts[at])
            self._top = self._lines.top

    def open_record(self, record: Any) -> None:
        if isinstance(record, GateProgress):
            self._turn_to(View.MAP)
            if record.drop_no in self._map.gates:
                self._go_to_building(self._map.gates.index(record.drop_no))
        elif record is not None:
            self.desk.show_record("households", record)

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._view == View.RECEIVED:
            self._show(anew=True)
