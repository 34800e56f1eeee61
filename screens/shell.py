"""The desk's application: places as modes, keys that work everywhere, one way to do an act."""

from __future__ import annotations

import asyncio
import gc
import importlib
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from data.clock import Clock
from data.setup.commands import is_empty
from data.today.badges import Badges, badges
from models.problems import Problem, Refused
from screens import i18n, themes
from screens.driver import quick_driver
from screens.i18n import _
from screens.keys import DESK, bindings, place_bindings
from screens.kit.place import Place
from screens.opening import OpeningApp
from screens.sentences import say
from screens.subjects import SUBJECTS, Subject

if TYPE_CHECKING:
    from data.store import Step, Store
    from screens.setup.sample import Sample

T = TypeVar("T")

_SWITCH = 0.008
"""Seconds for which painting waits when another place is shown."""

_LOOK_EVERY = 1.0
"""Seconds between looks for what another desk wrote, and for the clock."""


def _made(subject: Subject) -> Callable[[], Screen[None]]:
    """What makes a subject's place; its module is loaded when it is shown first."""

    def make() -> Screen[None]:
        module = importlib.import_module(f"screens.{subject.name}.place")
        made: Screen[None] = getattr(module, subject.place)()
        return made

    return make


class Desk(OpeningApp, inherit_bindings=False):
    """The desk over one store.

    Args:
        path: the store's file; opened after the frame has been painted.
        clock: where the time comes from.
    """

    CSS_PATH = "styles/desk.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        subject.name: _made(subject) for subject in SUBJECTS if subject.place
    }
    DEFAULT_MODE = "today"
    theme: Reactive[str] = Reactive(themes.DARK.name)
    """Set here rather than while starting, which would read all style sheets a second time."""
    BINDINGS = [*bindings(DESK), *place_bindings()]

    store: Store

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__(driver_class=quick_driver())
        self.path = path
        self.clock = clock
        self.generation = 0
        """Counts what makes places read again: changes, mask, language."""
        self.masked = False
        self.drafts: dict[str, dict[str, object]] = {}
        """What was typed into forms that were left, by form."""
        self.trouble: Problem | None = None
        """Why the store could not be opened, for the process's last word."""
        self._opened = False
        self._badges: Badges | None = None
        self._greeted = False
        self._before_directory = self.DEFAULT_MODE
        self._before_timeline = self.DEFAULT_MODE
        self.sample: Sample | None = None
        """The throw-away copy that is worked on, when it is one."""

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
            from screens.setup.welcome import Welcome

            self.open_dialog(Welcome())

    def show_sample(self, sample: Sample) -> None:
        """Work on a throw-away copy from now on; what was open stays as it is."""
        from data.store import Store

        self.store = Store(sample.path, sample.clock)
        self.path, self.clock, self.sample = sample.path, sample.clock, sample
        self.drafts.clear()
        self.announce()

    def on_mount(self) -> None:
        self.set_interval(_LOOK_EVERY, self._look)

    def _load_behind(self) -> None:
        """In a thread, once the desk is seen: import what writing needs, make the day's backup."""
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

    def announce(self) -> None:
        """Something changed: the place shown reads again now, the others when they are shown."""
        self.generation += 1
        for screen in self.screen_stack:
            renew = getattr(screen, "renew", None)
            if renew is not None:
                renew()

    async def perform(self, command: Callable[[Step], T], said: Callable[[T], str]) -> T | Refused:
        """Run a command off the interface's thread; see `Place.perform`."""
        before = self.store.last_written
        try:
            result = await asyncio.to_thread(self.store.do, command)
        except Refused as refused:
            self.tell(say(refused.problem), wrong=True)
            return refused
        self.store.changed()
        self.announce()
        if self.store.last_written == before:
            self.tell(_("Nothing was changed."))
        else:
            self.tell(said(result), undo=True)
        return result

    def tell(self, message: str, *, wrong: bool = False, undo: bool = False) -> None:
        """Show a sentence in the status line of the place shown, and of what stands over it."""
        from screens.kit.status_line import StatusLine

        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.say(message, wrong=wrong, undo=undo)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; what is refused meanwhile is told, and the desk goes on."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Refused as refused:
            self.tell(say(refused.problem), wrong=True)
            return True

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

    def show_record(self, place: str, no: int) -> None:
        """Show a place with the cursor on one of its records, whatever dialog is open."""
        while not isinstance(self.screen, Place) and len(self.screen_stack) > 1:
            self.pop_screen()
        self.run_worker(self._show_record(place, no), exclusive=True, group="show-record")

    async def _show_record(self, place: str, no: int) -> None:
        await self.action_go_place(place)
        here = self.here
        reveal = getattr(here, "reveal", None)
        if reveal is not None:
            reveal(no)

    async def action_directory(self) -> None:
        """Show whom to call; escape leads back."""
        if self.current_mode != "directory":
            self._before_directory = self.current_mode
        await self.action_go_place("directory")

    async def leave_directory(self) -> None:
        """Show the place from which the directory was asked for."""
        await self.action_go_place(self._before_directory)

    async def show_timeline(self, person_no: int | None = None) -> None:
        """Show the day hour by hour, the cursor on a person; escape leads back."""
        if self.current_mode != "timeline":
            self._before_timeline = self.current_mode
        await self._show_record("timeline", person_no or 0)

    async def leave_timeline(self) -> None:
        """Show the place from which the timeline was asked for."""
        await self.action_go_place(self._before_timeline)

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

    def run_command(self, action: str | None) -> None:
        """Do what was chosen in the palette, on the screen beneath it."""
        if action is None:
            return
        if action.startswith("press:"):
            self.simulate_key(action.removeprefix("press:"))
        else:
            self.call_later(self.run_action, action)

    def action_wear(self, theme: str) -> None:
        """Change the colours."""
        self.theme = theme

    def action_leave(self) -> None:
        """Close the desk."""
        self.exit(0)
