"""Supplies: the drops at the gates by time, each with its goods, its hands and its truck."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from data.households import queries as households
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.supplies import shares as supply_shares
from models.duties import Target, Work
from models.listing import ListQuery
from models.problems import Problem, Refused
from models.supplies import DeliveryInput, DropRow, DropState, DropView, ItemView, rules
from models.times import local_date
from screens.duties import words as duty_words
from screens.i18n import N_, _
from screens.kit import masks
from screens.kit.choose import Choose
from screens.kit.detail import fact, heading, sheet
from screens.kit.fields import typed_only
from screens.kit.form import FormDialog, Value, Values
from screens.kit.saving import save
from screens.kit.times import clock
from screens.kit.work_place import WorkPlace
from screens.supplies import form as forms
from screens.supplies import words
from screens.supplies.listing import LISTING

if TYPE_CHECKING:
    from data.listing import Listing
    from data.store import Store


class Supplies(WorkPlace):
    """Drops in the order of time."""

    place = "supplies"
    work = Work.DROP
    columns = LISTING.columns
    scopes = (("upcoming", N_("to come")), ("today", N_("today")), ("all", N_("all")))
    first_sort = "eta"

    def listing(self, query: ListQuery) -> Listing[DropRow]:
        bounds = supplies.day_bounds(self.store.now())
        return self.store.ask(supplies.DROPS.open, query, **bounds)

    def empty_hint(self) -> str:
        if self.query_now.scope != "all":
            return _("No drops here. v shows others; n notes a delivery.")
        return _("No deliveries yet. n notes one; the text of a notice can be pasted.")

    def target(self, store: Store, no: int) -> Target:
        return store.ask(supplies.target, no)

    # -- detail --------------------------------------------------------------------------------

    def detail(self, no: int) -> Content:
        now = self.store.now()
        with self.store.read() as conn:
            view = supplies.drop(conn, no)
            delivery = supplies.delivery(conn, view.delivery_no)
            stops = supplies.drops(conn, view.delivery_no)
        here = next(row for row in stops if row.no == no)
        hide, today = self.desk.masked, local_date(now)
        where = _("stop {position} of {stops}").format(position=view.position, stops=len(stops))
        return sheet(
            (
                heading(view.compound, words.drop_state(view.state)),
                fact(_("arrives"), f"{clock(view.eta, now)}   {where}"),
                fact(_("unload at"), view.unloading_point),
                fact(_("contact"), _joined(view.leader, masks.phone(view.leader_phone, hide))),
                fact(_("note"), view.note),
                None,
                heading(_("Goods for this gate")),
                *(Content("  " + goods) for goods in here.goods),
                None,
                heading(_("Hands"), duty_words.cover(here.hands, here.hands_needed)),
                *self.people_lines(self.held(no), spans_on=today),
                None,
                heading(
                    _("Delivery {no}").format(no=delivery.no),
                    words.delivery_state(delivery.state),
                ),
                fact(
                    _("driver"),
                    _joined(
                        delivery.driver, masks.phone(delivery.driver_phone, hide), delivery.plate
                    ),
                ),
                *(Content(f"  {i.goods} {i.quantity}{i.unit}  {_rule(i)}") for i in delivery.items),
                fact(_("note"), delivery.note),
                None,
                *(_stop(row, no, today) for row in stops),
            )
        )

    # -- acts ----------------------------------------------------------------------------------

    def _compounds(self) -> tuple[str, ...]:
        return tuple(row.name for row in self.store.ask(households.compounds))

    def action_new(self) -> None:
        """Note a delivery: first the text of the notice, if there is one, then the form."""

        async def submit(values: Values) -> Sequence[Problem]:
            text = str(values["notice"])
            read = forms.read_announced(text, self.store.now()) if text.strip() else None
            if isinstance(read, Problem):
                return [read]
            self.call_later(self._delivery_form, None, read)
            return ()

        self.desk.open_dialog(
            FormDialog(
                lambda: _("New delivery: paste the notice, or go on with ctrl+s"),
                forms.NOTICE,
                {},
                submit,
                "delivery_notice",
            )
        )

    def _delivery_form(self, no: int | None, announced: Values | None = None) -> None:
        compounds, now = self._compounds(), self.store.now()
        version = 0 if no is None else self.store.ask(supplies.delivery, no).version
        stood = forms.blank_delivery(now, compounds) if no is None else self._delivery_values(no)

        def renew() -> Values:
            nonlocal version, stood
            assert no is not None
            version = self.store.ask(supplies.delivery, no).version
            stood = self._delivery_values(no)
            return stood

        async def submit(values: Values) -> Sequence[Problem]:
            given = forms.read_delivery(values, now, compounds)
            if isinstance(given, list):
                return given
            if no is None:
                return await save(
                    self,
                    lambda step: supply_commands.announce_delivery(step, given),
                    lambda made: _("Delivery {no} noted.").format(no=made),
                )
            whole = {name: getattr(given, name) for name in DeliveryInput.__dataclass_fields__}
            changes = typed_only(whole, values, stood)
            return await save(
                self,
                lambda step: supply_commands.change_delivery(step, no, version, changes),
                lambda _done: _("Delivery {no} changed.").format(no=no),
            )

        def title() -> str:
            return _("New delivery") if no is None else _("Delivery {no}").format(no=no)

        fields = forms.delivery_fields(now, compounds)
        draft = "delivery" if no is None else f"delivery:{no}"
        again = None if no is None else renew
        self.desk.open_dialog(
            FormDialog(title, fields, stood, submit, draft, begun=announced, renew=again)
        )

    def _delivery_values(self, no: int) -> dict[str, Value]:
        """A delivery as its form shows it."""
        with self.store.read() as conn:
            stops = [drop.compound for drop in supply_shares.live_drops(conn, no)]
            return forms.delivery_values(
                supply_commands.input_of(supplies.delivery(conn, no), stops)
            )

    def action_edit(self) -> None:
        """Change a stop, or its whole delivery."""
        no = self.meant_one()
        if no is None:
            return
        view = self.store.ask(supplies.drop, no)

        def chosen(index: int | None) -> None:
            if index == 0:
                self._drop_form(no)
            elif index == 1:
                self._delivery_form(view.delivery_no)
            elif index == 2:
                self.run_worker(self._call_off(view))

        self.desk.open_dialog(
            Choose(
                lambda: _("Change"),
                lambda: [
                    _("the stop at {compound}").format(compound=view.compound),
                    _("the whole delivery {no}").format(no=view.delivery_no),
                    *([words.turn(view.state)] if words.turn(view.state) else []),
                ],
            ),
            chosen,
        )

    async def _call_off(self, view: DropView) -> None:
        """Call a stop off, or plan it again."""
        to = DropState.CANCELLED
        if view.state == to:
            to = DropState.PLANNED
        await self.perform(
            lambda step: supply_commands.tick_drops(step, [view.no], to),
            lambda state: f"{view.compound}: {words.drop_state(state)}.",
        )

    def _drop_form(self, no: int) -> None:
        view, now = self.store.ask(supplies.drop, no), self.store.now()
        stood = forms.drop_values(view)

        def renew() -> Values:
            nonlocal view, stood
            view = self.store.ask(supplies.drop, no)
            stood = forms.drop_values(view)
            return stood

        async def submit(values: Values) -> Sequence[Problem]:
            whole = forms.read_drop(values, now)
            if isinstance(whole, list):
                return whole
            changes, version = typed_only(whole, values, stood), view.version
            return await save(
                self,
                lambda step: supply_commands.change_drop(step, no, version, changes),
                lambda _done: _moved(view.compound, "eta" in changes),
            )

        self.desk.open_dialog(
            FormDialog(
                lambda: _("Stop at {compound}").format(compound=view.compound),
                forms.drop_fields(now),
                stood,
                submit,
                f"drop:{no}",
                renew=renew,
            )
        )

    async def action_done(self) -> None:
        """Unloaded, and from there handed out; for all that are marked."""
        numbers = self.meant()
        if not numbers:
            return
        with self.store.read() as conn:
            drops = {no: supplies.drop(conn, no) for no in numbers}
        states = {no: DropState(drop.state) for no, drop in drops.items()}
        first = states[numbers[0]]
        if first not in (DropState.PLANNED, DropState.UNLOADED):
            self.say(_("This drop is {state}.").format(state=words.drop_state(first)), wrong=True)
            return
        if len(set(states.values())) > 1:
            self.say_unlike(words.drop_state(state) for state in dict.fromkeys(states.values()))
            return
        to = rules.MOVES[first][0]
        names = _(", ").join(drops[no].compound for no in numbers)
        sentence = (
            _("Unloaded at {compound}.")
            if to is DropState.UNLOADED
            else _("Handed out at {compound}.")
        )
        done = await self.perform(
            lambda step: supply_commands.tick_drops(step, numbers, to),
            lambda _state: sentence.format(compound=names),
        )
        if not isinstance(done, Refused):
            self.unmark(numbers)


def _moved(compound: str, later: bool) -> str:
    if later:
        return _("Drop at {compound} changed; later stops moved along.").format(compound=compound)
    return _("Drop at {compound} changed.").format(compound=compound)


def _joined(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _rule(item: ItemView) -> str:
    return item.rule_text or words.rule(item.rule)


def _stop(row: DropRow, here: int, today: date) -> Content:
    sign = "▸" if row.no == here else "✓" if row.state == DropState.DONE else " "
    cover = duty_words.cover(row.hands, row.hands_needed)
    text = f"{sign}{row.position:>2} {duty_words.at(row.eta, today)} {row.compound}  {cover}"
    return Content.styled(text, "bold" if row.no == here else "$foreground 80%")
