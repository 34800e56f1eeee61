"""What becomes of the people of work that is moved to another day, called off or planned again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from data.duties import candidates, queries
from data.duties.commands import as_input
from data.sql import Reader
from models.duties import Work
from models.problems import Problem
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


class Crew(NamedTuple):
    """The people at some work, each once, and what now refuses that they are there."""

    names: tuple[str, ...] = ()
    against: tuple[Problem, ...] = ()

    def and_others(self, others: Crew) -> Crew:
        """With the people at other work, each once."""
        names = tuple(dict.fromkeys((*self.names, *others.names)))
        return Crew(names, (*self.against, *others.against))


def crew_of(conn: Reader, work: Work, numbers: Iterable[int]) -> Crew:
    """Who is at pieces of work with records, and what stands against it as times are now."""
    names: dict[str, None] = {}
    against = []
    for no in numbers:
        for duty in queries.of_work(conn, work, no):
            if duty.person_no is None:
                continue
            names[duty.person or ""] = None
            stands = candidates.concerns(conn, as_input(duty, duty.person_no), (duty.no,))
            against += [concern.problem for concern in stands if concern.refuses]
    return Crew(tuple(names), tuple(against))


def let_go(step: Step, work: Work, no: int) -> None:
    """Work was called off: who has come to it has left it now; nobody forgets to check out."""
    from models.duties.tables import Duty

    for duty in queries.of_work(step.conn, work, no):
        if duty.checked_in_at is not None and duty.checked_out_at is None:
            left = max(step.at, loaded(duty.checked_in_at))
            step.change(Duty, duty.id, checked_out_at=left, version=Duty.version + 1)
