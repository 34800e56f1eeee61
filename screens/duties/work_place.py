"""What places of work share: the people at it, giving it to people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from textual.content import Content

from data.duties import candidates as duty_candidates
from data.duties import queries as duties
from data.duties.commands import as_input
from data.duties.crew import crew_of
from data.households import queries as households
from data.listing import Listing, ListSpec, day_bounds
from data.roster import queries as roster
from data.work import kinds
from models.duties import DutyRow, Work
from models.listing import ListQuery
from models.problems import Problem
from models.times import loaded, local_date
from screens.duties import words
from screens.duties.assign import Assign
from screens.duties.assign_several import AssignSeveral
from screens.duties.candidates import short
from screens.duties.crew_words import freed
from screens.duties.work_acts import WorkActs
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.lists import WORK
from screens.kit import masks
from screens.kit.choose import Act, choose_act
from screens.kit.list_place import Link, ListPlace
from screens.kit.taken import Taken
from screens.kit.values import beside
from screens.sentences import say


class WorkPlace(ListPlace):
    """A list of work that takes people's time, and grows late.

    Attributes:
        work: what duties at it are called; subclasses give it.
        spec: how its records are listed, with a scope for each here; subclasses give it.
    """

    BINDINGS = bindings(WORK)
    ages = True
    scopes = (("upcoming", N_("to come")), ("today", N_("today")), ("all", N_("all")))
    work: Work
    spec: ListSpec[Any]

    def listing(self, query: ListQuery) -> Listing[Any]:
        return self.store.ask(self.spec.open, query, **day_bounds(self.store.now()))

    def acts(self) -> WorkActs:
        """What is said of this work, from its planning to its end."""
        raise NotImplementedError

    async def action_done(self) -> None:
        """All that are meant are done; what looks early is asked about."""
        await self.acts().done(self)

    async def action_begin(self) -> None:
        """All that are meant have begun; what looks early is asked about."""
        await self.acts().begin_work(self)

    async def action_call_off(self) -> None:
        """All that are meant are called off, and their people free."""
        await self.acts().call_off(self)

    def action_edit(self) -> None:
        """Change one record, or say what becomes of all that are marked."""
        numbers = self.meant()
        if not numbers:
            return
        acts = self.acts().turns(self, numbers)
        if len(numbers) == 1:
            acts = [*self.changes(numbers[0]), *acts, *self.further(numbers[0])]
        if acts:
            choose_act(self.desk, lambda: _("Change"), acts)
        else:
            self.meant_one()

    def freed_people(self, numbers: Sequence[int]) -> list[str]:
        """Who is free if records are called off, in a line; none for nobody."""
        crew = self.store.ask(crew_of, self.work, numbers)
        return [freed(crew)] if crew.names else []

    def changes(self, no: int) -> list[Act]:
        """The forms that change a record, and what it is a part of."""
        raise NotImplementedError

    def further(self, no: int) -> list[Act]:
        """What else can be said of a record, behind what becomes of it."""
        del no
        return []

    def held(self, no: int) -> list[DutyRow]:
        """The duties at a record that somebody has."""
        found = self.store.ask(duties.of_work, self.work, no)
        return [duty for duty in found if duty.person_no is not None]

    def people_lines(
        self, held: Sequence[DutyRow], *, spans_on: date | None = None
    ) -> list[Content]:
        """A line for everybody at a piece of work, with the number to call.

        Args:
            spans_on: the calendar day to tell their times for; they are left out if not given.
        """
        lines = []
        for duty in held:
            person = self.store.ask(roster.person, duty.person_no or 0)
            phone = "" if person is None else masks.phone(person.phone, self.desk.masked)
            span = words.span(duty.starts_at, duty.ends_at, spans_on) if spans_on else ""
            told = Content(beside(f"  {duty.person}", words.role(duty.role), span, phone))
            lines.append(told + Content.styled(self._why_not(duty), "$error"))
        return lines

    def numbers(self, no: int) -> Sequence[Taken]:
        """Those of whoever is at it."""
        found: dict[str, Taken] = {}
        for duty in self.held(no):
            person = self.store.ask(roster.person, duty.person_no or 0)
            if person is not None and person.phone:
                said = beside(duty.person, words.role(duty.role))
                phone = masks.phone(person.phone, self.desk.masked)
                found.setdefault(person.phone, Taken(said, phone))
        return list(found.values())

    def _why_not(self, duty: DutyRow) -> str:
        """Why somebody cannot come to a duty of theirs, behind a sign; empty where they can."""
        given = as_input(duty, duty.person_no)
        stands = self.store.ask(duty_candidates.concerns, given, (duty.no,))
        day = local_date(loaded(duty.starts_at))
        return next((f"  ✗ {short(c.problem, day)}" for c in stands if c.refuses), "")

    def warning_lines(self, warnings: Iterable[Problem]) -> Iterator[Content]:
        """What is wrong with a piece of work beside people it lacks."""
        return (Content.styled(f"⚠ {say(one)}", "$warning") for one in warnings)

    def among_line(self, no: int, here: int, *, done: bool, says: str) -> Content:
        """A line for one of the records that belong together: the one shown stands out, what is
        done has a tick.

        Args:
            no: its number.
            here: the number of the record shown.
        """
        sign = "▸" if no == here else "✓" if done else " "
        return Content.styled(f"{sign}{says}", "bold" if no == here else "$foreground 80%")

    def links(self, no: int) -> Sequence[Link]:
        return [
            Link(f"{duty.person}  {words.role(duty.role)}", "roster", duty.person_no)
            for duty in self.held(no)
            if duty.person_no is not None
        ]

    def compounds(self) -> tuple[str, ...]:
        """The names of all compounds, in order."""
        return tuple(row.name for row in self.store.ask(households.compounds))

    def action_assign(self) -> None:
        """Give people to one piece of work, or to all that are marked."""
        numbers = self.meant()
        if len(numbers) > 1:
            many = self.acts().many
            self.desk.open_dialog(AssignSeveral(self.work, numbers, many, self.unmark))
        elif numbers:
            (no,) = numbers
            self.desk.open_dialog(Assign(lambda store: store.ask(kinds.one, self.work, no)))
