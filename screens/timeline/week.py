"""The week as one widget: where everybody is on each day, who returns when, how much they work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from data.timeline.queries import PersonWeek
from models.roster import ABSENT_PLACES, LIVE_IN_KINDS, Place
from models.text import one_line
from models.timeline.rules import in_sight
from models.times import LOCAL, duty_day
from screens.i18n import _
from screens.keys import bindings
from screens.keys.timeline import WEEK
from screens.kit.columns import cut
from screens.kit.refusable import Refusable, blank_where_it_fails
from screens.roster import words as people_words
from screens.timeline import words

DAYS = 7
_LEAST_LABEL = 17
_WHEEL = 3


class WeekBoard(Refusable, Widget, can_focus=True):
    """A line a person, a column a day; it draws only the lines seen."""

    DEFAULT_CSS = """
    WeekBoard { height: 1fr; width: 1fr; background: $background; display: none; }
    WeekBoard > .week--header { background: $panel; color: $foreground; text-style: bold; }
    WeekBoard > .week--today { background: $panel; color: $accent; text-style: bold underline; }
    WeekBoard > .week--row { background: $background; color: $foreground; }
    WeekBoard > .week--cursor { background: $panel-lighten-1; color: $foreground; }
    WeekBoard:focus > .week--cursor {
        background: $primary 30%; color: $foreground; text-style: bold;
    }
    WeekBoard > .week--cell { background: $foreground; color: $background; text-style: bold; }
    WeekBoard > .week--dim { color: $foreground 50%; }
    WeekBoard > .week--warn { color: $warning; text-style: bold; }
    WeekBoard > .week--good { color: $success; text-style: bold; }
    """
    COMPONENT_CLASSES = {
        f"week--{name}"
        for name in ("header", "today", "row", "cursor", "cell", "dim", "warn", "good")
    }
    BINDINGS = bindings(WEEK)

    class Opened(Message):
        """A day of the person under the cursor is to be shown."""

    @dataclass
    class Turned(Message):
        """The cursor left the week, so many days on."""

        days: int

    def __init__(self, hint: Callable[[], str]) -> None:
        super().__init__()
        self._hint = hint
        self._week: Sequence[PersonWeek] = ()
        self._first: date | None = None
        self._now = datetime.min.replace(tzinfo=LOCAL)
        self._row = 0
        self._top = 0
        self._column = 0

    def show(self, first: date, week: Sequence[PersonWeek], now: datetime, day: date) -> None:
        """Show a week from its first day on, the cursor on a day and on the same person."""
        person = self.person_no
        self._first, self._week, self._now = first, week, now
        self._column = max(0, min(DAYS - 1, (day - first).days))
        if not (person is not None and self.reveal(person)):
            self._move_to(self._row)

    @property
    def person_no(self) -> int | None:
        """The person under the cursor."""
        return self._week[self._row].no if self._row < len(self._week) else None

    @property
    def day(self) -> date:
        """The day under the cursor."""
        assert self._first is not None
        return self._first + timedelta(days=self._column)

    def reveal(self, no: int) -> bool:
        """Put the cursor on a person; False when they are not shown."""
        at = next((at for at, person in enumerate(self._week) if person.no == no), None)
        if at is not None:
            self._move_to(at)
        return at is not None

    # -- drawing -----------------------------------------------------------------------------

    @property
    def _rows(self) -> int:
        return max(1, self.size.height - 2)

    @property
    def _cells(self) -> int:
        """Cells of a day's column."""
        return max(5, (self.size.width - _LEAST_LABEL) // DAYS)

    @property
    def _label(self) -> int:
        return max(1, self.size.width - DAYS * self._cells)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"week--{name}")

    @blank_where_it_fails(lambda week: Strip.blank(week.size.width))
    def render_line(self, y: int) -> Strip:
        if self._first is None:
            return Strip.blank(self.size.width, self.rich_style)
        at = y - 1 + self._top
        if y == 0:
            return self._header()
        if y == self.size.height - 1:
            return self._total()
        if at < len(self._week) and y <= self._rows:
            return self._person(self._week[at], at == self._row)
        hint = self._hint() if not self._week and y == 2 else ""
        return self._line([Segment(cut(f"  {hint}", self.size.width), self._style("dim"))], "row")

    def _line(self, segments: list[Segment], base: str) -> Strip:
        return Strip(segments).adjust_cell_length(self.size.width, self._style(base))

    def _header(self) -> Strip:
        assert self._first is not None
        title = f" {_('Week')} {min(self._row + 1, len(self._week))}/{len(self._week)}"
        segments = [Segment(cut(title, self._label), self._style("header"))]
        for n in range(DAYS):
            day = self._first + timedelta(days=n)
            mark = "*" if day == duty_day(self._now) else ""
            text = f"{words.weekday(day)}{day:%d}{mark}"
            tone = "today" if mark else "header"
            segments.append(Segment(cut(text, self._cells), self._style(tone)))
        return self._line(segments, "header")

    def _person(self, person: PersonWeek, at_cursor: bool) -> Strip:
        assert self._first is not None
        base = self._style("cursor" if at_cursor else "row")
        worker = person.worker
        room = self._label - 4
        wide = min(12, max(8, room // 2))
        post = worker.post or people_words.label(worker.kind, "kind")
        name = cut(one_line(worker.name), wide) + " " + cut(one_line(post), max(0, room - wide))
        segments = [Segment(("▸ " if at_cursor else "  ") + cut(name, self._label - 3) + " ", base)]
        for n, (day, minutes) in enumerate(zip(person.days, person.minutes, strict=True)):
            to_come = self._first + timedelta(days=n) > duty_day(self._now)
            text = cut(words.presence(day, minutes, to_come), self._cells - 1) + " "
            tone = "" if minutes else "dim"
            if day.place in ABSENT_PLACES:
                tone = "good" if day.returns else "dim" if day.overdue and to_come else "warn"
            if at_cursor and n == self._column:
                segments.append(Segment(text, self._style("cell")))
            else:
                own = self._style(tone) if tone else base
                segments.append(Segment(text, base + Style(color=own.color, bold=own.bold)))
        return self._line(segments, "row")

    def _total(self) -> Strip:
        """Staff on site each day, of all staff."""
        staff = [one for one in self._week if one.worker.kind in LIVE_IN_KINDS]
        segments = [Segment(cut(f" {_('staff on site')}", self._label), self._style("header"))]
        for n in range(DAYS):
            here = sum(one.days[n].place is Place.ON_SITE for one in staff)
            text = cut(f"{here}/{len(staff)}", self._cells)
            segments.append(Segment(text, self._style("header")))
        return self._line(segments, "header")

    # -- moving ------------------------------------------------------------------------------

    def _move_to(self, row: int) -> None:
        self._row = max(0, min(row, len(self._week) - 1))
        self._top = in_sight(self._top, self._rows, max(1, len(self._week)), self._row)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._move_to(self._row)

    def action_row(self, step: int) -> None:
        """Go to the next person."""
        self._move_to(self._row + step)

    def action_page(self, step: int) -> None:
        """Go on by a screen."""
        self._move_to(self._row + step * self._rows)

    def action_jump(self, index: int) -> None:
        """Go to the first person, or the last."""
        self._move_to(len(self._week) - 1 if index < 0 else index)

    def action_day(self, step: int) -> None:
        """Go to the next day, at the edge on into another week."""
        if 0 <= self._column + step < DAYS:
            self._column += step
            self.refresh()
        else:
            self.post_message(self.Turned(step))

    def action_open(self) -> None:
        """Show the day of the person under the cursor."""
        if self.person_no is not None:
            self.post_message(self.Opened())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there."""
        at = event.y - 1 + self._top
        if 1 <= event.y <= self._rows and at < len(self._week):
            if event.x >= self._label:
                self._column = min(DAYS - 1, (event.x - self._label) // self._cells)
            self._move_to(at)

    def on_click(self, event: events.Click) -> None:
        """A second click opens."""
        if event.chain > 1 and 1 <= event.y <= self._rows:
            self.action_open()

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves the lines."""
        self._top = max(0, min(self._top + _WHEEL, len(self._week) - self._rows))
        self.refresh()

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves the lines."""
        self._top = max(0, self._top - _WHEEL)
        self.refresh()
