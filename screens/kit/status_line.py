"""The status line: what just happened, or what is wrong, and that `z` takes it back."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from screens.i18n import _, ngettext

TAKES_TIME = 0.5
"""Seconds of writing after which it is told that it takes its time."""


class StatusLine(Widget):
    """One line above the key bar; longer sentences wrap to at most three."""

    DEFAULT_CSS = """
    StatusLine { height: auto; max-height: 3; width: 1fr; min-height: 1; padding: 0 1; }
    StatusLine.-wrong { color: $error; text-style: bold; }
    StatusLine.-done { color: $success; }
    """

    message = ""
    undo_offered = False

    def say(self, message: str, *, wrong: bool = False, undo: bool = False) -> None:
        """Show a sentence; an empty one clears the line."""
        self.message, self.undo_offered = message, undo
        self.set_class(wrong, "-wrong")
        self.set_class(undo and not wrong, "-done")
        self.refresh(layout=True)

    def unsay(self, message: str) -> None:
        """Take a sentence away, where it still stands, alone or behind another one."""
        if message and self.message.endswith(message):
            self.say(self.message.removesuffix(message).rstrip())

    def drop_undo(self) -> None:
        """Offer no more that what is told is taken back."""
        if self.undo_offered:
            self.say(self.message)

    def render(self) -> Content:
        if not self.message:
            return Content("")
        mark = "⚠ " if self.has_class("-wrong") else ""
        tail = Content.styled("  z " + _("undo"), "dim") if self.undo_offered else Content("")
        return Content.assemble(mark, Content(self.message), tail)


def marks_gone(gone: int, left: int) -> str:
    """That records are not marked any more because the list has them no longer.

    Args:
        gone: how many those are.
        left: how many others stay marked.
    """
    told = ngettext(
        "{count} of those marked is gone from this list; {left} left.",
        "{count} of those marked are gone from this list; {left} left.",
        gone,
    )
    return told.format(count=gone, left=left)
