"""The people of households, one by one: the register's other face."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from data.duties import queries as duties
from data.households import queries as households
from data.requests import queries as requests
from data.residents import links
from data.residents import queries as residents
from data.residents.lists import resident_list
from data.roster import queries as roster
from models.households import HouseholdView
from models.listing import ListQuery
from models.listing.terms import Term
from models.problems import Refused
from models.requests import RequestRow
from models.residents import ResidentRow, ResidentView
from models.telephones import Telephone
from models.times import day_start, duty_day, local_date
from screens.households import words as household_words
from screens.households.buildings import building_facts
from screens.households.register import RegisterPlace
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.lists import REGISTER
from screens.kit.choose import choose_act
from screens.kit.detail import fact, heading, sheet
from screens.kit.list_place import Link
from screens.kit.taken import Taken
from screens.kit.values import beside
from screens.requests import words as request_words
from screens.residents import acts, detail, words
from screens.residents.listing import LISTING
from screens.residents.terms import terms
from screens.results.detail import resident_lines
from screens.roster import words as roster_words
from screens.roster.duties import line as duty_line

if TYPE_CHECKING:
    from data.listing import Listing

_DUTY_BEGINS = timedelta(hours=6)
"""After midnight, when a duty day begins."""


class Residents(RegisterPlace):
    """People in the order of doors, heads first."""

    place = "residents"
    other = "households"
    columns = LISTING.columns
    offered = LISTING.record.columns
    scopes = (
        ("here", N_("everybody")),
        ("away", N_("out of town")),
        ("gone", N_("moved out or died")),
        ("marked", N_("with marks")),
        ("all", N_("all on file")),
    )
    BINDINGS = bindings(REGISTER)

    def terms(self) -> tuple[Term, ...]:
        return terms()

    def listing(self, query: ListQuery) -> Listing[ResidentRow]:
        return self.store.ask(resident_list, query)

    def empty_hint(self) -> str:
        if self.query_now.scope != "here":
            return _("Nobody here. v shows others.")
        return _("Nobody is known by name yet. I brings in a register; v 2 shows households.")

    # -- views ---------------------------------------------------------------------------------

    def all_words(self) -> str:
        found = self.store.ask(residents.totals)
        return beside(_("everybody"), words.count(found.living, found.away))

    def turn_words(self) -> str:
        total = self.store.ask(households.totals)
        return beside(_("by household"), household_words.households(total.households))

    def mark_counts(self) -> dict[str, int]:
        return self.store.ask(residents.mark_counts)

    def counted(self, n: int) -> str:
        return household_words.people(n)

    def household_here(self) -> HouseholdView | None:
        view = self._view(self.chosen())
        return None if view is None else self.store.ask(households.household, view.household_no)

    def counterpart(self) -> int | None:
        view = self._view(self.chosen())
        return None if view is None else view.household_no

    def _view(self, no: int | None) -> ResidentView | None:
        """Somebody on file; None for nobody, and for whoever was taken out meanwhile."""
        if no is None:
            return None
        try:
            return self.store.ask(residents.resident, no)
        except Refused:
            return None

    # -- detail --------------------------------------------------------------------------------

    def detail(self, no: int) -> Content:
        view = self._view(no)
        if view is None:
            return Content("")
        hide, today = self.desk.masked, local_date(self.store.now())
        home = self.store.ask(households.household, view.household_no)
        others = self.store.ask(residents.of_household, view.household_no)
        return sheet(
            (
                heading(view.name, household_words.door(view)),
                *detail.facts(view, today, hide),
                *self._work(view),
                *resident_lines(self, no),
                None,
                heading(_("Household"), household_words.counts(home) if home else ""),
                *(detail.line(one, today, hide) for one in others if one.no != no),
                *building_facts(self, view.household_no),
                *self._asked_lines(view.household_no),
            )
        )

    def name_words(self) -> str:
        return _("residents")

    def numbers(self, no: int) -> Sequence[Taken]:
        """Their own numbers, and then that of their household."""
        view = self._view(no)
        if view is None:
            return ()
        own = list(view.phones)
        home = self.store.ask(households.household, view.household_no)
        if home is not None and home.phone and home.phone not in {one.number for one in own}:
            own.append(Telephone(home.phone, whose=home.head))
        return [words.number_copied(one, self.desk.masked) for one in own]

    def address(self, no: int) -> str:
        view = self._view(no)
        return "" if view is None else household_words.door(view)

    def _work(self, view: ResidentView) -> Iterator[Content]:
        """What somebody who works here does today; who on the roster they may be."""
        if view.roster_no is None:
            for one in self.store.ask(links.proposals, view.no):
                if one.same_name and one.same_number:
                    yield fact(_("on roster?"), _("the same name and number: e links them"))
            return
        now = self.store.now()
        row = self.store.ask(roster.roster_row, view.roster_no, now)
        if row is None:
            yield fact(_("on roster"), beside(view.roster_name, _("taken off")))
            return
        yield fact(_("on roster"), beside(row.name, roster_words.post(row)), "bold")
        yield fact(_("status"), roster_words.place(row))
        begins = day_start(duty_day(now)) + _DUTY_BEGINS
        held = self.store.ask(duties.of_person, view.roster_no, begins, begins + timedelta(days=1))
        for at, duty in enumerate(held):
            yield fact(" " if at else _("today"), duty_line(duty, local_date(begins)))

    def _asked(self, household_no: int) -> list[RequestRow]:
        with self.store.read() as conn:
            settings = requests.settings(conn)
            return requests.of_household(conn, household_no, self.store.now(), settings)

    def _asked_lines(self, household_no: int) -> Iterator[Content | None]:
        asked = self._asked(household_no)
        if not asked:
            return
        yield None
        yield heading(_("Requests"))
        for row in asked:
            yield Content(request_words.brief(row, self.store.now(), self.desk.masked))

    def links(self, no: int) -> Sequence[Link]:
        view = self._view(no)
        if view is None:
            return ()
        home = Link(household_words.door(view), "households", view.household_no)
        found = [home]
        if view.roster_no is not None:
            found.append(
                Link(
                    _("{name} on the roster").format(name=view.roster_name),
                    "roster",
                    view.roster_no,
                )
            )
        now, hide = self.store.now(), self.desk.masked
        asked = self._asked(view.household_no)
        return [
            *found,
            *(Link(request_words.brief(row, now, hide), "requests", row.no) for row in asked),
        ]

    # -- acts ----------------------------------------------------------------------------------

    def _people(self) -> list[ResidentView]:
        found = (self._view(no) for no in self.meant())
        return [view for view in found if view is not None]

    def action_edit(self) -> None:
        """Change somebody, move them, say who they are on the roster, take them out."""
        people = self._people()
        if len(people) == 1:
            (view,) = people
            choose_act(self.desk, lambda: view.name, acts.acts_on_one(self, view))
        elif people:
            choose_act(
                self.desk,
                lambda: household_words.people(len(people)),
                acts.acts_on_several(self, people),
            )

    def action_absent(self) -> None:
        """Say of the marked people that they are away, back, moved out or have died."""
        people = self._people()
        if people:
            acts.ask_whereabouts(self, people)
