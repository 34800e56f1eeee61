"""Checking in and out by list: today's duties in order of time, those forgotten before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from data.attendance import commands, queries
from data.attendance.commands import Checked
from models.attendance.rules import Attending, attending
from models.duties import DutyRow
from models.problems import Refused
from models.times import duty_day, loaded, local_date
from screens.attendance import form as forms
from screens.attendance import words
from screens.i18n import _
from screens.keys import bindings
from screens.keys.people import ATTENDANCE
from screens.kit.fields import reader
from screens.kit.form import FormDialog
from screens.kit.marked import MarkedDialog
from screens.kit.several import left_lines
from screens.kit.values import beside, joined
from screens.sentences import say
from screens.sheets.words import day_words

if TYPE_CHECKING:
    from data.step import Step

_NARROWEST, _WIDEST, _FRAME = 56, 96, 11
"""Cells of the box, and those of them that its frame, a mark and the scroll bar take."""


class Attendance(MarkedDialog[DutyRow]):
    """Who has come to the duties of a day."""

    BINDINGS = bindings(ATTENDANCE)
    list_id = "attendance-list"

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self._forgotten = 0

    @property
    def day(self) -> date:
        """The duty day shown; at first the one that runs."""
        return self._day or duty_day(self.desk.store.now())

    def heading(self) -> str:
        title = _("Check in and out  {day}").format(day=day_words(self.day))
        told = _("⚠ {count} forgotten").format(count=self._forgotten) if self._forgotten else ""
        return beside(title, told)

    def foot(self) -> str:
        return _("r: come or left now  space: mark  e: time  d: planned end  ← →: day  z: undo")

    def lines(self) -> Iterator[tuple[Content, DutyRow | None]]:
        now = self.desk.store.now()
        with self.desk.store.read() as conn:
            found = queries.of_day(conn, self.day)
            forgotten = queries.forgotten(conn, now)
        own = {duty.no for duty in found}
        old = [duty for duty in forgotten if duty.no not in own]
        forgot = sum(attending(duty, now) is Attending.FORGOTTEN for duty in found)
        self._forgotten = forgot + len(old)
        if old:
            yield Content(_("Check-outs forgotten on other days")), None
            yield from self._under_days(old, None, now, [*old, *found])
            yield Content(day_words(self.day)), None
        yield from self._under_days(found, self.day, now, [*old, *found])
        if not found:
            yield Content(_("Nobody has a duty on this day.")), None

    def _under_days(
        self,
        found: Sequence[DutyRow],
        named: date | None,
        now: datetime,
        listed: Sequence[DutyRow],
    ) -> Iterator[tuple[Content, DutyRow | None]]:
        """Duties in order, a heading before those that begin on another calendar day than one
        above.

        Args:
            named: the day that is named above the first of them.
            listed: all duties of the list.
        """
        for duty in found:
            day = local_date(loaded(duty.starts_at))
            if day != named:
                yield Content(day_words(day)), None
                named = day
            yield self._line(duty, now, listed), duty

    def _line(self, duty: DutyRow, now: datetime, listed: Sequence[DutyRow]) -> Content:
        standing = attending(duty, now)
        mark = f"{self.box(duty)} "
        width = max(_NARROWEST, min(self.app.size.width * 92 // 100, _WIDEST) - _FRAME)
        who, state, what = words.line(duty, standing, width, listed)
        tone = words.TONES.get(standing, "")
        return Content.assemble(mark, who, Content.styled(state, tone), what)

    def cursor(self, at: int | None, before: DutyRow | None) -> int | None:
        """The duty it was on, else the first that is not settled, else the first."""
        duties = [(n, duty) for n, duty in enumerate(self._rows) if duty is not None]
        now = self.desk.store.now()
        unsettled = (Attending.LATE, Attending.FORGOTTEN, Attending.HERE, Attending.AHEAD)
        same = (n for n, duty in duties if before is not None and duty.no == before.no)
        open_ones = (n for n, duty in duties if attending(duty, now) in unsettled)
        return next(chain(same, open_ones, (n for n, _duty in duties)), None)

    # -- acts ----------------------------------------------------------------------------------

    def action_day(self, by: int) -> None:
        """Show the day before, or the next."""
        self._day = self.day + timedelta(days=by)
        self.unmark()

    @on(OptionList.OptionSelected)
    async def _selected(self) -> None:
        await self.action_check()

    async def action_check(self) -> None:
        """The marked have come now; where all of them have, they have left now."""
        chosen = self._chosen()
        coming = [duty.no for duty in chosen if duty.checked_in_at is None]
        leaving = [duty.no for duty in chosen if duty.checked_in_at and duty.checked_out_at is None]
        if coming:
            await self._do(lambda step: commands.come(step, coming), _("{names}: checked in."))
        elif leaving:
            await self._do(lambda step: commands.leave(step, leaving), _("{names}: checked out."))
        elif chosen:
            self.desk.tell(_("They have left already; e puts a time right."), wrong=True)

    async def action_close(self) -> None:
        """The marked, or the one under the cursor, left at the planned end."""
        now = self.desk.store.now()
        chosen = [duty for duty in self._chosen() if attending(duty, now) is Attending.FORGOTTEN]
        if not chosen:
            self.desk.tell(_("No check-out was forgotten here."))
            return
        numbers = [duty.no for duty in chosen]
        told = _("{names}: checked out at the planned end.")
        await self._do(lambda step: commands.close_forgotten(step, numbers), told)

    async def _do(self, command: Callable[[Step], Checked], told: str) -> None:
        done = await self.desk.perform(command, lambda checked: _said(checked, told))
        if not isinstance(done, Refused):
            self.unmark()

    def action_edit(self) -> None:
        """Write down other times of coming and leaving."""
        duty = self._chosen_one()
        if duty is None:
            return
        desk, no = self.desk, duty.no
        fields = forms.time_fields(duty)
        desk.open_dialog(
            FormDialog(
                lambda: desk.store.ask(forms.times_record, no, desk.store.now()),
                fields,
                reader(fields, forms.Times),
                lambda edit: desk.perform(
                    lambda step: commands.put_right(step, no, *edit.given, was=edit.version),
                    lambda checked: _said(checked, _("{names}: times put right.")),
                ),
            )
        )


def _said(checked: Checked, told: str) -> str:
    said = told.format(names=joined(checked.names))
    doubts = map(say, checked.doubts)
    warned = (f"⚠ {line}" for line in (*doubts, *left_lines(checked.left.items())))
    return beside(said, *warned, gap=" ")
