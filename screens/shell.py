"""The desk's application: its places as modes, what opens over them, keys that work everywhere."""

from __future__ import annotations

import gc
import importlib
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from data.clock import Clock
from data.setup.queries import is_empty
from data.today.badges import Badges, badges
from models.problems import Problem, Refused
from screens import i18n, themes
from screens.driver import quick_driver
from screens.i18n import _
from screens.keys import bindings
from screens.keys.desk import DESK, PLACE_KEYS
from screens.kit.desk import Desk
from screens.kit.place import Place
from screens.sentences import say
from screens.subjects import BY_NAME, SUBJECTS, Subject

_SWITCH = 0.008
"""Seconds for which painting waits when another place is shown."""

_LOOK_EVERY = 1.0
"""Seconds between looks for what another desk wrote, and for the clock."""


def _part(subject: str, module: str, name: str) -> Any:
    """A function or class of a subject's module, which is loaded only now."""
    return getattr(importlib.import_module(f"screens.{subject}.{module}"), name)


def _place(subject: Subject) -> Callable[[], Screen[None]]:
    """What makes a subject's place."""

    def make() -> Screen[None]:
        made: Screen[None] = _part(subject.name, "place", subject.place)()
        return made

    return make


_OPENINGS = {
    name: (subject.name, *at) for subject in SUBJECTS for name, at in subject.opens.items()
}
"""What can be opened over the place shown, by the name that `open` keys have for it."""


class Shell(Desk, inherit_bindings=False):
    """The desk over one store.

    Args:
        path: the store's file; opened after the frame has been painted.
        clock: where the time comes from.
    """

    CSS_PATH = "styles/desk.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        subject.name: _place(subject) for subject in SUBJECTS if subject.place
    }
    DEFAULT_MODE = "today"
    theme: Reactive[str] = Reactive(themes.DARK.name)
    """Set here rather than while starting, which would read all style sheets a second time."""
    BINDINGS = bindings((*DESK, *PLACE_KEYS))

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__(path, clock, driver_class=quick_driver())
        self.trouble: Problem | None = None
        """Why the store could not be opened, for the process's last word."""
        self._opened = False
        self._badges: Badges | None = None
        self._greeted = False
        self._came_from: dict[str, str] = {}
        """By place that is visited, the one from which it was asked for."""

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The desk's own themes, beside those that come with the library."""
        return {**super().available_themes, **{theme.name: theme for theme in themes.THEMES}}

    # -- start -------------------------------------------------------------------------------

    def open_store(self) -> bool:
        """Open the store the first time this is asked; False when the desk must close instead."""
        if self._opened:
            return True
        from data.store import Store

        try:
            self.store = Store(self.path, self.clock)
        except Refused as refused:
            self.trouble = refused.problem
            self.set_timer(0.1, lambda: self.exit(1))  # not while the first screen is mounted
            return False
        self._opened = True
        return True

    def place_ready(self) -> None:
        """A place has its records on screen: pass on what was typed meanwhile.

        On an empty file the ways in are shown, unless somebody is already typing.
        """
        typing = self.typed_ahead
        self.release_keys()
        if self._greeted:
            return
        self._greeted = True
        self.call_after_refresh(self._load_behind)
        if not typing and self.store.ask(is_empty):
            self.action_open("welcome")

    def work_on(self, path: Path, clock: Clock, folder: TemporaryDirectory[str]) -> None:
        """Work on a throw-away file from now on; what is open stays as it is."""
        from data.store import Store

        self.store = Store(path, clock)
        self.path, self.clock, self.scratch = path, clock, folder
        self.drafts.clear()
        self.announce()

    def on_mount(self) -> None:
        self.set_interval(_LOOK_EVERY, self._look)

    def _load_behind(self) -> None:
        """In a thread, once the desk is seen: import what writing needs, back the day up, and look
        at the words."""
        threading.Thread(target=self._behind, name="load-behind", daemon=True).start()

    def _behind(self) -> None:
        interval = sys.getswitchinterval()
        sys.setswitchinterval(0.0005)
        try:
            import data.mapping  # noqa: F401
        finally:
            sys.setswitchinterval(interval)
            gc.collect()
            gc.freeze()
            gc.enable()
        from data.backup import make_daily

        try:
            make_daily(self.path, self.clock.now())
        except Refused as refused:
            self.call_from_thread(self.tell, say(refused.problem), wrong=True)
        from data.words import broken_table

        broken = broken_table()
        if broken is not None:
            self.call_from_thread(self.tell, say(broken), wrong=True)

    # -- what all places use -----------------------------------------------------------------

    @property
    def here(self) -> Place | None:
        """The place shown now, also beneath a dialog."""
        for screen in self.screen_stack:
            if isinstance(screen, Place):
                return screen
        return None

    def badges(self) -> Badges | None:
        """The counts of the top line, read once for each change and minute."""
        try:
            self._badges = self.store.ask(badges, self.store.now())
        except Exception as error:  # noqa: BLE001 - the counts are told of again a second later
            self.log.warning(error)
        return self._badges

    def _fatal_error(self) -> None:
        # The library would print what was in memory, too: names, numbers, illnesses.
        from rich.text import Text

        from screens.faults import fault_words

        error = sys.exc_info()[1]
        self.panic(Text(fault_words(error) if isinstance(error, Exception) else str(error)))

    def _look(self) -> None:
        if not self._opened:
            return
        try:
            changed = self.store.changed()
        except Exception as error:  # noqa: BLE001 - a busy file is looked at again a second later
            self.log.warning(error)
            return
        if changed:
            self.announce()
        elif self.here is not None:
            self.here.show_badges()

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the style sheets anew; not while starting, when all are just being applied."""
        if self._opened:
            super().refresh_css(animate)

    def delay_update(self, delay: float = 0.05) -> None:
        """Hold painting back for a moment while a place is switched; a frame is long enough."""
        super().delay_update(min(delay, _SWITCH))

    # -- actions -----------------------------------------------------------------------------

    async def action_go_place(self, name: str) -> None:
        """Show a place; keys typed while it is made for the first time wait for it."""
        if getattr(self.screen, "gives_way", False):
            self.pop_screen()
        if isinstance(self.screen, Place) and name != self.current_mode:
            if name not in self._screen_stacks:
                self.hold_keys()
            self.switch_mode(name)

    def show_record(self, subject: str, no: int) -> None:
        """Show a record of a subject: its place with the cursor on it, whatever dialog is open;
        over what is open where it has no place."""
        record = BY_NAME[subject].record
        if record is not None:
            module, function = record
            getattr(importlib.import_module(f"screens.{subject}.{module}"), function)(self, no)
            return
        while not isinstance(self.screen, Place) and len(self.screen_stack) > 1:
            self.pop_screen()
        self.run_worker(self._show_record(subject, no), exclusive=True, group="show-record")

    async def _show_record(self, place: str, no: int | None) -> None:
        await self.action_go_place(place)
        reveal = getattr(self.here, "reveal", None)
        if no is not None and reveal is not None:
            reveal(no)

    async def action_visit(self, place: str, no: int | None = None) -> None:
        """Show a place that `leave_visit` leads back from."""
        if self.current_mode != place:
            self._came_from[place] = self.current_mode
        await self._show_record(place, no)

    async def leave_visit(self) -> None:
        """Show the place from which the one shown now was asked for."""
        await self.action_go_place(self._came_from.get(self.current_mode, self.DEFAULT_MODE))

    def action_open(self, name: str) -> None:
        """Open over the place shown what a subject has under a name; it is loaded when used first.

        Raises:
            KeyError: no subject has it.
        """
        _part(*_OPENINGS[name])(self)

    def action_help(self) -> None:
        """Show the keys that work here."""
        from screens.kit.help import Help

        self.push_screen(Help(self.screen))

    def action_palette(self) -> None:
        """Find a command by name."""
        from screens.kit.palette import open_palette

        open_palette(self)

    def action_mask(self) -> None:
        """Hide or show telephone numbers and health facts."""
        self.masked = not self.masked
        self.announce()
        self.tell(
            _("Numbers and health facts are hidden.") if self.masked else _("Everything is shown.")
        )

    def action_turn_language(self) -> None:
        """Speak the other language from now on."""
        at = i18n.LANGUAGES.index(i18n.language())
        i18n.set_language(i18n.LANGUAGES[(at + 1) % len(i18n.LANGUAGES)])
        self.tell("")
        self.announce()
        for screen in self.screen_stack:
            relabel = getattr(screen, "relabel", None)
            if relabel is not None:
                relabel()

    async def action_undo(self) -> None:
        """Take back the newest act."""
        from data.journal.commands import undo
        from screens.sentences import say_act

        done = await self.perform(
            undo, lambda s: _("Undone: {act}").format(act=say_act(s.code, s.params, self.masked))
        )
        if not isinstance(done, Refused):
            self.tell(
                _("Undone: {act}  (Z brings it back)").format(
                    act=say_act(done.code, done.params, self.masked)
                )
            )

    async def action_redo(self) -> None:
        """Bring back the act undone last."""
        from data.journal.commands import redo
        from screens.sentences import say_act

        await self.perform(
            redo,
            lambda s: _("Done again: {act}").format(act=say_act(s.code, s.params, self.masked)),
        )

    def action_wear(self, theme: str) -> None:
        """Change the colours."""
        self.theme = theme

    def action_leave(self) -> None:
        """Close the desk."""
        self.exit(0)
