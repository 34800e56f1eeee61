"""What is to be done about abnormal tubes: door by door, who goes when; changed, then done as one
act; after that how far each re-test is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from textual import on, work
from textual.content import Content
from textual.widgets import OptionList

from data.closed import queries as closed
from data.households.buildings import building_of
from data.recall import commands, queries
from data.recall.plans import RecallPlan
from data.sql import Reader
from data.work import kinds
from models.closed import Extent, PlaceKey
from models.duties import Role, Work
from models.problems import Problem, Refused
from models.recall import RetestRow, RetestState, Visit, by_hand, visits
from models.recall.by_hand import Taker
from models.recall.visits import roles_at
from models.several import Several
from models.times import local_date
from screens.duties import words as duty_words
from screens.i18n import _
from screens.keys import bindings
from screens.keys.recall import RECALL, RECALL_LINES
from screens.kit.choose import Act, choose_act, choose_from
from screens.kit.narrowed import choose_narrowed
from screens.kit.plan import PlanDialog
from screens.kit.pointed import Pointed
from screens.kit.several import told
from screens.recall import words
from screens.recall.at_door import copy_words, take_back, write_results
from screens.recall.lines import OVER, Cells, Line, Widths, cells, drawn, shared
from screens.sentences import say

_ROUND = 12
"""Lines of the screen around the head and the list: frames, why a door is as it is, keys."""

_FRAME, _MOST = 12, 130
"""Cells that frame the lines, and the most a line has."""


class _Doors(Pointed):
    """The list; enter is told in the key bar."""

    BINDINGS = bindings(RECALL_LINES)


class Recalling(PlanDialog[Line]):
    """Abnormal tubes with what is to be done; dismissed with True once it was.

    Args:
        read: makes the plan from what is on record at a moment.
        plan: as it was made at first.
    """

    BINDINGS = bindings(RECALL)
    part = "recall"
    list_type = _Doors

    def __init__(self, read: Callable[[Reader, datetime], RecallPlan], plan: RecallPlan) -> None:
        super().__init__()
        self._read = read
        self._plan = plan
        self._by_hand = False
        self._wide = Widths(0, 0, 0, 0)
        self._fill(plan)

    # -- looking -----------------------------------------------------------------------------

    def _fill(self, plan: RecallPlan) -> None:
        self._lines = [*map(Line, plan.visits), *(Line(kept=row) for row in plan.kept)]

    def look(self) -> None:
        """Show the plan as it was made."""
        self.show()

    def renew(self) -> None:
        """Something changed on record: plan anew, unless doors were changed by hand; then only how
        far what is on record is."""
        if not self.is_mounted or self.writing:
            return
        if not self._by_hand:
            self._plan_anew()
            return
        rows = self.desk.store.ask(queries.retests_by_key, [row.id for row in self._kept])
        by_no = {row.no: row for row in rows}
        self._lines = [
            line if line.kept is None else Line(kept=by_no.get(line.kept.no, line.kept))
            for line in self._lines
        ]
        self.show()

    @work(thread=True, exclusive=True, group="recall")
    def _plan_anew(self) -> None:
        store = self.desk.store
        try:
            with store.read() as conn:
                plan = self._read(conn, store.now())
        except Refused as refused:
            self.app.call_from_thread(self._not_found, refused)
            return
        self.app.call_from_thread(self._found, plan)

    def _found(self, plan: RecallPlan) -> None:
        self._plan, self._by_hand = plan, False
        self._fill(plan)
        if self.is_open:
            self.warn(None)
            self.show()

    def _not_found(self, refused: Refused) -> None:
        if self.is_open:
            self.warn(refused.problem)

    @property
    def _planned(self) -> list[Visit]:
        return [line.planned for line in self._lines if line.planned is not None]

    @property
    def _kept(self) -> list[RetestRow]:
        return [line.kept for line in self._lines if line.kept is not None]

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        if not self._plan.recalls:
            return _("Single re-tests")
        return _("Abnormal tube: recall")

    def head(self) -> str:
        told = []
        for one in self._plan.recalls:
            told += [words.counted(one), words.unvisited(one, self.desk.masked)]
        told += [f"⚠ {say(one.problem)}" for one in self._plan.left]
        told += [f"⚠ {line}" for one in self._plan.recalls for line in words.told(one)]
        told.append(words.planned(self._planned, self._kept))
        height = self.app.size.height
        room = max(3, height // 3, height - _ROUND - max(1, len(self._lines)))
        shown = [line for line in told if line]
        if len(shown) > room:
            more = _("and {count} more; w tells all").format(count=len(shown) - room + 1)
            shown = [*shown[: room - 2], more, shown[-1]]
        return "\n".join(shown)

    def unsaved(self) -> bool:
        return self._by_hand

    def comes_first(self, at: int) -> bool:
        """What is planned, then what is still to be done, then what is over."""
        kept = self._lines[at].kept
        return kept is None or kept.state not in OVER

    def same(self, line: Line) -> object | None:
        if line.kept is not None:
            return line.kept.no
        return None if line.planned is None else line.planned.door.household

    def show(self) -> None:
        said = [self._cells(one) for one in self._lines]
        self._wide = shared(said, min(max(40, self.app.size.width - _FRAME), _MOST))
        super().show()

    def line(self, line: Line) -> Content:
        return drawn(self._cells(line), self._wide)

    def _cells(self, line: Line) -> Cells:
        kept, plan = line.kept, self._plan
        return cells(
            line,
            local_date(self.desk.store.now()),
            positive=kept is not None and bool(plan.positive_at(kept)),
            needless=kept is not None and plan.is_needless(kept),
        )

    def why(self, line: Line) -> str:
        if line.planned is not None:
            home = line.planned.door.household
            return words.visit_why(line.planned, self._plan.names_behind(home))
        assert line.kept is not None
        return words.kept_why(
            line.kept, self._plan.positive_at(line.kept), self._plan.freed_at(line.kept)
        )

    def nothing(self) -> str:
        return _("Nobody has to be gone to.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the door under the cursor."""
        at = self.here()
        line = None if at is None or at >= len(self._lines) else self._lines[at]
        if action == "apply":
            return not self._plan.settled
        if action in ("leave_open", "shift"):
            return line is not None and line.planned is not None
        if action in ("give", "edit", "copy"):
            return line is not None
        if action in ("begin", "done", "call_off"):
            return line is not None and line.kept is not None
        if action == "paper":
            return bool(self._kept)
        if action == "take_back":
            return any(one.on_record is not None for one in self._plan.recalls)
        if action in ("tell", "questions"):
            return bool(self._plan.recalls)
        return super().check_action(action, parameters)

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
