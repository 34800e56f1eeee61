"""Households: the register by door, each household with its requests; the compounds over it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from data.households import commands as household_commands
from data.households import compounds as compound_commands
from data.households import queries as households
from data.households.lists import household_list
from data.requests import queries as requests
from models.households import HEALTH_MARKS, CompoundKind, HouseholdRow
from models.listing import ListQuery
from models.requests import RequestRow, RequestState
from screens.closed.closing import closing_acts
from screens.households import form as forms
from screens.households import words
from screens.households.buildings import building_facts, closable, kept_lines
from screens.households.listing import LISTING
from screens.i18n import N_, _
from screens.kit import masks
from screens.kit.choose import Choose, choose_act
from screens.kit.detail import fact, heading, sheet
from screens.kit.fields import FormField
from screens.kit.form import FormDialog
from screens.kit.list_place import Link, ListPlace
from screens.kit.record import blank
from screens.kit.record_form import RecordForm
from screens.kit.values import joined
from screens.requests import words as request_words

if TYPE_CHECKING:
    from data.listing import Listing

_HOUSEHOLD = RecordForm(
    name="household",
    read=forms.read_household,
    record=forms.household_record,
    change=household_commands.change_household,
    changed=lambda _no, edit: _("{what} changed.").format(what=words.door(edit.given)),
)

_COMPOUND = RecordForm(
    name="compound",
    read=forms.read_compound,
    record=forms.compound_record,
    change=compound_commands.change_compound,
    changed=lambda _no, edit: _("Compound {name} changed.").format(name=edit.given.name),
)


class Households(ListPlace):
    """Households in the order of doors."""

    place = "households"
    columns = LISTING.columns
    scopes = (
        ("all", N_("all")),
        ("asking", N_("with open requests")),
        ("marked", N_("with marks")),
    )
    first_sort = "address"

    def listing(self, query: ListQuery) -> Listing[HouseholdRow]:
        return self.store.ask(household_list, query)

    def load(self) -> None:
        if self.desk.masked and self.query_now.scope in self._health_views():
            self.query_now = self.query_now._replace(scope="all")
        super().load()

    def empty_hint(self) -> str:
        if self.query_now.scope != "all":
            return _("No household here. v shows others.")
        return _("No households yet. I brings in a register; n adds a household by hand.")

    # -- views: all, by compound, by mark --------------------------------------------------------

    def _health_views(self) -> frozenset[str]:
        return frozenset(f"mark:{mark}" for mark in HEALTH_MARKS)

    def view_words(self) -> str:
        view, _colon, narrowed = self.query_now.scope.partition(":")
        if view == "compound":
            compound = self.store.ask(households.compound, int(narrowed))
            return compound.name if compound else ""
        return narrowed if view == "mark" else super().view_words()

    def _views(self) -> list[tuple[str, str]]:
        """The views there are, by scope, with their counts in words."""
        hidden = self._health_views() if self.desk.masked else frozenset()
        with self.store.read() as conn:
            total, compounds = households.totals(conn), households.compounds(conn)
            marks = households.mark_counts(conn).items()
        counts = f"  {words.households(total.households)} · {words.people(total.people)}"
        views = [(scope, _(name)) for scope, name in self.scopes]
        views[0] = ("all", views[0][1] + counts)
        views += [(f"compound:{row.no}", words.compound_line(row)) for row in compounds]
        views += [(f"mark:{mark}", f"{mark}  {words.households(n)}") for mark, n in marks]
        return [view for view in views if view[0] not in hidden]

    def action_next_scope(self) -> None:
        """Choose a view: everything, one compound, one mark; with what is counted in each."""

        def lines() -> list[str]:
            return [line for _scope, line in self._views()]

        def chosen(index: int | None) -> None:
            if index is not None:
                self.show_scope(self._views()[index][0])

        self.desk.open_dialog(Choose(lambda: _("Show"), lines), chosen)

    # -- detail ------------------------------------------------------------------------------

    def detail(self, no: int) -> Content:
        view = self.store.ask(households.household, no)
        if view is None:
            return Content("")
        hide = self.desk.masked
        count = words.people(view.people)
        if view.elders:
            count += _(", {n} of 60 and over").format(n=view.elders)
        asked = self._asked(no)
        is_open = [row for row in asked if row.state != RequestState.CLOSED]
        return sheet(
            (
                heading(words.door(view)),
                fact(_("head"), view.head),
                fact(_("phone"), masks.phone(view.phone, hide)),
                fact(_("people"), count),
                fact(_("marks"), joined(masks.marks(view.marks, hide)), "bold"),
                fact(_("note"), masks.text(view.note, hide)),
                *building_facts(self, no),
                *kept_lines(self, no),
                None,
                heading(_("Requests"), _("{n} open").format(n=len(is_open)) if is_open else ""),
                *(self._asked_line(row) for row in asked),
                Content("") if asked else Content.styled(_("none so far"), "$foreground 65%"),
            )
        )

    def _asked(self, no: int) -> list[RequestRow]:
        with self.store.read() as conn:
            return requests.of_household(conn, no, self.store.now(), requests.settings(conn))

    def _asked_line(self, row: RequestRow) -> Content:
        line = request_words.brief(row, self.store.now(), self.desk.masked)
        return Content.styled(line, "" if row.state != RequestState.CLOSED else "$foreground 65%")

    def links(self, no: int) -> Sequence[Link]:
        return [
            Link(request_words.brief(row, self.store.now(), self.desk.masked), "requests", row.no)
            for row in self._asked(no)
        ]

    # -- acts ----------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Add a household or a compound; without any compound there is no question."""
        if not self.store.ask(households.compound_names):
            self._new_compound()
            return
        choose_act(
            self.desk,
            lambda: _("New"),
            [
                (lambda: _("a household"), self._new_household),
                (lambda: _("a compound"), self._new_compound),
            ],
        )

    def action_edit(self) -> None:
        """Change a household, or its compound."""
        no = self.meant_one()
        if no is None:
            return
        view = self.store.ask(households.household, no)
        if view is None:
            self.nothing_here()
            return
        own = self.store.ask(households.compound_names)[view.compound]
        change = partial(_HOUSEHOLD.edit, self.desk, self._fields(), view.no, first="head")
        choose_act(
            self.desk,
            lambda: _("Change"),
            [
                (lambda: words.door(view), change),
                (
                    lambda: _("the compound {name}").format(name=view.compound),
                    lambda: _COMPOUND.edit(self.desk, forms.COMPOUND, own),
                ),
                *closing_acts(self, closable(self, view.no)),
            ],
        )

    def _fields(self) -> tuple[FormField, ...]:
        return forms.household_fields(list(self.store.ask(households.compound_names)))

    def _new_household(self) -> None:
        here = self._compound_here()
        self.desk.open_dialog(
            FormDialog(
                blank(lambda: _("New household"), {"compound": here}),
                self._fields(),
                forms.read_household,
                lambda edit: self.perform(
                    lambda step: household_commands.add_household(step, edit.given),
                    lambda _no: _("{what} is in the register.").format(what=words.door(edit.given)),
                ),
                "household",
                first="building" if here else "compound",
            )
        )

    def _compound_here(self) -> str:
        """The compound a new household is likely to be in: that of the one under the cursor."""
        no = self.chosen()
        view = None if no is None else self.store.ask(households.household, no)
        return view.compound if view else ""

    def _new_compound(self) -> None:
        self.desk.open_dialog(
            FormDialog(
                blank(lambda: _("New compound"), {"kind": CompoundKind.COMMODITY}),
                forms.COMPOUND,
                forms.read_compound,
                lambda edit: self.perform(
                    lambda step: compound_commands.add_compound(step, edit.given),
                    lambda _no: _("Compound {name} is there.").format(name=edit.given.name),
                ),
                "compound",
            )
        )
