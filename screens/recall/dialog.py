"""What is to be done about abnormal tubes: door by door, who goes when; changed, then done as one
act; after that how far each re-test is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from textual import on
from textual.widgets import OptionList

from data.closed import queries as closed
from data.households.buildings import building_of
from data.recall import commands
from data.work import kinds
from models.closed import Extent, PlaceKey
from models.duties import Role, Work
from models.problems import Problem
from models.recall import RetestRow, RetestState, Visit, by_hand, visits
from models.recall.by_hand import Taker
from models.recall.visits import roles_at
from models.several import Several
from screens.duties import words as duty_words
from screens.i18n import _
from screens.keys import bindings
from screens.keys.recall import RECALL
from screens.kit.choose import Act, choose_act, choose_from
from screens.kit.narrowed import choose_narrowed
from screens.kit.several import told
from screens.recall import words
from screens.recall.at_door import copy_words, take_back, write_results
from screens.recall.lines import Line
from screens.recall.looking import Looking


class Recalling(Looking):
    """Abnormal tubes with what is to be done; dismissed with True once it was.

    Args:
        read, plan: see `Looking`.
    """

    BINDINGS = bindings(RECALL)

    # -- changes by hand ---------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_give(self) -> None:
        """Send somebody else to the door under the cursor."""
        at = self.here()
        if at is None:
            return
        line = self._lines[at]
        if line.kept is not None:
            self._assign(line.kept.no)
            return
        assert line.planned is not None
        roles = roles_at(line.planned.door)
        if len(roles) == 1:
            self._ask_who(at, roles[0])
        else:
            choose_from(
                self.desk,
                lambda: _("Who samples, or who shows the way?"),
                roles,
                duty_words.role,
                partial(self._ask_who, at),
            )

    def _assign(self, no: int) -> None:
        """Give people to a re-test on record."""
        from screens.duties.assign import Assign

        self.desk.open_dialog(Assign(lambda store: store.ask(kinds.one, Work.RETEST, no)))

    def _ask_who(self, at: int, role: Role) -> None:
        plan, given = self._plan, self._planned
        found = by_hand.takers(given, at, role, plan.workers, plan.kept_out, plan.roster)

        def said(one: Taker | None) -> str:
            return _("leave it open") if one is None else words.taker(one)

        choose_narrowed(
            self.desk,
            lambda: words.shown_door(given[at]),
            [*found, None],
            said,
            lambda one: self._give(at, role, None if one is None else (one.no, one.name)),
        )

    def _give(self, at: int, role: Role, who: tuple[int, str] | None) -> None:
        plan = self._plan
        self._changed(by_hand.given_to(self._planned, at, role, who, plan.workers, plan.roster))

    def action_leave_open(self) -> None:
        """Send nobody to the door under the cursor; again, and whoever was proposed is back."""
        at = self.here()
        if at is None or self._lines[at].planned is None:
            return
        if self._planned[at].given:
            empty = self._planned[at]._replace(given={}, why=Problem("retest_left_by_hand"))
        else:
            was = self._plan.visits[at]
            empty = self._planned[at]._replace(given=was.given, why=was.why)
        changed = [*self._planned[:at], empty, *self._planned[at + 1 :]]
        self._changed(visits.warned(changed, self._plan.workers, self._plan.roster))

    def action_shift(self, minutes: int) -> None:
        """Go to the door under the cursor so much later; the other doors keep their times."""
        at = self.here()
        if at is None or self._lines[at].planned is None:
            return
        starts = self._planned[at].starts + timedelta(minutes=minutes)
        if starts < self.desk.store.now():
            self.warn(Problem("retest_past", {"at": starts}))
            return
        plan = self._plan
        self._changed(by_hand.moved(self._planned, at, starts, plan.workers, plan.roster))

    def _changed(self, lines: Sequence[Visit]) -> None:
        self._lines = [*map(Line, lines), *(Line(kept=row) for row in self._kept)]
        self._by_hand = True
        self.warn(None)
        self.show()

    def action_anew(self) -> None:
        """Plan anew, from what is on record now; what was changed by hand goes."""
        self._by_hand = False
        self._plan_anew()

    # -- acts --------------------------------------------------------------------------------

    async def action_begin(self) -> None:
        """Somebody is on the way to the door under the cursor."""
        await self._mark(RetestState.UNDER_WAY)

    async def action_done(self) -> None:
        """Everybody behind the door under the cursor was sampled; once they were, their results."""
        at = self.here()
        row = None if at is None else self._lines[at].kept
        if row is not None and row.state == RetestState.DONE:
            write_results(self.desk, row)
        else:
            await self._mark(RetestState.DONE)

    def action_copy(self) -> None:
        """Copy what to say at the door under the cursor."""
        at = self.here()
        one = None if at is None else self._lines[at].planned or self._lines[at].kept
        if one is not None:
            self.put(".plan-said", copy_words(self.desk, one, self._plan))

    async def action_call_off(self) -> None:
        """Nobody has to go to the door under the cursor any more."""
        await self._mark(RetestState.CANCELLED)

    async def _mark(self, to: RetestState) -> None:
        at = self.here()
        row = None if at is None else self._lines[at].kept
        if row is None:
            return

        def said(done: Several[RetestRow]) -> str:
            return told(done, words.marked_as([*done.done.values()], to, at_desk=True))

        command = partial(commands.mark_retests, numbers=[row.no], state=to)
        if await self.once(partial(self.desk.perform, command, said)) is not None:
            self.renew()

    def action_take_back(self) -> None:
        """Take the recall back as a whole."""
        take_back(self.desk, self._plan)

    def action_edit(self) -> None:
        """Close the building of the door under the cursor, or its compound."""
        from screens.closed.closing import ask_closing

        at, place = self.here(), self.desk.here
        if at is None or place is None:
            return
        line = self._lines[at]
        no = (
            line.kept.household_no if line.kept else line.planned and line.planned.door.household_no
        )
        row = self.desk.store.ask(building_of, no or 0)
        if row is None:
            return
        found = [self.desk.store.ask(closed.place, PlaceKey(Extent.BUILDING, row.no))]

        def close() -> None:
            ask_closing(place, found)

        acts: list[Act] = [
            (lambda: _("close {name}: nobody leaves or enters").format(name=found[0].name), close)
        ]
        choose_act(self.desk, self.heading, acts)

    def action_tell(self) -> None:
        """What to say to those this is about."""
        from screens.recall.paper import ToSay

        self.desk.open_dialog(ToSay(self._plan._replace(visits=self._planned)))

    def action_questions(self) -> None:
        """All that is told: what has to be seen to, who shares, who is held until when."""
        from screens.recall.paper import Whole

        self.desk.open_dialog(Whole(self._plan._replace(visits=self._planned, kept=self._kept)))

    def action_paper(self) -> None:
        """The slips for who goes."""
        from screens.recall.paper import Slips

        self.desk.open_dialog(Slips([row.id for row in self._kept]))

    def action_rules(self) -> None:
        """Set how long re-tests take; the plan follows."""
        from screens.recall.settings import SETTINGS

        SETTINGS.open(self.desk, self.renew)

    async def action_apply(self) -> None:
        """Recall the tubes, hold their members, and send people to the doors, as one act."""
        plan, given = self._plan, self._planned
        if plan.settled:
            self.warn(Problem("recall_done", {"codes": [one.code for one in plan.recalls]}))
            return

        def said(done: commands.Applied) -> str:
            tubes = [one.code for one in plan.recalls]
            return words.applied(tubes, done)

        await self.apply(lambda step: commands.apply(step, plan, given), said)
