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
from screens.keys import bindings
from screens.keys.timeline import BOARD
from screens.timeline.hand import Hand, picked, pulled
from screens.timeline.view import DayView


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
            super().action_row(step)

    def action_page(self, step: int) -> None:
        """Go on by a screen, with what is in hand."""
        if self.hand is not None:
            self._hand_to(step * self._people_rows)
        else:
            super().action_page(step)

    def action_jump(self, index: int) -> None:
        """Go to the first person, or the last, with what is in hand."""
        if self.hand is not None:
            self._hand_to(len(self._people) if index < 0 else -len(self._people))
        else:
            super().action_jump(index)

    def action_time(self, step: int) -> None:
        """Go on by a cell; what is in hand moves a quarter of an hour."""
        if self.hand is not None:
            self._hand_by(step)
        else:
            super().action_time(step)

    def action_next_block(self, step: int) -> None:
        """Go to the next duty; in hand, pull the other end."""
        if self.hand is None:
            super().action_next_block(step)
        elif self.hand.pull is not None:
            other = Edge.START if self.hand.pull is Edge.END else Edge.END
            self._take(replace(self.hand, pull=other))

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
        starts, ends = rules.day_bounds(self._day)
        self._moment = max(starts, min(held.seen, ends - rules.STEP))
        self._take(held)

    def _hand_by(self, steps: int) -> None:
        if self.hand is not None and self.hand.duty is not None:
            self._move(self.hand.by(steps, rules.day_bounds(self._day)))

    def _hand_to(self, step: int) -> None:
        """Give what is in hand to a person so many people on."""
        held = self.hand
        if held is None or held.pull is not None:
            return
        numbers = [line.person.no for line in self._people if line.person and not line.lane]
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
        line = self._people[row] if row is not None and row < len(self._people) else None
        if held.pull is None and line is not None and line.person is not None:
            held = replace(held, person_no=line.person.no)
        by = timedelta(minutes=(event.x - drag.x) * self.window.scale)
        if held.duty is not None and by:
            edge = held.ends if held.pull is Edge.END else held.starts
            self._move(held.at(rules.snap(edge + by), rules.day_bounds(self._day)))
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
