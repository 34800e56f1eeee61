"""The run of a truck: stops in order with their times and hands, ordered anew, kept as one act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.widgets import OptionList

from data.rehearsal import outcome
from data.supplies import run as queries
from data.supplies import running
from data.supplies.clashes import Clash, clashes
from models.problems import Problem, Refused
from models.supplies import Run
from models.supplies.hands import MINUTE
from models.supplies.order import Order
from models.supplies.run import as_plan, compared, late_problem, too_late
from models.supplies.stops import Place
from models.times import loaded
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import RUN, RUN_STOPS
from screens.kit.plan import PlanDialog
from screens.kit.pointed import Pointed
from screens.supplies import run_lines, run_words
from screens.supplies.late import ask_late
from screens.supplies.run_draft import Draft
from screens.supplies.run_lines import Known
from screens.supplies.stop_acts import StopActs

if TYPE_CHECKING:
    from models.supplies.run import RunPlan
    from models.supplies.settings import SupplySettings


_MOST_PEOPLE = 99
"""As how many are reckoned with at most."""

_ON_STOPS = (
    *("reorder", "sort", "turn", "edit", "shift", "begin", "assign", "more", "people", "so_many"),
)


class _Stops(Pointed):
    """The list; enter is told in the key bar."""

    BINDINGS = bindings(RUN_STOPS)


class RunDialog(PlanDialog[Place]):
    """The stops of a delivery; dismissed with True once their run was kept.

    Args:
        delivery_no: the delivery.
        at: number of the stop the cursor is on at first.
    """

    BINDINGS = bindings(RUN)
    part = "run"
    list_type = _Stops

    def __init__(self, delivery_no: int, at: int | None = None) -> None:
        super().__init__()
        self._no = delivery_no
        self._cursor = at
        self._known: Known | None = None
        self._clashes: Sequence[Clash] = ()
        self._forget()

    def _forget(self) -> None:
        """What is on file stands; nothing was changed here."""
        self._draft = Draft()
        self._people: int | None = None
        """With how many people both ways are compared; None for those present."""

    # -- looking -----------------------------------------------------------------------------

    def look(self) -> None:
        """Read the run as it is on file, with what was changed here done to it again."""
        store = self.desk.store
        with store.read() as conn:
            truck, stops = queries.truck(conn, self._no), queries.run_stops(conn, self._no)
            situation = queries.situation(conn, self._no, stops)
        self._known = Known(truck, stops, situation)
        self._reckon()

    def _reckon(self) -> None:
        """Work out the plan from what was changed here, and what stands against it."""
        known = self._known
        assert known is not None
        places = self._draft.places(known.stops, known.situation)
        self._lines = places
        self.show()
        self._look_for_clashes(as_plan(places, self.kind) if self.changed else None)

    @work(thread=True, exclusive=True, group="run-clashes")
    def _look_for_clashes(self, plan: RunPlan | None) -> None:
        """Find what would stand against people's duties, off the interface's thread.

        Args:
            plan: the run as it would be kept; None where it is as on file.
        """
        store = self.desk.store
        try:
            if plan is None:
                with store.read() as conn:
                    found = clashes(conn, queries.run_stops(conn, self._no))
            else:
                found = list(outcome(store, running.keep_run, self._no, plan).clashes)
        except Refused:  # what refuses it is told once it is to be kept
            found = []
        self.app.call_from_thread(self._found, found)

    def _found(self, clashes: Sequence[Clash]) -> None:
        self._clashes = clashes
        if self.is_open:
            self.show()

    @property
    def kind(self) -> Run:
        """Where the truck is unloaded by this plan."""
        assert self._known is not None
        return self._draft.kind or Run(self._known.truck.run)

    @property
    def changed(self) -> bool:
        """Whether keeping it would change anything."""
        if self._known is None:
            return False
        on_file = [(one.no, loaded(one.eta)) for one in self._known.stops]
        planned = [(one.stop.no, one.eta) for one in self._lines]
        return on_file != planned or self.kind != self._known.truck.run

    # -- what is shown -----------------------------------------------------------------------

    def show(self) -> None:
        if self._known is None:
            return
        super().show()
        if self._cursor is not None:
            at = next((n for n, one in enumerate(self._lines) if one.stop.no == self._cursor), None)
            self.query_one(OptionList).highlighted = at
            self._cursor = None
        self.put(".plan-said", run_words.clashes(self._clashes, more=_("enter shows all")))

    def comes_first(self, at: int) -> bool:
        """Stops are shown in their order."""
        del at
        return False

    def heading(self) -> str:
        return _("Run of delivery {no}").format(no=self._no)

    def head(self) -> str:
        known, now = self._known, self.desk.store.now()
        if known is None:
            return ""
        found = None
        if self._lines:
            found = compared(self._lines, self.kind, known.situation, self._people)
        return run_lines.head(known, found, self.kind, now, masked=self.desk.masked)

    def columns(self) -> str:
        return run_lines.columns(self.app.size.width)

    def unsaved(self) -> bool:
        return self.changed

    def line(self, line: Place) -> Content:
        at, width = self._lines.index(line), self.app.size.width
        return run_lines.line(line, at, width, self.desk.store.now())

    def why(self, line: Place) -> str:
        masked = self.desk.masked
        return run_lines.why(line.stop, self._settings, self._clashes, masked=masked)

    @property
    def _settings(self) -> SupplySettings:
        assert self._known is not None
        return self._known.situation.settings

    def nothing(self) -> str:
        return _("This delivery has no stop left.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the stops there are."""
        if action in ("apply", "anew"):
            return self.changed
        if action in _ON_STOPS:
            return bool(self._lines)
        return super().check_action(action, parameters)

    # -- the order ---------------------------------------------------------------------------

    def _here(self) -> Place | None:
        at = self.here()
        return None if at is None else self._lines[at]

    def action_reorder(self, by: int) -> None:
        """Let the stop under the cursor and its neighbour change places."""
        at = self.here()
        if at is None:
            return
        to = at + by
        if not 0 <= to < len(self._lines):
            return
        if not (self._lines[at].stop.is_open and self._lines[to].stop.is_open):
            self.warn(Problem("truck_there", {"compound": self._lines[to].stop.compound}))
            return
        numbers = [one.stop.no for one in self._lines]
        numbers[at], numbers[to] = numbers[to], numbers[at]
        self._draft.order(numbers)
        self._cursor = numbers[to]
        self._reckon()

    def action_sort(self) -> None:
        """Order the stops by a rule, or keep their order as the way round."""
        self._acts.order([one.stop.no for one in self._lines], self._order_by)

    def _order_by(self, rule: Order) -> None:
        self._draft.order_by(rule)
        self._reckon()

    def action_turn(self) -> None:
        """Unload at the office, or at the gates."""
        self._draft.kind = Run.GATES if self.kind == Run.OFFICE else Run.OFFICE
        self._reckon()

    def action_people(self, by: int) -> None:
        """Compare both ways as if there were one more, or less."""
        if self._known is not None:
            there = self._known.situation.hands.many if self._people is None else self._people
            self._suppose(there + by)

    def action_so_many(self, people: int) -> None:
        """Compare both ways as if there were so many; a 0 behind another digit makes tens."""
        self._suppose(people or 10 * (self._people or 0))

    def _suppose(self, people: int) -> None:
        if self._known is None or not 0 < people <= _MOST_PEOPLE:
            return
        self._people = None if people == self._known.situation.people else people
        self.show()

    def action_shift(self, minutes: int) -> None:
        """Move the stop under the cursor, and the later ones with it."""
        self._slide(self._here(), minutes * MINUTE)

    def _slide(self, place: Place | None, by: timedelta) -> None:
        if place is None:
            return
        problem = self._late_problem(place, by)
        if problem is not None:
            self.warn(problem)
            return
        self._draft.slide(place.stop.no, by)
        self._reckon()

    def _late_problem(self, place: Place, by: timedelta) -> Problem | None:
        """What keeps a stop from being so much later, or earlier."""
        known = self._known
        assert known is not None
        situation = known.situation._replace(run=self.kind)
        at, now = self._lines.index(place), self.desk.store.now()
        return too_late(by) or late_problem(self._lines, at, by, situation, now)

    def action_edit(self) -> None:
        """Say by how much the stop under the cursor is late, or when the truck is there."""
        place = self._here()
        if place is None:
            return
        ask_late(
            self.desk,
            place,
            wrong=lambda by: self._late_problem(place, by),
            then=lambda by: self._slide(place, by),
        )

    def action_anew(self) -> None:
        """Look anew, at what is on file."""
        self._forget()
        self.look()

    async def action_apply(self) -> None:
        """Keep the run as it stands here, as one act."""
        known = self._known
        if known is None or not self.changed:
            return
        plan = as_plan(self._lines, self.kind)
        seen = {one.no: one.version for one in known.stops}
        if not await self.apply(
            lambda step: running.keep_run(step, self._no, plan, seen), run_words.kept
        ):
            self.look()

    # -- what is done at once ----------------------------------------------------------------

    @property
    def _acts(self) -> StopActs:
        return StopActs(self.desk, self._no, self.warn)

    async def action_begin(self) -> None:
        """The truck has come to the stop under the cursor; is unloaded; has left."""
        place = self._here()
        if place is not None:
            await self._acts.begin(place.stop)

    def action_assign(self) -> None:
        """Give people to the stop under the cursor."""
        place = self._here()
        if place is not None:
            self._acts.assign(place.stop)

    def action_questions(self) -> None:
        """The driver's card."""
        from screens.drivers.dialog import DriverDialog

        self.desk.open_dialog(DriverDialog(self._no))

    def action_paper(self) -> None:
        """The driver's sheet, or what the guards are told."""
        self._acts.paper()

    @on(OptionList.OptionSelected)
    def action_more(self) -> None:
        """What else can be done with the stop under the cursor."""
        place = self._here()
        if place is not None:
            needed = run_lines.needed(place.stop, self._settings)
            self._acts.more(
                place.stop,
                late=self.action_edit,
                needed=needed,
                against=self._clashes,
                go=self._go,
            )

    def _go(self, no: int) -> None:
        """Let the cursor be on a stop."""
        self._cursor = no
        self.show()
