"""What is done from the timeline: setting down, swapping, copying a day, giving, opening."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual import on

from data.duties import candidates as duty_candidates
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.roster import queries as roster
from data.sql import Reader
from data.timeline import commands as timeline_commands
from data.work import kinds
from models.duties import DutyRow, Slot, Work
from models.duties import workers as worker_rules
from models.duties.rules import Concern
from models.duties.workers import Worker
from models.problems import Problem, Refused
from models.timeline.rules import snap
from models.times import duty_day
from screens.duties import candidates
from screens.duties import words as duty_words
from screens.duties.assign import Assign
from screens.i18n import _, ngettext
from screens.kit.choose import choose_from
from screens.kit.narrowed import choose_narrowed
from screens.kit.place import Place
from screens.roster.absence import fall_out_or_back, what_if
from screens.roster.duties import change_duties, give_duty
from screens.sentences import say
from screens.sheets.words import day_words
from screens.timeline import words
from screens.timeline.board import DayBoard
from screens.timeline.hand import Hand
from screens.timeline.wording import change_words

if TYPE_CHECKING:
    from data.duties.candidates import Swap
    from data.step import Step
    from data.timeline.commands import Copied, Moved

_TOGETHER = frozenset(work for work, kind in kinds.BY_WORK.items() if kind.together)
"""Work whose people are given together."""

_PROPOSED = 60
"""People an open shift is offered to."""


class TimelineActs(Place):
    """Acts on what is under the cursor of the day."""

    day: date | None

    @property
    def shown_day(self) -> date:
        """The duty day shown; before the first look the one that runs."""
        return self.day or duty_day(self.store.now())

    @property
    def board(self) -> DayBoard:
        """The day."""
        raise NotImplementedError

    def tell(self) -> None:
        """Say what is under the cursor."""
        raise NotImplementedError

    # -- moving ------------------------------------------------------------------------------

    @on(DayBoard.Dropped)
    def _dropped(self, event: DayBoard.Dropped) -> None:
        self.run_worker(self._set_down(event.hand), exclusive=True, group="set-down")

    async def _set_down(self, held: Hand) -> None:
        if held.duty is None:
            if held.slot is not None and held.person_no is not None:
                await self._give(held.slot, held.person_no)
            return
        duty, day, masked = held.duty, self.shown_day, self.desk.masked
        self.board.wanted = duty.no

        def change(step: Step) -> tuple[Moved, Swap | None]:
            moved = timeline_commands.reschedule(
                step, duty.no, held.starts, held.ends, held.person_no, seen=duty
            )
            now = timeline_commands.planned(moved.now, held.starts, held.ends, moved.now.person_no)
            return moved, duty_candidates.swap_out(step.conn, now, step.at, (duty.no,))

        def said(done: tuple[Moved, Swap | None]) -> str:
            moved, swap = done
            told = [words.duty_line(moved.now, day, masked)]
            told += ["⚠ " + say(problem) for problem in moved.warnings]
            told += [candidates.spared(swap, day)] if swap else []
            return "  ".join(told)

        await self.perform(change, said)

    def action_swap(self) -> None:
        """Swap the people of two duties: the first is marked, the second taken."""
        duty, first = self.board.duty, self.board.swapping
        if self.board.hand is not None or duty is None or duty.person_no is None:
            self.say(_("Swapping begins on somebody's duty."), wrong=True)
        elif first is None:
            self.board.begin_swap(duty)
        elif first.no == duty.no:
            self.board.let_go()
        else:
            self.run_worker(self._swap(first, duty), exclusive=True, group="set-down")

    async def _swap(self, one: DutyRow, other: DutyRow) -> None:
        day, masked = self.shown_day, self.desk.masked
        done = await self.perform(
            lambda step: timeline_commands.swap(step, one.no, other.no, (one, other)),
            lambda pair: "; ".join(words.duty_line(row, day, masked) for row in pair),
        )
        if not isinstance(done, Refused):
            self.board.let_go()

    # -- giving and taking -------------------------------------------------------------------

    def action_new(self) -> None:
        """Give the person under the cursor a duty that begins there."""
        person = self.board.person
        if person is None:
            self.action_assign()
            return
        give_duty(self, person.no, self.store.now(), snap(self.board.moment))

    def action_assign(self) -> None:
        """Give an open shift to somebody, people to the work under the cursor, or a duty."""
        gap, duty, person = self.board.gap, self.board.duty, self.board.person
        if gap is not None:
            if gap.work in _TOGETHER and gap.no is not None:
                self._assign(gap.work, gap.no)
            else:
                self._propose(gap.slots[0])
            return
        if duty is not None and duty.work_no is not None and duty.work in _TOGETHER:
            self._assign(Work(duty.work), duty.work_no)
        elif person is not None:
            change_duties(self, person.no)
        else:
            self.nothing_here()

    def _assign(self, work: Work, no: int) -> None:
        self.desk.open_dialog(Assign(lambda store: store.ask(kinds.one, work, no)))

    def _propose(self, slot: Slot) -> None:
        """Offer an open shift that has no record to those who can take it, the best first."""
        best = self.store.ask(_able, slot)
        if not best:
            self.say(_("Nobody can take this."), wrong=True)
            return
        title = words.slot_line(slot, self.shown_day, self.desk.masked)
        choose_narrowed(
            self.desk,
            lambda: title,
            best,
            lambda found: words.able_line(*found),
            lambda found: self._give(slot, found[0].no),
        )

    async def _give(self, slot: Slot, person_no: int) -> None:
        given = slot.duty(person_no)
        view = self.store.ask(roster.person, person_no)
        told = _("{name}: {duty}").format(
            name="" if view is None else view.name,
            duty=words.slot_line(slot, self.shown_day, self.desk.masked),
        )
        doubts = words.doubts(self.store.ask(duty_candidates.concerns, given))

        done = await self.perform(
            lambda step: timeline_commands.fill(step, slot, person_no),
            lambda _done: f"{told}  {doubts}".rstrip(),
        )
        if not isinstance(done, Refused):
            self.board.let_go()
            self.board.reveal(person_no, max(slot.starts, self.board.window.starts))

    def action_edit(self) -> None:
        """Change the words of the duty under the cursor, or note that its person said yes."""
        duty = self.board.duty
        if duty is None:
            self.nothing_here()
            return
        change_words(self, duty)

    def action_take_away(self) -> None:
        """Take the duty under the cursor back."""
        duty = self.board.duty
        if duty is None:
            self.nothing_here()
            return
        told = words.duty_line(duty, self.shown_day, self.desk.masked)
        self.run_worker(
            self.perform(
                lambda step: duty_commands.change_people(
                    step, [], [duty.no], seen={duty.no: duty.person_no}
                ),
                lambda _changed: _("Taken away: {duty}").format(duty=told),
            )
        )

    # -- a day like another ------------------------------------------------------------------

    async def action_copy_yesterday(self) -> None:
        """Give people what they did the day before; what could not be given is listed."""
        if self.day is None:
            return
        day, before = self.day, self.day - timedelta(days=1)

        def said(copied: Copied) -> str:
            count = len(copied.given)
            told = ngettext("{n} duty as yesterday.", "{n} duties as yesterday.", count)
            return told.format(n=count)

        copied = await self.perform(
            lambda step: timeline_commands.copy_day(step, before, day), said
        )
        if not isinstance(copied, Refused) and copied.left:
            self._show_left(copied, before)

    def _show_left(self, copied: Copied, day: date) -> None:
        """List what could not be given, at its times of the day it was copied from."""
        masked = self.desk.masked

        def title() -> str:
            count = len(copied.left)
            told = ngettext("{n} not taken over", "{n} not taken over", count).format(n=count)
            return f"{told}  {day_words(day)}"

        def line(left: tuple[DutyRow, Problem]) -> str:
            row, problem = left
            span = duty_words.span(row.starts_at, row.ends_at, day)
            return f"{row.person}  {span}  {words.where(row, masked)}  ✗ {say(problem)}"

        def show(left: tuple[DutyRow, Problem]) -> None:
            if left[0].person_no is not None:
                self.board.reveal(left[0].person_no)

        choose_from(self.desk, title, copied.left, line, show)

    # -- people and records ------------------------------------------------------------------

    def chosen(self) -> int | None:
        """The person under the cursor."""
        return None if self.board.person is None else self.board.person.no

    def action_absent(self) -> None:
        """The person under the cursor falls out, or is back."""
        fall_out_or_back(self, self.marked())

    def action_what_if(self) -> None:
        """See what nobody could cover if the person under the cursor fell out."""
        what_if(self, self.marked())

    @on(DayBoard.Opened)
    def _open(self) -> None:
        """Go to the record of what is under the cursor, else to the person."""
        duty, gap, person = self.board.duty, self.board.gap, self.board.person
        if duty is not None:
            work, no = Work(duty.work), duty.work_no
        elif gap is not None:
            work, no = gap.work, gap.no
        else:
            work, no = Work.OTHER, None
        if no is not None:
            self.desk.show_record(kinds.BY_WORK[work].subject, no)
        elif person is not None:
            self.desk.show_record("roster", person.no)


def _able(conn: Reader, slot: Slot) -> list[tuple[Worker, list[Concern]]]:
    """Those who can fill a place with what is to be heeded, who is fit and free first."""
    workers, settings = duty_candidates.workers(conn, slot.starts, slot.ends), duties.settings(conn)
    found = [(one, worker_rules.against(slot, one, (), settings)) for one in workers]
    able = [(one, against) for one, against in found if not any(c.refuses for c in against)]

    def rank(pair: tuple[Worker, list[Concern]]) -> tuple[bool | int, ...]:
        one, against = pair
        fit = worker_rules.fitting(slot.role, one.kind, one.skills, one.vehicle)
        return not worker_rules.qualified(slot, one), len(against), not fit, one.no

    return sorted(able, key=rank)[:_PROPOSED]
