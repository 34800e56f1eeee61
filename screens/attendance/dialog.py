"""Checking in and out by list: today's duties in order of time, those forgotten before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from data.attendance import commands, queries
from data.attendance.commands import Checked
from models.attendance.rules import Attending, attending
from models.duties import DutyRow
from models.problems import Problem, Refused
from models.times import duty_day, loaded, local_date
from screens.attendance import words
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.people import ATTENDANCE
from screens.kit.fields import moment_of, text_of, time_check, written
from screens.kit.form import FormDialog, FormField, Values
from screens.kit.marked import MarkedDialog
from screens.kit.saving import save
from screens.kit.status_line import StatusLine
from screens.sentences import say
from screens.sheets.words import day_words

if TYPE_CHECKING:
    from data.store import Step

_NARROWEST, _WIDEST, _FRAME = 56, 96, 10
"""Cells of the box, and those of them that its frame, a mark and the scroll bar take."""


class Attendance(MarkedDialog[DutyRow]):
    """Who has come to the duties of a day."""

    DEFAULT_CSS = """
    Attendance #attendance-list {
        height: auto; max-height: 26; border: none; background: $surface; padding: 0;
    }
    Attendance.-narrow #attendance-list { max-height: 14; }
    Attendance #attendance-list > .option-list--option-disabled {
        color: $accent; text-style: bold;
    }
    """
    BINDINGS = bindings(ATTENDANCE)

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield OptionList(id="attendance-list", markup=False)
            yield StatusLine()
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.renew()
        self.query_one(OptionList).focus()
        super().on_mount()

    @property
    def day(self) -> date:
        """The duty day shown; at first the one that runs."""
        return self._day or duty_day(self.desk.store.now())

    def renew(self) -> None:
        """Read again, the cursor on the duty it was on; nothing once the list was left."""
        if not self.stands:
            return
        now = self.desk.store.now()
        with self.desk.store.read() as conn:
            found = queries.of_day(conn, self.day)
            forgotten = queries.forgotten(conn, now)
        own = {duty.no for duty in found}
        old = [duty for duty in forgotten if duty.no not in own]
        self._marks &= own | {duty.no for duty in old}
        here = self._row()
        listed: list[tuple[DutyRow | None, str]] = []
        if old:
            listed.append((None, _("Check-outs forgotten on other days")))
            listed += _under_days(old, None)
            listed.append((None, day_words(self.day)))
        listed += _under_days(found, self.day)
        if not found:
            listed.append((None, _("Nobody has a duty on this day.")))
        self._rows = [duty for duty, _title in listed]
        options = [
            Option(Content(title), disabled=True) if duty is None else self._option(duty, now)
            for duty, title in listed
        ]
        shown = self.query_one(OptionList)
        shown.clear_options()
        shown.add_options(options)
        shown.highlighted = self._place_of(here, now)
        forgot = sum(attending(duty, now) is Attending.FORGOTTEN for duty in found) + len(old)
        title = _("Check in and out  {day}").format(day=day_words(self.day))
        if forgot:
            title += "  " + _("⚠ {count} forgotten").format(count=forgot)
        self.query_one(".box").border_title = Text(title)
        self.put(
            ".foot",
            _("k: come or left now  space: mark  e: time  d: planned end  ← →: day  z: undo"),
        )

    def _option(self, duty: DutyRow, now: datetime) -> Option:
        standing = attending(duty, now)
        mark = "☑ " if duty.no in self._marks else "  "
        width = max(_NARROWEST, min(self.app.size.width * 92 // 100, _WIDEST) - _FRAME)
        who, state, what = words.line(duty, standing, width)
        tone = words.TONES.get(standing, "")
        return Option(Content.assemble(mark, who, Content.styled(state, tone), what))

    def _place_of(self, here: DutyRow | None, now: datetime) -> int | None:
        """Where the cursor goes: the duty it was on, else the first that is not settled."""
        places = [(n, duty) for n, duty in enumerate(self._rows) if duty is not None]
        if here is not None:
            for n, duty in places:
                if duty.no == here.no:
                    return n
        open_ones = (Attending.LATE, Attending.FORGOTTEN, Attending.HERE, Attending.AHEAD)
        first = next((n for n, duty in places if attending(duty, now) in open_ones), None)
        return first if first is not None else (places[0][0] if places else None)

    # -- acts ----------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the duty under the cursor, or take its mark away, and go on."""
        row = self._row()
        if row is not None:
            self._marks ^= {row.no}
            self.renew()
            self._go_on()

    def action_day(self, by: int) -> None:
        """Show the day before, or the next."""
        self._day = self.day + timedelta(days=by)
        self._marks.clear()
        self.renew()

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
            self.desk.tell(_("No check-out was forgotten here."), wrong=True)
            return
        numbers = [duty.no for duty in chosen]
        told = _("{names}: checked out at the planned end.")
        await self._do(lambda step: commands.close_forgotten(step, numbers), told)

    async def _do(self, command: Callable[[Step], Checked], told: str) -> None:
        done = await self.desk.perform(command, lambda checked: _said(checked, told))
        if not isinstance(done, Refused):
            self._marks.clear()
            self.renew()

    def action_edit(self) -> None:
        """Write down other times of coming and leaving."""
        duty = self._chosen_one()
        if duty is None:
            return
        now, desk = self.desk.store.now(), self.desk

        async def submit(values: Values) -> Sequence[Problem]:
            problems: list[Problem] = []
            times = [
                moment_of(values, name, near, problems) if text_of(values, name).strip() else None
                for name, near in (("came", loaded(duty.starts_at)), ("left", loaded(duty.ends_at)))
            ]
            if problems:
                return problems
            return await save(
                desk,
                lambda step: commands.put_right(step, duty.no, times[0], times[1]),
                lambda checked: _said(checked, _("{names}: times put right.")),
            )

        stood = {
            "came": written(loaded(duty.checked_in_at)) if duty.checked_in_at else "",
            "left": written(loaded(duty.checked_out_at)) if duty.checked_out_at else "",
        }
        check = time_check(lambda: now)
        fields = (
            FormField("came", N_("there from"), "time", hint=N_("08:05"), check=check),
            FormField("left", N_("there until"), "time", hint=N_("empty: still here"), check=check),
        )
        title = words.brief(duty, now)
        desk.open_dialog(
            FormDialog(lambda: title, fields, stood, submit), lambda _saved: self.renew()
        )

    async def action_undo(self) -> None:
        """Take back the last act."""
        await self.app.run_action("app.undo")
        self.renew()

    def relabel(self) -> None:
        self.renew()


def _under_days(
    found: Sequence[DutyRow], named: date | None
) -> Iterator[tuple[DutyRow | None, str]]:
    """Duties in order, a heading before those that begin on another calendar day than one above.

    Args:
        named: the day that is named above the first of them.
    """
    for duty in found:
        day = local_date(loaded(duty.starts_at))
        if day != named:
            yield None, day_words(day)
            named = day
        yield duty, ""


def _said(checked: Checked, told: str) -> str:
    said = told.format(names=_(", ").join(checked.names))
    return " ".join([said, *("⚠ " + say(doubt) for doubt in checked.doubts)])
