"""Who sits at this desk: shown in the top line, named with what they do, left out of who is asked.

It is asked for in `screens.roster.at_desk`.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.at_desk import AtDesk
    from screens.kit.watching import Watching


class Seat:
    """Knows who sits at a desk."""

    def __init__(self, desk: Watching) -> None:
        self._desk = desk
        self._kept: AtDesk | None = None
        self._pressed, self._quiet_since = -1, 0.0
        """How many keys were pressed when it was last looked, and since when they are so many."""

    @property
    def kept(self) -> AtDesk:
        """What was said, on the disk; nothing is kept of a throw-away file."""
        if self._kept is None:
            from data.at_desk import AtDesk

            store = self._desk.store
            path = store.path if self._desk.scratch is None else None
            self._kept = AtDesk(path, store.author)
        return self._kept

    def forget(self) -> None:
        """Another file is worked on from now on."""
        self._kept = None

    @property
    def person(self) -> str | None:
        """The key of who sits here now; None where that was not said today."""
        return self.kept.person(self._desk.store.now())

    @property
    def no(self) -> int | None:
        """The number of who sits here now; None where that is not known."""
        from data.at_desk import number_of

        person = self.person
        return None if person is None else self._desk.store.ask(number_of, person)

    @property
    def themselves(self) -> tuple[int, ...]:
        """Whom nobody here is told to ask: the number of who sits here, where that is known."""
        no = self.no
        return () if no is None else (no,)

    @property
    def is_asked(self) -> bool:
        """Whether it was asked today, and whoever was named then is on the roster still."""
        asked = self.kept.asked(self._desk.store.now())
        return asked and (self.person is None or self.no is not None)

    def answer(self, person: str | None) -> None:
        """Somebody sits here today, by their key; None where it is not said.

        Raises:
            Refused: as `AtDesk.answer`; it holds all the same.
        """
        self.kept.answer(person, self._desk.store.now())

    def is_quiet(self, seconds: float) -> bool:
        """Whether no key was pressed for some seconds; to be asked now and then."""
        pressed, now = self._desk.pressed, monotonic()
        if pressed != self._pressed:
            self._pressed, self._quiet_since = pressed, now
        return now - self._quiet_since >= seconds
