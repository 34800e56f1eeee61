"""What is done at once with a stop of a run: its truck, who counts there, its people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from data.supplies import run as queries
from data.supplies import running
from data.work import kinds
from models.duties import Work
from models.problems import Problem
from models.supplies import DropState
from models.supplies.order import Order
from screens.i18n import _
from screens.kit.choose import Act, acts_on, choose_act, choose_from
from screens.kit.times import clock
from screens.sentences import say
from screens.supplies import run_words
from screens.supplies.counter import choose_counter

if TYPE_CHECKING:
    from data.supplies.clashes import Clash
    from models.supplies.stops import RunStop
    from screens.kit.desk import Desk


class StopActs:
    """What can be done with the stops of a delivery.

    Args:
        delivery_no: the delivery.
        warn: says what keeps something from being done.
    """

    def __init__(self, desk: Desk, delivery_no: int, warn: Callable[[Problem], None]) -> None:
        self._desk = desk
        self._no = delivery_no
        self._warn = warn

    async def begin(self, stop: RunStop) -> None:
        """The truck has come to a stop; is unloaded; has left."""
        no = stop.no
        if stop.is_open:
            await self._desk.perform(lambda step: running.arrive(step, no), run_words.came)
        elif stop.state == DropState.PLANNED:
            await self._unloaded(stop)
        elif stop.left_at is None:
            await self._desk.perform(lambda step: running.drive_on(step, no), run_words.went)
        else:
            self._warn(Problem("truck_left", {"compound": stop.compound}))

    async def _unloaded(self, stop: RunStop) -> None:
        """Unloaded; where goods still stand it is asked first, and nobody is kept from it."""
        from data.supplies.commands import mark_drops

        async def mark() -> None:
            await self._desk.perform(
                lambda step: mark_drops(step, [stop.no], DropState.UNLOADED),
                lambda _crew: _("Unloaded at {names}.").format(names=stop.compound),
            )

        stands = self._desk.store.ask(queries.standing, [stop.no], self._desk.store.now())
        if not stands:
            await mark()
            return
        acts: list[Act] = [
            (lambda: _("mark as unloaded all the same"), mark),
            (lambda: _("leave it as it is"), lambda: None),
        ]
        choose_act(self._desk, lambda: stop.compound, acts, lambda: say(stands[0][1]))

    def order(self, numbers: Sequence[int], by: Callable[[Order], None]) -> None:
        """Ask by which rule stops are ordered.

        Args:
            numbers: the stops in the order that is shown, to be kept as the way round.
            by: orders them.
        """

        async def keep() -> None:
            await self._desk.perform(
                lambda step: running.keep_way(step, self._no, numbers), run_words.way_kept
            )

        def keeps() -> str:
            return _("keep the order shown as the way round (one-way lanes)")

        acts = [*acts_on(list(Order), run_words.order, by), (keeps, keep)]
        choose_act(
            self._desk,
            lambda: _("Order of stops"),
            acts,
            lambda: _("Nothing on file says which lanes are one-way: keep once how they go."),
        )

    def assign(self, stop: RunStop) -> None:
        """Give people to a stop."""
        from screens.duties.assign import Assign

        no = stop.no
        self._desk.open_dialog(Assign(lambda store: store.ask(kinds.one, Work.DROP, no)))

    def more(
        self,
        stop: RunStop,
        *,
        late: Callable[[], None],
        needed: int,
        against: Sequence[Clash] = (),
        go: Callable[[int], None],
    ) -> None:
        """Ask what else is to be done with a stop.

        Args:
            late: asks by how much it is late.
            needed: hands by its units and doors.
            against: what stands against the run, told in full.
            go: shows a stop by its number.
        """
        acts: list[Act] = [
            (lambda: _("it is late"), late),
            (lambda: _("who counts here"), lambda: choose_counter(self._desk, self._no, stop.no)),
            (lambda: _("the truck: here, unloaded, left"), lambda: self.begin(stop)),
            (lambda: _("truck and goods were disinfected now"), self._disinfect),
            (lambda: _("give people"), lambda: self.assign(stop)),
            (
                lambda: _("it needs {hands} helpers, by units and doors").format(hands=needed),
                lambda: self._need(stop, needed),
            ),
            (lambda: _("who sent it"), self._suppliers),
        ]
        if against:
            said = partial(run_words.all_clashes, against)
            acts.append((said, partial(self._against, against, go)))
        choose_act(self._desk, lambda: stop.compound, acts)

    def _against(self, found: Sequence[Clash], go: Callable[[int], None]) -> None:
        """All that stands against the run; what is chosen of it leads to its stop."""
        choose_from(
            self._desk,
            partial(run_words.all_clashes, found),
            found,
            run_words.clash,
            lambda one: go(one.no),
        )

    def paper(self) -> None:
        """The driver's sheet, or what the guards are told."""
        from screens.drivers import paper
        from screens.supplies.sheet import SheetViewer

        store = self._desk.store
        choose_from(
            self._desk,
            lambda: _("Sheets of delivery {no}").format(no=self._no),
            [paper.for_driver, paper.for_guards],
            lambda made: made(store, self._no).title(),
            lambda made: self._desk.open_dialog(SheetViewer(made(store, self._no))),
        )

    async def _need(self, stop: RunStop, hands: int) -> None:
        """Let a stop need the hands that its units and doors take."""
        from data.supplies.commands import change_drop

        await self._desk.perform(
            lambda step: change_drop(step, stop.no, stop.version, {"hands_needed": hands}),
            lambda _done: _("{compound} needs {hands} helpers.").format(
                compound=stop.compound, hands=hands
            ),
        )

    def _suppliers(self) -> None:
        from screens.drivers.suppliers import Suppliers

        self._desk.open_dialog(Suppliers(self._no))

    async def _disinfect(self) -> None:
        await self._desk.perform(
            lambda step: running.disinfect(step, self._no),
            lambda at: _("Disinfected {time}.").format(time=clock(at, self._desk.store.now())),
        )
