"""Suggest a day: its open shifts with who could fill them and why; changed, given as one act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.widgets import OptionList

from data.duties import queries as duties
from data.suggest import commands, queries
from data.suggest.queries import DayPlan
from models.problems import Refused
from models.suggest import Proposal
from models.suggest import lines as rules
from screens.i18n import _, ngettext
from screens.keys import bindings
from screens.keys.people import SUGGEST, SUGGESTED
from screens.kit.again import Again
from screens.kit.columns import cut
from screens.kit.narrowed import choose_narrowed
from screens.kit.plan import PlanDialog
from screens.kit.pointed import Pointed
from screens.kit.values import joined
from screens.suggest import words

if TYPE_CHECKING:
    from data.suggest.commands import Applied

_WIDE = 100
"""Cells from which the reason of a line stands beside it."""

_WHO, _LOAD = 14, 7
"""Cells for the person and for the load."""


class _Places(Pointed):
    """The list; enter is told in the key bar."""

    BINDINGS = bindings(SUGGESTED)


class Suggest(PlanDialog[Proposal]):
    """The open shifts of a duty day; dismissed with True once they were given.

    Args:
        day: the day; when None the one that runs, or the next when it lacks nobody.
    """

    BINDINGS = bindings(SUGGEST)
    part = "suggest"
    list_type = _Places

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self._day = day
        self._plan: DayPlan | None = None
        self._by_hand = False
        self._again = Again(self, self.renew)

    # -- looking -----------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="suggest")
    def look(self) -> None:
        """Find a suggestion, off the interface's thread."""
        store, now = self.desk.store, self.desk.store.now()
        try:
            with store.read() as conn:
                settings = duties.settings(conn)
                day = self._day or queries.next_day(conn, now, settings)
                plan = queries.plan_day(conn, day, settings, now)
        except Refused as refused:
            self.app.call_from_thread(self._not_found, refused)
            return
        self.app.call_from_thread(self._found, plan)

    def _not_found(self, refused: Refused) -> None:
        """Say why it cannot be looked, and look again."""
        if self.is_open:
            self.warn(refused.problem)
            self._again.later()

    def _found(self, plan: DayPlan) -> None:
        if self._again.failing:
            self._again.worked()
            self.warn(None)
        self._plan, self._day, self._lines = plan, plan.day, plan.lines
        self._by_hand = False
        if self.is_open:
            self.show()

    def renew(self) -> None:
        """Something changed on record: look again, unless lines were changed by hand."""
        if not self._by_hand:
            super().renew()

    # -- what is shown -----------------------------------------------------------------------

    def show(self) -> None:
        """Show the plan as it is now."""
        super().show()
        self.query_one(".sheet").border_subtitle = _("left, right: other days")

    def heading(self) -> str:
        return _("Suggest a day")

    def head(self) -> str:
        if self._plan is None:
            return _("Looking who could do what …")
        return words.counted(self._lines, self._plan.day, self.desk.store.now())

    def comes_first(self, at: int) -> bool:
        """Places the suggestion found nobody for, whatever is changed."""
        return self._plan is not None and self._plan.lines[at].person_no is None

    def line(self, line: Proposal) -> Content:
        assert self._plan is not None
        open_one, day = line.person_no is None, self._plan.day
        style = "bold $error" if open_one else "$warning" if line.reason.warnings else "$success"
        room = min(max(40, self.app.size.width - 9), 130)
        who = Content.styled(cut(words.who(line), _WHO), style)
        load = cut(words.load(line), _LOAD, right=True)
        if room < _WIDE:
            left = cut(words.place(line.slot, day), room - _WHO - _LOAD - 2)
            return Content.assemble(left, " ", who, " ", load)
        left = cut(words.place(line.slot, day), room * 42 // 100)
        why = Content.styled(words.why(line.reason), "$foreground 70%")
        return Content.assemble(left, "  ", who, " ", load, "  ", why)

    def why(self, line: Proposal) -> str:
        return words.why(line.reason)

    def nothing(self) -> str:
        if self._plan is None:
            return ""
        return _("Every shift of the day has somebody. Left and right turn to other days.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the lines there are."""
        if action == "apply":
            return any(line.person_no is not None for line in self._lines)
        if action in ("give", "leave_open"):
            return bool(self._lines)
        return super().check_action(action, parameters)

    # -- acts --------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_give(self) -> None:
        """Give the place under the cursor to somebody else."""
        at, plan = self.here(), self._plan
        if at is None or plan is None:
            return
        found = rules.takers(self._lines, at, plan.workers, plan.settings)
        slot = self._lines[at].slot
        choose_narrowed(
            self.desk,
            lambda: words.place(slot, plan.day),
            [*found, None],
            lambda one: _("leave it open") if one is None else words.taker(one),
            lambda one: self._change(at, None if one is None else one.no),
        )

    def action_leave_open(self) -> None:
        """Leave the place under the cursor open; again, and whoever was proposed is back."""
        at = self.here()
        if at is None or self._plan is None:
            return
        proposed = self._plan.lines[at].person_no
        self._change(at, None if self._lines[at].person_no is not None else proposed)

    def _change(self, at: int, person_no: int | None) -> None:
        """Give a place to somebody who can take it now, or leave it open."""
        plan = self._plan
        if plan is None:
            return
        found = rules.takers(self._lines, at, plan.workers, plan.settings)
        taker = next((one for one in found if one.no == person_no), None)
        if taker is None and self._lines[at].person_no is None:
            return
        self._lines = rules.changed(self._lines, at, taker, plan.workers, plan.settings)
        self._by_hand = True
        self.warn(None)
        self.show()

    def action_day(self, step: int) -> None:
        """Look at another day."""
        if self._day is not None:
            self._day += timedelta(days=step)
            self.action_anew()

    def action_anew(self) -> None:
        """Suggest anew, from what is on record now."""
        self._plan, self._lines = None, []
        self.warn(None)
        self.show()
        self.look()

    async def action_apply(self) -> None:
        """Give the places to those who are to fill them, as one act."""
        if self._plan is not None:
            wanted = rules.as_suggestion(self._lines)
            await self.apply(lambda step: commands.apply_suggestion(step, wanted), said)


def said(done: Applied) -> str:
    """What was given, for the status line."""
    told = ngettext("{n} place given to {names}.", "{n} places given to {names}.", done.given)
    return told.format(n=done.given, names=joined(done.names))
