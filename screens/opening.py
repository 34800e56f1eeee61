"""What the desk opens over a place: the capture line, sheets, lists, help. One method a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.screen import Screen

from models.problems import Refused
from screens.i18n import _
from screens.sentences import say
from screens.typing_ahead import TypingApp

if TYPE_CHECKING:
    from screens.shell import Desk

T = TypeVar("T")


class OpeningApp(TypingApp, inherit_bindings=False):
    """An application that opens dialogs without losing what is typed meanwhile."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.fresh_life: int | None = None
        """The life written down last, whose sheet nobody opened yet."""

    @property
    def _desk(self) -> Desk:
        return cast("Desk", self)

    def open_dialog(
        self, dialog: Screen[T], done: Callable[[T | None], None] | None = None
    ) -> None:
        """Push a dialog; keys typed before its first field has focus wait for it.

        Args:
            done: called with its answer; what is refused there is told.
        """

        def answered(answer: T | None) -> None:
            try:
                if done is not None:
                    done(answer)
            except Refused as refused:
                self._desk.tell(say(refused.problem), wrong=True)

        self.hold_keys()
        self.push_screen(dialog, answered)

    def action_capture(self) -> None:
        """Open the capture line."""
        from screens.reading.capture import CaptureLine

        self.open_dialog(CaptureLine(), self._captured)

    def _captured(self, no: int | None) -> None:
        """A call about a life is put under the cursor, and its sheet is one key away."""
        from screens.emergency.sheet import is_life

        if no is None or not is_life(self._desk, no):
            return
        self.fresh_life = no
        reveal = getattr(self._desk.here, "reveal", None)
        if self.current_mode == "requests" and reveal is not None:
            reveal(no)
        said = "" if self._desk.here is None else self._desk.here.said()
        self._desk.tell(f"{said} {_('! opens its emergency sheet.')}".lstrip(), undo=True)

    def action_emergency(self) -> None:
        """Open the sheet of the life just written down, else of the one at stake."""
        from screens.emergency.sheet import open_sheet

        open_sheet(self._desk, self.fresh_life)

    def action_help(self) -> None:
        """Show the keys that work here."""
        from screens.kit.help import Help

        self.push_screen(Help(self.screen))

    def action_palette(self) -> None:
        """Find a command by name."""
        from screens.kit.palette import open_palette

        open_palette(self._desk)

    def action_log(self) -> None:
        """Show the journal."""
        from screens.journal.dialog import Log

        self.open_dialog(Log())

    def action_search(self) -> None:
        """Search everything ever said."""
        from screens.search.dialog import Search

        self.open_dialog(Search())

    def action_numbers(self) -> None:
        """Show the queue in numbers."""
        from screens.statistics.dialog import QueueNumbers

        self.open_dialog(QueueNumbers())

    def action_errands(self) -> None:
        """Make an errand of the requests marked; without marks, show the errands."""
        from screens.errands.dialog import Errands, make_errand
        from screens.kit.list_place import ListPlace

        here = self._desk.here
        if isinstance(here, ListPlace) and here.place == "requests" and here.records.marks:
            make_errand(self._desk, here.marked(), here.records.clear_marks)
        else:
            self.open_dialog(Errands())

    def action_bring_in(self) -> None:
        """Bring in a list from a file."""
        from screens.exchange.import_files import BringIn

        self.open_dialog(BringIn())
