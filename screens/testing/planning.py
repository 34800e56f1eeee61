"""A whole round before it is kept: its sessions as the rules propose them, kept as one act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content

from data.call_down.plans import marks_in_use
from data.households.queries import compound_names
from data.testing import planning, rounds
from models.problems import Refused
from models.testing import BatchRow, RoundPlan, RoundWish, SessionPlan
from models.times import local_date
from screens.i18n import _, ngettext
from screens.keys import bindings
from screens.keys.people import TEST_ROUND, TEST_SESSIONS
from screens.kit.columns import cut
from screens.kit.fields import reader
from screens.kit.form import FormDialog
from screens.kit.list_dialog import ListDialog
from screens.kit.plan import PlanDialog
from screens.kit.pointed import Pointed
from screens.kit.record import Edit, Record
from screens.kit.values import beside, headed
from screens.sentences import say
from screens.testing import form as forms
from screens.testing import words
from screens.testing.form import Wished
from screens.testing.round_listing import SessionTold, plan_told

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_DESKS, _PEOPLE, _NEED = 8, 12, 10
"""Cells of the columns of a line; where and when has what is left."""


class _Sessions(Pointed):
    """The list; enter is told in the key bar."""

    BINDINGS = bindings(TEST_SESSIONS)


class PlanRound(PlanDialog[SessionPlan]):
    """A planned round; dismissed with True once it was kept.

    Args:
        said: what it is to be.
    """

    BINDINGS = bindings(TEST_ROUND)
    part = "test-round"
    list_type = _Sessions

    def __init__(self, said: Wished) -> None:
        super().__init__()
        self._said = said
        self._plan: RoundPlan | None = None
        self._is_refused = False

    @property
    def _wish(self) -> RoundWish:
        return self._said.wish

    # -- looking -----------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="test-round")
    def look(self) -> None:
        """Plan it, off the interface's thread."""
        store, wish = self.desk.store, self._wish
        try:
            found = store.ask(planning.plan_round, wish, store.now())
        except Refused as refused:
            self.app.call_from_thread(self._not_found, refused)
            return
        self.app.call_from_thread(self._found, found)

    def _not_found(self, refused: Refused) -> None:
        if self.is_open:
            self._plan, self._lines, self._is_refused = None, [], True
            self.show()
            self.warn(refused.problem)

    def _found(self, plan: RoundPlan) -> None:
        if self.is_open and plan.wish is self._wish:
            self._plan, self._lines, self._is_refused = plan, list(plan.sessions), False
            self.warn(None)
            self.show()

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        return self._wish.given.name

    def head(self) -> str:
        if self._plan is None:
            return "" if self._is_refused else _("Planning …")
        told = words.round_in_brief(self._wish.given, self._plan.people, self._plan.desks)
        takes = words.takes(self._plan.materials)
        return "\n".join((told, takes, *(f"⚠ {say(one)}" for one in self._plan.problems)))

    def comes_first(self, at: int) -> bool:
        """What is warned of stands where its time is."""
        return True

    def line(self, line: SessionPlan) -> Content:
        room = min(max(40, self.app.size.width - 9), 130)
        left = cut(words.planned(line, self._day), room - _DESKS - _PEOPLE - _NEED - 3)
        numbers = (
            cut(words.desks(line.desks), _DESKS, right=True),
            cut(words.people(line.people), _PEOPLE, right=True),
            cut(_("needs {count}").format(count=sum(line.need.values())), _NEED, right=True),
        )
        return Content.styled(" ".join((left, *numbers)), "$warning" if line.problems else "")

    @property
    def _day(self) -> date:
        return self._wish.given.day

    def why(self, line: SessionPlan) -> str:
        count = len(line.batches)
        told = ngettext("{count} batch", "{count} batches", count).format(count=count)
        doors = _("{people} of them at their doors").format(people=line.visited)
        return "\n".join(
            (
                beside(told, doors if line.visited else "", words.needed(line.need)),
                *(f"⚠ {say(one)}" for one in line.problems),
            )
        )

    def nothing(self) -> str:
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to keep once it was planned."""
        if action in ("apply", "turn"):
            return bool(self._lines)
        return super().check_action(action, parameters)

    # -- acts --------------------------------------------------------------------------------

    def action_turn(self) -> None:
        """Show the batches of the session under the cursor."""
        at, plan = self.here(), self._plan
        if at is not None and plan is not None:
            told = self.desk.store.ask(plan_told, plan).sessions[at]
            self.desk.open_dialog(_Batches(told, self._day))

    def action_edit(self) -> None:
        """Wish for something else, and plan that."""

        def changed(said: Wished) -> None:
            self._said, self._plan, self._lines, self._is_refused = said, None, [], False
            self.warn(None)
            self.show()
            self.look()

        ask(self.desk, changed, self._said)

    async def action_apply(self) -> None:
        """Keep the round, as one act."""
        plan = self._plan
        if plan is not None:
            await self.apply(
                lambda step: rounds.add_round_plan(step, plan),
                lambda no: words.round_kept(no, len(plan.sessions)),
            )


class _Batches(ListDialog[BatchRow]):
    """Who is called together in a session that is only planned, in order."""

    list_id = "planned-batches"

    def __init__(self, told: SessionTold, day: date) -> None:
        super().__init__()
        self._told = told
        self._day = day

    def heading(self) -> str:
        return headed(self._told.place, words.people(self._told.people))

    def foot(self) -> str:
        return _("esc: back")

    def lines(self) -> Iterator[tuple[Content, BatchRow]]:
        for one in self._told.batches:
            yield Content(words.batch(one, self._day)), one


def ask(desk: Desk, then: Callable[[Wished], object], was: Wished | None = None) -> None:
    """Ask what a round is to be.

    Args:
        then: takes what was said.
        was: what was wished before, to be changed.
    """
    now = desk.store.now()
    with desk.store.read() as conn:
        compounds, marks = list(compound_names(conn)), marks_in_use(conn)
    fields = forms.wish_fields(compounds, marks)
    said: list[Wished] = []

    def stood() -> Record:
        if was is not None:
            return forms.wish_record(was, compounds, marks)
        return Record(lambda: _("A whole round"), forms.blank_wish(now))

    async def take(edit: Edit[Wished]) -> object:
        on = edit.given.wish.given.day
        if on < local_date(desk.store.now()):
            return Refused("day_past", "on", day=on)
        try:
            said.append(desk.store.ask(forms.found_wish, edit.given, desk.store.now()))
        except Refused as refused:
            return refused
        return edit.given

    def done(saved: bool | None) -> None:
        if saved:
            then(said[-1])

    draft = "test-round" if was is None else None
    desk.open_dialog(FormDialog(stood, fields, reader(fields, forms.wish_of), take, draft), done)


def plan_round(desk: Desk) -> None:
    """Ask what a round is to be, show its plan, keep it."""
    ask(desk, lambda said: desk.open_dialog(PlanRound(said)))
