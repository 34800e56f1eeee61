"""The title of a dialog, on the edge of its box."""

from __future__ import annotations

from textual.content import Content


def titled(words: str) -> Content:
    """A title, which begins large whatever its first word is elsewhere; nothing in it is markup."""
    return Content(words[:1].upper() + words[1:])
