"""Households: the register by door, each household with its requests; the compounds over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from data.households import commands as household_commands
from data.households import compounds as compound_commands
from data.households import queries as households
from data.households.lists import household_list
from data.requests import queries as requests
from data.residents import queries as residents
from models.households import HouseholdKind, HouseholdRow, HouseholdView
from models.listing import ListQuery
from models.listing.terms import Term
from models.requests import RequestRow, RequestState
from models.telephones import Telephone
from models.times import local_date
from screens.closed.closing import closing_acts
from screens.doors.detail import owed_lines
from screens.households import form as forms
from screens.households import words
from screens.households.buildings import building_facts, closable, kept_lines
from screens.households.entering import household_fields
from screens.households.joining import merge, split
from screens.households.listing import LISTING
from screens.households.register import RegisterPlace
from screens.households.shared import sharing_acts
from screens.households.terms import terms
from screens.i18n import N_, _
from screens.journal.dialog import History
from screens.keys import bindings
from screens.keys.lists import REGISTER
from screens.kit import masks
from screens.kit.choose import Act, choose_act
from screens.kit.detail import fact, heading, sheet
from screens.kit.list_place import Link
from screens.kit.record_form import RecordForm
from screens.kit.taken import Taken
from screens.kit.values import beside, joined
from screens.requests import words as request_words
from screens.residents import words as resident_words
from screens.residents.detail import line as resident_line
from screens.results.detail import household_lines
from screens.results.form import of_household, write_result

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


class Households(RegisterPlace):
    """Households in the order of doors."""

    place = "households"
    other = "residents"
    columns = LISTING.columns
    offered = LISTING.record.columns
    scopes = (
        ("all", N_("all")),
        ("asking", N_("with open requests")),
        ("marked", N_("with marks")),
        ("off_list", N_("on no register")),
    )
    BINDINGS = bindings(REGISTER)

    def terms(self) -> tuple[Term, ...]:
        return terms()

    def listing(self, query: ListQuery) -> Listing[HouseholdRow]:
        return self.store.ask(household_list, query)

    def empty_hint(self) -> str:
        if self.query_now.scope != "all":
            return _("No household here. v shows others.")
        return _("No households yet. I brings in a register; n adds a household by hand.")

    # -- views ---------------------------------------------------------------------------------

    def all_words(self) -> str:
        total = self.store.ask(households.totals)
        return f"{_('all')}  {words.households(total.households)} · {words.people(total.people)}"

    def turn_words(self) -> str:
        return beside(_("by person"), words.named(self.store.ask(residents.totals).living))

    def mark_counts(self) -> dict[str, int]:
        return self.store.ask(households.mark_counts)

    def counted(self, n: int) -> str:
        return words.households(n)

    def household_here(self) -> HouseholdView | None:
        no = self.chosen()
        return None if no is None else self.store.ask(households.household, no)

    def counterpart(self) -> int | None:
        no = self.chosen()
        people = [] if no is None else self.store.ask(residents.of_household, no)
        return people[0].no if people else None

    # -- detail ------------------------------------------------------------------------------

    def detail(self, no: int) -> Content:
        view = self.store.ask(households.household, no)
        if view is None:
            return Content("")
        hide = self.desk.masked
        asked = self._asked(no)
        is_open = [row for row in asked if row.state != RequestState.CLOSED]
        off_list = view.kind != HouseholdKind.HOME
        return sheet(
            (
                heading(words.door(view)),
                fact(_("kind"), words.household_kind(view.kind) if off_list else "", "bold"),
                fact(_("head"), view.head),
                fact(_("phone"), self._numbers(view)),
                fact(_("people"), self._counted(view)),
                fact(_("marks"), joined(masks.marks(view.marks, hide)), "bold"),
                fact(_("note"), masks.text(view.note, hide)),
                *building_facts(self, no),
                *self._people_lines(no),
                *kept_lines(self, no),
                *owed_lines(self, no),
                *household_lines(self, no),
                None,
                heading(_("Requests"), _("{n} open").format(n=len(is_open)) if is_open else ""),
                *(self._asked_line(row) for row in asked),
                Content("") if asked else Content.styled(_("none so far"), "$foreground 65%"),
            )
        )

    def _counted(self, view: HouseholdView) -> str:
        elders = _("{n} of 60 and over").format(n=view.elders) if view.elders else ""
        return joined(filter(None, (words.counts(view), elders)))

    def _numbers(self, view: HouseholdView) -> str:
        """The number dialled first, and those that are nobody's in particular."""
        first = (Telephone(view.phone),) if view.phone else ()
        return resident_words.telephones((*first, *view.phones), self.desk.masked)

    def numbers(self, no: int) -> Sequence[Taken]:
        view = self.store.ask(households.household, no)
        if view is None:
            return ()
        first = (Telephone(view.phone, whose=view.head),) if view.phone else ()
        found = {one.number: one for one in reversed((*first, *view.phones))}
        hide = self.desk.masked
        return [resident_words.number_copied(one, hide) for one in reversed(found.values())]

    def address(self, no: int) -> str:
        view = self.store.ask(households.household, no)
        return "" if view is None else words.door(view)

    def _people_lines(self, no: int) -> Iterator[Content | None]:
        """Everybody who is known by name."""
        people = self.store.ask(residents.of_household, no)
        if not people:
            return
        today = local_date(self.store.now())
        yield None
        yield heading(_("People"))
        for one in people:
            yield resident_line(one, today, self.desk.masked)

    def _asked(self, no: int) -> list[RequestRow]:
        with self.store.read() as conn:
            return requests.of_household(conn, no, self.store.now(), requests.settings(conn))

    def _asked_line(self, row: RequestRow) -> Content:
        line = request_words.brief(row, self.store.now(), self.desk.masked)
        return Content.styled(line, "" if row.state != RequestState.CLOSED else "$foreground 65%")

    def links(self, no: int) -> Sequence[Link]:
        now, hide = self.store.now(), self.desk.masked
        people = self.store.ask(residents.of_household, no)
        return [
            *(
                Link(request_words.brief(row, now, hide), "requests", row.no)
                for row in self._asked(no)
            ),
            *(Link(one.name, "residents", one.no) for one in people),
        ]

    # -- acts ----------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Change a household or its compound, put two together, take one apart."""
        no = self.meant_one()
        if no is None:
            return
        view = self.store.ask(households.household, no)
        if view is None:
            self.nothing_here()
            return
        own = self.store.ask(households.compound_names)[view.compound]
        change = partial(_HOUSEHOLD.edit, self.desk, household_fields(self), view.no, first="head")
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
                *self._joining_acts(view),
                (
                    lambda: _("a test's result of all its people"),
                    partial(write_result, self, of_household(view)),
                ),
                *sharing_acts(self, view.no),
            ],
        )

    def _joining_acts(self, view: HouseholdView) -> list[Act]:
        """Putting together, taking apart, and what was done to it."""
        acts: list[Act] = [
            (lambda: _("put together with another household"), partial(merge, self, view.no))
        ]
        if self.store.ask(residents.of_household, view.no):
            acts.append((lambda: _("split: some live apart"), partial(split, self, view.no)))
        history = partial(History, view.id, words.door(view))
        return [*acts, (lambda: _("history"), lambda: self.desk.open_dialog(history()))]
