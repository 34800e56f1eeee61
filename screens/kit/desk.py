"""The application as places and dialogs know it: the store, what is told, what stands in front.

It knows subjects by their lines in the list of them alone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from data.today.badges import Badges, badges
from models.problems import Problem, Refused
from screens.i18n import _
from screens.kit import masks
from screens.kit.columns import UNREADABLE
from screens.kit.openings import opened, part_of
from screens.kit.place import Place
from screens.kit.preferring import Preferring
from screens.kit.seat import Seat
from screens.kit.trail import Spot
from screens.kit.values import beside
from screens.sentences import say
from screens.subjects import BY_NAME, face_of
from screens.typing_ahead import takes_letters

if TYPE_CHECKING:
    from datetime import datetime

    from data.clock import Clock

T = TypeVar("T")

_ASKED_ABOUT = ("store_lost", "header_damaged", "indexes_damaged")
"""Why a store cannot be opened, where whoever sits there can do something about it."""


class Desk(Preferring, inherit_bindings=False):
    """An application over one store, its places as modes; the shell starts and ends it.

    Args:
        path: the store's file; opened when a place asks for it first.
        clock: where the time comes from.
    """

    def __init__(self, path: Path, clock: Clock, **options: Any) -> None:
        super().__init__(**options)
        self.path = path
        self.clock = clock
        self.masked = False
        self.notices: tuple[Problem, ...] = ()
        """What is wrong with copies or the clock until somebody does something about it."""
        self.heard: tuple[int, int] | None = None
        """How often the file had been replaced, and its newest step, when it was last heard what
        others took back."""
        self.begun_at: int | None = None
        """The newest step of the file when it was first looked at here; None before that."""
        self._unheard = True
        """Whether something was written since."""
        self.trouble: Problem | None = None
        """Why the store could not be opened, for the process's last word."""
        self._opened = False
        self._badges: Badges | None = None
        self.seat = Seat(self)
        self._came_from: dict[str, str] = {}
        """By place that is visited, the one from which it was asked for."""
        self._face: dict[str, str] = {}
        """By place, the face of it that was shown last."""

    @property
    def masked(self) -> bool:
        """Whether telephone numbers and health facts are hidden."""
        return masks.is_on()

    @masked.setter
    def masked(self, on: bool) -> None:
        masks.put_on(on)

    def words_of(self, error: Exception) -> str:
        if self.unreadable is not None and isinstance(error, UNREADABLE):
            return say(self.unreadable)
        return super().words_of(error)

    @property
    def unreadable(self) -> Problem | None:
        """Which records are known to have values that cannot be read."""
        return next((one for one in self.notices if one.code == "values_unreadable"), None)

    # -- what stands in front ----------------------------------------------------------------

    @property
    def here(self) -> Place | None:
        """The place shown now, also beneath a dialog."""
        for screen in self.screen_stack:
            if isinstance(screen, Place):
                return screen
        return None

    def open_dialog(
        self, dialog: Screen[T], done: Callable[[T | None], None] | None = None
    ) -> None:
        """Push a dialog; keys typed before its first field has focus wait for it.

        Args:
            done: called with its answer; what goes wrong there is told.
        """

        def answered(answer: T | None) -> None:
            try:
                if answer is not None and dialog in self.outdated:
                    raise Refused("file_moved", file=str(self.path))
                if done is not None:
                    done(answer)
            except Exception as error:  # noqa: BLE001 - of whatever comes after the dialog
                self.tell_trouble(error)

        self.hold_keys()
        self.push_screen(dialog, answered)

    async def action_go_place(self, name: str) -> None:
        """Show a place by its own key: of one with several faces that which was shown last."""
        await self.show_place(self._face.get(name, name))

    async def show_place(self, name: str) -> None:
        """Go to a place; back leads to where one is now."""
        self._set_out(name)
        await self._show_place(name)

    def _set_out(self, place: str, no: int | None = None) -> None:
        """Keep where one is, unless one is going nowhere else."""
        here = self.here
        if here is None or not self._opened:
            return
        if here.place != place or (no is not None and no != here.chosen()):
            self.trail.leave(here.spot())

    async def _show_place(self, name: str) -> None:
        """Show a place; keys typed while it is made for the first time wait for it."""
        if getattr(self.screen, "gives_way", False):
            self.pop_screen()
        if isinstance(self.screen, Place) and name != self.current_mode:
            if name not in self._screen_stacks:
                self.hold_keys()
            self.switch_mode(name)
            self._face[face_of(name)] = name

    def show_record(self, subject: str, no: int) -> None:
        """Show a record of a subject: its place with the cursor on it, whatever dialog is open;
        over what is open where it has no place."""
        record = BY_NAME[subject].record
        if record is not None:
            part_of(subject, *record)(self, no)
            return
        self._set_out(subject, no)
        while not isinstance(self.screen, Place) and len(self.screen_stack) > 1:
            self.pop_screen()
        self.run_worker(self._show_record(subject, no), exclusive=True, group="show-record")

    async def _show_record(self, place: str, no: int | None) -> None:
        await self._show_place(place)
        self._reveal(no)

    def _reveal(self, no: int | None) -> None:
        """Put the cursor of the place shown on a record, where it has such a cursor."""
        reveal = getattr(self.here, "reveal", None)
        if no is not None and reveal is not None:
            reveal(no)

    async def action_visit(self, place: str, no: int | None = None) -> None:
        """Show a place that `leave_visit` leads back from.

        Args:
            no: the number of a record that the cursor goes to.
        """
        if self.current_mode != place:
            self._came_from[place] = self.current_mode
        self._set_out(place, no)
        await self._show_place(place)
        if self.here is not None:
            self.here.visited()
        self._reveal(no)

    async def leave_visit(self) -> None:
        """Show the place from which the one shown now was asked for."""
        await self.show_place(self._came_from.get(self.current_mode, self.DEFAULT_MODE))

    async def action_go_back(self) -> None:
        """Show where one was before."""
        await self._turn(-1, _("There is nowhere to go back to."))

    async def action_go_forward(self) -> None:
        """Show where one was before going back."""
        await self._turn(1, _("There is nowhere to go forward to."))

    async def _turn(self, by: int, nowhere: str) -> None:
        """Go back or forward, past records that went from the file."""
        here = self.here
        if here is None or not self._opened:
            return
        spot, gone = self.trail.turn(by, here.spot(), self._stands)
        told = [nowhere] if spot is None else []
        if spot is not None:
            await self._show_place(spot.place)
            if self.here is not None and not self.here.come_back(spot):
                told.append(_("What you were at is not in this view any more."))
        if gone:
            told.append(_("Passed over what is no longer on file: {count}.").format(count=gone))
        if told:
            self.tell(beside(*told))

    def _stands(self, spot: Spot[Any]) -> bool:
        """Whether there is still what a spot is about."""
        place = self._screen_stacks[spot.place][0]
        return isinstance(place, Place) and place.stands(spot)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a field, alt with an arrow is the field's."""
        if action in ("go_back", "go_forward") and takes_letters(self.focused):
            return False
        return super().check_action(action, parameters)

    def action_open(self, name: str) -> None:
        """Open over the place shown what a subject has under a name; it is loaded when used first.

        Raises:
            KeyError: no subject has it.
        """
        shown = opened(name)
        if isinstance(shown, type):
            self.open_dialog(shown())
        else:
            shown(self)

    def open_pasted(self, text: str, came: datetime | None = None) -> None:
        """Show what was pasted where nothing is typed as the calls it may be.

        Args:
            came: when it was pasted; None for now.
        """
        part_of("reading", "pasted", "open_pasted")(self, text, came)

    # -- the store ---------------------------------------------------------------------------

    def open_store(self) -> bool:
        """Open the store the first time this is asked.

        False where it cannot be: the desk closes, or asks what to do about a file that is lost.
        """
        if self._opened:
            return True
        if self.trouble is not None:
            return False
        try:
            self.open_file(self.path, self.clock)
        except Refused as refused:
            self.trouble = refused.problem
            if refused.problem.code in _ASKED_ABOUT:
                self.drop_letters()  # they were not meant for what is asked now
                self.call_later(self.action_open, "lost")
            else:
                self.set_timer(0.1, lambda: self.exit(1))  # not while the first screen is mounted
            return False
        self._opened = self.may_go_on = True
        return True

    @property
    def is_opened(self) -> bool:
        """Whether the store was opened, whatever became of its file since."""
        return self._opened

    def open_after_all(self, told: str) -> None:
        """Open the store now that there is a file again, or go on with it, and show what is in it.

        Args:
            told: what was done about it.
        """
        self.trouble, self.doubted = None, False
        if self._opened:
            self.look()
            self.tell("")  # that there is another file is known to whoever put it there
            self.announce()
        elif self.here is not None:
            self.here.renew()
        self.tell(told)

    def work_on(self, path: Path, clock: Clock, folder: TemporaryDirectory[str]) -> None:
        """Work on a throw-away file from now on; what is open stays as it is.

        Args:
            folder: holds the file; it is gone with the desk.
        """
        self.open_file(path, clock)
        self.leave_drafts()
        self.path, self.clock, self.scratch = path, clock, folder
        self.seat.forget()
        self.heard, self.offer, self.begun_at = None, None, None
        self.announce()

    def place_ready(self) -> None:
        """A place has its records on screen: pass on what was typed meanwhile."""
        raise NotImplementedError

    def keep(self) -> None:
        """Make the copies that are due and look at the clock, in a thread."""
        raise NotImplementedError

    def working(self) -> str | None:
        return self.seat.person

    def badges(self) -> Badges | None:
        """The counts of the top line, read once for each change and minute."""
        try:
            self._badges = self.store.ask(badges, self.store.now(), self.seat.person)
        except Exception as error:  # noqa: BLE001 - the counts are told of again a second later
            self.log.warning(error)
        return self._badges

    def tell_standing(self) -> None:
        """Bring the top line up to date."""
        for screen in self.all_screens():
            if isinstance(screen, Place):
                screen.show_badges()

    async def action_undo(self) -> None:
        """Take back the act just told of, else one's own last; another's only when asked for."""
        await part_of("journal", "acts", "take_back")(self)

    async def action_redo(self) -> None:
        """Bring back what one undid last."""
        await part_of("journal", "acts", "bring_back")(self)

    def announce(self) -> None:
        self._unheard = True
        super().announce()

    def look(self) -> None:
        super().look()
        if self._unheard:
            with suppress(Refused):  # then it is heard of a second later
                part_of("journal", "news", "hear")(self)
                self._unheard = False

    @property
    def known_step(self) -> int | None:
        """The newest step that whoever sits here can know of: what there was when the desk began,
        and what was done here since."""
        return None if self.begun_at is None else max(self.begun_at, self.store.last_written)
