"""What a desk that stays open looks after once a minute, in a thread: copies and the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from data import backup, engine
from data.beginning import rest
from data.maintenance import second_place, values, whereabouts
from data.maintenance.ahead import clock_trouble
from data.store import Store
from models.maintenance import rules
from models.problems import Problem, Refused
from models.times import CLOCKS_DIFFER, dated

_NOW = "now"

_TOLD_AT_ONCE = frozenset({"store_busy", "file_missing", "file_lost"})
"""What the desk sees by itself each second, and when it is over: told from here it would come late.
"""


class Keeper:
    """Makes the copies that are due, and tells what somebody should know of, each thing once.

    Args:
        store: of the desk.

    Attributes:
        sound: whether all values could be read when they were looked at last.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._clock = store.clock
        self._stands: dict[str, Problem | None] = {}
        self._last = (self._clock.now(), self._clock.passed())
        self.sound = False
        self._doubted = False
        self._looked_through: int | None = None
        """How often the file had been replaced when all values were looked at last."""
        self._looks: tuple[Callable[[datetime], Problem | None], ...] = (
            self._leap,
            self._acts,
            self._copies,
            self._second_place,
            self._values,
        )

    def look(self, *, doubted: bool = False) -> list[Problem]:
        """Make what is due; what is wrong now and was not at the last look, or was otherwise. Of a
        file that is lost nothing is looked after.

        Args:
            doubted: something could not be told, which may be for values that cannot be read.
        """
        if rest(self._store.path) is not None:
            return []
        self._doubted = doubted
        now = self._clock.now()
        before = self._stands
        self._stands = {look.__name__: self._found(look, now) for look in self._looks}
        return [
            found
            for name, found in self._stands.items()
            if found is not None and _lasting(found) != _lasting(before.get(name))
        ]

    @property
    def standing(self) -> tuple[Problem, ...]:
        """What was wrong at the last look, and stays so until somebody does something."""
        found = (one for name, one in self._stands.items() if name != self._leap.__name__)
        return tuple(one for one in found if one is not None)

    def _found(self, look: Callable[[datetime], Problem | None], now: datetime) -> Problem | None:
        try:
            return look(now)
        except Refused as refused:
            left = _left_to_others(refused.problem)
            return self._stands.get(look.__name__) if left else refused.problem
        except engine.Failure:  # a part is lacking, of which opening told, or the desk closes
            return self._stands.get(look.__name__)

    # -- the clock ---------------------------------------------------------------------------

    def _leap(self, now: datetime) -> Problem | None:
        """The clock went on by other than what passed since the last look."""
        was, passed = self._last
        self._last = now, self._clock.passed()
        due = was + timedelta(seconds=self._last[1] - passed)
        if abs(now - due) <= CLOCKS_DIFFER:
            return None
        code = "clock_leapt_back" if now < due else "clock_leapt"
        return Problem(code, {"was": dated(due), _NOW: dated(now)})

    def _acts(self, now: datetime) -> Problem | None:
        """The last act is still to come, or was so long ago that the clock may be ahead."""
        return self._store.ask(clock_trouble, now)

    # -- copies ------------------------------------------------------------------------------

    def _copies(self, now: datetime) -> Problem | None:
        if self._store.barred is None:
            backup.make_due(self._store.path, now)
        return None

    def _second_place(self, now: datetime) -> Problem | None:
        path = self._store.path
        folder = self._store.ask(whereabouts.place)
        if folder is None:
            return None
        second_place.bring(path, folder, now)
        known = second_place.standing(path, folder, now)
        needed = rules.needs_somebody(known, now)
        return second_place.told(known, now) if needed else None

    # -- what cannot be read -----------------------------------------------------------------

    def _values(self, _now: datetime) -> Problem | None:
        """Records have values that cannot be read: all are looked at once for each file, and again
        where something could not be told and as long as there are any."""
        before = self._stands.get(self._values.__name__)
        known = self._looked_through == self._store.replaced
        if known and before is None and not self._doubted:
            return None
        self.sound = False
        wrong = self._store.ask(values.problem)
        self._looked_through = self._store.replaced
        self.sound = wrong is None
        return wrong


def _lasting(problem: Problem | None) -> tuple[object, ...]:
    """What a problem says but for the present moment, by which it would be another each time."""
    if problem is None:
        return ()
    return problem.code, *(value for name, value in problem.params.items() if name != _NOW)


def _left_to_others(problem: Problem) -> bool:
    """Whether a problem, or what lies behind it, is told of without this."""
    behind = problem.params.get("reason")
    return problem.code in _TOLD_AT_ONCE or (
        isinstance(behind, Problem) and behind.code in _TOLD_AT_ONCE
    )
