"""Looking now and then at the file that is worked on: what others did to it, and how it stands."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from data import troubles
from models.problems import Refused
from screens.i18n import _

if TYPE_CHECKING:
    from data.store import Store

_LASTS = 2
"""Looks in vain after which another program is said to hold the file."""


class Found(Enum):
    """What a look at the file found."""

    NOTHING = "nothing"
    CHANGED = "changed"
    REPLACED = "replaced"


class Standing(NamedTuple):
    """What the top line says of the file all the time, in few words or in more."""

    short: str
    long: str


class Lookout:
    """Looks at the file of a store.

    Attributes:
        trouble: why it could not be read at the last look; None when it could.
    """

    def __init__(self, store: Store) -> None:
        self.trouble: Exception | None = None
        self._store = store
        self._replaced = store.replaced
        self._fresh_at = store.now()
        self._failed = 0

    @property
    def code(self) -> str:
        """What kind of trouble there is; empty for none, and for a fault of the program."""
        return self.trouble.problem.code if isinstance(self.trouble, Refused) else ""

    def look(self) -> Found:
        """See what others did since the last look.

        Raises:
            Refused: why the file cannot be read; it is `trouble`, too.
        """
        try:
            changed = self._store.changed()
        except Exception as error:
            self.trouble = error
            self._failed += 1
            raise
        self.trouble, self._failed = None, 0
        self._fresh_at = self._store.now()
        if self._replaced != self._store.replaced:
            self._replaced = self._store.replaced
            return Found.REPLACED
        return Found.CHANGED if changed else Found.NOTHING

    def standing(self) -> Standing | None:
        """How the file stands; None as a rule."""
        if self.trouble is None or (self.code == "store_busy" and self._failed < _LASTS):
            return None
        if self.code == "file_missing":
            return Standing(_("GONE"), _("THE FILE IS GONE: nothing is saved"))
        if isinstance(self.trouble, Refused) and troubles.of_lost(self.trouble.problem):
            return Standing(_("LOST"), _("THE FILE IS LOST: nothing is saved"))
        from screens.kit.times import clock

        since = clock(self._fresh_at, self._store.now())
        told = _("as it was {time}").format(time=since)
        if self.code == "store_busy":
            return Standing(told, _("as it was {time}: the file is held").format(time=since))
        return Standing(told, _("as it was {time}: the file cannot be read").format(time=since))
