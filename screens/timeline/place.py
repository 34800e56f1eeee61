"""The timeline as a place: a duty day or a week, people found by name, and the acts on duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from data.duties import candidates as duty_candidates
from data.duties import queries as duties
from data.timeline import commands as timeline_commands
from data.timeline import queries as timeline
from models.duties import DutyRow, RosterSettings, rules
from models.problems import Refused
from models.roster import ABSENT_PLACES
from models.text import fold
from models.timeline.rules import present
from models.times import duty_day, loaded
from screens.duties import words as duty_words
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.timeline import TIMELINE
from screens.kit.filter_line import FilterLine
from screens.kit.times import clock
from screens.kit.told import Told
from screens.roster import words as people_words
from screens.timeline import words
from screens.timeline.acts import TimelineActs
from screens.timeline.board import DayBoard
from screens.timeline.gaps import gaps_of
from screens.timeline.hand import Hand
from screens.timeline.week import DAYS, WeekBoard

if TYPE_CHECKING:
    from data.timeline.queries import PersonDay

_SCOPES = (
    ("all", N_("all")),
    ("busy", N_("with duties")),
    ("free", N_("free")),
    ("absent", N_("absent")),
)
"""Whom the day shows; `v` turns through them."""


class Timeline(TimelineActs):
    """The day hour by hour, or the week."""

    place = "timeline"
    ages = True
    AUTO_FOCUS = "DayBoard"
    DEFAULT_CSS = """
    Timeline #timeline-said { min-height: 2; padding: 0 1; color: $foreground 85%; }
    Timeline #timeline-said.-refused { color: $error; text-style: bold; }
    Timeline #timeline-said.-warned { color: $warning; }
    Timeline.-week DayBoard { display: none; }
    Timeline.-week WeekBoard { display: block; }
    """
    BINDINGS = bindings(TIMELINE)

    def __init__(self) -> None:
        super().__init__()
        self.day: date | None = None
        self._first_day: date | None = None
        """The first day of the week shown."""
        self._scope = 0
        self._filter = ""
        self._wanted: int | None = None
        self._settings = RosterSettings()
        self._signs: dict[int, str] = {}
        self._times: dict[int, rules.Times] = {}

    def body(self) -> ComposeResult:
        yield FilterLine()
        yield DayBoard(self._sign, self._hint)
        yield WeekBoard(self._hint)
        yield Told(id="timeline-said")

    @property
    def board(self) -> DayBoard:
        """The day."""
        return self.query_one(DayBoard)

    @property
    def week(self) -> WeekBoard:
        """The week."""
        return self.query_one(WeekBoard)

    @property
    def _shown_board(self) -> DayBoard | WeekBoard:
        return self.week if self.weekly else self.board

    @property
    def weekly(self) -> bool:
        """Whether the week is shown."""
        return self.has_class("-week")

    # -- reading -----------------------------------------------------------------------------

    def load(self) -> None:
        now = self.store.now()
        day = self.shown_day
        first = self._first_day or day - timedelta(days=1)
        with self.store.read() as conn:
            self._settings = duties.settings(conn)
            everybody = timeline.people_on(conn, day)
            gaps = gaps_of(conn, day, self._settings)
            weeks = timeline.people_in(conn, first, DAYS) if self.weekly else []
        self.day = day
        self._times = {one.no: one.worker.times for one in everybody}
        self._signs.clear()
        found = [one for one in everybody if self._wants(one)]
        self.board.show(day, found, gaps, now, self.desk.masked)
        numbers = {one.no for one in found}
        if self.weekly:
            self._first_day = first
            self.week.show(first, [one for one in weeks if one.no in numbers], now, day)
        self.query_one(FilterLine).tell(_(_SCOPES[self._scope][1]), len(found), len(everybody))
        if self._wanted:
            wanted, self._wanted = self._wanted, None
            self.reveal(wanted)
        if not isinstance(self.focused, Input):
            self._shown_board.focus()
        self.tell()

    def _wants(self, one: PersonDay) -> bool:
        name = _SCOPES[self._scope][0]
        if name == "busy" and not one.duties:
            return False
        if name == "free" and (one.duties or one.absent):
            return False
        if name == "absent" and not one.absent:
            return False
        wanted = fold(self._filter).split()
        return all(word in one.search or word in fold(one.worker.name) for word in wanted)

    def _hint(self) -> str:
        if self._filter or self._scope:
            return _("Nobody matches. esc shows everybody again.")
        return _("Nobody is on the roster yet. F6 adds people, I brings in a list.")

    def _sign(self, duty: DutyRow) -> str:
        """`!` for a duty something refuses, `?` for one something warns of."""
        sign = self._signs.get(duty.no)
        if sign is None:
            times = self._times.get(duty.person_no or 0, rules.Times())
            given = timeline_commands.planned(
                duty, loaded(duty.starts_at), loaded(duty.ends_at), duty.person_no
            )
            found = rules.concerns(given, times, (duty.no,), self._settings)
            sign = "!" if any(c.refuses for c in found) else "?" if found else ""
            self._signs[duty.no] = sign
        return sign

    def file_replaced(self) -> None:
        self.board.let_go()

    def reveal(self, no: int) -> None:
        """Put the cursor on a person, whoever was filtered for."""
        if self._shown < 0:
            self._wanted = no
        elif not self.board.reveal(no) and no:
            self._scope, self._filter = 0, ""
            self.query_one(FilterLine).clear()
            self.load()
            self.board.reveal(no)

    # -- what is said ------------------------------------------------------------------------

    @on(DayBoard.At)
    def tell(self) -> None:
        """Say what is under the cursor or in hand, and what stands against it."""
        if self.day is None:
            return
        said = self.query_one("#timeline-said", Static)
        held = self.board.hand
        text, found = self._cursor_words() if held is None else self._held_words(held)
        refused = any(concern.refuses for concern in found)
        said.set_class(refused, "-refused")
        said.set_class(bool(found) and not refused, "-warned")
        said.update(f"{text}\n{words.doubts(found)}" if found else text)

    def _held_words(self, held: Hand) -> tuple[str, Sequence[rules.Concern]]:
        name = self._times.get(held.person_no or 0, rules.Times()).person
        times = duty_words.span(held.starts, held.ends, self.shown_day)
        text = f"{name or _('nobody so far')}  {times}  {_('(enter sets it, esc leaves it)')}"
        who = held.person_no
        if held.duty is not None:
            return text, self.store.ask(
                timeline_commands.doubts, held.duty, held.starts, held.ends, who
            )
        if held.slot is not None:
            return text, self.store.ask(duty_candidates.concerns, held.slot.duty(who))
        return text, ()

    def _cursor_words(self) -> tuple[str, Sequence[rules.Concern]]:
        board, day, masked = self.board, self.shown_day, self.desk.masked
        if self.weekly:
            return _("enter shows the day of that person; [ and ] turn the weeks, W goes back"), ()
        if board.swapping is not None:
            other = words.duty_line(board.swapping, day, masked)
            return _("To swap: {duty}\nX on the other duty, esc leaves it").format(duty=other), ()
        if board.gap is not None:
            lacks = _("lacks {roles}").format(roles=words.lacking(board.gap.slots))
            first = words.slot_line(board.gap.slots[0], day, masked)
            return f"{first}\n{lacks}  {_('(a gives it to somebody)')}", ()
        if board.duty is not None:
            duty = board.duty
            starts, ends = loaded(duty.starts_at), loaded(duty.ends_at)
            found = self.store.ask(timeline_commands.doubts, duty, starts, ends, duty.person_no)
            return words.duty_line(duty, day, masked), found
        if board.person is None:
            return "", ()
        now, name = self.store.now(), board.person.worker.name
        time = clock(board.moment, now)
        span = rules.presence_at(board.person.worker.times.presences, board.moment)
        if span is not None and span.place in ABSENT_PLACES:
            return f"{name}  {time}  {people_words.presence(span, now, masked)}", ()
        return _("{name}, {time}: nothing  (n gives a duty)").format(name=name, time=time), ()

    # -- turning -----------------------------------------------------------------------------

    @contextmanager
    def _turning(self) -> Iterator[None]:
        """What is turned to is shown at the end; where it cannot be read, what was shown stays."""
        before = self.day, self._first_day, self._scope, self.weekly
        try:
            yield
            self.load()
        except Refused:
            self.day, self._first_day, self._scope, weekly = before
            self.set_class(weekly, "-week")
            raise

    def action_turn_day(self, step: int) -> None:
        """Show another day, or another week."""
        if self.day is None:
            return
        by = timedelta(days=step * (DAYS if self.weekly else 1))
        with self._turning():
            self.day += by
            self._first_day = self._first_day + by if self._first_day and self.weekly else None

    @on(DayBoard.Turned)
    def _day_left(self, event: DayBoard.Turned) -> None:
        self.action_turn_day(event.days)

    @on(WeekBoard.Turned)
    def _week_left(self, event: WeekBoard.Turned) -> None:
        assert self._first_day is not None
        with self._turning():
            self.day = self.week.day + timedelta(days=event.days)
            self._first_day += timedelta(days=event.days)

    def action_now(self) -> None:
        """Show today, at this hour."""
        now = self.store.now()
        with self._turning():
            self.day, self._first_day = duty_day(now), None
        self.board.go_to(present(now))

    def visited(self) -> None:
        """Today at this hour, whatever day or week was shown last."""
        if self._shown >= 0:  # else it begins there by itself
            self.board.let_go()
            self.remove_class("-week")
            self.action_now()

    def action_suggest(self) -> None:
        """Show who could fill the open shifts of the day shown."""
        from screens.suggest.dialog import Suggest

        self.desk.open_dialog(Suggest(self.week.day if self.weekly else self.day))

    def action_week(self) -> None:
        """Turn between the day and the week."""
        if self.weekly:
            self._show_day()
            return
        person = self.board.person
        self.board.let_go()
        with self._turning():
            self._first_day = None
            self.add_class("-week")
        if person is not None:
            self.week.reveal(person.no)

    @on(WeekBoard.Opened)
    def _show_day(self) -> None:
        """Show the day under the cursor of the week, and the same person in it."""
        no = self.week.person_no
        with self._turning():
            self.day = self.week.day
            self.remove_class("-week")
        if no is not None:
            self.board.reveal(no)

    # -- finding -----------------------------------------------------------------------------

    @on(FilterLine.Changed)
    def _filtered(self) -> None:
        typed = self.query_one(FilterLine).field.value
        if typed != self._filter:
            self._filter = typed
            self.read_anew()

    @on(FilterLine.Left)
    def _filter_left(self) -> None:
        self._shown_board.focus()

    def action_find(self) -> None:
        """Find people by name, initials, post, skill."""
        self.query_one(FilterLine).begin()

    def action_next_scope(self) -> None:
        """Show others: those with duties, the free, the absent."""
        with self._turning():
            self._scope = (self._scope + 1) % len(_SCOPES)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the week only turning and finding is offered; letters in a field stay letters."""
        if action == "find":
            return not isinstance(self.focused, Input)
        if self.weekly and action in _DAY_ONLY:
            return False
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Leave what is in hand, then the filter, then the week, then the timeline."""
        if self.board.let_go():
            return
        if self._filter or self._scope or isinstance(self.focused, Input):
            self._filter, self._scope = "", 0
            self.query_one(FilterLine).clear()
            self._shown_board.focus()
            self.read_anew()
        elif self.weekly:
            self._show_day()
        else:
            self.run_worker(self.desk.leave_visit())


_DAY_ONLY = frozenset({"new", "assign", "swap", "copy_yesterday", "take_away", "edit"})
"""Acts on what only the day shows."""
