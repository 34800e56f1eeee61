"""The day with what is done in it by keys and mouse: duties taken in hand, moved, set down.

What comes of it is written by the place around.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from textual import events
from textual.message import Message

from models.duties import DutyRow
from models.timeline import rules
from models.timeline.rules import Edge
from models.times import duty_day_bounds
from screens.keys import bindings
from screens.keys.timeline import BOARD
from screens.timeline.hand import Hand, picked, pulled
from screens.timeline.view import DayView

_WHEEL = 3
"""Lines that one turn of the wheel moves."""


@dataclass(frozen=True, slots=True)
class _Drag:
    """The mouse went down on something."""

    x: int
    hand: Hand


class DayBoard(DayView):
    """A day in which duties are moved."""

    BINDINGS = bindings(BOARD)

    @dataclass
    class Dropped(Message):
        """What was in hand is set down."""

        hand: Hand

    def __init__(self, doubt: Callable[[DutyRow], str], hint: Callable[[], str]) -> None:
        super().__init__(doubt, hint)
        self._drag: _Drag | None = None

    # -- keys that move the cursor, or what is in hand -------------------------------------------

    def action_row(self, step: int) -> None:
        """Go to the next line; what is in hand goes to the next person."""
        if self.hand is not None:
            self._hand_to(step)
        else:
            self._go_to_row(self._row + step, len(self._lines))

    def action_page(self, step: int) -> None:
        """Go on by a screen, with what is in hand."""
        by, people = step * self._people_rows, len(self._lines.people)
        if self.hand is not None:
            self._hand_to(by)
        else:
            self._go_to_row(self._row + by, people if self._row < people else len(self._lines))

    def action_jump(self, index: int) -> None:
        """Go to the first person, or the last, with what is in hand."""
        people = len(self._lines.people)
        if self.hand is not None:
            self._hand_to(people if index < 0 else -people)
        else:
            self._go_to_row(people if index < 0 else 0, people)

    def _go_to_row(self, row: int, count: int) -> None:
        """Put the cursor on one of the first so many lines."""
        self._row = max(0, min(count - 1, row))
        self._settle()

    def action_time(self, step: int) -> None:
        """Go on by a cell, at the edge to another day; what is in hand moves a quarter of an
        hour."""
        if self.hand is not None:
            self._hand_by(step)
            return
        window = self.window
        wide = max(1, rules.STEP // timedelta(minutes=window.scale))
        cell = window.cell(self._moment) // wide * wide + step * wide
        if 0 <= cell < window.cells:
            self.go_to(window.moment(cell))
        else:
            self._moment = window.moment(cell % window.cells)
            self.post_message(self.Turned(-1 if cell < 0 else 1))

    def action_next_block(self, step: int) -> None:
        """Go to the next duty, on this line or below; in hand, pull the other end."""
        if self.hand is not None:
            if self.hand.pull is not None:
                other = Edge.START if self.hand.pull is Edge.END else Edge.END
                self._take(replace(self.hand, pull=other))
            return
        cell = self.window.cell(self._moment)
        under = self.line and rules.at_cell(self.line.blocks, cell)
        target = self._lines.next_block((self._row, under.first if under else cell), step)
        if target is not None:
            self._row = target[0]
            self.go_to(self.window.moment(target[1]))

    # -- what is in hand ---------------------------------------------------------------------

    def _take(self, hand: Hand | None) -> None:
        self.hand = hand
        self._settle()

    def action_take(self) -> None:
        """Take what is under the cursor in hand, or set it down."""
        if self.hand is not None:
            self.action_open()
        else:
            self._take(self._picked(None))

    def action_pull(self) -> None:
        """Take the end of the duty under the cursor in hand."""
        if self.hand is None:
            self._take(self._picked(Edge.END))
        elif self.hand.duty is not None:
            self._take(replace(self.hand, pull=None if self.hand.pull else Edge.END))

    def action_shift(self, step: int) -> None:
        """Take the duty in hand at once and move it."""
        self.hand = self.hand or self._picked(None)
        self._hand_by(step)

    def action_stretch(self, step: int) -> None:
        """Take the end of the duty in hand at once and pull it."""
        self.hand = self.hand or self._picked(Edge.END)
        self._hand_by(step)

    def _picked(self, pull: Edge | None) -> Hand | None:
        return picked(self.duty, self.gap, pull)

    def _move(self, held: Hand) -> None:
        """Hold what is in hand elsewhere, in sight."""
        starts, ends = duty_day_bounds(self._day)
        self._moment = max(starts, min(held.seen, ends - rules.STEP))
        self._take(held)

    def _hand_by(self, steps: int) -> None:
        if self.hand is not None and self.hand.duty is not None:
            self._move(self.hand.by(steps, duty_day_bounds(self._day)))

    def _hand_to(self, step: int) -> None:
        """Give what is in hand to a person so many people on."""
        held = self.hand
        if held is None or held.pull is not None:
            return
        numbers = [one.person.no for one in self._lines.people if one.person and not one.lane]
        if not numbers:
            return
        at = numbers.index(held.person_no) if held.person_no in numbers else len(numbers)
        at = max(0, min(len(numbers) - 1, at + step))
        self._take(replace(held, person_no=numbers[at]))

    def begin_swap(self, duty: DutyRow) -> None:
        """Mark a duty that is to be swapped with another."""
        self.swapping = duty
        self._settle()

    def let_go(self) -> bool:
        """Leave what is in hand where it was, or what was to be swapped; False for nothing."""
        if self.hand is None and self.swapping is None:
            return False
        self.swapping = None
        self.let_go_of_hand()
        self._settle()
        return True

    def let_go_of_hand(self) -> None:
        """Leave what is in hand where it was; a swap that was begun goes on."""
        self.hand = None
        if self._drag is not None:
            self._drag = None
            self.release_mouse()

    def action_open(self) -> None:
        """Set down what is in hand, else open what is under the cursor."""
        if self.hand is None:
            self.post_message(self.Opened())
        elif not self.hand.changed:
            self.let_go()
        else:
            self.post_message(self.Dropped(self.hand))

    # -- mouse -------------------------------------------------------------------------------

    def _row_at(self, y: int) -> int | None:
        """The line at a height; None between and behind them."""
        if 1 <= y <= self._people_rows:
            at = y - 1 + self._top
            return at if at < len(self._lines.people) else None
        at = y - self._people_rows - 2 + self._gap_top
        if y > self._people_rows + 1 and at < len(self._lines.gaps):
            return len(self._lines.people) + at
        return None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the lines."""
        event.stop()
        self._scroll(event.y, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the lines."""
        event.stop()
        self._scroll(event.y, -_WHEEL)

    def _scroll(self, y: int, by: int) -> None:
        if y > self._people_rows:
            most = max(0, len(self._lines.gaps) - self._gap_rows)
            self._gap_top = max(0, min(most, self._gap_top + by))
        else:
            most = max(0, len(self._lines.people) - self._people_rows)
            self._top = max(0, min(most, self._top + by))
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there; on a block, hold it: at its ends to pull, else to move."""
        row = self._row_at(event.y)
        if row is None or event.button != 1:
            return
        self.let_go_of_hand()
        self._row = row
        frame = self.frame
        cell = frame.cell_at(event.x)
        if cell is not None:
            self._moment = frame.window.moment(cell)
            line = self.line
            one = None if line is None else rules.at_cell(line.blocks, cell)
            hand = None if one is None else self._picked(pulled(one, cell))
            if hand is not None:
                self._drag = _Drag(event.x, hand)
                self.capture_mouse()
        self._settle()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """What is held follows the mouse, in quarters of an hour and from person to person."""
        drag = self._drag
        if drag is None:
            return
        held = drag.hand
        row = self._row_at(event.y)
        line = None if row is None else self._lines.at(row)
        if held.pull is None and line is not None and line.person_no is not None:
            held = replace(held, person_no=line.person_no)
        by = timedelta(minutes=(event.x - drag.x) * self.window.scale)
        if held.duty is not None and by:
            edge = held.ends if held.pull is Edge.END else held.starts
            self._move(held.at(rules.snap(edge + by), duty_day_bounds(self._day)))
        elif held.changed or self.hand is not None:
            self._take(held)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """What is held is set down where it is."""
        if self._drag is None:
            return
        self._drag = None
        self.release_mouse()
        if self.hand is not None:
            self.action_open()

    def on_click(self, event: events.Click) -> None:
        """A second click opens."""
        if event.chain > 1 and self._row_at(event.y) is not None and self.hand is None:
            self.post_message(self.Opened())
