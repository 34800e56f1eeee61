"""What places of work share: the people at it, giving it to people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual.content import Content

from data.duties import queries as duties
from data.households import queries as households
from data.roster import queries as roster
from data.work import kinds
from models.duties import DutyRow, Work
from screens.duties import words
from screens.duties.assign import Assign
from screens.i18n import _
from screens.kit import masks
from screens.kit.list_place import Link, ListPlace
from screens.kit.values import beside, joined


class WorkPlace(ListPlace):
    """A list of work that takes people's time. Subclasses give `work`."""

    work: Work

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
            lines.append(Content(beside(f"  {duty.person}", words.role(duty.role), span, phone)))
        return lines

    def links(self, no: int) -> Sequence[Link]:
        return [
            Link(f"{duty.person}  {words.role(duty.role)}", "roster", duty.person_no)
            for duty in self.held(no)
            if duty.person_no is not None
        ]

    def compounds(self) -> tuple[str, ...]:
        """The names of all compounds, in order."""
        return tuple(row.name for row in self.store.ask(households.compounds))

    def say_unlike(self, states: Iterable[str]) -> None:
        """Say that work in several states, in words, is not ticked at once."""
        told = _("The marked ones are {states}: only what is alike goes on together.")
        self.say(told.format(states=joined(states)), wrong=True)

    def action_assign(self) -> None:
        """Give people to one piece of work."""
        no = self.meant_one()
        if no is not None:
            self.desk.open_dialog(Assign(lambda store: store.ask(kinds.one, self.work, no)))
