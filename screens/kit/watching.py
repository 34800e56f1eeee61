"""An application over one file: it shows what others changed, and says how the file stands."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual.screen import Screen

from data import troubles
from models.problems import Refused
from screens.i18n import _, ngettext
from screens.kit.again import Again, passes
from screens.kit.alarm import LifeAlarm
from screens.kit.enduring import Enduring
from screens.kit.lookout import Found, Lookout, Standing
from screens.kit.trail import Trail
from screens.kit.values import read_by

if TYPE_CHECKING:
    from pathlib import Path

    from data.clock import Clock
    from data.store import Store


class Watching(Enduring, inherit_bindings=False):
    """An application that looks at its file now and then, and goes on with whatever it finds."""

    store: Store

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.generation = 0
        """Counts what makes places read again: changes, mask, language."""
        self.fresh: dict[str, int] = {}
        """The record written down last that nobody looked at yet, by subject."""
        self.trail = Trail()
        """Where one was, see `Desk.action_go_back`."""
        self.scratch: TemporaryDirectory[str] | None = None
        """Holds the file when it is a throw-away one."""
        self.outdated: WeakSet[Screen[Any]] = WeakSet()
        """What was open when another file was put in the place of the one it is about."""
        self._unread: Exception | None = None
        """Why something stands as it was before the newest change; None as a rule."""
        self._again = Again(self, self.announce)
        self.alarm = LifeAlarm(self)
        self._lookout: Lookout

    def open_file(self, path: Path, clock: Clock) -> None:
        """Work on a file from now on.

        Raises:
            Refused: as `Store`.
        """
        from data.connection import KEY_WAIT
        from data.store import Store

        read_by(clock)
        self.store = Store(path, clock, KEY_WAIT)
        self.store.person = self.working
        self._lookout = Lookout(self.store)
        self.trail.forget_records()

    def working(self) -> str | None:
        """The key of the person who sits at the desk, where that is known."""
        raise NotImplementedError

    def look(self) -> None:
        """See what others did to the file; what is the matter with it is told once, and stands in
        the top line as long as it lasts."""
        code, trouble = self._lookout.code, self._lookout.trouble
        try:
            found = self._lookout.look()
        except Exception as error:  # noqa: BLE001 - it is looked at again a second later
            found = Found.NOTHING
            news = trouble is None or self._lookout.code != code
            if news and trouble is not None:
                self.unsay(self.words_of(trouble))
            if news and self._lookout.code != "store_busy":
                self.tell_trouble(error, by_itself=True)
        else:
            if trouble is not None:
                self.unsay(self.words_of(trouble))
            if isinstance(trouble, Refused) and troubles.of_lost(trouble.problem):
                self.doubted = False
                self.unsay_loss()
            if code in ("file_missing", "file_lost"):
                self.tell_aside(_("The file is there again."), wrong=False)
        if found is Found.REPLACED:
            self._go_on_with_another()
        elif found is Found.CHANGED or (trouble is not None and self._lookout.trouble is None):
            self.announce()
        else:
            self.tell_standing()
        if self._lookout.trouble is None:
            self.alarm.look()

    def _go_on_with_another(self) -> None:
        """Go on with another file that was put in the place of the one worked on.

        What was typed stays. Nothing goes any more by a number of the file before: no undo is
        offered, nothing is marked, and what is open is looked at again before it acts.
        """
        from data.journal.queries import extent
        from screens.kit.times import clock

        self.fresh.clear()
        self.trail.forget_records()
        self.doubted = False
        self.withdraw(for_good=True)
        for screen in self.all_screens():
            replaced = getattr(screen, "file_replaced", None)
            if replaced is not None:
                replaced()
        self.outdated = WeakSet(self.screen_stack[1:])
        self.announce()
        there = self.store.ask(extent)
        told = ngettext(
            "The file was replaced by another: it has {count} act, of {time}.",
            "The file was replaced by another: it has {count} acts, the newest of {time}.",
            there.acts,
        )
        newest = clock(there.newest, self.store.now()) if there.newest else "–"
        self.tell_aside(told.format(count=there.acts, time=newest))

    def tell_standing(self) -> None:
        """Bring what is said all the time up to date: the counts, the time, how the file stands."""
        raise NotImplementedError

    def standing(self) -> Standing | None:
        """What is to be said of the file all the time."""
        if self.scratch is not None:
            return Standing(_("SAMPLE"), _("SAMPLE: nothing here is kept"))
        found = self._lookout.standing()
        if found is None and self.doubted:
            found = Standing(_("DAMAGE"), _("DAMAGE WAS FOUND: B, copies"))
        return found

    def announce(self) -> None:
        """Something changed: the place shown reads again now, the others when they are shown.

        What cannot be read stays as it is, which is told, and is tried again.
        """
        self.generation += 1
        failed: Exception | None = None
        for screen in self.screen_stack:
            renew = getattr(screen, "renew", None)
            if renew is None:
                continue
            try:
                renew()
            except Exception as error:  # noqa: BLE001 - the other screens read again all the same
                self.tell_trouble(error, by_itself=True)
                failed = error if passes(error) else failed
        if failed is not None:
            self._again.later()
        elif self._unread is not None:
            self._again.worked()
            self.unsay(self.words_of(self._unread))
        self._unread = failed
