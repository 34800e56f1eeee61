"""The desk's application: how it starts and ends, its looks, keys that work everywhere."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from textual.filter import LineFilter, Monochrome
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from data.clock import Clock
from data.setup.queries import is_empty
from models.text import one_line, printable
from screens import themes
from screens.contrast import Inks
from screens.drawing import Drawing
from screens.driver import clean_driver
from screens.i18n import _
from screens.keys import bindings
from screens.keys.desk import DESK, PLACE_KEYS
from screens.kit import masks
from screens.kit.desk import Desk
from screens.kit.drafting import KEEP_TYPED_EVERY
from screens.kit.openings import part_of
from screens.kit.style_sheets import StyleSheets
from screens.memory import give_back
from screens.output import OutputGate
from screens.sentences import say
from screens.strips import lighten
from screens.subjects import SUBJECTS, Subject

if TYPE_CHECKING:
    from data.maintenance.keeper import Keeper
    from models.problems import Problem

lighten()

_LOOK_EVERY = 1.0
"""Seconds between looks for what another desk wrote, and for the clock."""

_ANSWERED = 0.5
"""Seconds left to what was typed before the desk was there, before a thread takes from its time."""

_QUIET = 60.0
"""Seconds without a key after which it is asked who sits at the desk, where that was not yet."""

_KEEP_EVERY = 60.0
"""Seconds between looks for copies that are due, and for memory that is not needed."""


def _made(subject: Subject) -> Screen[None]:
    """A subject's place."""
    place: Screen[None] = part_of(subject.name, "place", subject.place)()
    return place


def collect_again() -> None:
    """Let what nobody needs be collected again, which the start of the program turned off.

    What was loaded meanwhile stays for good and is not looked at again. Where nothing was turned
    off, as in tests, that would keep for good a desk that is soon closed.
    """
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()


class Shell(Drawing, Desk, inherit_bindings=False):
    """The desk over one store.

    Args:
        path: the store's file; opened after the frame has been painted.
        clock: where the time comes from.
        asks_who: whether it asks by itself who sits at the desk.
    """

    CSS_PATH = "styles/desk.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        subject.name: partial(_made, subject) for subject in SUBJECTS if subject.place
    }
    DEFAULT_MODE = "today"
    theme: Reactive[str] = Reactive(themes.DARK.name)
    """Set here rather than while starting, which would read all style sheets a second time."""
    BINDINGS = bindings((*DESK, *PLACE_KEYS))
    _offered: dict[str, Theme] | None = None

    def __init__(self, path: Path, clock: Clock, *, asks_who: bool = False) -> None:
        super().__init__(path, clock, driver_class=clean_driver(self._forget))
        worn = themes.to_begin_with(self.preferences.theme, os.environ.get("COLORFGBG", ""))
        self.set_reactive(Shell.theme, worn)
        self.stylesheet = StyleSheets(variables=self.get_css_variables())
        self._asks_who = asks_who
        self._greeted = False
        self._keeper: Keeper | None = None
        self._keeping = threading.Lock()
        self._unreadable: Exception | None = None
        """Why something could not be told, while it is looked for the record."""
        name = self.console.color_system
        system = ColorSystem.TRUECOLOR if name is None else COLOR_SYSTEMS[name]
        self.inks = Inks(system, plain=self.no_color)
        """What styles become on the terminal there is."""
        self._gates: dict[tuple[tuple[LineFilter, ...], Inks, bool], OutputGate] = {}

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The desk's own themes, beside those that come with the library.

        The library asks for them a hundred times a key, and while this is still being made.
        """
        if self._offered is None:
            own = {theme.name: theme for theme in themes.THEMES}
            self._offered = {**super().available_themes, **own}
        return self._offered

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line of every widget passes on its way to the terminal."""
        # What is shown without colours is said by the inks, which know what was coloured.
        before = tuple(one for one in super().get_line_filters() if not isinstance(one, Monochrome))
        if self.inks.plain:
            self.inks.stand_on(dark=self.current_theme.dark)
        kind = (before, self.inks, self.masked)
        gate = self._gates.get(kind)
        if gate is None:
            # Lines that were drawn are kept by the gate they passed: the mask has one of its own.
            gate = self._gates[kind] = OutputGate(
                before, self.inks, masks.veiled if self.masked else None
            )
        return [gate]

    def copy_to_clipboard(self, text: str) -> None:
        """Give what was copied in a field to the terminal's clipboard."""
        super().copy_to_clipboard(printable(text))

    def _forget(self) -> None:
        """Take away a throw-away file."""
        if self.scratch is not None:
            self.scratch.cleanup()

    # -- start -------------------------------------------------------------------------------

    def place_ready(self) -> None:
        """A place has its records on screen: pass on what was typed meanwhile.

        On an empty file the ways in are shown, on any other it is asked who sits here, unless
        somebody is already typing.
        """
        typing = self.typed_ahead
        self.release_keys()
        if self._greeted:
            return
        self._greeted = True
        if self.store.barred is not None:
            self.tell_aside(say(self.store.barred))
        if typing:
            self.set_timer(_ANSWERED, self._load_behind)
        else:
            self.call_after_refresh(self._load_behind)
        self.call_after_refresh(self.tell_drafts)
        self.call_after_refresh(self.tell_preferences)
        if typing:
            return
        if self.store.ask(is_empty):
            self.action_open("setup")
        elif self._asks_who:
            self.call_after_refresh(self._ask_who)

    def on_mount(self) -> None:
        self.set_interval(_LOOK_EVERY, self._look)
        self.set_interval(_KEEP_EVERY, self.keep)
        self.set_interval(_KEEP_EVERY, give_back)
        self.set_interval(KEEP_TYPED_EVERY, self.keep_typing)

    def _load_behind(self) -> None:
        """In a thread, once the desk is seen: import what writing needs, back the day up, look at
        the clock and at the words."""
        threading.Thread(target=self._behind, name="load-behind", daemon=True).start()

    def _behind(self) -> None:
        interval = sys.getswitchinterval()
        sys.setswitchinterval(0.0005)
        try:
            import data.mapping  # noqa: F401
        finally:
            sys.setswitchinterval(interval)
            collect_again()
        self._keep()
        part_of("search", "palette", "open_palette")  # loaded before somebody waits for it
        part_of("search", "acts", "make_ready")()
        from data.words import broken_table

        broken = broken_table()
        if broken is not None:
            self.call_later(self.tell_aside, say(broken))  # nobody waits for a desk that closes

    def keep(self) -> None:
        if self._greeted and not self._keeping.locked():
            threading.Thread(target=self._keep, name="keep", daemon=True).start()

    def tell_unreadable(self, error: Exception) -> None:
        """In a thread: all values are looked at, unless some are known that cannot be read."""
        if self.scratch is not None:
            self.tell_fault_once(error)
        elif self.unreadable is None and self._unreadable is None and not self.is_told(error):
            self._unreadable = error
            if self._greeted:
                threading.Thread(target=self._keep, name="keep", daemon=True).start()

    def _keep(self) -> None:
        from data.maintenance.keeper import Keeper

        if self.scratch is not None:
            return
        with self._keeping:
            if self._keeper is None:
                self._keeper = Keeper(self.store)
            doubt = self._unreadable
            found = self._keeper.look(doubted=doubt is not None)
            stands = self._keeper.standing
            fault = doubt if self._keeper.sound else None
        self.call_later(self._kept, found, stands, fault)

    def _kept(
        self, found: list[Problem], stands: tuple[Problem, ...], fault: Exception | None
    ) -> None:
        """Tell what was found; what stands is on the board of the day.

        Args:
            fault: why something could not be told, though all values can be read.
        """
        if stands != self.notices:
            self.notices = stands
            self.announce()
        if fault is not None:
            self.tell_fault_once(fault)
        if fault is not None or self.unreadable is not None:
            self._unreadable = None
        if found:
            from screens.maintenance.notices import told_of

            # What lies behind several may be the same: it is told once.
            for words in dict.fromkeys(self.minded(one, told_of(one)) for one in found):
                self.tell_aside(words)

    # -- what all places use -----------------------------------------------------------------

    def _fatal_error(self) -> None:
        # The library would print what was in memory, too: names, numbers, illnesses.
        from rich.text import Text

        from screens.faults import fault_words

        error = sys.exc_info()[1]
        told = fault_words(error) if isinstance(error, Exception) else type(error).__name__
        self.panic(Text(one_line(told)))

    def _look(self) -> None:
        if self._opened:
            self.look()
            if self._asks_who and self._greeted and self.seat.is_quiet(_QUIET):
                self._ask_who()

    def _ask_who(self) -> None:
        if not self.seat.is_asked:
            part_of("roster", "at_desk", "ask_if_unknown")(self)

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the style sheets anew; not while starting, when all are just being applied."""
        if self._opened:
            super().refresh_css(animate)

    # -- actions -----------------------------------------------------------------------------

    def action_help(self) -> None:
        """Show the keys that work here."""
        from screens.kit.help import Help

        self.push_screen(Help(self.screen))

    def action_palette(self) -> None:
        """Find a command by name."""
        part_of("search", "palette", "open_palette")(self)

    def action_mask(self) -> None:
        """Hide or show telephone numbers and health facts, in whatever is on screen."""
        self.masked = not self.masked
        self.announce()
        self._say_anew()
        for widget in (part for screen in self.screen_stack for part in screen.query("*")):
            widget.notify_style_update()  # what it keeps of lines that were drawn
            widget.refresh()
        self.tell(
            _("Numbers and health facts are hidden.") if self.masked else _("Everything is shown.")
        )

    def action_turn_language(self) -> None:
        """Speak the other language from now on."""
        self.tell("")
        self.turn_language()
        self.announce()
        self._say_anew()

    def _say_anew(self) -> None:
        """Have the program's own words on screen said again, which are others now."""
        for screen in self.screen_stack:
            relabel = getattr(screen, "relabel", None)
            if relabel is not None:
                relabel()
