"""Somebody falls out: everything they hold with who takes it, on one screen, applied as one act.

The same screen answers "what if" without applying.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.widgets import OptionList

from data.absence import commands as absence_commands
from data.absence import plans as absence_plans
from data.duties import queries as duties
from data.rehearsal import refusal
from data.roster.presence import record_presence
from data.sampling.handed_on import left_by
from data.troubles import tells
from models.absence import AbsenceInput, AbsencePlan, Handover, Successor, rules
from models.problems import Problem, Refused
from models.roster import ABSENT_PLACES, PresenceInput
from screens.absence import words
from screens.i18n import _, ngettext
from screens.keys import bindings
from screens.keys.people import ABSENT, LEFT_WORK
from screens.kit.again import Again, passes
from screens.kit.choose import choose_from
from screens.kit.columns import cut
from screens.kit.fields import Values
from screens.kit.form import FormDialog
from screens.kit.narrowed import choose_narrowed
from screens.kit.plan import PlanDialog
from screens.kit.pointed import Pointed
from screens.kit.record import Edit, blank
from screens.kit.values import beside, joined
from screens.roster import form as forms
from screens.sampling import handed_on

if TYPE_CHECKING:
    from data.absence.commands import Applied
    from models.sampling.handed_on import TableLeft

_ROUND = 13
"""Lines of the screen around what is told and the list."""

_WIDE = 100
"""Cells from which the reason of a line stands beside it."""


class _Lines(Pointed):
    """The list: enter or a click gives the thing to somebody else."""

    BINDINGS = bindings(LEFT_WORK)


class Absence(PlanDialog[Handover]):
    """What people hold who fall out; dismissed with True once it was applied.

    Args:
        people: their numbers.
        presence: where they are, since when.
        trying: only shows what would happen; nothing can be applied.
        changing: begins with the form that says where they are.
    """

    BINDINGS = bindings(ABSENT)
    part = "absence"
    list_type = _Lines

    def __init__(
        self,
        people: Sequence[int],
        presence: PresenceInput,
        *,
        trying: bool = False,
        changing: bool = False,
    ) -> None:
        super().__init__()
        self._given = AbsenceInput(tuple(people), presence)
        self._trying, self._changing = trying, changing
        self._plan: AbsencePlan | None = None
        self._tables: list[TableLeft] = []
        """What is left at the tables of running sessions that they sit at."""
        self._again = Again(self, self.renew)
        self._foreseen: Problem | None = None
        """What would refuse the plan as it was shown last."""
        self._changed: frozenset[tuple[str, int, int]] = frozenset()
        """The lines changed by hand, by what is held."""

    def on_mount(self) -> None:
        super().on_mount()
        if self._changing:
            self.call_after_refresh(self.action_change)

    # -- what is shown -----------------------------------------------------------------------

    def look(self) -> None:
        """Look anew at what they hold; lines that were changed by hand stay as they were."""
        kept = {line.hold.key: line for line in self._lines if line.hold.key in self._changed}
        store = self.desk.store
        try:
            with store.read() as conn:
                self._plan = absence_plans.plan(
                    conn, self._given, store.now(), duties.settings(conn)
                )
                self._tables = left_by(conn, (line.hold.slot for line in self._plan.lines))
        except Refused as refused:
            self.warn(refused.problem)
            if passes(refused):
                self._again.later()
            return
        if self._again.failing:
            self._again.worked()
            self.warn(None)
        self._lines = [
            line if (old := kept.get(line.hold.key)) is None else old._replace(hold=line.hold)
            for line in self._plan.lines
        ]
        self.show()
        self._foresee()

    @work(exclusive=True, group="foresee")
    async def _foresee(self) -> None:
        """Say beforehand what would refuse the plan as it is shown; that the file cannot be written
        for now is told when it is."""
        if self._trying:
            return
        act = absence_commands.apply_absence
        problem = await asyncio.to_thread(
            refusal, self.desk.store, act, self._given, [*self._lines]
        )
        if not self.is_open or (problem is not None and tells(problem)):
            return
        foreseen, self._foreseen = self._foreseen, problem
        if problem != foreseen:
            self.warn(problem)

    @property
    def _names(self) -> str:
        return "" if self._plan is None else words.names(self._plan)

    def heading(self) -> str:
        title = _("What if: {names}") if self._trying else _("Absence: {names}")
        return title.format(names=self._names)

    def head(self) -> str:
        if self._plan is None:
            return ""
        now = self.desk.store.now()
        given = words.given(self._plan.given.presence, now)
        later = words.later(self._plan.later, self._plan.given.presence, now)
        counted = beside(given, later, words.counted(self._lines), gap="   ")
        return "\n".join((counted, *self._handed_on(now)))

    def _handed_on(self, now: datetime) -> list[str]:
        """What whoever takes the tables over has to know, as far as there are rows for it; of each
        table how far it is."""
        told = [[*handed_on.lines(one, now, at_desk=True)] for one in self._tables]
        lines = [line for table in told for line in table]
        height = self.app.size.height
        if len(lines) <= max(height // 3, height - _ROUND - len(self._lines)):
            return lines
        return [*map(handed_on.summary, self._tables)]

    def comes_first(self, at: int) -> bool:
        return self._lines[at].uncovered

    def line(self, line: Handover) -> Content:
        now, room = self.desk.store.now(), max(40, self.app.size.width - 8)
        who = words.successor(line)
        style = (
            "bold $error" if line.uncovered else "$warning" if line.reason.warnings else "$success"
        )
        several = self._plan is not None and len(self._plan.people) > 1
        left = beside(
            line.hold.person if several else "",
            words.when(line.hold, now),
            words.what(line.hold),
            words.about(line.hold, self.desk.masked),
        )
        if room >= _WIDE:
            room = min(room, 132)
            first = cut(left, room * 45 // 100)
            return Content.assemble(
                first, "  ", Content.styled(cut(who, 14), style), "  ",
                Content.styled(words.why(line.reason), "$foreground 70%"),
            )  # fmt: skip
        return Content.assemble(cut(left, room - 16), "  ", Content.styled(who, style))

    def why(self, line: Handover) -> str:
        return words.why(line.reason)

    def nothing(self) -> str:
        return "" if self._plan is None else _("Nobody has to take anything over.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is applied where it is only tried."""
        if action == "apply":
            return not self._trying
        if action == "met":
            return self._plan is not None and bool(self._plan.met)
        return super().check_action(action, parameters)

    # -- acts --------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_give(self) -> None:
        """Give the thing under the cursor to somebody else."""
        at, plan = self.here(), self._plan
        if at is None or plan is None:
            return
        hold, now = self._lines[at].hold, self.desk.store.now()
        found = self.desk.store.ask(absence_plans.takers, self._lines, at, plan)
        title = " ".join((words.what(hold), words.about(hold, self.desk.masked)))
        choose_narrowed(
            self.desk,
            lambda: title,
            [*(taker for taker in found if taker.refused is None), None],
            lambda one: _("leave it open") if one is None else words.taker(one, now),
            partial(self._put, at),
        )

    def action_leave_open(self) -> None:
        """Leave the thing under the cursor to nobody for now."""
        at = self.here()
        if at is not None:
            self._put(at, None)

    def _put(self, at: int, taker: Successor | None) -> None:
        self._changed = self._changed | {self._lines[at].hold.key}
        self._lines = rules.changed(self._lines, at, taker)
        self.show()
        self._foresee()

    def action_met(self) -> None:
        """Show who shared work with them, to be tested first."""
        plan = self._plan
        if plan is None:
            return
        now, masked = self.desk.store.now(), self.desk.masked
        choose_from(
            self.desk,
            lambda: words.met_title(plan.contact_days),
            plan.met,
            lambda one: words.met_line(one, now, masked),
            lambda _one: None,
        )

    def action_change(self) -> None:
        """Say where they are, since when, expected back when."""
        presence = self._given.presence
        names = self._names

        def read(values: Values, now: datetime) -> PresenceInput | list[Problem]:
            given = forms.read_presence(values, now)
            if self._trying and isinstance(given, PresenceInput) and _is_here(given):
                return [Problem("place_is_here", {}, "place")]
            return given

        async def save(edit: Edit[PresenceInput]) -> object:
            given = edit.given
            if not _is_here(given):
                self._given = AbsenceInput(self._given.people, given)
                return None
            now = self.desk.store.now()
            return await self.desk.perform(
                lambda step: record_presence(step, self._given.people, given),
                lambda _count: words.recorded(names, given, now),
            )

        def changed(saved: bool | None) -> None:
            if not saved:
                return
            if self._given.presence is presence:
                self.dismiss(True)  # they are here, and that was recorded
            else:
                self.look()

        stood = blank(lambda: names, forms.presence_values(presence))
        self.desk.open_dialog(FormDialog(stood, forms.PRESENCE, read, save), changed)

    async def action_apply(self) -> None:
        """Record the absence and give everything to those who take it."""
        if self._plan is None or self._trying:
            return
        lines, given, now = self._lines, self._given, self.desk.store.now()
        if not await self.apply(
            lambda step: absence_commands.apply_absence(step, given, lines),
            lambda done: beside(said(done), words.later(done.later, given.presence, now), gap=" "),
        ):
            self.look()


def _is_here(given: PresenceInput) -> bool:
    return given.place not in ABSENT_PLACES


def said(done: Applied) -> str:
    """What applying came to, for the status line."""
    told = ngettext(
        "{names} absent; {n} thing given to others.",
        "{names} absent; {n} things given to others.",
        done.moved,
    ).format(names=joined(done.names), n=done.moved)
    if done.uncovered:
        told += " " + _("✗ {n} still without anybody.").format(n=done.uncovered)
    return told
