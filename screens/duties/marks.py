"""Who is marked for a piece of work, with which role, while it is given to people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cover import rules as cover_rules
from models.cover.rules import Assignment
from models.duties import DutyRow, Role, WorkView

if TYPE_CHECKING:
    from data.duties.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody marked for the work."""

    role: Role
    duty_no: int | None = None
    """The duty as it is on file, when it is unchanged."""


class Marks(dict[int, Mark]):
    """The marks by the numbers of the people."""

    @classmethod
    def of(cls, duties: Iterable[DutyRow]) -> Marks:
        """Those who have the work already."""
        held = ((row, row.person_no) for row in duties)
        return cls({no: Mark(Role(row.role), row.no) for row, no in held if no is not None})

    def add(self, person: Candidate, role: Role) -> None:
        """Mark somebody for a role; a duty they have in it stays what it is."""
        same = person.duty_no is not None and person.role == role
        self[person.no] = Mark(role, person.duty_no if same else None)

    def new(self) -> Marks:
        """The marks of those who do not have the work yet."""
        return Marks({no: mark for no, mark in self.items() if mark.duty_no is None})

    def taken(self, people: Iterable[Candidate]) -> list[Role]:
        """Roles taken by those marked; somebody who is absent then fills none."""
        cannot = {person.no for person in people if person.absent}
        return [mark.role for no, mark in self.items() if no not in cannot]

    def lacks(self, people: Iterable[Candidate], work: WorkView) -> dict[tuple[Role, str], int]:
        """People still lacking at the work with those marked, by role and skill."""
        here = [
            Assignment(0, p.name, mark.role, *work.spans[mark.role], True, p.skills)
            for p in people
            if (mark := self.get(p.no)) is not None and not p.absent and not self._to_ask(p)
        ]
        return cover_rules.lacks(work.needs, here, work.skill)

    def _to_ask(self, person: Candidate) -> bool:
        """Whether somebody has the duty and has yet to be asked; marked anew they were."""
        return person.to_ask and self[person.no].duty_no is not None

    def changes(self, people: Sequence[Candidate]) -> tuple[dict[int, Role], list[int]]:
        """People to be given the work with their roles, and duties to be taken back."""
        kept = {mark.duty_no for mark in self.values() if mark.duty_no is not None}
        taken = [p.duty_no for p in people if p.duty_no is not None and p.duty_no not in kept]
        return {no: mark.role for no, mark in self.new().items()}, taken
