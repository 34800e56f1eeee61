"""Who carries what from the gates to the buildings: planned in one key, changed line by line, given
as one act; then how far each load is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.content import Content
from textual.widgets import OptionList

from data.loads import commands, plans, queries
from data.loads.plans import LoadPlan
from data.sql import Reader
from data.supplies.queries import drop as the_drop
from data.work import kinds
from models.duties import Work
from models.loads import LoadRow, LoadState
from models.loads import lines as rules
from models.loads.planned import Planned
from models.problems import Problem, Refused
from models.several import Several
from models.times import local_date
from screens.duties import words as duty_words
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import LOAD_LINES, LOADS
from screens.kit.again import Again, passes
from screens.kit.choose import choose_from
from screens.kit.columns import cut
from screens.kit.narrowed import choose_narrowed
from screens.kit.plan import PlanDialog
from screens.kit.pointed import Pointed
from screens.kit.several import told
from screens.kit.ticks import UNTICKED
from screens.loads import words

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_WHO, _MEANS, _WHEN = 16, 8, 11
"""Cells for who carries, with what, and when."""

_WIDE = 100
"""Cells from which there is room for the names of several."""


class Line(NamedTuple):
    """A line: a load that is planned here, or one on record."""

    planned: Planned | None = None
    kept: LoadRow | None = None


class _Loads(Pointed):
    """The list; enter is told in the key bar."""

    BINDINGS = bindings(LOAD_LINES)


class Carry(PlanDialog[Line]):
    """The loads of some drops; dismissed with True once a plan was applied.

    Args:
        drop_nos: the drops; the whole of their deliveries once the view was turned.
    """

    BINDINGS = bindings(LOADS)
    part = "loads"
    list_type = _Loads

    def __init__(self, drop_nos: Sequence[int]) -> None:
        super().__init__()
        self._asked = tuple(drop_nos)
        self._whole = False
        self._plan: LoadPlan | None = None
        self._by_hand = False
        self._looking = True
        self._again = Again(self, self.renew)

    # -- looking -----------------------------------------------------------------------------

    def _drops(self, conn: Reader) -> tuple[int, ...]:
        if not self._whole:
            return self._asked
        deliveries = dict.fromkeys(the_drop(conn, no).delivery_no for no in self._asked)
        return tuple(no for one in deliveries for no in plans.drops_of(conn, one))

    @work(thread=True, exclusive=True, group="loads")
    def look(self) -> None:
        """Plan what nobody carries yet, off the interface's thread."""
        store = self.desk.store
        try:
            with store.read() as conn:
                plan = plans.plan_loads(conn, self._drops(conn), store.now())
        except Refused as refused:
            self.app.call_from_thread(self._not_found, refused)
            return
        self.app.call_from_thread(self._found, plan)

    def _found(self, plan: LoadPlan) -> None:
        if self._again.failing:
            self._again.worked()
        self._plan, self._by_hand, self._looking = plan, False, False
        self._lines = [*map(Line, plan.lines), *(Line(kept=row) for row in plan.kept)]
        if self.is_open:
            self.warn(None)
            self.show()

    def _not_found(self, refused: Refused) -> None:
        """Say why nothing is planned, with what was carried; look again where that may pass."""
        if not self.is_open:
            return
        self._plan, self._looking = None, False
        if passes(refused):
            self._again.later()
        else:
            rows = self.desk.store.ask(queries.loads_at, self._asked)
            self._lines = [Line(kept=row) for row in rows]
        self.show()
        self.warn(refused.problem)

    def renew(self) -> None:
        """Something changed on record: plan anew, unless lines were changed by hand; then only how
        far what is on record is."""
        if not self._by_hand:
            super().renew()
        elif self.is_mounted and not self.writing and self._plan is not None:
            with self.desk.store.read() as conn:
                rows = {row.no: row for row in queries.loads_at(conn, self._drops(conn))}
            self._lines = [
                line if line.kept is None else Line(kept=rows.get(line.kept.no, line.kept))
                for line in self._lines
            ]
            self.show()

    @property
    def _planned(self) -> list[Planned]:
        return [line.planned for line in self._lines if line.planned is not None]

    @property
    def _kept(self) -> list[LoadRow]:
        return [line.kept for line in self._lines if line.kept is not None]

    @property
    def _people(self) -> rules.People:
        assert self._plan is not None
        return rules.People(self._plan.workers, self._plan.settings, self._plan.roster)

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        return _("The last 100 metres")

    def head(self) -> str:
        if self._looking:
            return _("Looking who could carry …")
        return words.counted(self._planned, self._kept)

    def unsaved(self) -> bool:
        return self._by_hand

    def comes_first(self, at: int) -> bool:
        """Loads nobody carries, as they were planned."""
        return (
            self._plan is not None
            and at < len(self._plan.lines)
            and not self._plan.lines[at].people
        )

    def line(self, line: Line) -> Content:
        load = line.planned or line.kept
        assert load is not None
        today = local_date(self.desk.store.now())
        if line.planned is not None:
            planned = line.planned
            open_one, asked = not planned.people, words.to_ask(planned)
            style = "bold $error" if open_one else "$warning" if planned.warnings else "$success"
            who = ("" if open_one else "→ ") + words.who(planned.names, 0, asked)
            when = duty_words.span(planned.starts, planned.ends, today)
        else:
            assert line.kept is not None
            style, who = self._of_record(line.kept)
            when = duty_words.span(line.kept.starts_at, line.kept.ends_at, today)
        whole = min(max(40, self.app.size.width - 12), 130)
        carries = _WHO if whole < _WIDE else 2 * _WHO
        room = whole - carries - _MEANS - _WHEN - 3
        return Content.assemble(
            cut(words.where(load), room),
            f" {when:{_WHEN}} ",
            cut(words.means(load.means), _MEANS),
            " ",
            Content.styled(cut(who, carries), style),
        )

    def _of_record(self, row: LoadRow) -> tuple[str, str]:
        """The style of a load on record, and who carries it behind how far it is."""
        lack = max(0, row.hands_needed - row.coming)
        who = words.who(row.members, lack if row.members else 0, row.asked)
        if row.state in (LoadState.DONE, LoadState.CANCELLED):
            sign = "✓ " if row.state == LoadState.DONE else "✗ "
            return "dim", sign + who
        sign = "▸ " if row.state == LoadState.UNDER_WAY else f"{UNTICKED} "
        return ("$warning" if lack else "$success"), sign + who

    def why(self, line: Line) -> str:
        if line.planned is not None:
            return words.planned(line.planned)
        assert line.kept is not None
        return words.kept(line.kept)

    def nothing(self) -> str:
        return "" if self._plan is None else _("There is nothing to carry.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the line under the cursor."""
        at = self.here()
        line = None if at is None or at >= len(self._lines) else self._lines[at]
        if action == "apply":
            return bool(self._planned)
        if action in ("way", "leave_open"):
            return line is not None and line.planned is not None
        if action == "give":
            return line is not None
        if action in ("begin", "done"):
            return line is not None and line.kept is not None
        if action == "paper":
            return bool(self._kept)
        return super().check_action(action, parameters)

    # -- changes by hand ---------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_give(self) -> None:
        """Give the load under the cursor to somebody else."""
        at = self.here()
        if at is None:
            return
        line = self._lines[at]
        if line.kept is not None:
            self._assign(line.kept.no)
            return
        found = rules.takers(self._planned, at, self._people)
        choose_narrowed(
            self.desk,
            lambda: words.where(self._planned[at]),
            [*found, None],
            lambda one: _("leave it open") if one is None else words.taker(one),
            partial(self._give, at),
        )

    def _assign(self, no: int) -> None:
        """Give people to a load on record."""
        from screens.duties.assign import Assign

        self.desk.open_dialog(Assign(lambda store: store.ask(kinds.one, Work.LOAD, no)))

    def _give(self, at: int, taker: rules.Taker | None) -> None:
        self._changed(rules.given(self._planned, at, taker, self._people))

    def action_leave_open(self) -> None:
        """Give the load under the cursor to nobody; again, and whoever was proposed is back."""
        at, plan = self.here(), self._plan
        if at is None or plan is None or self._lines[at].planned is None:
            return
        if self._planned[at].people:
            self._give(at, None)
            return
        proposed = plan.lines[at].people[:1]
        found = rules.takers(self._planned, at, self._people)
        taker = next((one for one in found if (one.no,) == proposed), None)
        if taker is not None:
            self._give(at, taker)

    def action_way(self) -> None:
        """Carry the load under the cursor with something else."""
        at = self.here()
        if at is None or self._lines[at].planned is None:
            return
        choose_from(
            self.desk,
            lambda: _("Carried with what?"),
            rules.means_for(self._planned[at]),
            words.means,
            lambda means: self._changed(rules.with_means(self._planned, at, means, self._people)),
        )

    def _changed(self, lines: Sequence[Planned]) -> None:
        self._lines = [*map(Line, lines), *(Line(kept=row) for row in self._kept)]
        self._by_hand = True
        self.warn(None)
        self.show()

    # -- acts --------------------------------------------------------------------------------

    async def action_begin(self) -> None:
        """The load under the cursor is under way."""
        await self._mark(LoadState.UNDER_WAY)

    async def action_done(self) -> None:
        """The load under the cursor is where it belongs."""
        await self._mark(LoadState.DONE)

    async def _mark(self, to: LoadState) -> None:
        at = self.here()
        row = None if at is None else self._lines[at].kept
        if row is None:
            return

        def said(done: Several[LoadRow]) -> str:
            return told(done, words.marked_as([*done.done.values()], to))

        act = partial(self.desk.perform, lambda step: commands.mark_loads(step, [row.no], to), said)
        if await self.once(act) is not None:
            self.renew()

    def action_next_scope(self) -> None:
        """Look at this gate, or at the whole delivery; not while something changed is not given."""
        if self._by_hand:
            self.warn(Problem("loads_unsaved"))
            return
        self._whole = not self._whole
        self.action_anew()

    def action_anew(self) -> None:
        """Plan anew, from what is on record now; what was changed by hand goes."""
        self._by_hand, self._looking = False, True
        self._plan, self._lines = None, []
        self.show()
        self.look()

    def action_paper(self) -> None:
        """The sheet for who carries."""
        from screens.loads.paper import LoadPaper

        self.desk.open_dialog(LoadPaper([row.no for row in self._kept]))

    def action_rules(self) -> None:
        """Set units a trip, minutes, trolleys, lifts; the plan follows."""
        from screens.loads.settings import SETTINGS

        SETTINGS.open(self.desk, self.renew)

    async def action_apply(self) -> None:
        """Keep the loads and give them to their people, as one act."""
        plan, lines = self._plan, self._planned
        if plan is None or not lines:
            self.warn(Problem("loads_none"))
            return
        await self.apply(
            lambda step: commands.plan_loads(step, lines, plan.replaced),
            lambda done: words.applied(done.loads, done.names, done.left),
        )


def open_load(desk: Desk, no: int) -> None:
    """Open one load: all that is carried from its gate."""
    desk.open_dialog(Carry([desk.store.ask(queries.load, no).drop_no]))
