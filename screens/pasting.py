"""What is pasted, kept apart from what is typed: whatever stands in it, none of it is a key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from time import monotonic

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import BRACKETED_PASTE_END as END
from textual._xterm_parser import BRACKETED_PASTE_START as START
from textual._xterm_parser import XTermParser
from textual.message import Message

AT_ONCE = 0.05
"""Seconds within which what follows the end of a paste belongs to it: nobody types so fast."""

LOST_AFTER = 2.0
"""Seconds without anything after which the end of a paste will not come any more."""

_LAST = 32
"""Characters that hold the end of a paste and a key behind it."""

_NO_TEXT = re.compile("[\ud800-\udfff]")


class PasteParser(XTermParser):
    """The library's parser, which gives a paste as one event, all of it as it came.

    To the library an escape in a paste is its end, and the rest is typed. Here a paste goes on to
    the last end that arrives at once, as the terminal's own comes behind any in the text. What
    comes at once behind that one is pasted too, but for a single key, which a quick hand adds.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._before = ""
        """The last of what was typed: the start of a paste may come in two parts."""
        self._pasted = ""
        self._ended = False
        """Whether the end has come, and no more than a key behind it."""
        self._over_at: float | None = None
        """When the paste under way is over unless more comes."""

    @property
    def wait(self) -> float | None:
        """Seconds after which `tick` may have something to tell; None while nothing is pasted."""
        return None if self._over_at is None else max(0.0, self._over_at - monotonic())

    def feed(self, data: str) -> Iterable[Message]:
        """What a part of the terminal's input says; nothing while it belongs to a paste.

        Args:
            data: the part, its bytes that are no text as lone surrogates.

        Raises:
            UnicodeError: there is no text in what was typed.
        """
        if self._over_at is not None:
            self._keep(data)
            return
        seen = self._before + data
        at = seen.find(START)
        if at < 0:
            if _NO_TEXT.search(data):
                raise UnicodeError
            self._before = seen[1 - len(START) :]
            yield from super().feed(data)
            return
        begins = at + len(START) - len(self._before)
        typed = "" if _NO_TEXT.search(data, 0, begins) else data[:begins]
        # The library may have been told a part of the start before: to it nothing is pasted.
        told = super().feed(typed + END)
        yield from (event for event in told if not isinstance(event, events.Paste))
        self._before = ""
        self._keep(data[begins:])

    def tick(self) -> Iterable[Message]:
        """What is known by nothing more coming; to be called when all that came was fed."""
        yield from super().tick()
        if self._over_at is None or monotonic() < self._over_at:
            return
        text, behind = self._pasted, ""
        if self._ended:
            text, _end, behind = self._pasted.rpartition(END)
        self._pasted, self._over_at = "", None
        yield events.Paste(text)
        if behind:
            yield from self.feed(behind)

    def _keep(self, data: str) -> None:
        self._pasted += data
        _text, end, behind = self._pasted[-_LAST:].rpartition(END)
        self._ended = bool(end) and (not behind or _is_key(behind))
        self._over_at = monotonic() + (AT_ONCE if self._ended else LOST_AFTER)


def _is_key(typed: str) -> bool:
    """Whether this is what one key sends."""
    return len(typed) == 1 or typed in ANSI_SEQUENCES_KEYS
