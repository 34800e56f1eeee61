"""What the timeline reads: everybody's duties of a day, everybody's presence of a week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from data import sql
from data.duties import candidates
from data.sql import Reader
from models.duties import DutyRow, rules
from models.duties.workers import Worker
from models.roster import ABSENT_PLACES, PersonKind, Place
from models.roster.rules import usual_place
from models.timeline.rules import DayPresence, presence_on
from models.times import duty_day_bounds, stored


class PersonDay(NamedTuple):
    """Somebody with what is theirs on a duty day."""

    worker: Worker
    duties: tuple[DutyRow, ...]
    """Those that share time with the day, in the order of time."""
    minutes: int
    """Work of the day, rest not counted."""
    place: Place
    """Where they are at noon."""
    search: str
    """Folded text a filter looks at."""

    @property
    def no(self) -> int:
        """Their number."""
        return self.worker.no

    @property
    def absent(self) -> bool:
        """Whether they are not here at noon."""
        return self.place in ABSENT_PLACES


class PersonWeek(NamedTuple):
    """Somebody with where they are on each day, and how much they work there."""

    worker: Worker
    days: tuple[DayPresence, ...]
    minutes: tuple[int, ...]
    search: str

    @property
    def no(self) -> int:
        """Their number."""
        return self.worker.no


def people_on(conn: Reader, day: date) -> list[PersonDay]:
    """Everybody not archived with their duties of a duty day: staff first, by number."""
    starts, ends = duty_day_bounds(day)
    first, last = stored(starts), stored(ends)
    texts = _searched(conn)
    return [
        PersonDay(
            one,
            tuple(
                sorted(
                    (d for d in one.times.held if d.starts_at < last and d.ends_at > first),
                    key=lambda d: (d.starts_at, d.no),
                )
            ),
            rules.minutes_of(one.times.held, starts, ends),
            presence_on(one.times.presences, day, usual_place(one.kind)).place,
            texts.get(one.no, ""),
        )
        for one in _in_order(candidates.workers(conn, starts, ends))
    ]


def people_in(conn: Reader, first: date, days: int = 7) -> list[PersonWeek]:
    """Everybody not archived with where they are on each of some days: staff first, by number."""
    dates = [first + timedelta(days=n) for n in range(days)]
    bounds = [duty_day_bounds(day) for day in dates]
    texts = _searched(conn)
    return [
        PersonWeek(
            one,
            tuple(presence_on(one.times.presences, day, usual_place(one.kind)) for day in dates),
            tuple(rules.minutes_of(one.times.held, *edges) for edges in bounds),
            texts.get(one.no, ""),
        )
        for one in _in_order(candidates.workers(conn, bounds[0][0], bounds[-1][1]))
    ]


def _in_order(found: Sequence[Worker]) -> list[Worker]:
    kinds = list(PersonKind)
    return sorted(found, key=lambda one: (kinds.index(PersonKind(one.kind)), one.no))


def _searched(conn: Reader) -> dict[int, str]:
    rows = conn.execute("SELECT no, search FROM person WHERE archived_at IS NULL")
    return sql.mapped(rows, "no", "search")
