"""Supplies: the drops at the gates by time, each with its goods, its hands and its truck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from textual.content import Content

from data.duties.crew import crew_of
from data.loads.following import crew_at
from data.loads.queries import loads_at
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.supplies.left_over import freed_goods, left_over
from data.supplies.run import standing
from models.duties import Work
from models.supplies import DropRow, DropState, DropView, rules
from models.times import local_date
from screens.counts.detail import count_lines
from screens.doors.detail import missed_lines
from screens.duties import words as duty_words
from screens.duties.crew_words import freed
from screens.duties.work_acts import Piece, Ways, WorkActs
from screens.duties.work_place import WorkPlace
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.supplies import SUPPLIES
from screens.kit import masks
from screens.kit.choose import Act
from screens.kit.detail import fact, heading, sheet
from screens.kit.fields import reader
from screens.kit.record_form import RecordForm
from screens.kit.times import at, clock
from screens.kit.values import beside
from screens.sentences import say
from screens.supplies import form as forms
from screens.supplies import words
from screens.supplies.detail import delivery_lines, freed_lines
from screens.supplies.listing import LISTING
from screens.supplies.run_detail import stop_lines, truck_lines

if TYPE_CHECKING:
    from screens.kit.card import Card
    from screens.kit.columns import Column


class Supplies(WorkPlace):
    """Drops in the order of time."""

    BINDINGS = bindings(SUPPLIES)
    place = "supplies"
    work = Work.DROP
    columns = LISTING.columns
    spec = supplies.DROPS
    first_sort = "eta"

    def empty_hint(self) -> str:
        if self.query_now.scope != "all":
            return _("No deliveries here. v shows others; n notes one.")
        return _("No deliveries yet. n notes one; the text of a notice can be pasted.")

    def found_by(self) -> tuple[str, str]:
        return _("/ compound, goods, driver, plate"), _("/ compound, goods")

    def list_columns(self) -> list[Column[Any]]:
        """Compounds are told whole where there is room."""
        names: dict[str, Any] = {"says": self.compounds, "wants": 24}
        return [replace(one, **names) if one.key == "compound" else one for one in self.columns]

    def card(self, no: int) -> Card:
        from screens.supplies.card import DropCard

        return DropCard(self, no)

    # -- detail --------------------------------------------------------------------------------

    def detail(self, no: int) -> Content:
        now = self.store.now()
        with self.store.read() as conn:
            view = supplies.drop(conn, no)
            delivery = supplies.delivery(conn, view.delivery_no)
            stops = supplies.drops(conn, view.delivery_no)
            over = left_over(conn, view.delivery_no)
        here = next(row for row in stops if row.no == no)
        hide, today, held = self.desk.masked, local_date(now), self.held(no)
        is_off = here.state == DropState.CANCELLED
        where = _("stop {position} of {stops}").format(position=view.position, stops=len(stops))
        return sheet(
            (
                heading(view.compound, words.state_now(here, now)),
                *self.warning_lines(rules.warnings(here)),
                fact(_("arrives"), f"{clock(view.eta, now)}   {where}"),
                fact(_("unload at"), view.unloading_point),
                fact(_("contact"), beside(view.leader, masks.phone(view.leader_phone, hide))),
                *stop_lines(self.store, view.delivery_no, no, now),
                fact(_("note"), view.note),
                None,
                heading(_("Goods for this gate")),
                *(Content("  " + goods) for goods in here.goods),
                *count_lines(self.store, no, now),
                *missed_lines(self, no),
                None,
                heading(_("Helpers"), duty_words.cover(here.hands, here.hands_needed)),
                *(freed_lines(held) if is_off else self.people_lines(held, spans_on=today)),
                *self._carried(no),
                None,
                *delivery_lines(
                    delivery,
                    over,
                    truck_lines(self.store, view.delivery_no, now),
                    hide=hide,
                ),
                fact(_("note"), delivery.note),
                None,
                *(self._stop(row, no, today) for row in stops),
            )
        )

    def _stop(self, row: DropRow, here: int, today: date) -> Content:
        cover = duty_words.cover(row.hands, row.hands_needed)
        says = f"{row.position:>2} {at(row.eta, today)} {row.compound}  {cover}"
        return self.among_line(row.no, here, done=row.state == DropState.DONE, says=says)

    def _carried(self, no: int) -> list[Content | None]:
        """The loads of a drop, and how far they are; nothing while there are none."""
        from screens.loads.detail import in_detail

        return in_detail(self.store.ask(loads_at, [no]), self.store.now())

    # -- acts ----------------------------------------------------------------------------------

    def action_suggest(self) -> None:
        """Plan who carries what the last 100 metres, from here or from all that are marked."""
        from screens.loads.dialog import Carry

        numbers = self.meant()
        if numbers:
            self.desk.open_dialog(Carry(numbers))

    def action_new(self) -> None:
        """Note a delivery: first the text of the notice, if there is one, then the form."""
        from screens.supplies.new import note_delivery

        note_delivery(self)

    def action_divide(self) -> None:
        """Compare rules by which the goods of a delivery are divided, and choose."""
        from screens.supplies.dividing import divide_goods

        divide_goods(self)

    def _delivery_form(self, no: int) -> None:
        fields = forms.delivery_fields(self.compounds())
        form = RecordForm(
            name="delivery",
            read=reader(fields, forms.delivery_given),
            record=forms.delivery_record,
            change=supply_commands.change_delivery,
            changed=lambda no, _edit: _("Delivery {no} changed.").format(no=no),
        )
        form.edit(self.desk, fields, no)

    def changes(self, no: int) -> list[Act]:
        view = self.store.ask(supplies.drop, no)
        return [
            (
                lambda: _("the stop at {compound}").format(compound=view.compound),
                lambda: self._drop_form(view),
            ),
            (
                lambda: _("the whole delivery {no}").format(no=view.delivery_no),
                lambda: self._delivery_form(view.delivery_no),
            ),
        ]

    def further(self, no: int) -> list[Act]:
        from screens.supplies.truck import truck_acts

        return truck_acts(self, no)

    def acts(self) -> WorkActs:
        return WorkActs(
            ways=Ways(DropState.PLANNED, DropState.UNLOADED, DropState.DONE, DropState.CANCELLED),
            state=words.drop_state,
            unbegun=N_("nobody noted that it was unloaded."),
            begin=N_("Unloaded at {names}."),
            end=N_("Handed out at {names}."),
            many=words.stops,
            read=self._pieces,
            mark=supply_commands.mark_drops,
            move=supply_commands.move_drops,
            off=rules.OFF,
            loses=self._freed,
            early=self._stands,
        )

    def _stands(self, no: int, now: datetime) -> str:
        """That goods still stand after they were disinfected; empty where they do not."""
        return beside(*(say(why) for _no, why in self.store.ask(standing, [no], now)), gap=" ")

    # -- the run and its driver ----------------------------------------------------------------

    def action_way(self) -> None:
        """The run of the truck under the cursor: its stops, their order and times."""
        no = self.meant_one()
        if no is not None:
            from screens.supplies.run import RunDialog

            self.desk.open_dialog(RunDialog(self.store.ask(supplies.drop, no).delivery_no, no))

    def action_questions(self) -> None:
        """The card of the driver of the delivery under the cursor."""
        no = self.meant_one()
        if no is not None:
            from screens.drivers.dialog import DriverDialog

            self.desk.open_dialog(DriverDialog(self.store.ask(supplies.drop, no).delivery_no))

    async def action_begin(self) -> None:
        """Unloaded; where all that are meant are, the truck has left."""
        from screens.supplies.truck import truck_left

        if not await truck_left(self, self.meant()):
            await super().action_begin()

    def _freed(self, numbers: Sequence[int]) -> list[str]:
        """Where the goods go of stops that are called off, and who is free."""
        goods = self.store.ask(freed_goods, numbers)
        return [*map(words.goods_go, goods), *self.freed_people(numbers)]

    def freed_people(self, numbers: Sequence[int]) -> list[str]:
        """Who is free if drops are called off: who is at them, and who carries from them."""
        crew = self.store.ask(crew_of, self.work, numbers)
        crew = crew.and_others(self.store.ask(crew_at, numbers))
        return [freed(crew)] if crew.names else []

    def _pieces(self, numbers: Sequence[int]) -> list[Piece]:
        with self.store.read() as conn:
            views = [supplies.drop(conn, no) for no in numbers]
        return [
            Piece(view.no, view.compound, words.stop_at(view), view.state, view.eta)
            for view in views
        ]

    def action_numbers(self) -> None:
        """Show how far the delivery of the drop under the cursor is, else the latest one."""
        from data.supplies.progress import latest_delivery
        from screens.supplies.numbers import SupplyNumbers

        no = next(iter(self.marked()), None)
        with self.store.read() as conn:
            latest = latest_delivery(conn)
            delivery_no = latest if no is None else supplies.drop(conn, no).delivery_no
        if delivery_no is None:
            self.say(_("No deliveries yet. n notes one."), wrong=True)
        else:
            self.desk.open_dialog(SupplyNumbers(delivery_no, no))

    # -- doors -------------------------------------------------------------------------------

    def action_missed(self) -> None:
        """Note who missed out at the gate under the cursor; without one, show who waits."""
        if not self.marked():
            self.desk.action_open("doors")
        elif (no := self.meant_one()) is not None:
            from screens.doors.missed import MissedDoors

            self.desk.open_dialog(MissedDoors(no))

    def action_paper(self) -> None:
        """Choose a paper of the drop under the cursor: door lists, sheets."""
        no = self.meant_one()
        if no is not None:
            from screens.supplies.papers import open_papers

            open_papers(self, no)

    def action_count(self) -> None:
        """Count what came, beginning at the gate under the cursor. Gates of one truck that are
        marked are counted in one grid: it begins at the one the cursor is on, else the first."""
        from screens.counts.dialog import Counts

        nos, here = self.meant(), self.chosen()
        with self.store.read() as conn:
            trucks = {supplies.drop(conn, no).delivery_no for no in nos}
        one_truck = len(trucks) == 1
        no = (here if here in nos else nos[0]) if one_truck else self.meant_one()
        if no is not None:
            self.desk.open_dialog(Counts(no))

    def action_rules(self) -> None:
        """Set how long a truck and its goods take at a gate."""
        from screens.supplies.settings import set_supplies

        set_supplies(self)

    def action_custody(self) -> None:
        """Show what the store-room holds."""
        self.desk.action_open("stock")

    def _drop_form(self, view: DropView) -> None:
        form = RecordForm(
            name="drop",
            read=forms.read_stop,
            record=forms.stop_record,
            change=supply_commands.change_drop,
            changed=lambda _no, edit: words.moved(view.compound, later="eta" in edit.changes),
        )
        form.edit(self.desk, forms.STOP, view.no)
