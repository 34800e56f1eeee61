"""The run of a truck: stops in order with their times and hands, ordered anew, kept as one act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.content import Content
from textual.widgets import OptionList

from data.rehearsal import outcome
from data.supplies import run as queries
from data.supplies import running
from data.supplies.queries import drop
from data.work import kinds
from models.duties import Work
from models.problems import Problem, Refused
from models.supplies import DropState, Run
from models.supplies.run import (
    MINUTE,
    Order,
    Place,
    RunStop,
    Situation,
    as_plan,
    by_hand,
    hands_for,
    ordered,
    placed,
    slid,
)
from models.times import loaded, parse_moment, whole_minutes
from screens.duties import words as duty_words
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.supplies import RUN, RUN_STOPS
from screens.kit import masks
from screens.kit.choose import Act, choose_act, choose_from
from screens.kit.columns import cut
from screens.kit.fields import FormField, reader
from screens.kit.form import FormDialog
from screens.kit.kinds import Typed
from screens.kit.narrowed import choose_narrowed
from screens.kit.plan import PlanDialog
from screens.kit.record import Edit, blank
from screens.kit.times import clock, span
from screens.kit.values import beside, headed, joined
from screens.sentences import say
from screens.supplies import run_words

if TYPE_CHECKING:
    from data.sql import Reader
    from data.step import Step
    from data.supplies.running import Moved
    from models.roster import PersonRow
    from models.supplies.run import Comparison, RunPlan
    from models.supplies.settings import SupplySettings
    from screens.kit.place import Place as Screen

_NO, _ETA, _GATE, _HANDS, _UNITS = 2, 10, 12, 11, 5
"""Cells of the columns of a line; who is there and why have what is left."""


_NO_NEWS = ("stop_as_it_was", "stop_was_there")
"""Reasons that are not told in a line."""


class _Known(NamedTuple):
    """What the dialog was made from."""

    truck: queries.TruckView
    stops: Sequence[RunStop]
    situation: Situation
    comparison: Comparison | None


class _Stops(OptionList):
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
        self._known: _Known | None = None
        self._clashes: Sequence[queries.Clash] = ()
        self._forget()

    def _forget(self) -> None:
        """What is on file stands; nothing was changed here."""
        self._rule: Order | None = None
        self._numbers: list[int] = []
        """The order by hand; empty where there is none."""
        self._kind: Run | None = None
        self._later: dict[int, timedelta] = {}
        """By how much stops are later here than they would be, and those behind them with them."""

    # -- looking -----------------------------------------------------------------------------

    def look(self) -> None:
        """Read the run as it is on file, with what was changed here done to it again."""
        store = self.desk.store
        with store.read() as conn:
            truck, stops = queries.truck(conn, self._no), queries.run_stops(conn, self._no)
            situation = queries.situation(conn, self._no, stops)
            found = queries.comparison(conn, self._no) if stops else None
        self._known = _Known(truck, stops, situation, found)
        self._reckon()

    def _reckon(self) -> None:
        """Work out the plan from what was changed here, and what stands against it."""
        known = self._known
        assert known is not None
        if self._numbers:
            line = by_hand(known.stops, self._numbers)
        else:
            line = ordered(known.stops, self._rule or Order.AS_IS)
        if self._numbers or self._rule or self._kind:
            places = placed(line, self.kind, known.situation)
        else:
            places = [Place(stop, loaded(stop.eta), why) for stop, why in line]
        for at, place in enumerate(places):
            by = self._later.get(place.stop.no)
            if by and place.stop.is_open:
                moves = [one.stop.is_open for one in places]
                etas = slid([one.eta for one in places], at, by, moves)
                places = [one._replace(eta=eta) for one, eta in zip(places, etas, strict=True)]
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
                    found = queries.clashes(conn, queries.run_stops(conn, self._no))
            else:
                found = list(outcome(store, running.keep_run, self._no, plan).clashes)
        except Refused:  # what refuses it is told once it is to be kept
            found = []
        self.app.call_from_thread(self._found, found)

    def _found(self, clashes: Sequence[queries.Clash]) -> None:
        self._clashes = clashes
        if self.is_open:
            self.show()

    @property
    def kind(self) -> Run:
        """Where the truck is unloaded by this plan."""
        assert self._known is not None
        return self._kind or Run(self._known.truck.run)

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
        self.put(".plan-said", run_words.clashes(self._clashes))

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
        truck, settings = known.truck, known.situation.settings
        phone = masks.phone(truck.driver_phone, self.desk.masked)
        ways = (
            "" if known.comparison is None else run_words.compared(known.comparison, now, self.kind)
        )
        pass_no = truck.pass_no or truck.supplier_pass
        lines = (
            ways,
            beside(
                truck.driver,
                phone,
                truck.plate,
                headed(_("pass number"), pass_no) if pass_no else "",
            ),
            beside(
                run_words.promised(truck, now),
                run_words.handled(truck, settings, now),
                run_words.supplier(truck),
            ),
        )
        return "\n".join(filter(None, lines))

    def line(self, line: Place) -> Content:
        stop = line.stop
        room = min(max(60, self.app.size.width - 9), 130)
        number = cut(str(self._lines.index(line) + 1), _NO, right=True)
        hands = duty_words.cover(stop.hands, stop.hands_needed)
        short = stop.hands < stop.hands_needed and stop.state == DropState.PLANNED
        rest = room - _NO - _ETA - _GATE - _HANDS - _UNITS - 7
        truck = run_words.truck_now(stop, self.desk.store.now())
        why = "" if line.why.code in _NO_NEWS else say(line.why)
        told = beside(truck, why, joined(stop.people))
        return Content.assemble(
            Content.styled("▸" if stop.arrived_at and not stop.left_at else " ", "$accent bold"),
            f"{number} ",
            Content.styled(cut(self._time(line), _ETA), "$warning" if self._is_moved(line) else ""),
            f" {cut(stop.compound, _GATE)} ",
            Content.styled(cut(hands, _HANDS), "$warning" if short else ""),
            f" {cut(str(stop.units), _UNITS, right=True)} ",
            Content.styled(cut(told, max(0, rest)), "$foreground 75%"),
        )

    def _is_moved(self, line: Place) -> bool:
        return line.eta != loaded(line.stop.eta)

    def _time(self, line: Place) -> str:
        """When the truck is there, and by how many minutes that is another time than on file."""
        at = clock(line.eta, self.desk.store.now())
        by = whole_minutes(line.eta - loaded(line.stop.eta))
        return f"{at} {by:+d}" if by else at

    def why(self, line: Place) -> str:
        stop = line.stop
        name, phone = stop.contact
        contact = beside(name, masks.phone(phone, self.desk.masked))
        counts = (
            headed(_("counting"), stop.counter) if stop.counter else _("nobody counts here yet")
        )
        first = beside(
            headed(_("unload at"), stop.unloading_point), headed(_("contact"), contact), counts
        )
        here = [one for one in self._clashes if one.no == stop.no]
        takes = _("{hands} hands would be done in {span}").format(
            hands=self._hands_for(stop), span=span(whole_minutes(self._settings.handing_out))
        )
        second = beside(
            joined(stop.goods), takes, "⚠ " + say(here[0].concern.problem) if here else ""
        )
        return "\n".join(filter(None, (first, second)))

    @property
    def _settings(self) -> SupplySettings:
        assert self._known is not None
        return self._known.situation.settings

    def _hands_for(self, stop: RunStop) -> int:
        """Hands that a stop needs by its units and doors."""
        return hands_for(stop.units, stop.heavy, stop.households, self._settings)

    def nothing(self) -> str:
        return _("This delivery has no stop left.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the stops there are."""
        if action in ("apply", "anew"):
            return self.changed
        if action in ("reorder", "sort", "turn", "edit", "shift", "begin", "assign", "more"):
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
        self._numbers, self._rule = numbers, None
        self._cursor = numbers[to]
        self._reckon()

    def action_sort(self) -> None:
        """Order the stops by a rule."""
        choose_from(
            self.desk,
            lambda: _("Order of stops"),
            list(Order),
            run_words.order,
            self._order_by,
        )

    def _order_by(self, rule: Order) -> None:
        self._rule, self._numbers = rule, []
        self._reckon()

    def action_turn(self) -> None:
        """Unload at the office, or at the gates."""
        self._kind = Run.GATES if self.kind == Run.OFFICE else Run.OFFICE
        self._reckon()

    def action_shift(self, minutes: int) -> None:
        """Move the stop under the cursor, and the later ones with it."""
        self._slide(self._here(), minutes * MINUTE)

    def _slide(self, place: Place | None, by: timedelta) -> None:
        if place is None:
            return
        if not place.stop.is_open:
            self.warn(Problem("truck_there", {"compound": place.stop.compound}))
            return
        self._later[place.stop.no] = self._later.get(place.stop.no, timedelta()) + by
        self._reckon()

    def action_edit(self) -> None:
        """Say by how much the stop under the cursor is late, or when the truck is there."""
        place = self._here()
        if place is None:
            return
        fields = _late_fields(place.eta)

        async def save(edit: Edit[_Late]) -> None:
            self._slide(place, edit.given.by)

        self.desk.open_dialog(
            FormDialog(
                blank(lambda: _("{compound} is late").format(compound=place.stop.compound)),
                fields,
                reader(fields, _Late),
                save,
            )
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

    async def action_begin(self) -> None:
        """The truck has come to the stop under the cursor; is unloaded; has left."""
        place = self._here()
        if place is None:
            return
        no = place.stop.no
        if place.stop.is_open:
            await self.desk.perform(lambda step: running.arrive(step, no), run_words.came)
        elif place.stop.state == DropState.PLANNED:
            await self._unloaded(place.stop)
        elif place.stop.left_at is None:
            await self.desk.perform(lambda step: running.drive_on(step, no), run_words.went)
        else:
            self.warn(Problem("truck_left", {"compound": place.stop.compound}))

    async def _unloaded(self, stop: RunStop) -> None:
        """Unloaded; where goods still stand it is asked first, and nobody is kept from it."""
        from data.supplies.commands import mark_drops

        async def mark() -> None:
            await self.desk.perform(
                lambda step: mark_drops(step, [stop.no], DropState.UNLOADED),
                lambda _crew: _("Unloaded at {names}.").format(names=stop.compound),
            )

        stands = self.desk.store.ask(queries.standing, [stop.no], self.desk.store.now())
        if not stands:
            await mark()
            return
        acts: list[Act] = [
            (lambda: _("mark as unloaded all the same"), mark),
            (lambda: _("leave it as it is"), lambda: None),
        ]
        choose_act(self.desk, lambda: stop.compound, acts, lambda: say(stands[0][1]))

    def action_assign(self) -> None:
        """Give people to the stop under the cursor."""
        from screens.duties.assign import Assign

        place = self._here()
        if place is not None:
            no = place.stop.no
            self.desk.open_dialog(Assign(lambda store: store.ask(kinds.one, Work.DROP, no)))

    def action_questions(self) -> None:
        """The driver's card."""
        from screens.drivers.dialog import DriverDialog

        self.desk.open_dialog(DriverDialog(self._no))

    def action_paper(self) -> None:
        """The driver's sheet."""
        from screens.drivers.paper import DriverSheet

        self.desk.open_dialog(DriverSheet(self._no))

    @on(OptionList.OptionSelected)
    def action_more(self) -> None:
        """What else can be done with the stop under the cursor."""
        place = self._here()
        if place is None:
            return
        acts: list[Act] = [
            (lambda: _("it is late"), self.action_edit),
            (lambda: _("who counts here"), lambda: self._choose_counter(place.stop)),
            (lambda: _("the truck: here, unloaded, left"), self.action_begin),
            (lambda: _("truck and goods were disinfected now"), self._disinfect),
            (lambda: _("give people"), self.action_assign),
            (
                lambda: _("it needs {hands} hands, by units and doors").format(
                    hands=self._hands_for(place.stop)
                ),
                lambda: self._need(place.stop),
            ),
            (lambda: _("who sent it"), self._suppliers),
        ]
        choose_act(self.desk, lambda: place.stop.compound, acts)

    async def _need(self, stop: RunStop) -> None:
        """Let a stop need the hands that its units and doors take."""
        from data.supplies.commands import change_drop

        hands = self._hands_for(stop)
        await self.desk.perform(
            lambda step: change_drop(step, stop.no, stop.version, {"hands_needed": hands}),
            lambda _done: _("{compound} needs {hands} hands.").format(
                compound=stop.compound, hands=hands
            ),
        )

    def _suppliers(self) -> None:
        from screens.drivers.suppliers import Suppliers

        self.desk.open_dialog(Suppliers(self._no))

    async def _disinfect(self) -> None:
        await self.desk.perform(
            lambda step: running.disinfect(step, self._no),
            lambda at: _("Disinfected {time}.").format(time=clock(at, self.desk.store.now())),
        )

    def _choose_counter(self, stop: RunStop) -> None:
        """Say who counts at a stop; who is given to it stands first."""
        from data.roster.queries import roster
        from models.roster import ABSENT_PLACES

        rows = self.desk.store.ask(roster, self.desk.store.now())
        people = [row for row in rows if row.place not in ABSENT_PLACES and not row.shut]
        people.sort(key=lambda row: row.name not in stop.people)
        choose_narrowed(
            self.desk,
            lambda: _("Who counts at {compound}").format(compound=stop.compound),
            [*people, None],
            lambda one: _("nobody for now") if one is None else beside(one.name, one.post),
            partial(self._count, stop),
        )

    async def _count(self, stop: RunStop, one: PersonRow | None) -> None:
        name = _("nobody") if one is None else one.name
        await self.desk.perform(
            lambda step: running.count_at(step, stop.no, None if one is None else one.no),
            lambda where: _("{name} counts at {compound}.").format(name=name, compound=where),
        )


class _Late(NamedTuple):
    """By how much a stop is late."""

    by: timedelta


def _late_fields(eta: datetime) -> tuple[FormField, ...]:
    def reads(text: str, now: datetime) -> timedelta | None:
        if re.fullmatch(r"[+-]?\d{1,3}", text):
            return int(text) * MINUTE
        try:
            return parse_moment(text, now) - eta
        except ValueError:
            return None

    kind: Typed[timedelta | None] = Typed(reads=reads, empty=None, wrong="late_unclear")
    return (
        FormField("by", N_("late by"), kind, required=True, hint=N_("15, -10, or a time: 9:45")),
    )


def truck_acts(place: Screen, no: int) -> list[Act]:
    """What can be said of the truck at a stop: that it is there, unless it was."""
    stop = place.store.ask(_stop_of, no)
    if stop is None or not stop.is_open:
        return []
    return [
        (
            lambda: _("the truck is at {compound}").format(compound=stop.compound),
            lambda: place.perform(lambda step: running.arrive(step, no), run_words.came),
        )
    ]


async def truck_left(place: Screen, numbers: Sequence[int]) -> bool:
    """Note that the truck has left stops that are unloaded; False where any is not, and where it
    has left all of them."""
    found = [place.store.ask(_stop_of, no) for no in numbers]
    there = [
        one
        for one in found
        if one is not None and one.state == DropState.UNLOADED and one.left_at is None
    ]
    if not there or len(there) != len(found):
        return False

    def leave(step: Step) -> list[Moved]:
        return [running.drive_on(step, one.no) for one in there]

    await place.perform(leave, lambda done: beside(*map(run_words.went, done), gap=" "))
    return True


def _stop_of(conn: Reader, no: int) -> RunStop | None:
    """A stop; None for one that was called off."""
    stops = queries.run_stops(conn, drop(conn, no).delivery_no)
    return next((one for one in stops if one.no == no), None)
