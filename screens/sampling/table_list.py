"""The list at a table: while it has focus, what is typed or scanned goes to the line all the same.

A scanner types letters as fast as it can and knows of no focus. A letter with an act of its own
acts only where nothing comes behind it at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.timer import Timer
from textual.widgets import Input

from screens.kit.pointed import Pointed

if TYPE_CHECKING:
    from screens.typing_ahead import TypingApp


class TableList(Pointed):
    """A list that takes arrows, enter, and single letters that act; the rest is the line's."""

    _typed = ""
    """A letter of which it is not known yet whether it comes alone."""
    _alone: Timer | None = None

    async def on_key(self, event: events.Key) -> None:
        """Take what is typed to the line, unless it is a letter alone that acts."""
        before = self._take_typed()
        if not (event.is_printable and event.character):
            if before:
                self._to_line(before)  # enter behind it is the line's then
            return
        if before or not self._acts(event.key):
            self._to_line(before + event.character)
        elif not self._wait(event.key, event.character):
            return
        event.stop()
        event.prevent_default()

    def _acts(self, key: str) -> bool:
        return key in self.screen.active_bindings

    def _wait(self, key: str, letter: str) -> bool:
        """Wait whether something comes behind a letter at once; whether there is a wait."""
        pause = cast("TypingApp", self.app).alone
        if pause:
            self._typed = letter
            self._alone = self.set_timer(pause, lambda: self._act(key))
        return bool(pause)

    async def _act(self, key: str) -> None:
        """Do the act of a letter that came alone."""
        self._take_typed()
        found = self.screen.active_bindings.get(key)
        if found is not None:
            await self.app.run_action(found.binding.action, found.node)

    def _take_typed(self) -> str:
        typed, self._typed = self._typed, ""
        if self._alone is not None:
            self._alone.stop()
            self._alone = None
        return typed

    def _to_line(self, text: str) -> None:
        """Go on in the line, with what was typed here."""
        line = self.screen.query_one(Input)
        self.screen.set_focus(line)
        line.replace(text, *line.selection)

    def action_cursor_up(self) -> None:
        """Go up, above the first line to the line that is typed into."""
        if self.highlighted:
            super().action_cursor_up()
        else:
            self.screen.set_focus(self.screen.query_one(Input))
