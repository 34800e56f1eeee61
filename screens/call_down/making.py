"""A round of calls before it is made: the plan line by line, changed by hand, kept as one act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from data.call_down import commands, plans
from models.call_down import Caller, RoundPlan, Share
from models.call_down.rules import given_by_hand
from models.problems import Refused
from screens.call_down import form as forms
from screens.call_down import words
from screens.i18n import _, ngettext
from screens.keys import bindings
from screens.keys.people import ROUND, ROUND_CALLS
from screens.kit.columns import cut
from screens.kit.fields import reader
from screens.kit.form import FormDialog
from screens.kit.narrowed import choose_narrowed
from screens.kit.plan import PlanDialog
from screens.kit.pointed import Pointed
from screens.kit.record import Edit, blank
from screens.kit.values import beside

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_WHO = 12
"""Cells for who calls."""


class _Calls(Pointed):
    """The list; enter is told in the key bar."""

    BINDINGS = bindings(ROUND_CALLS)


class MakeRound(PlanDialog[Share]):
    """A planned round; dismissed with True once it was made.

    Args:
        asked: who is to be called, and who calls beside the staff.
        plan: what comes of that now.
    """

    BINDINGS = bindings(ROUND)
    part = "round"
    list_type = _Calls

    def __init__(self, asked: forms.Asked, plan: RoundPlan) -> None:
        super().__init__()
        self._asked = asked
        self._plan = plan
        self._lines = list(plan.shares)
        self._by_hand = False

    # -- looking -----------------------------------------------------------------------------

    def look(self) -> None:
        """Show the plan as it was made; anew where something changed on record."""
        self.show()

    def renew(self) -> None:
        """Something changed on record: share out anew, unless calls were given by hand."""
        if self.is_mounted and not self.writing and not self._by_hand:
            self._share_anew()

    def _share_anew(self) -> None:
        asked, now = self._asked, self.desk.store.now()
        try:
            self._plan = self.desk.store.ask(plans.plan, asked.wish, now, asked.callers)
        except Refused as refused:
            self.warn(refused.problem)
            return
        self._lines, self._by_hand = list(self._plan.shares), False
        self.show()

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        return _("A round of calls")

    def head(self) -> str:
        return words.counted(self._plan, self._lines)

    def comes_first(self, at: int) -> bool:
        """Calls without a number stand apart, at the end."""
        return bool(self._plan.shares[at].call.phones)

    def line(self, line: Share) -> Content:
        room = min(max(40, self.app.size.width - 9), 130)
        style = "bold $error" if line.caller is None else "$success"
        said = cut(words.planned(line, self.desk.masked), room - _WHO - 1)
        return Content.assemble(said, " ", Content.styled(cut(words.share(line), _WHO), style))

    def why(self, line: Share) -> str:
        off = words.callers_off(self._plan)
        told = beside(words.share(line), words.why(line.why))
        return beside(told, *(f"⚠ {one}" for one in off))

    def nothing(self) -> str:
        return ""

    # -- acts --------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_give(self) -> None:
        """Give the call under the cursor to somebody else."""
        at = self.here()
        if at is None:
            return
        call = self._lines[at].call

        def said(one: Caller | None) -> str:
            if one is None:
                return _("nobody for now")
            count = sum(line.caller == one.no for line in self._lines)
            given = ngettext("{count} call", "{count} calls", count).format(count=count)
            return beside(one.name, given, one.compound or "")

        choose_narrowed(
            self.desk,
            lambda: beside(call.door, call.name),
            [*self._plan.calling, None],
            said,
            partial(self._change, at),
        )

    def action_leave_open(self) -> None:
        """Give the call under the cursor to nobody for now."""
        at = self.here()
        if at is not None:
            self._change(at, None)

    def _change(self, at: int, caller: Caller | None) -> None:
        self._lines = given_by_hand(self._lines, at, caller)
        self._by_hand = True
        self.warn(None)
        self.show()

    async def action_apply(self) -> None:
        """Make the round, as one act."""
        wish, shares = self._asked.wish, list(self._lines)
        made = await self.apply(lambda step: commands.keep_round(step, wish, shares), words.kept)
        if not made:
            self._share_anew_if_outdated()

    def _share_anew_if_outdated(self) -> None:
        """Others are to be called by now than were planned: nothing by hand holds any more."""
        now = self.desk.store.now()
        found = self.desk.store.ask(plans.to_call, self._asked.wish, now)
        called = [(one.household_id, one.resident_id) for one in found if one.gone is None]
        if called != [(one.call.household_id, one.call.resident_id) for one in self._lines]:
            self._share_anew()


def make_round(desk: Desk) -> None:
    """Ask who is to be called, show the plan, make the round."""
    now = desk.store.now()
    fields = desk.store.ask(forms.new_fields, now)
    made: list[MakeRound] = []

    async def plan(edit: Edit[forms.Asked]) -> object:
        asked = edit.given
        try:
            found = desk.store.ask(plans.plan, asked.wish, desk.store.now(), asked.callers)
        except Refused as refused:
            return refused
        made.append(MakeRound(asked, found))
        return found

    def then(saved: bool | None) -> None:
        if saved:
            desk.open_dialog(made[-1])

    stood = blank(lambda: _("A round of calls"), {"compound": "0"})
    desk.open_dialog(
        FormDialog(stood, fields, reader(fields, forms.Asked), plan, "call-round"), then
    )
