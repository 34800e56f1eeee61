"""The status line: what just happened, or what is wrong, and the key that takes it back."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from screens.i18n import _, ngettext

TAKES_TIME = 0.5
"""Seconds of writing after which it is told that it takes its time."""


class Offer(NamedTuple):
    """What one key does about the act that is told of, and about no other."""

    act: int
    """Number of the act."""
    takes_back: bool
    """Whether `z` takes it back; otherwise `Z` brings it back."""
    step: int
    """The newest step of the journal when it was told."""


class StatusLine(Widget):
    """One line above the key bar; longer sentences wrap to at most three."""

    DEFAULT_CSS = """
    StatusLine { height: auto; max-height: 3; width: 1fr; min-height: 1; padding: 0 1; }
    StatusLine.-wrong { color: $error; text-style: bold; }
    StatusLine.-done { color: $success; }
    """

    message = ""
    offer: Offer | None = None

    def say(self, message: str, *, wrong: bool = False, offer: Offer | None = None) -> None:
        """Show a sentence; an empty one clears the line.

        Args:
            offer: the key shown behind it, as long as the desk offers that.
        """
        self.message, self.offer = message, offer
        self.set_class(wrong, "-wrong")
        self.set_class(offer is not None and offer.takes_back, "-done")
        self.refresh(layout=True)

    @property
    def shown_offer(self) -> Offer | None:
        """The key shown; none once the desk offers another, or none."""
        return self.offer if self.offer is getattr(self.app, "offer", None) else None

    def unsay(self, message: str) -> None:
        """Take a sentence away, where it still stands, alone or behind another one."""
        if message and self.message.endswith(message):
            self.say(self.message.removesuffix(message).rstrip())

    def render(self) -> Content:
        if not self.message:
            return Content("")
        return self._broken(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._broken(width).plain.count("\n") + 1

    def _broken(self, width: int) -> Content:
        """What is said in lines of at most `width` cells, see `line_ends`."""
        mark = "⚠ " if self.has_class("-wrong") else ""
        said = Content.assemble(mark, Content(self.message), Content.styled(self._key(), "dim"))
        if not width or said.cell_length <= width:
            return said
        lines = _lines(said, width)
        before, gap, last = said.plain.rpartition("  ")
        if gap and not lines[-1].plain.endswith(last):  # a key and its words, which stay together
            rest = said[len(before + gap) :]
            lines = [*_lines(said[: len(before)], width), *_lines(rest, width)]
        return Content("\n").join(lines)

    def _key(self) -> str:
        offer = self.shown_offer
        if offer is None:
            return ""
        return "  z " + _("undo") if offer.takes_back else "  Z " + _("redo")


def _lines(said: Content, width: int) -> list[Content]:
    from screens.kit.detail import line_ends

    return [line.rstrip() for line in said.divide(line_ends(said.plain, width))]


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
