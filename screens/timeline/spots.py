"""Where one stands in the timeline, kept when one goes elsewhere, and come back to."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from screens.kit.filter_line import FilterLine
from screens.kit.trail import Spot
from screens.timeline.acts import TimelineActs
from screens.timeline.board import DayBoard
from screens.timeline.view import Standing
from screens.timeline.week import WeekBoard


class TimelineSeen(NamedTuple):
    """How the timeline was looked at.

    Attributes:
        first_day: the first day of the week shown; None in the day.
        scope: the place of the view among all, from 0.
        board: where the cursor was in the day.
        person: who was under the cursor of the week.
    """

    day: date | None
    first_day: date | None
    scope: int
    filter: str
    weekly: bool
    board: Standing
    person: int | None


class TimelineSpots(TimelineActs):
    """The timeline's days, view and filter, and the spots made of them."""

    def __init__(self) -> None:
        super().__init__()
        self.day: date | None = None
        self._first_day: date | None = None
        """The first day of the week shown."""
        self._scope = 0
        self._filter = ""

    @property
    def weekly(self) -> bool:
        """Whether the week is shown."""
        return self.has_class("-week")

    @property
    def board(self) -> DayBoard:
        """The day."""
        return self.query_one(DayBoard)

    @property
    def week(self) -> WeekBoard:
        """The week."""
        return self.query_one(WeekBoard)

    def spot(self) -> Spot[TimelineSeen]:
        weekly = self.weekly
        day = self.week.day if weekly else self.day
        seen = TimelineSeen(
            day,
            self._first_day if weekly else None,
            self._scope,
            self._filter,
            weekly,
            self.board.standing,
            self.week.person_no if weekly else None,
        )
        return Spot(self.place, None, seen)

    def come_back(self, spot: Spot[Any]) -> bool:
        seen = spot.seen
        if not isinstance(seen, TimelineSeen):
            return True
        self.board.let_go()
        self.day, self._first_day = seen.day, seen.first_day
        self._scope, self._filter = seen.scope, seen.filter
        self.query_one(FilterLine).fill(seen.filter)
        self.set_class(seen.weekly, "-week")
        self.read_anew()
        if seen.person is not None:
            return self.week.reveal(seen.person)
        return self.board.stand(seen.board)
