"""Records of work: how far several of them are, and on which day, all or none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from data.duties import commands as duty_commands
from data.duties.crew import let_go
from data.sql import Reader
from models.duties import Work
from models.problems import Problem, Refused, refuse
from models.times import loaded, local_date, on_day

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from data.step import Step


class Record(Protocol):
    """What is known of a record of whatever kind of work."""

    @property
    def no(self) -> int: ...
    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def state(self) -> str: ...


View = TypeVar("View", bound=Record)
State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class WorkRecords(Generic[View, State]):
    """The records of one kind of work, whose people follow them.

    Attributes:
        work: what duties at them are called.
        table: gives where they are; asked by what writes alone.
        view: one of them by its number.
        times: their columns of times, in stored form, when they begin first, when they end last.
        wrong: what is wrong with a change of state.
        planned: the state before they begin.
        off: the state once they are called off.
        begun: the problem of one that is in another state than planned.
        moved: what becomes of what belongs to one that begins so much later; None for nothing.
        marked: what becomes of that once it is in another state; None for nothing.
    """

    work: Work
    table: Callable[[], type[SQLModel]]
    view: Callable[[Reader, int], View]
    times: tuple[str, ...]
    wrong: Callable[[int, str, State], list[Problem]]
    planned: State
    off: State
    begun: str
    moved: Callable[[Step, int, timedelta], None] | None = None
    marked: Callable[[Step, int, State], None] | None = None

    def mark_all(self, step: Step, numbers: Sequence[int], state: State) -> list[View]:
        """Say how far records are; as they were before.

        Raises:
            Refused: as `view`, and the first of what is `wrong`.
        """
        views = []
        for no in numbers:
            views.append(self.view(step.conn, no))
            self.mark(step, views[-1], state)
        return views

    def mark(self, step: Step, view: View, state: State) -> None:
        """Say how far one record is; who has come to one that is called off has left it.

        Raises:
            Refused: the first of what is `wrong`.
        """
        refuse(self.wrong(view.no, view.state, state))
        step.change(self.table(), view.id, state=state, version=view.version + 1)
        if state == self.off:
            let_go(step, self.work, view.no)
        if self.marked is not None:
            self.marked(step, view.no, state)

    def move_all(self, step: Step, numbers: Sequence[int], to: date) -> list[View]:
        """Move records that have not begun to another day, at their hours; as they were before.

        Raises:
            Refused: as `view`, `day_past`, and what one that has begun is refused by.
        """
        if to < local_date(step.at):
            raise Refused("day_past", "day", day=to)
        views = [self.view(step.conn, no) for no in dict.fromkeys(numbers)]
        for view in views:
            if view.state != self.planned:
                raise Refused(self.begun, no=view.no)
            self.begin_at(step, view, on_day(self._times(view)[0], to))
        return views

    def begin_at(self, step: Step, view: View, begins: datetime) -> None:
        """Let one record begin at a time and last as long as it did; its duties move along."""
        was = self._times(view)
        now = [begins + (time - was[0]) for time in was]
        columns = dict(zip(self.times, now, strict=True))
        step.change(self.table(), view.id, **columns, version=view.version + 1)
        duty_commands.move(step, self.work, view.no, (was[0], was[-1]), (now[0], now[-1]))
        if self.moved is not None:
            self.moved(step, view.no, now[0] - was[0])

    def _times(self, view: View) -> list[datetime]:
        return [loaded(getattr(view, name)) for name in self.times]
