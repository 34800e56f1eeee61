"""What a desk that stays open looks after, once a minute and off its thread: copies and the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from data import backup
from data.maintenance import second_place
from data.maintenance.ahead import clock_trouble
from data.store import Store
from models.chases.rules import CLOCKS_DIFFER
from models.maintenance import rules
from models.problems import Problem, Refused

_NOW = "now"


class Keeper:
    """Makes the copies that are due, and tells what somebody should know of, each thing once.

    Args:
        store: of the desk.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._clock = store.clock
        self._told: dict[str, tuple[object, ...] | None] = {}
        self._last = (self._clock.now(), self._clock.passed())
        self._looks: tuple[Callable[[datetime], Problem | None], ...] = (
            self._leap,
            self._acts,
            self._copies,
            self._second_place,
        )

    def look(self) -> list[Problem]:
        """Make what is due; what is wrong now and was not at the last look, or was otherwise."""
        now = self._clock.now()
        return [found for look in self._looks if (found := self._new(look, now)) is not None]

    def _new(self, look: Callable[[datetime], Problem | None], now: datetime) -> Problem | None:
        try:
            found = look(now)
        except Refused as refused:
            found = refused.problem
            if found.code == "store_busy":
                return None  # another desk is writing; a minute later it is not
        known = None if found is None else (found.code, *_lasting(found.params))
        told, self._told[look.__name__] = self._told.get(look.__name__), known
        return None if known == told else found

    # -- the clock ---------------------------------------------------------------------------

    def _leap(self, now: datetime) -> Problem | None:
        """The clock went on by other than what passed since the last look."""
        was, passed = self._last
        self._last = now, self._clock.passed()
        due = was + timedelta(seconds=self._last[1] - passed)
        if abs(now - due) <= CLOCKS_DIFFER:
            return None
        return Problem("clock_leapt_back" if now < due else "clock_leapt", {"was": due, "now": now})

    def _acts(self, now: datetime) -> Problem | None:
        """The last act is still to come, or was so long ago that the clock may be ahead."""
        return self._store.ask(clock_trouble, now)

    # -- copies ------------------------------------------------------------------------------

    def _copies(self, now: datetime) -> Problem | None:
        backup.make_due(self._store.path, now)
        return None

    def _second_place(self, now: datetime) -> Problem | None:
        path = self._store.path
        folder = self._store.ask(second_place.place)
        if folder is None:
            return None
        second_place.bring(path, folder, now)
        known = second_place.standing(path, folder, now)
        return second_place.away(known, now) if rules.long_away(known, now) else None


def _lasting(params: Mapping[str, object]) -> tuple[object, ...]:
    """What a problem says but for the present moment, by which it would be another each time."""
    return tuple(value for name, value in params.items() if name != _NOW)
