"""The day as one widget: it draws only the lines seen, and keeps its cursor by duty and person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from data.timeline.queries import PersonDay
from models.duties import DutyRow
from models.timeline import rules
from models.timeline.rules import Block, Span, Window
from models.times import LOCAL, duty_day
from screens.keys import bindings
from screens.keys.timeline import HOURS
from screens.kit.refusable import Refusable, blank_where_it_fails
from screens.timeline import words
from screens.timeline.gaps import Gap
from screens.timeline.hand import Hand
from screens.timeline.lines import DayLine, DayLines, laid_out
from screens.timeline.picture import LEAST_LABEL, Frame, Picture, Shown
from screens.timeline.tones import PART_STYLES, PARTS

_NEVER = datetime.min.replace(tzinfo=LOCAL)


class Standing(NamedTuple):
    """Where the cursor stood in a day.

    Attributes:
        key: of the line, see `DayLine`.
        tops: the first person, the first gap and the first cell in sight.
    """

    key: object
    moment: datetime
    row: int
    tops: tuple[int, int, int]


class DayView(Refusable, Widget, can_focus=True):
    """People of a day and, pinned below, the work that lacks some.

    Args:
        doubt: gives the sign of a duty something stands against: `!` refused, `?` warned.
        hint: gives the words for a day without people.
    """

    DEFAULT_CSS = """
    DayView { height: 1fr; width: 1fr; background: $background; }
    """
    DEFAULT_CSS += PART_STYLES
    COMPONENT_CLASSES = {f"day--{part}" for part in PARTS}
    BINDINGS = bindings(HOURS)

    class At(Message):
        """The cursor stands elsewhere, or something else is in hand."""

    class Opened(Message):
        """What is under the cursor is to be opened."""

    @dataclass
    class Turned(Message):
        """Another day is asked for, so many days on."""

        days: int

    def __init__(self, doubt: Callable[[DutyRow], str], hint: Callable[[], str]) -> None:
        super().__init__()
        self._picture = Picture(lambda tone: self.get_component_rich_style(f"day--{tone}"))
        self._doubt = doubt
        self._hint = hint
        self._day = date.min
        self._now = _NEVER
        self._masked = False
        self._title = ""
        self._lines = DayLines()
        self._given: tuple[Sequence[PersonDay], Sequence[Gap]] = ((), ())
        self._scale: int | None = None
        """Minutes a cell stands for, once that was chosen."""
        self._first = 0
        self._top = 0
        self._gap_top = 0
        self._row = 0
        self._moment = _NEVER
        self.hand: Hand | None = None
        """What is being moved, drawn over the rest."""
        self.swapping: DutyRow | None = None
        """The duty that is to be swapped with another."""
        self.wanted: int | None = None
        """The duty the cursor goes to when the day is shown next."""

    # -- what is shown -----------------------------------------------------------------------

    def show(
        self,
        day: date,
        people: Sequence[PersonDay],
        gaps: Sequence[Gap],
        now: datetime,
        masked: bool,
    ) -> None:
        """Show a day, or the same read again; the cursor stays on its duty, else on its person."""
        key, duty = self._key(), self.duty
        wanted, self.wanted = self.wanted or (None if duty is None else duty.no), None
        place = self._row - self._top
        if day != self._day:
            self._moment = self._same_clock(day, now)
        self._day, self._now, self._masked = day, now, masked
        self._given = people, gaps
        self._title = words.day_name(day, now)
        self._lay()
        self._row = self._lines.place(key, wanted, self._row)
        if wanted is not None and (found := self._find(wanted)) is not None:
            cell = self.window.cell(self._moment)
            if not found.first <= cell < found.last:
                self._moment = self.window.moment(found.first)
        self._top = self._row - place
        self._keep_hand(people)
        self._in_sight()
        self.post_message(self.At())

    def _same_clock(self, day: date, now: datetime) -> datetime:
        """The moment of a day at the hour of the cursor; at first that of the present."""
        before = duty_day(now) if self._day == date.min else self._day
        moment = rules.present(now) if self._day == date.min else self._moment
        return moment + (day - before)

    def _keep_hand(self, people: Sequence[PersonDay]) -> None:
        """Let go of what was changed at another desk while it was in hand."""
        held = self.hand
        if held is not None and held.duty is not None and held.slot is None:
            there = {duty.no: duty for person in people for duty in person.duties}
            if there.get(held.duty.no) != held.duty:
                self.hand = None
        if self.swapping is not None:
            known = {duty.no for person in people for duty in person.duties}
            if self.swapping.no not in known:
                self.swapping = None

    def _lay(self) -> None:
        self._lines = laid_out(*self._given, self.window)

    def _find(self, no: int) -> Block | None:
        line = self.line
        if line is None or line.person is None:
            return None
        return next((one for one in line.blocks if one.no == no), None)

    @property
    def window(self) -> Window:
        """The whole day in cells."""
        scale = self._scale or rules.scale_for(self.size.width - LEAST_LABEL)
        return rules.day_window(self._day, scale)

    @property
    def frame(self) -> Frame:
        """Where the picture is."""
        window = self.window
        label = max(LEAST_LABEL, self.size.width - window.cells)
        return Frame(self.size.width, label, window, self._first)

    @property
    def line(self) -> DayLine | None:
        """The line under the cursor."""
        return self._lines.at(self._row)

    def _key(self) -> object:
        return None if self.line is None else self.line.key

    @property
    def person(self) -> PersonDay | None:
        """The person under the cursor."""
        return None if self.line is None else self.line.person

    @property
    def gap(self) -> Gap | None:
        """The work under the cursor that lacks people."""
        return None if self.line is None else self.line.gap

    @property
    def moment(self) -> datetime:
        """The time under the cursor."""
        return self._moment

    @property
    def duty(self) -> DutyRow | None:
        """The duty under the cursor."""
        line = self.line
        if line is None or line.person is None:
            return None
        one = rules.at_cell(line.blocks, self.window.cell(self._moment))
        return None if one is None else line.duties.get(one.no)

    def reveal(self, no: int, moment: datetime | None = None) -> bool:
        """Put the cursor on a person, at a moment; False when they are not shown."""
        row = self._lines.row_of(no)
        if row is None:
            return False
        self._row, self._moment = row, moment or self._moment
        self._settle()
        return True

    @property
    def standing(self) -> Standing:
        """Where the cursor stands, and what is in sight."""
        row, tops = self._row, (self._top, self._gap_top, self._first)
        return Standing(self._key(), self._moment, row, tops)

    def stand(self, standing: Standing) -> bool:
        """Put the cursor where it stood, with the same in sight; False where its line went, or its
        day could not be read."""
        if self._day == date.min or not 0 <= self.window.cell(standing.moment) < self.window.cells:
            return False
        self._row = self._lines.place(standing.key, None, standing.row)
        self._moment = standing.moment
        self._top, self._gap_top, self._first = standing.tops
        self._settle()
        return self._key() == standing.key

    # -- drawing -----------------------------------------------------------------------------

    @property
    def _gap_rows(self) -> int:
        """Lines below for gaps."""
        return min(len(self._lines.gaps), max(3, (self.size.height - 2) // 3))

    @property
    def _people_rows(self) -> int:
        return max(1, self.size.height - 2 - self._gap_rows)

    def _in_sight(self) -> None:
        """Move both parts and the hours so that the cursor is seen."""
        on_gap = self._row >= len(self._lines.people)
        people_row = min(self._row, max(0, len(self._lines.people) - 1))
        wanted = self._held_row() if self.hand is not None else people_row
        if on_gap and self.hand is None:
            wanted = max(self._top, min(wanted, self._top + self._people_rows - 1))
        self._top = rules.in_sight(
            self._top, self._people_rows, max(1, len(self._lines.people)), wanted
        )
        gap_row = self._row - len(self._lines.people) if on_gap else self._gap_top
        self._gap_top = rules.in_sight(
            self._gap_top, max(1, self._gap_rows), max(1, len(self._lines.gaps)), gap_row
        )
        frame = self.frame
        cell = frame.window.cell(self._moment)
        self._first = rules.in_sight(self._first, frame.visible, frame.window.cells, cell)
        self.refresh()

    def _held_row(self) -> int:
        """The line of the person what is in hand would be given to."""
        row = None if self.hand is None else self._lines.row_of(self.hand.person_no)
        return max(0, len(self._lines.people) - 1) if row is None else row

    def notify_style_update(self) -> None:
        self._picture.restyle()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Lay the day out anew in the width there is."""
        if self._day != date.min:
            key, duty = self._key(), self.duty
            self._lay()
            self._row = self._lines.place(key, None if duty is None else duty.no, self._row)
            self._in_sight()

    @blank_where_it_fails(lambda day: Strip.blank(day.size.width))
    def render_line(self, y: int) -> Strip:
        if self._day == date.min:
            return Strip.blank(self.size.width, self.rich_style)
        frame = self.frame
        now = frame.window.cell(self._now)
        present = now if 0 <= now < frame.window.cells else None
        if y == 0:
            cursor = frame.window.cell(self._moment)
            heading = f"{self._title} {self._lines.counted(self._row)}"
            return self._picture.header(frame, heading, present, cursor)
        if y <= self._people_rows:
            return self._person_line(y - 1, frame, present)
        if y == self._people_rows + 1:
            return self._picture.gap_header(frame, self._given[1])
        at = y - self._people_rows - 2 + self._gap_top
        if at >= len(self._lines.gaps):
            return self._picture.hint(self.size.width, "")
        here = at + len(self._lines.people) == self._row
        cell = frame.window.cell(self._moment) if here else None
        return self._picture.gap(frame, self._lines.gaps[at], present, Shown(here, cell))

    def _person_line(self, y: int, frame: Frame, now: int | None) -> Strip:
        at = y + self._top
        if at >= len(self._lines.people):
            return self._picture.hint(
                self.size.width, self._hint() if not self._lines.people and y == 1 else ""
            )
        line = self._lines.people[at]
        assert line.person is not None
        held = self.hand
        if held is None:
            here = at == self._row
            cell = frame.window.cell(self._moment) if here else None
            mark = "x" if self.swapping and self.swapping.no in line.duties else ""
            shown = Shown(here, cell, mark)
        else:
            here = at == self._held_row() and held.person_no is not None
            away = None if held.duty is None else held.duty.no
            block = rules.block(Span(0, held.starts, held.ends), frame.window) if here else None
            shown = Shown(here, None, "", block, self._held_text(held), away)
        return self._picture.person(frame, line, now, self._doubt, self._masked, shown)

    def _held_text(self, held: Hand) -> str:
        if held.duty is not None:
            return words.mark(held.duty.work) + words.where(held.duty, self._masked)
        assert held.slot is not None
        return words.mark(held.slot.work) + held.slot.where

    # -- moving the cursor -------------------------------------------------------------------

    def _settle(self) -> None:
        self._in_sight()
        self.post_message(self.At())

    def go_to(self, moment: datetime) -> None:
        """Put the cursor at a moment of this day."""
        self._moment = moment
        self._settle()

    def action_zoom(self, step: int) -> None:
        """Show fewer hours, or more."""
        self._scale = rules.zoomed(self.window.scale, step)
        self._lay()
        self._row = min(self._row, len(self._lines) - 1)
        self._settle()
